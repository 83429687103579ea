"""Records as they are written into files: rows with ids, and the files that hold them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from reportgen.drafting.proposal import AND
from reportgen.records.schema import SCHEMAS

# A field: a text, a list of texts, or a list of mappings.
Content: TypeAlias = str | Sequence[str] | Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A record with its id; `fingerprint` is what its proposal is known by."""

    kind: str
    id: str
    fields: Mapping[str, Content]
    fingerprint: str

    def text(self, key: str) -> str:
        """Return a field that is a text, `""` without one."""
        value = self.fields.get(key, "")
        return value if isinstance(value, str) else ""


@dataclass(slots=True, kw_only=True)
class Ids:
    """Gives ids, none twice: those in `taken` are in use or were."""

    taken: set[str] = field(default_factory=set)
    _last: dict[str, int] = field(default_factory=dict)

    def number(self, stem: str) -> str:
        """Return the next free id that begins with a stem: `in-d1-1`, then `in-d1-2`."""
        number = self._last.get(stem, 0) + 1
        while f"{stem}-{number}".casefold() in self.taken:
            number += 1
        self._last[stem] = number
        return self.keep(f"{stem}-{number}")

    def name(self, stem: str) -> str:
        """Return the stem itself as an id, with a number behind it where it is taken."""
        return self.keep(stem) if stem.casefold() not in self.taken else self.number(stem)

    def keep(self, id_: str) -> str:
        """Take an id, which is returned."""
        self.taken.add(id_.casefold())
        return id_


def locators(document: str, labels: Iterable[str]) -> str:
    """Return segments of a document as records name them.

    >>> locators("D1", ("p4", "n2"))
    'D1#p4; D1#n2'
    """
    return AND.join(f"{document}#{label}" for label in labels)


def file_of(kind: str) -> str:
    """Return the file of a kind, relative to the project."""
    return f"data/{SCHEMAS[kind].file}"


def file_text(kind: str, rows: Iterable[Row]) -> str:
    """Return a record file with the rows, each on one line of a CSV file, or an item of a YAML file."""
    return csv_text(kind, rows) if file_of(kind).endswith(".csv") else yaml_text(kind, rows)


def csv_text(kind: str, rows: Iterable[Row]) -> str:
    """Return a CSV file with a head."""
    names = tuple(SCHEMAS[kind].fields)
    return csv_line(names) + "".join(csv_row(kind, names, row) for row in rows)


def csv_row(kind: str, names: Sequence[str], row: Row) -> str:  # noqa: ARG001 - as its YAML counterpart
    """Return a row of a CSV file with the columns `names`."""
    return csv_line(tuple(row.id if name == "id" else row.text(name) for name in names))


def csv_line(cells: Sequence[str]) -> str:
    """Return one line of a CSV file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def yaml_text(kind: str, rows: Iterable[Row]) -> str:
    """Return a YAML file that holds a list."""
    return "".join(yaml_item(kind, row) for row in rows) or "[]\n"


def yaml_item(kind: str, row: Row) -> str:
    """Return an item of a YAML list."""
    lines = list(_lines(SCHEMAS[kind].fields, {"id": row.id, **row.fields}))
    return "".join(f"{'- ' if number == 0 else '  '}{line}\n" for number, line in enumerate(lines))


def _lines(names: Iterable[str], fields: Mapping[str, Content]) -> Iterator[str]:
    for name in names:
        value = fields.get(name)
        if value is None or value == "" or (not isinstance(value, str) and not value):
            continue
        if isinstance(value, str):
            yield f"{name}: {_scalar(value)}"
            continue
        yield f"{name}:"
        for item in value:
            if isinstance(item, str):
                yield f"  - {_scalar(item)}"
            else:
                inner = [f"{key}: {_scalar(text)}" for key, text in item.items()]
                yield from (f"  {'- ' if number == 0 else '  '}{line}" for number, line in enumerate(inner))


def _scalar(text: str) -> str:
    """Return a YAML scalar in double quotes, save for plain words; JSON's form is one of YAML's."""
    plain = text.replace(" ", "").replace("-", "").replace("_", "")
    if plain.isascii() and plain.isalpha() and text[0].isalpha() and text.lower() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


# What YAML 1.1 takes for something else than text.
_WORDS = frozenset({"y", "n", "yes", "no", "true", "false", "on", "off", "null"})
