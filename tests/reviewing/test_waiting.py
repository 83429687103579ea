from __future__ import annotations

import pytest
from machines import review_of
from proposed_project import proposed_project

from reportgen.reviewing.waiting import Filter, waiting


def test_a_document_is_read_once_and_what_speaks_of_several_comes_last() -> None:
    project = proposed_project()
    project["data/people.csv"] = "id,name,evidence,review\npe-quill,Ada Quill,D1#p3,proposed\n"
    project["data/comparisons.csv"] = (
        "id,relation,quote,against,evidence,review\nco-1,agree,5 percent,five per cent,D1#p4;D2#p4,proposed\n"
    )
    found = waiting(review_of(project).records)
    assert found == (
        "ev-meeting", "st-boat", "ind-growth", "ind-cost", "ind-daily", "pr-quay", "st-quay", "pe-quill", "co-1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(kind="statements"), ("st-boat", "st-quay")),
        (Filter(document="D2"), ("ind-daily", "pr-quay", "st-quay")),
        (Filter(kind="events", document="D2"), ()),
    ],
)
def test_a_filter_takes_a_kind_a_document_or_both(wanted: Filter, found: tuple[str, ...]) -> None:
    assert waiting(review_of().records, wanted) == found


def test_what_was_reviewed_or_written_by_a_person_does_not_wait() -> None:
    review = review_of()
    review.accept("ind-growth")
    review.reject("st-quay")
    assert not {"ind-growth", "st-quay", "ev-closing"} & set(waiting(review.records))
