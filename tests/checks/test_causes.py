"""What follows from another problem is left out; what stops a report stops it all the same."""

from __future__ import annotations

import pytest
from change import change
from hypothesis import given
from hypothesis import strategies as st
from memory import ROOT, SOURCES, MemoryTools

from reportgen.checks.causes import without_follow_ups
from reportgen.codes import diagnose, register
from reportgen.diagnostics import Diagnostic, Place, Severity
from reportgen.preparation import prepare

FILES = ("report/sections/a.tex.j2", "data/events.csv", "bib/works.bib")
PLACES = st.none() | st.builds(
    lambda file, line: Place(file=file, line=line), st.sampled_from(FILES), st.integers(1, 2)
)
MESSAGES = st.sampled_from(
    ["x 1", "x", "'a' has no evidence to cite", "D1#p1 is not the passage that was verified",
     "D1#p1 has not been locked; it may lead nowhere"]
)  # fmt: skip
SAID = st.builds(
    lambda code, message, place, severity: diagnose(code, message, place, severity=severity),
    st.sampled_from(sorted(register())), MESSAGES, PLACES, st.sampled_from(Severity),
)  # fmt: skip


@given(st.lists(SAID, min_size=1, max_size=12), st.booleans())
def test_the_worst_that_is_said_stays_as_bad(said: list[Diagnostic], damaged: bool) -> None:  # noqa: FBT001 - hypothesis
    damage = {each.place.file: each for each in said if each.place} if damaged else {}
    kept = without_follow_ups(said, damage, None)
    assert max(each.severity for each in kept) == max(each.severity for each in said)


def codes(*said: Diagnostic) -> list[str]:
    return [each.code for each in without_follow_ups(said, {}, None)]


HERE = Place(file=FILES[0], line=3)


def test_a_warning_explains_no_error() -> None:
    percent, number = diagnose("SEC513", "bare", HERE), diagnose("CHK801", "the number '5'", HERE)
    assert (percent.severity, number.severity) == (Severity.WARNING, Severity.ERROR)
    assert codes(percent, number) == ["SEC513", "CHK801"]
    changed = diagnose("SEC504", "D1#p2 is not the passage that was verified", HERE)
    assert codes(diagnose("DOC104", "another file"), changed) == ["DOC104", "SEC504"]
    assert codes(diagnose("REC211", "moved"), changed) == ["REC211"]


def test_what_is_silenced_explains_nothing() -> None:
    brace, number = diagnose("SEC514", "open", HERE), diagnose("CHK801", "the number '5'", HERE)
    assert codes(brace, number) == ["SEC514"]
    silenced = diagnose("SEC514", "open", HERE, severity=Severity.SILENCED)
    assert codes(silenced, number) == ["SEC514", "CHK801"]


@pytest.mark.parametrize(("level", "kept"), [("warning", []), ("error", ["BIB407"])])
def test_a_question_about_the_whole_that_was_made_an_error_is_not_left_out_for_a_warning(
    project: dict[str, str], level: str, kept: list[str]
) -> None:
    change(project, "report/report.toml", "[limits]", f'[checks]\nBIB407 = "{level}"\n\n[limits]')
    project["report/sections/other.tex.j2"] = "\\section{Other}\n"
    project["bib/works.bib"] += "@misc{extra,\n  title = {Extra},\n  keywords = {cited},\n}\n"
    found = prepare(ROOT, SOURCES, MemoryTools.of(project), lambda _: None).diagnostics
    assert [d.code for d in found if d.code in {"SEC527", "BIB407"}] == sorted([*kept, "SEC527"])


def test_a_renamed_record_and_a_row_that_cannot_be_read_are_one_fault() -> None:
    renamed = diagnose("REC219", "the record 'ev-tarm' was verified as 'ev-tarn'", Place(file=FILES[1], line=4))
    asked = diagnose("SEC505", "there is no record 'ev-tarn'", HERE)
    assert codes(renamed, asked) == ["REC219"]
    assert codes(renamed, diagnose("SEC505", "there is no record 'ev-other'", HERE)) == ["REC219", "SEC505"]
    quoted = diagnose("SEC505", "there is nothing to quote under 'ev-tarn'", HERE)
    assert codes(diagnose("REC219", renamed.message, severity=Severity.SILENCED), quoted) == ["REC219", "SEC505"]
    number = diagnose("REC222", "'3O' is not a number", Place(file="data/notes.csv", line=4))
    assert codes(number, diagnose("BIB411", "note 30 of D3 has no row", Place(file="data/notes.csv", line=5))) == [
        "REC222"
    ]
    twice = diagnose("REC208", "id 'gl-a' stands twice", Place(file=FILES[1], line=9))
    assert codes(twice, diagnose("CHK820", "'A' is defined twice", Place(file=FILES[1], line=9))) == ["REC208"]
    slip = diagnose("SEC532", "there is no command '\\lable'", HERE)
    assert codes(slip, diagnose("SEC511", "no label 'sec:a'", Place(file=FILES[0], line=8))) == ["SEC532"]
