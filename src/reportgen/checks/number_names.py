"""Words that tell a number from a name that holds digits."""

from __future__ import annotations

from reportgen.language.word_sets import word_set

# A number after one of these names a thing: "Article 5", "phase 3", "flight 17".
NAMING = word_set(
    """article articles art section sections sec chapter chapters ch annex annexes appendix appendices paragraph
    paragraphs para paras clause clauses title titles book volume volumes vol vols issue no nos resolution resolutions
    regulation directive decree law rule rules protocol table tables figure figures fig figs box boxes page pages p pp
    note notes n footnote endnote endnotes item items point step steps phase phases stage part parts exhibit line lines
    route road highway motorway flight gate platform building room floor grade grades level levels tier tiers class
    category categories type types model version versions generation scope goal goals pillar lot zone district sector
    division battalion brigade regiment unit reactor channel pier berth quay hall ward bed question questions principle
    standard code codes key judgement judgements judgment hypothesis scenario scenarios option options lemma theorem
    equation equations eq verse canto scene lap arm courtroom factor mach hurricane pit shaft bin id isbn issn doi tel
    статья статьи глава раздел пункт рис табл стр № artikel abschnitt kapitel anhang absatz seite tabelle abbildung nr
    chapitre annexe alinéa numéro tableau página artículo capítulo"""
)
# Capitalised before a number, mostly at the beginning of a sentence, these make no name of it.
NOT_NAMES = word_set(
    """a about above across after again against all almost along already also although among an and another any apart
    approximately are around as at average back barely be because before behind below besides between beyond both but by
    circa close counting despite down during each either else even every exactly except fewer few first for former
    founded from full fully half hardly he her here his how however i if in including inside instead into is it its just
    last late later least less like likewise many me mere merely mid more moreover most much my near nearly neither next
    nine no nobody none nor not nothing now of off on once one only onto or other others otherwise our out outside over
    overall past per perhaps plus precisely prior rather roughly round same scarcely second seven several she since
    six so some still such ten than that the their them then there these they third this those though three through
    throughout thus till to together total totalling toward towards twice two under unlike until unto up upon us we well
    were what when whenever where whereas whether which while who whose will with within without worth yet you your was
    has have had eight four five spring summer autumn fall winter early mid-year year years month months week weeks
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday
    в во на с со к от до из за по около более менее почти свыше после перед между января февраля марта апреля мая июня
    июля августа сентября октября ноября декабря seit im in am um bis von vor nach über unter rund etwa fast mehr als
    januar februar märz juni juli oktober dezember en de du des depuis environ près plus moins entre avant après
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre"""
)
# With a hyphen before a year these make no name.
PREFIXES = frozenset({"mid", "pre", "post", "early", "late", "since", "non", "c", "ca", "around", "end"})
SAYINGS = frozenset({"24/7", "9/11", "7/7", "50/50", "1/6"})
# Measures: a small number before one of these is a figure, even in words.
WORD_UNITS = word_set(
    """percent percentage-point basis-point km cm mm mile km2 m2 ha acre mi2 m3 km3 kg t Mt kt Gt ton barrel TEU W kW MW
    GW TW kWh MWh GWh TWh kV °C °F km/h mph"""
)
