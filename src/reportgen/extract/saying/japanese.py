"""Statements in Japanese: 「……」と述べた; 水野町長は、……と説明した; 市によると、……."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.extract.saying.prose import MASK, Claim, Prose, Unit

# Verbs of saying by their stems; what follows a stem is an ending in kana.
_VERB = (
    r"と(?:も|して)?(?:述べ|話し|話す|語っ|語る|説明|指摘|批判|強調|訴え|コメント|答え|明らかに|発表|主張|言っ|言う|いう|いっ|反論|警告|"
    r"振り返|呼びかけ|呼び掛け|期待|報告|証言|伝え|みて|みる|見て|見る|考え|予測|認め|否定|表明|約束|感謝|喜|悔や|嘆)"
)
_TOPIC = rf"(?P<subject>[^。、\n「」『』{MASK}]{{1,40}}?)(?:（[^（）\n]{{1,20}}）)?(?:は|が|も)、?"
_BEFORE = re.compile(rf"(?:\A|[。、\n{MASK}])?{_TOPIC}[^。\n{MASK}]{{0,30}}\Z")
_AFTER = re.compile(rf"\s*{_VERB}")
_REPORT = re.compile(
    rf"(?:\A|(?<=[。、\n])){_TOPIC}(?P<clause>[^。\n{MASK}]{{6,200}}?){_VERB}[^。\n{MASK}]{{0,12}}(?=。|\Z)"
)
_ACCORDING = re.compile(
    rf"(?:\A|(?<=[。、\n]))(?P<subject>[^。、\n「」{MASK}]{{1,30}}?)によ(?:ると|れば)、(?P<clause>[^。\n{MASK}]{{6,}})"
)


def find_japanese(prose: Prose, units: tuple[Unit, ...]) -> Iterator[Claim]:
    """Yield the claims of one passage."""
    speaker: tuple[int, int] | None = None
    for unit in units:
        for claim in _unit(prose, unit, speaker):
            speaker = claim.speaker or speaker
            yield claim


def _unit(prose: Prose, unit: Unit, last: tuple[int, int] | None) -> Iterator[Claim]:
    flat = prose.flat
    quoted = False
    for i, quote in enumerate(unit.quotes):
        floor = unit.quotes[i - 1].end if i else unit.start
        if not _AFTER.match(flat, quote.end, unit.end) or prose.view[quote.start] not in '「“"':
            continue
        before = _BEFORE.search(flat[floor : quote.start])
        span = _name(prose, floor + before.start("subject"), floor + before.end("subject")) if before else last
        if span is not None:
            quoted = True
            yield Claim(start=quote.inner_start, end=quote.inner_end, verbatim=True, speaker=span, act=quote.end)
    if quoted:
        return
    found = _ACCORDING.search(flat, unit.start, unit.end) or _REPORT.search(flat, unit.start, unit.end)
    if found is not None:
        start, end = found.span("clause")
        yield Claim(
            start=start,
            end=start + len(flat[start:end].rstrip("、 ")),
            verbatim=False,
            speaker=_name(prose, *found.span("subject")),
            act=found.start(),
        )


def _name(prose: Prose, start: int, end: int) -> tuple[int, int]:
    """Return where the speaker is named in a noun phrase: the last person or body in it, else all of it."""
    names = [m for m in prose.reading.names.inside(start, end) if m.type in {"person", "organisation"}]
    person = next((m for m in reversed(names) if m.type == "person"), None)
    at = person or (names[-1] if names and names[-1].end == end else None)
    if at is not None:
        return at.start, at.end
    text = prose.view[start:end]
    return start + len(text) - len(text.lstrip("\u3000 ")), end
