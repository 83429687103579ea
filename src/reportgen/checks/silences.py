"""Problems that the author allows on one line, with a reason: comments in the project's files.

    ((= reportgen: allow CHK801: the number of a law =))      templates
    % reportgen: allow BIB404: published without a year       .bib, .cls, .sty and other TeX
    # reportgen: allow REC216, REC213: the oath in full       .yaml, .toml

A comment behind something holds for its own line, one that stands alone for the line below it. CSV has no
comments; for it, and wherever one cannot stand, there is `[[checks.allow]]`, see `allowances`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path, PurePosixPath

from reportgen.checks.levels import unchangeable
from reportgen.codes import diagnose, near, register
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.tools import Tools

# A file without these bytes holds no silence and is not decoded.
_HINT = b"reportgen:"
_WORD = r"[ \t]*reportgen:[ \t]*(?P<body>[^\n]*)"
_TEX = re.compile(rf"(?:(?<!\\)|(?<=\\\\))%+{_WORD}", re.IGNORECASE)
_HASH = re.compile(rf"(?:(?<=[ \t])|^)#+{_WORD}", re.IGNORECASE | re.MULTILINE)
_JINJA = re.compile(
    r"\(\(=[-+]?\s*reportgen:[ \t]*(?P<body>(?:(?!=\)\)).)*?)[ \t]*[-+]?=\)\)", re.IGNORECASE | re.DOTALL
)
_SYNTAXES: Mapping[str, tuple[re.Pattern[str], ...]] = {
    ".j2": (_JINJA, _TEX),
    **dict.fromkeys((".bib", ".tex", ".cls", ".sty", ".clo", ".def", ".cfg", ".ltx", ".bst", ".bbx", ".cbx"), (_TEX,)),
    **dict.fromkeys((".yaml", ".yml", ".toml"), (_HASH,)),
}
_ORDER = re.compile(r"(?P<word>[A-Za-z]+)(?![^\s:])[ \t]*")
_CODE = re.compile(r"[A-Za-z]{3}\d{3}(?!\w)")
# What may be meant as a code: anything with a figure in it, or in capitals. Other words are prose about reportgen.
_NAME = re.compile(r"(?=[^\s,:;]*\d|[A-Z]{3})[^\s,:;]+")
_NEXT = re.compile(r"[ \t]*,[ \t]*|[ \t]+")
_BEFORE_REASON = re.compile(r"[\s:,;–—-]*")
_FORM = "write 'reportgen: allow CODE: reason'"
# Other words that people write for the same thing.
_OTHER_WORDS = frozenset(
    {"alow", "allows", "allowed", "disable", "ignore", "noqa", "permit", "silence", "skip", "suppress"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A code that is allowed on some lines of a file, from 1. `place` is that of the code in the comment or setting."""

    code: str
    file: str
    lines: tuple[int, ...]
    reason: str
    place: Place


def silences_in(folders: tuple[Path, ...], project: Path, tools: Tools) -> Outcome[tuple[Silence, ...]]:
    """Return what the comments of the files below some folders allow, and what is wrong with those comments."""
    silences: list[Silence] = []
    found: list[Diagnostic] = []
    private = project / "data" / "sources"
    for folder in folders:
        for path in tools.list(folder, "**/*"):
            patterns = _SYNTAXES.get(path.suffix.lower())
            if patterns is None or private in path.parents:
                continue
            try:
                data = tools.read(path)
            except OSError:  # whoever needs the file reports it
                continue
            if _HINT in data.lower():
                file = PurePosixPath(path.relative_to(project)).as_posix()
                for outcome in _comments(data.decode("utf-8-sig", "replace"), file, patterns):
                    silences += outcome.value
                    found += outcome.diagnostics
    return Outcome(tuple(silences), tuple(found))


