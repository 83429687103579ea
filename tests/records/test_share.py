from __future__ import annotations

from reportgen.diagnostics import Place
from reportgen.documents.locator import parse_locator
from reportgen.records import Claim, Record, Records
from reportgen.records.ledger import Decision, Entry, Ledger
from reportgen.records.share import SEVERAL, Share, document_of, review_share
from reportgen.values import Tree, Value

HERE = Place(file="data/x.csv", line=2, column=1)


def record(id_: str, kind: str, review: str, evidence: str = "", **fields: str) -> Record:
    items = {"id": id_, "review": review, "evidence": evidence, **fields}
    tree = Tree({key: Value(text, HERE) for key, text in items.items()}, HERE, {})
    locators = tuple(found for part in evidence.split(";") if (found := parse_locator(part)))
    claim = Claim(record=id_, kind=kind, path="", fields=tree, evidence=locators, via=())
    return Record(id=id_, kind=kind, fields=tree, place=HERE, claims=(claim,) if locators else ())


def records(*made: Record) -> Records:
    kinds = {kind: tuple(r for r in made if r.kind == kind) for kind in dict.fromkeys(r.kind for r in made)}
    return Records(by_kind=kinds, by_id={r.id: r for r in made})


RECORDS = records(
    record("D1", "documents", "accepted"),
    record("D2", "documents", "proposed"),
    record("in-d1-1", "indicators", "accepted", "D1#p1"),
    record("in-d1-2", "indicators", "proposed", "D1#p2;D1#p3"),
    record("own", "indicators", "", "D1#p2"),
    record("ev-d2-1", "events", "proposed", "D2#p1"),
    record("pe-quill", "people", "proposed", "D1#p1;D2#p1"),
)
LEDGER = Ledger(
    rows=(
        Entry(fingerprint="0" * 16, record="in-d1-1", decision=Decision.EDITED),
        Entry(fingerprint="1" * 16, record="ev-d2-2", decision=Decision.REJECTED, reason="wrong"),
        Entry(fingerprint="2" * 16, record="in-d2-9", decision=Decision.WITHHELD, reason="REC214"),
        Entry(fingerprint="3" * 16, record="", decision=Decision.WITHHELD, reason="REC214"),
        Entry(fingerprint="4" * 16, record="D3", decision=Decision.REJECTED),
    )
)


def test_what_stands_in_the_records_and_what_does_not_is_counted_apart() -> None:
    share = review_share(RECORDS, LEDGER)
    assert (share.reviewed, share.proposed_total, share.open, share.percent) == (2, 6, 4, 33)
    assert (share.withheld, share.rejected, share.written) == (2, 2, 1)


def test_kinds_come_in_the_order_of_their_schemas_and_documents_in_their_own() -> None:
    share = review_share(RECORDS, LEDGER)
    assert list(share.by_kind) == ["documents", "indicators", "events", "people", ""]
    assert share.by_kind["indicators"] == Share(reviewed=1, proposed_total=2, withheld=1, written=1)
    assert share.by_kind["events"] == Share(proposed_total=1, rejected=1)
    assert share.by_kind[""] == Share(withheld=1, rejected=1)
    assert list(share.by_document) == ["D1", "D2", SEVERAL]
    assert share.by_document["D1"] == Share(reviewed=2, proposed_total=3, written=1)
    assert share.by_document["D2"] == Share(proposed_total=2, rejected=1, withheld=1)
    assert share.by_document[SEVERAL] == Share(proposed_total=1, withheld=1, rejected=1)


def test_the_document_of_a_record_is_the_one_it_names_or_leans_on() -> None:
    assert document_of(record("x", "notes", "", "D1#n1", document="D2")) == "D2"
    assert document_of(record("x", "events", "", "D1#p1;D1#p2")) == "D1"
    assert document_of(record("x", "gaps", "")) == SEVERAL


def test_nothing_to_review_is_all_reviewed_and_all_but_one_is_not() -> None:
    assert review_share(records(record("own", "indicators", "", "D1#p2")), Ledger()).percent == 100
    assert Share(reviewed=999, proposed_total=1000).percent == 99
