"""What stands around a quantity: the hedge before it, what is counted, the period, who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen.extract.reading import Reading
from reportgen.language.number_words import word_set

# Up to three words before a number, in lower case.
_HEDGES = """
    more than| less than| fewer than| greater than| larger than| higher than| lower than| no more than|
    no less than| not more than| no fewer than| not less than| about| around| some| approximately| roughly| nearly|
    almost| close to| near to| next to| just| just over| just under| just below| just above| just about| only|
    only about| over| well over| under| well under| above| below| at least| at most| at about| up to| as many as|
    as much as| as few as| as little as| upward of| upwards of| an estimated| estimated| an average of| on average|
    in excess of| exceeding| exactly| precisely| barely| hardly| scarcely| perhaps| probably| possibly| a mere|
    a full| mere| fully| a record| a total of| some estimated| by some| something like| in the region of| of about|
    nearly all| not even| maximum| minimum| a maximum of| a minimum of| several| a few| a couple of| circa| c.| ca.|
    approx.| more| less| another| a further| an additional| ~| ≈| >| <| ≥| ≤| ±| более| более чем| больше|
    больше чем| менее| менее чем| меньше| меньше чем| около| почти| примерно| приблизительно| порядка| свыше|
    не менее| не более| не меньше| не больше| до| лишь| только| всего| чуть более| чуть больше| чуть менее|
    чуть меньше| как минимум| по меньшей мере| по крайней мере| в среднем| максимум| минимум| ровно| едва|
    несколько| mehr als| weniger als| rund| etwa| ungefähr| fast| knapp| über| unter| mindestens| höchstens| bis zu|
    plus de| moins de| environ| près de| presque| au moins| más de| menos de| cerca de| casi| alrededor de| al menos
