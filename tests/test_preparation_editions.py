"""What an edition holds once it is composed, and what is said of what it leaves out."""

from __future__ import annotations

from change import change
from memory import ROOT, SOURCES, MemoryTools

from reportgen.checks.report import Report
from reportgen.diagnostics import Diagnostic, Outcome, Severity
from reportgen.editions import Edition, Filter
from reportgen.preparation import prepare

BODY = "report/sections/body.tex.j2"
TRAFFIC = Filter(kind="indicators", field="theme", values=("traffic",))
MONEY = Filter(kind="indicators", field="theme", values=("money",))
FIRST = Filter(kind="documents", field="id", values=("D1",))
# The body of the small report, without what names single records of D2.
GENERAL = r"""\section{The quay}
\label{sec:quay}
((* if count("indicators", id="ind-growth") *))Traffic grew by ((( fact("ind-growth") ))).((* endif *))
((* if count("documents", id="D2") *))One writer disagrees~((( cite("D2#p3", "stern-piles") ))).((* endif *))
((* for event in records("events", lane="quay") *))((( event.event )))((* endfor *))
((( ref("indicators") ))) has the numbers.
((( table("indicators") )))
"""


def composed(project: dict[str, str], *filters: Filter, **texts: str) -> Outcome[Report | None]:
    settings = tuple(("report", key, value) for key, value in texts.items())
    edition = Edition(name="row", filters=filters, settings=settings)
    return prepare(ROOT, SOURCES, MemoryTools.of(project), lambda _: None, edition=edition)


def worse(found: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(d.code, d.message) for d in found if d.severity > Severity.NOTE]


def whole(project: dict[str, str], *filters: Filter) -> Report:
    report, found = composed(project, *filters)
    assert report is not None
    assert worse(found) == []
    return report


def test_texts_of_the_cover_are_those_of_the_edition(project: dict[str, str]) -> None:
    report, found = composed(project, title="Another title")
    assert report is not None
    assert worse(found) == []
    assert report.config.report["title"] == "Another title"
    assert report.config.pdf == ROOT / "build" / "batch" / "row" / "briefing.pdf"


def test_a_table_has_the_records_that_are_kept(project: dict[str, str]) -> None:
    text = whole(project, TRAFFIC).composition.files["tables/indicators.tex"].text
    assert "Passengers a day" in text
    assert "Cost of the quay" not in text


def test_a_section_that_names_what_is_left_out_is_told_so(project: dict[str, str]) -> None:
    (lost,) = (d for d in composed(project, MONEY).diagnostics if d.severity is Severity.ERROR)
    assert (lost.code, str(lost.place)) == ("SEC540", f"{BODY}:4:17")
    assert lost.message == "this briefing leaves out 'ind-growth' (indicators.theme = money)"
    assert "count('indicators', id='ind-growth')" in (lost.hint or "")


def test_every_way_to_name_it_is_told_once_for_the_file(project: dict[str, str]) -> None:
    change(
        project,
        BODY,
        "((( cite(",
        '((( record("ind-daily").measure ))) ((( when("ev-closing") ))) ((( cite("ind-daily")))) ((( cite(',
    )
    found = [d for d in composed(project, FIRST).diagnostics if d.severity is Severity.ERROR]
    assert [d.code for d in found] == ["SEC540"]
    assert found[0].message.endswith("'ind-daily' (documents = D1), and so in 4 more places of this file")
    assert len(found[0].related) == 3
    assert "a main template" in (found[0].hint or "")


def test_a_typed_citation_of_what_is_left_out_is_told_as_well(project: dict[str, str]) -> None:
    project[BODY] = GENERAL + r"Typed \cite{D2}." + "\n"
    assert worse(composed(project, FIRST).diagnostics) == [
        ("SEC540", "this briefing leaves out 'D2' (documents = D1)"),
    ]


def test_sections_that_ask_first_fit_every_choice(project: dict[str, str]) -> None:
    project[BODY] = GENERAL
    for filters in ((FIRST,), (MONEY,), (FIRST, TRAFFIC)):
        whole(project, *filters)
    files = whole(project, FIRST).composition.files
    assert "One writer" not in files["sections/01-body.tex"].text
    # Neither the other document nor what is known through it alone is in the lists.
    assert "letter" not in files["bibliography/corpus.bbl"].text
    assert files["bibliography/works.bbl"].text == ""


def test_a_table_without_a_record_is_left_out_and_named(project: dict[str, str]) -> None:
    project[BODY] = GENERAL
    unit = Filter(kind="indicators", field="unit", values=("percent",))
    report, found = composed(project, MONEY, unit)
    assert report is not None
    assert worse(found) == []
    note = next(d for d in found if d.code == "TAB320")
    assert note.message == "'indicators' is left out: this briefing has no record of it"
    assert (
        r"\exhibitelsewhere{Table}{Traffic grows} has the numbers"
        in report.composition.files["sections/01-body.tex"].text
    )
    assert report.composition.tables == ()


def test_a_filter_of_a_table_for_what_is_left_out_is_no_slip(project: dict[str, str]) -> None:
    project[BODY] = GENERAL
    change(project, "report/tables/indicators.yaml", "caption:", "where:\n  theme: [money, traffic]\ncaption:")
    report = whole(project, TRAFFIC)
    assert "Growth" in report.composition.files["tables/indicators.tex"].text


def test_what_only_all_records_can_answer_is_not_asked(project: dict[str, str]) -> None:
    change(
        project,
        "data/indicators.csv",
        "ind-cost,",
        "ind-cost-2,money,Cost of the quay,,3,,USD million,$2 million,,,D1#p4,,2,\nind-cost,",
    )
    asked = {code for code, _ in worse(prepare(ROOT, SOURCES, MemoryTools.of(project), lambda _: None).diagnostics)}
    assert "CHK811" in asked
    assert "CHK811" not in {code for code, _ in worse(composed(project, MONEY).diagnostics)}


def test_evidence_of_what_is_left_out_is_not_asked_for(project: dict[str, str]) -> None:
    change(project, "data/indicators.csv", "$2 million,,,D1#p4", "$9 million,,,D1#p4")
    assert "REC213" in {d.code for d in composed(project).diagnostics}
    assert worse(composed(project, TRAFFIC).diagnostics) == []


def test_editions_share_a_cache_and_keep_apart(project: dict[str, str]) -> None:
    project[BODY] = GENERAL
    tools = MemoryTools.of(project)
    made = []
    for filters in ((), (FIRST,), (MONEY,), (), (FIRST,), (MONEY,)):
        report = prepare(ROOT, SOURCES, tools, lambda _: None, edition=Edition(name="row", filters=filters)).value
        assert report is not None
        made.append({name: composed.text for name, composed in report.composition.files.items()})
    assert made[:3] == made[3:]
    assert made[0] != made[1] != made[2]
