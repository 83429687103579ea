"""German, Spanish and French references: their slots, and one reference drawn from the layouts of `continental_lines.py`."""

# ruff: noqa: E501, N817 - a grammar reads best in one piece

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Final

from reportgen.extract.references.fields import Label as L
from train_references import continental_words as w
from train_references import vocabulary as v
from train_references.continental_lines import LINES
from train_references.layouts import render
from train_references.pieces import (
    DE_MONTHS,
    ES_MONTHS,
    FR_MONTHS,
    Name,
    Pieces,
    day_date,
    doi,
    initials,
    pages,
    url,
    year,
)

_Maker = Callable[[random.Random, str], str]
_MONTHS: Final = {"de": DE_MONTHS, "es": ES_MONTHS, "fr": FR_MONTHS}
_AND: Final = {
    "de": (" und ", "/", " / ", "; ", ", ", " & "),
    "es": (" y ", " y ", ", y ", "; ", " & "),
    "fr": (" et ", " et ", ", ", " & "),
}
_OTHERS: Final = {
    "de": (" u. a.", " u.a.", " et al.", ", et al."),
    "es": (" et al.", ", et al.", " y otros", " y otras"),
    "fr": (" et al.", ", et al.", " et alii"),
}
_PARTICLES: Final = {
    "de": ("von", "von der", "zu", "van"),
    "es": ("de", "de la", "del", "Del", "De la"),
    "fr": ("de", "de La", "du", "Le", "d'"),
}


def _choice(rng: random.Random, text: str) -> str:
    return rng.choice(text.split("|"))


def _person(rng: random.Random, lang: str) -> Name:
    if rng.random() < 0.12:
        return rng.choice(v.SURNAME), rng.choice(v.FIRST)
    given = rng.choice(w.GIVEN[lang])
    if rng.random() < (0.3 if lang == "es" else 0.12):
        given += " " + rng.choice(w.GIVEN[lang])
    elif rng.random() < 0.08:
        given += f" {rng.choice('ABCEFGHJLMPRST')}."
    if rng.random() < 0.04 and lang == "de":
        given = rng.choice(("Dr. ", "Prof. Dr. ")) + given
    family = rng.choice(w.FAMILY[lang]) if rng.random() < 0.8 else v.made_up(rng)
    if rng.random() < (0.5 if lang == "es" else 0.05):
        family += (" " if lang == "es" and rng.random() < 0.9 else "-") + rng.choice(w.FAMILY[lang])
    elif rng.random() < 0.05:
        family += f" {rng.choice('BCGHMPRTV')}." if lang == "es" else ""
    if rng.random() < 0.06:
        family = f"{rng.choice(_PARTICLES[lang])} {family}".replace("' ", "'")
    return family, given


def _one(name: Name, mode: str) -> str:
    family, given = name
    return {
        "given": f"{given} {family}",
        "ini": f"{initials(given)} {family}",
        "inv": f"{family}, {given}",
        "invini": f"{family}, {initials(given)}",
        "vanc": f"{family} {initials(given, dot='', gap='')}",
        "caps": f"{family.upper()}, {given}",
        "capsini": f"{family.upper()}, {initials(given)}",
        "capsp": f"{family.upper()} ({initials(given)})",
        "capsgiven": f"{family.upper()} {given}",
        "givencaps": f"{given} {family.upper()}",
    }[mode]


_MODES: Final = ("given", "given", "ini", "inv", "inv", "invini", "caps", "capsini", "givencaps")


def _names(rng: random.Random, mode: str, lang: str, most: int = 4) -> str:
    """One to four names; the first of a Spanish pair may be inverted alone."""
    count = 1 if rng.random() < 0.6 else rng.randint(2, most)
    mode = mode or rng.choice(_MODES)
    alone = mode in {"inv", "caps"} and rng.random() < 0.3
    people = [_person(rng, lang) for _ in range(count)]
    texts = [_one(name, "given" if alone and i else mode) for i, name in enumerate(people)]
    if rng.random() < 0.09:
        return texts[0] + rng.choice(_OTHERS[lang])
    last = rng.choice(_AND[lang]) if mode != "vanc" else ", "
    between = (
        last
        if last in {"/", " / ", "; "}
        else "; "
        if mode.startswith(("inv", "caps")) and rng.random() < 0.5
        else ", "
    )
    return between.join(texts[:-1]) + last + texts[-1] if count > 1 else texts[0]


