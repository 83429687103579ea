"""The report's font files: where they are, what they can print, and which one stands in for another."""

from reportgen.fonts.cover import Cover, faces_of, read_cover, state_of
from reportgen.fonts.fallback import TEXT_FAMILIES, Plan, is_part_of_word, is_spare, lacking, plan_for
from reportgen.fonts.features import Features, read_features
from reportgen.fonts.find import NEAR, find_fonts
from reportgen.fonts.subset import Face, cut_down

__all__ = [
    "NEAR", "TEXT_FAMILIES", "Cover", "Face", "Features", "Plan", "cut_down", "faces_of", "find_fonts",
    "is_part_of_word", "is_spare", "lacking", "plan_for", "read_cover", "read_features", "state_of",
]  # fmt: skip
