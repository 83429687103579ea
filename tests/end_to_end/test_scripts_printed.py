"""Text in many scripts, from the project to the PDF and back; with the real engine."""

from __future__ import annotations

import re
from pathlib import Path

import many_scripts as scripts
import pytest
from many_scripts import many_scripts, needs_fallback
from projects import keep_caches, lend_caches, needs_tex, read_text, run, shared_folder, write_files

pytestmark = [pytest.mark.tex, needs_tex, needs_fallback]


def build(project: Path, files: dict[str, str], factory: pytest.TempPathFactory) -> str:
    """Lock and build a project, with the caches of other tests; return what was said."""
    write_files(project, files)
    caches = shared_folder(factory) / "caches"
    lend_caches(caches, project)
    locked = run("verify", "--update", "--sources", "data/sources", folder=project)
    assert locked.returncode == 0, locked.stderr
    built = run("build", "--strict", "--format", "short", "--sources", "data/sources", folder=project)
    assert built.returncode == 0, built.stderr
    keep_caches(project, caches)
    return built.stderr


def joined(text: str) -> str:
    """Return a text without blanks and the hyphens of divided words."""
    return re.sub(r"\u00ad\s*|(?<=[a-zäöü])-\n|\s", "", text)


def test_every_script_is_printed_and_comes_back_the_same_in_any_folder(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    said = build(tmp_path / "one", many_scripts(), tmp_path_factory)
    assert "CFG017" not in said
    assert "TEX6" not in said
    text = joined(read_text(tmp_path / "one" / "build" / "briefing.pdf"))
    for words in (
        scripts.HEADING, scripts.GREEK, scripts.CHINESE, scripts.JAPANESE, scripts.RUSSIAN, scripts.QUOTATION,
        scripts.MEASURE, scripts.WORK_TITLE, scripts.AUTHOR, scripts.LABEL, scripts.DIGEST, scripts.COMPOUND,
        "何が起こったか", "Nguyễn Văn Thiệu", "Đỗ Mười",
    ):  # fmt: skip
        assert joined(words) in text, words
    build(tmp_path / "elsewhere" / "two", many_scripts(), tmp_path_factory)
    first, second = (tmp_path / name / "build" / "briefing.pdf" for name in ("one", "elsewhere/two"))
    assert first.read_bytes() == second.read_bytes()


def test_what_no_font_has_is_shown_as_its_code_and_noted_once_a_file(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = many_scripts()
    files["report/report.toml"] = files["report/report.toml"].replace('missing = "error"', 'missing = "show"')
    body = "report/sections/body.tex.j2"
    files[body] += f"\nAn emoji {scripts.EMOJI} here,\nand {scripts.THAI} there.\n"
    said = build(tmp_path / "project", files, tmp_path_factory)
    notes = [line for line in said.splitlines() if "TEX629" in line]
    assert len(notes) == 1
    assert body in notes[0]
    text = read_text(tmp_path / "project" / "build" / "briefing.pdf")
    assert f"U+{ord(scripts.EMOJI):04X}" in text
    assert all(f"U+{ord(c):04X}" in text for c in scripts.THAI)


def test_without_that_setting_they_stop_the_build(tmp_path: Path) -> None:
    files = many_scripts()
    files["report/sections/body.tex.j2"] += f"\nAn emoji {scripts.EMOJI} here.\n"
    write_files(tmp_path, files)
    checked = run("check", "--format", "short", "--sources", "data/sources", folder=tmp_path)
    assert "TEX608" in checked.stderr
    assert "TEX629" not in checked.stderr
