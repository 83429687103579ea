r"""The dumped preamble: TeX's memory after the class is read, kept by what it was made from.

A class `X.cls` can be dumped when nothing in it is lost by that. What is lost with LuaTeX and XeTeX is
fonts, so a class keeps them in `X-late.sty`, which it reads at its end (`\AtEndOfClass`) and which a run
from the format reads by itself. pdfTeX keeps fonts too: there the whole preamble is dumped. A class
that does something else a format cannot keep gets no format, and the reason is told.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from reportgen.config import Config
from reportgen.supplied import supplied
from reportgen.tex.engine import Engine, engine_command, limits_of
from reportgen.tex.names import LAYOUT_FILE, RESUME_FILE
from reportgen.tex.sandbox import Room
from reportgen.tex.tree import TexTree
from reportgen.tools import Tools

_VERSION = 2
_KEPT = 6
_CLASS = re.compile(r"(?:[ \t]*%[^\n]*\n|\s)*\\documentclass\s*(?:\[([^\]]*)\])?\s*\{([\w.-]+)\}(?!\s*\[)")
_LISTS = re.compile(r"^### (?:current page|recent contributions):(.*)$")
# What xcolor and others put on the page before the document begins: they set a colour.
_COLOR = re.compile(r"\\pdfcolorstack (\d+) push \{([^{}]*)\}")
_REQUIRED = re.compile(r"^REPORTGEN REQUIRE ([\w.-]+)", re.MULTILINE)
_SPECIAL = re.compile(r"\\special\{([^{}]*)\}")
# What a format of pdfTeX does not keep: which font file stands behind a font, and what was said for the end
# of the PDF. Commands that say so are noted in the log, and said again in each run.
_UNKEPT = ("pdfmapline", "pdfmapfile", "pdftrailerid", "pdftrailer", "pdfinfo", "pdfcatalog", "pdfnames")
_NOTING = tuple(
    rf"\let\reportgen{name}\{name} \protected\def\{name}#1{{\reportgen{name}{{#1}}"
    rf"\immediate\write-1{{REPORTGEN AGAIN \string\{name}{{#1}}}}}}"
    for name in _UNKEPT
)
_NOTED = tuple(rf"\let\{name}\reportgen{name}" for name in _UNKEPT)
_AGAIN = re.compile(r"^REPORTGEN AGAIN (\\\w+\{.*\})$", re.MULTILINE)
# XeTeX cannot dump the Unicode fonts that its kernel selects; a class that measures text uses them.
_FONT_DEFAULTS = {"encoding": "OT1", "rm": "cmr", "sf": "cmss", "tt": "cmtt"}
_OLD_FONTS = (
    *(rf"\let\reportgen@{name}\{name}default \def\{name}default{{{old}}}" for name, old in _FONT_DEFAULTS.items()),
    r"\fontencoding{OT1}\fontfamily{cmr}\selectfont",
)
_OWN_FONTS = (
    *(rf"\let\{name}default\reportgen@{name}" for name in _FONT_DEFAULTS),
    r"\fontencoding{\encodingdefault}\fontfamily{\rmdefault}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A dumped preamble: `name` is its file's name in `folder`, without the ending.

    `resume` is the TeX text that does again what a format does not keep.
    """

    folder: Path
    name: str
    resume: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """What is kept beside a format; `refused` says why there is none.

    `own` maps files of the work folder to digests, `machine` those of the TeX installation to their
    size and modification time.
    """

    version: int
    sha256: str
    resume: str
    refused: str
    own: Mapping[str, str]
    machine: Mapping[str, tuple[int, int]]


