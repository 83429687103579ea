"""The command line: the only module that prints, and that decides the exit code.

Exit code 0: clean. 1: errors, or with --strict warnings. 2: could not run.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import os
import shutil
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn, Self

from reportgen import __version__
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.idle import STAMP
from reportgen.tools import LocalTools, Tools

# The formats whose text is the result itself; the others accompany it on stderr.
_RESULT_FORMATS = ("json", "sarif", "junit")
_FORMATS = ("human", "short", "json", "github", "sarif", "junit")
_COULD_NOT_RUN = "CFG"
_ENGINES = ("lualatex", "xelatex", "pdflatex")
_KINDS = ("metadata", "reference", "quantity", "event", "statement", "agreement", "entity", "summary", "pair")


class _Terminated(BaseException):
    """A signal told the program to end; its number is the argument."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    if sys.stderr is None:  # closed by whoever started the program
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for as long as the program runs
    arguments = _parser().parse_args(argv)
    arguments.words = list(sys.argv[1:] if argv is None else argv)
    tools = LocalTools()
    try:
        return int(arguments.run(arguments, tools))
    except KeyboardInterrupt:
        print("interrupted; the last good PDF is untouched", file=sys.stderr)
        return 130
    except _Terminated as ended:
        return 128 + int(ended.args[0])
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _report_failure(arguments, tools, error)
    except Exception as error:  # noqa: BLE001 - our own fault, shown once, here
        text = traceback.format_exc()
        print(f"error[INT901]: this is a bug in reportgen: {type(error).__name__}: {error}\n{text}", file=sys.stderr)
        return 2


