"""Tell within milliseconds that a build or a check has nothing to do, and say again what the last one said.

A good build leaves a stamp beside its record, and so does every check: the request (arguments, folder,
environment), the state of every file and folder that it looks at, and the exit code and texts to repeat.
`repeat()` believes it only if all of that is as it was; in any doubt it returns `None`, and the whole program,
which compares contents, decides. So this module may refuse wrongly, but must never agree wrongly.

It runs before anything else is loaded and therefore imports nothing that the interpreter has not.
"""

# ruff: noqa: PTH109, PTH112, PTH116, PTH123, PTH208
import os
import sys
import time
import zlib

# Those of the report itself; a product has its own in `build/NAME/`.
STAMP = "build/idle.bin"
CHECK_STAMP = "build/check.bin"
_STAMPS = {"build": STAMP, "check": CHECK_STAMP}
_MAGIC = "reportgen idle 1"
_VARIABLES = ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM", "HOME", "PATH")
_OWN_VARIABLES = "REPORTGEN_"
_WITH_VALUE = ("--project", "--product", "--sources", "--format", "--engine")
# A file changed twice within one tick of the file system's clock looks the same after both changes. Linux
# ticks at least a hundred times a second; a time in whole hundredths speaks for a file system that is
# coarser (FAT counts in steps of two seconds).
_TICK_NS = 25_000_000
_COARSE_NS = 2_500_000_000
_HUNDREDTH_NS = 10_000_000
_NUMBERS = 6

# The ends of names of all that the program reads of its own: modules, templates, word lists, Lua and TeX code.
PROGRAM_FILES = frozenset({
    ".py", ".toml", ".j2", ".css", ".lua", ".tex", ".txt", ".tsv", ".yaml", ".c", ".crfsuite",
})  # fmt: skip

State = tuple[int, ...]


def repeat(argv: list[str]) -> int | None:
    """Say again what the last build said and return its exit code; `None` when a build must look for itself."""
    try:
        project, product = _named(argv)
        if project is None or sys.stdout is None or sys.stderr is None:
            return None
        with open(f"{project}/{of_product(_STAMPS[argv[0]], product)}", "rb") as file:
            stamp = _read(file.read())
        if stamp is None or stamp[0] != request(argv) or stamp[1] != identity(project):
            return None
        status, out, err, *listed = stamp[2:]
        for path, known in zip(listed[::2], listed[1::2], strict=True):
            if _written(state(path)) != known:
                return None
        # Both texts can be shown, or none is.
        out.encode(sys.stdout.encoding or "utf-8", sys.stdout.errors or "strict")
        code = int(status)
    except (OSError, ValueError, LookupError):
        return None
    try:
        sys.stderr.write(err)
        sys.stderr.flush()
        sys.stdout.write(out)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def of_product(path: str, product: str) -> str:
    """Return where a product has what the report itself has at a path below `build/`."""
    return path.replace("build/", f"build/{product}/", 1) if product else path


def _named(argv: list[str]) -> tuple[str | None, str]:
    """Return the project's folder and the product of a plain `build` or `check`, no folder for any other command."""
    if not argv or argv[0] not in _STAMPS:
        return None, ""
    project, product = ".", ""
    rest = iter(argv[1:])
    for word in rest:
        name, equals, value = word.partition("=")
        if name in _WITH_VALUE:
            value = value if equals else next(rest, "")
            if not value or value.startswith("-"):
                return None, ""
            project = value if name == "--project" else project
            product = value if name == "--product" else product
        elif word != "--strict":
            return None, ""
    return (None, "") if "/" in product else (project, product)


def is_asked(name: str) -> bool:
    """Whether the request holds an environment variable."""
    return name in _VARIABLES or name.startswith(_OWN_VARIABLES)


def request(argv: list[str]) -> str:
    """Return what a build was asked, and by which program on what terminal, as one text."""
    variables = [name for name in os.environ if name.startswith(_OWN_VARIABLES)]
    asked = [
        *argv, os.getcwd(), *(f"{n}={os.environ.get(n)!r}" for n in (*_VARIABLES, *sorted(variables))),
        sys.version, sys.prefix, __file__, sys.stdout.isatty(), sys.stderr.isatty(), _columns(),
    ]  # fmt: skip
    return repr(asked)


