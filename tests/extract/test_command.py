"""`reportgen extract` and `reportgen references` as a user meets them."""

from __future__ import annotations

import csv
import gc
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reportgen.cli import main
from reportgen.diagnostics import Place
from reportgen.documents.limits import DocumentLimits
from reportgen.documents.read import SourceFile
from reportgen.extract import run
from reportgen.extract.item import Kind
from reportgen.tools import LocalTools

REPORT = """Harbour budget passed

By Ines Okafor

4 May 2021

The port of Lagos handled 1.2 million containers in 2020, said Tunde Bello, director of the Harbour Board.[1]

“We will double that by 2030,” Bello said. On 3 May 2021 the board signed the Lagos Dredging Agreement with Belgium.

Notes

[1] Ines Okafor, “Ships wait longer”, Coast Weekly, 2 April 2021, https://coast.example/ships
[2] Ibid.
"""
DIARY = "The port of Lagos handled 1.4 million containers in 2020.\n"
TEXTS = {"report.txt": REPORT, "sub/diary.md": DIARY}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "diary.md").write_text(DIARY, encoding="utf-8")
    return tmp_path


def _run(capfdbinary: Any, *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capfdbinary.readouterr()
    return code, out.decode("utf-8"), err.decode("utf-8")


def _items(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_every_item_says_where_it_stands(folder: Path, capfdbinary: Any) -> None:
    code, out, err = _run(capfdbinary, "extract", str(folder))
    assert (code, err) == (0, "")
    items = _items(out)
    assert {item["document"] for item in items} == {"report.txt", "sub/diary.md"}
    assert {str(kind) for kind in Kind} - {"pair"} <= {item["kind"] for item in items}
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert TEXTS[item["document"]][item["start"] : item["end"]] == item["text"] != ""


def test_output_does_not_depend_on_the_number_of_processes(folder: Path, capfdbinary: Any) -> None:
    outputs = {_run(capfdbinary, "extract", str(folder), "--jobs", jobs)[1] for jobs in ("1", "2", "3")}
    assert len(outputs) == 1


def test_only_the_kinds_asked_for(folder: Path, capfdbinary: Any) -> None:
    _, out, _ = _run(capfdbinary, "extract", str(folder / "report.txt"), "--kind", "reference,quantity")
    assert {item["kind"] for item in _items(out)} == {"reference", "quantity"}


def test_an_unknown_kind_is_named(folder: Path, capfdbinary: Any) -> None:
    code, _, err = _run(capfdbinary, "extract", str(folder), "--kind", "quantity,colour")
    assert code == 2
    assert "colour" in err
    assert "statement" in err


def test_repeats_are_no_new_works(folder: Path, capfdbinary: Any) -> None:
    _, out, _ = _run(capfdbinary, "extract", str(folder), "--kind", "reference")
    first, second = _items(out)
    assert (first["number"], second["number"], second["same_as"]) == (1, 2, 1)
    assert first["csl"]["author"] == [{"family": "Okafor", "given": "Ines"}]
    assert REPORT[slice(*first["marker"])] == "[1]"
    _, out, _ = _run(capfdbinary, "extract", str(folder), "--format", "csl-json")
    assert [work["title"] for work in json.loads(out)] == ["Ships wait longer"]
    _, out, _ = _run(capfdbinary, "extract", str(folder), "--format", "bibtex")
    assert out.count("@") == 1


def test_csv(folder: Path, capfdbinary: Any) -> None:
    _, out, _ = _run(capfdbinary, "extract", str(folder), "--kind", "quantity", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert float(rows[0]["value"]) == 1_200_000
    assert all(TEXTS[row["document"]][int(row["start"]) : int(row["end"])] == row["text"] for row in rows)


def test_two_sources_that_disagree_are_paired(folder: Path, capfdbinary: Any) -> None:
    _, out, _ = _run(capfdbinary, "extract", str(folder), "--kind", "pair")
    items = _items(out)
    assert {item["kind"] for item in items} == {"pair"}
    conflict = next(item for item in items if item["relation"] == "conflict")
    assert {member["document"] for member in conflict["members"]} == {"report.txt", "sub/diary.md"}


def test_a_broken_file_costs_no_other(folder: Path, capfdbinary: Any) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 40)
    code, out, err = _run(capfdbinary, "extract", str(folder), "--kind", "summary,entity")
    assert code == 1
    assert {item["document"] for item in _items(out)} == {"report.txt", "sub/diary.md"}
    assert "broken.pdf" in err
    assert "picture.txt" in err


def test_a_limit_is_named_with_the_option_that_raises_it(folder: Path, capfdbinary: Any) -> None:
    (folder / "long.txt").write_text("word " * 300_000, encoding="utf-8")
    code, out, err = _run(capfdbinary, "extract", str(folder), "--kind", "entity", "--size-limit", "1")
    assert code == 1
    assert "--size-limit" in err
    assert "report.txt" in out


def test_a_path_that_is_not_there(tmp_path: Path, capfdbinary: Any) -> None:
    code, out, err = _run(capfdbinary, "extract", str(tmp_path / "nothing.txt"))
    assert code != 0
    assert out == ""
    assert "nothing.txt" in err


LINES = """Okafor, I. (2019). Salt roads of the Sahel. Oxford University Press.

Bello, Tunde. “Dredging and Its Costs.” Journal of Port Studies 12, no. 3 (2018): 45–67. https://doi.org/10.1234/jps.2018.45
???
"""


def test_one_result_for_each_line_that_is_not_blank(tmp_path: Path, capfdbinary: Any) -> None:
    file = tmp_path / "list.txt"
    file.write_text(LINES, encoding="utf-8")
    code, out, _ = _run(capfdbinary, "references", str(file))
    works = json.loads(out)
    assert code == 0
    assert len(works) == 3
    assert works[0]["title"] == "Salt roads of the Sahel"
    assert works[1]["DOI"] == "10.1234/jps.2018.45"
    _, out, _ = _run(capfdbinary, "references", str(file), "--format", "jsonl")
    assert [json.loads(line)["csl"] for line in out.splitlines()] == works
    _, out, _ = _run(capfdbinary, "references", str(file), "--format", "bibtex")
    assert out.count("\n@") + out.startswith("@") == 3


def test_references_from_standard_input(monkeypatch: pytest.MonkeyPatch, capfdbinary: Any) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LINES.encode())))
    _, out, _ = _run(capfdbinary, "references", "-")
    assert len(json.loads(out)) == 3


