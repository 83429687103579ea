"""Read source files: bytes -> text -> blocks -> segments."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cache import Cache, Plain, pack_diagnostics, unpack_diagnostics
from reportgen.codes import diagnose
from reportgen.diagnostics import Collector, Diagnostic, Outcome, Place, Severity
from reportgen.documents.document import Document, Segment
from reportgen.documents.formats import SUFFIXES, Format, format_of
from reportgen.documents.layout import Layout
from reportgen.documents.limits import DocumentLimits
from reportgen.documents.packing import pack_document, unpack_document
from reportgen.documents.source import Source, SourceFile
from reportgen.tools import Tools
from reportgen.values import Value

if TYPE_CHECKING:
    from reportgen.documents.encoding import Decoded

__all__ = [
    "SUFFIXES",
    "SourceFile",
    "Wanted",
    "find_files",
    "load_documents",
    "read_document",
    "read_file",
    "segment_text",
]

_DEFAULT = DocumentLimits()
_HINT_SIZE = "raise the limit with --size-limit"
# Characters that are not seen and may make a text read otherwise than it is: C0 and C1 controls, and the
# embeddings, overrides and isolates of the bidirectional algorithm (https://unicode.org/reports/tr9/).
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A document that the records speak of: its id, and how to know its file again.

    `place` is that of the id; what is wrong with the name or the digest is told where they stand.
    """

    id: str
    file: str
    sha256: str | None
    place: Place

    @property
    def file_place(self) -> Place:
        """Where the file is named."""
        return self.file.place if isinstance(self.file, Value) else self.place

    @property
    def digest_place(self) -> Place:
        """Where the digest stands."""
        return self.sha256.place if isinstance(self.sha256, Value) and self.sha256 else self.place


def read_document(
    id_: str, name: str, data: bytes, tools: Tools, limits: DocumentLimits = _DEFAULT
) -> Outcome[Document | None]:
    """Read a file of any known format; `name` is how people know it, `id_` what locators call it."""
    subject = name if id_ in {"", name} else f"document {id_} ({name})"
    source = Source(name=name, subject=subject, data=data)
    if len(data) > limits.bytes:
        return Outcome(None, (_too_large(source, len(data), limits),))
    keep = Collector()
    layout = keep(_layout(source, tools, limits))
    if layout is not None and len(layout.text) > limits.characters:
        size = f"{len(layout.text):,} characters, more than {limits.characters:,}"
        keep.found.append(source.fault("DOC110", f"has {size}", hint=_HINT_SIZE))
        layout = None
    if layout is None:
        return Outcome(None, tuple(keep.found))
    # What reads and understands a document is loaded only when there is one to read.
    from reportgen.documents.structure import understand

    segments, markers, metadata = understand(layout)
    document = Document(
        id=id_,
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=layout.encoding,
        text=layout.text,
        segments=segments,
        format=layout.format,
        markers=markers,
        metadata=metadata,
        source_map=layout.source_map,
    )
    return Outcome(document, tuple(keep.found))


def read_file(file: SourceFile, tools: Tools, limits: DocumentLimits = _DEFAULT) -> Outcome[Document | None]:
    """Read a file from the disk; one that is too large is refused before it is in memory."""
    state = tools.state(file.path)
    if state is not None and state.size > limits.bytes:
        source = Source(name=file.name, subject=file.name, data=b"")
        return Outcome(None, (_too_large(source, state.size, limits),))
    try:
        data = tools.read(file.path)
    except OSError as error:
        return Outcome(None, (_unreadable(file.name, error),))
    return read_document(file.name, file.name, data, tools, limits)


def segment_text(text: str) -> tuple[Segment, ...]:
    """Divide a plain text into segments."""
    from reportgen.documents.encoding import Decoded
    from reportgen.documents.plain import read_plain
    from reportgen.documents.structure import understand

    return understand(read_plain(Decoded(text=text, encoding="utf-8")))[0]


def _too_large(source: Source, size: int, limits: DocumentLimits) -> Diagnostic:
    message = f"has {size / 10**6:,.1f} MB, more than {limits.bytes / 10**6:,.1f} MB"
    return source.fault("DOC110", message, hint=_HINT_SIZE)


def _unreadable(name: str, error: OSError) -> Diagnostic:
    return diagnose("DOC102", f"cannot read {name}: {error.strerror or error}", Place(file=name))


def _closed(name: str) -> Diagnostic:
    return diagnose("DOC102", f"cannot read {name}: its files may not be listed", Place(file=name))


