"""Bodies, newspapers, sites and journals by productive patterns, so that no list of real ones has to be complete."""

# ruff: noqa: E501, SIM905 - a grammar reads best in one piece, its lists as text

from __future__ import annotations

import random
import re
from typing import Final

from train_references import vocabulary as v

# A country and the adjective of it.
LANDS: Final = tuple(
    (pair.split("/")[0].replace("_", " "), pair.split("/")[1].replace("_", " "))
    for pair in """
Albania/Albanian Algeria/Algerian Angola/Angolan Argentina/Argentine Armenia/Armenian Australia/Australian Austria/Austrian Azerbaijan/Azerbaijani
Bangladesh/Bangladeshi Belarus/Belarusian Belgium/Belgian Bolivia/Bolivian Botswana/Botswanan Brazil/Brazilian Bulgaria/Bulgarian Cambodia/Cambodian
Cameroon/Cameroonian Canada/Canadian Chile/Chilean China/Chinese Colombia/Colombian Croatia/Croatian Cuba/Cuban Cyprus/Cypriot Denmark/Danish
Ecuador/Ecuadorian Egypt/Egyptian Estonia/Estonian Ethiopia/Ethiopian Fiji/Fijian Finland/Finnish France/French Georgia/Georgian Germany/German
Ghana/Ghanaian Greece/Greek Guatemala/Guatemalan Hungary/Hungarian Iceland/Icelandic India/Indian Indonesia/Indonesian Iran/Iranian Ireland/Irish
Israel/Israeli Italy/Italian Jamaica/Jamaican Japan/Japanese Jordan/Jordanian Kazakhstan/Kazakh Kenya/Kenyan Korea/Korean Laos/Lao Latvia/Latvian
Lebanon/Lebanese Lithuania/Lithuanian Malaysia/Malaysian Malta/Maltese Mexico/Mexican Moldova/Moldovan Mongolia/Mongolian Morocco/Moroccan
Namibia/Namibian Nepal/Nepali the_Netherlands/Dutch New_Zealand/New_Zealand Nigeria/Nigerian Norway/Norwegian Oman/Omani Pakistan/Pakistani
Peru/Peruvian the_Philippines/Philippine Poland/Polish Portugal/Portuguese Qatar/Qatari Romania/Romanian Russia/Russian Rwanda/Rwandan
Scotland/Scottish Senegal/Senegalese Serbia/Serbian Singapore/Singapore Slovakia/Slovak Slovenia/Slovenian Spain/Spanish Sri_Lanka/Sri_Lankan
Sweden/Swedish Switzerland/Swiss Taiwan/Taiwanese Tanzania/Tanzanian Thailand/Thai Tunisia/Tunisian Turkey/Turkish Uganda/Ugandan
Ukraine/Ukrainian Uruguay/Uruguayan Uzbekistan/Uzbek Venezuela/Venezuelan Vietnam/Vietnamese Wales/Welsh Zambia/Zambian Zimbabwe/Zimbabwean
""".split()
)
_FIELDS: Final = (
    """
Economic Research|Public Policy|Strategic Studies|International Affairs|International Studies|Foreign Relations|World Economy|Social Research|Political Studies|Peace Research|Security Studies
Defence Analysis|Ocean Research|Fisheries|Marine Science|Polar Research|Agricultural Economics|Rural Development|Food Security|Tropical Medicine|Public Health|Child Welfare|Human Rights|Migration Studies
Labour Studies|Fiscal Studies|Monetary Affairs|Energy Studies|Nuclear Safety|Renewable Energy|Climate Policy|Environmental Law|Water Management|Urban Planning|Transport Research|Aviation Safety|Space Policy
Advanced Studies|Historical Research|Oral History|Contemporary Art|Folklore|Linguistics|Education Statistics|Higher Education|Early Learning|Data Protection|Internet Governance|Digital Society|Cyber Security
Innovation|Technology Assessment|Standards and Technology|Intellectual Property|Consumer Affairs|Fair Trade|Investment Promotion|Development Finance|Global Prosperity|Regional Integration|Asian Studies|African Studies
European Policy|Eurasian Research|Middle East Policy|Latin American Studies|Baltic Affairs|Mediterranean Dialogue|Arms Control|Crisis Management|Electoral Reform|Constitutional Studies|Democratic Governance
Sports Medicine|Mountain Safety|Railway History|Wildlife Conservation|Plant Breeding|Dairy Farming|Forest Research|Soil Science|Geology and Mining|Meteorology|Statistics|Demography|Population Studies
""".strip()
    .replace("\n", "|")
    .split("|")
)
_PORTFOLIO: Final = (
    """
Agriculture|Fisheries|Health|Education|Finance|Foreign Affairs|Defence|Defense|the Interior|Home Affairs|Justice|Labour|Labor|Trade|Commerce|Industry|Transport|Transportation|Energy|the Environment|Culture|Sport
Science and Technology|Higher Education|Economy|Economic Development|Tourism|Housing|Internal Affairs|Social Affairs|Information|Communications|Natural Resources|Planning|Family and Youth|Digital Development
""".strip()
    .replace("\n", "|")
    .split("|")
)
_KINDS: Final = "Institute|Centre|Center|Foundation|Council|Society|Association|Academy|Agency|Forum|Network|Alliance|Initiative|Observatory|Programme|Program|Project|Laboratory|Union|Federation|Fund|Trust|Commission|Committee|Group|School|College|Office|Bureau|Board|Authority|Museum|Service".split(
    "|"
)
_LEGAL: Final = (
    "Inc.",
    "Ltd",
    "LLC",
    "LLP",
    "plc",
    "AG",
    "GmbH",
    "S.A.",
    "Corporation",
    "Group",
    "Partners",
    "Capital",
    "Consulting",
    "Analytics",
    "Holdings",
    "& Co.",
    "Bank",
    "Securities",
    "Research",
)
_PAPER: Final = "Times|Post|Herald|Tribune|Gazette|News|Daily News|Chronicle|Observer|Courier|Dispatch|Star|Mail|Journal|Monitor|Review|Bulletin|Today|Online|Insider|Report|Mirror|Standard|Globe|Argus|Echo|Examiner|Inquirer|Messenger|Register|Advertiser|Sentinel|Mercury|Leader|Voice|Record|Press|Independent|Citizen|Sun|Weekly|Evening News|Morning Post|Express|Telegraph|Guardian|Record|Ledger|Banner|Age|Bee|Argosy|Business Daily|Financial Review|Live|Wire|24|Now".split(
    "|"
)
_SITE: Final = "Watch|Hub|Lab|Wire|Beat|Log|Base|Point|Desk|Room|Table|Works|Guide|Digest|Notes|Letters|Digest|Files|Stack|Feed|Views|Files|Matters|Insights|Perspectives|Outlook|Briefing|Explained|Weekly|Magazine|Media|Network|Portal|Journal|Review|Blog|Online|Archive|Library|Wiki|Forum|World|Central|Today|Project|Society|Academy|Daily".split(
    "|"
)
_HOSTS: Final = ".com .org .net .co.uk .de .fr .eu .info .ru .tv .news .com.au .gov .io .ca .in".split()


