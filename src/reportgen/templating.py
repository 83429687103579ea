"""Templates to TeX: a strict, sandboxed Jinja environment whose output knows where it came from.

Input: template text and values. Output: text with origin marks (see `markup`), one before each
line and each printed expression, so that a fault in TeX can be shown at the template's line and
column and at the record that supplied the text.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from reportgen.cache import Cache
from reportgen.codes import diagnose
from reportgen.dates import print_date
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.markup import Tex, escape, join, mark, traced
from reportgen.tools import Tools
from reportgen.values import Value

if TYPE_CHECKING:
    from jinja2.bccache import Bucket
    from jinja2.runtime import Context

_OPEN, _CLOSE = "(((", ")))"
# A value that cannot be printed leaves this in the text, so that one run finds all of them.
_FAULT = re.compile("\ue002([^\ue003]*)\ue003")
# Characters for private use are ours here: they delimit marks and faults.
_SIGN = re.compile("[\ue000-\uf8ff]")
_USES_OTHERS = re.compile(r"\b(?:import|include|extends)\b")
_GLOBALS = ("range",)
# No filter that escapes for HTML, joins with HTML escaping or marks text as safe.
_FILTERS = (
    "abs",
    "batch",
    "capitalize",
    "count",
    "default",
    "dictsort",
    "first",
    "groupby",
    "int",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "replace",
    "reverse",
    "round",
    "select",
    "selectattr",
    "slice",
    "sort",
    "sum",
    "title",
    "trim",
    "truncate",
    "unique",
    "upper",
)
# What an expression or a filter may raise for the values it was given.
_FAILURES = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
    jinja2.TemplateRuntimeError,
)  # fmt: skip
# These change letters.
_TEXT_FILTERS = ("capitalize", "lower", "replace", "title", "truncate", "upper")


class MisuseError(Exception):
    """A template function's refusal where no text can stand in for its result, such as in a loop."""

    def __init__(self, code: str, message: str, hint: str | None = None) -> None:
        """Keep what the diagnostic will say."""
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def fault(code: str, message: str, hint: str | None = None) -> Tex:
    """Return a text that becomes a diagnostic where it is printed, so that the rest is still filled in."""
    message, hint = (_SIGN.sub("", text) for text in (message, hint or ""))
    return Tex(f"\ue002{code}\ue004{message}\ue004{hint}\ue003")


class _Origins(Extension):
    """Puts origin marks into the template source before it is compiled."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Insert a mark at the start of each line of text and before each printed expression."""
        if name is None:
            return source
        source = source.replace("\r\n", "\n").replace("\r", "\n")
        forged = _SIGN.search(source)
        if forged:
            message = f"the private-use character U+{ord(forged.group()):04X} may not stand in a template"
            raise jinja2.TemplateSyntaxError(message, source.count("\n", 0, forged.start()) + 1, name, filename)
        position, line_start = 0, 0
        pieces: list[str] = []
        for line, kind, text in self.environment.lex(source, name, filename):
            found = source.find(text, position)
            if found > position:
                pieces.append(source[position:found])
            if found >= 0:
                position = found
            line_start = source.rfind("\n", 0, position) + 1
            if kind == "data":
                pieces.append(_marked(text, name, line, position - line_start + 1))
            elif kind == "variable_begin" and not text.endswith("-"):
                pieces.append(str(mark(Place(file=name, line=line, column=position - line_start + 1), data=False)))
                pieces.append(text)
            else:
                pieces.append(text)
            position += len(text)
        pieces.append(source[position:])
        return "".join(pieces)

    def filter_stream(self, stream: Any) -> Iterator[Any]:
        """Refuse the `~` operator: it joins with HTML escaping."""
        for token in stream:
            if token.type == "tilde":
                message = "the operator ~ is not allowed in templates"
                raise jinja2.TemplateSyntaxError(message, token.lineno, stream.name, stream.filename)
            yield token


def _marked(text: str, file: str, line: int, column: int) -> str:
    """Mark each line of a piece of template text that has something on it."""
    marked: list[str] = []
    for offset, part in enumerate(text.split("\n")):
        if part.strip():
            place = Place(file=file, line=line + offset, column=column if offset == 0 else 1)
            marked.append(f"{mark(place, data=False, exact=True)}{part}")
        else:
            marked.append(part)
    return "\n".join(marked)


class _CodeGenerator(CodeGenerator):
    """Leaves constants to run time: folded ones would be escaped for HTML before `_finalize`."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


class _Environment(ImmutableSandboxedEnvironment):
    code_generator_class = _CodeGenerator
    intercepted_binops = frozenset({"+", "%"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Take a field before a method: a record's `label` or `items` are its own."""
        if isinstance(obj, Mapping):
            try:
                return obj[attribute]
            except KeyError:
                pass
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Join a macro's output with plain text as TeX: as `Markup` it would escape the text for HTML."""
        if operator == "%" and isinstance(left, Markup):
            return _not_plain("%")
        left, right = (Tex(side) if type(side) is Markup else side for side in (left, right))
        return super().call_binop(context, operator, left, right)


