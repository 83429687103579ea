"""Everything before an engine runs: files in, a composed and checked `Report` out.

`prepare()` reads as one line a stage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from pathlib import Path

from reportgen.aside import Aside, in_turn
from reportgen.bibliography import Library, load_library
from reportgen.cache import Cache, pack_diagnostics, pack_node, unpack_diagnostics
from reportgen.checks import Report, begin_rules
from reportgen.checks.causes import told_once_a_file, without_follow_ups, without_questions_of_use
from reportgen.checks.damage import find_damage, find_garbled, missing_files
from reportgen.checks.leftovers import unused_sections
from reportgen.checks.preflight import preflight
from reportgen.checks.product_rules import Given, begin_products, untold
from reportgen.checks.rulings import idle_silences, load_rulings
from reportgen.checks.watched import digest, item_digests
from reportgen.codes import diagnose
from reportgen.config import HTML_FILE, STYLE_FILE, Config, load_config
from reportgen.diagnostics import Collector, Diagnostic, Outcome, Place, Related, Severity
from reportgen.documents import Document, load_documents
from reportgen.documents.locator import Locator, parse_locator
from reportgen.documents.read import Wanted
from reportgen.editions import Edition
from reportgen.exhibits import Exhibit, load_exhibits
from reportgen.figures import FIGURE_KEYS, Material, check_figure
from reportgen.markup import Composed
from reportgen.records import SCHEMAS, Records, load_records
from reportgen.records.ledger import load_ledger, settled
from reportgen.records.lock import Lock, load_lock, write_lock
from reportgen.records.locking import passage_doubt, unneeded
from reportgen.records.selection import select
from reportgen.records.share import review_share
from reportgen.sections import Composition, compose
from reportgen.tables import TABLE_KEYS
from reportgen.templating import Templates
from reportgen.tools import Tools

# Hears of each stage that takes time.
Progress = Callable[[str], None]


def prepare(
    project: Path,
    sources: Path | None,
    tools: Tools,
    progress: Progress,
    cache: Cache | None = None,
    engine: str | None = None,
    product: str = "",
    edition: Edition | None = None,
    aside: Aside = in_turn,
    documents: Mapping[str, Document] | None = None,
) -> Outcome[Report | None]:
    """Read everything, compose the report and check it; no engine runs.

    `engine` is used in place of the one in the settings. `product` names the one that is wanted, `edition` is laid
    over it. `aside` begins what need not be done in turn. `documents` are those at hand, where they were read before.
    """
    keep = Collector()
    config = keep(load_config(project, tools, engine, product, edition))
    if config is None:
        return Outcome(None, keep.arranged())
    rulings = keep(load_rulings(config, tools))
    keep.judge_by(rulings)
    cache = cache or Cache(config.cache, tools)
    damage = {**find_damage(project, tools), **missing_files(keep.found)}
    keep(Outcome(None, tuple(damage.values())))
    progress("reading records")
    every = keep(load_records(project, tools, cache))
    if any(file.startswith("data/") for file in damage):
        every = replace(every, complete=False)
    records = select(every, edition.filters) if edition is not None else every
    share = review_share(records, keep(settled(keep(load_ledger(project, tools, cache)), every)))
    documents = keep(find_documents(sources, records, tools, cache)) if documents is None else documents
    lock = keep(load_lock(project, tools, cache))
    evidence = begin_evidence(config, records, documents, lock, cache, aside)
    progress("reading the bibliography")
    library = keep(load_library(project, config.bibliography_files, tools, cache))
    if any(file.startswith("bib/") for file in damage):
        library = replace(library, complete=False)
    entries = begin_library(config, library, every, cache, aside)
    library = library.without(records.lost_documents)
    progress("filling in templates")
    tables = keep(load_exhibits(project, "report/tables", TABLE_KEYS, tools, cache, product))
    figures = keep(load_exhibits(project, "report/figures", FIGURE_KEYS, tools, cache, product))
    if wanted := tuple(missing_kinds((*tables.values(), *figures.values()), records)):
        keep(Outcome(None, wanted))
        records = replace(records, complete=False)
    templates, doubt = Templates(project, tools, cache), partial(passage_doubt, documents=documents, lock=lock)
    lists = keep(printed_lists(config, library, tools))
    composition = keep(compose(config, templates, records, library, tables, figures, doubt, cache, lists, share))
    if config.whole:
        others = products_composed(config, records, tools, cache)
        keep(Outcome(None, tuple(stale_locks(records, composition, lock, cache, others))))
    wrong = {d.place.file for d in keep.found if d.place is not None and d.severity is Severity.ERROR}
    for name in composition.figures:
        if not _leans_on(figures[name], wrong, library):
            keep(check_figure(figures[name], Material(records=records, library=library)))
    report = Report(
        config=config, records=records, documents=documents, lock=lock, library=library, tables=tables,
        figures=figures, composition=composition, rulings=rulings,
    )  # fmt: skip
    products = begin_products(
        config, records, library, Given(documents=documents, lock=lock, lists=lists, share=share), tools, cache, aside
    )
    rules = begin_rules(report, cache, aside)
    keep(Outcome(None, preflight(report, tools, cache)))
    keep(Outcome(None, (*evidence(), *entries())))
    keep(Outcome(None, (*rules(), *untold(products(), keep.found))))
    unused = unused_sections(project, tools) if composition.complete else ()
    keep(Outcome(None, (*unused, *find_garbled(project, tools), *faults_of_page(config, tools, cache))))
    keep(Outcome(None, unused_silences(report, keep, built=False)))
    found = without_follow_ups(keep.arranged(), damage, records)
    if config.whole:
        return Outcome(report, found)
    return Outcome(report, tuple(told_once_a_file(without_questions_of_use(found, records))))


def _leans_on(figure: Exhibit, wrong: AbstractSet[str], library: Library) -> bool:
    """Whether what a figure shows is at fault itself, so that the figure cannot be judged."""
    kind = str(figure.text("records"))
    if kind not in SCHEMAS:
        return not library.complete
    return f"data/{SCHEMAS[kind].file}" in wrong


def missing_kinds(exhibits: Iterable[Exhibit], records: Records) -> Iterator[Diagnostic]:
    """Report each kind of record that a table or figure shows and that has no record at all, once.

    One that is optional may wait for its records.
    """
    told: set[str] = set()
    for exhibit in exhibits if records.complete else ():
        kind = exhibit.text("records") if not exhibit.switched_on("optional") else None
        if kind is not None and kind in SCHEMAS and not records.known(kind) and kind not in told:
            told.add(kind)
            file = f"data/{SCHEMAS[kind].file}"
            message = f"there are no {kind} in {file}, which '{exhibit.id}' is to show"
            related = (Related(message="it is to be shown here", place=kind.place),)
            yield diagnose("REC201", message, Place(file=file, line=1), related=related)


def unused_silences(report: Report, keep: Collector, *, built: bool) -> tuple[Diagnostic, ...]:
    """Return what is said of silences that silenced nothing.

    Nothing of a report of which a part is missing, nor of a choice from it, which shows a part of what they are for.
    """
    if not report.whole or not report.config.whole:
        return ()
    return tuple(idle_silences(report.rulings, keep.found, documents=report.has_documents, built=built))


def faults_of_page(config: Config, tools: Tools, cache: Cache) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the project's own files for the HTML page, if there is to be one."""

    def look() -> tuple[Diagnostic, ...]:
        from reportgen.html import page_faults

        return page_faults(config, tools)

    paths = [
        path for path in (config.project / HTML_FILE, config.project / STYLE_FILE) if tools.state(path) is not None
    ]
    if not (config.html and paths):
        return ()
    own = ("*.cls", "*.sty", "**/*.j2")  # what names of html.toml are names of
    paths += [path for pattern in own for path in tools.list(config.project / "report", pattern)]
    try:
        key = cache.key([(path.name, tools.read(path)) for path in sorted(paths)])
    except OSError:
        return look()
    return cache.fetch("page", key, look, pack_diagnostics, unpack_diagnostics)


