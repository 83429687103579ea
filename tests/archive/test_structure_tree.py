from __future__ import annotations

import io

import pikepdf
import pytest
from pdf_files import pdf_bytes
from pikepdf import Array, Dictionary, Name, Pdf

from reportgen.archive.structure import Annotation, Content, Element
from reportgen.archive.tree import write_structure


def two_pages(*links: int | None) -> Pdf:
    """Return two pages, the first with one link annotation for each number (`None`: one without a number)."""
    pdf = Pdf.new()
    for _ in range(2):
        pdf.add_blank_page(page_size=(100, 100))
    made = []
    for number in links:
        annotation = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 1, 1])))
        if number is not None:
            annotation.StructParent = number
        made.append(annotation)
    pdf.pages[0].Annots = Array(made)
    return pdf


def saved(pdf: Pdf, root: Element) -> Pdf:
    write_structure(pdf, root)
    return pikepdf.open(io.BytesIO(pdf_bytes(pdf)))


def test_marks_and_elements_name_each_other() -> None:
    first = Element(role="P", kids=(Content(1, 0), Content(1, 2), Content(2, 0)))
    second = Element(role="Span", kids=(Content(2, 1),), language="ru")
    pdf = saved(two_pages(), Element(role="Document", kids=(first, second)))
    root = pdf.Root.StructTreeRoot
    paragraph, span = root.K.K
    assert [kid if isinstance(kid, int) else (kid.S if "/S" in kid else int(kid.MCID)) for kid in paragraph.K] == [
        0,
        2,
        0,
    ]
    assert (paragraph.Pg, paragraph.K[2].Pg) == (pdf.pages[0].obj, pdf.pages[1].obj)
    assert (int(span.K[0]), str(span.Lang)) == (1, "ru")
    assert span.Pg == pdf.pages[1].obj
    numbers = root.ParentTree.Nums
    assert [numbers[0], numbers[2], len(numbers), root.ParentTreeNextKey] == [0, 1, 4, 2]
    assert list(numbers[1])[0::2] == [paragraph, paragraph]
    assert numbers[1][1] is None
    assert list(numbers[3]) == [paragraph, span]
    assert [(int(p.obj.StructParents), str(p.obj.Tabs)) for p in pdf.pages] == [(0, "/S"), (1, "/S")]
    assert pdf.Root.MarkInfo.Marked


def test_a_link_over_two_lines_has_two_annotations() -> None:
    link = Element(role="Link", kids=(Annotation(4), Content(1, 0)))
    pdf = saved(two_pages(4, 9, 4), Element(role="Document", kids=(Element(role="P", kids=(link,)),)))
    made = pdf.Root.StructTreeRoot.K.K[0].K[0]
    assert [str(kid.Type) for kid in list(made.K)[:2]] == ["/OBJR", "/OBJR"]
    annotations = list(pdf.pages[0].Annots)
    assert [made.K[0].Obj, made.K[1].Obj] == [annotations[0], annotations[2]]
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    assert owners[int(annotations[0].StructParent)] == owners[int(annotations[2].StructParent)] == made


@pytest.mark.parametrize("number", [None, 9])
def test_a_link_of_no_text_follows_the_document(number: int | None) -> None:
    pdf = saved(two_pages(number), Element(role="Document", kids=(Element(role="P", kids=(Content(1, 0),)),)))
    link = pdf.Root.StructTreeRoot.K.K[1].K
    assert str(link.S) == "/Link"
    assert link.K.Obj == pdf.pages[0].Annots[0]
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    assert (numbers[4], numbers[5]) == (pdf.pages[0].Annots[0].StructParent, link)


def test_notes_have_names() -> None:
    notes = tuple(Element(role="Note", kids=(Content(1, mark),)) for mark in range(2))
    pdf = saved(two_pages(), Element(role="Document", kids=notes))
    root = pdf.Root.StructTreeRoot
    assert [str(note.ID) for note in root.K.K] == ["note.00001", "note.00002"]
    assert list(root.IDTree.Names)[1::2] == list(root.K.K)


@pytest.mark.parametrize(
    ("element", "attributes"),
    [
        (Element(role="TH", scope="Column"), {"/O": "/Table", "/Scope": "/Column"}),
        (Element(role="TD", span=3), {"/O": "/Table", "/ColSpan": 3}),
        (Element(role="Figure", box=(1, 2, 3, 4)), {"/O": "/Layout", "/Placement": "/Block", "/BBox": [1, 2, 3, 4]}),
    ],
)
def test_attributes(element: Element, attributes: dict[str, object]) -> None:
    pdf = saved(two_pages(), Element(role="Document", kids=(element,)))
    made = pdf.Root.StructTreeRoot.K.K[0].A
    assert {key: list(v) if isinstance(v, Array) else v for key, v in made.items()} == attributes


@pytest.mark.parametrize("page", [0, 3])
def test_a_page_that_is_not_there(page: int) -> None:
    with pytest.raises(ValueError, match=f"page {page} of 2"):
        write_structure(two_pages(), Element(role="Document", kids=(Content(page, 0),)))
