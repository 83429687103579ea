from __future__ import annotations

import pytest

from reportgen.archive.structure import Annotation, Content, Element, read_structure

LINES = b"""{"id":1,"role":"Document","kids":[4,2]}
{"id":2,"role":"P","kids":[[1,0],3,[2,0]]}
{"id":3,"role":"Link","kids":[{"link":7},[1,1]]}
{"id":4,"role":"Figure","kids":[],"alt":"a \\"map\\"","lang":"ru","colspan":2,"bbox":[1,2.5,3,4]}
"""


def test_lines_become_a_tree() -> None:
    link = Element(role="Link", kids=(Annotation(7), Content(1, 1)))
    figure = Element(role="Figure", alt='a "map"', language="ru", span=2, box=(1, 2.5, 3, 4))
    paragraph = Element(role="P", kids=(Content(1, 0), link, Content(2, 0)))
    assert read_structure(LINES) == Element(role="Document", kids=(figure, paragraph))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\n", b"[]", b"3", b"{}", b'{"id":1,"role":"P"}', LINES[:-10], LINES[: LINES.index(b'{"id":4')],
        b'{"id":1,"role":"P","kids":[1]}', b'{"id":1,"role":"P","kids":[[1]]}', b'{"id":1,"role":"P","kids":["x"]}',
        b'{"id":1,"role":"P","kids":[]}\n{"id":2,"role":"P","kids":[]}', b"\xff\xfe", b'{"id":1,"role":"P","kids":7}',
    ],
)  # fmt: skip
def test_what_is_cut_off_or_damaged_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_structure(data)
