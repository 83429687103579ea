r"""What a report's class and style files define: their texts in, commands and environments with their bodies out.

Only as much is read as decides whether a rule may speak: which environments exist, which of them hold plain
text, tables or verbatim text, which commands change the font.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportgen.checks.tex_scan import brackets_end, group_end
from reportgen.checks.tex_words import (
    ALIGNED_ENVIRONMENTS,
    KNOWN_ENVIRONMENTS,
    MATH_ENVIRONMENTS,
    TEXT_ENVIRONMENTS,
)

# A definition may lead back to itself.
_DEEPEST = 5
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_COMMAND = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|(?:New|Renew|Provide|Declare)DocumentCommand)\s*\*?\s*"
    r"(?:\{\s*\\([A-Za-z@]+)\s*\}|\\([A-Za-z@]+))"
)
_DEF = re.compile(r"\\[egx]?def\s*\\([A-Za-z@]+)[^{}\n]*(?=\{)")
_ENVIRONMENT = re.compile(
    r"\\(?:(?:re)?newenvironment|(?:New|Renew|Provide|Declare)DocumentEnvironment)\s*\*?\s*\{\s*([^{}\s]+)\s*\}"
)
_NAMED = re.compile(
    r"\\(?:newtheorem\*?|newlist|newtcolorbox|NewTColorBox|newmdenv|NewEnviron|newenviron|declaretheorem|newfloat"
    r"|DeclareNewTOC|DeclareFloatingEnvironment)\s*(?:\[[^\]]*\])?\s*\{\s*([^{}\s]+)\s*\}"
)
_OPAQUE = re.compile(
    r"\\(?:lstnewenvironment|newtcblisting|NewTCBListing|newverbatim|DefineVerbatimEnvironment|RecustomVerbatimEnvironment"
    r"|specialcomment|excludecomment|includecomment)\s*\{\s*([^{}\s]+)\s*\}"
)
_MINTED = re.compile(r"\\newminted\s*(?:\[\s*([^\]\s]+)\s*\])?\s*\{\s*([^{}\s]+)\s*\}")
_CATCODE = re.compile(r"\\catcode\s*`\s*\\?([_^&#$~|])")
_BEGIN = re.compile(r"\\(begin|end)\s*\{\s*([^{}#\\]+?)\s*\}")
_READS_LETTERS = re.compile(r"\\(?:[vV]erbatim|lstlisting|minted|lst@|comment|obey|catcode|filecontents)")
_OTHER = re.compile(r"\\(?:halign|ialign|tabular|array|longtable|align|math|\[|\()|\$|\\catcode|\\BODY|\\collect@body")


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """What is known of the class. `commands` are bodies by name; `plain` are the characters whose meaning it changes.

    `loose` are environments that one command begins and another ends.
    """

    text: str
    commands: Mapping[str, str]
    environments: Mapping[str, str]
    named: frozenset[str]
    opaque: frozenset[str]
    loose: frozenset[str]
    plain: frozenset[str]

    def context(self, name: str, depth: int = 0) -> str:
        """Return what an environment holds: `text`, `table`, `math`, or `` when nobody knows."""
        if name not in self.environments:
            kinds = (("text", TEXT_ENVIRONMENTS), ("table", ALIGNED_ENVIRONMENTS), ("math", MATH_ENVIRONMENTS))
            return next((kind for kind, names in kinds if name in names), "")
        body = self.environments[name]
        inside = {found for what, found in _BEGIN.findall(body) if what == "begin"}
        simple = depth < 5 and not _OTHER.search(body)
        return "text" if simple and all(self.context(other, depth + 1) == "text" for other in inside) else ""

    def knows(self, name: str) -> bool:
        """Whether an environment is one of LaTeX's own or defined by the class."""
        return name in self.named or name in KNOWN_ENVIRONMENTS


def read_styles(texts: Iterable[str]) -> Styles:
    """Read the definitions of class, style and composed texts."""
    text = "\n".join(_COMMENT.sub(r"\1", each) for each in texts)
    commands = {hit.group(1) or hit.group(2): _groups(text, hit.end(), 2) for hit in _COMMAND.finditer(text)}
    commands |= {hit.group(1): _groups(text, hit.end(), 2) for hit in _DEF.finditer(text)}
    environments = {hit.group(1): _groups(text, hit.end(), 3) for hit in _ENVIRONMENT.finditer(text)}
    opaque = {hit.group(1) for hit in _OPAQUE.finditer(text)}
    opaque |= {hit.group(1) or f"{hit.group(2)}code" for hit in _MINTED.finditer(text)}
    opaque |= {name for name, body in environments.items() if _READS_LETTERS.search(body)}
    loose = set()
    for body in commands.values():
        found = _BEGIN.findall(body)
        loose |= {name for what, name in found if found.count(("begin", name)) != found.count(("end", name))}
    plain = set(_CATCODE.findall(text))
    plain |= {"_"} if re.search(r"\{[^{}]*\bunderscore\b[^{}]*\}", text) else set()
    plain |= {"^"} if "esperanto" in text else set()
    return Styles(
        text=text, commands=commands, environments=environments,
        named=frozenset(environments) | {hit.group(1) for hit in _NAMED.finditer(text)} | opaque,
        opaque=frozenset(opaque), loose=frozenset(loose), plain=frozenset(plain),
    )  # fmt: skip


def _groups(text: str, start: int, wanted: int) -> str:
    """Return the texts of the next groups in braces, arguments in brackets left out."""
    bodies = []
    while wanted:
        start = brackets_end(text, start)
        space = re.compile(r"\s*").match(text, start)
        at = space.end() if space else start
        stop = group_end(text, at) if text[at : at + 1] == "{" else -1
        if stop < 0:
            break
        bodies.append(text[at + 1 : stop - 1])
        start, wanted = stop, wanted - 1
    return "\n".join(bodies)
