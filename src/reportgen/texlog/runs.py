"""Part a transcript into the runs that it tells of, and say what counts in the end."""

from __future__ import annotations

import re

from reportgen.texlog.bib import read_blg
from reportgen.texlog.events import Fault, Kind, LogEvent
from reportgen.texlog.read import read_run
from reportgen.texlog.unfold import unfold

_TEX = re.compile(r"^This is (?:\S*TeX\S*|\S+TeX[ k].*), (?:Version|[\d.])")

_WORKS = re.compile(r"^(?:This is BibTeX|This is \S*[Bb]ibtex|(?:\[\d+\] \S+> )?INFO - This is Biber)")


def read_log(log: str | bytes) -> tuple[LogEvent, ...]:
    """Return the events of a log or of terminal output, in its order.

    Of several runs (latexmk) the last one's warnings count, and every run's errors, each once, with what BibTeX
    and biber said between them.
    """
    lines = unfold(log)
    starts = [n for n, line in enumerate(lines) if _TEX.match(line)] or [0]
    ends = [*starts[1:], len(lines)]
    works = [event for start, end in zip(starts, ends, strict=True) for event in _works(lines[start:end])]
    runs = [read_run(lines[start:end]) for start, end in zip([0, *starts[1:]], ends, strict=True)]
    errors = [event for run in runs[:-1] for event in run if event.kind is Kind.ERROR]
    said = {(event.file, event.line, event.message) for event in runs[-1]}
    earlier = [event for event in errors if (event.file, event.line, event.message) not in said]
    return (*dict.fromkeys(earlier), *dict.fromkeys(works), *runs[-1])


def _works(lines: list[str]) -> tuple[LogEvent, ...]:
    """Return what BibTeX or biber said after a run of TeX, as events of the log."""
    start = next((n for n, line in enumerate(lines) if _WORKS.match(line)), None)
    said = read_blg("\n".join(lines[start:])) if start is not None else ()
    return tuple(
        LogEvent(
            kind=Kind.ERROR if each.error else Kind.PACKAGE_WARNING,
            fault=Fault.OTHER if each.error else None,
            message=each.message, file=each.file, line=each.line, source=each.program, name=each.key,
        )
        for each in said
    )  # fmt: skip
