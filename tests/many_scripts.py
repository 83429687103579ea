"""The small report with every script that the report's fonts and those they fall back on can set, in every place."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from projects import REPOSITORY, setting, small_report
from small_project import LETTER, MINUTES

FALLBACK = ("DejaVuSerif.ttf", "DejaVuSans.ttf", "wqy-microhei.ttc")
needs_fallback = pytest.mark.skipif(
    not all(any(Path("/usr/share/fonts").rglob(name)) for name in FALLBACK), reason="needs the fallback fonts"
)
TITLE = "Η γέφυρα at Tarn 桥梁"
HEADING = "Bến cảng và 港口の計画 한국어"
GREEK = "Ἑλληνικὴ Δημοκρατία"
CHINESE = "双方在人工智能、半导体、量子信息等领域开展联合研究；未经批准，不得对外公布研究成果（试行）。" * 3
JAPANESE = "「ひらがな」と、カタカナー、漢字がまじった長い段落です。"
RUSSIAN = "Соглашение о сотрудничестве"
QUOTATION = "我们不会卖掉旧船"
MEASURE = "每天的乘客数量以及每年的增长"
WORK_TITLE = "Сваи и приливы 潮汐与桩基"
AUTHOR = "王小明"
LABEL = "Ηεπιτροπή 会议"
DIGEST = "SHA256:" + "9f86d081884c7d659a2feaa0c55ad015" * 3
COMPOUND = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
EMOJI, THAI = "\U0001f9ff", "ไทย"

SECTION = rf"""
\section{{{HEADING}}}
{GREEK}. {CHINESE} {JAPANESE} {RUSSIAN}. {{\itshape Nguyễn Văn Thiệu}} and {{\bfseries Đỗ Mười}}.

A token {DIGEST} and {COMPOUND}.
((( ref("timeline") ))) shows it.

((( figure("timeline") )))
"""
COVER = """\
status = "DRAFT"
subtitle = "Περίληψη"
cutoff = "2021"
marking = "公开资料"
organisation = "日本語"
subject = "ferries"
keywords = "ferry, 渡船"
statement = "Invented."
"""
FIGURE = """\
kind: timeline
records: events
label: label
lane: lane
lanes: [board, quay]
caption: What happened 何が起こったか
short: Timeline
source: Documents D1 and D2
description: Two events.
"""


def many_scripts() -> dict[str, str]:
    """Return the files of the project, whose sources are in it; its lock must be updated before it is built."""
    files = small_report()
    minutes = MINUTES.replace("We will not sell the old boat", QUOTATION)
    letter = LETTER.replace("Stern, Piles and Tides", f"Stern, {WORK_TITLE}")
    changes = {
        "report/report.toml": (
            ('title = "The quay at Tarn"', f'title = "{TITLE}"'),
            (setting("fonts").strip(), fonts()),
            ('status = "DRAFT"', COVER),
            ("[build]", '[build]\nprofile = "archive"'),
        ),
        "data/documents.yaml": tuple(
            (hashlib.sha256(old.encode()).hexdigest(), hashlib.sha256(new.encode()).hexdigest())
            for old, new in ((MINUTES, minutes), (LETTER, letter))
        ),
        "data/statements.csv": (("We will not sell the old boat", QUOTATION),),
        "data/summaries/D1.yaml": (("not sell the old boat", QUOTATION),),
        "data/indicators.csv": (("Passengers a day", MEASURE),),
        "data/events.csv": (("Board meets", LABEL),),
        "bib/works.bib": (("Piles and Tides", WORK_TITLE), ("Stern, Olga", AUTHOR)),
    }
    for name, pairs in changes.items():
        for old, new in pairs:
            assert old in files[name], old
            files[name] = files[name].replace(old, new)
    body = "report/sections/body.tex.j2"
    files |= {"data/sources/minutes.txt": minutes, "data/sources/letter.txt": letter, body: files[body] + SECTION}
    files["report/figures/timeline.yaml"] = FIGURE
    return files | house_class()


def fonts(missing: str = "error") -> str:
    """Return the section of fonts: the report's own, and those to fall back on."""
    own = [line for line in setting("fonts").splitlines() if "-" in line.partition("=")[0]]
    names = ", ".join(f'"{name}"' for name in FALLBACK)
    return "\n".join(["[fonts]", *own, f"fallback = [{names}]", f'missing = "{missing}"'])


def house_class() -> dict[str, str]:
    """Return the report's own class and style files."""
    folder = REPOSITORY / "report"
    paths = (*folder.glob("*.cls"), *folder.glob("*.sty"), folder / "html.toml")
    return {f"report/{path.name}": path.read_text(encoding="utf-8") for path in paths}
