"""The edits that faults are made of. Each finds its place by structure, so that the report may change.

In every text put in, the mark `HERE` says where the fault should be reported; without one, it is the line
of the first changed character.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from faults.project import HERE, Change, Edit, Project, Spot, joined, line_of, lost, placed, searched

Text = Callable[[str], str]


def swap(file: str, anchor: str | re.Pattern[str], new: str | Callable[[re.Match[str]], str], nth: int = 0) -> Change:
    """Put something in the place of an anchor; a text is taken as it is, a pattern is searched by line.

    `file` is a glob pattern; the nth place in all its files counts.
    """
    pattern = anchor if isinstance(anchor, re.Pattern) else re.compile(re.escape(anchor))

    def change(project: Project) -> Edit:
        name, hit = searched(project, file, pattern, nth)
        text = project.text(name)
        put = new(hit) if callable(new) else new
        if put.replace(HERE, "") == hit[0]:
            lost(f"{name}: {pattern.pattern!r} is left as it was")
        same = 0
        while same < min(len(hit[0]), len(put)) and hit[0][same] == put[same]:
            same += 1
        return placed(name, text[: hit.start()] + put + text[hit.end() :], hit.start() + same)

    return change


def pattern(expression: str) -> re.Pattern[str]:
    """Return a pattern whose `^` and `$` are the ends of lines."""
    return re.compile(expression, re.MULTILINE)


def whole(file: str, make: Text) -> Change:
    """Make a new text of a file's text; without a mark, only the file is the place."""

    def change(project: Project) -> Edit:
        name = project.named(file)[0]
        text = project.text(name)
        made = make(text)
        if made == text:
            lost(f"{name} is left as it was")
        edit = placed(name, made)
        return edit if edit.spots else Edit(files=edit.files, spots=(Spot(file=name),))

    return change


def raw(file: str, make: Callable[[bytes], bytes | None], line: int | None = None) -> Change:
    """Make new bytes of a file's bytes; `None` takes the file away. The place is a line of it, or the file."""

    def change(project: Project) -> Edit:
        name = project.named(file)[0]
        return Edit(files={name: make(project.files[name])}, spots=(Spot(file=name, line=line),))

    return change


def gone(file: str, *spots: Change) -> Change:
    """Take a file away; the fault is seen where it was, or where others `spots` would make a change."""

    def change(project: Project) -> Edit:
        name = project.named(file)[0]
        places = (Spot(file=name), *(spot for at in spots for spot in at(project).spots))
        return Edit(files={name: None}, spots=places)

    return change


def both(*changes: Change, at: int | None = None) -> Change:
    """Make several changes of different files; the place is that of one of them, or of all."""

    def change(project: Project) -> Edit:
        edits = [one(project) for one in changes]
        return joined(edits, None if at is None else edits[at].spots)

    return change


def near(change: Change, *lines: int) -> Change:
    """Say that lines so far below a change's first place (above, if negative) are as right as it is."""

    def changed(project: Project) -> Edit:
        edit = change(project)
        first = edit.spots[0]
        more = (Spot(file=first.file, line=(first.line or 1) + by) for by in lines)
        return Edit(files=edit.files, spots=(*edit.spots, *more))

    return changed


def new_file(file: str, text: str) -> Change:
    """Add a file."""

    def change(project: Project) -> Edit:
        if file in project.files:
            lost(f"{file} exists")
        edit = placed(file, text)
        return edit if edit.spots else Edit(files=edit.files, spots=(Spot(file=file),))

    return change


# --- templates -------------------------------------------------------------------------------

_PARAGRAPH = pattern(r"^(?=[A-Z])[^\n]{200,}$")


def say(text: str, file: str = "report/sections/*.tex.j2", nth: int = 0) -> Change:
    """Put a paragraph of our own behind the nth long paragraph of the sections."""
    return swap(file, _PARAGRAPH, lambda hit: f"{hit[0]}\n\n{text if HERE in text else HERE + text}", nth)


