# ruff: noqa: E501 - one fault a line, to be read as a table
"""Faults of the templates of cells and of entries."""

from __future__ import annotations

from faults.edits import misspelt, pattern, swap
from faults.fault import Fault
from faults.project import HERE, Change, Edit, Project, joined, searched

_CELLS = "report/tables/cells.tex.j2"
_ENTRIES = "report/bibliography/entries.tex.j2"
_MACRO = pattern(r"^\(\(\* macro (event_date)\(row\) \*\)\)(.*)\(\(\* endmacro \*\)\)$")


def _cell(make: str) -> Change:
    """Write a macro of a cell anew; `{body}` is what it held, `{name}` its name."""
    return swap(_CELLS, _MACRO, lambda m: HERE + make.replace("{name}", m[1]).replace("{body}", m[2]))


def _renamed(project: Project) -> Edit:
    """Rename a cell's macro: seen where a table asks for it, or at the macro."""
    made = swap(_CELLS, _MACRO, lambda m: m[0].replace(m[1], misspelt(m[1])))(project)
    name, hit = searched(project, "report/tables/*.yaml", pattern(r"^  show: event_date$"))
    line = project.text(name).count("\n", 0, hit.start()) + 1
    return joined([made], (*made.spots, type(made.spots[0])(file=name, line=line)))


def _entry_macro(old: str, new: str, nth: int = 0) -> Change:
    return swap(_ENTRIES, old, new, nth)


FAULTS = (
    Fault(name="cell: macro renamed", change=_renamed, codes=("TAB3", "SEC503")),
    Fault(name="cell: field misspelt", change=swap(_CELLS, "((( row.gist )))", "((( row.gits )))"), codes=("SEC503", "TAB303")),
    Fault(name="cell: field of another kind", change=swap(_CELLS, "((( row.gist )))", "((( row.wording )))"), codes=("SEC503", "TAB303")),
    Fault(name="cell: macro without its end", change=_cell("((* macro {name}(row) *)){body}"), codes=("SEC502",)),
    Fault(name="cell: condition without its end", change=_cell("((* macro {name}(row) *)){body}((* if row.basis *))x((* endmacro *))"), codes=("SEC502",)),
    Fault(name="cell: expression without its end", change=_cell("((* macro {name}(row) *)){body}((( row.basis ((* endmacro *))"), codes=("SEC502",)),
    Fault(name="cell: unknown filter", change=swap(_CELLS, "row.genre|capitalize", "row.genre|capitalise"), codes=("SEC502",)),
    Fault(name="cell: unknown macro", change=swap(_CELLS, "((( points(row.basis) )))", "((( point(row.basis) )))"), codes=("SEC503",)),
    Fault(name="cell: brace without its end", change=swap(_CELLS, r"\emph{((( row.confidence|capitalize ))).}", r"\emph{((( row.confidence|capitalize )))."), codes=("SEC5",)),
    Fault(name="cell: brace that ends nothing", change=_cell("((* macro {name}(row) *)){body}}((* endmacro *))"), codes=("SEC5",)),
    Fault(name="cell: ampersand", change=_cell("((* macro {name}(row) *)){body} & more((* endmacro *))"), codes=("SEC5", "TEX6"), open_="tables hold ampersands"),
    Fault(name="cell: misspelt loop variable", change=swap(_CELLS, "((( side.says )))", "((( sides.says )))"), codes=("SEC503",)),
    Fault(name="cell: character that no font has", change=_cell("((* macro {name}(row) *)){body} ไ((* endmacro *))"), codes=("TEX608",)),
    Fault(name="entries: field misspelt", change=_entry_macro("e.howpublished )))", "e.howpublihsed )))"), codes=("SEC503",)),
    Fault(name="entries: condition without its end", change=swap(_ENTRIES, pattern(r"\(\(\* if e\.publisher \*\)\)(\. \(\(\( e\.publisher \)\)\))\(\(\* endif \*\)\)"), lambda m: f"{HERE}((* if e.publisher *)){m[1]}"), codes=("SEC502",)),
    Fault(name="entries: macro of every type gone", change=_entry_macro("macro misc(e)", "macro msic(e)"), codes=("BIB408",), follow=("BIB408",)),
    Fault(name="entries: unknown filter", change=_entry_macro("e.author|stop", "e.author|stopp"), codes=("SEC502",)),
    Fault(name="entries: unknown macro", change=_entry_macro("((( closing(e) )))", "((( clossing(e) )))"), codes=("SEC503",)),
    Fault(name="entries: brace without its end", change=_entry_macro(r"\bibremark{((( e.addendum )))}", r"\bibremark{((( e.addendum )))"), codes=("SEC5",)),
    Fault(name="entries: brace that ends nothing", change=_entry_macro(r"\bibannotation{((( e.annotation )))", r"\bibannotation{((( e.annotation )))}}"), codes=("SEC5",)),
    Fault(name="entries: expression without its end", change=_entry_macro("((( e.url )))", "((( e.url "), codes=("SEC502",)),
    Fault(name="entries: opening of a value lost", change=_entry_macro("((( e.publisher )))", "e.publisher )))"), codes=("SEC502",)),
    Fault(name="cell: bracket of a value lost", change=swap(_CELLS, "((( row.gist )))", "(( row.gist )))"), codes=("SEC502",)),
    Fault(name="class: brace lost", change=swap("report/briefing.cls", pattern(r"^(\\newcommand\{?\\\w+\}?(?:\[\d\])?\{.*)\}$"), lambda m: HERE + m[1]), codes=("SEC533",)),
    Fault(name="class: command misspelt", change=swap("report/briefing.cls", "\\RequirePackage", "\\RequirePakcage"), codes=("SEC532",)),
)  # fmt: skip
