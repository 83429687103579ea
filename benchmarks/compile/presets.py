"""What a run measures: parts, each of them one document with the programs and the cases that each program meets.

The order of parts is that of their weight, since a run that reaches its bound of time leaves out what is left. A
program without any state between runs (pandoc, WeasyPrint, a fresh Typst) meets a cold build and one edit: all cases
cost it the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compile.edits import CITATION, EARLY, EDITS, ENTRY, LATE, MIDDLE, NO_OP, PAGES, ROW

_TEXT = (EARLY, MIDDLE, LATE)
_COLD = "cold"
_USUAL = (_COLD, NO_OP, *EDITS)
_STATELESS = (_COLD, MIDDLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One document (`40`, `1000:5000`, `briefing`), the cases by program, in running order, and the counted rounds.

    `warm_up` says whether a round that is not counted comes before them.
    """

    subject: str
    rounds: int
    cases: Mapping[str, tuple[str, ...]]
    warm_up: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """Parts, and the time after which no other case is begun, in minutes."""

    parts: tuple[Part, ...]
    minutes: float


_TARGETS = {
    "naive": _TEXT,
    "reportgen": (_COLD, NO_OP, *_TEXT, CITATION, ENTRY),
    "reportgen-tagged": _TEXT,
    "reportgen-watch": _TEXT,
    "latexmk": (_COLD, NO_OP),
    "typst": _TEXT,
    "naive-pdflatex": _TEXT,
    "reportgen-pdflatex": _TEXT,
    "reportgen-watch-pdflatex": _TEXT,
}
_BRIEFING = {"naive": _TEXT, "reportgen": (_COLD, NO_OP, *_TEXT), "reportgen-tagged": _TEXT, "reportgen-watch": _TEXT}
_EVERYTHING = {
    "naive": _TEXT,
    "reportgen": _USUAL,
    "reportgen-tagged": (_COLD, *_TEXT),
    "reportgen-watch": EDITS,
    "latexmk": _USUAL,
    "latexmk-natbib": _USUAL,
    "pandoc": _STATELESS,
    "typst": _TEXT,
    "typst-warm": _TEXT,
    "weasyprint": _STATELESS,
    "naive-pdflatex": _TEXT,
    "reportgen-pdflatex": _USUAL,
    "reportgen-watch-pdflatex": EDITS,
    "latexmk-pdflatex": (_COLD, NO_OP, MIDDLE, ENTRY),
    "naive-xelatex": _TEXT,
    "reportgen-xelatex": (_COLD, *_TEXT),
}
_LARGE = {"naive": (MIDDLE,), "reportgen": (_COLD, NO_OP, *_TEXT, PAGES, ENTRY, ROW), "reportgen-watch": _TEXT,
          "typst": (MIDDLE,)}  # fmt: skip
_HUGE = {"reportgen": (_COLD, NO_OP, *_TEXT), "typst": (MIDDLE,)}

PRESETS = {
    "quick": Preset(
        minutes=11.5,
        parts=(
            Part(subject="40", rounds=2, cases=_TARGETS, warm_up=False),
            Part(subject="1000", rounds=1, cases={"reportgen": (MIDDLE,)}, warm_up=False),
        ),
    ),
    "full": Preset(
        minutes=55,
        parts=(
            Part(subject="40", rounds=2, cases=_EVERYTHING),
            Part(subject="briefing", rounds=2, cases=_BRIEFING),
            Part(subject="10", rounds=2, cases=_TARGETS),
            Part(subject="200", rounds=1, cases=_LARGE, warm_up=False),
            Part(subject="1000", rounds=1, cases=_HUGE, warm_up=False),
        ),
    ),
}


def same_for_all(subjects: Sequence[str], names: Sequence[str], cases: Sequence[str], rounds: int) -> tuple[Part, ...]:
    """Return a part for each subject, in which every program meets every case that it can: a daemon has no no-op."""
    watching = tuple(case for case in cases if case != NO_OP)
    given = {name: watching if name.startswith("reportgen-watch") else tuple(cases) for name in names}
    return tuple(Part(subject=subject, rounds=rounds, cases=given) for subject in subjects)
