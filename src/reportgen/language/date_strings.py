"""A string that is a date as a whole, as references and bylines give it."""

from __future__ import annotations

import re

from reportgen.language.calendar_words import MONTHS, SEASONS
from reportgen.language.date_mentions import find_dates
from reportgen.language.date_parts import season_of
from reportgen.language.date_values import Basis, DateMention, ParsedDate, Precision

_FOLD = str.maketrans(
    {
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u2010": "-",
        "\u2011": "-",
        "\t": " ",
        "\n": " ",
        "\r": " ",
        "’": "'",
        "\u200e": "",
        "\u200f": "",
    }
)
_DIGITS = re.compile(r"\d")
_CIRCA = re.compile(
    r"^(?:c\.?|ca\.?|circa|approx\.?|around|около|ок\.?|um|vers|cerca de)[ ]?(?=\d)|(?<=\d)\?$|^~", re.IGNORECASE
)
_BRACKETED = re.compile(r"\[[^\[\]]{0,40}\]|\([^()]{0,40}\)")
_YEAR_FIRST = re.compile(r"^(\d{4})[a-z]?(?:[ ]?г\.?)?[.,;:/]?[ ]?(?:[–—-][ ])?(?=[^\W\d_]|\d{1,2}[ .-])(.{2,40})$")
_SUFFIXED = re.compile(r"(?<!\d)(\d{4})[a-z](?![\w-])")
_WORD = re.compile(r"[^\W\d_]+")
_SEASON = re.compile(r"^([^\W\d_]+)(?:[ ]?[-–/][ ]?([^\W\d_]+))?[ ,]+(?:of[ ])?(\d{4})(?:[ ]?[-–/][ ]?(\d{4}|\d{2}))?$")
_OPEN_RANGE = re.compile(r"^(\d{4})[ ]?[-–—][ ]?(?:present|now|н\. ?в\.|heute)?$", re.IGNORECASE)
_ANY_YEAR = re.compile(r"(?<![\d./-])(1[0-9]\d\d|20\d\d|21\d\d)(?!\d)")


def parse_date(text: str) -> ParsedDate | None:
    """Return the date that a string gives, `None` for one that gives no year ("n.d.", "forthcoming", "21 March").

    >>> parse_date("2023. 5 мая").date, parse_date("Mar/Apr 2020").date_end
    ('2023-05-05', '2020-04')
    """
    text = text[:200].translate(_FOLD)
    if not _DIGITS.search(text) and "年" not in text:
        return None
    text = " ".join(text.split()).strip(" .,;:")
    circa = bool(_CIRCA.search(text))
    text = _CIRCA.sub("", text).strip(" .,;:")
    text = _unbracketed(text)
    for candidate in (_reordered(text), text):
        if candidate and (parsed := _season(candidate) or _mentioned(candidate)):
            return parsed._replace(circa=parsed.circa or circa)
    if year := _ANY_YEAR.search(text):
        return ParsedDate(date=year[1], circa=circa)
    return None


def _unbracketed(text: str) -> str:
    """Return a text without what is in brackets when a year stands outside (`[1950] 2003`), else without brackets."""
    outside = _BRACKETED.sub(" ", text)
    if _ANY_YEAR.search(outside):
        return " ".join(outside.split()).strip(" .,;:")
    return text.strip("[]() .,;:")


def _reordered(text: str) -> str | None:
    """Return `2023, March 21` as `March 21, 2023`, `None` when the year is not first or no month follows."""
    found = _YEAR_FIRST.match(_SUFFIXED.sub(r"\1", text))
    if found is None or not any(word.lower() in MONTHS or word.lower() in SEASONS for word in _WORD.findall(found[2])):
        return None
    if _ANY_YEAR.search(found[2]):
        return None
    rest = found[2].strip(" .,;:")
    return f"{rest} {found[1]}"


def _season(text: str) -> ParsedDate | None:
    """Return `Winter 2018/19`, `Spring-Summer 2020`."""
    found = _SEASON.match(text)
    if found is None or not (season := SEASONS.get(found[1].lower())):
        return None
    year = int(found[3])
    first = season_of(season, year, spans=bool(found[4]))
    last = SEASONS.get(found[2].lower()) if found[2] else None
    end = season_of(last, year).date_end if last else first.date_end
    return ParsedDate(date=first.date or found[3], date_end=end, precision=Precision.SEASON, season=season)


def _mentioned(text: str) -> ParsedDate | None:
    """Return the first whole date among the expressions of time of a text, the more precise one before a mere year."""
    text = _SUFFIXED.sub(r"\1", text)
    # A lone "5 May" or "may 2020" counts here whatever its case: the string is known to be a date.
    lifted = _WORD.sub(
        lambda word: word[0].capitalize() if word[0].lower() in MONTHS and word[0].isascii() else word[0], text
    )
    if found := _OPEN_RANGE.match(lifted):
        return ParsedDate(date=found[1])
    mentions = [mention for mention in find_dates(lifted) if mention.basis is Basis.EXPLICIT and mention.date]
    best = min(mentions, key=lambda mention: mention.precision is Precision.YEAR and not mention.date_end, default=None)
    return _parsed(best) if best else None


def _parsed(mention: DateMention) -> ParsedDate:
    return ParsedDate(
        date=mention.date or "",
        date_end=mention.date_end,
        precision=mention.precision,
        season=mention.season,
        circa=mention.circa,
        ambiguous=mention.ambiguous,
    )
