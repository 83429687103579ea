"""`make validate`: build the report, then look at what came out."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from reportgen.config import load_config
from reportgen.tools import LocalTools
from validate.verdict import Verdict, lines, status

GROUPS = ("standards", "tags", "text", "identity", "bytes", "page")


def main(arguments: Sequence[str]) -> int:
    """Run the checks that are asked for; print one line for each. Exit 0, 1 faults, 2 a tool is missing."""
    parser = argparse.ArgumentParser(prog="validate", description=__doc__)
    parser.add_argument("project", nargs="?", type=Path, default=Path(), help="the project's folder (here)")
    parser.add_argument("--sources", help="the folder of the documents, for the build")
    parser.add_argument("--product", help="one of the project's products")
    parser.add_argument(
        "--only", choices=GROUPS, action="append", help="only these checks; may be given more than once"
    )
    parser.add_argument("--no-build", action="store_true", help="look at what was built before")
    given = parser.parse_args(arguments)
    project = given.project.resolve()
    options = [word for key in ("sources", "product") if (value := getattr(given, key)) for word in (f"--{key}", value)]
    if given.sources:
        options[options.index("--sources") + 1] = str(Path(given.sources).resolve())
    if not given.no_build:
        build = subprocess.run([sys.executable, "-m", "reportgen", "build", *options], cwd=project, check=False)
        if build.returncode:
            return 2
    found = _run(project, given.product, tuple(options), given.only or GROUPS)
    return status(found)


def _run(project: Path, product: str | None, options: tuple[str, ...], groups: Sequence[str]) -> list[Verdict]:
    """Make the checks in order; each is printed when it is done."""
    config = load_config(project, LocalTools()).value
    if config is None:
        return _stopped("settings", "report.toml cannot be read")
    folder = project / "build" / product if product else config.build
    pdf_path = next(iter(sorted(folder.glob("*.pdf"))), config.pdf) if product else config.pdf
    if not pdf_path.is_file():
        return _stopped("PDF", f"{pdf_path} is not there")
    page = next(iter(sorted(folder.glob("*.html"))), None)
    pdf = pdf_path.read_bytes()
    checks: dict[str, Callable[[], Sequence[Verdict]]] = {
        "standards": lambda: _standards(pdf),
        "tags": lambda: _tags(pdf, folder), "text": lambda: _text(pdf, folder),
        "identity": lambda: _identity(pdf, folder),
        "bytes": lambda: _bytes(project, (pdf_path, *([page] if page else [])), options),
        "page": lambda: _page(page, pdf_path),
    }  # fmt: skip
    found: list[Verdict] = []
    for group in groups:
        start = time.monotonic()
        try:
            verdicts: Sequence[Verdict] = checks[group]()
        except ModuleNotFoundError as error:
            hint = f"the Python package {error.name} is not installed: sh scripts/setup.sh validate"
            verdicts = (Verdict(name=group, missing=hint),)
        for verdict in verdicts:
            print("\n".join(lines(verdict)))
        print(f"        ({group}: {time.monotonic() - start:.1f} s)", flush=True)
        found += verdicts
    return found


def _stopped(name: str, why: str) -> list[Verdict]:
    verdict = Verdict(name=name, missing=why)
    print("\n".join(lines(verdict)))
    return [verdict]


def _standards(pdf: bytes) -> Sequence[Verdict]:
    from validate.conformance import conformance

    return conformance(pdf)


def _tags(pdf: bytes, folder: Path) -> Sequence[Verdict]:
    from validate.latex import read_source
    from validate.printed import read_tags
    from validate.tags import check_tags

    return check_tags(read_tags(pdf), read_source(folder / "tex"))


def _text(pdf: bytes, folder: Path) -> Sequence[Verdict]:
    from validate.latex import read_source
    from validate.printed import read_tags
    from validate.reading import check_extraction, check_reading, check_unicode, poppler_text

    source, tags, text = read_source(folder / "tex"), read_tags(pdf), poppler_text(pdf)
    unicode = check_unicode({"poppler": text, "PDFium": tags.root.text}, source)
    return check_reading(tags.root, source), unicode, check_extraction(source, text)


def _identity(pdf: bytes, folder: Path) -> Sequence[Verdict]:
    from validate.identity import check_identity
    from validate.latex import read_source
    from validate.printed import read_tags

    return check_identity(pdf, read_tags(pdf), read_source(folder / "tex"))


def _bytes(project: Path, outputs: tuple[Path, ...], options: tuple[str, ...]) -> Sequence[Verdict]:
    from validate.builds import check_builds

    return (check_builds(project, outputs, options),)


def _page(page: Path | None, pdf: Path) -> Sequence[Verdict]:
    from validate.page import check_page
    from validate.same_text import check_same_text

    if page is None:
        return (Verdict(name="page", said="this project makes none"),)
    return check_same_text(pdf, page), *check_page(page)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
