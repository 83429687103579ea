r"""From where TeX was to the line that a person edits.

TeX tells where it noticed a fault, in the generated file: the end of an argument, the next token after a package
that is missing, the last file when something never ended. The place looked for is where the fault stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from reportgen.diagnostics import Place
from reportgen.markup import Composed
from reportgen.tex.openings import ENOUGH, ended, environment, items, opened, runaway
from reportgen.tex.spots import COMMENT, Spot, blanked, text_of
from reportgen.tex.tree import TexTree
from reportgen.texlog import Fault, Kind, LogEvent

_LOADS = re.compile(r"\\(?:usepackage|RequirePackage\w*|LoadClass\w*|documentclass|InputIfFileExists|input|include)\b")


def spot_of(event: LogEvent, tree: TexTree) -> Spot:
    """Return where the fault of an event stands, as exactly as the log and the texts allow."""
    told = Spot(_known(event.file, tree), event.line, event.column)
    if event.kind is Kind.MISSING_CHARACTER or (event.fault is Fault.MISSING_CHARACTER and event.name):
        # TeX notices a missing glyph when it ships the page out and no longer knows the line.
        return _anywhere(event.name or "", tree) or told
    if event.kind is Kind.OPEN_GROUP:
        return opened(event, tree) or told
    if event.kind in {Kind.NO_FILE, Kind.UNDEFINED_REFERENCE, Kind.UNDEFINED_CITATION}:
        return _named(event, told, tree) or told
    if event.kind is Kind.MULTIPLY_DEFINED:
        return next(iter(labels(event.name or "", tree)[1:2]), told)
    if event.kind is Kind.OVERFULL:
        return _sticking_out(event, told, tree) or told
    find = _FINDERS.get(event.fault or Fault.OTHER, _loading)
    return find(event, told, tree) or _loading(event, told, tree)


def place_of(spot: Spot, tree: TexTree) -> tuple[Place | None, Place | None]:
    """Return (template or project file, record) for a spot; neither for a file that nobody edits."""
    composed = tree.composed.get(spot.file or "")
    if composed is not None:
        if spot.line is None:
            return composed.places(1)[0], None
        template, record = composed.places(spot.line, spot.column)
        return template, record or _nearest(composed, spot)
    source = tree.sources.get(spot.file or "")
    return (Place(file=source, line=spot.line, column=spot.column) if source else None), None


def in_record(spot: Spot, tree: TexTree) -> bool:
    """Whether the very text at a spot came from a record."""
    composed = tree.composed.get(spot.file or "")
    if composed is None or spot.line is None or spot.column is None:
        return False
    return composed.places(spot.line, spot.column)[1] is not None


def _nearest(composed: Composed, spot: Spot) -> Place | None:
    """Return the record whose text stands nearest on the line: which turn of a loop, which row of a table it is."""
    here = composed.origins[spot.line - 1] if spot.line and spot.line <= len(composed.origins) else ()
    data = [origin for origin in here if origin.data]
    if not data:
        return None
    if spot.column is None:
        places = list(dict.fromkeys(origin.place for origin in data))
        return places[0] if len({(place.file, place.line) for place in places}) == 1 else None
    column = spot.column
    return min(data, key=lambda origin: abs(origin.column - column)).place


def _known(file: str | None, tree: TexTree) -> str | None:
    """Return a file's name in the tree; a name that is not there stays as it is."""
    name = (file or "").removeprefix("./") or None
    return f"{name}.tex" if name not in tree.composed and f"{name}.tex" in tree.composed else name


def _anywhere(text: str, tree: TexTree) -> Spot | None:
    """Return the first place in the composed files where a text stands."""
    for name, composed in tree.composed.items():
        at = composed.text.find(text) if text else -1
        if at >= 0:
            return _spot(name, composed.text, at)
    return None


