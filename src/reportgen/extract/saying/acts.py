"""Acts of saying in Latin scripts: a verb of saying together with the words that name who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportgen.extract.saying.antecedents import ROLES
from reportgen.extract.saying.phrases import AFTER_STOP, PERSON, Span, noun_phrase_after, subject_before
from reportgen.extract.saying.prose import MASK, Prose, Unit
from reportgen.language.saying import GRAMMARS, Grammar
from reportgen.language.saying_verbs import GERMAN_PARTICLES, Form, Strength, Verb
from reportgen.language.word_sets import word_set

_LEAST_CLAUSE = 4  # words of a report before "..., said the mayor."
_REACH = 240  # characters to the left of a verb in which its subject is looked for

# Auxiliaries and adverbs between a subject and its verb.
_AUXILIARY_WORDS = (
    "has have had having is are was were be been being did does do 's 've 'd will would can could may "
    "might must shall should to not never cannot don't didn't doesn't also too later then once again now "
    "further often always still ever even just only himself herself itself themselves both all first "
    "since already soon rather more than once long thus therefore hence instead so a ont avait avaient "
    "aurait hat haben hatte hatten ha han había ne auch zudem"
)
_AUXILIARIES = frozenset(_AUXILIARY_WORDS.split())
_PEEL = re.compile(rf"(?:(?<![\w'])(?:{'|'.join(_AUXILIARY_WORDS.split())}|\w+ly)\s+){{1,5}}$")
_LAST_WORD = re.compile(r"[\w']+\Z")
_PRONOUN = re.compile(r"\s*(?:he|she|they|it|er|sie|il|elle|ils|elles|él|ella|ellos|ellas)\s*", re.IGNORECASE)
_WORK = re.compile(
    r"\b(?:stud(?:y|ies)|surveys?|polls?|reports?|research(?:ers)?|paper|analys(?:is|es|ts?)|review|audit|"
    r"inquiry|investigat(?:ion|ors?)|"
    r"scientists|authors?|economists|evaluation|evaluators?|assessment|team|regulator|court|judges?|jury|"
    r"commission|committee|panel|"
    r"tribunal|census|experts?|inspectors?|auditors?|article|bulletin|document|memo|letter|historians|scholars)\b",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    r"\b(?:(?:is|are|was|were|has\s+been|have\s+been)\s+(?:\w+ly\s+)?(?:(?:reported|said|alleged|claimed|"
    r"believed|thought|supposed)\s+to\s+have"
    r"|(?:quoted|cited|reported|recorded|overheard)\s+(?:by\s+[^,;]{2,40}\s+)?as)|used\s+to)\s+$"
)
_HEARSAY_LAST = frozenset({"have", "as", "to"})
_WHAT = re.compile(r"\b(?:what|how|why)\s", re.IGNORECASE)
_CALLED = re.compile(rf"\s*(?:him\s|her\s|it\s)?{MASK}")
_DETERMINED = re.compile(
    r"\b(?:the|a|an|his|her|its|their|our|my|these|those|some|such|of|no|any|more|new|many|for|in|with|by)\s+$"
)
# "Sources close to the company say", "people in the village claim": several, told by the first noun.
_SEVERAL = re.compile(
    r"\s*(?:(?:[Tt]he|[Ss]ome|[Mm]any|[Mm]ost|[Oo]ther|[Ss]everal)\s+)?(?:[\w-]+\s+){0,2}?(?:\w{2,}[a-rt-z]s|[Pp]eople|[Tt]hose)\s+"
    r"(?:(?:close|familiar|briefed|involved|opposed|loyal)\s+)?(?:to|with|in|at|of|on|from|for|who)\s"
)
# What follows a noun that is a verb here: "the union claims that".
_REPORTING = re.compile(
    rf"\s*[,:]|\s+(?:that|him|them|this|these|what|the|a|an|he|she|it|they|there|his|her|its|their|{MASK})"
)
_PLURAL = re.compile(
    r"(?:[a-rt-z]s|sses|they|people|media|police|both|some|many|others|majority|men|women|children|[Ww]ho)$|\band\b|&",
    re.IGNORECASE,
)
_THAT = re.compile(r"\s*(?:,[\w\s]{2,30},\s*)?that\b")
_OFFICE = re.compile(rf"\b{ROLES}\s*\Z")
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s"})
_DOUBT = frozenset(
    ["to", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "not", "never", "cannot"]
)
_BEFORE_GERUND = re.compile(
    r"\b(?:while|when|by|in|as|and|before|after|without|but|or)\s+(?:\w+\s+){0,1}$|\b[Ww]ith\s+(?:\S+\s+){1,4}$"
)
_BEFORE_INFINITIVE = re.compile(r"(?:\b(?:to|not|n't|let|please|will|would|can|could|may|might|must|shall|should)\s+)$")
# Verbs that come before their subject at the end of a report without quotation marks; the subject is a name there.
_INVERTING = frozenset(["say", "add", "explain", "warn", "report", "note", "insist", "argue"])
# Verbs before which quoted words are their subject or a name: "“status -s” showed patches".
_NEVER_INVERTING = word_set(
    """
    show demonstrate indicate illustrate document find quote cite call describe label term dub brand depict portray
    denounce condemn dismiss praise hail mock deride accuse blame welcome offer express voice convey compare liken
    champion defend reject read hold determine charge accept put inform convince persuade
    """
)
_DAYS_AND_MONTHS = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|"
    r"October|November|December"
)
_INVERTED = re.compile(
    rf"\s+((?:(?:Mr|Mrs|Ms|Dr|Prof)\.?\s)?(?!(?:{_DAYS_AND_MONTHS}|I|We|The|That|There|It|He|She|They|His|Her|Its|Their|A|An|No)\b)"
    r"[^\W\d_a-z][\w'-]+(?:\s(?:[^\W\d_a-z]\.|(?:van|von|de|der|den|del|la|le|bin|al|da|dos|di)\s[\w'-]+|"
    r"[^\W\d_a-z][\w'-]+)){0,4})(?=,\s|[.!?]?\s*\Z|[.!?]\s)"
)
# "..., said the head of the union, Ann Lee.", "..., said a person briefed on the talks."
_INVERTED_ROLE = re.compile(
    r"\s+((?:the|a|an|one|another|its|his|her|their)\s(?:(?!(?:that|is|are|was|were|will|would|can|could|may|might|must|"
    r"has|have|had|should|do|does|did)\b)[^\s,;:.\x01]+\s?){1,12}(?:,\s(?:[A-Z][\w'’.-]*\s?){1,4})?)(?:,\s[^,;:.\x01]{2,80})?[.!?]?\s*\Z"
)
_FINITE_BEFORE = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|may|might|must|has|have|had|should|do|does|did|\w{3,}ed)\b"
)
# "The minister, who is 54, said Lyon ..."
_RELATIVE_BEFORE = re.compile(r"[^,;:]{2,80},\s(?:who|which|whose|where)\b[^,;:]*,\s", re.IGNORECASE)
# "... said Lyon, Nice and Metz would ...": names that begin a clause.
_LISTED = re.compile(
    r",\s(?!\w+ing\b|who\b|whose\b|which\b|where\b|(?:is|are|was|were|will|would|can|could|may|might|has|have|had|does|do|did)\b)"
    r"[^,.;]*\s(?:is|are|was|were|will|would|can|could|may|might|has|have|had|does|do|did)\b"
)
# "according to its own design": how something is done, nobody's words.
_MANNER = re.compile(
    r"(?:(?:its|their|his|her|your|our|one's)\s+own\b|(?:the\s+|a\s+|an?\s+\w+\s+)?"
    r"(?:plan|schedule|design|tradition|custom|need|needs|taste|size|age|rank|merit|circumstances|instructions|recipe)\s*\Z)"
)
# German goes on with the verb: "Nach Angaben des Verbands für Wasser fehlen Rohre".
_GERMAN_ACCORDING = re.compile(r"[Ll]aut|[Nn]ach\s\w+\s(?:von|des|der)|[Aa]us\sSicht\s(?:von|des|der)")
# "..., teilte die Polizei am Montag mit": after the clause comes the verb, then who speaks.
_GERMAN_INVERTED = re.compile(
    r"\s+(?!(?:mit|an|ein|hin|fest|zu|auf|dass|daß|das)\b)(?P<subject>(?:(?:de[rmns]|die|das|ein|eine|einer|sein|seine|ihr|ihre)\s)?"
    r"(?:[a-zäöüß-]+(?:e|er|es|en|em)\s){0,2}[A-ZÄÖÜ][\w'’.-]*(?:\s(?:(?:von|der|des|für|zu|vom|zur|und)\s(?:(?:der|des|die|das|den)\s)?)?"
    r"[A-ZÄÖÜ][\w'’-]*){0,5}|er|sie|es)(?=[\s.,!?]|\Z)"
)
_GERMAN_CLAUSE = re.compile(
    r"\b(?:ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|habe|hatte|hatten|hätten?|sei|seien|könnten?|kann|können|muss|müssen|"
    r"müsse|müssten?|soll|sollen|solle|will|wollen|wolle|dürfen|dürfe|darf|gibt|gebe|werde|würden?|\w{3,}(?:te|ten|t))\b"
)
_GERMAN_NOUNS = r"(?:[a-zäöüß]+(?:en|er|es|em)\s+){0,2}[A-ZÄÖÜ][\w.-]*(?:\s[A-ZÄÖÜ][\w.-]*)*"
_GERMAN_PHRASE = re.compile(
    rf"\s+(?:(?:de[rmns]|einer?[mns]?|sein\w*|ihr\w*)\s+)?{_GERMAN_NOUNS}"
    rf"(?:\s(?:für|und|de[rs]|in|im|von|vom|aus|am|zur?|zum)\s(?:(?:de[rmns]|die|das)\s)?{_GERMAN_NOUNS})*"
)
_GERMAN_BEFORE = re.compile(
    rf"(?:de[rmn]\s+)?(?P<subject>{_GERMAN_NOUNS}(?:\s(?:für|de[rs]|von|aus)\s{_GERMAN_NOUNS})*)\s+\Z"
)
_ROMANCE_SUBJECT = re.compile(r"\s(?:el|la|los|las|un|una|su|le|les|l['’]|son|sa|[A-ZÀ-Þ])")
_ROMANCE_THAT = re.compile(r"\s(?:que|qu['’])")
_AS = re.compile(r"\bas\s+\Z", re.IGNORECASE)
_IT = re.compile(r"\s+it\b")
_BLANK = {ord(letter): " " for letter in ",;:()[]!?—"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A verb of saying, or "according to". `subject` is the span that names the speaker.

    It is `None` when the subject is that of the act before it in the unit or of the main clause (`shared`).
    `inverted`: the subject follows the verb. `from_` is where the words of attribution begin, `to` where they end.
    """

    from_: int
    start: int
    end: int
    to: int
    verb: Verb | None
    subject: Span | None
    shared: bool = False
    inverted: bool = False


