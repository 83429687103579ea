"""What a report's class makes of commands and environments, as far as its definitions tell."""

from __future__ import annotations

import re
from collections.abc import Mapping

from validate.commands import take

_DEFINITION = re.compile(
    r"\\(?:re)?newenvironment\*?\s*\{([^{}]*)\}(.*?)(?=\\(?:re)?new(?:environment|command)|\Z)", re.DOTALL
)
_DEFINED = re.compile(r"\\(?:re|provide)?newcommand\*?\s*\{?\\([A-Za-z]+)\}?\s*(?:\[(\d)\])?\s*(?=\{)")
_SETTING = re.compile(r"\\setcounter\{tocdepth\}\{(-?\d+)\}")
_COMMAND = re.compile(
    r"\\(?:re)?newcommand\*?\s*\{?\\([A-Za-z]+)\}?(.*?)(?=\\(?:re)?new(?:environment|command)|\Z)", re.DOTALL
)


def environments(classes: str) -> Mapping[str, tuple[str, ...]]:
    """Return what each environment that is defined is made of."""
    found: dict[str, tuple[str, ...]] = {}
    for name, body in _DEFINITION.findall(classes):
        inner = {word for pair in re.findall(r"\\begin\{(\w+\*?)\}|\\(list)\b", body) for word in pair if word}
        found[name] = tuple(sorted(inner - {name}))
    return found


def muted(classes: str) -> Mapping[str, str]:
    """Return the commands of which no argument is printed, with the pattern of these."""
    last: dict[str, tuple[int, str]] = {}
    for match in _DEFINED.finditer(classes):
        (body,), _ = take(classes, match.end(), "m")
        last[match[1]] = int(match[2] or 0) + body.endswith(r"\@gobble"), body
    return {name: "m" * arguments for name, (arguments, body) in last.items() if arguments and "#" not in body}


def prints(command: str, body: str, classes: str) -> bool:
    """Tell whether a report's main file has a command, itself or by one that is defined."""
    makers = [name for name, text in _COMMAND.findall(classes) if command in text]
    return any(re.search(rf"\\{name}(?![A-Za-z])", body) for name in (command, *makers))


def contents_depth(classes: str) -> int:
    """Return down to which level headings stand in the contents."""
    depths = _SETTING.findall(classes)
    return int(depths[-1]) if depths else 3
