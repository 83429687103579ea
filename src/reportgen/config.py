"""The project's settings: report.toml -> Config."""

from __future__ import annotations

import datetime
import difflib
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reportgen import products
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place, Related
from reportgen.editions import Edition
from reportgen.tools import Tools
from reportgen.values import place_of_byte

CONFIG_FILE = "report/report.toml"
ENGINES = ("lualatex", "xelatex", "pdflatex")
# Who makes the printed lists of works, and the style that it uses unless another is named.
BACKENDS = {"reportgen": "", "bibtex": "plainnat", "biblatex": "numeric"}
# "archive" is PDF/A-3a and PDF/UA-1, with tags; it needs LuaLaTeX and a class that loads briefing-tags.
PROFILES = ("plain", "archive")
# The page settings: their values, the default first. "grey" is for printing without colour, "large" for readers
# who need large type.
LAYOUTS = {"paper": ("a4", "letter"), "colour": ("colour", "grey"), "size": ("standard", "large")}
# What becomes of a character that no font has: the build stops, or its code is printed in its place.
MISSING = ("error", "show")
# The setting that lists the fonts for what the others lack, and the beginning of their roles.
FALLBACK = "fallback"
_CHOICES = {"engine": ENGINES, "backend": tuple(BACKENDS), "profile": PROFILES} | LAYOUTS
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What `report.toml` says; all paths are relative to the project, with forward slashes.

    `html` is the name of the HTML companion beside the PDF, `""` where none is made.

    `bibliography_style` is the style of a backend other than reportgen's own, which has templates.

    `report` holds the texts of the cover (title, number, date ...) for the templates. `fonts` maps a
    font role (`serif-regular` ...) to a file name. `overfull_pt` is in TeX points. `file_mb` bounds each
    file that TeX writes, and what it prints. `checks` is the section of that name as it stands; `checks.levels`
    reads it. `paper`, `colour` and `size` are of `LAYOUTS`. `places` tells where fonts, printed lists and what only a
    product has are named, by section and key.

    `fallback` are the font files for what the others lack, in the order in which they are asked; `missing` is of
    `MISSING`.

    `product` is the name of the product that this is, `""` for the report itself; `products` are all names.
    `exhibits` are the tables and figures that it shows, `None` for all that its sections name; `pages` is how many
    pages it must have, 0 for any; `figure_mm` is how wide its figures are, 0 for as wide as those of the report.

    `edition` is the row of a batch that is laid over all this, `None` where there is none.
    """

    project: Path
    report: Mapping[str, str]
    engine: str
    class_file: str
    main_template: str
    output: str
    bibliography_files: tuple[str, ...]
    bibliography_lists: Mapping[str, str]
    fonts: Mapping[str, str]
    quotation_words: int
    overfull_pt: float
    timeout_s: float
    memory_mb: int
    file_mb: int = 256
    bibliography_backend: str = "reportgen"
    bibliography_style: str = ""
    profile: str = "plain"
    paper: str = "a4"
    colour: str = "colour"
    size: str = "standard"
    html: str = ""
    checks: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    product: str = ""
    products: tuple[str, ...] = ()
    exhibits: tuple[str, ...] | None = None
    pages: int = 0
    figure_mm: float = 0.0
    edition: Edition | None = None
    fallback: tuple[str, ...] = ()
    missing: str = MISSING[0]

    @property
    def fallback_faces(self) -> Mapping[str, tuple[str, int]]:
        """The fallback fonts by role: file name, and the index of the face in a collection, from 0."""
        named = (name.partition("#") for name in self.fallback)
        return {f"{FALLBACK}-{n}": (file, int(face or 0)) for n, (file, _, face) in enumerate(named, 1)}

    @property
    def build(self) -> Path:
        """The folder for all output."""
        return products.folder(self.project, self.edition.folder if self.edition else self.product)

    @property
    def whole(self) -> bool:
        """Whether this is the report itself, of which products and editions are a choice."""
        return not self.product and self.edition is None

    @property
    def cache(self) -> Path:
        """The folder of what need not be made again, whichever product needs it."""
        return self.project / "build" / "cache"

    @property
    def pdf(self) -> Path:
        """Where the finished PDF is published."""
        return self.build / self.output

    @property
    def date(self) -> datetime.date:
        """The report's date; it is also the clock of the reproducible build."""
        return datetime.date.fromisoformat(self.report["date"])


