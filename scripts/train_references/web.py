"""Plain notes of web pages and news, bare links, and comments that cite nothing."""

# ruff: noqa: C901, E501, N817, PLR0912, PLR0915 - a grammar reads best in one piece, its lists as text

from __future__ import annotations

import random
from typing import Final

from reportgen.extract.references.fields import Label as L
from train_references import vocabulary as v
from train_references.pieces import (
    Pieces,
    body,
    day_date,
    month_date,
    name_list,
    newspaper,
    pages,
    people,
    person,
    site,
    url,
    year,
)

QUOTES: Final = (
    (("“", "”"),) * 7
    + (('"', '"'),) * 4
    + (("‘", "’"), ("'", "'"), ("«", "»"), ("", ""), ("", ""), ("", ""), ("", "”"), ("“", ""))
)
COMMENTS: Final = (
    "See", "See also", "Cf.", "See, for example,", "See e.g.", "For details see", "For a longer account see", "Quoted in", "Cited in", "See:", "As reported by", "On this point see", "For more on the harbour question, see",
    "For a different view, see", "The figure is from", "See further", "Compare", "For an overview, see", "See generally", "Data from", "Source:", "Available in", "According to", "Based on", "Also see", "Accord", "But see",
)  # fmt: skip


def _title(rng: random.Random, quote: tuple[str, str]) -> str:
    x = rng.random()
    title = v.english_title(rng, news=x < 0.55)
    if x > 0.9:
        title = v.sentence_case(v.fill(rng, rng.choice(rng.choice((v.DE_TITLE, v.FR_TITLE, v.ES_TITLE)))))
    if rng.random() < 0.03:
        title += rng.choice(
            (
                " Bulletin",
                " Report",
                " Vol. 3",
                " – Part 2",
                " (Part I)",
                ", No. 2",
                " Index",
                ", Issue 5",
                " Journal",
                " Press",
                " p. 5",
                " 2019",
            )
        )
    if quote[0] == "“" and rng.random() < 0.85:
        title = title.replace("“", "‘").replace("”", "’")
    if quote[0] == '"' and rng.random() < 0.85:
        title = title.replace("“", "'").replace("”", "'")
    return title


def any_date(rng: random.Random) -> str:
    """A date of any precision."""
    y = year(rng)
    x = rng.random()
    return day_date(rng, y) if x < 0.74 else month_date(rng, y) if x < 0.88 else str(y)


def link(rng: random.Random, out: Pieces, chance: float) -> None:
    """Perhaps a link, perhaps with the day it was looked at."""
    if rng.random() < chance:
        out.sep(
            rng.choice(
                (
                    ", ",
                    ", ",
                    " ",
                    " ",
                    ". ",
                    ", available at ",
                    ", available at: ",
                    ". Available at: ",
                    " (",
                    " <",
                    ", at ",
                    "; ",
                    " - ",
                    ": ",
                    ", URL: ",
                    ". URL: ",
                )
            )
        )
        mark = out.parts[-1][0] if out.parts else ""
        out.f(L.URL, url(rng))
        close = {"(": ")", "<": ">"}.get(mark.strip(), "")
        out.t(close)
        if rng.random() < 0.2:
            out.t(
                rng.choice(
                    (
                        " (accessed ",
                        ", accessed ",
                        " [accessed ",
                        " (last accessed ",
                        ", last visited ",
                        ", retrieved ",
                        ". Accessed ",
                        " (accessed on ",
                        " (last accessed on ",
                        " Accessed: ",
                    )
                )
            )
            mark = out.parts[-1][0]
            out.f(L.ACCESSED, day_date(rng, rng.randint(2010, 2026)))
            out.t(")" if "(" in mark else "]" if "[" in mark else "")


