r"""The printed indexes: a register of names and what is mentioned of it in, one list in alphabetical order out.

Pages are not known here. Each line names the record, and the class prints the pages on which `\rgmention` with
this name was shipped out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import groupby

from reportgen.markup import Composed, Tex, escape, mark, traced, unmark, unreviewed
from reportgen.records.record import Record

# Letters that Unicode does not take apart into a base letter and a mark. With them, and without marks, Latin names
# sort as by the first level of the Unicode collation (UTS 10, default table), which is all that an index needs; its
# table would be a dependency of a megabyte for that. Other scripts follow, by code point.
_BASES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
_WORD = re.compile(r"\w+")


def collation(name: str) -> tuple[tuple[str, ...], ...]:
    """Return a key that sorts names word by word, the part before a comma first; marks, case and signs do not count.

    >>> sorted(["Leeds", "Lee, John", "Łukin", "Li", "Öz"], key=collation)
    ['Lee, John', 'Leeds', 'Li', 'Łukin', 'Öz']
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)).translate(_BASES)
    return tuple(tuple(_WORD.findall(part)) for part in bare.split(","))


def letter(name: str) -> str:
    """Return the letter under which an index has a name, `0–9` for a number."""
    first = next((word[0] for part in collation(name) for word in part), "")
    return "0–9" if first.isdecimal() else first.upper()


def index_list(records: Collection[Record], mentioned: Collection[str]) -> Composed:
    r"""Return the index of the records that are mentioned: `\nameentry{ID}{name}{role}`, a group for each letter."""
    shown = [(str(name), record) for record in records if record.id in mentioned and (name := record.text("name"))]
    shown.sort(key=lambda pair: (collation(pair[0]), pair[0], pair[1].id))
    lines: list[str] = []
    for first, group in groupby(shown, key=lambda pair: letter(pair[0])):
        lines += [rf"\indexletter{{{escape(first)}}}", r"\begin{nameindex}"]
        lines += [_line(record) for _, record in group]
        lines.append(r"\end{nameindex}")
    return unmark("\n".join([r"\begin{indexlist}", *lines, r"\end{indexlist}", ""]) if lines else "")


def _line(record: Record) -> str:
    name, role = record.text("name"), record.text("role")
    shown = [traced(escape(text.stripped()), text.place) if text is not None else Tex("") for text in (name, role)]
    sign = unreviewed(record.id) if record.proposed else ""
    return rf"{mark(record.place, data=True)}\nameentry{{{record.id}}}{{{shown[0]}{sign}}}{{{shown[1]}}}"