def find_acts(prose: Prose, unit: Unit, hits: list[re.Match[str]], grammar: Grammar) -> Iterator[Act]:
    """Yield the acts of saying of one unit, in order."""
    done = unit.start
    for hit in hits:
        if hit.start() < done:
            continue
        verb = grammar.verbs.get(hit.group())
        particles = GERMAN_PARTICLES.get(hit.group()) if grammar is GRAMMARS["de"] else None
        if particles and not re.search(rf"\b(?:{particles})\s*[,.:;!?{MASK}]", prose.flat[hit.end() : unit.end] + "."):
            continue
        if verb is None:
            act = _according(prose.flat, unit, hit)
        else:
            act = _of_language(prose.flat, unit, hit, verb, grammar) or _act(prose.flat, unit, hit, verb)
        if act is not None:
            done = act.to
            yield act


def _according(flat: str, unit: Unit, hit: re.Match[str]) -> Act | None:
    if hit.group() == "zufolge":
        before = _GERMAN_BEFORE.search(flat, max(unit.start, hit.start() - 100), hit.start())
        if before is None:
            return None
        from_, subject = before.start(), before.span("subject")
        return Act(from_=from_, start=hit.start(), end=hit.end(), to=hit.end(), verb=None, subject=subject)
    stop = AFTER_STOP.search(flat, hit.end() + 1, unit.end)
    end = stop.start() if stop else unit.end
    if _GERMAN_ACCORDING.match(hit.group()) and (phrase := _GERMAN_PHRASE.match(flat, hit.end(), unit.end)):
        end = phrase.end()
    start = hit.end() + len(flat[hit.end() : end]) - len(flat[hit.end() : end].lstrip())
    if hit.group() == "so" and flat[max(unit.start, hit.start() - 2) : hit.start()] not in {", ", MASK + " "}:
        return None
    if (
        start >= end
        or (not flat[start].isalnum() and flat[start] != MASK)
        or end - start > 120
        or _MANNER.match(flat, start, end)
    ):
        return None
    return Act(
        from_=hit.start(), start=hit.start(), end=hit.end(), to=end, verb=None, subject=(start, end), inverted=True
    )


