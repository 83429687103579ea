"""The guide is run from top to bottom: its edits are made, its commands give the output that it shows."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from projects import REPOSITORY, needs_tex, run

GUIDE = REPOSITORY / "docs" / "guide.md"
_EDIT = re.compile(r"\b(Add to|Write|Change in) `([^`]+)`:$")
# What a build says at its end; pages depend on the layout, passes on what is kept.
_COUNTS = re.compile(r", \d+ pass(?:es)?$")  # how many depends on what was kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An edit (`Add to`, `Write`, `Change in`) of a file, or a command (`$`) with the lines that it prints."""

    line: int
    verb: str
    subject: str
    text: str


def steps(guide: str) -> Iterator[Step]:
    """Give the steps of a guide: a fenced block after a line that ends with an edit, and `console` blocks."""
    lines = guide.splitlines()
    edit: re.Match[str] | None = None
    at = 0
    while at < len(lines):
        edit = _EDIT.search(lines[at]) or (edit if not lines[at] or lines[at].startswith("```") else None)
        if lines[at].startswith("```"):
            end = lines.index("```", at + 1)
            block = lines[at + 1 : end]
            if lines[at] == "```console":
                yield from _commands(block, at + 2)
            elif edit:
                yield Step(line=at + 1, verb=edit[1], subject=edit[2], text="".join(f"{x}\n" for x in block))
            at, edit = end, None
        at += 1


def _commands(block: list[str], first: int) -> Iterator[Step]:
    starts = [n for n, line in enumerate(block) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(block)], strict=True):
        printed = "".join(f"{x}\n" for x in block[start + 1 : end])
        yield Step(line=first + start, verb="$", subject=block[start][2:], text=printed)


class Reader:
    """Somebody who follows the guide in a folder that has nothing but copies of what the guide names."""

    def __init__(self, folder: Path) -> None:
        """Start where the repository's own examples and layout are."""
        for name in ("examples", "report"):
            shutil.copytree(REPOSITORY / name, folder / name)
        self.folder = folder

    def follow(self, step: Step) -> str:
        """Do what a step says and return what it prints."""
        file = self.folder / step.subject
        match step.verb:
            case "Write":
                file.parent.mkdir(exist_ok=True)
                file.write_text(step.text, encoding="utf-8")
            case "Add to":
                file.write_text(file.read_text(encoding="utf-8") + step.text, encoding="utf-8")
            case "Change in":
                old, new = ("\n".join(x[1:] for x in step.text.splitlines() if x[0] in kept) for kept in ("- ", "+ "))
                text = file.read_text(encoding="utf-8")
                assert text.count(old) == 1, f"guide line {step.line}: '{old}' stands {text.count(old)} times"
                file.write_text(text.replace(old, new), encoding="utf-8")
            case _:
                return self._run(step.subject.split())
        return ""

    def _run(self, words: list[str]) -> str:
        if words[0] == "cd":
            self.folder = self.folder / words[1]
            return ""
        if words[0] != "reportgen":
            words = [found for word in words for found in self._named(word)]
            return subprocess.run(words, cwd=self.folder, capture_output=True, text=True, check=True).stdout
        finished = run(*words[1:], folder=self.folder, environment={"COLUMNS": "100"})
        printed = (finished.stderr + finished.stdout).strip().splitlines()
        return "".join(f"{line}\n" for line in (printed[-1:] if words[1] == "build" else printed))

    def _named(self, word: str) -> list[str]:
        """Return the files that a pattern names, as a shell does, or the word itself."""
        return sorted(str(file.relative_to(self.folder)) for file in self.folder.glob(word)) if "*" in word else [word]


def expected(step: Step, printed: str) -> bool:
    """Whether a command prints what the guide shows; `...` stands for anything, the size of a PDF is not compared."""
    return step.text == "...\n" or _COUNTS.sub("", step.text.strip()) == _COUNTS.sub("", printed.strip())


def follow(folder: Path, skipped: tuple[str, ...]) -> list[str]:
    """Follow the guide in a folder, without some commands, and return where it shows something else than happens."""
    reader, wrong = Reader(folder), []
    for step in steps(GUIDE.read_text(encoding="utf-8")):
        if step.subject.startswith(skipped):
            continue
        printed = reader.follow(step)
        if step.verb == "$" and not expected(step, printed):
            wrong.append(f"docs/guide.md:{step.line}: $ {step.subject}\n{printed}")
    return wrong


def practice(folder: Path) -> Path:
    """Make the copy to practise on, by the first commands of the guide, and return it."""
    reader = Reader(folder)
    for step in steps(GUIDE.read_text(encoding="utf-8")):
        if not step.subject.startswith(("cp", "cd")):
            break
        reader.follow(step)
    return reader.folder


def faults() -> list[tuple[str, str]]:
    """Return the table of messages: what is typed into a section, and what is said of it."""
    return re.findall(
        r"^\| `(.+)` \| `((?:error|warning)\[\w+\] .+)` \|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE
    )


def said_of(sections: dict[str, str], project: Path) -> str:
    """Return what `check` says of a project when it has these further sections."""
    main = project / "report" / "main.tex.j2"
    before = main.read_text(encoding="utf-8")
    calls = "".join(f'((( section("{name}") )))\n' for name in sections)
    main.write_text(before.replace("((( report_end() )))", calls + "((( report_end() )))"), encoding="utf-8")
    for name, text in sections.items():
        (project / "report" / "sections" / f"{name}.tex.j2").write_text(f"{text}\n", encoding="utf-8")
    said = run("check", "--format", "short", folder=project).stderr
    main.write_text(before, encoding="utf-8")
    for name in sections:
        (project / "report" / "sections" / f"{name}.tex.j2").unlink()
    return said


def test_the_guide_has_steps_of_each_kind() -> None:
    assert {step.verb for step in steps(GUIDE.read_text(encoding="utf-8"))} == {"$", "Add to", "Write", "Change in"}


def test_what_the_guide_links_to_is_there() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", GUIDE.read_text(encoding="utf-8"))
    assert targets
    assert [target for target in targets if not (GUIDE.parent / target).exists()] == []


def test_the_guide_shows_what_happens(tmp_path: Path) -> None:
    assert follow(tmp_path, ("reportgen build",)) == []


@pytest.mark.tex
@needs_tex
def test_the_builds_of_the_guide_come_out(tmp_path: Path) -> None:
    assert follow(tmp_path, ("reportgen check", "reportgen extract")) == []


def test_each_line_of_the_table_of_messages_is_met_with_its_message(tmp_path: Path) -> None:
    """All at once; a line whose message another fault keeps back is then tried alone."""
    project, table = practice(tmp_path), faults()
    assert table
    said = said_of({f"line-{n}": typed for n, (typed, _) in enumerate(table)}, project)
    for number, (typed, message) in enumerate(table):
        assert any(f"/line-{number}." in x and x.endswith(message) for x in said.splitlines()) or message in said_of(
            {"line": typed}, project
        ), typed


def test_the_practice_report_is_verified(tmp_path: Path) -> None:
    """Its lock is the one that its documents give."""
    project = practice(tmp_path)
    lock = (project / "data" / "evidence.lock").read_bytes()
    finished = run("verify", "--update", "--strict", folder=project)
    assert (finished.returncode, finished.stderr) == (0, "")
    assert (project / "data" / "evidence.lock").read_bytes() == lock
