"""References of many kinds from layouts: lines of text with slots, alternatives and parts that may be missing.

`<T>` is a slot, `<G=a|b>` a field with one of the texts, `{a|b}` one of the texts, `[[ ... ]]` a part that may be missing.
The layouts themselves are in `layout_lines.py`.
"""

# ruff: noqa: E501, N817 - a grammar reads best in one piece

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from typing import Final

from reportgen.extract.references.fields import Label as L
from train_references import vocabulary as v
from train_references.layout_lines import CHINESE, ENGLISH, RUSSIAN
from train_references.outlets import (
    ONE_WORD,
    abbreviated,
    acronym,
    land,
    organisation,
    paper,
    people_of,
    periodical,
    town,
    web_site,
)
from train_references.pieces import (
    MONTHS,
    Pieces,
    body,
    chinese_name,
    chinese_names,
    city,
    cyrillic_names,
    day_date,
    doi,
    journal,
    month_date,
    name_list,
    newspaper,
    one_name,
    pages,
    people,
    person,
    site,
    university,
    url,
    year,
)
from train_references.regional import (
    chinese_body,
    chinese_heading,
    chinese_journal,
    chinese_paper,
    russian_body,
    russian_heading,
    russian_journal,
    russian_paper,
)
from train_references.titles import made

_CHOICE: Final = re.compile(r"\{([^{}]*)\}")
# The innermost part; of three closing brackets in a row the first is text.
_PART: Final = re.compile(r"\[\[((?:(?!\[\[).)*?)\]\](?!\](?:\]\])*(?!\]))")
_OR: Final = re.compile(r"\|(?![^<>]*>)")
_SLOT: Final = re.compile(r"<([A-Za-z]+)(?:([:=])([^>]*))?>")
# How a list of names joins: mode -> (before the last name, between names).
_JOINS: Final = {
    "given": ((" and ", ", and ", " & ", ", "), ", "),
    "inv+": ((", and ", " and "), ", "),
    "inv": (("; ", " and ", " und ", " y ", " et "), "; "),
    "invini": ((", & ", " & ", ", and ", " and "), ", "),
    "invtuck": ((" and ", ", & ", ", "), ", "),
    "ini": ((" and ", ", and ", ", ", " & "), ", "),
    "inituck": ((" and ", ", and ", ", "), ", "),
    "vanc": ((", ", ", ", " and "), ", "),
    "famini": ((", ", " and "), ", "),
    "famtuck": ((", ", " & "), ", "),
    "acs": (("; ",), "; "),
    "caps": ((" ; ", "; ", " and ", ", "), "; "),
    "capsini": (("; ", ", ", " & "), "; "),
    "capsnoc": ((", ", "; "), ", "),
    "givencaps": ((" and ", ", ", " et "), ", "),
}
_MODES: Final = tuple(_JOINS)
_NO_QUOTES: Final = re.compile('[“”"]')


def _names(rng: random.Random, mode: str, most: int = 6) -> str:
    mode = mode or rng.choice(_MODES)
    last, between = _JOINS[mode]
    real = "invini" if mode == "acs" else mode
    return name_list(rng, people(rng, most), real, rng.choice(last), between, rng.choice((0, 0, 3, 6)))


def _title(rng: random.Random, _mode: str) -> str:
    if rng.random() < 0.1:
        return _foreign_title(rng)
    return _NO_QUOTES.sub("", made(rng, news=False) if rng.random() < 0.5 else v.english_title(rng, news=False))


def _headline(rng: random.Random, _mode: str) -> str:
    if rng.random() < 0.06:
        return _foreign_title(rng)
    return _NO_QUOTES.sub("", made(rng, news=True) if rng.random() < 0.5 else v.english_title(rng, news=True))


def _short_title(rng: random.Random, _mode: str) -> str:
    return rng.choice(
        (
            rng.choice(v.NOUNS).capitalize(),
            rng.choice(v.NOUNS).capitalize() + "ism",
            v.made_up(rng),
            v.place(rng).removeprefix("the "),
            v.title_case(v.noun_phrase(rng).removeprefix("the ")),
            rng.choice(v.SURNAME) + ", " + rng.choice(v.FIRST),
        )
    )


