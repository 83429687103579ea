"""Nothing is lost: whatever ends a build, or is damaged, the last good PDF stays and the next build is right."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from light_report import CLASS, SECTION, Bench, bench, descendants, light_report, process_state
from projects import needs_tex

from reportgen import pipeline
from reportgen.cli import main
from reportgen.tools import LocalTools

HOLD = """
import sys, time
from pathlib import Path
from reportgen.tools import LocalTools
with LocalTools().lock(Path(sys.argv[1])) as held:
    print(held, flush=True)
    time.sleep(float(sys.argv[2]))
"""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A light report that has been built; tests copy its build folder."""
    made = bench(tmp_path_factory.mktemp("good"))
    finished = made.build()
    assert finished.returncode == 0, finished.stderr
    assert made.leftovers() == []
    return made


@pytest.fixture
def built(good: Bench, tmp_path: Path) -> Bench:
    """A fresh copy of the report that has been built."""
    return bench(tmp_path, good.project / "build")


# --- the lock ------------------------------------------------------------------------------------


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[Callable[[Path, float], subprocess.Popen[str]]]:
    """Start processes that hold a lock for some seconds."""
    started: list[subprocess.Popen[str]] = []

    def hold(path: Path, seconds: float) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path), str(seconds)],
            stdout=subprocess.PIPE, text=True, env=Bench(folder=tmp_path).environment() | {"TMPDIR": str(tmp_path)},
        )  # fmt: skip
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        return process

    yield hold
    for process in started:
        process.kill()
        process.communicate()


