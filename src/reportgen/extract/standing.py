"""Whether a sentence can be understood without those around it.

Judged by closed classes of words: connectives and pronouns that lean on what was said before, in English,
Russian, Chinese and German, and by the marks of a whole sentence.
"""

from __future__ import annotations

import re

from reportgen.language.saying import alternation

_CONNECTIVES = (
    "and|but|or|so|yet|nor|however|thus|therefore|hence|moreover|furthermore|also|still|then|instead|nevertheless"
    "|nonetheless|meanwhile"
    "|besides|otherwise|consequently|accordingly|similarly|likewise|additionally|conversely|indeed|too|again|rather"
    "|alternatively|afterwards?"
    "|in addition|in contrast|by contrast|in comparison|by comparison|for example|for instance|as a result|as such"
    "|as noted|as mentioned"
    "|on the other hand|on the one hand|on the contrary|at the same time|at that time|in turn|in other words"
    "|in short|in sum|in particular"
    "|after all|of course|in fact|in reality|that is|in that|in this|in these|in those|in such|in doing so|to do so"
    "|to this end|to that end|despite this|because of this|for this|for that"
    "|given this|given that|with this|with that|from this|of these|of those|of them|among them|among these"
    "|among those|at this|at that|on this|on that|by this|by that|under this|under that|after this|after that"
    "|before that|before this|since then|until then|by then"
    "|if so|if not|even so|even then|what is more|what's more|more importantly|most importantly|worse|first|second"
    "|third|fourth|firstly|secondly|thirdly|finally|lastly|last"
    "|next|later|earlier|soon|both|neither|either|others|another|such|same|the same|the former|the latter|the two"
    "|the three|the other|the others|the first|the second|the third|each|each of|one of them|one of these"
    "|some of them|some of these|many of them|many of these|most of them|all of them|none of them"
    "|here|hereby|thereby|thereafter|yes|no|not so|nor|why|how|see|note|below|above|unfortunately for|said|says"
    "|added|asked"
)
_PRONOUNS = (
    "this|that|these|those|it|its|it's|he|she|his|her|hers|him|they|their|theirs|them|one|ones|i|i'm|i've|my|me"
    "|mine|we|we're|our|us|you|your"
    "|an example|one example|another example|the reasons?|the results?|the difference|the answer|the question"
    "|the problem is|the point is|the fact|the rest|the idea is|the aim is|the goal is|much the same|something"
    "|nothing|everything|anything|himself|herself|itself|themselves|he's|she's|they're|he'd|she'd|they'd|that's"
)
_RUSSIAN = (
    "но|а|и|однако|поэтому|он|она|оно|они|его|её|ее|их|им|ему|ей|это|этот|эта|эти|этого|этой|этим|этому|этих|тот|та"
    "|те|того|той|тем|также|кроме того|при этом|тем не менее|таким образом|"
    "зато|потом|затем|тогда|впрочем|более того|в то же время|в частности|например|так|такой|такая|такие|таких|там"
    "|здесь|туда|оба|обе|другой|другие|наконец|во-первых|во-вторых|в-третьих|с другой стороны|к тому же"
    "|иными словами|в результате|я|мы|мой|наш|в этом|на этом|после этого|для этого|об этом|отсюда"
)
_GERMAN = (
    "aber|und|oder|denn|doch|jedoch|daher|deshalb|deswegen|außerdem|zudem|dennoch|trotzdem"
    "|allerdings|dagegen|hingegen|so|dann|danach|er|sie|es|ihr|ihre|sein|seine|dies|diese"
    "|dieser|dieses|das ist|dort|hier|auch|beide|zum beispiel|damit|dabei|dazu|darum|davon|ich"
    "|wir"
)
_FRENCH_SPANISH = (
    "mais|et|ou|or|donc|car|cependant|toutefois|pourtant|ainsi|ensuite|puis|enfin|il|elle|ils"
    "|elles|ce|cela|ceci|cette|ces|celui|celle|pero|y|sin embargo|además|así|entonces|luego|él"
    "|ella|ellos|ellas|esto|eso|este|esta|estos|estas|también|por eso|por lo tanto"
)
# "reasons?" stands for both forms.
_PHRASES = frozenset(
    form
    for phrase in f"{_CONNECTIVES}|{_PRONOUNS}|{_RUSSIAN}|{_GERMAN}|{_FRENCH_SPANISH}".split("|")
    for form in ((phrase[:-2], phrase[:-1]) if phrase.endswith("?") else (phrase,))
)
_LEANS = re.compile(rf"[\W_]*{alternation(_PHRASES)}(?![\w’'-])", re.IGNORECASE)
# A sentence leans if its first word is one of `_ALONE`, and cannot if it is none of `_FIRST` either.
_FIRST_WORD = re.compile(r"[\W_]*([\w’'-]+)")
_ALONE = frozenset(phrase for phrase in _PHRASES if " " not in phrase)
_FIRST = frozenset(phrase.split(" ", 1)[0] for phrase in _PHRASES if " " in phrase)
_LEANS_CHINESE = re.compile(
    r"[\W_]*(?:但是?|然而|因此|所以|于是|他们?|她们?|它们?|这|那[些个么]?|此|同时|而且?|并且?|其[中他实]?|对此|另外|例如|比如|不过|可是|随后|之后|接着|最后|首先|其次|再次"
    r"|第[一二三四]，|也|还有?|又|我们?|咱们?|您|你们?|总之|换言之|与此同时|相反|尽管如此)"
)
# A pronoun near the beginning, before anything is named: "In his view", "As they see it".
_EARLY_PRONOUN = re.compile(
    r"(?:[a-z’'-]+,?\s+){0,3}?(?:his|her|he|she|they|their|them|him|it|its|this|these|those|that)(?=[\s,.;:]|\Z)",
    re.IGNORECASE,
)
_LEANS_INSIDE = re.compile(
    r"\b(?:as (?:noted|mentioned|described|discussed|stated|shown) (?:above|earlier|below|before)|mentioned above"
    r"|see (?:above|below|note|table|figure)|the (?:above|latter|former|following)"
    r"|these (?:documents|words|issues|things|reasons|factors|remarks|comments|questions|examples|figures|two"
    r"|three)|this (?:article|paper|essay|chapter|section|report|book|issue|table|figure|point|assessment|view))\b",
    re.IGNORECASE,
)
# A connective in commas behind the subject: "Oslo, on the other hand, ...".
_LEANS_BEHIND = re.compile(
    r"[^,]{1,48}, (?:on the other hand|on the contrary|however|by contrast|in contrast|too|also|therefore|meanwhile"
    r"|for example"
    r"|for instance|in turn|though|then|instead|moreover|nevertheless|likewise|again|as a result|by comparison"
    r"|in addition|furthermore"
    r"|однако|впрочем|напротив|например|например|с другой стороны|в свою очередь|dagegen|hingegen|jedoch"
    r"|zum Beispiel)[,.]",
    re.IGNORECASE,
)
# "Pursuing this, they ...": what a participle or a short adverbial leads up to is a pronoun.
_PRONOUN_AFTER_COMMA = re.compile(r"[^,]{3,160}(?:,[^,]{1,60}){0,2}, (?:he|she|they|it|these|those)\s")
# A label and what it labels: "Present: Mrs Lund", "Q: Why?".
_LABELLED = re.compile(r"[^\s:]{1,20}(?: [^\s:]{1,20})?:\s")
_ONE_FOR_NOUN = re.compile(
    r"\b(?:\w+ing|such|another|has|have|had|is|was|no) (?:an?other )?ones?(?=[\s]*[.,:;!?]|\Z)|\bdoing so\b",
    re.IGNORECASE,
)
# "this new initiative", but "this year" needs nothing said before.
_LEANS_IN_FRAME = re.compile(
    r"\b(?:my|me|myself|I(?:['’](?:m|ve|d|ll))?)\b"
    r"|\bth(?:is|ese) (?!(?:year|month|week|season|century|decade|morning|afternoon|evening|summer|spring|autumn"
    r"|fall|winter|time|day)\b)\w"
    r"|\b(?:этот|эта|эти|этого|этой|этом|этих|этим) |\b(?:diese[rsnm]?) ",
    re.IGNORECASE,
)
_PAIR_KNOWN_BEFORE = re.compile(
    r"\b(?:the (?:two|three|four)|both|all three|these two) (?!hundred|thousand|million)[a-z-]+s\b"
    r"|\A(?:\S+\s+){1,6}also\b|\bthe other (?:side|one|two)\b",
    re.IGNORECASE,
)
# What these patterns cannot do without, in lower case: to find that out takes much less time than a search.
_INSIDE = ("this ", "these ", "above", "below", "earlier", "before", "see ", "latter", "former", "following")
_SELF = re.compile(r"[im](?<!\w.)(?:y|e|yself|['’](?:m|ve|d|ll))?\b")
_FRAME = ("this ", "these ", "diese", "эт")
_KNOWN = ("the two ", "the three ", "the four ", "both ", "all three ", "these two ", "also", "the other ")
_AFTER_COMMA = (", he", ", she", ", they", ", it", ", these", ", those")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"|„[^“”]*[“”]")
_END = re.compile(r"(?:[.…][\"'”’»)\]]{0,3}|[。．][”’」』）]{0,3}|[\"'”’»][.])\s*\Z")
_WORD = re.compile(r"\w[\w'’-]*")
_WIDE = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]")
_OPENING, _CLOSING = "“«(（「《[", "”»)）」》]"
_FEWEST_WORDS, _MOST_WORDS = 7, 60
_LONGEST = 3000  # characters beyond which so many words are no sentence
_FEWEST_WIDE, _MOST_WIDE = 14, 160


