# ruff: noqa: E501 - one fault a line, to be read as a table
"""Faults of the bibliography: form, fields, relations, keys."""

from __future__ import annotations

import re

from faults.data_edits import bib_field, bib_line, entries, entry, rows
from faults.edits import pattern, swap
from faults.fault import Fault
from faults.project import HERE, Edit, Project, Spot, joined

_WORKS = "bib/works.bib"
_DOCUMENTS = "bib/documents.bib"
_FORM = ("BIB403",)


def _spare(key: str, kind: str = "book", **fields: str) -> str:
    """Write an entry with which nothing is wrong but what is given; `key` may hold a mark."""
    texts = {
        "author": "Stern, Olga", "title": "Piles and Tides of the North", "publisher": "Mole Press", "date": "2020",
        "options": "nocite", "keywords": "cited",
    }  # fmt: skip
    texts |= {name.rstrip("_"): text for name, text in fields.items()}
    lines = [
        f"{HERE if text.startswith(HERE) else ''}  {name} = {{{text.lstrip(HERE)}}},\n"
        for name, text in texts.items()
        if text
    ]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _entry_lost(project: Project) -> Edit:
    """Take an entry out that a note leads to; seen where it was or where it is named."""
    key = next(row["work"] for row in rows(project.text("data/notes.csv")))
    made = entry(lambda _: "", having=rf"\A@\w+\{{{key},")(project)
    text = project.text("data/notes.csv")
    named = (Spot(file="data/notes.csv", line=n) for n, row in enumerate(rows(text), 2) if row["work"] == key)
    return joined([made], (*made.spots, *named))


def _note_lost(project: Project) -> Edit:
    """Take the number of a note from an entry; seen at the entry or at the note."""
    made = bib_line("corpusnote", lambda _: "", having=r"corpusnote = \{1\}")(project)
    return joined(
        [made], (*made.spots, Spot(file="bib/works.bib", line=key_line(project)), Spot(file="data/notes.csv", line=2))
    )


def key_line(project: Project) -> int:
    """Return the line of the entry that has note 1."""
    text = project.text("bib/works.bib")
    return next(text.count("\n", 0, e.start()) + 1 for e in entries(text) if "corpusnote = {1}" in e[0])


