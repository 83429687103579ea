"""Verbs of saying of English, German, French and Spanish in the forms in which they report.

Closed classes. Each English verb is listed once by its base, each Spanish one by its infinitive; the forms are derived.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum


class Strength(IntEnum):
    """What may be taken as the words of the speaker after a verb."""

    QUOTE = 1  # only quoted words: "asked", "called", "laughed", "described"
    THAT = 2  # also a clause with "that": "argued that ..."
    CLAUSE = 3  # also a clause without it: "said the port would close"
    OBJECT = 4  # also a plain noun phrase: "denied the charges"


class Form(IntEnum):
    """The form in which a verb stands."""

    BASE = 1
    PRESENT = 2  # third person
    PAST = 3  # also the participle
    GERUND = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A form of a verb of saying.

    `addressee`: someone may be told ("told reporters that"). `work`: it is what studies and reports do ("found
    that"), no act of speech unless such a work or its authors are the subject. `noun`: the form is also a noun.
    """

    lemma: str
    form: Form
    strength: Strength
    addressee: bool = False
    work: bool = False
    noun: bool = False


_CLAUSE = (
    "add admit announce insist claim acknowledge concede declare explain maintain reply confirm warn believe "
    "estimate predict argue suggest allege report swear boast complain joke caution fear"
)
_THAT = (
    "state note observe remark comment conclude contend assert assess affirm aver reiterate repeat "
    "stress emphasize emphasise "
    "underline underscore highlight mention recall respond answer retort counter object protest point_out disclose "
    "reveal forecast project calculate reckon recommend advise promise vow pledge threaten hint imply "
    "testify attest certify "
    "lament regret rejoice agree signal proclaim pronounce postulate speculate theorize theorise posit propose "
    "worry doubt accept submit confide recount marvel quibble "
    "tweet post exclaim shout whisper mutter murmur grumble quip scoff fume demand interject "
    "charge specify clarify elaborate determine hold judge rule relate opine muse concur decree stipulate write"
)
_QUOTE = (
    "ask inquire enquire wonder question call label term dub describe characterize characterise brand "
    "denounce condemn dismiss praise hail criticize criticise decry slam blast mock deride portray depict cite quote "
    "invoke yell cry scream mumble growl groan moan sigh sob laugh "
    "chuckle grin smile crack snap sneer gush enthuse rage thunder bark bellow implore plead "
    "beg urge order command instruct continue begin start go conclude summarize summarise sum paraphrase "
    "accuse blame thank welcome refer speak talk tease interrupt chime volunteer venture offer express voice convey "
    "appeal invite greet apologize apologise sing pray recite read compare liken advocate champion defend reject"
)
_TELL = "inform remind assure notify convince persuade reassure"
_WORK = "think feel expect find show demonstrate indicate illustrate document suggest reveal estimate"
# Base, third person, past, participle, gerund where they are not regular.
_IRREGULAR = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "hold": ("holds", "held", "held", "holding"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "begin": ("begins", "began", "begun", "beginning"),
    "go": ("goes", "went", "gone", "going"),
    "find": ("finds", "found", "found", "finding"),
    "show": ("shows", "showed", "shown", "showing"),
    "read": ("reads", "read", "read", "reading"),
    "sing": ("sings", "sang", "sung", "singing"),
    "forecast": ("forecasts", "forecast", "forecast", "forecasting"),
    "put": ("puts", "put", "put", "putting"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "feel": ("feels", "felt", "felt", "feeling"),
}
_DOUBLED = frozenset(
    {
        "admit",
        "beg",
        "quip",
        "snap",
        "grin",
        "sob",
        "sum",
        "dub",
        "chat",
        "slam",
        "refer",
        "concur",
        "aver",
        "posit",
        "submit",
    }
) - {"posit"}
_NOUN_FORMS = (
    "claims claim reports report notes note comments comment states state answers answer replies reply "
    "remarks remark estimates estimate forecasts forecast promises promise complaints concerns concern "
    "questions question calls call terms term demands demand objects object quotes quote labels label "
    "posts post texts text orders order charges charge rules rule judges judge projects project objects "
    "stresses stress highlights highlight cries cry jokes joke hints hint offers offer voices voice "
    "brands brand appeals appeal documents document finds shows show threatens signals signal studies "
    "commands command protests protest counters counter held goes went going go start starts started "
    "begins began continue continues continued read reads determined welcomes welcome praise blame cracks "
    "crack express expressed regrets regret invites pledges pledge vows vow talks talk lament laments "
    "fears fear worries worry doubts doubt accept submit "
    "addresses address project advocates advocate champions champion underlines repeat repeats"
)
_NOUNS = frozenset(_NOUN_FORMS.split())


def _forms(base: str) -> tuple[str, str, str, str]:
    """Return third person, past, participle and gerund of an English verb."""
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base.endswith("e"):
        return base + "s", base + "d", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies", base[:-1] + "ied", base[:-1] + "ied", base + "ing"
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "go")) else "s")
    stem = base + base[-1] if base in _DOUBLED else base
    return third, stem + "ed", stem + "ed", stem + "ing"


