"""A rule on columns that sort records: a value that stands once, and is a letter away from one that stands often.

Such columns are free, so no list says what may stand in them; but what counts or filters by them leaves a slip out
of every sum. Asked of short texts of columns in which most values recur, not of units, names and what holds digits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reportgen.checks.report import Report, Rule
from reportgen.checks.spellings import deletions
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Related
from reportgen.records import SCHEMAS
from reportgen.records.schema import Holds
from reportgen.values import Value

# How often the other value must stand, how many letters and words a value has, and how many values share a column.
_OFTEN = 3
_LETTERS = 5
_WORDS = 3
_SHARED = 2
_NOT_ASKED = frozenset({"unit", "title", "author", "outlet", "actors", "parties", "speaker", "office"})
# Fields of the bibliography that sort its entries.
_SORTING = ("kind", "type", "entrysubtype", "langid")


def values_are_of_a_kind(report: Report) -> Iterator[Diagnostic]:
    """No value of a column that sorts records is a slip of another."""
    for kind, group in report.records.by_kind.items():
        for key, field in SCHEMAS[kind].fields.items():
            if field.holds is Holds.TEXT and key not in _NOT_ASKED:
                yield from _slips([value for record in group if (value := record.text(key)) is not None])
    entries = report.library.entries.values()
    for key in _SORTING:
        yield from _slips([e.fields[key] for e in entries if key in e.fields and key not in e.inherited])


def _slips(values: list[Value]) -> Iterator[Diagnostic]:
    counts = Counter(_plain(value) for value in values)
    if len(values) < _SHARED * len(counts) or not counts:
        return
    often = [value for value, number in counts.items() if number >= _OFTEN and _is_asked(value)]
    near: dict[str, list[str]] = {}
    for value in often:
        for form in deletions(value):
            near.setdefault(form, []).append(value)
    for value in values:
        plain = _plain(value)
        if counts[plain] > 1 or not _is_asked(plain):
            continue
        others = (w for f in deletions(plain) for w in near.get(f, ()))
        other = next((w for w in others if w[0] == plain[0] and abs(len(w) - len(plain)) < 2), None)
        if other is not None:
            first = next(v for v in values if _plain(v) == other)
            related = (
                Related(message=f"'{first.strip()}' stands here and {counts[other] - 1} times more", place=first.place),
            )
            message = f"'{value.strip()}' stands once in this column, and '{first.strip()}' {counts[other]} times"
            hint = f"did you mean '{first.strip()}'?"
            yield diagnose(
                "CHK833", message, value.stripped().place, hint=hint, related=related, length=len(value.strip())
            )


def _plain(value: str) -> str:
    return " ".join(value.casefold().split())


def _is_asked(value: str) -> bool:
    return len(value) >= _LETTERS and value.count(" ") < _WORDS and not any(c.isdigit() for c in value)


RULES: tuple[Rule, ...] = (values_are_of_a_kind,)
