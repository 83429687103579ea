"""The layouts of `continental.py`: by language, in groups by kind; a group is drawn first, then one of its lines.

The notation is that of `layouts.py`.
"""

# ruff: noqa: E501, RUF005 - one layout a line, put together from parts

from __future__ import annotations

from typing import Final

_DE_SEEN = "{ (abgerufen am <AD>)|, abgerufen am <AD>| (Zugriff: <AD>)| [Zugriff: <AD>]|, zuletzt abgerufen am <AD>| (zuletzt abgerufen am <AD>)| (Stand: <AD>)|, Zugriff am <AD>| (letzter Zugriff: <AD>)|. Abgerufen am <AD>| (abgerufen: <AD>)|, zuletzt geprüft am <AD>| (<AD>)}"
_DE_LINK = (
    "[[{, |. |, online: |, online unter: |, online verfügbar unter: |. URL: |. Verfügbar unter: |, unter: |. Online: |. Im Internet: | }<U>[["
    + _DE_SEEN
    + "]]]]"
)
_DE_BOOK = "{<L>: <P>, <Y>|<L>: <P> <Y>|<L> <Y>|<L>, <Y>|<L>: <P>|<P>, <L> <Y>|<P>, <L>, <Y>|<P>: <L> <Y>|<L>: <P> <Y>|<L> [u.a.]: <P>, <Y>|<L> u. a.: <P> <Y>}"
_DE_ED = "[[{, |. }<ED>{ Aufl.| Auflage|, überarb. Aufl.|, aktual. Aufl.|, durchges. und erw. Auflage| überarbeitete Auflage| verb. Aufl.}]]"
_DE_HRSG = "{ (Hrsg.)| (Hg.)| [Hg.]| [Hrsg.]|, Hrsg.| (Hgg.)| (Hrsg)| (Herausgeber)}"
_DE_BY = "{hrsg. von|hrsg. v.|Hrsg. von|hg. v.|Hg. von|herausgegeben von|hrsg. und eingeleitet von}"
_DE_TR = "[[{, übers. von |. Übersetzt von |. Aus dem Englischen von |, aus dem Polnischen übersetzt von |. Aus dem Französischen übers. v. |, übersetzt und eingeleitet von |, dt. von }<TR>]]"
_DE_SERIES = "[[{ (= <S>, Bd. 7)| (<S>, 12)| (<S> 31)| (<S>, Bd. 4)|, <S>, Bd. 9| (= <S> 105)| (<S>; 3)}]]"
_DE_IN = "{. In: |, in: |, in |. In |, In: |; in: }"
_DE_Q = "{„<T>“|“<T>”|»<T>«|<T>|<T>|<T>}"
_DE_PP = "{, S. <PP>|, S. <PP>|. S. <PP>|, <PP>|, Sp. <PP>|, hier S. <PL>|, S. <PP>, hier S. <PL>|, S. <PP>, hier: <PL>|: <PP>|, Seiten <PP>}"
_DE_END = "[[, S. <PL>{| f.| ff.| f}]][[.]]"
_DE_J = "{<J> <V> (<Y>)[[, {H.|Heft|Nr.} <I>]], S. <PP>|<J>, Jg. <V> (<Y>)[[, {H.|Heft|Nr.} <I>]], S. <PP>|<J>, <V>. Jg. (<Y>)[[, {H.|Heft} <I>]], S. <PP>|<J>, Jg. <V>[[, {H.|Heft|Nr.} <I>]], <Y>, S. <PP>|<J> <V>/<Y>, S. <PP>|<J>, <V>, <Y>, S. <PP>|<J> <V>, <Y>, <I>, S. <PP>|<J> <V> (<Y>) <I>, S. <PP>|<J>, Jg. <V>, {H.|Heft} <I> (<Y>), S. <PP>|<J>, Heft <I>/<Y>, S. <PP>|<J>, Nr. <I>, <Y>, S. <PP>|<J> <V> (<Y>), <PP>|<J>, Bd. <V>, <Y>, S. <PP>}"
_DE_JY = "{<J> <V>[[(<I>)]], S. <PP>|<J> <V>[[ (<I>)]], S. <PP>|<J>, <V>[[(<I>)]], <PP>|<J>, Jg. <V>[[, {H.|Heft|Nr.} <I>]], S. <PP>|<J> <V>[[, H. <I>]], <PP>|<J>, <V>. Jg.[[, Heft <I>]], S. <PP>|<J> <V>[[(<I>)]]: <PP>}"
GERMAN: Final = (
    tuple(
        lead + end
        for lead in ("<A:inv>: <T>" + _DE_ED, "<A:given>: <T>" + _DE_ED, "<A:given>, <T>" + _DE_ED, "<A:inv>, <T>" + _DE_ED, "<A:caps>: <T>" + _DE_ED, "<A:invini>: <T>" + _DE_ED, "<C>: <T>", "<C>, <T>")
        for end in ("{, |. }" + _DE_BOOK + _DE_END, _DE_TR + "{, |. }" + _DE_BOOK + _DE_END, _DE_SERIES + "{, |. }" + _DE_BOOK + _DE_END, ". " + _DE_BOOK + _DE_SERIES + _DE_END, "[[. Bd. <VB>]]. " + _DE_BOOK + _DE_END, ", Bd. <VB>, " + _DE_BOOK + _DE_END, ". " + _DE_BOOK + ". {231|96|412} S.", ", " + _DE_BOOK + _DE_LINK + "[[.]]", ", " + _DE_BY + " <E:given>, " + _DE_BOOK + _DE_END, ". <P>, <L> <Y>, <ISBN>.", ", <L> <Y> (Nachdruck {Hildesheim 1971|Berlin 1998|ebd. 2003})" + _DE_END)
    ),
    tuple(
        lead + end
        for lead in ("<A:inv> (<Y>): <T>" + _DE_ED, "<A:invini> (<Y>): <T>" + _DE_ED, "<A:invini> (<Y>). <T>" + _DE_ED, "<A:inv>, <Y>. <T>" + _DE_ED, "<A:invini> <Y>: <T>", "<C> (<Y>): <T>", "<C> (<Y>), <T>", "<C> (<Y>). <T>", "<C> <Y>: <T>", "<E:invini>" + _DE_HRSG + " (<Y>): <T>" + _DE_ED, "<EC> (Hrsg.) (<Y>): <T>")
        for end in ("{. |, }<L>: <P>" + _DE_END, "{. |, }<P>, <L>" + _DE_END, ". <P>.", ". <L>" + _DE_LINK + "[[.]]", ". <L>: <B>" + _DE_LINK + "[[.]]", _DE_SERIES + ". <L>: <P>.", _DE_LINK + "[[.]]", ". <B>, <L>.", _DE_TR + ". <L>: <P>.", ". <S> <NO>, <L>.", ". <B> {Nr. |Heft |}<NO>. <L>.")
    ),
    tuple("<E:" + mode + ">" + _DE_HRSG + end for mode in ("inv", "given", "caps", "invini") for end in (": <T>" + _DE_ED + "{, |. }" + _DE_BOOK + _DE_END, ", <T>, " + _DE_BOOK + _DE_END, ": <T>. " + _DE_BOOK + _DE_SERIES + ".", ": <T>" + _DE_TR + ", " + _DE_BOOK + _DE_END))
    + ("<EC> (Hrsg.): <T>. " + _DE_BOOK + _DE_LINK + "[[.]]", "<EC> (Hg.), <T>, " + _DE_BOOK + _DE_LINK + "[[.]]", "<EC> [Hrsg.]: <T>. <L> <Y>[[.]]", "<T>, " + _DE_BY + " <E:given>, " + _DE_BOOK + _DE_END, "<T>. " + _DE_BY + " <EC>. " + _DE_BOOK + "."),
    tuple(lead + _DE_IN + end + "[[.]]" for lead in ("<A:inv>: " + _DE_Q, "<A:given>, " + _DE_Q, "<A:given>: " + _DE_Q, "<A:caps>: <T>", "<A:inv>, " + _DE_Q, "<A:inv>: Art. „<T>“") for end in ("<E:given>" + _DE_HRSG + ": <K>{, |. }" + _DE_BOOK + _DE_PP, "<E:inv>" + _DE_HRSG + ": <K>. " + _DE_BOOK + _DE_PP, "<E:given>" + _DE_HRSG + ", <K>, " + _DE_BOOK + _DE_PP, "<K>, " + _DE_BY + " <E:given>, " + _DE_BOOK + _DE_PP, "<K>. " + _DE_BY + " <E:given>. " + _DE_BOOK + _DE_PP, "{ders.|dies.|Ders.|Dies.}{ (Hrsg.)| (Hg.)|}: <K>, " + _DE_BOOK + _DE_PP, "<K>, Bd. <VB>, <L> <Y>" + _DE_PP, "<K>, Bd. <VB>, " + _DE_BY + " <EC>, " + _DE_BOOK + _DE_PP, "<K>, " + _DE_BOOK + _DE_PP)),
    tuple(lead + _DE_IN + end + "[[.]]" for lead in ("<A:inv> (<Y>): " + _DE_Q, "<A:invini> (<Y>): <T>", "<A:invini> (<Y>). <T>", "<A:inv> (<Y>), „<T>“") for end in ("<E:invini>" + _DE_HRSG + ": <K>{. |, }<L>: <P>" + _DE_PP, "<E:ini>" + _DE_HRSG + ", <K> (S. <PP>). <P>", "<E:given>" + _DE_HRSG + ": <K>. <P>, <L>" + _DE_PP, "<K>, " + _DE_BY + " <EC>, <L>: <P>" + _DE_PP)),
    tuple(lead + _DE_IN + _DE_J + _DE_LINK + "[[.]]" for lead in ("<A:inv>: " + _DE_Q, "<A:given>: " + _DE_Q, "<A:given>, " + _DE_Q, "<A:caps>: <T>", "<A:inv>, " + _DE_Q)) + tuple(lead + ", " + _DE_J + "[[.]]" for lead in ("<A:inv>: " + _DE_Q, "<A:given>, " + _DE_Q)),
    tuple(lead + gap + _DE_JY + "[[. {https://doi.org/|doi: |DOI: }<DOI>]][[.]]" for lead in ("<A:inv> (<Y>): " + _DE_Q, "<A:invini> (<Y>): <T>", "<A:inv>, <Y>. <T>", "<A:inv> (<Y>), „<T>“", "<A:invini> (<Y>). <T>") for gap in (". In: ", ", in: ", ". ", ", ")),
    ("<A:inv>: <T>. <TH>, <UN>[[, <L>]] <Y>[[.]]", "<A:inv>: <T>. <TH> <UN> <Y>[[.]]", "<A:given>, <T>, <TH>, <UN>, <Y>" + _DE_END, "<A:inv> (<Y>): <T>. <TH>, <UN>" + _DE_LINK + "[[.]]", "<A:inv>: <T>. (<TH>, <UN>, <Y>)", "<A:given>: <T>. <TH>. <L> <Y>[[.]]", "<A:inv>: <T>. <L>, <UN>, <TH>, <Y>[[.]]", "<A:invini> (<Y>). <T> (<TH>). <UN>[[.]]", "<A:inv>: <T>, <TH> <L> <Y>" + _DE_END),
    tuple(lead + end for lead in ("<A:given>: <N>", "<A:given>, <N>", "<A:inv>: <N>", "<A:given>, „<N>“", "<A:given>: „<N>“", "<A:inv>: „<N>“", "{o. V.|o.V.|N. N.}: <N>", "<C>: <N>", "<N>", "„<N>“") for end in (", in: <W>, <D>" + _DE_LINK + "[[.]]", ", in: <W> vom <D>[[, S. <PP>]][[.]]", ", <W> vom <D>[[, S. <PP>]][[.]]", ", <W>, <D>[[, S. <PP>]]" + _DE_LINK + "[[.]]", ". In: <W>, <D>" + _DE_LINK + "[[.]]", ", in: <W>, Nr. <I> vom <D>, S. <PP>[[.]]", ", <W> v. <D>[[, S. <PP>]][[.]]", ", in: <W> <I>/<Y>, S. <PP>[[.]]", ". <W>, <D>" + _DE_LINK + "[[.]]", ", <W> (<D>)" + _DE_LINK + "[[.]]", ", in: <W>, Heft <I>, <Y>, S. <PP>[[.]]", ", Interview mit {Frank Ulbrich|Eva Rott}, in: <W>, <D>" + _DE_LINK)),
    ("<WA>: <N>, <D>" + _DE_LINK, "<WA> (<D>): <N>" + _DE_LINK + "[[.]]", "<C>: <N>, <D>" + _DE_LINK + "[[.]]", "<C> (<D>): <T>" + _DE_LINK + "[[.]]", "<C> (<Y>): <T>, <L>, online verfügbar unter: <U>" + _DE_SEEN + ".", "<C>: <T>, <U>" + _DE_SEEN + "[[.]]", "<C>, <T>, <U>[[" + _DE_SEEN + "]]", "<C>. (<DA>). <N> [<G=Pressemitteilung|Video|Podcast>]. <U>", "<C>, <G=Pressemitteilung> {Nr. <NO>|<NO>} vom <D>: <N>[[.]]", "<C>: <N>, <G=Pressemitteilung> vom <D>" + _DE_LINK, "<C>: <N>. <G=Pressemitteilung>, <D>[[.]]", "<A:invini> (<DA>). <N>. <W>. <U>", "<C>: <T>. <G=Bericht|Gutachten|Stellungnahme|Arbeitspapier|Diskussionspapier> {Nr. |}<NO>[[, <L>]], <Y>[[.]]", "<C>: <T>. <S> <NO>. <L>[[, <Y>]][[.]]", "<C>, <T>, <L> <Y>" + _DE_END, "<C>: <T>, <L> <Y>" + _DE_LINK + "[[.]]", "<C> (<Y>), <T>, <S> <NO>, <L>."),
    ("<LAW> vom <D>, BGBl. I S. {697|1044}[[.]]", "<LAW> vom <D> (BGBl. I, S. {12|3210})[[, § <PL>]][[.]]", "<LAW>, in der Fassung vom <D>[[.]]", "<LAW>, RGBl. I, S. {421|88}.", "<SP>, <L>, <D>" + _DE_LINK + "[[.]]", "<SP>, <D>[[.]]", "<SP>, in: <W>, <D>" + _DE_LINK + "[[.]]", "<SP>, <W>, <D>[[.]]"),
    ("{Vgl. |Siehe |Vgl. dazu |Siehe auch |Vgl. hierzu |Ebenso |So |Zit. nach |Zitiert nach: |Ausführlich: }<A:given>{, |: }<T>, " + _DE_BOOK + ", S. <PL>[[.]]", "{Vgl. |Siehe |S. }<A:given>, „<T>“, in: " + _DE_J + "[[.]]", "{Vgl. |Siehe }<A:given>: <N>, in: <W>, <D>[[.]]", "{Ders.|Dies.|Derselbe}: <T>, " + _DE_BOOK + _DE_END, "{Ders.|Dies.}, „<T>“, in: " + _DE_J),
)  # fmt: skip

