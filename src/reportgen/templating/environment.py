"""Templates to TeX: a strict, sandboxed Jinja environment whose output knows where it came from.

Input: template text and values. Output: text with origin marks (see `markup`), one before each
line and each printed expression, so that a fault in TeX can be shown at the template's line and
column and at the record that supplied the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
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
from reportgen.diagnostics import Outcome, Place
from reportgen.markup import Tex, mark
from reportgen.templating.explain import Explainer, line_of
from reportgen.templating.faults import stray_brackets
from reportgen.templating.printing import NamedUndefined, finalize, not_plain, set_filters, trusted
from reportgen.templating.refusals import SIGN, Absent, MisuseError, noting
from reportgen.templating.templates import exists
from reportgen.texts import not_utf8
from reportgen.tools import Tools

if TYPE_CHECKING:
    from jinja2.bccache import Bucket
    from jinja2.runtime import Context

_OPEN, _CLOSE = "(((", ")))"
_REFERRING = re.compile(r"[\s-]*(see|ref)\s*\(")
_NAMED = re.compile(r"\"[^\"]*\"|'[^']*'|\.[^\W\d]\w*")
_GLOBALS = ("namespace", "range")
# What an expression or a filter may raise for the values it was given.
_FAILURES = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
    jinja2.TemplateRuntimeError,
)  # fmt: skip
# Functions that choose records by the values of their fields.
_CHOOSING = ("count", "records")


class _Origins(Extension):
    """Puts origin marks into the template source before it is compiled."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Insert a mark at the start of each line of text and before each printed expression."""
        if name is None:
            return source
        source = source.replace("\r\n", "\n").replace("\r", "\n")
        forged = SIGN.search(source)
        if forged:
            message = f"the private-use character U+{ord(forged.group()):04X} may not stand in a template"
            raise jinja2.TemplateSyntaxError(message, source.count("\n", 0, forged.start()) + 1, name, filename)
        stray = stray_brackets(source)
        if stray is not None:
            raise jinja2.TemplateSyntaxError(stray.message, source.count("\n", 0, stray.start) + 1, name, filename)
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
                place = Place(file=name, line=line, column=position - line_start + 1)
                made = _digest(source[position + len(text) : source.find(_CLOSE, position)])
                pieces.append(str(mark(place, data=False, made=made)))
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


def _digest(expression: str) -> str:
    """Return a short digest of what an expression names, its texts and the fields it asks for; empty for variables.

    Which of several variables is printed may hang on what the records are.
    """
    referring = _REFERRING.match(expression)  # what it names may be renamed with all that refers to it
    named = [referring[1]] if referring else _NAMED.findall(expression)
    if not named:
        return ""
    words = " ".join(sorted(name.strip("\"'") for name in named))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:6]


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

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Let no loop run over the letters of a text, and no name of a filter wait for its first use to be wrong."""
        tree = super()._parse(source, name, filename)
        for what, kind, known in (("filter", nodes.Filter, self.filters), ("test", nodes.Test, self.tests)):
            for node in tree.find_all(kind):
                if node.name not in known:
                    message = f"No {what} named '{node.name}'."
                    raise jinja2.TemplateAssertionError(message, node.lineno, name, filename)
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in _CHOOSING:
                for option in call.kwargs:
                    if isinstance(option.value, nodes.Const) and isinstance(option.value.value, str):
                        option.value = nodes.Filter(option.value, "typed", [], [], None, None, lineno=call.lineno)
        for loop in tree.find_all(nodes.For):
            if not isinstance(loop.iter, nodes.Const):
                loop.iter = nodes.Filter(loop.iter, "each", [], [], None, None, lineno=loop.iter.lineno)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Take a field before a method: a record's `label` or `items` are its own."""
        if isinstance(obj, Absent):
            return obj
        if isinstance(obj, Mapping):
            try:
                return obj[attribute]
            except KeyError:
                pass
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Join a macro's output with plain text as TeX: as `Markup` it would escape the text for HTML."""
        if operator == "%" and isinstance(left, Markup):
            return not_plain("%")
        left, right = (Tex(side) if type(side) is Markup else side for side in (left, right))
        return super().call_binop(context, operator, left, right)


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


