"""Sentences of a text: text -> half-open spans.

Rules, not a model: every stop, question or exclamation mark with a blank behind it is a candidate, and
the words around it decide. A single line end is a blank, an empty line always ends a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.language.sentence_words import (
    AFTER_HOUR,
    BEFORE_NUMBER,
    BEFORE_NUMBER_CAPITAL,
    GERMAN_MONTHS,
    MAY_BE_LAST,
    MAY_BE_LAST_CAPITAL,
    NEVER_LAST,
    OPENERS,
    SPACED,
    SPEECH,
    SPEECH_CHINESE,
)

# One set of characters comes first so that the regex engine can skip to the next of them.
_CANDIDATE = re.compile(
    r"[.!?…。！？｡।؟\n](?:"
    # The stops of Chinese, Japanese, Hindi and Arabic need no blank behind them.
    r"(?<=[。！？｡।؟])[。！？｡]{0,32}[\"'”’»)\]」』）】]{0,8}"
    # "“" closes in German.
    r"|(?<=[.!?…])[.!?…]{0,32}+[\"'”’»)\]」』）】›“]{0,8}(?:\[\d{1,4}\]){0,8}[¹²³⁰-⁹]{0,6}(?=[\s—\u3400-\u9fff]|\Z)"
    # A blank lost in copying: "over.The next".
    r"|(?<=[a-zé]{2}\.)(?=(?:The|This|That|These|It|He|She|They|We|In|But|However|And|A)\s)"
    r"|(?<=\n)[ ]*\n\s*"
    r")"
)
_NEXT = re.compile(r"\s*(?P<open>[\"'“‘„«(\[—–•\-*¿¡「『《（ ]{0,12})(?P<word>\w[\w'’\-]*)?")
_BLANKS = re.compile(r"\s*")
_ONLY_LABEL = re.compile(r"[\W_]*(?:\d{1,3}|[^\W\d_]|[ivxlcIVXLC]{1,6}|\d{1,2}(?:\.\d{1,2}){1,3})\Z")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}\Z")
_ROMAN = re.compile(r"[IVXLC]+\Z")
_SPEAKER = re.compile(
    rf"\s+(?:(?:Mr|Mrs|Ms|Dr|Sir|Lady|President|Prime Minister)\.?\s+)?(?:[\w.'’-]+\s+){{1,3}}?(?:{SPEECH})\b"
)
# “……。”他说; “……。”水利局局长陈国华笑着告诉记者。; “……。”站在坝顶上，陈国华指着水面说，“……。”
_SPEAKER_CHINESE = re.compile(
    rf"[\u3400-\u9fff]{{0,6}}(?:{SPEECH_CHINESE})"
    r"|(?:[^，。！？；：、“”\n]{1,16}，)?[^，。！？；：“”\n]{1,24}(?:说|表示|指出|强调|告诉|介绍|感叹|感慨|坦言)(?:道|记者)?[，。：,]"
)
_GERMAN_ORDINAL = re.compile(
    r"\b(?:de[rnms]|die|das|am|im|vom|zum|zur|beim|seit|bis|ab|jede[rnms]?|sein|ihr)\s+\d{1,2}\Z", re.IGNORECASE
)
_GERMAN_MONTH_NEXT = re.compile(rf"\s+(?:{GERMAN_MONTHS})\b")
# "в 2014 г.", "в XIX в.": with something to count before it the letter may end a sentence.
_YEAR_BEFORE = re.compile(r"(?:\d{3,4}|[IVX]{1,5})\s+(?:г|гг|в|вв)\Z")
_WORDS_OF_ADVERBIAL = 4  # "Летом 2014 г. Россия ...": so short a beginning is no sentence
_LOOK_BACK, _LOOK_AHEAD = 48, 64


def split_sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the sentences between two offsets as (start, end), without the blanks around them."""
    stop = len(text) if end is None else min(end, len(text))
    begin = _skip_blanks(text, max(start, 0), stop)
    for found in _CANDIDATE.finditer(text, begin, max(begin, stop)):
        at, cut = found.span()
        if at < begin:
            continue
        mark = text[at]
        if mark == "\n":
            cut = at
        elif cut < stop and not (_ends_wide if mark in "。！？｡।؟" else _ends)(text, begin, at, cut, stop):
            continue
        last = _trim(text, begin, cut)
        if last > begin:
            yield begin, last
        begin = _skip_blanks(text, cut, stop)
    last = _trim(text, begin, stop)
    if last > begin:
        yield begin, last


def _skip_blanks(text: str, start: int, end: int) -> int:
    found = _BLANKS.match(text, start, max(start, end))
    return found.end() if found else start


