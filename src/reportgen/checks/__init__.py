"""The rules that a finished report must keep, one function each.

A module of rules lists them in `RULES`; `check_report` runs those that need no PDF, `check_pdf` the others.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reportgen.aside import Aside, in_turn, shared
from reportgen.bibliography import Library
from reportgen.cache import Cache, Plain, pack_diagnostics, unpack_diagnostics
from reportgen.checks.keeping import Group, findings
from reportgen.checks.report import Report, Rule
from reportgen.checks.watched import digest
from reportgen.config import Config
from reportgen.diagnostics import Diagnostic
from reportgen.sections import Composition

if TYPE_CHECKING:
    from reportgen.pdf import PdfFacts

__all__ = ["Report", "Rule", "begin_rules", "check_pdf", "check_report"]

# The longest come first, those last that need what the preflight has loaded: a copy of the process begins, this one
# joins in after the preflight.
GROUPS: tuple[Group, ...] = (
    Group(module="file_rules", each="prose"),
    Group(module="text_rules", each="record"),
    Group(module="text_rules", each="exhibit"),
    Group(module="prose_rules", each="prose"),
    Group(module="detail_rules"),
    Group(module="wording_rules"),
    Group(module="glossary_rules"),
    Group(module="name_rules"),
    Group(module="exhibit_rules"),
    Group(module="caption_rules", each="exhibit"),
    Group(module="usage_rules"),
    Group(module="document_rules"),
    Group(module="library_rules"),
    Group(module="note_rules", each="entry"),
    Group(module="register_rules"),
    Group(module="report_rules"),
    Group(module="value_rules"),
    Group(module="record_rules"),
    Group(module="review_rules"),
    Group(module="label_rules"),
    Group(module="line_rules", each="file"),
    Group(module="markdown_rules", each="file"),
)


def check_report(report: Report, cache: Cache | None = None) -> tuple[Diagnostic, ...]:
    """Run every rule that needs no PDF, or tell what it found in a report that is the same to it."""
    return begin_rules(report, cache, in_turn)()


def begin_rules(report: Report, cache: Cache | None, aside: Aside) -> Callable[[], tuple[Diagnostic, ...]]:
    """Begin to run every rule that needs no PDF; gives what was found."""
    if cache is not None:  # digested once, not in each of two processes
        for part in ("records", "library", "composition", "documents", "tables", "figures", "lock", "config"):
            digest(part, getattr(report, part), cache)
    works = [partial(_packed, group, report, cache) for group in GROUPS]
    wait = shared(works, aside)
    return lambda: tuple(found for packed in wait() for found in unpack_diagnostics(packed))


def _packed(group: Group, report: Report, cache: Cache | None) -> Plain:
    return pack_diagnostics(findings(group, report, cache))


def check_pdf(facts: PdfFacts, config: Config, library: Library, composition: Composition) -> tuple[Diagnostic, ...]:
    """Hold the finished PDF against the report."""
    from reportgen.checks.pdf_rules import check_pdf as check

    return check(facts, config, library, composition)
