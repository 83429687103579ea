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
# What is set by the machine: the passes of a cold or a warm build.
_PASSES = re.compile(r", \d passes?$")


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
        if words[0] == "reportgen":
            finished = run(*words[1:], folder=self.folder, environment={"COLUMNS": "100"})
            kept = [x for x in finished.stderr.splitlines() if words[1] != "build" or ": " in x[-60:]]
            return "".join(f"{x}\n" for x in [*kept, *finished.stdout.splitlines()])
        return subprocess.run(words, cwd=self.folder, capture_output=True, text=True, check=True).stdout
