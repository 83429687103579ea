"""Words that turn a sentence into another claim when one takes the place of another: directions, quantities, modes.

Each line of `_GROUPS` is a sense and the English words that have it; two words of one sense say the same. From the
author's knowledge of English, in no dictionary's order.
"""

from __future__ import annotations

import re
from functools import cache

from reportgen.language.word_sets import word_set

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_TENS = "thirty forty fifty sixty seventy eighty ninety hundred"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
)
_GROUPS = """
2: both two twice double twofold
3: thrice triple threefold
1: one once single sole
half: half halve
third: thirds
quarter: quarter
up: up rise rose risen grow grew grown increase climb gain expand
down: down fall fell fallen decline decrease drop shrink shrank shrunk reduce
more: more greater larger higher above over exceed
less: less fewer smaller lower below under
most: most largest highest biggest greatest maximum maximal
least: least smallest lowest fewest minimum minimal
say: say said state report tell told note write wrote claim argue hold held mention
until: until till
before: before prior earlier preceding previous
after: after following later since
early: early
late: late
last: last latest final
import: import importer
export: export exporter
buy: buy bought purchase buyer
sell: sell sold seller sale
supply: supply supplier
demand: demand
north: north northern
south: south southern
east: east eastern
west: west western
begin: begin began begun start launch
end: end ended finish stop halt
accept: accept agree approve affirm confirm
reject: reject deny denied denies refuse oppose
strong: strong stronger strongest
weak: weak weaker weakest
cheap: cheap cheaper cheapest
dear: dear dearer expensive costly
fast: fast faster quick quicker
slow: slow slower
old: old older oldest
new: new newer newest
young: young younger youngest
large: large big
small: small little
public: public
private: private
domestic: domestic internal
foreign: foreign external
civil: civil civilian
military: military
urban: urban
rural: rural
men: male man men
women: female woman women
win: win won
lose: lose lost
with: with
without: without
for: for
against: against
to: to into toward towards
from: from
in: in within inside
out: out outside beyond
all: all every each entire
none: no none nobody nothing neither
some: some several
many: many numerous
few: few
any: any
likely: likely probable probably
unlikely: unlikely improbable improbably
certain: certain certainly sure surely
possible: possible possibly perhaps
may: may might can could
will: will shall would
must: must
should: should ought
"""
# These may be put in or taken out, and the rest of the sentence stays as it is.
_LOOSE = word_set(
    """not never always often rarely seldom hardly about around roughly approximately nearly almost partly only still"""
)
# Forms that follow the number of a noun: "one stage is", "two stages are".
_AGREEING = {"are": "is", "were": "was", "have": "has", "do": "does", "these": "this", "those": "that"}
_NEGATING = re.compile(r"(?:un|in|im|ir|il|dis|non)(?=\w{4})")
_ENDINGS = ("", "s", "es", "d", "ed", "ing", "ly")


@cache
def _senses() -> dict[str, str]:
    found = {word: str(number) for number, word in enumerate(_UNITS.split())}
    found |= {word: str(10 * number) for number, word in enumerate(_TENS.split(), 3)}
    found |= {word: f"{number}." for number, word in enumerate(_ORDINALS.split(), 1)}
    for line in _GROUPS.strip().splitlines():
        sense, _, words = line.partition(": ")
        found |= dict.fromkeys(words.split(), sense)
    return found


@cache
def sense_of(word: str) -> str | None:
    """Return the sense of a word in small letters, `None` when it has no opposite here.

    >>> sense_of("exports"), sense_of("both"), sense_of("quay")
    ('export', '2', None)
    """
    senses = _senses()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > (2 if ending else 0):
            stem = word.removesuffix(ending) if ending else word
            for form in (stem, f"{stem}e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem):
                if form in senses:
                    return senses[form]
        elif not ending and word in senses:
            return senses[word]
    return None


def without_negation(word: str) -> str:
    """Return a long word in small letters without a prefix that may negate it, or the same letters that do not.

    >>> without_negation("unsigned"), without_negation("industry"), without_negation("under")
    ('signed', 'dustry', 'under')
    """
    found = _NEGATING.match(word)
    return word[found.end() :] if found else word


def is_loose(word: str) -> bool:
    """Whether a word can be put in or taken out, and turns or weakens what is said."""
    return word in _LOOSE


def without_number(word: str) -> str:
    """Return a word in small letters without what tells one from several.

    >>> without_number("are"), without_number("stages"), without_number("glass")
    ('is', 'stage', 'glass')
    """
    if word in _AGREEING:
        return _AGREEING[word]
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word