_ES_SEEN = "{ (consultado el <AD>)|, consultado el <AD>| [consultado el <AD>]| (fecha de consulta: <AD>)| [consulta: <AD>]| (acceso: <AD>)|. Consultado el <AD>|. Consultado: <AD>| [citado <AD>]| (último acceso: <AD>)| (visitado el <AD>)|. Fecha de acceso: <AD>| [Consulta: <AD>]}"
_ES_LINK = (
    "[[{, |. |, disponible en |. Disponible en: |. Disponible en |, en |. En línea: |. Disponible en línea: |. Recuperado de |, recuperado de |. URL: | }<U>[["
    + _ES_SEEN
    + "]]]]"
)
_ES_BOOK = "{<L>, <P>, <Y>|<L>: <P>, <Y>|<L>, <P>, <Y>|<L>: <P>; <Y>|<P>, <L>, <Y>|<L>, <Y>|<L>, <P> <Y>|<P>, <Y>|<L>: <P>. <Y>}"
_ES_ED = "[[, <ED> {ed.|edición|edición revisada|ed. corregida y aumentada|reimp.}]]"
_ES_ROLE = (
    "{ (coord.)| (ed.)| (eds.)| (dir.)| (comp.)| (coords.)| (Ed.)| (Coord.)| (Eds.)|, ed.|, coord.| (comps.)| (dirs.)}"
)
_ES_TR = "[[{, trad. de |, traducción de |. Traducción de |, traducido por |, trad. }<TR>]]"
_ES_COL = "{ (<S>, 14)| (<S>; 3)|, <S>, 22|. <S>, n.º 7| (<S> 41)}"
_ES_Q = '{«<T>»|“<T>”|«<T>»|"<T>"|<T>}'
_ES_END = "[[{, p. <PL>|, pp. <PP>|, cap. <PL>|, t. II, p. <PL>}]][[.]]"
_ES_J = "{<J>, vol. <V>[[, {núm.|n.º|n°|no.|nº} <I>]], <Y>, pp. <PP>|<J>, {núm.|n.º|nº|No} <I>, <Y>, pp. <PP>|<J>, {núm.|n.º|nº} <I> (<Y>), pp. <PP>|<J>, <V>[[, <I>]] (<Y>), pp. <PP>|<J>, <V> (<Y>), <PP>|<J> <V>[[, n.º <I>]] (<Y>): <PP>|<J>, n.º <I> (<DM>): <PP>|<J>, {t.|tomo} <V>, <Y>, pp. <PP>|<J> {No|Nº} <I>, <DM>, pp. <PP>|<J>, vol. <V>[[, n. <I>]], p. <PP>, <Y>|<J>, <L>, v. <V>, n. <I>, p. <PP>, <Y>|<J>, año <V>, {núm.|n.º} <I>, <DM>, pp. <PP>}"
_ES_JY = "{<J>, <V>[[(<I>)]], <PP>|<J>, <V>[[(<I>)]], pp. <PP>|<J>, vol. <V>[[, {núm.|n.º|no.} <I>]], pp. <PP>|<J>, {núm.|n.º|nº} <I>, pp. <PP>|<J>, <V>[[ (<I>)]]: <PP>|<J> <V>[[, n.º <I>]]: <PP>}"
SPANISH: Final = (
    tuple(
        lead + end
        for lead in ("<A:inv>, <T>" + _ES_ED, "<A:given>, <T>" + _ES_ED, "<A:inv>: <T>" + _ES_ED, "<A:caps>, <T>" + _ES_ED, "<A:caps>: <T>" + _ES_ED, "<A:inv>. <T>" + _ES_ED, "<A:invini> <T>" + _ES_ED, "<A:given>: <T>" + _ES_ED, "<C>, <T>", "<C>. <T>", "<C>: <T>", "<VA>, <T>")
        for end in ("{, |. }" + _ES_BOOK + _ES_END, _ES_TR + "{, |. }" + _ES_BOOK + _ES_END, _ES_COL + "{, |. }" + _ES_BOOK + _ES_END, ", " + _ES_BOOK + _ES_COL + "[[.]]", ", {t.|tomo|vol.} <VB>, " + _ES_BOOK + _ES_END, ", " + _ES_BOOK + ", {240|312|98} {pp.|págs.|p.}", ". " + _ES_BOOK + _ES_LINK + "[[.]]", "{, ed. de |, edición de |, edición a cargo de }<E:given>, " + _ES_BOOK + _ES_END, ", {prólogo|introducción} de {Juan Marsal|Elena Pardo}, " + _ES_BOOK + _ES_END, ", " + _ES_BOOK + ", <ISBN>.", ". " + _ES_BOOK + ". {212|340} p.")
    ),
    tuple(
        lead + end
        for lead in ("<A:invini> (<Y>). <T>", "<A:inv> (<Y>): <T>", "<A:inv> (<Y>), <T>", "<A:inv>. <Y>. <T>", "<A:inv>, <Y>, <T>", "<A:invini>, <Y>, <T>", "<C> (<Y>). <T>", "<C> (<Y>), <T>", "<C> (<Y>): <T>", "<C>. <Y>. <T>", "<E:inv>" + _ES_ROLE + " (<Y>): <T>", "<E:invini>" + _ES_ROLE + ". (<Y>). <T>", "<A:invini> (s. f.). <T>")
        for end in (_ES_ED + "{. |, }<L>: <P>[[.]]", "{. |, }<L>, <P>" + _ES_END, " (<ED> ed.). <P>.", ". <P>.", ". <L>: <B>" + _ES_LINK + "[[.]]", ", <L>, <B>[[.]]", ". <L>[[.]]", _ES_LINK + "[[.]]", _ES_COL + ", <L>: <P>.", _ES_TR + ". <L>: <P>.")
    ),
    tuple("<E:" + mode + ">" + _ES_ROLE + end for mode in ("inv", "given", "caps", "invini") for end in (": <T>{, |. }" + _ES_BOOK + _ES_END, ", <T>" + _ES_ED + ", " + _ES_BOOK + _ES_END, ". <T>. " + _ES_BOOK + "[[.]]", ", <T>, {t.|vol.} <VB>, " + _ES_BOOK + _ES_END)),
    tuple(lead + end + "[[.]]" for lead in ("<A:inv>, " + _ES_Q, "<A:given>, " + _ES_Q, "<A:inv>: " + _ES_Q, "<A:inv>. " + _ES_Q, "<A:caps>, “<T>”", "<A:inv>, “Voz: <T>”") for end in ("{, en |. En |. En: |, en: | en }<E:given>" + _ES_ROLE + "{, |: }<K>{, |. }" + _ES_BOOK + "{, pp. <PP>|, p. <PP>|}", "{, en |. En |. En: }<E:inv>" + _ES_ROLE + "{, |: }<K>{, |. }" + _ES_BOOK + ", pp. <PP>", "{, en |. En: }<K>, " + _ES_BOOK + ", pp. <PP>", "{, en |. En: }<K>, {tomo|t.|vol.} <VB>, " + _ES_BOOK + "{, p. <PP>|, pp. <PP>}", "{, en |. En }<K>, {ed. de |edición de |coordinado por |editado por }<E:given>, " + _ES_BOOK + ", pp. <PP>")),
    tuple(lead + end + "[[.]]" for lead in ("<A:inv> (<Y>): " + _ES_Q, "<A:invini> (<Y>). <T>", "<A:inv> (<Y>), “<T>”") for end in ("{, en |. En |. En: }<E:ini>" + _ES_ROLE + ", <K> (pp. <PP>). <P>", "{, en |. En: |. En }<E:inv>" + _ES_ROLE + "{: |, }<K>. <L>: <P>, pp. <PP>", "{, en |. En: }<E:given>" + _ES_ROLE + ", <K>, <L>, <P>, pp. <PP>")),
    tuple(lead + ", " + _ES_J + _ES_LINK + "[[.]]" for lead in ("<A:inv>, " + _ES_Q, "<A:given>, " + _ES_Q, "<A:caps>, “<T>”", "<A:given>: «<T>»")) + tuple(lead + ". " + _ES_J + _ES_LINK + "[[.]]" for lead in ("<A:inv>. " + _ES_Q, "<A:invini> <T>", "<A:inv>. “<T>”")) + ("<A:given>: «<T>» en " + _ES_J + "[[.]]", "<A:vanc>. <T>. <J>. <Y>;<V>[[(<I>)]]:<PP>.", "<A:vanc>. <T>. <J> <Y>; <V>: <PP>."),
    tuple(lead + gap + _ES_JY + "[[. {https://doi.org/|doi: |DOI: }<DOI>]][[.]]" for lead in ("<A:invini> (<Y>). <T>", "<A:inv> (<Y>): “<T>”", "<A:inv> (<Y>), «<T>»", "<A:inv>. <Y>. “<T>”") for gap in (". ", ", ")),
    ("<A:inv>. <T>. <TH>, <UN>, <Y>[[.]]", "<A:inv>, <T>, <TH>, <UN>, <Y>" + _ES_END, "<A:inv>. <T>. <TH>. <UN>, <Y>[[.]]", "<A:invini> (<Y>). <T> [<TH>, <UN>]" + _ES_LINK, "<A:inv> (<Y>): <T>, <TH>, <L>: <UN>.", "<A:given>, <T> (<TH>), <L>, <UN>, <Y>.", "<A:invini> (<Y>). <T> (<TH>). <UN>, <L>."),
    tuple(lead + end for lead in ("<A:given>, «<N>»", "<A:given>, “<N>”", "<A:inv>, “<N>”", "«<N>»", '"<N>"', "“<N>”", "<C>, “<N>”", "<C>, «<N>»", "<A:inv>: «<N>»", "<A:invini>, “<N>”") for end in (", <W>, <D>[[, p. <PP>]]" + _ES_LINK + "[[.]]", ", <W> (<L>), <D>[[.]]", ", <W>, <L>, <D>[[, p. <PP>]][[.]]", ", en <W>, <D>" + _ES_LINK + "[[.]]", ". <W>, <D>" + _ES_LINK + "[[.]]", ", <W>, <D>, {núm.|n.º} <I>[[.]]", ", <W>, {núm.|n.º} <I>, <D>[[.]]", " en <W>, <D>[[.]]")),
    ("<A:invini> (<DA>). <N>. <W>. <U>", "<A:invini> (<D>). <N>. <W>. <U>", "<A:inv> (<D>), “<N>”, <W>" + _ES_LINK, "<WA>. (<D>). <N>. <U>", "<WA>, “<N>”, <D>[[, <U>]]", "<C>. (<D>). <N>. <U>", "<C>. (<DA>). <N>[[ [<G=Comunicado de prensa|Video|Nota de prensa>]]]. <U>", "<C>, «<T>», <G=nota de prensa|comunicado de prensa>, <D>" + _ES_LINK, "<C>, “<N>”, <D>" + _ES_LINK + "[[.]]", "<C>: <T>, <L>, <DM>" + _ES_LINK + "[[.]]", "<C>, <T>, <S>, {Nº|n.º|núm.} <NO>, <L>, <Y>[[.]]", "<C> (<Y>). <T>. <L>: <B>" + _ES_LINK + "[[.]]", "<C>, <T>, <L>: <B>, <Y>. [<M=Internet>]. Disponible en: <U>[[ [citado <AD>]]].", "<C>: <T>. <L>: <B>; <Y>.", "<C>, <T>. <G=Informe|Documento de trabajo|Informe técnico> {n.º |núm. |}<NO>, <Y>[[.]]", "<C>, <T>, <U>" + _ES_SEEN + "[[.]]"),
    ("<LAW>, BOE núm. {313|45|102}, de {27 de diciembre de 2014|3 de mayo de 1998}[[.]]", "<LAW>. Boletín Oficial del Estado, {núm. 22|12 de julio de 2001}[[.]]", "<LAW>, Diario Oficial, {Bogotá|México}, {20 de abril de 1998|4 de junio de 2007}.", "<LAW>[[, art. <PL>]][[.]]", "<SP>, <L>, <D>" + _ES_LINK + "[[.]]", "<SP>, <D>[[.]]", "<SP>, <W>, <D>" + _ES_LINK + "[[.]]", "{Véase |Véase también |Ver |Cf. |Cfr. |Vid. |Citado en }<A:given>, <T>, " + _ES_BOOK + "{, p. <PL>|, pp. <PP>|, cap. <PL>}[[.]]", "{Véase |Ver |Cf. }<A:given>, «<T>», " + _ES_J + "[[.]]"),
)  # fmt: skip

