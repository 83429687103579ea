"""The words that a reader meets: composed TeX in, runs of plain text with their places out.

Commands, their hidden arguments (labels, keys, addresses) and comments are blanked, so that columns stay
those of the generated line and every word leads back to the template or the record that wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from reportgen.diagnostics import Place
from reportgen.markup import Composed
from reportgen.sections import Composition

# Commands whose first argument is not printed, and what else is no word of the text. Each begins with one of two signs,
# which the search then leaps to.
_HIDDEN = re.compile(
    r"""%(?<!\\%).*
    |\\(?:label|(?:auto|page|name|eq|[cCvV])?ref|[a-zA-Z]*cite[a-zA-Z]*|input|include|includegraphics|begin|end
        |hypertarget|hyperlink|href|url|nolinkurl|path|texttt|verb|vspace|hspace|setlength|addtolength|bibitem|usepackage
        |documentclass|pagestyle|thispagestyle|bibliography|bibliographystyle|color|textcolor|fontsize|lstinline)
        (?![a-zA-Z])\*?\s*(?:\[[^\]]*\]\s*)*(?:\{[^{}]*\})?
    |\\hyperref\s*\[[^\]]*\]
    |\\multicolumn\{[^{}]*\}\{(?:[^{}]|\{[^{}]*\})*\}
    |\\(?:textquotesingle|textasciigrave|textquotedbl)\{\}
    |\\[a-zA-Z@]+\*?
    |\\.""",
    re.VERBOSE,
)


class Run(NamedTuple):
    """Text of one origin on one generated line.

    `file` is the generated file; `data` tells a record's value from what a template or a declaration typed;
    `source` is the project's file that supplied it (`""` when that is not known).
    """

    text: str
    file: str
    line: int
    column: int
    composed: Composed
    data: bool
    source: str

    def place(self, offset: int) -> Place | None:
        """Return the place that a person edits for a character of the text.

        In a template it is exact. A record's value is shown at its first character: escaping moves the others.
        """
        template, record = self.composed.places(self.line, self.column + offset)
        return record or template


class _Same:
    """The files of a composition, equal only to themselves."""

    __slots__ = ("files",)

    def __init__(self, files: Mapping[str, Composed]) -> None:
        self.files = files

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.files is self.files

    def __hash__(self) -> int:
        return id(self.files)


def printed(composition: Composition) -> tuple[Run, ...]:
    """Return every run of words of the report, file by file in the order in which they were composed.

    Several rules ask for them one after the other, so those of the last composition are kept.
    """
    return _kept(_Same(composition.files))


@lru_cache(1)
def _kept(same: _Same) -> tuple[Run, ...]:
    return tuple(_runs(same.files))


def _runs(files: Mapping[str, Composed]) -> Iterator[Run]:
    for name, composed in files.items():
        source = ""
        for number, line in enumerate(composed.text.split("\n"), 1):
            origins = composed.origins[number - 1]
            text = _plain(line)
            if not origins:
                if not text.isspace() and text:
                    yield Run(text=text, file=name, line=number, column=1, composed=composed, data=False, source=source)
                continue
            starts = [origin.column for origin in origins]
            if starts[0] > 1 and (head := text[: starts[0] - 1]).strip():
                yield Run(text=head, file=name, line=number, column=1, composed=composed, data=False, source=source)
            for origin, end in zip(origins, [*(start - 1 for start in starts[1:]), len(text)], strict=True):
                if not origin.data:
                    source = origin.place.file
                piece = text[origin.column - 1 : end]
                if piece.strip():
                    yield Run(
                        text=piece, file=name, line=number, column=origin.column, composed=composed,
                        data=origin.data, source=origin.place.file,
                    )  # fmt: skip


def _plain(line: str) -> str:
    """Blank what is no text; the length stays the same."""
    if "\\" in line or "%" in line:
        line = _HIDDEN.sub(_blank, line)
    return line.replace("{", " ").replace("}", " ").replace("~", " ")  # a table of signs takes fifteen times as long


def _blank(found: re.Match[str]) -> str:
    text = found.group()
    if text.startswith(r"\textquotesingle"):
        return "’".ljust(len(text))
    if len(text) == 2 and text[1] in "&%$#_":
        return " " + text[1]
    return " " * len(text)
