"""Rules that set labels right after the model."""

import pytest

from reportgen.extract.references.features import gaps_of, tokenise
from reportgen.extract.references.label_rules import mend

SHORT = {
    "T": "title",
    "A": "author",
    "C": "container-title",
    "D": "issued",
    "V": "volume",
    "L": "locator",
    "P": "page",
    "E": "editor",
    "-": "O",
}


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Lund, “Field Daily Volume”, 2011", "ATCCD", "ATTTD"),
        ("Lund, “Wells”, in “Great Books of Wells”, 2011", "AT-CCTCD", "AT-CCCCD"),
        ("Lund (for the press), “Deep Wells”, 2011", "ATTTTTD", "A---TTD"),
        ("“In Wales, wells run dry”, Field", "AAAAAC", "TTTTTC"),
        ("Panel on Wells (2018). Deep wells", "TTTDTT", "AAADTT"),
        ("Lund, ‘Deep Wells’ (Field Law, 2011)", "ATTTTD", "ATTCCD"),
        ("Lund. Sam Otto on wells", "ATCAT", "ATTTT"),
        ("Lund, Institute of Wells, 2011", "APTPD", "APPPD"),
        ("Lund. Wells. In: Otto, editors. Deep Field", "AT-E-TT", "AT-E-CC"),
        ("Lund, Time, clocks and wells. Field", "ACTTTC", "ATTTTC"),
        ("Press Union. “Deep Wells”, Field", "CCTTC", "AATTC"),
        ("Minister Lund (interview), “Deep Wells”, 2011", "ATTTTD", "AA-TTD"),
        ("Loss of Flight 752, 2011", "TTTVD", "TTTTD"),
        ("Law of 27 April on wells, 2011", "TTDDTTD", "TTTTTTD"),
        ("NHS (2018) Catarrh. 4", "ADCV", "ADTV"),
        ("Honeybee (2018). In Britannica", "AD-C", "TD-C"),
        ("Wells are drying up again, Field", "AAAAAC", "TTTTTC"),
        ("Lund: Wells, Field 4: 11-19", "ATCVL", "ATCVP"),
        ("Lund: Wells, 11-19", "ATL", "ATL"),
    ],
)
def test_labels_are_mended(text: str, before: str, after: str) -> None:
    tokens = tokenise(text)
    labels = [SHORT[letter] for letter in before]
    assert len(labels) == len(tokens)
    mend(tokens, labels, gaps_of(text, tokens))
    assert labels == [SHORT[letter] for letter in after]
