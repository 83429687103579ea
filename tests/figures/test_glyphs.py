"""Which font draws which characters of a figure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from many_scripts import FALLBACK, needs_fallback

from reportgen.figures.drawing import Font, MissingGlyphError, Scene, Style, missing_characters, to_pdf, to_svg
from reportgen.figures.drawing.glyphs import measure_with, pieces, words
from reportgen.figures.drawing.scene import write
from reportgen.figures.drawing.style import wrap

SYSTEM = Path("/usr/share/fonts")
pytestmark = needs_fallback


def found(name: str) -> Path:
    return next(SYSTEM.rglob(name))


def style(*, show_codes: bool = False) -> Style:
    """Return a style with the fonts of the report and those they fall back on."""
    others = tuple(Font(found(name)) for name in FALLBACK)
    return Style(
        regular=found("PTS55F.ttf"), bold=found("PTS75F.ttf"), fallback=others, show_codes=show_codes, width_mm=100.0
    )  # fmt: skip


def drawn(word: str, *, show_codes: bool = False) -> list[tuple[str, str]]:
    return [(piece.text, piece.font.path.stem) for piece in pieces(word, style(show_codes=show_codes))]


def test_a_word_is_drawn_by_one_font_and_one_without_serifs_comes_first() -> None:
    assert drawn("Nguyễn") == [("Nguy", "DejaVuSans"), ("ễ", "DejaVuSans"), ("n", "DejaVuSans")]
    assert drawn("λόγος,") == [("λόγος", "DejaVuSans"), (",", "PTS55F")]
    assert drawn("a中文b") == [("a", "PTS55F"), ("中文", "wqy-microhei"), ("b", "PTS55F")]


def test_text_of_the_own_font_is_drawn_as_before() -> None:
    assert drawn("“no”, è") == [("“", "PTS55F"), ("no", "PTS55F"), ("”", "PTS55F"), (", è", "PTS55F")]


def test_words_that_run_left_are_drawn_in_one_go() -> None:
    assert words("a שלום עולם b") == ["a ", "שלום עולם ", "b"]
    assert drawn("שלום עולם ") == [("שלום עולם", "DejaVuSans"), (" ", "PTS55F")]


def test_a_character_that_no_font_has_is_an_error_or_its_code() -> None:
    assert missing_characters(("a λ 中 ไ\ufe0f",), style()) == ("ไ",)
    with pytest.raises(MissingGlyphError, match=r"U\+0E44"):
        pieces("aไ", style())
    assert drawn("aไ", show_codes=True) == [("a", "PTS55F"), ("[U+0E44]", "PTS55F")]


def test_lines_end_beside_ideographs() -> None:
    measure = measure_with(style())
    lines = wrap("研究成果（試行），自二〇二三年四月一日起施行。", 20.0, 8.0, measure)
    assert len(lines) > 2
    assert all(measure(line, 8.0) <= 20.0 for line in lines)
    assert not any(line.startswith(("）", "，", "。")) or line.endswith("（") for line in lines)


def test_all_of_it_can_be_drawn_twice_with_the_same_bytes() -> None:
    made = style(show_codes=True)
    lines = ["Nguyễn λόγος 中文 한국어", "שלום ไ"]
    scene = Scene(
        width=100.0, height=20.0, items=write(lines, 2.0, 8.0, 8.0, "#000000", measure_with(made), leading=5.0)
    )
    assert (
        to_pdf(scene, made)
        == to_pdf(scene, replace(made))
        != to_pdf(scene, replace(made, show_codes=True, ink="#111111"))[:-1]
    )
    svg = to_svg(scene, made, "fig-x", "name", "words")
    assert all(line in svg for line in lines)
    assert svg.count("textLength") == 1
