"""data/evidence.lock: what was verified against the documents, one line each.

D3#p84 9f86d081884c7d65          digest of a passage
claim st-speaker 5e884898da280471    digest of a claim's checked values
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.cache import Cache
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place, Related
from reportgen.tools import Tools

LOCK_FILE = "data/evidence.lock"
_LINE = re.compile(r"(?P<claim>claim )?(?P<name>\S+) (?P<digest>[0-9a-f]{16})")
_HEAD = (
    "# Written by `reportgen verify --update`: digests of the passages and of the records' checked\n"
    "# values as they were when both were compared.\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Digests by locator and by claim id, with the line of each."""

    segments: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)


def load_lock(project: Path, tools: Tools, cache: Cache | None = None) -> Outcome[Lock]:
    """Read the lock; a project without one has an empty lock."""
    path = project / LOCK_FILE
    if tools.state(path) is None:
        return Outcome(Lock()) if cache is None else cache.again("lock", ("",), lambda: Outcome(Lock()))
    try:
        text = tools.read(path).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return Outcome(Lock(), (diagnose("REC225", f"cannot read {LOCK_FILE}: {error}", Place(file=LOCK_FILE)),))
    return _parse(text) if cache is None else cache.again("lock", (text,), lambda: _parse(text))


def _parse(text: str) -> Outcome[Lock]:
    found: list[Diagnostic] = []
    segments: dict[str, str] = {}
    claims: dict[str, str] = {}
    places: dict[str, Place] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        place = Place(file=LOCK_FILE, line=number, column=1)
        if match is None:
            found.append(diagnose("REC225", f"not a line of a lock: '{line[:60]}'", place))
            continue
        if match["name"] in places:
            first = (Related(message="first locked here", place=places[match["name"]]),)
            found.append(diagnose("REC225", f"'{match['name']}' is locked twice", place, related=first))
            continue
        (claims if match["claim"] else segments)[match["name"]] = match["digest"]
        places[match["name"]] = place
    return Outcome(Lock(segments=segments, claims=claims, places=places), tuple(found))


def write_lock(project: Path, lock: Lock, tools: Tools) -> None:
    """Write the lock, sorted so that a change of one record changes one line. Raises `OSError`."""
    lines = [f"{name} {digest}" for name, digest in sorted(lock.segments.items(), key=_natural)]
    lines += [f"claim {name} {digest}" for name, digest in sorted(lock.claims.items(), key=_natural)]
    tools.write(project / LOCK_FILE, (_HEAD + "\n".join(lines) + "\n").encode())


def _natural(item: tuple[str, str]) -> tuple[list[tuple[int, str]], str]:
    """Return a sort key by which `D1#p9` comes before `D1#p10`."""
    parts = re.split(r"(\d+)", item[0])
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], item[0]