def _layout(source: Source, tools: Tools, limits: DocumentLimits) -> Outcome[Layout | None]:
    """Read a file by its format. Readers of anything but text are loaded when one is needed."""
    format_ = format_of(source)
    if format_ is Format.PDF:
        from reportgen.documents.pdf import read_pdf

        return _noticed(source, read_pdf(source, tools, limits))
    if format_ is Format.DOCX:
        from reportgen.documents.docx import read_docx

        return _noticed(source, read_docx(source, limits))
    if format_ is Format.HTML:
        from reportgen.documents.html import declared_charset, read_html

        return _of_text(source, declared_charset(source.data), read_html)
    if format_ is Format.TEXT:
        from reportgen.documents.plain import read_plain

        return _of_text(source, None, read_plain)
    if format_ is Format.MARKDOWN:
        from reportgen.documents.markdown import read_markdown

        return _of_text(source, None, read_markdown)
    if format_ is Format.ENCRYPTED:
        return Outcome(None, (source.fault("DOC114", "is encrypted", hint="save a copy without a password"),))
    from reportgen.documents.encoding import HINT_FORMATS

    return Outcome(None, (source.fault("DOC111", f"is {format_}", hint=HINT_FORMATS),))


def _of_text(source: Source, declared: str | None, reader: Callable[[Decoded], Layout]) -> Outcome[Layout | None]:
    from reportgen.documents.encoding import decode_source

    decoded = decode_source(source, declared)
    if decoded.value is None:
        return Outcome(None, decoded.diagnostics)
    outcome = _noticed(source, Outcome(reader(decoded.value)), decoded.value.text)
    return Outcome(outcome.value, (*decoded.diagnostics, *outcome.diagnostics))


def _noticed(source: Source, outcome: Outcome[Layout | None], decoded: str | None = None) -> Outcome[Layout | None]:
    """Say of a text that has been read that it is empty, or that it has characters nobody sees.

    `decoded` is the file's text, if it is one; only then a line can be named.
    """
    layout = outcome.value
    if layout is None:
        return outcome
    if not layout.blocks:
        what = "is empty" if not source.data.strip() else "has no text"
        return Outcome(layout, (*outcome.diagnostics, source.fault("DOC112", what)))
    unseen = _UNSEEN.search(layout.text)
    if unseen is None:
        return outcome
    line = None
    if decoded is not None:
        offset = layout.source_map.source(unseen.start()) if layout.source_map else unseen.start()
        line = len(_LINE_END.findall(decoded, 0, offset)) + 1
    more = len(_UNSEEN.findall(layout.text)) - 1
    where = f" in line {line}" if line else ""
    count = f" and {more} more" if more else ""
    found = source.fault("DOC116", f"has the control character U+{ord(unseen.group()):04X}{where}{count}", line=line)
    return Outcome(layout, (*outcome.diagnostics, found))


def find_files(paths: Sequence[Path], tools: Tools) -> Outcome[tuple[SourceFile, ...]]:
    """Return the files that paths name: a file as it is, of a folder all below it whose format is read, sorted.

    In a folder, what is hidden (a name that begins with a dot) is left out. A file is known by its name,
    one of a folder by its path from there, and by its whole path where another has the same name.
    A folder that may not be listed is an error: nobody could tell what was left out.
    """
    named: dict[Path, str] = {}
    found: list[Diagnostic] = []
    for path in paths:
        if tools.state(path) is not None:
            named.setdefault(path, path.name)
            continue
        inside = [(file, file.relative_to(path)) for file in tools.list(path, "**/*")]
        wanted = [(file, short) for file, short in inside if _is_document(short)]
        for file, short in sorted(wanted, key=lambda pair: pair[1].parts):
            named.setdefault(file, short.as_posix())
        closed = [folder for folder in tools.closed(path) if not _is_hidden(folder.relative_to(path))]
        found += (_closed(folder.as_posix()) for folder in closed)
        if not wanted and not closed:
            found.append(_nothing_at(path, tools))
    counts = Counter(named.values())
    files = (SourceFile(name=name if counts[name] == 1 else path.as_posix(), path=path) for path, name in named.items())
    return Outcome(tuple(files), tuple(found))


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not _is_hidden(path)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _nothing_at(path: Path, tools: Tools) -> Diagnostic:
    """Say why a path gives no files."""
    try:
        tools.read(path)
    except IsADirectoryError:
        pass
    except OSError as error:
        return _unreadable(path.as_posix(), error)
    message = f"{path.as_posix()} is neither a file nor a folder with documents in it"
    return diagnose("DOC117", message, Place(file=path.as_posix()), hint=f"{_listed(SUFFIXES)} files are read")


