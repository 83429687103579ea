"""Labelled spans of a reference -> a CSL-JSON item.

Every value stands in the text; what follows from something else is kept apart, with its reason (`inference.py`).
A printed translation or romanisation of the title is in `custom`: CSL has no field for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.extract.references import values
from reportgen.extract.references.contributors import ROLES, add_names
from reportgen.extract.references.fields import FieldSpan, Label
from reportgen.extract.references.inference import host_of, inferred_fields, is_romanised, language_of_item
from reportgen.extract.references.kinds import item_type
from reportgen.extract.references.mend import mend
from reportgen.extract.references.settle import settled
from reportgen.extract.references.sure import EXTENT_AT_END, with_sure
from reportgen.extract.references.urls import archived_url, clean_url, is_archive

_DOI_VALUE = re.compile(r"10\.\d{4,9}/\S+")
_ONLY_COMMA = re.compile(r"\.?\s?[,;、，]?\s?(?:&\s|and\s|und\s|и\s)?")
_TAIL_PAGES = re.compile(r"\),\s(?P<pages>\d{1,4}(?:\s?[–—-]\s?\d{1,4})?)\W*$")
_BOOK_AUTHOR = re.compile(r"^(?:[А-ЯЁ][а-яё-]+ (?:[А-ЯЁ]\. ?){1,2},? ?)+(?=[А-ЯЁ«])")
_IN = re.compile(r"(?:\bin|\bIn|\bim|\bdans|//|／／|\bВ кн\.|\bв кн\.|见)\s?:?\s*[“\"«*_]?\s*$")
_ACCESS_WORDS = re.compile(
    r"^\W*(?:(?:last|date|site|page|website|on|in|at|accessed|retrieved|viewed|visited|consulted|cited"
    r"|downloaded|checked|access|of|the)\b[\s:]*)+|,?\sfrom$",
    re.IGNORECASE,
)
_DATE_START = re.compile(r"\d{4}|\d\d?[./-]\d|\d\d?\.?\s|[A-ZА-Я][a-zа-я]+\.?\s\d")
_ARXIV = re.compile(r"^arxiv\s?:\s?", re.IGNORECASE)
_EXTENT = re.compile(r"\d\s?(?:pp?|с|S|s|页)\.?\s*$")
_PAGE_LOCATOR = re.compile(
    r"(?:(?:pp?|pages?|[СcсCS]|стр|págs?|Seiten?)\b\.?\s?|第)?(?P<pages>\d{1,4}(?:\s?[–—-]\s?\d{1,4})?"
    r"(?:,\s\d{1,4}(?:\s?[–—-]\s?\d{1,4})?){0,4})\s?页?\.?",
    re.IGNORECASE,
)
_VOLUME_ISSUE = re.compile(r"(?P<volume>\d{1,4})\s?\((?P<issue>\d[\d–—/-]*)\)?")
_NUMBER_MONTHS = re.compile(r"(?P<number>\d{1,4}),\s(?P<first>\d\d?)(?:[–-](?P<last>\d\d?))?/(?P<year>(?:19|20)\d\d)")
_VOLUME_BEFORE = re.compile(r"(?:\bt|\btome|\btomo|\bvol|\bBd|\bBand|(?<!\w)Т|(?<!\w)т|том)\.?\s?$")
_ACT_DATE = re.compile(r"\b(?:vom|du|de|of|от)\s(\d\d?\.?(?:er)?\s(?:de\s)?[^\W\d]{3,12}\s(?:de\s)?\d{4})")
_OPENING = frozenset('“«„"《‘')
_DIGITS = re.compile(r"\d{1,4}(?:[-–/]\d{1,2})?")
_PART_WORD = re.compile(
    r"(?:\bch|\bchap|\bchapters?|\bart|\barticles?|\bsec|\bsections?|\bpara|\bparas|\bn|\bnote|\bfn|\bfig|\btable|\bcap|\bcáp"
    r"|\bKap|\bAbschn|\bvol|гл|ст|п|разд|§|¶|第)\.?\s?$",
    re.IGNORECASE,
)
_NO_PAGES = frozenset(
    {"legal_case", "legislation", "treaty", "webpage", "post", "motion_picture", "personal_communication"}
)
_MARK = re.compile(r"[A-Z]{1,2}(?:/[A-Z]{2})?|Text|Текст")
_ISBN_WORD = re.compile(r"^\W*e?-?IS[BS]N(?:-?1[03])?\s?:?\s?", re.IGNORECASE)
_PMID = re.compile(r"(PMID|PMC)(?:ID)?\s?:?\s?(?:PMC)?(\d+)")
_ORDER = (
    "type", "language", "author", "editor", "translator", "title", "container-title", "collection-title", "event-title",
    "publisher", "publisher-place", "edition", "volume", "issue", "page", "number-of-pages", "number",
    "genre", "medium", "issued", "accessed", "URL", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "archive",
    "archive_location", "custom",
)  # fmt: skip
_CLEAN: Mapping[Label, Callable[[str], str]] = {
    Label.CONTAINER: values.title,
    Label.COLLECTION: values.title,
    Label.PUBLISHER: values.plain,
    Label.PLACE: values.plain,
    Label.EDITION: values.edition,
    Label.VOLUME: values.volume,
    Label.ISSUE: values.issue,
    Label.PAGES: values.pages,
    Label.NUMBER: values.number,
    Label.GENRE: values.plain,
    Label.EVENT: values.title,
}
_JOINED = frozenset({Label.TITLE, Label.CONTAINER, Label.PUBLISHER, Label.COMMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A CSL item without an id, what is inferred beside it (value and reason), and the citing author's words."""

    csl: Mapping[str, object]
    inferred: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    comment: str | None = None
    locator: str | None = None