def _case(rng: random.Random, _mode: str) -> str:
    one = rng.choice(
        (
            rng.choice(v.SURNAME),
            rng.choice(v.SURNAME),
            organisation(rng),
            f"R ({rng.choice(v.SURNAME)})",
            "R",
            "United States",
            f"{v.made_up(rng)} {rng.choice(('Ltd', 'Inc.', 'plc', 'Co.', 'Corp.', 'AG'))}",
            f"{rng.choice(v.FIRST)} {rng.choice(v.SURNAME)}",
        )
    )
    two = rng.choice(
        (
            rng.choice(v.SURNAME),
            rng.choice(v.SURNAME),
            organisation(rng),
            f"Secretary of State for {rng.choice(('Health', 'Transport', 'Defence', 'the Home Department'))}",
            "United States",
            f"City of {town(rng)}",
            f"{land(rng)}",
            f"{v.made_up(rng)} {rng.choice(('Ltd', 'Inc.', 'plc', 'Co.', 'LLC'))}",
            f"Commissioner of {rng.choice(('Police', 'Patents', 'Internal Revenue'))}",
            "Commission",
        )
    )
    if rng.random() < 0.06:
        return rng.choice(
            (f"In re {one}", f"Re {two}", f"Ex parte {one}", f"Case of {one} v. {land(rng)}", f"Matter of {one}")
        )
    return f"{one} {rng.choice(('v', 'v.', 'v.', 'vs.'))} {two}"


def _act(rng: random.Random, _mode: str) -> str:
    noun = v.title_case(v.noun_phrase(rng)).removeprefix("The ").removeprefix("A ")
    y = rng.randint(1850, 2024)
    return rng.choice(
        (
            f"{noun} Act {y}",
            f"{noun} Act of {y}",
            f"{noun} Act",
            f"{noun} and {rng.choice(v.NOUNS).capitalize()} Act {y}",
            f"{noun} Regulations {y}",
            f"The {noun} Order {y}",
            f"{noun} (Amendment) Act {y}",
            f"{noun} Code",
            f"{noun} Reform Act of {y}",
        )
    )


def _eu_law(rng: random.Random, _mode: str) -> str:
    y = rng.randint(1985, 2024)
    when = f"{rng.randint(1, 28)} {rng.choice(MONTHS)} {y}"
    head = rng.choice(
        (
            f"Regulation (EU) {y}/{rng.randint(1, 2900)}",
            f"Regulation (EC) No {rng.randint(1, 2900)}/{y}",
            f"Directive {y}/{rng.randint(1, 150)}/{rng.choice(('EC', 'EU', 'EEC'))}",
            f"Council Directive {y}/{rng.randint(1, 150)}/EC",
            f"Commission Implementing Regulation (EU) {y}/{rng.randint(1, 2900)}",
            f"Council Decision {y}/{rng.randint(1, 900)}/CFSP",
            f"Commission Decision {y}/{rng.randint(1, 900)}/EC",
        )
    )
    who = rng.choice(("", " of the European Parliament and of the Council", " of the Council", " of the Commission"))
    return (
        head
        + who
        + rng.choice(("", f" of {when}"))
        + rng.choice(
            (
                " on ",
                " concerning ",
                " laying down rules for ",
                " establishing ",
                " amending Directive 95/12/EC as regards ",
            )
        )
        + v.noun_phrase(rng)
    )


def _event(rng: random.Random, _mode: str) -> str:
    n, m = rng.choice(v.NOUNS).capitalize(), rng.choice(v.NOUNS).capitalize()
    nth = rng.choice(("", "3rd ", "12th ", "21st ", "Second ", "Fifth ", "Annual ", "2019 ", "XIV ", "34th Annual "))
    return nth + rng.choice(
        (
            f"International Conference on {n} {m}",
            f"{n} Congress",
            f"Meeting of the {people_of(rng)} {n} Society",
            f"{n} and {m} Workshop",
            f"Symposium on {n}",
            f"World {n} Forum",
            f"{people_of(rng)} {n} Conference",
            f"{acronym(rng)} Annual Meeting",
            f"Conference of the {organisation(rng)}",
            f"Colloquium on {n} {m}",
            f"{acronym(rng)}{rng.randint(5, 30)}",
        )
    )


