"""Numbers and addresses of a work: ISBN, ISSN, DOI, arXiv, pages, URL. Nothing is looked up anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from reportgen.bibliography.model import near
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic
from reportgen.markup import URL_SCHEMES, link_target
from reportgen.values import Value

_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_PREFIX = re.compile(r"(?i)e?-?is[bs]n(?:-?1[03])?\s*:?")
_DASHES = str.maketrans("", "", " -\u2010\u2011\u2012\u2013\u2014\u00a0\u202f")
# A DOI is 10., the number of who gave it, and a suffix of any signs but blanks (DOI Handbook, 2.2).
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+", re.ASCII)
DOI_PREFIX = re.compile(r"(?i)(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)")
_ARXIV = re.compile(
    r"(?i)(?:arxiv:)?(?:\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d\d(?:0[1-9]|1[0-2])\d{3})(?:v\d+)?"
)
_PAGES = re.compile(r"([A-Za-z]*)(\d+)\s*(?:-{1,3}|[–—])\s*([A-Za-z]*)(\d+)", re.ASCII)
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]")


def check_identifiers(fields: Mapping[str, Value]) -> Iterator[Diagnostic]:
    """Report what cannot be the number or address that it is to be."""
    for name, check in (("isbn", isbn_fault), ("issn", issn_fault), ("doi", _doi_fault)):
        value = fields.get(name)
        fault = check(value) if value else None
        if value and fault:
            yield diagnose("BIB420", f"'{value}' {fault}", value.place, length=len(value))
    eprint = fields.get("eprint")
    if eprint and fields.get("eprinttype", "").lower() == "arxiv" and not _ARXIV.fullmatch(eprint):
        message = f"'{eprint}' is no number of arXiv"
        yield diagnose("BIB420", message, eprint.place, hint="write 2103.01234 or hep-th/9901001", length=len(eprint))
    pages = fields.get("pages")
    if pages:
        for part in pages.parts(","):
            if _descends(part):
                yield diagnose("BIB426", f"pages '{part}' end before they begin", part.place, length=len(part))
    url = fields.get("url")
    if url:
        yield from _url(url)


def _numbers(value: str) -> list[str]:
    """Return the numbers in a field, without hyphens; it may hold several, and remarks in brackets."""
    text = _PREFIX.sub(" ", _IN_BRACKETS.sub(" ", value)).strip()
    whole = text.translate(_DASHES)
    one = len(whole) <= 13 or re.search(r"[,;/]", text)
    parts = re.split(r"[,;/]", text) if one else text.split()
    return [part for part in (p.translate(_DASHES).strip(" .:") for p in parts) if re.search(r"\d", part)]


def isbn_fault(value: str) -> str | None:
    """Return what is wrong with the ISBNs of a field.

    >>> isbn_fault("978-3-16-148410-0 (print), 3161484100"), isbn_fault("978-3-16-148410-1")
    (None, 'has a wrong check digit')
    """
    from stdnum import isbn

    for number in _numbers(value):
        known = f"0{number}" if len(number) == 9 else number  # the SBN of before 1970
        if not re.fullmatch(r"\d{9}[\dXx]|\d{13}", known):
            return f"is no ISBN: it has {len(number)} signs, not 10 or 13"
        if len(known) == 13 and known[:3] not in {"978", "979"}:
            return "is no ISBN: one of 13 digits begins with 978 or 979"
        if not isbn.is_valid(known.upper()) and not _ean(known):
            return "has a wrong check digit"
    return None


def _ean(number: str) -> bool:
    """Whether 13 digits are right, be their group known to stdnum or not."""
    from stdnum import ean

    return len(number) == 13 and bool(ean.is_valid(number))


def issn_fault(value: str) -> str | None:
    """Return what is wrong with the ISSNs of a field.

    >>> issn_fault("0378-5955"), issn_fault("0378-5954")
    (None, 'has a wrong check digit')
    """
    from stdnum import isbn, issn

    for number in _numbers(value):
        if isbn.is_valid(number):  # of the volume of a series
            continue
        if not re.fullmatch(r"\d{7}[\dXx]", number):
            return f"is no ISSN: it has {len(number)} signs, not 8"
        if not issn.is_valid(number.upper()):
            return "has a wrong check digit"
    return None


def bare_doi(value: str) -> str:
    """Return a DOI without the address of the resolver.

    >>> bare_doi("https://doi.org/10.1000/182")
    '10.1000/182'
    """
    return DOI_PREFIX.sub("", value.strip(), count=1)


def _doi_fault(value: str) -> str | None:
    bare = bare_doi(value)
    if _DOI.fullmatch(bare):
        return None
    if re.search(r"\s", bare):
        return "is no DOI: there is a blank in it"
    return "is no DOI: one is 10., a number, a slash and a name"


def _descends(text: str) -> bool:
    """Whether a range of pages descends; `123-45` and `42-5` leave out what both numbers begin with."""
    found = _PAGES.fullmatch(text)
    if found is None:
        return False
    before, first, again, last = found.groups()
    if before != again or int(last) >= int(first):
        return False
    if len(last) >= len(first) or 10 <= int(first) <= 19:
        return True
    return int(first[: -len(last)] + last) < int(first)


# A second address that follows a letter or a digit; archives and redirections put one behind a sign.
_AGAIN = re.compile(r"[A-Za-z0-9]https?://")


def _url(url: Value) -> Iterator[Diagnostic]:
    if _UNSEEN.search(url):
        yield diagnose("BIB409", "the URL has a blank in it", url.place, length=len(url))
        return
    fault = None if link_target(url) is not None else "cannot be linked"
    hint = f"a link begins with {', '.join(s + ':' for s in URL_SCHEMES)}"
    if fault is not None:
        scheme = re.split(r"[:/;]", url)[0].lower()
        meant = near(scheme, ["http", "https"]) if scheme not in {*URL_SCHEMES, "ftp"} else None
        hint = f"did you mean '{meant}://'?" if meant else hint
    else:
        fault, hint = _host_fault(url), "check the address between // and the next /"
        if fault is None and _AGAIN.search(url):
            fault, hint = "holds a second address", "leave one of the two"
    if fault:
        yield diagnose("BIB409", f"'{url}' {fault}", url.place, hint=hint, length=len(url))


def _host_fault(url: str) -> str | None:
    """Return what is wrong with the name of the machine in an address."""
    parts = urlsplit(url)
    if parts.scheme == "mailto":
        return None if "@" in parts.path else "has no '@'"
    try:
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return "has a port that is no number"
    if host in {"http", "https", "ftp"} or (not host.count(".") and parts.path.startswith("//")):
        return "has two beginnings"
    if parts.netloc.startswith("["):
        return None
    if not host or host.startswith(".") or ".." in host or not re.fullmatch(r"[\w.-]+", host):
        return "names no machine"
    return None
