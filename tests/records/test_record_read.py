from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from change import change, shown
from memory import ROOT, MemoryTools, failed

from reportgen.records import SCHEMAS, load_records
from reportgen.records.schema import Holds
from reportgen.tools import LocalTools


def load(project: dict[str, str]):  # type: ignore[no-untyped-def]
    return load_records(ROOT, MemoryTools.of(project))


def test_the_small_project(project: dict[str, str]) -> None:
    records, found = load(project)
    assert found == ()
    # What stands at the end of a report, and what only a draft has, have tests of their own.
    others = {"people", "organisations", "changes", "sentences", "comparisons"}
    assert records.by_kind.keys() == SCHEMAS.keys() - others
    assert records.of("people") == ()
    assert str(records.by_id["ind-cost"].place) == "data/indicators.csv:3:1"
    assert [claim.id for claim in records.by_id["j1"].claims] == ["j1/basis.1", "j1/basis.2"]
    assert [claim.id for claim in records.by_id["sum-d1"].claims] == [
        "sum-d1/thesis", "sum-d1/findings.1", "sum-d1/standpoint",
    ]  # fmt: skip
    assert [str(locator) for locator in records.by_id["j1"].evidence] == ["D1#p4", "D2#p4"]
    assert [str(locator) for locator in records.by_id["j1"].via] == ["D2#n2"]
    assert records.by_id["pos-d1"].claims == ()
    assert records.by_id["c1"].field("nothing") is None


