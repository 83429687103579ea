"""Whether a statement has a speaker who can speak: claim and resolved speaker -> kept or left out.

Manuals, lists and languages that are not read have words and marks of saying without anybody who says something. What
is left out here is most often no statement; what is kept need not be one.
"""

from __future__ import annotations

import re

from reportgen.extract.saying.persons import Speaker
from reportgen.extract.saying.prose import Claim
from reportgen.language.chinese import DOUBLE_SURNAMES, SURNAMES
from reportgen.language.names import common_words
from reportgen.language.word_sets import word_set

# Languages whose reports without quotation marks are read.
READ = frozenset({"en", "ru", "zh", "de", "fr", "es", "uk", "be", "ja"})
_LONG = 60  # characters of a quotation that may stand without a speaker, as a block of its own
_NO_OPENING = word_set(
    """
    by in at on of for with from as if when where while because so since though although or and but to than
    comme si quand lorsque dans par pour que qui dont où sur avec como cuando por para donde con wie wenn weil als dass
    mit durch für bei damit si che come con per quando
    then also not rather better can could may might must should will would let making seeing using
    если когда как что про для из при так чтобы где поэтому потому либо или
    """
)
_NO_END = word_set(
    "in of to for by with from at on as and or the a an de du des der die das von mit en con por и в на с"
)
# What one goes by and nobody says: "according to the requirements", "selon les conditions".
_NO_SOURCES = word_set(
    """
    requirements rules conditions terms order size needs type settings format list option options preferences
    conditions termes règles ordre taille besoins ordre type liste regeln bedingungen reihenfolge größe
    condiciones términos reglas orden tamaño vous usted ustedes you
    """
)
_SIGNS = frozenset(":;=<>%&|/\\-+*~^_")  # what opens commands and patterns, and no sentence
_CODE = frozenset("-_/\\<=@.")  # before a word that is part of a command, a path, an address
_PRONOUNS = word_set("he she it they er sie es il elle ils elles él ella ellos он она они")
_LETTERS = re.compile(r"[^\W\d_]")
_HAN_PRONOUNS = frozenset({"他", "她", "他们", "她们"})
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HAN_NO_OPENING = re.compile(
    r"如果?|所以|因为|因此|但是?|当(?![地局事年今])|若|且|或者?|以便?|为了|这样|那么|其中|虽然|即使|只要|只有|可以|您|你|不|本节|用户可|也|就|并|会|被"
)
_HAN_INSIDE = re.compile(r"时候|就会|应该|需要|可以|不会|没有|如果")
_HAN_SPEAKER = re.compile(
    r"[局部会社院报网厅委办署处员者人们方国市省县府店厂队所行团校家司台刊站]$|公司|集团|政府|中心|组织|基金|大学|协会|媒体|官员|人士|专家|报告"
    r"|研究|调查|文章|声明|白皮书|[A-Za-z]{2}|·"
)
_JAPANESE_SPEAKER = re.compile(
    r"(?:[省庁局会社院校市町村県府都道党側者家員]|大学|警察|銀行|政府|団体|組合|研究所|機構|財団|広報|住民|女性|男性|学生|チーム|調査|報告書?|声明)\Z"
)
_HAN_PERSON = re.compile(rf"(?:{DOUBLE_SURNAMES}|[{SURNAMES}])[\u4e00-\u9fff]{{1,2}}")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_SAID = ("说", "說", "道")
_NO_VERB = re.compile(r"[明法话服]")  # after 说 it is a noun or another verb


def is_credible(  # noqa: PLR0911 (a list of rules, first fits)
    view: str, claim: Claim, speaker: Speaker | None, *, language: str | None
) -> bool:
    """Whether somebody who can speak is given for a claim; `language` is the document's tag, if known."""
    read = language is None or language[:2] in READ
    if speaker is None:  # a pronoun, or nobody
        attributed = read and claim.speaker is not None
        return attributed or (claim.verbatim and claim.end - claim.start >= _LONG)
    if not read and not (claim.verbatim and speaker.person):
        return False
    name = speaker.name
    if claim.verbatim and view[claim.start] in _SIGNS:
        return False
    if not speaker.person and claim.speaker is not None and view[claim.speaker[0] - 1 : claim.speaker[0]] in _CODE:
        return False
    if len(_LETTERS.findall(name)) < 2 and claim.speaker is not None and not name.isupper():
        return False
    if language == "ja":
        return speaker.person or _JAPANESE_SPEAKER.search(name) is not None
    if _HAN.match(name):
        return _is_chinese_speaker(view, claim, speaker)
    words = name.casefold().split()
    small = [word for word in name.split()[:3] if word.islower()]  # "Harbour Type" is a name
    if not claim.verbatim and not speaker.person and not _NO_SOURCES.isdisjoint(small):
        return False
    if words[0] in _NO_OPENING or (len(words) > 1 and (words[-1] in _NO_END or words[0] in _PRONOUNS)):
        return False
    return speaker.person or len(words) > 1 or (name.lower() != "the" and _is_one_word(name))


def _is_one_word(name: str) -> bool:
    """Whether one word can be a speaker: a name, or a noun such as "analysts" and "research", but no adverb."""
    if name[0].islower():
        return name.isalpha() and (name.endswith("s") or not name.isascii() or name in common_words())
    return not (name.endswith("ly") and name.isalpha())


def _is_chinese_speaker(view: str, claim: Claim, speaker: Speaker) -> bool:
    subject = view[slice(*claim.speaker)].strip() if claim.speaker is not None else speaker.name
    if subject in _HAN_PRONOUNS:
        return True
    if _HAN_NO_OPENING.match(subject) or _HAN_INSIDE.search(subject):
        return False
    before = view[max(claim.start - 4, 0) : claim.start]
    if not claim.verbatim and before[-1:] in _SAID and _NO_VERB.match(view, claim.start):
        return False
    known = speaker.person and speaker.name != subject and subject.endswith(speaker.name)
    if known or speaker.role is not None or _HAN_SPEAKER.search(subject):
        return True
    if _HAN_PERSON.fullmatch(subject) and before[-1:] in "，,：:":
        return True
    said = claim.verbatim or before.rstrip("，,：: ")[-1:] in _SAID
    return said and _HAN_NAME.fullmatch(subject) is not None
