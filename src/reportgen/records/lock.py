"""data/evidence.lock: what was verified against the documents, one line each.

D3#p84 9f86d081884c7d65 3c1a.90be ~5d02        digest of a passage, and of each of its sentences
claim st-boat gist=0c4ab12f quote=91d0aa37 ~77f1   digests of a claim's fields
quotation 5e884898da280471 We will not ~0b3e   digest of words quoted in a section, and the first of them
sentence 77de68daecd823ba 3c1a.90be ~41aa      digest of a typed sentence without its details, and of each of these

Each line ends with a check of itself, so that an edited line is told from an edited record, and the file
with `# end`, so that one that was cut off is noticed. Locks of the first format, without these and with one
digest a claim, are still read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from reportgen.cache import Cache
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place, Related, Severity
from reportgen.texts import read_text
from reportgen.tools import Tools

LOCK_FILE = "data/evidence.lock"
_CHECK = re.compile(r"(?P<body>.*\S) ~(?P<check>[0-9a-f]{4})")
_PASSAGE = re.compile(
    r"(?P<name>[^\s#]+#[pn]\d+) (?P<digest>[0-9a-f]{16})(?: (?P<pieces>[0-9a-f]{4}(?:\.[0-9a-f]{4})*))?"
)
_CLAIM = re.compile(r"claim (?P<name>\S+)(?P<fields>(?: [\w-]+=[0-9a-f]{8})+)")
_QUOTATION = re.compile(r"quotation (?P<name>[0-9a-f]{16}) (?P<words>.+)")
_SENTENCE = re.compile(r"sentence (?P<name>[0-9a-f]{16}) (?P<details>[0-9a-f.]+(?: [0-9a-f.]+)*)")
_OLD_CLAIM = re.compile(r"claim (?P<name>\S+) (?P<digest>[0-9a-f]{16})")
_CONFLICT = re.compile(r"(<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>)(?: |$)")
_HEAD = (
    "# Written by `reportgen verify --update`, not by hand: digests of the passages and of the records'\n"
    "# fields as they were when both were compared, and of what else was typed at that time.\n"
)
_END = "# end"
_ANEW = "write it anew: reportgen verify --sources DIR --update"
_MOST_WORDS = 4
_DIGEST = re.compile(r"[0-9a-f]{16}")
_Key = tuple[int, list[tuple[int, str]], str]
# The digest of a whole claim, where a lock of the first format has no others, stands under this name.
WHOLE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """What was verified, with the line of each name.

    `segments` maps locators to digests and `pieces` to those of their sentences; `claims` maps the name of a
    claim to digests by field; `quotations` maps digests to the first words, at most four; `sentences` maps digests
    of typed sentences without their details to the digests of the details, once for each such sentence. `complete` is
    false when a line could not be read: what seems to be missing may have stood there.
    """

    segments: Mapping[str, str] = field(default_factory=dict)
    pieces: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claims: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    quotations: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    complete: bool = True


def load_lock(project: Path, tools: Tools, cache: Cache | None = None) -> Outcome[Lock]:
    """Read the lock; a project without one has an empty lock."""
    path = project / LOCK_FILE
    if tools.state(path) is None:
        return Outcome(Lock()) if cache is None else cache.again("lock", ("",), lambda: Outcome(Lock()))
    text, found = read_text(path, LOCK_FILE, "REC225", tools, _ANEW)
    if text is None:
        return Outcome(Lock(complete=False), found)
    return _parse(text) if cache is None else cache.again("lock", (text,), lambda: _parse(text))


def _parse(text: str) -> Outcome[Lock]:
    reader = _Reader(lines=[line.rstrip() for line in text.split("\n")])
    reader.read()
    return Outcome(reader.lock(), tuple(reader.found))


class _Reader:
    """Reads the lines of a lock, and keeps what it finds wrong."""

    def __init__(self, *, lines: list[str]) -> None:
        self.lines = lines
        # A lock of the second format has a check on every line; one that lost some is still of the second.
        self.checked = any(line == _END or _CHECK.fullmatch(line) for line in lines)
        self.last = max((n for n, line in enumerate(lines, 1) if line), default=0)
        self.segments: dict[str, str] = {}
        self.pieces: dict[str, tuple[str, ...]] = {}
        self.claims: dict[str, Mapping[str, str]] = {}
        self.quotations: dict[str, str] = {}
        self.sentences: dict[str, tuple[str, ...]] = {}
        self.places: dict[str, Place] = {}
        self.found: list[Diagnostic] = []

    def lock(self) -> Lock:
        """Return what could be read."""
        complete = not any(d.severity is Severity.ERROR for d in self.found)
        return Lock(
            segments=self.segments, pieces=self.pieces, claims=self.claims, quotations=self.quotations,
            sentences=self.sentences, places=self.places, complete=complete,
        )  # fmt: skip

    def read(self) -> None:
        """Read all lines."""
        conflict = False
        cut = self.checked and self.lines[self.last - 1] != _END
        for number, line in enumerate(self.lines, 1):
            if mark := _CONFLICT.match(line):
                if not conflict:
                    self.fault(number, "a merge left a conflict in the lock")
                conflict = mark[1] != ">>>>>>>"
            elif line and not line.startswith("#"):
                self.line(number, line, quiet=conflict or (cut and number == self.last))
        if cut:
            self.fault(self.last, f"the lock is cut off: its last line, '{_END}', is missing")
        if self.checked and not self.found:
            self.found.extend(_out_of_order(self.places))

    def line(self, number: int, line: str, *, quiet: bool) -> None:
        """Read one line; with `quiet` what is wrong with it is known already."""
        check = _CHECK.fullmatch(line)
        body = check["body"] if check else line
        if check and check["check"] != _check(body):
            if not quiet:
                self.fault(number, f"this line was edited: '{body[:60]}'")
            return
        found = self.entry(body, old=not self.checked) if check or not self.checked else None
        if found is None:
            if not quiet:
                self.fault(number, f"not a line of a lock: '{line[:60]}'")
            return
        name, kind, value = found
        if name in self.places:
            if not quiet:
                self.fault(number, f"'{name}' is locked twice", self.places[name])
            return
        kind[name] = value
        self.places[name] = Place(file=LOCK_FILE, line=number, column=1)

    def entry(self, body: str, *, old: bool) -> tuple[str, dict[str, object], object] | None:
        """Return name, table and value of a line, `None` for one of another form."""
        tables: tuple[dict[str, object], ...] = (self.segments, self.claims, self.quotations, self.sentences)  # type: ignore[assignment]
        segments, claims, quotations, typed = tables
        if found := _PASSAGE.fullmatch(body):
            if found["pieces"]:
                self.pieces[found["name"]] = tuple(found["pieces"].split("."))
            return found["name"], segments, found["digest"]
        if old and (found := _OLD_CLAIM.fullmatch(body)):
            return found["name"], claims, {WHOLE: found["digest"]}
        if found := _CLAIM.fullmatch(body):
            return found["name"], claims, dict(pair.split("=") for pair in found["fields"].split())
        if found := _QUOTATION.fullmatch(body):
            return found["name"], quotations, found["words"]
        if found := _SENTENCE.fullmatch(body):
            return found["name"], typed, tuple(found["details"].split())
        return None

    def fault(self, number: int, message: str, first: Place | None = None) -> None:
        """Keep what is wrong with a line."""
        related = (Related(message="first locked here", place=first),) if first else ()
        place = Place(file=LOCK_FILE, line=number, column=1)
        length = len(self.lines[number - 1])
        self.found.append(diagnose("REC225", message, place, hint=_ANEW, related=related, length=length))


def _out_of_order(places: Mapping[str, Place]) -> Iterator[Diagnostic]:
    """Report the first line that stands where the program would not have written it."""
    for before, after in pairwise(places):
        if sort_key(after) < sort_key(before):
            message = f"'{after}' stands out of order, so the lock was edited by hand"
            yield diagnose("REC225", message, places[after], hint=_ANEW, severity=Severity.WARNING)
            return


def _check(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:4]


def write_lock(project: Path, lock: Lock, tools: Tools) -> None:
    """Write the lock, sorted so that a change of one record changes one line. Raises `OSError`."""
    lines: list[tuple[_Key, str]] = []
    for name, digest in lock.segments.items():
        pieces = ".".join(lock.pieces.get(name, ()))
        lines.append((sort_key(name), f"{name} {digest} {pieces}".rstrip()))
    for name, digests in lock.claims.items():
        if WHOLE not in digests:
            lines.append((sort_key(name), " ".join(["claim", name, *(f"{k}={digests[k]}" for k in sorted(digests))])))
    for name, words in lock.quotations.items():
        lines.append((sort_key(name), f"quotation {name} {' '.join(words.split()[:_MOST_WORDS]) or '-'}"))
    for name, details in lock.sentences.items():
        lines.append((sort_key(name), f"sentence {name} {' '.join(sorted(details))}"))
    body = "".join(f"{line} ~{_check(line)}\n" for _, line in sorted(lines))
    tools.write(project / LOCK_FILE, f"{_HEAD}{body}{_END}\n".encode())


def sort_key(name: str) -> _Key:
    """Return a key that puts passages before claims before quotations, and `D1#p9` before `D1#p10`."""
    group = 0 if "#" in name else 2 if _DIGEST.fullmatch(name) else 1
    parts = re.split(r"(\d+)", name)
    return group, [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], name


def place_of(lock: Lock, name: str) -> Place:
    """Return the line of a name, or the one that stands where the name's line would be."""
    known = lock.places.get(name)
    if known is not None:
        return known
    key = sort_key(name)
    before = (place.line or 0 for other, place in lock.places.items() if sort_key(other) < key)
    after = (place.line or 1 for other, place in lock.places.items() if sort_key(other) > key)
    line = max(before, default=0) + 1
    return Place(file=LOCK_FILE, line=line if line > 1 else min(after, default=1), column=1)
