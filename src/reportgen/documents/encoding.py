"""Bytes -> text: which encoding a file is in.

In this order: a byte order mark; UTF-16 and UTF-32 by their zero bytes; UTF-8 wherever it fits; what
the file itself declares, if its text looks no worse; then the one of a few legacy encodings in which it
looks most like writing. charset-normalizer 3.5 was tried and is not used: it takes French in
windows-1252 for Big5 or Mac Latin 2, German for Big5 or windows-1250 (20 to 1,000 characters), short
KOI8-R for Shift-JIS. No byte is dropped: what an encoding does not know stands as U+FFFD and is reported.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportgen.diagnostics import Diagnostic, Outcome
from reportgen.documents.source import Source

HINT_FORMATS = "plain text, Markdown, HTML, PDF and DOCX are read"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
# In order of preference where two fit equally well.
_LEGACY = ("cp1252", "cp1251", "gb18030", "koi8-r", "cp866")
# Labels that stand for a larger encoding, as browsers take them (https://encoding.spec.whatwg.org/#names-and-labels).
_LARGER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
# Python has codecs that are no character sets; a file may not name these.
_CHARSET = re.compile(
    r"utf-(?:8|16|32)(?:-[lb]e)?|iso8859-\d+|cp(?:125\d|866|874|949)|koi8-[ru]|gb18030|big5|euc_\w+|shift_jis"
)
_SAMPLE = 65536
# A text in one of the encodings scores above 0.7; sentences in windows-1253 to 1256, Shift-JIS and Big5 below 0.62.
_LEAST = 0.65
# The characters of most writing but the Chinese, where UTF-16 in the wrong order has rare ones.
_USUAL = re.compile(r"[\t\n\r -~\u0370-\u052f\u2010-\u203a\u3000-\u30ff\uff01-\uff5e\xc0-\xff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
# Signs that a text was read in the wrong encoding.
_MIXED = re.compile(r"(?<=[A-Za-z])[а-яё]+|[а-яё]+(?=[A-Za-z])|(?<=[а-яё])[А-ЯЁ]+")
_STRANGE: Mapping[str, re.Pattern[str]] = {
    "cp1252": re.compile(r"[À-ÿ]{3,}|(?<=[a-z])[¹³¿Ÿ¼¾¶§±²µ¥£](?=[a-z])"),
    "cp1251": _MIXED,
    "koi8-r": _MIXED,
    "cp866": _MIXED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A file's text, and the Python name of the encoding it was in."""

    text: str
    encoding: str


def decode(name: str, data: bytes, declared: str | None = None) -> Outcome[Decoded | None]:
    """Decode a file; `declared` is the encoding that it names itself."""
    return decode_source(Source(name=name, subject=name, data=data), declared)


def decode_source(source: Source, declared: str | None = None) -> Outcome[Decoded | None]:
    """Decode a file, or say in one diagnostic why that cannot be done."""
    data = source.data
    for bom, encoding, shown in _BOMS:
        if data.startswith(bom):
            return _decode_as(source, encoding, shown)
    try:
        text, broken = data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        text, broken = "", error
    # Chinese in UTF-16 may have no zero byte; English or Russian in UTF-16 is UTF-8 full of control characters.
    binary = _is_binary(data)
    if (broken or binary) and (wide := _wide(data)):
        return _decode_as(source, wide, wide)
    if binary:
        return Outcome(None, (source.fault("DOC111", "is a binary file", hint=HINT_FORMATS),))
    if broken is None:
        return Outcome(Decoded(text=text, encoding="utf-8"), _contradiction(source, declared, "utf-8"))
    if _nearly_utf8(data):
        return _decode_as(source, "utf-8", "utf-8")
    return _legacy(source, declared, broken)


def _decode_as(source: Source, encoding: str, shown: str) -> Outcome[Decoded | None]:
    """Decode in an encoding that is beyond doubt; a few damaged characters are replaced and reported."""
    try:
        return Outcome(Decoded(text=source.data.decode(encoding), encoding=encoding))
    except UnicodeDecodeError as error:
        text = source.data.decode(encoding, "replace")
        lost = text.count("\ufffd")
        if lost * 20 > len(text) and encoding != "utf-8":
            return Outcome(None, (_undecodable(source, shown, error),))
        line = text.count("\n", 0, text.find("\ufffd")) + 1
        what = f"byte {source.data[error.start]:#04x} in line {line} is not {shown}"
        more = f", nor are {lost - 1} more" if lost > 1 else ""
        found = source.fault("DOC109", f"is damaged: {what}{more}", line=line, hint="U+FFFD stands in their place")
        return Outcome(Decoded(text=text, encoding=encoding), (found,))


def _undecodable(source: Source, shown: str, error: UnicodeDecodeError) -> Diagnostic:
    before = source.data[: error.start]
    line = (before.decode(shown, "replace") if shown in _WIDE else before.decode("latin-1")).count("\n") + 1
    byte = f"byte {source.data[error.start]:#04x} in line {line}"
    return source.fault("DOC103", f"is not {shown} text: {byte}", line=line, hint="convert it to UTF-8")


