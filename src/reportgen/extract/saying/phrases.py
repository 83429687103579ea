"""Noun phrases in Latin scripts: which words before or after a verb of saying name who speaks."""

from __future__ import annotations

import re

from reportgen.extract.saying.prose import MASK
from reportgen.language.saying_verbs import Form, Verb

_BOUND = re.compile(
    rf"[,;:()\[\]{MASK}!?—]|\s[–-](?!\s?[A-Z])\s?|(?<=\s)(?:and|but|while|as|because|since|when|whereas|after|before|"
    rf"which|who|whom|that|if|although|though|where|"
    r"whose|und|et|y|dass|que|qui|quien)\s"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|may|might|must|shall|should|has|have|had|do|does|did|said|says|"
    r"isn't|aren't|wasn't|weren't|won't|can't|\w\w+n't|(?<![-\w])[a-z]\w+ed(?!-)|fell|rose|grew|saw|knew|went|came|made|took|gave|"
    r"got|left|met|won|lost|ran|sold|bought|led|felt|kept|"
    r"ist|sind|war|waren|wird|werden|hat|haben|habe|est|sont|était|es|son|fue|era)\b"
)
# In a noun phrase right before a verb "-ed" and a preposition are a participle: "a study published in May found".
_REDUCED = re.compile(
    r"\b\w{2,}(?:ed|en|made|led|held|sent|written)\s+(?:by|in|on|at|for|to|from|with|last|this|earlier|"
    r"yesterday|today|after|under|into)\b"
)
_PREPOSITION = re.compile(
    r"(?:in|at|on|by|after|before|during|following|with|from|for|since|until|despite|under|about|over|amid|without|"
    r"through|among|like|unlike|within|throughout|alongside|as|of|to|into|upon|between|last|this|next|"
    r"earlier|yesterday|today|"
    r"am|im|bei|nach|vor|en|à|dans|après)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\s*(?:(?:but|and|yet|still|so|then|however|meanwhile|also|now|later|nor|or|even|indeed|instead|"
    r"moreover|again|once|only|just|"
    r"thus|here|there|perhaps|what|how|why|where|both|either|not|aber|und|mais|et|pero|y|doch)\s+)*",
    re.IGNORECASE,
)
_NOT_SPEAKERS = re.compile(
    r"(?:i|we|you|me|us|my|our|your|one|there|this|that|these|those|here|which|what|it all|nothing|"
    r"something|everything|each|"
    r"nobody|no one|man|on|ich|wir|je|nous|yo|nosotros|if|let)\b(?!\s*\w)",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"(?:a|an|the|one|another|its|his|her|their|two|three|several|some|new|recent|[A-Z]\w+)\b", re.IGNORECASE
)
_HEAD = re.compile(r"\w{3,}\s*$")
_ENDS_NAMED = re.compile(r"(?:\s[A-Z][\w.'’-]+){2,4}$")
_BARE = re.compile(r"(?:the|a|an|his|her|its|their|to|mr|mrs|ms|dr)\.?", re.IGNORECASE)
PERSON = re.compile(r"(?:[A-Z][\w.'’-]+\s+){1,3}[A-Z][\w'’-]+")
_LAST_NAME = re.compile(
    r"(?:(?:the|The|a|an|his|her|its|their)\s+(?:[\w'’-]+\s+){0,4}[\w'’-]+|(?:[A-Z][\w.'’-]*\s+){0,4}[A-Z][\w'’-]+"
    r"|he|she|they|it)$"
)
_DETERMINERS = re.compile(r"\b(?:the|a|an|his|her|its|their|one|some|he|she|they|it)\s|\b(?:he|she|they|it)$")
_PHRASE_BOUND = re.compile(rf"[,;:{MASK}]|\b(?:is|was|in|by|of|to|at|for|from|with|has|have|had)\s")
_CONTACT = re.compile(r"\s(?:I|we|you)\s")
_CAPITAL = re.compile(r"(?:^|\s)[A-Z]")
_NO_NAME = re.compile(r"(?:who|which|whose|where|a|an|and|of|the)\b")
_WHERE_FROM = re.compile(r"(?:of|from|for|at|in|\d)\b")
_IS = re.compile(r"\b(?:is|are|was|were|be|been|'s)\s")
_OFFICE = re.compile(r"(?:[A-Z][\w-]+\s+){1,4}(?:of|for|at|in|to|and)\s")
_NAMED_BEFORE = re.compile(
    r"((?:(?:Professor|Prof|Dr|Mr|Mrs|Ms|Sir|Dame|Lord|Lady)\.?\s)?[A-Z][\w'’-]+(?:\s(?:[A-Z]\.|(?:van|von|de|der|den|del|la|le|"
    r"bin|al|da|dos|di)\s[\w'’-]+|[A-Z][\w'’-]+)){1,3})\s*\Z"
)
_NAME_APPOSED = re.compile(
    r"((?:[A-ZÀ-Þ][\w'’-]+\s){1,3}[A-ZÀ-Þ][\w'’-]+),\s(?!(?:in|on|at|and|but|or|with|after|before)\b)[a-zà-ÿ][^,;:.]{2,80}\Z"
)
_SUBORDINATE = re.compile(r"(?:If|When|While|Because|Although|Though|Unless|Since|Once)\b")
_AND = frozenset({"and", "et", "und", "y"})
_OBJECTS = frozenset({"him", "her", "them", "me", "us", "that", "so", "nothing", "reporters", "out", "up"})
AFTER_STOP = re.compile(
    rf"[,.;:!?()\[\]{MASK}—]|\s[–-]\s|\s(?:who|whose|which|that|as|when|after|while|before|during|at|to|"
    rf"with|if|because|since|until|"
    r"yesterday|today|earlier|last|this|later|through|via|and\s+(?:was|had|has|is)|am|gegenüber|à|lors|al|"
    r"durante|but|writing|speaking|"
    r"in\s+(?:a|an|his|her|its|their|the|\d|January|February|March|April|May|June|July|August|September|"
    r"October|November|December)|"
    r"on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|\d|Twitter|Facebook|television|social|condition|"
    r"the\s+(?:phone|radio|eve))|"
    r"is|are|was|were|has|have|had|will|would|can|could|may|might|should|must|they|he|she|it|there|we|"
    r"soll|sollen|wird|werden|ist|sind|hat|haben|est|sont|es|son)\b"
    r"|\s(?:an|mit|ein|fest|zu|dagegen|hinzu|weiter|bekannt|hervor|nach)(?=\s*(?:[.,:;!?]|\Z))"
)

