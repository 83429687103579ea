"""The authors, editors and translators of a reference: labelled spans -> CSL names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.extract.references import values
from reportgen.extract.references.authors import Name, parse_names
from reportgen.extract.references.fields import FieldSpan, Label

ROLES = {Label.AUTHOR: "author", Label.EDITOR: "editor", Label.TRANSLATOR: "translator"}
_EDITED = re.compile(
    r"(?:\(|,|\s)(?:eds?|editors?|hrsg|hg|dirs?|coords?|ред|отв\.\sред|主编)\.?\)?\s*[.,:)]*\s*$|^\s*\(?(?:editors?"
    r"|eds?\.?)\s?[:\s]|主编\s*$",
    re.IGNORECASE,
)
_EDITING = re.compile("[Ee]d|[Hh]g|[Hh]rsg|[Dd]ir|[Cc]oord|[Рр]ед|主编|ED|HG|HRSG")
_BOTH = re.compile(
    r"(?:edited(?:,)?\s(?:and|&)\strans(?:lated|\.)|translated(?:,)?\s(?:and|&)\sed(?:ited|\.)|eds?\.\s(?:and|&)\strans\."
    r"|trans\.\s(?:and|&)\sed\.|hrsg\.?\sund\sübers\w*\.?|éd\.\set\strad\.|ed\.\sy\strad\.)(?:\s(?:by|von|par|de|por))?\s$",
    re.IGNORECASE,
)
_BY_VON = re.compile(r"(?:hrsg|hg|herausgegeben|übers|übersetzt)\.?\s*$", re.IGNORECASE)
_AFTER_EDITED = re.compile(
    r"^\s{0,2}[,(\[（]{0,2}\s{0,1}(?:eds?\b|editors?\b|hrsg|hgg?\b|herausgeber|coords?\b|comps?\.|dirs?\.|éds?\.|主编|\(ред)",
    re.IGNORECASE,
)
_BEFORE_RED = re.compile(
    r"(?:под\s(?:(?:общ|науч)\.?\s)?ред(?:\.|акцией)|под\sобщей\sредакцией|пер\.\sс\s\w+\.?)\s*$", re.IGNORECASE
)
_POSSESSIVE = re.compile(
    r"(?P<who>[^,]{3,60}?)['’]s?\s(?:article|op-?ed|essay|column|commentary|speech|interview|address|remarks"
    r"|statement|letter)\s(?:for|in|to|at|with|published in)\s(?:the\s)?(?P<where>.+)",
    re.IGNORECASE,
)
_ET_AL = re.compile(r",?\s?(?:et\s?al|и\s?др|等)")
# Endings of Russian family names in the genitive and the nominative; the longer ones first.
_ENDINGS = (
    ("овой", "ова"), ("евой", "ева"), ("иной", "ина"), ("ской", "ская"), ("ского", "ский"),
    ("ова", "ов"), ("ева", "ев"), ("ёва", "ёв"), ("ина", "ин"), ("ына", "ын"),
)  # fmt: skip


def add_names(text: str, spans: Sequence[FieldSpan], csl: dict[str, object], custom: dict[str, object]) -> None:
    """Set `author`, `editor` and `translator`; "et al." sets `author-others` and the like in `custom`.

    A medium that stands in the byline after a person ("Ben Hall, Example News,") is the container.
    """
    has_container = any(span.label is Label.CONTAINER for span in spans)
    genitive = False
    for span in spans:
        role = ROLES.get(span.label)
        if role is None:
            continue
        raw = text[span.start : span.end]
        before = text[max(0, span.start - 30) : span.start]
        if role == "author" and ((_EDITING.search(raw) and _EDITED.search(raw)) or _AFTER_EDITED.match(text, span.end)):
            role = "editor"
        possessive = _POSSESSIVE.fullmatch(raw)
        if possessive:
            raw = possessive["who"]
            csl.setdefault("container-title", values.title(possessive["where"]))
        if _BY_VON.search(before):
            raw = raw.removeprefix("von ")
        names, others = parse_names(values.healed(raw))
        if role == "author" and not has_container and _ends_in_medium(names):
            csl.setdefault("container-title", names[-1]["literal"])
            names = names[:-1]
        genitive = role != "author" and (genitive or _BEFORE_RED.search(before) is not None)
        kept = csl.setdefault(role, [])
        if isinstance(kept, list):
            said = [_nominative(name) if genitive else name for name in names]
            kept.extend(name for name in said if name not in kept and any(name.values()))
        if role != "author" and _BOTH.search(before):
            csl.setdefault("translator" if role == "editor" else "editor", list(names))
        if others or _ET_AL.match(text, span.end):
            custom[f"{role}-others"] = True


def _ends_in_medium(names: Sequence[Name]) -> bool:
    return len(names) > 1 and "literal" in names[-1] and "family" in names[0]


def _nominative(name: Name) -> Name:
    """Of a Russian family name after "под ред." (genitive) the nominative, where its ending is regular."""
    family = name.get("family", "")
    for ending, regular in _ENDINGS:
        if family.endswith(ending):
            return {**name, "family": family.removesuffix(ending) + regular}
    return name
