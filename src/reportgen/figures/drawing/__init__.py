"""Drawings: from values to a one-page PDF or an SVG element, the same bytes each time.

`timeline` and `slip` draw; `lay_out_timeline` and `lay_out_slip` return the same figure as a `Scene`,
a value that can be examined. Nothing here reads the clock, the environment or the user's settings.
"""

from reportgen.figures.drawing.pdf import to_pdf
from reportgen.figures.drawing.scene import Box, Scene
from reportgen.figures.drawing.slip import Note, Plan, lay_out_slip, slip
from reportgen.figures.drawing.style import MissingGlyphError, Style, Words, missing_characters
from reportgen.figures.drawing.svg import to_svg
from reportgen.figures.drawing.timeline import Entry, lay_out_timeline, timeline

__all__ = [
    "Box",
    "Entry",
    "MissingGlyphError",
    "Note",
    "Plan",
    "Scene",
    "Style",
    "Words",
    "lay_out_slip",
    "lay_out_timeline",
    "missing_characters",
    "slip",
    "timeline",
    "to_pdf",
    "to_svg",
]
