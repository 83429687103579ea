"""Russian references: GOST 7.0.5-2008, 7.1-2003 and 7.0.100-2018, laws, and notes."""

# ruff: noqa: C901, E501, N817, PLR0912, PLR0915 - a grammar reads best in one piece, its lists as text

from __future__ import annotations

import random

from reportgen.extract.references.fields import Label as L
from train_references import vocabulary as v
from train_references.pieces import (
    Pieces,
    cyrillic_names,
    day_date,
    doi,
    month_date,
    one_name,
    person,
    url,
    year,
)
from train_references.pieces import journal as latin_journal


def _pages_ru(rng: random.Random) -> str:
    a = rng.randint(1, 400)
    return f"{a}{rng.choice('–-—')}{a + rng.randint(1, 30)}" if rng.random() < 0.9 else str(a)


def _genre_ru(rng: random.Random) -> str:
    return rng.choice(
        (
            "учеб. пособие",
            "учебник",
            "монография",
            "учебник для вузов",
            "сборник статей",
            "материалы конференции",
            "справочник",
            "учеб. пособие для вузов",
            "учебно-методическое пособие",
        )
    )


def _theses_ru(rng: random.Random) -> str:
    return (
        rng.choice(("дис.", "автореф. дис.", "дис. …", "дис. ...", "автореферат дис. ..."))
        + rng.choice((" канд.", " д-ра"))
        + rng.choice((" экон.", " ист.", " техн.", " филос.", " юрид.", " мед.", " филол."))
        + " наук"
    )


