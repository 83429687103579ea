"""A small report with the look of the real one, by each engine: the same bytes on every way to them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from projects import (
    REPOSITORY,
    keep_caches,
    lend_caches,
    one_at_a_time,
    read_text,
    run,
    setting,
    shared_folder,
    write_files,
)
from small_project import small_project

from reportgen.bibliography import load_library
from reportgen.config import Config, load_config
from reportgen.diagnostics import Diagnostic
from reportgen.fonts import find_fonts
from reportgen.markup import escape, unmark
from reportgen.tex.bibtex import bibtex_lists
from reportgen.tex.engine import find_engine
from reportgen.tex.passes import Compilation, typeset
from reportgen.tex.tree import assemble
from reportgen.tools import LocalTools

NEEDED = {"lualatex": ("lualatex",), "xelatex": ("xelatex", "xdvipdfmx"), "pdflatex": ("pdflatex", "pltotf")}
TEXT = "R&D 5% of “Паромы” in Malmö: difficult office waffle, AVATAR 2011–2023, D1 ¶5"
MAIN = r"""\documentclass{briefing}
\begin{document}
\section{%s}
%s \textbf{bold} \textit{italic Курсив} \textsf{sans \textbf{Жирный}} \texttt{mono} \cite{D1}
\begin{longtable}{@{}>{\raggedright\arraybackslash}p{11mm}p{40mm}@{}}Unquestionably&b\\\end{longtable}
\begin{thebibliography}{D1}\bibitem[{D1}]{D1} %s\end{thebibliography}
\end{document}
"""

INDEXED = r"""\documentclass{briefing}
\begin{document}
\listoffigures\clearpage
\begin{figure}[h]\caption[Of \rgmention{pe-a}A]{Of \rgmention{pe-a}A}\end{figure}
(\rgmention{pe-b}B) \cite{D1}\clearpage
\rgmention{pe-a}A, \rgmention{pe-a}A \cite[{¶4}]{D1,D2} \rgmention{pe-b}B\clearpage
\rgmention{pe-a}A \rgmention{pe-c}C\clearpage
\begin{longtable}{p{11mm}l}\rgmention{pe-b}B&\rgmention{pe-c}C\\\end{longtable} \cite{D1}\clearpage
\rgmention{pe-c}C\clearpage
\begin{thebibliography}{D1}\bibitem[{D1}]{D1} One. \backreferences{D1}
\bibitem[{D2}]{D2} Two, as in \cite{D1}. \backreferences{D2} \bibitem[{D3}]{D3} Three. \backreferences{D3}
\end{thebibliography}
\renewcommand*\pagelistmaximum{2}
\begin{indexlist}\indexletter{A}\begin{nameindex}\nameentry{pe-a}{Alpha}{first}\nameentry{pe-b}{Beta}{}
\nameentry{pe-c}{Gamma}{}\nameentry{pe-d}{Delta}{nobody}\end{nameindex}\end{indexlist}
\end{document}
"""

pytestmark = pytest.mark.tex


def engines() -> list[object]:
    """Return each engine, skipped with a reason where a program is missing."""
    return [
        pytest.param(
            name,
            marks=pytest.mark.skipif(
                any(shutil.which(p) is None for p in programs), reason=f"needs {', '.join(programs)}"
            ),
        )
        for name, programs in NEEDED.items()
    ]


@pytest.fixture(params=engines())
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def project(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a project with the look of the real report, with the caches of earlier tests here."""
    folder = make(tmp_path / "report")
    shared = shared_folder(tmp_path_factory) / "engines"
    with one_at_a_time(shared.with_suffix(".lock")):
        lend_caches(shared, folder)
        yield folder
        keep_caches(folder, shared)


def make(folder: Path) -> Path:
    files: dict[str, str | bytes] = dict(small_project())
    text = str(files["report/report.toml"])
    for section in ("report", "fonts"):
        start = text.index(f"[{section}]")
        text = text[:start] + setting(section) + text[text.index("\n[", start) + 1 :]
    files["report/report.toml"] = text
    styles = (f"briefing-{name}.sty" for name in ("settings", "common", "index", "late"))
    for name in ("briefing.cls", *styles):
        files[f"report/{name}"] = (REPOSITORY / "report" / name).read_bytes()
    return write_files(folder, files)


def settings(project: Path, engine: str) -> Config:
    config = load_config(project, LocalTools(), engine).value
    assert config is not None
    return config


def main_file(text: str = TEXT) -> str:
    return MAIN % (escape(text), escape(text), escape(text))


def build(config: Config, main: str) -> tuple[Compilation, tuple[Diagnostic, ...]]:
    tools = LocalTools()
    fonts = find_fonts(config, tools)
    tree = assemble(config, {"main.tex": unmark(main)}, {}, fonts.value, tools)
    found = find_engine(config, tools).value
    assert found is not None
    outcome = typeset(tree.value, config, found, {}, tools, lambda _: None)
    return outcome.value, (*fonts.diagnostics, *tree.diagnostics, *outcome.diagnostics)


