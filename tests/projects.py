"""Projects on disk for the tests that run the real engine, and the font cache that they share."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from small_project import small_project

REPOSITORY = Path(__file__).parents[1]
INPUTS = ("report", "bib", "data")

needs_tex = pytest.mark.skipif(
    shutil.which("lualatex") is None or shutil.which("pdftotext") is None, reason="needs lualatex and poppler"
)


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder and return it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def copy_of_the_report(folder: Path) -> Path:
    """Copy this repository's own report, without its documents, and return the folder."""
    for name in INPUTS:
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("sources"))
    return folder


def setting(key: str) -> str:
    """Return one section of the report's own settings, as it is written."""
    text = (REPOSITORY / "report" / "report.toml").read_text(encoding="utf-8")
    start = text.index(f"[{key}]")
    end = text.find("\n[", start)
    return text[start : end if end > 0 else len(text)] + "\n"


def light_class() -> str:
    """Return a class that loads little and knows every command and environment of the report's own class."""
    names = ("briefing.cls", "briefing-settings.sty", "briefing-common.sty", "briefing-index.sty")
    text = "".join((REPOSITORY / "report" / name).read_text(encoding="utf-8") for name in names)
    lines = [
        r"\NeedsTeXFormat{LaTeX2e}", r"\ProvidesClass{briefing}", r"\LoadClass{article}",
        r"\RequirePackage{fontspec,array,booktabs,longtable,graphicx}", r"\input{reportgen-fonts}",
        r"\input{reportgen-metadata}", r"\RequirePackage[unicode,bookmarksopen]{hyperref}",
        r"\hypersetup{pdftitle={\rgtitle},pdflang={\rglanguage},pdfcreator={}}",
    ]  # fmt: skip
    for name, number in re.findall(r"\\newcommand\*?\{?\\([a-z]+)\}?(?:\[(\d)\])?", text):
        arguments = "".join(f"#{n}" for n in range(1, int(number or 0) + 1))
        lines.append(rf"\providecommand\{name}{f'[{number}]' if number else ''}{{{arguments}}}")
    lines.append(r"\providecommand*\rgmention[1]{}")
    for name, number in re.findall(r"\\newenvironment\*?\{([a-z]+)\}(?:\[(\d)\])?", text):
        lines.append(rf"\newenvironment{{{name}}}{f'[{number}]' if number else ''}{{\par}}{{\par}}")
    return "\n".join(lines) + "\n"


def small_report() -> dict[str, str]:
    """Return the small project with the report's fonts, so that its font cache serves here, too."""
    files = small_project()
    text = files["report/report.toml"]
    start = text.index("[fonts]")
    files["report/report.toml"] = text[:start] + setting("fonts") + text[text.index("\n[", start) + 1 :]
    files["report/briefing.cls"] = light_class()
    return files


def run(
    *arguments: str, folder: Path, environment: Mapping[str, str] | None = None, code: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run `reportgen` (or Python code) as a user does, in a folder; return status, stdout and stderr."""
    variables = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(folder), "LANG": "C.UTF-8",
        "PYTHONPATH": str(REPOSITORY / "src"), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "error",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, *(["-c", code] if code else ["-m", "reportgen", *arguments])],
        cwd=folder, env={**variables, **(environment or {})}, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all workers of this test run have in common."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextlib.contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Hold a lock that the workers of a test run share; waits for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def lend_caches(shared: Path, project: Path) -> None:
    """Give a project the caches that another test has filled."""
    if shared.is_dir():
        shutil.copytree(shared, project / "build" / "cache", dirs_exist_ok=True)


def keep_caches(project: Path, shared: Path) -> None:
    """Keep the caches of a project for the next test."""
    if (project / "build" / "cache").is_dir():
        shutil.copytree(project / "build" / "cache", shared, dirs_exist_ok=True)


def read_text(pdf: Path) -> str:
    """Return the text of a PDF as poppler reads it, pages parted by form feeds."""
    program = shutil.which("pdftotext")
    assert program is not None
    finished = subprocess.run([program, "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True, timeout=120)
    return finished.stdout.decode()