"""
_HEDGE_WORDS = frozenset(" ".join(words.split()) for words in _HEDGES.split("|"))
_HEDGE_LAST = frozenset(words.rpartition(" ")[2] for words in _HEDGE_WORDS)
_CJK_HEDGE = re.compile(
    r"(?:超过|超過|逾|约|約|大约|大約|近|将近|接近|不到|不足|至少|最多|高达|高達|达到|仅|只有|多达|共|最大)$"
)
_HEDGE_AFTER = re.compile(
    r"[ \n](?:or|и|oder)[ \n](?:more|less|fewer|so|over|above|under|longer|older|younger|более|менее|больше|меньше)\b|"
    r"\+|[ \n]at (?:least|most)\b|以上|以下|左右|多(?=[个名人家])"
)
# Where the phrase of what is counted ends.
_STOP = word_set(
    """a an and are around as at be because been before between but by can could did do does during each every for from
    had has have if in into is it its like may might more most must near not of off on once or out over per says said
    she should since so than that the their them then there they this those through to under until up upon was were
    when where which while who whom whose will with within without would yet he we you i about above after against
    along among went go goes come came made make making rose fell grew rising falling compared took take takes left
    died lived live work works ago earlier later higher lower cheaper longer shorter away behind в во на с со к у о
    об от до за по при под над из для без через и а но или что чтобы как если когда где который которая которое
    которые был была было были есть будет не ни это его её их"""
)
_LEAD = re.compile(r"[ \n](?:(?:of|in|worth[ \n]of|по)[ \n])?(?:(?:the|all|its|their|our|his|her|these|those)[ \n])?")
_OF = re.compile(r"[ \n](?:of|worth[ \n]of|in)[ \n](?:(?:the|all|its|their|our|his|her|these|those)[ \n])?(?!\d)")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_CJK_NOUN = re.compile(
    r"[个名位家条艘台辆架座所项次种类处件只]?的?([\u4e00-\u9fff]{1,6}?)(?=[，。、；：！？,.\s以在由和与的]|$)"
)
_VERB = re.compile(
    r"[ \n](?:was|were|is|are|has|have|had|will|would|could|rose|fell|grew|stood|stands|reached|totalled|totaled|"
    r"accounted|accounts|account|make|makes|made|increased|decreased|dropped|declined|climbed|jumped|slipped|cost|"
    r"costs|represents?|represented|"
    r"came|exceeded|exceeds|does|did|do|amounted|amounts|fallen|risen|gone|cut|reduced|составил\w*|составля\w+|"
    r"вырос\w*|"
    r"достиг\w*|снизил\w*|увеличил\w*|превысил\w*|упал\w*)(?![^\W_])"
)
_CLAUSE = re.compile(r"[,;:—–()\"“”]")
_RATE = re.compile(
    r"[ \n](?:(?:[\w'-]+[ \n]){0,3}?)(?:(?P<rate>(?:per|each|every|an?)[ \n](?:second|minute|hour|day|night|week|month|"
    r"quarter|season|year|decade|head|person|capita)|annually|yearly|monthly|weekly|daily|hourly|a piece|в (?:год|"
    r"месяц|"
    r"сутки|день|час|неделю|минуту)|ежегодно|ежемесячно|ежедневно|per annum|pro Jahr|par an|al año))(?![^\W_])"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|января|феврале|"
    r"январе|марте|"
    r"апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре)"
)
# Without the first letters that the lookahead names, none of what follows begins.
_PERIOD_WORDS = (
    rf"\b(?=[IiBbSsDdFfUuAaTtOoln])"
    rf"(?P<period>(?:[Ii]n|[Bb]y|[Ss]ince|[Dd]uring|[Ff]or|[Uu]ntil|[Bb]efore|[Aa]fter|[Tt]hrough|[Aa]s of)[ \n]"
    rf"(?:the[ \n])?(?:(?:early|late|mid|end of|beginning of|start of|spring|summer|autumn|winter|"
    rf"fall)[ \n-]?(?:of[ \n])?)?"
    rf"(?:(?:first|second|third|fourth|last)[ \n](?:quarter|half)(?:[ \n]of[ \n]{_YEAR})?|"
    rf"{_MONTH}(?:[ \n]{_YEAR})?|{_YEAR}(?:[-–/]\d{{2,4}})?s?)\b|"
    rf"[Bb]etween[ \n]{_YEAR}[ \n]and[ \n]{_YEAR}|[Ff]rom[ \n]{_YEAR}[ \n]to[ \n]{_YEAR}|"
    rf"(?:(?:[Ii]n|[Oo]ver|[Dd]uring|[Ff]or)[ \n])?the[ \n](?:past|last|next|coming|previous)[ \n](?:[\w-]+[ \n])?"
    rf"(?:years?|months?|weeks?|days?|decades?|quarters?|century)|(?:last|this|next)[ \n](?:year|month|week|quarter|"
    rf"season))"
)
_PERIOD_FIRST = re.compile(_PERIOD_WORDS)
_LEADING_PERIOD = re.compile(rf"[ \n]?{_PERIOD_WORDS}")
# A period with the character before it: most characters are passed over by the set that leads.
_PERIOD = re.compile(rf"[^a-zA-Z]{_PERIOD_WORDS}")
_PERIOD_RUSSIAN = re.compile(
    rf"\b(?:(?:[Вв]|[Кк]|[Сс]|[Пп]о итогам|[Зз]а)[ \n](?:{_YEAR}(?:[-–]\d{{4}})?[ \n](?:год\w*|г\.)|{_MONTH}|"
    rf"(?:этом|прошлом|следующем|текущем)[ \n]году))"
)
_PERIOD_CHINESE = re.compile(
    rf"{_YEAR}年|(?:今年|去年|明年|前年)(?:[第上下一二三四]+(?:季度|半年))?|[第][一二三四]季度"
)
# Without one of these there is no use in looking for a period, or for who says so.
_YEAR_OR_MONTH = re.compile(
    r"[12JFMASODNянфмаисод](?:[5-90]\d\d|an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec|нв|ев|ар|пр|ае|юн|юл|вг|ен|кт|оя|ек)"
)
_SPANS = ("year", "month", "week", "day", "decade", "quarter", "century", "season", "half", "год")
_SAYING = (
    *(" said", " says", " estimate", " report", " announced", " claim", " expects", " predict", " forecasts"),
    *(" believe", " puts", " noted", " told", " сообщил", " заявил", " сказал", " отметил", " рассказал"),
)
_SAID_WORDS = ("said", "says", "ccording to", "estimates", "reported", "сообщил", "заявил", "сказал", "отметил")
_ACCORDING_WORDS = (
    *("ccording to", "as reported by", "as estimated by"),
    *("о данным", "о оценк", "о словам", "о информ"),
)
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NAME = r"(?:[A-ZА-ЯЁ][\w.'’&-]*)(?:[ \n](?:(?:of|for|the|and|de|von|van|al)[ \n])*[A-ZА-ЯЁ][\w.'’&-]*){0,6}"
_ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording to|as (?:reported|estimated) by|по (?:данным|оценке|оценкам|словам|информации)|"
    rf"[Пп]о (?:данным|"
    rf"оценке|оценкам|словам))[ \n](?P<who>(?:(?:the|an?|its|their)[ \n])?(?:[\w-]+[ \n]){{0,4}}?{_NAME})"
)
_SAYS = re.compile(
    rf"(?=[TtA-ZА-ЯЁ])(?P<who>(?:\b[Tt]he[ \n])?{_NAME})(?:,[^,.;]{{1,60}},)?[ \n](?:said|says|estimates|estimated|"
    rf"reported|reports|announced|claims|claimed|expects|predicted|predicts|forecasts|believes|believed|puts|noted|told|сообщил\w*|"
    rf"заявил\w*|сказал\w*|отметил\w*|рассказал\w*)(?![^\W_])"
)
_SAID = re.compile(
    rf"(?:said|says|according to|estimates|reported|сообщил\w*|заявил\w*|сказал\w*|отметил\w*)[ \n](?:(?:the|Mr|Mrs|"
    rf"Ms|Dr)\.?"
    rf"[ \n])?(?:[a-zа-яё-]+[ \n]){{0,4}}?(?P<who>{_NAME})"
)
# What may stand between the subject and a sum of money, or a share, that is said of it.
_LINKS = word_set(
    """was were is are has have had will would could rose fell grew stood stands reached totalled totaled accounted
    accounts account make makes made increased decreased dropped declined climbed jumped slipped cost costs came
    exceeded exceeds amounted amounts fallen risen gone be been being up down to at by for only just about around
    nearly almost some roughly over under more less than approximately least most as much little an estimated a total
    now also still already again currently once represent represents represented not"""
)
_SHARE_VERB = re.compile(
    r"[ \n](?:ma[dk]es?[ \n]up|account(?:s|ed)?[ \n]for|represent(?:s|ed)?)(?:[ \n][a-z]+){0,3}[ \n]$"
)
_TIME = re.compile(r"(?:year|month|week|day|decade|hour|minute|centurie)s$")
_CLOSE = 60  # before a share, for its verb
_BEGINS_CLAUSE = word_set("and but the its their a an и а но while that")
_NO_SUBJECT = word_set(
    """it he she they we i you this that these those when which who what there if as of one in on at by for from to with
    since он она оно они это что который за в на по с к"""
)
_NO_SOURCE = word_set("A An He She It They We I This That There Who The Some In On At But And As If When While")
_LONGEST = 1500  # characters of a sentence
_NEAR = 250  # before a quantity, for its clause
_FAR = 1000  # on either side, for its period


def _any(words: Iterable[str], text: str) -> bool:
    return any(map(text.__contains__, words))


class Context:
    """Finds the words around quantities of one document; what it learns of a sentence is kept for the next."""

    def __init__(self, reading: Reading) -> None:
        """Nothing is searched before it is asked for."""
        self._reading = reading
        self._view = reading.view
        self._at = (-1, -1)
        self._periods: list[tuple[int, int]] = []
        self._source: str | None = None
        self._chinese = False

    def add_to(
        self,
        fields: dict[str, object],
        start: int,
        end: int,
        *,
        counted: bool,
        share: bool,
        low: int,
        limit: int,
    ) -> None:
        """Add the fields that the text states of the quantity at `start`, in the passage from `low` to `limit`."""
        sentence = self._reading.sentence_at(start)
        first, stop = (sentence.start, max(sentence.end, end)) if sentence else (low, limit)
        if stop - first > _LONGEST:
            # No sentence of prose: what stands near must do, in blocks so that neighbours share what is found.
            block = start - start % _LONGEST
            first, stop = max(first, block - _LONGEST), min(stop, max(block + 2 * _LONGEST, end))
        self._enter(first, stop)
        if hedge := self._hedge(start, end, first, stop):
            fields["approximator"] = hedge
        if subject := self._subject(start, end, first, stop, counted=counted, share=share):
            fields["subject"] = subject
        if period := self._period(start, end, stop):
            fields["period"] = period
        if self._source:
            fields["attributed_to"] = self._source

    def _enter(self, first: int, stop: int) -> None:
        """Find once for a sentence what holds for all its quantities."""
        if self._at == (first, stop):
            return
        self._at = (first, stop)
        sentence = self._view[first:stop]
        plain = sentence.isascii()
        self._chinese = not plain and _CHINESE.search(sentence) is not None
        self._periods = []
        if _YEAR_OR_MONTH.search(sentence) or _any(_SPANS, sentence):
            begin = _PERIOD_FIRST.match(self._view, first, stop)
            self._periods += [begin.span()] if begin else []
            after = begin.end() if begin else first
            self._periods += (found.span("period") for found in _PERIOD.finditer(self._view, after, stop))
            if not plain and _CYRILLIC.search(sentence):
                self._periods += (found.span() for found in _PERIOD_RUSSIAN.finditer(self._view, first, stop))
        if self._chinese:
            self._periods += (found.span() for found in _PERIOD_CHINESE.finditer(self._view, first, stop))
        self._source = self._find_source(sentence, first, stop)

    def _find_source(self, sentence: str, first: int, stop: int) -> str | None:
        """Return who is said to say what a sentence tells."""
        told = _any(_SAYING, sentence.replace("\n", " "))
        said = _any(_SAID_WORDS, sentence)
        according = _any(_ACCORDING_WORDS, sentence)
        for pattern, possible in ((_ACCORDING, according), (_SAYS, told), (_SAID, said)):
            found = pattern.search(self._view, first, stop) if possible else None
            if found and found["who"].split()[0] not in _NO_SOURCE:
                return " ".join(found["who"].split()).rstrip(".,'")
        return None

    def _hedge(self, start: int, end: int, first: int, stop: int) -> str | None:
        before = self._view[max(start - 28, first) : start].rstrip()
        words = before.lower().replace("(", " ").rsplit(None, 3)[-3:]
        for n in range(min(3, len(words)) if words and words[-1] in _HEDGE_LAST else 0, 0, -1):
            phrase = " ".join(words[-n:])
            if phrase in _HEDGE_WORDS:
                return phrase
        if self._chinese and (found := _CJK_HEDGE.search(before)):
            return found.group()
        after = _HEDGE_AFTER.match(self._view, end, stop)
        return after.group().strip() if after else None

    def _subject(self, start: int, end: int, first: int, stop: int, *, counted: bool, share: bool) -> str | None:
        lead = (_LEAD if counted else _OF).match(self._view, end, stop)
        phrase = self._phrase(lead.end(), stop) if lead else None
        if lead and phrase and not (lead.group().split()[:1] == ["in"] and _TIME.search(phrase)):
            # "Wheat made up 5 percent of exports" is of both.
            part = not counted and _SHARE_VERB.search(self._view, max(first, start - _CLOSE), start)
            of_what = self._clause_subject(start, first, close=True) if part else None
            return f"{of_what}, of {phrase}" if of_what else phrase
        if counted and self._chinese and (noun := _CJK_NOUN.match(self._view, end, min(end + 12, stop))):
            return noun[1]
        return None if counted else self._clause_subject(start, first, close=not share)

    def _clause_subject(self, start: int, first: int, *, close: bool) -> str | None:
        """Return the words before the verb of the clause; `close` asks that the verb lead straight to the quantity."""
        clause = first = max(first, start - _NEAR)
        for found in _CLAUSE.finditer(self._view, first, start):
            clause = found.end()
        if period := _LEADING_PERIOD.match(self._view, clause, start):
            clause = period.end()
        verb = _VERB.search(self._view, clause, start)
        if not verb or (close and not _LINKS.issuperset(self._view[verb.start() : start].lower().split())):
            return None
        words = self._view[clause : verb.start()].split()
        while words and words[0].lower() in _BEGINS_CLAUSE:
            del words[0]
        if words and words[-1] in {"that", "which", "who", "but", "and"}:
            del words[-1]
        if not words or words[0].lower() in _NO_SUBJECT or any(word[0].isdigit() for word in words):
            return None
        return " ".join(words[:8])

    def _phrase(self, start: int, stop: int) -> str | None:
        words: list[str] = []
        position = start
        for word in self._words(start, stop):
            text = word.group()
            if text.lower() in _STOP or len(words) == 5 or (words and self._view[position : word.start()].strip()):
                break
            if words and (text.endswith(("ed", "ly")) and not words[-1].endswith("ly")):
                break
            words.append(text)
            position = word.end()
        return " ".join(words).removesuffix("'s").removesuffix("’s") or None

    def _words(self, start: int, stop: int) -> Iterator[re.Match[str]]:
        """Yield words that only blanks set apart."""
        while found := _WORD.match(self._view, start, stop):
            yield found
            start = found.end()
            if start >= stop or not self._view[start].isspace():
                return
            start += 1

    def _period(self, start: int, end: int, stop: int) -> str | None:
        if rate := _RATE.match(self._view, end, min(end + 60, stop)):
            return " ".join(rate["rate"].split())
        if not self._periods:
            return None
        near = [(a, b) for a, b in self._periods if start - _FAR < b and a < end + _FAR]
        apart = [(max(a - end, start - b, 0), a, b) for a, b in near if b <= start or a >= end]
        if not apart:
            return None
        _, a, b = min(apart)
        return " ".join(self._view[a:b].split())
