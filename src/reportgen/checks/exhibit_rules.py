"""Rules on tables and figures as the report includes them: each is there, and the text leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reportgen.checks.printed import printed
from reportgen.checks.report import Report, Rule
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place
from reportgen.exhibits import empty_words, repeated_captions
from reportgen.sections import Composition

# A label of an exhibit, in whatever command names it; `\label` itself is no mention.
_MENTION = re.compile(r"(?<![\w:-])(?:tab|fig):[^\s{},\]]+")
_COMMENT = re.compile(r"(?<!\\)%.*")
_INCLUDED = re.compile(r"\\input\{(tables|figures)/([^{}]+)\}")
# A text may lead to what stands beside it in words: "the table below shows".
_IN_WORDS = {
    "table": re.compile(r"(?i)\b(?:the|this|following|next|our)\s+(?:\w+\s+){0,2}(?:table|matrix|ledger|list)\b"),
    "figure": re.compile(
        r"(?i)\b(?:the|this|following|next|our)\s+(?:\w+\s+){0,2}(?:figure|chart|timeline|graph|diagram|plot|map)\b"
    ),
}


def exhibits_are_shown(report: Report) -> Iterator[Diagnostic]:
    """Every declared table and figure is included, and mentioned by its number or in words beside it.

    An optional one may be left out: it is not printed as long as it has nothing to show.
    Not asked of a report of which a part is missing. One that is mentioned and not included is an
    undefined label, which is reported where it is mentioned.
    """
    composition = report.composition
    if not report.whole:
        return
    mentioned = _mentioned(composition)
    included = _inclusions(composition)
    words: Mapping[str, str] = {}
    for what, exhibits, shown in (
        ("table", report.tables, composition.tables), ("figure", report.figures, composition.figures),
    ):  # fmt: skip
        for name, exhibit in exhibits.items():
            label = f"{what[:3]}:{name}"
            if label in mentioned:
                continue
            if name not in shown and exhibit.switched_on("optional"):
                continue
            if name not in shown:
                hint = f'include it in a section with {what}("{name}"), or remove the file'
                yield diagnose("CHK812", f"no section includes the {what} '{name}'", exhibit.place, hint=hint)
                continue
            file, place = included.get((what, name), ("", exhibit.place))
            words = words or _words(composition)
            if not _IN_WORDS[what].search(words.get(file, "")):
                message = f"the text never refers to the {what} '{name}'"
                yield diagnose("CHK812", message, place, hint=f'name it in a sentence with ref("{name}")')


def _mentioned(composition: Composition) -> frozenset[str]:
    found: set[str] = set()
    for composed in composition.files.values():
        for line in composed.text.split("\n"):
            if "tab:" not in line and "fig:" not in line:
                continue
            text = _COMMENT.sub("", line)
            found.update(m.group() for m in _MENTION.finditer(text) if not text.endswith(r"\label{", 0, m.start()))
    return frozenset(found)


def _inclusions(composition: Composition) -> Mapping[tuple[str, str], tuple[str, Place | None]]:
    """Return, for each exhibit, the generated file that includes it and the place of the call."""
    found: dict[tuple[str, str], tuple[str, Place | None]] = {}
    for name, composed in composition.files.items():
        for number, line in enumerate(composed.text.split("\n"), 1):
            for hit in _INCLUDED.finditer(line):
                place = composed.places(number, hit.start() + 1)[0]
                found.setdefault((hit.group(1)[:-1], hit.group(2)), (name, place))
    return found


def _words(composition: Composition) -> Mapping[str, str]:
    pieces: dict[str, list[str]] = {}
    for run in printed(composition):
        if not run.data:
            pieces.setdefault(run.file, []).append(run.text)
    return {name: " ".join(texts) for name, texts in pieces.items()}


def captions_say_something(report: Report) -> Iterator[Diagnostic]:
    """A caption is more than a name, a description more than a word or the caption again."""
    for exhibit in (*report.tables.values(), *report.figures.values()):
        yield from empty_words(exhibit)


def captions_differ(report: Report) -> Iterator[Diagnostic]:
    """No two tables or figures have the same caption."""
    yield from repeated_captions(report.tables, report.figures)


RULES: tuple[Rule, ...] = (exhibits_are_shown, captions_say_something, captions_differ)