Span = tuple[int, int]


def subject_before(flat: str, low: int, left: str, verb: Verb) -> tuple[Span | None, bool]:
    """Return the span of the noun phrase before a verb, and whether the subject is one named earlier.

    `left` is the text before the verb, auxiliaries taken off; it begins at `low`.
    """
    bounds = list(_BOUND.finditer(left))
    end = len(left.rstrip())
    start, sign = (bounds[-1].end(), bounds[-1].group().strip()) if bounds else (0, "")
    nearest = left[start:end]
    if verb.form is Form.GERUND:
        own = re.match(r"\s*[Ww]ith\s+", nearest)
        if own and nearest[own.end() :].strip():
            return (low + start + own.end(), low + end), False
        if not own and not _IS.search(flat, low + len(left), low + len(left) + 12):
            return None, True
    if nearest.strip() in {"while", "when", "by", "in", "before", "after", "without"}:
        return None, True
    if not nearest.strip():
        return _subject_elsewhere(low, left, bounds, sign)
    start, sign = _coordinated(left, start, end, bounds, sign)
    if sign[:1] == MASK and _PREPOSITION.match(left[start:end].lstrip()):
        # "The chapter on “...” in that book relates": the subject stands before the title.
        shorter = re.sub(r"\s+(?:on|about|entitled|titled|called|of|named)?\s*$", "", left[:start].rstrip(MASK))
        if shorter and len(shorter) < len(left):
            return subject_before(flat, low, shorter, verb)
    phrase = _clean_phrase(left, start, end)
    if phrase is None:
        return None, False
    if sign == "," and bounds:
        phrase = _opened_apposition(left, phrase, bounds) or phrase
    return (low + phrase[0], low + phrase[1]), False


