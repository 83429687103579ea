"""Walk a log line by line and turn its productions into events."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from reportgen.texlog.events import Fault, Kind, LogEvent
from reportgen.texlog.patterns import (
    BOX,
    CARET_NOTATION,
    CONTEXT,
    CONTEXT_REACH,
    CONTINUATION,
    FAILURE,
    FATAL,
    FAULTS,
    FONT_NAME,
    GROUP,
    HEADER,
    INPUT_LEVEL,
    KINDS,
    LOST,
    LUA,
    NOTHING,
    ON_LINE,
    OPEN,
    RUNAWAY,
    SPEAKER,
    STOPPED,
    TOKEN,
    WARNING,
)


def read_log(text: str) -> tuple[LogEvent, ...]:
    """Return the events of a log or of the terminal output, in the log's order."""
    reader = _Reader(lines=[line.rstrip("\r") for line in text.split("\n")])
    while reader.at < len(reader.lines):
        reader.step()
    if not reader.failed:
        # Such as a driver's own last words; better quoted than lost.
        quoted = next((line.strip() for line in reader.lines if FAILURE.search(line)), None)
        if quoted is not None:
            reader.events.append(LogEvent(kind=Kind.ERROR, fault=Fault.OTHER, message=_clean(quoted[:200])))
    return tuple(reader.events)


