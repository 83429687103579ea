r"""Which braces, environments and dollar signs of a composed report have no partner.

The files are read in the order in which TeX reads them, through `\input`, because a group may begin in one
and end in another. A report in which everything pairs has no fault of this kind, whatever it looks like. Where
something does not, the place named is the one that a person would mend: the brace that is left over, the
environment that is not ended, the `\end` that fits nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportgen.checks.tex_frames import (
    Fault,
    Frame,
    base_frame,
    bracket_end,
    ends_line,
    indent,
    is_money,
    is_sum,
    same_line,
)
from reportgen.checks.tex_scan import Scanned, Token, brackets_end
from reportgen.checks.tex_styles import Styles
from reportgen.checks.tex_words import BRACKETED, FLOATS, TABLES, TEXT_COMMANDS, WITHOUT_ARGUMENTS

_STRUCTURE = ("SEC514", "SEC515", "SEC517", "SEC520")
# No one reads more than so many faults.
_ENOUGH = 100
_GLUED = re.compile(r"(begin|end)([A-Za-z]+)")
_MATH_SIGNS = {"(": ")", "[": "]"}
_SAID = {"_": "an underscore", "^": "a circumflex", "&": "an ampersand", "#": "a number sign"}


def find_faults(scanned: Mapping[str, Scanned], main: str, styles: Styles) -> tuple[Fault, ...]:
    """Return what has no partner in the files that `main` reads, `main` included, and in those that nothing reads."""
    if any(s.wild and not _pairs(s) for s in scanned.values()):
        return ()
    tame = {name: s for name, s in scanned.items() if not s.wild}
    loose = _Matcher(tame, styles, strict=False).run(main)
    if not loose:
        return ()
    strict = _Matcher(tame, styles, strict=True).run(main)
    found = strict if len(strict) <= len(loose) else loose
    # What stands outside its table or formula for want of a brace or a `\\begin` is no fault of its own.
    broken = {fault.file for fault in found if fault.code in _STRUCTURE}
    return tuple(f for f in found if f.code in _STRUCTURE or f.file not in broken)


def stands_alone(name: str, scanned: Scanned, main: str, styles: Styles) -> bool:
    r"""Whether a file has no fault whatever is in the others, as long as those stand alone as well.

    It ends what it begins, and reads others in plain text only, which is what it is read in then. Where all files
    stand alone, `find_faults` finds nothing.
    """
    if scanned.wild:
        return False
    empty = Scanned(text="", masked="", tokens=(), wild=False, verbs=(), definitions=())
    read = {token.name: empty for token in scanned.tokens if token.kind == "input"}
    matcher = _Matcher({**read, name: scanned}, styles, strict=False)
    return not matcher.run(main, name) and not matcher.nested


def _pairs(scanned: Scanned) -> bool:
    depth = 0
    for token in scanned.tokens:
        depth += {"{": 1, "}": -1}.get(token.kind, 0)
        if depth < 0:
            return False
    return depth == 0


class _Matcher:
    """One pass over the files. `strict` keeps a group of one file from being closed in another."""

    def __init__(self, files: Mapping[str, Scanned], styles: Styles, *, strict: bool) -> None:
        self.files, self.styles, self.strict = files, styles, strict
        self.faults: list[Fault] = []
        self.stack: list[Frame] = [base_frame("")]
        self.seen: set[str] = set()
        self.forgiven: dict[str, tuple[int, Fault]] = {}
        self.pending: Token | None = None
        self.resumed: Token | None = None
        self.quiet = 0
        self.ended = False
        self.floor = 1
        self.open_file = self.main = ""
        self.nested = False  # whether a file is read where it is not plain text

    def run(self, main: str, *others: str) -> list[Fault]:
        """Read the main file and what it names, then all that nothing names: sections, and `others`."""
        self.main = main
        if main in self.files:
            self._file(main)
            self._leave(1)
        for name in self.files:
            if name not in self.seen and (name.startswith("sections/") or name in others):
                self.ended, self.stack = False, [base_frame("text")]
                self._file(name)
                self._leave(1)
        return self.faults

    # --- files -------------------------------------------------------------------------------

    def _file(self, name: str) -> None:
        self.seen.add(name)
        entry, floor, caller = len(self.stack), self.floor, self.open_file
        if caller:
            # Mathematics does not reach from one file into another in any text that is right.
            self._drop_dollars(self.stack[-1])
        self.open_file = name
        scanned = self.files[name]
        self.faults.extend(
            self._fault("SEC520", name, start, 5, "the text of this command is not closed on its line")
            for start in scanned.verbs
        )
        if self.strict:
            self.floor = entry
        self.pending, self.quiet = None, 0
        for index, token in enumerate(scanned.tokens):
            if self.ended or len(self.faults) > _ENOUGH:
                self.ended = True
                break
            if token.kind == "input":
                self._input(token)
            else:
                self._token(name, scanned, index, token)
        if not self.ended:
            self._drop_dollars(self.stack[-1])
            if self.strict:
                self._leave(entry)
        self.floor, self.open_file = floor, caller
        self.pending, self.quiet = None, 0

    def _input(self, token: Token) -> None:
        self.nested = self.nested or not all(map(self._is_plain, self.stack))
        name = token.name if token.name in self.files else f"{token.name}.tex"
        if name in self.files and name not in self.seen:
            self._file(name)

    def _is_plain(self, frame: Frame) -> bool:
        """Whether what stands in a group is read as it is outside all groups."""
        return not frame.kind or (frame.kind == "begin" and frame.holds == "text" and self.styles.knows(frame.name))

    def _leave(self, depth: int) -> None:
        """Close what is open above a depth of the stack, each with its fault."""
        while len(self.stack) > depth:
            frame = self.stack.pop()
            if len(self.faults) <= _ENOUGH:
                self._never_closed(frame)

    # --- tokens ------------------------------------------------------------------------------

    def _token(self, file: str, scanned: Scanned, index: int, token: Token) -> None:
        kind = token.kind
        pending, self.pending = self.pending, None
        near = pending if pending and not scanned.masked[pending.end : token.start].strip() else None
        if kind == "word":
            self.pending = token
        elif kind == "sign":
            self._sign(file, token)
        elif kind == "{":
            self._push(file, token, near)
        elif kind == "}":
            self._close(file, scanned, token, near)
        elif kind in {"begin", "end", "torn"}:
            self._environment(file, scanned, token)
        elif kind == "[" and near:
            self._bracket(file, scanned, index, token, near)
        elif kind == "par":
            self._paragraph()
        elif kind in {"$", "$$"}:
            self._dollar(file, scanned, token)
        elif kind in _SAID:
            self._special(file, scanned, token)
        elif kind == "]" and token.end == self.quiet:
            self.pending = self.resumed

    def _holds(self) -> str:
        top = self.stack[-1]
        return "math" if top.math else top.holds

    def _push(self, file: str, token: Token, command: Token | None) -> None:
        holds = self._holds()
        if command is not None and holds in {"text", "table"}:
            plain = command.kind != "begin" and command.name in TEXT_COMMANDS
            holds = holds if plain else ""
        elif command is not None and command.kind != "begin" and holds == "math":
            holds = ""
        self.stack.append(
            Frame(kind="{", name="", file=file, token=token, holds=holds if token.start >= self.quiet else "",
                   argument=command)
        )  # fmt: skip

    def _close(self, file: str, scanned: Scanned, token: Token, before: Token | None) -> None:
        while len(self.stack) > self.floor and self.stack[-1].kind in _MATH_SIGNS:
            self._never_closed(self.stack.pop())
        top = self.stack[-1] if len(self.stack) > self.floor else None
        if top is not None and top.kind == "{":
            self._drop_dollars(top)
            self.stack.pop()
            self.stack[-1].last = (top, token.start)
            if top.argument is not None:
                kind = "after" if top.argument.kind == "word" else top.argument.kind
                self.pending = Token(kind, token.start, token.end, top.argument.name)
            return
        if self._unknown_around():
            return
        glued = _GLUED.fullmatch(before.name) if before and before.end == token.start else None
        if glued and before:
            self._torn(file, scanned, Token("torn", before.start, token.end, f"{glued.group(1)}:{glued.group(2)}"))
            return
        self.faults.append(self._fault("SEC515", file, token.start, 1, "this brace closes nothing"))

    def _sign(self, file: str, token: Token) -> None:
        """Open or close mathematics, or begin the next row of a table."""
        if token.name in _MATH_SIGNS and self._holds() in {"text", "table"}:
            self.stack.append(Frame(kind=token.name, name=token.name, file=file, token=token, holds="math"))
        elif token.name in {")", "]"}:
            if _MATH_SIGNS.get(self.stack[-1].kind) == token.name:
                self.stack.pop()
        elif token.name == "\\":
            self._cell()

    def _cell(self) -> None:
        """A cell of a table ends, and with it any mathematics begun in it."""
        if self.stack[-1].kind == "begin" and self.stack[-1].name in TABLES:
            self._drop_dollars(self.stack[-1])

    def _paragraph(self) -> None:
        """An empty line ends a paragraph; mathematics cannot go on beyond it."""
        while self.stack[-1].kind in _MATH_SIGNS:
            self._never_closed(self.stack.pop())
        self._drop_dollars(self.stack[-1])

    # --- environments ------------------------------------------------------------------------

    def _environment(self, file: str, scanned: Scanned, token: Token) -> None:
        if token.kind == "begin":
            self._begin(file, token, token.name)
        elif token.kind == "end":
            self._end(file, scanned, token, token.name)
        else:
            self._torn(file, scanned, token)

    def _begin(self, file: str, token: Token, name: str) -> None:
        around = self._holds()
        if name == "document":
            around = "text"
        own = self.styles.context(name)
        if around == "text":
            holds = own
        elif around == "math":
            holds = own if own in {"math", "table"} else ""
        else:
            holds = own if around == "table" and own == "table" else ""
        self.stack.append(Frame(kind="begin", name=name, file=file, token=token, holds=holds))
        self.pending = None if name in WITHOUT_ARGUMENTS else token

    def _end(self, file: str, scanned: Scanned, token: Token, name: str) -> None:
        if name == "document" and (file != self.main or self._ends_later(scanned, token.end, name)):
            return  # a rule of its own speaks of an early end; others stand in arguments and listings
        at = next((i for i in range(len(self.stack) - 1, self.floor - 1, -1) if self._is(self.stack[i], name)), -1)
        if at < 0:
            self._fits_nothing(file, scanned, token, name)
            return
        while len(self.stack) > at + 1:
            frame = self.stack.pop()
            fault = self._never_closed(frame)
            if fault is not None and frame.kind == "begin":
                crossed = self._mismatch(file, token, name, frame)
                self.forgiven[frame.name] = (len(self.faults) - 1, crossed)
        frame = self.stack.pop()
        self._drop_dollars(frame)
        self.stack[-1].last = (frame, token.start)
        self.ended = name == "document"

    @staticmethod
    def _is(frame: Frame, name: str) -> bool:
        return frame.kind == "begin" and frame.name == name

    def _mismatch(self, file: str, token: Token, name: str, begun: Frame) -> Fault:
        return self._fault(
            "SEC517", file, token.start, token.end - token.start,
            rf"\end{{{name}}} stands where \end{{{begun.name}}} must come first",
            other=(begun.file, begun.token.start, rf"\begin{{{begun.name}}} is here"),
        )  # fmt: skip

    def _fits_nothing(self, file: str, scanned: Scanned, token: Token, name: str) -> None:
        r"""Report an `\end` without its `\begin`: one too many, or one of the two misspelt."""
        if name in self.forgiven:
            # The two were ended in the wrong order: the first of the two ends is the fault.
            place, crossed = self.forgiven.pop(name)
            self.faults[place] = crossed
            return
        if name in self.styles.loose:
            return
        at = next((i for i in range(len(self.stack) - 1, self.floor - 1, -1) if self.stack[i].kind == "begin"), -1)
        begun = self.stack[at] if at >= 0 else None
        if begun is None or begun.name == "document" or self._ends_later(scanned, token.end, begun.name):
            if not self._unknown_around():
                message = rf"\end{{{name}}} has no \begin{{{name}}}"
                self.faults.append(self._fault("SEC517", file, token.start, token.end - token.start, message))
            return
        del self.stack[at:]
        if self.styles.knows(name) and not self.styles.knows(begun.name) and begun.file == file:
            message = rf"\begin{{{begun.name}}} is ended by \end{{{name}}}"
            length = begun.token.end - begun.token.start
            other = (file, token.start, rf"\end{{{name}}} is here")
            self.faults.append(self._fault("SEC517", begun.file, begun.token.start, length, message, other=other))
            return
        message = rf"\end{{{name}}} ends \begin{{{begun.name}}}"
        other = (begun.file, begun.token.start, rf"\begin{{{begun.name}}} is here")
        self.faults.append(self._fault("SEC517", file, token.start, token.end - token.start, message, other=other))

    @staticmethod
    def _ends_later(scanned: Scanned, position: int, name: str) -> bool:
        """Whether the rest of a file ends an environment once more than it begins it."""
        open_ = 0
        for token in scanned.tokens:
            if token.start >= position and token.name == name:
                open_ += {"begin": 1, "end": -1}.get(token.kind, 0)
                if open_ < 0:
                    return True
        return False

    def _torn(self, file: str, scanned: Scanned, token: Token) -> None:
        r"""Report a `\begin` or `\end` whose braces are damaged, and go on as if they were not."""
        if self._unknown_around():
            return
        what, _, name = token.name.partition(":")
        message = rf"\{what} must be followed by the name in braces"
        hint = rf"write \{what}{{{name}}}"
        self.faults.append(self._fault("SEC514", file, token.start, token.end - token.start, message, hint=hint))
        before = len(self.faults)
        if what == "begin":
            self._begin(file, token, name)
        else:
            self._end(file, scanned, token, name)
        del self.faults[before:]

    def _unknown_around(self) -> bool:
        """Whether an environment that nobody knows is open: it may read its text letter by letter."""
        return any(f.kind == "begin" and not self.styles.knows(f.name) for f in self.stack)

    # --- what is left over -------------------------------------------------------------------

    def _never_closed(self, frame: Frame) -> Fault | None:
        """Report an open group, or the one inside it that must have taken its end."""
        if self._unknown_around():
            return None
        if frame.kind == "begin":
            if frame.name in self.styles.loose:
                return None
            frame = self._taker(frame)
            message = rf"\begin{{{frame.name}}} is never ended"
            fault = self._fault("SEC517", frame.file, frame.token.start, frame.token.end - frame.token.start, message)
        elif frame.kind in _MATH_SIGNS:
            message = rf"mathematics that \{frame.name} opens is not closed in its paragraph"
            fault = self._fault("SEC518", frame.file, frame.token.start, 2, message)
        else:
            frame = self._taker(frame)
            fault = self._fault("SEC514", frame.file, frame.token.start, 1, "this brace is never closed")
        self.faults.append(fault)
        return fault

    def _taker(self, frame: Frame) -> Frame:
        """Return the last group inside, of the same kind, if its end looks as if it were meant for this one."""
        while frame.last is not None:
            child, stop = frame.last
            if child.kind != frame.kind or child.name != frame.name or child.file != frame.file:
                break
            text = self.files[frame.file].text
            own, inner, ending = (indent(text, at) for at in (frame.token.start, child.token.start, stop))
            if ending is None or same_line(text, child.token.start, stop):
                break
            if frame.kind == "{":
                meant = ends_line(text, frame.token.end) and not ends_line(text, child.token.end)
            else:
                meant = own is not None and own == ending != inner
            if not meant:
                break
            frame = child
        return frame

    # --- signs -------------------------------------------------------------------------------

    def _bracket(self, file: str, scanned: Scanned, index: int, token: Token, command: Token) -> None:
        """Report an argument in brackets that its command would never find the end of."""
        if command.kind == "begin":
            known = command.name in FLOATS and command.end == token.start
        elif command.kind == "after" and command.name in BRACKETED:
            return
        else:
            known = command.kind == "word" and command.name in BRACKETED
        if token.start < self.quiet:
            return
        if known:
            end = bracket_end(scanned, index, command.name)
        else:
            end = brackets_end(scanned.text, token.start)
            end = end if end > token.start else 0
        if end > 0:
            self.quiet = end
            self.resumed = Token(command.kind, command.start, end, command.name)
        elif end < 0 and not self._unknown_around():
            message = "this bracket is never closed"
            self.faults.append(self._fault("SEC516", file, token.start, 1, message))

    def _dollar(self, file: str, scanned: Scanned, token: Token) -> None:
        top = self.stack[-1]
        if "$" in self.styles.plain or token.start < self.quiet or top.holds not in {"text", "table"}:
            return
        top.dollars.append(token)
        opening = top.math
        if opening is None:
            top.math = token
        elif opening.kind == token.kind:
            top.math = None
            if is_money(scanned.text, opening.start, token.start):
                self.faults.append(self._money(file, opening.start))
        elif opening.kind == "$":
            top.math = Token("$", token.start + 1, token.end)  # two signs: one closes, the next opens

    def _drop_dollars(self, frame: Frame) -> None:
        """Report the dollar sign that is open when its group, cell or paragraph ends."""
        if frame.math is not None:
            text = self.files[self.open_file].text
            pairs = zip(frame.dollars, frame.dollars[1:], strict=False)
            sums = (a.start for a, b in pairs if is_sum(text[a.start + 1 : b.start]))
            self.faults.append(self._money(self.open_file, next(sums, frame.math.start)))
        frame.dollars, frame.math = [], None

    def _money(self, file: str, start: int) -> Fault:
        return self._fault(
            "SEC518", file, start, 1, "this dollar sign opens mathematics", hint=r"write \$ for the sign"
        )

    def _special(self, file: str, scanned: Scanned, token: Token) -> None:
        holds = self._holds()
        if token.start < self.quiet or token.kind in self.styles.plain:
            return
        if holds != "text" and not (holds == "table" and token.kind != "&" and self._in_table()):
            if token.kind == "&":
                self._cell()
            return
        earlier = self.faults[-1] if self.faults else None
        if (
            earlier is not None
            and (earlier.code, earlier.file) == ("SEC519", file)
            and same_line(scanned.text, earlier.start, token.start)
        ):
            return
        message = f"{_SAID[token.kind]} has a meaning of its own in TeX and cannot be printed like this"
        hint = rf"write \{token.kind} for the sign" if token.kind != "^" else r"write \textasciicircum{} for the sign"
        self.faults.append(self._fault("SEC519", file, token.start, 1, message, hint=hint))

    def _in_table(self) -> bool:
        begun = next((f for f in reversed(self.stack) if f.kind == "begin"), None)
        return begun is not None and begun.name in TABLES

    @staticmethod
    def _fault(
        code: str,
        file: str,
        start: int,
        length: int,
        message: str,
        *,
        hint: str | None = None,
        other: tuple[str, int, str] | None = None,
    ) -> Fault:
        return Fault(code=code, file=file, start=start, length=length, message=message, hint=hint, other=other)
