"""Write src/reportgen/checks/commands.txt: which commands LaTeX has, and which of packages are nearly named like one.

    python scripts/tex_commands.py [FOLDER]

FOLDER is the `tex` folder of a TeX Live with as many packages as can be had. A misspelt command is told from one of a
package that is not misspelt by the second list.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from textwrap import fill

_TARGET = Path(__file__).parents[1] / "src/reportgen/checks/commands.txt"
_KERNEL = ("latex/base/latex.ltx", "latex/base/fontmath.ltx", "latex/base/article.cls", "latex/base/size10.clo")
# Packages that most classes load; what users of them write is a command like those of LaTeX.
_LOADED = (
    "graphics/color", "xcolor/xcolor", "graphics/graphics", "graphics/graphicx", "hyperref/hyperref", "url/url",
    "tools/longtable", "tools/multicol", "tools/array", "tools/tabularx", "booktabs/booktabs", "enumitem/enumitem",
    "natbib/natbib", "fancyhdr/fancyhdr", "titlesec/titlesec", "caption/caption", "microtype/microtype",
    "csquotes/csquotes", "geometry/geometry", "koma-script/scrlayer-scrpage", "setspace/setspace", "amsmath/amsmath",
)  # fmt: skip
_ENDINGS = {".sty", ".cls", ".def", ".clo", ".ltx", ".tex", ".cfg", ".fd", ".ldf"}
_LARGEST = 3_000_000
_SHORTEST = 4
_COMMENT = re.compile(r"(?m)(?<!\\)%.*$")
_NAME = re.compile(r"\\([A-Za-z@]+)")
_DEFINED = re.compile(
    r"\\(?:[egx]?def|let|chardef|mathchardef|countdef|newif|new(?:count|dimen|skip|toks|box|length|robustcmd)"
    r"|(?:re)?newcommand|providecommand|Declare\w+|(?:New|Renew|Provide)\w*DocumentCommand)\*?\s*\{?\s*\\([A-Za-z@]+)"
)
# A name that is defined in a way of its own is known when this many files use it.
_USED = 3


def neighbours(word: str) -> set[str]:
    """Return a word with each letter left out, by which words that differ by one slip are found."""
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def is_slip(one: str, other: str) -> bool:
    """Whether one letter is wrong, missing, too many or swapped with the next."""
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return short in neighbours(long)
    wrong = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and one[wrong[0]] == other[wrong[1]]
    return len(wrong) == 1 or (swapped and one[wrong[1]] == other[wrong[0]])


def main() -> None:
    """Read all files of the folder and write both lists."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/texlive/texmf-dist/tex")
    defined: set[str] = set()
    used: Counter[str] = Counter()
    for path in root.rglob("*"):
        if path.suffix in _ENDINGS and path.stat().st_size < _LARGEST:
            text = _COMMENT.sub("", path.read_text("latin-1"))
            defined |= set(_DEFINED.findall(text))
            used.update(set(_NAME.findall(text)))
    kernel = {name for file in _KERNEL for name in _NAME.findall(_COMMENT.sub("", (root / file).read_text("latin-1")))}
    for package in _LOADED:
        path = root / "latex" / f"{package}.sty"
        defined_there = set(_DEFINED.findall(_COMMENT.sub("", path.read_text("latin-1")))) if path.exists() else set()
        kernel |= {name for name in defined_there if "@" not in name}
    kernel = {name for name in kernel if len(name) >= _SHORTEST}
    others = {name for name in defined | {name for name, files in used.items() if files >= _USED} if len(name) > 2}
    by_part: defaultdict[str, set[str]] = defaultdict(set)
    for name in kernel:
        for part in (name, *neighbours(name)):
            by_part[part].add(name)
    near = {
        name
        for name in others - kernel
        if any(is_slip(name, known) for part in (name, *neighbours(name)) for known in by_part.get(part, ()))
    }
    head = (
        "% Written by scripts/tex_commands.py: commands of LaTeX, and after == those of packages that are nearly so.\n"
    )
    parts = (fill(" ".join(sorted(names)), 120, break_on_hyphens=False) for names in (kernel, near))
    _TARGET.write_text(head + "\n==\n".join(parts) + "\n", encoding="utf-8")
    print(f"{len(kernel)} commands, {len(near)} that are nearly so")


if __name__ == "__main__":
    main()
