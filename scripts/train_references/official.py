"""Speeches, statements and interviews; UN documents, treaties, laws, cases and patents."""

# ruff: noqa: C901, E501, N817, PLR0912, PLR0915 - a grammar reads best in one piece, its lists as text

from __future__ import annotations

import random
from typing import Final

from reportgen.extract.references.fields import Label as L
from train_references import vocabulary as v
from train_references.pieces import (
    Pieces,
    body,
    city,
    day_date,
    name_list,
    newspaper,
    pages,
    people,
    person,
    university,
    year,
)
from train_references.web import QUOTES, link

_EVENTS: Final = (
    "{P} {N} Forum",
    "World {N} Congress",
    "International Conference on {N}",
    "{A} Summit",
    "Annual Meeting of the {A}",
    "{N} Investment Conference",
    "Munich Security Conference",
    "UN General Assembly",
    "Davos {N} Forum",
    "{Nth} {N} Symposium",
    "{P} Club Dinner",
    "University of {P}",
    "National Press Club",
    "{N} Week",
)


def _event(rng: random.Random) -> str:
    return (
        rng.choice(_EVENTS)
        .replace("{P}", rng.choice(v.PLACES))
        .replace("{Nth}", rng.choice(("Third", "5th", "12th", "Annual")))
        .replace("{N}", rng.choice(v.NOUNS).capitalize())
        .replace("{A}", rng.choice(v.ACRONYMS))
    )


def speech(rng: random.Random) -> Pieces:
    """Speaker, speech at event, place, date; interviews; statements and press releases."""
    out = Pieces()
    who = " ".join(reversed(person(rng)))
    quote = rng.choice(QUOTES[:12])
    x = rng.random()
    genre = rng.choice(
        (
            "Speech",
            "Remarks",
            "Address",
            "Keynote",
            "Keynote address",
            "Lecture",
            "Talk",
            "Opening remarks",
            "Statement",
            "Testimony",
            "speech",
            "remarks",
            "presentation",
            "Presentation",
        )
    )
    if x < 0.35:
        out.f(L.AUTHOR, who).t(", ")
        if rng.random() < 0.4:
            out.t(quote[0]).f(L.TITLE, v.english_title(rng, news=False).replace("“", "").replace("”", "")).t(
                quote[1] + ", "
            )
        out.f(L.GENRE, genre).t(rng.choice((" at the ", " at ", " to the ", " delivered at the ", " before the "))).f(
            L.EVENT, _event(rng)
        )
        if rng.random() < 0.6:
            out.t(", ").f(L.PLACE, city(rng))
        out.t(", ").f(L.ISSUED, day_date(rng, year(rng)))
    elif x < 0.5:
        out.f(L.AUTHOR, who).t(rng.choice((", ", ". ")))
        if rng.random() < 0.3:
            out.f(
                L.TITLE,
                rng.choice(
                    (
                        "State of the Union Address",
                        f"{rng.choice(v.NOUNS).capitalize()} Lecture",
                        "Inaugural Address",
                        f"State of the {rng.choice(v.NOUNS).capitalize()} Address",
                        "Opening Statement",
                        f"Address to the {rng.choice(v.PLACES)} Parliament",
                    )
                ),
            )
        else:
            out.t(quote[0]).f(L.TITLE, v.english_title(rng, news=False).replace("“", "").replace("”", "")).t(
                quote[1]
            ).t(rng.choice((" (", ", ", ". "))).f(
                L.GENRE, rng.choice((genre.lower(), "press conference", "Press conference", "TED Talk", "lecture"))
            )
            if rng.random() < 0.3:
                out.t(", ").f(
                    L.EVENT,
                    rng.choice(
                        (university(rng), f"{v.made_up(rng)} College", "National Press Club", "Royal Institution")
                    ),
                )
        out.t(", ").f(L.PLACE, city(rng)).t(", ").f(L.ISSUED, day_date(rng, year(rng)))
        out.t(")" if any(p == " (" for p, _ in out.parts) else "")
    elif x < 0.72:
        who = body(rng)
        out.f(L.AUTHOR, who).t(rng.choice((", ", ". ", ": "))).t(quote[0]).f(
            L.TITLE, v.english_title(rng, news=True).replace("“", "").replace("”", "")
        ).t(quote[1])
        if rng.random() < 0.65:
            out.t(rng.choice((", ", " (", ". "))).f(
                L.GENRE,
                rng.choice(
                    (
                        "press release",
                        "Press release",
                        "Press Release",
                        "statement",
                        "Press statement",
                        "media release",
                        "news release",
                        "joint statement",
                        "communiqué",
                        "fact sheet",
                        "Press release no. 12",
                    )
                ),
            )
            out.t(")" if out.parts[-2][0] == " (" else "")
        out.t(rng.choice((", ", ". "))).f(L.ISSUED, day_date(rng, year(rng)))
    elif x < 0.86:
        head = rng.choice(
            (
                "Statement by the ",
                "Remarks by ",
                "Joint Communiqué of ",
                "Press Conference of ",
                "Address by ",
                "Message from ",
                "Communiqué of ",
                "Transcript of ",
                "Declaration of ",
            )
        )
        title = head + rng.choice(
            (
                f"Prime Minister on {v.noun_phrase(rng)}",
                f"{' '.join(reversed(person(rng)))} at the {_event(rng)}",
                f"{rng.choice(v.PLACES)} and {rng.choice(v.PLACES)}",
                f"the {rng.choice(v.PLACES)}n Government on the {rng.choice(v.NOUNS).capitalize()} {rng.choice(v.ABSTRACTS).capitalize()}",
            )
        )
        out.t(quote[0]).f(L.TITLE, title).t(quote[1]).t(", ").f(
            L.CONTAINER if rng.random() < 0.5 else L.PUBLISHER,
            rng.choice(
                (
                    "Prime Minister's Office",
                    "The White House",
                    "Ministry of Foreign Affairs",
                    "Office of the Mayor",
                    "European Council",
                    "Office of the President",
                    "Elysée",
                    "Downing Street",
                )
            ),
        )
        if rng.random() < 0.3:
            out.t(", ").f(L.PLACE, city(rng))
        out.t(", ").f(L.ISSUED, day_date(rng, year(rng)))
    else:
        inter = " ".join(reversed(person(rng)))
        out.f(L.TITLE, rng.choice((f"Interview with {who}", f"{who} interview", f"Interview: {who}"))) if not quote[
            0
        ] else out.t(quote[0]).f(L.TITLE, f"Interview with {who} on {v.noun_phrase(rng)}").t(quote[1])
        if rng.random() < 0.4:
            out.t(rng.choice((", conducted by ", ", interview by ", ", by "))).f(L.AUTHOR, inter)
        out.t(", ").f(L.CONTAINER, newspaper(rng)).t(", ").f(L.ISSUED, day_date(rng, year(rng)))
    link(rng, out, 0.55)
    return out.t(rng.choice(("", "", "."))) if not out.ends_with(".") else out


