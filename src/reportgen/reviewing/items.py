"""Change one record in a YAML file: comments, the order of keys and all other records stay as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from reportgen.reviewing.rows import CannotEditError

# A text that YAML reads as it stands, wherever a value may stand.
_PLAIN = re.compile(r"[A-Za-z0-9(][^:#\n\r\t\"'{}\[\]&*!|>%@`\\]*(?<! )")
_COMMENT = re.compile(r"[ \t]*(?:#.*)?")


def with_values(text: str, record: str, changes: Mapping[str, str]) -> str:
    """Return the file with other texts in some fields of a record. Raises `CannotEditError`."""
    before = _load(text)
    made = text
    for name, value in changes.items():
        made = _with_value(made, _item(made, record), name, value)
    wanted = [{**item, **changes} if item.get("id") == record else item for item in before]
    if _load(made) != wanted:
        message = f"'{record}' cannot be changed alone"
        raise CannotEditError(message)
    return made


def without_item(text: str, record: str) -> str:
    """Return the file without a record; the list of a file that has no other becomes an empty one.

    Raises `CannotEditError`.
    """
    item = _item(text, record)
    start = text.rfind("\n", 0, item.start_mark.index) + 1
    if not text[start : item.start_mark.index].strip().startswith("-"):
        message = f"the file does not have '{record}' as an item of its own"
        raise CannotEditError(message)
    end = _content_end(text, item)
    made = text[:start] + text[end:]
    left = [other for other in _load(text) if other.get("id") != record]
    if not left:
        made = f"{made.rstrip()}\n[]\n".lstrip("\n")
    if _load(made) != left:
        message = f"'{record}' cannot be taken out alone"
        raise CannotEditError(message)
    return made


def _load(text: str) -> list[Mapping[str, object]]:
    """Return the records; every scalar is a text, as the records' own reader has it."""
    try:
        found = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts, lists and mappings only
    except yaml.YAMLError as error:
        message = "the file cannot be read"
        raise CannotEditError(message) from error
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        message = "the file does not hold a list of records"
        raise CannotEditError(message)
    return found


def _item(text: str, record: str) -> MappingNode:
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    for item in root.value if isinstance(root, SequenceNode) and not root.flow_style else ():
        if isinstance(item, MappingNode) and not item.flow_style:
            id_ = _value(item, "id")
            if isinstance(id_, ScalarNode) and id_.value.strip() == record:
                return item
    message = f"the file has no record '{record}' that could be changed alone"
    raise CannotEditError(message)


def _value(item: MappingNode, name: str) -> Node | None:
    return next((value for key, value in item.value if isinstance(key, ScalarNode) and key.value == name), None)


def _with_value(text: str, item: MappingNode, name: str, value: str) -> str:
    node = _value(item, name)
    written = value if _PLAIN.fullmatch(value) and value.isprintable() else _quoted(value)
    if node is None:  # on a line of its own, behind the id
        id_ = _value(item, "id")
        end = text.find("\n", id_.end_mark.index if id_ is not None else item.start_mark.index)
        end = len(text) if end < 0 else end
        return f"{text[:end]}\n{' ' * item.start_mark.column}{name}: {written}{text[end:]}"
    if not isinstance(node, ScalarNode):
        message = f"'{name}' is no single text"
        raise CannotEditError(message)
    start, end = node.start_mark.index, node.end_mark.index
    if start == end:  # nothing was written behind the colon
        return f"{text[:start].rstrip(' ')} {written}{text[end:]}" if written else text
    tail = "\n" if text[start:end].endswith("\n") else ""
    return f"{text[:start]}{written}{tail}{text[end:]}"


def _quoted(value: str) -> str:
    """Return a text in double quotation marks; what is not printable as its number."""
    plain = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in plain) + '"'


def _content_end(text: str, item: MappingNode) -> int:
    """Return the offset behind the last line of an item; comments behind it belong to what follows."""
    end: int = item.end_mark.index
    end = len(text) if not text[end:].strip() and "#" not in text[end:] else text.rfind("\n", 0, end) + 1
    lines = text[:end].split("\n")
    if lines[-1] == "":
        lines.pop()
    while len(lines) > item.start_mark.line + 1 and _COMMENT.fullmatch(lines[-1]):
        lines.pop()
    return min(len("\n".join(lines)) + 1, len(text))
