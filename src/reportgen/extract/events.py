"""Dated happenings: who did what when, each with the clause that tells it.

What counts. Every clause of the body that says something of a time that it names is an event: a happening, its
planned or expected date (`status` planned), a development over a stretch ("between 2010 and 2014 exports grew":
`date` and `date_end`), the appearance of a dated report or statement. No events are: times inside the titles of
works, in citations and bylines, in comparisons ("than in 2019"), words for the present age ("today"), vague stretches
("over the past few years").

A sentence with several dated happenings is parted into clauses (`clauses.py`); two expressions for one time ("two
years later, in May 2013") are one event. Dates are found in `dating.py`; one that cannot be found out is left out,
and `unresolved` has the words of the text, `reason` why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.extract.clauses import split
from reportgen.extract.dating import Dated, Dating
from reportgen.extract.item import Item, Kind
from reportgen.extract.quoted import holding
from reportgen.extract.reading import Reading, Sentence
from reportgen.extract.tense import is_future, is_past
from reportgen.language.dates import Basis, DateMention, Precision
from reportgen.language.word_sets import word_set

_COMPARED = re.compile(
    r"\b(?:compared[ ](?:with|to)|than|against|versus|vs\.?|unlike|relative[ ]to|up[ ]from|down[ ]from"
    r"|as[ ]opposed[ ]to|above|below)"
    r"[ ](?:(?:in|of|at|for|the|its|their|those|that|a|same|period|levels?|during)[ ])*$"
    r"|\b(?:compared[ ](?:with|to)|up[ ]from|down[ ]from|versus)[ ][^,;:()]{1,30}[ ](?:in|of|at|for)[ ](?:the[ ])?$",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(r"[ ]?announced\b")  # beside "today" it tells the news, not a plan
# A comparison has one of these: to look for them is faster.
_COMPARING = ("compared", "than", "against", "vers", "vs", "unlike", "relative", "from", "opposed", "above", "below")
# What is measured against a year before: up 23% on the year.
_UP_ON = re.compile(r"(?:\d[ ]?%|per[ ]?cent|higher|lower|more|less|fewer|up|down)[ ]on[ ]\Z")
_TREATY_NAME = re.compile(
    r"[ ](?:[A-Z][\w'-]*[ ]){0,5}(?:Agreement|Accords?|Treaty|Convention|Protocol|Pact|Act|Constitution|Law"
    r"|Charter|Edition|edition|Census|census)\b"
)
_NO_STORY = re.compile(
    r"[\s*_(\[]*(?:published|updated|posted|last[ ](?:modified|updated|change[ds]?|revised|edited)|copyright|©|\(c\)"
    r"|all[ ]rights|date[ds]?:|retrieved|accessed|read[ ]more|see[ ]also|source:|photo|image|дата|опубликован|обновлен"
    r"|veröffentlicht|publié|发布时间|来源)",
    re.IGNORECASE,
)
_PAGES_AFTER = re.compile(
    r"[a-z]?[),]{0,2}:?\s(?:pp?\.\s?|S\.\s?|с\.\s?)?\d{1,4}\s?[-–]\s?\d{1,4}(?![\d,.]*\s[^\W\d_])"
)
_CITED = re.compile(r"(?:see[ ]|e\.g\.,?[ ]|cf\.?[ ])?[A-ZÀ-ÞА-Я][\w'.&,; -]{0,80}?,?[ ]$")
_CITED_AFTER = re.compile(r"[a-z]?(?:[:,;][^()]{0,60})?[)\]]")
_ISSUE = re.compile(r"\b(?:Vol|No|Nr|Iss|Issue|Volume|pp?)\b\.?[^.;]{0,30}$")
_WORD = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]|[^\W\d_]{2,}")
_LINKING = re.compile(r"[ ,\n]*(?:(?:in|on|of|the|during|early|late|am|im|le|en|el|de|в|на)[ ,\n]+)*")
_GREATEST_TITLE = 140
_GREATEST_REACH = 400  # of a clause to either side of its date: text without any stop must not cost more
_CROWD, _CROWDED = 200, 20  # so many dates in a sentence, with fewer characters for each, tell nothing
_MANY, _LEAST_REACH = 40, 60  # with so many dates in a sentence, which is no prose, a clause reaches less far


def find_events(reading: Reading) -> tuple[Item, ...]:
    """Return the dated happenings that the body of a document tells, in order."""
    dating = Dating(reading)
    found: list[Item] = []
    dates = reading.dates
    i = 0
    for sentence in reading.sentences if dates else ():
        while i < len(dates) and dates[i].start < sentence.start:
            i += 1
        first = i
        while i < len(dates) and dates[i].start < sentence.end:
            i += 1
        if i - first > _CROWD and (i - first) * _CROWDED > sentence.end - sentence.start:
            continue  # nothing but dates: a table run together, or no text at all
        if first < i:
            found += _in_sentence(reading, dating, sentence, dates[first:i])
    return tuple(sorted(found, key=lambda item: (item.start, item.end)))


def _in_sentence(reading: Reading, dating: Dating, sentence: Sentence, mentions: Sequence[DateMention]) -> list[Item]:
    """Return the events of one sentence."""
    view = reading.view
    start = max(dating.dateline, sentence.start)
    mentions = [mention for mention in mentions if mention.start >= start]
    if not mentions:
        return []
    groups = _grouped(view, mentions)
    clauses = split(view, start, sentence.end, [(group[0].start, group[-1].end) for group in groups])
    reach = _GREATEST_REACH if len(groups) <= _MANY else _LEAST_REACH
    found: list[Item] = []
    for group, clause in zip(groups, clauses, strict=True):
        low, high = max(clause[0], group[0].start - reach), min(clause[1], group[-1].end + reach)
        dated = [dating.date(mention, low, high, aside=_is_compared(view, mention, start)) for mention in group]
        kept = [one for one in dated if not _is_no_event(reading, one, start, sentence.end, dating)]
        if not kept:
            continue
        best = max(kept, key=lambda one: (one.date is not None, len(one.date.date) if one.date else 0))
        found.append(_event(reading, dating, best, low, high))
    return _distinct(found)


def _grouped(view: str, mentions: Sequence[DateMention]) -> list[list[DateMention]]:
    """Return the mentions with those together that name one time: "two years later, in May 2013"."""
    groups: list[list[DateMention]] = []
    for mention in mentions:
        if groups and _LINKING.fullmatch(view, groups[-1][-1].end, mention.start):
            before = groups[-1][-1]
            if before.basis is not mention.basis or (before.precision is not mention.precision):
                groups[-1].append(mention)
                continue
        groups.append([mention])
    return groups


def _is_no_event(reading: Reading, dated: Dated, start: int, end: int, dating: Dating) -> bool:
    """Whether a mention tells of no happening."""
    mention, view = dated.mention, reading.view
    relative = mention.relative
    if relative is not None:
        if relative.through and (relative.offset is None or mention.governor == "for"):
            return True
        if relative.unit == "day" and relative.offset == 0 and relative.anchor == "document":
            return dating.issued is None or len(dating.issued) < 10 or not _is_told(view, mention, start, end)
    if _is_compared(view, mention, start) or _is_attribute(view, mention, start, end):
        return True
    if _ISSUE.search(view, max(start, mention.start - 40), mention.start):
        return True
    return (
        _is_citation(view, mention, start, end)
        or _in_title(reading, mention)
        or _is_fragment(view, mention, start, end)
    )


def _is_told(view: str, mention: DateMention, start: int, end: int) -> bool:
    """Whether a verb in the past tense stands beside "today", within the same commas: news, not the present age."""
    low = max(start, mention.start - 40, view.rfind(",", start, mention.start) + 1)
    stop = view.find(",", mention.end, end)
    high = min(end if stop < 0 else stop, mention.end + 40)
    if _ANNOUNCED.search(view, low, mention.start) or _ANNOUNCED.match(view, mention.end, high):
        return True
    return is_past(view, low, mention.start) or is_past(view, mention.end, high)


def _is_attribute(view: str, mention: DateMention, start: int, end: int) -> bool:
    """Whether a year only tells a thing from others in a sentence that tells nothing past or to come."""
    if not (_TREATY_NAME.match(view, mention.end, end) or mention.governor == "from"):
        return False
    return not is_past(view, start, mention.start) and not is_future(view, start, end)


def _is_compared(view: str, mention: DateMention, start: int) -> bool:
    """Whether a time is only what something is measured against: "compared with 2019"."""
    low = max(start, mention.start - 40)
    near = view[low : mention.start].lower()
    if near.endswith(" on ") and view.startswith(("the ", "a year"), mention.start):
        return _UP_ON.search(near) is not None
    return any(map(near.__contains__, _COMPARING)) and _COMPARED.search(view, low, mention.start) is not None


def _is_citation(view: str, mention: DateMention, start: int, end: int) -> bool:
    """Whether a year is all that brackets hold, or stands in them after an author's name: `(Smith, 2014, p. 5)`."""
    if mention.precision is Precision.YEAR and _PAGES_AFTER.match(view, mention.end, end):
        return True  # an item of a list of works: "Harbour Review 12, 1949, 141-149"
    if (
        mention.basis is Basis.EXPLICIT
        and not view[mention.end : end].strip(" .;)]")
        and _is_imprint(view, start, mention)
    ):
        return True  # "Oslo: Harbour Press, 1949."
    low = max(start, mention.start - 90)
    opening = max(view.rfind("(", low, mention.start), view.rfind("[", low, mention.start))
    if opening < 0 or view.find(")", opening, mention.start) >= 0:
        return False
    if not _CITED_AFTER.match(view, mention.end, end):
        return False
    return opening + 1 == mention.start or _CITED.fullmatch(view, opening + 1, mention.start) is not None


