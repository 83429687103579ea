r"""BibTeX as the maker of the printed lists: the library and a style in, one `thebibliography` a list out.

It runs before TeX, not between its passes: a printed list holds the entries with its keyword, so that
what the text cites need not be known. `bibtexu` is used, which sorts and shortens names in Unicode. Labels
in natbib's form, `Kashin(2014)Vasily Kashin`, become labels that `\cite` of LaTeX can print.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.bibliography import Entry, Library
from reportgen.bibliography.export import Exported, export_library
from reportgen.citations import tex_key
from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE, Config
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.markup import Composed, link, mark, unmark
from reportgen.tex.biber import entry_place
from reportgen.tex.sandbox import Room, find_sandbox, sandboxed
from reportgen.texlog.bib import read_blg
from reportgen.tools import Limits, Tools

# What the preamble needs: a label of several words may be broken, which LaTeX has in a box.
SETUP = "\\makeatletter\\def\\@cite@ofmt#1{#1}\\makeatother\n"
_VERSION = 1
_ITEM = re.compile(r"\\bibitem\s*")
_BEGIN = re.compile(r"\\begin\{thebibliography\}\{[^}]*\}")
_URL = re.compile(r"\\url\s*\{([^{}]*)\}")
_LONG = re.compile(r"(?<!\\)%\n\s*")
# natbib.sty, \NAT@parse: what stands before "(" is the short form, in it the year, after it all names.
_LABEL = re.compile(r"(?P<names>.*)\((?P<year>[^()]*)\)(?P<all>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ran:
    """What a run left: the list as BibTeX wrote it, and its log."""

    list: str
    log: str
    ended: str


def bibtex_lists(config: Config, library: Library, tools: Tools) -> Outcome[Mapping[str, Composed]]:
    """Return the printed lists by name. What BibTeX says of an entry is BIB415; a list it cannot make, BIB416."""
    program = tools.find_program("bibtexu")
    if program is None:
        hint = "on Debian or Ubuntu: apt-get install texlive-binaries"
        return Outcome({}, (diagnose("CFG006", "bibtexu is not installed", hint=hint),))
    exported = export_library(library, config.bibliography_lists, tex_key, classic=True)
    own = config.project / "report" / f"{config.bibliography_style}.bst"
    style = tools.read(own) if tools.state(own) else b""
    sandbox = find_sandbox(tools)
    found: list[Diagnostic] = []
    made: dict[str, Composed] = {}
    numbers = 0
    for name, keyword in config.bibliography_lists.items():
        keys = [key for key, entry in exported.keys.items() if keyword in {str(k) for k in entry.listed("keywords")}]
        if not keys:
            made[name] = unmark("\\begin{thebibliography}{}\n\\end{thebibliography}\n")
            continue
        ran = _run(config, exported, keys, style, program, sandbox, tools)
        faults = _messages(ran, config, exported)
        found.extend(faults)
        if r"\end{thebibliography}" not in ran.list:
            if not any(d.code == "BIB416" for d in found):
                found.append(diagnose("BIB416", f"BibTeX made no list '{name}': {ran.ended}", _setting()))
            break
        made[name], lost, numbers = _readable(ran.list, exported.keys, keys, numbers)
        found.extend(lost)
    return Outcome(made, tuple(found))


def _setting() -> Place:
    return Place(file=CONFIG_FILE)


def _run(
    config: Config,
    exported: Exported,
    keys: list[str],
    style: bytes,
    program: Path,
    sandbox: Path | None,
    tools: Tools,
) -> _Ran:
    """Run BibTeX on one list, or take what an equal run left."""
    state = tools.state(program)
    language = config.report["language"].split("-")[0].lower()
    parts = (_VERSION, str(program), state and (state.size, state.mtime_ns), config.bibliography_style,
             hashlib.sha256(style).hexdigest(), language, keys, exported.text)  # fmt: skip
    digest = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
    kept = config.cache / "bibtex" / f"{digest[:24]}.json"
    try:
        return _Ran(**json.loads(tools.read(kept)))
    except (OSError, ValueError, TypeError):
        pass
    control = [rf"\citation{{{key}}}" for key in keys]
    control += [rf"\bibstyle{{{config.bibliography_style}}}", r"\bibdata{library}", ""]
    with tools.scratch() as folder:
        tools.place(folder / "work" / "list.aux", "\n".join(control).encode())
        tools.place(folder / "work" / "library.bib", exported.text.encode())
        tools.place(folder / "none" / "README", b"")
        if style:
            tools.place(folder / "work" / f"{config.bibliography_style}.bst", style)
        # `openin_any` would keep it from its own styles; it reads nothing but styles and our .bib file.
        environment = {
            "PATH": "/usr/bin:/bin", "HOME": "/tmp", "TEXMFHOME": "/nonexistent",  # noqa: S108
            "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "openout_any": "p", "max_print_line": "10000",
        }  # fmt: skip
        locale = ["-l", language] if re.fullmatch(r"[a-z]{2,3}", language) else []
        command = [str(program), *locale, "list"]
        room = Room(work=folder / "work", cache=folder / "none")
        if sandbox is not None:
            command, environment = [*sandboxed(sandbox, room, environment), *command], {"PATH": "/usr/bin:/bin"}
        limits = Limits(wall_s=min(60.0, config.timeout_s), memory=config.memory_mb * 1024**2, file_size=64 * 1024**2)
        finished = tools.run(command, folder=room.work, environment=environment, limits=limits)
        texts = [
            tools.read(path).decode("utf-8", "replace") if tools.state(path) else ""
            for path in (room.work / "list.bbl", room.work / "list.blg")
        ]
    last = finished.output.strip().splitlines()[-1:]
    ended = "stopped after its time" if finished.stopped else " ".join([f"status {finished.status}", *last])
    ran = _Ran(list=texts[0], log=texts[1] or finished.output, ended=ended)
    if finished.status in {0, 1} and not finished.stopped:  # 1: warnings
        tools.write(kept, json.dumps({"list": ran.list, "log": ran.log, "ended": ran.ended}).encode())
    return ran


def _messages(ran: _Ran, config: Config, exported: Exported) -> list[Diagnostic]:
    """Return what the log says, at the field or entry that it names."""
    found: list[Diagnostic] = []
    for event in read_blg(ran.log, {"library.bib": exported.text}):
        place = entry_place(exported.keys.get(event.key or ""), event.field) or _setting()
        if not event.error:
            found.append(diagnose("BIB415", f"BibTeX: {event.message}", place))
        elif not any(d.code == "BIB416" for d in found):
            # What comes after the first fault follows from it.
            hint = f"put {config.bibliography_style}.bst into report/, or install the package that has it"
            hint_or_none = hint if "style file" in event.message else None
            found.append(diagnose("BIB416", f"BibTeX: {event.message}", place, hint=hint_or_none))
    return found


def _readable(
    text: str, entries: Mapping[str, Entry], keys: list[str], numbers: int
) -> tuple[Composed, list[Diagnostic], int]:
    r"""Return a list with labels for `\cite` of LaTeX, links of ours, and the place of each entry.

    Lists without labels are numbered on from `numbers`, so that a number means one work in the whole report.
    """
    text = _URL.sub(lambda hit: str(link(hit[1].replace(r"\%", "%").replace(r"\#", "#"))), _LONG.sub("", text))
    text = re.sub(r"\{\\natexlab\{(\w*)\}\}|\\natexlab\{(\w*)\}", lambda hit: hit[1] or hit[2] or "", text)
    begin = _BEGIN.search(text)
    preamble = text[: begin.start()] if begin else ""
    body = text[begin.end() :] if begin else text
    starts = [*_ITEM.finditer(body)]
    # Commands that the style defines for itself (`\doi`), which BibTeX writes at the head of the list.
    preamble += body[: starts[0].start()] if starts else ""
    pieces: list[str] = []
    labels: list[str] = []
    seen: set[str] = set()
    for item, after in zip(starts, [*starts[1:], None], strict=True):
        label, at = _argument(body, item.end(), "[", "]")
        key, at = _argument(body, at, "{", "}")
        if key is None or key not in entries:
            continue
        seen.add(key)
        if label is None:
            numbers += 1
            label = str(numbers)
            labels.append(label)
        else:
            label = _label(label)
        rest = body[at : after.start() if after else len(body)].strip().removesuffix(r"\end{thebibliography}")
        place = mark(entries[key].place, data=True)
        pieces.append(rf"\bibitem[{{{place}{label}}}]{{{key}}} " + " ".join(rest.split()))
    lost = [
        diagnose("BIB415", f"the style leaves '{entries[key].key}' out of its list", entries[key].place)
        for key in keys
        if key not in seen
    ]
    widest = max(labels, key=len, default="")
    lines = [preamble.strip(), rf"\begin{{thebibliography}}{{{widest}}}", *pieces, r"\end{thebibliography}", ""]
    return unmark("\n".join(line for i, line in enumerate(lines) if line or i)), lost, numbers


def _label(label: str) -> str:
    """Return natbib's label as one text: the short names and the year, or the one that there is."""
    found = _LABEL.fullmatch(label.strip())
    if found is None:
        return label.strip()
    names, year = " ".join(found["names"].split()), " ".join(found["year"].split())
    return " ".join(part for part in (names, year) if part)


def _argument(text: str, start: int, opening: str, closing: str) -> tuple[str | None, int]:
    """Return the argument that begins at `start` and where it ends; braces inside it hide its closing sign."""
    while start < len(text) and text[start].isspace():
        start += 1
    if text[start : start + 1] != opening:
        return None, start
    depth = 0
    for at in range(start + 1, len(text)):
        if text[at] == closing and depth == 0:
            return text[start + 1 : at], at + 1
        if text[at - 1] != "\\":
            depth += {"{": 1, "}": -1}.get(text[at], 0)
    return None, start
