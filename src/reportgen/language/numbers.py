"""Find the numbers of a text: its view -> numbers with their values.

Digits with separators, number words, scale words, fractions, ordinals and ranges, in English and Chinese, and
in Russian, German, French or Spanish where the text is said to be in one of them. What a number counts, and
whether it is a quantity at all or part of a date or a name, is for others to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from reportgen.language.number_words import (
    BY_LANGUAGE,
    CHINESE_DIGITS,
    CHINESE_SCALES,
    ENGLISH,
    SCALES,
    SHORTENED_SCALES,
    Table,
    WordClass,
)
from reportgen.language.numerals import chinese_value, digits_value, lower_parts
from reportgen.language.spelled_numbers import Spelled, Token, read_words


class Form(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    WORDS = "words"
    FRACTION = "fraction"
    ORDINAL = "ordinal"
    MULTIPLE = "multiple"  # twice, doubled, tenfold
    PLURAL = "plural"  # hundreds, millions: no more than an order of magnitude


class Number(NamedTuple):
    """A number in a text; `start` and `end` are half-open offsets, scale words included.

    `scale` is what its scale words multiply by ("2.5 million": 1e6). `high` is the other end of a range.
    `attached` says that a letter or a sign stands directly before it, as in `CR929`, where it is
    hardly a number.
    """

    start: int
    end: int
    value: Decimal
    form: Form
    high: Decimal | None = None
    scale: Decimal = Decimal(1)
    attached: bool = False


_ONE = Decimal(1)
# Languages of which only the separators are known.
_DOTS = frozenset({"ro", "ca", "gl", "hr", "sl", "sr", "vi"})
_COMMA = _DOTS | {"id", "tr", "el", "lt", "lv", "et", "hu", "sk", "kk"}
_WORD = re.compile(r"[^\W\d_]+")
_VULGAR = {
    "½": "0.5", "¼": "0.25", "¾": "0.75", "⅕": "0.2", "⅖": "0.4", "⅗": "0.6", "⅘": "0.8",
    "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875",
}  # fmt: skip
_FRACTIONS: Mapping[str, Decimal] = {
    **{sign: Decimal(value) for sign, value in _VULGAR.items()},
    "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3, "⅙": Decimal(1) / 6, "⅚": Decimal(5) / 6,
}  # fmt: skip
_SIGNS = "".join(_FRACTIONS)
_CHINESE = "".join((*CHINESE_DIGITS, *CHINESE_SCALES))
_AFTER_DIGITS = re.compile(
    rf"""(?P<fraction>[ ]?[{_SIGNS}])
    | /(?P<below>\d{{1,2}})(?![\d/])
    | [ ](?P<above>\d)/(?P<under>\d{{1,2}})(?![\d/])
    | (?P<ordinal>(?:st|nd|rd|th)\b|-(?:е|й|я|ю|го|му|ого|ому|м|х|ых)\b)
    """,
    re.VERBOSE,
)
# A slash between digits is a fraction only where a share or a measure follows: "2/3 of", not 9/11 or 24/7.
_SHARE = re.compile(r"[ -](?:of|the|an?|inch|mile|cup|hour|acre|pint|share|stake|interest|time)\b")
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20})
# What `_AFTER_DIGITS`, and the scale words after digits, can begin with; a look at one character spares a search.
_GOES_ON = frozenset(f"/snrt- {_SIGNS}")
_GOES_ON_AFTER_BLANK = frozenset(f"0123456789{_SIGNS}")
_SCALE_STARTS = frozenset("- ").union(*((word[0], word[0].upper()) for word in SCALES))
_CHINESE_SCALE_STARTS = frozenset("多余几").union(CHINESE_SCALES)
_SCALED = _SCALE_STARTS | _CHINESE_SCALE_STARTS
_CHINESE_SCALE = re.compile(r"[多余几]?((?:[十百万萬亿億]|千(?![瓦米克卡焦赫]))+)")


def _choice(words: Iterable[str]) -> str:
    """Return a pattern for the words, small or with a capital, grouped by the first letter for speed."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[0], []).append(word[1:])
    return "|".join(
        f"[{letter}{letter.upper()}](?:{'|'.join(map(re.escape, rest))})" for letter, rest in sorted(by_letter.items())
    )


