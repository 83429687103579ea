"""One job of a batch: what to build, as a small value that any process can be handed, and what became of it."""

from __future__ import annotations

import hashlib
import platform
import traceback
from dataclasses import dataclass, field
from pathlib import Path

from reportgen import __version__
from reportgen.cache import Plain, pack_diagnostics, unpack_diagnostics
from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE
from reportgen.diagnostics import Diagnostic
from reportgen.editions import read_edition
from reportgen.manifest import build_options
from reportgen.pipeline import build
from reportgen.tools import LocalTools, Tools
from reportgen.workers import Failure, Result, WorkerLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A briefing to build. Paths are absolute; `sources` is `""` without documents, `edition` the text of one.

    `version` and `settings`, a digest, are those of the program and the project that asked for it.
    """

    name: str
    project: str
    sources: str
    edition: str
    strict: bool
    version: str = __version__
    settings: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of a job: the line that says what was made, `""` on failure, and the packed diagnostics."""

    summary: str = ""
    found: Plain = field(default_factory=list)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was noticed."""
        return unpack_diagnostics(self.found)


def failed(*found: Diagnostic) -> Made:
    """Return what became of a job that failed for these reasons."""
    return Made(found=pack_diagnostics(found))


def settings_digest(project: Path, tools: Tools) -> str:
    """Digest the settings of a project, by which another machine can tell that it sees the same; `""` without any."""
    try:
        return hashlib.sha256(tools.read(project / CONFIG_FILE)).hexdigest()
    except OSError:
        return ""


def make(job: Job) -> Made:
    """Build a briefing and publish it. Raises `MemoryError`; all else that goes wrong is told in the result."""
    tools = LocalTools()
    project, sources = Path(job.project), Path(job.sources) if job.sources else None
    if unfit := _unfit(job, project, tools):
        return failed(unfit)
    try:
        options = build_options(sources, __version__, edition=read_edition(job.edition))
        outcome = build(project, sources, options, tools, lambda _: None, strict=job.strict)
    except MemoryError:
        raise
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        return failed(diagnose("CFG008", f"cannot write or read{where}: {error.strerror or error}"))
    except Exception as error:  # noqa: BLE001 - our own fault costs this briefing, not the others
        last = traceback.extract_tb(error.__traceback__)[-1]
        at = f"{Path(last.filename).name}:{last.lineno}"
        return failed(diagnose("INT901", f"this is a bug in reportgen: {type(error).__name__}: {error} ({at})"))
    return Made(summary=outcome.value or "", found=pack_diagnostics(outcome.diagnostics))


def _unfit(job: Job, project: Path, tools: Tools) -> Diagnostic | None:
    """Say why this machine cannot do a job that another one asked for."""
    here = platform.node()
    if job.version != __version__:
        hint = "install the same version on all machines of the cluster"
        return diagnose("CFG033", f"{here} has reportgen {__version__}, not {job.version}", hint=hint)
    if settings_digest(project, tools) != job.settings:
        hint = "all machines of a cluster must see the project, and the documents, at the same path"
        return diagnose("CFG033", f"{here} does not see the same project at {project}", hint=hint)
    return None


def made_of(result: Result[Job, Made], limits: WorkerLimits) -> Made:
    """Return what became of a job that was done, or ended, in a process of its own."""
    if result.value is not None:
        return result.value
    hints = {
        Failure.TIME: f"it may take {limits.wall_s:g} s: ten times 'timeout_s' of report.toml",
        Failure.MEMORY: f"it may use {limits.memory // 1024**2} MB: 'memory_mb' of report.toml, and 3072 for the rest",
    }
    failure = result.failure or Failure.CRASH
    return failed(diagnose("CFG034", f"the briefing was not made: {failure.value}", hint=hints.get(failure)))
