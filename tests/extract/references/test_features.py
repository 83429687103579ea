"""Tokens, gaps and quotation states of references."""

import pytest

from reportgen.extract.references.features import Token, features_of, fold_gap, gaps_of, quote_states, tokenise
from reportgen.extract.references.fields import FieldSpan, Label


def words(text: str) -> list[str]:
    return [token.text for token in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lund, A.B. (2011): 12–19", ["Lund", "A", "B", "2011", "12–19"]),
        ("А/77/12 от 05.03.2021 г.", ["А/77/12", "от", "05.03.2021", "г"]),
        ("2023年第5期", ["2023", "年", "第", "5", "期"]),
        ("张三主编", ["张三", "主编"]),
        ("载王红主编：《水利》", ["载", "王红", "主编", "水利"]),
        ("Lenta.ru and O'Neill-Smith", ["Lenta.ru", "and", "O'Neill-Smith"]),
        ("И.И.Орлов", ["И", "И", "Орлов"]),
        ("See https://a.org/b-c. Next", ["See", "<URL>", "Next"]),
        ("10.1234/ab.c", ["<DOI>"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_known_span_is_one_token() -> None:
    text = "Wells, a . org/x y, 2011"
    tokens = tokenise(text, (FieldSpan(label=Label.URL, start=7, end=18),))
    assert [token.text for token in tokens] == ["Wells", "<URL>", "2011"]
    assert text[tokens[1].start : tokens[1].end] == "a . org/x y"


@pytest.mark.parametrize(
    ("gap", "folded"),
    [
        (", “", ", “"),
        (', "', ", “"),
        ('," ', ",” "),
        (" — ", " - "),
        ("，《", ",“"),
        ("\n\t ", " "),
        (".\u00a0№ ", ". № "),
        ("“ ", "” "),
    ],
)
def test_gaps_are_folded(gap: str, folded: str) -> None:
    assert fold_gap(gap) == folded


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Lund, “Wells now”, 2011", "biia"),
        ("“Wells ‘and’ wells” 2011", "iiia"),
        ("Wells now”, 2011", "uua"),
        ("Wells 2011", "--"),
        ("Lund, 'Wells now', 2011", "biia"),
    ],
)
def test_quotation_states(text: str, states: str) -> None:
    tokens = tokenise(text)
    assert quote_states(gaps_of(text, tokens)) == states


def named(text: str, tokens: list[Token]) -> list[list[str]]:
    """Return the features of each token as strings."""
    rows = features_of(text, tokens, gaps_of(text, tokens))
    return [[name.decode() if isinstance(name, bytes) else name for name in row] for row in rows]


def test_every_token_has_features() -> None:
    text = "Lund, A. “Wells”. The Field 4 (2011): 3–9."
    tokens = tokenise(text)
    features = named(text, tokens)
    assert len(features) == len(tokens)
    assert all("t=" in row[0] for row in features)


def test_a_segment_knows_how_far_the_next_number_is() -> None:
    text = "Wells now. The Field 4, 11: 3–9"
    tokens = tokenise(text)
    rows = named(text, tokens)
    assert [next(name for name in row if name.startswith("D")) for row in rows[:4]] == [
        "D2, -",
        "D2, -",
        "D1, -",
        "D1, -",
    ]


def test_the_number_of_tokens_is_bounded() -> None:
    assert len(tokenise("word " * 5000)) <= 700
