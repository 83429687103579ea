"""The commands that read documents and references: extract, references."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from reportgen.cli.arguments import Commands, command, diagnostics_option, positive
from reportgen.cli.saying import finish
from reportgen.cli.signals import ending
from reportgen.diagnostics import Diagnostic
from reportgen.tools import Tools

_KINDS = ("metadata", "reference", "quantity", "event", "statement", "agreement", "entity", "summary", "pair")


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    text = "propose records from documents: one item a line, each with its passage"
    extract = command(commands, "extract", _extract, text)
    extract.add_argument("paths", nargs="+", metavar="FILE|DIR", help="documents, or folders of documents")
    extract.add_argument("--kind", metavar="K[,K]", default="all", help=f"{', '.join(_KINDS)} (default: all)")
    extract.add_argument("--format", dest="style", choices=("jsonl", "csv", "bibtex", "csl-json"), default="jsonl")
    extract.add_argument("--jobs", type=positive, metavar="N", help="processes (default: one for each processor)")
    extract.add_argument("--size-limit", type=positive, metavar="MB", help="largest document, in MB (default: 32)")
    extract.add_argument("--time-limit", type=positive, metavar="S", help="seconds for one document (default: 300)")
    diagnostics_option(extract)
    extract.add_argument("--memory-limit", type=positive, metavar="MB", help="memory for one document (default: 2000)")
    references = command(commands, "references", _references, "read references, one a line, into CSL-JSON or BibTeX")
    references.add_argument("file", metavar="FILE", help="a text file; - is standard input")
    references.add_argument("--format", dest="style", choices=("csl-json", "bibtex", "jsonl"), default="csl-json")
    diagnostics_option(references)


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
    with ending():
        return _stream(extract(options, tools), arguments, tools)


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
    return finish(found, arguments, tools)
