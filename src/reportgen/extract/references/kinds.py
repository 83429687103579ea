"""What kind of work a reference cites: its CSL type, from its marks, its words and the fields it has."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
_NEWS = re.compile(
    r"\b(?:times|post|daily|herald|tribune|gazette|telegraph|guardian|independent|chronicle|globe and mail"
    r"|boston globe|wall street journal|washington examiner|courier|mirror"
    r"|daily mail|daily news|evening standard|sunday|weekly standard|inquirer|morning|today|star|sun|examiner"
    r"|irish examiner|age|australian|sentinel|dispatch|bulletin news|newspaper|\w*news|press"
    r"|observer|le monde|le figaro|libération|les échos|die zeit|die welt|frankfurter allgemeine|süddeutsche"
    r"|tagesspiegel|tageszeitung|neue zürcher|\w*zeitung|handelsblatt|\w*allgemeine|anzeiger|nachrichten|rundschau"
    r"|die presse"
    r"|der standard|kurier|tagesschau|tagblatt|tageblatt|abendblatt|merkur|taz|sz|nzz|spiegel online"
    r"|zeit online|deutschlandfunk"
    r"|presse-agentur|ndr|wdr|mdr|swr|orf|srf|n-tv|la voz de \w+|la voz del interior|el espectador"
    r"|expansión|el comercio|la razón|el correo"
    r"|el periódico|infobae|página/?12|el economista|el confidencial|eldiario\.es|excélsior|milenio|la tercera"
    r"|europa press"
    r"|cadena ser|rtve|sud ouest|le télégramme|la voix du nord|midi libre|nice-matin|l['’]équipe|mediapart"
    r"|faz(?:\.net)?|la croix|le parisien|ouest-france|france 24|rfi|franceinfo"
    r"|dépêche|l['’]humanité|el país|el mundo|la nación|clarín|el universal|la jornada|el tiempo|el mercurio|abc"
    r"|diario|prensa|heraldo|efe|dpa|ansa|kyodo|yonhap|the hill|gazeta|jornal|la vanguardia|la repubblica"
    r"|corriere|la stampa|sole 24 ore|folha|o globo|haaretz|asahi|yomiuri|nikkei|straits times|xinhua"
    r"|people['’]s daily|reuters|bloomberg|associated press|afp|bbc|cnn|nbc|cbs|abc news|al jazeera|deutsche welle"
    r"|interfax|tass|politico|axios|npr|sky news|евроньюс)\b|(?:газета|известия|коммерсант|ведомости|правда"
    r"|вестник дня|новости|комсомольская правда|независимая|московский комсомолец|аргументы и факты|труд$|тасс|риа"
    r"|интерфакс|рбк|газета\.|гудок|красная звезда|вечерняя|аргументы|lenta|фонтанка)"
    r"|(?:日报|晚报|时报|早报|晨报|商报|周报|新闻|新华社|人民网|新华网|新聞|報$|报$)",
    re.IGNORECASE,
)
_MAGAZINE = re.compile(
    r"\b(?:economist|magazine|weekly|fortnightly|monthly|time$|newsweek|new yorker|atlantic|harper['’]?s|vogue|wired"
    r"|forbes|fortune|der spiegel|l['’]express|le point|spectator|new statesman|national geographic"
    r"|scientific american|new scientist|bloomberg businessweek"
    r"|foreign policy|rolling stone|vanity fair|national interest|new republic|the nation|the diplomat|mother jones"
    r"|slate|salon|quanta|эксперт|огон[её]к|журнал «|周刊|杂志)\b|周刊$|杂志$",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\bproc(?:eedings|\.)|\bconference\b|\bconf\.|\bsymposium\b|\bsymp\.|\bworkshop\b|\bcongress\b|\bkongress\b"
    r"|\btagungsband\b|\bNeurIPS\b|\bICML\b|\bICLR\b|\bCVPR\b|\bACL\b"
    r"|материалы\b.*(?:конф|семинар|симпоз|съезд|форум|чтени)|сб(?:орник|\.)\s(?:тр|науч|матер|докл|тез)"
    r"|\bтруды\b.*(?:конф|съезд|симпоз)|тез(?:исы|\.)\sдокл|会议|论文集|研讨会",
    re.IGNORECASE,
)
_ENCYCLOPEDIA = re.compile(
    r"\bencyclop|\bwikipedia\b|\bbritannica\b|\bdictionary\b|википеди|энциклопеди|словар|百科|辞典|词典", re.IGNORECASE
)
_BLOG_HOST = re.compile(
    r"^(?:[\w-]+\.)*(?:blogspot|wordpress|substack|medium|livejournal|typepad|tumblr)\.\w+$|^blogs?\."
)
_SOCIAL_HOST = re.compile(r"^(?:\w+\.)?(?:twitter|x|facebook|instagram|t|weibo|vk)\.(?:com|me)$")
_VIDEO_HOST = re.compile(r"^(?:\w+\.)?(?:youtube\.com|youtu\.be|vimeo\.com|rutube\.ru|bilibili\.com)$")
_CODE_HOST = re.compile(r"^(?:\w+\.)?(?:github\.com|gitlab\.com|cran\.r-project\.org)$")
_DATA_HOST = re.compile(r"^(?:\w+\.)*(?:zenodo\.org|figshare\.com|datadryad\.org|data\.\w[\w.]+|kaggle\.com)$")
_PREPRINT = re.compile(r"\b(?:arxiv|biorxiv|medrxiv|ssrn|corr|psyarxiv|socarxiv|chemrxiv|preprints)\b", re.IGNORECASE)
_PUBLISHER_OF_REPORTS = re.compile(
    r"\b(?:institute|corporation|centre|center|bank|agency|department|ministry|office|organi[sz]ation|commission"
    r"|council|bureau|fund|foundation|association|programme|government|treasury|nations|committee|think tank|rand"
    r"|survey|fondation|institut|stiftung|fundación|instituto|centro|zentrum|ministère|ministerio|bundesministerium"
    r"|observatoire|agence|agencia)\b|министерств|институт|совет|центр|фонд|служба|управление|研究院|研究所|委员会",
    re.IGNORECASE,
)


def _any(words: tuple[str, ...], text: str) -> bool:
    return any(map(text.__contains__, words))


def is_medium(name: str) -> bool:
    """Whether a name is that of a newspaper, a magazine, a news agency or a broadcaster."""
    return _NEWS.search(name) is not None or _MAGAZINE.search(name) is not None


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
_JOURNAL_WORD = re.compile(
    r"\b(?:journal|review|quarterly|studies|annals|bulletin|affairs|letters|transactions|revue|revista|zeitschrift"
    r"|cahiers|annales|cuadernos|jahrbuch|archiv|yearbook|politique|política)\b|журнал|вестник|学报|研究$",
    re.IGNORECASE,
)


def item_type(  # noqa: C901, PLR0911, PLR0912  # one return per rule
    raw: str, csl: Mapping[str, str], *, given: frozenset[str], host: str = "", after_in: bool = False
) -> str:
    """Return the CSL type.

    `csl` holds the fields that are strings, `given` the names of all fields that the reference states,
    `host` is that of its URL, `after_in` says that "In" or `//` stands before the container.
    """
    marked = _marked(raw, given, after_in=after_in)
    if marked:
        return marked
    number = csl.get("number", "")
    if _STANDARD_NUMBER.match(number):
        return "standard"
    if (any(stem in raw for stem in _POST_STEMS) and _POSTED.search(raw)) or (host and _SOCIAL_HOST.search(host)):
        return "post"
    title, container, genre = csl.get("title", ""), csl.get("container-title", ""), csl.get("genre", "")
    worded = _worded(genre, given)
    if worded and not (worded == "book" and "№" in genre):
        return worded
    low = raw.lower()
    if ("presented" in low or "доклад" in low) and _PRESENTED.search(raw):
        return "paper-conference"
    if not container:
        for kind, pattern in _STRONG:
            if pattern.search(raw):
                return kind
    opening = _OPENING.match(title or raw) if _any(_OPENS, title[:60] or raw[:60]) else None
    if opening:
        return (
            "interview"
            if opening["interview"]
            else "speech"
            if opening["speech"]
            else "webpage"
            if "URL" in given
            else "document"
        )
    if _SPOKEN.search(title) and "person" in given:
        return "speech"
    if "UNTS" in raw or "U.N.T.S" in raw:
        return "treaty"
    if _FEDERAL_LAW.search(genre or title[:80]) and number:
        return "legislation"
    if "author" not in given or not given & {"container-title", "publisher"}:
        for kind, pattern in (("treaty", _TREATY), ("legislation", _STATUTE), ("legal_case", _CASE)):
            if pattern is _STATUTE and not _any(_STATUTE_STEMS, low):
                continue
            if pattern.search(title or raw[:200]) or (kind != "treaty" and not container and pattern.search(raw[:300])):
                return kind
    if "event-title" in given:
        return "paper-conference" if given & {"container-title", "page"} else "speech"
    if container:
        return _contained(container, given, host, after_in=after_in)
    return _alone(csl, given, host, raw)


def _marked(raw: str, given: frozenset[str], *, after_in: bool) -> str | None:
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


def _worded(genre: str, given: frozenset[str]) -> str | None:
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


def _contained(container: str, given: frozenset[str], host: str, *, after_in: bool) -> str:  # noqa: C901, PLR0911, PLR0912  # one return per type
    """The type of a part of something: of a journal, a newspaper, a book, a site."""
    if _MEETING.search(container):
        return "paper-conference"
    if _PREPRINT.search(container):
        return "article"
    if _ENCYCLOPEDIA.search(container):
        return "entry-encyclopedia"
    journal = bool(given & {"volume", "ISSN"}) or ("issue" in given and "page" in given)
    news, magazine = _NEWS.search(container), _MAGAZINE.search(container)
    bookish = given & {"publisher", "publisher-place", "ISBN"} and not given & {"issue", "ISSN", "DOI", "day"}
    reporting = _PUBLISHER_OF_REPORTS.search(container) and not (news or _JOURNAL_WORD.search(container))
    if (
        reporting
        and given & {"page", "number"}
        and not given & {"volume", "issue", "ISSN", "DOI", "publisher", "editor"}
    ):
        return "report"
    if "editor" in given or (bookish and not (news or magazine) and (after_in or not journal)):
        return "chapter" if "title" in given else "book"
    if magazine and not (journal and "page" in given):
        return "article-magazine"
    if journal or (given & {"DOI", "page", "issue"} and not news):
        return (
            "chapter"
            if after_in
            and "volume" not in given
            and "issue" not in given
            and not given & {"DOI", "ISSN"}
            and "page" in given
            and "URL" not in given
            else "article-journal"
        )
    if news:
        return "article-newspaper"
    if re.search(r"\bblogs?\b|блог", container, re.IGNORECASE) or _BLOG_HOST.search(host):
        return "post-weblog"
    if "season" in given:
        return "article-journal"
    if "URL" in given and _PUBLISHER_OF_REPORTS.search(container):
        return "webpage"
    if _VIDEO_HOST.search(host):
        return "motion_picture"
    if "day" in given and "URL" not in given:
        return "article-newspaper"
    if _JOURNAL_WORD.search(container):
        return "article-journal"
    return "webpage" if "URL" in given else "article-magazine" if "issued" in given else "chapter"


def _alone(csl: Mapping[str, str], given: frozenset[str], host: str, raw: str) -> str:  # noqa: C901, PLR0911, PLR0912  # one return per type
    """The type of a work that stands in nothing else."""
    number, publisher = csl.get("number", ""), csl.get("publisher", "")
    if _PREPRINT.search(number):
        return "article"
    for pattern, kind in (
        (_VIDEO_HOST, "motion_picture"),
        (_SOCIAL_HOST, "post"),
        (_CODE_HOST, "software"),
        (_DATA_HOST, "dataset"),
        (_BLOG_HOST, "post-weblog"),
    ):
        if host and pattern.search(host):
            return kind
    body = "author" in given and "person" not in given
    if body and "day" in given and not publisher and is_medium(csl.get("author", "")):
        return "article-newspaper"
    if (
        number
        or (body and "URL" not in given and not given & {"publisher", "publisher-place"})
        or ("person" not in given and _REPORTING.search(csl.get("title", "")))
    ):
        return "report"
    if given & {"ISBN", "edition"} or ("editor" in given and "author" not in given and "title" in given):
        return "book"
    issuing = (
        publisher
        and "person" not in given
        and "University" not in publisher
        and (csl.get("author", "").isupper() or _PUBLISHER_OF_REPORTS.search(publisher) or publisher.isupper())
    )
    if (
        "title" in given
        and "URL" in given
        and (
            (body and (given & {"page", "number-of-pages"} or ".pdf" in csl.get("URL", "")))
            or (publisher and "day" in given and "quoted" not in given)
        )
    ):
        return "report"
    if issuing and (
        "URL" not in given or re.search(r"(?i)\.pdf\b|report|publication|/paper|working", csl.get("URL", ""))
    ):
        return "report"
    if "URL" in given:
        return "book" if publisher and "publisher-place" in given else "webpage"
    if publisher or "publisher-place" in given or "collection-title" in given:
        return "book"
    for kind, pattern in _WORDS:
        if kind in {"personal_communication", "interview", "speech"} and pattern.search(raw):
            return kind
    if "title" in given and given & {"author", "editor"}:
        return "book"
    return "document"
