"""English titles from a small grammar, beside the templates of the vocabulary: phrases, clauses, questions, their joints.

Any word of the model's lists may stand in a title, so that none of them tells by itself what a part is.
"""

# ruff: noqa: C901, E501, PLR0911, SIM905 - a grammar reads best in one piece, its lists as text

from __future__ import annotations

import random
from typing import Final

from reportgen.extract.references.lexicon import TYPES
from train_references import vocabulary as v
from train_references.outlets import acronym, land, people_of, topic, town

_NOUNS: Final = """
ability accident account acid actor address advice affair agenda agent airport album ambition analyst ancestor angle animal answer appetite apple approach argument arm arrival arrow article artist assembly atlas attitude
audience author autumn baby bargain barrier basin bead beach bear bee beginning belief bell benefit bicycle biography bird birth blood boat body bone boom boundary bread break breath brick brother burden burial business butterfly
calendar camera campaign canal candle capital captain care career cartel castle cat cathedral cattle census ceremony chair chance chapter character charity chef chess chief childcare choice circuit circle citizen claim class classroom clay cliff
clock cloth cloud club coal coffee coin colony colour comet comfort community company complaint computer concept concert conflict consensus consumer conversation copper coral corner corridor cotton council country county couple courage craft creature
crime crop crowd crown culture cure curse custom customer dance danger daughter death debate decision deer defeat demand desert design desire detail dialect diet dinner disaster discipline discovery distance doctor dog door doubt dream dress dust duty
eagle earth earthquake echo eclipse education egg election elephant elite emotion employer engine engineer entrance equality error escape estate event exchange exercise exile expert explosion exposure eye fabric face failure fairness faith fame fan farmer
father fear feast feature feeling fever fiction field fight fire flag flavour flight flower fog folk fool footprint force form fraud freedom friend frontier fruit gallery gap garden gas gate generation genius gift girl glacier glass goal gold government
grammar grandmother grief ground growth guest guilt gun habit hair hand happiness heart heat hero highway hill history holiday home honey honour hope horizon horse hotel hour house hunger hunter hurricane husband ice icon idea illness image immigrant
income index industry infant infection inflation influence insect inspection instinct insurance interest internet invasion island jazz jewel job joke journey joy judge juice jungle jury justice kidney king kingdom kitchen knife knowledge lab label
labyrinth ladder lake lamp land landlord landscape lawyer leader leaf learning leather lecture legacy legend lesson letter liberty library licence lifestyle lion liver loan locust loneliness loss love luck lung luxury machine magic magnet majority
manager manuscript map marathon marriage mask mass master maths meal meaning medicine meeting membrane menu merchant mercy metal meteor midwife mind mineral minister minority miracle mirror mission mistake model moment monastery monopoly monster moon
morning mortality mosque mother motion motor mountain mouse mouth movement muscle mushroom mystery narrative nature neighbour nerve nest newspaper night noise nurse oak object ocean office olive opera opinion orchard orchestra organ orphan owner
oxygen packaging pain palace pandemic panic paper parent park parrot passenger passion past patient pattern payment peasant people performance permit phone photograph piano picture pilot pipeline pirate planet plastic platform playground pleasure
poison pollen pond pool porcelain possession potato poet power prayer preacher pregnancy present president pressure priest prince principle prize producer profession profit promise proof prophet protest province psychology purpose puzzle queen quest
question rabbit race radio rain rainforest rebel recipe record referee refugee regime rehearsal relative relic remedy rent repair replica reporter rescue resistance respect result retirement revenue rhythm rider riddle right ritual river road robot rock
role roof room root rope rose route rubber rumour runner sacrifice safety sailor salary salmon salt sand scandal scholar science season seat secret seed self senate sentence servant session shadow shame shape share sheep shelter ship shoe shop shore
sibling signal silence silk silver singer sister skeleton skill skin skull sky slavery sleep slogan slum smell smoke snake snow society software soldier solution song soul sound source space speech speed spider spirit spring stage star station statue
steel stem stigma stone store storm story stranger stream street strike structure style subject subsidy suburb success sugar suicide summer sun supper surgeon surprise surface survivor swamp sword symbol symptom syndrome talent tale target taste tea
teaching team tears teenager temple tenant tension territory testimony textile theft thief thing threat throne thunder ticket tide tiger timber time tissue title tobacco tomb tone tongue tool tooth topic touch tower town toy track tradition traffic
tragedy trail trainer traitor translation trauma traveller treasure treatment tree trial tribe trick truck trust truth tumour turtle twin typhoon tyrant umbrella uncertainty uniform union universe user valley value vegetable vehicle veil verdict vessel
victim victory video view villain violence violin virtue virus visit visitor voice volcano volume voter voyage waiter walk wall war warrior waste watch wave weapon weather wedding weed weight whale wheel whisky widow wife wild wilderness will window wine
winner winter wisdom witch witness wolf woman wonder wood wool word work worker world worship wound writer youth zone
""".split()
_ADJ: Final = """
able absent active actual adult alien alone alternative angry annual apparent armed artificial available average aware bad bare basic beautiful best better bitter blind bold brave brief bright broad busy calm careful central certain cheap chemical civil
classic clean clear clever colonial common competitive complete complex conscious constant contemporary convenient cool crazy creative criminal cruel cultural curious current daily dangerous dead democratic difficult direct dirty distant divine domestic
double dry early eastern easy educated effective elderly electric elusive emotional empty endless environmental equal essential eternal ethical ethnic everyday exotic extinct extra extreme fair faithful false familiar famous fast fatal female final fine
first flat flexible foreign formal fragile free fresh full functional funny gentle giant gifted good gradual grand grey guilty happy hard healthy heavy historic holy honest hostile huge human humble hungry ideal illegal imaginary immortal imperial
implicit impossible inclusive independent indigenous individual infinite informal inner innocent intimate invisible irregular joint junior just keen kind last lazy leading left legitimate liberal limited literary living lonely lost loud loyal lucky
magnetic main male marginal married massive mature mean medical mental mere middle mild minor missing mixed mobile moderate musical mutual mysterious naked narrow native natural neutral nice nine noble normal nuclear obscure obvious odd old
only optical ordinary organic original outer painful parallel past patient perfect permanent personal physical plain pleasant polar poor popular possible powerful practical precious precise pregnant present previous primary prime primitive prior private
professional profound prompt proper proud pure radical random rare raw real recent religious remote rich right rival romantic rough round royal ruling sacred sad safe scarce scientific secret secular senior separate serious severe shallow shared sharp
sick similar simple single skilled slow smart smooth so-called soft solar solid sophisticated sour special spiritual stable standard static steady strange strict strong stubborn subtle sudden superior sweet symbolic systemic tall technical temporary tender
terrible thick thin tight tiny total tough toxic tragic transparent true typical ugly ultimate uncertain unequal unfair unfinished unique universal unknown unlikely unusual upper useful usual vague valid vast verbal violent virtual visible visual vital
voluntary vulnerable warm weak wealthy weekly weird well-known wet white whole wicked wide wise wooden working worldwide worst wrong yellow young
""".split()
_VERBS: Final = "accept avoid become believe bring build buy carry catch change choose cross defend define deliver design destroy discover divide drive eat enter escape explain fear fight find follow forget get give govern grow help hide imagine improve invent join keep know lead learn leave live lose love make manage measure mend miss need obey open own pay play predict protect prove rebuild reduce regulate remember replace rule save see sell share shape solve speak spend start stop study survive talk teach tell think touch trust turn understand use wait want watch win work write".split()
_PREPS: Final = "of in for on and with without under after before between beyond against within across through from as at among during behind since by over about versus towards".split()
_WH: Final = "How Why When Where What Who Whose Which".split()
_LEX: Final = tuple(
    sorted(
        word
        for word, kind in TYPES.items()
        if word.isascii() and word.isalpha() and len(word) > 2 and kind[:1].isupper()
    )
)
_CUES: Final = tuple(
    sorted(
        word
        for word, kind in TYPES.items()
        if word.isascii() and word.isalpha() and len(word) > 3 and not kind[:1].isupper()
    )
)