def build_item(text: str, spans: Sequence[FieldSpan]) -> Built:
    """Return the CSL item of one reference; `spans` are offsets in `text`, in order."""
    extent = EXTENT_AT_END.search(text)
    assembly = _Assembly(text, extent["pages"] if extent else None)
    spans = _joined(text, mend(text, settled(text, with_sure(text, spans, extent))))
    add_names(text, spans, assembly.csl, assembly.custom)
    for span in spans:
        assembly.add(span)
    return assembly.built()


class _Assembly:
    """An item while it is put together; of two values for a field the first stays."""

    def __init__(self, text: str, extent: str | None) -> None:
        self.text = text
        self.extent = extent
        self.csl: dict[str, object] = {}
        self.custom: dict[str, object] = {}
        self.comments: list[str] = []
        self.locator: str | None = None
        self.after_in = False
        self.quoted = False
        self.cited = False

    def add(self, span: FieldSpan) -> None:
        """Take in one field; names have been taken before."""
        raw = self.text[span.start : span.end]
        label = span.label
        if label in _CLEAN:
            self._add_value(span, raw)
        elif label is Label.TITLE:
            self.quoted = self.quoted or self.text[span.start - 1 : span.start] in _OPENING
            self.csl.setdefault("title", values.title(values.healed(raw)))
        elif label is Label.TRANSLATED_TITLE:
            self.custom.setdefault("translated-title", values.title(values.healed(raw)))
        elif label is Label.ISSUED:
            when = values.date(raw)
            known = self.csl.get("issued")
            if isinstance(known, dict):
                self.csl["issued"] = _finer(known, raw, when)
            elif when:
                self.csl["issued"] = when
        elif label is Label.COMMENT:
            self.comments.append(values.plain(raw))
        elif label is Label.LOCATOR:
            if self.locator is None:
                self.locator = values.plain(raw)
                before = self.text[max(0, span.start - 10) : span.start]
                self.cited = _PAGE_LOCATOR.fullmatch(self.locator) is not None and (
                    _PART_WORD.search(before) is None or self.text[span.end : span.end + 2].strip().startswith("页")
                )
        else:
            self._add_identifier(label, raw)

    def _add_value(self, span: FieldSpan, raw: str) -> None:
        name = span.label.value
        value = _CLEAN[span.label](values.healed(raw))
        if name in {"volume", "issue", "number"}:
            name, value = self._counted(span, name, value)
        if name == "number" and raw[:5].lower() == "arxiv":
            value = "arXiv:" + _ARXIV.sub("", raw)
        elif name == "page" and "-" not in value and _EXTENT.search(raw):
            name = "number-of-pages"
        elif name == "container-title" and "," not in value:
            value = _BOOK_AUTHOR.sub("", value)
        if value and name not in self.csl:
            self.csl[name] = value
            if name == "container-title":
                self.after_in = _IN.search(self.text[max(0, span.start - 12) : span.start]) is not None
        elif value and name == "publisher-place" and value not in str(self.csl[name]):
            self.csl[name] = f"{self.csl[name]}; {value}"

    def _counted(self, span: FieldSpan, name: str, value: str) -> tuple[str, str]:
        """Volume, issue and number told apart where their signs show which is which: "65 (2)", "2018,(04)"."""
        both = _VOLUME_ISSUE.fullmatch(value)
        if both and name == "issue" and "volume" not in self.csl and "№" not in self.text[span.start - 3 : span.end]:
            self.csl.setdefault("volume", both["volume"])
            return "issue", values.issue(both["issue"])
        if name == "volume" and self.text[span.start - 1 : span.start] in {"(", "（"} and self._ends_bracket(span.end):
            return "issue", values.issue(value)
        if name == "issue" and _VOLUME_BEFORE.search(self.text[max(0, span.start - 8) : span.start]):
            return "volume", values.volume(value)
        months = _NUMBER_MONTHS.fullmatch(value) if name == "number" and "container-title" in self.csl else None
        if months:
            parts = [[int(months["year"]), int(month)] for month in (months["first"], months["last"]) if month]
            self.csl.setdefault("issued", {"date-parts": parts})
            return "issue", months["number"]
        return name, value

    def _ends_bracket(self, position: int) -> bool:
        return self.text[position : position + 1] in {")", "）"}

    def _add_identifier(self, label: Label, raw: str) -> None:
        if label is Label.URL:
            self.csl.setdefault("URL", clean_url(raw))
        elif label is Label.ACCESSED:
            when = values.date(_date_words(raw))
            if when:
                self.csl.setdefault("accessed", when)
        elif label is Label.DOI:
            found = _DOI_VALUE.search("".join(raw.split()))
            if found:
                self.csl.setdefault("DOI", found[0])
        elif label in {Label.ISBN, Label.ISSN}:
            value = re.sub(r"[–‐\s]+", "-", _ISBN_WORD.sub("", raw).strip()).replace("Х", "X").replace("х", "X")
            self.csl.setdefault(label.value, value)
        elif label is Label.ARCHIVE:
            self._add_archive(raw)
        elif label is Label.MEDIUM:
            self.csl.setdefault("medium", values.plain(raw))

    def _add_archive(self, raw: str) -> None:
        found = _PMID.match(raw)
        if found and found[1] == "PMID":
            self.csl.setdefault("PMID", found[2])
        elif found:
            self.csl.setdefault("PMCID", "PMC" + found[2])
        elif is_archive(raw) or "://" in raw:
            url = clean_url(raw)
            self.csl.setdefault("archive", host_of(url))
            self.csl.setdefault("archive_location", url)
        else:
            self.csl.setdefault("archive", values.plain(raw))

    def built(self) -> Built:
        """Return the finished item, its fields in a fixed order."""
        csl = self.csl
        beside = str(self.custom.get("translated-title", ""))
        if beside and not csl.get("title"):
            csl["title"] = self.custom.pop("translated-title")
        elif beside and is_romanised(str(csl["title"]), beside):
            self.custom["romanised-title"] = self.custom.pop("translated-title")
        archived = str(csl.get("archive_location", ""))
        if archived and "URL" not in csl:
            csl["URL"] = archived_url(archived) or archived
        inferred = inferred_fields(csl)
        if self.extent:
            csl.setdefault("number-of-pages", self.extent)
        if "page" in csl and csl["page"] == csl.get("number-of-pages"):
            del csl["page"]
        if (
            "container-title" in csl
            and not csl.keys() & {"issue", "genre", "publisher"}
            and _DIGITS.fullmatch(str(csl.get("number", "")))
        ):
            csl["issue"] = csl.pop("number")
        for name in [name for name, value in csl.items() if not value]:
            del csl[name]
        if self.custom:
            csl["custom"] = self.custom
        if csl:
            self._add_type()
        ordered = {name: csl[name] for name in _ORDER if name in csl}
        return Built(
            csl=ordered, inferred=inferred, comment=" ".join(self.comments) or None, locator=self.locator
        )  # fmt: skip

    def _add_type(self) -> None:
        csl = self.csl
        title = str(csl.get("title", ""))
        language = language_of_item(self.text, title) if title else None
        if language:
            csl["language"] = language
        given = set(csl)
        authors, issued = csl.get("author"), csl.get("issued")
        if isinstance(authors, list) and any("family" in name for name in authors):
            given.add("person")
        if isinstance(issued, dict):
            if "season" in issued:
                given.add("season")
            if len(issued["date-parts"][0]) == 3:
                given.add("day")
        if self.quoted:
            given.add("quoted")
        words = {name: value for name, value in csl.items() if isinstance(value, str)}
        if isinstance(authors, list) and authors:
            words["author"] = authors[0].get("literal", "")
        host = host_of(words.get("URL", ""))
        csl["type"] = item_type(self.text, words, given=frozenset(given), host=host, after_in=self.after_in)
        if (
            csl["type"] == "legislation"
            and "day" not in given
            and (dated := _ACT_DATE.search(title))
            and (when := values.date(dated[1]))
        ):
            csl["issued"] = when
        self.locator = _settle(self.text, csl, self.locator)
        if (
            self.cited
            and self.locator
            and not csl.keys() & {"page", "number-of-pages"}
            and csl["type"] not in _NO_PAGES
        ):
            csl["page"] = values.pages(self.locator)
        if _MARK.fullmatch(words.get("genre", "")):
            del csl["genre"]