def _compound(rng: random.Random) -> str:
    if rng.random() < 0.12:
        return v.made_up(rng)
    if rng.random() < 0.15:
        return rng.choice(w.SECOND_PART).capitalize()
    return rng.choice(w.FIRST_PART) + rng.choice(w.SECOND_PART)


def _town(rng: random.Random, lang: str) -> str:
    return _choice(rng, w.TOWNS[lang]) if rng.random() < 0.9 else v.made_up(rng)


def _filled(rng: random.Random, text: str, lang: str) -> str:
    makers: dict[str, Callable[[], str]] = {
        "{C}": lambda: _compound(rng),
        "{O}": lambda: v.made_up(rng) if rng.random() < 0.3 else _town(rng, lang).split("/")[0],
        "{S}": lambda: rng.choice(w.FIRST_PART).removesuffix("s") + rng.choice(("mann", "frau", "hund", "weg", "turm")),
        "{N}": lambda: str(rng.randint(1880, 2024)),
        "{X}": lambda: _choice(rng, w.NOUNS[lang]),
        "{W}": lambda: _choice(rng, w.NOUNS[lang]).split(" ", 1)[-1].split("'")[-1],
    }
    for sign, make in makers.items():
        while sign in text:
            text = text.replace(sign, make(), 1)
    return (
        text.replace(" de el ", " del ")
        .replace(" a el ", " al ")
        .replace(" de les ", " des ")
        .replace(" de le ", " du ")
        .replace(" à les ", " aux ")
        .replace(" à le ", " au ")
    )


def _title(rng: random.Random, mode: str, lang: str) -> str:
    text = _filled(rng, _choice(rng, w.TITLES[lang]), lang)
    if rng.random() < (0.15 if mode == "plain" else 0.35):
        rest = _filled(rng, _choice(rng, w.SUBTITLES[lang]), lang)
        colon = (
            {"de": ". ", "es": ": ", "fr": ". "}[lang]
            if rng.random() < 0.75
            else " : "
            if lang == "fr"
            else rng.choice((": ", " – ", ". "))
        )
        text += colon + (rest[0].upper() + rest[1:] if colon == ". " or lang == "de" else rest)
    return text[0].upper() + text[1:]


def _headline(rng: random.Random, _mode: str, lang: str) -> str:
    text = _filled(rng, _choice(rng, w.HEADLINES[lang]), lang) if rng.random() < 0.75 else _title(rng, "plain", lang)
    text = text.strip("„“”") if text[0] in "„“" else text
    return text[0].upper() + text[1:]


