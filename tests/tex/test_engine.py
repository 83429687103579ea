"""The engine's command: found or not, sandboxed or not, and what it may know of the machine."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from memory import ROOT, MemoryTools, Run, failed
from small_project import small_project

from reportgen.cache import Cache
from reportgen.config import Config, load_config
from reportgen.tex.engine import Engine, engine_command, find_engine, run_engine, tex_environment
from reportgen.tex.sandbox import Room
from reportgen.tools import Finished

LUALATEX, BWRAP = Path("/usr/bin/lualatex"), Path("/usr/bin/bwrap")


def config() -> Config:
    found = load_config(ROOT, MemoryTools.of(small_project())).value
    assert found is not None
    return found


def machine(*programs: Path, status: int = 0) -> MemoryTools:
    """Return a machine that has programs, each of which ends with a status."""
    tools = MemoryTools(programs={path.name: path for path in programs})
    tools.script = lambda *_: Finished(status=status, output="", seconds=0.1)
    for path in programs:
        tools.put(path, "program")
    return tools


def test_a_missing_engine_is_an_error_with_the_command_that_installs_it() -> None:
    engine, (found,) = find_engine(config(), machine(BWRAP))
    assert engine is None
    assert (found.code, found.message) == ("CFG006", "lualatex is not installed")
    assert found.hint is not None
    assert "apt-get install" in found.hint


def test_an_engine_with_a_sandbox_has_nothing_to_say() -> None:
    engine, diagnostics = find_engine(config(), machine(LUALATEX, BWRAP))
    assert diagnostics == ()
    assert engine is not None
    assert (engine.program, engine.sandbox) == (LUALATEX, BWRAP)


@pytest.mark.parametrize("tools", [machine(LUALATEX), machine(LUALATEX, BWRAP, status=1)], ids=["absent", "broken"])
def test_a_machine_without_a_working_sandbox_is_said_plainly(tools: MemoryTools) -> None:
    engine, (found,) = find_engine(config(), tools)
    assert engine is not None
    assert engine.sandbox is None
    assert (found.code, found.severity.word) == ("CFG011", "note")


def test_a_sandbox_that_cannot_be_started_is_none() -> None:
    tools = machine(LUALATEX, BWRAP)

    def refused(*_: object) -> Finished:
        raise failed(errno.EPERM)

    tools.script = refused
    engine, (found,) = find_engine(config(), tools)
    assert engine is not None
    assert found.code == "CFG011"


def test_a_sandbox_is_tried_once_in_a_process() -> None:
    tools, tried = machine(LUALATEX, BWRAP), list[object]()

    def run(*given: object) -> Finished:
        tried.append(given)
        return Finished(status=0, output="", seconds=0.1)

    tools.script = run
    cache = Cache(ROOT / "build" / "cache", tools)
    found = [find_engine(config(), tools, cache).value for _ in range(2)]
    assert found[0] == found[1]
    assert len(tried) == 1


def test_another_version_of_the_engine_is_another_engine() -> None:
    tools = machine(LUALATEX)
    first = find_engine(config(), tools).value
    tools.put(LUALATEX, "a newer program")
    second = find_engine(config(), tools).value
    assert first is not None
    assert second is not None
    assert first.identity != second.identity


def run(sandbox: Path | None, *, writable: bool = False) -> Run:
    """Return what was called to run the engine."""
    tools = machine(LUALATEX)
    tools.variables = {"PATH": "/opt/tex/bin:/usr/bin", "HOME": "/home/ada", "TEXINPUTS": "/evil", "SECRET": "x"}
    engine = Engine(program=LUALATEX, sandbox=sandbox, version="1")
    room = Room(work=Path("/scratch/1"), cache=Path("/cache"), writable_cache=writable)
    run_engine(engine, config(), room, tools, file="main.tex")
    (found,) = tools.runs
    return found


def test_the_command_is_the_hardened_one() -> None:
    found = run(None)
    assert found.command == (
        "/usr/bin/lualatex", "--no-shell-escape", "--nosocket", "-interaction=nonstopmode", "-halt-on-error",
        "-file-line-error", "-recorder", "main.tex",
    )  # fmt: skip
    assert found.folder == Path("/scratch/1")
    assert found.limits.wall_s == config().timeout_s
    assert found.limits.memory == config().memory_mb * 1024**2


def test_the_engine_sees_nothing_of_the_users_environment() -> None:
    environment = run(None).environment
    assert environment["PATH"] == "/opt/tex/bin:/usr/bin"
    assert environment["HOME"] == "/scratch/1"
    assert not {"TEXINPUTS", "SECRET"} & environment.keys()
    assert (environment["openin_any"], environment["openout_any"], environment["shell_escape"]) == ("p", "p", "f")
    assert environment["TEXMFVAR"] == "/cache"


def test_the_clock_of_the_pdf_is_the_date_of_the_report() -> None:
    environment = tex_environment(config(), Room(work=Path("/w"), cache=Path("/cache")), MemoryTools())
    assert environment["SOURCE_DATE_EPOCH"] == "1643846400"  # 2022-02-03
    assert environment["FORCE_SOURCE_DATE"] == "1"
    assert environment["TZ"] == "UTC"


def test_in_the_sandbox_only_the_working_folder_can_be_written() -> None:
    found = run(BWRAP)
    command = found.command
    assert command[:2] == ("/usr/bin/bwrap", "--unshare-all")
    assert {"--die-with-parent", "--new-session", "--clearenv"} <= set(command)
    assert [command[i + 1 : i + 3] for i, word in enumerate(command) if word == "--bind"] == [("/scratch/1", "/work")]
    shown = {command[i + 1] for i, word in enumerate(command) if word in {"--ro-bind", "--ro-bind-try"}}
    assert not [path for path in shown if path.startswith(("/home", "/root", "/scratch")) or path == "/"]
    assert command[command.index("--") + 1 :][0] == "/usr/bin/lualatex"
    assert found.environment == {"PATH": "/usr/bin:/bin"}
    inside = {command[i + 1]: command[i + 2] for i, word in enumerate(command) if word == "--setenv"}
    assert inside["TEXMFVAR"] == "/texcache"
    assert "SECRET" not in inside
    assert ("--uid" in command) == (os.getuid() == 0)


def test_a_kept_preamble_and_a_library_are_shown_read_only() -> None:
    room = Room(work=Path("/scratch/1"), cache=Path("/c"), formats=Path("/f"), library=Path("/l/x.so"))
    engine = Engine(program=LUALATEX, sandbox=BWRAP, version="1")
    command, _ = engine_command(
        engine, config(), room, machine(LUALATEX), file="main.tex", options=("-fmt=a",), settings={"X": "1"}
    )
    bound = [tuple(command[i + 1 : i + 3]) for i, word in enumerate(command) if word == "--ro-bind"]
    assert {("/f", "/texformats"), ("/l", "/texlib")} <= set(bound)
    assert command[command.index("--chdir") + 1] == "/work"
    inside = {command[i + 1]: command[i + 2] for i, word in enumerate(command) if word == "--setenv"}
    assert (inside["TEXFORMATS"], inside["X"]) == ("/texformats:", "1")
    assert command[-2:] == ["-fmt=a", "main.tex"]


def test_a_trusted_run_may_write_the_font_cache() -> None:
    command = run(BWRAP, writable=True).command
    bound = [command[i + 1 : i + 3] for i, word in enumerate(command) if word == "--bind"]
    assert bound == [("/cache", "/texcache"), ("/scratch/1", "/work")]
