"""Diagnostics as SARIF 2.1.0 (OASIS, errata 01), for tools that show the findings of many programs."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

from reportgen import __version__
from reportgen.codes import register
from reportgen.diagnostics import Diagnostic, Place, Severity, silence_of
from reportgen.snippets.machine import dump, with_hint

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(found: Sequence[Diagnostic]) -> str:
    """Return a log of one run; what is silenced is there, with the reason as its suppression."""
    codes = sorted({each.code for each in found})
    rules = {code: number for number, code in enumerate(codes)}
    seen: Counter[str] = Counter()
    run = {
        "tool": {"driver": {"name": "reportgen", "version": __version__, "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, rules[each.code], seen) for each in found],
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> dict[str, object]:
    known = register().get(code)
    if known is None:
        return {"id": code}
    text = f"{known.why}\n\nExample: {known.example}\n\nWhat to do: {known.remedy}"
    return {
        "id": code,
        "shortDescription": {"text": known.title},
        "fullDescription": {"text": known.why},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": known.severity.word},
    }


def _result(each: Diagnostic, rule: int, seen: Counter[str]) -> dict[str, object]:
    known = register().get(each.code)
    usual = known.severity if known else Severity.WARNING
    by = silence_of(each)
    result: dict[str, object] = {
        "ruleId": each.code,
        "ruleIndex": rule,
        "level": (each.severity or usual).word,
        "message": {"text": with_hint(each)},
    }
    if each.place is not None:
        result["locations"] = [_location(each.place, each.end_line, each.end_column)]
    related = each.related[:-1] if by else each.related
    if related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": other.message}, **_location(other.place)}
            for number, other in enumerate(related, 1)
        ]
    result["partialFingerprints"] = {"reportgen/v1": _fingerprint(each, seen)}
    if by is not None:
        on_the_spot = each.place is not None and each.place.file == by.place.file
        result["suppressions"] = [
            {
                "kind": "inSource" if on_the_spot else "external",
                "justification": by.message,
                "location": _location(by.place),
            }
        ]
    return result


def _fingerprint(each: Diagnostic, seen: Counter[str]) -> str:
    """Return what stays the same when lines move; several alike in one file are counted."""
    parts = "\0".join((each.code, each.place.file if each.place else "", each.message))
    digest = hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()[:32]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"


def _location(place: Place, end_line: int | None = None, end_column: int | None = None) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line is not None and place.line > 0:
        region = {"startLine": place.line, "startColumn": place.column}
        region |= {"endLine": end_line, "endColumn": end_column}
        physical["region"] = {key: value for key, value in region.items() if value is not None and value > 0}
    return {"physicalLocation": physical}


def _uri(file: str) -> str:
    """Return a path as a relative reference; the bytes of a name that is not UTF-8 stay as they are."""
    try:
        return quote(os.fsencode(file))
    except UnicodeEncodeError:
        return quote(file, errors="replace")
