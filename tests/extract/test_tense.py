"""Which way the verb beside a date looks."""

from __future__ import annotations

import pytest

from reportgen.extract.tense import leaning

AHEAD, BEHIND, OPEN = 1, -1, 0


@pytest.mark.parametrize(
    ("clause", "date", "way"),
    [
        ("The pond should be refilled before 22 June", "22 June", AHEAD),
        ("Mr Rao proposed that plots be offered from 1 October", "1 October", AHEAD),
        ("The pond was drained on 3 May", "3 May", BEHIND),
        ("On 3 May the minister spoke of what will come", "3 May", BEHIND),
        ("He said the band would play on 3 May", "3 May", AHEAD),
        ("The mill plans to open on 3 May", "3 May", AHEAD),
        ("The code was to have been signed in June", "June", OPEN),
        ("The code was due to be signed in June", "June", OPEN),
        ("A meeting of all members, 3 May", "3 May", OPEN),
        ("Die Brücke wird am 3. Mai eröffnet", "3. Mai", AHEAD),
        ("Die Brücke wurde am 3. Mai eröffnet", "3. Mai", BEHIND),
        ("Der Rat trifft sich am 3. Mai", "3. Mai", OPEN),
        ("Турнир пройдёт 4 июля", "4 июля", AHEAD),
        ("Тендер объявят 4 июля", "4 июля", AHEAD),
        ("Матч состоялся 4 июля", "4 июля", BEHIND),
        ("Матч должен был состояться 4 июля", "4 июля", OPEN),
        ("Клуб проводит сбор 4 июля", "4 июля", OPEN),
        ("El puente abrirá el 3 de mayo", "3 de mayo", AHEAD),
        ("El puente abrió el 3 de mayo", "3 de mayo", BEHIND),
        ("展览将于5月3日开幕", "5月3日", AHEAD),
        ("展览已于5月3日开幕", "5月3日", BEHIND),
        ("会は5月に署名を提出する予定だ。", "5月", AHEAD),
        ("署名は3月末までに集まった。", "3月", BEHIND),
    ],
)
def test_the_nearest_verb_tells(clause: str, date: str, way: int) -> None:
    assert leaning(clause, 0, clause.index(date), len(clause)) == way
