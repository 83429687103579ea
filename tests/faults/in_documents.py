# ruff: noqa: E501 - one fault a line, to be read as a table
"""Faults of the documents: edited, moved, replaced, lost."""

from __future__ import annotations

import re
from collections.abc import Callable

from faults.bench import DOCUMENTS
from faults.edits import Text, gone, pattern, raw, swap
from faults.fault import Fault
from faults.project import HERE, Change, Edit, Project, Spot, joined, lost

_RECORDS = "data/documents.yaml"


def _document(project: Project, nth: int) -> tuple[str, str, Spot]:
    """Return the path and the text of the nth document, and the lines of its record."""
    text = project.text(_RECORDS)
    hits = list(pattern(r"^- id: \S+\n  file: (\S+)\n").finditer(text))
    hit = hits[nth] if nth < len(hits) else lost("no such document")
    path = f"{DOCUMENTS}/{hit[1]}"
    return path, project.text(path), Spot(file=_RECORDS, line=text.count("\n", 0, hit.start()) + 1)


def _around(spot: Spot) -> tuple[Spot, ...]:
    """Return the line of a record, that of its file and that of its digest."""
    first = spot.line or 1
    return tuple(Spot(file=spot.file, line=first + more) for more in range(3))


def _edited(make: Text, nth: int = 0) -> Change:
    """Change a document's text; told where it is described, the claims that lean on it as follow-ups."""

    def change(project: Project) -> Edit:
        path, text, spot = _document(project, nth)
        made = make(text)
        if made == text:
            lost(f"{path} is left as it was")
        return Edit(files={path: made.encode()}, spots=_around(spot))

    return change


def _paragraphs(text: str) -> list[re.Match[str]]:
    return [hit for hit in re.finditer(r"[^\n]+\n", text) if len(hit[0]) > 40]


def _one_number(text: str) -> str:
    """Change a number in the last paragraph that has one."""
    hit = next(h for h in reversed(_paragraphs(text)) if re.search(r"\d", h[0]))
    changed = re.sub(r"\d(?=\D*$)", lambda m: str((int(m[0]) + 1) % 10), hit[0].rstrip("\n"), count=1) + "\n"
    return text[: hit.start()] + changed + text[hit.end() :]


def _moved(text: str) -> str:
    """Move the second long paragraph to the end."""
    hit = _paragraphs(text)[1]
    return text[: hit.start()] + text[hit.end() :].rstrip("\n") + "\n" + hit[0]


def _shorter(text: str) -> str:
    hit = _paragraphs(text)[1]
    return text[: hit.start()] + text[hit.end() :]


_FOLLOW = ("REC2", "BIB411", "SEC504")


def _both_kinds(name: str, make: Text) -> tuple[Fault, ...]:
    """Do the same to the first document of the report and of the small report of the tests."""
    return tuple(
        Fault(
            name=f"{name}{', small report' if small else ''}",
            change=_edited(make),
            codes=("DOC104",),
            follow=_FOLLOW,
            documents=True,
            small=small,
        )
        for small in (False, True)
    )


def _claim_altered(file: str, old: str, new: str, codes: tuple[str, ...], follow: tuple[str, ...] = ()) -> Fault:
    """Change a record of the small report, whose documents are always at hand."""
    return Fault(
        name=f"{file}: {old.strip()} > {new.replace(HERE, '').strip()}",
        change=swap(f"data/{file}", old, new),
        codes=codes,
        follow=follow,
        relock=True,
        small=True,
    )


def _swapped(project: Project) -> Edit:
    """Give two documents each other's name."""
    one, first, spot = _document(project, 0)
    two, second, other = _document(project, 1)
    return Edit(files={one: second.encode(), two: first.encode()}, spots=(*_around(spot), *_around(other)))


def _lost(project: Project) -> Edit:
    path, _, spot = _document(project, 0)
    return joined([gone(path)(project)], _around(spot))


def _as_bytes(make: Callable[[bytes], bytes], nth: int = 0) -> Change:
    def change(project: Project) -> Edit:
        path, _, spot = _document(project, nth)
        made = raw(path, make)(project)
        return Edit(files=made.files, spots=(*_around(spot), Spot(file=path)))

    return change


