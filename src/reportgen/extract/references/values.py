"""The values of a reference's fields: what is printed, without what styles set around it."""

from __future__ import annotations

import re
from functools import lru_cache

from reportgen.language.dates import ParsedDate, parse_date

_MAX = 1000  # code points of a value; a longer one is cut
_OUTER = " \t,;:.·•*_|/"
_QUOTES = (
    ("“", "”"),
    ("„", "“"),
    ("„", "”"),
    ("«", "»"),
    ("‘", "’"),
    ('"', '"'),
    ("'", "'"),
    ("《", "》"),
    ("〈", "〉"),
    ("「", "」"),
    ("『", "』"),
    ("``", "''"),
    ("›", "‹"),
    ("”", "”"),
    ("»", "«"),
)
_ABBREVIATED = re.compile(
    r"(?:\b[A-ZА-Я]\.(?:\s?[A-ZА-Я]\.)+|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|etc|vs|No|Dept|Bros|Univ|St|др|гг?)\.|\s[A-Z]\.)$"
)
_HYPHEN_BREAK = re.compile(
    r"(?<![\w-])(?P<first>[^\W\d_]{1,30})-(?:\s*\n\s*|\s)(?!(?:and|or|to|und|oder|bis|et|ou|y|o|и|или)\b)"
    r"(?P<second>[^\W\d_]{1,30})"
)
# What cannot stand alone: the end of a divided word, whatever stands before.
_SUFFIX = re.compile(
    r"(?:ments?|ings?|eds?|ers?|ors?|tions?|sions?|als?|ly|ness|ity|ities|ships?|ful|ables?|ibles?|[ae]nces?|[ae]nts?"
    r"|ous|ives?|i[sz]ms?|ists?|i[sz]ed?|tic|tics|ary|aries|ories|ory|ture|tures)",
    re.IGNORECASE,
)
# Words that stand before the hyphen of a compound more often than they begin a divided word.
_COMPOUNDING = frozenset(
    {
        "high", "low", "long", "short", "well", "ill", "self", "non", "anti", "post", "far", "near", "mid",
        "multi", "cross",
        "half", "full", "quasi", "semi", "deep", "large", "small", "medium", "first", "second",
        "third", "world", "air",
        "sea", "climate", "energy", "water", "decision",
        "policy", "peer", "open", "free", "fast", "slow", "two", "three",
        "four", "five", "six", "ten", "public", "private", "market", "labour", "labor", "risk", "real", "экс", "вице",
        "пресс", "бизнес", "северо", "юго", "научно", "социально", "военно",
    }
)  # fmt: skip
_PAGE_WORD = re.compile(
    r"^\s*(?:pp?|pages?|pgs?|seiten?|S|С|с|стр|art|article no|e-?locator|págs?|p)\.?\s?(?=[\dA-Zivxlc])"
    r"|^\s*第\s?(?=\d)|\s?(?:pp?\.?|页|頁|ページ|S\.|с\.)\s*$",
    re.IGNORECASE,
)
_VOLUME_WORD = re.compile(
    r"^\s*(?:vol(?:ume|s|\.)?|v\.|band|bd|tome?|tomo|том|т|卷|第|jg|jahrgang|год)\.?\s?(?=[\dIVXLC])|\s?(?:卷|巻)\s*$",
    re.IGNORECASE,
)
_ISSUE_WORD = re.compile(
    r"^\s*[(\[]?\s*(?:no|nos|nr|num|number|issue|iss|heft|h|fasc|вып(?:уск)?|№|n°|nº|núm|ed|第)\.?\s?(?=[\dIVXLCS])"
    r"|\s?(?:期|号|號)\s*[)\]]?$",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(
    r"^\s*(?:[A-ZА-ЯЁ]{2,8}\s(?=№))?(?:nos?|nr|number|№|n°|nº|patent no|report no|rep\.? no)\.?\s?:?\s?(?=[\w])",
    re.IGNORECASE,
)
_EDITION_WORDS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
    "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10",
    "первое": "1", "второе": "2", "третье": "3", "zweite": "2", "dritte": "3", "deuxième": "2", "segunda": "2",
    "一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9", "十": "10",
}  # fmt: skip
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "winter": 4}
_YEAR = re.compile(r"[(\[]?((?:1[4-9]|20)\d\d)[a-z]?[)\]]?[.,]?")
_ISO = re.compile(r"((?:1[4-9]|20)\d\d)-(\d\d?)(?:-(\d\d?))?")
_parsed = lru_cache(maxsize=4096)(parse_date)  # days of access and of issue recur within a list


def plain(text: str) -> str:
    """Return a value on one line, without outer punctuation; brackets stay when they belong together.

    >>> plain(" Oxford University Press), "), plain("Example Co., Ltd.")
    ('Oxford University Press', 'Example Co., Ltd.')
    """
    text = " ".join(text[:_MAX].split())
    while True:
        shorter = text.strip(_OUTER)
        if _ABBREVIATED.search(text.rstrip(" ,;:")):
            shorter = text.rstrip(" ,;:").lstrip(_OUTER)
        for opening, closing in (("(", ")"), ("[", "]"), ("（", "）")):
            if shorter.startswith(opening) and closing not in shorter[1:]:
                shorter = shorter[1:]
            elif shorter.endswith(closing) and opening not in shorter[:-1]:
                shorter = shorter[:-1]
            elif (
                shorter.startswith(opening) and shorter.endswith(closing) and shorter.find(closing) == len(shorter) - 1
            ):
                shorter = shorter[1:-1]
        if shorter == text:
            return text
        text = shorter


