"""The command line: the only module that prints, and that decides the exit code.

Exit code 0: clean. 1: errors, or with --strict warnings. 2: could not run.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import gc
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn, Self, TextIO

from reportgen import __version__
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.idle import CHECK_STAMP, STAMP, libraries, of_product, pack, settle
from reportgen.tools import LocalTools, Tools

if TYPE_CHECKING:
    from reportgen.tools.observed import ObservedTools

# The formats whose text is the result itself; the others accompany it on stderr.
_RESULT_FORMATS = ("json", "sarif", "junit")
_FORMATS = ("human", "short", "json", "github", "sarif", "junit")
_COULD_NOT_RUN = "CFG"
# How wide to print where no terminal tells.
_COLUMNS = 100
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
        return _report_bug(arguments, tools, error)


def _report_failure(arguments: argparse.Namespace, tools: Tools, error: OSError) -> int:
    """An effect failed: a full disk, a folder without rights."""
    from reportgen.codes import diagnose

    where = f" {error.filename}" if error.filename else ""
    found = (diagnose("CFG008", f"cannot write or read{where}: {error.strerror or error}"),)
    _print(_say(found, arguments, tools))
    return 2


def _report_bug(arguments: argparse.Namespace, tools: Tools, error: Exception) -> int:
    """Say that reportgen itself failed, in a format that a program reads as well, and where."""
    text = traceback.format_exc()
    message = f"this is a bug in reportgen: {type(error).__name__}: {error}"
    if getattr(arguments, "format", "human") != "human":
        from reportgen.codes import diagnose

        with contextlib.suppress(Exception):  # the fault may be in what shows it
            _print(_say((diagnose("INT901", message),), arguments, tools))
            message = ""
    print(f"error[INT901]: {message}\n{text}" if message else text, file=sys.stderr)
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
    check = command("check", _check, "check everything that needs no PDF")
    common(check)
    for found in (build, watch, check):
        found.add_argument("--product", metavar="NAME", default="", help="one of [products.NAME] (default: the report)")
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
    _diagnostics(extract)
    extract.add_argument("--memory-limit", type=_positive, metavar="MB", help="memory for one document (default: 2000)")
    references = command("references", _references, "read references, one a line, into CSL-JSON or BibTeX")
    references.add_argument("file", metavar="FILE", help="a text file; - is standard input")
    references.add_argument("--format", dest="style", choices=("csl-json", "bibtex", "jsonl"), default="csl-json")
    _diagnostics(references)
    explain = command("explain", _explain, "explain diagnostic codes")
    explain.add_argument("codes", nargs="+", metavar="CODE", help="such as BIB402; BIB for that family, 'all' for all")
    explain.add_argument("--format", dest="style", choices=("human", "json"), default="human")
    clean = command("clean", _clean, "remove build/")
    clean.add_argument("--project", metavar="DIR", default=".", help="the project's folder (default: this one)")
    clean.add_argument("--format", choices=_FORMATS, default="human", help="how problems are shown")
    return parser


def _diagnostics(found: argparse.ArgumentParser) -> None:
    """Let a command whose `--format` is that of its results have one for problems, too; they go to stderr."""
    found.add_argument("--diagnostics", dest="format", choices=_FORMATS, default="human", help="how problems are shown")


def _build(arguments: argparse.Namespace, tools: Tools) -> int:
    from reportgen.manifest import build_options

    project, sources = _folders(arguments, tools)
    if isinstance(sources, Diagnostic):
        return _finish((sources,), arguments, tools)
    options = build_options(sources, __version__, arguments.engine, arguments.product)
    if not arguments.force and (said := _nothing_to_do(arguments, project, sources, options, tools)) is not None:
        _print(said)
        return _explained(arguments, project, options, tools, said.status)
    from reportgen.pipeline import build

    with _Progress() as progress:
        outcome = build(project, sources, options, tools, progress, strict=arguments.strict)
    status = _finish(outcome.diagnostics, arguments, tools, outcome.value)
    if outcome.value is not None:
        _nothing_to_do(arguments, project, sources, options, tools)  # which leaves the stamp for the next time
    return _explained(arguments, project, options, tools, status)


def _explained(
    arguments: argparse.Namespace, project: Path, options: Mapping[str, str], tools: Tools, status: int
) -> int:
    """Print why the last build ran what it ran, if that was asked for; return the exit code."""
    if arguments.explain:
        from reportgen.manifest import explain_build

        print(explain_build(project, options, tools), end="")
    return status


def _watch(arguments: argparse.Namespace, tools: Tools) -> int:
    from reportgen.manifest import build_options
    from reportgen.watch import Update, watch

    project, sources = _folders(arguments, tools)
    if isinstance(sources, Diagnostic):
        return _finish((sources,), arguments, tools)
    options = build_options(sources, __version__, arguments.engine, arguments.product)
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
            tools.write(project / of_product(STAMP, arguments.product), stamp)
    return said


def _check(arguments: argparse.Namespace, tools: Tools) -> int:
    gc.disable()  # all that is made lives until the end: looking for garbage took a third of the time
    try:
        return _checked(arguments, tools)
    finally:
        gc.enable()


def _checked(arguments: argparse.Namespace, tools: Tools) -> int:
    from reportgen.aside import beside
    from reportgen.preparation import prepare
    from reportgen.tools.observed import ObservedTools

    observed = ObservedTools(tools, Path(arguments.project).resolve() / "build" / "cache")
    project, sources = _folders(arguments, observed)
    if isinstance(sources, Diagnostic):
        return _finish((sources,), arguments, tools)
    outcome = prepare(project, sources, observed, lambda _: None, product=arguments.product, aside=beside)
    summary = f"checked {len(outcome.value.records.by_id)} records" if outcome.value else None
    said = _say(outcome.diagnostics, arguments, observed, summary)
    _print(said)
    _leave_stamp(arguments, project, observed, said)
    return said.status


def _leave_stamp(arguments: argparse.Namespace, project: Path, observed: ObservedTools, said: _Said) -> None:
    """Leave a stamp by which the same check is answered the next time before anything is loaded."""
    for path in (Path(__file__).parent, *map(Path, libraries())):
        observed.note(path, deep=path.parent == Path(__file__).parent.parent)
    stamp_file = project / of_product(CHECK_STAMP, arguments.product)
    if not (observed.whole and stamp_file.parent.is_dir() and settle(observed.seen)):
        return
    with contextlib.suppress(OSError):
        stamp = pack(arguments.words, str(project), (said.status, said.out, said.err), observed.seen)
        if stamp is not None:
            observed.tools.keep(stamp_file, stamp)


def _verify(arguments: argparse.Namespace, tools: Tools) -> int:
    from reportgen.preparation import verify

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
    """Print what is known of codes: each in full, a family or all of them as a table."""
    from reportgen.codes import as_data, explain, near, select

    known, unknown = select(arguments.codes)
    for word in unknown:
        like = near(word)
        hint = f"did you mean {like}?" if like else "'reportgen explain all' lists them"
        print(f"there is no code {word}; {hint}", file=sys.stderr)
    if arguments.style == "json":
        import json

        print(json.dumps([as_data(code) for code in known], ensure_ascii=False, indent=2))
    elif len(known) > len(arguments.codes):
        for code in known:
            print(f"{code.id}  {code.severity.word:7}  {code.title}")
    else:
        print("\n".join(explain(code.id) or "" for code in known), end="")
    return 2 if unknown else 0


def _clean(arguments: argparse.Namespace, tools: Tools) -> int:
    """Remove the output once no build is under way."""
    from reportgen.codes import diagnose

    build = Path(arguments.project).resolve() / "build"
    if not build.is_dir():
        return 0
    with contextlib.ExitStack() as held:
        locks = (build / ".lock", *tools.list(build, "*/.lock"))  # that of the report, and those of its products
        if not all(held.enter_context(tools.lock(path, wait_s=20)) for path in locks):
            return _finish((diagnose("CFG009", "a build of this project is running"),), arguments, tools)
        tools.remove(build)
    return 0


def _folders(arguments: argparse.Namespace, tools: Tools) -> tuple[Path, Path | Diagnostic | None]:
    """Return the project, and the documents' folder: named, from the environment, or the project's own."""
    from reportgen.codes import diagnose

    project = Path(arguments.project).resolve()
    named = arguments.sources or tools.environment("REPORTGEN_SOURCES")
    if named:
        tools.state(Path(named).absolute())  # a link may lead elsewhere the next time
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
            try:
                print(text, end="", file=stream)
            except UnicodeEncodeError:  # letters that this locale does not have
                stream.flush()
                stream.buffer.write(text.encode("utf-8"))


def _say(
    diagnostics: Iterable[Diagnostic], arguments: argparse.Namespace, tools: Tools, summary: str | None = None
) -> _Said:
    found = tuple(diagnostics)
    # Where the results are something else (`extract`), diagnostics go to stderr whatever their form.
    is_document = getattr(arguments, "format", "human") in _RESULT_FORMATS
    is_result = is_document and not hasattr(arguments, "style")
    text, sources = _rendered(found, arguments, tools) if found or is_document else ("", ())
    worst = max((d.severity for d in found), default=Severity.NOTE)
    status = 1 if getattr(arguments, "strict", False) and worst is Severity.WARNING else 0
    if worst is Severity.ERROR:
        stops = any(
            d.code.startswith(_COULD_NOT_RUN) and d.code != "CFG005" and d.severity is Severity.ERROR for d in found
        )
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
            except (OSError, ValueError):  # no such file, or a name that can be none
                read[path] = None
        return read[path]

    style = getattr(arguments, "format", "human")
    color = style == "human" and _has_color(sys.stderr)
    text = render(found, style, sources=source, color=color, width=_columns(sys.stderr))
    return text if not text or text.endswith("\n") else f"{text}\n", tuple(read)


def _has_color(stream: TextIO) -> bool:
    """Whether to colour: never with NO_COLOR, always with FORCE_COLOR, otherwise on a terminal that can."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return os.environ["FORCE_COLOR"] != "0"
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _columns(stream: TextIO) -> int:
    """Return how wide to print: COLUMNS, or as wide as the terminal is, or 100."""
    named = os.environ.get("COLUMNS", "")
    if named.isdecimal() and int(named[:9]) > 0:
        return int(named[:9])
    try:
        return os.get_terminal_size(stream.fileno()).columns or _COLUMNS
    except (OSError, ValueError):
        return _COLUMNS


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
