"""Read a .bib file: its text in, entries with the place of each field out.

`scan` finds the blocks and their places; each entry goes to bibtexparser in a form that it reads without
fail, one field a line and every sign that it could take for a brace of its own behind a stand-in.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bibtexparser import model
from bibtexparser.entrypoint import parse_string

from reportgen.bibliography.latex import decode_latex, lost_commands
from reportgen.bibliography.library import Entry, Reading
from reportgen.bibliography.model import ALIASES, LIST_FIELDS, NAME_FIELDS, OWN_FIELDS, meant_field, near
from reportgen.bibliography.rules.own import Field, check_own
from reportgen.bibliography.scan import Block, Fault, Source, Written, blocks, braced, quoted
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Related
from reportgen.values import Value

# The parser also logs what it returns; we report it once, with its place.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
logging.getLogger("bibtexparser").propagate = False

# Fields whose text is an address, a number or a key: hyphens and percent signs mean themselves.
VERBATIM = LIST_FIELDS | {
    "url", "doi", "isbn", "issn", "eprint", "number", "relatedtype", "crossref", "xref", "shorthand", "langid",
    "date", "year", "month", "origdate", "urldate", "eventdate", "file", "verba", "verbb", "verbc", "pdf",
}  # fmt: skip
_NAMES = frozenset(NAME_FIELDS)
_MONTHS = frozenset(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
_WORD = re.compile(r"[^\s#]+")
_ESCAPED = re.compile(r"\\([\\{}\"])")
# Stand-ins for a backslash with the sign behind it, for a lone backslash, a brace and an `@`.
_STANDS_FOR = {
    "\ue030": "\\\\", "\ue031": "\\{", "\ue032": "\\}", "\ue033": '\\"', "\ue034": "\\", "\ue035": "{",
    "\ue036": "}", "\ue037": "@",
}  # fmt: skip
_STAND_IN = {text: sign for sign, text in _STANDS_FOR.items()}
_BACK = str.maketrans(_STANDS_FOR)
_IN_ADDRESS = re.compile(
    r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}|\{?\\textasciitilde\s*(?:\{\})?\}?|\\([_%&#$~{}])(?:\{\})?|\$\\sim\$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a value: a `text` in its signs, or the name of one; `at` is where its first character stands."""

    text: str
    at: int
    literal: bool


def read_bib(text: str, file: str, strings: Mapping[str, str] | None = None) -> Outcome[Reading]:
    """Read one .bib file; `strings` are those that the files before it define."""
    source = Source(file=file, text=text)
    known = dict(strings or {})
    found: list[Diagnostic] = []
    drafts: list[tuple[Block, list[Field]]] = []
    for block in blocks(source):
        found.extend(_report(fault, source) for fault in block.faults)
        if block.type == "string":
            for written in block.fields:
                known[written.name] = _join(written, source, known)[0]
            found.extend(_undefined(block, source, known) if not block.faults else ())
        elif block.type not in {"", "comment", "preamble"} and block.key:
            fields = [_field(written, source, known) for written in block.fields]
            if not block.faults:
                found.extend(_undefined(block, source, known))
            drafts.append((block, fields))
    counts: dict[str, int] = {}
    for _, fields in drafts:
        for name in {field.name for field in fields}:
            counts[name] = counts.get(name, 0) + 1
    entries: list[Entry] = []
    for (block, fields), parsed in zip(drafts, _parsed(drafts), strict=True):
        entries.append(_entry(block, fields, parsed, source, counts, found))
    return Outcome(Reading(entries=tuple(entries), strings=known), tuple(found))


def _report(fault: Fault, source: Source) -> Diagnostic:
    related = tuple(Related(message=message, place=source.place(at)) for message, at in fault.related)
    place = source.place(fault.at)
    return diagnose("BIB403", fault.message, place, hint=fault.hint, related=related, length=fault.length)


def pieces(written: Written, text: str) -> Iterator[Piece]:
    """Give the pieces of a value, in order."""
    at, end = written.start, written.end
    while at < end:
        sign = text[at]
        if sign in '{"':
            close = (braced if sign == "{" else quoted)(text, at, end, escapes=written.escapes)
            if close < 0 and written.escapes:
                close = (braced if sign == "{" else quoted)(text, at, end, escapes=False)
            stop = close - 1 if close > 0 else end
            yield Piece(text=text[at + 1 : stop], at=at + 1, literal=True)
            at = close if close > 0 else end
        elif word := _WORD.match(text, at, end):
            yield Piece(text=word[0], at=at, literal=False)
            at = word.end()
        else:
            at += 1


def _join(written: Written, source: Source, strings: Mapping[str, str]) -> tuple[str, list[Piece]]:
    """Return the text of a value, names of `@string` replaced, and its pieces."""
    parts = list(pieces(written, source.text))
    return "".join(part.text if part.literal else strings.get(part.text.lower(), part.text) for part in parts), parts


