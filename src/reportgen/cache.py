"""What need not be worked out twice: values by the digest of all that they were made from.

On disk, below `build/cache`, lie plain values (texts, numbers, lists) with a digest of their own; one that is
damaged or of another version is dropped and made anew. Every key covers the program, its libraries and the
interpreter, so nothing made by another version is ever taken. All of it may be deleted at any time.

In memory the same object keeps what it has given out, for a process that builds again and again.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import sys
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from reportgen.aside import Aside
from reportgen.diagnostics import Diagnostic, Place, Related, Severity
from reportgen.idle import PROGRAM_FILES, installed, settle, survey
from reportgen.markup import Composed, Origin
from reportgen.tools import Tools
from reportgen.values import Node, Tree, Value

T = TypeVar("T")
# Texts, numbers, `None`, and tuples, lists and dictionaries of these.
Plain = Any
_MAGIC = b"reportgen cache 2\n"
# The last format without references between objects: equal values give equal bytes.
_FORMAT = 2
# What is kept for each kind: entries on disk, and in memory for all kinds together.
_ON_DISK = 400
_IN_MEMORY = 600
# How names begin of entries that are counted when one is written: to count them takes longer than to write one.
_LOOKED_THROUGH = "0"
_DAMAGED = (ValueError, TypeError, EOFError, LookupError, AttributeError, RecursionError)


@cache
def program() -> str:
    """Digest this program, its libraries and the interpreter."""
    digest = hashlib.sha256(repr((sys.version, installed())).encode("utf-8", "surrogateescape"))
    folder = Path(__file__).parent
    for path in sorted(path for path in folder.rglob("*") if path.suffix in PROGRAM_FILES):
        digest.update(f"\0{path.relative_to(folder)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def digest_of(value: Plain) -> str:
    """Return the SHA-256 of a plain value."""
    return hashlib.sha256(marshal.dumps(value, _FORMAT)).hexdigest()


@dataclass(slots=True)
class Cache:
    """The cache of a project; `folder` is its place on disk."""

    folder: Path
    tools: Tools
    _kept: dict[Hashable, Any] = field(default_factory=dict)
    _program: str = ""

    def key(self, *parts: Plain) -> str:
        """Return the key of what is made from these plain values by this program."""
        self._program = self._program or self._known_program()
        return digest_of((self._program, parts))

    def _known_program(self) -> str:
        """Return the digest of this program: the one of the last time if no file of it has been changed since."""
        states = survey(str(Path(__file__).parent))
        if states is None:
            return program()
        files = {path: state for path, state in states.items() if path.endswith(tuple(PROGRAM_FILES))}
        path = self._path("program", digest_of((sys.version, installed(), sorted(files.items()))))
        stored = self._read(path)
        if stored is None:
            stored = (program(),)
            if settle(files):
                self._write(path, stored)
        return str(stored[0])

    def remember(self, kind: str, key: Hashable, make: Callable[[], T]) -> T:
        """Return a value that is kept in memory only."""
        known = (kind, key)
        if known not in self._kept:
            self._keep(known, make())
        found: T = self.recall(kind, key)
        return found

    def again(self, kind: str, parts: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what was made the last time, if it was made from the very same objects (or equal texts)."""
        before, value = self._kept.get(("again", kind), ((), None))
        same = len(before) == len(parts) and all(
            a is b or (isinstance(a, str | int) and a == b) for a, b in zip(before, parts, strict=True)
        )
        if same and before:
            found: T = value
            return found
        made = make()
        self._keep(("again", kind), (parts, made))
        return made

    def recall(self, kind: str, key: Hashable) -> Any:
        """Return what is kept in memory, `None` when there is nothing."""
        known = (kind, key)
        if known in self._kept:
            self._kept[known] = self._kept.pop(known)  # the last to be dropped
        return self._kept.get(known)

    def fetch(
        self,
        kind: str,
        key: str,
        make: Callable[[], T],
        pack: Callable[[T], Plain],
        unpack: Callable[[Plain], T],
        *,
        holds: Callable[[T], bool] = lambda _: True,
    ) -> T:
        """Return the value of a key from memory, from disk, or newly made.

        `pack` gives its plain form, `None` when it must not be kept; `unpack` is its inverse. `holds` is asked
        of a kept value, where the key does not cover all that it was made from; one that does not is made anew.
        """
        known = (kind, key)
        path = self._path(kind, key)
        if known in self._kept:
            found: T = self.recall(kind, key)
            if holds(found):
                return found
        elif (stored := self._read(path)) is not None:
            try:
                value = unpack(stored[0])
            except _DAMAGED:
                self._drop(path)
            else:
                if holds(value):
                    self._keep(known, value)
                    return value
        value = make()
        plain = pack(value)
        if plain is not None:
            self._keep(known, value)
            self._write(path, (plain,))
        return value

    def begin(
        self,
        kind: str,
        key: str,
        make: Callable[[], T],
        pack: Callable[[T], Plain],
        unpack: Callable[[Plain], T],
        aside: Aside,
    ) -> Callable[[], T]:
        """Begin to make the value of a key that is not kept, and return what gives the value; as `fetch`."""
        if (kind, key) in self._kept or self.tools.state(self._path(kind, key)) is not None:
            return lambda: self.fetch(kind, key, make, pack, unpack)
        wait = aside(lambda: pack(make()))
        return lambda: self.fetch(kind, key, lambda: unpack(wait()), pack, unpack)

    def pieces(self, kind: str, key: str) -> Pieces:
        """Return the small values that are kept together under a key; see `Pieces`."""
        path = self._path(kind, key)
        stored = self._read(path)
        known = stored if isinstance(stored, dict) else {}
        return Pieces(known=known, write=lambda value: self._write(path, value))

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / kind / f"{key[:40]}.bin"

    def _keep(self, known: Hashable, value: object) -> None:
        self._kept.pop(known, None)
        while len(self._kept) >= _IN_MEMORY:
            del self._kept[next(iter(self._kept))]
        self._kept[known] = value

    def _read(self, path: Path) -> Plain | None:
        try:
            data = self.tools.read(path)
        except OSError:
            return None
        head = len(_MAGIC) + 32
        body = data[head:]
        if data[:head] == _MAGIC + _digest(path, body):
            with contextlib.suppress(*_DAMAGED):
                return marshal.loads(body)  # noqa: S302 - written by us, as its digest shows, and holds no code
        self._drop(path)
        return None

    def _write(self, path: Path, value: Plain) -> None:
        """Write an entry, and remove the oldest when there are too many; a cache that cannot be written is none."""
        body = marshal.dumps(value, _FORMAT)
        with contextlib.suppress(OSError):
            self.tools.keep(path, _MAGIC + _digest(path, body) + body)
            if path.name[0] not in _LOOKED_THROUGH:
                return
            there = self.tools.list(path.parent, "*.bin")
            if len(there) > _ON_DISK:
                aged = sorted(there, key=self._age)
                for old in aged[: len(there) - _ON_DISK * 3 // 4]:
                    self.tools.remove(old)

    def _age(self, path: Path) -> tuple[int, Path]:
        state = self.tools.state(path)
        return (state.mtime_ns if state else 0), path

    def _drop(self, path: Path) -> None:
        with contextlib.suppress(OSError):
            self.tools.remove(path)


@dataclass(slots=True, kw_only=True)
class Pieces:
    """Many small values in one entry of a cache, each under the digest of what it was made from.

    So what was found in each of a thousand records is known again when one of them is edited. `keep` writes them.
    """

    known: Mapping[str, Plain]
    write: Callable[[Plain], None]
    used: dict[str, Plain] = field(default_factory=dict)

    def fetch(
        self,
        key: str,
        make: Callable[[], T],
        pack: Callable[[T], Plain],
        unpack: Callable[[Plain], T],
        *,
        holds: Callable[[T], bool] = lambda _: True,
    ) -> T:
        """Return a known value that holds, or a new one; as `Cache.fetch`."""
        if key in self.known:
            with contextlib.suppress(*_DAMAGED):
                value = unpack(self.known[key])
                if holds(value):
                    self.used[key] = self.known[key]
                    return value
        value = make()
        plain = pack(value)
        if plain is not None:
            self.used[key] = plain
        return value

    def keep(self) -> None:
        """Write what was used and, as long as it is not more than that, what else was known."""
        if all(key in self.known and self.known[key] is value for key, value in self.used.items()):
            return
        others = {key: value for key, value in self.known.items() if key not in self.used}
        self.write({**(others if len(others) <= len(self.used) else {}), **self.used})


def _digest(path: Path, body: bytes) -> bytes:
    """Digest an entry with its name, so that one in the place of another is no entry."""
    return hashlib.sha256(f"{path.parent.name}/{path.name}\0".encode() + body).digest()


# --- plain forms of the project's values -------------------------------------------------------


def pack_place(place: Place | None) -> Plain:
    """Return the plain form of a place."""
    return (place.file, place.line, place.column) if place is not None else None


def unpack_place(plain: Plain) -> Place | None:
    """Return the place of a plain form."""
    return Place(file=plain[0], line=plain[1], column=plain[2]) if plain is not None else None


def pack_diagnostics(found: Iterable[Diagnostic]) -> Plain:
    """Return the plain form of diagnostics."""
    return [
        (
            d.code, int(d.severity), d.message, pack_place(d.place), d.end_line, d.end_column, d.hint,
            [(r.message, pack_place(r.place)) for r in d.related],
        )
        for d in found
    ]  # fmt: skip


def unpack_diagnostics(plain: Plain) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a plain form."""
    return tuple(
        Diagnostic(
            code=code, severity=Severity(severity), message=message, place=unpack_place(place), end_line=end_line,
            end_column=end_column, hint=hint,
            related=tuple(Related(message=text, place=unpack_place(at) or Place(file="")) for text, at in related),
        )
        for code, severity, message, place, end_line, end_column, hint, related in plain
    )  # fmt: skip


def pack_value(value: Value | None) -> Plain:
    """Return the plain form of a text with its place."""
    return (str(value), *pack_place(value.place)) if value is not None else None


def pack_node(node: Node | None) -> Plain:
    """Return the plain form of what was read from one file: a text is a tuple, a list a list, a mapping a dictionary.

    The place of a mapping stands under the number 0; the name of the file is left out.
    """
    if isinstance(node, Value):
        return str(node), node.place.line, node.place.column
    if isinstance(node, Tree):
        packed: dict[Any, Plain] = {0: (node.place.line, node.place.column)}
        for key, value in node.items():
            place = node.key_places[key]
            packed[key] = (pack_node(value), place.line, place.column)
        return packed
    return [pack_node(item) for item in node] if node is not None else None


def unpack_node(plain: Plain, file: str) -> Node | None:
    """Return what a plain form was made from, as read from `file`."""
    return None if plain is None else _node(plain, file)


def _node(plain: Plain, file: str) -> Node:
    if isinstance(plain, tuple):
        return Value(plain[0], Place(file=file, line=plain[1], column=plain[2]))
    if isinstance(plain, list):
        return tuple(_node(item, file) for item in plain)
    line, column = plain.pop(0)
    items = {key: _node(value[0], file) for key, value in plain.items()}
    places = {key: Place(file=file, line=value[1], column=value[2]) for key, value in plain.items()}
    return Tree(items, Place(file=file, line=line, column=column), places)


def pack_composed(composed: Composed | None) -> Plain:
    """Return the plain form of a finished file text: the text, the files it came from, each line's origins."""
    if composed is None:
        return None
    files: dict[str, int] = {}
    lines = [
        [
            (o.column, files.setdefault((at := o.place).file, len(files)), at.line, at.column, o.data, o.exact, o.made)
            for o in line
        ]
        for line in composed.origins
    ]
    return composed.text, list(files), lines


def unpack_composed(plain: Plain) -> Composed | None:
    """Return the finished file text of a plain form."""
    if plain is None:
        return None
    text, files, lines = plain
    return Composed(
        text=text,
        origins=tuple(
            tuple(
                Origin(at, Place(file=files[file], line=number, column=column), data, exact, made)
                for at, file, number, column, data, exact, made in line
            )
            for line in lines
        ),
    )


def pack_fields(fields: Mapping[str, Value]) -> Plain:
    """Return the plain form of texts by name."""
    return [(name, pack_value(value)) for name, value in fields.items()]


def unpack_fields(plain: Plain) -> dict[str, Value]:
    """Return the texts of a plain form."""
    return {name: Value(value[0], Place(file=value[1], line=value[2], column=value[3])) for name, value in plain}
