"""The register of diagnostic codes: one entry a code, with why it matters and what to do.

The entries stand in `codes.toml`. `reportgen explain CODE` prints one; `diagnose()` is the only way
to make a diagnostic, so a code that is not registered cannot be used.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from reportgen.diagnostics import Diagnostic, Place, Related, Severity
from reportgen.supplied import supplied


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A kind of problem: what it is called, why it is one, an example and the remedy.

    A `fixed` one can be neither silenced nor lowered: without a repair there is no report, or one that lacks a part.
    """

    id: str
    severity: Severity
    title: str
    why: str
    example: str
    remedy: str
    fixed: bool

    @property
    def stage(self) -> str:
        """The first command that looks for it everywhere: `check`, or `build`, which also asks TeX and the PDF."""
        return "build" if self.id.startswith(_FOUND_BY_BUILD) else "check"


# What TeX and the PDF tell, and Biber, which runs between the passes of TeX.
_FOUND_BY_BUILD = ("TEX", "PDF", "BIB415", "BIB416")
# What is decided for all errors of a family, unless an entry says `fixed` itself.
_FIXED_FAMILIES = ("CFG", "INT", "TEX")
_ALIKE = 0.75
FIXED = "\nIt can be neither lowered nor silenced.\n"
FAMILIES = {
    "CFG": "Settings and set-up", "DOC": "Documents", "REC": "Records and evidence", "TAB": "Tables and figures",
    "BIB": "Bibliography", "SEC": "Templates and sections", "TEX": "Typesetting", "PDF": "The finished PDF",
    "CHK": "Checks of the whole report", "INT": "reportgen itself",
}  # fmt: skip


@cache
def register() -> Mapping[str, Code]:
    """Return all codes by id, in the order of the register."""
    raw = tomllib.loads(supplied("codes.toml").read_text(encoding="utf-8"))
    return {
        id_: Code(
            id=id_,
            severity=Severity[entry["severity"].upper()],
            title=entry["title"],
            why=entry["why"],
            example=entry["example"],
            remedy=entry["remedy"],
            fixed=entry.get("fixed", entry["severity"] == "error" and id_.startswith(_FIXED_FAMILIES)),
        )
        for id_, entry in raw.items()
    }


def diagnose(
    code: str,
    message: str,
    place: Place | None = None,
    *,
    hint: str | None = None,
    related: tuple[Related, ...] = (),
    length: int | None = None,
    severity: Severity | None = None,
) -> Diagnostic:
    """Make a diagnostic of a registered code. Raises `KeyError` for any other.

    `length` is the number of characters to underline from the place's column on.
    """
    known = register()[code]
    has_span = length is not None and place is not None and place.column is not None
    return Diagnostic(
        code=code,
        severity=known.severity if severity is None else severity,
        message=" ".join(message.split()),
        place=place,
        end_line=place.line if has_span and place else None,
        end_column=(place.column or 0) + (length or 0) if has_span and place else None,
        hint=hint,
        related=related,
    )


def near(code: str) -> str | None:
    """Return the registered code that a wrong one is most like, `None` when there is none.

    Figures in another order are likelier than another figure, and a late one is mistyped sooner than an early one.
    """
    wanted = code.upper()

    def likeness(known: str) -> tuple[float, int]:
        alike = difflib.SequenceMatcher(None, wanted, known).ratio()
        same = (a == b for a, b in zip(wanted, known, strict=False))
        return alike + 0.1 * (sorted(known) == sorted(wanted)), sum(takewhile(bool, same))

    best = max(register(), key=likeness)
    return best if likeness(best)[0] >= _ALIKE else None


def select(words: Iterable[str]) -> tuple[tuple[Code, ...], tuple[str, ...]]:
    """Return the codes that words mean (`BIB402`, `bib402`, `BIB`, `all`), and the words that mean none."""
    known: dict[str, Code] = {}
    unknown: list[str] = []
    for word in words:
        name = word.strip().upper()
        wanted = [code for code in register().values() if name in {"ALL", code.id, code.id[:3]}]
        known |= {code.id: code for code in wanted}
        if not wanted:
            unknown.append(word)
    return tuple(known.values()), tuple(unknown)


def as_data(code: Code) -> dict[str, str | bool]:
    """Return an entry as plain values."""
    return {
        "code": code.id,
        "family": FAMILIES[code.id[:3]],
        "severity": code.severity.word,
        "fixed": code.fixed,
        "stage": code.stage,
        "title": code.title,
        "why": code.why,
        "example": code.example,
        "remedy": code.remedy,
    }


def explain(code: str) -> str | None:
    """Return the explanation of a code as plain text, `None` when there is no such code."""
    entry = register().get(code.upper())
    if entry is None:
        return None
    return (
        f"{entry.id} ({entry.severity.word}): {entry.title}\n\n"
        f"Why it matters: {entry.why}\n\nExample: {entry.example}\n\nWhat to do: {entry.remedy}\n"
        f"{'' if not entry.fixed else FIXED}"
    )
