"""Repair what labels cannot mean: rules that hold in every style, applied to the labelled spans of one reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportgen.extract.references.fields import FieldSpan, Label
from reportgen.extract.references.outlets import is_medium

_QUOTED = re.compile(
    '“(?P<a>[^”]{4,400})”|«(?P<b>[^»]{4,400})»|"(?P<c>[^"]{4,400})"|《(?P<d>[^》]{2,200})》|„(?P<e>[^“”]{4,400})[“”]'
)
# "Family I. I." once or more, then the title: GOST sets no sign between them.
_GOST_HEAD = re.compile(
    r"(?P<names>(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?,?\s(?:[А-ЯЁ]\.\s?){1,2}(?:,\s"
    r"|и\sдр\.\s)?)+)(?P<title>[А-ЯЁ«\d].{2,})$",
    re.DOTALL,
)
_EDITION = re.compile(
    r"\d{1,2}(?:st|nd|rd|th|-[ею]|\.)?\s?(?:rev\.\s)?(?:ed(?:ition|n)?\b|aufl|изд|版)|\b(?:second|third|fourth|fifth"
    r"|revised)\sed",
    re.IGNORECASE,
)
_FIXED = frozenset({Label.URL, Label.DOI, Label.ACCESSED, Label.ISBN, Label.ISSN, Label.ARCHIVE})
_WORDS = re.compile(r"[^\W_](?:.*?[\w?!)”»%])??(?=\.?\s+(?:[Bb]y|In|Eds?\.?|pp?\.)?\W*$|\W*$)", re.DOTALL)
_NAME_HEAD = re.compile(
    r"(?P<name>(?!The |A |An |New |North |South |East |West |On |In |Of )[A-ZÀ-Þ][\w’'-]*\.?(?:\s[A-ZÀ-Þ]\.)*"
    r"\s(?:(?:van|von|de|der|den|la|le|di|da|bin|al)\s){0,2}[A-ZÀ-Þ][\w’'-]+),\s(?=[A-ZÀ-Þ]\S*\s)"
)
_ROLE_WORDS = re.compile(
    r"(?:with |selected,? |introduced,? |compiled,? )*(?:edited|translated|ed\.|trans\.|hrsg|übers|trad|éd|пер\.|под )",
    re.IGNORECASE,
)
_NAMED = frozenset({Label.AUTHOR, Label.EDITOR})
_MISTAKEN = frozenset({Label.CONTAINER, Label.PUBLISHER, Label.EVENT, Label.PLACE, Label.COLLECTION, Label.COMMENT})


def mend(text: str, spans: Sequence[FieldSpan]) -> list[FieldSpan]:
    """Return the spans in order, without overlap, with the labels that can stand."""
    found = [
        replace(span, label=Label.EDITION)
        if span.label is Label.NUMBER and _EDITION.match(text, span.start, span.end)
        else span
        for span in spans
    ]
    labels = {span.label for span in found}
    quoted = _title_in_quotes(text, found)
    if quoted:
        found = _quoted_title(text, found, quoted)
    elif Label.TITLE not in labels:
        found = _with_title(text, found, labels)
    elif not labels & _NAMED and labels & {Label.PUBLISHER, Label.PLACE}:
        found = _with_author(text, found)
    return found


def _with_author(text: str, spans: list[FieldSpan]) -> list[FieldSpan]:
    """A book whose title opens with "Given Family," has its author there."""
    first = spans[0]
    name = _NAME_HEAD.match(text, first.start, first.end) if first.label is Label.TITLE and first.start <= 1 else None
    if name is None:
        return spans
    author = FieldSpan(label=Label.AUTHOR, start=first.start, end=name.end("name"))
    return [author, replace(first, start=name.end()), *spans[1:]]


def _title_in_quotes(text: str, spans: list[FieldSpan]) -> tuple[int, int, int, int] | None:
    """The passage in quotation marks that is the title: outer, inner bounds; `None` if another is.

    A title that holds a quotation is longer than it and stays; a label that covers only part of the passage is wrong.
    """
    titles = [span for span in spans if span.label is Label.TITLE]
    for match in _QUOTED.finditer(text):
        if any(match.start() < s.end and s.start < match.end() for s in spans if s.label in _FIXED):
            continue
        if match["a"] and _in_han(text, match):
            continue
        name = next(name for name in "abcde" if match[name])
        start, end = match.span(name)
        over = [span for span in titles if span.start < end and start < span.end]
        if titles and not over:
            return None
        if any(not _mostly(text, span, match) for span in over):
            return None
        if (
            over
            and match.start() <= min(s.start for s in over) <= start + 1
            and max(s.end for s in over) >= end - 2
            and len(over) == 1
        ):
            whole = over[0]
            return match.start(), match.end(), whole.start, whole.end
        return match.start(), match.end(), start, end
    return None


def _in_han(text: str, match: re.Match[str]) -> bool:
    """Whether Chinese words touch the marks: the passage is a part of what they say."""
    return any(
        "\u3400" <= sign <= "\u9fff"
        for sign in (text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1])
    )


def _mostly(text: str, span: FieldSpan, match: re.Match[str]) -> bool:
    """Whether a labelled title is the quoted passage, or that with words of another field before it."""
    if span.end > match.end():
        return False
    before = text[span.start : match.start()]
    if span.start <= 1 and before.rstrip()[-1:] == "." and len(before.split()) <= 4 and match.end() >= span.end - 1:
        return True
    return not before or (before.rstrip()[-1:] in {",", ":", ")"} and len(before) * 2 < match.end() - match.start())


def _quoted_title(text: str, spans: list[FieldSpan], quoted: tuple[int, int, int, int]) -> list[FieldSpan]:
    """Set the title to the passage in quotation marks; what stands before it and is no name can only be one."""
    outer, outer_end, start, end = quoted
    kept = [
        piece for span in spans for piece in _outside(text, span, outer, outer_end) if piece.label is not Label.TITLE
    ]
    named = any(span.label in _NAMED and span.start < outer for span in kept)
    before = [span for span in kept if span.end <= outer and span.label in _MISTAKEN]
    if before and not named and before[0].start <= 3:
        after = any(span.label in {Label.CONTAINER, Label.PUBLISHER} and span.start >= outer_end for span in kept)
        if after or not is_medium(text[before[0].start : before[-1].end]):
            whole = FieldSpan(label=Label.AUTHOR, start=before[0].start, end=before[-1].end)
            kept = [whole, *(span for span in kept if span.start >= whole.end)]
    return sorted([*kept, FieldSpan(label=Label.TITLE, start=start, end=end)], key=lambda span: span.start)


def _with_title(text: str, spans: list[FieldSpan], labels: set[Label]) -> list[FieldSpan]:
    """A work without a title: what follows the names is it, or the book that was taken for a container."""
    found: list[FieldSpan] = []
    for span in spans:
        head = _GOST_HEAD.match(text, span.start, span.end) if span.label is Label.AUTHOR else None
        if head:
            found.append(replace(span, end=head.end("names")))
            found.append(FieldSpan(label=Label.TITLE, start=head.start("title"), end=head.end()))
        else:
            found.append(span)
    if len(found) > len(spans):
        return found
    bookish = labels & {Label.PUBLISHER, Label.PLACE, Label.ISBN} and not labels & {Label.VOLUME, Label.ISSUE}
    bookish = bookish and (Label.PAGES not in labels or {Label.PUBLISHER, Label.PLACE} <= labels)
    said = next((span for span in spans if span.label is Label.COMMENT and span.end - span.start > 20), None)
    if said and said is spans[0]:  # split.py has taken the words before a work away
        return [replace(said, label=Label.TITLE), *spans[1:]]
    gap = _gap(text, spans)
    if gap:
        return sorted([*spans, FieldSpan(label=Label.TITLE, start=gap[0], end=gap[1])], key=lambda span: span.start)
    if Label.CONTAINER in labels and bookish:
        return [replace(span, label=Label.TITLE) if span.label is Label.CONTAINER else span for span in spans]
    return spans


def _gap(text: str, spans: Sequence[FieldSpan]) -> tuple[int, int] | None:
    """The first stretch of three words or more that has no label, without the words around a name."""
    position = 0
    for start, end in [*((span.start, span.end) for span in spans), (len(text), len(text))]:
        found = _WORDS.search(text, position, start)
        if found and len(found[0].split()) >= 3 and not _ROLE_WORDS.match(found[0]):
            return found.span()
        position = max(position, end)
    return None


def _outside(text: str, span: FieldSpan, start: int, end: int) -> list[FieldSpan]:
    """What is left of a span outside the passage that became the title; before it, a name."""
    if span.end <= start or span.start >= end:
        return [span]
    if span.start < start and text[span.start : start].strip(" ,.:;"):
        label = (
            Label.AUTHOR
            if span.label in {Label.CONTAINER, Label.AUTHOR, Label.PUBLISHER, Label.TITLE}
            and not text[: span.start].strip()
            else span.label
        )
        stop = start - (len(text[span.start : start]) - len(text[span.start : start].rstrip(" ,.:;")))
        return [FieldSpan(label=label, start=span.start, end=stop)]
    if span.end > end and text[end : span.end].strip(" ,.:;"):
        begin = end + len(text[end : span.end]) - len(text[end : span.end].lstrip(" ,.:;"))
        return [replace(span, start=begin)]
    return []
