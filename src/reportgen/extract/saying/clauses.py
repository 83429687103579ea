"""Reported clauses in Latin scripts: what was said where no quotation marks stand."""

from __future__ import annotations

import re

from reportgen.extract.saying.acts import Act
from reportgen.extract.saying.asides import ADDRESSEE, ADVERBIAL, APPOSED, ROLE, WHEN
from reportgen.extract.saying.phrases import Span
from reportgen.extract.saying.prose import MASK, Prose, Unit
from reportgen.language.saying import Grammar
from reportgen.language.saying_verbs import Strength, Verb

_STARTS_CLAUSE = re.compile(
    r"\s*(?:(?i:the|a|an|this|that|these|those|his|her|its|their|our|my|your|he|she|it|they|we|i|you|"
    r"there|no|some|many|most|all|both|any|each|every|more|"
    r"fewer|less|at\s+least|about|around|only|even|if|when|while|although|though|because|once|one|two|"
    r"three|four|five|six|seven|eight|nine|ten|half|"
    r"nearly|almost|several|few|what|who|how|why|where|whether|such|another|other|not|now|then|man|er|sie|"
    r"es|der|die|das|ein|eine)\b"
    r"|[A-Z\d$€£"
    + MASK
    + r"]|(?!(?:in|on|at|by|for|after|before|under|until|with|without|of|to|from|during|as)\b)[a-z]+\s)"
)
_PREPOSED = re.compile(
    r"\s*(?:in|on|at|by|for|after|before|under|until|with|without|during|from)\s[^,.;]{2,60},?\s(?:the|a|"
    r"he|she|it|they|there|[A-Z]\w+)\s"
)
_NO_CLAUSE = re.compile(
    r"\s*(?:so|goodbye|hello|nothing|something|anything|much|little|yes|sorry|thanks|as|of|than|or|to|"
    r"and|but|which|who)\b|\s*$|\s*[.;:)?!]"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|will|would|can|could|may|might|must|shall|should|has|have|had|do|does|"
    r"did|\w+n't|cannot|need|needs|"
    r"\w{3,}ed|\w{3,}s|went|came|made|took|gave|got|left|met|won|lost|ran|sold|bought|led|felt|kept|fell|"
    r"rose|knew|saw|let|put|"
    r"est|sont|sera|serait|seront|seraient|était|ont|aura|aurait|será|está|están|han|fue|ist|sind|war|waren|wird|werde|werden|habe|haben|hat|sei|seien|hätten|hätte|soll|sollen|muss|kann|"
    r"müsse|könne)\b|'s\b|'re\b|'ll\b|'ve\b"
)
# "notes, correctly, that"; "expressed concern that"
_ASIDE = re.compile(r"\s*,[\w\s]{2,40},(?=\s*that\b)")
_FEELING = re.compile(
    r"\s+(?:(?:his|her|its|their|the|a|deep|grave|serious|strong|some|great)\s+){0,2}(?:concerns?|hopes?|"
    r"regret|doubts?|confidence|fears?|belief|opinion|view|"
    r"disappointment|optimism|satisfaction|conviction|clear)\s+that\b"
)
_AUX = re.compile(r"\b(?:is|are|was|were|will|would|had|has|have|could|may|might|must|should|can)\b")
_RELATIVE = re.compile(r"\s*(?:was|were|is|are|had|has|have|would|will|could|can|may|might|did|does)\b")
# Where one reported clause ends and something else begins.
_CUT = re.compile(
    r";|,\s+(?:although|though|as|but|and|when|which|who|where|after|before|even|despite|with|in\s+(?:a|"
    r"his|her|the|its|remarks|comments))\s|"
    r",\s+(?=\w+ing\s)|,\s+(?=according\s)|\s[–—]\s"
)
_CONTRAST = re.compile(r",\s+(?:while|whereas)\s+[A-Z]")
_SHARED_CUT = re.compile(
    r",?\s+(?:and|but|or)(?:\s+(?:also|then|later|\w+ly|has|had))*\s*$|,\s*$|,?\s+(?:while|when|before|"
    r"after|whereas|although|though)\s*$"
)
INTRODUCTION = re.compile(
    r"(?:(?:In|At|On|By|After|Before|During|Following|With|From|More|For|Since|Until|As|When|While|"
    r"Despite|Under|Last|This|Earlier|Yesterday|"
    r"However|But|And|Yet|Still|Meanwhile|Indeed|So|Then|Later|To|Although|Though|Now|Unlike|Like|Among|"
    r"Throughout|Over|Asked|Speaking|Writing|Responding|Citing)"
    rf"\b[^,{MASK}]{{0,120}},\s+)+"
)
_TELLING = frozenset({"tell", "inform", "remind", "assure", "notify", "convince", "persuade", "reassure"})
# Verbs after which "that" is mostly left out.
_LOOSE = frozenset({"say", "think", "tell", "insist", "believe", "admit", "claim", "warn"})
_PARTICLE = re.compile(
    r"(?:\s+(?!(?:dass|daß)\b)[\wäöüß.]+){0,5}?\s+(?:ein|an|mit|fest|klar|hin|zu|bekannt|hinzu|aus|hervor)(?=,)"
)
_GERMAN_THAT = re.compile(r"\s*,\s*(?:dass|daß)\b")
_OUT = re.compile(r"\s+out\b")
# "argued in Parliament that", "annoncé lundi que"
_FAR = re.compile(r"[^,;:.()\x01]{0,70}?,?\s(?:that|dass|que)\s")
_FAR_FOREIGN = re.compile(r"(?:\s+[^\s,;.]+){0,4}?,?\s(?:dass|daß|que|qu['’])")
_FAR_START = re.compile(r"\s(?:in|at|on|to|of|during|with|from|before|after|by|for|last|this|as|repeatedly|\w+ly)\b")
_GOES_ON = re.compile(r"\s*,\s+(?:\w+ing|but|and|as|while|who|though|although)\b")
_AND_THAT = re.compile(r",?\s+(?:and|but)\s+(?:that\s+)?$|,\s+that\s+$")
_DENIED = re.compile(r"\s*(?:access|entry|bail|permission)")
_CUT_AT = re.compile(r",\s+but\s")
_BUT_THAT = re.compile(r",\s+but\s+(?:that|also)\b")
_OPENING = re.compile(r"\b(?:where|because|that|and|but|while|which|who|whom|if|when|although|since)\s*\Z")
_CONJUNCTIONS = (",", "and", "but", "while", "whereas", "when")
_OPENS = re.compile(r"\b(?:and|but|that|although|while)\s*$", re.IGNORECASE)


