"""Typed sentences against the lock: a changed detail is told where it stands, other words are not."""

from __future__ import annotations

import pytest
from change import change, shown
from memory import ROOT, SOURCES, MemoryTools

from reportgen.checks.detail_rules import RULES
from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare, verify

BODY = "report/sections/body.tex.j2"
SENTENCES = (
    'Two harbours cannot be lit, and D1 says that Tarn imports oil from Mole~((( cite("D1#p2") ))).',
    "Most quays are old; about three of them lie in the north.",
    "Only D2 bears a date, by the lists in D1, D2 and D4, and Tarn and Mole trade.",
    'There are ((( count("documents") ))) texts; the name is ((( literal("Pier 5") ))).',
    'It is unsigned, of doubtful use. The quay took ((( fact("ind-cost") ))), by Ada Quill’s account.',
)


def locked(project: dict[str, str]) -> dict[str, str]:
    """Return the project with the sentences in its section, verified and locked."""
    change(project, BODY, "One writer", " ".join((*SENTENCES, "One writer")))
    tools = MemoryTools.of(project)
    verify(ROOT, SOURCES, tools, update=True)
    return {**project, "data/evidence.lock": tools.read(ROOT / "data/evidence.lock").decode()}


def found(project: dict[str, str]) -> list[Diagnostic]:
    report = prepare(ROOT, SOURCES, MemoryTools.of(project), lambda _: None).value
    assert report is not None
    return [diagnostic for rule in RULES for diagnostic in rule(report)]


def test_what_was_locked_is_right(project: dict[str, str]) -> None:
    assert found(locked(project)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Two harbours", "Three harbours"),
        ("Two harbours cannot", "Two harbours can"),
        ("imports oil", "exports oil"),
        ("imports oil from", "exports oil to"),
        ("that Tarn imports oil from Mole", "that Mole imports oil from Tarn"),
        ("D1 says", "D2 says"),
        ('cite("D1#p2")', 'cite("D1#p3")'),
        ("Most quays", "All quays"),
        ("quays are old", "quays are not old"),
        ("about three", "three"),
        ("Two harbours cannot be lit", "One harbour cannot be lit"),
        ("in the north", "in the south"),
        ('count("documents")', 'count("events")'),
        ("Pier 5", "Pier 6"),
        ("is unsigned", "is signed"),
        ("Only D2 bears", "Only D1 and D2 bear"),
        ("Only D2 bears", "D2 bears"),
        ("Tarn and Mole", "Tarn or Mole"),
        ("D1 says that Tarn", "D1 denies that Tarn"),
        ("D1, D2 and D4", "D1 and D4"),
        ("Ada Quill", "Ada Quil"),
        ('fact("ind-cost")', 'fact("ind-growth")'),
    ],
)
def test_a_changed_detail_is_told_at_its_line(project: dict[str, str], old: str, new: str) -> None:
    files = locked(project)
    change(files, BODY, old, new)
    (told,) = found(files)
    assert told.code == "CHK828"
    assert shown([told])[0][1].startswith(BODY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Two harbours", "2 harbours"),
        ("Two harbours cannot", "Both harbours cannot"),
        ("harbours cannot be lit, and", "harbours cannot be lit and"),
        ("D1 says that Tarn imports oil", "according to D1, Tarn buys three kinds of oil"),
        ("Most quays are old", "All quays were built long ago"),
        ("lie in the north", "lie\nin the   north"),
        ("old; about", r"\emph{old}; about"),
        ("One writer", "Two more harbours are dark. One writer"),
        ("Ada Quill’s", "Ada Quill's"),
        ("Tarn and Mole trade", "Mole and Tarn trade"),
        ("Ada Quill’s", "A. Quill’s"),
        ('count("documents")', "count( 'documents' )"),
        ("Most quays are old; about three of them lie in the north. ", ""),
    ],
)
def test_other_words_and_new_sentences_are_not(project: dict[str, str], old: str, new: str) -> None:
    files = locked(project)
    change(files, BODY, old, new)
    assert found(files) == []


def test_a_lock_without_sentences_asks_nothing(project: dict[str, str]) -> None:
    files = locked(project)
    files["data/evidence.lock"] = "\n".join(
        line for line in files["data/evidence.lock"].split("\n") if not line.startswith("sentence ")
    )
    change(files, BODY, "Two harbours", "Three harbours")
    assert found(files) == []


def test_a_short_value_of_a_record_that_is_no_claim(project: dict[str, str]) -> None:
    files = locked(project)
    change(files, "data/documents.yaml", "grade: B", "grade: C")
    (told,) = found(files)
    assert (told.code, told.message) == ("CHK828", "'C' was something else when this was verified")
    assert told.place is not None
    assert told.place.file == "data/documents.yaml"


def test_records_printed_by_a_loop_may_change_places(project: dict[str, str]) -> None:
    change(
        project,
        BODY,
        "One writer",
        "So ((* for r in records('indicators') *))((( r.wording ))) ((* endfor *))say all. One writer",
    )
    files = locked(project)
    head, first, second, *rest = files["data/indicators.csv"].splitlines(keepends=True)
    files["data/indicators.csv"] = "".join((head, second, first, *rest))
    assert found(files) == []
