"""Read the finished PDF back: its text, fonts, links and actions, as plain values."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.codes import diagnose
from reportgen.diagnostics import Outcome
from reportgen.tools import Limits, Tools
from reportgen.tools.signals import ends_put_off


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A font of the PDF: its name, type, whether it is embedded and has a map to Unicode."""

    name: str
    subtype: str
    embedded: bool
    unicode: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFacts:
    """What the checks look at. `text` is in reading order, pages parted by form feeds.

    `dangling` are names of link targets that do not exist, `actions` those of other than plain links.
    """

    pages: int
    text: str
    title: str
    language: str
    bookmarks: int
    fonts: tuple[Font, ...]
    dangling: tuple[str, ...]
    actions: tuple[str, ...]
    uris: tuple[str, ...]


def read_pdf(data: bytes, tools: Tools) -> Outcome[PdfFacts | None]:
    """Read a PDF with pikepdf, its text with pdftotext."""
    with ends_put_off():  # an end that comes while it is loaded can abort as well
        import pikepdf

    program = tools.find_program("pdftotext")
    if program is None:
        hint = "on Debian or Ubuntu: apt-get install poppler-utils"
        return Outcome(None, (diagnose("CFG006", "pdftotext is not installed", hint=hint),))
    with tools.scratch() as folder:
        tools.place(folder / "report.pdf", data)
        finished = tools.run(
            [str(program), "-enc", "UTF-8", "report.pdf", "report.txt"],
            folder=folder, environment={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}, limits=Limits(wall_s=60),
        )  # fmt: skip
        text = _text(folder / "report.txt", tools) if finished.status == 0 else None
    if text is None:
        return Outcome(None, (diagnose("PDF709", f"pdftotext cannot read the PDF: {finished.output[:200]}"),))
    try:
        with ends_put_off(), pikepdf.open(io.BytesIO(data)) as pdf:
            return Outcome(read_objects(pdf, text))
    except pikepdf.PdfError as error:
        return Outcome(None, (diagnose("PDF709", f"the PDF is damaged: {error}"),))


def _text(path: Path, tools: Tools) -> str | None:
    try:
        return tools.read(path).decode("utf-8", "replace")
    except OSError:
        return None


def read_objects(pdf: Any, text: str = "") -> PdfFacts:
    """Read everything but the text from an open PDF; `text` is what was read of that."""
    names = set(_destinations(pdf))
    dangling: list[str] = []
    actions: list[str] = []
    uris: list[str] = []
    for action in _actions(pdf):
        kind = str(action.get("/S", ""))
        if kind == "/GoTo":
            target = _name_of(action.get("/D"))
            if target is not None and target not in names:
                dangling.append(target)
        elif kind == "/URI":
            uris.append(str(action.get("/URI", "")))
        else:
            actions.append(kind)
    names_tree = pdf.Root.get("/Names", {})
    actions += [key for key in ("/JavaScript", "/EmbeddedFiles", "/Renditions") if key in names_tree]
    actions += [key for key in ("/AcroForm", "/Collection") if key in pdf.Root]
    # Of a key that stands twice readers take either: what was checked may not be what they run.
    actions += [
        f"hidden by a second one ({warning[-80:]})" for warning in pdf.get_warnings() if "duplicated" in warning
    ]
    with pdf.open_outline() as outline:
        bookmarks = sum(1 for _ in _outline(outline.root))
    return PdfFacts(
        pages=len(pdf.pages),
        text=text,
        title=str(pdf.docinfo.get("/Title", "")),
        language=str(pdf.Root.get("/Lang", "")),
        bookmarks=bookmarks,
        fonts=tuple(_fonts(pdf)),
        dangling=tuple(dict.fromkeys(dangling)),
        actions=tuple(dict.fromkeys(actions)),
        uris=tuple(dict.fromkeys(uris)),
    )


def _name_of(target: Any) -> str | None:
    """Return the name of a link target, `None` for a place given as such."""
    import pikepdf

    if isinstance(target, pikepdf.Name):
        return str(target)[1:]
    return str(target) if isinstance(target, pikepdf.String) else None


def _outline(items: Any) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _outline(item.children)


def _destinations(pdf: Any) -> Iterator[str]:
    """Give the named destinations, from the name tree and from the older dictionary."""
    import pikepdf

    tree = pdf.Root.get("/Names", {}).get("/Dests")
    if tree is not None:
        yield from (str(name) for name in pikepdf.NameTree(tree))
    yield from (str(name)[1:] for name in pdf.Root.get("/Dests", {}))


def _actions(pdf: Any) -> Iterator[Any]:
    """Give every action: of the document, of its pages and of what stands on them."""
    yield from _triggers(pdf.Root, "/OpenAction")
    for page in pdf.pages:
        yield from _triggers(page.obj, "/OpenAction")
        for annotation in page.get("/Annots", []):
            yield from _triggers(annotation, "/A")
            if annotation.get("/A") is None and annotation.get("/Dest") is not None:
                yield {"/S": "/GoTo", "/D": annotation.get("/Dest")}
    with pdf.open_outline() as outline:
        for item in _outline(outline.root):
            yield from _triggers(item.obj, "/A")


def _triggers(owner: Any, key: str) -> Iterator[Any]:
    """Give the actions of an object: its own, those on events, and those that follow."""
    import pikepdf

    waiting = [owner.get(key), *dict(owner.get("/AA", {})).values()]
    for _ in range(1000):  # actions may follow each other in a ring
        if not waiting:
            return
        action = waiting.pop()
        if isinstance(action, pikepdf.Dictionary):
            yield action
            following = action.get("/Next")
            waiting.extend(following if isinstance(following, pikepdf.Array) else [following])


def _fonts(pdf: Any) -> Iterator[Font]:
    """Give every font of every page, and of the pictures on it, once."""
    seen: set[tuple[int, int]] = set()

    def within(resources: Any) -> Iterator[Font]:
        for font in dict(resources.get("/Font", {})).values():
            if font.objgen not in seen:
                seen.add(font.objgen)
                yield _font(font)
        for picture in dict(resources.get("/XObject", {})).values():
            if picture.objgen not in seen:
                seen.add(picture.objgen)
                if picture.get("/Subtype") == "/Form" and "/Resources" in picture:
                    yield from within(picture.Resources)

    for page in pdf.pages:
        yield from within(page.resources)


def _font(font: Any) -> Font:
    described = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = described.get("/FontDescriptor", {})
    return Font(
        name=str(font.get("/BaseFont", "/unnamed"))[1:],
        subtype=str(font.get("/Subtype", ""))[1:],
        embedded=any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")),
        unicode="/ToUnicode" in font,
    )
