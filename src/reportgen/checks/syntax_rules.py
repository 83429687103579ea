r"""What an engine would stop at in the composed TeX, shown before one runs, where it was written.

All files are looked at together (see `tex_groups`). Silent about what a class or a package may make right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportgen.checks.tex_frames import Fault
from reportgen.checks.tex_groups import find_faults, stands_alone
from reportgen.checks.tex_scan import scan
from reportgen.checks.tex_styles import Styles
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.markup import Composed
from reportgen.sections.composition import MAIN_FILE


def tex_faults(composed: Mapping[str, Composed], styles: Styles) -> tuple[Diagnostic, ...]:
    """Return what does not pair in the composed files, and characters that TeX would stop at."""
    scanned = {name: scan(each.text, styles.opaque) for name, each in composed.items()}
    if re.search(r"\\(?:MakeShortVerb|DefineShortVerb|lstMakeShortInline)(?![A-Za-z])", styles.text):
        return ()
    found: dict[tuple[str, Place | None], Diagnostic] = {}
    for fault in find_faults(scanned, MAIN_FILE, styles):
        shown = _shown(composed, fault)
        # A macro that is used twenty times holds one fault, not twenty.
        found.setdefault((shown.code, shown.place), shown)
    return tuple(found.values())


def is_right_alone(name: str, composed: Composed, styles: Styles) -> bool:
    """Whether nothing is wrong in a composed file, whatever is in the others that are right alone."""
    return stands_alone(name, scan(composed.text, styles.opaque), MAIN_FILE, styles)


def _shown(composed: Mapping[str, Composed], fault: Fault) -> Diagnostic:
    related: tuple[Related, ...] = ()
    if fault.other is not None:
        file, start, message = fault.other
        at = _place(composed[file], start)
        related = (Related(message=message, place=at),) if at is not None else ()
    place = _place(composed[fault.file], fault.start)
    return diagnose(fault.code, fault.message, place, hint=fault.hint, related=related, length=fault.length)


def _place(composed: Composed, start: int) -> Place | None:
    """Return the place that a person edits for an offset of a composed file."""
    line = composed.text.count("\n", 0, start) + 1
    column = start - composed.text.rfind("\n", 0, start)
    template, record = composed.places(line, column)
    return record or template
