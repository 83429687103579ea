"""Draw a figure of the document for the peers that include a picture: as SVG, or as PDF through matplotlib."""

from __future__ import annotations

import io
from functools import cache

from compile.document import Figure

_WIDTH, _LANE, _LEFT = 440, 56, 60


def svg(figure: Figure) -> str:
    """Return the timeline as SVG; a viewBox unit is a point."""
    first, last = figure.points[0].year, figure.points[-1].year
    lanes = figure.lanes
    height = _LANE * len(lanes) + 20
    size = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}pt" height="{height}pt"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="PT Sans" font-size="7">']
    for index, lane in enumerate(lanes):
        y = _LANE * index + 28
        parts.append(f'<text x="0" y="{y + 3}">{lane}</text>')
        parts.append(f'<line x1="{_LEFT}" y1="{y}" x2="{_WIDTH}" y2="{y}" stroke="#999" stroke-width="0.5"/>')
    for number, point in enumerate(figure.points):
        x = _LEFT + 10 + (point.year - first) / max(1, last - first) * (_WIDTH - _LEFT - 70)
        y = _LANE * lanes.index(point.lane) + 28
        rise = -8 if number // len(lanes) % 2 else 13
        parts.append(f'<circle cx="{x:.1f}" cy="{y}" r="2.5" fill="#1d5c8c"/>')
        parts.append(f'<text x="{x:.1f}" y="{y + rise}">{point.year} {point.label}</text>')
    return "\n".join([*parts, "</svg>\n"])


@cache
def pdf(figure: Figure) -> bytes:
    """Return the timeline as a PDF."""
    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib.figure import Figure as Canvas

    lanes = figure.lanes
    canvas = Canvas(figsize=(_WIDTH / 72, (_LANE * len(lanes) + 20) / 72))
    axes = canvas.add_subplot()
    axes.plot([p.year for p in figure.points], [-lanes.index(p.lane) for p in figure.points], "o", markersize=4)
    axes.set_yticks([-index for index in range(len(lanes))], lanes, fontsize=7)
    for number, point in enumerate(figure.points):
        rise = 0.15 if number // len(lanes) % 2 else -0.3
        axes.text(point.year, -lanes.index(point.lane) + rise, f"{point.year} {point.label}", fontsize=6)
    target = io.BytesIO()
    canvas.savefig(target, format="pdf", metadata={"CreationDate": None})
    return target.getvalue()
