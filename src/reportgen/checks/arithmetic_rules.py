"""Arithmetic that the report states holds: sums, shares, changes, conversions and ratios are computed again.

Only forms in which a sentence says outright what is computed from what. A figure that is rounded stands for all that
rounds to it; whatever can be right passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reportgen.checks.prose import Paragraph
from reportgen.checks.report import Report
from reportgen.checks.texts import NUMERAL, places_in
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic
from reportgen.values import Value

# Only sentences with two figures and one of these can state arithmetic.
_TRIGGER = re.compile(
    r"[(=%]|, (?:or|an?|up|down|which|that)\b|together|in all\b|in total|total of|totalling|all told|making|adding up|"
    r"\bout of\b|\btimes\b|\bfrom\b|\bper ?cent",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\bshare\b.*\d{3}|\d{3}.*\bshare\b", re.DOTALL)  # one figure is enough to be more than all
_MOST_FIGURES = 40  # more of them are a table, not a sentence
_WORD = re.compile(r"\w+")


class Mistake(NamedTuple):
    """A figure that is not what the others make it, as offsets in the text.

    `sentence` and `figures` are the spans of the sentence and of all figures in it.
    """

    start: int
    end: int
    message: str
    sentence: tuple[int, int]
    figures: tuple[tuple[int, int], ...]


def arithmetic_in_prose(report: Report, prose: tuple[Paragraph, ...]) -> Iterator[Diagnostic]:
    """Every computation that a sentence of the text states comes out."""
    language = str(report.config.report.get("language", "en"))
    for paragraph in prose:
        for mistake in mistakes(paragraph.text, language):
            first, last = min(start for start, _ in mistake.figures), max(end for _, end in mistake.figures)
            if all(paragraph.spot(w.start()).data for w in _WORD.finditer(paragraph.text, first, last)):
                continue  # the record itself is reported, or says what its source says
            typed = [span for span in ((mistake.start, mistake.end), *mistake.figures) if paragraph.typed(*span)]
            place, length = paragraph.span(*(typed[0] if typed else (mistake.start, mistake.end)))
            yield diagnose("CHK805", mistake.message, place, length=length)


def arithmetic_in_texts(report: Report, texts: Iterable[Value]) -> Iterator[Diagnostic]:
    """Every computation that a text of a record or of an exhibit states comes out."""
    language = str(report.config.report.get("language", "en"))
    for value in texts:
        for mistake in mistakes(value, language):
            length = mistake.end - mistake.start
            yield diagnose("CHK805", mistake.message, places_in(value, mistake.start), length=length)


def mistakes(text: str, language: str) -> Iterator[Mistake]:
    """Give the computations of a text that do not come out."""
    if not _worth_reading(text):
        return
    from reportgen.checks.arithmetic_forms import FORMS
    from reportgen.checks.measures import figures, skeleton
    from reportgen.language.sentences import split_sentences

    for start, end in split_sentences(text):
        sentence = text[start:end]
        found = figures(sentence, language) if _worth_reading(sentence) else []
        if not 1 <= len(found) <= _MOST_FIGURES:
            continue
        shape, at = skeleton(sentence, found)
        index = dict(zip(at, found, strict=True))
        spans = tuple((start + figure.start, start + figure.end) for figure in found)
        seen: set[int] = set()
        for form in FORMS:
            for figure, message in form(shape, index):
                if figure.start not in seen:
                    seen.add(figure.start)
                    place = (start + figure.start, start + figure.end)
                    yield Mistake(*place, message(sentence), (start, end), spans)


def _worth_reading(text: str) -> bool:
    return (_TRIGGER.search(text) is not None and len(NUMERAL.findall(text)) > 1) or _SHARE.search(text) is not None
