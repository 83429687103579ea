"""How much bytes look like writing in each of the encodings from before Unicode: bytes -> scores.

Each encoding has its own test, of what is frequent in it and hardly ever comes about by chance in another one: letters
of one alphabet by their frequency, kana, the everyday characters of Chinese standards, Hangul. A score is the share of
the characters beyond ASCII that pass, less those that stand where none can; 1 is perfect.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

from reportgen.language.script import language_of

# In order of preference where two fit equally well.
LEGACY = (
    "cp1252",
    "cp1251",
    "gb18030",
    "koi8-r",
    "cp866",
    "cp1250",
    "cp1253",
    "big5hkscs",
    "euc_jp",
    "cp932",
    "cp949",
)
# A text in one of the encodings scores above 0.7.
LEAST = 0.65
# By so much, over the square root of the number of characters, the best must be ahead of another that reads otherwise.
_MARGIN = 0.15
# Languages written in windows-1250.
_EASTERN_LANGUAGES = frozenset({"pl", "cs", "sk", "hu", "ro", "hr", "sl"})

# Signs that a text was read in the wrong encoding.
_MIXED = re.compile(r"(?<=[A-Za-z])[а-яё]+|[а-яё]+(?=[A-Za-z])|(?<=[а-яё])[А-ЯЁ]+")
_MIXED_GREEK = re.compile(r"(?<=[A-Za-z])[α-ώ]+|[α-ώ]+(?=[A-Za-z])|(?<=[α-ώ])[Α-Ω]+|ς(?=[α-ώ])")
_STRANGE: Mapping[str, re.Pattern[str]] = {
    "cp1252": re.compile(r"[À-ÿ]{3,}|(?<=[a-z])[¹³¿Ÿ¼¾¶§±²µ¥£](?=[a-z])"),
    "cp1250": re.compile(r"[^\x00-\x7f\W\d_]{3,}|(?<=[a-z])[ÂĂŁĄÇÎÔŐŢŤŽ](?=[a-z])"),
    "cp1251": _MIXED,
    "koi8-r": _MIXED,
    "cp866": _MIXED,
    "cp1253": _MIXED_GREEK,
}
_COMMON = MappingProxyType(dict.fromkeys("«»—–“”„…\u00a0", 0.8))
_LATIN_MARKS = frozenset("“”‘’–—…«»„‚‹›•·°§©®€£\u00a0\u00ad™")
_WESTERN = frozenset("éèêëàâäáåæçíìîïñóòôöõøœúùûüßÉÈÀÄÅÖÜÇÑØÓÁÍÚÊŒ¿¡ºª½±×²µ") | _LATIN_MARKS
_EASTERN = frozenset("áčďéěíňóřšťúůýžąćęłńśźżöőüűăâîşţđôäľĺŕß") | _LATIN_MARKS
# The letters beyond ASCII of languages in windows-1252 and windows-1250: the bytes of most texts are letters in
# both, but only in the right one are they those of one language.
_ALPHABETS: Mapping[str, tuple[frozenset[str], ...]] = {
    "cp1252": tuple(
        map(
            frozenset,
            (
                *("éèêëàâçîïôûùüœæ", "äöüß", "áéíóúñü¿¡ºª", "àèéìòóù", "áâãàçéêíóôõúüºª", "éëèïöüáóí", "åäöé", "æøåéò"),
                *("áæéðíóöúýþ", "äöõüšž", "àçéèíïóòúü·", "äöå"),
            ),
        )
    ),
    "cp1250": tuple(
        map(
            frozenset,
            ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž", "äöüß"),
        )
    ),
}
_CYRILLIC = ("оеаинтсрвл", "кмдпуяыьгзбчйхжшюцщэфё")
_GREEK = ("αιοεντσρηςπκυλμδ", "ήάίόέύώωγχθφβξζψϊΐϋ")


def choose(sample: bytes, scores: Mapping[str, float]) -> str | None:
    """Return the encoding that a sample is in by its scores, `None` when none fits or two fit about as well.

    windows-1252 and windows-1250 are told apart by the language, which words of ASCII betray as well.
    """
    likely = [name for name in sorted(scores, key=lambda name: -scores[name]) if scores[name] > LEAST]
    if not likely:
        return None
    best = likely[0]
    if best in _LATIN and all(name in scores for name in _LATIN):
        language = language_of(sample.decode("cp1250", "replace"))
        if language is not None:
            best = "cp1250" if language in _EASTERN_LANGUAGES else "cp1252"
    if best == "cp1252":
        return best  # by far the most frequent, so it has the benefit of the doubt
    text = sample.decode(best, "replace")
    least = scores[best] - _MARGIN / max(sum(letter > "\x7f" for letter in text), 1) ** 0.5
    rivals = (name for name in likely if name != best and scores[name] > least and not {name, best} <= _LATIN)
    return None if any(sample.decode(name, "replace") != text for name in rivals) else best


_LATIN = frozenset({"cp1252", "cp1250"})


def score(sample: bytes, encoding: str) -> float:
    """Return how much a sample looks like writing in one of `LEGACY`; 0 where it cannot be decoded but for its end."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4 and encoding not in _FORGIVING:
            return 0.0
        text = sample.decode(encoding, "replace")
    found = Counter(text)
    beyond = {letter: count for letter, count in found.items() if letter > "\x7f"}
    total = sum(beyond.values())
    if not total:
        return 0.0
    fit = _TESTS[encoding](beyond) if encoding in _TESTS else _weighed(beyond, encoding)
    wrong = sum(len(one) for one in _STRANGE[encoding].findall(text)) if encoding in _STRANGE else 0
    return (fit - wrong) / total


