from __future__ import annotations

import csv
import io

import pytest
import yaml
from change import HERE, shown
from hypothesis import given
from hypothesis import strategies as st

from reportgen.records.files import read_csv, read_yaml
from reportgen.values import Node, Tree, Value

cells = st.text(st.sampled_from('ab ü",;\n\u2028\x0c#'), max_size=6)
tables = st.integers(2, 4).flatmap(
    lambda width: st.tuples(
        st.lists(st.text("abcdef", min_size=1, max_size=3), min_size=width, max_size=width, unique=True),
        st.lists(st.lists(cells, min_size=width, max_size=width), max_size=5),
    )
)


def after(text: str, value: Value) -> str:
    """Return the file's text from a value's place on."""
    assert value.place.line is not None
    assert value.place.column is not None
    return "\n".join(text.split("\n")[value.place.line - 1 :])[value.place.column - 1 :]


def spoilt(text: str) -> tuple[str, str]:
    """Take the mark out of a text and say where it was, as line and column (`▸▸`: line alone)."""
    start = text.index(HERE)
    line = text.count("\n", 0, start) + 1
    column = "" if text.startswith(HERE * 2, start) else f":{start - text.rfind(chr(10), 0, start)}"
    return text.replace(HERE, ""), f"a:{line}{column}"


# --- CSV ---------------------------------------------------------------------------------------


@given(tables, st.sampled_from(["\n", "\r\n"]), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_each_cell_knows_its_place(table: tuple[list[str], list[list[str]]], ends: str, quoting: int) -> None:
    head, rows = table
    file = io.StringIO()
    writer = csv.writer(file, lineterminator=ends, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([head, *rows])
    text = file.getvalue()
    sheet, found = read_csv(text, "a.csv")
    assert found == ()
    assert [str(name) for name in sheet.head] == head
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [[str(cell) for cell in row.values()] for row in sheet.rows] == [[c.strip() for c in row] for row in kept]
    for value in (*sheet.head, *(cell for row in sheet.rows for cell in row.values())):
        assert isinstance(value, Value)
        assert after(text, value).startswith(value.replace('"', '""'))
        assert value or not after(text, value)[:1].strip(',"').strip()


def test_rows_and_keys_know_their_places() -> None:
    sheet = read_csv('\n\nid , "x"\n\n"a\nb",c\n', "a.csv").value
    (row,) = sheet.rows
    assert [str(name.place) for name in sheet.head] == ["a.csv:3:1", "a.csv:3:6"]
    assert str(row.place) == "a.csv:5:1"
    assert {key: str(place) for key, place in row.key_places.items()} == {"id": "a.csv:5:2", '"x"': "a.csv:6:4"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("REC202", "a,b\n▸1,2,3\n4,5"),
        ("REC202", "a,b\n▸1\n4,5"),
        ("REC202", 'a,b\n▸1,2,"x, y"\n'),
        ("REC202", 'a,b\n▸1, "x, y"\n'),
        ("REC202", 'a,b\n1,2\n▸▸"3,4\n5,6\n'),
        ("REC202", 'a,b\n1,2\n▸▸"3"x,4\n5,6\n'),
        ("REC202", 'a,b\n"1\n2",3\n▸4\n'),
        ("REC202", "▸▸"),
        ("REC202", "▸▸\n \n,\n"),
        ("REC202", "▸a;b\n1;2\n"),
        ("REC202", "▸a\tb\n1\t2\n"),
        ("REC202", "▸▸a,b\r1,2\r"),
        ("REC202", 'a,b\n1, ▸"x"\n'),
        ("REC202", "▸a,b,c\n1,2\n3,4\n"),
        ("REC202", "▸a\n1,2\n3,4\n"),
        ("REC203", "a,▸a\n1,2\n"),
        ("REC203", "a,▸\n1,2\n"),
        ("REC203", 'a,"▸",c\n1,2,3\n'),
    ],
)
def test_faults_of_csv(code: str, text: str) -> None:
    text, place = spoilt(text)
    sheet, found = read_csv(text, "a")
    assert shown(found) == [(code, place)]
    assert all(str(row.place) != place for row in sheet.rows)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a;b\n1;2\n", "semicolons"), ("a\tb\n", "tabs"), ("a,b\n1,2,3\n", "put a cell that holds a comma"),
        ('a,b\n1, "x, y"\n', "remove the blank"),
    ],
)  # fmt: skip
def test_hints_of_csv(text: str, hint: str) -> None:
    (found,) = read_csv(text, "a").diagnostics
    assert found.hint is not None
    assert hint in found.hint


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.replace("\n", "\r\n"), lambda t: t.rstrip("\n"), lambda t: t + "\n\n",
        lambda t: t.replace(",", " , "),
        lambda t: t.replace("\n", "\n,,\n"), lambda t: t.replace("x", '"x"'),
    ],
)  # fmt: skip
def test_what_does_not_matter_in_csv(change) -> None:  # type: ignore[no-untyped-def]
    sheet, found = read_csv(change("a,b,c\nx,2 3,\n4,5,x\n"), "a")
    assert found == ()
    assert [dict(row) for row in sheet.rows] == [{"a": "x", "b": "2 3", "c": ""}, {"a": "4", "b": "5", "c": "x"}]


