"""The documents as the workers read them: on disk in plain form, and few of them in memory at a time.

So each file is read once, whatever its format, and what a draft needs does not grow with the length of its documents.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from reportgen.documents import Document
from reportgen.documents.packing import pack_document, unpack_document
from reportgen.tools import Tools

# Characters of text that stay in memory, whatever the number of documents.
_HELD = 8_000_000


def put_away(folder: Path, document: Document, tools: Tools) -> None:
    """Keep a document that was read, under the name of its file. Raises `OSError`."""
    tools.keep(_place(folder, document.path), marshal.dumps(pack_document(document)))


def _place(folder: Path, name: str) -> Path:
    return folder / f"{hashlib.sha256(name.encode()).hexdigest()[:40]}.bin"


class Shelf(Mapping[str, Document]):
    """The documents that were put away in a folder, by id."""

    def __init__(self, folder: Path, names: Mapping[str, str], tools: Tools) -> None:
        """Take the names of the files by the ids of the documents; nothing is read yet."""
        self._folder = folder
        self._names = dict(names)
        self._tools = tools
        self._held: dict[str, Document] = {}
        self._characters = 0

    def __getitem__(self, id_: str) -> Document:
        """Return a document. Raises `KeyError` for one that is not here."""
        found = self._held.pop(id_, None)
        if found is None:
            plain = marshal.loads(self._tools.read(_place(self._folder, self._names[id_])))  # noqa: S302 - ours
            found = replace(unpack_document(plain), id=id_)
            self._characters += len(found.text)
        self._held[id_] = found  # the last to be dropped
        while self._characters > _HELD and len(self._held) > 1:
            self._characters -= len(self._held.pop(next(iter(self._held))).text)
        return found

    def __contains__(self, id_: object) -> bool:
        """Whether a document is here."""
        return id_ in self._names

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids."""
        return iter(self._names)

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._names)