def _english() -> Iterator[tuple[str, Verb]]:
    groups: tuple[tuple[str, Strength, bool, bool], ...] = (
        (_WORK, Strength.THAT, False, True),
        (_QUOTE, Strength.QUOTE, False, False),
        (_THAT, Strength.THAT, False, False),
        (_CLAUSE, Strength.CLAUSE, False, False),
        (_TELL, Strength.THAT, True, False),
        ("deny", Strength.OBJECT, False, False),
        ("tell", Strength.CLAUSE, True, False),
        ("say", Strength.CLAUSE, False, False),
        ("put", Strength.QUOTE, False, False),
    )
    for words, strength, addressee, work in groups:
        for word in words.split():
            base = word.partition("_")[0]
            third, past, participle, gerund = _forms(base)
            both = work and base in {"suggest", "reveal", "estimate"}
            for text, form in (
                (base, Form.BASE),
                (third, Form.PRESENT),
                (participle, Form.PAST),
                (past, Form.PAST),
                (gerund, Form.GERUND),
            ):
                yield (
                    text,
                    Verb(
                        lemma=base,
                        form=form,
                        strength=strength,
                        addressee=addressee or base in {"warn", "advise", "promise", "caution", "ask"},
                        work=work and not both,
                        noun=text in _NOUNS,
                    ),
                )


def _listed(
    forms: str, strength: Strength, form: Form = Form.PAST, *, addressee: bool = False
) -> Iterator[tuple[str, Verb]]:
    for word in forms.split():
        yield word, Verb(lemma=word, form=form, strength=strength, addressee=addressee)


