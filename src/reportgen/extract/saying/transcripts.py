"""Statements in transcripts, minutes and interviews: "THE MINISTER: ...", "Q: ..."."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from reportgen.documents.document import SegmentKind
from reportgen.extract.reading import Passage
from reportgen.extract.saying.prose import Claim, Prose
from reportgen.language.names import DEMONYMS
from reportgen.language.word_sets import word_set

_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Senator|Representative|Judge|Justice|"
    r"President|Minister|The|Hon|Rev|Herr|Frau)\.?"
)
_LABEL = re.compile(
    rf"\W{{0,3}}(?P<label>(?:Q|A)\d{{0,3}}\.?|[A-ZА-ЯЁÄÖÜ][A-ZА-ЯЁÄÖÜ.'’ -]{{1,60}}|"
    rf"(?:{_TITLE}\s+)?[A-ZА-ЯЁ][\w.'’-]*(?:\s+(?:(?:of|for|the)\s+)*[A-ZА-ЯЁ][\w.'’-]*){{0,4}}"
    r"|[\u4e00-\u9fff]{1,8})(?:\s*[(（][^()（）]{1,80}[)）])?\W{0,3}?(?:：|:\*{0,2}(?=\s)|\.?\s[—–](?!\s?[A-ZÄÖÜ]\.))\s*(?=\S)"
)
_LEAST = 3  # labelled passages that make a transcript ...
_DENSE = 0.2  # ... and their share of all passages from the first to the last of them
_ANSWER = 12  # characters of what is filled into a form
_COMMENT = re.compile(r"\s*[(\[][^()\[\]]{0,200}[)\]]\s*")
_KEY_WORDS = (
    "note notes source sources photo image caption tel phone fax email e-mail contact date time place "
    "location address price author title subject re to from cc by warning tip example answer background "
    "summary update correction editor results venue when where who what why how website web url isbn issn "
    "doi keywords abstract conclusion introduction methods aim objective findings present apologies absent "
    "attendance action actions resolved agreed decision decisions filename file todo careful caution important "
    "example examples default type name size version usage option options returns purpose status description "
    "required optional remarks remark hint chapter section part appendix budget total cost price deadline next "
    "hinweis beispiel quelle foto achtung anwesend beschluss примечание источник фото пример решение внимание "
    "nota ejemplo fuente foto fecha lugar remarque exemple lieu 注 注意 例 来源 图 时间 地点"
)
_KEYS = frozenset(_KEY_WORDS.split())
# Who asks without a name makes no statement; the label still tells that this is an interview.
_ASKING = word_set(
    "q question frage interviewer interviewerin redaktion pregunta вопрос корреспондент редакция 问 問 记者 記者"
)


def find_speeches(prose: Prose) -> Mapping[int, Claim | None]:
    """Return the speech that each labelled passage holds, by the passage's number; none unless labels recur.

    `None` stands for a question that nobody is named for.
    """
    found: dict[int, re.Match[str]] = {}
    for i, passage in enumerate(prose.reading.passages):
        if passage.kind is SegmentKind.TABLE:
            continue
        # Most passages have no mark that a label could end with.
        text = prose.view[passage.start : passage.end]
        match = None
        if ":" in text or "—" in text or "–" in text or "：" in text:
            match = _LABEL.match(prose.view, passage.start, passage.end)
        label = match.group("label").strip(" .") if match else ""
        if match and label.lower() not in _KEYS and label not in DEMONYMS and match.end() < passage.end:
            found[i] = match
    labels = Counter(match.group("label").strip(" -") for match in found.values())
    again = sum(count for count in labels.values() if count > 1)
    capitals = all(label.isupper() for label in labels)
    if len(found) < _LEAST or len(labels) < 2 or (2 * again < len(found) and not capitals):
        return {}
    if len(found) < _DENSE * (max(found) - min(found) + 1):
        return {}  # entries of lists here and there, no turns of a talk
    if _is_form([prose.view[match.end() : prose.reading.passages[i].end].strip() for i, match in found.items()]):
        return {}
    return {
        i: None if _asks(match.group("label")) else _claim(prose, prose.reading.passages[i], match)
        for i, match in found.items()
    }


def _is_form(values: list[str]) -> bool:
    """Whether what follows the labels is a few short answers over and over: "Moderated: no"."""
    short = sum(len(value) <= _ANSWER for value in values)
    return 2 * short > len(values) and 2 * len(set(values)) < len(values) + 2


def _asks(label: str) -> bool:
    return label.strip(" .-0123456789").casefold() in _ASKING


def _claim(prose: Prose, passage: Passage, match: re.Match[str]) -> Claim:
    view = prose.view
    start, end = match.end(), passage.end
    comment = _COMMENT.match(view, start, end)
    if comment and comment.end() < end:
        start = comment.end()
    if view[start] in '“"«‘' and view[end - 1] in '”"»’':
        start, end = start + 1, end - 1
    label = match.span("label")
    text = view[label[0] : label[1]]
    trimmed = len(text.rstrip(" -"))
    if re.match(r"(?:THE|The)\s", text):
        label = (label[0] + 4, label[1])
        trimmed -= 4
    return Claim(start=start, end=max(end, start), verbatim=True, speaker=(label[0], label[0] + trimmed), act=label[0])
