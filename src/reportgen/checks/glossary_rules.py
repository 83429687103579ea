"""Rules on the glossary: each term is used, each acronym of the text is explained, none stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reportgen.checks.acronyms import is_acronym, is_near, spells, unexplained
from reportgen.checks.printed import Run, printed
from reportgen.checks.report import Report, Rule
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Related
from reportgen.records import Record
from reportgen.values import scalars

_TOKEN = re.compile(r"[^\W_]+")


def glossary_is_used(report: Report) -> Iterator[Diagnostic]:
    """Every term is used outside its own row; every acronym that the report types or prints is explained.

    A term also counts as used through its expansion, in another form of number or case, written apart or
    together. Not asked of a report of which a part is missing, nor of one without a glossary.
    """
    rows = report.records.of("glossary")
    if not rows or not report.whole:
        return
    runs = printed(report.composition)
    texts = _texts(report, runs)
    words = _TOKEN.findall(texts)
    tokens = frozenset(words)
    misspelled = {row.id: wanted for row in rows if (wanted := _misspelled(row, rows, tokens)) is not None}
    for row in rows:
        term = row.text("term")
        if term is None:
            continue
        if row.id in misspelled:
            message = f"the glossary has '{term}', and the text '{misspelled[row.id]}'"
            yield diagnose("CHK821", message, term.stripped().place, length=len(term.strip()))
    yield from _unused(rows, words, frozenset(misspelled))
    yield from unexplained(report, runs, rows, frozenset(misspelled.values()))


def _texts(report: Report, runs: tuple[Run, ...]) -> str:
    """Return all printed words but those of the glossary itself, and the texts of the exhibits shown."""
    files = {row.place.file for row in report.records.of("glossary")}
    pieces: list[str] = [run.text for run in runs if run.source not in files]
    for exhibits, shown in ((report.tables, report.composition.tables), (report.figures, report.composition.figures)):
        for name in shown:
            if exhibits[name].text("records") != "glossary":
                pieces.extend(scalars(exhibits[name].tree))
    for name in report.composition.figures:
        for record in report.records.of(str(report.figures[name].text("records"))):
            pieces.extend(scalars(record.fields))
    pieces.extend(str(text) for text in report.config.report.values())
    return " \n ".join(pieces)


def _stems(word: str) -> tuple[str, ...]:
    """Return a word and what it may be a plural of."""
    found = [word]
    if word.endswith("ies") and len(word) > 4:
        found.append(f"{word[:-3]}y")
    if word.endswith("es") and len(word) > 4:
        found.append(word[:-2])
    if word.endswith("s") and len(word) > 2 and not word.endswith("ss"):
        found.append(word[:-1])
    return tuple(found)


def _joined(text: str) -> str:
    return "".join(_TOKEN.findall(text.casefold()))


def _unused(rows: tuple[Record, ...], words: list[str], told: frozenset[str]) -> Iterator[Diagnostic]:
    capitals = frozenset(words)
    others = [(row.id, " ".join(str(row.text(key) or "") for key in ("expansion", "meaning"))) for row in rows]
    wanted: dict[str, list[str]] = {}
    for row in rows:
        term = row.text("term")
        if term is not None and row.id not in told and not is_acronym(term):
            for form in _stems(_joined(term)):
                wanted.setdefault(form, []).append(row.id)
        expansion = row.text("expansion")
        if expansion is not None:
            for form in _stems(_joined(expansion)):
                wanted.setdefault(form, []).append(row.id)
    low = [word.casefold() for word in words]
    starts = frozenset(form[:size] for form in wanted for size in range(1, len(form) + 1))
    used = {id_ for form in _found(low, wanted, starts) for id_ in wanted[form]}
    for id_, text in others:  # a term that explains another is of use
        inside = _found(_TOKEN.findall(text.casefold()), wanted, starts)
        used.update(other for form in inside for other in wanted[form] if other != id_)
    meanings = {id_: frozenset(_TOKEN.findall(text)) for id_, text in others}
    for row in rows:
        term = row.text("term")
        if term is None or row.id in told or row.id in used:
            continue
        name = str(term).strip()
        forms = {name, f"{name}s"}
        known = is_acronym(term) and (
            forms & capitals or any(forms & tokens for id_, tokens in meanings.items() if id_ != row.id)
        )
        if not known:
            message = f"the glossary explains '{name}', which the report does not use"
            yield diagnose("CHK814", message, term.stripped().place, length=len(name))


def _found(words: list[str], wanted: Mapping[str, object], starts: frozenset[str]) -> set[str]:
    """Return which of the wanted forms stand in a text, whether their words are written apart or together.

    `starts` are all beginnings of the forms.
    """
    begins = {word for word in {*words} if any(stem in starts for stem in _stems(word))}
    found: set[str] = set()
    for index, word in enumerate(words):
        if word not in begins:
            continue
        joined = ""
        for following in words[index : index + 12]:
            joined += following
            if joined in wanted:
                found.add(joined)
            if joined[-1] == "s":
                found.update(form for form in _stems(joined) if form in wanted)
            if joined not in starts:
                break
    return found


def _misspelled(row: Record, rows: tuple[Record, ...], tokens: frozenset[str]) -> str | None:
    """Return the acronym that the text has for a row's expansion, when the row's own is a slip of a letter or two.

    Only where the text has one that the expansion spells, and the row one that it does not: not every acronym
    is made of its expansion's letters, since that may be a translation.
    """
    term, expansion = row.text("term"), row.text("expansion")
    if term is None or expansion is None or not is_acronym(term):
        return None
    name = str(term).strip()
    if name in tokens or spells(name, expansion):
        return None
    terms = {str(other.text("term")).strip() for other in rows}
    near = (t for t in tokens if len(t) > 2 and t.isupper() and t not in terms and is_near(t, name))
    return next((token for token in sorted(near) if spells(token, expansion)), None)


def terms_stand_once(report: Report) -> Iterator[Diagnostic]:
    """No term has two rows."""
    seen: dict[str, Record] = {}
    for row in report.records.of("glossary"):
        term = row.text("term")
        if term is None:
            continue
        name = str(term).strip()
        first = seen.setdefault(name if is_acronym(term) else _joined(name), row)
        if first is not row:
            related = (Related(message="the first", place=first.place),)
            message = f"'{name}' is defined twice"
            yield diagnose("CHK820", message, term.stripped().place, related=related, length=len(name))


RULES: tuple[Rule, ...] = (glossary_is_used, terms_stand_once)
