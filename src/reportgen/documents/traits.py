"""What one line of a text looks like by itself: a date, a byline, a share link, a label of a list or note.

Predicates on the text of a block, without regard to its neighbours; `structure` weighs them together. The words
are closed classes of the languages read (English, Russian, Chinese, German, French, Spanish).
"""

from __future__ import annotations

import re

from reportgen.language.calendar_words import MONTHS
from reportgen.language.dates import parse_date

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_WORD = "(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs)?|fri|sat|sun"
_DATE = (
    rf"(?:(?:{_DAY_WORD})\.?,?\s+)?(?:"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?(?:{_MONTH})\.?,?\s+(?:de\s+)?\d{{4}}(?:\s*г(?:\.|ода)?)?"
    rf"|(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|(?:{_MONTH})\.?,?\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}/\d{1,2}/\d{1,2}"
    r"|(?:\d{4}|(?:令和|平成|昭和|民国|民國)\s?(?:\d{1,2}|元))\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?[日號号])?)"
)
_DATE_LEAD = (
    "(?:(?:first )?published(?: online)?|posted|updated|last (?:updated|modified)|date|released?|issued|created|dated"
    "|of|опубликовано|дата(?: публикации)?|обновлено|veröffentlicht(?: am)?|stand|publié le|publicado(?: el)?"
    "|发布时间|发布日期|日期|时间)"
)
_TIME = (
    r"(?:,?\s*(?:at\s+|um\s+|в\s+|à\s+)?\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:[A-Z]{2,4}|[+-]\d{4}|МСК|Uhr)?)?"
)
_MONTH_FIRST = re.compile(rf"(?:{_MONTH})\b", re.IGNORECASE)
_LETTER_HEAD = re.compile(r"(?:from|to|cc|bcc|subject|sent|re|fwd?|date)\s*:", re.IGNORECASE)
_SPEAKER = re.compile(r"([^\W\d_a-z][^:：.?!]{0,30})[:：]\s")
DATE = re.compile(_DATE, re.IGNORECASE)
_DATE_LINE = re.compile(
    rf"[\W_]*(?:{_DATE_LEAD}\s*(?:on|:|：)?\s*)?({_DATE}){_TIME}(?:\s*[|/·•]\s*[^|]{{0,40}})?[\W_]*", re.IGNORECASE
)
_TIME_ONLY = re.compile(r"\d{1,2} min(?:ute)?s? read|\d{1,2}:\d{2}", re.IGNORECASE)

# A name as bylines print it: two to four words, initials, particles, an asterisk or another mark of a note behind.
_GIVEN = r"[^\W\d_a-zа-яё][\w’'\-]*\.?"
_PARTICLE = r"(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|bin|al|el|ter|ten|zu|af|ben|ibn)\s+){0,3}"
NAME = rf"{_GIVEN}(?:\s+{_PARTICLE}{_GIVEN}){{1,3}}"
_MARK = r"(?:\s*(?:[*†‡§¹²³⁴⁵⁶⁷⁸⁹]|\[\d{1,2}\]))*"
_NAMES = rf"{NAME}{_MARK}(?:\s*(?:,|;|&|and|und|et|y|и)\s+(?:(?:and|&)\s+)?{NAME}{_MARK}){{0,12}}"
_BY = (
    r"(?:(?:(?:an?\s+)?(?:written|reported|posted|story|text|report|interview|essay|analysis|commentary)\s+)?by|автор(?:ы)?|текст"
    r"|von|par|por|autore?(?:s|en)?|authors?|作者|文|记者|撰文)"
)
_BYLINE = re.compile(
    rf"[*_\s]*(?i:{_BY})\s*[:：]?[\s*_\[]*(?P<names>[^\W\d_a-zа-яё\u3400-\u9fff].{{1,160}}|[\u3400-\u9fff·、 ]{{2,40}})"
)
_NAME_LINE = re.compile(rf"[*_]*(?P<names>{_NAMES})[*_]*")
_SECTION = (
    "opinions?|analysis|commentary|comment|news|editorial|columnist|staff(?: writer)?|contributor|correspondent"
    "|reuters|ap|afp"
    "|research|essay|review|features?|interview|blog|special to .{2,40}"
)
_NAME_AND = re.compile(
    rf"[*_]*(?P<names>{_NAMES})(?!/\S)\s*(?:[|/·•—–,]|\s-\s)?\s*(?:(?i:{_SECTION})|(?i:{_DATE})|[|/·•]\s*.{{2,60}})[*_\s]*"
)
_NOT_NAME = re.compile(
    r"\b(?:the|of|in|on|at|for|to|with|from|an?|is|are|how|why|what|will|new|its|his|report|news|street|university"
    r"|ministry"
    r"|introduction|conclusions?|summary|abstract|contents|background|chapter|section|minutes|meeting|council"
    r"|committee"
    r"|market|policy|results?|methods?|discussion|appendix|annex|figure|table|article|city|county|world|annual|plan"
    r"|programme"
    r"|program|review|study|guide|history|about)\b",
    re.IGNORECASE,
)

