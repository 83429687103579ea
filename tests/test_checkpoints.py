"""Warm checkpoints: same bytes as a straight run, whatever ends, nothing left behind.

Most tests use an engine of a few lines that reads files and writes what they say, as TeX does.
"""

from __future__ import annotations

import os
import shutil
import signal
import struct
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from memory import MemoryTools
from patience import CPU_S

from reportgen import checkpoints
from reportgen.checkpoints import Checkpoints, Holder, build_library
from reportgen.checkpoints.channel import Channel
from reportgen.checkpoints.holders import least_useful, thin
from reportgen.tools import Finished, Limits, LocalTools

TOOLS = LocalTools()
SANDBOX = TOOLS.find_program("bwrap")
# Long enough for a loaded machine; nothing waits that long unless it has failed.
LIMITS = Limits(wall_s=CPU_S)
# Reads what `list` names in turn. A file says what to do; every third line of the output stays in its buffer.
ENGINE = """
import os, sys, time
log = open("out.log", "w")
late = None
for number, name in enumerate(open("list").read().split()):
    text = open(name).read()
    with open(name) as again:
        assert again.read() == text
    print(name, text.strip())
    if number == 1:
        late = open("out.toc", "w")
    if text.startswith("sleep"): time.sleep(600)
    if text.startswith("die"): os.kill(os.getpid(), 11)
    if text.startswith("exit"): sys.exit(3)
    if text.startswith("much"): print("x" * (3 << 20))
    if text.startswith("big"): open("big", "wb").write(b"0" * (2 << 20))
    if text.startswith("eat"): text = "x" * (8 << 30)
    if text.startswith("pipe"): pipe = os.pipe()
    log.write(f"{name}: {text}")
    if late: late.write(name + chr(10))
    if number % 3 == 0: log.flush()
log.write(f"{os.environ.get('LD_PRELOAD')} {os.environ['KIND']} {os.listdir()}")
"""
NAMES = tuple(f"part/{name}.txt" for name in "abcdefgh")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library, compiled once for all tests."""
    found = build_library(tmp_path_factory.mktemp("library"), TOOLS)
    if found is None:
        pytest.skip("no C compiler, or no Linux with glibc")
    return found


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A cache of fonts for all runs of TeX."""
    return str(tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder for runs, with the engine and the empty folder `root`."""
    (tmp_path / "root").mkdir()
    (tmp_path / "engine.py").write_text(ENGINE)
    return tmp_path


@pytest.fixture
def warm(place: Path) -> Iterator[Checkpoints]:
    """Checkpoints that leave no process behind."""
    with Checkpoints(place / "root") as made:
        yield made
    assert _soon(lambda: _processes(place) == [])


def _folder(place: Path, name: str, **changed: str) -> Path:
    """Return a new complete folder for a run; `changed` names parts by their letter."""
    folder = place / name
    (folder / "part").mkdir(parents=True)
    (folder / "list").write_text("\n".join(NAMES))
    for number, part in enumerate(NAMES):
        letter = Path(part).stem
        (folder / part).write_text(changed.get(letter, f"text {letter} {number}\n"))
    return folder


def _start(
    warm: Checkpoints, place: Path, library: Path, folder: Path, *, limits: Limits = LIMITS,
    stops: Sequence[str] = NAMES, cancelled: Callable[[], bool] = bool,
) -> Finished | None:  # fmt: skip
    command = [sys.executable, "-I", str(place / "engine.py")]
    environment = {"LD_PRELOAD": str(library), "KIND": "test"}
    return warm.start(command, folder, environment=environment, limits=limits, stops=stops, cancelled=cancelled)


def _straight(place: Path, folder: Path) -> Finished:
    command = [sys.executable, "-I", str(place / "engine.py")]
    return TOOLS.run(command, folder=folder, environment={"KIND": "test"}, limits=LIMITS)


def _written(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text() for name in ("out.log", "out.toc")}


def _processes(place: Path) -> list[int]:
    """Return the living processes whose command line names the place."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and str(place).encode() in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return [pid for pid in found if pid != os.getpid()]


def _soon(condition: Callable[[], bool]) -> bool:
    """Say whether a condition comes true while there is patience."""
    until = time.monotonic() + CPU_S
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.01)
    return False


