"""The type of a word, as the model of reference fields sees it: its class, itself where it is a cue, or its shape."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from reportgen.extract.references.lexicon import TYPES

_CJK_ENDINGS: Final = re.compile(
    r"(出版社|大学|学报|日报|晚报|时报|周刊|杂志|学院|研究院|研究所|中心|委员会|统计局|外交部|商务部|部|局|社|网|报|书店|书局|印书馆|研究|论文集|会议|博士学位论文|硕士学位论文|学位论文|法|条例|通知|办法)$"
)
_CJK: Final = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힯]")
_CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
_SHAPES: Final = tuple(
    (re.compile(pattern), shape)
    for pattern, shape in (
        (r"(?:1[4-9]|20)\d\d", "#Y"),
        (r"(?:1[4-9]|20)\d\d[a-zа-я]", "#Y"),
        (r"(?:1[4-9]|20)\d\d[-/‐‑–—−]\d\d(?:\d\d)?", "#Y-Y"),
        (r"\d{4}[-/.]\d\d?[-/.]\d\d?", "#iso"),
        (r"\d\d?[./]\d\d?[./]\d{2,4}", "#dmy"),
        (r"\d{1,2}", "#dd"),
        (r"\d{3}", "#ddd"),
        (r"\d{4}", "#dddd"),
        (r"\d+", "#long"),
        (r"\d+(?:st|nd|rd|th|-?е|-?е|-?го|-?ое|-?ое|e|ème|er|ª|º)", "#ord"),
        (r"[A-Za-zА-Я]{0,2}\d+[A-Za-z]?[-‐‑–—−][A-Za-zА-Я]{0,2}\d+[A-Za-z]?", "#range"),
        (r"\d+(?:[.,]\d+)+", "#dec"),
        (r"\d+/\d+", "#slash"),
        (r"[A-Za-zА-Я]\d{1,6}", "#a9"),
        (r"[\d/.,\-‐‑–—−]+", "#mix"),
    )
)
_MEASURED: Final = tuple("ing tion tions ment ness ity ism ist ics ally ed ly al ic ous ive ies".split())  # noqa: SIM905
_CYR_TAILS: Final = tuple(
    """
    ского ская ский ское ости ость ения ение ого ого ной ный ная ных ией ова ева ина ов ев ин ко ич ых ий ой ая ие ия ии
    """.split()  # noqa: SIM905 - a list of endings reads better as text
)


def _shape(word: str) -> str:
    """The shape of a word outside the lists: digits by their form, letters by case, Chinese by length and ending."""
    if not word.isalpha() and any(char.isdigit() for char in word):
        return next((shape for pattern, shape in _SHAPES if pattern.fullmatch(word)), _mixed_with_digits(word))
    if word.isascii():
        return "l" + _case(word)
    if _CJK.search(word):
        ending = _CJK_ENDINGS.search(word)
        return "zh:" + ending[1] if ending else f"zh{len(word) if len(word) < 5 else 5 if len(word) < 9 else 9}"
    return ("c" if _CYRILLIC.search(word) else "l") + _case(word)


def _mixed_with_digits(word: str) -> str:
    return "#code" if word[0].isalpha() and word.upper() == word else "#alnum"


def _case(word: str) -> str:
    if len(word) == 1:
        return "I" if word.isupper() else "i"
    if word.islower():
        return "lower"
    if word.isupper():
        return "UP2" if len(word) < 4 else "UP"
    if word[0].isupper() and word[1:].islower():
        return "Title"
    if "-" in word and word[0].isupper():
        return "Hyph"
    return "Dot" if "." in word else "Mixed"


def _tail(word: str) -> str:
    lower = word.lower()
    tails = _CYR_TAILS if not word.isascii() and _CYRILLIC.search(word) else _MEASURED
    if lower.endswith(tails):
        for tail in tails:
            if lower.endswith(tail) and len(lower) > len(tail) + 2:
                return tail
    if len(word) > 3 and lower.endswith("s"):
        return "s"
    return ""


@lru_cache(maxsize=65536)
def word_type(word: str) -> tuple[str, str, str]:
    """The type of a word (its class, itself, or its shape), its shape, and the ending where that tells something."""
    shape = _shape(word)
    return TYPES.get(word.lower(), shape), shape, _tail(word) if shape[0] in "lc" else ""
