"""Rules over the lines of one composed file: ends of the document, percent signs, signs of templates left as text.

They look at nothing else, so what they found in a file is right as long as the file is the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from reportgen.checks.report import Report
from reportgen.checks.tex_scan import masked
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place
from reportgen.markup import Composed
from reportgen.sections.composition import MAIN_FILE

_END = re.compile(r"(\\end\s*\{\s*document\s*\}|(?<!\\def)(?<!\\let)\\(?:endinput|enddocument|stop|bye)(?![a-zA-Z@]))")
_ENDINGS = ("document", "endinput", "\\stop", "\\bye")
_PERCENT = re.compile(r"(?<!\\)(?:\\\\)*%")
# What comes before a percent sign that was meant as one, and what comes after one that does not touch its number.
_NUMBER = re.compile(r"(?<![\w.,])(\d[\d.,   –-]*)$")
_LENGTH = re.compile(r"(?:\\[A-Za-z@]+|=)\s*[-+]?[\d.]*$")
_AFTER = re.compile(
    r"\s*(?:of|in|per|a|an|or|and|to|from|by|more|less|at|on|for|over|since|than|was|were|is|are)\b|\s*[,;:.)–-]"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_MEASURE = re.compile(r"(?:\b[Ii]n|\(|\bper|\bthe)\s+$|\($")
_MEASURED = re.compile(r"\s*\)|\s+of\b")

_FUNCTIONS = "fact|cite|quote|when|records|record|count|literal|section|table|figure|ref|bibliography|report_end|spelt"
_CALLS = tuple(f"{name}(" for name in _FUNCTIONS.split("|"))
# A call between brackets that are not those of a value: `(( fact("x") )))`, `{{ cite("D1") }}`.
_CALL = re.compile(
    rf"(?<!\\)[({{]{{1,4}}[ \t]*(?:{_FUNCTIONS})\((?:[\"“”][^\n]{{0,200}}?[\"“”]|\))[^\n]{{0,80}}?\)[ \t]*[)}}]"
)
_FIELD = re.compile(r"(?:\(\(|\{\{) +report\.[a-z_]+ +(?:\)\)|\}\})")
_WORDS = "if|elif|else|endif|for|endfor|set|endset|macro|endmacro|include|import|from|block|endblock|call|endcall"
_BLOCK = re.compile(
    rf"(?:\(\(?|\{{)[%*]-?[ \t]*(?:{_WORDS})\b[^\n(){{}}]{{0,120}}(?:\([^\n()]*\)[^\n(){{}}]{{0,60}})?[%*][)}}]"
)


def found_in(composed: Composed, text: str, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Place | None]]:
    """Give each hit of a pattern with its place; `text` is the composed text, some of it blanked."""
    starts: list[int] = []
    for hit in pattern.finditer(text):
        starts = starts or [0, *(at.end() for at in re.finditer("\n", text))]
        line = bisect_right(starts, hit.start())
        template, record = composed.places(line, hit.start() - starts[line - 1] + 1)
        yield hit, record or template


def early_ends(_report: Report, name: str, composed: Composed) -> Iterator[Diagnostic]:
    r"""No `\end{document}` outside the main file: what follows it would be lost without a word."""
    if name != MAIN_FILE and any(sign in composed.text for sign in _ENDINGS):
        for hit, place in found_in(composed, masked(composed.text), _END):
            yield diagnose("PDF701", f"{hit.group(1)} in a section cuts the report off", place)


def bare_percents(_report: Report, name: str, composed: Composed) -> Iterator[Diagnostic]:
    """No percent sign that was meant to be printed: TeX would drop the rest of the line."""
    if not name.startswith("sections/") or "%" not in composed.text:
        return
    shown = masked(composed.text).split("\n")
    for number, line in enumerate(composed.text.split("\n"), 1):
        at = _comment_start(line, shown[number - 1]) if "%" in line else -1
        if at > 0 and (_is_percent(line[:at], line[at + 1 :]) or _hides(composed, number, at, line)):
            template, record = composed.places(number, at + 1)
            hint = r"write \% for the sign"
            message = "a bare % hides the rest of this line"
            yield diagnose("SEC513", message, record or template, hint=hint, length=1)


def _hides(composed: Composed, number: int, at: int, line: str) -> bool:
    """Whether a comment behind text holds a value that a template prints."""
    return bool(line[:at].strip()) and any(o.column > at + 1 and o.data for o in composed.origins[number - 1])


def _comment_start(line: str, shown: str) -> int:
    """Return the offset of the sign that begins a comment, -1 when there is none."""
    for hit in _PERCENT.finditer(line):
        at = hit.end() - 1
        # Verbatim text is blanked as comments are; a comment reaches to the end of the line.
        if not shown[at:].strip() and (at == 0 or shown[at - 1] == line[at - 1]):
            return at
    return -1


def _is_percent(before: str, after: str) -> bool:
    if not after.strip():
        return False
    number = _NUMBER.search(before.rstrip("~ ").removesuffix("\\,"))
    if number is None or _LENGTH.search(before):
        return bool(_MEASURE.search(before) and _MEASURED.match(after))
    touches = before[-1:].isdigit()
    if touches and not _YEAR.match(number.group(1).strip()):
        return True
    return bool(_AFTER.match(after))


def template_signs(_report: Report, name: str, composed: Composed) -> Iterator[Diagnostic]:
    """No instruction of the template language is printed as text for a slip in its brackets."""
    if name != MAIN_FILE and not name.startswith("sections/"):
        return
    read = masked(composed.text)
    seen: set[Place | None] = set()
    for pattern, signs in ((_CALL, _CALLS), (_FIELD, ("report.",)), (_BLOCK, ("%)", "%}", "*)"))):
        if not any(sign in composed.text for sign in signs):
            continue
        # What follows `{%` is a comment of TeX: looked for in the text itself, where its bracket is printed.
        text = composed.text if pattern is _BLOCK else read
        for hit, place in found_in(composed, text, pattern):
            line = composed.text.count("\n", 0, hit.start()) + 1
            column = hit.start() - composed.text.rfind("\n", 0, hit.start())
            printed = read[hit.start()] == hit.group()[0]
            if printed and place not in seen and composed.places(line, column)[1] is None:
                seen.add(place)
                shown = hit.group()[:40]
                message = f"'{shown}' is printed as it stands; its brackets are not those of a template"
                hint = "write ((( ... ))) for a value, ((* ... *)) for an instruction"
                yield diagnose("SEC521", message, place, hint=hint, length=len(hit.group()))


RULES = (bare_percents, early_ends, template_signs)