def acronym(rng: random.Random) -> str:
    """Capital letters for a body, known or by chance."""
    if rng.random() < 0.35:
        return rng.choice(v.ACRONYMS)
    letters = "".join(rng.choice("ABCDEFGHIKLMNOPRSTUVW") for _ in range(rng.choice((2, 3, 3, 3, 4, 4, 5, 6))))
    return (
        letters
        if rng.random() < 0.93
        else letters + rng.choice(("-Net", "-UK", "i", " Europe", " Asia", " International"))
    )


def land(rng: random.Random) -> str:
    """A country."""
    return rng.choice(LANDS)[0]


def people_of(rng: random.Random) -> str:
    """The adjective of a country."""
    return rng.choice(LANDS)[1]


def town(rng: random.Random) -> str:
    """A town's bare name, at times made up."""
    return v.made_up(rng) if rng.random() < 0.3 else re.split(r"[,;(]| and ", rng.choice(v.CITIES))[0].strip()


def topic(rng: random.Random) -> str:
    """What a body is for, in title case."""
    x = rng.random()
    if x < 0.5:
        return rng.choice(_FIELDS)
    noun = rng.choice(v.NOUNS).capitalize()
    if x < 0.65:
        return noun
    if x < 0.8:
        return f"{rng.choice(v.ADJECTIVES).capitalize()} {noun}"
    return (
        f"{noun} {rng.choice(('and', '&'))} {rng.choice(v.NOUNS).capitalize()}"
        if x < 0.92
        else f"{noun} {rng.choice(v.NOUNS).capitalize()}"
    )


