"""Likelihood and confidence, worded as ICD 203 (Analytic Standards, 2015) has them; for reports in English.

A judgement states one likelihood, in a term of the scale, and its confidence in another sentence. What sources
say with the same words is their own affair: sections are held to the rule only where they judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.prose import Paragraph
from reportgen.checks.report import Report, Rule
from reportgen.checks.texts import places_in
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.language.quotations import find_quotations
from reportgen.language.sentences import split_sentences
from reportgen.records.record import Record
from reportgen.records.schema import LIKELIHOOD
from reportgen.values import Value

# Adverbs and longer forms of the terms, as the directive itself gives them.
_FORMS = {
    "probably": "probable", "improbably": "improbable", "highly probably": "highly probable",
    "almost certainly": "almost certain", "nearly certainly": "nearly certain",
}  # fmt: skip
_CHANCE = r"remote(?=\s(?:chance|possibility|likelihood|prospect|probability)\b)"
_REMOTE = rf"(?:(?<=\bis\s)|(?<=\bare\s)|(?<=\bbe\s))remote(?=\s*(?:[.,;:)]|$))|{_CHANCE}"
_PLAIN = "|".join(
    re.escape(term) for term in sorted({*LIKELIHOOD, *_FORMS} - {"remote"}, key=len, reverse=True)
).replace(r"\ ", r"\s")
_TERM = re.compile(rf"\b(?P<term>{_PLAIN})\b|{_REMOTE}", re.IGNORECASE)
# "the most likely buyer", "more likely than not to": these compare, and grade nothing.
_COMPARES = re.compile(
    r"\b(?:more|less|as|equally|least|(?:the|its|their|his|her|our|two|three)\smost)\s$", re.IGNORECASE
)
_MODIFIERS = (
    "quite|highly|most|rather|fairly|extremely|somewhat|pretty|reasonably|overwhelmingly|increasingly|exceedingly|"
    "virtually|practically|moderately|slightly|really|not|hardly|relatively|only|very|almost|nearly"
)
_GRADED = "likely|unlikely|probable|improbable|probably|certain|certainly"
_MODIFIED = re.compile(
    rf"\b(?P<modifier>{_MODIFIERS})\s(?:so\s|too\s|very\s|at all\s)?(?:{_GRADED})\b"
    r"|\b(?:all but|near|as good as)\scertain\b"
    r"|\b(?:a|an|the|every|some|little|no)\s(?:very\s|rather\s|quite\s)?"
    r"(?:good|fair|strong|slim|high|low|small|real|serious|better than even|even|fifty-fifty)\s"
    r"(?:chance|probability|likelihood|odds|possibility)\b",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"\b(?:possibly|perhaps|maybe|conceivably|presumably|possible|may|might|could|certain(?:ly)?)\b", re.IGNORECASE
)
_LEVELS = "high|moderate|medium|low"
_IN_THIS = r"(?:in\s(?:this|that|the|our)\s)?(?:judge?ment|assessment|finding)"
_CONFIDENCE = re.compile(
    rf"\bconfidence(?:\slevel)?(?:\sis|:|\s=)\s(?P<said>{_LEVELS})(?![\w-])"
    rf"|\b(?P<before>{_LEVELS})(?:-|\s)confidence\s{_IN_THIS}"
    rf"|(?<!\w)(?:with|in|at|has|have|of)\s(?:a\s)?(?P<with>{_LEVELS})(?:\slevel\sof)?(?:\sanalytic(?:al)?)?\sconfidence\b"
    rf"|\(\s*(?P<bracket>{_LEVELS})\sconfidence\s*\)"
    r"|\bwe\s(?:are|remain|feel)\s(?P<we>highly|moderately|fairly|very)?\s?confident\b",
    re.IGNORECASE,
)
_ANALYTIC = re.compile(
    r"\b(?:we|our|judge?ments?|assess(?:ment)?|estimate|conclude|judged|assessed)\b|\bit\s(?:is|was|remains|seems)\b"
    r"|\bconfidence(?:\slevel)?(?:\sis|:)\s|\([^)]*confidence\)|,\s(?:with|in)\s\w+\sconfidence",
    re.IGNORECASE,
)
_OTHER_CONFIDENCE = re.compile(
    r"\b(?:consumer|business|investor|market|public|voter|household|economic)s?[’']?\sconfidence\b", re.IGNORECASE
)
_OURS = re.compile(
    r"\b(?:we|our)\s(?:\w+\s)?(?:judge|assess|estimate|expect|believe|think|hold|judge?ment|assessment|view)\w*"
    r"|^\W*it\s(?:is|seems|remains|appears)\s",
    re.IGNORECASE,
)
_HINTED = re.compile(r"likel|probab|certain|chance|odds|possib")
_LONGEST = 3000  # characters of a sentence; a longer one is none
_DEFINING = 3  # likelihood terms in a sentence that can only explain the scale


def judgements_are_worded(report: Report) -> Iterator[Diagnostic]:
    """Judgements use one term of the scale, and keep confidence out of its sentence."""
    judgements = report.records.of("judgements")
    if not judgements or not _in_english(report):
        return
    stated = sum(1 for record in judgements if _terms(str(record.text("judgement") or "")))
    for record in judgements:
        yield from _judgement(record, bare_allowed=stated == 0)


def likelihood_is_worded(report: Report, prose: tuple[Paragraph, ...]) -> Iterator[Diagnostic]:
    """Where the text judges, it does so as the judgements do."""
    if _in_english(report):
        scaled = bool(report.records.of("judgements"))
        for paragraph in prose:
            yield from _section(paragraph, scaled=scaled)


def _in_english(report: Report) -> bool:
    return str(report.config.report.get("language", "en")).lower().startswith("en")


# --- sections ------------------------------------------------------------------------------------


def _section(paragraph: Paragraph, *, scaled: bool) -> Iterator[Diagnostic]:
    lower = paragraph.text.lower()
    confident = "confiden" in lower
    if not confident and not (scaled and _HINTED.search(lower)):
        return
    text = _unquoted(paragraph.text)
    for start, end in split_sentences(text):
        sentence = text[start:end]
        both = _both(sentence) if confident and _ANALYTIC.search(sentence) else None
        if both:
            first, last = start + both[0], start + both[1]
            spans = [(a, b) for a, b in (_spans(sentence, start)) if paragraph.any_typed(a, b)]
            if spans:
                at, stop = (first, last) if paragraph.typed(first, last) else spans[-1]
                place, length = paragraph.span(at, stop)
                yield diagnose("CHK803", _together(paragraph.text[first:last]), place, length=length)
            continue
        if scaled and not _cites(paragraph, start, end) and len(sentence) <= _LONGEST and _OURS.search(sentence):
            for found in _off_scale(sentence):
                at, stop = start + found.start(), start + found.end()
                if paragraph.typed(at, stop):
                    place, length = paragraph.span(at, stop)
                    yield diagnose(
                        "CHK804", f"'{found.group()}' is no term of the scale", place, length=length, hint=_SCALE
                    )


def _cites(paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether a sentence leans on a source: then it may report what that says."""
    return any(start < cited.offset <= end for cited in paragraph.cited)


