"""Parse YAML into `Tree`s whose every value knows its line and column."""

from __future__ import annotations

import re
from typing import Any

import yaml

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place, Related
from reportgen.records.yaml_faults import culprit, swallowing_quote
from reportgen.values import Node, Tree, Value

_DEPTH_LIMIT = 20
# What people write for "nothing"; in quotation marks these words are text.
_NULLS = {"~", "null", "Null", "NULL"}
_WORD = re.compile(r"[^\W\d][\w-]*")


class _PlainLoader(yaml.SafeLoader):
    """Refuses everything in YAML that is more than mappings, lists and texts.

    The pure Python loader: the one in C crashes on deeply nested input.
    """

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            message = "anchors, aliases and tags are not allowed"
            raise yaml.composer.ComposerError(None, None, message, event.start_mark)
        return super().compose_node(parent, index)


def parse_yaml(text: str, file: str, code: str) -> Outcome[Node | None]:
    """Parse one YAML document as `read_yaml` describes; `None` stands for an empty one."""
    reader = _YamlReader(text=text, file=file, code=code)
    try:
        root = yaml.compose(text, Loader=_PlainLoader)
    except yaml.MarkedYAMLError as error:
        return Outcome(None, (_malformed(error, reader),))
    except yaml.reader.ReaderError as error:
        message = f"malformed YAML: the character U+{ord(text[error.position]):04X} is not allowed"
        return Outcome(None, (diagnose(code, message, reader.place(error.position)),))
    except (yaml.YAMLError, ValueError) as error:
        return Outcome(None, (diagnose(code, f"malformed YAML: {error}", Place(file=file)),))
    except RecursionError:
        return Outcome(None, (diagnose(code, "the YAML is nested too deeply", Place(file=file)),))
    if root is None:
        return Outcome(None)
    node = reader.node(root, 0)
    return Outcome(node, tuple(reader.found))


def _malformed(error: yaml.MarkedYAMLError, reader: _YamlReader) -> Diagnostic:
    """Say what the parser found, at the line that a person has to mend."""
    what = error.problem or error.context or ""
    # What is never closed is noticed at the end of the file or at the next sign that does not fit, and a missing
    # colon on the next line; a person needs to know where it began.
    begun = any(sign in what for sign in ("end of stream", "stream end", "expected ':'"))
    begun |= "flow" in (error.context or "") or "quoted scalar" in (error.context or "")
    mark = error.context_mark if begun and error.context_mark else error.problem_mark or error.context_mark
    if what.startswith("but "):
        what = f"{error.context}, {what}"
    message = f"malformed YAML: {what}"
    place = reader.at(mark)
    if what.startswith("anchors"):
        return diagnose(reader.code, message, place)
    quote = swallowing_quote(reader.text, mark.index) if mark else None
    if quote is not None:
        return diagnose(reader.code, "malformed YAML: a quotation mark opens here that is not closed", reader.at(quote))
    if place.line is not None and not (begun and error.context_mark):
        line = culprit(reader.text, place.line, _readable)
        if line is not None and line != place.line:
            content = reader.text.split("\n")[line - 1]
            place = Place(file=place.file, line=line, column=len(content) - len(content.lstrip()) + 1)
            message = (
                "malformed YAML: this line does not fit those around it; look at its blanks, dash, colon and quotes"
            )
    return diagnose(reader.code, message, place)


def _readable(text: str) -> bool:
    """Whether a text is a mapping, or a list of mappings, without odd or repeated keys."""
    try:
        root = yaml.compose(text, Loader=_PlainLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
    reader = _YamlReader(text=text, file="", code="REC204")
    items = root.value if isinstance(root, yaml.SequenceNode) else [root]
    if root is None or not all(isinstance(item, yaml.MappingNode) for item in items):
        return False
    reader.node(root, 0)
    return not reader.found and not reader.odd


class _YamlReader:
    """Turns the parser's nodes into values with places, and collects what is wrong."""

    def __init__(self, *, text: str, file: str, code: str) -> None:
        self.text, self.file, self.code = text, file, code
        self.found: list[Diagnostic] = []
        self.odd = False  # a key that is no plain word

    def node(self, node: yaml.Node, depth: int) -> Node:
        """Return a node's value; what is not read is reported and stays empty."""
        place = self.at(node.start_mark)
        if depth > _DEPTH_LIMIT:
            self.found.append(diagnose(self.code, "the YAML is nested too deeply", place))
            return Value("", place)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.node(item, depth + 1) for item in node.value)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place, depth)
        if not isinstance(node, yaml.ScalarNode):
            return Value("", place)
        if node.style is None and node.value in _NULLS:
            return Value("", place)
        inner = 1 if node.style in {"'", '"'} else 0
        return Value(str(node.value), Place(file=self.file, line=place.line, column=(place.column or 1) + inner))

    def mapping(self, node: yaml.MappingNode, place: Place, depth: int) -> Tree:
        """Return a mapping's values; a repeated key is reported, its first value kept."""
        items: dict[str, Node] = {}
        places: dict[str, Place] = {}
        repeated = False
        for key_node, value_node in node.value:
            where = self.at(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                self.found.append(diagnose(self.code, "a key must be a single word or text", where))
                continue
            key = str(key_node.value)
            self.odd |= _WORD.fullmatch(key) is None
            if key in items:
                if repeated:  # the rest of an item that lost its dash
                    continue
                repeated = True
                first = Related(message="first given here", place=places[key])
                message = f"key '{key}' stands twice"
                self.found.append(diagnose(self.code, message, where, related=(first,), length=len(key)))
                continue
            items[key] = self.node(value_node, depth + 1)
            places[key] = where
        return Tree(items, place, places)

    def at(self, mark: Any) -> Place:
        """Return the place of a mark of the parser."""
        return self.place(mark.index) if mark else Place(file=self.file)

    def place(self, index: int) -> Place:
        """Return the place of a character of the text; the parser breaks lines where editors do not."""
        index = min(index, len(self.text))
        line = self.text.count("\n", 0, index) + 1
        return Place(file=self.file, line=line, column=index - self.text.rfind("\n", 0, index))