@dataclass(slots=True)
class _Reader:
    """A cursor in the log, with what must be remembered from earlier lines."""

    lines: list[str]
    at: int = 0
    files: list[str] = field(default_factory=list)
    closed: str | None = None
    page: str | None = None
    runaway: str | None = None
    failed: bool = False
    events: list[LogEvent] = field(default_factory=list)

    @property
    def file(self) -> str | None:
        """The file being read; nobody edits an .aux file, so its name would mislead."""
        current = self.files[-1] if self.files and self.page is None else None
        return None if current is None or current.endswith(".aux") else current

    def step(self) -> None:
        """Read one production."""
        line = self.lines[self.at]
        self.at += 1
        if not line or line.isspace():
            return
        if found := LUA.match(line):
            self._follow(found["before"])
            self._lua_error(found)
        elif found := HEADER.match(line):
            self._error(found)
        elif found := WARNING.match(line):
            self._warning(found)
        elif found := BOX.match(line):
            self._box(found)
        elif found := LOST.match(line):
            self._lost(found)
        elif found := OPEN.search(line):
            self._open(found)
        elif RUNAWAY.match(line) and self.at < len(self.lines):
            self.runaway = _clean(self.lines[self.at])
            self.at += 1
        elif not NOTHING.match(line):
            self._follow(line)

    # - errors

    def _error(self, found: re.Match[str]) -> None:
        file = _plain(found["file"]) if found["file"] else None
        if file in self.files:
            # The error says where TeX is: forget what stray parentheses have made us believe.
            del self.files[self.files.index(file) + 1 :]
        if FATAL.match(found["text"]) and self.failed:
            return
        text = found["text"] + self._continuation()
        event = self._place(text, file, _whole(found["line"]))
        last = self.events[-1] if self.events else None
        if not STOPPED.match(text) or not self.failed:
            if last and event.name and last.message == f"File `{event.name}' not found":
                # The graphics package warns before its error: one cause, one event.
                self.events.pop()
            self.events.append(event)
        elif last and last.kind is Kind.ERROR and last.line is None and last.fault is not Fault.RUNAWAY:
            # \@missingfileerror prints no place; the emergency stop that follows from it does.
            self.events[-1] = replace(
                last, file=event.file, line=event.line, column=event.column, context=event.context
            )
        self.failed = True

    def _lua_error(self, found: re.Match[str]) -> None:
        text = found["text"]
        while self.at < len(self.lines) and self.lines[self.at].startswith("\t"):
            text += f" {self.lines[self.at].strip()}"
            self.at += 1
        event = self._place(text, None, None)
        where = "" if found["where"].startswith("[") else f"{found['where']}:{found['line']}: "
        self.events.append(replace(event, fault=Fault.LUA, message=where + event.message, name=None))
        self.failed = True

    def _place(self, text: str, file: str | None, line: int | None) -> LogEvent:
        """Read the context below an error's message and make the event."""
        speaker = SPEAKER.match(text)
        message = _clean(speaker["rest"] if speaker else text)
        fault, name = _classify(message)
        first = next((each for each in self.lines[self.at : self.at + 3] if each.strip()), "")
        at_line, before, context = self._context()
        column = _column(before)
        if fault is Fault.UNDEFINED_MACRO and (ends := INPUT_LEVEL.search(first)):
            name = ends[1]
            if column is not None and before is not None and before.rstrip().endswith(name):
                column = _column(before.rstrip().removesuffix(name) + name[0])
        elif fault is Fault.ILLEGAL_CHARACTER and name is None and before:
            name = f"U+{ord(_uncaret(before)[-1]):04X}"
        if message.startswith("Emergency stop") and first.startswith("<*>"):
            # The terminal's file ended: \end{document} was never met.
            fault, message = Fault.NO_END, "Emergency stop, no \\end{document} was found"
            file = self.files[0] if self.files else None
        if message.startswith("File ended"):
            # TeX names the file it fell back to; the argument began in the one that has ended.
            file, line, at_line, column = self.closed, None, None, None
        elif file is None:
            file = self.file
        event = LogEvent(
            kind=Kind.ERROR,
            fault=fault,
            message=message,
            file=file,
            line=line or at_line,
            column=column,
            source=speaker["source"] if speaker else None,
            name=name,
            context=self.runaway or context,
        )
        self.runaway = None
        return event

    def _context(self) -> tuple[int | None, str | None, str | None]:
        """Find `l.N`, go past it, and return the line, the text read, the whole text shown."""
        for at in range(self.at, min(self.at + CONTEXT_REACH, len(self.lines))):
            line = self.lines[at]
            if found := CONTEXT.match(line):
                self.at = at + 1
                return _whole(found[1]), found[2], _clean(found[2] + self._unread(line))
            if HEADER.match(line):
                break
        return None, None, None

    def _unread(self, above: str) -> str:
        """Return the second line of a context, without the blanks that only align it."""
        below = self.lines[self.at] if self.at < len(self.lines) else ""
        # A page that is being shipped out may be closed on this line.
        unread = below.partition("] (")[0].strip() if below.startswith(" ") else ""
        # TeX counts bytes; LuaTeX (show_context) indents two less than the text above is long.
        pad = len(above.encode("utf-8", "replace")) - (2 if self.lines[0].startswith("This is Lua") else 0)
        return f" {unread}" if unread and len(below) - len(below.lstrip()) > pad else unread

    # - warnings

    def _continuation(self) -> str:
        text = ""
        while self.at < len(self.lines) and (found := CONTINUATION.match(self.lines[self.at])):
            text += f" {found[1]}"
            self.at += 1
        return text

    def _warning(self, found: re.Match[str]) -> None:
        text = _clean(found["text"] + self._continuation())
        at_line = ON_LINE.search(text)
        message = text[: at_line.start()] if at_line else text
        kind = Kind.PACKAGE_WARNING if found["source"] else Kind.OTHER_WARNING
        name: str | None = None
        for pattern, known in KINDS:
            if match := pattern.search(message):
                kind, name = known, match.groupdict().get("name")
                break
        whole = kind in {Kind.SUMMARY, Kind.RERUN, Kind.MULTIPLY_DEFINED}
        event = LogEvent(
            kind=kind,
            message=message,
            file=None if whole and at_line is None else self.file,
            line=_whole(at_line[1]) if at_line else None,
            page=self.page,
            source=found["source"] or found["engine"] or found["backend"],
            name=name,
        )
        self.events.append(event)
        if found["engine"] and self.at < len(self.lines) and self.lines[self.at].startswith("<"):
            self._context()

    def _box(self, found: re.Match[str]) -> None:
        first = found["first"] or found["line"]
        context: str | None = None
        if not found.string.rstrip().endswith("[]") and self.at < len(self.lines):
            context = _clean(FONT_NAME.sub("", self.lines[self.at])) or None
            self.at += 1
            if context is not None and self.at < len(self.lines) and self.lines[self.at].strip() == "[]":
                self.at += 1
        event = LogEvent(
            kind=Kind.OVERFULL if found["word"] == "Overfull" else Kind.UNDERFULL,
            message=_clean(found[0]),
            # \output works on a page, whatever file is being read then.
            file=self.file if first else None,
            line=_whole(first),
            end_line=_whole(found["last"]),
            page=self.page,
            amount_pt=float(found["amount"]) if found["amount"] else None,
            context=context,
        )
        self.events.append(event)

    def _lost(self, found: re.Match[str]) -> None:
        event = LogEvent(
            kind=Kind.MISSING_CHARACTER,
            message=_clean(found[0]),
            file=self.file,
            page=self.page,
            name=found["name"],
        )
        if self.at < len(self.lines) and self.lines[self.at] == ".":
            # LuaTeX's form of the error: the message, then error() prints its full stop.
            line, before, context = self._context()
            event = replace(event, kind=Kind.ERROR, fault=Fault.MISSING_CHARACTER)
            self.failed = True
            if self.page is None:
                event = replace(event, line=line, column=_column(before), context=context)
        self.events.append(event)

    def _open(self, found: re.Match[str]) -> None:
        line, name = found["line"], found["name"]
        for below in self.lines[self.at : self.at + 3]:
            if line is None and (group := GROUP.match(below)):
                line, name = group[1], group[2]
        message = "\\end occurred inside a group" if found["name"] is None else f"\\end occurred inside {name}"
        self.events.append(LogEvent(kind=Kind.OPEN_GROUP, message=message, line=_whole(line), name=name))

    # - files

    def _follow(self, line: str) -> None:
        """Follow files and pages through a line that is not a message.

        A parenthesis inside running text is text: only what stands before the first or after the
        last word of the line, or is closed on the line, opens and closes files.
        """
        tokens = list(TOKEN.finditer(line))
        words = [n for n, token in enumerate(tokens) if token["other"] and token["other"] not in "()]"]
        first, last = (words[0], words[-1]) if words else (len(tokens), -1)
        inside: list[bool] = []
        for n, token in enumerate(tokens):
            file = token["quoted"] or token["file"]
            if file:
                self.files.append(_plain(file))
                inside.append(True)
            elif token["page"]:
                self.page = token["page"].removeprefix("[")
            elif token["other"] == "]":
                self.page = None
            elif token["other"] == "(":
                inside.append(False)
            elif token["other"] == ")":
                is_file = inside.pop() if inside else n < first or n > last
                # The main file stays: it is the best guess once parentheses do not match.
                if is_file and self.files:
                    self.closed = self.files.pop() if len(self.files) > 1 else self.files[0]


def _classify(message: str) -> tuple[Fault, str | None]:
    for pattern, fault in FAULTS:
        if found := pattern.search(message):
            return fault, found.groupdict().get("name")
    return Fault.OTHER, None


def _plain(file: str) -> str:
    return file.strip('"').removeprefix("./")


def _clean(text: str) -> str:
    """Join blanks and drop the full stop, but not an ellipsis."""
    text = " ".join(text.split())
    return text[:-1].rstrip() if text.endswith(".") and not text.endswith("..") else text


def _uncaret(text: str) -> str:
    return CARET_NOTATION.sub(_one_character, text)


def _one_character(found: re.Match[str]) -> str:
    code = found[0][2:]
    return chr(int(code, 16)) if len(code) > 1 else chr(ord(code) ^ 64)


def _column(before: str | None) -> int | None:
    """Return the column of the last character read; unknown when TeX has cut the line's front."""
    if before is None or before.startswith("..."):
        return None
    return len(_uncaret(before)) or None


def _whole(text: str | None) -> int | None:
    """Return a line number; TeX prints 0 for "none"."""
    return int(text or 0) or None
