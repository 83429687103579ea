"""The register of diagnostic codes: one entry a code, with why it matters and what to do.

The entries stand in `codes.toml`. `reportgen explain CODE` prints one; `diagnose()` is the only way
to make a diagnostic, so a code that is not registered cannot be used.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reportgen.diagnostics import Diagnostic, Place, Related, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A kind of problem: what it is called, why it is one, an example and the remedy."""

    id: str
    severity: Severity
    title: str
    why: str
    example: str
    remedy: str


@cache
def register() -> Mapping[str, Code]:
    """Return all codes by id, in the order of the register."""
    raw = tomllib.loads(files("reportgen").joinpath("codes.toml").read_text(encoding="utf-8"))
    return {
        id_: Code(
            id=id_,
            severity=Severity[entry["severity"].upper()],
            title=entry["title"],
            why=entry["why"],
            example=entry["example"],
            remedy=entry["remedy"],
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
        severity=severity or known.severity,
        message=" ".join(message.split()),
        place=place,
        end_line=place.line if has_span and place else None,
        end_column=(place.column or 0) + (length or 0) if has_span and place else None,
        hint=hint,
        related=related,
    )


def explain(code: str) -> str | None:
    """Return the explanation of a code as plain text, `None` when there is no such code."""
    entry = register().get(code.upper())
    if entry is None:
        return None
    return (
        f"{entry.id} ({entry.severity.word}): {entry.title}\n\n"
        f"Why it matters: {entry.why}\n\nExample: {entry.example}\n\nWhat to do: {entry.remedy}\n"
    )
