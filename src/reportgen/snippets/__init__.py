"""Diagnostics in, text out: the only package that knows output formats.

`render` takes diagnostics, a format's name and a way to look up source texts, and returns what the
command line prints. The same diagnostics give the same text, in whatever order they come. What only one
format needs is loaded with that format.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportgen.diagnostics import Diagnostic, arrange

__all__ = ["FORMATS", "RESULT_FORMATS", "Sources", "render"]

Sources = Callable[[str], str | None]

FORMATS = ("human", "short", "json", "github", "sarif", "junit")
# Documents of their own, which are complete and valid when there is nothing to report, too.
RESULT_FORMATS = ("json", "sarif", "junit")


def render(
    diagnostics: Sequence[Diagnostic],
    style: str,
    *,
    sources: Sources,
    color: bool = False,
    width: int = 100,
) -> str:
    """Return the diagnostics, sorted and without repeats, in one of `FORMATS`.

    `sources` gives the text of a project-relative file, `None` when there is none. `color` and
    `width` (terminal cells) matter to `human` only. Raises `ValueError` for an unknown style.
    """
    if style not in FORMATS:
        message = f"unknown format {style!r}, expected one of {', '.join(FORMATS)}"
        raise ValueError(message)
    # By `repr` first: the sort key calls diagnostics equal that differ only in their hint.
    found = arrange(sorted(diagnostics, key=repr))
    text = _human(found, sources, color=color, width=width) if style == "human" else _for_machines(found, style)
    # A lone surrogate (an undecodable byte of a log) must not stop the message from being printed.
    return text.encode("utf-8", "replace").decode("utf-8")


def _human(found: Sequence[Diagnostic], sources: Sources, *, color: bool, width: int) -> str:
    from reportgen.snippets.human import human

    return human(found, sources, color=color, width=width)


def _for_machines(found: Sequence[Diagnostic], style: str) -> str:
    if style == "sarif":
        from reportgen.snippets.sarif import sarif

        return sarif(found)
    if style == "junit":
        from reportgen.snippets.junit import junit

        return junit(found)
    from reportgen.snippets.machine import as_json, github, short

    return {"short": short, "json": as_json, "github": github}[style](found)
