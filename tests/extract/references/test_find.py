"""References of whole documents, repeats and BibTeX."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import patience

from reportgen.documents.document import Document, Marker, Segment, SegmentKind
from reportgen.extract.reading import Reading
from reportgen.extract.references.bibtex import to_bibtex
from reportgen.extract.references.find import find_references, parse_reference

GOLD = Path(__file__).parents[2] / "gold" / "references" / "dev-e.jsonl"


def document(notes: Sequence[str], kind: SegmentKind = SegmentKind.NOTE, heading: str | None = None) -> Document:
    lines = [heading] if heading else []
    lines += notes
    text = ""
    segments: list[Segment] = []
    for i, line in enumerate(lines):
        of = SegmentKind.HEADING if heading and i == 0 else kind
        segments.append(Segment(kind=of, number=i + (not heading), start=len(text), end=len(text) + len(line)))
        text += line + "\n"
    return Document(
        id="D", path="d.txt", sha256="", encoding="utf-8", text=text, segments=tuple(segments),
        markers=(Marker(start=0, end=1, note=1),),
    )  # fmt: skip


def repeats(*notes: str) -> list[object]:
    return [item.fields.get("same_as") for item in find_references(Reading(document(notes)))]


DOE = "Ann Doe, Ships of the North (Oxford: Oxford University Press, 2001), 12."
ROE = "Ben Roe, Harbours (London: Sage, 2004)."


def test_ibid_follows_the_note_before() -> None:
    assert repeats(DOE, "Ibid., 14.", "Ibidem.", ROE, "Там же.", "同上，第8页。") == [None, 1, 1, None, 4, 4]


def test_op_cit_and_supra_find_their_author() -> None:
    assert repeats(DOE, ROE, "Doe, op. cit., p. 3.", "Roe, supra note 2, at 5.") == [None, None, 1, 2]


def test_short_forms() -> None:
    assert repeats(DOE, ROE, "Doe, Ships of the North, 99.", "Doe 2001, p. 4.", "Doe, Ports, 5.") == [
        None,
        None,
        1,
        1,
        None,
    ]


def test_the_same_page_in_other_words() -> None:
    first = "FAO, “Locust watch”, 3 February 2020, https://www.example.org/locusts/index.html"
    again = "“Watching locusts”, http://example.org/locusts/index.html?utm_source=rss"
    other = "FAO, “Wheat watch”, 3 February 2020, https://www.example.org/wheat/index.html"
    assert repeats(first, other, again) == [None, None, 1]


def test_a_repeat_has_the_item_of_the_work_and_its_own_page() -> None:
    items = find_references(Reading(document([DOE, "Ibid., 14."])))
    assert items[1].fields["csl"] == items[0].fields["csl"]
    assert items[1].fields["locator"] == "14"
    assert items[0].fields["marker"] == [0, 1]


def test_every_note_has_an_item_even_a_comment() -> None:
    items = find_references(Reading(document([DOE, "This figure excludes services."])))
    assert [item.fields["number"] for item in items] == [1, 2]
    assert "csl" not in items[1].fields
    assert items[1].fields["comment"] == "This figure excludes services."


def test_a_list_without_numbers_is_found_by_its_heading() -> None:
    reading = Reading(
        document(
            ["Doe, A. (2001). Ships. Oxford: OUP.", "———. (2004). Oars. Leeds: Mole."],
            SegmentKind.PARAGRAPH,
            "References",
        )
    )
    items = find_references(reading)
    assert [item.fields["number"] for item in items] == [1, 2]
    first, second = (item.fields["csl"] for item in items)
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    assert second["author"] == first["author"]


def test_several_works_in_one_note() -> None:
    items = find_references(Reading(document([DOE.rstrip(".") + "; " + ROE])))
    assert [item.fields["part"] for item in items] == [1, 2]
    assert items[0].end <= items[1].start


def test_the_gold_repeats_are_resolved() -> None:
    for line in GOLD.read_text("utf-8").splitlines():
        gold = json.loads(line)
        if "notes" in gold:
            items = find_references(Reading(document(gold["notes"])))
            got = [(item.fields["number"], item.fields.get("same_as")) for item in items]
            assert got == [(each["number"], each.get("same_as")) for each in gold["expect"]]


def test_bibtex_can_be_read_back() -> None:
    csl = {
        "type": "report", "author": [{"family": "Doe", "given": "Ann"}, {"literal": "Sea & Sons"}],
        "title": "50% {of} ships_",
        "issued": {"date-parts": [[2001, 5]]}, "number": "12", "publisher": "Mole Institute", "URL": "https://a.org/x_y%20z",
        "custom": {"author-others": True},
    }  # fmt: skip
    text = to_bibtex([csl, csl])
    library = parse_string(text)
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["doe2001ships", "doe2001shipsb"]
    fields = {field.key: field.value for field in library.entries[0].fields}
    assert fields["author"] == r"Doe, Ann and {Sea \& Sons} and others"
    assert fields["title"] == r"50\% (of) ships\_"
    assert fields["url"] == "https://a.org/x_y%20z"
    assert (library.entries[0].entry_type, fields["institution"], fields["date"]) == (
        "report",
        "Mole Institute",
        "2001-05",
    )


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_any_text_is_parsed_to_the_same_references_inside_it(text: str) -> None:
    references = parse_reference(text)
    assert references
    assert references == parse_reference(text)
    assert all(0 <= reference.start <= reference.end <= len(text) for reference in references)
    json.dumps([dict(reference.csl) for reference in references])
    to_bibtex([reference.csl for reference in references if reference.csl])


@pytest.mark.parametrize("piece", ["(", "“", '"', "1", "a. ", "Ibid. ", "a; ", "X, ", " ", "[", "see ", "\ud800"])
def test_hostile_notes_take_bounded_time(piece: str) -> None:
    with patience():
        parse_reference(piece * (300_000 // len(piece)))
