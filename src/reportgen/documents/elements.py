"""What the elements of a page mean: which hold text, which part it, which hide it or set it apart.

After the HTML standard's sections on flow content, hidden elements and WAI-ARIA roles; the class names are those
that widespread systems (WordPress, MediaWiki, Drupal, Bootstrap) and newspapers use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportgen.documents.document import SegmentKind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HIDDEN_NAMES = _words(
    "script style textarea xmp iframe noembed noframes template noscript svg object audio video canvas select "
    "datalist button dialog map rp rt head"
)
VOID = _words("area base br col embed hr img input link meta param source track wbr")
BLOCK = _words(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu nav ol p pre search section summary table tbody tfoot "
    "thead title tr ul caption td th head"
)
KINDS: Mapping[str, SegmentKind | None] = {
    **{f"h{level}": SegmentKind.HEADING for level in range(1, 7)},
    "blockquote": SegmentKind.QUOTE,
    "li": SegmentKind.LIST_ITEM,
    "dd": SegmentKind.LIST_ITEM,
    "figcaption": SegmentKind.PARAGRAPH,
    "caption": SegmentKind.PARAGRAPH,
    "tr": SegmentKind.TABLE,
}
# Opening one of the first closes an open one of the second, up to the third.
SIBLINGS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
}
ASIDE = frozenset({"nav", "footer", "aside", "menu", "form", "search"})
ASIDE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "alertdialog", "dialog"})
NEVER_ASIDE = frozenset({"html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6"})
_ASIDE_WORDS = (
    "nav|navbar|navigation|menu|breadcrumbs?|share|sharing|sharedaddy|socials?|related|recommended|recommendations|"
    "read-?more|newsletter|subscribe|subscription|signup|paywall|cookies?|consent|gdpr|promos?|promotion|adverts?|"
    "advertisement|ads?|sponsored|sidebar|comments|disqus|footer|masthead|pagination|pager|popup|modal|overlay|"
    "banner|widget|toolbar|taglist|tags|toc|trending|most-?read|copyright|disclaimer|credits?|author-?(?:bio|box)|bio|"
    "navbox|catlinks|sistersitebox"
)
ASIDE_CLASS = re.compile(  # one of the words at the start or the end of a class name
    rf"(?:^|\s)(?!(?:has|no|with|without|is|not)-)"
    rf"(?:(?:{_ASIDE_WORDS})(?=[\s_-]|$)|\S{{1,40}}[_-](?:{_ASIDE_WORDS})(?=\s|$))",
    re.IGNORECASE,
)
HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text)?|noprint|mw-editsection|mw-cite-backlink|"
    r"mw-jump-link|footnote-back(?:ref)?|reversefootnote|hidden|skip-?(?:link|nav|to-content))(?:\s|$)"
)
HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "doc-endnotes", "note", "doc-biblioentry", "doc-bibliography"})
ARROWS = re.compile(
    r"[\s\u2190-\u21ff\u2934-\u2935\u2b00-\u2bff\ufe0e\ufe0f^]*|back(?: to (?:text|top|content))?", re.IGNORECASE
)
