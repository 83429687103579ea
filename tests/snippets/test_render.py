"""All formats: hostile text, any order, nothing at all."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shown import ALL, sources

from reportgen.diagnostics import Diagnostic, Place, Related, Severity
from reportgen.snippets import FORMATS, render

HOSTILE = "a\x1b[2Jb\u202ec\x9bd\u2028e\x7ff\udcffg\x00h"


@pytest.mark.parametrize("style", ["human", "short", "github"])
def test_nothing_to_say(style: str) -> None:
    """No diagnostics, no text."""
    assert not render([], style, sources=sources)


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("spoiled", ["message", "hint", "file", "related", "code"])
def test_no_text_reaches_the_terminal_as_a_command(style: str, spoiled: str) -> None:
    """Neither a message, nor a name, nor a source line can command the terminal or reorder what is shown."""
    texts = {name: HOSTILE if name == spoiled else "x" for name in ("message", "hint", "file", "related", "code")}
    found = Diagnostic(
        code=texts["code"], severity=Severity.ERROR, message=texts["message"], hint=texts["hint"],
        place=Place(file=texts["file"], line=1, column=1),
        related=(Related(message=texts["related"], place=Place(file=texts["file"], line=2)),),
    )  # fmt: skip
    shown = render([found], style, sources=lambda _: f"{HOSTILE}\n{HOSTILE}")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]", shown)
    assert shown


def test_unknown_format() -> None:
    """A wrong name is the caller's fault."""
    with pytest.raises(ValueError, match="unknown format 'xml'"):
        render([], "xml", sources=sources)


@pytest.mark.parametrize("style", FORMATS)
def test_the_order_of_work_does_not_show(style: str) -> None:
    assert render(ALL, style, sources=sources) == render((*ALL[::-1], ALL[0]), style, sources=sources)


# --- properties --------------------------------------------------------------------------------

TEXTS = st.text(st.characters(), max_size=30)
NUMBERS = st.none() | st.integers(min_value=-1, max_value=40)
PLACES = st.builds(Place, file=TEXTS, line=NUMBERS, column=NUMBERS)
DIAGNOSTICS = st.builds(
    Diagnostic,
    code=TEXTS,
    severity=st.sampled_from(Severity),
    message=TEXTS,
    place=st.none() | PLACES,
    end_line=NUMBERS,
    end_column=NUMBERS,
    hint=st.none() | TEXTS,
    related=st.lists(st.builds(Related, message=TEXTS, place=PLACES), max_size=2).map(tuple),
)


@given(st.lists(DIAGNOSTICS, max_size=4), TEXTS, st.sampled_from(FORMATS), st.integers(1, 60), st.booleans())
def test_never_raises(found: list[Diagnostic], text: str, style: str, width: int, color: object) -> None:
    """Every format takes every text, gives well-formed output, and does not depend on the order."""
    shown = render(found, style, sources=lambda _: text, width=width, color=bool(color))
    shown.encode("utf-8")
    if style in {"json", "sarif"}:
        json.loads(shown)
    if style == "junit":
        ET.fromstring(shown.encode("utf-8"))
    assert render(found[::-1], style, sources=lambda _: text, width=width, color=bool(color)) == shown
