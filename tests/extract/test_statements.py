"""Statements: direct quotations and reported speech with their speakers."""

from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import patience

from reportgen.documents.document import Document, Marker, Segment, SegmentKind
from reportgen.extract.names import Names
from reportgen.extract.reading import Reading
from reportgen.extract.statements import find_statements


def document(text: str, *, quotes: Collection[int] = (), markers: tuple[Marker, ...] = ()) -> Document:
    segments, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            kind = SegmentKind.QUOTE if number in quotes else SegmentKind.PARAGRAPH
            segments.append(Segment(kind=kind, number=number, start=at, end=at + len(line)))
        at += len(line) + 1
    return Document(
        id="d", path="d.txt", sha256="", encoding="utf-8", text=text, segments=tuple(segments), markers=markers
    )


def found(text: str, *, quotes: Collection[int] = ()) -> list[tuple[str, object, object]]:
    reading = Reading(document(text, quotes=quotes))
    return [
        (text[item.start : item.end], item.fields.get("speaker"), item.fields["verbatim"])
        for item in find_statements(reading)
    ]


CASES = {
    "after": ("“The nets were empty,” said a fisherman from Hull.", [("The nets were empty,", True)]),
    "before": ("The mayor said: “We will rebuild the pier.”", [("We will rebuild the pier.", True)]),
    "split, one sentence": (
        "“I saw the lock,” she said, “and so did they.”",
        [("I saw the lock,” she said, “and so did they.", True)],
    ),
    "split, two sentences": (
        "“I saw the lock,” she said. “It was broken.”",
        [("I saw the lock,", True), ("It was broken.", True)],
    ),
    "fragment": ("He called the harvest “a bitter joke” on Monday.", [("a bitter joke", True)]),
    "that": ("The union warned that the mill would close.", [("the mill would close", False)]),
    "no that": ("The coach told reporters the match was lost.", [("the match was lost", False)]),
    "adverbial": ("The ministry said on Friday that wells had run dry.", [("wells had run dry", False)]),
    "trailing": ("The bridge will reopen in May, officials said.", [("The bridge will reopen in May", False)]),
    "inverted at the end": (
        "The port moved fish in 2020, said Tunde Bello, director of the Board.",
        [("The port moved fish in 2020", False)],
    ),
    "inverted, with a verb of quotation before": (
        "Some farms began to sow in May, but frost came back, said Ines Roth, who grows rye.",
        [("Some farms began to sow in May, but frost came back", False)],
    ),
    "inverted in the middle": (
        "Wheat, said Ana Ruiz, will be scarce.",
        [("Wheat, said Ana Ruiz, will be scarce", False)],
    ),
    "after an introduction": (
        "When the war ended, said Ana Ruiz, the farm was gone.",
        [("When the war ended, said Ana Ruiz, the farm was gone", False)],
    ),
    "told in the middle": (
        "The nurse has missed it, Ana Ruiz told me, only twice in ten years.",
        [("The nurse has missed it, Ana Ruiz told me, only twice in ten years", False)],
    ),
    "names that begin the clause": (
        "The coach, who is 54, said Lyon, Nice and Metz would follow.",
        [("Lyon, Nice and Metz would follow", False)],
    ),
    "told someone on a day": (
        "The port moved fish in 2020, Tunde Bello told Reuters on Monday.",
        [("The port moved fish in 2020", False)],
    ),
    "role before the name": (
        "Growers will lose the crop, the adviser, Ines Roth, told Reuters.",
        [("Growers will lose the crop", False)],
    ),
    "as X put it": (
        "The port is a beast that never sleeps, as Tunde Bello put it.",
        [("The port is a beast that never sleeps", False)],
    ),
    "said Monday": ("The mill said Monday that wages would rise.", [("wages would rise", False)]),
    "nested to the end": (
        "Ana Ruiz waited. “People ask me, ‘Why do you go?’” she said.",
        [("People ask me, ‘Why do you go?’", True)],
    ),
    "split, with a second verb": (
        "“It was a fine boat,” she said, and laughed, “but it leaked.”",
        [("It was a fine boat,” she said, and laughed, “but it leaked.", True)],
    ),
    "according": ("According to the bakery, flour has doubled in price.", [("flour has doubled in price", False)]),
    "denied": ("The trainer denied any knowledge of the injections.", [("any knowledge of the injections", False)]),
    "mostly quoted": (
        "The judge said the plea was “late, thin and quite hopeless”.",
        [("late, thin and quite hopeless", True)],
    ),
    "hardly quoted": (
        "The judge said the “plea” had come too late for anything to be done.",
        [("the “plea” had come too late for anything to be done", False)],
    ),
    "single marks": (
        "‘It’s the smell,’ says Tom, ‘that I can’t bear.’",
        [("It’s the smell,’ says Tom, ‘that I can’t bear.", True)],
    ),
    "German": ("„Der Deich hält“, sagte der Bürgermeister.", [("Der Deich hält", True)]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_spans(name: str) -> None:
    text, expected = CASES[name]
    assert [(span, verbatim) for span, _, verbatim in found(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The town built forty “science gardens” in ten years.",
        "The word “herbal” is misleading.",
        "He read “The Old Man and the Sea” twice.",
        "The so-called “blue card” rules date from 1946.",
        "The ferry is said to be the oldest in the county.",
        "He did not say that the boat would sail.",
        "Its claims are modest, and its reports are short.",
        "To always have colours the readers put “:syntax enable” in the file, they say.",
        "The option -Wbidi warns about misleading characters in the names.",
        "The tool “clone all” wrote some progress messages to the wrong place.",
        "Since last year “status --short” showed patches only for single commits.",
    ],
)
def test_no_statement(text: str) -> None:
    assert found(text) == []


def test_pronouns_and_surnames() -> None:
    text = "Ingrid Solberg runs the port.\nSolberg said the cranes were safe. “We test them daily,” she added."
    assert [speaker for _, speaker, _ in found(text)] == ["Ingrid Solberg", "Ingrid Solberg"]


def test_unnamed_speaker_and_paragraphs() -> None:
    text = "“We started at four.\n“My street was steep,” an old lamplighter said."
    assert found(text) == [
        ("We started at four.", "an old lamplighter", True),
        ("My street was steep,", "an old lamplighter", True),
    ]


def test_apposition_gives_the_role() -> None:
    text = "“It held,” said Anna Berg, the harbour engineer."
    (item,) = find_statements(Reading(document(text)))
    assert item.fields["speaker"] == "Anna Berg"
    assert item.fields["role"] == "the harbour engineer"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The port moved fish in 2020, said Tunde Bello, director of the Board.", "Tunde Bello"),
        ("A spokesman for Torvo, Ken Mori, sat down but said the firm had “kept all the rules”.", "Ken Mori"),
        (
            "Lotus Water Board closed it. In a note issued on Monday it said that wells were dry.",
            "Lotus Water Board",
        ),
    ],
)
def test_speaker(text: str, speaker: str) -> None:
    assert [who for _, who, _ in found(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("“We were tired,” the coach, who had led the team since 2019, told the BBC.", [None]),
        ("“We were tired,” Mara Lindt, who joined in 2019, told the BBC on 3 May 2021.", ["2021-05-03"]),
        ("On 3 May 2021 the vet, Ana Ruiz, appointed in 2015, said that the cows were ill.", ["2021-05-03"]),
        ("The Farm Board, a body founded in 1999, said that the wheat had failed.", [None]),
        ("The judge, in a ruling dated 4 May 2021, said that the mill had closed.", ["2021-05-04"]),
        ("In 2004 the judge said that the mill had closed.", ["2004"]),
        ("“He will say no,” she said, “and he will be right in 2027.”", [None]),
    ],
)
def test_the_date_is_that_of_the_saying(text: str, dates: list[str | None]) -> None:
    assert [item.fields.get("date") for item in find_statements(Reading(document(text)))] == dates


