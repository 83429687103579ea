"""Whole batches: several rows with a real engine, in processes of this machine and on a real cluster."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
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
    shared_folder,
    small_report,
    write_files,
)

pytestmark = [pytest.mark.tex, needs_tex]

ROWS = """\
name,title,indicators.theme
plain,The quay,
traffic,Traffic alone,traffic
money,Money alone,money
same,The quay,
"""
# How long to wait for what will come, however slow the machine is.
_PATIENCE_S = 120.0


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small report and a file of four rows, of which one names what its filter leaves out; no cache is there."""
    return write_files(tmp_path / "project", {**small_report(), "rows.csv": ROWS})


@pytest.fixture
def caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first of these tests, which begins without any cache, leaves it for the others."""
    return shared_folder(tmp_path_factory) / "caches-of-batches"


@pytest.fixture
def lent(project: Path, caches: Path) -> Path:
    """The same project with the cache of an earlier test, if there was one."""
    with one_at_a_time(caches.with_suffix(".lock")):
        lend_caches(caches, project)
    return project


def pdf(project: Path, name: str) -> Path:
    return project / "build" / "batch" / name / "briefing.pdf"


def results(text: str) -> dict[str, str]:
    """Return what the table says of each row."""
    return dict(re.findall(r"(?m)^(\S+) +(made|unchanged|failed) ", text))


def unfinished(project: Path) -> list[Path]:
    return [path for path in project.rglob("*") if "~new-" in path.name]


def comes(true: Callable[[], bool]) -> bool:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.02)
    return False


def test_rows_are_built_side_by_side_and_only_when_something_changed(
    project: Path, tmp_path: Path, caches: Path
) -> None:
    out = tmp_path / "out"
    first = run("batch", "rows.csv", "--jobs", "3", "--format", "short", "--out", str(out), folder=project)
    assert results(first.stdout) == {"plain": "made", "traffic": "made", "money": "failed", "same": "made"}
    assert first.returncode == 1
    assert "body.tex.j2:4:17: error[SEC540] money: this briefing leaves out 'ind-growth'" in first.stderr
    assert first.stdout.endswith("4 rows: 3 made, 0 unchanged, 1 failed\n")
    # Each has its own title and records; the name of a row is not in its PDF.
    assert "Passengers a day" in read_text(pdf(project, "traffic"))
    assert "Cost of the quay" not in read_text(pdf(project, "traffic"))
    assert "Cost of the quay" in read_text(pdf(project, "plain"))
    assert (
        pdf(project, "plain").read_bytes() == pdf(project, "same").read_bytes() != pdf(project, "traffic").read_bytes()
    )
    assert (out / "plain" / "briefing.pdf").read_bytes() == pdf(project, "plain").read_bytes()
    assert not pdf(project, "money").exists()
    assert unfinished(project) == []
    # Again: nothing to do for those that are made. An edit of a row is a matter of that row.
    before = {name: pdf(project, name).stat().st_mtime_ns for name in ("plain", "same", "traffic")}
    write_files(project, {"rows.csv": ROWS.replace("Traffic alone", "Only traffic").replace("money,Money", "m2,Money")})
    (out / "plain" / "briefing.pdf").unlink()
    second = run("batch", "rows.csv", "--format", "json", "--out", str(out), folder=project)
    assert results(second.stderr) == {"plain": "unchanged", "traffic": "made", "m2": "failed", "same": "unchanged"}
    assert {d["code"] for d in json.loads(second.stdout)["diagnostics"]} == {"SEC540", "DOC106"}
    after = {name: pdf(project, name).stat().st_mtime_ns for name in before}
    assert {name for name in before if before[name] != after[name]} == {"traffic"}
    assert (out / "plain" / "briefing.pdf").is_file()
    # A row that fails keeps its last good PDF; where no row can be run, the batch could not be.
    good = pdf(project, "traffic").read_bytes()
    write_files(project, {"rows.csv": "name,title,date,indicators.theme\ntraffic,Soon,soon,traffic\n"})
    third = run("batch", "rows.csv", "--format", "short", folder=project)
    assert (third.returncode, results(third.stdout)) == (2, {"traffic": "failed"})
    assert pdf(project, "traffic").read_bytes() == good
    with one_at_a_time(caches.with_suffix(".lock")):
        keep_caches(project, caches)


def test_an_interrupt_ends_all_and_leaves_nothing_half_written(project: Path) -> None:
    """Without the caches of other tests: with them TeX may be done before anybody sees it work.

    Processes talk through sockets in the temporary folder, whose paths may have some 100 bytes only.
    """
    scratch = Path(tempfile.mkdtemp(prefix="rg-"))
    process = subprocess.Popen(
        [sys.executable, "-m", "reportgen", "batch", "rows.csv", "--jobs", "2"], cwd=project, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=variables(project, TMPDIR=str(scratch)),
    )  # fmt: skip
    try:
        assert comes(lambda: next(scratch.rglob("*.tex"), None) is not None)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=_PATIENCE_S)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        cleared = comes(lambda: not any(scratch.glob("reportgen-work-*")))
        shutil.rmtree(scratch)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert cleared
    assert unfinished(project) == []
    assert run("clean", folder=project).returncode == 0  # nothing holds a lock
    assert not (project / "build").exists()


def variables(project: Path, **more: str) -> dict[str, str]:
    """Return the environment of a program that is started here."""
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(project), "LANG": "C.UTF-8",
        "PYTHONPATH": str(REPOSITORY / "src"), "PYTHONDONTWRITEBYTECODE": "1", **more,
    }  # fmt: skip


@contextlib.contextmanager
def started(project: Path, log: Path, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program of the cluster until the end of the block."""
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=log.parent, env=variables(project), stdout=file, stderr=file
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def at_work_on(project: Path) -> dict[int, str]:
    """Return the rows that are being built, by the process that started the process that builds."""
    found: dict[int, str] = {}
    for path in (project / "build" / "batch").glob("*/.lock"):
        holder = re.match(r"process (\d+) ", path.read_text())
        with contextlib.suppress(OSError):
            if holder:
                status = Path(f"/proc/{holder[1]}/status").read_text()
                found[int(re.findall(r"(?m)^PPid:\s+(\d+)", status)[0])] = path.parent.name
    return found


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="tells by /proc which worker is at work")
def test_a_worker_of_a_cluster_that_dies_loses_nothing(lent: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    project = write_files(lent, {"rows.csv": ROWS.replace("traffic,Traffic alone,traffic\n", "")})
    address = tmp_path / "scheduler.json"
    scheduler = (
        "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
        "--scheduler-file", str(address),
    )  # fmt: skip

    def worker(name: str) -> contextlib.AbstractContextManager[subprocess.Popen[bytes]]:
        return started(
            project, tmp_path / f"{name}.log", "distributed.cli.dask_worker", "--scheduler-file", str(address),
            "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard",
            "--local-directory", str(tmp_path / name),
        )  # fmt: skip

    with started(project, tmp_path / "scheduler.log", *scheduler), worker("one") as one, worker("two"):
        assert comes(lambda: address.is_file() and address.read_text().endswith("}"))
        url = json.loads(address.read_text())["address"].replace("tcp://", "dask://")
        batch = subprocess.Popen(
            [sys.executable, "-m", "reportgen", "batch", "rows.csv", "--executor", url, "--format", "short"],
            cwd=project, env=variables(project), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            assert comes(lambda: one.pid in at_work_on(project))
            one.kill()
            out, err = batch.communicate(timeout=_PATIENCE_S)
        finally:
            batch.kill()
            batch.wait()
    assert results(out) == {"plain": "made", "money": "failed", "same": "made"}, err
    assert batch.returncode == 1
    assert "error[SEC540] money:" in err
    assert pdf(project, "plain").read_bytes() == pdf(project, "same").read_bytes()
    assert unfinished(project) == []
    # What the cluster made is what this machine would make: there is nothing to do.
    again = run("batch", "rows.csv", folder=project)
    assert results(again.stdout) == {"plain": "unchanged", "money": "failed", "same": "unchanged"}
