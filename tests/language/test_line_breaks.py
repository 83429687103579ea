"""Where a line may end although there is no blank."""

from __future__ import annotations

import pytest

from reportgen.language.line_breaks import is_wide, may_part, not_first, pieces


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("研究", "研|究"),
        ("研究。研", "研|究。|研"),
        ("（研究），究", "（研|究），|究"),
        ("「ひら」と", "「ひ|ら」|と"),
        ("カード", "カー|ド"),
        ("ちょっと", "ちょっ|と"),
        ("人々", "人々"),
        ("data中文", "data|中|文"),
        ("第5章", "第|5|章"),
        ("¥研", "¥研"),
        ("合作”是“研", "合|作”|是|“研"),
        ("한국어", "한|국|어"),
        ("plain-word", "plain-word"),
        ("中e\u0301x", "中|e\u0301x"),
        ("", ""),
    ],
)
def test_lines_end_beside_wide_characters_as_the_rules_of_print_say(word: str, cut: str) -> None:
    assert "|".join(pieces(word)) == cut


def test_pieces_are_the_whole_word() -> None:
    word = "“双方”在人工智能（AI）、半导体等领域开展的联合研究；data2023年。"
    assert "".join(pieces(word)) == word
    assert all(not not_first(piece[0]) for piece in [*pieces(word)][1:])


def test_blanks_and_narrow_letters_are_not_wide() -> None:
    assert [c for c in "中ア한Ａaé\u3000。" if is_wide(c)] == list("中ア한Ａ。")
    assert not may_part("a", "é")