FAULTS = [
    # a CSV file as a whole
    ("REC202", "data/events.csv", "ev-meeting,2021-03-12", "▸ev-meeting,x,2021-03-12"),
    ("REC202", "data/events.csv", "", "▸▸"),
    ("REC203", "data/events.csv", "date_end", "▸date_endd"),
    ("REC203", "data/events.csv", "evidence", "▸evidnce"),
    ("REC203", "data/glossary.csv", "", "▸id,term,expansion\n"),
    ("REC203", "data/propositions.csv", "", "▸id\n"),
    ("REC203", "data/propositions.csv", "", "id,▸id\n"),
    # a YAML file as a whole
    ("REC204", "data/gaps.yaml", "  question", "▸\tquestion"),
    ("REC204", "data/gaps.yaml", "", "▸▸a: b\n"),
    ("REC204", "data/gaps.yaml", "", "▸▸- a\n"),
    ("REC204", "data/summaries/D2.yaml", "", "▸▸- a\n"),
    ("REC204", "data/summaries/D2.yaml", "", "▸▸"),
    ("REC204", "data/gaps.yaml", "  answer: the envelope", "  answer: a\n  ▸answer: b"),
    # fields
    ("REC205", "data/judgements.yaml", "      quote:", "      ▸qoute:"),
    ("REC205", "data/summaries/D1.yaml", "question:", "▸thesys: x\nquestion:"),
    ("REC206", "data/gaps.yaml", "  question: Who wrote the letter?", "  ▸question:"),
    ("REC206", "data/gaps.yaml", "- id: gap-author\n  question: Who wrote the letter?", "- ▸id: gap-author"),
    ("REC206", "data/indicators.csv", "traffic,Growth", "▸ ,Growth"),
    ("REC206", "data/judgements.yaml", "likelihood: likely", "▸likelihood: ~"),
    ("REC206", "data/propositions.csv", "prop-quay,The quay", "prop-quay,The quay was new.\n▸,The quay"),
    ("REC206", "data/conflicts.yaml", "- id: c1\n  issue: What becomes of the quay", "- id: c1\n  ▸issue: ''"),
    ("REC207", "data/judgements.yaml", "moderate", "▸middling"),
    ("REC207", "data/indicators.csv", "D1#p4,,2,\n", "D1#p4,,▸7,\n"),
    ("REC207", "data/events.csv", "day,explicit", "▸Day,explicit"),
    ("REC207", "data/gaps.yaml", "gap-author", '"▸gap author"'),
    ("REC207", "data/gaps.yaml", "answer: the envelope", "▸answer: [the envelope]"),
    ("REC207", "data/summaries/D1.yaml", "findings:\n  - text: Traffic grows.\n    evidence: D1#p4", "▸findings: x"),
    ("REC207", "data/summaries/D2.yaml", "limits:\n  - text: The writer is not known.", "▸limits:\n  text: x"),
    ("REC207", "data/summaries/D2.yaml", "thesis:\n  text: It was.\n  quote: a costly mistake\n  evidence: D2#p3",
     "▸thesis: It was."),
    ("REC207", "data/documents.yaml", "  defects:\n    - the writer gives no name", "  ▸defects: none"),
    ("REC207", "data/documents.yaml", "    - the writer gives no name", "    - [x]"),
    # ids
    ("REC208", "data/indicators.csv", "ind-cost", "▸ind-growth"),
    ("REC208", "data/gaps.yaml", "gap-author", "▸ind-growth"),
    # locators
    ("REC209", "data/statements.csv", "D1#p3;D1#p5", "D1#p3;▸D1 p5"),
    ("REC209", "data/indicators.csv", '"1,200 passengers",,June 2021,D2#p2', '"1,200 passengers",,June 2021,▸D2#p02'),
    ("REC209", "data/judgements.yaml", "via: D2#n2", "via: ▸note 2"),
    # what is named and does not exist
    ("REC217", "data/positions.csv", "prop-quay,D2", "▸prop-quai,D2"),
    ("REC217", "data/positions.csv", "prop-quay,D2", "prop-quay,▸D9"),
    ("REC217", "data/positions.csv", "D2#p3", "▸D9#p3"),
    ("REC217", "data/agreements.yaml", "D1; D2", "D1; ▸D9"),
    ("REC217", "data/conflicts.yaml", "document: D2", "document: ▸D9"),
    ("REC217", "data/conflicts.yaml", "D2#p3", "▸X#p3"),
    ("REC217", "data/milestones.csv", "ms-closing,pr-quay", "ms-closing,▸ind-growth"),
    # evidence
    ("REC221", "data/indicators.csv", "D1#p4,,2,", "▸,,2,"),
    ("REC221", "data/judgements.yaml", "      evidence: D1#p4", "      ▸evidence:"),
    ("REC221", "data/judgements.yaml", "text: It grew before.\n      quote: grown by 5 percent\n      evidence: D1#p4",
     "▸text: It grew before."),
    ("REC221", "data/positions.csv", "a costly mistake,D2#p3", "▸a costly mistake,"),
    ("REC221", "data/summaries/D2.yaml", "  - text: The writer is not known.",
     "  - text: The writer is not known.\n    quote: ▸unsigned"),
    ("REC221", "data/glossary.csv", "D1#p4,", ",▸D2#n1"),
    # numbers and dates
    ("REC222", "data/indicators.csv", ",5,,percent", ",▸about 5,,percent"),
    ("REC222", "data/indicators.csv", ",2,,USD", ',"▸2,5",,USD'),
    ("REC222", "data/indicators.csv", ",1200,,", ",1200,▸1e4,"),
    ("REC222", "data/indicators.csv", ",5,,percent", ",▸５,,percent"),
    ("REC222", "data/documents.yaml", 'notes: "2"', "notes: ▸two"),
    ("REC223", "data/events.csv", "2021-03-12", "▸12/03/2021"),
    ("REC223", "data/events.csv", "2021-03-12", "▸2021-02-29"),
    ("REC223", "data/events.csv", "2025,2026", "2025,▸2024"),
    ("REC223", "data/events.csv", "2021-03-12,,", "2021-03-12,▸2021-02,"),
    ("REC223", "data/milestones.csv", "2025,2026", "▸2025/26,"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "file", "old", "new"), FAULTS)
def test_faults(project: dict[str, str], code: str, file: str, old: str, new: str) -> None:
    place = change(project, file, old, new)
    found = load(project).diagnostics
    if place.line is None:
        assert [d.code for d in found] == [code]
        assert found[0].place is not None
        assert found[0].place.file == file
    else:
        assert shown(found) == [(code, str(place))]


