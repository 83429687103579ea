"""Web addresses in print: where one begins and ends, what broke it, and the address that was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

_START = re.compile(
    r"https?\s?:\s?/\s?/\s?(?=\w)|(?<![\w@./-])www\s?\.\s?(?=[\w-]+\s?\.)"
    r"|(?<![\w@./:-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|edu|gov|int|info|mil|[a-z]{2})/(?=[\w%~?#@-])",
    re.IGNORECASE,
)
# Signs that stand in no address: blanks, quotation marks, brackets but round ones, CJK script and punctuation.
_NEVER = (
    '\\s<>"“”«»„‹›{}|\\\\^`\\[\\]…、。，；：！？（）《》〈〉【】「」『』〔〕\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3'
)
_CHUNK = re.compile(f"[^{_NEVER}]{{1,2000}}")
_GAP = re.compile(r"[ \t\u00a0\u2009\u202f]{0,3}(\r?\n)?[ \t\u00a0]{0,12}")
_CUT = re.compile(
    r"[,;](?=https?:)|(?<=[\w/=)])(?=https?://)(?<![/=])|,(?=(?:19|20)\d\d(?:-\d\d?-\d\d?)?[.,;)]*$)", re.IGNORECASE
)
_TRAILING = ".,;:!?'’‘*–—·"
_PAGE = r"(?:s?html?|php\d?|aspx?|jsp|pdf|docx?|xlsx?|xml|txt|cfm|stm|ece|jpe?g|png)"
_TLD = (
    r"(?:com|org|net|edu|gov|int|info|mil|biz|eu|uk|us|ru|cn|de|fr|jp|kr|in|au|ca|br|es|it|nl|pl|ua|by|kz|ch|at|se"
    r"|no|fi|tr|il|ir|tw|hk|sg|mx|za)"
)
_HOST_REST = re.compile(
    rf"(?:[a-z0-9-]+\.)*{_TLD}(?![\w.-]*\s[a-z])(?=[/?#:]|$)|(?:[a-z0-9-]+\.)+[a-z]{{2,}}(?=[/?#:]|$)", re.IGNORECASE
)
_PAGE_REST = re.compile(rf"[\w%+~.-]*\.{_PAGE}(?:[?#][^\s]*)?[.,;:)]*$", re.IGNORECASE)
_SLUG_REST = re.compile(r"(?=[\w%-]*[^\W\d_])[a-z0-9%]+(?:-[a-z0-9%]+){2,}/?[.,;:)]*$")
_TWO_WORDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+/?[.,;)]*")
_DATE_LIKE = re.compile(r"(?:19|20)\d\d(?:[-./]\d\d?){0,2}[.,;:)]*$|\d\d?[-./]\d\d?[-./]\d{2,4}[.,;:)]*$")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_PATH_WORD = re.compile(r"[a-z0-9_%~+-]+$")
_WEBARCHIVE = re.compile(r"(?:https?://)?web\.archive\.org/web/[\d*]+(?:[a-z]{2}_)?/(?P<url>.+)$", re.IGNORECASE)
_ARCHIVE = re.compile(
    r"(?:https?://)?(?:www\.)?(?:web\.archive\.org/|archive\.(?:ph|is|today|li|vn|fo|md)/|perma\.cc/|webcitation\.org/"
    r"|webcache\.googleusercontent\.com/|archive-it\.org/)",
    re.IGNORECASE,
)
_DOI_HOST = re.compile(r"(?:https?\s?:\s?/\s?/\s?)?(?:www\.)?(?:dx\.)?doi\.org/\s?10\s?\.", re.IGNORECASE)
# Parameters that say how a reader came to a page and never which page it is, as the great trackers name them.
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh|_openstat"
    r"|mc_[ce]id"
    r"|_hsenc|_hsmi|mkt_tok|vero_(?:id|conv)|oly_(?:enc|anon)_id|ocid|cvid|cmpid|smid|smtyp|s_cid|wt_mc|wt\.mc_id|xtor"
    r"|ref_src|ref_url|__twitter_impression|at_(?:medium|campaign|custom\d|link\w*|format|bbc_team)|ns_(?:mchannel"
    r"|source|campaign|linkname|fee)"
    r"|trk|trkcampaign|spm|_gl|_ga|__s|guce\w*|feature=youtu\.be|srnd|sref|sr_share|share_token|taid|icid|ito|cid=rss)",
    re.IGNORECASE,
)
_INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")


def find_urls(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the addresses in a text, blanks and line breaks inside included, end punctuation not."""
    if "/" not in text and "www" not in text.lower():
        return
    position = 0
    while match := _START.search(text, position):
        end = _end(text, match)
        if end - match.start() >= 6:
            yield match.start(), end
        position = max(end, match.end())


