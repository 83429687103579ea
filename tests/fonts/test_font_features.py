"""What a font file says of its scripts and small capitals."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from font_files import font
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont
from memory import ROOT, MemoryTools

from reportgen.cache import Cache
from reportgen.fonts import Features, read_features

FONT = Path("/fonts/A.ttf")
CHANGE = "sub g0061 by g0062;"
SMALL = f"feature smcp {{ {CHANGE} }} smcp;"
KERN = "feature kern { pos g0061 g0062 -10; } kern;"


def with_features(text: str) -> bytes:
    made = TTFont(BytesIO(font("ab")))
    addOpenTypeFeaturesFromString(made, text)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("text", "features"),
    [
        (f"languagesystem DFLT dflt; languagesystem latn dflt; {SMALL}", Features(script="latn", small_capitals=True)),
        (f"languagesystem DFLT dflt; {KERN}", Features(script="DFLT")),
        (f"languagesystem latn dflt; {KERN}", Features(script="latn")),
        (f"languagesystem cyrl dflt; {SMALL}", Features()),
        (f"languagesystem latn dflt; {KERN} feature smcp {{ script cyrl; {CHANGE} }} smcp;", Features(script="latn")),
    ],
)
def test_latin_is_preferred_to_what_serves_all_scripts(text: str, features: Features) -> None:
    tools = MemoryTools.of({})
    tools.put(FONT, with_features(text))
    cache = Cache(ROOT / "cache", tools)
    assert read_features(FONT, tools) == features
    assert [read_features(FONT, tools, cache), read_features(FONT, tools, cache)] == [features, features]


@pytest.mark.parametrize("data", [b"", b"no font", font("ab"), with_features("languagesystem latn dflt;")[:300]])
def test_a_file_without_features_or_none_at_all_has_none(data: bytes) -> None:
    tools = MemoryTools.of({})
    tools.put(FONT, data)
    assert read_features(FONT, tools) == Features()
    assert read_features(Path("/fonts/none.ttf"), tools) == Features()