def organisation(rng: random.Random) -> str:
    """A body of any country: think tank, ministry, agency, firm, association, university department."""
    t, k, name = topic(rng), rng.choice(_KINDS), rng.choice(v.SURNAME) if rng.random() < 0.6 else v.made_up(rng)
    country, adjective, port = *rng.choice(LANDS), rng.choice(_PORTFOLIO)
    choice = rng.randrange(42)
    patterns = (
        f"{adjective} Institute of {t}", f"{country.removeprefix('the ')} Institute for {t}", f"{k} for {t}", f"{k} of {t}", f"{adjective} {k} for {t}", f"{t} {k}", f"{name} {k}",
        f"{name} {k} for {t}", f"{town(rng)} {k} of {t}", f"National {k} of {t}", f"National {t} {k}", f"International {k} for {t}", f"{k} on {t}", f"{adjective} Academy of Sciences",
        f"{adjective} Ministry of {port}", f"Ministry of {port} of {country}", f"Ministry of {port}", f"Department of {port}", f"{adjective} {port.removeprefix('the ')} Ministry",
        f"Ministry of {port}, {country}", f"Government of {country}", f"{adjective} Government", f"Bank of {country}", f"Statistics {country.removeprefix('the ')}", f"Embassy of {country} in {town(rng)}",
        f"{adjective} Embassy in {land(rng)}", f"City of {town(rng)}", f"{town(rng)} City Council", f"{name} {rng.choice(_LEGAL)}", f"{name} & {rng.choice(v.SURNAME)}", f"{rng.choice(v.NOUNS).capitalize()} {rng.choice(_SITE)}",
        f"European {k} for {t}", f"{t} {rng.choice(('International', 'Worldwide', 'Europe', 'Without Borders', 'UK', 'Canada'))}", f"U.S. {rng.choice(('Department of ' + port, t + ' Administration', 'Bureau of ' + t, 'Geological Survey', 'Embassy ' + town(rng)))}",
        f"Bundesministerium für {rng.choice(v.DE_NOUN)}", f"Bundesministerium für {rng.choice(v.DE_NOUN)} und {rng.choice(v.DE_NOUN)}", f"{rng.choice(('Deutsches Institut', 'Stiftung', 'Bundesamt', 'Verein', 'Forschungsstelle', 'Deutsche Gesellschaft', 'Bundeszentrale'))} für {rng.choice(v.DE_NOUN)}",
        f"{v.made_up(rng)}{rng.choice(('bundesamt', 'amt', '-Stiftung', 'verband', '-Institut', 'werke'))}", f"Ministère de {rng.choice(v.FR_NOUN)}", f"{rng.choice(('Institut national', 'Conseil national', 'Agence', 'Observatoire', 'Fondation pour'))} de {rng.choice(v.FR_NOUN)}", f"Ministerio de {rng.choice(('Agricultura', 'Salud', 'Educación', 'Hacienda', 'Pesca y Alimentación', 'Economía'))}",
        f"{rng.choice(('Instituto Nacional', 'Consejo', 'Fundación', 'Banco', 'Instituto Brasileiro', 'Istituto Nazionale'))} de {rng.choice(('Estadística', 'Salud Pública', 'México', 'Pesquisas', 'Geografia e Estatística', 'Desarrollo', 'Chile'))}",
    )  # fmt: skip
    text = patterns[choice]
    x = rng.random()
    if x < 0.07:
        text += f" ({acronym(rng)})"
    elif x < 0.13:
        text += f", {rng.choice((town(rng), country, f'{name} University', f'University of {town(rng)}'))}"
    elif x < 0.19:
        text = "The " + text
    return text


