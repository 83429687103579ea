"""Read a .bib file with bibtexparser: its text in, entries with the line of each field out."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping

from bibtexparser import model
from bibtexparser.entrypoint import parse_string
from bibtexparser.exceptions import BlockAbortedException
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from reportgen.bibliography.latex import decode_latex, lost_commands
from reportgen.bibliography.library import Entry, Name, duplicate
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.values import Value

# The parser also logs what it returns; we report it once, with its place.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
logging.getLogger("bibtexparser").propagate = False

# Fields whose text is an address, a number or a key: hyphens and percent signs mean themselves.
VERBATIM = frozenset(
    [
        "url",
        "doi",
        "isbn",
        "issn",
        "eprint",
        "number",
        "related",
        "relatedtype",
        "crossref",
        "corpusnote",
        "keywords",
        "shorthand",
        "langid",
        "options",
        "date",
        "year",
        "month",
        "origdate",
        "urldate",
        "file",
    ]
)
_MONTHS = frozenset(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
# Names that biblatex keeps for the fields of classic BibTeX.
_ALIASES = {"journal": "journaltitle", "address": "location", "school": "institution", "annote": "annotation"}


def parse_names(text: str) -> tuple[Name, ...]:
    """Read a BibTeX name list; a name in braces is a body's."""
    names: list[Name] = []
    for raw in split_multiple_persons_names(text):
        whole = raw.strip()
        if whole.startswith("{") and _end_of_piece(whole) == len(whole):
            names.append(Name(family=whole[1:-1], corporate=True))
            continue
        parts = parse_single_name_into_parts(whole, strict=False)
        family = " ".join([*parts.von, *parts.last])
        given = " ".join([*parts.first, *parts.jr])
        names.append(Name(family=_unbrace(family), given=_unbrace(given)))
    return tuple(names)


def _unbrace(text: str) -> str:
    return text.replace("{", "").replace("}", "")


