r"""What LuaTeX needs for text in scripts that the report's fonts lack, and for tokens without end.

The texts of a report and its fonts in; the files for the engine's folder and a line for the file of fonts out, none
of them where nothing needs it. The work is done by `lua/reportgen-scripts.lua` on TeX's list of characters, not by
commands put into the text: those would have to survive captions, contents and bookmarks, and rules that read prose
would meet them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.cache import Cache
from reportgen.config import Config
from reportgen.fonts import Cover, Plan, cut_down, faces_of, is_part_of_word, is_spare, plan_for, read_cover
from reportgen.language.line_breaks import is_wide, not_first, not_last
from reportgen.supplied import supplied
from reportgen.tools import Tools

# From this many characters on a token may need an end of a line inside it; `LONG` of the Lua code is less.
_LONG = 24
_TOKEN = re.compile(rf"[^\s{{}}\\$&~-]{{{_LONG},}}")
# Commands that print one character, and those whose argument is not printed.
_ONE = re.compile(r"\\[#$%&_{}]|\{[\[\]*=]\}|\\text[a-z]+\{\}|-\{\}|,\{\}")
_SILENT = re.compile(
    r"\\(?:href|hyperlink|hypertarget|hyperref|label|(?:page|eq)?ref|cite[a-z]*|input|includegraphics|rg[a-z]+|backreferences"
    r"|pagelist|bibitem|begin|end|usepackage|documentclass)\*?(?:\s*\[[^\]]*\])*\s*\{[^{}]*\}"
)
# Blanks of print by their part of an em (Unicode, general punctuation); where a font lacks one, it is a distance.
_BLANKS = {
    0x1680: 333, 0x2000: 500, 0x2001: 1000, 0x2002: 500, 0x2003: 1000, 0x2004: 333, 0x2005: 250, 0x2006: 167,
    0x2007: 556, 0x2008: 250, 0x2009: 200, 0x200A: 100, 0x202F: 200, 0x205F: 222, 0x3000: 1000,
}  # fmt: skip
_CODE_FONTS = ("mono-regular", "sans-regular", "serif-regular")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scripts:
    """Files by name, and what stands at the end of the file of fonts; nothing where nothing is needed.

    `shaping` tells whether letters need more than ligatures and kerns.
    """

    assets: Mapping[str, bytes]
    setup: str
    shaping: bool


def prepare_scripts(
    config: Config, texts: Iterable[str], words: str, fonts: Mapping[str, Path], tools: Tools, cache: Cache
) -> Scripts:
    """Return what the engine needs for these texts, and for the words that a class adds to them.

    A font that cannot be read is left to the engine. Raises `OSError` and `ValueError` for a fallback font that
    was read a moment ago and is none now.
    """
    texts = tuple(texts)
    long = any(map(has_long_token, texts))
    texts = (*texts, words)
    there = {c for c in frozenset().union(*texts) if ord(c) > 0x7E}
    if not there and not long:
        return Scripts(assets={}, setup="", shaping=False)
    cover = read_cover(fonts, tools, cache, faces_of(config)) or Cover(families={})
    plan = plan_for(texts, cover) if cover.families else Plan(faces={}, lost=frozenset())
    code = next((f"fonts/{role}{fonts[role].suffix}" for role in _CODE_FONTS if role in fonts), "")
    show = config.missing == "show" and bool(plan.lost) and bool(code)
    special = show or plan.faces or any(is_wide(c) or runs_left(c) or is_spare(c) or ord(c) in _BLANKS for c in there)
    shaping = needs_shaping(there - plan.lost if show else there)
    if not special and not long:
        return Scripts(assets={}, setup="", shaping=shaping)
    assets: dict[str, bytes] = {}
    faces = []
    for role, characters in plan.faces.items():
        face = cut_down(fonts[role], config.fallback_faces[role][1], characters, tools, cache)
        # luaotfload knows a font by the name of its file: other characters, another name.
        name = f"fonts/{role}-{_digest(face.data)}{face.suffix}"
        assets[name] = face.data
        faces.append((name, role in cover.sans, characters))
    there |= {c for _, _, characters in faces for c in characters}
    values = _plan_in_lua(faces, there, plan.lost, code, show=show, shape=shaping).encode()
    program = supplied("tex/lua/reportgen-scripts.lua").read_bytes()
    names = []
    for stem, data in (("scripts", program), ("plan", values)):
        names.append(f"fonts/{stem}-{_digest(data)}.lua")
        assets[names[-1]] = data
    setup = rf"\AtBeginDocument{{\directlua{{assert(loadfile('{names[0]}'))(dofile('{names[1]}'))}}}}" + "\n"
    return Scripts(assets=assets, setup=setup, shaping=shaping)


def has_long_token(text: str) -> bool:
    r"""Whether a composed text prints a token so long that a line may have to end inside it.

    >>> has_long_token("a1" * 20), has_long_token(r"\label{" + "a1" * 20 + "} short")
    (True, False)
    """
    return _TOKEN.search(_ONE.sub("x", _SILENT.sub(" ", text))) is not None


def runs_left(c: str) -> bool:
    """Whether a character belongs to a script that is written from right to left."""
    return unicodedata.bidirectional(c) in {"R", "AL"}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _plan_in_lua(
    faces: Iterable[tuple[str, bool, Iterable[str]]],
    there: set[str],
    lost: Iterable[str],
    code: str,
    *,
    show: bool,
    shape: bool,
) -> str:
    """Return the table that the Lua code works by; characters are numbers."""

    def codes(characters: Iterable[str]) -> str:
        return "{" + ",".join(str(ord(c)) for c in sorted(characters)) + "}"

    def truth(value: bool) -> str:  # noqa: FBT001 - how Lua writes it
        return "true" if value else "false"

    def those(rule: Callable[[str], bool], among: Iterable[str] = there) -> str:
        return codes(c for c in among if rule(c))

    beside = {*there, *map(chr, range(0x21, 0x7F))}  # what can stand beside an ideograph
    lines = [
        "return {",
        " faces={",
        *(f'  {{file="{name}",sans={truth(sans)},codes={codes(characters)}}},' for name, sans, characters in faces),
        " },",
        f" wide={those(is_wide)},",
        f" letters={those(is_part_of_word, {c for c in beside if c.isalpha() or ord(c) > 0x7E})},",
        f" marks={those(lambda c: unicodedata.category(c).startswith('M'))},",
        f" right={those(runs_left)},",
        f" not_first={those(not_first, beside)}, not_last={those(not_last, beside)},",
        f" lost={codes(lost)}, spare={those(is_spare)},",
        " blanks={" + ",".join(f"[{c}]={width}" for c, width in _BLANKS.items() if chr(c) in there) + "},",
        " scripts={" + ",".join(f'[{ord(c)}]="{tag}"' for c, tag in sorted(_scripts(there).items())) + "},",
        f' shape={truth(shape)}, show={truth(show)}, code="{code}",',
        "}",
    ]
    return "\n".join(lines) + "\n"


def needs_shaping(letters: Iterable[str]) -> bool:
    """Whether characters take more than ligatures and pairs of kerned glyphs: marks to place, a text that runs left.

    The scripts of India and of South-East Asia have vowel signs, which Unicode counts as marks.
    """
    return any(unicodedata.category(c).startswith("M") or runs_left(c) for c in letters)


def _scripts(there: Iterable[str]) -> dict[str, str]:
    """Return the OpenType tag of each letter's script, for those that are no ideographs."""
    from fontTools.unicodedata import ot_tags_from_script, script

    found = {c: ot_tags_from_script(script(c)) for c in there if is_part_of_word(c) and not is_spare(c)}
    # The newest tags of India (dev3 ...) are those of a shaper that luaotfload has not.
    return {c: next((tag for tag in tags if not tag.endswith("3")), tags[-1]) for c, tags in found.items()}
