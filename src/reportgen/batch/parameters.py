"""What a batch is to make: a CSV file with one briefing a row in, editions out.

A column names a text of the cover, a setting that a product may lay over, a field that filters records
(`indicators.theme`), or is `name`, `product`, `documents` or `review`. An empty cell says nothing.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen import products
from reportgen.batch.known import Known
from reportgen.codes import diagnose
from reportgen.config import REPORT_KNOWN, Config, load_config
from reportgen.diagnostics import Diagnostic, Outcome, Place, Severity
from reportgen.editions import DOCUMENTS, Edition, Filter, is_name
from reportgen.records import SCHEMAS, Records
from reportgen.records.files import Sheet, read_csv
from reportgen.records.selection import filterable
from reportgen.texts import read_text
from reportgen.tools import Tools
from reportgen.values import Tree, Value

NAME, PRODUCT = "name", "product"
# Columns that filter, besides those that name a kind and a field.
_FILTERS = {"documents": DOCUMENTS, "review": ("", "review")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the file: the edition that it asks for, `None` where it cannot be made, and what is wrong with it."""

    name: str
    place: Place
    edition: Edition | None
    found: tuple[Diagnostic, ...] = ()


def read_parameters(
    path: Path, project: Path, config: Config, records: Records, tools: Tools
) -> Outcome[tuple[Row, ...] | None]:
    """Read a file of parameters; the value is `None` when no row of it can be used.

    What is wrong with the file is in the outcome, what is wrong with a row in that row.
    """
    file = _shown(path, project)
    text, found = read_text(path, file, "CFG030", tools)
    if text is None:
        return Outcome(None, found)
    sheet = read_csv(text, file)
    known = _columns(config, tools)
    wrong = tuple(_wrong_columns(sheet.value, known, file))
    if wrong or not sheet.value.head:
        return Outcome(None, (*sheet.diagnostics, *wrong))
    if not sheet.value.rows:
        empty = () if sheet.diagnostics else (diagnose("CFG030", "there are no rows", sheet.value.head[0].place),)
        return Outcome(None, (*sheet.diagnostics, *empty))
    reader = _Reader(project=project, config=config, known=Known(records), tools=tools)
    return Outcome(tuple(reader.rows(sheet.value.rows)), sheet.diagnostics)


def _shown(path: Path, project: Path) -> str:
    """Return a path as diagnostics show it: as seen from the project."""
    return Path(os.path.relpath(path, project)).as_posix()


def _columns(config: Config, tools: Tools) -> tuple[str, ...]:
    """Return the columns that there can be, without the filters by fields; texts of a project's own are among them."""
    texts = dict.fromkeys((*REPORT_KNOWN, *config.report))
    for name in config.products:
        product = load_config(config.project, tools, product=name).value
        texts |= dict.fromkeys(product.report if product is not None else ())
    return (NAME, PRODUCT, *_FILTERS, *texts, *products.KEYS)


