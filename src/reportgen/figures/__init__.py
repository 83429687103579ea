"""Figures: declarations and records in, vector drawings (cached by content) and their TeX out."""

from reportgen.figures.build import FIGURE_KEYS, check_figure, draw_figures, draw_svgs, figure_block

__all__ = ["FIGURE_KEYS", "check_figure", "draw_figures", "draw_svgs", "figure_block"]
