"""Composed TeX -> a tree of what its commands mean, through pylatexenc.

Nothing is executed. What a command means is asked of the `Vocabulary`; the text of one that it does not have stands
as it is, and the command is noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportgen.cache import Cache, Plain
from reportgen.html.nodes import Node, pack_nodes, unpack_all
from reportgen.html.vocabulary import Meaning, Vocabulary

_PLAIN = re.compile(r"[^\\{}$~%&#^`'\-\n]*")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")
_MARKS = {ord("`"): "‘", ord("'"): "’"}
_NUMBER = re.compile(r"\{(\d)\}")
_SPACE = re.compile(r"[ \t\r\n]+")
_SIGNS = {"~": "\u00a0", "--": "–", "---": "—", "``": "“", "''": "”", "#": "#", "^": "^", "_": "_"}
# What is asked of as it is written.
_ASKED = frozenset(
    [
        "input", "label", "ref", "inside", "link", "address", "cite", "bibitem", "language", "section", "sectionref",
        "name",
    ]
)  # fmt: skip
# Accents and the like, of which pylatexenc knows the text; these it knows as something else.
_NO_TEXT = frozenset(["input", "include", "item", "section", "includegraphics", "footnote", "title", "author", "date"])


@dataclass(slots=True)
class TexReader:
    """Reads texts with one vocabulary; what was read once is `kept`."""

    vocabulary: Vocabulary
    kept: Cache | None = None
    context: Any = None
    plain: Plain = None

    def read_all(self, texts: Sequence[str]) -> tuple[tuple[Node, ...], ...]:
        """Read texts that belong together, or take what they were read as before."""

        def read() -> tuple[tuple[Node, ...], ...]:
            return tuple(self.read(text) for text in texts)

        if self.kept is None or all(_PLAIN.fullmatch(text) for text in texts):
            return read()
        self.plain = self.plain or self.vocabulary.plain()
        key = self.kept.key(list(texts), self.plain)
        return self.kept.fetch("html", key, read, lambda made: [pack_nodes(nodes) for nodes in made], unpack_all)

    def read(self, text: str) -> tuple[Node, ...]:
        """Read one text."""
        if _PLAIN.fullmatch(text):
            return (Node(kind="text", name=text),) if text else ()
        from pylatexenc.latexwalker import LatexWalker

        self.context = self.context or _context(self.vocabulary)
        nodes, _, _ = LatexWalker(text, latex_context=self.context).get_latex_nodes()
        return tuple(_Reader(self.vocabulary).nodes(nodes))


def _context(known: Vocabulary) -> Any:
    """Return which arguments each command has, for pylatexenc."""
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import EnvironmentSpec, MacroSpec, MacroStandardArgsParser

    context = get_default_latex_context_db()
    context.add_context_category(
        "reportgen",
        macros=[MacroSpec(n, MacroStandardArgsParser(m.arguments)) for n, m in known.commands.items()],
        environments=[EnvironmentSpec(n, MacroStandardArgsParser(m.arguments)) for n, m in known.environments.items()],
        prepend=True,
    )
    return context


class _Reader:
    """Turns what pylatexenc read into nodes."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def nodes(self, found: Iterable[Any]) -> Iterator[Node]:
        """Give the nodes of a list; a declaration takes in all that follows it."""
        rest = iter(tuple(found or ()))
        for node in rest:
            for made in self.node(node):
                meaning = self.vocabulary.commands.get(made.name) if made.kind == "declaration" else None
                if meaning is None:
                    yield made
                else:
                    yield Node(kind="apply", name=made.name, children=tuple(self.nodes(rest)), at=made.at)

    def node(self, node: Any) -> Iterator[Node]:
        """Give what one node of pylatexenc stands for."""
        name = type(node).__name__
        if name == "LatexCharsNode":
            yield from _paragraphs(node.chars, node.pos)
        elif name == "LatexGroupNode":
            yield Node(kind="group", children=tuple(self.nodes(node.nodelist)), at=node.pos)
        elif name == "LatexMathNode":
            yield Node(kind="math", name=_text_of([node]), at=node.pos)
        elif name == "LatexSpecialsNode":
            sign = node.specials_chars
            if sign == "&":
                yield Node(kind="cell", at=node.pos)
            else:
                yield Node(kind="text", name=_SIGNS.get(sign) or _text_of([node]), at=node.pos)
        elif name == "LatexMacroNode":
            yield from self.command(node)
        elif name == "LatexEnvironmentNode":
            yield from self.environment(node)

    def command(self, node: Any) -> Iterator[Node]:
        """Give what a command stands for."""
        meaning = self.vocabulary.commands.get(node.macroname)
        if meaning is not None and meaning.text is not None and meaning.element:
            yield self.known(node.macroname, meaning, node, ())._replace(children=tuple(self.form(meaning, node)))
        elif meaning is not None and meaning.text is not None:
            yield from self.form(meaning, node)
        elif meaning is not None:
            yield self.known(node.macroname, meaning, node, ())
        elif (text := _known_text(node)) is not None:
            yield Node(kind="text", name=text, at=node.pos)
        else:
            yield Node(kind="unknown", name=f"\\{node.macroname}", at=node.pos)
            arguments = _arguments(node)
            yield from (made for argument in arguments for made in self.nodes([argument] if argument else ()))
            if node.macro_post_space and not arguments:
                yield Node(kind="text", name=" ", at=node.pos)

    def form(self, meaning: Meaning, node: Any) -> Iterator[Node]:
        """Give what is printed instead of a command: a text, in which numbers in braces stand for arguments."""
        mandatory = _mandatory(meaning, _arguments(node)) if meaning.does == "form" else []
        for index, piece in enumerate(_NUMBER.split(meaning.text or "") if mandatory else [meaning.text or ""]):
            if index % 2 == 0:
                yield Node(kind="text", name=piece, at=node.pos)
            elif 0 < int(piece) <= len(mandatory):
                yield from self.nodes(_inside(mandatory[int(piece) - 1]))

    def environment(self, node: Any) -> Iterator[Node]:
        """Give what an environment stands for."""
        name = node.environmentname
        meaning = self.vocabulary.environments.get(name)
        if meaning is not None:
            yield self.known(name, meaning, node, tuple(self.nodes(node.nodelist)))
            return
        yield Node(kind="unknown", name=f"\\begin{{{name}}}", at=node.pos)
        yield Node(kind="par", at=node.pos)
        yield from self.nodes(node.nodelist)
        yield Node(kind="par", at=node.pos)

    def known(self, name: str, meaning: Meaning, node: Any, body: tuple[Node, ...]) -> Node:
        """Return the node of a command or environment with a meaning."""
        arguments = _arguments(node)
        inside = type(node).__name__ == "LatexEnvironmentNode"
        mandatory = _mandatory(meaning, arguments)
        title: Any = None
        if meaning.title.isdigit() and int(meaning.title) <= len(mandatory):
            title = mandatory[int(meaning.title) - 1]
        elif meaning.does in {"sectionref", "name"}:  # the word before the number; what else is said of a name
            title = mandatory[1 if meaning.does == "sectionref" else 2]
        elif meaning.does in {"cite", "item", "bibitem"}:
            options = [
                a for a, form in zip(arguments, meaning.arguments, strict=False) if form == "[" and a is not None
            ]
            title = options[-1] if options else None
        text = meaning.does not in {"input", "label", "ref", "address", "nothing", "bibitem", "cite"}
        if not inside and text and mandatory and mandatory[-1] is not None:
            body = tuple(self.nodes(_inside(mandatory[1 if meaning.does == "name" else -1])))
        return Node(
            kind=meaning.does or "apply", name=name,
            raw=tuple(_raw(a) for a in arguments) if meaning.does in _ASKED else (),
            head=tuple(self.nodes(_inside(title))) if title is not None else (), children=body, environment=inside,
            at=node.pos,
        )  # fmt: skip


