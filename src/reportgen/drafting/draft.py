"""`reportgen draft`: a folder of documents in, a project with proposed records out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportgen.codes import diagnose
from reportgen.diagnostics import Collector, Diagnostic, Outcome, Severity
from reportgen.documents.limits import DocumentLimits
from reportgen.drafting.assemble import Assembled, assemble
from reportgen.drafting.catalogue import DOCUMENTS_FILE, document_entries
from reportgen.drafting.gather import Folder, Progress, gather, numbered
from reportgen.drafting.proposal import Gathered
from reportgen.drafting.rows import Ids, file_of, file_text
from reportgen.drafting.settle import settle
from reportgen.drafting.shelf import Shelf
from reportgen.drafting.skeleton import skeleton
from reportgen.drafting.works import WORKS_FILE
from reportgen.records.ledger import LEDGER_FILE, Ledger, ledger_bytes
from reportgen.tools import Tools

_UNFINISHED = "~drafting"
_SOURCES = "data/sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What `reportgen draft` was asked for.

    `date` is that of the cover, an ISO day. `command` is what `make` in the project calls. With `copy` the documents
    are copied into the project.
    """

    folder: Path
    project: Path
    date: str
    title: str = ""
    command: str = ""
    jobs: int | None = None
    copy: bool = False
    limits: DocumentLimits = field(default_factory=DocumentLimits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of a draft, in numbers; `new` says that a project was there, and only new proposals are counted."""

    documents: int
    unread: int
    proposals: int
    withheld: int
    new: bool = False

    def summary(self, project: str) -> str:
        """Return it as one line."""
        files = f"{self.documents} document{'s' if self.documents != 1 else ''}"
        unread = f" ({self.unread} file{'s' if self.unread != 1 else ''} not read)" if self.unread else ""
        new = "new " if self.new else ""
        return f"{project}: {files}{unread}, {self.proposals} {new}proposals, {self.withheld} withheld"


def draft(options: Options, tools: Tools, progress: Progress) -> Outcome[Made | None]:
    """Make a project of a folder, or bring one that was made before up to date; `None` when nothing was written."""
    project = options.project
    if tools.state(project / LEDGER_FILE) is not None:
        from reportgen.drafting.renewal import renew

        return renew(options, tools, progress)
    if tools.state(project) is not None or tools.list(project, "**/*"):
        hint = "name a folder that does not exist, or a project that reportgen draft has made"
        return Outcome(None, (diagnose("CFG021", f"{project} is there, and is no drafted project", hint=hint),))
    keep = Collector()
    with tools.scratch() as shelf:
        folder = keep(gather(options.folder, project, shelf, options.limits, options.jobs, tools, progress))
        if not folder.documents:
            return Outcome(None, tuple(_as_errors(keep.found)))
        return _made(options, folder, shelf, keep, tools, progress)


def _as_errors(found: list[Diagnostic]) -> list[Diagnostic]:
    """Where nothing could be made, that is an error."""
    return [replace(d, severity=Severity.ERROR) if d.code == "DOC117" else d for d in found]


def _made(
    options: Options, folder: Folder, shelf: Path, keep: Collector, tools: Tools, progress: Progress
) -> Outcome[Made | None]:
    """Write the project beside its place, and put it there when it is whole."""
    beside = options.project.with_name(f".{options.project.name}{_UNFINISHED}")
    documents = numbered(folder.documents, {})
    made = assemble(documents, folder.unread, Ids())
    tools.remove(beside)
    try:
        for name, data in _files(options).items():
            tools.keep(beside / name, data)
        if options.copy:
            copy_documents(options.folder, beside / _SOURCES, documents, tools)

        def render(assembled: Assembled) -> Mapping[str, str]:
            return rendered(assembled, documents)

        made = keep(settle(beside, shelved(shelf, documents, tools), made, render, tools, progress))
        tools.keep(beside / LEDGER_FILE, ledger_bytes(Ledger().with_entries(made.entries())))
        tools.remove(beside / "build")
        tools.move(beside, options.project)
    finally:
        tools.remove(beside)
    return Outcome(counted(documents, folder, made), tuple(keep.found))


def _files(options: Options) -> Mapping[str, bytes]:
    """Return what every project is made of."""
    values = {"title": options.title or readable(options.folder.name), "date": options.date}
    values |= {"command": options.command} if options.command else {}
    values |= {} if options.copy else {"sources": str(options.folder)}
    return skeleton("draft", values)


def rendered(made: Assembled, documents: tuple[tuple[str, Gathered], ...]) -> Mapping[str, str]:
    """Return the record files and bibliographies of what was made, by path relative to the project."""
    kinds = dict.fromkeys([*(row.kind for row in made.rows), *(row.kind for row, _ in made.withheld)])
    files = {file_of(kind): file_text(kind, made.of(kind)) for kind in kinds}
    bibliography = {DOCUMENTS_FILE: "\n".join(document_entries(documents, made.plain).values())}
    if made.works:
        bibliography[WORKS_FILE] = "\n".join(work.text for work in made.works)
    return files | bibliography


def shelved(shelf: Path, documents: tuple[tuple[str, Gathered], ...], tools: Tools) -> Shelf:
    """Return the documents that were read."""
    return Shelf(shelf, {id_: document.name for id_, document in documents}, tools)


def copy_documents(folder: Path, target: Path, documents: tuple[tuple[str, Gathered], ...], tools: Tools) -> None:
    """Copy the documents that were read, each under its own name. Raises `OSError`."""
    for _, document in documents:
        tools.keep(target / document.name, tools.read(folder / document.name))


def counted(documents: tuple[tuple[str, Gathered], ...], folder: Folder, made: Assembled) -> Made:
    """Count what was made."""
    unread = sum(d.severity > Severity.NOTE for one in folder.unread for d in one.diagnostics[:1])
    return Made(
        documents=len(documents),
        unread=unread,
        proposals=sum(row.kind != "documents" for row in made.rows),
        withheld=len(made.withheld),
    )


def readable(name: str) -> str:
    """Return the name of a folder as a title.

    >>> readable("harbour_notes-2024")
    'Harbour notes 2024'
    """
    words = " ".join(re.sub(r"[_\-.]+", " ", name).split()) or "Briefing"
    return words[0].upper() + words[1:]