def _noun(rng: random.Random) -> str:
    x = rng.random()
    if x < 0.78:
        word = rng.choice(_NOUNS) if rng.random() < 0.75 else rng.choice(v.NOUNS)
        return word + ("s" if rng.random() < 0.3 and not word.endswith(("s", "y")) else "")
    if x < 0.85:
        return rng.choice(v.ABSTRACTS)
    if x < 0.885:
        return rng.choice(_LEX)
    if x < 0.9:
        return rng.choice(_CUES)
    if x < 0.94:
        return v.made_up(rng)
    if x < 0.96:
        return acronym(rng)
    return rng.choice(
        (
            rng.choice(v.SURNAME),
            f"{rng.choice(_NOUNS)}-{rng.choice(_NOUNS)}",
            str(rng.randint(2, 2030)),
            f"{rng.choice('ABCKLX')}{rng.randint(1, 99)}",
            f"{v.made_up(rng).lower()}in",
            f"{v.made_up(rng).lower()}ase-{rng.randint(1, 9)}",
        )
    )


def _phrase(rng: random.Random, depth: int = 0) -> str:
    words = []
    x = rng.random()
    if x < 0.3:
        words.append("the")
    elif x < 0.42:
        words.append(
            rng.choice(
                (
                    "a",
                    "our",
                    "my",
                    "your",
                    "their",
                    "its",
                    "an",
                    "no",
                    "every",
                    "two",
                    "some",
                    "one",
                    "this",
                    "all",
                    "new",
                    "more",
                )
            )
        )
    words += [
        rng.choice(_ADJ) if rng.random() < 0.6 else rng.choice(v.ADJECTIVES) if rng.random() < 0.8 else people_of(rng)
        for _ in range(rng.choice((0, 0, 0, 1, 1, 1, 2)))
    ]
    words.append(_noun(rng))
    if rng.random() < 0.25:
        words.append(_noun(rng))
    if depth < 2 and rng.random() < (0.4 if depth == 0 else 0.2):
        words += [rng.choice(_PREPS), _phrase(rng, depth + 1)]
    elif rng.random() < 0.12:
        words += [
            rng.choice(("in", "in", "from", "to", "for", "across", "of", "and", "near")),
            rng.choice((land(rng), town(rng), v.place(rng))),
        ]
    return " ".join(words)


