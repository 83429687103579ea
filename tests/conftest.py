"""What every test may use, and what none may do."""

from __future__ import annotations

import os
import socket
from typing import Any

import pytest
from hypothesis import settings
from memory import MemoryTools
from small_project import small_project

# The same examples on every run and on every machine, however slow.
settings.register_profile("reportgen", derandomize=True, deadline=None, database=None)
settings.load_profile("reportgen")

_VARIABLES = (
    "SOURCE_DATE_EPOCH", "FORCE_SOURCE_DATE", "TEXINPUTS", "TEXMFHOME", "TEXMFVAR", "BIBINPUTS", "BSTINPUTS",
    "NO_COLOR", "FORCE_COLOR", "COLUMNS", "GITHUB_ACTIONS", "CI", "max_print_line",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the caller's settings or reaches the network."""
    for name in [*_VARIABLES, *(n for n in os.environ if n.startswith("REPORTGEN_") and n != "REPORTGEN_GOLDEN")]:
        monkeypatch.delenv(name, raising=False)
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            message = f"a test may not use the network: {address}"
            raise AssertionError(message)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def project() -> dict[str, str]:
    """A small valid project, complete with its documents: file texts by path."""
    return small_project()


@pytest.fixture
def tools(project: dict[str, str]) -> MemoryTools:
    """A machine in memory that has the small project at `memory.ROOT` and nothing else."""
    return MemoryTools.of(project)
