# ruff: noqa: E501 - one fault a line, to be read as a table
"""Faults of the declarations of tables and figures."""

from __future__ import annotations

import re

from faults.data_edits import value, without_key, yaml_line
from faults.edits import misspelt, new_file, other_digit, pattern, swap
from faults.fault import Fault
from faults.project import HERE, Change, Edit, Project, Spot, joined, lost, searched

_T = "report/tables/"
_F = "report/figures/"
_EVENTS = f"{_T}events.yaml"
_SLIP = f"{_F}schedule-slip.yaml"
_LINES = f"{_F}timeline.yaml"
_BARS = f"{_F}trade-shares.yaml"
_MATRIX = f"{_F}positions-matrix.yaml"
_WORKS = f"{_F}works-by-kind.yaml"


def _key(file: str, old: str, new: str) -> Change:
    """Rename a key of a declaration."""
    return yaml_line(file, old, lambda line: line.replace(f"{old}:", f"{new}:", 1))


def _never_referred(project: Project) -> Edit:
    """Take the only reference to a table out; the place is where the table is included."""
    pages = project.named("report/sections/*.tex.j2")
    for file in project.named(f"{_T}*.yaml"):
        name = file.split("/")[-1].split(".")[0]
        call = re.compile(rf'\(\(\( ref\("{name}"\) \)\)\)')
        uses = [page for page in pages if call.search(project.text(page))]
        if len(uses) != 1 or len(call.findall(project.text(uses[0]))) != 1:
            continue
        page, hit = searched(project, "report/sections/*.tex.j2", re.compile(rf'\(\(\( table\("{name}"\) \)\)\)'))
        made = swap(uses[0], call, "What follows")(project)
        line = project.text(page).count("\n", 0, hit.start()) + 1
        return joined([made], (Spot(file=page, line=line),))
    return lost("no table that is referred to once")


def _figure_left_out(project: Project) -> Edit:
    """Take a figure out of its section; seen there, at its declaration or where the text refers to it."""
    pages = "report/sections/*.tex.j2"
    made = swap(pages, pattern(r'^\(\(\( figure\("schedule-slip"\) \)\)\)\n'), "")(project)
    page, hit = searched(project, pages, re.compile(r'\(\(\( ref\("schedule-slip"\) \)\)\)'))
    line = project.text(page).count("\n", 0, hit.start()) + 1
    return joined([made], (*made.spots, Spot(file=page, line=line), Spot(file=_SLIP)))