def official(rng: random.Random) -> Pieces:
    """UN documents, treaties, laws, cases, patents."""
    out = Pieces()
    x = rng.random()
    y = year(rng)
    quote = rng.choice((("", ""), ("", ""), ("“", "”"), ('"', '"')))
    if x < 0.35:
        who = rng.choice(
            (
                "UN General Assembly",
                "United Nations General Assembly",
                "UN Security Council",
                "UN Human Rights Council",
                "UN Secretary-General",
                "UNHCR",
                "UN Economic and Social Council",
                "United Nations Security Council",
                "UN Committee on the Rights of the Child",
                "Council of Europe",
                "European Parliament",
                "Human Rights Council",
                "ECOSOC",
            )
        )
        number = rng.choice(
            (
                f"A/RES/{rng.randint(40, 78)}/{rng.randint(1, 300)}",
                f"S/RES/{rng.randint(600, 2700)}",
                f"A/HRC/{rng.randint(10, 54)}/{rng.randint(1, 90)}",
                f"S/{rng.randint(1994, 2023)}/{rng.randint(10, 999)}",
                f"E/CN.4/{rng.randint(1980, 2005)}/{rng.randint(1, 99)}",
                f"A/{rng.randint(40, 78)}/{rng.randint(1, 900)}",
            )
        )
        title = rng.choice(
            (
                f"Resolution {rng.randint(600, 2700)} ({rng.randint(1980, 2023)})",
                f"Resolution on {v.noun_phrase(rng)}",
                f"Report of the Secretary-General on {v.noun_phrase(rng)} in {v.place(rng)}",
                v.english_title(rng, news=False),
                f"General Comment No. {rng.randint(1, 30)} on {v.noun_phrase(rng)}",
                f"Resolution {rng.randint(600, 2700)} ({rng.randint(1980, 2023)}) on {v.noun_phrase(rng)}",
            )
        )
        if rng.random() < 0.85:
            out.f(L.AUTHOR, who).t(", ")
        out.t(quote[0]).f(L.TITLE, title).t(quote[1])
        date, num = (L.ISSUED, day_date(rng, y)), (L.NUMBER, number)
        pieces = [date, num] if rng.random() < 0.5 else [num, date]
        for label, text in pieces:
            paren = rng.random() < 0.15
            lead = (
                " ("
                if paren
                else rng.choice(
                    (
                        ", ",
                        ", ",
                        ". ",
                        ", UN Doc. " if label is L.NUMBER else ", ",
                        ", doc. " if label is L.NUMBER else ", ",
                    )
                )
            )
            out.t(lead).f(label, text).t(")" if paren else "")
        link(rng, out, 0.4)
    elif x < 0.6:
        title = rng.choice(
            (
                f"Convention on the {rng.choice(v.ABSTRACTS).capitalize()} of the {rng.choice(v.NOUNS).capitalize()}",
                f"Treaty on {v.title_case(v.noun_phrase(rng))}",
                f"{rng.choice(v.NOUNS).capitalize()} Protection Act {y}",
                f"{rng.choice(v.NOUNS).capitalize()} and {rng.choice(v.NOUNS).capitalize()} Act of {y}",
                f"Directive {y}/{rng.randint(1, 120)}/EC of the European Parliament and of the Council on {v.noun_phrase(rng)}",
                f"Regulation (EU) {y}/{rng.randint(1, 2500)} of the European Parliament and of the Council of {rng.randint(1, 28)} {rng.choice(('May', 'April', 'October', 'July', 'March'))} {y} on {v.noun_phrase(rng)}",
                f"Agreement between the Government of {rng.choice(v.PLACES)} and the Government of {rng.choice(v.PLACES)} on {v.noun_phrase(rng)}",
                f"Charter of the {rng.choice(v.NOUNS).capitalize()} Organization",
                f"Protocol to the {rng.choice(v.NOUNS).capitalize()} Convention",
                f"{rng.choice(v.CITIES).split(',')[0]} {rng.choice(('Agreement', 'Protocol', 'Convention', 'Accords', 'Declaration'))}",
                f"{rng.choice(v.ADJECTIVES).capitalize()} {rng.choice(v.NOUNS).capitalize()} Act",
                f"Directive {y}/{rng.randint(1, 120)}/EU of {rng.randint(1, 28)} {rng.choice(('June', 'December', 'March', 'July', 'April'))} {y} on {v.noun_phrase(rng)}",
            )
        )
        out.f(L.TITLE, title)
        z = rng.random()
        if z < 0.35:
            out.t(rng.choice((", ", " (", ", adopted ", ", signed ", ", opened for signature "))).f(
                L.ISSUED, day_date(rng, y)
            )
            out.t(")" if out.parts[-2][0] == " (" else "")
            if rng.random() < 0.6:
                out.t(", ").f(L.VOLUME, str(rng.randint(100, 2800))).t(" ").f(
                    L.CONTAINER, rng.choice(("UNTS", "U.N.T.S.", "LNTS", "ILM"))
                ).t(" ").f(L.PAGES, str(rng.randint(1, 500)))
        elif z < 0.5:
            out.t(rng.choice((", Pub. L. No. ", ", Pub. L. No. ", ", Pub. L. "))).f(
                L.NUMBER, f"{rng.randint(80, 117)}-{rng.randint(1, 400)}"
            ).t(", ").f(L.VOLUME, str(rng.randint(40, 136))).t(" ").f(L.CONTAINER, "Stat.").t(" ").f(
                L.PAGES, str(rng.randint(10, 3000))
            )
            if rng.random() < 0.6:
                out.t(" (").f(L.ISSUED, str(y)).t(")")
        elif z < 0.8:
            out.t(rng.choice((", ", " [", ". "))).f(
                L.CONTAINER,
                rng.choice(
                    (
                        "Official Journal of the European Union",
                        "OJ",
                        "Official Journal",
                        "Federal Register",
                        "Official Gazette",
                        "Bundesgesetzblatt",
                    )
                ),
            )
            out.t(rng.choice((", ", " "))).f(
                L.NUMBER,
                rng.choice(
                    (
                        f"L {rng.randint(1, 350)}",
                        f"L{rng.randint(1, 350)}/{rng.randint(1, 90)}",
                        f"C {rng.randint(1, 400)}",
                    )
                ),
            )
            out.t(", ").f(L.ISSUED, day_date(rng, y)).t(", ").t(rng.choice(("p. ", "pp. "))).f(L.PAGES, pages(rng))
        else:
            out.t(rng.choice((", ", " "))).f(
                L.NUMBER,
                rng.choice(
                    (
                        f"c {rng.randint(1, 60)}",
                        f"SI {y}/{rng.randint(1, 3000)}",
                        f"{rng.randint(10, 50)} U.S.C. § {rng.randint(1, 9000)}",
                        f"No. {rng.randint(1, 90)} of {y}",
                    )
                ),
            )
        link(rng, out, 0.3)
    elif x < 0.8:
        a, b = (
            rng.choice(v.SURNAME),
            rng.choice(
                (
                    rng.choice(v.SURNAME),
                    "Board of Education",
                    "United States",
                    f"{rng.choice(v.NOUNS).capitalize()} Co.",
                    f"State of {rng.choice(v.PLACES)}",
                )
            ),
        )
        out.f(L.TITLE, f"{a} {rng.choice(('v.', 'v', 'v.', 'vs.'))} {b}")
        z = rng.random()
        if z < 0.6:
            out.t(", ").f(L.VOLUME, str(rng.randint(1, 590))).t(" ").f(
                L.CONTAINER,
                rng.choice(("U.S.", "F.3d", "F.2d", "F. Supp.", "S. Ct.", "A.2d", "N.E.2d", "AC", "All ER")),
            ).t(" ").f(L.PAGES, str(rng.randint(1, 1500)))
            if rng.random() < 0.3:
                out.t(", ").f(L.LOCATOR, str(rng.randint(1, 1500)))
            out.t(rng.choice((" (", " (2d Cir. ", " (D.D.C. ") if rng.random() < 0.4 else (" (",))).f(
                L.ISSUED, str(y)
            ).t(")")
        else:
            out.t(rng.choice((" [", ", [", " ("))).f(L.ISSUED, str(y)).t("]" if "[" in out.parts[-2][0] else ")").t(
                " "
            ).f(L.CONTAINER, rng.choice(("UKSC", "EWCA Civ", "UKHL", "ECHR", "ECR I", "ICJ Rep"))).t(" ").f(
                L.NUMBER if rng.random() < 0.7 else L.PAGES, str(rng.randint(1, 900))
            )
    else:
        names = name_list(rng, people(rng, 3), rng.choice(("ini", "inv", "given", "invini")))
        out.f(L.AUTHOR, names).t(rng.choice((", ", ". ")))
        out.t(quote[0]).f(L.TITLE, v.english_title(rng, news=False).replace("“", "").replace("”", "")).t(quote[1]).t(
            rng.choice((", ", ". ", " "))
        ).f(L.GENRE, rng.choice(("U.S. Patent", "US Patent", "European Patent", "Patent", "German Patent"))).t(
            rng.choice((" ", " No. ", " no. "))
        ).f(
            L.NUMBER,
            rng.choice(
                (
                    f"{rng.randint(3, 11)},{rng.randint(100, 999)},{rng.randint(100, 999)}",
                    f"{rng.randint(3, 9)} {rng.randint(100, 999)} {rng.randint(100, 999)}",
                    f"EP{rng.randint(1000000, 3999999)}",
                    f"US{rng.randint(5000000, 11000000)}B2",
                )
            ),
        )
        out.t(rng.choice((", ", " (", ", filed ", ", issued "))).f(L.ISSUED, day_date(rng, y))
        out.t(")" if out.parts[-2][0] == " (" else ".")
    return out
