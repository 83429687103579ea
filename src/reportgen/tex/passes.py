"""Run TeX until nothing moves: a PDF is final when its pass read what it wrote.

What a pass reads back are the auxiliary files (page numbers, contents). A pass whose auxiliary files
are the same before and after would only repeat itself, so it is the last.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.bibliography import Entry
from reportgen.codes import diagnose
from reportgen.config import Config
from reportgen.diagnostics import Diagnostic, Outcome
from reportgen.tex.biber import CONTROL, RESULT, needs_biber, run_biber
from reportgen.tex.cited_pages import with_guessed_pages, with_pages_once
from reportgen.tex.engine import Engine, run_engine
from reportgen.tex.explain import explain_log
from reportgen.tex.font_cache import font_cache
from reportgen.tex.formats import Format, preamble_format
from reportgen.tex.names import RESUME_FILE
from reportgen.tex.sandbox import Room
from reportgen.tex.seed import seed
from reportgen.tex.tree import TexTree
from reportgen.tex.warm import Warm
from reportgen.texlog import Kind, LogEvent, read_log
from reportgen.tools import Finished, Tools

# From a seed, contents settle in the second pass, lists of pages in the third, and what their lines move in the fourth.
MAX_PASSES = 4
# Numbers of signals, in a status that may come from another system or through the sandbox.
_OUT_OF_TIME, _FILE_TOO_LARGE, _CRASHES = 24, 25, frozenset({6, 9, 11})
# What the engines and the sandbox say when they get no more memory.
_NO_MEMORY = re.compile(
    r"not enough memory|memory exhausted|[Oo]ut of memory|[Cc]annot allocate|bad_alloc|failed to map"
)
# A log of the report's length has a few hundred thousand bytes.
_LONG_LOG = 8 * 1024 * 1024
AUXILIARY = (".aux", ".toc", ".lof", ".lot", ".out")
_UNREAD = re.compile(r"^\\(?:citation|bibdata|bibstyle)\{.*$\n?", re.MULTILINE)
# The package bookmark notes the line of each heading for error messages only.
_SOURCE_LINE = re.compile(r"(?<=srcline=)\{\d+\}")

# The label of a citation; labels with braces inside, as natbib writes them, are taken whole.
_CITED = re.compile(r"^\\bibcite\{.*\}[ ]*$\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One run of the engine and why it was needed; time in seconds. `start` says what it began with."""

    reason: str
    seconds: float
    start: str = "the class"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compilation:
    """What the engine made: the PDF, the passes, the auxiliary files to start from next time.

    `pdf` is `None` when it failed; the log and what was run are kept all the same. `preamble` names the
    dumped format, or says why there is none. `structure` is what a tagged run says of its text, a JSON
    object a line. Not `settled`: another pass would change page numbers.
    """

    pdf: bytes | None
    passes: tuple[Pass, ...]
    auxiliary: Mapping[str, bytes]
    log: str
    preamble: str = ""
    structure: bytes = b""
    settled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Haste:
    """What a caller who waits for each edit wants: to see the first PDF at once, to stop for a newer edit.

    `early` gets a PDF whose page numbers may still change. Once `overtaken` says yes, no second pass is
    begun, and one that is under way is ended. A first pass always runs to its end, so that somebody who
    never stops typing still sees pages.
    """

    early: Callable[[Compilation], None] = lambda _: None
    overtaken: Callable[[], bool] = bool


