# ruff: noqa: E501 - one fault a line, to be read as a table
"""Faults of the form of record files and of the lock: what a spreadsheet, a merge or a slip makes of them."""

from __future__ import annotations

import re

from faults.data_edits import cell, header, raw_row, value, yaml_line
from faults.edits import conflict, pattern, raw, swap, whole
from faults.fault import Fault
from faults.project import HERE

_JUDGEMENTS = "data/judgements.yaml"
_CONFLICTS = "data/conflicts.yaml"
_GAPS = "data/gaps.yaml"
_LOCK = "data/evidence.lock"
_BAD_YAML = ("REC204",)

FAULTS = (
    # --- CSV ---
    Fault(name="csv: quote without its end", change=raw_row("events.csv", lambda line: re.sub(r'"(?=,[^,]*,[^"]*$)', "", line, count=1), lambda r: "," in r["event"] and not r["note"]), codes=("REC202",)),
    Fault(name="csv: quote in front of a cell", change=raw_row("statements.csv", lambda line: re.sub(r",([^,\"]+),", r',"\1,', line, count=1)), codes=("REC202",)),
    Fault(name="csv: cell too many", change=raw_row("events.csv", lambda line: f"{line},more"), codes=("REC202",)),
    Fault(name="csv: cell too few", change=raw_row("notes.csv", lambda line: line.rsplit(",", 1)[0]), codes=("REC202",)),
    Fault(name="csv: comma in a text without quotes", change=raw_row("projects.csv", lambda line: line.replace(" ", ", ", 1), lambda r: " " in r["project"] and '"' not in r["project"]), codes=("REC202",)),
    Fault(name="csv: row broken in two", change=raw_row("positions.csv", lambda line: line.replace(",", ",\n", 1)), codes=("REC202",), follow=("REC202",)),
    Fault(name="csv: column misspelt", change=header("events.csv", lambda h: h.replace("precision", "precison")), codes=("REC203",)),
    Fault(name="csv: column in capitals", change=header("events.csv", lambda h: h.replace("lane", "Lane")), codes=("REC203",)),
    Fault(name="csv: column twice", change=header("events.csv", lambda h: h.replace("label", "event")), codes=("REC203",), follow=("REC203",)),
    Fault(name="csv: header lost", change=swap("data/projects.csv", pattern(r"\A.*\n"), HERE), codes=("REC203",), follow=("REC203",)),
    Fault(name="csv: semicolons for commas", change=whole("data/milestones.csv", lambda t: HERE + t.replace(";", "/").replace(",", ";")), codes=("REC203", "REC202")),
    Fault(name="csv: tabs for commas", change=whole("data/propositions.csv", lambda t: HERE + t.replace(",", "\t")), codes=("REC203", "REC202")),
    Fault(name="csv: empty id", change=cell("statements.csv", "id", ""), codes=("REC206", "REC2")),
    Fault(name="csv: id with a blank", change=cell("glossary.csv", "id", "gl ai", lambda r: r["id"] == "gl-ai"), codes=("REC2",)),
    Fault(name="csv: id of a record in another file", change=cell("projects.csv", "id", "ev-fu-cong", lambda r: r["id"] == "pr-fast-reactors"), codes=("REC208",), follow=("REC2", "SEC5")),
    Fault(name="csv: quotes of a word processor", change=raw_row("statements.csv", lambda line: re.sub(r'"([^"]*)"', "“\\1”", line, count=1), lambda r: "," in r["gist"]), codes=("REC202", "REC2")),
    # --- YAML ---
    Fault(name="conflict of a kind that is none", change=value(_CONFLICTS, "type", "tempo"), codes=("CHK828",)),
    Fault(name="yaml: tab as indentation", change=swap(_GAPS, pattern(r"^  matters:"), "\tmatters:"), codes=_BAD_YAML),
    Fault(name="yaml: key twice", change=yaml_line(_GAPS, "matters", lambda line: f"{line}\n{HERE}{line}"), codes=_BAD_YAML),
    Fault(name="yaml: indentation too deep", change=swap(_GAPS, pattern(r"^  matters:"), "     matters:"), codes=_BAD_YAML),
    Fault(name="yaml: indentation too shallow", change=swap(_GAPS, pattern(r"^  matters:"), " matters:"), codes=_BAD_YAML),
    Fault(name="yaml: colon in a text without quotes", change=value(_GAPS, "question", "One thing: what became of it?"), codes=_BAD_YAML),
    Fault(name="yaml: text that begins with a quotation", change=value(_GAPS, "question", '"Declared" or delivered?'), codes=_BAD_YAML),
    Fault(name="yaml: text that begins with a bracket", change=value(_GAPS, "question", "[sic] What is it?"), codes=_BAD_YAML),
    Fault(name="yaml: quote without its end", change=value(_GAPS, "question", '"What is it?'), codes=_BAD_YAML),
    Fault(name="yaml: colon without a blank", change=yaml_line(_GAPS, "matters", lambda line: HERE + line.replace(": ", ":", 1)), codes=("REC204", "REC2")),
    Fault(name="yaml: dash of an item lost", change=swap(_GAPS, pattern(r"^- id: (.*)$"), lambda m: f"{HERE}  id: {m[1]}", 1), codes=_BAD_YAML),
    Fault(name="yaml: field misspelt", change=swap(_GAPS, pattern(r"^  matters:"), f"{HERE}  maters:"), codes=("REC205",), follow=("REC206",)),
    Fault(name="yaml: field of another kind", change=swap(_GAPS, pattern(r"^(  matters: .*)$"), lambda m: f"{m[1]}\n{HERE}  speaker: Putin"), codes=("REC205",)),
    Fault(name="yaml: anchor", change=value(_GAPS, "question", lambda v: f"&q {v}"), codes=_BAD_YAML),
    Fault(name="yaml: id twice", change=swap(_JUDGEMENTS, pattern(r"^- id: kj-2$"), "- id: kj-1"), codes=("REC208",), follow=("SEC5", "REC2")),
    Fault(name="yaml: list where a text belongs", change=swap(_GAPS, pattern(r"^  matters: (.*)$"), lambda m: f"{HERE}  matters:\n{HERE}  - one\n  - two"), codes=("REC2",)),
    Fault(name="yaml: text where a list belongs", change=swap(_JUDGEMENTS, pattern(r"^  basis:\n(?:  - .*\n|    .*\n)+"), f"{HERE}  basis: see above\n"), codes=("REC2",), follow=("REC226", "SEC5")),
    Fault(name="yaml: item without its text", change=swap(_JUDGEMENTS, pattern(r"^  - text: .*\n    evidence"), f"{HERE}  - evidence"), codes=("REC206",)),
    Fault(name="yaml: cut off in a quoted text", change=value(_CONFLICTS, "says", "'It was settled"), codes=_BAD_YAML),
    # --- the lock ---
    Fault(name="lock: digest of a passage altered", change=swap(_LOCK, pattern(r"^(D1#p5 [0-9a-f]{10})([0-9a-f])"), lambda m: m[1] + ("0" if m[2] != "0" else "1")), codes=("REC211", "REC219", "REC225")),
    Fault(name="lock: line of a passage lost", change=swap(_LOCK, pattern(r"^D1#p5 .*\n"), ""), codes=("REC218", "REC225"), follow=("REC218",)),
    Fault(name="lock: line twice", change=swap(_LOCK, pattern(r"^D1#p5 .*\n"), lambda m: m[0] + HERE + m[0]), codes=("REC225",)),
    Fault(name="lock: digest cut off", change=swap(_LOCK, pattern(r"^(D1#p5 [0-9a-f]{6}).*$"), lambda m: HERE + m[1]), codes=("REC225",), follow=("REC218",)),
    Fault(name="lock: line of something that is gone", change=swap(_LOCK, pattern(r"^(D1#p5 .*\n)"), lambda m: f"{m[1]}{HERE}{m[1].replace('#p5', '#p999')}"), codes=("REC225", "REC226")),
    Fault(name="lock: words for a line", change=swap(_LOCK, pattern(r"^(D1#p5 .*\n)"), lambda m: f"{m[1]}{HERE}to be checked\n"), codes=("REC225",)),
    Fault(name="lock: emptied", change=raw(_LOCK, lambda _: b""), codes=("REC218", "REC225"), follow=("REC218",)),
    Fault(name="lock: merge conflict", change=whole(_LOCK, conflict), codes=("REC225",)),
)  # fmt: skip