def test_block_quotation() -> None:
    text = "As Maria Stone puts it:\nNobody counts the sheep that stay."
    assert found(text, quotes={2}) == [("Nobody counts the sheep that stay.", "Maria Stone", True)]


def test_transcript() -> None:
    text = "THE CHAIR: Order.\nMR. BOLD (Hill): I ask for time.\nTHE CHAIR: You have it.\nThe house rose."
    assert [span for span, _, _ in found(text)] == ["Order.", "I ask for time.", "You have it."]


def test_entries_of_a_list_are_no_turns_of_a_talk() -> None:
    lines = [f"{name}: The old form is no longer taken." for name in ("Hops", "Rye", "Hops", "Rye")]
    text = "\n".join(line for entry in lines for line in (entry, *["Nothing of note is told here."] * 9))
    assert found(text) == []


def test_fields_of_a_form_are_no_turns_of_a_talk() -> None:
    text = "\n".join(["Moderated: no", "Subscription: open"] * 6)
    assert found(text) == []


def test_german_reports() -> None:
    text = (
        "Laut Polizei wurde der Täter am Montag gefasst. Nach Angaben der Stadt Rheinfeld sind 40 Häuser betroffen. "
        "Der Sprecher, Uwe Klein, sagte, dass der Verein in der Stadt bleibe. Klein zufolge werden acht Leute gehen."
    )
    assert found(text) == [
        ("wurde der Täter am Montag gefasst", "Polizei", False),
        ("sind 40 Häuser betroffen", "Stadt Rheinfeld", False),
        ("der Verein in der Stadt bleibe", "Uwe Klein", False),
        ("werden acht Leute gehen", "Uwe Klein", False),
    ]