def _end(text: str, match: re.Match[str]) -> int:
    """Where the address that begins here ends."""
    start, end = match.start(), match.end()
    chunk = _CHUNK.match(text, end)
    if chunk is None:
        return end
    end = _cut(text, start, chunk.end(), match.end())
    for _ in range(12):
        if end < chunk.end():
            break
        gap = _GAP.match(text, end)
        if gap is None or gap.end() == end:
            break
        following = _CHUNK.match(text, gap.end())
        if following is None or not _goes_on(text, start, end, following, broken=gap[1] is not None):
            break
        chunk = following
        end = _cut(text, start, chunk.end(), gap.end())
    return start + len(trimmed(text[start:end]))


def _cut(text: str, start: int, end: int, searched: int) -> int:
    """Where a second address or a date stuck to this one begins."""
    found = _CUT.search(text, searched, end)
    if found and not _ARCHIVE.match(text, start):
        return found.start()
    return end


def trimmed(raw: str) -> str:
    """Drop the punctuation of the sentence at the end; a bracket stays when it was opened inside.

    >>> trimmed("https://example.org/a_(b)),")
    'https://example.org/a_(b)'
    """
    while raw:
        last = raw[-1]
        if (
            last in _TRAILING
            or (last == ")" and raw.count(")") > raw.count("("))
            or (last == "(" and raw.endswith("("))
        ):
            raw = raw[:-1]
        else:
            break
    return raw


def _goes_on(text: str, start: int, end: int, following: re.Match[str], *, broken: bool) -> bool:  # noqa: C901, PLR0911, PLR0912
    """Whether a blank stands inside the address: only if what precedes or follows can be nothing else."""
    so_far = text[max(start, end - 200) : end]
    rest = following[0]
    last = so_far[-1]
    if rest.lower().startswith(("http", "www.")) or "@" in rest:
        return False
    if last in ",;)!'’*":
        return False
    host, slash, path = re.sub(
        r"^https?\s?:\s?/\s?/\s?", "", _INVISIBLE.sub("", so_far), flags=re.IGNORECASE
    ).partition("/")
    if end - start <= 200 and not slash:
        if last == "." or "." not in host:
            return _HOST_REST.match(rest) is not None
        return rest[0] in "/?#" and len(rest) > 1 and rest[1] not in "/ "
    if rest[0] == "/":
        return len(rest) > 1 and rest[1] != "/"
    if rest[0] in "?&=#_%" and len(rest) > 1 and rest[1].isalnum():
        return True
    if _DATE_LIKE.match(rest):
        return last in "-_=&?%" and not rest[0].isspace() and broken
    if last == ".":
        return re.fullmatch(rf"{_PAGE}[.,;)]*", rest, re.IGNORECASE) is not None
    if last in "-_=&?%":
        return rest[0].islower() or rest[0].isdigit() or _evident(rest)
    if last == "/":
        if _evident(rest) or re.match(r"\d{5,}[.,;)]*$|\d+/", rest):
            return True
        after = text[following.end() : following.end() + 2]
        if _PATH_WORD.match(rest) and re.match(r"[ \n]/", after):
            return True
        if _TWO_WORDS.fullmatch(rest) and not text[following.end() :].strip(" .,;)\n"):
            return True
        return (
            broken
            and rest[0].islower()
            and re.fullmatch(r"[\w%./-]+", rest) is not None
            and not text[following.end() :].strip(" .)\n")
        )
    return _inside_word(path, rest)


