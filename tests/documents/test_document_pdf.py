from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from memory import MemoryTools, Run
from printed_pdf import Piece, column, pdf_of

from reportgen.diagnostics import Diagnostic
from reportgen.documents.layout import Layout
from reportgen.documents.limits import DocumentLimits
from reportgen.documents.pdf import read_pdf
from reportgen.documents.source import Source
from reportgen.tools import Finished, LocalTools

if shutil.which("pdftotext") is None:
    pytest.skip("poppler is not installed", allow_module_level=True)

KEY = "a word"
LEFT, RIGHT = 60.0, 320.0
FIRST = [
    "Wells were dug by hand for centuries, and",
    "the effort was considerable.^1 In the val-",
    "ley, water stood at eleven metres.",
    "  A new paragraph is indented; it goes on",
    "over the line and into the next column or",
]
SECOND = [
    "page, where it ends after ten years.^2",
    "",
    "Other words follow a blank line, and they",
    "are few.",
    "• An item of a list that is so long that it",
    "  has two lines.",
    "• An item.",
]
NOTES = ["^1 Brown, A History of Wells (1990), and so on", "in a second line.", "^2 Okafor, Counting Wells (2004)."]


def read(data: bytes, limits: DocumentLimits | None = None) -> tuple[Layout | None, tuple[Diagnostic, ...]]:
    source = Source(name="a.pdf", subject="a.pdf", data=data)
    return read_pdf(source, LocalTools(), limits or DocumentLimits())


def shown(layout: Layout | None) -> list[tuple[str, int | None, str]]:
    assert layout is not None
    return [(str(b.kind or ""), b.page, layout.text[b.content or b.start : b.end]) for b in layout.blocks]


def head(page: int) -> list[Piece]:
    return [Piece(LEFT, 40, "Dry Farming Review"), Piece(290, 800, str(page))]


def test_two_columns_with_notes() -> None:
    title = [Piece(LEFT, 90, "Wells in Dry Lands", 20)]
    notes = column(NOTES, LEFT, 700, 7, 9)
    page = [*head(1), *title, *column(FIRST, LEFT, 120), *notes, *column(SECOND, RIGHT, 120)]
    layout, found = read(pdf_of([page, [*head(2), *column(["The end."], LEFT, 120)]]))
    assert found == ()
    assert shown(layout) == [
        ("", 1, "Wells in Dry Lands"),
        ("", 1, ("Wells were dug by hand for centuries, and the effort was considerable.1 In the val-ley, water "
         "stood at eleven metres.")),
        ("", 1, ("A new paragraph is indented; it goes on over the line and into the next column or page, where it "
         "ends after ten years.2")),
        ("", 1, "Other words follow a blank line, and they are few."),
        ("list-item", 1, "• An item of a list that is so long that it has two lines."),
        ("list-item", 1, "• An item."),
        ("note", 1, "Brown, A History of Wells (1990), and so on in a second line."),
        ("note", 1, "Okafor, Counting Wells (2004)."),
        ("boilerplate", 1, "Dry Farming Review"),
        ("boilerplate", 1, "1"),
        ("", 2, "The end."),
        ("boilerplate", 2, "Dry Farming Review"),
        ("boilerplate", 2, "2"),
    ]  # fmt: skip
    assert layout is not None
    assert [block.note for block in layout.blocks if block.note] == [1, 2]
    assert [(layout.text[m.start - 2 : m.end], m.note) for m in layout.markers] == [("e.1", 1), ("s.2", 2)]
    assert [block.size for block in layout.blocks[:2]] == [1.99, 1.0]


def test_words_that_the_end_of_a_line_divides() -> None:
    """They are made whole where the document writes them whole; real compounds keep their hyphen."""
    lines = [
        "The council has asked its representatives for a short-term plan, and the repre-",
        "sentatives have none. A short-",
        "term plan costs more than the well-",
        "ington boots, with long-",
        "and short-range pumps.",
    ]
    layout, _ = read(pdf_of([column(lines, LEFT, 120)]))
    assert layout is not None
    assert layout.text.split(", and the ")[1].strip() == (
        "representatives have none. A short-term plan costs more than the well-ington boots, with long- and "
        "short-range pumps."
    )


def test_a_paragraph_goes_on_over_a_page_and_notes_come_behind_it() -> None:
    one = [*head(1), *column(FIRST, LEFT, 120), *column(["^1 One begins on this page, and its second"], LEFT, 700, 7)]
    two = [*head(2), *column(SECOND[:1], LEFT, 120), *column(["line stands on the next.", "^2 Two."], LEFT, 700, 7, 9)]
    layout, _ = read(pdf_of([one, two]))
    kinds = [(kind, text) for kind, _, text in shown(layout)]
    assert kinds[1][1].endswith("into the next column or page, where it ends after ten years.2")
    assert [text for kind, text in kinds if kind == "note"] == [
        "One begins on this page, and its second line stands on the next.", "Two.",
    ]  # fmt: skip


def test_notes_that_begin_anew_on_each_page_are_numbered_through() -> None:
    pages = [
        [
            *column([f"Text of page {page}, with a call.^1"], LEFT, 120),
            *column([f"^1 Note of page {page}."], LEFT, 700, 7),
        ]
        for page in ("one", "two")
    ]
    layout, _ = read(pdf_of(pages))
    assert layout is not None
    assert [(b.note, layout.text[b.content : b.end]) for b in layout.blocks if b.note] == [
        (1, "Note of page one."), (2, "Note of page two."),
    ]  # fmt: skip
    assert [m.note for m in layout.markers] == [1, 2]


