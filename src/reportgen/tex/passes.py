"""Run TeX until nothing moves: a PDF is final when its pass read what it wrote.

What a pass reads back are the auxiliary files (page numbers, contents). A pass whose auxiliary files
are the same before and after would only repeat itself, so it is the last.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.codes import diagnose
from reportgen.config import Config
from reportgen.diagnostics import Diagnostic, Outcome
from reportgen.tex.engine import Engine, run_engine
from reportgen.tex.explain import explain_log
from reportgen.tex.tree import FONTS_FILE, TexTree
from reportgen.texlog import Kind, LogEvent, read_log
from reportgen.tools import Finished, Tools

MAX_PASSES = 3
AUXILIARY = (".aux", ".toc", ".lof", ".lot", ".out")
_UNREAD = re.compile(r"^\\(?:citation|bibdata|bibstyle)\{.*$\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One run of the engine and why it was needed; time in seconds."""

    reason: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Compilation:
    """What the engine made: the PDF, the passes, the auxiliary files to start from next time.

    `pdf` is `None` when it failed; the log and what was run are kept all the same.
    """

    pdf: bytes | None
    passes: tuple[Pass, ...]
    auxiliary: Mapping[str, bytes]
    log: str


def typeset(
    tree: TexTree,
    config: Config,
    engine: Engine,
    auxiliary: Mapping[str, bytes],
    tools: Tools,
    progress: Callable[[str], None],
) -> Outcome[Compilation]:
    """Typeset the tree in a private folder.

    `auxiliary` are the files that an earlier build left. If TeX fails and no file that a person edits is
    to blame, it is tried once more from nothing, since a damaged one would otherwise fail for ever.
    """
    cache = font_cache(tree, config, engine, tools, progress)
    outcome = _typeset(tree, config, engine, cache, auxiliary, tools, progress)
    blamed = any(d.place is not None or d.code == "TEX611" for d in outcome.diagnostics)
    if outcome.value.pdf is None and auxiliary and not blamed:
        return _typeset(tree, config, engine, cache, {}, tools, progress)
    return outcome


def _typeset(
    tree: TexTree,
    config: Config,
    engine: Engine,
    cache: Path,
    auxiliary: Mapping[str, bytes],
    tools: Tools,
    progress: Callable[[str], None],
) -> Outcome[Compilation]:
    passes: list[Pass] = []
    with tools.scratch() as folder:
        for name, data in {**tree.contents(), **auxiliary}.items():
            tools.write(folder / name, data)
        before = dict(auxiliary)
        reason = "the text changed" if auxiliary else "first pass"
        while True:
            progress(f"pass {len(passes) + 1}: {reason}")
            finished = run_engine(engine, config, folder, cache, tools, writable_cache=False, file="main.tex")
            passes.append(Pass(reason=reason, seconds=finished.seconds))
            log = _read_text(folder / "main.log", tools) or finished.output
            events = read_log(log)
            failed = _failure(finished, config)
            if failed is not None or finished.status != 0 or any(e.kind is Kind.ERROR for e in events):
                faults = explain_log(events, tree, config.overfull_pt, final=False)
                if failed is not None:
                    faults = (failed, *faults)
                elif not faults:
                    faults = (diagnose("TEX612", f"TeX ended with status {finished.status}: {_tail(log)}"),)
                return Outcome(_failed(passes, log), faults)
            after = _auxiliary(folder, tools)
            moved = [name for name in AUXILIARY if _digest(before, name) != _digest(after, name)]
            if not moved:
                return _finish(folder, passes, after, log, events, tree, config, tools)
            if len(passes) == MAX_PASSES:
                return Outcome(_failed(passes, log), (_unsettled(before, after, moved),))
            reason = f"{', '.join('main' + name for name in moved)} changed"
            before = after


def _finish(
    folder: Path,
    passes: list[Pass],
    auxiliary: Mapping[str, bytes],
    log: str,
    events: tuple[LogEvent, ...],
    tree: TexTree,
    config: Config,
    tools: Tools,
) -> Outcome[Compilation]:
    found = explain_log(events, tree, config.overfull_pt, final=True)
    try:
        pdf = tools.read(folder / "main.pdf")
    except OSError:
        return Outcome(_failed(passes, log), (*found, diagnose("TEX612", f"TeX wrote no PDF: {_tail(log)}")))
    return Outcome(Compilation(pdf=pdf, passes=tuple(passes), auxiliary=auxiliary, log=log), found)


