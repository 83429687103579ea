from __future__ import annotations

import pytest
from change import change
from memory import ROOT, MemoryTools

from reportgen.bibliography import load_library
from reportgen.citations import Citations
from reportgen.records import SCHEMAS, load_records
from reportgen.values import Value
from reportgen.views import View, view_of


def view(project: dict[str, str], id_: str) -> View:
    tools = MemoryTools.of(project)
    records = load_records(ROOT, tools).value
    library = load_library(ROOT, ("bib/documents.bib", "bib/works.bib"), tools).value
    return view_of(records.by_id[id_], Citations(library, records))


def test_fields_keep_their_places(project: dict[str, str]) -> None:
    change(project, "data/indicators.csv", ",5 percent,", ",  5 percent ,")
    found = view(project, "ind-growth")
    wording = found["wording"]
    assert wording == "5 percent"
    assert isinstance(wording, Value)
    assert str(wording.place) == "data/indicators.csv:2:52"
    assert found["qualifier"] == ""
    assert found.label == "ind-growth"


@pytest.mark.parametrize("id_", ["ind-cost", "ev-meeting", "j1", "c1", "gap-author", "sum-d2", "D2", "pos-d1"])
def test_every_field_of_the_schema_can_be_asked_for(project: dict[str, str], id_: str) -> None:
    found = view(project, id_)
    kinds = [kind for kind, schema in SCHEMAS.items() if set(schema.fields) == set(found)]
    assert len(kinds) >= 1
    assert len(found) == len([found[key] for key in found])
    with pytest.raises(KeyError):
        found["colour"]


@pytest.mark.parametrize(
    ("id_", "key", "text"),
    [
        ("ev-meeting", "date_text", "12 March 2021"),
        ("ev-closing", "date_text", "c. 2025–2026"),
        ("ev-closing", "date_end_text", "c. 2026"),
        ("ev-meeting", "date_end_text", ""),
        ("ms-closing", "planned_text", "2025–2026"),
        ("st-quay", "date_text", ""),
    ],
)
def test_dates_in_words(project: dict[str, str], id_: str, key: str, text: str) -> None:
    assert view(project, id_)[key] == text


@pytest.mark.parametrize("key", ["event_text", "colour_text", "_text"])
def test_only_dates_have_words(project: dict[str, str], key: str) -> None:
    with pytest.raises(KeyError):
        view(project, "ev-meeting")[key]


def test_citations(project: dict[str, str]) -> None:
    found = view(project, "ind-daily")
    assert found["cite"] == r"\citations{\cite[{¶2}]{D2}; \cite{D2:1}}"
    assert found["sources"] == (r"\cite[{¶2}]{D2}", r"\cite{D2:1}")
    assert view(project, "gap-author")["cite"] == ""


def test_items(project: dict[str, str]) -> None:
    first, second = view(project, "j1")["basis"]
    assert (first.label, first["quote"], second["quote"]) == ("j1/basis", "grown by 5 percent", "")
    assert first["cite"] == r"\citations{\cite[{¶4}]{D1}}"
    assert second["cite"] == r"\citations{\cite[{¶4}]{D2}; \cite{stern-piles}}"
    assert view(project, "j1")["contrary"] == ()
    assert view(project, "sum-d1")["thesis"]["text"] == "The boat is kept."
    assert view(project, "sum-d1")["limits"] == ()
    assert view(project, "D2")["defects"] == ("the writer gives no name",)
    assert view(project, "D1")["defects"] == ()


def test_extra_fields(project: dict[str, str]) -> None:
    found = view(project, "ind-cost")
    more = found.with_extra(colour="red").with_extra(theme="other")
    assert (more["colour"], more["theme"], more["value"], found["theme"]) == ("red", "other", "2", "money")
    with pytest.raises(KeyError):
        found["colour"]


def test_a_record_knows_its_document_and_the_language_of_that(project: dict[str, str]) -> None:
    change(project, "bib/documents.bib", "  title = {A letter", "  langid = {ngerman},\n  title = {A letter")
    for id_, document, tag in (
        ("ind-daily", "D2", "de"),
        ("ind-cost", "D1", ""),
        ("D2", "D2", "de"),
        ("pos-d2", "D2", "de"),
    ):
        found = view(project, id_)
        assert (found["document"], found["langtag"]) == (document, tag)
    assert view(project, "ind-daily")["langid"] == "ngerman"
    assert view(project, "a1")["langtags"] == ("", "de")
    assert view(project, "gap-author")["document"] == ""
