"""Labelled pieces of a made-up reference, and the small parts every style needs: names, dates, numbers, links."""

# ruff: noqa: E501, SIM905 - a grammar reads best in one piece, its lists as text

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Final

from reportgen.extract.references.fields import Label
from train_references import vocabulary as v

Name = tuple[str, str]  # family, given


@dataclass(slots=True)
class Pieces:
    """A reference in the making: stretches of text, each with its label or none."""

    parts: list[tuple[str, Label | None]] = field(default_factory=list)

    def t(self, text: str) -> Pieces:
        """Plain text between fields."""
        if text:
            self.parts.append((text, None))
        return self

    def f(self, label: Label, text: str) -> Pieces:
        """A field."""
        if text:
            self.parts.append((text, label))
        return self

    def ends_with(self, chars: str) -> bool:
        """Whether the text so far ends with one of the characters."""
        return bool(self.parts) and self.parts[-1][0][-1:] in chars

    def sep(self, mark: str) -> Pieces:
        """A separator; its full stop or comma is dropped after a mark that already closes."""
        if not self.parts:
            return self
        if mark[:1] in ".," and self.ends_with(".?!…" if mark[0] == "." else "?!"):
            mark = mark[1:]
        return self.t(mark)


def person(rng: random.Random) -> Name:
    """Family and given names in Latin letters."""
    x = rng.random()
    if x < 0.07:
        return rng.choice(v.SURNAME), rng.choice(v.PINYIN)
    given = rng.choice(v.FIRST) if rng.random() < 0.82 else v.made_up(rng)
    if rng.random() < 0.03:
        given = f"{v.made_up(rng)}-{v.made_up(rng)}"
    if rng.random() < 0.3:
        given += " " + rng.choice("ABCDEFGHJKLMNPRSTW") + "."
    elif rng.random() < 0.08:
        given += " " + rng.choice(v.FIRST)
    family = rng.choice(v.SURNAME) if rng.random() < 0.7 else v.made_up(rng)
    if rng.random() < 0.05:
        family = rng.choice(v.PARTICLE) + " " + family
    elif rng.random() < 0.03:
        family += rng.choice((" Jr.", "-" + rng.choice(v.SURNAME), " " + rng.choice(v.SURNAME)))
    return family, given


def people(rng: random.Random, most: int = 6) -> list[Name]:
    """One to `most` people; one and two are the usual case."""
    x = rng.random()
    count = 1 if x < 0.55 else 2 if x < 0.78 else 3 if x < 0.88 else rng.randint(3, max(most, 3))
    return [person(rng) for _ in range(min(count, most))]


def initials(given: str, *, dot: str = ".", gap: str = " ") -> str:
    """Initials of given names."""
    letters = ["-".join(p[0].upper() for p in w.split("-") if p) for w in given.replace(".", "").split()]
    return gap.join(letter + dot for letter in letters)


def one_name(rng: random.Random, name: Name, mode: str) -> str:
    """One name in a mode of writing."""
    family, given = name
    del rng
    forms = {
        "given": f"{given} {family}",
        "ini": f"{initials(given)} {family}",
        "inituck": f"{initials(given, gap='')} {family}",
        "inv": f"{family}, {given}",
        "invini": f"{family}, {initials(given)}",
        "invtuck": f"{family}, {initials(given, gap='')}",
        "vanc": f"{family} {initials(given, dot='', gap='')}",
        "famini": f"{family} {initials(given)}",
        "famtuck": f"{family} {initials(given, gap='')}",
        "caps": f"{family.upper()}, {given}",
        "capsini": f"{family.upper()}, {initials(given)}",
        "capsnoc": f"{family.upper()} {initials(given)}",
        "givencaps": f"{given} {family.upper()}",
    }
    return forms[mode]


