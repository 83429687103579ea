"""Types of words."""

import pytest

from reportgen.extract.references.word_types import word_type


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("1999", "#Y"),
        ("12", "#dd"),
        ("12–19", "#range"),
        ("05.03.2021", "#dmy"),
        ("3rd", "#ord"),
        ("Paul", "Nfirst"),
        ("январь", "Dmonth"),
        ("vol", "vol"),
        ("Xyzzyq", "lTitle"),
        ("XYZZYQ", "lUP"),
        ("Ывапр", "cTitle"),
        ("海洋出版社", "zh:出版社"),
        ("Q", "lI"),
        ("Physiol", "Jcut"),
        ("rheumatol", "Jcut"),
    ],
)
def test_types(word: str, kind: str) -> None:
    assert word_type(word)[0] == kind
