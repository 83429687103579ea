"""Files in, results out: read each document, find what is asked for, give every item its place and id."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

from reportgen import workers
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place
from reportgen.documents.document import Document
from reportgen.documents.limits import DocumentLimits
from reportgen.documents.read import SourceFile, read_file
from reportgen.extract.collecting import collector_paused
from reportgen.extract.item import Item, Kind
from reportgen.extract.reading import Reading
from reportgen.tools import LocalTools, Tools

# Kinds that need one document; pairs need several.
SINGLE = tuple(kind for kind in Kind if kind is not Kind.PAIR)
# Where each kind is found: the module, below reportgen.extract, and the function.
_FINDERS = {
    Kind.METADATA: ("metadata", "find_metadata"),
    Kind.REFERENCE: ("references.find", "find_references"),
    Kind.QUANTITY: ("quantities", "find_quantities"),
    Kind.EVENT: ("events", "find_events"),
    Kind.STATEMENT: ("statements", "find_statements"),
    Kind.AGREEMENT: ("agreements", "find_agreements"),
    Kind.ENTITY: ("entities", "find_entities"),
    Kind.SUMMARY: ("summary", "find_summary"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What one file yields: its items as JSON objects, in output order, and what was noticed."""

    name: str
    items: tuple[dict[str, Any], ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def extract_files(
    files: Iterable[SourceFile], kinds: Sequence[Kind], limits: DocumentLimits, jobs: int
) -> Iterator[Extract]:
    """Extract each file in worker processes; results come in the order of the files.

    A document that exceeds a limit, or brings its process down, gives a diagnostic and no items.
    """
    function = partial(_extract_alone, kinds=tuple(kinds), limits=limits)
    preload = (__name__, *(f"reportgen.extract.{_FINDERS[kind][0]}" for kind in SINGLE if kind in kinds))
    bounds = workers.WorkerLimits(wall_s=limits.seconds, memory=limits.memory)
    for result in workers.run(function, files, jobs=jobs, limits=bounds, preload=preload):
        if result.value is not None:
            yield result.value
        elif result.failure is not None:
            yield Extract(name=result.argument.name, items=(), diagnostics=(given_up(result.argument, result.failure),))


def given_up(file: SourceFile, failure: workers.Failure) -> Diagnostic:
    """Say that a document exceeded a limit, or brought its process down."""
    hints = {
        workers.Failure.TIME: "raise it with --time-limit",
        workers.Failure.MEMORY: "raise it with --memory-limit",
        workers.Failure.CRASH: "the file brings down a library that reads it; the other documents are not affected",
    }
    code = "DOC115" if failure is workers.Failure.CRASH else "DOC110"
    return diagnose(code, f"{file.name} was given up: {failure.value}", Place(file=file.name), hint=hints[failure])


def _extract_alone(file: SourceFile, kinds: Sequence[Kind], limits: DocumentLimits) -> Extract:
    try:
        return extract_file(file, kinds, limits, LocalTools())
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - our own fault, which must not cost the other documents
        return Extract(name=file.name, items=(), diagnostics=(_broken(file, error),))


def _broken(file: SourceFile, error: Exception) -> Diagnostic:
    """Say that we failed over a file, and where: a traceback does not outlive its process."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    message = f"{file.name} was given up, by a bug in reportgen: {type(error).__name__}: {str(error)[:200]}"
    return diagnose("INT901", message, Place(file=file.name), hint=f"raised in {frame.filename}, line {frame.lineno}")


def extract_file(file: SourceFile, kinds: Sequence[Kind], limits: DocumentLimits, tools: Tools) -> Extract:
    """Read one file and find the items of the kinds."""
    outcome = read_file(file, tools, limits)
    items = extract_document(outcome.value, kinds) if outcome.value else ()
    return Extract(name=file.name, items=items, diagnostics=outcome.diagnostics)


def extract_document(document: Document, kinds: Sequence[Kind]) -> tuple[dict[str, Any], ...]:
    """Return the items of a document as JSON objects: by kind, then by place.

    For pairs, which are found later from the items alone, a quantity has its `sentence`.
    """
    with collector_paused():
        return _items(document, kinds)


def _items(document: Document, kinds: Sequence[Kind]) -> tuple[dict[str, Any], ...]:
    reading = Reading(document)
    items: list[dict[str, Any]] = []
    taken: dict[str, int] = {}
    for kind in SINGLE:
        if kind not in kinds:
            continue
        for item in finder(kind)(reading):
            found = _present(item, document, taken)
            if kind is Kind.QUANTITY and Kind.PAIR in kinds:
                sentence = reading.sentence_at(item.start)
                found["sentence"] = reading.text[sentence.start : sentence.end] if sentence else ""
            items.append(found)
    return tuple(items)


def finder(kind: Kind) -> Callable[[Reading], tuple[Item, ...]]:
    """Return the function that finds a kind; its module is loaded when it is needed."""
    module, name = _FINDERS[kind]
    found: Callable[[Reading], tuple[Item, ...]] = getattr(import_module(f"reportgen.extract.{module}"), name)
    return found


def _present(item: Item, document: Document, taken: dict[str, int]) -> dict[str, Any]:
    """Return an item as a JSON object with its place: offsets in the decoded file, segment, verbatim text.

    The id is the kind and the place; a second item of the same kind and place has `.2` after it.
    """
    start, end = document.source_span(item.start, item.end)
    segment = document.segment_at(item.start)
    label = segment.label if segment else "p0"
    offset = segment.start if segment else 0
    id_ = f"{item.kind}:{document.path}#{label}:{item.start - offset}-{item.end - offset}"
    taken[id_] = taken.get(id_, 0) + 1
    found: dict[str, Any] = {
        "kind": str(item.kind),
        "id": id_ if taken[id_] == 1 else f"{id_}.{taken[id_]}",
        "document": document.path,
        "start": start,
        "end": end,
        "segment": label,
    }
    if segment and segment.page:
        found["page"] = segment.page
    found["text"] = document.text[item.start : item.end]
    found |= item.fields
    marker = found.get("marker")
    if isinstance(marker, (list, tuple)) and len(marker) == 2:
        found["marker"] = list(document.source_span(*marker))
    return found
