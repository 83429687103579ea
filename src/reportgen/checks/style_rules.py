"""What is wrong with the report's own class and style files: braces that do not pair, commands that are misspelt.

Only the files of the project are looked at, and only what is sure: a file that plays with the meaning of braces is left
alone, and a name counts as misspelt only as `command_names` says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from reportgen.bibliography.model import distance
from reportgen.checks.command_names import Names
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place
from reportgen.tex.packages import is_package

_TOKEN = re.compile(r"\\(?:[A-Za-z@]+|.)|\^\^.|(?P<comment>%[^\n]*)|(?P<brace>[{}])", re.DOTALL)
# A name of the programming layer of LaTeX goes on with `_` or `:`.
_NAME = re.compile(r"\\([A-Za-z@]+)(?![A-Za-z@_:])")
# Files that change what a brace is, or that leave one open on purpose.
_PLAYS = re.compile(
    r"`\\?[{}]|\\iffalse\s*[{}]|\\(?:string|let\s*\\[A-Za-z@]+\s*=?)\s*[{}]|\\verb|\\[be]group\s*\\catcode"
)
_END = re.compile(r"^\s*\\endinput\b", re.MULTILINE)
_LOADS = re.compile(r"\\(?:RequirePackage|usepackage|LoadClass)(?:WithOptions)?\s*(?:\[[^\]]*\])?\s*\{([^{}]*)\}")
# Packages that classes of reports load most.
_USED = (
    "amsmath", "amssymb", "array", "babel", "biblatex", "booktabs", "calc", "caption", "csquotes", "enumitem",
    "etoolbox", "expl3", "fancyhdr", "float", "fontenc", "fontspec", "geometry", "graphicx", "hyperref", "ifluatex",
    "ifthen", "iftex", "inputenc", "lastpage", "listings", "longtable", "luacode", "luatexbase", "makecell",
    "mathtools", "microtype", "multicol", "multirow", "natbib", "needspace", "parskip", "pdflscape", "polyglossia",
    "ragged2e", "scrartcl", "scrlayer-scrpage", "scrreprt", "selnolig", "setspace", "siunitx", "subcaption",
    "tabularx", "tagpdf", "tcolorbox", "textcomp", "titlesec", "tikz", "unicode-math", "url", "xcolor", "xparse",
    "xurl", "article", "report", "book",
)  # fmt: skip
# A package that is loaded on a condition may well not be there.
_ON_CONDITION = re.compile(r"\\(?:[A-Za-z@]*[iI]f|[A-Za-z@]*Exists)")
# What begins a line of its own outside all groups.
_TOP = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|(?:New|Renew|Provide|Declare)\w*|Require\w+|Provides\w+|(?:re)?newenvironment"
    r"|[egx]?def|newif|newcounter|newlength|setlength|Load\w+|Pass\w+|Process\w+|Execute\w+|AtBegin\w+|AtEnd\w+)(?![A-Za-z])"
)


def style_faults(texts: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Report braces that do not pair, and commands that are misspelt, in class and style files by their paths."""
    plain = {file: _without_comments(text) for file, text in texts.items()}
    used = Counter(name for text in plain.values() for name in _NAME.findall(text))
    names = Names(plain.values())
    for file, text in plain.items():
        yield from _braces(file, text)
        yield from _packages(file, text, {PurePosixPath(each).stem for each in texts})
        for hit in _NAME.finditer(text):
            # Files of styles make names of parts, with an @ above all.
            told = used[hit.group(1)] == 1 and "@" not in hit.group(1)
            meant = names.meant(hit.group(1), own=False) if told else None
            if meant is not None:
                yield misspelt(hit.group(1), meant, _place(file, text, hit.start()))


def _packages(file: str, text: str, own: Collection[str]) -> Iterator[Diagnostic]:
    """Report packages that do not exist: misspelt ones of those that are used most, and files of the report's own."""
    families = Counter(stem.partition("-")[0] for stem in own)
    for hit in _LOADS.finditer(text):
        if _ON_CONDITION.search(text, text.rfind("\n", 0, hit.start()) + 1, hit.start()):
            continue
        for part in re.finditer(r"[^\s,]+", hit.group(1)):
            name = part.group()
            if name in own or is_package(name):
                continue
            near = next((each for each in _USED if _is_slip(name, each)), None)
            lost = "-" in name and families[name.partition("-")[0]] > 1
            if near is None and not lost:
                continue  # it may be in another tree
            hint = f"did you mean '{near}'?" if near else f"other files of report/ are called so: is '{name}' gone?"
            place = _place(file, text, hit.start(1) + part.start())
            yield diagnose("SEC534", f"there is no package '{name}'", place, hint=hint, length=len(name))


