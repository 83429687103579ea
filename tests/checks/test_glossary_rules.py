"""The glossary: terms in use, acronyms explained, one row a term."""

from __future__ import annotations

import pytest
from change import HERE, change, shown
from memory import ROOT, MemoryTools

from reportgen.checks.glossary_rules import RULES
from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare

BODY = "report/sections/body.tex.j2"
FILE = "data/glossary.csv"
START = "Traffic grew by"


def found(project: dict[str, str]) -> list[Diagnostic]:
    report = prepare(ROOT, None, MemoryTools.of(project), lambda _: None).value
    assert report is not None
    return [diagnostic for rule in RULES for diagnostic in rule(report)]


def test_a_glossary_that_fits_the_report(project: dict[str, str]) -> None:
    assert found(project) == []


def test_a_term_that_nothing_uses_is_shown_at_the_term(project: dict[str, str]) -> None:
    project[FILE] += "gl-lock,ship lift,,a lift for ships,D1#p4,\n"
    (one,) = found(project)
    assert (one.code, str(one.place), one.end_column) == ("CHK814", f"{FILE}:3:9", 18)


@pytest.mark.parametrize(
    ("term", "text"),
    [("ship lift", "two ship lifts"), ("ship lifts", "a ship lift"), ("ship-lift", "The shiplift works"),
     ("Ship lift", "a ship-lift"), ("port authority", "port authorities"), ("Chang’e 7", "the Chang’e 7 mission"),
     ("NTX", "the NTXs"), ("NTX", "an NTX’s work"), ("R&D", r"\emph{R\&D} work"), ("ships", "the ship’s bell")],
)  # fmt: skip
def test_forms_that_count_as_use(project: dict[str, str], term: str, text: str) -> None:
    project[FILE] += f"gl-x,{term},,something,,\n"
    change(project, BODY, START, f"There is {text}. {START}")
    assert found(project) == []


@pytest.mark.parametrize(
    ("term", "text"), [("FAST", "a fast ship"), ("quayside crane", "a quayside"), ("lift", "lifted")]
)
def test_forms_that_do_not(project: dict[str, str], term: str, text: str) -> None:
    project[FILE] += f"gl-x,{term},,something,,\n"
    change(project, BODY, START, f"There is {text}. {START}")
    assert [d.code for d in found(project)] == ["CHK814"]


def test_use_in_a_caption_in_an_expansion_and_in_another_meaning(project: dict[str, str]) -> None:
    project[FILE] += "gl-a,tide gauge,,an instrument,,\ngl-b,PLA,pile lift,a lift,,\ngl-c,pile,,a post under a quay,,\n"
    change(project, FILE, "a wall that boats lie at", "a wall that boats lie at on a pile")
    change(project, "report/tables/indicators.yaml", "Traffic grows", "Traffic grows by the tide gauge")
    change(project, BODY, START, f"Each pile lift works. {START}")
    assert found(project) == []


def test_a_table_of_the_glossary_is_no_use(project: dict[str, str]) -> None:
    project[FILE] += "gl-lock,ship lift,,a lift for ships,D1#p4,\n"
    project["report/tables/glossary.yaml"] = (
        "records: glossary\ncaption: Words\ncolumns:\n- {head: Term, field: term}\n- {head: M, field: meaning}\n"
        "source: own\ndescription: Terms with their meaning.\n"
    )
    project[BODY] += '((( table("glossary") ))) ((( ref("glossary") )))\n'
    assert [d.code for d in found(project)] == ["CHK814"]


@pytest.mark.parametrize(
    "text",
    ["the ▸NTX decides", "two ▸NTXs", "the ▸NTX’s view", r"\emph{the ▸NTX}", "(the ▸NTX, it is said)"],
)  # fmt: skip
def test_an_acronym_that_nothing_explains(project: dict[str, str], text: str) -> None:
    place = change(project, BODY, START, f"So {text}. {START}")
    assert HERE not in project[BODY]
    (one,) = found(project)
    assert (one.code, one.place) == ("CHK815", place)
    assert one.message == "'NTX' is explained nowhere"