def _journal(rng: random.Random, _mode: str, lang: str) -> str:
    if rng.random() < 0.12:
        return rng.choice(v.JOURNALS)
    topic = _filled(rng, {"de": "{C}", "es": "{W}", "fr": "{W}"}[lang], lang)
    topic = topic[0].upper() + topic[1:]
    town = _town(rng, lang).split("/")[0]
    return _choice(
        rng,
        {
            "de": f"Zeitschrift für {topic}|Jahrbuch für {topic}|Archiv für {topic}|Archiv der {topic}|{topic}|{topic}|{topic} & Gesellschaft|{topic} und Praxis|Berichte über {topic}|Deutsche Zeitschrift für {topic}|{town}er Blätter|Blätter für {town}|Beiträge zur {topic}|Mitteilungen der Gesellschaft für {topic}|Vierteljahrshefte zur {topic}|{topic} aktuell|{topic}. Zeitschrift für Forschung und Praxis|Der {topic}bote|Österreichische Zeitschrift für {topic}|Schweizerische Zeitschrift für {topic}|Z. f. {topic}|Forum {topic}|Informationen zur {topic}|APuZ|Aus Politik und Zeitgeschichte|Deutsches Ärzteblatt|{topic.lower()}",
            "es": f"Revista de {topic}|Revista Española de {topic}|Revista Mexicana de {topic}|Revista Latinoamericana de {topic}|Cuadernos de {topic}|Anales de {topic}|Boletín de {topic}|Estudios de {topic}|{topic}|{topic} y Sociedad|Historia {topic}|Papeles de {topic}|Archivos de {topic}|Rev Esp {topic[:5]}|Rev. chil. {topic.lower()[:5]}.|Gaceta {topic}|Temas de {topic}|Investigaciones {topic}|{topic}: Revista de Ciencias Sociales|Ager|Nueva Sociedad|Temas|Contexto|Debates|Realidad|Espacios|Pueblos|Anuario de Estudios de {topic}|Scripta {v.made_up(rng)}|Med Clin (Barc)|Revista de {topic}, {town}",
            "fr": f"Revue de {topic}|Revue française de {topic}|Cahiers de {topic}|Annales de {topic}|Études rurales|{topic}|{topic} et société|La Revue du {topic}|Bulletin de la Société de {topic}|Actes de la recherche en {topic}|Le Mouvement {topic}|{topic}s et territoires|Rev. fr. {topic[:4]}.|Hérodote|Économie rurale|Staps|Les Cahiers du {topic}|Archives de {topic}",
        }[lang],
    )


def _body(rng: random.Random, _mode: str, lang: str) -> str:
    topic, town = _filled(rng, {"de": "{C}", "es": "{W}", "fr": "{W}"}[lang], lang), _town(rng, lang).split("/")[0]
    topic = topic[0].upper() + topic[1:]
    if rng.random() < 0.2:
        return (
            rng.choice(v.ACRONYMS)
            if rng.random() < 0.4
            else "".join(rng.choice("ABCDEFGILMNOPRSTUV") for _ in range(rng.randint(2, 5)))
        )
    text = _choice(
        rng,
        {
            "de": f"Bundesministerium für {topic}|Bundesministerium für {topic} und Sport|Bundesamt für {topic}|Landesamt für {topic} {town}|Umweltbundesamt|Bundes{topic.lower()}amt|Statistisches Bundesamt|Statistisches Landesamt {town}|Robert Koch-Institut|Institut für {topic}|{town}er Institut für {topic}|Deutscher {topic}verband|Deutsche Gesellschaft für {topic}|Deutsche {topic}-Agentur|Bundesverband {topic} e. V.|Verband der {topic}betriebe|{v.made_up(rng)}-Stiftung|Stiftung {topic}|Stadt {town}|Kreis {town}|Freistaat Bayern|Landwirtschaftskammer {town}|{topic}kammer|Bundesanstalt für {topic}|Sachverständigenrat {topic}|Rat für {topic}|Hochschule {town}|Universität {town}|Technische Universität {town}|Fraunhofer-Institut für {topic}|Hafenbehörde {town}|Europäische Kommission|Deutscher Bundestag|Zentralverband {topic}|Robert-{v.made_up(rng)}-Stiftung|{v.made_up(rng)} AG|{v.made_up(rng)} GmbH|Bayerisches Landesamt für {topic}|Arbeitsgemeinschaft {topic}|dpa|Deutsche Presse-Agentur|AFP|Autorengruppe {topic}",
            "es": f"Ministerio de {topic}|Ministerio de {topic} y Energía|Instituto Nacional de {topic}|Instituto de {topic}|Instituto Nacional de Estadística|Consejería de {topic}|Secretaría de {topic}|Dirección General de {topic}|Organización Mundial de la Salud|Organización Panamericana de {topic}|Asociación Española de {topic}|Asociación de {topic} de {town}|Fundación {v.made_up(rng)}|Fundación para {topic.lower()}|Sociedad Española de {topic}|Federación de {topic}|Confederación de {topic}|Cámara de {topic} de {town}|Ayuntamiento de {town}|Diputación de {town}|Gobierno de {town}|Junta de Andalucía|Comisión Nacional de {topic}|Comisión Económica para América Latina y el Caribe|Comisión Europea|Consejo de {topic}|Banco Central de {town}|Banco Interamericano de Desarrollo|Autoridad Portuaria de {town}|Observatorio de {topic}|Universidad de {town}|Universidad Nacional de {town}|Real Academia de {topic}|Defensoría del Pueblo|Naciones Unidas|Agencia EFE|Europa Press|Redacción|Cooperativa {v.made_up(rng)}|Red de {topic}|Centro de Estudios de {topic}|Colegio de {topic}",
            "fr": f"Ministère de {topic}|Ministère de l'Agriculture|Institut national de {topic}|Institut de {topic}|Agence nationale de {topic}|Agence française de {topic}|Conseil national de {topic}|Conseil économique et social|Fédération française de {topic}|Association française de {topic}|Société de {topic}|Fondation {v.made_up(rng)}|Fondation pour {topic.lower()}|Chambre d'agriculture de {town}|Ville de {town}|Région {town}|Université de {town}|Centre national de {topic}|Observatoire de {topic}|Haute Autorité de santé|Santé publique France|Cour des comptes|Commission européenne|Office français de {topic}|Grand Port maritime de {town}|Syndicat de {topic}|Insee|INRAE|AFP",
        }[lang],
    )
    if rng.random() < 0.05:
        return f"{''.join(rng.choice('ABCDEFGILMNOPRSTUV') for _ in range(rng.randint(3, 6)))} ({text})"
    if rng.random() < 0.12:
        text += f" ({''.join(rng.choice('ABCDEFGILMNOPRSTUV') for _ in range(rng.randint(3, 5)))})"
    return text


