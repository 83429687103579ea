"""The records that filters keep, and those that go with what is left out."""

from __future__ import annotations

import pytest
from change import change
from memory import ROOT, MemoryTools

from reportgen.editions import Filter
from reportgen.records import Records, load_records
from reportgen.records.ledger import Decision, Entry, Ledger
from reportgen.records.selection import filterable, select, values_of
from reportgen.records.share import review_share


def of(kind: str, field: str, *values: str) -> Filter:
    return Filter(kind=kind, field=field, values=values)


def chosen(project: dict[str, str], *filters: Filter) -> Records:
    return select(load_records(ROOT, MemoryTools.of(project)).value, filters)


def ids(records: Records, kind: str) -> list[str]:
    return [record.id for record in records.of(kind)]


def why(records: Records) -> dict[str, str]:
    return {id_: left.why for id_, left in records.left_out.items()}


def test_without_filters_nothing_is_left_out(project: dict[str, str]) -> None:
    records = chosen(project)
    assert records.whole
    assert {*records.by_kind} >= {"documents", "indicators", "summaries"}


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ([of("indicators", "theme", "traffic")], ["ind-growth", "ind-daily"]),
        ([of("indicators", "theme", "money", "traffic")], ["ind-growth", "ind-cost", "ind-daily"]),
        ([of("indicators", "theme", "traffic"), of("indicators", "unit", "percent")], ["ind-growth"]),
        ([of("indicators", "theme", "money"), of("indicators", "unit", "percent")], []),
    ],
)
def test_a_filter_keeps_what_has_one_of_its_values(
    project: dict[str, str], filters: list[Filter], kept: list[str]
) -> None:
    records = chosen(project, *filters)
    assert ids(records, "indicators") == kept
    assert ids(records, "events") == ["ev-meeting", "ev-closing"]
    assert {*records.by_id} | {*records.left_out} == {*chosen(project).by_id}
    assert records.whole == (len(kept) == 3)
    assert {record.id for record in records.known("indicators")} == {"ind-growth", "ind-cost", "ind-daily"}


def test_a_field_with_several_names_is_asked_for_any_of_them(project: dict[str, str]) -> None:
    change(
        project, "data/events.csv", "The board meets.,Board meets,Ada Quill", "It meets.,It meets,Ada Quill; Boris Vale"
    )
    assert ids(chosen(project, of("events", "actors", "Ada Quill")), "events") == ["ev-meeting"]
    assert ids(chosen(project, of("events", "actors", "Boris Vale")), "events") == ["ev-meeting", "ev-closing"]


def test_documents_take_along_all_that_leans_on_them(project: dict[str, str]) -> None:
    records = chosen(project, of("documents", "id", "D1"))
    assert {kind: ids(records, kind) for kind in records.by_kind} == {
        "documents": ["D1"], "indicators": ["ind-growth", "ind-cost"], "events": ["ev-meeting"],
        "statements": ["st-boat"], "propositions": ["prop-quay", "prop-future"], "positions": ["pos-d1"],
        "gaps": ["gap-author"], "glossary": ["gl-quay"], "summaries": ["sum-d1"],
    }  # fmt: skip
    assert set(why(records).values()) == {"documents = D1"}
    assert records.lost_documents == {"D2": "documents = D1"}


def test_what_has_no_passage_goes_with_the_document_that_it_speaks_of(project: dict[str, str]) -> None:
    change(project, "data/gaps.yaml", "Who wrote the letter?", "Who wrote D2?")
    assert ids(chosen(project, of("documents", "id", "D1")), "gaps") == []
    assert ids(chosen(project, of("documents", "id", "D2")), "gaps") == ["gap-author"]


def test_what_names_a_record_that_is_left_out_is_left_out_as_well(project: dict[str, str]) -> None:
    change(
        project, "data/projects.csv", "pr-quay,building", "pr-boat,boats,The boat,,kept,,,D1#p5,,3,\npr-quay,building"
    )
    records = chosen(project, of("projects", "field", "boats"))
    assert why(records) == {"pr-quay": "projects.field = boats", "ms-closing": "it names 'pr-quay'"}


def test_a_filter_on_a_field_of_documents_chooses_documents(project: dict[str, str]) -> None:
    records = chosen(project, of("documents", "genre", "letter"))
    assert ids(records, "documents") == ["D2"]
    assert why(records)["ind-growth"] == "documents.genre = letter"


def test_what_a_person_wrote_counts_as_accepted(project: dict[str, str]) -> None:
    text = project["data/indicators.csv"].rstrip("\n").split("\n")
    marks = ["review", "", "proposed", "accepted"]
    project["data/indicators.csv"] = "".join(f"{line},{mark}\n" for line, mark in zip(text, marks, strict=True))
    records = chosen(project, of("", "review", "accepted"))
    assert ids(records, "indicators") == ["ind-growth", "ind-daily"]
    assert why(records) == {"ind-cost": "review = accepted"}  # and nothing else, not even a document
    assert ids(chosen(project, of("indicators", "review", "proposed")), "indicators") == ["ind-cost"]
    assert values_of(records.of("indicators")[0], "review") == ("accepted",)


def test_proposals_of_a_document_that_is_left_out_are_not_counted(project: dict[str, str]) -> None:
    rows = tuple(
        Entry(fingerprint=f"{number:016x}", record=record, decision=Decision.WITHHELD, reason="REC212")
        for number, record in enumerate(("in-d1-1", "in-d2-1", "in-d2-2", "co-1"))
    )
    assert review_share(chosen(project), Ledger(rows=rows)).withheld == 4
    assert review_share(chosen(project, of("documents", "id", "D1")), Ledger(rows=rows)).withheld == 2


def test_lists_and_passages_are_no_fields_to_choose_by() -> None:
    assert {"theme", "unit", "review"} <= {*filterable("indicators")}
    assert not {"evidence", "via"} & {*filterable("indicators")}
    assert "sides" not in filterable("conflicts")
    assert filterable("nothing") == ()
