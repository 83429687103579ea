"""Draw a `Scene` as a PDF page with matplotlib, the same bytes each time.

Fonts are embedded as TrueType subsets and text stays text: each word is placed where the layout
measured it. Nothing is transparent; the file carries no date and no producer.
"""

from __future__ import annotations

import io

from reportgen.figures.drawing.glyphs import Piece, pieces, width_of, words
from reportgen.figures.drawing.scene import Area, Line, Scene, Text
from reportgen.figures.drawing.style import MM_PER_POINT, Style


def to_pdf(scene: Scene, style: Style) -> bytes:
    """Return the scene as a one-page PDF.

    Settings of matplotlib, the user's or the program's, neither matter nor change.

    :raises MissingGlyphError: when no font has a character of the scene.
    """
    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontPath, FontProperties
    from matplotlib.lines import Line2D
    from matplotlib.patches import Polygon
    from matplotlib.transforms import Affine2D

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update({"pdf.fonttype": 42, "pdf.compression": 6, "path.simplify": False})
        figure = Figure(figsize=(scene.width / 25.4, scene.height / 25.4), dpi=72, facecolor="none")
        figure.patch.set_visible(False)
        canvas = FigureCanvasPdf(figure)
        points = 1 / MM_PER_POINT
        place = Affine2D().scale(points, -points).translate(0, scene.height * points)
        for order, item in enumerate(scene.items):
            match item:
                case Text():
                    for piece, x in _pieces(item, style):
                        file = FontPath(str(piece.font.path), piece.font.face)
                        figure.text(
                            x,
                            item.baseline,
                            piece.text,
                            fontproperties=FontProperties(fname=file, size=item.size_pt * piece.em),
                            color=item.colour,
                            transform=place,
                            va="baseline",
                            parse_math=False,
                            zorder=order,
                        )
                case Line():
                    xs, ys = zip(*item.points, strict=True)
                    figure.add_artist(
                        Line2D(
                            xs,
                            ys,
                            color=item.colour,
                            linewidth=item.width_pt,
                            linestyle=(0, (0.01, 2.6)) if item.dots else "solid",
                            dash_capstyle="round",
                            solid_capstyle="butt",
                            solid_joinstyle="round",
                            transform=place,
                            zorder=order,
                        )
                    )
                case Area():
                    figure.add_artist(
                        Polygon(
                            item.points,
                            closed=True,
                            facecolor=item.fill,
                            edgecolor=item.edge or item.fill,
                            linewidth=item.edge_pt,
                            joinstyle="miter",
                            transform=place,
                            zorder=order,
                        )
                    )
        buffer = io.BytesIO()
        nothing = {"Creator": None, "Producer": None, "CreationDate": None}
        canvas.print_pdf(buffer, metadata=nothing)  # type: ignore[no-untyped-call]
    return buffer.getvalue()


def _pieces(text: Text, style: Style) -> list[tuple[Piece, float]]:
    """Return the pieces of a line with their left ends; a word keeps the space after it."""
    placed: list[tuple[Piece, float]] = []
    x = text.x
    for word in words(text.text):
        for piece in pieces(word, style, bold=text.bold):
            if piece.text.strip():
                placed.append((piece, x))
            x += width_of(piece, text.size_pt)
    return placed