def _spans(sentence: str, start: int) -> Iterator[tuple[int, int]]:
    for pattern in (_TERM, _CONFIDENCE):
        for found in pattern.finditer(sentence):
            yield start + found.start(), start + found.end()


def _together(words: str) -> str:
    shown = words if len(words) <= 60 else f"{words[:28]} … {words[-28:]}"
    return f"likelihood and confidence stand in one sentence: '{shown}'"


_SCALE = f"the scale has: {', '.join(LIKELIHOOD)}"


def _unquoted(text: str) -> str:
    """Blank what is quoted: those are the words of others."""
    for found in find_quotations(text):
        if found.opened and found.closed:
            text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    return text


def _both(sentence: str) -> tuple[int, int] | None:
    """Return where likelihood and confidence stand in a sentence that has both, unless it explains them."""
    if len(sentence) > _LONGEST or _OTHER_CONFIDENCE.search(sentence):
        return None
    levels = list(_CONFIDENCE.finditer(sentence))
    terms = _terms(sentence)
    if not levels or not terms or len({t for _, _, t in terms}) >= _DEFINING:
        return None
    if len({str(level) for m in levels for level in m.groupdict().values() if level}) > 1:
        return None
    return min(levels[0].start(), terms[0][0]), max(levels[-1].end(), terms[-1][1])


