"""Rules on records that must agree with one another: quantities, positions, agreements."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import combinations, permutations
from typing import NamedTuple

from reportgen.checks.report import Report, Rule
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.documents import Locator
from reportgen.exhibits import Exhibit
from reportgen.records import Record
from reportgen.records.hedges import hedge
from reportgen.records.matching import fold
from reportgen.values import Tree

_INFINITE = math.inf
# What "about" may stand for, as a share of the value.
_NEAR = 0.1
_UNSTATED = {"", "not stated", "unknown", "none", "n/a", "-", "–"}
# How many rows of one measure are compared pair by pair; a series is longer, and is no repetition.
_SERIES = 12


class _Span(NamedTuple):
    """What a stated value leaves open: from `low` to `high`, printed with so many digits behind the point."""

    low: float
    high: float
    digits: int

    def meets(self, other: _Span) -> bool:
        """Whether one number fits both; 5.2 and 5 agree, since one may be the other rounded."""
        digits = min(self.digits, other.digits)
        one, two = self.rounded(digits), other.rounded(digits)
        return one.low <= two.high and two.low <= one.high

    def rounded(self, digits: int) -> _Span:
        """Return the span, rounded when it is a single number."""
        if self.low != self.high:
            return self
        value = round(self.low + 1e-9, digits)
        return _Span(value, value, digits)


def _span(record: Record) -> _Span | None:
    """Read value, upper value and hedge; `None` when the value cannot be read or the hedge is not known."""
    value, top = record.text("value"), record.text("value_high")
    try:
        low = float(value or "")
        high = float(top) if top else low
    except ValueError:
        return None
    digits = max(len(str(end or "").strip().partition(".")[2]) for end in (value, top))
    qualifier = record.text("qualifier")
    hedged = hedge(qualifier or record.text("wording") or "")
    if qualifier and hedged is None:
        return None
    if hedged == "above":
        return _Span(low, _INFINITE, digits)
    if hedged == "below":
        return _Span(-_INFINITE, high, digits)
    slack = _NEAR * max(abs(low), abs(high)) if hedged == "near" else 0.0
    return _Span(low - slack, high + slack, digits)


def quantities_agree(report: Report) -> Iterator[Diagnostic]:
    """One measure of one base, unit and period has one value, unless the records say that sources differ.

    Values that leave room for each other ("more than 40", "about 45") agree. Whether two records that a program
    proposed measure one thing, a person has yet to say. Places: the later of the two.
    """
    groups: dict[tuple[str, ...], list[tuple[Record, _Span]]] = {}
    for record in report.records.of("indicators"):
        span = _span(record)
        if span is not None and record.text("review") != "proposed" and not _is_copied(record):
            keys = [fold(record.text(key) or "") for key in ("measure", "base", "unit", "period")]
            keys = ["" if key in _UNSTATED else key for key in keys]
            groups.setdefault(tuple(keys), []).append((record, span))
    for group in groups.values():
        if len(group) > _SERIES:
            continue
        told: set[str] = set()
        for (first, one), (second, other) in combinations(group, 2):
            if one.meets(other) or second.id in told or _explained(report, first, second):
                continue
            told.add(second.id)
            place, text = _at(second, "value")
            related = (
                Related(message=f"{first.text('wording') or first.text('value')}", place=_at(first, "value")[0]),
            )
            message = f"'{second.id}' gives {second.text('wording') or text} for what '{first.id}' gives another value"
            yield diagnose("CHK811", message, place, related=related, length=len(text))


def _is_copied(record: Record) -> bool:
    """Whether the measure is still the words of the passage: then nobody has said what is measured."""
    clause = record.text("clause")
    return clause is not None and record.text("measure") == clause


def _explained(report: Report, first: Record, second: Record) -> bool:
    """Whether a note names the other record, its document or its value, or a conflict has both documents."""
    for one, other in ((first, second), (second, first)):
        note = fold(one.text("note") or "")
        names = [other.id, *_documents(other), str(other.text("value"))]
        if note and any(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", note) for name in names):
            return True
    passages = (_passages(first), _passages(second))
    for conflict in report.records.of("conflicts"):
        sides = [set(claim.evidence) for claim in conflict.claims]
        if any(one & passages[0] and other & passages[1] for one, other in permutations(sides, 2)):
            return True
    return False


def _documents(record: Record) -> tuple[str, ...]:
    return tuple(dict.fromkeys(locator.document for locator in record.evidence))


def _passages(record: Record) -> set[Locator]:
    return set(record.evidence)


def _at(record: Record, key: str) -> tuple[Place, str]:
    value = record.text(key)
    return (value.stripped().place, str(value.stripped())) if value else (record.place, record.id)


def positions_agree(report: Report) -> Iterator[Diagnostic]:
    """A document has one position on a proposition, and no agreement names one that denies it or is silent."""
    seen: dict[tuple[str, str], Record] = {}
    pivoted = any(_pivots_positions(report.tables[name]) for name in report.composition.tables)
    for record in report.records.of("positions"):
        proposition, document = record.text("proposition"), record.text("document")
        if proposition is None or document is None:
            continue
        first = seen.setdefault((str(proposition.stripped()), str(document.stripped())), record)
        if first is not record and not pivoted:  # such a table has said so
            related = (Related(message="the first", place=first.place),)
            message = f"{document} has a second position on {proposition}"
            yield diagnose("CHK819", message, proposition.stripped().place, related=related, length=len(proposition))
    for record in report.records.of("agreements"):
        proposition, documents = record.text("proposition"), record.text("documents")
        if proposition is None or documents is None:
            continue
        for document in documents.parts(";"):
            held = seen.get((str(proposition).strip(), str(document)))
            symbol = held.text("symbol") if held else None
            # Documents may agree in denying something; then none of them affirms it.
            others = {
                str(other.text("symbol"))
                for name in documents.parts(";")
                if name != document and (other := seen.get((str(proposition).strip(), str(name))))
            }
            if held and (symbol == "silent" or (symbol == "denies" and others & {"affirms", "qualified"})):
                related = (Related(message=f"its position: {symbol}", place=_at(held, "symbol")[0]),)
                does = "denies it" if symbol == "denies" else "is silent on it"
                message = (
                    f"'{record.id}' counts {document} among those that agree on {proposition}, and {document} {does}"
                )
                yield diagnose("CHK819", message, document.place, related=related, length=len(document))


def _pivots_positions(exhibit: Exhibit) -> bool:
    return exhibit.text("records") == "positions" and isinstance(exhibit.tree.get("pivot"), Tree)


RULES: tuple[Rule, ...] = (quantities_agree, positions_agree)