def printed_lists(config: Config, library: Library, tools: Tools) -> Outcome[Mapping[str, Composed] | None]:
    """Return the printed lists of works where another program than reportgen makes them."""
    if config.bibliography_backend == "bibtex":
        from reportgen.tex.bibtex import bibtex_lists

        return Outcome(*bibtex_lists(config, library, tools))
    if config.bibliography_backend == "biblatex":
        from reportgen.tex.biber import biblatex_files

        return Outcome(biblatex_files(config, library).lists)
    return Outcome(None)


def find_documents(
    sources: Path | None, records: Records, tools: Tools, cache: Cache | None = None
) -> Outcome[Mapping[str, Document]]:
    """Read the documents that the records speak of; without a folder there are none, which is said."""
    wanted = tuple(
        Wanted(id=r.id, file=file.stripped() if file else "", sha256=r.text("sha256"), place=r.place)
        for r, file in ((r, r.text("file")) for r in records.of("documents"))
    )
    if sources is None and wanted:
        hint = "name their folder with --sources DIR to check the evidence again"
        return Outcome(
            {}, (diagnose("DOC105", "the documents are not at hand; evidence is taken as locked", hint=hint),)
        )
    return load_documents(sources, wanted, tools, cache)


def begin_library(
    config: Config, library: Library, records: Records, cache: Cache, aside: Aside
) -> Callable[[], tuple[Diagnostic, ...]]:
    """Begin to hold the entries against each other and against what is said of notes; gives what was found."""
    kinds = ("documents", "notes")
    about = replace(records, by_kind={kind: records.of(kind) for kind in kinds}, by_id={})

    def check() -> tuple[Diagnostic, ...]:
        from reportgen.bibliography.rules import check_library

        return tuple(check_library(library, about, config.bibliography_lists))

    digests = item_digests("records.by_kind", records.by_kind, cache)
    parts = digest("library", library, cache), [digests.get(kind) for kind in kinds], records.complete
    key = cache.key(*parts, sorted(config.bibliography_lists.items()))
    return cache.begin("library", key, check, pack_diagnostics, unpack_diagnostics, aside)


