"""What is wrong in the parts of a project that only its products have: found when the report itself is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from reportgen.aside import Aside
from reportgen.bibliography import Library
from reportgen.cache import Cache, pack_diagnostics, unpack_diagnostics
from reportgen.checks.preflight import syntax_of
from reportgen.checks.watched import digest
from reportgen.config import Config, load_config
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.documents import Document
from reportgen.exhibits import load_exhibits
from reportgen.figures import FIGURE_KEYS
from reportgen.markup import Composed
from reportgen.records import Records
from reportgen.records.lock import Lock
from reportgen.records.locking import passage_doubt
from reportgen.records.share import Share
from reportgen.sections import compose
from reportgen.tables import TABLE_KEYS
from reportgen.templating import Templates
from reportgen.tools import Tools

# What the settings of a product may name, and what that may use.
_READ = ("*.toml", "**/*.j2", "**/*.yaml", "**/*.cls", "**/*.sty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a report is composed with besides its records, see `compose`."""

    documents: Mapping[str, Document]
    lock: Lock
    lists: Mapping[str, Composed] | None
    share: Share


def begin_products(
    config: Config, records: Records, library: Library, given: Given, tools: Tools, cache: Cache, aside: Aside
) -> Callable[[], tuple[Diagnostic, ...]]:
    """Begin to look for errors in what only products have; gives what was found.

    That are their templates, their declarations and the TeX made of them: what is wrong with one is not left until it
    is built. Nothing of this has to be looked for again while no file of the report, no record and no entry changes.
    """
    if not (config.products and config.whole):
        return lambda: ()
    files = [path for pattern in _READ for path in tools.list(config.project / "report", pattern)]
    try:
        texts = [(path.relative_to(config.project).as_posix(), tools.read(path)) for path in sorted(files)]
    except OSError:
        return lambda: ()  # told as one that cannot be read
    parts = digest("records", records, cache), digest("library", library, cache), digest("lock", given.lock, cache)
    at_hand = [(document.id, document.sha256) for document in given.documents.values()]

    def look() -> tuple[Diagnostic, ...]:
        return tuple(dict.fromkeys(_faults(config, records, library, given, tools, cache)))

    key = cache.key(texts, *parts, at_hand)
    return cache.begin("products", key, look, pack_diagnostics, unpack_diagnostics, aside)


def _faults(
    config: Config, records: Records, library: Library, given: Given, tools: Tools, cache: Cache
) -> Iterator[Diagnostic]:
    for name in config.products:
        product = load_config(config.project, tools, product=name).value
        if product is None:
            continue  # told with the settings
        tables = load_exhibits(config.project, "report/tables", TABLE_KEYS, tools, cache, name)
        figures = load_exhibits(config.project, "report/figures", FIGURE_KEYS, tools, cache, name)
        doubt = partial(passage_doubt, documents=given.documents, lock=given.lock)
        made = compose(
            product, Templates(config.project, tools, cache), records, library, tables.value, figures.value,
            doubt, cache, given.lists, given.share,
        )  # fmt: skip
        found = (*tables.diagnostics, *figures.diagnostics, *made.diagnostics)
        yield from (each for each in found if each.severity is Severity.ERROR)
        yield from syntax_of(product, made.value, tools, cache)


def untold(found: Iterable[Diagnostic], told: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return what is said of products and not of the report itself."""
    every = tuple(told)
    known = {(each.code, each.message) for each in every}
    known |= {(each.code, _line(each)) for each in every if each.place is not None}
    return tuple(each for each in found if not known & {(each.code, each.message), (each.code, _line(each))})


def _line(found: Diagnostic) -> str:
    return f"{found.place.file}:{found.place.line}" if found.place is not None else ""
