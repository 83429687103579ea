"""Fonts for pdfTeX: encodings made of the characters in use, and what the metrics say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from memory import MemoryTools
from test_tree import config

from reportgen.tex.font_metrics import characters_of, open_font, property_list
from reportgen.tex.pdftex_fonts import pdftex_fonts, plan_encodings
from reportgen.tools import LocalTools

ROLES = {"serif-regular": Path("/fonts/a.ttf"), "mono-regular": Path("/fonts/b.ttf")}
SETUP = "reportgen-fonts.tex"

needs_pltotf = pytest.mark.skipif(shutil.which("pltotf") is None, reason="needs pltotf")


def font_of(characters: str, features: str = "") -> bytes:
    """Make a TrueType font whose glyphs are boxes, 1000 units to the em."""
    from io import BytesIO

    names = {ord(c): f"uni{ord(c):04X}" for c in characters}
    order = [".notdef", *names.values()]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    pen = TTGlyphPen(None)
    for step, point in enumerate([(0, -100), (0, 700), (400, 700), (400, -100)]):
        (pen.lineTo if step else pen.moveTo)(point)
    pen.closePath()
    glyph = pen.glyph()
    builder.setupGlyf(dict.fromkeys(order, glyph))
    builder.setupHorizontalMetrics(dict.fromkeys(order, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2(sxHeight=480)
    builder.setupPost()
    if features:
        builder.addOpenTypeFeatures(features)
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def test_the_first_encoding_keeps_ascii_in_its_place() -> None:
    (only,) = plan_encodings(map(ord, "aЯö"), [*map(ord, "aЯö"), *range(0x21, 0x7F)])
    assert only.name == "RGA"
    assert only.slots[ord("a")] == ord("a")
    assert {only.slots[ord("Я")], only.slots[ord("ö")]} <= {*range(0x80, 0x100), *range(0x20)}


def test_an_edit_seldom_moves_a_place() -> None:
    there = [*range(0x21, 0x7F), *range(0x410, 0x450), 0xF6, 0xEB]
    before, after = (plan_encodings(map(ord, text), there)[0].slots for text in ("aö", "жаöЖ"))
    assert before == after


def test_what_does_not_fit_goes_into_a_second_encoding() -> None:
    codes = range(0x4E00, 0x4E00 + 500)
    encodings = plan_encodings(codes, codes)
    assert [e.name for e in encodings] == ["RGA", "RGB", "RGC"]
    assert set(codes) <= {code for e in encodings for code in e.slots}
    assert all(len(set(e.slots.values())) == len(e.slots) for e in encodings)


def test_no_place_is_given_for_a_character_without_a_glyph() -> None:
    (only,) = plan_encodings([0x4E00], [0x41])
    assert 0x4E00 not in only.slots


def test_metrics_kerning_and_ligatures() -> None:
    features = "feature kern { pos uni0041 uni0056 -80; } kern; feature liga { sub uni0066 uni0069 by uniFB01; } liga;"
    font = open_font(font_of("AVfiﬁ", features))
    text = property_list(font, {0x41: 65, 0x56: 86, 0x66: 102, 0x69: 105, 0xFB01: 200})
    assert "(XHEIGHT R 0.480000)" in text
    assert "(LABEL D 65)\n(KRN D 86 R -0.080000)\n(STOP)" in text
    assert "(LABEL D 102)\n(LIG D 105 D 200)\n(STOP)" in text
    assert "(CHARACTER D 65 (CHARWD R 0.500000) (CHARHT R 0.700000) (CHARDP R 0.100000))" in text


def test_kerning_by_classes() -> None:
    font = open_font(font_of("ABVW", "feature kern { pos [uni0041 uni0042] [uni0056 uni0057] -50; } kern;"))
    text = property_list(font, {ord(c): ord(c) for c in "ABVW"})
    assert text.count("(KRN D 86 R -0.050000)") == 2
    assert text.count("(KRN D 87 R -0.050000)") == 2


def test_only_what_pdftex_can_show_counts() -> None:
    assert characters_of(open_font(font_of(" A𝔸"))) == {0x41}


@pytest.mark.parametrize("data", [b"", b"no font", b"OTTO" + bytes(40)])
def test_a_file_that_cannot_be_embedded(data: bytes) -> None:
    tools = MemoryTools.of({})
    tools.programs["pltotf"] = Path("/bin/pltotf")
    outcome = pdftex_fonts(config(), ROLES, dict.fromkeys(ROLES, data), "text", SETUP, tools)
    assert [d.code for d in outcome.diagnostics] == ["CFG007", "CFG007"]
    assert "a.ttf" in outcome.diagnostics[0].message


def test_pltotf_is_missing() -> None:
    data = dict.fromkeys(ROLES, font_of("A"))
    outcome = pdftex_fonts(config(), ROLES, data, "text", SETUP, MemoryTools.of({}))
    assert [d.code for d in outcome.diagnostics] == ["CFG006"]


@needs_pltotf
def test_the_files_of_a_report(tmp_path: Path) -> None:
    from dataclasses import replace

    data = {"serif-regular": font_of("Aöя"), "mono-regular": font_of("Aя")}
    settings = replace(config(), project=tmp_path)
    made = pdftex_fonts(settings, ROLES, data, 'A\\"oя漢', SETUP, LocalTools()).value
    assert sorted(made) == [SETUP, "rga-mono-regular.tfm", "rga-serif-regular.tfm", "rga.enc"]
    assert b"/uni00F6" in made["rga.enc"]
    setup = made[SETUP].decode()
    assert r"\DeclareUnicodeCharacter{044F}{\rg@char{" in setup
    assert r"\DeclareUnicodeCharacter{00F6}{\rg@try{" in setup  # the other font lacks it
    assert r"\DeclareUnicodeCharacter{6F22}{\rg@lost{漢 (U+6F22)}}" in setup
    assert r"\DeclareTextComposite{\"}{RGA}{o}{" in setup
    assert r"\pdfmapline{=rga-serif-regular <rga.enc <fonts/serif-regular.ttf}" in setup


@needs_pltotf
def test_the_files_are_kept_and_mended(tmp_path: Path) -> None:
    from dataclasses import replace

    data = {"serif-regular": font_of("Aя")}
    settings, roles = replace(config(), project=tmp_path), {"serif-regular": ROLES["serif-regular"]}
    first = pdftex_fonts(settings, roles, data, "A", SETUP, LocalTools()).value
    assert pdftex_fonts(settings, roles, data, "A", SETUP, LocalTools()).value == first
    (kept,) = (tmp_path / "build" / "cache").glob("pdftex-*/rga.enc")
    kept.write_bytes(b"damaged")
    assert pdftex_fonts(settings, roles, data, "A", SETUP, LocalTools()).value == first
