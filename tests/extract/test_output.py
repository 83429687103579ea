"""Items as JSON lines, CSV and CSL-JSON."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.extract.item import Kind
from reportgen.extract.output import FIELDS, dump, write_items

PLACE = {"id": "x", "document": "a.txt", "start": 0, "end": 4, "segment": "p1", "text": "five"}
QUANTITY = {"kind": "quantity", **PLACE, "value": 5, "unit": "percent"}
WORK = {"type": "book", "title": "Sheep, “and” goats"}


def _reference(**fields: object) -> dict[str, object]:
    return {"kind": "reference", **PLACE, "number": 1, "raw": "five", "csl": WORK, **fields}


@given(st.text(alphabet=st.characters(), max_size=30))
def test_json_lines_keep_every_text_on_one_line_of_utf8(text: str) -> None:
    line = dump({"text": text})
    assert json.loads(line.encode("utf-8")) == {"text": text}
    assert len(line.splitlines()) == 1


def test_each_kind_has_its_columns() -> None:
    assert list(FIELDS) == list(Kind)


def test_csv_has_the_columns_of_the_kinds_and_one_row_an_item() -> None:
    entity = {"kind": "entity", **PLACE, "name": "Ann; B", "type": "person", "aliases": ["Ann", "Mrs B"], "mentions": 2}
    text = "".join(write_items([QUANTITY, entity], "csv", [Kind.QUANTITY, Kind.ENTITY]))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["value"] for row in rows] == ["5", ""]
    assert [row["aliases"] for row in rows] == ["", "Ann; Mrs B"]
    assert "csl" not in rows[0]


def test_csv_writes_what_is_no_text_as_json() -> None:
    text = "".join(write_items([_reference(marker=[3, 5])], "csv", [Kind.REFERENCE]))
    (row,) = csv.DictReader(io.StringIO(text))
    assert json.loads(row["csl"]) == WORK
    assert json.loads(row["marker"]) == [3, 5]


def test_a_bibliography_has_each_work_once_and_no_comments() -> None:
    items = [_reference(), _reference(same_as=1), _reference(csl=None, comment="see above"), QUANTITY]
    text = "".join(write_items(items, "csl-json", [Kind.REFERENCE]))
    assert json.loads(text) == [WORK]
    assert "".join(write_items([], "csl-json", [Kind.REFERENCE])) == "[]\n"


def test_another_format_is_misuse() -> None:
    with pytest.raises(ValueError, match="unknown format 'xml'"):
        write_items([], "xml", [])