FAULTS = (
    Fault(name="bib: a kind misspelt", change=swap(_WORKS, "kind = {official}", "kind = {offical}"), codes=("CHK833",)),
    # --- form ---
    Fault(name="bib: no comma behind a field", change=bib_line("title", lambda line: line.replace("},\n", "}\n"), having="journaltitle"), codes=_FORM),
    Fault(name="bib: no comma behind the key", change=swap(_WORKS, pattern(r"^(@online\{D3:1),$"), lambda m: HERE + m[1]), codes=_FORM, follow=("SEC504", "REC217")),
    Fault(name="bib: field without its last brace", change=bib_line("title", lambda line: line.replace("},\n", ",\n"), having="journaltitle"), codes=_FORM),
    Fault(name="bib: field without its first brace", change=bib_line("title", lambda line: line.replace("{", "", 1), having="journaltitle"), codes=_FORM),
    Fault(name="bib: brace too many in a field", change=bib_field("title", lambda v: v.replace(" ", "} ", 1), having="journaltitle"), codes=_FORM),
    Fault(name="bib: entry without its last brace", change=entry(lambda e: HERE + e.rstrip("}\n") + "\n" + HERE, having="journaltitle"), codes=_FORM),
    Fault(name="bib: field without its sign", change=bib_line("title", lambda line: line.replace(" = ", " "), having="journaltitle"), codes=_FORM),
    Fault(name="bib: entry without a key", change=swap(_WORKS, pattern(r"^@online\{D3:1,$"), "@online{"), codes=_FORM, follow=("SEC504", "REC217", "BIB4")),
    Fault(name="bib: type misspelt", change=swap(_WORKS, pattern(r"^@article\{"), "@artcle{"), codes=("BIB4",)),
    Fault(name="bib: undefined abbreviation", change=bib_line("journaltitle", lambda line: re.sub(r"\{.*\}", "jrnl", line)), codes=("BIB4",)),
    Fault(name="bib: stray text that opens an entry", change=entry(lambda e: f"{e}\n{HERE}@misc{{\n"), codes=_FORM),
    Fault(name="bib: field twice", change=bib_line("title", lambda line: f"{line}{HERE}{line}", having="journaltitle"), codes=("BIB4",)),
    # --- keys ---
    Fault(name="bib: key twice", change=entry(lambda e: f"{e}\n{HERE}{e}"), codes=("BIB402",), follow=("BIB411",)),
    Fault(name="bib: key twice in two files", change=entry(lambda e: f"{e}\n{HERE}{_spare('D1')}"), codes=("BIB402",), follow=("BIB411",)),
    Fault(name="bib: keys that differ in case", change=entry(lambda e: f"{e}\n{HERE}{_spare('d3:1')}"), codes=("BIB412",) ),
    Fault(name="bib: key renamed", change=swap(_WORKS, pattern(r"^(@\w+\{)D3:2,$"), lambda m: f"{m[1]}D3:2x,"), codes=("REC217", "SEC504", "BIB407", "BIB4"), follow=("REC217", "BIB4", "SEC504")),
    # --- fields ---
    Fault(name="bib: no title", change=bib_line("title", lambda _: "", having="journaltitle"), codes=("BIB404",)),
    Fault(name="bib: title empty", change=bib_field("title", "", having="journaltitle"), codes=("BIB404", "BIB4")),
    Fault(name="bib: no journaltitle", change=bib_line("journaltitle", lambda _: ""), codes=("BIB404",)),
    Fault(name="bib: title misspelt", change=bib_line("title", lambda line: HERE + line.replace("title", "tilte"), having="journaltitle"), codes=("BIB404", "BIB417"), follow=("BIB404", "BIB417")),
    Fault(name="bib: optional field misspelt", change=bib_line("annotation", lambda line: HERE + line.replace("annotation", "annotaton")), codes=("BIB417",)),
    Fault(name="bib: url misspelt as a field", change=bib_line("url", lambda line: HERE + line.replace("url", "ulr", 1)), codes=("BIB404", "BIB417"), follow=("BIB404", "BIB417")),
    Fault(name="bib: no url of a web page", change=entry(lambda e: re.sub(r"^  url = .*\n", "", e, flags=re.MULTILINE), having=r"\A@online"), codes=("BIB404",)),
    Fault(name="bib: month 13", change=bib_field("date", lambda v: v[:5] + "13" + v[7:], having=r"date = \{\d{4}-\d\d-\d\d\}"), codes=("BIB410",)),
    Fault(name="bib: date with dots", change=bib_field("date", lambda v: ".".join(reversed(v.split("-"))), having=r"date = \{\d{4}-\d\d-\d\d\}"), codes=("BIB410",)),
    Fault(name="bib: date in words", change=bib_field("date", "spring or so"), codes=("BIB410",)),
    Fault(name="bib: year with a letter O", change=bib_field("date", lambda v: v.replace("20", "2O", 1)), codes=("BIB410",)),
    Fault(name="bib: date after the report", change=bib_field("date", lambda v: "2093" + v[4:]), codes=("BIB4",)),
    Fault(name="bib: scheme of an address misspelt", change=bib_field("url", lambda v: v.replace("http", "htp", 1)), codes=("BIB409", "BIB4")),
    Fault(name="bib: one slash in an address", change=bib_field("url", lambda v: v.replace("//", "/", 1)), codes=("BIB409", "BIB4")),
    Fault(name="bib: blank in an address", change=bib_field("url", lambda v: v[:-4] + " " + v[-4:]), codes=("BIB409", "BIB4")),
    Fault(name="bib: address without a scheme", change=bib_field("url", lambda v: v.split("//")[1]), codes=("BIB409", "BIB4")),
    Fault(name="bib: address twice in one", change=bib_field("url", lambda v: v + v), codes=("BIB409", "BIB4")),
    Fault(name="bib: isbn with a wrong check digit", change=entry(lambda e: f"{e}\n{_spare('stern-x', isbn=HERE + '978-3-16-148410-1')}"), codes=("BIB4",)),
    Fault(name="bib: doi without its prefix", change=entry(lambda e: f"{e}\n{_spare('stern-x', doi=HERE + 'doi.1000/xyz')}"), codes=("BIB4",)),
    Fault(name="bib: issn with a wrong check digit", change=entry(lambda e: f"{e}\n{_spare('stern-x', kind='article', journaltitle='Tides', issn=HERE + '0317-8472')}"), codes=("BIB4",)),
    Fault(name="bib: pages backwards", change=entry(lambda e: f"{e}\n{_spare('stern-x', kind='article', journaltitle='Tides', pages=HERE + '57--12')}"), codes=("BIB4",)),
    Fault(name="bib: names joined by semicolons", change=entry(lambda e: f"{e}\n{_spare('stern-x', author=HERE + 'Stern, Olga; Vale, Boris; Quill, Ada')}"), codes=("BIB4",)),
    Fault(name="bib: names joined by commas", change=entry(lambda e: f"{e}\n{_spare('stern-x', author=HERE + 'Stern, Olga, Vale, Boris, Quill, Ada')}"), codes=("BIB4",)),
    Fault(name="bib: and at the end of the names", change=entry(lambda e: f"{e}\n{_spare('stern-x', author=HERE + 'Stern, Olga and ')}"), codes=("BIB4",)),
    Fault(name="bib: author misspelt", change=bib_field("author", lambda v: v.replace("Schubert", "Shubert"), having="Schubert", file=_DOCUMENTS), codes=("CHK816",)),
    Fault(name="bib: command that stands for no text", change=bib_field("title", lambda v: rf"{v} \foobar", having="journaltitle"), codes=("BIB414",)),
    Fault(name="bib: character that no font has", change=bib_field("title", lambda v: f"{v} ไ", having="journaltitle"), codes=("TEX608",)),
    Fault(name="bib: language misspelt", change=bib_field("langid", "russain", having="langid = .russian"), codes=("BIB4",)),
    # --- what the notes say ---
    Fault(name="bib: title one letter off its note", change=bib_field("title", lambda v: v.replace("Russian Eagle", "Russain Eagle"), having="Russian Eagle"), codes=("BIB430",), documents=True),
    Fault(name="bib: year of another than its note", change=bib_field("date", lambda v: str(int(v[:4]) + 9) + v[4:], having="Russian Eagle"), codes=("BIB430", "BIB4"), documents=True),
    Fault(name="bib: address one letter off its note", change=bib_field("url", lambda v: v.replace("president", "persident"), having="events/president/news"), codes=("BIB430",), documents=True),
    # --- relations and lists ---
    Fault(name="bib: related to nothing", change=bib_field("related", "D99"), codes=("BIB405",), follow=("BIB411",)),
    Fault(name="bib: relation misspelt", change=bib_field("relatedtype", "citedni"), codes=("BIB4",)),
    Fault(name="bib: crossref to nothing", change=entry(lambda e: f"{e}\n{_spare('stern-x', kind='incollection', booktitle='', publisher='', crossref=HERE + 'nothing-2020')}"), codes=("BIB405",), follow=("BIB404",)),
    Fault(name="bib: crossref in a circle", change=entry(lambda e: f"{e}\n{_spare('stern-x', crossref=HERE + 'stern-y')}\n{_spare('stern-y', title='Other', crossref=HERE + 'stern-x')}"), codes=("BIB4",)),
    Fault(name="bib: keyword misspelt", change=bib_field("keywords", "ctied"), codes=("BIB413",), follow=("SEC504", "REC217", "TEX606")),
    Fault(name="bib: no keywords", change=bib_line("keywords", lambda _: ""), codes=("BIB413",)),
    Fault(name="bib: note of another work", change=bib_field("corpusnote", "2", having=r"corpusnote = \{1\}"), codes=("BIB411",)),
    Fault(name="bib: no note", change=_note_lost, codes=("BIB411",)),
    Fault(name="bib: cited nowhere", change=entry(lambda e: f"{e}\n{HERE}{_spare('stern-x', options='')}"), codes=("BIB407",)),
    Fault(name="bib: the same work under two keys", change=entry(lambda e: f"{e}\n" + re.sub(r"^(@\w+\{)[^,]*,", rf"{HERE}\1again-2023,\n  options = {{nocite}},", re.sub(r"^  (shorthand|corpusnote|related|relatedtype) = .*\n", "", e, flags=re.MULTILINE)), having="journaltitle"), codes=("BIB4",)),
    Fault(name="bib: entry lost", change=_entry_lost, codes=("SEC504", "REC217", "BIB411"), follow=("SEC504", "REC217", "BIB411", "TAB302")),
)  # fmt: skip
