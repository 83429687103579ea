"""Everything that is tried, by kind of file."""

from __future__ import annotations

from collections.abc import Mapping

from faults import (
    in_bibliography,
    in_data,
    in_documents,
    in_engine,
    in_exhibits,
    in_files,
    in_layout,
    in_prose,
    in_records,
    in_sections,
    in_settings,
)
from faults.fault import Fault, Variation
from faults.harmless import VARIATIONS

GROUPS: Mapping[str, tuple[Fault | Variation, ...]] = {
    "prose": in_prose.FAULTS,
    "sections": in_sections.FAULTS,
    "layout": in_layout.FAULTS,
    "tables, figures": in_exhibits.FAULTS,
    "records": in_records.FAULTS,
    "record files": in_data.FAULTS,
    "bibliography": in_bibliography.FAULTS,
    "settings": in_settings.FAULTS,
    "any file": in_files.FAULTS,
    "documents": in_documents.FAULTS,
    "engine": in_engine.FAULTS,
    "harmless": VARIATIONS,
}
