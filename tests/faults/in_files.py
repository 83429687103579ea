# ruff: noqa: E501 - one fault a line, to be read as a table
"""Damage that any file may suffer: a merge left undone, another encoding, a lost end, another file in its place."""

from __future__ import annotations

from faults.edits import conflict, cut, empty, gone, latin_1, nul, pattern, swap, utf_16, whole, with_the_content_of
from faults.fault import Fault
from faults.project import HERE, Edit, Project, Spot

_SECTION = "report/sections/projects.tex.j2"
_MACROS = "report/sections/macros.tex.j2"
_MAIN = "report/main.tex.j2"
_CELLS = "report/tables/cells.tex.j2"
_ENTRIES = "report/bibliography/entries.tex.j2"
_TABLE = "report/tables/events.yaml"
_FIGURE = "report/figures/timeline.yaml"
_TOML = "report/report.toml"
_CLASS = "report/briefing.cls"
_LATE = "report/briefing-late.sty"
_CSV = "data/events.csv"
_YAML = "data/judgements.yaml"
_SUMMARY = "data/summaries/D3.yaml"
_LOCK = "data/evidence.lock"
_WORKS = "bib/works.bib"
# What is said of a file that cannot be read as what it is.
_UNREADABLE = {
    _SECTION: ("SEC5",), _MACROS: ("SEC5",), _MAIN: ("SEC5",), _CELLS: ("SEC5",), _ENTRIES: ("SEC5",),
    _TABLE: ("TAB3", "REC2"), _FIGURE: ("TAB3", "REC2"), _TOML: ("CFG0",), _CLASS: ("TEX6", "CFG0", "SEC5"),
    _LATE: ("TEX6", "CFG0", "SEC5"), _CSV: ("REC2",), _YAML: ("REC2",), _SUMMARY: ("REC2",), _LOCK: ("REC2",),
    _WORKS: ("BIB4",),
}  # fmt: skip


def _no_settings(project: Project) -> Edit:
    """Take the settings away: nothing is left that a place could be in."""
    return Edit(files={_TOML: None}, spots=(*gone(_TOML)(project).spots, Spot(file="")))


def _name(file: str) -> str:
    return file.rsplit("/", maxsplit=1)[-1]


FAULTS = (
    *(Fault(name=f"merge conflict: {_name(f)}", change=whole(f, conflict), codes=codes) for f, codes in _UNREADABLE.items() if f != _LOCK),
    *(Fault(name=f"a byte of Latin-1: {_name(f)}", change=latin_1(f), codes=codes) for f, codes in _UNREADABLE.items()),
    *(Fault(name=f"UTF-16: {_name(f)}", change=utf_16(f), codes=codes) for f, codes in _UNREADABLE.items()),
    *(Fault(name=f"NUL: {_name(f)}", change=nul(f), codes=codes) for f, codes in _UNREADABLE.items()),
    *(Fault(name=f"empty: {_name(f)}", change=empty(f), codes=codes, follow=("REC218", "SEC511") if f == _LOCK else ()) for f, codes in _UNREADABLE.items() if f not in {_CLASS, _LATE}),
    *(Fault(name=f"cut off: {_name(f)}", change=cut(f), codes=codes) for f, codes in _UNREADABLE.items() if f in {_CSV, _LOCK, _WORKS}),
    Fault(name="missing: section", change=gone(_SECTION, swap(_MAIN, pattern(r'^\(\(\( section\("projects"\) \)\)\)$'), HERE)), codes=("SEC501",)),
    Fault(name="missing: partial", change=gone(_MACROS, *(swap("report/sections/*.tex.j2", pattern(r"^\(\(\* from .*$"), HERE, n) for n in range(9))), codes=("SEC501",), follow=("SEC501",)),
    Fault(name="missing: main template", change=gone(_MAIN, swap(_TOML, pattern(r"^main = .*$"), HERE)), codes=("CFG005", "SEC501")),
    Fault(name="missing: cells", change=gone(_CELLS), codes=("SEC501", "TAB30")),
    Fault(name="missing: entries", change=gone(_ENTRIES), codes=("SEC501", "BIB408")),
    Fault(name="missing: table", change=gone(_TABLE, swap("report/sections/*.tex.j2", pattern(r'^\(\(\( table\("events"\) \)\)\)$'), HERE), swap("report/sections/*.tex.j2", '((( ref("events") )))', HERE)), codes=("SEC506",), follow=("SEC506",)),
    Fault(name="missing: settings", change=_no_settings, codes=("CFG001",)),
    Fault(name="missing: class", change=gone(_CLASS, swap(_TOML, pattern(r"^class = .*$"), HERE)), codes=("CFG005",)),
    Fault(name="missing: records", change=gone(_CSV), codes=("REC2", "SEC505", "TAB302"), follow=("REC2", "SEC50", "TAB30", "CHK8")),
    Fault(name="missing: lock", change=gone(_LOCK), codes=("REC218", "REC225"), follow=("REC218",)),
    Fault(name="missing: bibliography", change=gone(_WORKS, swap(_TOML, pattern(r"^files = .*$"), HERE)), codes=("CFG005", "BIB401")),
    Fault(name="swapped: records", change=with_the_content_of(_CSV, "data/statements.csv"), codes=("REC203",), follow=("REC2",)),
    Fault(name="swapped: YAML records", change=with_the_content_of(_YAML, "data/gaps.yaml"), codes=("REC20",), follow=("REC20",)),
    Fault(name="swapped: lock with records", change=with_the_content_of(_LOCK, _CSV), codes=("REC225",), follow=("REC225",)),
    Fault(name="swapped: bibliography with records", change=with_the_content_of(_WORKS, _CSV), codes=("BIB4",), follow=("BIB4",)),
    Fault(name="swapped: settings with a template", change=with_the_content_of(_TOML, _MAIN), codes=("CFG002",)),
    Fault(name="swapped: table with a template", change=with_the_content_of(_TABLE, _SECTION), codes=("TAB30", "REC204")),
    Fault(name="swapped: section with another", change=with_the_content_of("report/sections/gaps.tex.j2", "report/sections/scope.tex.j2"), codes=("TEX607", "SEC511"), follow=("TEX607", "SEC511", "CHK8")),
)  # fmt: skip
