"""Runs of capitalised words: view and passages -> regions, spans of runs, words.

The first step of finding names; `name_pieces.py` divides a run where one name ends and another begins.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from reportgen.documents.document import SegmentKind
from reportgen.extract.reading import Reading
from reportgen.language.names import PARTICLES, common_words

_LATIN = [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)]
UPPER = "".join(chr(c) for c in _LATIN if chr(c).isupper())
_ABBREVIATION = (
    "(?:Mr|Mrs|Ms|Dr|St|Ste|Prof|Gen|Sen|Rep|Gov|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Cmdr|Rev|Hon|Fr|Jr|Sr"
    r"|Inc|Corp|Co|Ltd|Bros|Mt|Ft|Mass|Calif)\."
)
# Possessives that stand in names of bodies: "People's Party", "Children's Fund", "Workers' Union".
_OWNER = (
    "(?:Children|People|Women|Men|Worker|Girl|Boy|Queen|King|Lloyd|Moody|McDonald|Sotheby|Christie|Levi|Sainsbury|Macy|Wendy"
    "|Domino|Kellogg)'s"
)
_OWNERS = (
    "(?:Workers|Farmers|Teachers|Nurses|Residents|Writers|Veterans|Employers|Students|Drivers|Miners|Fishermen|Parents|Tenants"
    "|Growers|Owners|Players|Dockers|Women|Citizens|Consumers|Pilots|Lawyers|Doctors|Trustees|Peoples|States|Friends|Travellers"
    "|Shareholders|Publishers|Journalists)['’]"
)
# A word of a name: initials, an abbreviation, "al-Harazi", "iPhone", a capitalised word with apostrophes and hyphens.
_WORD = (
    rf"(?:(?:[{UPPER}]\.){{1,5}}(?:[{UPPER}](?![\w.]))?|{_ABBREVIATION}|(?:{_OWNER}|{_OWNERS})(?= [{UPPER}])"
    rf"|(?:al|el|ar|ash|ad|an|ul)-[{UPPER}]\w+|(?:[a-z]{{1,2}}(?=[{UPPER}][a-z]))?[{UPPER}]\w*(?:'(?!s\b)\w+|-\w+)*)"
)
_BLANK = r"(?: \n| |\n)"
_JOIN = "|".join(
    sorted({"of", "and", "for", "on", "the", "a", "an", "&", "against", *PARTICLES}, key=lambda w: (-len(w), w))
)
_NUMBER = r"[ ]\d{1,4}[A-Z]{0,3}(?![\w:-]|[.,]\d|[ ](?:percent|per|million|billion))"
_CHUNK = re.compile(rf"(?<![\w@#$])(?:{_WORD})(?:(?:'s)?{_BLANK}(?:(?:{_JOIN}){_BLANK}){{0,3}}{_WORD}|{_NUMBER})*")
_CAPITAL = re.compile(f"[{UPPER}]")
_ADDED = re.compile(r"[a-z-]")
_MOST_BEFORE = 4  # letters before the first capital of a word: "ash-Sharq"
_PART = re.compile(rf"{_WORD}|\d+[A-Z]*")
_LETTERS = re.compile(r"[^\W\d_]+")
_SENTENCE_END = frozenset(".!?…:;•*|>")
_OPENING = " \n\"“”«„‘'([–—-"


class Style(IntEnum):
    """How a region uses capital letters."""

    PROSE = 0
    TITLE = 1  # Most Words Are Capitalised
    CAPITALS = 2  # ALL LETTERS ARE


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of text in which names are looked for: a paragraph, a heading; `table` for a row of a table."""

    start: int
    end: int
    style: Style
    table: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a run; `low` is it in small letters, `join` what stands between it and the word before."""

    start: int
    end: int
    text: str
    low: str
    join: str


class Taken:
    """Spans that are spoken for; they do not overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        """Begin with spans that do not overlap."""
        self._spans = sorted(spans)

    def meets(self, start: int, end: int) -> bool:
        """Whether a span overlaps one of them."""
        i = bisect_left(self._spans, (end, end))
        return i > 0 and self._spans[i - 1][1] > start

    def take(self, start: int, end: int) -> bool:
        """Add a span unless it overlaps one that is there; tell whether it was added."""
        if self.meets(start, end):
            return False
        insort(self._spans, (start, end))
        return True


