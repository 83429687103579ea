from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.bibliography.latex import decode_latex, lost_commands

# Letters whose accents TeX has a command for, by that command.
ACCENTS = {"`": "\u0300", "'": "\u0301", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
           "v": "\u030c", "u": "\u0306", "H": "\u030b", "c": "\u0327", "k": "\u0328"}  # fmt: skip
LETTERS = [
    (command, letter, composed)
    for command, mark in ACCENTS.items()
    for letter in "aceginorstuzACEGNORSTUZ"
    if len(composed := unicodedata.normalize("NFC", letter + mark)) == 1
]


@pytest.mark.parametrize("keep_braces", [False, True])
@pytest.mark.parametrize(("command", "letter", "composed"), LETTERS)
def test_accents_in_every_form(command: str, letter: str, composed: str, keep_braces: bool) -> None:  # noqa: FBT001
    forms = [rf"\{command}{{{letter}}}", rf"{{\{command}{{{letter}}}}}"]
    forms += (
        [rf"{{\{command} {letter}}}"] if command.isalpha() else [rf"\{command}{letter}", rf"{{\{command}{letter}}}"]
    )
    for form in forms:
        assert unicodedata.normalize("NFC", decode_latex(f"x{form}y", keep_braces=keep_braces)) == f"x{composed}y", form


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"{\ss}, {\o}, {\O}, {\l}, {\L}, {\aa}, {\AA}, {\ae}, {\AE}, {\oe}", "ß, ø, Ø, ł, Ł, å, Å, æ, Æ, œ"),
        (r"na{\"\i}ve", "naïve"),
        (r"R\&D, 5\%, \#1, a\_b, \$5", "R&D, 5%, #1, a_b, $5"),
        ("R&D, 5%, #1, a_b, $5", "R&D, 5%, #1, a_b, $5"),
        ("$5 and $6", "$5 and $6"),
        ("1--2 --- ``so''", "1–2 — “so”"),
        ("a~b", "a b"),
        (r"\emph{x} \textbf{y} {Z}", "x y Z"),
        (r"one\\two", "one two"),
        ("{The} {{Quay}}", "The Quay"),
        (r"50% of {\"O}l", "50% of Öl"),
    ],
)
def test_decoding(tex: str, text: str) -> None:
    assert decode_latex(tex) == text


@given(st.text(st.characters(exclude_characters="\\{}$~-`'", exclude_categories=["Cs", "Cc"])))
def test_text_without_tex_is_left_alone(text: str) -> None:
    assert decode_latex(text) == decode_latex(text, keep_braces=True) == text


@given(st.text(st.sampled_from("aäж {}%&#_$-'`\"^\\~"), max_size=15))
def test_no_text_stops_the_decoder(text: str) -> None:
    decode_latex(text)
    decode_latex(text, keep_braces=True)


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"{Ferry Company} and M{\"o}ller, Jan", "{Ferry Company} and Möller, Jan"),
        (r"{Ab\'e Company} and Doe, J", "{Abé Company} and Doe, J"),
        (r"{ООО Ромашка} and M\"uller, A", "{ООО Ромашка} and Müller, A"),
        (r"{R\&D Board}", "{R&D Board}"),
        ("{Ferry Company}", "{Ferry Company}"),
    ],
)
def test_braces_that_group_stay_when_asked(tex: str, text: str) -> None:
    assert decode_latex(tex, keep_braces=True) == text


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        (r"Malml{\"o}f on R\&D", ()),
        (r"\emph{On} \ss and \c{c}", ()),
        (r"XX \badmacro{a} YY \badmacro", (r"\badmacro",)),
        (r"\input{/etc/passwd}", (r"\input",)),
    ],
)
def test_commands_without_text_are_named(text: str, lost: tuple[str, ...]) -> None:
    assert lost_commands(text) == lost
