"""Build on every edit: notice changes, build, notice what changed meanwhile, until the PDF is that of now.

Notifications say when to look. What has changed is told by the files themselves, so that a notification
that was lost, or never sent (network folders), costs a moment and not an edit.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.cache import Cache
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.manifest import input_files
from reportgen.pipeline import build
from reportgen.press import Workshop
from reportgen.tex.warm import warm_engines
from reportgen.tools import FileState, Tools

# Milliseconds of quiet that end a burst of edits, the longest burst, and the time between two looks of our own.
_QUIET_MS, _BURST_MS, _LOOK_MS = 15, 200, 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What a build has come to. `summary` is `None` when it failed; times in seconds since the edit was noticed."""

    summary: str | None
    diagnostics: tuple[Diagnostic, ...]
    seconds: float
    final: bool


def watch(
    project: Path,
    sources: Path | None,
    options: Mapping[str, str],
    tools: Tools,
    show: Callable[[Update], None],
    *,
    strict: bool = False,
    rounds: int | None = None,
) -> None:
    """Build, then build again after each edit, until interrupted; `show` hears of every PDF and of every failure.

    `rounds` ends it after so many builds. Leaving it, however, ends all processes that it started.
    """
    cache = project / "build" / "cache"
    with warm_engines(cache, tools, sections=True) as warm, _observer(project, sources, tools) as changed:
        shop = Workshop(warm=warm, cache=Cache(cache, tools))
        built: Mapping[Path, FileState | None] | None = None
        while rounds is None or rounds > 0:
            changed.clear()
            started = tools.clock()
            seen = snapshot(project, sources, tools)
            if seen == built:
                changed.wait()
                continue

            def early(summary: str, started: float = started) -> None:
                show(Update(summary=summary, diagnostics=(), seconds=tools.clock() - started, final=False))

            shop.overtaken, shop.early = changed.is_set, early
            outcome = build(project, sources, options, tools, lambda _: None, strict=strict, shop=shop)
            failed = any(d.severity is Severity.ERROR for d in outcome.diagnostics)
            overtaken = outcome.value is None and not failed and changed.is_set()
            if not overtaken:
                built = seen
                seconds = tools.clock() - started
                show(Update(summary=outcome.value, diagnostics=outcome.diagnostics, seconds=seconds, final=True))
            rounds = rounds if rounds is None else rounds - 1


def snapshot(project: Path, sources: Path | None, tools: Tools) -> Mapping[Path, FileState | None]:
    """Return the state of every file that a build reads."""
    return {path: tools.state(path) for path in input_files(project, sources, tools)}


@contextlib.contextmanager
def _observer(project: Path, sources: Path | None, tools: Tools) -> Iterator[threading.Event]:
    """Give an event that is set whenever something in the inputs' folders changes from now on."""
    changed, stop = threading.Event(), threading.Event()
    # Looked at before the thread runs: what is edited while it starts is then a difference to it.
    seen = snapshot(project, sources, tools)
    thread = threading.Thread(target=_observe, args=(project, sources, tools, seen, changed, stop), daemon=True)
    thread.start()
    try:
        yield changed
    finally:
        stop.set()
        thread.join(5)


def _observe(
    project: Path,
    sources: Path | None,
    tools: Tools,
    seen: Mapping[Path, FileState | None],
    changed: threading.Event,
    stop: threading.Event,
) -> None:
    """Set `changed` at each notification, and when a look of our own finds a difference to what was `seen`."""
    import watchfiles

    while not stop.is_set():
        folders = [folder for name in ("report", "bib", "data") if (folder := project / name).is_dir()]
        folders += [sources] if sources is not None and sources.is_dir() else []
        if not folders:
            stop.wait(_LOOK_MS / 1000)
            changed.set()
            continue
        nodes = [folder.stat().st_ino for folder in folders]
        with contextlib.suppress(FileNotFoundError):
            for changes in watchfiles.watch(
                *folders, watch_filter=None, debounce=_BURST_MS, step=_QUIET_MS, stop_event=stop,
                rust_timeout=_LOOK_MS, yield_on_timeout=True, raise_interrupt=False,
            ):  # fmt: skip
                now = snapshot(project, sources, tools)
                if changes or now != seen:
                    seen = now
                    changed.set()
                if nodes != [folder.stat().st_ino for folder in folders]:
                    break  # a folder was replaced: its notifications came from the old one
