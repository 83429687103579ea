"""Chinese references: GB/T 7714 and notes."""

# ruff: noqa: C901, N817, PLR0912, PLR0915 - a grammar reads best in one piece, its lists as text

from __future__ import annotations

import random

from reportgen.extract.references.fields import Label as L
from train_references import vocabulary as v
from train_references.pieces import (
    Pieces,
    chinese_names,
    day_date,
    one_name,
    person,
    url,
)
from train_references.pieces import journal as latin_journal


def gbt(rng: random.Random) -> Pieces:
    """A Chinese reference after GB/T 7714."""
    out = Pieces()
    stop = rng.choice((". ", ".", "．", ". ", "。"))
    comma = rng.choice((", ", ",", "，"))
    colon = rng.choice((": ", ":", "："))
    kind = rng.choice("JJJMMMDDNNNEEERCPSZ")
    y = str(rng.randint(1955, 2025))
    latin = rng.random() < 0.15
    if latin:
        names = comma.join(
            one_name(rng, person(rng), rng.choice(("capsnoc", "vanc", "famini"))).replace(".", "")
            for _ in range(rng.choice((1, 2, 3)))
        )
        if rng.random() < 0.3:
            names += comma + "et al"
        title = v.english_title(rng, news=False)
    else:
        names = chinese_names(rng, comma if rng.random() < 0.9 else "、")
        title = v.chinese_title(rng, news=kind in "NE")
        if rng.random() < 0.08:
            names = rng.choice(v.ZH_ORG if rng.random() < 0.7 else v.ZH_NEWS)
    mark = {
        "E": rng.choice(("EB/OL", "EB/OL", "OL")),
        "J": rng.choice(("J", "J", "J", "J/OL")),
        "N": rng.choice(("N", "N", "N/OL")),
        "Z": "Z",
        "S": "S",
    }.get(kind, kind)
    if not (kind in "ENS" and rng.random() < 0.3):
        out.f(L.AUTHOR, names).t(stop)
    out.f(L.TITLE, title)
    number = ""
    if kind == "P":
        number = rng.choice(
            (f"CN{rng.randint(100000, 9999999)}A", f"{rng.randint(80000000, 99999999)}.{rng.randint(1, 9)}")
        )
        out.t(colon).f(L.NUMBER, number)
    elif kind == "S":
        out.t(colon).f(L.NUMBER, f"GB/T {rng.randint(100, 30000)}-{y}")
    if rng.random() < 0.93:
        out.t(rng.choice(("[", "[", "［", " ["))).f(L.GENRE, mark).t("]" if out.parts[-2][0].strip() == "[" else "］")
    if kind == "C" or (kind == "M" and rng.random() < 0.12):
        out.t("//")
        if rng.random() < 0.6:
            out.f(L.EDITOR, chinese_names(rng, comma)).t(stop)
        out.f(L.CONTAINER, v.chinese_title(rng, news=False) + rng.choice(("", "论文集", ": 中国学会第五届大会论文集")))
    elif kind == "M" and rng.random() < 0.15:
        out.t(stop).f(L.TRANSLATOR, chinese_names(rng, comma)).t(rng.choice((comma, "", " ")) + "译")
    if kind in "MC" and rng.random() < 0.15:
        out.t(stop).f(L.EDITION, str(rng.randint(2, 7))).t("版")
    if kind in "MDRC":
        pub = (
            rng.choice(v.ZH_PUB)
            if kind in "MC"
            else rng.choice(v.ZH_UNI)
            if kind == "D"
            else rng.choice(v.ZH_ORG + v.ZH_UNI)
        )
        place = rng.choice(v.ZH_CITY)
        if latin:
            pub, place = rng.choice(v.PUBLISHERS), rng.choice(v.CITIES)
        out.t(stop)
        if rng.random() < 0.85:
            out.f(L.PLACE, place).t(colon)
        out.f(L.PUBLISHER, pub).t(comma).f(L.ISSUED, y)
        if rng.random() < 0.4:
            a = rng.randint(1, 300)
            out.t(colon).f(
                L.PAGES if kind == "C" else L.LOCATOR, f"{a}-{a + rng.randint(1, 20)}" if rng.random() < 0.7 else str(a)
            )
    elif kind == "J":
        out.t(stop).f(L.CONTAINER, latin_journal(rng) if latin else rng.choice(v.ZH_JOURNAL)).t(comma).f(L.ISSUED, y)
        if rng.random() < 0.8:
            out.t(comma).f(L.VOLUME, str(rng.randint(1, 90)))
            if rng.random() < 0.85:
                out.t("(" if rng.random() < 0.9 else "（").f(
                    L.ISSUE, rng.choice((str(rng.randint(1, 12)), f"{rng.randint(1, 12):02}"))
                )
                out.t(")" if out.parts[-2][0] == "(" else "）")
        else:
            out.t("(").f(L.ISSUE, f"{rng.randint(1, 12):02}").t(")")
        if rng.random() < 0.92:
            a = rng.randint(1, 300)
            out.t(colon).f(L.PAGES, f"{a}{rng.choice('-–')}{a + rng.randint(1, 20)}")
    elif kind == "N":
        out.t(stop).f(L.CONTAINER, rng.choice(v.ZH_NEWS)).t(comma).f(L.ISSUED, day_date(rng, int(y), "zh"))
        if rng.random() < 0.8:
            out.t("(").f(L.PAGES, f"{rng.randint(1, 24):02}" if rng.random() < 0.5 else str(rng.randint(1, 24))).t(")")
    elif kind in "PZS":
        if rng.random() < 0.8:
            out.t(stop).f(L.ISSUED, day_date(rng, int(y), "zh"))
    elif rng.random() < 0.5:
        out.t(stop).f(L.CONTAINER, rng.choice(v.ZH_NEWS + v.ZH_ORG))
        out.t(comma).f(L.ISSUED, day_date(rng, int(y), "zh"))
    else:
        out.t(stop).t("(").f(L.ISSUED, day_date(rng, int(y), "zh")).t(")")
    if "OL" in mark:
        if rng.random() < 0.75:
            out.t("[").f(L.ACCESSED, f"{rng.randint(2000, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}").t(
                "]"
            )
        out.t(stop).f(L.URL, url(rng))
    return out.t(rng.choice((".", "", "。")))


