"""References of books, articles, chapters, reports and theses in the academic styles of the Latin script."""

# ruff: noqa: C901, E501, N817, PLR0912, PLR0915 - a grammar reads best in one piece, its lists as text

from __future__ import annotations

import random
import re
from typing import Final

from reportgen.extract.references.fields import Label as L
from train_references import vocabulary as v
from train_references.pieces import (
    Pieces,
    body,
    day_date,
    doi,
    journal,
    month_date,
    name_list,
    newspaper,
    pages,
    people,
    site,
    university,
    url,
    year,
)  # fmt: skip
from train_references.pieces import city as any_city
from train_references.styles import STYLES, Style, mutated


def _slots(out: Pieces, template: str, values: dict[str, tuple[L | None, str]]) -> None:
    """Fills `{x}` of a template with fields; a slot whose value is missing takes its cue and mark with it."""
    for chunk in re.findall(r"[^{}]*\{\w+\}|[^{}]+", template):
        lead, _, slot = chunk.partition("{")
        if not slot:
            if chunk.strip() and not (chunk.strip() in ")]>" and not _open(out)):
                out.t(chunk)
            elif chunk.strip():
                continue
            continue
        label, text = values.get(slot[:-1], (None, ""))
        if not text:
            # brackets that stay half open are dropped with the slot, closing ones are kept
            keep = "".join(char for char in lead if char == ")" and _open(out))
            out.t(keep)
            continue
        if ")" in lead and not _open(out):
            lead = lead.replace(")", "")
        if out.ends_with(".,;:") and lead[:1] in ".,;:" and lead[:1]:
            lead = lead[1:] or " "
        if out.ends_with("?!") and lead[:1] in ".,":
            lead = lead[1:]
        out.t(lead)
        if label is None:
            out.t(text)
        else:
            out.f(label, text)


def _open(out: Pieces) -> bool:
    text = "".join(part for part, _ in out.parts[-14:])
    return text.count("(") > text.count(")")


GENRES: Final = (
    "Working Paper", "working paper", "Discussion Paper", "Policy Brief", "Policy Paper", "Research Report", "Technical Report", "Occasional Paper", "Report", "Policy Research Working Paper",
    "White Paper", "Briefing Paper", "Staff Working Paper", "Special Report", "Issue Brief", "Tech. rep.", "Research Paper", "Backgrounder", "Policy Analysis", "Country Report", "Annual Report", "Fact sheet",
)  # fmt: skip
_THESES: Final = (
    "PhD thesis", "PhD diss.", "Ph.D. dissertation", "Doctoral dissertation", "Master's thesis", "MA thesis", "Unpublished doctoral dissertation", "DPhil thesis", "M.Sc. thesis", "Dissertation", "Thesis (PhD)", "Diss.", "Bachelor's thesis", "doctoral thesis",
)  # fmt: skip
_CODES: Final = (
    "RR-{n}",
    "TR-{n}",
    "VTT-R-{n}-{m}",
    "INL/EXT-{m}-{n}",
    "DP{n}",
    "Cm {n}",
    "HC {n}",
    "OCDE/GD({m}){n}",
    "STI–PUB–{n}",
    "TNO {n} R{m}",
    "R{n}",
    "{n}",
    "{n}/{m}",
    "WP/{m}/{n}",
    "No. {n}",
    "A/{m}/{n}",
    "ISBN-{n}",
    "IMF WP/{m}/{n}",
    "SAND{n}-{m}",
    "COM(20{m}) {n} final",
    "COM(20{m}) {n} final",
    "SWD(20{m}) {n}",
    "NISTIR {n}",
    "{n}-{m}",
    "RB-{n}-OSD",
    "CRS R{n}",
    "EUR {n} EN",
    "S/{n}/{m}",
)


def report_number(rng: random.Random) -> str:
    """The number of a report or paper."""
    return (
        rng.choice(_CODES)
        .replace("{n}", str(rng.randint(3, 20000)))
        .replace("{m}", str(rng.randint(1, 99)))
        .removeprefix("No. ")
        .removeprefix("IMF ")
        .removeprefix("CRS ")
    )


