"""Tables and figures: declarations, computed cells and drawings in, HTML out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from reportgen.exhibits import Exhibit
from reportgen.html.elements import NOTHING, joined, tag
from reportgen.html.inline import Writer
from reportgen.html.nodes import Node
from reportgen.html.source import Line, Sheet

# How narrow a column may get, and how wide a table is made for that, in rem; a small window scrolls.
_COLUMN_REM, _MOST_REM = 7, 54
_ROLE = re.compile(r'\s(?:role|aria-[a-z]+)="[^"]*"')
_ALIGN = {"right": "right", "centre": "centred"}


def write_table(writer: Writer, exhibit: Exhibit, sheet: Sheet) -> Markup:
    """Write a table with its caption, heads for columns, rows and groups of rows, and all that stands below it."""
    id_ = writer.outline.targets[f"tab:{exhibit.id}"].id
    before, writer.place = writer.place, id_
    name = f"{writer.vocabulary.words['table']} {writer.outline.tables[exhibit.id]}"
    head = joined(
        tag("th", writer.inline(nodes), scope="col", css=_ALIGN.get(align, ""))
        for nodes, align in zip(sheet.heads, sheet.aligns, strict=True)
    )
    columns = joined(Markup('<col style="width:{}%">').format(share) for share in sheet.shares)
    body = joined(_groups(writer, sheet))
    below = _below(writer, exhibit)
    described = _described(writer, exhibit, id_)
    about = Markup(' aria-describedby="{}-words"').format(id_) if described else NOTHING
    writer.place = before
    return Markup(
        '<div class="exhibit" id="{id}">\n'
        '<div class="scroll" role="region" tabindex="0" aria-labelledby="{id}-caption">\n'
        '<table{about} style="min-width:{least}rem">\n'
        '<caption><span id="{id}-caption">{label} {caption}</span></caption>\n'
        "<colgroup>{columns}</colgroup>\n<thead><tr>{head}</tr></thead>\n{body}</table>\n</div>\n{below}{described}</div>\n"
    ).format(
        id=id_, about=about, least=min(_COLUMN_REM * len(sheet.heads), _MOST_REM), label=_label(name),
        caption=_plain(exhibit, "caption"), columns=columns, head=head, body=body, below=below,
        described=described,
    )  # fmt: skip


def _groups(writer: Writer, sheet: Sheet) -> Iterable[Markup]:
    """Give a `tbody` for each group of rows, or for all rows."""
    groups: list[tuple[Line | None, list[Line]]] = []
    for line in sheet.lines:
        if line.title is not None:
            groups.append((line, []))
        elif groups:
            groups[-1][1].append(line)
        else:
            groups.append((None, [line]))
    for title, lines in groups:
        rows = [_row(writer, line.cells, sheet.aligns) for line in lines]
        if title is not None:
            text = writer.inline(title.title or ())
            rows.insert(0, tag("tr", tag("th", text, scope="rowgroup", colspan=str(len(sheet.heads)))))
        yield tag("tbody", joined(["", *rows, ""], "\n")) + "\n"


def _row(writer: Writer, cells: tuple[tuple[Node, ...], ...], aligns: tuple[str, ...]) -> Markup:
    """Write a row, whose first cell is its head."""
    made = []
    for index, (nodes, align) in enumerate(zip(cells, aligns, strict=True)):
        css = _ALIGN.get(align, "")
        heads = index == 0 and len(cells) > 1
        text = writer.inline(nodes)
        made.append(tag("th", text, scope="row", css=css) if heads else tag("td", text, css=css))
    return tag("tr", joined(made))


def write_figure(writer: Writer, exhibit: Exhibit, drawing: str) -> Markup:
    """Write a figure with its caption, the drawing (SVG of our own making), and what it shows in words."""
    id_ = writer.outline.targets[f"fig:{exhibit.id}"].id
    name = f"{writer.vocabulary.words['figure']} {writer.outline.figures[exhibit.id]}"
    words = NOTHING
    if exhibit.text("description"):
        words = Markup('<p class="note" id="{}-words"><strong>{}</strong> {}</p>\n').format(
            id_, writer.vocabulary.words["description"], _plain(exhibit, "description")
        )
    picture = Markup(drawing)  # noqa: S704 - drawn by the program, which escapes what stands in it
    if drawing:
        about = Markup(' aria-describedby="{}-words"').format(id_) if words else NOTHING
        head = Markup('<svg role="img" aria-labelledby="{}-caption"{}').format(id_, about)
        picture = Markup(_without_role(drawing).replace("<svg", str(head), 1))  # noqa: S704 - the same
    return Markup(
        '<figure class="exhibit" id="{id}">\n<figcaption id="{id}-caption">{label} {caption}</figcaption>\n'
        '<div class="scroll picture" role="region" tabindex="0" aria-labelledby="{id}-caption">{picture}</div>\n'
        "{below}</figure>\n"
    ).format(
        id=id_, label=_label(name), caption=_plain(exhibit, "caption"), picture=picture,
        below=_below(writer, exhibit, words),
    )  # fmt: skip


def _without_role(drawing: str) -> str:
    """Return a drawing whose first tag says nothing of what it is."""
    head, close, rest = drawing.partition(">")
    return _ROLE.sub("", head) + close + rest


def _below(writer: Writer, exhibit: Exhibit, words: Markup = NOTHING) -> Markup:
    """Write notes, a figure in words, the source and what was not verified."""
    made = joined(Markup('<p class="note">{}</p>\n').format(str(note)) for note in exhibit.texts("notes"))
    made += words
    for key in ("source", "unverified"):
        if exhibit.text(key):
            made += Markup('<p class="note"><strong>{}</strong> {}</p>\n').format(
                writer.vocabulary.words[key], _plain(exhibit, key)
            )
    return made


def _described(writer: Writer, exhibit: Exhibit, id_: str) -> Markup:
    """Write the description of a table, which the printed report keeps for those who do not see it."""
    if not exhibit.text("description"):
        return NOTHING
    return Markup('<details class="note"><summary>{}</summary><p id="{}-words">{}</p></details>\n').format(
        writer.vocabulary.words["description"].rstrip(": "), id_, _plain(exhibit, "description")
    )


def _label(name: str) -> Markup:
    return Markup('<span class="label">{}</span>').format(name)


def _plain(exhibit: Exhibit, key: str) -> Markup:
    value = exhibit.text(key)
    return escape(str(value)) if value is not None else NOTHING