def _proceedings(rng: random.Random, mode: str) -> str:
    event = _event(rng, mode)
    return rng.choice(
        (
            f"Proceedings of the {event}",
            f"Proceedings of {event}",
            f"Proc. {abbreviated(rng)}",
            f"Proc. {acronym(rng)}",
            f"{acronym(rng)} {rng.randint(1990, 2024)}",
            f"{acronym(rng)} ’{rng.randint(10, 24)}",
            f"Proc. {rng.randint(2, 40)}th {rng.choice(('Int.', 'Annu.', 'IEEE', 'Eur.'))} {rng.choice(('Conf.', 'Symp.'))} {rng.choice(v.NOUNS).capitalize()[:5]}.",
            event,
            f"Advances in {rng.choice(v.NOUNS).capitalize()} Processing",
            f"Proc. Adv. {rng.choice(v.NOUNS).capitalize()[:4]}. {rng.choice(v.NOUNS).capitalize()[:4]}. Syst.",
        )
    )


def _standard(rng: random.Random, _mode: str) -> str:
    y = rng.randint(1980, 2024)
    return rng.choice(
        (
            f"ISO {rng.randint(100, 60000)}:{y}",
            f"ISO/IEC {rng.randint(100, 60000)}-{rng.randint(1, 9)}:{y}",
            f"BS EN {rng.randint(100, 60000)}:{y}",
            f"ASTM {rng.choice('ACDEF')}{rng.randint(1, 3000)}-{y % 100:02}",
            f"IEEE Std {rng.randint(100, 2000)}.{rng.randint(1, 20)}-{y}",
            f"RFC {rng.randint(100, 9500)}",
            f"DIN {rng.randint(100, 60000)}",
            f"EN {rng.randint(100, 60000)}-{rng.randint(1, 9)}",
            f"ITU-T Rec. G.{rng.randint(100, 999)}",
            f"ANSI Z{rng.randint(10, 400)}.{rng.randint(1, 20)}",
            f"NFPA {rng.randint(1, 900)}",
        )
    )


def _un_number(rng: random.Random, _mode: str) -> str:
    return rng.choice(
        (
            f"A/RES/{rng.randint(30, 79)}/{rng.randint(1, 300)}",
            f"S/RES/{rng.randint(200, 2700)} ({rng.randint(1970, 2024)})",
            f"A/HRC/RES/{rng.randint(1, 54)}/{rng.randint(1, 40)}",
            f"E/{rng.randint(1970, 2024)}/{rng.randint(1, 99)}",
            f"A/CONF.{rng.randint(10, 230)}/{rng.randint(1, 30)}",
            f"UN Doc. A/{rng.randint(40, 79)}/{rng.randint(1, 900)}",
            f"FCCC/CP/{rng.randint(1995, 2023)}/L.{rng.randint(1, 30)}",
            f"CRC/C/GC/{rng.randint(1, 25)}",
            f"TD/B/{rng.randint(10, 70)}/{rng.randint(1, 9)}",
            f"WT/DS{rng.randint(1, 600)}/AB/R",
            f"GA res {rng.randint(100, 3500)} (XXV)",
        )
    )


def _reporter(rng: random.Random, _mode: str) -> str:
    return rng.choice(
        (
            "U.S.",
            "F.2d",
            "F.3d",
            "F. Supp. 2d",
            "S. Ct.",
            "P.2d",
            "N.W.2d",
            "So. 2d",
            "Cal. Rptr. 3d",
            "AC",
            "QB",
            "KB",
            "WLR",
            "All ER",
            "Ch",
            "Lloyd's Rep",
            "CMLR",
            "EHRR",
            "ILR",
            "CLR",
            "SCR",
            "DLR (4th)",
            "ECR",
            "ICJ Reports",
            "BVerfGE",
            "NJW",
        )
    )


