"""What the documents do not say of themselves, and what could not be read: gaps, worded by rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.drafting.catalogue import missing
from reportgen.drafting.proposal import Gathered
from reportgen.drafting.rows import Content, Ids, Row, locators
from reportgen.drafting.wording import one_line
from reportgen.records.ledger import fingerprint

# What is missing -> question, why it matters, what would answer it.
_MISSING = {
    "title": (
        "Under what title did {id} appear?",
        "Without a title the source can hardly be found and cited.",
        "The document as it was published, or its entry in a catalogue.",
    ),
    "author": (
        "Who wrote {id}?",
        "Without an author nobody can judge standpoint and access.",
        "The document as it was published, or its publisher.",
    ),
    "date": (
        "When did {id} appear?",
        "Without a date nobody can tell how current its statements are, nor resolve its relative dates.",
        "The document as it was published, or a dated copy.",
    ),
    "outlet": (
        "Where did {id} appear?",
        "Without outlet or publisher nobody can judge who answers for its content.",
        "The document as it was published, or its author.",
    ),
}
_SHOWN = 6


def gap_rows(documents: Sequence[tuple[str, Gathered]], unread: Sequence[Gathered], ids: Ids) -> Iterator[Row]:
    """Give the gaps of each document, then one for each file that was not read."""
    for id_, document in documents:
        for name in missing(document):
            question, matters, answer = _MISSING[name]
            yield _row(ids.number(f"gap-{id_.lower()}"), (name, id_), {
                "question": question.format(id=id_),
                "matters": matters,
                "checked": f"The text of {id_} and what its file says of itself: no {name} is stated.",
                "answer": answer,
            })  # fmt: skip
        if document.undated:
            yield _row(ids.number(f"gap-{id_.lower()}"), ("undated", id_), {
                "question": f"When did that happen which {id_} tells without a date that can be found out?",
                "matters": "Such passages are missing in the chronology.",
                "checked": "The words of time in these passages and what stands around them.",
                "answer": "The date of the document, or another source for the same events.",
                "evidence": locators(id_, document.undated[:_SHOWN]),
            })  # fmt: skip
    for file in unread:
        if all(d.severity is Severity.NOTE for d in file.diagnostics):
            continue
        copy = any(d.code == "DOC119" for d in file.diagnostics)
        yield _row(ids.number("gap-file"), ("file", file.name), _copied(file) if copy else {
            "question": f"What does the file {file.name} say?",
            "matters": "It lies in the folder, and nothing of it is in this draft.",
            "checked": f"It was not read: {reason(file.diagnostics)}.",
            "answer": "A copy of the document that can be read.",
        })  # fmt: skip


def _copied(file: Gathered) -> dict[str, Content]:
    return {
        "question": f"Is the file {file.name} a source of its own?",
        "matters": "Counted twice, a text would seem to be confirmed by another source.",
        "checked": f"It was not counted: {reason(file.diagnostics)}.",
        "answer": "Nothing, unless another document was meant to lie there.",
    }


def reason(diagnostics: Sequence[Diagnostic]) -> str:
    """Return in one line why a file was not read."""
    worst = max(diagnostics, key=lambda found: found.severity, default=None)
    if worst is None:
        return "it has no text"
    return one_line(worst.message) if worst.severity > Severity.NOTE else f"it has no text ({one_line(worst.message)})"


def _row(id_: str, key: tuple[str, str], fields: dict[str, Content]) -> Row:
    return Row(
        kind="gaps",
        id=id_,
        fields={**fields, "review": "proposed"},
        fingerprint=fingerprint("gaps", key[1], "", key[0]),
    )
