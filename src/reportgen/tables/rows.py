"""The rows of a table: which records stand where, kept for as long as nothing that decides it has changed.

Most edits change what a cell says, not which rows there are. Pandas, which works that out, takes a third of a
second to load, so its answer is kept by the fields that it looks at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportgen.cache import Cache, Plain
from reportgen.diagnostics import Outcome
from reportgen.exhibits import Exhibit, trees
from reportgen.tables.frame import Pick, Plan, compute
from reportgen.values import Node, Tree, Value

# A record, or an entry of the bibliography, as a mapping of its fields.
View = Mapping[str, Any]
Sources = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The records of a table, row by row, in groups with their titles; for a pivot, under heads.

    `left_out` are those that the table's limit has no room for.
    """

    groups: tuple[tuple[str | None, tuple[View, ...]], ...] = ()
    heads: tuple[str, ...] = ()
    lines: tuple[tuple[View | None, ...], ...] = ()
    left_out: tuple[View, ...] = ()

    def views(self) -> Iterator[View]:
        """Give every record that the table shows."""
        for _, views in self.groups:
            yield from views
        for line in self.lines:
            yield from (view for view in line if view is not None)


def arrange(exhibit: Exhibit, sources: Sources, cache: Cache | None = None) -> Outcome[Rows | None]:
    """Return the rows that a declaration asks for; `sources` are the records by kind."""
    if not exhibit.readable:
        return Outcome(None)

    def pack(outcome: Outcome[Plan | None]) -> Plain:
        plan = outcome.value
        kept = plan is not None and not outcome.diagnostics  # a diagnostic has places, which are not in the key
        return (plan.groups, plan.heads, plan.lines, plan.left_out) if plan is not None and kept else None

    def unpack(plain: Plain) -> Outcome[Plan | None]:
        groups, heads, lines, left_out = plain
        return Outcome(Plan(groups=groups, heads=heads, lines=lines, left_out=left_out))

    if cache is None:
        outcome = compute(exhibit, sources)
    else:
        key = cache.key(*_looked_at(exhibit, sources))
        outcome = cache.fetch("rows", key, lambda: compute(exhibit, sources), pack, unpack)
    if outcome.value is None:
        return Outcome(None, outcome.diagnostics)
    return Outcome(_filled(outcome.value, exhibit, sources), outcome.diagnostics)


def _looked_at(exhibit: Exhibit, sources: Sources) -> Iterator[Plain]:
    """Give all that the plan of a table is made from: its declaration, and of each record the fields it asks for."""
    yield [
        (key, _plain(exhibit.tree.get(key)))
        for key in ("records", "where", "join", "sort", "group", "pivot", "limit", "share", "most", "prefer")
    ]
    asked = {
        "id",
        *(str(key).removeprefix("-") for key in exhibit.texts("sort")),
        str(exhibit.text("group")),
        str(exhibit.text("share")),
    }
    for key in ("where", "pivot"):
        tree = exhibit.tree.get(key)
        if isinstance(tree, Tree):
            asked |= {*tree, *(str(value) for value in tree.values() if isinstance(value, Value))}
    preferred = trees(exhibit.tree.get("prefer"))
    asked |= {str(tree.text("field")) for tree in preferred}
    if any("passages_of" in tree for tree in preferred):
        asked.add("evidence")
    for tree in preferred:
        yield _fields(sources.get(str(tree.text("passages_of")), ()), {"evidence"})
    joins = trees(exhibit.tree.get("join"))
    asked |= {str(join.text("on")) for join in joins}
    yield _fields(sources.get(str(exhibit.text("records")), ()), asked)
    for join in joins:
        yield _fields(sources.get(str(join.text("records")), ()), {"id"})


def _fields(views: Sequence[View], names: set[str]) -> Plain:
    """Return these fields of each record that are texts, and which records have others instead."""
    wanted = sorted(names)
    return [[_text(view, name) for name in wanted] for view in views]


def _text(view: View, name: str) -> str | None:
    value = view[name] if name in view else None  # noqa: SIM401 - a view gives more than it lists
    return str(value) if isinstance(value, str) else None


def _plain(node: Node | None) -> Plain:
    if isinstance(node, Tree):
        return [(key, _plain(value)) for key, value in node.items()]
    if isinstance(node, tuple):
        return [_plain(item) for item in node]
    return str(node) if node is not None else None


def _filled(plan: Plan, exhibit: Exhibit, sources: Sources) -> Rows:
    """Put the records in their places."""
    own = sources[str(exhibit.text("records"))]
    joins = [(str(join.text("as")), sources[str(join.text("records"))]) for join in trees(exhibit.tree.get("join"))]

    def view(pick: Pick) -> View:
        joined = {name: others[number] for number, (name, others) in zip(pick[1:], joins, strict=True)}
        found: View = own[pick[0]].with_extra(**joined) if joined else own[pick[0]]
        return found

    return Rows(
        groups=tuple((title, tuple(map(view, picks))) for title, picks in plan.groups),
        heads=plan.heads,
        lines=tuple(tuple(view(pick) if pick is not None else None for pick in line) for line in plan.lines),
        left_out=tuple(map(view, plan.left_out)),
    )
