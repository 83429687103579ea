"""Golden files: compare a text with a file, or rewrite the file when asked to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def check(path: Path, text: str) -> None:
    """Fail unless `path` holds `text`; with REPORTGEN_GOLDEN=1 in the environment, make it so."""
    if os.environ.get("REPORTGEN_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"{path.name} is missing: run with REPORTGEN_GOLDEN=1 and read the diff"
    assert text == path.read_text(encoding="utf-8"), f"{path.name} differs"
