"""What one document may cost; whoever reads strangers' files sets it."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLimits:
    """The limits for one document: `bytes` of the file, `characters` of its text, `pages` of a PDF.

    `bytes` holds as well for the XML in a DOCX when it is unpacked.
    `seconds` and `memory` (bytes) hold for a program that reads it, and for the process that extracts from it.
    """

    bytes: int = 32 * 10**6
    characters: int = 32 * 10**6
    pages: int = 5000
    seconds: float = 300.0
    memory: int = 2000 * 10**6


def limits_of(megabytes: int | None, seconds: int | None, memory_mb: int | None) -> DocumentLimits:
    """Return the limits that a person asked for: of a file, for one document, and for the process that reads it."""
    limits = DocumentLimits()
    if megabytes:
        limits = replace(limits, bytes=megabytes * 10**6, characters=megabytes * 10**6)
    if seconds:
        limits = replace(limits, seconds=float(seconds))
    if memory_mb:
        limits = replace(limits, memory=memory_mb * 10**6)
    return limits
