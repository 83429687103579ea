"""Make documents of invented content: the same for the same seed, so that runs compare.

Every document has a title, author and date, some twenty paragraphs of sentences with facts (quantities, dates,
people with offices, organisations, agreements, quotations) and a list of notes. Names and works come from pools
that grow with the number of documents, as those of a real subject do; a work is cited by some three documents.
The formats take turns: plain text, Markdown, HTML, PDF and DOCX; every seventh text is in Russian.
"""

from __future__ import annotations

import datetime
import html
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

FORMATS = ("txt", "md", "html", "pdf", "docx")
_PARAGRAPHS = 20
_NOTES = 8
_LINE = 92
_LINES_A_PAGE = 50

_SYLLABLES = ("bar", "dor", "fin", "gul", "hal", "kem", "lor", "mir", "nas", "pel", "ris", "sol", "tav", "ur", "ven")
_OFFICES = ("director", "minister", "mayor", "chief engineer", "harbour master", "professor", "treasurer", "spokesman")
_BODIES = ("Institute", "Ministry", "University", "Company", "Council", "Cooperative", "Agency", "Port Authority")
_MATTERS = (
    "water", "timber", "wool", "grain", "fisheries", "railways", "forests", "glass", "peat", "roads", "salt", "bridges",
    "lighthouses", "orchards", "tiles", "slate", "clinics", "schools", "archives", "mills", "quarries", "beekeeping",
)  # fmt: skip
_CLAIMS = (
    "the old plan asked too much of a small town", "nothing will be built before the survey is done",
    "the figures are better than anybody had hoped", "we need more hands and fewer speeches",
    "the delay has cost us the trust of our neighbours", "a second winter like this would close half of the works",
)  # fmt: skip
_RUSSIAN_MATTERS = ("леса", "дорог", "соли", "мельниц", "школ", "мостов", "пчеловодства", "стекла")
_RUSSIAN_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One document in no format yet. A paragraph may call notes as `[1]`; `notes` are in their order."""

    title: str
    byline: str
    issued: str
    paragraphs: tuple[str, ...]
    notes: tuple[str, ...]


def write_documents(folder: Path, count: int, seed: int = 1) -> None:
    """Write that many documents into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    pools = Pools(count, seed)
    for number in range(count):
        suffix = FORMATS[number % len(FORMATS)]
        # A page of a PDF has one of the base fonts here, which have no Cyrillic.
        made = pools.russian(number) if number % 7 == 3 and suffix != "pdf" else pools.english(number)
        (folder / f"{number + 1:04}.{suffix}").write_bytes(_WRITERS[suffix](made))


class Pools:
    """The names, bodies and works that the documents of a folder share."""

    def __init__(self, count: int, seed: int) -> None:
        """Make pools for that many documents."""
        self._seed = seed
        chance = random.Random(f"{seed} pools")  # noqa: S311 - no secret, but the same everywhere
        self.people = [f"{_word(chance)} {_word(chance)}" for _ in range(3 * count + 5)]
        self.places = [_word(chance) for _ in range(count + 5)]
        self.bodies = [
            f"{chance.choice(self.places)} {chance.choice(_BODIES)} of {chance.choice(_MATTERS).title()}"
            for _ in range(2 * count + 5)
        ]
        self.works = [_work(chance, self.people) for _ in range(_NOTES * count // 3 + 5)]

    def english(self, number: int) -> Made:
        """Return a document in English."""
        chance = random.Random(f"{self._seed} {number}")  # noqa: S311 - as above
        day = datetime.date(2015, 1, 1) + datetime.timedelta(chance.randrange(3_000))
        works = chance.sample(self.works, min(_NOTES, len(self.works)))
        paragraphs = [
            " ".join(self._sentence(chance, day) for _ in range(chance.randint(2, 4))) for _ in range(_PARAGRAPHS)
        ]
        for note in range(len(works)):
            paragraphs[2 * note + 1] += f"[{note + 1}]"
        title = f"{chance.choice(_MATTERS).title()} and {chance.choice(_MATTERS)} in {chance.choice(self.places)}"
        return Made(
            title=title, byline=f"By {chance.choice(self.people)}", issued=f"{day.day} {day:%B} {day.year}",
            paragraphs=tuple(paragraphs), notes=tuple(works),
        )  # fmt: skip

    def russian(self, number: int) -> Made:
        """Return a document in Russian."""
        chance = random.Random(f"{self._seed} {number}")  # noqa: S311 - as above
        day = datetime.date(2015, 1, 1) + datetime.timedelta(chance.randrange(3_000))
        return Made(
            title=f"История {chance.choice(_RUSSIAN_MATTERS)} и {chance.choice(_RUSSIAN_MATTERS)}",
            byline="", issued=f"{day.day} {_RUSSIAN_MONTHS[day.month - 1]} {day.year} г.",
            paragraphs=tuple(_russian_paragraph(chance) for _ in range(_PARAGRAPHS // 2)), notes=(),
        )  # fmt: skip

    def _sentence(self, chance: random.Random, day: datetime.date) -> str:
        """Return one sentence with a fact or two."""
        person, body, place = chance.choice(self.people), chance.choice(self.bodies), chance.choice(self.places)
        matter, year = chance.choice(_MATTERS), chance.randint(2001, day.year)
        then = day - datetime.timedelta(chance.randrange(1, 2_000))
        amount, share = chance.randint(11, 9_900), chance.randint(2, 96)
        on, claim = f"on {then.day} {then:%B} {then.year}", chance.choice(_CLAIMS)
        made = (
            f"The trade in {matter} at {place} came to {amount:,} tonnes in {year}, {share} percent more than before.",
            f"The {body} opened a new office for {matter} in {place} {on}.",
            f"“{claim.capitalize()},” said {person}, {chance.choice(_OFFICES)} of the {body}.",
            f"The {body} signed an agreement on {matter} with the town of {place} {on}, worth €{share} million.",
            f"{person}, who knows {matter} well, wrote that {claim}.",
            f"New works for {matter} are to open in {day.year + chance.randint(1, 8)} and will employ {amount} people.",
            f"Nobody in {place} remembers a time before {matter}, and few would care to.",
        )
        return chance.choice(made)


def _russian_paragraph(chance: random.Random) -> str:
    """Return two sentences with facts."""
    matter, share, amount = chance.choice(_RUSSIAN_MATTERS), chance.randint(2, 90), chance.randint(11, 990)
    then = f"{chance.randint(1, 28)} {chance.choice(_RUSSIAN_MONTHS)} {chance.randint(2001, 2024)} года"
    grown = f"производство {matter} выросло на {share} процентов и достигло {amount} тысяч тонн."
    sentences = (
        f"В {chance.randint(2001, 2024)} году {grown}",
        f"{then} было подписано соглашение о поставках {matter} на сумму {share} млн евро.",
        f"Из {amount} мастерских сегодня работает только каждая {chance.choice(('третья', 'пятая'))}.",
    )
    return " ".join(chance.sample(sentences, 2))


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3)))).capitalize()


