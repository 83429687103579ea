"""Make the archival PDF: one that says what each piece of text is, in what language, in which colours."""

from __future__ import annotations

import io
from collections.abc import Iterator

from reportgen.archive.colour import write_output_intent
from reportgen.archive.fonts import mend_fonts
from reportgen.archive.links import describe_links
from reportgen.archive.metadata import Identity, write_metadata, write_page_labels
from reportgen.archive.structure import Element, read_structure
from reportgen.archive.tidy import tidy
from reportgen.archive.tree import write_structure
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome
from reportgen.tools.signals import ends_put_off


def finish(pdf: bytes, structure: bytes, identity: Identity) -> Outcome[bytes | None]:
    """Turn the engine's PDF and the structure its run wrote into PDF/A-3a and PDF/UA-1.

    The same input gives the same bytes. What cannot be read is PDF709; a picture without words is PDF711,
    and then the file does not call itself accessible.
    """
    with ends_put_off():  # an end that comes while it is loaded can abort as well
        import pikepdf

    try:
        root = tidy(read_structure(structure))
        undescribed = tuple(_undescribed(root))
        with ends_put_off(), pikepdf.open(io.BytesIO(pdf)) as document:
            mend_fonts(document)
            describe_links(document)
            write_structure(document, root)
            write_metadata(document, identity, accessible=not undescribed)
            write_page_labels(document)
            write_output_intent(document)
            written = io.BytesIO()
            document.save(
                written, min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True
            )
    except (pikepdf.PdfError, ValueError) as error:
        return Outcome(None, (diagnose("PDF709", f"the PDF and its structure cannot be joined: {error}"),))
    return Outcome(written.getvalue(), undescribed)


def _undescribed(element: Element) -> Iterator[Diagnostic]:
    """Report pictures that have no description."""
    if element.role == "Figure" and not element.alt:
        hint = "describe it: \\includegraphics[alt={...}], or the description of the exhibit"
        yield diagnose("PDF711", "a picture has no description in words", hint=hint)
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _undescribed(kid)
