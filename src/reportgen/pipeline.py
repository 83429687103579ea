"""The whole program: documents, records and references in, a checked PDF out.

`build()` reads as one line a stage. Every stage returns its value and what it noticed; nothing is
published while an error stands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from reportgen import __version__
from reportgen.bibliography import Library, load_library
from reportgen.bibliography.rules import check_library
from reportgen.checks import check_pdf, check_report
from reportgen.codes import diagnose
from reportgen.config import Config, load_config
from reportgen.diagnostics import Collector, Diagnostic, Outcome, Severity
from reportgen.documents import Document, Locator, load_documents
from reportgen.documents.locator import parse_locator
from reportgen.documents.read import Wanted
from reportgen.exhibits import Exhibit, load_exhibits
from reportgen.figures import FIGURE_KEYS, check_figure, draw_figures
from reportgen.fonts import find_fonts
from reportgen.manifest import Manifest, input_files, record_inputs, write_manifest
from reportgen.pdf import PdfFacts, read_pdf
from reportgen.records import Records, load_records
from reportgen.records.evidence import check_evidence, lock_of, passage_doubt
from reportgen.records.lock import Lock, load_lock, write_lock
from reportgen.sections import Composition, compose
from reportgen.tables import TABLE_KEYS
from reportgen.templating import Templates
from reportgen.tex import Compilation, Engine, TexTree, assemble, find_engine, typeset
from reportgen.tex.passes import AUXILIARY
from reportgen.tools import Tools

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report that is composed and checked as far as that can be done without a PDF."""

    config: Config
    records: Records
    documents: Mapping[str, Document]
    library: Library
    figures: Mapping[str, Exhibit]
    composition: Composition


def prepare(project: Path, sources: Path | None, tools: Tools, progress: Progress) -> Outcome[Draft | None]:
    """Read everything, compose the report and check it; no engine runs."""
    keep = Collector()
    config = keep(load_config(project, tools))
    if config is None:
        return Outcome(None, keep.arranged())
    progress("reading records")
    records = keep(load_records(project, tools))
    documents = keep(find_documents(sources, records, tools))
    lock = keep(verify_evidence(config, records, documents, tools))
    progress("reading the bibliography")
    library = keep(load_library(project, config.bibliography_files, tools))
    keep(Outcome(None, tuple(check_library(library, records, config.bibliography_lists))))
    progress("filling in templates")
    tables = keep(load_exhibits(project, "report/tables", TABLE_KEYS, tools))
    figures = keep(load_exhibits(project, "report/figures", FIGURE_KEYS, tools))
    doubt = partial(passage_doubt, documents=documents, lock=lock)
    composition = keep(compose(config, Templates(project, tools), records, library, tables, figures, doubt))
    keep(Outcome(None, tuple(stale_locks(records, composition, lock))))
    for name in composition.figures:
        keep(check_figure(figures[name], records))
    keep(Outcome(None, check_report(records, library, composition)))
    draft = Draft(
        config=config, records=records, documents=documents, library=library, figures=figures,
        composition=composition,
    )  # fmt: skip
    return Outcome(draft, keep.arranged())