def _subject_elsewhere(low: int, left: str, bounds: list[re.Match[str]], sign: str) -> tuple[Span | None, bool]:
    """Return the subject of a verb after a conjunction, a relative pronoun or the comma that closes an apposition."""
    if sign in _AND or sign == "but":
        return None, True
    if sign in {"who", "which", "that", "qui", "que", "quien"}:
        return _antecedent(low, left[: bounds[-1].start()])
    if sign in {",", ")", "–", "—", "-"}:
        return _before_apposition(low, left, bounds)
    return None, False


def _coordinated(left: str, start: int, end: int, bounds: list[re.Match[str]], sign: str) -> tuple[int, str]:
    """Widen a phrase over "A and B": what stands before "and" belongs to the subject unless it is a clause."""
    while sign in _AND and bounds and not _FINITE.search(left[start:end]):
        bounds.pop()
        wider = bounds[-1].end() if bounds else 0
        part = left[wider:start]
        if not part.strip() or _FINITE.search(part) or len(part.split()) > 9 or part[:1] == ",":
            break
        start, sign = wider, bounds[-1].group().strip() if bounds else ""
    return start, sign


def _opened_apposition(left: str, phrase: Span, bounds: list[re.Match[str]]) -> Span | None:
    """Return the name before an apposition that no comma closes: "Ann D., ambassador to X has said"."""
    previous = bounds[-2].end() if len(bounds) > 1 else 0
    before = left[previous : bounds[-1].start()]
    own = left[phrase[0] : phrase[1]]
    if not PERSON.fullmatch(before.strip()) or re.match(r"(?:he|she|they|it|\W)", own) or PERSON.fullmatch(own):
        return None
    begin = previous + len(before) - len(before.lstrip())
    return begin, begin + len(before.strip())


def _clean_phrase(left: str, start: int, end: int) -> Span | None:
    """Return the noun phrase in a stretch of text, `None` when there is none that could speak."""
    lead = _LEAD.match(left, start, end)
    if lead:
        start = lead.end()
    text = left[start:end]
    if not text.strip() or len(text.split()) > 22:
        return None
    contact = _CONTACT.search(text)
    if contact and contact.start() > 2:
        text = text[: contact.start()]
    reduced = _REDUCED.search(text)
    head = text[: reduced.start()] if reduced else ""
    if _DETERMINER.match(text) and not _PREPOSITION.match(text) and not _FINITE.search(head) and _HEAD.search(head):
        return start, start + len(head.rstrip())
    inner = _speaking_part(text)
    if inner is None or _NOT_SPEAKERS.fullmatch(text[inner:].strip()) or _BARE.fullmatch(text[inner:].strip()):
        return None
    return start + inner, start + len(text)


def _speaking_part(text: str) -> int | None:
    """Return where in a stretch of text the subject begins: after a preposition's phrase, after a clause."""
    preposed, clause = _PREPOSITION.match(text) is not None, _FINITE.search(text) is not None
    if not preposed and not clause:
        return 0
    last = _LAST_NAME.search(text)
    if clause and last is None:
        return None
    inner = _innermost(text) if last is None or len(last.group().split()) > 6 or preposed else last.start()
    if inner == 0 and preposed and " " in text:
        inner = text.index(" ") + 1
    return None if inner is None or _FINITE.search(text[inner:]) else inner


def _innermost(text: str) -> int | None:
    """Return where the last noun phrase of a text begins: at its last determiner, pronoun or name."""
    found = None
    for match in _DETERMINERS.finditer(text):
        found = match.start()
    if found is not None:
        return found
    name = re.search(r"(?:[A-Z][\w.'’-]*\s+){0,4}[A-Z][\w'’-]+$", text)
    return name.start() if name else None


