r"""Where something begins that TeX misses the end of: an argument, an environment, a group, a list, the report."""

from __future__ import annotations

import re

from reportgen.tex.spots import Spot, blanked, text_of, texts
from reportgen.tex.tree import TexTree
from reportgen.texlog import LogEvent

_BEGUN = re.compile(r"^\\begin\{(?P<name>[^}]*)\}(?: on input line (?P<line>\d+))? ended by \\end\{(?P<other>[^}]*)\}")
# So many letters of a runaway argument tell where it begins.
ENOUGH = 4


def environment(event: LogEvent, told: Spot, tree: TexTree) -> Spot:
    r"""Where an environment was begun that nothing ends; where it is ended wrongly if the names are alike."""
    found = _BEGUN.match(event.message)
    if found is None:
        return told
    name, other = found["name"], found["other"]
    if name == "document" or _alike(name, other):
        return told
    begun = re.compile(rf"\\begin\{{{re.escape(name)}\}}")
    line = int(found["line"]) if found["line"] else None
    own = told.file or ""
    for file in dict.fromkeys((own, *tree.composed)):
        lines = (text_of(file, tree) or "").split("\n")
        if line and line <= len(lines) and (hit := begun.search(lines[line - 1])):
            text = "\n".join(blanked(each) for each in lines)
            closed = len(re.findall(rf"\\end\{{{re.escape(name)}\}}", text))
            if file == own or len(begun.findall(text)) > closed:
                return Spot(file, line, hit.start() + 1)
    return told


def _alike(name: str, other: str) -> bool:
    """Whether one name looks like a slip for the other."""
    short, long = sorted((name, other), key=len)
    return abs(len(name) - len(other)) <= 2 and (
        sorted(name) == sorted(other)
        or long.startswith(short)
        or sum(a != b for a, b in zip(name, other, strict=False)) <= 2
    )


def runaway(event: LogEvent, told: Spot, tree: TexTree) -> Spot:
    r"""Where a runaway argument begins; TeX shows its first words but not their line.

    TeX prints a blank after each command, so the words are looked for without blanks; an empty line is `\par`.
    """
    shown = re.split(r"\\par\b", event.context or "")[0]
    start = re.sub(r"\s+", "", shown.lstrip("{").replace("##", "#"))[:24]
    others = (*tree.composed, *tree.sources) if event.line is None else ()
    files = [file for file in dict.fromkeys((told.file, *others)) if file and text_of(file, tree) is not None]
    for file in files if len(start) >= ENOUGH else []:
        lines = (text_of(file, tree) or "").split("\n")
        for number in range(min(told.line or len(lines), len(lines)), 0, -1):
            column = _begins(lines[number - 1 : number + 4], start)
            if column is not None:
                return Spot(file, number, column)
    if event.message.startswith("Paragraph ended") and len(start) < ENOUGH:
        return _cut_short(re.sub(r"\s+", "", shown), told, tree) or told
    return told


def _cut_short(shown: str, told: Spot, tree: TexTree) -> Spot | None:
    """Return where an argument of few letters begins: at the end of a line, an empty one below."""
    lines = (text_of(told.file or "", tree) or "").split("\n")
    for number in range(min(told.line or len(lines), len(lines)), 1, -1):
        above = blanked(lines[number - 2]).rstrip()
        if shown and not lines[number - 1].strip() and re.sub(r"\s+", "", above).endswith(shown):
            return Spot(told.file, number - 1, max(above.rfind(shown[0]), 0) + 1)
    return None


def _begins(lines: list[str], words: str) -> int | None:
    """Return the column of the first line where words without blanks begin; they may go on in the lines below."""
    first, *below = (re.sub(r"\s+", "", line) for line in lines)
    at = first.rfind(words)
    if at < 0:
        rest = "".join(below)
        fitting = (n for n in range(ENOUGH, len(words)) if first.endswith(words[:n]) and rest.startswith(words[n:]))
        size = next(fitting, None)
        if size is None:
            return None
        at = len(first) - size
    return [column for column, character in enumerate(lines[0], 1) if not character.isspace()][at]


def opened(event: LogEvent, tree: TexTree) -> Spot | None:
    """Where a group was opened that nothing closes: TeX knows the line, not the file."""
    if event.line is None:
        return None
    for file, text in texts(tree):
        lines = text.split("\n")
        if event.line > len(lines):
            continue
        column = _unclosed(lines, event.line) if event.name in {"{", None} else None
        if event.name and event.name.startswith("\\") and event.name in lines[event.line - 1]:
            column = lines[event.line - 1].index(event.name) + 1
        if column is not None:
            return Spot(file, event.line, column)
    return None


def _unclosed(lines: list[str], wanted: int) -> int | None:
    """Return the column of a brace on a line that nothing in the file closes."""
    stack: list[tuple[int, int]] = []
    for number, line in enumerate(lines, 1):
        bare = re.sub(r"\\.", "  ", blanked(line))
        for hit in re.finditer(r"[{}]", bare):
            if hit[0] == "{":
                stack.append((number, hit.start() + 1))
            elif stack:
                stack.pop()
    return next((column for number, column in stack if number == wanted), None)


def ended(_: LogEvent, told: Spot, tree: TexTree) -> Spot | None:
    """Return the last line of the main file, where its end is missing."""
    text = tree.composed[told.file or ""].text if told.file in tree.composed else None
    return None if text is None else Spot(told.file, len(text.rstrip("\n").split("\n")))


def items(event: LogEvent, told: Spot, tree: TexTree) -> Spot | None:
    r"""Return the text before the first `\item` of a list, which TeX misses only where the list ends."""
    if "missing \\item" not in event.message or event.message.startswith("Lonely") or told.line is None:
        return None
    lines = [blanked(line) for line in (text_of(told.file, tree) or "").split("\n")]
    ended = 0
    for number in range(min(told.line, len(lines)), 0, -1):
        ended += len(re.findall(r"\\end\{", lines[number - 1])) - len(re.findall(r"\\begin\{", lines[number - 1]))
        if ended < 0 or (ended == 0 and number < told.line and r"\begin{" in lines[number - 1]):
            below = range(number + 1, told.line)
            first = next((line for line in below if lines[line - 1].strip()), None)
            return None if first is None or r"\item" in lines[first - 1] else Spot(told.file, first, 1)
    return None