def inside(text: str, file: str = "report/sections/*.tex.j2", nth: int = 1) -> Change:
    """Put a sentence of our own at the end of the nth long paragraph."""
    return swap(file, _PARAGRAPH, lambda hit: f"{hit[0]} {HERE}{text}", nth)


def argument(function: str, edit: Text, file: str = "report/sections/*.tex.j2", nth: int = 0) -> Change:
    """Change the first argument of the nth call of a function in the templates."""
    call = re.compile(rf'(\(\(\( (?:\w+\()?{function}\(")([^"]+)(")')
    return swap(file, call, lambda hit: hit[1] + edit(hit[2]) + hit[3], nth)


def misspelt(word: str) -> str:
    """Swap two neighbouring letters of a word's longest run of letters: a slip of the hand."""
    run = max(re.finditer(r"[^\W\d_]{2,}", word), key=lambda hit: len(hit[0]), default=None) or lost(
        f"no word in {word!r}"
    )
    for at in range(run.start() + 1, run.end() - 1):
        if word[at] != word[at + 1]:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[: run.end() - 1] + word[run.end() :]


def other_digit(text: str) -> str:
    """Change the last digit of the first number."""
    hit = re.search(r"\d+", text) or lost(f"no digit in {text!r}")
    digit = str((int(text[hit.end() - 1]) + 3) % 10)
    return text[: hit.end() - 1] + digit + text[hit.end() :]


def other_word(text: str, word: str = "purple") -> str:
    """Put another word in the place of a quotation's second word."""
    words = text.split(" ")
    words[min(1, len(words) - 1)] = word
    return " ".join(words)


# --- damage that any file may suffer ------------------------------------------------------------


def conflict(text: str) -> str:
    """Leave the marks of a merge around a line in the middle, with another version of it."""
    lines = text.split("\n")
    at = next((n for n in range(len(lines) // 2, len(lines)) if lines[n].strip()), len(lines) // 2)
    line = lines[at]
    marked = [f"{HERE}<<<<<<< HEAD", line, "=======", line, ">>>>>>> other"]
    return "\n".join([*lines[:at], *marked, *lines[at + 1 :]])


def latin_1(file: str) -> Change:
    """Spoil the first character outside ASCII, or the first letter e of the second half, with a byte of Latin-1."""

    def change(project: Project) -> Edit:
        name = project.named(file)[0]
        text = project.text(name)
        hit = re.compile("e").search(text, len(text) // 2) or lost(f"no letter e in {name}")
        data = text[: hit.start()].encode() + b"\xe9" + text[hit.end() :].encode()
        return Edit(files={name: data}, spots=(Spot(file=name, line=line_of(text, hit.start())),))

    return change


def nul(file: str) -> Change:
    """Put a NUL byte behind a letter in the middle."""

    def change(project: Project) -> Edit:
        name = project.named(file)[0]
        text = project.text(name)
        hit = re.compile(r"[a-z]{3}").search(text, len(text) // 2) or lost(f"no word in {name}")
        return placed(name, f"{text[: hit.end()]}\0{HERE}{text[hit.end() :]}")

    return change


def utf_16(file: str) -> Change:
    """Save a file as UTF-16, as an editor on another system does."""
    return raw(file, lambda data: data.decode().encode("utf-16"), 1)


def empty(file: str) -> Change:
    """Save nothing."""
    return raw(file, lambda _: b"")


def with_the_content_of(file: str, other: str) -> Change:
    """Save one file over another."""

    def change(project: Project) -> Edit:
        name = project.named(file)[0]
        return Edit(files={name: project.files[project.named(other)[0]]}, spots=(Spot(file=name),))

    return change


def cut(file: str, share: float = 0.6) -> Change:
    """Cut a file off in the middle of a line; the place is the line of the cut."""

    def change(project: Project) -> Edit:
        name = project.named(file)[0]
        text = project.text(name)
        end = int(len(text) * share)
        while text[end - 1] in "\n " or text[end] in "\n ":
            end += 1
        return Edit(files={name: text[:end].encode()}, spots=(Spot(file=name, line=line_of(text, end)),))

    return change