def test_note() -> None:
    text = "The report concludes that eels are rare.[3] Nobody minds."
    at = text.index("[3]")
    reading = Reading(document(text, markers=(Marker(start=at, end=at + 3, note=3),)))
    assert [item.fields.get("note") for item in find_statements(reading)] == [3]


def test_russian() -> None:
    text = "«Лёд держит», — сказал рыбак Пётр Седов. Он добавил, что улов хороший. По его словам, цены растут."
    assert found(text) == [
        ("Лёд держит", "Пётр Седов", True),
        ("улов хороший", "Пётр Седов", False),
        ("цены растут", "Пётр Седов", False),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "«Рыбы мало, — сказал рыбак Пётр Седов. — Но мы ждём весны».",
            [("Рыбы мало", "Пётр Седов", True), ("Но мы ждём весны", "Пётр Седов", True)],
        ),
        (
            "«Рыбы мало, — сказал рыбак Пётр Седов, — и мы ждём».",
            [("Рыбы мало, — сказал рыбак Пётр Седов, — и мы ждём", "Пётр Седов", True)],
        ),
        (
            "Министр рыболовства Пётр Седов заявил, что улов вырос. Министр напомнил, что зимой лова нет.",
            [("улов вырос", "Пётр Седов", False), ("зимой лова нет", "Пётр Седов", False)],
        ),
        (
            "«Сетей нет! — говорит Гүлзат Нурова. — Вяжем».",
            [("Сетей нет!", "Гүлзат Нурова", True), ("Вяжем", "Гүлзат Нурова", True)],
        ),
        ("По оценке Петра Седова, цены вырастут, тогда как улов упадёт.", [("цены вырастут", "Пётр Седов", False)]),
    ],
)
def test_russian_pieces_offices_and_contrast(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert found(text) == expected


def test_chinese() -> None:
    text = "“今年收成很好，”农民李秀英说。她表示，村里已经修好水渠。"
    assert [(span, verbatim) for span, _, verbatim in found(text)] == [
        ("今年收成很好，", True),
        ("村里已经修好水渠", False),
    ]


PIECES = st.sampled_from(
    ["he said", " that ", "“", "”", "‘", "’", '"', ", ", ". ", "Ann Lee", " the plan", "\n", "«", "»", "他说", ": "],
)


@settings(max_examples=60)
@given(st.lists(PIECES | st.text(max_size=4), max_size=25).map("".join))
def test_any_text(text: str) -> None:
    reading = Reading(document(text))
    items = find_statements(reading)
    assert items == find_statements(Reading(document(text)))
    assert [(i.start, i.end) for i in items] == sorted((i.start, i.end) for i in items)
    for item in items:
        assert 0 <= item.start < item.end <= len(text)


@pytest.mark.parametrize(
    "unit",
    [
        "he said that ",
        "“a” said ",
        "who said and ",
        "said, ",
        "X, ",
        "as X put it, ",
        "who said, said Ann, ",
        "«а, — сказал он. — ",
        "он сказал, что а, тогда как ",
        "他说“",
        "«а» сказал он, ",
    ],
)
def test_linear_time(unit: str) -> None:
    reading = Reading(document(unit * (160_000 // len(unit))))
    reading.__dict__.update(names=Names(), dates=())
    with patience():
        find_statements(reading)


def test_questions_of_an_interview_are_nobodys_statements() -> None:
    text = (
        "Frage: Frau Mewes, steigt das Wasser?\nMewes: Es steigt seit März.\n"
        "Frage: Und der Damm?\nMewes: Der Damm hält."
    )
    assert [words for words, _, _ in found(text)] == ["Es steigt seit März.", "Der Damm hält."]


_SCENES = {
    "en": "The dam at Harrow is old and the town that lies below it is not.",
    "ru": "Дамба у посёлка старая, и её давно не чинили.",
    "de": "Die Brücke in der Stadt ist gesperrt und das Amt ist nicht zu erreichen.",
    "es": "El puente de la ciudad se ha roto y los vecinos no pueden pasar por la calle.",
    "zh": "东湖的大坝已经有五十年历史。",
}
_SAYING = [
    [part.strip() for part in line.split(" | ")]
    for line in (Path(__file__).parent / "saying_cases.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("language", "text", "expected"), _SAYING, ids=[case[1] for case in _SAYING])
def test_how_people_are_quoted(language: str, text: str, expected: str) -> None:
    want = [tuple(item.split(" @ ")) for item in expected.split(" ; ")] if expected != "-" else []
    assert [(span, who) for span, who, _ in found(f"{_SCENES[language]}\n{text}")] == want
