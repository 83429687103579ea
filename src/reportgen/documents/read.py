"""Read source files: bytes -> text -> segments.

This module reads plain text and Markdown, in which one non-blank line is one segment.
"""

from __future__ import annotations

import codecs
import difflib
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.documents.document import Document, Segment, SegmentKind
from reportgen.tools import Tools

SUFFIXES = (".txt", ".md")
_NOTE = re.compile(r"\s*\[(\d{1,4})\]\s*\S")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A document that the records speak of: its id, and how to know its file again."""

    id: str
    file: str
    sha256: str | None
    place: Place


def decode(data: bytes) -> tuple[str, str]:
    """Return text and encoding: a byte order mark decides, then UTF-8. Raises `UnicodeDecodeError`."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding), encoding
    return data.decode("utf-8"), "utf-8"


def segment_text(text: str) -> tuple[Segment, ...]:
    """Divide a text into segments: each non-blank line is one.

    A line that opens with `[n]` is a note when it continues the count 1, 2, 3 ... of such lines;
    every other line is a text block. Offsets exclude the blanks around the line.
    """
    segments: list[Segment] = []
    blocks = notes = 0
    for line in re.finditer(r"[^\r\n]+", text):
        content = line.group()
        if not content.strip():
            continue
        start = line.start() + len(content) - len(content.lstrip())
        end = line.start() + len(content.rstrip())
        found = _NOTE.match(content)
        if found and int(found.group(1)) == notes + 1:
            notes += 1
            segments.append(Segment(kind=SegmentKind.NOTE, number=notes, start=start, end=end))
        else:
            blocks += 1
            segments.append(Segment(kind=SegmentKind.TEXT, number=blocks, start=start, end=end))
    return tuple(segments)


def load_documents(folder: Path | None, wanted: tuple[Wanted, ...], tools: Tools) -> Outcome[Mapping[str, Document]]:
    """Find and read each wanted document in `folder`, by name or, failing that, by its SHA-256."""
    if folder is None:
        return Outcome({})
    found: list[Diagnostic] = []
    documents: dict[str, Document] = {}
    paths = [path for path in tools.list(folder, "**/*") if path.suffix.lower() in SUFFIXES]
    contents: dict[str, bytes] = {}
    faults: dict[str, OSError] = {}
    for path in sorted(paths, key=lambda path: (len(path.parts), path)):
        name = path.relative_to(folder).as_posix()
        try:
            contents[name] = tools.read(path)
        except OSError as error:
            faults[name] = error
    for item in wanted:
        name_ = _choose(item, contents)
        unread = next((name for name in faults if item.file in {name, name.rpartition("/")[2]}), None)
        if name_ is not None:
            outcome = _read_one(item, name_, contents[name_])
            found.extend(outcome.diagnostics)
            if outcome.value is not None:
                documents[item.id] = outcome.value
        elif unread is not None:
            message = f"cannot read document {item.id} ({unread}): {faults[unread].strerror or faults[unread]}"
            found.append(diagnose("DOC102", message, item.place))
        else:
            message = f"document {item.id} ({item.file}) is not in the sources"
            found.append(diagnose("DOC101", message, item.place, hint=_hint(item.file, contents)))
    return Outcome(documents, tuple(found))


def _choose(item: Wanted, contents: Mapping[str, bytes]) -> str | None:
    """Choose the file with the name, the registered one if there are several; a renamed one by its digest."""
    digest = _digest(item)
    named = [name for name in contents if item.file in {name, name.rpartition("/")[2]}]
    same = [name for name in (named or contents) if hashlib.sha256(contents[name]).hexdigest() == digest]
    return next(iter((*same, *named)), None)


def _digest(item: Wanted) -> str:
    return (item.sha256 or "").strip().lower()


def _hint(file: str, contents: Mapping[str, bytes]) -> str | None:
    if not file.lower().endswith(SUFFIXES):
        return f"only {' and '.join(SUFFIXES)} files are read"
    near = difflib.get_close_matches(file, contents, 1, 0.6)
    return f"did you mean '{near[0]}'?" if near else None


def _read_one(item: Wanted, name: str, data: bytes) -> Outcome[Document | None]:
    try:
        text, encoding = decode(data)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = f"byte {data[error.start]:#04x} in line {line}"
        message = f"document {item.id} ({name}) is not {error.encoding} text: {byte}"
        return Outcome(None, (diagnose("DOC103", message, item.place),))
    if "\0" in text:
        hint = "this looks like UTF-16 without a byte order mark; convert it to UTF-8"
        message = f"document {item.id} ({name}) has NUL characters"
        return Outcome(None, (diagnose("DOC103", message, item.place, hint=hint),))
    sha256 = hashlib.sha256(data).hexdigest()
    found: tuple[Diagnostic, ...] = ()
    if _digest(item) not in {"", sha256}:
        found = (diagnose("DOC104", f"document {item.id} ({name}) is not the file that was registered", item.place),)
    return Outcome(
        Document(id=item.id, path=name, sha256=sha256, encoding=encoding, text=text, segments=segment_text(text)),
        found,
    )
