"""Sections: templates and records in, composed TeX files with their origins out."""

from reportgen.sections.compose import Composition, compose

__all__ = ["Composition", "compose"]