def _failed(passes: list[Pass], log: str) -> Compilation:
    return Compilation(pdf=None, passes=tuple(passes), auxiliary={}, log=log)


def _auxiliary(folder: Path, tools: Tools) -> dict[str, bytes]:
    return {
        f"main{name}": tools.read(folder / f"main{name}")
        for name in AUXILIARY
        if tools.state(folder / f"main{name}") is not None
    }


def _digest(files: Mapping[str, bytes], ending: str) -> str:
    """Digest what a pass reads of an auxiliary file; lines for BibTeX are not read back."""
    data = files.get(f"main{ending}", b"")
    text = _UNREAD.sub("", data.decode("utf-8", "replace")) if ending == ".aux" else data.decode("utf-8", "replace")
    # An empty file and none are the same to TeX.
    return hashlib.sha256(text.strip().removeprefix("\\relax").strip().encode()).hexdigest()


def _failure(finished: Finished, config: Config) -> Diagnostic | None:
    """Say which limit or fault ended the engine from outside."""
    signal = -finished.status if finished.status < 0 else finished.status - 128
    if finished.stopped == "time" or signal == 24:
        hint = "look for a loop, or raise timeout_s under [limits] in report.toml"
        return diagnose("TEX611", f"TeX was stopped after {config.timeout_s:g} s", hint=hint)
    if signal == 25:
        return diagnose("TEX611", "TeX was stopped: a file grew beyond 256 MB", hint="look for a loop")
    if signal in {6, 9, 11}:
        hint = "a damaged picture, or too little memory (memory_mb under [limits] in report.toml)"
        return diagnose("TEX612", f"TeX crashed (signal {signal})", hint=hint)
    return None


def _unsettled(before: Mapping[str, bytes], after: Mapping[str, bytes], moved: list[str]) -> Diagnostic:
    """Name what still moves after the last pass."""
    old = before.get(f"main{moved[0]}", b"").decode("utf-8", "replace").splitlines()
    new = after.get(f"main{moved[0]}", b"").decode("utf-8", "replace").splitlines()
    changed = [line[2:] for line in difflib.ndiff(old, new) if line.startswith("+ ")]
    labels = [hit.group(1) for line in changed if (hit := re.match(r"\\newlabel\{([^}]*)\}", line))]
    what = f"label '{labels[0]}'" if labels else f"main{moved[0]}: {changed[0][:80] if changed else '?'}"
    return diagnose("TEX610", f"page numbers do not settle in {MAX_PASSES} passes; still moving: {what}")


def _read_text(path: Path, tools: Tools) -> str | None:
    try:
        return tools.read(path).decode("utf-8", "replace")
    except OSError:
        return None


def _tail(log: str) -> str:
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    return " / ".join(lines[-3:])[-300:]


def font_cache(tree: TexTree, config: Config, engine: Engine, tools: Tools, progress: Callable[[str], None]) -> Path:
    """Return the folder of luaotfload's cache, filled by a trusted run that loads only the fonts.

    The report's own runs may only read it: it holds Lua code that every later run executes.
    """
    fonts = {name: data for name, data in tree.assets.items() if name.startswith("fonts/") or name == FONTS_FILE}
    key = hashlib.sha256(engine.identity.encode())
    for name, data in sorted(fonts.items()):
        key.update(name.encode() + hashlib.sha256(data).digest())
    cache = config.build / "cache" / f"fonts-{key.hexdigest()[:16]}"
    done = cache / "complete"
    if tools.state(done) is None:
        progress("preparing fonts")
        tools.remove(cache)
        tools.write(cache / "README", b"luaotfload's font cache; safe to delete\n")
        with tools.scratch() as folder:
            for name, data in fonts.items():
                tools.write(folder / name, data)
            tools.write(folder / "warm.tex", _WARM.encode())
            finished = run_engine(engine, config, folder, cache, tools, writable_cache=True, file="warm.tex")
        if finished.status == 0:  # otherwise the report's own run meets the fault and reports it
            tools.write(done, b"")
    return cache


_WARM = r"""\documentclass{article}
\usepackage{fontspec}
\input{reportgen-fonts}
\begin{document}
\makeatletter
Aa {\itshape Aa} {\bfseries Aa {\itshape Aa}} {\sffamily Aa {\itshape Aa} {\bfseries Aa {\itshape Aa}}}
{\ttfamily Aa} \@ifundefined{symbolfont}{}{{\symbolfont Aa}}
\end{document}
"""