def _clause(rng: random.Random) -> str:
    verb = rng.choice(_VERBS)
    subject = (
        _phrase(rng, 1)
        if rng.random() < 0.7
        else rng.choice(
            (
                v.place(rng),
                rng.choice(v.ORGS_SHORT),
                rng.choice(v.SURNAME),
                people_of(rng) + " " + rng.choice(_NOUNS) + "s",
            )
        )
    )
    tail = rng.choice(
        (
            "",
            "",
            " " + _phrase(rng, 1),
            " " + _phrase(rng, 1),
            " to " + rng.choice(_VERBS),
            " "
            + rng.choice(
                (
                    "again",
                    "today",
                    "at last",
                    "in " + v.place(rng),
                    "by " + str(rng.randint(2000, 2050)),
                    "as " + _phrase(rng, 2),
                    "after " + _phrase(rng, 2),
                )
            ),
        )
    )
    form = rng.choice(("s", "", "s", "will ", "can ", "is ", "are ", "does not ", "ed"))
    if form in {"s", "ed", ""}:
        verb += form if not verb.endswith("e") or form == "s" else form[1:]
    elif form in {"is ", "are "}:
        verb = form + verb.rstrip("e") + "ing"
    else:
        verb = form + verb
    return f"{subject} {verb}{tail}"


def _part(rng: random.Random) -> str:
    x = rng.random()
    if x < 0.42:
        return _phrase(rng)
    if x < 0.52:
        return f"{rng.choice(_VERBS).rstrip('e')}ing {_phrase(rng)}"
    if x < 0.66:
        return _clause(rng)
    if x < 0.73:
        return f"{rng.choice(_WH).lower()} {_clause(rng)}" + rng.choice(("", "", "?"))
    if x < 0.78:
        return rng.choice(("does", "can", "is", "should", "do", "who", "what")) + " " + _clause(rng) + "?"
    if x < 0.82:
        return rng.choice((f"{rng.choice(_PREPS)} {_phrase(rng)}", f"on {_noun(rng)}"))
    if x < 0.86:
        return f"{_noun(rng)}, {_noun(rng)}{rng.choice((',', ''))} and {_noun(rng)}"
    if x < 0.89:
        return f"{rng.choice(_VERBS)} {_phrase(rng, 1)}" + rng.choice(("", "!", ""))
    if x < 0.91:
        return f"“{_phrase(rng, 1)}”" + rng.choice(("", " and " + _phrase(rng, 1)))
    if x < 0.94:
        return f"{_phrase(rng, 1)}, {rng.randint(1500, 1960)}{rng.choice('–-')}{rng.randint(1961, 2024)}"
    if x < 0.96:
        return f"{topic(rng)} {rng.choice(('in', 'and', 'for', 'since'))} {rng.choice((land(rng), str(rng.randint(1900, 2030)), topic(rng)))}"
    if x < 0.98:
        return f"{v.made_up(rng)} {v.made_up(rng).lower()} ({rng.choice(_NOUNS)}): {_phrase(rng, 1)}"
    return _noun(rng)


def made(rng: random.Random, *, news: bool) -> str:
    """A title of one to three parts, in title case, sentence case or all small."""
    text = _clause(rng) if news and rng.random() < 0.5 else _part(rng)
    x = rng.random()
    if x < 0.3:
        joint = rng.choice((": ", ": ", ": ", ": ", ": ", ": ", ": ", " – ", " - ", "? ", ". ", " — ", ", or ", "; "))
        second = _part(rng)
        text = (
            text.rstrip("?")
            + joint
            + (v.sentence_case(second) if joint in {": ", "? ", ". ", " — "} and rng.random() < 0.6 else second)
        )
        if rng.random() < 0.08:
            text += rng.choice((". ", "; ", ": ", ", ")) + _part(rng)
    elif x < 0.33:
        text += rng.choice(
            (
                f" (Vol. {rng.randint(1, 9)})",
                f", vol. {rng.randint(1, 9)}",
                f", Part {rng.choice(('I', 'II', '1', '2'))}",
                f" {rng.randint(2, 2030)}",
                f" in {rng.randint(1900, 2030)}",
                f" ({rng.randint(1700, 2020)})",
                f" No. {rng.randint(1, 40)}",
                " (with an appendix)",
            )
        )
    y = rng.random()
    return v.title_case(text) if y < (0.45 if news else 0.5) else v.sentence_case(text) if y < 0.96 else text
