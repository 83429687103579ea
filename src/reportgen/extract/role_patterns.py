"""What the words around a number must be for it to be a date, a label, a rank: word lists and patterns."""

from __future__ import annotations

import re

from reportgen.language.number_words import word_set

MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    r"Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|janvier|février|mars|avril|juin|juillet|août|septembre|"
    r"octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|"
    r"diciembre)"
)
MONTH_AFTER = re.compile(
    rf"(?:st|nd|rd|th|-го|\.)?(?:[ \n]?(?:[-–,/]|and|to|or|и|по|und|et|y)[ \n]?\d{{1,2}}(?:st|nd|rd|th|\.)?)?"
    rf"[ \n](?:of[ \n]|de[ \n])?{MONTHS}(?![^\W_])"
)
MONTH_BEFORE = re.compile(
    rf"(?<![^\W_]){MONTHS}[.,]?[ \n](?:\d{{1,2}}(?:st|nd|rd|th)?[ \n]?(?:[-–,]|and|to)[ \n]?)?(?:the[ \n])?$"
)
# The first three letters of the word before a number where MONTH_BEFORE holds. Each ..._LAST below holds whole words.
MONTH_STEMS = word_set(
    """jan feb mar apr may jun jul aug sep oct nov dec янв фев мар апр мая июн июл авг сен окт ноя дек mär mai okt dez
    fév avr jui aoû déc ene abr ago dic and to the"""
)
CLOCK_AFTER = re.compile(
    r"(?::\d|[ ]?[ap]\.?m\b|[ \n]o'clock|[ \n](?:GMT|UTC|BST|EST|EDT|CET|hrs|Uhr|часов утра|часов вечера)\b|h\d)"
)
CLOCK_BEFORE = re.compile(r"(?:\d:|\b(?:half|quarter) past |\b[Aa]t |\b(?:before|after|until|by|to|от|in) )$")
HOUR_BEFORE = re.compile(r"\b(?:at|until|till|before|after|by)[ \n]$", re.IGNORECASE)
HOUR_LAST = word_set("at until till before after by")
HOUR_AFTER = re.compile(r"[ \n](?:in the (?:morning|afternoon|evening)|at night|o'clock|on [A-Z])|[.,;:!?)]|$")
YEAR_AFTER = re.compile(r"(?:[ ]?(?:г|гг|год|года|году|годы|годах|годов|году|годом)(?![^\W_])|年|-?[xх]\b|s\b|'s\b)")
ERA_AFTER = re.compile(r"[ \n](?:AD|BC|BCE|CE|A\.D\.|B\.C\.|н\. ?э|до н)")
ERA_BEFORE = re.compile(r"(?<![^\W_])(?:AD|BC|A\.D\.|B\.C\.)[ \n]$")
IN_YEAR = re.compile(
    r"\b(?:in|since|by|until|till|from|after|before|year|years|circa|c\.|ca\.|of|during|around|to|and|в|с|до|к|"
    r"после|около)"
    r"[ \n](?:about[ \n]|the[ \n]year[ \n])?$",
    re.IGNORECASE,
)
LAW_AFTER = re.compile(
    r"[ \n](?:U\.?S\.?(?:C\.?)?|F\.(?:[23]d)?|C\.?F\.?R\.?|Stat\.|S\.[ ]?Ct\.|Fed\.|L\.Ed)[ \n]?[§\d]"
)
LAW_BEFORE = re.compile(r"(?:[§№#]|\bU\.S\.|\bF\.[23]d|\bCt\.|\bStat\.|\bC\.F\.R\.)[ \n]?$")
DIGITS_BEFORE = re.compile(r"\d[)]?[ -]$")
DIGITS_AFTER = re.compile(r"[ -]\d|[-–]\d|/\d|/[A-Z]")
FOUR = re.compile(r"(?:1[0-9]|20)\d\d$")

