"""Heads of letters, memoranda and e-mails."""

from __future__ import annotations

import pytest

from reportgen.documents.document import SegmentKind
from reportgen.documents.letter_head import letter_head, sender


@pytest.mark.parametrize(
    "lines",
    [
        ["FROM: Ann Lund, Clerk", "TO: All staff", "DATE: 4 March 2022", "RE: The east stairs"],
        ["From: Ann Lund <a@lund.example>", "To: b@lund.example", "Date: Fri, 4 Mar 2022", "Subject: Stairs"],
        ["Von: Ann Lund", "An: Betriebsrat", "Datum: 4.3.2022", "Betreff: Treppe"],
        ["De: Ana Luna", "Para: Junta", "Fecha: 4 de marzo de 2022", "Asunto: Escalera"],
        ["От: Анна Лунд", "Кому: всем", "Дата: 4 марта 2022 г.", "Тема: Лестница"],
        ["发件人：李明", "收件人：全体员工", "日期：2022年3月4日", "主题：楼梯"],
    ],
)
def test_each_line_is_what_its_label_says(lines: list[str]) -> None:
    found = list(letter_head(["MEMORANDUM", *lines, "The stairs are shut."]))
    kinds = (SegmentKind.BYLINE, SegmentKind.BOILERPLATE, SegmentKind.DATE, SegmentKind.TITLE)
    assert [(i, kind) for i, kind, _ in found] == list(enumerate(kinds, 1))
    assert [lines[i - 1][label:] for i, _, label in found][3] == lines[3].split(":" if ":" in lines[3] else "：")[
        1
    ].strip()


@pytest.mark.parametrize(
    "lines",
    [
        ["Date: 4 March 2022", "The stairs are shut."],
        ["To: whom it may concern", "we went."],
        ["Date: 4 March 2022", "Subject: Stairs"],
        ["A: Where is it?", "Re: nothing at all", "An: other"],
    ],
)
def test_fewer_lines_are_no_head(lines: list[str]) -> None:
    assert [kind for _, kind, _ in letter_head(lines) if kind is SegmentKind.BYLINE] == []


def test_the_sender_is_a_name() -> None:
    line = 'From: "Ann Lund" <a@lund.example>'
    start, end = sender(line) or (0, 0)
    assert line[start:end] == "Ann Lund"
    assert sender("From: a@lund.example") is None
    assert sender("To: Ann Lund") is None
