from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_layout import layout

from reportgen.documents.document import Marker, Segment, SegmentKind
from reportgen.documents.layout import Layout
from reportgen.documents.structure import understand

CASES = sorted((Path(__file__).parent / "structure_cases").glob("*.txt"))
CODES = {
    "T": SegmentKind.TITLE,
    "B": SegmentKind.BYLINE,
    "D": SegmentKind.DATE,
    "H": SegmentKind.HEADING,
    "P": SegmentKind.PARAGRAPH,
    "Q": SegmentKind.QUOTE,
    "L": SegmentKind.LIST_ITEM,
    "X": SegmentKind.TABLE,
    "N": SegmentKind.NOTE,
    "O": SegmentKind.BOILERPLATE,
}


def segments(text: str) -> tuple[Segment, ...]:
    return understand(layout(text))[0]


def markers(text: str) -> list[tuple[str, int]]:
    return [(text[m.start : m.end], m.note) for m in understand(layout(text))[1]]


def case(path: Path) -> tuple[str, list[str]]:
    """A case's text, and the labels of its lines."""
    labels, lines = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        label, _, rest = line.partition("|")
        labels += [label] if line else []
        lines.append(rest)
    return "\n".join(lines), labels


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_kinds_of_the_blocks_of_each_case(path: Path) -> None:
    text, labels = case(path)
    found = segments(text)
    names = {kind: code for code, kind in CODES.items()}
    got = [f"{names[s.kind]}{s.number if s.is_note else ''}|{text[s.start : s.end][:60]}" for s in found]
    wanted = [f"{label}|{text[s.start : s.end][:60]}" for label, s in zip(labels, found, strict=True)]
    assert got == wanted


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_note_of_the_cases_is_called(path: Path) -> None:
    text, labels = case(path)
    if path.stem == "report":
        pytest.skip("a list of references that nothing calls")
    notes = {label[1:] for label in labels if label[0] == "N"}
    assert {str(m.note) for m in understand(layout(text))[1]} == notes


def test_blocks_that_are_no_notes_count_from_one_whatever_they_are() -> None:
    text = "A Heading\nA long enough sentence stands here.\n[1] A note.\nShare\n[2] Another.\nThe end of it."
    assert [s.label for s in segments(text)] == ["p1", "p2", "n1", "p3", "n2", "p4"]


def test_a_bracketed_line_that_does_not_count_on_is_a_block() -> None:
    assert [s.label for s in segments("[2] x\n[1] a\n[3] c\n[2] b")] == ["p1", "n1", "p2", "n2"]


def test_a_numbered_list_in_the_body_is_no_list_of_notes() -> None:
    text = "Do this:\n1. Feed the hens.\n2. Milk the goats\n\nThen the day begins and nobody sits down till noon.\n"
    assert [s.kind for s in segments(text)][1:3] == [SegmentKind.LIST_ITEM] * 2


def test_a_numbered_chronology_is_no_list_of_notes() -> None:
    text = (
        "THE HARBOUR OF LOWER TARN\nChronology\n\n"
        "1. On 4 March 1971 the county bought the mole.\n"
        "2. The lighthouse was lit in May 1974, and the first ferry came.\n"
        "3. By letter of 9 June 1980 the fishermen asked for a second crane.\n"
    )
    assert [s.is_note for s in segments(text)] == [False] * 5


def test_numbered_lines_at_the_end_are_notes_if_they_are_called_or_look_like_references() -> None:
    called = (
        "The harbour is old.[1] It was dredged twice.[2]\n\n"
        "1. It was founded in 1971 or before.\n2. Both times in 1980.\n"
    )
    assert [s.is_note for s in segments(called)] == [False, True, True]
    assert not any(s.is_note for s in segments(called.replace("[1]", "").replace("[2]", "")))
    listed = (
        "The harbour is old, and it was dredged twice.\n\n"
        "1. Dahl K. Mud and Stone. Tarn Press, 1980.\n2. Bell, A. (1975). Dredging. Bay Journal, 3(2), 4-9.\n"
    )
    assert [s.is_note for s in segments(listed)] == [False, True, True]


def test_the_content_of_items_and_notes_begins_after_the_label() -> None:
    text = "Buy these:\n• ten ropes\n• two hooks\n[1] See p. 4."
    assert [text[s.content : s.end] for s in segments(text)][1:] == ["ten ropes", "two hooks", "See p. 4."]


