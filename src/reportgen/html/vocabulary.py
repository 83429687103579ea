"""What commands mean in HTML: `vocabulary.toml` of this package, and `report/html.toml` of a project on top of it."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from reportgen.cache import Plain
from reportgen.codes import diagnose
from reportgen.config import HTML_FILE, Config
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.supplied import supplied
from reportgen.texts import not_utf8
from reportgen.tools import Tools

# What a command may do besides setting its text in an element.
DOES = frozenset(
    [
        "section", "subsection", "subsubsection", "paragraph", "appendix", "input", "label", "ref", "inside", "link",
        "address", "cite", "footnote", "item", "bibitem", "caption", "par", "break", "chance", "hyphen", "language",
        "symbol", "list", "works", "tabular", "declaration", "sectionref", "form", "name", "names", "nothing",
    ]
)  # fmt: skip
INLINE = frozenset(
    [
        "span", "em", "strong", "i", "b", "u", "s", "small", "sub", "sup", "code", "kbd", "samp", "var", "q", "cite",
        "mark", "abbr", "dfn",
    ]
)  # fmt: skip
BLOCK = frozenset(["div", "p", "blockquote", "ul", "ol", "dl", "pre"])
_ARGUMENTS = re.compile(r"[*\[{]*")
_CLASS = re.compile(r"[A-Za-z][\w -]*|")
_SECTIONS = ("words", "commands", "environments", "look")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a command or environment means; the keys are those of `vocabulary.toml`.

    `title` is a text, or the number, from 1, of the mandatory argument that holds it, as digits.
    """

    arguments: str = ""
    element: str = ""
    css: str = ""
    title: str = ""
    before: str = ""
    after: str = ""
    text: str | None = None
    does: str = ""
    numbered: bool = True


