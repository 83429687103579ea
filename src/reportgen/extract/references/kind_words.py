"""The words and marks by which a reference tells what kind of work it cites: each gives a CSL type, or nothing."""

from __future__ import annotations

import re

# The document codes of GB/T 7714-2015, without their carrier (`/OL` and the like).
_GBT = re.compile(r"\[\s?(?P<code>J|M|N|D|R|C|P|S|G|A|Z|DB|CP|EB|DS|PP)\s?(?P<carrier>/\s?(?:OL|CD|DK|MT))?\s?\]")
_GBT_TYPES = {
    "J": "article-journal", "N": "article-newspaper", "M": "book", "D": "thesis", "R": "report",
    "C": "paper-conference", "P": "patent",
    "S": "standard", "G": "book", "A": "chapter", "Z": "document",
    "DB": "dataset", "DS": "dataset", "CP": "software", "EB": "webpage", "PP": "article",
}  # fmt: skip
_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "thesis",
            (r"\b(?:ph\.?\s?d|doctoral|doctorate|master['’]?s?|m\.?a|m\.?sc|m\.?phil|d\.?phil|bachelor['’]?s?"
            r"|honou?rs|licentiate)\b[^,;]{0,40}\b(?:thesis|dissertation|diss)\b"
            r"|\b(?:dissertation|thesis|thèse|tesis|tesi|habilitationsschrift"
            r"|(?:diplom|master|bachelor|magister)arbeit|masterthesis|tesina|trabajo de fin de (?:máster|grado)"
            r"|memoria de licenciatura|mémoire de (?:master|maîtrise|dea))\b|\bdiss\.|автореф|дис\."
            r"|диссертаци|学位论文|博士论文|硕士论文"),
        ),
        ("patent", r"\bpatent\b|патент\b|专利"),
        ("dataset", r"\bdata\s?set\b|\[data\]|\bdatabase\b|\bdata file\b|набор данных|数据集|数据库"),
        ("software", r"\bsoftware\b|\bcomputer program\b|\bmobile app\b|\bsource code\b|программное обеспеч|软件"),
        ("personal_communication",
         (r"\bpersonal (?:communication|correspondence|interview)\b|\bpers\. comm\b|\be-?mail (?:to|message)\b"
         r"|\bletter to\b|личн(?:ая|ое) (?:беседа|сообщение|переписка)")),
        ("interview", r"\binterview(?:ed)?\b|\bинтервью\b|专访|采访"),
        ("speech",
         (r"\bspeech\b|\bremarks\b|\bkeynote\b|\blecture\b|\baddress (?:at|to|before|delivered)\b|^address$"
         r"|\btestimony\b|\bsermon\b|\bpress conference\b|пресс-конференци|выступлени[ея]|\bречь\b|讲话|演讲")),
        ("broadcast",
         (r"\b(?:tv|television|radio) (?:series|episode|broadcast|program(?:me)?|show)\b|\bpodcast\b|\bepisode\b"
         r"|\bbroadcast\b|\[audio|телепередач")),
        ("motion_picture",
         (r"\bvideo\b|\bfilm(?:ed)?\b|\bmotion picture\b|\bdocumentary\b|\bdirected by\b|\bdir\. by\b|\bDVD\b"
         r"|видео|фильм|режисс|电影|视频")),
        ("map", r"^\[?map\]?$|\bcarte topographique\b|^карта$"),
        ("post-weblog", r"\bblog\b|\bweblog\b|\bblog post\b|блог\b|博客"),
        ("post",
         (r"\b(?:tweet|facebook|instagram|linkedin|reddit|twitter|telegram|weibo) (?:post|status|update)\b"
         r"|\btweet\b|\bonline forum (?:post|comment)\b|\[post\]|微博")),
        ("paper-conference",
         (r"\bpaper presented (?:at|to)\b|\bconference (?:paper|presentation|session)\b|\bposter\b"
         r"|\bpresented at\b|会议论文")),
        ("report",
         (r"\b(?:technical|research|annual|interim|final|country|special|staff|policy|progress|working|discussion"
         r"|occasional|white|green|issue|background|information|briefing)\s(?:report|paper|brief|note)s?\b"
         r"|\bbriefing\b|\breport\b|\bpreprint series\b|\bmemorandum\b|\bmemo\b|\bwhitepaper\b|\brapport\b"
         r"|\bbericht\b|\bgutachten\b|\bstellungnahme\b|\b(?:arbeits|diskussions)papier\b|\binforme\b"
         r"|\bdocumento de trabajo\b|отч[её]т|аналитическая записка|研究报告|白皮书")),
        ("article", r"\bpreprint\b|\bmanuscript\b|препринт|预印本"),
        ("standard", r"\bstandard\b|^ISO\b|стандарт"),
        ("entry-encyclopedia", r"\bencyclop|энциклопеди|百科"),
        ("document",
         (r"\bpress release\b|\bnews release\b|\bmedia release\b|\bfact sheet\b|\bpressemitteilung\b"
         r"|\bnota de prensa\b|\bcomunicado\b|\bcommuniqué\b|пресс-релиз|新闻稿")),
        ("book", r"^book$|учеб(?:ник|\.)|монография|\bтекст\b$"),
    )
)  # fmt: skip
_PRESENTED = re.compile(r"\b(?:paper|poster) (?:was )?presented (?:at|to)\b|доклад на конференции", re.IGNORECASE)
_OPENING = re.compile(
    r"\W*(?:(?:opening |closing |keynote |welcome |welcoming |inaugural )?"
    r"(?P<interview>(?:author['’]s )?interview (?:with|by|mit)\b|gespräch mit\b"
    r"|entrevista (?:a|al|con)\b|entretien avec\b|интервью (?:с|автора)\b)|"
    r"(?P<speech>(?:speech"
    r"|remarks|address|keynote|lecture) (?:by|at|to|of|on|before)\b|выступление\b|речь\b|обращение\b|послание\b"
    r"|доклад на\b"
    r"|discours (?:d[eu]|à|sur|prononcé)\b|allocution\b|discurso (?:del?|en|ante|sobre|pronunciado)\b"
    r"|(?:rede|ansprache) (?:von|des|der|vor|auf|zum|zur|bei|am|anlässlich|im)\b)"
    r"|(?P<statement>(?:joint |press |official )?(?:statement|communiqué|declaration|press release)\b"
    r"|(?:совместное )?заявление\b|коммюнике\b|(?:联合)?(?:声明|公报)))",
    re.IGNORECASE,
)
# One of these stands in what `_OPENING` matches: to look for them is faster.
_OPENS = (
    *("nterview", "peech", "emark", "ddress", "ecture", "eynote", "tatement", "ommuniqu", "eclar", "elease", "REMARKS"),
    *("SPEECH", "нтерв", "ыступ", "ечь", "бращ", "осл", "оклад", "аявл", "оммюн", "声明", "公报"),
    *("isco", "iscurs", "llocu", "ede ", "nsprache", "espräch", "ntrevista", "ntretien"),
)
_SPOKEN = re.compile(r"\b(?:speech|address|remarks|keynote|lecture)$", re.IGNORECASE)
_REPORTING = re.compile(
    r"\b(?:annual|quarterly|monthly|final|interim|progress|country|technical|assessment|outlook)\sreport\b",
    re.IGNORECASE,
)
_STATUTE = re.compile(
    r"\bPub(?:lic|\.)\s?L(?:aw|\.)|\b\d+\sU\.?S\.?C\.?\b|\bC\.?F\.?R\.?\b|\b\d+\sStat\.\s|\bFed\. Reg\."
    r"|\b[A-Z][\w'’-]+(?:\s[\w'’-]+){0,8}\s(?:Act|Bill|Code|Ordinance|Order)(?:\s(?:of\s)?(?:1[6-9]|20)\d\d)(?:\b|,)"
    r"|\b(?:Regulation|Directive|Decision)\s(?:\((?:EU|EC|EEC|Euratom)\)\s)?(?:No\.?\s)?\d+/\d+|\b[SAE]/RES/"
    r"|\bResolution\s\d+\s\(\d{4}\)|^Executive Order\s\d"
    r"|федеральн\w+\s(?:конституционн\w+\s)?закон|^закон\b|\bзакон РФ|указ президента|^указ\b"
    r"|постановлени[ея]\s(?:правительства|пленума|государств)|распоряжени[ея]\s(?:правительства|президента)"
    r"|\bкодекс\s(?:Российской|РФ|об)|^Конституция|\bGesetz\b.*(?:BGBl|vom)|\bBGBl\b"
    r"|^ley\s(?:\d|orgánica|general|federal)|^(?:real\s)?decreto(?:[-\s]ley)?\s\d|\bLoi n°|\bDécret n°|主席令|国务院令"
    r"|(?:法|条例|办法|规定)》?$",
    re.IGNORECASE,
)
# One of these stands in what `_STATUTE` finds, in lower case.
_STATUTE_STEMS = (
    *("pub", "u.s", "usc", "us.c", "cfr", "c.f", "cf.r", "stat.", "fed. reg", " act", " bill", " code", " ordinance"),
    *(" order", "regulation", "directive", "decision", "/res/", "resolution", "закон", "указ", "постановлен"),
    *(
        "распоряжен",
        "кодекс",
        "конституция",
        "gesetz",
        "bgbl",
        "loi n",
        "décret",
        "ley ",
        "decreto",
        "令",
        "法",
        "条例",
        "办法",
        "规定",
    ),
)
_TREATY = re.compile(
    r"\bU\.?N\.?T\.?S\b|^(?:[\w’'-]+\s){0,4}(?:Treaty|Convention|Protocol|Covenant|Accord|Pact|Charter)\s(?:on|of|to"
    r"|for|between|against|relating|concerning|establishing)\b|^Agreement (?:between|on|for|relating|concerning)\b"
    r"|^(?:Договор|Соглашение|Конвенция|Протокол)\s(?:между|о|об|по)\b|(?:条约|公约|协定)》?$",
    re.IGNORECASE,
)
_CASE = re.compile(r"^[A-Z][\w.&'’ -]{1,80}\sv\.?\s[A-Z]|\b\d+\sU\.S\.\s\d+|\[\d{4}\]\s(?:UKSC|UKHL|EWCA|EWHC|AC|QB)\b")
_STANDARD_NUMBER = re.compile(
    r"(?:ГОСТ|СанПиН|СНиП|ISO(?:/\w+)*|IEC|IEEE(?:\sStd)?|DIN|EN|BS|NF|UNE|ASTM|ANSI|GB(?:/T)?)\s(?:[A-ZА-Я]{1,4}\s)*[A-Z]?\d"
)
_POST_STEMS = (
    "@", "witter", "acebook", "elegram", "елеграм", "nstagram", "inkedIn", "astodon", "eibo", "VK", "ВК", "微",
    "TELEGRAM",
)  # fmt: skip
_POSTED = re.compile(
    r"\(@\w{2,30}\)|[,(.]\s?(?:Twitter|X \(Twitter\)|Facebook|Instagram|Telegram|LinkedIn|Mastodon|Weibo|VK|ВКонтакте)"
    r"(?:\s(?:post|channel))?[,.)]\s|(?:telegram|телеграм)-?\s?канал|微信公众号|微博",
    re.IGNORECASE,
)
# Words that name the kind wherever they stand in a reference.
_STRONG = (
    (
        "thesis",
        re.compile(
            r"\b(?:Ph\.?\s?D\.?|[Mm]aster['’]s|[Dd]octoral)\s(?:diss(?:ertation|\.)|thesis)"
            r"|\b(?:Diss\.|Dissertation,)|дис\. \.\.\."
            r"|дис\.\s?(?:канд|д-ра|докт)|автореф|[Tt]hèse de doctorat|[Tt]esis (?:doctoral|de maestría)"
            r"|(?:博士|硕士)学?位?论文"
        ),
    ),
    (
        "patent",
        re.compile(
            r"\b(?:U\.?S\.? )?[Pp]atent (?:No\.?|Nr\.?|application)\s?[\d,]|[Пп]атент (?:РФ )?№|Patentschrift|Пат\. \d"
        ),
    ),
)
_FEDERAL_LAW = re.compile(r"федеральн\w+\s(?:конституционн\w+\s)?закон", re.IGNORECASE)


