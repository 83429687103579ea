"""A reader of LaTeX that counts: it knows commands by their arguments, and of some what they mean.

It knows nothing of how tags are made: it reads the files that the build leaves in `build/tex` as an author would.
Commands that it does not know part the text, and their arguments count as text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from validate.classes import contents_depth, environments, muted, prints
from validate.commands import (
    ALIAS,
    ARGUMENTS,
    DROPPED,
    ENVIRONMENTS,
    FLOATS,
    INLINE,
    LISTS,
    PRINTED_ELSEWHERE,
    QUOTATIONS,
    SIGNS,
    TABLES,
    take,
)
from validate.source import Extent, Source, Strand

_TOKEN = re.compile(
    r"\\([A-Za-z@]+\*?)[ \t]*\n?[ \t]*|\\(.)|%[^\n]*\n?[ \t]*|([{}&~$^_])|(\n[ \t]*\n\s*)|([^\\%{}&~$^_\n]+|\n)",
    re.DOTALL,
)
_READ = frozenset({".tex", ".bbl", ".aux", ".toc", ".lot", ".lof", ".cls", ".sty"})
_LABEL = re.compile(r"^\\newlabel\{([^{}]*)\}\{\{(.*?)\}\{([^{}]*)\}\{(.*)\}\{([^{}]*)\}\{[^{}]*\}\}$", re.MULTILINE)
_LISTS_OF = {"toc": "tableofcontents", "lot": "listoftables", "lof": "listoffigures"}
_ENTRY = re.compile(r"\\contentsline\s*\{(\w+)\}\{(.*)\}\{([^{}]*)\}\{([^{}]*)\}%?$", re.MULTILINE)
_LEVELS = {
    "part": -1,
    "chapter": 0,
    "section": 1,
    "subsection": 2,
    "subsubsection": 3,
    "paragraph": 4,
    "subparagraph": 5,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Label:
    number: str
    page: str
    target: str


def read_source(folder: Path, main: str = "main.tex") -> Source:
    """Read the composed report in `folder`, from its main file on."""
    found = sorted(path for path in folder.rglob("*") if path.suffix in _READ)
    files = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8", errors="replace") for path in found}
    reader = _Reader(files)
    reader.scan(files[main].partition(r"\begin{document}")[2] or files[main], main)
    reader.end_piece()
    source = reader.source
    source.contents = [
        entries
        for name, command in _LISTS_OF.items()
        if prints(command, files.get(main, ""), reader.classes) and (entries := reader.entries(f"main.{name}"))
    ]
    source.settings = dict(re.findall(r"\\newcommand\*\\rg(\w+)\{(.*)\}", files.get("reportgen-metadata.tex", "")))
    return source


@dataclass(slots=True)
class _Grid:
    """A table that is being read: the rows so far, the cells of this one, and which parts were seen."""

    rows: list[tuple[int, str]] = field(default_factory=list)
    columns: int = 1
    text: list[str] = field(default_factory=list)
    heads: dict[str, int] = field(default_factory=dict)
    width: int = 0
    begin: int = 0  # how many pieces its strand had when this part began


class _Reader:
    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files
        self.source = Source()
        self.labels = {
            name: _Label(number=number, page=page, target=target)
            for name, number, page, _, target in _LABEL.findall(files.get("main.aux", ""))
        }
        classes = self.classes = "\n".join(
            text for name, text in sorted(files.items()) if name.endswith((".cls", ".sty"))
        )
        self.known = environments(classes)
        self.mute = muted(classes)
        self.cited = dict(re.findall(r"\\bibitem\[\{(.*?)\}\]\{([^{}]*)\}", "\n".join(files.values())))
        self.cited = {key: label for label, key in self.cited.items()}
        self.open: list[str] = []
        self.grids: list[_Grid] = []
        self.main = Strand(kind="text")
        self.source.strands.append(self.main)
        self.strands = [self.main]
        self.piece: list[str] = []
        self.file = ""
        self.name = ""  # of the command at hand

    def entries(self, name: str) -> list[str]:
        """Return the lines of a list of contents that are printed."""
        depth = contents_depth(self.classes)
        found = []
        for kind, text, _, _ in _ENTRY.findall(self.files.get(name, "")):
            if _LEVELS.get(kind, -1) <= depth:
                found.append(plain(text))
        return found

    # --- text --------------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        self.piece.append(text)
        for grid in self.grids[-1:]:
            grid.text.append(text)

    def end_piece(self) -> None:
        text = "".join(self.piece)
        self.piece = []
        if re.search(r"\w", text):
            self.strands[-1].pieces.append((self.file, text))

    def apart(self, kind: str, text: str) -> None:
        """Read text that stands apart from what is around it."""
        self.end_piece()
        self.strands.append(Strand(kind=kind))
        self.source.strands.append(self.strands[-1])
        self.scan(text, self.file)
        self.end_piece()
        self.strands.pop()

    # --- commands ----------------------------------------------------------------------------------

    def scan(self, text: str, file: str) -> None:
        """Read LaTeX; `file` is named with what is found there."""
        before, self.file = self.file, file
        position = 0
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                position += 1
                continue
            position = match.end()
            command, sign, special, paragraph, letters = match.groups()
            if command:
                position = self.command(command, text, position)
            elif sign is not None:
                position = self.sign(sign, text, position)
            elif special == "&" and self.grids:
                self.end_piece()
                self.cell()
            elif special == "{" and text[position - 2 : position - 1] == "}" and text[position : position + 1] != "}":
                self.end_piece()  # the second argument of a command that is not known
            elif special == "~":
                self.say(" ")
            elif special == "$":
                position = text.find("$", position) + 1 or len(text)
                self.end_piece()
            elif paragraph:
                self.end_piece()
            elif letters:
                self.say(letters.replace("\n", " "))
        if before != file:
            self.end_piece()
        self.file = before

    def sign(self, sign: str, text: str, position: int) -> int:
        if sign == "\\":
            self.end_piece()
            star = re.compile(r"\*?\s*(?:\[[^\]]*\])?").match(text, position)
            if self.grids:
                self.row()
            return star.end() if star else position
        self.say(sign if sign in "%&#_{}$" else " " if sign in " ,\n" else "")
        return position

    def command(self, name: str, text: str, position: int) -> int:
        base = name.rstrip("*")
        if base == "ExplSyntaxOn":  # code, up to where it ends
            return text.find(r"\ExplSyntaxOff", position) % (len(text) + 1)
        if base in SIGNS:
            self.say(SIGNS[base])
            return position
        if base in self.mute:
            self.end_piece()
            return take(text, position, self.mute[base])[1]
        pattern = ARGUMENTS.get(name, ARGUMENTS.get(base))
        if pattern is None:
            if base not in INLINE:
                self.end_piece()
            option = re.compile(r"\[[^\]]*\]").match(text, position) if base in INLINE else None
            return option.end() if option else position
        arguments, position = take(text, position, pattern)
        if base in PRINTED_ELSEWHERE:
            self.end_piece()
        if base in DROPPED | PRINTED_ELSEWHERE:
            return position
        if base == "begin":
            _, position = take(text, position, ENVIRONMENTS.get(arguments[0], ""))
        self.name = name
        getattr(self, f"on_{ALIAS.get(base, base)}")(arguments)
        return position

    def on_heading(self, arguments: list[str]) -> None:
        self.end_piece()
        self.source.headings.append(plain(arguments[-1]))
        self.scan(arguments[-1], self.file)
        self.end_piece()

    def on_input(self, arguments: list[str]) -> None:
        self.end_piece()
        target = arguments[0] if arguments[0] in self.files else f"{arguments[0]}.tex"
        # A file of definitions says nothing.
        if target in self.files and r"\ExplSyntaxOn" not in self.files[target]:
            self.scan(self.files[target], target)
        self.end_piece()

    def on_cite(self, arguments: list[str]) -> None:
        for key in arguments[-1].split(","):
            self.source.links[f"cite.{key.strip()}"] += 1
            self.say(self.cited.get(key.strip(), key.strip()) + " ")
        self.scan(arguments[0], self.file)

    def on_hyperref(self, arguments: list[str]) -> None:
        label = self.labels.get(arguments[0])
        self.source.links[label.target if label else arguments[0]] += 1
        self.scan(arguments[1], self.file)

    def on_hyperlink(self, arguments: list[str]) -> None:
        self.source.links[arguments[0]] += 1
        self.scan(arguments[1], self.file)

    def on_ref(self, arguments: list[str]) -> None:
        label = self.labels.get(arguments[0])
        if label is not None:
            self.say(plain(label.page if self.name.startswith("page") else label.number))
            if not self.name.endswith("*"):
                self.source.links[label.target] += 1

    def on_href(self, arguments: list[str]) -> None:
        address = arguments[0] if self.name == "url" else arguments[1]
        self.source.links[re.sub(r"\\([%#&_{}~])", r"\1", address)] += 1
        self.scan(arguments[-1], self.file)

    def on_includegraphics(self, arguments: list[str]) -> None:
        described = re.search(r"alt\s*=\s*\{(.*?)\}", arguments[0], re.DOTALL)
        self.source.figures.append(plain(described[1]) if described else "")

    def on_exhibitdescription(self, arguments: list[str]) -> None:
        if self.source.figures and not self.source.figures[-1]:
            self.source.figures[-1] = plain(arguments[0])
        self.end_piece()
        self.scan(arguments[0], self.file)
        self.end_piece()

    def on_caption(self, arguments: list[str]) -> None:
        self.end_piece()
        self.source.captions.append(plain(arguments[-1]))
        grids, self.grids = self.grids, []
        self.scan(arguments[-1], self.file)
        self.end_piece()
        self.grids = grids

    def on_footnote(self, arguments: list[str]) -> None:
        self.source.notes += 1
        self.apart("note", arguments[-1])

    def on_inlanguage(self, arguments: list[str]) -> None:
        self.source.languages.append((arguments[0], plain(arguments[1])))
        self.scan(arguments[1], self.file)

    def on_textcolor(self, arguments: list[str]) -> None:
        self.scan(arguments[-1], self.file)

    def on_bibitem(self, arguments: list[str]) -> None:
        self.end_piece()
        self.source.items += 1
        self.source.works += 1
        self.scan(arguments[0], self.file)
        self.end_piece()

    def on_nameentry(self, arguments: list[str]) -> None:
        self.source.items += 1
        for argument in arguments[1:]:
            self.end_piece()
            self.scan(argument, self.file)
        self.end_piece()

    def on_item(self, arguments: list[str]) -> None:
        self.end_piece()
        self.source.items += 1
        self.scan(arguments[0], self.file)
        self.end_piece()

    # --- environments ------------------------------------------------------------------------------

    def kinds(self, name: str) -> set[str]:
        """Return the environment, and all that it is made of."""
        found, waiting = set(), [name]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.known.get(one, ()) if one not in LISTS | TABLES | FLOATS | QUOTATIONS else ()
        return found

    def on_begin(self, arguments: list[str]) -> None:
        self.end_piece()
        environment = arguments[0]
        kinds = self.kinds(environment)
        self.open.append(environment)
        self.source.lists += bool(kinds & LISTS)
        self.source.quotations += bool(kinds & QUOTATIONS)
        if kinds & (FLOATS | TABLES):
            self.strands.append(Strand(kind=environment))
            self.source.strands.append(self.strands[-1])
        if environment in TABLES:
            self.grids.append(_Grid())

    def on_end(self, arguments: list[str]) -> None:
        self.end_piece()
        environment = arguments[0]
        if self.open and self.open[-1] == environment:
            self.open.pop()
            if environment in TABLES:
                self.row()
                self.end_table(self.grids.pop())
            if self.kinds(environment) & (FLOATS | TABLES):
                self.strands.pop()

    def cell(self, span: int = 1) -> None:
        self.grids[-1].width += span

    def row(self) -> None:
        grid = self.grids[-1]
        text, width = "".join(grid.text), grid.width + 1
        grid.text, grid.width = [], 0
        if re.search(r"\w", text):
            grid.rows.append((width, text))
            grid.columns = max(grid.columns, width)

    def on_part(self, _arguments: list[str]) -> None:
        """The rows so far are the head or the foot; of two heads the first alone is said."""
        self.end_piece()
        if self.grids:
            self.row()
            grid, pieces, part = self.grids[-1], self.strands[-1].pieces, self.name.removeprefix("end")
            grid.heads[part] = len(grid.rows)
            grid.rows = []
            if part == "head" and "firsthead" in grid.heads:
                del pieces[grid.begin :]
            grid.begin = len(pieces)

    def end_table(self, grid: _Grid) -> None:
        repeated = sum(
            grid.heads.get(first, 0) if first in grid.heads else grid.heads.get(each, 0)
            for each, first in (("head", "firsthead"), ("foot", "lastfoot"))
        )
        place = f"{self.file}"
        self.source.tables.append(Extent(rows=len(grid.rows) + repeated, columns=grid.columns, place=place))

    def on_multicolumn(self, arguments: list[str]) -> None:
        if self.grids:
            self.cell(int(arguments[0]) - 1 if arguments[0].isdigit() else 0)
        self.scan(arguments[-1], self.file)

    def on_note(self, arguments: list[str]) -> None:
        """What stands under a table is no row of it."""
        self.end_piece()
        grids, self.grids = self.grids, []
        self.scan(arguments[0], self.file)
        self.end_piece()
        self.grids = grids


def plain(text: str) -> str:
    """Return the text of a short piece of LaTeX, one space between words."""
    reader = _Reader({})
    reader.scan(text, "")
    reader.end_piece()
    return " ".join(" ".join(piece for strand in reader.source.strands for _, piece in strand.pieces).split())
