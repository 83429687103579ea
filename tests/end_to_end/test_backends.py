"""BibTeX and Biber as makers of the printed lists: whole builds of a report that cites every work of the real one."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest
from projects import (
    REPOSITORY,
    keep_caches,
    lend_caches,
    needs_tex,
    one_at_a_time,
    read_text,
    run,
    setting,
    shared_folder,
    write_files,
)
from small_project import small_project

from reportgen.bibliography import load_library
from reportgen.bibliography.library import Library
from reportgen.tools import LocalTools

WORKS = "bib/real.bib"
# What ties a work to the documents of the real report, which are not here.
_TIES = r"^  (?:related|relatedtype|corpusnote|shorthand|addendum|annotation|urlstate|kind) = .*\n"
LOOK = ("briefing.cls", *(f"briefing-{name}.sty" for name in ("settings", "common", "index", "late")))

pytestmark = [
    pytest.mark.tex,
    needs_tex,
    pytest.mark.skipif(shutil.which("bibtexu") is None or shutil.which("biber") is None, reason="needs both programs"),
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="Biber runs in the sandbox only"),
]


def project(folder: Path, backend: str, engine: str) -> Path:
    """Write a report with the look of the real one that cites each of its works."""
    files: dict[str, str | bytes] = dict(small_project())
    real = "\n".join((REPOSITORY / "bib" / name).read_text(encoding="utf-8") for name in ("documents.bib", "works.bib"))
    real = re.sub(
        r"^@(\w+)\{([^,]+),", r"@\1{real-\2,", re.sub(_TIES, "", real, flags=re.MULTILINE), flags=re.MULTILINE
    )
    files[WORKS] = real.replace("{corpus}", "{cited}").replace("crossref = {", "crossref = {real-")
    text = str(files["report/report.toml"]).replace('"lualatex"', f'"{engine}"')
    text = text.replace("[bibliography]\nfiles = [", f'[bibliography]\nbackend = "{backend}"\nfiles = ["{WORKS}", ')
    for section in ("report", "fonts"):
        start = text.index(f"[{section}]")
        text = text[:start] + setting(section) + text[text.index("\n[", start) + 1 :]
    files["report/report.toml"] = text
    files |= {f"report/{name}": (REPOSITORY / "report" / name).read_bytes() for name in LOOK}
    cited = " ".join(f'Work~((( cite("{key}") ))).' for key in re.findall(r"^@\w+\{([^,]+),", real, re.MULTILINE))
    body = str(files["report/sections/body.tex.j2"])
    files["report/sections/body.tex.j2"] = f"{body}\n{cited}\n"
    return write_files(folder, files)


def works(folder: Path) -> Library:
    """Return the bibliography of a project."""
    return load_library(folder, ("bib/documents.bib", "bib/works.bib", WORKS), LocalTools()).value


def squeeze(text: str) -> str:
    """Keep letters and digits alone: what is left of a title in whatever style and at whatever line ends."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


@pytest.fixture(scope="module")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where these tests keep fonts and formats, in common with the other workers."""
    return shared_folder(tmp_path_factory) / "backends"


def built(folder: Path, caches: Path, environment: Mapping[str, str] | None = None) -> bytes:
    """Build and return the PDF; nothing but what a house style finds wanting in a work may be said."""
    with one_at_a_time(caches.with_suffix(".lock")):
        lend_caches(caches, folder)
        done = run("build", "--format", "short", folder=folder, environment=environment)
        keep_caches(folder, caches)
    said = [line for line in done.stderr.splitlines() if "error[" in line or "warning[" in line]
    assert done.returncode == 0, done.stderr
    assert [line for line in said if "BIB415" not in line and "text sticks out" not in line] == []
    return (folder / "build" / "briefing.pdf").read_bytes()


@pytest.mark.parametrize("engine", ["lualatex", "pdflatex", "xelatex"])
@pytest.mark.parametrize("backend", ["bibtex", "biblatex"])
def test_every_work_of_the_real_bibliography_is_printed(
    backend: str, engine: str, tmp_path: Path, caches: Path
) -> None:
    if shutil.which(engine) is None:
        pytest.skip(f"needs {engine}")
    folder = project(tmp_path / "report", backend, engine)
    built(folder, caches)
    text = read_text(folder / "build" / "briefing.pdf")
    titles = [str(entry.text("title")) for entry in works(folder).entries.values()]
    assert len(titles) > 50
    assert [title for title in titles if squeeze(title) not in squeeze(text)] == []
    assert any(re.search("[а-я]", title) for title in titles)
    assert "??" not in text
    record = json.loads((folder / "build" / "build.json").read_text(encoding="utf-8"))
    assert len(record["details"]["passes"]) <= (3 if backend == "biblatex" else 2)


@pytest.mark.parametrize("backend", ["bibtex", "biblatex"])
def test_a_house_style_gives_the_same_bytes_elsewhere(backend: str, tmp_path: Path, caches: Path) -> None:
    first = built(project(tmp_path / "report", backend, "pdflatex"), caches)
    other = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "HOME": "/"}
    cold = caches.with_name(f"backends-cold-{backend}")
    assert built(project(tmp_path / "ä other", backend, "pdflatex"), cold, other) == first
