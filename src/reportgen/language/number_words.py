"""Words that stand for numbers, by language.

Each table maps a word in lower case to a pair: its class and its value. English and Chinese are always read,
the words of other languages only where the text is known to be in them, since "six", "once" or "die" are
words of more than one language.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import IntEnum


class WordClass(IntEnum):
    """What a number word can stand beside."""

    UNIT = 1  # one ... nine
    TEEN = 2  # ten ... nineteen
    TENS = 3  # twenty ... ninety
    HUNDRED = 4  # "hundred", which multiplies what stands before it
    HUNDREDS = 5  # "двести", a whole number of hundreds
    SCALE = 6  # thousand, million ...
    DOZEN = 7
    HALF = 8  # half, and "полтора" with the value 1.5
    FRACTION = 9  # third, quarter ...; the value is the denominator
    ORDINAL = 10  # second, third ... as a rank
    MULTIPLE = 11  # twice, doubled, threefold
    GLUE = 12  # and, a, of
    PLURAL = 13  # hundreds, millions: no number of their own


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list that is written as text."""
    return frozenset(text.split())


Table = Mapping[str, tuple[WordClass, Decimal]]


def _table(entries: Mapping[WordClass, str]) -> dict[str, tuple[WordClass, Decimal]]:
    """Read tables written as `value: word word; value: word`."""
    found: dict[str, tuple[WordClass, Decimal]] = {}
    for kind, text in entries.items():
        for entry in text.split(";"):
            value, _, words = entry.strip().partition(":")
            found.update({word.lower(): (kind, Decimal(value)) for word in words.split()})
    return found


_ORDINAL_STEMS = (
    "4: fourth; 5: fifth; 6: sixth; 7: seventh; 8: eighth; 9: ninth; 10: tenth; 11: eleventh; 12: twelfth; "
    "13: thirteenth; 14: fourteenth; 15: fifteenth; 16: sixteenth; 17: seventeenth; 18: eighteenth; 19: nineteenth; "
    "20: twentieth; 30: thirtieth; 40: fortieth; 50: fiftieth; 100: hundredth; 1000: thousandth"
)

ENGLISH: Table = _table({
    WordClass.UNIT: "1: one; 2: two; 3: three; 4: four; 5: five; 6: six; 7: seven; 8: eight; 9: nine",
    WordClass.TEEN: (
        "0: zero; 10: ten; 11: eleven; 12: twelve; 13: thirteen; 14: fourteen; 15: fifteen; 16: sixteen; "
        "17: seventeen; 18: eighteen; 19: nineteen"
    ),
    WordClass.TENS: "20: twenty; 30: thirty; 40: forty; 50: fifty; 60: sixty; 70: seventy; 80: eighty; 90: ninety",
    WordClass.HUNDRED: "100: hundred",
    WordClass.SCALE: (
        "1e3: thousand; 1e6: million; 1e9: billion; 1e12: trillion; 1e15: quadrillion; 1e5: lakh lakhs; "
        "1e7: crore crores"
    ),
    WordClass.DOZEN: "12: dozen",
    WordClass.HALF: "0.5: half",
    WordClass.ORDINAL: f"2: second; 3: third; {_ORDINAL_STEMS}",
    WordClass.FRACTION: (
        "3: thirds; 4: quarter quarters fourths; 5: fifths; 6: sixths; 7: sevenths; 8: eighths; 9: ninths; "
        "10: tenths; 12: twelfths; 20: twentieths; 100: hundredths"
    ),
    WordClass.MULTIPLE: (
        "2: twice doubled double twofold; 3: thrice tripled triple trebled threefold; 4: quadrupled quadruple "
        "fourfold; 5: quintupled fivefold; 6: sixfold; 7: sevenfold; 8: eightfold; 10: tenfold; 100: hundredfold"
    ),
    WordClass.GLUE: "0: and a an of",
    WordClass.PLURAL: (
        "10: tens; 12: dozens; 100: hundreds; 1e3: thousands; 1e6: millions; 1e9: billions; 1e12: trillions"
    ),
})  # fmt: skip

