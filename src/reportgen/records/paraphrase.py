"""Hold what a claim says in our own words against its passages: the numbers, dates and names in it.

A paraphrase may count, add up, round and convert. What is reported is only what none of this explains: a
number with its unit, or a large one, that the passages do not have, and a name that is nearly one of theirs.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from reportgen.codes import diagnose
from reportgen.dates import is_date, print_date
from reportgen.diagnostics import Diagnostic, Place, Severity
from reportgen.language.numbers import Form, Number, scan_numbers
from reportgen.language.numerals import digits_value
from reportgen.language.view import plain_view
from reportgen.records.counts import counted_otherwise
from reportgen.records.locking import fields_of
from reportgen.records.matching import contains, missing_date_parts
from reportgen.records.record import Claim
from reportgen.records.schema import Field, Holds
from reportgen.records.sources import TOKEN, Sources
from reportgen.values import Value

# The fields that say what a passage says. Notes, reasons and questions speak of more than that.
_FIELDS = (
    "gist", "text", "says", "event", "label", "milestone", "status", "obstacle", "measure", "base", "project", "period",
    "status_date", "checked", "meaning", "used_for", "comment", "independence",
)  # fmt: skip
# What dates a claim besides its passages.
_OWN_DATES = (
    "note", "base", "date", "date_end", "planned", "planned_end", "stated", "status_date", "basis_note", "stated_basis",
    "period",
)  # fmt: skip
# What is counted up to here a paraphrase may have counted itself, if it names no unit.
_COUNTED = 20
_MOST_PAIRED = 12
_COMPARABLE = 3
_MEASURED = re.compile(r"[ -]?(?:%|per ?cent\b|percent)", re.IGNORECASE)
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₽]|\b(?:USD|EUR|GBP|CNY|RUB|JPY|CHF))\s?$")
_OTHER_UNIT = re.compile(r"[ -]?(?:km|kilomet|mile|m\b|met(?:re|er)|ft\b|feet|foot|inch|cm\b|mm\b|kg\b|kilogram|lb|"
                         r"pound|ton|°|degree|hectare|acre|lit|gallon|barrel|gwh|mwh|kwh|twh|joule|btu|square|cubic|bcm|"
                         r"year|month|week|day|hour|minute|second|decade|centur)", re.IGNORECASE)  # fmt: skip
# Numbers that name something: "note 14", "Article 5", "the 1990s".
_NAMING = re.compile(
    r"(?:(?P<noun>\b(?i:notes?|pages?|pp?\.|paragraphs?|articles?|sections?|chapters?|tables?|figures?|nos?\.|numbers?|"
    r"phases?|stages?|units?|versions?|items?|points?|annex|parts?|steps?))(?: \d+,?)*(?: and)?|[A-Z][\w’'-]*)[ -]$"
)
_YEARS = range(1000, 2200)
_SHORTEST_NAME = 5


def check_paraphrase(claim: Claim, sources: Sources) -> Iterator[tuple[str, Diagnostic]]:
    """Check a claim whose passages are all at hand.

    Each finding comes with the field it is about.
    """
    fields = fields_of(claim)
    for key in _FIELDS:
        value = claim.fields.text(key)
        if value is None or fields.get(key, Field(holds=Holds.ID)).holds is not Holds.TEXT:
            continue
        if any(contains(sources.passages.text(locator) or "", value) for locator in (*claim.evidence, *claim.via)):
            continue  # these are the passage's own words
        if key == "status_date" and is_date(value.strip()):
            yield from _undated(value.stripped(), key, claim, sources)
            continue
        dates = list(_misdated(value, key, claim, sources))
        yield from ((key, found) for _, _, found in dates)
        for number in _doubtful(value, key, claim, sources):
            if any(start <= number.start < end for start, end, _ in dates):
                continue
            shown = value[number.start : number.end]
            message = f"'{shown}' stands in none of the passages of {claim.id}"
            hint = _has(claim, sources)
            yield key, diagnose("REC227", message, _at(value, number.start), hint=hint, length=len(shown))
        yield from ((key, found) for found in _miscounted(value, claim, sources))
        for start, name, near in _misspelt(value, claim, sources):
            message = f"'{name}' stands nowhere in the documents"
            hint = f"the document has '{near}'"
            yield key, diagnose("REC228", message, _at(value, start), hint=hint, length=len(name))


def _misdated(value: Value, key: str, claim: Claim, sources: Sources) -> Iterator[tuple[int, int, Diagnostic]]:
    """Give the dates in a text, as offsets, of which a part stands in nothing that the claim has of its sources.

    That is its passages, what dates their documents, and its own dates and note. What was looked for (`checked`) may
    be dated otherwise.
    """
    if key == "checked" or not any(c.isdigit() for c in value):
        return
    from reportgen.language.dates import Precision, find_dates

    locators = (*claim.evidence, *claim.via)
    texts = [sources.passages.text(locator) or "" for locator in locators]
    texts += [sources.dating(document) for document in dict.fromkeys(locator.document for locator in locators)]
    texts += [own for name in _OWN_DATES if name != key and (own := claim.fields.text(name)) is not None]
    known = " \n ".join(texts)
    for mention in find_dates(plain_view(value)):
        if not mention.date or mention.precision not in {Precision.DAY, Precision.MONTH, Precision.YEAR}:
            continue
        date = mention.date if mention.precision is not Precision.YEAR else mention.date[:4]
        missing = missing_date_parts(known, date)
        if not missing and _in_another_year(known, date):
            missing = (print_date(date[:7]),)
        if missing:
            shown = value[mention.start : mention.end]
            message = f"the date '{shown}' stands in none of the passages of {claim.id}"
            hint = f"not found: {', '.join(missing)}"
            place = _at(value, mention.start)
            yield mention.start, mention.end, diagnose("REC227", message, place, hint=hint, length=len(shown))


def _miscounted(value: Value, claim: Claim, sources: Sources) -> Iterator[Diagnostic]:
    """Report counts of what the passages count otherwise."""
    locators = (*claim.evidence, *claim.via)
    view = plain_view(value)
    for count, theirs in counted_otherwise(view, (plain_view(sources.passages.text(each) or "") for each in locators)):
        if any(count.value in sources.numbers(locator) for locator in locators):
            continue
        shown = value[count.start : count.end]
        message = f"'{shown}' stands in none of the passages of {claim.id}"
        place = _at(value, count.start)
        yield diagnose("REC227", message, place, hint=f"the passage has '{theirs}'", length=len(shown))


def _undated(value: Value, key: str, claim: Claim, sources: Sources) -> Iterator[tuple[str, Diagnostic]]:
    """Report a date without a basis of its own that neither passages, dates of their documents nor the note have."""
    locators = (*claim.evidence, *claim.via)
    passages = " \n ".join(sources.passages.text(locator) or "" for locator in locators)
    note = str(claim.fields.text("note") or "")
    dating = [sources.dating(document) for document in dict.fromkeys(locator.document for locator in locators)]
    missing = missing_date_parts(" \n ".join([passages, note, *dating]), value)
    if not missing and _in_another_year(passages, value) and missing_date_parts(note, value):
        missing = (print_date(value[:7]),)
    if missing:
        message = f"the date {value} stands in none of the passages of {claim.id}"
        hint = f"not found: {', '.join(missing)}; if it is from elsewhere, say so in 'note', with the date"
        yield key, diagnose("REC214", message, value.place, hint=hint, length=len(value), severity=Severity.WARNING)


def _in_another_year(passages: str, date: str) -> bool:
    """Whether the passages have the month of a date, and always with a year that is not that of the date."""
    view = plain_view(passages)
    from reportgen.language.dates import Precision, find_dates

    named = [mention for mention in find_dates(view) if mention.precision in {Precision.DAY, Precision.MONTH}]
    months = {mention.date[:7] for mention in named if mention.date}
    bare = " \n ".join(view[mention.start : mention.end] for mention in named if not mention.date)
    if len(date) < len("2021-06") or date[:7] in months or not any(month[5:] == date[5:7] for month in months):
        return False
    return print_date(date[:7]).split()[0] in missing_date_parts(bare, date[:7])


def _at(value: Value, offset: int) -> Place:
    """Return the place of a character of a text; of one that was folded from several lines, its start."""
    return Value(value[offset:], value._place_at(offset)).place


def _has(claim: Claim, sources: Sources) -> str | None:
    found = sorted({n for locator in (*claim.evidence, *claim.via) for n in sources.numbers(locator)})
    shown = ", ".join(f"{n.normalize():f}" for n in found[:10])
    return f"the passages have: {shown}" if shown else "the passages have no numbers"


# --- numbers -----------------------------------------------------------------------------------


def _doubtful(value: Value, key: str, claim: Claim, sources: Sources) -> Iterator[Number]:
    view = plain_view(value)
    dates = _dates(view) if any(c.isdigit() for c in view) else []
    known: set[Decimal] | None = None
    for number in scan_numbers(view, 0, len(view)):
        if not _to_check(view, number, dates):
            continue
        if known is None:
            known = {n for locator in (*claim.evidence, *claim.via) for n in sources.numbers(locator)}
            known |= set(_own_numbers(claim, key))
        readings = {number.value}
        for comma in (True, False):
            other = digits_value(view[number.start : number.end], comma=comma, dots=comma)
            readings |= {other} if other is not None else set()
        if any(_explained(reading, known) for reading in readings):
            continue
        if number.value in _YEARS and number.scale == 1 and not _measured(view, number):
            documents = {locator.document for locator in (*claim.evidence, *claim.via)}
            if any(number.value in sources.years(document) for document in documents):
                continue
        yield number


def _dates(view: str) -> list[tuple[int, int]]:
    from reportgen.language.dates import find_dates

    return [(date.start, date.end) for date in find_dates(view)]


def _to_check(view: str, number: Number, dates: list[tuple[int, int]]) -> bool:
    """Whether a number is one that a paraphrase takes from its passage, rather than a count or a name."""
    if number.attached or number.form in {Form.PLURAL, Form.FRACTION, Form.MULTIPLE, Form.ORDINAL}:
        return False
    before, after = view[max(number.start - 24, 0) : number.start], view[number.end : number.end + 14]
    if after[:1].isalpha() or _OTHER_UNIT.match(after):
        return False  # "the 1990s"; units that may have been converted, times that may have been counted
    if _measured(view, number):
        return True
    if any(start <= number.start < end for start, end in dates):
        return number.value in _YEARS
    if (named := _NAMING.search(before)) and (named["noun"] or number.value <= 100):
        return False
    return number.value > _COUNTED or number.value != number.value.to_integral_value()


def _measured(view: str, number: Number) -> bool:
    """Whether a number is a percentage, a sum of money, or has a word such as million."""
    before = view[max(number.start - 5, 0) : number.start]
    return number.scale > 1 or bool(_MEASURED.match(view, number.end) or _MONEY_BEFORE.search(before))


def _own_numbers(claim: Claim, but: str) -> Iterator[Decimal]:
    """Give the numbers of the claim's own quotation, value and dates, which are checked by themselves."""
    for key, field in fields_of(claim).items():
        value = claim.fields.text(key)
        if (
            key != but
            and value
            and (field.holds in {Holds.NUMBER, Holds.DATE, Holds.QUOTED} or key in {"period", "status_date"})
        ):
            yield from (Decimal(digits) for digits in re.findall(r"\d+(?:\.\d+)?", value, re.ASCII))


