"""Warm engines: passes that go on from where an earlier pass was, when nothing before has changed.

Rule: a sleeping engine may be woken for a report if it would be called in the same way, from the same kept
preamble, if every file that it has read is the same, and if no file has come or gone (TeX also asks for files
that are not there). Among those that may, the one that is
furthest on saves most.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.checkpoints import Checkpoints, Holder, Run, build_library
from reportgen.config import Config
from reportgen.tex.engine import Engine, engine_command, limits_of
from reportgen.tex.sandbox import Room
from reportgen.tools import Finished, Limits, Tools

# Opened at \begin{document}: what stands before it is the preamble.
_PREAMBLE = "main.aux"
_INPUT = re.compile(r"\\input\s*\{([^}]*)\}")


@contextmanager
def warm_engines(cache: Path, tools: Tools, *, sections: bool) -> Iterator[Warm | None]:
    """Give warm engines that end with the block; `None` where this machine cannot have them.

    `cache` is the folder in which the library for them is kept.
    """
    library = build_library(cache, tools)
    if library is None:
        yield None
        return
    with tools.scratch() as root, Checkpoints(root) as checkpoints:
        warm = Warm(checkpoints=checkpoints, library=library, sections=sections, tools=tools)
        try:
            yield warm
        finally:
            warm.forget()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ahead:
    """An engine that was started before its report is ready, and the digests of the files that it was given."""

    run: Run
    digests: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Warm:
    """The sleeping engines of one report; `library` is what makes them, loaded into the engine.

    With `sections` there is one before each section, otherwise only one before the document begins, for
    a second pass. XeTeX cannot take part: it hands its pages to another program as it goes.
    """

    checkpoints: Checkpoints
    library: Path
    sections: bool
    tools: Tools
    known: dict[int, Mapping[str, str]] = field(default_factory=dict)
    plan: tuple[Sequence[str], Mapping[str, str], Limits] | None = None
    ahead: _Ahead | None = None

    def run(
        self,
        engine: Engine,
        config: Config,
        room: Room,
        contents: Mapping[str, bytes],
        *,
        options: tuple[str, ...],
        cancelled: Callable[[], bool] = bool,
    ) -> tuple[Finished, str] | None:
        """Run a pass in the room's work folder, which holds `contents`; say what it began with.

        `None` when this way cannot be taken.
        """
        if engine.name == "xelatex":
            return None
        digests = _digests(contents)
        stops = (_PREAMBLE, *(inputs(contents) if self.sections else ()))
        command, environment, limits = plan = self._plan(engine, config, room, options)
        # What stands in a dumped preamble no engine has read; the command names the format by its content.
        if self.plan != plan:
            self.forget()
            self.checkpoints.close()
            self.plan = plan
        self._catch_up(digests, limits)
        for holder in reversed(self.checkpoints.holders()):
            if not self._fits(holder, digests):
                continue
            finished = self.checkpoints.resume(
                holder, room.work, limits=limits, stops=stops, pinned=(_PREAMBLE,), cancelled=cancelled
            )
            if finished is not None:
                self._remember(digests)
                return finished, f"a warm engine before {holder.stop}"
        finished = self.checkpoints.start(
            command, room.work, environment=environment, limits=limits, stops=stops, pinned=(_PREAMBLE,),
            cancelled=cancelled,
        )  # fmt: skip
        if finished is None:
            return None
        self._remember(digests)
        return finished, "the kept preamble" if room.formats else "the class"

    def begin(
        self, engine: Engine, config: Config, room: Room, contents: Mapping[str, bytes], *,
        options: tuple[str, ...], stops: tuple[str, ...],
    ) -> None:  # fmt: skip
        """Start an engine on `contents`, which the next run will probably have; it goes as far as the last stop."""
        command, environment, limits = self.plan = self._plan(engine, config, room, options)
        run = self.checkpoints.begin(
            command, room.work, environment=environment, limits=limits, stops=(_PREAMBLE, *stops), pinned=(_PREAMBLE,)
        )
        if run is not None:
            self.ahead = _Ahead(run=run, digests=_digests(contents))

    def forget(self) -> None:
        """End the engine that was started ahead, if its run has not come."""
        ahead, self.ahead = self.ahead, None
        if ahead is not None:
            ahead.run.drop()

    def _catch_up(self, digests: Mapping[str, str], limits: Limits) -> None:
        """Let the engine that was started ahead go on as long as what it meets is what the run has."""
        ahead, self.ahead = self.ahead, None
        if ahead is None:
            return

        def enough() -> bool:
            self._remember(ahead.digests)
            return any(
                ahead.digests.get(holder.stop) != digests.get(holder.stop) or not self._fits(holder, digests)
                for holder in self.checkpoints.holders()
            )

        self.checkpoints.reach(ahead.run, limits=limits, enough=enough)
        self._remember(ahead.digests)

    def _plan(
        self, engine: Engine, config: Config, room: Room, options: tuple[str, ...]
    ) -> tuple[Sequence[str], Mapping[str, str], Limits]:
        """Return the command of an engine that can sleep, its environment and its limits."""
        inner = Room(work=self.checkpoints.root, cache=room.cache, formats=room.formats, library=self.library)
        shown = inner.inside().library if engine.sandbox else self.library
        command, environment = engine_command(
            engine, config, inner, self.tools, file="main.tex", options=options, settings={"LD_PRELOAD": str(shown)}
        )
        return command, environment, limits_of(config)

    def _fits(self, holder: Holder, digests: Mapping[str, str]) -> bool:
        """Whether all that a sleeping engine has read is still the same."""
        known = self.known.get(holder.number)
        if known is None:
            return False
        other = known.keys() ^ digests.keys()
        if holder.stop == _PREAMBLE:  # no auxiliary file has been asked for yet
            other = {name for name in other if not name.startswith("main.")}
        if other:
            return False
        read = (name.removeprefix("./") for name in holder.read)
        return all(known[name] == digests.get(name) for name in read if name in known)

    def _remember(self, digests: Mapping[str, str]) -> None:
        """Note for each new engine what it was made from, and forget those that are gone."""
        living = {holder.number for holder in self.checkpoints.holders()}
        self.known = {number: self.known.get(number, digests) for number in living}


def inputs(contents: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the files that the main file takes in, in their order."""
    main = contents.get("main.tex", b"").decode("utf-8", "replace")
    named = (name if name in contents else f"{name}.tex" for name in _INPUT.findall(main))
    return tuple(dict.fromkeys(name for name in named if name in contents))


def _digests(contents: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}
