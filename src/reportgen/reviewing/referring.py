"""Who refers to a record: other records, judgements on its passage, templates, tables and figures."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from reportgen.records import SCHEMAS, Record, Records
from reportgen.records.schema import Holds
from reportgen.tools import Tools

_SUFFIXES = (".j2", ".yaml", ".yml")


def texts_of(project: Path, tools: Tools) -> Mapping[str, str]:
    """Return the texts of a report that may name records, by file."""
    found: dict[str, str] = {}
    for path in tools.list(project / "report", "**/*"):
        if path.name.endswith(_SUFFIXES):
            with contextlib.suppress(OSError):
                found[path.relative_to(project).as_posix()] = tools.read(path).decode("utf-8", "replace")
    return found


def referring(record: Record, records: Records, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return who would miss a record, as `milestone 'ms-a'` and `report/sections/x.tex.j2:4`."""
    return (*_records(record, records), *_lines(record.id, texts))


def _records(record: Record, records: Records) -> Iterator[str]:
    for kind, schema in SCHEMAS.items():
        keys = [name for name, field in schema.fields.items() if field.holds is Holds.REFERENCE]
        if record.kind == "documents":
            keys += [name for name, field in schema.fields.items() if field.holds is Holds.DOCUMENT]
        for other in records.of(kind) if keys else ():
            if any(str(other.text(key) or "").strip() == record.id for key in keys):
                yield f"{kind} '{other.id}'"
    there = {locator.segment for locator in record.evidence}
    for judgement in records.of("judgements"):
        if any(locator.segment in there for locator in judgement.evidence):
            yield f"judgement '{judgement.id}' (same passage)"


def _lines(id_: str, texts: Mapping[str, str]) -> Iterator[str]:
    name = re.compile(rf"(?<![\w-]){re.escape(id_)}(?![\w-])")
    for file, text in texts.items():
        if id_ in text:
            for number, line in enumerate(text.split("\n"), 1):
                if name.search(line):
                    yield f"{file}:{number}"