def _publisher(rng: random.Random, _mode: str, lang: str) -> str:
    x = rng.random()
    if x < 0.62:
        return _choice(rng, w.PUBLISHERS[lang])
    if x < 0.72:
        return rng.choice(v.PUBLISHERS)
    if x < 0.82:
        return _body(rng, "", lang)
    made, family = v.made_up(rng), rng.choice(w.FAMILY[lang])
    return _choice(
        rng,
        {
            "de": f"{made}|{made} Verlag|Verlag {made}|{made}verlag|Edition {made}|{family}|{family} & {rng.choice(w.FAMILY[lang])}|Verlag {family[0]}. {family}|Selbstverlag|{_town(rng, lang).split('/')[0]}er Verlag",
            "es": f"{made}|Editorial {made}|Ediciones {made}|{made} Ediciones|{made} Editores|Edicions {made}|Librería {made}|Imprenta {family}|Universidad de {_town(rng, lang)}|Publicacions de la Universitat|Servicio de Publicaciones de la Universidad de {made}|{family} Editor",
            "fr": f"{made}|Éditions {made}|Éditions de {made}|Éditions du {made}|Presses universitaires de {made}|{family}|Librairie {family}|Presses de {made}|Imprimerie {family}",
        }[lang],
    )


def _holder(rng: random.Random, _mode: str, lang: str) -> str:
    """The book that holds a chapter or an entry."""
    topic = _filled(rng, {"de": "{C}", "es": "{W}", "fr": "{W}"}[lang], lang)
    if rng.random() < 0.15:
        return _choice(
            rng,
            {
                "de": f"Enzyklopädie der {topic}|Lexikon der {topic}|Handbuch der {topic}|Handwörterbuch {topic}",
                "es": f"Gran Enciclopedia de {topic}|Diccionario de {topic}|Enciclopedia {topic}",
                "fr": f"Dictionnaire de {topic}|Encyclopédie de {topic}",
            }[lang],
        )
    return _title(rng, "", lang)


