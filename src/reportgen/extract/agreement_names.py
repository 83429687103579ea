"""Phrases that may name or describe an agreement, a programme or a project.

A phrase is grown from its head noun: to the left over capitals ("Morrow Water | Compact") or qualifiers ("power
purchase | agreement"), to the right over "of", "on", "for" and what follows. `named` says that it is a proper name,
`sure` that it needs no second party beside it to count; `pairable` that two parties beside it would make it count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.extract.agreement_heads import HEADS, heads, is_compound
from reportgen.extract.agreement_spans import CAPITAL, content, is_pair, modifiers, name_of, named_left
from reportgen.language.agreement_words import BARE, JOINT, NEEDS_JOINT, PACTS, QUALIFIED, TOGETHER, VENTURES, WORKS
from reportgen.language.names import DEMONYMS
from reportgen.language.word_sets import word_set


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase; `start` and `end` are offsets, `name` its words with blanks collapsed and line-break hyphens healed."""

    start: int
    end: int
    name: str
    named: bool
    sure: bool
    pairable: bool = True


_JOINT_LEFT = word_set(
    """
    joint bilateral trilateral multilateral common shared mutual cross-border binational intergovernmental
    international совместный совместного совместную совместное совместной совместном совместная совместные
    gemeinsame gemeinsames commun
    """
)  # fmt: skip
_CALLED = re.compile(
    r",?[ ](?:called|named|dubbed|known[ ]as)[ ][\"“'«]?([A-ZА-ЯЁ][^\s,.;:]*(?:[ ][A-ZА-ЯЁ0-9][^\s,.;:]*){0,5})"
)
_QUOTED = re.compile(r"[ ][\"“«„]([^\"“”«»„\n]{2,80})[\"”»“]")
_CHINESE = re.compile(
    r"[“「](?P<quoted>[^“”「」\n]{2,20})[”」](?:联合|合作|共建|双边)(?:项目|计划|工程|行动|研究)|《([^《》\n]{2,40}(?:协议|协定|备忘录|条约|公约|合同|议定书|声明|章程|计划|倡议)书?)》|(?:签署|签订|达成|缔结)了?([^，。；《》\n]{2,20}(?:协议|协定|备忘录|条约|公约))"
)
_JOINT_NAME = re.compile(
    r"\b(?:joint|co-?operation|friendship|partnership|mutual|bilateral|inter-?governmental|together)\b", re.IGNORECASE
)
# Heads that capitals before them do not make a name of: "the Berlin plan".
_NO_NAME_BEFORE = word_set(
    """
    statement declaration treaties agreements line plan station years deals contracts
    """
)
_NO_HEAD_BEFORE = QUALIFIED | HEADS
_CERTAIN = PACTS - NEEDS_JOINT  # heads that need no second party
_MUST_BE_CONCLUDED = frozenset(["partnership", "alliance", "dialogue", "exchange", "protocol"])
_FOLLOWED = re.compile(r"[ ](?:and[ ])?[A-Z][a-zà-þ]\w+(?![\w-]*[ ](?:signed|agreed))")
_WORKER = re.compile(
    r"(?:ologist|ographer|omist|icist|ician|ineer|worker|owner|breeder|grower)s?\Z"
)  # "a plant pathologist"
_NEXT_WORD = re.compile(r"[ ]([a-z]+)")


def phrases(view: str, start: int, end: int) -> Iterator[Phrase]:
    """Give the phrases of a passage in order, none inside another."""
    done = start
    if (
        view.find("《", start, end) >= 0
        or view.find("协", start, end) >= 0
        or view.find("备忘", start, end) >= 0
        or view.find("”", start, end) >= 0
    ):
        for found in _CHINESE.finditer(view, start, end):
            group = next(i for i in (1, 2, 3) if found[i])
            yield Phrase(start=found.start(group), end=found.end(group), name=found[group], named=True, sure=True)
    for at, stop in heads(view, start, end):
        if at < done:
            continue
        if is_compound(view, at, stop):
            yield Phrase(start=at, end=stop, name=_healed(view[at:stop]), named=True, sure=True)
            continue
        phrase = _grown(view, start, end, at, stop)
        if phrase is not None and phrase.start >= done:
            done = phrase.end
            yield phrase


def _healed(word: str) -> str:
    """Return a compound without the hyphen of a broken line; that of "Nordsee-Pakt" stays."""
    return re.sub(r"-(?=[a-zäöüß])", "", word)


