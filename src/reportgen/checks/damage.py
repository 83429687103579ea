"""Damage that any text file can come to, told before the file is read for what it says.

A merge that was never resolved, control characters, bytes of another encoding, nothing at all: whatever else is
then said of the file, or of what is missing because of it, follows from that (see `causes`).
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE
from reportgen.diagnostics import Diagnostic, Place
from reportgen.texts import not_utf8
from reportgen.tools import Tools

# The lines that git, Mercurial and Subversion leave around the two sides of a conflict.
_CONFLICT = re.compile(rb"^(?:<{7} |>{7} |<{7}$|>{7}$)", re.MULTILINE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
# What is left of curly quotation marks and dashes (E2 80 ..), and of letters with accents (C2 or C3 and a byte that
# stands for no letter and no closing sign, so that a word in capitals before a quotation mark is none).
_QUOTES = "\u0153\u009d\u02dc\u2122\u201c\u201d\u00a6\u00a2\u0090\u00ba\u00b9"
_GARBLED = rf"â€[{_QUOTES}]|[ÂÃ][\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf]"
# Letters of two alphabets side by side, most often a Cyrillic one that looks Latin; what no reader sees, but for
# the joiners that some scripts need.
_ODD = re.compile(
    rf"(?P<garbled>{_GARBLED})"
    r"|(?P<mixed>(?:[A-Za-z](?=[\u0400-\u04ff])|[\u0400-\u04ff](?=[A-Za-z])))"
    r"|(?P<hidden>[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069])"
)
_LETTER = re.compile(r"[A-Za-z\u0400-\u04ff]")
_SUFFIXES = (".j2", ".cls", ".sty", ".yaml", ".yml", ".csv", ".bib", ".toml")
# The code of a damaged file by the folder that it lies in; templates and styles lie deeper.
_CODES = {"data": "REC235", "bib": "BIB427", "report/tables": "TAB311", "report/figures": "TAB311"}
_TEMPLATES = (".j2", ".cls", ".sty")


def find_damage(project: Path, tools: Tools) -> Mapping[str, Diagnostic]:
    """Return one diagnostic a damaged file, by the file's name relative to the project."""
    found: dict[str, Diagnostic] = {}
    for file, data in _inputs(project, tools):
        first = next(_damage(data, file), None) if file != CONFIG_FILE else None  # which is read before
        if first is not None:
            found[file] = first
    return found


def find_garbled(project: Path, tools: Tools) -> Iterator[Diagnostic]:
    """Report, once a line, letters garbled by a wrong encoding or of two alphabets in a word, and signs unseen."""
    for file, data in _inputs(project, tools):
        if not data.isascii():
            for number, line in enumerate(data.decode("utf-8-sig", "replace").split("\n"), 1):
                found = None if line.isascii() else _ODD.search(line)
                if found:
                    yield _odd(found, Place(file=file, line=number, column=found.start() + 1))


def _inputs(project: Path, tools: Tools) -> Iterator[tuple[str, bytes]]:
    """Give the texts that a person edits, by name; one that cannot be read is left to whoever needs it."""
    for folder in ("report", "bib", "data"):
        for path in tools.list(project / folder, "**/*"):
            file = path.relative_to(project).as_posix()
            if file.endswith(_SUFFIXES) and not file.startswith("data/sources/"):
                with contextlib.suppress(OSError):
                    yield file, tools.read(path)


def _odd(found: re.Match[str], place: Place) -> Diagnostic:
    shown = found[0]
    hint: str | None = "delete it"
    if found.lastgroup == "garbled":
        meant = shown.encode("cp1252", "replace").decode("utf-8", "replace")
        hint = f"it was '{meant}'" if meant.isprintable() and "\ufffd" not in meant else None
        message = f"'{shown}' is a letter that was garbled by a wrong encoding"
    elif found.lastgroup == "mixed":
        start = found.start()
        while start and _LETTER.match(found.string, start - 1):  # the whole word, from where it begins
            start -= 1
        shown = "".join(takewhile(_LETTER.match, found.string[start:]))
        place = replace(place, column=start + 1)
        odd = [c for c in shown if not c.isascii()]
        few = odd if 2 * len(odd) <= len(shown) else [c for c in shown if c.isascii()]
        hint = f"'{few[0]}' is {unicodedata.name(few[0])}"
        message = f"'{shown}' mixes Latin and Cyrillic letters"
    else:
        message = f"a character that no reader sees stands here: U+{ord(shown):04X}"
    return diagnose("CHK825", message, place, hint=hint, length=len(shown))


def missing_files(found: Iterable[Diagnostic]) -> Mapping[str, Diagnostic]:
    """Return what was said of files that the settings name and that do not exist, by file."""
    return {related.place.file: each for each in found if each.code == "CFG005" for related in each.related}


def _damage(data: bytes, file: str) -> Iterator[Diagnostic]:
    code = _code(file)
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Of the other files their readers say it.
        if file.endswith(_TEMPLATES):
            yield not_utf8(error, file, "SEC510")
        return
    conflict = _CONFLICT.search(data)
    if conflict:
        place = Place(file=file, line=data.count(b"\n", 0, conflict.start()) + 1, column=1)
        hint = "keep one of the two sides, or join them, and remove the lines of signs"
        yield diagnose(code, "a merge conflict was left unresolved here", place, hint=hint, length=7)
    control = _CONTROL.search(data)
    if control and not file.endswith((".yaml", ".yml")):  # whose reader says it
        start = data.rfind(b"\n", 0, control.start()) + 1
        column = len(data[start : control.start()].decode("utf-8", "replace")) + 1
        place = Place(file=file, line=data.count(b"\n", 0, control.start()) + 1, column=column)
        yield diagnose(code, f"a control character, U+{control[0][0]:04X}, stands here", place, length=1)
    if file.endswith(".bib") and b"@" not in data:
        what = "has no entry" if data.removeprefix(b"\xef\xbb\xbf").strip() else "is empty"
        yield diagnose(code, f"the file {what}", Place(file=file, line=1))


def _code(file: str) -> str:
    if file.endswith(_TEMPLATES):
        return "SEC526"
    folder = file.rpartition("/")[0]
    return next((code for start, code in _CODES.items() if folder == start or folder.startswith(f"{start}/")), "SEC526")