_NOTES_HEAD = re.compile(
    r"[#*_\s]*(?:(?:[IVX]{1,4}|\d{1,2})[.)]?\s+)?(?:references?(?: (?:cited|list|and notes))?|(?:selected |select "
    r"|cited )?bibliograph(?:y|ies)|(?:end|foot)?notes?"
    r"|notes and references|works? cited|(?:cited )?literature(?: cited)?|(?:list of )?(?:sources|references"
    r"|citations)(?: cited)?|reference list"
    r"|литература|список (?:использованной |использованных )?(?:литературы|источников)(?: и литературы)?"
    r"|библиографи(?:я|ческий список)"
    r"|примечани[яе]|сноски|источники|ссылки|参考文献|参考资料|注释|注|引用文献|脚注|尾注|literatur(?:verzeichnis)?"
    r"|quellen(?:verzeichnis)?|anmerkungen|fußnoten"
    r"|bibliographie|références(?: bibliographiques)?|notas|bibliografía|referencias(?: bibliográficas)?"
    r"|fuentes)\s*[:：.]?[*_\s]*",
    re.IGNORECASE,
)
_SECTION_HEAD = re.compile(
    r"(?:introduction|conclusions?|summary|abstract|background|methods?|methodology|results|discussion"
    r"|acknowledge?ments?|appendix(?: [A-Z\d])?"
    r"|annex(?: [A-Z\d])?|contents|foreword|preface|executive summary|recommendations|overview|epilogue|prologue"
    r"|key (?:findings|points|takeaways)"
    r"|введение|заключение|выводы|аннотация|содержание|приложение(?: \d)?|предисловие|einleitung|fazit"
    r"|zusammenfassung|anhang|vorwort"
    r"|résumé|introducción|conclusión|conclusiones|resumen|引言|前言|结论|结语|摘要|导言|背景|附录)\s*[:：]?",
    re.IGNORECASE,
)
_NUMBERED_HEAD = re.compile(
    r"(?:(?:chapter|section|part|article|annex|appendix|глава|раздел|часть|статья|kapitel|teil|abschnitt|chapitre"
    r"|partie|capítulo|parte)\s+[\dIVXLC]{1,6}\b"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+(?=\D)|[IVX]{1,5}[.)]\s+|[A-H][.)]\s+|第[一二三四五六七八九十百\d]{1,4}[章节節部分篇]"
    r"|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)",
    re.IGNORECASE,
)
_ATX = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_BULLET = re.compile(r"(?:[*•·‣◦▪●○■□►✓✔➢–-]|\uf0b7)[ \t\u00a0]+(?=\S)")
_ORDER = re.compile(
    r"(?:\(?(?P<digits>\d{1,3})[.)）、]|\(?(?P<letter>[a-zа-я])[.)]|\(?(?P<roman>[ivx]{1,5})[.)]"
    r"|[（(][一二三四五六七八九十]{1,3}[)）])[ \t\u00a0\u3000]*(?=[^\s\d])"
)
_BRACKETED = re.compile(r"\s*\[(\d{1,4})\]\s*(?=\S|\Z)")
_NUMBERED = re.compile(r"[(（]?(\d{1,3})(?:[.)）]\s*|[.:]?\s+)(?=\D)")
_SUPERSCRIPT = re.compile(r"([¹²³⁰⁴-⁹]{1,3})\s*(?=\S)")
_FOOTNOTE = re.compile(r"\[\^(\d{1,3})\]:\s*(?=\S)")
_GIVEN_END = re.compile(r"\b(?:Jr|Sr|[A-Z])\.\Z")
_BETWEEN_NAMES = re.compile(r"\s*(?:[;,|/、&•—–]|\b(?:and|und|et|y|и)\b)\s*")
_FIRST_NAME = re.compile(
    rf"[\s*_\[]*(?:(?:and|und|et|y|и)\s+)?((?:{NAME})(?:,?\s+(?:Jr|Sr)\.?)?"
    rf"|[\u3400-\u9fff]{{2,4}}(?:·[\u3400-\u9fff]{{1,6}})*)"
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_NUMBERS = re.compile(r"\d+")
_TABS = re.compile(r"\t+")
_GAPS = re.compile(r" {3,}")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CITING = re.compile(
    r"https?://|www\.|doi|\b(?:19|20)\d\d\b|ibid|там же|op\. ?cit|\bpp?\. ?\d|\bsee\b|\bsee also\b|[“«\"《]|\bvol\."
    r"|\bnote \d|с\. ?\d|同上|a\.a\.O",
    re.IGNORECASE,
)
_FINAL = re.compile(r"[.。!！?？…;；:：,，、][\"'”’»)\]」』]*\Z")


def date_line(text: str) -> str | None:
    """Return the ISO date, whole or partial, of a line that is nothing but a date."""
    if len(text) > 90 or not any(map(str.isdigit, text)):
        return None
    found = _DATE_LINE.fullmatch(text)
    return iso_date(found.group(1)) if found else None


def iso_date(text: str) -> str | None:
    """Return a date as ISO writes it."""
    parsed = parse_date(text)
    return parsed.date if parsed else None


def byline(text: str) -> tuple[int, int] | None:
    """Return where the names stand in a line that says who wrote ("By ...", "Автор: ..."), as (start, end)."""
    if len(text) > 200:
        return None
    found = _BYLINE.fullmatch(text)
    if found is None or text[found.start("names") - 1].isalpha():
        return None
    names = found["names"]
    if _FINAL.search(names) and not _GIVEN_END.search(names):
        return None
    return found.span("names") if names_in(text, *found.span("names")) else None


def name_line(text: str) -> tuple[int, int] | None:
    """Return where the names stand in a line of nothing but names, or of names, a section and a date."""
    if len(text) > 160 or _NOT_NAME.search(text):
        return None
    found = _NAME_AND.fullmatch(text) or _NAME_LINE.fullmatch(text)
    return found.span("names") if found else None


def is_marked_name(text: str) -> bool:
    """Whether a name line is sure to be one: a note's mark behind it, or the family name in capitals: "Ann LEE*"."""
    found = name_line(text)
    if found is None:
        return False
    words = text[found[0] : found[1]].split()
    capitals = [len(word.rstrip("*†‡§,")) > 2 and word.isupper() for word in words]
    return text.rstrip()[-1] in "*†‡§¹²³" or (any(capitals) and not all(capitals))


def names_in(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the spans of the names in a list of names, without marks, sections and dates behind them."""
    spans: list[tuple[int, int]] = []
    for separator in (*_BETWEEN_NAMES.finditer(text, start, end), None):
        stop = separator.start() if separator else end
        found = _FIRST_NAME.match(text, start, stop)
        if found:
            spans.append(found.span(1))
        elif text[start:stop].strip():
            break
        start = separator.end() if separator else end
    return tuple(spans)


def notes_heading(text: str) -> bool:
    """Whether a line is the heading of notes or of a list of references."""
    return len(text) <= 60 and _NOTES_HEAD.fullmatch(text) is not None


def note_label(text: str) -> tuple[str, int, int] | None:
    """Return the style, the number and the length of a label that a note could bear: `[12]`, `12.`, `¹²`, `[^12]:`."""
    for style, pattern in (("[", _BRACKETED), ("^", _FOOTNOTE), ("¹", _SUPERSCRIPT), ("1", _NUMBERED)):
        found = pattern.match(text)
        if found:
            return style, int(found.group(1).translate(_DIGITS)), found.end()
    return None


def is_citing(text: str) -> bool:
    """Whether a line has what notes have: a link, a year, a title in quotation marks, pages."""
    return _CITING.search(text) is not None


def bullet(text: str) -> int | None:
    """Return the length of a bullet at the start of a line."""
    found = _BULLET.match(text)
    return found.end() if found else None


def order_label(text: str) -> int | None:
    """Return the length of a number or letter of a list at the start of a line: `1.`, `(b)`, `iv)`."""
    found = _ORDER.match(text)
    return found.end() if found else None


def atx(text: str) -> tuple[int, int] | None:
    """Return level and length of the `#` of a Markdown heading."""
    found = _ATX.match(text)
    return (len(found.group(1)), found.end()) if found else None


def is_named_section(text: str) -> bool:
    """Whether a line is a heading by its word alone: "Introduction", "Выводы"."""
    return len(text) <= 60 and _SECTION_HEAD.fullmatch(text) is not None


def heading_number(text: str) -> int | None:
    """Return the depth of a heading's number, 1 for "2" and "Chapter 2", 2 for "2.1"."""
    found = _NUMBERED_HEAD.match(text)
    return found.group().strip(" .)").count(".") + 1 if found else None


def is_open(text: str) -> bool:
    """Whether a line ends without the mark of a sentence or clause."""
    return _FINAL.search(text, max(0, len(text) - 8)) is None


def is_capitals(text: str) -> bool:
    """Whether a line has capitals only, and enough of them."""
    return text.isupper() and sum(map(str.isalpha, text)) >= 3


def is_title_case(text: str) -> bool:
    """Whether most of the longer words of a line begin with a capital."""
    words = [word for word in _WORD.findall(text) if len(word) > 3]
    return len(words) >= 1 and sum(word[0].isupper() for word in words) * 3 >= len(words) * 2


def columns(line: str) -> int:
    """Return how many columns a row of a table in plain text has; 0 for other lines."""
    if "\t" in line:
        return len(_TABS.split(line))
    if "|" in line[1:-1]:
        return len([cell for cell in line.strip("|").split("|") if cell.strip()]) if line.count("|") >= 2 else 0
    return len(_GAPS.split(line)) if "   " in line else 0


def without_digits(line: str) -> str:
    """Return a line without its numbers and the strokes around them, to know a running head again."""
    return _NUMBERS.sub("", line).strip(" |-–—·")


def begins_with_month(text: str) -> bool:
    """Whether a passage begins with the name of a month, and so is no name."""
    return _MONTH_FIRST.match(text) is not None


def is_letter_head(line: str) -> bool:
    """Whether a line is one of the head of a letter: "From: ...", "Subject: ..."."""
    return _LETTER_HEAD.match(line) is not None


def speaker(line: str) -> str | None:
    """Return what stands before a colon at the start of a line, as speakers do in a transcript."""
    found = _SPEAKER.match(line)
    return found.group(1) if found else None
