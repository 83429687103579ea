"""What pdfTeX must know of a TrueType font: one encoding of its characters in, a property list out.

The property list (the format is Knuth's, see `pltotf`) holds widths, heights, the ligatures of the font's
`liga` feature and the kerning of its `kern` feature, as OpenType defines them (GSUB, GPOS).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont, TTLibError

_SCRIPTS = ("DFLT", "latn", "cyrl", "grek")


def open_font(data: bytes) -> Any:
    """Read a font file. Raises `ValueError` when pdfTeX could not embed it."""
    try:
        font = TTFont(BytesIO(data), lazy=True)
    except (TTLibError, OSError) as error:
        raise ValueError("is no font file that can be read") from error
    if "glyf" not in font:
        raise ValueError("has no TrueType outlines, which pdflatex needs")
    return font


def characters_of(font: Any) -> frozenset[int]:
    """Return the code points below U+10000 that a font has a glyph for."""
    return frozenset(code for code in font.getBestCmap() if 32 < code < 0x10000)


def property_list(font: Any, slots: Mapping[int, int]) -> str:
    """Return the property list of a font; `slots` maps code points to places of the encoding."""
    unit = float(font["head"].unitsPerEm)
    names: Mapping[int, str] = font.getBestCmap()
    shown = {code: slot for code, slot in slots.items() if code in names}
    # Several characters may share a glyph; the first one stands for it in ligatures.
    places: dict[str, list[int]] = {}
    for code, slot in sorted(shown.items()):
        places.setdefault(names[code], []).append(slot)
    lines = ["(DESIGNSIZE R 10.0)", *_dimensions(font, names, unit), "(LIGTABLE"]
    programs: dict[int, list[str]] = {}
    for first, second, result in _ligatures(font):
        for left in places.get(first, ()):
            for right in places.get(second, ()):
                for made in places.get(result, ())[:1]:
                    programs.setdefault(left, []).append(f"(LIG D {right} D {made})")
    for (first, second), kern in sorted(_kerns(font, places).items()):
        for left in places[first]:
            programs.setdefault(left, []).extend(f"(KRN D {right} R {kern / unit:.6f})" for right in places[second])
    lines += [f"(LABEL D {slot})\n{chr(10).join(steps)}\n(STOP)" for slot, steps in sorted(programs.items())]
    lines.append(")")
    outlines, widths = font["glyf"], font["hmtx"]
    for code, slot in sorted(shown.items(), key=lambda item: item[1]):
        glyph = outlines[names[code]]
        top, bottom = (glyph.yMax, glyph.yMin) if glyph.numberOfContours else (0, 0)
        lines.append(
            f"(CHARACTER D {slot} (CHARWD R {widths[names[code]][0] / unit:.6f})"
            f" (CHARHT R {max(top, 0) / unit:.6f}) (CHARDP R {max(-bottom, 0) / unit:.6f}))"
        )
    return "\n".join(lines) + "\n"


def _dimensions(font: Any, names: Mapping[int, str], unit: float) -> Iterator[str]:
    """Give the font's dimensions; blanks stretch and shrink as fontspec's do."""
    space = font["hmtx"][names[32]][0] / unit if 32 in names else 0.25
    height = getattr(font["OS/2"], "sxHeight", 0) or font["head"].unitsPerEm // 2
    slant = -float(font["post"].italicAngle)
    yield "(FONTDIMEN"
    for name, value in (
        ("SLANT", slant * 0.01745),
        ("SPACE", space),
        ("STRETCH", space / 2),
        ("SHRINK", space / 3),
        ("XHEIGHT", height / unit),
        ("QUAD", 1.0),
        ("EXTRASPACE", space / 3),
    ):
        yield f"({name} R {value:.6f})"
    yield ")"


def _lookups(font: Any, table: str, feature: str) -> Iterator[tuple[int, Iterable[Any]]]:
    """Give the type and the subtables of each lookup of a feature, in order."""
    if table not in font:
        return
    root = font[table].table
    wanted: set[int] = set()
    for script in root.ScriptList.ScriptRecord if root.ScriptList else ():
        system = script.Script.DefaultLangSys
        if script.ScriptTag in _SCRIPTS and system is not None:
            for index in system.FeatureIndex:
                record = root.FeatureList.FeatureRecord[index]
                if record.FeatureTag == feature:
                    wanted.update(record.Feature.LookupListIndex)
    for index in sorted(wanted):
        lookup = root.LookupList.Lookup[index]
        subtables = [getattr(s, "ExtSubTable", s) for s in lookup.SubTable]
        if subtables:
            yield subtables[0].LookupType, subtables


def _ligatures(font: Any) -> Iterator[tuple[str, str, str]]:
    """Give (first glyph, second, result); one of three glyphs goes over that of its first two."""
    made: dict[tuple[str, ...], str] = {}
    for kind, subtables in _lookups(font, "GSUB", "liga"):
        for subtable in subtables if kind == 4 else ():
            for first, ligatures in subtable.ligatures.items():
                for ligature in ligatures:
                    made.setdefault((first, *ligature.Component), ligature.LigGlyph)
    for glyphs, result in sorted(made.items()):
        before = glyphs[0] if len(glyphs) == 2 else made.get(glyphs[:-1])
        if before is not None:
            yield before, glyphs[-1], result


def _kerns(font: Any, glyphs: Iterable[str]) -> dict[tuple[str, str], int]:
    """Return the kerning of all pairs of the given glyphs, in font units; the first match of a lookup counts."""
    wanted = sorted(glyphs)
    total: dict[tuple[str, str], int] = {}
    for kind, subtables in _lookups(font, "GPOS", "kern"):
        found: dict[tuple[str, str], int] = {}
        for subtable in subtables if kind == 2 else ():
            for pair, value in _pairs(subtable, wanted):
                found.setdefault(pair, value)
        for pair, value in found.items():
            total[pair] = total.get(pair, 0) + value
    return {pair: value for pair, value in total.items() if value}


def _pairs(subtable: Any, wanted: list[str]) -> Iterator[tuple[tuple[str, str], int]]:
    """Give what one subtable says of pairs of wanted glyphs; classes say it of all, also where it is nothing."""
    covered = subtable.Coverage.glyphs
    if subtable.Format == 1:
        known = set(wanted)
        for first, pairs in zip(covered, subtable.PairSet, strict=True):
            for record in pairs.PairValueRecord if first in known else ():
                if record.SecondGlyph in known:
                    yield (first, record.SecondGlyph), _advance(record.Value1)
        return
    classes = {glyph: subtable.ClassDef2.classDefs.get(glyph, 0) for glyph in wanted}
    for first in set(covered) & set(wanted):
        row = subtable.Class1Record[subtable.ClassDef1.classDefs.get(first, 0)].Class2Record
        for second, class_ in classes.items():
            yield (first, second), _advance(row[class_].Value1)


def _advance(value: Any) -> int:
    return int(getattr(value, "XAdvance", 0) or 0) if value is not None else 0
