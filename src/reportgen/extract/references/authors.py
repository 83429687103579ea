"""Names in references -> CSL names: `{"family", "given", "suffix"}` or `{"literal"}`.

A particle stands with the family name ("von der Leyen"): so do Zotero's exports, and citeproc takes it off there.
"et al." is no name: it is told beside the names, and BibTeX writes it as `others`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.extract.references import name_words as words
from reportgen.language.names import given_names

Name = dict[str, str]

_OTHERS = re.compile(
    r"[,\s]*(?:(?:\band\b|&|\bund\b|\bet\b|\by\b)\s*)?"
    r"(?:\bet\.?\s+al(?:ii|\b)\.?|\band\s+(?:\w+\s+)?others\b|\bu\.\s?a\.|\by\s+otr[oa]s\b|\bet\s+autres\b|\bи\s+(?:др|соавт)\b\.?|\bи\s+другие\b"
    r"|\[и др\.?\]|等(?:人)?|ほか|他(?=$)).*$",
    re.IGNORECASE | re.DOTALL,
)
_ROLE_BEFORE = re.compile(
    r"^\s*[\[(]?(?:(?:written\s|edited\s|ed\.\s|eds\.\s|compiled\s|translated\s|trans\.\s)?by\b:?|eds?(?:\."
    r"|itors?)?\s?:|(?:eds?|hrsg|hg|dir|comp|trans|tr|coord)\.(?:\s(?:von|by|par))?(?=\s)"
    r"|editors?\b:?|herausgegeben\svon|hrsg\.?\svon|sous\sla\sdir(?:ection|\.)\sde|(?:под\s)?(?:(?:общ|науч|отв"
    r"|гл)\.?\s)*ред(?:\.|акци(?:ей|я)\b)?(?=\s)|сост\.|отв\.\sред\.|пер\.(?:\sс\s\w+\.?)?"
    r"|(?:主编|编者?|作者|责任编辑|译者?)[:：])\s*",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(
    r"[\s,]*[(\[（]?(?<!\w)(?:eds?\b\.?|editors?\b|hrsg\b\.?|hg\b\.?|dirs?\b\.?|coords?\b\.?|comps?\b\.?|trans\b\.?"
    r"|translators?\b|authors?\b"
    r"|(?:отв\.?\s)?ред\b\.?|сост\b\.?|пер\b\.?)[)\]）]?[\s,.]*$|[,，\s（(]*(?:主编|编著|编译|等编|等著|编|著|译|校|編|編著|著者|訳)[）)]?\s*$",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*,?\s+(?:and|und|et|y|i|e|и|with|совместно с|при участии|in collaboration with)\s+|\s*,?\s*&\s*"
    r"|\s*(?<=[^\x00-\u2fff])[和與与及](?=[^\x00-\u2fff])",
    re.IGNORECASE,
)
_PIECES = re.compile(r"(?P<and>\s*,?\s+(?:and|und|et|y|и|with)\s+|\s*,?\s*&\s*)|(?P<comma>\s*,\s*)", re.IGNORECASE)
_UP = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐ"
_INITIALS = re.compile(
    rf"(?:[{_UP}][a-zа-яё]?\.[\s\u00a0]?[-‐–]?)+(?:\s(?:van|von|de|der|den|la))*"
    rf"|[{_UP}]{{1,3}}|[{_UP}](?:[\s-][{_UP}])+\.?|[{_UP}]\.?(?:-[{_UP}]\.?)+"
)
_FAMILY_INITIALS = re.compile(
    rf"(?P<family>[^.,]{{2,40}}?)\s(?P<given>(?:[{_UP}][a-zа-яё]?\.[\s\u00a0]?-?){{1,4}}|[{_UP}]{{1,3}}"
    rf"|[{_UP}]-[{_UP}])(?:\s(?P<suffix>Jr|Sr|II|III|2nd|3rd)\.?)?"
)
_FAMILY_SPACED = re.compile(rf"(?P<family>[^.,\s]{{2,40}})\s(?P<given>[{_UP}](?:\s[{_UP}]){{1,3}})\.?")
_INITIALS_FAMILY = re.compile(rf"(?P<given>(?:[{_UP}][a-zа-яё]?\.[\s\u00a0]?-?){{1,4}})\s*(?P<family>[^.,]{{2,40}})")
_SPANISH = re.compile(r"[A-ZÁÉÍÓÚÑ][a-záéíóúüñ]+(?:ez|ía|és|ón|án|ín)")
_WITH_INITIALS = re.compile(
    rf"(?:[{_UP}][\w’'-]+(?:\s[{_UP}]\.){{1,3}}\s[{_UP}][\w’'-]+(?:,?\s(?:and|und|et|y|и|&)\s|,\s|$)){{1,20}}"
)
# In German references a stroke stands between persons: "Weber, Anna/Koch, Emil".
_STROKE = re.compile(rf"(?:(?<=[^\W\d_][^\W\d_.])|(?<=[ .][{_UP}]\.))\s?/\s?(?=[{_UP}][^\W\d_]+[,\s])")
_SEVERAL = re.compile(r"VV\.?\s?AA\.?|AA\.?\s?VV\.?")  # "varios autores"
_HAN = re.compile(r"[\u3400-\u9fff]")
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_COUNTRY = re.compile(r"^\s*[\[［（(〔【][^\])）］〕】]{1,4}[\])）］〕】]\s*")
_QUALIFIER = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")


def parse_names(text: str) -> tuple[tuple[Name, ...], bool]:
    """Return the names in written order, and whether "et al." or the like follows them.

    >>> parse_names("Smith, J. K., & van der Berg, L.")
    (({'family': 'Smith', 'given': 'J. K.'}, {'family': 'van der Berg', 'given': 'L.'}), False)
    """
    text = " ".join(text[:4000].split()).strip(" ,;:·")
    text = _ROLE_BEFORE.sub("", text)
    cut = (
        _OTHERS.search(text)
        if "al" in text
        or "др" in text
        or "等" in text
        or "other" in text
        or "и " in text
        or "ほか" in text
        or "u." in text
        or "AL" in text
        or " otr" in text
        or "autres" in text
        else None
    )
    others = cut is not None
    if cut:
        text = text[: cut.start()]
    text = _without_role(text).strip(" ,;:·/&")
    if "/" in text:
        text = _STROKE.sub("; ", text)
    if not text:
        return (), others
    if text[0] in "VA" and _SEVERAL.fullmatch(text):
        return ({"literal": text},), others
    if _EAST.search(text):
        return tuple(_eastern(text)), others
    if _is_body(text):
        return tuple(_bodies(text)), others
    if ";" in text:
        groups = [piece for group in text.split(";") for piece in _AND.split(group.strip(" ,"))]
        return tuple(name for group in groups if group.strip(" ,") for name in _listed(group)), others
    return tuple(_listed(text)), others


def _without_role(text: str) -> str:
    """A name without "(eds.)" and the like at its end."""
    found = _ROLE_AFTER.search(text, max(0, len(text) - 40))
    return text[: found.start()] if found else text


def _is_body(text: str) -> bool:
    if "." in text and _WITH_INITIALS.fullmatch(text):
        return False  # "Daryl G. Press" is a person
    return bool(
        words.has_head(text)
        or words.is_connected(text)
        or words.ACRONYM.fullmatch(text)
        or words.STATE_BODY.match(text)
    )


def _bodies(text: str) -> list[Name]:
    """Names of bodies: divided at `;`, and at "and" or a comma only when each part is a name of its own."""
    found: list[Name] = []
    for group in text.split(";"):
        whole = group.strip(" ,")
        if not whole:
            continue
        if re.search(rf",\s[{_UP}]\.", whole):
            found.extend(_listed(whole))
            continue
        pieces = [piece.strip() for piece in _AND.split(whole)]
        if len(pieces) > 1:
            finer = [part for piece in pieces for part in re.split(r",\s+(?!Inc|Ltd|LLC|Corp|Co\b|U\.?S|UK)", piece)]
            if all(_alone(piece) for piece in finer):
                pieces = finer
            if all(_alone(piece) for piece in pieces):
                found.extend(
                    name for piece in pieces for name in ([{"literal": piece}] if _is_body(piece) else _listed(piece))
                )
                continue
        inverted = whole.split(", ")
        if len(inverted) > 2 and not any(words.has_head(piece) for piece in inverted[:2]):
            persons = [piece for piece in inverted if not _is_body(piece)]
            found.extend(_listed(", ".join(persons)))
            found.extend({"literal": piece} for piece in inverted if _is_body(piece))
            continue
        found.append({"literal": whole})
    return found


def _alone(piece: str) -> bool:
    """Whether a piece can be a name by itself: a head word with company, an acronym, two to four capitalised words."""
    tokens = piece.split()
    if words.ACRONYM.fullmatch(piece):
        return True
    if words.has_head(piece):
        return len(tokens) > 1
    return 2 <= len(tokens) <= 4 and all(token[0].isupper() or token in words.PARTICLES for token in tokens)


def _listed(text: str) -> list[Name]:
    """Persons separated by commas and "and", where a comma may also stand between family and given name."""
    pieces: list[tuple[str, str]] = []
    position, sign = 0, ""
    for match in _PIECES.finditer(text):
        pieces.append((text[position : match.start()], sign))
        position, sign = match.end(), "and" if match["and"] else ","
    pieces.append((text[position:], sign))
    pieces = [(piece.strip(), sign) for piece, sign in pieces if piece.strip(" .")]
    found: list[Name] = []
    i = 0
    while i < len(pieces):
        piece = pieces[i][0]
        if found and words.SUFFIXES.fullmatch(piece):
            found[-1]["suffix"] = piece
            i += 1
            continue
        given = pieces[i + 1][0] if i + 1 < len(pieces) and pieces[i + 1][1] == "," else None
        if given is not None and words.SUFFIXES.fullmatch(given) is None and _inverted(piece, given, i, pieces):
            found.append(_name(family=piece, given=given))
            i += 2
            continue
        found.append({"literal": piece} if found and _medium(piece, pieces[0][0]) else _person(piece))
        i += 1
    return found


def _medium(piece: str, first: str) -> bool:
    """Whether a piece in a list of persons is a body: it has an acronym, and the first name has no capitals."""
    tokens = piece.split()
    caps = [token for token in tokens if re.fullmatch(rf"[{_UP}]{{2,6}}", token)]
    return bool(caps) and len(tokens) > 1 and len(caps) < len(tokens) and not re.search(rf"\b[{_UP}]{{2,}}\b", first)


def _inverted(family: str, given: str, index: int, pieces: Sequence[tuple[str, str]]) -> bool:
    """Whether `family, given` is one person rather than two."""
    if _INITIALS.fullmatch(given):
        return _FAMILY_INITIALS.fullmatch(family) is None or not _INITIALS.search(family)
    tokens, after = family.split(), given.split()
    particle = tokens[0].lower() in words.PARTICLES and tokens[0][0].islower()
    if len(after) > 4 or _is_body(given):
        return False
    if len(tokens) == 1 or particle or (len(tokens) == 2 and tokens[0] in words.CAPITAL_PARTICLES):
        return len(after) < 4
    if len(tokens) == 2 and index == 0 and not _INITIALS.fullmatch(tokens[0]):
        # "García Márquez, Gabriel" alone, or "García Márquez, Gabriel, and Mary Jones".
        return len(after) == 1 and (len(pieces) == 2 or pieces[2][1] == "and")
    return False


def _name(*, family: str, given: str = "", suffix: str = "") -> Name:
    name = {"family": _case(family.strip(" ,;"))}
    given = _initials(given.strip(" ,;"))
    trailing = re.search(r"\s((?:van|von|de|der|den|la|du|da|dos|di)(?:\s(?:van|der|den|de|la))*)$", given)
    if trailing:
        name["family"] = f"{trailing[1]} {name['family']}"
        given = given[: trailing.start()]
    if given:
        name["given"] = given
    if suffix:
        name["suffix"] = suffix
    return name


def _initials(given: str) -> str:
    """Set initials apart: `JK` and `J.K.` are `J. K.`; of a full name only the case is mended.

    >>> _initials("JK"), _initials("J.-P."), _initials("JOHN P.")
    ('J. K.', 'J.-P.', 'John P.')
    """
    if re.fullmatch(rf"[{_UP}]{{1,3}}", given):
        return " ".join(f"{letter}." for letter in given)
    if re.fullmatch(rf"[{_UP}](?:[\s-][{_UP}])+\.?", given):
        return re.sub(rf"([{_UP}])\.?", r"\1.", given)
    given = re.sub(rf"(?<=[{_UP}]\.)(?=[{_UP}])", " ", given.replace("‐", "-"))
    return _case(given) if len(given) > 4 else given


def _case(text: str) -> str:
    """Set a word in capitals small but for its first letter; initials and mixed words stay.

    >>> _case("O'BRIEN-SMITH"), _case("MCDONALD"), _case("Li")
    ("O'Brien-Smith", 'McDonald', 'Li')
    """
    if text.upper() != text or text.lower() == text or len(text) < 2 or re.fullmatch(r"(?:\w\.[\s-]?)+", text):
        if " " in text and any(len(word) > 2 and word.isupper() for word in text.split()):
            return " ".join(_case(word) if len(word) > 2 else word for word in text.split())
        return text
    small = re.sub(r"[^\W\d_]+", lambda m: m[0] if len(m[0]) == 1 and "." in text else m[0].capitalize(), text)
    small = re.sub(r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), small)
    return re.sub(
        r"(?<=.)\b(Van|Von|Der|Den|De|La|Bin|Al)\b(?=[\s-])|^(Van|Von|De|Der|Al)\b(?=[\s-])",
        lambda m: m[0].lower(),
        small,
    )


def _person(text: str) -> Name:
    """One name without a comma between its parts."""
    text = re.sub("['’]s$", "", _QUALIFIER.sub("", text).strip(" ,;:"))
    text = words.HONORIFICS.sub("", text) if " " in text else text
    if not text:
        return {"literal": ""}
    spaced = _FAMILY_SPACED.fullmatch(text)
    if spaced:
        return _name(family=spaced["family"], given=spaced["given"])
    found = _FAMILY_INITIALS.fullmatch(text)
    if (
        found
        and not words.SUFFIXES.fullmatch(found["given"])
        and not _INITIALS.fullmatch(found["family"])
        and (found["family"].upper() != found["family"] or len(found["given"].replace(".", "").replace(" ", "")) < 4)
    ):
        return _name(family=found["family"], given=found["given"], suffix=found["suffix"] or "")
    found = _INITIALS_FAMILY.fullmatch(text)
    if found and found["family"][0] not in ".-" and " " not in found["family"].strip():
        return _name(family=found["family"], given=found["given"])
    tokens = (
        text.rstrip(".").split()
        if not words.SUFFIXES.fullmatch(text.rpartition(" ")[2]) and not re.search(r"\b\w\.$", text)
        else text.split()
    )
    if _is_body(text):
        return {"literal": text}
    if len(tokens) == 1:
        return {"literal": _case(tokens[0])}
    suffix = tokens.pop() if len(tokens) > 2 and words.SUFFIXES.fullmatch(tokens[-1]) else ""
    family = _family_tokens(tokens)
    if family <= 0:
        return _name(
            family=" ".join(tokens[:-family]) if family else tokens[0],
            given=" ".join(tokens[-family:] if family else tokens[1:]),
            suffix=suffix,
        )
    return _name(family=" ".join(tokens[family:]), given=" ".join(tokens[:family]), suffix=suffix)


def _family_tokens(tokens: list[str]) -> int:
    """Return where the family name begins, or minus how many words it has when it stands first."""
    capitals = [token.isupper() and len(token.strip(".")) > 1 and "." not in token for token in tokens]
    if any(capitals) and not all(capitals):
        if capitals[0] and not capitals[-1]:
            return -next(i for i, capital in enumerate(capitals) if not capital)
        if capitals[-1] and not capitals[0]:
            return capitals.index(True)
    if _family_first(tokens):
        return -1
    start = len(tokens) - 1
    while start > 1 and tokens[start - 1].lower() in words.PARTICLES and len(tokens[start - 1]) > 1:
        start -= 1
    if (
        start == len(tokens) - 1 > 1
        and _SPANISH.fullmatch(tokens[start - 1])
        and tokens[start - 1] not in given_names()
    ):
        start -= 1  # "Gabriel García Márquez" has two family names
    if start == 1 and len(tokens) > 2 and tokens[0].lower() in words.PARTICLES and tokens[0][0].islower():
        return 0
    return start


def _family_first(tokens: list[str]) -> bool:
    """Whether the name is in the order of China, Korea, Vietnam, Hungary, or Russian files."""
    first, second = tokens[0].lower(), tokens[1]
    last = tokens[-1]
    if "а" <= first[0] <= "я" or first[0] == "ё":
        if words.PATRONYMIC.fullmatch(last) and len(tokens) == 3:
            return True
        if (
            tokens[0] in words.PALLADIUS_SURNAMES
            and len(tokens) == 2
            and not re.search(r"(?:ов|ев|ова|ева|ский|ская)$", last)
        ):
            return True
        return len(tokens) == 2 and last in words.RUSSIAN_GIVEN and tokens[0] not in words.RUSSIAN_GIVEN
    if first in words.KOREAN_SURNAMES and len(tokens) == 2 and words.KOREAN_GIVEN.fullmatch(second):
        return True
    if first in words.VIETNAMESE_SURNAMES and len(tokens) in {3, 4} and "." not in second:
        return True
    if (
        len(tokens) == 2
        and last.lower() in words.HUNGARIAN_GIVEN
        and first not in words.HUNGARIAN_GIVEN
        and re.search("[áéíóöőúüű]", first + last.lower())
    ):
        return True
    if first in words.PINYIN_SURNAMES and len(tokens) == 2 and words.PINYIN_GIVEN.fullmatch(second):
        return last.lower() not in words.PINYIN_FREQUENT
    return False


def _eastern(text: str) -> list[Name]:
    """Names in Chinese, Japanese or Korean writing, with Latin ones among them."""
    found: list[Name] = []
    for piece in re.split(r"\s*[、，,;；/]\s*|\s*(?:和|与|與|及)(?=[\u3400-\u9fff]{2,4}(?:$|[、，,;；]))", text):
        name = _COUNTRY.sub("", piece).strip(" .:：")
        name = _without_role(name) or name
        if not name:
            continue
        if not _EAST.search(name):
            if found and _INITIALS.fullmatch(name) and "literal" in found[-1]:
                found[-1] = _name(family=found[-1]["literal"], given=name)
            else:
                found.append(_person(name))
        else:
            found.append(_eastern_name(name))
    return found


def _eastern_name(name: str) -> Name:
    plain = name.replace(" ", "").replace("\u3000", "")
    if "·" in plain or "・" in plain or "•" in plain:
        given, _, family = re.sub("[・•]", "·", plain).rpartition("·")
        return {"family": family, "given": given}
    halves = re.split(r"[ \u3000]", name)
    if len(plain) > 4 or (words.CJK_BODY.search(plain) and len(plain) > 2):
        return {"literal": name}
    if len(halves) == 2 and len(halves[0]) < 4:
        return {"family": halves[0], "given": halves[1]}
    if len(plain) < 2:
        return {"literal": name}
    if (len(plain) == 4 and plain[:2] not in words.COMPOUND_SURNAMES) or (
        plain[:2] in words.COMPOUND_SURNAMES and len(plain) > 2
    ):
        return {"family": plain[:2], "given": plain[2:]}
    return {"family": plain[:1], "given": plain[1:]}
