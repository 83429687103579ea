"""Figures: declarations and records in, vector drawings (cached by content) and their TeX out."""

from reportgen.figures.build import draw_figures, draw_svgs
from reportgen.figures.declaration import (
    FIGURE_KEYS,
    check_figure,
    figure_block,
    left_out,
    own_words,
    unseen_in,
)
from reportgen.figures.look import Look, look_of
from reportgen.figures.material import Material

__all__ = [
    "FIGURE_KEYS", "Look", "Material", "check_figure", "draw_figures", "draw_svgs", "figure_block", "left_out",
    "look_of", "own_words", "unseen_in",
]  # fmt: skip