_FR_LINK = "[[{, |. |, en ligne : |. En ligne : |, disponible sur |. URL : |. Disponible à l'adresse : |, [en ligne] }<U>[[{ (consulté le <AD>)|, consulté le <AD>| [consulté le <AD>]| (page consultée le <AD>)| (dernière consultation le <AD>)}]]]]"
_FR_BOOK = "{<L>, <P>, <Y>|<L> : <P>, <Y>|<P>, <Y>|<L>, <P>, <Y>|<L>, <Y>|<P>, <L>, <Y>|<L>, <P>, coll. « <S> », <Y>|<L>, <P>, « <S> », <Y>|<P>, coll. <S>, <L>, <Y>}"
_FR_END = "[[{, p. <PL>|, p. <PP>|, pp. <PP>}]][[.]]"
_FR_Q = "{« <T> »|« <T> »|“<T>”|«<T>»}"
_FR_J = "{<J>, vol. <V>[[, {n°|no|nº} <I>]], <Y>, p. <PP>|<J>, {n°|nº} <I>, <Y>, p. <PP>|<J>, {n°|nº} <I>, <DM>, p. <PP>|<J>, t. <V>[[, n° <I>]], <Y>, p. <PP>|<J>, <V>-<I>, <Y>, p. <PP>|<J>, <V>(<I>), <Y>, p. <PP>|<J>, <Y>/<I> ({n°|no} <V>), p. <PP>|<J>, vol. <V>, <Y>, pp. <PP>}"
FRENCH: Final = (
    tuple(lead + end for lead in ("<A:inv>, <T>", "<A:given>, <T>", "<A:capsp>, <T>", "<A:capsgiven>, <T>", "<A:caps>, <T>", "<A:inv>. <T>", "<C>, <T>", "<C>. <T>") for end in (", " + _FR_BOOK + _FR_END, "[[, <ED> {éd.|édition}]], " + _FR_BOOK + _FR_END, ", {trad. |trad. de l'anglais par |traduit par |trad. fr. }<TR:given>, " + _FR_BOOK + _FR_END, ", {t.|tome|vol.} <VB>, " + _FR_BOOK + _FR_END, ". " + _FR_BOOK + ", {412|240} p.", ", " + _FR_BOOK + _FR_LINK + "[[.]]")),
    tuple(lead + end for lead in ("<A:invini> (<Y>). <T>", "<A:capsini> (<Y>), <T>", "<C> (<Y>). <T>", "<C> (<Y>), <T>", "<E:invini> (dir.) (<Y>). <T>") for end in (". <P>.", ", <L>, <P>[[.]]", ". <L> : <P>.", _FR_LINK + "[[.]]", " (<ED> éd.). <P>.")),
    tuple("<E:" + mode + ">{ (dir.)| (éd.)| (dirs.)| (éds.)|, dir.| (coord.)}, <T>, " + _FR_BOOK + _FR_END for mode in ("given", "inv", "capsgiven", "capsp")),
    tuple(lead + "{, in |, dans | in }" + end + ", " + _FR_BOOK + "{, p. <PP>|, pp. <PP>}[[.]]" for lead in ("<A:given>, " + _FR_Q, "<A:inv>, " + _FR_Q, "<A:capsgiven>, " + _FR_Q, "<A:inv> (<Y>), " + _FR_Q) for end in ("<E:given>{ (dir.)| (éd.)| (dirs.)}, <K>", "<K>, {sous la dir. de |sous la direction de }<E:given>", "<K>", "<E:capsgiven> (dir.), <K>")),
    tuple(lead + ", " + _FR_J + _FR_LINK + "[[.]]" for lead in ("<A:given>, " + _FR_Q, "<A:inv>, " + _FR_Q, "<A:capsp>, " + _FR_Q, "<A:capsgiven>, " + _FR_Q, "<A:inv>. " + _FR_Q, "<A:givencaps>, " + _FR_Q)) + ("<A:invini> (<Y>). <T>. <J>, <V>[[(<I>)]], <PP>.[[ https://doi.org/<DOI>]]", "<A:capsini> (<Y>), « <T> », <J>, {n°|vol.} <V>, p. <PP>."),
    ("<A:inv>, <T>, <TH>, <UN>, <Y>" + _FR_END, "<A:given>, <T>, <TH>, <UN>, <Y>[[.]]", "<A:inv>. <T>. <TH>, <UN>, <Y>, {412|380} p.", "<A:invini> (<Y>). <T> [<TH>, <UN>]" + _FR_LINK + "."),
    tuple(lead + end for lead in ("<A:given>, « <N> »", "« <N> »", "<A:inv>, « <N> »", "<C>, « <N> »", "<A:capsgiven>, « <N> »") for end in (", <W>, <D>[[, p. <PP>]]" + _FR_LINK + "[[.]]", ", <W>, {n°|no} <I>, <D>[[, p. <PP>]][[.]]", ", dans <W>, <D>[[.]]", ". <W>, <D>" + _FR_LINK + "[[.]]", ", <W> (<D>)[[.]]")),
    ("<C>, « <N> », <G=communiqué de presse|communiqué>, <D>" + _FR_LINK, "<C>, <T>, <L>, <B>, <Y>" + _FR_LINK + "[[.]]", "<C>, « <T> », <D>" + _FR_LINK + "[[.]]", "<C>, <T>, <G=rapport|rapport d'information|note> {n° <NO>|}, <DM>" + _FR_LINK + "[[.]]", "<C> (<Y>). <T>. <U>", "<LAW>, JORF du {11 août 2004|3 mars 1992}[[.]]", "<LAW>[[, art. <PL>]][[.]]", "<SP>, <L>, <D>[[.]]", "<SP>, <W>, <D>" + _FR_LINK + "[[.]]", "<A:invini> (<DA>). <N>. <W>. <U>"),
    ("{Voir |Cf. |V. |Voir aussi |Voir notamment }<A:given>, <T>, " + _FR_BOOK + ", p. <PL>[[.]]", "{Voir |Cf. }<A:given>, « <T> », " + _FR_J + "[[.]]"),
)  # fmt: skip
LINES: Final = {"de": GERMAN, "es": SPANISH, "fr": FRENCH}