def gost(rng: random.Random) -> Pieces:
    """A Russian reference after GOST 7.0.5-2008, 7.1-2003 or 7.0.100-2018."""
    out = Pieces()
    dash = rng.random() < 0.4
    sep = rng.choice((". – ", ". — ", ".– ")) if dash else ". "
    colon = rng.choice((" : ", ": ")) if dash else ": "
    y = str(year(rng))
    kind = rng.choices(
        ("book", "article", "chapter", "thesis", "edited", "conf", "web", "news", "law", "latin"),
        (20, 23, 8, 6, 8, 6, 14, 8, 6, 7),
    )[0]
    mode = rng.choice(("fi", "fi", "fi", "fcg")) if not dash else rng.choice(("fcg", "fi"))
    anonymous = kind in {"edited", "law"} or (kind in {"web", "news"} and rng.random() < 0.4)
    names = cyrillic_names(rng, mode)
    if rng.random() < 0.05 and kind == "book":
        names = rng.choice(v.RU_ORG)
    if kind == "latin":
        names = ", ".join(
            one_name(rng, person(rng), rng.choice(("famini", "famtuck"))) for _ in range(rng.choice((1, 1, 1, 2, 3)))
        )
    if not anonymous:
        out.f(L.AUTHOR, names).t(" " if names.endswith(".") or rng.random() < 0.5 else ". ")
    title = v.english_title(rng, news=False) if kind == "latin" else v.russian_title(rng, news=kind in {"web", "news"})
    if kind == "law":
        return _law(rng, out)
    out.f(L.TITLE, title)
    if (kind in {"web", "news"} and rng.random() < 0.3) or rng.random() < 0.04:
        out.t(" [").f(L.MEDIUM, rng.choice(("Электронный ресурс", "Электронный ресурс", "Текст"))).t("]")
    responsibility = dash and rng.random() < 0.6
    if kind in {"book", "edited"} and rng.random() < 0.25:
        out.t(colon).f(L.GENRE, _genre_ru(rng))
    if kind == "thesis":
        out.t(colon).f(L.GENRE, _theses_ru(rng))
    if kind == "edited":
        out.t(
            rng.choice((" / под ред. ", " / отв. ред. ", " / под общ. ред. ", " / ред. ", " / сост. ", " / гл. ред. "))
        ).f(L.EDITOR, cyrillic_names(rng, "if", 3))
    elif responsibility and kind != "latin":
        # The statement of responsibility repeats the authors; it is no field of its own.
        out.t(" / " + cyrillic_names(rng, "if", 3))
        if rng.random() < 0.2:
            out.t(" ; под ред. ").f(L.EDITOR, cyrillic_names(rng, "if", 1))
    elif kind == "book" and rng.random() < 0.08:
        out.t(rng.choice((" / пер. с англ. ", " / Пер. с фр. "))).f(L.TRANSLATOR, cyrillic_names(rng, "if", 1))
    if kind in {"book", "edited", "thesis"}:
        if kind != "thesis" and rng.random() < 0.2:
            n = str(rng.randint(2, 9))
            out.t(sep).f(L.EDITION, n + rng.choice(("-е", "-е", ""))).t(
                rng.choice((" изд.", " изд., перераб. и доп.", " изд., испр."))
            )
        if rng.random() < 0.06:
            out.t(": в " + str(rng.randint(2, 12)) + " т.")
        place = rng.choice(v.RU_CITY)
        out.t(sep if not out.ends_with(".") else sep[1:]).f(L.PLACE, place)
        if kind != "thesis" and rng.random() < 0.88:
            quoted = rng.random() < 0.06
            pub = rng.choice(v.RU_PUB)
            out.t(colon).t("«" if quoted else "").f(L.PUBLISHER, pub).t("»" if quoted else "")
        out.t(", ").f(L.ISSUED, y)
        if rng.random() < 0.1:
            out.t(sep + rng.choice(("Т. ", "Кн. ", "Ч. "))).f(L.VOLUME, str(rng.randint(1, 9)))
        if rng.random() < 0.7:
            out.t(f"{sep}{rng.randint(60, 900)} с.")
        elif rng.random() < 0.5:
            out.t(f"{sep}С. ").f(L.LOCATOR, _pages_ru(rng)).t(".")
    elif kind in {"article", "latin"}:
        out.t(rng.choice((" // ", " // ", "// ", " //"))).f(
            L.CONTAINER, rng.choice(v.RU_JOURNAL) if kind == "article" else latin_journal(rng)
        )
        out.t(sep).f(L.ISSUED, y)
        if rng.random() < 0.45:
            out.t(sep + (rng.choice(("Т. ", "Т.", "Vol. ")) if kind == "article" else "Vol. ")).f(
                L.VOLUME, str(rng.randint(1, 120))
            )
            out.t(", " if rng.random() < 0.6 else sep)
        else:
            out.t(sep)
        if rng.random() < 0.85:
            out.t(rng.choice(("№ ", "№", "Вып. ", "N ") if kind == "article" else ("No. ", "no. ", "Iss. ", "№ "))).f(
                L.ISSUE, str(rng.randint(1, 48)) + (f" ({rng.randint(50, 300)})" if rng.random() < 0.06 else "")
            )
        if rng.random() < 0.9:
            out.t(sep if out.parts[-1][1] else "").t(
                rng.choice(("С. ", "С. ", "C. ", "с. ", "С.") if kind == "article" else ("P. ", "P. ", "Pp. "))
            ).f(L.PAGES, _pages_ru(rng))
        out.t(".")
        if rng.random() < 0.12:
            out.t(rng.choice((" DOI: ", " – DOI ", " doi: "))).f(L.DOI, doi(rng))
    elif kind in {"chapter", "conf"}:
        book = v.russian_title(rng, news=False)
        if kind == "conf":
            book += rng.choice(
                (
                    ": материалы междунар. науч.-практ. конф.",
                    ": сб. науч. тр.",
                    ": тезисы докладов",
                    ": материалы Всерос. конф.",
                )
            )
        if rng.random() < 0.2:
            book = rng.choice(
                ("Избранные труды", "Собрание сочинений", "Полное собрание сочинений", "Сочинения", "Избранное")
            )
        out.t(" // ")
        rng.random()
        out.f(L.CONTAINER, book)
        if kind == "conf" and rng.random() < 0.4:
            month = rng.choice(("мая", "июня", "октября", "ноября", "апреля"))
            out.t(rng.choice((" (", ", ", " ("))).f(L.PLACE, rng.choice(v.RU_CITY[3:])).t(", ").f(
                L.ISSUED,
                f"{rng.randint(1, 13)}{rng.choice('–-')}{rng.randint(14, 28)} {month} {y}"
                + rng.choice((" г.", "", " года")),
            )
            out.t(")" if "(" in out.parts[-4][0] else "")
        if rng.random() < 0.3:
            out.t(rng.choice((" / под ред. ", " / отв. ред. "))).f(L.EDITOR, cyrillic_names(rng, "if", 2))
        if rng.random() < 0.3:
            out.t(rng.choice((". Т. ", ". Вып. ", ": в 6 т. Т. "))).f(L.VOLUME, str(rng.randint(1, 30)))
        out.t(sep).f(L.PLACE, rng.choice(v.RU_CITY))
        if rng.random() < 0.8:
            out.t(colon).f(L.PUBLISHER, rng.choice(v.RU_PUB))
        out.t(", ").f(L.ISSUED, y).t(sep + "С. ").f(L.PAGES, _pages_ru(rng)).t(".")
    else:
        journalish = rng.random() < 0.75
        container = rng.choice(v.RU_NEWS if rng.random() < 0.75 else v.RU_ORG)
        if journalish or kind == "news":
            out.t(" // ").f(L.CONTAINER, container)
            if kind == "web" and rng.random() < 0.4:
                out.t(
                    rng.choice(
                        (": [сайт]", ": сайт", ": электрон. журн.", ": офиц. сайт", ": сетевой журн.", " : [портал]")
                    )
                )
        elif rng.random() < 0.5:
            out.t(": сайт")
        if kind == "news" or rng.random() < 0.6:
            x = rng.random()
            if x < 0.4:
                out.t(sep).f(L.ISSUED, y).t(sep).f(
                    L.ISSUED,
                    f"{rng.randint(1, 28)} {rng.choice(('января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'октября', 'нояб.', 'дек.', 'сент.'))}",
                )
                if rng.random() < 0.3:
                    out.t(rng.choice((". № ", " (№ "))).f(L.ISSUE, str(rng.randint(1, 250)))
                    out.t(")" if "(" in out.parts[-2][0] else "")
            else:
                out.t(rng.choice((sep, ", "))).f(L.ISSUED, day_date(rng, int(y), "ru"))
        elif rng.random() < 0.4:
            out.t(rng.choice((sep, ". ["))).f(L.ISSUED, y)
            out.t("]" if "[" in out.parts[-2][0] else "")
        _link_ru(rng, out, sep)
    if out.parts[-1][1] is not None and not out.ends_with(".") and rng.random() < 0.7:
        out.t(".")
    return out


