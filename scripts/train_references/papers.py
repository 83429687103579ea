"""Reports, working papers, books and chapters as notes with commas."""

# ruff: noqa: C901, N817, PLR0912, PLR0915 - a grammar reads best in one piece, its lists as text

from __future__ import annotations

import random

from reportgen.extract.references.fields import Label as L
from train_references import vocabulary as v
from train_references.pieces import (
    Pieces,
    body,
    city,
    journal,
    month_date,
    name_list,
    pages,
    people,
    year,
)
from train_references.web import COMMENTS, QUOTES, any_date, link
from train_references.western import GENRES, report_number


def _yearbook(rng: random.Random, out: Pieces) -> Pieces:
    """A body's own report, without quotation marks: the body, the title, the body's acronym as publisher."""
    sep = rng.choice((", ", ", ", ". "))
    author = body(rng)
    title = v.fill(
        rng,
        rng.choice(
            (
                "World {Nc} {ABS} {Y}",
                "{ADJ} {Nc} Report {Y}",
                "{GER} {PLACE}: {NP} and {NP}",
                "{The ABS of NP} {Y}",
                "{Nc} {ABS}",
                "{NP} in {PLACE}",
                "State of the {Nc} {Y}",
                "{PLACE}: {NP}",
                "Annual Report {Y}",
                "{Y} {Nc} {ABS}",
            )
        ),
    )
    out.f(L.AUTHOR, author).sep(sep).f(L.TITLE, v.title_case(title) if rng.random() < 0.7 else v.sentence_case(title))
    if rng.random() < 0.3:
        out.t(sep).f(L.NUMBER, report_number(rng))
    if rng.random() < 0.5:
        out.t(sep).f(L.PUBLISHER, rng.choice(v.ACRONYMS) if rng.random() < 0.75 else author)
    if rng.random() < 0.6:
        out.t(sep).f(L.PLACE, city(rng))
    out.t(rng.choice((", ", sep))).f(L.ISSUED, str(year(rng)) if rng.random() < 0.7 else month_date(rng, year(rng)))
    link(rng, out, 0.5)
    return out.t(rng.choice(("", ".")))


