"""What a TeX log can say: the kinds of events, and an event as a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an event is. `SUMMARY` only repeats, at the end, what earlier events said one by one."""

    ERROR = "error"
    UNDEFINED_CITATION = "undefined-citation"
    UNDEFINED_REFERENCE = "undefined-reference"
    MULTIPLY_DEFINED = "multiply-defined"
    OVERFULL = "overfull"
    UNDERFULL = "underfull"
    MISSING_CHARACTER = "missing-character"
    FONT_SUBSTITUTION = "font-substitution"
    RERUN = "rerun"
    OPEN_GROUP = "open-group"
    NO_FILE = "no-file"
    PACKAGE_WARNING = "package-warning"
    OTHER_WARNING = "other-warning"
    SUMMARY = "summary"


class Fault(StrEnum):
    """What an error is about; in brackets what `LogEvent.name` then holds."""

    UNDEFINED_MACRO = "undefined-macro"  # the macro, with its backslash
    MISSING_FILE = "missing-file"  # the file
    MISSING_PACKAGE = "missing-package"  # the .sty or .cls file
    IMAGE = "image"  # the file that cannot be used
    MATH = "math"
    RUNAWAY = "runaway"  # the macro whose argument does not end
    MISSING_BRACE = "missing-brace"  # the brace
    EXTRA_BRACE = "extra-brace"
    ALIGNMENT = "alignment"  # the misplaced token
    UNDEFINED_ENVIRONMENT = "undefined-environment"  # the environment
    MISMATCHED_ENVIRONMENT = "mismatched-environment"  # the environment that was begun
    ILLEGAL_CHARACTER = "illegal-character"  # U+XXXX
    MISSING_CHARACTER = "missing-character"  # the character, or its code
    FONT = "font"  # the font asked for
    CAPACITY = "capacity"  # what ran out
    NUMBER = "number"
    PARAMETER = "parameter"
    COUNTER = "counter"  # the counter
    ITEM = "item"
    DEFINED = "defined"  # the command or environment
    OPTION = "option"  # the option, or the package with the clash
    CONDITIONAL = "conditional"  # the token that has no \\if before it
    LUA = "lua"
    NO_END = "no-end"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEvent:
    """One thing the log says.

    `message` is one line without a full stop. `file` is as in the log without `./`; `line` and
    `column` are 1-based and count the generated file's lines and characters. The column is that
    of the last character TeX had read, or of an undefined macro's first. `page` is given for what
    was noticed while a page was shipped out, when TeX no longer knows the line. `source` is the
    package or class that speaks. `name` is the citation key, label, character, font or opener of
    the group, for errors what `Fault` says; of `NO_FILE` the file that LaTeX goes on without. `through` are the files
    that were open, the outermost first; `inside` is the macro whose text TeX was reading.
    """

    kind: Kind
    message: str
    fault: Fault | None = None
    file: str | None = None
    line: int | None = None
    end_line: int | None = None
    column: int | None = None
    page: str | None = None
    source: str | None = None
    name: str | None = None
    amount_pt: float | None = None
    context: str | None = None
    through: tuple[str, ...] = ()
    inside: str | None = None
