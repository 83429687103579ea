"""What a run takes from this machine and repository: reportgen's command, the fonts, the briefing."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

from compile.peers import Place
from compile.subjects import Briefing
from reportgen.config import load_config
from reportgen.fonts import find_fonts
from reportgen.tools import LocalTools

_INPUTS = ("report", "bib", "data")


def reportgen_command(given: str | None) -> tuple[str, ...]:
    """Return the command: the given one, or the one installed beside this Python, or the module."""
    if given:
        return tuple(shlex.split(given))
    installed = Path(sys.executable).with_name("reportgen")
    return (str(installed),) if installed.exists() else (sys.executable, "-m", "reportgen")


def report_fonts(report: Path) -> dict[str, bytes]:
    """Return the font files that a report's settings name, by role and ending. Raises `SystemExit`."""
    tools = LocalTools()
    config = load_config(report.resolve().parent, tools).value
    if config is None:
        raise SystemExit(f"{report}: the settings cannot be read")
    fonts = find_fonts(config, tools)
    if len(fonts.value) < len(config.fonts):
        raise SystemExit(f"fonts are missing: {', '.join(config.fonts.keys() - fonts.value.keys())}")
    return {f"{role}{path.suffix}": path.read_bytes() for role, path in fonts.value.items()}


def briefing(repository: Path, place: Place) -> Briefing:
    """Return the repository's own briefing without its documents, built once for the TeX behind it."""
    files = {
        path.relative_to(repository).as_posix(): path.read_bytes()
        for folder in _INPUTS for path in sorted((repository / folder).rglob("*"))
        if path.is_file() and "sources" not in path.relative_to(repository).parts
    }  # fmt: skip
    project = place.folder / "first"
    for name, data in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_bytes(data)
    command = [*place.reportgen, "build", "--project", str(project)]
    done = subprocess.run(
        command, env=place.environment(place.folder / "first-fonts"), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"the briefing does not build:\n{done.stderr[-2000:]}")
    folder = project / "build" / "tex"
    kept = (".tex", ".cls", ".sty", ".bbl", ".pdf")
    tex = {path.relative_to(folder).as_posix(): path.read_bytes()
           for path in sorted(folder.rglob("*")) if path.suffix in kept}  # fmt: skip
    fonts = {f"fonts/{name}": data for name, data in report_fonts(repository / "report").items()}
    return Briefing(project=files, tex=tex | fonts)
