"""One note -> the works it cites and the citing author's own words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.extract.references.blotting import YEAR, blotted, closing, complete, is_back
from reportgen.extract.references.fields import FieldSpan
from reportgen.extract.references.remarks import LEAD, after_lead, before_comment, only_comment

_LABEL = re.compile(
    r"\s*(?:\[\d{1,4}\]|\(\d{1,3}\)(?=\s)|\d{1,3}[.)](?=\s)|[⁰¹²³⁴-⁹]{1,4}|\*{1,3}(?=[\w\s])|†|‡|\[\^[\w-]{1,30}\]:"
    r"|•|[-–—](?=\s)|注?[①-⑳]|〔\d{1,3}〕|［\d{1,3}］"
    r"|\d{1,3}\s(?=[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,3},\s))\s*"
)
_BRACKETED = re.compile(r"\([^()]{0,300}\)|\[[^\[\]]{0,200}\]")
_SEMICOLON = re.compile(r"[;；]\s+(?:(?:and|и|und|et)\s+)?(?=\S)")
_NEW_SENTENCE = re.compile(
    r"(?<=[.\u0001”\"»)])[.,;]?\s+(?=(?:See|But\ssee|Cf\.|Compare|See\salso|Also\ssee"
    r"|For\s[^\u0001.;]{3,120}\s(?:see|cf\.)|См\.|Ср\.|Подробнее\sсм|Siehe|Vgl\.|Voir)\s)|(?<=[。；])(?=(?:参见|另见|又见|详见"
    r"|参阅))"
)
_ADDRESS = re.compile("\u0001+")
_JOINT = re.compile(r"[\s.,;；。，]*(?:(?:and|и|und|et)\s+)?")
_SENTENCE_STEMS = (
    "See",
    "see",
    "Cf.",
    "cf.",
    "Compare",
    "См",
    "Ср.",
    "см",
    "Siehe",
    "Vgl.",
    "Voir",
    "参",
    "另",
    "又",
    "详",
)
_AFTER_URL = re.compile(
    r"[.,;]?\s+(?:(?:and|и|und|et)\s+)?(?=[A-ZА-ЯЁÀ-Þ“\"«„\u0001\u0002])|[。；，]\s*(?=[《\u4e00-\u9fff])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A work in a note: half-open offsets of its words in the note; `comment` is what the citing author says beside it.

    With `work` false the part is a comment alone.
    """

    start: int
    end: int
    comment: str | None = None
    work: bool = True


def label_end(text: str) -> int:
    """Return where the text begins after a label such as `[12]`, `12.` or `¹²`."""
    found = _LABEL.match(text)
    return found.end() if found and found.end() < len(text) else len(text) - len(text.lstrip())


def split_note(text: str, identifiers: Sequence[FieldSpan] = (), start: int = 0) -> tuple[Part, ...]:
    """Return the parts of a note in order; there is always one.

    >>> [(part.start, part.end, part.comment) for part in split_note("For another view see Doe, Ships (2001).")]
    [(21, 39, 'For another view see')]
    """
    text = text[:10_000]
    masked = blotted(text, identifiers)
    parts: list[Part] = []
    bounds = [*_bounds(masked, start), len(text)]
    begin = start
    for bound, resume in zip(bounds, [*(_resume(masked, bound) for bound in bounds[:-1]), len(text)], strict=True):
        part = _part(text, masked, begin, bound)
        if part is not None:
            parts.append(part)
        begin = resume
    return tuple(parts) or (Part(start=start, end=len(text), work=False),)


