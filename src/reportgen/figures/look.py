"""How the report's page settings bear on its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.config import Config

if TYPE_CHECKING:
    from reportgen.figures.drawing import Style

TEXT_WIDTH_MM = 138.0
WIDE_MM = 26.0
"""How far a wide figure reaches into the margin, as a wide table does."""

# Points of the text and of the small text.
_SIZES = {"standard": (8.0, 7.5), "large": (9.5, 9.0)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours or greys, the size of the text, the width of a figure and what a wide one has more, in millimetres.

    `faces` are the fallback fonts, each a role with the index of its face; `show_codes` is what the settings say of
    characters that no font has.
    """

    colour: str = "colour"
    size: str = "standard"
    width_mm: float = TEXT_WIDTH_MM
    wide_mm: float = WIDE_MM
    faces: tuple[tuple[str, int], ...] = ()
    show_codes: bool = False

    def style(self, fonts: Mapping[str, Path], *, wide: bool = False) -> Style:
        """Return the style of a figure with these fonts."""
        from reportgen.figures.drawing import Font, Style

        text, small = _SIZES[self.size]
        width = self.width_mm + (self.wide_mm if wide else 0.0)
        regular, bold = fonts["sans-regular"], fonts["sans-bold"]
        others = tuple(Font(fonts[role], face) for role, face in self.faces if role in fonts)
        style = Style(
            regular=regular, bold=bold, fallback=others, show_codes=self.show_codes, width_mm=width, text_pt=text,
            small_pt=small,
        )  # fmt: skip
        return style.in_greys() if self.colour == "grey" else style


def look_of(config: Config) -> Look:
    """Return the look that the settings ask for."""
    width = config.figure_mm or TEXT_WIDTH_MM
    return Look(
        colour=config.colour, size=config.size, width_mm=width, wide_mm=0.0 if config.figure_mm else WIDE_MM,
        faces=tuple((role, face) for role, (_, face) in config.fallback_faces.items()),
        show_codes=config.missing == "show",
    )  # fmt: skip
