"""The commands about what was extracted and nobody has looked at: review, status."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.arguments import FORMATS, Commands, command, diagnostics_option, folders
from reportgen.cli.saying import Progress, finish, say, show
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.tools import Tools

if TYPE_CHECKING:
    from reportgen.config import Config


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    review = command(commands, "review", _review, "walk through what was extracted, the passage beside each record")
    review.add_argument("--project", metavar="DIR", default=".", help="the project's folder (default: this one)")
    review.add_argument("--sources", metavar="DIR", help="the folder of the source documents")
    review.add_argument("--kind", metavar="KIND", default="", help="only records of a kind, such as events")
    review.add_argument("--document", metavar="ID", default="", help="only what leans on a document, such as D2")
    how = review.add_mutually_exclusive_group()
    how.add_argument("--apply", metavar="FILE", help="take decisions from a CSV file: record,decision,field,value")
    how.add_argument("--list", action="store_true", help="print what waits, one JSON object a line")
    review.add_argument("--format", choices=FORMATS, default="human", help="how problems are shown")
    status = command(commands, "status", _status, "say how much of what was extracted has been reviewed")
    status.add_argument("--project", metavar="DIR", default=".", help="the project's folder (default: this one)")
    status.add_argument("--format", dest="style", choices=("human", "json"), default="human", help="of the result")
    diagnostics_option(status)


def _status(arguments: argparse.Namespace, tools: Tools) -> int:
    from reportgen.reviewing.status import as_json, as_text, load_status

    project = Path(arguments.project).resolve()
    status, found = load_status(project, tools)
    said = say(found, arguments, tools)
    show(said)
    print((as_json if arguments.style == "json" else as_text)(status), end="")
    return said.status if any(d.severity is Severity.ERROR for d in found) else 0


def _review(arguments: argparse.Namespace, tools: Tools) -> int:
    from reportgen.config import load_config
    from reportgen.records import SCHEMAS

    project, sources = folders(arguments, tools)
    if isinstance(sources, Diagnostic):
        return finish((sources,), arguments, tools)
    if arguments.kind and arguments.kind not in SCHEMAS:
        return _misused(f"there is no kind of record '{arguments.kind}'; known are: {', '.join(SCHEMAS)}")
    if not (arguments.apply or arguments.list or (sys.stdin.isatty() and sys.stdout.isatty())):
        return _misused("a review needs a terminal; without one use --list and --apply FILE")
    config, found = load_config(project, tools)
    if config is None:
        return finish(found, arguments, tools)
    from reportgen.records.ledger import REVIEW_LOCK

    path = project / REVIEW_LOCK
    with tools.lock(path) as free:
        if free:
            return _reviewed(arguments, config, sources, tools)
        from reportgen.codes import diagnose

        holder = tools.read(path).decode("utf-8", "replace").strip() or "somebody else"
        return finish((diagnose("CFG009", f"this project is being reviewed: {holder}"),), arguments, tools)


def _misused(message: str) -> int:
    print(f"reportgen review: error: {message}", file=sys.stderr)
    return 2


def _reviewed(arguments: argparse.Namespace, config: Config, sources: Path | None, tools: Tools) -> int:
    """Review, in one of three ways, while nobody else does."""
    from reportgen.cache import Cache
    from reportgen.reviewing.review import begin
    from reportgen.reviewing.waiting import Filter

    with Progress() as progress:
        if not (arguments.list or arguments.apply):
            progress("reading records and documents")
        review, found = begin(config, sources, tools, Cache(config.cache, tools))
    if review is None:
        return finish(found, arguments, tools)
    wanted = Filter(kind=arguments.kind, document=arguments.document)
    if arguments.list:
        from reportgen.reviewing.listing import listed

        for line in listed(review, wanted):
            print(line)
        return 0
    if arguments.apply:
        from reportgen.reviewing.applying import apply

        summary, said = apply(review, Path(arguments.apply))
        return finish(said, arguments, tools, summary)
    from reportgen.reviewing.screen import Screen
    from reportgen.reviewing.terminal import walk

    walk(Screen(review=review, wanted=wanted))
    left = sum(record.proposed for group in review.records.by_kind.values() for record in group)
    print(f"{len(review.steps)} decisions saved; {left} records wait")
    return 0