def _antecedent(low: int, left: str) -> tuple[Span | None, bool]:
    """Return what a relative pronoun stands for: the noun phrase before it."""
    text = left.rstrip(" ,")
    apposed = _NAME_APPOSED.search(text)
    if apposed is not None:  # "Ann Lee, speaker of the Harbour Party, who said"
        return (low + apposed.start(1), low + apposed.end(1)), False
    bounds = [m for m in _PHRASE_BOUND.finditer(text) if m.group().strip()]
    start = bounds[-1].end() if bounds else 0
    determiner = list(re.finditer(r"\b(?:a|an|the|this|his|her|A|An|The)\s", text))
    names = list(re.finditer(r"(?:[A-Z][\w.'’-]*\s+)+(?:and\s+(?:[A-Z][\w.'’-]*\s+)*)?[A-Z][\w'’-]+$", text))
    if names:
        start = names[-1].start()
    elif determiner and determiner[-1].start() < start:
        start = determiner[-1].start()
    start += len(text[start:]) - len(text[start:].lstrip())
    return ((low + start, low + len(text)), False) if start < len(text) else (None, False)


def _before_apposition(low: int, left: str, bounds: list[re.Match[str]]) -> tuple[Span | None, bool]:
    """Return the noun phrase that an apposition closed before the verb belongs to: "X, a Y, said"."""
    cuts = [b for b in bounds if b.group().strip() in {",", "–", "—", "(", ")", ";", ":", "-"} or b.group() == MASK]
    best: Span | None = None
    for i in range(len(cuts) - 1, max(len(cuts) - 7, -1), -1):
        sign = cuts[i - 1].group() if i else ""
        if sign == "(" and cuts[i].group() == ")":
            continue  # "Ann Lee (Labour) said"
        start = cuts[i - 1].end() if i else 0
        raw = left[start : cuts[i].start()].strip()
        start += len(left[start:]) - len(left[start:].lstrip())
        span, certain = _apposed(left, raw, start, sign)
        if span is not None and sign.strip() == "," and _OFFICE.match(raw):
            name = _NAMED_BEFORE.search(left, cuts[i - 2].end() if i > 1 else 0, cuts[i - 1].start())
            if name is not None:  # "Professor X, Head of Y at Z, said"
                return (low + name.start(1), low + name.end(1)), False
        if span is not None and (certain or best is None):
            best = span
        if certain or (sign in {";", ":", MASK} and raw and not raw[0].islower()):
            break
    return ((low + best[0], low + best[1]), False) if best else (None, False)


def _apposed(left: str, raw: str, start: int, sign: str) -> tuple[Span | None, bool]:
    """Judge a stretch between commas before a verb: its noun phrase, and whether that is surely the subject."""
    if not raw or (sign and _WHERE_FROM.match(raw)):
        return None, False
    span = (start, start + len(raw))
    if sign and raw[0].islower():
        if not re.match(r"(?:who|which|whose|of|a|an|the)\b", raw) and _ENDS_NAMED.search(raw) and sign != ",":
            return span, True
        plain = re.match(r"(?:the|a|an|his|her|its|their|one)\s", raw) and not _FINITE.search(raw)
        return (span, False) if plain else (None, False)
    phrase = None if _SUBORDINATE.match(raw) else _clean_phrase(left, *span)
    if phrase is None:
        return None, False
    text = left[phrase[0] : phrase[1]]
    if _CAPITAL.search(text) and not _NO_NAME.match(text):
        return phrase, True
    return (phrase, False) if re.match(r"(?:the|a|an|his|her|its|their|one)\s", raw, re.IGNORECASE) else (None, False)


def noun_phrase_after(flat: str, at: int, stop: int) -> Span | None:
    """Return the span of the noun phrase that follows a verb."""
    found = AFTER_STOP.search(flat, at + 1, min(stop, at + 160))
    end = found.start() if found else min(stop, at + 160)
    text = flat[at:end]
    start = at + len(text) - len(text.lstrip())
    end = at + len(text.rstrip())
    words = flat[start:end].split()
    if not words or not words[0][0].isalnum() or len(words) > 12 or (len(words) == 1 and words[0] in _OBJECTS):
        return None
    if _PREPOSITION.match(flat, start, end) or _NOT_SPEAKERS.fullmatch(flat, start, end):
        return None
    return start, end
