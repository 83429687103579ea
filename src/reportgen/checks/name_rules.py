"""A rule on the spelling of names: one person, one institution, one spelling.

Known names come from the bibliography and from the fields of records that hold names. A second spelling is
one that sounds the same in another romanisation (Dmitri, Dmitry), has lost its accents, or is one letter off.
Where the documents are at hand they decide: what one of them prints is a spelling, not a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.checks.printed import printed
from reportgen.checks.report import Report, Rule
from reportgen.checks.spellings import LEAST, alike, deletions, is_initial, sounds
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.records import SCHEMAS
from reportgen.records.registers import REGISTERS, direct, forms_of
from reportgen.records.schema import Field, Holds
from reportgen.values import Node, Tree, Value

_PEOPLE = ("author", "editor", "translator")
_BODIES = ("institution", "organization", "publisher")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_CAPITAL = re.compile(r"(?<![\w’'-])[^\W\d_a-z][^\W\d_]+(?:[’'-][^\W\d_]+)*(?![\w-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Use:
    """One place where a name stands: its words as written, the last of them the family's."""

    words: tuple[str, ...]
    place: Place


def names_are_spelled_one_way(report: Report) -> Iterator[Diagnostic]:
    """No name of two or more words has two spellings, and no name of the text is a slip of a known one."""
    uses = tuple(_uses(report))
    texts = _Texts(report)
    yield from _among(uses, texts, _variants(report))
    if report.whole:
        yield from _in_prose(report, uses, texts)


def _uses(report: Report) -> Iterator[_Use]:
    """Give every name of the bibliography and of the records' fields for names."""
    for entry in report.library.entries.values():
        for key in _PEOPLE:
            value = entry.fields.get(key)
            if value and key not in entry.inherited:
                yield from _people(value)
        for key in _BODIES:
            value = entry.fields.get(key)
            if value and key not in entry.inherited:
                yield from _use(value.strip("{} "), value.place)
    for group in report.records.by_kind.values():
        for record in group:
            fields = SCHEMAS[record.kind].fields
            for key, value in _named(record.fields, fields):
                for part in value.parts(";") if key != "author" else value.parts(" and "):
                    yield from _use(str(part), part.place)
    for record in (record for kind in REGISTERS for record in report.records.of(kind)):
        name = record.text("name")
        if name is not None:
            yield from _use(direct(str(name)), name.place)


def _people(value: Value) -> Iterator[_Use]:
    for part in value.parts(" and "):
        name = str(part)
        if name.startswith("{") or "," not in name:
            yield from _use(name.strip("{} "), part.place)
        else:
            family, _, given = name.partition(",")
            yield from _use(f"{given.strip()} {family.strip()}", part.place)


def _named(tree: Tree, fields: Mapping[str, Field]) -> Iterator[tuple[str, Value]]:
    for key, field in fields.items():
        node: Node | None = tree.get(key)
        if isinstance(node, Value) and (field.holds is Holds.NAMES or key == "author"):
            yield key, node


def _use(name: str, place: Place) -> Iterator[_Use]:
    words = tuple(_WORD.findall(name))
    if words and not re.search(r"\d", name):
        yield _Use(words=words, place=place)


class _Texts:
    """The documents' words, looked up when a spelling is in doubt."""

    def __init__(self, report: Report) -> None:
        named = [record.id for record in report.records.of("documents")]
        self.whole = bool(named) and all(id_ in report.documents for id_ in named)
        self._texts = [document.text for document in report.documents.values()]

    def have(self, word: str, name: Iterable[str] = ()) -> bool:
        """Whether some document has the word, and beside it another word of the name when one is given."""
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        others = {other.casefold() for other in name if other != word and not is_initial(other)}
        for text in self._texts:
            for hit in pattern.finditer(text):
                around = text[max(hit.start() - 40, 0) : hit.end() + 40].casefold()
                if not others or others & set(_WORD.findall(around)):
                    return True
        return False