# Section -> setting -> (type, default); a setting without a default must be given.
_REQUIRED: Any = object()
_SETTINGS: Mapping[str, Mapping[str, tuple[type | tuple[type, ...], Any]]] = {
    "build": {
        "engine": (str, "lualatex"),
        "class": (str, "report/briefing.cls"),
        "main": (str, "report/main.tex.j2"),
        "output": (str, "briefing.pdf"),
        "profile": (str, "plain"),
        "html": (str, ""),
    },
    "layout": {key: (str, values[0]) for key, values in LAYOUTS.items()},
    "bibliography": {
        "files": (list, _REQUIRED),
        "lists": (dict, _REQUIRED),
        "backend": (str, "reportgen"),
        "style": (str, ""),
    },
    # What only a product says; `lay_over` puts it here.
    "product": {"exhibits": (list, None), "pages": (int, None), "figure_mm": ((int, float), None)},
    "limits": {
        "quotation_words": (int, 8),
        "overfull_pt": ((int, float), 1.0),
        "timeout_s": ((int, float), 120),
        "memory_mb": (int, 3072),
        "file_mb": (int, 256),
    },
}
# The folders whose files a build watches; see `manifest`.
_INPUT_FOLDERS = ("report", "bib", "data")
_LARGEST = 10**9
# What the cover of a briefing says, besides what it must.
REPORT_KNOWN = (
    "title", "subtitle", "number", "version", "date", "cutoff", "status", "marking", "language", "organisation",
    "subject", "keywords", "contact", "licence", "statement",
)  # fmt: skip
# Those that a template may ask for whether they are set or not.
REPORT_OPTIONAL = ("subtitle", "organisation", "contact", "licence")
_FACE = re.compile(r"[^#/]+(?:#\d{1,3})?")
FONT_ROLES = tuple(
    f"{family}-{shape}"
    for family in ("serif", "sans", "mono", "symbols")
    for shape in ("regular", "italic", "bold", "bolditalic")
)
_REPORT_REQUIRED = ("title", "number", "version", "date", "language", "status")


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
        reader = _Reader(text, raw, product, edition)
        outcome = reader.config(project)
        if outcome.value is not None:
            outcome = Outcome(outcome.value, (*outcome.diagnostics, *_missing(outcome.value, reader, tools)))
    except (ValueError, RecursionError) as error:  # numbers of a thousand digits, endless brackets
        return Outcome(None, (_toml_fault(str(error), text),))
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
    try:
        data = tools.read(path)
        return data.decode("utf-8-sig")
    except OSError as error:
        return diagnose("CFG002", f"cannot read {CONFIG_FILE}: {error.strerror or error}", Place(file=CONFIG_FILE))
    except UnicodeDecodeError as error:
        return diagnose(
            "CFG002", f"not UTF-8: byte {error.object[error.start]:#04x}", place_of_byte(error, CONFIG_FILE)
        )


