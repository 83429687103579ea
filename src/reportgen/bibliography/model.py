"""What biblatex and BibTeX know: entry types, fields, what each type needs, names of languages.

Facts of the data model of biblatex (its manual, section 2; `blx-dm.def`), of btxdoc, and of the language
lists of babel and polyglossia; and the names that reference managers give to fields of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TYPES = _words(
    """
    article artwork audio bibnote book bookinbook booklet collection commentary customa customb customc customd
    custome customf dataset inbook incollection inproceedings inreference image jurisdiction legal legislation
    letter manual misc movie music mvcollection mvreference mvproceedings mvbook online patent performance
    periodical proceedings reference report review set software standard suppbook suppcollection suppperiodical
    thesis unpublished video xdata conference electronic mastersthesis phdthesis techreport www
    """
)
FIELDS = _words(
    """
    abstract addendum afterword annotation annotator author authortype bookauthor bookpagination booksubtitle
    booktitle booktitleaddon chapter commentator crossref date doi edition editor editora editorb editorc
    editoratype editorbtype editorctype editortype eid entryset entrysubtype eprint eprintclass eprinttype
    eventdate eventtitle eventtitleaddon execute file foreword gender holder howpublished ids indexsorttitle
    indextitle institution introduction isan isbn ismn isrn issn issue issuesubtitle issuetitle issuetitleaddon
    iswc journalsubtitle journaltitle journaltitleaddon keywords label langid langidopts language library lista
    listb listc listd liste listf location mainsubtitle maintitle maintitleaddon month namea nameatype nameaddon
    nameb namebtype namec namectype note number options organization origdate origlanguage origlocation
    origpublisher origtitle pages pagetotal pagination part presort publisher pubstate related relatedoptions
    relatedstring relatedtype reprinttitle series shortauthor shorteditor shorthand shorthandintro shortjournal
    shortseries shorttitle sorttitle sortshorthand sortkey sortname sortyear subtitle title titleaddon
    translator type url urldate usera userb userc userd usere userf venue verba verbb verbc version volume
    volumes xdata xref year translit transtitle urlstate corpusnote kind address annote archiveprefix journal
    key pdf primaryclass school hyphenation
    """
) | {
    f"{of}{end}{part}"
    for of in ("", "event", "orig", "url")
    for end in ("", "end")
    for part in ("year", "month", "day", "hour", "minute", "second", "timezone", "yeardivision", "season")
}
# Fields of reference managers and of careful people, which no list prints: never taken for a misspelling.
OWN_FIELDS = _words(
    """
    acmid adsnote adsurl archive archivelocation article-number articleno arxivid author-keywords
    author_keywords bdsk bibsource biburl callno callnumber citation citations cited city code collaboration
    collection comment comments copyright country coverage creationdate database date-added date-modified
    dateadded datemodified dateread dates day days description descriptor documenturl ean editorial entrydate
    entrytype eprintnumber extra filename files fulltext funding genre groups hal_id hal_local_reference
    hal_version hash history html id identifier import-date index initial-date inspirehep instance interhash
    intrahash isbn10 isbn13 issn-l issue_date issued issuedate item jel jstor keyword-plus keywords-plus lang
    lccn license link links local localfile localurl lock medium meeting mendeley-groups mendeley-tags mode
    modificationdate modified mrclass mrnumber mrreviewer name names nationality nid notes notes2 numpages oclc
    origin owner page-count pagecount pii place pmcid pmid posted-at postedat printed priority provider
    qualityassured ranking rate rated rating read readstatus refid relation relations relevance researcherid
    review reviewed rights role s2id scope score section security shelf shortname size slaccitation source
    sources sponsor state states status subject summary table tables tag tags task tex_id texkeys text theme
    thesistype timestamp topic topics typeofwork uid unique-id update updated uri urlstatus urn usage username
    users video web_of_science website words work xref_id year_added zblnumber
    """
)
# What nobody means by a field that they misspell.
_RARE = _words(
    """
    customa gender hyphenation label library lista listb listc listd liste listf namea nameb namec
    nameatype namebtype namectype usera userb userc userd usere userf verba verbb verbc editora editorb editorc
    key execute ids presort xref introduction urlday urlmonth urlyear origday origmonth origyear day
    """
)
# Types of works that stand in another one.
PARTS = frozenset(
    ["article", "inbook", "incollection", "inproceedings", "conference", "suppbook", "suppcollection", "inreference"]
)
# Names that biblatex keeps for the fields of classic BibTeX.
ALIASES: Mapping[str, str] = {
    "journal": "journaltitle", "address": "location", "school": "institution", "annote": "annotation",
    "archiveprefix": "eprinttype", "primaryclass": "eprintclass",
}  # fmt: skip
NAME_FIELDS = (
    "author", "editor", "translator", "afterword", "annotator", "bookauthor", "commentator", "editora", "editorb",
    "editorc", "foreword", "holder", "introduction", "namea", "nameb", "namec", "shortauthor", "shorteditor",
    "sortname",
)  # fmt: skip
# Fields that hold a list of keys, words or numbers with commas between.
LIST_FIELDS = frozenset(["related", "xdata", "entryset", "ids", "keywords", "options", "corpusnote"])

# Each type's fields; `a|b` is either. An author is never required: works without one are part of every
# corpus, and so are works without a date, save books, which print one on their first leaf. Where BibTeX and
# biblatex differ (the publisher of a book, the kind of a thesis) the milder holds.
_PART = ("title", "booktitle")
_BODY = ("title", "institution|organization")
_ISSUED = ("title", "date|year|eventdate|origdate")
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "article": ("title", "journaltitle"),
    "book": _ISSUED, "collection": _ISSUED, "mvbook": _ISSUED, "mvcollection": _ISSUED,
    "inbook": _PART, "bookinbook": _PART, "incollection": _PART, "inproceedings": _PART, "conference": _PART,
    "inreference": _PART,
    "report": _BODY, "techreport": _BODY,
    "thesis": ("title", "institution"), "phdthesis": ("title", "institution"),
    "mastersthesis": ("title", "institution"),
    "online": ("title", "url|doi|eprint"), "electronic": ("title", "url|doi|eprint"),
    "www": ("title", "url|doi|eprint"),
    "patent": ("title", "number"),
    "set": (), "xdata": (),
}  # fmt: skip
DEFAULT_REQUIRED = ("title|shorttitle|maintitle",)

RELATIONS = _words(
    """
    citedin quotedin multivolume origpubas origpubin reprintas reprintof reprintfrom reviewof translationas
    translationof translationfrom bytranslator
    """
)
OPTIONS = _words(
    """
    nocite skipbib skipbiblist skiplab skiplos dataonly useprefix useauthor useeditor usetranslator uniquename
    uniquelist maxnames minnames maxbibnames minbibnames maxcitenames mincitenames autolang hyperref indexing
    labeldate labeltitle labelnumber labelalpha noinherit
    """
)
LANGUAGES = _words(
    """
    acadien afrikaans aghem akan albanian american americanenglish amharic ancientgreek arabic armenian assamese
    asturian australian australianenglish austrian austriangerman azerbaijani bafia bahasa bahasai
    bahasaindonesia bahasam bahasamelayu bambara bangla basaa basque belarusian bemba bena bengali bodo bosnian
    brazil brazilian brazilianportuguese breton british britishenglish bulgarian burmese canadian
    canadianenglish canadianfrench canadien cantonese catalan centralatlastamazight centralkurdish chechen
    cherokee chiga chinese churchslavic churchslavonic classiclatin colognian coptic cornish croat croatian
    czech danish divehi duala dutch dzongkha ecclesiasticlatin embu english esperanto estonian
    europeanportuguese ewondo faroese farsi filipino finnish french friulan friulian fulah gaelic galician ganda
    georgian german germanb germanbc greek greeklatin gujarati gusii hanzi hausa hawaiian hebrew hindi hungarian
    icelandic igbo inarisami indon indonesian interlingua irish italian japanese jolafonyi kabuverdianu kabyle
    kaingang kako kalaallisut kalenjin kamba kannada kashmiri kazakh khmer kikuyu kinyarwanda konkani korean
    koyraborosenni koyrachiini kurdish kurmanji kwasio kyrgyz lakota langi latin latinclassic latinecclesiastic
    latinmedieval latvian lingala lithuanian lowersorbian lsorbian lubakatanga luxembourgish luyia macedonian
    machame magyar makhuwameetto makonde malagasy malay malayalam maltese manx marathi masai mazanderani
    medievallatin melayu meru meta mexican mexicanspanish moldavian mongolian monotonicgreek morisyen mundang
    nama naustrian nepali newzealand ngerman ngiemboon ngomba nheengatu norsk northernkurdish northernluri
    northernsami northndebele norwegian norwegianbokmal norwegiannynorsk nswissgerman nuer nyankole nynorsk
    occitan odia oriya oromo ossetic pashto persian piedmontese polish polutonikogreek polytonicgreek portuges
    portuguese punjabi quechua romanian romansh rombo rundi russian russianb sakha samburu sami samin sango
    sangu sanskrit sardinian scottish scottishgaelic sena serbian serbianc serbianlatin shambala shona sichuanyi
    simplifiedchinese sinhala slovak slovene slovenian soga somali sorani sorbian spanish spanishmx
    standardmoroccantamazight swahili swedish swissfrench swissgerman swisshighgerman syriac tachelhit taita
    tamil tasawaq telugu teso thai tibetan tigrinya tongan traditionalchinese turkish turkmen ukenglish ukraineb
    ukrainian uppersorbian urdu usenglish usorbian uyghur uzbek vietnam vietnamese vunjo walser welsh
    westernfrisian yangben yiddish yoruba zarma zulu
    """
)

# What languages are called in documents (BCP 47), by the name that biblatex and babel give them.
LANGUAGE_TAGS = dict(
    pair.split(":")
    for pair in _words(
        """
    acadien:fr american:en arabic:ar armenian:hy australian:en austrian:de belarusian:be brazilian:pt british:en
    bulgarian:bg canadian:en catalan:ca chinese:zh croatian:hr czech:cs danish:da dutch:nl english:en estonian:et
    farsi:fa finnish:fi french:fr georgian:ka german:de greek:el hebrew:he hindi:hi hungarian:hu icelandic:is
    indonesian:id irish:ga italian:it japanese:ja kazakh:kk korean:ko kyrgyz:ky latin:la latvian:lv lithuanian:lt
    macedonian:mk magyar:hu mongolian:mn naustrian:de newzealand:en ngerman:de norsk:nb norwegian:no nswissgerman:de
    nynorsk:nn persian:fa polish:pl portuges:pt portuguese:pt romanian:ro russian:ru serbian:sr serbianc:sr
    simplifiedchinese:zh-Hans slovak:sk slovene:sl slovenian:sl spanish:es swedish:sv swissfrench:fr swissgerman:de
    thai:th traditionalchinese:zh-Hant turkish:tr ukenglish:en ukraineb:uk ukrainian:uk urdu:ur usenglish:en
        uzbek:uz vietnamese:vi
    """
    )
)


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters are wrong, missing, too many or swapped with the next; `most` + 1 for more.

    >>> distance("jounral", "journal", 2), distance("place", "pages", 2)
    (1, 3)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before = before, row
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def near(word: str, known: Collection[str]) -> str | None:
    """Return the word that was meant by one that is misspelt, `None` when none is near enough to be sure."""
    if len(word) < 3:
        return None
    most = 2 if len(word) > 7 else 1
    found = sorted(
        (away, other)
        for other in known
        if (len(word) > 4 or word[0] == other[0] or sorted(word) == sorted(other))
        and (away := distance(word, other, most)) <= most
    )
    return found[0][1] if found else None


@cache
def meant_field(name: str) -> str | None:
    """Return the field that a misspelt name means, `None` for one that is known or somebody's own.

    >>> meant_field("jounraltitle"), meant_field("mendeley-tags"), meant_field("xauthor"), meant_field("note1")
    ('journaltitle', None, None, None)
    """
    known = name in FIELDS or name in OWN_FIELDS or not name.isascii() or not name.isalpha()
    if known or any(name.removeprefix(taken) in FIELDS for taken in ("x", "opt", "alt", "old", "no", "my")):
        return None
    return near(name, FIELDS - _RARE)