def _is_slip(name: str, package: str) -> bool:
    """Whether a name is that of a package but for one slip inside it; one letter more behind is another package."""
    return distance(name, package, 1) == 1 and not (name.startswith(package) or package.startswith(name))


def misspelt(name: str, meant: str, place: Place | None) -> Diagnostic:
    """Return the report of a command that is not known."""
    hint = rf"did you mean '\{meant}'?"
    return diagnose("SEC532", rf"there is no command '\{name}'", place, hint=hint, length=len(name) + 1)


def _without_comments(text: str) -> str:
    return _TOKEN.sub(lambda hit: " " * len(hit.group()) if hit["comment"] else hit.group(), text)


def _place(file: str, text: str, start: int) -> Place:
    return Place(file=file, line=text.count("\n", 0, start) + 1, column=start - text.rfind("\n", 0, start))


def _braces(file: str, text: str) -> Iterator[Diagnostic]:
    """Report the one brace of a file that spoils the others; what follows it cannot be told."""
    ends = (None, *(end.start() for end in _END.finditer(text)))
    counts = [Counter(hit["brace"] for hit in _TOKEN.finditer(text[:end])) for end in ends]
    # Where as many open as close, lines of code only stand otherwise than is usual.
    if any(count["{"] == count["}"] for count in counts) or _PLAYS.search(text):
        return
    found = _unpaired(text)
    if found is not None:
        at, message = found
        yield diagnose("SEC533", message, _place(file, text, at), length=1)


def _unpaired(text: str) -> tuple[int, str] | None:
    """Return the offset of a brace that does not pair, and what is wrong with it."""
    open_: list[int] = []
    block = 0  # where the group outside all others begins
    for hit in _TOKEN.finditer(text):
        at = hit.start()
        top = text.rfind("\n", 0, at) + 1 == at and _TOP.match(text, at)
        if hit["brace"] == "{":
            open_.append(at)
        elif hit["brace"] == "}":
            if not open_:
                blamed = _blamed(text[block : at + 1], -1)
                return at if blamed is None else block + blamed, "this brace closes nothing"
            open_.pop()
        elif top and not open_:
            block = at
        elif top:
            break
    else:
        at = len(text)
    if not open_:
        return None
    blamed = _blamed(f"{text[block:at]}\n.", 1)
    return open_[-1] if blamed is None else block + blamed, "this brace is never closed"


def _blamed(block: str, sign: int) -> int | None:
    """Return the offset of the brace at which depth and indentation part; lines of one indentation have one depth.

    `sign` is 1 where a brace too many is open, -1 where one too many closes. `None` where the lines tell nothing.
    """
    levels: list[tuple[int, int]] = []
    position = depth = 0
    before: list[tuple[int, str]] = []
    for line in block.split("\n"):
        bare = line.lstrip(" \t")
        if bare:
            indent = len(line) - len(bare)
            here = depth - (len(bare) - len(bare.lstrip("}")))
            while levels and levels[-1][0] > indent:
                levels.pop()
            if levels and levels[-1][0] == indent:
                if (here - levels[-1][1]) * sign > 0:
                    return _unmatched(before, sign)
            else:
                levels.append((indent, here))
            before = [(position + hit.start(), hit["brace"]) for hit in _TOKEN.finditer(line) if hit["brace"]]
            depth += sum(1 if brace == "{" else -1 for _, brace in before)
        position += len(line) + 1
    return None


def _unmatched(braces: list[tuple[int, str]], sign: int) -> int | None:
    """Return the brace of a line that has no partner in it: the last that opens, or the first that closes."""
    open_: list[int] = []
    for at, brace in braces:
        if brace == "{":
            open_.append(at)
        elif open_:
            open_.pop()
        elif sign < 0:
            return at
    return open_[-1] if open_ and sign > 0 else None
