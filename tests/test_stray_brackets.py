"""Tests of brackets of the template language that are text now because a part of them is lost."""

import pytest

from reportgen.templating.faults import stray_brackets

WRONG = [
    ('states fact("x") ))) and', 17, "')))' closes nothing"),
    ('(( fact("x") ))) y', 0, "')))' is opened by '(('"),
    ('from "a.tex.j2" import b *))', 25, "'*))' closes nothing"),
    ("(* if x *)) y", 0, "'*))' is opened by '(*'"),
    ('text ((( f("x") )))) b', 19, "a bracket too many"),
    ('((( section("x") ))))', 20, "a bracket too many"),
    ("a )))\n\n((( b )))", 2, "')))' closes nothing"),
]
RIGHT = [
    '(see ((( ref("a") ))))',
    '({}((( ref("a") ))))',
    "(((judged(f(x)))))",
    "$f(g(h(x)))$ ((( a )))",
    "((( n )))) first",
    r"\item ((( loop.index )))) first",
    "a) b ((( x ))), 1) c",
    '((( f("a)") )))',
    '((( f("))) ") )))',
    "(a ((* if x *))b)((* else *))c)((* endif *))",
    "((= the sign ))) is told =)) a",
    "a % ))) in a comment",
    "((* raw *)) ))) ((* endraw *))",
]


@pytest.mark.parametrize(("source", "start", "message"), WRONG)
def test_what_cannot_be_meant_is_told_where_it_stands(source: str, start: int, message: str) -> None:
    found = stray_brackets(source)
    assert found is not None
    assert (found.start, found.message[: len(message)]) == (start, message)


@pytest.mark.parametrize("source", RIGHT)
def test_brackets_that_may_be_text_are_left_alone(source: str) -> None:
    assert stray_brackets(source) is None