def name_list(
    rng: random.Random, names: list[Name], mode: str, last: str = ", and ", between: str = ", ", etal: int = 0
) -> str:
    """A list of names; `mode` "inv+" inverts the first alone; more than `etal` names become et al."""
    first, rest = (
        (mode[:-1], {"inv": "given", "invini": "ini", "caps": "given"}.get(mode[:-1], "given"))
        if mode.endswith("+")
        else (mode, mode)
    )
    shown = names
    others = ""
    if (etal and len(names) > etal) or rng.random() < 0.05:
        shown = names[: max(1, min(etal or 1, len(names)))]
        others = rng.choice((" et al.", ", et al.", ", et al", " et al", " and others", " et al."))
    texts = [one_name(rng, name, first if i == 0 else rest) for i, name in enumerate(shown)]
    if others:
        return between.join(texts) + others
    if len(texts) == 1:
        return texts[0]
    if len(texts) == 2 and last.startswith(", and") and rng.random() < 0.6 and not mode.startswith("inv"):
        last = last[1:]
    return between.join(texts[:-1]) + last + texts[-1]


_SUFFIX: Final = (
    "Institute of {N}",
    "Institute for {N} Studies",
    "Center for {N}",
    "Centre for {N} Research",
    "Council on {N}",
    "Foundation for {N}",
    "{N} Institute",
    "{N} Research Center",
    "{N} Foundation",
    "{N} Association",
    "Association of {N}",
    "Society for {N}",
    "{N} Agency",
    "{N} Group",
    "{N} Forum",
    "{N} Network",
    "{N} Club",
    "{N} Initiative",
    "Bureau of {N}",
    "Department of {N}",
    "Ministry of {N}",
    "Office for {N}",
    "Commission on {N}",
    "Committee on {N}",
    "Academy of {N}",
    "Board of {N}",
)
_BODIES: Final = "World Bank|International Monetary Fund|United Nations|European Commission|World Health Organization|Food and Agriculture Organization of the United Nations|European Central Bank|Asian Development Bank|Bank of England|White House|US Department of State|U.S. Department of Defense|Congressional Research Service|Government of Canada|Amnesty International|Human Rights Watch|Greenpeace|Brookings Institution|Carnegie Endowment for International Peace|Chatham House|Council on Foreign Relations|Hudson Institute|Heritage Foundation|Deutsche Bank|Goldman Sachs|McKinsey & Company|Rhodium Group|Pew Research Center|International Energy Agency|Office for National Statistics|Eurostat|Statistics Norway|Transparency International|Asia Society|Wilson Center|Atlantic Council|German Marshall Fund|Jamestown Foundation|International Crisis Group|Stiftung Wissenschaft und Politik|American Psychological Association|National Institutes of Health|RAND Corporation|UN General Assembly|UN Security Council|Ministry of Foreign Affairs of Japan|Embassy of India|President of Ireland|Prime Minister's Office|House of Commons|U.S. Census Bureau|European Parliament|Council of Europe|Port of Rotterdam|Bundesbank|The Royal Society|Oxfam|Apple Inc.|Google|Microsoft|Shell plc|Siemens AG|Lowy Institute|Natural Resources Canada|National Bureau of Economic Research".split(
    "|"
)


def body(rng: random.Random) -> str:
    """An organisation, known, made up or an acronym."""
    x = rng.random()
    if x < 0.35:
        return rng.choice(_BODIES)
    if x < 0.5:
        return rng.choice(v.ACRONYMS)
    noun = rng.choice(v.NOUNS).capitalize()
    if rng.random() < 0.4:
        noun = rng.choice(v.ADJECTIVES).capitalize() + " " + noun
    elif rng.random() < 0.25:
        noun += " and " + rng.choice(v.NOUNS).capitalize()
    text = rng.choice(_SUFFIX).replace("{N}", noun)
    y = rng.random()
    where = v.place(rng)
    if y < 0.2 and text[0] != "{":
        text = f"{where.removeprefix('the ').title() if where.islower() else where.removeprefix('the ')} {text}"
    elif y < 0.35:
        text += f", {where}"
    elif y < 0.45:
        text += f" of {where}"
    elif y < 0.52:
        text += f" ({rng.choice(v.ACRONYMS)})"
    elif y < 0.6:
        text = f"{rng.choice(v.PLACES)}n {rng.choice(('Health Ministry', 'Consulate in ' + rng.choice(v.PLACES), 'Navy', 'Football Federation', 'Academy of Sciences', 'Government'))}"
    return ("The " if rng.random() < 0.1 else "") + text