def _held(warm: Checkpoints, letter: str) -> Holder:
    return next(holder for holder in warm.holders() if holder.stop == f"part/{letter}.txt")


def test_a_resumed_run_writes_what_a_straight_run_writes(warm: Checkpoints, place: Path, library: Path) -> None:
    first = _start(warm, place, library, _folder(place, "one"))
    assert first is not None
    assert first.status == 0
    assert [holder.stop for holder in warm.holders()] == list(NAMES)
    for letter in "adh":
        expected = _straight(place, _folder(place, f"run-{letter}-straight", **{letter: "new\n"}))
        folder = _folder(place, f"run-{letter}", **{letter: "new\n"})
        finished = warm.resume(_held(warm, letter), folder, limits=LIMITS, stops=())
        assert finished is not None
        assert (finished.status, finished.output, finished.stopped) == (0, expected.output, None)
        assert _written(folder) == _written(place / f"run-{letter}-straight")
        assert list((place / "root").iterdir()) == []


def test_a_holder_tells_what_it_has_read(warm: Checkpoints, place: Path, library: Path) -> None:
    folder = _folder(place, "one")
    _start(warm, place, library, folder)
    holder = _held(warm, "c")
    assert holder.read == ("list", "part/a.txt", "part/b.txt")
    assert holder.folder == folder
    assert holder.position_s > 0


def test_the_holders_outlive_the_folder_that_they_come_from(warm: Checkpoints, place: Path, library: Path) -> None:
    first = _folder(place, "one")
    _start(warm, place, library, first)
    straight = _written(first)
    shutil.rmtree(first)
    folder = _folder(place, "two")
    assert warm.resume(_held(warm, "d"), folder, limits=LIMITS) is not None
    assert _written(folder) == straight


def test_a_resumed_run_makes_new_holders(warm: Checkpoints, place: Path, library: Path) -> None:
    _start(warm, place, library, _folder(place, "one"))
    before = {holder.number for holder in warm.holders()}
    second = _folder(place, "two", d="new\n")
    warm.resume(_held(warm, "d"), second, limits=LIMITS, stops=NAMES)
    assert [holder.stop for holder in warm.holders()] == list(NAMES)
    made = [holder for holder in warm.holders() if holder.number not in before]
    assert [(holder.stop, holder.folder) for holder in made] == [(f"part/{x}.txt", second) for x in "efgh"]
    assert made[-1].read == ("list", *NAMES[:7])
    expected = _folder(place, "straight", d="new\n", g="newer\n")
    _straight(place, expected)
    third = _folder(place, "three", d="new\n", g="newer\n")
    warm.resume(_held(warm, "g"), third, limits=LIMITS)
    assert _written(third) == _written(expected)


def test_a_second_start_needs_no_new_process(warm: Checkpoints, place: Path, library: Path) -> None:
    _start(warm, place, library, _folder(place, "one"), stops=())
    before = _processes(place)
    _start(warm, place, library, _folder(place, "two"), stops=())
    assert _written(place / "one") == _written(place / "two")
    assert _processes(place) == before


@pytest.mark.parametrize(("what", "status"), [("die", -signal.SIGSEGV), ("exit", 3)])
def test_a_worker_that_fails_hurts_no_holder(
    warm: Checkpoints, place: Path, library: Path, what: str, status: int
) -> None:
    _start(warm, place, library, _folder(place, "one"))
    for number in range(2):
        finished = warm.resume(_held(warm, "c"), _folder(place, f"bad{number}", e=what), limits=LIMITS, stops=())
        assert finished is not None
        assert finished.status == status
        assert "part/d.txt" in finished.output or what == "die"
    good = _folder(place, "good")
    assert warm.resume(_held(warm, "c"), good, limits=LIMITS) is not None
    assert _written(good) == _written(place / "one")


def test_a_worker_that_does_not_end_is_ended(warm: Checkpoints, place: Path, library: Path) -> None:
    _start(warm, place, library, _folder(place, "one"))
    folder = _folder(place, "hung", f="sleep")
    finished = warm.resume(_held(warm, "e"), folder, limits=Limits(wall_s=0.5))
    assert finished is not None
    assert (finished.status, finished.stopped) == (-signal.SIGKILL, "time")
    assert folder.is_dir()
    good = _folder(place, "good")
    assert warm.resume(_held(warm, "e"), good, limits=LIMITS) is not None
    assert _written(good) == _written(place / "one")


