r"""What TeX has to know to share a table's width among its columns, and how numbers stand in one.

Widths are measured in the table's own font, by `columns.tex`; here the words and cells to measure are
chosen. They are set again only to be measured, so they are plain text, without links or anything that counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportgen.language.line_breaks import pieces
from reportgen.markup import DATA_MARK, unmark
from reportgen.supplied import supplied
from reportgen.ties import tie

# A field is short when it has at most so many characters: a date, a grade, a likelihood, one citation.
_SHORT = 28
# A word of more characters may be broken anywhere, since a table may have to.
LONGEST = 28
# How many of the longest words and cells are measured, since letters differ in width.
_CANDIDATES = 4
_CITE = re.compile(r"\\cite(?:\[\{?([^\]{}]*)\}?\])?\{([^{}]*)\}")
_CITATIONS = re.compile(r"\\citations\{([^{}]*)\}")
_STYLED = re.compile(r"\\(?:emph|textbf|textit)\{([^{}]*)\}")
# The sign of what nobody has reviewed, which is about as wide as this.
_UNSEEN = re.compile(r"\\unreviewed\{[^{}]*\}")
_HARMLESS = re.compile(r"\\[%&#_$]|\\text[a-z]+\{\}|\{[\][*=]?\}")
# What no hyphenation can break: codes, names of files. Longer ones may end a line inside (`tex.scripts`).
_UNBROKEN = re.compile(r"\d.*\d|_")
_LONGEST_WHOLE = 36
_BREAK = re.compile(r"\\(?:allowbreak\{\}|newline(?: |\{\}))")
_NUMBER = re.compile(r"[-−+]?\d+(?:[,\u00a0\u202f~ ]\d{3})*(?:\.(\d+))?")
# What the file is called in the engine's folder.
COLUMNS_FILE = "reportgen-columns.tex"
# The first table reads the file when the class has not; it stands before all that the file defines.
SETUP = r"\input{reportgen-columns}"


def columns_text() -> str:
    """Return the TeX that measures the columns of tables."""
    return supplied("tables/columns.tex").read_text(encoding="utf-8")


def plain(cell: str) -> str | None:
    """Return a cell's text without styles and links, still as TeX; `None` when it holds other commands."""
    text = _CITE.sub(lambda found: f"{found[2]}~{found[1]}" if found[1] else found[2], unmark(cell).text)
    text = _UNSEEN.sub("°", text)
    text = _STYLED.sub(r"\1", _CITATIONS.sub(r"[\1]", text)).removeprefix("{}")
    return None if re.search(r"[\\{}]", _HARMLESS.sub("", _BREAK.sub("", text))) else text.strip()


def is_short(cells: Sequence[str]) -> bool:
    """Whether a column holds short fields only: none may be broken inside a word, all in one line is enough."""
    texts = [plain(cell) for cell in cells]
    return bool(texts) and all(text is not None and len(_shown(text)) <= _SHORT for text in texts)


def column_widths(weights: Sequence[float], heads: Sequence[str], rows: Sequence[Sequence[str]], here: str = "") -> str:
    r"""Return the commands that compute `\tablewidth{1}` and so on; `rows` are rows of cells as TeX.

    `here` is the mark of the table's declaration; words keep the marks of their cells, so that a fault in one is
    told where it was written.
    """
    total = sum(weights)
    lines = [r"\tablecolumns{%"]
    for number, weight in enumerate(weights):
        head = _origin(heads[number]), plain(heads[number]) or ""
        words = [_bold(text) for text in _longest((head[0], word) for word in _words(head[1]))]
        whole: list[str] = []
        cells = [row[number] for row in rows]
        texts = [(_origin(cell), plain(cell) or "") for cell in cells]
        if is_short(cells):
            words += _longest((origin, word) for origin, text in texts for word in _words(text))
            whole = [*_longest((origin, _BREAK.sub("", text)) for origin, text in texts), *map(_bold, _longest([head]))]
        else:
            words += _longest((_origin(cell), _first_citation(cell)) for cell in cells)
            words += _longest((o, word) for o, text in texts for word in _words(text) if _is_whole(word))
        measured = "".join(f"{{{word}}}" for word in words), "".join(f"{{{cell}}}" for cell in whole)
        share = max(1, round(weight / total * 10000))
        lines.append(rf"{here}\tablecolumn{{{share}}}{{{measured[0]}}}{{{measured[1]}}}%")
    return "\n".join([*lines, "}"]) + "\n"


def _is_whole(word: str) -> bool:
    """Whether a word of a cell is to stand in one line, and can."""
    return _UNBROKEN.search(word) is not None and len(_shown(word)) <= _LONGEST_WHOLE


def _origin(cell: str) -> str:
    """Return the first mark of a record in a cell."""
    marks = DATA_MARK.search(cell)
    return marks.group() if marks else ""


def _bold(text: str) -> str:
    return rf"\bfseries {text}"


def _longest(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Return the longest of some texts, each behind its mark."""
    origins = {text: origin for origin, text in reversed([*texts]) if text}
    kept = sorted(origins, key=lambda text: (-len(_shown(text)), text))[:_CANDIDATES]
    return [origins[text] + text for text in kept]


def _words(text: str) -> list[str]:
    """Return what no line should break: words, characters beside which it may break, no token without end."""
    words = [piece for word in _BREAK.sub(" ", tie(text)).split() for piece in pieces(word)]
    return [word for word in words if len(_shown(word)) <= LONGEST]


def _shown(text: str) -> str:
    return re.sub(r"\\text[a-z]+\{\}|[{}\\]", "", _BREAK.sub("", text))


def _first_citation(cell: str) -> str:
    """Return the piece of a cell's citations that no line can break, as far as one is known: key and first place."""
    found = _CITE.search(cell)
    if found is None:
        return ""
    place = found[1].split()[0] if found[1] and found[1].split() else ""
    return f"[{found[2]}~{place}" if place else f"[{found[2]},"


def as_numbers(cells: Sequence[str]) -> list[str] | None:
    """Return the cells of a column of numbers padded so that decimal signs stand in line; `None` for other columns.

    A dash stands for a value that is missing.
    """
    texts = [plain(cell) or "" for cell in cells]
    found = [_NUMBER.fullmatch(text) for text in texts]
    if not any(found) or not all(number or text in {"", "–"} for number, text in zip(found, texts, strict=True)):
        return None
    places = [len(number[1] or "") if number else 0 for number in found]
    most = max(places)
    if not most:
        return list(cells)
    return [
        rf"{cell}\hphantom{{{'' if own else '.'}{'0' * (most - own)}}}" if own < most else cell
        for cell, own in zip(cells, places, strict=True)
    ]