def preamble_format(
    tree: TexTree, config: Config, engine: Engine, room: Room, tools: Tools, progress: Callable[[str], None]
) -> Format | str:
    """Return the format for this tree's preamble, made now if there is none; a text says why there is none.

    `room` gives the font cache; its `formats` is the folder in which formats are kept. A file that was
    damaged is made again.
    """
    folder = room.formats
    statement = _CLASS.match(tree.composed["main.tex"].text) if "main.tex" in tree.composed else None
    if folder is None or statement is None or f"{statement[2]}.cls" not in tree.assets:
        return "main.tex does not begin with a class of the report"
    late = f"{statement[2]}-late.sty"
    if engine.kind.late_fonts and late not in tree.assets:
        return f"the class has no {late}, so its fonts cannot be left out"
    name = _key(tree, config, engine, statement[0])
    record = _load(folder, name, tree.assets, tools)
    if record is None:
        progress("keeping the preamble as a format")
        record = _dump(tree, config, engine, room, statement, name, tools)
        _prune(folder, tools)
    return record.refused or Format(folder=folder, name=name, resume=record.resume)


def kept_format(folder: Path, name: str, assets: Mapping[str, bytes], tools: Tools) -> Format | None:
    """Return a format by its name if it is whole and would be made from these files."""
    record = _load(folder, name, assets, tools)
    return Format(folder=folder, name=name, resume=record.resume) if record and not record.refused else None


def _key(tree: TexTree, config: Config, engine: Engine, statement: str) -> str:
    # The date is TeX's clock: a class may keep it in a macro.
    parts = (str(_VERSION), engine.identity, statement, _dump_code(), config.report["date"])
    digest = hashlib.sha256("\0".join(parts).encode())
    for name, data in sorted(tree.assets.items()):
        if name.endswith((".cls", ".sty")) or name == LAYOUT_FILE:
            digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
        elif "/" not in name:  # a class may look whether a file is there
            digest.update(name.encode() + b"\0")
    return f"{engine.name}-{digest.hexdigest()[:20]}"


def _dump_code() -> str:
    return supplied("tex/lua/dump.lua").read_text("utf-8")


def _load(folder: Path, name: str, assets: Mapping[str, bytes], tools: Tools) -> _Record | None:
    """Read a format's record if the format is whole and made from what is there now."""
    try:
        record = _Record(**json.loads(tools.read(folder / f"{name}.json")))
        if record.version != _VERSION or not all(_same(p, known, tools) for p, known in record.machine.items()):
            return None
        if any(_sha256(assets.get(file, b"")) != digest for file, digest in record.own.items()):
            return None
        if not record.refused and _sha256(tools.read(folder / f"{name}.fmt")) != record.sha256:
            return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return record


def _same(path: str, known: tuple[int, int], tools: Tools) -> bool:
    state = tools.state(Path(path))
    return state is not None and [state.size, state.mtime_ns] == list(known)


def _dump(
    tree: TexTree, config: Config, engine: Engine, room: Room, statement: re.Match[str], name: str, tools: Tools
) -> _Record:
    """Dump the preamble and keep it with its record; the record alone when it is refused."""
    folder = room.formats or room.work
    late = f"{statement[2]}-late.sty" if engine.kind.late_fonts else ""
    with tools.scratch() as work:
        for file, data in tree.assets.items():
            tools.place(work / file, data)
        tools.place(work / "dump.lua", _dump_code().encode())
        tools.place(work / "format.tex", _job(statement, late, engine.name).encode())
        options = ("-ini", "-jobname=main", f"&{engine.name}")
        inner = Room(work=work, cache=room.cache)
        command, environment = engine_command(
            engine, config, inner, tools, file="format.tex", options=options, halt=False
        )
        tools.run(command, folder=work, environment=environment, limits=limits_of(config))
        try:
            log = tools.read(work / "main.log").decode("utf-8", "replace")
            data = _unpacked(tools.read(work / "main.fmt"))
            recorded = tools.read(work / "main.fls").decode("utf-8", "replace")
        except OSError:
            log, data, recorded = "", b"", ""
        resume, refused = _judge(log, data, late, engine)
        own, machine = _inputs(recorded, tree, tools)
    record = _Record(
        version=_VERSION, sha256=_sha256(data), resume=resume, refused=refused, own=own, machine=machine
    )  # fmt: skip
    if not refused:
        tools.write(folder / f"{name}.fmt", data)
    tools.write(folder / f"{name}.json", json.dumps(asdict(record), indent=1).encode())
    return record


def _unpacked(data: bytes) -> bytes:
    """Return a dumped format without its compression: engines read both, and each run would have to inflate it."""
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        return data


