"""People and organisations over all documents: what each document names -> one record a name.

Two documents name the same person or organisation only where that is sure: the full names are equal, or the full
name of one, of two words or more, is a form that the other document gives to its own. A form that then belongs to
two is left to neither: whom a text means by it could not be told.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reportgen.drafting.proposal import AND, Named
from reportgen.drafting.rows import Ids, Row, locators
from reportgen.extract.references.bibtex import spelled_in_ascii
from reportgen.records.ledger import fingerprint
from reportgen.records.matching import fold

_PREFIXES = {"people": "pe", "organisations": "or"}


@dataclass(slots=True, kw_only=True)
class _Group:
    """One person or organisation: the documents that name it, with what each says."""

    members: list[tuple[str, Named]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name that most documents use, of these the first."""
        counts = Counter(named.name for _, named in self.members)
        return max(counts, key=lambda name: counts[name])

    @property
    def forms(self) -> tuple[str, ...]:
        names = [form for _, named in self.members for form in (named.name, *named.forms)]
        return tuple(form for form in dict.fromkeys(names) if form != self.name)


def name_rows(documents: Sequence[tuple[str, Sequence[Named]]], ids: Ids) -> Iterator[Row]:
    """Give the records of all names; `documents` are ids with what each names."""
    groups = [(kind, group) for kind in _PREFIXES for group in _groups(kind, documents)]
    owners = Counter(form for _, group in groups for form in {_key(form) for form in (group.name, *group.forms)})
    names = {_key(group.name) for _, group in groups}
    taken: set[str] = set()
    for kind, group in groups:
        if _key(group.name) in taken:  # a name that is one of the other register
            continue
        taken.add(_key(group.name))
        forms = [form for form in group.forms if owners[_key(form)] == 1 and _key(form) not in names]
        kept = list({_key(form): form for form in reversed(forms) if _key(form) != _key(group.name)}.values())[::-1]
        roles = [named.role for _, named in group.members if named.role]
        yield Row(
            kind=kind,
            id=ids.name(f"{_PREFIXES[kind]}-{slug(group.name)}"),
            fields={
                "name": group.name,
                "variants": AND.join(kept),
                "role": roles[0] if roles and kind == "people" else "",
                "mentions": str(sum(named.mentions for _, named in group.members)),
                "evidence": AND.join(locators(document, (named.label,)) for document, named in group.members),
                "review": "proposed",
            },
            fingerprint=fingerprint(kind, "", "", group.name),
        )


def _key(name: str) -> str:
    return fold(name)


def _groups(kind: str, documents: Iterable[tuple[str, Sequence[Named]]]) -> list[_Group]:
    """Bring together what is surely the same."""
    groups: list[_Group] = []
    by_name: dict[str, _Group] = {}
    by_form: dict[str, list[_Group]] = {}
    for document, everything in documents:
        for named in everything:
            if named.kind != kind:
                continue
            group = by_name.get(_key(named.name)) or _known(named, by_name, by_form)
            if group is None:
                group = _Group()
                groups.append(group)
            group.members.append((document, named))
            by_name.setdefault(_key(named.name), group)
            for form in named.forms:
                if _is_full(form) and group not in by_form.setdefault(_key(form), []):
                    by_form[_key(form)].append(group)
    return groups


def _known(named: Named, by_name: dict[str, _Group], by_form: dict[str, list[_Group]]) -> _Group | None:
    """Return the only group that has the full name as a form, or whose name is a form of this one."""
    found: list[_Group] = []
    if _is_full(named.name):
        found = list(by_form.get(_key(named.name), ()))
    for form in named.forms:
        group = by_name.get(_key(form)) if _is_full(form) else None
        if group is not None and group not in found:
            found.append(group)
    return found[0] if len(found) == 1 else None


def _is_full(name: str) -> bool:
    return len(name.split()) > 1 or bool(re.search("[\u2e80-\u9fff\uac00-\ud7af]{3}", name))


def slug(name: str) -> str:
    """Return a name as a part of an id, in ASCII; where nothing can be spelled so, a digest."""
    spelled = re.sub(r"[^a-z0-9]+", "-", spelled_in_ascii(name, " ")).strip("-")[:40].strip("-")
    return spelled if len(spelled) > 1 else f"x{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"
