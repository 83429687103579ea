"""Forms so fixed that they need no model: imprints, cases at law, standards, notes of translators, heads of GB/T 7714.

Text -> spans that override what the model saw there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.extract.references.fields import FieldSpan, Label

_UP = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐ"
_NAME = rf"(?:[{_UP}]\.(?:[\s-]?[{_UP}]\.){{0,3}}|[{_UP}][\w’'-]+|van|von|de|der|den|del|la|du|bin|al|and|und|et|y|и|&)"
_NAMES = rf"(?P<names>[{_UP}](?:\.(?:[\s-]?[{_UP}]\.){{0,3}}|[\w’'-]+)(?:\s{_NAME}){{1,8}}|[{_UP}][\w’'-]{{3,}})"
# Chicago and its kin: "(Place: Publisher, 1999)".
_IMPRINT = re.compile(
    rf"\((?P<place>[{_UP}][^\d():;“”\"]{{1,60}}):\s(?P<publisher>[{_UP}][^():;“”\"]{{1,100}}),\s"
    r"(?P<issued>(?:1[5-9]|20)\d\d)\)"
)
# GOST: ". – М. : Издательство, 2011".
_GOST_IMPRINT = re.compile(
    r"(?<=[.–—\]/]\s)(?P<place>М\.|М|СПб\.|СПб|Л\.|[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+){0,2})\s?:\s"
    r"(?P<publisher>[А-ЯЁA-Z«\"][^,:;]{1,80}),\s(?P<issued>(?:1[89]|20)\d\d)(?=\.|\s[–—-]|\s?$)"
)
# United States reports and the courts of England: "A v. B, 1 U.S. 2 (1900)", "A v B [1900] AC 1".
_CASE = re.compile(
    r"(?P<title>[A-Z][^\n“\"]{1,120}?\sv\.?\s[A-Z][^\n“\"]{1,100}?)(?:,\s(?P<volume>\d{1,4})\s"
    r"(?P<container>(?:U\.\s?S\.|S\.\s?Ct\.|F\.(?:\s?Supp\.)?|[A-Z][A-Za-z]*\.(?:\s?[A-Z]\w*\.)*)(?:\s?[23]d|\s?[45]th)?)"
    r"\s(?P<page>\d{1,5})(?:,\s[\d–-]{1,12})?\s\([^()\d]{0,30}(?P<issued>\d{4})\)"
    r"|,?\s\[(?P<year>\d{4})\]\s(?:(?P<part>\d)\s)?(?P<reports>[A-Z]{2,5}(?:\s[A-Z][A-Za-z]*)?)\s(?P<first>\d{1,5}))"
)
_STANDARD = re.compile(
    r"(?P<number>(?:ГОСТ(?:\s(?:Р|ИСО|ISO|IEC|МЭК|EN|РВ))*|СанПиН|СНиП|ISO(?:/(?:IEC|IEEE|TS|TR|PAS|ASTM))*|IEC|IEEE"
    r"(?:\sStd\.?)?|DIN(?:\s(?:EN|ISO|IEC))*|EN(?:\sISO)?|BS(?:\s(?:EN|ISO))*|NF(?:\sEN)?|UNE(?:-EN)?|ASTM|ANSI|GB(?:/T)?)"
    r"\s?[A-Z]?\d[\w./-]{0,20}?(?:[-–—:]\d{2,4}(?:-\d\d)?(?!\d))?)(?:\s?[.,:]|\s[–—-])?\s+(?=[^\W\d])"
)
_BRACKETED_ROLE = re.compile(
    rf"\((?P<names>[{_UP}][^()\d]{{2,80}}?),?\s(?P<role>[Tt]rans(?:l(?:ator)?)?s?|Tr|[Tt]rads?|Übers|пер"
    r"|Eds?|Hrsg|Hg|Coords?|Dirs?)\b\.?\)"
)
_TRANSLATED = re.compile(
    r"(?<![\w])(?:[Tt]ranslated(?:\sfrom\s(?:the\s)?[A-Z]\w+)?\sby|transl?\.(?:\sby)?|Trans\.\sby|(?<=[.,;)”]\s)Trans\."
    r"|[Üü]bers(?:etzt|\.)(?:\s(?:aus|v)\.?\s[^,.;]{3,25})?\s(?:von|v\.)"
    r"|[Tt]rad(?:uit|uite|ucción|ucido|\.)(?:\sde\sl['’][\wéçñ]+|\sd(?:u|el)\s[\wéçñ]+)?\s(?:par|de|por)"
    rf"|(?:[Пп]ер\.|[Пп]еревод)\sс\s[а-яё]+\.?,?)\s{_NAMES}"
)
_TRANSLATED_STEMS = ("rans", "bers", "rad", "ер. с", "еревод с")
# GB/T 7714: "甲, 乙, 等. 题名[C]//编者. 书名. 北京:".
_GBT_HEAD = re.compile(
    r"(?P<author>[^.\[\]“《A-Za-z]{2,60})\.\s?(?P<title>[^\[\]]{2,150}?)\s?\[[A-Z]{1,2}(?:/[A-Z]{2})?\]"
)
_GBT_BOOK = re.compile(
    r"\[[CMGA](?:/OL)?\]\s?//\s?(?P<editor>[^./\[\]]{2,40})\.\s?(?P<container>[^.\[\]]{2,80})\.\s?"
    r"(?=[\u3400-\u9fff]{2,8}\s?[:：])"
)
# GOST sets those responsible after a slash: "Заглавие / И. О. Фамилия, И. О. Фамилия [и др.] ; под ред. ...".
_RESPONSIBLE = re.compile(
    r"\s/\s(?P<all>\[?(?P<author>(?:[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?[А-ЯЁ][а-яё-]+(?:,\s)?){1,6}(?:\s\[?и\sдр\.\]?)?)\]?"
    r"(?:\s?;[^/]{3,200}?)?)(?=\s?//|\.?\s[–—]\s|\.\s?$)"
)
EXTENT_AT_END = re.compile(
    r"[.,;:–—-]\s(?P<pages>\d{1,4})\s(?:с|c|p|pp|S|s|стр|páginas|págs|pages|Seiten)\b\.?"
    r"(?=\s*$|[\s.;,–—-]*(?:ISBN|ISSN|URL|DOI|https?:|\[|\(|:\s?ил|Библиогр|$))"
)
# Acts of parliaments open with their kind and hold their date.
_STATUTE_STEMS = (
    "Loi ",
    "Décret",
    "Ordonnance",
    "Arrêté",
    "Ley ",
    "Real Decreto",
    "Decreto",
    "Gesetz ",
    "Verordnung",
    "Bundesgesetz",
)
_STATUTE = re.compile(
    r"(?P<title>(?:Loi|Décret|Ordonnance|Arrêté|Ley|Real\sDecreto|Decreto|Gesetz|Verordnung|Bundesgesetz)\s[^“\"«]{8,300}?)"
    r"(?=,\s(?:[A-Z]{2,}|Journal|Gaceta|[A-Z]+Bl)|\.?\s?$|,?\s\(|(?<!\d)\.\s[A-Z])"
)
_CYRILLIC = re.compile("[А-Яа-я]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ROLES = frozenset({Label.EDITOR, Label.TRANSLATOR})
_KEPT = frozenset({Label.URL, Label.DOI, Label.ACCESSED, Label.ISBN, Label.ISSN, Label.ARCHIVE})
_TITLE_STOPS = frozenset({Label.PLACE, Label.PUBLISHER, Label.MEDIUM, Label.URL, Label.ISSUED, Label.CONTAINER})


def with_sure(text: str, spans: Sequence[FieldSpan], extent: re.Match[str] | None = None) -> list[FieldSpan]:
    """Return the spans with those of fixed forms laid over them; identifiers stay as they are.

    `extent` is what `EXTENT_AT_END` found.
    """
    found = _responsible(text, list(spans)) if " / " in text else list(spans)
    if extent:
        found = _without(text, found, extent.start("pages"), extent.end())
    if any(map(text.__contains__, _TRANSLATED_STEMS)) and not any(span.label is Label.TRANSLATOR for span in found):
        found = _translated(text, found)
    for group in _groups(text, found):
        if not any(a.start < b.end and b.start < a.end for a in group for b in found if b.label in _KEPT):
            found = _laid_over(text, found, group)
    return found


def _responsible(text: str, spans: list[FieldSpan]) -> list[FieldSpan]:
    """Those named after a slash are authors, unless the reference opens with them; bodies there are no publishers."""
    said = _RESPONSIBLE.search(text)
    if said is None:
        return spans
    start, end = said.span("all")
    named = any(span.label is Label.AUTHOR and span.end <= start for span in spans)
    author = FieldSpan(label=Label.AUTHOR, start=said.start("author"), end=said.end("author"))
    before = _without(text, spans, start, end)
    kept = [span for span in spans if span.label in _ROLES and said.end("author") <= span.start and span.end <= end]
    return sorted([*before, *([] if named else [author]), *kept], key=lambda span: span.start)


def _translated(text: str, spans: list[FieldSpan]) -> list[FieldSpan]:
    """Words such as "trans. A. Name" belong to no title."""
    said = _TRANSLATED.search(text)
    if said is None or text[: said.start()].rstrip()[-1:] not in {",", ".", ";", "(", "/", "[", ":"}:
        return spans
    named = FieldSpan(label=Label.TRANSLATOR, start=said.start("names"), end=said.end("names"))
    return sorted([*_without(text, spans, *said.span()), named], key=lambda span: span.start)


def _without(text: str, spans: Sequence[FieldSpan], start: int, end: int) -> list[FieldSpan]:
    """The spans without what stands between two offsets; identifiers stay."""
    blank = FieldSpan(label=Label.COMMENT, start=start, end=end)
    return [part for span in spans for part in ([span] if span.label in _KEPT else _cut(text, span, blank))]


def _groups(text: str, spans: Sequence[FieldSpan]) -> Iterator[list[FieldSpan]]:
    """The spans of one form each."""
    if " v" in text[:150] and (case := _CASE.match(text)):
        yield _spans(case)
        return
    if "[" in text and _HAN.match(text) and (head := _GBT_HEAD.match(text)):
        yield _spans(head)
    imprint = len(text)
    if "//" in text and (book := _GBT_BOOK.search(text)) and _HAN.search(book["editor"]):
        yield _spans(book)
    if ": " in text or " :" in text:
        found = _IMPRINT.search(text) if "(" in text else None
        if found and not re.search(r"\bin\s?$|,\s(?:ed|trans)", found["place"]):
            yield _spans(found)
        gost = _GOST_IMPRINT.search(text) if _CYRILLIC.search(text) else None
        if gost:
            imprint = gost.start()
            yield _spans(gost)
    if (standard := _STANDARD.match(text)) is not None:
        yield [*_spans(standard), _titled(text, standard.end(), spans, imprint)]
    if ")" in text and (role := _BRACKETED_ROLE.search(text)):
        label = Label.EDITOR if role["role"][0] in "EHCD" else Label.TRANSLATOR
        yield [FieldSpan(label=label, start=role.start("names"), end=role.end("names"))]
    if text.startswith(_STATUTE_STEMS) and (statute := _STATUTE.match(text)):
        yield _spans(statute)


def _spans(match: re.Match[str]) -> list[FieldSpan]:
    """A span for each group of a match that has a label's name."""
    return [
        FieldSpan(label=_LABELS[name], start=match.start(name), end=match.end(name))
        for name, value in match.groupdict().items()
        if value is not None and name in _LABELS
    ]