def _series(rng: random.Random, _mode: str, lang: str) -> str:
    topic, made = _filled(rng, {"de": "{C}", "es": "{W}", "fr": "{W}"}[lang], lang), v.made_up(rng)
    return _choice(
        rng,
        {
            "de": f"Schriften zur {topic}|Beiträge zur {topic}|Studien zur {topic}|Reihe {topic}|{made}er Schriften|Schriftenreihe {topic}|Edition {made}|{topic}-Texte|Arbeiten zur {topic}|Veröffentlichungen des Instituts für {topic}|Europäische Hochschulschriften",
            "es": f"Colección {made}|Col. {made}|Colección de {topic}|Biblioteca {made}|Serie {topic}|Serie Estudios|Cuadernos de {topic}|Documentos de Trabajo|Documentos de Proyectos|Colección Tierra",
            "fr": f"{made}|{topic.capitalize()}s|Points|Folio|Quadrige|Que sais-je ?|Repères|Champs|Espaces et sociétés|Les cahiers de {topic}",
        }[lang],
    )


def _genre(rng: random.Random, _mode: str, lang: str) -> str:
    return _choice(
        rng,
        {
            "de": "Dissertation|Diss.|Diss. phil.|Diss. med.|Inaugural-Dissertation|Habilitationsschrift|Masterarbeit|Bachelorarbeit|Diplomarbeit|Magisterarbeit|unveröffentlichte Masterarbeit|Masterthesis",
            "es": "Tesis doctoral|tesis doctoral|Tesis de doctorado|Tesis de maestría|tesis de grado|Trabajo de fin de máster|Trabajo de fin de grado|Memoria de licenciatura|tesis de licenciatura|Tesis doctoral inédita|tesina",
            "fr": "Thèse de doctorat|thèse de doctorat|Thèse de doctorat en sociologie|Thèse de médecine|mémoire de master|Mémoire de master 2|Thèse de doctorat d'État|HDR",
        }[lang],
    )


def _university(rng: random.Random, _mode: str, lang: str) -> str:
    town = _town(rng, lang).split("/")[0].split(" a. ")[0]
    return _choice(
        rng,
        {
            "de": f"Universität {town}|Univ. {town}|Universität für Bodenkultur {town}|Technische Universität {town}|TU {town}|Hochschule {town}|Fachhochschule {town}|{v.made_up(rng)}-Universität {town}|Humboldt-Universität zu Berlin|ETH Zürich|Pädagogische Hochschule {town}",
            "es": f"Universidad de {town}|Universidad Nacional de {town}|Universidad Autónoma de {town}|Universidad Complutense de Madrid|Universitat de {town}|Pontificia Universidad Católica de {town}|Universidad Politécnica de {town}|El Colegio de {town}",
            "fr": f"Université de {town}|Université {town} 2|Université Paris {rng.randint(1, 13)}|EHESS|Sciences Po {town}|ENS de {town}|École des hautes études en {town}",
        }[lang],
    )


def _day(rng: random.Random, mode: str, lang: str) -> str:
    y = rng.randint(2005, 2025) if mode == "late" else year(rng)
    d, m = rng.randint(1, 28), rng.randint(0, 11)
    name = _MONTHS[lang][m]
    if rng.random() < 0.3 and lang != "de":
        return rng.choice(
            (
                f"{d:02}/{m + 1:02}/{y}",
                f"{d}/{m + 1}/{y}",
                f"{d}-{m + 1}-{y}",
                f"{d} {name[:3]}. {y}",
                f"{d} {name[:3]} {y}",
                f"{d} {name} {y}",
            )
        )
    if rng.random() < 0.06 and lang == "de":
        return rng.choice((f"{d}./{d + 1}. {name} {y}", f"{d:02}.{m + 1:02}.{y % 100:02}", f"{d}. {name[:3]}. {y}"))
    return day_date(rng, y, lang)


def _month(rng: random.Random, _mode: str, lang: str) -> str:
    names, y, m = _MONTHS[lang], year(rng), rng.randint(0, 10)
    of = " de " if lang == "es" else " "
    return rng.choice(
        (
            f"{names[m]}{of}{y}",
            f"{names[m]} {y}",
            f"{names[m]}{'/' if lang == 'de' else '-'}{names[m + 1]}{of}{y}",
            f"{m + 1}/{y}",
        )
    )


def _apa(rng: random.Random, _mode: str, lang: str) -> str:
    d, name = rng.randint(1, 28), rng.choice(_MONTHS[lang])
    day = {"de": f"{d}. {name}", "es": f"{d} de {name}", "fr": f"{d} {name}"}[lang]
    return f"{year(rng)}, {day}"


