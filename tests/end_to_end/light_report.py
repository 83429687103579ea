"""A report that is typeset in a second or two, and the ways to build it that the tests of faults need."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from projects import REPOSITORY, setting, small_report, write_files

SECTION = "report/sections/body.tex.j2"
CLASS = "report/briefing.cls"


def light_report() -> dict[str, str]:
    """Return the small report with one font, and its class parted so that its preamble can be dumped."""
    files = small_report()
    files["report/report.toml"] = files["report/report.toml"].replace(
        setting("fonts").strip(), '[fonts]\nserif-regular = "PTF55F.ttf"'
    )
    lines = files[CLASS].replace("fontspec,", "").splitlines()
    late = [line for line in lines if r"\input{reportgen" in line or r"\hypersetup" in line]
    early = [line for line in lines if line not in late]
    files[CLASS] = "\n".join([*early, r"\AtEndOfClass{\RequirePackage{briefing-late}}", ""])
    files["report/briefing-late.sty"] = "\n".join(
        [r"\ProvidesPackage{briefing-late}", r"\RequirePackage{fontspec}", *late, ""]
    )
    return files


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A project on disk with a folder for temporary files of its own; `user` runs commands as another one.

    `variables` are added to the environment of each command.
    """

    folder: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    user: tuple[str, ...] = ()

    @property
    def project(self) -> Path:
        """The project's folder."""
        return self.folder / "project"

    @property
    def pdf(self) -> Path:
        """The published PDF."""
        return self.project / "build" / "briefing.pdf"

    @property
    def temporary(self) -> Path:
        """The folder for temporary files."""
        return self.folder / "temporary"

    def environment(self) -> dict[str, str]:
        """Return the whole environment of a command."""
        return {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(self.folder / "home"), "LANG": "C.UTF-8",
            "PYTHONPATH": str(REPOSITORY / "src"), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(self.temporary),
            **self.variables,
        }  # fmt: skip

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command in a group of its own."""
        return subprocess.Popen(
            [*self.user, sys.executable, "-m", "reportgen", *arguments],
            cwd=self.project, env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip

    def build(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Build, whether or not there is something to do."""
        process = self.start("build", "--force", "--format", "short", *arguments)
        try:
            out, err = process.communicate(timeout=300)
        finally:
            process.kill()
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def append(self, text: str) -> None:
        """Add text to the section."""
        path = self.project / SECTION
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")

    def published(self) -> bytes:
        """Return the PDF, which must be the one that its record tells of."""
        data = self.pdf.read_bytes()
        record = json.loads((self.project / "build" / "build.json").read_bytes())
        assert hashlib.sha256(data).hexdigest() == record["output"]["sha256"]
        return data

    def leftovers(self) -> list[str]:
        """Return what a build left unfinished: scratch folders, files that were to replace others."""
        halfway = [path.name for path in (self.project / "build").rglob(".*") if path.name != ".lock"]
        return [*halfway, *(path.name for path in self.temporary.iterdir())]


def bench(folder: Path, caches: Path | None = None, files: Mapping[str, str | bytes] | None = None) -> Bench:
    """Write a light report, with the build folder of another one."""
    made = Bench(folder=folder)
    write_files(made.project, files or light_report())
    for path in (made.temporary, folder / "home"):
        path.mkdir(exist_ok=True)
    if caches is not None:
        shutil.copytree(caches, made.project / "build", symlinks=True)
    return made


def without_sandbox(folder: Path) -> dict[str, str]:
    """Return a search path on which everything is but bubblewrap."""
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    for name in ("lualatex", "pdftotext", "kpsewhich"):
        found = shutil.which(name)
        if found is not None:
            with contextlib.suppress(FileExistsError):
                (programs / name).symlink_to(found)
    return {"PATH": str(programs)}


def descendants(process: int) -> Iterator[tuple[int, str]]:
    """Give all processes below one, each with the time of its start, which tells it from a later one."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (state := process_state(int(entry.name))):
            parents.setdefault(int(state[1]), []).append(int(entry.name))
    waiting = [process]
    while waiting:
        for child in parents.get(waiting.pop(), ()):
            state = process_state(child)
            if state:
                yield child, state[19]
            waiting.append(child)


def process_state(process: int) -> list[str]:
    """Return the fields of a process's state behind its name; nothing when it has ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []
    return [] if fields[0] in {"Z", "X"} else fields
