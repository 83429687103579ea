import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.language.view import plain_view

PIECES = st.sampled_from(
    [
        "**",
        "*a*",
        "_b_",
        "[t](u)",
        "![i](u)",
        "[^1]",
        "https://a.b/c.",
        "x@y.org",
        "\r\n",
        "\t",
        "’",
        "`",
        "<br>",
        "\u200b",
        "\ud800",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=8)).map("".join)
SPANS = st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40)), max_size=4)


@given(text=TEXTS, spans=SPANS, markdown=st.booleans())
def test_the_view_is_as_long_as_the_text(text: str, spans: list[tuple[int, int]], *, markdown: bool) -> None:
    view = plain_view(text, spans, markdown=markdown)
    assert len(view) == len(text)
    assert view == plain_view(text, spans, markdown=markdown)
    assert "\r" not in view
    assert view.count("\n") >= text.count("\n")


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("a\u00a0b\u202fc\td", "a b c d"),
        ("the ship’s crew", "the ship's crew"),
        ("the crews’ pay", "the crews’ pay"),
        ("‘the end’", "‘the end’"),
        ("non\u2011stop well\u2010known", "non-stop well-known"),
        ("1990–95 — “so” «that»", "1990–95 — “so” «that»"),
        ("a\r\nb\rc\u2028d", "a \nb\nc\nd"),
        ("in\u200bvisible \ufefftext\u202e", "in visible  text "),
        ("See https://example.org/a?b=c#d. Then", "See                            . Then"),
        ("Write to ann.lee@example.co.uk, now", "Write to                      , now"),
        ("By [Ann Lee](#)", "By  Ann Lee    "),
        ("A 5 * 3 * 2 box", "A 5 * 3 * 2 box"),
        ("见https://a.cn/x。好", "见              。好"),
    ],
)
def test_plain_text_is_folded(text: str, view: str) -> None:
    assert plain_view(text) == view


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("a **bold** word", "a   bold   word"),
        ("a *b* and _c_", "a  b  and  c "),
        ("a **b *c* d** e", "a   b  c  d   e"),
        ("snake_case_name", "snake_case_name"),
        ("run `make` now", "run  make  now"),
        ("so it is.[^3] Yes", "so it is.     Yes"),
        ("![a boat](b.png) x", "                 x"),
        ("x [y](<z> q) w", "x [y](    q) w"),
        ("a <b>c</b>", "a    c    "),
        (r"5 \* 3", "5  * 3"),
    ],
)
def test_markdown_loses_its_marks(text: str, view: str) -> None:
    assert plain_view(text, markdown=True) == view


def test_blanked_spans_may_overlap_and_keep_line_ends() -> None:
    assert plain_view("ab[1]\n[2]cd", [(2, 5), (3, 9), (90, 95), (-4, 1)]) == " b   \n   cd"


@pytest.mark.parametrize(
    "piece", ["(", "[", '"', "*", "*a ", "_", "_a", "a@", "@a.b", "<a", "http://", "\\", "[a](", "![", "a.", "`"]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert len(plain_view(text, markdown=True)) == len(text)
