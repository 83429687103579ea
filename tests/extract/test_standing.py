import pytest

from reportgen.extract.standing import stands_alone


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour board will deepen the outer basin by two metres next year.",
        "Lund and her crew brought home forty tonnes of cod in a week.",
        "“We will not sell the boats,” said Ole Brandt, who owns nine of them.",
        "In Bergen the price of cod rose by a third between May and August.",
        "As the price of feed rises, farmers in the valley are selling their cows.",
        "Рыбный рынок в Бергене закроют на ремонт до конца будущего года.",
        "渔港管理局明年将把外港池加深两米，以便更大的船只停靠。",
        "Der Hafen wird im nächsten Jahr um zwei Meter vertieft, sagte der Direktor.",
    ],
)
def test_a_sentence_that_names_what_it_speaks_of_stands_alone(sentence: str) -> None:
    assert stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "This will deepen the outer basin by two metres next year.",
        "But the harbour board will deepen the outer basin next year.",
        "He brought home forty tonnes of cod in a single week.",
        "However, the price of cod rose by a third between May and August.",
        "Those boats were sold to a company in the north last year.",
        "It is the largest fish market on the whole of the coast.",
        "In his view the price of cod will rise again before the winter.",
        "Bergen, on the other hand, has kept its market and its old hall.",
        "Seeing the price fall day after day, they sold the boats at once.",
        "For example, the price of cod rose by a third between May and August.",
        "The board will take the following three measures before the winter:",
        "Will the harbour board deepen the outer basin before next winter?",
        "the harbour board will deepen the outer basin next year.",
        "The harbour board will deepen the outer basin next year",
        "Cod sells well.",
        "“We will not sell the boats, said Ole Brandt, who owns nine of them.",
        "I have seen the harbour board deepen the outer basin twice already.",
        "The two ports have been rivals for as long as anyone remembers.",
        "Q: What does the harbour board intend to do with the outer basin.",
        "The town has nine cranes and is now building one.",
        "Но рыбный рынок в Бергене закроют на ремонт до конца года.",
        "Он закроет рыбный рынок в Бергене до конца будущего года.",
        "但是渔港管理局明年将把外港池加深两米，以便更大的船只停靠。",
        "他说渔港管理局明年将把外港池加深两米，以便更大的船只停靠。",
        "Aber der Hafen wird im nächsten Jahr um zwei Meter vertieft.",
    ],
)
def test_a_sentence_that_leans_on_another_does_not(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize("piece", ["(", '"', "a ", "a, ", "In ", "one ", "A: ", "The two "])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    stands_alone(piece * (60_000 // len(piece)))