def _of_language(flat: str, unit: Unit, hit: re.Match[str], verb: Verb, grammar: Grammar) -> Act | None:
    """Return the act of a verb that stands as only one language puts it."""
    if grammar is GRAMMARS["de"]:
        return _german(flat, unit, hit, verb)
    if grammar is GRAMMARS["es"]:
        return _without_subject(flat, unit, hit, verb) or _romance(flat, unit, hit, verb)
    return _romance(flat, unit, hit, verb) if grammar is GRAMMARS["fr"] else None


def _romance(flat: str, unit: Unit, hit: re.Match[str], verb: Verb) -> Act | None:
    """Return the act of a verb that follows the clause which it reports: "..., dijo la alcaldesa, Pilar Vega."."""
    before = flat[unit.start : hit.start()]
    if not before.endswith(", ") or verb.strength < Strength.THAT or len(before.split()) < _LEAST_CLAUSE:
        return None
    rest = flat[hit.end() : unit.end]
    if not _ROMANCE_SUBJECT.match(rest) or _ROMANCE_THAT.search(rest):
        return None
    after = noun_phrase_after(flat, hit.end(), unit.end)
    return _inverted(hit, verb, after, hit.start()) if after is not None else None


def _without_subject(flat: str, unit: Unit, hit: re.Match[str], verb: Verb) -> Act | None:
    """Return the act of a Spanish verb that names nobody: "«...», lamentó."; its subject is an empty span."""
    at = hit.start()
    before = flat[unit.start : at].rstrip()
    rest = flat[hit.end() : unit.end]
    alone = rest.startswith((" a ", " al ")) or noun_phrase_after(flat, hit.end(), unit.end) is None
    if before.rstrip(" ,—–").endswith(MASK) and alone:
        return Act(from_=at, start=at, end=hit.end(), to=hit.end(), verb=verb, subject=(at, at), inverted=True)
    opens = not before or (before.endswith(",") and len(before.split()) <= _LEAST_CLAUSE)
    if opens and verb.strength >= Strength.THAT and re.match(r"\s+que\s", flat[hit.end() : hit.end() + 6]):
        return Act(from_=at, start=at, end=hit.end(), to=hit.end(), verb=verb, subject=(at, at))
    return None