def _differ(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the only words in which two names differ, `None` when they are equal or differ in more."""
    if len(one) != len(two):
        return None
    pairs = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    return pairs[0] if len(pairs) == 1 else None


def _variants(report: Report) -> frozenset[tuple[str, ...]]:
    """Return the names that a register has as another form of one of its names: nobody's slips."""
    records = (
        record for kind in REGISTERS for record in report.records.of(kind) if record.text("variants") is not None
    )
    return frozenset(tuple(_WORD.findall(form)) for record in records for form in forms_of(record.fields)[1:])


def _among(uses: tuple[_Use, ...], texts: _Texts, variants: frozenset[tuple[str, ...]]) -> Iterator[Diagnostic]:
    """Compare the known names of two or more words with one another."""
    places: dict[tuple[str, ...], list[_Use]] = {}
    for use in uses:
        if len(use.words) > 1 and use.words not in variants:
            places.setdefault(use.words, []).append(use)
    # Two names that differ in one word agree in all others: each is filed under what remains without it.
    blocks: dict[tuple[int, int, tuple[str, ...]], list[tuple[str, ...]]] = {}
    for words in places:
        for index in range(len(words)):
            rest = words[:index] + words[index + 1 :]
            if not all(map(is_initial, rest)):
                blocks.setdefault((len(words), index, rest), []).append(words)
    told: set[tuple[str, ...]] = set()
    for (_, index, _), names in blocks.items():
        if not 1 < len(names) < 50:
            continue
        for position, one in enumerate(names):
            for two in names[position + 1 :]:
                if alike(one[index], two[index]) and one not in told and two not in told:
                    wrong, right = _judge(one, two, places, texts)
                    if wrong is not None and right is not None:
                        told.add(wrong)
                        yield _twice(" ".join(wrong), " ".join(right), places[wrong][0].place, places[right][0].place)


def _judge(
    one: tuple[str, ...], two: tuple[str, ...], places: Mapping[tuple[str, ...], list[_Use]], texts: _Texts
) -> tuple[tuple[str, ...], tuple[str, ...]] | tuple[None, None]:
    """Return the wrong spelling and the right one; nothing when both may be right."""
    pair = _differ(one, two)
    if pair is None:
        return None, None
    printed_one, printed_two = (texts.have(word, name) for word, name in zip(pair, (one, two), strict=True))
    if printed_one and printed_two:
        return None, None
    if printed_one != printed_two:
        # Some documents may not be at hand, and the other spelling may stand in one of those.
        return ((two, one) if printed_one else (one, two)) if texts.whole else (None, None)
    counts = (len(places[one]), len(places[two]))
    if not sounds(pair[0]) & sounds(pair[1]) or min(counts) != 1 or max(counts) < 2:
        return None, None
    return (one, two) if counts[0] == 1 else (two, one)


def _in_prose(report: Report, uses: tuple[_Use, ...], texts: _Texts) -> Iterator[Diagnostic]:
    """Find words of the sections that are slips of a family's name, or of a name of one word."""
    known = {word for use in uses for word in use.words}
    families: dict[str, _Use] = {}
    for use in uses:
        for word in (use.words[-1], *(use.words if len(use.words) > 2 else ())):
            if len(word) >= LEAST - 1 and word[0].isupper() and not word.isupper():
                families.setdefault(word, use)
    near: dict[str, list[str]] = {}
    for word in families:
        for form in deletions(word) | sounds(word):
            near.setdefault(form, []).append(word)
    seen: set[str] = set()
    for run in printed(report.composition):
        if run.data or not run.file.startswith("sections/"):
            continue
        for hit in _CAPITAL.finditer(run.text):
            word = re.sub(r"[’']s$", "", hit.group())
            if word in seen or word in known or len(word) < LEAST - 1 or word.isupper():
                continue
            seen.add(word)
            other = next((w for f in deletions(word) | sounds(word) for w in near.get(f, ()) if alike(word, w)), None)
            if other is None or _is_word(word) or not _slip(word, other, texts):
                continue
            place = run.place(hit.start())
            if place is not None:
                yield _twice(word, other, place, families[other].place)


def _is_word(word: str) -> bool:
    from reportgen.language.names import DEMONYMS, given_names, is_common

    return is_common(word.casefold()) or word in DEMONYMS or word in given_names()


def _slip(word: str, other: str, texts: _Texts) -> bool:
    """Whether a word of the text is a known name misspelled: no document prints it, and one prints the other."""
    if texts.have(word):
        return False
    if texts.whole and texts.have(other):
        return True
    return bool(sounds(word) & sounds(other))


def _twice(wrong: str, right: str, place: Place, first: Place) -> Diagnostic:
    related = (Related(message=f"here it is '{right}'", place=first),)
    hint = f"did you mean '{right}'?"
    return diagnose(
        "CHK816", f"'{wrong}' is spelled '{right}' elsewhere", place, related=related, hint=hint, length=len(wrong)
    )


RULES: tuple[Rule, ...] = (names_are_spelled_one_way,)