def _paragraphs(text: str, start: int) -> Iterator[Node]:
    """Give a text without commands, with a node where an empty line ends a paragraph."""
    at = 0
    for found in (*_EMPTY_LINE.finditer(text), None):
        piece = text[at : found.start() if found else None]
        if piece:
            # Of quotation marks pylatexenc reads only the doubled ones.
            yield Node(kind="text", name=_SPACE.sub(" ", piece).translate(_MARKS), at=start + at)
        if found:
            yield Node(kind="par", at=start + found.start())
            at = found.end()


def _arguments(node: Any) -> list[Any]:
    return list(node.nodeargd.argnlist or ()) if node.nodeargd is not None else []


def _mandatory(meaning: Meaning, arguments: list[Any]) -> list[Any]:
    return [argument for argument, form in zip(arguments, meaning.arguments, strict=False) if form == "{"]


def _inside(node: Any) -> list[Any]:
    return list(node.nodelist) if type(node).__name__ == "LatexGroupNode" else [node]


def _raw(node: Any) -> str | None:
    """Return an argument as it is written, without its braces."""
    if node is None:
        return None
    return "".join(inner.latex_verbatim() for inner in _inside(node))


@cache
def _writer() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(strict_latex_spaces=True)


@cache
def _symbols() -> Any:
    from pylatexenc.latex2text import get_default_latex_context_db

    return get_default_latex_context_db()


def _text_of(nodes: list[Any]) -> str:
    return str(_writer().nodelist_to_text(nodes))


def _known_text(node: Any) -> str | None:
    """Return the text of an accent or a symbol; `None` when the command is no such thing."""
    if node.macroname in _NO_TEXT or _symbols().get_macro_spec(node.macroname) is None:
        return None
    return _text_of([node])