def _columns() -> int:
    """Return the width of the terminal that diagnostics go to, 0 without one."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return 0


def identity(project: str) -> str:
    """Return what stays the same of a folder while its contents change; a copy of it has another one."""
    found = os.stat(project)
    return f"{found.st_ino} {found.st_dev}"


def state(path: str) -> State | None:
    """Return size, times, inode, device and mode of what a path leads to, `None` if there is nothing.

    Raises `OSError` when that cannot be told.
    """
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return (
        found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev, found.st_mode,
    )  # fmt: skip


def survey(folder: str, skip: frozenset[str] = frozenset()) -> dict[str, State | None] | None:
    """Return the states of a folder and of all below it, without the folders in `skip` and compiled modules.

    `None` when a folder below is a link: the listings of a build do not follow it. A missing folder is
    noted as such. Raises `OSError` for what cannot be read.
    """
    seen: dict[str, State | None] = {folder: state(folder)}
    if seen[folder] is None:
        return seen
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name == "__pycache__" or entry.path in skip:
                    continue
                seen[entry.path] = state(entry.path)
                if entry.is_dir():
                    if entry.is_symlink():
                        return None
                    waiting.append(entry.path)
    return seen


def libraries() -> tuple[str, ...]:
    """Return the folders of installed packages; adding, removing or replacing one changes its folder."""
    return tuple(path for path in sys.path if path.endswith(("site-packages", "dist-packages")))


def installed() -> tuple[str, ...]:
    """Return the names and versions of the installed packages, as their folders are called."""
    names: set[str] = set()
    for folder in libraries():
        if os.path.isdir(folder):
            names.update(name for name in os.listdir(folder) if name.endswith(".dist-info"))
    return tuple(sorted(names))


def unsettled_ns(seen: dict[str, State | None], now_ns: int) -> int:
    """Return how long to wait until no file can change without a trace, 0 when that is so already."""
    wait = 0
    for found in seen.values():
        if found is not None:
            changed = found[2]
            margin = _TICK_NS if changed % _HUNDREDTH_NS else _COARSE_NS
            wait = max(wait, changed + margin - now_ns)
    return wait


def recent(changed_ns: int) -> bool:
    """Whether a file that was last changed at `changed_ns` may change again without a trace."""
    return unsettled_ns({"": (0, 0, changed_ns)}, time.time_ns()) > 0


def settle(seen: dict[str, State | None]) -> bool:
    """Wait until no file in `seen` can change without a trace; `False` when that would take long."""
    wait = unsettled_ns(seen, time.time_ns())
    if wait > _TICK_NS:
        return False
    time.sleep(wait / 1e9)
    return True


def pack(argv: list[str], project: str, said: tuple[int, str, str], seen: dict[str, State | None]) -> bytes | None:
    """Return the stamp, `None` when a text in it cannot be kept. Raises `OSError`.

    `said` is the exit code with the texts for stdout and stderr.
    """
    fields = [_MAGIC, request(argv), identity(project), *map(str, said)]
    for path, found in seen.items():
        fields += (path, _written(found))
    if any("\0" in field for field in fields):
        return None
    body = "\0".join(fields).encode("utf-8", "surrogateescape")
    return zlib.crc32(body).to_bytes(4, "big") + body


def _written(found: State | None) -> str:
    return " ".join(map(str, found)) if found is not None else "-"


def _read(data: bytes) -> list[str] | None:
    """Return the fields of a stamp behind its head, `None` when it is damaged or of another kind."""
    body = data[4:]
    if zlib.crc32(body).to_bytes(4, "big") != data[:4]:
        return None
    magic, *fields = body.decode("utf-8", "surrogateescape").split("\0")
    return fields if magic == _MAGIC and len(fields) > _NUMBERS else None
