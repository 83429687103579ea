"""The record of the last build, and whether anything has changed since.

`build/build.json` lists every input with its state and digest. A build whose inputs are all as they
were has nothing to do; this module decides that without loading anything heavy.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reportgen.diagnostics import Diagnostic, Place, Related, Severity
from reportgen.tools import FileState, Tools

MANIFEST = "build/build.json"
_VERSION = 1
_INPUT_FOLDERS = ("report", "bib", "data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the last build read and made. `options` are those that change its result."""

    options: Mapping[str, str]
    inputs: Mapping[str, Mapping[str, Any]]
    output: Mapping[str, Any]
    summary: str
    diagnostics: tuple[Diagnostic, ...]
    details: Mapping[str, Any]


def input_files(project: Path, sources: Path | None, tools: Tools) -> tuple[Path, ...]:
    """Return every file that a build may read: the project's, the documents, the program itself."""
    found: list[Path] = []
    private = project / "data" / "sources"
    for folder in _INPUT_FOLDERS:
        found += [p for p in tools.list(project / folder, "**/*") if private not in p.parents]
    if sources is not None:
        found += tools.list(sources, "**/*")
    program = Path(__file__).parent
    found += [p for p in tools.list(program, "**/*") if p.suffix in {".py", ".toml"}]
    return tuple(dict.fromkeys(found))


def record_inputs(paths: Iterable[Path], tools: Tools) -> dict[str, dict[str, Any]]:
    """Return the state and the digest of each file."""
    inputs: dict[str, dict[str, Any]] = {}
    for path in paths:
        state = tools.state(path)
        if state is not None:
            inputs[str(path)] = {**asdict(state), "sha256": _sha256(path, tools)}
    return inputs


def _sha256(path: Path, tools: Tools) -> str | None:
    try:
        return hashlib.sha256(tools.read(path)).hexdigest()
    except OSError:
        return None


def write_manifest(project: Path, manifest: Manifest, tools: Tools) -> None:
    """Write the record. Raises `OSError`."""
    data = {
        "version": _VERSION,
        "options": dict(manifest.options),
        "output": dict(manifest.output),
        "summary": manifest.summary,
        "details": dict(manifest.details),
        "diagnostics": [_pack(d) for d in manifest.diagnostics],
        "inputs": dict(manifest.inputs),
    }
    # In ASCII, so that a file name that is not UTF-8 comes back as it was.
    tools.write(project / MANIFEST, json.dumps(data, indent=1).encode("ascii"))


def unchanged(project: Path, options: Mapping[str, str], sources: Path | None, tools: Tools) -> Manifest | None:
    """Return the last build's record if a new build would only repeat it, otherwise `None`.

    A file counts as unchanged when size, times and inode are the same; when one of them differs its
    digest decides. The change time catches an edit that keeps size and modification time.
    """
    manifest = _read(project, tools)
    if manifest is None or dict(manifest.options) != dict(options):
        return None
    recorded = dict(manifest.inputs)
    extra = [Path(str(name)) for name in manifest.details.get("machine_files") or ()]
    for path in dict.fromkeys((*input_files(project, sources, tools), *extra)):
        known = recorded.pop(str(path), None)
        if known is None or not _same(path, known, tools):
            return None
    if recorded:
        return None
    output = manifest.output
    return manifest if _same(project / str(output.get("path")), output, tools) else None


def _same(path: Path, known: Mapping[str, Any], tools: Tools) -> bool:
    state: FileState | None = tools.state(path)
    if state is None:
        return False
    if all(known.get(key) == value for key, value in asdict(state).items()):
        return True
    digest = known.get("sha256")
    return digest is not None and state.size == known.get("size") and _sha256(path, tools) == digest


def _read(project: Path, tools: Tools) -> Manifest | None:
    """Read the record; one that is damaged or of another version counts as none."""
    try:
        data = json.loads(tools.read(project / MANIFEST))
        if data["version"] != _VERSION:
            return None
        kinds = {"options": dict, "inputs": dict, "output": dict, "details": dict, "summary": str}
        if not all(isinstance(data[key], kind) for key, kind in kinds.items()):
            return None
        if not all(isinstance(known, dict) for known in data["inputs"].values()):
            return None
        return Manifest(
            options=data["options"], inputs=data["inputs"], output=data["output"], summary=data["summary"],
            details=data["details"], diagnostics=tuple(_unpack(d) for d in data["diagnostics"]),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _pack(diagnostic: Diagnostic) -> dict[str, Any]:
    return asdict(diagnostic)


def _unpack(data: Mapping[str, Any]) -> Diagnostic:
    def place(raw: Mapping[str, Any] | None) -> Place | None:
        return Place(file=raw["file"], line=raw["line"], column=raw["column"]) if raw else None

    related = tuple(Related(message=r["message"], place=place(r["place"]) or Place(file="")) for r in data["related"])
    return Diagnostic(
        code=data["code"], severity=Severity(data["severity"]), message=data["message"],
        place=place(data["place"]), end_line=data["end_line"], end_column=data["end_column"],
        hint=data["hint"], related=related,
    )  # fmt: skip
