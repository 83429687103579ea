r"""Where the report names the people and bodies of its registers: composed TeX and records in, mentions out.

A register is a kind of record with the field `variants`. A name is found as whole words, in the form
`Given Family` of an inverted name or in one of its variants, the longest first; a possessive counts. What a
reader does not see where it stands is left out: keys, addresses, comments, formulas. So are headings and captions
without a short form, because they are set more than once: in the contents, in bookmarks, in running heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from reportgen.cache import Cache
from reportgen.markup import Composed, bare, escape, inserted
from reportgen.records import Records
from reportgen.records.registers import REGISTERS, forms_of
from reportgen.sections.order import reading_order

# Folders of the composed report that name people without speaking of them.
_UNREAD = ("bibliography/", "index/")
_GROUP = r"\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}"
_OPTION = r"(?:\[(?:[^\[\]{}]++|\{[^{}]*+\})*+\])"
_CLOSED = re.compile(
    r"\\begin\{(verbatim|Verbatim|lstlisting|minted|comment|filecontents|tikzpicture|pgfpicture|picture|equation|align"
    r"|gather|multline|math|displaymath|thebibliography)(\*?)\}.*?\\end\{\1\2\}",
    re.DOTALL,
)
_HIDDEN = re.compile(
    rf"""%.*  # an escaped one is taken with its backslash
    |\$[^$\n]*\$
    |\\(?:part|chapter|(?:sub){{0,2}}section|(?:sub)?paragraph|add(?:part|chap|sec)|minisec|title)(?![a-zA-Z])
        \*?\s*{_OPTION}?\s*{_GROUP}
    |\\caption(?:of)?(?![a-zA-Z])\*?\s*{_GROUP}
    |\\hyperref\s*{_OPTION}
    |\\multicolumn\{{[^{{}}]*\}}{_GROUP}
    |\\(?:setlength|addtolength|setcounter|addtocounter|rule|hyperlink|hypertarget|fontsize|newcommand|renewcommand)\*?
        \s*{_OPTION}*\{{[^{{}}]*\}}
    |\\(?:label|(?:auto|page|name|eq|[cCvV])?ref\*?|[a-zA-Z]*cit[a-z]*|input|include|includegraphics|begin|end
        |href|url|nolinkurl|path|verb|vspace|hspace|bibitem|usepackage|index|glossary|inlanguage|foreignlanguage|unreviewed
        |documentclass|pagestyle|thispagestyle|color|textcolor|colorbox|definecolor|selectlanguage|directlua|special)
        (?![a-zA-Z])\*?\s*(?:{_OPTION}\s*)*(?:\{{[^{{}}]*\}})?
    |\\[a-zA-Z@]+\*?{_OPTION}?
    |\\.""",
    re.VERBOSE,
)
# Citations in one pair of brackets: their argument is commands, which hide themselves.
_PLAIN_COMMAND = re.compile(r"\\citations(?![a-zA-Z])")
_SIGNS = str.maketrans("{}~", "   ")
_WORD = re.compile(r"\w+")
_PIECE = re.compile(r"\w+|[^\w\s]")
# A command that would take the mark for its argument, where that stands without braces.
_TAKES_ONE = re.compile(r"\\(?:emph|text[a-z]+|underline|[mf]box|footnote|enquote|MakeUppercase|MakeLowercase)\s*$")
_APOSTROPHE = "['\u2019\u02bc]"


class Mention(NamedTuple):
    """A name of a register in a composed file: the record's id, and where its first letter stands (1-based)."""

    id: str
    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form of a name: the record that has it, its text, and what finds it behind its first word."""

    id: str
    text: str
    pattern: re.Pattern[str]


def find_mentions(
    files: Mapping[str, Composed], main: str, records: Records, cache: Cache | None = None
) -> tuple[Mention, ...]:
    """Return every mention of a name, in reading order from the main file on."""
    forms = tuple(_forms(records))
    if not forms:
        return ()
    by_word: dict[str, list[Form]] = {}
    for form in sorted(forms, key=lambda form: -len(form.text)):
        by_word.setdefault(_WORD.findall(form.text)[0], []).append(form)
    found: list[Mention] = []
    known = [(form.id, form.text) for form in forms]
    for name in reading_order(files, main):
        if name.startswith(_UNREAD):
            continue
        text = files[name].text

        def look(text: str = text) -> tuple[tuple[str, int, int], ...]:
            return tuple(_found(text, by_word))

        if cache is None:
            spots = look()
        else:
            key = cache.key(text, known)
            spots = cache.fetch("mentions", key, look, list, lambda plain: tuple(map(tuple, plain)))
        found.extend(Mention(id_, name, line, column) for id_, line, column in spots)
    return tuple(found)


def _forms(records: Records) -> Iterator[Form]:
    for kind in REGISTERS:
        for record in records.of(kind):
            for text in forms_of(record.fields):
                pieces = _PIECE.findall(_plain(bare(escape(text))))
                if pieces and pieces[0][0].isalnum():
                    yield Form(id=record.id, text=text, pattern=_pattern(pieces))


def _pattern(pieces: list[str]) -> re.Pattern[str]:
    """Return what finds a form: words apart by any blanks, signs with or without."""
    parts: list[str] = []
    for index, piece in enumerate(pieces):
        sign = not piece[0].isalnum()
        if index:
            both = not sign and pieces[index - 1][0].isalnum()
            parts.append(r"\s+" if both else r"\s*")
        parts.append(_APOSTROPHE if piece in "'\u2019\u02bc" else re.escape(piece))
    end = r"(?!\w)" if pieces[-1][-1].isalnum() else ""
    return re.compile("".join(parts) + end)


def _plain(text: str) -> str:
    """Blank what is no text where it stands; every character keeps its place, and so does every line."""
    text = _CLOSED.sub(_blank, text) if "\\begin" in text else text
    text = _PLAIN_COMMAND.sub(_blank, text)
    return _HIDDEN.sub(_blank, text).translate(_SIGNS)


def _blank(found: re.Match[str]) -> str:
    text = found.group()
    if text.startswith(r"\textquotesingle"):
        return "\u2019".ljust(len(text))
    if len(text) == 2 and text[1] in "&%$#_":
        return " " + text[1]
    if text == r"\\":  # a row ends, and a name with it
        return "\0\0"
    return "".join("\n" if c == "\n" else " " for c in text) if "\n" in text else " " * len(text)


def _found(text: str, by_word: Mapping[str, list[Form]]) -> Iterator[tuple[str, int, int]]:
    """Give id, line and column of each form in one text; a form inside a longer one is none."""
    plain = _plain(text)
    done, line, line_start = 0, 1, 0
    for word in _WORD.finditer(plain):
        forms = by_word.get(word.group())
        start = word.start()
        if forms is None or start < done or _TAKES_ONE.search(text[max(start - 30, 0) : start]):
            continue
        for form in forms:
            hit = form.pattern.match(plain, start)
            # A paragraph ends at an empty line, and so does a name.
            if hit is not None and "\n\n" not in hit.group():
                breaks = plain.count("\n", line_start, start)
                if breaks:
                    line += breaks
                    line_start = plain.rfind("\n", 0, start) + 1
                yield form.id, line, start - line_start + 1
                done = hit.end()
                break


def marked(files: Mapping[str, Composed], mentions: tuple[Mention, ...]) -> dict[str, Composed]:
    r"""Return the files with `\rgmention{ID}` before each mention, which notes the page; origins stay as they are."""
    pieces: dict[str, dict[int, list[tuple[int, str]]]] = {}
    for mention in mentions:
        here = pieces.setdefault(mention.file, {}).setdefault(mention.line, [])
        here.append((mention.column, rf"\rgmention{{{mention.id}}}"))
    return {name: inserted(text, pieces[name]) if name in pieces else text for name, text in files.items()}
