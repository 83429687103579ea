"""What a work stands in or comes from, told by its name or its host: newspapers, meetings, sites, institutions."""

from __future__ import annotations

import re

NEWS = re.compile(
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
MAGAZINE = re.compile(
    r"\b(?:economist|magazine|weekly|fortnightly|monthly|time$|newsweek|new yorker|atlantic|harper['’]?s|vogue|wired"
    r"|forbes|fortune|der spiegel|l['’]express|le point|spectator|new statesman|national geographic"
    r"|scientific american|new scientist|bloomberg businessweek"
    r"|foreign policy|rolling stone|vanity fair|national interest|new republic|the nation|the diplomat|mother jones"
    r"|slate|salon|quanta|эксперт|огон[её]к|журнал «|周刊|杂志)\b|周刊$|杂志$",
    re.IGNORECASE,
)
MEETING = re.compile(
    r"\bproc(?:eedings|\.)|\bconference\b|\bconf\.|\bsymposium\b|\bsymp\.|\bworkshop\b|\bcongress\b|\bkongress\b"
    r"|\btagungsband\b|\bNeurIPS\b|\bICML\b|\bICLR\b|\bCVPR\b|\bACL\b"
    r"|материалы\b.*(?:конф|семинар|симпоз|съезд|форум|чтени)|сб(?:орник|\.)\s(?:тр|науч|матер|докл|тез)"
    r"|\bтруды\b.*(?:конф|съезд|симпоз)|тез(?:исы|\.)\sдокл|会议|论文集|研讨会",
    re.IGNORECASE,
)
ENCYCLOPEDIA = re.compile(
    r"\bencyclop|\bwikipedia\b|\bbritannica\b|\bdictionary\b|википеди|энциклопеди|словар|百科|辞典|词典", re.IGNORECASE
)
BLOG_HOST = re.compile(
    r"^(?:[\w-]+\.)*(?:blogspot|wordpress|substack|medium|livejournal|typepad|tumblr)\.\w+$|^blogs?\."
)
SOCIAL_HOST = re.compile(r"^(?:\w+\.)?(?:twitter|x|facebook|instagram|t|weibo|vk)\.(?:com|me)$")
VIDEO_HOST = re.compile(r"^(?:\w+\.)?(?:youtube\.com|youtu\.be|vimeo\.com|rutube\.ru|bilibili\.com)$")
CODE_HOST = re.compile(r"^(?:\w+\.)?(?:github\.com|gitlab\.com|cran\.r-project\.org)$")
DATA_HOST = re.compile(r"^(?:\w+\.)*(?:zenodo\.org|figshare\.com|datadryad\.org|data\.\w[\w.]+|kaggle\.com)$")
PREPRINT = re.compile(r"\b(?:arxiv|biorxiv|medrxiv|ssrn|corr|psyarxiv|socarxiv|chemrxiv|preprints)\b", re.IGNORECASE)
PUBLISHER_OF_REPORTS = re.compile(
    r"\b(?:institute|corporation|centre|center|bank|agency|department|ministry|office|organi[sz]ation|commission"
    r"|council|bureau|fund|foundation|association|programme|government|treasury|nations|committee|think tank|rand"
    r"|survey|fondation|institut|stiftung|fundación|instituto|centro|zentrum|ministère|ministerio|bundesministerium"
    r"|observatoire|agence|agencia)\b|министерств|институт|совет|центр|фонд|служба|управление|研究院|研究所|委员会",
    re.IGNORECASE,
)


JOURNAL_WORD = re.compile(
    r"\b(?:journal|review|quarterly|studies|annals|bulletin|affairs|letters|transactions|revue|revista|zeitschrift"
    r"|cahiers|annales|cuadernos|jahrbuch|archiv|yearbook|politique|política)\b|журнал|вестник|学报|研究$",
    re.IGNORECASE,
)


def is_medium(name: str) -> bool:
    """Whether a name is that of a newspaper, a magazine, a news agency or a broadcaster."""
    return NEWS.search(name) is not None or MAGAZINE.search(name) is not None
