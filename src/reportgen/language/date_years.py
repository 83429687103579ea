"""Years that stand alone in running text: which four-digit numbers are years, by the words around them."""

from __future__ import annotations

import re
from typing import Final

from reportgen.language.calendar_words import MONTHS, SEASONS
from reportgen.language.date_core import YEAR_WORD, Core, core_of
from reportgen.language.word_sets import word_set

_BARE_YEAR = re.compile(rf"(\d{{4}})(?![\d%°€$£¥]|[.,]\d|:\d|[-–](?!(?:го|му|й|м)\b)[^\W\d_])({YEAR_WORD})")

# Preceding words after which a bare four-digit number is a year.
_YEAR_BEFORE = word_set(
    """
    in since by until till during before after between through throughout around circa ca c. ca. fiscal from of
    year years and to or the early late mid beginning end spring summer autumn fall winter annual this for than vs
    versus pre post as a an its his her their our new first second third fourth в во с со до к по за после на от
    году годы год из между и начиная im jahr jahre jahren seit bis von ab vor nach zwischen und des en depuis
    avant après vers dès entre et desde hasta año del de l'an an année anfang mitte ende quartal halbjahr hälfte
    fin finales principios mediados début
    """
)
# Those after which it is one whatever follows but a unit.
_STRONG = word_set(
    """
    in since until till during year в с до im jahr jahre seit en depuis desde hasta année año
    """
)
# Words of quantity after which it is a number.
_QUANTITY_BEFORE = word_set(
    """
    about over under some nearly almost approximately roughly least most exactly only up another every no nos
    number room flight page pages article section chapter paragraph line no. p. pp. № около более менее почти
    свыше плюс minus plus model type version
    """
)
# Counted things and units: a four-digit number before them counts.
_COUNTED = word_set(
    """
    people persons person workers employees staff soldiers troops men women children homes houses households
    families jobs tonnes tons ton kg kilograms kilogrammes grams km kilometres kilometers metres meters m miles
    feet ft yards inches acres hectares ha square cubic dollars euros roubles rubles yuan yen pounds rupees francs
    pesos crowns dirhams cents percent per hours hour hrs h gmt utc est local rpm mph days weeks months years
    times points votes pages copies units cars vehicles vessels ships trucks aircraft cases deaths patients
    students pupils participants members seats delegates visitors spectators fans guests passengers refugees
    residents respondents animals sheep cows cattle birds trees plants species villages schools hospitals
    companies firms businesses shares items pieces kwh mwh gwh mw kw gw mhz ghz kb mb gb tb calories litres liters
    barrels bottles teu containers more additional other others million billion thousand hundred dozen of games
    goals runs minutes seconds words characters человек людей рублей долларов евро тонн километров метров км м кг
    штук раз часов дней домов руб тысяч млн млрд menschen euro meter kilometer tonnen mal stück personnes mètres
    habitants personas metros euros
    """
)
BEFORE: Final = re.compile(r"([^\W\d_]+(?:'[a-z]+)?\.?)[ \n]+[(\[\"“«]?$")
_LATER_THAN = re.compile(r"\b(?:later|earlier|sooner|rather|other)[ ]than[ ]$", re.IGNORECASE)
_LABEL_BEFORE = re.compile(
    r"(?<![^\W_])(?:FY[ ]?|(?:Q[1-4]|H[12]|[1-4]Q|[12]H)[ ]|(?:mid|early|late|pre|post)[-–])$", re.IGNORECASE
)
AFTER: Final = re.compile(r"[ \n-]([^\W\d_]+)")


def bare_year(view: str, at: int, low: int, end: int) -> Core | None:  # noqa: PLR0911 (a list of rules, first fits)
    """Return a year that stands alone at a place, `None` when the number rather counts or names something."""
    found = _BARE_YEAR.match(view, at, end)
    if found is None:
        return None
    year = int(found[1])
    if found[2]:  # 2014 г.
        return core_of(found, year=year)
    if not 1000 <= year <= 2199:
        return None
    after = AFTER.match(view, found.end(), min(found.end() + 24, end))
    follows = after[1].lower() if after else ""
    if follows in _COUNTED or (
        "а" <= follows[:1] <= "я" and len(follows) > 3 and after is not None and after[1].islower()
    ):
        return None  # a Russian year is followed by год
    left = view[max(low, at - 24) : at]
    before = BEFORE.search(left)
    word = before[1].lower() if before else ""
    stripped = left.rstrip(" \n")
    if word in _STRONG or word.startswith("mid") or _LABEL_BEFORE.search(left):
        return core_of(found, year=year)
    plausible = 1500 <= year <= 2100
    if not plausible or word in _QUANTITY_BEFORE or (word == "than" and not _LATER_THAN.search(left)):
        return None
    plural = follows.endswith("s") and follows not in {"was", "is", "has", "as", "his", "its", "this"}
    if word == "of" and plural:
        return None
    if word in _YEAR_BEFORE or word in SEASONS or word.endswith("'s"):
        return core_of(found, year=year)
    if not stripped and not follows.istitle():  # "2014 saw ..."
        return core_of(found, year=year)
    return core_of(found, year=year) if _stands_apart(stripped, before, view, found.end(), end) else None


_PUBLISHED = re.compile(r"[ ](?:report|study|paper|survey|article|edition|review)\b")


def _stands_apart(left: str, before: re.Match[str] | None, view: str, after: int, end: int) -> bool:
    """Whether a number is set off by brackets or commas, as years are: `(2014)`, `in Oslo, 2014, the`."""
    closing = view[after] if after < end else "."
    if left.endswith(("(", "[")):
        return closing in ")],;.:–- "
    if left.endswith(")"):  # "the agency (ABC) 2019 report"
        return _PUBLISHED.match(view, after, end) is not None
    if left.endswith((".", ";", ":")) and not before:
        return closing in ")],;.:–-" or (left.endswith(";") and _is_lower_verb(view, after, end))
    if left.endswith(","):
        return closing in ",;.)]:" or _is_lower_verb(view, after, end)
    if before and before[1] in _GERMAN_BEFORE:
        return True
    return bool(before) and before[1].lower() in MONTHS if before else False


# German puts the year beside the verb without a preposition: "das Haus wurde 1926 eröffnet".
_GERMAN_BEFORE = word_set(
    """
    wurde wurden war waren ist sind hat haben hatte hatten er sie es wird werden
    """
)
_LOWER_WORD = re.compile(r"[ ]([a-zà-ÿа-я]{3,})")


def _is_lower_verb(view: str, after: int, end: int) -> bool:
    """Whether a word in lower case that is no plural follows: ", 1944 brannte es nieder"."""
    found = _LOWER_WORD.match(view, after, end)
    return found is not None and not found[1].endswith("s")
