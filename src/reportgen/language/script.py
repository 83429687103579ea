"""The scripts of a text and a guess at its language, from letters and the commonest words alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

_SAMPLE = 24_000  # characters looked at, from the beginning, the middle and the end
# The letters of ASCII, which are all Latin, are counted apart, without a regular expression.
_SCRIPTS = (
    ("Latn", re.compile(r"[À-ÖØ-öø-ɏḀ-ỿ]")),
    ("Cyrl", re.compile(r"[\u0400-\u052f]")),
    ("Hani", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")),
    ("Kana", re.compile(r"[\u3040-\u30ff]")),
    ("Hang", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("Arab", re.compile(r"[\u0600-\u06ff\u0750-\u077f]")),
    ("Hebr", re.compile(r"[\u0590-\u05ff]")),
    ("Grek", re.compile(r"[\u0370-\u03ff]")),
    ("Deva", re.compile(r"[\u0900-\u0963\u0966-\u097f]")),  # the stop U+0964 is used with other scripts as well
    ("Beng", re.compile(r"[\u0980-\u09ff]")),
    ("Taml", re.compile(r"[\u0b80-\u0bff]")),
    ("Telu", re.compile(r"[\u0c00-\u0c7f]")),
    ("Mlym", re.compile(r"[\u0d00-\u0d7f]")),
    ("Thai", re.compile(r"[\u0e00-\u0e7f]")),
    ("Geor", re.compile(r"[\u10a0-\u10ff]")),
    ("Armn", re.compile(r"[\u0530-\u058f]")),
)
_ASCII = bytes(range(128))
_NO_LETTERS = bytes(code for code in _ASCII if not chr(code).isalpha())
_NOT_ASCII = bytes(range(128, 256))
_LETTERS_ONLY = bytes(32 if code in _NO_LETTERS else code for code in range(256))
# A script that one language, or by far the most texts, is written in. "Beng" is not here: two languages share it.
_BY_SCRIPT = MappingProxyType(
    {
        "Hang": "ko",
        "Hebr": "he",
        "Grek": "el",
        "Deva": "hi",
        "Taml": "ta",
        "Telu": "te",
        "Mlym": "ml",
        "Thai": "th",
        "Geor": "ka",
        "Armn": "hy",
    }
)
_WORD = re.compile(r"[^\W\d_]+")


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


# The commonest words of each language; one shared by several counts for each.
_COMMON = MappingProxyType(
    {
        "en": _words(
            "the of and to in a is that for it as was with be by on not he his but are this or had at from which",
            "have an they you were her she has been their would there what will its than who into other more about",
            "said also between its after over new under against during how why",
        ),
        "de": _words(
            "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus",
            "er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder",
            "aber vor zur bis mehr durch man sein wurde unter gegen zwischen",
        ),
        "fr": _words(
            "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ou",
            "mais comme on d l n aux ont cette ses été fait leur sa entre deux nous vous ces être après elle sans",
            "sous contre",
        ),
        "es": _words(
            "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí",
            "porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos",
            "uno les ni contra fue son es ha",
        ),
        "it": _words(
            "di e il la che in a per un è del della non le una si da con i dei sono al alla delle nel come più gli",
            "ha lo su anche dal ma o nella loro questo tra dalla degli essere stato se suo ai alle",
        ),
        "pt": _words(
            "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à",
            "seu sua ou ser quando muito há nos já está também só pelo pela até isso entre era são",
        ),
        "nl": _words(
            "de en van het een in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit naar door",
            "over ze die tot deze heeft wordt worden was nog hij werd hun",
        ),
        "pl": _words(
            "i w na z do się nie jest że to o jak po co ale za od przez dla są tym być był ma oraz jego też czy",
            "jako już tylko lub tego który która które przy",
        ),
        "sv": _words(
            "och i att det som en på är av för med till den har de inte om ett han men var sig från vi så kan när",
            "år under också efter eller nu ska vid mot",
        ),
        "tr": _words(
            "ve bir bu da de için ile olarak çok daha olan gibi en kadar sonra ne var ancak ama o olduğu ise değil",
            "her yeni tarafından",
        ),
        "fi": _words(
            "ja on ei se että oli hän mutta ovat kuin myös sen tai joka niin kun jos ole mukaan vain",
        ),
        "cs": _words(
            "a v se na je že z o s do i to k ve pro za by ale si po jako podle od jsou které který byl však jeho",
            "nebo",
        ),
        "sk": _words(
            "a v sa na je že z s do o to k za by ako po pre ale od aj nie jeho bol ktorý ktoré alebo iba sú bolo svoje",
        ),
        "da": _words(
            "og i at det er en den til af på for med som de et der ikke har fra var ved han men eller blev efter om",
            "sig også kun mere meget hans dette hvor nogle",
        ),
        "nb": _words(
            "og i at det er en den til av på for med som de et ikke har fra var ved han men eller ble etter om seg",
            "også bare mer mye hans dette hvor noen",
        ),
        "lt": _words(
            "ir kad tai yra su į iš buvo jis kaip dėl apie už nuo bei jo tik arba taip pat po prie per savo ne o šis",
            "šią ši jau kuris kurie kuri",
        ),
        "lv": _words("un ir no ka ar par uz kas bet tas arī pie vai šī gan tika kā tā bija viņš savu"),
        "et": _words("ja on ei et see oma kui ta ka mis aga oli või ning selle mida nii üle"),
        "hu": _words("a az és hogy nem is egy ez volt meg de csak mint már azt el ha vagy még ki aki amely lett"),
        "ro": _words(
            "și în de la cu pe a că din este pentru nu o un care sunt mai lui ale sau al fi au fost prin său sa să se",
            "ca acest această după",
        ),
        "ca": _words(
            "de la i el que a en els un per les una amb és no del al es va dels aquest més com però ha ser seua seva",
            "ell aquesta també molt seus han",
        ),
        "gl": _words(
            "de a o que e do da en un para é unha non os no se na por máis as dos co coa seu súa ao pola polo foi",
            "tamén á ás aos moi",
        ),
        "hr": _words("i u je na se da su za od s o a kao koji ne bi što ili iz po koja nije još"),
        "sl": _words("in je v na da se za so ki z pa o kot po ne bi tudi iz od še bil pri"),
        "id": _words(
            "dan yang di untuk dengan dari ini pada dalam tidak itu adalah akan ke oleh sebagai telah juga dia",
            "karena bahwa para atau",
        ),
        "ms": _words(
            "dan yang di untuk dengan dari ini pada dalam tidak itu ialah akan ke oleh sebagai telah juga beliau",
            "kerana bahawa daripada atau",
        ),
        "vi": _words("và của là các có cho không được trong một người với những đã để này khi từ về cũng như anh bởi"),
    }
)
# The languages that have a word among their commonest, with blanks between; counting strings is quick.
_LANGUAGES_OF: Mapping[str, str] = {
    word: " ".join(language for language, common in _COMMON.items() if word in common)
    for word in frozenset().union(*_COMMON.values())
}
# Words of these languages and of Russian that tell nothing of what a text is about.
COMMON_WORDS = frozenset(word for words in _COMMON.values() for word in words) | _words(
    "и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по ее мне было вот от меня еще",
    "нет о из ему теперь когда даже ну ли если уже или быть был него до вас опять уж вам ведь там потом себя",
    "ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто чего раз тоже себе под",
    "будет тогда кто этот того потому этого какой при после над больше тот через эти нас про всего них какая",
    "много эту также которые который которая это этом",
)
_UKRAINIAN, _BELARUSIAN, _SERBIAN = re.compile("[іїєґІЇЄҐ]"), re.compile("[ўЎ]"), re.compile("[јљњђћџ]")
_BULGARIAN, _NOT_BULGARIAN, _KAZAKH = re.compile("ъ"), re.compile("[ыэё]"), re.compile("[әғқңөұүһ]")


def _shares(sample: str) -> tuple[tuple[str, float], ...]:
    """Return the ISO 15924 scripts of the letters of a text with their shares, the largest first.

    "Kana" stands for both Japanese syllabaries.
    """
    raw = sample.encode("utf-8", "surrogatepass")
    plain = len(raw.translate(None, _NO_LETTERS + _NOT_ASCII))
    # What is not ASCII has few different characters, so each of these is looked at only once.
    others = Counter(raw.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    different = "".join(others)
    if not different.strip("’“”—–‘…"):
        return (("Latn", 1.0),) if plain else ()
    counts = [(name, sum([others[char] for char in pattern.findall(different)])) for name, pattern in _SCRIPTS]
    counts[0] = ("Latn", counts[0][1] + plain)
    total = sum([count for _, count in counts])
    found = [(name, round(count / total, 4)) for name, count in counts if count]
    return tuple(sorted(found, key=lambda item: -item[1]))


def language_of(text: str) -> str | None:
    """Return the BCP 47 tag of the language a text is probably in, `None` when too little speaks for any.

    >>> language_of("Der Hafen ist seit dem Winter nicht mehr offen.")
    'de'
    """
    sample = _sample(text)
    shares = dict(_shares(sample))
    if not shares:
        return None
    if shares.get("Kana", 0) > 0.1:
        return "ja"
    # A Chinese character says as much as a word, so fewer of them make a text Chinese.
    if shares.get("Hani", 0) > 0.3:
        return "zh"
    main = max(shares, key=lambda name: shares[name])
    if main == "Cyrl":
        return _cyrillic(sample)
    if main == "Arab":
        return "fa" if re.search("[پچژگ]", sample) else "ar"
    return _latin(sample) if main == "Latn" else _BY_SCRIPT.get(main)


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third, middle = _SAMPLE // 3, len(text) // 2
    return f"{text[:third]} {text[middle : middle + third]} {text[-third:]}"


def _cyrillic(sample: str) -> str:
    letters = max(1, len(_SCRIPTS[1][1].findall(sample)))

    def share(pattern: re.Pattern[str]) -> float:
        return len(pattern.findall(sample)) / letters

    if share(_BELARUSIAN) > 0.003:
        return "be"
    if share(_UKRAINIAN) > 0.02:
        return "uk"
    if share(_SERBIAN) > 0.01:
        return "sr"
    if share(_KAZAKH) > 0.02:
        return "kk"
    return "bg" if share(_BULGARIAN) > 0.008 and not _NOT_BULGARIAN.search(sample) else "ru"


def _latin(sample: str) -> str | None:
    words = _letter_runs(sample)
    scores = dict.fromkeys(_COMMON, 0)
    for languages, count in Counter(map(_LANGUAGES_OF.get, words)).items():
        for language in languages.split() if languages else ():
            scores[language] += count
    best = max(scores, key=lambda language: scores[language])
    others = max(count for language, count in scores.items() if language != best)
    enough = scores[best] >= 2 or (scores[best] == 1 and len(words) <= 6 and others == 0)
    return best if enough and scores[best] > others and scores[best] * 20 >= len(words) else None


def _letter_runs(sample: str) -> list[str]:
    """Return the runs of letters of a text in lower case, in no particular order."""
    raw = sample.lower().encode("utf-8", "surrogatepass").translate(_LETTERS_ONLY)
    tokens = raw.decode("utf-8", "surrogatepass").split()
    words = [token for token in tokens if token.isalpha()]
    if len(words) < len(tokens):
        # What is left beside ASCII may be quotation marks and dashes.
        words += _WORD.findall(" ".join([token for token in tokens if not token.isalpha()]))
    return words
