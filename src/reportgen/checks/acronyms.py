"""Acronyms: which are explained, by whom, and which spell an expansion.

An acronym is a word of two to seven capitals that is no Roman numeral, no part of a model or a standard and
no word of a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from reportgen.checks.printed import Run
from reportgen.checks.report import Report
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place
from reportgen.records import SCHEMAS, Record
from reportgen.records.schema import Holds

_TOKEN = re.compile(r"[^\W_]+")
# Behind a number it is a unit or the name of a law ("400 MVA", "section 5 BGB"); two letters before a name are a title.
_ACRONYM = re.compile(
    r"(?<![\w&.’'/:-])(?<!\d[ \u00a0)])(?P<name>[A-Z]{2,7})(?P<plural>s|’s|'s)?"
    r"(?![\w&/-]|[.:]\w|[ \u00a0]?\d)(?!(?<![A-Z][A-Z]{2})[ \u00a0][A-Z][a-z])"
)
_CAPITALS = re.compile(r"[A-Z]{2}")
# In the meaning of another term, an acronym is explained only where it is said to be another name.
_ALIAS = re.compile(r"\b(?:called|as|formerly|or|abbreviated|acronym|short|also|the former|now)\s+([A-Z]{2,7})\b")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’(?!\w)")
# Fields whose acronyms are names, in the bibliography.
_NAMES = (
    "author", "editor", "translator", "institution", "organization", "publisher", "journaltitle", "eventtitle",
    "series",
)  # fmt: skip
# What readers of any field know, or what is a unit, a currency, a point of time, a degree or a mark of state.
_KNOWN = frozenset(
    word
    for line in (
        "EU UN US USA UK NATO USSR UAE GDP GNP VAT CEO CFO CTO COO NGO HR PR TV PC PDF HTML XML CSV JSON URL URI",
        "DOI ISBN ISSN IT AI ICT API CPU GPU USB GPS DNA RNA HIV AIDS COVID SARS CT MRI ECG LED LCD SMS WWW HTTP",
        "FAQ OK ID NB PS PO RE USD EUR GBP CNY RMB RUB JPY CHF INR CAD AUD SEK NOK DKK PLN KRW BRL ZAR TRY MXN SGD",
        "HKD KB MB GB TB KW MW GW TW KM KG MM CM HZ KHZ MHZ GHZ DC AC AM PM AD BC BCE CE UTC GMT CET CEST EST EDT",
        "PST PDT BA MA MSC PHD MD MBA LLM DR MP MPS MEP WC NE NW SE SW CO PH ISO IEC ASCII UTF IEEE QR ATM PIN SIM",
        "SOS VIP DIY GDPR IBM BMW SAP BP BASF IKEA DHL UNESCO UNICEF NASA FBI CIA BBC CNN WHO ET AL ED EDS VOL PP NO",
    )
    for word in line.split()
)


def is_acronym(term: str) -> bool:
    """Whether a term is one word in capitals: its case tells it from a word, so it is kept."""
    name = term.strip()
    return bool(re.fullmatch(r"[^\W\d_]+", name)) and name.isupper() and len(name) > 1


def spells(acronym: str, expansion: str) -> bool:
    """Whether the initials of the expansion stand in the acronym in order, and all its letters in the expansion."""
    words = re.findall(r"[^\W\d_]+", expansion)
    initials = [word[0] for word in words if word[0].isupper()] or [word[0].upper() for word in words]
    return _in_order(initials, acronym) and _in_order(acronym.casefold(), "".join(words).casefold())


def _in_order(letters: Iterable[str], text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def is_near(one: str, two: str) -> bool:
    """Whether two acronyms have the same letters, or differ in one."""
    if sorted(one) == sorted(two):
        return True
    if len(one) == len(two):
        return sum(a != b for a, b in zip(one, two, strict=True)) == 1
    short, long = sorted((one, two), key=len)
    return len(long) - len(short) == 1 and _in_order(short, long)


def unexplained(
    report: Report, runs: tuple[Run, ...], rows: tuple[Record, ...], told: frozenset[str]
) -> Iterator[Diagnostic]:
    """Report the first use of each acronym that nothing explains; those in `told` are spoken of already."""
    files = {row.place.file for row in rows}
    copied = _copied_files(report)
    seen: dict[str, Place | None] = {}
    for run in runs:
        if run.file.startswith("bibliography/") or run.source.endswith(".bib") or (run.data and run.source in copied):
            continue
        if not _CAPITALS.search(run.text):
            continue
        text = _QUOTED.sub(lambda found: " " * len(found.group()), run.text)
        for hit in _ACRONYM.finditer(text):
            name = hit.group("name")
            if name in seen or name in _KNOWN or _ROMAN.fullmatch(name) or _is_shouted(text, hit):
                continue
            seen[name] = run.place(hit.start())
    if not seen:
        return
    known, alone = _explained(report, rows)
    defined = frozenset(word for row in rows for key in ("term", "expansion") for word in _words(row.text(key)))
    # A body may be known by its acronym alone. Where the glossary explains such names, it explains them all.
    named = alone & seen.keys() - _KNOWN
    if len(named - defined) > min(len(named & defined) / 3, 3):
        known |= alone
    known |= told
    whole = " ".join(run.text for run in runs)
    whole = re.sub(r"\s+", " ", whole)
    for name, place in seen.items():
        if name in known or name.casefold() in _common() or _expanded(name, whole):
            continue
        if place is not None and place.file in files:  # explained where it stands, or a word of the explanation
            continue
        hint = f"add it to {next(iter(sorted(files)))}, or write it out where it stands first"
        yield diagnose("CHK815", f"'{name}' is explained nowhere", place, hint=hint, length=len(name))


def _copied_files(report: Report) -> frozenset[str]:
    """Return the files of records that were all extracted: their words are those of the documents."""
    return frozenset(
        group[0].place.file for group in report.records.by_kind.values() if group and all(r.review for r in group)
    )


def _is_shouted(text: str, hit: re.Match[str]) -> bool:
    """Whether the word is one of several in capitals: a heading, not an acronym."""
    before, after = text[: hit.start()].rstrip(), text[hit.end() :].lstrip()
    words = (*re.findall(r"[^\W\d_]+$", before), *re.findall(r"^[^\W\d_]+", after))
    return any(len(word) > 3 and word.isupper() for word in words) or (
        len(hit.group("name")) > 3 and any(len(word) > 1 and word.isupper() for word in words)
    )


@cache
def _common() -> frozenset[str]:
    from reportgen.language.names import common_words

    return common_words()


def _words(text: str | None) -> list[str]:
    return _TOKEN.findall(text or "")


def _explained(report: Report, rows: tuple[Record, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return every word of the glossary, of names in records and bibliography, of ids and units.

    Names that are one word and no more come apart, as the second value.
    """
    files = (str(record.text("file") or "") for record in report.records.of("documents"))
    found = {file.rpartition(".")[2].strip().upper() for file in files}  # kinds of file
    alone: set[str] = set()

    def add(text: str | None) -> None:
        for name in re.split(r";| and ", text or ""):
            words = _words(name)
            (alone if len(words) == 1 and len(words[0]) > 1 else found).update(words)

    for row in rows:
        for key in ("term", "expansion"):
            found.update(_words(row.text(key)))
        found.update(_ALIAS.findall(row.text("meaning") or ""))
    for record in report.records.by_id.values():
        found.update(_words(record.id))
        for key, field in SCHEMAS[record.kind].fields.items():
            if key == "unit":
                found.update(_words(record.text(key)))
            elif field.holds is Holds.NAMES or key in {"author", "outlet"}:
                add(record.text(key))
    for entry in report.library.entries.values():
        found.update(_words(entry.key))
        for name in _NAMES:
            add(entry.text(name))
    for text in report.config.report.values():
        found.update(_words(str(text)))
    return frozenset(found), frozenset(alone)


def _expanded(name: str, whole: str) -> bool:
    """Whether the text writes it out somewhere: "Silk Road Economic Belt (SREB)" or "SREB (Silk …)"."""
    before = rf"[a-z’'] \( ?{name}s?(?: ?\)|[,;:])|\([^()]{{3,120}}[,;] {name} ?\)"
    return bool(re.search(rf"{before}|(?<!\w){name}(?: \w+)? \( ?[A-Z]?[a-z]", whole))
