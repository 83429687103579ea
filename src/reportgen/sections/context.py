"""The names that a template may use: everything a section can print comes from here."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from reportgen.bibliography import Library
from reportgen.bibliography.library import pack_entry
from reportgen.bibliography.model import distance
from reportgen.cache import Plain
from reportgen.citations import Citations
from reportgen.diagnostics import Place, Severity
from reportgen.markup import Tex, escape, traced, unreviewed
from reportgen.records import SCHEMAS, Records
from reportgen.records.share import Share
from reportgen.templating import Absent, MisuseError, Typed, fault, note
from reportgen.values import Unreviewed, Value
from reportgen.views import View, pack_view, view_of


class Named(dict[str, Any]):
    """A mapping with a name for messages."""

    def __init__(self, label: str, items: Mapping[str, Any]) -> None:
        """Copy the items."""
        super().__init__(items)
        self.label = label


class Work(Mapping[str, Any]):
    """A bibliography entry as tables see it: its fields, its notes, its citation."""

    def __init__(self, key: str, library: Library, citations: Citations, names: AbstractSet[str]) -> None:
        """Wrap the entry of a key; `names` are the fields that any entry has."""
        self._entry = library.entries[key]
        self._citations = citations
        self._extra: dict[str, Any] = {}
        self._names = names

    @property
    def label(self) -> str:
        """How messages name this entry."""
        return f"entry {self._entry.key}"

    @property
    def family(self) -> str:
        """How messages name all that have the fields of this one."""
        return "the entries"

    def with_extra(self, **extra: Any) -> Work:
        """Return the work with further fields."""
        work = object.__new__(Work)
        work._entry, work._citations, work._names = self._entry, self._citations, self._names
        work._extra = {**self._extra, **extra}
        return work

    def __getitem__(self, key: str) -> Any:
        """Return a field as text, `""` when this entry leaves out what others have."""
        if key in self._extra:
            return self._extra[key]
        if key == "id":
            return Value(self._entry.key, self._entry.place)
        if key == "entrytype":
            return Value(self._entry.type, self._entry.place)
        if key == "cite":
            return self._citations.targets(self._entry.key)
        found = self._entry.text(key)
        if found is None and key not in self._names:
            raise KeyError(key)
        return found if found is not None else Value("", Place(file=""))

    def __iter__(self) -> Any:
        """Iterate over the names of the fields."""
        yield from ("id", "entrytype")
        yield from self._names

    def __len__(self) -> int:
        """Count the fields."""
        return len(self._names) + 2


def sources_of(records: Records, library: Library, citations: Citations) -> dict[str, tuple[Any, ...]]:
    """Return the views of all records by kind, and the bibliography as `works`."""
    views: dict[str, tuple[Any, ...]] = dict.fromkeys(SCHEMAS, ())
    for kind, group in records.by_kind.items():
        views[kind] = tuple(view_of(record, citations) for record in group)
    names = {name for entry in library.entries.values() for name in entry.fields}
    views["works"] = tuple(Work(key, library, citations, names) for key in library.entries)
    return views


def pack_source(source: Any) -> Plain:
    """Return the plain form of a record or an entry as tables see it."""
    return pack_entry(source._entry) if isinstance(source, Work) else pack_view(source)


class Vocabulary:
    """The functions of a template. Each returns TeX, or leaves a fault where it was called."""

    def __init__(
        self,
        records: Records,
        library: Library,
        citations: Citations,
        sources: Mapping[str, Sequence[Any]],
        share: Share,
    ) -> None:
        """Keep what the functions print from."""
        self.records, self.library, self.citations, self.sources = records, library, citations, sources
        self._by_value: dict[tuple[str, str], Mapping[str, tuple[Any, ...]]] = {}
        self.share = share

    def names(self) -> dict[str, Callable[..., Any]]:
        """Return the functions by the names that templates call them."""
        return {
            "cite": self.cite, "fact": self.fact, "quote": self.quote, "when": self.when,
            "records": self.all, "record": self.one, "count": self.count, "review": self.review,
            "literal": self.literal,
        }  # fmt: skip

    def cite(self, *targets: str) -> Tex:
        """Cite passages, works, records or claims."""
        return self.citations.targets(*targets)

    def _view(self, id_: str) -> View | Tex:
        record = self.records.by_id.get(id_)
        if record is None and (lost := self.citations.left_out(id_)) is not None:
            return lost
        if record is None and not self.records.complete:
            return escape(id_)
        if record is None:
            near = difflib.get_close_matches(id_, self.records.by_id, 1, 0.6)
            return fault("SEC505", f"there is no record '{id_}'", f"did you mean '{near[0]}'?" if near else None)
        self.citations.used.add(id_)
        return view_of(record, self.citations)

    def fact(self, id_: str, *, cite: bool = True) -> Tex:
        """Print an indicator's value as the source words it, with its citation."""
        view = self._view(id_)
        if isinstance(view, Tex):
            return view
        if "wording" not in view:
            return fault("SEC505", f"'{id_}' is no indicator")
        return self._with_citation(view["wording"], view.citation() if cite else None)

    def when(self, id_: str, *, cite: bool = False) -> Tex:
        """Print a record's date in words."""
        view = self._view(id_)
        if isinstance(view, Tex):
            return view
        if "date" not in view:
            return fault("SEC505", f"'{id_}' has no date")
        return self._with_citation(view["date_text"], view.citation() if cite else None)

    def quote(self, target: str, *, cite: bool = True) -> Tex:
        """Print the quoted words of a record or claim in quotation marks, with its citation."""
        claim = self.citations.claim(target)
        if claim is None and (lost := self.citations.left_out(target)) is not None:
            return lost
        if claim is None and not self.records.complete:
            return escape(target)
        if claim is None:
            near = difflib.get_close_matches(target, [c.id for c in self.records.claims], 1, 0.6)
            return fault(
                "SEC505", f"there is nothing to quote under '{target}'", f"did you mean '{near[0]}'?" if near else None
            )
        self.citations.used.add(claim.record)
        sign = unreviewed(claim.record) if self.records.by_id[claim.record].proposed else Tex("")
        words = claim.fields.text("quote") or claim.fields.text("phrase")
        if words is None:
            return fault("SEC505", f"'{target}' quotes no words")
        quoted = traced(Tex("“") + escape(words.stripped()) + Tex("”"), words.place)
        return quoted + (Tex("~") + self.citations.of(claim.evidence, claim.via) if cite else Tex("")) + sign

    def _with_citation(self, value: Value, citation: Tex | None) -> Tex:
        text = traced(escape(value), value.place)
        if citation:  # which bears the sign
            return text + Tex("~") + citation
        return text + unreviewed(value.record) if isinstance(value, Unreviewed) else text

    def all(self, kind: str, /, **where: str) -> tuple[Any, ...]:
        """Return the records of a kind whose fields have the given values. Raises `MisuseError`."""
        found = self._chosen(kind, where)
        for view in found:
            if isinstance(view, View):
                view.use()
        return found

    def _chosen(self, kind: str, where: Mapping[str, str]) -> tuple[Any, ...]:
        if kind not in self.sources:
            near = difflib.get_close_matches(kind, self.sources, 1, 0.6)
            hint = f"did you mean '{near[0]}'?" if near else None
            raise MisuseError("SEC505", f"there are no records '{kind}'", hint)
        found = tuple(self.sources[kind])
        for key, value in where.items():
            if found and key not in found[0]:
                if self.records.complete and self.library.complete:
                    raise MisuseError("SEC505", f"the records '{kind}' have no field '{key}'")
                return ()
            if isinstance(value, Typed) and self.records.whole and self.library.complete:
                self._judge(kind, key, value)
            if len(found) == len(self.sources[kind]):
                found = self._having(kind, key).get(str(value), ())
            else:
                found = tuple(view for view in found if str(view[key]) == value)
        return found

    def _having(self, kind: str, key: str) -> Mapping[str, tuple[Any, ...]]:
        """Return the records of a kind by the value of a field; a loop over documents asks for each of them."""
        if (kind, key) not in self._by_value:
            groups: dict[str, list[Any]] = {}
            for view in self.sources[kind]:
                groups.setdefault(str(view[key]), []).append(view)
            self._by_value[kind, key] = {value: tuple(views) for value, views in groups.items()}
        return self._by_value[kind, key]

    def _judge(self, kind: str, key: str, value: str) -> None:
        """Note a value, written out in the template, that no record of the kind has; an error where none may have it.

        One that a field may hold is only not there yet.
        """
        field = SCHEMAS[kind].fields.get(key) if kind in SCHEMAS else None
        choices = field.choices if field is not None else ()
        there = {str(view[key]) for view in self.sources[kind]}
        if not there or value in there or value in choices:
            return
        known = sorted(there.union(choices) - {""})
        near = difflib.get_close_matches(value, known, 1, 0.6)
        hint = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(known[:8])}" if known else None
        slip = any(distance(value.casefold(), other.casefold(), 1) <= 1 for other in known)
        severity = None if choices or slip else Severity.WARNING
        note("SEC505", f"no record of '{kind}' has '{value}' as its {key}", hint, severity)

    def one(self, id_: str) -> View | Tex:
        """Return one record."""
        found = self._view(id_)
        return found if isinstance(found, View) else Absent(found)

    def count(self, kind: str, /, **where: str) -> int:
        """Return how many records of a kind there are."""
        return len(self._chosen(kind, where))

    def review(self, what: str = "share", kind: str = "", document: str = "") -> int:
        """Return a count of what was extracted, of one kind or one document where that is named.

        `total`: the extracted items that the records hold; `reviewed`, `open`: those that a person has accepted, and
        the others; `share`: the percentage reviewed; `rejected`, `withheld`: proposals that the records do not hold;
        `written`: records that a person wrote. Raises `MisuseError`.
        """
        if kind and document:
            raise MisuseError("SEC505", "review() counts by kind or by document, not by both")
        known = [*SCHEMAS] if kind else [record.id for record in self.records.known("documents")]
        named = kind or document
        if named and named not in known and (kind or self.records.complete):
            near = difflib.get_close_matches(named, known, 1, 0.6)
            message = f"there is no {'kind of record' if kind else 'document'} '{named}'"
            raise MisuseError("SEC505", message, f"did you mean '{near[0]}'?" if near else None)
        share = (self.share.by_kind if kind else self.share.by_document).get(named, Share()) if named else self.share
        counts = {
            "share": share.percent, "total": share.proposed_total, "reviewed": share.reviewed, "open": share.open,
            "rejected": share.rejected, "withheld": share.withheld, "written": share.written,
        }  # fmt: skip
        if what not in counts:
            raise MisuseError("SEC505", f"review() does not know '{what}'", f"it knows {', '.join(counts)}")
        return counts[what]

    def literal(self, text: object) -> Tex:
        """Print a number that belongs to no record, such as the name of a law."""
        return escape(text)