def load_documents(
    folder: Path | None, wanted: tuple[Wanted, ...], tools: Tools, cache: Cache | None = None
) -> Outcome[Mapping[str, Document]]:
    """Find and read each wanted document in `folder`, by name or, failing that, by its SHA-256."""
    if folder is None:
        return Outcome({})
    paths = [path for path in tools.list(folder, "**/*") if path.suffix.lower() in SUFFIXES]
    paths.sort(key=lambda path: (len(path.parts), path))
    shelf = _Shelf(paths={path.relative_to(folder).as_posix(): path for path in paths}, tools=tools, cache=cache)
    found: list[Diagnostic] = []
    documents: dict[str, Document] = {}
    for item in wanted:
        name = _choose(item, shelf)
        unread = next((name for name in shelf.faults if item.file in {name, name.rpartition("/")[2]}), None)
        if name is not None:
            outcome = _read_one(item, name, shelf)
            found.extend(outcome.diagnostics)
            if outcome.value is not None:
                documents[item.id] = outcome.value
        elif unread is not None:
            fault = shelf.faults[unread]
            message = f"cannot read document {item.id} ({unread}): {fault.strerror or fault}"
            found.append(diagnose("DOC102", message, item.file_place, length=len(item.file)))
        else:
            message = f"document {item.id} ({item.file}) is not in the sources"
            hint = _hint(item.file, shelf.paths)
            found.append(diagnose("DOC101", message, item.file_place, hint=hint, length=len(item.file)))
    return Outcome(documents, tuple(found))


@dataclass(slots=True, kw_only=True)
class _Shelf:
    """The files of a folder by name, read when they are asked for; only their digests stay in memory."""

    paths: Mapping[str, Path]
    tools: Tools
    cache: Cache | None = None
    digests: dict[str, str] = field(default_factory=dict)
    faults: dict[str, OSError] = field(default_factory=dict)

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, `None` when it cannot be read."""
        try:
            data = self.tools.read(self.paths[name])
        except OSError as error:
            self.faults[name] = error
            return None
        self.digests[name] = hashlib.sha256(data).hexdigest()
        return data

    def digest(self, name: str) -> str | None:
        """Return a file's SHA-256, `None` when it cannot be read."""
        if name not in self.digests and name not in self.faults:
            self.read(name)
        return self.digests.get(name)


def _choose(item: Wanted, shelf: _Shelf) -> str | None:
    """Choose the file with the name, the registered one if there are several; a renamed one by its digest."""
    digest = _digest(item)
    named = [name for name in shelf.paths if item.file in {name, name.rpartition("/")[2]} and shelf.digest(name)]
    candidates = named or (shelf.paths if digest else ())
    same = (name for name in candidates if shelf.digest(name) == digest)
    return next(chain(same, named), None)


def _digest(item: Wanted) -> str:
    return (item.sha256 or "").strip().lower()


def _hint(file: str, names: Iterable[str]) -> str | None:
    if not file.lower().endswith(SUFFIXES):
        return f"only {_listed(SUFFIXES)} files are read"
    near = difflib.get_close_matches(file, names, 1, 0.6)
    return f"did you mean '{near[0]}'?" if near else None


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _read_one(item: Wanted, name: str, shelf: _Shelf) -> Outcome[Document | None]:
    """Read a document that the records speak of; what is wrong with it is told where they name it."""
    data = shelf.read(name)
    if data is None:
        return Outcome(None)
    outcome = _document(item.id, name, data, shelf)
    found = [replace(diagnostic, place=item.place) for diagnostic in outcome.diagnostics]
    if outcome.value and _digest(item) not in {"", outcome.value.sha256}:
        message = f"document {item.id} ({name}) is not the file that was registered"
        found.append(diagnose("DOC104", message, item.digest_place))
    if item.file and item.file not in {name, name.rpartition("/")[2]}:
        message = f"document {item.id} ({item.file}) is not in the sources; {name} has its text"
        place = item.file_place
        found.append(diagnose("DOC101", message, place, length=len(item.file), severity=Severity.WARNING))
    return Outcome(outcome.value, tuple(found))


def _document(id_: str, name: str, data: bytes, shelf: _Shelf) -> Outcome[Document | None]:
    """Read a document, or take what was made of the same bytes before."""

    def read() -> Outcome[Document | None]:
        return read_document(id_, name, data, shelf.tools)

    def pack(outcome: Outcome[Document | None]) -> Plain:
        document = outcome.value
        return None if document is None else (pack_document(document), pack_diagnostics(outcome.diagnostics))

    def unpack(plain: Plain) -> Outcome[Document | None]:
        return Outcome(unpack_document(plain[0]), unpack_diagnostics(plain[1]))

    cache = shelf.cache
    if cache is None:
        return read()
    key = cache.key(id_, name, shelf.digests[name])
    if not data.startswith(b"%PDF-"):
        return cache.fetch("documents", key, read, pack, unpack)
    # What a PDF gives depends on a program of this machine, too: it is kept in memory only.
    known: Outcome[Document | None] | None = cache.recall("documents", key)
    outcome = known or read()
    return outcome if outcome.value is None else cache.remember("documents", key, lambda: outcome)
