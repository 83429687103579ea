"""Rules about one entry alone. They run when its file is read, and what they find is kept with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from reportgen.bibliography.model import LANGUAGES, NAME_FIELDS, OPTIONS, OWN_FIELDS, RELATIONS, near
from reportgen.bibliography.rules.dates import check_dates
from reportgen.bibliography.rules.identifiers import check_identifiers
from reportgen.bibliography.rules.persons import name_fault
from reportgen.bibliography.scan import Source
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place
from reportgen.values import Value

_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|ndash|mdash|hellip|[lr][sd]quo|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")
_ELEMENT = re.compile(r"<(i|b|em|strong|su[bp]|span|scp)>[^<>]*</\1>")
_UNPRINTED = OWN_FIELDS | {"abstract", "file", "pdf", "keywords", "options", "verba", "verbb", "verbc"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field as it is written: its `text` is TeX, with its line breaks, without its outer signs.

    `at` is the offset of the first character; `whole` says that the text stands in the file as it is.
    """

    name: str
    text: str
    source: Source
    at: int
    name_at: int
    whole: bool
    escapes: bool = True

    def place(self, index: int = 0) -> Place:
        """Return the place of a character of the text."""
        return self.source.place(self.at + (index if self.whole else 0))


def check_own(type_: str, raw: Mapping[str, Field], fields: Mapping[str, Value]) -> Iterator[Diagnostic]:
    """Run the rules over an entry: its fields as written, and as read."""
    for name in NAME_FIELDS:
        if name in raw:
            fault = name_fault(raw[name].text)
            if fault is not None:
                index, message, hint, length = fault
                place = raw[name].place(index)
                yield diagnose("BIB423", f"the {name} {message}", place, hint=hint, length=length)
    yield from check_dates(type_, fields)
    yield from check_identifiers(fields)
    yield from _words(fields)
    for name, field in raw.items():
        if ("&" in field.text or "</" in field.text) and name not in _UNPRINTED:
            found = _ENTITY.search(field.text) or _ELEMENT.search(field.text)
            if found:
                message = f"the {name} has HTML in it: '{found[0]}'"
                hint = "write the character itself"
                yield diagnose("BIB424", message, field.place(found.start()), hint=hint, length=len(found[0]))


def _words(fields: Mapping[str, Value]) -> Iterator[Diagnostic]:
    """Report a language, relation or option that is nearly one."""
    for name, known in (("langid", LANGUAGES), ("relatedtype", RELATIONS)):
        value = fields.get(name)
        if value:
            yield from _word(name, value, known)
    options = fields.get("options")
    for option in options.parts(",") if options else ():
        yield from _word("options", Value(option.split("=")[0].strip(), option.place), OPTIONS)


def _word(name: str, value: Value, known: Collection[str]) -> Iterator[Diagnostic]:
    word = value.lower()
    if word and word not in known and word.isalpha() and (meant := near(word, known)) is not None:
        hint = f"did you mean '{meant}'?"
        yield diagnose("BIB421", f"'{value}' is no known value of {name}", value.place, hint=hint, length=len(value))
