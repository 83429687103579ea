"""What kind of work a reference cites: its CSL type, from its marks, its words and the fields it has."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportgen.extract.references import kind_words
from reportgen.extract.references.outlets import (
    BLOG_HOST,
    CODE_HOST,
    DATA_HOST,
    ENCYCLOPEDIA,
    JOURNAL_WORD,
    MAGAZINE,
    MEETING,
    NEWS,
    PREPRINT,
    PUBLISHER_OF_REPORTS,
    SOCIAL_HOST,
    VIDEO_HOST,
    is_medium,
)


def item_type(  # noqa: C901, PLR0911, PLR0912  # one return per rule
    raw: str, csl: Mapping[str, str], *, given: frozenset[str], host: str = "", after_in: bool = False
) -> str:
    """Return the CSL type.

    `csl` holds the fields that are strings, `given` the names of all fields that the reference states,
    `host` is that of its URL, `after_in` says that "In" or `//` stands before the container.
    """
    marked = kind_words.marked(raw, given, after_in=after_in)
    if marked:
        return marked
    number = csl.get("number", "")
    if kind_words.numbered_standard(number):
        return "standard"
    if kind_words.posted(raw) or (host and SOCIAL_HOST.search(host)):
        return "post"
    title, container, genre = csl.get("title", ""), csl.get("container-title", ""), csl.get("genre", "")
    worded = kind_words.worded(genre, given)
    if worded and not (worded == "book" and "№" in genre):
        return worded
    if kind_words.presented(raw):
        return "paper-conference"
    if not container and (named := kind_words.named(raw)):
        return named
    opening = kind_words.opened(title or raw, given)
    if opening:
        return opening
    if "person" in given and kind_words.spoken(title):
        return "speech"
    if "UNTS" in raw or "U.N.T.S" in raw:
        return "treaty"
    if number and kind_words.federal_law(genre or title[:80]):
        return "legislation"
    if "author" not in given or not given & {"container-title", "publisher"}:
        legal = kind_words.legal(title, raw, contained=bool(container))
        if legal:
            return legal
    if "event-title" in given:
        return "paper-conference" if given & {"container-title", "page"} else "speech"
    if container:
        return _contained(container, given, host, after_in=after_in)
    return _alone(csl, given, host, raw)


def _contained(container: str, given: frozenset[str], host: str, *, after_in: bool) -> str:  # noqa: C901, PLR0911, PLR0912  # one return per type
    """The type of a part of something: of a journal, a newspaper, a book, a site."""
    if MEETING.search(container):
        return "paper-conference"
    if PREPRINT.search(container):
        return "article"
    if ENCYCLOPEDIA.search(container):
        return "entry-encyclopedia"
    journal = bool(given & {"volume", "ISSN"}) or ("issue" in given and "page" in given)
    news, magazine = NEWS.search(container), MAGAZINE.search(container)
    bookish = given & {"publisher", "publisher-place", "ISBN"} and not given & {"issue", "ISSN", "DOI", "day"}
    reporting = PUBLISHER_OF_REPORTS.search(container) and not (news or JOURNAL_WORD.search(container))
    if (
        reporting
        and given & {"page", "number"}
        and not given & {"volume", "issue", "ISSN", "DOI", "publisher", "editor"}
    ):
        return "report"
    if "editor" in given or (bookish and not (news or magazine) and (after_in or not journal)):
        return "chapter" if "title" in given else "book"
    if magazine and not (journal and "page" in given):
        return "article-magazine"
    if journal or (given & {"DOI", "page", "issue"} and not news):
        return (
            "chapter"
            if after_in
            and "volume" not in given
            and "issue" not in given
            and not given & {"DOI", "ISSN"}
            and "page" in given
            and "URL" not in given
            else "article-journal"
        )
    if news:
        return "article-newspaper"
    if re.search(r"\bblogs?\b|блог", container, re.IGNORECASE) or BLOG_HOST.search(host):
        return "post-weblog"
    if "season" in given:
        return "article-journal"
    if "URL" in given and PUBLISHER_OF_REPORTS.search(container):
        return "webpage"
    if VIDEO_HOST.search(host):
        return "motion_picture"
    if "day" in given and "URL" not in given:
        return "article-newspaper"
    if JOURNAL_WORD.search(container):
        return "article-journal"
    return "webpage" if "URL" in given else "article-magazine" if "issued" in given else "chapter"


def _alone(csl: Mapping[str, str], given: frozenset[str], host: str, raw: str) -> str:  # noqa: C901, PLR0911  # one return per type
    """The type of a work that stands in nothing else."""
    number, publisher = csl.get("number", ""), csl.get("publisher", "")
    if PREPRINT.search(number):
        return "article"
    for pattern, kind in (
        (VIDEO_HOST, "motion_picture"),
        (SOCIAL_HOST, "post"),
        (CODE_HOST, "software"),
        (DATA_HOST, "dataset"),
        (BLOG_HOST, "post-weblog"),
    ):
        if host and pattern.search(host):
            return kind
    body = "author" in given and "person" not in given
    if body and "day" in given and not publisher and is_medium(csl.get("author", "")):
        return "article-newspaper"
    if (
        number
        or (body and "URL" not in given and not given & {"publisher", "publisher-place"})
        or ("person" not in given and kind_words.reporting(csl.get("title", "")))
    ):
        return "report"
    if given & {"ISBN", "edition"} or ("editor" in given and "author" not in given and "title" in given):
        return "book"
    issuing = (
        publisher
        and "person" not in given
        and "University" not in publisher
        and (csl.get("author", "").isupper() or PUBLISHER_OF_REPORTS.search(publisher) or publisher.isupper())
    )
    if (
        "title" in given
        and "URL" in given
        and (
            (body and (given & {"page", "number-of-pages"} or ".pdf" in csl.get("URL", "")))
            or (publisher and "day" in given and "quoted" not in given)
        )
    ):
        return "report"
    if issuing and (
        "URL" not in given or re.search(r"(?i)\.pdf\b|report|publication|/paper|working", csl.get("URL", ""))
    ):
        return "report"
    if "URL" in given:
        return "book" if publisher and "publisher-place" in given else "webpage"
    if publisher or "publisher-place" in given or "collection-title" in given:
        return "book"
    if told := kind_words.told(raw):
        return told
    if "title" in given and given & {"author", "editor"}:
        return "book"
    return "document"
