"""Make a document of a given size from a seed: the same arguments give the same document on every machine."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from itertools import islice

from compile.document import (
    Block,
    Cite,
    Document,
    Figure,
    Inline,
    Link,
    Paragraph,
    Point,
    Reference,
    Row,
    Section,
    Subheading,
    Table,
)

SOURCE = "D1"
# Measured with the briefing's own class: words of running text a page, pages of a table or a figure, entries a page.
_WORDS_A_PAGE = 430
_PAGES_A_TABLE = 0.40
_PAGES_A_FIGURE = 0.35
_ENTRIES_A_PAGE = 21
_FRONT_PAGES = 2
_CYRILLIC_EVERY, _CJK_EVERY = 7, 33

_ONSETS = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "br", "dr", "gr", "kl", "pl", "st", "tr"]
_NUCLEI = ["a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "ei", "ou"]
_CODAS = ["", "", "", "n", "r", "l", "s", "m", "nd", "rt"]
_CYRILLIC = "бвгдзклмнпрстхшч", "аеёиоуыюя"
_HAN = "山水木火土石田川林森雨雪雲風星月日東西南北中大小白青赤黒金玉"


def generate(pages: int, references: int, *, seed: int = 1, cyrillic: bool = True, cjk: bool = False) -> Document:
    """Return a document of about `pages` pages that cites each of its references at least once.

    Without `cyrillic` or `cjk` the works that would have a title in that script have a Latin one.
    """
    words = _Words(random.Random(f"{seed} {pages} {references}"))  # noqa: S311 - no secret, but the same everywhere
    works = tuple(_reference(words, number, cyrillic=cyrillic, cjk=cjk) for number in range(1, references + 1))
    body = max(2.0, pages - _FRONT_PAGES - references / _ENTRIES_A_PAGE)
    count = max(3, round(body * 0.35))
    tables, figures = max(1, round(body / 4)), max(1, round(body / 9))
    running = max(count * 200.0, (body - tables * _PAGES_A_TABLE - figures * _PAGES_A_FIGURE) * _WORDS_A_PAGE)
    passages = iter(range(2, 1_000_000))  # the first passage of the source is its title
    exhibits: list[list[Block]] = [[] for _ in range(count)]
    for number in range(tables):
        exhibits[number * count // tables].append(_table(words, f"table-{_letters(number)}", passages))
    for number in range(figures):
        exhibits[number * count // figures].append(_figure(words, f"figure-{_letters(number)}", passages))
    keys = _citations(words, works, max(references, round(5 * body)))
    share = len(keys) / count
    sections = tuple(
        _section(
            words, number, running / count, exhibits[number],
            keys[round(number * share) : round((number + 1) * share)], count,
        )
        for number in range(count)
    )  # fmt: skip
    return Document(
        title=words.heading(4), subtitle=words.heading(7), source=SOURCE, sections=sections, references=works
    )


def new_reference(document: Document, turn: int) -> Reference:
    """Return a work that the document does not have yet."""
    words = _Words(random.Random(f"{document.title} {turn}"))  # noqa: S311
    return _reference(words, len(document.references) + 1, cyrillic=False, cjk=False)


class _Words:
    """Made-up words; a few are frequent, many are rare, as in a language."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        lexicon = random.Random(7)  # noqa: S311
        words = {
            "".join(
                lexicon.choice(part) for _ in range(lexicon.choice((1, 2, 2, 3, 3, 4))) for part in (_ONSETS, _NUCLEI)
            )
            + lexicon.choice(_CODAS)
            for _ in range(4000)
        }
        self.lexicon = sorted(words)
        lexicon.shuffle(self.lexicon)

    def word(self) -> str:
        """Return a word; the rank is distributed so that short ranks are common."""
        return self.lexicon[int(len(self.lexicon) * self.chance.random() ** 3)]

    def phrase(self, count: int) -> str:
        """Return words without a full stop."""
        return " ".join(self.word() for _ in range(count))

    def heading(self, count: int) -> str:
        """Return words that begin with a capital."""
        return self.phrase(count).capitalize()

    def sentence(self) -> str:
        """Return a sentence of 8 to 22 words, often with a comma."""
        first = self.heading(self.chance.randint(4, 10))
        second = self.phrase(self.chance.randint(4, 12))
        return f"{first}{self.chance.choice((',', ',', ''))} {second}."

    def cyrillic(self, count: int) -> str:
        """Return Cyrillic words that begin with a capital."""
        found = [
            "".join(self.chance.choice(part) for _ in range(self.chance.randint(2, 4)) for part in _CYRILLIC)
            for _ in range(count)
        ]
        return " ".join(found).capitalize()

    def han(self, count: int) -> str:
        """Return Chinese characters."""
        return "".join(self.chance.choice(_HAN) for _ in range(count))