RUSSIAN: Table = _table({
    WordClass.UNIT: (
        "2: два две двух двум двумя двое двоих; 3: три трех трёх трем трём тремя трое троих; 4: четыре "
        "четырех четырёх четырем четырём "
        "четырьмя четверо четверых; 5: пять пяти пятью пятеро пятерых; 6: шесть шести шестью шестеро; 7: семь"
        " семи семью семеро; 8: восемь восьми восемью; "
        "9: девять девяти девятью"
    ),
    WordClass.TEEN: (
        "10: десять десяти десятью; 11: одиннадцать одиннадцати; 12: двенадцать двенадцати; 13: тринадцать тринадцати; "
        "14: четырнадцать четырнадцати; 15: пятнадцать пятнадцати; 16: шестнадцать шестнадцати; "
        "17: семнадцать семнадцати; 18: восемнадцать восемнадцати; 19: девятнадцать девятнадцати"
    ),
    WordClass.TENS: (
        "20: двадцать двадцати; 30: тридцать тридцати; 40: сорок сорока; 50: пятьдесят пятидесяти; "
        "60: шестьдесят шестидесяти; 70: семьдесят семидесяти; 80: восемьдесят восьмидесяти; 90: девяносто девяноста"
    ),
    WordClass.HUNDREDS: (
        "100: сто ста; 200: двести двухсот двумстам; 300: триста трехсот трёхсот тремстам; "
        "400: четыреста четырехсот четырёхсот; 500: пятьсот пятисот; 600: шестьсот шестисот; 700: семьсот семисот; "
        "800: восемьсот восьмисот; 900: девятьсот девятисот"
    ),
    WordClass.SCALE: (
        "1e3: тысяча тысячи тысяч тысячу тысячей тысячам; 1e6: миллион миллиона миллионов миллиону миллионам; "
        "1e9: миллиард миллиарда миллиардов миллиарду миллиардам; "
        "1e12: триллион триллиона триллионов триллиону триллионам"
    ),
    WordClass.DOZEN: "12: дюжина дюжину дюжины",
    WordClass.HALF: "0.5: половина половину половины половиной половине; 1.5: полтора полторы полутора",
    WordClass.ORDINAL: (
        "2: второй вторая второе вторым втором вторую; 3: третий третья третье третьим третьем третьей; "
        "4: четвертый четвёртый четвертая четвёртая четвертое четвёртое четвертым четвёртым четвертом четвёртом; "
        "5: пятый пятая пятое пятым пятом; 6: шестой шестая шестое шестым шестом; "
        "7: седьмой седьмая седьмое седьмым седьмом; 8: восьмой восьмая восьмое восьмым восьмом; "
        "9: девятый девятая девятое девятым девятом; 10: десятый десятая десятое десятым десятом"
    ),
    WordClass.FRACTION: "3: треть трети третью; 4: четверть четверти четвертью",
    WordClass.MULTIPLE: "2: вдвое удвоился удвоилась удвоилось удвоились; 3: втрое утроился утроилась; 4: вчетверо",
    WordClass.GLUE: "0: с",
})  # fmt: skip

GERMAN: Table = _table({
    WordClass.UNIT: "2: zwei; 3: drei; 4: vier; 5: fünf; 6: sechs; 7: sieben; 8: acht; 9: neun",
    WordClass.TEEN: "10: zehn; 11: elf; 12: zwölf",
    WordClass.TENS: (
        "20: zwanzig; 30: dreißig; 40: vierzig; 50: fünfzig; 60: sechzig; 70: siebzig; 80: achtzig; 90: neunzig"
    ),
    WordClass.HUNDRED: "100: hundert",
    WordClass.SCALE: "1e3: tausend; 1e6: Million Millionen; 1e9: Milliarde Milliarden; 1e12: Billion Billionen",
    WordClass.HALF: "0.5: Hälfte",
    WordClass.FRACTION: "3: Drittel; 4: Viertel; 5: Fünftel",
    WordClass.MULTIPLE: (
        "2: verdoppelt doppelt zweimal; 3: verdreifacht dreimal; 4: viermal; 5: fünfmal; 6: sechsmal; 10: zehnmal"
    ),
})  # fmt: skip