class Filler:
    """Fills in the templates of a project."""

    def __init__(self, project: Path, tools: Tools, source: Callable[[str], str], cache: Cache | None) -> None:
        """Make an environment that can load `*.j2` files of the project and nothing else.

        `source` gives their texts, also of those that are not UTF-8.
        """
        self._source = source
        self.environment = _Environment(
            block_start_string="((*", block_end_string="*))",
            variable_start_string=_OPEN, variable_end_string=_CLOSE,
            comment_start_string="((=", comment_end_string="=))",
            autoescape=True, finalize=finalize, undefined=NamedUndefined,
            trim_blocks=True, keep_trailing_newline=True, extensions=[_Origins],
            loader=jinja2.FunctionLoader(lambda name: _load(project, name, tools)),
            bytecode_cache=_Compiled(cache) if cache is not None else None,
        )  # fmt: skip
        allowed = {name: self.environment.globals[name] for name in _GLOBALS}
        self.environment.globals.clear()
        self.environment.globals.update(allowed, tex=trusted)
        set_filters(self.environment.filters)
        self._explain = Explainer(self.environment, source)

    def asked_of_arguments(self, name: str, macros: AbstractSet[str]) -> Iterator[tuple[str, Place]]:
        """Give each field that some macros of a template ask of their first argument, with its place.

        With them are looked at the macros that they hand it on to.
        """
        tree = self.environment.parse(self._source(name))
        there = {macro.name: macro for macro in tree.find_all(nodes.Macro)}
        waiting = [(macro, 0) for macro in there.values() if macro.name in macros]
        seen: set[tuple[str, int]] = set()
        while waiting:
            macro, at = waiting.pop()
            if (macro.name, at) in seen or at >= len(macro.args):
                continue
            seen.add((macro.name, at))
            argument = macro.args[at].name
            for asked in macro.find_all(nodes.Getattr):
                if isinstance(asked.node, nodes.Name) and asked.node.name == argument:
                    yield asked.attr, self._explain.place_of(asked.attr, Place(file=name, line=asked.lineno))
            for call in macro.find_all(nodes.Call):
                if isinstance(call.node, nodes.Name) and call.node.name in there:
                    given = (i for i, each in enumerate(call.args) if getattr(each, "name", None) == argument)
                    waiting += [(there[call.node.name], i) for i in given]

    def macro_place(self, name: str, macro: str) -> Place:
        """Return the place of a macro of a template, of the template itself when it has none of that name."""
        return self._explain.macro_place(name, macro)

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

    def _run(self, name: str, work: Callable[[], str]) -> Outcome[str | None]:
        with noting() as notes:
            outcome = self._tried(name, work)
        if not notes:
            return outcome
        found = [
            self._explain.told(code, message, place or Place(file=name), hint=hint, severity=severity)
            for code, message, hint, place, severity in notes
        ]
        return Outcome(outcome.value, tuple(dict.fromkeys((*outcome.diagnostics, *found))))

    def _tried(self, name: str, work: Callable[[], str]) -> Outcome[str | None]:
        try:
            text = work()
        except jinja2.TemplateSyntaxError as error:
            return Outcome(None, (self._explain.syntax(error, name),))
        except jinja2.TemplateNotFound as error:
            message = f"template '{error.name}' does not exist"
            return Outcome(None, (self._explain.told("SEC501", message, line_of(error, name)),))
        except jinja2.UndefinedError as error:
            return Outcome(None, (self._explain.undefined(error, name),))
        except MisuseError as error:
            place = error.place or line_of(error, name)
            return Outcome(None, (self._explain.told(error.code, error.message, place, hint=error.hint),))
        except SecurityError as error:
            return Outcome(None, (self._explain.told("SEC508", str(error), line_of(error, name)),))
        except _UnreadableError as error:
            return Outcome(None, (not_utf8(error, error.file, "SEC510"),))
        except _FAILURES as error:
            return Outcome(None, (self._explain.failure(error, name),))
        return self._explain.collect(text)


class _UnreadableError(UnicodeDecodeError):
    """A template that is not UTF-8; `file` is its name, which need not be that of the one that uses it."""

    def __init__(self, error: UnicodeDecodeError, file: str) -> None:
        """Copy an error."""
        super().__init__(error.encoding, error.object, error.start, error.end, error.reason)
        self.file = file


def _load(project: Path, name: str, tools: Tools) -> tuple[str, str, Callable[[], bool]] | None:
    """Return text and name of a template, and that it need not be read again."""
    if not exists(project, name, tools):
        return None
    try:
        return tools.read(project / name).decode("utf-8-sig"), name, lambda: True
    except UnicodeDecodeError as error:
        raise _UnreadableError(error, name) from error
