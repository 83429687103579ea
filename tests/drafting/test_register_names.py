"""People and organisations of several documents: one record for what is surely one, and no form for two."""

from __future__ import annotations

from reportgen.drafting.names import name_rows, slug
from reportgen.drafting.proposal import Named
from reportgen.drafting.rows import Ids, Row


def named(name: str, *forms: str, kind: str = "people", mentions: int = 1, label: str = "p1") -> Named:
    return Named(kind=kind, name=name, forms=forms, role="", mentions=mentions, label=label, passage="")


def rows(*documents: list[Named]) -> list[Row]:
    return list(name_rows([(f"D{n}", names) for n, names in enumerate(documents, 1)], Ids()))


def test_equal_names_are_one() -> None:
    (row,) = rows([named("Olga Stern", "Stern", mentions=2)], [named("Olga Stern", label="p7", mentions=3)])
    assert row.id == "pe-olga-stern"
    assert (row.text("mentions"), row.text("evidence"), row.text("variants")) == ("5", "D1#p1; D2#p7", "Stern")


def test_a_full_name_that_is_a_form_elsewhere_is_one() -> None:
    (row,) = rows([named("Olga Maria Stern", "Olga Stern")], [named("Olga Stern")])
    assert row.text("mentions") == "2"


def test_family_names_alone_are_not_joined() -> None:
    found = rows([named("Olga Stern", "Stern")], [named("Stern")], [named("Boris Stern", "Stern")])
    assert [row.text("name") for row in found] == ["Olga Stern", "Stern", "Boris Stern"]
    assert [row.text("variants") for row in found] == ["", "", ""]


def test_a_name_stands_in_one_register() -> None:
    found = rows([named("Mole Press"), named("Mole Press", kind="organisations")])
    assert [(row.kind, row.id) for row in found] == [("people", "pe-mole-press")]


def test_ids_are_made_of_names_in_any_script() -> None:
    assert slug("Алексей Громов") == "aleksey-gromov"
    assert slug("李华").startswith("x")
    assert len({row.id for row in rows([named("A. B"), named("A B!"), named("李华"), named("王小明")])}) >= 3