def test_an_acronym_in_a_record_is_shown_at_the_record(project: dict[str, str]) -> None:
    change(
        project, BODY, "((* set shown", "((* for r in records('gaps') *))((( r.matters )))((* endfor *))((* set shown"
    )
    place = change(project, "data/gaps.yaml", "matters: his interest", "matters: ▸the NTX interest")
    (one,) = found(project)
    assert (one.code, one.place) == ("CHK815", place)


@pytest.mark.parametrize(
    "text",
    ["Nautical Traffic Exchange (NTX) and NTX again", "the NTX (Nautical Traffic Exchange)", "World War II, part XIV",
     "the EU, the UK, GDP and a PDF", "the NT-7, ISO 9001, SHA-256 and NTX7", "J. R. Smith", "DO NOT PRINT THIS",
     "“the NTX”", r"\label{sec:NTX}", r"\texttt{NTX}", r"\href{http://NTX.example}{here}", "AND so on",
     "the NTX line (nautical traffic exchange)", "a line (nautical traffic exchange, NTX)",
     "400 NTX of load", r"§~823 NTX", "QC Jones", r"NTX-$\alpha$", "NTX:ABC and NTX/B",
     "% NTX\n"],
)  # fmt: skip
def test_what_is_no_unexplained_acronym(project: dict[str, str], text: str) -> None:
    change(project, BODY, START, f"So {text}. {START}")
    assert found(project) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (FILE, "gl-quay,quay,,", "gl-n,NTX,,x,,\ngl-quay,quay,,"),
        ("data/events.csv", "Ada Quill", "NTX Board"),
        ("data/indicators.csv", "passengers,", "NTX,"),
        ("data/documents.yaml", "letter.txt", "letter.ntx"),
        ("bib/works.bib", "{Mole Press}", "{NTX Press}"),
        ("report/report.toml", "The quay at Tarn", "The NTX quay"),
    ],
)
def test_where_an_acronym_may_be_explained(project: dict[str, str], file: str, old: str, new: str) -> None:
    change(project, BODY, START, f"So says the NTX. {START}")
    change(project, file, old, new)
    assert found(project) == []


def test_a_report_without_a_glossary_is_not_asked(project: dict[str, str]) -> None:
    del project[FILE]
    change(project, BODY, START, f"So says the NTX. {START}")
    assert found(project) == []


def test_bodies_known_by_their_acronyms(project: dict[str, str]) -> None:
    """Where the glossary has such names as a rule, one that it leaves out is missing."""
    change(project, BODY, START, f"The ABX, the BCX, the CKX and the DEX met. {START}")
    change(project, "data/events.csv", "Boris Vale", "ABX; BCX; CKX; DEX")
    assert found(project) == []
    project[FILE] += "".join(f"gl-{name.lower()},{name},,a body,,\n" for name in ("ABX", "BCX", "CKX"))
    (one,) = found(project)
    assert one.message == "'DEX' is explained nowhere"


def test_an_acronym_misspelled_in_the_glossary_is_one_fault(project: dict[str, str]) -> None:
    change(project, BODY, START, f"The EAEU and its Eurasian Economic Union. {START}")
    project[FILE] += "gl-e,EAUE,Eurasian Economic Union,a union,,\n"
    (one,) = found(project)
    assert (one.code, str(one.place)) == ("CHK821", f"{FILE}:3:6")
    assert one.message == "the glossary has 'EAUE', and the text 'EAEU'"


def test_a_term_defined_twice(project: dict[str, str]) -> None:
    project[FILE] += "gl-quay-2,Quay,,the same wall,,\n"
    (one,) = found(project)
    assert (one.code, str(one.place)) == ("CHK820", f"{FILE}:3:11")
    assert shown([one]) == [("CHK820", f"{FILE}:3:11")]
