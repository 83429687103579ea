"""The whole program: documents, records and references in, a checked PDF out.

`build()` reads as one line a stage, after those of `prepare()`. Every stage returns its value and what it
noticed; nothing is published while an error stands.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from reportgen.cache import Cache
from reportgen.checks import Report
from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE, has_product
from reportgen.diagnostics import Collector, Diagnostic, Outcome
from reportgen.editions import read_edition
from reportgen.figures import draw_figures, draw_svgs, look_of
from reportgen.fonts import find_fonts
from reportgen.html import make_page
from reportgen.manifest import input_files, last_manifest, record_inputs
from reportgen.preparation import Progress, prepare, unused_silences
from reportgen.press import Press, Workshop, publish
from reportgen.products import folder
from reportgen.sections.mentions import marked
from reportgen.tex.biber import biblatex_files
from reportgen.tex.engine import find_engine
from reportgen.tex.tree import assemble
from reportgen.tools import Tools

# How long a build waits for another one of the same project, in seconds.
LOCK_WAIT_S = 20.0


def build(
    project: Path,
    sources: Path | None,
    options: Mapping[str, str],
    tools: Tools,
    progress: Progress,
    *,
    strict: bool = False,
    shop: Workshop | None = None,
) -> Outcome[str | None]:
    """Build and publish the PDF; the value is a line that says what was made, `None` on failure.

    With `strict` a warning, too, keeps the PDF from being published.
    """
    with output_lock(project, tools, progress, options.get("product", ""), options.get("folder", "")) as refusal:
        if refusal is not None:
            return Outcome(None, (refusal,))
        return _build(project, sources, options, tools, progress, strict=strict, shop=shop or Workshop())


@contextlib.contextmanager
def output_lock(
    project: Path, tools: Tools, progress: Progress, product: str = "", inside: str = ""
) -> Iterator[Diagnostic | None]:
    """Hold the lock on a product's output; gives why that cannot be had, after some seconds of waiting.

    `inside` is the folder of the output in `build/` where it is not that of the product.

    It is taken before anything is read, so that builds that wait for each other publish in the order in
    which they read. A folder that is no project is left as it is, and one of a product that cannot be is not made.
    """
    path = folder(project, inside or product) / ".lock"
    if tools.state(project / CONFIG_FILE) is None or (product and not has_product(project, product, tools)):
        yield None
        return
    with contextlib.ExitStack() as held:
        if not held.enter_context(tools.lock(path)):
            progress(f"waiting for {_holder(path, tools)}")
            if not held.enter_context(tools.lock(path, wait_s=LOCK_WAIT_S)):
                hint = f"it did not end within {LOCK_WAIT_S:g} s; wait for it, or end it"
                yield diagnose("CFG009", f"the output is in use by {_holder(path, tools)}", hint=hint)
                return
        yield None


def _holder(path: Path, tools: Tools) -> str:
    try:
        return tools.read(path).decode("utf-8", "replace").strip() or "another process"
    except OSError:
        return "another process"


def _build(
    project: Path,
    sources: Path | None,
    options: Mapping[str, str],
    tools: Tools,
    progress: Progress,
    *,
    strict: bool,
    shop: Workshop,
) -> Outcome[str | None]:
    """Build and publish, with the lock in hand."""
    keep = Collector()
    # Taken before anything is read: an edit made while the build runs must not count as built.
    last = last_manifest(project, options, tools)
    before = last.inputs if last is not None else {}
    inputs = record_inputs(input_files(project, sources, tools), tools, before)
    kept = shop.cache or Cache(project / "build" / "cache", tools)
    engine_name, product = options.get("engine") or None, options.get("product", "")
    edition = read_edition(options.get("edition", ""))
    report = keep(prepare(project, sources, tools, progress, kept, engine_name, product, edition))
    if report is None:
        return Outcome(None, keep.arranged())
    keep.judge_by(report.rulings)
    fonts = keep(find_fonts(report.config, tools))
    engine = keep(find_engine(report.config, tools, kept))
    if keep.failed or engine is None:
        return Outcome(None, keep.arranged())
    progress("drawing figures")
    cache = report.config.cache / "figures"
    shown, look = report.composition.figures, look_of(report.config)
    drawings = keep(draw_figures(shown, report.figures, report.material, look, fonts, cache, tools))
    pages = keep(companions(report, fonts, cache, kept, tools))
    biblatex = report.config.bibliography_backend == "biblatex"
    extra = biblatex_files(report.config, report.library).assets if biblatex else {}
    texts = marked(report.composition.files, report.composition.mentions)
    tree = keep(assemble(report.config, texts, drawings, fonts, tools, extra, report.composition.share, cache=kept))
    if keep.failed:
        return Outcome(None, keep.arranged())
    press = Press(
        config=report.config, library=report.library, composition=report.composition, tree=tree, engine=engine,
        tools=tools, progress=progress, strict=strict,
    )  # fmt: skip
    compilation = keep(press.typeset(shop, keep))
    checked = press.checked(compilation, keep)
    if checked is None or not compilation.settled:
        return Outcome(None, keep.arranged())
    keep(Outcome(None, unused_silences(report, keep, built=True)))
    if keep.failed or (strict and keep.warned):
        return Outcome(None, keep.arranged())
    machine_files = (engine.program, *fonts.values())
    inputs |= record_inputs(machine_files, tools, before)
    summary = publish(
        report.config, engine, compilation, checked, inputs, options, machine_files, keep.arranged(), tools, pages
    )  # fmt: skip
    return Outcome(summary, keep.arranged())


def companions(
    report: Report, fonts: Mapping[str, Path], drawings: Path, kept: Cache, tools: Tools
) -> Outcome[Mapping[Path, bytes]]:
    """Make what is published beside the PDF: the HTML page, where the settings name one."""
    config, composition = report.config, report.composition
    if not config.html:
        return Outcome({})
    keep = Collector()
    look = look_of(config)
    drawn = keep(draw_svgs(composition.figures, report.figures, report.material, look, fonts, drawings, tools))
    page = keep(make_page(config, composition, report.tables, report.figures, drawn, tools, kept))
    return Outcome({config.build / config.html: page.encode()}, keep.arranged())
