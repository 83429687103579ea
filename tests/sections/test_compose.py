"""The whole report composed from the small project: files, what they refer to, and what is missing."""

from __future__ import annotations

import re

import pytest
from change import change
from composing import BODY, FIGURE, composed, section

from reportgen.diagnostics import Diagnostic, Place


def faults(project: dict[str, str], text: str) -> tuple[Diagnostic, ...]:
    """Compose the project with a section of this text; return the faults."""
    project[BODY] = text
    return composed(project).diagnostics


def test_each_part_becomes_a_file_of_its_own(project: dict[str, str]) -> None:
    composition, diagnostics = composed(project)
    assert diagnostics == ()
    assert sorted(composition.files) == [
        "bibliography/corpus.bbl", "bibliography/works.bbl", "main.tex", "reportgen-end.tex",
        "sections/01-body.tex", "tables/indicators.tex",
    ]  # fmt: skip
    main = composition.files["main.tex"].text
    assert r"\input{sections/01-body}" in main
    assert r"\input{bibliography/works.bbl}" in main
    assert composition.tables == ("indicators",)
    assert composition.cited == {"D1", "D2", "D2:1", "stern-piles"}
    assert composition.complete


def test_the_text_of_a_section_is_that_of_its_records(project: dict[str, str]) -> None:
    text = composed(project).value.files["sections/01-body.tex"].text
    assert r"Traffic grew by 5 percent~\citations{\cite[{¶4}]{D1}}," in text
    assert r"said “We will not sell the old boat”~\citations{\cite[{¶3, ¶5}]{D1}} on 12 March 2021." in text
    assert r"One writer disagrees~\citations{\cite[{¶3}]{D2}; \cite{stern-piles}}." in text
    assert r"\hyperref[tab:indicators]{Table~\ref*{tab:indicators}}" in text


def test_the_closing_line_is_tied_to_every_file(project: dict[str, str]) -> None:
    first = composed(project).value.end_line
    assert re.fullmatch(r"End of report T-1 / [0-9a-f]{12}", first)
    assert composed(project).value.end_line == first
    change(project, BODY, "Traffic grew", "Traffic shrank")
    assert composed(project).value.end_line != first


def test_a_report_that_never_ends_cannot_be_told_from_one_cut_off(project: dict[str, str]) -> None:
    change(project, "report/main.tex.j2", "((( report_end() )))\n", "")
    (found,) = composed(project).diagnostics
    assert (found.code, found.place) == ("SEC506", Place(file="report/main.tex.j2", line=1, column=1))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('((( fact("ind-growth", cite=False) )))', "5 percent"),
        ('((( fact("ind-daily") )))', r"1,200 passengers~\citations{\cite[{¶2}]{D2}; \cite{D2:1}}"),
        ('((( when("ev-closing", cite=True) )))', r"c. 2025–2026~\citations{\cite[{¶3}]{D2}}"),
        ('((( quote("j1/basis.1", cite=False) )))', "“grown by 5 percent”"),
        ('((( quote("pos-d2") )))', r"“a costly mistake”~\citations{\cite[{¶3}]{D2}}"),
        ('((( cite("D2#p2; D2#n1") )))', r"\citations{\cite[{¶2}]{D2}; \cite{D2:1}}"),
        ('((( cite("j1/basis.2") )))', r"\citations{\cite[{¶4}]{D2}; \cite{stern-piles}}"),
        ('((( cite("D1#p4", "D1#p4", "D2") )))', r"\citations{\cite[{¶4}]{D1}; \cite{D2}}"),
        ('((( record("ev-meeting").event )))', "The board meets."),
        ('((( record("ev-meeting").cite )))', r"\citations{\cite[{¶3}]{D1}}"),
        ('((( count("indicators") )))', "3"),
        ('((( count("indicators", theme="traffic") )))', "2"),
        ('((( count("works") )))', "4"),
        ('((* for e in records("events", lane="quay") *))((( e.label )))((* endfor *))', "Quay closes"),
        ('((* for w in records("works", entrytype="book") *))((( w.title )))((( w.url )))((* endfor *))',
         "Piles and Tides"),
        ('((( literal("50 %") )))', r"50 \%"),
        ("((* if report.contact *))Ask ((( report.contact )))((* else *))Nobody((* endif *))", "Nobody"),
        ("((( report.title ))) of ((( report.date_text )))", "The quay at Tarn of 3 February 2022"),
    ],
)  # fmt: skip
def test_sections_print_records(text: str, printed: str, project: dict[str, str]) -> None:
    project["report/main.tex.j2"] = '((( section("body") )))((( report_end() )))'
    assert section(project, text) == printed


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        ('((( fact("ind-growht") )))', "SEC505", "there is no record 'ind-growht'", "did you mean 'ind-growth'?"),
        ('((( fact("ev-meeting") )))', "SEC505", "'ev-meeting' is no indicator", None),
        ('((( when("ind-growth") )))', "SEC505", "'ind-growth' has no date", None),
        ('((( quote("ev-meeting") )))', "SEC505", "'ev-meeting' quotes no words", None),
        ('((( quote("j1/basis.2") )))', "SEC505", "'j1/basis.2' quotes no words", None),
        ('((( quote("j1/basis.9") )))', "SEC505", "there is nothing to quote under 'j1/basis.9'",
         "did you mean 'j1/basis.2'?"),
        ('((( record("x") )))', "SEC505", "there is no record 'x'", None),
        ('((( record("ev-meeting").evnt )))', "SEC503", "the records of 'events' have no 'evnt'",
         "did you mean 'event'?"),
        ('((( count("indicator") )))', "SEC505", "there are no records 'indicator'", "did you mean 'indicators'?"),
        ('((( count("indicators", tehme="x") )))', "SEC505", "the records 'indicators' have no field 'tehme'", None),
        ('((( cite("D9#p1") )))', "SEC504", "no document 'D9'", None),
        ('((( cite("stern-pils") )))', "SEC504", "nothing to cite under 'stern-pils'", "did you mean 'stern-piles'?"),
        ('((( cite("D1#x4") )))', "SEC504", "nothing to cite under 'D1#x4'", None),
        ("((( cite() )))", "SEC504", "cite() names nothing to cite", None),
        (r"\cite{nobody}", "SEC504", "no entry has the key 'nobody'", None),
        ('((( section("none") )))', "SEC501", "there is no section 'none', no file report/sections/none.tex.j2", None),
        ('((( table("none") )))', "SEC506", "there is no table 'none'", "known are: indicators"),
        ('((( figure("none") )))', "SEC506", "there is no figure 'none'", None),
        ('((( ref("none") )))', "SEC506", "there is no table or figure 'none'", "known are: indicators"),
        ('((( bibliography("none") )))', "SEC506", "there is no bibliography list 'none'",
         "known are: corpus, works"),
        ('((( section("body") )))', "SEC525", "the section 'body' includes itself", None),
        ('((( record("ev-meeting") )))', "SEC507", "a View cannot be printed; print one of its fields", None),
        ('((( fact("ind-growth")|upper )))', "SEC512", "'upper' works on plain text, and this is TeX",
         "apply it to a field of the record"),
    ],
)  # fmt: skip
def test_what_a_section_asks_for_in_vain_is_shown_at_its_line(
    text: str, code: str, message: str, hint: str | None, project: dict[str, str]
) -> None:
    found = faults(project, f"first line\n\n{text}\n")
    assert [(d.code, d.message) for d in found] == [(code, message)]
    place = found[0].place
    assert place is not None
    assert (place.file, place.line) == (BODY, 3)
    if hint is not None:
        assert found[0].hint == hint


