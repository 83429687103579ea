from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.diagnostics import Place
from reportgen.values import Tree, Value, scalars

HERE = Place(file="a.csv", line=4, column=7)


def text_at(text: str, place: Place) -> str:
    """Return what follows a place in a text whose first character stands at HERE."""
    assert place.line is not None
    assert place.column is not None
    lines = ("\n" * 3 + " " * 6 + text).split("\n")
    return "\n".join(lines[place.line - 1 :])[place.column - 1 :]


@given(st.text(st.sampled_from("ab ;\n\t")))
def test_every_part_stands_where_it_says(text: str) -> None:
    value = Value(text, HERE)
    assert [str(part) for part in value.parts(";")] == [p.strip() for p in text.split(";") if p.strip()]
    for part in value.parts(";"):
        assert text_at(text, part.place).startswith(part)
    stripped = value.stripped()
    assert stripped == text.strip()
    assert text_at(text, stripped.place).startswith(stripped)


def test_parts_of_a_value_without_a_column_have_none() -> None:
    value = Value("a; b", Place(file="a", line=1))
    assert [str(part.place) for part in value.parts(";")] == ["a:1", "a:1"]


@pytest.mark.parametrize("same", [copy.copy, copy.deepcopy, lambda v: pickle.loads(pickle.dumps(v))])  # noqa: S301
def test_copies_keep_the_place(same) -> None:  # type: ignore[no-untyped-def]
    found = same(Value("a", HERE))
    assert found == "a"
    assert found.place == HERE


def test_tree() -> None:
    value, blank = Value("x", HERE), Value(" ", HERE)
    tree = Tree({"b": value, "a": blank, "c": (value,)}, HERE, {"b": HERE})
    assert list(tree) == ["b", "a", "c"]
    assert len(tree) == 3
    assert tree["b"] is value
    assert tree.text("b") is value
    assert tree.text("a") is tree.text("c") is tree.text("d") is None
    assert tree.sequence("c") == (value,)
    assert tree.sequence("b") == tree.sequence("d") == ()
    with pytest.raises(KeyError):
        tree["d"]


def test_all_scalars_of_a_node_in_written_order() -> None:
    one, two, three = (Value(text, HERE) for text in "xyx")
    inner = Tree({"k": two}, HERE, {})
    assert [id(each) for each in scalars(Tree({"b": one, "a": (inner, (three,), ())}, HERE, {}))] == [
        id(one), id(two), id(three),
    ]  # fmt: skip
    assert list(scalars(one)) == [one]
    assert list(scalars(())) == []
