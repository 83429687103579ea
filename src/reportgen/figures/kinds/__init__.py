"""The kinds of figures by name: each reads its declaration and its records, and says what is drawn."""

from collections.abc import Mapping

from reportgen.figures.kinds.bars import BARS
from reportgen.figures.kinds.composition import COMPOSITION
from reportgen.figures.kinds.kind import Kind, Picture, Request
from reportgen.figures.kinds.matrix import MATRIX
from reportgen.figures.kinds.slip import SLIP
from reportgen.figures.kinds.timeline import TIMELINE

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in (TIMELINE, SLIP, BARS, MATRIX, COMPOSITION)}

__all__ = ["KINDS", "Kind", "Picture", "Request"]
