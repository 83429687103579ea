"""The printed indexes: what they list, in which order, and what a report has of them."""

from __future__ import annotations

import doctest
import unicodedata

import pytest
from change import change
from composing import composed
from hypothesis import given
from hypothesis import strategies as st
from memory import ROOT, MemoryTools

import reportgen.sections.indexes
from reportgen.cache import Cache
from reportgen.records import load_records
from reportgen.sections.indexes import collation, index_list, letter

MAIN = "report/main.tex.j2"
PEOPLE = """\
id,name,variants,role,evidence
pe-vale,"Vale, Boris",,writer,D2#p3
pe-quill,"Quill, Ada",the chair,,D1#p3
pe-stern,"Stern, Olga",,,
"""


@pytest.fixture
def indexed(project: dict[str, str]) -> dict[str, str]:
    """The small project with a register of people and its index."""
    project["data/people.csv"] = PEOPLE
    change(project, MAIN, "((( report_end", '((( index("people") )))\n((( report_end')
    return project


def test_an_index_lists_those_who_are_mentioned(indexed: dict[str, str]) -> None:
    change(indexed, "report/sections/body.tex.j2", "One writer", "Boris Vale")
    composition, diagnostics = composed(indexed)
    assert diagnostics == ()
    assert composition.files["index/people.tex"].text.splitlines() == [
        r"\begin{indexlist}",
        r"\indexletter{Q}", r"\begin{nameindex}", r"\nameentry{pe-quill}{Quill, Ada}{}", r"\end{nameindex}",
        r"\indexletter{V}", r"\begin{nameindex}", r"\nameentry{pe-vale}{Vale, Boris}{writer}", r"\end{nameindex}",
        r"\end{indexlist}",
    ]  # fmt: skip
    assert {"pe-quill", "pe-vale"} <= composition.used
    assert "pe-stern" not in composition.used
    assert r"\input{index/people}" in composition.files["main.tex"].text
    assert [(m.id, m.file) for m in composition.mentions] == [
        ("pe-quill", "sections/01-body.tex"), ("pe-vale", "sections/01-body.tex"),
    ]  # fmt: skip
    # The files are as without an index: the marks are put in for the engine alone.
    assert not any("rgmention" in made.text for made in composition.files.values())


def test_a_line_of_an_index_leads_to_its_record(indexed: dict[str, str]) -> None:
    composition = composed(indexed).value
    _, record = composition.files["index/people.tex"].places(4, 30)
    assert record is not None
    assert (record.file, record.line) == ("data/people.csv", 3)


def test_the_closing_line_is_tied_to_the_indexes(indexed: dict[str, str]) -> None:
    before = composed(indexed).value.end_line
    change(indexed, "data/people.csv", "the chair,,", "the chair,head of the board,")
    assert composed(indexed).value.end_line != before


def test_without_an_index_nobody_is_looked_for(project: dict[str, str]) -> None:
    project["data/people.csv"] = PEOPLE
    composition = composed(project).value
    assert composition.mentions == ()
    assert "pe-quill" not in composition.used


@pytest.mark.parametrize(
    ("call", "code", "message"),
    [
        ('index("person")', "SEC506", "there is no register of names 'person'"),
        ('index("people")', "TAB309", "the index of 'people' is included twice"),
    ],
)
def test_an_index_that_cannot_be(indexed: dict[str, str], call: str, code: str, message: str) -> None:
    change(indexed, MAIN, "((( report_end", f"((( {call} )))\n((( report_end")
    (found,) = composed(indexed).diagnostics
    assert (found.code, found.message) == (code, message)


def test_an_index_comes_from_the_kept_text_of_a_template_as_well(indexed: dict[str, str]) -> None:
    from reportgen.bibliography import load_library
    from reportgen.config import load_config
    from reportgen.sections import compose
    from reportgen.templating import Templates

    change(indexed, "report/sections/body.tex.j2", '((( table("indicators") )))\n', "")
    change(indexed, "report/sections/body.tex.j2", '((( ref("indicators") ))) has', "This has")
    tools = MemoryTools.of(indexed)
    cache = Cache(ROOT / "build/cache", tools)
    made = []
    for _ in range(2):
        config = load_config(ROOT, tools).value
        assert config is not None
        library = load_library(ROOT, config.bibliography_files, tools).value
        records = load_records(ROOT, tools).value
        made.append(compose(config, Templates(ROOT, tools), records, library, {}, {}, cache=cache).value)
    assert made[0].files == made[1].files
    assert made[0].mentions == made[1].mentions
    assert made[0].mentions


def test_names_are_in_the_order_of_the_alphabet() -> None:
    names = ["Öz, Can", "van Dijk, An", "Łukin, A.", "Lee, John", "Leeds", "Lee, Ann", "Đỗ", "3M", "Šíp", "Æthel"]
    assert sorted(names, key=collation) == [
        "3M", "Æthel", "Đỗ", "Lee, Ann", "Lee, John", "Leeds", "Łukin, A.", "Öz, Can", "Šíp", "van Dijk, An",
    ]  # fmt: skip
    firsts = [letter(name) for name in ("3M", "Łukin", "van Dijk", "Æthel", "Яна", "…")]
    assert firsts == ["0–9", "L", "V", "A", "Я", ""]


def test_an_index_of_nobody_is_empty() -> None:
    assert index_list((), ()).text == ""


@given(st.text(max_size=12))
def test_the_form_of_its_accents_does_not_move_a_name(name: str) -> None:
    forms = {collation(unicodedata.normalize(form, name)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert len(forms) == 1


def test_the_examples_in_the_module_hold() -> None:
    assert doctest.testmod(reportgen.sections.indexes).failed == 0
