"""Languages as the bibliography calls them."""

import pytest

from reportgen.bibliography.model import LANGUAGE_TAGS
from reportgen.extract.references.bibtex import bib_language


@pytest.mark.parametrize("tag", ["ar", "el", "fa", "fi", "he", "nb", "pt-BR", "sl", "th"])
def test_a_language_has_the_name_that_the_bibliography_knows(tag: str) -> None:
    assert LANGUAGE_TAGS[bib_language(tag)] in {tag.partition("-")[0], "no"}


def test_an_unknown_language_has_none() -> None:
    assert bib_language("xx") == ""