def _edition(rng: random.Random) -> str:
    return rng.choice(
        (
            "2nd",
            "3rd",
            "4th",
            "5th",
            "2d",
            "7th",
            "Rev.",
            "rev.",
            "second",
            "third",
            "2",
            "10th",
            "Second",
            "2nd rev.",
            "1st",
        )
    )


def _title(rng: random.Random, *, news: bool = False, lang: str = "en") -> str:
    if lang == "de":
        return v.sentence_case(v.fill(rng, rng.choice(v.DE_TITLE)))
    if lang == "fr":
        return v.sentence_case(v.fill(rng, rng.choice(v.FR_TITLE)))
    if lang == "es":
        return v.sentence_case(v.fill(rng, rng.choice(v.ES_TITLE)))
    return v.english_title(rng, news=news)


def academic(rng: random.Random) -> Pieces:
    """One reference of an academic kind."""
    key = rng.choice(tuple(STYLES))
    style = STYLES[key]
    if rng.random() < 0.45:
        style = mutated(rng, style)
    lang = {"german": "de", "french": "fr", "spanish": "es"}.get(key, "en")
    kind = rng.choices(
        ("article", "book", "chapter", "conference", "report", "thesis", "news", "web", "edited", "preprint", "media"),
        (26, 20, 12, 7, 12, 5, 8, 6, 4, 3, 4),
    )[0]
    out = Pieces()
    y = year(rng)
    when = str(y) + (rng.choice("abc") if rng.random() < 0.04 else "")
    if rng.random() < 0.02:
        when = rng.choice(("n.d.", "forthcoming", "in press"))
    if kind in {"news", "web", "media"} or rng.random() < 0.05:
        full = day_date(rng, y, lang) if rng.random() < 0.85 else month_date(rng, y)
    elif style.year_at != "author" and rng.random() < 0.15:
        full = month_date(rng, y)
    else:
        full = when
    if style.year_at == "author" and full != when and rng.random() < 0.75:
        # APA writes "2019, March 22"; Harvard the year first and the day later.
        day = full.replace(f" {y}", "").replace(f", {y}", "").strip(" ,")
        when_author, later = (
            (f"{y}, {day}", "")
            if key.startswith("apa") and full.startswith(tuple("ABCDEFGHIJKLMNOPRSTUVW"))
            else (when, day if rng.random() < 0.5 and str(y) not in day else full if rng.random() < 0.3 else "")
        )
    else:
        when_author, later = when, ""
    if style.year_at != "author":
        when_author, later = "", full
    # authors
    anonymous = rng.random() < (0.3 if kind in {"news", "web"} else 0.04)
    names = people(rng)
    author = ""
    if kind == "edited":
        out.f(L.EDITOR, name_list(rng, names, style.names, style.last, style.between, style.etal))
        out.t(
            rng.choice(
                (
                    " (ed.)",
                    " (eds)",
                    ", ed.",
                    ", eds.",
                    " (Eds.)",
                    ", editors",
                    " (Hrsg.)" if lang == "de" else " (eds.)",
                    ", editor",
                )
            )
        )
    elif not anonymous:
        if rng.random() < (0.75 if kind == "report" else 0.35 if kind in {"web", "media"} else 0.06):
            author = body(rng)
        else:
            author = name_list(rng, names, style.names, style.last, style.between, style.etal)
        out.f(L.AUTHOR, author)
        if kind == "media" and rng.random() < 0.4:
            out.t(rng.choice((" (Host)", " (Director)", " (Hosts)", ", director", " (Producer)")))
    title = _title(rng, news=kind in {"news", "web"}, lang=lang)
    if not out.parts and kind == "web" and rng.random() < 0.35:
        # An entry of a reference work: its word, then the year.
        title = rng.choice(
            (rng.choice(v.NOUNS).capitalize(), v.place(rng), v.made_up(rng), v.sentence_case(v.noun_phrase(rng)))
        )
        when_author = rng.choice((when_author, "n.d.")) if when_author else ""
        entry = True
    elif kind == "web" and rng.random() < 0.12:
        title = rng.choice((rng.choice(v.NOUNS).capitalize(), v.sentence_case(v.noun_phrase(rng))))
        entry = False
    else:
        entry = False
    opening, closing = style.quote if kind not in {"book", "edited", "report"} else style.quote_book
    if opening and ("“" in title or '"' in title) and opening in '“"':
        title = title.replace("“", "‘").replace("”", "’")

    def put_year() -> None:
        if not when_author:
            return
        out.t(" " if not out.ends_with(" ") else "")
        if not style.year_open and out.ends_with(" ") and not out.parts[-2][0].endswith("."):
            out.parts[-1] = (". ", None)
        out.t(style.year_open).f(L.ISSUED, when_author).t(style.year_close)

    untitled = (
        kind == "article" and key in {"acs", "nature", "elsevier", "oscola"} and rng.random() < 0.08 and bool(author)
    )

    def put_title() -> None:
        if untitled:
            return
        out.t(opening).f(L.TITLE, title)
        if rng.random() < 0.04:
            out.t(" [").f(L.TRANSLATED_TITLE, _title(rng)).t("]")
        if kind == "media" and rng.random() < 0.15:
            out.t(rng.choice((" (Version ", ", version ", " (version "))).f(
                L.NUMBER,
                rng.choice(
                    (
                        f"{rng.randint(1, 12)}.{rng.randint(0, 9)}.{rng.randint(0, 30)}",
                        f"{rng.randint(1, 12)}.{rng.randint(0, 30)}",
                    )
                ),
            )
            out.t(")" if "(" in out.parts[-2][0] else "")
        if (kind == "media" and rng.random() < 0.08) or (key == "vancouver" and kind == "web" and rng.random() < 0.6):
            out.t(" [").f(L.MEDIUM, rng.choice(("Internet", "Internet", "Online", "online", "Electronic resource"))).t(
                "]"
            )
        elif kind in {"media", "web"} and rng.random() < (0.7 if kind == "media" else 0.08):
            out.t(" [").f(
                L.GENRE,
                rng.choice(
                    (
                        "Video",
                        "Data set",
                        "Computer software",
                        "Audio podcast",
                        "Film",
                        "Blog post",
                        "Press release",
                        "Dataset",
                        "Mobile app",
                        "Tweet",
                        "Conference presentation",
                        "Photograph",
                        "Fact sheet",
                        "Map",
                        "Podcast",
                    )
                ),
            ).t("]")
        mark = style.after_title
        if closing:
            if style.comma_inside and mark[0] in ".," and closing in {"”", '"', "’", "'", "''"}:
                out.sep(mark[0]).t(closing + " ")
            else:
                out.t(closing).t(mark)
            if rng.random() < 0.05:
                out.t("[" if out.ends_with(" ") else " [").f(L.TRANSLATED_TITLE, _title(rng)).t("]" + mark)
        else:
            out.sep(mark)

    if out.parts:
        if style.year_at == "author" and when_author:
            put_year()
        else:
            out.sep(style.after_author)
        put_title()
    else:
        put_title()
        if style.year_at == "author" and when_author:
            put_year()
    _drop_last_mark(out) if kind in {"book", "edited", "report", "thesis"} else None

    vals: dict[str, tuple[L | None, str]] = {}
    vals["d"] = (L.ISSUED, later or "")
    if style.year_at == "author":
        vals["d"] = (L.ISSUED, later)
    city = any_city(rng)
    vals["pl"] = (L.PLACE, city if rng.random() < 0.93 else "")
    vals["pu"] = (
        L.PUBLISHER,
        rng.choice(v.PUBLISHERS)
        if rng.random() < 0.8
        else (
            v.made_up(rng)
            + rng.choice((" Press", " Books", "", " Verlag" if lang == "de" else " Publishing", " & Sons"))
            if rng.random() < 0.6
            else university(rng) + " Press"
            if rng.random() < 0.5
            else body(rng)
        ),
    )
    vals["ed"] = (
        L.EDITION,
        f"{rng.randint(2, 9)}." if lang == "de" else f"{rng.randint(2, 9)}e" if lang == "fr" else _edition(rng),
    )
    vals["v"] = (
        L.VOLUME,
        rng.choice(
            (
                str(rng.randint(1, 200)),
                str(rng.randint(1, 60)),
                rng.choice(("XII", "IV", "LXXI")) if rng.random() < 0.1 else str(rng.randint(1, 400)),
            )
        )
        if rng.random() < 0.93
        else "",
    )
    vals["i"] = (
        L.ISSUE,
        rng.choice(
            (
                str(rng.randint(1, 12)),
                str(rng.randint(1, 12)),
                f"{rng.randint(1, 5)}{rng.choice('-–/')}{rng.randint(6, 12)}",
                str(rng.randint(13, 300)),
            )
        )
        if rng.random() < 0.8
        else "",
    )
    vals["p"] = (L.PAGES, pages(rng) if rng.random() < 0.92 else "")
    accessed = day_date(rng, rng.randint(2005, 2025), lang)
    j = journal(rng, short=style.abbreviated)
    vals["j"] = (L.CONTAINER, j)

    locator_added = False
    if kind in {"article", "preprint"}:
        if kind == "preprint":
            out.f(
                L.CONTAINER,
                rng.choice(("arXiv", "bioRxiv", "SSRN", "medRxiv", "CoRR", "OSF Preprints", "Research Square")),
            ).t(rng.choice((" preprint ", ", ", ". ", " ", ":"))).f(
                L.NUMBER,
                rng.choice(
                    (
                        f"arXiv:{rng.randint(1000, 2400)}.{rng.randint(10000, 19999)}",
                        f"abs/{rng.randint(1000, 2400)}.{rng.randint(1000, 9999)}",
                        str(rng.randint(100000, 4000000)),
                    )
                ),
            )
            _slots(out, rng.choice((", {d}", " ({d})", ". {d}")), vals)
        elif "{j}" in style.volume:
            _slots(out, style.volume.lstrip() if out.ends_with(" ") else style.volume, vals)
        else:
            if rng.random() < 0.1 and style.within.strip():
                out.t(style.within)
            out.f(L.CONTAINER, j)
            _slots(out, style.volume, vals)
            if later and "{d}" not in style.volume:
                _slots(out, rng.choice((", {d}", " ({d})")), vals)
    elif kind in {"book", "edited"}:
        if rng.random() < 0.06:
            out.t(
                rng.choice(
                    (
                        ", trans. ",
                        ". Translated by ",
                        ". Translated by ",
                        ", translated by ",
                        ". Trans. ",
                        ", tr. ",
                        ", übers. von " if lang == "de" else ", trans. by ",
                    )
                )
            ).f(L.TRANSLATOR, name_list(rng, people(rng, 2), "given"))
        if rng.random() < (0.25 if lang == "de" else 0.12):
            _slots(out, rng.choice((style.edition, ", {ed} Aufl." if lang == "de" else style.edition)), vals)
            if out.parts[-1][0] and _open(out):
                out.t(")")
        if rng.random() < 0.06:
            out.t(rng.choice((", vol. ", ". Vol. ", ", volume "))).f(L.VOLUME, str(rng.randint(1, 9)))
        if rng.random() < 0.07:
            out.t(rng.choice((" (", ". ", ", "))).f(
                L.COLLECTION,
                rng.choice(
                    (
                        f"Studies in {rng.choice(v.NOUNS).capitalize()} {rng.choice(v.ABSTRACTS).capitalize()}",
                        f"{v.made_up(rng)} Series in {rng.choice(v.NOUNS).capitalize()}",
                        f"Lecture Notes in {rng.choice(v.NOUNS).capitalize()} Science",
                        f"{rng.choice(v.ADJECTIVES).capitalize()} {rng.choice(v.NOUNS).capitalize()} Series",
                    )
                ),
            ).t(f", {rng.choice(('vol. ', 'no. ', ''))}").f(L.NUMBER, str(rng.randint(1, 300)))
            if _open(out):
                out.t(")")
        _imprint(rng, out, style, vals)
    elif kind in {"chapter", "conference"}:
        book = _title(rng, lang=lang)
        if kind == "conference":
            book = rng.choice(
                (
                    f"Proceedings of the {rng.choice(('', '5th ', 'Third ', '2018 '))}{rng.choice(('International Conference', 'Workshop', 'Symposium', 'ACM Symposium', 'Annual Meeting', 'Congress'))} on {rng.choice(v.NOUNS).capitalize()} {rng.choice(v.ABSTRACTS).capitalize()}",
                    f"Proc. IEEE Conf. {rng.choice(v.NOUNS).capitalize()[:5]}. {rng.choice(v.NOUNS).capitalize()[:4]}. ({rng.choice(v.ACRONYMS)})",
                    f"Advances in {rng.choice(v.ADJECTIVES).capitalize()} {rng.choice(v.NOUNS).capitalize()} Systems",
                    f"{rng.choice(v.ACRONYMS)} {y}",
                    f"Proc. {rng.choice(v.ACRONYMS)}",
                    f"Proc. {rng.choice(('Int.', 'IEEE', 'Annu.', 'ACM'))} {rng.choice(('Conf.', 'Symp.', 'Workshop'))} {v.made_up(rng)[:5]}. {rng.choice(v.NOUNS).capitalize()[:4]}. {rng.choice(v.NOUNS).capitalize()[:6]}. {v.made_up(rng)[:5]}. ({rng.choice(v.ACRONYMS)})",
                    f"{y} {rng.choice(('IEEE', 'ACM'))} International Conference on {rng.choice(v.NOUNS).capitalize()}",
                )
            )
        if kind == "conference" and rng.random() < 0.15:
            out.t(
                rng.choice(
                    ("Paper presented at the ", "paper presented at the ", "Presented at ", "Paper presented at ")
                )
            ).f(L.EVENT, re.sub(r"^(Proceedings of the |Proc\. )", "", book))
            _slots(out, rng.choice((", {pl}, {d}", ", {pl}", ", {d}", ". {pl}, {d}")), vals)
            return out.t(style.end)
        out.t(style.within if style.within or rng.random() < 0.7 else "in ")
        # English styles bracket "in" fields with editors before or after
        editors = kind == "chapter" and rng.random() < 0.8
        etext = name_list(rng, people(rng, 4), style.editor_names, style.last, style.between, 4)
        if editors and style.editors_first:
            _slots(
                out,
                style.editors.replace("Eds.", rng.choice(("Ed.", "Eds."))).replace("eds", rng.choice(("ed", "eds"))),
                {"e": (L.EDITOR, etext)},
            )
        qb = style.quote_book if rng.random() < 0.8 else ("", "")
        out.t(qb[0]).f(L.CONTAINER, book).t(qb[1])
        if lang == "de" and rng.random() < 0.2:
            out.t(", Bd. ").f(L.VOLUME, str(rng.randint(1, 12)))
        if lang == "de" and editors is False and rng.random() < 0.6:
            out.t(rng.choice((", hrsg. von ", ", hg. v. ", ". Hrsg. von "))).f(
                L.EDITOR, name_list(rng, people(rng, 3), "given", " und ")
            )
        if editors and not style.editors_first:
            _slots(out, style.editors, {"e": (L.EDITOR, etext)})
            if _open(out):
                out.t(")" if "(eds {e})" in style.editors else "")
        if key.startswith("apa"):
            _slots(
                out,
                rng.choice(
                    (" (pp. {p})", " ({ed} ed., pp. {p})", " (Vol. {v}, pp. {p})", " ({ed} ed., Vol. {v}, pp. {p})")
                ),
                vals,
            )
            if _open(out):
                out.t(")")
            vals["p"] = (None, "")
        elif rng.random() < 0.4:
            _slots(
                out,
                rng.choice(
                    (", pp. {p}", ", {p}", ", vol. {v}", ", p. {p}", ", S. {p}" if lang == "de" else ", pages {p}")
                ),
                vals,
            )
            vals["p"] = (None, "")
        if kind == "conference" and rng.random() < 0.4:
            out.t(rng.choice((", ", ". ", " ("))).f(L.PLACE, city)
            vals["pl"] = (None, "")
            if rng.random() < 0.5 and later:
                _slots(out, ", {d}", vals)
                vals["d"] = (None, "")
            if _open(out):
                out.t(")")
            if rng.random() < 0.5:
                vals["pu"] = (None, "")
        _imprint(rng, out, style, vals)
        if vals["p"][1] and rng.random() < 0.7:
            _slots(out, rng.choice((", pp. {p}", ", {p}", ". p. {p}", ", p. {p}", ": {p}")), vals)
    elif kind == "report":
        genre, number = rng.choice(GENRES), report_number(rng)
        institution = body(rng) if author not in v.ACRONYMS or rng.random() < 0.7 else author
        vals.update(
            g=(L.GENRE, genre), n=(L.NUMBER, number), in_=(L.PUBLISHER, institution), pu=(L.PUBLISHER, institution)
        )
        vals["in"] = vals["in_"]
        template = rng.choice(
            (
                " ({g} No. {n}). {in}",
                ", {g} {n}, {in}",
                ", {in} {g} {n}",
                ", {g} No. {n}, {in}",
                ". {in}, {g} {n}",
                " ({pl}: {in}, {d})",
                ", {in}, {d}",
                ", {n}, {d}",
                ", {n}",
                ". {in}",
                ". {g} {n}",
                " ({g}, {in})",
                ", {g}, {in}",
                ", {in}, {pl}, {d}",
                " ({in} {g} No. {n}, {d})",
                ". {pl}: {in}",
                ", {pl}, {d}",
                ", {g} ({pl}: {in}, {d})",
                ". {g} no. {n}. {pl}: {in}",
                " ({n})",
                ", {n}. {pl}: {in}",
                ", {in} {g}, {d}",
                ", {g} {n}",
            )
        )
        _slots(out, template, vals)
        if _open(out):
            out.t(")")
        if "{d}" not in template and later:
            _slots(out, rng.choice((", {d}", " ({d})", ". {d}")), vals)
            if _open(out):
                out.t(")")
    elif kind == "thesis":
        genre = {
            "de": rng.choice(("Diss.", "Dissertation", "Habilitationsschrift", "Masterarbeit")),
            "fr": rng.choice(("thèse de doctorat", "mémoire de master")),
            "es": "tesis doctoral",
        }.get(lang, rng.choice(_THESES))
        vals.update(g=(L.GENRE, genre))
        vals["in"] = (L.PUBLISHER, university(rng))
        template = rng.choice(
            (
                " ({g}, {in}, {d})",
                ", {g}, {in}, {d}",
                ". {g}, {in}, {d}",
                " [{g}, {in}]",
                ". {g}. {in}",
                ". {in}, {d}. {g}",
                " ({g}). {in}, {pl}, {d}",
                ", {g}, {pl}, {d}",
                ". {in}, {g}",
                ". {pl}: {in}, {g}, {d}",
            )
        )
        _slots(out, template, vals)
        if _open(out):
            out.t(")")
        if later and "{d}" not in template:
            _slots(out, ", {d}", vals)
    elif kind in {"news", "web", "media"}:
        bare = bool(author) and rng.random() < (0.06 if kind == "news" else 0.4)
        if bare:
            _drop_last_mark(out)
        elif kind == "media" and rng.random() < 0.3:
            out.t("In ").f(
                L.CONTAINER,
                rng.choice(
                    (
                        f"The {v.made_up(rng)} {rng.choice(v.NOUNS).capitalize()} Show",
                        f"{rng.choice(v.NOUNS).capitalize()} Talk",
                        site(rng),
                    )
                ),
            )
            out.t(". ").f(L.PUBLISHER, newspaper(rng) if rng.random() < 0.6 else body(rng))
        elif kind != "news" and rng.random() < (0.8 if entry else 0.15):
            out.t(rng.choice(("In ", "in ", "On "))).f(L.CONTAINER, site(rng))
        elif kind != "news" and rng.random() < 0.25:
            _drop_last_mark(out)
            vals["pu"] = (L.PUBLISHER, body(rng))
            _slots(out, rng.choice((". {pl}: {pu}", ". {pu}", ", {pu}")), vals)
        else:
            out.f(L.CONTAINER, newspaper(rng) if kind == "news" else site(rng))
        template = rng.choice((", {d}", ". {d}", ", {d}, p. {p}", " ({d})", ", {d}, {p}", ", {d}, sec. A, p. {p}"))
        if kind != "news":
            template = rng.choice((", {d}", ". {d}", " ({d})"))
        _slots(out, template, vals)
        if _open(out):
            out.t(")")
    if (
        key in {"note", "comma", "french", "german", "oscola", "commaq"}
        and kind in {"book", "chapter", "edited", "thesis", "report", "article"}
        and rng.random() < 0.3
    ):
        out.t(rng.choice((", ", ", p. ", ", pp. ", ": ", ", at ", " "))).f(L.LOCATOR, pages(rng))
        locator_added = True
    if rng.random() < 0.22 and not locator_added:
        d = doi(rng)
        out.t(rng.choice((". ", ", ", ". doi: ", ". https://doi.org/", " doi:", ". DOI: ", ", doi: "))).f(L.DOI, d)
    elif rng.random() < (0.75 if kind in {"web", "media"} else 0.5 if kind == "news" else 0.2):
        link = style.seen if style.seen and rng.random() < 0.4 else style.link
        if not link.startswith((" ", ".", ",", ";")):
            link = ". " + link
        _slots(out, link, {"u": (L.URL, url(rng)), "a": (L.ACCESSED, accessed)})
        if "(" in link or "[cited" in link or "<" in link:
            opened = "".join(p for p, _ in out.parts[-4:])
            if opened.count("(") > opened.count(")"):
                out.t(")")
    if kind == "book" and rng.random() < 0.03:
        out.t(". ISBN ").f(
            L.ISBN, f"978-{rng.randint(0, 9)}-{rng.randint(100, 999)}-{rng.randint(10000, 99999)}-{rng.randint(0, 9)}"
        )
    if kind in {"web", "media"} and not any(label is L.URL for _, label in out.parts):
        # Without a link a body is the publisher of the work, not the site that carries it.
        out.parts = [
            (text, L.PUBLISHER if label is L.CONTAINER and _BODY.search(text) else label) for text, label in out.parts
        ]
    if style.end and not out.ends_with(".") and rng.random() < 0.85:
        out.t(style.end)
    return out


_BODY: Final = re.compile(
    r"\b(?:Institute|Center|Centre|Council|Foundation|Association|Society|Agency|Organization|Bank|Department|Ministry|Office"
    r"|Commission|Committee|Academy|Board|University|Government|Fund|Nations|Resources|Bureau)\b"
)


def _drop_last_mark(out: Pieces) -> None:
    """Takes back the separator after the title where the imprint brings its own."""
    while out.parts and out.parts[-1][1] is None and not out.parts[-1][0].strip(" .,;-"):
        out.parts.pop()


def _imprint(rng: random.Random, out: Pieces, style: Style, vals: dict[str, tuple[L | None, str]]) -> None:
    template = style.imprint if style.imprint[0] in " .,;" else ". " + style.imprint
    _slots(out, template, vals)
    if _open(out):
        out.t(")")
    if vals["d"][1] and "{d}" not in template:
        _slots(out, rng.choice((", {d}", " ({d})")), vals)
        if _open(out):
            out.t(")")