def city(rng: random.Random) -> str:
    """A place of publication or of an event, known or made up, with or without its state."""
    if rng.random() < 0.85:
        return rng.choice(v.CITIES)
    town = v.made_up(rng)
    return rng.choice(
        (
            town,
            town,
            f"{town}, {rng.choice(('MO', 'OH', 'TX', 'CA', 'N.H.', 'Ill.', 'Ontario', 'UK', 'Germany', 'Ohio'))}",
            f"{rng.choice(('St.', 'Fort', 'New', 'Port', 'San'))} {town}",
        )
    )


def university(rng: random.Random) -> str:
    """A university."""
    city = rng.choice(v.CITIES).split(",")[0]
    return rng.choice(
        (
            f"University of {city}",
            f"{city} University",
            f"Universität {city}",
            f"University of {rng.choice(v.PLACES)}",
            f"{v.made_up(rng)} University",
            "Massachusetts Institute of Technology",
            "London School of Economics",
            "Stanford University",
            "ETH Zürich",
            f"{city} State University",
            f"Université de {city}",
            f"University of {rng.choice(v.PLACES)}, {city}",
        )
    )


def journal(rng: random.Random, *, short: bool = False) -> str:
    """A journal, known or made up."""
    x = rng.random()
    if short and x < 0.6:
        return rng.choice(v.ABBREVIATED) if x < 0.4 else rng.choice(v.ABBREVIATED).replace(".", "")
    if x < 0.45:
        return rng.choice(v.JOURNALS)
    n, m = rng.choice(v.NOUNS).capitalize(), rng.choice(v.NOUNS).capitalize()
    a = rng.choice(v.ADJECTIVES).capitalize()
    return rng.choice(
        (
            f"Journal of {n} {m}",
            f"Journal of {n} and {m}",
            f"{a} Journal of {n}",
            f"{n} Review",
            f"{a} {n} Review",
            f"International Journal of {a} {n}",
            f"{n} Studies",
            f"{n} & {m}",
            f"{n}",
            f"{a} {n} Letters",
            f"Annals of {n}",
            f"The {a} {n} Quarterly",
            f"Studies in {a} {n}",
            f"{n} Research",
            f"Bulletin of the {n} Society",
            f"Applied {n}",
            f"Review of {n}",
            f"{n}: {a} Perspectives",
            f"Transactions on {n} and {m}",
            f"{a} {m}s",
        )
    )


def newspaper(rng: random.Random) -> str:
    """A newspaper, agency or magazine."""
    if rng.random() < 0.65:
        return rng.choice(v.NEWSPAPERS)
    town = rng.choice(v.CITIES).split(",")[0].split(";")[0]
    if rng.random() < 0.4:
        town = v.made_up(rng)
    return rng.choice(("", "", "The ")) + f"{town} {rng.choice(v.NEWS_TAIL)}"


def site(rng: random.Random) -> str:
    """A site that publishes: a body, a newspaper, a made-up name, a host."""
    x = rng.random()
    if x < 0.3:
        return body(rng)
    if x < 0.55:
        return newspaper(rng)
    if x < 0.63:
        return journal(rng)
    n, m = rng.choice(v.NOUNS).capitalize(), rng.choice(v.NOUNS).capitalize()
    if x < 0.72:
        words = v.noun_phrase(rng)
        return v.title_case(
            rng.choice(
                (
                    f"Ten Thousand {n}s",
                    f"The {words.removeprefix('the ')}",
                    words.removeprefix("the "),
                    f"{n} on the {m}",
                    f"Little {n} {m}",
                    f"Plain {n}",
                    f"The {v.made_up(rng)} {n} Show",
                    f"Tea with {n}s",
                )
            )
        )
    if x < 0.77:
        return rng.choice(
            (f"{n}{m}.com", f"{n.lower()}.org", f"{v.made_up(rng)}.ru", f"{n}{m}", f"www.{n.lower()}.com")
        )
    p = rng.choice(v.PLACES)
    return rng.choice(
        (
            f"{p} {n} {rng.choice(v.ABSTRACTS).capitalize()}",
            f"The {p} {rng.choice(('Forum', 'Monitor', 'Brief', 'Report', 'Project', 'File'))}",
            f"{p} in {rng.choice(('Global', 'World', 'Regional'))} {n}",
            f"{p} {n} Monitor",
            f"The {n} Blog",
            f"{n} Fortnightly",
            f"{n} Matters",
            f"{n} Today",
            f"The {m} {n}",
            f"{v.made_up(rng)} {n}",
            f"{p} {rng.choice(('Dialogues', 'Perspectives', 'Insights', 'Briefing', 'Outlook', 'Policy Brief', 'Reports'))}",
            f"{v.made_up(rng)}",
            f"{n} and {m} Online",
            "YouTube",
            "Medium",
            "Substack",
            "Wikipedia",
            "LinkedIn",
            "ResearchGate",
            "Twitter",
            "Telegram",
        )
    )


