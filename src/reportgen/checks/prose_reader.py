r"""Composed TeX -> paragraphs of plain text, as a reader reads them.

Commands, arguments that are no text (labels, keys, lengths, file names, options, column specifications), comments,
mathematics and verbatim text are taken out; what typographic commands set is kept. A footnote is a paragraph of its
own. Nothing is executed, so text that a macro of the class makes is not seen.
"""

from __future__ import annotations

import re
import unicodedata

from reportgen.checks.prose import Cited, Paragraph, Run
from reportgen.checks.prose_commands import (
    ACCENTS,
    ARGUMENTS,
    LETTER_ACCENTS,
    NO_TEXT_ENVIRONMENTS,
    QUOTING_ENVIRONMENTS,
    TECHNICAL,
    WORDS,
    after_primitive,
)
from reportgen.markup import Composed
from reportgen.sections import Composition
from reportgen.sections.composition import MAIN_FILE, is_prose

# Stands where something was taken out that a reader sees as a word: a cross-reference, a formula.
OBJECT = "\ufffc"
_TOKEN = re.compile(
    r"""(?P<text>[^\\{}$%&~\n`'\-]+)
    |\\(?P<name>[a-zA-Z@]+)\*?
    |\\(?P<sign>(?s:.))
    |(?P<par>\n[ \t]*\n\s*)
    |(?P<line>\n[ \t]*)
    |(?P<comment>%[^\n]*(?:\n[ \t]*(?!\n))?)
    |(?P<ligature>``|''|---?)
    |(?P<math>\$\$?)
    |(?P<one>(?s:.))""",
    re.VERBOSE,
)
_LIGATURES = {"``": "“", "''": "”", "--": "–", "---": "—", "`": "‘", "~": " ", "-": "-", "'": "'"}
# Characters that some fonts show as a blank; every character keeps its offset.
_BLANKS = dict.fromkeys(map(ord, "\t\u00a0\u2002\u2003\u2009\u200a\u202f"), " ")
_BRACE = re.compile(r"\\(?s:.)|%[^\n]*|[{}]")
_PLAIN_MATH = re.compile(r"[-+−]?\d[\d.,{}\s]*(?:\\,\d{3})*(?:\\?%)?")
_LETTER = re.compile(r"\{?([a-zA-Z])\}?")
_DEFINED = re.compile(r"\\[A-Za-z@]+")
_CITED = re.compile(r"\\[A-Za-z]*cit[a-z]*\*?\s*(?:\[\{?(?P<detail>[^\]{}]*)\}?\]\s*){0,2}\{(?P<keys>[^{}]*)\}")
_MATH_LIMIT = 10_000  # characters
_OPTION_LIMIT = 2000  # characters; a bracket that closes later than that was not meant for a command


def read_prose(composition: Composition) -> tuple[Paragraph, ...]:
    """Return the paragraphs of the main file and of the sections, in the order of the files."""
    files = composition.files.items()
    return tuple(paragraph for name, composed in files if is_prose(name) for paragraph in read_file(name, composed))


def read_file(name: str, composed: Composed) -> tuple[Paragraph, ...]:
    """Return the paragraphs of one composed file."""
    return tuple(_Reader(name, composed).read())


