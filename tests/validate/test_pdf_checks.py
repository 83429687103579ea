"""Every way to break a PDF is found by the check that is there for it, and a good PDF passes all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from needs import needs_pdfium
from pikepdf import Array, Dictionary, Name, String
from small_report import TEXTS, elements, make, tree, write_source

from validate.identity import check_identity
from validate.latex import read_source
from validate.printed import read_tags
from validate.reading import check_extraction, check_reading, check_unicode
from validate.tags import check_tags
from validate.verdict import Verdict

pytestmark = needs_pdfium


def faults(pdf: bytes, folder: Path) -> dict[str, tuple[str, ...]]:
    source, tags = read_source(write_source(folder)), read_tags(pdf)
    text = "\n".join(TEXTS)
    verdicts: list[Verdict] = [*check_tags(tags, source), check_reading(tags.root, source)]
    verdicts += [check_unicode({"PDFium": tags.root.text}, source), check_extraction(source, text)]
    verdicts += check_identity(pdf, tags, source)
    return {verdict.name: verdict.faults for verdict in verdicts if verdict.faults}


def test_a_good_pdf_has_no_faults(tmp_path: Path) -> None:
    assert faults(make(), tmp_path) == {}


def test_what_is_said_of_a_good_pdf(tmp_path: Path) -> None:
    source = read_source(write_source(tmp_path))
    said = {verdict.name: verdict.said for verdict in check_tags(read_tags(make()), source)}
    assert said["tags: headings"] == "2 found, 1 in the source, 1 H1, 1 H2"
    assert said["tags: tables"] == "1 of 1 tables, 2 TR, 2 TH, 2 TD"
    assert said["tags: lists, notes, captions"] == "1 of 1 L, 1 of 1 LI, 0 of 0 BlockQuote, 1 of 1 Note, 1 of 1 Caption"
    assert said["tags: links"] == "1 and 0 in contents; in the source 0 citations, 1 addresses, 0 others"


def drop(role: str, key: str) -> Callable[[Any], None]:
    def act(pdf: Any) -> None:
        for element in elements(pdf, role):
            if key in element:
                del element[key]

    return act


def no_tree(pdf: Any) -> None:
    del pdf.Root["/StructTreeRoot"]


def no_language(pdf: Any) -> None:
    del pdf.Root["/Lang"]


def turned(pdf: Any) -> None:
    document = elements(pdf, "Document")[0]
    kids = list(document.K)
    document.K = Array([kids[0], kids[2], kids[1], *kids[3:]])


def no_unicode(pdf: Any) -> None:
    del pdf.pages[0].Resources.Font.F1["/ToUnicode"]


def no_font_file(pdf: Any) -> None:
    del pdf.pages[0].Resources.Font.F1.FontDescriptor["/FontFile2"]


def no_words(pdf: Any) -> None:
    del pdf.pages[0].Annots[0]["/Contents"]


def another_address(pdf: Any) -> None:
    pdf.pages[0].Annots[0].A.URI = String("https://example.com/")


def a_script(pdf: Any) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def script_address(pdf: Any) -> None:
    pdf.pages[0].Annots[0].A.URI = String("javascript:alert(1)")


def stray_link(pdf: Any) -> None:
    link = pdf.pages[0].Annots[0]
    pdf.pages[0].Annots.append(
        pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=link.Rect, A=link.A))
    )


def strange_role(pdf: Any) -> None:
    elements(pdf, "L")[0].S = Name.Heap


def no_labels(pdf: Any) -> None:
    del pdf.Root["/PageLabels"]


def no_bookmark(pdf: Any) -> None:
    with pdf.open_outline() as outline:
        del outline.root[1]
        outline.root[0].title = "1 First heading"


def another_title(pdf: Any) -> None:
    pdf.docinfo["/Title"] = "Other"


def private_sign(pdf: Any) -> None:
    font = pdf.pages[0].Resources.Font.F1
    font.ToUnicode = pdf.make_stream(font.ToUnicode.read_bytes().replace(b"<20> <7e> <0020>", b"<20> <7e> <e020>"))


@pytest.mark.parametrize(
    ("breakage", "check", "says"),
    [
        (no_tree, "tags, as a tree", "the PDF has no tags"),
        (no_language, "tags: languages", "the document says no language"),
        (drop("Span", "/Lang"), "tags: languages", "1 passages in 'de' in the source, 0 in the tags"),
        (drop("TH", "/A"), "tags: tables", "a header cell without a scope in 'Table 1 A table': 'Name'"),
        (drop("Figure", "/Alt"), "tags: figures", "a picture without words"),
        (drop("Figure", "/A"), "tags: figures", "a picture without a place on its page"),
        (turned, "tags: reading order", "'1 First heading' is read after"),
        (turned, "text in the order of the tags", "is read in another place"),
        (no_words, "tags: links", "a link without a description"),
        (another_address, "tags: links", "1 links to https://example.org/ in the source, 0 in the tags"),
        (stray_link, "tags, as a tree", "no element has the link to https://example.org/"),
        (strange_role, "tags, as a tree", "the role Heap stands for no standard one"),
        (strange_role, "tags: lists, notes, captions", "L: 1 in the source, 0 in the tags"),
        (no_unicode, "fonts and actions", "does not say what its signs mean"),
        (no_font_file, "fonts and actions", "is not in the file"),
        (a_script, "fonts and actions", "a forbidden action or part: /JavaScript"),
        (script_address, "fonts and actions", "a link that is none: javascript:alert(1)"),
        (no_labels, "page labels", "there are no page labels"),
        (no_bookmark, "bookmarks", "no bookmark leads to 'smallreport'"),
        (another_title, "metadata", "/Title is 'Other', not 'Small report'"),
        (private_sign, "text: Unicode", "PDFium: U+E020"),
    ],
)  # fmt: skip
def test_a_broken_pdf_is_found(breakage: Callable[[Any], None], check: str, says: str, tmp_path: Path) -> None:
    found = faults(make(breakage=breakage), tmp_path)
    assert any(says in fault for fault in found.get(check, ())), found


def without(index: int) -> Any:
    root = tree()
    return replace(root, kids=tuple(kid for n, kid in enumerate(root.kids) if n != index))


@pytest.mark.parametrize(
    ("index", "check", "says"),
    [
        (0, "tags: headings", "no heading has the title 'Small report'"),
        (1, "tags: headings", "no heading 'firstheading'"),
        (2, "text in the order of the tags", "'Words before a link to a page and words after, auf Deutsch."),
        (3, "tags: lists, notes, captions", "LI: 1 in the source, 0 in the tags"),
        (4, "tags: tables", "1 tables in the source, 0 in the tags"),
        (6, "tags: figures", "1 pictures in the source, 0 in the tags"),
        (8, "tags: lists, notes, captions", "Note: 1 in the source, 0 in the tags"),
        (5, "tags, as a tree", "page 1: no element has the text 'Below the table.'"),
    ],
)
def test_what_has_no_tag_is_missed(index: int, check: str, says: str, tmp_path: Path) -> None:
    found = faults(make(without(index)), tmp_path)
    assert any(says in fault for fault in found.get(check, ())), found


def test_a_table_with_a_row_too_few_is_found(tmp_path: Path) -> None:
    root = tree()
    table = root.kids[4]
    kids = tuple(replace(table, kids=table.kids[:-1]) if kid is table else kid for kid in root.kids)  # type: ignore[type-var,union-attr]
    found = faults(make(replace(root, kids=kids)), tmp_path)
    assert found["tags: tables"] == ("sections/01-first.tex: 2 rows by 2 columns, in the tags 1 by 2",)


def test_words_that_run_together_are_found(tmp_path: Path) -> None:
    glued = make(breakage=lambda pdf: setattr(
        pdf.pages[0], "Contents",
        pdf.make_stream(pdf.pages[0].Contents.read_bytes().replace(b"The only item", b"Theonly item")),
    ))  # fmt: skip
    found = faults(glued, tmp_path)["text in the order of the tags"]
    assert found == ("sections/01-first.tex: no blank before 'only' in 'The only item'",)


def test_words_that_a_search_would_miss_are_counted(tmp_path: Path) -> None:
    source = read_source(write_source(tmp_path))
    text = "\n".join(TEXTS).replace("alpha", "alpa")
    assert check_extraction(source, text).faults == ("'alpha' is found 1 times too few",)