def _link_ru(rng: random.Random, out: Pieces, sep: str) -> None:
    if rng.random() < 0.12:
        return
    if not out.ends_with("."):
        out.t(".")
    out.t(
        rng.choice(
            (
                " URL: ",
                " – URL: ",
                " — URL: ",
                " Режим доступа: ",
                " [Электронный ресурс]. URL: ",
                " ",
                " Доступ: ",
                f"{sep[1:]}URL: ",
            )
        )
    ).f(L.URL, url(rng))
    if rng.random() < 0.65:
        out.t(
            rng.choice(
                (
                    " (дата обращения: ",
                    " (дата обращения ",
                    ". – Дата обращения: ",
                    " [дата обращения: ",
                    " (обращение ",
                    " (Accessed: ",
                )
            )
        ).f(L.ACCESSED, day_date(rng, rng.randint(2008, 2025), "ru"))
        out.t("]" if "[д" in out.parts[-2][0] else ")" if "(" in out.parts[-2][0] else "").t(".")
    if rng.random() < 0.08:
        out.t(rng.choice((" – Текст: ", " Текст : "))).f(L.MEDIUM, "электронный").t(".")


def _law(rng: random.Random, out: Pieces) -> Pieces:
    title = rng.choice(v.RU_LAW)
    genre = rng.choice(
        (
            "Федеральный закон",
            "Указ Президента РФ",
            "Указ Президента Российской Федерации",
            "Постановление Правительства РФ",
            "Распоряжение Правительства РФ",
            "Приказ Минфина России",
            "федер. закон",
            "Закон РФ",
            "Постановление Правительства Российской Федерации",
        )
    )
    number = f"{rng.randint(1, 999)}" + rng.choice(("-ФЗ", "-р", "", "", "н"))
    when = day_date(rng, rng.randint(1991, 2024), "ru")
    no = rng.choice(("№ ", "№", "N "))
    x = rng.random()
    if x < 0.5:
        q = rng.choice((("«", "»"), ("“", "”"), ('"', '"')))
        out.f(L.GENRE, genre).t(" от ").f(L.ISSUED, when).t(" ").t(no).f(L.NUMBER, number).t(" ").t(q[0]).f(
            L.TITLE, title
        ).t(q[1])
    else:
        out.f(L.TITLE, title).t(rng.choice((" : ", ": ", ". "))).f(L.GENRE, genre).t(
            rng.choice((" от ", " Рос. Федерации от "))
        ).f(L.ISSUED, when).t(" ").t(no).f(L.NUMBER, number)
    if rng.random() < 0.5:
        out.t(rng.choice((" // ", "// "))).f(
            L.CONTAINER,
            rng.choice(
                (
                    "Собрание законодательства РФ",
                    "СЗ РФ",
                    "Российская газета",
                    "Собр. законодательства Рос. Федерации",
                    "СПС КонсультантПлюс",
                )
            ),
        )
        if rng.random() < 0.7:
            out.t(f". {rng.randint(1994, 2024)}. № ").f(L.ISSUE, str(rng.randint(1, 52)))
            if rng.random() < 0.7:
                out.t(". Ст. ").f(L.PAGES, str(rng.randint(100, 9999)))
    return out.t(rng.choice((".", "")))


