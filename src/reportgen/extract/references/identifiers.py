"""Find in a reference what has a fixed form: addresses, DOI, ISBN, ISSN, other identifiers, days of access.

Text -> spans; `urls.py` says what an address means. Nothing here looks at the words around.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from stdnum import isbn

from reportgen.extract.references.fields import FieldSpan, Label
from reportgen.extract.references.urls import find_urls, is_archive, is_doi_link, trimmed

_MONTH = r"[^\W\d_]{3,12}\.?"
_DATE = (
    r"(?:\d{4}-\d\d?-\d\d?|\d{4}/\d\d?/\d\d?|\d\d?[./-]\d\d?[./-]\d{2,4}|\d{4}\s?年(?:\s?\d\d?\s?月(?:\s?\d\d?\s?[日号])?)?"
    rf"|\d\d?(?:st|nd|rd|th|º|er)?\.?\s(?:de\s|of\s)?{_MONTH},?\s(?:de\s|del\s)?\d{{4}}(?:\s?(?:г(?:ода|\.)?(?!\w)))?"
    rf"|\d{{4}},?\s{_MONTH}\s\d\d?\b|{_MONTH}\s\d\d?(?:st|nd|rd|th)?,?\s\d{{4}}|{_MONTH},?\s\d{{4}}|\d{{4}}(?!\d))"
)
# The words that styles set before a day of access, by language; lower case, as stems to look for first.
_ACCESS_STEMS = (
    "access", "retriev", "viewed", "visited", "consult", "cited", "downloaded", "checked", "обращени", "доступа",
    "проверено", "zugriff", "abruf", "abgerufen", "aufruf", "aufgerufen", "besucht", "stand:", "acesso", "acceso",
    "访问", "检索", "引用日期", "上网", "查询", "浏览", "登录", "閲覧", "アクセス",
)  # fmt: skip
_ACCESSED = re.compile(
    r"(?:(?:(?<![\w])(?:(?:last|date|site|page|website)\s)?"
    r"(?:accessed|retrieved|viewed|visited|consulted|cited|downloaded|checked)(?:\s(?:on|in|the))?"
    r"|(?:date of access|access date|last access|accessed on)"
    r"|(?:дата\s)?(?:последнего\s)?(?:обращения|обращение|доступа)|проверено"
    r"|(?:letzter\s)?(?:zugriff|abruf|aufruf)(?:\sam)?|(?:zuletzt\s)?(?:abgerufen|aufgerufen|besucht)(?:\sam)?"
    r"|stand(?=:)"
    r"|consult[ée]e?(?:\sle)?|consultado(?:\sel|\sen)?|fecha de (?:consulta|acceso)|consultato il|acesso em"
    r"|(?:最后|最终)?(?:访问|检索|引用|上网|查询|浏览|登录)(?:日期|时间|于)?|(?:最終)?(?:閲覧日?|アクセス日?))"
    rf"\s?[:：]?\s?{_DATE}(?:,?\sfrom(?=[\s:]))?)",
    re.IGNORECASE,
)
# In Chinese and Japanese the day may come first.
_ACCESSED_CHINESE = re.compile(
    rf"{_ACCESSED.pattern}|{_DATE}(?:に?(?:最后)?(?:访问|閲覧|アクセス|检索))", re.IGNORECASE
)
_BEFORE_STEM = 100  # characters before the first of the stems from which an access date is looked for
# GB/T 7714 sets the day of access in square brackets after the mark of the medium.
_GBT_MARK = re.compile(r"\[(?:[A-Z]{1,2})/?(?:OL|CD|DK|MT)\]")
_GBT_DATE = re.compile(r"(?<=\[)\d{4}-\d\d?-\d\d?(?=\])")
_DOI_LABELLED = re.compile(
    r"\bdoi(?:\s?[:.]|\s)\s?(?:https?://(?:dx\.)?doi\.org/)?(10\s?\.\s?\d{4,9}\s?/\s?[^\s<>\"“”«»]+)", re.IGNORECASE
)
_DOI = re.compile(r"(?<![\w/.])10\.\d{4,9}/[^\s<>\"“”«»]+")
_DOI_REST = re.compile(r" ([a-z0-9][\w./()-]*)", re.IGNORECASE)
_ISBN = re.compile(r"\bISBN(?:-?1[03])?\s?:?\s?(?:97[89][-–‐\s]?)?\d[-–‐\s\d]{7,13}[\dXxХх](?!\d)")
_BARE_ISBN = re.compile(r"(?<![\w/.-])97[89][-–\s]?\d[-–\s\d]{7,12}\d(?![\w/-])")
_ISSN = re.compile(r"\be?-?ISSN\s?:?\s?\d{4}\s?[-–]?\s?\d{3}[\dXxХх]\b", re.IGNORECASE)
_ARXIV = re.compile(r"\barXiv\s?:\s?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,2})?", re.IGNORECASE)
_PMID = re.compile(r"\b(?:PMID\s?:?\s?\d{1,8}|PMC(?:ID)?\s?:?\s?(?:PMC)?\d{4,8})\b")
_SIGNS = re.compile(r"[-–\s]")
_LABELLED = (
    ("isbn", Label.ISBN, _ISBN),
    ("issn", Label.ISSN, _ISSN),
    ("arxiv", Label.NUMBER, _ARXIV),
    ("pm", Label.ARCHIVE, _PMID),
)


def find_identifiers(text: str) -> tuple[FieldSpan, ...]:
    """Return the addresses, identifiers and days of access of a reference, in order and without overlap.

    A URL's span includes the blanks that broke it. ACCESSED spans hold the words as well ("accessed 3 May 2021"),
    without brackets; DOI, ISBN and ISSN spans hold their label.

    >>> [(span.label, span.start, span.end) for span in find_identifiers("Title, https://example.org/a/ b/ 1.")]
    [(<Label.URL: 'URL'>, 7, 32)]
    """
    found: list[tuple[int, int, Label]] = []
    for label, start, end in _candidates(text):
        i = bisect_left(found, (start,))
        if (i == 0 or found[i - 1][1] <= start) and (i == len(found) or end <= found[i][0]):
            found.insert(i, (start, end, label))
    return tuple(FieldSpan(label=label, start=start, end=end) for start, end, label in found)


def _candidates(text: str) -> Iterator[tuple[Label, int, int]]:
    """Yield what may be an identifier, the surest first."""
    lower = text.lower()
    if "doi" in lower:
        for match in _DOI_LABELLED.finditer(text):
            yield Label.DOI, match.start(), _doi_end(text, match.start(1), match.end())
    for start, end in find_urls(text):
        raw = text[start:end]
        yield Label.DOI if is_doi_link(raw) else Label.ARCHIVE if is_archive(raw) else Label.URL, start, end
    if "10." in text:
        for match in _DOI.finditer(text):
            yield Label.DOI, match.start(), _doi_end(text, match.start(), match.end())
    if said := [at for at in map(lower.find, _ACCESS_STEMS) if at >= 0]:
        pattern = _ACCESSED if text.isascii() else _ACCESSED_CHINESE
        yield from _all(Label.ACCESSED, pattern, text, max(0, min(said) - _BEFORE_STEM))
    if "]" in text and _GBT_MARK.search(text):
        yield from _all(Label.ACCESSED, _GBT_DATE, text)
    if "ISBN" not in text and ("978" in text or "979" in text):
        yield from (
            found
            for found in _all(Label.ISBN, _BARE_ISBN, text)
            if isbn.is_valid(_SIGNS.sub("", text[slice(*found[1:])]))
        )
    for sign, label, pattern in _LABELLED:
        if sign in lower:
            yield from _all(label, pattern, text)


def _all(label: Label, pattern: re.Pattern[str], text: str, start: int = 0) -> Iterator[tuple[Label, int, int]]:
    return ((label, *match.span()) for match in pattern.finditer(text, start))


def _doi_end(text: str, start: int, end: int) -> int:
    """Where a DOI ends: without punctuation of the sentence, with a piece that a line break cut off."""
    raw = trimmed(text[start:end])
    if len(raw) == end - start and (raw.endswith(("-", "/", "_")) or re.search(r"/j\.$", raw)):
        rest = _DOI_REST.match(text, end)
        if rest and any(c.isdigit() for c in rest[1]):
            return start + len(trimmed(text[start : rest.end()]))
    return start + len(raw)
