"""One name, one spelling."""

from __future__ import annotations

import pytest
from change import change
from memory import ROOT, SOURCES, MemoryTools

from reportgen.checks.name_rules import RULES
from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare

BODY = "report/sections/body.tex.j2"
BIB = "bib/works.bib"
START = "Traffic grew by"
BOOK = "\n@book{{b{0},\n  author = {{{1}}},\n  title = {{T {0}}},\n  date = {{2020}},\n  keywords = {{cited}},\n}}\n"


def found(project: dict[str, str], *, documents: bool = True) -> list[Diagnostic]:
    report = prepare(ROOT, SOURCES if documents else None, MemoryTools.of(project), lambda _: None).value
    assert report is not None
    return [diagnostic for rule in RULES for diagnostic in rule(report)]


def library(project: dict[str, str], *authors: str) -> None:
    for number, author in enumerate(authors):
        project[BIB] += BOOK.format(number, author)


def test_names_spelled_one_way(project: dict[str, str]) -> None:
    assert found(project) == []
    assert found(project, documents=False) == []


@pytest.mark.parametrize(
    ("often", "once"),
    [("Trenin, Dmitri", "Trenin, Dmitry"), ("Karaganov, Sergei A.", "Karaganov, Sergey A."),
     ("Müller, Jörg", "Mueller, Jörg"),
     ("Müller, Jörg", "Muller, Jörg"), ("Gabuev, Alexander", "Gabuyev, Alexander"), ("Núñez, José", "Nunez, José"),
     ("Philipp Weber", "Phillip Weber"), ("Chernyshov, Evgeny", "Chernyshov, Yevgeny")],
)  # fmt: skip
def test_two_spellings_in_the_bibliography(project: dict[str, str], often: str, once: str) -> None:
    library(project, often, once, often)
    (one,) = found(project, documents=False)
    line = project[BIB].split("\n").index(f"  author = {{{once}}},") + 1
    assert (one.code, str(one.place)) == ("CHK816", f"{BIB}:{line}:13")


@pytest.mark.parametrize(
    ("often", "once"),
    [("Petrov, Ivan", "Petrov, Igor"), ("Smith, Anna", "Smith, Anne"), ("Smith, J.", "Smith, John"),
     ("Wang, Wei", "Wang, Wen"),
     ("Petrov, Anna", "Petrova, Anna"), ("Lee, John", "Lee, Jon"), ("{Bank of Iran}", "{Bank of Iraq}"),
     ("Караганов, Сергей", "Karaganov, Sergei"), ("Smith, John", "Smyth, Joan"), ("Hansen, Ole", "Jansen, Ole"),
     ("{Ministry 1}", "{Ministry 2}"), ("Petersen, Jens", "Peterson, Jens"), ("Li, Na", "Li, Na Mei")],
)  # fmt: skip
def test_names_of_different_people(project: dict[str, str], often: str, once: str) -> None:
    library(project, often, once, often)
    assert found(project, documents=False) == []


def test_the_documents_decide(project: dict[str, str]) -> None:
    library(project, "Vale, Borris", "Vale, Borris")
    one, *_ = found(project)
    assert one.message == "'Borris Vale' is spelled 'Boris Vale' elsewhere"
    project["data/sources/letter.txt"] += "Borris Vale wrote again.\n"
    assert found(project) == []  # a document spells it so


@pytest.mark.parametrize("word", ["Quil", "Quills", "Boriss", "Ferrys", "Tarns", "Chairs"])
def test_words_of_the_text_that_are_no_slips(project: dict[str, str], word: str) -> None:
    change(project, BODY, START, f"So said {word}. {START}")
    assert found(project) == []


@pytest.mark.parametrize(
    ("name", "slip"),
    [("Denisov, Andrei", "Denisow"), ("Gabuev, Alexander", "Gabuyev"), ("Mishustin, Mikhail", "Mishutin")],
)
def test_a_slip_in_the_text_is_shown_where_it_stands(project: dict[str, str], name: str, slip: str) -> None:
    library(project, name)
    project["data/sources/letter.txt"] += f"It names {name.partition(',')[0]} in passing.\n"
    place = change(project, BODY, START, f"So said ▸{slip}’s aide. {START}")
    (one,) = found(project)
    assert (one.code, one.place, one.hint) == ("CHK816", place, f"did you mean '{name.partition(',')[0]}'?")


def test_a_name_of_the_text_that_a_document_prints(project: dict[str, str]) -> None:
    library(project, "Denisov, Andrei")
    project["data/sources/letter.txt"] += "Denisov met Denisow.\n"
    change(project, BODY, START, f"So said Denisow. {START}")
    assert found(project) == []
