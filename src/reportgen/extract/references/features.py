"""Tokens of a reference and the features by which the model knows them.

A token is a word, a number or a span known by rule (a URL is one token); what stands between two tokens is a
gap, and punctuation lives only in gaps. A token's features are strings made of its type, its neighbours, the gaps
around it, the punctuated segment it stands in, and whether quotation marks are open. All offsets are half-open
code points of the reference's text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from reportgen.extract.references.fields import FieldSpan, Label
from reportgen.extract.references.word_types import word_type

# Chinese, kana, Hangul; the middle dot joins parts of a foreign name.
_HAN: Final = "㐀-鿿豈-﫿぀-ヿ가-힯々〇"
_LETTER: Final = rf"[^\W_{_HAN}]"
_DASH: Final = "-‐‑–—−"
_TOKEN: Final = re.compile(
    rf"(?P<url>(?:https?|ftp)://\S+|www\.\S+|10\.\d{{4,9}}/\S+)"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}(?!\d)|\d{{4}}\.\d\d?\.\d\d?(?!\d)"
    rf"|\d{{1,3}}\.\d+(?=[^\w.]|$)"
    # Letters and digits, with hyphens, apostrophes and strokes inside, and the ending of a host name.
    rf"|{_LETTER}+(?:(?:[{_DASH}'’/&+]|\.(?=(?:com|org|net|ru|info|gov|edu|io)\b)){_LETTER}+)*"
    rf"|(?:主编|编著|编译|等译|等著|等编)(?![{_HAN}])"
    rf"|[载載](?=[{_HAN}]{{2,9}}主[编編])|年(?=[版第])"
    rf"|[{_HAN}](?:[{_HAN}·・•]*?(?=(?:主编|编著|编译|等译|等著|等|编|译|著)(?![{_HAN}]))|[{_HAN}·・•]*)"
)
_LIMIT: Final = 700  # tokens; a reference longer than this is no reference, and what follows is left unlabelled
_LONG_WORD: Final = 48  # longer words are not kept in the caches

_FOLD: Final = {
    **dict.fromkeys("–—―‒−‐‑", "-"),
    **dict.fromkeys("，､", ","),
    **dict.fromkeys("。．", "."),
    **dict.fromkeys("：", ":"),
    **dict.fromkeys("；", ";"),
    **dict.fromkeys("（〔【{", "("),
    **dict.fromkeys("）〕】}", ")"),
    **dict.fromkeys("［", "["),
    **dict.fromkeys("］", "]"),
    **dict.fromkeys("／", "/"),
    "？": "?",
    "！": "!",
    "…": ".",
    "`": "‘",
    "´": "’",
}
_ALWAYS_OPEN: Final = frozenset("«《〈「『")
_ALWAYS_CLOSE: Final = frozenset("»》〉」』")
_DOUBLE: Final = frozenset('“”„‟"＂')
_SINGLE: Final = frozenset("‘’‚‛'")
_KEPT: Final = frozenset(",.:;()[]/-?!&№§#<>=、|*+")
_BREAKS: Final = frozenset(",:;()[]?!“”<>|")


class Token(NamedTuple):
    """A word, a number or a known span: [start, end); `known` is the label that a rule has given it."""

    start: int
    end: int
    text: str
    known: Label | None = None


def tokenise(text: str, known: Sequence[FieldSpan] = ()) -> list[Token]:
    """The tokens in order; `known` spans are sorted and do not overlap."""
    tokens: list[Token] = []
    position = 0
    for span in known:
        _words(text, position, span.start, tokens)
        tokens.append(Token(span.start, span.end, "<" + span.label.value + ">", span.label))
        position = span.end
    _words(text, position, len(text), tokens)
    return tokens[:_LIMIT]


def _words(text: str, start: int, end: int, tokens: list[Token]) -> None:
    for match in _TOKEN.finditer(text, start, end):
        if len(tokens) > _LIMIT:
            return
        first, last = match.span()
        if match.lastgroup is None:
            tokens.append(Token(first, last, match[0]))
            continue
        # A URL that no rule has found; its end marks belong to the sentence.
        while last > first + 1 and text[last - 1] in ".,;:)]>»”\"'’":
            last -= 1
        label = Label.DOI if text[first] == "1" else Label.URL
        tokens.append(Token(first, last, "<" + label.value + ">", label))


@lru_cache(maxsize=8192)
def fold_gap(gap: str) -> str:
    """A gap in one notation: blanks as one, dashes, brackets and commas of one kind, “ and ‘ open, ” and ’ close."""
    out: list[str] = []
    for index, char in enumerate(gap):
        folded = _FOLD.get(char, char)
        if folded in _KEPT:
            out.append(folded)
        elif folded in _ALWAYS_OPEN:
            out.append("“")
        elif folded in _ALWAYS_CLOSE:
            out.append("”")
        elif folded in _DOUBLE or folded in _SINGLE:
            before = gap[index - 1] if index else "x"
            opens = before.isspace() or before in "([:“‘„«—–" or (index + 1 == len(gap) and before in "，：。、；,")
            if folded in "“„‟" and not index and len(gap) == 1:
                opens = True
            out.append(("“" if opens else "”") if folded in _DOUBLE else ("‘" if opens else "’"))
        elif folded.isspace() or not folded.isprintable():
            if not out or out[-1] != " ":
                out.append(" ")
        else:
            out.append("*")
    return "".join(out) if len(out) <= 7 else "".join(out[:4]) + "~" + "".join(out[-3:])


def gaps_of(text: str, tokens: Sequence[Token]) -> list[str]:
    """The folded gaps: before the first token, between tokens, after the last; one more than there are tokens."""
    gaps: list[str] = []
    position = 0
    for token in tokens:
        gap = text[position : token.start]
        if not position and gap:
            gap = " " + gap  # a mark at the very beginning opens
        gaps.append(fold_gap(gap if len(gap) < 24 else gap[:12] + gap[-12:]))
        position = token.end
    gaps.append(fold_gap(text[position : position + 12]))
    return gaps


def quote_states(gaps: Sequence[str]) -> str:
    """One letter a token: - no marks at all, b before them, i inside, a after, u before a mark that nothing opened."""
    count = len(gaps) - 1
    joined = "".join(gaps)
    opening, closing = ("“", "”") if "“" in joined or "”" in joined else ("‘", "’")
    if opening not in joined and closing not in joined:
        return "-" * count
    states: list[str] = []
    depth, seen = 0, False
    for gap in gaps[:count]:
        if opening in gap or closing in gap:
            for char in gap:
                if char == opening:
                    depth += 1
                    seen = True
                elif char == closing:
                    if not depth and not seen and opening == "“":
                        states = ["u"] * len(states)
                    depth = max(depth - 1, 0)
                    seen = seen or opening == "“"
        states.append("i" if depth else "a" if seen else "b")
    return "".join(states)


_FLAG_OF_CLASS: Final = {
    "N": "n", "L": "l", "P": "p", "O": "o", "J": "j", "K": "k", "R": "r", "D": "d", "X": "x",
}  # fmt: skip
_WORDS_OF_TITLES: Final = frozenset(
    """
    a an the of and or in on at to for from with by as into how why what is are was
    der die das und le la les des el los y en в на о об и как от для не это что по из за
    """.split()  # noqa: SIM905 - a list of words reads better as text
)


class _Word(NamedTuple):
    """What a token contributes to the features of itself and of its neighbours, ready as bytes."""

    type: str
    flag: str
    own: tuple[bytes, ...]
    previous: bytes
    following: bytes
    before_previous: bytes
    after_following: bytes
    single: bool
    year: bool


def _make_word(text: str) -> _Word:
    if text[0] == "<":
        kind, shape, tail = text, "<>", ""
    else:
        kind, shape, tail = word_type(text) if len(text) <= _LONG_WORD else ("long", "long", "")
    head = kind.rsplit("/", 1)[-1]
    flag = _FLAG_OF_CLASS.get(head[0], "") if head[0].isupper() else ""
    if not flag:
        if kind == "#Y":
            flag = "Y"
        elif kind[0] == "#":
            flag = "9"
        elif kind[0] == "<":
            flag = "U"
        elif kind in _WORDS_OF_TITLES:
            flag = "t"
        elif shape[1:] == "lower":
            flag = "w"
        elif shape[1:] == "I":
            flag = "I"
    own = ["t=" + kind, "s=" + shape]
    if tail:
        own.append("x=" + shape[0] + tail)
    return _Word(
        type=kind,
        flag=flag,
        own=tuple(map(str.encode, own)),
        previous=("-1" + kind).encode(),
        following=("+1" + kind).encode(),
        before_previous=("-2" + kind).encode(),
        after_following=("+2" + kind).encode(),
        single=len(text) == 1,
        year=kind == "#Y",
    )


_cached_word = lru_cache(maxsize=32768)(_make_word)
_EDGE: Final = _make_word("<EDGE>")
_LENGTHS: Final = ("0", "1", "2", "3", "4", "5", "6", "6", "8", "8") + ("10",) * 6 + ("16",)
_NUMERIC: Final = frozenset("Y9")
_LEFT: Final = "0123456"
_ORDER: Final = "nltwIYd9opjkrxU"


def features_of(text: str, tokens: Sequence[Token], gaps: Sequence[str]) -> list[list[str | bytes]]:
    """The features of each token; `gaps` are `gaps_of(text, tokens)`.

    What several tokens share is bytes, so that it is encoded for the model only once.
    """
    words = [_cached_word(t.text) if len(t.text) <= _LONG_WORD else _make_word(t.text) for t in tokens]
    quotes = quote_states(gaps)
    segment_of, starts = _segments(words, gaps)
    flags = _segment_flags(words, starts)
    lengths = [_LENGTHS[min(starts[k + 1] - starts[k], 16)] for k in range(len(starts) - 1)]
    style = _style(text, words, quotes)
    last_segment = len(flags) - 1
    numbers = _to_number(flags, starts, gaps)
    around: list[tuple[bytes, ...]] = []
    for k in range(last_segment + 1):
        before = flags[k - 1] if k else "^"
        after = flags[k + 1] if k < last_segment else "$"
        opening = gaps[starts[k]]
        where = str(k) if k < 4 else "4"
        shared = (
            "F" + flags[k] + style[-1],
            "FL" + flags[k] + lengths[k] + opening,
            "FF" + flags[k] + "|" + after,
            "Fb" + flags[k] + "|" + before,
            "ks" + where + style[0] + words[starts[k]].type,
            "l" + lengths[k] + opening + "|" + gaps[starts[k + 1]],
            "s1" + words[starts[k]].type,
            "z" + words[starts[k + 1] - 1].type,
            "D" + numbers[k] + style[0],
            "R" + _LEFT[min(last_segment - k, 6)] + style,
        )
        around.append(tuple(map(str.encode, shared)))
    padded = [_EDGE, _EDGE, *words, _EDGE, _EDGE]
    result: list[list[str | bytes]] = []
    seen = "n"
    for earlier, before_, word, after_, later, gap, after, quote, segment in zip(
        padded, padded[1:], words, padded[3:], padded[4:], gaps, gaps[1:], quotes, segment_of, strict=False
    ):
        kind = word.type
        result.append(
            [
                *word.own,
                before_.previous,
                after_.following,
                earlier.before_previous,
                later.after_following,
                "b" + gap,
                "a" + after,
                f"q{quote}{style}",
                f"ba{gap}|{after}{quote}",
                f"bt{gap}{kind}",
                f"ta{kind}{after}",
                f"pt{before_.type}{gap}{kind}",
                f"tn{kind}{after}{after_.type}",
                f"y{seen}{kind}{gap}",
                *around[segment],
            ]
        )
        if word.year:
            seen = "y"
    return result


def _segments(words: Sequence[_Word], gaps: Sequence[str]) -> tuple[list[int], list[int]]:
    """The segment of each token, and where each segment starts (with the end of the last one added)."""
    segment_of: list[int] = []
    starts: list[int] = []
    for i, word in enumerate(words):
        gap = gaps[i]
        if i == 0 or (gap != " " and gap and _breaks(gap, words[i - 1])) or word.flag == "U":
            starts.append(i)
        segment_of.append(len(starts) - 1)
    starts.append(len(words))
    return segment_of, starts


@lru_cache(maxsize=8192)
def _gap_breaks(gap: str) -> tuple[bool, bool]:
    """Whether a gap ends a segment after a word, and after an initial (whose full stop does not)."""
    strong = any(char in _BREAKS for char in gap) or "//" in gap or " - " in gap or "/ " in gap
    return strong or "." in gap, strong


def _breaks(gap: str, previous: _Word) -> bool:
    return _gap_breaks(gap)[1 if previous.single else 0]


def _segment_flags(words: Sequence[_Word], starts: Sequence[int]) -> list[str]:
    """For each segment the classes of words it holds, in a fixed order."""
    result: list[str] = []
    for k in range(len(starts) - 1):
        found = "".join([word.flag for word in words[starts[k] : starts[k + 1]]])
        result.append(_in_order(found) if len(found) > 1 else found)
    return result


@lru_cache(maxsize=8192)
def _in_order(found: str) -> str:
    """The different flags of a segment, in the fixed order."""
    return "".join([flag for flag in _ORDER if flag in found])


def _to_number(flags: Sequence[str], starts: Sequence[int], gaps: Sequence[str]) -> list[str]:
    """For each segment how many segments later the next one begins that is a number or a year, and by what gap."""
    result: list[str] = []
    ahead, gap = 9, ""
    for k in range(len(flags) - 1, -1, -1):
        result.append(f"{min(4, ahead)}{gap}")
        if flags[k][:1] in _NUMERIC:
            ahead, gap = 0, gaps[starts[k]]
        ahead += 1
    result.reverse()
    return result


def _style(text: str, words: Sequence[_Word], quotes: str) -> str:
    """A few letters for the whole reference: quotation marks, GOST's strokes, a URL, GB/T's type in brackets."""
    style = "q" if "i" in quotes else "u" if "u" in quotes else "-"
    if "//" in text and " // " in text:
        style += "/"
    if "[J" in text or "[M" in text or "[N" in text or "[D" in text or "[EB" in text or "[R" in text or "[C" in text:
        style += "["
    if "<URL>" in [word.type for word in words]:
        style += "U"
    return style
