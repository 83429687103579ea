"""The folder that TeX works in, as a value: composed files, pictures, fonts, class."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE, Config
from reportgen.dates import print_date
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.markup import Composed, escape
from reportgen.tools import Tools

CLASS_FILE = "briefing.cls"
FONTS_FILE = "reportgen-fonts.tex"
METADATA_FILE = "reportgen-metadata.tex"


@dataclass(frozen=True, slots=True, kw_only=True)
class TexTree:
    """Everything the engine may read, by name inside its folder.

    `composed` are texts with origins, `assets` are bytes; `sources` tells for an asset that a person
    edits (the class) which file of the project it is.
    """

    composed: Mapping[str, Composed]
    assets: Mapping[str, bytes]
    sources: Mapping[str, str]

    @property
    def digest(self) -> str:
        """SHA-256 over all names and contents."""
        digest = hashlib.sha256()
        for name, data in sorted(self.contents().items()):
            digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
        return digest.hexdigest()

    def contents(self) -> dict[str, bytes]:
        """Return the bytes of every file."""
        return {name: text.text.encode() for name, text in self.composed.items()} | dict(self.assets)


def assemble(
    config: Config,
    files: Mapping[str, Composed],
    figures: Mapping[str, bytes],
    fonts: Mapping[str, Path],
    tools: Tools,
) -> Outcome[TexTree]:
    """Gather the composed files, the figures, the fonts and the class."""
    found: list[Diagnostic] = []
    assets: dict[str, bytes] = {f"figures/{name}.pdf": data for name, data in figures.items()}
    sources: dict[str, str] = {}
    for path in tools.list(config.project / "report", "*.cls") + tools.list(config.project / "report", "*.sty"):
        file = path.relative_to(config.project).as_posix()
        name = CLASS_FILE if file == config.class_file else path.name
        try:
            assets[name] = tools.read(path)
            sources[name] = file
        except OSError as error:
            found.append(diagnose("CFG005", f"cannot read {file}: {error.strerror or error}", Place(file=file)))
    if CLASS_FILE not in assets:
        message = f"the class {config.class_file} does not exist"
        found.append(diagnose("CFG005", message, Place(file=CONFIG_FILE)))
    for role, path in fonts.items():
        try:
            assets[f"fonts/{role}{path.suffix}"] = tools.read(path)
        except OSError as error:
            found.append(diagnose("CFG007", f"cannot read font {path.name}: {error.strerror or error}"))
    assets[FONTS_FILE] = font_setup(fonts).encode()
    assets[METADATA_FILE] = metadata(config).encode()
    return Outcome(TexTree(composed=files, assets=assets, sources=sources), tuple(found))


def font_setup(fonts: Mapping[str, Path]) -> str:
    """Return the fontspec commands for the font roles; ligatures of TeX (`--`, ``) are off.

    Files are named relative to the working folder, so that no path of a machine reaches the PDF and
    no font database is needed.
    """
    lines = []
    shapes = {"italic": "ItalicFont", "bold": "BoldFont", "bolditalic": "BoldItalicFont"}
    for family, command in (
        ("serif", r"\setmainfont"),
        ("sans", r"\setsansfont"),
        ("mono", r"\setmonofont"),
        ("symbols", r"\newfontfamily\symbolfont"),
    ):
        regular = fonts.get(f"{family}-regular")
        if regular is None:
            continue
        options = ["Path=./fonts/", f"Extension={regular.suffix}", "Ligatures=TeXReset"]
        options += [f"{key}={family}-{shape}" for shape, key in shapes.items() if f"{family}-{shape}" in fonts]
        lines.append(f"{command}{{{family}-regular}}[{','.join(options)}]")
    return "\n".join(lines) + "\n"


def metadata(config: Config) -> str:
    r"""Return one macro a text of the cover (`\rgtitle` ...), and what makes the bytes reproducible."""
    texts = {**config.report, "date": print_date(config.report["date"])}
    lines = [
        rf"\newcommand*\rg{''.join(c for c in key if c.isalpha())}{{{escape(value)}}}"
        for key, value in sorted(texts.items())
    ]
    identity = hashlib.sha256("\0".join(f"{k}={v}" for k, v in sorted(texts.items())).encode()).hexdigest()
    trailer = identity[:32].upper()
    lines += [
        rf"\pdfvariable trailerid{{[<{trailer}><{trailer}>]}}",
        # A missing glyph is an error, not a hole in the page; names of engine versions stay out.
        r"\tracinglostchars=3",
        r"\pdfvariable suppressoptionalinfo=\numexpr 1+2+4+8+16+32+64+128 \relax",
        r"\pdfvariable minorversion=7",
        r"\pdfvariable objcompresslevel=2",
    ]
    return "\n".join(lines) + "\n"