FAULTS = (
    *_both_kinds("document: one number changed", _one_number),
    *_both_kinds("document: paragraph added at the beginning", lambda text: f"A note by the library, put in front of it all.\n{text}"),
    *_both_kinds("document: paragraph added at the end", lambda text: f"{text.rstrip()}\nA note by the library, put behind it all.\n"),
    *_both_kinds("document: paragraph moved to the end", _moved),
    *_both_kinds("document: paragraph lost", _shorter),
    *_both_kinds("document: another edition", lambda text: text.replace(" the ", " this ").replace(" and ", " as well as ")),
    *_both_kinds("document: cut off", lambda text: text[: len(text) // 2]),
    Fault(name="document: lost", change=_lost, codes=("DOC101",), follow=("REC2",), small=True),
    Fault(name="documents: names swapped", change=_swapped, codes=("DOC104",), follow=("DOC104", "REC2", "SEC504", "BIB411"), small=True),
    Fault(name="document: emptied", change=_as_bytes(lambda _: b""), codes=("DOC1",), follow=("DOC1", "REC2", "SEC504"), small=True),
    Fault(name="document: a picture in its place", change=_as_bytes(lambda _: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(64)), codes=("DOC1",), follow=("DOC1", "REC2", "SEC504"), small=True),
    Fault(name="document: UTF-16", change=_as_bytes(lambda data: data.decode().encode("utf-16")), codes=("DOC104",), follow=("DOC1", "REC2"), small=True),
    # --- records against documents, where these are at hand on every machine ---
    _claim_altered("indicators.csv", "ind-growth,traffic,Growth of traffic,,5,", f"{HERE}ind-growth,traffic,Growth of traffic,,6,", ("REC212",)),
    _claim_altered("indicators.csv", ",$2 million,", f",{HERE}$3 million,", ("REC213",), ("REC212",)),
    _claim_altered("indicators.csv", "2,,USD million", f"2,,{HERE}USD billion", ("REC212",)),
    _claim_altered("indicators.csv", '"1,200 passengers",,June 2021', f'{HERE}"1,200 passengers",,June 1920', ("REC2",)),
    _claim_altered("events.csv", "2021-03-12,,day", f"{HERE}2021-03-13,,day", ("REC214",)),
    _claim_altered("events.csv", ",Ada Quill,D1#p3", f",{HERE}Ada Quell,D1#p3", ("REC215",)),
    _claim_altered("events.csv", "2025,2026,approximate", f"{HERE}2025,2027,approximate", ("REC2",)),
    _claim_altered("milestones.csv", "closing,2025,2026", f"{HERE}closing,2024,2026", ("REC2",)),
    _claim_altered("statements.csv", "The boat stays.", f"{HERE}The boat of 1912 stays.", ("REC227",)),
    _claim_altered("statements.csv", "We will not sell", f"{HERE}We will now sell", ("REC213",)),
    _claim_altered("statements.csv", "st-boat,Ada Quill", f"{HERE}st-boat,Boris Vale", ("REC215",)),
    _claim_altered("statements.csv", "a costly mistake,D2#p3", f"{HERE}a costly mistake,D2#p2", ("REC213",), ("REC215",)),
    _claim_altered("statements.csv", "a costly mistake,D2#p3", f"{HERE}a costly mistake,D1#p3", ("REC213",), ("REC215",)),
    _claim_altered("judgements.yaml", "quote: grown by 5 percent", f"quote: {HERE}grown by 6 percent", ("REC213",)),
    _claim_altered("judgements.yaml", "text: It grew before.", f"text: {HERE}It grew by 9 percent before.", ("REC227",)),
    _claim_altered("judgements.yaml", "via: D2#n2", f"via: {HERE}D2#n7", ("REC210",)),
    _claim_altered("conflicts.yaml", "quote: expects it to close", f"quote: {HERE}expects it to open", ("REC213",)),
    _claim_altered("conflicts.yaml", "says: it will close", f"says: {HERE}it will close in 2031", ("REC227",)),
    _claim_altered("summaries/D1.yaml", "quote: not sell the old boat", f"quote: {HERE}not sell the new boat", ("REC213",)),
    _claim_altered("summaries/D2.yaml", "text: The ferry is well used.", f"text: {HERE}The ferry carries 2,100 people.", ("REC227",)),
    _claim_altered("glossary.csv", "lie at,D1#p4", f"{HERE}lie at,D1#p44", ("REC210",)),
    _claim_altered("positions.csv", "denies,a costly mistake", f"{HERE}denies,a cheap mistake", ("REC213",)),
)  # fmt: skip
