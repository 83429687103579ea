"""How far a phrase reaches from its head noun: to the left over capitals or qualifiers, to the right over its content.

All offsets are those of the view; `low` and `end` bound what may be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportgen.language.word_sets import word_set

_CONNECTORS = word_set(
    """
    of and for the on to de des du la и und et y & - –
    """
)
_STOP_LEFT = word_set(
    """
    i we you he she it they us them me him who propose proposes the a an this that these those its their his her
    our my your any some no each every another several many both all most such said other of in on at by to from
    with for under over after before during since until into through between among against as than about without
    within and or but nor if when while whereas because that which who whose where what how is are was were be
    been being has have had do does did will would shall should may might can could must not also then now still
    already only even ever never yet so signed signing sign signs concluded reached struck made announced launched
    proposed called named known including include includes joined join built supported under new first second
    third latest last next previous current former original same whole main key major two three four five one 79
    worth via per in-force would-be following recent current existing ambitious raft number series set list
    negotiating negotiate discussed discussing consider considering planned plan fund funded suspend suspended
    ended renewed ratified ratify welcomed rejected quit left leave leaving backed agreed approved seeks sought
    wants want need needs presented в на по с о об от для и или что это его их подписали подписал подписан новый
    первый второй третий последний старый первая вторая новая im am zum zur vom beim sein seine seinen
    seinem ihr ihre ihren ihrem dem den des einem einer die das der ein eine einen le la les un une el los
    """
)
_CONTENT = re.compile(
    r"[ \n](?:of(?:[ ]understanding)?[ ])?(?:of|on|for|to|about|concerning|regarding|over|between|with|de|zur"
    r"|por|para|pour|avec|con|für|o"
    r"|об|о|über|sur|sobre|zum|zur)[ \n]"
)
_OF_UNDERSTANDING = re.compile(
    r"[ \n](?:of[ ](?:understanding|intent|cooperation)|о[ ](?:взаимопонимании|сотрудничестве|намерениях)"
    r"|of[ ]friendship)",
    re.IGNORECASE,
)
_CONTENT_END = re.compile(
    r"[.,;:!?()\[\]\"“”«»]|[ \n](?:[–—]|which|that|who|whose|when|while|where|was|were|is|are|has|have|had|will"
    r"|would|may|could|should|"
    r"and[ ](?:then|it|they|he|she|other|to|the|a|an|is|was)|to[ ](?=[a-z])|but|as[ ]well|by|after|before|during"
    r"|since|until|at|in[ ](?:\d{4}|the[ ]\w+s?[ ]of|January|February|March|"
    r"April|May|June|July|August|September|October|November|December)|on[ ](?:\d|Monday|Tuesday|Wednesday"
    r"|Thursday|Friday|Saturday|Sunday)|"
    r"worth|under|according|because|if|so|yesterday|today|last|next|this|signed|said|from|through|into|"
    r"который|которая|которое|через|в[ ]\d|до|было|были|will|takes?|took|expires?|came|entered|created|ended"
    r"|began|allows?)(?!\w)"
)
CAPITAL: Final = re.compile(r"[A-ZÀ-ÞА-ЯЁ]")
_HYPHEN_BREAK = re.compile(r"(?<=[a-z])-(?=(?:ment|tion|ments|tions|vernmental|munication)\b)|-[ ]?\n[ ]?")
_ABBREVIATION = 5  # letters with the stop
_GREATEST = 12  # words
_GREATEST_CONTENT = 240  # characters
_CAPITAL_LIST = re.compile(
    r"(?:[A-Z][\w'-]*[ ]){0,3}[A-Z][\w'-]*(?:,[ ][A-Z][\w'-]*){1,5},?[ ]and[ ][A-Z][\w'-]*(?:[ ][A-Z][\w'-]*)*"
)
_WHEN = re.compile(
    r"\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Janu|Febru)ary|March|April|May|June|July|August|(?:Septem"
    r"|Octo|Novem|Decem)ber"
)
_DATED = re.compile(rf"[ \n](?:on|in|of|since|from)[ \n](?={_WHEN.pattern})")  # "with X on 3 May": when it was made
_NO_ADVERBS = word_set(
    """
    supply assembly family early monthly weekly daily yearly ally
    """
)
# What no capitalised word of a name is, though a sentence or a heading writes it large.
_NO_NAME = word_set(
    """
    in on under the a this its after when with at by for since as but and das die der den dem ein eine einen el los las
    une les
    """
)
# What ends a word of a name or description.
_ENDS = frozenset('()[]“”"«»,;:!?')


def _tokens_left(view: str, low: int, at: int) -> Iterator[tuple[int, str]]:
    """Give the words before a place from right to left, up to a sign that ends a phrase."""
    for _ in range(_GREATEST):
        first = max(low, at - 40)
        text = view[first:at].rstrip(" \n")
        i = stop = len(text)
        if at - first - stop > 2:
            return
        while i and text[i - 1] not in _ENDS and not text[i - 1].isspace():
            i -= 1
        if i == stop:
            return
        at = first + i
        yield at, text[i:]


def named_left(view: str, low: int, at: int) -> int:
    """Return where the capitals before a place begin; connectors count between capitals only."""
    begin = at
    for start, word in _tokens_left(view, low, at):
        bare = word.removesuffix("'s").removesuffix("’s")
        if word.lower() in {"the", "a", "an"}:
            break
        if CAPITAL.match(word) or (word[0].isdigit() and len(word) <= 4):
            if bare != word and start != begin:
                break  # "Acme's Pact": the owner is no part of the name
            if word.lower() in _NO_NAME or (word.endswith(".") and len(word) > _ABBREVIATION):
                break  # the sentence before ends there
            begin = start
        elif word.lower() not in _CONNECTORS or word.endswith("."):
            break
    return begin


def content(view: str, stop: int, end: int, *, proper: bool) -> int:
    """Return where the words that say what a thing is on end; `stop` itself when none follow."""
    reach = stop
    if found := _OF_UNDERSTANDING.match(view, stop, end):
        reach = found.end()
    joint = _CONTENT.match(view, reach, end)
    if joint is None:
        return reach
    word, end = joint[0].split()[-1], min(end, joint.end() + _GREATEST_CONTENT)
    large = CAPITAL.match(view, joint.end()) is not None or view.startswith("the ", joint.end())
    if _WHEN.match(view, joint.end(), end) or (proper and word == "of" and reach == stop and not large):
        return reach
    if proper and word in {"with", "between", "over", "about", "to"}:
        return reach
    if proper and (listed := _CAPITAL_LIST.match(view, joint.end(), end)):
        return listed.end()
    limit = _CONTENT_END.search(view, joint.end(), end)
    if limit and limit[0].startswith((" to", "\nto")) and word in {"to", "from"}:
        limit = _CONTENT_END.search(view, limit.end(), end)
    if limit and word == "between" and re.match(r"[ \n]and\b", limit[0]):
        limit = _CONTENT_END.search(view, limit.end(), end)  # the second party belongs to it
    last = limit.start() if limit else end
    if dated := _DATED.search(view, joint.end(), last):
        last = dated.start()
    words = list(re.finditer(r"\S+", view[joint.end() : last]))[:_GREATEST]
    if not words:
        return reach
    if proper and any(word[0][0].isupper() for word in words):
        while words and not words[-1][0][0].isupper() and not words[-1][0][0].isdecimal():
            words.pop()  # "Treaty of Amiens | work": a proper name ends with a capital
    return joint.end() + words[-1].end()


# "запустили проект": no adjective ends so.
_RUSSIAN_VERB = re.compile(r"[а-яё]{2,}(?:ли|лись|ла|лась|ло|лось|[аеиюя]т|ют|ется|ются|ится|ятся|ть|ться)")


def modifiers(view: str, low: int, at: int) -> Iterator[tuple[int, str]]:
    """Give the qualifiers before a head from right to left: "power purchase", "joint research", "CR929"."""
    for count, (start, word) in enumerate(_tokens_left(view, low, at)):
        bare = word.lower().strip("'’‘")
        if (
            bare in _STOP_LEFT
            or word.endswith((".", "'s", "’s"))
            or count >= 5
            or _RUSSIAN_VERB.fullmatch(bare)
            or (bare.endswith("ly") and bare not in _NO_ADVERBS)
        ):
            return
        yield start, word


def is_pair(word: str) -> bool:
    """Whether a word names two parties: "China-Russia", "Russian–Chinese"."""
    first, _, second = word.replace("–", "-").partition("-")
    return bool(second) and bool(CAPITAL.match(first)) and bool(CAPITAL.match(second)) and first[1:].islower()


def name_of(view: str, start: int, end: int) -> str:
    """Return the words of a name as they are printed."""
    return " ".join(_HYPHEN_BREAK.sub("", view[start:end]).split()).strip(" ,;:-–")
