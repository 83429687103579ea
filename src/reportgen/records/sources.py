"""What the passages and the documents of claims have, found when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from reportgen.diagnostics import Diagnostic
from reportgen.documents import Locator
from reportgen.records.passages import Passages
from reportgen.records.record import Claim, Records
from reportgen.values import scalars

TOKEN = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


class Sources:
    """The passages, the documents and the records, with what is asked of them."""

    def __init__(self, passages: Passages, records: Records) -> None:
        """Take the passages and records; nothing is read yet."""
        self.passages = passages
        self.records = records
        self.asked: dict[str, bool] = {}
        self._counts: Mapping[str, int] | None = None
        self._numbers: dict[Locator, frozenset[Decimal]] = {}
        self._years: dict[str, frozenset[int]] = {}
        self._names: dict[str, Mapping[str, str]] = {}

    def check(self, claim: Claim) -> Iterator[tuple[str, Diagnostic]]:
        """Check a claim whose passages are all at hand; each finding comes with the field it is about."""
        # The languages that it knows take a while to load.
        from reportgen.records.offices import check_office, check_role
        from reportgen.records.paraphrase import check_paraphrase

        yield from check_paraphrase(claim, self)
        texts = [self.passages.text(locator) or "" for locator in (*claim.evidence, *claim.via)]
        yield from (("office", found) for found in check_office(claim, texts))
        yield from (("role", found) for found in check_role(claim, texts))

    def numbers(self, locator: Locator) -> frozenset[Decimal]:
        """Return the numbers of a passage, however they are written."""
        from reportgen.language.view import plain_view

        if locator not in self._numbers:
            text = plain_view(self.passages.text(locator) or "")
            self._numbers[locator] = frozenset(_values(text, self.passages.language(locator.document)))
        return self._numbers[locator]

    def years(self, document: str) -> frozenset[int]:
        """Return whatever looks like a year in a document, or in what `documents.yaml` says of it."""
        if document not in self._years:
            known = self.passages.documents[document]
            issued = [known.metadata.issued.value] if known.metadata.issued else []
            record = self.records.by_id.get(document)
            texts = [known.text, *issued, *(scalars(record.fields) if record is not None else ())]
            found = {int(year) for year in re.findall(r"(?<!\d)[12]\d{3}(?!\d)", "\n".join(texts))}
            self._years[document] = frozenset(found)
        return self._years[document]

    def dating(self, document: str) -> str:
        """Return all that dates a document: in itself, and as `documents.yaml` has it."""
        issued = self.passages.documents[document].metadata.issued
        record = self.records.by_id.get(document)
        nodes = (record.fields.get(key) for key in ("issued", "inferred", "outside")) if record is not None else ()
        texts = [text for node in nodes if node is not None for text in scalars(node)]
        return " \n ".join([issued.value if issued else "", *texts])

    def names(self, document: str) -> Mapping[str, str]:
        """Return the words of a document, folded, each as it is first written."""
        if document not in self._names:
            table: dict[str, str] = {}
            for word in TOKEN.findall(self.passages.documents[document].text):
                table.setdefault(word.casefold(), word)
            self._names[document] = table
        return self._names[document]

    def is_written_again(self, word: str) -> bool:
        """Whether more than one field of the records has a word, folded; that it was asked stands in `asked`."""
        found = self.asked[word] = self._written(word) > 1
        return found

    def _written(self, word: str) -> int:
        if self._counts is None:
            counts: dict[str, int] = {}
            for text in (text for group in self.records.by_kind.values() for r in group for text in scalars(r.fields)):
                for one in {word.casefold().removesuffix("'s").removesuffix("’s") for word in TOKEN.findall(text)}:
                    counts[one] = counts.get(one, 0) + 1
            self._counts = counts
        return self._counts.get(word, 0)


def _values(text: str, language: str | None) -> Iterator[Decimal]:
    from reportgen.language.numbers import Form, find_numbers, scan_numbers

    for tag in {None, language}:
        for number in (*scan_numbers(text, 0, len(text), tag), *find_numbers(text, 0, len(text), tag)):
            yield from (value for value in (number.value, number.high) if value is not None)
            if number.form is Form.FRACTION:
                yield number.value * 100
