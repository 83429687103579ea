"""References to the report's own tables and figures are printed: a typed number stays when tables move.

Silent about tables of other texts: where the sentence cites something, says whose table it is, or no such number
exists here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.prose import Paragraph
from reportgen.checks.quotation_rules import quotations_in
from reportgen.checks.report import Report
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic
from reportgen.language.sentences import split_sentences

_NUMBERED = re.compile(r"\b(?P<kind>[Tt]able|[Ff]igure|[Ff]ig\.)\s(?P<number>\d{1,2})(?!\.?\d|[\w:–-])")
# "their Table 2", "the bank's Table 2", "Kashin, Table 2", "Table 2 of the report": somebody else's.
_OWNED_BEFORE = re.compile(r"(?:['’]s?|\b(?:[Tt]heir|[Ii]ts|[Hh]is|[Hh]er|[Yy]our)|[A-Z][\w-]*,|\d{4},)\s$")
_OWNED_AFTER = re.compile(r",?\s(?:of|in|from|by|on|at|there)\b|\s?[(\[]")
_SAYS = (
    "shows?|lists?|gives?|sets?|sums?|summari[sz]es?|names?|compares?|holds?|has|contains?|grades?|places?|tells?|"
    "counts?|draws?"
)
# What a sentence does with a table of its own report.
_OURS_AFTER = re.compile(rf"\s(?:(?:above|below|also|now|here)\s)?(?:{_SAYS}|above|below)\b|\)")
_OURS_BEFORE = re.compile(r"\b(?:[Ss]ee(?:\salso)?|[Cc]ompare|as\s(?:shown|listed|given|set\sout)\sin)\s$|\($")


def references_are_printed(report: Report, prose: tuple[Paragraph, ...]) -> Iterator[Diagnostic]:
    """No number of an own table or figure is typed. Asked of whole reports only."""
    if not report.whole:
        return
    shown = {"t": report.composition.tables, "f": report.composition.figures}
    for paragraph in prose:
        if paragraph.quoted or not _NUMBERED.search(paragraph.text):
            continue
        quoted = [(quotation.start, quotation.end) for quotation in quotations_in(paragraph.text)]
        for start, end in split_sentences(paragraph.text):
            if any(start <= cited.offset <= end for cited in paragraph.cited):
                continue
            for found in _NUMBERED.finditer(paragraph.text, start, end):
                names = shown[found["kind"][0].lower()]
                if not 1 <= int(found["number"]) <= len(names) or not _is_ours(paragraph.text, found):
                    continue
                if any(a <= found.start() < b for a, b in quoted) or not paragraph.typed(*found.span()):
                    continue
                place, length = paragraph.span(*found.span())
                hint = f'print it with ref("{names[int(found["number"]) - 1]}"), if that is meant'
                yield diagnose("CHK818", f"the number of '{found.group()}' is typed", place, hint=hint, length=length)


def _is_ours(text: str, found: re.Match[str]) -> bool:
    """Whether the words around speak of a table of this report."""
    before = text[max(found.start() - 24, 0) : found.start()]
    if _OWNED_BEFORE.search(before) or _OWNED_AFTER.match(text, found.end()):
        return False
    return bool(_OURS_AFTER.match(text, found.end()) or _OURS_BEFORE.search(before))
