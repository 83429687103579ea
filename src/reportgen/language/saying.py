"""Words of saying: what a language needs beside its verbs to report what someone said, as patterns.

Russian and Chinese, whose reports are built otherwise, have lists of their own at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.language.saying_verbs import ENGLISH, FRENCH, GERMAN, SPANISH, Verb


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the search needs of one language written in Latin letters."""

    verbs: dict[str, Verb]
    hits: re.Pattern[str]
    that: re.Pattern[str]  # at the start of what follows verb and addressee
    according: re.Pattern[str]  # "according to", before the name of a speaker


def alternation(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, sharing first letters so that a miss is found out early."""
    tree: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        tree.setdefault(word[:1], []).append(word[1:])
    branches = []
    for first, rests in sorted(tree.items(), key=lambda item: (not item[0], item[0])):
        if rests == [""] or not first:
            branches.append(re.escape(first))
        elif len(rests) == 1:
            branches.append(re.escape(first + rests[0]))
        else:
            branches.append(re.escape(first) + alternation(rests))
    return "(?:" + "|".join(branches) + ")"


def _grammar(verbs: dict[str, Verb], that: str, *according: tuple[str, str]) -> Grammar:
    """Return a grammar; each of `according` is the first letters and the rest of words that introduce a speaker."""
    # The set of first letters comes before what looks around, so that the engine can skip to the next of them.
    first = "".join(sorted({verb[0] for verb in verbs} | {letter for letters, _ in according for letter in letters}))
    introduced = "|".join(rf"(?<=[{letters}])(?:{rest})\b" for letters, rest in according)
    return Grammar(
        verbs,
        re.compile(rf"[{first}](?<![\w-].)(?:(?<=(?={alternation(verbs)}\b(?!-)).)\w*|{introduced})"),
        re.compile(rf"\s*(?:{that})\b", re.IGNORECASE),
        re.compile("|".join(rf"[{letters}](?:{rest})\b" for letters, rest in according)),
    )


GRAMMARS = {
    "en": _grammar(
        ENGLISH,
        "that",
        ("Aa", "ccording to"),
        ("Ii", "n the (?:view|opinion|words|estimation) of"),
        ("Tt", "o quote"),
    ),
    "de": _grammar(
        GERMAN,
        "dass|daß",
        ("Ll", "aut"),
        (
            "Nn",
            "ach (?:Angaben|Ansicht|Meinung|Auffassung|Einschätzung|Überzeugung|Worten|Informationen) (?:von|des|der)",
        ),
        ("Aa", "us Sicht (?:von|des|der)"),
        ("z", "ufolge"),
        ("s", "o(?= (?:(?:der|die|das) (?:[a-zäöüß]+ )?)?[A-ZÄÖÜ])"),
    ),
    "fr": _grammar(FRENCH, r"qu(?:e\b|['’])", ("Ss", "elon"), ("D", "['’]après")),
    "es": _grammar(
        SPANISH,
        "que",
        ("Ss", "egún"),
        ("Dd", "e acuerdo con"),
        ("Ee", "n (?:opinión|palabras) de"),
        ("Aa", " juicio de"),
    ),
}

# Russian: masculine, feminine, plural past; present singular and plural.
_RUSSIAN_STEMS = (
    "заяви отмети подчеркну сообщи рассказа сказа добави уточни поясни объясни призна напомни "
    "утвержда предупреди подтверди "
    "указа написа пообеща посетова пожалова ответи спроси воскликну констатирова замети "
    "говори счита полага сообща заявля отмеча подчёркива подчеркива рассказыва добавля уточня поясня объясня признава "
    "напомина предупрежда подтвержда указыва обеща отвеча спрашива замеча возража опроверга уверя "
    "произнёс прокомментирова переда опроверг резюмирова посла объяви анонсирова настаива возрази "
    "процитирова спрогнозирова"
)
_RUSSIAN_FORMS = (
    "заявляет заявляют отмечает отмечают подчёркивает подчёркивают подчеркивает подчеркивают сообщает сообщают "
    "рассказывает рассказывают говорит говорят добавляет добавляют уточняет уточняют поясняет поясняют объясняет "
    "объясняют признаёт признают признает признаётся признается признаются напоминает напоминают утверждает "
    "утверждают предупреждает предупреждают подтверждает подтверждают указывает указывают пишет пишут жалуется "
    "жалуются отвечает отвечают спрашивает спрашивают считает считают полагает полагают настаивает настаивают уверен "
    "уверена уверены убеждён убежден убеждена убеждены резюмирует резюмируют цитирует передаёт передает передают "
    "прогнозирует прогнозируют возражает возражают опроверг опровергла опровергли опровергает опровергают произнёс "
    "произнес произнесла подытожил подытожила подытоживает уверяет уверяют опасается опасаются сетует сетуют "
    "вспоминает вспоминают парирует иронизирует замечает замечают сомневается обещает обещают возмущается "
    "возмущаются недоумевает докладывает доложил доложила доложили допускает допускают предполагает предполагают "
    "констатирует констатируют усмехается вздыхает улыбается смеётся рассуждает комментирует надеется "
    "ожидает прокомментировал отреагировал согласен согласна согласны думает думают советует советуют рекомендует "
    "заверяет заверяют заключает говорится сообщается отмечается подчёркивается подчеркивается "
    "указывается уточняется утверждается раскрыл раскрыла раскрыли раскрывает оценил оценила оценили оценивает "
    "допустил допустила допустили предположил предположила предположили заверил заверила заверили уверил уверила "
    "вспомнил вспомнила вспомнили парировал парировала посоветовал посоветовала порекомендовал вздохнул "
    "вздохнула усмехнулся усмехнулась улыбнулся улыбнулась засмеялся рассмеялась согласился согласилась поделился "
    "поделилась поделились возмутился возмутилась удивился удивилась отчитался отчиталась"
)
RUSSIAN_FORMS = tuple(
    dict.fromkeys(
        (
            *(stem + end for stem in _RUSSIAN_STEMS.split() for end in ("л", "ла", "ло", "ли")),
            *(
                stem + end
                for stem in ("пожалова", "призна", "посетова", "поинтересова", "пошути")
                for end in ("лся", "лась", "лись")
            ),
            *(
                f"выразил{end} {noun}"
                for end in ("", "а", "и", "о")
                for noun in ("мнение", "уверенность", "надежду", "сожаление", "опасение")
            ),
            *_RUSSIAN_FORMS.split(),
        )
    )
)
_CHINESE_FORMS = (
    "表示 指出 强调 認為 认为 宣布 透露 介绍说 介绍 坦言 坦承 回忆说 回忆 补充说 补充道 补充 解释说 解释道 解释 "
    "警告说 警告 承认 否认 写道 报道称 报道说 告诉记者 告诉 声称 宣称 重申 呼吁 称 說 说 道 问道 问 回答 "
    "预计 预测 提醒 直言 感叹 谈到 提到 通报 回应称 回应 证实 反驳说 反驳 建议 主张 坚称 断言 批评说 批评 抱怨 "
    "感慨 笑称 自嘲 披露 辩称 估计 认定 担心 呼籲 答复 澄清 总结说 总结 评价说 评价 "
)
CHINESE_FORMS = tuple(_CHINESE_FORMS.split())