_SCALE = re.compile(
    rf"(?:[ -]?|[ ]of[ ]a[ ])(?P<word>{_choice(word for word in SCALES if word != 'k')})(?![^\W_])\.?|k(?!\w)"
    r"|[ ]?(?P<letter>Md?)(?=[€$£¥])"  # "12,5 M€", "3 Md€"
)
_LETTERS = {"M": Decimal("1e6"), "Md": Decimal("1e9")}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Grammar:
    """What is looked for in texts of a language."""

    first: re.Pattern[str]  # a number where a passage begins
    scan: re.Pattern[str]  # a number anywhere after that; a word together with the character before it
    words: Table
    comma: bool  # the comma marks decimals
    dots: bool  # the dot may set thousands apart


@cache
def _grammar(language: str | None) -> _Grammar:
    main = (language or "en").partition("-")[0]
    words = {**ENGLISH, **BY_LANGUAGE.get(main, {})}
    choice = _choice(word for word, (kind, _) in words.items() if kind is not WordClass.GLUE)
    glue = r"(?:[ \n-]|[ \n]and[ \n](?:an?[ \n])?|[ \n]an?[ \n]|[ \n]of[ \n]an?[ \n]|[ ]с[ ])"
    letters = "".join(sorted({letter for word in words for letter in (word[0], word[0].upper())}))
    spelled = rf"(?P<words>\b(?:{choice})(?:{glue}(?:{choice}))*\b)"
    # Each of these goes on from its first character, which is already taken.
    digits = rf"(?<=\d)(?:\d{{0,2}}(?:[ ']\d{{3}})+(?!\d)(?:[.,]\d+)?|(?:[.,]?\d)*)|(?<=[{_SIGNS}])"
    chinese = rf"(?<=百)分之[\d.{_CHINESE}点]+|[{_CHINESE}]*(?:点[{_CHINESE}]+)?(?:分[之の][{_CHINESE}]+)?半?"
    begun = rf"(?P<digits>{digits})|(?P<chinese>(?<=半)|{chinese})"
    # No number begins inside a word, so most characters are passed over by the set that leads.
    numeral = rf"[\d{_SIGNS}{_CHINESE}半]"
    scan = rf"[^a-zA-Zа-яёА-ЯЁ](?:(?<={numeral})(?:{begun})|(?=[{letters}]){spelled})"
    return _Grammar(
        first=re.compile(rf"{numeral}(?:{begun})|{spelled}"),
        scan=re.compile(scan),
        words=words,
        comma=main
        in {"ru", "uk", "be", "bg", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sv", "da", "nb", "fi"} | _COMMA,
        dots=main in {"de", "es", "it", "pt", "nl", "da", "id", "tr", "el"} | _DOTS,
    )


def scan_numbers(view: str, start: int, end: int, language: str | None = None) -> Iterator[Number]:
    """Yield every number in `view[start:end]` on its own, the attached ones too, in order."""
    grammar = _grammar(language)
    first = grammar.first.match(view, start, end)
    rest = grammar.scan.finditer(view, first.end() if first else start, end)
    done = start
    for found in chain((first,), rest) if first else rest:
        kind = found.lastgroup
        begin = found.start("words") if kind == "words" else found.start()
        if begin < done:
            continue  # already part of the number before: "5 hundred"
        if kind == "words":
            for number in _read_words(view, begin, found.end(), grammar):
                yield number
                done = number.end
            continue
        read = _read_digits if kind == "digits" else _read_chinese
        if one := read(view, begin, found.end(), end, grammar):
            yield one
            done = one.end


def find_numbers(view: str, start: int, end: int, language: str | None = None) -> Iterator[Number]:
    """Yield the numbers in `view[start:end]`, ranges as one, in order; `language` is a BCP 47 tag."""
    last: Number | None = None
    for number in scan_numbers(view, start, end, language):
        if number.attached or number.form is Form.PLURAL:
            continue
        joined = join_range(view, last, number) if last else None
        if last and joined is None:
            yield last
        last = joined or number
    if last:
        yield last


def _read_digits(view: str, start: int, end: int, limit: int, grammar: _Grammar) -> Number | None:
    text = view[start:end]
    value = _FRACTIONS.get(text) or digits_value(text, comma=grammar.comma, dots=grammar.dots)
    form = Form.DIGITS
    before = view[start - 1] if start else " "
    attached = _is_letter(before) or before in "_/#" or (before in "-–" and start > 1 and _is_letter(view[start - 2]))
    following = view[end : end + 2]
    after = _AFTER_DIGITS.match(view, end, limit) if _goes_on(following) else None
    if after:
        if after["fraction"]:
            value = value + _FRACTIONS[after["fraction"].strip()] if value is not None else None
        elif after["above"]:
            above, under = int(after["above"]), int(after["under"])
            if value is None or under not in _DENOMINATORS or above >= under:
                after = None
            else:
                value += Decimal(above) / under
        elif after["below"]:
            below = int(after["below"])
            if value is None or below not in _DENOMINATORS or value >= below or not _SHARE.match(view, after.end()):
                return None
            value, form = value / below, Form.FRACTION
        else:
            form = Form.ORDINAL
        end = after.end() if after else end
    if value is None:
        return None
    scale = _ONE
    if form is not Form.ORDINAL and (after or following[:1] in _SCALED):
        chinese = following[0] in CHINESE_SCALES
        end, scale = _read_scale(view, end, limit)
        value *= scale
        if chinese:
            end, more = lower_parts(view, end, limit, scale)
            value += more
    first = _sign_before(view, start) if not attached else start
    if first != start:
        value = -value
    return Number(first, end, value, form, None, scale, attached)


def _goes_on(following: str) -> bool:
    """Whether a fraction or the ending of an ordinal may be in the two characters after digits."""
    return following[:1] in _GOES_ON and (following[0] != " " or following[1:] in _GOES_ON_AFTER_BLANK)


def _sign_before(view: str, start: int) -> int:
    """Return where a sign before a number begins, or the number itself without one."""
    if not start or view[start - 1] not in "- −下":
        return start
    before = view[max(start - 6, 0) : start]
    if before[-1:] in {"-", "−"} and (start < 2 or before[-2] in " (\n\t"):
        return start - 1
    if before.lower() == "minus ":
        return start if view.endswith(" or ", 0, start - 6) else start - 6  # "plus or minus 3"
    return start - 2 if before.endswith("零下") else start


def _read_scale(view: str, end: int, limit: int) -> tuple[int, Decimal]:
    """Read scale words and signs after a number; return where they end and what they multiply by."""
    scale = _ONE
    for _ in range(3):
        following = view[end : end + 1]
        if following == " " and view[end + 1 : end + 2] not in _SCALE_STARTS and not view.startswith(" of a ", end):
            break
        if following in _SCALE_STARTS and (found := _SCALE.match(view, end, limit)):
            word = found["word"] or found["letter"] or "k"
            scale *= _LETTERS[word] if found["letter"] else SCALES[word.lower()]
            end = found.end()
            if view[end - 1] == "." and word.lower() not in SHORTENED_SCALES:
                end -= 1
        elif following in _CHINESE_SCALE_STARTS and (found := _CHINESE_SCALE.match(view, end, limit)):
            for sign in found[1]:
                scale *= CHINESE_SCALES[sign]
            end = found.end()
        else:
            break
    return end, scale


def _read_words(view: str, start: int, end: int, grammar: _Grammar) -> Iterator[Number]:
    article = _article(view, start)
    attached = start > 1 and view[start - 1] in "-–_" and _is_letter(view[start - 2])
    words = view[start:end].lower()
    # The same few numbers come again and again; a long run of number words is none of them.
    read = _spelled if len(words) <= _LONGEST_KEPT else _spelled.__wrapped__
    for spelled in read(words, grammar, article=article > 0):
        first = spelled.start == 0
        yield Number(
            start + spelled.start - (article if first and spelled.takes_article else 0),
            start + spelled.end,
            spelled.value,
            Form(spelled.form),
            None,
            spelled.scale,
            attached and first,
        )


_LONGEST_KEPT = 40


@lru_cache(maxsize=4096)
def _spelled(words: str, grammar: _Grammar, *, article: bool) -> tuple[Spelled, ...]:
    """Read number words in lower case; the offsets count from their beginning."""
    tokens = [
        Token(word.start(), word.end(), *grammar.words.get(word.group(), (WordClass.GLUE, _ONE)))
        for word in _WORD.finditer(words)
    ]
    return tuple(read_words(tokens, article=article))


def _article(view: str, start: int) -> int:
    """Return the length of the article and the blank before a word, 0 without one."""
    if start < 2 or view[start - 1] != " ":
        return 0
    length = 2 if view[start - 2] in "aA" else 3 if view[max(start - 3, 0) : start - 1].lower() == "an" else 0
    before = start - length - 1
    return 0 if before >= 0 and view[before].isalnum() else length


def _read_chinese(view: str, start: int, end: int, limit: int, _: _Grammar) -> Number | None:
    text = view[start:end]
    if text.startswith("百分之"):
        rest = text[3:]
        value = digits_value(rest, comma=False, dots=False) if rest[:1].isdigit() else chinese_value(rest)
        return Number(start=start, end=end, value=value, form=Form.DIGITS) if value is not None else None
    below, share, above = text.replace("分の", "分之").partition("分之")
    if share:
        a, b = chinese_value(above), chinese_value(below)
        if a is None or not b:
            return None
        return Number(start=start, end=end, value=a / b, form=Form.FRACTION)
    if text == "半":
        return Number(start=start, end=end, value=Decimal("0.5"), form=Form.FRACTION)
    value = chinese_value(text)
    if value is None or view[end : end + 1] in {"几", "下"} or view[start - 1 : start] in {"数", "几", "幾", "數"}:
        return None
    end, scale = _read_scale(view, end, limit)
    return Number(start=start, end=end, value=value * scale, form=Form.WORDS, scale=scale)


def _is_letter(character: str) -> bool:
    """Whether a letter of an alphabet, which joins with digits to a designation; Chinese characters do not."""
    return character.isalpha() and character < "\u2e80"


_CONNECTOR = re.compile(r"[ \n]?[-–—~～][ \n]?|-to-|-or-|[ \n]?至|[ \n](?:to|or|and|или|до|и|bis|à|oder|ou)[ \n]|到")
LONGEST_CONNECTOR = 5  # characters between the ends of a range
_AND = frozenset({"and", "и"})
_TO = frozenset({"to", "до", "bis", "à", "至", "到"})
_OR = frozenset({"or", "или", "oder", "ou"})
_BETWEEN = re.compile(r"(?<![^\W_])(?:between|между|from)[ \n]$", re.IGNORECASE)
_FROM = re.compile(r"(?:(?<![^\W_])(?:from|от|с|со|из|de|von)[ \n]|从|由)$", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:rose|fell|dropped|gained|lost|up|down|climbed|slipped|grew|jumped|added|slid)[ \n](?:by[ \n])?$"
)
# After these, "from 5 to 6" tells of a change, not of a range.
_CHANGE = re.compile(
    r"(?:\b(?:ris|rose|f[ae]ll|gr[eo]w|growth|increas|decreas|declin|drop|slip|climb|jump|surg|plung|soar|up\b|down\b|"
    r"reduc|cut|rais|went|doubl|tripl|shr[aiu]nk|expand|extend|chang|lower|mov|swung|narrow|widen|slow|improv|fr[oe]m)|"
    r"вырос|возрос|увелич|сокра|сниз|упал|подня|умень|измен|减|增|升|降)",
    re.IGNORECASE,
)


