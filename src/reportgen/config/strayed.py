"""Settings that stand in the wrong section because the head of their own is misspelt or gone: one fault, not one each.

The raw settings in; out come the same with everything where it belongs, and what was wrong.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any, NamedTuple

from reportgen import products
from reportgen.config.settings import FALLBACK, FONT_ROLES, REPORT_KNOWN, SETTINGS

# What each section may say; `None` where names are free.
_CLOSED: Mapping[str, tuple[str, ...]] = {
    "fonts": (*FONT_ROLES, FALLBACK, "missing"),
    **{section: tuple(keys) for section, keys in SETTINGS.items() if section != "product"},
}
_SECTIONS = ("report", "fonts", "checks", products.SECTION, *(name for name in SETTINGS if name != "product"))
_NEEDED = ("report", "fonts", "bibliography")
_LISTS = "lists"


class Strayed(NamedTuple):
    """A fault: the section and the setting at which it is shown, what to say, and a hint."""

    section: str
    key: str | None
    message: str
    hint: str | None = None
    code: str = "CFG004"


def put_right(raw: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[Strayed, ...]]:
    """Return the settings with those that strayed in their own sections, and what is to be told."""
    settings = {key: dict(value) if isinstance(value, dict) else value for key, value in raw.items()}
    found = [*_misspelt(settings), *_above_all(settings), *_fallen(settings), *_of_products(settings)]
    return settings, tuple(found)


def _misspelt(settings: dict[str, Any]) -> list[Strayed]:
    """Give a section whose name is nearly that of one that is missing its right name."""
    found = []
    for name, entries in list(settings.items()):
        if name in (*_SECTIONS, "product") or not isinstance(entries, dict):
            continue
        near = difflib.get_close_matches(name, _SECTIONS, 1, 0.6)
        there = settings.get(near[0], {}) if near else {}
        lists = settings.get("bibliography")
        if near and isinstance(there, dict) and not there.keys() & entries.keys() and not _is_lists(name, entries):
            # Without settings that must be given, nothing was there to be misspelt but what has a default.
            code = "CFG004" if near[0] in _NEEDED else "CFG003"
            hint = f"did you mean [{near[0]}]?"
            found.append(Strayed(name, None, f"section [{name}] is not known", hint, code))
            settings[near[0]] = {**there, **settings.pop(name)}
        elif isinstance(lists, dict) and isinstance(entries.get(_LISTS), dict) and _LISTS not in lists:
            hint = "did you mean [bibliography.lists]?"
            found.append(Strayed(f"{name}.{_LISTS}", None, f"section [{name}] is not known", hint))
            lists[_LISTS] = settings.pop(name)[_LISTS]
    books = settings.get("bibliography")
    if isinstance(books, dict) and _LISTS not in books:
        for name, entries in list(books.items()):
            if isinstance(entries, dict) and difflib.get_close_matches(name, [_LISTS], 1, 0.6):
                hint = "did you mean [bibliography.lists]?"
                found.append(Strayed(f"bibliography.{name}", None, f"section [bibliography.{name}] is not known", hint))
                books[_LISTS] = books.pop(name)
    return found


def _is_lists(name: str, entries: Mapping[str, Any]) -> bool:
    """Whether all that a section has is the printed lists of works: then the head of these alone is misspelt."""
    return name != "bibliography" and entries.keys() == {_LISTS}


def _above_all(settings: dict[str, Any]) -> list[Strayed]:
    """Put settings that stand before all sections into the one that is missing and has such settings."""
    loose = [key for key, value in settings.items() if not isinstance(value, dict) and key not in _SECTIONS]
    for section, known in (("report", REPORT_KNOWN), *_CLOSED.items()):
        own = [key for key in loose if key in known]
        if own and section not in settings:
            settings[section] = {key: settings.pop(key) for key in (loose if section == "report" else own)}
            return [Strayed("", own[0], *_lost(section, own[0]))]
    return []


def _fallen(settings: dict[str, Any]) -> list[Strayed]:
    """Put settings that follow another section's into the one that is missing."""
    found = []
    for section, known in _CLOSED.items():
        if section in settings:
            continue
        for other, entries in settings.items():
            if not isinstance(entries, dict) or other == products.SECTION:
                continue
            inner = [(other, entries)]
            inner += [(f"{other}.{name}", each) for name, each in entries.items() if isinstance(each, dict)]
            hit = next((hit for hit in inner if _own(hit[0], hit[1], known)), None)
            if hit is not None:
                own = _own(hit[0], hit[1], known)
                found.append(Strayed(hit[0], own[0], *_lost(section, own[0])))
                settings[section] = {key: hit[1].pop(key) for key in own}
                break
    books = settings.get("bibliography")
    if isinstance(books, dict) and _LISTS not in books and "files" in books:
        own = [key for key, value in books.items() if key not in _CLOSED["bibliography"] and isinstance(value, str)]
        if own:
            found.append(Strayed("bibliography", own[0], *_lost("bibliography.lists", own[0])))
            books[_LISTS] = {key: books.pop(key) for key in own}
    return found