def regions(reading: Reading) -> list[Region]:
    """Return title, headings and paragraphs in reading order."""
    spans = [(passage.start, passage.end, False, passage.kind is SegmentKind.TABLE) for passage in reading.passages]
    spans += [
        (segment.content, segment.end, True, False)
        for segment in reading.document.segments
        if segment.kind in {SegmentKind.TITLE, SegmentKind.HEADING}
    ]
    view = reading.view
    return [
        Region(start, end, Style.PROSE if table else style_of(view[start:end], heading=heading), table)
        for start, end, heading, table in sorted(spans)
    ]


def style_of(text: str, *, heading: bool) -> Style:
    """Tell how a stretch uses capitals; only a short one is a title, a paragraph that ends as a sentence none."""
    if len(text) > 200:
        words = _LETTERS.findall(text, 0, 400)
        return Style.CAPITALS if sum(map(str.isupper, words)) > 0.75 * len(words) else Style.PROSE
    if text.upper() == text:
        return Style.CAPITALS if text.lower() != text else Style.PROSE
    if text.rstrip()[-1:] in {".", "!", "。", "”", '"'} and (not heading or text.count(" ") > 6):
        return Style.PROSE
    weighty = [word for word in _LETTERS.findall(text) if len(word) > 3 or word[0].isupper()]
    small = [word for word in weighty if word[0].islower()]
    if len(weighty) >= 3 and len(small) <= len(weighty) * 0.25:
        capitals = [word for word in weighty if word.isupper()]
        return Style.CAPITALS if len(capitals) > 0.7 * len(weighty) else Style.TITLE
    return Style.PROSE


def words_of(view: str, start: int, end: int) -> list[Word]:
    """Return the capitalised words and the numbers between two offsets."""
    found: list[Word] = []
    common = common_words()
    last = start
    for part in _PART.finditer(view, start, end):
        text = part.group()
        low = text.lower()
        if "-" in low and low.replace("-", "") in common:
            low = low.replace("-", "")  # "State-ment", broken in print
        found.append(Word(part.start(), part.end(), text, low, " ".join(view[last : part.start()].split())))
        last = part.end()
    return found


def chunks(view: str, region: Region) -> Iterator[tuple[int, int, bool]]:
    """Yield the spans of runs of capitalised words in a region, and whether each opens a sentence."""
    low, stop = region.start, region.end
    capital = _CAPITAL.search(view, low, stop)
    while capital:
        found, at = None, capital.start()
        # Mostly a run begins with its first capital; small letters before it may belong to it ("iPhone", "al-Harazi").
        if not _ADDED.match(view, at - 1):
            found = _CHUNK.match(view, at, stop)
        else:
            for first in range(max(low, at - _MOST_BEFORE), at + 1):
                found = _CHUNK.match(view, first, stop)
                if found:
                    break
        if found:
            start, low = found.span()
            yield start, low, opens_sentence(view, start, region.start)
        else:
            low = at + 1
        capital = _CAPITAL.search(view, low, stop)


def opens_sentence(view: str, start: int, low: int) -> bool:
    """Whether only blanks and opening marks stand between an offset and the end of the sentence before."""
    i = start - 1
    quoted = False
    while i >= low and view[i] in _OPENING:
        quoted = quoted or view[i] in '"“«„‘'
        i -= 1
        if start - i > 12:
            return False
    return i < low or view[i] in _SENTENCE_END or (quoted and view[i] == ",")
