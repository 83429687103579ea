"""The library that is loaded into the engine: compiled once for a machine, kept by what it is made of."""

from __future__ import annotations

import contextlib
import hashlib
import platform
import sys
from pathlib import Path

from reportgen.tools import Limits, Tools

_SOURCE = Path(__file__).with_name("holder.c")
# Distributions that fortify by default turn open() into an inline function, which cannot be defined again.
_FLAGS = ("-O2", "-Wall", "-Wextra", "-fPIC", "-shared", "-U_FORTIFY_SOURCE", "-fvisibility=hidden")


def build_library(cache: Path, tools: Tools) -> Path | None:
    """Return the library for this machine, compiled at the first call and kept in `cache`.

    A kept one that is damaged is compiled again. `None` where it cannot be had: no Linux with glibc, no
    C compiler or one that fails, a cache that cannot be written.
    """
    if sys.platform != "linux" or platform.libc_ver()[0] != "glibc":
        return None
    compiler = next((found for name in ("cc", "gcc", "clang") if (found := tools.find_program(name))), None)
    if compiler is None:
        return None
    source = _SOURCE.read_bytes()
    identity = f"{compiler} {tools.state(compiler)} {platform.machine()} {platform.libc_ver()} {_FLAGS}"
    key = hashlib.sha256(identity.encode() + source).hexdigest()[:16]
    library, digest = cache / f"checkpoints-{key}.so", cache / f"checkpoints-{key}.sha256"
    with contextlib.suppress(OSError):
        if hashlib.sha256(tools.read(library)).hexdigest().encode() == tools.read(digest):
            return library
    command = [str(compiler), *_FLAGS, "-o", "holder.so", "holder.c", "-ldl"]
    environment = {"PATH": tools.environment("PATH") or "/usr/bin:/bin", "LC_ALL": "C"}
    try:
        with tools.scratch() as folder:
            tools.write(folder / "holder.c", source)
            if tools.run(command, folder=folder, environment=environment, limits=Limits(wall_s=60)).status != 0:
                return None
            data = tools.read(folder / "holder.so")
        tools.write(library, data)
        tools.write(digest, hashlib.sha256(data).hexdigest().encode())
    except OSError:
        return None
    return library