ENGLISH = dict(_english())
GERMAN = dict(
    (
        *_listed(
            "merkt merkte merkten fügt fügte fügten führt führte führten legte deutet deutete lehnt lehnte sichert "
            "sicherte wandte weist wies wiesen gab gibt gaben stellt stellte stellten fasst fasste fassten hält hielt "
            "hielten hebt hob hoben verweist verwies",
            Strength.CLAUSE,
        ),
        *_listed(
            "sagt sagte sagten sagen meint meinte meinten meinen glaubt glauben glaubte warnte warnten warnt warnen",
            Strength.CLAUSE,
        ),
        *_listed(
            "erklärt erklärte erklärten betont betonte behauptet behauptete berichtet berichtete berichteten "
            "schreibt schrieb kritisiert kritisierte fordert forderte ergänzte ergänzt bestätigte bestätigt "
            "versicherte versichert räumte kündigte teilte bemerkte unterstrich kritisieren erklären berichten "
            "betonen fordern bestätigen behaupten rechnet rechnete entgegnet entgegnete erwidert erwiderte erläutert "
            "erläuterte erzählt erzählte erinnert erinnerte mahnt mahnte mahnten findet schätzt schätzte schätzen "
            "hofft hoffte bedauert bedauerte begründet begründete beteuert beteuerte gesteht gestand verteidigt "
            "verteidigte bekräftigt bekräftigte bekräftigten stellte verwies verweist wies plädiert plädierte gab "
            "gibt äußerte äußerten befürchtet befürchtete befürchten vermutet vermutete klagt klagte klagten hebt "
            "hob resümiert resümierte bilanziert bilanzierte konstatiert konstatierte moniert monierte ergänzten "
            "teilten kündigten räumten kündigt räumt teilt verrät verriet dementiert dementierte bestreitet bestritt "
            "widerspricht widersprach hieß heißt fürchtet fürchtete versichern versicherten argumentiert "
            "argumentierte prognostiziert prognostizierte beklagte beklagt verkündete versprach",
            Strength.CLAUSE,
        ),
        *_listed(
            "spottet spottete scherzt scherzte lacht lachte seufzt seufzte schimpft schimpfte flüstert flüsterte "
            "jubelt jubelte lobt schwärmt schwärmte zitiert titelte höhnt höhnte zürnt grollt urteilt urteilte fasst "
            "fasste fragt fragte antwortet antwortete rief ruft nannte nennt bezeichnete bezeichnet sprach lobte",
            Strength.QUOTE,
        ),
    )
)
# Verbs that report only with the particle that ends their clause: "gab bekannt", "stellte fest".
GERMAN_PARTICLES = {
    form: particles
    for forms, particles in (
        ("teilt teilte teilten", "mit"),
        ("kündigt kündigte kündigten merkt merkte merkten deutet deutete", "an"),
        ("räumt räumte räumten wandte", "ein"),
        ("stellt stellte stellten", "fest|klar"),
        ("hebt hob", "hervor"),
        ("weist wies wiesen verweist verwies", "hin|zurück|darauf"),
        ("gibt gab gaben", "an|zu|bekannt"),
        ("fasst fasste fassten", "zusammen"),
        ("fügt fügte fügten", "hinzu"),
        ("führt führte führten", "aus"),
        ("legte", "dar|nahe"),
        ("lehnt lehnte", "ab"),
        ("sichert sicherte", "zu"),
        ("hält hielt hielten", "dagegen|fest"),
    )
    for form in forms.split()
}
FRENCH = dict(
    (
        *_listed(
            "déclaré dit affirmé expliqué ajouté estimé indiqué précisé annoncé souligné assuré confié rappelé "
            "reconnu regretté averti prévenu soutenu insisté répété admis confirmé déclare affirme explique ajoute "
            "estime indique précise annonce souligne assure confie rappelle reconnaît regrette avertit soutient "
            "insiste répète admet confirme déclarait affirmait expliquait disait disent affirment expliquent "
            "estiment indiquent assurent soulignent rappellent nuance nuancé tempère tempéré concède concédé plaide "
            "plaidé juge jugé déplore déploré dénonce raconte raconté témoigne témoigné note noté observe observé "
            "remarque remarqué constate constaté considère considéré pense pensé croit craint craignait redoute "
            "promet promis prédit jure avoue avoué glisse glissé détaille détaillé relève relevé pointe pointé "
            "résume résumé analyse analysé argumente martèle martelé réplique répliqué rétorque rétorqué ironise "
            "ironisé insistait soupire soupiré sourit poursuit poursuivi conclut conclu nie nié dément démenti "
            "signale signalé informé",
            Strength.THAT,
        ),
        *_listed("demande demandé répond répondu lance lancé écrit interroge qualifié dénoncé", Strength.QUOTE),
    )
)
# Infinitives; of those after a slash the present tense has another stem.
_SPANISH_THAT = (
    "afirmar asegurar explicar añadir agregar señalar indicar declarar anunciar advertir/adviert sostener/sostien "
    "subrayar reconocer reiterar insistir confirmar recordar/recuerd manifestar/manifiest opinar admitir replicar "
    "contestar aclarar precisar apuntar matizar destacar recalcar remarcar resaltar considerar lamentar alegar "
    "argumentar argüir/arguy aducir denunciar informar comunicar detallar relatar revelar prometer "
    "pronosticar vaticinar estimar calcular negar/nieg avisar alertar concluir/concluy puntualizar especificar "
    "enfatizar comentar criticar quejar deslizar confesar/confies avanzar jurar juzgar creer temer pensar/piens "
    "entender/entiend"
)
_SPANISH_QUOTE = (
    "preguntar responder exclamar escribir llamar calificar ironizar bromear zanjar espetar rematar apostillar "
    "sentenciar reprochar proclamar tildar tachar resumir ilustrar describir exigir pedir/pid reclamar instar "
    "contar/cuent continuar proseguir/prosig rogar susurrar gritar"
)
_SPANISH_IRREGULAR = (
    "dijo dice dijeron dicen decía decían sostuvo sostuvieron mantuvo mantiene mantienen adujo advirtió "
    "advirtieron reconoce reconocen pidió pidieron prosiguió hizo dicho expuso expone expuesto puso"
)


def _spanish(infinitives: str) -> Iterator[str]:
    """Yield present, past and imperfect, third person singular and plural, and the participle of regular verbs."""
    for entry in infinitives.split():
        infinitive, _, present = entry.partition("/")
        stem, first = infinitive[:-2], infinitive.endswith("ar")
        present = present or stem
        y = "y" if stem.endswith("u") and not first else "i"
        if first:
            yield from (present + "a", present + "an", stem + "ó", stem + "aron", stem + "ado")
            yield from (stem + "aba", stem + "aban")
        else:
            yield from (
                present + "e",
                present + "en",
                f"{stem}{y}ó",
                f"{stem}{y}eron",
                stem + "ido",
                stem + "ía",
                stem + "ían",
            )


SPANISH = dict(
    (
        *_listed(" ".join(_spanish(_SPANISH_QUOTE)), Strength.QUOTE),
        *_listed(" ".join(_spanish(_SPANISH_THAT)), Strength.THAT),
        *_listed(_SPANISH_IRREGULAR, Strength.THAT),
    )
)
# A Spanish verb may open a sentence: "Añadió que ...".
SPANISH |= {form.capitalize(): verb for form, verb in SPANISH.items()}
