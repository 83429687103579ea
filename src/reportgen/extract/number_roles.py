"""Tell numbers that count something from those that name, date or number something."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum

from reportgen.extract import role_patterns as p
from reportgen.language.numbers import Form, Number

_LAST_WORD = re.compile(r"[^\W_]+\.?$")


class Role(Enum):
    """What a number without a unit is."""

    COUNT = "count"
    RANK = "rank"
    AGE = "age"
    TIMES = "times"
    OTHER = "other"  # a year, a date, a name, a label: no quantity


class Spot:
    """A number in its passage: `left` and `right` are the 60 characters before and after it.

    `word_before` is the word before the number, with its punctuation; empty when none or more than a blank stands
    between. `near` is that word in lower case where it is of letters and figures, with a dot at its end or without.
    It tells cheaply which patterns need not be tried: a pattern for words before a number can only match when
    `near` is empty or ends what the pattern asks for.
    """

    __slots__ = ("left", "near", "right", "text", "word_before")

    def __init__(self, left: str, text: str, right: str) -> None:
        """Look at the word before."""
        self.left, self.text, self.right = left, text, right
        words = left.rsplit(None, 1) if left[-1:].isspace() else ()
        self.word_before = word = words[-1] if words else ""
        if not word.isalpha():
            found = _LAST_WORD.search(word)
            word = found.group() if found else ""
        self.near = word.lower()

    def may_follow(self, words: frozenset[str]) -> bool:
        """Whether the word before may be one of `words`; sure only when it says no."""
        return not self.near or self.near.rstrip(".") in words

    @property
    def starts_sentence(self) -> bool:
        """Whether nothing of the sentence stands before the number."""
        before = self.left.rstrip().rstrip("\"'“”‘’«»(*_•–—-").rstrip()
        return not before or before[-1] in ".!?:;…" or (self.left.rstrip()[-1:] in '“«"‘—–•' and True)


def role_of(number: Number, spot: Spot, *, after_rank: bool) -> Role:
    """Return what a number without a unit is; `after_rank` says that a rank stands before it in the sentence."""
    if number.form is Form.MULTIPLE:
        return _role_of_multiple(spot)
    if spot.near in p.AGE_LAST and p.AGE_BEFORE.search(spot.left) and number.form is not Form.ORDINAL:
        return Role.AGE
    if number.form is Form.ORDINAL:
        return _role_of_ordinal(spot, after_rank=after_rank)
    if number.form is Form.FRACTION:
        return Role.COUNT if _is_share(number, spot) else Role.OTHER
    return _role_of_rank(spot) or _role_of_count(number, spot)


def _role_of_rank(spot: Spot) -> Role | None:
    """Return the role of a number that the word before makes a rank or a label, `None` without such a word."""
    if spot.near == "top" and p.TOP.search(spot.left):
        return Role.RANK
    if spot.near in {"no", "no.", "number"} and p.NUMBERED.search(spot.left) and not p.NO_LABEL.search(spot.left):
        return Role.RANK if p.RANKED_NUMBER.search(spot.left) and p.AGENT.match(spot.right) else Role.OTHER
    if spot.left.endswith("第"):
        return Role.RANK if p.CHINESE_RANK.search(spot.left) else Role.OTHER
    return None


def _role_of_count(number: Number, spot: Spot) -> Role:
    if _names(number, spot):
        return Role.OTHER
    if spot.text[0].isdigit() or spot.text[0] in "-−":
        if _is_age(number, spot):
            return Role.AGE
        return Role.OTHER if _is_code(number, spot) or _is_time(number, spot) else Role.COUNT
    if "\u4e00" <= spot.text[0] <= "\u9fff":
        counted = bool(spot.right) and spot.right[0] in p.CLASSIFIERS and number.value > 1
        return Role.COUNT if counted or (number.scale >= 1000 and spot.text[0] != "万") else Role.OTHER
    return Role.COUNT if _counts_in_words(number, spot) else Role.OTHER


def _names(number: Number, spot: Spot) -> bool:
    """Whether a number follows a word that it numbers, or that makes a name with it."""
    if (spot.right[1:2].isupper() and p.ADDRESS.match(spot.right)) or (
        spot.near == "of" and p.GROUP_OF.search(spot.left)
    ):
        return True
    word = spot.word_before
    if not word or (spot.right[:1] == "-" and p.LOWER_WORD.match(spot.right)):
        return False
    plain = word.strip("(\"'“‘«[").rstrip(".")
    if plain.lower() in p.LABELS and not word.endswith((",", ";", ":")) and not p.NO_LABEL.search(spot.left):
        return word.endswith(".") or plain.lower() not in {"с", "д", "п", "no"} or plain[0].isupper()
    if spot.near == "units" and number.value < 20 and p.UNITS_LABEL.search(spot.left):
        return True
    if number.scale > 1 or word[-1] in '.,;:!?)»”"’%' or not any(map(str.isupper, plain)):
        return False
    if (
        (spot.right[1:2].isupper() and (p.SOLD.match(spot.right) or p.GERMAN_NOUNS.search(spot.left)))
        or plain.lower() in p.FUNCTION
        or plain.isdigit()
        or not plain[0].isalpha()
    ):
        return False
    return not p.MONTH.fullmatch(plain)


def _is_age(number: Number, spot: Spot) -> bool:
    """Whether a number stands between commas after a name: "Petra Holm, 52, said"."""
    return (
        bool(spot.right[:1] == "," and 1 < number.value < 120 and p.AGE_NAME.search(spot.left)) and "." not in spot.text
    )


def _is_code(number: Number, spot: Spot) -> bool:
    """Whether signs, letters or digits that touch a number make it part of something else."""
    left, right, text = spot.left, spot.right, spot.text
    last, following = left[-1:] or " ", right[:1] or " "
    return bool(
        (following.isalpha() and following < "\u2e80")
        or following in "/_@#°\\"
        or last in "/#№§@+_\\=&"
        or (following == "+" and right[1:2].isdigit())
        or (following in "»”" and p.QUOTED_NAME.search(left))
        or (last == "." and left[-2:-1].isalnum())
        or (last + following == "[]")
        or (last + following == "()" and number.value < 100)
        or (len(text) > 1 and text[0] == "0" and text[1].isdigit())
        or (following == "-" and not p.LOWER_WORD.match(right))
        or (following in "('’\")" and p.BROKEN_OFF.match(right))
        or _runs_on(spot)
        or (following in " -–/" and p.DIGITS_AFTER.match(right))
        or (last in " -\n" and _is_tail(left))
        or (right[1:2] in _LAW_LETTERS and p.LAW_AFTER.match(right))
        or (left.rstrip()[-1:] in _LAW_ENDS and p.LAW_BEFORE.search(left))
    )


_LAW_LETTERS = frozenset("UFCSL")
_LAW_ENDS = frozenset("§№#.d")
_RUNS_ON = frozenset(":'’\n")


def _runs_on(spot: Spot) -> bool:
    """Whether a number goes on with what stands before, as minutes do after hours."""
    return (spot.left[-1:] in _RUNS_ON or spot.near == "past") and bool(p.RUNNING_ON.search(spot.left))


def _is_time(number: Number, spot: Spot) -> bool:
    """Whether a number is a date, an hour, the score of a game, or the number of a section."""
    left, right, text = spot.left, spot.right, spot.text
    whole = number.value == number.value.to_integral_value()
    if right and right[0] in p.CHINESE_DATE and not right.startswith(("个月", "年来")):
        return True
    if whole and number.scale == 1 and _is_date(number, spot):
        return True
    if (right[:1] in _CLOCK_STARTS and p.CLOCK_AFTER.match(right)) or (
        not whole and p.CLOCK_BEFORE.search(left) and p.CLOCK.fullmatch(text)
    ):
        return True
    if number.high is not None and number.high <= 20 and p.SCORE.search(left[-30:]) and "-" in text:
        return True
    # At the start of a paragraph: "3. The river", "3.1 The river".
    return not left.strip() and (right[:1] in {".", ")"} or (not whole and right[:2].strip().isupper()))


_CLOCK_STARTS = frozenset(": \naph")


def _is_tail(left: str) -> bool:
    """Whether digits stand before, as in a telephone number or a score; a year does not count."""
    if not left.rstrip(" -)\n")[-1:].isdigit():
        return False
    found = p.DIGITS_BEFORE.search(left)
    return bool(found) and not (left.endswith(" ") and p.FOUR.search(left.rstrip()))


def _is_date(number: Number, spot: Spot) -> bool:
    """Whether a whole number is a year or the day of a month."""
    if number.value <= 31 and (p.MONTH_AFTER.match(spot.right) or _follows_month(spot)):
        return True
    if len(spot.text) in {2, 4} and p.YEAR_AFTER.match(spot.right):
        return True
    if p.ERA_AFTER.match(spot.right) or (spot.near in _ERA_LAST and p.ERA_BEFORE.search(spot.left)):
        return True
    digits = spot.text[:4]
    if not (
        digits.isdigit() and 1000 <= number.value <= 2100 and not spot.text[4:5].isdigit() and "," not in spot.text
    ):
        return False
    if _follows_month(spot) or number.high is not None:
        return True
    if number.value < 1500:
        return bool(p.YEAR_GOES_ON.match(spot.right) and p.IN_YEAR.search(spot.left))
    counted = spot.near in p.COUNT_LAST and p.COUNT_BEFORE.search(spot.left) and p.NOUN_AFTER.match(spot.right)
    return not (counted or p.PEOPLE.match(spot.right))


_ERA_LAST = frozenset({"ad", "bc", "d.", "c."})


def _follows_month(spot: Spot) -> bool:
    """Whether a month stands before, or the first days of a range of days."""
    possible = not spot.near or spot.near[:3] in p.MONTH_STEMS
    return possible and bool(p.MONTH_BEFORE.search(spot.left, max(len(spot.left) - 40, 0)))


def _counts_in_words(number: Number, spot: Spot) -> bool:
    left, right, text = spot.left, spot.right, spot.text
    if text[0].isupper() and (not spot.starts_sentence or p.NAME_AFTER.match(right)):
        return False
    if number.value == 0 or _runs_on(spot) or (right[:1] == "-" and not p.LOWER_WORD.match(right)):
        return False
    if right[:1] == "-" and (number.value <= 2 or p.NOT_COUNT_MODIFIER.match(right)):
        return False
    if number.value <= 12 and spot.near in p.HOUR_LAST and p.HOUR_BEFORE.search(left) and p.HOUR_AFTER.match(right):
        return False
    if number.value == 1:
        return not right.startswith(" of ") and bool(
            p.ONE_IN.search(left)
            or (spot.may_follow(p.NEAR_LAST) and p.NUMBER_NEAR.search(left))
            or p.NUMBER_NEXT.match(right)
        )
    if number.scale > 1 or number.value in {Decimal(100), Decimal(1000)}:
        # "hundred" alone is a number after "a", or "several".
        bare = text.lower() in {"hundred", "thousand", "million", "billion", "trillion", "dozen"}
        if bare:
            return bool(p.VAGUE.search(left)) or text.lower() == "dozen"
    return not (number.value <= 10 and spot.may_follow(p.DEFINITE_LAST) and p.DEFINITE.search(left))


def _role_of_ordinal(spot: Spot, *, after_rank: bool) -> Role:
    if spot.text.endswith("х"):
        return Role.OTHER  # "в 1980-х"
    if found := p.SUPERLATIVE.match(spot.right):
        word = found["word"]
        if not word or (word not in p.NO_SUPERLATIVE):
            return Role.RANK
    if p.PLACE_AFTER.match(spot.right) and not spot.left.endswith("the "):
        return Role.RANK
    if p.RANKED.search(spot.left) and not p.TURN_AFTER.match(spot.right):
        return Role.RANK
    if after_rank and spot.text[0].isdigit() and p.RANK_GOES_ON.match(spot.right):
        return Role.RANK
    return Role.OTHER


def _is_share(number: Number, spot: Spot) -> bool:
    left, right, text = spot.left, spot.right, spot.text.lower()
    if text[0].isdigit() or "分之" in text or "分の" in text:
        return True
    if text == "半":
        return False
    if text in {"half", "a half"} and right.startswith("-"):
        return False
    counted = number.value != Decimal("0.5") and not text.startswith(("a ", "треть", "четверт", "quarter"))
    if counted:
        return not p.SPAN_BEFORE.search(left)
    if p.NO_SHARE_BEFORE.search(left):
        return False
    if spot.text[0].isupper() and not spot.starts_sentence:
        return False
    if text == "quarter":
        return False
    return bool(p.SHARE_AFTER.match(right) or p.SHARE_BEFORE.search(left))


def _role_of_multiple(spot: Spot) -> Role:
    if spot.text.lower() in {"double", "triple", "quadruple"}:
        if spot.right.startswith((" down", " up", " check")):
            return Role.OTHER
        return Role.TIMES if p.VERBAL.search(spot.left) or p.OF_WHAT.match(spot.right) else Role.OTHER
    return Role.TIMES
