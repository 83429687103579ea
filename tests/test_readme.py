"""The commands of the README are run as they stand there."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from projects import REPOSITORY, copy_of_the_report, run

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
MAKEFILE = (REPOSITORY / "Makefile").read_text(encoding="utf-8")


def commands(kind: str) -> list[str]:
    """Return the commands of the code blocks of a kind, without prompt, comment and output."""
    found = []
    for block in re.findall(rf"^```{kind}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL):
        lines = block.splitlines()
        if kind == "console":
            lines = [line[2:] for line in lines if line.startswith("$ ")]
        found += [line.split("  #")[0].strip() for line in lines if line.strip()]
    return found


def test_the_readme_has_commands() -> None:
    assert commands("sh")
    assert commands("console")


@pytest.mark.parametrize("command", [part for command in commands("sh") for part in command.split(" && ")])
def test_a_shell_command_names_a_target_that_exists(command: str) -> None:
    """What they do is what CI runs; here only that make knows the target and its variables."""
    program, *words = shlex.split(command)
    if program == ".venv/bin/reportgen":
        options = {word for word in words if word.startswith("-")}
        assert options <= set(re.findall(r"(?<!\w)-[-\w]+", run(words[0], "--help", folder=REPOSITORY).stdout))
        return
    assert program in {"make", "git", "cd"}
    if program != "make":
        return
    for word in words:
        name, _, value = word.partition("=")
        pattern = rf"^{name} \?=" if value else rf"^{name}:.*## "
        assert re.search(pattern, MAKEFILE, re.MULTILINE), word
    make = shutil.which("make")
    if make is not None:
        assert subprocess.run([make, "-n", *words], cwd=REPOSITORY, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("command", commands("console"))
def test_a_command_of_reportgen_does_what_the_readme_says(command: str, tmp_path: Path) -> None:
    program, *words = shlex.split(command)
    assert Path(program).name == "reportgen"
    if words[0] in {"build", "watch"}:
        pytest.skip("built by tests/end_to_end")
    if words[0] in {"extract", "references"}:
        shutil.copytree(REPOSITORY / "examples", tmp_path / "examples")
    elif words[0] not in {"explain", "--version"}:
        copy_of_the_report(tmp_path)
    finished = run(*words, folder=tmp_path)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)\)|src=\"([^\":]+)\"", README), ids="".join)
def test_what_the_readme_links_to_is_there(target: tuple[str, str]) -> None:
    assert (REPOSITORY / "".join(target)).exists()


def test_the_command_as_it_is_installed_can_start_worker_processes(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("link", REPOSITORY / "scripts" / "link.py")
    assert spec is not None
    assert spec.loader is not None
    link = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(link)
    command = tmp_path / "reportgen"
    text = link.COMMAND.format(python=f'"{sys.executable}"', module="reportgen.cli", function="main")
    command.write_text(text, encoding="utf-8")
    command.chmod(0o755)
    source = str(REPOSITORY / "src")
    words = [str(command), "extract", str(REPOSITORY / "examples" / "harbour.txt"), "--kind", "quantity"]
    finished = subprocess.run(
        words, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": source}
    )
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout.count("\n") == 5