def paper(rng: random.Random) -> str:
    """A newspaper, agency or broadcaster of any country."""
    place, tail, noun = town(rng), rng.choice(_PAPER), rng.choice(v.NOUNS).capitalize()
    adjective = people_of(rng)
    return rng.choice(
        (
            f"The {place} {tail}", f"{place} {tail}", f"The {tail}", f"Daily {tail}" if tail not in {"News", "Daily News", "Business Daily"} else "Daily News", f"The {adjective} {tail}", f"{adjective} {tail}", f"The {land(rng).removeprefix('the ')} {tail}",
            f"{place} {noun} {tail}", f"{noun} {tail}", f"The {noun}", f"{noun}{rng.choice(_HOSTS)}", f"{v.made_up(rng)}{rng.choice(_HOSTS)}", f"{place} News Agency", f"{adjective} News Agency", f"{acronym(rng)} News",
            acronym(rng), f"{acronym(rng)} {rng.choice(('World', 'Sport', 'Online', 'Radio', 'World Service', 'Business'))}", f"Radio {place}", f"{place} Radio", f"{place}TV", f"The {rng.choice(v.ADJECTIVES).capitalize()} {noun}", f"{noun} & {rng.choice(v.NOUNS).capitalize()}",
            f"{place}er Zeitung", f"{place}er {rng.choice(('Nachrichten', 'Anzeiger', 'Allgemeine', 'Tagblatt', 'Rundschau', 'Kurier', 'Morgenpost'))}", f"Die {noun}", f"La {rng.choice(('Voz', 'Nación', 'Prensa', 'Tribuna', 'Croix', 'Tribune', 'Dépêche', 'Gazzetta', 'Nazione'))} de {place}", f"Diario de {place}",
            f"Le {rng.choice(('Courrier', 'Progrès', 'Quotidien', 'Soir', 'Parisien', 'Temps', 'Devoir', 'Point'))}", f"{place} Shimbun", f"Gazeta {place}", f"El {rng.choice(('Tiempo', 'Universal', 'Comercio', 'Mercurio', 'Diario', 'Periódico', 'Heraldo'))}",
            f"Il {rng.choice(('Messaggero', 'Giornale', 'Sole 24 Ore', 'Mattino', 'Foglio'))}", f"{v.made_up(rng)}", f"{v.made_up(rng)} {tail}", f"{noun} Weekly", f"{noun} Magazine", f"The {place} Review of Books", f"{place} & {town(rng)} {tail}", f"{noun} Digest", f"{tail} of {land(rng)}",
        )
    )  # fmt: skip


def web_site(rng: random.Random) -> str:
    """A site or blog."""
    n, m, a = rng.choice(v.NOUNS), rng.choice(v.NOUNS), rng.choice(v.ADJECTIVES)
    tail, name = rng.choice(_SITE), v.made_up(rng)
    return rng.choice(
        (
            f"{n.capitalize()}{tail}", f"{n.capitalize()} {tail}", f"The {n.capitalize()} {tail}", f"{name} {tail}", f"{name}", f"{name.lower()}{rng.choice(_HOSTS)}", f"{n}{m}{rng.choice(_HOSTS)}", f"{n.capitalize()}{m.capitalize()}{rng.choice(_HOSTS)}",
            f"{n.capitalize()}{m.capitalize()}", f"{a.capitalize()} {n.capitalize()}", f"{people_of(rng)} {n.capitalize()} {tail}", f"{land(rng).removeprefix('the ')} {n.capitalize()} {tail}", f"{n.capitalize()} and {m.capitalize()}", f"{n.capitalize()} in {land(rng)}", f"e{n.capitalize()}", f"i{n.capitalize()}",
            f"My {n.capitalize()} {m.capitalize()}", f"All About {n.capitalize()}", f"{rng.choice(v.SURNAME)} on {n.capitalize()}", f"{rng.choice(v.FIRST)}'s {n.capitalize()} {tail}", f"{topic(rng)} {tail}", f"The {people_of(rng)} {tail}", f"{town(rng)} {tail}", f"{acronym(rng)} {tail}",
            f"{n.capitalize()} for {m.capitalize()}", f"{rng.choice(v.GERUNDS)} {n.capitalize()}", f"{n.capitalize()}-{m.capitalize()}", f"{rng.randint(2, 99)} {n.capitalize()}s", f"{n.capitalize()} {rng.randint(2, 360)}", f"{a.capitalize()} {n.capitalize()} {tail}",
        )
    )  # fmt: skip


