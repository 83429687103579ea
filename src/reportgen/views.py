"""What a template sees of a record: its fields, its citation, its printed dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reportgen.bibliography.model import LANGUAGE_TAGS
from reportgen.cache import Plain, pack_node, pack_place
from reportgen.citations import Citations
from reportgen.dates import print_range
from reportgen.diagnostics import Place
from reportgen.documents import Locator
from reportgen.documents.locator import parse_locators
from reportgen.markup import Tex, unreviewed
from reportgen.records.record import Record
from reportgen.records.schema import SCHEMAS, Field, Holds
from reportgen.values import Node, Tree, Unreviewed, Value

_EMPTY = Value("", Place(file=""))
# What follows from the evidence of a record: its document, and the language of that as the bibliography has it.
_DERIVED = ("document", "langid", "langtag", "langtags")
# What a record says, and not what it is called or leads to: that may stand in a label or an address.
_SAID = frozenset({Holds.TEXT, Holds.QUOTED, Holds.NUMBER, Holds.DATE, Holds.NAMES})


class View(Mapping[str, Any]):
    """A record, or an item inside one, as a mapping.

    Every field of its schema is there, empty when the record leaves it out; `cite` is the citation
    of its evidence, and each date field `x` also gives `x_text`, the date in words. A whole record has a `document`,
    that of its first passage unless a field of this name says another, and the language of this, as in the
    bibliography (`langid`) and as a tag (`langtag`); `langtags` has one for each passage.

    What is printed of a record that nobody has looked at bears its sign.
    """

    def __init__(
        self,
        tree: Tree,
        fields: Mapping[str, Field],
        citations: Citations,
        label: str,
        record: Record | None = None,
        unseen: str = "",
    ) -> None:
        """Wrap a tree; `label` names it in messages, `record` is the whole when this is one.

        `unseen` is the id of the record where nobody has looked at it.
        """
        self._tree, self._fields, self._citations = tree, fields, citations
        self._label, self._record, self._unseen = label, record, unseen
        self._extra: dict[str, Any] = {}

    @property
    def label(self) -> str:
        """How messages name this record."""
        return self._label

    @property
    def family(self) -> str:
        """How messages name all that have the fields of this one."""
        if self._record is not None:
            return f"the records of '{self._record.kind}'"
        return f"the items of '{self._label.rpartition('/')[2]}'"

    def with_extra(self, **extra: Any) -> View:
        """Return a view with further fields, such as a record joined to it."""
        view = View(self._tree, self._fields, self._citations, self._label, self._record, self._unseen)
        view._extra = {**self._extra, **extra}
        return view

    def __getitem__(self, key: str) -> Any:
        """Return a field. Raises `KeyError` for a name that the schema does not have."""
        if key in self._extra:
            return self._extra[key]
        if key in self._fields:
            return self._shown(self._tree.get(key), self._fields[key], key)
        if key == "cite":
            return self.citation()
        if key == "sources":
            return self._citations.pieces(*self._evidence())
        if key in _DERIVED and self._record is not None:
            return self._derived(key)
        if key.endswith("_text") and self._fields.get(key[:-5], Field()).holds is Holds.DATE:
            return self._date(key[:-5])
        raise KeyError(key)

    def __iter__(self) -> Any:
        """Iterate over the names of the fields."""
        return iter(self._fields)

    def __len__(self) -> int:
        """Count the fields."""
        return len(self._fields)

    def _derived(self, key: str) -> Value | str | tuple[str, ...]:
        """Return the document that the record comes from, or the language of that document's entry."""
        document = self._record.document if self._record is not None else ""
        if key == "document":
            return Value(document, self._tree.place)
        if key == "langtags":
            evidence = self._record.evidence if self._record is not None else ()
            return tuple(self._tag(locator.document) for locator in evidence)
        return self._language(document) if key == "langid" else self._tag(document)

    def _language(self, document: str) -> Value:
        entry = self._citations.library.entries.get(document)
        return (entry.text("langid") if entry is not None else None) or _EMPTY

    def _tag(self, document: str) -> str:
        return LANGUAGE_TAGS.get(self._language(document).strip().lower(), "")

    def use(self) -> None:
        """Note that the report shows this record, and those joined to it."""
        if self._record is not None:
            self._citations.used.add(self._record.id)
        for other in self._extra.values():
            if isinstance(other, View):
                other.use()

    def citation(self) -> Tex:
        """Return the citation of the record's own evidence, in brackets."""
        cited = self._citations.of(*self._evidence())
        return cited + unreviewed(self._unseen) if cited and self._unseen else cited

    @property
    def unseen(self) -> str:
        """The id of the record where nobody has looked at it, otherwise empty."""
        return self._unseen

    def _evidence(self) -> tuple[Iterable[Locator], Iterable[Locator]]:
        if self._record is not None:
            return self._record.evidence, self._record.via

        def listed(key: str) -> tuple[Locator, ...]:
            return tuple(locator for locator in parse_locators(self._tree.text(key) or "") if locator)

        return listed("evidence"), listed("via")

    def _shown(self, node: Node | None, field: Field, key: str) -> Any:
        if field.items is not None:
            inner = field.items
            items = node if isinstance(node, tuple) else (node,)
            views = tuple(
                View(item, inner, self._citations, f"{self._label}/{key}", unseen=self._unseen)
                for item in items
                if isinstance(item, Tree)
            )
            return views if field.holds is Holds.ITEMS else (views[0] if views else _EMPTY)
        if field.holds is Holds.TEXTS:
            texts = node if isinstance(node, tuple) else ()
            return tuple(self._signed(text) if isinstance(text, Value) else text for text in texts)
        if not isinstance(node, Value):
            return _EMPTY
        return self._signed(node.stripped()) if field.holds in _SAID else node.stripped()

    def _signed(self, value: Value) -> Value:
        return Unreviewed(value, value.place, self._unseen) if self._unseen and value else value

    def _date(self, key: str) -> Value | str:
        start = self._tree.text(key)
        if start is None:
            return _EMPTY
        end = self._tree.text(f"{key}_end")
        approximate = self._tree.text("precision") == "approximate"
        return self._signed(Value(print_range(start, end, approximate=approximate), start.place))


def view_of(record: Record, citations: Citations) -> View:
    """Return the view of a whole record."""
    unseen = record.id if record.proposed else ""
    return View(record.fields, SCHEMAS[record.kind].fields, citations, record.id, record, unseen)


def pack_view(view: View) -> Plain:
    """Return the plain form of the record behind a view."""
    place = view._record.place if view._record is not None else None
    return view._label, pack_place(place), pack_node(view._tree)
