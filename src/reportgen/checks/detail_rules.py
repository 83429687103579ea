"""Typed sentences against the lock: the same words with another number, name, direction, record or passage.

What no record says cannot be checked, only be noticed when it changes, as it is with the words of a claim. A new
sentence, or one put into other words, is not asked about, nor is one that was locked and is gone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from reportgen.checks.details import Detail, Sentence, typed_sentences
from reportgen.checks.prose_reader import read_prose
from reportgen.checks.report import Report, Rule
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic
from reportgen.records.locking import UPDATE

_HINT = f"if that is right, {UPDATE}"


def sentences_to_lock(report: Report) -> Mapping[str, tuple[str, ...]]:
    """Return the digests of the typed sentences of a report and of their details."""
    found: dict[str, list[str]] = defaultdict(list)
    for sentence in typed_sentences(report, read_prose(report.composition)):
        found[sentence.name].append(sentence.digests)
    return {name: tuple(sorted(details)) for name, details in found.items()}


def details_are_as_verified(report: Report) -> Iterator[Diagnostic]:
    """A sentence that was locked still has the details that it had."""
    if not report.lock.sentences or not report.config.whole:
        return
    found: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in typed_sentences(report, read_prose(report.composition)):
        if sentence.name in report.lock.sentences:
            found[sentence.name].append(sentence)
    changed = [pair for name, group in found.items() for pair in _changed(group, report.lock.sentences[name])]
    for sentence, details in changed:
        detail = next((each for each in details if not _is_renamed(each, report)), None)
        if detail is not None:
            place, length = sentence.place(detail)
            yield diagnose("CHK828", _message(detail), place, length=length, hint=_HINT)


def _changed(group: list[Sentence], locked: tuple[str, ...]) -> Iterator[tuple[Sentence, list[Detail]]]:
    """Give the sentences that took the place of a locked one that is gone, with the details that differ."""
    gone = Counter(locked)
    new: list[Sentence] = []
    for sentence in group:
        if gone[sentence.digests]:
            gone[sentence.digests] -= 1
        else:
            new.append(sentence)
    left = [digests.split(".") for digests in gone.elements()]
    for sentence in new:
        apart = [
            [detail for detail, digest in zip(sentence.details, before, strict=True) if detail.digest != digest]
            for before in left
            if len(before) == len(sentence.details)
        ]
        if apart:
            nearest = min(apart, key=len)
            left.pop(apart.index(nearest))
            yield sentence, nearest


def _is_renamed(detail: Detail, report: Report) -> bool:
    """Whether a record that is printed may only bear another name now: it is not locked by this one."""
    return detail.kind == "expression" and bool(detail.words) and detail.words not in report.lock.claims


def _message(detail: Detail) -> str:
    if detail.kind == "expression" and detail.words:
        return f"'{detail.words}' is printed here, and something else was when this sentence was verified"
    if detail.kind == "expression":
        return "what is printed here was computed otherwise when this sentence was verified"
    if detail.kind == "citation":
        return f"{detail.words} is cited here, and was another passage when this sentence was verified"
    if detail.kind == "loose":
        return "a 'not', an 'about' or the like was put in or taken out since this sentence was verified"
    return f"'{detail.words}' was something else when this was verified"


RULES: tuple[Rule, ...] = (details_are_as_verified,)