def _law(rng: random.Random, _mode: str, lang: str) -> str:
    topic, n, y = (
        _filled(rng, {"de": "{C}", "es": "{W}", "fr": "{W}"}[lang], lang),
        rng.randint(1, 900),
        rng.randint(1950, 2024),
    )
    short = topic[:3] + "G"
    return rng.choice(
        {
            "de": (
                f"Gesetz zur Regelung der {topic}",
                f"Gesetz über die {topic} ({topic}gesetz – {short})",
                f"{topic}gesetz ({short})",
                f"Verordnung über die {topic}",
                f"Gesetz zur Förderung der {topic}",
            ),
            "es": (
                f"Ley {n}/{y}, de {rng.randint(1, 28)} de {rng.choice(ES_MONTHS)}, de {topic}",
                f"Real Decreto {n}/{y}, de {rng.randint(1, 28)} de {rng.choice(ES_MONTHS)}, por el que se regula {topic}",
                f"Ley Orgánica {n}/{y}, de {topic}",
                f"Decreto {n} de {y}, por el cual se reglamenta {topic}",
                f"Ley General de {topic}",
            ),
            "fr": (
                f"Loi n° {y}-{n} du {rng.randint(2, 28)} {rng.choice(FR_MONTHS)} {y} relative à la {topic}",
                f"Décret n° {y}-{n} du {rng.randint(2, 28)} {rng.choice(FR_MONTHS)} {y} relatif à la {topic}",
                f"Code de la {topic}",
            ),
        }[lang]
    )


def _number(rng: random.Random, _mode: str, _lang: str) -> str:
    return rng.choice(
        (str(rng.randint(1, 900)), str(rng.randint(1, 60)), f"{rng.randint(1, 90)}/{rng.randint(1995, 2024)}")
    )


def _pages(rng: random.Random, mode: str, _lang: str) -> str:
    if mode == "one":
        return str(rng.randint(1, 480))
    return pages(rng)


def _paper(rng: random.Random, _mode: str, lang: str) -> str:
    if rng.random() < 0.7:
        return _choice(rng, w.PAPERS[lang])
    town, made = _town(rng, lang).split("/")[0], v.made_up(rng)
    return _choice(
        rng,
        {
            "de": f"{town}er Zeitung|{made}-Zeitung|{made}er Tageblatt|{town}er Nachrichten|{made}er Anzeiger|{made}er Bote|{town}er Kurier|{made}er Rundschau|{made} Woche|Der {rng.choice(w.FIRST_PART)}bote|{rng.choice(w.FIRST_PART)} heute|{rng.choice(w.FIRST_PART)}-Umschau",
            "es": f"Diario de {town}|La Voz de {made}|El Diario de {made}|Heraldo de {made}|El {made}|La Gaceta de {town}|Noticias de {made}|El Correo de {town}|La {made}|Crónica de {town}|Semanario {made}",
            "fr": f"Le Courrier de {made}|L'Écho de {town}|La Gazette de {made}|Le Journal de {town}|La Dépêche de {made}|Le {made}|L'Indépendant de {made}",
        }[lang],
    )


def _speech(rng: random.Random, _mode: str, lang: str) -> str:
    who, town = _one(_person(rng, lang), "given"), _town(rng, lang).split("/")[0]
    topic = _filled(rng, {"de": "{C}", "es": "{X}", "fr": "{X}"}[lang], lang)
    return _choice(
        rng,
        {
            "de": f"Rede von {who} auf dem Deutschen {topic}tag|Rede von Bundeskanzler {who} vor dem Deutschen Bundestag|Rede des Ministers {who} zur {topic}|Ansprache von {who} zur Eröffnung der Messe in {town}|Interview mit {who}|Interview mit dem Bürgermeister {who}|Gespräch mit {who}|Grußwort von {who}",
            "es": f"Discurso del presidente {who} ante el Congreso|Discurso de {who} ante el Parlamento|Discurso de {who} en {town}|Palabras de {who} en la inauguración de {topic}|Entrevista a {who}|Entrevista a la alcaldesa {who}|Entrevista con {who}|Comparecencia de {who}",
            "fr": f"Discours de {who} sur {topic}|Discours du président {who}|Allocution de {who} à {town}|Entretien avec {who}|Déclaration de {who}",
        }[lang],
    )


