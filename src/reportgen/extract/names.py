"""Who and what a document names: mentions, gathered into entities with one canonical name each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from reportgen.extract.name_candidates import find_candidates
from reportgen.extract.name_clusters import gather
from reportgen.extract.name_groups import Group
from reportgen.extract.name_roles import role_around
from reportgen.extract.name_types import DOCUMENT, ORGANISATION, PERSON, PLACE, SYSTEM
from reportgen.extract.reading import Reading
from reportgen.language.calendar_words import ENGLISH_MONTHS

_MARKUP = frozenset("*_`[]<>")
_ROLES = 12  # mentions of a person that are looked at for a role
# Languages in which a large letter tells a name and whose small words are known; German writes all nouns large.
_READ = frozenset({"en", "fr", "es", "ru", "uk", "be", "zh"})
TYPES = (PERSON, ORGANISATION, PLACE, SYSTEM, DOCUMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a text says a person is: "chief executive of Acme", "Russian Foreign Minister"."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One person, organisation, place, system or document.

    `name` is the fullest form that the text gives, without titles and possessive; `aliases` are the
    other forms by first occurrence. `mentions` are the half-open spans in the document's text, ascending.
    """

    name: str
    type: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[tuple[int, int], ...] = ()
    roles: tuple[Role, ...] = ()

    @property
    def role(self) -> str | None:
        """The first role that the text gives the entity."""
        return self.roles[0].text if self.roles else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name where it stands, without title and possessive; `entity` is whom or what it names."""

    start: int
    end: int
    type: str
    entity: Entity


@dataclass(frozen=True, kw_only=True)
class Names:
    """The names of a document: `mentions` by place, `entities` by first mention."""

    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = field(default=())

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(mention.start for mention in self.mentions)

    @cached_property
    def _persons(self) -> tuple[Mention, ...]:
        return tuple(mention for mention in self.mentions if mention.type == PERSON)

    @cached_property
    def _person_starts(self) -> tuple[int, ...]:
        return tuple(mention.start for mention in self._persons)

    def inside(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie wholly between two offsets."""
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end)
        return tuple(mention for mention in self.mentions[low:high] if mention.end <= end)

    def last_person_before(self, offset: int) -> Mention | None:
        """Return the last mention of a person that ends at or before an offset."""
        i = bisect_right(self._person_starts, offset) - 1
        while i >= 0 and self._persons[i].end > offset:
            i -= 1
        return self._persons[i] if i >= 0 else None

    def mention_at(self, offset: int) -> Mention | None:
        """Return the mention that covers an offset."""
        i = bisect_right(self._starts, offset) - 1
        return self.mentions[i] if i >= 0 and offset < self.mentions[i].end else None


_LABEL = 3  # letters of initials before a colon
_MONTH_AND_YEAR = re.compile(rf"(?:{'|'.join(ENGLISH_MONTHS)}),?\s\d{{4}}", re.IGNORECASE)


def find_names(reading: Reading) -> Names:
    """Return the persons, organisations, places, systems and documents that title, headings and body name."""
    view = reading.view
    found = find_candidates(reading)
    stated = reading.document.metadata.language
    groups = gather(view, found, strict=stated is not None and stated.value[:2] not in _READ)
    entities: list[Entity] = []
    mentions: list[Mention] = []
    for group in groups:
        if _is_no_name(view, group):
            continue
        entity = _entity(reading, view, group)
        entities.append(entity)
        mentions += [Mention(start=a, end=b, type=entity.type, entity=entity) for a, b in entity.mentions]
    return Names(mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end))), entities=tuple(entities))


def _is_no_name(view: str, group: Group) -> bool:
    """Whether a group is the label of who talks ("DA: How so?"), or a month with its year."""
    first = group.mentions[0]
    text = view[first.start : first.end]
    if _MONTH_AND_YEAR.fullmatch(text):
        return True
    return (
        len(text) <= _LABEL
        and text.isupper()
        and len(group.mentions) > 1
        and all(
            view[m.end : m.end + 1] == ":" and view[max(m.start - 1, 0) : m.start] in {"", "\n"} for m in group.mentions
        )
    )


def _entity(reading: Reading, view: str, group: Group) -> Entity:
    text = reading.text
    type_ = group.type or ORGANISATION
    forms: dict[str, int] = {}
    seen: set[str] = set()
    for candidate in group.mentions:
        raw = text[candidate.start : candidate.end]
        if raw in seen:
            continue
        form = " ".join(raw.split())
        if not form or not _MARKUP.isdisjoint(form):
            form = " ".join(view[candidate.start : candidate.end].split())
        else:
            seen.add(raw)
        forms.setdefault(form, candidate.start)
    name = max(forms, key=lambda form: (_fullness(form), -forms[form])) if len(forms) > 1 else next(iter(forms))
    roles: dict[str, Role] = {}
    if type_ == PERSON:
        for candidate in group.mentions[:_ROLES]:
            span = role_around(
                view, candidate.start, candidate.end, candidate.role, reading.passage_span(candidate.start)
            )
            if span is not None:
                role = " ".join(view[span[0] : span[1]].split())
                roles.setdefault(role.lower(), Role(text=role, start=span[0], end=span[1]))
    return Entity(
        name=name,
        type=type_,
        aliases=tuple(form for form in forms if form != name),
        mentions=tuple((candidate.start, candidate.end) for candidate in group.mentions),
        roles=tuple(roles.values()),
    )


def _fullness(form: str) -> tuple[bool, int, int, int]:
    """Order the forms of a name: not all in capitals unless an acronym, more words, more letters, fewer hyphens."""
    acronym = len(form) < 6 and " " not in form
    return (acronym or not form.isupper(), form.count(" "), len(form) - form.count("-"), -form.count("-"))