def _explained(value: Decimal, known: set[Decimal]) -> bool:
    """Whether a number is one of those known, a rounded one, or worked out from one or two of them."""
    if value in known or 100 - value in known or any(_rounded(value, other) for other in known):
        return True
    numbers = [n for n in known if n and n not in _YEARS] + sorted(n for n in known if n in _YEARS)[:4]
    if len(numbers) > _MOST_PAIRED:
        return False
    for a, b in combinations(numbers, 2):
        low, high = sorted((a, b), key=abs)
        if value in {a + b, high - low}:
            return True
        # A share, a growth, a multiple: of two numbers that may count the same thing.
        if abs(low) >= 1 and high / low <= _COMPARABLE:
            results = (100 * low / high, 100 * (high - low) / low, high / low)
            if any(result == value or _rounded(value, result) for result in results):
                return True
    return False


def _rounded(value: Decimal, exact: Decimal) -> bool:
    """Whether `value` is `exact` with fewer figures."""
    figures = len(value.normalize().as_tuple().digits)
    if figures >= len(exact.normalize().as_tuple().digits) or not exact:
        return False
    step = Decimal(1).scaleb(value.normalize().adjusted() - figures + 1)
    return abs(value - exact) <= step / 2 and abs(exact) * 2 > abs(value)


