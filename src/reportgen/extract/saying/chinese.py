"""Statements in Chinese: “……”，王毅说； 王毅表示，……； 据新华社报道，……."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.extract.saying.prose import MASK, Claim, Prose, Unit
from reportgen.language.saying import CHINESE_FORMS

_VERB = "(?:" + "|".join(sorted(CHINESE_FORMS, key=lambda w: (-len(w), w))) + ")"
_STOP = rf"，。；：！？、,;:!?\n“”「」{MASK}"
_SUBJECT = rf"[^{_STOP}]{{1,40}}?"
_BEFORE = re.compile(rf"(?P<subject>{_SUBJECT})(?P<verb>{_VERB})(?:记者|媒体)?[：:，,]?\s*(?={MASK})")
_AFTER = re.compile(rf"[，,]?\s*(?P<subject>[^{_STOP}]{{1,30}}?)(?P<verb>{_VERB})(?=[，。：；,.:;！\s]|$)")
_REPORT = re.compile(
    rf"(?:(?<=[{_STOP}])|(?<=\s)|^|(?<=^))(?P<subject>{_SUBJECT})(?P<verb>告诉记者|告诉媒体|提醒|表示|指出|强调|认为|認為|宣布|"
    rf"透露|介绍说|介绍|坦言|补充说|补充道|补充|解释说|解释|警告说|警告|承认|否认|报道称|报道说|声称|宣称|重申|预计|预测|称|说|"
    rf"說)(?P<comma>[，,：:]?)\s*(?P<clause>[^。！？\n]{{5,}})"
)
_ACCORDING = re.compile(
    r"(?:据|根据|按照)(?P<subject>[^，。；：,\n]{2,30}?)(?:的)?(?:报道|消息|介绍|统计|透露|估计|数据|报告|说法|数据显示|调查)(?:称|显示|"
    r"说)?[，,]\s*(?P<clause>[^。！？\n]{5,})"
)
_ADVERB = re.compile(
    r"(?:还|也|则|曾|又|并|随后|日前|近日|今天|昨天|当天|今日|昨日|同时|此前|最后|再次|一再|明确|公开|笑着|哭着|激动地|高兴地|无奈地|对此|在会上|"
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
_IMPERSONAL = re.compile(
    r"(?:据|被|可以|所|有人|人们|应该|不能|听|来|虽|或|换句话|总的来|一般来|也就是|可|被称|简|俗|统|统称|这|如果|名|人|通|原)$"
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


def _unit(prose: Prose, unit: Unit, before: tuple[int, int] | None) -> Iterator[Claim]:
    flat, view = prose.flat, prose.view
    found: list[Claim] = []
    for i, quote in enumerate(unit.quotes):
        floor = unit.quotes[i - 1].end if i else unit.start
        stop = unit.quotes[i + 1].start if i + 1 < len(unit.quotes) else unit.end
        ends = view[quote.inner_end - 1] in "，。！？…,!?"
        after = _AFTER.match(flat, quote.end, stop) if ends or flat[quote.end : quote.end + 1] in {"，", ","} else None
        leading = [m for m in _BEFORE.finditer(flat, floor, min(quote.start + 1, unit.end)) if m.end() == quote.start]
        if i and found and floor <= found[-1].act < quote.start and len(leading) <= 1:
            gap = flat[floor : quote.start].strip()
            if gap.endswith(("，", ",", "：", "。")):
                last = view[unit.quotes[i - 1].inner_end - 1]
                joined = last not in "。！？!?…" and not gap.endswith("。") and (last in "，," or gap[:1] in "，,")
                start = found[-1].start if joined else quote.inner_start
                found.append(
                    Claim(start=start, end=quote.inner_end, verbatim=True, speaker=found[-1].speaker, act=found[-1].act)
                )
                continue
        span = None
        if after:
            span = _subject(flat, *after.span("subject"))
        if span is None and leading:
            span = _subject(flat, *leading[-1].span("subject"))
        if span is not None:
            act = after.start("verb") if after and after.start("subject") <= span[0] else span[0]
            found.append(Claim(start=quote.inner_start, end=quote.inner_end, verbatim=True, speaker=span, act=act))
            continue
        alone = not flat[unit.start : quote.start].strip() and not flat[quote.end : unit.end].strip(" 。")
        if alone and before is not None and quote.inner_end - quote.inner_start > 5:
            found.append(
                Claim(start=quote.inner_start, end=quote.inner_end, verbatim=True, speaker=before, act=quote.start)
            )
    yield from found
    if found:
        return
    match = _ACCORDING.search(flat, unit.start, unit.end)
    if match is None:
        match = next(
            (m for m in _REPORT.finditer(flat, unit.start, unit.end) if _subject(flat, *m.span("subject"))), None
        )
    if match is None:
        return
    span = _subject(flat, *match.span("subject"))
    short = (
        match.re is _REPORT
        and not match.group("comma")
        and match.group("verb") in {"说", "說", "称", "介绍", "预计", "预测", "解释", "补充", "透露"}
    )
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
