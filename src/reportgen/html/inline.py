"""Text within a paragraph: nodes in, HTML out. Everything that is not an element of ours is escaped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from reportgen.html.elements import NOTHING, joined, tag
from reportgen.html.nodes import Node
from reportgen.html.outline import Outline, Use, cited
from reportgen.html.vocabulary import INLINE, Meaning, Vocabulary
from reportgen.markup import link_target

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
# Runs of letters that are not Latin, and the tag that says of them no more than can be seen.
_SCRIPTS = (
    ("Cyrl", re.compile(r"[\u0400-\u052f](?:[\u0400-\u052f\u0300-\u036f0-9 ,.:;«»„“”’()/–—-]*[\u0400-\u052f])?")),
    ("Hani", re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")),
    ("Grek", re.compile(r"[\u0370-\u03ff][\u0370-\u03ff\u0300-\u036f ,.-]*[\u0370-\u03ff]")),
    ("Arab", re.compile(r"[\u0600-\u06ff][\u0600-\u06ff ]*")),
    ("Hebr", re.compile(r"[\u0590-\u05ff][\u0590-\u05ff ]*")),
)
# Languages that are written in these scripts, in which such a run needs no mark.
_OWN_SCRIPT = {
    "Cyrl": {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"}, "Hani": {"zh", "ja", "ko"}, "Grek": {"el"},
    "Arab": {"ar", "fa", "ur", "ps"}, "Hebr": {"he", "yi"},
}  # fmt: skip


@dataclass(slots=True)
class Writer:
    """What is known while a page is written.

    `place` is the heading or exhibit that is being written, `cited` the (key, place) that have had their anchor,
    `notes` the footnotes so far.
    """

    vocabulary: Vocabulary
    outline: Outline
    language: str
    place: str = ""
    in_works: bool = False
    cited: set[tuple[str, str]] = field(default_factory=set)
    notes: list[Markup] = field(default_factory=list)

    def inline(self, nodes: Iterable[Node], *, linked: bool = False, language: str = "") -> Markup:
        """Write nodes; inside a link (`linked`) no other begins. `language` is that of the text around."""
        language = language or self.language
        return joined([self.one(node, linked=linked, language=language) for node in nodes])

    def trimmed(self, nodes: Iterable[Node]) -> Markup:
        """Write nodes without the blanks around them."""
        return self.inline(nodes).strip()

    def one(self, node: Node, *, linked: bool, language: str) -> Markup:
        """Write one node."""
        kind = node.kind
        if kind in {"text", "math"}:
            return self.text(node.name, language)
        if kind in _SIGNS:
            return _SIGNS[kind]
        if kind in _UNSEEN:
            return NOTHING
        if kind in {"inside", "link", "address"}:
            return self.link(node, linked=linked, language=language)
        if kind in {"symbol", "footnote"}:
            return self.symbol(node) if kind == "symbol" else self.footnote(node)
        write = {"cite": self.cite, "ref": self.ref, "language": self.tagged, "sectionref": self.section}.get(kind)
        return write(node, linked=linked) if write is not None else self.apply(node, linked=linked, language=language)

    def meaning(self, node: Node) -> Meaning:
        """Return what a command or environment means."""
        group = self.vocabulary.environments if node.environment else self.vocabulary.commands
        return group.get(node.name) or Meaning()

    def apply(self, node: Node, *, linked: bool, language: str) -> Markup:
        """Put the text of a command into its element."""
        meaning = self.meaning(node)
        body = self.inline(node.children, linked=linked, language=language)
        if meaning.before or meaning.after:
            body = joined((meaning.before, body, meaning.after))
        return tag(meaning.element, body, css=meaning.css) if meaning.element in INLINE else body

    def text(self, text: str, language: str) -> Markup:
        """Write a text; runs in another script are marked as such."""
        if text.isascii():
            return escape(text)
        for script, pattern in _SCRIPTS:
            if (
                pattern.search(text)
                and language.split("-", maxsplit=1)[0] not in _OWN_SCRIPT[script]
                and script not in language
            ):
                made, at = NOTHING, 0
                for found in pattern.finditer(text):
                    made += self.text(text[at : found.start()], language)
                    made += tag("span", escape(found.group()), lang=f"und-{script}")
                    at = found.end()
                return made + self.text(text[at:], language)
        return escape(text)

    def cite(self, node: Node, *, linked: bool) -> Markup:
        """Write a citation: the label of each work as a link to its entry, with the place behind the last."""
        keys = cited(node)
        place = self.inline(node.head, linked=True)
        made: list[Markup] = []
        for key in keys:
            label = self.inline(self.outline.labels.get(key, (Node(kind="text", name=key),)), linked=True)
            if place and key == keys[-1]:
                label = joined((label, place), "\u00a0")
            if linked or key not in self.outline.entries:
                made.append(label)
                continue
            anchor = ""
            if (
                not self.in_works
                and (key, self.place) not in self.cited
                and self.place in self.outline.uses.get(key, {})
            ):
                self.cited.add((key, self.place))
                anchor = use_id(self.outline, key, self.place)
            made.append(tag("a", label, href=f"#{self.outline.entries[key]}", id=anchor))
        return joined(made, ", ")

    def ref(self, node: Node, *, linked: bool) -> Markup:
        """Write the number behind a label, as a link unless a star forbids it."""
        target = self.outline.targets.get(node.argument())
        if target is None:
            return Markup("??")  # an undefined reference stops the build before
        if linked or "*" in node.raw[:1]:
            return escape(target.number)
        return tag("a", escape(target.number), href=f"#{target.id}")

    def section(self, node: Node, *, linked: bool) -> Markup:
        """Write a word and the number of a section, or what stands there where the section is left out."""
        target = self.outline.targets.get(node.argument(0))
        if target is None:
            return self.inline(node.children, linked=linked)
        words = joined((self.inline(node.head, linked=True), escape(target.number)), "\u00a0")
        return words if linked else tag("a", words, href=f"#{target.id}")

    def link(self, node: Node, *, linked: bool, language: str) -> Markup:
        """Write a link to a label or to an address; one that may not be followed is only text."""
        body = escape(node.argument()) if node.kind == "address" else NOTHING
        body = body or self.inline(node.children, linked=True, language=language)
        if linked:
            return body
        if node.kind == "inside":
            target = self.outline.targets.get(node.argument(0))
            return tag("a", body, href=f"#{target.id}") if target is not None else body
        address = link_target(node.argument(1 if node.kind == "link" else -1))
        return tag("a", body, href=address) if address is not None else body

    def tagged(self, node: Node, *, linked: bool) -> Markup:
        """Write a passage in another language."""
        language = node.argument(-2)
        if not _LANGUAGE.fullmatch(language):
            return self.inline(node.children, linked=linked)
        return tag("span", self.inline(node.children, linked=linked, language=language), lang=language)

    def symbol(self, node: Node) -> Markup:
        """Write a symbol with its name, for those who do not see it."""
        text = "".join(below.name for below in node.walk() if below.kind == "text")
        names = ", ".join(unicodedata.name(c, "symbol").lower() for c in text if not c.isspace())
        return tag("span", escape(text), css="symbol", role="img", aria_label=names)

    def footnote(self, node: Node) -> Markup:
        """Write the call of a note, and keep the note."""
        number = len(self.notes) + 1
        self.notes.append(NOTHING)
        self.notes[number - 1] = self.inline(node.children)
        called = f"{self.vocabulary.words['note']} {number}"
        about = {"href": f"#note-{number}", "id": f"call-{number}", "role": "doc-noteref", "aria_label": called}
        return tag("sup", tag("a", escape(number), **about))

    def named(self, node: Node) -> Markup:
        """Write a line of an index: the name, what else is said of it, the places that name it."""
        uses = self.outline.names.get(node.argument(0), ())
        role = joined((", ", self.inline(node.head)))
        parts = [self.inline(node.children), tag("span", role, css="remark") if node.head else NOTHING]
        return joined([*parts, ": " if uses else "", joined((_link(use, use.place) for use in uses), ", ")])

    def backlinks(self, key: str) -> Markup:
        """Write the places that cite a work."""
        uses = self.outline.uses.get(key, {}).values()
        if not uses:
            return NOTHING
        links = joined((_link(use, use_id(self.outline, key, use.place)) for use in uses), ", ")
        return tag("p", joined((self.vocabulary.words["backlinks"], " ", links, ".")), css="uses")


_UNSEEN = frozenset(["nothing", "name", "label", "unknown", "bibitem", "item", "appendix", "input"])
_SIGNS = {
    "break": Markup("<br>"), "chance": Markup("<wbr>"), "hyphen": Markup("&shy;"), "par": Markup(" "),
    "cell": Markup(" "),
}  # fmt: skip


def _link(use: Use, id_: str) -> Markup:
    return tag("a", escape(use.name), href=f"#{id_}")


def use_id(outline: Outline, key: str, place: str) -> str:
    """Return the id of the first citation of a work in a place."""
    return f"{outline.entries[key]}-in-{place}"