def _evident(rest: str) -> bool:
    """Whether a piece can only be a path: a slash between words, a file name, a slug."""
    if rest[0].isupper() and "/" not in rest and "_" not in rest and not _PAGE_REST.match(rest):
        return False
    return bool(
        re.match(r"[\w%.~-]+/(?:[\w%?#-]|$)", rest)
        or _PAGE_REST.match(rest)
        or _SLUG_REST.match(rest)
        or re.match(r"\w+_\w+_", rest)
    )


def _inside_word(path: str, rest: str) -> bool:
    """Whether a blank cut the last word of the path in two."""
    segment = path.rsplit("/", 1)[-1].rsplit("=", 1)[-1]
    joined = segment + trimmed(rest)
    if _UUID.fullmatch(joined):
        return True
    if re.search(rf"\.{_PAGE}$", segment, re.IGNORECASE):
        return False
    if _PAGE_REST.match(rest) and "/" not in rest:
        return not rest[0].isupper()
    return segment.count("-") >= 2 and _SLUG_REST.match(rest) is not None


def is_archive(raw: str) -> bool:
    """Whether an address is a copy in a web archive."""
    return _ARCHIVE.match(raw) is not None


def is_doi_link(raw: str) -> bool:
    """Whether an address is that of the DOI resolver."""
    return _DOI_HOST.match(raw) is not None


def archived_url(url: str) -> str | None:
    """Return the address that a copy in the Wayback Machine was made of."""
    found = _WEBARCHIVE.match(url)
    return clean_url(found["url"]) if found else None


def clean_url(raw: str) -> str:
    """Return the address that was meant: no blanks, dashes as they were, no tracking, with a scheme.

    >>> clean_url("www. Example.org/a–b/?id=7&utm_source=x")
    'https://www.example.org/a-b/?id=7'
    """
    url = _INVISIBLE.sub("", raw)
    url = re.sub(r"^(https?):/*", lambda m: m[1].lower() + "://", url, flags=re.IGNORECASE)
    if "://" not in url[:8]:
        url = "https://" + url
    if "–" in url or "‐" in url or "‑" in url or "—" in url:
        url = "/".join(_undash(segment) for segment in url.split("/"))
    scheme, _, rest = url.partition("://")
    cut = re.search(r"[/?#]", rest)
    host = rest[: cut.start()] if cut else rest
    return f"{scheme}://{host.lower()}{_without_tracking(rest[len(host) :])}"


def _undash(segment: str) -> str:
    """Put back what typesetting made a dash.

    It leaves single hyphens alone and turns two into a dash; so where a name in capitals (no slug, which
    knows no double hyphen) has both signs, the dash was two hyphens. An editor's automatic dash was one.
    """
    segment = segment.replace("‐", "-").replace("‑", "-")
    two = "-" in segment and re.search("[A-Z0-9][–—][A-Z0-9]", segment) and not re.search("[a-z]", segment)
    return re.sub("[–—]", "--" if two else "-", segment)


def _without_tracking(rest: str) -> str:
    path, mark, fragment = rest.partition("#")
    if fragment.startswith((":~:", "xtor=", "utm_")):
        mark = fragment = ""
    path, _, query = path.partition("?")
    kept = [pair for pair in re.split("&amp;|&", query) if pair and not _TRACKING.fullmatch(pair.partition("=")[0])]
    return path + ("?" + "&".join(kept) if kept else "") + mark + fragment


def url_key(url: str) -> str:
    """Return what two addresses of the same page have in common: no scheme, `www.`, last slash or letter case."""
    key = re.sub(r"^https?://(?:www\.|m\.)?", "", url.lower())
    return unquote(re.sub(r"(?:/index\.\w+)?/*$", "", key.partition("#")[0] if "/#" not in key else key))