def _grown(view: str, low: int, end: int, at: int, stop: int) -> Phrase | None:
    """Return the phrase around a head, `None` when it is a bare word."""
    head = view[at:stop].replace("-", "")
    if _FOLLOWED.match(view, stop, end) or (
        (after := _NEXT_WORD.match(view, stop, end)) and (after[1] in _NO_HEAD_BEFORE or _WORKER.search(after[1]))
    ):
        return None
    if head[0].isupper():
        named = named_left(view, low, at)
        reach = content(view, stop, end, proper=True)
        if named < at or reach > stop:
            return _proper(view, low, end, named, max(stop, reach), head, at)
    return _described(view, low, end, at, stop, head)


def _proper(view: str, low: int, end: int, start: int, stop: int, head: str, at: int) -> Phrase | None:
    """Return the phrase of a proper name."""
    name = name_of(view, start, stop)
    lower = head.lower()
    if len(name.split()) < 2:
        return None
    first = name.split()[0].lower()
    if first in {"our", "this", "that", "no"}:
        return None
    sure = lower in _CERTAIN
    sure = sure or _is_joint(view, low, end, start, stop, lower) or _JOINT_NAME.search(name) is not None
    if lower in {"contract", "contracts", "deal", "deals", "plan"} and start == at:
        return None
    if lower in {"statement", "declaration"} and "joint" not in name.lower():
        return None
    return Phrase(start=start, end=stop, name=name, named=True, sure=sure, pairable=_is_pairable(lower))


def _is_pairable(head: str) -> bool:
    return head not in NEEDS_JOINT or head in WORKS


def _is_joint(view: str, low: int, end: int, start: int, stop: int, head: str) -> bool:
    """Whether words beside a phrase say that several do it together."""
    pattern = JOINT if head in NEEDS_JOINT else TOGETHER
    return (
        pattern.search(view, max(low, start - 80), min(end, stop + 100)) is not None
        or JOINT.search(view, max(low, start - 80), min(end, stop + 100)) is not None
    )


def _described(view: str, low: int, end: int, at: int, stop: int, head: str) -> Phrase | None:
    """Return the phrase of a description, or of a name before a head in small letters."""
    lower = head.lower()
    before = list(modifiers(view, low, at))
    start = before[-1][0] if before else at
    words = [word for _, word in before]
    if appositive := _apposed(view, low, end, start, at, stop):
        return appositive
    capitals = [i for i, word in enumerate(words) if CAPITAL.match(word) and not is_pair(word) and word not in DEMONYMS]
    joint = any(word.lower() in _JOINT_LEFT or is_pair(word) for word in words)
    if capitals and lower not in _NO_NAME_BEFORE:
        left = named_left(view, low, before[capitals[0]][0] + len(before[capitals[0]][1]))
        left = min(left, before[capitals[-1]][0])
        sure = lower in _CERTAIN or _is_joint(view, low, end, left, stop, lower)
        if lower.endswith("s") and lower not in {"drills", "manoeuvres", "maneuvers"}:
            return None
        if lower in _MUST_BE_CONCLUDED and not _CONCLUDED.search(view, max(low, left - 70), min(end, stop + 30)):
            return None
        if left == before[0][0] and _CODE.fullmatch(words[0]):
            return Phrase(start=left, end=left + len(words[0]), name=words[0], named=True, sure=sure, pairable=True)
        return Phrase(
            start=left, end=stop, name=name_of(view, left, stop), named=True, sure=sure, pairable=_is_pairable(lower)
        )
    if (marked := _DESIGNATED.match(view, stop, end)) and lower in VENTURES:
        sure = joint or _is_joint(view, low, end, start, stop, lower)
        return Phrase(start=marked.start(1), end=marked.end(1), name=marked[1], named=True, sure=sure)
    if (called := _CALLED.match(view, stop, end) or _QUOTED.match(view, stop, end)) and CAPITAL.match(called[1]):
        first = start if head[0] > "Ѐ" else called.start(1)  # Russian: "совместные учения «Щит»" is the whole name
        stop = called.end() if head[0] > "Ѐ" else called.end(1)
        sure = joint or lower in PACTS or _is_joint(view, low, end, first, stop, lower)
        return Phrase(start=first, end=stop, name=name_of(view, first, stop), named=True, sure=sure)
    return _plain_description(view, low, end, start, at, stop, words, joint=joint)


