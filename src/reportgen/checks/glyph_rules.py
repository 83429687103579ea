r"""Every character of the composed text against the fonts that print it, before an engine runs.

Characters out, diagnostics in: a character is reported only when none of the fonts that may be in use at its
place has it, nor one to fall back on. Where a command of the class may change to another font, that font counts as
well; where nobody can know, nothing is said. The engine would stop at the same characters (`\tracinglostchars=3`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.checks.tex_scan import Scanned, Token, scan
from reportgen.checks.tex_styles import Styles
from reportgen.checks.tex_words import TABLES, TEXT_COMMANDS
from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.fonts import TEXT_FAMILIES, Cover
from reportgen.markup import Composed

_MOST = 20
_SHOWN = 8
_ORDINARY = re.compile(r"[^\x00-\xa0]")
# A class that brings in fonts of its own, or other ways to print a character: then nothing is known.
_OTHER_FONTS = re.compile(
    r"\\(?:newfontfamily|newfontface|fontspec|setCJK\w+|setmainfont|setsansfont|setmonofont|babelfont|usefont|newfont"
    r"|XeTeXinterchartokenstate|newXeTeXintercharclass|setTransitionsFor|AddToHookNext)(?![A-Za-z])"
    r"|\{[^{}]*\b(?:ucharclasses|xeCJK|luatexja\w*|CJKutf8|CJK|emoji|twemojis|coloremoji|combofont|fontawesome5?"
    r"|polyglossia|libertine\w*|newtx\w*|tgpagella|mathspec|unicode-math)\b[^{}]*\}|fallback",
)
_DECLARED = re.compile(r"\\newunicodechar\s*\{([^{}]+)\}|\\DeclareUnicodeCharacter\s*\{\s*([0-9A-Fa-f]+)\s*\}")
_SWITCH = re.compile(r"\\(?!fontsize|selectfont|normalfont|nofont)[A-Za-z@]*font[A-Za-z@]*(?![A-Za-z])")
_MONO = re.compile(r"\\(?:ttfamily|texttt|verb|lstinline|url|ttdefault)")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Commands of LaTeX that print their text in the type that is set.
_PLAIN = TEXT_COMMANDS | _words(
    """item citations cite href textcolor color colorbox fcolorbox hyperref ref input par noindent newline hspace
    vspace quad qquad begin end small footnotesize large Large bfseries itshape sffamily rmfamily scriptsize
    normalsize textsuperscript textsubscript multicolumn tabularnewline inlanguage foreignlanguage allowbreak
    centering raggedright label bibitem emph bfseries itshape tablehead hypertarget hyperlink"""
)
_OWN: Mapping[str, tuple[str, ...]] = {"texttt": ("mono",), "ttfamily": ("mono",), "symbolfont": ("symbols",)}
_SUSPICIOUS = re.compile("font|^tt|^texttt|ttfamily|mono|symbol|verb|code|lua|cjk|family", re.IGNORECASE)
# Commands whose arguments are not printed.
_HIDDEN = _words(
    """label ref pageref eqref autoref nameref cite nocite input include includegraphics hypersetup pdfbookmark
    index bibitem usepackage documentclass url nolinkurl path href hyperref hypertarget bookmark pdfinfo
    graphicspath setlength vspace hspace color pagestyle thispagestyle title author date unreviewed"""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lost:
    line: int
    column: int
    character: str


def missing_glyphs(
    composed: Mapping[str, Composed], styles: Styles, cover: Cover, alone: str = ""
) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each line with characters that no font at their place has.

    `alone` names an engine that takes no fallback fonts.
    """
    lines: dict[Place | None, list[str]] = {}
    for place, character in _lost(composed, styles, cover):
        known = next((p for p in lines if p and place and (p.file, p.line) == (place.file, place.line)), place)
        lines.setdefault(known, []).append(character)
    found = [_said(place, group, cover, alone) for place, group in lines.items()]
    if len(found) <= _MOST:
        return tuple(found)
    rest = found[_MOST:]
    message = f"{len(rest)} more lines hold characters that no font has"
    related = tuple(Related(message="here", place=d.place) for d in rest[:3] if d.place)
    return (*found[:_MOST], diagnose("TEX608", message, rest[0].place, related=related))


