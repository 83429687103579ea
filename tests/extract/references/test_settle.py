"""Spans of fixed forms, and bounds set right, whatever a model labelled."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.extract.references.csl import build_item
from reportgen.extract.references.fields import FieldSpan, Label
from reportgen.extract.references.find import parse_reference
from reportgen.extract.references.settle import settled
from reportgen.extract.references.sure import EXTENT_AT_END, with_sure


def labelled(text: str, *marked: tuple[Label, str]) -> list[FieldSpan]:
    spans = []
    position = 0
    for label, value in marked:
        position = text.index(value, position)
        spans.append(FieldSpan(label=label, start=position, end=position + len(value)))
        position += len(value)
    return spans


def said(text: str, spans: list[FieldSpan]) -> list[tuple[Label, str]]:
    return [(span.label, text[span.start : span.end]) for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Marsh Dairy & Co. v. Fenwick, 101 U.S. 22 (1880).",
            {"title": "Marsh Dairy & Co. v. Fenwick", "volume": "101", "page": "22", "type": "legal_case"},
        ),
        (
            "ГОСТ 31450-2013. Молоко питьевое. Технические условия. М.: Стандартинформ, 2014.",
            {"title": "Молоко питьевое. Технические условия", "number": "ГОСТ 31450-2013", "type": "standard"},
        ),
        (
            "Сом / И. П. Сидоров, А. А. Ким ; Институт рек. – Омск : Изд-во ОГУ, 2012. – 310 с.",
            {"publisher": "Изд-во ОГУ", "publisher-place": "Омск", "number-of-pages": "310"},
        ),
        (
            "Weber, M. (1930). Ethics (T. Parsons, Trans.). Allen.",
            {"translator": [{"family": "Parsons", "given": "T."}]},
        ),
        (
            "张三, 李四, 等. 稻田与“生态沟”建设的路径[J]. 农业工程学报, 2019, 35(2): 1-9.",
            {"title": "稻田与“生态沟”建设的路径"},
        ),
    ],
)
def test_fixed_forms_need_no_labels(text: str, expected: dict[str, object]) -> None:
    csl = build_item(text, ()).csl
    assert {name: csl.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        (
            "Office of the Harbour Master, Annual Survey, 1999",
            [(Label.AUTHOR, "Office of the"), (Label.TITLE, "Harbour Master, Annual Survey")],
            [(Label.AUTHOR, "Office of the Harbour Master"), (Label.TITLE, "Annual Survey")],
        ),
        (
            "dpa: Milch wird teurer, Handelsblatt vom 14.07.2021",
            [
                (Label.CONTAINER, "dpa"), (Label.TITLE, "Milch wird teurer"), (Label.CONTAINER, "Handelsblatt vom"),
                (Label.ISSUED, "14.07.2021"),
            ],
            [
                (Label.AUTHOR, "dpa"), (Label.TITLE, "Milch wird teurer"), (Label.CONTAINER, "Handelsblatt"),
                (Label.ISSUED, "14.07.2021"),
            ],
        ),
        (
            "Anna Roe, Sheep, 1900-1950, Leeds, Sage, 1999.",
            [
                (Label.AUTHOR, "Anna Roe"), (Label.TITLE, "Sheep"), (Label.PAGES, "1900-1950"),
                (Label.PLACE, "Leeds, Sage"), (Label.ISSUED, "1999"),
            ],
            [
                (Label.AUTHOR, "Anna Roe"), (Label.TITLE, "Sheep, 1900-1950"), (Label.PLACE, "Leeds"),
                (Label.PUBLISHER, "Sage"), (Label.ISSUED, "1999"),
            ],
        ),
        (
            "Петров И., «Путина», газета «Рыбак» (3 июня 2020)",
            [(Label.AUTHOR, "Петров И."), (Label.TITLE, "Путина"), (Label.CONTAINER, "газета «Рыбак»")],
            [(Label.AUTHOR, "Петров И."), (Label.TITLE, "Путина"), (Label.CONTAINER, "Рыбак")],
        ),
        (
            "养蜂 [Keeping of bees in hills]. 农业, 2001",
            [(Label.TITLE, "养蜂 [Keeping of bees in hills]")],
            [(Label.TITLE, "养蜂"), (Label.TRANSLATED_TITLE, "Keeping of bees in hills")],
        ),
    ],
)  # fmt: skip
def test_bounds(text: str, marked: list[tuple[Label, str]], expected: list[tuple[Label, str]]) -> None:
    assert said(text, settled(text, labelled(text, *marked))) == expected


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Anna Roe, Sheep (Leeds: Sage, 1999), 219–20.", "page", "219-20"),
        ("张三. 稻田[J]. 农业, 2018,(04): 4-32.", "issue", "4"),
        ("Roe, A. “Sheep”. Wool, no. 65 (2), 2023, 101–120.", "volume", "65"),
    ],
)
def test_pages_volumes_and_issues(text: str, name: str, value: str) -> None:
    assert parse_reference(text)[0].csl.get(name) == value


@given(st.text(max_size=200), st.data())
def test_spans_stay_inside_in_order_and_apart(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=9)))
    labels = st.sampled_from([label for label in Label if label not in {Label.URL, Label.DOI}])
    spans = [FieldSpan(label=data.draw(labels), start=a, end=b) for a, b in pairwise(cuts)]
    found = settled(text, with_sure(text, spans, EXTENT_AT_END.search(text)))
    assert all(0 <= span.start <= span.end <= len(text) for span in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "MORALES RUIZ, Antonio: Puentes de Aragón, Zaragoza, Institución Fernando el Católico, 1987.",
            {"publisher": "Institución Fernando el Católico", "publisher-place": "Zaragoza"},
        ),
        (
            "Cfr. Méndez, A., La trashumancia, Madrid, Alianza, 2001.",
            {"author": [{"family": "Méndez", "given": "A."}], "title": "La trashumancia"},
        ),
        (
            "Tribunal Constitucional, Sentencia 31/2010, de 28 de junio.",
            {"title": "Sentencia 31/2010, de 28 de junio", "URL": None, "archive_location": None},
        ),
        (
            "Gemeinde Ahrensbek (2018): Jahresbericht der Feuerwehr, Ahrensbek.",
            {"author": [{"literal": "Gemeinde Ahrensbek"}]},
        ),
        (
            "Kowalski, J./Brenner, T. (Hrsg.): Handbuch der Forstgenetik. Berlin 2008.",
            {"editor": [{"family": "Kowalski", "given": "J."}, {"family": "Brenner", "given": "T."}]},
        ),
    ],
)
def test_german_and_spanish_references(text: str, expected: dict[str, object]) -> None:
    csl = parse_reference(text)[0].csl
    assert {name: csl.get(name) for name in expected} == expected
