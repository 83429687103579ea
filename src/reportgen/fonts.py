"""Find the font files that `report.toml` names, so that no build depends on a font database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE, Config
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.tools import Limits, Tools

# Where Debian, Fedora and macOS put font files, and TeX Live's own; the project's folder comes first.
_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/texlive/texmf-dist/fonts",
    "/usr/share/texmf-dist/fonts",
    "/Library/Fonts",
    "/opt/homebrew/share/fonts",
)
_HOME_FOLDERS = (".local/share/fonts", ".fonts", "Library/Fonts")


def find_fonts(config: Config, tools: Tools) -> Outcome[Mapping[str, Path]]:
    """Return the path of each font by role; a missing one is an error that names the file."""
    wanted = {name: role for role, name in config.fonts.items()}
    found: dict[str, Path] = {}
    for folder in _folders(config.project, tools):
        if len(found) == len(wanted):
            break
        for path in tools.list(folder, "**/*.[to]t[fc]"):
            if path.name in wanted:
                found.setdefault(path.name, path)
    missing: list[Diagnostic] = []
    for name in wanted.keys() - found.keys():
        path_ = _ask_tex(name, tools)
        if path_ is not None:
            found[name] = path_
        else:
            hint = "install the font packages listed in requirements/system.txt"
            missing.append(diagnose("CFG007", f"font file {name} was not found", Place(file=CONFIG_FILE), hint=hint))
    return Outcome({role: found[name] for role, name in config.fonts.items() if name in found}, tuple(missing))


def _folders(project: Path, tools: Tools) -> Iterator[Path]:
    yield project / "report" / "fonts"
    home = tools.environment("HOME")
    if home:
        yield from (Path(home) / folder for folder in _HOME_FOLDERS)
    yield from map(Path, _FOLDERS)


def _ask_tex(name: str, tools: Tools) -> Path | None:
    """Ask TeX's own file search, which knows trees in other places."""
    program = tools.find_program("kpsewhich")
    if program is None or "/" in name or name.startswith("-"):
        return None
    environment = {"PATH": tools.environment("PATH") or "/usr/bin:/bin"}
    finished = tools.run([str(program), name], folder=Path("/"), environment=environment, limits=Limits(wall_s=20))
    answer = finished.output.strip()
    return Path(answer) if finished.status == 0 and answer.startswith("/") else None
