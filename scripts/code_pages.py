"""Write docs/codes/: a page for each diagnostic code and a list of all, from src/reportgen/codes.toml.

    make docs                      writes them anew
    scripts/code_pages.py --check  exit 1 when one of them differs, is missing, or belongs to no code

A test runs the check.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from reportgen.codes import FAMILIES, Code, register

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "codes"
NOTICE = "<!-- Written by `make docs` from src/reportgen/codes.toml. -->\n"
INDEX = "README.md"


def main(arguments: list[str]) -> int:
    """Check or write, as the arguments say."""
    wanted = pages()
    if arguments == ["--check"]:
        wrong = stale(FOLDER, wanted)
        for name in wrong:
            print(f"docs/codes/{name}: not made from codes.toml: run make docs", file=sys.stderr)
        return 1 if wrong else 0
    for name in stale(FOLDER, wanted):
        (FOLDER / name).unlink(missing_ok=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


def stale(folder: Path, wanted: dict[str, str]) -> list[str]:
    """Return the names of the pages that are not as they should be, or should not be."""
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in there.keys() | wanted.keys() if there.get(name) != wanted.get(name))


def pages() -> dict[str, str]:
    """Return every page by file name."""
    codes = sorted(register().values(), key=lambda code: (list(FAMILIES).index(code.id[:3]), code.id))
    return {INDEX: "".join(index(codes)), **{f"{code.id}.md": page(code) for code in codes}}


def index(codes: list[Code]) -> Iterator[str]:
    """Give the list of all codes, by what they are about."""
    yield f"{NOTICE}# Diagnostic codes\n\n"
    yield "`reportgen explain CODE` prints the same. [diagnostics.md](../diagnostics.md) says how a code is raised,\n"
    yield "lowered or silenced; one that is fixed cannot be lowered or silenced. The last column says which command\n"
    yield "looks for it.\n"
    for family, name in FAMILIES.items():
        yield f"\n## {name}\n\n| code | severity | | by |\n|---|---|---|---|\n"
        for code in codes:
            if code.id.startswith(family):
                severity = f"{code.severity.word}, fixed" if code.fixed else code.severity.word
                yield f"| [{code.id}]({code.id}.md) | {severity} | {cell(code.title)} | {code.stage} |\n"


def cell(text: str) -> str:
    """Return a text as it stands in a table."""
    return text.replace("|", "\\|")


def page(code: Code) -> str:
    """Return the page of a code."""
    fixed = " It can be neither lowered nor silenced." if code.fixed else ""
    family = FAMILIES[code.id[:3]].lower()
    return (
        f"{NOTICE}# {code.id}: {code.title}\n\n"
        f"Severity: {code.severity.word}.{fixed} Found by `{code.stage}`. Part of: [{family}]({INDEX}).\n\n"
        f"**Why it matters.** {code.why}\n\n"
        f"**Example.** {code.example}\n\n"
        f"**What to do.** {code.remedy}\n"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
