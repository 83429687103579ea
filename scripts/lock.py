"""Write the lock files in requirements/ from pyproject.toml, or check that they belong to it.

    make lock                  keeps locked versions where pyproject.toml still allows them
    make lock ARGS=--upgrade   takes the newest versions it allows
    scripts/lock.py --check    exit 1 when a dependency was changed and not locked (part of `make check`)

run.txt is what reportgen needs, dev.txt and validate.txt that and the tools of the extra of that name, in versions
that go together, sdist.txt the packages that are published as source only. peers.txt and peers-sdist.txt are the
same for the extra `peers`, the programs that `make bench` compares with, which live in an environment of their own.
All files of a release are listed by hash, for every system and Python that pyproject.toml allows, and no address:
pip asks the index that the machine is configured for.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
RESOLVER = "uv==0.13.8"
SOURCE_ONLY = ("pylatex", "docopt")
FILES = ("run.txt", "dev.txt", "validate.txt", "sdist.txt", "peers.txt", "peers-sdist.txt")
BUILD = ("setuptools>=80",)  # builds the source-only packages


def main(arguments: list[str]) -> int:
    """Check or write, as the arguments say."""
    if arguments == ["--check"]:
        return check()
    write(upgrade="--upgrade" in arguments)
    return 0


def check() -> int:
    """Return 1 and say so when a lock file was not made from today's dependencies."""
    stale = [name for name in FILES if not is_current(LOCKS / name)]
    for name in stale:
        print(f"requirements/{name}: not made from the dependencies in pyproject.toml: run make lock", file=sys.stderr)
    return 1 if stale else 0


def is_current(lock: Path) -> bool:
    """Tell whether the lock file exists and its first line names today's dependencies."""
    return lock.is_file() and lock.read_text(encoding="utf-8").startswith(heading())


def heading() -> str:
    """Return the first line of every lock file: what it is, and a digest of what it was made from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    parts = ("requires-python", "dependencies", "optional-dependencies")
    made_from = json.dumps([[project.get(part) for part in parts], BUILD, SOURCE_ONLY], sort_keys=True)
    return f"# Written by make lock, from dependencies {hashlib.sha256(made_from.encode()).hexdigest()[:16]}\n"


def write(*, upgrade: bool) -> None:
    """Resolve and write all lock files."""
    with tempfile.TemporaryDirectory(prefix="reportgen-lock-") as name:
        scratch = Path(name)
        venv.create(scratch / "venv", with_pip=True)
        python = scratch / "venv" / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", RESOLVER], check=True)
        (scratch / "build.in").write_text("\n".join(BUILD) + "\n", encoding="utf-8")
        # dev.txt first: run.txt then takes its versions, and one is part of the other.
        dev = resolve(scratch, "dev.txt", "--extra", "dev", known="" if upgrade else locked("dev.txt"))
        run = resolve(scratch, "run.txt", "--constraints", "dev.txt", known="")
        kept = "" if upgrade else locked("validate.txt")
        validate = resolve(scratch, "validate.txt", "--extra", "validate", "--constraints", "dev.txt", known=kept)
        (scratch / "peers.in").write_text("\n".join(extra("peers") + BUILD) + "\n", encoding="utf-8")
        peers = resolve(scratch, "peers.txt", known="" if upgrade else locked("peers.txt"), source="peers.in")
        for lock, blocks in (
            ("run.txt", [block for block in run if package(block) not in SOURCE_ONLY]),
            ("dev.txt", [block for block in dev if package(block) not in SOURCE_ONLY]),
            ("validate.txt", [block for block in validate if package(block) not in SOURCE_ONLY]),
            ("sdist.txt", [block for block in run if package(block) in SOURCE_ONLY]),
            ("peers.txt", [block for block in peers if package(block) not in SOURCE_ONLY]),
            ("peers-sdist.txt", [block for block in peers if package(block) in SOURCE_ONLY]),
        ):
            (LOCKS / lock).write_text(heading() + "".join(blocks), encoding="utf-8")
            print(f"requirements/{lock}: {len(blocks)} packages")


def extra(name: str) -> tuple[str, ...]:
    """Return the packages of an extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return tuple(project["optional-dependencies"][name])


def locked(name: str) -> str:
    """Return what is locked now, for the resolver to stay with."""
    paths = [LOCKS / lock for lock in (name, "sdist.txt", "peers-sdist.txt")]
    return "".join(path.read_text(encoding="utf-8") for path in paths if path.is_file())


def resolve(scratch: Path, name: str, *options: str, known: str, source: str = "") -> list[str]:
    """Return the lock file `name` as blocks, one for each package; without a `source` it is for the project."""
    output = scratch / name
    if known:
        output.write_text(known, encoding="utf-8")
    resolver = str(scratch / "venv" / "bin" / "uv")
    sources = [source] if source else [str(ROOT / "pyproject.toml"), "build.in"]
    command = [resolver, "pip", "compile", *sources, "-o", name, "--quiet"]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--only-binary", ":all:"]
    command += [word for source in SOURCE_ONLY for word in ("--no-binary", source)]
    subprocess.run([*command, *options], check=True, cwd=scratch)
    text = output.read_text(encoding="utf-8")
    if "://" in text or re.search(r"^-", text, re.MULTILINE):
        sys.exit(f"{name}: the resolver wrote an address or an option into the lock file")
    return re.findall(r"^[A-Za-z0-9].*(?:\n[ \t]+\S.*)*\n", text, re.MULTILINE)


def package(block: str) -> str:
    """Return the name of the package that a block pins."""
    return block.split("==", maxsplit=1)[0].strip().lower()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
