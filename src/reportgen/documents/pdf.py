"""PDF -> Layout, through poppler (`pdfinfo`, `pdftotext`), each run as a program of its own under limits."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.documents.document import Marker, SegmentKind
from reportgen.documents.layout import Block, Layout
from reportgen.documents.limits import DocumentLimits
from reportgen.documents.print_blocks import Paragraph, letter_height, paragraphs_of
from reportgen.documents.print_lines import PrintPage, Word, lines_of
from reportgen.documents.source import Source
from reportgen.tools import Finished, Limits, Tools

_PAGES = re.compile(r"^Pages:\s+(\d+)", re.MULTILINE)
_INFO = re.compile(r"^(Title|Author):[ \t]+(\S.*)", re.MULTILINE)
_ITEM = re.compile(
    r'<page width="([\d.]+)" height="([\d.]+)"|'
    r'<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*?)</word>'
)
_CALLED = re.compile(r"\d+")
# Pages read in one run of the program, so that its output stays small.
_CHUNK = 200
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
_INSTALL = "on Debian or Ubuntu: apt-get install poppler-utils"


def read_pdf(source: Source, tools: Tools, limits: DocumentLimits) -> Outcome[Layout | None]:
    """Read the text layer of a PDF."""
    programs = [tools.find_program(name) for name in ("pdfinfo", "pdftotext")]
    info, text = programs
    if info is None or text is None:
        missing = "pdfinfo" if info is None else "pdftotext"
        found = diagnose("CFG006", f"{missing} is not installed", Place(file=source.name), hint=_INSTALL)
        return Outcome(None, (found,))
    with tools.scratch() as folder:
        tools.write(folder / "in.pdf", source.data)
        poppler = _Poppler(tools=tools, folder=folder, limits=limits)
        finished = poppler.run(info, "in.pdf")
        known = _PAGES.search(finished.output)
        if finished.status != 0 or known is None:
            return Outcome(None, (_fault(source, finished),))
        count = int(known[1])
        if count > limits.pages:
            message = f"has {count:,} pages, more than {limits.pages:,}"
            return Outcome(None, (source.fault("DOC110", message, hint="divide it"),))
        pages: list[PrintPage] = []
        for first in range(1, count + 1, _CHUNK):
            last = min(first + _CHUNK - 1, count)
            command = ["-raw", "-bbox", "-enc", "UTF-8", "-f", str(first), "-l", str(last), "in.pdf", "out.html"]
            done = poppler.run(text, *command)
            output = _read(tools, folder / "out.html")
            if done.status != 0 or output is None:
                return Outcome(None, (_fault(source, done),))
            tools.remove(folder / "out.html")
            pages += _pages(output, first)
    if not any(page.lines for page in pages):
        message = f"has no text on its {count} page{'s' if count > 1 else ''}"
        return Outcome(None, (source.fault("DOC113", message, hint="recognise its text first, with ocrmypdf"),))
    return Outcome(_layout(pages, finished.output), _cut_off(source))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Poppler:
    tools: Tools
    folder: Path
    limits: DocumentLimits

    def run(self, program: Path, *arguments: str) -> Finished:
        """Run one of poppler's programs."""
        return self.tools.run(
            [str(program), *arguments],
            folder=self.folder,
            environment=_ENVIRONMENT,
            limits=Limits(wall_s=self.limits.seconds, memory=self.limits.memory),
        )


def _read(tools: Tools, path: Path) -> str | None:
    try:
        return tools.read(path).decode("utf-8", "replace")
    except OSError:
        return None


def _fault(source: Source, finished: Finished) -> Diagnostic:
    """Say why poppler gave up. It exits with 3 where the file forbids to copy text (man pdftotext)."""
    if finished.stopped == "time":
        return source.fault("DOC110", "took too long to read", hint="raise the limit with --time-limit")
    if "Incorrect password" in finished.output:
        return source.fault("DOC114", "is encrypted", hint="save a copy without a password")
    if finished.status == 3 or "not allowed" in finished.output:
        return source.fault("DOC114", "does not permit its text to be copied", hint="save a copy without protection")
    reason = next((line for line in finished.output.splitlines() if "Error" in line), "no pages can be found")
    return source.fault("DOC115", f"is no readable PDF: {reason[:120]}")


def _cut_off(source: Source) -> tuple[Diagnostic, ...]:
    # The file's last lines hold the end mark; readers accept it within the last kilobyte (ISO 32000-1, annex H.3.4.4).
    if b"%%EOF" in source.data[-2048:]:
        return ()
    hint = "fetch it again if its end is missing"
    return (source.fault("DOC109", "has no end mark, so part of it may be missing", hint=hint),)


def _pages(output: str, first: int) -> Iterator[PrintPage]:
    """Read poppler's list of words."""
    number = first - 1
    size = (1.0, 1.0)
    words: list[Word] = []
    for found in _ITEM.finditer(output):
        if found[1] is not None:
            if number >= first:
                yield PrintPage(number, *size, lines_of(number, words))
            number, size, words = number + 1, (float(found[1]), float(found[2])), []
        elif word := html.unescape(found[7]).strip():
            words.append(Word(float(found[3]), float(found[4]), float(found[5]), float(found[6]), word))
    if number >= first:
        yield PrintPage(number, *size, lines_of(number, words))


# --- paragraphs -> layout ----------------------------------------------------------------------


