"""What is proposed of a text: each record's words stand in its passage, and it says no more than they do."""

from __future__ import annotations

from pathlib import Path

import pytest
from draft_trial import gathered

from reportgen.drafting.proposal import Proposal
from reportgen.records.matching import contains


def proposed(tmp_path: Path, text: str, kind: str, name: str = "text.txt") -> list[Proposal]:
    (document,) = gathered(tmp_path, {name: text})
    return [made for made in document.proposals if made.kind == kind]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "The new quay at Tarn has cost more than $2.5 billion.",
            {"theme": "money", "measure": "new quay at Tarn", "qualifier": "more than", "value": "2.5",
             "unit": "USD billion", "wording": "$2.5 billion"},
        ),
        (
            "The board has a 12-point plan for the ferry and its harbour.",
            {"theme": "counts", "value": "12", "unit": "count", "wording": "12-point"},
        ),
        (
            "Стоимость моста составила 2,3 млрд рублей в этом году.",
            {"theme": "money", "value": "2.3", "unit": "RUB billion", "wording": "2,3 млрд рублей"},
        ),
        (
            "该港年吞吐量比上年增长15%，创历史新高。",
            {"theme": "shares and rates", "value": "15", "unit": "percent", "wording": "15%"},
        ),
        ("Der Umbau des Hafens kostet 4,5 Millionen Euro.", {"value": "4.5", "unit": "EUR million"}),
        ("The port of Tarn handled 48,000 TEU in one summer.", {"theme": "measures", "value": "48000", "unit": "TEU"}),
        ("Traffic on the lake was doubled in one summer.", {"value": "2", "unit": "times", "wording": "doubled"}),
    ],
)  # fmt: skip
def test_quantities_become_indicators(tmp_path: Path, text: str, fields: dict[str, str]) -> None:
    (made,) = proposed(tmp_path, f"{text}\n", "indicators")
    assert made.fault == ""
    assert {key: made.fields.get(key) for key in fields} == fields


def test_what_counts_little_is_measured_in_the_words_around_it(tmp_path: Path) -> None:
    line = "Visitors who came by the ferry in the long summer spent 120 days and all they had in inns."
    (made,) = proposed(tmp_path, f"{line}\n", "indicators")
    measure = made.fields["measure"]
    assert "120 days" in measure
    assert measure.strip("… ") in line


def test_a_number_is_not_parted_from_what_it_counts(tmp_path: Path) -> None:
    line = "It opened a 10-gigawatt plant in the hills of the county in July, at a cost of $1.1 billion in all."
    for made in proposed(tmp_path, f"{line}\n", "indicators"):
        assert not made.fields["measure"].endswith("$1.1 …")


def test_dates_keep_what_they_stand_on(tmp_path: Path) -> None:
    text = (
        "Notes on the quay\nBy Ada Quill, 4 May 2021\n\n"
        "The old quay was closed in March 2019 by the board of the harbour.\n"
        "Two years later the board opened the new quay to all ferries.\n"
        "The last ferry is expected to leave the old harbour in 2025.\n"
    )
    closed, opened, last = proposed(tmp_path, text, "events")
    assert (closed.fields["date"], closed.fields["precision"], closed.fields["basis"]) == (
        "2019-03",
        "month",
        "explicit",
    )
    assert opened.fields["basis"] == "relative"
    assert opened.fields["basis_note"]
    assert (last.fields["lane"], closed.fields["lane"]) == ("planned", "reported")
    assert closed.fields["quote"] == "The old quay was closed in March 2019 by the board of the harbour."
    assert closed.fields["label"] == "The old quay was closed in March …"


def test_a_speaker_named_before_is_led_to_where_the_name_stands(tmp_path: Path) -> None:
    text = (
        "Olga Stern has led the ferry company for ten years.\n\n"
        "“We will never sell the old boat to anyone,” Stern said.\n"
    )
    (made,) = proposed(tmp_path, text, "statements")
    assert made.fields["speaker"] == "Olga Stern"
    assert made.fields["quote"] == "We will never sell the old boat to anyone"
    assert made.evidence == ("p2", "p1")
    assert made.fault == ""


def test_reported_words_are_no_quotation_of_the_speaker(tmp_path: Path) -> None:
    (made,) = proposed(tmp_path, "Olga Stern said that the old boat would be sold in spring.\n", "statements")
    assert "quote" not in made.fields
    assert made.fields["gist"] == "the old boat would be sold in spring" == made.fields["clause"]


def test_a_measure_that_was_put_together_is_no_clause_of_the_passage(tmp_path: Path) -> None:
    text = "Ferries make up just 5 percent of boats on the lake.\nThe new quay at Tarn cost $2.5 million in 2021.\n"
    for made in proposed(tmp_path, text, "indicators"):
        measure = made.fields["measure"]
        assert ("clause" in made.fields) == contains(text, measure)
        assert made.fields.get("clause", measure) == measure


def test_a_sentence_on_several_lines_is_quoted_whole(tmp_path: Path) -> None:
    text = (
        "Of cherries\nBy Ada Quill, 4 May 2021\n\n"
        "Today every second cherry tree that is planted in the long valley of Tarn is\n"
        "planted with the markets of the coast in mind, and the ferry carries 120 crates.\n"
    )
    (made,) = proposed(tmp_path, text, "indicators")
    assert set(made.evidence) == {"p3", "p4"}
    (sentence,) = proposed(tmp_path, text, "sentences")
    assert sentence.fields["quote"].endswith("120 crates.")
    assert sentence.fields["quote"].startswith("Today every second")
    assert sentence.fault == ""


def test_markdown_is_quoted_as_it_reads(tmp_path: Path) -> None:
    text = "# Quays\n\nThe **new quay** was *opened* on 3 June 2021[^1]. It is long.\n\n[^1]: Olga Stern, 2020.\n"
    (made,) = proposed(tmp_path, text, "events", "text.md")
    assert made.fields["quote"] == "The new quay was opened on 3 June 2021."
    assert made.fault == ""


def test_names_stand_as_the_passage_has_them(tmp_path: Path) -> None:
    text = (
        "The Ferry Company of Tarn (FCT) and the Harbour Trust are old rivals on the lake.\n\n"
        "FCT and the Harbour Trust signed an agreement on berths in May 2020.\n"
    )
    (made,) = [one for one in proposed(tmp_path, text, "projects") if "berths" in one.fields["project"]]
    assert made.fault == ""
    assert "Harbour Trust" in made.fields["parties"]
    assert made.fields["status"] == "signed"


def test_what_fails_a_check_is_marked_with_its_code(tmp_path: Path) -> None:
    made = proposed(tmp_path, "One in five pupils leaves the school of Tarn without a certificate.\n", "indicators")
    assert [one.fault for one in made] == ["REC229"]


def test_long_quotations_are_cut(tmp_path: Path) -> None:
    words = " ".join(f"word{chr(97 + n % 26)}" for n in range(90))
    (made,) = proposed(tmp_path, f"On 3 June 2021 the board of Tarn met {words}.\n", "events")
    assert made.fields["quote"].endswith(" …")
    assert len(made.fields["quote"].split()) <= 60
    assert made.fault == ""
