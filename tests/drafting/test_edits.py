"""Files changed in one place keep every other byte."""

from __future__ import annotations

from reportgen.drafting.edits import bib_pieces, pieces_of, with_fields, with_texts, written
from reportgen.drafting.moved import Passages
from reportgen.drafting.rows import Ids, Row, file_text
from reportgen.records.lock import Lock

CSV = (
    "id,document,rank,quote,evidence,review\r\n\r\n"
    'se-1,D1,1,"two\r\nlines, ""so""",D1#p1,proposed\r\nse-2,D1,2, b ,D1#p2,\r\n'
)
YAML = """\
# ours
- id: gap-a   # the first
  question: 'Who, then?'
  checked: >-
    on two
    lines

- {id: gap-c, question: "in one line"}
- id: "gap-b"
  question: What?
"""


def test_a_file_of_rows_is_put_together_as_it_was() -> None:
    pieces = pieces_of("sentences", CSV)
    assert "".join(piece.text for piece in pieces.pieces) == CSV
    assert [piece.id for piece in pieces.pieces if piece.id] == ["se-1", "se-2"]
    assert pieces.edited((), {}, []) == CSV
    assert pieces.ids_by_line()[2:5] == ["se-1", "se-1", "se-2"]


def test_rows_go_change_and_come() -> None:
    pieces = pieces_of("sentences", CSV)
    row = Row(kind="sentences", id="se-3", fields={"document": "D2", "quote": "c"}, fingerprint="")
    changed = {
        piece.id: with_texts(piece, pieces.columns, {"evidence": "D1#p9"})
        for piece in pieces.pieces
        if piece.id == "se-2"
    }
    text = pieces.edited(["se-1"], changed, [written(row, pieces)])
    assert text == "id,document,rank,quote,evidence,review\r\n\r\nse-2,D1,2, b ,D1#p9,\r\nse-3,D2,,c,,\n"


def test_a_list_is_put_together_as_it_was() -> None:
    pieces = pieces_of("gaps", YAML)
    assert "".join(piece.text for piece in pieces.pieces) == YAML
    assert [piece.id for piece in pieces.pieces] == ["", "gap-a", "gap-c", "gap-b"]
    text = pieces.edited(["gap-c"], {}, [])
    assert text == YAML.replace('- {id: gap-c, question: "in one line"}\n', "")
    first = pieces.pieces[1]
    assert with_texts(first, (), {"question": 'So "what"?', "absent": "x"}) == first.text.replace(
        "'Who, then?'", '"So \\"what\\"?"'
    )


def test_an_empty_list_gets_its_first_item_and_loses_its_last() -> None:
    row = Row(kind="gaps", id="gap-1", fields={"question": "Who: me?", "review": "proposed"}, fingerprint="")
    text = pieces_of("gaps", "[]\n").edited((), {}, [file_text("gaps", (row,))])
    assert text == '- id: "gap-1"\n  question: "Who: me?"\n  review: proposed\n'
    assert pieces_of("gaps", text).edited(["gap-1"], {}, []) == "[]\n"


def test_entries_change_field_by_field() -> None:
    text = "@comment{ours}\n\n@book{D1:1,\n  title = {Piles},\n  related = {D1},\n}\n\n@misc{b, title = {x}}\n"
    pieces = bib_pieces(text)
    assert [piece.id for piece in pieces.pieces] == ["", "D1:1", "b"]
    entry = with_fields(pieces.pieces[1].text, {"related": "D1, D2", "corpusnote": "D1:1, D2:7"})
    assert entry == "@book{D1:1,\n  title = {Piles},\n  related = {D1, D2},\n  corpusnote = {D1:1, D2:7},\n}\n\n"
    assert pieces.edited(["b"], {}, []) == text[: text.index("@misc")]


def test_locators_follow_their_passages() -> None:
    lock = Lock(segments={"D1#p1": "a", "D1#p2": "b", "D1#n1": "b"})
    passages = Passages(now={"D1": {"p1": "x", "p2": "a", "p3": "b", "n1": "b"}}, lock=lock)
    assert passages.moved("D1#p1; D1#p2:3-5") == "D1#p2; D1#p3:3-5"
    assert passages.moved("D1#n1") == "D1#n1"
    assert passages.moved("D1#p9") is None
    assert passages.moved("D2#p1") is None


def test_ids_are_never_given_twice() -> None:
    ids = Ids(taken={"in-d1-2"})
    assert [ids.number("in-d1") for _ in range(3)] == ["in-d1-1", "in-d1-3", "in-d1-4"]
    assert [ids.name("pe-a"), ids.name("pe-a"), ids.name("PE-A")] == ["pe-a", "pe-a-1", "PE-A-2"]
