"""What the numbers of the colours mean: sRGB, said by an output intent (ISO 19005-3, 6.2.3)."""

from __future__ import annotations

from typing import Any

# Bytes of an ICC header (ICC.1:2022, 7.2) that tell when and by whom the profile was made: date, platform and creator,
# identifier. They are made empty, so that a profile has the same bytes wherever it is made.
_CIRCUMSTANCES = ((24, 36), (40, 44), (80, 100))


def srgb_profile() -> bytes:
    """Return an ICC profile of the colour space sRGB (IEC 61966-2-1), about 600 bytes."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for start, end in _CIRCUMSTANCES:
        profile[start:end] = bytes(end - start)
    profile[24:36] = bytes((7, 208, 0, 1, 0, 1)) + bytes(6)
    return bytes(profile)


def write_output_intent(pdf: Any) -> None:
    """Declare that the device colours of an open PDF are sRGB."""
    from pikepdf import Array, Dictionary, Name, String

    profile = pdf.make_stream(srgb_profile())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        Info=String("sRGB IEC61966-2.1"), DestOutputProfile=profile,
    )  # fmt: skip
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