FRENCH: Table = _table({
    WordClass.UNIT: "2: deux; 3: trois; 4: quatre; 5: cinq; 6: six; 7: sept; 8: huit; 9: neuf",
    WordClass.TEEN: "10: dix; 11: onze; 12: douze; 13: treize; 14: quatorze; 15: quinze; 16: seize",
    WordClass.TENS: "20: vingt; 30: trente; 40: quarante; 50: cinquante; 60: soixante",
    WordClass.HUNDRED: "100: cent cents",
    WordClass.SCALE: "1e3: mille; 1e6: million millions; 1e9: milliard milliards",
    WordClass.HALF: "0.5: moitié",
    WordClass.MULTIPLE: "2: doublé; 3: triplé",
})  # fmt: skip

SPANISH: Table = _table({
    WordClass.UNIT: "2: dos; 3: tres; 4: cuatro; 5: cinco; 6: seis; 7: siete; 8: ocho; 9: nueve",
    WordClass.TEEN: "10: diez; 11: once; 12: doce; 13: trece; 14: catorce; 15: quince",
    WordClass.TENS: (
        "20: veinte; 30: treinta; 40: cuarenta; 50: cincuenta; 60: sesenta; 70: setenta; 80: ochenta; 90: noventa"
    ),
    WordClass.HUNDREDS: "100: cien; 200: doscientos doscientas; 300: trescientos trescientas; 500: quinientos",
    WordClass.SCALE: "1e3: mil; 1e6: millón millones",
    WordClass.HALF: "0.5: mitad",
    WordClass.MULTIPLE: "2: duplicado; 3: triplicado",
})  # fmt: skip

BY_LANGUAGE: Mapping[str, Table] = {"ru": RUSSIAN, "de": GERMAN, "fr": FRENCH, "es": SPANISH}

# What multiplies a number in digits, in whatever language. In German "Billion" is 1e12; it stands in GERMAN and wins
# there. Words that mean something else in another language ("bin", "mii") are left out.
SCALES: Mapping[str, Decimal] = {
    word: Decimal(value)
    for value, words in (
        ("1e2", "hundred"),
        ("1e3", ("thousand k тыс тысяч тысячи тысяча тысячу тысячам тысячами tausend mille mil тис тисяч тисячі mila "
                "χιλιάδες χιλιάδων χιλ tysiąc tysiące tysięcy tys tisíc tisíce duizend tusen tusind tuhatta хиляди")),
        ("1e5", "lakh lakhs"),
        ("1e6", ("million mn mln mio млн миллион миллиона миллионов миллионам миллионами millionen millions "
                "millón millones milione milioni milhão milhões εκατομμύριο εκατομμύρια εκατομμυρίων εκατ milion "
                "miliony milionów milión milióny milionů miliónů miliónov miljoen miljon miljoner millioner "
                "miljoonaa milyon milioane мільйон мільйона мільйони мільйонів милион милиона")),
        ("1e7", "crore crores"),
        ("1e9", ("billion bn bln млрд миллиард миллиарда миллиардов миллиардам milliarden milliarde mrd milliard "
                "milliards miliardo miliardi mld bilhão bilhões δισεκατομμύριο δισεκατομμύρια δισεκατομμυρίων δισ "
                "miliard miliardy miliardów miliarda miliardů miljard miljarder milliarder miljardia milyar "
                "miliarde мільярд мільярда мільярди мільярдів милиард милиарда милиарди")),
        ("1e12", "trillion tn trn трлн триллион триллиона триллионов billionen"),
        ("1e15", "quadrillion"),
        ("12", "dozen"),
    )
    for word in words.split()
}  # fmt: skip

# Shortened with a dot, which is part of the word; that of "5 million." ends the sentence.
SHORTENED_SCALES = word_set("тыс тис млн млрд трлн mio mrd mld χιλ εκατ δισ tys")

# These stand for a scale only beside a currency: "$5m", but "5m" is a length.
MONEY_SCALES: Mapping[str, Decimal] = {
    "m": Decimal("1e6"), "b": Decimal("1e9"), "t": Decimal("1e12"), "k": Decimal("1e3"),
}  # fmt: skip

CHINESE_DIGITS: Mapping[str, int] = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
CHINESE_SCALES: Mapping[str, int] = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "萬": 10**4,
    "亿": 10**8,
    "億": 10**8,
}
