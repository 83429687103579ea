"""The fields of one reference: its text -> labelled spans, by a trained sequence model and a few rules after it.

The model (`model.crfsuite`, built by `scripts/train_references`) labels words; a run of words with one label is a
span. Rules then mend what a model of words cannot see: marks that belong to a span, pairs of quotation marks and
brackets, a field that stands once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from reportgen.extract.references.features import Token, features_of, gaps_of, tokenise
from reportgen.extract.references.fields import FieldSpan, Label
from reportgen.extract.references.label_rules import mend
from reportgen.supplied import supplied

if TYPE_CHECKING:
    import pycrfsuite

_LABELS: Final = {label.value: label for label in Label}
_OPENING: Final = {")": "(", "]": "[", "”": "“", "»": "«", "》": "《", "’": "‘", "）": "（", "］": "［"}
_CLOSING: Final = {opening: closing for closing, opening in _OPENING.items()}


@cache
def _model() -> bytes:
    """The model's bytes; the tagger reads in them for as long as it lives, so they are never let go."""
    return supplied("extract/references/model.crfsuite").read_bytes()


@cache
def _tagger() -> pycrfsuite.Tagger:
    """The model, read once a process."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(_model())
    return tagger


def label_fields(text: str, known: Sequence[FieldSpan] = ()) -> tuple[FieldSpan, ...]:
    """The labelled spans of one reference, ordered and without overlap.

    `text` has no leading note label. `known` are spans found by rule (links, identifiers, access dates): each is
    one token to the model and is returned as it is; where two of them overlap the earlier one stays.
    """
    fixed = _without_overlap(known, len(text))
    tokens = tokenise(text, fixed)
    if not tokens:
        return tuple(fixed)
    gaps = gaps_of(text, tokens)
    labels = _tagger().tag(features_of(text, tokens, gaps))
    mend(tokens, labels, gaps)
    return _spans(text, tokens, labels)


def _without_overlap(known: Sequence[FieldSpan], length: int) -> list[FieldSpan]:
    kept: list[FieldSpan] = []
    for span in sorted(known, key=lambda span: (span.start, -span.end)):
        if span.start < span.end <= length and span.start >= (kept[-1].end if kept else 0):
            kept.append(span)
    return kept


def _spans(text: str, tokens: Sequence[Token], labels: Sequence[str]) -> tuple[FieldSpan, ...]:
    """Runs of one label as spans, mended."""
    runs: list[tuple[Label | None, int, int, bool]] = []
    for token, name in zip(tokens, labels, strict=True):
        label = token.known or _LABELS.get(name)
        fixed = token.known is not None
        if runs and runs[-1][0] is label and not fixed and not runs[-1][3]:
            runs[-1] = (label, runs[-1][1], token.end, False)
        else:
            runs.append((label, token.start, token.end, fixed))
    result: list[FieldSpan] = []
    for index, (label, start, end, fixed) in enumerate(runs):
        if label is None:
            continue
        before = runs[index - 1][2] if index else 0
        after = runs[index + 1][1] if index + 1 < len(runs) else len(text)
        first, last = (start, end) if fixed else _widen(text, label, start, end, before, after)
        result.append(FieldSpan(label=label, start=first, end=last))
    return tuple(result)


_ENDING: Final = re.compile(r"[^\w\s]*")
_SHORT_END: Final = frozenset(
    {Label.AUTHOR, Label.EDITOR, Label.TRANSLATOR, Label.PLACE, Label.GENRE, Label.CONTAINER, Label.EDITION}
)
# What a full stop belongs to: initials, and abbreviations that end names, journals and places.
_ABBREVIATED: Final = (
    "Jr|Sr|al|др|г|diss|Calif|Mass|Conn|Soc|Sci|Rev|Med|Int|Ed|Proc|Chem|Phys|Lett|Commun|Econ|Inc|Ltd|Co|ред"
)
_INITIAL: Final = re.compile(rf"(?:\b\w|\b[^\W\d_]{{1,4}}\.[^\W\d_]{{1,4}}|\b(?:{_ABBREVIATED}))$")
_TITLES: Final = frozenset({Label.TITLE, Label.CONTAINER, Label.TRANSLATED_TITLE})


def _widen(text: str, label: Label, start: int, end: int, before: int, after: int) -> tuple[int, int]:
    """The span with the marks that belong to it: “?” of a title, full stops of initials, second halves of pairs."""
    match = _ENDING.match(text, end, after)
    for char in match[0] if match else "":
        inner = text[start:end]
        opening = _OPENING.get(char)
        paired = opening is not None and inner.count(opening) > inner.count(char)
        asked = char in "?!…？！%" and label in _TITLES
        short = char == "." and label in _SHORT_END and _INITIAL.search(inner[-10:]) is not None
        if not (paired or asked or short):
            break
        end += 1
    # A mark that closes inside the span opens just before it.
    while start > before:
        closing = _CLOSING.get(text[start - 1])
        if closing is None or text.count(closing, start, end) <= text.count(text[start - 1], start, end):
            break
        start -= 1
    return start, end
