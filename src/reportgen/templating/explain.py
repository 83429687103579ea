"""What went wrong in a template, at the place that a person mends: exceptions and left faults in, diagnostics out."""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place, Related, Severity
from reportgen.templating.faults import column_in, line_and_column, syntax_fault
from reportgen.templating.refusals import FAULT, SIGN, parts_of

if TYPE_CHECKING:
    import jinja2

_MARKS = re.compile("\ue000(t[^\ue001]*)\ue001")
# How many printed expressions before a fault may be the call that led to it.
_MARKS_BACK = 40
_MACRO = re.compile(r"\(\(\*-?\s*macro\s+(\w+)")
_HEAD = re.compile(r"\(\(\*-?\s*macro\s+(\w+)\s*\(([^()]*)\)")
_IMPORT = re.compile(r"\(\(\*-?\s*from\s+[\"']([^\"']+)[\"']\s+import\s+([\w\s,]+?)(?:\s+with\s+context)?\s*-?\*\)\)")
# Jinja's own words.
_NOT_EXPORTED = re.compile(
    r"the template '([^']+)' \(imported on line (\d+) in '([^']+)'\) does not export the requested name '([^']+)'"
)
_LEFT_OUT = re.compile(r"parameter '([^']+)' was not provided")
_ARGUMENTS = re.compile(r"^(?:macro '(\w+)'|(?:\S+\.)?(\w+)\(\)) (?=takes|missing|got an unexpected|got multiple)")
_USES_OTHERS = re.compile(r"\b(?:import|include|extends)\b")


def is_told_by_jinja(said: str) -> bool:
    """Whether Jinja's own words say more of an undefined name than that it is not defined."""
    return bool(_NOT_EXPORTED.search(said) or _LEFT_OUT.search(said))


