"""The command that explains diagnostic codes."""

from __future__ import annotations

import argparse
import sys

from reportgen.cli.arguments import Commands, command
from reportgen.tools import Tools


def add(commands: Commands) -> None:
    """Add the command."""
    explain = command(commands, "explain", _explain, "explain diagnostic codes")
    explain.add_argument("codes", nargs="+", metavar="CODE", help="such as BIB402; BIB for that family, 'all' for all")
    explain.add_argument("--format", dest="style", choices=("human", "json"), default="human")


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
