"""Typeset the printed lists: entries in, one `thebibliography` a list out.

The .bbl is written by reportgen itself: each entry is laid out by the macro of its type in
`report/bibliography/entries.tex.j2`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from reportgen.bibliography.library import Entry, Library, Name, pack_entry
from reportgen.bibliography.model import FIELDS, LANGUAGE_TAGS, TYPES, near
from reportgen.cache import (
    Cache,
    Pieces,
    Plain,
    digest_of,
    pack_composed,
    pack_diagnostics,
    unpack_composed,
    unpack_diagnostics,
)
from reportgen.codes import diagnose
from reportgen.dates import print_bib_date
from reportgen.diagnostics import Diagnostic, Outcome, Place, Severity
from reportgen.markup import Composed, Tex, escape, link, mark, traced, unmark
from reportgen.templating import Templates
from reportgen.values import Value

ENTRIES_TEMPLATE = "report/bibliography/entries.tex.j2"
# What templates may ask of an entry that does not have it: the fields of biblatex's data model that
# a list prints, and ours.
_KNOWN = frozenset(
    [
        "title",
        "subtitle",
        "titleaddon",
        "translit",
        "transtitle",
        "journaltitle",
        "journalsubtitle",
        "booktitle",
        "booksubtitle",
        "series",
        "volume",
        "number",
        "issue",
        "pages",
        "edition",
        "publisher",
        "location",
        "institution",
        "organization",
        "howpublished",
        "type",
        "eventtitle",
        "eventdate",
        "venue",
        "isbn",
        "doi",
        "addendum",
        "note",
        "annotation",
        "url",
        "urlstate",
        "corpusnote",
        "kind",
        "langid",
        "version",
        "chapter",
    ]
)
_EMPTY = Value("", Place(file=""))


class EntryView(Mapping[str, Any]):
    """An entry as its template sees it: Unicode text with its place, names and dates in words."""

    def __init__(self, entry: Entry, library: Library, key_of: Callable[[str], str]) -> None:
        """Wrap an entry; `key_of` gives a key's form in TeX."""
        self._entry, self._library, self._key_of = entry, library, key_of

    @property
    def label(self) -> str:
        """How messages name this entry."""
        return f"entry {self._entry.key}"

    @property
    def family(self) -> str:
        """How messages name all that have the fields of this one."""
        return "the entries"

    def __getitem__(self, key: str) -> Any:
        """Return a field, `""` when the entry leaves it out. Raises `KeyError` for an unknown name."""
        entry = self._entry
        if key in {"author", "editor", "translator"}:
            value = entry.text(key)
            return Value(print_names(entry.names(key)), value.place) if value else _EMPTY
        if key == "date":
            raw = entry.text("date") or entry.text("year")
            return Value(print_bib_date(raw), raw.place) if raw else _EMPTY
        if key == "url":
            url = entry.text("url")
            return traced(link(url), url.place) if url else _EMPTY
        if key == "doi":
            from reportgen.bibliography.rules.identifiers import bare_doi  # which loads all rules of the library

            doi = entry.text("doi")
            return traced(link(f"https://doi.org/{bare_doi(doi)}"), doi.place) if doi else _EMPTY
        if key == "sources":
            return tuple(self._sources())
        if key in {"langtag", "entrytype", "backreferences"}:
            return self._made(key)
        found = entry.text(key)
        if found is None and key not in _KNOWN:
            raise KeyError(key)
        return found if found is not None else _EMPTY

    def _made(self, key: str) -> str:
        """Return what is no field: the tag of the language, the type, or the pages that cite it, which TeX knows."""
        if key == "langtag":
            return LANGUAGE_TAGS.get(str(self._entry.text("langid") or "").lower(), "")
        if key == "backreferences":
            return Tex(rf"\backreferences{{{self._key_of(self._entry.key)}}}")
        return self._entry.type

    def _sources(self) -> Iterator[Mapping[str, Any]]:
        """Give the documents through which this work is known: relation, link and notes."""
        relation = str(self._entry.text("relatedtype") or "citedin")
        notes = self._entry.notes()
        for key in self._entry.listed("related"):
            if key in self._library.entries:
                label = label_of(self._library.entries[key])
                cite = Tex(rf"\cite{{{self._key_of(key)}}}")
                yield {
                    "relation": relation,
                    "cite": cite,
                    "label": label,
                    "notes": tuple(n for d, n in notes if d == key),
                }

    def __iter__(self) -> Iterator[str]:
        """Iterate over the fields the entry has."""
        return iter(self._entry.fields)

    def __len__(self) -> int:
        """Count the fields the entry has."""
        return len(self._entry.fields)


