"""Those who spoke: who they are, and what the text has said of them so far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from reportgen.extract.saying.prose import BLANKS, MASK, Prose

if TYPE_CHECKING:
    from reportgen.extract.names import Mention

_ACCORDING = re.compile(r"[Aa]ccording to\b|[А-яё]{3}")
_OPENING = re.compile(r"^(?:But|And|Yet|the|The|a|an|A|An)\s+")
_MALE = re.compile(r"\b(?:Mr|Sir|Lord|Herr|King|Prince|Father|Brother|Monsieur|Señor|Don|Baron|Count|Duke)\b")
_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Lady|Dame|Frau|Queen|Princess|Sister|Madame|Señora|Baroness|Countess|chairwoman|spokeswoman)\b"
)
TITLE_ONLY = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady|Herr|Frau|St|M|Mme|Hon|Rev)\b\.?\s*)+")
_APPOSITION = re.compile(
    rf"\s*(?:\([^()]{{1,60}}\)\s*)?,\s+(?:aged?\s+)?(?:\d{{1,3}},\s+)?((?!(?:who|whose|which|where|and|but|"
    rf"or|said|says|in|on|at|told|with|after|when|while|writing|speaking)\b)"
    rf"(?:the|a|an|its|his|her|their|one|former|then|now|[a-zà-ÿа-яё][\w-]+|"
    rf"[A-Z][\w’'-]+(?:\s[\w’'-]+){{0,3}}\s(?:of|for|to|at))\s[^,.;:{MASK}()\n]{{2,100}}"
    rf"|(?:spokes(?:man|woman|person)|chair(?:man|woman|person)?|president|director|mayor|analyst|"
    rf"professor|editor|author|economist|manager))(?=[,.;:{MASK}(\n]|$)"
)
_ROLE_BEFORE = re.compile(
    r"(?:^|[,;.\n—–]\s*|\b(?:and|but|as|that|while)\s+)((?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?|"
    r"[A-Z][\w’'-]+(?:’s|'s))\s[^,.;:\n]{3,90}),\s*$"
)
_VERBAL = re.compile(r"\b(?:is|was|are|were|has|had|said|\w{3,}ed|will|would)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who makes a statement; `name` is canonical where the text names the speaker, else in its words."""

    name: str
    role: str | None = None
    person: bool = False
    human: bool = False  # a person without a name: "the captain"


class Memory:
    """What is known at a place of the text: who spoke before, and the gender and role of those who are named."""

    def __init__(self, prose: Prose) -> None:
        """Begin with nobody having spoken."""
        self._prose = prose
        self.said: list[tuple[int, Speaker]] = []
        self.gender: dict[str, str] = {}
        self.roles: dict[str, str] = {}

    def back(self, count: int) -> Iterator[Speaker]:
        """Yield the speakers of the last statements, the last one first."""
        return (speaker for _, speaker in islice(reversed(self.said), count))

    def as_person(self, mention: Mention, start: int) -> Speaker:
        """Return a mention as a speaker; `start` is where the noun phrase begins that ends with it."""
        name = mention.entity.name
        prefix = self._prose.view[start : mention.start]
        if _MALE.search(prefix) or _MALE.match(self._prose.view, max(mention.start - 4, 0)):
            self.gender.setdefault(name, "he")
        elif _FEMALE.search(prefix):
            self.gender.setdefault(name, "she")
        role = self._role(mention, prefix) or self.roles.get(name) or mention.entity.role
        if role:
            self.roles.setdefault(name, role)
        return Speaker(name=name, role=role, person=True)

    def _role(self, mention: Mention, prefix: str) -> str | None:
        """Return what the words around a name say that the person is."""
        view = self._prose.flat
        plain = TITLE_ONLY.sub("", BLANKS.sub(" ", prefix)).strip(" ,")
        plain = _OPENING.sub("", plain)
        if (
            plain
            and not plain[0].isdigit()
            and len(plain) <= 80
            and not _VERBAL.search(plain)
            and re.search(r"\w{3}", plain)
        ):
            return plain
        after = _APPOSITION.match(view, mention.end, mention.end + 180)
        according = view[max(mention.start - 60, 0) : mention.start]
        if after and not _VERBAL.search(after.group(1)) and not _ACCORDING.search(according):
            return BLANKS.sub(" ", after.group(1)).strip()
        prior = view[max(mention.start - 120, 0) : mention.start]
        before = _ROLE_BEFORE.search(prior) if prior.rstrip()[-1:] == "," else None
        if before and not _VERBAL.search(before.group(1)):
            return BLANKS.sub(" ", before.group(1)).strip()
        return None