FAULTS = (
    # --- tables ---
    Fault(name="table: unknown key", change=_key(_EVENTS, "short", "shrot"), codes=("TAB301",)),
    Fault(name="table: key in capitals", change=_key(_EVENTS, "wide", "Wide"), codes=("TAB301",)),
    Fault(name="table: caption's key misspelt", change=_key(_EVENTS, "caption", "captoin"), codes=("TAB301", "TAB304"), follow=("TAB304",)),
    Fault(name="table: no caption", change=without_key(_EVENTS, "caption"), codes=("TAB304",)),
    Fault(name="table: no source", change=without_key(_EVENTS, "source"), codes=("TAB304",)),
    Fault(name="table: no description", change=without_key(_EVENTS, "description"), codes=("TAB304",)),
    Fault(name="table: empty caption", change=yaml_line(_EVENTS, "caption", lambda _: HERE + "caption:"), codes=("TAB304",)),
    Fault(name="table: empty description", change=yaml_line(_EVENTS, "description", lambda _: HERE + 'description: ""'), codes=("TAB304",)),
    Fault(name="table: no records", change=without_key(_EVENTS, "records"), codes=("TAB30",)),
    Fault(name="table: kind of records misspelt", change=value(_EVENTS, "records", misspelt), codes=("TAB302",)),
    Fault(name="table: field misspelt", change=value(f"{_T}indicators.yaml", "field", misspelt), codes=("TAB303",)),
    Fault(name="table: field of another kind", change=value(f"{_T}indicators.yaml", "field", "speaker"), codes=("TAB303",)),
    Fault(name="table: cell misspelt", change=value(_EVENTS, "show", misspelt), codes=("TAB30",)),
    Fault(name="table: alignment misspelt", change=value(_EVENTS, "align", "centerd"), codes=("TAB301",)),
    Fault(name="table: width with a unit", change=value(f"{_T}concordance.yaml", "width", "3cm"), codes=("TAB301",)),
    Fault(name="table: negative width", change=value(f"{_T}concordance.yaml", "width", lambda v: f"-{v}"), codes=("TAB301",)),
    Fault(name="table: width with a decimal comma", change=value(f"{_T}concordance.yaml", "width", "1,15"), codes=("TAB301",)),
    Fault(name="table: order by a field that is none", change=swap(_EVENTS, pattern(r"^sort:\n- date$"), f"sort:\n{HERE}- dates"), codes=("TAB303",)),
    Fault(name="table: group by a field that is none", change=value(f"{_T}indicators.yaml", "group", misspelt), codes=("TAB303",)),
    Fault(name="table: pivot by a field that is none", change=value(f"{_T}positions.yaml", "rows", misspelt), codes=("TAB303",)),
    Fault(name="table: join with a kind that is none", change=swap(f"{_T}positions.yaml", pattern(r"^- records: propositions$"), "- records: propositoins"), codes=("TAB302",)),
    Fault(name="table: join on a field that is none", change=value(f"{_T}positions.yaml", "on", misspelt), codes=("TAB303",)),
    Fault(name="table: name of a join misspelt", change=value(f"{_T}positions.yaml", "as", misspelt), codes=("SEC503", "TAB30", "SEC5")),
    Fault(name="table: filter by a field that is none", change=swap(f"{_T}concordance.yaml", pattern(r"^  document: D3$"), "  documnt: D3"), codes=("TAB303",)),
    Fault(name="table: filter that lets nothing through", change=swap(f"{_T}concordance.yaml", pattern(r"^  document: D3$"), "  document: D9"), codes=("TAB305", "TAB310")),
    Fault(name="table: wide is no yes or no", change=value(_EVENTS, "wide", "maybe"), codes=("TAB301",)),
    Fault(name="table: column with nothing to show", change=swap(_EVENTS, pattern(r"^(- head: Event\n)  field: event\n"), lambda m: HERE + m[1]), codes=("TAB30",)),
    Fault(name="table: no columns", change=swap(_EVENTS, pattern(r"^columns:\n(?:[- ] .*\n)+"), f"{HERE}columns: []\n"), codes=("TAB30",)),
    Fault(name="table: number in the description altered", change=value(_EVENTS, "description", other_digit), codes=("CHK817",)),
    Fault(name="table: count in words altered", change=value(f"{_T}agreements.yaml", "description", lambda v: v.replace("Six", "Seven")), codes=("CHK817",)),
    Fault(name="table: count in a caption altered", change=value(f"{_T}documents.yaml", "caption", lambda v: v.replace("five", "six")), codes=("CHK817",)),
    Fault(name="table: character that no font has", change=value(_EVENTS, "caption", lambda v: f"{v} ไ"), codes=("TEX608",)),
    Fault(name="table: caption of another table", change=value(_EVENTS, "description", "Events."), codes=("TAB3", "CHK8")),
    Fault(name="table: no section shows it", change=new_file(f"{_T}spare.yaml", f"{HERE}records: glossary\ncaption: Terms of the trade\ncolumns:\n- head: Term\n  field: term\n  width: 1\nsource: General knowledge\ndescription: Terms in the order of the file, without more.\n"), codes=("CHK812",)),
    Fault(name="table: never referred to", change=_never_referred, codes=("CHK812",)),
    Fault(name="table: shown twice", change=swap("report/sections/*.tex.j2", pattern(r'^(\(\(\( table\("gaps"\) \)\)\))$'), lambda m: f"{m[0]}\n\n{HERE}{m[0]}"), codes=("CHK812", "TAB3", "TEX607", "CHK8", "SEC5")),
    Fault(name="table: tab as indentation", change=swap(_EVENTS, pattern(r"^  field: event$"), "\tfield: event"), codes=("TAB3", "REC204")),
    Fault(name="table: key twice", change=swap(_EVENTS, pattern(r"^source: .*$"), lambda m: f"{m[0]}\n{HERE}{m[0]}"), codes=("TAB3", "REC204")),
    Fault(name="table: colon in a text without quotes", change=value(f"{_T}gaps.yaml", "caption", "Open questions: identity, views"), codes=("TAB3", "REC204")),
    Fault(name="table: quote without its end", change=value(f"{_T}gaps.yaml", "caption", '"Open questions concern identity'), codes=("TAB3", "REC204")),
    Fault(name="table: indentation too deep", change=swap(_EVENTS, pattern(r"^caption: "), "   caption: "), codes=("TAB3", "REC204")),
    # --- figures ---
    Fault(name="figure: unknown kind", change=value(_SLIP, "kind", "slips"), codes=("TAB30",)),
    Fault(name="figure: unknown key", change=_key(_LINES, "lanes", "lane_order"), codes=("TAB301",), follow=("TAB30",)),
    Fault(name="figure: kind of records misspelt", change=value(_SLIP, "records", misspelt), codes=("TAB302",)),
    Fault(name="figure: field misspelt", change=value(_SLIP, "label", misspelt), codes=("TAB303", "TAB306")),
    Fault(name="figure: lane of the records left out", change=swap(_LINES, pattern(r"^- aviation\n"), ""), codes=("TAB30",), open_="lanes that are not named follow the others"),
    Fault(name="figure: lane misspelt", change=swap(_LINES, pattern(r"^- aviation$"), "- avaition"), codes=("TAB3",), follow=("TAB306",)),
    Fault(name="figure: filter that lets nothing through", change=value(_SLIP, "project", misspelt), codes=("TAB3",), follow=("CHK813",)),
    Fault(name="figure: no caption", change=without_key(_SLIP, "caption"), codes=("TAB304",)),
    Fault(name="figure: no source", change=without_key(_SLIP, "source"), codes=("TAB304",)),
    Fault(name="figure: no description", change=without_key(_SLIP, "description"), codes=("TAB304",)),
    Fault(name="figure: year in the description altered", change=value(_SLIP, "description", lambda v: v.replace("2016", "2017", 1)), codes=("CHK817",)),
    Fault(name="figure: year in the caption's note altered", change=swap(_SLIP, pattern(r"^(- .*?)2021(.*)$"), lambda m: f"{m[1]}2020{m[2]}"), codes=("CHK817",)),
    Fault(name="figure: record of a panel misspelt", change=swap(_BARS, pattern(r"^    show: (ind-\S+)$"), lambda m: f"    show: {m[1]}x"), codes=("TAB302",)),
    Fault(name="figure: a count among shares", change=swap(_BARS, pattern(r"^    - ind-machinery-exports-d4$"), "    - ind-cr929-market-china"), codes=("TAB312",), follow=("CHK8",)),
    Fault(name="figure: year in the title of a panel altered", change=swap(_BARS, pattern(r"^(- title: .*)2022(.*)$"), lambda m: f"{m[1]}2021{m[2]}"), codes=("CHK817",)),
    Fault(name="figure: key of another kind", change=_key(_BARS, "panels", "lanes"), codes=("TAB301",), follow=("TAB3",)),
    Fault(name="figure: order misspelt", change=value(_MATRIX, "order", misspelt), codes=("TAB301",)),
    Fault(name="figure: field of the rows misspelt", change=value(_MATRIX, "rows", misspelt), codes=("TAB303",)),
    Fault(name="figure: value of the key misspelt", change=_key(_MATRIX, "  denies", "  deneis"), codes=("TAB3",)),
    Fault(name="figure: part that no work has", change=swap(_WORKS, pattern(r"^  - Schubert, Jeff$"), "  - Schubart, Jeff"), codes=("TAB310",), follow=("CHK817",)),
    Fault(name="figure: field that is counted misspelt", change=value(_WORKS, "by", misspelt), codes=("TAB303",)),
    Fault(name="figure: count in the description altered", change=value(_WORKS, "description", lambda v: v.replace("14", "41", 1)), codes=("CHK817", "CHK828")),
    Fault(name="figure: direction in the description turned round", change=value(_BARS, "description", lambda v: v.replace("exports to China", "imports from China", 1)), codes=("CHK828",)),
    Fault(name="figure: document in the description exchanged", change=value(_BARS, "description", lambda v: v.replace("D5 puts", "D4 puts", 1)), codes=("CHK828",)),
    Fault(name="figure: record of another row", change=swap(_BARS, pattern(r"^    show: ind-imports-share-2022$"), "    show: ind-exports-share-2022"), codes=("CHK828",), follow=("CHK8",)),
    Fault(name="figure: how much it slipped", change=value(_SLIP, "caption", lambda v: v.replace("two years", "three years")), codes=("CHK828",)),
    Fault(name="table: document left out of the source", change=value(f"{_T}statements.yaml", "source", lambda v: v.replace("D1, D3 and D5", "D1 and D3")), codes=("CHK828",)),
    Fault(name="table: one for two in the caption", change=value(f"{_T}projects.yaml", "caption", lambda v: v.replace("One nuclear stage is", "Two nuclear stages are")), codes=("CHK828",)),
    Fault(name="figure: no section shows it", change=_figure_left_out, codes=("SEC511", "CHK812"), follow=("CHK812", "SEC511", "CHK813")),
)  # fmt: skip
