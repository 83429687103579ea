"""bubblewrap around the engine: what it can see of the machine, and where it may write.

The attacks behind each setting are described in docs/architecture.md.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.tools import Limits, Tools

_READ_ONLY = ("/etc/texmf", "/etc/fonts", "/etc/alternatives", "/var/lib/texmf", "/var/cache/fontconfig", "/usr/local")
_WORK, _CACHE, _FORMATS, _LIBRARY = "/work", "/texcache", "/texformats", "/texlib"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The folders of a run: `work` may be written, everything else only be read.

    `cache` holds the font cache, `formats` the dumped formats, `library` a library to load into the
    engine, which starts in `work`.
    """

    work: Path
    cache: Path
    formats: Path | None = None
    library: Path | None = None
    writable_cache: bool = False

    def inside(self) -> Room:
        """Return the same folders as a run in the sandbox sees them."""
        return Room(
            work=Path(_WORK),
            cache=Path(_CACHE),
            formats=Path(_FORMATS) if self.formats else None,
            library=Path(_LIBRARY) / self.library.name if self.library else None,
            writable_cache=self.writable_cache,
        )


def find_sandbox(tools: Tools) -> Path | None:
    """Return bubblewrap if it can really make a sandbox here."""
    program = tools.find_program("bwrap")
    if program is None:
        return None
    command = [str(program), "--unshare-all", "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib",
               "--symlink", "usr/lib64", "/lib64", "--proc", "/proc", "--dev", "/dev", "/usr/bin/true"]  # fmt: skip
    try:
        finished = tools.run(command, folder=Path("/"), environment={"PATH": "/usr/bin:/bin"}, limits=Limits(wall_s=10))
    except OSError:
        return None
    return program if finished.status == 0 else None


def sandboxed(program: Path, room: Room, environment: Mapping[str, str]) -> list[str]:
    """Return the bubblewrap command: system read-only, no network, one writable folder."""
    command = [
        str(program), "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv",
        "--ro-bind", "/usr", "/usr", "--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib",
        "--symlink", "usr/lib64", "/lib64",
    ]  # fmt: skip
    for path in _READ_ONLY:
        command += ["--ro-bind-try", path, path]
    if room.formats is not None:
        command += ["--ro-bind", str(room.formats), _FORMATS]
    if room.library is not None:
        command += ["--ro-bind", str(room.library.parent), _LIBRARY]
    command += [
        "--bind" if room.writable_cache else "--ro-bind", str(room.cache), _CACHE,
        "--proc", "/proc", "--dev", "/dev", "--size", str(64 * 1024**2), "--tmpfs", "/tmp",  # noqa: S108
        # Everything else is in memory, without a bound of its own.
        "--bind", str(room.work), _WORK, "--remount-ro", "/dev", "--remount-ro", "/",
        "--chdir", _WORK,
    ]  # fmt: skip
    if os.getuid() == 0:
        command += ["--uid", "65534", "--gid", "65534"]
    for name, value in environment.items():
        command += ["--setenv", name, value]
    return [*command, "--"]