def read_bib(text: str, file: str) -> Outcome[tuple[Entry, ...]]:
    """Read one .bib file."""
    lines = _without_comments(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    library = parse_string("\n".join(lines), parse_stack=[])
    found: list[Diagnostic] = []
    entries: list[Entry] = []
    strings: dict[str, str] = {}
    before: model.Block | None = None
    for block in library.blocks:
        if isinstance(block, model.ParsingFailedBlock):
            diagnostic, rescued = _failed(block, file, lines)
            found.append(diagnostic)
        else:
            rescued = block if isinstance(block, model.Entry) else None
        if rescued is not None:
            outcome = _entry(rescued, file, lines, strings)
            found.extend(outcome.diagnostics)
            if outcome.value is not None:
                entries.append(outcome.value)
        elif isinstance(block, model.String):
            strings[block.key.lower()] = resolve(str(block.value), strings)[0]
        elif isinstance(block, model.ImplicitComment) and not isinstance(before, model.ParsingFailedBlock):
            found.extend(_lost(block, file))
        before = block
    return Outcome(tuple(entries), tuple(found))


def _without_comments(lines: list[str]) -> list[str]:
    """Empty the lines that a `%` takes out, unless they stand inside a field's braces."""
    kept: list[str] = []
    depth = 0
    for line in lines:
        if depth < 2 and line.lstrip().startswith("%"):
            kept.append("")
            continue
        if line.startswith("@"):
            depth = 0
        depth += len(re.findall(r"(?<!\\)\{", line)) - len(re.findall(r"(?<!\\)\}", line))
        kept.append(line)
    return kept


def _lost(block: model.ImplicitComment, file: str) -> Iterator[Diagnostic]:
    """Report text between entries that was to be an entry; any other counts as a comment."""
    for number, line in enumerate(block.comment.split("\n"), (block.start_line or 0) + 1):
        found = re.search(r"""^\s*(@|\w+\s*[{(]\s*[^\s,]+\s*,)|\b\w+\s*=\s*["{]""", line)
        if found:
            hint = "an entry begins with @, its type and a brace: @book{key,"
            place = Place(file=file, line=number, column=found.start() + 1)
            yield diagnose("BIB403", "this text belongs to no entry", place, hint=hint)
            return


def _entry(block: model.Entry, file: str, lines: list[str], strings: Mapping[str, str]) -> Outcome[Entry | None]:
    found: list[Diagnostic] = []
    place = _key_place(block, file, lines)
    fields: dict[str, Value] = {}
    for field in block.fields:
        name = _ALIASES.get(field.key.lower(), field.key.lower())
        where = _field_place(file, lines, field)
        raw, fault = resolve(str(field.value), strings)
        if fault:
            found.append(diagnose("BIB403", f"'{block.key}' has a {name} {fault}", where))
        raw = " ".join(raw.split())
        if name not in VERBATIM:
            found.extend(
                diagnose("BIB414", f"'{command}' in a {name} stands for no text and is left out", where)
                for command in lost_commands(raw)
            )
        text = raw if name in VERBATIM else decode_latex(raw, keep_braces=name in {"author", "editor", "translator"})
        fields.setdefault(name, Value(text, where))
    if not block.key:
        return Outcome(None, (diagnose("BIB403", "an entry has no key", place), *found))
    return Outcome(Entry(key=block.key, type=block.entry_type.lower(), fields=fields, place=place), tuple(found))


def resolve(raw: str, strings: Mapping[str, str]) -> tuple[str, str | None]:
    """Return the text of a value, pieces joined and names of `@string` replaced, and what is wrong with it.

    >>> resolve('mp # " of " # {Tarn}', {"mp": "Mole Press"})
    ('Mole Press of Tarn', None)
    """
    pieces: list[str] = []
    rest = raw.strip()
    while True:
        end = _end_of_piece(rest)
        piece, rest = rest[:end], rest[end:].lstrip()
        if piece[:1] in {"{", '"'}:
            pieces.append(piece[1:-1])
        elif piece.isdecimal() or piece.lower() in _MONTHS:
            pieces.append(piece)
        elif piece.lower() in strings:
            pieces.append(strings[piece.lower()])
        else:
            return "".join([*pieces, piece]), f"that names '{piece}', which no @string before it defines"
        if not rest:
            return "".join(pieces), None
        if not rest.startswith("#"):
            return "".join(pieces), f"with '{' '.join(rest.split())[:40]}' after it; is a comma missing?"
        rest = rest[1:].lstrip()


def _end_of_piece(text: str) -> int:
    """Return where the first piece of a value ends: behind its closing sign, or before a blank or `#`."""
    if text[:1] not in {"{", '"'}:
        return len(re.match(r"[^\s#]*", text)[0])  # type: ignore[index]  # it matches anything
    depth = 0
    for found in re.finditer(r"(?<!\\)[{}\"]", text):
        sign = found[0]
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0 and (sign == "}" if text[0] == "{" else sign == '"' and found.start() > 0):
            return found.end()
    return len(text)


def _field_place(file: str, lines: list[str], field: model.Field) -> Place:
    """Find the first character of a field's value; the parser counts lines from 0."""
    number = field.start_line or 0
    line = lines[number] if number < len(lines) else ""
    head = re.search(rf"(?i)(?<![\w-]){re.escape(field.key)}\s*=\s*", line)
    if head and head.end() == len(line):
        below = next((n for n in range(number + 1, len(lines)) if lines[n].strip()), number)
        number, line = below, lines[below]
        head = re.match(r"\s*", line)
    opening = re.compile(r"[{\"]*").match(line, head.end()) if head else None
    return Place(file=file, line=number + 1, column=opening.end() + 1 if opening else None)


def _key_place(block: model.Block, file: str, lines: list[str]) -> Place:
    number = block.start_line or 0
    line = lines[number] if number < len(lines) else ""
    head = re.search(r"@\s*\w+\s*[{(]\s*", line)
    return Place(file=file, line=number + 1, column=head.end() + 1 if head else 1)


def _failed(block: model.ParsingFailedBlock, file: str, lines: list[str]) -> tuple[Diagnostic, model.Entry | None]:
    place = _key_place(block, file, lines)
    inner = block.ignore_error_block
    if isinstance(block, model.DuplicateBlockKeyBlock):
        first = _key_place(block.previous_block, file, lines)
        return duplicate(block.key, place, first), None
    if isinstance(block, model.DuplicateFieldKeyBlock):
        names = ", ".join(sorted(block.duplicate_keys))
        entry = inner if isinstance(inner, model.Entry) else None
        again = [field for field in entry.fields if field.key in block.duplicate_keys][-1:] if entry else []
        where = _field_place(file, lines, again[0]) if again else place
        return diagnose("BIB403", f"'{entry.key if entry else ''}' has a field twice: {names}", where), entry
    error = block.error
    reason = str(getattr(error, "abort_reason", error) if isinstance(error, BlockAbortedException) else error)
    reason = " ".join(reason.split()).rstrip(".")
    hint = "the entry was left out; check its braces, quotation marks and commas"
    return diagnose("BIB403", f"malformed entry: {reason[:1].lower()}{reason[1:]}", place, hint=hint), None