def _bounds(masked: str, start: int) -> Iterator[int]:
    """Where one work ends and another begins."""
    flat = _BRACKETED.sub(lambda m: "\u0003" * len(m[0]) if "\u0001" not in m[0] else m[0], masked)
    found: set[int] = set()
    if any(map(flat.__contains__, _SENTENCE_STEMS)):
        found.update(match.start() for match in _NEW_SENTENCE.finditer(flat, start))
    semicolons = [match.start() for match in _SEMICOLON.finditer(flat, start)]
    found.update(semicolons)
    for match in _ADDRESS.finditer(masked, start):
        after = _AFTER_URL.match(masked, closing(masked, match.end()))
        rest = masked[after.end() :] if after else ""
        if after and _new_work(rest):
            found.add(after.start())
    ordered = sorted(found)
    left = _Left(masked, start)
    for i, bound in enumerate(ordered):
        following = ordered[i + 1] if i + 1 < len(ordered) else len(masked)
        left.reach(bound)
        if masked[bound - 1 : bound] == " " and left.stroke and masked[bound] == ";":
            continue  # GOST parts those responsible so
        resume = _resume(masked, bound)
        right = masked[resume:following]
        head = right.lstrip()[:1]
        opens = (
            bool(head)
            and not head.isdigit()
            and (
                head.isupper()
                or head in '“"«„《\u0001‘'
                or "\u3400" <= head <= "\u9fff"
                or LEAD.match(right.lstrip()) is not None
            )
        )
        if opens and left.complete and complete(right) and not _COMMENT_ONLY.match(right):
            yield bound
            left = _Left(masked, resume)


class _Left:
    """What stands between the beginning of a work and a bound that moves on; each part of it is looked at once."""

    __slots__ = ("_begin", "_comma", "_masked", "_quoted", "_said", "_seen", "stroke")

    def __init__(self, masked: str, begin: int) -> None:
        """Nothing is seen yet."""
        self._masked, self._begin, self._seen = masked, begin, begin
        self._said = self._quoted = self._comma = self.stroke = False

    def reach(self, bound: int) -> None:
        """Take in what stands before a bound. Addresses, years and quoted titles do not run over a bound."""
        new = self._masked[self._seen : bound]
        self._said = self._said or "\u0001" in new or YEAR.search(new) is not None
        self._quoted = self._quoted or "\u0002\u0002\u0002\u0002" in new
        self._comma = self._comma or "," in new
        self.stroke = self.stroke or " / " in self._masked[max(self._begin, self._seen - 2) : bound]
        self._seen = max(bound, self._seen)

    @property
    def complete(self) -> bool:
        """Whether it says enough to be a work, as `complete` has it."""
        said = self._said or (self._quoted and self._comma)
        return said or is_back(self._masked, self._begin, self._seen)


_COMMENT_ONLY = re.compile(
    r"\s*(?:emphasis|italics|translat(?:ion|ed)|reprint(?:ed)?|my|курсив|перевод)\b", re.IGNORECASE
)


def _new_work(rest: str) -> bool:
    """Whether what follows an address is a work of its own: it has an address or a quoted title with a year."""
    if "\u0001" in rest[:600]:
        before = rest[: rest.index("\u0001")]
        return (
            len(before.split()) >= 2
            and re.match(
                r"\W*(?:archived|archive|mirror|также|see|pdf|accessed|доступ|cached|and)\b", before, re.IGNORECASE
            )
            is None
        )
    return "\u0002\u0002\u0002" in rest and YEAR.search(rest) is not None


def _resume(masked: str, bound: int) -> int:
    """Where the next work begins after a boundary."""
    found = _JOINT.match(masked, bound)
    return found.end() if found else bound


def _part(text: str, masked: str, start: int, end: int) -> Part | None:
    """One part without its lead-in and trailing comment."""
    while start < end and masked[start] in " \t\r\n;,":
        start += 1
    while end > start and masked[end - 1] in " \t\r\n;":
        end -= 1
    if start >= end:
        return None
    said: list[str] = []
    begin = after_lead(masked, start, end)
    if begin > start:
        said.append(text[start:begin].strip())
    elif only_comment(masked[start:end]):
        return Part(start=start, end=end, comment=" ".join(text[start:end].split()), work=False)
    stop = before_comment(masked, begin, end)
    if stop < end:
        said.append(text[stop:end].strip(" .;,\n") + ("." if text[stop:end].rstrip().endswith(".") else ""))
    return Part(start=begin, end=stop, comment=" ".join(" ".join(said).split()) or None)
