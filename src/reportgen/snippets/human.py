"""Diagnostics for people: the line of the source, a mark under the place, a hint, other places, and a count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportgen.diagnostics import Diagnostic, Place, Severity
from reportgen.snippets.machine import counts, files_of
from reportgen.snippets.terminal import Cell, base, cells, visible, window, wrapped

Sources = Callable[[str], str | None]

# The narrowest page, and the fewest columns of a source line.
_NARROWEST, _FEWEST = 20, 10
# Longer lines of prose are hard to read; lines of source may be longer.
_WIDEST_PROSE = 120
_RESET, _BOLD, _FAINT = "\x1b[0m", "\x1b[1m", "\x1b[34m"
_COLORS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.NOTE: "\x1b[1;36m"}


def human(found: Sequence[Diagnostic], sources: Sources, *, color: bool, width: int) -> str:
    """Return all but the silenced diagnostics, then how many there are of each kind; empty when there are none."""
    page = _Page(sources=sources, color=color, width=max(width, _NARROWEST))
    blocks = ["\n".join(page.block(each)) for each in found if each.severity is not Severity.SILENCED]
    if found:
        blocks.append(summary(found))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def summary(found: Sequence[Diagnostic]) -> str:
    """Say how many there are: `2 errors, 1 warning in 2 files, 3 silenced`."""
    numbers = counts(found)
    silenced = numbers.pop("silenced")
    told = [f"{number} {name[:-1] if number == 1 else name}" for name, number in numbers.items() if number]
    text = ", ".join(told)
    files = len(files_of(found))
    if text and files:
        text += f" in {files} {'file' if files == 1 else 'files'}"
    return ", ".join(filter(None, (text, f"{silenced} silenced" if silenced else "")))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """How wide and how colourful, and where the lines of the sources are."""

    sources: Sources
    color: bool
    width: int

    def pen(self, text: str, code: str) -> str:
        """Colour a text, or leave it alone."""
        return f"{code}{text}{_RESET}" if self.color and text else text

    def block(self, each: Diagnostic) -> Iterator[str]:
        """Give the lines of one diagnostic."""
        label = f"{each.severity.word}[{visible(each.code)}]"
        first, *rest = self.wrap(f"{label}: {each.message}", "  ")
        yield self.pen(label, _COLORS[each.severity]) + self.pen(first[len(label) :], _BOLD)
        yield from (self.pen(line, _BOLD) for line in rest)
        if each.place is not None:
            yield self.arrow(each.place)
            yield from self.snippet(each.place, _COLORS[each.severity], "^", each)
        for related in each.related:
            yield from self.labelled("note", related.message)
            yield self.arrow(related.place)
            if each.place is None or (related.place.file, related.place.line) != (each.place.file, each.place.line):
                yield from self.snippet(related.place, _FAINT, "-")
        if each.hint:
            yield from self.labelled("hint", each.hint)

    def wrap(self, text: str, indent: str, taken: int = 0) -> list[str]:
        """Break a text into lines that stand `taken` columns from the left."""
        return wrapped(text, min(self.width, _WIDEST_PROSE) - taken, indent)

    def arrow(self, place: Place) -> str:
        """Point to a place; never broken, so that it can be copied."""
        return f"  {self.pen('-->', _FAINT)} {visible(str(place))}"

    def labelled(self, label: str, text: str) -> Iterator[str]:
        """Give a remark below a diagnostic."""
        first, *rest = self.wrap(f"{label}: {text}", "      ", 2)
        yield f"  {self.pen(f'{label}:', _BOLD)}{first[len(label) + 1 :]}"
        yield from (f"  {line}" for line in rest)

    def snippet(self, place: Place, color: str, mark: str, each: Diagnostic | None = None) -> Iterator[str]:
        """Give the line of a place, and what is marked in it; `each` says how much."""
        line = self.line_at(place)
        if line is None or place.line is None:
            return
        bar = " " * (len(str(place.line)) + 2) + "|"
        shown = cells(line)
        start = None if place.column is None else base(shown, min(place.column - 1, len(shown)))
        text, offset, room = window(shown, start or 0, max(self.width - len(bar) - 1, _FEWEST))
        yield self.pen(bar, _FAINT)
        yield f"{self.pen(f' {place.line} |', _FAINT)} {text}".rstrip()
        if start is not None:
            run = max(1, min(_run(each, place, shown, start), room))
            yield f"{self.pen(bar, _FAINT)} {' ' * offset}{self.pen(mark * run, color)}"

    def line_at(self, place: Place) -> str | None:
        """Return the line of a place, `None` when there is none."""
        if place.line is None or place.line < 1 or (place.column is not None and place.column < 1):
            return None
        text = self.sources(place.file)
        # Only a line feed ends a line, as in editors and in every parser of ours.
        lines = [] if text is None else text.removeprefix("\ufeff").split("\n")
        return lines[place.line - 1].rstrip("\r") if place.line <= len(lines) else None


def _run(each: Diagnostic | None, place: Place, line: list[Cell], start: int) -> int:
    """Return how many columns are marked: to the end column, or to the line's end and beyond."""
    end = start + 1
    if each is not None and each.end_line is not None and place.line is not None and each.end_line > place.line:
        end = len(line)
    elif each is not None and each.end_column is not None:
        end = each.end_column - 1
    return sum(cell.width for cell in line[start:end])
