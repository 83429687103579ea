from __future__ import annotations

import pytest
from test_names import found, names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("董事长李文博在昆明表示，公司将试用采茶机。", {"李文博": "person", "昆明": "place"}),
        ("采茶机由浙江大学研制。", {"浙江大学": "organisation"}),
        ("茶叶出口到越南、俄罗斯和德国。", {"越南": "place", "俄罗斯": "place", "德国": "place"}),
        ("农业农村部官员赵明指出，情况很好。", {"农业农村部": "organisation", "赵明": "person"}),
        ("根据《港口合作协议》，名为“绿手三号”的机器到了。", {"港口合作协议": "document", "绿手三号": "system"}),
        ("57岁的郑水根是村民。", {"郑水根": "person"}),
        ("江城市林业局5日通报。", {"江城市林业局": "organisation"}),
        ("中国科学院南京地理与湖泊研究所很大。", {"中国科学院南京地理与湖泊研究所": "organisation"}),
        ("其中国家一级保护动物很少。", {}),
        ("今天天气很好。", {}),
    ],
)
def test_names(text: str, expected: dict[str, str]) -> None:
    assert found(text) == expected


def test_a_person_is_found_again_without_office_or_verb() -> None:
    (entity,) = names("专家陈晓燕告诉记者，今年干旱。人们都认识陈晓燕。").entities
    assert len(entity.mentions) == 2
