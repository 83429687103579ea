"""A fault of a template stands at the line that a person mends, once, and brings nothing else with it."""

from __future__ import annotations

import pytest
from change import change
from memory import ROOT, SOURCES, MemoryTools

from reportgen.preparation import prepare

MAIN = "report/main.tex.j2"
BODY = "report/sections/body.tex.j2"
PARTIAL = "report/sections/partial.tex.j2"
CELLS = "report/tables/cells.tex.j2"
TABLE = "report/tables/indicators.yaml"
IMPORT = f'((* from "{PARTIAL}" import judged *))\n'
JUDGED = """\
((* macro judged(record) *))
((( record.id|upper ))): ((( record.title ))) ((( record.judgement )))~((( record.cite ))).
((* for item in record.basis *))((( item.text )))((* endfor *))
((* endmacro *))
"""
FIGURE = """\
kind: timeline
records: events
caption: What happened between the meeting and the closing
source: Documents
description: Two events.
"""


def said(project: dict[str, str], **raw: bytes) -> list[str]:
    """Return what is said of a project beyond what is said of it unchanged."""

    def messages(files: dict[str, str], extra: dict[str, bytes]) -> list[str]:
        tools = MemoryTools.of(files)
        for name, data in extra.items():
            tools.put(ROOT / name, data)
        found = prepare(ROOT, SOURCES, tools, lambda _: None).diagnostics
        return [f"{d.place.file}:{d.place.line} {d.code} {d.message}" if d.place else d.message for d in found]

    from small_project import small_project

    usual = messages(small_project(), {})
    return [message for message in messages(project, dict(raw)) if message not in usual]


def added(project: dict[str, str], text: str) -> int:
    """Add lines to the end of the section; return the number of the first."""
    project[BODY] += text
    return project[BODY].count("\n") - text.count("\n") + 1


def test_what_these_tests_add_is_right_when_nothing_is_wrong(project: dict[str, str]) -> None:
    project[PARTIAL] = JUDGED.replace("((( record.title )))", "")
    project[BODY] = IMPORT + project[BODY]
    added(project, '\n((( judged(record("j1")) )))\n\nSo ((( count("events", lane="board") ))) of all.\n')
    assert said(project) == []


# --- records that are not there -------------------------------------------------------------------


def test_a_record_that_is_not_there_is_said_where_it_is_asked_for(project: dict[str, str]) -> None:
    project[PARTIAL] = JUDGED.replace("((* for item in record.basis *))((( item.text )))((* endfor *))", "")
    project[BODY] = IMPORT + project[BODY]
    line = added(project, '\nA word.\n\n((( judged(record("j2")) )))\n') + 3
    assert said(project) == [f"{BODY}:{line} SEC505 there is no record 'j2'"]


@pytest.mark.parametrize(
    "use",
    [
        '((* set r = record("j2") *))\n((( r.judgement|upper ))) ((( r.title ))) ((( r.basis[0].text )))',
        '((* set r = record("j2") *))\n((( "a" + r.id ))) ((( r.id + "a" )))',
        '((* set r = record("j2") *))\n((* if r.likelihood == "likely" *))x((* endif *))',
        '((* set r = record("j2") *))\n((* if r.likelihood *))x((* endif *))',
        '((* set r = record("j2") *))\n((* if "a" in r.likelihood *))x((* endif *))',
        '((* set r = record("j2") *))\n((* for item in r.basis *))((( item.text )))((* endfor *))',
        '((* set r = record("j2") *))\n((* for item in r.basis|list *))((( item.text )))((* endfor *))',
        '((* set r = record("j2") *))\n((* if r.basis|length > 1 *))x((* endif *))',
        '((* set r = record("j2") *))\n((( r.count("x") ))) ((( r.cite|default("none") )))',
    ],
)
def test_whatever_is_asked_of_a_record_that_is_not_there(use: str, project: dict[str, str]) -> None:
    line = added(project, f"\n{use}\n") + 1
    assert said(project) == [f"{BODY}:{line} SEC505 there is no record 'j2'"]


def test_what_a_function_refuses_is_said_where_it_is_called_not_where_it_is_printed(project: dict[str, str]) -> None:
    project[PARTIAL] = "((* macro judged(text) *))\n\\emph{((( text )))}\n((* endmacro *))\n"
    project[BODY] = IMPORT + project[BODY]
    line = added(project, '\n((( judged(fact("ind-growht")) )))\n') + 1
    assert said(project) == [f"{BODY}:{line} SEC505 there is no record 'ind-growht'"]


# --- values of fields -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ('count("positions", symbol="deneis")', "no record of 'positions' has 'deneis' as its symbol"),
        ('count("events", lane="baord")', "no record of 'events' has 'baord' as its lane"),
        ('count("works", entrytype="onlien")', "no record of 'works' has 'onlien' as its entrytype"),
        ('records("events", lane="baord")|length', "no record of 'events' has 'baord' as its lane"),
    ],
)
def test_a_value_that_no_record_has_is_said_at_the_call(asked: str, message: str, project: dict[str, str]) -> None:
    line = added(project, f"\nThere are ((( {asked} ))) of them.\n") + 1
    assert said(project) == [f"{BODY}:{line} SEC505 {message}"]


@pytest.mark.parametrize(
    "asked",
    [
        '((( count("positions", symbol="affirms") )))',  # one that the field may hold
        '((* for name in ["board", "harbour"] *))((( count("events", lane=name) ))) ((* endfor *))',
        '((* for d in records("documents") *))((( count("events", lane=d.id) ))) ((* endfor *))',
        '((( count("events") ))) ((( count("events", lane="quay", precision="approximate") )))',
    ],
)
def test_a_choice_that_may_be_empty(asked: str, project: dict[str, str]) -> None:
    added(project, f"\nThere are {asked} of them.\n")
    assert said(project) == []


