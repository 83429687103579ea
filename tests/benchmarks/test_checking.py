"""The generated projects on which the checks are timed."""

from __future__ import annotations

from pathlib import Path

from checking import edit, written

from reportgen.preparation import prepare
from reportgen.tools import LocalTools


def test_a_generated_project_is_right_and_stays_so_after_an_edit(tmp_path: Path) -> None:
    project = written(tmp_path / "project", 40)
    for turn in range(2):
        outcome = prepare(project, project / "data" / "sources", LocalTools(), lambda _: None)
        assert outcome.value is not None
        assert len(outcome.value.records.claims) == 40
        assert len(outcome.value.library.entries) == 81
        assert {d.code for d in outcome.diagnostics} == {"DOC106"}
        edit(project / "bib" / "works.bib", "title = {", turn)
    edit(project / "data" / "indicators.csv", "trade,", 3)
    outcome = prepare(project, project / "data" / "sources", LocalTools(), lambda _: None)
    assert [d.code for d in outcome.diagnostics if d.code != "DOC106"] == ["REC219"]
