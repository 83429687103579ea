"""What a document proposes, as small values that travel between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reportgen.diagnostics import Diagnostic

# The separator in fields that hold several names or locators.
AND = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A record that a document proposes, without id and document.

    `fields` are those of the kind's schema, as texts. `evidence` and `via` are labels of segments (`p12`, `n3`).
    `passage` is the digest of the segment that it stands in and `span` the words that it was made from: what it
    will be known by. `fault` is the code of the check of our own that it fails, `""` when it fails none.
    `item` names it among those of its document, for comparisons.
    """

    kind: str
    fields: Mapping[str, str]
    evidence: tuple[str, ...]
    via: tuple[str, ...] = ()
    passage: str
    span: str
    fault: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person or an organisation (`kind` is that of the register) that a document names.

    `forms` are its other forms; `label` is the segment that has it first, `passage` the digest of that.
    """

    kind: str
    name: str
    forms: tuple[str, ...]
    role: str
    mentions: int
    label: str
    passage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A work that a document cites, once for each place that cites it.

    `number` is that of the note, 0 for an item of a list without numbers; `place` counts such items from 1. `part`
    counts the works of one note from 1. `same_as` is the number of the note that cited the work first, 0 without
    one. `raw` are the words of the document, `csl` is what they were read as. `calls` is a segment that calls the
    note, `""` when none does.
    """

    number: int
    place: int
    part: int
    label: str
    calls: str
    raw: str
    csl: Mapping[str, Any]
    same_as: int
    quoted: bool
    comment: str
    passage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a document states of itself; a field it does not state is `""`. `inferred` are field, value, reason."""

    title: str = ""
    authors: tuple[str, ...] = ()
    issued: str = ""
    outlet: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    inferred: tuple[tuple[str, str, str], ...] = ()
    title_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What one file gave. Without `sha256` it could not be read, and `diagnostics` say why.

    `text` is the digest of its text, `passages` are those of its segments by label, `undated` are the segments that
    tell of a time that could not be found out, `unattributed` is how many quotations name no speaker, `notes` are the
    numbers of its notes. `paired` are the items that comparisons are made of, as `reportgen extract` prints them.
    """

    name: str
    sha256: str = ""
    text: str = ""
    passages: Mapping[str, str] = field(default_factory=dict)
    format: str = ""
    words: int = 0
    notes: tuple[int, ...] = ()
    stated: Stated = field(default_factory=Stated)
    proposals: tuple[Proposal, ...] = ()
    named: tuple[Named, ...] = ()
    cited: tuple[Cited, ...] = ()
    paired: tuple[Mapping[str, Any], ...] = ()
    undated: tuple[str, ...] = ()
    unattributed: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