def _work(chance: random.Random, people: Sequence[str]) -> str:
    """Return a reference in one of three shapes."""
    author, year = chance.choice(people), chance.randint(1980, 2014)
    title = f"{chance.choice(_MATTERS).title()} and {chance.choice(_MATTERS).title()} of {_word(chance)}"
    place, first = _word(chance), chance.randint(1, 300)
    return chance.choice((
        f"{author}, {title} ({place}: {_word(chance)} Press, {year}), p. {first}.",
        f"{author}, “{title}”, Journal of {_word(chance)} Studies {year - 1970}, no. 2 ({year}): {first}–{first + 20}.",
        f"{author}, “{title}”, {_word(chance)} Courier, 4 May {year}, https://{_word(chance).lower()}.example/{year}/{first}",
    ))  # fmt: skip


# --- formats --------------------------------------------------------------------------------------


def _txt(made: Made) -> bytes:
    lines = [made.title, made.byline, made.issued, *made.paragraphs]
    if made.notes:
        lines += ["Notes", *(f"[{number}] {note}" for number, note in enumerate(made.notes, 1))]
    return ("\n\n".join(filter(None, lines)) + "\n").encode()


def _md(made: Made) -> bytes:
    called = [text.replace("[", "[^") for text in made.paragraphs]
    notes = [f"[^{number}]: {note}" for number, note in enumerate(made.notes, 1)]
    return ("\n\n".join(filter(None, [f"# {made.title}", made.byline, made.issued, *called, *notes])) + "\n").encode()


def _html(made: Made) -> bytes:
    body = [f"<h1>{html.escape(made.title)}</h1>", f"<p>{made.byline}</p>", f"<p>{made.issued}</p>"]
    body += [f"<p>{html.escape(text)}</p>" for text in made.paragraphs]
    if made.notes:
        body += ["<h2>Notes</h2>", *(f"<p>[{n}] {html.escape(note)}</p>" for n, note in enumerate(made.notes, 1))]
    head = f"<head><meta charset='utf-8'><title>{html.escape(made.title)}</title></head>"
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/all'>All texts</a></li></ul></nav>"
    return f"<!DOCTYPE html><html>{head}<body>{menu}{''.join(body)}</body></html>\n".encode()


def _docx(made: Made) -> bytes:
    import docx

    document: Any = docx.Document()
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2020, 1, 1)  # noqa: DTZ001
    document.add_heading(made.title, 0)
    for text in filter(None, (made.byline, made.issued, *made.paragraphs)):
        document.add_paragraph(text)
    if made.notes:
        document.add_heading("Notes", 1)
        for number, note in enumerate(made.notes, 1):
            document.add_paragraph(f"[{number}] {note}")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _pdf(made: Made) -> bytes:
    """Return pages of one column in a base font, a line after the other, with a running head."""
    from pikepdf import Dictionary, Name, Pdf

    lines: list[tuple[int, str]] = [(16, made.title), (10, made.byline), (10, made.issued)]
    notes = ["Notes", *(f"[{number}] {note}" for number, note in enumerate(made.notes, 1))] if made.notes else []
    for text in (*made.paragraphs, *notes):
        lines += [(10, ""), *((10, line) for line in _wrapped(text))]
    pdf = Pdf.new()
    plain = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica"), Encoding=Name.WinAnsiEncoding
    )  # fmt: skip
    fonts = Dictionary(F=pdf.make_indirect(plain))
    cuts = [*range(0, len(lines), _LINES_A_PAGE), len(lines)]
    for number, (start, end) in enumerate(pairwise(cuts), 1):
        drawn = [_shown(60, 800, 8, f"{made.title}   {number}")] if number > 1 else []
        drawn += [_shown(60, 770 - 14 * row, size, text) for row, (size, text) in enumerate(lines[start:end])]
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = Dictionary(Font=fonts)
        page.Contents = pdf.make_stream(b"\n".join(drawn))
    stream = io.BytesIO()
    pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def _shown(x: int, y: int, size: int, text: str) -> bytes:
    escaped = text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    return b"BT /F %d Tf %d %d Td (%s) Tj ET" % (size, x, y, escaped)


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= _LINE:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines


_WRITERS: dict[str, Callable[[Made], bytes]] = {"txt": _txt, "md": _md, "html": _html, "pdf": _pdf, "docx": _docx}
