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
from reportgen.checks.keeping import PARTS, Group, findings, part_digest
from reportgen.checks.report import Report, Rule
from reportgen.config import Config
from reportgen.diagnostics import Diagnostic
from reportgen.sections import Composition

if TYPE_CHECKING:
    from reportgen.pdf import PdfFacts

__all__ = ["Report", "Rule", "begin_rules", "check_pdf", "check_report"]

_WHOLE = ("records", "library", "composition")
# Each module of rules with all that its rules look at; those of one file at a time have the file besides.
# The longest come first, those last that need what the preflight has loaded: a copy of the process begins, this one
# joins in after the preflight.
GROUPS: tuple[Group, ...] = (
    Group(module="file_rules", looks=("config",), by_file=True),
    Group(module="arithmetic_rules", looks=("config", "records", "tables", "figures")),
    Group(module="prose_rules", looks=PARTS),
    Group(module="detail_rules", looks=(*_WHOLE, "config", "lock", "tables", "figures", "files")),
    Group(module="glossary_rules", looks=(*_WHOLE, "config", "tables", "figures", "files")),
    Group(module="name_rules", looks=(*_WHOLE, "documents", "files")),
    Group(module="exhibit_rules", looks=(*_WHOLE, "tables", "figures", "files")),
    Group(module="caption_rules", looks=(*_WHOLE, "tables", "figures")),
    Group(module="usage_rules", looks=(*_WHOLE, "tables", "figures")),
    Group(module="document_rules", looks=("config", "records", "library", "documents", "files")),
    Group(module="library_rules", looks=("config", "library")),
    Group(module="note_rules", looks=("library", "documents")),
    Group(module="register_rules", looks=("config", "records")),
    Group(module="report_rules", looks=_WHOLE),
    Group(module="value_rules", looks=("records", "library")),
    Group(module="record_rules", looks=("records", "tables", "composition")),
    Group(module="review_rules", looks=("records",)),
    Group(module="label_rules", looks=(*_WHOLE, "files")),
    Group(module="line_rules", looks=(), by_file=True),
    Group(module="markdown_rules", looks=(), by_file=True),
)


def check_report(report: Report, cache: Cache | None = None) -> tuple[Diagnostic, ...]:
    """Run every rule that needs no PDF, or tell what it found in a report that is the same to it."""
    return begin_rules(report, cache, in_turn)()


def begin_rules(report: Report, cache: Cache | None, aside: Aside) -> Callable[[], tuple[Diagnostic, ...]]:
    """Begin to run every rule that needs no PDF; gives what was found."""
    if cache is not None:  # digested once, not in each of two processes
        for part in PARTS:
            part_digest(report, part, cache)
    works = [partial(_packed, group, report, cache) for group in GROUPS]
    wait = shared(works, aside)
    return lambda: tuple(found for packed in wait() for found in unpack_diagnostics(packed))


def _packed(group: Group, report: Report, cache: Cache | None) -> Plain:
    return pack_diagnostics(findings(group, report, cache))


def check_pdf(facts: PdfFacts, config: Config, library: Library, composition: Composition) -> tuple[Diagnostic, ...]:
    """Hold the finished PDF against the report."""
    from reportgen.checks.pdf_rules import check_pdf as check

    return check(facts, config, library, composition)
