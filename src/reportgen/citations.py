"""Citations: locators and keys in, `[D3 ¶84; D3:43]` as TeX out.

A passage of a document is cited by its document and paragraph; a fact that the document took from
one of its notes is cited together with the work behind that note.
"""

from __future__ import annotations

import contextlib
import difflib
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from reportgen.bibliography import Library
from reportgen.cache import Plain
from reportgen.documents import Locator
from reportgen.documents.locator import parse_locator
from reportgen.markup import Tex, escape, join, unreviewed
from reportgen.records import Claim, Record, Records
from reportgen.templating import fault

_SAFE_KEY = re.compile(r"[A-Za-z0-9:.-]+")


def tex_key(key: str) -> str:
    """Return the key as TeX sees it: itself when harmless, otherwise a digest of it."""
    return key if _SAFE_KEY.fullmatch(key) else "k-" + hashlib.sha256(key.encode()).hexdigest()[:12]


class Citations:
    """Makes citations that resolve, or says why one cannot."""

    def __init__(
        self, library: Library, records: Records, doubt: Callable[[Locator], str | None] = lambda _: None
    ) -> None:
        """Look up which work stands behind each note of each document.

        `doubt` says what is wrong with a passage that a template cites, `None` when nothing is. `used` are
        the ids of the records that templates print or cite.
        """
        self.library = library
        self.records = records
        self.doubt = doubt
        self.asked: set[Locator] = set()
        self.used: set[str] = set()
        self.documents = frozenset(record.id for record in records.of("documents"))
        self.cited: set[str] = set()
        self._works: Mapping[str, Mapping[int, str]] = {d: library.works_of(d) for d in self.documents}

    @property
    def works(self) -> Plain:
        """The work behind each note of each document, as a plain value."""
        return sorted((document, sorted(works.items())) for document, works in self._works.items())

    @contextlib.contextmanager
    def apart(self) -> Iterator[None]:
        """Collect what is cited in between by itself: `cited`, `asked` and `used` start empty, and get back all."""
        cited, asked, used = self.cited, self.asked, self.used
        self.cited, self.asked, self.used = set(), set(), set()
        try:
            yield
        finally:
            self.cited, self.asked, self.used = cited | self.cited, asked | self.asked, used | self.used

    def _cite(self, key: str, detail: str = "") -> Tex:
        self.cited.add(key)
        option = f"[{{{escape(detail)}}}]" if detail else ""
        return Tex(rf"\cite{option}{{{tex_key(key)}}}")

    def pieces(self, evidence: Iterable[Locator], via: Iterable[Locator] = ()) -> tuple[Tex, ...]:
        """Return one citation a document, with its paragraphs, then one a work behind a note."""
        places: dict[str, list[str]] = {}
        works: list[str] = []
        for locator in (*evidence, *via):
            work = self._works.get(locator.document, {}).get(locator.number) if locator.note else None
            if work is not None:
                works.append(work)
            else:
                places.setdefault(locator.document, []).append(locator.short)
        found = [self._cite(d, ", ".join(dict.fromkeys(shorts))) for d, shorts in places.items()]
        return tuple(found + [self._cite(work) for work in dict.fromkeys(works)])

    def of(self, evidence: Iterable[Locator], via: Iterable[Locator] = ()) -> Tex:
        """Return the citation of a claim, in brackets; empty when there is nothing to cite."""
        pieces = self.pieces(evidence, via)
        return Tex(r"\citations{") + join(pieces, Tex("; ")) + Tex("}") if pieces else Tex("")

    def claim(self, target: str) -> Claim | None:
        """Return the claim `id` or `id/findings.2`, `None` when there is none."""
        id_, _, path = target.partition("/")
        record = self.records.by_id.get(id_)
        return next((c for c in record.claims if c.path == path), None) if record else None

    def targets(self, *targets: str) -> Tex:
        """Cite locators (`D3#p84`), keys (`D3:14`), records (`ev-x`) or claims (`sum-x/findings.2`)."""
        evidence: list[Locator] = []
        keys: list[Tex] = []
        faults: list[Tex] = []
        shown: list[str] = []
        for target in (part.strip() for t in targets for part in t.split(";") if part.strip()):
            locator = parse_locator(target)
            if locator is not None and locator.document in self.documents:
                self.asked.add(locator.segment)
                doubt = self.doubt(locator)
                if doubt is None:
                    evidence.append(locator)
                else:
                    faults.append(fault("SEC504", doubt))
            elif locator is not None:
                faults.append(self._unknown(f"no document '{locator.document}'", target))
            elif target in self.library.entries:
                keys.append(self._cite(target))
            elif target in self.records.by_id or (claim := self.claim(target)) is not None:
                source: Record | Claim = self.records.by_id.get(target) or claim  # type: ignore[assignment]
                shown.append(target.partition("/")[0])
                if source.evidence:
                    evidence.extend((*source.evidence, *source.via))
                else:
                    faults.append(fault("SEC504", f"'{target}' has no evidence to cite"))
            else:
                faults.append(self._unknown(f"nothing to cite under '{target}'", target))
        self.used.update(shown)
        if faults:
            return Tex("").join(faults)
        unseen = [unreviewed(name) for name in dict.fromkeys(shown) if self.records.by_id[name].proposed]
        pieces = (*self.pieces(evidence), *keys)
        if not pieces:
            return fault("SEC504", "cite() names nothing to cite")
        return Tex(r"\citations{") + join(pieces, Tex("; ")) + Tex("}") + Tex("").join(unseen)

    def left_out(self, name: str) -> Tex | None:
        """Refuse a document, record, claim or entry that this edition does not hold; `None` for any other name."""
        id_ = name.partition("/")[0]
        left = self.records.left_out.get(id_)
        why = left.why if left is not None else self.library.left_out.get(name)
        if why is None:
            return None
        hint = None
        if left is not None:
            hint = f"print it where it is there: ((* if count('{left.record.kind}', id='{id_}') *)) ... ((* endif *))"
        return fault("SEC540", f"this briefing leaves out '{id_}' ({why})", hint)

    def _unknown(self, message: str, target: str) -> Tex:
        """Refuse a target, unless it may stand in a file that could not be read."""
        locator = parse_locator(target)
        if (lost := self.left_out(locator.document if locator is not None else target)) is not None:
            return lost
        if not (self.library.complete and self.records.complete):
            return escape(target)
        return fault("SEC504", message, self._near(target))

    def _near(self, target: str) -> str | None:
        known = [*self.library.entries, *self.records.by_id]
        near = difflib.get_close_matches(target, known, 1, 0.6)
        return f"did you mean '{near[0]}'?" if near else None