def report_note(rng: random.Random) -> Pieces:
    """Reports, papers and books with commas: author, “title”, paper number, body, place, date, link."""
    out = Pieces()
    quote = rng.choice(QUOTES[:14])
    if rng.random() < 0.05:
        out.f(L.COMMENT, rng.choice(COMMENTS).rstrip(":,")).t(" ")
    if rng.random() < 0.12:
        return _yearbook(rng, out)
    corporate = rng.random() < 0.35
    if corporate and rng.random() < 0.45:
        quote = ("", "")
    author = (
        body(rng)
        if corporate
        else name_list(
            rng, people(rng, 6), "given", rng.choice((" and ", ", and ", ", ", " & ")), ", ", rng.choice((0, 3))
        )
    )
    if rng.random() < 0.04:
        out.t(rng.choice(("Editors: ", "Ed. ", "Eds. "))).f(L.EDITOR, author)
    elif rng.random() < 0.95:
        out.f(L.AUTHOR, author)
        if not corporate and rng.random() < 0.05:
            out.t(rng.choice((" (eds.)", " (ed.)", ", eds.", " eds.")))
            out.parts[-2] = (author, L.EDITOR)
    out.sep(rng.choice((", ", ", ", ": ", ". ")))
    out.t(quote[0]).f(L.TITLE, v.english_title(rng, news=False).replace("“", "‘").replace("”", "’"))
    inside = quote[1] in {"”", '"'} and rng.random() < 0.35
    if inside:
        out.sep(",").t(quote[1] + " ")
    else:
        out.t(quote[1])
    kind = rng.choices(("report", "book", "chapter", "article", "plain"), (45, 22, 12, 12, 9))[0]
    items: list[tuple[str, L | None, str]] = []
    paper = rng.choice(GENRES[:20])
    number = report_number(rng)
    if kind == "report":
        x = rng.random()
        if x < 0.3:
            items += [
                ("", L.GENRE, paper),
                (rng.choice((" ", " No. ", " no. ", " #")), L.NUMBER, number),
                (", ", L.PUBLISHER, body(rng)),
            ]
        elif x < 0.42:
            items += [("", L.PUBLISHER, rng.choice((*v.ACRONYMS, body(rng)))), (" ", L.GENRE, paper)]
            if rng.random() < 0.7:
                items.append((rng.choice((" ", " No. ", " no. ")), L.NUMBER, number))
        elif x < 0.55:
            items += [("", L.NUMBER, number)]
            if rng.random() < 0.3:
                items.append((", ", L.PUBLISHER, body(rng)))
        elif x < 0.7:
            items += [("", L.GENRE, paper), (", ", L.PUBLISHER, body(rng))]
        elif x < 0.76 and corporate:
            items += [
                ("", L.PUBLISHER, rng.choice(v.ACRONYMS) if rng.random() < 0.7 else author),
                (", ", L.PLACE, rng.choice(v.CITIES)),
            ]
        elif x < 0.8:
            items += [
                ("", L.PUBLISHER, body(rng)),
                (", ", L.GENRE, paper),
                (rng.choice((" ", " No. ")), L.NUMBER, number),
            ]
        else:
            items += [("", L.PUBLISHER, body(rng))]
        if rng.random() < 0.25:
            items.append((", ", L.PLACE, rng.choice(v.CITIES)))
        items.append((rng.choice((", ", ", ", " (")), L.ISSUED, any_date(rng)))
    elif kind == "book":
        pub, place = rng.choice(v.PUBLISHERS), rng.choice(v.CITIES)
        x = rng.random()
        if x < 0.35:
            items += [("", L.PUBLISHER, pub)]
        elif x < 0.55:
            items += [("", L.PUBLISHER, pub), (", ", L.PLACE, place)]
        elif x < 0.75:
            items += [("", L.PLACE, place), (rng.choice((": ", ", ")), L.PUBLISHER, pub)]
        elif x < 0.85:
            items += [
                ("", L.EDITION, rng.choice(("2nd", "3rd", "second"))),
                (rng.choice((" ed., ", " edition, ")), L.PUBLISHER, pub),
            ]
        items.append((", ", L.ISSUED, str(year(rng))))
        if rng.random() < 0.3:
            items.append((rng.choice((", p. ", ", pp. ", ", ")), L.LOCATOR, pages(rng)))
    elif kind == "chapter":
        items += [
            (
                rng.choice(("in ", "in ", "In: ", "")),
                L.CONTAINER,
                v.english_title(rng, news=False).replace("“", "").replace("”", ""),
            )
        ]
        if rng.random() < 0.6:
            editors = name_list(rng, people(rng, 3), "given", " and ")
            if rng.random() < 0.5:
                items += [(rng.choice((", ed. ", ", edited by ", ", eds. ")), L.EDITOR, editors)]
            else:
                items = [
                    (rng.choice(("in ", "In ")), L.EDITOR, editors),
                    (rng.choice((" (eds.), ", " (ed.), ", ", eds., ")), L.CONTAINER, items[0][2]),
                ]
        if rng.random() < 0.5:
            items.append((", ", L.PUBLISHER, rng.choice(v.PUBLISHERS)))
        items.append((", ", L.ISSUED, str(year(rng))))
        if rng.random() < 0.4:
            items.append((", pp. ", L.PAGES, pages(rng)))
    elif kind == "article":
        items += [(rng.choice(("", "", "in ")), L.CONTAINER, journal(rng))]
        x = rng.random()
        if x < 0.6:
            items.append(
                (rng.choice((", Vol. ", ", vol. ", " ", ", Volume ", ", ")), L.VOLUME, str(rng.randint(1, 120)))
            )
            if rng.random() < 0.7:
                items.append((rng.choice((", No. ", ", no. ", ", Issue ", "/", ":")), L.ISSUE, str(rng.randint(1, 12))))
        elif x < 0.75:
            items.append((rng.choice((", No. ", ", no. ", ", Issue ", " #")), L.ISSUE, str(rng.randint(1, 60))))
        items.append(
            (rng.choice((", ", ", ", " (")), L.ISSUED, rng.choice((str(year(rng)), month_date(rng, year(rng)))))
        )
        if rng.random() < 0.3:
            items.append((", pp. ", L.PAGES, pages(rng)))
    else:
        items.append(("", L.ISSUED, any_date(rng)))
    first = True
    for lead, label, text in items:
        if first:
            if not out.ends_with(" "):
                out.sep(rng.choice((", ", ", ", ". ", ", ", " ")) if quote[1] else ", ")
            first = False
        out.t(lead)
        out.f(label, text) if label else out.t(text)
        if lead == " (":
            out.t(")")
    link(rng, out, 0.55)
    if rng.random() < 0.45 and not out.ends_with("."):
        out.t(".")
    return out