def _wrong_columns(sheet: Sheet, known: tuple[str, ...], file: str) -> Iterator[Diagnostic]:
    if sheet.head and NAME not in sheet.head:
        near = difflib.get_close_matches(NAME, sheet.head, 1, 0.6)
        hint = f"did you mean it with '{near[0]}'?" if near else "it names the folder in build/batch/ for each row"
        yield diagnose("CFG030", f"there is no column '{NAME}' in {file}", sheet.head[0].place, hint=hint)
    for column in sheet.head:
        kind, dot, field = column.partition(".")
        if column in known or (dot and field in filterable(kind)):
            continue
        if dot and kind in SCHEMAS:
            message, names = f"the records of '{kind}' have no field '{field}' to choose by", filterable(kind)
            near = difflib.get_close_matches(field, names, 1, 0.6)
        elif dot:
            message, names = f"there are no records '{kind}'", tuple(SCHEMAS)
            near = difflib.get_close_matches(kind, names, 1, 0.6)
        else:
            message, names = f"column '{column}' is not known", known
            near = difflib.get_close_matches(column.casefold(), names, 1, 0.6)
        hint = f"did you mean '{near[0]}'?" if near else f"known are: {', '.join(names)}"
        yield diagnose("CFG030", message, column.place, hint=hint, length=len(column))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads the rows of a file. `config` is that of the report itself."""

    project: Path
    config: Config
    known: Known
    tools: Tools

    def rows(self, trees: Iterable[Tree]) -> Iterator[Row]:
        """Give the rows in their order."""
        seen: dict[str, Value] = {}
        for tree in trees:
            found: list[Diagnostic] = list(_of_name(tree, seen))
            edition = self._edition(tree, found)
            if not _grave(found):
                found.extend(self._of_settings(edition))
            yield Row(
                name=edition.name or f"line {tree.place.line}",
                place=tree.place,
                edition=None if _grave(found) else edition,
                found=tuple(found),
            )

    def _edition(self, tree: Tree, found: list[Diagnostic]) -> Edition:
        settings: list[tuple[str, str, Any]] = []
        places: dict[tuple[str, str], Place] = {}
        filters: list[Filter] = []
        for column in tree:
            cell = tree.text(column)
            if cell is None or column in {NAME, PRODUCT}:
                continue
            kind, dot, field = column.partition(".")
            if column in _FILTERS or dot:
                asked = Filter(kind=kind, field=field, values=tuple(map(str, cell.parts(";"))))
                if column in _FILTERS:
                    asked = Filter(kind=_FILTERS[column][0], field=_FILTERS[column][1], values=asked.values)
                filters.append(asked)
                found.extend(self.known.missing(asked, cell))
            else:
                section = products.section_of(column)
                settings.append((section, column, _value(column, cell)))
                places[section, column] = cell.place
        name, product = tree.text(NAME), tree.text(PRODUCT)
        if product is not None and product not in self.config.products:
            found.append(_no_product(product, self.config.products))
        return Edition(
            name=str(name or ""), product=str(product or ""), settings=tuple(settings), filters=tuple(filters),
            places=places,
        )  # fmt: skip

    def _of_settings(self, edition: Edition) -> Iterator[Diagnostic]:
        """Report what is wrong with the settings of a row, at its cells; other faults are those of every build."""
        outcome = load_config(self.project, self.tools, product=edition.product, edition=edition)
        at = set(edition.places.values())
        return (found for found in outcome.diagnostics if found.place in at)


def _of_name(tree: Tree, seen: dict[str, Value]) -> Iterator[Diagnostic]:
    name = tree.text(NAME)
    if name is None:
        yield diagnose("CFG031", "the row has no name", tree.place)
        return
    if not is_name(name):
        hint = "use letters, digits, hyphens, dots and underscores; begin with a letter or a digit"
        yield diagnose("CFG031", f"'{name}' cannot be the name of a folder", name.place, hint=hint, length=len(name))
    first = seen.setdefault(name.casefold(), name)
    if first is not name:
        message = f"the name '{name}' stands in line {first.place.line} already"
        if first != name:
            message = f"the names '{name}' and '{first}', in line {first.place.line}, differ in case only"
        yield diagnose("CFG031", message, name.place, length=len(name))


def _no_product(name: Value, known: tuple[str, ...]) -> Diagnostic:
    near = difflib.get_close_matches(name, known, 1, 0.5)
    there = f"there are: {', '.join(known)}" if known else "report.toml declares none"
    hint = f"did you mean '{near[0]}'?" if near else there
    return diagnose("CFG031", f"there is no product '{name}'", name.place, hint=hint, length=len(name))


def _value(column: str, cell: Value) -> Any:
    """Return a setting as report.toml would have it; one of the wrong form stays a text, and is reported as such."""
    if column == "exhibits":
        return [str(part) for part in cell.parts(";")]
    if column in {"pages", "figure_mm"}:
        try:
            return int(cell) if column == "pages" else float(cell)
        except ValueError:
            return str(cell)
    return str(cell)


def _grave(found: Iterable[Diagnostic]) -> bool:
    return any(each.severity is Severity.ERROR for each in found)
