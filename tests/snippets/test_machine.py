"""One line each, JSON by its published schema, and the commands of GitHub's runner."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from projects import REPOSITORY
from shown import ALL, ALLOWED, DUPLICATE, OFF, sources

from reportgen.snippets import render

SCHEMA = json.loads((REPOSITORY / "docs" / "schema" / "diagnostics.schema.json").read_text(encoding="utf-8"))


def test_short() -> None:
    """One line each, sorted; what has no place comes first."""
    assert render(ALL, "short", sources=sources).split("\n") == [
        "note[TEX601] two lines",
        "bib/b,c:d.bib: warning[BIB407] 100% unused, really",
        "bib/main.bib:2:10: error[BIB402] duplicate key 'knuth84'",
        "",
    ]


def test_json() -> None:
    """All fields, always the same keys; what is silenced stands apart, with its reason."""
    value = json.loads(render(ALL, "json", sources=sources))
    assert value["version"] == 1
    assert value["summary"] == {"errors": 1, "warnings": 1, "notes": 1, "silenced": 2, "files": 2}
    keys = [
        *("code", "severity", "message", "file", "line", "column"),
        "end_line",
        "end_column",
        "hint",
        "related",
    ]
    assert all(list(each) == keys for each in value["diagnostics"])
    assert value["diagnostics"][2]["end_column"] == 17
    assert value["diagnostics"][1]["related"] == [
        {"message": "declared here", "file": "data/r.csv", "line": 3, "column": 1}
    ]
    assert [each["code"] for each in value["suppressed"]] == ["DOC106", "REC216"]
    allowed = value["suppressed"][1]
    assert (allowed["reason"], allowed["line"]) == ("the oath in full", 2)
    assert allowed["silence"] == {"file": "data/r.csv", "line": 1, "column": 20}
    assert [related["message"] for related in allowed["related"]] == ["the limit"]


@pytest.mark.parametrize("found", [(), ALL, (ALLOWED,), (OFF,)], ids=["empty", "all", "allowed", "off"])
def test_json_keeps_to_its_schema(found: tuple) -> None:  # type: ignore[type-arg]
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(render(found, "json", sources=sources)))


@pytest.mark.parametrize(
    ("where", "value"), [("severity", "silenced"), ("line", 0), ("code", "X"), ("file", 3), ("more", 1)]
)
def test_the_schema_refuses_what_is_wrong(where: str, value: object) -> None:
    data = json.loads(render(ALL, "json", sources=sources))
    data["diagnostics"][0][where] = value
    assert not Draft202012Validator(SCHEMA).is_valid(data)


def test_github() -> None:
    """Workflow commands with their escapes."""
    assert render(ALL, "github", sources=sources).split("\n") == [
        "::notice title=TEX601::two%0Alines",
        "::warning file=bib/b%2Cc%3Ad.bib,title=BIB407::100%25 unused, really%0Adata/r.csv:3:1: declared here",
        (
            "::error file=bib/main.bib,line=2,col=10,endColumn=17,title=BIB402::"
            "duplicate key 'knuth84'%0Ahint: first defined at bib/main.bib:1"
        ),
        "",
    ]


def test_github_takes_columns_within_one_line_only() -> None:
    shown = render([replace(DUPLICATE, end_line=4)], "github", sources=sources)
    assert shown.startswith("::error file=bib/main.bib,line=2,endLine=4,title=BIB402::")


def test_the_schema_names_no_address_of_ours() -> None:
    text = Path(REPOSITORY / "docs" / "schema" / "diagnostics.schema.json").read_text(encoding="utf-8")
    assert SCHEMA["$id"].startswith("urn:")
    assert text.count("://") == 1  # that of the schema language
