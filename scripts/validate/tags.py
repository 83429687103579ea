"""The tree of tags against the source: is everything there, once, as what it is, and in reading order."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from validate.printed import Anchor, Node, Piece, Tags
from validate.reading import letters
from validate.source import Source
from validate.verdict import Verdict

_HEADING = re.compile(r"H[1-6]")
# Letters of these scripts are read aloud rightly only by a voice of one of these languages.
SCRIPTS = {
    "CYRILLIC": "ru uk be bg sr mk kk ky mn tg",
    "GREEK": "el", "CJK": "zh ja ko", "HIRAGANA": "ja", "KATAKANA": "ja",
    "HANGUL": "ko", "ARABIC": "ar fa ur", "HEBREW": "he yi", "ARMENIAN": "hy",
    "GEORGIAN": "ka", "DEVANAGARI": "hi mr ne",
    "THAI": "th",
}  # fmt: skip


def check_tags(tags: Tags, source: Source) -> tuple[Verdict, ...]:
    """Return one verdict for each kind of thing."""
    return (
        Verdict(name="tags, as a tree", said=f"{sum(1 for _ in tags.root.walk())} elements", faults=tags.faults),
        headings(tags, source),
        plain_counts(tags, source),
        contents(tags, source),
        tables(tags, source),
        figures(tags, source),
        links(tags, source),
        languages(tags, source),
        order(tags),
    )  # fmt: skip


def body_of(root: Node, source: Source) -> tuple[Node, ...]:
    """Return the elements after the front matter: from the first heading of the source on."""
    first = letters(source.headings[0]) if source.headings else ""
    flat = tuple(root.walk())
    for index, node in enumerate(flat):
        if _HEADING.fullmatch(node.role) and first and letters(node.text).endswith(first):
            return flat[index:]
    return flat


def headings(tags: Tags, source: Source) -> Verdict:
    """Each heading of the source, in order, in levels that leave none out."""
    found = [node for node in tags.root.walk() if _HEADING.fullmatch(node.role)]
    own = _of_contents(tags.root)
    body = [node for node in body_of(tags.root, source) if _HEADING.fullmatch(node.role)]
    texts = [letters(node.text) for node in body if id(node) not in own]
    wanted = [letters(heading) for heading in source.headings]
    faults = list(_differences(wanted, texts, "heading", lambda a, b: b.endswith(a)))
    title = source.settings.get("title", "")
    if title and not any(letters(node.text) == letters(title) for node in found):
        faults.append(f"no heading has the title '{title}'")
    level = 0
    for node in found:
        number = int(node.role[1])
        if number > level + 1:
            faults.append(f"a level is left out before {node.role} '{node.text[:50]}'")
        level = number
        if not letters(node.text):
            faults.append(f"an empty {node.role}")
    levels = Counter(node.role for node in found)
    said = f"{len(found)} found, {len(wanted)} in the source" + "".join(f", {n} {r}" for r, n in sorted(levels.items()))
    return Verdict(name="tags: headings", said=said, faults=tuple(faults))


def _of_contents(root: Node) -> set[int]:
    """The headings of lists of contents, which the class makes; by identity."""
    found, last = set(), None
    for node in root.walk():
        if _HEADING.fullmatch(node.role):
            last = node
        elif node.role == "TOC" and last is not None:
            found.add(id(last))
        elif node.role in {"P", "L", "Table", "Figure", "Sect"}:
            last = None
    return found


def plain_counts(tags: Tags, source: Source) -> Verdict:
    """Lists, items, quotations, notes, captions: as many as in the source."""
    nodes = body_of(tags.root, source)
    count = Counter(node.role for node in nodes)
    pairs = [
        ("L", source.lists), ("LI", source.items), ("BlockQuote", source.quotations), ("Note", source.notes),
        ("Caption", len(source.captions)),
    ]  # fmt: skip
    faults = [
        f"{role}: {wanted} in the source, {count[role]} in the tags" for role, wanted in pairs if count[role] != wanted
    ]
    for item in (node for node in nodes if node.role == "LI"):
        roles = [kid.role for kid in item.kids if isinstance(kid, Node)]
        if "LBody" not in roles:
            faults.append(f"a list item without a body: '{item.text[:50]}'")
    owners = [node for node in nodes if node.role in {"Table", "Figure"}]
    inside = sum(1 for owner in owners for _ in owner.within("Caption"))
    if inside != count["Caption"]:
        faults.append(f"{count['Caption'] - inside} captions stand in no table or figure")
    texts = [letters(node.text) for node in nodes if node.role == "Caption"]
    faults += [f"no caption '{c}'" for c in source.captions if not any(text.endswith(letters(c)) for text in texts)]
    said = ", ".join(f"{count[role]} of {wanted} {role}" for role, wanted in pairs)
    return Verdict(name="tags: lists, notes, captions", said=said, faults=tuple(faults))


def contents(tags: Tags, source: Source) -> Verdict:
    """Each list of contents, and a line with a link for each of its entries."""
    lists = [node for node in tags.root.walk() if node.role == "TOC"]
    faults = []
    if len(lists) != len(source.contents):
        faults.append(f"{len(source.contents)} lists of contents in the source, {len(lists)} in the tags")
    lines = 0
    for node, entries in zip(lists, source.contents, strict=False):
        items = list(node.within("TOCI"))
        lines += len(items)
        faults += _differences(
            [letters(e) for e in entries], [letters(i.text) for i in items], "line", lambda a, b: a in b
        )
        faults += [f"no link in the line '{i.text[:50]}'" for i in items if not any(True for _ in i.within("Link"))]
    said = f"{len(lists)} TOC, {lines} of {sum(map(len, source.contents))} TOCI"
    return Verdict(name="tags: contents", said=said, faults=tuple(faults))


def tables(tags: Tags, source: Source) -> Verdict:
    """Each table with as many rows and columns as in the source, and heads that say what they head."""
    every = [node for node in tags.root.walk() if node.role == "Table"]
    found = [node for node in body_of(tags.root, source) if node.role == "Table"]
    faults = []
    if len(found) != len(source.tables):
        faults.append(f"{len(source.tables)} tables in the source, {len(found)} in the tags")
    cells = Counter[str]()
    for node, wanted in zip(found, source.tables, strict=False):
        there = _extent(node)
        if there != (wanted.rows, wanted.columns):
            size = f"{wanted.rows} rows by {wanted.columns} columns"
            faults.append(f"{wanted.place}: {size}, in the tags {there[0]} by {there[1]}")
    for node in every:
        name = next((caption.text for caption in node.within("Caption")), node.text)[:40].strip()
        rows = [row for row in node.walk() if row.role == "TR"]
        widths = {sum(cell.span for cell in _cells(row)) for row in rows}
        if len(widths) > 1:
            faults.append(f"the rows of '{name}' are not equally wide: {sorted(widths)}")
        heads = [cell for row in rows for cell in _cells(row) if cell.role == "TH"]
        cells.update(cell.role for row in rows for cell in _cells(row))
        if not heads:
            faults.append(f"'{name}' has no header cell")
        unscoped = (cell for cell in heads if cell.scope not in {"Row", "Column", "Both"})
        faults += [f"a header cell without a scope in '{name}': '{cell.text[:30].strip()}'" for cell in unscoped]
    total = sum(_extent(node)[0] for node in every)
    said = f"{len(found)} of {len(source.tables)} tables, {total} TR, {cells['TH']} TH, {cells['TD']} TD"
    if len(every) != len(found):
        said += f", with {len(every) - len(found)} on the cover"
    return Verdict(name="tags: tables", said=said, faults=tuple(faults))


def _cells(row: Node) -> Iterator[Node]:
    return (kid for kid in row.kids if isinstance(kid, Node) and kid.role in {"TH", "TD"})


def _extent(table: Node) -> tuple[int, int]:
    """Rows and columns of a table; those of a table in a cell are its own."""
    rows = list(_rows(table))
    return len(rows), max((sum(cell.span for cell in _cells(row)) for row in rows), default=0)


def _rows(node: Node) -> Iterator[Node]:
    for kid in node.kids:
        if isinstance(kid, Node) and kid.role == "TR":
            yield kid
        elif isinstance(kid, Node) and kid.role in {"THead", "TBody", "TFoot"}:
            yield from _rows(kid)


def figures(tags: Tags, source: Source) -> Verdict:
    """Each picture, with the words that stand for it and its place on the page."""
    found = [node for node in body_of(tags.root, source) if node.role == "Figure"]
    faults = []
    if len(found) != len(source.figures):
        faults.append(f"{len(source.figures)} pictures in the source, {len(found)} in the tags")
    for node in (node for node in tags.root.walk() if node.role in {"Figure", "Formula"}):
        if not node.alt.strip():
            faults.append(f"a picture without words: '{node.text[:40]}'")
        if node.role == "Figure" and not node.boxed:
            faults.append(f"a picture without a place on its page: '{node.alt[:40]}'")
    for node, words in zip(found, source.figures, strict=False):
        if words and letters(words) != letters(node.alt):
            faults.append(f"the words of a picture are not those of the source: '{node.alt[:40]}'")
    return Verdict(name="tags: figures", said=f"{len(found)} of {len(source.figures)} with words", faults=tuple(faults))


def links(tags: Tags, source: Source) -> Verdict:
    """Each link of the source, with where it leads said in words; all that lead on have an annotation."""
    elements = [node for node in tags.root.walk() if node.role == "Link"]
    in_contents = {id(node) for toc in tags.root.within("TOC") for node in toc.within("Link")}
    found = Counter[str]()
    faults = []
    for node in elements:
        anchors = [leaf for leaf in node.leaves() if isinstance(leaf, Anchor)]
        if not anchors:
            faults.append(f"a link that leads nowhere: '{node.text[:40]}'")
        for anchor in anchors[:1]:
            if id(node) not in in_contents:
                found[anchor.target] += 1
        faults += [f"page {a.page}: a link without a description, to {a.target}" for a in anchors if not a.words]
    wanted = source.links
    faults += [
        f"{wanted[target]} links to {target} in the source, {found[target]} in the tags"
        for target in sorted(wanted.keys() | found.keys())
        # The class may lead to places in the report as well.
        if found[target] < wanted[target] or ("://" in target and found[target] > wanted[target])
    ]
    outside = sum(n for target, n in wanted.items() if "://" in target)
    cites = sum(n for target, n in wanted.items() if target.startswith("cite."))
    said = (
        f"{found.total()} and {len(in_contents)} in contents; in the source {cites} citations, {outside} addresses, "
        f"{wanted.total() - cites - outside} others"
    )
    return Verdict(name="tags: links", said=said, faults=tuple(faults))


def languages(tags: Tags, source: Source) -> Verdict:
    """The document has a language, and each passage in another one has that."""
    faults = [] if tags.language else ["the document says no language"]
    marked = Counter(node.lang for node in tags.root.walk() if node.lang)
    wanted = Counter(tag for tag, _ in source.languages)
    faults += [
        f"{n} passages in '{tag}' in the source, {marked[tag]} in the tags"
        for tag, n in wanted.items()
        if marked[tag] < n
    ]
    unmarked = list(_in_other_script(tags.root, tags.language))
    faults += unmarked
    said = f"{tags.language}; " + (", ".join(f"{n} in {tag}" for tag, n in sorted(marked.items())) or "no other")
    return Verdict(name="tags: languages", said=said, faults=tuple(faults))


def _in_other_script(node: Node, language: str) -> Iterator[str]:
    """Give text in a script that the language around it is not written in."""
    import unicodedata

    language = node.lang or language
    if node.role == "Figure":
        return
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _in_other_script(kid, language)
        elif isinstance(kid, Piece):
            scripts = Counter(unicodedata.name(letter, " ").split()[0] for letter in kid.text if letter.isalpha())
            for script in scripts.keys() & SCRIPTS.keys():
                # A letter or two are a sign or a name, not a passage.
                if scripts[script] > 2 and language.split("-")[0] not in SCRIPTS[script].split():
                    yield f"page {kid.page}: '{kid.text[:40]}' is {script.title()} and marked as '{language}'"


def order(tags: Tags) -> Verdict:
    """The tags follow the pages, and on a page the order in which it is painted; what floats may stand elsewhere."""
    faults = []
    last = (0, -1, "")
    seen = 0
    for piece in _flow(tags.root):
        seen += 1
        if (piece.page, piece.mark) < last[:2]:
            after = f"'{last[2][:40].strip()}' of page {last[0]}"
            faults.append(f"page {piece.page}: '{piece.text[:40].strip()}' is read after {after}")
        last = (piece.page, piece.mark, piece.text)
    return Verdict(name="tags: reading order", said=f"{seen} pieces of text", faults=tuple(faults))


def _flow(node: Node) -> Iterator[Piece]:
    """Give the text that does not float. Feet of tables and notes are painted elsewhere than they are read."""
    for kid in node.kids:
        if isinstance(kid, Piece) and kid.text:
            yield kid
        elif isinstance(kid, Node) and kid.role not in {"Note", "Figure", "Caption", "Table"} and not _floats(kid):
            yield from _flow(kid)


def _floats(node: Node) -> bool:
    """Tell whether a group is a picture or table with what belongs to it."""
    return node.role == "Div" and any(kid.role in {"Figure", "Table"} for kid in node.walk())


def _differences(
    wanted: Sequence[str], found: Sequence[str], what: str, same: Callable[[str, str], bool]
) -> Iterable[str]:
    """Say what one sequence has and the other has not; `same` tells whether two are alike."""
    names = [max((a for a in wanted if same(a, b)), key=len, default=b) for b in found]
    for kind, i, j, k, m in difflib.SequenceMatcher(None, list(wanted), names, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (f"no {what} '{text[:60]}'" for text in wanted[i:j])
            yield from (f"a {what} that the source has not here: '{text[:60]}'" for text in names[k:m])