def marked(raw: str, given: frozenset[str], *, after_in: bool) -> str | None:
    """The type that a code of GB/T 7714 names."""
    found = _GBT.search(raw)
    if not found:
        return None
    kind = _GBT_TYPES[found["code"]]
    if kind == "book" and after_in:
        return "chapter"
    if kind == "paper-conference" and "container-title" not in given and "editor" in given:
        return "book"
    return kind


def worded(genre: str, given: frozenset[str]) -> str | None:
    """The type that a word such as "PhD diss." names."""
    if not genre:
        return None
    for kind, pattern in _WORDS:
        if pattern.search(genre):
            if kind == "document":
                return "webpage" if "URL" in given else "document"
            if kind == "report" and given & {"volume", "issue"} and "container-title" in given:
                return "article-journal"
            return kind
    return None


def numbered_standard(number: str) -> bool:
    """Whether a number is that of a standard."""
    return _STANDARD_NUMBER.match(number) is not None


def posted(raw: str) -> bool:
    """Whether a reference says that it is a post in a social network."""
    return _any(_POST_STEMS, raw) and _POSTED.search(raw) is not None


def presented(raw: str) -> bool:
    """Whether a reference says that it was presented at a meeting."""
    low = raw.lower()
    return ("presented" in low or "доклад" in low) and _PRESENTED.search(raw) is not None


