"""The command line: the only package that prints, and that decides the exit code.

Exit code 0: clean. 1: errors, or with --strict warnings. 2: could not run.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from reportgen import __version__
from reportgen.cli import batching, building, drafting, explaining, extracting, reviewing, starting
from reportgen.cli.saying import say, show
from reportgen.cli.signals import Terminated
from reportgen.tools import LocalTools, Tools

# Whose commands there are, in the order in which they are listed.
_MODULES = (building, starting, drafting, reviewing, batching, extracting, explaining)


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
    except Terminated as ended:
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
    show(say(found, arguments, tools))
    return 2


def _report_bug(arguments: argparse.Namespace, tools: Tools, error: Exception) -> int:
    """Say that reportgen itself failed, in a format that a program reads as well, and where."""
    text = traceback.format_exc()
    message = f"this is a bug in reportgen: {type(error).__name__}: {error}"
    if getattr(arguments, "format", "human") != "human":
        from reportgen.codes import diagnose

        with contextlib.suppress(Exception):  # the fault may be in what shows it
            show(say((diagnose("INT901", message),), arguments, tools))
            message = ""
    print(f"error[INT901]: {message}\n{text}" if message else text, file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reportgen", description="Documents in, a formal briefing PDF out, every fact led back to its passage."
    )
    parser.add_argument("--version", action="version", version=f"reportgen {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in _MODULES:
        module.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
