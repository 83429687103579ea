"""The head of a letter, memorandum or e-mail: lines that say who writes to whom, when and about what.

Known are the labels of eight languages; no line is taken for one of a head unless another stands beside it and one of
the two names the writer, the reader or the subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final

from reportgen.documents.document import SegmentKind

_FIELDS: Final = MappingProxyType(
    {
        label: field
        for field, labels in {
            "from": "from|sender|von|absender|absenderin|de|expéditeur|remitente|da|mittente|от|от кого|发件人|發件人"
            "|寄件人|差出人",
            "to": "to|cc|bcc|copy|copies|attn|attention|reply-to|an|kopie|empfänger|à|para|destinataire|destinatario|a"
            "|per|кому|копия|收件人|抄送|宛先|收件者|副本|message-id|mime-version|content-type|importance|x-mailer",
            "subject": "subject|re|betreff|betr.|objet|asunto|oggetto|assunto|тема|主题|主題|件名|标题",
            "date": "date|sent|datum|gesendet|envoyé|fecha|enviado|data|дата|отправлено|日期|发送时间|时间"
            "|日時|送信日時",
        }.items()
        for label in labels.split("|")
    }
)
_LINE = re.compile(
    rf"[*_]*(?P<label>{'|'.join(sorted(map(re.escape, _FIELDS), key=len, reverse=True))})[*_]*\s*[:：][*_]*\s*(?=\S)",
    re.IGNORECASE,
)
_KINDS: Final = MappingProxyType(
    {
        "from": SegmentKind.BYLINE,
        "to": SegmentKind.BOILERPLATE,
        "subject": SegmentKind.TITLE,
        "date": SegmentKind.DATE,
    }
)
_REACH = 14  # blocks among which a head is looked for
_LONGEST = 300  # characters of a line of it
# A name ends where an address, a bracket or an office begins: "Ann Lund <al@...>", "Ann Lund, Director of Estates".
_NAME = re.compile(r"[\"'“„«]?(?P<name>[^\"<>()\[\],;@|“”»\n]{2,60})")


def letter_head(texts: Sequence[str]) -> Iterator[tuple[int, SegmentKind, int]]:
    """Yield (block, kind, length of the label) for the lines of a head; of several subjects the first is the title."""
    found: list[tuple[int, str, int]] = []
    for i, line in enumerate(texts[:_REACH]):
        label = _LINE.match(line) if len(line) <= _LONGEST and (":" in line or "：" in line) else None
        if label:
            found.append((i, _FIELDS[label["label"].lower()], label.end()))
        elif found:
            break
    fields = [field for _, field, _ in found]
    if len(set(fields)) < 2 or not {"from", "to"} & set(fields) or not {"subject", "date"} & set(fields):
        return
    for at, (i, field, length) in enumerate(found):
        kind = _KINDS[field] if field != "subject" or "subject" not in fields[:at] else SegmentKind.BOILERPLATE
        yield i, kind, length


def sender(line: str) -> tuple[int, int] | None:
    """Return where the writer's name stands in a line that says who writes; an address alone is no name."""
    label = _LINE.match(line)
    if label is None or _FIELDS[label["label"].lower()] != "from":
        return None
    found = _NAME.match(line, label.end())
    if found is None or line[found.end() : found.end() + 1] == "@":
        return None
    start, end = found.span("name")
    name = line[start:end]
    return start, end - (len(name) - len(name.rstrip(" *_'")))
