"""A review of the proposed project on a machine in memory."""

from __future__ import annotations

from pathlib import Path

from memory import ROOT, SOURCES, MemoryTools
from proposed_project import proposed_project

from reportgen.config import load_config
from reportgen.reviewing.review import Review, begin


def review_of(
    project: dict[str, str] | None = None, sources: Path | None = SOURCES, tools: MemoryTools | None = None
) -> Review:
    """Begin a review of a project."""
    tools = tools or MemoryTools.of(project or proposed_project())
    config = load_config(ROOT, tools).value
    assert config is not None
    review = begin(config, sources, tools).value
    assert review is not None
    return review


def file_of(review: Review, file: str) -> str:
    """Return a file of the project as it is now."""
    return review.tools.read(ROOT / file).decode()


def decisions(review: Review) -> dict[str, str]:
    """Return what the ledger on the disk says of each record."""
    rows = (line.split(",") for line in file_of(review, "data/proposals.csv").split("\n")[1:-1])
    return {row[1]: row[2] for row in rows if row[1]}
