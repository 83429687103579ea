"""Shares: parts of a whole, and the share that they are said to be."""

from __future__ import annotations

import re
from decimal import Decimal

from reportgen.checks.form_words import END, NOUNS, OF, VAGUE, WORD, Found, Index, Message, Q, close, figure_at, says
from reportgen.checks.measures import Figure

_PART, _WHOLE, _SHARE = rf"(?P<part>{Q})", rf"(?P<whole>{Q})", rf"(?P<share>{Q})"

_SHARES = tuple(
    map(
        re.compile,
        (
            # 13 of the 26 projects (50 per cent); 13 out of 26, or 50 per cent,
            rf"{_PART}{NOUNS}{OF}{_WHOLE}{NOUNS}\s\({VAGUE}{_SHARE}\)",
            rf"{_PART}{NOUNS}{OF}{_WHOLE}{NOUNS},\sor\s{VAGUE}{_SHARE}{END}",
            # 50 per cent (13 of 26); 50 per cent of the projects (13 of 26)
            rf"{_SHARE}(?:\sof\s(?:{WORD}\s){{0,3}}{WORD})?\s\({_PART}{NOUNS}{OF}{_WHOLE}{NOUNS}\)",
            # 862 (58.8 per cent) of 1,467 respondents
            rf"{_PART}{NOUNS}\s\({VAGUE}{_SHARE}\){OF}{_WHOLE}",
            # Of the 26 projects, 13 (50 per cent) are signed
            rf"(?:^|\s|\b)(?i:of)\s(?:(?:the|its|their|all|these|those|our)\s){{0,2}}{_WHOLE}{NOUNS},\s{VAGUE}{_PART}{NOUNS}\s\({VAGUE}{_SHARE}\)",
            # half of the 26 projects (13); a third of 27, or 9,
            rf"{_SHARE}{OF}{_WHOLE}{NOUNS}\s\({VAGUE}{_PART}\)",
            rf"{_SHARE}{OF}{_WHOLE}{NOUNS},\sor\s{VAGUE}{_PART}{END}",
        ),
    )
)


def shares(shape: str, index: Index) -> Found:
    """Parts of a whole and the share that they are said to be."""
    for pattern in _SHARES:
        for hit in pattern.finditer(shape):
            part, whole, share = (figure_at(hit, name, index) for name in ("part", "whole", "share"))
            if part is None or whole is None or share is None or not whole.low > 0:
                continue
            percent = share.unit == "percent"
            if (
                part.unit != whole.unit
                or part.unit == "percent"
                or not (percent or (share.fraction and not share.unit))
            ):
                continue
            if part.vague in {"over", "under"} or whole.vague in {"over", "under"} or part.fraction or whole.fraction:
                continue
            factor = Decimal(100 if percent else 1)
            if share.fraction:  # a fraction is a round way to say it, unless the count beside it is exact
                computed = share.value * whole.value
                if abs(computed - part.value) > max(part.step, computed * Decimal("0.1")) and not part.vague:
                    yield part, says(part, computed, "the fraction")
                continue
            low, high = part.low / whole.high * factor, part.high / whole.low * factor
            if not close(low, high, share):
                yield share, says(share, part.value / whole.value * factor, "the share")


_HELD = r"(?:\sof|\s(?:is|was|stands at|stood at|reached|reaches|rose to|grew to|fell to))"
# What follows "of" is a whole here; of a target or of an earlier level, anything can be more than it.
_OF_ALL = (
    r"(?:(?!\s(?:of|higher|larger|greater|bigger|more|above|over|up)\b|-)|(?=\sof\s(?:(?:all|the|its|total|world|global)\s){0,2}"
    r"(?:total|whole|exports|imports|sales|trade|votes?|voters|market|population|cases|projects|answers|users)\b))"
)
_BEYOND = (
    re.compile(rf"(?<!-)(?<!\bper )\bshare{_HELD}\s{VAGUE}{_SHARE}{_OF_ALL}"),
    re.compile(rf"\b(?i:an?)\s{VAGUE}{_SHARE}\s(?:market\s)?share(?=[.,;:)]|\s(?:in|of the|for)\b|$)"),
)
# What is set against national income is no part of it.
_NO_PART = re.compile(r"\b(?:GDP|GNP|GNI|product|incomes?|debts?|output|revenues?|reserves)\b")


def wholes(shape: str, index: Index) -> Found:
    """A share, as a part of something, of more than a hundred per cent."""
    for hit in (hit for pattern in _BEYOND for hit in pattern.finditer(shape)):
        share = figure_at(hit, "share", index)
        if share is None or share.unit != "percent" or share.low <= 100 or share.vague == "under":
            continue
        if not _NO_PART.search(shape):
            yield share, _beyond(share)


def _beyond(share: Figure) -> Message:
    return lambda text: f"a share of {text[share.start : share.end]} is more than the whole"
