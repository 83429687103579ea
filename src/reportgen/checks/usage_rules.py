"""Rules on what the report uses: every record is shown somewhere, every document is summarised once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from reportgen.checks.report import Report, Rule
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related, Severity
from reportgen.exhibits import Exhibit, trees
from reportgen.figures import check_figure
from reportgen.records import SCHEMAS, Record
from reportgen.records.schema import Holds

# Documents are the sources themselves, and one that is cited nowhere is an entry that is (BIB407). The list of
# notes is there to be compared with the bibliography, whether a table prints it or not.
_NOT_ASKED = ("documents", "notes")
# From this many unused records on, when they are the greater part, the file is a store to choose from.
_STORE = 10


def records_are_used(report: Report) -> Iterator[Diagnostic]:
    """Every record is printed, drawn, cited, or named by one that is.

    Not asked of a report of which a part is missing. Of a kind that nothing in the report uses, or hardly
    anything, one note is given; and none when a table of it is declared but not included, which is said there.
    """
    if not report.whole:
        return
    used = used_ids(report)
    idle = {
        kind: tuple(record for record in group if record.id not in used)
        for kind, group in report.records.by_kind.items()
        if kind not in _NOT_ASKED
    }
    waiting = _waiting_kinds(report)
    for kind, group in idle.items():
        if not group or kind in waiting or _targets_only(group, idle):
            continue
        whole = report.records.of(kind)
        if len(group) == len(whole):
            message = f"nothing in the report uses the records of {kind}"
            place = Place(file=group[0].place.file, line=1)
            hint = "print them with a table, or remove the file"
            yield diagnose("CHK813", message, place, hint=hint, severity=Severity.NOTE)
        elif len(group) > _STORE and 2 * len(group) > len(whole):
            names = ", ".join(record.id for record in group[:3])
            message = f"{len(group)} of the {len(whole)} records of {kind} are used nowhere: {names} …"
            yield diagnose("CHK813", message, group[0].place, severity=Severity.NOTE)
        else:
            for record in group:
                message = f"nothing in the report uses '{record.id}'"
                yield diagnose("CHK813", message, record.place, length=len(record.id))


def used_ids(report: Report) -> frozenset[str]:
    """Return the ids of the records that sections, tables and figures show, and of those that these name."""
    used = set(report.composition.used)
    for name in report.composition.figures:
        exhibit = report.figures[name]
        used.update(record.id for record in check_figure(exhibit, report.material).value)
        used.update(str(value) for value in exhibit.texts("marks"))
    todo = [report.records.by_id[id_] for id_ in sorted(used) if id_ in report.records.by_id]
    while todo:
        for target in _named_by(todo.pop()):
            if target not in used:
                used.add(target)
                if target in report.records.by_id:
                    todo.append(report.records.by_id[target])
    return frozenset(used)


def _named_by(record: Record) -> Iterator[str]:
    for key, field in SCHEMAS[record.kind].fields.items():
        value = record.text(key) if field.holds is Holds.REFERENCE else None
        if value is not None:
            yield str(value.stripped())


def _waiting_kinds(report: Report) -> frozenset[str]:
    """Return the kinds of exhibits that are declared and not included, or that cannot show all they should."""
    kinds: set[str] = set()
    for exhibits, shown in (
        (report.tables, report.composition.tables), (report.figures, report.composition.figures),
    ):  # fmt: skip
        for name, exhibit in exhibits.items():
            if name not in shown:
                kinds.update(kinds_of(exhibit))
    for name in report.composition.figures:  # one whose filter is wrong shows too little
        if check_figure(report.figures[name], report.material).diagnostics:
            kinds.update(kinds_of(report.figures[name]))
    return frozenset(kinds)


def kinds_of(exhibit: Exhibit) -> tuple[str, ...]:
    """Return the kinds of record that an exhibit shows, its own first."""
    joined = (join.text("records") for join in trees(exhibit.tree.get("join")))
    return tuple(str(kind) for kind in (exhibit.text("records"), *joined) if kind is not None)


def _targets_only(group: tuple[Record, ...], idle: Mapping[str, tuple[Record, ...]]) -> bool:
    """Whether unused records of another kind name all of these: then those are what is to be shown."""
    kind = group[0].kind
    named = {
        target for other, records in idle.items() if other != kind for record in records for target in _named_by(record)
    }
    return all(record.id in named for record in group)


def summaries_fit_their_documents(report: Report) -> Iterator[Diagnostic]:
    """A document has at most one summary, in a file of its name; if most have one, all have."""
    documents = {record.id for record in report.records.of("documents")}
    seen: dict[str, Record] = {}
    for record in report.records.of("summaries"):
        value = record.text("document")
        if value is None:
            continue
        document, stem = value.stripped(), PurePosixPath(record.place.file).stem
        name = stem if stem in documents else str(document)
        first = seen.setdefault(name, record)
        if stem in documents and stem != document:
            message = f"the summary in {PurePosixPath(record.place.file).name} is said to be of {document}"
            yield diagnose("CHK822", message, document.place, length=len(document), hint=f"did you mean '{stem}'?")
        elif first is not record:
            related = (Related(message="the first", place=first.place),)
            message = f"{document} has a second summary"
            yield diagnose("CHK822", message, document.place, length=len(document), related=related)
    if not report.records.complete or 2 * len(seen) < len(documents):
        return
    for record in report.records.of("documents"):
        if record.id not in seen and len(seen) > 1:
            yield diagnose("CHK823", f"{record.id} has no summary", record.place, length=len(record.id))


RULES: tuple[Rule, ...] = (records_are_used, summaries_fit_their_documents)
