"""BibTeX as the maker of the printed lists."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from memory import ROOT, MemoryTools, Run
from projects import REPOSITORY
from small_project import small_project

from reportgen.bibliography import load_library
from reportgen.config import Config, load_config
from reportgen.tex.bibtex import bibtex_lists
from reportgen.tools import Finished, LocalTools

FILES = ("bib/documents.bib", "bib/works.bib")
NATBIB = r"""\begin{thebibliography}{2}
\providecommand{\natexlab}[1]{#1}

\bibitem[{Ferry {\"o}. Company}(2021{\natexlab{a}})]{D2:1}
{Ferry Company}.
\newblock URL
  \url{http://example.org/heads\#a\%20b}.

\bibitem[Stern(2020)Olga Stern, and
  Others]{stern-piles}
Olga Stern.

\end{thebibliography}
"""
PLAIN = "\\begin{thebibliography}{9}\n\\bibitem{%s}\nOne.\n\\end{thebibliography}\n"

needs_bibtexu = pytest.mark.skipif(shutil.which("bibtexu") is None, reason="needs bibtexu")


def settings(tools: MemoryTools, style: str = "plainnat") -> Config:
    found = load_config(ROOT, tools).value
    assert found is not None
    return replace(found, bibliography_backend="bibtex", bibliography_style=style)


def machine(*answers: str, log: str = "", status: int = 0) -> MemoryTools:
    """Make a machine whose BibTeX writes these lists, one a run."""
    tools = MemoryTools.of(small_project())
    tools.programs["bibtexu"] = Path("/usr/bin/bibtexu")
    left = list(answers)

    def script(where: MemoryTools, run: Run) -> Finished:
        if left:
            where.put(run.folder / "list.bbl", left.pop(0))
        where.put(run.folder / "list.blg", log)
        return Finished(status=status, output="", seconds=0.1)

    tools.script = script
    return tools


def lists(tools: MemoryTools):  # type: ignore[no-untyped-def]
    return bibtex_lists(settings(tools), load_library(ROOT, FILES, tools).value, tools)


def test_labels_of_natbib_become_labels_of_latex() -> None:
    outcome = lists(machine(PLAIN % "D1", NATBIB))
    assert outcome.value["works"].text == (
        "\\providecommand{\\natexlab}[1]{#1}\n\\begin{thebibliography}{}\n"
        '\\bibitem[{{Ferry {\\"o}. Company} 2021a}]{D2:1} {Ferry Company}. \\newblock URL '
        "\\href{http://example.org/heads\\#a\\%20b}{\\linkstyle{http://example.\\linkbreak{}org/\\linkbreak{}heads"
        "\\#\\linkbreak{}a\\%\\linkbreak{}20b}}.\n"
        "\\bibitem[{Stern 2020}]{stern-piles} Olga Stern.\n\\end{thebibliography}\n"
    )


def test_each_entry_leads_to_its_place() -> None:
    works = lists(machine(PLAIN % "D1", NATBIB)).value["works"]
    column = works.text.split("\n")[3].index("Stern 2020") + 1
    assert str(works.places(4, column)[1]).startswith("bib/works.bib:")


def test_numbers_go_on_over_the_lists() -> None:
    made = lists(machine(PLAIN % "D1", PLAIN % "D2:1")).value
    assert "{1}\n\\bibitem[{1}]{D1}" in made["corpus"].text
    assert "{2}\n\\bibitem[{2}]{D2:1}" in made["works"].text


def test_an_entry_that_the_style_drops_is_told() -> None:
    found = lists(machine(PLAIN % "D1", PLAIN % "D2:1")).diagnostics
    assert [d.code for d in found] == ["BIB415", "BIB415"]
    assert "leaves 'stern-piles' out" in found[1].message


def test_a_warning_stands_at_its_entry() -> None:
    log = "This is BibTeX\nWarning--empty publisher in stern-piles\n(There was 1 warning)\n"
    found = [d for d in lists(machine(PLAIN % "D1", NATBIB, log=log)).diagnostics if "publisher" in d.message]
    assert [(d.code, d.place and d.place.file) for d in found][:1] == [("BIB415", "bib/works.bib")]


def test_a_missing_style_is_one_error() -> None:
    log = "I couldn't open style file houze.bst\n---line 2 of file list.aux\nI found no style file---while reading\n"
    found = lists(machine(log=log, status=2)).diagnostics
    assert [d.code for d in found] == ["BIB416"]
    assert "couldn't open style file" in found[0].message
    assert ".bst into report/" in str(found[0].hint)


def test_a_crash_is_an_error() -> None:
    found = lists(machine(status=139)).diagnostics
    assert [(d.code, "status 139" in d.message) for d in found] == [("BIB416", True)]


def test_the_program_is_missing() -> None:
    tools = machine()
    tools.programs.clear()
    assert [d.code for d in lists(tools).diagnostics] == ["CFG006"]


def test_an_equal_run_is_not_made_again() -> None:
    tools = machine(PLAIN % "D1", NATBIB)
    first = lists(tools)
    assert len(tools.runs) == 2
    assert lists(tools) == first
    assert len(tools.runs) == 2
    for path in [p for p in tools.files if "cache/bibtex" in p.as_posix()]:
        tools.put(path, json.dumps({"other": 1}))
    lists(tools)
    assert len(tools.runs) > 2


def test_the_list_is_asked_for_by_our_keys_only() -> None:
    tools = machine()
    seen: list[str] = []

    def script(where: MemoryTools, run: Run) -> Finished:
        seen.append(where.files[run.folder / "list.aux"].decode())
        return Finished(status=2, output="", seconds=0.1)

    tools.script = script
    lists(tools)
    assert seen[0].endswith("\\bibstyle{plainnat}\n\\bibdata{library}\n")
    assert all(line.startswith(("\\citation{", "\\bibstyle", "\\bibdata", "")) for line in seen[0].splitlines())


@pytest.mark.tex
@needs_bibtexu
@pytest.mark.parametrize("style", ["plainnat", "abbrv", "alpha"])
def test_the_real_bibliography(tmp_path: Path, style: str) -> None:
    for name in ("bib", "report"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    tools = LocalTools()
    config = load_config(tmp_path, tools).value
    assert config is not None
    config = replace(config, bibliography_backend="bibtex", bibliography_style=style)
    library = load_library(tmp_path, config.bibliography_files, tools).value
    outcome = bibtex_lists(config, library, tools)
    assert {d.code for d in outcome.diagnostics} <= {"BIB415"}
    assert not [d for d in outcome.diagnostics if "leaves" in d.message]
    text = "".join(composed.text for composed in outcome.value.values())
    assert text.count("\\bibitem[{") == len(library.entries)
    assert "\N{REPLACEMENT CHARACTER}" not in text


@pytest.mark.tex
@needs_bibtexu
def test_cyrillic_is_sorted_and_shortened(tmp_path: Path) -> None:
    names = ("Ёлкин, Яков", "Абрамов, Юрий", "Жуков, Ёжик", "Егоров, Иван")
    entries = "\n".join(
        f"@book{{k{i}, author = {{{name}}}, title = {{T}}, date = {{2020}}, publisher = {{P}}, keywords = {{cited}}}}"
        for i, name in enumerate(names)
    )
    for name, content in {**small_project(), "bib/works.bib": entries}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    tools = LocalTools()
    config = load_config(tmp_path, tools).value
    assert config is not None
    config = replace(config, bibliography_style="abbrv", bibliography_lists={"works": "cited"})
    works = bibtex_lists(config, load_library(tmp_path, ("bib/works.bib",), tools).value, tools).value["works"].text
    places = [works.index(name) for name in ("Абрамов", "Егоров", "Ёлкин", "Жуков")]
    assert places == sorted(places)
    assert "Я. Ёлкин" in works
