"""A rule on the numbers that people type into captions and descriptions: the records shown must have them.

Captions are exact or not asked about: a number counts as known when a record that the exhibit shows has it,
or when it counts, adds up or compares what is shown. What names a standard, a rate or a price base is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportgen.checks.report import Report
from reportgen.checks.shown import DATE, MONTH, WORD, WORDS, Shown, shown_by, singular
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic
from reportgen.exhibits import Exhibit
from reportgen.figures import own_words
from reportgen.values import Value

_YEAR = re.compile(
    r"(?<![\w.,:/§$€£-])(?P<year>1[5-9]\d\d|20\d\d)(?![\w%°/:]|[.,]\d|[  ]?(?:%|per\b|percent|million|bn))"
)
_NUMBER = re.compile(r"(?<![\w.,:/§-])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\w°/:]|[.,]\d|-\w)")
_COUNT = re.compile(rf"(?<![\w-])(?P<word>{'|'.join(WORDS)})\s(?P<noun>[a-z]+)(?!\w)", re.IGNORECASE)
# A sentence that speaks of how numbers are made, not of what the records say.
_METHOD = re.compile(
    r"(?i)\b(?:prices?|index|indices|base year|editions?|exchange rates?|constant|classifications?|methodolog\w+|"
    r"definitions?|census|rounded|rounding|standards?|scales?|axis|axes|per|confidence (?:intervals?|limits?)|"
    r"significan\w+|version|accessed|retrieved|decimals?|digits?|standardi[sz]ed|seasonally|licen[cs]e)\b|[=<>≥≤±×]"
)
# A name in front of a number makes it part of the name, at the start of a sentence as well.
_NAMED = re.compile(r"(?:(?<![.!?:;]\s)(?<!^)\b[A-Z][\w’'.]*|\b[A-Z]{2,}|\b(?:No|Nos|nr|no)\.?|§)[  -]?$")
_LABELLED = re.compile(
    r"(?i)\b(?:article|section|chapter|part|annex|appendix|table|figure|directive|regulation|resolution|act|law|phase|"
    r"type|level|grade|class|version|note|step|stage|unit|units|block|model|scope|tier|option|scenario|goal|target|"
    r"layer|category|page|paragraph|question|item|column|row|first|last|top|about|nearly|over|under|than|almost)s?"
    r"(?:\s(?:\d+|and|to|or|,))*\s$"
)


def a_caption_has_the_numbers_shown(report: Report, exhibit: Exhibit) -> Iterator[Diagnostic]:
    """Each number and date of a caption or a description stands in the records shown, or counts them.

    So do those of the words that stand in a figure. Notes are asked for dates only, source lines for documents
    only: both may speak of other things. Not asked of an exhibit that the report does not show.
    """
    composition = report.composition
    shown_in = composition.tables if report.tables.get(exhibit.id) is exhibit else composition.figures
    if not report.whole or exhibit.id not in shown_in or not any(map(_has_number, _texts(exhibit))):
        return
    shown = shown_by(report, exhibit)
    if shown is None:
        return
    captions = Counter(str(each.text("caption")) for each in (*report.tables.values(), *report.figures.values()))
    for key in ("caption", "short", "description"):
        for text in exhibit.texts(key):
            if key == "caption" and captions[str(text)] > 1:  # copied: it is another's, as is said there
                continue
            yield from _check(text, shown, report, counts=True)
    for text in own_words(exhibit):
        yield from _check(text, shown, report, counts=True)
    for text in exhibit.texts("notes"):
        yield from _check(text, shown, report, counts=False)
    for key in ("source", "unverified"):
        for text in exhibit.texts(key):
            yield from _documents(text, report)


def _texts(exhibit: Exhibit) -> Iterator[Value]:
    for key in ("caption", "short", "description", "notes", "source", "unverified"):
        yield from exhibit.texts(key)
    yield from own_words(exhibit)


def _has_number(text: Value) -> bool:
    return bool(_COUNT.search(text)) or any(c.isdigit() for c in text)


def _is_share(value: float, following: str, rows: int) -> bool:
    """Whether a percentage is the share of some of the rows."""
    if not re.match(r"\s?(?:%|per\s?cent)", following):
        return False
    return any(round(100 * part / rows) == value for part in range(1, rows))


def _check(text: Value, shown: Shown, report: Report, *, counts: bool) -> Iterator[Diagnostic]:
    yield from _documents(text, report)
    start = 0
    for sentence in re.split(r"(?<=[.!?])\s", text):
        offset = text.find(sentence, start)
        start = offset + len(sentence)
        if not _METHOD.search(sentence):
            yield from _sentence(text, offset, sentence, shown, counts=counts)


def _sentence(text: Value, offset: int, sentence: str, shown: Shown, *, counts: bool) -> Iterator[Diagnostic]:
    rest = sentence
    for hit in DATE.finditer(sentence):
        rest = rest[: hit.start()] + " " * len(hit.group()) + rest[hit.end() :]
        wanted = (int(hit["year"]), MONTH[hit["month"]], int(hit["day"] or hit["us"] or 0))
        if not _has_date(wanted, shown.dates):
            yield _wrong(text, offset + hit.start(), hit.group())
    for hit in _YEAR.finditer(rest):
        blank = " " * len(hit.group())
        before, rest = rest[: hit.start()], rest[: hit.start()] + blank + rest[hit.end() :]
        if int(hit["year"]) not in shown.years and float(hit["year"]) not in shown.numbers and not _is_named(before):
            yield _wrong(text, offset + hit.start("year"), hit["year"])
    if not counts:
        return
    for hit in _NUMBER.finditer(rest):
        value = float(hit["number"].replace(",", ""))
        before = rest[: hit.start()]
        named = _is_named(before) or _LABELLED.search(before)
        share = _is_share(value, rest[hit.end() :], len(shown.rows))
        if value not in shown.numbers and not named and not share and value not in shown.computed():
            yield _wrong(text, offset + hit.start("number"), hit["number"])
    for hit in _COUNT.finditer(rest):
        sizes = shown.named.get(singular(hit["noun"]))
        if sizes is None or rest[: hit.start()].rstrip().endswith(("about", "some", "than", "the first", "the last")):
            continue
        whole = offset + hit.start() == 0 or re.search(r"(?i)\b(?:the|all|these|in|by)\s$", rest[: hit.start()])
        if WORD[hit["word"].casefold()] not in (sizes if whole else sizes | shown.counts):
            yield _wrong(text, offset + hit.start("word"), hit["word"])


def _is_named(before: str) -> bool:
    return bool(_NAMED.search(before)) and not re.search(r"(?:^|[.!?:;]\s)[A-Z][a-z]*\s$", before)


def _has_date(wanted: tuple[int, int, int], dates: Iterable[tuple[int, int, int]]) -> bool:
    """Whether a record has the date, or, for a month, a day in it."""
    year, month, day = wanted
    return any(y == year and m == month and day in {0, d} for y, m, d in dates)


def _documents(text: Value, report: Report) -> Iterator[Diagnostic]:
    """Find ids of documents that the project does not have: `D7` where documents are D1 to D5."""
    ids = {record.id for record in report.records.of("documents")}
    parts = {found.groups() for id_ in ids if (found := re.fullmatch(r"([A-Za-z]+)(\d+)", id_))}
    stems = {stem for stem, _ in parts}
    if len(parts) != len(ids) or len(stems) != 1:
        return
    for hit in re.finditer(rf"(?<![\w-]){next(iter(stems))}\d+(?![\w-])", text):
        if hit.group() not in ids:
            yield _wrong(text, hit.start(), hit.group())


def _wrong(text: Value, offset: int, words: str) -> Diagnostic:
    place = text.place
    if place.column is not None and "\n" not in text:
        place = replace(place, column=place.column + offset)
    message = f"'{words}' stands in none of the records that are shown, and counts none of them"
    return diagnose("CHK817", message, place, length=len(words))


RULES = (a_caption_has_the_numbers_shown,)
