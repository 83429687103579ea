"""The bibliography: .bib files in, a checked `Library` of entries out."""

from reportgen.bibliography.library import Entry, Library, Name, load_library

__all__ = ["Entry", "Library", "Name", "load_library"]