def russian_note(rng: random.Random) -> Pieces:
    """A Russian note with commas, full stops, strokes or hardly any marks."""
    out = Pieces()
    sep = rng.choice((", ", ", ", ". ", " // "))
    q = rng.choice((("«", "»"), ("«", "»"), ("“", "”"), ("„", "“"), ('"', '"'), ("", ""), ("", ""), ("", "")))
    x = rng.random()
    if x < 0.12:
        return _speech(rng, out)
    if x < 0.24:
        return _older(rng, out)
    if x < 0.62:
        y = rng.random()
        if y < 0.5:
            out.f(L.AUTHOR, cyrillic_names(rng, "gf", 3))
        elif y < 0.75:
            out.f(L.AUTHOR, cyrillic_names(rng, rng.choice(("if", "fi")), 3))
        elif y < 0.87:
            out.f(L.AUTHOR, rng.choice(v.RU_ORG))
        elif y < 0.9:
            out.f(L.AUTHOR, rng.choice(v.RU_FOREIGN))
        else:
            out.f(
                L.AUTHOR,
                f"{rng.choice(('Председатель', 'Министр', 'Посол', 'Президент', 'Премьер-министр', 'Генеральный секретарь', 'Директор'))} {rng.choice(('РФ', 'Турции', 'Сербии', 'Бразилии', 'ООН', 'Казахстана', 'НАТО', 'ФАО'))} {rng.choice(v.RU_FOREIGN) if rng.random() < 0.5 else rng.choice(v.RU_FIRST) + ' ' + rng.choice(v.RU_SURNAME)}",
            )
            if rng.random() < 0.6:
                out.t(
                    rng.choice(
                        (
                            " (колонка редактора)",
                            " (письмо читателям)",
                            " (интервью агентству)",
                            " (из выступления)",
                            " (ответ читателю)",
                            " (интервью)",
                            " (колонка)",
                        )
                    )
                )
        out.t(rng.choice((", ", ". ", ": ", ", ")) if q[0] or sep != " // " else ". ")
    title = v.russian_title(rng, news=rng.random() < 0.8)
    if rng.random() < 0.04:
        # italics and blanks lost
        words = title.split(" ")
        title = " ".join(words[: len(words) // 2]) + "".join(words[len(words) // 2 :])
    out.t(q[0]).f(L.TITLE, title).t(q[1])
    y = year(rng)
    if rng.random() < 0.6:
        cq = rng.choice((("", ""), ("", ""), ("", ""), ("«", "»")))
        out.sep(sep).t(cq[0]).f(
            L.CONTAINER,
            rng.choice(v.RU_NEWS if rng.random() < 0.65 else v.RU_ORG if rng.random() < 0.6 else v.RU_JOURNAL),
        ).t(cq[1])
        if rng.random() < 0.15:
            out.t(", № ").f(L.ISSUE, str(rng.randint(1, 60)))
    if rng.random() < 0.75:
        out.sep(rng.choice((", ", ". ", ", ", " (", " "))).f(
            L.ISSUED,
            day_date(rng, y, "ru")
            if rng.random() < 0.8
            else month_date(rng, y, "ru")
            if rng.random() < 0.5
            else f"{y}",
        )
        if out.parts[-2][0] == " (":
            out.t(")")
    if rng.random() < 0.1:
        out.t(rng.choice((", с. ", ". С. ", ", С. "))).f(L.PAGES, _pages_ru(rng))
    if rng.random() < 0.7:
        out.sep(rng.choice((", ", " ", ". ", ". URL: ", " – "))).f(L.URL, url(rng))
    return out.t(rng.choice(("", "", ".")))


def _older(rng: random.Random, out: Pieces) -> Pieces:
    """Books and articles with the initials first, commas, and the publisher in guillemets."""
    sep = rng.choice((". ", ", ", ". "))
    quote = rng.choice((("", ""), ("«", "»"), ("", "")))
    title = v.russian_title(rng, news=False)
    if rng.random() < 0.15:
        title += rng.choice((". Том I. Введение", ". Часть II", ". Книга первая"))
    out.f(L.AUTHOR, cyrillic_names(rng, "if", 4)).t(sep).t(quote[0]).f(L.TITLE, title).t(quote[1])
    if rng.random() < 0.6:
        out.t(rng.choice((". ", ", ", sep))).f(L.PLACE, rng.choice(v.RU_CITY))
        if rng.random() < 0.85:
            pub = rng.choice((("«", "»"), ("", "")))
            out.t(rng.choice((", ", ": ", ", "))).t(pub[0]).f(
                L.PUBLISHER, rng.choice(v.RU_PUB).replace("«", "").replace("»", "")
            ).t(pub[1])
        out.t(", ").f(L.ISSUED, str(year(rng)))
        if rng.random() < 0.3:
            out.t(rng.choice((", с. ", ". С. "))).f(L.LOCATOR, _pages_ru(rng))
    else:
        out.t(rng.choice((", ", " // ", ". "))).f(L.CONTAINER, rng.choice(v.RU_JOURNAL)).t(", ").f(
            L.ISSUED, str(year(rng))
        ).t(rng.choice((", № ", ", вып. ", ", N "))).f(L.ISSUE, str(rng.randint(1, 24)))
        if rng.random() < 0.8:
            out.t(rng.choice((", с. ", ", ", ". С. "))).f(L.PAGES, _pages_ru(rng))
    return out.t(rng.choice((".", "")))


def _speech(rng: random.Random, out: Pieces) -> Pieces:
    genre = rng.choice(("Выступление", "Речь", "Заявление", "Интервью", "Доклад"))
    who = cyrillic_names(rng, "if", 1)
    if rng.random() < 0.5:
        who = f"{rng.choice(v.RU_FIRST)}а {rng.choice(v.RU_SURNAME)}а"
    out.f(L.GENRE, genre).t(" ").f(L.AUTHOR, who)
    if rng.random() < 0.8:
        out.t(rng.choice((" на ", " в ходе "))).f(
            L.EVENT,
            rng.choice(
                (
                    "Мюнхенской конференции",
                    "Петербургском экономическом форуме",
                    "пленарном заседании форума «Иннопром»",
                    "саммите ШОС",
                    "съезде учителей",
                    "конференции по рыболовству",
                    "международной конференции по вопросам продовольственной безопасности",
                    "Всероссийском съезде врачей",
                    "заседании коллегии Министерства образования",
                    f"форуме по проблемам {rng.choice(v.RU_GEN)}",
                    f"конференции, посвящённой развитию {rng.choice(v.RU_GEN)}",
                    "заседании Совета Безопасности ООН",
                    "открытии Чемпионата мира",
                )
            ),
        )
    if rng.random() < 0.4:
        out.t(", ").f(L.PLACE, rng.choice(("Москва", "Сочи", "Самарканд", "Казань", "Мюнхен", "Пекин")))
    out.t(rng.choice((", ", ". "))).f(L.ISSUED, day_date(rng, year(rng), "ru"))
    if rng.random() < 0.6:
        out.t(rng.choice((", ", " ", ". URL: "))).f(L.URL, url(rng))
    return out