@dataclass(slots=True)
class _Text:
    """The text of a document in the making, with its blocks and the calls of notes: span, page, number.

    `words` are those that the document writes within a line, in small letters.
    """

    words: AbstractSet[str]
    pieces: list[str] = field(default_factory=list)
    size: int = 0
    blocks: list[Block] = field(default_factory=list)
    notes: list[tuple[int, int, str]] = field(default_factory=list)
    calls: list[tuple[int, int, int, str]] = field(default_factory=list)

    def add(self, paragraph: Paragraph, body: float) -> None:
        """Add a paragraph, a line of text of its own."""
        start = self.size
        for i, (line, text) in enumerate(zip(paragraph.lines, paragraph.texts, strict=True)):
            if i:
                self._join(text)
            for call in line.raised:
                own = paragraph.kind is SegmentKind.NOTE and (i, call.start) == (0, 0)
                if not own and paragraph.kind is not SegmentKind.TABLE:
                    self.calls.extend(
                        (
                            self.size + call.start + number.start(),
                            self.size + call.start + number.end(),
                            line.page,
                            number[0],
                        )
                        for number in _CALLED.finditer(line.text[call.start : call.end])
                    )
            self._put(text)
        is_note = paragraph.kind is SegmentKind.NOTE and paragraph.label is not None
        if is_note and paragraph.label:
            self.notes.append((len(self.blocks), paragraph.page, paragraph.label))
        skip = len(paragraph.lines[0].text[: paragraph.skip]) + _blanks(paragraph.lines[0].text, paragraph.skip)
        self.blocks.append(
            Block(
                start=start,
                end=self.size,
                kind=paragraph.kind if is_note or paragraph.kind is not SegmentKind.NOTE else None,
                content=start + skip if is_note else None,
                page=paragraph.page,
                size=round(paragraph.lines[0].height / body, 2),
            )
        )
        self._put("\n")

    def _join(self, text: str) -> None:
        """Go on with the next line of a paragraph.

        A word that the line's end divides becomes one again without its hyphen only where the document writes it so
        elsewhere, and never with the hyphen: "long-range" stays as it is.
        """
        last = self.pieces[-1]
        before, behind = _DIVIDED.search(last), _GOES_ON.match(text)
        if before is None or behind is None or not text[0].islower() or behind[0] in _JOINING:
            self._put("" if _is_cjk(last[-1]) and _is_cjk(text[0]) else " ")
            return
        whole = f"{before[1]}{behind[0]}".casefold()
        if before[2] == _SOFT_HYPHEN or (
            whole in self.words and f"{before[1]}-{behind[0]}".casefold() not in self.words
        ):
            self.pieces[-1] = last[:-1]
            self.size -= 1

    def _put(self, piece: str) -> None:
        if piece:
            self.pieces.append(piece)
            self.size += len(piece)


# A word at the end of a line that a hyphen divides, and how the next line goes on with it.
_SOFT_HYPHEN = "\u00ad"
_DIVIDED = re.compile(r"([^\W\d_]{2,})([-\u2010\u00ad])\Z")
_GOES_ON = re.compile(r"[^\W\d_]+")
# Behind these the hyphen stands for a word that comes later: "long- and short-range".
_JOINING = frozenset(
    ["and", "or", "to", "und", "oder", "bis", "sowie", "et", "ou", "à", "y", "o", "e", "en", "of", "и", "или", "до"]
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _words(pages: Sequence[PrintPage]) -> frozenset[str]:
    """Return the words that stand within lines, in small letters; the last of a line may be part of one."""
    return frozenset(
        found[0].casefold()
        for page in pages
        for line in page.lines
        for found in _WORD.finditer(line.text)
        if line.text[found.end() : found.end() + 1] not in {"-", "\u2010", _SOFT_HYPHEN}
    )


def _blanks(text: str, position: int) -> int:
    return len(text) - position - len(text[position:].lstrip())


def _is_cjk(letter: str) -> bool:
    return "\u2e80" <= letter <= "\u9fff" or "\uff00" <= letter <= "\uffef"


def _layout(pages: Sequence[PrintPage], info: str) -> Layout:
    body = letter_height(pages)
    made = _Text(_words(pages))
    for paragraph in paragraphs_of(pages, body):
        made.add(paragraph, body)
    text = "".join(made.pieces)
    numbers = _numbers([label for _, _, label in made.notes])
    by_page: dict[tuple[int, str], int] = {}
    anywhere: dict[str, int] = {}
    blocks = list(made.blocks)
    for number, (i, page, label) in zip(numbers, made.notes, strict=True):
        by_page.setdefault((page, label), number)
        anywhere.setdefault(label, number)
        blocks[i] = replace(blocks[i], note=number)
    restarting = len(anywhere) < len(made.notes)
    markers = [
        Marker(start=start, end=end, note=by_page.get((page, label)) or anywhere.get(label, int(label)))
        for start, end, page, label in made.calls
        if int(label) and not (restarting and (page, label) not in by_page)
    ]
    return Layout(
        format="pdf",
        encoding="utf-8",
        text=text,
        blocks=tuple(blocks),
        markers=tuple(sorted(markers, key=lambda marker: marker.start)),
        stated=_stated(info, text),
    )


def _numbers(labels: Sequence[str]) -> list[int]:
    """Return the numbers of notes: those they bear, or their order where the count restarts on each page."""
    stated = [int(label) for label in labels]
    if len(set(stated)) == len(stated) and 0 not in stated:
        return stated
    return list(range(1, len(stated) + 1))


def _stated(info: str, text: str) -> tuple[tuple[str, str], ...]:
    """Return title and author of the file's properties, where the text has them too: programs put anything there."""
    names = {"Title": "title", "Author": "authors"}
    opening = " ".join(text[:5000].split()).casefold()
    found = ((names[name], " ".join(value.split())) for name, value in _INFO.findall(info))
    return tuple((name, value) for name, value in found if len(value) > 3 and value.casefold() in opening)
