"""Several products of one project: `[products.NAME]` in report.toml, laid over the settings of the report.

A product is another choice from the same records, sections and exhibits, with a class of its own. What it does not
say it has from the report. Its output lies in `build/NAME/`; the cache is shared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from reportgen import editions
from reportgen.editions import Edition
from reportgen.idle import of_product

SECTION = "products"
# What a product may say instead of the report, by the section that a report says it in; `_OWN` only a product says.
_LAID_OVER: Mapping[str, tuple[str, ...]] = {
    "build": ("class", "main", "output", "profile", "html"),
    "layout": ("paper", "colour", "size"),
}
_OWN: Mapping[str, tuple[str, ...]] = {"product": ("exhibits", "pages", "figure_mm")}
# What a product does not have from the report: a page besides the PDF is made of the report, unless it says so.
_NOT_INHERITED = (("build", "html"),)
# Texts of the cover that differ, as a section of their own.
_TEXTS = "report"
# Names that would put a product's output where something else lies.
_TAKEN = frozenset({"cache", "tex", editions.FOLDER})
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")

KEYS = tuple(key for keys in (*_LAID_OVER.values(), *_OWN.values()) for key in keys)
KNOWN = (*KEYS, _TEXTS)


class Laid(NamedTuple):
    """The settings with a product laid over them, and where each of its settings is written.

    `origins` maps (section, key) as a report has them to the section that a person edits.
    """

    raw: Mapping[str, Any]
    origins: Mapping[tuple[str, str], str]


def names(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the products."""
    products = raw.get(SECTION, {})
    return tuple(products) if isinstance(products, dict) else ()


def is_name(name: str) -> bool:
    """Whether a product can have this name: it becomes that of a folder in `build/`."""
    return name not in _TAKEN and bool(_NAME.fullmatch(name))


def folder(project: Path, name: str) -> Path:
    """Return the folder of a product's output; without a name, that of the report itself."""
    return project / of_product("build/", name)


def section_of(key: str) -> str:
    """Return the section that a report has a setting in which a product may say."""
    sections = (section for section, keys in (*_LAID_OVER.items(), *_OWN.items()) if key in keys)
    return next(sections, _TEXTS)


def lay_over(raw: Mapping[str, Any], name: str, edition: Edition | None = None) -> Laid:
    """Return the settings of a product, without a name those of the report itself, under those of an edition."""
    laid = _product(raw, name) if name else Laid({key: value for key, value in raw.items() if key != SECTION}, {})
    settings = dict(laid.raw)
    for section, key, value in edition.settings if edition is not None else ():
        before = settings.get(section, {})
        if isinstance(before, dict):
            settings[section] = {**before, key: value}
    return Laid(settings, laid.origins)


def _product(raw: Mapping[str, Any], name: str) -> Laid:
    laid: dict[str, Any] = {key: value for key, value in raw.items() if key != SECTION}
    product = raw[SECTION][name]
    for section, key in _NOT_INHERITED:
        if isinstance(laid.get(section), dict):
            laid[section] = {k: value for k, value in laid[section].items() if k != key}
    own = f"{SECTION}.{name}"
    origins: dict[tuple[str, str], str] = {}
    for section, key, value in _settings(product):
        before = laid.get(section, {})
        if isinstance(before, dict):
            laid[section] = {**before, key: value}
            origins[section, key] = f"{own}.{_TEXTS}" if section == _TEXTS else own
    return Laid(laid, origins)


def _settings(product: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for section, keys in (*_LAID_OVER.items(), *_OWN.items()):
        yield from ((section, key, product[key]) for key in keys if key in product)
    texts = product.get(_TEXTS)
    if isinstance(texts, dict):
        yield from ((_TEXTS, key, value) for key, value in texts.items())
