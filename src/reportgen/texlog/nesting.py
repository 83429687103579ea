"""Which file TeX reads, followed through the parentheses that it prints around each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from posixpath import normpath

from reportgen.texlog.patterns import NAMED_FILES, TOKEN


@dataclass(slots=True)
class Nesting:
    """The files that are open, the one closed last, the page being shipped out, parentheses open in words."""

    files: list[str] = field(default_factory=list)
    closed: str | None = None
    page: str | None = None
    loose: int = 0

    @property
    def opened(self) -> str | None:
        """The file being read, whoever wrote it; none while a page is shipped out."""
        return self.files[-1] if self.files and self.page is None else None

    @property
    def file(self) -> str | None:
        """The file being read; nobody edits an .aux file, so a warning with its name would mislead."""
        current = self.opened
        return None if current is None or current.endswith((".aux", ".toc", ".lof", ".lot", ".out")) else current

    def is_at(self, file: str | None) -> None:
        """Forget what stray parentheses have made us believe: TeX says itself which file it is in."""
        if file in self.files:
            del self.files[self.files.index(file) + 1 :]

    def follow(self, line: str) -> None:
        """Follow files and pages through a line that is not a message.

        A parenthesis inside running text is text: only what stands before the first or after the
        last word of the line, or is closed on the line, opens and closes files.
        """
        if not any(sign in line for sign in "()[]"):
            return
        tokens = list(_tokens(line))
        words = [n for n, (kind, _) in enumerate(tokens) if kind == "word"]
        first, last = (words[0], words[-1]) if words else (len(tokens), -1)
        inside: list[bool] = []
        for n, (kind, text) in enumerate(tokens):
            if kind == "file":
                # In the middle of words, a file is believed when it is given as a path.
                known = n < first or n > last or text.startswith((".", "/", "\\")) or text[1:2] == ":"
                inside.append(known)
                if known:
                    self.files.append(plain(text))
            elif kind == "page":
                self.page = text
            elif kind == "]":
                self.page = None
            elif kind == "(":
                inside.append(False)
            elif kind == ")":
                if not inside and n < first < len(tokens) and self.loose:
                    self.loose -= 1
                    continue
                is_file = inside.pop() if inside else n < first or n > last
                # The main file stays: it is the best guess once parentheses do not match.
                if is_file and self.files:
                    self.closed = self.files.pop() if len(self.files) > 1 else self.files[0]
        self.loose += inside.count(False)


def _tokens(line: str) -> list[tuple[str, str]]:
    """Return (kind, text) for each piece: `file`, `page`, `word`, or a bracket as its own kind; blanks are left out."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(line):
        named = _named_file(line, at) if line[at] == "(" else None
        if named is not None:
            found.append(("file", named["name"]))
            at = named.end()
            continue
        token = TOKEN.match(line, at)
        if token is None:  # no character is left out of the pattern
            break
        at = token.end()
        if token["page"]:
            found.append(("page", token["page"].removeprefix("[")))
        elif token["other"]:
            other = token["other"]
            found.append((other if other in "()]" else "word", other))
    return found


def _named_file(line: str, at: int) -> re.Match[str] | None:
    return next((found for pattern in NAMED_FILES if (found := pattern.match(line, at))), None)


def plain(file: str) -> str:
    """Return a file's name as the project has it: without quotes and `./`, with single slashes, no way back up."""
    name = file.strip('"').removeprefix("./").removeprefix(".\\")
    name = name.replace("\\", "/") if re.match(r"[A-Za-z]:\\|[^/]*\\[^/]*$", name) else name
    # import and subfiles print "parts//one.tex" and "parts/../one.tex".
    return normpath(name) if "//" in name or "/." in name else name
