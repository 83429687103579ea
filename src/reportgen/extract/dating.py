"""When something in a document happened: a mention of time, dated by the document, the dates before it, or a note."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.documents.document import BODY, SegmentKind
from reportgen.extract.reading import Reading
from reportgen.extract.tense import leaning, lies_ahead
from reportgen.language.dates import Basis, DateMention, ParsedDate, find_dates, resolve

_DATELINE = re.compile(r"[A-ZÀ-Þ][\w .,'()-]{1,60}?[ ]?[-–—][ ]")
# What follows the day of a dateline, after which the text begins.
_OPENED = re.compile(
    r"(?:[ ]года?\.?|[ ]г\.)?(?:(?P<telegram>[电電讯訊]\s*(?:[（(][^（）()\n]{1,40}[）)])?)|"
    r"\s*(?:[(/][^()/\n]{2,40}[)/]\s*)?(?:[.:]|[-–—](?=\s)|(?<=[)/]))(?:\s*[A-ZА-Я.]{3,20}\s*[-–—](?=\s))?)\s*"
)
_HAN_PLACE = re.compile(r"[\u4e00-\u9fff ]{2,14}")
_PLACE_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_SMALL_WORDS = frozenset(
    {"de", "del", "la", "las", "los", "el", "am", "an", "der", "den", "sur", "на", "of", "the", "le", "les"}
)
_LONG_PLACE = 5  # words that name the place of a dateline and the agency
# Months after the document's date up to which a day without a year and without a telling verb is yet to come.
_SOON = 5


def _months(first: str, last: str) -> int:
    """Return the months from one date to another; of a bare year the first counts."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7] or 1) - int(first[5:7] or 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A mention with its date; `reason` says why the date is more than its words, or why there is none."""

    mention: DateMention
    date: ParsedDate | None
    basis: str
    reason: str | None = None


