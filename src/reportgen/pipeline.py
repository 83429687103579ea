"""The whole program: documents, records and references in, a checked PDF out.

`build()` reads as one line a stage. Every stage returns its value and what it noticed; nothing is
published while an error stands.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from reportgen.bibliography import Library, load_library
from reportgen.bibliography.rules import check_library
from reportgen.cache import Cache
from reportgen.checks import Report, check_report
from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE, Config, load_config
from reportgen.diagnostics import Collector, Diagnostic, Outcome
from reportgen.documents import Document, Locator, load_documents
from reportgen.documents.locator import parse_locator
from reportgen.documents.read import Wanted
from reportgen.exhibits import load_exhibits
from reportgen.figures import FIGURE_KEYS, check_figure, draw_figures
from reportgen.fonts import find_fonts
from reportgen.manifest import input_files, record_inputs
from reportgen.markup import Composed
from reportgen.press import Press, Progress, Workshop, publish
from reportgen.records import Records, load_records
from reportgen.records.evidence import check_evidence, lock_of, passage_doubt
from reportgen.records.lock import Lock, load_lock, write_lock
from reportgen.sections import Composition, compose
from reportgen.tables import TABLE_KEYS
from reportgen.templating import Templates
from reportgen.tex import assemble, find_engine
from reportgen.tex.biber import biblatex_files
from reportgen.tex.bibtex import bibtex_lists
from reportgen.tools import Tools

# How long a build waits for another one of the same project, in seconds.
LOCK_WAIT_S = 20.0


def prepare(
    project: Path,
    sources: Path | None,
    tools: Tools,
    progress: Progress,
    cache: Cache | None = None,
    engine: str | None = None,
) -> Outcome[Report | None]:
    """Read everything, compose the report and check it; no engine runs.

    `engine` is used in place of the one in the settings.
    """
    keep = Collector()
    config = keep(load_config(project, tools, engine))
    if config is None:
        return Outcome(None, keep.arranged())
    cache = cache or Cache(config.build / "cache", tools)
    progress("reading records")
    records = keep(load_records(project, tools, cache))
    documents = keep(find_documents(sources, records, tools, cache))
    lock = keep(verify_evidence(config, records, documents, tools, cache))
    progress("reading the bibliography")
    library = keep(load_library(project, config.bibliography_files, tools, cache))
    keep(Outcome(None, tuple(check_library(library, records, config.bibliography_lists))))
    progress("filling in templates")
    tables = keep(load_exhibits(project, "report/tables", TABLE_KEYS, tools, cache))
    figures = keep(load_exhibits(project, "report/figures", FIGURE_KEYS, tools, cache))
    doubt = partial(passage_doubt, documents=documents, lock=lock)
    templates = Templates(project, tools, cache)
    lists = keep(printed_lists(config, library, tools))
    composition = keep(compose(config, templates, records, library, tables, figures, doubt, cache, lists))
    keep(Outcome(None, tuple(stale_locks(records, composition, lock))))
    for name in composition.figures:
        keep(check_figure(figures[name], records))
    report = Report(
        config=config, records=records, documents=documents, lock=lock, library=library, tables=tables,
        figures=figures, composition=composition,
    )  # fmt: skip
    keep(Outcome(None, check_report(report)))
    return Outcome(report, keep.arranged())


def printed_lists(config: Config, library: Library, tools: Tools) -> Outcome[Mapping[str, Composed] | None]:
    """Return the printed lists of works where another program than reportgen makes them."""
    if config.bibliography_backend == "bibtex":
        return Outcome(*bibtex_lists(config, library, tools))
    if config.bibliography_backend == "biblatex":
        return Outcome(biblatex_files(config, library).lists)
    return Outcome(None)


def build(
    project: Path,
    sources: Path | None,
    options: Mapping[str, str],
    tools: Tools,
    progress: Progress,
    *,
    strict: bool = False,
    shop: Workshop | None = None,
) -> Outcome[str | None]:
    """Build and publish the PDF; the value is a line that says what was made, `None` on failure.

    With `strict` a warning, too, keeps the PDF from being published.
    """
    with output_lock(project, tools, progress) as refusal:
        if refusal is not None:
            return Outcome(None, (refusal,))
        return _build(project, sources, options, tools, progress, strict=strict, shop=shop or Workshop())


@contextlib.contextmanager
def output_lock(project: Path, tools: Tools, progress: Progress) -> Iterator[Diagnostic | None]:
    """Hold the lock on a project's output; gives why that cannot be had, after some seconds of waiting.

    It is taken before anything is read, so that builds that wait for each other publish in the order in
    which they read. A folder that is no project is left as it is.
    """
    path = project / "build" / ".lock"
    if tools.state(project / CONFIG_FILE) is None:
        yield None
        return
    with contextlib.ExitStack() as held:
        if not held.enter_context(tools.lock(path)):
            progress(f"waiting for {_holder(path, tools)}")
            if not held.enter_context(tools.lock(path, wait_s=LOCK_WAIT_S)):
                hint = f"it did not end within {LOCK_WAIT_S:g} s; wait for it, or end it"
                yield diagnose("CFG009", f"the output is in use by {_holder(path, tools)}", hint=hint)
                return
        yield None


def _holder(path: Path, tools: Tools) -> str:
    try:
        return tools.read(path).decode("utf-8", "replace").strip() or "another process"
    except OSError:
        return "another process"


def _build(
    project: Path,
    sources: Path | None,
    options: Mapping[str, str],
    tools: Tools,
    progress: Progress,
    *,
    strict: bool,
    shop: Workshop,
) -> Outcome[str | None]:
    """Build and publish, with the lock in hand."""
    keep = Collector()
    # Taken before anything is read: an edit made while the build runs must not count as built.
    inputs = record_inputs(input_files(project, sources, tools), tools)
    report = keep(prepare(project, sources, tools, progress, shop.cache, options.get("engine") or None))
    if report is None:
        return Outcome(None, keep.arranged())
    fonts = keep(find_fonts(report.config, tools))
    engine = keep(find_engine(report.config, tools))
    if keep.failed or engine is None:
        return Outcome(None, keep.arranged())
    progress("drawing figures")
    cache = report.config.build / "cache" / "figures"
    drawings = keep(draw_figures(report.composition.figures, report.figures, report.records, fonts, cache, tools))
    biblatex = report.config.bibliography_backend == "biblatex"
    extra = biblatex_files(report.config, report.library).assets if biblatex else {}
    tree = keep(assemble(report.config, report.composition.files, drawings, fonts, tools, extra))
    if keep.failed:
        return Outcome(None, keep.arranged())
    press = Press(
        config=report.config, library=report.library, composition=report.composition, tree=tree, engine=engine,
        tools=tools, progress=progress, strict=strict,
    )  # fmt: skip
    compilation = keep(press.typeset(shop, keep))
    checked = press.checked(compilation, keep)
    if checked is None or not compilation.settled:
        return Outcome(None, keep.arranged())
    machine_files = (engine.program, *fonts.values())
    inputs |= record_inputs(machine_files, tools)
    summary = publish(
        report.config, engine, compilation, checked, inputs, options, machine_files, keep.arranged(), tools
    )  # fmt: skip
    return Outcome(summary, keep.arranged())


def find_documents(
    sources: Path | None, records: Records, tools: Tools, cache: Cache | None = None
) -> Outcome[Mapping[str, Document]]:
    """Read the documents that the records speak of; without a folder there are none, which is said."""
    wanted = tuple(
        Wanted(id=r.id, file=str(r.text("file") or ""), sha256=str(r.text("sha256") or ""), place=r.place)
        for r in records.of("documents")
    )
    if sources is None and wanted:
        hint = "name their folder with --sources DIR to check the evidence again"
        return Outcome(
            {}, (diagnose("DOC105", "the documents are not at hand; evidence is taken as locked", hint=hint),)
        )
    return load_documents(sources, wanted, tools, cache)


def verify_evidence(
    config: Config,
    records: Records,
    documents: Mapping[str, Document],
    tools: Tools,
    cache: Cache | None = None,
) -> Outcome[Lock]:
    """Hold every claim against the documents at hand, and the lock for the rest."""
    lock = load_lock(config.project, tools, cache)
    found = check_evidence(records, documents, lock.value, config.quotation_words, cache)
    return Outcome(lock.value, (*lock.diagnostics, *found))


def stale_locks(records: Records, composition: Composition, lock: Lock) -> Iterator[Diagnostic]:
    """Report lock lines that nothing needs any more, if everything that may need them could be read."""
    if not (records.complete and composition.complete):
        return
    claims = {claim.id for claim in records.claims}
    needed = {str(locator.segment) for c in records.claims for locator in (*c.evidence, *c.via)}
    needed |= {str(locator) for locator in composition.passages}
    idle = [name for name in (*lock.segments, *lock.claims) if name not in claims | needed]
    if idle:
        more = f" and {len(idle) - 3} more" if len(idle) > 3 else ""
        names = ", ".join(f"'{name}'" for name in idle[:3])
        yield diagnose("REC226", f"locked, but nothing needs it: {names}{more}", lock.places.get(idle[0]))


def verify(project: Path, sources: Path | None, tools: Tools, *, update: bool) -> Outcome[str | None]:
    """Check the evidence alone; with `update`, write the lock for every claim that holds."""
    keep = Collector()
    config = keep(load_config(project, tools))
    if config is None:
        return Outcome(None, keep.arranged())
    records = keep(load_records(project, tools))
    documents = keep(find_documents(sources, records, tools))
    if update and documents:
        old = load_lock(project, tools).value
        lock = lock_of(records, documents, old, cited_passages(config, records, old, tools))
        write_lock(project, lock, tools)
    keep(verify_evidence(config, records, documents, tools))
    locked = f"; {len(lock.claims)} claims locked" if update and documents else ""
    summary = f"{len(records.claims)} claims, {len(documents)} documents at hand{locked}"
    return Outcome(summary, keep.arranged())


def cited_passages(config: Config, records: Records, old: Lock, tools: Tools) -> frozenset[Locator]:
    """Return the passages that sections cite without a record; when one cannot be read, those locked before."""
    library = load_library(config.project, config.bibliography_files, tools).value
    tables = load_exhibits(config.project, "report/tables", TABLE_KEYS, tools).value
    figures = load_exhibits(config.project, "report/figures", FIGURE_KEYS, tools).value
    composition = compose(config, Templates(config.project, tools), records, library, tables, figures).value
    before = () if composition.complete else filter(None, map(parse_locator, old.segments))
    return composition.passages | frozenset(before)