class Clauses:
    """Finds the clause that an act of saying reports."""

    def __init__(self, prose: Prose, grammar: Grammar, language: str) -> None:
        """Keep what every clause of a document is searched with."""
        self._flat = prose.flat
        self._view = prose.view
        self._grammar = grammar
        self._language = language

    def before_quoted(self, act: Act, unit: Unit, acts: list[Act], k: int) -> Span | None:
        """Return the clause in the speaker's sense that stands before one in his words: "said that A, and that “B”"."""
        region = self.region(act, unit, acts, k)
        quote = next((q for q in unit.quotes if region and region[0] <= q.start < region[1]), None)
        if region is None or quote is None:
            return None
        text = self._flat[region[0] : quote.start]
        and_that = _AND_THAT.search(text)
        if and_that is None or not _FINITE.search(text) or len(text.split()) < 5:
            return None
        start, end = self.trimmed(region[0], region[0] + and_that.start())
        return (start, end) if end > start else None

    def trimmed(self, start: int, end: int) -> Span:
        """Return a span without blanks and punctuation around it."""
        text = self._view[start:end]
        start += len(text) - len(text.lstrip(" \n\t,:—–-"))
        return start, start + len(self._view[start:end].rstrip(" \n\t.,;:—–-"))

    # Before the act --------------------------------------------------------------------------------

    def trailing(self, act: Act, unit: Unit, acts: list[Act], k: int) -> Span | None:
        """Return the clause before an act at the end of the unit or in its middle: "..., X said."."""
        flat = self._flat
        put = act.verb is not None and act.verb.lemma == "put" and act.to > act.end  # "as X put it"
        if act.shared or (act.verb is not None and act.verb.strength < Strength.THAT and not put):
            return None
        before, rest = flat[unit.start : act.from_], flat[act.to : unit.end]
        if _GERMAN_THAT.match(rest):
            return None
        closes = act.inverted and before.strip() and self._closes(act, rest)
        if not before.rstrip().endswith((",", "—", "–")) and not closes:
            return None
        k = self._reporting(acts, k, act.from_)
        low = acts[k - 1].to if k else unit.start
        if k and acts[k - 1].verb is not None and act.from_ - low < 400 and ";" not in flat[low : act.from_]:
            return None
        if INTRODUCTION.fullmatch(flat, unit.start, act.from_):
            return None
        if act.inverted and INTRODUCTION.fullmatch(flat, unit.start, act.from_ + 2):
            medial = act.verb is not None and rest[:1] == "," and not _GOES_ON.match(rest) and _FINITE.search(rest)
            return (unit.start, unit.end) if medial else None  # "When it rained, said X, the road was closed."
        return self._clause_before(act, unit, low)

    def _reporting(self, acts: list[Act], k: int, stop: int) -> int:
        """Return a number of an act lowered past acts of verbs that take quoted words only and have none."""
        while k:
            verb = acts[k - 1].verb
            if verb is None or verb.strength is not Strength.QUOTE or MASK in self._flat[acts[k - 1].to : stop]:
                break
            k -= 1
        return k

    def _closes(self, act: Act, rest: str) -> bool:
        """Whether what follows "..., said X" belongs to X: an apposition, a relative clause, when and where it was."""
        if not rest.strip(" .!?"):
            return True
        if act.verb is None or rest[:1] not in {",", " "}:
            return False
        return self._ends_here(rest)

    def _clause_before(self, act: Act, unit: Unit, low: int) -> Span | None:
        flat = self._flat
        rest = flat[act.to : unit.end]
        head = self._head(act, low)
        text = flat[low:head].rstrip(" ,—–")
        plain = act.verb is not None and not act.inverted
        opening = _OPENING.search(text)
        if opening and plain and rest[:1] == "," and _FINITE.search(rest) and flat[head - 2 : head - 1] == ",":
            return act.to + 1, unit.end  # "a town where, she says, there was one road"
        words = len(text.split())
        if words < 3 or not (self._language != "en" or _FINITE.search(text)):
            medial = act.verb is not None and rest[:1] == "," and 0 < words <= 12
            goes_on = medial and not _GOES_ON.match(rest) and (_FINITE.search(rest) or words < 3)
            return (low, unit.end) if goes_on else None
        if plain:
            if not self._ends_here(rest):
                return None
            told = ADDRESSEE.match(rest) if act.verb is not None and act.verb.addressee else None
            rest = rest[told.end() :] if told and rest[told.end() : told.end() + 1] == "," else rest
            if rest.lstrip()[:1] == "," and not _GOES_ON.match(rest):
                return low, unit.end  # "The plan, he said, would fail."
        low += text.rfind(";") + 1
        return low, low + len(flat[low:head].rstrip(" ,—–"))

    def _head(self, act: Act, low: int) -> int:
        """Return where the words of attribution begin, the role before a name counted in: "..., the vet, X, said"."""
        if act.inverted or act.subject is None or self._flat[act.subject[1] : act.subject[1] + 1] != ",":
            return act.from_
        role = ROLE.search(self._flat, max(low, act.from_ - 90), act.from_)
        named = self._flat[act.from_].isupper() and role is not None and not _FINITE.search(role.group())
        return role.start() if role is not None and named else act.from_

    def _ends_here(self, rest: str) -> bool:
        """Whether nothing follows "X said" but an adverbial, an addressee or another clause."""
        if self._grammar.that.match(rest):
            return False
        if not rest.strip(" .,!?\n") or rest.lstrip()[:1] in {",", ";"}:
            return True
        rest = rest.rstrip(" .!?\n")
        if ADVERBIAL.match(rest + " ") or ADDRESSEE.fullmatch(rest):
            return True
        told = ADDRESSEE.match(rest)
        return told is not None and WHEN.match(rest + " ", told.end()) is not None

    # After the act ---------------------------------------------------------------------------------

    def region(self, act: Act, unit: Unit, acts: list[Act], k: int) -> Span | None:
        """Return the clause that an act reports after itself; none when the clause itself is a report."""
        found = self._after(act, unit, acts, k)
        inner = acts[k + 1] if k + 1 < len(acts) else None
        if found is None or inner is None or inner.verb is None or inner.subject is None or inner.inverted:
            return found
        nested = found[0] < inner.start < found[1] and not self._flat[found[0] : inner.subject[0]].strip()
        return None if nested and self._after(inner, unit, acts, k + 1) else found

    def _after(self, act: Act, unit: Unit, acts: list[Act], k: int) -> Span | None:
        flat = self._flat
        stop = self._limit(act, unit, acts, k)
        if act.verb is None:
            return self._after_according(act, unit, stop)
        verb, at = act.verb, act.to
        if verb.lemma in {"express", "voice", "convey", "make"} and (feeling := _FEELING.match(flat, at, stop)):
            return feeling.end(), stop
        if act.inverted or verb.strength < Strength.THAT:
            return None
        if verb.lemma == "point":
            out = _OUT.match(flat, at, stop)
            if out is None:
                return None
            at = out.end()
        at, told, that = self._complement(verb, at, stop)
        if that is not None:
            relative = verb.addressee and not told and _RELATIVE.match(flat, that, stop)
            if _RELATIVE.match(flat, that, stop) and not verb.addressee:
                that -= len("that")  # "said that was too many"
            return (that, stop) if not relative and stop - that > 6 else None
        far = self._far_that(at, stop)
        if far is not None:
            return far, stop
        if verb.strength is Strength.OBJECT:
            plain = not _NO_CLAUSE.match(flat, at, stop) and not _DENIED.match(flat, at, stop)
            return (at, stop) if plain and len(flat[at:stop].split()) >= 3 else None
        return (at, stop) if self._bare(verb, at, stop, told=told) else None

    def _after_according(self, act: Act, unit: Unit, stop: int) -> Span | None:
        """Return what "according to X" introduces: it stands at the head of the unit or of one of its clauses."""
        before = self._flat[unit.start : act.from_]
        if "quote" in self._flat[act.start : act.end]:
            return None
        if self._language == "de" and self._flat[act.start].islower() and before.strip() and before.rstrip()[-1] != ",":
            low = max(before.rfind(";"), before.rfind(", ")) + 1  # "Rund 800 machen nach Angaben des Vereins mit"
            whole = len(before[low:].split()) >= 2 and self._flat[act.start] == "n"
            return (unit.start + low, stop) if whole else None
        if before.strip(" ,") and before.rstrip()[-1:] not in {",", ";", "—"} and not _OPENS.search(before):
            return None
        at = act.to
        aside = APPOSED.match(self._flat, at, stop)
        if aside and _FINITE.search(self._flat, aside.end(), stop):
            at = aside.end()
        clause = _FINITE.search(self._flat, at, stop) or (
            self._language == "de" and self._flat.count(" ", at, stop) > 2
        )
        return (at, stop) if clause and stop - at > 12 else None

    def _complement(self, verb: Verb, at: int, stop: int) -> tuple[int, bool, int | None]:
        """Skip adverbials and addressee after a verb; return where they end, whether one is told, where "that" ends."""
        flat, told = self._flat, False
        aside = _ASIDE.match(flat, at, stop)
        if aside:
            at = aside.end()
        if self._language == "de" and (particle := _PARTICLE.match(flat, at, stop)):
            at = particle.end()
        for _ in range(3):
            that = self._grammar.that.match(flat, at, stop) or _GERMAN_THAT.match(flat, at, stop)
            if that:
                return at, told, that.end()
            adverbial = ADVERBIAL.match(flat, at, stop)
            if adverbial:
                at = adverbial.end()
                continue
            addressee = ADDRESSEE.match(flat, at, stop) if verb.addressee and not told else None
            if addressee is None:
                break
            if verb.lemma not in _TELLING and not self._grammar.that.match(flat, addressee.end(), stop):
                break
            at, told = addressee.end(), True
        return at, told, None

    def _far_that(self, at: int, stop: int) -> int | None:
        """Return the end of a "that" which a phrase separates from its verb."""
        flat = self._flat
        if self._language != "en" and (loose := _FAR_FOREIGN.match(flat, at, stop)):
            return loose.end()
        far = _FAR.match(flat, at, stop)
        if far is None or not _FAR_START.match(far.group()) or _FINITE.search(far.group()[:-6]):
            return None
        return None if _RELATIVE.match(flat, far.end() - 1, stop) else far.end()

    def _bare(self, verb: Verb, at: int, stop: int, *, told: bool) -> bool:
        """Whether a clause without "that" begins at an offset."""
        flat = self._flat
        if verb.addressee and not told and (verb.lemma == "tell" or verb.strength is Strength.THAT):
            return False
        if (
            verb.strength is Strength.THAT
            and not (told or verb.work)
            and not re.match(r"\s+(?:he|she|they|there)\s", flat[at:stop])
        ):
            return False
        if _NO_CLAUSE.match(flat, at, stop) or (verb.lemma == "believe" and re.match(r"\s*in\b", flat[at:stop])):
            return False
        comma = flat[at : at + 1] == ","
        if comma != (self._language == "de"):  # German has a comma before every clause
            return False
        opened = _STARTS_CLAUSE.match(flat, at + comma, stop) or (
            _PREPOSED.match(flat, at, stop) and _AUX.search(flat, at, stop)
        )
        return opened is not None and self._is_clause(flat[at + comma : stop], verb.lemma)

    def _is_clause(self, text: str, lemma: str) -> bool:
        """Whether a text without "that" is a clause: a subject, and a finite verb soon after it."""
        words = text.split()
        if not _FINITE.search(" ".join(words[1:16])):
            return False
        if lemma in _LOOSE or self._language == "de" or re.match(r"\s*(?:he|she|it|they|there)\s", text):
            return True
        if (
            _AUX.search(" ".join(words[1:9]))
            and words[0][:1].isalpha()
            and not re.match(r"(?:a|an|his|her|its|their)\b", text.lstrip())
        ):
            return True
        second = words[1] if len(words) > 2 else ""
        return words[0][:1].isupper() and re.fullmatch(r"\w{3,}ed|had|has|is|was|will", second) is not None

    def _limit(self, act: Act, unit: Unit, acts: list[Act], k: int) -> int:
        """Return where the clause that an act reports ends at the latest."""
        flat = self._flat
        stop = self._next_act(act, unit, acts, k)
        contrast = _CONTRAST.search(flat, act.to + 12, stop) if flat.find("wh", act.to, stop) >= 0 else None
        if contrast and not self._grammar.that.match(flat, act.to, stop):
            stop = contrast.start()
        if flat.find(";", act.to, stop) < 0 and flat.find("but", act.to, stop) < 0:
            return stop
        for cut in _CUT.finditer(flat, act.to + 12, stop):
            if (cut.group() == ";" or _CUT_AT.match(cut.group())) and not _BUT_THAT.match(flat, cut.start()):
                return cut.start()
        return stop

    def _next_act(self, act: Act, unit: Unit, acts: list[Act], k: int) -> int:
        """Return where the next act of the unit begins a clause of its own."""
        flat = self._flat
        for later in acts[k + 1 :]:
            if later.verb is None:
                if flat[later.start - 2 : later.start].strip().endswith(","):
                    return later.start
                continue
            if later.start - act.to <= 3:
                continue
            head = later.from_ if later.subject is not None else later.start
            cut = _SHARED_CUT.search(flat[act.to : head])
            if cut and (later.shared or cut.group().strip().startswith(_CONJUNCTIONS)):
                return act.to + cut.start()
            semicolon = flat.rfind(";", act.to, head)
            if semicolon >= 0:
                return semicolon
        return unit.end