def test_a_first_run_that_does_not_end_leaves_its_holders(warm: Checkpoints, place: Path, library: Path) -> None:
    limits = Limits(wall_s=2)
    finished = _start(warm, place, library, _folder(place, "hung", f="sleep"), limits=limits)
    assert finished is not None
    assert finished.stopped == "time"
    good = _folder(place, "good")
    assert warm.resume(_held(warm, "e"), good, limits=LIMITS) is not None
    _straight(place, _folder(place, "straight"))
    assert _written(good) == _written(place / "straight")


def test_a_run_can_be_cancelled(warm: Checkpoints, place: Path, library: Path) -> None:
    _start(warm, place, library, _folder(place, "one"))
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > 3

    folder = _folder(place, "hung", f="sleep")
    finished = warm.resume(_held(warm, "e"), folder, limits=LIMITS, cancelled=cancelled)
    assert finished is not None
    assert finished.stopped == "interrupted"


def test_an_exception_while_waiting_ends_the_run(warm: Checkpoints, place: Path, library: Path) -> None:
    _start(warm, place, library, _folder(place, "one"))

    def interrupt() -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        warm.resume(_held(warm, "e"), _folder(place, "hung", f="sleep"), limits=LIMITS, cancelled=interrupt)
    good = _folder(place, "good")
    assert warm.resume(_held(warm, "e"), good, limits=LIMITS) is not None


def test_what_a_run_may_use_is_limited(warm: Checkpoints, place: Path, library: Path) -> None:
    limits = Limits(wall_s=CPU_S, memory=2 << 30, file_size=1 << 20)
    _start(warm, place, library, _folder(place, "one"), limits=limits)
    eaten = warm.resume(_held(warm, "b"), _folder(place, "eat", c="eat"), limits=limits)
    assert eaten is not None
    assert "MemoryError" in eaten.output
    large = warm.resume(_held(warm, "b"), _folder(place, "big", c="big"), limits=limits)
    assert large is not None
    assert large.status != 0
    assert (place / "big" / "big").stat().st_size <= 1 << 20


@pytest.mark.parametrize(
    ("what", "limits", "stopped"),
    [("much", Limits(wall_s=CPU_S, output=1 << 20), "output"), ("big", Limits(folder_size=1 << 20), "folder")],
)
def test_a_run_that_writes_too_much_is_ended(
    warm: Checkpoints, place: Path, library: Path, what: str, limits: Limits, stopped: str
) -> None:
    _start(warm, place, library, _folder(place, "one"))
    finished = warm.resume(_held(warm, "c"), _folder(place, "two", e=what, f="sleep"), limits=limits)
    assert finished is not None
    assert finished.stopped == stopped


def test_long_output_is_cut(warm: Checkpoints, place: Path, library: Path) -> None:
    finished = _start(warm, place, library, _folder(place, "one", d="much"))
    assert finished is not None
    assert len(finished.output) == 2 << 20


def test_a_holder_that_died_is_noticed(warm: Checkpoints, place: Path, library: Path) -> None:
    _start(warm, place, library, _folder(place, "one"))
    victim = _held(warm, "c")
    os.kill(victim.pid, signal.SIGKILL)
    folder = _folder(place, "two")
    assert warm.resume(victim, folder, limits=LIMITS) is None
    assert victim not in warm.holders()
    assert len(warm.holders()) == 7
    assert sorted(path.name for path in folder.iterdir()) == ["list", "part"]
    assert warm.resume(_held(warm, "b"), folder, limits=LIMITS) is not None


