"""Builds the model of reference fields: `PYTHONPATH=src:scripts python -m train_references [output]`.

Needs python-crfsuite alone. References are made up with fixed seeds, rendered with marked fields, and a
linear-chain CRF is fitted on one thread.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path

import pycrfsuite

from reportgen.extract.references.features import features_of, gaps_of, tokenise
from reportgen.extract.references.fields import FieldSpan
from reportgen.extract.references.identifiers import find_identifiers
from train_references import layouts
from train_references.chinese import chinese_note, gbt
from train_references.continental import continental
from train_references.noise import damaged, flatten
from train_references.official import official, speech
from train_references.papers import report_note
from train_references.russian import gost, russian_note
from train_references.web import bare, web_note
from train_references.western import academic

_MIX = (
    (academic, 30), (layouts.english, 22), (web_note, 20), (report_note, 8), (speech, 4), (official, 4),
    (bare, 2), (gost, 10), (russian_note, 7), (layouts.russian, 4), (gbt, 5), (chinese_note, 5), (layouts.chinese, 3),
    (continental, 20),
)  # fmt: skip


def example(rng: random.Random) -> tuple[str, list[FieldSpan], Sequence[FieldSpan]]:
    """A reference: its text, all its fields, and those that a rule would have found before."""
    makers, weights = zip(*_MIX, strict=True)
    while True:
        pieces = damaged(rng, rng.choices(makers, weights)[0](rng))
        text, spans = flatten(pieces)
        if spans:
            break
    # What the rules find before the model is found here by the same rules; at times they find nothing.
    known = find_identifiers(text) if rng.random() < 0.9 else ()
    return text, spans, known


def labelled(
    text: str, spans: list[FieldSpan], known: Sequence[FieldSpan]
) -> tuple[list[list[str | bytes]], list[str]]:
    """Features and labels of the tokens."""
    tokens = tokenise(text, known)
    labels = []
    index = 0
    for token in tokens:
        while index < len(spans) and spans[index].end <= token.start:
            index += 1
        inside = index < len(spans) and spans[index].start < token.end and token.start < spans[index].end
        label = token.known or (spans[index].label if inside else None)
        labels.append(label.value if label else "O")
    return features_of(text, tokens, gaps_of(text, tokens)), labels


def main() -> None:
    """Makes the references, fits the model, writes it."""
    output = Path(sys.argv[1] if len(sys.argv) > 1 else "src/reportgen/extract/references/model.crfsuite")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 70000
    iterations = int(sys.argv[3]) if len(sys.argv) > 3 else 120
    rng = random.Random(20240501)  # noqa: S311
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params(
        {
            "c1": 1.0,
            "c2": 0.01,
            "max_iterations": iterations,
            "feature.minfreq": 12,
        }
    )
    for _ in range(count):
        features, labels = labelled(*example(rng))
        trainer.append(features, labels)
    trainer.train(str(output))
    print(output, output.stat().st_size)


if __name__ == "__main__":
    main()
