"""A project of a test composed: what `check` makes of its records, entries, exhibits and templates."""

from __future__ import annotations

from memory import ROOT, MemoryTools

from reportgen.bibliography import load_library
from reportgen.config import load_config
from reportgen.diagnostics import Outcome
from reportgen.exhibits import load_exhibits
from reportgen.figures import FIGURE_KEYS
from reportgen.records import load_records
from reportgen.records.ledger import Ledger, load_ledger
from reportgen.records.share import review_share
from reportgen.sections import Composition, compose
from reportgen.tables import TABLE_KEYS
from reportgen.templating import Templates

BODY = "report/sections/body.tex.j2"
FIGURE = """\
kind: timeline
records: events
caption: What happened
source: Documents
description: Two events.
"""


def composed(project: dict[str, str]) -> Outcome[Composition]:
    """Compose a project."""
    tools = MemoryTools.of(project)
    config = load_config(ROOT, tools).value
    assert config is not None
    records = load_records(ROOT, tools).value
    ledger: Ledger = load_ledger(ROOT, tools).value
    library = load_library(ROOT, config.bibliography_files, tools).value
    tables = load_exhibits(ROOT, "report/tables", TABLE_KEYS, tools).value
    figures = load_exhibits(ROOT, "report/figures", FIGURE_KEYS, tools).value
    templates = Templates(ROOT, tools)
    return compose(config, templates, records, library, tables, figures, share=review_share(records, ledger))


def section(project: dict[str, str], text: str) -> str:
    """Compose the project with a section of this text; return what became of it, without fault."""
    project[BODY] = text
    outcome = composed(project)
    assert outcome.diagnostics == ()
    return outcome.value.files["sections/01-body.tex"].text
