"""Numbers that measure nothing whatever the language: dates of languages that are not read, versions, pages, indexes.

The months are closed classes (CLDR, format and stand-alone forms); those of the languages that are read stand in
`role_patterns.py` with all that is known of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from reportgen.documents.document import SegmentKind
from reportgen.language.numbers import Form, Number

# Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Finnish, Polish, Czech, Slovak, Hungarian, Romanian,
# Lithuanian, Latvian, Estonian, Turkish, Catalan, Galician, Indonesian, Malay, Croatian, Greek, Ukrainian: stems where
# words inflect.
_MONTHS = (
    r"genn(?:aio)?|febbraio|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho"
    r"|setembro|outubro|novembro|dezembro|januari|februari|maart|mei|augustus|maj|juni|juli|augusti|januar|februar|marts"
    r"|august|desember|tammi\w*|helmi\w*|maalis\w*|huhti\w*|touko\w*|kesä\w*|heinä\w*|elo\w{0,5}kuu\w*|syys\w*|loka\w*"
    r"|marras\w*|joulu\w*|stycz\w+|lut(?:y|ego)|mar(?:zec|ca)|kwie\w+|czerw\w+|lip(?:iec|ca)|sierp\w+|wrze[sś]\w+"
    r"|październik\w*|listopad\w*|grud\w+|ledn\w+|únor\w*|březn\w*|dubn\w*|květn\w*|červ\w+|srpn\w*|září|říjn\w*|prosin\w+"
    r"|január\w*|február\w*|marec|marca|apríl\w*|máj\w*|jún\w*|júl\w*|szeptember\w*|október\w*|ianuarie|februarie|martie"
    r"|aprilie|mai|iunie|iulie|septembrie|octombrie|noiembrie|decembrie|saus\w+|vasar\w+|kov\w+|baland\w+|geguž\w+|birž\w+"
    r"|liep\w+|rugpj\w+|rugs\w+|spal\w+|lapkri\w+|gruo\w+|janv\w+|maij\w+|jūn\w+|jūl\w+|jaanuar\w*|veebruar\w*|märts\w*"
    r"|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|gener|febrer|març|maig|juny|juliol|agost"
    r"|setembre|desembre|xaneiro|xuño|xullo|outubro|decembro|januari|februari|maret|mac|ogos|agustus|siječ\w+|velja\w+"
    r"|ožuj\w+|trav\w+|svib\w+|lip(?:anj|nja)|srp(?:anj|nja)|kolovoz\w*|ruj(?:an|na)|listopad\w*|studen\w+|prosin\w+"
    r"|ιανουαρ\w+|φεβρουαρ\w+|μαρτ\w+|απριλ\w+|μα[ϊΐ]\w+|ιουν\w+|ιουλ\w+|αυγο[υύ]στ\w*|σεπτεμβρ\w+|οκτωβρ\w+|νοεμβρ\w+"
    r"|δεκεμβρ\w+|січ\w+|лют\w+|берез\w+|квіт\w+|трав\w+|черв\w+|лип\w+|серп\w+|верес\w+|жовт\w+|листопад\w*|груд\w+"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)(?:[a-z]+)?"
)
_UNTIL = (
    r"(?:[ \n]?[-–,/][ \n]?|[ \n](?:bis|zum|au|al|a|e|i|y|et|og|och|en|do|až|por|till|til|tot|ja|ir|đến|hingga)[ \n])"
)
_THE = r"(?:(?:de|del|di|d'|den|of|ng)[ \n]?)?"
_MONTH_AFTER = re.compile(
    rf"(?:-?(?:o|a|e|er|º|ª|°|th|st|nd|rd|-an|-én)\b)?\.?(?:{_UNTIL}(?:\d{{1,2}}\.?))?[ \n]{_THE}"
    rf"(?:{_MONTHS})\.?(?![^\W_])",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(rf"(?<![^\W_])(?:{_MONTHS})[ \n]{_THE}(?:\d{{1,2}}{_UNTIL})?\Z", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_MONTH_NAME = re.compile(_MONTHS, re.IGNORECASE)
# Korean and Japanese put a word behind the figures, often after a blank: (sign, least, most).
_EASTERN = re.compile(
    r"[ ]?(?:([年년])|([月월])|([日일])|(?:回目|番目|年度|시|분|호|번|회|차|세기|년대|장(?![가-힣])|절(?![가-힣])))"
)
# What bears a number in Chinese, Japanese and Korean: chapters, versions.
_NUMBERED_BEFORE = re.compile(r"(?:第[ ]|(?:제|版本|버전|릴리스|バージョン|リリース)[ ]?)\Z")
_ERAS = ("令和", "平成", "昭和", "大正", "明治", "民国", "民國")
_EASTERN_SPAN = re.compile(r"[ ]?(?:년간|개월|일간|시간|주간|年間|ヶ月|か月|日間|時間|月間)")
_DAY_GOES_ON = re.compile(
    r"\.?[ \n](?:bis|und|au|al|a|até|till|til|tot|do|až)[ \n](?:(?:de[mn]|zum)[ \n])?\d{1,2}\.?[ \n]"
)
_BARE_YEAR = re.compile(r"(?:1[0-9]|2[0-5])\d\d")
_YEAR_SIGN = re.compile(r"[ ]?[mr]\.(?=[ \n]+[^\W\d_A-Z]|[),;])")  # Lithuanian, Polish: "1994 m.", "1994 r."
_GOES_ON_SMALL = re.compile(
    r"[ \n](?!(?:and|or|und|oder|et|ou|y|o|e|til|och|is|was|the|in|on|of|to|for|if|are)\b)"
    r"[^\W\d_A-ZА-ЯЁ\u3040-\u9fff\uac00-\ud7af]{3,}"
)
_VERSION_BEFORE = re.compile(
    r"(?:versions?|releases?|versión|versão|versione|version|версии?|версия|выпуск\w*|版本|버전|バージョン|v|before|since|≥|>=?|[<=])"
    r"[ \n(]*\Z",
    re.IGNORECASE,
)
_MEASURED_BEFORE = re.compile(
    r"\b(?:was|is|were|are|be|been|of|from|with|against|to|by|at|than|about|around|nearly|almost|over|under|only|just"
    r"|[a-z]+ed|[a-z]{3,}s|war|betrug|auf|von|um|est|était|fue|era|de|a|до|с|на|в|от|около|более|менее)[ \n]\Z"
)
_PAGES_BEFORE = re.compile(r"(?:\d[):][ \n]?|(?:1[5-9]|20)\d\d[a-z]?[),][ \n])\Z")
_STOPS = frozenset({"", ".", ";", ")", "\n", "]"})
_CITED_BEFORE = re.compile(r"[A-Z][\w’'-]+,? \(?(?:1[5-9]|20)\d\d[a-z]?\)?, \Z")
_NUMBER_IN_LIST = re.compile(r"[^\W\d_][\w-]*,?[ \n](?:\d{1,4},[ \n])*\d{1,4}(?=[ \n,;]|\Z)")
_LETTER = re.compile(r"[^\W\d_]{2}")
_LEAST_INDEXED = 8
_INDEXED = 0.5  # share of the words of an index that are page numbers


def is_foreign_date(left: str, text: str, right: str, number: Number) -> bool:
    """Whether a number is a day, a year or an ordinal of a date by the words of any language beside it."""
    if number.form is not Form.DIGITS or number.scale != 1:
        return False
    if not right[:2].isascii() and (_is_eastern(right, number.value) or (right[0] == "年" and left.endswith(_ERAS))):
        return True
    if not left[-2:].isascii() and _NUMBERED_BEFORE.search(left):
        return True
    small = number.value <= 31 and text.isdigit()
    if small and ((_month_follows(right) and _MONTH_AFTER.match(right)) or _DAY_GOES_ON.match(right)):
        return True
    year = _BARE_YEAR.fullmatch(text) is not None
    if (small or year) and _names_month(left) and _MONTH_BEFORE.search(left, max(len(left) - 40, 0)):
        return True
    return year and _YEAR_SIGN.match(right) is not None


def _month_follows(right: str) -> bool:
    """Whether one of the next words is a month's name."""
    return any(map(_is_month, _WORD.findall(right[:45])[:5]))