def test_calls_of_several_notes_have_a_marker_each() -> None:
    text = "Ships wait.[1, 2] Cranes rust.[1–3] In [2022] it was [sic] so; 5 m² of it.[4]\n[1] a\n[2] b\n[3] c"
    assert markers(text) == [("[1", 1), (", 2]", 2), ("[1", 1), ("–", 2), ("3]", 3)]


def test_superscripts_are_calls_and_units_are_not() -> None:
    text = "The field of 3 km² was sold.² Then it rained.¹\n[1] a\n[2] b"
    assert markers(text) == [("²", 2), ("¹", 1)]


def test_what_the_format_states_stands() -> None:
    text = "Share\nPlain words that end with a stop, as a heading would not.\nBody text."
    found = understand(layout(text, None, SegmentKind.LIST_ITEM, SegmentKind.QUOTE))[0]
    assert [s.kind for s in found][1:] == [SegmentKind.LIST_ITEM, SegmentKind.QUOTE]


def test_markers_of_the_format_are_kept_if_their_note_exists() -> None:
    text = "Word one two.\n[1] a"
    plain = layout(text)
    marked = Layout(
        format="html",
        encoding="utf-8",
        text=text,
        blocks=plain.blocks,
        markers=(Marker(start=4, end=5, note=1), Marker(start=8, end=9, note=7)),
    )
    assert understand(marked)[1] == (Marker(start=4, end=5, note=1),)


LINES = st.lists(
    st.sampled_from(
        ["", "[1] a", "[2] b", "1. x", "2. y", "References", "By Ann Lee", "Share", "• z", "A|B|C", "* * *", "¹ c"]
    )
    | st.text(max_size=30),
    max_size=25,
)


@settings(max_examples=150)
@given(LINES)
def test_any_lines_give_segments_in_order_with_distinct_block_numbers(lines: list[str]) -> None:
    text = "\n".join(lines)
    found, calls, _ = understand(layout(text))
    assert [s.number for s in found if not s.is_note] == list(range(1, 1 + sum(not s.is_note for s in found)))
    assert all(0 <= s.start <= s.content <= s.end <= len(text) for s in found)
    assert all(0 <= m.start < m.end <= len(text) for m in calls)
    assert {m.note for m in calls} <= {s.number for s in found if s.is_note}
    assert understand(layout(text)) == (found, calls, understand(layout(text))[2])


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        '"',
        "1",
        "a. ",
        "[1",
        "¹",
        "A ",
        "A\n",
        "[1] a\n",
        "1. a\n",
        "- ",
        "By A ",
        "“",
        "References\nx 2001\n",
        "|a|b|\n",
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert len(understand(layout(text))[0]) <= len(text)


def test_nothing_gives_nothing() -> None:
    assert understand(layout(""))[:2] == ((), ())


def test_digits_that_were_superscripts_are_calls_if_they_count_through_the_notes() -> None:
    text = (
        "The mill stood idle.1 Its owner had left in May,2 and 3 men watched the wheel.” 4 boys swam.\n"
        "Notes\n1. County Roll, 1871.\n2. “The Mill,” Gazette, 2 May 1872.\n"
    )
    assert markers(text) == [("1", 1), ("2", 2)]
    assert markers(text.replace(",2 and", ", and")) == []


def test_numbers_in_round_brackets_are_calls_if_most_notes_are_called_so() -> None:
    text = "Dust kills (1). It did (1, 2). In 5 (2) ports.\nReferences\n1. Bell A. Dust. 2009.\n2. Dahl K. Air. 2012."
    assert markers(text) == [("(1)", 1), ("(1", 1), (", 2)", 2), ("(2)", 2)]
    assert markers(text.replace("(1", "(3").replace("(2", "(4")) == []


def test_speakers_of_a_transcript_are_no_headings_and_articles_of_a_law_are() -> None:
    talk = "Bo Ek: What Do You Miss?\nTor Vik: The mornings, when nobody talks and the sea is the colour of milk.\n" * 2
    assert {s.kind for s in segments(f"A Talk about the Sea\n{talk}")[1:]} == {SegmentKind.PARAGRAPH}
    article = "Article 1\nScope\nThis law applies to all sheep.\n\n"
    kinds = [s.kind for s in segments(f"LAW ON SHEEP\n\n{article}{article}")]
    assert kinds[1:] == [SegmentKind.HEADING, SegmentKind.HEADING, SegmentKind.PARAGRAPH] * 2