def _court(rng: random.Random, _mode: str) -> str:
    return rng.choice(
        (
            "UKSC",
            "UKHL",
            "EWCA Civ",
            "EWHC",
            "EWCA Crim",
            "UKPC",
            "HCA",
            "SCC",
            "NZSC",
            "CSIH",
            "ZACC",
            "SGCA",
            "NICA",
            "EWHC (Admin)",
        )
    )


def _law_journal(rng: random.Random, _mode: str) -> str:
    part = v.made_up(rng)[: rng.randint(3, 5)]
    if rng.random() < 0.3:
        return rng.choice(("LQR", "MLR", "CLJ", "ICLQ", "OJLS", "EHRLR", "PL", "JBL", "EJIL", "AJIL", "Crim LR"))
    return rng.choice(
        (
            f"{part}. L. Rev.",
            f"U. {part}. L. Rev.",
            f"{part}. L.J.",
            f"{part}. J. Int'l L.",
            f"J.L. & {part}.",
            f"N.Y.U. {part}. L. Rev.",
            f"{part}. St. L. Rev.",
            f"Am. J. {part}. L.",
            f"{part} L Rev",
        )
    )


def _russian_law(rng: random.Random, _mode: str) -> str:
    x = rng.random()
    if x < 0.5:
        return rng.choice(v.RU_LAW)
    if x < 0.8:
        return f"{rng.choice(('О', 'Об охране', 'О развитии', 'О защите', 'О порядке'))} {rng.choice(v.RU_GEN)}"
    code = rng.choice(("Лесной", "Жилищный", "Градостроительный", "Налоговый", "Трудовой"))
    return f"{code} кодекс {rng.choice(('Российской Федерации', 'РФ', 'Республики Армения'))}"


def _foreign_title(rng: random.Random) -> str:
    return _NO_QUOTES.sub(
        "", v.sentence_case(v.fill(rng, rng.choice(rng.choice((v.DE_TITLE, v.FR_TITLE, v.ES_TITLE)))))
    )


def _later_day(rng: random.Random, _mode: str) -> str:
    m, d = rng.choice(MONTHS), rng.randint(1, 28)
    return rng.choice((f"{m} {d}", f"{d} {m}", f"{m[:3]}. {d}", f"{m}"))


def _apa_date(rng: random.Random, _mode: str) -> str:
    return f"{year(rng)}, {rng.choice(MONTHS)}" + (f" {rng.randint(1, 28)}" if rng.random() < 0.85 else "")


def _vanc_date(rng: random.Random, _mode: str) -> str:
    return f"{year(rng)} {rng.choice(MONTHS)[:3]}" + (f" {rng.randint(1, 28)}" if rng.random() < 0.6 else "")


def _number(rng: random.Random, _mode: str) -> str:
    return rng.choice(
        (
            str(rng.randint(1, 400)),
            f"{rng.randint(1990, 2024)}/{rng.randint(1, 60)}",
            f"{acronym(rng)}-{rng.randint(10, 9999)}",
            f"{rng.randint(1, 30)}-{rng.randint(1, 400)}",
            f"{rng.choice('ABCDRTW')}{rng.randint(1, 9999)}",
            f"{acronym(rng)}/{rng.randint(10, 99)}/{rng.randint(1, 99)}",
            f"{rng.randint(1000, 30000)}",
        )
    )


def _ru_page(rng: random.Random, _mode: str) -> str:
    a = rng.randint(2, 500)
    return f"{a}{rng.choice('–-—')}{a + rng.randint(1, 25)}" if rng.random() < 0.88 else str(a)


