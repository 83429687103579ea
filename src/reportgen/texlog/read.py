"""Walk the log of one run of an engine line by line and turn its productions into events."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from reportgen.texlog.cursor import Cursor, clean, column_of, uncaret, whole
from reportgen.texlog.events import Fault, Kind, LogEvent
from reportgen.texlog.nesting import Nesting, plain
from reportgen.texlog.patterns import (
    BOX,
    DRIVER,
    FAILURE,
    FATAL,
    FAULTS,
    FONT_NAME,
    FRAME,
    FRAMED,
    GROUP,
    HEADER,
    INCOMPLETE,
    INPUT_LEVEL,
    KINDS,
    LOST,
    LUA_CHUNK,
    LUA_FILE,
    MACRO,
    NO_FILE,
    NOTHING,
    NUMBER,
    ON_LINE,
    ON_LINE_INSIDE,
    OPEN,
    RUNAWAY,
    SPEAKER,
    STOPPED,
    WARNING,
    WRITTEN,
)


def read_run(lines: list[str]) -> tuple[LogEvent, ...]:
    """Return the events of one run of TeX, in the log's order."""
    reader = _Reader(lines=lines)
    while reader.at < len(reader.lines):
        reader.step()
    if not reader.failed:
        # Such as a driver's own last words; better quoted than lost.
        quoted = next((line.strip() for line in reader.lines if FAILURE.search(line)), None)
        if quoted is not None:
            reader.events.append(LogEvent(kind=Kind.ERROR, fault=Fault.OTHER, message=clean(quoted[:200])))
    return tuple(reader.events)


