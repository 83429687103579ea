"""What a function of a template answers when it cannot give what it was asked for.

A `fault` is printed in its place and becomes a diagnostic; `Absent` stands for a record that is not there; a
`MisuseError` ends the template; `note` lets it go on. Each knows the template line that called: a fault may be handed
to a macro of another file and be printed there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from inspect import currentframe
from typing import Any, NoReturn

from reportgen.diagnostics import Place, Severity
from reportgen.markup import Tex

# Characters for private use are ours here: they delimit marks and faults.
SIGN = re.compile("[\ue000-\uf8ff]")
FAULT = re.compile("\ue002([^\ue003]*)\ue003")


class MisuseError(Exception):
    """A template function's refusal where no text can stand in for its result, such as in a loop.

    `place` is the line of the template that is at fault, `None` for the one at work.
    """

    def __init__(self, code: str, message: str, hint: str | None = None, place: Place | None = None) -> None:
        """Keep what the diagnostic will say."""
        super().__init__(message)
        self.code, self.message, self.hint, self.place = code, message, hint, place


Note = tuple[str, str, str | None, Place | None, Severity | None]
_NOTES: ContextVar[list[Note] | None] = ContextVar("notes", default=None)


def fault(code: str, message: str, hint: str | None = None) -> Tex:
    """Return a text that becomes a diagnostic of the line that called, so that the rest is still filled in."""
    message, hint = (SIGN.sub("", text) for text in (message, hint or ""))
    place = calling_place()
    at = f"\ue004{place.line or ''}:{place.file}" if place is not None else ""
    return Tex(f"\ue002{code}\ue004{message}\ue004{hint}{at}\ue003")


def parts_of(found: re.Match[str]) -> tuple[str, str, str | None, Place | None]:
    """Return code, message, hint and place of a fault in a text."""
    code, message, hint, *rest = found.group(1).split("\ue004")
    at = rest[0] if rest else ""
    line, _, file = at.partition(":")
    return code, message, hint or None, Place(file=file, line=int(line) if line else None) if at else None


def calling_place() -> Place | None:
    """Return the line of the template that is at work, `None` when none is."""
    frame = currentframe()
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return Place(file=template.filename, line=template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back
    return None


def note(code: str, message: str, hint: str | None = None, severity: Severity | None = None) -> None:
    """Note something of the line that called, while the template is filled in as if nothing were wrong."""
    notes = _NOTES.get()
    if notes is not None:
        notes.append((code, message, hint, calling_place(), severity))


@contextmanager
def noting() -> Iterator[list[Note]]:
    """Give a list that holds what is noted from here on."""
    notes: list[Note] = []
    token = _NOTES.set(notes)
    try:
        yield notes
    finally:
        _NOTES.reset(token)


class Absent(Tex):
    """A record that is not there: each of its fields is the fault that says so.

    What can be printed is printed as that fault. A question that would be answered by it, in a condition or a loop,
    ends the template: the fault would be lost.
    """

    __slots__ = ()

    def __getitem__(self, key: Any) -> Any:
        """Return itself."""
        return self

    def __call__(self, *_: Any, **__: Any) -> Any:
        """Return itself."""
        return self

    def refuse(self, *_: Any) -> NoReturn:
        """Raise `MisuseError` for the place at which this was asked for."""
        found = FAULT.search(str(self))
        if found is None:
            raise MisuseError("SEC505", "there is no such record")
        raise MisuseError(*parts_of(found))

    __hash__ = Tex.__hash__
    __bool__ = __iter__ = __len__ = __contains__ = refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = refuse


class Typed(str):
    """A text that is written out in a call, not taken from a record or a list."""

    __slots__ = ()
