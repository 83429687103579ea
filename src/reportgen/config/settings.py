"""What `report.toml` may say: its sections and settings, what each holds, and what it is unless it is set."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

CONFIG_FILE = "report/report.toml"
# What a project adds to the HTML page: meanings of commands, a style sheet.
HTML_FILE = "report/html.toml"
STYLE_FILE = "report/html.css"
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
CHOICES = {"engine": ENGINES, "backend": tuple(BACKENDS), "profile": PROFILES} | LAYOUTS

# Section -> setting -> (type, default); a setting without a default must be given.
REQUIRED: Any = object()
SETTINGS: Mapping[str, Mapping[str, tuple[type | tuple[type, ...], Any]]] = {
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
        "files": (list, REQUIRED),
        "lists": (dict, REQUIRED),
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
INPUT_FOLDERS = ("report", "bib", "data")
LARGEST = 10**9
# What the cover of a briefing says, besides what it must.
REPORT_KNOWN = (
    "title", "subtitle", "number", "version", "date", "cutoff", "status", "marking", "language", "organisation",
    "subject", "keywords", "contact", "licence", "statement",
)  # fmt: skip
# Those that a template may ask for whether they are set or not.
REPORT_OPTIONAL = ("subtitle", "organisation", "contact", "licence")
FACE = re.compile(r"[^#/]+(?:#\d{1,3})?")
# What the name of a font file ends in.
FONT_FILE = re.compile(r"\.(?:[ot]t[fc]|pfb)(?:#\d{1,3})?$", re.IGNORECASE)
FONT_ROLES = tuple(
    f"{family}-{shape}"
    for family in ("serif", "sans", "mono", "symbols")
    for shape in ("regular", "italic", "bold", "bolditalic")
)
REPORT_REQUIRED = ("title", "number", "version", "date", "language", "status")
