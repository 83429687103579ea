"""From the engine's PDF to the archival one: structure tree, metadata, colours (PDF/A-3a and PDF/UA-1)."""

from reportgen.archive.finish import finish
from reportgen.archive.metadata import Identity

__all__ = ["Identity", "finish"]