def _german(flat: str, unit: Unit, hit: re.Match[str], verb: Verb) -> Act | None:
    """Return the act of a verb that follows the clause which it reports: "..., sagte Ann Lee"."""
    if flat[hit.start() - 2 : hit.start()] != ", " or verb.strength < Strength.THAT:
        return None
    clause = flat[max(unit.start, hit.start() - _REACH) : hit.start() - 2]
    clause = (
        clause[clause.rfind(",") + 1 :] if len(clause[clause.rfind(",") + 1 :].split()) >= _LEAST_CLAUSE else clause
    )
    after = _GERMAN_INVERTED.match(flat, hit.end(), unit.end)
    if after is None or not _GERMAN_CLAUSE.search(clause) or MASK in clause[-1:]:
        return None
    return _inverted(hit, verb, after.span("subject"), hit.start())


def _act(flat: str, unit: Unit, hit: re.Match[str], verb: Verb) -> Act | None:
    if verb.lemma == "point" and not flat.startswith(" out", hit.end()):
        return None
    low = max(unit.start, hit.start() - _REACH)
    left, between = _without_auxiliaries(flat[low : hit.start()])
    if between is None:
        between, verb = ["did"], replace(verb, form=Form.PAST)
    elif not _finite(verb, between, left):
        return None
    closing = left.rstrip(" ,—–-\n")
    inverts = verb.form is Form.PAST or (verb.form is Form.PRESENT and not verb.noun)
    if closing.endswith(MASK) and inverts and verb.lemma not in _NEVER_INVERTING:
        # After a quotation: "..." said X.
        after = noun_phrase_after(flat, hit.end(), unit.end)
        if after is not None:
            return _inverted(hit, verb, after, low + len(closing))
    if left.endswith(", ") and (subject := _subject_after(flat, unit, hit, verb, left)) is not None:
        # A report in the middle or at the end: ", said Ann Lee, ..."; what stands before names nobody who speaks.
        return _inverted(hit, verb, subject, low + len(left.rstrip(" ,")))
    left_of_what = _after_what(flat, hit, left)
    if left_of_what is None:
        return None
    subject, shared = subject_before(flat, low, left_of_what, verb)
    if subject is None and not shared:
        # A report in the middle or at the end: ", said X."
        after = noun_phrase_after(flat, hit.end(), unit.end) if left.endswith(", ") else None
        return _inverted(hit, verb, after, low + len(left.rstrip(" ,"))) if after else None
    if not _plausible(flat, unit, hit, verb, subject, between):
        return None
    from_, to = subject[0] if subject else hit.start(), hit.end()
    if verb.lemma == "put" and subject is not None and (aside := _AS.search(flat, low, from_)) is not None:
        it = _IT.match(flat, to, unit.end)
        from_, to = (aside.start(), it.end()) if it else (from_, to)
    return Act(from_=from_, start=hit.start(), end=hit.end(), to=to, verb=verb, subject=subject, shared=subject is None)