# --- one fault, once ------------------------------------------------------------------------------


def test_a_field_misspelt_in_a_loop_is_one_fault(project: dict[str, str]) -> None:
    line = added(project, '\n((* for s in records("summaries") *))\n((( s.qestion )))\n((* endfor *))\n') + 2
    assert said(project) == [f"{BODY}:{line} SEC503 the records of 'summaries' have no 'qestion'"]


def test_a_field_misspelt_in_an_item_is_one_fault(project: dict[str, str]) -> None:
    loops = '((* for j in records("judgements") *))((* for b in j.basis *))'
    line = added(project, f"\n{loops}\n((( b.txet )))\n((* endfor *))((* endfor *))\n") + 2
    assert said(project) == [f"{BODY}:{line} SEC503 the items of 'basis' have no 'txet'"]


def test_a_field_misspelt_in_a_condition_over_all_rows_of_a_table(project: dict[str, str]) -> None:
    project[CELLS] = "\n((* macro cited(row) *))((* if row.ciet *))((( row.cite )))((* endif *))((* endmacro *))\n"
    assert said(project) == [f"{CELLS}:2 SEC503 the records of 'indicators' have no 'ciet'"]


def test_a_filter_that_is_not_there_is_found_before_it_is_used(project: dict[str, str]) -> None:
    project[CELLS] += "((* macro other(row) *))\n((* if row.x *))((( row.y|uper )))((* endif *))((* endmacro *))\n"
    assert said(project) == [f"{CELLS}:3 SEC502 No filter named 'uper'."]


# --- files that cannot be read --------------------------------------------------------------------


@pytest.mark.parametrize("data", [JUDGED.encode() + b"caf\xe9\n", JUDGED.encode("utf-16")])
def test_a_partial_that_is_not_utf_8_is_said_at_its_own_line(data: bytes, project: dict[str, str]) -> None:
    project[BODY] = IMPORT + project[BODY]
    project["report/sections/second.tex.j2"] = IMPORT + "A word.\n"
    change(project, MAIN, '((( section("body") )))', '((( section("body") )))\n((( section("second") )))')
    line = 1 if data[:1] == b"\xff" else 5
    (found,) = said(project, **{PARTIAL: data})
    assert found.startswith(f"{PARTIAL}:{line} SEC510 not UTF-8")


@pytest.mark.parametrize("file", [CELLS, "report/bibliography/entries.tex.j2"])
def test_layouts_that_are_not_utf_8_are_said_at_their_own_line(file: str, project: dict[str, str]) -> None:
    (found,) = said(project, **{file: project[file].encode() + b"((= \xe9 =))\n"})
    assert found.startswith(f"{file}:{project[file].count(chr(10)) + 1} SEC510 not UTF-8")


@pytest.mark.parametrize("file", [PARTIAL, CELLS, "report/bibliography/entries.tex.j2"])
def test_an_empty_template_that_others_use_is_said_once(file: str, project: dict[str, str]) -> None:
    project[PARTIAL] = JUDGED
    project[BODY] = IMPORT + project[BODY]
    added(project, '\n((( judged(record("j1")) )))\n')
    project["report/sections/second.tex.j2"] = IMPORT + '((( judged(record("j1")) )))\n'
    change(project, MAIN, '((( section("body") )))', '((( section("body") )))\n((( section("second") )))')
    project[PARTIAL] = JUDGED.replace("((( record.title )))", "")
    project[file] = ""
    assert said(project) == [f"{file}:1 SEC522 the template '{file}' is empty"]


def test_an_empty_section_is_said_once(project: dict[str, str]) -> None:
    project[BODY] = ""
    assert said(project) == [f"{BODY}:1 SEC522 the section 'body' is empty"]


# --- exhibits -------------------------------------------------------------------------------------


def test_a_table_misspelt_is_said_once(project: dict[str, str]) -> None:
    place = change(project, BODY, 'table("indicators")', 'table("▸indicatros")')
    assert said(project) == [f"{BODY}:{place.line} SEC506 there is no table 'indicatros'"]


def test_a_figure_misspelt_is_said_once(project: dict[str, str]) -> None:
    project["report/figures/course.yaml"] = FIGURE
    line = added(project, '\nSee ((( ref("course") ))).\n\n((( figure("coruse") )))\n') + 3
    assert said(project) == [f"{BODY}:{line} SEC506 there is no figure 'coruse'"]


def test_a_reference_misspelt_is_said_once(project: dict[str, str]) -> None:
    place = change(project, BODY, '((( ref("indicators") )))', '((( ref("▸indicatros") )))')
    assert said(project) == [f"{BODY}:{place.line} SEC506 there is no table or figure 'indicatros'"]


def test_a_declaration_that_cannot_be_read_is_said_once(project: dict[str, str]) -> None:
    project["report/figures/course.yaml"] = FIGURE.replace("kind: timeline", "kind: [timeline")
    added(project, '\nSee ((( ref("course") ))).\n\n((( figure("course") )))\n')
    (found,) = said(project)
    assert found.startswith("report/figures/course.yaml:")
    assert "TAB301" in found


@pytest.mark.parametrize("text", ["- a list\n", "", "records: [indicators\ncaption: a\n"])
def test_a_table_that_cannot_be_read_is_said_once(text: str, project: dict[str, str]) -> None:
    project[TABLE] = text
    (found,) = said(project)
    assert found.startswith(f"{TABLE}:")
    assert "TAB301" in found
