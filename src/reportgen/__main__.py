"""Where the program starts: `python -m reportgen`, and the installed command.

A build with nothing to do is told before anything else is loaded.
"""

import gc
import sys

from reportgen.idle import repeat


def main() -> int:
    """Run the command line and return its exit code."""
    status = repeat(sys.argv[1:])
    if status is None:
        from reportgen.cli import main as run

        status = run()
        gc.freeze()  # the end of the process frees everything: nothing is looked through for garbage first
    return status


if __name__ == "__main__":  # worker processes import this module, too
    sys.exit(main())
