# ruff: noqa: E501 - one fault a line, to be read as a table
"""Faults of the settings."""

from __future__ import annotations

import re

from faults.edits import pattern, swap, whole
from faults.fault import Fault
from faults.project import HERE, Change, Edit, Project, Spot, joined, searched

_FILE = "report/report.toml"


def _setting(key: str, new: str, nth: int = 0) -> Change:
    """Give the nth setting of a name another value."""
    return swap(_FILE, pattern(rf"^({key}) = .*$"), lambda hit: f"{HERE}{hit[1]} = {new}", nth)


def _renamed(key: str, new: str) -> Change:
    """Give a setting another name."""
    return swap(_FILE, pattern(rf"^{key} = "), f"{HERE}{new} = ")


def _without(key: str, section: str) -> Change:
    """Take a setting out; the place is the section's line."""
    return swap(_FILE, pattern(rf"^(\[{section}\]\n(?:.*\n)*?){key} = .*\n"), lambda hit: HERE + hit[1])


def _list_misspelt(project: Project) -> Edit:
    """Give a list another name; seen there or where a section prints it."""
    made = swap(_FILE, pattern(r'^works = "cited"$'), 'wroks = "cited"')(project)
    page, hit = searched(project, "report/sections/*.tex.j2", pattern(r'\(\(\( bibliography\("works"\) \)\)\)'))
    line = project.text(page).count("\n", 0, hit.start()) + 1
    return joined([made], (*made.spots, Spot(file=page, line=line)))


FAULTS = (
    Fault(name="number of sources on the cover", change=swap(_FILE, "What five sources say", "What six sources say"), codes=("CHK828",)),
    Fault(name="years on the cover", change=swap(_FILE, "2011–2023", "2011–2032"), codes=("CHK828",)),
    Fault(name="setting misspelt", change=_renamed("quotation_words", "quotation_word"), codes=("CFG003",)),
    Fault(name="setting of another section", change=swap(_FILE, pattern(r"^\[limits\]$"), f'[limits]\n{HERE}profile = "plain"'), codes=("CFG003",)),
    Fault(name="section misspelt", change=swap(_FILE, pattern(r"^\[limits\]$"), "[limit]"), codes=("CFG003",)),
    Fault(name="text of the cover misspelt", change=_renamed("subtitle", "subtitel"), codes=("CFG0", "TEX602", "SEC503")),
    Fault(name="number in quotes", change=_setting("quotation_words", '"8"'), codes=("CFG004",)),
    Fault(name="number that is none", change=_setting("memory_mb", "0"), codes=("CFG004",)),
    Fault(name="negative number", change=_setting("overfull_pt", "-1.0"), codes=("CFG004",)),
    Fault(name="truth value for a number", change=_setting("timeout_s", "true"), codes=("CFG004",)),
    Fault(name="no title", change=_without("title", "report"), codes=("CFG004",)),
    Fault(name="empty title", change=_setting("title", '""'), codes=("CFG004",)),
    Fault(name="no date", change=_without("date", "report"), codes=("CFG004",)),
    Fault(name="date as people write it", change=_setting("date", '"22.11.2026"'), codes=("CFG004",)),
    Fault(name="date that is none", change=_setting("date", '"2026-02-30"'), codes=("CFG004",)),
    Fault(name="date without quotes", change=_setting("date", "2026-11-22"), codes=("CFG004",)),
    Fault(name="engine misspelt", change=_setting("engine", '"lualtex"'), codes=("CFG004",)),
    Fault(name="profile misspelt", change=_setting("profile", '"archiv"'), codes=("CFG004",)),
    Fault(name="output outside of the build folder", change=_setting("output", '"../briefing.pdf"'), codes=("CFG004",)),
    Fault(name="output that is no PDF", change=_setting("output", '"briefing.docx"'), codes=("CFG004",)),
    Fault(name="class that is not there", change=_setting("class", '"report/brefing.cls"'), codes=("CFG005",)),
    Fault(name="main template that is not there", change=_setting("main", '"report/man.tex.j2"'), codes=("CFG005", "SEC501")),
    Fault(name="bibliography file that is not there", change=_setting("files", '["bib/documents.bib", "bib/work.bib"]'), codes=("CFG005", "BIB401"), follow=("SEC504", "REC217")),
    Fault(name="no list of bibliography files", change=_without("files", "bibliography"), codes=("CFG004",)),
    Fault(name="bibliography files as a text", change=_setting("files", '"bib/works.bib"'), codes=("CFG004",)),
    Fault(name="font file that is not there", change=_setting("serif-bold", '"PTF57F.ttf"'), codes=("CFG007",)),
    Fault(name="font role misspelt", change=_renamed("serif-bold", "serif-blod"), codes=("CFG0",)),
    Fault(name="no fonts", change=whole(_FILE, lambda text: re.sub(r"(?m)^\[fonts\]\n(?:[\w-]+ = .*\n)+", "", text)), codes=("CFG004",)),
    Fault(name="keyword of a list misspelt", change=swap(_FILE, pattern(r'^works = "cited"$'), 'works = "citde"'), codes=("BIB428", "BIB413", "CFG0"), follow=("BIB413",)),
    Fault(name="list misspelt", change=_list_misspelt, codes=("SEC506", "CFG0")),
    Fault(name="backend misspelt", change=swap(_FILE, pattern(r"^\[bibliography\]$"), f'[bibliography]\n{HERE}backend = "bibtx"'), codes=("CFG004",)),
    Fault(name="product: class that is not there", change=_setting("class", '"report/compct.cls"', 1), codes=("CFG005",)),
    Fault(name="product: main template that is not there", change=_setting("main", '"report/breif.tex.j2"', 1), codes=("CFG005",)),
    Fault(name="product: exhibit misspelt", change=swap(_FILE, '"schedule-slip"', '"schedule_slip"'), codes=("CFG016",)),
    Fault(name="product: section misspelt", change=swap("report/brief.tex.j2", 'section("projects")', 'section("project")'), codes=("SEC501",)),
    Fault(name="title without its last quote", change=swap(_FILE, pattern(r'^(title = ".*)"$'), lambda m: HERE + m[1]), codes=("CFG002",)),
    Fault(name="title without quotes", change=_setting("title", "Declared partnership"), codes=("CFG002",)),
    Fault(name="curly quotes", change=_setting("title", "“Declared partnership”"), codes=("CFG002",)),
    Fault(name="sign of a setting lost", change=swap(_FILE, pattern(r'^title = (".*")$'), lambda m: f"{HERE}title {m[1]}"), codes=("CFG002",)),
    Fault(name="section's bracket lost", change=swap(_FILE, pattern(r"^\[limits\]$"), f"{HERE}[limits"), codes=("CFG002",)),
    Fault(name="list's bracket lost", change=swap(_FILE, pattern(r"^(files = \[.*)\]$"), lambda m: HERE + m[1]), codes=("CFG002",)),
    Fault(name="setting twice", change=swap(_FILE, pattern(r"^title = .*$"), lambda m: f"{m[0]}\n{HERE}{m[0]}"), codes=("CFG002",)),
    Fault(name="section twice", change=swap(_FILE, pattern(r"^\[limits\]$"), f"{HERE}[build]"), codes=("CFG002",)),
    Fault(name="backslash in a text", change=_setting("organisation", r'"report\gen"'), codes=("CFG002",)),
    Fault(name="character that no font has", change=_setting("organisation", '"ไทย"'), codes=("TEX608",), open_="texts of the cover are left to TeX"),
)  # fmt: skip
