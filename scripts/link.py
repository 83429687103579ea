"""Make src/ importable in .venv, and write the commands of `[project.scripts]` into its bin/.

The same as an editable installation, without a build backend to fetch, to lock and to wait for.
Run by scripts/setup.sh with the environment's own Python.
"""

from __future__ import annotations

import re
import sys
import sysconfig
import tomllib
from pathlib import Path

# The first line is read by sh, the next two by both: a path with blanks cannot stand after "#!".
COMMAND = """\
#!/bin/sh
'''exec' {python} "$0" "$@"
' '''
import sys

from {module} import {function}

if __name__ == "__main__":  # worker processes import this file, too
    sys.exit({function}())
"""


def main() -> int:
    """Write the .pth file and the commands."""
    root = Path(__file__).resolve().parent.parent
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    site = Path(sysconfig.get_path("purelib"))
    (site / f"{project['name']}.pth").write_text(f"{root / 'src'}\n", encoding="utf-8")
    python = '"' + re.sub(r'(["$`\\])', r"\\\1", sys.executable) + '"'
    for name, target in project.get("scripts", {}).items():
        module, function = target.split(":")
        command = Path(sysconfig.get_path("scripts")) / name
        command.write_text(COMMAND.format(python=python, module=module, function=function), encoding="utf-8")
        command.chmod(0o755)
    return 0


if __name__ == "__main__":
    sys.exit(main())
