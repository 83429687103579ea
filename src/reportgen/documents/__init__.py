"""Source documents: bytes in, a `Document` with numbered segments out."""

from reportgen.documents.document import Document, Segment
from reportgen.documents.locator import Locator, parse_locators
from reportgen.documents.read import load_documents, segment_text

__all__ = ["Document", "Locator", "Segment", "load_documents", "parse_locators", "segment_text"]
