"""The passages that claims lean on, each read, folded and digested once."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportgen.documents import Document, Locator
from reportgen.documents.locator import parse_locator
from reportgen.records.locking import segment_digest
from reportgen.records.matching import fold
from reportgen.records.record import Claim

# Words of scripts that set blanks between them.
_WORD = re.compile(r"[^\W_\u2e80-\U0003ffff]+")


class Passages:
    """The documents at hand, with what is asked of their passages again and again."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        """Take the documents; nothing is read yet."""
        self.documents = documents
        self._digests: dict[Locator, str | None] = {}
        self._by_digest: dict[str, Mapping[str, list[Locator]]] = {}
        self._by_word: dict[str, Mapping[str, list[Locator]]] = {}

    def all_of(self, claim: Claim) -> bool:
        """Whether every document that a claim names is at hand."""
        return all(locator.document in self.documents for locator in (*claim.evidence, *claim.via))

    def text(self, locator: Locator) -> str | None:
        """Return the text that a locator names, `None` without document, segment or span."""
        document = self.documents.get(locator.document)
        return document.segment_text(locator) if document else None

    def language(self, document: str) -> str | None:
        """Return the BCP 47 tag of a document's language."""
        found = self.documents[document].metadata.language
        return found.value if found else None

    def digest(self, locator: Locator) -> str | None:
        """Return the digest of the whole segment that a locator names."""
        whole = locator.segment
        if whole not in self._digests:
            text = self.text(whole)
            self._digests[whole] = segment_digest(text) if text is not None else None
        return self._digests[whole]

    def with_digest(self, digest: str, near: Locator) -> Locator | None:
        """Return the passage of a document that has a digest; of several, the one nearest to `near`."""
        if near.document not in self._by_digest:
            table: dict[str, list[Locator]] = {}
            for locator in self._locators(near.document):
                table.setdefault(self.digest(locator) or "", []).append(locator)
            self._by_digest[near.document] = table
        there = self._by_digest[near.document].get(digest, [])
        return min(there, key=lambda one: (one.note != near.note, abs(one.number - near.number)), default=None)

    def with_words(self, document: str, words: str) -> tuple[Locator, ...]:
        """Return the passages of a document that hold the rarest of some words, in order."""
        if document not in self._by_word:
            table: dict[str, list[Locator]] = {}
            for locator in self._locators(document):
                for word in set(_WORD.findall(fold(self.text(locator) or ""))):
                    table.setdefault(word, []).append(locator)
            self._by_word[document] = table
        known = self._by_word[document]
        lists = [known.get(word, []) for word in _WORD.findall(fold(words))]
        rarest = min(map(len, lists), default=0)
        return next((tuple(there) for there in lists if len(there) == rarest), ())

    def _locators(self, document: str) -> tuple[Locator, ...]:
        found = (parse_locator(f"{document}#{segment.label}") for segment in self.documents[document].segments)
        return tuple(locator for locator in found if locator is not None)
