"""Damage as print, web pages and recognition do it to references; the labels stay on their characters."""

# ruff: noqa: C901, PLR0912 - one kind of damage after the other

from __future__ import annotations

import random

from reportgen.extract.references.fields import FieldSpan, Label
from train_references.pieces import Pieces

_FIXED = frozenset({Label.URL, Label.DOI, Label.ISBN})


def damaged(rng: random.Random, pieces: Pieces) -> Pieces:
    """Some references get one or two kinds of damage; most stay whole."""
    parts = pieces.parts
    x = rng.random()
    if x < 0.7:
        return pieces
    out: list[tuple[str, Label | None]] = []
    straight = rng.random() < 0.35
    no_quotes = rng.random() < 0.06
    blanks = rng.random() < 0.08
    hyphens = rng.random() < 0.12
    newline = rng.random() < 0.15
    dashes = rng.random() < 0.15
    lower = rng.random() < 0.04
    upper_title = rng.random() < 0.05
    drop_space = rng.random() < 0.08
    for text, label in parts:
        new = text
        if label in _FIXED:
            out.append((text, label))
            continue
        if straight:
            new = new.translate(str.maketrans("“”‘’", "\"\"''"))
        if no_quotes and label is None:
            new = "".join(char for char in new if char not in '“”"«»')
        if blanks and label is None:
            new = new.replace(",", " ,").replace(".", " . ").replace("(", "( ") if rng.random() < 0.6 else new
        if hyphens and label in {Label.TITLE, Label.CONTAINER, Label.AUTHOR}:
            words = new.split(" ")
            k = rng.randrange(len(words))
            if len(words[k]) > 6 and words[k].isalpha():
                words[k] = words[k][:3] + rng.choice(("-", "- ", "-\n")) + words[k][3:]
            new = " ".join(words)
        if newline and " " in new and rng.random() < 0.4:
            k = rng.choice([i for i, char in enumerate(new) if char == " "])
            new = new[:k] + rng.choice(("\n", "  ", "\u00a0")) + new[k + 1 :]
        if dashes:
            new = new.replace("–", "-") if rng.random() < 0.5 else new.replace(" - ", " – ")
        if lower and label is Label.TITLE:
            new = new.lower()
        if upper_title and label in {Label.TITLE, Label.AUTHOR}:
            new = new.upper()
        if drop_space and label is None and rng.random() < 0.4:
            new = new.replace(" ", "") if len(new) < 4 and new.strip() else new
        out.append((new, label))
    return Pieces(parts=out)


def flatten(pieces: Pieces) -> tuple[str, list[FieldSpan]]:
    """The text and its spans."""
    spans: list[FieldSpan] = []
    position = 0
    for text, label in pieces.parts:
        if label is not None:
            spans.append(FieldSpan(label=label, start=position, end=position + len(text)))
        position += len(text)
    return "".join(text for text, _ in pieces.parts), spans