def web_note(rng: random.Random) -> Pieces:
    """Author, “Title”, Site, date, link, in the usual order or another; any part may be missing."""
    out = Pieces()
    quote = rng.choice(QUOTES)
    between = (
        rng.choice((", ", ", ", ", ", ", ", ". ", ", ", " - ", " | "))
        if quote[0]
        else rng.choice((", ", ", ", ", ", ". ", " - ", " – "))
    )
    inside = quote[1] and quote[1] in "”\"’'" and rng.random() < 0.3
    x = rng.random()
    if rng.random() < 0.07:
        out.f(L.COMMENT, rng.choice(COMMENTS).rstrip(":,")).t(rng.choice((" ", ": ", ", ", " ")))
    mode = rng.choice(("given",) * 9 + ("inv", "ini", "givencaps", "invini"))
    author = name_list(
        rng, people(rng, 7), mode, rng.choice((" and ", ", and ", " & ", ", ", " and ")), ", ", rng.choice((0, 0, 3))
    )
    corporate = rng.random() < 0.16
    container = newspaper(rng) if rng.random() < 0.5 else site(rng)
    if corporate:
        author = body(rng)
    if order_hint := rng.random() < 0.05:
        container = body(rng)
    title = _title(rng, quote)
    lang = (
        "de"
        if any(w in title for w in (" der ", "Die ", "Zur ", "Was ", " und ", "Streit"))
        else "fr"
        if "é" in title and rng.random() < 0.6
        else "en"
    )
    if lang == "de" and rng.random() < 0.5:
        author, corporate = (
            (
                rng.choice(("Bundesministerium für ", "Bundesamt für ", "Deutscher Verband der ", "Institut für "))
                + rng.choice(v.DE_NOUN)
                + rng.choice(("", " und " + rng.choice(v.DE_NOUN))),
                True,
            )
            if rng.random() < 0.4
            else (author, corporate)
        )
    order = rng.choices(
        ("atcd", "tcd", "actd", "catd", "ctd", "tacd", "atd", "act", "adtc", "acd", "td", "t", "cd"),
        (44, 17, 8, 6, 5, 4, 6, 0, 2, 1.5, 4, 2.5, 1),
    )[0]
    if corporate and order in {"catd", "actd", "tacd", "acd"}:
        order = "atd"
    if order_hint and not corporate:
        order = "actd"
    if x < 0.08 and order in {"atcd", "tcd"}:
        order = order.replace("d", "")
    for index, part in enumerate(order):
        if part == "a":
            if order == "tacd":
                out.sep(rng.choice((". By ", ", by ", ", ", ". ", " by ")))
            elif index:
                out.sep(between)
            if rng.random() < 0.02 and not index:
                out.t("Editors: ").f(L.EDITOR, author)
            else:
                out.f(L.AUTHOR, author)
            if not corporate and rng.random() < 0.04:
                out.t(rng.choice((" in ", " (", ", "))).f(L.PLACE, rng.choice(v.CITIES).split(",")[0])
                out.t(")" if out.parts[-2][0] == " (" else "")
        elif part == "t":
            if index:
                glue = between if order[index - 1] != "a" else rng.choice((between, ", ", ", ", ": ", ", "))
                if order[index - 1] == "a" and rng.random() < 0.03 and quote[0]:
                    glue = " "
                out.sep(glue)
            out.t(quote[0]).f(L.TITLE, title)
            if inside and index < len(order) - 1:
                out.sep("." if between == ". " else ",").t(quote[1] + " ")
            else:
                out.t(quote[1])
            if rng.random() < 0.03:
                out.t(rng.choice((" [", " ("))).f(
                    L.GENRE,
                    rng.choice(("in Russian", "video", "blog", "podcast", "opinion", "press release", "interview")),
                )
                out.t("]" if "[" in out.parts[-2][0] else ")")
        elif part == "c":
            if index and not (out.ends_with(" ")):
                glue = between
                if order[index - 1] == "t" and quote[1] and not inside and rng.random() < 0.05:
                    glue = " "
                if order[index - 1] == "t" and rng.random() < 0.04:
                    glue = rng.choice((", in ", ", on ", ". In: ", ", at "))
                out.sep(glue)
            out.f(L.CONTAINER, container)
            if rng.random() < 0.03:
                out.t(rng.choice((" (", ", "))).f(
                    L.GENRE,
                    rng.choice(
                        (
                            "blog",
                            "video",
                            "podcast",
                            "blog post",
                            "op-ed",
                            "press release",
                            "TED Talk",
                            "interview",
                            "opinion",
                            "editorial",
                        )
                    ),
                )
                out.t(")" if out.parts[-2][0] == " (" else "")
            elif rng.random() < 0.05:
                out.t(", ").f(L.PLACE, rng.choice(v.CITIES).split(",")[0])
            elif rng.random() < 0.03:
                out.t(rng.choice((" (online)", " (website)", " (UK)", " (London)")))
        elif part == "d":
            if index and not out.ends_with(" "):
                out.sep(rng.choice((between, ", ", between, " ", " (", ". ")))
            opened = bool(out.parts) and out.parts[-1][0].endswith("(")
            y = rng.random()
            if y < 0.92:
                date = any_date(rng) if lang == "en" else day_date(rng, year(rng), lang)
                if rng.random() < 0.03:
                    out.t(rng.choice(("updated ", "published ", "last modified ", "posted on ", "dated ")))
                out.f(L.ISSUED, date)
                out.t(")" if opened else "")
            else:
                out.f(L.ISSUED, date := str(year(rng))).t(")" if opened else "")
    if "t" not in order and "c" in order and rng.random() < 0.2:
        pass
    if rng.random() < 0.05:
        out.sep(rng.choice((", p. ", ", pp. ", ", page "))).f(L.PAGES, pages(rng))
    link(rng, out, 0.72)
    if rng.random() < 0.03:
        out.t(rng.choice((". ", " "))).f(
            L.COMMENT,
            rng.choice(
                (
                    "The figure excludes services.",
                    "The figures have since been revised.",
                    "Accessed through the library.",
                    "Translation by the author.",
                    "Emphasis added.",
                    "On the harbour see below.",
                    "The company disputes this.",
                )
            ).rstrip("."),
        )
    if rng.random() < 0.4:
        out.t("." if not out.ends_with(".") else "")
    return out