def connector(view: str, start: int, gap: tuple[int, int], first: Number, second: Number) -> bool:
    """Whether the words in `gap` make a range of two numbers, the first of which stands from `start` on.

    "5-6", "5 to 6", "between 5 and 6", "five or six" do; "5 and 6", and "rose from 5 to 6", do not.
    """
    found = _CONNECTOR.fullmatch(view, *gap) if gap[1] - gap[0] <= LONGEST_CONNECTOR else None
    if not found:
        return False
    word = found.group().strip()
    if first.form is not second.form and not word[0].isalpha():
        return False  # "7-Eleven"
    if word in _AND:
        return _BETWEEN.search(view, max(start - 12, 0), start) is not None
    if word in _OR:
        return second.value <= 3 * max(first.value, _ONE) * second.scale
    own_unit = start < first.start or gap[0] > first.end
    if word in _TO and own_unit and _MOVED.search(view, max(start - 20, 0), start):
        return False  # "fell 2p to 148p"
    if word in _TO and (lead := _FROM.search(view, max(start - 8, 0), start)):
        before = view[max(start - 80, 0) : lead.start()]
        clause = max(map(before.rfind, ".;!?。；"))
        return not _CHANGE.search(before, clause + 1)
    return True


def join_range(view: str, first: Number, second: Number) -> Number | None:
    """Return the range that two numbers make, `None` when they make none.

    The scale words of the second hold for the first where that has none: "5 to 6 million".
    """
    if (
        first.high is not None
        or first.attached
        or not can_join(first, second)
        or not connector(view, first.start, (first.end, second.start), first, second)
    ):
        return None
    low = shared_scale(first, second)
    if low >= second.value:
        return None
    return second._replace(start=first.start, value=low, high=second.value, attached=False)


def can_join(first: Number, second: Number) -> bool:
    """Whether the ways in which two numbers are written let them be the ends of one range."""
    plain = {Form.DIGITS, Form.WORDS}
    return {first.form, second.form} <= plain or (first.form is second.form is Form.FRACTION)


def shared_scale(first: Number, second: Number) -> Decimal:
    """Return the value of the first number of a range, with the second's scale where that is meant."""
    if first.scale == 1 and second.scale > 1 and abs(first.value) < abs(second.value / second.scale):
        return first.value * second.scale
    return first.value