def test_all_faulty_rows_are_found_and_the_others_kept() -> None:
    sheet, found = read_csv("a,b\n1\n2,3\n4,5,6\n7,8\n", "a")
    assert [str(d.place) for d in found] == ["a:2:1", "a:4:1"]
    assert [row.text("a") for row in sheet.rows] == ["2", "7"]


# --- YAML --------------------------------------------------------------------------------------

texts = st.text(st.sampled_from("ab :-#'\"{}[],&*!|>%@`üж\n~"), max_size=8)
trees = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3),
    max_leaves=8,
)


def plain(node: Node | None) -> object:
    if isinstance(node, Tree):
        return {key: plain(value) for key, value in node.items()}
    return [plain(item) for item in node] if isinstance(node, tuple) else str(node)


@given(trees, st.booleans(), st.sampled_from(["'", '"', None]))
def test_yaml_is_read_as_it_was_written(tree: object, flow: bool, style: str | None) -> None:  # noqa: FBT001
    text = yaml.safe_dump(tree, default_flow_style=flow, default_style=style, allow_unicode=True, sort_keys=False)
    if "!!" in text:  # the writer marks an empty key or text with its type
        return
    node, found = read_yaml(text, "a")
    assert found == ()
    assert plain(node) == tree


@given(st.lists(st.text("abcü", min_size=1), min_size=1, max_size=4), st.sampled_from(["", "'", '"']))
def test_each_scalar_and_key_knows_its_place(words: list[str], quote: str) -> None:
    text = "".join(f"- key{i}:   {quote}{word}{quote} # x\n  z:\n  - {word}\n" for i, word in enumerate(words))
    node = read_yaml(text, "a").value
    assert isinstance(node, tuple)
    for i, (tree, word) in enumerate(zip(node, words, strict=True)):
        assert isinstance(tree, Tree)
        assert str(tree.place) == f"a:{3 * i + 1}:3"
        for key in tree:
            assert after(text, Value(key, tree.key_places[key])).startswith(key + ":")
        for value in (tree.text(f"key{i}"), *tree.sequence("z")):
            assert isinstance(value, Value)
            assert value == word
            assert after(text, value).startswith(word)


def test_lines_are_those_of_an_editor() -> None:
    """YAML breaks lines at U+2028 and U+0085, editors and this program do not."""
    node = read_yaml('a: "x\u2028y"\r\nb: "\u0085"\r\nc: z\r\n', "a").value
    assert isinstance(node, Tree)
    assert str(node.key_places["c"]) == "a:3:1"


@pytest.mark.parametrize(
    "text",
    [
        "a: ▸[1, 2", "a:\n  - b\n ▸- c\n", "a: b\n▸\tc: d\n", "a: b▸: c\n", 'a: ▸"b\nc: d\n', "- a\n▸b: c\n",
        "a: ▸&x b\nc: d\n", "a: ▸*x\n", "a: ▸!!str b\n", "a: ▸!x b\n", "▸&x a: b\n", "a: 1\n▸a: 2\n",
        "a: {b: 1, ▸b: 2}\n", "? ▸[a, b]\n: c\n", "a: b\n▸--- \nc: d\n", "a: x▸\0\n",
        "a: x\nb: ▸\x07\n", "a: ▸@b\n", "a: ▸%b\n",
        "a:\n▸  b: c\n d: e\n",
    ],
)  # fmt: skip
def test_faults_of_yaml(text: str) -> None:
    text, place = spoilt(text)
    found = read_yaml(text, "a").diagnostics
    assert [d.code for d in found] == ["REC204"]
    assert len(found[0].message.split("\n")) == 1
    # The parser says where it noticed; that is the line of the mark, or the next one.
    assert found[0].place is not None
    assert abs((found[0].place.line or 0) - int(place.split(":")[1])) <= 1


