"""Contents lists and code are told from prose, whatever format they come in."""

from plain_layout import layout

from reportgen.documents.document import SegmentKind
from reportgen.documents.structure import understand

PROSE = (
    "The ferry to Nordholm carried 41,000 passengers in its first summer, and most of them came from the mainland.\n"
)


def kinds(text: str) -> list[str]:
    return [str(segment.kind) for segment in understand(layout(text))[0]]


def test_contents_with_leaders_are_set_apart_and_are_no_notes() -> None:
    text = (
        "The ferries of Nordholm\nContents\n1 Beginnings . . . . . . . . 3\n1.1 The first boat . . . . 4\n"
        "1.2 Fares and timetables 6\n2 Growth ............ 9\n" + PROSE * 3
    )
    found = kinds(text)
    assert found[2:6] == ["boilerplate"] * 4
    assert "note" not in found
    assert found[-3:] == ["paragraph"] * 3


def test_contents_without_pages_are_known_by_their_heading_and_by_coming_again() -> None:
    heads = ("1. Who sails", "2. What it costs", "3. Where to embark", "4. What to bring")
    body = "\n".join(f"{head}\n{PROSE}" for head in heads)
    found = kinds("Questions about the ferry\nContents\n" + "\n".join(heads) + "\n" + body)
    assert found[2:6] == ["boilerplate"] * 4
    assert found.count("paragraph") >= 4


def test_a_list_under_contents_that_does_not_come_again_stays() -> None:
    found = kinds("The chest\nContents\nThree ropes\nOne lamp with oil\nTwo charts of the sound\n" + PROSE)
    assert "boilerplate" not in found


def test_lines_of_code_and_what_stands_between_them() -> None:
    text = (
        PROSE
        + "def fares(boats):\n    total_fare = sum(b.fare for b in boats)\n    return total_fare\n"
        + "\\newcommand{\\ferry}[1]{\\emph{#1}}\n$ ferry --list --all /var/lib/ferry/boats.db\n"
        + "12 | name | = {Nordholm},\n13 | built = {1931},\n14\n15 | owner = {Harbour board},\n"
        + PROSE
    )
    found = kinds(text)
    assert found[0] == "paragraph"
    assert found[-1] == "paragraph"
    assert found[4:10] == ["code"] * 6


def test_prose_about_code_formulas_and_addresses_is_no_code() -> None:
    lines = [
        "Pass the option --quiet to the program if the log grows too long for the harbour office to read.",
        "The share of late boats fell (p < 0.05) where n = 20 crossings were counted in each of the four seasons.",
        "See https://harbour.example/timetable?year=2024&line=4_b for the times of all boats.",
        "Adults | £4.50 | £8.00",
        "[4] https://harbour.example/a?utm_source=mail&utm_medium =link",
        "* * *",
    ]
    assert "code" not in kinds("\n".join([*lines, PROSE]))


def test_letters_spaced_out_in_print_are_code() -> None:
    text = PROSE + "7 | t i t l e | = { B o a t s   a n d f e r r i e s } ,\n" + PROSE
    assert kinds(text)[1] == "code"


def test_code_is_no_note_below_a_heading_of_references() -> None:
    text = (
        PROSE * 8
        + "References\nLund, A. (1999). Boats of the sound. Nordholm: Harbour Press.\n"
        + "Berg, T. (2004). Ferries and fares. Nordholm: Harbour Press.\n"
        + "@book{lund1999,\nauthor = {Lund, Anna},\nyear = {1999},\n}\n"
    )
    segments = understand(layout(text))[0]
    assert sum(segment.kind is SegmentKind.NOTE for segment in segments) == 2
    assert sum(segment.kind is SegmentKind.CODE for segment in segments) == 4
