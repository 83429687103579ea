"""Describe the machine that a run was made on, and the versions of everything measured."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from compile.measure import method

_VERSIONS = {
    "lualatex": ("lualatex", "--version"), "pdflatex": ("pdflatex", "--version"), "biber": ("biber", "--version"),
    "latexmk": ("latexmk", "-version"), "pandoc": ("pandoc", "--version"),
}  # fmt: skip
_PACKAGES = ("typst", "weasyprint")


def describe(reportgen: Sequence[str], python: Path | None) -> dict[str, str]:
    """Return what figures are worth nothing without."""
    found = {
        "processor": f"{_processor()}, {os.cpu_count()} processors",
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "memory": _memory(),
        "load before": " ".join(f"{load:.2f}" for load in os.getloadavg()),
        "python": platform.python_version(),
        "processor time": method(),
        "reportgen": _first_line((*reportgen, "--version")),
    }
    found |= {name: _first_line(command) for name, command in _VERSIONS.items() if shutil.which(command[0])}
    for name in _PACKAGES if python else ():
        code = f"import importlib.metadata as m; print('{name}', m.version('{name}'))"
        found[name] = _first_line((str(python), "-c", code))
    return found


def _first_line(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return "not installed"
    lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    return lines[0] if lines and done.returncode == 0 else "not installed"


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    name = re.search(r"^model name\s*: (.*)$", text, re.MULTILINE)
    return name[1] if name else platform.processor() or platform.machine()


def _memory() -> str:
    return f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 1e9:.1f} GB"
