from __future__ import annotations

import pytest
from test_names import found, names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Об этом сообщил директор Андрей Лопатин.", {"Андрей Лопатин": "person"}),
        ("Речь идёт о письме А. С. Громова из Норвегии.", {"А. С. Громова": "person", "Норвегии": "place"}),
        ("Холдинг «Северный невод» ждёт траулер «Рогов».", {"Северный невод": "organisation", "Рогов": "system"}),
        ("Теперь Министерство сельского хозяйства молчит.", {"Министерство сельского хозяйства": "organisation"}),
        ("Суда строит Объединённая судостроительная корпорация.",
         {"Объединённая судостроительная корпорация": "organisation"}),
        ("Он живёт в Мурманской области у Баренцева моря.", {"Мурманской области": "place", "Баренцева моря": "place"}),
        ("Однако сегодня рыбы стало меньше.", {}),
    ],
)  # fmt: skip
def test_names(text: str, expected: dict[str, str]) -> None:
    assert found(text) == expected


def test_cases_of_a_name_are_one() -> None:
    text = "Губернатор Ольга Ветрова уехала. Встреча с Ольгой Ветровой не состоялась. «Ждём», — сказала Ветрова."
    (entity,) = names(text).entities
    assert len(entity.mentions) == 3
    assert set(entity.aliases) == {"Ольгой Ветровой", "Ветрова"} or entity.name == "Ольгой Ветровой"
