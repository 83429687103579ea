"""A folder -> its documents, each with what it proposes, and the files that were not read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from reportgen import workers
from reportgen.bibliography.typeset import natural
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place, Severity
from reportgen.documents.limits import DocumentLimits
from reportgen.documents.read import SUFFIXES, SourceFile, find_files
from reportgen.drafting.proposal import Gathered
from reportgen.drafting.reading import MODULES, gather_alone
from reportgen.extract.run import given_up
from reportgen.tools import Tools

Progress = Callable[[str], None]
# Of files of other formats so many are named one by one.
_NAMED = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """What a folder holds: documents in the order of their names, and files of which nothing is used."""

    documents: tuple[Gathered, ...]
    unread: tuple[Gathered, ...]


def gather(
    folder: Path, leave: Path, shelf: Path, limits: DocumentLimits, jobs: int | None, tools: Tools, progress: Progress
) -> Outcome[Folder]:
    """Read all documents below a folder, save those below `leave`, in worker processes, and put them onto a shelf.

    A file that cannot be read costs no other. Of files with the same bytes or the same text the first counts.
    """
    everything = [path for path in tools.list(folder, "**/*") if leave not in path.parents]
    known = find_files((folder,), tools)
    files = [file for file in known.value if leave not in file.path.parents]
    readable = [file for file in files if _can_be_named(file.name)]
    others = _others(folder, everything, {file.path for file in readable})
    if not readable:
        what = known.diagnostics or (_nothing(folder),)
        return Outcome(Folder(documents=(), unread=tuple(others)), what)
    found: list[Gathered] = []
    for number, one in enumerate(_read(readable, shelf, limits, jobs), 1):
        progress(f"reading {number} of {len(readable)}")
        found.append(one)
    documents, unread = _sorted_out(found)
    every = (*unread, *others)
    told = (*(d for one in documents for d in one.diagnostics), *(d for one in every for d in one.diagnostics))
    if not documents:
        told = (*told, _nothing(folder))
    return Outcome(Folder(documents=documents, unread=every), told)


def _read(files: Sequence[SourceFile], shelf: Path, limits: DocumentLimits, jobs: int | None) -> Iterator[Gathered]:
    bounds = workers.WorkerLimits(wall_s=limits.seconds, memory=limits.memory)
    count = min(workers.count(jobs), len(files))
    function = partial(gather_alone, limits=limits, shelf=shelf)
    for result in workers.run(function, files, jobs=count, limits=bounds, preload=MODULES):
        if result.value is not None:
            yield result.value
        elif result.failure is not None:
            yield Gathered(name=result.argument.name, diagnostics=(given_up(result.argument, result.failure),))


def _sorted_out(found: Sequence[Gathered]) -> tuple[tuple[Gathered, ...], tuple[Gathered, ...]]:
    """Part the documents from what could not be read or is there already."""
    documents: list[Gathered] = []
    unread: list[Gathered] = []
    first: dict[str, str] = {}
    for one in found:
        if not one.sha256:
            unread.append(_as_warning(one))
            continue
        same = first.get(one.sha256) or first.get(one.text)
        if same is not None:
            what = "is the same file as" if first.get(one.sha256) else "has the same text as"
            told = diagnose("DOC119", f"{one.name} {what} {same}", Place(file=one.name))
            unread.append(Gathered(name=one.name, diagnostics=(told,)))
            continue
        first[one.sha256] = first[one.text] = one.name
        documents.append(one)
    return tuple(documents), tuple(unread)


def _as_warning(one: Gathered) -> Gathered:
    """A file that cannot be read is no reason not to make a draft of the others."""
    told = tuple(replace(d, severity=min(d.severity, Severity.WARNING)) for d in one.diagnostics)
    if not told:
        told = (diagnose("DOC112", f"{one.name} has no text", Place(file=one.name)),)
    return replace(one, diagnostics=told)


def _others(folder: Path, everything: Sequence[Path], read: set[Path]) -> Iterator[Gathered]:
    """Give the files that are not looked into: of other formats, hidden, with a name that is no text."""
    hidden: dict[str, None] = {}
    foreign: list[str] = []
    for path in everything:
        short = path.relative_to(folder)
        dotted = next((part for part in short.parts if part.startswith(".")), None)
        if dotted is not None:
            hidden.setdefault(printable(dotted))
        elif path not in read:
            foreign.append(printable(short.as_posix()))
    for name in foreign[:_NAMED]:
        yield _other(name, f"{name} is of a format that is not read")
    if len(foreign) > _NAMED:
        name = f"{foreign[_NAMED]} and {len(foreign) - _NAMED - 1} more"
        yield _other(name, f"{name} are of formats that are not read")
    if hidden:
        names = list(hidden)
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        name = f"{', '.join(names[:3])}{more}"
        yield _other(name, f"{name}: what is hidden is not read", Severity.NOTE)


def _other(name: str, message: str, severity: Severity = Severity.WARNING) -> Gathered:
    hint = f"read are {', '.join(SUFFIXES)}"
    return Gathered(name=name, diagnostics=(diagnose("DOC111", message, Place(file=name), hint=hint,
                                                     severity=severity),))  # fmt: skip


def printable(name: str) -> str:
    """Return the name of a file as text; bytes that are none are shown as such."""
    return name.encode("utf-8", "backslashreplace").decode() if not _can_be_named(name) else name


def _can_be_named(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return name.isprintable()


def _nothing(folder: Path) -> Diagnostic:
    hint = f"read are {', '.join(SUFFIXES)}"
    return diagnose("DOC117", f"{folder.as_posix()} holds no document that can be read", hint=hint)


def numbered(documents: Sequence[Gathered], known: Mapping[str, str]) -> tuple[tuple[str, Gathered], ...]:
    """Return documents with ids, in the order of these: one that is `known`, by name or SHA-256, keeps its own."""
    found: list[tuple[str, Gathered]] = []
    used = set(known.values())
    number = 0
    for one in documents:
        id_ = known.get(one.name) or known.get(one.sha256)
        if id_ is None or any(id_ == other for other, _ in found):
            number += 1
            while f"D{number}" in used:
                number += 1
            id_ = f"D{number}"
            used.add(id_)
        found.append((id_, one))
    return tuple(sorted(found, key=lambda pair: natural(pair[0])))
