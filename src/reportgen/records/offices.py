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
_LED = rf"(?P<title>(?:[\w’'-]+ ){{0,6}}(?i:{_HEADS}))"
_LEFT_OUT = frozenset({"of", "the", "for", "and", "to", "a", "an", "at"})


class _Office(NamedTuple):
    """What tells one office from another: the head word, whether it is below it, its fields, whose it is."""

    head: str
    below: bool
    fields: frozenset[str]
    people: frozenset[str]


def check_office(claim: Claim, passages: Iterable[str]) -> Iterator[Diagnostic]:
    """Report an office that no title at the speaker's name in the passages agrees with."""
    office, speaker = claim.fields.text("office"), claim.fields.text("speaker")
    if office is None or speaker is None or ";" in speaker:
        return
    said = _office(office)
    if said is None:
        return
    text = " \n ".join(plain_view(passage) for passage in passages)
    titles = list(dict.fromkeys(_titles(text, speaker)))
    others = [_office(title) for title in titles]
    if titles and all(other is not None and _differ(said, other, text) for other in others):
        message = f"the office '{office.strip()}' is not the one that the passage gives: '{titles[0]}'"
        yield diagnose("REC236", message, office.stripped().place, length=len(office.strip()))


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
    return _Office(head, bool(words & _BELOW), frozenset(fields), people)


def _titles(text: str, speaker: str) -> Iterator[str]:
    """Give the titles that stand right before or right behind a name."""
    names = [word for word in _WORD.findall(speaker) if len(word) > 1]
    name = rf"(?:{'|'.join(map(re.escape, names))})\b" if names else r"(?!)"
    for form in (rf"{_LED} (?:[A-Z][\w’'-]+ )?{name}", rf"{name}, (?:(?:the|an?) )?{_LED}\b(?! [A-Z]|['’-])"):
        for hit in re.finditer(rf"(?<![\w’'-]){form}", text):
            yield _last_clause(hit["title"])


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
    )
