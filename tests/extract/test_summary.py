import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_layout import reading

from reportgen.extract.item import Kind
from reportgen.extract.standing import stands_alone
from reportgen.extract.summary import find_summary

ARTICLE = """Harbour Board Plans a Deeper Basin
By Ann Lee

The harbour board of Bergen will deepen the outer basin by two metres so that larger cod trawlers can land there.
The work will cost nine million crowns. It will begin in May.

Larger trawlers have gone to Stavanger since the basin silted up in 2015. That has cost the fish market dear.

“We cannot wait for another winter,” said Ole Brandt, who leads the board. “The trawlers will not come by themselves.”

The weather was fine on the day of the vote, and many people ate ice cream on the quay beside the old hall.

The harbour board will pay for the deeper basin with a fee of two crowns for each tonne of cod that trawlers land.

Ann Lee is a reporter at the Bergen Gazette.

© 2019 Bergen Gazette
"""


def summary(text: str) -> list[str]:
    return [text[item.start : item.end] for item in find_summary(reading(text))]


def test_the_summary_is_what_the_article_says_most_of() -> None:
    found = summary(ARTICLE)
    assert found[0].startswith("The harbour board of Bergen will deepen")
    assert not any("ice cream" in sentence or "reporter" in sentence or "©" in sentence for sentence in found)
    assert all(stands_alone(sentence) for sentence in found)


def test_ranks_count_from_one_by_falling_score_and_items_stand_in_order() -> None:
    items = find_summary(reading(ARTICLE))
    assert [item.kind for item in items] == [Kind.SUMMARY] * len(items)
    assert [item.start for item in items] == sorted(item.start for item in items)
    by_rank = sorted(items, key=lambda item: str(item.fields["rank"]))
    assert [item.fields["rank"] for item in by_rank] == list(range(1, len(items) + 1))
    scores = [item.fields["score"] for item in by_rank]
    assert scores[0] == 1.0
    assert scores == sorted(scores, key=lambda score: -float(str(score)))


@pytest.mark.parametrize(("sentences", "most"), [(1, 1), (10, 3), (40, 5), (200, 8), (3000, 10)])
def test_the_number_of_sentences_grows_slowly(sentences: int, most: int) -> None:
    places = ["Bergen", "Oslo", "Ware", "Leeds", "Hull", "Cork", "Ystad", "Kiel", "Gdynia", "Riga", "Tallinn", "Turku"]
    text = "\n".join(
        f"The port of {places[i % 12]} landed fish worth {i} crowns in week {i} from boat {i * 7} of {places[i % 7]}."
        for i in range(sentences)
    )
    assert 1 <= len(summary(text)) <= most


def test_the_same_sentence_is_not_taken_twice() -> None:
    text = "\n".join(["The harbour board will deepen the outer basin by two metres next year."] * 12)
    assert len(summary(text)) == 1


def test_what_is_no_running_text_is_not_summed_up() -> None:
    text = (
        "• The harbour board will deepen the basin next year.\n• The fish market will be closed for all of next year.\n"
    )
    assert summary(text) == []
    assert summary("") == []


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from([*ARTICLE.split("\n"), "渔港管理局明年将把外港池加深两米，以便船只停靠。", "Он ушёл."])
        | st.text(max_size=50),
        max_size=20,
    )
)
def test_any_text_has_a_summary_of_whole_sentences_or_none(lines: list[str]) -> None:
    text = "\n".join(lines)
    read = reading(text)
    items = find_summary(read)
    spans = {(sentence.start, sentence.end) for sentence in read.sentences}
    assert {(item.start, item.end) for item in items} <= spans
    assert items == find_summary(reading(text))
