from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reportgen.documents.encoding import Decoded
from reportgen.documents.layout import Layout
from reportgen.documents.markdown import read_markdown

TEXT = """---
title: "On wells"
author: [Anna Lund, Jan Berg]
date: 2021-03-04
tags: [x]
---

# Wells
A line[^1] and a second[^b].

Setext
------

> quoted
> > deeper

- item
    * below
1. numbered

| Year | Depth |
|------|------:|
| 1887 | 11    |

```python
# no heading
```
***
![a picture](x.png)
[^1]: Brown, *Wells*.
[^b]: Smith
    goes on.

Last.
"""


def read(text: str) -> Layout:
    return read_markdown(Decoded(text=text, encoding="utf-8"))


def shown(layout: Layout) -> list[tuple[str, str]]:
    return [(str(b.kind or ""), layout.text[b.content or b.start : b.end]) for b in layout.blocks]


def test_lines_have_the_kind_that_their_marks_say() -> None:
    layout = read(TEXT)
    assert shown(layout)[6:] == [
        ("heading", "Wells"), ("", "A line[^1] and a second[^b]."), ("heading", "Setext"), ("boilerplate", "------"),
        ("quote", "quoted"), ("quote", "deeper"), ("list-item", "item"), ("list-item", "below"), ("", "1. numbered"),
        ("table", "| Year | Depth |"), ("boilerplate", "|------|------:|"), ("table", "| 1887 | 11    |"),
        ("boilerplate", "```python"), ("boilerplate", "# no heading"), ("boilerplate", "```"), ("boilerplate", "***"),
        ("boilerplate", "![a picture](x.png)"), ("note", "Brown, *Wells*."), ("note", "Smith\n    goes on."),
        ("", "Last."),
    ]  # fmt: skip
    assert {kind for kind, _ in shown(layout)[:6]} == {"boilerplate"}
    assert [b.level for b in layout.blocks if b.level] == [1, 2, 1, 3]


def test_front_matter_is_stated() -> None:
    assert read(TEXT).stated == (
        ("title", "On wells"), ("authors", "Anna Lund"), ("authors", "Jan Berg"), ("issued", "2021-03-04"),
    )  # fmt: skip
    assert read("+++\ntitle = 'W'\nauthors = \n+++\nx").stated == (("title", "W"),)
    assert read("---\nauthor:\n- Ann\n- Bo\n---\nx").stated == (("authors", "Ann"), ("authors", "Bo"))
    assert read("---\nno front matter\n---\nx").stated == ()


def test_notes_are_numbered_and_called() -> None:
    layout = read(TEXT)
    assert [block.note for block in layout.blocks if block.note] == [1, 2]
    assert [(layout.text[m.start : m.end], m.note) for m in layout.markers] == [("[^1]", 1), ("[^b]", 2)]
    layout = read("x[^7] y[^3]\n[^3]: C\n[^7]: G\n[^7]: again")
    assert [(block.note, block.kind) for block in layout.blocks] == [
        (None, None),
        (3, "note"),
        (7, "note"),
        (None, None),
    ]
    assert [m.note for m in layout.markers] == [7, 3]


@given(st.text(st.sampled_from("#->*`|[^1]: a\n \t_=+\r"), max_size=80))
def test_every_line_is_a_block(text: str) -> None:
    layout = read(text)
    kept = "".join(text[b.start : b.end] for b in layout.blocks)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(layout.blocks))
    assert all(b.content is None or b.start <= b.content <= b.end for b in layout.blocks)