def begin_evidence(
    config: Config,
    records: Records,
    documents: Mapping[str, Document],
    lock: Lock,
    cache: Cache,
    aside: Aside,
) -> Callable[[], tuple[Diagnostic, ...]]:
    """Begin to hold every claim against the documents at hand, and the lock for the rest; gives what was found."""

    def check() -> tuple[Diagnostic, ...]:
        from reportgen.records.evidence import check_evidence

        kept = cache.pieces("claims", cache.key(at_hand, [pack_node(r.fields) for r in records.of("documents")]))
        found = check_evidence(records, documents, lock, config.quotation_words, kept)
        kept.keep()
        return found

    given = digest("records", records, cache), digest("lock", lock, cache)
    at_hand = [(d.id, d.path, d.format, d.sha256) for d in documents.values()]
    key = cache.key(*given, at_hand, config.quotation_words)
    return cache.begin("evidence", key, check, pack_diagnostics, unpack_diagnostics, aside)


def stale_locks(
    records: Records, composition: Composition, lock: Lock, cache: Cache, others: Iterable[Composition] = ()
) -> Iterator[Diagnostic]:
    """Report lock lines that nothing needs any more, if everything that may need them could be read.

    `others` are the compositions of products; they are asked for only where the report does not need all lines.
    """
    if not (records.complete and composition.complete):
        return

    def unused_by(made: Composition) -> tuple[str, ...]:
        def typed() -> list[str]:
            from reportgen.checks.quotation_rules import quotations_typed

            return sorted(quotations_typed(made))

        quotations: list[str] = []
        if lock.quotations:
            key = cache.key(digest("composition.files", made.files, cache))
            quotations = cache.fetch("quotations", key, typed, lambda found: found, lambda plain: plain)
        return unneeded(records, made.passages, quotations, lock)

    idle = unused_by(composition)
    for other in others if idle else ():
        if not other.complete:
            return
        unused = unused_by(other)
        idle = tuple(name for name in idle if name in unused)
    if idle:
        more = f" and {len(idle) - 3} more" if len(idle) > 3 else ""
        names = ", ".join(f"'{name}'" for name in idle[:3])
        shrunk = next(
            (records.by_id[owner] for name in idle if (owner := name.partition("/")[0]) in records.by_id), None
        )
        place = shrunk.place if shrunk is not None else lock.places.get(idle[0])  # an item of a record was taken out
        yield diagnose("REC226", f"locked, but nothing needs it: {names}{more}", place)


