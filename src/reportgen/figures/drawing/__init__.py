"""Drawings: from values to a one-page PDF or an SVG element, the same bytes each time.

`lay_out_…` return a figure as a `Scene`, a value that can be examined; `to_pdf` and `to_svg` draw it. Nothing here
reads the clock, the environment or the user's settings.
"""

from reportgen.figures.drawing.bar_ends import Bar
from reportgen.figures.drawing.bars import BarRow, Panel, lay_out_bars
from reportgen.figures.drawing.composition import Stack, lay_out_composition
from reportgen.figures.drawing.glyphs import MissingGlyphError, missing_characters
from reportgen.figures.drawing.matrix import MatrixRow, Sign, lay_out_matrix
from reportgen.figures.drawing.pdf import to_pdf
from reportgen.figures.drawing.scene import Box, Scene
from reportgen.figures.drawing.slip import lay_out_slip, slip
from reportgen.figures.drawing.slip_plans import Note, Plan
from reportgen.figures.drawing.style import Font, Style, Words
from reportgen.figures.drawing.svg import to_svg
from reportgen.figures.drawing.timeline import lay_out_timeline, timeline
from reportgen.figures.drawing.timeline_rows import Entry

__all__ = [
    "Bar", "BarRow", "Box", "Entry", "Font", "MatrixRow", "MissingGlyphError", "Note", "Panel", "Plan", "Scene",
    "Sign", "Stack", "Style", "Words", "lay_out_bars", "lay_out_composition", "lay_out_matrix", "lay_out_slip",
    "lay_out_timeline", "missing_characters", "slip", "timeline", "to_pdf", "to_svg",
]  # fmt: skip
