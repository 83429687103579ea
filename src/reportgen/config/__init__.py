"""The project's settings: report.toml -> Config."""

from reportgen.config.load import has_product, load_config
from reportgen.config.model import Config
from reportgen.config.reader import inside
from reportgen.config.settings import (
    CONFIG_FILE,
    FALLBACK,
    HTML_FILE,
    LAYOUTS,
    REPORT_KNOWN,
    REPORT_OPTIONAL,
    STYLE_FILE,
)

__all__ = [
    "CONFIG_FILE", "FALLBACK", "HTML_FILE", "LAYOUTS", "REPORT_KNOWN", "REPORT_OPTIONAL", "STYLE_FILE", "Config",
    "has_product", "inside", "load_config",
]  # fmt: skip