def _job(statement: re.Match[str], late: str, engine: str) -> str:
    """Return the job that dumps: the class without its late part, then what a run from the format meets.

    A late part that seems to be loaded already is not read again; after the dump it is unknown once more.
    """
    mark = rf"ver@{late}"
    lua, pdf = engine == "lualatex", engine == "pdflatex"
    lines = [
        r"\directlua{dofile('dump.lua')}" if lua else "",
        r"\makeatletter",
        *(_OLD_FONTS if engine == "xelatex" else ()),
        rf"\@namedef{{{mark}}}{{0000/00/00}}" if late else "",
        r"\makeatother",
        *(_NOTING if pdf else ()),
        statement[0].strip(),
        *(_NOTED if pdf else ()),
        r"\makeatletter",
        rf"\expandafter\let\csname {mark}\endcsname\relax" if late else "",
        r"\directlua{reportgen_dump_finish()}" if lua else "",
        *(_OWN_FONTS if engine == "xelatex" else ()),
        r"\showboxbreadth9999 \showboxdepth9999 \showlists",
        rf"\def\reportgen@resume[#1]#2{{\makeatletter\input{{{RESUME_FILE}}}\makeatother}}",
        r"\def\documentclass{\@ifnextchar[{\reportgen@resume}{\reportgen@resume[]}}",
        r"\makeatother",
        r"\dump",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _judge(log: str, data: bytes, late: str, engine: Engine) -> tuple[str, str]:
    """Return the text that resumes, and why the format must not be used (empty: it may)."""
    if not data or any(line.startswith("!") and line != "! OK." for line in log.splitlines()):
        return "", "the preamble could not be dumped"
    refused = re.search(r"^REPORTGEN REFUSE (.*)", log, re.MULTILINE)
    if refused:
        return "", refused[1].strip()
    lines = [rf"\directlua{{require('{name}')}}" for name in _REQUIRED.findall(log)]
    lines += _AGAIN.findall(log)
    for item in _left_on_page(log):
        color, special = _COLOR.fullmatch(item), _SPECIAL.fullmatch(item)
        if color:
            command = r"\pdfextension colorstack" if engine.name == "lualatex" else r"\pdfcolorstack"
            lines.append(rf"{command} {color[1]} push{{{color[2]}}}")
        elif special:
            lines.append(rf"\special{{{special[1]}}}")
        elif not item.startswith(r"\write-"):
            return "", f"the class puts something on the page: {item[:60]}"
    if late:
        lines.append(rf"\RequirePackage{{{late.removesuffix('.sty')}}}")
    return "\n".join(lines) + "\n", ""


def _left_on_page(log: str) -> Iterator[str]:
    r"""Give what `\showlists` found in the main vertical list, which a format does not keep."""
    inside = False
    for line in log.splitlines():
        if _LISTS.match(line):
            inside = True
        elif line.startswith(("###", "prevdepth", "!")) or not line.strip():
            inside = False
        elif inside and not line.startswith("total height"):
            yield line.strip()


def _inputs(recorded: str, tree: TexTree, tools: Tools) -> tuple[dict[str, str], dict[str, tuple[int, int]]]:
    """Return what the job read: files of the tree with digests, those of the machine with size and time."""
    own: dict[str, str] = {}
    machine: dict[str, tuple[int, int]] = {}
    for line in recorded.splitlines():
        path = line.removeprefix("INPUT ").removeprefix("./")
        if not line.startswith("INPUT ") or path in {"format.tex", "dump.lua"}:
            continue
        if path in tree.assets:
            own[path] = _sha256(tree.assets[path])
        elif path.startswith("/") and (state := tools.state(Path(path))) is not None:
            machine[path] = (state.size, state.mtime_ns)
    return own, machine


def _prune(folder: Path, tools: Tools) -> None:
    """Remove the oldest formats: one has some 30 MB."""
    states = {path: tools.state(path) for path in tools.list(folder, "*.json")}
    newest = sorted(states, key=lambda path: (state.mtime_ns if (state := states[path]) else 0, path.name))
    for path in newest[:-_KEPT]:
        tools.remove(path)
        tools.remove(path.with_suffix(".fmt"))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