def title(text: str) -> str:
    """Return a title without the quotation marks around the whole of it and the punctuation of the reference.

    >>> title("“What Is to Be Done?”,"), title("‘Yes’ and ‘No’."), title("The “End of History”,")
    ('What Is to Be Done?', '‘Yes’ and ‘No’', 'The “End of History”')
    """
    text = " ".join(text[:_MAX].split()).strip(" *_")
    while True:
        before = text
        text = text.strip(" ,;:/|")
        if text.endswith(".") and not text.endswith("...") and not _ABBREVIATED.search(text):
            text = text[:-1]
        for opening, closing in _QUOTES:
            if (
                text.startswith(opening)
                and text.endswith(closing)
                and len(text) > len(opening) + len(closing)
                and _whole(text, opening, closing)
            ):
                text = text[len(opening) : -len(closing)]
                break
        else:
            text = _lone_quote(text)
        if text == before:
            return text


def _whole(text: str, opening: str, closing: str) -> bool:
    """Whether the first mark is closed by the last one and not before."""
    inner = text[len(opening) : -len(closing)]
    if opening == closing:
        return opening not in inner or (opening == "'" and not re.search(r"'[\s,.;:]", inner))
    depth = 0
    for sign in re.finditer(f"{re.escape(opening)}|{re.escape(closing)}", inner):
        if closing == "’" and sign[0] == closing and re.match(r"\w", inner[sign.end() : sign.end() + 1]):
            continue
        depth += 1 if sign[0] == opening else -1
        if depth < 0:
            return False
    return True


def _lone_quote(text: str) -> str:
    """Drop a mark at either end whose partner was lost."""
    if text[:1] in {"“", "«", "„", "《"} and not any(closing in text for closing in "”»》"):
        return text[1:]
    if text[-1:] in {"”", "»", "》"} and not any(opening in text for opening in "“«„《"):
        return text[:-1]
    if text.count('"') == 1 and (text.startswith('"') or text.endswith('"')):
        return text.strip('"')
    return text


def healed(text: str) -> str:
    """Join a word that a line break cut at a hyphen; of a compound cut there only the blank goes.

    Only a hyphen with a blank after it is one of print ("high-tech" has none, and "pre- and post-war" is kept).
    It belongs to a compound when a capital follows or a word that forms compounds stands before it.

    >>> healed("State- ment on high- tech, long-range and Sino- Russian trade")
    'Statement on high-tech, long-range and Sino-Russian trade'
    """
    return _HYPHEN_BREAK.sub(_rejoined, text) if "- " in text or "-\n" in text else text


def _rejoined(match: re.Match[str]) -> str:
    first, second = match["first"], match["second"]
    compound = (second[0].isupper() or first.lower() in _COMPOUNDING) and not _SUFFIX.fullmatch(second)
    return f"{first}-{second}" if compound else first + second


def pages(text: str) -> str:
    """`pp. 12–15` -> `12-15`."""
    text = _PAGE_WORD.sub("", plain(text))
    return re.sub(r"\s?[–—−‐‑-]+\s?", "-", _PAGE_WORD.sub("", text)).strip(" .,")


def volume(text: str) -> str:
    """`Vol. 12` -> `12`."""
    return _VOLUME_WORD.sub("", _VOLUME_WORD.sub("", plain(text))).strip(" .,:")


def issue(text: str) -> str:
    """`(no. 3)` -> `3`."""
    text = _ISSUE_WORD.sub("", _ISSUE_WORD.sub("", plain(text))).strip(" .,:()")
    return re.sub(r"\s?[–—]\s?", "-", text.lstrip("0") if text.isdigit() and text.strip("0") else text)


def number(text: str) -> str:
    """`No. 124` -> `124`."""
    return _NUMBER_WORD.sub("", plain(text))


def edition(text: str) -> str:
    """`3rd ed.`, `3-е изд.`, `Third edition`, `第3版` -> `3`; other wording stays."""
    text = plain(text)
    found = re.search(r"\d{1,3}(?!\d)", text)
    if found:
        return found[0]
    for word, value in _EDITION_WORDS.items():
        if re.search(rf"\b{word}\b" if word[0] < "\u3000" else word, text, re.IGNORECASE):
            return value
    return re.sub(r"\s*\b(?:edition|edn|ed|изд|aufl(?:age)?)\b\.?\s*$", "", text, flags=re.IGNORECASE) or text


def date(text: str) -> dict[str, object] | None:
    """Return a CSL date, `None` when no year is given ("n.d.", "б. г.")."""
    text = text.strip(" ,;:")
    found = _YEAR.fullmatch(text)
    if found:
        return {"date-parts": [[int(found[1])]]}
    found = _ISO.fullmatch(text)
    if found and int(found[2]) <= 12:
        return {"date-parts": [[int(part) for part in found.groups() if part]]}
    parsed = _parsed(text)
    return csl_date(parsed) if parsed else None


def csl_date(parsed: ParsedDate) -> dict[str, object]:
    """Write a date as CSL does."""
    first = [int(part) for part in parsed.date.split("-")]
    if parsed.season:
        return {"date-parts": [first[:1]], "season": _SEASONS[parsed.season]}
    parts = [first]
    if parsed.date_end and parsed.date_end != parsed.date:
        parts.append([int(part) for part in parsed.date_end.split("-")])
    value: dict[str, object] = {"date-parts": parts}
    if parsed.circa:
        value["circa"] = True
    return value