def _finalize(value: Any) -> Markup:
    """Turn what an expression yields into TeX; no value can reach the page unescaped.

    Trusted are `Tex` and Jinja's own `Markup`: the output of macros, of `set` blocks and of
    `super()`, every piece of which has been through here already.
    """
    if isinstance(value, jinja2.Undefined):
        refused = value._undefined_exception is SecurityError
        return fault("SEC508", str(value._undefined_hint)) if refused else fault("SEC503", _undefined_message(value))
    if isinstance(value, Markup):
        return value
    if isinstance(value, Value):
        return traced(escape(value), value.place)
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return escape(value)
    what = "an empty value" if value is None else f"a {type(value).__name__}"
    return fault("SEC507", f"{what} cannot be printed; print one of its fields")


def _trusted(text: str) -> Tex:
    """Take a text of the template for TeX; what delimits marks and faults is not among it."""
    return Tex(_SIGN.sub("", text))


def _not_plain(name: str) -> Tex:
    return fault("SEC512", f"'{name}' works on plain text, and this is TeX", "apply it to a field of the record")


def _plain_only(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """Keep a filter from changing letters of TeX commands, and of marks, in what is TeX already."""

    @wraps(work)
    def checked(*arguments: Any, **options: Any) -> Any:
        if any(isinstance(argument, Markup) for argument in arguments):
            return _not_plain(name)
        return work(*arguments, **options)

    return checked


def _dated(value: str) -> str:
    """Print an ISO date in words; the value keeps its place."""
    text = print_date(value)
    return Value(text, value.place) if isinstance(value, Value) else text


def _stopped(value: str) -> str:
    """End a text with a full stop, unless it ends like a sentence; the value keeps its place."""
    text = value if value.rstrip().endswith((".", "?", "!", "…")) else f"{value.rstrip()}."
    return Value(text, value.place) if isinstance(value, Value) else text


def _undefined_message(value: jinja2.Undefined) -> str:
    name, owner = value._undefined_name, value._undefined_obj
    if owner is jinja2.utils.missing:
        return f"'{name}' is not defined"
    return f"'{getattr(owner, 'label', type(owner).__name__)}' has no '{name}'"


class _Compiled(jinja2.BytecodeCache):
    """Keeps compiled templates in memory, by name and text; code from a disk would have to be trusted."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in the code of a template that was compiled before."""
        bucket.code = self._cache.recall("template", (bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        code = bucket.code
        self._cache.remember("template", (bucket.key, bucket.checksum), lambda: code)


class Templates:
    """The project's templates, by path relative to the project."""

    def __init__(self, project: Path, tools: Tools, cache: Cache | None = None) -> None:
        """Make an environment that can load `*.j2` files of the project and nothing else."""
        self._project, self._tools = project, tools
        self.environment = _Environment(
            block_start_string="((*", block_end_string="*))",
            variable_start_string=_OPEN, variable_end_string=_CLOSE,
            comment_start_string="((=", comment_end_string="=))",
            autoescape=True, finalize=_finalize, undefined=jinja2.StrictUndefined,
            trim_blocks=True, keep_trailing_newline=True, extensions=[_Origins],
            loader=jinja2.FunctionLoader(lambda name: _load(project, name, tools)),
            bytecode_cache=_Compiled(cache) if cache is not None else None,
        )  # fmt: skip
        for registry, kept in ((self.environment.globals, _GLOBALS), (self.environment.filters, _FILTERS)):
            allowed = {name: registry[name] for name in kept}
            registry.clear()
            registry.update(allowed)
        self.environment.globals["tex"] = _trusted
        self.environment.filters["date"] = _dated
        self.environment.filters["stop"] = _stopped
        self.environment.filters["join"] = lambda pieces, between="": join(pieces, between)
        for name in _TEXT_FILTERS:
            self.environment.filters[name] = _plain_only(name, self.environment.filters[name])

    def has(self, name: str) -> bool:
        """Whether there is a template of this name."""
        return _exists(self._project, name, self._tools)

    def texts(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the templates, by name with their texts, that a macro of this one may use.

        One that names no other stands alone; otherwise any template of the report may be among them.
        """
        own = self._source(name)
        if not _USES_OTHERS.search(own):
            return ((name, own),)
        every = (p.relative_to(self._project).as_posix() for p in self._tools.list(self._project / "report", "**/*.j2"))
        return tuple((other, self._source(other)) for other in every)

    def fill(self, name: str, context: Mapping[str, Any]) -> Outcome[str | None]:
        """Fill in a template; `None` when it cannot be read or fails half-way."""
        return self._run(name, lambda: self.environment.get_template(name).render(context))

    def call(self, name: str, macro: str, *arguments: Any) -> Outcome[str | None]:
        """Call a macro of a template. The outcome is `None` when it has no such macro."""

        def work() -> str:
            module = self.environment.get_template(name).module
            found = getattr(module, macro)
            return str(found(*arguments))

        return self._run(name, work)

    def macros(self, name: str) -> Outcome[frozenset[str]]:
        """Return the names of a template's macros."""
        found: set[str] = set()

        def work() -> str:
            module = self.environment.get_template(name).module
            found.update(key for key, value in vars(module).items() if callable(value))
            return ""

        outcome = self._run(name, work)
        return Outcome(frozenset(found), outcome.diagnostics)

    def _name_in_line(self, message: str, place: Place) -> tuple[Place, int | None]:
        """Find the column of the name that a message quotes, if the line has it."""
        quoted = re.findall(r"'([\w.]+)'", message)
        if place.line is None or not quoted:
            return place, None
        lines = self._source(place.file).split("\n")
        line = lines[place.line - 1] if place.line <= len(lines) else ""
        found = re.search(rf"(?<!\w){re.escape(quoted[-1])}(?!\w)", line)
        if found is None:
            return place, None
        return Place(file=place.file, line=place.line, column=found.start() + 1), len(quoted[-1])

    def _source(self, name: str) -> str:
        found = _load(self._project, name, self._tools)
        return found[0] if isinstance(found, tuple) else found or ""

    def _run(self, name: str, work: Callable[[], str]) -> Outcome[str | None]:
        try:
            text = work()
        except jinja2.TemplateSyntaxError as error:
            code = "SEC509" if "operator ~" in (error.message or "") else "SEC502"
            place = Place(file=error.name or name, line=error.lineno)
            return Outcome(None, (diagnose(code, error.message or "syntax error", place),))
        except jinja2.TemplateNotFound as error:
            place = _line_of(error, name)
            return Outcome(None, (diagnose("SEC501", f"template '{error.name}' does not exist", place),))
        except jinja2.UndefinedError as error:
            place, length = self._name_in_line(error.message or "", _line_of(error, name))
            return Outcome(None, (diagnose("SEC503", error.message or "undefined", place, length=length),))
        except MisuseError as error:
            place = _line_of(error, name)
            return Outcome(None, (diagnose(error.code, error.message, place, hint=error.hint),))
        except SecurityError as error:
            return Outcome(None, (diagnose("SEC508", str(error), _line_of(error, name)),))
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            message = f"not UTF-8: byte {error.object[error.start]:#04x}"
            return Outcome(None, (diagnose("SEC510", message, Place(file=name, line=line)),))
        except _FAILURES as error:
            place = _line_of(error, name)
            if place.line is None:
                raise
            return Outcome(None, (diagnose("SEC512", f"{type(error).__name__}: {error}", place),))
        return _collect(text)


def _load(project: Path, name: str, tools: Tools) -> tuple[str, str, Callable[[], bool]] | None:
    """Return text and name of a template, and that it need not be read again."""
    if not _exists(project, name, tools):
        return None
    return tools.read(project / name).decode("utf-8-sig"), name, lambda: True


def _exists(project: Path, name: str, tools: Tools) -> bool:
    inside = ".." not in name.split("/") and not name.startswith("/")
    return inside and name.endswith(".j2") and tools.state(project / name) is not None


def _line_of(error: BaseException, name: str) -> Place:
    """Find the template line that raised: Jinja rewrites its frames to the template's lines."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(".j2"):
            return Place(file=frame.filename, line=frame.lineno)
    return Place(file=name)


def _collect(text: str) -> Outcome[str | None]:
    """Turn the faults left in a text into diagnostics, each at the mark before it."""
    if "\ue002" not in text:
        return Outcome(text)
    found: list[Diagnostic] = []
    for hit in _FAULT.finditer(text):
        code, message, hint = hit.group(1).split("\ue004")
        found.append(diagnose(code, message, _mark_before(text, hit.start()), hint=hint or None))
    return Outcome(_FAULT.sub("", text), tuple(found))


def _mark_before(text: str, position: int) -> Place | None:
    """Return the place of the last template mark before a position."""
    start = max(text.rfind("\ue000t:", 0, position), text.rfind("\ue000x:", 0, position))
    if start < 0:
        return None
    _, line, column, file = text[start + 1 : text.index("\ue001", start)].split(":", 3)
    return Place(file=file, line=int(line) if line else None, column=int(column) if column else None)
