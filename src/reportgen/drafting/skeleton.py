"""What a new project is made of: a kind and a few texts in, files by relative path out.

The files that every project needs as they are (class, styles, templates of lists, cells, sections that know no
subject) are those of this repository's own report: they are stored once, in `report/`, and a wheel carries them
as `drafting/house/`. What only new projects have stands beside this module, in `skeleton/`: `both/` for all of
them, `draft/` and `empty/` for one kind.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from reportgen import __version__
from reportgen.records import SCHEMAS

Kind = Literal["draft", "empty"]

# What a new project takes over from `report/` as it is.
HOUSE = (
    "briefing.cls", "briefing-common.sty", "briefing-index.sty", "briefing-late.sty", "briefing-settings.sty",
    "briefing-tags.sty", "bibliography/entries.tex.j2", "html.toml", "tables/cells.tex.j2",
    "sections/bibliography.tex.j2", "sections/colophon.tex.j2", "sections/glossary.tex.j2", "sections/index.tex.j2",
    "sections/judgements.tex.j2", "sections/macros.tex.j2",
)  # fmt: skip
# Where a name of a file in the skeleton would be read as its own by tools that look at this repository.
_HIDDEN = {"gitignore": ".gitignore", "github": ".github"}
# What the settings of every kind of project have in common; `@settings@` of its report.toml.
_SETTINGS = "settings.toml"
# The bibliographies of a project without documents, with what they are for.
_BIBLIOGRAPHIES = {
    "documents": "The documents held and read: one entry each, its key the id of the document, keywords = {corpus}.",
    "works": "The works that the documents cite: keywords = {cited}.",
}
# What the cover says unless the values say something else.
_SUBTITLES = {"draft": "First draft, extracted by program", "empty": ""}
_MAKERS = {"draft": f"reportgen {__version__}, a program", "empty": ""}
_VALUE = re.compile("@([a-z]+)@")
# What a CI machine of Debian needs; requirements/system.txt has the whole list with the reasons.
PACKAGES = (
    "texlive-luatex", "texlive-latex-recommended", "fonts-paratype", "fonts-dejavu-core", "fonts-wqy-microhei",
    "poppler-utils", "bubblewrap",
)  # fmt: skip


def skeleton(kind: Kind, values: Mapping[str, str]) -> Mapping[str, bytes]:
    """Return the files of a new project, by path relative to it, sorted.

    `values` needs `title` and `date` (ISO). It may have `subtitle`, `number`, `organisation`, `subject`, `keywords`;
    and `command` (a program with its arguments, separated by blanks and quoted as a shell wants it) and `sources` (a
    folder), which go to `local.mk` alone. Record files that have no rows yet and empty bibliographies are among the
    files; `draft` writes its own over them. Raises `KeyError` when `title` or `date` is missing.
    """
    texts = {
        "subtitle": _SUBTITLES[kind], "number": f"D-{values['date']}", "organisation": _MAKERS[kind],
        "subject": values["title"], "keywords": "", "program": __version__, **values,
    }  # fmt: skip
    parts = _tree("both") | _tree(kind)
    settings = parts.pop(_SETTINGS).decode()
    made = {f"report/{name}": _house(name) for name in HOUSE}
    made |= {
        name: _filled(name, data, {**texts, "settings": settings, "packages": " ".join(PACKAGES)})
        for name, data in parts.items()
    }
    made |= {f"data/{file}": head.encode() for file, head in _heads()}
    made |= {f"bib/{name}.bib": f"@comment{{{text}}}\n".encode() for name, text in _BIBLIOGRAPHIES.items()}
    made["local.mk"] = _local(texts).encode()
    return dict(sorted(made.items()))


def _tree(kind: str) -> dict[str, bytes]:
    """Return the files of one part of the skeleton."""

    def inside(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
        for item in folder.iterdir():
            name = prefix + _HIDDEN.get(item.name, item.name)
            if item.is_dir():
                yield from inside(item, f"{name}/")
            else:
                yield name, item.read_bytes()

    return dict(inside(files("reportgen.drafting") / "skeleton" / kind, ""))


def _house(name: str) -> bytes:
    """Return a file of the repository's own report: beside `src/` in a checkout, in the package elsewhere."""
    packed = files("reportgen.drafting") / "house" / name
    return packed.read_bytes() if packed.is_file() else (Path(__file__).parents[3] / "report" / name).read_bytes()


def _filled(name: str, data: bytes, texts: Mapping[str, str]) -> bytes:
    """Put the values into a text, in TOML as quoted strings."""
    if b"@" not in data:
        return data
    quoted = name.endswith(".toml")

    def value(found: re.Match[str]) -> str:
        text = texts.get(found[1])
        if text is None:
            return found[0]
        return _toml(text) if quoted and found[1] != "settings" else text

    return _VALUE.sub(value, data.decode()).encode()


def _toml(text: str) -> str:
    """Return a basic string of TOML: as in JSON, which leaves DEL and C1 as they are."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False).replace("\x7f", "\\u007f")


def _heads() -> Iterator[tuple[str, str]]:
    """Give the record files that a project begins with; CSV has its head, YAML is an empty list."""
    for schema in SCHEMAS.values():
        if schema.file.endswith(".csv"):
            yield schema.file, ",".join(schema.fields) + "\n"
        elif "*" not in schema.file:
            yield schema.file, "[]\n"


def _local(texts: Mapping[str, str]) -> str:
    """Return what make has to know of this machine: the program, and the folder of the documents."""
    lines = ["# Of this machine only; not kept in the repository."]
    command = texts.get("command")
    if command:
        lines.append(f"REPORTGEN = {_made(command)}")
    if "sources" in texts:
        lines.append(f"SOURCES = {_made(texts['sources'])}")
    return "\n".join([*lines, ""])


def _made(text: str) -> str:
    """Return a text as the value of a variable of make."""
    return text.replace("$", "$$").replace("#", "\\#")


def quoted(*words: str) -> str:
    """Return words as a shell reads them."""
    return shlex.join(words)
