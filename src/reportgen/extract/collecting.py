"""The collector of cycles kept still where much is made and nothing of it holds cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the collector still: what is made of a document or a reference has no cycles, and it would look through all.

    What cycles there are go with the first collection afterwards.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
