from __future__ import annotations

import pytest
from change import change
from memory import ROOT, SOURCES, MemoryTools
from small_project import LETTER

from reportgen.diagnostics import Diagnostic
from reportgen.documents import load_documents
from reportgen.documents.read import Wanted
from reportgen.records import load_records
from reportgen.records.evidence import check_evidence
from reportgen.records.lock import Lock

PASSAGE = (
    "By 2014 the yard of Tarnovsky had built 796 boats for $3.2 billion, and sales grew from 40 to 46 percent. "
    "Some 1,250 workers in three towns, a third of them women, were paid 2,5 million. Organizers met in Petrograd."
)


def examine(project: dict[str, str], gist: str) -> list[Diagnostic]:
    """Put a paraphrase over the passage and return what is said of it."""
    project["data/sources/letter.txt"] = LETTER.replace("Boris Vale calls", PASSAGE + " Boris Vale calls")
    change(project, "data/statements.csv", "The quay was a mistake.", f'"{gist}"')
    return verdict(project)


def verdict(project: dict[str, str]) -> list[Diagnostic]:
    """Return what is said of the records, those aside that are not locked."""
    tools = MemoryTools.of(project)
    records = load_records(ROOT, tools).value
    wanted = tuple(
        Wanted(id=r.id, file=str(r.text("file")), sha256=None, place=r.place) for r in records.of("documents")
    )
    documents = load_documents(SOURCES, wanted, tools).value
    found = check_evidence(records, documents, Lock(complete=False), 8)
    return [d for d in found if d.code not in {"REC218", "REC219"}]


@pytest.mark.parametrize(
    "gist",
    [
        "By 2014 the yard had built 796 boats.",
        "It built nearly 800 boats.",
        "It cost 3.2 billion dollars, or over $3 billion.",
        "Sales grew by 15 percent, or six points.",
        "Sales stood at 46 per cent, so 54 per cent remained.",
        "Sales grew by 6 percent.",
        "The other 60 percent did not.",
        "It had 1,250 workers, some 1200.",
        "Two thirds were men.",
        "33 percent were women.",
        "Half a dozen people, 3 towns, 12 reasons.",
        "D1 and D4 agree, as note 14 says.",
        "The CR929 and the Luna 27 are named.",
        "It went on for 35 years.",
        "A distance of 42 km was covered.",
        "The quay closes in 2025/26.",
        "In 2021 it closed.",
        "In the 1990s it was new.",
        "Article 51 speaks of this.",
        "They have 796–800 boats.",
        "The organisers met.",
        "Says that Organisers in Petrograd met.",
        "One of Tarnovsky’s yards.",
        "A 21st century matter.",
    ],
)
def test_what_a_paraphrase_may_say(project: dict[str, str], gist: str) -> None:
    assert examine(project, gist) == []


@pytest.mark.parametrize(
    ("gist", "code", "what"),
    [
        ("By 2014 the yard had built 786 boats.", "REC227", "786"),
        ("By 2018 the yard had built 796 boats.", "REC227", "2018"),
        ("In June 2021 it closed.", "REC227", "June 2021"),
        ("Sales stood at 48 percent.", "REC227", "48"),
        ("It cost $7.1 billion.", "REC227", "7.1 billion"),
        ("It cost 3.2 million dollars.", "REC227", "3.2 million"),
        ("It had 1,390 workers.", "REC227", "1,390"),
        ("Says that Tarmovsky built boats.", "REC228", "Tarmovsky"),
        ("Workers met in Petrogrud.", "REC228", "Petrogrud"),
    ],
)
def test_what_no_passage_has(project: dict[str, str], gist: str, code: str, what: str) -> None:
    (found,) = examine(project, gist)
    line = project["data/statements.csv"].split("\n")[2]
    assert (found.code, found.place.line if found.place else None) == (code, 3)
    assert found.place is not None
    assert line[(found.place.column or 0) - 1 :].startswith(what)
    assert found.hint


@pytest.mark.parametrize(
    ("date", "note"),
    [
        ("2025", ""),  # in the passage
        ("2021-06", ""),  # in the passage besides
        ("2021", ""),  # what documents.yaml infers for the document
        ("about 2025, it says", ""),
        ("not stated", ""),
        ("2019-05", "The chair gave May 2019 on the telephone."),
    ],
)
def test_a_date_of_a_status_is_one_of_the_passages_of_their_documents_or_of_the_note(
    project: dict[str, str], date: str, note: str
) -> None:
    evidence = "D2#p2; D2#p3" if date == "2021-06" else "D2#p3"
    change(project, "data/projects.csv", "disputed,,cost,D2#p3,,3,", f'disputed,"{date}",cost,{evidence},,3,{note}')
    assert verdict(project) == []


@pytest.mark.parametrize(("date", "lacking"), [("2024", "2024"), ("2025-03", "March"), ("2019-05", "2019, May")])
def test_a_date_of_a_status_that_nothing_has(project: dict[str, str], date: str, lacking: str) -> None:
    change(project, "data/projects.csv", "disputed,,cost", f"disputed,{date},cost")
    (found,) = verdict(project)
    assert (found.code, found.severity.word, str(found.place)) == ("REC214", "warning", "data/projects.csv:2:51")
    assert (found.hint or "").startswith(f"not found: {lacking};")


@pytest.mark.parametrize(
    ("passage", "said"),
    [
        ("in June 2020", ["not found: June 2021"]),
        ("in June 2020, as in 2021", ["not found: June 2021"]),
        ("in June 2020, or in June", []),
        ("on 3 June 2021, or in June 2020", []),
    ],
)
def test_a_month_that_the_passage_has_with_a_year_is_of_no_other_year(
    project: dict[str, str], passage: str, said: list[str]
) -> None:
    project["data/sources/letter.txt"] = LETTER.replace("Boris Vale calls", f"So it was {passage}. Boris Vale calls")
    change(project, "data/projects.csv", "disputed,,cost", "disputed,2021-06,cost")
    assert [(d.hint or "").partition(";")[0] for d in verdict(project)] == said


@pytest.mark.parametrize(
    ("gist", "shown"),
    [
        ("By 2021 it had built 796 boats.", None),  # the documents are of that year
        ("In June 2014 it had built 796 boats.", "June 2014"),
        ("In May 2021 it had built them.", "May 2021"),
        ("Workers came from five towns.", "five"),
        ("Workers came from two small towns.", "two"),
        ("Workers came from 3 towns.", None),
        ("Workers of five trades came.", None),
    ],
)
def test_dates_and_counts_are_those_of_the_passage(project: dict[str, str], gist: str, shown: str | None) -> None:
    found = [d for d in examine(project, gist) if d.code == "REC227"]
    assert [d.message.partition("'")[2].partition("'")[0] for d in found] == ([shown] if shown else [])


def test_the_period_of_a_number_is_that_of_its_passage(project: dict[str, str]) -> None:
    place = change(project, "data/indicators.csv", ",June 2021,", ",▸August 2021,")
    (found,) = verdict(project)
    assert (found.code, found.place) == ("REC227", place)
    assert found.hint == "not found: August"