def _weighed(beyond: Mapping[str, int], encoding: str) -> float:
    weights = _letters(encoding)
    return sum(count * weights.get(letter, 0.0) for letter, count in beyond.items())


@cache
def _letters(encoding: str) -> Mapping[str, float]:
    """Return how typical each letter beyond ASCII is of writing in an encoding, 0 to 1."""
    frequent, rare = _GREEK if encoding == "cp1253" else _CYRILLIC
    weights = ((frequent, 1.0), (rare, 0.4), (frequent.upper(), 0.9), (rare.upper(), 0.4), ("№", 0.8))
    return _COMMON | {letter: weight for letters, weight in weights for letter in letters}


@cache
def everyday(encoding: str) -> Mapping[str, float]:
    """Return the everyday characters of a Chinese standard.

    The 3,755 of GB 2312 stand in its rows B0 to D7, its marks in A1 and A3; the 5,401 of Big5 in A4 to C6.
    """
    chinese = encoding == "gb18030"
    rows = (*range(0xB0, 0xD8), 0xA1, 0xA3) if chinese else (*range(0xA1, 0xC7),)
    cells = range(0xA1, 0xFF) if chinese else (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    codes = b"".join(bytes((row, cell)) for row in rows for cell in cells)
    return dict(_COMMON) | dict.fromkeys(codes.decode(encoding, "ignore"), 1.0)


def _latin(encoding: str, usual: frozenset[str]) -> Callable[[Mapping[str, int]], float]:
    def fit(beyond: Mapping[str, int]) -> float:
        letters = {letter: count for letter, count in beyond.items() if letter in usual}
        marks = sum(count for letter, count in letters.items() if letter in _LATIN_MARKS)
        best = max(
            sum(count for letter, count in letters.items() if letter.lower() in alphabet)
            for alphabet in _ALPHABETS[encoding]
        )
        # What is no letter of the language may be one in a foreign name.
        other = sum(letters.values()) - marks - best
        return marks + best + 0.7 * other

    return fit


def _greek(beyond: Mapping[str, int]) -> float:
    """Greek has an accent on nearly every word, which is one letter in eight."""
    fit = _weighed(beyond, "cp1253")
    accents = sum(beyond.get(letter, 0) for letter in "άέήίόύώ")
    return fit if accents >= 0.06 * sum(beyond.values()) else 0.6 * fit


def _japanese(beyond: Mapping[str, int]) -> float:
    """Kana make at least a quarter of any Japanese text; half-width ones stand in none."""
    kana = sum(count for letter, count in beyond.items() if "\u3041" <= letter <= "\u30fe")
    narrow = sum(count for letter, count in beyond.items() if "\uff61" <= letter <= "\uff9f")
    others = sum(count for letter, count in beyond.items() if letter in everyday("gb18030") or letter > "\u3400")
    total = sum(beyond.values())
    return total * min(kana / total * 3, 1.0) * 0.98 + 0.02 * others - 2 * narrow


def _korean(beyond: Mapping[str, int]) -> float:
    """Hangul of the 2,350 syllables of KS X 1001, which stand close together; Chinese is spread over twice the rows."""
    common = _syllables()
    hangul = sum(count for letter, count in beyond.items() if letter in common)
    marks = sum(count for letter, count in beyond.items() if letter in _COMMON or "\u3000" <= letter <= "\u303f")
    total = sum(beyond.values())
    # Chinese read as Korean has as many hanja as Hangul; Korean has few, but reads as everyday Chinese, too.
    if hangul < 0.9 * (total - marks):
        return 0.5 * hangul
    return (hangul + marks) * (1.1 if hangul >= _FEW else 1.0)


@cache
def _syllables() -> frozenset[str]:
    codes = b"".join(bytes((row, cell)) for row in range(0xB0, 0xC9) for cell in range(0xA1, 0xFF))
    return frozenset(codes.decode("euc_kr", "ignore"))


def _chinese(encoding: str) -> Callable[[Mapping[str, int]], float]:
    def fit(beyond: Mapping[str, int]) -> float:
        usual = everyday(encoding)
        kana = sum(count for letter, count in beyond.items() if "\u3041" <= letter <= "\u30fe")
        known = sum(count * usual.get(letter, 0.0) for letter, count in beyond.items()) - kana
        if encoding != "big5hkscs":
            return known
        # Second bytes in the range of ASCII are two fifths of a text; in EUC encodings there is none.
        low = sum(count for letter, count in beyond.items() if 0x40 <= letter.encode(encoding, "replace")[-1] < 0x7F)
        return known if low >= 0.1 * sum(beyond.values()) else 0.6 * known

    return fit


_TESTS: Mapping[str, Callable[[Mapping[str, int]], float]] = {
    "cp1252": _latin("cp1252", _WESTERN),
    "cp1250": _latin("cp1250", _EASTERN | frozenset("".join(_EASTERN).upper())),
    "gb18030": _chinese("gb18030"),
    "big5hkscs": _chinese("big5hkscs"),
    "cp1253": _greek,
    "euc_jp": _japanese,
    "cp932": _japanese,
    "cp949": _korean,
}
_FEW = 8  # so many characters may be of one kind by chance
# In these, bytes that stand for nothing are seen in damaged files.
_FORGIVING = frozenset({"cp1252", "cp1251", "koi8-r", "cp866", "gb18030"})
