"""The font families that the engines are told: the same with fontspec and without."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from reportgen.fonts import Features, read_features
from reportgen.tex.font_setup import font_setup
from reportgen.tools import LocalTools

FONTS = {
    "serif-regular": Path("/a/R.ttf"), "serif-bold": Path("/a/B.ttf"), "sans-regular": Path("/b/S.otf"),
    "symbols-regular": Path("/c/Y.ttf"), "mono-bold": Path("/c/M.ttf"),
}  # fmt: skip
LATIN = Features(script="latn")


def parts(text: str) -> tuple[list[str], list[str]]:
    """Return the lines for a class with fontspec, and those for one without."""
    lines = text.splitlines()
    middle = lines.index(r"\else")
    assert (lines[0], lines[-1]) == (r"\ifdefined\setmainfont", r"\fi")
    return lines[1:middle], lines[middle + 1 : -1]


def test_files_are_named_relative_to_the_working_folder() -> None:
    with_fontspec, without = parts(font_setup(FONTS, dict.fromkeys(FONTS, LATIN)))
    assert with_fontspec == [
        r"\setmainfont{serif-regular}[Path=./fonts/,Extension=.ttf,Ligatures=TeXReset,BoldFont=serif-bold]",
        r"\setsansfont{sans-regular}[Path=./fonts/,Extension=.otf,Ligatures=TeXReset]",
        r"\newfontfamily\symbolfont{symbols-regular}[Path=./fonts/,Extension=.ttf,Ligatures=TeXReset]",
    ]
    shapes = [line for line in without if line.startswith(r"\DeclareFontShape")]
    end = ':mode=node;script=latn;language=dflt;"}{}'
    assert shapes == [
        r'\DeclareFontShape{TU}{rgserif}{m}{n}{<->"[./fonts/serif-regular.ttf]' + end,
        r'\DeclareFontShape{TU}{rgserif}{b}{n}{<->"[./fonts/serif-bold.ttf]' + end,
        r'\DeclareFontShape{TU}{rgsans}{m}{n}{<->"[./fonts/sans-regular.otf]' + end,
        r'\DeclareFontShape{TU}{rgsymbols}{m}{n}{<->"[./fonts/symbols-regular.ttf]' + end,
    ]


def test_each_engine_is_told_the_script_that_the_family_knows_and_its_small_capitals() -> None:
    fonts = {"serif-regular": Path("R.ttf"), "serif-italic": Path("I.ttf"), "mono-regular": Path("M.ttf")}
    features = {"serif-regular": LATIN, "serif-italic": Features(script="latn", small_capitals=True)}

    def sources(**options: object) -> list[str]:
        lines = parts(font_setup(fonts, features, **options))[1]  # type: ignore[arg-type]
        return [line.partition(".ttf]")[2] for line in lines if ".ttf]" in line]

    latin = "script=latn;language=dflt;"
    assert sources(simple=True) == [
        f':mode=base;{latin}"}}{{}}', f':mode=base;{latin}"}}{{}}', f':mode=base;{latin}+smcp;"}}{{}}',
        ':mode=base;"}{}',
    ]  # fmt: skip
    assert sources(engine="xelatex")[1:] == [f'/OT:{latin}"}}{{}}', f'/OT:{latin}+smcp;"}}{{}}', '/OT:"}{}']


BODY = r"""AVATAR Too fi \textit{Italic AV} \textbf{Bold Ty \textit{both}} \textsl{slanted} --- ``x''

\textsf{Sans AV. \textit{Italic} \textbf{Bold \textit{both}}} \texttt{fixed. Width  AV}, then more words:
{\Large\bfseries Large To}

{\symbolfont → ● □} \(x_3+y=\mathrm{kg}\,\mathbf{b}\,\mathit{diff}\,\mathsf{s}\,\mathtt{t}\)

\parbox{42mm}{\hyphenation{}\texttt{A paragraph of words in a type of one width that has to be broken somewhere}}
"""


@pytest.mark.tex
@pytest.mark.parametrize("engine", ["lualatex", "xelatex"])
def test_a_class_without_fontspec_sets_the_same_words_at_the_same_places(engine: str, tmp_path: Path) -> None:
    if shutil.which(engine) is None:
        pytest.skip(f"needs {engine}")
    names = {
        "serif": "PTF{}F.ttf", "sans": "PTS{}F.ttf",
    }  # fmt: skip
    numbers = {"regular": "55", "italic": "56", "bold": "75", "bolditalic": "76"}
    roles = {f"{f}-{face}": name.format(n) for f, name in names.items() for face, n in numbers.items()}
    roles |= {"mono-regular": "PTM55F.ttf", "symbols-regular": "DejaVuSans.ttf"}
    fonts = {role: next(Path("/usr/share/fonts").rglob(name)) for role, name in roles.items()}
    features = {role: read_features(path, LocalTools()) for role, path in fonts.items()}
    setup = font_setup(fonts, features, engine=engine, simple=True)
    words = []
    for package in (r"\usepackage{fontspec}", ""):
        folder = tmp_path / (package[12:20] or "plain")
        (folder / "fonts").mkdir(parents=True)
        for role, path in fonts.items():
            (folder / "fonts" / f"{role}.ttf").symlink_to(path)
        lines = [r"\documentclass{article}", package, setup, r"\begin{document}", BODY, r"\end{document}"]
        (folder / "main.tex").write_text("\n".join(lines), "utf-8")
        environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TEXMFVAR": str(tmp_path)}
        command = [engine, "-interaction=nonstopmode", "-halt-on-error", "main.tex"]
        ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=90, check=False)
        assert ended.returncode == 0, ended.stdout[-800:]
        assert ("fontspec.sty" in (folder / "main.log").read_text("utf-8", "replace")) is bool(package)
        boxes = ["pdftotext", "-bbox", "main.pdf", "-"]
        words.append(subprocess.run(boxes, cwd=folder, capture_output=True, text=True, timeout=30, check=True).stdout)
    assert "AVATAR" in words[0]
    assert words[0].partition("<page")[2] == words[1].partition("<page")[2]
