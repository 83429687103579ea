"""The line below a title that says where and when a text appeared: "The Harbour Herald, 14 May 2024".

A name beside a date may be a paper's, or the place where somebody wrote. Only a name with a word that papers,
magazines and journals have in theirs is taken for one; of any other line the date alone counts.
"""

from __future__ import annotations

import re

from reportgen.documents.traits import DATE

_LONGEST = 110
_LINE = re.compile(
    rf"[*_]*(?P<name>[^\W\d_a-zа-яё][^,;:|·•\n\d]{{1,70}}?)[*_]*\s*(?:[,|·•]|\s[-–—/])\s*(?P<date>(?i:{DATE.pattern}))[\W_]*"
)
_PAPER = re.compile(
    r"\b(?:times|post|news|herald|tribune|gazette|daily|weekly|monthly|quarterly|telegraph|observer|journal|review"
    r"|bulletin|magazine|chronicle|courier|annals|dispatch|newsletter|newspaper|mail|messenger"
    r"|revue|gaceta|courrier|hebdo|diario|periódico|revista|noticias|giornale|corriere"
    r"|газета|вестник|известия|новости|ведомости|журнал|обозрение|курьер)\b"
    r"|(?:zeitung|zeitschrift|bote|anzeiger|nachrichten|rundschau|kurier|tag(?:e)?blatt|amtsblatt|wochenblatt)\b"
    r"|(?:日报|日報|晚报|晚報|时报|時報|周刊|週刊|周报|杂志|雜誌|新闻网)",
    re.IGNORECASE,
)


def imprint(line: str) -> tuple[tuple[int, int] | None, tuple[int, int]] | None:
    """Return where the paper's name (if it is one) and the date stand in a line that holds nothing else."""
    if len(line) > _LONGEST or not any(map(str.isdigit, line)):
        return None
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    return (found.span("name") if _PAPER.search(found["name"]) else None), found.span("date")