def test_a_holder_that_dies_takes_its_worker_along(warm: Checkpoints, place: Path, library: Path) -> None:
    _start(warm, place, library, _folder(place, "one"))
    holder = _held(warm, "e")
    before = set(_processes(place))
    results: list[Finished | None] = []
    folder = _folder(place, "hung", e="sleep")
    thread = threading.Thread(target=lambda: results.append(warm.resume(holder, folder, limits=LIMITS)))
    thread.start()
    assert _soon(lambda: len(set(_processes(place)) - before) == 1)
    (worker,) = set(_processes(place)) - before
    os.kill(holder.pid, signal.SIGKILL)
    thread.join()
    assert results == [None]
    assert _soon(lambda: worker not in _processes(place))


def test_two_holders_work_at_the_same_time(warm: Checkpoints, place: Path, library: Path) -> None:
    _start(warm, place, library, _folder(place, "one"))
    done = threading.Event()
    results: list[Finished | None] = []
    slow, hung = _held(warm, "e"), _folder(place, "hung", e="sleep")
    thread = threading.Thread(
        target=lambda: results.append(warm.resume(slow, hung, limits=LIMITS, stops=(), cancelled=done.is_set))
    )
    thread.start()
    quick = _folder(place, "quick")
    assert warm.resume(_held(warm, "c"), quick, limits=LIMITS, stops=()) is not None
    assert _written(quick) == _written(place / "one")
    done.set()
    thread.join()
    assert [found.stopped for found in results if found] == ["interrupted"]


def test_the_number_of_holders_is_bounded(place: Path, library: Path) -> None:
    with Checkpoints(place / "root", maximum=4) as warm:
        _start(warm, place, library, _folder(place, "one"))
        assert [holder.stop[5] for holder in warm.holders()] == ["a", "c", "f", "h"]
        warm.resume(_held(warm, "a"), _folder(place, "two"), limits=LIMITS, stops=["part/b.txt", "part/e.txt"])
        assert len(warm.holders()) == 4
        assert warm.holders()[0].stop == "part/a.txt"
        assert _soon(lambda: len(_processes(place)) == 5)
        assert warm.memory() > 1 << 20
        warm.drop(warm.holders())
        assert warm.holders() == ()
        assert warm.memory() == 0
        assert _soon(lambda: len(_processes(place)) == 1)
    assert _soon(lambda: _processes(place) == [])


def test_the_least_useful_holder_saves_the_least_time() -> None:
    held = [
        Holder(number=n, folder=Path(), stop=stop, position_s=position, read=(), pid=1)
        for n, (stop, position) in enumerate([("a", 1.0), ("b", 1.5), ("c", 4.0), ("d", 4.6), ("e", 9.0)])
    ]
    assert least_useful(held, ()).stop == "b"
    assert least_useful(held, {"b"}).stop == "d"
    assert least_useful(held[:1], ()).stop == "a"
    assert least_useful(held[:2], {"b"}).stop == "a"


@pytest.mark.parametrize(
    ("maximum", "pinned", "kept"),
    [(9, "", "abcdefgh"), (3, "", "aeh"), (3, "b", "abh"), (1, "", "a"), (1, "c", "c"), (2, "bc", "bc"), (0, "", "")],
)
def test_stops_are_thinned_out_evenly(maximum: int, pinned: str, kept: str) -> None:
    assert "".join(thin("abcdefgh", maximum, pinned)) == kept


@pytest.mark.parametrize("stop", ["", "/etc/passwd", "../x", "a//b", "a/../b", "./a", "a\0b", "a\nb"])
def test_a_stop_that_is_no_plain_name_is_refused(warm: Checkpoints, place: Path, library: Path, stop: str) -> None:
    with pytest.raises(ValueError, match="plain name"):
        _start(warm, place, library, _folder(place, "one"), stops=[stop])


