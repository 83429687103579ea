"""The companion page in a real browser: axe, widths, and whether it is HTML.

axe-core runs the rules of WCAG 2.1, levels A and AA, and its own best practice. What it cannot decide by itself
is not said to be good.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from validate.verdict import Verdict

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")
WIDTHS = (1280, 320)  # a desk, and a phone or a page enlarged four times (WCAG 2.1, 1.4.10)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def check_page(path: Path) -> tuple[Verdict, ...]:
    """Return the verdicts on a page that is a file."""
    return (*check_html(path.read_text(encoding="utf-8")), *check_in_browser(path))


def check_in_browser(path: Path) -> tuple[Verdict, ...]:
    """Let axe look at the page in each width, and see whether all fits without scrolling sideways."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        return (Verdict(name="page in a browser", missing="there is no Chromium: apt-get install chromium"),)
    if find_spec("playwright") is None or find_spec("axe_playwright_python") is None:
        missing = "the Python packages of requirements/validate.txt are not installed: sh scripts/setup.sh validate"
        return (Verdict(name="page in a browser", missing=missing),)
    from playwright.sync_api import sync_playwright

    verdicts: list[Verdict] = []
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=browser, args=["--disable-gpu", "--disable-dev-shm-usage"])
        try:
            # No address is asked for: the page is one file, and what it would fetch is a fault.
            context = chromium.new_context(offline=True)
            for width in WIDTHS:
                page = context.new_page()
                asked: list[str] = []
                page.on("request", lambda request, asked=asked: asked.append(request.url))
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(path.resolve().as_uri())
                verdicts += _seen(page, width, [url for url in asked if not url.startswith(("file:", "data:"))])
                page.close()
        finally:
            chromium.close()
    return tuple(verdicts)


def _seen(page: Any, width: int, asked: list[str]) -> Iterator[Verdict]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": list(RULES), "resultTypes": ["violations", "incomplete"]}).response
    faults = [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {_place(node)}"
        for rule in found["violations"] for node in rule["nodes"]
    ]  # fmt: skip
    passed, undecided = len(found["passes"]), len(found["incomplete"])
    said = f"axe-core {found['testEngine']['version']}, {passed} rules hold, {undecided} undecided"
    yield Verdict(name=f"page at {width} px", said=said, faults=tuple(faults))
    wide = page.evaluate("document.documentElement.scrollWidth")
    faults = [f"{wide} px wide: one has to scroll sideways"] if wide > width else []
    faults += [f"asks for {url}" for url in asked]
    yield Verdict(name=f"page at {width} px fits", said=f"{wide} px wide, in one file", faults=tuple(faults))


def _place(node: Any) -> str:
    return f"{' '.join(map(str, node['target']))} {' '.join(str(node['html']).split())[:90]}"


def check_html(text: str) -> tuple[Verdict, ...]:
    """Is it HTML as the standard has it, and do its names lead somewhere."""
    if find_spec("justhtml") is None:
        return (Verdict(name="page as HTML", missing="justhtml is not installed: sh scripts/setup.sh validate"),)
    from justhtml import JustHTML

    page = JustHTML(text, collect_errors=True, sanitize=False)
    faults = [f"line {error.line}, column {error.column}: {error.message}" for error in page.errors]
    nodes = list(page.query("*"))
    names = Counter(node.attrs["id"] for node in nodes if node.attrs.get("id"))
    faults += [f"the name '{name}' stands {n} times" for name, n in names.items() if n > 1]
    for node in nodes:
        address = node.attrs.get("href") or ""
        if address.startswith("#") and len(address) > 1 and address[1:] not in names:
            faults.append(f"a link to {address}, which is nowhere")
        for key in ("aria-labelledby", "aria-describedby", "for", "headers"):
            faults += [
                f"{key} names {name}, which is nowhere"
                for name in (node.attrs.get(key) or "").split()
                if name not in names
            ]
    levels = [int(node.name[1]) for node in nodes if re.fullmatch("h[1-6]", node.name)]
    if levels.count(1) != 1:
        faults.append(f"{levels.count(1)} headings of level 1")
    if not re.match(r"\s*<!doctype html>", text, re.IGNORECASE):
        faults.append("no doctype")
    return (Verdict(name="page as HTML", said=f"{len(nodes)} elements, {len(names)} names", faults=tuple(faults)),)