def test_our_own_fault_costs_no_other_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(run, "extract_file", fail)
    (found,) = run._extract_alone(SourceFile(name="a.txt", path=tmp_path), (), DocumentLimits()).diagnostics
    assert (found.code, found.place) == ("INT901", Place(file="a.txt"))
    assert "KeyError" in found.message


def test_blanks_in_the_list_of_kinds_and_an_empty_one(folder: Path, capfdbinary: Any) -> None:
    assert _run(capfdbinary, "extract", "--kind", "event, summary", str(folder))[0] == 0
    code, _, err = _run(capfdbinary, "extract", "--kind", "", str(folder))
    assert (code, err[:23]) == (2, "there is no kind ''; kn")


@pytest.mark.parametrize("number", ["0", "-1", "two", "1.5", "9" * 5000])
def test_a_number_of_processes_that_is_none(number: str, folder: Path, capfdbinary: Any) -> None:
    with pytest.raises(SystemExit):
        main(["extract", f"--jobs={number}", str(folder)])
    assert b"is no whole number of 1 or more" in capfdbinary.readouterr().err


def test_closed_streams_give_no_traceback(folder: Path) -> None:
    command = [sys.executable, "-m", "reportgen", "extract", str(folder)]
    without = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *command], capture_output=True, text=True, check=False
    )
    assert (without.returncode, "CFG008" in without.stderr, "Traceback" in without.stderr) == (2, True, False)
    silent = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" 2>&-', "sh", *command], capture_output=True, text=True, check=False
    )
    assert (silent.returncode, silent.stdout[:1]) == (0, "{")


@pytest.mark.parametrize("running", [True, False])
def test_the_collector_of_cycles_is_left_as_it_was(tmp_path: Path, *, running: bool) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    before = gc.isenabled()
    (gc.enable if running else gc.disable)()
    try:
        found = run.extract_file(
            SourceFile(name=path.name, path=path), (Kind.QUANTITY,), DocumentLimits(), LocalTools()
        )
        assert gc.isenabled() is running
    finally:
        (gc.enable if before else gc.disable)()
    assert found.items
