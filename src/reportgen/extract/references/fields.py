"""The fields of a reference as spans of its text, before they are interpreted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Label(StrEnum):
    """What a stretch of a reference is; the names are CSL's where it has one."""

    AUTHOR = "author"
    EDITOR = "editor"
    TRANSLATOR = "translator"
    TITLE = "title"
    TRANSLATED_TITLE = "translated-title"  # a translation or romanisation set beside the title
    CONTAINER = "container-title"  # journal, newspaper, site, book that holds the chapter, proceedings
    COLLECTION = "collection-title"  # series
    PUBLISHER = "publisher"  # also the university of a thesis, the institution of a report
    PLACE = "publisher-place"
    EDITION = "edition"
    VOLUME = "volume"
    ISSUE = "issue"
    PAGES = "page"
    NUMBER = "number"  # of a report, a law, a docket, a patent
    GENRE = "genre"  # "PhD diss.", "Working Paper", "[Data set]", "press release", "[J]"
    EVENT = "event-title"
    ISSUED = "issued"
    ACCESSED = "accessed"
    URL = "URL"
    DOI = "DOI"
    ISBN = "ISBN"
    ISSN = "ISSN"
    ARCHIVE = "archive"  # an archive's link or identifier of the same work
    MEDIUM = "medium"  # "Text: electronic", "[Электронный ресурс]", "Online"
    COMMENT = "comment"  # words of the citing author: "See also", "on this point"
    LOCATOR = "locator"  # "p. 12 there", "ch. 3", a passage rather than the extent of the work


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpan:
    """A labelled stretch of one reference: half-open offsets in its text, without outer punctuation."""

    label: Label
    start: int
    end: int