_Maker = Callable[[random.Random, str], str]
_SLOTS: Final[dict[str, tuple[L, _Maker]]] = {
    "A": (L.AUTHOR, _names),
    "A1": (L.AUTHOR, lambda r, m: one_name(r, person(r), m or "given")),
    "AA": (L.AUTHOR, lambda r, m: one_name(r, person(r), m or "given")),
    "C": (L.AUTHOR, lambda r, _: organisation(r) if r.random() < 0.6 else body(r) if r.random() < 0.8 else acronym(r)),
    "E": (L.EDITOR, lambda r, m: _names(r, m, 3)),
    "TR": (L.TRANSLATOR, lambda r, m: _names(r, m or "given", 2)),
    "T": (L.TITLE, _title),
    "TN": (L.TITLE, _headline),
    "TS": (L.TITLE, _short_title),
    "TT": (L.TRANSLATED_TITLE, _title),
    "CASE": (L.TITLE, _case),
    "ACT": (L.TITLE, _act),
    "EUL": (L.TITLE, _eu_law),
    "BK": (L.CONTAINER, _title),
    "PR": (L.CONTAINER, _proceedings),
    "J": (L.CONTAINER, lambda r, _: periodical(r) if r.random() < 0.65 else journal(r)),
    "JA": (L.CONTAINER, lambda r, _: abbreviated(r) if r.random() < 0.7 else journal(r, short=True)),
    "JL": (L.CONTAINER, _law_journal),
    "JO": (L.CONTAINER, lambda r, _: r.choice(ONE_WORD)),
    "DDE": (L.ISSUED, lambda r, _: day_date(r, year(r), "de")),
    "DES": (L.ISSUED, lambda r, _: day_date(r, year(r), "es")),
    "DFR": (L.ISSUED, lambda r, _: day_date(r, year(r), "fr")),
    "RLAW": (L.TITLE, _russian_law),
    "RNO": (L.NUMBER, lambda r, _: f"{r.randint(1, 999)}" + r.choice(("-ФЗ", "-ФЗ", "-р", "", "-1"))),
    "ZTR": (L.TRANSLATOR, lambda r, _: chinese_names(r, ", ")),
    "UNB": (
        L.AUTHOR,
        lambda r, _: r.choice(
            (
                "UN General Assembly",
                "United Nations General Assembly",
                "UN Security Council",
                "United Nations",
                "UN Human Rights Council",
                "ECOSOC",
                "UNGA",
                "UNHCR",
                "General Assembly",
                "UN Secretary-General",
                "UN Economic Commission for Europe",
            )
        ),
    ),
    "LETTER": (
        L.TITLE,
        lambda r, _: f"{r.choice(v.FIRST)} {r.choice(v.SURNAME)} to {r.choice((r.choice(v.SURNAME), organisation(r)))}",
    ),
    "AF": (L.AUTHOR, lambda r, _: r.choice(v.SURNAME)),
    "W": (L.CONTAINER, lambda r, _: paper(r) if r.random() < 0.6 else newspaper(r)),
    "S": (L.CONTAINER, lambda r, _: r.choice((web_site(r), web_site(r), site(r), organisation(r), paper(r)))),
    "REP": (L.CONTAINER, _reporter),
    "COURT": (L.CONTAINER, _court),
    "B": (L.PUBLISHER, lambda r, _: organisation(r) if r.random() < 0.65 else body(r)),
    "AC": (L.PUBLISHER, lambda r, _: acronym(r)),
    "UNI": (L.PUBLISHER, lambda r, _: university(r)),
    "P": (
        L.PUBLISHER,
        lambda r, _: (
            r.choice(v.PUBLISHERS)
            if r.random() < 0.65
            else r.choice(
                (
                    f"{v.made_up(r)} Press",
                    f"{r.choice(v.SURNAME)} & {r.choice(v.SURNAME)}",
                    v.made_up(r),
                    f"University of {town(r)} Press",
                    f"{r.choice(v.NOUNS).capitalize()} Books",
                    f"Editorial {v.made_up(r)}",
                    f"{v.made_up(r)} Verlag",
                    f"Éditions {v.made_up(r)}",
                    f"{r.choice(v.NOUNS).capitalize()} House",
                    r.choice(v.SURNAME),
                )
            )
        ),
    ),
    "L": (L.PLACE, lambda r, _: city(r)),
    "EV": (L.EVENT, _event),
    "COLL": (
        L.COLLECTION,
        lambda r, _: (
            f"{r.choice(('Studies in', 'Lecture Notes in', 'Advances in', 'Topics in', 'Cambridge Studies in'))} {r.choice(v.NOUNS).capitalize()}"
            if r.random() < 0.6
            else f"{v.made_up(r)} {r.choice(v.NOUNS).capitalize()} Series"
        ),
    ),
    "D": (L.ISSUED, lambda r, _: day_date(r, year(r))),
    "DM": (L.ISSUED, lambda r, _: month_date(r, year(r))),
    "DD": (L.ISSUED, _later_day),
    "Y": (
        L.ISSUED,
        lambda r, _: (
            str(year(r)) + (r.choice("abc") if r.random() < 0.03 else "")
            if r.random() < 0.97
            else r.choice(("n.d.", "in press", "forthcoming", "c. 1890"))
        ),
    ),
    "YA": (L.ISSUED, _apa_date),
    "YV": (L.ISSUED, _vanc_date),
    "AD": (L.ACCESSED, lambda r, _: day_date(r, r.randint(2005, 2025))),
    "U": (L.URL, lambda r, _: url(r)),
    "DOI": (L.DOI, lambda r, _: doi(r)),
    "V": (
        L.VOLUME,
        lambda r, _: str(r.randint(1, 400)) if r.random() < 0.93 else r.choice(("XII", "IV", "LXXI", "62-63", "104B")),
    ),
    "I": (
        L.ISSUE,
        lambda r, _: (
            str(r.randint(1, 12))
            if r.random() < 0.75
            else r.choice(
                (
                    str(r.randint(13, 8000)),
                    f"{r.randint(1, 5)}–{r.randint(6, 12)}",
                    "Suppl 1",
                    f"{r.randint(1, 6)}/{r.randint(7, 12)}",
                )
            )
        ),
    ),
    "PP": (L.PAGES, lambda r, _: pages(r)),
    "PL": (L.LOCATOR, lambda r, _: pages(r)),
    "N": (L.NUMBER, _number),
    "NU": (L.NUMBER, _un_number),
    "STD": (L.NUMBER, _standard),
    "NC": (L.NUMBER, lambda r, _: str(r.randint(1, 3000))),
    "ARX": (L.NUMBER, lambda r, _: f"arXiv:{r.randint(900, 2409)}.{r.randint(1000, 19999):05}"),
    "ED": (
        L.EDITION,
        lambda r, _: r.choice(
            ("2nd", "3rd", "4th", "5th", "6th", "11th", "second", "third", "Revised", "1st", "2", "3")
        ),
    ),
    "SEC": (L.LOCATOR, lambda r, _: r.choice(("A", "B", "C", "D", "Business", "Sports"))),
    "AR": (
        L.ARCHIVE,
        lambda r, _: r.choice(
            (
                f"{r.choice(v.SURNAME)} Papers, {r.choice(('box', 'Box', 'carton'))} {r.randint(1, 90)}, folder {r.randint(1, 40)}, {university(r)} Library",
                f"{acronym(r)} {r.randint(1, 400)}/{r.randint(1, 900)}, The National Archives",
                f"{r.choice(v.SURNAME)} Collection, {town(r)} Public Library",
                f"Archives of {land(r)}, RG {r.randint(1, 400)}",
                f"Add. MS {r.randint(1000, 90000)}, British Library",
            )
        ),
    ),
    "RA": (L.AUTHOR, lambda r, m: cyrillic_names(r, m or r.choice(("fi", "if", "gf")), 3)),
    "RE": (L.EDITOR, lambda r, _: cyrillic_names(r, "if", 2)),
    "RC": (L.AUTHOR, lambda r, _: russian_body(r)),
    "RB": (L.PUBLISHER, lambda r, _: russian_body(r)),
    "RT": (
        L.TITLE,
        lambda r, _: v.russian_title(r, news=False) if r.random() < 0.5 else russian_heading(r, news=False),
    ),
    "RN": (L.TITLE, lambda r, _: v.russian_title(r, news=True) if r.random() < 0.4 else russian_heading(r, news=True)),
    "RK": (L.CONTAINER, lambda r, _: russian_heading(r, news=False)),
    "RJ": (L.CONTAINER, lambda r, _: russian_journal(r)),
    "RW": (
        L.CONTAINER,
        lambda r, _: russian_paper(r) if r.random() < 0.75 else r.choice((russian_body(r), web_site(r))),
    ),
    "RP": (L.PUBLISHER, lambda r, _: r.choice(v.RU_PUB)),
    "RL": (L.PLACE, lambda r, _: r.choice(v.RU_CITY)),
    "RD": (L.ISSUED, lambda r, _: day_date(r, year(r), "ru")),
    "RM": (L.ISSUED, lambda r, _: month_date(r, year(r), "ru")),
    "RAD": (L.ACCESSED, lambda r, _: day_date(r, r.randint(2005, 2025), "ru")),
    "RPP": (L.PAGES, _ru_page),
    "ZA": (L.AUTHOR, lambda r, m: chinese_names(r, m or r.choice((", ", "、", "，")))),
    "ZE": (L.EDITOR, lambda r, _: chinese_name(r)),
    "ZC": (L.AUTHOR, lambda r, _: chinese_body(r)),
    "ZB": (L.PUBLISHER, lambda r, _: chinese_body(r)),
    "ZT": (
        L.TITLE,
        lambda r, _: v.chinese_title(r, news=False) if r.random() < 0.4 else chinese_heading(r, news=False),
    ),
    "ZN": (L.TITLE, lambda r, _: v.chinese_title(r, news=True) if r.random() < 0.4 else chinese_heading(r, news=True)),
    "ZK": (L.CONTAINER, lambda r, _: chinese_heading(r, news=False)),
    "ZJ": (L.CONTAINER, lambda r, _: chinese_journal(r)),
    "ZW": (L.CONTAINER, lambda r, _: chinese_paper(r) if r.random() < 0.8 else chinese_body(r)),
    "ZP": (L.PUBLISHER, lambda r, _: r.choice(v.ZH_PUB)),
    "ZL": (L.PLACE, lambda r, _: r.choice(v.ZH_CITY)),
    "ZD": (L.ISSUED, lambda r, _: day_date(r, r.randint(1980, 2025), "zh")),
}
_FIXED: Final = {"G": L.GENRE, "M": L.MEDIUM, "K": L.COMMENT, "CT": L.CONTAINER, "ARC": L.ARCHIVE, "PUB": L.PUBLISHER}