@pytest.mark.parametrize("name", ["../one", "", ".", "..", "one/part", "link", "/tmp"])
def test_a_holder_refuses_what_is_no_folder_of_its_root(
    warm: Checkpoints, place: Path, library: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _start(warm, place, library, _folder(place, "one"))
    (place / "root" / "link").symlink_to(place / "one")
    before = _written(place / "one")
    send = Channel.send

    def changed(self: Channel, fields: Sequence[str], descriptors: Sequence[int] = ()) -> bool:
        return send(self, [fields[0], name, *fields[2:]] if fields[0] == "run" else fields, descriptors)

    monkeypatch.setattr(Channel, "send", changed)
    assert warm.resume(_held(warm, "c"), _folder(place, "two"), limits=LIMITS) is None
    assert _written(place / "one") == before


def test_a_folder_that_the_run_replaced_is_not_given_back(warm: Checkpoints, place: Path, library: Path) -> None:
    (place / "secret").mkdir()
    engine = (place / "engine.py").read_text()
    trick = f"here = os.getcwd(); os.rename(here, here + '-x'); os.symlink({str(place / 'secret')!r}, here)\n"
    (place / "engine.py").write_text(engine + trick)
    with pytest.raises(OSError, match="in the place of its folder"):
        _start(warm, place, library, _folder(place, "one"))
    assert not (place / "one").exists()


def test_where_a_pipe_is_open_there_is_no_holder(warm: Checkpoints, place: Path, library: Path) -> None:
    _start(warm, place, library, _folder(place, "one", c="pipe"))
    assert [holder.stop[5] for holder in warm.holders()] == ["a", "b", "c"]
    assert warm.skipped()[0] == ("part/d.txt", "a pipe is open")


def test_without_the_library_there_is_no_result(warm: Checkpoints, place: Path) -> None:
    command = [sys.executable, "-I", str(place / "engine.py")]
    folder = _folder(place, "one")
    assert warm.start(command, folder, environment={"KIND": ""}, limits=LIMITS, stops=NAMES) is None
    assert warm.holders() == ()
    with pytest.raises(FileNotFoundError):
        warm.start([str(place / "none")], folder, environment={}, limits=LIMITS, stops=NAMES)
    with pytest.raises(NotADirectoryError):
        warm.start(command, folder / "list", environment={}, limits=LIMITS, stops=NAMES)
    assert folder.is_dir()


def test_the_library_does_nothing_in_another_program(library: Path) -> None:
    command = [sys.executable, "-I", "-c", "print(open('/dev/null').read() + 'as usual')"]
    finished = TOOLS.run(command, folder=Path("/"), environment={"LD_PRELOAD": str(library)}, limits=LIMITS)
    assert finished.output == "as usual\n"


def test_many_runs_leave_nothing_open(warm: Checkpoints, place: Path, library: Path) -> None:
    _start(warm, place, library, _folder(place, "one"))
    holder, folder = _held(warm, "g"), _folder(place, "two")

    def count() -> list[int]:
        return [len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in (os.getpid(), holder.pid)]

    processes, before = len(_processes(place)), count()
    for _ in range(100):
        finished = warm.resume(holder, folder, limits=LIMITS, stops=["part/h.txt"])
        assert finished is not None
        assert finished.status == 0
    assert _soon(lambda: count() == before)
    assert _soon(lambda: len(_processes(place)) == processes)
    states = [path.read_text().rpartition(")")[2].split()[:2] for path in Path("/proc").glob("[0-9]*/stat")]
    assert not [parent for state, parent in states if state == "Z" and int(parent) in _processes(place)]


_DRIVER = """
import sys
from pathlib import Path
from reportgen.checkpoints import Checkpoints
from reportgen.tools import Limits
place, library, command = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
warm = Checkpoints(place / "root")
arguments = dict(limits=Limits(), stops=["part/c.txt", "part/d.txt"])
environment = {"LD_PRELOAD": library, "KIND": "test"} if library else {}
print(warm.start(command, place / "one", environment=environment, **arguments), flush=True)
warm.resume(warm.holders()[0], place / "hung", limits=Limits())
"""


def _in_sandbox(root: Path, library: Path, environment: Mapping[str, str], *command: str) -> list[str]:
    """Return a command in a sandbox that sees everything and may write to the root, and to the folder of fonts."""
    fonts = environment.get("TEXMFVAR", str(root))
    sandbox = [
        str(SANDBOX), "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--ro-bind", "/", "/",
        "--proc", "/proc", "--dev", "/dev", "--bind", str(root), str(root), "--bind", fonts, fonts,
        "--chdir", str(root), "--clearenv",
    ]  # fmt: skip
    if os.getuid() == 0:
        sandbox += ["--uid", "65534", "--gid", "65534"]
    for name, value in {**environment, "LD_PRELOAD": str(library)}.items():
        sandbox += ["--setenv", name, value]
    return [*sandbox, "--", *command]


def _sandbox_works() -> bool:
    command = [str(SANDBOX), "--unshare-all", "--ro-bind", "/", "/", "true"]
    return SANDBOX is not None and TOOLS.run(command, folder=Path("/"), environment={}, limits=LIMITS).status == 0


@pytest.mark.parametrize("sandbox", [False, True])
def test_no_process_outlives_a_driver_that_is_killed(place: Path, library: Path, sandbox: bool) -> None:  # noqa: FBT001
    if sandbox and not _sandbox_works():
        pytest.skip("no sandbox here")
    _folder(place, "one")
    _folder(place, "hung", d="sleep")
    command = [sys.executable, "-I", str(place / "engine.py")]
    if sandbox:
        command = _in_sandbox(place / "root", library, {"KIND": "test"}, *command)
    arguments = [sys.executable, "-c", _DRIVER, str(place), "" if sandbox else str(library), *command]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as driver:
        assert driver.stdout is not None
        assert "status=0" in driver.stdout.readline()
        # The driver, holder zero, the worker, its holder and its new one; bubblewrap has two processes of its own.
        assert _soon(lambda: len(_processes(place)) == (7 if sandbox else 5))
        driver.kill()
    assert _soon(lambda: _processes(place) == [])


@pytest.mark.parametrize(("compiler", "status"), [("cc", 0), ("gcc", 1), ("none", 0)])
def test_without_a_compiler_that_works_there_is_no_library(compiler: str, status: int) -> None:
    tools = MemoryTools(programs={compiler: Path(f"/usr/bin/{compiler}")})
    tools.script = lambda *_: Finished(status=status, output="", seconds=0.1)  # it makes no file
    assert build_library(Path("/cache"), tools) is None


def test_the_compiler_has_no_warnings(tmp_path: Path, library: Path) -> None:
    source = Path(checkpoints.__file__).with_name("holder.c")
    command = ["cc", "-O2", "-Wall", "-Wextra", "-Wshadow", "-Werror", "-fsyntax-only", str(source)]
    finished = TOOLS.run(command, folder=tmp_path, environment={"PATH": os.environ["PATH"]}, limits=LIMITS)
    assert (finished.status, finished.output) == (0, "")


def test_a_damaged_library_is_compiled_again(tmp_path: Path, library: Path) -> None:
    first = build_library(tmp_path, TOOLS)
    assert first is not None
    good, made = first.read_bytes(), first.stat().st_mtime_ns
    assert build_library(tmp_path, TOOLS) == first
    assert first.stat().st_mtime_ns == made
    for damage in (good[:-9], b"", good[:900] + b"?" + good[901:]):
        first.write_bytes(damage)
        assert build_library(tmp_path, TOOLS) == first
        assert len(first.read_bytes()) == len(good)
        assert first.read_bytes() != damage


def test_there_is_no_library_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.libc_ver", lambda: ("musl", "1.2"))
    assert build_library(tmp_path, TOOLS) is None
    monkeypatch.undo()
    monkeypatch.setattr("sys.platform", "darwin")
    assert build_library(tmp_path, TOOLS) is None


# ---- TeX

MAIN = r"""\documentclass{article}
\usepackage{graphicx}
\ifdefined\pdftrailerid\pdftrailerid{x}\fi
\ifdefined\directlua\directlua{pdf.settrailerid("x")}\fi
\begin{document}
\tableofcontents
\input{parts/one}
\input{parts/two}
\input{parts/three}
\input{parts/four}
\end{document}
"""
PART = r"""\section{About NAME}\label{NAME}
See \ref{one}, \ref{three} and page~\pageref{four}.\footnote{A note on NAME.}
\begin{figure}\includegraphics[width=2cm]{picture.png}\caption{Picture in NAME}\end{figure}
"""
PARTS = tuple(f"parts/{name}.tex" for name in ("one", "two", "three", "four"))
OUTPUTS = {
    "lualatex": (".pdf", ".aux", ".toc"),
    "pdflatex": (".pdf", ".aux", ".toc"),
    "xelatex": (".xdv", ".aux", ".toc"),
}


def _document(folder: Path, auxiliary: Path | None, **changed: str) -> Path:
    (folder / "parts").mkdir(parents=True)
    (folder / "main.tex").write_text(MAIN)
    (folder / "picture.png").write_bytes(_picture())
    for name in PARTS:
        word = Path(name).stem
        text = PART.replace("NAME", word) + (("Long text. " * 12 + "\n\n") * 40) + "\\clearpage\n"
        (folder / name).write_text(text + changed.get(word, ""))
    for ending in (".aux", ".toc") if auxiliary else ():
        assert auxiliary is not None
        shutil.copy(auxiliary / f"main{ending}", folder)
    return folder


def _picture() -> bytes:
    """Return a small red PNG."""
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress((b"\0" + b"\xc0\0\0" * 8) * 8)),
        (b"IEND", b""),
    ]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.tex
