"""CSL items -> BibTeX text, with the types and fields of biblatex, in UTF-8."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bibtexparser import model
from bibtexparser.library import Library
from bibtexparser.writer import BibtexFormat, write

# CSL types by biblatex (manual, section 2.1); what has no entry of its own is `misc`.
_TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "review": "article",
    "webpage": "online", "post": "online", "post-weblog": "online", "article": "online", "book": "book",
    "chapter": "incollection", "paper-conference": "inproceedings", "report": "report", "thesis": "thesis",
    "dataset": "dataset", "software": "software", "patent": "patent", "legislation": "legislation", "treaty": "legal",
    "legal_case": "jurisdiction", "motion_picture": "video", "broadcast": "video", "standard": "standard",
    "entry-encyclopedia": "inreference", "personal_communication": "letter",
}  # fmt: skip
_CONTAINERS = {
    "article": "journaltitle", "online": "organization", "incollection": "booktitle", "inproceedings": "booktitle",
    "inreference": "booktitle",
}  # fmt: skip
_PUBLISHERS = {
    "report": "institution", "thesis": "institution", "online": "organization", "misc": "organization",
    "software": "organization", "dataset": "organization", "legal": "organization",
}  # fmt: skip
_LANGUAGES = {
    "en": "english", "ru": "russian", "de": "german", "fr": "french", "es": "spanish", "it": "italian",
    "uk": "ukrainian", "pl": "polish", "pt": "portuguese", "tr": "turkish", "zh": "chinese", "ja": "japanese",
    "ko": "korean", "el": "greek", "nl": "dutch", "cs": "czech", "sv": "swedish",
    "ar": "arabic", "bg": "bulgarian", "ca": "catalan", "da": "danish", "fa": "persian", "fi": "finnish",
    "he": "hebrew", "hi": "hindi", "hr": "croatian", "hu": "hungarian", "id": "indonesian", "ka": "georgian",
    "lt": "lithuanian", "nb": "norwegian", "no": "norwegian", "ro": "romanian", "sk": "slovak", "sl": "slovene",
    "sr": "serbian", "th": "thai", "vi": "vietnamese",
}  # fmt: skip
_SEASONS = {1: "Spring", 2: "Summer", 3: "Autumn", 4: "Winter"}
_SPECIAL = str.maketrans({
    "\\": r"\textbackslash{}", "{": "(", "}": ")", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch . y . e yu ya i yi ye g".replace(".", "").split(
            " "
        ),
        strict=True,
    )
)
_FORMAT = BibtexFormat()  # type: ignore[no-untyped-call]
_FORMAT.indent = "  "
_FORMAT.block_separator = "\n"
_FORMAT.trailing_comma = True


def to_bibtex(items: Iterable[Mapping[str, object]], keys: Sequence[str] = ()) -> str:
    """Return the entries of CSL items; without `keys` they are named for author, year and title.

    The same items in the same order have the same keys; equal names are told apart by a letter.
    """
    library = Library()
    used: Counter[str] = Counter()
    for i, csl in enumerate(items):
        key = keys[i] if i < len(keys) else key_of(csl)
        used[key] += 1
        if used[key] > 1:
            key = f"{key}{_letters(used[key] - 2)}"
        library.add(entry_of(csl, key))
    return write(library, _FORMAT)


def _letters(n: int) -> str:
    """`b`, `c` ... `z`, `zb` ..."""
    return "z" * (n // 25) + "bcdefghijklmnopqrstuvwxyz"[n % 25]


def key_of(csl: Mapping[str, object]) -> str:
    """Return a key in ASCII: family name, year, first long word of the title; a digest where nothing can be spelled so.

    >>> key_of({"author": [{"family": "Müller"}], "issued": {"date-parts": [[1999]]}, "title": "The Harbour"})
    'muller1999harbour'
    """
    names = csl.get("author") or csl.get("editor") or []
    first = names[0] if isinstance(names, list) and names else {}
    family = spelled_in_ascii(first.get("family") or first.get("literal") or str(csl.get("container-title", "")))
    words = [word for word in spelled_in_ascii(str(csl.get("title", "")), " ").split() if len(word) > 3]
    year = _date(csl.get("issued"))[:4]
    key = f"{family[:24]}{year}{words[0][:16] if words else ''}"
    if len(key) > len(year):
        return key
    return "ref" + hashlib.sha256(repr(sorted(csl.items())).encode("utf-8", "replace")).hexdigest()[:10]


def spelled_in_ascii(text: str, blank: str = "") -> str:
    """Return small letters and digits of a text, Cyrillic romanised; `blank` stands for whatever is between them."""
    spelled = "".join(_CYRILLIC.get(letter, letter) for letter in text[:200].casefold())
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", blank, plain)


def entry_of(csl: Mapping[str, object], key: str) -> model.Entry:
    """Return one entry; text is escaped for TeX, addresses and identifiers are not."""
    kind = _TYPES.get(str(csl.get("type", "")), "misc")
    if kind == "book" and "author" not in csl and "editor" in csl:
        kind = "collection"
    fields: dict[str, str] = {}
    for name in ("author", "editor", "translator"):
        fields[name] = _names(csl, name)
    text = {name: str(value).translate(_SPECIAL) for name, value in csl.items() if isinstance(value, str)}
    custom = csl.get("custom")
    if isinstance(custom, Mapping):
        fields["titleaddon"] = ""
        fields["translit"] = str(custom.get("romanised-title", "")).translate(_SPECIAL)
        fields["transtitle"] = str(custom.get("translated-title", "")).translate(_SPECIAL)
    fields["title"] = text.get("title", "")
    container = text.get("container-title", "")
    fields[_CONTAINERS.get(kind, "maintitle" if kind == "book" else "booktitle")] = container
    publisher = _PUBLISHERS.get(kind, "publisher")
    fields[publisher] = fields.get(publisher) or text.get("publisher", "")
    fields["series"] = text.get("collection-title", "")
    fields["eventtitle"] = text.get("event-title", "")
    fields["location"] = text.get("publisher-place", "")
    fields["edition"] = text.get("edition", "")
    fields["volume"] = text.get("volume", "")
    number = str(csl.get("number", ""))
    if number.startswith("arXiv:"):
        fields["eprint"], fields["eprinttype"] = number.removeprefix("arXiv:"), "arxiv"
        number = ""
    fields["number"] = text.get("issue", "") or number
    fields["type"] = text.get("genre", "")
    fields["pages"] = str(csl.get("page", "")).replace("-", "--")
    fields["pagetotal"] = text.get("number-of-pages", "")
    issued = csl.get("issued")
    fields["date"] = _date(issued)
    if isinstance(issued, Mapping) and isinstance(issued.get("season"), int):
        fields["issue"] = _SEASONS.get(issued["season"], "")
    fields["doi"] = str(csl.get("DOI", ""))
    fields["isbn"] = str(csl.get("ISBN", ""))
    fields["issn"] = str(csl.get("ISSN", ""))
    fields["url"] = bib_address(csl.get("URL"))
    fields["urldate"] = _date(csl.get("accessed"))
    fields["archiveurl"] = bib_address(csl.get("archive_location"))
    fields["note"] = text.get("note", "")
    fields["langid"] = bib_language(str(csl.get("language", "")))
    listed = [model.Field(name, f"{{{value}}}") for name, value in fields.items() if value]
    return model.Entry(kind, key, listed)


def bib_value(text: str) -> str:
    """Return text for a field: escaped for TeX, its braces as brackets."""
    return text.translate(_SPECIAL)


def bib_language(tag: str) -> str:
    """Return what biblatex calls a language, `""` for one that is not known here."""
    return _LANGUAGES.get(tag.split("-", maxsplit=1)[0], "")


def bib_address(value: object) -> str:
    """An address without the signs that would end a field; they are encoded, as RFC 3986 has it."""
    return str(value or "").replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _names(csl: Mapping[str, object], role: str) -> str:
    names = csl.get(role)
    if not isinstance(names, (list, tuple)):
        return ""
    found: list[str] = []
    for name in names:
        if "literal" in name:
            found.append(f"{{{str(name['literal']).translate(_SPECIAL)}}}")
            continue
        parts = [name.get("family", ""), name.get("suffix", ""), name.get("given", "")]
        found.append(", ".join(str(part).translate(_SPECIAL) for part in parts if part))
    custom = csl.get("custom")
    if isinstance(custom, Mapping) and custom.get(f"{role}-others"):
        found.append("others")
    return " and ".join(found)


def _date(value: object) -> str:
    """An ISO 8601 date or range of biblatex; `~` after it says "circa"."""
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    if not parts:
        return ""
    dates = ["-".join(f"{n:04d}" if i == 0 else f"{n:02d}" for i, n in enumerate(part)) for part in parts]
    circa = "~" if isinstance(value, Mapping) and value.get("circa") else ""
    return "/".join(date + circa for date in dates)
