from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory import ROOT, MemoryTools

from reportgen.bibliography import load_library
from reportgen.citations import Citations, tex_key
from reportgen.documents import parse_locators
from reportgen.records import load_records


@pytest.fixture
def citations(tools: MemoryTools) -> Citations:
    library = load_library(ROOT, ("bib/documents.bib", "bib/works.bib"), tools).value
    return Citations(library, load_records(ROOT, tools).value)


@given(st.text(min_size=1))
def test_keys_are_harmless_in_tex(key: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9:.-]+", tex_key(key))
    if re.fullmatch(r"[A-Za-z0-9:.-]+", key):
        assert tex_key(key) == key


def test_other_keys_stay_apart() -> None:
    assert len({tex_key(key) for key in ("a b", "a_b", "a%b", "ключ", "")}) == 5


@pytest.mark.parametrize(
    ("targets", "text", "cited"),
    [
        (["D1#p4"], r"\cite[{¶4}]{D1}", {"D1"}),
        (["D1#p4; D1#p5"], r"\cite[{¶4, ¶5}]{D1}", {"D1"}),
        (["D1#p4", "D2#p3", "D1#p5", "D1#p4"], r"\cite[{¶4, ¶5}]{D1}; \cite[{¶3}]{D2}", {"D1", "D2"}),
        (["D2#n1"], r"\cite{D2:1}", {"D2:1"}),
        (["D2#n1; D2#n2; D2#n1"], r"\cite{D2:1}; \cite{stern-piles}", {"D2:1", "stern-piles"}),
        (["D2#n9"], r"\cite[{n.~9}]{D2}", {"D2"}),
        (["stern-piles"], r"\cite{stern-piles}", {"stern-piles"}),
        (["ind-daily"], r"\cite[{¶2}]{D2}; \cite{D2:1}", {"D2", "D2:1"}),
        (["j1"], r"\cite[{¶4}]{D1}; \cite[{¶4}]{D2}; \cite{stern-piles}", {"D1", "D2", "stern-piles"}),
        (["j1/basis.1"], r"\cite[{¶4}]{D1}", {"D1"}),
        (["sum-d2/thesis ; D2:1 "], r"\cite[{¶3}]{D2}; \cite{D2:1}", {"D2", "D2:1"}),
        (["D1"], r"\cite{D1}", {"D1"}),
    ],
)
def test_targets(citations: Citations, targets: list[str], text: str, cited: set[str]) -> None:
    assert str(citations.targets(*targets)) == rf"\citations{{{text}}}"
    assert citations.cited == cited


@pytest.mark.parametrize(
    ("targets", "message", "hint"),
    [
        (["D9#p1"], "no document 'D9'", None),
        (["stern-pile"], "nothing to cite under 'stern-pile'", "did you mean 'stern-piles'?"),
        (["ind-dayly"], "nothing to cite under 'ind-dayly'", "did you mean 'ind-daily'?"),
        (["D1#p4; what"], "nothing to cite under 'what'", None),
        (["j1/basis.3"], "nothing to cite under 'j1/basis.3'", None),
        (["D1 p4"], "nothing to cite under 'D1 p4'", None),
        (["prop-quay"], "'prop-quay' has no evidence to cite", None),
        ([], "cite() names nothing to cite", None),
        ([""], "cite() names nothing to cite", None),
        ([" ; "], "cite() names nothing to cite", None),
    ],
)
def test_faults(citations: Citations, targets: list[str], message: str, hint: str | None) -> None:
    """A fault stands in the text until the template is filled in; it becomes a SEC504 there."""
    assert str(citations.targets(*targets)) == f"\ue002SEC504\ue004{message}\ue004{hint or ''}\ue003"
    assert citations.cited == set()


def test_a_claim_without_evidence_has_no_citation(citations: Citations) -> None:
    assert citations.of(()) == ""
    evidence = [locator for locator in parse_locators("D1#p4;D2#n2") if locator]
    assert str(citations.of(evidence)) == r"\citations{\cite[{¶4}]{D1}; \cite{stern-piles}}"
