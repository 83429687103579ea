"""Entries of cited works held against the notes that cite them: names, titles, addresses, dates, numbers.

Whoever writes an entry may mend a note, shorten it, or know more than it says. A slip is what the note has almost: a
word with one letter off, an address that differs in few characters, a date with one part changed, a number with one
digit changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from reportgen.bibliography.library import Entry
from reportgen.bibliography.model import distance
from reportgen.checks.report import Report, Rule
from reportgen.codes import diagnose
from reportgen.dates import is_date
from reportgen.diagnostics import Diagnostic
from reportgen.documents import Document
from reportgen.documents.locator import parse_locator
from reportgen.language.date_values import Precision
from reportgen.language.dates import find_dates
from reportgen.language.view import plain_view
from reportgen.records.matching import missing_date_parts
from reportgen.values import Value

_WORDED = (
    "author", "editor", "translator", "title", "subtitle", "booktitle", "journaltitle", "journalsubtitle", "publisher",
    "institution", "organization", "titleaddon", "series", "translit",
)  # fmt: skip
_NUMBERED = ("title", "booktitle", "volume", "number", "issue", "pages", "isbn", "issn", "doi")
# What an author says of the entry: the note's own spelling may stand there.
_SAID = ("addendum", "note", "annotation", "titleaddon", "urlstate")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 5
_PERSONS = ("author", "editor", "translator")
_SHORTEST_NAME = 4
_URL = re.compile(r"(?:https?://|www\.)\S+")
_START = re.compile(r"https?://(?:www\.)?|(?<![/.\w])www\.")
_SCHEME = re.compile(r"^https?://(?:www\.)?|[/.,;)\]>]+$")
_ALIKE = 0.85
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


def entries_agree_with_their_notes(report: Report) -> Iterator[Diagnostic]:
    """What an entry says of a cited work is what the notes say that cite it, or not nearly that."""
    for entry in report.library.entries.values():
        text = "\n".join(_notes(entry, report.documents))
        if text and not entry.torn:
            said = _composed(" ".join(entry.text(name) or "" for name in _SAID))
            yield from _words(entry, text, said)
            yield from _address(entry, text)
            yield from _date(entry, text)
            yield from _numbers(entry, text)


def _notes(entry: Entry, documents: Mapping[str, Document]) -> Iterator[str]:
    for name, number in entry.notes():
        document, locator = documents.get(str(name).strip()), parse_locator(f"{name.strip()}#n{number.strip()}")
        if document is not None and locator is not None:
            yield _composed(document.segment_text(locator) or "")


def _composed(text: str) -> str:
    """Return a text whose letters carry their accents with them, so that words are words."""
    return unicodedata.normalize("NFC", text)


def _told(value: Value, words: str, near: str) -> Diagnostic:
    offset = max(value.find(words), 0)
    place = Value(value[offset:], value._place_at(offset)).place
    return diagnose(
        "BIB430", f"'{words}' does not stand in the note", place, hint=f"the note has '{near}'", length=len(words)
    )


def _words(entry: Entry, text: str, said: str) -> Iterator[Diagnostic]:
    there: dict[str, str] = {}
    plain = _URL.sub(" ", text)
    for word in _WORD.findall(plain + " " + plain.replace("-", "")):
        there.setdefault(word.casefold(), word)
    ours = {word.casefold() for name in _WORDED for word in _WORD.findall(_composed(entry.text(name) or ""))}
    for name in _WORDED:
        value = entry.text(name)
        for word in dict.fromkeys(_WORD.findall(_composed(value or ""))):
            low = word.casefold()
            least = _SHORTEST_NAME if name in _PERSONS else _SHORTEST
            if value is None or len(low) < least or low in there or word in said:
                continue
            near = next((other for other in there if other not in ours and _slip(low, other)), None)
            near = near or _between(value, word, plain, ours)
            if near is not None and there.get(near, near) not in said:
                yield _told(value, word, there.get(near, near))


def _between(value: str, word: str, text: str, ours: set[str]) -> str | None:
    """Return the one word that the note has between the two that our word stands between."""
    words = [each.casefold() for each in _WORD.findall(_composed(value))]
    at = words.index(word.casefold())
    if not 0 < at < len(words) - 1:
        return None
    sides = (rf"\b{re.escape(words[at - 1])}\W{{1,3}}", rf"\W{{1,3}}{re.escape(words[at + 1])}\b")
    found = set(re.findall(rf"{sides[0]}([^\W\d_]{{3,}}){sides[1]}", text.casefold()))
    return found.pop() if len(found) == 1 and not found & ours else None


def _slip(one: str, other: str) -> bool:
    """Whether two words differ by a slip of the hand, and not as a plural does from its singular."""
    if abs(len(one) - len(other)) > 1 or one[0] != other[0] or len(other) < _SHORTEST_NAME:
        return False
    short, long = sorted((one, other), key=len)
    return not long.startswith(short) and distance(one, other, 1) == 1


def _address(entry: Entry, text: str) -> Iterator[Diagnostic]:
    value = entry.text("url")
    if value is None:
        return
    # Print breaks addresses and makes dashes of their hyphens.
    plain = re.sub(r"\s", "", text.translate(_DASHES))
    ours = _bare(value)
    if ours.replace("-", "") in plain.casefold().replace("-", ""):
        return
    for hit in _START.finditer(plain):
        theirs = plain[hit.end() : hit.end() + len(ours)]
        if SequenceMatcher(None, ours, theirs.casefold(), autojunk=False).ratio() >= _ALIKE:
            yield _told(value, value, hit[0] + theirs)
            return


def _bare(url: str) -> str:
    return _SCHEME.sub("", url.strip().translate(_DASHES)).casefold().removesuffix("/")


def _date(entry: Entry, text: str) -> Iterator[Diagnostic]:
    """A date of the note that has all parts of ours but one shows a slip."""
    value = entry.text("date") or entry.text("year")
    if value is None or not is_date(value) or not missing_date_parts(text, value):
        return
    parts = value.split("-")
    plain = plain_view(_URL.sub(" ", text))
    theirs = {m.date: plain[m.start : m.end] for m in find_dates(plain) if m.date and m.precision in _PRECISE}
    dates = {date: shown for date, shown in theirs.items() if len(date) == len(value)}
    others = [date for date in dates if sum(a != b for a, b in zip(parts, date.split("-"), strict=True)) == 1]
    if len(parts) == 1:
        years = {date[:4]: shown for date, shown in theirs.items()}
        others = [
            year for year in years if len(years) == 1 and sum(a != b for a, b in zip(value, year, strict=True)) <= 2
        ]
        dates = years
    if len(others) == 1:
        yield _told(value, value, dates[others[0]])


_PRECISE = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})


def _numbers(entry: Entry, text: str) -> Iterator[Diagnostic]:
    """A number that the note has with one digit changed, and no other field of the entry has."""
    used = {digits for value in entry.fields.values() for digits in re.findall(r"\d+", value)}
    plain = re.sub(r"^\s*\[?\d+[\].)]?\s", " ", _URL.sub(" ", text), flags=re.MULTILINE)
    there = set(re.findall(r"\d+", text))
    spare = [digits for digits in dict.fromkeys(re.findall(r"\d+", plain)) if digits not in used]
    for name in _NUMBERED:
        value = entry.text(name)
        for digits in re.findall(r"\d+", value or ""):
            near = [other for other in spare if distance(digits, other, 1) == 1 and len(digits) == len(other)]
            if value is not None and digits not in there and len(near) == 1:
                yield _told(value, digits, near[0])


RULES: tuple[Rule, ...] = (entries_agree_with_their_notes,)
