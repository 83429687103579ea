r"""The report's own font files for pdfTeX: encodings made of the characters in use, metrics, LaTeX set-up.

pdfTeX knows fonts of 256 characters. In place of a fixed encoding (T1, T2A), in which one report would need
several, an encoding is made for the report: ASCII at its places, Cyrillic and the common punctuation next,
then whatever else occurs. So a word is in one font, with its kerning, whichever alphabets it mixes. What
does not fit into the first encoding goes into a second. The font files are embedded as they are.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE, Config
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.supplied import supplied
from reportgen.tools import Limits, Tools

_VERSION = 2
_ASCII = range(0x21, 0x7F)
_LIGATURES = range(0xFB00, 0xFB05)
# In every first encoding, so that an edit seldom changes it: Russian, the usual punctuation, ligatures.
_ALWAYS = (
    *range(0x410, 0x450), 0x401, 0x451,
    *map(ord, "–—‘’‚“”„…•·«»‹›§¶©®°±×÷€£№†‡′″−→"),
    *_LIGATURES,
)  # fmt: skip
_QUOTES = "‘’‚“”„«»‹›"
_PLACES = (*range(0x80, 0x100), *range(0x20), 0x7F)
_SHAPES = {"regular": ("m", "n"), "italic": ("m", "it"), "bold": ("b", "n"), "bolditalic": ("b", "it")}
_DEFAULTS = {"serif": "rm", "sans": "sf", "mono": "tt"}
# Accents of LaTeX and the combining characters that they stand for (tuenc.def of the LaTeX kernel).
_ACCENTS = {
    "`": 0x300, "'": 0x301, "^": 0x302, "~": 0x303, "=": 0x304, "u": 0x306, ".": 0x307, '"': 0x308, "r": 0x30A,
    "H": 0x30B, "v": 0x30C, "d": 0x323, "c": 0x327, "k": 0x328, "b": 0x331,
}  # fmt: skip
_WRITTEN = re.compile(r"""\\([`'^~=.\"]|[uvHrdckb](?![A-Za-z]))\s*\{?([A-Za-z])""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """A font encoding of LaTeX: `slots` maps code points to places from 0 to 255."""

    name: str
    slots: Mapping[int, int]


def plan_encodings(wanted: Iterable[int], available: Iterable[int]) -> tuple[Encoding, ...]:
    """Return the encodings that hold every wanted character that some font has."""
    there = frozenset(available)
    extra = sorted(code for code in set(wanted) - set(_ALWAYS) if code > 0x7E and code in there)
    queue = [code for code in _ALWAYS if code in there] + extra
    first = {code: code for code in _ASCII} | dict(zip(queue, _PLACES, strict=False))
    made = [Encoding(name="RGA", slots=first)]
    rest = queue[len(_PLACES) :]
    while rest:
        name = f"RG{chr(ord('A') + len(made))}"
        made.append(Encoding(name=name, slots={code: 255 - slot for slot, code in enumerate(rest[:256])}))
        rest = rest[256:]
    return tuple(made)


def pdftex_fonts(
    config: Config, fonts: Mapping[str, Path], data: Mapping[str, bytes], text: str, setup_file: str, tools: Tools
) -> Outcome[Mapping[str, bytes]]:
    """Return the files that pdfTeX needs for `text`, from a cache when they were made before.

    `fonts` are the paths by role (`serif-regular` ...), `data` their contents. A file that pdfTeX cannot
    embed is CFG007; a character that no font has becomes an error of TeX where it is used.
    """
    wanted = frozenset(map(ord, unicodedata.normalize("NFC", text))) | frozenset(_accented(text))
    key = hashlib.sha256(f"{_VERSION}\0{_table()}\0{sorted(wanted - set(_ALWAYS))}".encode())
    for role in fonts:
        key.update(f"{role}{fonts[role].suffix}\0".encode() + hashlib.sha256(data.get(role, b"")).digest())
    cache = config.cache / f"pdftex-{key.hexdigest()[:16]}"
    kept = _load(cache, tools)
    if kept is not None:
        return Outcome(kept)
    outcome = _make(fonts, data, wanted, setup_file, tools)
    if not outcome.diagnostics:
        for name, made in outcome.value.items():
            tools.write(cache / name, made)
        tools.write(cache / "complete", _digest(outcome.value).encode())
    return outcome


def _accented(text: str) -> Iterator[int]:
    r"""Give the letters that are written with a command for their accent, as in `\"o`."""
    for accent, letter in _WRITTEN.findall(text):
        whole = unicodedata.normalize("NFC", letter + chr(_ACCENTS[accent]))
        if len(whole) == 1:
            yield ord(whole)


def _load(cache: Path, tools: Tools) -> dict[str, bytes] | None:
    paths = {path.name: path for path in tools.list(cache, "*")}
    complete = paths.pop("complete", None)
    if complete is None:
        return None
    kept = {name: tools.read(path) for name, path in paths.items()}
    return kept if tools.read(complete) == _digest(kept).encode() else None


def _digest(made: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, data in sorted(made.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return digest.hexdigest()


def _make(
    fonts: Mapping[str, Path], data: Mapping[str, bytes], wanted: frozenset[int], setup_file: str, tools: Tools
) -> Outcome[Mapping[str, bytes]]:
    from reportgen.tex.font_metrics import characters_of, open_font, property_list

    found: list[Diagnostic] = []
    opened, sets = {}, {}
    for role, content in data.items():
        try:
            opened[role] = open_font(content)
            sets[role] = characters_of(opened[role])
        except ValueError as error:
            hint = "name a TrueType font (.ttf), or use lualatex or xelatex"
            message = f"font file {fonts[role].name} {error}"
            found.append(diagnose("CFG007", message, Place(file=CONFIG_FILE), hint=hint))
    program = tools.find_program("pltotf")
    if program is None:
        hint = "on Debian or Ubuntu: apt-get install texlive-binaries"
        found.append(diagnose("CFG006", "pltotf is not installed; pdflatex needs it for the fonts", hint=hint))
    if found or program is None:
        return Outcome({}, tuple(found))
    encodings = plan_encodings(wanted, frozenset().union(*sets.values()))
    made = {f"{e.name.lower()}.enc": _encoding_file(e).encode() for e in encodings}
    with tools.scratch() as folder:
        for encoding in encodings:
            for role, font in opened.items():
                name = f"{encoding.name.lower()}-{role}"
                tools.place(folder / f"{name}.pl", property_list(font, encoding.slots).encode())
                command = [str(program), f"{name}.pl", f"{name}.tfm"]
                environment = {"PATH": tools.environment("PATH") or "/usr/bin:/bin"}
                finished = tools.run(command, folder=folder, environment=environment, limits=Limits(wall_s=60))
                if finished.status != 0:
                    raise RuntimeError(f"pltotf refused {name}: {finished.output[-300:]}")
                made[f"{name}.tfm"] = tools.read(folder / f"{name}.tfm")
    made[setup_file] = _setup(fonts, encodings, sets, wanted).encode()
    return Outcome(made)


def _encoding_file(encoding: Encoding) -> str:
    r"""Return an encoding for pdfTeX; by the name `uniXXXX` it finds glyph and Unicode of a character."""
    names = [".notdef"] * 256
    for code, slot in encoding.slots.items():
        names[slot] = f"uni{code:04X}"
    return f"/{encoding.name}Encoding [\n" + "\n".join(f"/{name}" for name in names) + "\n] def\n"


def _setup(
    fonts: Mapping[str, Path],
    encodings: tuple[Encoding, ...],
    sets: Mapping[str, frozenset[int]],
    wanted: frozenset[int],
) -> str:
    first = encodings[0]
    lines = [r"\makeatletter", r"\pdfgentounicode=1"]
    for code in _LIGATURES:
        letters = " ".join(f"{ord(c):04X}" for c in unicodedata.normalize("NFKC", chr(code)))
        lines.append(rf"\pdfglyphtounicode{{uni{code:04X}}}{{{letters}}}")
    lines.append(_table())
    for encoding in encodings:
        lines += _families(encoding, fonts)
    everywhere = frozenset.intersection(*sets.values())
    for encoding in encodings:
        for code, slot in sorted(encoding.slots.items()):
            if code > 0x7E:
                use = rf"\rg@char{{{slot}}}" if code in everywhere else rf"\rg@try{{{slot}}}{{{_named(code)}}}"
                use = use if encoding is first else rf"{{\fontencoding{{{encoding.name}}}\selectfont{use}}}"
                lines.append(rf"\DeclareUnicodeCharacter{{{code:04X}}}{{{use}}}")
    known = {code for encoding in encodings for code in encoding.slots}
    lines += [
        rf"\DeclareUnicodeCharacter{{{code:04X}}}{{\rg@lost{{{_named(code)}}}}}"
        for code in sorted(wanted - known)
        if code > 0xA0
    ]
    lines += [*_symbols(first), *_letters(first)]
    lines += [
        rf"\renewcommand\{_DEFAULTS[family]}default{{rg{family}}}"
        for family in _DEFAULTS
        if f"{family}-regular" in fonts
    ]
    if "symbols-regular" in fonts:
        lines.append(
            rf"\DeclareRobustCommand\symbolfont{{\fontencoding{{{first.name}}}\fontfamily{{rgsymbols}}\selectfont}}"
        )
    lines += [
        rf"\renewcommand\encodingdefault{{{first.name}}}",
        rf"\fontencoding{{{first.name}}}\fontfamily{{\rmdefault}}\selectfont",
        r"\makeatother",
    ]
    return "\n".join(lines) + "\n"


def _named(code: int) -> str:
    return f"{chr(code)} (U+{code:04X})"


def _families(encoding: Encoding, fonts: Mapping[str, Path]) -> Iterable[str]:
    """Give the declarations of one encoding's families and shapes, and of the files behind them."""
    name = encoding.name
    yield rf"\DeclareFontEncoding{{{name}}}{{}}{{}}"
    yield rf"\DeclareFontSubstitution{{{name}}}{{rgserif}}{{m}}{{n}}"
    for family in dict.fromkeys(role.rpartition("-")[0] for role in fonts):
        yield rf"\DeclareFontFamily{{{name}}}{{rg{family}}}{{}}"
        declare = rf"\DeclareFontShape{{{name}}}{{rg{family}}}"
        for style, (series, shape) in _SHAPES.items():
            role = f"{family}-{style}"
            if role not in fonts:
                continue
            font = f"{name.lower()}-{role}"
            yield rf"{declare}{{{series}}}{{{shape}}}{{<->{font}}}{{}}"
            if series == "b":
                yield rf"{declare}{{bx}}{{{shape}}}{{<->ssub*rg{family}/b/{shape}}}{{}}"
            if shape == "it":
                yield rf"{declare}{{{series}}}{{sl}}{{<->ssub*rg{family}/{series}/it}}{{}}"
            yield rf"\pdfmapline{{={font} <{name.lower()}.enc <fonts/{role}{fonts[role].suffix}}}"


def _symbols(encoding: Encoding) -> Iterable[str]:
    """Give what stands for a character of the encoding in other ways: commands, and letters with accents."""
    for line in supplied("tex/symbols.txt").read_text("utf-8").splitlines():
        command, _, code = line.partition(" ")
        place = None if command == "%" else encoding.slots.get(int(code, 16))
        if place is not None:
            yield rf"\DeclareTextSymbol{{\{command}}}{{{encoding.name}}}{{{place}}}"
    places = (encoding.slots[ord(c)] for c in _QUOTES if ord(c) in encoding.slots)
    quotes = "".join(rf"\DeclareQuoteGlyph{{{encoding.name}}}{{{place}}}" for place in places)
    yield rf"\AddToHook{{package/csquotes/after}}{{{quotes}}}"
    for accent in _ACCENTS:
        yield rf"\DeclareTextCommand{{\{accent}}}{{{encoding.name}}}[1]{{#1\rg@lost{{\{accent}}}}}"
    for letter, slot in sorted(encoding.slots.items()):
        parts = unicodedata.normalize("NFD", chr(letter))
        if len(parts) == 2 and parts[0].isascii():
            for accent in (a for a, combining in _ACCENTS.items() if ord(parts[1]) == combining):
                yield rf"\DeclareTextComposite{{\{accent}}}{{{encoding.name}}}{{{parts[0]}}}{{{slot}}}"


def _letters(encoding: Encoding) -> Iterable[str]:
    """Give the lower case of each place; only what has one can stand in a word that is hyphenated."""
    for code, slot in sorted(encoding.slots.items()):
        if code > 0x7E:
            small = ord(chr(code).lower()) if len(chr(code).lower()) == 1 else code
            lower = encoding.slots.get(small, slot) if chr(code).isalpha() else 0
            yield rf"\lccode {slot}={lower} "


def _table() -> str:
    return supplied("tex/pdftex-fonts.tex").read_text("utf-8")
