"""Tools that note the state of all that is looked at, so that an answer can be repeated while that is as it was."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.idle import State, is_asked, state, survey

if TYPE_CHECKING:
    from reportgen.tools import FileState, Finished, Limits, Tools

# More than this are not worth comparing: a font folder that was searched.
_MOST = 5000


@dataclass(slots=True)
class ObservedTools:
    """The tools of a machine; `kept` is the folder of the cache, which decides nothing.

    `seen` has the state of each file and folder from before it was first looked at, by path. `whole` is false once
    something was done whose result no state tells: a program was run, a file written.
    """

    tools: Tools
    kept: Path
    seen: dict[str, State | None] = field(default_factory=dict)
    whole: bool = True

    def note(self, path: Path, *, deep: bool = False) -> None:
        """Note a file or a folder, with `deep` and all below it; one that cannot be told makes the rest useless."""
        if not self.whole or path.is_relative_to(self.kept):
            return
        try:
            found = survey(str(path)) if deep else {str(path): state(str(path))}
        except OSError:
            found = None
        if found is None or len(self.seen) + len(found) > _MOST:
            self.whole = False
            return
        for name, known in found.items():
            self.seen.setdefault(name, known)

    def read(self, path: Path) -> bytes:
        """Return a file's bytes."""
        self.note(path)
        return self.tools.read(path)

    def state(self, path: Path) -> FileState | None:
        """Return the state of a regular file."""
        self.note(path)
        return self.tools.state(path)

    def list(self, folder: Path, pattern: str) -> tuple[Path, ...]:
        """Return the regular files below `folder` that match."""
        if not folder.is_relative_to(self.kept):
            # A pattern may name folders, too; those that match it can be anywhere below.
            self.note(folder, deep="/" in pattern or "**" in pattern)
        return self.tools.list(folder, pattern)

    def closed(self, folder: Path) -> tuple[Path, ...]:
        """Return the folders that may not be listed; who may list them another time nobody tells."""
        self.whole = False
        return self.tools.closed(folder)

    def find_program(self, name: str) -> Path | None:
        """Return the program's path; where it may be put another time nobody tells."""
        self.whole = False
        return self.tools.find_program(name)

    def environment(self, name: str) -> str | None:
        """Return an environment variable; a stamp covers those that it is made for."""
        self.whole = self.whole and is_asked(name)
        return self.tools.environment(name)

    def _change(self, path: Path) -> None:
        self.whole = self.whole and path.is_relative_to(self.kept)

    def write(self, path: Path, data: bytes) -> None:
        """Replace a file."""
        self._change(path)
        self.tools.write(path, data)

    def keep(self, path: Path, data: bytes) -> None:
        """Replace a file that can be made again."""
        self._change(path)
        self.tools.keep(path, data)

    def write_all(self, files: Mapping[Path, bytes]) -> None:
        """Replace files that belong together."""
        for path in files:
            self._change(path)
        self.tools.write_all(files)

    def place(self, path: Path, data: bytes) -> None:
        """Write a file for a program."""
        self._change(path)
        self.tools.place(path, data)

    def remove(self, path: Path) -> None:
        """Delete a file or a folder."""
        self._change(path)
        self.tools.remove(path)

    def move(self, folder: Path, target: Path) -> None:
        """Rename a folder."""
        self._change(target)
        self.tools.move(folder, target)

    def clock(self) -> float:
        """Return a monotonic time in seconds."""
        return self.tools.clock()

    def run(self, command: Sequence[str], *, folder: Path, environment: Mapping[str, str], limits: Limits) -> Finished:
        """Run a program to its end."""
        self.whole = False
        return self.tools.run(command, folder=folder, environment=environment, limits=limits)

    def scratch(self) -> contextlib.AbstractContextManager[Path]:
        """Return a private new folder."""
        self.whole = False
        return self.tools.scratch()

    def lock(self, path: Path, *, wait_s: float = 0.0) -> contextlib.AbstractContextManager[bool]:
        """Hold a lock file."""
        self.whole = False
        return self.tools.lock(path, wait_s=wait_s)
