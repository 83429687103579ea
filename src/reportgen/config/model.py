"""The settings as the program uses them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportgen import products
from reportgen.config.settings import FALLBACK, MISSING
from reportgen.diagnostics import Place
from reportgen.editions import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What `report.toml` says; all paths are relative to the project, with forward slashes.

    `html` is the name of the HTML companion beside the PDF, `""` where none is made.

    `bibliography_style` is the style of a backend other than reportgen's own, which has templates.

    `report` holds the texts of the cover (title, number, date ...) for the templates. `fonts` maps a
    font role (`serif-regular` ...) to a file name. `overfull_pt` is in TeX points. `file_mb` bounds each
    file that TeX writes, and what it prints. `checks` is the section of that name as it stands; `checks.levels`
    reads it. `paper`, `colour` and `size` are of `LAYOUTS`. `places` tells where fonts, printed lists and what only a
    product has are named, by section and key.

    `fallback` are the font files for what the others lack, in the order in which they are asked; `missing` is of
    `MISSING`.

    `product` is the name of the product that this is, `""` for the report itself; `products` are all names.
    `exhibits` are the tables and figures that it shows, `None` for all that its sections name; `pages` is how many
    pages it must have, 0 for any; `figure_mm` is how wide its figures are, 0 for as wide as those of the report.

    `edition` is the row of a batch that is laid over all this, `None` where there is none.
    """

    project: Path
    report: Mapping[str, str]
    engine: str
    class_file: str
    main_template: str
    output: str
    bibliography_files: tuple[str, ...]
    bibliography_lists: Mapping[str, str]
    fonts: Mapping[str, str]
    quotation_words: int
    overfull_pt: float
    timeout_s: float
    memory_mb: int
    file_mb: int = 256
    bibliography_backend: str = "reportgen"
    bibliography_style: str = ""
    profile: str = "plain"
    paper: str = "a4"
    colour: str = "colour"
    size: str = "standard"
    html: str = ""
    checks: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    product: str = ""
    products: tuple[str, ...] = ()
    exhibits: tuple[str, ...] | None = None
    pages: int = 0
    figure_mm: float = 0.0
    edition: Edition | None = None
    fallback: tuple[str, ...] = ()
    missing: str = MISSING[0]

    @property
    def fallback_faces(self) -> Mapping[str, tuple[str, int]]:
        """The fallback fonts by role: file name, and the index of the face in a collection, from 0."""
        named = (name.partition("#") for name in self.fallback)
        return {f"{FALLBACK}-{n}": (file, int(face or 0)) for n, (file, _, face) in enumerate(named, 1)}

    @property
    def build(self) -> Path:
        """The folder for all output."""
        return products.folder(self.project, self.edition.folder if self.edition else self.product)

    @property
    def whole(self) -> bool:
        """Whether this is the report itself, of which products and editions are a choice."""
        return not self.product and self.edition is None

    @property
    def cache(self) -> Path:
        """The folder of what need not be made again, whichever product needs it."""
        return self.project / "build" / "cache"

    @property
    def pdf(self) -> Path:
        """Where the finished PDF is published."""
        return self.build / self.output

    @property
    def date(self) -> datetime.date:
        """The report's date; it is also the clock of the reproducible build."""
        return datetime.date.fromisoformat(self.report["date"])
