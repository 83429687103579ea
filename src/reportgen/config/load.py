"""The project's settings: report.toml -> Config."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reportgen import products
from reportgen.codes import diagnose
from reportgen.config.lacking import lacking
from reportgen.config.model import Config
from reportgen.config.places import toml_fault
from reportgen.config.reader import Reader
from reportgen.config.settings import CONFIG_FILE
from reportgen.diagnostics import Diagnostic, Outcome, Place, Related
from reportgen.editions import Edition
from reportgen.texts import read_text
from reportgen.tools import Tools


def load_config(
    project: Path, tools: Tools, engine: str | None = None, product: str = "", edition: Edition | None = None
) -> Outcome[Config | None]:
    """Read and check `report/report.toml`; the value is `None` when the report cannot be built.

    `engine`, one of `ENGINES`, is used in place of the one in the file. `product` names one of `[products.NAME]`.
    `edition` is laid over that.
    """
    text = _read(project, tools)
    if isinstance(text, Diagnostic):
        return Outcome(None, (text,))
    try:
        raw = tomllib.loads(text)
        if not raw:
            place = Place(file=CONFIG_FILE, line=1)
            return Outcome(None, (diagnose("CFG004", f"{CONFIG_FILE} has no settings", place),))
        if product and product not in products.names(raw):
            return Outcome(None, (_no_product(product, products.names(raw)),))
        reader = Reader(text, raw, product, edition)
        outcome = reader.config(project)
        if outcome.value is not None:
            missing = list(_missing(outcome.value, reader, tools))
            for other, config in reader.others:  # a product is not left until it is built, either
                of_product = (*_missing(config, other, tools), *lacking(config, tools)) if config is not None else ()
                missing += [found for found in of_product if found not in missing]
            outcome = Outcome(outcome.value, (*outcome.diagnostics, *missing))
    except (ValueError, RecursionError) as error:  # numbers of a thousand digits, endless brackets
        return Outcome(None, (toml_fault(str(error), text),))
    if engine is None or outcome.value is None:
        return outcome
    config = replace(outcome.value, engine=engine)
    if config.profile == "archive" and engine != "lualatex":
        note = diagnose("CFG012", f"{engine} writes no tags: this PDF is no archival one")
        return Outcome(replace(config, profile="plain"), (*outcome.diagnostics, note))
    return Outcome(config, outcome.diagnostics)


def _read(project: Path, tools: Tools) -> str | Diagnostic:
    """Return the text of the settings, or why there is none."""
    path = project / CONFIG_FILE
    if tools.state(path) is None:
        hint = "run this in a project's folder, or name it with --project DIR"
        return diagnose("CFG001", f"no {CONFIG_FILE} in {project}", hint=hint)
    text, found = read_text(path, CONFIG_FILE, "CFG002", tools)
    return found[0] if text is None else text


def has_product(project: Path, name: str, tools: Tools) -> bool:
    """Whether the settings declare a product of this name; of settings that cannot be read, no."""
    try:
        raw = tomllib.loads(tools.read(project / CONFIG_FILE).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return False
    return name in products.names(raw) and products.is_name(name)


def _missing(config: Config, reader: Reader, tools: Tools) -> Iterator[Diagnostic]:
    """Report the files that the settings name and that are not there, each with the file as the second place."""
    named = [("build", "class", config.class_file), ("build", "main", config.main_template)]
    for section, key, file in (*named, *(("bibliography", "files", file) for file in config.bibliography_files)):
        if tools.state(config.project / file) is not None:
            continue
        there = [p.relative_to(config.project).as_posix() for p in tools.list(config.project, f"{_folder(file)}/**/*")]
        near = difflib.get_close_matches(file, there, 1, 0.6)
        yield diagnose(
            "CFG005", f"'{file}' does not exist", reader.place(section, key, file),
            hint=f"did you mean '{near[0]}'?" if near else None,
            related=(Related(message="the file that is missing", place=Place(file=file)),), length=len(file),
        )  # fmt: skip


def _no_product(name: str, known: tuple[str, ...]) -> Diagnostic:
    near = difflib.get_close_matches(name, known, 1, 0.5)
    there = f"there are: {', '.join(known)}" if known else f"declare it in {CONFIG_FILE} as [{products.SECTION}.{name}]"
    hint = f"did you mean '{near[0]}'?" if near else there
    return diagnose("CFG015", f"there is no product '{name}'", Place(file=CONFIG_FILE), hint=hint)


def _folder(file: str) -> str:
    return file.partition("/")[0]
