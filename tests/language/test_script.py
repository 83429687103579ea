import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.language.script import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry was late because of the fog on the river.", "en"),
        ("Der Hafen ist seit dem Winter nicht mehr offen.", "de"),
        ("Le port est fermé depuis la tempête de la semaine.", "fr"),
        ("El puerto está cerrado desde la tormenta de ayer.", "es"),
        ("Il porto è chiuso per la tempesta di ieri e non si sa fino a quando.", "it"),
        ("De haven is gesloten en het schip kan niet naar binnen.", "nl"),
        ("Порт закрыт из-за шторма, и суда ждут в море.", "ru"),
        ("Порт закритий через шторм, і кораблі чекають у морі, бо її немає.", "uk"),
        ("港口因风暴关闭，船只在海上等待。", "zh"),
        ("嵐のため港は閉まっています。", "ja"),
        ("항구가 폭풍으로 닫혔습니다.", "ko"),
        ("الميناء مغلق بسبب العاصفة", "ar"),
        ("港口局 Port Authority 发表声明说船只在等待", "zh"),
        ("12345 — 67", None),
        ("", None),
        ("Zxq wvut", None),
    ],
)
def test_language_of_a_line(text: str, language: str | None) -> None:
    assert language_of(text) == language


@given(st.text())
def test_any_text_has_a_tag_or_none(text: str) -> None:
    found = language_of(text)
    assert found is None or (found.isascii() and 2 <= len(found) <= 3)
    assert found == language_of(text)
