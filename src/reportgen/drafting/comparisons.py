"""Where two documents speak of one thing: pairs of items -> comparisons, both passages quoted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportgen.drafting.proposal import AND, Gathered, Proposal
from reportgen.drafting.rows import Ids, Row, locators
from reportgen.drafting.wording import cut
from reportgen.extract.pairs import find_pairs
from reportgen.records.ledger import fingerprint

_RELATIONS = {"differ-in-precision": "differ in precision"}
_SUBJECT_WORDS, _SUBJECT_CHARACTERS = 10, 40


def comparison_rows(documents: Sequence[tuple[str, Gathered]], ids: Ids) -> Iterator[Row]:
    """Give the pairs among the items of all documents, by kind and then in the order of the documents."""
    items: dict[str, Mapping[str, Any]] = {}
    sources: dict[str, tuple[str, Proposal]] = {}
    listed: list[tuple[str, Sequence[Mapping[str, Any]]]] = []
    for id_, document in documents:
        kept = {made.item: made for made in document.proposals if not made.fault}
        own = [{**item, "id": f"{id_} {item['id']}", "document": id_} for item in document.paired if item["id"] in kept]
        for item in own:
            items[item["id"]] = item
            sources[item["id"]] = (id_, kept[item["id"].partition(" ")[2]])
        listed.append((id_, own))
    seen: set[tuple[str, ...]] = set()
    for pair in find_pairs(listed):
        one, other = (member["id"] for member in pair["members"])
        (first, made), (second, against) = sources[one], sources[other]
        quote, reply = items[one]["clause"], items[other]["clause"]
        evidence = AND.join((locators(first, made.evidence), locators(second, against.evidence)))
        key = (str(pair["relation"]), quote, reply, evidence)
        if not quote or not reply or key in seen:
            continue
        seen.add(key)
        yield Row(
            kind="comparisons",
            id=ids.number("co"),
            fields={
                "relation": _RELATIONS.get(pair["relation"], pair["relation"]),
                "subject": _subject(pair["of"], items[one], made),
                "quote": quote,
                "against": reply,
                "reason": pair["reason"],
                "evidence": evidence,
                "review": "proposed",
            },
            fingerprint=fingerprint(
                "comparisons", f"{first} {second}", f"{made.passage} {against.passage}", f"{made.span} = {against.span}"
            ),
        )


def _subject(of: str, item: Mapping[str, Any], made: Proposal) -> str:
    """Return what a pair is about, in the words of the first document."""
    if of == "quantity":
        return cut(str(item.get("subject") or made.fields.get("measure", "")), _SUBJECT_WORDS, _SUBJECT_CHARACTERS)
    return made.fields.get("label") or made.fields.get("project", "")