def _is_imprint(view: str, start: int, mention: DateMention) -> bool:
    """Whether nothing but names stands before the date that ends a sentence: where and by whom a work was printed."""
    if view[mention.start - 2 : mention.start] != ", " or mention.start - start > _GREATEST_TITLE:
        return False
    words = _WORD.findall(view, start, mention.start)
    small = [word for word in words if word[0].islower()]
    return (
        len(words) > len(small) and all(word in _OF_NAMES for word in small) and not is_past(view, start, mention.start)
    )


_OF_NAMES = word_set("of and the de la des du der und et di da von for in ed eds")


def _in_title(reading: Reading, mention: DateMention) -> bool:
    """Whether a mention stands in a quoted title, whose words have capitals or which is no sentence."""
    for quotation in holding(reading, mention.start, mention.start + 1):
        if quotation.inner_end - quotation.inner_start > _GREATEST_TITLE:
            continue
        inner = reading.view[quotation.inner_start : quotation.inner_end]
        words = re.findall(r"[^\W\d_]{4,}", inner)
        capitals = sum(word[0].isupper() for word in words)
        if not words or (capitals >= len(words) * 0.6 and inner[-1:] not in ".!?,"):
            return True
    return False


def _is_fragment(view: str, mention: DateMention, start: int, end: int) -> bool:
    """Whether next to nothing is said beside the date, or the line is one that dates the page."""
    if _NO_STORY.match(view, start, end):
        return True
    words = 0
    for low, high in ((start, mention.start), (mention.end, end)):
        for _ in _WORD.finditer(view, low, min(high, low + 200)):
            words += 1
            if words == 2:
                return False
    return True


