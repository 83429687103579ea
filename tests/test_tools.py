"""The real machine, and that the one in memory behaves like it."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

import pytest
from memory import MemoryTools

from reportgen.tools import Limits, LocalTools, Tools

PYTHON = sys.executable


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


BOTH = pytest.mark.parametrize("machine", [LocalTools(), MemoryTools()], ids=["local", "memory"])


def run(code: str, folder: Path, **limits: float):  # type: ignore[no-untyped-def]
    return LocalTools().run(
        [PYTHON, "-I", "-S", "-c", code], folder=folder, environment={"A": "b"}, limits=Limits(**limits),  # type: ignore[arg-type]
    )  # fmt: skip


@BOTH
def test_files(machine: Tools, tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    assert machine.state(path) is None
    with pytest.raises(FileNotFoundError) as raised:
        machine.read(path)
    assert raised.value.strerror == "No such file or directory"
    machine.write(path, b"one")
    first = machine.state(path)
    assert first is not None
    assert first.size == 3
    assert machine.read(path) == b"one"
    machine.write(path, b"two!")
    second = machine.state(path)
    assert second is not None
    assert second.size == 4
    assert second != first
    assert machine.state(path.parent) is None
    machine.remove(path)
    machine.remove(path)
    assert machine.state(path) is None


@BOTH
def test_list(machine: Tools, tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "a.yaml", "sub/c.csv", "sub/deep/d.csv", ".e.csv"):
        machine.write(tmp_path / name, b"")

    def listed(pattern: str) -> list[str]:
        return [path.relative_to(tmp_path).as_posix() for path in machine.list(tmp_path, pattern)]

    assert listed("*.csv") == [".e.csv", "a.csv", "b.csv"]
    assert listed("sub/*.csv") == ["sub/c.csv"]
    assert listed("**/*.csv") == [".e.csv", "a.csv", "b.csv", "sub/c.csv", "sub/deep/d.csv"]
    assert listed("*") == [".e.csv", "a.csv", "a.yaml", "b.csv"]
    assert listed("**/*.[cy]*") == [".e.csv", "a.csv", "a.yaml", "b.csv", "sub/c.csv", "sub/deep/d.csv"]
    assert machine.list(tmp_path / "none", "*") == ()
    machine.remove(tmp_path / "sub")
    assert listed("sub/*") == []


@BOTH
def test_lock(machine: Tools, tmp_path: Path) -> None:
    path = tmp_path / "build" / ".lock"
    with machine.lock(path) as first:
        assert first
        with machine.lock(path) as second:
            assert not second
    with machine.lock(path) as again:
        assert again


@BOTH
def test_scratch_is_gone_afterwards(machine: Tools) -> None:
    with machine.scratch() as folder:
        machine.write(folder / "a", b"")
        assert machine.list(folder, "*")
    assert machine.list(folder, "*") == ()


@BOTH
def test_clock_never_goes_back(machine: Tools) -> None:
    assert machine.clock() <= machine.clock()


@BOTH
def test_what_is_not_there(machine: Tools) -> None:
    assert machine.find_program("no-such-program-at-all") is None
    assert machine.environment("NO_SUCH_VARIABLE_AT_ALL") is None


def test_environment_and_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_VARIABLE", "x")
    assert LocalTools().environment("SOME_VARIABLE") == "x"
    assert LocalTools().find_program(PYTHON) == Path(PYTHON)


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError):  # noqa: PT011
        LocalTools().write(path, b"new")
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["a"]


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(OSError, match="not a regular file"):
            LocalTools().read(path)
        assert LocalTools().state(path) is None
    assert LocalTools().list(tmp_path, "*") == ()


def test_removing_a_link_leaves_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    LocalTools().remove(tmp_path / "link")
    assert _names(tmp_path) == ["folder"]
    assert _names(tmp_path / "folder") == ["a"]


def test_a_program_has_its_folder_its_environment_and_no_input(tmp_path: Path) -> None:
    finished = run(
        "import os, sys; print(os.getcwd(), os.environ['A'], repr(sys.stdin.read()), len(os.environ))", tmp_path
    )
    where, value, given, count = finished.output.split()
    assert (Path(where), value, given) == (tmp_path.resolve(), "b", "''")
    assert int(count) <= 2  # Python itself may add LC_CTYPE
    assert (finished.status, finished.stopped) == (0, None)


def test_output_is_both_streams_whatever_their_bytes(tmp_path: Path) -> None:
    finished = run("import os, sys; os.write(2, b'e\\xff'); os.write(1, b'o'); sys.exit(3)", tmp_path)
    assert finished.output == "e\ufffdo"
    assert finished.status == 3


def test_much_output_is_cut_and_never_blocks(tmp_path: Path) -> None:
    finished = run("import os\nfor _ in range(300): os.write(1, b'x' * 10000)", tmp_path)
    assert len(finished.output) == 2 * 1024 * 1024
    assert finished.status == 0


def test_a_program_that_hangs_is_stopped(tmp_path: Path) -> None:
    finished = run("import time; print('on', flush=True); time.sleep(60)", tmp_path, wall_s=0.5)
    assert finished.stopped == "time"
    assert finished.status != 0
    assert finished.seconds < 10


def test_children_end_with_their_parent(tmp_path: Path) -> None:
    code = "import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid)"
    finished = run(code, tmp_path)
    assert _ends(int(finished.output))


def _ends(process: int) -> bool:
    """Whether a process ends within ten seconds; one that only waits to be buried has ended."""
    state = Path(f"/proc/{process}/stat")
    for _ in range(1000):
        with contextlib.suppress(OSError):
            if state.read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}:
                time.sleep(0.01)
                continue
        return True
    return False


def test_files_cannot_grow_beyond_the_limit(tmp_path: Path) -> None:
    run("open('big', 'wb').write(b'x' * 5000)", tmp_path, file_size=1000)
    assert (tmp_path / "big").stat().st_size <= 1000


def test_a_program_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        LocalTools().run(["/no/such/program"], folder=tmp_path, environment={}, limits=Limits())