def print_names(names: tuple[Name, ...]) -> str:
    """Return names in direct order, the first one inverted: `Horn, Sebastian, Carmen Reinhart and others`."""
    shown: list[str] = []
    for index, name in enumerate(names):
        if not name.given:
            shown.append(name.family)
        elif _CJK.match(name.family):
            shown.append(name.family + name.given)
        else:
            shown.append(f"{name.family}, {name.given}" if index == 0 else f"{name.given} {name.family}")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


_CJK = re.compile("[\u2e80-\u9fff\u3040-\u30ff\uac00-\ud7af]")


def label_of(entry: Entry) -> str:
    """Return the label that stands for an entry in citations."""
    return str(entry.text("shorthand") or entry.key)


def natural(label: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key by which `D3:9` comes before `D3:14`."""
    return tuple((int(p), "") if p.isdecimal() else (-1, p.casefold()) for p in re.split(r"(\d+)", label))


def typeset_list(
    keyword: str,
    library: Library,
    templates: Templates,
    key_of: Callable[[str], str],
    cache: Cache | None = None,
    only: frozenset[str] | None = None,
) -> Outcome[Composed]:
    """Typeset the entries with a keyword, sorted by label, or take the list that was typeset of the same entries.

    `only` are the keys of those that it may hold.
    """

    def pack(outcome: Outcome[Composed]) -> Plain:
        return pack_composed(outcome.value), pack_diagnostics(outcome.diagnostics)

    def unpack(plain: Plain) -> Outcome[Composed]:
        composed = unpack_composed(plain[0])
        if composed is None:
            raise ValueError(plain)
        return Outcome(composed, unpack_diagnostics(plain[1]))

    entries = _listed(keyword, library, only)
    if cache is None:
        return _typeset(entries, library, templates, key_of)
    fields = sorted({name for entry in library.entries.values() for name in entry.fields})
    shown = [_shown(entry, library) for entry in entries]
    texts = templates.texts(ENTRIES_TEMPLATE)
    kept = cache.pieces("entries", cache.key(keyword, texts))

    def anew() -> Outcome[Composed]:
        outcome = _typeset(entries, library, templates, key_of, kept)
        kept.keep()
        return outcome

    return cache.fetch("lists", cache.key(keyword, shown, fields, texts), anew, pack, unpack)


def _listed(keyword: str, library: Library, only: frozenset[str] | None) -> list[Entry]:
    """Return the entries of a list in their order."""
    entries = [e for e in library.entries.values() if keyword in {str(k) for k in e.listed("keywords")}]
    entries = [entry for entry in entries if only is None or entry.key in only]
    return sorted(entries, key=lambda entry: natural(label_of(entry)))


def _shown(entry: Entry, library: Library) -> Plain:
    """Return all that decides what is printed of an entry: itself, and the labels of those that it names."""
    others = ((str(key), library.entries.get(key)) for key in entry.listed("related"))
    return pack_entry(entry), [(key, label_of(other) if other is not None else None) for key, other in others]


def _typeset(
    entries: list[Entry], library: Library, templates: Templates, key_of: Callable[[str], str],
    kept: Pieces | None = None,
) -> Outcome[Composed]:  # fmt: skip
    """Typeset entries; `kept` has what was printed of each."""
    found: list[Diagnostic] = []
    macros = templates.macros(ENTRIES_TEMPLATE)
    widest = max((label_of(entry) for entry in entries), key=len, default="")
    pieces = [rf"\begin{{thebibliography}}{{{escape(widest)}}}"]
    bare: list[Entry] = []

    def printed(entry: Entry, macro: str) -> Outcome[str | None]:
        def anew() -> Outcome[str | None]:
            return templates.call(ENTRIES_TEMPLATE, macro, EntryView(entry, library, key_of))

        if kept is None:
            return anew()
        key = digest_of((macro, _shown(entry, library)))
        return kept.fetch(key, anew, lambda made: None if made.diagnostics else str(made.value), Outcome)

    for entry in entries:
        macro = entry.type if entry.type in macros.value else "misc"
        meant = None if entry.type in macros.value else near(entry.type, {*macros.value, *TYPES} - {entry.type})
        if meant is not None and entry.type not in TYPES:
            hint = f"did you mean @{meant}?"
            message = f"'{entry.key}' is of the type @{entry.type}, which is none"
            # The type ends before the brace and the key, which is as far as its place is known.
            found.append(diagnose("BIB418", message, replace(entry.place, column=None), hint=hint))
        if macro not in macros.value:
            bare.append(entry)
            continue
        outcome = printed(entry, macro)
        found.extend(outcome.diagnostics)
        body = " ".join((outcome.value or "").split())
        key = mark(entry.place, data=True)
        pieces.append(rf"\bibitem[{{{key}{escape(label_of(entry))}}}]{{{key_of(entry.key)}}} {body}")
    pieces.append(r"\end{thebibliography}")
    if macros.diagnostics:
        found.extend(macros.diagnostics)
    elif bare:
        found.append(_without_macro(bare, macros.value, templates))
    found = _with_misspelt(found, library, templates) if not macros.diagnostics else found
    return Outcome(unmark("\n".join(pieces) + "\n"), tuple(dict.fromkeys(found)))


def _without_macro(bare: list[Entry], macros: frozenset[str], templates: Templates) -> Diagnostic:
    """Say once that entries have no macro: at the template that is empty, at a macro misspelt, at the first entry."""
    if templates.is_blank(ENTRIES_TEMPLATE):
        at = Place(file=ENTRIES_TEMPLATE, line=1)
        return diagnose("SEC522", f"the template '{ENTRIES_TEMPLATE}' is empty", at, severity=Severity.ERROR)
    for type_ in ("misc", *dict.fromkeys(entry.type for entry in bare)):
        # A helper has a name of its own; what is almost the name of a type was to be it.
        like = difflib.get_close_matches(type_, macros - TYPES, 1, 0.7)
        if like and sorted(like[0]) == sorted(type_):
            place = templates.macro_place(ENTRIES_TEMPLATE, like[0])
            message = f"no macro '{type_}' for entries of this type"
            return diagnose("BIB408", message, place, hint=f"write '{type_}' for '{like[0]}'", length=len(like[0]))
    first = min(bare, key=lambda entry: (entry.place.file, entry.place.line or 0))
    types = ", ".join(f"@{type_}" for type_ in dict.fromkeys(entry.type for entry in (first, *bare)))
    more = f" ({len(bare)} entries)" if len(bare) > 1 else ""
    return diagnose("BIB408", f"no macro for {types} in {ENTRIES_TEMPLATE}{more}", first.place)


def _with_misspelt(found: list[Diagnostic], library: Library, templates: Templates) -> list[Diagnostic]:
    """Add the misspelt names of fields, also those that no entry of the list leads to.

    A name is misspelt when it is nobody's and almost that of a field.
    """
    known = _KNOWN | FIELDS | {name for entry in library.entries.values() for name in entry.fields}
    known |= {"entrytype", "sources", "langtag", "backreferences", *dir(EntryView)}
    misspelt: list[Diagnostic] = []
    for name, place in templates.asked_of_arguments(ENTRIES_TEMPLATE, TYPES):
        like = difflib.get_close_matches(name, known, 1, 0.8) if name not in known else []
        if like:
            hint = f"did you mean '{like[0]}'?"
            misspelt.append(diagnose("SEC503", f"the entries have no '{name}'", place, hint=hint, length=len(name)))
    said = {(d.place.line, d.message) for d in misspelt if d.place is not None}
    others = [d for d in found if d.code != "SEC503" or d.place is None or (d.place.line, d.message) not in said]
    return [*others, *misspelt]
