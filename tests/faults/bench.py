"""Put one edit after the other into copies of the report, and have each checked or built."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from projects import INPUTS, REPOSITORY, copy_of_the_report, write_files
from small_project import small_project

from faults.fault import Fault, Variation
from faults.project import AnchorError, Edit, Project
from reportgen.cli import main

DOCUMENTS = "data/sources"
_GOOD_PDF = b"the last good one"


class Said(NamedTuple):
    """A diagnostic as the program printed it. An empty file is no file, line 0 no line."""

    code: str
    severity: str
    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.file or '-'}:{self.line}: {self.severity}[{self.code}] {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a fault or a variation: what was said of it beyond what is always said, and what is wrong."""

    name: str
    group: str
    harmless: bool
    caught: bool
    located: bool
    single: bool
    said: tuple[Said, ...]
    expected: str
    wrong: str = ""
    open_: str = ""

    @property
    def passed(self) -> bool:
        """Whether a fault is reported where it is, or known not to be so far, or nothing is said of what is right."""
        right = not self.said if self.harmless else (self.caught and self.located) or bool(self.open_)
        return not self.wrong and right

    @property
    def good(self) -> bool:
        """Whether a fault is, besides, reported once: one cause, one diagnostic."""
        return self.passed and self.single and not self.open_


@dataclass(slots=True)
class Bench:
    """One copy of a report on disk. Only the files of an edit are written, and put back afterwards."""

    folder: Path
    project: Project
    usual: Mapping[str, Counter[tuple[str, str, str]]] = field(default_factory=dict)

    @property
    def pdf(self) -> Path:
        """Where the last good PDF lies."""
        return self.folder / "build" / "briefing.pdf"

    def run(self, command: str, *options: str) -> tuple[int, tuple[Said, ...], str]:
        """Run a command as a user does; return the exit code, what was said, and what else was printed."""
        out, err = io.StringIO(), io.StringIO()
        words = [command, "--project", str(self.folder), "--format", "json", *options]
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main(words)
        try:
            found = json.loads(out.getvalue())["diagnostics"]
        except ValueError:
            return status, (), err.getvalue() or out.getvalue()
        return status, tuple(_said(one) for one in found), ""

    def beyond(self, command: str, said: tuple[Said, ...]) -> tuple[Said, ...]:
        """Return what is not said of the report as it is."""
        if command not in self.usual:
            usual = Counter((d.code, d.file, d.message) for d in self.run(command, "--strict")[1])
            self.usual = {**self.usual, command: usual}
        left = self.usual[command].copy()
        new: list[Said] = []
        for one in said:
            key = (one.code, one.file, one.message)
            if left[key]:
                left[key] -= 1
            else:
                new.append(one)
        return tuple(new)

    @contextlib.contextmanager
    def edited(self, edit: Edit) -> Iterator[None]:
        """Write an edit; put everything back at the end, the lock included."""
        touched = {*edit.files, "data/evidence.lock"}
        try:
            for name, data in edit.files.items():
                path = self.folder / name
                if data is None:
                    path.unlink()
                else:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(data)
            yield
        finally:
            for name in touched:
                path = self.folder / name
                if name not in self.project.files:
                    path.unlink(missing_ok=True)
                elif not path.is_file() or path.read_bytes() != self.project.files[name]:
                    path.write_bytes(self.project.files[name])

    def try_(self, group: str, item: Fault | Variation) -> Verdict:
        """Put an edit in and see what is said."""
        command = "build" if item.engine else "check"
        try:
            edit = item.change(self.project)
        except AnchorError as error:
            return _verdict(group, item, Edit(files={}), (), wrong=f"the suite is out of date: {error}")
        self.beyond(command, ())
        self.pdf.parent.mkdir(exist_ok=True)
        self.pdf.write_bytes(_GOOD_PDF)
        with self.edited(edit):
            if item.relock:
                self.run("verify", "--update")
            status, said, other = self.run(command, "--strict")
        new = self.beyond(command, said)
        loud = any(one.severity != "note" for one in said)
        wrong = ""
        if other:
            wrong = f"not a list of diagnostics: {other[-300:]}"
        elif any(one.code.startswith("INT") for one in said):
            wrong = "the program itself failed"
        elif bool(status) != loud:
            wrong = f"exit code {status} with {len(said)} diagnostics"
        elif isinstance(item, Fault) and self.pdf.read_bytes() != _GOOD_PDF:
            wrong = "the last good PDF is gone"
        return _verdict(group, item, edit, new, wrong)


def _said(found: Mapping[str, Any]) -> Said:
    place = (found["file"] or "", found["line"] or 0)
    return Said(found["code"], found["severity"], *place, found["message"])


def _verdict(group: str, item: Fault | Variation, edit: Edit, said: tuple[Said, ...], wrong: str = "") -> Verdict:
    if isinstance(item, Variation):
        return Verdict(
            name=item.name, group=group, harmless=True, caught=True, located=True, single=True, said=said,
            expected="nothing", wrong=wrong,
        )  # fmt: skip
    right = [one for one in said if one.code.startswith(item.codes)]
    located = [one for one in right if any(s.file == one.file and s.line in {one.line, None} for s in edit.spots)]
    more = [one for one in said if not one.code.startswith(item.follow) or not item.follow]
    places = ", ".join(f"{spot.file}:{spot.line or '*'}" for spot in edit.spots[:4])
    return Verdict(
        name=item.name, group=group, harmless=False, caught=bool(right), located=bool(located),
        single=len([one for one in more if one not in located[:1]]) == 0, said=said,
        expected=f"{' or '.join(item.codes)} at {places or 'nowhere'}", wrong=wrong, open_=item.open_,
    )  # fmt: skip


def real_bench(folder: Path, sources: Path | None, caches: Path | None = None) -> Bench:
    """Copy this repository's report, with the documents if they are at hand and a filled cache if there is one."""
    copy_of_the_report(folder)
    if sources is not None:
        shutil.copytree(sources, folder / DOCUMENTS, ignore=shutil.ignore_patterns(".*"))
    if caches is not None and caches.is_dir():
        shutil.copytree(caches, folder / "build" / "cache", symlinks=True)
    return Bench(folder=folder, project=_read(folder))


def small_bench(folder: Path) -> Bench:
    """Write the small report of the tests, which has documents of its own."""
    write_files(folder, small_project())
    return Bench(folder=folder, project=_read(folder))


def repository_cache() -> Path:
    """Return the cache of this repository, which builds may have filled."""
    return REPOSITORY / "build" / "cache"


def _read(folder: Path) -> Project:
    files = (path for name in INPUTS for path in (folder / name).rglob("*") if path.is_file())
    return Project(files={path.relative_to(folder).as_posix(): path.read_bytes() for path in files})
