"""Find the font files that `report.toml` names, so that no build depends on a font database."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path

from reportgen.cache import Cache
from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE, FALLBACK, Config
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
# How the hint begins when a font of nearly that name is there.
NEAR = "did you mean "
_HOME_FOLDERS = (".local/share/fonts", ".fonts", "Library/Fonts")


def find_fonts(config: Config, tools: Tools, cache: Cache | None = None) -> Outcome[Mapping[str, Path]]:
    """Return the path of each font by role (`serif-regular`, `fallback-1`).

    A missing one is an error that names the file; a missing fallback font is noted, the next takes its place.

    With a cache the folders are searched only for what is not where it was found the last time.
    """
    own = {path.name: path for path in tools.list(config.project / "report" / "fonts", "**/*.[to]t[fc]")}
    if cache is None:
        return _search(config, tools)
    key = cache.key(
        sorted(config.fonts.items()), list(config.fallback), sorted(map(str, own.values())), tools.environment("HOME")
    )
    kept = cache.fetch("fonts", key, lambda: _search(config, tools), _pack, _unpack)
    if all(tools.state(path) is not None for path in kept.value.values()):
        return kept
    return _search(config, tools)


def _pack(outcome: Outcome[Mapping[str, Path]]) -> list[tuple[str, str]] | None:
    """Return roles and paths as texts; what was not found may be there the next time."""
    return None if outcome.diagnostics else [(role, str(path)) for role, path in outcome.value.items()]


def _unpack(plain: list[tuple[str, str]]) -> Outcome[Mapping[str, Path]]:
    return Outcome({role: Path(path) for role, path in plain})


def _search(config: Config, tools: Tools) -> Outcome[Mapping[str, Path]]:
    spare = {role: name for role, (name, _) in config.fallback_faces.items()}
    named = {**config.fonts, **spare}
    wanted = {name: role for role, name in named.items()}
    found: dict[str, Path] = {}
    seen: set[str] = set()
    for folder in _folders(config.project, tools):
        if len(found) == len(wanted):
            break
        for path in tools.list(folder, "**/*.[to]t[fc]"):
            seen.add(path.name)
            if path.name in wanted:
                found.setdefault(path.name, path)
    missing: list[Diagnostic] = []
    for name in wanted.keys() - found.keys():
        path_ = _ask_tex(name, tools)
        if path_ is not None:
            found[name] = path_
        elif name not in config.fonts.values():
            slips = sorted(other for other in seen if _is_slip(name, other))
            place = config.places.get(("fonts", FALLBACK), Place(file=CONFIG_FILE))
            message = f"fallback font {name} is not installed; what only it has counts as missing"
            if slips:
                hint = f"{NEAR}'{slips[0]}'?"
                missing.append(diagnose("CFG007", f"font file {name} was not found", place, hint=hint))
                continue
            missing.append(diagnose("CFG017", message, place, hint="install the package that has it, or take it off"))
        else:
            near = difflib.get_close_matches(name, seen, 1, 0.8)
            hint = f"{NEAR}'{near[0]}'?" if near else "install the font packages listed in requirements/system.txt"
            place = config.places.get(("fonts", wanted[name]), Place(file=CONFIG_FILE))
            missing.append(diagnose("CFG007", f"font file {name} was not found", place, hint=hint))
    return Outcome({role: found[name] for role, name in named.items() if name in found}, tuple(missing))


def _is_slip(one: str, other: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two are swapped: fonts of one family differ by more."""
    before = _shared(one, other)
    alike = before + _shared(one[before:][::-1], other[before:][::-1])
    longest = max(len(one), len(other))
    return alike == longest - 1 or (alike == longest - 2 and sorted(one) == sorted(other))


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


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
