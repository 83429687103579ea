"""A speaker's office as a record has it, held against the title that the passage gives the same speaker.

English titles only, and only those that stand at the name: "Deputy Prime Minister Ada Quill", "Quill, the trade
minister". A title that leaves something out is no other title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic
from reportgen.language.view import plain_view
from reportgen.language.word_sets import word_set
from reportgen.records.record import Claim
from reportgen.records.registers import direct

_HEADS = (
    "minister|premier|president|ambassador|envoy|governor|chancellor|mayor|secretary|director|chairman|chairwoman|head|"
    "chief|commissioner|spokesman|spokeswoman|spokesperson"
)
# Of these a person has one at a time, and a passage that names another speaks of another office.
_ALONE = frozenset({"minister", "president", "ambassador", "governor", "chancellor", "mayor"})
_BELOW = frozenset({"deputy", "vice", "assistant"})
_FIELDS = word_set(
    """prime foreign defence defense finance trade industry energy interior health education transport justice
    agriculture environment culture economy economic economics labour labor science technology development"""
)
_HEAD = re.compile(rf"\b({_HEADS})\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_PEOPLE = re.compile(
    r"\b(?:[A-Z][a-z]+(?:ian|ean|ese|ish|ani|aeli)|American|Mexican|African|German|French|Dutch|Greek|Swiss|Czech|Thai)\b"
)
_LED = rf"(?P<title>(?:[\w’'-]+ ){{0,6}}(?i:{_HEADS})(?P<post> to (?:the )?[A-Z]\w+)?)"
# Where an ambassador is: one word in capitals, or a name of one word.
_POSTED = re.compile(r"\b(?i:ambassador|envoy) to (?:the )?([A-Z]\w+)(?! [A-Z])")
_LEFT_OUT = frozenset({"of", "the", "for", "and", "to", "a", "an", "at"})
# Words beside a title that may be of another time than the office.
_OTHER_TIME = re.compile(
    r"\b(?:then|ex|former|formerly|late|later|previous|previously|now|future|past|until|became|become|becomes|"
    r"outgoing|incoming|designate|elect)\b",
    re.IGNORECASE,
)
_NEAR = 10


class _Office(NamedTuple):
    """What tells one office from another: the head word, whether it is below it, its fields, whose it is, where to."""

    head: str
    below: bool
    fields: frozenset[str]
    people: frozenset[str]
    posted: str


def check_office(claim: Claim, passages: Iterable[str]) -> Iterator[Diagnostic]:
    """Report an office that no title at the speaker's name in the passages agrees with."""
    office, speaker = claim.fields.text("office"), claim.fields.text("speaker")
    if office is None or speaker is None or ";" in speaker:
        return
    title = other_title(office, speaker, " \n ".join(plain_view(passage) for passage in passages))
    if title is not None:
        message = f"the office '{office.strip()}' is not the one that the passage gives: '{title}'"
        yield diagnose("REC236", message, office.stripped().place, length=len(office.strip()))


def check_role(claim: Claim, passages: Iterable[str]) -> Iterator[Diagnostic]:
    """Report the role of a person in a register that no title at the name in the passages agrees with."""
    role, name = claim.fields.text("role"), claim.fields.text("name")
    if claim.kind != "people" or role is None or name is None:
        return
    title = other_title(role, direct(name), " \n ".join(plain_view(passage) for passage in passages))
    if title is not None:
        message = f"the role '{role.strip()}' is not the one that the passage gives: '{title}'"
        yield diagnose("REC236", message, role.stripped().place, length=len(role.strip()))


def other_title(office: str, name: str, text: str) -> str | None:
    """Return the first title that a plain text has at a name, if none there agrees with an office."""
    said = _office(office)
    titles = list(dict.fromkeys(_titles(text, name))) if said is not None else []
    if said is None or not titles:
        return None
    others = [_office(title) for title in titles]
    return titles[0] if all(other is not None and _differ(said, other, text) for other in others) else None


def _office(text: str) -> _Office | None:
    """Read an office or a title; `None` without a head word that is known, or with two."""
    heads = [hit.lower() for hit in _HEAD.findall(text)]
    if len(heads) != 1:
        return None
    words = {word.lower() for word in _WORD.findall(text)} - _LEFT_OUT
    head, fields = heads[0], words & _FIELDS
    if head == "premier":
        head, fields = "minister", fields | {"prime"}
    people = frozenset(word[:4].lower() for word in _PEOPLE.findall(text))
    posted = _POSTED.search(text)
    return _Office(head, bool(words & _BELOW), frozenset(fields), people, posted[1] if posted else "")


def _titles(text: str, speaker: str) -> Iterator[str]:
    """Give the titles that stand right before or right behind a name."""
    names = [word for word in _WORD.findall(speaker) if len(word) > 1]
    name = rf"(?:{'|'.join(map(re.escape, names))})\b" if names else r"(?!)"
    before = rf"{_LED}(?(post),?) (?:[A-Z][\w’'-]+ )?{name}"
    behind = rf"{name}, (?:(?:the|an?) )?{_LED}\b(?! [A-Z]|['’-])"
    for form in (before, behind):
        for hit in re.finditer(rf"(?<![\w’'-]){form}", text):
            low, high = (hit.start() - _NEAR, hit.end("title")) if form is before else (hit.start(), hit.end() + _NEAR)
            if _OTHER_TIME.search(text, max(low, 0), high):
                continue
            yield re.sub(r"^[Tt]he ", "", _last_clause(hit["title"]))


def _last_clause(title: str) -> str:
    """Leave out what stands before the title: from the last small word that no title has on."""
    return re.split(r"(?i)\b(?:by|that|and|with|when|as|told|said|from|in|on|then|while|but|where|which|who)\s", title)[
        -1
    ]


def _differ(said: _Office, other: _Office, text: str) -> bool:
    """Whether two offices cannot be the same one."""
    if said.head != other.head:
        known = said.head in _ALONE and other.head in _ALONE
        return known and re.search(rf"\b{said.head}\b", text, re.IGNORECASE) is None
    return (
        said.below != other.below
        or bool(said.fields and other.fields and not said.fields & other.fields)
        or bool(said.people and other.people and not said.people & other.people)
        or bool(said.posted and other.posted and said.posted != other.posted)
    )