def _names_month(left: str) -> bool:
    """Whether one of the last words is a month's name; to ask for each is quicker than to search."""
    return any(map(_is_month, left[-40:].split()[-3:]))


@lru_cache(maxsize=4096)
def _is_month(word: str) -> bool:
    return _MONTH_NAME.fullmatch(word.strip(".,(")) is not None


def _is_eastern(right: str, value: Decimal) -> bool:
    found = _EASTERN.match(right)
    if found is None or _EASTERN_SPAN.match(right):
        return False
    year, month, day = found.groups()
    return value >= 1000 if year else value <= 12 if month else value <= 31 if day else True


_NO_DIGIT = re.compile(r"\D")


def is_version(left: str, text: str, right: str, number: Number) -> bool:
    """Whether a decimal number without a unit is rather a version or a section: nothing in small letters follows it."""
    if number.form is not Form.DIGITS or number.scale != 1 or "." not in text or number.high is not None:
        return False
    if number.value == number.value.to_integral_value() and int(number.value) == int(_NO_DIGIT.sub("", text) or -1):
        return False  # a dot that sets thousands apart
    if _VERSION_BEFORE.search(left):
        return True
    return _GOES_ON_SMALL.match(right) is None and _MEASURED_BEFORE.search(left) is None


def is_page(left: str, right: str, number: Number) -> bool:
    """Whether a range follows a volume or a year, or a number a name and a year: "12: 67–81", "Lund 1990, 47"."""
    if number.form is not Form.DIGITS or number.scale != 1:
        return False
    if number.high is not None:
        return _PAGES_BEFORE.search(left) is not None
    return right[:1] in _STOPS and _CITED_BEFORE.search(left) is not None


def lists_pages(view: str, start: int, end: int, kind: SegmentKind, numbers: Sequence[Number]) -> bool:
    """Whether a passage is an index ("boats, 12, 31 fares, 40"), or has no word at all."""
    if _LETTER.search(view, start, end) is None:
        return True
    if kind is SegmentKind.TABLE or len(numbers) < _LEAST_INDEXED:
        return False
    words = view[start:end].split()
    if len(numbers) < _INDEXED * (len(words) - len(numbers)):
        return False
    listed = sum(len(found.group().split()) - 1 for found in _NUMBER_IN_LIST.finditer(view, start, end))
    return listed >= _LEAST_INDEXED and listed >= _INDEXED * (len(words) - listed)