@cache
def slots(lang: str) -> Mapping[str, tuple[L, _Maker]]:
    """The slots of a language."""

    def of(label: L, make: Callable[[random.Random, str, str], str]) -> tuple[L, _Maker]:
        return label, lambda rng, mode: make(rng, mode, lang)

    def plain(label: L, make: Callable[[random.Random], str]) -> tuple[L, _Maker]:
        return label, lambda rng, _: make(rng)

    return {
        "A": of(L.AUTHOR, _names), "E": of(L.EDITOR, _names), "TR": of(L.TRANSLATOR, partial(_names, most=2)),
        "C": of(L.AUTHOR, _body), "EC": of(L.EDITOR, _body), "B": of(L.PUBLISHER, _body), "T": of(L.TITLE, _title),
        "N": of(L.TITLE, _headline), "J": of(L.CONTAINER, _journal), "K": of(L.CONTAINER, _holder),
        "W": of(L.CONTAINER, _paper), "WA": of(L.AUTHOR, _paper), "SP": of(L.TITLE, _speech),
        "VA": plain(L.AUTHOR, lambda rng: rng.choice(("VV. AA.", "VV.AA.", "AA. VV.", "AA.VV."))),
        "P": of(L.PUBLISHER, _publisher), "L": plain(L.PLACE, lambda rng: _town(rng, lang)), "S": of(L.COLLECTION, _series),
        "TH": of(L.GENRE, _genre), "UN": of(L.PUBLISHER, _university), "D": of(L.ISSUED, _day), "DM": of(L.ISSUED, _month),
        "DA": of(L.ISSUED, _apa), "AD": (L.ACCESSED, lambda rng, _: _day(rng, "late", lang)),
        "Y": plain(L.ISSUED, lambda rng: str(year(rng)) + (rng.choice("ab") if rng.random() < 0.03 else "")),
        "V": plain(L.VOLUME, lambda rng: str(rng.randint(1, 150)) if rng.random() < 0.93 else rng.choice(("II", "IV", "XII", "LXXI"))),
        "VB": plain(L.VOLUME, lambda rng: rng.choice(("1", "2", "3", "4", "5", "8", "12", "I", "II", "III", "IV"))),
        "I": plain(L.ISSUE, lambda rng: str(rng.randint(1, 12)) if rng.random() < 0.6 else rng.choice((str(rng.randint(13, 320)), f"{rng.randint(1, 5)}/{rng.randint(6, 12)}", f"{rng.randint(1, 5)}-{rng.randint(6, 9)}"))),
        "PP": of(L.PAGES, _pages), "PL": of(L.LOCATOR, lambda rng, _, lng: _pages(rng, "one", lng)),
        "ED": plain(L.EDITION, lambda rng: str(rng.randint(2, 9)) + ("." if lang == "de" else rng.choice(("ª", ".ª", "a")) if lang == "es" else "e")),
        "U": plain(L.URL, url), "DOI": plain(L.DOI, doi), "NO": of(L.NUMBER, _number), "LAW": of(L.TITLE, _law),
        "ISBN": plain(L.ISBN, lambda rng: f"ISBN 978-{rng.randint(0, 9)}-{rng.randint(1000, 9999)}-{rng.randint(1000, 9999)}-{rng.randint(0, 9)}"),
    }  # fmt: skip


def continental(rng: random.Random) -> Pieces:
    """A German, Spanish or French reference."""
    lang = rng.choices(("de", "es", "fr"), (42, 36, 22))[0]
    made = render(rng, rng.choice(rng.choice(LINES[lang])), slots(lang))
    made.parts = [(text.replace("..", ".") if label is None else text, label) for text, label in made.parts]
    return made
