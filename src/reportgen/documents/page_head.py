"""What a page's head says of the document: title, authors, date, outlet, address, language.

Several vocabularies say the same; the more exact is taken first: schema.org in JSON-LD, the tags that
Google Scholar reads (`citation_*`), Dublin Core, Open Graph, plain HTML.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportgen.documents.tags import Tag

# The names of meta tags for each field, best first.
_META: Mapping[str, tuple[str, ...]] = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title"),
    "authors": ("citation_author", "dc.creator", "dcterms.creator", "article:author", "author", "byl"),
    "issued": (
        "citation_publication_date", "citation_date", "citation_online_date", "dc.date.issued", "dcterms.issued",
        "dc.date", "dcterms.date", "article:published_time", "og:published_time", "datepublished", "pubdate",
        "publish-date", "publication_date", "parsely-pub-date", "date",
    ),
    "container_title": ("citation_journal_title", "citation_conference_title", "og:site_name", "application-name"),
    "publisher": ("citation_publisher", "dc.publisher", "dcterms.publisher", "publisher"),
    "url": ("citation_abstract_html_url", "og:url"),
    "language": ("citation_language", "dc.language", "og:locale"),
}  # fmt: skip
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|Report|WebPage|Book|Thesis|Legislation|Dataset)")
_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?!\d)")
_MOST_JSON = 1_000_000


def stated_in(head: Sequence[Tag]) -> tuple[tuple[str, str], ...]:
    """Return what a page states of itself, by the names of `Metadata`; of several values the best, of authors all."""
    metas = _metas(head)
    linked = next(iter(_json_ld(head)), {})
    found: list[tuple[str, str]] = []
    for field, names in _META.items():
        values = linked.get(field) or next((metas[name] for name in names if name in metas), [])
        if not values and field in {"title", "url"}:
            values = _plain(head, field)
        cleaned = list(dict.fromkeys(value for raw in values if (value := _clean(field, raw))))
        found.extend((field, value) for value in (cleaned if field == "authors" else cleaned[:1]))
    return tuple(found)


def _clean(field: str, value: str) -> str:
    value = " ".join(value.split())[:500]
    if field == "issued":
        date = _DATE.match(value)
        return "-".join(part.zfill(2) for part in date.groups() if part) if date else value
    # A profile's address or handle is no name.
    if field == "authors" and (value.startswith(("http", "@", "/")) or not value.strip(" .,-")):
        return ""
    if field == "url" and not value.startswith(("http://", "https://")):
        return ""
    return value.replace("_", "-") if field == "language" else value


def _metas(head: Sequence[Tag]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in head:
        if tag.name == "meta":
            attributes = tag.attributes
            name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
            if attributes.get("content", "").strip():
                found.setdefault(name.lower(), []).append(attributes["content"])
    return found


def _plain(head: Sequence[Tag], field: str) -> list[str]:
    if field == "title":
        return [html.unescape(tag.raw) for tag in head if tag.name == "title" and tag.raw and tag.raw.strip()][:1]
    return [
        tag.attributes.get("href", "")
        for tag in head
        if tag.name == "link" and "canonical" in tag.attributes.get("rel", "").lower().split()
    ][:1]


def _json_ld(head: Sequence[Tag]) -> Iterator[dict[str, list[str]]]:
    """Yield what each article described in JSON-LD says."""
    for tag in head:
        if tag.name != "script" or "ld+json" not in tag.attributes.get("type", "") or len(tag.raw or "") > _MOST_JSON:
            continue
        try:
            described = json.loads(tag.raw or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(described):
            kind = thing.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(isinstance(kind, str) and _ARTICLE.fullmatch(kind) for kind in kinds):
                yield _article(thing)


def _things(described: Any) -> Iterator[dict[str, Any]]:
    things = described if isinstance(described, list) else [described]
    for thing in things:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            if isinstance(graph, list):
                yield from (part for part in graph if isinstance(part, dict))


def _article(thing: Mapping[str, Any]) -> dict[str, list[str]]:
    found = {
        "title": _texts(thing.get("headline")) or _texts(thing.get("name")),
        "authors": _texts(thing.get("author")),
        "issued": _texts(thing.get("datePublished")),
        "container_title": _texts(thing.get("isPartOf")),
        "publisher": _texts(thing.get("publisher")),
        "url": _texts(thing.get("url")),
        "language": _texts(thing.get("inLanguage")),
    }
    return {field: values for field, values in found.items() if values}


def _texts(value: Any) -> list[str]:
    """Return the names in a value: a string, a thing with a name, or a list of these."""
    found: list[str] = []
    for part in value if isinstance(value, list) else [value]:
        text = part.get("name") if isinstance(part, dict) else part
        if isinstance(text, str) and text.strip():
            found.append(html.unescape(text))
    return found
