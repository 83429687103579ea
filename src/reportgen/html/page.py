"""The HTML companion: a composed report in, one page with everything in it out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache as once
from typing import Any

from markupsafe import Markup

from reportgen.cache import Cache
from reportgen.codes import diagnose
from reportgen.config import STYLE_FILE, Config
from reportgen.dates import print_date
from reportgen.diagnostics import Collector, Diagnostic, Outcome, Place
from reportgen.exhibits import Exhibit, with_note
from reportgen.html.flow import Flow
from reportgen.html.inline import Writer
from reportgen.html.misnamed import misnamed
from reportgen.html.outline import Outline, read_outline
from reportgen.html.source import read_source
from reportgen.html.vocabulary import load_vocabulary
from reportgen.records.share import Share
from reportgen.sections import Composition
from reportgen.supplied import supplied
from reportgen.tools import Tools

_FACTS = ("report", "version", "date", "cutoff", "organisation")
# What would fetch something from elsewhere, or end the style element.
_FOREIGN = re.compile(r"@import|url\s*\(|</", re.IGNORECASE)


def make_page(
    config: Config,
    composition: Composition,
    tables: Mapping[str, Exhibit],
    figures: Mapping[str, Exhibit],
    drawings: Mapping[str, str],
    tools: Tools,
    cache: Cache | None = None,
) -> Outcome[str]:
    """Return the page; `drawings` are the SVG elements of the figures by id."""
    keep = Collector()
    tables, figures = (
        {id_: with_note(exhibit, composition.shortened.get(id_, "")) for id_, exhibit in exhibits.items()}
        for exhibits in (tables, figures)
    )
    vocabulary = keep(load_vocabulary(config, tools))
    style = keep(_style(config, tools))
    source = read_source(composition, vocabulary, cache)
    keep(Outcome(None, source.found))
    outline = read_outline(source, vocabulary)
    writer = Writer(vocabulary=vocabulary, outline=outline, language=config.report["language"])
    flow = Flow(writer=writer, sheets=source.sheets, tables=tables, figures=figures, drawings=drawings)
    before, *sections = flow.body(source.body)
    first, rest = (sections[:1], sections[1:]) if sections else ([], [])
    named = [
        (vocabulary.words[f"{kind}s"], _exhibits(outline, numbers, specs, prefix))
        for kind, prefix, numbers, specs in (
            ("table", "tab", outline.tables, tables), ("figure", "fig", outline.figures, figures),
        )
    ]  # fmt: skip
    page = _template().render(
        **_cover(config, vocabulary.words, composition.share), words=vocabulary.words, style=Markup(style),  # noqa: S704 - looked through
        front=before + Markup("").join(first), rest=Markup("").join(rest), notes=writer.notes, lists=named,
        sections=[
            (heading.id, heading.number, writer.inline(heading.nodes, linked=True))
            for heading in outline.headings
            if heading.kind == "section"
        ],
    )  # fmt: skip
    return Outcome(page, keep.arranged())


def page_faults(config: Config, tools: Tools) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the project's own files for the page, without making it."""
    if not config.html:
        return ()
    return (*load_vocabulary(config, tools)[1], *_style(config, tools).diagnostics, *misnamed(config, tools))


def _cover(config: Config, words: Mapping[str, str], share: Share | None) -> dict[str, Any]:
    """Return the texts of the page's head."""
    report = config.report
    texts = {**report, "report": report.get("number", ""), "date": print_date(report["date"])}
    status = " · ".join(filter(None, (report.get("status"), report.get("marking"))))
    description = report.get("statement") or ": ".join(filter(None, (report["title"], report.get("subtitle"))))
    reviewed = ""
    if share is not None and share.proposed_total:
        reviewed = f"{share.reviewed} of {share.proposed_total} extracted items ({share.percent} %)"
    return {
        "reviewed": reviewed, "language": report["language"], "title": report["title"],
        "subtitle": report.get("subtitle", ""),
        "description": report.get("subject") or description, "keywords": report.get("keywords", ""),
        "organisation": report.get("organisation", ""), "status": status, "statement": report.get("statement", ""),
        "facts": [(words[key], texts[key]) for key in _FACTS if texts.get(key)],
    }  # fmt: skip


def _exhibits(
    outline: Outline, numbers: Mapping[str, int], specs: Mapping[str, Exhibit], prefix: str
) -> list[tuple[str, int, str]]:
    """Return id, number and short title of each table or figure."""
    return [
        (
            outline.targets[f"{prefix}:{id_}"].id,
            number,
            str(specs[id_].text("short") or specs[id_].text("caption") or id_),
        )
        for id_, number in numbers.items()
    ]


def _style(config: Config, tools: Tools) -> Outcome[str]:
    """Return the style sheet, with what the project adds; one that asks for another file is refused."""
    own = supplied("html/style.css").read_text(encoding="utf-8")
    path = config.project / STYLE_FILE
    if tools.state(path) is None:
        return Outcome(own)
    found: Diagnostic | None = None
    try:
        text = tools.read(path).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        found = diagnose("SEC531", f"cannot read the file: {error}", Place(file=STYLE_FILE))
        text = ""
    if foreign := _FOREIGN.search(text):
        place = Place(file=STYLE_FILE, line=text.count("\n", 0, foreign.start()) + 1)
        found = diagnose("SEC531", f"'{foreign.group()}' cannot stand in the page: it must not ask for a file", place)
        text = ""
    return Outcome(own + text, (found,) if found is not None else ())


@once
def _template() -> Any:
    """Load the frame of the page."""
    from jinja2 import Environment, StrictUndefined

    text = supplied("html/page.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(text)
