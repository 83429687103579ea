"""Rules over the finished PDF."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from reportgen.bibliography import Library
from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE, Config
from reportgen.diagnostics import Diagnostic, Place
from reportgen.fonts import is_spare
from reportgen.markup import URL_SCHEMES, invisible
from reportgen.pdf import PdfFacts
from reportgen.sections import Composition


def check_pdf(facts: PdfFacts, config: Config, library: Library, composition: Composition) -> tuple[Diagnostic, ...]:
    """Run every rule of this module."""
    return (
        *report_reaches_its_end(facts, composition, config),
        *fonts_are_embedded(facts),
        *nothing_is_executed(facts),
        *title_and_language(facts),
        *links_arrive(facts),
        *titles_can_be_read_back(facts, library, composition),
        *no_question_marks(facts),
        *pages_are_as_many_as_wanted(facts, config),
    )


def _squeeze(text: str) -> str:
    """Fold what typesetting changes in a text: blanks, line-end hyphens, composed letters."""
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return re.sub(r"[\s\-‐]+", "", text)


def report_reaches_its_end(facts: PdfFacts, composition: Composition, config: Config) -> Iterator[Diagnostic]:
    """The closing line, which carries a digest of the text, stands in the PDF."""
    if _squeeze(composition.end_line) not in _squeeze(facts.text):
        message = "the PDF lacks the report's closing line; something ends the document early"
        yield diagnose("PDF701", message, Place(file=config.main_template))


def fonts_are_embedded(facts: PdfFacts) -> Iterator[Diagnostic]:
    """Every font is embedded, has a map to Unicode and is no bitmap."""
    for font in facts.fonts:
        if font.subtype == "Type3":
            yield diagnose("PDF704", f"font {font.name} is of Type 3")
            continue
        if not font.embedded:
            yield diagnose("PDF702", f"font {font.name} is not embedded")
        if not font.unicode:
            yield diagnose("PDF703", f"font {font.name} has no map to Unicode")


def nothing_is_executed(facts: PdfFacts) -> Iterator[Diagnostic]:
    """No action but a link inside the document or to the web."""
    for action in facts.actions:
        yield diagnose("PDF705", f"the PDF holds an action {action}")
    for uri in facts.uris:
        if not uri.lower().startswith(tuple(f"{scheme}:" for scheme in URL_SCHEMES)):
            yield diagnose("PDF705", f"the PDF links to '{uri[:80]}'")


def title_and_language(facts: PdfFacts) -> Iterator[Diagnostic]:
    """Title, language and bookmarks are set."""
    for what, value in (("title", facts.title), ("language", facts.language)):
        if not value.strip():
            yield diagnose("PDF706", f"the PDF has no {what}", Place(file=CONFIG_FILE))
    if facts.bookmarks == 0:
        yield diagnose("PDF706", "the PDF has no bookmarks")


def links_arrive(facts: PdfFacts) -> Iterator[Diagnostic]:
    """Every internal link leads to a place that exists."""
    for name in facts.dangling:
        yield diagnose("PDF707", f"a link to '{name}' leads nowhere")


def titles_can_be_read_back(facts: PdfFacts, library: Library, composition: Composition) -> Iterator[Diagnostic]:
    """Titles in other scripts than Latin come out of the PDF as they went in.

    Of words that run left only the characters are asked for: readers of PDF put them in an order by rules of their own.
    """
    text = _squeeze(facts.text)
    for key in sorted(composition.cited):
        title = library.entries[key].text("title") if key in library.entries else None
        if title is None or all(c.isascii() or "LATIN" in unicodedata.name(c, "") for c in title if c.isalpha()):
            continue
        wanted = _as_printed(title, text)
        turned = any(unicodedata.bidirectional(c) in {"R", "AL"} for c in wanted)
        if not (set(wanted) <= set(text) if turned else wanted in text):
            message = f"the title of '{key}' cannot be read back from the PDF"
            yield diagnose("PDF708", message, title.place, length=len(title))


def _as_printed(title: str, text: str) -> str:
    """Return a title as a squeezed text has it: a character that no font has as its code, none that only steers."""
    found = []
    for c in _squeeze(title):
        code = f"U+{ord(c):04X}"
        if c in text or not (is_spare(c) or code in text):
            found.append(c)
        elif code in text:
            found.append(f"<{code}>" if invisible(c) else code)
    return "".join(found)


def no_question_marks(facts: PdfFacts) -> Iterator[Diagnostic]:
    """No unresolved reference is printed."""
    for number, page in enumerate(facts.text.split("\f"), 1):
        if "??" in page:
            yield diagnose("PDF710", f"page {number} shows an unresolved reference")


def pages_are_as_many_as_wanted(facts: PdfFacts, config: Config) -> Iterator[Diagnostic]:
    """A product that has a fixed number of pages has it."""
    if config.pages and facts.pages != config.pages:
        place = config.places.get(("product", "pages"), Place(file=CONFIG_FILE))
        wanted = f"{config.pages} {'page' if config.pages == 1 else 'pages'}"
        hint = "leave out a section or an exhibit, or shorten one" if facts.pages > config.pages else None
        yield diagnose("PDF715", f"{config.output} has {facts.pages} pages, not {wanted}", place, hint=hint)
