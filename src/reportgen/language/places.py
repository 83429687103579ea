"""What a language knows of places: countries and their other names, regions, divisions, large cities.

The countries of CLDR stand in `data/countries.tsv` and large cities in `data/cities.txt`, both written by
`scripts/make_name_lists.py`; what those lists lack stands in `data/more-places.txt`, by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from reportgen.language.word_lists import read_list, read_sections


@cache
def places() -> Mapping[str, str]:
    """Return the key of each known place by its names, as written; names of one place share a key.

    The key of a country is its ISO code, or a code of our own for what is written of as one.
    """
    known: dict[str, str] = {name: name for name in read_list("cities.txt")}
    more = read_sections("more-places.txt")
    known.update((name, name) for name in more["divisions"])
    for line in more["regions"]:
        names = line.split("|")
        known.update((name, names[0]) for name in names)
    for code, names in _countries():
        known.update((name.replace("’", "'"), code) for name in names)
    return known


@cache
def countries() -> frozenset[str]:
    """Return the keys of countries."""
    return frozenset(code for code, _ in _countries())


def _countries() -> list[tuple[str, list[str]]]:
    lines = [line.split("\t") for line in read_list("countries.tsv")]
    lines += [line.split("|") for line in read_sections("more-places.txt")["countries"]]
    return [(code, names) for code, *names in lines]
