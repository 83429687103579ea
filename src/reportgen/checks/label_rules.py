"""Rules over the composed files as a whole: labels and what refers to them, and the order of the main file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.line_rules import found_in
from reportgen.checks.report import Report, Rule
from reportgen.checks.tex_scan import masked
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.sections.composition import MAIN_FILE

_LABEL = re.compile(r"\\label\s*\{([^{}\\#]*)\}|\blabel\s*=\s*\{?([\w:./-]+)")
_REF = re.compile(r"\\(?:auto|page|name|eq|v|f|sub)?ref\*?\s*\{([^{}\\#]*)\}|\\hyperref\s*\[([^\[\]{}\\#]*)\]")
_REFS = re.compile(r"\\(?:label)?[cC](?:page)?ref\*?\s*\{([^{}\\#]*)\}")
# Labels that packages set at the end of a document.
_SET_BY_PACKAGES = frozenset({"LastPage", "VeryLastPage", "LastChapter", "TotPages"})
_MADE_LABEL = re.compile(r"\\label\s*\{[^{}]*[#\\]")


def cross_references(report: Report) -> Iterator[Diagnostic]:
    """Every label exists once and, unless a part of the report is missing, each that is referred to exists at all."""
    labels: dict[str, Place | None] = {}
    used: list[tuple[str, Place | None]] = []
    made = False
    for composed in report.composition.files.values():
        text = masked(composed.text)
        made = made or bool(_MADE_LABEL.search(text))
        for hit, place in found_in(composed, text, _LABEL):
            name = (hit.group(1) or hit.group(2) or "").strip()
            if name in labels and hit.group(1):
                first = labels[name]
                related = (Related(message="it is defined here first", place=first),) if first else ()
                yield diagnose("TEX607", f"label '{name}' is defined twice", place, related=related)
            labels.setdefault(name, place)
        for hit, place in found_in(composed, text, _REF):
            used.append(((hit.group(1) or hit.group(2) or "").strip(), place))
        for hit, place in found_in(composed, text, _REFS):
            used += [(name.strip(), place) for name in hit.group(1).split(",")]
    if made or not report.composition.complete:
        return
    for name, place in used:
        if name not in labels and name not in _SET_BY_PACKAGES:
            yield diagnose("SEC511", f"no label '{name}'" if name else "a reference names no label", place)


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


RULES: tuple[Rule, ...] = (cross_references, main_is_whole)