def stands_alone(sentence: str) -> bool:
    """Whether a sentence is whole, states something and leans on no other."""
    if len(sentence) > _LONGEST or not _END.search(sentence[-8:]) or not _is_whole(sentence):
        return False
    wide = 0 if sentence.isascii() else len(_WIDE.findall(sentence))
    if wide * 3 > len(sentence):
        return _FEWEST_WIDE <= wide <= _MOST_WIDE and _LEANS_CHINESE.match(sentence) is None
    if sentence[0] in '“«"„':
        return _has_length(sentence) and _quotation_stands(sentence)
    lower = sentence.lower()
    # The quick and the frequent first; the answer does not depend on the order.
    return not (
        _leans_at_once(sentence)
        or _leans_inside(sentence, lower)
        or _LABELLED.match(sentence)
        or _LEANS_BEHIND.match(sentence)
        or _leans_early(sentence)
        or not _has_length(sentence)
    )


def _has_length(sentence: str) -> bool:
    return _FEWEST_WORDS <= len(_WORD.findall(sentence)) <= _MOST_WORDS and not sentence.isupper()


def _leans_at_once(sentence: str) -> bool:
    """Whether the first words lean on what was said before."""
    found = _FIRST_WORD.match(sentence)
    word = found.group(1).lower() if found else ""
    return word in _ALONE or (word in _FIRST and _LEANS.match(sentence) is not None)


