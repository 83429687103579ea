"""The record of the last build, and whether anything has changed since.

`build/build.json`, or `build/NAME/build.json` for a product, lists every input with its state and digest. A build
whose inputs are all as they were has nothing to do; this module decides that without loading anything heavy.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reportgen.diagnostics import Diagnostic, Place, Related, Severity
from reportgen.editions import Edition
from reportgen.idle import PROGRAM_FILES, State, installed, libraries, of_product, pack, recent, settle, state, survey
from reportgen.tools import FileState, Tools

MANIFEST = "build/build.json"
_VERSION = 2
_INPUT_FOLDERS = ("report", "bib", "data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the last build read and made. `options` are those that change its result.

    `output` is the PDF, `companions` are the files that were published with it.
    """

    options: Mapping[str, str]
    inputs: Mapping[str, Mapping[str, Any]]
    output: Mapping[str, Any]
    summary: str
    diagnostics: tuple[Diagnostic, ...]
    details: Mapping[str, Any]
    companions: tuple[Mapping[str, Any], ...] = ()

    @property
    def published(self) -> tuple[Mapping[str, Any], ...]:
        """Every file that the build put in place."""
        return (self.output, *self.companions)


def input_files(project: Path, sources: Path | None, tools: Tools) -> tuple[Path, ...]:
    """Return every file that a build may read: the project's, the documents, the program itself."""
    found: list[Path] = []
    private = project / "data" / "sources"
    for folder in _INPUT_FOLDERS:
        found += [p for p in tools.list(project / folder, "**/*") if private not in p.parents]
    if sources is not None:
        found += tools.list(sources, "**/*")
    program = Path(__file__).parent
    found += [p for p in tools.list(program, "**/*") if p.suffix in PROGRAM_FILES]
    return tuple(dict.fromkeys(found))


def record_inputs(
    paths: Iterable[Path], tools: Tools, before: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[str, dict[str, Any]]:
    """Return the state and the digest of each file; `recent` is set when the state alone proves nothing.

    `before` is an earlier record: a file that has the state it had then is not read.
    """
    inputs: dict[str, dict[str, Any]] = {}
    for path in paths:
        now, known = tools.state(path), (before or {}).get(str(path), {})
        if now is not None:
            digest = known.get("sha256") if _has_state(known, now) else _sha256(path, tools)
            inputs[str(path)] = {**asdict(now), "sha256": digest}
            if recent(now.ctime_ns):
                inputs[str(path)]["recent"] = True
    return inputs


def _has_state(known: Mapping[str, Any], now: FileState) -> bool:
    """Whether a file is what it was when it was recorded, by its state alone."""
    return not known.get("recent") and all(known.get(key) == value for key, value in asdict(now).items())


def _sha256(path: Path, tools: Tools) -> str | None:
    try:
        return hashlib.sha256(tools.read(path)).hexdigest()
    except OSError:
        return None


def write_manifest(project: Path, manifest: Manifest, tools: Tools, output: Mapping[Path, bytes] | None = None) -> None:
    """Write the record, and in the same step the output that it tells of. Raises `OSError`."""
    data = {
        "version": _VERSION,
        "options": dict(manifest.options),
        "output": dict(manifest.output),
        "companions": [dict(companion) for companion in manifest.companions],
        "summary": manifest.summary,
        "details": dict(manifest.details),
        "diagnostics": [_pack(d) for d in manifest.diagnostics],
        "inputs": dict(manifest.inputs),
    }
    # In ASCII, so that a file name that is not UTF-8 comes back as it was.
    path = record_of(project, manifest.options)
    tools.write_all({**(output or {}), path: json.dumps(data, indent=1).encode("ascii")})


def record_of(project: Path, options: Mapping[str, str]) -> Path:
    """Return where the record of a build with these options lies."""
    return project / of_product(MANIFEST, options.get("folder", options.get("product", "")))


def published(project: Path, options: Mapping[str, str], tools: Tools) -> tuple[Path, ...]:
    """Return the files that the last build with these options put in place; none without a record of one."""
    manifest = _read(record_of(project, options), tools)
    return tuple(project / str(file.get("path")) for file in manifest.published) if manifest is not None else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBuild:
    """A build that a new one would only repeat.

    `seen` has the state of each file and folder that decides it, by path, from before it was decided; `None`
    when one of them could not be told.
    """

    manifest: Manifest
    seen: Mapping[str, State | None] | None


def build_options(
    sources: Path | None,
    version: str,
    engine: str | None = None,
    product: str | None = None,
    edition: Edition | None = None,
) -> dict[str, str]:
    """Return what besides files decides a build's result: documents' folder, program, libraries, engine, product.

    An edition is there as a text, with the `folder` of its output.
    """
    packages = "\0".join(installed()).encode("utf-8", "surrogateescape")
    digest = hashlib.sha256(packages).hexdigest()[:16]
    named = {"engine": engine or "", "product": product or ""}
    if edition is not None:
        named |= {"product": edition.product, "edition": edition.text(), "folder": edition.folder}
    return {"sources": str(sources or ""), "version": version, "libraries": digest, **named}


def last_build(
    project: Path, options: Mapping[str, str], sources: Path | None, named: Path | None, tools: Tools
) -> LastBuild | None:
    """Return the last build if a new one would only repeat it, otherwise `None`.

    `named` is the documents' folder as the user named it, which may lead to `sources` through links.
    """
    try:
        # Before anything is compared: what is edited meanwhile then differs from what was seen.
        seen = _survey(project, record_of(project, options), sources, named)
    except OSError:
        seen = None
    else:
        if seen is None:  # a linked folder, into which `input_files` does not look
            return None
    manifest = _read(record_of(project, options), tools)
    if seen is not None and manifest is not None:
        machine = (str(name) for name in manifest.details.get("machine_files") or ())
        try:
            made = (str(project / str(file.get("path"))) for file in manifest.published)
            seen |= {path: state(path) for path in (*machine, *made)}
        except OSError:
            seen = None
    if manifest is None or not _is_current(manifest, project, options, sources, tools):
        return None
    return LastBuild(manifest=manifest, seen=seen)


def last_manifest(project: Path, options: Mapping[str, str], tools: Tools) -> Manifest | None:
    """Return the record of the last build, current or not; `None` where it cannot be read."""
    return _read(record_of(project, options), tools)


def explain_build(project: Path, options: Mapping[str, str], tools: Tools) -> str:
    """Return what the last build ran and why, one line each; empty when there is no record of one."""
    manifest = last_manifest(project, options, tools)
    if manifest is None:
        return ""
    details = manifest.details
    engine = details.get("engine") or {}
    where = "in a sandbox" if engine.get("sandbox") else "without a sandbox"
    lines = [
        f"inputs: {len(manifest.inputs)} files",
        f"engine: {engine.get('file')}, {where}",
        f"preamble: {details.get('preamble')}",
    ]
    for number, done in enumerate(details.get("passes") or (), 1):
        lines.append(f"pass {number}: {done['reason']}; from {done['start']}; {done['seconds']:.2f} s")
    return "\n".join([*lines, ""])


def _survey(project: Path, record: Path, sources: Path | None, named: Path | None) -> dict[str, State | None] | None:
    """Return the state of all that `input_files` lists, of its folders, of the record and of the libraries.

    `None` when a folder is a link. Raises `OSError` for what cannot be read.
    """
    private = str(project / "data" / "sources")
    alone = (str(record), private, *libraries(), *([str(named.absolute())] if named else []))
    seen = {path: state(path) for path in alone}
    if named and named.resolve() != sources:
        raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), str(named))
    for folder in (*(project / folder for folder in _INPUT_FOLDERS), Path(__file__).parent):
        found = survey(str(folder), frozenset({private}))
        if found is None:
            return None
        seen |= found
    if sources is not None:
        found = survey(str(sources))
        if found is None:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(sources))
        seen |= found
    return seen


