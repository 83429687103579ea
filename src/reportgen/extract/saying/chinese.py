"""Statements in Chinese: “……”，王毅说； 王毅表示，……； 据新华社报道，……."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.extract.saying.prose import MASK, Claim, Prose, Unit
from reportgen.language.quotations import Quotation
from reportgen.language.saying import CHINESE_FORMS

_VERB = "(?:" + "|".join(sorted(CHINESE_FORMS, key=lambda w: (-len(w), w))) + ")"
_LEAST = 6  # characters of a quotation whose speaker is only named beside it
_STOP = rf"，。；：！？、,;:!?\n“”「」{MASK}"
_SUBJECT = rf"[^{_STOP}]{{1,40}}?"
_BEFORE = re.compile(rf"(?P<subject>{_SUBJECT})(?P<verb>{_VERB})(?:记者|媒体)?[：:，,]?\s*(?={MASK})")
_AFTER = re.compile(rf"[，,]?\s*(?P<subject>[^{_STOP}]{{1,30}}?)(?P<verb>{_VERB})(?=[，。：；,.:;！\s]|$)")
_REPORT = re.compile(
    rf"(?:(?<=[{_STOP}）)])|(?<=\s)|^|(?<=^))(?P<subject>{_SUBJECT})(?P<verb>告诉记者|告诉媒体|提醒|表示|指出|强调|认为|認為|宣布|"
    rf"透露(?!姓名|身份)|介绍说|介绍|坦言|坦承|补充说|补充道|补充|解释说|解释(?![器的（(])|警告说|警告|承认|否认|报道称|报道说|声称|宣称|"
    rf"重申|预计|预测|通报称|通报|回应称|回应说|回应|证实|反驳说|反驳称|反驳|建议|主张|坚称|断言|批评说|批评|抱怨说|抱怨|"
    rf"感慨|感叹|直言|笑称|估计|认定|担心|澄清|辩称|称(?![呼作为号职])|说(?![明出话法服])|說(?![明出話法服]))(?P<comma>[，,：:]?)\s*(?P<clause>[^。！？\n]{{5,}})"
)
_ACCORDING = re.compile(
    r"(?:据|根据|按照)(?!介绍|悉|了解)(?P<subject>[^，。；：,\n]{2,30}?)(?:的)?(?:报道|消息|介绍|统计|透露|估计|数据|报告|说法|数据显示|调查)(?:称|显示|"
    r"说)?[，,]\s*(?P<clause>[^。！？\n]{5,})"
)
_PUBLISHED = re.compile(
    rf"(?:(?<=[{_STOP}）)])|(?<=\s)|^|(?<=^))(?P<subject>[^{_STOP}]{{2,20}}?)(?:\d{{1,2}}日|日前|近日)?(?:发布|公布)(?:的)?[^{_STOP}]{{0,10}}?"
    r"(?:数据|报告|消息|统计|公告|白皮书|通报)(?:显示|称|说|指出)[，,]?\s*(?P<clause>[^。！？\n]{5,})"
)
_IN_EYES = re.compile(
    rf"(?:(?<=[{_STOP}])|^|(?<=^))(?:在|依|照|按)(?P<subject>[^{_STOP}]{{2,20}}?)(?:看来|眼中|眼里|的说法|的看法)[，,]\s*(?P<clause>[^。！？\n]{{5,}})"
)
_CALLED = re.compile(
    rf"(?P<subject>(?!.{{0,12}}(?:我们|请求|可以|如果|你|您)){_SUBJECT})(?:把|将)[^{_STOP}]{{1,15}}?(?:称为|称作|比作|形容为|形容成|叫做|叫作)\s*(?={MASK})"
)
_COLON = re.compile(rf"(?:(?<=[{_STOP}])|^|(?<=^))(?P<subject>[^{_STOP}]{{2,40}})[：:]\s*(?={MASK})")
_DATELINE = re.compile(r"[^，。！？\n]{2,30}?(?:电|讯|電|訊)\s*(?:[（(][^（）()\n]{1,40}[）)])?\s*(?=\S)")
_ADVERB = re.compile(
    r"(?:[指望看拿捧拉摸抱握翻扳数点]着[^，。、]{0,10}|[^，。、]{0,4}地(?=$)|还|也|则|曾|又|并|随后|日前|近日|今天|昨天|当天|今日|昨日|同时|此前|最后|再次|一再|明确|公开|笑着|哭着|激动地|高兴地|无奈地|对此|在会上|在[^，。、]{1,12}(?:上|中|时|里|后)|向[^，。、]{1,8}|接受[^，。]{0,20}采访时|"
    r"(?:\d{1,2}月)?\d{1,2}日|在接受[^，。]{0,20}采访时|对(?:记者|媒体|本报记者)|向(?:记者|媒体))+$"
)
_LEAD = re.compile(
    r"(?:但是|但|而|不过|然而|此外|同时|对此|因此|随后|其中|[^，。]{1,20}电\s*(?:[（(][^（）()]{1,20}[）)])?\s*)+"
)
_ROLE = (
    "局长|教授|主席|总统|总理|部长|发言人|主任|经理|书记|市长|省长|县长|镇长|村长|院长|专家|记者|农民|学者|董事长|总裁|研究员|秘书长|大使|校长|会长|分析师|律师|医生|"
    "老师|村民|居民|代表|委员|首相|外长|司长|处长|厂长|站长|队长|教练|博士|院士|工程师|负责人|创始人|馆长|理事长|副总|作家|市民|员工|司机|学生|家长|议员|检察官|法官|牧民|"
    "渔民|游客|乘客|工人|战士|顾客|店主|志愿者|干部|队员|球员|选手|主帅|丈夫|妻子|母亲|父亲"
)
_NAMED = re.compile(rf"(?P<role>.*(?:{_ROLE}))(?P<name>[\u4e00-\u9fff·]{{2,12}})$")
# Verbs that may have a plain object or be part of another word: "批评政府", "传说"
_SHORT = frozenset(
    {"回应", "证实", "反驳", "主张", "批评", "抱怨", "感慨", "感叹", "估计", "认定", "担心", "澄清", "通报"}
)
_IMPERSONAL = re.compile(
    r"(?:据|被|可以|所|有人|人们|应该|不能|听|来|虽|或|换句话|总的来|一般来|也就是|可|被称|简|俗|统|统称|这|如果|名|(?<![\u4e00-\u9fff]{3})人|通|原)$"
)


def find_chinese(prose: Prose, units: tuple[Unit, ...]) -> Iterator[Claim]:
    """Yield the claims of one passage."""
    speaker: tuple[int, int] | None = None
    for unit in units:
        for claim in _unit(prose, unit, speaker):
            speaker = claim.speaker or speaker
            yield claim


def named(text: str) -> tuple[str, str | None]:
    """Return the name in a Chinese noun phrase, and the role before it."""
    match = _NAMED.fullmatch(text)
    return (match.group("name"), match.group("role")) if match else (text, None)


def _subject(flat: str, start: int, end: int) -> tuple[int, int] | None:
    adverb = _ADVERB.search(flat[start:end])
    if adverb:
        end = start + adverb.start()
    lead = _LEAD.match(flat, start, end)
    if lead:
        start = lead.end()
    text = flat[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    if start >= end or _IMPERSONAL.search(flat[start:end]):
        return None
    return start, end


def _without_dateline(flat: str, unit: Unit) -> Unit:
    """Return a unit that begins after "新华社江城12月6日电（记者 林晓霞）"."""
    line = _DATELINE.match(flat, unit.start, unit.end) if "电" in flat[unit.start : unit.start + 40] else None
    if line is None or not re.search(r"\d日(?:电|讯)", line.group()):
        return unit
    return unit._replace(start=line.end(), quotes=tuple(q for q in unit.quotes if q.start >= line.end()))


def _otherwise(prose: Prose, floor: int, quote: Quotation) -> tuple[int, int] | None:
    """Return who calls something so, or the person before a colon without a verb: "陈国华十分激动：“……”"."""
    flat = prose.flat
    called = next((m for m in _CALLED.finditer(flat, floor, quote.start + 1) if m.end() == quote.start), None)
    if called is not None:
        return _subject(flat, *called.span("subject"))
    colon = next((m for m in _COLON.finditer(flat, floor, quote.start + 1) if m.end() == quote.start), None)
    if colon is None or quote.inner_end - quote.inner_start < _LEAST:
        return None
    names = prose.reading.names.inside(*colon.span("subject"))
    person = next((mention for mention in names if mention.type == "person"), None)
    return (person.start, person.end) if person is not None else None


def _unit(prose: Prose, unit: Unit, before: tuple[int, int] | None) -> Iterator[Claim]:
    unit = _without_dateline(prose.flat, unit)
    found = _quoted(prose, unit, before)
    yield from found or _reported(prose.flat, unit)


def _quoted(prose: Prose, unit: Unit, before: tuple[int, int] | None) -> list[Claim]:
    """Return the claims of the quotations of a unit; `before` is who spoke last in the passage."""
    flat, found = prose.flat, list[Claim]()
    for i, quote in enumerate(unit.quotes):
        if i and (joined := _continued(prose, unit, i, found)) is not None:
            found.append(joined)
            continue
        speaker = _speaker_of(prose, unit, i)
        if speaker is not None:
            span, act = speaker
            first = unit.quotes[0]
            if i == 1 and not found and flat[first.end] not in "，,":
                # “A。”站在坝顶上，X指着水面说，“B”
                opens = not flat[unit.start : first.start].strip() and first.inner_end - first.inner_start >= _LEAST
                found += [_claim(first, span, span[0])] if opens else []
            found.append(_claim(quote, span, act))
            continue
        alone = not flat[unit.start : quote.start].strip() and not flat[quote.end : unit.end].strip(" 。")
        if alone and before is not None and quote.inner_end - quote.inner_start >= _LEAST:
            found.append(_claim(quote, before, quote.start))
    return found


def _claim(quote: Quotation, speaker: tuple[int, int], act: int) -> Claim:
    return Claim(start=quote.inner_start, end=quote.inner_end, verbatim=True, speaker=speaker, act=act)


def _continued(prose: Prose, unit: Unit, i: int, found: list[Claim]) -> Claim | None:
    """Return the second piece of a quotation that "X说" splits, the whole when it is one sentence."""
    flat, quote, floor = prose.flat, unit.quotes[i], unit.quotes[i - 1].end
    if not found or not floor <= found[-1].act < quote.start:
        return None
    if sum(m.end() == quote.start for m in _BEFORE.finditer(flat, floor, min(quote.start + 1, unit.end))) > 1:
        return None
    gap = flat[floor : quote.start].strip()
    if not gap.endswith(("，", ",", "：", "。")):
        return None
    last = prose.view[unit.quotes[i - 1].inner_end - 1]
    joined = last not in "。！？!?…" and not gap.endswith("。") and (last in "，," or gap[:1] in "，,")
    start = found[-1].start if joined else quote.inner_start
    return Claim(start=start, end=quote.inner_end, verbatim=True, speaker=found[-1].speaker, act=found[-1].act)


def _speaker_of(prose: Prose, unit: Unit, i: int) -> tuple[tuple[int, int], int] | None:
    """Return the span that names the speaker of a quotation, after it or before it, and where the act stands."""
    flat, quote = prose.flat, unit.quotes[i]
    floor = unit.quotes[i - 1].end if i else unit.start
    stop = unit.quotes[i + 1].start if i + 1 < len(unit.quotes) else unit.end
    ends = prose.view[quote.inner_end - 1] in "，。！？…,!?" or flat[quote.end : quote.end + 1] in {"，", ","}
    after = _AFTER.match(flat, quote.end, stop) if ends else None
    span = _subject(flat, *after.span("subject")) if after else None
    if after is not None and span is not None:
        return span, after.start("verb")
    leading = [m for m in _BEFORE.finditer(flat, floor, min(quote.start + 1, unit.end)) if m.end() == quote.start]
    span = _subject(flat, *leading[-1].span("subject")) if leading else None
    span = span or _otherwise(prose, floor, quote)
    return (span, span[0]) if span is not None else None


def _reported(flat: str, unit: Unit) -> Iterator[Claim]:
    """Yield the report of a unit without quoted words."""
    patterns = (_ACCORDING, _IN_EYES, _PUBLISHED)
    match = next((m for pattern in patterns if (m := pattern.search(flat, unit.start, unit.end))), None)
    if match is None:
        match = next(
            (m for m in _REPORT.finditer(flat, unit.start, unit.end) if _subject(flat, *m.span("subject"))), None
        )
    if match is None:
        return
    span = _subject(flat, *match.span("subject"))
    short = match.re is _REPORT and not match.group("comma") and match.group("verb") in _SHORT
    if span is None or (short and span[1] - span[0] > 8):
        return
    start, end = match.span("clause")
    yield Claim(
        start=start,
        end=start + len(flat[start:end].rstrip("，；,; ")),
        verbatim=False,
        speaker=span,
        act=match.start("subject"),
    )
