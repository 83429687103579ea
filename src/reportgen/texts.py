"""The text of a project's file: UTF-8, with or without a byte order mark; or the reason why there is none."""

from __future__ import annotations

from pathlib import Path

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.tools import Tools


def read_text(path: Path, file: str, code: str, tools: Tools, hint: str | None = None) -> Outcome[str | None]:
    """Read a file; what prevents it is reported with `code` in `file`, which is how the project names the path."""
    try:
        data = tools.read(path)
    except OSError as error:
        message = f"cannot read {file}: {error.strerror or error}"
        return Outcome(None, (diagnose(code, message, Place(file=file), hint=hint),))
    return decode(data, file, code, hint)


def decode(data: bytes, file: str, code: str, hint: str | None = None) -> Outcome[str | None]:
    """Return the text of a file's bytes, or report with `code` the first that is not UTF-8."""
    try:
        return Outcome(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Outcome(None, (not_utf8(error, file, code, hint),))


def not_utf8(error: UnicodeDecodeError, file: str, code: str, hint: str | None = None) -> Diagnostic:
    """Report a byte that is not UTF-8 at its line; columns count the characters before it."""
    before = error.object[: error.start]
    line = before.rpartition(b"\n")[2].decode("utf-8", "replace")
    place = Place(file=file, line=before.count(b"\n") + 1, column=len(line) + 1)
    return diagnose(code, f"not UTF-8: byte {error.object[error.start]:#04x}", place, hint=hint)