MONTHS: Final = "January February March April May June July August September October November December".split()
SHORT: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
RU_MONTHS: Final = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
DE_MONTHS: Final = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
FR_MONTHS: Final = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
ES_MONTHS: Final = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()


def year(rng: random.Random) -> int:
    """A year of publication."""
    return rng.randint(1995, 2026) if rng.random() < 0.75 else rng.randint(1820, 1994)


def day_date(rng: random.Random, y: int, lang: str = "en") -> str:
    """A date with a day, in one of the notations of the language."""
    d, m = rng.randint(1, 28), rng.randint(0, 11)
    num = rng.choice((f"{d:02}.{m + 1:02}.{y}", f"{d}.{m + 1}.{y}", f"{y}-{m + 1:02}-{d:02}", f"{d:02}/{m + 1:02}/{y}"))
    if lang == "ru":
        return rng.choice(
            (
                f"{d} {RU_MONTHS[m]} {y}",
                f"{d} {RU_MONTHS[m]} {y} г.",
                f"{d} {RU_MONTHS[m]} {y} года",
                f"{d} {RU_MONTHS[m]} {y} года",
                f"{d:02}.{m + 1:02}.{y}",
                f"{y}. {d} {RU_MONTHS[m]}",
            )
        )
    if lang == "de":
        return rng.choice((f"{d}. {DE_MONTHS[m]} {y}", f"{d:02}.{m + 1:02}.{y}", f"{d}.{m + 1}.{y}"))
    if lang == "fr":
        return rng.choice((f"{d} {FR_MONTHS[m]} {y}", f"{d} {FR_MONTHS[m]} {y}", f"1er {FR_MONTHS[m]} {y}"))
    if lang == "es":
        return rng.choice((f"{d} de {ES_MONTHS[m]} de {y}", f"{d} de {ES_MONTHS[m]}, {y}"))
    if lang == "zh":
        return rng.choice((f"{y}年{m + 1}月{d}日", f"{y}-{m + 1:02}-{d:02}", f"{y}.{m + 1:02}.{d:02}"))
    full, short = MONTHS[m], SHORT[m] + rng.choice(("", "."))
    nth = f"{d}{'th' if 10 < d < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(d % 10, 'th')}"
    return rng.choice(
        (
            f"{d} {full} {y}",
            f"{d} {full} {y}",
            f"{full} {d}, {y}",
            f"{full} {d}, {y}",
            f"{d} {short} {y}",
            f"{short} {d}, {y}",
            f"{d} {full}, {y}",
            f"{d} {short}, {y}",
            f"{full} {nth}, {y}",
            f"{nth} {full} {y}",
            f"{full} {nth} {y}",
            num,
            f"{rng.choice(('Monday', 'Friday', 'Tue', 'Sunday'))} {d} {full} {y}",
            f"{d} Sept. {y}",
            f"{d}{rng.choice('–-')}{d + 3} {full} {y}",
            f"{d} & {d + 7} {full} {y}" if rng.random() < 0.3 else f"{full} {d} {y}",
        )
    )


def month_date(rng: random.Random, y: int, lang: str = "en") -> str:
    """A month, season or span of months with its year."""
    m = rng.randint(0, 10)
    if lang == "ru":
        return (
            f"{rng.choice(('январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль', 'осень', 'сентябрь', 'ноябрь'))} {y}"
            + rng.choice(("", " г.", " года"))
        )
    return rng.choice(
        (
            f"{MONTHS[m]} {y}",
            f"{MONTHS[m]} {y}",
            f"{MONTHS[m]}, {y}",
            f"{SHORT[m]} {y}",
            f"{SHORT[m]}. {y}",
            f"{MONTHS[m]}{rng.choice('–/-')}{MONTHS[m + 1]} {y}",
            f"{rng.choice(('Spring', 'Summer', 'Autumn', 'Fall', 'Winter'))} {y}",
        )
    )