def test_a_second_build_names_the_process_that_it_waits_for(
    tmp_path: Path,
    holder: Callable[[Path, float], subprocess.Popen[str]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = bench(tmp_path)
    other = holder(made.project / "build" / ".lock", 60)
    monkeypatch.setattr(pipeline, "LOCK_WAIT_S", 0.3)
    assert main(["build", "--project", str(made.project), "--format", "short"]) == 2
    err = capsys.readouterr().err
    assert f"waiting for process {other.pid} since 2" in err
    assert f"error[CFG009] the output is in use by process {other.pid} since 2" in err
    assert not (made.project / "build" / "tex").exists()


def test_a_lock_is_free_once_its_holder_has_ended_or_was_killed(
    tmp_path: Path, holder: Callable[[Path, float], subprocess.Popen[str]]
) -> None:
    path = tmp_path / "build" / ".lock"
    holder(path, 0.3)
    with LocalTools().lock(path) as early, LocalTools().lock(path, wait_s=30) as late:
        assert (early, late) == (False, True)
        assert path.read_text(encoding="utf-8").startswith(f"process {os.getpid()} since 2")
    assert path.read_bytes() == b""
    other = holder(path, 60)
    other.kill()
    with LocalTools().lock(path, wait_s=30) as held:
        assert held


def test_a_lock_that_was_deleted_is_nobody_s(tmp_path: Path) -> None:
    path = tmp_path / "build" / ".lock"
    with LocalTools().lock(path) as first:
        shutil.rmtree(path.parent)
        with LocalTools().lock(path) as second:
            assert (first, second) == (True, True)
            with LocalTools().lock(path) as third:
                assert not third


@pytest.mark.parametrize("what", ["a link", "a folder"])
def test_a_lock_that_is_no_file_is_refused(what: str, tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    path.symlink_to(tmp_path / "elsewhere") if what == "a link" else path.mkdir()
    with pytest.raises(OSError) as raised, LocalTools().lock(path):  # noqa: PT011 - the file is looked at
        pass
    assert raised.value.filename == str(path)
    assert not (tmp_path / "elsewhere").exists()


# --- killed at any moment --------------------------------------------------------------------------

COLD = ((signal.SIGKILL, "preparing fonts"), (signal.SIGTERM, "keeping the preamble"), (signal.SIGKILL, "pass 1"))
WARM = (
    (signal.SIGTERM, "reading records"), (signal.SIGKILL, "pass 1"), (signal.SIGTERM, "pass 1"),
    (signal.SIGINT, "pass 1"),
    (signal.SIGKILL, "checking the PDF"), (signal.SIGHUP, "checking the PDF"),
)  # fmt: skip


@pytest.mark.tex
@needs_tex
@pytest.mark.parametrize("moments", [COLD, WARM], ids=["cold", "warm"])
def test_a_build_that_is_ended_leaves_the_last_pdf_and_nothing_else(
    moments: tuple[tuple[signal.Signals, str], ...], good: Bench, tmp_path: Path
) -> None:
    made = bench(tmp_path, good.project / "build")
    before = made.published()
    made.append("Another line.")
    if moments is COLD:
        shutil.rmtree(made.project / "build" / "cache")
    for number, stage in moments:
        process = made.start("build", "--force")
        try:
            assert process.stderr is not None
            assert any(line.startswith(stage) for line in process.stderr), stage
            time.sleep(0.05 if stage.startswith("pass") else 0)  # what comes after the passes is soon done
            children = dict(descendants(process.pid))
            process.send_signal(number)
            process.communicate(timeout=60)
        finally:
            process.kill()
        assert process.returncode in {-number, 128 + number}
        assert made.published() == before
        assert [child for child, start in children.items() if _lives(child, start)] == []
        if number != signal.SIGKILL:
            assert made.leftovers() == []
    assert made.build().returncode == 0
    assert made.leftovers() == []
    assert made.published() != before


def _lives(process: int, start: str) -> bool:
    """Whether a process still runs after some seconds, in which the system may end it."""
    for _ in range(500):
        state = process_state(process)
        if not state or state[19] != start:
            return False
        time.sleep(0.01)
    return True


def test_scratch_folders_and_half_written_files_of_killed_processes_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    machine = LocalTools()
    build = tmp_path / "build"
    with machine.scratch() as kept:
        old = [tmp_path / "reportgen-work-a1b2c3d4" / "x", build / "cache" / ".a.bin~new-a1b2c3d4"]
        foreign = [tmp_path / "reportgen-other" / "x", build / ".a.bin", build / "cache" / "~new-a1b2c3d4"]
        for path in (*old, *foreign):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"")
        with machine.lock(build / ".lock"):
            assert [path for path in old if path.exists()] == []
            assert [path for path in foreign if not path.exists()] == []
            assert kept.is_dir()
    assert not kept.exists()


def test_files_that_belong_together_are_replaced_together_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {tmp_path / "a.pdf": b"new", tmp_path / "b" / "b.json": b"new"}
    machine = LocalTools()
    machine.write_all(dict.fromkeys(files, b"old"))
    flush = os.fsync
    calls: list[int] = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        flush(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError) as raised:  # noqa: PT011 - the file is looked at
        machine.write_all(files)
    assert raised.value.filename == str(tmp_path / "b" / "b.json")
    assert [path.read_bytes() for path in files] == [b"old", b"old"]
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["a.pdf", "b.json"]


# --- the disk and the inputs -----------------------------------------------------------------------


@pytest.mark.tex
@needs_tex
def test_a_full_disk_is_named_and_the_last_pdf_stays(built: Bench) -> None:
    before = built.published()
    size = 4 + sum(path.stat().st_size for path in built.folder.rglob("*") if path.is_file()) // 1024**2
    small = built.folder / "small"
    small.mkdir()
    script = 'mount -t tmpfs -o "size=$1m" none "$2" && cp -a "$3/." "$2" && cd "$2" && shift 3 && exec "$@"'
    fill = f"dd if=/dev/zero of=fill bs=1k 2>&1; exec {sys.executable} -m reportgen build --force --format short"
    check = "; code=$?; cat build/build.json >&2; sha256sum build/briefing.pdf >&2; exit $code"
    command = [
        "unshare", "--mount", *([] if os.getuid() == 0 else ["--map-root-user"]), "sh", "-c", script, "sh",
        str(size), str(small), str(built.project), "sh", "-c", fill.replace("exec ", "") + check,
    ]  # fmt: skip
    finished = subprocess.run(command, env=built.environment(), capture_output=True, text=True, check=False)
    if "mount:" in finished.stderr or "unshare:" in finished.stderr:
        pytest.skip("no file system can be mounted here")
    assert finished.returncode == 2
    assert "No space left on device" in finished.stderr
    assert "error[CFG008] cannot write or read" in finished.stderr
    assert str(small / "build") in finished.stderr
    assert finished.stderr.count(hashlib.sha256(before).hexdigest()) == 2
    assert built.published() == before


def open_the_way(folder: Path, inside: Path) -> None:
    """Let other users reach a folder: pytest makes those above it, down from pytest-of-NAME, for one alone."""
    tops = [place for place in inside.parents if place.name.startswith("pytest-of-")]
    for place in (folder, *folder.parents):
        if place.is_relative_to(tops[0] if tops else inside):
            place.chmod(0o755)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can act as another user")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    other = ("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups")
    made = bench(tmp_path)
    open_the_way(made.folder, tmp_path)
    finished = Bench(folder=made.folder, user=other).build()
    if "setpriv" in finished.stderr or "not permitted" in finished.stderr:
        pytest.skip("this user cannot act as another one")
    assert finished.returncode == 2
    assert f"error[CFG008] cannot write or read {made.project}/build" in finished.stderr
    assert "Permission denied" in finished.stderr
    assert not (made.project / "build").exists()


KINDS: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "folder": Path.mkdir,
    "ring": lambda path: path.symlink_to(path.name),
    "device": lambda path: path.symlink_to("/dev/zero"),
    "nothing": lambda _: None,
}

FAULTS = [
    (file, kind)
    for file in (SECTION, CLASS, "data/events.csv", "bib/works.bib", "report/report.toml")
    for kind in KINDS
    if (file, kind) != ("data/events.csv", "nothing")  # a project need not have every kind of record
]


@pytest.mark.parametrize(("file", "kind"), FAULTS)
def test_an_input_that_is_no_file_is_named(
    file: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = bench(tmp_path)
    (made.project / file).unlink()
    KINDS[kind](made.project / file)
    status = main(["build", "--project", str(made.project), "--format", "short"])
    err = capsys.readouterr().err
    assert status in {1, 2}
    assert [line for line in err.splitlines() if "error[" in line and Path(file).name.split(".")[0] in line], err
    assert "INT901" not in err
    assert not (made.project / "build" / "briefing.pdf").exists()


# --- damaged caches --------------------------------------------------------------------------------

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "half": lambda data: data[: len(data) // 2],
    "garbage": lambda data: bytes((byte * 7 + 13) % 256 for byte in data[:5000]),
    "NUL": lambda data: bytes(len(data)),
    "an open brace": lambda data: data + b"\n{\\def\\x{",
    "a command": lambda _: b"\\undefinedcommand",
}
KEPT = ("tex/main.*", "cache/formats/*.fmt", "cache/formats/*.json", "cache/fonts-*/**/*.lu[ac]", "**/*")


@pytest.mark.tex
@needs_tex
@pytest.mark.parametrize(
    ("files", "damage"), [*zip(KEPT, DAMAGES, strict=True), ("tex/main.*", "an open brace")], ids=lambda value: value
)
def test_what_is_kept_may_be_damaged(files: str, damage: str, good: Bench, built: Bench) -> None:
    hit = [path for path in (built.project / "build").glob(files) if path.is_file() and path != built.pdf]
    assert hit
    for path in hit:
        path.write_bytes(DAMAGES[damage](path.read_bytes()))
    finished = built.build()
    assert finished.returncode == 0, finished.stderr
    assert built.published() == good.published()


@pytest.mark.tex
@needs_tex
def test_kept_files_may_be_exchanged(good: Bench, built: Bench) -> None:
    for pattern in ("tex/main.*", "cache/fonts-*/**/*.luc", "cache/yaml/*", "cache/lists/*"):
        paths = sorted(path for path in (built.project / "build").glob(pattern) if path.is_file())
        contents = [path.read_bytes() for path in paths]
        assert len(paths) > 1
        for path, data in zip(paths, contents[1:] + contents[:1], strict=True):
            path.write_bytes(data)
    finished = built.build()
    assert finished.returncode == 0, finished.stderr
    assert built.published() == good.published()


# --- limits ----------------------------------------------------------------------------------------

LOOPS = {
    "time": (r"\def\a{\a}\a", " after 2 s", "timeout_s"),
    "pages": (r"\def\a{x\clearpage\a}\a", " after 2 s", "timeout_s"),
    "a file": (
        r"\directlua{local f = io.open('big', 'w') while f:write(string.rep('x', 100000)) do end}",
        ": a file grew beyond 16 MB",
        "file_mb",
    ),
    "files": (
        r"\directlua{for n = 1, 2000 do local f = io.open(n, 'w') f:write(string.rep('x', 8000000)) f:close() end}",
        ": its files grew beyond 64 MB",
        "file_mb",
    ),
    "output": (
        r"\directlua{for _ = 1, 10000 do io.stderr:write(string.rep('x', 10000)) end while true do end}",
        ": it printed more than 16 MB",
        "file_mb",
    ),
    "memory": (
        r"\directlua{local t, n = {}, 0 while true do n = n + 1 t[n] = string.rep('x', 1000000) .. n end}",
        ": it needs more than 600 MB of memory",
        "memory_mb",
    ),
}


@pytest.mark.tex
@needs_tex
@pytest.mark.parametrize("what", LOOPS)
def test_a_run_without_end_is_stopped_and_the_limit_named(what: str, built: Bench) -> None:
    text, said, setting = LOOPS[what]
    before = built.published()
    built.append(text)
    settings = built.project / "report" / "report.toml"
    limits = f"timeout_s = {2 if 'after' in said else 60}\nmemory_mb = 600\nfile_mb = 16\n"
    settings.write_text(settings.read_text(encoding="utf-8") + limits, encoding="utf-8")
    finished = built.build("--format", "human")
    assert finished.returncode == 1
    errors = [line for line in finished.stderr.splitlines() if "[TEX611]" in line]
    assert len(errors) == 1, finished.stderr
    assert f"TeX was stopped{said}" in errors[0]
    assert f"raise {setting} under [limits] in report.toml" in " ".join(finished.stderr.split())
    assert built.published() == before
    assert built.leftovers() == []


# --- the same bytes --------------------------------------------------------------------------------


@pytest.mark.tex
@needs_tex
def test_no_variable_time_zone_or_mask_changes_a_byte(good: Bench, tmp_path: Path) -> None:
    made = bench(tmp_path / "ä b, 100%")
    variables = {"TZ": "Asia/Tokyo", "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "COLUMNS": "40", "max_print_line": "30"}
    other = Bench(folder=made.folder, variables=variables)
    before = os.umask(0o077)
    try:
        finished = other.build()
    finally:
        os.umask(before)
    assert finished.returncode == 0, finished.stderr
    assert made.published() == good.published()
    shutil.rmtree(made.project / "data" / "sources")
    assert made.build().returncode == 0
    assert made.published() == good.published()


@pytest.mark.tex
@needs_tex
@pytest.mark.skipif(os.getuid() != 0, reason="only root can act as another user")
def test_another_user_makes_the_same_bytes(good: Bench, tmp_path: Path) -> None:
    other = ("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups")
    made = bench(tmp_path / "theirs", files=light_report())
    for path in (made.folder, *made.folder.rglob("*")):
        os.chown(path, 65534, 65534)
    open_the_way(made.folder, tmp_path)
    finished = Bench(folder=made.folder, user=other).build()
    assert finished.returncode == 0, finished.stderr
    assert made.published() == good.published()