def typeset(
    tree: TexTree,
    config: Config,
    engine: Engine,
    auxiliary: Mapping[str, bytes],
    tools: Tools,
    progress: Callable[[str], None],
    warm: Warm | None = None,
    haste: Haste | None = None,
    entries: Mapping[str, Entry] | None = None,
) -> Outcome[Compilation]:
    """Typeset the tree in a private folder; what biber says of an entry stands at that of `entries` with its key.

    `auxiliary` are the files that an earlier build left. If TeX fails and no file that a person edits is
    to blame, it is tried once more from nothing, since a damaged one would otherwise fail for ever.
    """
    cache = font_cache(tree.assets, config, engine, tools, progress)
    run = _Run(
        tree=tree, config=config, engine=engine, cache=cache, tools=tools, progress=progress, warm=warm,
        haste=haste, entries=entries or {},
    )  # fmt: skip
    kept = run.start()
    outcome = run.passes(kept, auxiliary)
    blamed = any(d.place is not None or d.code == "TEX611" for d in outcome.diagnostics)
    if outcome.value.pdf is None and (auxiliary or isinstance(kept, Format)) and not blamed:
        return replace(run, warm=None).passes("tried without it", {})
    return outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One compilation: what every pass of it needs."""

    tree: TexTree
    config: Config
    engine: Engine
    cache: Path
    tools: Tools
    progress: Callable[[str], None]
    warm: Warm | None
    haste: Haste | None
    entries: Mapping[str, Entry]

    def start(self) -> Format | str:
        """Return the dumped preamble to begin with, or why there is none."""
        room = Room(work=Path(), cache=self.cache, formats=self.config.cache / "formats")
        return preamble_format(self.tree, self.config, self.engine, room, self.tools, self.progress)

    def passes(self, kept: Format | str, auxiliary: Mapping[str, bytes]) -> Outcome[Compilation]:
        """Run the engine until nothing moves, at most `MAX_PASSES` times."""
        done: list[Pass] = []
        noticed: tuple[Diagnostic, ...] = ()
        seeded = seed(self.tree.composed)
        before = with_citations(auxiliary, seeded)
        # A warm engine that has read the file would have to begin again for the sake of a guess.
        if "main.aux" in auxiliary and (self.haste is None or before != auxiliary):
            before["main.aux"] = with_guessed_pages(before["main.aux"], seeded["main.aux"])
        reason = "the text changed" if auxiliary else "first pass"
        resume = {RESUME_FILE: kept.resume.encode()} if isinstance(kept, Format) else {}
        preamble = kept.name if isinstance(kept, Format) else f"no format: {kept}"
        with self.tools.scratch() as folder:
            while True:
                contents = {**self.tree.contents(), **resume, **before}
                for name, data in contents.items() if not done else ():
                    self.tools.place(folder / name, data)
                self.progress(f"pass {len(done) + 1}: {reason}")
                cancelled = self.haste.overtaken if self.haste and done else bool
                finished, start = self.run(folder, kept, contents, cancelled)
                done.append(Pass(reason=reason, seconds=finished.seconds, start=start))
                log = _read_text(folder / "main.log", self.tools) or finished.output
                failed = Compilation(pdf=None, passes=tuple(done), auxiliary={}, log=log, preamble=preamble)
                if finished.stopped == "interrupted":
                    return Outcome(replace(failed, settled=False))
                events = read_log(log)
                faults = self.faults(finished, log, events)
                if faults:
                    return Outcome(failed, faults)
                after = _auxiliary(folder, self.tools)
                moved = [name for name in AUXILIARY if _digest(before, name) != _digest(after, name)]
                if needs_biber(before, after):
                    self.progress("sorting the list of works")
                    room = Room(work=folder, cache=self.cache)
                    works = run_biber(self.engine, self.config, room, self.tools, self.entries)
                    noticed = works.diagnostics
                    if works.value is None:
                        return Outcome(failed, noticed)
                    after[f"main{RESULT}"] = works.value
                    moved.append(RESULT)
                if not moved:
                    # As the next build will give them to its first pass, if its works are the same.
                    settled = self.finish(folder, failed, with_citations(after, seeded), events)
                    return Outcome(settled.value, (*noticed, *settled.diagnostics))
                if len(done) == MAX_PASSES + (f"main{CONTROL}" in after):
                    return Outcome(failed, (_unsettled(before, after, moved),))
                reason = f"{', '.join('main' + name for name in moved)} changed"
                before = after
                if self.haste is not None:
                    early = self.finish(folder, replace(failed, settled=False), after, events)
                    if self.haste.overtaken() or early.value.pdf is None:
                        return early
                    self.haste.early(early.value)

    def run(
        self, folder: Path, kept: Format | str, contents: Mapping[str, bytes], cancelled: Callable[[], bool]
    ) -> tuple[Finished, str]:
        """Run the engine once: from a warm process, from the kept preamble, or from nothing; say from what."""
        formats, options = (kept.folder, (f"-fmt={kept.name}",)) if isinstance(kept, Format) else (None, ())
        room = Room(work=folder, cache=self.cache, formats=formats)
        if self.warm is not None:
            warm = self.warm.run(self.engine, self.config, room, contents, options=options, cancelled=cancelled)
            if warm is not None:
                return warm
        start = "the class" if formats is None else "the kept preamble"
        return run_engine(self.engine, self.config, room, self.tools, file="main.tex", options=options), start

    def faults(self, finished: Finished, log: str, events: tuple[LogEvent, ...]) -> tuple[Diagnostic, ...]:
        """Return why a pass failed; nothing when it did not."""
        stopped = _failure(finished, self.config)
        if stopped is None and finished.status == 0 and not any(e.kind is Kind.ERROR for e in events):
            return ()
        faults = explain_log(events, self.tree, self.config.overfull_pt, final=False)
        if stopped is not None:
            return (stopped, *faults)
        return faults or (diagnose("TEX612", f"TeX ended with status {finished.status}: {_tail(log)}"),)

    def finish(
        self, folder: Path, compilation: Compilation, auxiliary: Mapping[str, bytes], events: tuple[LogEvent, ...]
    ) -> Outcome[Compilation]:
        """Return the PDF of the last pass and what its log says."""
        found = explain_log(events, self.tree, self.config.overfull_pt, final=True)
        try:
            pdf = self.tools.read(folder / "main.pdf")
        except OSError:
            return Outcome(compilation, (*found, diagnose("TEX612", f"TeX wrote no PDF: {_tail(compilation.log)}")))
        told = folder / "main.struct"
        structure = self.tools.read(told) if self.tools.state(told) is not None else b""
        return Outcome(replace(compilation, pdf=pdf, auxiliary=auxiliary, structure=structure), found)


def with_citations(auxiliary: Mapping[str, bytes], seeded: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the auxiliary files of an earlier build with the labels of the citations as they are now.

    Those are known before TeX runs, so that a new entry costs no pass of its own. Without an earlier build
    the seed is all there is.
    """
    if not auxiliary or "main.aux" not in auxiliary:
        return dict(auxiliary or seeded)
    old = auxiliary["main.aux"].decode("utf-8", "replace")
    labels = _CITED.findall(seeded["main.aux"].decode("utf-8", "replace"))
    if not labels or not _CITED.search(old):  # another backend writes them in its own way
        return dict(auxiliary)
    at = next(_CITED.finditer(old)).start()
    text = _CITED.sub("", old[:at]) + "".join(labels) + _CITED.sub("", old[at:])
    return {**auxiliary, "main.aux": text.encode()}


