"""What a command says: results to stdout, problems to stderr, and the exit code that goes with them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TextIO

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.tools import Tools

# The formats whose text is the result itself; the others accompany it on stderr.
_RESULT_FORMATS = ("json", "sarif", "junit")
_COULD_NOT_RUN = "CFG"
# How wide to print where no terminal tells.
_COLUMNS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command says at its end: its exit code, its texts, and the files that were read to show them."""

    status: int
    out: str
    err: str
    sources: tuple[Path, ...]


def finish(
    diagnostics: Iterable[Diagnostic], arguments: argparse.Namespace, tools: Tools, summary: str | None = None
) -> int:
    """Say what was found and made; return the exit code."""
    said = say(diagnostics, arguments, tools, summary)
    show(said)
    return said.status


def show(said: Said) -> None:
    """Print diagnostics before results; where both go to the same stream, there is only one of them."""
    for text, stream in ((said.err, sys.stderr), (said.out, sys.stdout)):
        if text:
            try:
                print(text, end="", file=stream)
            except UnicodeEncodeError:  # letters that this locale does not have
                stream.flush()
                stream.buffer.write(text.encode("utf-8"))


def say(
    diagnostics: Iterable[Diagnostic], arguments: argparse.Namespace, tools: Tools, summary: str | None = None
) -> Said:
    """Put into words what was found and made; without problems only the summary is said."""
    found = tuple(diagnostics)
    # Where the results are something else (`extract`), diagnostics go to stderr whatever their form.
    is_document = getattr(arguments, "format", "human") in _RESULT_FORMATS
    is_result = is_document and not hasattr(arguments, "style")
    text, sources = _rendered(found, arguments, tools) if found or is_document else ("", ())
    worst = max((d.severity for d in found), default=Severity.NOTE)
    status = 1 if getattr(arguments, "strict", False) and worst is Severity.WARNING else 0
    if worst is Severity.ERROR:
        stops = any(
            d.code.startswith(_COULD_NOT_RUN) and d.code != "CFG005" and d.severity is Severity.ERROR for d in found
        )
        status = 2 if stops else 1
    if is_result:
        return Said(status=status, out=text, err="", sources=sources)
    return Said(status=status, out=f"{summary}\n" if summary else "", err=text, sources=sources)


def _rendered(
    found: tuple[Diagnostic, ...], arguments: argparse.Namespace, tools: Tools
) -> tuple[str, tuple[Path, ...]]:
    """Return the diagnostics as text, and the files whose lines were looked up for it."""
    from reportgen.snippets import render

    project = Path(getattr(arguments, "project", ".")).resolve()
    read: dict[Path, str | None] = {}

    def source(file: str) -> str | None:
        path = project / file
        if path not in read:
            try:
                read[path] = tools.read(path).decode("utf-8", "replace")
            except (OSError, ValueError):  # no such file, or a name that can be none
                read[path] = None
        return read[path]

    style = getattr(arguments, "format", "human")
    color = style == "human" and _has_color(sys.stderr)
    text = render(found, style, sources=source, color=color, width=_columns(sys.stderr))
    return text if not text or text.endswith("\n") else f"{text}\n", tuple(read)


def _has_color(stream: TextIO) -> bool:
    """Whether to colour: never with NO_COLOR, always with FORCE_COLOR, otherwise on a terminal that can."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return os.environ["FORCE_COLOR"] != "0"
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _columns(stream: TextIO) -> int:
    """Return how wide to print: COLUMNS, or as wide as the terminal is, or 100."""
    named = os.environ.get("COLUMNS", "")
    if named.isdecimal() and int(named[:9]) > 0:
        return int(named[:9])
    try:
        return os.get_terminal_size(stream.fileno()).columns or _COLUMNS
    except (OSError, ValueError):
        return _COLUMNS


class Progress:
    """Shows the current stage: one changing line on a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        """Find out whether somebody watches."""
        self.live = sys.stderr.isatty()

    def __enter__(self) -> Self:
        """Begin to show."""
        return self

    def __call__(self, stage: str) -> None:
        """Show a stage in place of the one before."""
        if self.live:
            print(f"\r\x1b[K{stage} …", end="", file=sys.stderr, flush=True)
        else:
            print(stage, file=sys.stderr, flush=True)

    def __exit__(self, *_: object) -> None:
        """Take the last stage away."""
        if self.live:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
