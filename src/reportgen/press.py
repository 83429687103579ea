"""The last stages: from a composed report to the published PDF.

Nothing is published while an error stands, and what is published was read back first.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reportgen import __version__
from reportgen.archive import Identity
from reportgen.archive import finish as finish_archive
from reportgen.bibliography import Library
from reportgen.cache import Cache
from reportgen.checks import check_pdf
from reportgen.citations import tex_key
from reportgen.config import Config
from reportgen.diagnostics import Collector, Diagnostic, Outcome
from reportgen.manifest import Manifest, write_manifest
from reportgen.pdf import PdfFacts, read_pdf
from reportgen.preparation import Progress
from reportgen.sections import Composition
from reportgen.tex.biber import CONTROL, RESULT
from reportgen.tex.engine import Engine
from reportgen.tex.passes import AUXILIARY, Compilation, Haste, typeset
from reportgen.tex.tree import TexTree
from reportgen.tex.warm import Warm, warm_engines
from reportgen.tools import Tools


@dataclass(slots=True, kw_only=True)
class Workshop:
    """What a build may use of earlier ones in the same process, and how much of a hurry it is in.

    `early` hears of a PDF that is put in place although its page numbers may still change.
    """

    warm: Warm | None = None
    cache: Cache | None = None
    overtaken: Callable[[], bool] | None = None
    early: Callable[[str], None] = lambda _: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A report that is ready for the engine."""

    config: Config
    library: Library
    composition: Composition
    tree: TexTree
    engine: Engine
    tools: Tools
    progress: Progress
    strict: bool

    def typeset(self, shop: Workshop, before: Collector) -> Outcome[Compilation]:
        """Typeset, starting from the auxiliary files of the last good build; keep what TeX read."""

        def early(compilation: Compilation) -> None:
            found = Collector(list(before.found), before.judge)
            checked = self.checked(compilation, found)
            if checked is not None:
                self.tools.write(self.config.pdf, checked.pdf)
                shop.early(summary_of(self.config, compilation, checked.facts))

        haste = Haste(early=early, overtaken=shop.overtaken) if shop.overtaken else None
        config, tools = self.config, self.tools
        folder = config.build / "tex"
        auxiliary = {
            f"main{name}": tools.read(folder / f"main{name}")
            for name in (*AUXILIARY, CONTROL, RESULT)
            if tools.state(folder / f"main{name}") is not None
        }
        with contextlib.ExitStack() as stack:
            warm = shop.warm
            if warm is None and not auxiliary:  # a second pass is to be expected, and can begin at the document
                warm = stack.enter_context(warm_engines(config.cache, tools, sections=False))
            entries = {tex_key(key): entry for key, entry in self.library.entries.items()}
            outcome = typeset(self.tree, config, self.engine, auxiliary, tools, self.progress, warm, haste, entries)
        own = {f"fonts/{role}" for role in config.fonts}  # copies of the machine's files
        kept = {name: data for name, data in self.tree.contents().items() if name.rpartition(".")[0] not in own}
        kept |= outcome.value.auxiliary or auxiliary
        kept["main.log"] = outcome.value.log.encode()
        fill(folder, kept, tools)
        return outcome

    def checked(self, compilation: Compilation, keep: Collector) -> Checked | None:
        """Make the PDF that is published, read it back and check it; `None` when it must not be published."""
        pdf = compilation.pdf
        if keep.failed or pdf is None:
            return None
        if self.config.profile == "archive":
            self.progress("writing tags and metadata")
            pdf = keep(finish_archive(pdf, compilation.structure, identity_of(self.config)))
        self.progress("checking the PDF")
        facts = keep(read_pdf(pdf, self.tools)) if pdf is not None else None
        if facts is not None:
            keep(Outcome(None, check_pdf(facts, self.config, self.library, self.composition)))
        refused = self.strict and keep.warned
        return None if keep.failed or refused or pdf is None or facts is None else Checked(pdf=pdf, facts=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A PDF that may be published, and what was read back from it."""

    pdf: bytes
    facts: PdfFacts


def identity_of(config: Config) -> Identity:
    """Return what the PDF says of itself."""
    texts = {key: config.report.get(key, "") for key in ("subject", "keywords", "language")}
    title = ": ".join(filter(None, (config.report["title"], config.report.get("subtitle"))))
    return Identity(title=title, author=config.report.get("organisation", ""), date=config.date, **texts)


def fill(folder: Path, files: Mapping[str, bytes], tools: Tools) -> None:
    """Make a folder hold exactly these files, which can be made again; those that are as they should be stay."""
    for path in tools.list(folder, "**/*"):
        if path.relative_to(folder).as_posix() not in files:
            tools.remove(path)
    for name, data in files.items():
        path = folder / name
        state = tools.state(path)
        if state is None or state.size != len(data) or tools.read(path) != data:
            tools.keep(path, data)


def publish(
    config: Config,
    engine: Engine,
    compilation: Compilation,
    checked: Checked,
    inputs: Mapping[str, Mapping[str, Any]],
    options: Mapping[str, str],
    machine_files: tuple[Path, ...],
    diagnostics: tuple[Diagnostic, ...],
    tools: Tools,
    companions: Mapping[Path, bytes] | None = None,
) -> str:
    """Replace the PDF, its companions and the record of how they were made in one step."""
    facts = checked.facts
    files = {config.pdf: checked.pdf, **(companions or {})}
    output, *others = (
        {
            "path": path.relative_to(config.project).as_posix(),
            "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        for path, data in files.items()
    )
    summary = summary_of(config, compilation, facts)
    details = {
        "reportgen": __version__,
        "engine": {"name": config.engine, "file": str(engine.program), "sandbox": engine.sandbox is not None},
        "preamble": compilation.preamble,
        "passes": [asdict(p) for p in compilation.passes],
        "pages": facts.pages,
        "machine_files": [str(path) for path in machine_files],
    }
    manifest = Manifest(
        options=options, inputs=inputs, output=output, companions=tuple(others), summary=summary,
        diagnostics=diagnostics, details=details,
    )  # fmt: skip
    write_manifest(config.project, manifest, tools, files)
    return summary


def summary_of(config: Config, compilation: Compilation, facts: PdfFacts) -> str:
    """Return the line that says what was made."""
    passes = len(compilation.passes)
    name = config.pdf.relative_to(config.project).as_posix()
    return f"{name}: {facts.pages} pages, {passes} {'pass' if passes == 1 else 'passes'}"