def build(
    project: Path,
    sources: Path | None,
    options: Mapping[str, str],
    tools: Tools,
    progress: Progress,
    *,
    strict: bool = False,
) -> Outcome[str | None]:
    """Build and publish the PDF; the value is a line that says what was made, `None` on failure.

    With `strict` a warning, too, keeps the PDF from being published.
    """
    keep = Collector()
    # Taken before anything is read: an edit made while the build runs must not count as built.
    inputs = record_inputs(input_files(project, sources, tools), tools)
    draft = keep(prepare(project, sources, tools, progress))
    if draft is None:
        return Outcome(None, keep.arranged())
    fonts = keep(find_fonts(draft.config, tools))
    engine = keep(find_engine(draft.config, tools))
    if keep.failed or engine is None:
        return Outcome(None, keep.arranged())
    with tools.lock(project / "build" / ".lock") as free:
        if not free:
            keep(Outcome(None, (diagnose("CFG009", "another build of this project is running"),)))
            return Outcome(None, keep.arranged())
        progress("drawing figures")
        cache = draft.config.build / "cache" / "figures"
        drawings = keep(draw_figures(draft.composition.figures, draft.figures, draft.records, fonts, cache, tools))
        tree = keep(assemble(draft.config, draft.composition.files, drawings, fonts, tools))
        compilation = None if keep.failed else keep(typeset_tree(tree, draft.config, engine, tools, progress))
        pdf = compilation.pdf if compilation else None
        facts = None if keep.failed or pdf is None else keep(read_pdf(pdf, tools))
        if facts is not None:
            progress("checking the PDF")
            keep(Outcome(None, check_pdf(facts, draft.config, draft.library, draft.composition)))
        refused = strict and any(d.severity is Severity.WARNING for d in keep.found)
        if keep.failed or refused or compilation is None or pdf is None or facts is None:
            return Outcome(None, keep.arranged())
        machine_files = (engine.program, *fonts.values())
        inputs |= record_inputs(machine_files, tools)
        summary = publish(
            draft, engine, compilation, pdf, facts, inputs, options, machine_files, keep.arranged(), tools
        )
        return Outcome(summary, keep.arranged())


def find_documents(sources: Path | None, records: Records, tools: Tools) -> Outcome[Mapping[str, Document]]:
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
    return load_documents(sources, wanted, tools)


def verify_evidence(config: Config, records: Records, documents: Mapping[str, Document], tools: Tools) -> Outcome[Lock]:
    """Hold every claim against the documents at hand, and the lock for the rest."""
    lock = load_lock(config.project, tools)
    found = tuple(check_evidence(records, documents, lock.value, config.quotation_words))
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


def typeset_tree(
    tree: TexTree, config: Config, engine: Engine, tools: Tools, progress: Progress
) -> Outcome[Compilation]:
    """Typeset, starting from the auxiliary files of the last good build; keep what TeX read."""
    folder = config.build / "tex"
    auxiliary = {
        f"main{name}": tools.read(folder / f"main{name}")
        for name in AUXILIARY
        if tools.state(folder / f"main{name}") is not None
    }
    tools.remove(folder)
    for name, data in tree.contents().items():
        if not name.startswith("fonts/"):
            tools.write(folder / name, data)
    outcome = typeset(tree, config, engine, auxiliary, tools, progress)
    for name, data in (outcome.value.auxiliary or auxiliary).items():
        tools.write(folder / name, data)
    tools.write(folder / "main.log", outcome.value.log.encode())
    return outcome


def publish(
    draft: Draft,
    engine: Engine,
    compilation: Compilation,
    pdf: bytes,
    facts: PdfFacts,
    inputs: Mapping[str, Mapping[str, Any]],
    options: Mapping[str, str],
    machine_files: tuple[Path, ...],
    diagnostics: tuple[Diagnostic, ...],
    tools: Tools,
) -> str:
    """Replace the PDF in one step and write the record of how it was made."""
    config = draft.config
    tools.write(config.pdf, pdf)
    passes = len(compilation.passes)
    name = config.pdf.relative_to(config.project).as_posix()
    summary = f"{name}: {facts.pages} pages, {passes} {'pass' if passes == 1 else 'passes'}"
    state = tools.state(config.pdf)
    output = {
        "path": name, "sha256": hashlib.sha256(pdf).hexdigest(),
        **(asdict(state) if state else {}),
    }  # fmt: skip
    details = {
        "reportgen": __version__,
        "engine": {"name": config.engine, "file": str(engine.program), "sandbox": engine.sandbox is not None},
        "passes": [asdict(p) for p in compilation.passes],
        "pages": facts.pages,
        "machine_files": [str(path) for path in machine_files],
    }
    manifest = Manifest(
        options=options, inputs=inputs, output=output, summary=summary, diagnostics=diagnostics, details=details
    )
    write_manifest(config.project, manifest, tools)
    return summary
