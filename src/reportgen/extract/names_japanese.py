"""Names in Japanese: persons before the title that follows them, bodies and places by their last characters.

A name begins where particles, stops or another script end: names of persons are two to five characters of one script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.extract.name_chunks import Region, Taken, Word
from reportgen.extract.name_types import DOCUMENT, ORGANISATION, PERSON, PLACE, Candidate

_KANJI = "\u4e00-\u9fff々ヶ"
_KANA = "ァ-ヴー・＝"
# What is said behind a person's name: an office, an occupation, an address.
_TITLES = (
    "副?社長|副?会長|副?知事|副?市長|副?町長|副?村長|副?区長|首相|総理大臣|総理|副?大統領|[内外財法防環総文厚農経国][務相][大臣相]?|"
    "副?大臣|官房長官|長官|議員|議長|委員長|理事長|事務局長|局長|部長|課長|所長|院長|校長|学長|総裁|頭取|専務|常務|取締役|代表|店長|"
    "監督|選手|投手|准?教授|講師|助教|博士|研究員|弁護士|医師|記者|作家|報道官|大使|主席|書記|容疑者|被告|さん|氏|さま|様|君|ちゃん"
)
_PERSON = re.compile(
    rf"(?<![{_KANJI}])(?P<kanji>(?![同元前現新各両全当副総故])[{_KANJI}]{{2,6}}?)(?=(?:{_TITLES})(?![{_KANJI}]))"
    rf"|(?<![{_KANA}])(?P<kana>[{_KANA}]{{2,24}})(?=(?:{_TITLES})(?![{_KANJI}]))"
)
_NO_PERSON = re.compile(rf"[{_KANJI}]*[都道府県市区町村国省庁社党会部課局院校署長]\Z|皆|奥|各|委員|代表|大学")
_BODY = re.compile(
    rf"[{_KANJI}{_KANA}A-Z]{{1,12}}?(?:鉄道|大学|株式会社|銀行|新聞社?|病院|協会|委員会|機構|財団|組合|研究所|研究センター|警察署?|連盟|連合会"
    rf"|党|省|庁|放送|電力|製作所|工業|商事|証券|百貨店|裁判所|高校)(?![{_KANJI}{_KANA}])"
    rf"|[{_KANJI}]{{2,8}}を[{_KANJI}]?[\u3040-\u309f]{{1,3}}会(?![{_KANJI}])"
)
_PLACE = re.compile(rf"(?<![{_KANJI}{_KANA}])[{_KANJI}]{{1,4}}[都道府県市区町村島](?=[^{_KANJI}]|内|内外|立|民|役場)")
_NO_PLACE = frozenset(
    {
        "都市",
        "地区",
        "半島",
        "列島",
        "諸島",
        "同市",
        "同町",
        "同村",
        "同県",
        "同区",
        "全市",
        "各市",
        "各県",
        "全島",
        "同島",
    }
)
_GENERIC = frozenset("同各両当全")
_WORK = re.compile(r"『([^『』\n]{2,40})』")
_MANY = 100


def japanese_candidates(view: str, region: Region) -> Iterator[Candidate]:
    """Yield the candidates of a region of Japanese text."""
    taken = Taken()
    for a, b, type_ in _spans(view, region.start, region.end):
        if taken.take(a, b):
            text = view[a:b]
            yield Candidate(a, b, (Word(a, b, text, text, ""),), ((type_, 5.0),))


def _spans(view: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield spans with their type; of two that overlap the first yielded holds."""
    for found in _WORK.finditer(view, start, end):
        yield *found.span(1), DOCUMENT
    names: dict[str, None] = {}
    for found in _PERSON.finditer(view, start, end):
        name = found.group()
        if not _NO_PERSON.match(name):
            names.setdefault(name)
            yield *found.span(), PERSON
    for found in _BODY.finditer(view, start, end):
        if view[found.start()] not in _GENERIC:
            yield *found.span(), ORGANISATION
    for found in _PLACE.finditer(view, start, end):
        if found.group() not in _NO_PLACE:
            yield *found.span(), PLACE
    again = re.compile("|".join(re.escape(name) for name in list(names)[:_MANY] if len(name) > 2) or r"(?!)")
    for found in again.finditer(view, start, end):
        yield *found.span(), PERSON


def join_family_names(found: list[Candidate]) -> None:
    """Make a person named by the family name alone the one named in full before."""
    full: list[Candidate] = []
    for candidate in sorted(found, key=lambda candidate: candidate.start):
        if not any(type_ == PERSON for type_, _ in candidate.evidence):
            continue
        known = next((one for one in reversed(full[-_MANY:]) if one.shape.startswith(candidate.shape)), None)
        if known is not None and len(candidate.shape) <= 3:
            candidate.shape = known.shape
        elif len(candidate.shape) > 2:
            full.append(candidate)
