"""Which fallback font sets what, and what no font has."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from font_files import font
from fontTools.ttLib import TTFont
from memory import ROOT, MemoryTools
from small_project import small_project

from reportgen.cache import Cache
from reportgen.config import Config, load_config
from reportgen.fonts import Cover, cut_down, faces_of, find_fonts, lacking, plan_for, read_cover

LATIN = frozenset(range(0x20, 0x180))
GREEK = frozenset(range(0x370, 0x400))
HAN = frozenset(map(ord, "中文研究"))
COVER = Cover(
    families={
        "serif": LATIN, "sans": LATIN, "mono": LATIN | {0x2192},
        "fallback-1": LATIN | GREEK | frozenset(map(ord, "ễ→")), "fallback-2": LATIN | GREEK | HAN | {0x2192},
    },
    sans=frozenset({"fallback-2"}),
)  # fmt: skip


def config(fonts: str) -> Config:
    """Return the settings of the small project with these of its fonts."""
    files = small_project()
    text = files["report/report.toml"]
    start = text.index("[fonts]")
    files["report/report.toml"] = f"{text[:start]}[fonts]\n{fonts}\n" + text[text.index("\n[", start) + 1 :]
    found = load_config(ROOT, MemoryTools.of(files))
    assert found.value is not None, found.diagnostics
    return found.value


def test_text_that_the_fonts_have_needs_no_other() -> None:
    plan = plan_for(("plain é text ſ",), COVER)
    assert (dict(plan.faces), plan.lost) == ({}, frozenset())


def test_a_word_goes_as_a_whole_and_to_the_first_font_of_each_kind() -> None:
    plan = plan_for(("Ad Nguyễn 中文", "λόγος"), COVER)
    assert plan.faces["fallback-1"] >= set("Nguyễnλόγος")
    assert plan.faces["fallback-2"] == {*"中文λόγος"}
    assert plan.lost == frozenset()


def test_letters_of_the_same_script_are_there_for_words_between() -> None:
    assert "d" in plan_for(("Ad Nguyễn",), COVER).faces["fallback-1"]


def test_a_character_that_one_family_lacks_has_a_font() -> None:
    assert plan_for(("a → b",), COVER).faces == {"fallback-1": frozenset("→"), "fallback-2": frozenset("→")}


def test_what_no_font_has_is_lost_and_a_word_loses_no_more_than_that() -> None:
    plan = plan_for(("λόγѯος 龘",), COVER)
    assert plan.lost == {"ѯ", "龘"}
    assert plan.faces["fallback-1"] >= set("λόγος")


@pytest.mark.parametrize("text", ["\ufe0f", "\u200d", "\u200b", "e\u0301", "\u202a", "\ue123", "\n"])
def test_what_a_page_does_not_show_is_not_missed(text: str) -> None:
    assert plan_for((text,), COVER).lost == frozenset()


def test_a_mark_without_a_letter_of_its_own_is_missed() -> None:
    assert plan_for(("x\u0352",), COVER).lost == {"\u0352"}


def test_settings_name_faces_of_collections() -> None:
    made = config('serif-regular = "a.ttf"\nfallback = ["b.ttf", "c.ttc#2"]\nmissing = "show"')
    assert dict(made.fallback_faces) == {"fallback-1": ("b.ttf", 0), "fallback-2": ("c.ttc", 2)}
    assert made.missing == "show"
    assert dict(made.fonts) == {"serif-regular": "a.ttf"}
    assert faces_of(made) == {"fallback-1": 0, "fallback-2": 2}
    assert faces_of(replace(made, engine="xelatex")) == {}


@pytest.mark.parametrize(
    "setting",
    ['fallback = "a.ttf"', "fallback = [1]", 'fallback = ["a.ttc#x"]', 'fallback = ["x/a.ttf"]', 'missing = "x"'],
)  # fmt: skip
def test_a_setting_of_another_form_is_an_error_at_its_line(setting: str) -> None:
    files = small_project()
    files["report/report.toml"] = files["report/report.toml"].replace("[fonts]", f"[fonts]\n{setting}")
    (found,) = load_config(ROOT, MemoryTools.of(files)).diagnostics
    line = files["report/report.toml"].splitlines().index(setting) + 1
    assert (found.code, str(found.place)) == ("CFG004", f"report/report.toml:{line}:1")


def test_a_fallback_font_that_is_not_there_is_noted_and_the_others_serve() -> None:
    tools = MemoryTools.of({"report/fonts/a.ttf": font("abc"), "report/fonts/b.ttf": font("λ", sans=True)})
    made = config('serif-regular = "a.ttf"\nfallback = ["nowhere.ttf", "b.ttf"]')
    fonts, (found,) = find_fonts(made, tools)
    assert (found.code, found.place and found.place.file) == ("CFG017", "report/report.toml")
    assert {role: path.name for role, path in fonts.items()} == {"serif-regular": "a.ttf", "fallback-2": "b.ttf"}
    cover = read_cover(fonts, tools, None, faces_of(made))
    assert cover is not None
    assert cover.falls_back(ord("λ"))
    assert not cover.falls_back(ord("a"))
    assert cover.sans == {"fallback-2"}


def test_lacking_is_what_neither_text_fonts_nor_others_have() -> None:
    tools = MemoryTools.of({"report/fonts/a.ttf": font("abcé"), "report/fonts/b.ttf": font("λ")})
    families = "\n".join(f'{family}-regular = "a.ttf"' for family in ("serif", "sans", "mono"))
    assert lacking("abc e\u0301 λ 中 😀", config(f'{families}\nfallback = ["b.ttf"]'), tools) == {"中", "😀"}
    assert lacking("λ", config(families), tools) == {"λ"}


def test_a_font_cut_down_has_what_is_asked_for_and_the_same_bytes_each_time() -> None:
    path = ROOT / "f/a.ttf"
    tools = MemoryTools.of({"f/a.ttf": font("abcdλμ -")})
    first = cut_down(path, 0, "λa", tools)
    assert first.suffix == ".ttf"
    assert set(TTFont(BytesIO(first.data)).getBestCmap()) == set(map(ord, "λa -"))
    cache = Cache(ROOT / "build/cache", tools)
    assert cut_down(path, 0, "aλ", tools, cache) == cut_down(path, 0, "λa", tools, cache) == first
    assert cut_down(path, 0, "λμ", tools, cache) != first


def test_what_is_no_font_is_told() -> None:
    tools = MemoryTools.of({"f/a.ttf": b"no font"})
    with pytest.raises(ValueError, match="no font"):
        cut_down(ROOT / "f/a.ttf", 0, "a", tools)