GOOD = """\
- id: one
  sides:
    - document: D1
      says: it was
      evidence: D1#p1
    - document: D2
      says: it was not
      evidence: D2#p1
  type: x
- id: two
  sides: []
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("      says: it was not", "      says it was not"),
        ("      says: it was not", "      says:it was not"),
        ("      says: it was not", "     says: it was not"),
        ("      says: it was not", "       says: it was not"),
        ("      says: it was not", "\tsays: it was not"),
        ("      says: it was not", '      says: "it was not'),
        ("      says: it was not", "      says: [it was not"),
        ("      says: it was not", "      says: @it was not"),
        ("      says: it was not", "      says: it: was not"),
        ("      says: it was not", '      says: "it" was not'),
        ("    - document: D2", "    -document: D2"),
        ("    - document: D2", "      document: D2"),
        ("    - document: D2", "   - document: D2"),
        ("    - document: D2", "     - document: D2"),
        ("  type: x", "<<<<<<< HEAD\n  type: x"),
        ("  type: x", "  type x"),
        ("  type: x", "    type: x"),
        ("- id: two", "-id: two"),
    ],
)
def test_the_line_that_spoils_a_yaml_file_is_shown(old: str, new: str) -> None:
    assert read_yaml(GOOD, "a").diagnostics == ()
    line = GOOD[: GOOD.index(old)].count("\n") + 1
    (found,) = read_yaml(GOOD.replace(old, new, 1), "a").diagnostics
    assert (found.code, found.place.line if found.place else None) == ("REC204", line)


def test_a_quotation_mark_that_swallows_other_keys_is_shown_where_it_opens() -> None:
    text = GOOD.replace("says: it was\n", 'says: "it was\n').replace("type: x", 'type: "x"')
    (found,) = read_yaml(text, "a").diagnostics
    assert (str(found.place), found.message[:14]) == ("a:4:13", "malformed YAML")


@pytest.mark.parametrize(
    "text",
    ["a: ▸&x b\nc: d\n", "a: ▸*x\n", "a: ▸!!str b\n", "a: 1\n▸a: 2\n", "a: {b: 1, ▸b: 2}\n", "? ▸[a, b]\n: c\n",
     "a: x▸\0\n", "a: x\nb: ▸\x07\n"],
)  # fmt: skip
def test_exact_places_of_what_we_refuse_ourselves(text: str) -> None:
    text, place = spoilt(text)
    assert shown(read_yaml(text, "a").diagnostics) == [("REC204", place)]


def test_a_repeated_key_keeps_its_first_value_and_says_where_it_is() -> None:
    node, (found,) = read_yaml("a: 1\na: 2\n", "a")
    assert plain(node) == {"a": "1"}
    assert str(found.related[0].place) == "a:1:1"


@pytest.mark.parametrize("word", ["NO", "yes", "1e3", "0x10", "2022-03-21", "12:30", "1_000", "<<", "=", ".inf"])
def test_words_stay_as_they_are_written(word: str) -> None:
    assert plain(read_yaml(f"a: {word}\n", "a").value) == {"a": word}


@pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL"])
def test_what_stands_for_nothing_is_empty_unless_it_is_quoted(word: str) -> None:
    assert plain(read_yaml(f"a: {word}\nb: '{word}'\n", "a").value) == {"a": "", "b": word}


@pytest.mark.parametrize("text", ["[" * 30 + "]" * 30, "[" * 3000, "{a: " * 3000, "- " * 3000])
def test_deep_nesting(text: str) -> None:
    assert [d.code for d in read_yaml(text, "a").diagnostics] == ["REC204"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_an_empty_file(text: str) -> None:
    node, found = read_yaml(text, "a")
    assert found == ()
    assert not node


def test_faults_bear_the_code_of_the_caller() -> None:
    assert [d.code for d in read_yaml("a: [", "a", code="TAB301").diagnostics] == ["TAB301"]


@given(st.text(max_size=40) | st.text(st.sampled_from("ab:-[]{}&*!|>'\"\n \t%,#?"), max_size=40))
def test_no_text_stops_the_readers(text: str) -> None:
    for found in (read_yaml(text, "a").diagnostics, read_csv(text, "a").diagnostics):
        for diagnostic in found:
            place = diagnostic.place
            assert place is not None
            assert (place.line or 1) >= 1
            assert (place.column or 1) >= 1
