"""Templates to TeX: what a template may do, and where it went wrong."""

from __future__ import annotations

from reportgen.templating.refusals import Absent, MisuseError, Typed, fault, note
from reportgen.templating.templates import Templates

__all__ = ["Absent", "MisuseError", "Templates", "Typed", "fault", "note"]
