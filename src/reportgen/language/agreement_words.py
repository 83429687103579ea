"""The words of cooperation: nouns for what parties do together, and verbs that tell how far it has come.

Closed classes of English, with the commonest of Russian, German, French, Spanish and Chinese; in lower case.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from reportgen.language.word_sets import word_set

# What two parties conclude: the word alone says that there are two.
PACTS: Final = word_set(
    "treaty treaties agreement agreements accord accords pact pacts compact convention conventions memorandum "
    "memoranda memorandums mou "
    "protocol protocols concordat armistice truce ceasefire covenant entente contract contracts deal deals "
    "alliance alliances arrangement arrangements "
    "venture ventures communique communiqué partnership partnerships consortium twinning pledge statement declaration "
    "договор договора договору договором соглашение соглашения соглашению соглашением соглашений меморандум "
    "меморандума меморандумом "
    "меморандуме пакт пакта конвенция конвенции конвенцию протокол протокола контракт контракта контракты альянс "
    "партнёрство партнерство "
    "abkommen vertrag vereinbarung traité accord convention acuerdo tratado convenio pacto pactos "
    "pacte memorando alianza pakt"
)
# What one party can do alone: it counts when two are named or a word says "together".
VENTURES: Final = word_set(
    "project projects programme programmes program programs initiative initiatives fund scheme schemes exercise "
    "exercises drills manoeuvres "
    "maneuvers pipeline pipelines corridor mission network campaign consortium framework forum platform dialogue "
    "railway line bridge terminal "
    "plant station dam interconnector cable expedition laboratory observatory telescope satellite aircraft "
    "reactor extension league "
    "exhibition partnership charter plan roadmap belt years facility hub park zone scholarship exchange "
    "проект проекта проекту проектом проекте программа программы программу программе инициатива инициативы "
    "инициативу учения учений iniciativa bündnis netzwerk experiment archive collection centre center "
    "фонд предприятие projekt programm projet programme proyecto programa"
)
# Heads that stand for a thing of their own only with a word that says "together" before or beside them.
NEEDS_JOINT: Final = word_set(
    "statement declaration plan years exchange plant station line bridge dam terminal railway laboratory "
    "observatory telescope satellite aircraft "
    "reactor cable facility hub park zone fund mission network campaign forum platform extension expedition "
    "framework league exhibition "
    "experiment archive collection centre center scholarship terminal roadmap belt venture ventures pledge "
    "предприятие фонд"
)
# Works that cross borders: two parties named in the sentence are enough.
WORKS: Final = word_set(
    "pipeline pipelines corridor railway line bridge terminal plant station dam interconnector cable reactor "
    "tunnel canal"
)
JOINT: Final = re.compile(
    r"\b(?:joint(?:ly)?|together|bilateral|trilateral|co-?(?:fund|financ|own|manag|develop)\w+|shared|cross-border|(?:two"
    r"|three|four|both)[ ][a-z]+|"
    r"the[ ](?:countries|sides|parties|states|cities|companies|agencies|governments|neighbours|neighbors|clubs"
    r"|partners|towns|councils|universities)|стороны|"
    r"совместн\w+|gemeinsam\w*|conjoint\w*|conjunt\w+)\b",
    re.IGNORECASE,
)
# Words that make a head a mere qualifier: "partnership opportunities", "project manager".
QUALIFIED: Final = word_set(
    "opportunities opportunity talks manager managers director directors leader leaders text texts partner "
    "partners company companies office "
    "offices team teams member members bank house document documents negotiation negotiations negotiators officer "
    "staff cost costs budget site "
    "sites work works worker workers area areas management law terms term funding money period document draft "
    "drafts crew crews operator "
    "operators capacity price prices maker makers count"
)
# Lower-case heads that are no thing of their own without a qualifier.
BARE: Final = word_set(
    "project projects programme programmes program programs initiative initiatives scheme schemes plan network "
    "campaign line"
)

TOGETHER: Final = re.compile(
    r"\b(?:joint(?:ly)?|together|between|bilateral|trilateral|multilateral|cross-border|multinational"
    r"|international|inter\w*governmental|"
    r"cooperat\w+|co-operat\w+|collaborat\w+|partner\w*|both|two-party|co-financ\w+|co-fund\w+|shared|mutual\w*"
    r"|cofounded|with|"
    r"совместн\w+|между|обе|gemeinsam\w*|zwischen|commun\w*|conjoint\w*|entre|conjunt\w+)\b|共同|联合|合作|两国|双方"
    r"|\b[A-Z]\w+[-–][A-Z]\w+\b|\bи\s[^.;]{2,60}\s(?:запустили|подписали|создали|учредили|начали|открыли|реализуют|ведут|договорились)\b",
)
STATUSES: Final = (
    ("cancelled", re.compile(r"\b(?:cancel\w*|scrap\w*|abandon\w*|terminat\w+|withdr[ae]w\w*|collapsed"
                             r"|repudiat\w+|annul\w*|расторг\w+|отмен\w+)\b|取消|终止", re.IGNORECASE)),
    ("suspended", re.compile(r"\b(?:suspend\w*|halt\w*|frozen|froze|on hold|stalled|paused|interrupt\w*"
                             r"|postpon\w+|приостанов\w+|прерван\w*)\b|中止|暂停", re.IGNORECASE)),
    ("under construction", re.compile(r"\b(?:under construction|is being built|are being built"
                                      r"|construction (?:of .{0,60} )?(?:began|started|is under way)|broke ground"
                                      r"|строится)\b|在建", re.IGNORECASE)),
    ("completed", re.compile(r"(?<!\bbe )(?<!\bfor )\b(?:complet\w+\b(?![ ](?:is |was |are )?"
                             r"(?:plann|expect|schedul|due|target))|concluded its|finished|wound up"
                             r"|came to an end|завершен\w*|завершён\w*)\b|完成|建成", re.IGNORECASE)),
    ("under negotiation", re.compile(r"\b(?:negotiat\w+|talks (?:on|about|over)|discuss\w*|consulting"
                                     r"|is being drafted|переговор\w+|обсужда\w+)\b|谈判|磋商", re.IGNORECASE)),
    ("proposed", re.compile(r"\b(?:propos\w+|suggest\w+|mooted|floated|предлож\w+)\b|提议|倡议", re.IGNORECASE)),
    ("planned", re.compile(r"\b(?:will (?:be )?(?:sign\w*|launch\w*|open\w*|build|built|start\w*|form\w*|set up"
                           r"|establish\w*)|plan(?:s|ned|ning)?\b|intend\w*|to be (?:built|signed|launched)"
                           r"|due to|scheduled|планиру\w+)\b|计划|拟|将", re.IGNORECASE)),
    ("in force", re.compile(r"\b(?:in force|entered into force|came into (?:force|effect)|took effect"
                            r"|takes effect|ratifi\w+|binding|under the|вступил\w*)\b|生效", re.IGNORECASE)),
    ("signed", re.compile(r"\b(?:sign(?:ed|ing|s|atories)|conclud\w+|agreed|inked|initialled|struck|sealed"
                          r"|подписа\w+|заключ\w+|unterzeichn\w*|signé\w*|firmaron|firmó)\b|签署|签订", re.IGNORECASE)),
    ("announced", re.compile(r"\b(?:announc\w+|unveil\w*|issued|released|объявил\w*)\b|宣布", re.IGNORECASE)),
    ("operating", re.compile(r"\b(?:launch\w*|operat\w+|runs?|running|opened|founded|established|set up|created"
                             r"|started|began|lends|links|works|built|commission\w*)\b|启动|成立", re.IGNORECASE)),
)  # fmt: skip
# What each of those finds has one of these in small letters: to look for them is faster.
STATUS_STEMS: Final = MappingProxyType(
    {
        status: tuple(stems.split("|"))
        for status, stems in {
            "cancelled": "cancel|scrap|abandon|terminat|withdr|collapsed|repudiat|annul|расторг|отмен|取消|终止",
            "suspended": "suspend|halt|froze|on hold|stalled|paused|interrupt|postpon|приостанов|прерван|中止|暂停",
            "under construction": "construction|being built|broke ground|строится|在建",
            "completed": "complet|concluded|finished|wound up|came to an end|заверш|完成|建成",
            "under negotiation": "negotiat|talks|discuss|consulting|drafted|переговор|обсужда|谈判|磋商",
            "proposed": "propos|suggest|mooted|floated|предлож|提议|倡议",
            "planned": "will |plan|intend|to be |due to|scheduled|планиру|计划|拟|将",
            "in force": "force|effect|ratifi|binding|under the|вступил|生效",
            "signed": "sign|conclud|agreed|inked|initialled|struck|sealed|подписа|заключ|unterzeichn|firm|签署|签订",
            "announced": "announc|unveil|issued|released|объявил|宣布",
            "operating": "launch|operat|run|opened|founded|established|set up|created|started|began|lends"
            "|links|works|built|commission|启动|成立",
        }.items()
    }
)