def shown_codes(composed: Mapping[str, Composed], styles: Styles, cover: Cover) -> tuple[Diagnostic, ...]:
    """Return a note for each file that a person edits with characters that are printed as codes; blanks are blanks."""
    files: dict[str, tuple[Place | None, list[str]]] = {}
    for place, character in _lost(composed, styles, cover):
        if unicodedata.category(character) != "Zs":
            files.setdefault(place.file if place else "", (place, []))[1].append(character)
    found = []
    for place, group in files.values():
        characters = list(dict.fromkeys(group))
        times = f"{len(group)} characters are" if len(group) > 1 else "a character is"
        message = f"{times} printed as codes, since no font has them: {_named(characters)}"
        message = message if len(group) > 1 else message.replace("codes", "a code").replace("has them", "has it")
        found.append(diagnose("TEX629", message, place, hint="the first is here; a fallback font would print it"))
    return tuple(found)


def _lost(composed: Mapping[str, Composed], styles: Styles, cover: Cover) -> Iterator[tuple[Place | None, str]]:
    """Give each character that no font at its place has, with the place that a person edits."""
    if _OTHER_FONTS.search(styles.text):
        return
    declared = {c for plain, _ in _DECLARED.findall(styles.text) for c in plain}
    declared |= {chr(int(code, 16)) for _, code in _DECLARED.findall(styles.text) if code}
    for file in composed.values():
        for each in _lost_in(file, styles, cover, declared):
            template, record = file.places(each.line, each.column)
            yield record or template, each.character


def _named(characters: list[str]) -> str:
    named = ", ".join(f"{c if c.isprintable() else ''} U+{ord(c):04X} {unicodedata.name(c, '')}".strip()
                      for c in characters[:_SHOWN])  # fmt: skip
    return named + (f" and {len(characters) - _SHOWN} more" if len(characters) > _SHOWN else "")


def _said(place: Place | None, group: list[str], cover: Cover, alone: str) -> Diagnostic:
    characters = list(dict.fromkeys(group))
    many = "characters" if len(characters) > 1 else "a character"
    if all(cover.has(ord(c), ("symbols",)) for c in characters):
        has = "has them" if len(characters) > 1 else "has it"
        hint = rf"the font for symbols {has}: \symboltext{{{characters[0]}}}"
    elif all(unicodedata.category(c) == "Zs" for c in characters):
        hint = "write an ordinary blank, or ~ for one that does not break"
    elif alone:
        hint = f"use another character, or build with lualatex: {alone} takes no fallback fonts"
    else:
        hint = f"use another character, or name a font that has it in {CONFIG_FILE} under [fonts], as fallback"
    message = f"no font of the text has {many} of this line: {_named(characters)}"
    return diagnose("TEX608", message, place, hint=hint, length=1)


def _lost_in(composed: Composed, styles: Styles, cover: Cover, declared: set[str]) -> Iterator[_Lost]:
    if not _ORDINARY.search(composed.text):
        return
    sets = [cover.families[family] for family in TEXT_FAMILIES if family in cover.families]
    everywhere = frozenset.intersection(*sets) if sets else frozenset()
    if len(sets) < len(TEXT_FAMILIES):
        return  # LaTeX's own fonts print a part
    marks = [hit.start() for hit in _ORDINARY.finditer(composed.text) if ord(hit.group()) not in everywhere]
    marks = [at for at in marks if not cover.falls_back(ord(composed.text[at]))]
    if not marks:
        return
    scanned = scan(composed.text, styles.opaque)
    contexts = _contexts(scanned, styles, marks)
    line, line_start = 1, 0
    for at in marks:
        character = composed.text[at]
        line += composed.text.count("\n", line_start, at)
        line_start = composed.text.rfind("\n", 0, at) + 1
        families = contexts[at]
        if families is None or character in declared or _needs_none(composed.text, at, cover, families):
            continue
        if not cover.has(ord(character), families):
            yield _Lost(line=line, column=at - line_start + 1, character=character)


