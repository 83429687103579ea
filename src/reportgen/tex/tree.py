"""The folder that TeX works in, as a value: composed files, pictures, fonts, class."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.cache import Cache
from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE, FALLBACK, LAYOUTS, Config
from reportgen.dates import print_date
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.fonts import read_features
from reportgen.markup import Composed, escape
from reportgen.records.share import Share
from reportgen.supplied import supplied
from reportgen.tables.columns import COLUMNS_FILE, columns_text
from reportgen.tex.biber import SETUP_FILE
from reportgen.tex.bibtex import SETUP as BIBTEX_SETUP
from reportgen.tex.font_setup import font_setup
from reportgen.tex.names import CLASS_FILE, FONTS_FILE, LAYOUT_FILE, METADATA_FILE, TAG_FILES
from reportgen.tex.pdftex_fonts import pdftex_fonts
from reportgen.tex.scripts import prepare_scripts
from reportgen.ties import tie
from reportgen.tools import Tools

_COMMENT = re.compile(r"(?<!\\)%.*")
# What makes the bytes of a PDF depend on the report alone: an ID of its own, no version of the engine.
_FIXED: Mapping[str, tuple[str, ...]] = {
    "lualatex": (
        r"\pdfvariable trailerid{[<ID><ID>]}",
        r"\pdfvariable suppressoptionalinfo=\numexpr 1+2+4+8+16+32+64+128 \relax",
        r"\pdfvariable minorversion=7",
        r"\pdfvariable objcompresslevel=2",
    ),
    "pdflatex": (
        r"\pdftrailerid{ID}",
        r"\pdfinfoomitdate=1 \pdfsuppressptexinfo=-1",
        r"\pdfminorversion=7",
        r"\pdfobjcompresslevel=2",
    ),
    # xdvipdfmx takes all it writes from the clock, which is the report's date, and from the text.
    "xelatex": (),
}


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
    extra: Mapping[str, bytes] | None = None,
    share: Share | None = None,
    *,
    cache: Cache | None = None,
) -> Outcome[TexTree]:
    """Gather the composed files, the figures, the fonts and the class.

    `extra` are further files by name; `share` says how much of what was extracted has been reviewed.
    """
    found: list[Diagnostic] = []
    assets: dict[str, bytes] = {f"figures/{name}.pdf": data for name, data in figures.items()} | dict(extra or {})
    sources: dict[str, str] = {}
    for path in tools.list(config.project / "report", "*.cls") + tools.list(config.project / "report", "*.sty"):
        file = path.relative_to(config.project).as_posix()
        name = CLASS_FILE if file == config.class_file else path.name
        if name == CLASS_FILE and file != config.class_file:  # the class of another product
            continue
        try:
            assets[name] = tools.read(path)
            sources[name] = file
        except OSError as error:
            found.append(diagnose("CFG005", f"cannot read {file}: {error.strerror or error}", Place(file=file)))
    if CLASS_FILE not in assets:
        message = f"the class {config.class_file} does not exist"
        found.append(diagnose("CFG005", message, Place(file=CONFIG_FILE)))
    data: dict[str, bytes] = {}
    own = {role: path for role, path in fonts.items() if not role.startswith(FALLBACK)}
    for role, path in own.items():
        try:
            data[role] = tools.read(path)
        except OSError as error:
            found.append(diagnose("CFG007", f"cannot read font {path.name}: {error.strerror or error}"))
    assets |= {f"fonts/{role}{own[role].suffix}": content for role, content in data.items()}
    assets[METADATA_FILE] = metadata(config, share).encode()
    if config.report["language"].partition("-")[0] == "en":
        files = {name: replace(composed, text=tie(composed.text)) for name, composed in files.items()}
    assets[LAYOUT_FILE] = layout(config).encode()
    assets[COLUMNS_FILE] = columns_text().encode()
    if config.profile == "archive":
        assets |= {name: supplied(f"tex/lua/{name}").read_bytes() for name in TAG_FILES}
    if config.bibliography_backend == "bibtex":
        assets[SETUP_FILE] = BIBTEX_SETUP.encode()
    features = {role: read_features(own[role], tools, cache) for role in data} if config.engine != "pdflatex" else {}
    further = [data.decode() for name, data in (extra or {}).items() if name.endswith((".bib", ".tex"))]
    texts = [*(composed.text for composed in files.values()), *map(escape, config.report.values()), *further]
    if config.engine == "pdflatex":
        outcome = pdftex_fonts(config, own, data, "".join([*texts, assets[METADATA_FILE].decode()]), FONTS_FILE, tools)
        assets |= outcome.value
        found += outcome.diagnostics
    elif config.engine == "xelatex":
        assets[FONTS_FILE] = font_setup(own, features, engine=config.engine).encode()
    else:
        words = "".join(
            _COMMENT.sub("", data.decode("utf-8", "replace")) for name, data in assets.items() if name in sources
        )
        scripts = prepare_scripts(config, texts, words, fonts, tools, cache or Cache(config.cache, tools))
        assets |= scripts.assets
        assets[FONTS_FILE] = (font_setup(own, features, simple=not scripts.shaping) + scripts.setup).encode()
    return Outcome(TexTree(composed=files, assets=assets, sources=sources), tuple(found))


def layout(config: Config) -> str:
    r"""Return one macro a page setting (`\rgpaper` is `a4` or `letter` ...), for the head of a class."""
    return "".join(rf"\newcommand*\rg{key}{{{getattr(config, key)}}}" + "\n" for key in LAYOUTS)


def metadata(config: Config, share: Share | None = None) -> str:
    r"""Return one macro a text of the cover (`\rgtitle` ...), and what makes the bytes reproducible.

    Where something was extracted, `\rgextracted`, `\rgreviewed` and `\rgreviewpercent` count it.
    """
    texts = {**config.report, "date": print_date(config.report["date"])}
    lines = [
        rf"\newcommand*\rg{''.join(c for c in key if c.isalpha())}{{{escape(value)}}}"
        for key, value in sorted(texts.items())
    ]
    if share is not None and share.proposed_total:
        counts = {"extracted": share.proposed_total, "reviewed": share.reviewed, "reviewpercent": share.percent}
        lines += [rf"\newcommand*\rg{name}{{{count}}}" for name, count in counts.items()]
    identity = hashlib.sha256("\0".join(f"{k}={v}" for k, v in sorted(texts.items())).encode()).hexdigest()
    # What stands before a name of an index; a class that has none need not know of it.
    lines.append(r"\providecommand*\rgmention[1]{}")
    # A missing glyph is an error, not a hole in the page.
    lines += [r"\tracinglostchars=3", *(line.replace("ID", identity[:32].upper()) for line in _FIXED[config.engine])]
    return "\n".join(lines) + "\n"
