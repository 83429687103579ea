r"""The font families of the report, said to LuaTeX and XeTeX.

A class that has loaded fontspec gets its commands, so that a person can go on with them. Any other gets the
declarations of LaTeX's own font selection, which fontspec would make too, but without loading each face
three times to see what it can: measured, a seventh of the time of a run. Files are named relative to the working
folder, so that no path of a machine reaches the PDF and no font database is needed. Ligatures of TeX (`--`, ``)
are off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from reportgen.fonts import Features

# Family of the report: its name for LaTeX, what it is the default of, and fontspec's command.
_FAMILIES: Mapping[str, tuple[str, str, str]] = {
    "serif": ("rgserif", "rm", r"\setmainfont"),
    "sans": ("rgsans", "sf", r"\setsansfont"),
    "mono": ("rgmono", "tt", r"\setmonofont"),
    "symbols": ("rgsymbols", "", r"\newfontfamily\symbolfont"),
}
# Face: LaTeX's series and shape, and fontspec's option.
_FACES: Mapping[str, tuple[str, str, str]] = {
    "regular": ("m", "n", ""),
    "italic": ("m", "it", "ItalicFont"),
    "bold": ("b", "n", "BoldFont"),
    "bolditalic": ("b", "it", "BoldItalicFont"),
}
_SMALL_CAPITALS = {"n": "sc", "it": "scit"}
# A blank between characters of one width is as wide as they are, and their words are not divided.
_FIXED_WIDTH = r"\fontdimen3\font=0pt \fontdimen4\font=0pt \fontdimen7\font=0pt \hyphenchar\font=-1 "
# Alphabets of formulas that are words: family, series and shape. Digits and the names of functions stay in TeX's
# own roman: a symbol font would be loaded in three sizes for every document that has a table.
_ALPHABETS = (
    ("mathrm", "serif", "m", "n"),
    ("mathbf", "serif", "b", "n"),
    ("mathit", "serif", "m", "it"),
    ("mathsf", "sans", "m", "n"),
    ("mathtt", "mono", "m", "n"),
)


def font_setup(
    fonts: Mapping[str, Path], features: Mapping[str, Features], *, engine: str = "lualatex", simple: bool = False
) -> str:
    """Return the commands for the font files of each role (`serif-bold`), of which `features` tells what they can.

    With `simple`, LuaTeX sets the text itself, by the tables of ligatures and kerns that
    luaotfload gives it once a font, instead of asking Lua about every word: measured, three quarters of
    the time. It also leaves the blank after a comma alone, which some fonts kern to nothing.
    """
    families = [family for family in _FAMILIES if f"{family}-regular" in fonts]
    mode = "/OT:" if engine == "xelatex" else ":mode=base;" if simple else ":mode=node;"
    lines = [r"\ifdefined\setmainfont", *(_fontspec(family, fonts, simple=simple) for family in families), r"\else"]
    for family in families:
        lines += _declared(family, fonts, features, mode)
    for alphabet, family, series, shape in _ALPHABETS:
        if family in families:
            lines.append(rf"\DeclareMathAlphabet\{alphabet}{{TU}}{{{_FAMILIES[family][0]}}}{{{series}}}{{{shape}}}")
    return "\n".join([*lines, r"\normalfont", r"\fi"]) + "\n"


def _fontspec(family: str, fonts: Mapping[str, Path], *, simple: bool) -> str:
    options = ["Path=./fonts/", f"Extension={fonts[f'{family}-regular'].suffix}", "Ligatures=TeXReset"]
    options += ["Renderer=Base"] if simple else []
    options += [f"{key}={family}-{face}" for face, (*_, key) in _FACES.items() if key and f"{family}-{face}" in fonts]
    return f"{_FAMILIES[family][2]}{{{family}-regular}}[{','.join(options)}]"


def _declared(family: str, fonts: Mapping[str, Path], features: Mapping[str, Features], mode: str) -> Iterator[str]:
    """Give the declarations of one family; the script is the one that its regular face knows."""
    name, default, _ = _FAMILIES[family]
    yield rf"\DeclareFontFamily{{TU}}{{{name}}}{{{_FIXED_WIDTH if family == 'mono' else ''}}}"
    script = features.get(f"{family}-regular", Features()).script
    shaping = f"{mode}script={script};language=dflt;" if script else mode
    for face, (series, shape, _) in _FACES.items():
        role = f"{family}-{face}"
        if role not in fonts:
            continue
        source = f"[./fonts/{role}{fonts[role].suffix}]{shaping}"
        yield _shape(name, series, shape, f'"{source}"')
        if features.get(role, Features()).small_capitals:
            yield _shape(name, series, _SMALL_CAPITALS[shape], f'"{source}+smcp;"')
        if shape == "it":
            yield _shape(name, series, "sl", f"ssub*{name}/{series}/{shape}")
    if default:
        yield rf"\renewcommand*\{default}default{{{name}}}"
        yield rf"\DeclareFontSeriesDefault[{default}]{{bf}}{{b}}"
    else:
        yield rf"\DeclareRobustCommand\symbolfont{{\fontencoding{{TU}}\fontfamily{{{name}}}\selectfont}}"


def _shape(name: str, series: str, shape: str, source: str) -> str:
    return rf"\DeclareFontShape{{TU}}{{{name}}}{{{series}}}{{{shape}}}{{<->{source}}}{{}}"