def _comments(text: str, file: str, patterns: tuple[re.Pattern[str], ...]) -> Iterator[Outcome[tuple[Silence, ...]]]:
    """Read each comment of a file that speaks to reportgen."""
    hits = sorted((hit for pattern in patterns for hit in pattern.finditer(text)), key=re.Match.start)
    # A template's comment may hold a percent sign; what begins inside another comment is part of it.
    ends = accumulate((hit.end() for hit in hits), max, initial=0)
    hits = [hit for hit, end in zip(hits, ends, strict=False) if hit.start() >= end]
    layout = _Layout(file, text)
    spans = [(layout.line(hit.start()), layout.line(hit.end())) for hit in hits]
    alone = [layout.stands_alone(hit) for hit in hits]
    taken = zip(spans, alone, strict=True)
    own = {line for (first, last), is_alone in taken if is_alone for line in range(first, last + 1)}
    below: dict[int, int] = {}  # the first line below that is no silence itself
    for line in sorted(own, reverse=True):
        below[line] = below.get(line + 1, line + 1)
    for hit, (_, last), is_alone in zip(hits, spans, alone, strict=True):
        yield _read(hit, layout, below[last] if is_alone else last)


class _Layout:
    """Where the lines of a file begin."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.starts = [0, *(hit.end() for hit in re.finditer("\n", text))]

    def line(self, offset: int) -> int:
        """Return the line of a character, from 1."""
        return bisect_right(self.starts, offset)

    def place(self, offset: int) -> Place:
        """Return the place of a character."""
        line = self.line(offset)
        return Place(file=self.file, line=line, column=offset - self.starts[line - 1] + 1)

    def stands_alone(self, hit: re.Match[str]) -> bool:
        """Whether nothing else stands in the lines of a comment."""
        before = self.text[self.starts[self.line(hit.start()) - 1] : hit.start()]
        end = self.text.find("\n", hit.end())
        return not before.strip() and not self.text[hit.end() : end if end >= 0 else None].strip()


def _read(hit: re.Match[str], layout: _Layout, target: int) -> Outcome[tuple[Silence, ...]]:
    """Read one comment; `target` is the line that it is about."""
    start, body, file = hit.start("body"), hit["body"], layout.file

    def place(offset: int) -> Place:
        return layout.place(start + offset)

    order = _ORDER.match(body)
    word = order["word"].lower() if order else ""
    if order is None or word != "allow":
        # A remark about reportgen is no order, unless it names a code as only an order does.
        if order is None or word not in _OTHER_WORDS or not _CODE.match(body, order.end()):
            return Outcome((), ())
        return Outcome(
            (), (diagnose("CHK843", f"'{word}' is no order to reportgen", place(0), hint=_FORM, length=len(word)),)
        )
    names = list(_names(body, order.end()))
    if not names and body[order.end() : order.end() + 1] not in {"", ":"}:
        return Outcome((), ())
    if not names:
        return Outcome((), (diagnose("CHK843", "a silence names no code", place(0), hint=_FORM),))
    reason = " ".join(body[_end_of_lead(body, names[-1].end()) :].split())
    placed = tuple((name[0].upper(), place(name.start())) for name in names)
    return judged(placed, file, (target,), reason)


def _names(body: str, at: int) -> Iterator[re.Match[str]]:
    """Find the codes at the start of an order: the first word whatever it is, then all that look like codes."""
    hit = _NAME.match(body, at)
    while hit is not None:
        yield hit
        between = _NEXT.match(body, hit.end())
        hit = _CODE.match(body, between.end()) if between else None


def _end_of_lead(body: str, at: int) -> int:
    lead = _BEFORE_REASON.match(body, at)
    return lead.end() if lead else at


def judged(
    codes: tuple[tuple[str, Place], ...], file: str, lines: tuple[int, ...], reason: str
) -> Outcome[tuple[Silence, ...]]:
    """Return the silences of one comment or setting, and what is wrong with it.

    One without a reason counts, so that only its own fault is reported.
    """
    silences: list[Silence] = []
    found: list[Diagnostic] = []
    for code, place in codes:
        entry = register().get(code)
        if entry is None:
            like = near(code)
            hint = f"did you mean '{like}'?" if like else "'reportgen explain all' lists the codes"
            found.append(diagnose("CHK843", f"there is no code '{code}'", place, hint=hint, length=len(code)))
        elif entry.fixed or code.startswith("CHK84"):
            found.append(unchangeable(code, place))
        else:
            silences.append(Silence(code=code, file=file, lines=lines, reason=reason, place=place))
    if silences and not re.search(r"\w\w", reason):
        first = silences[0]
        names = ", ".join(silence.code for silence in silences)
        message = f"{names} is silenced without a reason"
        found.append(diagnose("CHK842", message, first.place, hint="say why behind the code", length=len(first.code)))
    return Outcome(tuple(silences), tuple(found))
