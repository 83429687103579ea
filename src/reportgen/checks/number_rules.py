"""Naked numbers: a numeral typed into a template has no source, and nothing notices when its record changes.

Silent about digits that belong to a name (CR929, COVID-19, Article 5, Boeing 747, ISO 9001), about labels of list
items, and about small numbers in words ("two presidents", "a third of exports").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from reportgen.checks.number_names import NAMING, NOT_NAMES, PREFIXES, SAYINGS, WORD_UNITS
from reportgen.checks.prose import Paragraph
from reportgen.checks.quotation_rules import quotations_in
from reportgen.checks.report import Report
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic
from reportgen.language.sentences import split_sentences
from reportgen.records import Record

if TYPE_CHECKING:
    from reportgen.extract.unit_forms import Unit

_HINT = "print it from its record with fact(...), when(...) or count(...), or mark it as literal(...)"
_DIGITS = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,:/’']\d+)*")
_RANGE = re.compile(r"\s?[–—-]\s?$|\s(?:to|or|bis|до|à)\s$")
_TOKEN_BEFORE = re.compile(r"[^\s(\[“‘\"„«—–/,;]*$")
_TOKEN_AFTER = re.compile(r"[^\s)\]”’\"“»—–,;:!?]*")
_WORD_BEFORE = re.compile(r"([^\s(),;:–—“”„«»\"]+|\([A-Za-z]{1,12}\))[ (\[]*$")
_SENTENCE_END = re.compile(r"[.!?…:]['\"”’)\]]*\s+$")
_LABEL = re.compile(r"\s*[(\[]?\d{1,3}[.)\]](?=\s)|\s*\d{1,3}$")
_SMALL_BRACKET = re.compile(r"\(\d{1,2}\)")
_SIGNS = ("#", "№", "§", "¶", "_", "@")
_LAW_BOOK = re.compile(r" (?:U\.?S\.?C\.|C\.?F\.?R\.|U\.S\. \d|Stat\.|F\.[23]d|S\. ?Ct\.|BGBl|ABl)")
_COMPOUND = re.compile(r"-[a-zа-яё]{2,}")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_DECADE = re.compile(r"['’]?s\b")
_SPELLED = re.compile(
    r"\b(?:hundred|thousand|[mb]illion|trillion|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozen|"
    r"per[ -]?cent|percentage|тысяч|миллион|миллиард|процент|hundert|tausend|million|milliard|prozent|pour cent)",
    re.IGNORECASE,
)
_UNIT_WORDS = re.compile(
    r"\b(?:(?:kilo|centi|milli)?(?:met(?:re|er)s?|grams?|grammes?)|miles?|hectares?|acres?|tonnes?|tons|barrels?|"
    r"(?:kilo|mega|giga|tera)?watts?|dollars?|euros?|yuan|pounds|rou?bles?|yen|francs?|lit(?:re|er)s?)\b",
    re.IGNORECASE,
)
_LARGEST_IN_WORDS = 20  # what house styles spell out as a matter of course
_LISTED = re.compile(r"\d[\d.]*(?:\s?[–-]\s?| and | to | or |, )$")
_LONGEST_LIST = 12
_LABEL_INDENT = 8
_WINDOW = 60  # characters before a number in which the word before it is looked for


class _Phrase(NamedTuple):
    """A numeral with its currency and unit, as offsets in the paragraph."""

    start: int
    end: int
    value: Decimal | None
    unit: str = ""


def naked_numbers(report: Report, prose: tuple[Paragraph, ...]) -> Iterator[Diagnostic]:
    """Every number in the text is printed from a record, computed, or marked as a literal."""
    language = str(report.config.report.get("language", "en"))
    for paragraph in prose:
        if paragraph.quoted:
            continue
        text = paragraph.text
        found = list(_digits(paragraph)) if any(c.isdigit() for c in text) else []
        if _SPELLED.search(text) or _UNIT_WORDS.search(text):
            found.extend(_words(paragraph, language))
        quoted = [(q.start, q.end) for q in quotations_in(text)] if found else []
        for phrase in _merged(paragraph, found):
            if _holding(quoted, phrase) is not None:
                continue  # the words of a source are held against it as a whole
            place, length = paragraph.span(phrase.start, phrase.end)
            shown = text[phrase.start : phrase.end]
            message, hint = _said(report, paragraph, shown, phrase)
            yield diagnose("CHK801", message, place, length=length, hint=hint)


def _digits(paragraph: Paragraph) -> Iterator[_Phrase]:
    """Give the numerals in digits that are no part of a name."""
    text = paragraph.text
    done = 0
    for found in _DIGITS.finditer(text):
        start, end = found.span()
        if start < done or not paragraph.typed(start, end):
            continue
        phrase = _read(text, start, end)
        if phrase is not None:
            done = phrase.end
            yield phrase


def _read(text: str, start: int, end: int) -> _Phrase | None:
    """Read a numeral with what belongs to it; `None` when it is part of a name."""
    from reportgen.extract.currencies import currency_before

    numeral = text[start:end]
    if _ORDINAL.match(text, end) and not _is_day(text, start, end):
        return None
    money = currency_before(text, start, 0)
    after, unit = _measure(text, end)
    value = _value(numeral)
    if money is not None or unit is not None:
        name = money[1].name if money else unit.name if unit else ""
        if unit is None or unit.name != "times" or text[end : end + 1] not in {"x", "-"}:
            first = money[0] if money else start
            if money or not _is_attached(text, start):
                return _Phrase(first, after, _scaled(value, text[end:after]), name)
    elif after > end and not _is_attached(text, start):  # a scale word without a unit: "5 million"
        return _Phrase(start, after, _scaled(value, text[end:after]))
    if _in_name(text, start, end):
        return None
    begun = _TOKEN_BEFORE.search(text, max(start - _WINDOW, 0), start)
    first = begun.start() if begun and begun.group()[:-1].lower() in PREFIXES else start
    tail = _DECADE.match(text, end) or _COMPOUND.match(text, end)
    return _Phrase(first, tail.end() if tail else end, value)


def _measure(text: str, end: int) -> tuple[int, Unit | None]:
    """Return where the scale words and the unit after a numeral end, and the unit."""
    from reportgen.extract.units import unit_after

    scale = _SCALE.match(text, end)
    after = scale.end() if scale else end
    unit = unit_after(text, after, len(text))
    if unit is None or unit[1].name in {"bit", "bytes", "nit"}:
        return after, None
    return unit[0], unit[1]


_SCALE = re.compile(r"(?:[ -]?(?:hundred|thousand|[mb]illion|trillion|bn|mn|tn|тыс\.?|млн|млрд|трлн)(?![^\W_])){1,2}")
_POWERS = {
    "hundred": 2, "thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12, "тыс": 3,
    "млн": 6, "млрд": 9, "трлн": 12,
}  # fmt: skip


def _scaled(value: Decimal | None, words: str) -> Decimal | None:
    for word in re.findall(r"[^\W\d_]+", words):
        if value is not None and word.lower() in _POWERS:
            value *= Decimal(10) ** _POWERS[word.lower()]
    return value


def _value(numeral: str) -> Decimal | None:
    plain = re.sub(r"[ ’'](?=\d{3}(?!\d))|,(?=\d{3}(?!\d))", "", numeral)
    return Decimal(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else None


def _is_attached(text: str, start: int) -> bool:
    """Whether letters stand before the digits in the same word: `CR929`, `COVID-19`, but not `mid-2020`."""
    found = _TOKEN_BEFORE.search(text, max(start - _WINDOW, 0), start)
    before = found.group() if found else ""
    if not before or not any(c.isalpha() for c in before) or before[:-1].lower() in PREFIXES:
        return False
    return not (before.endswith(("$", "€", "£", "¥", ".")) and not before[-2:-1].isalnum())


def _in_name(text: str, start: int, end: int) -> bool:
    """Whether the digits belong to a name, a label or a saying."""
    found = _TOKEN_AFTER.match(text, end, end + _WINDOW)
    after = found.group().rstrip(".'’") if found else ""
    if _is_attached(text, start) or text[max(start - 2, 0) : start].rstrip(" ")[-1:] in _SIGNS:
        return True
    tail = _ORDINAL.match(text, end) or _DECADE.match(text, end) or _COMPOUND.match(text, end)
    if any(c.isalpha() for c in after) and tail is None:
        return True
    if (
        _LAW_BOOK.match(text, end)
        or text[start:end] in SAYINGS
        or _SMALL_BRACKET.fullmatch(text, max(start - 1, 0), end + 1)
    ):
        return True
    if start < _LABEL_INDENT and not text[:start].strip(" ([") and _LABEL.match(text):
        return True
    return _named_before(text, start)


def _is_day(text: str, start: int, end: int) -> bool:
    """Whether an ordinal is the day of a date."""
    from reportgen.language.date_values import Precision
    from reportgen.language.dates import find_dates

    low, high = max(start - 24, 0), min(end + 24, len(text))
    mentions = find_dates(text, low, high)
    return any(m.start <= start and end <= m.end and m.precision is Precision.DAY for m in mentions)


def _named_before(text: str, start: int) -> bool:
    """Whether the word before a bare number makes a name of it: `Article 5`, `phase 3`, `Horizon 2020`, `ISO 9001`."""
    for _ in range(_LONGEST_LIST):  # "Articles 5, 6 and 7"
        joined = _LISTED.search(text[max(start - 12, 0) : start])
        if joined is None:
            break
        start -= len(joined.group())
    found = _WORD_BEFORE.search(text[max(start - _WINDOW, 0) : start])
    if found is None:
        return False
    word = found.group(1).strip("()[]“”‘’'\"")
    plain = word.rstrip(".").lower()
    if plain in NAMING:
        return True
    at = max(start - _WINDOW, 0) + found.start(1)
    if not any(c.isupper() for c in word) or plain in NOT_NAMES or word.endswith((".", "!", "?", ":")):
        return False
    if word.isupper() and len(word) > 1:
        return True
    first = not text[max(at - 8, 0) : at].strip() or _SENTENCE_END.search(text[max(at - 8, 0) : at]) is not None
    return not (first and plain.endswith(("ly", "ing")))


def _words(paragraph: Paragraph, language: str) -> Iterator[_Phrase]:
    """Give numbers in words that count more than a house style spells out, or measure something."""
    from reportgen.extract.units import unit_after
    from reportgen.language.numbers import Form, scan_numbers

    text = paragraph.text
    for number in scan_numbers(text, 0, len(text), language):
        if number.form is not Form.WORDS or text[number.start].isdigit() or number.attached:
            continue
        unit = unit_after(text, number.end, len(text))
        measured = unit is not None and (unit[1].name in WORD_UNITS or (unit[1].money and unit[1].factor == 1))
        words = text[number.start : number.end]
        if not measured:
            if number.value <= _LARGEST_IN_WORDS or words.lower().startswith(
                ("a ", "an ", "hundred", "thousand", "dozen")
            ):
                continue
            if _is_proper(text, number.start, number.end):
                continue
        end = unit[0] if measured and unit else number.end
        if paragraph.typed(number.start, end):
            yield _Phrase(number.start, end, number.value, unit[1].name if measured and unit else "")


def _is_proper(text: str, start: int, end: int) -> bool:
    """Whether number words are part of a name: `the Thirty Years War`, `Seventy-Two Ltd`."""
    if (
        text[start].isupper()
        and text[max(start - 8, 0) : start].strip()
        and not _SENTENCE_END.search(text[max(start - 8, 0) : start])
    ):
        return True
    return (text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()) or text[end : end + 1] == "-"


def _merged(paragraph: Paragraph, found: list[_Phrase]) -> list[_Phrase]:
    """Join the parts of a date and the ends of a range."""
    if not found:
        return []
    from reportgen.language.dates import find_dates

    text = paragraph.text
    spans = [(m.start, m.end) for m in find_dates(text) if any(c.isdigit() for c in text[m.start : m.end])]
    phrases: list[_Phrase] = []
    for phrase in sorted(found):
        date = _holding(spans, phrase)
        if date is not None and paragraph.typed(*date):
            phrase = _Phrase(min(date[0], phrase.start), date[1], None)  # noqa: PLW2901 (the date it is a part of)
        last = phrases[-1] if phrases else None
        if last and (phrase.start < last.end or _RANGE.fullmatch(text, last.end, phrase.start)):
            value = last.value if phrase.start < last.end else None
            phrases[-1] = _Phrase(last.start, max(last.end, phrase.end), value, last.unit or phrase.unit)
        else:
            phrases.append(phrase)
    return phrases


def _holding(spans: list[tuple[int, int]], phrase: _Phrase) -> tuple[int, int] | None:
    """Return the one of some spans, which are in order, that holds a phrase."""
    index = bisect_right(spans, (phrase.start, phrase.end)) - 1
    near = spans[max(index, 0) : index + 2]
    return next(((a, b) for a, b in near if a <= phrase.start and phrase.end <= b), None)


def _said(report: Report, paragraph: Paragraph, shown: str, phrase: _Phrase) -> tuple[str, str]:
    """Return what is wrong with a typed number, and a hint at the call that prints it from the record that has it."""
    calls = dict(_facts(report, phrase)) if phrase.value is not None else {}
    calls |= dict(_dates(report, shown))
    if not calls:
        return f"the number '{shown}' belongs to no record", _HINT
    ids = [record.id for record in calls.values()]
    more = f" and {len(ids) - 1} more" if len(ids) > 1 else ""
    message = f"the number '{shown}' is typed, though it is that of '{ids[0]}'{more}"
    cited = _cited(report, paragraph, phrase.start)
    there = {locator.document for record in calls.values() for locator in record.evidence}
    if cited and there and not cited & there:
        message += f", and stands in {', '.join(sorted(there))}, not in {', '.join(sorted(cited))}"
    hint = f"print it with {next(iter(calls))}, or mark it as literal(...)" if len(calls) == 1 else _HINT
    return message, hint


def _cited(report: Report, paragraph: Paragraph, offset: int) -> set[str]:
    """Return the documents that the sentence cites in which an offset lies."""
    documents = {record.id for record in report.records.of("documents")}
    for start, end in split_sentences(paragraph.text):
        if start <= offset < end:
            return {cite.key for cite in paragraph.cited if start < cite.offset <= end} & documents
    return set()


def _facts(report: Report, phrase: _Phrase) -> Iterator[tuple[str, Record]]:
    from reportgen.records.matching import wanted_quantity

    for record in report.records.of("indicators"):
        value, unit = record.text("value"), str(record.text("unit") or "")
        try:
            wanted = wanted_quantity(str(value), unit)
        except ArithmeticError:
            continue
        if wanted.value == phrase.value and wanted.unit == phrase.unit:
            yield f'fact("{record.id}")', record


def _dates(report: Report, shown: str) -> Iterator[tuple[str, Record]]:
    from reportgen.language.dates import find_dates

    iso: Mapping[str, None] = dict.fromkeys(
        m.date for m in find_dates(shown) if m.date and m.end - m.start == len(shown)
    )
    for kind in ("events", "statements"):
        for record in report.records.of(kind) if iso else ():
            if str(record.text("date")) in iso:
                yield f'when("{record.id}")', record
