"""What TeX said, said again to the author: log events in, diagnostics at template and record out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.tex.locate import in_record, labels, place_of, spot_of
from reportgen.tex.names import FONTS_FILE, METADATA_FILE
from reportgen.tex.packages import install_hint
from reportgen.tex.spots import Spot
from reportgen.tex.tree import TexTree
from reportgen.texlog import Fault, Kind, LogEvent

_ERRORS = {
    Fault.UNDEFINED_MACRO: "TEX602",
    Fault.MISSING_FILE: "TEX603",
    Fault.IMAGE: "TEX603",
    Fault.MISSING_CHARACTER: "TEX608",
    Fault.CAPACITY: "TEX611",
    Fault.UNDEFINED_ENVIRONMENT: "TEX615",
    Fault.MISMATCHED_ENVIRONMENT: "TEX615",
    Fault.RUNAWAY: "TEX616",
    Fault.MISSING_BRACE: "TEX616",
    Fault.EXTRA_BRACE: "TEX616",
    Fault.MATH: "TEX617",
    Fault.ALIGNMENT: "TEX618",
    Fault.NUMBER: "TEX619",
    Fault.COUNTER: "TEX619",
    Fault.PARAMETER: "TEX620",
    Fault.ILLEGAL_CHARACTER: "TEX621",
    Fault.FONT: "TEX622",
    Fault.MISSING_PACKAGE: "TEX623",
    Fault.OPTION: "TEX624",
    Fault.DEFINED: "TEX625",
    Fault.ITEM: "TEX626",
    Fault.LUA: "TEX627",
    Fault.NO_END: "TEX628",
}
_WARNINGS = {
    Kind.UNDEFINED_REFERENCE: "TEX605",
    Kind.UNDEFINED_CITATION: "TEX606",
    Kind.MULTIPLY_DEFINED: "TEX607",
    Kind.MISSING_CHARACTER: "TEX608",
    Kind.FONT_SUBSTITUTION: "TEX609",
    Kind.PACKAGE_WARNING: "TEX613",
    Kind.OTHER_WARNING: "TEX613",
    Kind.OPEN_GROUP: "TEX614",
    Kind.NO_FILE: "TEX603",
}
# Of what the record itself is to blame when the text is its own.
_OF_RECORDS = {"TEX602", "TEX608", "TEX621"}
# What TeX calls its jobs' own files: LaTeX and packages look for them in each first run.
_OWN = re.compile(r"^(?:\./)?main\.")
# A message this long needs no text beside it.
_LONG = 160
# The files that are written from report.toml.
_SETTINGS = {FONTS_FILE: "[fonts]", METADATA_FILE: "[report]"}


def explain_log(
    events: tuple[LogEvent, ...], tree: TexTree, overfull_pt: float, *, final: bool
) -> tuple[Diagnostic, ...]:
    """Explain the events of one pass: one diagnostic a cause.

    References and overfull lines are judged in the final pass only: before it, page numbers and
    contents are not what they will be.
    """
    return tuple(d for event in _causes(events) for d in _explain(event, tree, overfull_pt, final=final))


def _causes(events: tuple[LogEvent, ...]) -> Iterator[LogEvent]:
    """Leave out what follows from another event.

    That are further errors on one line, the many signs of a heading that no bookmark can hold, and what the look
    of a group that nothing closes does to the text after it.
    """
    lines: set[tuple[object, ...]] = set()
    spilled = any(event.kind is Kind.OPEN_GROUP for event in events)
    for event in events:
        if spilled and event.kind in {Kind.FONT_SUBSTITUTION, Kind.OVERFULL}:
            continue
        place: tuple[object, ...] = (event.file, event.line)
        error = event.kind is Kind.ERROR and event.fault is not Fault.MISSING_CHARACTER and event.line is not None
        sign = event.source == "hyperref" and event.message.startswith("Token not allowed")
        cause = (sign, *place)
        if not (error or sign) or cause not in lines:
            yield event
        if error or sign:
            lines.add(cause)


def _explain(event: LogEvent, tree: TexTree, overfull_pt: float, *, final: bool) -> Iterator[Diagnostic]:
    if event.kind is Kind.ERROR:
        code = _ERRORS.get(event.fault or Fault.OTHER, "TEX601")
        yield _at(code, _error_message(event, spot_of(event, tree)), event, tree)
    elif not final or (event.kind is Kind.NO_FILE and _OWN.match(event.name or "")):
        return
    elif event.kind is Kind.OVERFULL:
        if (event.amount_pt or 0) > overfull_pt:
            where = f" on page {event.page}" if event.page else ""
            shown = (event.context or "").removesuffix("[]").strip()[:80]
            message = f"text sticks out by {event.amount_pt:.1f} pt{where}: {shown}"
            yield _at("TEX604", message.rstrip(": "), event, tree)
    elif event.kind in _WARNINGS:
        source = f"{event.source}: " if event.source else ""
        yield _at(_WARNINGS[event.kind], source + event.message, event, tree)


def _error_message(event: LogEvent, spot: Spot) -> str:
    if event.fault is Fault.UNDEFINED_MACRO and event.name:
        return f"TeX does not know the command {event.name}"
    # The line there is one of the generated file.
    message = re.sub(r" (?:on input|after) line \d+", "", event.message)
    if event.fault is Fault.ILLEGAL_CHARACTER and event.name and event.name.startswith("U+"):
        called = unicodedata.name(chr(int(event.name.removeprefix("U+"), 16)), "a control character")
        message = f"{message} ({called})" if event.name in message else f"{message} {event.name} ({called})"
    if event.source:
        message = f"{event.source}: {message}"
    # The text that TeX shows helps where it stands at the fault itself.
    context = (event.context or "").strip()
    if not context or len(message) >= _LONG or (event.line != spot.line and event.fault is not Fault.RUNAWAY):
        return message
    return f"{message}: {context[:80] if event.fault is Fault.RUNAWAY else context[-80:]}"


def _at(code: str, message: str, event: LogEvent, tree: TexTree) -> Diagnostic:
    """Place an event at the file a person edits, with the record as the second place."""
    spot = spot_of(event, tree)
    template, record = place_of(spot, tree)
    hint = install_hint(event.name) if event.fault is Fault.MISSING_PACKAGE and event.name else None
    if template is None and spot.file in _SETTINGS:
        return diagnose(code, message, Place(file="report/report.toml"), hint=f"see {_SETTINGS[spot.file or '']} there")
    if template is None:
        return diagnose(
            code, f"{spot.file}: {message}" if spot.file and spot.file not in tree.composed else message, hint=hint
        )
    words = "with the text of this record" if in_record(spot, tree) else "beside the text of this record"
    if record is not None and code in _OF_RECORDS and in_record(spot, tree):
        template, record = record, template
        words = "printed here"
    related = [Related(message=words, place=record)] if record else []
    related += _related(event, spot.file, spot.line, tree)
    if event.kind is Kind.MULTIPLY_DEFINED and (first := labels(event.name or "", tree)[:1]):
        places = (place_of(each, tree)[0] for each in first if each != spot)
        related += [Related(message="first defined here", place=place) for place in places if place]
    length = len(event.name) if code == "TEX602" and event.name else None
    return diagnose(code, message, template, related=tuple(related), length=length, hint=hint)


def _related(event: LogEvent, file: str | None, line: int | None, tree: TexTree) -> Iterator[Related]:
    """Give where TeX noticed it, if that is another line, and where the macro is defined that it was in."""
    noticed = (event.file or "").removeprefix("./")
    if event.line is not None and (noticed, event.line) != (file, line) and event.kind is Kind.ERROR:
        composed = tree.composed.get(noticed)
        place = composed.places(event.line)[0] if composed else None
        if place is not None:
            yield Related(message="noticed here", place=place)
    if event.inside is None or event.fault is Fault.UNDEFINED_MACRO:
        return
    pattern = re.compile(rf"\\(?:\w*command|\w*def|let)\*?\s*\{{?{re.escape(event.inside)}(?![A-Za-z@])")
    for name, source in tree.sources.items():
        text = tree.assets[name].decode("utf-8", "replace")
        if found := pattern.search(text):
            yield Related(
                message=f"inside {event.inside}, defined here",
                place=Place(file=source, line=text.count("\n", 0, found.start()) + 1),
            )
            return
