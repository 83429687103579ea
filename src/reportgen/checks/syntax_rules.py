r"""What an engine would stop at in the composed TeX, shown before one runs, where it was written.

All files are looked at together (see `tex_groups`). Silent about what a class or a package may make right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reportgen.checks.command_names import Names
from reportgen.checks.tex_frames import Fault
from reportgen.checks.tex_groups import find_faults, stands_alone
from reportgen.checks.tex_scan import Scanned, scan
from reportgen.checks.tex_styles import Styles
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.markup import Composed
from reportgen.sections.composition import MAIN_FILE

_NAME = re.compile(r"\\([A-Za-z@]+)")
# The hints at commands without which an environment does not pair.
_PAIRED = (r"'\begin'?", r"'\end'?")


def tex_faults(composed: Mapping[str, Composed], styles: Styles, names: Names | None = None) -> tuple[Diagnostic, ...]:
    """Return what does not pair in the composed files, characters that TeX would stop at, and commands misspelt."""
    scanned = {name: scan(each.text, styles.opaque) for name, each in composed.items()}
    if re.search(r"\\(?:MakeShortVerb|DefineShortVerb|lstMakeShortInline)(?![A-Za-z])", styles.text):
        return ()
    found: dict[tuple[str, Place | None], Diagnostic] = {}
    slips = tuple(_misspelt(scanned, names)) if names is not None else ()
    torn = {fault.file for fault in slips if fault.hint and fault.hint.endswith(_PAIRED)}
    unpaired = (
        fault for fault in find_faults(scanned, MAIN_FILE, styles) if fault.code != "SEC517" or fault.file not in torn
    )
    for fault in (*slips, *unpaired):
        shown = _shown(composed, fault)
        # A macro that is used twenty times holds one fault, not twenty.
        found.setdefault((shown.code, shown.place), shown)
    return tuple(found.values())


def is_right_alone(name: str, composed: Composed, styles: Styles, names: Names | None) -> bool:
    """Whether nothing is wrong in a composed file, whatever is in the others that are right alone."""
    scanned = scan(composed.text, styles.opaque)
    slips = _misspelt({name: scanned}, names) if names is not None else ()
    return stands_alone(name, scanned, MAIN_FILE, styles) and not any(slips)


def _misspelt(scanned: Mapping[str, Scanned], names: Names) -> Iterator[Fault]:
    """Give the commands of the composed files that are a slip away from one that exists."""
    meant: dict[str, str | None] = {}
    for file, each in scanned.items():
        defined = {name for start, end in each.definitions for name in _NAME.findall(each.text[start:end])}
        for token in each.tokens if not each.wild else ():
            if token.kind not in {"word", "torn"} or token.name in names.spoken or token.name in defined:
                continue
            if token.name not in meant:
                meant[token.name] = names.meant(token.name)
            known = meant[token.name]
            if known is not None:
                message = rf"there is no command '\{token.name}'"
                hint = rf"did you mean '\{known}'?"
                yield Fault(
                    code="SEC532", file=file, start=token.start, length=len(token.name) + 1, message=message, hint=hint
                )


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