def test_a_line_without_width_is_read() -> None:
    layout, found = read(pdf_of([[*column(FIRST, LEFT, 120), Piece(LEFT, 400, "|", 0.001)]]))
    assert (layout is not None, found) == (True, ())


def test_rows_of_a_table() -> None:
    rows = [("Year", "Wells", "Depth"), ("1887", "126", "11"), ("1998", "240", "23")]
    pieces = [Piece(LEFT + 100 * i, 200 + 12 * j, cell) for j, row in enumerate(rows) for i, cell in enumerate(row)]
    layout, _ = read(pdf_of([[*column(FIRST[:3], LEFT, 120), *pieces]]))
    assert [text for kind, _, text in shown(layout) if kind == "table"] == [
        "Year | Wells | Depth", "1887 | 126 | 11", "1998 | 240 | 23",
    ]  # fmt: skip


def test_hanging_items_and_ragged_lines() -> None:
    lines = ["Brown, T. A History of Wells. London:", "   Farm Press, 1990, in two volumes, with", "   many plates.",
             "Okafor, M. Counting Wells. In Journal of", "   Dry Farming.", "Short line.", "Another one."]  # fmt: skip
    layout, _ = read(pdf_of([column(lines, LEFT, 120)]))
    assert [text for _, _, text in shown(layout)] == [
        "Brown, T. A History of Wells. London: Farm Press, 1990, in two volumes, with many plates.",
        "Okafor, M. Counting Wells. In Journal of Dry Farming.", "Short line.", "Another one.",
    ]  # fmt: skip


def test_the_title_of_the_properties_counts_if_the_text_has_it() -> None:
    page = [*column(["Wells in Dry Lands", "", "", *FIRST], LEFT, 120)]
    layout, _ = read(pdf_of([page], title="Wells in dry lands"))
    assert layout is not None
    assert layout.stated == (("title", "Wells in dry lands"),)
    layout, _ = read(pdf_of([page], title="Microsoft Word - draft7.doc"))
    assert layout is not None
    assert layout.stated == ()


def test_many_pages_are_read_in_several_runs() -> None:
    layout, found = read(pdf_of([column([f"Page {i} has this text."], LEFT, 120) for i in range(205)]))
    assert found == ()
    assert [(page, text) for _, page, text in shown(layout)][203:] == [
        (204, "Page 203 has this text."), (205, "Page 204 has this text."),
    ]  # fmt: skip


GOOD = pdf_of([column(FIRST, LEFT, 120)])


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (pdf_of([[], []]), "DOC113", "a.pdf has no text on its 2 pages"),
        (pdf_of([column(FIRST, LEFT, 120)], password=KEY), "DOC114", "a.pdf is encrypted"),
        (b"%PDF-1.7\nnothing else", "DOC115", "a.pdf is no readable PDF"),
        (b"no PDF at all", "DOC115", "a.pdf is no readable PDF"),
        (GOOD[:200], "DOC115", "a.pdf is no readable PDF"),
    ],
    ids=["no text", "encrypted", "empty", "other", "cut"],
)  # fmt: skip
def test_faults(data: bytes, code: str, message: str) -> None:
    layout, (found,) = read(data)
    assert layout is None
    assert found.code == code
    assert found.message.startswith(message)
    assert found.place is not None
    assert found.place.file == "a.pdf"


def test_a_file_without_its_end_is_read_and_reported() -> None:
    layout, (found,) = read(GOOD[: GOOD.rindex(b"xref")])
    assert "Wells were dug" in shown(layout)[0][2]
    assert found.code == "DOC109"


def test_too_many_pages() -> None:
    layout, (found,) = read(pdf_of([[], [], []]), DocumentLimits(pages=2))
    assert layout is None
    assert (found.code, found.message) == ("DOC110", "a.pdf has 3 pages, more than 2")


def test_poppler_is_missing_or_too_slow() -> None:
    source = Source(name="a.pdf", subject="a.pdf", data=GOOD)
    (found,) = read_pdf(source, MemoryTools(), DocumentLimits()).diagnostics
    assert found.code == "CFG006"

    def slow(_: MemoryTools, run: Run) -> Finished:
        assert run.limits.wall_s == 7
        return Finished(status=-9, output="", seconds=7.0, stopped="time")

    programs = {name: Path("/usr/bin") / name for name in ("pdfinfo", "pdftotext")}
    tools = MemoryTools(programs=programs, script=slow)
    (found,) = read_pdf(source, tools, DocumentLimits(seconds=7)).diagnostics
    assert (found.code, found.hint) == ("DOC110", "raise the limit with --time-limit")


def test_a_pdf_with_a_damaged_middle_gives_text_or_a_reason() -> None:
    for i in range(0, len(GOOD), 97):
        layout, found = read(GOOD[:i] + b"\xff\xff\xff" + GOOD[i + 3 :])
        assert layout is not None or found


def test_a_poppler_that_enforces_permissions() -> None:
    def strict(_: MemoryTools, run: Run) -> Finished:
        status, output = (
            (0, "Pages: 1") if run.command[0].endswith("pdfinfo") else (3, "Copying of text is not allowed")
        )
        return Finished(status=status, output=output, seconds=0.1)

    programs = {name: Path("/usr/bin") / name for name in ("pdfinfo", "pdftotext")}
    source = Source(name="a.pdf", subject="a.pdf", data=GOOD)
    (found,) = read_pdf(source, MemoryTools(programs=programs, script=strict), DocumentLimits()).diagnostics
    assert (found.code, found.message) == ("DOC114", "a.pdf does not permit its text to be copied")
