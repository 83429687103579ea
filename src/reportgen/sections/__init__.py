"""Sections: templates and records in, composed TeX files with their origins out."""

from reportgen.sections.compose import compose
from reportgen.sections.composition import Composition

__all__ = ["Composition", "compose"]
