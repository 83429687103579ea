"""A share of the faults and of the variations, with every run of the tests; `make faults` has them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from faults.bench import Bench, real_bench, small_bench
from faults.command import possible, shown, table
from faults.fault import Fault, Variation
from faults.project import AnchorError
from faults.suite import GROUPS

# One in so many is tried here: half a minute in all.
_SHARE = 12
_ALL = tuple((group, item) for group, items in GROUPS.items() for item in items)
_QUICK = tuple(one for one in _ALL if possible(one[1], None, engine=False) and not one[1].relock)[::_SHARE]


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Bench]:
    """Copies of the report, without its documents, and of the small one, which has some."""
    folder: Path = tmp_path_factory.mktemp("faults")
    return {False: real_bench(folder / "real", None), True: small_bench(folder / "small")}


def test_there_are_enough_of_them() -> None:
    names = [(group, item.name) for group, item in _ALL]
    assert len(names) == len(set(names))
    assert sum(isinstance(item, Fault) for _, item in _ALL) >= 500
    assert sum(isinstance(item, Variation) for _, item in _ALL) >= 100


def test_each_finds_its_place(benches: dict[bool, Bench]) -> None:
    lost = []
    for group, item in _ALL:
        if group == "documents" and not item.small:
            continue  # their documents are not at hand
        project = benches[item.small].project
        try:
            edit = item.change(project)
        except AnchorError as error:
            lost.append(f"{group}: {item.name}: {error}")
            continue
        same = [name for name, data in edit.files.items() if project.files.get(name) == data]
        if same or (isinstance(item, Fault) and not edit.spots):
            lost.append(f"{group}: {item.name}: changes nothing in {same}, or no place is given")
    assert lost == []


@pytest.mark.parametrize(("group", "item"), _QUICK, ids=[f"{group}: {item.name}" for group, item in _QUICK])
def test_it_is_reported_where_it_is(group: str, item: Fault | Variation, benches: dict[bool, Bench]) -> None:
    verdict = benches[item.small].try_(group, item)
    assert verdict.passed, "\n".join(shown(verdict))


def test_a_fault_that_is_missed_shows(benches: dict[bool, Bench]) -> None:
    harmless = next(item for _, item in _ALL if isinstance(item, Variation) and not item.relock)
    verdict = benches[False].try_("x", Fault(name="none", change=harmless.change, codes=("REC212",)))
    assert not verdict.passed
    assert "missed" in next(shown(verdict))
    assert list(table([verdict]))[-1].split() == ["all", "1", "0", "0", "0", "1", "0", "0"]


def test_an_alarm_shows(benches: dict[bool, Bench]) -> None:
    fault = next(item for _, item in _ALL if isinstance(item, Fault) and "SEC505" in item.codes)
    verdict = benches[False].try_("x", Variation(name="none", change=fault.change))
    assert not verdict.passed
    assert "alarm" in next(shown(verdict))
