"""What the engine gets for text in other scripts: files only where they are needed."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from many_scripts import FALLBACK, needs_fallback
from memory import ROOT, MemoryTools
from small_project import small_project

from reportgen.cache import Cache
from reportgen.config import Config, load_config
from reportgen.tex.scripts import Scripts, has_long_token, prepare_scripts
from reportgen.tools import LocalTools


def config() -> Config:
    found = load_config(ROOT, MemoryTools.of(small_project())).value
    assert found is not None
    return replace(found, fallback=FALLBACK)


def prepare(text: str, missing: str = "error", words: str = "") -> Scripts:
    """Prepare with the report's fonts on this machine, and a cache in memory."""
    tools = MemoryTools.of(small_project())
    found = [
        next(Path("/usr/share/fonts").rglob(name)) for name in ("PTF55F.ttf", "PTS55F.ttf", "PTM55F.ttf", *FALLBACK)
    ]
    roles = ("serif-regular", "sans-regular", "mono-regular", "fallback-1", "fallback-2", "fallback-3")
    for path in found:
        tools.put(path, LocalTools().read(path))
    return prepare_scripts(
        replace(config(), missing=missing),
        (text,),
        words,
        dict(zip(roles, found, strict=True)),
        tools,
        Cache(ROOT / "build/cache", tools),
    )


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("9f86d081884c7d659a2feaa0c55ad015", True),
        (r"a\_long\_name\_with\_many\_parts", True),
        ("http://www.example.org/a/b/c.html", True),
        (r"http://www.\linkbreak{}example.\linkbreak{}org/\linkbreak{}a", False),
        (r"\label{9f86d081884c7d659a2feaa0c55ad015} \cite[{¶4}]{D1:14,D2:15,D3:16,D4:17,D5:18}", False),
        (r"\hyperref[tab:a-very-long-name-of-a-table]{Table 1}", False),
        ("Petropavlovsk-Kamchatsky and other words of an ordinary text", False),
        (r"\textbackslash{}\textbackslash{}\textbackslash{}", False),
    ],
)
def test_only_what_is_printed_without_an_end_counts_as_long(text: str, long: bool) -> None:  # noqa: FBT001
    assert has_long_token(text) is long


@needs_fallback
def test_ordinary_text_needs_nothing() -> None:
    made = prepare("Plain “text” – with ‘all’ – of… Привет, é ø ß and a word~tied.")
    assert made == Scripts(assets={}, setup="", shaping=False)


@needs_fallback
def test_other_scripts_get_a_font_of_few_characters() -> None:
    made = prepare("Ἀθῆναι 中文")
    names = sorted(name for name in made.assets if not name.endswith(".lua"))
    assert [name[: len("fonts/fallback-1-")] for name in names] == [f"fonts/fallback-{n}-" for n in (1, 2, 3)]
    assert all(len(made.assets[name]) < 20_000 for name in names)
    assert prepare("Ἀθῆναι 中文") == made == prepare("Ἀθῆναι", words="中文")
    assert prepare("Ἀθῆναι 中文究").setup != made.setup


@needs_fallback
def test_codes_are_shown_only_where_that_is_asked_for() -> None:
    def plan(text: str, missing: str) -> str:
        return next(data for name, data in prepare(text, missing).assets.items() if "plan" in name).decode()

    assert "show=true" in plan("ไ 中", "show")
    assert f"lost={{{ord('ไ')}}}" in plan("ไ 中", "show")
    assert "show=false" in plan("ไ 中", "error")
    assert "show=false" in plan("中", "show")


@needs_fallback
def test_lost_marks_do_not_slow_down_the_text() -> None:
    assert not prepare("ภาษาไทยที่ 中", "show").shaping
    assert prepare("x\u0323\u0302 سلام", "show").shaping


@pytest.mark.skipif(shutil.which("luac5.3") is None and shutil.which("texluac") is None, reason="needs a Lua compiler")
@needs_fallback
def test_the_lua_files_can_be_read(tmp_path: Path) -> None:
    compiler = shutil.which("luac5.3") or shutil.which("texluac") or ""
    for name, data in prepare("Ἀθῆναι 中文 שלום “x” '\\", "show").assets.items():
        if name.endswith(".lua"):
            (tmp_path / Path(name).name).write_bytes(data)
            subprocess.run([compiler, "-p", str(tmp_path / Path(name).name)], check=True, timeout=30)


@pytest.mark.tex
@pytest.mark.skipif(shutil.which("lualatex") is None, reason="needs LuaLaTeX")
@needs_fallback
def test_a_run_that_ends_where_a_line_may_end_does_not_crash_the_engine(tmp_path: Path) -> None:
    """A kern before a hyphen, and a chance of a break as the last of a font's run: LuaTeX 1.15 does not survive it."""
    text = r"corporation れをSolariへ与 corporation foo\-\textsf{bar} 与\textsf{bar} corporation"
    made = prepare(text)
    for name, data in made.assets.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    fonts = r"\setmainfont{PTF55F.ttf}[Renderer=Base]\setsansfont{PTS55F.ttf}[Renderer=Base]"
    lines = [r"\documentclass{article}\usepackage{fontspec}", fonts + made.setup, r"\begin{document}", text]
    (tmp_path / "main.tex").write_text("\n".join([*lines, r"\hbox{" + text + "}", r"\end{document}"]), "utf-8")
    command = ["lualatex", "-interaction=nonstopmode", "main.tex"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TEXMFVAR": str(tmp_path)}
    ended = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stdout[-500:]