@pytest.mark.parametrize("sandbox", [False, True])
@pytest.mark.parametrize("program", sorted(OUTPUTS))
def test_tex_writes_the_same_bytes_from_any_holder(
    program: str,
    tmp_path: Path,
    library: Path,
    fonts: str,
    sandbox: bool,  # noqa: FBT001
) -> None:
    engine = TOOLS.find_program(program)
    if engine is None or (sandbox and not _sandbox_works()):
        pytest.skip(f"no {program}, or no sandbox here")
    command = [str(engine), *(["-no-pdf"] if program == "xelatex" else []), "-no-shell-escape", "-recorder",
               "-interaction=nonstopmode", "main.tex"]  # fmt: skip
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1",
                   "TEXMFVAR": fonts, "TEXMFCACHE": fonts, "openin_any": "p", "openout_any": "p"}  # fmt: skip

    def straight(folder: Path) -> dict[str, bytes]:
        finished = TOOLS.run(command, folder=folder, environment=environment, limits=LIMITS)
        assert finished.status == 0, finished.output
        return written(folder)

    def written(folder: Path) -> dict[str, bytes]:
        return {ending: (folder / f"main{ending}").read_bytes() for ending in OUTPUTS[program]}

    root = tmp_path / "root"
    root.mkdir()
    first = _document(tmp_path / "first", None)
    straight(first)
    settled = straight(_document(tmp_path / "settled", first))
    with Checkpoints(root) as warm:
        if sandbox:
            warm_command, warm_environment = _in_sandbox(root, library, environment, *command), {}
        else:
            warm_command, warm_environment = command, {**environment, "LD_PRELOAD": str(library)}
        finished = warm.start(
            warm_command, _document(tmp_path / "start", first), environment=warm_environment, limits=LIMITS,
            stops=["main.aux", *PARTS],
        )  # fmt: skip
        assert finished is not None
        assert finished.status == 0, finished.output
        assert written(tmp_path / "start") == settled
        holders = warm.holders()
        assert [holder.stop for holder in holders] == ["main.aux", *PARTS]
        # From the preamble, the middle, the end, and from a holder that a resumed run has made.
        for number, stop in enumerate(["main.aux", PARTS[1], PARTS[3], PARTS[2]]):
            changed = {"one" if number == 0 else Path(stop).stem: r"More: \ref{two}\section{Another}\newpage X"}
            expected = straight(_document(tmp_path / f"{number}-straight", first, **changed))
            assert expected != settled
            folder = _document(tmp_path / f"{number}", first, **changed)
            holder = next(h for h in warm.holders() if h.stop == stop)
            finished = warm.resume(holder, folder, limits=LIMITS, stops=PARTS if number == 1 else ())
            assert finished is not None
            assert finished.status == 0, finished.output
            assert written(folder) == expected
            if number == 1:
                assert warm.resume(holder, _document(tmp_path / "back", first), limits=LIMITS) is not None
                assert written(tmp_path / "back") == settled
        recorded = (tmp_path / "start" / "main.fls").read_text().splitlines()
        ours = {line.removeprefix("INPUT ").removeprefix("./") for line in recorded if line.startswith("INPUT ")}
        assert {name for name in ours if name in {"main.tex", "main.aux", "main.toc", *PARTS[:3]}} <= set(
            holders[4].read
        )
    assert _soon(lambda: _processes(tmp_path) == [])
