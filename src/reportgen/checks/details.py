"""The details of typed sentences: what makes another claim of a sentence when only that is changed.

Numbers, names, directions, quantities, negations, the record that is printed, the passage that is cited. A sentence
is known by its other words, so that the same sentence with another detail is told from a new sentence, and one that
was put into other words is a new sentence.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from reportgen.checks.prose import Paragraph
from reportgen.checks.report import Report
from reportgen.checks.texts import places_in, texts_of
from reportgen.diagnostics import Place
from reportgen.exhibits import Exhibit, trees
from reportgen.language.opposites import is_loose, sense_of, without_negation, without_number
from reportgen.language.sentences import split_sentences
from reportgen.language.word_sets import word_set
from reportgen.records import SCHEMAS, Record, Records
from reportgen.records.schema import Holds
from reportgen.values import Value

_TOKEN = re.compile(r"[^\W_]+(?:[’'](?!s\b)[^\W_]+)*|[’']s\b|\ufffc")
_NAME_INSIDE = re.compile(r"(?<=[a-zß-ÿ,;–-] )[A-Z][a-z’]+|(?<=[a-z]-)[A-Z][a-z]+|(?<=[a-z] [“‘(])[A-Z][a-z]+")
_SMALL = re.compile(r"\b[a-zß-ÿ]+")
_ANY = re.compile("")
# Short texts of records that are locked with nothing around them: a kind, a state, a grade, a number.
_SHORT = 3  # words
_SHORT_FORMS = (Holds.TEXT, Holds.CHOICE, Holds.NUMBER, Holds.DATE)
# What documents state of themselves is held against the bibliography, and a log of changes grows.
_ELSEWHERE = frozenset({"title", "author", "issued", "outlet", "file", "review"})
_NO_KINDS = frozenset({"changes"})
_TITLES = word_set("mr mrs ms miss dr prof professor sir lady lord dame president minister")
_SHORTEST_NAME = 2  # letters: one is an initial
_FEWEST, _FEWEST_ALONE = 2, 4  # words of its own that a sentence must have to be known by them, with details or none
# Texts of the cover that are no sentence, or change with every edition.
_NOT_ASKED = frozenset({"number", "version", "date", "status", "language", "marking", "organisation"})


class Detail(NamedTuple):
    """A detail: `what` it is, as one of several spellings, and its offsets in the text.

    `kind` is `word`, `loose` (words that may be put in or taken out, all of them), `expression` (what is printed, by
    the words of the call) or `citation`; `words` is what stands there, or the id of the record that is printed.
    """

    kind: str
    what: str
    words: str
    start: int
    end: int

    @property
    def digest(self) -> str:
        """A short digest of what it is."""
        return hashlib.sha256(f"{self.kind} {self.what}".encode("utf-8", "surrogatepass")).hexdigest()[:4]


class Sentence(NamedTuple):
    """A typed sentence: the digest of its other words, its details, and how to find the place of an offset."""

    name: str
    details: tuple[Detail, ...]
    place: Callable[[Detail], tuple[Place | None, int | None]]

    @property
    def digests(self) -> str:
        """The digests of the details, as the lock has them."""
        return ".".join(detail.digest for detail in self.details)


class _Token(NamedTuple):
    """A word, or one run of what is not typed: by the record of this id, or the expression of this digest."""

    start: int
    end: int
    typed: bool
    record: str = ""
    made: str = ""


def typed_sentences(report: Report, prose: tuple[Paragraph, ...]) -> Iterator[Sentence]:
    """Give the typed sentences with details: of sections, exhibits, the cover, and of records that are no claims."""
    english = str(report.config.report.get("language", "en")).lower().startswith("en")
    texts = [*_own_texts(report)]
    names = _names((*(paragraph.text for paragraph in prose), *texts), english=english)
    owners = _Owners(report.records)
    for paragraph in prose:
        if not paragraph.quoted:
            yield from _in_paragraph(paragraph, owners, names)
    for text in texts:
        yield from _in_text(text, names)
    for figure in report.figures.values():
        yield from _rows(figure)
    yield from _short_texts(report.records)


class _Names(NamedTuple):
    """The words that stand with a capital inside sentences and never without one, and those that stand without one.

    Both are empty of a language whose capitals tell nothing here.
    """

    inside: frozenset[str]
    small: frozenset[str]
    english: bool

    def has(self, word: str, after: str, *, first: bool) -> bool:
        """Whether a word is a name, or begins one at the beginning of a sentence; `after` is the next word."""
        low = word.casefold()
        if not self.english or not word[0].isupper() or len(word) < _SHORTEST_NAME or low in _TITLES:
            return False
        if not first and low not in self.small:
            return True
        return word in self.inside or (after[:1].isupper() and low not in self.small)


def _names(texts: tuple[str, ...], *, english: bool) -> _Names:
    if not english:
        return _Names(frozenset(), frozenset(), english)
    small = frozenset(word for text in texts for word in _SMALL.findall(text))
    inside = (name for text in texts for name in _NAME_INSIDE.findall(text) if name.casefold() not in small)
    return _Names(frozenset(inside), small, english)


def _own_texts(report: Report) -> Iterator[Value]:
    """Give the typed texts that are no sections.

    Those of claims are locked with the claims, and those of proposed records are words of a document.
    """
    locked = {id(v) for claim in report.records.claims for v in claim.fields.values() if isinstance(v, Value)}
    typed = (record for group in report.records.by_kind.values() for record in group if not record.review)
    exhibits = (*report.tables.values(), *report.figures.values())
    holders: tuple[Record | Exhibit, ...] = (*typed, *exhibits)
    yield from (v for holder in holders for v in texts_of(holder, _ANY) if id(v) not in locked)
    for exhibit in exhibits:
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
            name = _name(f"{' '.join(label.casefold().split())} {len(shown)}")
            yield Sentence(name, details, partial(_nth, shown))


def _nth(shown: list[Value], detail: Detail) -> tuple[Place | None, int | None]:
    return shown[detail.start].place, len(shown[detail.start])


def _short_texts(records: Records) -> Iterator[Sentence]:
    """Give the short texts of records that are no claims as sentences: which field of which record, and its value."""
    claimed = {claim.id for claim in records.claims}
    for record in records.by_id.values():
        if record.id in claimed or record.kind in _NO_KINDS or record.review:
            continue
        for key, field in SCHEMAS[record.kind].fields.items():
            value = record.text(key)
            if value is None or key in _ELSEWHERE or field.holds not in _SHORT_FORMS:
                continue
            words = " ".join(value.casefold().split())
            if words and words.count(" ") < _SHORT:
                details = (Detail("word", words, str(value.stripped()), 0, len(value.stripped())),)
                yield Sentence(_name(f"{record.id} {key} 0"), details, partial(_nth, [value.stripped()]))


def _name(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _in_text(text: Value, names: _Names) -> Iterator[Sentence]:
    tokens = [_Token(hit.start(), hit.end(), typed=True) for hit in _TOKEN.finditer(text)]

    def place(detail: Detail) -> tuple[Place | None, int | None]:
        if text.place.column is None:
            return text.place, None
        return places_in(text, detail.start), detail.end - detail.start

    for start, end in split_sentences(text):
        inside = [token for token in tokens if start <= token.start < end]
        yield from _sentence(text, inside, (), place, names)


def _in_paragraph(paragraph: Paragraph, owners: _Owners, names: _Names) -> Iterator[Sentence]:
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
        return paragraph.span(detail.start, detail.end)

    cited: dict[str, Detail] = {}
    printed = {token.made for token in tokens}
    for cite in paragraph.cited:  # what was printed together with a record is no detail of its own
        made = paragraph.cited_by(cite)
        if made and made not in printed:
            words = f"{cite.key} {cite.detail}".strip()
            cited.setdefault(made, Detail("citation", made, words, max(cite.offset - 1, 0), cite.offset))
    for start, end in split_sentences(masked):
        inside = [token for token in tokens if start <= token.start < end]
        here = tuple(cite for cite in cited.values() if start < cite.end <= end)
        yield from _sentence(text, inside, here, place, names)


def _tokens(paragraph: Paragraph, owners: _Owners) -> Iterator[_Token]:
    """Give the words of a paragraph; what a record or an expression printed in one go is one of them."""
    last: _Token | None = None
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
        last, source = _Token(hit.start(), hit.end(), typed, record, made), origin and origin.place
    if last is not None:
        yield last


def _sentence(
    text: str,
    tokens: list[_Token],
    cited: tuple[Detail, ...],
    place: Callable[[Detail], tuple[Place | None, int | None]],
    names: _Names,
) -> Iterator[Sentence]:
    """Give the sentence if it has words of its own by which it is known."""
    words: list[str] = []
    details: list[Detail] = []
    loose: list[str] = []
    at: _Token | None = None
    for number, token in enumerate(tokens):
        if not token.typed:
            words.append("\0")
            if token.made:
                details.append(Detail("expression", token.made, token.record, token.start, token.end))
            continue
        word = text[token.start : token.end].replace("’", "'")
        low = word.casefold()
        if names.english and low == "cannot":
            loose.append(f"{len(words)} not")
            at, low = at or token, "can"
        elif names.english and is_loose(low):
            loose.append(f"{len(words)} {low}")
            at = at or token
            continue
        after = tokens[number + 1] if number + 1 < len(tokens) else None
        what = _detail(word, low, names, text[after.start : after.end] if after else "", first=number == 0)
        plain = without_negation(without_number(low)) if names.english and what is None else low
        if what is None and plain != without_number(low) and names.english:
            loose.append(f"{len(words)} un")
            at = at or token
        if what is None:
            words.append(unicodedata.normalize("NFC", plain))
            continue
        detail = Detail("word", what, text[token.start : token.end], token.start, token.end)
        joined = _joined(details[-1], detail, words, text) if details else None
        if joined is not None:
            details[-1] = joined
        else:
            words.append("\1")
            details.append(detail)
    own = sum(1 for word in words if word not in {"\0", "\1"})
    if own < (_FEWEST if details or loose or cited else _FEWEST_ALONE):
        return
    first = at or tokens[0]
    details += [*cited, Detail("loose", ", ".join(loose), "", first.start, first.end)]
    yield Sentence(_name(f"{' '.join(words)} {len(cited)}"), tuple(details), place)


def _joined(last: Detail, detail: Detail, words: list[str], text: str) -> Detail | None:
    """Return a detail that goes on a list of such, in whatever order: "Russia and China", "D1, D3 and D5".

    The word between them is taken out of `words`.
    """
    if last.kind != "word":
        return None
    if words[-2:] in (["\1", "and"], ["\1", "or"]):
        words.pop()
    elif not (words[-1] == "\1" and _is_next(last.what, detail.what) and text[last.end : detail.start] == ", "):
        return None
    what = "|".join(sorted({*last.what.split("|"), detail.what}))
    return last._replace(what=what, words=text[last.start : detail.end], end=detail.end)


def _is_next(one: str, two: str) -> bool:
    """Whether two words are a letter or more and a number, with the same letters."""
    found = [re.fullmatch(r"([a-z]+)\d+", each.split("|")[-1]) for each in (one, two)]
    return all(found) and len({each[1] for each in found if each}) == 1


def _detail(word: str, low: str, names: _Names, after: str, *, first: bool) -> str | None:
    """Return what a word is if it is a detail."""
    if not low.isalpha() and any(c.isdigit() for c in low):
        return low
    sense = sense_of(low) if names.english else None
    if sense is not None:
        return sense
    if word.isupper() and len(word) > 1:
        return f"={word}"
    if names.has(word, after, first=first):
        return f"={unicodedata.normalize('NFC', word)}"
    return None


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