def pages(rng: random.Random, *, short: bool = False) -> str:
    """A span of pages, or one."""
    a = rng.randint(1, 900) if rng.random() < 0.9 else rng.randint(1000, 9900)
    b = a + rng.randint(1, 40)
    dash = rng.choice("–-–—")
    x = rng.random()
    if x > 0.985:
        return str(rng.randint(1900, 2030))
    if x < 0.03:
        return rng.choice(("A", "B", "LZ", "C", "WK", "F")) + rng.choice(
            (str(rng.randint(1, 40)), f"{rng.randint(1, 9):02}")
        )
    if x < 0.12:
        return str(a)
    if x < 0.16:
        return f"{rng.choice('eASLZ')}{a}" + (f"{dash}{rng.choice('AS')}{b}" if rng.random() < 0.5 else "")
    if short or x < 0.3:
        return f"{a}{dash}{str(b)[-2:]}"
    return f"{a}{dash}{b}"


def url(rng: random.Random) -> str:
    """A link; only its place matters, it becomes one token."""
    return (
        rng.choice(("https://www.", "http://", "https://"))
        + v.made_up(rng).lower()
        + rng.choice((".com/", ".org/a/", ".ru/news/"))
        + str(rng.randint(1, 99999))
    )


def doi(rng: random.Random) -> str:
    """A DOI."""
    return f"10.{rng.randint(1000, 9999)}/{v.made_up(rng).lower()}.{rng.randint(1, 9999)}"


def cyrillic(rng: random.Random) -> tuple[str, str, str]:
    """Family name, given name and patronymic in Cyrillic."""
    family = rng.choice(v.RU_SURNAME)
    if rng.random() < 0.15:
        family = rng.choice(("Бал", "Гор", "Тев", "Кур", "Зам", "Шаб", "Лош", "Дир", "Руд")) + rng.choice(
            ("анов", "ищев", "енко", "ак", "ин", "овский", "ян", "ук", "ун", "ько", "ина", "ова", "ская")
        )
    elif family.endswith(("ов", "ев", "ин")) and rng.random() < 0.35:
        family += "а"
    return family, rng.choice(v.RU_FIRST), rng.choice(v.RU_PATRONYMIC)


def cyrillic_names(rng: random.Random, mode: str, most: int = 4) -> str:
    """A list of Cyrillic names; modes: fi (Иванов И. И.), if (И. И. Иванов), gf (Иван Иванов), fcg (Иванов, И. И.)."""
    x = rng.random()
    count = min(most, 1 if x < 0.6 else 2 if x < 0.82 else rng.randint(2, max(most, 2)))
    gap = rng.choice((" ", " ", ""))
    texts = []
    for _ in range(count):
        family, first, middle = cyrillic(rng)
        ini = f"{first[0]}." + (f"{gap}{middle[0]}." if rng.random() < 0.85 else "")
        if rng.random() < 0.04:
            family = family.upper()
        texts.append(
            {
                "fi": f"{family} {ini}",
                "if": f"{ini}{gap or ' '}{family}",
                "gf": f"{first} {family}",
                "fcg": f"{family}, {ini}",
            }[mode]
        )
    text = (", " if rng.random() < 0.85 or count > 2 else " и " if mode != "fi" else ", ").join(texts)
    return text + (rng.choice((" и др.", " и др", " [и др.]")) if rng.random() < 0.05 else "")


def chinese_name(rng: random.Random) -> str:
    """A Chinese name."""
    return rng.choice(v.ZH_SURNAME) + rng.choice(v.ZH_GIVEN)


def chinese_names(rng: random.Random, between: str) -> str:
    """A list of Chinese names."""
    x = rng.random()
    count = 1 if x < 0.55 else 2 if x < 0.8 else 3
    text = between.join(chinese_name(rng) for _ in range(count))
    if rng.random() < 0.08:
        text += rng.choice((between + "等", "等"))
    return text
