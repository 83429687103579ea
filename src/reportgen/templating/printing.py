"""How a template prints: what an expression yields in, TeX out, and the filters that templates may use.

No value can reach the page unescaped, and a name that is not defined is a fault in the words of the author.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from functools import wraps
from typing import Any

import jinja2
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from reportgen.dates import print_date
from reportgen.markup import Tex, escape, join, traced, unreviewed
from reportgen.templating.explain import is_told_by_jinja, nearest
from reportgen.templating.refusals import SIGN, Absent, MisuseError, Typed, fault
from reportgen.values import Unreviewed, Value

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
# These change letters.
_TEXT_FILTERS = ("capitalize", "lower", "replace", "title", "truncate", "upper")


def finalize(value: Any) -> Markup:
    """Turn what an expression yields into TeX; no value can reach the page unescaped.

    Trusted are `Tex` and Jinja's own `Markup`: the output of macros, of `set` blocks and of
    `super()`, every piece of which has been through here already.
    """
    if isinstance(value, jinja2.Undefined):
        refused = value._undefined_exception is SecurityError
        message = str(value._undefined_message)
        return fault("SEC508", message) if refused else fault("SEC503", message, _near_field(value))
    if isinstance(value, Markup):
        return value
    if isinstance(value, Unreviewed):
        return traced(escape(value), value.place) + unreviewed(value.record)
    if isinstance(value, Value):
        return traced(escape(value), value.place)
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return escape(value)
    what = "an empty value" if value is None else f"a {type(value).__name__}"
    return fault("SEC507", f"{what} cannot be printed; print one of its fields")


def trusted(text: str) -> Tex:
    """Take a text of the template for TeX; what delimits marks and faults is not among it."""
    return Tex(SIGN.sub("", text))


def _each(value: Any) -> Any:
    """Give what a loop runs over. Raises `MisuseError` for what is no list."""
    if isinstance(value, Absent):
        value.refuse()
    if isinstance(value, jinja2.Undefined) or not isinstance(value, str | int | float) or value == "":
        return value
    what = "a text" if isinstance(value, str) else "a number"
    raise MisuseError("SEC507", f"{what} is no list, and a loop cannot run over it")


def not_plain(name: str) -> Tex:
    """Refuse a filter, or an operator, that would change letters of TeX."""
    return fault("SEC512", f"'{name}' works on plain text, and this is TeX", "apply it to a field of the record")


def _plain_only(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """Keep a filter from changing letters of TeX commands, and of marks, in what is TeX already."""

    @wraps(work)
    def checked(*arguments: Any, **options: Any) -> Any:
        if any(isinstance(argument, Markup) for argument in arguments):
            return not_plain(name)
        return work(*arguments, **options)

    return checked


def _dated(value: str) -> str:
    """Print an ISO date in words; the value keeps its place."""
    return _as(value, print_date(value))


def _stopped(value: str) -> str:
    """End a text with a full stop, unless it ends like a sentence; the value keeps its place."""
    text = value if value.rstrip().endswith((".", "?", "!", "…")) else f"{value.rstrip()}."
    return _as(value, text)


def _as(value: str, text: str) -> str:
    """Return another form of a value, which keeps its place, and its sign if nobody has looked at it."""
    if isinstance(value, Unreviewed):
        return Unreviewed(text, value.place, value.record)
    return Value(text, value.place) if isinstance(value, Value) else text


def _signed(work: Callable[..., Any]) -> Callable[..., Any]:
    """Let a filter keep the sign of a text that nobody has looked at."""

    @wraps(work)
    def made(*arguments: Any, **options: Any) -> Any:
        result = work(*arguments, **options)
        text = next((argument for argument in arguments if isinstance(argument, Unreviewed)), None)
        return _as(text, str(result)) if text is not None and type(result) is str else result

    return made


def _passing(work: Callable[..., Any]) -> Callable[..., Any]:
    """Let a filter return a record that is not there as it is: the fault in it is told where it is printed."""

    @wraps(work)
    def passed(*arguments: Any, **options: Any) -> Any:
        absent = next((argument for argument in arguments if isinstance(argument, Absent)), None)
        return work(*arguments, **options) if absent is None else absent

    return passed


class NamedUndefined(jinja2.StrictUndefined):
    """A name that is not defined, in the words of the author: not of Python's classes."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        said, name, owner = str(self._undefined_hint or ""), self._undefined_name, self._undefined_obj
        if self._undefined_exception is SecurityError or is_told_by_jinja(said):
            return said
        if owner is jinja2.utils.missing:
            return f"'{name}' is not defined" if name else said
        if isinstance(owner, TemplateModule):
            return str(super()._undefined_message)
        family = getattr(owner, "family", None) if isinstance(owner, Mapping) else None
        if isinstance(family, str):
            return f"{family} have no '{name}'"
        return f"'{getattr(owner, 'label', type(owner).__name__)}' has no '{name}'"


def _near_field(value: jinja2.Undefined) -> str | None:
    """Return a hint at the field that was meant."""
    owner, name = value._undefined_obj, value._undefined_name
    return nearest(name, map(str, owner)) if isinstance(owner, Mapping) and isinstance(name, str) else None


def set_filters(filters: MutableMapping[str, Callable[..., Any]]) -> None:
    """Leave those filters of Jinja that are allowed, and add ours."""
    allowed = {name: filters[name] for name in _FILTERS}
    allowed |= {"typed": Typed, "date": _dated, "stop": _stopped}
    allowed["join"] = lambda pieces, between="": join(pieces, between)
    for name in _TEXT_FILTERS:
        allowed[name] = _signed(_plain_only(name, allowed[name]))
    filters.clear()
    filters.update({name: _passing(work) for name, work in allowed.items()}, each=_each)