class Explainer:
    """Tells faults of one project's templates; `source` gives the text of a template by name."""

    def __init__(self, environment: jinja2.Environment, source: Callable[[str], str]) -> None:
        """Keep what the places are looked up in."""
        self.environment, self._source = environment, source

    def _line(self, place: Place) -> str:
        lines = self._source(place.file).split("\n")
        return lines[(place.line or 1) - 1] if (place.line or 1) <= len(lines) else ""

    def told(
        self,
        code: str,
        message: str,
        place: Place,
        *names: str,
        hint: str | None = None,
        severity: Severity | None = None,
    ) -> Diagnostic:
        """Make a diagnostic at the column of what the message names, if the line has it."""
        at = column_in(self._source(place.file), place.line, message, names) if place.line else None
        if at is None:
            return diagnose(code, message, place, hint=hint, severity=severity)
        at_column = replace(place, column=at[0])
        return diagnose(code, message, at_column, hint=hint, length=at[1], severity=severity)

    def place_of(self, name: str, place: Place) -> Place:
        """Return the place of a name on a line of a template, with its column if it stands there."""
        at = column_in(self._source(place.file), place.line, f"'{name}'") if place.line else None
        return place if at is None else replace(place, column=at[0])

    def syntax(self, error: jinja2.TemplateSyntaxError, name: str) -> Diagnostic:
        """Tell a fault of syntax: the first tag that is wrong by itself or fits no other, else Jinja's line."""
        message = error.message or "syntax error"
        file = error.name or name
        source = self._source(file).replace("\r\n", "\n").replace("\r", "\n")
        found = syntax_fault(source, self.environment) if not SIGN.search(source) else None
        if found is None:
            return self.told(_syntax_code(message), message, Place(file=file, line=error.lineno))
        line, column = line_and_column(source, found.start)
        place = Place(file=file, line=line, column=column)
        related: tuple[Related, ...] = ()
        if found.other is not None:
            line, column = line_and_column(source, found.other[0])
            related = (Related(message=found.other[1], place=Place(file=file, line=line, column=column)),)
        code = _syntax_code(found.message)
        return diagnose(code, found.message, place, hint=found.hint, related=related, length=found.length)

    def undefined(self, error: jinja2.UndefinedError, name: str) -> Diagnostic:
        """Tell what is not defined: a name, a macro that another template does not have, an argument left out."""
        message = error.message or "undefined"
        place = line_of(error, name)
        imported = _NOT_EXPORTED.search(message)
        if imported is not None:
            return self.not_exported(imported)
        if "TemplateModule object' has no attribute" in message:
            missing = message.rpartition("'")[0].rpartition("'")[2]
            return self.told("SEC524", f"the imported template has no macro '{missing}'", place)
        left_out = _LEFT_OUT.search(message)
        if left_out is not None:
            return self.left_out(left_out.group(1), place, _template_lines(error))
        return self.misimported(message, place) or self.told("SEC503", message, place)

    def misimported(self, message: str, place: Place) -> Diagnostic | None:
        """Return the fault of an import under a wrong name, for a name that is therefore not defined."""
        undefined = re.match(r"'(\w+)' is (?:undefined|not defined)$", message)
        if undefined is None:
            return None
        source = self._source(place.file)
        for hit in _IMPORT.finditer(source):
            there = set(_MACRO.findall(self._source(hit.group(1))))
            for wanted in re.split(r"[\s,]+", hit.group(2).strip()):
                missing = bool(there) and wanted not in there
                if missing and undefined.group(1) in difflib.get_close_matches(wanted, there, 1, 0.6):
                    line = source.count("\n", 0, hit.start()) + 1
                    hint = f"did you mean '{undefined.group(1)}'?"
                    at = Place(file=place.file, line=line)
                    return self.told("SEC524", f"'{hit.group(1)}' has no macro '{wanted}'", at, hint=hint)
        return None

    def not_exported(self, imported: re.Match[str]) -> Diagnostic:
        """Tell that a macro was imported that is not there; `imported` is the match of Jinja's words."""
        other, line, file, wanted = imported.groups()
        source = self._source(other)
        if not source.strip():
            at = Place(file=other, line=1)
            return diagnose("SEC522", f"the template '{other}' is empty", at, severity=Severity.ERROR)
        hint = nearest(wanted, _MACRO.findall(source))
        message = f"'{other}' has no macro '{wanted}'"
        return self.told("SEC524", message, Place(file=file, line=int(line)), hint=hint)

    def macro_place(self, name: str, macro: str) -> Place:
        """Return the place of a macro of a template, of the template itself when it has none of that name."""
        source = self._source(name).replace("\r\n", "\n").replace("\r", "\n")
        for hit in _MACRO.finditer(source):
            if hit.group(1) == macro:
                line, column = line_and_column(source, hit.start(1))
                return Place(file=name, line=line, column=column)
        return Place(file=name, line=1)

    def left_out(self, argument: str, place: Place, lines: list[Place]) -> Diagnostic:
        """Show the call of the macro that was not given an argument, where it can be found."""
        lines_before = self._source(place.file).split("\n")[: place.line or 1]
        if place.column is not None:
            lines_before[-1] = lines_before[-1][: place.column]
        heads = _HEAD.findall("\n".join(lines_before))
        macro = next((name for name, taken in reversed(heads) if argument in re.findall(r"\w+", taken)), "")
        message = f"'{macro}' is called without '{argument}'" if macro else f"'{argument}' was not given"
        for caller in reversed(lines):
            if macro and re.search(rf"(?<!macro )\b{re.escape(macro)}\s*\(", self._line(caller)):
                return self.told("SEC523", message, caller, macro)
        return diagnose("SEC523", message, place)

    def failure(self, error: Exception, name: str) -> Diagnostic:
        """Tell what an expression or a function could not do. Raises the error when no template is at fault."""
        place = line_of(error, name)
        if place.line is None:
            raise error
        if isinstance(error, RecursionError):
            for each in (*_cycle(_template_lines(error), name), place):
                if _USES_OTHERS.search(self._line(each)):
                    return self.told("SEC525", "the template includes itself", each)
            return self.told("SEC512", f"RecursionError: {error}", place)
        function, inside = _function_of(error)
        if isinstance(error, TypeError):
            misused = _ARGUMENTS.search(str(error))
            if misused and not inside:
                called = misused.group(1) or misused.group(2)
                return self.told("SEC523", _misuse(called, str(error)), place, called)
        if inside and isinstance(error, TypeError | AttributeError):
            return self.told("SEC523", f"'{function}' cannot work with what it was given", place, function)
        return self.told("SEC512", f"{type(error).__name__}: {error}", place)

    def collect(self, text: str) -> Outcome[str | None]:
        """Turn the faults left in a text into diagnostics, each at the mark before it."""
        if "\ue002" not in text:
            return Outcome(text)
        found: list[Diagnostic] = []
        for hit in FAULT.finditer(text):
            code, message, hint, called = parts_of(hit)
            place = _mark_before(text, hit.start())
            elsewhere = called is not None and (place is None or (called.file, called.line) != (place.file, place.line))
            imported = _NOT_EXPORTED.search(message)
            left_out = _LEFT_OUT.search(message)
            if imported is not None:
                found.append(self.not_exported(imported))
            elif left_out is not None and place is not None:
                lines = [p for p in map(_place_of, _MARKS.findall(text[: hit.start()])) if p.line is not None]
                found.append(self.left_out(left_out.group(1), place, lines[-_MARKS_BACK:]))
            elif elsewhere and called is not None and code != "SEC503":
                found.append(self.told(code, message, called, hint=hint))
            else:
                wrong = self.misimported(message, place) if code == "SEC503" and place is not None else None
                found.append(wrong or diagnose(code, message, place, hint=hint))
        return Outcome(FAULT.sub("", text), tuple(dict.fromkeys(found)))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return a hint at the known name that a wrong one is most like."""
    near = difflib.get_close_matches(name, tuple(known), 1, 0.6)
    return f"did you mean '{near[0]}'?" if near else None


def _steps(error: BaseException) -> list[tuple[str, int | None, str]]:
    """Return file, line and function of what was at work, outermost first, in lines of templates.

    Jinja rewrites the frames of a template that it renders, not those of a macro that is called from outside.
    """
    steps: list[tuple[str, int | None, str]] = []
    for frame, line in traceback.walk_tb(error.__traceback__):
        template = frame.f_globals.get("__jinja_template__")
        if template is None:
            steps.append((frame.f_code.co_filename, line, frame.f_code.co_name))
        else:
            steps.append((template.filename, template.get_corresponding_lineno(line), frame.f_code.co_name))
    return steps


def _template_lines(error: BaseException) -> list[Place]:
    """Return the template lines that were at work, outermost first."""
    return [Place(file=file, line=line) for file, line, _ in _steps(error) if file.endswith(".j2")]


def line_of(error: BaseException, name: str) -> Place:
    """Find the template line that raised."""
    lines = _template_lines(error)
    return lines[-1] if lines else Place(file=name)


def _cycle(lines: list[Place], name: str) -> Iterator[Place]:
    """Give the lines that go back to a template that is at work already, the first one first."""
    seen = {name}
    for before, after in pairwise(lines):
        if before == after or (before.file != after.file and after.file in seen):
            yield before
        seen.add(after.file)


def _function_of(error: BaseException) -> tuple[str, bool]:
    """Return the function of ours that a template called, and whether the error came from inside of it."""
    steps = _steps(error)
    last = max((at for at, step in enumerate(steps) if step[0].endswith(".j2")), default=len(steps))
    own = [name for file, _, name in steps[last + 1 :] if "jinja2" not in file and "markupsafe" not in file]
    called = next((name for name in own if not name.startswith(("_", "call", "getattr", "checked", "passed", "<"))), "")
    return called, bool(called)


def _misuse(called: str, message: str) -> str:
    """Say what is wrong with the arguments of a call, without what Python counts besides them."""
    unknown = re.search(r"(?:unexpected|no) keyword argument '(\w+)'", message)
    if unknown:
        return f"'{called}' has no argument '{unknown.group(1)}'"
    twice = re.search(r"multiple values for argument '(\w+)'", message)
    if twice:
        return f"'{called}' is given '{twice.group(1)}' twice"
    return f"'{called}' is given too {'few' if 'missing' in message else 'many'} arguments"


def _syntax_code(message: str) -> str:
    return "SEC509" if "operator ~" in message else "SEC502"


def _place_of(mark_: str) -> Place:
    _, line, column, file = mark_.split(":", 3)
    return Place(file=file, line=int(line) if line else None, column=int(column) if column else None)


def _mark_before(text: str, position: int) -> Place | None:
    """Return the place of the last template mark before a position."""
    start = max(text.rfind("\ue000t", 0, position), text.rfind("\ue000x", 0, position))
    if start < 0:
        return None
    return _place_of(text[start + 1 : text.index("\ue001", start)])
