from __future__ import annotations

from dataclasses import replace

import pytest
from memory import ROOT, MemoryTools

from reportgen.config import HTML_FILE, Config, load_config
from reportgen.diagnostics import Diagnostic, Place
from reportgen.html.vocabulary import Vocabulary, load_vocabulary


def config(tools: MemoryTools) -> Config:
    made = load_config(ROOT, tools).value
    assert made is not None
    return replace(made, html="briefing.html")


def loaded(tools: MemoryTools, text: str | bytes) -> tuple[Vocabulary, tuple[Diagnostic, ...]]:
    tools.put(ROOT / HTML_FILE, text)
    return load_vocabulary(config(tools), tools)


def test_without_a_file_the_program_has_its_own_words(tools: MemoryTools) -> None:
    vocabulary, found = load_vocabulary(config(tools), tools)
    assert found == ()
    assert vocabulary.commands["emph"].element == "em"
    assert vocabulary.commands["hspace"].does == "nothing"
    assert vocabulary.environments["itemize"].does == "list"


def test_a_project_adds_meanings_and_changes_words(tools: MemoryTools) -> None:
    text = """
[words]
table = "Tableau"
[commands]
ship = { element = "em", class = "ship" }
boat = { like = "ship", before = "<" }
[environments]
aside = { arguments = "{", element = "div", title = 1 }
[look]
"[{" = ["tide"]
"""
    vocabulary, found = loaded(tools, text)
    assert found == ()
    assert vocabulary.words["table"] == "Tableau"
    assert (vocabulary.commands["boat"].css, vocabulary.commands["boat"].before) == ("ship", "<")
    assert vocabulary.environments["aside"].title == "1"
    assert (vocabulary.commands["tide"].arguments, vocabulary.commands["tide"].does) == ("[{", "nothing")
    assert vocabulary.commands["emph"].element == "em"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('[commands]\nx = { element = "script" }', "'script' cannot be the element of 'x'"),
        ('[commands]\nx = { element = "div onclick=a" }', "cannot be the element"),
        ('[commands]\nx = { element = "span", class = "a\\"b" }', "cannot be the class"),
        ('[commands]\nx = { does = "harm" }', "'harm' cannot be the does of 'x'"),
        ('[commands]\nx = { arguments = "<" }', "cannot be the arguments"),
        ('[commands]\nx = { like = "emhp" }', "'x' is like 'emhp', which has no meaning"),
        ('[commands]\nx = { elemnt = "span" }', "'elemnt' says nothing of 'x'"),
        ('[commands]\nx = "span"', "must be a table in braces"),
        ('[words]\ntabel = "Tafel"', "'tabel' is no text of the page"),
        ('[word]\ntable = "Tafel"', "'word' is not a section here"),
        ('[look]\n"(" = ["a"]', "are no arguments of commands"),
    ],
)
def test_what_cannot_be_meant_is_reported_where_it_is_written(tools: MemoryTools, line: str, said: str) -> None:
    vocabulary, (found,) = loaded(tools, line)
    assert (found.code, found.severity.word) == ("SEC531", "error")
    assert said in found.message
    assert found.place is not None
    assert (found.place.file, found.place.line) == (HTML_FILE, 1 if "word]" in line else 2)
    assert "x" not in vocabulary.commands


def test_a_misspelt_key_gets_a_hint(tools: MemoryTools) -> None:
    _, (found,) = loaded(tools, '[commands]\nx = { like = "citatons" }')
    assert found.hint == "did you mean 'citations'?"


@pytest.mark.parametrize("text", ["[commands", b"\xff", "a = 1\na = 2"])
def test_a_file_that_cannot_be_read_changes_nothing(tools: MemoryTools, text: str | bytes) -> None:
    vocabulary, (found,) = loaded(tools, text)
    assert found.code == "SEC531"
    assert found.place is not None
    assert found.place.line is not None
    assert vocabulary.commands["emph"].element == "em"


def test_a_file_that_the_machine_refuses_is_reported(tools: MemoryTools) -> None:
    tools.put(ROOT / HTML_FILE, "")
    tools.faults[ROOT / HTML_FILE] = OSError(13, "no")
    _, (found,) = load_vocabulary(config(tools), tools)
    assert found.place == Place(file=HTML_FILE)