def test_every_way_gives_the_same_bytes(engine: str, project: Path, tmp_path: Path) -> None:
    config = settings(project, engine)
    kept, found = build(config, main_file())
    assert not found
    assert kept.pdf is not None
    assert {p.start for p in kept.passes} == {"the kept preamble"}
    # What a format cannot be made of is read by the plain engine.
    plain, found = build(config, "\\relax" + main_file())
    assert not found
    assert {p.start for p in plain.passes} == {"the class"}
    assert plain.pdf == kept.pdf
    other = make(tmp_path / "another place, cold")
    lend_caches(project / "build" / "cache", other)
    shutil.rmtree(other / "build" / "cache" / "formats")
    for folder in (other / "build" / "cache").glob("pdftex-*"):
        shutil.rmtree(folder)
    elsewhere, found = build(settings(other, engine), main_file())
    assert not found
    assert elsewhere.pdf == kept.pdf


def test_another_clock_and_language_give_the_same_bytes(engine: str, project: Path, tmp_path: Path) -> None:
    other = make(tmp_path / "ä other")
    for folder in (project / "build" / "cache").glob("fonts*"):
        shutil.copytree(folder, other / "build" / "cache" / folder.name)
    made = []
    variables = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "HOME": "/"}
    for folder, environment in ((project, {}), (other, variables)):
        done = run("build", "--engine", engine, "--format", "short", folder=folder, environment=environment)
        assert done.returncode == 0, done.stderr
        made.append((folder / "build" / "briefing.pdf").read_bytes())
    assert made[0] == made[1]


def test_the_text_comes_back(engine: str, project: Path, tmp_path: Path) -> None:
    pdf = build(settings(project, engine), main_file())[0].pdf
    assert pdf is not None
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf)
    text = " ".join(read_text(path).replace("-\n", "").split())
    assert text.count(TEXT) >= 2
    assert "Курсив" in text
    assert "Жирный" in text
    with pikepdf.open(path) as opened, opened.open_outline() as outline:
        assert [item.title for item in outline.root] == [f"1 {TEXT}"]
        producer = str(opened.docinfo.get("/Producer", ""))
        assert not re.search(r"\d", producer) or engine == "xelatex"


def test_pages_of_names_and_of_citations(engine: str, project: Path, tmp_path: Path) -> None:
    compilation, found = build(settings(project, engine), INDEXED)
    assert not found
    assert compilation.pdf is not None
    assert len(compilation.passes) == 2
    path = tmp_path / "a.pdf"
    path.write_bytes(compilation.pdf)
    text = " ".join(read_text(path).split("\f")[6].split())
    assert "One. Cited here on pages 2, 3, 5." in text
    assert "Two, as in D1. Cited here on page 3." in text
    assert "Cited here" not in text.partition("Three.")[2]
    assert "Alpha, first 2–4" in text
    assert "Beta throughout" in text
    assert "Gamma 4–6" in text
    assert "Delta, nobody" in text
    with pikepdf.open(path) as pdf:
        actions = [link.get("/A", link) for link in pdf.pages[6].Annots.as_list()]
        links = [str(action.get("/D", action.get("/Dest"))) for action in actions]
        assert {"page.2", "page.3", "page.5"} <= set(links)


def test_a_character_that_no_font_has_is_named(engine: str, project: Path) -> None:
    compilation, found = build(settings(project, engine), main_file("Before ไ after"))
    assert compilation.pdf is None
    assert {d.code for d in found} == {"TEX608"}
    assert "ไ (U+0E44)" in found[0].message


@pytest.mark.skipif(shutil.which("bibtexu") is None, reason="needs bibtexu")
def test_lists_by_bibtex(engine: str, project: Path, tmp_path: Path) -> None:
    tools = LocalTools()
    config = replace(settings(project, engine), bibliography_backend="bibtex", bibliography_style="plainnat")
    library = load_library(project, config.bibliography_files, tools).value
    lists = bibtex_lists(config, library, tools).value
    cited = " ".join(rf"\cite[¶1]{{{key}}}" for key in ("D1", "stern-piles"))
    main = main_file().replace(r"\cite{D1}", cited)
    main = re.sub(
        r"(?s)\\begin\{thebib.*?\\end\{thebibliography\}", lambda _: lists["corpus"].text + lists["works"].text, main
    )
    compilation, found = build(config, main)
    assert not found
    assert compilation.pdf is not None
    path = tmp_path / "a.pdf"
    path.write_bytes(compilation.pdf)
    text = " ".join(read_text(path).replace("-\n", "").split())
    assert "Stern 2020 ¶1" in text
    for entry in library.entries.values():
        assert str(entry.text("title")) in text