def chinese_note(rng: random.Random) -> Pieces:
    """A Chinese note: author, title in guillemets, publisher or journal, year, page."""
    out = Pieces()
    kind = rng.choices(("book", "article", "news", "web", "chapter", "law"), (26, 24, 14, 22, 8, 6))[0]
    comma = rng.choice(("，", "，", "，", ", ", "，"))
    after = rng.choice(("：", "：", ": ", "，", ":"))
    y = rng.randint(1955, 2025)
    q = rng.choice((("《", "》"), ("《", "》"), ("《", "》"), ("“", "”"), ("〈", "〉")))
    if kind == "law":
        t = rng.choice(("中华人民共和国", "")) + rng.choice(
            ("环境保护法", "海上交通安全法", "渔业法", "教育法", "个人信息保护法", "港口条例", "体育法", "劳动合同法")
        )
        out.t("《").f(L.TITLE, t).t("》")
        if rng.random() < 0.5:
            out.t(comma).f(L.NUMBER, f"国发〔{y}〕{rng.randint(1, 60)}号")
        if rng.random() < 0.8:
            out.t(comma).f(L.ISSUED, day_date(rng, y, "zh")).t(rng.choice(("", "修订", "公布", "施行", "通过")))
        return out.t(rng.choice(("。", "")))
    anonymous = rng.random() < (0.45 if kind in {"news", "web"} else 0.04)
    if not anonymous:
        who = chinese_names(rng, "、") if rng.random() < (0.55 if kind == "web" else 0.92) else rng.choice(v.ZH_ORG)
        if rng.random() < 0.1:
            foreign = "·".join(
                rng.choice(
                    (
                        "塞缪尔",
                        "亨利",
                        "罗伯特",
                        "亨廷顿",
                        "基辛格",
                        "约瑟夫",
                        "奈",
                        "安德烈",
                        "彼得罗夫",
                        "玛丽",
                        "卡尔",
                    )
                )
                for _ in range(2)
            )
            country = rng.choice("美英法德俄日")
            out.t(rng.choice((f"[{country}]", f"［{country}］", f"（{country}）", "")))
            who = foreign
        out.f(L.AUTHOR, who).t(rng.choice(("主编", "编", "著", "")) if kind == "book" and rng.random() < 0.2 else "").t(
            after
        )
    title = v.chinese_title(rng, news=kind in {"news", "web"})
    if "“" in title and q[0] == "“":
        q = ("《", "》")
    out.t(q[0]).f(L.TITLE, title).t(q[1])
    if kind in {"book", "chapter"}:
        if kind == "chapter":
            out.t(rng.choice((comma, "")) + rng.choice(("载", "收于", "见", "载于")))
            if rng.random() < 0.7:
                out.f(L.EDITOR, chinese_names(rng, "、")).t(rng.choice(("主编", "编", "等编", "主编"))).t(
                    rng.choice(("：", "", "："))
                )
            out.t("《").f(L.CONTAINER, v.chinese_title(rng, news=False) + rng.choice(("", "论文集", "文选"))).t("》")
        elif rng.random() < 0.15:
            out.t(comma).f(L.TRANSLATOR, chinese_names(rng, "、")).t(rng.choice(("译", "等译")))
        if rng.random() < 0.08:
            out.t("（第").f(L.EDITION, str(rng.randint(2, 5))).t("版）")
        elif rng.random() < 0.08:
            out.t("第").f(L.VOLUME, str(rng.randint(1, 9))).t("卷")
        out.t(comma)
        if rng.random() < 0.5:
            out.f(L.PLACE, rng.choice(v.ZH_CITY)).t(rng.choice(("：", ":", "：")))
        out.f(L.PUBLISHER, rng.choice(v.ZH_PUB)).t(rng.choice((comma, comma, "", " "))).f(
            L.ISSUED, f"{y}年" if rng.random() < 0.8 else str(y)
        )
        out.t(rng.choice(("版", "", "")))
        if rng.random() < 0.75:
            a = rng.randint(1, 500)
            out.t(comma + rng.choice(("第", "第", "页", "pp. "))).f(
                L.LOCATOR if kind == "book" else L.PAGES,
                str(a) if rng.random() < 0.5 else f"{a}{rng.choice('-—–～')}{a + rng.randint(1, 30)}",
            ).t("页" if "第" in out.parts[-2][0] else "")
    elif kind == "article":
        out.t(rng.choice((comma, comma + "载", "，载", "，刊于", "，"))).t("《").f(
            L.CONTAINER, rng.choice(v.ZH_JOURNAL)
        ).t("》")
        x = rng.random()
        issue = str(rng.randint(1, 12))
        if x < 0.6:
            out.t(rng.choice(("", comma))).f(L.ISSUED, f"{y}年").t("第").f(L.ISSUE, issue).t("期")
        elif x < 0.8:
            out.t(rng.choice(("", comma)) + "第").f(L.VOLUME, str(rng.randint(1, 60))).t(
                "卷第" if rng.random() < 0.5 else "卷，第"
            ).f(L.ISSUE, issue).t("期").t(rng.choice(("，", "（"))).f(L.ISSUED, f"{y}年")
            out.t("）" if out.parts[-2][0] == "（" else "")
        else:
            out.t(comma).f(L.ISSUED, str(y)).t("(").f(L.ISSUE, issue).t(")")
        if rng.random() < 0.5:
            a = rng.randint(1, 200)
            out.t(comma + "第").f(
                L.PAGES, f"{a}{rng.choice('-—–～')}{a + rng.randint(1, 30)}" if rng.random() < 0.8 else str(a)
            ).t("页")
    else:
        if rng.random() < 0.85:
            cq = ("《", "》") if rng.random() < (0.7 if kind == "news" else 0.15) else ("", "")
            out.t(comma).t(cq[0]).f(L.CONTAINER, rng.choice(v.ZH_NEWS if rng.random() < 0.8 else v.ZH_ORG)).t(cq[1])
        if rng.random() < 0.9:
            out.t(rng.choice((comma, comma, "", "（")) if out.ends_with("》") else comma).f(
                L.ISSUED, day_date(rng, y, "zh") if rng.random() < 0.9 else f"{y}年"
            )
            out.t("）" if out.parts[-2][0] == "（" else "")
        if kind == "news" and rng.random() < 0.6:
            out.t(comma + "第").f(L.PAGES, str(rng.randint(1, 24))).t("版")
        if kind == "web" and rng.random() < 0.9:
            out.t(rng.choice((comma, "，网址：", " ", "："))).f(L.URL, url(rng))
            if rng.random() < 0.4:
                out.t(rng.choice(("，访问日期：", "，访问时间：", "（访问日期：", "，检索日期："))).f(
                    L.ACCESSED, day_date(rng, rng.randint(2010, 2025), "zh")
                )
                out.t("）" if "（" in out.parts[-2][0] else "")
    return out.t(rng.choice(("。", "", ".")))
