"""`python -m faults`: run the suite, print what was caught, located and missed, by kind of file."""

from __future__ import annotations

import sys

from faults.command import run

if __name__ == "__main__":
    sys.exit(run())
