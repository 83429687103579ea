"""Text as readers' programs get it: complete, in order, in correct Unicode."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from validate.printed import Node
from validate.source import Source
from validate.verdict import Verdict

_WORD = re.compile(r"[^\W_]+")
SOFT_HYPHEN = "\u00ad"
# Signs that no text should have: unknown, private use, ligatures as signs of their own, control signs.
_BAD = re.compile("[\ufffd\ufffe\uffff\ue000-\uf8ff\U000f0000-\U0010ffff\ufb00-\ufb06\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def letters(text: str) -> str:
    """Return letters and digits alone, to compare texts however they are set."""
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", text.replace(SOFT_HYPHEN, "")).casefold()))


@dataclass(frozen=True, slots=True)
class Letters:
    """A text as its letters and digits, and where in these words begin."""

    joined: str
    starts: frozenset[int]

    @classmethod
    def of(cls, text: str) -> Letters:
        """Take the letters of a text."""
        words = _WORD.findall(unicodedata.normalize("NFKC", text.replace(SOFT_HYPHEN, "")).casefold())
        starts, position = [], 0
        for word in words:
            starts.append(position)
            position += len(word)
        return cls("".join(words), frozenset(starts))


def check_reading(root: Node, source: Source, name: str = "text in the order of the tags") -> Verdict:
    """Find every piece of the source in the tagged text, in order, with its words parted."""
    blocks = "\n".join(_blocks(root))
    whole = Letters.of(blocks)
    faults: list[str] = []
    found = 0
    for strand in source.strands:
        cursor = 0
        for file, text in strand.pieces:
            piece = Letters.of(text)
            if not piece.joined:
                continue
            at = _find(whole, piece, cursor)
            if at < 0:
                elsewhere = _find(whole, piece, 0) >= 0
                faults.append(f"{file}: '{_short(text)}' is {'read in another place' if elsewhere else 'not there'}")
                continue
            found += 1
            cursor = at + len(piece.joined)
            faults += _glued(whole, at, text, file)
    pieces = sum(len(strand.pieces) for strand in source.strands)
    said = f"{found} of {pieces} pieces of the source, {len(whole.starts)} words"
    return Verdict(name=name, said=said, faults=tuple(faults))


def _find(whole: Letters, piece: Letters, start: int) -> int:
    """Return where the piece begins, at the start of a word; -1 if nowhere."""
    at = whole.joined.find(piece.joined, start)
    while at >= 0 and at not in whole.starts:
        at = whole.joined.find(piece.joined, at + 1)
    return at


def _glued(whole: Letters, at: int, text: str, file: str) -> Iterator[str]:
    """Report words that run together: a blank in the source, none in the PDF."""
    position = 0
    for run in re.split(r"\s+", text.strip()):
        joined = letters(run)
        if joined and at + position not in whole.starts:
            yield f"{file}: no blank before '{run[:30]}' in '{_short(text)}'"
        position += len(joined)


def _blocks(node: Node) -> Iterator[str]:
    """Give the text of each paragraph, cell or heading; what stands apart is parted."""
    inline = {"Link", "Span", "Reference", "Quote", "Code", "BibEntry"}
    run: list[str] = []
    for kid in node.kids:
        if isinstance(kid, Node) and kid.role not in inline:
            if run:
                yield "".join(run)
                run = []
            yield from _blocks(kid)
        elif isinstance(kid, Node):
            run.append("\n".join(_blocks(kid)))
        else:
            run.append(getattr(kid, "text", ""))
    if run:
        yield "".join(run)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) < 70 else f"{text[:67]}..."


def check_unicode(texts: dict[str, str], source: Source) -> Verdict:
    """Every reader gets signs that mean something, and those that the source has."""
    faults = []
    written = Counter("".join(text for strand in source.strands for _, text in strand.pieces))
    special = {c for c in written if ord(c) > 0x7E and not c.isspace() and c != SOFT_HYPHEN}
    for reader, text in texts.items():
        bad = sorted(Counter(_BAD.findall(text)).items())
        faults += [f"{reader}: U+{ord(sign):04X} {n} times" for sign, n in bad]
        there = Counter(unicodedata.normalize("NFC", text))
        for sign in sorted(special):
            if there[sign] < 1 and not unicodedata.combining(sign):
                faults.append(f"{reader}: no '{sign}' (U+{ord(sign):04X}), {written[sign]} times in the source")
    said = f"{len(special)} kinds of signs beyond ASCII, read by {', '.join(texts)}"
    return Verdict(name="text: Unicode", said=said, faults=tuple(faults))


def check_extraction(source: Source, text: str) -> Verdict:
    """What a search finds: the words of the source, as often as there, in the text as it stands on the pages."""
    there = Counter(_WORD.findall(unicodedata.normalize("NFKC", text.replace(SOFT_HYPHEN, "")).casefold()))
    wanted = Counter(
        word for strand in source.strands for _, piece in strand.pieces
        for word in _WORD.findall(unicodedata.normalize("NFKC", piece).casefold()) if len(word) > 3
    )  # fmt: skip
    joined = letters(text)  # a word that line ends part, as addresses and digests are, is there as well
    few = ((word, n, max(there[word], joined.count(word))) for word, n in sorted(wanted.items()) if there[word] < n)
    lost = [(word, n - found) for word, n, found in few if found < n]
    faults = tuple(f"'{word}' is found {n} times too few" for word, n in lost)
    return Verdict(name="text: pdftotext", said=f"{wanted.total()} words of the source looked for", faults=faults)


def poppler_text(pdf: bytes, *options: str) -> str:
    """Return the text of the pages as poppler reads it. Raises `FileNotFoundError` where poppler is not installed."""
    run = subprocess.run(["pdftotext", "-enc", "UTF-8", *options, "-", "-"], input=pdf, capture_output=True, check=True)  # noqa: S607
    return run.stdout.decode("utf-8", "replace")