def _legacy(source: Source, declared: str | None, error: UnicodeDecodeError) -> Outcome[Decoded | None]:
    """Decode a file that is not in Unicode."""
    data = source.data
    first = max(error.start - 1000, 0)
    sample = data[first : first + _SAMPLE]
    scores = {encoding: _score(sample, encoding) for encoding in _LEGACY}
    best = max(scores.values())
    named = _codec(declared)
    if named and named not in _WIDE and (named not in scores or scores[named] > best - 0.4):
        # An encoding we cannot judge is believed unless another fits very well and it does not fit at all.
        text = _strict(data, named)
        if text is not None and not _CONTROL.search(text[:_SAMPLE]):
            return Outcome(Decoded(text=text, encoding=named))
    for encoding in sorted(scores, key=lambda encoding: -scores[encoding]):
        text = _strict(data, encoding) if scores[encoding] > _LEAST else None
        if text is not None:
            found = _contradiction(source, declared, encoding) or (_inferred(source, encoding),)
            return Outcome(Decoded(text=text, encoding=encoding), found)
    return Outcome(None, (_undecodable(source, "utf-8", error),))


def _inferred(source: Source, encoding: str) -> Diagnostic:
    return source.fault("DOC107", f"does not say its encoding and was read as {encoding}", hint=_HINT_CONVERT)


_HINT_CONVERT = "convert it to UTF-8 to be sure of every letter"


def _contradiction(source: Source, declared: str | None, actual: str) -> tuple[Diagnostic, ...]:
    """Report a declared encoding that is not the one; pure ASCII contradicts none that extends it."""
    if not declared or _codec(declared) in {actual, "utf-8-sig"} or (actual == "utf-8" and source.data.isascii()):
        return ()
    return (source.fault("DOC108", f"declares the encoding '{declared[:40]}' but is in {actual}"),)


def _codec(label: str | None) -> str | None:
    """Return Python's name of the character set that a label means, `None` when it means none."""
    try:
        name = codecs.lookup((label or "").strip().lower()).name
    except (LookupError, ValueError):
        return None
    name = _LARGER.get(name, name)
    return name if _CHARSET.fullmatch(name) else None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 without a mark that a file is in, `None` when it is in none."""
    sample = data[: _SAMPLE & ~3]
    found: list[tuple[float, str]] = []
    for encoding in _WIDE:
        width = 4 if encoding.startswith("utf-32") else 2
        if len(data) % width and len(data) < 100:
            continue  # in a longer one the end may be missing
        text = sample[: len(sample) // width * width].decode(encoding, "replace")
        usual = len(_USUAL.findall(text)) + sum(map(_letters("gb18030").__contains__, text))
        found.append((usual / max(len(text), 1), encoding))
    best, encoding = max(found, default=(0.0, ""))
    return encoding if best >= 0.9 else None


def _is_binary(data: bytes) -> bool:
    """Whether bytes are no text in any encoding: zero bytes or more than a few control characters."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    return controls * 200 > len(sample)


_CONTROL_BYTES = bytes((*range(9), *range(14, 27), *range(28, 32), 127))


def _nearly_utf8(data: bytes) -> bool:
    """Whether a file is UTF-8 but for a few damaged places, as no legacy encoding is by chance."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - lost
    return lost * 2 <= whole


@cache
def _letters(encoding: str) -> Mapping[str, float]:
    """Return how typical each character beyond ASCII is of writing in an encoding, 0 to 1."""
    common = dict.fromkeys("«»—–“”„…\u00a0", 0.8)
    if encoding == "gb18030":
        # The 3,755 everyday characters of GB 2312 stand in its rows B0 to D7, the marks in A1 and A3.
        rows = (*range(0xB0, 0xD8), 0xA1, 0xA3)
        codes = b"".join(bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
        return common | dict.fromkeys(codes.decode("gb18030"), 1.0)
    if encoding == "cp1252":
        return dict.fromkeys(
            "éèêëàâäáåæçíìîïñóòôöõøœúùûüßÉÈÀÄÅÖÜÇÑØÓÁÍÚÊŒ“”‘’–—…«»„‚•·°§©®€£¿¡ºª½±×²µ\u00a0\u00ad™", 1.0
        )
    frequent, rare = "оеаинтсрвл", "кмдпуяыьгзбчйхжшюцщэфё"
    weights = ((frequent, 1.0), (rare, 0.4), (frequent.upper(), 0.9), (rare.upper(), 0.4), ("№", 0.8))
    return common | {letter: weight for letters, weight in weights for letter in letters}


def _score(sample: bytes, encoding: str) -> float:
    """Return how much a sample looks like writing in an encoding: the mean over its characters beyond ASCII."""
    text = sample.decode(encoding, "replace")
    beyond = {letter: count for letter, count in Counter(text).items() if letter > "\x7f"}
    weights = _letters(encoding)
    fit = sum(count * weights.get(letter, 0.0) for letter, count in beyond.items())
    wrong = sum(len(found) for found in _STRANGE[encoding].findall(text)) if encoding in _STRANGE else 0
    return (fit - wrong) / max(sum(beyond.values()), 1)
