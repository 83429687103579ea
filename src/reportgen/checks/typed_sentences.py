"""What people typed, as sentences with details: in sections, exhibits, on the cover, in records that are no claims."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import partial

from reportgen.checks.details import Detail, Names, Sentence, Token, name_of, names_in, sentence_of
from reportgen.checks.prose import Paragraph
from reportgen.checks.report import Report
from reportgen.checks.texts import places_in, record_texts
from reportgen.diagnostics import Place
from reportgen.exhibits import Exhibit, trees
from reportgen.language.sentences import split_sentences
from reportgen.records import SCHEMAS, Records
from reportgen.records.schema import Holds
from reportgen.values import Value

_TOKEN = re.compile(r"[^\W_]+(?:[’'](?!s\b)[^\W_]+)*|[’']s\b|\ufffc")
_ANY = re.compile("")
# Short texts of records that are locked with nothing around them: a kind, a state, a grade, a number.
_SHORT = 3  # words
_SHORT_FORMS = (Holds.TEXT, Holds.CHOICE, Holds.NUMBER, Holds.DATE, Holds.SHA256)
# What documents state of themselves is held against the bibliography, and a log of changes grows.
_ELSEWHERE = frozenset({"title", "author", "issued", "outlet", "review"})
# Of a document at hand these are held against the file itself.
_BY_THE_FILE = frozenset({"file", "sha256"})
_NO_KINDS = frozenset({"changes"})
# Texts of the cover that are no sentence, or change with every edition.
_NOT_ASKED = frozenset({"number", "version", "date", "status", "language", "marking", "organisation"})


def typed_sentences(report: Report, prose: tuple[Paragraph, ...]) -> Iterator[Sentence]:
    """Give the typed sentences with details: of sections, exhibits, the cover, and of records that are no claims."""
    english = str(report.config.report.get("language", "en")).lower().startswith("en")
    texts = [*_own_texts(report)]
    names = names_in((*(paragraph.text for paragraph in prose), *texts), english=english)
    owners = _Owners(report.records)
    for paragraph in prose:
        if not paragraph.quoted:
            yield from _in_paragraph(paragraph, owners, names)
    for text in texts:
        yield from _in_text(text, names)
    for figure in report.figures.values():
        yield from _rows(figure)
    yield from _short_texts(report.records, _ELSEWHERE | (_BY_THE_FILE if report.has_documents else frozenset()))


def _own_texts(report: Report) -> Iterator[Value]:
    """Give the typed texts that are no sections; those of claims are locked with the claims."""
    locked = {id(v) for claim in report.records.claims for v in claim.fields.values() if isinstance(v, Value)}
    yield from (v for v in record_texts(report, _ANY, extracted=False) if id(v) not in locked)
    for exhibit in (*report.tables.values(), *report.figures.values()):
        yield from exhibit.texts("source")
    for key, text in report.config.report.items():
        place = report.config.places.get(("report", key))
        if key not in _NOT_ASKED and place is not None and " " in str(text):
            yield Value(str(text), Place(file=place.file, line=place.line))


def _rows(figure: Exhibit) -> Iterator[Sentence]:
    """Give the rows of panels as sentences: the label, and the records that it stands for as details."""
    for panel in trees(figure.tree.get("panels")):
        for row in trees(panel.get("rows")):
            label, node = row.text("label"), row.get("show")
            shown = [value for value in (node if isinstance(node, tuple) else (node,)) if isinstance(value, Value)]
            if label is None or not shown:
                continue
            details = tuple(Detail("expression", str(value), str(value), n, n) for n, value in enumerate(shown))
            name = name_of(f"{' '.join(label.casefold().split())} {len(shown)}")
            yield Sentence(name, details, partial(_nth, shown))


def _nth(shown: list[Value], detail: Detail) -> tuple[Place | None, int | None]:
    return shown[detail.start].place, len(shown[detail.start])


def _short_texts(records: Records, elsewhere: frozenset[str]) -> Iterator[Sentence]:
    """Give the short texts of records that are no claims as sentences: which field of which record, and its value.

    Fields that are checked `elsewhere` are left out.
    """
    claimed = {claim.id for claim in records.claims}
    for record in records.by_id.values():
        if record.id in claimed or record.kind in _NO_KINDS or record.review:
            continue
        for key, field in SCHEMAS[record.kind].fields.items():
            value = record.text(key)
            if value is None or key in elsewhere or field.holds not in _SHORT_FORMS:
                continue
            words = " ".join(value.casefold().split())
            if words and words.count(" ") < _SHORT:
                details = (Detail("word", words, str(value.stripped()), 0, len(value.stripped())),)
                yield Sentence(name_of(f"{record.id} {key} 0"), details, partial(_nth, [value.stripped()]))


def _in_text(text: Value, names: Names) -> Iterator[Sentence]:
    tokens = [Token(hit.start(), hit.end(), typed=True) for hit in _TOKEN.finditer(text)]

    def place(detail: Detail) -> tuple[Place | None, int | None]:
        if text.place.column is None:
            return text.place, None
        return places_in(text, detail.start), detail.end - detail.start

    for start, end in split_sentences(text):
        inside = [token for token in tokens if start <= token.start < end]
        yield from sentence_of(text, inside, (), place, names)


def _in_paragraph(paragraph: Paragraph, owners: _Owners, names: Names) -> Iterator[Sentence]:
    tokens = list(_tokens(paragraph, owners))
    if not any(token.typed for token in tokens):
        return
    text = paragraph.text
    masked = text
    for token in tokens:
        if not token.typed:
            masked = f"{masked[: token.start]}{'x' * (token.end - token.start)}{masked[token.end :]}"

    def place(detail: Detail) -> tuple[Place | None, int | None]:
        if detail.kind == "expression":
            return paragraph.called_at(detail.start), None
        if detail.kind == "citation":
            return places[detail.what], None
        return paragraph.span(detail.start, detail.end)

    cited: dict[str, Detail] = {}
    places: dict[str, Place | None] = {}
    printed = {token.made for token in tokens}
    for cite in paragraph.cited:  # what was printed together with a record is no detail of its own
        made, where = paragraph.cited_by(cite)
        if made and made not in printed:
            words = f"{cite.key} {cite.detail}".strip()
            places[made] = where
            cited.setdefault(made, Detail("citation", made, words, max(cite.offset - 1, 0), cite.offset))
    for start, end in split_sentences(masked):
        inside = [token for token in tokens if start <= token.start < end]
        here = tuple(cite for cite in cited.values() if start < cite.end <= end)
        yield from sentence_of(text, inside, here, place, names)


def _tokens(paragraph: Paragraph, owners: _Owners) -> Iterator[Token]:
    """Give the words of a paragraph; what a record or an expression printed in one go is one of them."""
    last: Token | None = None
    source: Place | None = None
    for hit in _TOKEN.finditer(paragraph.text):
        origin = paragraph.origin(hit.start())
        typed = origin is not None and origin.exact
        if last is not None and not typed and not last.typed and (origin is None or origin.place == source):
            last = last._replace(end=hit.end())
            continue
        if last is not None:
            yield last
        record = owners.of(origin.place) if origin is not None and origin.data else ""
        made = "" if typed else paragraph.made(hit.start())
        last, source = Token(hit.start(), hit.end(), typed, record, made), origin and origin.place
    if last is not None:
        yield last


class _Owners:
    """Which record stands at a place."""

    def __init__(self, records: Records) -> None:
        self.starts: dict[str, list[tuple[int, str]]] = {}
        for record in records.by_id.values():
            self.starts.setdefault(record.place.file, []).append((record.place.line or 0, record.id))
        for found in self.starts.values():
            found.sort()

    def of(self, place: Place) -> str:
        """Return the id of the record that a place belongs to, empty when it belongs to none."""
        starts = self.starts.get(place.file, [])
        index = bisect_right(starts, (place.line or 0, "\uffff")) - 1
        return starts[index][1] if index >= 0 else ""
