"""The second class: the brief of the report, and proof that a class changes no section."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from projects import (
    copy_of_the_report,
    keep_caches,
    lend_caches,
    needs_tex,
    one_at_a_time,
    read_text,
    run,
    shared_folder,
)

from reportgen.preparation import prepare
from reportgen.tools import LocalTools

COMPACT = "report/compact.cls"


def build(project: Path, caches: Path, *options: str) -> str:
    """Build with the caches of earlier tests; return what was printed."""
    with one_at_a_time(caches.with_suffix(".lock")):
        lend_caches(caches, project)
        finished = run("build", "--format", "short", *options, folder=project)
        keep_caches(project, caches)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def set_in_compact(project: Path) -> None:
    """Have the whole report set by the compact class."""
    path = project / "report" / "report.toml"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^class = .*$", f'class = "{COMPACT}"', text, count=1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")


def test_another_class_changes_no_section_table_or_list(tmp_path: Path) -> None:
    project = copy_of_the_report(tmp_path / "project")
    made = []
    for change in (lambda _: None, set_in_compact):
        change(project)
        report = prepare(project, None, LocalTools(), lambda _: None).value
        assert report is not None
        made.append({name: composed.text for name, composed in report.composition.files.items()})
    assert made[0] == made[1]
    assert len([name for name in made[0] if name.startswith(("sections/", "tables/"))]) > 20


def test_the_brief_takes_its_findings_from_the_sections_of_the_report(tmp_path: Path) -> None:
    project = copy_of_the_report(tmp_path / "project")
    texts = []
    for product in ("", "brief"):
        report = prepare(project, None, LocalTools(), lambda _: None, product=product).value
        assert report is not None
        files = report.composition.files
        texts.append({name.partition("-")[2]: t.text for name, t in files.items() if name.startswith("sections/")})
    shared = texts[0].keys() & texts[1].keys()
    assert {"summary.tex", "judgements.tex", "outlook.tex"} <= shared
    assert texts[0]["outlook.tex"] == texts[1]["outlook.tex"]


@needs_tex
@pytest.mark.tex
def test_the_brief_has_four_pages_in_two_columns(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    project = copy_of_the_report(tmp_path / "project")
    said = build(project, shared_folder(tmp_path_factory) / "caches", "--strict", "--product", "brief")
    assert said.startswith("build/brief/brief.pdf: 4 pages")
    assert sorted(path.name for path in (project / "build").iterdir()) == ["brief", "cache"]
    pdf = project / "build" / "brief" / "brief.pdf"
    text = read_text(pdf)
    assert "End of report" in text.split("\f")[3]
    assert "of the full report" in text
    with pikepdf.open(pdf) as opened:
        kinds = re.findall(r"/S /(\w+)", " ".join(map(str, _elements(opened.Root.StructTreeRoot))))
        assert opened.Root.MarkInfo.Marked
        assert kinds.count("Table") == len(set(re.findall(r"(?m)^Table \d+ ", text)))
        assert kinds.count("Figure") == 1
        assert {"H1", "L", "LI", "TH", "Caption", "BibEntry"} & set(kinds) >= {"H1", "L", "LI", "TH", "Caption"}
    again = run("build", "--strict", "--format", "short", "--product", "brief", folder=project)
    assert again.stdout.endswith("(nothing to do)\n")


def _elements(root: pikepdf.Object) -> list[str]:
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(node)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(f"/S {node.S}")
            if "/K" in node:
                waiting.append(node.K)
    return found


@needs_tex
@pytest.mark.tex
def test_the_whole_report_can_be_set_in_two_columns(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    project = copy_of_the_report(tmp_path / "project")
    set_in_compact(project)
    said = build(project, shared_folder(tmp_path_factory) / "caches")
    assert re.match(r"build/briefing\.pdf: \d\d pages", said)
    text = read_text(project / "build" / "briefing.pdf")
    assert "Bibliography" in text
    assert "Table 14" in text or "Table 13" in text
