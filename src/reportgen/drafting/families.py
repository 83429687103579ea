"""Items of a document -> the records that they propose, a function for each kind of item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from reportgen.drafting.proposal import AND, Proposal
from reportgen.drafting.wording import Extent, Wording, cut
from reportgen.extract.item import Item
from reportgen.extract.table_heads import heads_of, in_head
from reportgen.extract.unit_forms import CURRENCY_CODES
from reportgen.language.agreement_words import PACTS, VENTURES
from reportgen.records.matching import missing_words

_SHARES = frozenset({"percent", "percentage-point"})
_RATIOS = frozenset({"times", "rank"})
_TIMES = frozenset({"second", "minute", "h", "day", "week", "month", "quarter", "year", "decade", "century"})
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_PRECISIONS = {"day": 10, "month": 7, "year": 4}
_NOTE = re.compile(r"note (\d+)")
_LABEL_WORDS, _LABEL_CHARACTERS = 7, 22
_EVENT_WORDS, _EVENT_CHARACTERS = 24, 90
_FEWEST_WORDS = 2


def _proposal(kind: str, item: Item, words: Wording, fields: dict[str, object], labels: Sequence[str] = ()) -> Proposal:
    """Return a proposal that stands on the passages of an item, and on others by their labels."""
    where = words.extent(item.start, item.end).labels or ("p1",)
    return Proposal(
        kind=kind,
        fields={key: str(value) for key, value in fields.items() if value not in {None, ""}},
        evidence=tuple(dict.fromkeys((*where, *labels))),
        passage=words.digest(where[0]),
        span=words.reading.text[item.start : item.end],
    )


def indicator(item: Item, words: Wording) -> Proposal | None:
    """Return the indicator that a quantity proposes; its measure are the source's words for what is counted.

    A scale without figures in the head of a table ("thousand euros") is none.
    """
    fields = item.fields
    if not any(map(str.isdigit, words.reading.text[item.start : item.end])) and in_head(
        words.reading.document, item.start
    ):
        return None
    unit = str(fields.get("unit") or "")
    value, scale = _scaled(fields.get("value"), fields.get("value_high"), unit)
    high = fields.get("value_high")
    subject = str(fields.get("subject") or "")
    where = sentence_of(item, words)
    heads = heads_of(words.reading.document, item.start, item.end)
    if heads is not None:
        subject, where = heads.measure, replace(where, labels=(*where.labels, heads.label))
    elif len(subject.split()) < _FEWEST_WORDS:
        subject = words.around(item.start, item.end, where.start, where.end)
    said = str(fields.get("attributed_to") or "")
    return _proposal("indicators", item, words, {
        "theme": _theme(unit),
        "measure": subject,
        "qualifier": fields.get("approximator"),
        "value": value,
        "value_high": _plain(Decimal(str(high)) / scale) if high is not None else None,
        "unit": _unit(unit, scale),
        "wording": words.clean(*words.whole_words(item.start, item.end)),
        "period": fields.get("period"),
        "clause": subject,
        "note": f"The passage has it from {said}." if said else None,
    }, where.labels)  # fmt: skip


def _theme(unit: str) -> str:
    if unit in _SHARES:
        return "shares and rates"
    if unit in CURRENCY_CODES:
        return "money"
    if unit in _TIMES:
        return "spans of time"
    if unit in _RATIOS:
        return "ratios and ranks"
    return "measures" if unit else "counts"


def _scaled(value: object, high: object, unit: str) -> tuple[str, Decimal]:
    """Return a value as a person writes it, and what it is to be multiplied with."""
    number = Decimal(str(value))
    scale = Decimal(1)
    if unit in CURRENCY_CODES:
        highest = Decimal(str(high)) if high is not None else number
        scale = next((Decimal(one) for one, _ in _SCALES if min(abs(number), abs(highest)) >= one), scale)
    return _plain(number / scale), scale


def _plain(number: Decimal) -> str:
    text = f"{number.normalize():f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unit(unit: str, scale: Decimal) -> str:
    name = next((word for one, word in _SCALES if scale == one), "")
    return f"{unit} {name}".strip() if unit else "count"


def event(item: Item, words: Wording) -> Proposal | None:
    """Return the event that a dated clause proposes, `None` for one whose date could not be found out."""
    fields = item.fields
    date, end = str(fields.get("date") or ""), str(fields.get("date_end") or "")
    if not date:
        return None
    where = words.extent(item.start, item.end)
    clause = words.clean(where.start, where.end)
    basis, reason = str(fields.get("basis") or "explicit"), str(fields.get("reason") or "")
    if basis == "explicit" and reason:
        basis = "inferred"
    if basis not in {"explicit", "relative", "note", "inferred"}:
        basis = "inferred"
    note = _NOTE.search(reason) if basis == "note" else None
    made = _proposal("events", item, words, {
        "date": date,
        "date_end": end if end != date else None,
        "precision": _precision(str(fields.get("precision") or ""), date, approximate=bool(fields.get("approximate"))),
        "basis": basis,
        "basis_note": _reason(reason) if basis != "explicit" else None,
        "lane": "planned" if fields.get("status") == "planned" else "reported",
        "event": cut(clause, _EVENT_WORDS, _EVENT_CHARACTERS),
        "label": cut(clause, _LABEL_WORDS, _LABEL_CHARACTERS),
        "actors": AND.join(_standing(fields.get("actors"), where, words)),
        "quote": cut(clause),
    })  # fmt: skip
    return replace(made, via=(f"n{note[1]}",)) if note and f"n{note[1]}" in words.segments else made


def _reason(reason: str) -> str:
    return reason[:1].upper() + reason[1:] if reason else "Worked out from the words of the passage."


def _precision(named: str, date: str, *, approximate: bool) -> str:
    if approximate or named not in _PRECISIONS or len(date) < _PRECISIONS[named]:
        return "approximate"
    return named


def event_elsewhere(proposal: Proposal, field: str) -> Proposal | None:
    """Return an event whose date does not stand in its passage as one whose date is inferred."""
    if proposal.kind != "events" or proposal.fields.get("basis") not in {"explicit", "note"}:
        return None
    if field not in {"date", "date_end", "via"}:
        return None
    reason = proposal.fields.get("basis_note") or "Parts of the date stand elsewhere in the document."
    return replace(proposal, via=(), fields={**proposal.fields, "basis": "inferred", "basis_note": reason})


def project(item: Item, words: Wording) -> Proposal:
    """Return the agreement or project that a name proposes; the sentence is its quotation."""
    fields = item.fields
    name = str(fields.get("name") or "")
    where = sentence_of(item, words)
    return _proposal("projects", item, words, {
        "field": _kind_of(name),
        "project": name,
        "parties": AND.join(_standing(fields.get("parties"), where, words)),
        "status": fields.get("status") or "not stated",
        "quote": cut(words.clean(where.start, where.end)),
    }, where.labels)  # fmt: skip


def sentence_of(item: Item, words: Wording) -> Extent:
    """Return the sentence that an item begins in, as far as it lies in one paragraph."""
    sentence = words.reading.sentence_at(item.start)
    paragraph = words.extent(item.start, item.end)
    if sentence is None:
        return paragraph
    low = words.extent(max(sentence.start, 0), item.end)
    start = low.start if low.labels and sentence.start <= item.start else item.start
    return words.extent(start, max(sentence.end, item.end))


def _kind_of(name: str) -> str:
    heads = {word.replace("-", "") for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name.casefold())}
    if heads & PACTS:
        return "agreement"
    return "project or programme" if heads & VENTURES else "agreement or project"


def _standing(names: object, where: Extent, words: Wording) -> Iterator[str]:
    """Give names as far as they stand in the passage, in the form in which they do."""
    text = "\n".join(map(words.text, where.labels))
    if not text or not isinstance(names, (list, tuple)):
        return
    here = words.reading.names.inside(where.start, where.end)
    for name in dict.fromkeys(map(str, names)):
        forms = (name, *(words.clean(m.start, m.end) for m in here if m.entity.name == name))
        form = next((form for form in forms if ";" not in form and not missing_words(text, form)), None)
        if form is not None:
            yield form


def statement(item: Item, words: Wording) -> Proposal | None:
    """Return the statement that quoted or reported words propose, `None` for words of nobody in particular."""
    fields = item.fields
    speaker = str(fields.get("speaker") or "").replace(";", ",")
    where = words.extent(item.start, item.end)
    if not speaker or not where.labels:
        return None
    said = cut(words.clean(where.start, where.end).strip("\"'“”„«»‘’ ,，"))
    date = str(fields.get("date") or "")
    note = f"n{fields['note']}" if fields.get("note") else ""
    more: tuple[str, ...] = ()
    if missing_words("\n".join(map(words.text, where.labels)), speaker):
        more = words.with_name(speaker, where.labels[0])
    made = _proposal("statements", item, words, {
        "speaker": speaker,
        "office": fields.get("role"),
        "date": date,
        "precision": _precision(_fineness(date), date, approximate=False) if date else None,
        "basis": "explicit" if date else None,
        "gist": said,
        "quote": said if fields.get("verbatim") else None,
        "clause": said if not fields.get("verbatim") else None,
    }, [label for label in more if label[0] == "p"])  # fmt: skip
    via = tuple(dict.fromkeys(label for label in (note, *more) if label[:1] == "n" and label in words.segments))
    return replace(made, via=via)


def _fineness(date: str) -> str:
    return {10: "day", 7: "month"}.get(len(date), "year")


def sentence(item: Item, words: Wording) -> Proposal:
    """Return the sentence of the summary that an item proposes."""
    where = words.extent(item.start, item.end)
    fields: dict[str, object] = {"rank": item.fields.get("rank"), "quote": cut(words.clean(where.start, where.end))}
    return _proposal("sentences", item, words, fields)