_STEMS: Final = """
Acad Acoust Acta Adv Aerosp Agric Agron Algebr Allerg Anal Anat Anim Ann Anthropol Appl Aquac Arch Archaeol Artif Assoc Astron Astrophys Atmos Autom Behav Bioeng Biochem Biogeosci Bioinform Biol Biomed Biophys Biotechnol Bot Bull Bus
Can Cancer Cardiol Catal Cell Ceram Chem Chromatogr Circ Clim Clin Coast Cogn Commer Commun Comp Comput Conserv Control Crit Cryst Crystallogr Curr Cytol Demogr Dent Dermatol Des Dev Diabetes Digit Dis Dyn Earth Ecol Econ Educ Electr Electrochem
Electron Endocrinol Energy Eng Entomol Environ Epidemiol Ergon Ethn Eur Evol Exp Fam Financ Fish Fluid Food For Found Fuel Gastroenterol Gen Genet Genom Geochem Geogr Geol Geophys Geosci Gerontol Glob Gynecol Health Hematol Hepatol Hist Hortic Hum Hydrol
Hyg Immunol Ind Infect Inf Inorg Insur Int Intell Intern Ital Jpn Kidney Lab Lang Law Lett Lib Linguist Logist Macromol Magn Manag Manuf Mar Mater Math Meas Mech Med Mem Metab Metall Meteorol Methods Microbiol Mineral Mod Mol Nanotechnol Nat Nav Neural Neurol Neurosci
Neurosurg Nucl Numer Nurs Nutr Obes Obstet Ocean Oceanogr Oncol Ophthalmol Opt Org Ornithol Orthop Otolaryngol Paediatr Paleontol Parasitol Pathol Pediatr Perspect Pest Petrol Pharm Pharmacol Philos Photon Phys Physiol Plant Plast Polar Policy Polit Pollut Polym Popul Postgrad
Pract Prev Proc Process Prod Prog Psychiatr Psychol Public Q Qual Quant Radiol Rech Rehabil Reliab Rep Reprod Res Resour Respir Rev Rheumatol Robot Rural Sch Sci Secur Sediment Semin Sens Signal Soc Sociol Softw Soil Spectrosc Sport Stat Struct Stud Surf Surg Surv Sust Syst Technol Tectonophys
Telecommun Ther Thermodyn Thorac Top Toxicol Trans Transp Trauma Trop Tuberc Ultrason Urban Urol Vac Vasc Vet Virol Vis Vitic Water Weed Wood World Zool
""".split()
_WHOLE: Final = frozenset(
    "Cancer Cell Diabetes Earth Energy Fish Food Fuel Health Kidney Lab Law Methods Ocean Pest Plant Polar Policy Public Sport Trauma Urban Water Weed Wood World Circ For".split()
)
_HEADS: Final = (
    "J.",
    "Int. J.",
    "Eur. J.",
    "Am. J.",
    "Br. J.",
    "Can. J.",
    "Ann.",
    "Arch.",
    "Acta",
    "Adv.",
    "Proc.",
    "Trans.",
    "Curr. Opin.",
    "Trends",
    "Nat. Rev.",
    "Annu. Rev.",
    "Bull.",
    "Z.",
    "Jpn. J.",
    "Chin. J.",
    "Rev.",
    "IEEE Trans.",
    "ACM Trans.",
    "Scand. J.",
    "Aust. J.",
    "Indian J.",
    "BMC",
    "Front.",
    "Crit. Rev.",
    "Exp.",
    "Mol.",
    "Clin.",
    "Appl.",
)


