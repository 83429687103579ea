"""What every kind of figure has: its keys, what it asks of records, and how it becomes a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.diagnostics import Diagnostic, Place
from reportgen.exhibits import Exhibit
from reportgen.figures.material import Material
from reportgen.records import Record

if TYPE_CHECKING:
    from reportgen.figures.drawing import Scene, Style

Chosen = tuple[Record, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A declared figure, the records that its filter keeps, and what else there is."""

    exhibit: Exhibit
    records: Chosen
    material: Material


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is drawn: values that are the same when the picture is the same, and what lays them out.

    `texts` are words that the figure prints, each with the place where it was written.
    """

    values: tuple[object, ...]
    lay_out: Callable[[Style], Scene]
    texts: tuple[tuple[str, Place], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of figure.

    `keys` are those of its declaration besides the common ones, `fields` those among them that name a field, and
    `needs` the fields that its records must have. `select` narrows the records that the filter keeps and tells what
    is wrong with them; `most` is how many records are too many for any page. `every` gives those that it would show
    without a limit, where the kind can have one.
    """

    name: str
    keys: tuple[str, ...]
    fields: tuple[str, ...]
    needs: tuple[str, ...]
    select: Callable[[Request], tuple[Chosen, Iterator[Diagnostic]]]
    picture: Callable[[Request], Picture]
    most: int
    every: Callable[[Exhibit, Chosen], Chosen] | None = None
