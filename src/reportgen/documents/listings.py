"""Which blocks only list or instruct: tables of contents, and program code, settings and commands.

In: the blocks of a layout with their texts. Out: `BOILERPLATE` for lines of a table of contents, `CODE` for lines that
a machine reads. Both are found before anything else is asked of a block, since their numbers look like notes, sections
and quantities, and their words like names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from reportgen.documents.document import SegmentKind
from reportgen.documents.layout import Block

_LEADER = re.compile(r"(?:[.·…_] ?){4,}[\s|]*(?:\d{1,4}|[ivxlc]{1,7})?(?![^\W_])")
_ENTRY_LENGTH = 240  # characters that an entry with its leader has at most
_PAGED = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,4}\.?|[A-Z]\.|[IVX]{1,5}\.?)?\s*\S.{0,110}?\s\d{1,4}")
_CONTENTS_HEAD = re.compile(
    r"[#*_\s]*(?:table of contents|contents|inhalt(?:sverzeichnis|sübersicht)?|table des matières|sommaire"
    r"|índice(?: general| de contenidos)?|contenidos?|tabla de contenidos?|indice|sommario|sumário|inhoud(?:sopgave)?"
    r"|spis treści|obsah|tartalom|cuprins|innehåll(?:sförteckning)?|indhold|innhold|sisällys(?:luettelo)?|içindekiler"
    r"|оглавление|содержание|зміст|съдържание|(?:πίνακας )?περιεχομένων|περιεχόμενα"
    r"|目录|目錄|目次|차례|목차|daftar isi|mục lục"
    r")\s*[:：.]?[*_\s]*",
    re.IGNORECASE,
)
_HEAD_LENGTH = 40
_LABEL = re.compile(r"\A\W*(?:\d{1,3}(?:\.\d{1,3}){0,4}[.)]?\s+|[A-Z][.)]\s+)?")
_PAGE = re.compile(r"[\s.·…]*\d{0,4}\W*\Z")
_MISSES = 2  # lines of another kind that may stand in a run: an entry on two lines, a head of a column
_NUMBERED_ENTRY = re.compile(r"\W*\d{1,3}(?:\.\d{1,3}){0,4}[.)]?\s")

_ADDRESS = re.compile(r"[<(\[]?(?:https?|ftp|mailto):|[<(\[]?www\.|[\w.+-]+@[\w-]+\.\w")
# What stands in words of code and hardly in words of prose.
_SIGN = re.compile(
    r"\\(?:[A-Za-z@]+|[{}%&])|[{}]|[A-Za-z0-9]_[A-Za-z0-9]|[A-Za-z_]\w*(?:::|->|=>)|==|!=|&&|\|\||\w=(?:[\w\"'{(<\\$-]|\Z)"
    r"|\A(?:--?[a-z][\w-]*=?|\$[A-Za-z_(]\w*|[#%]\w+\Z|@[A-Za-z]\w*[{(]?|</?[a-z!?][\w:-]*/?>?)"
    r"|%@\w|\w\(\)|\w\([\w\"'$.,-]*\);\Z|\);"
)
_HALF = re.compile(r"[=<>&%#$~^*+|\\@/]+|[()\[\];,%]+|~?/(?:[\w.-]+/)+[\w.*-]*")
_PROMPT = re.compile(r"\A(?:[$#%>]|[\w.-]{1,30}@[\w.-]{1,40}[:~\w/]*[$#]|C:\\[^>]{0,60}>)\s+[a-z./~]")
_NUMBERED_LINE = re.compile(r"\A(\d{1,5})(?=[\s|:])")
_SPACED = re.compile(r"[A-Za-z\\{}\[\]=](?<!\S.)\s(?:[A-Za-z\\{}\[\]=]\s){5}")
_SENTENCE = re.compile(r"[^\W\d_]{2,}(?:[ ,]+[^\W\d_][\w'’-]*){5,}[^{}\\=]{0,80}[.!?:,](?:\s|\Z)")
_CODE, _NEAR = 0.4, 0.15  # shares of such words: in a line of code, and in one between lines of code
_BARE = 2  # words that such a line has at most
_LONG_GAP = 60  # the same, where the lines of the listing bear numbers
_FAR = 3  # lines that a line of code may be away from the next one
# A set of first characters comes before what looks around: the engine skips to the next of them.
_MAY_BE_CODE = re.compile(
    r"[\\{}=<>_@#$%&|^~:()/-](?:(?<=[\\{}=<>_@#$%&|^~])|(?<=-)-?[a-z]|(?<=:):|(?<=\()\)|(?<=\));|(?<=/)(?:[\w.-]+/|(?<=\A.)))"
)
_HAS_WORD = re.compile(r"[A-Za-z{}]")
_SIGNS_BESIDE_ADDRESS = 3  # an address broken in two looks like code itself
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # two such letters count as a word
_LOOKED_AT = 600  # characters of a block by which it is judged


def is_contents_heading(line: str) -> bool:
    """Whether a line stands above a table of contents."""
    return len(line) <= _HEAD_LENGTH and _CONTENTS_HEAD.fullmatch(line) is not None


def set_lists_apart(blocks: Sequence[Block], texts: Sequence[str]) -> list[Block]:
    """Return the blocks, those that are contents or code marked as such; what the format says of them is dropped."""
    code = _code(blocks, texts)
    found = dict.fromkeys(code, SegmentKind.CODE) | dict.fromkeys(_contents(texts, code), SegmentKind.BOILERPLATE)
    return [
        replace(block, kind=found[i], level=None, note=None, content=None) if i in found else block
        for i, block in enumerate(blocks)
    ]


# --- tables of contents -------------------------------------------------------------------------


def _contents(texts: Sequence[str], code: frozenset[int]) -> frozenset[int]:
    """Return the lines of tables of contents: with leaders to a page, or under a heading that says so."""
    led = {i for i, line in enumerate(texts) if i not in code and _is_led(line)}
    found = set(led) if len(led) >= _FAR else set()
    # What stands between such lines, ends in a number and is short belongs to them.
    for first, second in pairwise(sorted(found)):
        between = range(first + 1, second)
        if len(between) <= _FAR:
            found |= {i for i in between if len(texts[i]) < _ENTRY_LENGTH}
        else:
            found |= _paged_run(texts, range(first + 1, second)) | _paged_run(texts, range(second - 1, first, -1))
    if found:
        found |= _paged_run(texts, range(min(found) - 1, -1, -1)) | _paged_run(texts, range(max(found) + 1, len(texts)))
    heads = [i for i, line in enumerate(texts) if is_contents_heading(line)]
    lines = Counter(map(_key, texts)) if heads else Counter[str]()
    for head in heads:
        # Where it comes again and again it is a running head.
        if lines[_key(texts[head])] <= 2:
            found |= _listed(texts, head, lines)
    return frozenset(found - code)


def _is_led(line: str) -> bool:
    if ". ." not in line and "..." not in line and "·" not in line and "…" not in line and "___" not in line:
        return False
    leaders = [one for one in _LEADER.finditer(line) if one.end() == len(line) or one.group()[-1:].isalnum()]
    return bool(leaders) and len(line) <= _ENTRY_LENGTH * len(leaders) and leaders[0].start() > 1


def _paged_run(texts: Sequence[str], places: range) -> set[int]:
    """Return the lines, one behind the other, that are short and end in a number."""
    found: set[int] = set()
    for i in places:
        if len(texts[i]) > 120 or not _PAGED.fullmatch(texts[i]) or _SENTENCE.search(texts[i]):
            break
        found.add(i)
    return found


def _listed(texts: Sequence[str], head: int, lines: Counter[str]) -> set[int]:
    """Return the entries below a heading "Contents": lines that come again in the text, as its headings do."""
    found: set[int] = set()
    missed: list[int] = []
    opening = ""
    for i in range(head + 1, len(texts)):
        key = _key(texts[i])
        if key and key == opening:
            break  # the body begins, with the first heading
        if lines[key] > 1 and len(texts[i]) <= _ENTRY_LENGTH and texts[i][-1] not in ".;,。":
            opening = opening or key
            found |= {i, *missed}
            missed = []
        elif len(texts[i]) > 100:
            break
        elif _NUMBERED_ENTRY.match(texts[i]):
            missed = [*missed, i]
        elif sum(_NUMBERED_ENTRY.match(texts[j]) is None for j in missed) < _MISSES:
            missed.append(i)
        else:
            break
    return found if len(found) >= _FAR else set()


def _key(line: str) -> str:
    """Return a line without its number, its leader and its page, to know it again."""
    if len(line) > _ENTRY_LENGTH:
        return ""
    return _PAGE.sub("", _LABEL.sub("", line)).casefold()


# --- code ---------------------------------------------------------------------------------------


def _code(blocks: Sequence[Block], texts: Sequence[str]) -> frozenset[int]:
    """Return the lines of code: those that look like it, and those of few words between them."""
    shares = [_share(line) for line in texts]
    sure = {i for i, share in enumerate(shares) if share >= _CODE}
    if not sure:
        return frozenset()
    labels = [_NUMBERED_LINE.match(line) for line in texts]
    found = set(sure)
    for first, second in pairwise(sorted(sure)):
        one, other = labels[first], labels[second]
        gap = second - first - 1
        # Lines of a listing that bear numbers: those between the two belong to it if the numbers leave room for them.
        numbered = one is not None and other is not None and gap <= int(other[1]) - int(one[1]) <= _LONG_GAP
        if gap <= _FAR or numbered:
            found |= {
                i
                for i in range(first + 1, second)
                if shares[i] >= _NEAR or (numbered and labels[i]) or _is_bare(texts[i])
            }
    return frozenset(i for i in found if blocks[i].kind not in {SegmentKind.TITLE, SegmentKind.HEADING})


def _is_bare(line: str) -> bool:
    """Whether a line is too short to be prose, and no heading or item either."""
    return line.isascii() and len(line.split()) <= _BARE and not line[:1].isupper() and line[-1:] not in ".!?"


def _share(line: str) -> float:
    """Return the share of the words of a line that look like code, addresses left out; 0 for sentences."""
    head = line[:_LOOKED_AT]
    # Most lines have none of the signs, and need no look at each word.
    if not (_MAY_BE_CODE.search(head) or _SPACED.search(head)) or not _HAS_WORD.search(head):
        return 0.0
    words = [word for word in head.split() if word != "|"]
    if not words:
        return 0.0
    # Letters spaced out are how some ways of setting code in print come back.
    if _PROMPT.match(head) or _SPACED.search(head):
        return 1.0
    weight = sum(_weights(words))
    if weight and _SENTENCE.search(head) and weight < 0.6 * len(words):
        return 0.0
    own = len(words) - sum(_ADDRESS.match(word) is not None for word in words if not word.isalnum())
    if own < len(words) and weight < _SIGNS_BESIDE_ADDRESS:
        return 0.0
    counted = own - (_NUMBERED_LINE.match(head) is not None) + len(_WIDE.findall(head)) / 2
    return weight / counted if counted > 0 else 0.0


def _weights(words: Sequence[str]) -> Iterator[float]:
    for word in words:
        # A plain word, and an address, have none of the signs.
        if word.rstrip(".,!?").isalnum() or _ADDRESS.match(word):
            continue
        if _HALF.fullmatch(word):
            yield 0.5
        elif _SIGN.search(word):
            yield 1.0