def test_in_text_broken_by_hand_the_longest_count_is_the_list_of_notes() -> None:
    text = (
        "The mill was idle for most of the year, and when it was not, the wheel\n"
        "[1] turned so slowly that the miller could count the boards of it as it\n"
        "went round.[2] In the autumn of that year the county bought it, and the\n"
        "miller went to sea, where he was happier than he had been on the river.\n"
        "\n"
        "[1] County Roll, 1871, which is kept in the old courthouse at Ware and\n"
        "can be seen on Mondays.\n"
        "[2]\n"
        "https://example.org/a-very-long-address-that-would-not-fit-on-the-line\n"
    )
    assert [s.label for s in segments(text)] == ["p1", "p2", "p3", "p4", "n1", "n1", "n2", "n2"]


def test_a_list_of_references_without_numbers_is_numbered_in_order() -> None:
    text = (
        f"{'The mill was idle most of the year. ' * 5}\nBibliography\nHolm, T. 2011. Mills.\nMoss, A. 2015. Rivers.\n"
    )
    assert [s.label for s in segments(text)] == ["p1", "p2", "n1", "n2"]


def test_the_largest_letters_of_the_first_page_are_the_title() -> None:
    text = "River Papers 12\nMills and Their\nMasters\nAnn Lee\nThe mill was idle all year, and nobody minded."
    plain = layout(text)
    sizes = (1.0, 1.8, 1.8, 1.1, 1.0)
    blocks = tuple(replace(block, size=size) for block, size in zip(plain.blocks, sizes, strict=True))
    found, _, known = understand(replace(plain, blocks=blocks))
    assert [s.kind for s in found][1:4] == [SegmentKind.TITLE, SegmentKind.TITLE, SegmentKind.BYLINE]
    assert known.title
    assert known.title.value == "Mills and Their Masters"


def test_a_line_repeated_on_each_page_is_set_apart() -> None:
    lines = [
        line for page in range(4) for line in ("Mills and Their Masters", f"The mill was idle in 187{page}, as before.")
    ]
    plain = layout("\n".join(lines))
    blocks = tuple(replace(block, page=i // 2 + 1) for i, block in enumerate(plain.blocks))
    found = understand(replace(plain, blocks=blocks))[0]
    assert {s.kind for s in found[2::2]} == {SegmentKind.BOILERPLATE}


def test_a_block_quotation_in_broken_text_ends_with_its_paragraph() -> None:
    text = (
        "The county bought the mill in the autumn of that year. The clerk, who had\n"
        "wanted a bridge and not a mill, wrote to his brother in the city of Ware:\n"
        "“We have bought a wheel that does not turn, a roof that does not hold and\n"
        "a miller who has gone to sea.”\n"
        "The brother did not answer, since he was the miller’s brother as well, by\n"
        "marriage, and had been promised a sack of flour for each year of silence.\n"
    )
    kinds = [s.kind for s in segments(text)]
    assert kinds == [SegmentKind.PARAGRAPH] * 2 + [SegmentKind.QUOTE] * 2 + [SegmentKind.PARAGRAPH] * 2


def test_running_text_under_a_heading_such_as_sources_stays_running_text() -> None:
    prose = "The river has two sources, and in 1871 the county had both of them walled in. " * 5
    text = f"The River\n{prose}\nSources\n{prose}\n{prose}\nThe Mouth\n{prose}\n"
    assert not any(s.is_note for s in segments(text))


def test_a_list_in_brackets_behind_footnotes_has_numbers_of_its_own() -> None:
    text = "Wells are deep [1] and old.\nA note on depth.\n[1] Brown, A. Wells. 1990.\n[2] Okafor, B. Counting. 2004."
    plain = layout(text)
    blocks = (plain.blocks[0], replace(plain.blocks[1], note=1), *plain.blocks[2:])
    found, called, _ = understand(replace(plain, blocks=blocks))
    assert [(s.label, text[s.content : s.end]) for s in found if s.is_note] == [
        ("n1", "A note on depth."), ("n2", "Brown, A. Wells. 1990."), ("n3", "Okafor, B. Counting. 2004."),
    ]  # fmt: skip
    assert [(text[m.start : m.end], m.note) for m in called] == [("[1]", 2)]