def _auxiliary(folder: Path, tools: Tools) -> dict[str, bytes]:
    """Return what a pass wrote to be read back."""
    found = {
        f"main{name}": tools.read(folder / f"main{name}")
        for name in (*AUXILIARY, CONTROL, RESULT)
        if tools.state(folder / f"main{name}") is not None
    }
    if "main.aux" in found:
        found["main.aux"] = with_pages_once(found["main.aux"])
    return found


def _digest(files: Mapping[str, bytes], ending: str) -> str:
    """Digest what a pass reads of an auxiliary file; lines for BibTeX are not read back."""
    text = files.get(f"main{ending}", b"").decode("utf-8", "replace")
    if ending == ".aux":
        text = _SOURCE_LINE.sub("", _UNREAD.sub("", text))
        # The labels of citations count, not where among the other lines they stand.
        text = "\n".join([_CITED.sub("", text), *sorted(_CITED.findall(text))])
    # An empty file and none are the same to TeX.
    return hashlib.sha256(text.strip().removeprefix("\\relax").strip().encode()).hexdigest()


def _failure(finished: Finished, config: Config) -> Diagnostic | None:
    """Say which limit or fault ended the engine from outside."""
    signal = -finished.status if finished.status < 0 else finished.status - 128
    ended = ""
    if finished.stopped == "time" or signal == _OUT_OF_TIME:
        ended, setting = f" after {config.timeout_s:g} s", "timeout_s"
    elif finished.stopped == "output":
        ended, setting = f": it printed more than {config.file_mb} MB", "file_mb"
    elif finished.stopped == "folder":
        ended, setting = f": its files grew beyond {4 * config.file_mb} MB, four times file_mb", "file_mb"
    elif signal == _FILE_TOO_LARGE:
        ended, setting = f": a file grew beyond {config.file_mb} MB", "file_mb"
    elif finished.status and _NO_MEMORY.search(finished.output[-20_000:]):
        ended, setting = f": it needs more than {config.memory_mb} MB of memory", "memory_mb"
    if ended:
        hint = f"look for a loop, or raise {setting} under [limits] in report.toml"
        return diagnose("TEX611", f"TeX was stopped{ended}", hint=hint)
    if signal in _CRASHES:
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
    """Return a log; of one that a loop has filled the beginning and the end."""
    try:
        data = tools.read(path)
    except OSError:
        return None
    if len(data) > _LONG_LOG:
        data = data[: _LONG_LOG // 2] + b"\n...\n" + data[-_LONG_LOG // 2 :]
    return data.decode("utf-8", "replace")


def _tail(log: str) -> str:
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    return " / ".join(lines[-3:])[-300:]