def stamp_of(
    done: LastBuild, words: list[str], project: Path, said: tuple[int, str, str], shown: Iterable[Path]
) -> bytes | None:
    """Return the stamp of a build with nothing to do, `None` when that cannot be told from states alone.

    `words` are the arguments, `said` is the exit code with the texts for stdout and stderr, `shown` are the
    files that were read for the texts.
    """
    if done.seen is None:
        return None
    seen = dict(done.seen)
    try:
        for path in shown:
            if str(path) not in seen:
                seen[str(path)] = state(str(path))
                if seen[str(path)] is not None:  # nobody knows what it was when it was read
                    return None
        return pack(words, str(project), said, seen) if settle(seen) else None
    except OSError:
        return None


def unchanged(project: Path, options: Mapping[str, str], sources: Path | None, tools: Tools) -> Manifest | None:
    """Return the last build's record if a new build would only repeat it, otherwise `None`.

    A file counts as unchanged when size, times and inode are the same; when one of them differs its
    digest decides. The change time catches an edit that keeps size and modification time; of a file that was
    edited just before it was recorded the digest decides in any case.
    """
    manifest = _read(record_of(project, options), tools)
    return manifest if manifest is not None and _is_current(manifest, project, options, sources, tools) else None


def _is_current(
    manifest: Manifest, project: Path, options: Mapping[str, str], sources: Path | None, tools: Tools
) -> bool:
    if dict(manifest.options) != dict(options):
        return False
    recorded = dict(manifest.inputs)
    extra = [Path(str(name)) for name in manifest.details.get("machine_files") or ()]
    for path in dict.fromkeys((*input_files(project, sources, tools), *extra)):
        known = recorded.pop(str(path), None)
        if known is None or not _same(path, known, tools):
            return False
    return not recorded and all(_same(project / str(file.get("path")), file, tools) for file in manifest.published)


def _same(path: Path, known: Mapping[str, Any], tools: Tools) -> bool:
    now: FileState | None = tools.state(path)
    if now is None:
        return False
    if _has_state(known, now):
        return True
    digest = known.get("sha256")
    return digest is not None and now.size == known.get("size") and _sha256(path, tools) == digest


def _read(record: Path, tools: Tools) -> Manifest | None:
    """Read the record; one that is damaged or of another version counts as none."""
    try:
        data = json.loads(tools.read(record))
        if data["version"] != _VERSION:
            return None
        kinds = {"options": dict, "inputs": dict, "output": dict, "details": dict, "summary": str, "companions": list}
        if not all(isinstance(data[key], kind) for key, kind in kinds.items()):
            return None
        if not all(isinstance(known, dict) for known in (*data["inputs"].values(), *data["companions"])):
            return None
        return Manifest(
            options=data["options"], inputs=data["inputs"], output=data["output"], summary=data["summary"],
            details=data["details"], diagnostics=tuple(_unpack(d) for d in data["diagnostics"]),
            companions=tuple(data["companions"]),
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
