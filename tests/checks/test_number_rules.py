"""Numbers that are typed instead of printed from their records."""

from __future__ import annotations

import pytest
from prose_project import BODY, check, underlined
from small_project import small_project

MACROS = "((* macro twice(x) *))\n\\emph{((( x )))} of 40 lines\n((* endmacro *))\n"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Trade grew by 12 per cent.", "12 per cent"),
        (r"It cost US\$5 million.", r"US\$5 million"),
        ("They met on 12 March 2021 in Tarn.", "12 March 2021"),
        ("Some 10–12 firms left.", "10–12"),
        (r"\textbf{42} ships came.", "42"),
        ("It stopped in mid-2020.", "mid-2020"),
        ("It lies thirty-five kilometres away.", "thirty-five kilometres"),
        (r"The line is 1,200~km long.", r"1,200~km"),
    ],
)
def test_the_caret_stands_under_the_whole_phrase(text: str, phrase: str) -> None:
    (found,) = check(text)
    assert (found.code, found.severity.word, underlined(found, text)) == ("CHK801", "error", phrase)
    assert (found.place and found.place.file, found.place and found.place.line) == (BODY, 1)


def test_the_only_record_with_the_value_is_named() -> None:
    (found,) = check("Five per cent of it was lost.")
    assert found.message == "the number 'Five per cent' is typed, though it is that of 'ind-growth'"
    assert found.hint == 'print it with fact("ind-growth"), or mark it as literal(...)'
    (found,) = check("They met on 12 March 2021.", files={"data/statements.csv": "id,speaker,gist,evidence\n"})
    assert found.hint == 'print it with when("ev-meeting"), or mark it as literal(...)'


def test_a_number_of_another_document_than_the_one_cited() -> None:
    (found,) = check('Five per cent of it was lost~((( cite("D2#p3") ))).')
    assert found.message.endswith("is that of 'ind-growth', and stands in D1, not in D2")


def test_when_several_records_have_it_none_is_named() -> None:
    (found,) = check("They met on 12 March 2021.")
    assert found.hint is not None
    assert "fact(...)" in found.hint


def test_what_is_printed_or_marked_as_literal_is_no_naked_number() -> None:
    assert check('((( fact("ind-cost") ))), ((( 12 + 1 ))) and ((( literal("in 2014") ))).') == []


def test_a_number_in_a_macro_stands_at_the_line_of_the_macro() -> None:
    body = '((* from "report/sections/macros.tex.j2" import twice *))\n((( twice("two") ))) and ((( twice("six") )))'
    found = check(body, files={"report/sections/macros.tex.j2": MACROS})
    assert {(d.message, str(d.place)) for d in found} == {
        ("the number '40' belongs to no record", "report/sections/macros.tex.j2:2:21")
    }


def test_a_number_in_the_main_template_is_found() -> None:
    main = small_project()["report/main.tex.j2"].replace("((( section", "Made in 40 days.\n((( section")
    (found,) = check("Text.", files={"report/main.tex.j2": main})
    assert str(found.place) == "report/main.tex.j2:3:9"


def test_the_words_of_a_source_are_left_to_the_rule_for_quotations() -> None:
    assert check("“Traffic has grown by 5 percent since 2019”, she said.") == []
    assert [d.code for d in check("It was “2014”.")] == ["CHK801"]