def _undefined(block: Block, source: Source, strings: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Report each name in a value that no `@string` before it defines."""
    for written in block.fields:
        if source.text[written.start] in '{"' and source.text.find("#", written.start, written.end) < 0:
            continue
        for part in pieces(written, source.text):
            word = part.text.lower()
            if not (part.literal or word.isdecimal() or word in _MONTHS or word in strings):
                meant = near(word, {*strings, *_MONTHS})
                hint = f"did you mean '{meant}'?" if meant else "a text stands in braces"
                what = f"'{block.key or written.name}' has a {written.name} that names '{part.text}'"
                message = f"{what}, which no @string before it defines"
                yield diagnose("BIB403", message, source.place(part.at), hint=hint, length=len(part.text))


def _field(written: Written, source: Source, strings: Mapping[str, str]) -> Field:
    text, parts = _join(written, source, strings)
    at = parts[0].at if parts else written.start
    whole = len(parts) == 1 and parts[0].literal
    return Field(
        name=written.name, text=text, source=source, at=at, name_at=written.name_at, whole=whole,
        escapes=written.escapes,
    )  # fmt: skip


def _parsed(drafts: list[tuple[Block, list[Field]]]) -> Iterator[model.Entry]:
    """Let bibtexparser read the entries; keys are numbers, so that none stands twice."""
    lines: list[str] = []
    for number, (block, fields) in enumerate(drafts):
        lines.append(f"@{block.type}{{{number},")
        lines.extend(f"f{i} = {{{_shield(field)}}}," for i, field in enumerate(fields))
        lines.append("}")
    library = parse_string("\n".join(lines), parse_stack=[])
    for found in library.blocks:
        if not isinstance(found, model.Entry):
            message = f"bibtexparser does not read {found.raw!r}"
            raise TypeError(message)
        yield found


def _shield(field: Field) -> str:
    """Return a text in which braces are balanced for everybody."""
    text = field.text
    if "\\" in text:
        if field.escapes:
            text = _ESCAPED.sub(lambda found: _STAND_IN[found[0]], text)
        text = re.sub(r'\\(?=[{}"\\]|\Z)', "\ue034", text)
    if "{" in text or "}" in text:
        depth = 0
        for found in re.finditer(r"[{}]", text):
            depth += 1 if found[0] == "{" else -1
            if depth < 0:
                break
        if depth:
            text = text.replace("{", "\ue035").replace("}", "\ue036")
    return text.replace("@", "\ue037")


def _entry(
    block: Block,
    drafts: list[Field],
    parsed: model.Entry,
    source: Source,
    counts: Mapping[str, int],
    found: list[Diagnostic],
) -> Entry:
    """Make an entry of what was read, and say what is wrong with each of its fields."""
    place = source.place(block.key_at)
    fields: dict[str, Value] = {}
    kept: dict[str, Field] = {}
    written: dict[str, Field] = {}
    for draft, field in zip(drafts, parsed.fields, strict=True):
        where = source.place(draft.at)
        first = written.setdefault(draft.name, draft)
        if first is not draft:
            related = (Related(message="first given here", place=source.place(first.name_at)),)
            message = f"'{block.key}' has the field {draft.name} twice"
            found.append(diagnose("BIB403", message, where, related=related))
            continue
        name = ALIASES.get(draft.name, draft.name)
        meant = meant_field(name)
        if meant is not None and counts[draft.name] < 5:
            message = f"'{block.key}' has a field '{draft.name}', which no list prints"
            hint = f"did you mean '{meant}'?"
            length = len(draft.name)
            found.append(diagnose("BIB417", message, source.place(draft.name_at), hint=hint, length=length))
            name = ALIASES.get(meant, meant)
        raw = str(field.value)[1:-1].translate(_BACK)
        if name not in LIST_FIELDS or not draft.whole:
            raw = " ".join(raw.split())
        if name in {"url", "doi"}:
            raw = _address(raw)
        text = raw
        if name not in VERBATIM:
            if "\\" in raw and name not in OWN_FIELDS:
                found.extend(
                    diagnose("BIB414", f"'{command}' in a {name} stands for no text and is left out", where)
                    for command in lost_commands(raw)
                )
            text = decode_latex(raw, keep_braces=name in _NAMES)
        if name not in fields:
            fields[name] = Value(text, where)
            kept[name] = draft
    if not block.faults:
        found.extend(check_own(block.type, kept, fields))
    return Entry(key=block.key, type=block.type, fields=fields, place=place, torn=bool(block.faults))


def _address(text: str) -> str:
    r"""Return an address as it is meant by people who write it for TeX.

    >>> _address(r"\url{http://x.org/a\_b}"), _address(r"http://x.org/{\textasciitilde}me")
    ('http://x.org/a_b', 'http://x.org/~me')
    """
    if "\\" not in text and "{" not in text:
        return text
    for _ in range(2):
        text = _IN_ADDRESS.sub(lambda found: found[1] if found[1] is not None else found[2] or "~", text)
    return text.replace("{", "").replace("}", "")