def abbreviated(rng: random.Random) -> str:
    """A journal's title cut as ISO 4 does, with or without full stops."""
    stems = [rng.choice(_STEMS) for _ in range(rng.choice((1, 1, 2, 2, 3)))]
    words = [stem + ("" if stem in _WHOLE or stem == "Acta" else ".") for stem in stems]
    x = rng.random()
    if x < 0.75:
        words.insert(0, rng.choice(_HEADS))
    elif x < 0.9:
        words.append(rng.choice(("Lett.", "Res.", "Rev.", "Sci.", "J.", "Today", "Commun.", "Bull.")))
    text = rng.choice(ONE_WORD) if rng.random() < 0.08 else " ".join(words)
    if rng.random() < 0.08:
        text += rng.choice((" A", " B", " C", ", Part B", " (Paris)", " (Lond.)", " USA", " Int. Ed.", " Suppl."))
    return text.replace(".", "") if rng.random() < 0.55 else text


ONE_WORD: Final = """
Nature Science Cell Neuron Gut Brain Blood Chest Spine Thorax Heart Stroke Circulation Pain Sleep Gene Genetics Genomics Heredity Evolution
Ecology Oecologia Oikos Icarus Tellus Chaos Polymer Talanta Carbon Desalination Fuel Energy Geology Lithos Limnology Virology Vaccine AIDS
Cancer Diabetes Neurology Pediatrics Radiology Surgery Cognition Perception Language Lingua Mind Isis Osiris Speculum Antiquity Libri
Sociology Theory Politics Democratization Geoforum Cities Futures Technovation Omega Networks Automatica Neurocomputing Biometrika Metrika
""".split()


def periodical(rng: random.Random) -> str:
    """A journal or review, in full."""
    n, m, a, t = (
        rng.choice(v.NOUNS).capitalize(),
        rng.choice(v.NOUNS).capitalize(),
        rng.choice(v.ADJECTIVES).capitalize(),
        topic(rng),
    )
    return rng.choice(
        (
            f"Journal of {t}", f"{people_of(rng)} Journal of {t}", f"International Review of {t}", f"{t} Review", f"{t} Quarterly", f"Review of {people_of(rng)} {n} Studies", f"{people_of(rng)} {n} Review", f"{people_of(rng)} Historical Review", f"{n} and {m}", f"{n}, {m} and {rng.choice(v.NOUNS).capitalize()}",
            f"{n}, {m} & {rng.choice(v.NOUNS).capitalize()}", f"{t}", f"Studies in {t}", f"Advances in {n} Research", f"Annual Review of {t}", f"Frontiers in {n} Science", f"Trends in {t}", f"Current {n} Reports", f"{town(rng)} Law Review", f"{town(rng)} Review of {n}", f"Transactions of the {town(rng)} Society",
            f"Proceedings of the {people_of(rng)} Academy of {n}", f"Comparative {n}", f"{a} {n}", f"{n} Letters", f"{n} Quarterly", f"The {n} Historian", f"The {n} Journal", f"Journal for the Study of {n}", f"{n}: An International Journal", f"{t}: Theory and Practice", f"Bulletin of {t}", f"Archives of {t}",
            f"Zeitschrift für {rng.choice(v.DE_NOUN)}", f"Archiv für {rng.choice(v.DE_NOUN)}", f"{rng.choice(v.DE_NOUN)} und {rng.choice(v.DE_NOUN)}", f"Revue d’histoire de {rng.choice(v.FR_NOUN)}", f"Cahiers de {rng.choice(v.FR_NOUN)}", f"Revista de {rng.choice(v.ES_NOUN)}", f"Revista {people_of(rng)} de {n}", f"Rivista di {n}",
            f"{v.made_up(rng)}", f"{v.made_up(rng)}: {rng.choice(('Journal', 'Review', 'Revue', 'Studies'))} of {n}", f"BMC {n}", f"{acronym(rng)} {rng.choice(('Journal', 'Bulletin', 'Transactions on ' + n, 'Letters', 'Review'))}", f"{town(rng)} {n}", f"{n} {rng.choice(('A', 'B', 'X', 'Today', 'Reports', 'Communications', 'Open'))}",
        )
    )  # fmt: skip
