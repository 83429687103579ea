"""Views held without a verb of saying: "X's position is that ...", "X is adamant that ...", "In X's view, ...".

A unit of text -> acts, as `acts` gives them for verbs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.extract.saying.acts import Act
from reportgen.extract.saying.antecedents import ROLES
from reportgen.extract.saying.phrases import Span, subject_before
from reportgen.extract.saying.prose import MASK, Prose, Unit
from reportgen.language.saying_verbs import ENGLISH

_SAID = ENGLISH["said"]
_NAMES = r"(?:[A-Z][\w.-]*\s+(?:(?:of|for|the|and|de|van|von)\s+)*){0,5}[A-Z][\w-]+"
_NOUN_PHRASE = rf"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s+(?:[\w-]+\s+){{0,4}}?[\w-]+|{_NAMES}"
_OWNER = rf"(?:(?P<owner>{_NOUN_PHRASE})(?:['’]s|(?<=s)['’])|(?P<own>[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|whose))"
_VIEW = (
    r"(?:position|views?|opinion|argument|contention|belief|verdict|conclusion|judge?ment|message|answer|reply|"
    r"advice|theory|explanation|defence|defense|complaint|claim|assessment|case|fear|hope|hunch|impression|estimate)"
)
_IS = r"(?:is|was|remains|remained|has\s+(?:always\s+)?been|had\s+(?:always\s+)?been)"
_THAT = r"\s+(?:\w+ly\s+)?(?=that\b)"
# Each alternative ends before "that".
_HELD = re.compile(
    rf"\b{_OWNER}\s+(?:[a-z-]+\s+){{0,2}}{_VIEW}\s+{_IS}{_THAT}"
    rf"|\b[Tt]he\s+{_VIEW}\s+of\s+(?P<of>{_NOUN_PHRASE})\s+{_IS}{_THAT}"
    r"|\s(?P<state>(?:is|are|was|were|remains?|remained)\s+(?:\w+ly\s+)?(?:adamant|convinced|certain|confident|sure|"
    r"positive|unequivocal|of\s+the\s+(?:view|opinion)|in\s+no\s+doubt)"
    r"|(?:makes?|made)\s+(?:it\s+)?(?:\w+\s+)?(?:clear|plain|known)|lets?\s+it\s+be\s+known|(?:takes?|took|holds?|held)"
    r"\s+the\s+(?:view|position|line)"
    r"|(?:has|have|had)\s+no\s+doubt|(?:draws?|drew)\s+attention\s+to\s+the\s+fact)"
    rf"{_THAT}"
    r"|\b(?:was|were|been|being)\s+(?:told|informed|assured|warned|advised|reminded|alleged|claimed|stated|argued|"
    rf"suggested|submitted|objected|explained|said|noted|pointed\s+out)\s+by\s+(?P<by>(?:Mr|Mrs|Ms|Dr)?\.?\s?(?:{_NOUN_PHRASE})"
    rf"(?:,\s[^,;:{MASK}]{{3,60}},)?)(?=\s+that\b)"
)
_IN_VIEW = re.compile(
    rf"\b(?:In|To|in|to|By|by)\s+{_OWNER}\s+(?:[a-z-]+\s+)?"
    r"(?:view|opinion|judge?ment|eyes|account|telling|estimation|reckoning|mind|words|reading)\b(?=,|\s+(?:the|a|an|there|it|this|"
    r"that|these|no|he|she|they|[A-Z]))"
)
_LATER = re.compile(
    r"\s(?P<state>(?:ist|sind|war|waren|zeigte[ ]sich|zeigten[ ]sich|zeigt[ ]sich|gab[ ]sich|gibt[ ]sich)\s+"
    r"(?:[a-zäöü]+\s)?"
    r"(?:überzeugt|sicher|zuversichtlich|(?:de[rs]|die)\s(?:Ansicht|Meinung|Auffassung))(?=,\sdass)"
    r"|(?:está|están|estaba|estaban|se\smostró|se\smuestra|se\sdeclaró)\s+(?:convencid|segur|confiad|persuadid)[oa]s?\s+(?:de|en)(?=\sque)"
    r"|(?:dejó|deja|dejaron)\s+claro(?=\sque)"
    r"|(?:est|sont|était|se\sdit|se\sdisent)\s+(?:convaincu|persuadé|certain|sûr)e?s?(?=\sque?\b|\squ['’]))"
)
_LATER_VIEW = re.compile(
    r"\b(?:[Aa]\s|[Ee]n\s|(?=[SsIi]))(?P<own>su|[Ss]einer|[Ii]hrer)\s(?:juicio|opinión|parecer|entender|(?:Ansicht|Meinung|Einschätzung|Auffassung)\snach)\b"
    r"|\bWie\s(?P<owner>(?:(?:der|die|das|ein|eine)\s)?(?:[a-zäöüß]+e[rns]?\s)?(?:\x01{3,60}|[A-ZÄÖÜ][\w-]*(?:\s[A-ZÄÖÜ][\w-]*){0,3}))\s"
    r"(?:(?:am|im|gestern|heute)\s(?:[A-Z]\w+)?\s?)?(?:mitteil|sag|erklär|berichte|meld|betont|bestätig)\w*(?=,)"
)
_PATTERNS = {
    "en": (_HELD, _IN_VIEW),
    "de": (_LATER, _LATER_VIEW),
    "es": (_LATER, _LATER_VIEW),
    "fr": (_LATER, _LATER_VIEW),
}
# What the patterns find has one of these: to look for them is faster. In English "that" follows those of the first.
_BEFORE_THAT = (
    *("adamant", "convinced", "certain", "confident", " sure ", "positive", "unequivocal", "doubt", "clear", "plain"),
    *(
        "known",
        "the line",
        "the fact",
        "told by",
        "informed by",
        "warned by",
        "assured by",
        "advised by",
        "reminded by",
    ),
    *("alleged by", "claimed by", "stated by", "argued by", "suggested by", "submitted by", "said by", "noted by"),
    *("objected by", "explained by", "out by", "argument", "contention", "belief", "verdict", "conclusion", "message"),
    *("answer", "reply", "advice", "theory", "explanation", "defence", "defense", "complaint", "claim", "assessment"),
    *("case", "fear", "hope", "hunch", "impression", "estimate"),
)
_HINTS = {
    "en": (
        "view",
        "position",
        "opinion",
        "judg",
        "eyes",
        "account",
        "telling",
        "reckoning",
        "mind",
        "words",
        "reading",
    ),
    "de": ("überzeugt", "sicher", "zuversicht", "Ansicht", "Meinung", "Einschätzung", "Auffassung", "Wie "),
    "es": (
        "convencid",
        "segur",
        "confiad",
        "persuadid",
        "claro",
        "su juicio",
        "su opinión",
        "su parecer",
        "su entender",
    ),
    "fr": ("convaincu", "persuadé", "certain", "sûr"),
}


def _may_hold(text: str, language: str) -> bool:
    if any(map(text.__contains__, _HINTS[language])):
        return True
    return language == "en" and " that" in text and any(map(text.__contains__, _BEFORE_THAT))


_HOLDERS = re.compile(
    rf"\A(?:he|she|they|er|sie|él|ella|ellos|il|elle|ils)\Z|\b{ROLES}s?\b|(?:officials|residents|critics|people|experts|"
    r"villagers|locals|ministry|company|government|council|board|union|agency|committee|court|police|parents|families|"
    r"supporters|opponents|insiders|sources)\b|[äöüß]|\b(?:el|la|los|las|le|les|der|die)\s",
    re.IGNORECASE,
)


def find_views(prose: Prose, unit: Unit, language: str) -> Iterator[Act]:
    """Yield the acts of one unit, in order."""
    flat = prose.flat
    if language not in _PATTERNS or not _may_hold(flat[unit.start : unit.end], language):
        return
    held, in_view = _PATTERNS[language]
    found = [act for match in held.finditer(flat, unit.start, unit.end) if (act := _held(prose, unit, match))]
    found += [
        Act(from_=match.start(), start=match.start(), end=match.end(), to=match.end(), verb=None, subject=subject,
            inverted=True)
        for match in in_view.finditer(flat, unit.start, unit.end)
        if (subject := _owner(flat, unit, match)) is not None
    ]  # fmt: skip
    yield from sorted(found, key=lambda act: act.start)


def _held(prose: Prose, unit: Unit, match: re.Match[str]) -> Act | None:
    flat = prose.flat
    subject: Span | None
    groups = match.groupdict()
    if groups["state"]:
        low, at = max(unit.start, match.start() - 240), match.start("state")
        left = re.sub(r"(?:\s(?:has|have|had|also|not|\w+ly))+\s*\Z", " ", flat[low:at])
        if re.search(r"\b(?:not|never)\s*\Z", flat[low:at]):
            return None
        subject, _ = subject_before(flat, low, left, _SAID)
        if subject is None or not _can_hold(prose, subject):
            return None
    elif groups["by"]:
        subject, at = match.span("by"), match.start()
    elif groups["of"]:
        subject, at = match.span("of"), match.start()
    else:
        subject, at = _owner(flat, unit, match), match.start()
    if subject is None:
        return None
    return Act(from_=min(subject[0], at), start=at, end=match.end(), to=match.end(), verb=_SAID, subject=subject)


def _can_hold(prose: Prose, subject: Span) -> bool:
    """Whether a noun phrase is somebody who can hold a view: a name, a pronoun, an occupation, several people."""
    words = prose.flat[slice(*subject)].strip()
    if any(mention.type in {"person", "organisation"} for mention in prose.reading.names.inside(*subject)):
        return True
    return _HOLDERS.search(words) is not None and words.lower() not in {"it", "es"}


def _owner(flat: str, unit: Unit, match: re.Match[str]) -> Span | None:
    """Return who owns a view: a name, a pronoun, or for "whose" the noun phrase before it."""
    if match["owner"]:
        return match.span("owner")
    if match["own"] != "whose":
        return match.span("own") if match["own"] else None
    low = max(unit.start, match.start() - 240)
    subject, _ = subject_before(flat, low, flat[low : match.start()].rstrip() + " who ", _SAID)
    return subject
