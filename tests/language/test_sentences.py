from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.language.sentences import split_sentences


def _cases() -> list[str]:
    """The cases of the gold file; a case may hold line ends, since each begins where no case is open."""
    lines = Path(__file__).with_name("sentence_cases.txt").read_text(encoding="utf-8").split("\n")
    cases: list[str] = []
    for line in lines:
        goes_on = cases and (cases[-1].endswith((" goes on", "¦ ", "\n")))
        if line.startswith("#") or (not line and not goes_on):
            continue
        if goes_on:
            cases[-1] += "\n" + line
        else:
            cases.append(line)
    return cases


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


def test_the_gold_is_large_enough() -> None:
    assert len(_cases()) >= 120


@pytest.mark.parametrize("case", _cases())
def test_sentences_of_the_gold(case: str) -> None:
    wanted = [sentence.strip() for sentence in case.split("¦")]
    assert _split(case.replace("¦ ", "").replace("¦", "")) == wanted


@given(st.text(alphabet=st.sampled_from('aA. !?…\n"”“«»()[]1年。！？。г.вU.S.') | st.characters()))
def test_sentences_lie_in_order_and_lose_only_blanks(text: str) -> None:
    spans = list(split_sentences(text))
    position = 0
    for start, end in spans:
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()
    assert spans == list(split_sentences(text))


@given(st.text(max_size=40), st.integers(-5, 50), st.integers(-5, 50))
def test_bounds_hold_and_wild_ones_are_clipped(text: str, start: int, end: int) -> None:
    for first, last in split_sentences(text, start, end):
        assert max(start, 0) <= first < last <= min(max(end, 0), len(text))


def test_only_the_part_asked_for_is_split() -> None:
    text = "One boat sank. Two boats sailed. Three came home."
    assert [text[a:b] for a, b in split_sentences(text, 15, 32)] == ["Two boats sailed."]


@pytest.mark.parametrize(
    "piece", ["(", '"', ".", "a. ", "A. ", "! ", "\n", "\n ", '."', "1. ", '?" A', " ", "。", ". ", ".[1]"]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert sum(end - start for start, end in split_sentences(text)) <= len(text)
