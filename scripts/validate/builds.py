"""The same bytes in any folder: the report is built twice, from scratch, in two places."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from validate.verdict import Verdict

# What belongs to a project; a build of it is made anew.
PARTS = ("report.toml", "report", "data", "bib")


def check_builds(project: Path, outputs: tuple[Path, ...], options: tuple[str, ...] = ()) -> Verdict:
    """Build copies of the project in two folders, and compare both with what was built in it."""
    with tempfile.TemporaryDirectory(prefix="reportgen-validate-") as name:
        folders = (Path(name) / "a", Path(name) / "another folder" / "b")
        with ThreadPoolExecutor(len(folders)) as pool:
            failed = tuple(filter(None, pool.map(lambda folder: _build(project, folder, options), folders)))
        faults = [f"a build failed: {output}" for output in failed]
        for output in outputs if not failed else ():
            relative = output.relative_to(project)
            digests = {place: _digest(place / relative) for place in (project, *folders)}
            if len(set(digests.values())) > 1:
                faults.append(f"{relative}: {', '.join(d[:12] for d in digests.values())} in three folders")
    said = ", ".join(f"{path.name} {_digest(path)[:12]}" for path in outputs)
    return Verdict(name="same bytes twice", said=said, faults=tuple(faults))


def _build(project: Path, folder: Path, options: tuple[str, ...]) -> str:
    """Build a copy; return the end of what was said when that failed."""
    folder.mkdir(parents=True)
    for part in PARTS:
        source = project / part
        if source.is_dir():
            shutil.copytree(source, folder / part)
        elif source.is_file():
            shutil.copy(source, folder)
    command = [sys.executable, "-m", "reportgen", "build", *options]
    run = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "TZ": "Asia/Tokyo"}
    )
    return "" if run.returncode == 0 else (run.stderr + run.stdout)[-300:]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "nothing"