def _needs_none(text: str, at: int, cover: Cover, families: tuple[str, ...]) -> bool:
    """Whether nothing is missed although the font lacks the character: controls, and marks that combine."""
    character = text[at]
    category = unicodedata.category(character)
    if category in {"Cf", "Cc", "Co", "Cs", "Cn"} or "\ufe00" <= character <= "\ufe0f":
        return True
    if category not in {"Mn", "Me", "Mc"}:
        return False
    start = at
    while start > 0 and unicodedata.category(text[start]) in {"Mn", "Me", "Mc"}:
        start -= 1
    whole = unicodedata.normalize("NFC", text[start : at + 1])
    return character not in whole and all(cover.has(ord(c), families) for c in whole if ord(c) > 0x7E)


def _contexts(scanned: Scanned, styles: Styles, marks: list[int]) -> dict[int, tuple[str, ...] | None]:
    """Return for each offset the families that may print it; `None` when it is not printed or nobody knows."""
    found: dict[int, tuple[str, ...] | None] = {}
    mono = "familydefault" in styles.text and bool(_MONO.search(styles.text))
    stack: list[tuple[str, ...] | None] = [("serif", "sans", "mono") if mono else ("serif", "sans")]
    pending: Token | None = None
    formula = False
    queue = iter(marks)
    mark = next(queue, None)
    for token in (*scanned.tokens, Token("stop", len(scanned.text), len(scanned.text))):
        near = pending if pending and not scanned.masked[pending.end : token.start].strip() else None
        if pending is not None and not (near and token.kind in "{["):
            stack[-1] = _joined(stack[-1], _changes(pending.name, styles))
        while mark is not None and mark < token.start:
            hidden = formula or scanned.masked[mark] != scanned.text[mark]
            found[mark] = None if hidden else stack[-1]
            mark = next(queue, None)
        pending = None
        if token.kind == "word":
            pending = token
        elif token.kind == "{":
            stack.append(_joined(stack[-1], _sets(near.name, styles)) if near else stack[-1])
        elif token.kind == "begin":
            stack.append(stack[-1] if _plain_environment(token.name, styles) else None)
        elif token.kind in {"end", "}"} and len(stack) > 1:
            stack.pop()
        elif token.kind == "[" and near is not None:
            pending = near
        elif token.kind in {"$", "$$"} or (token.kind == "sign" and token.name in {"(", ")", "[", "]"}):
            formula = not formula if "$" in token.kind else token.name in "(["
        elif token.kind == "par":
            formula = False
    for start, stop in scanned.definitions:
        found |= dict.fromkeys(at for at in marks if start <= at < stop)
    return found


def _joined(families: tuple[str, ...] | None, more: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return None if families is None or more is None else (*families, *more)


def _changes(name: str, styles: Styles) -> tuple[str, ...] | None:
    """Return the families that a command may change to from where it stands; `None` when nobody knows."""
    body = styles.commands.get(name)
    if name in _OWN:
        return _OWN[name]
    if body is None:
        return None if name not in _PLAIN and _SUSPICIOUS.search(name) else ()
    if set(_SWITCH.findall(body)) - {r"\symbolfont"}:
        return None
    return (*(("symbols",) if r"\symbolfont" in body else ()), *(("mono",) if _MONO.search(body) else ()))


def _sets(name: str, styles: Styles) -> tuple[str, ...] | None:
    """Return the families besides those around it that may set a command's argument; `None` when nobody knows."""
    known = name in _PLAIN or name in _OWN or name in styles.commands
    return _changes(name, styles) if known and name not in _HIDDEN else None


def _plain_environment(name: str, styles: Styles) -> bool:
    if name in styles.environments:
        body = styles.environments[name]
        return not _SWITCH.search(body) and not _MONO.search(body)
    return name in TABLES or styles.context(name) == "text"