def named(raw: str) -> str | None:
    """Return the type that words name wherever they stand in a reference."""
    return next((kind for kind, pattern in _STRONG if pattern.search(raw)), None)


def opened(title: str, given: frozenset[str]) -> str | None:
    """Return the type that the first words of a title tell: "Interview with", "Remarks by", "Joint statement"."""
    found = _OPENING.match(title) if _any(_OPENS, title[:60]) else None
    if not found:
        return None
    if found["interview"]:
        return "interview"
    if found["speech"]:
        return "speech"
    return "webpage" if "URL" in given else "document"


def spoken(title: str) -> bool:
    """Whether a title ends as that of a speech."""
    return _SPOKEN.search(title) is not None


def reporting(title: str) -> bool:
    """Whether a title says that the work is a report."""
    return _REPORTING.search(title) is not None


def federal_law(genre: str) -> bool:
    """Whether words name a federal law of Russia."""
    return _FEDERAL_LAW.search(genre) is not None


def legal(title: str, raw: str, *, contained: bool) -> str | None:
    """Return the type of a treaty, a law or a case; what stands in a container is looked for in the title alone."""
    for kind, pattern in (("treaty", _TREATY), ("legislation", _STATUTE), ("legal_case", _CASE)):
        if pattern is _STATUTE and not _any(_STATUTE_STEMS, raw.lower()):
            continue
        if pattern.search(title or raw[:200]) or (kind != "treaty" and not contained and pattern.search(raw[:300])):
            return kind
    return None


def told(raw: str) -> str | None:
    """Return the type of something said to a person, which the words of a work without publisher may tell."""
    spoken_kinds = {"personal_communication", "interview", "speech"}
    return next((kind for kind, pattern in _WORDS if kind in spoken_kinds and pattern.search(raw)), None)


def _any(words: tuple[str, ...], text: str) -> bool:
    return any(map(text.__contains__, words))
