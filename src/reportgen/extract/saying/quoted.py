"""Quotations and their attribution in Latin scripts: who is named beside quoted words."""

from __future__ import annotations

import re

from reportgen.extract.saying.acts import Act
from reportgen.extract.saying.antecedents import PRONOUNS, ROLES
from reportgen.extract.saying.clauses import INTRODUCTION, Clauses
from reportgen.extract.saying.phrases import Span
from reportgen.extract.saying.prose import MASK, Claim, Prose, Unit
from reportgen.language.quotations import Quotation
from reportgen.language.saying_verbs import Strength, Verb

_TERMINAL = frozenset(",?!…—–-;")
# "...," its chairman, X, said: the role before the name.
_APPOSED = re.compile(r"[\s,—–-]*(?:(?:the|a|an|its|his|her|their|one)\s|[A-Z])[^,;:.]{2,80},\s*")
# What may follow "X said" after the quotation: no clause of its own.
_SAID_ENOUGH = re.compile(
    rf"\s*(?:[.,;:!?{MASK}—–)]|$|(?:in|on|at|to|with|as|when|after|before|while|during|of|from|about|by|"
    rf"last|this|yesterday|today|later|again|too|\w+ly|"
    rf"\w+ing|reporters|journalists|me|us|him|her|them)\b)"
)
_NAMING = frozenset(
    [
        "call",
        "describe",
        "label",
        "dub",
        "brand",
        "term",
        "dismiss",
        "denounce",
        "characterize",
        "characterise",
        "deride",
        "decry",
        "slam",
        "blast",
        *("nannte", "nennt", "bezeichnete", "bezeichnet", "calificó", "califica", "tildó", "tachó", "llamó", "llama"),
        *("qualifié", "qualifie", "dénoncé", "dénonce"),
    ]
)
_NOUN = re.compile(
    r"\b(?:article|speech|statement|remarks|letter|interview|report|words|comments?|testimony|memoirs?|"
    r"diary|essay|foreword|preface|tweet|"
    r"address|declaration|communiqué|ruling|verdict|motto|slogan|message|paper|opinion|column|text|"
    r"resolution|proposal|announcement|invocation)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(rf"\b{ROLES}s?\b")
_MAIN = re.compile(
    r"\s*(?:(?:But|And|Yet|Still|Then|So|Indeed|Unsurprisingly|Also)\s+)?((?:(?:[Tt]he|[Aa]n?|[Hh]is|"
    r"[Hh]er|[Ii]ts|[Tt]heir|[Tt]his|[Oo]ne)\s+)?[\w’'.&/-]+(?:\s+(?!(?:is|are|was|were|has|have|had|will|"
    r"would|can|could|may|did|"
    r"does|do|also|said|says|made|gave|took|went|told|who|which|that|\w{3,}ed|\w+ly|spoke|wrote|led|"
    r"met)\b)[\w’'.&/-]+){0,10}?)(?=\s+(?:is|are|was|were|has|have|had|will|would|can|could|may|did|does|"
    r"do|"
    r"also|said|says|made|gave|took|went|told|who|which|that|\w{3,}ed|\w+ly|spoke|wrote|led|met|\w{3,}s|\w+ing)\b|,)"
)
# Words after which a colon leads to a list, not to somebody's words.
_LISTS = re.compile(r"\b(?:including|namely|such as|as follows)\W*$")
_DIRECT = re.compile(r"[\s,:–—-]*(?:that|as|dass|que)?[\s,:–—-]*")
_PRONOUN = re.compile(r"(?:^|[\s,])(he|she|it|they)\s*$", re.IGNORECASE)
_SOMEONE = re.compile(r"(?:he|she|one|a|an|another)\b", re.IGNORECASE)
_FOR = re.compile(r"\s*(?:For|To)\s+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL = frozenset({"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
_TOPIC = frozenset({"speak", "refer", "talk", "mention"})
_CLOSING = frozenset("’'”\"»“‘›")
_DASHES = frozenset({",", "—", "–", "-"})


def claim_of(quote: Quotation, speaker: Span | None, act: int) -> Claim:
    """Return the claim that somebody said the quoted words."""
    return Claim(start=quote.inner_start, end=quote.inner_end, verbatim=True, speaker=speaker, act=act)


class Quoted:
    """Finds for each quotation the act of saying that it belongs to, or who is named beside it otherwise."""

    def __init__(self, prose: Prose, clauses: Clauses) -> None:
        """Keep what every quotation of a document is judged with."""
        self._prose = prose
        self._flat = prose.flat
        self._view = prose.view
        self._clauses = clauses

    def main_subject(self, unit: Unit) -> Span | None:
        """Return the span of the noun phrase with which the main clause of a unit begins."""
        at = unit.start
        intro = INTRODUCTION.match(self._flat, at, min(unit.end, at + 400))
        if intro:
            at = intro.end()
        first = self._prose.reading.names.mention_at(at)
        if (
            first is not None
            and first.start == at
            and first.type in {"person", "organisation"}
            and re.match(r" [a-zà-ÿ]", self._view[first.end : first.end + 2])
        ):
            return first.start, first.end
        found = _MAIN.match(self._flat, at, min(unit.end, at + 200))
        if not found:
            return None
        start, end = found.span(1)
        names = self._prose.reading.names.inside(start, min(end + 60, unit.end))
        if names and names[0].start - start <= 4 and names[0].type in {"person", "organisation"}:
            return start, max(end, names[0].end) if names[0].start < end else end
        return start, end

    def after(self, quote: Quotation, stop: int, acts: list[Act]) -> int | None:
        """Return the number of the act that follows a quotation at once: "...", X said."""
        k = next((i for i, act in enumerate(acts) if act.start >= quote.end), None)
        if k is None or acts[k].start >= stop or acts[k].shared:
            return None
        act, last = acts[k], self._last(quote)
        near = act.from_ <= quote.end + 1  # with nothing between but an auxiliary: "a déclaré X"
        head = act.start if act.inverted and act.verb is not None and not near else act.from_
        gap = self._flat[quote.end : max(head, quote.end)]
        if gap.strip(" ,—–-\n\t*_") and (act.inverted or not _APPOSED.fullmatch(gap)):
            return None
        if act.verb is not None and not act.inverted:
            rest = self._flat[act.end : act.end + 60]
            if re.match(r"\s+that\b", rest) or (last not in _TERMINAL and not _SAID_ENOUGH.match(rest)):
                return None
        parted = last in _TERMINAL or not _DASHES.isdisjoint(self._flat[quote.end : act.start])
        if act.inverted and act.verb is not None and not parted and quote.closed:
            return k if self._can_speak(act) else None  # "git clone" wrote some messages
        close = act.inverted or last in _TERMINAL or gap.lstrip()[:1] in _DASHES or not quote.closed
        return k if close else None

    def _can_speak(self, act: Act) -> bool:
        """Whether the words after a verb that no comma parts from a quotation name somebody."""
        if act.subject is None or act.subject[0] == act.subject[1]:
            return True
        words = self._view[slice(*act.subject)].strip()
        return self._people(*act.subject) or words.lower() in PRONOUNS or _OFFICE.search(words) is not None

    def continued(self, before: Quotation, claim: Claim, quote: Quotation, acts: list[Act]) -> Claim | None:
        """Return the second piece of a quotation that "he said" splits, the whole when it is one sentence."""
        gap = self._flat[before.end : quote.start].rstrip()
        first, last = self._view[quote.inner_start], self._view[before.inner_end - 1]
        if claim.act < before.end or any(claim.act < act.start < quote.start and not act.shared for act in acts):
            return None
        if gap[-1:] not in {*_DASHES, ":", ";"} and not first.islower():
            return None
        joined = last not in ".!…" and (last != "?" or first.islower()) and gap[-1:] in _DASHES
        start = claim.start if joined else quote.inner_start
        return Claim(start=start, end=quote.inner_end, verbatim=True, speaker=claim.speaker, act=claim.act)

    def before(self, quote: Quotation, unit: Unit, acts: list[Act]) -> tuple[int, bool] | None:
        """Return the act within whose report a quotation stands, and whether it is the quoted words that count."""
        k = next((i for i in range(len(acts) - 1, -1, -1) if acts[i].to <= quote.start), None)
        if k is None:
            return None
        act, words = acts[k], self._words(quote)
        gap = self._flat[act.to : quote.start]
        if len(gap) > 400 or ";" in gap:
            return None
        opens_clause = gap.strip() in {"that", "dass", "que"} and words < 6
        if (_DIRECT.fullmatch(gap) and not opens_clause) or gap.rstrip().endswith(":"):
            return self._beside(act, quote, gap, words, k)
        if _is_title(self._view[quote.inner_start : quote.inner_end]):
            return None
        if act.verb is not None and act.verb.strength is Strength.QUOTE:
            return (k, True) if _fragment(act.verb, gap, words) else None
        region = self._clauses.region(act, unit, acts, k)
        if region is None or not region[0] <= quote.start < region[1]:
            return (
                (k, True) if act.verb is not None and (words >= 4 or quote.inner_end - quote.inner_start > 30) else None
            )
        quoted = sum(q.inner_end - q.inner_start for q in unit.quotes if region[0] <= q.start < region[1])
        return k, (quoted >= 0.5 * (region[1] - region[0]) and words >= 2) or words >= 8

    def _beside(self, act: Act, quote: Quotation, gap: str, words: int, k: int) -> tuple[int, bool] | None:
        """Judge a quotation right after an act; one or two words without a comma may be words as words."""
        if act.verb is None or gap.rstrip()[-1:] in {":", ","}:
            return k, True
        if not gap.strip() and _is_title(self._view[quote.inner_start : quote.inner_end]):
            return None
        if words <= 2 and not gap.strip() and act.verb.lemma == "say" and self._view[quote.inner_start].islower():
            return None
        return k, words > 1 or act.verb.strength is Strength.QUOTE

    def stands_alone(self, quote: Quotation, unit: Unit) -> bool:
        """Whether a quotation is all there is of its unit, and more than a word or two."""
        around = self._flat[max(unit.start, quote.start - 600) : quote.start].strip(" \n>*_(")
        after = self._flat[quote.end : unit.end].strip(" .,;:)*_\n")
        # Guillemets stand before the full stop: «Que nadie lo espere».
        inside = self._view[quote.start] in "«„“" and self._view[quote.inner_start].isupper() and self._words(quote) > 1
        stopped = inside and self._flat[quote.end : quote.end + 1] == "."
        whole = stopped or self._last(quote) in ".!?…,。" or not quote.closed or self._words(quote) >= 8
        return not around and len(after) < 3 and whole

    def otherwise(self, quote: Quotation, unit: Unit, speaker: Span | None) -> Span | None:
        """Return who is named beside a quotation without an act: before a colon, by a pronoun, as whose view it is.

        `speaker` is who spoke last in the passage; a long quotation goes on with his words.
        """
        words = self._words(quote)
        before = self._flat[max(unit.start, quote.start - 600) : quote.start]
        if words < 3 or _is_title(self._view[quote.inner_start : quote.inner_end]):
            return None
        if before.rstrip().endswith(":") and not _LISTS.search(before):
            return self._before_colon(unit, quote.start)
        pronoun = _PRONOUN.search(before)
        if pronoun and words >= 5:
            base = quote.start - len(before)
            return base + pronoun.start(1), base + pronoun.end(1)
        if words >= 8 and speaker is not None and (len(before.split()) <= 4 or MASK in before):
            return speaker
        view_of = _FOR.match(before)
        if view_of:
            people = self._prose.reading.names.inside(unit.start, unit.start + view_of.end() + 40)
            if people and people[0].type == "person" and self._flat[people[0].end] == ",":
                return people[0].start, people[0].end
        if words >= 5 and _NOUN.search(before):
            main = self.main_subject(unit)
            return main if main and (_NOUN.search(self._view, *main) or self._people(*main)) else None
        return None

    def _before_colon(self, unit: Unit, stop: int) -> Span | None:
        main = self.main_subject(unit)
        if main and (self._people(*main) or _SOMEONE.match(self._view, *main)):
            return main
        names = [
            mention
            for mention in self._prose.reading.names.inside(unit.start, stop)
            if mention.type in {"person", "organisation", "document"}
        ]
        return (names[-1].start, names[-1].end) if names else main

    def _people(self, start: int, end: int) -> bool:
        return any(m.type in {"person", "organisation"} for m in self._prose.reading.names.inside(start, end))

    def _last(self, quote: Quotation) -> str:
        """Return the last character of a quotation, the closing mark of one nested in it left aside."""
        end = quote.inner_end - 1
        return self._view[end - 1 if self._view[end] in _CLOSING and end - 1 > quote.inner_start else end]

    def _words(self, quote: Quotation) -> int:
        return self._view.count(" ", quote.inner_start, quote.inner_end) + 1


def _fragment(verb: Verb, gap: str, words: int) -> bool:
    """Whether a few quoted words after a verb that takes no clause are its speaker's: "called the plan “...”"."""
    if words < 3 and verb.lemma not in _NAMING:
        return False
    if words < 5 and (MASK in gap or verb.lemma in _TOPIC):
        return False
    return words >= 6 or len(gap.replace(MASK, "").split()) <= (12 if words >= 3 else 7)


def _is_title(text: str) -> bool:
    """Whether quoted words are set as a title: nearly all that are no small words begin with a capital."""
    if text[-1:] in ".!,":
        return False
    words = [word for word in _WORD.findall(text, 0, 300) if word.lower() not in _SMALL]
    capital = sum(word[0].isupper() for word in words)
    return len(words) >= 2 and capital >= 0.8 * len(words)