@pytest.mark.parametrize(
    ("file", "old", "new", "hint"),
    [
        ("data/events.csv", "date_end", "date_endd", "did you mean 'date_end'?"),
        ("data/events.csv", "date_end", "colour", "known are: id, date,"),
        ("data/judgements.yaml", "      quote:", "      qoute:", "did you mean 'quote'?"),
        ("data/judgements.yaml", "moderate", "middling", "use one of: high, moderate, low"),
        ("data/statements.csv", "D1#p5", "D1 p5", "write D3#p47"),
        ("data/events.csv", "2021-03-12", "March 2021", "write 2022, 2022-03 or 2022-03-21"),
        ("data/positions.csv", "prop-quay,D2", "prop-quai,D2", "did you mean 'prop-quay'?"),
        ("data/propositions.csv", "", "id\n", "the head has: id"),
    ],
)
def test_hints(project: dict[str, str], file: str, old: str, new: str, hint: str) -> None:
    change(project, file, old, new)
    (found,) = load(project).diagnostics
    assert found.hint is not None
    assert found.hint.startswith(hint)


def test_what_is_underlined(project: dict[str, str]) -> None:
    place = change(project, "data/judgements.yaml", "moderate", '"▸middling"')
    (found,) = load(project).diagnostics
    assert (found.end_line, found.end_column) == (place.line, (place.column or 0) + len("middling"))


def test_a_repeated_id_names_the_first(project: dict[str, str]) -> None:
    change(project, "data/indicators.csv", "ind-cost", "ind-growth")
    (found,) = load(project).diagnostics
    assert [str(related.place) for related in found.related] == ["data/indicators.csv:2:1"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("event.csv", "did you mean events.csv?"),
        ("events.yaml", "did you mean events.csv?"),
        ("gaps.yml", "did you mean gaps.yaml?"),
        ("summaries/D3.yml", "did you mean summaries/*.yaml?"),
        ("xyz.csv", "known are: agreements.yaml,"),
        ("old/events.csv", "did you mean events.csv?"),
    ],
)
def test_a_file_that_nobody_reads(project: dict[str, str], name: str, hint: str) -> None:
    project[f"data/{name}"] = "id\n"
    (found,) = load(project).diagnostics
    assert (found.code, str(found.place)) == ("REC201", f"data/{name}")
    assert found.hint is not None
    assert found.hint.startswith(hint)


def test_documents_may_be_of_any_kind(project: dict[str, str]) -> None:
    project["data/sources/table.csv"] = project["data/sources/more/x.yaml"] = "x"
    assert load(project).diagnostics == ()


def test_a_file_that_cannot_be_read(tools: MemoryTools) -> None:
    tools.faults[ROOT / "data" / "projects.csv"] = failed(errno.EACCES)
    found = load_records(ROOT, tools).diagnostics
    assert [(d.code, str(d.place), d.message) for d in found] == [
        ("REC201", "data/projects.csv", "cannot read data/projects.csv: Permission denied")
    ]


def test_a_file_that_is_not_utf8(tools: MemoryTools) -> None:
    path = ROOT / "data" / "projects.csv"
    tools.put(path, tools.read(path).replace(b"The new quay", b"\xc3\xa4he caf\xe9"))
    found = load_records(ROOT, tools).diagnostics
    assert shown(found) == [("REC220", "data/projects.csv:2:25")]


def test_record_files_without_records() -> None:
    """A new project has nothing in them yet."""
    records, found = load(
        {"data/gaps.yaml": "# none\n", "data/events.csv": "id,date,precision,basis,lane,event,evidence\n"}
    )
    assert found == ()
    assert records.claims == ()


@pytest.mark.parametrize("files", [{}, {"data/sources/a.txt": "x"}, {"data/evidence.lock": ""}])
def test_no_records(files: dict[str, str]) -> None:
    records, found = load(files)
    assert shown(found) == [("REC224", "data")]
    assert records.claims == ()


def test_without_documents_there_is_one_message(project: dict[str, str]) -> None:
    del project["data/documents.yaml"]
    assert shown(load(project).diagnostics) == [("REC201", "data/documents.yaml")]