def _subject_after(flat: str, unit: Unit, hit: re.Match[str], verb: Verb, left: str) -> Span | None:
    """Return the name, or the role at the end of a unit, that stands after a verb and speaks there."""
    if verb.lemma not in _INVERTING or verb.form not in {Form.PAST, Form.PRESENT} or _RELATIVE_BEFORE.fullmatch(left):
        return None
    named = _INVERTED.match(flat, hit.end(), unit.end)
    if named is not None and (named.end() == unit.end or not _LISTED.match(flat, named.end(), unit.end)):
        return named.span(1)
    role = _INVERTED_ROLE.match(flat, hit.end(), unit.end)
    if role is None or not _FINITE_BEFORE.search(left) or len(left.split()) < _LEAST_CLAUSE:
        return None
    start, end = role.span(1)
    comma = flat.find(",", start, end)
    return start, start + len(flat[start : comma if comma > 0 else end].rstrip(" .!?"))


def _inverted(hit: re.Match[str], verb: Verb, subject: Span, from_: int) -> Act:
    return Act(from_=from_, start=hit.start(), end=hit.end(), to=subject[1], verb=verb, subject=subject, inverted=True)


def _without_auxiliaries(left: str) -> tuple[str, list[str] | None]:
    """Take auxiliaries and adverbs off the text before a verb; they come second, `None` when hearsay stands there.

    Hearsay: "X is said to have asked", "X was quoted as saying", "X used to say".
    """
    last = left.rsplit(None, 1)[-1] if left[-1:].isspace() else ""
    hearsay = _HEARSAY.search(left) if last in _HEARSAY_LAST else None
    if hearsay:
        return left[: hearsay.start()] + " ", None
    # Most verbs have none of them, which their last word tells.
    if not last.isalpha():
        word = _LAST_WORD.search(last)
        last = word.group() if word else ""
    if last not in _AUXILIARIES and not last.endswith("ly"):
        return left, []
    peeled = _PEEL.search(left, max(len(left) - 60, 0))
    if peeled is None:
        return left, []
    return left[: peeled.start()], peeled.group().split()


