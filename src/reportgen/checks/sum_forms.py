"""Sums and equations: what is counted together comes out."""

from __future__ import annotations

import re
from decimal import Decimal

from reportgen.checks.form_words import VAGUE, WORD, Found, Index, Q, close, figure_at, says
from reportgen.checks.measures import Figure
from reportgen.language.word_sets import word_set

_CLAUSE = rf"[^{Q}.;:()\"“”]{{0,60}}?"
_LIST = rf"(?P<list>{Q}{_CLAUSE}(?:,\s(?!and\s){_CLAUSE}{Q}{_CLAUSE}){{0,12}},?\sand\s{_CLAUSE}{Q}{_CLAUSE})"
_LINK = r"(?:(?:or|that is|which is|which makes|which make|making|for)\s)?"
_SUM_WORDS = r"(?:together|altogether|in all|in total|all told|a total of|totalling|adding up to|a sum of)"
_SUM = rf"{VAGUE}(?P<sum>{Q})(?P<noun>\s{WORD})?"
_TOTALS = (
    re.compile(rf"{_LIST},\s{_LINK}{_SUM_WORDS}(?:\s(?:to|of))?\s{_SUM}"),
    re.compile(rf"{_LIST},\s{_SUM}\s(?:in all|in total|altogether|all told|together)(?=[.,;)]|$)"),
)
_EQUATION = re.compile(rf"(?P<left>{Q}(?:\s?[+−–×÷*/-]\s?{Q}){{1,12}})\s?=\s?(?P<sum>{Q})")
_SIGN = re.compile(rf"{Q}\s?([+−–×÷*/-])\s?(?={Q})")


def sums(shape: str, index: Index) -> Found:
    """Things that are counted together."""
    for hit in (hit for pattern in _TOTALS for hit in pattern.finditer(shape)):
        total = figure_at(hit, "sum", index)
        base = hit.start("list")
        parts = [index[base + m.start()] for m in re.finditer(Q, hit["list"]) if base + m.start() in index]
        if total is None or any(p.unit != total.unit or p.vague in {"over", "under"} or p.fraction for p in parts):
            continue
        # What stands before the list ("Of 26, 4 were ...") is no part of the sum.
        tails = [parts[i:] for i in range(len(parts) - 1)]
        if any(close(_low(tail), _high(tail), total) for tail in tails):
            continue
        value = sum((p.value for p in parts), Decimal(0))
        noun = (hit["noun"] or "").strip().lower()
        if noun and not _same_noun(noun, hit["list"].lower()) and not value / 2 <= total.value <= value * 2:
            continue  # four ships and five planes, together 900 men
        yield total, says(total, value, "the sum")


_GENERAL = word_set(
    """of in or and per all to for on by at from with which are is was were have had units items people times a year"""
)


def _same_noun(noun: str, listed: str) -> bool:
    return noun in _GENERAL or noun[: max(len(noun) - 2, 3)] in listed


def _low(parts: list[Figure]) -> Decimal:
    return sum((p.low for p in parts), Decimal(0))


def _high(parts: list[Figure]) -> Decimal:
    return sum((p.high for p in parts), Decimal(0))


def equations(shape: str, index: Index) -> Found:
    """Figures with signs between them: 3 + 4 = 7."""
    for hit in _EQUATION.finditer(shape):
        base = hit.start("left")
        parts = [index.get(base + m.start()) for m in re.finditer(Q, hit["left"])]
        total, signs = figure_at(hit, "sum", index), _SIGN.findall(hit["left"])
        if total is None or None in parts or len(set(signs)) != 1:
            continue
        known = [part for part in parts if part is not None]
        if signs[0] in "+−–-" and any(p.unit not in {total.unit, ""} for p in known):
            continue
        if signs[0] in "×÷*/" and any(p.unit for p in (*known, total)):
            continue
        value = known[0].value
        for part in known[1:]:
            if signs[0] == "+":
                value += part.value
            elif signs[0] in "−–-":
                value -= part.value
            elif signs[0] in "×*":
                value *= part.value
            elif part.value:
                value /= part.value
        room = sum((p.slack for p in known if p.step != 1), Decimal(0))
        if not close(value - room, value + room, total):
            yield total, says(total, value, "the equation")