class Dating:
    """Dates the mentions of one document in reading order; each date found serves those that come after it."""

    def __init__(self, reading: Reading) -> None:
        """Read off the document's date and its whole dates."""
        self._reading = reading
        self._explicit = tuple(mention for mention in reading.dates if mention.basis is Basis.EXPLICIT and mention.date)
        self._explicit_starts = tuple(mention.start for mention in self._explicit)
        self._marker_starts = tuple(marker.start for marker in reading.document.markers)
        self._notes = {segment.number: segment for segment in reversed(reading.document.segments) if segment.is_note}
        headings = tuple(self._dates_of_headings())
        self._heading_starts = tuple(start for start, _ in headings)
        self._heading_dates = tuple(date for _, date in headings)
        self._named: ParsedDate | None = None
        self._named_at = -1
        self._named_whole = False
        self._asked = (-1, -1)
        self._ahead_there = False
        self.issued, self.dateline = self._issued()
        self._by_issue = f"year by the document's date, {self.issued}"

    def _issued(self) -> tuple[str | None, int]:
        """Return the document's date, and the end of a dateline that opens its text (0 without one)."""
        reading = self._reading
        fact = reading.document.metadata.issued
        issued = fact.value[:10] if fact else self._date_line()
        for passage in reading.passages[:3]:
            if not reading.dates:
                break
            first = reading.dates[0]
            if (
                issued in {None, first.date}
                and passage.end - passage.start < 60
                and first.start - passage.start in range(4)
                and first.date
                and len(first.date) == 10
            ):
                return first.date, passage.end  # "2022年5月20日，...报道"
            if not passage.start <= first.start < min(passage.end, passage.start + 60):
                continue
            if (end := self._place_and_day(first, passage.start, passage.end)) is not None and first.date:
                return issued or first.date, end
            line = _DATELINE.match(reading.view, passage.start, min(passage.end, passage.start + 90))
            if (
                line
                and first.end <= line.end()
                and reading.view[passage.start : first.start].strip().split(",")[0].isupper()
            ):
                day = resolve(first, issued=issued, named=None)
                return issued or (day.date if day and first.date else None), line.end()
        return issued, 0

    def _place_and_day(self, day: DateMention, start: int, end: int) -> int | None:
        """Return where a dateline of place and whole date ends: "Halle, 29. August 2022.", "北京2023年12月6日电"."""
        view = self._reading.view
        if day.basis is not Basis.EXPLICIT or len(day.date or "") != 10:
            return None
        before, opened = view[start : day.start], _OPENED.match(view, day.end, end)
        if opened is None or not before:
            return None
        if opened["telegram"]:
            return opened.end() if _HAN_PLACE.fullmatch(before) else None
        words = [word for word in _PLACE_WORD.findall(before) if word not in _SMALL_WORDS]
        named = all(word[0].isupper() for word in words) and before.rstrip()[-1:] in ",-–—(.:/"
        return opened.end() if words and len(words) <= _LONG_PLACE and named else None

    def _date_line(self) -> str | None:
        """Return the date of the first line before the text that is little but a date."""
        reading = self._reading
        for segment in reading.document.segments[:8]:
            if segment.kind in BODY or segment.is_note or segment.end - segment.start > 80:
                continue
            for mention in find_dates(reading.view, segment.start, segment.end):
                rest = segment.end - segment.start - (mention.end - mention.start)
                if mention.date and (segment.kind is SegmentKind.DATE or (rest <= 12 and len(mention.date) == 10)):
                    return mention.date
        return None

    def date(self, mention: DateMention, start: int, end: int, *, aside: bool = False) -> Dated:
        """Return a mention with its date; `start` and `end` bound the clause that it stands in.

        What comes after is not counted from a date that is named `aside`, nor from one that lies ahead in a story of
        the past.
        """
        dated = self._date(mention, start, end)
        through = mention.relative is not None and mention.relative.through
        if dated.date is not None and not through and not aside:
            ahead = self.lies_ahead(start, end)
            if not ahead or self._named is None:
                self._named, self._named_at = dated.date, mention.start
                self._named_whole = mention.basis is Basis.EXPLICIT or dated.reason != self._by_issue
        return dated

    def lies_ahead(self, start: int, end: int) -> bool:
        """Whether what a clause tells lies ahead; the clause asked for last is remembered."""
        if self._asked != (start, end):
            self._asked = (start, end)
            self._ahead_there = lies_ahead(self._reading.view, start, end)
        return self._ahead_there

    def _date(self, mention: DateMention, start: int, end: int) -> Dated:
        if mention.basis is Basis.EXPLICIT:
            return Dated(mention=mention, date=resolve(mention, issued=None, named=None), basis="explicit")
        if mention.basis is Basis.PARTIAL:
            return self._of_year(mention, start, end)
        future = self._leaning(mention, start, end) > 0
        named = self._named.date if self._named else None
        found = resolve(mention, issued=self.issued, named=named, forward=future)
        if found is not None:
            return Dated(mention=mention, date=found, basis="relative", reason=self._why(mention, named))
        return Dated(mention=mention, date=None, basis="relative", reason=self._why_not(mention))

    def _why(self, mention: DateMention, named: str | None) -> str:
        if mention.relative is not None and mention.relative.anchor == "text":
            return f"counted from {named}, named before"
        return f"counted from the document's date, {self.issued}"

    def _why_not(self, mention: DateMention) -> str:
        relative = mention.relative
        if relative is None or (relative.offset is None and relative.weekday is None):
            return "the text does not say how far"
        if relative.anchor == "text":
            return "no date is named before that it could be counted from"
        if self.issued is None:
            return "the document states no date of its own"
        return f"the document's date, {self.issued}, is not precise enough"

    def _of_year(self, mention: DateMention, start: int, end: int) -> Dated:
        """Return a day or month without a year in the year that its context gives."""
        if (noted := self._noted(mention)) is not None:
            return noted
        if (headed := self._headed(mention)) is not None:
            return headed
        if self._named is not None and (self.issued is None or self._goes_on(mention)):
            found = resolve(mention, issued=None, named=self._following(mention, self._named.date))
            lean = self._leaning(mention, start, end)
            told = found is not None and self.issued is not None and found.date > self.issued
            due = found is not None and self.issued is not None and found.date < self.issued[: len(found.date)]
            # What was done was not done after the document, what is to be done not before it.
            if not (told and lean < 0) and not (due and lean > 0):
                reason = f"year by {self._named.date}, named before"
                return Dated(mention=mention, date=found, basis="explicit", reason=reason)
        if self.issued is not None:
            return self._near_issue(mention, start, end)
        if (ahead := self._ahead(mention)) is not None:
            found = resolve(mention, issued=None, named=ahead.date)
            return Dated(mention=mention, date=found, basis="explicit", reason=f"year of {ahead.date}, named after")
        return Dated(mention=mention, date=None, basis="explicit", reason="no year is stated near it")

    def _headed(self, mention: DateMention) -> Dated | None:
        """Return the date in the year that the heading above gives, if no date was named below that heading."""
        i = bisect_right(self._heading_starts, mention.start) - 1
        if i < 0 or self._heading_starts[i] < self._named_at:
            return None
        headed = self._heading_dates[i]
        if headed is None or (len(headed) > 4 and mention.month not in {None, int(headed[5:7])}):
            return None
        found = resolve(mention, issued=None, named=headed[:4])
        return Dated(mention=mention, date=found, basis="explicit", reason=f"year by {headed}, in the heading")

    def _dates_of_headings(self) -> Iterator[tuple[int, str | None]]:
        """Yield where each heading begins, and its date or that of the heading it stands under."""
        above: list[tuple[int, str | None]] = []
        for segment in self._reading.document.segments:
            if segment.kind is not SegmentKind.HEADING:
                continue
            level = segment.level or 1
            above = [(other, date) for other, date in above if other < level]
            mentions = find_dates(self._reading.view, segment.start, segment.end)
            dates = [mention.date for mention in mentions if mention.basis is Basis.EXPLICIT and mention.date]
            date = dates[0] if len(dates) == 1 else above[-1][1] if above and not dates else None
            above.append((level, date))
            yield segment.start, date

    def _following(self, mention: DateMention, named: str) -> str:
        """Return the date named before; a January after a December is the next year's."""
        month = int(named[5:7]) if len(named) > 4 else None
        if month is None or mention.month is None or month - mention.month < 9:
            return named
        return f"{int(named[:4]) + 1:04}"

    def _goes_on(self, mention: DateMention) -> bool:
        """Whether the story of another year than the document's goes on: a day or month of it stood just before."""
        if self._named is None or self.issued is None or self._named.date[:4] == self.issued[:4]:
            return False
        reading = self._reading
        here, before = reading.sentence_at(mention.start), reading.sentence_at(self._named_at)
        if here is None or before is None:
            return False
        if here == before:
            return True
        return (
            self._named_whole
            and here.passage == before.passage
            and len(self._named.date) > 4
            and self._named.date_end is None
        )

    def _near_issue(self, mention: DateMention, start: int, end: int) -> Dated:
        """Return the date in the year that puts it before the document's date, after it when the text looks ahead."""
        issued = self.issued or ""
        year = int(issued[:4])
        found = resolve(mention, issued=issued, named=None)
        if found is not None and len(issued) > 4:
            length = min(len(found.date), len(issued))
            later, lean = found.date[:length] > issued[:length], self._leaning(mention, start, end)
            if later and (lean < 0 or (lean == 0 and _months(issued, found.date) > _SOON)):
                found = resolve(mention, issued=str(year - 1), named=None)
            elif found.date[:length] < issued[:length] and (
                lean > 0 or (lean == 0 and 12 + _months(issued, found.date) <= _SOON)
            ):
                found = resolve(mention, issued=str(year + 1), named=None)
        return Dated(mention=mention, date=found, basis="explicit", reason=self._by_issue)

    def _leaning(self, mention: DateMention, start: int, end: int) -> int:
        """Return where the nearest verb puts a mention: -1 behind, 1 ahead, 0 when it does not say."""
        return leaning(self._reading.view, start, mention.start, end)

    def _noted(self, mention: DateMention) -> Dated | None:
        """Return the date with the year that the note called there gives for the same day or month."""
        sentence = self._reading.sentence_at(mention.start)
        i = bisect_left(self._marker_starts, mention.end)
        if sentence is None or i == len(self._marker_starts):
            return None
        marker = self._reading.document.markers[i]
        note = self._notes.get(marker.note)
        if note is None or marker.start > min(sentence.end + 1, mention.end + 40):
            return None
        for other in find_dates(self._reading.view, note.content, note.end):
            if other.date and other.month == mention.month and (mention.day is None or other.day == mention.day):
                found = resolve(mention, issued=other.date[:4], named=None)
                return Dated(mention=mention, date=found, basis="note", reason=f"year from note {marker.note}")
        return None

    def _ahead(self, mention: DateMention) -> DateMention | None:
        """Return the next whole date of the same month, else the next whole date."""
        i = bisect_right(self._explicit_starts, mention.start)
        following = self._explicit[i : i + 200]
        same = next((other for other in following if other.month == mention.month), None)
        return same or (following[0] if following else None)
