"""What each kind of record looks like: its file, its fields, and what a field holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Holds(StrEnum):
    """What a field holds, which decides how it is checked."""

    TEXT = "text"
    ID = "id"
    LOCATORS = "locators"
    QUOTED = "words quoted from the evidence"
    NUMBER = "number"
    DATE = "date"
    NAMES = "names that stand in the evidence"
    DOCUMENT = "document"
    DOCUMENTS = "documents, separated by semicolons"
    REFERENCE = "id of another record"
    WORK = "bibliography key"
    CHOICE = "choice"
    SHA256 = "SHA-256 of a file"
    ITEMS = "list of items"
    ITEM = "item"
    TEXTS = "list of texts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a record. `kind` names the record kind a reference leads to."""

    holds: Holds = Holds.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    kind: str = ""
    items: Mapping[str, Field] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """A kind of record. A file name with `*` stands for one record a file."""

    kind: str
    file: str
    fields: Mapping[str, Field]


_ID = Field(holds=Holds.ID, required=True)
_MUST = Field(required=True)
_MAY = Field()
_EVIDENCE = Field(holds=Holds.LOCATORS, required=True)
_SOURCES = {"evidence": _EVIDENCE, "via": Field(holds=Holds.LOCATORS)}
_SOURCES_MAY = {"evidence": Field(holds=Holds.LOCATORS), "via": Field(holds=Holds.LOCATORS)}
# `clause`: the words of the passage that another field (`measure`, `gist`) was copied from. While the two are equal,
# that field may be printed as a quotation.
_QUOTE = Field(holds=Holds.QUOTED)
_DOCUMENT = Field(holds=Holds.DOCUMENT, required=True)
_DATE = Field(holds=Holds.DATE)
_NAMES = Field(holds=Holds.NAMES)
_GRADE = Field(holds=Holds.CHOICE, choices=("1", "2", "3", "4", "5", "6"))
_PRECISION = Field(holds=Holds.CHOICE, required=True, choices=("day", "month", "year", "approximate"))
_BASIS = Field(holds=Holds.CHOICE, required=True, choices=("explicit", "relative", "note", "inferred", "outside"))
# ICD 203 (2015), both rows of its table of likelihood terms.
LIKELIHOOD = (
    "almost no chance", "remote", "very unlikely", "highly improbable", "unlikely", "improbable",
    "roughly even chance", "roughly even odds", "likely", "probable", "very likely", "highly probable",
    "almost certain", "nearly certain",
)  # fmt: skip
# Whether a person has looked at what was extracted; empty for what a person wrote.
REVIEW = Field(holds=Holds.CHOICE, choices=("proposed", "accepted"))
# A register of names: `name` as the index prints it, `variants` as texts write it, separated by semicolons.
_NAME = {
    "id": _ID, "name": _MUST, "variants": _MAY, "role": _MAY, "mentions": Field(holds=Holds.NUMBER), **_SOURCES_MAY,
    "note": _MAY,
}  # fmt: skip
_POINT = {"text": _MUST, "quote": _QUOTE, **_SOURCES}
_POINT_MAY = {"text": _MUST, "quote": _QUOTE, **_SOURCES_MAY}


def _items(fields: Mapping[str, Field], *, required: bool = False) -> Field:
    return Field(holds=Holds.ITEMS, items=fields, required=required)


def _item(fields: Mapping[str, Field]) -> Field:
    return Field(holds=Holds.ITEM, items=fields, required=True)


