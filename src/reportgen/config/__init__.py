"""The project's settings: report.toml -> Config."""

from reportgen.config.load import has_product, load_config
from reportgen.config.model import Config
from reportgen.config.reader import inside
from reportgen.config.settings import CONFIG_FILE, FALLBACK, LAYOUTS, REPORT_KNOWN, REPORT_OPTIONAL

__all__ = [
    "CONFIG_FILE", "FALLBACK", "LAYOUTS", "REPORT_KNOWN", "REPORT_OPTIONAL", "Config", "has_product", "inside",
    "load_config",
]  # fmt: skip