@dataclass(slots=True)
class _Reader(Cursor):
    """A cursor in the log, with what must be remembered from earlier lines."""

    nesting: Nesting = field(default_factory=Nesting)
    runaway: str | None = None
    failed: bool = False
    fontless: bool = False
    events: list[LogEvent] = field(default_factory=list)

    def step(self) -> None:
        """Read one production."""
        line = self.lines[self.at]
        self.at += 1
        if not line or line.isspace():
            return
        for pattern, sign, act in _PRODUCTIONS:
            if sign in line and (found := pattern.match(line)):
                act(self, found)
                return
        if found := OPEN.search(line):
            self._open(found)
        elif not NOTHING.match(line):
            self.nesting.follow(line)

    def _runaway(self, _: re.Match[str]) -> None:
        """Keep the text that TeX shows before it says which argument does not end."""
        if self.at < len(self.lines):
            self.runaway = clean(self.lines[self.at])
            self.at += 1

    # - errors

    def _error(self, found: re.Match[str]) -> None:
        file = plain(found["file"]) if found["file"] else None
        self.nesting.is_at(file)
        if FATAL.match(found["text"]) and self.failed:
            return
        text = found["text"] + self.continuation()
        event = self._place(text, file, whole(found["line"]))
        last = self.events[-1] if self.events else None
        if not STOPPED.match(text) or not self.failed:
            if last and event.name and last.message == f"File `{event.name}' not found":
                # The graphics package warns before its error: one cause, one event.
                self.events.pop()
            # What a macro asks for again at once, such as a font or an image, is missing once.
            # On a long line, of which TeX shows a part, they may be two.
            if not self.events or event != self.events[-1] or event.column is None:
                self.events.append(event)
        elif last and last.kind is Kind.ERROR and last.line is None and last.fault is not Fault.RUNAWAY:
            # \@missingfileerror prints no place; the emergency stop that follows from it does.
            self.events[-1] = replace(
                last, file=event.file, line=event.line, column=event.column, context=event.context
            )
        self.failed = True
        self.nesting.follow(self.skip_help())

    def _framed(self, _: re.Match[str]) -> None:
        """Read a message of expl3 before 2021: a frame of signs, with the sign at the head of each line."""
        found = FRAMED.match(self.line(1)) or FRAMED.match(self.line(0))
        if found is None:
            return
        sign, words = found["sign"], list[str]()
        while self.at < len(self.lines) and self.lines[self.at].startswith(sign):
            line = self.lines[self.at]
            self.at += 1
            if FRAME.match(line) or line.startswith(f"{sign}...."):
                break
            if line != found[0] and not re.match(r"[!*] (?:See the|For immediate help|Type +H)", line):
                words.append(line[1:].strip())
        text = " ".join(word for word in words if word)
        if found["what"] == "error":
            event = self._place(text, None, None)
            self.events.append(replace(event, source=found["source"]))
            self.failed = True
        else:
            self._add_warning(text, found["source"])

    def _driver(self, found: re.Match[str]) -> None:
        """Read what dvipdfmx says, which knows no place."""
        kind, fault = (Kind.OTHER_WARNING, None) if found["what"] == "warning" else (Kind.ERROR, Fault.OTHER)
        if fault is not None and self.failed:
            return
        self.failed = self.failed or fault is not None
        self.events.append(LogEvent(kind=kind, fault=fault, message=clean(found["text"]), source=found["source"]))

    def _lua_error(self, found: re.Match[str]) -> None:
        self.nesting.follow(found["before"])
        text = found["text"]
        while self.at < len(self.lines) and self.lines[self.at].startswith("\t"):
            text += f" {self.lines[self.at].strip()}"
            self.at += 1
        text = text.partition("stack traceback:")[0]
        event = self._place(text, None, None)
        where = "" if found["where"].startswith("[") else f"{found['where']}:{found['line']}: "
        self.events.append(replace(event, fault=Fault.LUA, message=where + event.message, name=None))
        self.failed = True

    def _place(self, text: str, file: str | None, line: int | None) -> LogEvent:
        """Read the context below an error's message and make the event."""
        speaker = SPEAKER.match(text)
        message = clean(speaker["rest"] if speaker else text)
        fault, name = _classify(message)
        self.fontless = self.fontless or fault is Fault.FONT
        first = next((each for each in self.lines[self.at : self.at + 3] if each.strip()), "")
        start = self.at
        at_line, before, context = self.context()
        shown = (MACRO.match(each) for each in self.lines[start : self.at])
        inside = next((found[1] for found in shown if found), None)
        column = column_of(before)
        if fault is Fault.UNDEFINED_MACRO and (ends := INPUT_LEVEL.search(first)):
            name = ends[1]
            if column is not None and before is not None and before.rstrip().endswith(name):
                column = column_of(before.rstrip().removesuffix(name) + name[0])
        elif message.startswith("Text line contains") and before:
            name = f"U+{ord(uncaret(before)[-1]):04X}"
        if message.startswith("Emergency stop") and first.startswith("<*>"):
            # The terminal's file ended: \end{document} was never met.
            fault, message = Fault.NO_END, "Emergency stop, no \\end{document} was found"
            file = self.nesting.files[0] if self.nesting.files else None
        if message.startswith("File ended"):
            # TeX names the file it fell back to; the argument began in the one that has ended.
            file, line, at_line, column = self.nesting.closed, None, None, None
        elif ended := INCOMPLETE.match(message):
            file, line, at_line, column, context = self.nesting.closed, whole(ended[1]), None, None, None
        elif file is None:
            file = self.nesting.opened
        event = LogEvent(
            kind=Kind.ERROR,
            fault=fault,
            message=message,
            file=file,
            line=line or at_line,
            column=column,
            source=speaker["source"] or speaker["engine"] if speaker else None,
            name=name,
            context=self.runaway or context,
            through=tuple(self.nesting.files),
            inside=inside,
        )
        self.runaway = None
        return event

    # - warnings

    def _warning(self, found: re.Match[str]) -> None:
        text = found["text"] + self.continuation()
        if not text.strip() and self.line(0).startswith("  "):
            # The message begins with a line end of its own, which LaTeX does not indent.
            text = self.line(0)
            self.at += 1
        if text.endswith("on input line") and (number := NUMBER.match(self.line(0))):
            # Folded where we cannot know it, by another program or at a width met only here.
            text += f" {number[1]}"
            self.at += 1
        self._add_warning(text, found["source"] or found["engine"] or found["backend"], by_tex=not found["source"])
        if found["engine"] and self.line(0).startswith("<"):
            self.context()

    def _add_warning(self, text: str, source: str | None, *, by_tex: bool = False) -> None:
        message = clean(text)
        at_line = ON_LINE.search(message)
        if at_line:
            message = message[: at_line.start()]
        inside = at_line or ON_LINE_INSIDE.search(message)
        kind = Kind.OTHER_WARNING if by_tex else Kind.PACKAGE_WARNING
        name: str | None = None
        for pattern, known in KINDS:
            if match := pattern.search(message):
                kind, name = known, match.groupdict().get("name")
                break
        total = kind in {Kind.SUMMARY, Kind.RERUN, Kind.MULTIPLY_DEFINED}
        event = LogEvent(
            kind=kind,
            message=message,
            file=None if total and inside is None else self.nesting.file,
            line=whole(inside[1]) if inside else None,
            page=self.nesting.page,
            source=source,
            name=name,
        )
        self.events.append(event)

    def _no_file(self, found: re.Match[str]) -> None:
        if not WRITTEN.search(found["name"]):
            event = LogEvent(
                kind=Kind.NO_FILE, message=f"No file {found['name']}", file=self.nesting.file, name=found["name"]
            )
            self.events.append(event)

    def _box(self, found: re.Match[str]) -> None:
        first = found["first"] or found["line"]
        context: str | None = None
        box = found.string.rstrip()
        shown = found["kind"] == "h" and not box.endswith("[]") and BOX.match(self.line(0)) is None
        if shown and self.at < len(self.lines):
            context = clean(FONT_NAME.sub("", self.lines[self.at])) or None
            if context and self.lines[self.at].rstrip().endswith("[]"):
                context += " []"  # what sticks out is a box, which TeX does not show
            self.at += 1
            if context is not None and self.at < len(self.lines) and self.lines[self.at].strip() == "[]":
                self.at += 1
        if first is None:
            # A page may begin on this line.
            self.nesting.follow(found.string[found.end() :])
        event = LogEvent(
            kind=Kind.OVERFULL if found["word"] == "Overfull" else Kind.UNDERFULL,
            message=clean(found[0]),
            # \output works on a page, whatever file is being read then.
            file=self.nesting.file if first else None,
            line=whole(first),
            end_line=whole(found["last"]),
            page=self.nesting.page,
            amount_pt=float(found["amount"]) if found["amount"] else None,
            context=context,
        )
        self.events.append(event)

    def _lost(self, found: re.Match[str]) -> None:
        if self.fontless and "in font nullfont" in found[0]:
            return  # follows from the font that was not found
        event = LogEvent(
            kind=Kind.MISSING_CHARACTER,
            message=clean(found[0]),
            file=self.nesting.file,
            page=self.nesting.page,
            name=found["name"],
        )
        if self.at < len(self.lines) and self.lines[self.at] == ".":
            # LuaTeX's form of the error: the message, then error() prints its full stop.
            line, before, context = self.context()
            event = replace(event, kind=Kind.ERROR, fault=Fault.MISSING_CHARACTER)
            self.failed = True
            if self.nesting.page is None:
                event = replace(event, line=line, column=column_of(before), context=context)
        self.events.append(event)

    def _open(self, found: re.Match[str]) -> None:
        line, name = found["line"], found["name"]
        for below in self.lines[self.at : self.at + 3]:
            if line is None and (group := GROUP.match(below)):
                line, name = group[1], group[2]
        message = "\\end occurred inside a group" if found["name"] is None else f"\\end occurred inside {name}"
        self.events.append(LogEvent(kind=Kind.OPEN_GROUP, message=message, line=whole(line), name=name))


# Pattern, what stands in every such line, what reads it.
_PRODUCTIONS: tuple[tuple[re.Pattern[str], str, Callable[[_Reader, re.Match[str]], None]], ...] = (
    (FRAME, "", _Reader._framed),
    (LUA_CHUNK, "]:", _Reader._lua_error),
    (LUA_FILE, ".lua:", _Reader._lua_error),
    (HEADER, "", _Reader._error),
    (WARNING, "arning", _Reader._warning),
    (BOX, "box (", _Reader._box),
    (LOST, "Missing character", _Reader._lost),
    (NO_FILE, "No file", _Reader._no_file),
    (DRIVER, "dvipdfmx", _Reader._driver),
    (RUNAWAY, "Runaway", _Reader._runaway),
)


def _classify(message: str) -> tuple[Fault, str | None]:
    for pattern, fault in FAULTS:
        if found := pattern.search(message):
            return fault, next((name for name in found.groups() if name), None)
    return Fault.OTHER, None
