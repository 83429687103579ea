"""What to install for a file that TeX does not find."""

from __future__ import annotations

import pytest

from reportgen.tex.packages import install_hint, package_of


@pytest.mark.parametrize(
    ("file", "package", "debian"),
    [
        ("siunitx.sty", "siunitx", "texlive-science"), ("tikz.sty", "pgf", "texlive-pictures"),
        ("longtable.sty", "tools", "texlive-latex-base"), ("scrartcl.cls", "koma-script", "texlive-latex-recommended"),
        ("IEEEtran.cls", "ieeetran", "texlive-publishers"), ("algpseudocode.sty", "algorithmicx", "texlive-science"),
        ("fonts/minted.sty", "minted", "texlive-latex-extra"),
        ("biblatex-apa.sty", "biblatex-apa", "texlive-bibtex-extra"),
        ("biblatex-apa-extra.sty", "biblatex-apa", "texlive-bibtex-extra"),
    ],
)  # fmt: skip
def test_a_known_file(file: str, package: str, debian: str) -> None:
    assert package_of(file) == package
    assert install_hint(file) == (
        f"on Debian or Ubuntu: apt-get install {debian}; with TeX Live of its own: tlmgr install {package}"
    )


@pytest.mark.parametrize(("file", "meant"), [("booktab.sty", "booktabs.sty"), ("ragged2.sty", "ragged2e.sty")])
def test_a_slip(file: str, meant: str) -> None:
    assert install_hint(file) == f"did you mean {meant}?"


def test_nothing_like_it() -> None:
    assert install_hint("qqqqqqqqqq.sty") is None