_LABELS = {
    "author": Label.AUTHOR, "editor": Label.EDITOR, "title": Label.TITLE, "container": Label.CONTAINER,
    "place": Label.PLACE, "publisher": Label.PUBLISHER, "issued": Label.ISSUED, "volume": Label.VOLUME,
    "page": Label.PAGES, "number": Label.NUMBER, "year": Label.ISSUED, "part": Label.VOLUME,
    "reports": Label.CONTAINER, "first": Label.PAGES,
}  # fmt: skip


def _titled(text: str, start: int, spans: Sequence[FieldSpan], imprint: int) -> FieldSpan:
    """The title of a standard: from its number to the imprint."""
    stop = next((s.start for s in spans if s.start > start + 3 and s.label in _TITLE_STOPS), imprint)
    stop = min(stop, imprint)
    end = start + len(text[start:stop].rstrip(" .,:;–—-(["))
    return FieldSpan(label=Label.TITLE, start=start, end=max(end, start + 1))


def _laid_over(text: str, spans: Sequence[FieldSpan], sure: Sequence[FieldSpan]) -> list[FieldSpan]:
    """Put the sure spans in the place of what they overlap; other spans of a label they hold go."""
    sure = sorted(sure, key=lambda span: span.start)
    single = {span.label for span in sure} & {Label.TITLE, Label.PUBLISHER, Label.PLACE}
    kept: list[FieldSpan] = []
    for span in spans:
        pieces = [span]
        for new in sure:
            pieces = [part for piece in pieces for part in _cut(text, piece, new)]
        kept.extend(piece for piece in pieces if piece.label not in single)
    return sorted([*kept, *sure], key=lambda span: span.start)


def _cut(text: str, span: FieldSpan, new: FieldSpan) -> list[FieldSpan]:
    """What is left of a span outside another."""
    if span.end <= new.start or span.start >= new.end:
        return [span]
    found: list[FieldSpan] = []
    if (
        span.start < new.start
        and (end := span.start + len(text[span.start : new.start].rstrip(" ,.:;([–—/-"))) > span.start
    ):
        found.append(replace(span, end=end))
    if span.end > new.end and re.search(r"\w", text[new.end : span.end]):
        rest = text[new.end : span.end]
        found.append(replace(span, start=new.end + len(rest) - len(rest.lstrip(" ,.:;)]–—/-"))))
    return found
