"""Raw settings -> Config: each is checked by itself, and what is wrong is collected."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from reportgen import products
from reportgen.codes import diagnose
from reportgen.config.model import Config
from reportgen.config.places import place_in
from reportgen.config.settings import (
    BACKENDS,
    CHOICES,
    CONFIG_FILE,
    ENGINES,
    FACE,
    FALLBACK,
    FONT_FILE,
    FONT_ROLES,
    INPUT_FOLDERS,
    LARGEST,
    LAYOUTS,
    MISSING,
    REPORT_KNOWN,
    REPORT_REQUIRED,
    REQUIRED,
    SETTINGS,
)  # fmt: skip
from reportgen.config.strayed import put_right
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.editions import Edition

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEARS = range(1980, 2200)


class Reader:
    """Checks the raw settings one by one and collects what is wrong."""

    def __init__(self, text: str, raw: Mapping[str, Any], product: str = "", edition: Edition | None = None) -> None:
        """Lay the product, and the edition over it, over the settings as they stand in `text`."""
        self.text, self.product, self.edition = text, product, edition
        self.whole, strayed = put_right(raw)
        self.raw, self.origins = products.lay_over(self.whole, product, edition)
        self.found: list[Diagnostic] = []
        for each in strayed:
            length = len(each.key) if each.key else None
            place = self.place(each.section, each.key)
            self.found.append(diagnose(each.code, each.message, place, hint=each.hint, length=length))
        # Settings, by section, that another report speaks of.
        self.explained: set[tuple[str, str]] = set()
        # The readers of the products, and what they read, when the report itself is asked for.
        self.others: list[tuple[Reader, Config | None]] = []

    def place(self, section: str, key: str | None = None, value: str | None = None) -> Place:
        """Find the line of a section, a setting or a text in one; tomllib does not tell positions."""
        if self.edition is not None and (section, key) in self.edition.places:
            return self.edition.places[section, key or ""]
        found = place_in(self.text, self.origins.get((section, key or ""), section), key)
        if value is None or found.line is None:
            return found
        lines = self.text.split("\n")
        for number in range(found.line, len(lines) + 1):
            column = lines[number - 1].find(value)
            if column >= 0:
                return Place(file=CONFIG_FILE, line=number, column=column + 1)
        return found

    def config(self, project: Path) -> Outcome[Config | None]:
        """Return the settings, or `None` when one that is needed is wrong."""
        report = self.report()
        values = {(s, k): self.setting(s, k) for s, keys in SETTINGS.items() for k in keys}
        fonts = self.texts("fonts", others=(FALLBACK, "missing"))
        for role, name in fonts.items():
            if ("fonts", role) not in self.explained and role in FONT_ROLES and not FONT_FILE.search(name):
                self.wrong(f"'{name}' is not the name of a font file, such as a.ttf or b.otf", "fonts", role)
        fallback, missing = self.fallback()
        others = [engine for engine in ENGINES if engine != "lualatex"]  # one that is not known has been reported
        if values["build", "profile"] == "archive" and values["build", "engine"] in others:
            self.wrong("profile 'archive' needs the engine lualatex", "build", "profile")
        self.unknown()
        self.products(project)
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
                    ("product", SETTINGS["product"]),
                    ("report", report),
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
        if not isinstance(names, list) or not all(isinstance(name, str) and FACE.fullmatch(name) for name in names):
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
                self.explained.add((section, key))
        return {key: str(value) for key, value in texts.items()}

    def report(self) -> dict[str, str]:
        """Return the texts of the cover, with the required ones checked."""
        texts = self.texts("report")
        if not texts:
            return texts
        for key in REPORT_REQUIRED:
            if ("report", key) not in self.explained and not texts.get(key, "").strip():
                near = difflib.get_close_matches(key, [k for k in texts if k not in REPORT_KNOWN], 1, 0.7)
                but = f", and has '{near[0]}'" if near and key not in texts else ""
                self.wrong(f"[report] needs '{key}'{but}", "report", near[0] if but else key)
                self.explained |= {("report", near[0])} if but else set()
        texts = {key: value for key, value in texts.items() if ("report", key) not in self.explained}
        date = texts.get("date", "")
        try:
            if date and (not _ISO_DAY.fullmatch(date) or datetime.date.fromisoformat(date).year not in _YEARS):
                raise ValueError
        except ValueError:
            self.wrong(f"'date' must be a day such as 2026-11-22, not '{date}'", "report", "date")
        language = texts.get("language", "").strip()
        if language and not re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language):
            self.wrong(f"'language' must be a tag such as en-GB, not '{language}'", "report", "language")
        return texts

    def setting(self, section: str, key: str) -> Any:
        """Return one setting or its default."""
        kind, default = SETTINGS[section][key]
        entries = self.raw.get(section, {})
        value = entries.get(key, default) if isinstance(entries, dict) else default
        if value is REQUIRED:
            near = difflib.get_close_matches(key, [k for k in entries if k not in SETTINGS[section]], 1, 0.6)
            but = f", and has '{near[0]}'" if near else ""
            self.wrong(f"[{section}] needs '{key}'{but}", section, near[0] if near else None)
            self.explained |= {(section, name) for name in near}
            return default
        if value is None:
            return None
        texts_only = (isinstance(value, list) and not all(isinstance(v, str) for v in value)) or (
            isinstance(value, dict) and not all(isinstance(v, str) for v in value.values())
        )
        odd = [k for k, v in value.items() if not isinstance(v, str)] if isinstance(value, dict) else []
        if odd and kind is dict:
            self.wrong(f"'{odd[0]}' must be a text in quotation marks", f"{section}.{key}", odd[0])
        elif not isinstance(value, kind) or isinstance(value, bool) or texts_only:
            self.wrong(f"'{key}' has the wrong form", section, key)
        elif isinstance(value, int | float) and not 0 < value < LARGEST:
            self.wrong(f"'{key}' must be more than 0, and less than {LARGEST}", section, key)
        elif key in CHOICES and value not in CHOICES[key]:
            self.wrong(f"{key} '{value}' is not known; use {', '.join(CHOICES[key])}", section, key)
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
                if not inside(path) or path.split("/")[0] not in INPUT_FOLDERS:
                    folders = ", ".join(f"{folder}/" for folder in INPUT_FOLDERS)
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
                if key not in known and (near or section == "fonts") and (section, key) not in self.explained:
                    hint = f"did you mean '{near[0]}'?" if near else f"known are: {', '.join(known)}"
                    message = f"'{key}' is not a setting of [{section}]"
                    place = self.place(section, key)
                    self.found.append(diagnose("CFG003", message, place, hint=hint, length=len(key)))

    def products(self, project: Path) -> None:
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
                alone = Reader(self.text, self.whole, name)
                self.others.append((alone, alone.config(project).value))
                self.found += [found for found in alone.found if found not in self.found]

    def unknown_keys(self, section: str, entries: Mapping[str, Any], known: Collection[str]) -> None:
        """Warn of settings of a section that nothing reads."""
        for key in entries:
            if key not in known and (section, key) not in self.explained:
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
            if section not in SETTINGS or section == "product":
                if isinstance(entries, dict):
                    self.found.append(diagnose("CFG003", f"section [{section}] is not known", self.place(section)))
                else:
                    message = f"'{section}' stands in no section"
                    self.found.append(diagnose("CFG003", message, self.place("", section), length=len(section)))
                continue
            self.unknown_keys(section, entries if isinstance(entries, dict) else {}, SETTINGS[section])


def inside(path: str) -> bool:
    """Whether a path stays inside the folder it starts from."""
    return bool(path) and not path.startswith(("/", "~")) and ".." not in path.split("/")
