from __future__ import annotations

import pytest
from change import change, shown
from memory import ROOT, MemoryTools
from small_project import small_project

from reportgen.diagnostics import Diagnostic
from reportgen.records import load_records
from reportgen.records.evidence import check_evidence
from reportgen.records.lock import LOCK_FILE, load_lock
from reportgen.records.locking import unneeded


def examine(project: dict[str, str]) -> tuple[tuple[Diagnostic, ...], tuple[str, ...]]:
    """Compare with the lock alone; return what is said and what the lock no longer needs."""
    tools = MemoryTools.of(project)
    records, lock = load_records(ROOT, tools).value, load_lock(ROOT, tools).value
    return check_evidence(records, {}, lock, 8), unneeded(records, (), (), lock)


def test_nothing_is_said_of_what_was_locked(project: dict[str, str]) -> None:
    assert examine(project) == ((), ())


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/statements.csv", "The boat stays.", "▸The boat goes."),
        ("data/judgements.yaml", "text: It grew before.", "text: ▸It shrank before."),
        ("data/judgements.yaml", "      via: D2#n2", "      via: ▸D2#n1"),
        ("data/conflicts.yaml", "      quote: expects it to close\n", "      quote: ▸expects it to\n"),
        ("data/summaries/D1.yaml", "text: Traffic grows.", "text: ▸Traffic falls."),
        ("data/glossary.csv", "a wall that", "▸the wall that"),
        ("data/glossary.csv", "quay,quay,,", "quay,quay,▸kay,"),
        ("data/events.csv", "ev-closing,2025,2026", "▸ev-end,2025,2026"),
        ("data/judgements.yaml", "id: j1", "id: ▸j2"),
    ],
)
def test_an_edit_is_shown_at_its_field(project: dict[str, str], file: str, old: str, new: str) -> None:
    place = change(project, file, old, new)
    found, idle = examine(project)
    assert shown(found) == [("REC219", str(place))]
    assert [related.place.file for related in found[0].related] == [LOCK_FILE]
    assert idle == ()


def test_a_field_that_was_taken_out_is_shown_at_its_item(project: dict[str, str]) -> None:
    change(project, "data/conflicts.yaml", "      quote: expects it to close\n", "")
    (found,), _ = examine(project)
    assert str(found.place) == "data/conflicts.yaml:7:7"
    assert found.message == "'quote' of c1/sides.2 was taken out since the claim was verified"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/statements.csv", "D1#p3;D1#p5", "D1#p3 ; D1#p5"),
        ("data/judgements.yaml", "text: It grew before.", "text: >-\n        It grew\n        before."),
        ("data/judgements.yaml", "text: It grew before.", "text: 'It grew before.'"),
        (
            "data/judgements.yaml",
            "quote: grown by 5 percent\n      evidence: D1#p4",
            "evidence: D1#p4\n      quote: grown by 5 percent",
        ),
        ("data/statements.csv", "The boat stays.", '" The boat stays. "'),
    ],
)
def test_another_form_of_the_same_is_no_edit(project: dict[str, str], file: str, old: str, new: str) -> None:
    change(project, file, old, new)
    assert examine(project) == ((), ())


FIRST = "    - text: It grew before.\n      quote: grown by 5 percent\n      evidence: D1#p4\n"
SECOND = "    - text: The builder says so.\n      evidence: D2#p4\n      via: D2#n2\n"


def test_items_may_change_places(project: dict[str, str]) -> None:
    change(project, "data/judgements.yaml", FIRST + SECOND, SECOND + FIRST)
    assert examine(project) == ((), ())


def test_an_item_in_front_is_the_only_one_that_is_not_locked(project: dict[str, str]) -> None:
    change(project, "data/judgements.yaml", FIRST, "    - text: New.\n      evidence: D1#p5\n" + FIRST)
    found, idle = examine(project)
    assert shown(found) == [("REC218", "data/judgements.yaml:8:17")]
    assert idle == ()


def test_what_was_removed_stays_in_the_lock_and_is_named(project: dict[str, str]) -> None:
    change(project, "data/judgements.yaml", FIRST, "")
    assert examine(project)[1] == ("j1/basis.1",)
    project = small_project()
    change(project, "data/glossary.csv", "gl-quay,quay,,a wall that boats lie at,D1#p4,\n", "")
    assert examine(project)[1] == ("gl-quay",)
