"""Statements in languages of Latin script: quotations with their attribution, and reported speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportgen.extract.saying.acts import Act, find_acts
from reportgen.extract.saying.clauses import Clauses
from reportgen.extract.saying.phrases import Span
from reportgen.extract.saying.prose import MANY, Claim, Prose, Unit
from reportgen.extract.saying.quoted import Quoted, claim_of
from reportgen.extract.saying.views import find_views
from reportgen.language.quotations import Quotation
from reportgen.language.saying import GRAMMARS, Grammar


@dataclass(slots=True)
class _Passage:
    """What is known while the units of a passage are gone through."""

    pending: list[Quotation] = field(default_factory=list)
    attributed: bool = False
    speaker: Span | None = None


class Latin:
    """Goes through the passages of a document and yields its claims."""

    def __init__(self, prose: Prose, language: str) -> None:
        """Begin with nobody introduced; `language` is that of the document."""
        self.prose = prose
        self.language = language
        self.grammar: Grammar = GRAMMARS.get(language, GRAMMARS["en"])
        self.clauses = Clauses(prose, self.grammar, language)
        self.quoted = Quoted(prose, self.clauses)
        self.carried: list[Quotation] = []  # quotations whose attribution may come in a later paragraph
        self.colon: Span | None = None  # who introduces what the next paragraph quotes

    def passage(self, units: tuple[Unit, ...]) -> Iterator[Claim]:
        """Yield the claims of one passage, in the order in which their speakers are named."""
        if not units:
            return
        start, end = units[0].start, units[-1].end
        hits = list(self.grammar.hits.finditer(self.prose.flat, start, end))
        colon, self.colon = self.colon, None
        if not hits and not any(unit.quotes for unit in units) and not self._has_views(units):
            self.carried = []
            if self.prose.view[end - 1] == ":":
                self.colon = self.quoted.main_subject(units[-1])
            return
        state = _Passage(pending=self.carried, speaker=colon, attributed=colon is not None)
        self.carried = []
        at = 0
        for unit in units:
            mine: list[re.Match[str]] = []
            while at < len(hits) and hits[at].start() < unit.end:
                mine.append(hits[at])
                at += 1
            acts = self._acts(unit, mine)
            if acts or unit.quotes:
                yield from self._unit(unit, acts, state)
        if state.pending:
            unclosed = not state.pending[-1].closed
            if unclosed and len(state.pending) < 50:
                self.carried = state.pending
            else:
                yield from self._alone(state.pending)
        if self.prose.view[end - 1] == ":":
            last = [m for m in hits if m.start() >= units[-1].start]
            self.colon = self._introducer(units[-1], last)

    def _has_views(self, units: tuple[Unit, ...]) -> bool:
        return any(True for unit in units for _ in find_views(self.prose, unit, self.language))

    def block(self, start: int, end: int) -> Iterator[Claim]:
        """Yield a block quotation, which whoever the paragraph before introduces speaks."""
        view = self.prose.view
        quotes = self.prose.quotes_in(start, end)
        if quotes and quotes[0].start - start <= 1 and end - quotes[-1].end <= 2 and len(quotes) == 1:
            start, end = quotes[0].inner_start, quotes[0].inner_end
        text = view[start:end]
        start += len(text) - len(text.lstrip(" \n>*_"))
        end = start + len(view[start:end].rstrip(" \n*_"))
        if end - start > 8:
            yield Claim(start=start, end=end, verbatim=True, speaker=self.colon, act=start)

    def flush(self) -> Iterator[Claim]:
        """Yield what still waits for an attribution at the end of the document."""
        if self.carried:
            yield from self._alone(self.carried)
            self.carried = []

    def _alone(self, quotes: list[Quotation]) -> Iterator[Claim]:
        """Give quotations that stand alone to the speaker of the statement before them."""
        for quote in quotes:
            yield Claim(start=quote.inner_start, end=quote.inner_end, verbatim=True, speaker=None, act=quote.start)

    def _introducer(self, unit: Unit, hits: list[re.Match[str]]) -> Span | None:
        acts = list(find_acts(self.prose, unit, hits[:MANY], self.grammar))
        for act in reversed(acts):
            if act.subject:
                return act.subject
        return self.quoted.main_subject(unit)

    def _acts(self, unit: Unit, hits: list[re.Match[str]]) -> list[Act]:
        """Return the acts of a unit: verbs of saying, and views that are held without one."""
        acts = list(find_acts(self.prose, unit, hits[:MANY], self.grammar)) if hits else []
        views = [
            act
            for act in find_views(self.prose, unit, self.language)
            if not any(_overlap(act, other) for other in acts)
        ]
        return sorted([*acts, *views], key=lambda act: act.start) if views else acts

    # One unit -------------------------------------------------------------------------------------

    def _unit(self, unit: Unit, acts: list[Act], state: _Passage) -> Iterator[Claim]:
        if not acts and not unit.quotes:
            return
        taken: set[int] = set()
        subjects = self._subjects(unit, acts)
        direct = list(self._quotes(unit, acts, subjects, taken, state))
        reported = list(self._reports(unit, acts, subjects, taken))
        found = sorted((*direct, *reported), key=lambda c: (c.start, c.end))
        for claim in found:
            if claim.speaker is not None:
                state.speaker = claim.speaker
        if found or acts:
            if state.pending and found and direct and direct[0].speaker:
                for quote in state.pending:
                    yield Claim(
                        start=quote.inner_start,
                        end=quote.inner_end,
                        verbatim=True,
                        speaker=direct[0].speaker,
                        act=direct[0].act,
                    )
                state.pending = []
            state.attributed = state.attributed or bool(found)
        yield from found

    def _subjects(self, unit: Unit, acts: list[Act]) -> list[Span | None]:
        """Return the speaker of each act; an act without subject has that of the act before it or of the sentence."""
        found: list[Span | None] = []
        for act in acts:
            if act.subject is not None:
                found.append(act.subject)
            elif found and found[-1] is not None:
                found.append(found[-1])
            else:
                found.append(self.quoted.main_subject(unit))
        return found

    # Quotations -----------------------------------------------------------------------------------

    def _quotes(
        self, unit: Unit, acts: list[Act], subjects: list[Span | None], taken: set[int], state: _Passage
    ) -> Iterator[Claim]:
        """Yield the claims of the quotations of a unit; `taken` gathers the acts that they use up."""
        before: Quotation | None = None
        claim: Claim | None = None
        for i, quote in enumerate(unit.quotes):
            stop = unit.quotes[i + 1].start if i + 1 < len(unit.quotes) else unit.end
            found = self._quote(quote, stop, unit, acts, subjects, taken, state, before, claim)
            if found is not None:
                yield found
                before, claim = quote, found

    def _quote(
        self,
        quote: Quotation,
        stop: int,
        unit: Unit,
        acts: list[Act],
        subjects: list[Span | None],
        taken: set[int],
        state: _Passage,
        before: Quotation | None,
        claim: Claim | None,
    ) -> Claim | None:
        k = self.quoted.after(quote, stop, acts)
        if k is None and before is not None and claim is not None:
            merged = self.quoted.continued(before, claim, quote, acts)
            if merged is not None:
                return merged
        inside = (k, True) if k is not None else self.quoted.before(quote, unit, acts)
        if inside is not None:
            speaker = subjects[inside[0]]
            if not inside[1] or speaker is None:
                return None
            taken.add(inside[0])
            return claim_of(quote, speaker, acts[inside[0]].start)
        spoken = state.speaker if state.attributed else None
        if self.quoted.stands_alone(quote, unit):
            if spoken is not None and not state.pending:
                return claim_of(quote, spoken, quote.start)
            state.pending = [*state.pending, quote]
            return None
        named = self.quoted.otherwise(quote, unit, spoken)
        return claim_of(quote, named, named[0]) if named is not None else None

    # Reported speech ------------------------------------------------------------------------------

    def _reports(self, unit: Unit, acts: list[Act], subjects: list[Span | None], taken: set[int]) -> Iterator[Claim]:
        for k, act in enumerate(acts):
            if subjects[k] is None:
                continue
            if k in taken:
                part = self.clauses.before_quoted(act, unit, acts, k)
                if part is not None:
                    yield Claim(start=part[0], end=part[1], verbatim=False, speaker=subjects[k], act=act.start)
                continue
            span = self.clauses.trailing(act, unit, acts, k) or self.clauses.region(act, unit, acts, k)
            if span is None:
                continue
            start, end = self.clauses.trimmed(*span)
            if end - start >= 8 and len(self.prose.view[start:end].split()) >= 2:
                yield Claim(start=start, end=end, verbatim=False, speaker=subjects[k], act=act.start)


def _overlap(a: Act, b: Act) -> bool:
    return a.from_ < b.to and b.from_ < a.to
