"""Draw the declared figures: records -> picture -> PDF or SVG, drawn once for each content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reportgen.cache import Cache
from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE
from reportgen.diagnostics import Diagnostic, Outcome, Place, Severity
from reportgen.exhibits import Exhibit
from reportgen.figures.declaration import check_figure, kind_of, unseen_of
from reportgen.figures.kinds import Picture, Request
from reportgen.figures.look import Look
from reportgen.figures.material import Material
from reportgen.fonts import Cover, is_spare, read_cover
from reportgen.idle import installed
from reportgen.supplied import supplied
from reportgen.tools import Tools

if TYPE_CHECKING:
    from reportgen.figures.drawing import Style

Form = Literal["pdf", "svg"]
_Words = tuple[str, str, str]


def draw_figures(
    ids: tuple[str, ...],
    exhibits: Mapping[str, Exhibit],
    material: Material,
    look: Look,
    fonts: Mapping[str, Path],
    cache_folder: Path,
    tools: Tools,
) -> Outcome[Mapping[str, bytes]]:
    """Draw the figures that the report uses as PDF pages; an unchanged one comes from the cache."""
    return _draw_all("pdf", ids, exhibits, material, look, fonts, cache_folder, tools)


def draw_svgs(
    ids: tuple[str, ...],
    exhibits: Mapping[str, Exhibit],
    material: Material,
    look: Look,
    fonts: Mapping[str, Path],
    cache_folder: Path,
    tools: Tools,
) -> Outcome[Mapping[str, str]]:
    """Draw the same figures as `<svg>` elements for an HTML page, without prologue, ids beginning with `fig-ID`."""
    drawn = _draw_all("svg", ids, exhibits, material, look, fonts, cache_folder, tools)
    return Outcome({id_: data.decode() for id_, data in drawn.value.items()}, drawn.diagnostics)


def _draw_all(
    form: Form,
    ids: tuple[str, ...],
    exhibits: Mapping[str, Exhibit],
    material: Material,
    look: Look,
    fonts: Mapping[str, Path],
    cache_folder: Path,
    tools: Tools,
) -> Outcome[Mapping[str, bytes]]:
    found: list[Diagnostic] = []
    drawn: dict[str, bytes] = {}
    if not ids:
        return Outcome(drawn)
    missing = [role for role in ("sans-regular", "sans-bold") if role not in fonts]
    if missing:
        message = f"figures need the font {' and '.join(missing)}, which [fonts] does not name"
        return Outcome(drawn, (diagnose("CFG007", message, Place(file=CONFIG_FILE)),))
    own = {
        role: fonts[role] for role in ("sans-regular", "sans-bold", *(role for role, _ in look.faces)) if role in fonts
    }
    faces = [hashlib.sha256(tools.read(path)).hexdigest() for path in own.values()]
    texts: list[tuple[str, Place]] = []
    for id_ in ids:
        exhibit = exhibits[id_]
        kind, records = kind_of(exhibit), check_figure(exhibit, material)
        found.extend(records.diagnostics)
        wrong = any(d.severity is Severity.ERROR for d in records.diagnostics)
        if kind is None or not records.value or wrong:
            continue
        picture = kind.picture(Request(exhibit=exhibit, records=records.value, material=material))
        texts += picture.texts
        style = look.style(own, wide=exhibit.switched_on("wide"))
        words = _words(exhibit, unseen_of(records.value))
        key = _key(form, exhibit, picture, style, faces, words)
        data = _cached(cache_folder, key, form, tools)
        if data is None:
            outcome = _draw(form, exhibit, picture, style, words)
            found.extend(outcome.diagnostics)
            data = outcome.value
            if data is None:
                continue
            digest = hashlib.sha256(data).hexdigest()[:16]
            tools.write(cache_folder / f"{key}-{digest}.{form}", data)
        drawn[id_] = data
    if look.show_codes and form == "pdf":
        cover = read_cover(own, tools, Cache(cache_folder.parent, tools), dict(look.faces))
        found += _shown_codes(texts, cover) if cover is not None else ()
    return Outcome(drawn, tuple(found))


def _draw(form: Form, exhibit: Exhibit, picture: Picture, style: Style, words: _Words) -> Outcome[bytes | None]:
    """Draw one figure, or tell why it cannot be drawn."""
    from reportgen.figures.drawing import to_pdf, to_svg

    if not style.show_codes and (faults := tuple(_glyphs(picture, style))):
        return Outcome(None, faults)
    try:
        scene = picture.lay_out(style)
    except ValueError as error:
        return Outcome(None, (diagnose("TAB306", f"{exhibit.id} cannot be drawn: {error}", exhibit.place),))
    if scene.height > style.max_height_mm:
        message = f"{exhibit.id} is {scene.height:.0f} mm high; a page has room for {style.max_height_mm:.0f} mm"
        return Outcome(None, (diagnose("TAB313", message, exhibit.place),))
    return Outcome(to_pdf(scene, style) if form == "pdf" else to_svg(scene, style, *words).encode())


def _words(exhibit: Exhibit, unseen: str) -> _Words:
    """Return what an SVG says of itself: the beginning of its ids, its name, its description."""
    description = " ".join(filter(None, (str(exhibit.text("description") or ""), unseen)))
    return f"fig-{exhibit.id}", str(exhibit.text("caption") or ""), description


def _glyphs(picture: Picture, style: Style) -> Iterator[Diagnostic]:
    """Report characters that no font of the figures has, where they are written."""
    from reportgen.figures.drawing import missing_characters

    for text, place in dict.fromkeys(picture.texts):
        for character in missing_characters((text,), style):
            message = f"no font of the figures has a glyph for '{character}' (U+{ord(character):04X})"
            yield diagnose("TEX608", message, place)


def _shown_codes(texts: Iterable[tuple[str, Place]], cover: Cover) -> Iterator[Diagnostic]:
    """Note the characters that figures print as codes, once for each file that has them."""
    files: dict[str, tuple[Place, list[str]]] = {}
    for text, place in dict.fromkeys(texts):
        lost = [c for c in text if not (c.isspace() or is_spare(c) or cover.has(ord(c), ("sans",)))]
        for c in lost:
            if not cover.falls_back(ord(c)):
                files.setdefault(place.file, (place, []))[1].append(c)
    for place, characters in files.values():
        named = ", ".join(f"U+{ord(c):04X}" for c in sorted(set(characters)))
        yield diagnose("TEX629", f"figures print codes for what no font has: {named}", place)


@cache
def _program() -> str:
    """Digest the drawing code: a changed program draws anew."""
    folder = supplied("figures/drawing")
    digest = hashlib.sha256()
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".py"):
            digest.update(item.read_bytes())
    return digest.hexdigest()


@cache
def _library() -> str:
    """Return name and version of the drawing library, without loading it."""
    return next((name for name in installed() if name.lower().startswith("matplotlib-")), "matplotlib")


def _key(form: Form, exhibit: Exhibit, picture: Picture, style: Style, faces: list[str], words: _Words) -> str:
    """Digest all that decides how a figure looks; a font counts by its bytes, not by where it lies."""
    from reportgen.figures.drawing.style import Font

    look = replace(style, regular=Path(), bold=Path(), fallback=tuple(Font(Path(), face) for _, face in style.fallback))
    parts = [form, _program(), _library(), str(exhibit.text("kind")), repr(picture.values), repr(look), *faces]
    parts += words if form == "svg" else ()
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def _cached(folder: Path, key: str, form: Form, tools: Tools) -> bytes | None:
    """Return a drawing from the cache if its bytes are those that were written."""
    for path in tools.list(folder, f"{key}-*.{form}"):
        data = tools.read(path)
        if path.stem.endswith(hashlib.sha256(data).hexdigest()[:16]):
            return data
        tools.remove(path)
    return None