def _spot(file: str, text: str, at: int) -> Spot:
    return Spot(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _upwards(pattern: re.Pattern[str], file: str, line: int | None, tree: TexTree) -> Spot | None:
    """Return the last match at or above a line, comments apart."""
    lines = (text_of(file, tree) or "").split("\n")
    for number in range(min(line or len(lines), len(lines)), 0, -1):
        hits = list(pattern.finditer(COMMENT.sub("", lines[number - 1])))
        if hits:
            return Spot(file, number, hits[-1].start() + 1)
    return None


def _macro(event: LogEvent, told: Spot, tree: TexTree) -> Spot | None:
    """Find an unknown command: on its line, above it (in an argument), else where a class or style uses it."""
    name = event.name
    if not name:
        return None
    pattern = re.compile(re.escape(name) + (r"(?![A-Za-z@])" if name[-1:].isalpha() or name[-1:] == "@" else ""))
    own = told.file is not None and text_of(told.file, tree) is not None
    if own and told.line is not None:
        line = ((text_of(told.file, tree) or "").split("\n") + [""] * told.line)[told.line - 1]
        starts = [hit.start() + 1 for hit in pattern.finditer(line)]
        if told.column in starts:
            return told
        if starts:
            return told._replace(column=starts[0])
    # A macro of a class or style may use it: then the line of the text only calls that macro.
    inside = [
        _spot(file, text, hit.start())
        for file in tree.sources
        if (text := text_of(file, tree)) is not None
        for hit in pattern.finditer("\n".join(blanked(line) for line in text.split("\n")))
    ]
    if own and told.file in tree.composed and (above := _upwards(pattern, told.file or "", told.line, tree)):
        return above
    if inside:
        return inside[0]
    return told if own else (_anywhere(name, tree) or told)


def _named(event: LogEvent, told: Spot, tree: TexTree) -> Spot | None:
    """Find the line that asks for a file, package or option: the nearest above where TeX was, in the own files open."""
    if not event.name:
        return None
    # A font's name is said without its blanks.
    between = r"\s*" if event.fault is Fault.FONT else ""
    stem = between.join(re.escape(c) for c in re.sub(r"\.(?:sty|cls|tex)$", "", event.name))
    pattern = re.compile(rf"(?<![\w@-]){stem}(?![\w@-])")
    files = [told.file, *reversed(event.through)]
    for file in dict.fromkeys(_known(each, tree) for each in files if each):
        if file and text_of(file, tree) is not None:
            found = _upwards(pattern, file, told.line if file == told.file else None, tree)
            if found is not None:
                return found
    return None


def _loading(event: LogEvent, told: Spot, tree: TexTree) -> Spot:
    """For a fault inside a file of the installation: the line of ours that loads it."""
    if told.file is None or text_of(told.file, tree) is not None or "/" not in (event.file or ""):
        return told
    inner = [re.sub(r".*/|\.\w+$", "", each) for each in (*event.through, event.file or "")]
    for file in reversed(event.through):
        known = _known(file, tree)
        if known is None or text_of(known, tree) is None:
            continue
        for stem in inner:
            pattern = re.compile(rf"(?<![\w@-]){re.escape(stem)}(?![\w@-])")
            for line in _loads(text_of(known, tree) or "", pattern):
                return Spot(known, line)
    return told


def _loads(text: str, pattern: re.Pattern[str]) -> Iterator[int]:
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        around = "\n".join(lines[max(0, number - 4) : number])
        if pattern.search(blanked(line)) and _LOADS.search(around):
            yield number


def labels(name: str, tree: TexTree) -> list[Spot]:
    r"""Return where the label or the `\bibitem` of a name is written, in the order of the files."""
    pattern = re.compile(rf"\\(?:label|bibitem(?:\[[^\]]*\])?)\s*\{{{re.escape(name)}\}}")
    return [
        Spot(file, number, hit.start() + 1)
        for file, composed in tree.composed.items()
        for number, line in enumerate(composed.text.split("\n"), 1)
        for hit in pattern.finditer(blanked(line))
    ]


def _sticking_out(event: LogEvent, told: Spot, tree: TexTree) -> Spot | None:
    """Return the line of a paragraph whose words are the last that TeX shows of the line that sticks out."""
    text, first, last = text_of(told.file, tree), event.line, event.end_line
    if text is None or not first or not last or last <= first or not event.context:
        return None
    shown = [c for c in event.context if c.isalnum()][-20:]
    letters = [
        (c, number)
        for number, line in enumerate(text.split("\n")[first - 1 : last], first)
        for c in blanked(line)
        if c.isalnum()
    ]
    at = "".join(c for c, _ in letters).find("".join(shown))
    if len(shown) < ENOUGH or at < 0:
        return None
    # A box, of which TeX shows nothing, comes after the words.
    end = at + len(shown) - (not event.context.endswith("[]"))
    return Spot(told.file, letters[min(end, len(letters) - 1)][1])


_FINDERS: Mapping[Fault, Callable[[LogEvent, Spot, TexTree], Spot | None]] = {
    Fault.UNDEFINED_MACRO: _macro,
    Fault.MISSING_PACKAGE: _named,
    Fault.MISSING_FILE: _named,
    Fault.OPTION: _named,
    Fault.FONT: _named,
    Fault.MISMATCHED_ENVIRONMENT: environment,
    Fault.RUNAWAY: runaway,
    Fault.ITEM: items,
    Fault.NO_END: ended,
}
