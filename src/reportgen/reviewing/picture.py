"""The screen as lines of styled text, for any size of terminal: nothing here knows of one.

From 100 columns on the record stands left of its passage, on a smaller screen above it.
"""

from __future__ import annotations

from collections.abc import Iterator

from prompt_toolkit.utils import get_cwidth

from reportgen.diagnostics import Severity
from reportgen.records import SCHEMAS, Record
from reportgen.records.schema import Holds
from reportgen.records.share import SEVERAL, document_of, review_share
from reportgen.reviewing.passages import Passage, around, passages_of
from reportgen.reviewing.screen import Mode, Screen
from reportgen.values import Value

# A piece of text with its style, as prompt_toolkit has it.
Piece = tuple[str, str]
Line = list[Piece]

_WIDE = 100
_HIDDEN = frozenset({"id", "review"})
HELP = """\
Each record was taken from a document by program. Is it what the passage says?

  a  accept          it is right as it is
  e  edit            correct its fields, one after the other, then accept
  r  reject          it is wrong, or no use: it leaves the data and does not come back
  R  reject, and say why
  s  skip            later
  u  undo            takes the last decision back; again for the one before
  o  open            more of the document around the passage, and back
  f  filter          a kind of record, a document, or both; nothing for all
  n p                next, previous record that waits
  arrows, PgUp PgDn  move the passage
  q  quit            every decision is saved when it is made

While editing: Enter next field, Up previous, Ctrl-S save, Esc leave as it was."""
_KEYS = {
    Mode.WALK: "a accept  e edit  r reject  s skip  u undo  o open  f filter  ? help  q quit",
    Mode.EDIT: "Enter next field  Up previous  Ctrl-S save  Esc leave as it was",
    Mode.SAVE: "Enter save and accept  e edit again  Esc leave as it was",
    Mode.CONFIRM: "y reject  n keep",
    Mode.REASON: "Enter reject  Esc keep",
    Mode.FILTER: "Enter show  Esc leave as it is",
    Mode.HELP: "any key goes back",
}


def picture(screen: Screen, columns: int, rows: int) -> list[Line]:
    """Return as many lines as the screen has rows; the last two are the message and the keys."""
    columns, rows = max(columns, 20), max(rows, 6)
    body = _body(screen, columns, rows - 3)
    lines = [_bar(_headline(screen), columns), *body]
    lines += [[] for _ in range(rows - 2 - len(lines))]
    lines = lines[: rows - 2]
    lines.append(_cut([_message(screen)], columns))
    lines.append(_bar(f" {_KEYS[screen.mode]}", columns))
    return lines


def _headline(screen: Screen) -> str:
    share = review_share(screen.review.records, screen.review.ledger)
    only = " ".join(filter(None, (screen.wanted.kind, screen.wanted.document)))
    queue = f"{screen.done} of {len(screen.order)} done" + (f" in {only}" if only else "")
    return f" {screen.review.config.report['title']} · {queue} · {share.percent} % of {share.proposed_total} reviewed"


def _message(screen: Screen) -> Piece:
    if screen.mode is Mode.CONFIRM:
        return "class:warning", f" Referred to by {screen.missed_text}. Reject it all the same?"
    if screen.mode is Mode.SAVE and screen.form is not None:
        count = len(screen.form.faults)
        said = f"{count} thing{'s' if count > 1 else ''} to look at; save all the same?" if count else "all checks hold"
        return ("class:warning" if count else "class:good"), f" {said}"
    return "class:message", f" {screen.message}" if screen.message else ""