def _trim(text: str, start: int, end: int) -> int:
    """Return the end of what stands between two offsets, without the blanks behind it."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _ends_wide(text: str, _begin: int, at: int, cut: int, stop: int) -> bool:
    """Whether a full-width stop ends a sentence: not before a comma, nor before the speaker (“……。”他说)."""
    after = text[cut]
    if after in "，、；：,;:)）」』”’":
        return False
    closed = cut - at > 1 and text[cut - 1] in '”’」』"'
    return not (closed and _SPEAKER_CHINESE.match(text, cut, min(stop, cut + 56)))


def _ends(text: str, begin: int, at: int, cut: int, stop: int) -> bool:
    """Whether the mark at `at`, with what closes behind it up to `cut`, ends the sentence that opened at `begin`."""
    after = _NEXT.match(text, cut, min(stop, cut + _LOOK_AHEAD))
    word = (after["word"] or "") if after else ""
    if not word:
        rest = _skip_blanks(text, cut, stop)
        return rest >= stop or text[rest] not in ",;:)]}!?.…，；：）"
    marks = text[at:cut].rstrip("\"'”’»)]」』）】›“0123456789[¹²³⁰⁴⁵⁶⁷⁸⁹")
    closers = text[at + len(marks) : cut]
    before = text[at - 1] if at > begin else " "
    if _opens_in_lower_case(word):
        return _is_next_label(text, begin, cut, after)
    if marks != "." and (marks[0] not in ".…" or not before.isspace()):
        if before in "([" and closers[:1] in (")", "]"):
            return False
        spoken = closers[:1] in ('"', "'", "”", "’", "»", "“") and word.lower() not in OPENERS
        return not (spoken and _SPEAKER.match(text, cut, min(stop, cut + _LOOK_AHEAD)))
    if before.isspace():
        # Something is left out: "we ... Europe", "we . . . Europe".
        return _opens(text, after, stop)
    if closers and closers[0] not in ")]":
        return True
    return _stop_ends(text, begin, at, after, stop)


def _is_next_label(text: str, begin: int, cut: int, after: re.Match[str] | None) -> bool:
    """Whether a small letter with a stop counts on from the one at the beginning: "a. Wash it. b. Dry it."."""
    if after is None or len(after["word"]) != 1 or cut - begin < 6:
        return False
    return text[begin + 1 : begin + 2] == "." == text[after.end() : after.end() + 1] and text[begin].islower()


def _opens_in_lower_case(word: str) -> bool:
    """Whether a word begins in lower case; "iPhone" and "eBay" count as capitals."""
    return word[0].islower() and word[1:3].lower() == word[1:3]


def _opens(text: str, after: re.Match[str] | None, stop: int) -> bool:
    """Whether the next word is one that opens sentences, and no initial."""
    if after is None or not after["word"]:
        return True
    word = after["word"]
    initial = len(word) == 1 and after.end() < stop and text[after.end()] == "." and word not in "IЯ"
    return word.lower().partition("'")[0].partition("’")[0] in OPENERS and not initial


def _stop_ends(text: str, begin: int, at: int, after: re.Match[str] | None, stop: int) -> bool:
    """Whether a single stop behind a word ends the sentence; the next word begins with no small letter."""
    head = text[max(begin, at - _LOOK_BACK) : at]
    if at - begin < 12 and _ONLY_LABEL.match(head):
        return False
    pieces = head.split()
    last = pieces[-1].lstrip("\"'“‘„«([—–¿¡") if pieces else ""
    word = (after["word"] or "") if after else ""
    number_follows = word[:1].isdigit() or bool(_ROMAN.match(word))
    key = last.lower()
    if "." in last and _DOTTED.match(last):
        return _acronym_ends(key, text, after, stop)
    if key in NEVER_LAST:
        return False
    if number_follows and (key in BEFORE_NUMBER or (key in BEFORE_NUMBER_CAPITAL and last[:1].isupper())):
        return False
    if len(last) == 1 and last.isalpha():
        return _letter_ends(last, text, begin, at, after, stop)
    if key in MAY_BE_LAST or (key in MAY_BE_LAST_CAPITAL and last[:1].isupper()):
        return _number_unit_ends(text, begin, at) if _YEAR_BEFORE.search(head) else _opens(text, after, stop)
    if len(last) <= 2 and last.isdigit() and word[:1].isalpha():
        ordinal = _GERMAN_ORDINAL.search(head) or _GERMAN_MONTH_NEXT.match(text, at + 1, min(stop, at + _LOOK_AHEAD))
        return not ordinal
    return True


def _acronym_ends(key: str, text: str, after: re.Match[str] | None, stop: int) -> bool:
    if key in NEVER_LAST:
        return False
    if key in ("a.m", "p.m"):
        return after is None or (after["word"] or "").lower() not in AFTER_HOUR
    return key in ("т.д", "т.п") or _opens(text, after, stop)


def _letter_ends(last: str, text: str, begin: int, at: int, after: re.Match[str] | None, stop: int) -> bool:
    """Whether a stop behind a single letter ends the sentence: mostly it is an initial or a short form."""
    if (
        last == "v"
        or text[max(begin, at - 4) : at].lower().endswith(SPACED)
        or (after and len(after["word"] or "") == 1 and text[after.end() : min(stop, after.end() + 1)] == ".")
    ):
        return False
    if last in "гв" and _YEAR_BEFORE.search(text, max(begin, at - _LOOK_BACK), at):
        return _opens(text, after, stop) or _number_unit_ends(text, begin, at)
    if text[max(begin, at - 4) : at].endswith(("т. д", "т. п")):
        return True
    if last.islower() and last.isascii():
        return True
    return _opens(text, after, stop)


def _number_unit_ends(text: str, begin: int, at: int) -> bool:
    """Whether "2014 г." closes a sentence before a name: not when it is all that has been said so far."""
    return len(text[max(begin, at - 200) : at].split()) > _WORDS_OF_ADVERBIAL