def _event(reading: Reading, dating: Dating, dated: Dated, start: int, end: int) -> Item:
    """Return the item of one happening."""
    view = reading.view
    start, end = _trimmed(view, start, end, dated.mention)
    fields: dict[str, object] = {}
    mention, date = dated.mention, dated.date
    if date is not None:
        fields["date"] = date.date
        if date.date_end:
            fields["date_end"] = date.date_end
    precision = date.precision if date else mention.precision
    fields |= {"precision": precision.value, "basis": dated.basis}
    if mention.circa or mention.part:
        fields["approximate"] = True
    if date is not None and date.ambiguous:
        fields["ambiguous"] = True
    if date is None:
        fields["unresolved"] = " ".join(reading.text[mention.start : mention.end].split())
    if dated.reason and (date is None or mention.basis is not Basis.EXPLICIT):
        fields["reason"] = dated.reason
    if _is_planned(dating, dated, start, end):
        fields["status"] = "planned"
    if actors := _actors(reading, start, end):
        fields["actors"] = list(actors)
    return Item(kind=Kind.EVENT, start=start, end=end, fields=fields)


def _is_planned(dating: Dating, dated: Dated, start: int, end: int) -> bool:
    """Whether the happening lay ahead when the document appeared; without its date the verbs decide."""
    if dated.date is not None and dating.issued is not None:
        length = min(len(dated.date.date), len(dating.issued))
        if dated.date.date[:length] != dating.issued[:length]:
            return dated.date.date[:length] > dating.issued[:length]
    return dating.lies_ahead(start, end)


def _trimmed(view: str, start: int, end: int, mention: DateMention) -> tuple[int, int]:
    """Return a clause without blanks, list marks and end punctuation around it; the mention stays inside."""
    while start < mention.start and view[start] in " \n\t,;:-–—*•(":
        start += 1
    while end > mention.end and view[end - 1] in " \n\t,;:-–—*":
        end -= 1
    return start, end


_NOT_ACTING = re.compile(
    r"\b(?:in|at|near|from|to|of|around|across|outside|inside|via|through)[ ](?:the[ ])?$", re.IGNORECASE
)


def _actors(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    """Return the persons, organisations and places named as acting, by canonical name, each once."""
    found: dict[str, None] = {}
    for mention in reading.names.inside(start, end):
        if mention.type in {"person", "organisation"} or (
            mention.type == "place"
            and not _NOT_ACTING.search(reading.view, max(start, mention.start - 16), mention.start)
        ):
            found.setdefault(mention.entity.name)
    return tuple(found)


def _distinct(items: list[Item]) -> list[Item]:
    """Return the events of a sentence without those that repeat the date of another in the same clause."""
    kept: list[Item] = []
    for item in items:
        same = next((other for other in kept[-4:] if other.start < item.end and item.start < other.end), None)
        if same is not None and same.fields.get("date") == item.fields.get("date"):
            continue
        kept.append(item)
    return kept