def verify(project: Path, sources: Path | None, tools: Tools, *, update: bool) -> Outcome[str | None]:
    """Check the evidence alone; with `update`, write the lock for every claim that holds."""
    from reportgen.records.evidence import check_evidence

    keep = Collector()
    config = keep(load_config(project, tools))
    if config is None:
        return Outcome(None, keep.arranged())
    keep.judge_by(keep(load_rulings(config, tools)))
    records = keep(load_records(project, tools))
    documents = keep(find_documents(sources, records, tools))
    if update and documents:
        _write_lock(config, records, documents, tools)
    lock = keep(load_lock(project, tools))
    keep(Outcome(None, check_evidence(records, documents, lock, config.quotation_words)))
    locked = f"; {len(lock.claims)} claims locked" if update and documents else ""
    summary = f"{len(records.claims)} claims, {len(documents)} documents at hand{locked}"
    return Outcome(summary, keep.arranged())


def lock_evidence(project: Path, documents: Mapping[str, Document], tools: Tools, cache: Cache | None = None) -> None:
    """Write the lock for every claim that holds; what is wrong is told by the checks."""
    config = load_config(project, tools).value
    if config is not None:
        _write_lock(config, load_records(project, tools, cache).value, documents, tools, cache)


def _write_lock(
    config: Config, records: Records, documents: Mapping[str, Document], tools: Tools, cache: Cache | None = None
) -> None:
    from reportgen.checks.detail_rules import sentences_to_lock
    from reportgen.checks.quotation_rules import quotations_to_lock
    from reportgen.records.evidence import lock_of

    old = load_lock(config.project, tools).value
    whole = True
    passages: set[Locator] = set()
    quotations: dict[str, str] = {}
    report = report_alone(config, records, tools, cache)
    for made in (report.composition, *products_composed(config, records, tools, cache)):
        whole = whole and made.complete
        passages |= made.passages
        quotations |= quotations_to_lock(made, documents)
    if not whole:  # what a section that cannot be read cites and quotes is what it cited and quoted before
        passages |= set(filter(None, map(parse_locator, old.segments)))
        quotations = {**old.quotations, **quotations}
    sentences = sentences_to_lock(report)
    write_lock(config.project, lock_of(records, documents, old, frozenset(passages), quotations, sentences), tools)


def report_alone(config: Config, records: Records, tools: Tools, cache: Cache | None = None) -> Report:
    """Fill in a report, or one of its products, for what its sections say, cite and quote; no fault is told."""
    project = config.project
    library = load_library(project, config.bibliography_files, tools, cache).value
    tables = load_exhibits(project, "report/tables", TABLE_KEYS, tools, cache, config.product).value
    figures = load_exhibits(project, "report/figures", FIGURE_KEYS, tools, cache, config.product).value
    made = compose(config, Templates(project, tools, cache), records, library, tables, figures, cache=cache).value
    return Report(
        config=config, records=records, documents={}, lock=Lock(), library=library, tables=tables, figures=figures,
        composition=made,
    )  # fmt: skip


def products_composed(
    config: Config, records: Records, tools: Tools, cache: Cache | None = None
) -> Iterator[Composition]:
    """Fill in each product of a report for what it cites and quotes; no fault is told."""
    for name in config.products:
        product = load_config(config.project, tools, product=name).value
        if product is not None:
            yield report_alone(product, records, tools, cache).composition
