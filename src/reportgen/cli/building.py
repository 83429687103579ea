"""The commands that read a project: build, watch, check, verify, clean."""

from __future__ import annotations

import argparse
import contextlib
import gc
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import reportgen
from reportgen import __version__
from reportgen.cli.arguments import Commands, command, common, folders, of_project
from reportgen.cli.saying import Progress, Said, finish, say, show
from reportgen.cli.signals import ending
from reportgen.diagnostics import Diagnostic
from reportgen.editions import FOLDER
from reportgen.idle import CHECK_STAMP, STAMP, libraries, of_product, pack, settle
from reportgen.tools import Tools

if TYPE_CHECKING:
    from reportgen.tools.observed import ObservedTools

_ENGINES = ("lualatex", "xelatex", "pdflatex")


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    build = command(commands, "build", _build, "build the PDF")
    common(build)
    build.add_argument("--force", action="store_true", help="build even if nothing has changed")
    build.add_argument("--explain", action="store_true", help="say what was run for the PDF, and why")
    watch = command(commands, "watch", _watch, "build again after each edit, until interrupted")
    common(watch)
    for found in (build, watch):
        found.add_argument("--engine", choices=_ENGINES, help="instead of the one in report.toml")
    check = command(commands, "check", _check, "check everything that needs no PDF")
    common(check)
    for found in (build, watch, check):
        found.add_argument("--product", metavar="NAME", default="", help="one of [products.NAME] (default: the report)")
    verify = command(commands, "verify", _verify, "hold the records against the documents")
    common(verify)
    verify.add_argument("--update", action="store_true", help="write data/evidence.lock for what holds")
    of_project(command(commands, "clean", _clean, "remove build/"))


def _build(arguments: argparse.Namespace, tools: Tools) -> int:
    from reportgen.manifest import build_options

    project, sources = folders(arguments, tools)
    if isinstance(sources, Diagnostic):
        return finish((sources,), arguments, tools)
    options = build_options(sources, __version__, arguments.engine, arguments.product)
    if not arguments.force and (said := _nothing_to_do(arguments, project, sources, options, tools)) is not None:
        show(said)
        return _explained(arguments, project, options, tools, said.status)
    from reportgen.ahead import engine_ahead
    from reportgen.cache import Cache

    cache = Cache(project / "build" / "cache", tools)
    with ending(), engine_ahead(project, options, tools, cache) as warm, Progress() as progress:
        # Loaded while the engine starts: all that a build needs takes as long to load as a format.
        from reportgen.pipeline import build
        from reportgen.press import Workshop

        shop = Workshop(warm=warm, cache=cache)
        outcome = build(project, sources, options, tools, progress, strict=arguments.strict, shop=shop)
    status = finish(outcome.diagnostics, arguments, tools, outcome.value)
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

    project, sources = folders(arguments, tools)
    if isinstance(sources, Diagnostic):
        return finish((sources,), arguments, tools)
    options = build_options(sources, __version__, arguments.engine, arguments.product)
    last: tuple[Diagnostic, ...] = ()

    def tell(update: Update) -> None:
        """Print a line for each PDF, and what is wrong whenever that is news."""
        nonlocal last
        if update.final and update.diagnostics != last:
            last = update.diagnostics
            show(say(last, arguments, tools))
        if update.summary is None:
            print("not published; the last good PDF stays", file=sys.stderr, flush=True)
        else:
            more = "" if update.final else ", page numbers to follow"
            print(f"{update.summary}, {update.seconds:.2f} s{more}", flush=True)

    with ending(), contextlib.suppress(KeyboardInterrupt):  # which is how one leaves
        watch(project, sources, options, tools, tell, strict=arguments.strict)
    return 0


def _nothing_to_do(
    arguments: argparse.Namespace, project: Path, sources: Path | None, options: Mapping[str, str], tools: Tools
) -> Said | None:
    """Return what the last build said, `None` when a new one has something to do.

    A stamp is left by which the same command is answered the next time before anything is loaded.
    """
    from reportgen.manifest import last_build, stamp_of

    named = arguments.sources or tools.environment("REPORTGEN_SOURCES")
    done = last_build(project, options, sources, Path(named) if named else None, tools)
    if done is None:
        return None
    last = done.manifest
    said = say(last.diagnostics, arguments, tools, f"{last.summary} (nothing to do)")
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
    project, sources = folders(arguments, observed)
    if isinstance(sources, Diagnostic):
        return finish((sources,), arguments, tools)
    outcome = prepare(project, sources, observed, lambda _: None, product=arguments.product, aside=beside)
    summary = f"checked {len(outcome.value.records.by_id)} records" if outcome.value else None
    said = say(outcome.diagnostics, arguments, observed, summary)
    show(said)
    _leave_stamp(arguments, project, observed, said)
    return said.status


def _leave_stamp(arguments: argparse.Namespace, project: Path, observed: ObservedTools, said: Said) -> None:
    """Leave a stamp by which the same check is answered the next time before anything is loaded."""
    program = Path(reportgen.__file__).parent
    for path in (program, *map(Path, libraries())):
        observed.note(path, deep=path.parent == program.parent)
    stamp_file = project / of_product(CHECK_STAMP, arguments.product)
    if not (observed.whole and stamp_file.parent.is_dir() and settle(observed.seen)):
        return
    with contextlib.suppress(OSError):
        stamp = pack(arguments.words, str(project), (said.status, said.out, said.err), observed.seen)
        if stamp is not None:
            observed.tools.keep(stamp_file, stamp)


def _verify(arguments: argparse.Namespace, tools: Tools) -> int:
    from reportgen.preparation import verify

    project, sources = folders(arguments, tools)
    if isinstance(sources, Diagnostic):
        return finish((sources,), arguments, tools)
    outcome = verify(project, sources, tools, update=arguments.update)
    return finish(outcome.diagnostics, arguments, tools, outcome.value)


def _clean(arguments: argparse.Namespace, tools: Tools) -> int:
    """Remove the output once no build is under way."""
    from reportgen.codes import diagnose

    build = Path(arguments.project).resolve() / "build"
    if not build.is_dir():
        return 0
    with contextlib.ExitStack() as held:
        # That of the report, those of its products, and those of the rows of batches.
        locks = (build / ".lock", *tools.list(build, "*/.lock"), *tools.list(build, f"{FOLDER}/*/.lock"))
        if not all(held.enter_context(tools.lock(path, wait_s=20)) for path in locks):
            return finish((diagnose("CFG009", "a build of this project is running"),), arguments, tools)
        tools.remove(build)
    return 0
