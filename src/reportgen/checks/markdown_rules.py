"""Signs of Markdown in a section: TeX prints them as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.report import Report
from reportgen.checks.tex_scan import masked
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic
from reportgen.markup import Composed

_SIGNS = (
    (re.compile(r"(?<![*\\])\*\*(?=[^\s*])[^*\n]{1,200}?(?<=[^\s*])\*\*(?!\*)"), r"\textbf{...}"),
    (re.compile(r"(?<!\\)\[[^\]\n{}\\]{1,200}\]\(https?://[^)\s]{1,500}\)"), r"\href{address}{text}"),
    (re.compile(r"```|(?<![`\w])`[^`'\n]{1,80}`(?!`)"), r"\texttt{...}"),
)


def no_markdown(_report: Report, name: str, composed: Composed) -> Iterator[Diagnostic]:
    """No bold, link or code of Markdown is printed as text."""
    if not name.startswith("sections/") or not re.search(r"[*`]|\]\(", composed.text):
        return
    read = masked(composed.text)
    for pattern, instead in _SIGNS:
        for hit in pattern.finditer(read):
            line = read.count("\n", 0, hit.start()) + 1
            column = hit.start() - read.rfind("\n", 0, hit.start())
            template, record = composed.places(line, column)
            if record is None:
                shown = hit.group()[:40]
                message = f"'{shown}' is Markdown, which is printed as it stands"
                yield diagnose("SEC528", message, template, hint=f"write {instead}", length=len(hit.group()))


RULES = (no_markdown,)
