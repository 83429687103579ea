"""What follows from a CSL item rather than standing in it: site, DOI and date by the URL, the language of the title."""

from __future__ import annotations

import re
from collections.abc import Mapping

_DOI_IN_URL = re.compile(
    r"/(?:doi/(?:abs/|full/|pdf/|epdf/)?|book/|article/|chapter/"
    r"|content/pdf/)(10\.\d{4,9}/[^?#\s]+?)(?:\.pdf)?(?:[?#]|$)"
)
_DATE_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])(?:[/-]?(0[1-9]|[12]\d|3[01]))?(?=[/_-])")
_HOST = re.compile(r"^\w+://(?:www\.)?([^/:?#]+)")
_STATED_LANGUAGE = re.compile(
    r"\(?\b(?:in (?P<en>Russian|Chinese|German|French|Spanish|Japanese|Korean|Ukrainian|Polish|Italian|Arabic"
    r"|Persian|Turkish|Portuguese)\b|на (?P<ru>англ|нем|фр|кит|исп)\.?\s?яз)",
    re.IGNORECASE,
)
_LANGUAGES = {
    "russian": "ru", "chinese": "zh", "german": "de", "french": "fr", "spanish": "es", "japanese": "ja", "korean": "ko",
    "ukrainian": "uk", "polish": "pl", "italian": "it", "arabic": "ar", "persian": "fa", "turkish": "tr",
    "portuguese": "pt", "англ": "en", "нем": "de", "фр": "fr", "кит": "zh", "исп": "es",
}  # fmt: skip
_FOREIGN = re.compile(r"[^\x00-\u02ff‐-‧]")
_SCRIPTS = tuple(
    (re.compile(f"[{letters}]"), code)
    for letters, code in (
        ("\u3040-\u30ff", "ja"), ("\uac00-\ud7a3", "ko"), ("\u3400-\u9fff", "zh"), ("іїєґІЇЄҐ", "uk"), ("а-яА-Я", "ru"),
        ("\u0600-\u06ff", "ar"), ("\u0590-\u05ff", "he"),
    )
)  # fmt: skip
_FUNCTION_WORDS = tuple(
    (code, frozenset(words.split()))
    for code, words in (
        ("en", "the of and in to for on with from a an is are at by how what why as its his their"),
        ("de", "der die das und im von zur zum für mit auf eine ein des den dem ist über aus"),
        ("fr", "le la les des du et dans pour sur une aux au est en par de"),
        ("es", "el los las del y en para por una con la de su al"),
    )
)
_WORD = re.compile(r"[^\W\d_]+")


def inferred_fields(csl: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    """Return by CSL name what the URL shows and the reference does not say, with the reason."""
    found: dict[str, tuple[str, str]] = {}
    url = str(csl.get("URL", ""))
    if not url:
        return found
    if "container-title" not in csl and "publisher" not in csl:
        found["container-title"] = (host_of(url), "the host of the URL")
    if "DOI" not in csl and (doi := _DOI_IN_URL.search(url)):
        found["DOI"] = (doi[1], "stands in the URL")
    if "issued" not in csl and (date := _DATE_IN_URL.search(url)):
        found["issued"] = ("-".join(part for part in date.groups() if part), "stands in the URL")
    return found


def host_of(url: str) -> str:
    """Return the host of a URL in lower case, without `www.`."""
    found = _HOST.match(url)
    return found[1].lower() if found else ""


def language_of_item(text: str, title: str) -> str | None:
    """The language that the reference states, else that of its title as script and function words show it."""
    stated = _STATED_LANGUAGE.search(text) if "in " in text or "на " in text else None
    if stated:
        return _LANGUAGES.get((stated["en"] or stated["ru"]).lower())
    if _FOREIGN.search(title):
        for pattern, code in _SCRIPTS:
            if pattern.search(title):
                return code
    words = _WORD.findall(title.lower())
    counts = [(sum(map(known.__contains__, words)), code) for code, known in _FUNCTION_WORDS]
    best, code = max(counts, key=lambda pair: pair[0])
    return code if best and sum(count == best for count, _ in counts) == 1 else None


def is_romanised(title: str, beside: str) -> bool:
    """Whether words set beside a title in another script spell it in Latin letters rather than translate it."""
    if not beside.isascii() or not re.search(r"[\u0400-\u9fff]", title):
        return False
    words = _WORD.findall(beside.lower())
    return len(words) > 2 and not any(word in _FUNCTION_WORDS[0][1] for word in words)
