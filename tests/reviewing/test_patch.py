from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.reviewing.patch import patch_between

texts = st.binary(max_size=12) | st.text("ab", max_size=12).map(str.encode)


@given(texts, texts)
def test_a_patch_leads_there_and_back(before: bytes, after: bytes) -> None:
    patch = patch_between("f", before, after)
    assert patch.applied(before) == after
    assert patch.back.applied(after) == before


def test_a_patch_holds_only_what_differs() -> None:
    patch = patch_between("f", b"a,proposed\nb,x\n", b"a,accepted\nb,x\n")
    assert (patch.offset, patch.old, patch.new) == (2, b"propos", b"accept")


def test_a_patch_of_another_text_is_refused() -> None:
    patch = patch_between("f", b"abc", b"axc")
    assert patch.applied(b"aqc") is None