def _body(screen: Screen, columns: int, height: int) -> list[Line]:
    if screen.mode is Mode.HELP:
        return [line for text in HELP.split("\n") for line in wrapped([("", text)], columns)]
    record = screen.record
    if record is None:
        said = "Nothing is left to review here." if screen.order else "Nothing waits here."
        return [
            [],
            [("class:good", f" {said}")],
            [],
            [("", " f shows others, u takes the last decision back, q quits.")],
        ]
    if columns >= _WIDE:
        width = columns * 2 // 5
        beside = list(_record(screen, record, width - 1))
        right = _scrolled(screen, list(_passages(screen, record, columns - width - 2)), height)
        return [
            [*_padded(_cut_at(beside, row), width), ("class:rule", "│ "), *_cut_at(right, row)] for row in range(height)
        ]
    passages = list(_passages(screen, record, columns - 1))
    top = list(_record(screen, record, columns - 1))[: max(height // 2, height - 1 - len(passages))]
    below = _scrolled(screen, passages, height - len(top) - 1)
    return [*top, [("class:rule", "─" * columns)], *below]


def _cut_at(lines: list[Line], row: int) -> Line:
    return lines[row] if row < len(lines) else []


def _scrolled(screen: Screen, lines: list[Line], height: int) -> list[Line]:
    """Return what is seen of the passages; a mark stands where there is more."""
    screen.scroll = max(min(screen.scroll, len(lines) - height), 0)
    shown = lines[screen.scroll : screen.scroll + height]
    if screen.scroll + height < len(lines) and shown:
        shown[-1] = [("class:dim", f"… {len(lines) - screen.scroll - height + 1} more lines")]
    return shown


def _record(screen: Screen, record: Record, width: int) -> Iterator[Line]:
    document = document_of(record)
    where = "several documents" if document == SEVERAL else document
    yield _cut([("class:head", f" {record.kind}"), ("class:dim", f"  {record.id} · {where}")], width)
    yield []
    form, empty = screen.form, list[str]()
    for name in SCHEMAS[record.kind].fields:
        value = record.field(name)
        if (
            name in _HIDDEN
            or SCHEMAS[record.kind].fields[name].holds is Holds.SHA256
            or (value is not None and not isinstance(value, Value))
        ):
            continue
        text = str(form.values.get(name, value or "")) if form is not None else str(value or "")
        here = form is not None and screen.mode is Mode.EDIT and form.names[form.at] == name
        if not text and not here:
            empty.append(name)
            continue
        changed = form is not None and text != str(value or "")
        style = "class:current" if here else "class:changed" if changed else ""
        yield from wrapped([("class:name", f" {'›' if here else ' '}{name}: "), (style, text)], width, indent=4)
    if empty:
        yield from wrapped([("class:dim", f"  empty: {', '.join(empty)}")], width, indent=4)
    if form is not None and form.faults:
        yield []
        for fault in form.faults:
            style = "class:bad" if fault.severity is Severity.ERROR else "class:warning"
            yield from wrapped([(style, f"  {fault.code} {fault.message}")], width, indent=4)
            if fault.hint:
                yield from wrapped([("class:dim", f"    {fault.hint}")], width, indent=4)


def _passages(screen: Screen, record: Record, width: int) -> Iterator[Line]:
    passages = passages_of(record, screen.review.documents)
    if not passages:
        yield [("class:dim", " It names no passage.")]
    for number, passage in enumerate(passages):
        if number:
            yield []
        document = screen.review.records.by_id.get(passage.locator.document)
        file = str(document.text("file") or "") if document is not None else ""
        yield _cut(
            [("class:head", f" {passage.locator.document} {passage.locator.short}"), ("class:dim", f"  {file}")], width
        )
        if passage.text is None:
            missing = "its document is not at hand: name the folder with --sources DIR"
            if passage.locator.document in screen.review.documents:
                missing = "there is no such passage in the document"
            yield from wrapped([("class:warning", f" {missing}")], width, indent=1)
            continue
        for near in around(passage.locator, screen.review.documents, screen.reach) if screen.reach else (passage,):
            own = near.locator == passage.locator.segment or near is passage
            pieces = _marked(passage) if own else [("class:dim", near.text or "")]
            label = f" {near.locator.short}  " if screen.reach else " "
            yield from wrapped([("class:dim", label), *pieces], width, indent=1)


def _marked(passage: Passage) -> Iterator[Piece]:
    """Give a passage with the record's words in a style of their own."""
    text, at = passage.text or "", 0
    for start, end in passage.spans:
        yield "", text[at:start]
        yield "class:word", text[start:end]
        at = end
    yield "", text[at:]


# --- lines -------------------------------------------------------------------------------------------


def wrapped(pieces: Line | Iterator[Piece], width: int, indent: int = 0) -> Iterator[Line]:
    """Break styled text into lines at blanks, and words that are longer than a line anywhere."""
    line: Line = []
    used = 0
    for style, text in pieces:
        for word in _words(text):
            size = get_cwidth(word.rstrip(" "))
            if word == "\n" or (used + size > width and used > indent):
                yield line
                line, used = [("", " " * indent)], indent
                if word == "\n" or not word.strip():
                    continue
            while used + get_cwidth(word.rstrip(" ")) > width:
                part = _fitting(word, max(width - used, 2))
                line.append((style, part))
                yield line
                word = word[len(part) :]  # noqa: PLW2901 - what is left of it
                line, used = [("", " " * indent)], indent
            if used + get_cwidth(word) > width:  # blanks at the end of a line
                word = word.rstrip(" ")  # noqa: PLW2901 - what is shown of it
            line.append((style, word))
            used += get_cwidth(word)
    yield line


def _words(text: str) -> Iterator[str]:
    """Give the words of a text, each with the blanks behind it, and its line ends."""
    word = ""
    for character in text:
        if character in "\n\r\v\f\u2028\u2029":
            if word:
                yield word
            if character == "\n":
                yield "\n"
            word = ""
            continue
        shown = " " if character == "\t" else character if character.isprintable() else "�"
        if word.endswith(" ") and shown != " ":
            yield word
            word = ""
        word += shown
        if get_cwidth(shown) > 1:  # scripts without blanks break anywhere
            yield word
            word = ""
    if word:
        yield word


def _fitting(text: str, width: int) -> str:
    """Return the beginning of a text that fits."""
    used = 0
    for at, character in enumerate(text):
        used += get_cwidth(character)
        if used > width:
            return text[: max(at, 1)]
    return text


def _cut(line: Line, width: int) -> Line:
    """Return a line that is no longer than the screen."""
    found: Line = []
    for style, text in line:
        rest = width - sum(get_cwidth(piece) for _, piece in found)
        found.append((style, _fitting(text, rest) if get_cwidth(text) > rest else text))
        if get_cwidth(text) > rest:
            break
    return found


def _padded(line: Line, width: int) -> Line:
    cut = _cut(line, width)
    return [*cut, ("", " " * max(width - sum(get_cwidth(text) for _, text in cut), 0))]


def _bar(text: str, columns: int) -> Line:
    shown = "".join(piece for _, piece in _cut([("", text)], columns))
    return [("class:bar", shown + " " * max(columns - get_cwidth(shown), 0))]
