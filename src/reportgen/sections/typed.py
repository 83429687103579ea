"""Citations as they stand in the composed text, typed by hand or not: keys that no entry has, keys that are cited."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from reportgen.bibliography import Library
from reportgen.citations import tex_key
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.markup import Composed

_CITE = re.compile(r"\\(?:no)?cite\s*(?:\[[^\]]*\])*\{([^{}\\#]*)\}")
# What is no text of the page: comments, and text that is printed letter by letter.
_UNREAD = re.compile(r"(?<!\\)%|\\(?:verb|Verb|lstinline)(?![a-zA-Z])")


def cited_in(files: Mapping[str, Composed]) -> Iterator[tuple[str, Composed, int, int]]:
    """Give each key of every citation command, with its generated line and column."""
    for composed in files.values():
        for number, line in enumerate(composed.text.split("\n"), 1):
            for hit in _CITE.finditer(line):
                for name in hit.group(1).split(","):
                    yield name.strip(), composed, number, hit.start() + 1


def check_citations(files: Mapping[str, Composed], library: Library) -> Outcome[AbstractSet[str]]:
    r"""Check the keys of every `\cite` in the text, typed by hand or not; return those that are known.

    A key that is missing is reported once, where it is cited first: an entry that was removed may be
    cited a hundred times.
    """
    keys = {tex_key(key): key for key in library.entries}
    used: set[str] = set()
    found: list[Diagnostic] = []
    missing: dict[str, list[Place | None]] = {}
    for name, composed, line, column in cited_in(files):
        before = composed.text.split("\n")[line - 1][: column - 1] if name not in keys else ""
        if name in keys:
            used.add(keys[name])
        elif name not in {"", "*"} and not _UNREAD.search(before):
            template, record = composed.places(line, column)
            missing.setdefault(name, []).append(record or template)
    lost = {tex_key(key): (key, why) for key, why in library.left_out.items()}
    for name, places in missing.items() if library.complete else ():
        if name in lost:
            key, why = lost[name]
            found.append(diagnose("SEC540", f"this briefing leaves out '{key}' ({why})", places[0]))
            continue
        more = f" (cited {len(places)} times)" if len(places) > 1 else ""
        near = difflib.get_close_matches(name, library.entries, 1, 0.6)
        hint = f"did you mean '{near[0]}'?" if near else None
        found.append(diagnose("SEC504", f"no entry has the key '{name}'{more}", places[0], hint=hint))
    return Outcome(used, tuple(found))
