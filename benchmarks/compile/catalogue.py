"""Every program that can be measured, by name, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from compile.peers import NaivePass, Peer, Place, Reportgen, Server, Stateless, latexmk
from compile.watching import Watching

_PDF = "project/build/briefing.pdf"
_TYPST = "import typst; typst.compile('main.typ', output='main.pdf', font_paths=['fonts'])"
_PANDOC = ("pandoc", "main.md", "--citeproc", "--pdf-engine=lualatex", "-o", "main.pdf")


def all_peers(place: Place) -> dict[str, Callable[[tuple[str, ...]], Peer]]:
    """Return what makes each peer, given the cases that it is to meet."""
    python = str(place.python or "the Python of the peers")
    build = (*place.reportgen, "build", "--project", "project")
    watch = (*place.reportgen, "watch", "--project", "project")
    worker = str(Path(__file__).with_name("typst_worker.py"))
    weasyprint = (python, "-W", "ignore", "-m", "weasyprint", "-q", "main.html", "main.pdf")
    made: dict[str, Callable[[tuple[str, ...]], Peer]] = {}

    def add(kind: type[Peer], name: str, form: str, command: tuple[str, ...], *needs: str) -> None:
        pdf = _PDF if issubclass(kind, Reportgen) else "main.pdf"
        made[name] = lambda cases: kind(
            name=name, form=form, command=command, place=place, needs=needs, pdf=pdf, cases=cases
        )

    for engine, ending in (("lualatex", ""), ("pdflatex", "-pdflatex"), ("xelatex", "-xelatex")):
        tools = ("latexmk", engine)
        one_pass = (engine, "-interaction=batchmode", "main.tex")
        add(NaivePass, f"naive{ending}", f"biblatex:{engine}", one_pass, *tools, "biber")
        add(Reportgen, f"reportgen{ending}", f"project:{engine}", build, engine)
        add(Watching, f"reportgen-watch{ending}", f"project:{engine}", watch, engine)
        add(Peer, f"latexmk{ending}", f"biblatex:{engine}", latexmk(engine), *tools, "biber")
        add(Peer, f"latexmk-natbib{ending}", f"natbib:{engine}", latexmk(engine), *tools, "bibtex")
    add(Reportgen, "reportgen-tagged", "tagged:lualatex", build, "lualatex")
    add(Stateless, "pandoc", "markdown", _PANDOC, "pandoc", "lualatex")
    add(Stateless, "typst", "typst", (python, "-c", _TYPST), python)
    add(Server, "typst-warm", "typst", (python, worker), python)
    add(Stateless, "weasyprint", "html", weasyprint, python)
    return made
