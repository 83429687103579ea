"""Draw a `Scene` as an SVG element, the same text each time, with its words as text.

The element can stand in an HTML page with others: its ids begin with that of the figure, and it has neither
style sheet nor prologue. Lengths are millimetres; `textLength` keeps a line as long as it was laid out where a
reader's machine lacks the font.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from reportgen.figures.drawing.glyphs import missing_characters
from reportgen.figures.drawing.scene import Area, Line, Point, Scene, Text
from reportgen.figures.drawing.style import MM_PER_POINT, Style

_DOTS_PT = (0.01, 2.6)  # as the PDF has them


def to_svg(scene: Scene, style: Style, id_: str, title: str, description: str) -> str:
    """Return the scene as one `<svg>` element, an image with a name and a description in words.

    :param id_: what every id in the element begins with.
    """
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg", "id": id_, "role": "img",
            "aria-labelledby": f"{id_}-title", "aria-describedby": f"{id_}-desc",
            "width": f"{_n(scene.width)}mm", "height": f"{_n(scene.height)}mm",
            "viewBox": f"0 0 {_n(scene.width)} {_n(scene.height)}",
            "font-family": f"'{_family(style.regular)}', sans-serif", "xml:space": "preserve",
        },
    )  # fmt: skip
    ET.SubElement(root, "title", {"id": f"{id_}-title"}).text = title
    ET.SubElement(root, "desc", {"id": f"{id_}-desc"}).text = description
    for item in scene.items:
        match item:
            case Text():
                _text(root, item, exact=not missing_characters((item.text,), style))
            case Line():
                _line(root, item)
            case Area():
                _area(root, item)
    return ET.tostring(root, encoding="unicode")


def _text(root: ET.Element, item: Text, *, exact: bool) -> None:
    """Add a line; where a browser draws what no font of ours has, its length is not known."""
    look = {"x": _n(item.x), "y": _n(item.baseline), "font-size": _n(item.size_pt * MM_PER_POINT), "fill": item.colour}
    if exact:
        look |= {"textLength": _n(item.width), "lengthAdjust": "spacingAndGlyphs"}
    if item.bold:
        look["font-weight"] = "bold"
    ET.SubElement(root, "text", look).text = item.text


def _line(root: ET.Element, item: Line) -> None:
    look = {
        "points": _points(item.points), "fill": "none", "stroke": item.colour,
        "stroke-width": _n(item.width_pt * MM_PER_POINT), "stroke-linejoin": "round",
    }  # fmt: skip
    if item.dots:
        look["stroke-linecap"] = "round"
        look["stroke-dasharray"] = " ".join(_n(part * item.width_pt * MM_PER_POINT) for part in _DOTS_PT)
    ET.SubElement(root, "polyline", look)


def _area(root: ET.Element, item: Area) -> None:
    look = {"points": _points(item.points), "fill": item.fill}
    if item.edge_pt:
        look |= {"stroke": item.edge or item.fill, "stroke-width": _n(item.edge_pt * MM_PER_POINT)}
    ET.SubElement(root, "polygon", look)


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(value: float) -> str:
    """Write a length to a thousandth of a millimetre, the shortest way."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if round(value, 3) else "0"


@cache
def _family(font: Path) -> str:
    from matplotlib.ft2font import FT2Font

    return FT2Font(str(font)).family_name