def bare(rng: random.Random) -> Pieces:
    """A link alone, a comment that ends in a link, a title with a link."""
    out = Pieces()
    x = rng.random()
    if x < 0.2:
        return out.f(L.URL, url(rng))
    if x < 0.5:
        sentences: tuple[str, ...] = (
            f"The figure excludes {v.noun_phrase(rng)}.",
            f"This is not to say that {v.noun_phrase(rng)} {rng.choice(v.VERBS)} {v.place(rng)}.",
            f"In {rng.randint(1990, 2023)} the mayor told a crowd that {v.noun_phrase(rng)} was over.",
            f"No reliable count of {v.noun_phrase(rng)} exists for {v.place(rng)}.",
            f"Some {v.noun_phrase(rng)} may have been counted twice, because {v.place(rng)} does not publish {v.noun_phrase(rng)}.",
            f"Author's interview, {rng.choice(v.CITIES)}.",
            f"The author thanks {' '.join(reversed(person(rng)))} for pointing this out.",
            f"Older editions leave out {v.noun_phrase(rng)} altogether.",
            "All translations are mine.",
            f"It was at that time that {rng.choice(v.PLACES)} {rng.choice(v.VERBS)} {v.noun_phrase(rng)}.",
        )
        sentences += (
            "Здесь и далее перевод автора.",
            "Курсив наш.",
            f"По данным опроса, {rng.choice(v.RU_OBJ)} не обсуждался.",
            f"Подробнее об этом будет сказано ниже, {rng.choice(v.RU_PLACE)}.",
            "此处不包括服务贸易。",
            "译文为作者自译。",
            "笔者在上海的访谈。",
            "Emphasis in the original.",
            "Hereafter cited in the text.",
            "Translation mine.",
        )
        text = " ".join(rng.choice(sentences) for _ in range(rng.choice((1, 2, 3))))
        out.f(L.COMMENT, text.rstrip("."))
        if rng.random() < 0.6:
            out.t(rng.choice((". ", ". See ", ". See: "))).f(L.URL, url(rng))
        return out
    out.f(L.TITLE, v.english_title(rng, news=True)).t(rng.choice((", ", " ", ". ", ": "))).f(L.URL, url(rng))
    return out