_DESIGNATED = re.compile(r"[ ]\(([A-Z][A-Za-z]*[-‑]?\d[\w-]*)\)")
_CODE = re.compile(r"[A-Z][A-Za-z]*-?\d[\w-]*")
_INDEFINITE = re.compile(r"\b(?:an?|another|new|first|une?|eine?n?|una?|primer)[ \n](?:new[ ])?$", re.IGNORECASE)
_UNDER = re.compile(r"\b[Uu]nder[ ](?:an?|the|its|their)[ ]$")
_BETWEEN_NAMES = re.compile(r"[ ]between[ ](?:the[ ])?[A-Z][^,.;]{1,40}[ ]and[ ](?:the[ ])?[A-Z]")
_SIGNED = re.compile(r"\b(?:sign(?:ed|ing)?|conclud(?:ed|ing)|подписа\w+|заключ\w+|unterzeichn\w+)\b", re.IGNORECASE)
_CONCLUDED = re.compile(
    r"\b(?:sign\w*|conclud\w+|reach\w*|str(?:ike|uck)|negotiat\w+|agreed|propos\w+|ratif\w+|join\w*|announc\w+"
    r"|initialled|talks on|"
    r"подписа\w+|заключ\w+|unterzeichn\w+|schloss\w*|signé\w*|firm\w+)\b",
    re.IGNORECASE,
)


def _plain_description(
    view: str, low: int, end: int, start: int, at: int, stop: int, words: list[str], *, joint: bool
) -> Phrase | None:
    """Return a description that tells the thing from others: what it is on, or that it is joint."""
    lower = view[at:stop].lower()
    reach = content(view, stop, end, proper=False)
    on = reach > stop
    if not words and not on:
        return None
    plural = lower.endswith("s") and lower not in {"years", "drills", "manoeuvres", "maneuvers"}
    paired = any(is_pair(word) for word in words)
    if lower in {"statement", "declaration"}:
        accepted = joint
    elif lower in {"venture", "ventures"}:
        accepted = any(word.lower() == "joint" for word in words) and not plural
    elif lower in _CERTAIN:
        signed = _CONCLUDED.search(view, max(low, start - 70), min(end, stop + 30)) is not None
        indefinite = _INDEFINITE.search(view[max(low, start - 16) : start]) is not None
        accepted = (
            (signed and (on or bool(words) or indefinite))
            or (joint and not plural)
            or (on and indefinite and not plural)
            or (bool(words) and not plural and _UNDER.search(view[max(low, start - 16) : start]) is not None)
        )
        if plural:
            accepted = (
                on
                and lower != "partnerships"
                and _SIGNED.search(view, max(low, start - 70), min(end, stop + 30)) is not None
            )
        elif lower not in {"partnership", "alliance", "deal", "contract"}:
            accepted = accepted or (view.startswith(" between ", stop, end) and on)
        if lower in {"contract", "deal", "alliance", "partnership", "convention", "protocol"}:
            between = _BETWEEN_NAMES.match(view, stop, end) is not None
            accepted = (accepted and (signed or joint) and (on or joint)) or (between and not plural)
        if lower in _MUST_BE_CONCLUDED:
            accepted = accepted and signed
    else:
        accepted = joint and not plural and (on or paired or len(words) > 1 or lower not in BARE)
    if not accepted:
        return None
    return Phrase(start=start, end=reach, name=name_of(view, start, reach), named=False, sure=True)


# Most phrases stand in no apposition; the end of one is looked for first, for it is found faster than the name.
_AS = r"(?:,[ ]|[ ](?:is|was)[ ])(?:an?|the|their|another|one[ ]of)[ ](?:[a-z\d][\w'-]*[ ]){0,4}$"
_DESCRIBED_AS = re.compile(_AS)
_APPOSED = re.compile(
    r"([A-ZÀ-ÞА-ЯЁ][^\s,;:.()]*(?:[ ](?:of|the|and|to|de)[ ][A-ZÀ-ÞА-ЯЁ][^\s,;:.()]*"
    rf"|[ ][A-ZÀ-ÞА-ЯЁ0-9][^\s,;:.()]*){{0,6}})[\"”»’']?{_AS}"
)


def _apposed(view: str, low: int, end: int, start: int, at: int, stop: int) -> Phrase | None:
    """Return the name that a description stands beside: "LakeLab, a network", "X is a joint project"."""
    text = view[max(low, start - 110) : start]
    found = _APPOSED.search(text) if _DESCRIBED_AS.search(text) else None
    if found is None:
        return None
    name_start = max(low, start - 110) + found.start(1)
    name_end = max(low, start - 110) + found.end(1)
    if view.startswith("The ", name_start) and name_end - name_start > len("The "):
        name_start += len("The ")
    name = name_of(view, name_start, name_end)
    first = name.split()[0].lower()
    if first in {"he", "she", "it", "they", "this", "that", "there", "in", "mr", "we", "i", "the", "his"}:
        return None
    head = view[at:stop].lower()
    sure = head in _CERTAIN or _is_joint(view, low, end, start, stop, head)
    return Phrase(start=name_start, end=name_end, name=name, named=True, sure=sure, pairable=_is_pairable(head))
