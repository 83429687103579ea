r"""biblatex as the maker of the printed lists: what LaTeX reads for it, and biber between two passes.

biber is a way to run programs: a `biber.conf` beside it and a .bcf file, which TeX writes, may hold code. So
it runs without its configuration, in the sandbox, on our own .bib file, and without a sandbox not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.bibliography import Library
from reportgen.bibliography.export import Exported, export_library
from reportgen.bibliography.library import Entry
from reportgen.citations import tex_key
from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE, Config
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.markup import Composed, unmark
from reportgen.tex.engine import Engine
from reportgen.tex.sandbox import Room, sandboxed
from reportgen.texlog.bib import read_blg
from reportgen.tools import Finished, Limits, Tools

SETUP_FILE = "reportgen-bibliography.tex"
DATA_FILE = "reportgen.bib"
# What biber reads and writes, as auxiliary files of main.tex.
CONTROL, RESULT = ".bcf", ".bbl"
# Fields that one program knows by another name.
_SAME = {"year": "date", "date": "year", "journal": "journaltitle", "address": "location", "school": "institution"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The printed lists by name, the files that LaTeX and biber read, and the entries by key."""

    lists: Mapping[str, Composed]
    assets: Mapping[str, bytes]
    entries: Mapping[str, Entry]


def biblatex_files(config: Config, library: Library) -> Prepared:
    r"""Return what the report takes in; every entry of a list is printed, cited or not."""
    exported: Exported = export_library(library, config.bibliography_lists, tex_key, classic=False)
    lists = {
        name: unmark(rf"\printbibliography[heading=none,keyword={tex_key(name)}]" + "\n")
        for name in config.bibliography_lists
    }
    assets = {SETUP_FILE: _setup(config).encode(), DATA_FILE: exported.text.encode()}
    return Prepared(lists=lists, assets=assets, entries=exported.keys)


def _setup(config: Config) -> str:
    r"""Return the preamble's part; `\cite` prints no brackets of its own, since `\citations` does."""
    style = config.bibliography_style
    command = (
        r"\usebibmacro{prenote}}{\usebibmacro{citeindex}\usebibmacro{cite}}{\multicitedelim}{\usebibmacro{postnote}"
    )
    lines = (
        r"\IfFileExists{csquotes.sty}{\RequirePackage{csquotes}}{}",
        rf"\RequirePackage[backend=biber,style={style},sorting=nyt,maxnames=3,defernumbers=true]{{biblatex}}",
        rf"\addbibresource{{{DATA_FILE}}}",
        rf"\DeclareCiteCommand{{\reportgencite}}{{{command}}}",
        r"\let\cite\reportgencite",
        r"\AtBeginDocument{\nocite{*}}",
        r"\AtBeginBibliography{\fontsize{9}{11.6}\selectfont\sloppy\ifdefined\RaggedRight\RaggedRight\fi}",
    )
    return "\n".join(lines) + "\n"


def needs_biber(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> bool:
    """Whether biber must run: a pass wrote a .bcf file, and it is new, or there is no list yet.

    Both hold auxiliary files by name; `before` those that the last run of biber left.
    """
    control = after.get(f"main{CONTROL}")
    return control is not None and (control != before.get(f"main{CONTROL}") or f"main{RESULT}" not in before)


def run_biber(
    engine: Engine, config: Config, room: Room, tools: Tools, entries: Mapping[str, Entry] | None = None
) -> Outcome[bytes | None]:
    """Run biber on `main.bcf` in the room's work folder; the value is `main.bbl`, `None` when it failed.

    What it says of an entry is BIB415, at the field or entry that it names if `entries` has it by its key; a
    failure is BIB416.
    """
    setting = Place(file=CONFIG_FILE)
    if engine.sandbox is None:
        hint = 'install bubblewrap, or use backend = "reportgen"'
        return Outcome(None, (diagnose("BIB416", "biber is not run without a sandbox", setting, hint=hint),))
    program = tools.find_program("biber")
    if program is None:
        hint = "on Debian or Ubuntu: apt-get install biber"
        return Outcome(None, (diagnose("CFG006", "biber is not installed", hint=hint),))
    environment = {
        "PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC",  # noqa: S108
        "TEXMFHOME": "/nonexistent",
    }  # fmt: skip
    command = [
        *sandboxed(engine.sandbox, room, environment), str(program),
        "--noconf", "--nolog", "main",
    ]  # fmt: skip
    result = room.work / f"main{RESULT}"
    tools.remove(result)
    limits = Limits(wall_s=config.timeout_s, memory=config.memory_mb * 1024**2, file_size=64 * 1024**2)
    finished = tools.run(command, folder=room.work, environment={"PATH": "/usr/bin:/bin"}, limits=limits)
    data = room.work / DATA_FILE
    exported = tools.read(data).decode("utf-8", "replace") if tools.state(data) is not None else ""
    found = tuple(_messages(finished.output, exported, entries or {}, setting))
    if tools.state(result) is None or finished.status not in {0, 1} or finished.stopped:
        if not any(d.code == "BIB416" for d in found):
            found += (diagnose("BIB416", f"biber made no list: {_end(finished, config)}", setting),)
        return Outcome(None, found)
    return Outcome(tools.read(result), found)


def _end(finished: Finished, config: Config) -> str:
    if finished.stopped:
        return f"stopped after {config.timeout_s:g} s"
    return " ".join([f"status {finished.status}", *finished.output.strip().splitlines()[-1:]])[:300]


def _messages(output: str, exported: str, entries: Mapping[str, Entry], setting: Place) -> Iterator[Diagnostic]:
    """Return what biber said, at the .bib files that a person edits."""
    for event in read_blg(output, {DATA_FILE: exported}):
        place = entry_place(entries.get(event.key or ""), event.field) or setting
        yield diagnose("BIB416" if event.error else "BIB415", f"biber: {event.message}", place)


def entry_place(entry: Entry | None, field: str | None) -> Place | None:
    """Return where a person edits what a message is about: the field if the entry has it, else the entry."""
    if entry is None:
        return None
    names = (field, _SAME.get(field or ""))
    value = next((value for name in names if name and (value := entry.fields.get(name)) is not None), None)
    return value.place if value is not None and value.place is not None else entry.place
