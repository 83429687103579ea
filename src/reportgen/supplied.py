"""Where the files lie that come with the program: word lists, templates, code of other languages.

By their paths, not through `importlib.resources`: that loads readers of archives first, a hundredth of a second.
"""

from __future__ import annotations

from pathlib import Path


def supplied(name: str) -> Path:
    """Return the path of a file or folder of the package, named by its path inside it."""
    return Path(__file__).parent / name