def test_every_fault_is_shown_in_one_run(project: dict[str, str]) -> None:
    found = faults(project, '((( fact("x") )))\n((( nme )))\n((( cite("D9#p1") )))\n((( table("y") )))\n')
    assert [(d.code, d.place.line if d.place else None) for d in found] == [
        ("SEC505", 1), ("SEC503", 2), ("SEC504", 3), ("SEC506", 4),
    ]  # fmt: skip


def test_a_part_that_could_not_be_filled_in_is_no_reason_for_further_complaints(project: dict[str, str]) -> None:
    """Labels and citations may stand in it."""
    change(project, "report/main.tex.j2", '((( section("body") )))', '((( section("body") )))\n\\ref{sec:quay}')
    found = faults(project, "\\label{sec:quay}\n((* if *))\n")
    assert [d.code for d in found] == ["SEC502"]
    assert not composed(project).value.complete


def test_a_key_that_tex_cannot_read_is_cited_under_a_digest_of_it(project: dict[str, str]) -> None:
    change(project, "bib/works.bib", "@book{stern-piles", "@book{stern_piles%")
    change(project, "data/notes.csv", "stern-piles", "stern_piles%")
    change(project, BODY, "stern-piles", "stern_piles%")
    composition, diagnostics = composed(project)
    if diagnostics:  # the parser may refuse such a key
        assert {d.code for d in diagnostics} <= {"SEC504", "BIB403"}
        return
    (key,) = re.findall(r"\\cite\{(k-[0-9a-f]{12})\}", composition.files["sections/01-body.tex"].text)
    assert rf"{{{key}}}" in composition.files["bibliography/works.bbl"].text


def test_a_figure_is_included_with_caption_and_description(project: dict[str, str]) -> None:
    project["report/figures/timeline.yaml"] = FIGURE
    text = section(project, '((( figure("timeline") ))) ((( ref("timeline") )))\n')
    assert text.count(r"\input{figures/timeline}") == 1
    assert r"Figure~\ref*{fig:timeline}" in text
    composition = composed(project).value
    assert composition.figures == ("timeline",)
    figure = composition.files["figures/timeline.tex"].text
    assert r"\caption{What happened}\label{fig:timeline}" in figure
    assert r"\exhibitdescription{Two events.}" in figure
    assert r"\includegraphics{figures/timeline.pdf}" in figure


def test_sections_are_numbered_in_the_order_of_the_report(project: dict[str, str]) -> None:
    project["report/sections/Über mich.tex.j2"] = "second\n"
    change(
        project, "report/main.tex.j2", '((( section("body") )))', '((( section("body") )))((( section("Über mich") )))'
    )
    composition, diagnostics = composed(project)
    assert diagnostics == ()
    assert "sections/02--ber-mich.tex" in composition.files


def test_macros_that_cannot_be_read_are_one_fault(project: dict[str, str]) -> None:
    change(project, "report/tables/cells.tex.j2", "((( row.cite )))", "((( row.cite ))")
    (found,) = composed(project).diagnostics
    assert (found.code, str(found.place)) == ("SEC502", "report/tables/cells.tex.j2:1:25")


def test_an_empty_section_is_a_warning(project: dict[str, str]) -> None:
    (found,) = faults(project, "\n  \n")
    assert (found.code, str(found.place)) == ("SEC522", f"{BODY}:1")
    assert faults(project, "((= to be written =))\n") == ()
