"""Verbs of saying: their forms and what they need."""

import pytest

from reportgen.language.saying import CHINESE_FORMS, GRAMMARS, RUSSIAN_FORMS, alternation
from reportgen.language.saying_verbs import ENGLISH, Form, Strength


@pytest.mark.parametrize(
    ("word", "lemma", "form", "strength"),
    [
        ("said", "say", Form.PAST, Strength.CLAUSE),
        ("tells", "tell", Form.PRESENT, Strength.CLAUSE),
        ("replied", "reply", Form.PAST, Strength.CLAUSE),
        ("admitted", "admit", Form.PAST, Strength.CLAUSE),
        ("noting", "note", Form.GERUND, Strength.THAT),
        ("denies", "deny", Form.PRESENT, Strength.OBJECT),
        ("called", "call", Form.PAST, Strength.QUOTE),
        ("stresses", "stress", Form.PRESENT, Strength.THAT),
    ],
)
def test_forms(word: str, lemma: str, form: Form, strength: Strength) -> None:
    verb = ENGLISH[word]
    assert (verb.lemma, verb.form, verb.strength) == (lemma, form, strength)


def test_whole_words_only() -> None:
    hits = GRAMMARS["en"].hits
    assert [m.group() for m in hits.finditer("the aforesaid, so-called essay said so, according to her")] == [
        "said",
        "according to",
    ]


def test_alternation_prefers_the_longer_word() -> None:
    import re

    match = re.match(alternation(["say", "says", "said", "a"]), "says")
    assert match is not None
    assert match.group() == "says"


def test_other_scripts() -> None:
    assert {"заявил", "сказала", "отметили", "считает"} <= set(RUSSIAN_FORMS)
    assert all(form.isalpha() or " " in form for form in RUSSIAN_FORMS)
    assert "表示" in CHINESE_FORMS