# The keys of a meaning, and the fields that they fill.
_KEYS = {f.name: f.name for f in fields(Meaning) if f.name != "css"} | {"class": "css"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The meanings by name, and the words of the page."""

    commands: Mapping[str, Meaning]
    environments: Mapping[str, Meaning]
    words: Mapping[str, str]

    def plain(self) -> Plain:
        """Return the plain form of what decides how a text is read."""
        return [
            [(name, [getattr(meaning, f.name) for f in fields(Meaning)]) for name, meaning in group.items()]
            for group in (self.commands, self.environments)
        ]


def load_vocabulary(config: Config, tools: Tools) -> Outcome[Vocabulary]:
    """Return the program's vocabulary with what the project adds; what it cannot mean is reported and left out."""
    path = config.project / HTML_FILE
    if tools.state(path) is None:
        return Outcome(own_vocabulary())
    try:
        text = tools.read(path).decode("utf-8-sig")
        raw = tomllib.loads(text)
    except OSError as error:
        return Outcome(
            own_vocabulary(), (diagnose("SEC531", f"cannot read the file: {error.strerror or error}", _at(None)),)
        )
    except UnicodeDecodeError as error:
        return Outcome(own_vocabulary(), (not_utf8(error, HTML_FILE, "SEC531"),))
    except (ValueError, RecursionError) as error:
        line = re.search(r"at line (\d+), column (\d+)", str(error))
        place = Place(file=HTML_FILE, line=int(line[1]), column=int(line[2])) if line else _at(1)
        return Outcome(own_vocabulary(), (diagnose("SEC531", re.sub(r" \(at [^)]*\)", "", str(error)), place),))
    reader = _Reader(text, own_vocabulary())
    reader.read(raw)
    return Outcome(reader.made, tuple(reader.found))


@cache
def own_vocabulary() -> Vocabulary:
    """Read the vocabulary of the program."""
    text = supplied("html/vocabulary.toml").read_text(encoding="utf-8")
    reader = _Reader(text, Vocabulary(commands={}, environments={}, words={}))
    reader.read(tomllib.loads(text))
    if reader.found:  # pragma: no cover - ours to get right
        raise ValueError(reader.found)
    return reader.made


def _at(line: int | None) -> Place:
    return Place(file=HTML_FILE, line=line)


class _Reader:
    """Reads one file on top of a vocabulary."""

    def __init__(self, text: str, base: Vocabulary) -> None:
        self.lines, self.made, self.base = text.split("\n"), base, base
        self.found: list[Diagnostic] = []

    def read(self, raw: Mapping[str, Any]) -> None:
        """Take in the sections."""
        for name, entries in raw.items():
            if name not in _SECTIONS or not isinstance(entries, dict):
                self.wrong(f"'{name}' is not a section here", name, _SECTIONS)
        sections = {name: raw[name] for name in _SECTIONS if isinstance(raw.get(name), dict)}
        words = dict(self.made.words)
        for key, value in sections.get("words", {}).items():
            if not isinstance(value, str) or (self.base.words and key not in self.base.words):
                self.wrong(f"'{key}' is no text of the page", key, tuple(self.base.words))
            else:
                words[key] = value
        commands = {**self.made.commands, **dict(self._looks(sections.get("look", {})))}
        for name, given in sections.get("commands", {}).items():
            commands.update(self._meaning(name, given, commands, Meaning(arguments="{")))
        environments = dict(self.made.environments)
        for name, given in sections.get("environments", {}).items():
            environments.update(self._meaning(name, given, environments, Meaning()))
        self.made = Vocabulary(commands=commands, environments=environments, words=words)

    def _looks(self, entries: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
        for arguments, names in entries.items():
            if not _ARGUMENTS.fullmatch(arguments) or not isinstance(names, list):
                self.wrong(f"'{arguments}' are no arguments of commands", arguments)
                continue
            yield from ((str(name), Meaning(arguments=arguments, does="nothing")) for name in names)

    def _meaning(
        self, name: str, given: Any, known: Mapping[str, Meaning], base: Meaning
    ) -> Iterator[tuple[str, Meaning]]:
        if not isinstance(given, dict):
            self.wrong(f"the meaning of '{name}' must be a table in braces", name)
            return
        given = dict(given)
        like = given.pop("like", None)
        if like is not None:
            if not isinstance(like, str) or like not in known:
                self.wrong(f"'{name}' is like '{like}', which has no meaning", name, tuple(known), str(like))
                return
            base = known[like]
        changes: dict[str, Any] = {}
        for key, said in given.items():
            if key not in _KEYS:
                self.wrong(f"'{key}' says nothing of '{name}'", name, (*_KEYS, "like"), key)
                return
            value = str(said) if key == "title" and type(said) is int and said > 0 else said
            if type(value) is not (bool if key == "numbered" else str) or not _fits(key, value):
                self.wrong(f"'{value}' cannot be the {key} of '{name}'", name)
                return
            changes[_KEYS[key]] = value
        yield name, replace(base, **changes)

    def wrong(self, message: str, name: str, known: tuple[str, ...] = (), wanted: str = "") -> None:
        """Report a fault at the line that begins with a name; `wanted` is what is not `known`, if not the name."""
        pattern = re.compile(rf'\s*\[*\s*"?{re.escape(name)}"?\s*[=\].]')
        line = next((number for number, text in enumerate(self.lines, 1) if pattern.match(text)), None)
        near = difflib.get_close_matches(wanted or name, known, 1, 0.6)
        hint = f"did you mean '{near[0]}'?" if near else None
        self.found.append(diagnose("SEC531", message, _at(line), hint=hint))


def _fits(key: str, value: Any) -> bool:
    """Whether a value may stand under a key: only elements and classes that can do no harm get into the page."""
    if key == "arguments":
        return _ARGUMENTS.fullmatch(value) is not None
    if key == "element":
        return value in INLINE | BLOCK | {""}
    if key == "class":
        return _CLASS.fullmatch(value) is not None
    return key != "does" or value in DOES | {""}