def _report_failure(arguments: argparse.Namespace, tools: Tools, error: OSError) -> int:
    """An effect failed: a full disk, a folder without rights."""
    from reportgen.codes import diagnose

    where = f" {error.filename}" if error.filename else ""
    found = (diagnose("CFG008", f"cannot write or read{where}: {error.strerror or error}"),)
    _print(_say(found, arguments, tools))
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reportgen", description="Documents in, a formal briefing PDF out, every fact led back to its passage."
    )
    parser.add_argument("--version", action="version", version=f"reportgen {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace, Tools], int], text: str) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=text, description=text)
        found.set_defaults(run=run)
        return found

    def common(found: argparse.ArgumentParser) -> None:
        found.add_argument("--project", metavar="DIR", default=".", help="the project's folder (default: this one)")
        found.add_argument("--sources", metavar="DIR", help="the folder of the source documents")
        found.add_argument("--strict", action="store_true", help="warnings fail, too")
        found.add_argument("--format", choices=_FORMATS, default="human", help="how problems are shown")

    build = command("build", _build, "build the PDF")
    common(build)
    build.add_argument("--force", action="store_true", help="build even if nothing has changed")
    build.add_argument("--explain", action="store_true", help="say what was run for the PDF, and why")
    watch = command("watch", _watch, "build again after each edit, until interrupted")
    common(watch)
    for found in (build, watch):
        found.add_argument("--engine", choices=_ENGINES, help="instead of the one in report.toml")
    common(command("check", _check, "check everything that needs no PDF"))
    verify = command("verify", _verify, "hold the records against the documents")
    common(verify)
    verify.add_argument("--update", action="store_true", help="write data/evidence.lock for what holds")
    extract = command("extract", _extract, "propose records from documents: one item a line, each with its passage")
    extract.add_argument("paths", nargs="+", metavar="FILE|DIR", help="documents, or folders of documents")
    extract.add_argument("--kind", metavar="K[,K]", default="all", help=f"{', '.join(_KINDS)} (default: all)")
    extract.add_argument("--format", dest="style", choices=("jsonl", "csv", "bibtex", "csl-json"), default="jsonl")
    extract.add_argument("--jobs", type=_positive, metavar="N", help="processes (default: one for each processor)")
    extract.add_argument("--size-limit", type=_positive, metavar="MB", help="largest document, in MB (default: 32)")
    extract.add_argument("--time-limit", type=_positive, metavar="S", help="seconds for one document (default: 300)")
    extract.add_argument("--memory-limit", type=_positive, metavar="MB", help="memory for one document (default: 2000)")
    references = command("references", _references, "read references, one a line, into CSL-JSON or BibTeX")
    references.add_argument("file", metavar="FILE", help="a text file; - is standard input")
    references.add_argument("--format", dest="style", choices=("csl-json", "bibtex", "jsonl"), default="csl-json")
    explain = command("explain", _explain, "explain a diagnostic code")
    explain.add_argument("code", help="such as BIB402; 'all' lists every code")
    clean = command("clean", _clean, "remove build/")
    clean.add_argument("--project", metavar="DIR", default=".", help="the project's folder (default: this one)")
    return parser


def _build(arguments: argparse.Namespace, tools: Tools) -> int:
    from reportgen.manifest import build_options

    project, sources = _folders(arguments, tools)
    if isinstance(sources, Diagnostic):
        return _finish((sources,), arguments, tools)
    options = build_options(sources, __version__, arguments.engine)
    if not arguments.force and (said := _nothing_to_do(arguments, project, sources, options, tools)) is not None:
        _print(said)
        return _explained(arguments, project, tools, said.status)
    from reportgen.pipeline import build

    with _Progress() as progress:
        outcome = build(project, sources, options, tools, progress, strict=arguments.strict)
    status = _finish(outcome.diagnostics, arguments, tools, outcome.value)
    if outcome.value is not None:
        _nothing_to_do(arguments, project, sources, options, tools)  # which leaves the stamp for the next time
    return _explained(arguments, project, tools, status)


def _explained(arguments: argparse.Namespace, project: Path, tools: Tools, status: int) -> int:
    """Print why the last build ran what it ran, if that was asked for; return the exit code."""
    if arguments.explain:
        from reportgen.manifest import explain_build

        print(explain_build(project, tools), end="")
    return status


def _watch(arguments: argparse.Namespace, tools: Tools) -> int:
    from reportgen.manifest import build_options
    from reportgen.watch import Update, watch

    project, sources = _folders(arguments, tools)
    if isinstance(sources, Diagnostic):
        return _finish((sources,), arguments, tools)
    options = build_options(sources, __version__, arguments.engine)
    last: tuple[Diagnostic, ...] = ()

    def show(update: Update) -> None:
        """Print a line for each PDF, and what is wrong whenever that is news."""
        nonlocal last
        if update.final and update.diagnostics != last:
            last = update.diagnostics
            _print(_say(last, arguments, tools))
        if update.summary is None:
            print("not published; the last good PDF stays", file=sys.stderr, flush=True)
        else:
            more = "" if update.final else ", page numbers to follow"
            print(f"{update.summary}, {update.seconds:.2f} s{more}", flush=True)

    with _ending(), contextlib.suppress(KeyboardInterrupt):  # which is how one leaves
        watch(project, sources, options, tools, show, strict=arguments.strict)
    return 0


def _nothing_to_do(
    arguments: argparse.Namespace, project: Path, sources: Path | None, options: Mapping[str, str], tools: Tools
) -> _Said | None:
    """Return what the last build said, `None` when a new one has something to do.

    A stamp is left by which the same command is answered the next time before anything is loaded.
    """
    from reportgen.manifest import last_build, stamp_of

    named = arguments.sources or tools.environment("REPORTGEN_SOURCES")
    done = last_build(project, options, sources, Path(named) if named else None, tools)
    if done is None:
        return None
    last = done.manifest
    said = _say(last.diagnostics, arguments, tools, f"{last.summary} (nothing to do)")
    if arguments.explain:  # more is to be said than a stamp repeats
        return said
    words = [word for word in arguments.words if word != "--force"]  # the next one is asked without
    stamp = stamp_of(done, words, project, (said.status, said.out, said.err), said.sources)
    if stamp is not None:
        with contextlib.suppress(OSError):
            tools.write(project / STAMP, stamp)
    return said


def _check(arguments: argparse.Namespace, tools: Tools) -> int:
    from reportgen.pipeline import prepare

    project, sources = _folders(arguments, tools)
    if isinstance(sources, Diagnostic):
        return _finish((sources,), arguments, tools)
    outcome = prepare(project, sources, tools, lambda _: None)
    summary = f"checked {len(outcome.value.records.by_id)} records" if outcome.value else None
    return _finish(outcome.diagnostics, arguments, tools, summary)


def _verify(arguments: argparse.Namespace, tools: Tools) -> int:
    from reportgen.pipeline import verify

    project, sources = _folders(arguments, tools)
    if isinstance(sources, Diagnostic):
        return _finish((sources,), arguments, tools)
    outcome = verify(project, sources, tools, update=arguments.update)
    return _finish(outcome.diagnostics, arguments, tools, outcome.value)


def _extract(arguments: argparse.Namespace, tools: Tools) -> int:
    from reportgen.extract.command import Options, extract

    kinds = tuple(kind.strip() for kind in arguments.kind.split(","))
    unknown = [repr(kind) for kind in kinds if kind not in {*_KINDS, "all"}]
    if unknown:
        print(f"there is no kind {', '.join(unknown)}; known are {', '.join(_KINDS)}, all", file=sys.stderr)
        return 2
    options = Options(
        paths=tuple(Path(path) for path in arguments.paths),
        kinds=kinds,
        style=arguments.style,
        jobs=arguments.jobs,
        size_mb=arguments.size_limit,
        seconds=arguments.time_limit,
        memory_mb=arguments.memory_limit,
    )
    with _ending():
        return _stream(extract(options, tools), arguments, tools)


@contextlib.contextmanager
def _ending() -> Iterator[None]:
    """Have SIGTERM end the program as an interrupt does, so that no worker is left behind."""

    def end(number: int, _: FrameType | None) -> NoReturn:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise _Terminated(number)

    if threading.current_thread() is not threading.main_thread():  # only that one may set handlers
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _references(arguments: argparse.Namespace, tools: Tools) -> int:
    from reportgen.extract.command import references

    data = sys.stdin.buffer.read() if arguments.file == "-" else tools.read(Path(arguments.file))
    return _stream(references(arguments.file, data, arguments.style), arguments, tools)


def _stream(pieces: Iterator[str | Diagnostic], arguments: argparse.Namespace, tools: Tools) -> int:
    """Print results as they come, in UTF-8 whatever the locale, and what was noticed after them."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "standard output")
    found: list[Diagnostic] = []
    write = sys.stdout.buffer.write
    for piece in pieces:
        if isinstance(piece, Diagnostic):
            found.append(piece)
        else:
            write(piece.encode("utf-8", "replace"))
    sys.stdout.flush()
    return _finish(found, arguments, tools)


def _positive(text: str) -> int:
    if not text.isdecimal() or len(text) > 9 or int(text) < 1:
        message = f"{text[:20]!r} is no whole number of 1 or more"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _explain(arguments: argparse.Namespace, _tools: Tools) -> int:
    from reportgen.codes import explain, register

    if arguments.code == "all":
        for code in register().values():
            print(f"{code.id}  {code.severity.word:7}  {code.title}")
        return 0
    text = explain(arguments.code)
    if text is None:
        print(f"there is no code {arguments.code}; 'reportgen explain all' lists them", file=sys.stderr)
        return 2
    print(text, end="")
    return 0


def _clean(arguments: argparse.Namespace, tools: Tools) -> int:
    """Remove the output once no build is under way."""
    from reportgen.codes import diagnose

    build = Path(arguments.project).resolve() / "build"
    if not build.is_dir():
        return 0
    with tools.lock(build / ".lock", wait_s=20) as free:
        if not free:
            return _finish((diagnose("CFG009", "a build of this project is running"),), arguments, tools)
        tools.remove(build)
    return 0


def _folders(arguments: argparse.Namespace, tools: Tools) -> tuple[Path, Path | Diagnostic | None]:
    """Return the project, and the documents' folder: named, from the environment, or the project's own."""
    from reportgen.codes import diagnose

    project = Path(arguments.project).resolve()
    named = arguments.sources or tools.environment("REPORTGEN_SOURCES")
    if named:
        folder = Path(named).resolve()
        if not folder.is_dir():
            return project, diagnose("CFG010", f"there is no folder {named}")
        return project, folder
    own = project / "data" / "sources"
    return project, own if tools.list(own, "*") else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a command says at its end: its exit code, its texts, and the files that were read to show them."""

    status: int
    out: str
    err: str
    sources: tuple[Path, ...]


def _finish(
    diagnostics: Iterable[Diagnostic], arguments: argparse.Namespace, tools: Tools, summary: str | None = None
) -> int:
    said = _say(diagnostics, arguments, tools, summary)
    _print(said)
    return said.status


def _print(said: _Said) -> None:
    """Print diagnostics before results; where both go to the same stream, there is only one of them."""
    for text, stream in ((said.err, sys.stderr), (said.out, sys.stdout)):
        if text:
            print(text, end="", file=stream)


def _say(
    diagnostics: Iterable[Diagnostic], arguments: argparse.Namespace, tools: Tools, summary: str | None = None
) -> _Said:
    found = tuple(diagnostics)
    is_result = getattr(arguments, "format", "human") in _RESULT_FORMATS
    text, sources = _rendered(found, arguments, tools) if found or is_result else ("", ())
    worst = max((d.severity for d in found), default=Severity.NOTE)
    status = 1 if getattr(arguments, "strict", False) and worst is Severity.WARNING else 0
    if worst is Severity.ERROR:
        stops = any(d.code.startswith(_COULD_NOT_RUN) and d.severity is Severity.ERROR for d in found)
        status = 2 if stops else 1
    if is_result:
        return _Said(status=status, out=text, err="", sources=sources)
    return _Said(status=status, out=f"{summary}\n" if summary else "", err=text, sources=sources)


def _rendered(
    found: tuple[Diagnostic, ...], arguments: argparse.Namespace, tools: Tools
) -> tuple[str, tuple[Path, ...]]:
    """Return the diagnostics as text, and the files whose lines were looked up for it."""
    from reportgen.snippets import render

    project = Path(getattr(arguments, "project", ".")).resolve()
    read: dict[Path, str | None] = {}

    def source(file: str) -> str | None:
        path = project / file
        if path not in read:
            try:
                read[path] = tools.read(path).decode("utf-8", "replace")
            except OSError:
                read[path] = None
        return read[path]

    style = getattr(arguments, "format", "human")
    stream = sys.stdout if style in _RESULT_FORMATS else sys.stderr
    color = style == "human" and stream.isatty() and not os.environ.get("NO_COLOR")
    width = shutil.get_terminal_size((100, 24)).columns
    text = render(found, style, sources=source, color=color, width=min(max(width, 60), 120))
    return text if text.endswith("\n") else f"{text}\n", tuple(read)


class _Progress:
    """Shows the current stage: one changing line on a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        self.live = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __call__(self, stage: str) -> None:
        if self.live:
            print(f"\r\x1b[K{stage} …", end="", file=sys.stderr, flush=True)
        else:
            print(stage, file=sys.stderr, flush=True)

    def __exit__(self, *_: object) -> None:
        if self.live:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