def _own(other: str, entries: Mapping[str, Any], known: tuple[str, ...]) -> list[str]:
    """Return the settings of a missing section among those of another, of which there must be several."""
    taken = _CLOSED.get(other, REPORT_KNOWN if other == "report" else ())
    own = [key for key in entries if key in known and key not in taken]
    return own if len(own) > 1 or own == ["files"] else []


def _of_products(settings: dict[str, Any]) -> list[Strayed]:
    """Put what only a product says, and stands in another section, aside; nobody knows the name of the product."""
    for other, names in _CLOSED.items():
        entries = settings.get(other)
        if not isinstance(entries, dict):
            continue
        own = [key for key in entries if key in products.KEYS and key not in names]
        if len(own) > 1:
            for key in own:
                del entries[key]
            message = f"'{own[0]}' is a setting of a product, not of [{other}]"
            return [Strayed(other, own[0], message, "is the line [products.NAME] missing above it?")]
    declared = settings.get(products.SECTION)
    if not isinstance(declared, dict):
        return []
    for name, product in declared.items():
        if not isinstance(product, dict) or "report" in product:
            continue
        section = f"{products.SECTION}.{name}"
        others = {key: value for key, value in product.items() if key not in products.KNOWN}
        inner = [key for key, value in others.items() if isinstance(value, dict)]
        near = difflib.get_close_matches("report", inner, 1, 0.6)
        first = next((key for key in others if key in REPORT_KNOWN), None)
        if near or first:
            rest = {key: value for key, value in product.items() if key not in others}
            texts = others[near[0]] if near else {k: v for k, v in others.items() if isinstance(v, str)}
            settings[products.SECTION] = {**declared, name: {**rest, "report": texts}}
            if near:
                message = f"section [{section}.{near[0]}] is not known"
                return [Strayed(f"{section}.{near[0]}", None, message, f"did you mean [{section}.report]?")]
            return [Strayed(section, first, *_lost(f"{section}.report", str(first)))]
        texts_of = [other for other, each in declared.items() if isinstance(each, dict) and each.keys() == {"report"}]
        twin = difflib.get_close_matches(name, texts_of, 1, 0.75)
        if twin:
            merged = {key: value for key, value in declared.items() if key not in (name, twin[0])}
            settings[products.SECTION] = {**merged, name: {**product, **declared[twin[0]]}}
            message = (
                f"[{section}] has the settings of a product, [{products.SECTION}.{twin[0]}.report] the texts of one"
            )
            return [Strayed(section, None, message, "both must have the same name")]
    return []


def _lost(section: str, first: str) -> tuple[str, str]:
    return f"section [{section}] is missing", f"'{first}' is a setting of it: is the line [{section}] missing above it?"