def _leans_inside(sentence: str, lower: str) -> bool:
    """Whether words within a sentence lean on what was said before; each pattern is tried if what it needs is there."""
    if any(map(lower.__contains__, _INSIDE)) and _LEANS_INSIDE.search(sentence):
        return True
    if (_SELF.search(lower) or any(map(lower.__contains__, _FRAME))) and _LEANS_IN_FRAME.search(
        _QUOTED.sub("", sentence)
    ):
        return True
    if (" one" in lower or "doing so" in lower) and _ONE_FOR_NOUN.search(sentence):
        return True
    return any(map(lower.__contains__, _KNOWN)) and _PAIR_KNOWN_BEFORE.search(sentence) is not None


def _quotation_stands(sentence: str) -> bool:
    """Whether a quotation at the beginning has a speaker who is named, and leans on nothing but its speaker."""
    frame = _QUOTED.sub(" ", sentence)
    named = any(word[0].isupper() for word in _WORD.findall(frame))
    leans = _LEANS.match(sentence)
    return named and not (leans and leans.group().strip('“«"„ ').lower() not in _OF_THE_SPEAKER)


def _is_whole(sentence: str) -> bool:
    """Whether it begins as sentences do and its quotation marks and brackets are in pairs."""
    first = sentence[0]
    if not first.isalnum():
        first = next((char for char in sentence if char.isalnum()), "")
    if not first or first.islower() or sentence[0] in "-–—•*#|>:;,.)]…":
        return False
    count = sentence.count
    if count('"') % 2:
        return False
    opening, closing = ("([", ")]") if sentence.isascii() else (_OPENING, _CLOSING)
    return list(map(count, opening)) == list(map(count, closing))


def _leans_early(sentence: str) -> bool:
    led = _PRONOUN_AFTER_COMMA.match(sentence) if any(map(sentence.__contains__, _AFTER_COMMA)) else None
    if led and not any(word[:1].isupper() or word[:1].isdigit() for word in led.group().split()[1:]):
        return True
    found = _EARLY_PRONOUN.match(sentence)
    if found is None:
        return False
    # "Ministers and their aides", "China and its ports": something is named before the pronoun.
    before = sentence[: found.end()].split()[:-1]
    return not any(word[0].isupper() for word in before[1:]) and (not before or before[0].lower() in _LEADS)


_OF_THE_SPEAKER = frozenset({"i", "we", "my", "our", "i'm", "i've", "we're", "я", "мы", "ich", "wir"})
_LEADS = frozenset(
    [
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "to",
        "of",
        "with",
        "without",
        "under",
        "over",
        "after",
        "before",
        "during",
        "since",
        "until",
        "while",
        "when",
        "where",
        "as",
        "because",
        "although",
        "though",
        "if",
        "unless",
        "according",
        "despite",
        "given",
        "like",
        "unlike",
        "even",
        "only",
        "just",
        "what",
        "who",
        "which",
        "whether",
        "nor",
        "once",
        "about",
        "against",
        "among",
        "between",
        "through",
    ]
)
