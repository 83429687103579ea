"""The widths of a table's columns, as TeX computes them."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.tex,
    pytest.mark.skipif(shutil.which("pdflatex") is None, reason="needs pdflatex"),
]
# \linewidth, the columns, how many there are
TABLES = [
    (400, r"\tablecolumn{1000}{{very}}{{very unlikely}}\tablecolumn{9000}{}{}", 2),
    (400, r"\tablecolumn{9000}{{KJ-1}}{{KJ-1}}\tablecolumn{1000}{}{}", 2),
    (300, r"\tablecolumn{1}{{Unquestionably}}{}\tablecolumn{999}{}{}\tablecolumn{999}{}{}", 3),
    (60, r"\tablecolumn{1}{{Unquestionably}}{}\tablecolumn{1}{{Unquestionably}}{}", 2),
    (400, r"\tablecolumn{1}{}{{a}}\tablecolumn{3}{}{{b}}", 2),
]


@pytest.fixture(scope="module")
def widths(tmp_path_factory: pytest.TempPathFactory) -> list[list[float]]:
    """Return the widths in pt of the columns of each table; the last number is that of the long word."""
    folder: Path = tmp_path_factory.mktemp("columns")
    (folder / "columns.tex").write_bytes((files("reportgen.tables") / "columns.tex").read_bytes())
    lines = [r"\documentclass{article}\usepackage{array}\input{columns}\begin{document}\tabcolsep5pt"]
    for width, columns, count in TABLES:
        shown = " ".join(rf"\tablewidth{{{number}}}" for number in range(1, count + 1))
        lines.append(rf"\linewidth{width}pt\tablecolumns{{{columns}}}\typeout{{WIDTHS {shown}}}")
    lines.append(r"\setbox0\hbox{Unquestionably}\typeout{WIDTHS \the\wd0}\end{document}")
    (folder / "t.tex").write_text("\n".join(lines), encoding="utf-8")
    run = subprocess.run(
        [str(shutil.which("pdflatex")), "-interaction=batchmode", "t.tex"],
        cwd=folder,
        check=False,
        capture_output=True,
        timeout=60,
    )
    log = (folder / "t.log").read_text(encoding="latin-1")
    assert run.returncode == 0, log[-2000:]
    return [
        [float(w) for w in re.findall(r"([\d.]+)pt", line)] for line in re.findall("^WIDTHS (.*)", log, re.MULTILINE)
    ]


def test_columns_fill_the_line(widths: list[list[float]]) -> None:
    for (width, _, count), found in zip(TABLES, widths, strict=False):
        assert sum(found) == pytest.approx(width - 10 * (count - 1), abs=0.1)


def test_a_short_field_has_its_share_or_what_it_needs(widths: list[list[float]]) -> None:
    assert widths[0][0] == pytest.approx(39, abs=0.1)
    assert widths[1][0] < 40


def test_no_column_is_narrower_than_its_word_unless_none_can_be_kept(widths: list[list[float]]) -> None:
    word = widths[-1][0]
    assert widths[2][0] == pytest.approx(word, abs=0.2)
    assert widths[3] == pytest.approx([25, 25], abs=0.1)


def test_what_nobody_needs_is_shared_by_weight(widths: list[list[float]]) -> None:
    narrow, broad = widths[4]
    assert broad > 2.5 * narrow
