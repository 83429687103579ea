"""Words that decide where a sentence ends: abbreviations by what may follow them, and how sentences open.

English, Russian, German, French and Spanish. All in lower case without the last stop. The classes
are those of the languages, not of any text: titles stand before names, "No." before a number.
"""

from __future__ import annotations


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


# A word follows, always: titles before names, "e.g.", "vs.", "im." before a name.
NEVER_LAST = _words(
    "mr mrs ms mx dr drs prof profs gen col capt cpt lt sgt cpl maj adm cmdr cdr brig rev revd hon sen sens rep"
    " reps gov",
    "govs pres amb messrs mme mlle mgr msgr supt insp det atty fr pvt pfc lieut",
    "vs e.g eg i.e ie cf viz ca approx resp spp",
    "т.е т.к е проф акад доц чл корр канд тов гр напр ср см рис табл англ нем франц греч яп исп итал",
    "перев сост отв ген полк подполк мл пос дер обл респ просп бул наб пл ул м-р г-н г-жа",
    "z.b d.h u.a z.t o.ä bzw vgl evtl ggf inkl exkl hrsg sog zzgl frl hr geb bspw insb dipl ing",
    "p.ej pág págs núm núms sra srta srs dra ud uds",
)
# A number follows, or the sentence is over.
BEFORE_NUMBER = _words(
    "no nos nr nrs p pp pg pgs vol vols ch chap chaps sec sect secs art arts fig figs tab eq eqs par para paras pt"
    " pts ed app",
    "ex cl n nn v vv l ll s f ff bk ver c d b r col reg bldg apt rm ste cit tel abs bd bde kap ziff rn rnr anm abb"
    " tomo",
    "с стр т тт гл ч п пп кн вып изд разд абз д кв корп оф каб тел факс ок ст",
    "янв февр фев апр авг сент окт нояб дек",
)
# The same, but ordinary words in lower case: "Sat. 5", not "they sat. 5 men".
BEFORE_NUMBER_CAPITAL = _words(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun lot",
    "janv févr avr juil août déc",
)
# Either may be: only the next word tells.
MAY_BE_LAST = _words(
    "inc ltd llc plc corp bros assn assoc dept univ inst jr sr esq al calif conn blvd ave hwy gmbh bhd govt intl natl",
    "approx est incl excl ibid mio mrd vol",
    "г гг в вв тыс им тур пер ред лат рус кит",
)
# The same, but ordinary words in lower case: "Mass." and "Ill." are states.
MAY_BE_LAST_CAPITAL = _words(
    "co cos st mt ft mass penn ill tex fla ariz colo mich minn wis wash ore md va pa ga ala tenn kan neb okla nev"
    " pty ag",
)

# Short forms of two letters that are printed with a blank in the middle as well.
SPACED = ("z. b", "d. h", "u. a", "z. t", "i. d", "o. ä", "v. chr", "e. g", "i. e", "т. е", "т. к", "p. ej")

# Words that open a sentence far more often than they continue a name.
OPENERS = _words(
    "the a an this that these those it its he she they we i you his her their our my your there here",
    "in on at by for from to of with without within under over after before during since until while when where why"
    " how",
    "what who which whether if unless although though because as so but and or nor yet however moreover furthermore",
    "meanwhile nevertheless nonetheless therefore thus hence then also still even only just not no some many most more",
    "several both each every all any few one two three another other such according despite instead rather indeed",
    "perhaps today yesterday tomorrow later earlier now once again finally first second third last next between among",
    "about above across against along around because beyond like near through throughout toward towards upon via",
    "is are was were do does did has have had can could will would should may might must let",
    "и а но или да он она оно они мы вы я это этот эта эти тот та те его её их в во на по за из от до при для с со"
    " к ко",
    "о об у без под над между через после перед если когда где как что кто который так также однако поэтому затем"
    " потом",
    "кроме тогда теперь сейчас сегодня вчера там здесь все всё некоторые многие несмотря согласно ранее позже",
    "der die das ein eine einer eines dem den des er sie es wir ich ihr im am um auf aus bei mit nach von vor zu"
    " zum zur",
    "über unter und aber oder doch wenn als da so dann auch nicht dies diese dieser dieses seit während trotz wie"
    " was wer",
    "le la les un une des il elle ils elles nous vous je ce cet cette ces dans en sur sous pour par avec sans mais"
    " et ou",
    "donc car si quand lorsque après avant depuis pendant selon",
    "el los las uno una unos ellos ellas nosotros este esta estos estas ese esa en con sin pero y o si cuando según"
    " tras",
)
# "11 p.m. EST", "at 5 a.m. Monday".
AFTER_HOUR = _words(
    "est edt pst pdt cst cdt mst mdt gmt utc cet cest bst ist msk eastern central pacific monday tuesday wednesday",
    "thursday friday saturday sunday january february march april may june july august september october november"
    " december",
)
# Verbs after a name that go on with the sentence of a quotation: “Where?” Smith asked.
SPEECH = (
    "said|says|asked|asks|replied|replies|added|adds|answered|wrote|writes|told|tells|cried|shouted|warned|noted"
    "|insisted"
    "|explained|continued|exclaimed|recalled|declared|concluded|responded|joked|whispered|demanded|remarked|observed"
    "|argued|admitted|acknowledged|stressed|reads|read"
)
SPEECH_CHINESE = "说|道|表示|称|指出|问|答|回答|强调|认为|喊|写道|補充|补充|解释|說|稱|問"
GERMAN_MONTHS = (
    "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|Jh|Januars"
)
