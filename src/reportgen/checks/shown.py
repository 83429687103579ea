"""What a table or figure shows, as numbers: the dates, years, figures and counts that a caption may name.

Input: an exhibit and the records. Output: a `Shown`, or `None` where it cannot be told.
"""

from __future__ import annotations

import contextlib
import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from reportgen.checks.report import Report
from reportgen.checks.usage_rules import kinds_of
from reportgen.dates import is_date
from reportgen.exhibits import Exhibit, trees
from reportgen.figures import check_figure
from reportgen.records import SCHEMAS
from reportgen.values import Tree, Value, scalars

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTH = {name: number for number, name in enumerate(_MONTHS, 1)}
WORDS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
WORD = {word: number for number, word in enumerate(WORDS, 2)}
DATE = re.compile(
    rf"(?<![\w-])(?:(?P<day>\d{{1,2}})\s)?(?P<month>{'|'.join(_MONTHS)})(?:\s(?P<us>\d{{1,2}}),)?\s(?P<year>\d{{4}})(?!\w)"
)
_DIGIT = re.compile(r"\d")
_WORDS_IN = re.compile(r"[^\W_]+")
_ANY_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
# How many values of a field are compared with one another.
_MOST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What an exhibit shows, as numbers: `dates` are (year, month, day) with 0 for what is not stated."""

    rows: tuple[Tree, ...]
    dates: frozenset[tuple[int, int, int]]
    years: frozenset[int]
    numbers: frozenset[float]
    counts: frozenset[int]
    named: dict[str, frozenset[int]]

    def computed(self) -> frozenset[float]:
        """Return what can be worked out from the rows: sums, means and differences."""
        return frozenset(_computed(self.rows))


def shown_by(report: Report, exhibit: Exhibit) -> Shown | None:
    """Collect what the records of an exhibit say; `None` when they cannot be told."""
    kinds = kinds_of(exhibit)
    if not kinds or any(kind not in SCHEMAS and kind != "works" for kind in kinds):
        return None
    if exhibit.id in report.composition.figures and exhibit is report.figures.get(exhibit.id):
        records = check_figure(exhibit, report.material).value
        marks = [report.records.by_id[str(m)] for m in exhibit.texts("marks") if str(m) in report.records.by_id]
        rows: tuple[Tree, ...] = tuple(record.fields for record in (*records, *marks))
    elif kinds[0] == "works":
        return None
    else:
        rows = tuple(record.fields for record in report.records.of(kinds[0]) if _kept(record.fields, exhibit))
    if not rows:
        return None
    joined = tuple(record.fields for kind in kinds[1:] for record in report.records.of(kind))
    if "works" in kinds:
        joined += tuple(Tree(dict(entry.fields), entry.place, {}) for entry in report.library.entries.values())
    return _collect(report, exhibit, kinds, rows, joined)


def _kept(row: Tree, exhibit: Exhibit) -> bool:
    where = exhibit.tree.get("where")
    for key, wanted in where.items() if isinstance(where, Tree) else ():
        values = {str(value) for value in (wanted if isinstance(wanted, tuple) else (wanted,))}
        value = row.get(key)
        if (str(value).strip() if isinstance(value, Value) else "") not in values:
            return False
    return True


def _collect(
    report: Report, exhibit: Exhibit, kinds: tuple[str, ...], rows: tuple[Tree, ...], joined: tuple[Tree, ...]
) -> Shown:
    texts = [text for row in (*rows, *joined) for text in scalars(row)]
    dates: set[tuple[int, int, int]] = set()
    numbers: set[float] = set()
    for text in {text for text in texts if _DIGIT.search(text)}:
        dates.update(_dates_in(text))
        numbers.update(float(m.group().replace(",", "")) for m in _ANY_NUMBER.finditer(text) if len(m.group()) < 16)
    words = frozenset(_WORDS_IN.findall(" ".join(texts)))
    numbers.update(number for word, number in WORD.items() if word in words or word.capitalize() in words)
    years = {year for year, _, _ in dates} | {int(n) for n in numbers if 1500 <= n < 2100 and n == int(n)}
    for head in trees(exhibit.tree.get("columns")):
        numbers.update(float(n) for text in scalars(head) for n in re.findall(r"\d{1,9}", text))
    named: dict[str, set[int]] = {}
    counts = {len(rows), len(trees(exhibit.tree.get("columns")))}
    pivot = exhibit.tree.get("pivot")
    ordered = {str(text) for key in ("group", "lane") for text in exhibit.texts(key)}
    ordered |= set(scalars(pivot)) if isinstance(pivot, Tree) else set()
    _count(rows, frozenset(ordered), named, counts)
    for kind in kinds:
        own = rows if kind == kinds[0] else tuple(r.fields for r in report.records.of(kind))
        sizes = {len(own)} if kind == kinds[0] else {len(own), *_distinct(rows, kind)}
        counts |= sizes
        named.setdefault(singular(kind), set()).update(sizes)
    documents = {record.id for record in report.records.of("documents")}
    cited = documents & words
    sizes = {len(documents), len(cited)}
    counts |= sizes
    for noun in ("document", "source", "text"):
        named.setdefault(noun, set()).update(sizes)
    numbers |= {float(count) for count in counts}
    return Shown(
        rows=rows, dates=frozenset(dates), years=frozenset(years), numbers=frozenset(numbers),
        counts=frozenset(counts), named={noun: frozenset(sizes) for noun, sizes in named.items()},
    )  # fmt: skip


def _dates_in(text: str) -> Iterator[tuple[int, int, int]]:
    value = text.strip()
    if is_date(value):
        parts = [int(part) for part in value.split("-")] + [0, 0]
        yield parts[0], parts[1], parts[2]
        return
    for hit in DATE.finditer(text):
        yield int(hit["year"]), MONTH[hit["month"]], int(hit["day"] or hit["us"] or 0)


def _count(rows: tuple[Tree, ...], ordered: frozenset[str], named: dict[str, set[int]], counts: set[int]) -> None:
    """Count how many rows have each value of a field, how many values it has, and how many items lists have.

    `ordered` are the fields that give the exhibit its rows, columns, groups or lanes: "six lanes" is meant
    of these.
    """
    for key in {key for row in rows for key in row}:
        values = [value for row in rows if (value := row.get(key))]
        scalars = Counter(str(value).strip() for value in values if isinstance(value, Value) and value.strip())
        lists = [len(value) for value in values if isinstance(value, tuple)]
        counts |= {*scalars.values(), len(scalars), sum(scalars.values()), len(rows) - sum(scalars.values())}
        counts |= {*lists, sum(lists)}
        if key in ordered:
            named.setdefault(singular(key), set()).add(len(scalars))


def _distinct(rows: tuple[Tree, ...], kind: str) -> Iterator[int]:
    key = next((k for k, f in _fields(rows) if f == kind), None)
    if key is not None:
        yield len({str(row.text(key)) for row in rows if row.text(key)})


def _fields(rows: tuple[Tree, ...]) -> Iterator[tuple[str, str]]:
    for schema in SCHEMAS.values():
        for key, field in schema.fields.items():
            if field.kind and all(key in row for row in rows):
                yield key, field.kind


def _computed(rows: tuple[Tree, ...]) -> Iterator[float]:
    """Give sums, means and differences of the rows' numbers, and the years, months and days between their dates."""
    for key in {key for row in rows for key in row}:
        values = [value for row in rows if (value := _number(row.text(key))) is not None]
        if values:
            yield from (sum(values), sum(values) / len(values), min(values), max(values))
            several = sorted(set(values))[:_MOST]
            yield from islice((b - a for a in several for b in several if b > a), _MOST * 50)
    dates = [date for row in rows for text in scalars(row) for date in _dates_in(text)]
    for units in ({y for y, _, _ in dates}, {12 * y + m for y, m, _ in dates if m}, set(_days(dates))):
        apart = sorted(units)[:_MOST]
        yield from (float(b - a) for a in apart for b in apart if b > a)


def _days(dates: Iterable[tuple[int, int, int]]) -> Iterator[int]:
    """Number the days of those dates that name one."""
    for year, month, day in dates:
        with contextlib.suppress(ValueError):
            yield datetime.date(year, month, day).toordinal()


def _number(value: Value | None) -> float | None:
    try:
        return float(value) if value is not None else None
    except ValueError:
        return None


def singular(noun: str) -> str:
    """Return a noun, or the name of a field or a kind of record, in the singular and in small letters."""
    low = noun.casefold().replace("_", " ")
    if low.endswith("ies"):
        return f"{low[:-3]}y"
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low