def has_product(project: Path, name: str, tools: Tools) -> bool:
    """Whether the settings declare a product of this name; of settings that cannot be read, no."""
    try:
        raw = tomllib.loads(tools.read(project / CONFIG_FILE).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return False
    return name in products.names(raw) and products.is_name(name)


def _missing(config: Config, reader: _Reader, tools: Tools) -> Iterator[Diagnostic]:
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


def _toml_fault(message: str, text: str) -> Diagnostic:
    lines = text.split("\n")
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    line = int(found[1]) if found else len(text.rstrip().split("\n")) if "end of document" in message else None
    column = int(found[2]) if found else None
    if message.startswith("Unclosed array") and line is not None:
        line, column = _unclosed(lines, line, column)
    elif message.startswith("Unterminated string") and line is not None:
        # What is left open at the end began at the last of an odd number of triple quotation marks.
        marks = [n for n, each in enumerate(lines, 1) if each.count('"""') % 2 or each.count("'''") % 2]
        line = marks[-1] if marks else line
    place = Place(file=CONFIG_FILE, line=line, column=column)
    shown = re.sub(r" *[(]at .*[)]", "", message)
    return diagnose("CFG002", f"not valid TOML: {shown[:1].lower()}{shown[1:]}", place)


def _unclosed(lines: list[str], noticed: int, column: int | None) -> tuple[int, int | None]:
    """Return line and column of what leaves an array open: its bracket, or the end of a line that lacks its comma."""
    if noticed <= len(lines) and re.search(r"=\s*\[", lines[noticed - 1]):
        return noticed, column
    here = lines[noticed - 1].strip() if noticed <= len(lines) else ""
    above = next((n for n in range(noticed - 1, 0, -1) if lines[n - 1].strip()), None)
    if here.startswith(('"', "'")) and above is not None:
        return above, len(lines[above - 1].rstrip()) + 1
    for number in range(min(noticed, len(lines)), 0, -1):
        opening = re.search(r"=\s*(\[)", lines[number - 1])
        if opening:
            return number, opening.start(1) + 1
    return noticed, None


class _Reader:
    """Checks the raw settings one by one and collects what is wrong."""

    def __init__(self, text: str, raw: Mapping[str, Any], product: str = "", edition: Edition | None = None) -> None:
        self.text, self.whole, self.product, self.edition = text, raw, product, edition
        self.raw, self.origins = products.lay_over(raw, product, edition)
        self.found: list[Diagnostic] = []

    def place(self, section: str, key: str | None = None, value: str | None = None) -> Place:
        """Find the line of a section, a setting or a text in one; tomllib does not tell positions."""
        if self.edition is not None and (section, key) in self.edition.places:
            return self.edition.places[section, key or ""]
        found = self._place(self.origins.get((section, key or ""), section), key)
        if value is None or found.line is None:
            return found
        lines = self.text.split("\n")
        for number in range(found.line, len(lines) + 1):
            column = lines[number - 1].find(value)
            if column >= 0:
                return Place(file=CONFIG_FILE, line=number, column=column + 1)
        return found

    def _place(self, section: str, key: str | None) -> Place:
        inside = ""
        line_of_section: int | None = None
        for number, line in enumerate(self.text.split("\n"), 1):
            head = re.match(r"\s*\[+([^\]]+)\]+", line)
            if head:
                inside = head[1].strip()
                if inside == section:
                    line_of_section = number
                elif inside == f"{section}.{key}":
                    return Place(file=CONFIG_FILE, line=number)
            elif inside == section and key is not None:
                name = re.match(r"(\s*)(?:\"([^\"]+)\"|([\w-]+))\s*=", line)
                if name and (name[2] or name[3]) == key:
                    return Place(file=CONFIG_FILE, line=number, column=len(name[1]) + 1)
        return Place(file=CONFIG_FILE, line=line_of_section)

    def config(self, project: Path) -> Outcome[Config | None]:
        """Return the settings, or `None` when one that is needed is wrong."""
        report = self.report()
        values = {(s, k): self.setting(s, k) for s, keys in _SETTINGS.items() for k in keys}
        fonts = self.texts("fonts", others=(FALLBACK, "missing"))
        fallback, missing = self.fallback()
        other = set(ENGINES) - {"lualatex"}  # one that is not known has been reported
        if values["build", "profile"] == "archive" and values["build", "engine"] in other:
            self.wrong("profile 'archive' needs the engine lualatex", "build", "profile")
        self.unknown()
        self.products()
        if not isinstance(self.raw.get("checks", {}), dict):
            self.wrong("[checks] must be a section", "checks")
        if any(d.code == "CFG004" for d in self.found):
            return Outcome(None, tuple(self.found))
        config = Config(
            project=project,
            report=report,
            engine=values["build", "engine"],
            class_file=values["build", "class"],
            main_template=values["build", "main"],
            output=values["build", "output"],
            bibliography_files=tuple(values["bibliography", "files"]),
            bibliography_lists=dict(values["bibliography", "lists"]),
            fonts=fonts,
            quotation_words=values["limits", "quotation_words"],
            overfull_pt=float(values["limits", "overfull_pt"]),
            timeout_s=float(values["limits", "timeout_s"]),
            memory_mb=values["limits", "memory_mb"],
            bibliography_backend=values["bibliography", "backend"],
            bibliography_style=values["bibliography", "style"] or BACKENDS[values["bibliography", "backend"]],
            file_mb=values["limits", "file_mb"],
            profile=values["build", "profile"],
            **{key: values["layout", key] for key in LAYOUTS},
            html=values["build", "html"],
            checks=self.raw.get("checks", {}),
            places={
                (section, key): self.place(section, key)
                for section, keys in (
                    ("fonts", (*fonts, FALLBACK, "missing")),
                    ("bibliography.lists", values["bibliography", "lists"]),
                    ("product", _SETTINGS["product"]),
                )
                for key in keys
            },
            product=self.product,
            products=products.names(self.whole),
            exhibits=tuple(exhibits) if (exhibits := values["product", "exhibits"]) is not None else None,
            pages=values["product", "pages"] or 0,
            figure_mm=float(values["product", "figure_mm"] or 0),
            edition=self.edition,
            fallback=fallback,
            missing=missing,
        )
        return Outcome(config, tuple(self.found))

    def wrong(self, message: str, section: str, key: str | None = None) -> None:
        """Record a setting that is missing or has the wrong form."""
        self.found.append(diagnose("CFG004", message, self.place(section, key)))

    def fallback(self) -> tuple[tuple[str, ...], str]:
        """Return the fallback fonts, and what becomes of characters that no font has."""
        section = self.raw.get("fonts", {})
        entries = section if isinstance(section, dict) else {}
        names, missing = entries.get(FALLBACK, []), entries.get("missing", MISSING[0])
        if not isinstance(names, list) or not all(isinstance(name, str) and _FACE.fullmatch(name) for name in names):
            self.wrong(f'\'{FALLBACK}\' must be a list of font files, such as ["a.ttf", "b.ttc#1"]', "fonts", FALLBACK)
            names = []
        if missing not in MISSING:
            self.wrong(f"missing '{missing}' is not known; use {', '.join(MISSING)}", "fonts", "missing")
        return tuple(names), str(missing)

    def texts(self, section: str, others: tuple[str, ...] = ()) -> dict[str, str]:
        """Return a section of texts, each checked to be one; `others` are its settings of another form."""
        entries = self.raw.get(section, {})
        if not isinstance(entries, dict) or not entries:
            self.wrong(f"section [{section}] is missing", section)
            return {}
        texts = {key: value for key, value in entries.items() if key not in others}
        for key, value in texts.items():
            if not isinstance(value, str):
                self.wrong(f"'{key}' must be a text in quotation marks", section, key)
        return {key: str(value) for key, value in texts.items()}

    def report(self) -> dict[str, str]:
        """Return the texts of the cover, with the required ones checked."""
        texts = self.texts("report")
        if not texts:
            return texts
        for key in _REPORT_REQUIRED:
            if not texts.get(key, "").strip():
                near = difflib.get_close_matches(key, [k for k in texts if k not in REPORT_KNOWN], 1, 0.7)
                but = f", and has '{near[0]}'" if near and key not in texts else ""
                self.wrong(f"[report] needs '{key}'{but}", "report", near[0] if but else key)
        date = texts.get("date", "")
        try:
            if date and (not _ISO_DAY.fullmatch(date) or datetime.date.fromisoformat(date).year < 1980):
                raise ValueError
        except ValueError:
            self.wrong(f"'date' must be a day such as 2026-11-22, not '{date}'", "report", "date")
        language = texts.get("language", "").strip()
        if language and not re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language):
            self.wrong(f"'language' must be a tag such as en-GB, not '{language}'", "report", "language")
        return texts

    def setting(self, section: str, key: str) -> Any:
        """Return one setting or its default."""
        kind, default = _SETTINGS[section][key]
        entries = self.raw.get(section, {})
        value = entries.get(key, default) if isinstance(entries, dict) else default
        if value is _REQUIRED:
            self.wrong(f"[{section}] needs '{key}'", section)
            return default
        if value is None:
            return None
        texts_only = (isinstance(value, list) and not all(isinstance(v, str) for v in value)) or (
            isinstance(value, dict) and not all(isinstance(v, str) for v in value.values())
        )
        if not isinstance(value, kind) or isinstance(value, bool) or texts_only:
            self.wrong(f"'{key}' has the wrong form", section, key)
        elif isinstance(value, int | float) and not 0 < value < _LARGEST:
            self.wrong(f"'{key}' must be more than 0, and less than {_LARGEST}", section, key)
        elif key in _CHOICES and value not in _CHOICES[key]:
            self.wrong(f"{key} '{value}' is not known; use {', '.join(_CHOICES[key])}", section, key)
        elif key == "style" and value and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]*", str(value)):
            self.wrong(f"'{value}' cannot be the name of a style", section, key)
        else:
            self.paths(section, key, value)
        return value

    def paths(self, section: str, key: str, value: Any) -> None:
        """Check a setting that names files; edits of a file elsewhere would go unnoticed."""
        if key == "output" and not (inside(value) and value.lower().endswith(".pdf")):
            self.wrong("'output' must be the name of a PDF file inside build/", section, key)
        elif key == "html" and value and not (inside(value) and value.lower().endswith(".html")):
            self.wrong("'html' must be the name of an HTML file inside build/, or empty", section, key)
        elif key in {"class", "main", "files"}:
            for path in value if isinstance(value, list) else (value,):
                if not inside(path) or path.split("/")[0] not in _INPUT_FOLDERS:
                    folders = ", ".join(f"{folder}/" for folder in _INPUT_FOLDERS)
                    self.wrong(f"'{path}' must be a path inside the project, in one of {folders}", section, key)

    def unknown_texts(self) -> None:
        """Warn of a font role that is not known, and of a text of the cover that is nearly one; others are free."""
        for section, known, cutoff in (
            ("report", REPORT_KNOWN, 0.8),
            ("fonts", (*FONT_ROLES, FALLBACK, "missing"), 0.0),
        ):
            entries = self.raw.get(section, {})
            for key in entries if isinstance(entries, dict) else ():
                near = difflib.get_close_matches(key, [n for n in known if n not in entries], 1, cutoff)
                if key not in known and (near or section == "fonts"):
                    hint = f"did you mean '{near[0]}'?" if near else f"known are: {', '.join(known)}"
                    message = f"'{key}' is not a setting of [{section}]"
                    place = self.place(section, key)
                    self.found.append(diagnose("CFG003", message, place, hint=hint, length=len(key)))

    def products(self) -> None:
        """Check all products, whichever is asked for: what is wrong with one is not left until it is built."""
        declared = self.whole.get(products.SECTION, {})
        if not isinstance(declared, dict):
            self.wrong(f"products are given as [{products.SECTION}.NAME]", products.SECTION)
            return
        for name, product in declared.items():
            section = f"{products.SECTION}.{name}"
            if not isinstance(product, dict):
                self.wrong(f"products are given as [{products.SECTION}.NAME]", products.SECTION, name)
            elif not products.is_name(name):
                self.wrong(f"'{name}' cannot be the name of a product: it names a folder in build/", section)
            else:
                self.unknown_keys(section, product, products.KNOWN)
                if not isinstance(product.get("report", {}), dict):
                    self.wrong(f"its texts are given as [{section}.report]", section, "report")
        if not self.product and not any(d.code == "CFG004" for d in self.found):
            for name in declared:
                alone = _Reader(self.text, self.whole, name)
                alone.config(Path())
                self.found += [found for found in alone.found if found not in self.found]

    def unknown_keys(self, section: str, entries: Mapping[str, Any], known: Collection[str]) -> None:
        """Warn of settings of a section that nothing reads."""
        for key in entries:
            if key not in known:
                near = difflib.get_close_matches(key, known, 1, 0.6)
                hint = f"did you mean '{near[0]}'?" if near else f"known are: {', '.join(known)}"
                message = f"'{key}' is not a setting of [{section}]"
                self.found.append(diagnose("CFG003", message, self.place(section, key), hint=hint, length=len(key)))

    def unknown(self) -> None:
        """Warn of sections and settings that nothing reads."""
        self.unknown_texts()
        for section, entries in self.raw.items():
            if section in {"report", "fonts", "checks"} or (section == "product" and section not in self.whole):
                continue
            if section not in _SETTINGS or section == "product":
                message = f"section [{section}] is not known"
                self.found.append(diagnose("CFG003", message, self.place(section)))
                continue
            self.unknown_keys(section, entries if isinstance(entries, dict) else {}, _SETTINGS[section])


def inside(path: str) -> bool:
    """Whether a path stays inside the folder it starts from."""
    return bool(path) and not path.startswith(("/", "~")) and ".." not in path.split("/")
