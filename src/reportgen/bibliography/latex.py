"""Decode the TeX that people write in .bib fields into the Unicode text it stands for."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_BARE_SPECIAL = re.compile(r"(?<!\\)([%&#_])")
# Braces that TeX needs: a command's argument, or a group that begins with a command and is one word.
_NEEDED = re.compile(r"\\(?:[A-Za-z]+|.)\s*\{|\{\\(?:[A-Za-z]+\s+)?[^\s{}]*(?:\{[^\s{}]*\}[^\s{}]*)?\}")
_ODD_DOLLAR = re.compile(r"(?<!\\)\$")


@cache
def _decoder() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="verbatim", keep_braced_groups=False, strict_latex_spaces=True)


def _shield(text: str) -> str:
    r"""Put placeholders for the braces that group; those that belong to a command (`{\"o}`) stay."""
    needed = {i for found in _NEEDED.finditer(text) for i in range(*found.span()) if text[i] == "{"}
    shielded = list(text)
    opened: list[int] = []
    for i, c in enumerate(text):
        if c == "{":
            opened.append(i)
        elif c == "}" and opened and (start := opened.pop()) not in needed:
            shielded[start], shielded[i] = "\ue010", "\ue011"
    return "".join(shielded)


@cache
def _commands() -> Any:
    from pylatexenc.latex2text import get_default_latex_context_db

    return get_default_latex_context_db()


def lost_commands(text: str) -> tuple[str, ...]:
    r"""Return the TeX commands of a field that stand for no text and would vanish from it.

    >>> lost_commands(r"Malml{\"o}f on \badmacro{x}")
    ('\\badmacro',)
    """
    names = re.findall(r"(?<!\\)(?:\\\\)*\\([A-Za-z]+)", text)
    lost = (n for n in names if n in {"input", "include"} or _commands().get_macro_spec(n) is None)
    return tuple(dict.fromkeys(f"\\{name}" for name in lost))


def decode_latex(text: str, *, keep_braces: bool = False) -> str:
    r"""Return the text of a field: accents, escapes, dashes and quotation marks as Unicode.

    A bare `%`, `&`, `#`, `_` or a lone `$` is taken as the character a person meant, not as TeX.
    With `keep_braces` the braces stay; in a name they group a body's name.

    >>> decode_latex(r"Malml{\"o}f on R\&D -- 90\%")
    'Malmlöf on R&D – 90%'
    """
    if not re.search(r"[\\{}$~]|--|``|''", text):
        return text
    if not re.search(r"[\\$`]|''|-{4}", text):
        return _plainly(text, keep_braces=keep_braces)
    return _decoded(text, keep_braces=keep_braces)


def _plainly(text: str, *, keep_braces: bool) -> str:
    """Decode a text that has nothing of TeX but braces, dashes and ties."""
    if keep_braces:
        return text
    text = text.replace("{", "").replace("}", "").replace("---", "—").replace("--", "–")
    return text.replace("~", " ")


@cache
def _decoded(text: str, *, keep_braces: bool) -> str:
    prepared = _BARE_SPECIAL.sub(r"\\\1", text)
    if len(_ODD_DOLLAR.findall(prepared)) % 2:
        prepared = _ODD_DOLLAR.sub(r"\\$", prepared)
    if keep_braces:
        if "\\" not in prepared:
            return text
        prepared = _shield(prepared)
    decoded = str(_decoder().latex_to_text(prepared))
    return decoded.translate({0xE010: "{", 0xE011: "}", 0xA0: " ", ord("\n"): " "})