def render(rng: random.Random, line: str, slots: Mapping[str, tuple[L, _Maker]]) -> Pieces:
    """A reference of a layout."""
    while _CHOICE.search(line):
        line = _CHOICE.sub(lambda match: rng.choice(_OR.split(match[1])), line)
    keep = rng.choice((0.25, 0.6, 0.8, 0.95))
    while "[[" in line:
        shorter = _PART.sub(lambda match: match[1] if rng.random() < keep else "", line)
        if shorter == line:
            break
        line = shorter
    out = Pieces()
    position = 0
    for match in _SLOT.finditer(line):
        out.t(line[position : match.start()])
        name, sign, rest = match.groups()
        if sign == "=":
            label, text = _FIXED[name], rng.choice(rest.split("|"))
        else:
            label, make = slots[name]
            text = make(rng, rest or "")
        # A mark that the field has is not set twice.
        out.f(label, text)
        position = match.end()
        if (
            text[-1:] in ".?!" and line[position : position + 1] == "." and (text[-1] != "." or rng.random() < 0.9)
        ) or (text[-1:] in "?!" and line[position : position + 1] == "," and rng.random() < 0.5):
            position += 1
    return out.t(line[position:])


def english(rng: random.Random) -> Pieces:
    """A reference of any kind in a Latin script."""
    return render(rng, rng.choice(rng.choice(ENGLISH)), _SLOTS)


def russian(rng: random.Random) -> Pieces:
    """A Russian reference."""
    return render(rng, rng.choice(rng.choice(RUSSIAN)), _SLOTS)


def chinese(rng: random.Random) -> Pieces:
    """A Chinese reference."""
    return render(rng, rng.choice(rng.choice(CHINESE)), _SLOTS)