class _Open:
    """A paragraph in the making."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.size = 0
        self.runs: list[Run] = []
        self.cited: list[Cited] = []


class _Reader:
    """Reads one composed file."""

    def __init__(self, name: str, composed: Composed) -> None:
        self.name, self.composed, self.source = name, composed, composed.text
        starts = [0]
        for line in self.source.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        self.starts = tuple(starts[:-1])
        self.close = _matching(self.source)
        self.open = _Open()
        self.held: list[_Open] = []
        self.found: list[Paragraph] = []
        self.at_close: dict[int, str] = {}
        self.quoting = 0

    def read(self) -> list[Paragraph]:
        """Return the file's paragraphs."""
        position = 0
        if self.name == MAIN_FILE:
            body = re.search(r"\\begin\s*\{document\}", self.source)
            position = body.end() if body else 0
        size = len(self.source)
        while position < size:
            token = _TOKEN.match(self.source, position)
            if token is None:  # pragma: no cover - one character always matches
                break
            position = self._take(token)
        while self.held:
            self._resume()
        self._end()
        return self.found

    def _take(self, token: re.Match[str]) -> int:
        """Work off a token; return where the next begins."""
        kind, start, end = token.lastgroup, token.start(), token.end()
        if kind == "text":
            text = token.group().translate(_BLANKS)
            kept = text.lstrip(" ") if self.open.text and self.open.text[-1].endswith(" ") else text
            if kept:
                self._put(kept, start + len(text) - len(kept), 0)
        elif kind == "name":
            return self._command(token["name"], start, end)
        elif kind == "sign":
            return self._sign(token["sign"], start, end)
        elif kind == "par":
            self._end()
        elif kind == "line":
            self._blank(start)
        elif kind == "ligature":
            self._put(_LIGATURES[token.group()], start, end - start)
        elif kind == "math":
            return self._math(start, token.group(), end)
        elif kind == "one":
            self._character(token.group(), start)
        return end

    def _character(self, character: str, start: int) -> None:
        if character == "}":
            what = self.at_close.pop(start, "")
            if what == "paragraph":
                self._end()
            elif what == "note":
                self._resume()
            elif what:
                self._put(what, start, 1)
        elif character == "&":
            self._end()
        elif character != "{":
            self._put(_LIGATURES.get(character, character), start, 1)

    # --- text -----------------------------------------------------------------------------------

    def _put(self, text: str, source: int, length: int) -> None:
        now = self.open
        if now.runs and not length and not now.runs[-1].length:
            last = now.runs[-1]
            if last.source + now.size - last.out != source:
                now.runs.append(Run(now.size, source, length))
        else:
            now.runs.append(Run(now.size, source, length))
        now.text.append(text)
        now.size += len(text)

    def _blank(self, source: int) -> None:
        if self.open.text and not self.open.text[-1].endswith(" "):
            self._put(" ", source, 1)

    def _unblank(self) -> None:
        """Take the blanks back that stand before a citation: what follows it closes the sentence."""
        now = self.open
        while now.text and now.text[-1].endswith(" "):
            cut = now.text[-1].rstrip(" ")
            now.size -= len(now.text[-1]) - len(cut)
            now.text[-1] = cut
            if not cut:
                now.text.pop()
        while now.runs and now.runs[-1].out >= max(now.size, 1):
            now.runs.pop()

    def _end(self) -> None:
        """Close the paragraph."""
        text = "".join(self.open.text)
        if text.strip():
            self.found.append(
                Paragraph(
                    text=text,
                    file=self.name,
                    quoted=self.quoting > 0,
                    cited=tuple(self.open.cited),
                    runs=tuple(self.open.runs),
                    composed=self.composed,
                    starts=self.starts,
                )
            )
        self.open = _Open()

    def _resume(self) -> None:
        """Close a note and go on with the paragraph that holds it."""
        self._end()
        self.open = self.held.pop() if self.held else _Open()

    # --- commands -------------------------------------------------------------------------------

    def _sign(self, sign: str, start: int, end: int) -> int:
        if sign in "([":
            return self._math(start, "\\" + sign, end)
        if sign == "\\":
            self._blank(start)
            return self._option(end)[1]
        if sign in ACCENTS and (letter := _LETTER.match(self.source, end)):
            self._put(_composed(letter[1], ACCENTS[sign]), start, letter.end() - start)
            return letter.end()
        if sign in ", ;:!\n":
            self._blank(start)
        elif sign in "%&$#_{}":
            self._put(sign, start, 2)
        return end

    def _math(self, start: int, opener: str, end: int) -> int:
        closer = {"\\(": "\\)", "\\[": "\\]"}.get(opener, opener)
        limit = end + _MATH_LIMIT
        stop = self.source.find(closer, end, limit)
        while stop > 0 and closer == "$" and self.source[stop - 1] == "\\":
            stop = self.source.find(closer, stop + 1, limit)
        if stop < 0 or (closer == "$" and "\n\n" in self.source[end:stop]):
            return end
        body = self.source[end:stop].strip()
        if opener in {"$", "\\("} and _PLAIN_MATH.fullmatch(body):  # a number that is only set like a formula
            at = self.source.index(body, end) if body else end
            for match in re.finditer(r"\d+|\\%|[.,%+−-]", body):
                self._put(match.group().lstrip("\\"), at + match.start(), len(match.group()) if "\\" in match[0] else 0)
        else:
            self._put(OBJECT, start, stop + len(closer) - start)
        return stop + len(closer)

    def _option(self, position: int) -> tuple[str | None, int]:
        """Return the optional argument that begins here, and where it ends."""
        limit = min(len(self.source), position + _OPTION_LIMIT)
        if not self.source.startswith("[", position) or self.source.find("]", position, limit) < 0:
            return None, position
        i = position + 1
        while i < limit:
            character = self.source[i]
            if character == "]":
                return self.source[position + 1 : i], i + 1
            i = self.close.get(i, i) + 1 if character == "{" else i + 2 if character == "\\" else i + 1
        return None, position

    def _group(self, position: int) -> tuple[int, int] | None:
        """Return the brace group that begins here: the offsets of its braces."""
        stop = self.close.get(position)
        return None if stop is None else (position, stop)

    def _command(self, name: str, start: int, end: int) -> int:
        if name in WORDS:
            self._put(WORDS[name], start, end - start)
            return self._after_word(end)
        if name in LETTER_ACCENTS and (letter := _LETTER.match(self.source, end)):
            self._put(_composed(letter[1], LETTER_ACCENTS[name]), start, letter.end() - start)
            return letter.end()
        if name in {"begin", "end"}:
            return self._environment(name, end)
        if name in {"verb", "lstinline"}:
            stop = self.source.find(self.source[end : end + 1], end + 1)
            self._put(OBJECT, start, 1)
            return stop + 1 if stop > 0 and "\n" not in self.source[end:stop] else end
        if name in {"par", "newpage", "clearpage", "item", "tabularnewline"}:
            self._end()
        if name in {"newline", "linebreak"}:
            self._blank(start)
        form = ARGUMENTS.get(name)
        if form is not None:
            return self._arguments(form, start, end)
        return self._unknown(name, end)

    def _after_word(self, end: int) -> int:
        """A control word swallows the blanks behind it, or an empty group ends it."""
        if self.source.startswith("{}", end):
            return end + 2
        while self.source.startswith(" ", end):
            end += 1
        return end

    def _arguments(self, form: str, start: int, end: int) -> int:
        """Work through the arguments of a known command; see `ARGUMENTS` for the letters."""
        for letter in form:
            at = end
            while self.source.startswith((" ", "\n"), at) and not self.source.startswith("\n\n", at):
                at += 1
            if letter == "o":
                found, after = self._option(at)
                end = end if found is None else after
            elif letter == "=":  # a definition: what stands between the name and the body
                at = self.source.find("{", end)
                end = at if 0 <= at < end + 200 else end
            elif letter == "d" and (defined := _DEFINED.match(self.source, at)):
                end = defined.end()
            elif (group := self._group(at)) is None:
                return end
            elif letter in "tpnq":
                return self._text(letter, group)
            else:
                end = group[1] + 1
                if letter == "r":
                    self._put(OBJECT, start, end - start)
                elif letter in "cC":
                    self._unblank()
                    self._cite(self.source[group[0] + 1 : group[1]] if letter == "C" else self.source[start:end])
        return end

    def _cite(self, source: str) -> None:
        for found in _CITED.finditer(source):
            for key in found["keys"].split(","):
                self.open.cited.append(Cited(self.open.size, key.strip(), found["detail"] or ""))

    def _text(self, letter: str, group: tuple[int, int]) -> int:
        """Go into an argument that is text; return where it begins."""
        if letter == "p":
            self._end()
            self.at_close[group[1]] = "paragraph"
        elif letter == "n":
            self.held.append(self.open)
            self.open = _Open()
            self.at_close[group[1]] = "note"
        elif letter == "q":
            self._put("“", group[0], 1)
            self.at_close[group[1]] = "”"
        return group[0] + 1

    def _unknown(self, name: str, end: int) -> int:
        """Leave out what can only be an option or a measure; any other argument may be text."""
        end = after_primitive(name, self.source, end)
        first = True
        while True:
            found, after = self._option(end)
            if found is None:
                group = self._group(end)
                if group is None:
                    return self._after_word(end) if first else end
                if not TECHNICAL.fullmatch(self.source, group[0] + 1, group[1]):
                    return end
                after = group[1] + 1
            end, first = after, False

    def _environment(self, command: str, end: int) -> int:
        group = self._group(end)
        if group is None:
            return end
        name = self.source[group[0] + 1 : group[1]].strip().rstrip("*")
        end = group[1] + 1
        self._end()
        if name in QUOTING_ENVIRONMENTS:
            self.quoting = max(self.quoting + (1 if command == "begin" else -1), 0)
        if command == "end":
            return end
        if name in NO_TEXT_ENVIRONMENTS:
            stop = re.compile(rf"\\end\s*\{{{re.escape(name)}\*?\}}").search(self.source, end)
            return stop.end() if stop else len(self.source)
        while True:
            found, after = self._option(end)
            group = self._group(end) if found is None else None
            if found is None and (group is None or not TECHNICAL.fullmatch(self.source, group[0] + 1, group[1])):
                break
            end = after if group is None else group[1] + 1
        group = self._group(end)
        if group is not None:  # an argument that is text: the heading of a box
            self.at_close[group[1]] = "paragraph"
        return end


def _composed(letter: str, accent: str) -> str:
    return unicodedata.normalize("NFC", letter + accent)[:1]


def _matching(source: str) -> dict[int, int]:
    """Return for each opening brace the offset of the one that closes it."""
    waiting: list[int] = []
    found: dict[int, int] = {}
    for brace in _BRACE.finditer(source):
        if brace.group() == "{":
            waiting.append(brace.start())
        elif brace.group() == "}" and waiting:
            found[waiting.pop()] = brace.start()
    return found