def _after_what(flat: str, hit: re.Match[str], left: str) -> str | None:
    """Return the text before a verb, cut after "what"; `None` for "what X said" unless it is "what X called “...”"."""
    near = left[-80:].lower()
    if "what" not in near and "how" not in near and "why" not in near:
        return left
    what = _WHAT.search(left, max(len(left) - 80, 0))
    if what is None:
        return left
    if _CALLED.match(flat, hit.end(), hit.end() + 8):
        return left[: what.end() - 1].translate(_BLANK) + "," + left[what.end() :]
    rest = left[what.end() :]
    return None if not re.search(r"[,;]", rest) and len(rest.split()) < 8 else left


def _plausible(flat: str, unit: Unit, hit: re.Match[str], verb: Verb, subject: Span | None, between: list[str]) -> bool:
    """Whether a verb that may be something else ("its claims", "figures show") is an act of saying here."""
    noun = verb.noun and verb.form is not Form.PAST
    if subject is None:
        return not verb.work and (not noun or _THAT.match(flat, hit.end(), unit.end) is not None)
    words = flat[subject[0] : subject[1]]
    if verb.work and not _WORK.search(words):
        finder = verb.lemma in {"find", "show", "demonstrate"}
        if verb.lemma == "think" and verb.form is Form.PRESENT:  # "Ann Lee thinks", "she thinks"
            return re.search(r"[A-Z]|^\s*(?:he|she)\s*$", words) is not None
        if not finder or not (PERSON.fullmatch(words.strip()) or words.strip().lower() == "they"):
            return False
    if verb.noun and _DETERMINED.search(flat[max(unit.start, hit.start() - 20) : hit.start()]):
        return False
    if noun:
        quoting = flat[hit.end() : hit.end() + 8].lstrip(" :")[:1] == MASK
        if not (_named(words) or quoting or _OFFICE.search(words)) or not _REPORTING.match(flat, hit.end(), unit.end):
            return False
    return verb.form is not Form.BASE or bool(between or _PLURAL.search(words) or _SEVERAL.match(words))


def _named(words: str) -> bool:
    return bool(_PRONOUN.fullmatch(words) or _WORK.search(words) or re.search(r"[A-Z]", words))


def _finite(verb: Verb, between: list[str], left: str) -> bool:
    """Whether the verb stands in a form that asserts: no passive, no infinitive, nothing merely possible."""
    if any(word in _DOUBT or word.endswith("n't") for word in between):
        return False
    be = any(word in _BE for word in between)
    if verb.form is Form.GERUND:
        return be or not left.strip() or left.rstrip()[-1] in ",;—–" + MASK or _BEFORE_GERUND.search(left) is not None
    if verb.form is Form.BASE:
        return not _BEFORE_INFINITIVE.search(left)
    return not (be and verb.form is Form.PAST)