# Words that number what follows them, even without a capital ("phase 3", "pp. 5-7").
LABELS = word_set(
    """page pages p pp chapter chapters section sections sec article articles art figure figures fig figs table tables
    annex appendix paragraph paragraphs para paras clause clauses volume volumes vol vols no nos n° nr number numbers
    release releases suppl supplement bd band edition
    flight route highway phase version channel grade tier level type class stage step week day item line verse psalm
    room lot episode isbn issn doi tel phone fax zip opus op apt suite code codes note notes v ch статья статьи
    статье статьей статей ст стр страница странице страницы с глава главе главы глав пункт пункте пункта пунктов п
    часть части том томе рис табл серия серии рейс рейсом дом д кв корп ул школа школе школы завод заводе № номер
    номером приложение приложении таблица таблице рисунок рисунке кабинет кабинете seite seiten kapitel abschnitt
    absatz nummer artikel tabelle abbildung chapitre tome numéro página páginas capítulo artículo número"""
)
NO_LABEL = re.compile(
    r"\b(?i:this|last|next|each|every|per|a|one|some|previous|past|now|which|that|they|who|to|may|could|will|of|"
    r"the same)"
    r"[ \n](?![A-ZА-ЯЁ])[^\W\d_]+[ \n]$"
)
UNITS_LABEL = re.compile(r"\bunits[ \n]$")
SOLD = re.compile(r"[ \n][A-Z][A-Za-z]*-\d+\w*[ \n][a-z]+s\b")  # "sold them 24 Su-35 jets"
# In German, between a noun and another one, a number counts: "im vergangenen Jahr 1.284 Kinder".
GERMAN_NOUNS = re.compile(
    r"\b(?:de[rmns]|das|die|im|am|zu[mr]|vom|beim|ins?|[Aa]b|[Ss]eit|[Nn]ach)[ \n]"
    r"(?:[a-zäöüß]+e[nrs]?[ \n])?[A-ZÄÖÜ][a-zäöüß]{2,}[ \n]$"
)
QUOTED_NAME = re.compile(r"[^\W\d_][ \n]?[—–-]?[ \n]$")
GROUP_OF = re.compile(r"\bGroup[ \n]of[ \n]$")
BROKEN_OFF = re.compile(r"\([a-z]\)|['’\"]\d|\)[ ]?\d")
RUNNING_ON = re.compile(r"\d[:'’]$|\bpast[ \n]$")
NAME_AFTER = re.compile(r"[ \n][A-Z][a-z]+s(?<!ans)(?<!ese)(?<!nians)[ \n.,;:!?]")
ADDRESS = re.compile(
    r"(?:[ \n][A-Z][\w'’.-]+){1,3}[ \n](?:Street|St|Road|Rd|Lane|Avenue|Ave|Drive|Square|Boulevard|Blvd|Way|Place|"
    r"Close|"
    r"Court|Hill|Gardens|Terrace|Crescent|Quay|Row)(?![^\W_])"
)
# Words that begin a sentence with a capital and are no names.
FUNCTION = word_set(
    """a about above across after against all almost also although among an and another any approximately are around as
    at be because been before below besides between both but by despite down during each either even every exactly
    except far few fewer first for from further has have he her here his how however if in including inside into is
    it its just last least less like many meanwhile more moreover most my nearly neither next no nor not now of off
    on once one only or other others our out over past per perhaps plus probably rather roughly she since so some
    still such than that the their then there these they this those though through throughout thus till to today
    together tomorrow total toward towards under until up upon upward us was we well were what when where whereas
    whether which while who whose will with within without would yesterday yet you your altogether overall currently
    officially additionally в во на с со к ко у о об от до за по при под над из без для через около более менее свыше
    почти примерно лишь только всего ещё еще и а но или что как если когда где это этот эта эти тот та те его её их
    наш ваш все всех уже не ни даже порядка минимум максимум приблизительно сейчас тогда теперь после перед между
    среди плюс итого in mit von aus bei nach für über unter etwa rund knapp mehr als der die das dem den ein eine und
    oder nur auch les des le la un une de du dans avec sur sous pour par plus moins environ près el los las con sin
    sobre más menos unos unas cerca casi"""
)
PEOPLE = re.compile(
    r"[ \n](?:[a-z]+[ \n])?(?:people|persons?|men|women|children|workers|jobs|soldiers|troops|employees|students|users|"
    r"customers|copies|units|vehicles|cars|ships|homes|households|members|patients|hectares|officers|residents|"
    r"refugees|civilians|dead|deaths|seats|votes|points|species|cases|companies|firms|families|tickets|"
    r"человек|рабочих|сотрудников|мест|семей|жителей|домов)(?![^\W_])"
)
SCORE = re.compile(
    r"\b(?:wins?|won|beat(?:en)?|los[est]+|lost|dr[ae]w[ns]?|defeat(?:ed)?|victory|lead|led|ahead|score[ds]?|goals?|"
    r"match|"
    r"set|votes?|voted|ruled|against)\b"
)
LOWER_WORD = re.compile(r"-[a-zа-яё]{3,}")
NOT_COUNT_MODIFIER = re.compile(r"-(?:way|off|time|sided|to|hit|stop|on|nil|all|and|dimensional|fold|piece)\b")
DEFINITE_LAST = word_set("the these those both any other all either first same latter эти эта оба обе этих")
DEFINITE = re.compile(
    r"(?:^|[\s\"'“‘«(])(?:the|these|those|both|any|other|all|either|эти|эта|оба|обе|этих)[ \n]"
    r"(?:other[ \n]|first[ \n]|same[ \n]|latter[ \n])?[\"'“‘«]?$",
    re.IGNORECASE,
)
ONE_IN = re.compile(r"\b(?:only|exactly|least|about|nearly)[ \n]$", re.IGNORECASE)
NEAR_LAST = word_set("and or with plus but versus to")
NUMBER_NEAR = re.compile(
    r"(?:\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|\d[\d,.]*)(?:[ \n][\w'-]+){1,3},?"
    r"[ \n](?:and|or|with|plus|but|versus|to)[ \n](?:with[ \n])?$)|(?:\b(?:two|three|four|five|six|"
    r"\d+)(?:[ \n][\w\'-]+){1,3},[ \n]$)"
)
NUMBER_NEXT = re.compile(
    r"(?:[ \n][\w'-]+){1,3},?[ \n](?:and|or|but|versus)[ \n](?:no[ \n])?(?:two|three|four|five|six|seven|eight|nine|"
    r"ten|\d)"
)
SUPERLATIVE = re.compile(
    r"[ \n-](?:(?:[a-z]+[ \n-])?(?P<word>[a-z]+est)|most|best|worst|leading|top|ranked|ranking|placed)\b"
    r"|[ \n]по[ \n](?:величине|численности|объ[её]му|размеру|количеству|значимости|площади|населению)"
)
NO_SUPERLATIVE = word_set(
    """forest west interest request test guest rest nest protest contest harvest invest honest modest northwest
    southwest midwest everest budapest crest chest quest digest suggest conquest"""
)
PLACE_AFTER = re.compile(
    r"[ \n](?:place|position|spot|rank)\b(?!d)|[ \n](?:место|месте|места|местом|строчк\w+|позици\w+)|位|名"
)
RANKED = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|finish(?:ed|es|ing)?|came|comes|placed|places)(?:[ \n](?!the\b)[\w'-]+){0,1}[ \n]"
    r"(?:as[ \n])?(?:the[ \n]|in[ \n]|at[ \n])?$"
    r"|\brank(?:s|ed)?[ \n](?:the|its|their|this|that|it|them)[ \n](?:\w+[ \n]){0,3}$"
)
NUMBERED = re.compile(r"\b(?:[Nn]o\.?|[Nn]umber|[Nn]o)[ \n]$")
RANKED_NUMBER = re.compile(r"\b(?:the|as|ranked|ranks|world|'s|at|currently)[ \n](?:[Nn]o\.?|[Nn]umber)[ \n]$")
AGENT = re.compile(r"[ \n](?:in\b|[a-z]+(?:er|or)s?\b|economy|company|brand|bank|market|seed|spot|exporter)")
CHINESE_RANK = re.compile(r"(?:排名|排行|位居|位列|名列|居|列)\S{0,6}第$")
CLASSIFIERS = (
    "个個名人位家条條艘台臺辆輛架座所项項次种種类類处處件只隻头頭匹口户戶套本册冊张張份对雙双批场棟栋间棵"
    "株支枚颗顆起例级層层步轮輪款项道面幅篇部门代组群成倍回頭匹本枚軒社校名台冊戸点"
)
CHINESE_DATE = "年月日号號时時点點届屆条條章节節版期"
AGE_LAST = word_set("age aged ages of возрасте between from")
AGE_BEFORE = re.compile(r"(?<![^\W_])(?:aged?|ages|age of|возрасте)[ \n](?:between[ \n]|from[ \n])?$", re.IGNORECASE)
AGE_NAME = re.compile(r"(?:[A-ZА-ЯЁ][\w'’-]+)(?:[ \n][\w'’-]+)?,[ \n]$")
VAGUE = re.compile(r"\b(?:several|few|couple of|many|некольк\w+|пар[ау])[ \n]$", re.IGNORECASE)
SHARE_AFTER = re.compile(
    r"[ \n](?:of|the|that|its|their|his|her|our|as|more|less|fewer|higher|lower|cheaper|faster|larger|smaller|longer|"
    r"were|was|are|is|have|had|received|got|от|всех|всей|больше|меньше|суммы|населения)(?![^\W_])|[.,;:!?)—–]|[ \n]?$"
)
SHARE_BEFORE = re.compile(
    r"(?<![^\W_])(?:by|about|around|nearly|almost|roughly|than|over|under|only|just|least|some|approximately|"
    r"another|на|"
    r"более|около|почти|менее|примерно|to|up|from)[ \n](?:a[ \n])?$",
    re.IGNORECASE,
)
NO_SHARE_BEFORE = re.compile(
    r"(?<![^\W_])(?:first|second|third|fourth|other|better|latter|former|this|that|each|last|next|in|past|per|перв\w+|"
    r"втор\w+|треть\w+|четв[её]рт\w+|последн\w+|the)[ \n]$",
    re.IGNORECASE,
)
VERBAL = re.compile(
    r"(?<![^\W_])(?:to|will|would|could|may|might|than|nearly|almost|about|over|roughly|can|should)[ \n]$"
)
OF_WHAT = re.compile(r"[ \n](?:the|that|its|their|what|as)\b")

TOP = re.compile(r"\b[Tt]op[ \n]$")
TURN_AFTER = re.compile(r"[ \n](?:time|day|year|of[ \n][A-Z])")
RANK_GOES_ON = re.compile(r"[ \n]in\b|[.,;]")
SPAN_BEFORE = re.compile(r"\b(?:past|last|next|first|previous)[ \n]$")
YEAR_GOES_ON = re.compile(r"[,.;:)]|[ \n](?:[A-Z]|the\b|a\b|and\b|to\b|by\b|when\b|he\b|it\b)|$")
MONTH = re.compile(MONTHS)
CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
# After these a number that could be a year is none: "more than 2000 households".
COUNT_LAST = word_set(
    """than least nearly almost some to many few another of rund etwa fast knapp als свыше более почти менее de casi"""
)
COUNT_BEFORE = re.compile(
    r"\b(?:more than|at least|nearly|almost|some|up to|fewer than|less than|as many as|as few as|another|a total of|"
    r"upwards? of|rund|etwa|fast|knapp|mehr als|weniger als|свыше|более|почти|не менее|plus de|moins de|près de|más de|"
    r"menos de|casi)[ \n]$",
    re.IGNORECASE,
)
NOUN_AFTER = re.compile(r"[ \n](?!(?:and|or|to|the|of|when|in|as|by|on|at|for|with|is|was)\b)[^\W\d_]{3,}")