def _settle(text: str, csl: dict[str, object], locator: str | None) -> str | None:
    """Settle what only the type decides: a page cited in a book is no extent, the body behind a web page is its site.

    Returns the locator.
    """
    tail = _TAIL_PAGES.search(text)
    if csl["type"] == "book":
        if tail and csl.get("issue") == values.pages(tail["pages"]):
            del csl["issue"]
        if tail:
            csl.setdefault("page", values.pages(tail["pages"]))
        locator = locator or (str(csl["page"]) if "page" in csl else None)
    if csl["type"] == "report" and "publisher" not in csl and "container-title" in csl:
        csl["publisher"] = csl.pop("container-title")
    if tail and "page" not in csl and csl["type"] == "chapter" and "-" in values.pages(tail["pages"]):
        csl["page"] = values.pages(tail["pages"])
    if (
        csl["type"] == "webpage"
        and "publisher" in csl
        and "container-title" not in csl
        and "publisher-place" not in csl
    ):
        csl["container-title"] = csl.pop("publisher")
    return locator


def _joined(text: str, spans: Sequence[FieldSpan]) -> list[FieldSpan]:
    """Join neighbours of one label that only a colon, a full stop or a blank divides: title and subtitle."""
    found: list[FieldSpan] = []
    for span in spans:
        last = found[-1] if found else None
        if (
            last
            and last.label in ROLES
            and (span.label is last.label or span.label is Label.AUTHOR)
            and _ONLY_COMMA.fullmatch(text, last.end, span.start)
        ):
            found[-1] = FieldSpan(label=last.label, start=last.start, end=span.end)
            continue
        if last and last.label is span.label and span.label in _JOINED:
            between = text[last.end : span.start]
            if len(between) <= 3 and not re.search(r"[\"“”«»();/\[\]]", between):
                found[-1] = FieldSpan(label=span.label, start=last.start, end=span.end)
                continue
        found.append(span)
    return found


def _finer(known: dict[str, object], raw: str, when: dict[str, object] | None) -> dict[str, object]:
    """The year given first and the day given later ("2015 ... 13 July") are one date."""
    parts = known.get("date-parts")
    if not isinstance(parts, list) or len(parts) != 1 or len(parts[0]) > 1:
        return known
    if when is None:
        when = values.date(f"{raw} {parts[0][0]}")
    more = when.get("date-parts") if when else None
    if when and isinstance(more, list) and more[0][0] == parts[0][0] and len(more[0]) > 1:
        return when
    return known


def _date_words(raw: str) -> str:
    """Only the date of "accessed 3 May 2021"."""
    found = _DATE_START.search(raw)
    words = _ACCESS_WORDS.sub("", raw)
    return words if words != raw else raw[found.start() :] if found else raw