def _reference(words: _Words, number: int, *, cyrillic: bool, cjk: bool) -> Reference:
    chance = words.chance
    title, authors = words.heading(chance.randint(4, 10)), chance.choice((1, 1, 2, 3))
    names = [(words.word().capitalize(), words.word().capitalize()) for _ in range(authors)]
    if number % _CJK_EVERY == 5 and cjk:
        title, names = words.han(9), [(words.han(1), words.han(2))]
    elif number % _CYRILLIC_EVERY == 3 and cyrillic:
        title, names = words.cyrillic(6), [(words.cyrillic(1), words.cyrillic(1))]
    return Reference(
        key=f"w{number:05}",
        kind=chance.choice(("article", "article", "book", "report", "online")),
        authors=tuple(names),
        title=title,
        container=words.heading(3),
        year=chance.randint(1950, 2024),
        volume=chance.randint(1, 90),
        url=f"https://example.org/{words.word()}/{words.word()}/{number}",
    )


def _table(words: _Words, name: str, passages: Iterator[int]) -> Table:
    rows = tuple(
        Row(
            id=f"{name}-{_letters(number)}", measure=words.heading(4), value=words.chance.randint(2, 98),
            base=words.heading(5), passage=next(passages),
        )
        for number in range(words.chance.randint(6, 13))
    )  # fmt: skip
    return Table(id=name, caption=words.heading(8), rows=rows)


def _figure(words: _Words, name: str, passages: Iterator[int]) -> Figure:
    lanes = tuple(words.heading(1) for _ in range(3))
    years = sorted(words.chance.sample(range(1960, 2024), 9))
    points = tuple(
        Point(
            id=f"{name}-{_letters(number)}", year=year, label=words.heading(2), lane=lanes[number % 3],
            passage=next(passages),
        )
        for number, year in enumerate(years)
    )  # fmt: skip
    return Figure(id=name, caption=words.heading(8), points=points)


def _citations(words: _Words, works: tuple[Reference, ...], wanted: int) -> tuple[str, ...]:
    """Return `wanted` keys in a mixed order: each work at least once, some often."""
    keys = [work.key for work in works]
    keys += [words.chance.choice(keys) for _ in range(wanted - len(keys))]
    words.chance.shuffle(keys)
    return tuple(keys)


def _section(
    words: _Words, number: int, length: float, exhibits: list[Block], keys: tuple[str, ...], count: int
) -> Section:
    """Write a section of about `length` words around its exhibits, with its share of the citations."""
    sentences: list[str] = []
    total = 0
    while total < length:
        sentences.append(words.sentence())
        total += sentences[-1].count(" ") + 1
    groups: list[tuple[str, ...]] = []
    left = iter(keys)
    most = math.ceil(len(keys) / len(sentences))
    while group := tuple(islice(left, max(most, words.chance.choice((1, 1, 2))))):
        groups.append(tuple(dict.fromkeys(group)))
    spacing = len(sentences) / max(1, len(groups))
    after: dict[int, list[tuple[str, ...]]] = {}
    for index, group in enumerate(groups):
        after.setdefault(int(index * spacing), []).append(group)
    blocks: list[Block] = []
    pending = list(exhibits)
    start = 0
    while start < len(sentences):
        end = min(len(sentences), start + words.chance.randint(4, 8))
        content: list[Inline] = []
        for index in range(start, end):
            content.append(sentences[index])
            content += [Cite(keys=group) for group in after.get(index, ())]
        if start == 0:
            content += [words.heading(3), Link(kind="sec", target=_name(words.chance.randrange(count)))]
            content += [Link(kind="tab" if isinstance(e, Table) else "fig", target=e.id)
                        for e in pending if isinstance(e, Table | Figure)]  # fmt: skip
            content.append(words.sentence())
        blocks.append(Paragraph(content=tuple(content)))
        if pending:
            blocks.append(pending.pop(0))
        elif len(blocks) % 9 == 8 and end < len(sentences):
            blocks.append(Subheading(text=words.heading(4)))
        start = end
    return Section(id=_name(number), heading=words.heading(5), blocks=(*blocks, *pending))


def _name(number: int) -> str:
    return f"part-{_letters(number)}"


def _letters(number: int) -> str:
    """Return a number in letters, so that names hold no digits and sort in order."""
    return "".join(chr(97 + number // 26**power % 26) for power in (2, 1, 0))
