"""Likelihood and confidence in judgements and sections."""

from __future__ import annotations

import pytest
from prose_project import check
from small_project import small_project

FILE = "data/judgements.yaml"
BARE = "judgement: Traffic will go on growing."


def judged(text: str, likelihood: str = "likely", *, another: bool = False) -> list[tuple[str, str, str]]:
    """Return code, place and message for a judgement of this text."""
    data = small_project()[FILE].replace(BARE, f"judgement: {text}")
    data = data.replace("likelihood: likely", f"likelihood: {likelihood}")
    if another:
        other = small_project()[FILE].replace("id: j1", "id: j2").replace(BARE, "judgement: It is likely to rain.")
        data += other
    return [(d.code, str(d.place), d.message) for d in check("Text.", files={FILE: data}) if d.code.startswith("CHK8")]


@pytest.mark.parametrize(
    ("text", "likelihood"),
    [
        ("Traffic is likely to grow.", "likely"),
        ("Traffic is very likely to grow.", "very likely"),
        ("Traffic will probably grow.", "probable"),
        ("Traffic will almost certainly grow.", "almost certain"),
        ("There is a roughly even chance that traffic grows.", "roughly even chance"),
        ("There is almost no chance that traffic grows.", "almost no chance"),
        ("The chance is remote.", "remote"),
        ("Traffic, the most likely victim of it, is unlikely to grow.", "unlikely"),
        ("Boats are more likely to be used than sold; traffic is likely to grow.", "likely"),
        ("What the chair calls “quite likely” is unlikely.", "unlikely"),
        ("Remote sensing is likely to grow.", "likely"),
    ],
)
def test_a_judgement_in_the_terms_of_the_scale_passes(text: str, likelihood: str) -> None:
    assert judged(f"'{text}'", likelihood, another=True) == []


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("Traffic is quite likely to grow.", 25, "quite likely"),
        ("Traffic is highly likely to grow.", 25, "highly likely"),
        ("There is a good chance that traffic grows.", 23, "a good chance"),
        ("Traffic is not likely to grow.", 25, "not likely"),
        ("Traffic is all but certain to grow.", 25, "all but certain"),
    ],
)
def test_other_words_are_shown_where_they_stand(text: str, column: int, words: str) -> None:
    assert judged(text) == [("CHK804", f"{FILE}:2:{column}", f"'{words}' is no term of the scale")]


def test_a_term_that_is_not_the_fields_is_shown_at_the_field() -> None:
    assert judged("Traffic is very likely to grow.") == [
        ("CHK804", f"{FILE}:3:15", "the likelihood is 'likely', but the judgement says 'very likely'")
    ]


def test_two_terms_are_one_too_many() -> None:
    ((code, place, message),) = judged("Traffic is likely to grow and unlikely to fall.")
    assert (code, place) == ("CHK804", f"{FILE}:2:44")
    assert message == "a judgement states one likelihood; this has 'likely', 'unlikely'"


def test_a_judgement_without_a_term_is_noticed_where_the_others_have_theirs() -> None:
    assert judged("Traffic may grow.") == []
    ((code, place, message),) = judged("Traffic may grow.", another=True)
    assert (code, place) == ("CHK804", f"{FILE}:2:22")
    assert message == "the judgement does not say that it is 'likely'; 'may' is no term of the scale"


def test_confidence_in_the_sentence_of_a_likelihood_is_an_error() -> None:
    ((code, place, _),) = judged("Traffic is likely, with high confidence, to grow.")
    assert (code, place) == ("CHK803", f"{FILE}:2:25")


def test_a_template_that_prints_both_into_one_sentence_is_shown() -> None:
    text = 'It is likely ((( record("j1").judgement|replace(".", "") ))) (((( record("j1").confidence ))) confidence).'
    (found,) = check(text.replace("((((", "({}((("))
    assert found.code == "CHK803"


def test_reports_in_other_languages_are_left_alone() -> None:
    toml = small_project()["report/report.toml"].replace("en-GB", "de-DE")
    assert check("It is likely, with high confidence, so.", files={"report/report.toml": toml}) == []