_ALL = (
    Schema(
        kind="documents",
        file="documents.yaml",
        fields={
            "id": _ID, "file": _MUST, "sha256": Field(holds=Holds.SHA256, required=True),
            "words": Field(holds=Holds.NUMBER),
            "title": _MAY, "author": _MAY, "issued": _MAY, "outlet": _MAY, "genre": _MUST,
            "standpoint": _MAY, "completeness": _MUST, "notes": Field(holds=Holds.NUMBER),
            "defects": Field(holds=Holds.TEXTS),
            "grade": Field(holds=Holds.CHOICE, required=True, choices=("A", "B", "C", "D", "E", "F")),
            "grade_reason": _MUST, "descriptor": _MUST,
            "inferred": _items({"field": _MUST, "value": _MUST, "reason": _MUST}),
            "outside": _items({"field": _MUST, "value": _MUST, "how": _MUST}),
        },
    ),
    Schema(
        kind="indicators",
        file="indicators.csv",
        fields={
            "id": _ID, "theme": _MUST, "measure": _MUST, "qualifier": _MAY,
            "value": Field(holds=Holds.NUMBER, required=True), "value_high": Field(holds=Holds.NUMBER),
            "unit": _MUST, "wording": Field(holds=Holds.QUOTED, required=True), "base": _MAY,
            "period": _MAY, "clause": _QUOTE, **_SOURCES, "grade": _GRADE, "note": _MAY,
        },
    ),
    Schema(
        kind="events",
        file="events.csv",
        fields={
            "id": _ID, "date": Field(holds=Holds.DATE, required=True), "date_end": _DATE,
            "precision": _PRECISION, "basis": _BASIS, "basis_note": _MAY, "lane": _MUST, "event": _MUST,
            "label": _MAY, "actors": _NAMES, "quote": _QUOTE, **_SOURCES, "grade": _GRADE, "note": _MAY,
        },
    ),
    Schema(
        kind="projects",
        file="projects.csv",
        fields={
            "id": _ID, "field": _MUST, "project": _MUST, "parties": _NAMES, "status": _MUST,
            "status_date": _MAY, "obstacle": _MAY, "quote": _QUOTE, **_SOURCES, "grade": _GRADE, "note": _MAY,
        },
    ),
    Schema(
        kind="milestones",
        file="milestones.csv",
        fields={
            "id": _ID, "project": Field(holds=Holds.REFERENCE, kind="projects", required=True),
            "milestone": _MUST, "planned": Field(holds=Holds.DATE, required=True), "planned_end": _DATE,
            "stated": _DATE, "stated_basis": _MAY, **_SOURCES, "note": _MAY,
        },
    ),
    Schema(
        kind="statements",
        file="statements.csv",
        fields={
            "id": _ID, "speaker": Field(holds=Holds.NAMES, required=True), "office": _MAY, "date": _DATE,
            "precision": Field(holds=Holds.CHOICE, choices=("day", "month", "year", "approximate")),
            "basis": Field(
                holds=Holds.CHOICE, choices=("explicit", "relative", "note", "inferred", "outside")
            ),
            "basis_note": _MAY, "gist": _MUST, "quote": _QUOTE, "clause": _QUOTE, **_SOURCES, "note": _MAY,
        },
    ),
    Schema(
        kind="propositions",
        file="propositions.csv",
        fields={"id": _ID, "proposition": _MUST},
    ),
    Schema(
        kind="positions",
        file="positions.csv",
        fields={
            "id": _ID, "proposition": Field(holds=Holds.REFERENCE, kind="propositions", required=True),
            "document": _DOCUMENT,
            "symbol": Field(
                holds=Holds.CHOICE, required=True, choices=("affirms", "qualified", "denies", "silent")
            ),
            "phrase": _QUOTE, **_SOURCES_MAY, "note": _MAY,
        },
    ),
    Schema(
        kind="judgements",
        file="judgements.yaml",
        fields={
            "id": _ID, "judgement": _MUST,
            "likelihood": Field(holds=Holds.CHOICE, required=True, choices=LIKELIHOOD),
            "confidence": Field(holds=Holds.CHOICE, required=True, choices=("high", "moderate", "low")),
            "reason": _MUST, "basis": _items(_POINT, required=True), "contrary": _items(_POINT),
        },
    ),
    Schema(
        kind="conflicts",
        file="conflicts.yaml",
        fields={
            "id": _ID, "number": _MAY, "issue": _MUST,
            "sides": _items(
                {"document": _DOCUMENT, "says": _MUST, "quote": _QUOTE, **_SOURCES}, required=True
            ),
            "type": _MUST, "reading": _MUST, "resolve": _MAY,
        },
    ),
    Schema(
        kind="agreements",
        file="agreements.yaml",
        fields={
            "id": _ID, "proposition": Field(holds=Holds.REFERENCE, kind="propositions", required=True),
            "documents": Field(holds=Holds.DOCUMENTS, required=True), "independence": _MUST, **_SOURCES,
        },
    ),
    Schema(
        kind="gaps",
        file="gaps.yaml",
        fields={
            "id": _ID, "question": _MUST, "matters": _MUST, "checked": _MUST, "answer": _MUST,
            **_SOURCES_MAY,
        },
    ),
    Schema(
        kind="glossary",
        file="glossary.csv",
        fields={"id": _ID, "term": _MUST, "expansion": _MAY, "meaning": _MUST, **_SOURCES_MAY},
    ),
    Schema(kind="people", file="people.csv", fields=_NAME),
    Schema(kind="organisations", file="organisations.csv", fields=_NAME),
    Schema(
        kind="changes",
        file="changes.csv",
        fields={
            "id": _ID, "version": _MUST, "date": Field(holds=Holds.DATE, required=True),
            "kind": Field(
                holds=Holds.CHOICE, required=True, choices=("first issue", "correction", "addition", "revision")
            ),
            "section": _MAY, "change": _MUST,
        },
    ),
    Schema(
        kind="notes",
        file="notes.csv",
        fields={
            # Without a number: an item of a list of references that bears none.
            "id": _ID, "document": _DOCUMENT, "number": Field(holds=Holds.NUMBER),
            "work": Field(holds=Holds.WORK, required=True),
            "relation": Field(holds=Holds.CHOICE, required=True, choices=("cited", "quoted")),
            "form": Field(holds=Holds.CHOICE, choices=("full", "bare address", "comment", "ibidem")),
            "section": _MAY, "used_for": _MAY, "comment": _MAY, "evidence": _EVIDENCE,
        },
    ),
    Schema(
        kind="summaries",
        file="summaries/*.yaml",
        fields={
            "id": _ID, "document": _DOCUMENT, "question": _MUST, "thesis": _item(_POINT),
            "findings": _items(_POINT, required=True), "standpoint": _item(_POINT),
            "limits": _items(_POINT_MAY),
        },
    ),
    # The sentences that say most of what a document says, in its own words; 1 is the most important.
    Schema(
        kind="sentences",
        file="sentences.csv",
        fields={
            "id": _ID, "document": _DOCUMENT, "rank": Field(holds=Holds.NUMBER, required=True),
            "quote": Field(holds=Holds.QUOTED, required=True), "evidence": _EVIDENCE,
        },
    ),
    # Two passages that speak of the same quantity or event.
    Schema(
        kind="comparisons",
        file="comparisons.csv",
        fields={
            "id": _ID,
            "relation": Field(
                holds=Holds.CHOICE, required=True, choices=("agree", "conflict", "differ in precision")
            ),
            "subject": _MAY, "quote": Field(holds=Holds.QUOTED, required=True),
            "against": Field(holds=Holds.QUOTED, required=True), "reason": _MAY, "evidence": _EVIDENCE,
        },
    ),
    # How far each source can be trusted: the documents themselves, and what is known only through one of them,
    # which has a name of its own in `source`.
    Schema(
        kind="reliability",
        file="reliability.yaml",
        fields={
            "id": _ID, "document": _DOCUMENT, "source": _MAY, "group": _MUST, "affiliation": _MUST,
            "access": _MUST, "age": _MUST, "leaning": _MUST, "dependence": _MUST, **_SOURCES,
        },
    ),
)  # fmt: skip

SCHEMAS: Mapping[str, Schema] = {
    schema.kind: replace(schema, fields={**schema.fields, "review": REVIEW}) for schema in _ALL
}
