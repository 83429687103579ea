r"""The first auxiliary files: what the first pass of a report reads in place of an earlier pass's.

Without them a first pass has a contents list without lines, citations without labels, and pages broken
elsewhere than in the second, so that a third is needed. Labels of citations are exact, since reportgen
writes the list of works itself. Titles are taken from the composed text; numbers are counted, and all
page numbers are guesses, those of names and citations by how much text stands before. What is guessed wrongly
costs a pass, no more: only the auxiliary files that TeX writes itself decide when a report is final.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.markup import Composed
from reportgen.sections.order import pieces

_COMMAND = re.compile(
    r"\\(?:(?P<heading>part|chapter|section|subsection|subsubsection|paragraph|addsec|addchap|addpart)(?P<star>\*?)"
    r"|(?P<caption>caption)|(?P<label>label)|(?P<item>bibitem)|(?P<mention>rgmention)|(?P<cite>cite)(?![a-zA-Z])"
    r"|(?P<appendix>appendix)[a-zA-Z]*|begin\s*\{(?P<environment>[a-zA-Z*]+)\})"
)
# About as much TeX as makes a page of text or of a table.
_PAGE = 5000
_LISTS = {"toc": "toc", "figure": "lof", "table": "lot"}
_UNNUMBERED = {"addsec": "section", "addchap": "chapter", "addpart": "part"}
_NUMBERED = ("part", "chapter", "section")


@dataclass(slots=True)
class _Seed:
    """What has been met so far, in reading order."""

    lists: dict[str, list[str]] = field(default_factory=lambda: {"toc": [], "lof": [], "lot": []})
    aux: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    exhibit: str = "table"
    appendix: bool = False
    current: tuple[str, str] = ("", "")
    seen: dict[tuple[str, int], None] = field(default_factory=dict)
    noting: bool = False
    cited: list[tuple[str, int]] = field(default_factory=list)


def seed(files: Mapping[str, Composed]) -> dict[str, bytes]:
    """Return `main.aux` and the lists of contents, figures and tables for composed files by name."""
    found = _Seed()
    text = "\n".join(text for _, text in pieces(files, "main.tex"))
    found.noting = r"\backreferences{" in text
    for hit in _COMMAND.finditer(text):
        _meet(found, hit, text)
    made = {f"main.{ending}": "\n".join([*lines, ""]) for ending, lines in found.lists.items() if lines}
    pages = [rf"\rgseen{{{key}}}{{{page}}}{{{page}}}" for key, page in sorted(found.seen)]
    noted = [r"\providecommand*\rgseen[3]{}", *pages] if pages else []
    cited = [rf"\citation{{{key}}}%{at}" for key, at in found.cited] if r"\backreferences{" in text else []
    made["main.aux"] = "\n".join([r"\relax", *cited, *found.aux, *noted, ""])
    return {name: content.encode() for name, content in made.items()}


def _meet(found: _Seed, hit: re.Match[str], text: str) -> None:
    """Note a heading, a caption, a label or an entry of the list of works."""
    option, after = _bracketed(text, hit.end())
    argument = _braced(text, after)
    if hit["environment"]:
        if "figure" in hit["environment"]:
            found.exhibit = "figure"
        elif "table" in hit["environment"]:
            found.exhibit = "table"
    elif hit["appendix"]:
        found.appendix = True
        found.counts["chapter"] = found.counts["section"] = 0
    elif argument is None:
        return
    elif hit["heading"]:
        _heading(found, hit["heading"], option or argument, starred=bool(hit["star"]))
    elif hit["caption"]:
        number = str(_next(found, found.exhibit))
        found.current = (number, f"{found.exhibit}.{number}")
        line = rf"\numberline {{{number}}}{{\ignorespaces {option or argument}}}"
        found.lists[_LISTS[found.exhibit]].append(rf"\contentsline {{{found.exhibit}}}{{{line}}}{{1}}{{}}%")
    elif hit["label"]:
        printed, anchor = found.current
        found.aux.append(rf"\newlabel{{{argument}}}{{{{{printed}}}{{1}}{{}}{{{anchor}}}{{}}}}")
    elif hit["mention"] or hit["cite"]:
        found.cited += [(key.strip(), hit.start()) for key in argument.split(",") if hit["cite"]]
        _seen(found, argument, 1 + hit.start() // _PAGE, cited=bool(hit["cite"]))
    elif hit["item"]:
        found.noting = False  # what the printed works say of each other is no citation of the report
        label = option.removeprefix("{").removesuffix("}") if option else str(_next(found, "item"))
        found.aux.append(rf"\bibcite{{{argument}}}{{{label}}}")


def _seen(found: _Seed, keys: str, page: int, *, cited: bool) -> None:
    """Note the page of a name, or of a citation's keys where the report prints the pages of citations."""
    if not cited:
        found.seen[keys, page] = None
    elif found.noting:
        found.seen.update(dict.fromkeys((f"cite@{key.strip()}", page) for key in keys.split(",")))


def _heading(found: _Seed, level: str, title: str, *, starred: bool) -> None:
    if starred:
        return
    numbered = level in _NUMBERED
    level = _UNNUMBERED.get(level, level)
    number = _printed(found, level) if numbered else ""
    found.current = (number, f"{level}.{number}")
    line = rf"\numberline {{{number}}}" if numbered else ""
    found.lists["toc"].append(rf"\contentsline {{{level}}}{{{line}{title}}}{{1}}{{}}%")


def _printed(found: _Seed, level: str) -> str:
    """Return the number of the next heading: in the appendix a letter."""
    number = _next(found, level)
    return chr(ord("A") + number - 1) if found.appendix and level != "part" and number <= 26 else str(number)


def _next(found: _Seed, counter: str) -> int:
    found.counts[counter] = found.counts.get(counter, 0) + 1
    return found.counts[counter]


def _bracketed(text: str, start: int) -> tuple[str | None, int]:
    """Return an optional argument at `start` and where it ends; brackets within braces do not end it."""
    if start >= len(text) or text[start] != "[":
        return None, start
    depth = 0
    for at in range(start + 1, min(len(text), start + 10_000)):
        if text[at] == "{" and text[at - 1] != "\\":
            depth += 1
        elif text[at] == "}" and text[at - 1] != "\\":
            depth -= 1
        elif text[at] == "]" and depth == 0:
            return text[start + 1 : at], at + 1
    return None, start


def _braced(text: str, start: int) -> str | None:
    """Return the argument in braces at `start`."""
    if start >= len(text) or text[start] != "{":
        return None
    depth = 0
    for at in range(start, min(len(text), start + 10_000)):
        if text[at] == "{" and text[at - 1] != "\\":
            depth += 1
        elif text[at] == "}" and text[at - 1] != "\\":
            depth -= 1
            if depth == 0:
                return text[start + 1 : at]
    return None