# --- names -------------------------------------------------------------------------------------


def _misspelt(value: Value, claim: Claim, sources: Sources) -> Iterator[tuple[int, str, str]]:
    """Give names that stand nowhere, but nearly so in a document that the claim leans on."""
    for found in TOKEN.finditer(value):
        name = found.group()
        before = value[: found.start()].rstrip()
        if not name[0].isupper() or len(name) < _SHORTEST_NAME or not before or before[-1] in ".!?:;“\"'‘(":
            continue
        folded = name.casefold().removesuffix("'s").removesuffix("’s")
        documents = dict.fromkeys(locator.document for locator in (*claim.evidence, *claim.via))
        if any(folded in sources.names(document) for document in sources.passages.documents):
            continue
        if sources.is_written_again(folded):
            continue
        for document in documents:
            names = sources.names(document)
            likely = [other for other in names if abs(len(other) - len(folded)) < 3 and other[:2] == folded[:2]]
            for near in difflib.get_close_matches(folded, likely, 1, 0.75):
                if names[near][0].isupper() and _slip(folded, near):
                    yield found.start(), name, names[near]
                    break
            else:
                continue
            break


def _slip(one: str, other: str) -> bool:
    """Whether two words differ by letters inside, and not as two spellings or two forms of one word do."""
    if _spelling(one) == _spelling(other):
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    end = next((i for i, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=False)) if a != b), 0)
    return start >= 2 and end >= 1 and start + end >= min(len(one), len(other)) - 2


def _spelling(word: str) -> str:
    """Fold what British, American and transliterating writers spell differently."""
    for old, new in (("z", "s"), ("c", "s"), ("ou", "o"), ("ae", "e"), ("oe", "e"), ("ph", "f"), ("y", "i"), ("j", "i"),
                     ("kh", "h"), ("gh", "g"), ("w", "v"), ("’", ""), ("'", ""), ("-", "")):  # fmt: skip
        word = word.replace(old, new)
    return re.sub(r"(.)\1", r"\1", word)