# --- judgements ----------------------------------------------------------------------------------


def _terms(text: str) -> list[tuple[int, int, str]]:
    """Return the terms of the scale in a text with their offsets; comparisons are none."""
    found = []
    for match in _TERM.finditer(text):
        term = " ".join(match.group().lower().split())
        if not _COMPARES.search(text, max(match.start() - 12, 0), match.start()):
            found.append((match.start(), match.end(), _FORMS.get(term, term)))
    return found


def _off_scale(text: str) -> Iterator[re.Match[str]]:
    """Give expressions of likelihood that the scale does not have."""
    for found in _MODIFIED.finditer(text):
        words = " ".join(found.group().lower().split())
        if words in LIKELIHOOD or words in _FORMS or _COMPARES.search(text, max(found.start() - 12, 0), found.start()):
            continue
        if found["modifier"] and found["modifier"].lower() == "most" and _article_before(text, found.start()):
            continue
        yield found


def _article_before(text: str, start: int) -> bool:
    return (
        re.search(r"\b(?:the|its|their|his|her|our|two|three|a)\s$", text[max(start - 8, 0) : start], re.IGNORECASE)
        is not None
    )


def _judgement(record: Record, *, bare_allowed: bool) -> Iterator[Diagnostic]:
    value, field = record.text("judgement"), record.text("likelihood")
    if value is None or field is None or field not in LIKELIHOOD:
        return
    text = _unquoted(value)
    reason = record.text("reason")
    for said in (value, reason) if reason is not None else (value,):
        yield from _said_together(said)
    off = list(_off_scale(text))
    for found in off:
        message = f"'{value[found.start() : found.end()]}' is no term of the scale"
        hint = f"write '{field}', as the field 'likelihood' says"
        yield diagnose("CHK804", message, places_in(value, found.start()), length=len(found.group()), hint=hint)
    terms = [t for t in _terms(text) if not any(m.start() < t[1] and t[0] < m.end() for m in off)]
    stated = {term for _, _, term in terms}
    if off or stated == {str(field)}:
        return
    if len(stated) == 1:
        message = f"the likelihood is '{field}', but the judgement says '{terms[0][2]}'"
        place = Related(message=f"'{terms[0][2]}' stands here", place=places_in(value, terms[0][0]))
        yield diagnose("CHK804", message, field.place, length=len(field), related=(place,))
    elif stated:
        at = next((t for t in terms if t[2] != field), terms[0])
        message = f"a judgement states one likelihood; this has {', '.join(repr(t) for t in sorted(stated))}"
        yield diagnose("CHK804", message, places_in(value, at[0]), length=at[1] - at[0])
    elif not bare_allowed:
        loose = _LOOSE.search(text)
        message = f"the judgement does not say that it is '{field}'"
        if loose:
            message += f"; '{loose.group()}' is no term of the scale"
        place_, length = (places_in(value, loose.start()), len(loose.group())) if loose else (value.place, len(value))
        yield diagnose("CHK804", message, place_, length=length, related=_at(field))


def _at(field: Value) -> tuple[Related, ...]:
    return (Related(message="the likelihood in the record", place=field.place),)


def _said_together(value: Value) -> Iterator[Diagnostic]:
    text = _unquoted(value)
    for start, end in split_sentences(text):
        both = _both(text[start:end])
        if both:
            place: Place = places_in(value, start + both[0])
            words = value[start + both[0] : start + both[1]]
            yield diagnose("CHK803", _together(words), place, length=len(words))


RULES: tuple[Rule, ...] = (judgements_are_worded,)
