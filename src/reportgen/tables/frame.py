"""Compute with pandas which records stand where in a table: filter, join, sort, group, pivot.

Each record is one row of an object-typed frame: its text fields, and in the column `pick` its number among the
records of its kind, with the numbers of the records joined to it. The picks are the result: cells are printed from
the records themselves, so that every value keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Severity
from reportgen.exhibits import ANY, Exhibit, fair_shares, misspelled, no_such_value, trees, unknown
from reportgen.records.schema import SCHEMAS
from reportgen.values import Tree, Value

if TYPE_CHECKING:
    import pandas as pd

# A record by its number, and those joined to it by theirs, from 0, in the order of the declared joins.
Pick = tuple[int, ...]
PICK = "pick"
# How many preferences of the table a row meets.
_MET = "_met"
# What a record has besides its fields, and a table may filter, join, sort and group by.
DERIVED = ("document", "langid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which records a table shows, row by row: in groups with their titles, or for a pivot under heads.

    `left_out` are those that its limit has no room for.
    """

    groups: tuple[tuple[str | None, tuple[Pick, ...]], ...] = ()
    heads: tuple[str, ...] = ()
    lines: tuple[tuple[Pick | None, ...], ...] = ()
    left_out: tuple[Pick, ...] = ()


def frame_of(views: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return one row a view; the columns are the text fields, as objects so that places survive."""
    import pandas as pd

    rows: list[dict[str, Any]] = []
    derived = [key for key in DERIVED if views and key in views[0] and key not in tuple(views[0])]
    for number, view in enumerate(views):
        texts = {key: value for key in (*view, *derived) if isinstance(value := view[key], str)}
        rows.append({**texts, PICK: (number,)})
    return pd.DataFrame(rows, dtype=object)


def compute(exhibit: Exhibit, sources: Mapping[str, Sequence[Mapping[str, Any]]]) -> Outcome[Plan | None]:
    """Return the plan that a declaration asks for; `sources` are the views by kind of record."""
    kind = exhibit.text("records")
    if kind is None:
        return Outcome(None, (diagnose("TAB301", f"{exhibit.id} does not say which records", exhibit.place),))
    if kind not in sources:
        message = f"there are no records '{kind}'"
        return Outcome(None, (unknown(kind, tuple(sources), "TAB302", message, kind.place),))
    if not sources[kind]:
        message = f"{exhibit.id} has no rows: there are no records '{kind}'"
        return Outcome(Plan(), (diagnose("TAB305", message, exhibit.place),))
    if misspelled(exhibit):  # which has been said
        return Outcome(None)
    found, lost = [*_forms(exhibit)], list[Diagnostic]()
    frame = _where(frame_of(sources[kind]), exhibit, found)
    for join in trees(exhibit.tree.get("join")):
        frame = _join(frame, join, sources, found, lost)
    frame = _sort(frame, exhibit.texts("sort"), found)
    frame = _weighed(frame, trees(exhibit.tree.get("prefer")), sources, found)
    plan = _planned(frame, exhibit, found, lost) if not _failed(found) else Plan()
    if _failed(found):
        return Outcome(None, (*found, *lost))
    if frame.empty and not found:
        found.append(diagnose("TAB305", f"{exhibit.id} has no rows", exhibit.place))
    return Outcome(plan, (*found, *lost))


def _failed(found: list[Diagnostic]) -> bool:
    return any(d.severity is Severity.ERROR for d in found)


def _forms(exhibit: Exhibit) -> Iterator[Diagnostic]:
    for key, kinds, form in (("where", Tree, "a mapping"), ("pivot", Tree, "a mapping"), ("join", tuple, "a list")):
        if key in exhibit.tree and not isinstance(exhibit.tree[key], kinds):
            yield diagnose("TAB301", f"'{key}' must be {form}", exhibit.tree.key_places[key], length=len(key))


def _planned(frame: pd.DataFrame, exhibit: Exhibit, found: list[Diagnostic], lost: list[Diagnostic]) -> Plan:
    """Return the plan of the rows that are left, in their order; an unknown group is reported in `lost`."""
    pivot, group = exhibit.tree.get("pivot"), exhibit.text("group")
    if isinstance(pivot, Tree):
        return _pivot(frame, pivot, found)
    if frame.empty:
        return Plan()
    if group is not None and _known(frame, group, group, lost):
        # Groups stand in the order in which their first rows come.
        parts = frame.groupby(str(group), sort=False)
        return _within(exhibit, [(str(title), part) for title, part in parts])
    share = exhibit.text("share")
    if share is None or exhibit.limit is None or not _known(frame, share, share, lost):
        return _within(exhibit, [(None, frame)])
    # Each part gives its first rows as they were written; what is kept stays sorted.
    shared = [(None, part.sort_index()) for _, part in frame.groupby(str(share), sort=False)]
    kept = {pick for _, picks in _within(exhibit, shared).groups for pick in picks}
    rows = tuple(frame[PICK])
    return Plan(
        groups=((None, tuple(pick for pick in rows if pick in kept)),),
        left_out=tuple(pick for pick in rows if pick not in kept),
    )


def _within(exhibit: Exhibit, groups: Sequence[tuple[str | None, pd.DataFrame]]) -> Plan:
    """Return the plan of as many rows of each group as the limits have room for, in their order.

    Those that meet most preferences are kept, the first ones among equals.
    """
    whole = [(title, tuple(part[PICK])) for title, part in groups]
    if exhibit.limit is None and exhibit.most is None:
        return Plan(groups=tuple(whole))
    sizes = [min(len(picks), exhibit.most or len(picks)) for _, picks in whole]
    shares = fair_shares(sizes, exhibit.limit) if exhibit.limit is not None else sizes
    kept: list[tuple[str | None, tuple[Pick, ...]]] = []
    rest: list[Pick] = []
    for (title, part), (_, picks), share in zip(groups, whole, shares, strict=True):
        best = sorted((-met, number) for number, met in enumerate(part[_MET]))
        chosen = {number for _, number in best[:share]}
        kept.append((title, tuple(pick for number, pick in enumerate(picks) if number in chosen)))
        rest += (pick for number, pick in enumerate(picks) if number not in chosen)
    return Plan(groups=tuple(kept), left_out=tuple(rest))


def _weighed(
    frame: pd.DataFrame,
    preferred: Sequence[Tree],
    sources: Mapping[str, Sequence[Mapping[str, Any]]],
    found: list[Diagnostic],
) -> pd.DataFrame:
    """Count for each row the preferences that it meets.

    One is met by a value of a field, or by a passage that a record of another kind leans on as well.
    """
    met = [0] * len(frame)
    for tree in preferred:
        field, kind = tree.text("field"), tree.text("passages_of")
        if (field is None) == (kind is None):
            found.append(diagnose("TAB301", "a preference needs 'field' or 'passages_of'", tree.place))
        elif kind is not None and kind not in sources:
            found.append(unknown(kind, tuple(sources), "TAB302", f"there are no records '{kind}'", kind.place))
        elif kind is not None and "evidence" in frame.columns:
            leant = {part for view in sources[kind] for part in _passages(view["evidence"])}
            met = [
                n + bool(leant.intersection(_passages(text))) for n, text in zip(met, frame["evidence"], strict=True)
            ]
        elif field is not None and not frame.empty and _known(frame, field, field, found):
            values = tree.get("values")
            wanted = {str(value) for value in (values if isinstance(values, tuple) else (values,))}
            met = [n + (str(text) in wanted) for n, text in zip(met, frame[str(field)], strict=True)]
    return frame.assign(**{_MET: met})


def _passages(text: object) -> frozenset[str]:
    return frozenset(part.strip() for part in str(text).split(";") if part.strip())


def _known(frame: pd.DataFrame, name: str, value: Value, found: list[Diagnostic]) -> bool:
    if name in frame.columns:
        return True
    columns = tuple(str(c) for c in frame.columns if c not in {PICK, _MET})
    found.append(unknown(name, columns, "TAB303", f"these records have no field '{name}'", value.place))
    return False


def _where(frame: pd.DataFrame, exhibit: Exhibit, found: list[Diagnostic]) -> pd.DataFrame:
    """Keep the rows whose fields have one of the wanted values; `*` stands for any value but none."""
    where = exhibit.tree.get("where")
    if not isinstance(where, Tree):
        return frame
    whole, kind = frame, exhibit.text("records")
    for key, wanted in where.items():
        place = where.key_places[key]
        values = wanted if isinstance(wanted, tuple) else (wanted,)
        if ANY in values and _known(frame, key, Value(key, place), found):
            frame = frame[frame[key].map(lambda value: bool(str(value).strip()))]
        elif _known(frame, key, Value(key, place), found):
            fields = SCHEMAS[str(kind)].fields if kind in SCHEMAS else {}
            found.extend(no_such_value(values, frozenset(map(str, whole[key].dropna())), fields.get(key), key))
            frame = frame[frame[key].isin([str(v) for v in values])]
    return frame


def _join(
    frame: pd.DataFrame,
    join: Tree,
    sources: Mapping[str, Sequence[Mapping[str, Any]]],
    found: list[Diagnostic],
    lost: list[Diagnostic],
) -> pd.DataFrame:
    """Give each row the record that one of its fields names, as a further field of its view.

    A row that names no record is reported in `lost` and left out; the others are kept.
    """
    kind, on, name = join.text("records"), join.text("on"), join.text("as")
    if kind is None or on is None or name is None:
        found.append(diagnose("TAB301", "a join needs 'records', 'on' and 'as'", join.place))
        return frame
    if kind not in sources:
        found.append(unknown(kind, tuple(sources), "TAB302", f"there are no records '{kind}'", kind.place))
        return frame
    if not _known(frame, on, on, found):
        return frame
    if not sources[kind]:
        return frame.head(0)
    other = frame_of(sources[kind])[["id", PICK]].rename(columns={"id": "_other", PICK: "_joined"})
    other = other.drop_duplicates("_other")  # an id that stands twice was reported when the records were read
    merged = frame.merge(other, how="left", left_on=on, right_on="_other", validate="many_to_one")
    alone = merged["_joined"].isna()
    lost.extend(
        diagnose("TAB302", f"there is no '{wanted}' among the records '{kind}'", wanted.place, length=len(wanted))
        for wanted in merged[alone][str(on)]
        if isinstance(wanted, Value) and wanted.strip()
    )
    merged = merged[~alone]
    merged[PICK] = [pick + joined for pick, joined in zip(merged[PICK], merged["_joined"], strict=True)]
    return merged.drop(columns=["_other", "_joined"])


def _sort(frame: pd.DataFrame, keys: tuple[Value, ...], found: list[Diagnostic]) -> pd.DataFrame:
    """Sort by fields, the first one first; `-mentions` sorts by `mentions`, the greatest first."""
    wanted = [(str(key).removeprefix("-"), not key.startswith("-"), key) for key in keys]
    known = [(name, rising) for name, rising, key in wanted if _known(frame, name, key, found)]
    if not known or frame.empty:
        return frame
    by, ascending = [name for name, _ in known], [rising for _, rising in known]
    return frame.sort_values(by=by, ascending=ascending, key=lambda column: column.map(_natural), kind="stable")


def _natural(text: object) -> tuple[tuple[int, str], ...]:
    return tuple((int(p), "") if p.isdigit() else (-1, p.casefold()) for p in re.split(r"(\d+)", str(text)))


def _pivot(frame: pd.DataFrame, pivot: Tree, found: list[Diagnostic]) -> Plan:
    """Turn one field into rows and another into columns; a cell is the record at their crossing."""
    rows, columns = pivot.text("rows"), pivot.text("columns")
    if rows is None or columns is None:
        found.append(diagnose("TAB301", "a pivot needs 'rows' and 'columns'", pivot.place))
        return Plan()
    if not (_known(frame, rows, rows, found) and _known(frame, columns, columns, found)):
        return Plan()
    twice = frame[frame.duplicated([str(rows), str(columns)])]
    for row, column in zip(twice[str(rows)], twice[str(columns)], strict=True):
        found.append(diagnose("TAB301", f"two records for {row} and {column}", row.place))
    if len(twice):
        return Plan()
    order = list(dict.fromkeys(frame[str(rows)]))
    crossed = frame.pivot(  # noqa: PD010 - the table must hold the records themselves, not an aggregate
        index=str(rows), columns=str(columns), values=PICK
    ).reindex(order)
    lines = (tuple(pick if isinstance(pick, tuple) else None for pick in line) for line in crossed.to_numpy())
    return Plan(heads=tuple(map(str, crossed.columns)), lines=tuple(lines))
