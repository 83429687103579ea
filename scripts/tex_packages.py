"""Write src/reportgen/tex/packages.txt: which Debian package and which package of TeX Live has a .sty or .cls file.

    python scripts/tex_packages.py

Two sources, both of Debian: the lists of files of the TeX packages that are installed (`/var/lib/dpkg/info`), whose
folders under `tex/` have the names of TeX Live's packages, and the descriptions of all TeX packages (`apt-cache show`,
English descriptions needed), which name the packages of TeX Live in each. Files of packages that are not installed are
known when they have the package's own name; the few that are often used and have another stand below.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "reportgen" / "tex" / "packages.txt"
LISTS = Path("/var/lib/dpkg/info")
# File -> package of TeX Live, of packages that no such list on a small machine has.
KNOWN = {
    "algorithm": "algorithms", "algorithmic": "algorithms", "algpseudocode": "algorithmicx",
    "algcompatible": "algorithmicx",
    "IEEEtran": "ieeetran", "revtex4-2": "revtex", "revtex4-1": "revtex4-1", "acmart": "acmart", "svjour3": "svjour",
    "elsarticle": "elsarticle", "llncs": "llncs", "physics2": "physics2", "mhchem": "mhchem",
}  # fmt: skip
_LISTED = re.compile(r"^ (\S+) -- ")
_FOLDER = re.compile(
    r"/texmf(?:-dist)?/tex/(?:latex|generic|plain|xelatex|lualatex|luatex|xetex)/([^/]+)/(?:.*/)?([^/]+)\.(?:sty|cls)$"
)
HEAD = """\
# Written by scripts/tex_packages.py from Debian's package lists.
# "debian-package: packages of TeX Live", then "file=package" where a file has another name than its package.
"""


def described() -> dict[str, set[str]]:
    """Return the packages of TeX Live by Debian package, out of the descriptions."""
    names = subprocess.run(
        ["apt-cache", "pkgnames", "texlive-"],  # noqa: S607 - where it is differs from machine to machine
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    found: dict[str, set[str]] = defaultdict(set)
    wanted = sorted(name for name in names if not name.endswith("-doc"))
    command = ["apt-cache", "show", *wanted]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    debian = ""
    for line in text.splitlines():
        if line.startswith("Package: "):
            debian = line.removeprefix("Package: ")
        elif hit := _LISTED.match(line):
            found[debian].add(hit[1])
    return found


def installed() -> dict[str, dict[str, str]]:
    """Return file stem -> package of TeX Live, by Debian package, out of the lists of files."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for listing in sorted(LISTS.glob("texlive-*.list")):
        for line in listing.read_text(encoding="utf-8").splitlines():
            if hit := _FOLDER.search(line):
                found[listing.stem][hit[2]] = hit[1]
    return found


def main() -> int:
    """Write the table; status 1 when there are no descriptions to read."""
    packages, files = described(), installed()
    if not packages:
        print("apt-cache has no descriptions of texlive packages", file=sys.stderr)
        return 1
    lines = [HEAD]
    for debian in sorted({*packages, *files}):
        names = packages.get(debian, set()) | set(files.get(debian, {}).values())
        if names:
            lines.append(f"{debian}: {' '.join(sorted(names))}\n")
    other = {file: package for each in files.values() for file, package in each.items()} | KNOWN
    # A file that is called as its package and more is found by its beginning.
    odd = sorted(
        f"{file}={package}" for file, package in other.items() if file in KNOWN or not file.lower().startswith(package)
    )
    lines.extend(f"{' '.join(odd[at : at + 8])}\n" for at in range(0, len(odd), 8))
    TARGET.write_text("".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