@pytest.mark.parametrize("file", [s.file for s in SCHEMAS.values() if "*" not in s.file])
@pytest.mark.parametrize("content", ['"', "a\n", "- [\n", "\x00"])
def test_a_broken_file_does_not_make_others_look_wrong(project: dict[str, str], file: str, content: str) -> None:
    project[f"data/{file}"] = content
    found = load(project).diagnostics
    assert found
    assert {d.place.file for d in found if d.place} == {f"data/{file}"}


def test_a_byte_order_mark_and_line_ends_do_not_matter(project: dict[str, str]) -> None:
    before = load(project).value
    for name, text in project.items():
        project[name] = "\ufeff" + text.replace("\n", "\r\n")
    after, found = load(project)
    assert found == ()
    assert [claim.id for claim in after.claims] == [claim.id for claim in before.claims]
    assert after.by_id["ind-cost"].place == before.by_id["ind-cost"].place


def test_a_name_that_many_use_and_none_bears_is_told_once(project: dict[str, str]) -> None:
    place = change(project, "data/propositions.csv", "prop-quay", "▸prop-quai")
    (found,) = load(project).diagnostics
    assert (found.code, str(found.place), found.hint) == ("REC217", str(place), "did you mean 'prop-quay'?")
    assert found.message == "'prop-quai' is named nowhere, but 'prop-quay' is, in 2 places"


def test_a_misspelt_field_is_not_missing_as_well(project: dict[str, str]) -> None:
    place = change(project, "data/judgements.yaml", "      evidence: D2#p4", "      ▸evidnce: D2#p4")
    change(project, "data/documents.yaml", "sha256", "sha265")
    assert [d.code for d in load(project).diagnostics] == ["REC205", "REC205"]
    assert str(place) in {str(d.place) for d in load(project).diagnostics}


def test_a_near_word_of_a_list_is_named(project: dict[str, str]) -> None:
    change(project, "data/documents.yaml", "grade: B", "grade: b")
    (found,) = load(project).diagnostics
    assert (found.code, found.hint) == ("REC207", "did you mean 'B'?")


@pytest.mark.parametrize(
    ("code", "file", "old", "new"),
    [
        ("REC208", "data/indicators.csv", "ind-cost", "▸IND-growth"),
        ("REC229", "data/indicators.csv", ",1200,,", ",1200,▸1100,"),
        ("REC230", "data/events.csv", "2021-03-12,,day", "2021-03,,▸day"),
        ("REC230", "data/events.csv", "2025,2026,approximate", "2025,2026,▸month"),
        ("REC233", "data/documents.yaml", "sha256: ", "sha256: ▸0"),
        ("REC233", "data/documents.yaml", "sha256: ", "sha256: ▸G"),
    ],
)
def test_fields_that_do_not_fit(project: dict[str, str], code: str, file: str, old: str, new: str) -> None:
    place = change(project, file, old, new)
    assert shown(load(project).diagnostics) == [(code, str(place))]


def test_every_fault_is_found_at_once(project: dict[str, str]) -> None:
    chosen = [f for f in FAULTS if f[0] in {"REC205", "REC217", "REC222"}]
    once = {(code, file): (old, new) for code, file, old, new in chosen if old in project[file]}
    places = {str(change(project, file, old, new)) for (_, file), (old, new) in once.items()}
    found = load(project).diagnostics
    assert places <= {str(place) for d in found for place in (d.place, *(related.place for related in d.related))}


def test_the_schemas_are_sound() -> None:
    for schema in SCHEMAS.values():
        assert schema.fields["id"].holds is Holds.ID
        for field in schema.fields.values():
            assert bool(field.choices) == (field.holds is Holds.CHOICE)
            assert field.kind in {"", *SCHEMAS}
            assert bool(field.kind) == (field.holds is Holds.REFERENCE)
            assert (field.items is not None) == (field.holds in {Holds.ITEM, Holds.ITEMS})


def test_a_pipe_in_place_of_a_record_file_is_named_and_not_opened(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    os.mkfifo(tmp_path / "data" / "glossary.csv")
    (tmp_path / "data" / "events.csv").mkdir()
    found = load_records(tmp_path, LocalTools()).diagnostics
    shown = {(d.code, d.place.file) for d in found if d.place}
    assert {("REC201", "data/glossary.csv"), ("REC201", "data/events.csv")} <= shown
