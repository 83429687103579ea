r"""Rules over the composed TeX: what an engine would stop at, shown before one runs, where it was written.

`tex_faults` looks at all files together (see `tex_groups`); the rules of `RULES` look at one line at a time.
All are silent about what a class or a package may make right.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from reportgen.checks.report import Report, Rule
from reportgen.checks.tex_frames import Fault
from reportgen.checks.tex_groups import find_faults
from reportgen.checks.tex_scan import masked, scan
from reportgen.checks.tex_styles import Styles
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.markup import Composed
from reportgen.sections.composition import MAIN_FILE

_LABEL = re.compile(r"\\label\s*\{([^{}\\#]*)\}|\blabel\s*=\s*\{?([\w:./-]+)")
_REF = re.compile(r"\\(?:auto|page|name|eq|v|f|sub)?ref\*?\s*\{([^{}\\#]*)\}|\\hyperref\s*\[([^\[\]{}\\#]*)\]")
_REFS = re.compile(r"\\(?:label)?[cC](?:page)?ref\*?\s*\{([^{}\\#]*)\}")
# Labels that packages set at the end of a document.
_SET_BY_PACKAGES = frozenset({"LastPage", "VeryLastPage", "LastChapter", "TotPages"})
_MADE_LABEL = re.compile(r"\\label\s*\{[^{}]*[#\\]")
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


def tex_faults(composed: Mapping[str, Composed], styles: Styles) -> tuple[Diagnostic, ...]:
    """Return what does not pair in the composed files, and characters that TeX would stop at."""
    scanned = {name: scan(each.text, styles.opaque) for name, each in composed.items()}
    if re.search(r"\\(?:MakeShortVerb|DefineShortVerb|lstMakeShortInline)(?![A-Za-z])", styles.text):
        return ()
    found: dict[tuple[str, Place | None], Diagnostic] = {}
    for fault in find_faults(scanned, MAIN_FILE, styles):
        shown = _shown(composed, fault)
        # A macro that is used twenty times holds one fault, not twenty.
        found.setdefault((shown.code, shown.place), shown)
    return tuple(found.values())


def _shown(composed: Mapping[str, Composed], fault: Fault) -> Diagnostic:
    related: tuple[Related, ...] = ()
    if fault.other is not None:
        file, start, message = fault.other
        at = _place(composed[file], start)
        related = (Related(message=message, place=at),) if at is not None else ()
    place = _place(composed[fault.file], fault.start)
    return diagnose(fault.code, fault.message, place, hint=fault.hint, related=related, length=fault.length)


def _place(composed: Composed, start: int) -> Place | None:
    """Return the place that a person edits for an offset of a composed file."""
    line = composed.text.count("\n", 0, start) + 1
    column = start - composed.text.rfind("\n", 0, start)
    template, record = composed.places(line, column)
    return record or template


# --- rules over lines --------------------------------------------------------------------------


def _lines(report: Report, *, sections_only: bool = False) -> Iterator[tuple[str, Composed, str]]:
    for name, composed in report.composition.files.items():
        if not sections_only or name.startswith("sections/"):
            yield name, composed, masked(composed.text)


def _found(composed: Composed, text: str, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Place | None]]:
    """Give each hit of a pattern with its place; `text` is the composed text, some of it blanked."""
    starts: list[int] = []
    for hit in pattern.finditer(text):
        starts = starts or [0, *(at.end() for at in re.finditer("\n", text))]
        line = bisect_right(starts, hit.start())
        template, record = composed.places(line, hit.start() - starts[line - 1] + 1)
        yield hit, record or template


def cross_references(report: Report) -> Iterator[Diagnostic]:
    """Every label exists once and, unless a part of the report is missing, each that is referred to exists at all."""
    labels: dict[str, Place | None] = {}
    used: list[tuple[str, Place | None]] = []
    made = False
    for _, composed, text in _lines(report):
        made = made or bool(_MADE_LABEL.search(text))
        for hit, place in _found(composed, text, _LABEL):
            name = (hit.group(1) or hit.group(2) or "").strip()
            if name in labels and hit.group(1):
                first = labels[name]
                related = (Related(message="it is defined here first", place=first),) if first else ()
                yield diagnose("TEX607", f"label '{name}' is defined twice", place, related=related)
            labels.setdefault(name, place)
        for hit, place in _found(composed, text, _REF):
            used.append(((hit.group(1) or hit.group(2) or "").strip(), place))
        for hit, place in _found(composed, text, _REFS):
            used += [(name.strip(), place) for name in hit.group(1).split(",")]
    if made or not report.composition.complete:
        return
    for name, place in used:
        if name not in labels and name not in _SET_BY_PACKAGES:
            yield diagnose("SEC511", f"no label '{name}'" if name else "a reference names no label", place)


def early_ends(report: Report) -> Iterator[Diagnostic]:
    r"""No `\end{document}` outside the main file: what follows it would be lost without a word."""
    for name, composed, text in _lines(report):
        if name != MAIN_FILE and any(sign in text for sign in _ENDINGS):
            for hit, place in _found(composed, text, _END):
                yield diagnose("PDF701", f"{hit.group(1)} in a section cuts the report off", place)


def main_is_whole(report: Report) -> Iterator[Diagnostic]:
    r"""The main file loads a class before the document begins, and its closing line stands behind the last section."""
    composed = report.composition.files.get(MAIN_FILE)
    if composed is None or not report.composition.complete:
        return
    text = masked(composed.text)
    begins = re.search(r"\\begin\s*\{document\}", text)
    if begins and r"\documentclass" not in text[: begins.start()]:
        hint = r"it begins with \documentclass{briefing}"
        place = composed.places(text.count("\n", 0, begins.start()) + 1)[0]
        yield diagnose("SEC529", "the main template loads no class", place, hint=hint)
    closing = text.find(r"\input{reportgen-end}")
    if 0 <= closing < text.rfind(r"\input{sections/"):
        place = composed.places(text.count("\n", 0, closing) + 1)[0]
        yield diagnose("PDF701", "the closing line stands before the last section", place)


def bare_percents(report: Report) -> Iterator[Diagnostic]:
    """No percent sign that was meant to be printed: TeX would drop the rest of the line."""
    for _, composed, text in _lines(report, sections_only=True):
        shown = text.split("\n")
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


def template_signs(report: Report) -> Iterator[Diagnostic]:
    """No instruction of the template language is printed as text for a slip in its brackets."""
    for name, composed, read in _lines(report):
        if name != MAIN_FILE and not name.startswith("sections/"):
            continue
        seen: set[Place | None] = set()
        for pattern, signs in ((_CALL, _CALLS), (_FIELD, ("report.",)), (_BLOCK, ("%)", "%}", "*)"))):
            if not any(sign in composed.text for sign in signs):
                continue
            # What follows `{%` is a comment of TeX: looked for in the text itself, where its bracket is printed.
            text = composed.text if pattern is _BLOCK else read
            for hit, place in _found(composed, text, pattern):
                line = composed.text.count("\n", 0, hit.start()) + 1
                column = hit.start() - composed.text.rfind("\n", 0, hit.start())
                printed = read[hit.start()] == hit.group()[0]
                if printed and place not in seen and composed.places(line, column)[1] is None:
                    seen.add(place)
                    shown = hit.group()[:40]
                    message = f"'{shown}' is printed as it stands; its brackets are not those of a template"
                    hint = "write ((( ... ))) for a value, ((* ... *)) for an instruction"
                    yield diagnose("SEC521", message, place, hint=hint, length=len(hit.group()))


RULES: tuple[Rule, ...] = (bare_percents, cross_references, early_ends, main_is_whole, template_signs)
