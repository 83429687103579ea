"""Names in references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.extract.references.authors import parse_names


def short(text: str) -> list[str]:
    names, others = parse_names(text)
    said = [name["literal"] if "literal" in name else f"{name['family']}|{name.get('given', '')}" for name in names]
    return said + (["..."] if others else [])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Smith, J. K., & van der Berg, L.", ["Smith|J. K.", "van der Berg|L."]),
        ("Ann Smith and Ben Jones", ["Smith|Ann", "Jones|Ben"]),
        ("Smith JK, Jones L, et al.", ["Smith|J. K.", "Jones|L.", "..."]),
        ("Smith, John, Mary Jones, and Peter Brown", ["Smith|John", "Jones|Mary", "Brown|Peter"]),
        ("J. Smith, K. Jones and L. Brown", ["Smith|J.", "Jones|K.", "Brown|L."]),
        ("SMITH John; DURAND Marie", ["Smith|John", "Durand|Marie"]),
        ("Smith, J.; Jones, K.", ["Smith|J.", "Jones|K."]),
        ("García Márquez, Gabriel", ["García Márquez|Gabriel"]),
        ("Ursula von der Leyen", ["von der Leyen|Ursula"]),
        ("Mohammed bin Salman", ["bin Salman|Mohammed"]),
        ("Robert De Niro", ["De Niro|Robert"]),
        ("By Dr Ann Smith", ["Smith|Ann"]),
        ("Editors: Ann Smith, Ben Jones", ["Smith|Ann", "Jones|Ben"]),
        ("J. Smith and K. Jones (eds.)", ["Smith|J.", "Jones|K."]),
        ("Huber, Anna/Kern, Emil", ["Huber|Anna", "Kern|Emil"]),
        ("Anna Huber / Emil Kern", ["Huber|Anna", "Kern|Emil"]),
        ("UN/ECE", ["UN/ECE"]),
        ("Vera Solano, Inés y otros", ["Vera Solano|Inés", "..."]),
        ("Kern, Emil u. a.", ["Kern|Emil", "..."]),
        ("VV. AA.", ["VV. AA."]),
        ("Bayerischer Ruderverband", ["Bayerischer Ruderverband"]),
        ("Confederación de Regantes del Sur", ["Confederación de Regantes del Sur"]),
        ("Li Ziguo", ["Li|Ziguo"]),
        ("Ka-Ho Wang", ["Wang|Ka-Ho"]),
        ("Szu Ping Chan", ["Chan|Szu Ping"]),
        ("Kim Jong-un", ["Kim|Jong-un"]),
        ("Orbán Viktor", ["Orbán|Viktor"]),
        ("Иванов И. И., Петров П. П.", ["Иванов|И. И.", "Петров|П. П."]),
        ("И. И. Иванов, П. П. Петров", ["Иванов|И. И.", "Петров|П. П."]),
        ("Иванов Иван Иванович", ["Иванов|Иван Иванович"]),
        ("Иван Иванович Иванов", ["Иванов|Иван Иванович"]),
        ("Си Цзиньпин", ["Си|Цзиньпин"]),
        ("Иванов И. И. и др.", ["Иванов|И. И.", "..."]),
        ("王毅，李克强", ["王|毅", "李|克强"]),
        ("欧阳修", ["欧阳|修"]),
        ("[美]约翰·史密斯", ["史密斯|约翰"]),
        ("王明, 等", ["王|明", "..."]),
        ("山田太郎、鈴木一郎", ["山田|太郎", "鈴木|一郎"]),
        ("VASWANI A, SHAZEER N, 等", ["Vaswani|A.", "Shazeer|N.", "..."]),
        ("国家统计局", ["国家统计局"]),
        ("Ministry of Trade and Industry", ["Ministry of Trade and Industry"]),
        ("World Bank and IMF", ["World Bank", "IMF"]),
        ("Food and Agriculture Organization", ["Food and Agriculture Organization"]),
        ("WHO", ["WHO"]),
        ("Министерство финансов РФ", ["Министерство финансов РФ"]),
    ],
)
def test_names(text: str, names: object) -> None:
    assert short(text) == names


def test_suffixes() -> None:
    assert parse_names("King, M. L., Jr.")[0] == ({"family": "King", "given": "M. L.", "suffix": "Jr."},)
    assert parse_names("Henry Louis Gates Jr.")[0] == ({"family": "Gates", "given": "Henry Louis", "suffix": "Jr."},)


@given(st.text(max_size=200))
def test_any_text_has_names_with_a_family_or_a_literal(text: str) -> None:
    names, _ = parse_names(text)
    assert (names, _) == parse_names(text)
    assert all("family" in name or "literal" in name for name in names)
