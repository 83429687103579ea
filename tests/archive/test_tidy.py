"""Each rule by an example: trees are written as (role, kid ...), a piece of a page as a number."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.archive.structure import Content, Element, Kid
from reportgen.archive.tidy import has_content, tidy


def tree(raw: Any) -> Kid:
    if isinstance(raw, int):
        return Content(1, raw)
    role, *kids = raw
    name, _, span = role.partition("*")
    return Element(role=name, kids=tuple(map(tree, kids)), span=int(span or 1))


def show(kid: Kid) -> Any:
    if isinstance(kid, Content):
        return kid.mark
    assert isinstance(kid, Element)
    span = f"*{kid.span}" if kid.span > 1 else ""
    return (kid.role + span + (f":{kid.scope}" if kid.scope else ""), *map(show, kid.kids))


def tidied(*kids: Any) -> Any:
    root = tree(("Document", *kids))
    assert isinstance(root, Element)
    return show(tidy(root))[1:]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param([("P",), ("L", ("LI", ("Lbl",))), ("P", 1)], [("P", 1)], id="nothing empty"),
        pytest.param([("P", ("L", ("LI", ("LBody", 1))))], [("L", ("LI", ("LBody", 1)))], id="around a block"),
        pytest.param([("P", 1, ("P", 2), 3)], [("P", 1, ("Span", 2), 3)], id="paragraph in a paragraph"),
        pytest.param([("P", ("Link", 1))], [("P", ("Link", 1))], id="a paragraph that is a link"),
        pytest.param([1, ("Link", 2), ("P", 3), 4], [("P", 1, ("Link", 2)), ("P", 3), ("P", 4)], id="loose text"),
        pytest.param([("BlockQuote", 1)], [("BlockQuote", ("P", 1))], id="loose text in a quotation"),
        pytest.param([("L", 9, ("LI", ("Lbl", 1), ("LBody", ("P", 2))), ("P", 3))],
                     [("L", ("LI", ("Lbl", 1), ("LBody", 2))), ("P", 9), ("P", 3)], id="strays in a list"),
        pytest.param([("L", ("P", 3))], [("P", 3)], id="a list of nothing but strays"),
        pytest.param([("TOC", ("TOCI", ("P", ("Link", 1), 2)))], [("TOC", ("TOCI", ("Reference", ("Link", 1), 2)))],
                     id="an entry of the contents"),
        pytest.param([("Div", ("Caption", ("P", 1)), ("P", ("Figure", 2)), ("P", 3))],
                     [("Div", ("Figure", ("Caption", 1), 2), ("P", 3))], id="caption of the only picture"),
        pytest.param([("Div", ("P", 1))], [("P", 1)], id="a group of one"),
        pytest.param([("Div", ("Caption", 1), ("Figure", 2), ("Figure", 3))],
                     [("Div", ("Caption", 1), ("Figure", 2), ("Figure", 3))], id="two pictures, one caption"),
        pytest.param([("H1", 1), ("H4", 2), ("H2", 3), ("H4", 4), ("H1", 5), ("H3", 6)],
                     [("H1", 1), ("H2", 2), ("H2", 3), ("H3", 4), ("H1", 5), ("H2", 6)], id="no level is left out"),
        pytest.param([("BlockQuote", ("H2", 1)), ("H2", 2)], [("BlockQuote", ("H1", 1)), ("H1", 2)],
                     id="headings in groups"),
    ],
)  # fmt: skip
def test_rules(before: list[Any], after: list[Any]) -> None:
    assert list(tidied(*before)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param([("TR", ("TH", 1), ("TH", ("P", 2))), ("TR", ("TH*2", 3)), ("TR", ("TD", 4), ("TD", 5)),
                      ("TR", ("TH*2", 6)), ("TR", ("TH", 7), ("TD", 8))],
                     [("TR", ("TH:Column", 1), ("TH:Column", 2)), ("TR", ("TH*2:Column", 3)),
                      ("TR", ("TD", 4), ("TD", 5)), ("TR", ("TH*2:Row", 6)),
                      ("TR", ("TH:Row", 7), ("TD", 8))], id="scope of header cells"),
        pytest.param([("TR", ("TD", 1), ("TD", 2)), ("TR", ("TD", 3), ("TD", 4))],
                     [("TR", ("TH:Row", 1), ("TD", 2)), ("TR", ("TH:Row", 3), ("TD", 4))], id="names and values"),
        pytest.param([("TR", ("TD", 1)), ("TR", ("TD", 2))], [("TR", ("TD", 1)), ("TR", ("TD", 2))], id="one column"),
        pytest.param([("TR", ("TH", 1), ("TH",)), ("TR", ("TD",)), ("TR", ("TD", 2))],
                     [("TR", ("TH:Column", 1), ("TH:Column",)), ("TR", ("TD", 2), ("TD",))], id="short and empty rows"),
    ],
)  # fmt: skip
def test_tables(before: list[Any], after: list[Any]) -> None:
    assert tidied(("Table", *before)) == (("Table", *after),)


def test_what_follows_a_table_does_not_stand_in_it() -> None:
    assert tidied(("Table", ("Caption", ("P", 1)), ("P", 2), ("TR", ("TD", 3)))) == (
        ("Table", ("Caption", 1), ("TR", ("TD", 3))),
        ("P", 2),
    )


def test_what_is_not_in_the_rules_stays() -> None:
    kids = (("H1", 1), ("P", 2, ("Link", 3), ("Note", ("P", 4))), ("Figure", 5))
    assert tidied(*kids) == kids


def test_has_content() -> None:
    assert has_content(Content(1, 0))
    assert not has_content(Element(role="P", kids=(Element(role="Span"),)))
