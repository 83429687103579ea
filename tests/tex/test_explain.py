"""What TeX said, said again at the template, the record or the class."""

from __future__ import annotations

import pytest

from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.markup import Tex, mark, traced, unmark
from reportgen.tex.explain import explain_log
from reportgen.tex.tree import TexTree
from reportgen.texlog import Fault, Kind, LogEvent

TEMPLATE = Place(file="report/sections/a.tex.j2", line=4, column=1)
LATER = Place(file="report/sections/a.tex.j2", line=4, column=20)
ROW = Place(file="data/events.csv", line=2, column=5)
SECTION = "sections/01-a.tex"
TREE = TexTree(
    composed={
        SECTION: unmark(
            f"{mark(TEMPLATE, data=False)}before {traced(Tex('record'), ROW)}{mark(LATER, data=False)} after\n"
            "\\emph{a\n\\oops b}\n"
        )
    },
    assets={"briefing.cls": b""},
    sources={"briefing.cls": "report/house.cls"},
)


def explain(kind: Kind, message: str = "it broke", *, final: bool = True, **event: object) -> tuple[Diagnostic, ...]:
    found = LogEvent(kind=kind, message=message, **event)  # type: ignore[arg-type]
    return explain_log((found,), TREE, 1.0, final=final)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (None, "TEX601"), (Fault.OTHER, "TEX601"), (Fault.UNDEFINED_MACRO, "TEX602"), (Fault.MISSING_FILE, "TEX603"),
        (Fault.IMAGE, "TEX603"), (Fault.MISSING_CHARACTER, "TEX608"), (Fault.CAPACITY, "TEX611"),
        (Fault.UNDEFINED_ENVIRONMENT, "TEX615"), (Fault.MISMATCHED_ENVIRONMENT, "TEX615"), (Fault.RUNAWAY, "TEX616"),
        (Fault.MISSING_BRACE, "TEX616"), (Fault.EXTRA_BRACE, "TEX616"), (Fault.MATH, "TEX617"),
        (Fault.ALIGNMENT, "TEX618"), (Fault.NUMBER, "TEX619"), (Fault.COUNTER, "TEX619"), (Fault.PARAMETER, "TEX620"),
        (Fault.ILLEGAL_CHARACTER, "TEX621"), (Fault.FONT, "TEX622"), (Fault.MISSING_PACKAGE, "TEX623"),
        (Fault.OPTION, "TEX624"), (Fault.DEFINED, "TEX625"), (Fault.ITEM, "TEX626"), (Fault.LUA, "TEX627"),
        (Fault.NO_END, "TEX628"),
    ],
)  # fmt: skip
def test_errors_have_codes(fault: Fault | None, code: str) -> None:
    (found,) = explain(Kind.ERROR, fault=fault, final=False)
    assert (found.code, found.severity.word) == (code, "error")


@pytest.mark.parametrize(
    ("kind", "code", "severity"),
    [
        (Kind.UNDEFINED_REFERENCE, "TEX605", "error"), (Kind.UNDEFINED_CITATION, "TEX606", "error"),
        (Kind.MULTIPLY_DEFINED, "TEX607", "error"), (Kind.MISSING_CHARACTER, "TEX608", "error"),
        (Kind.FONT_SUBSTITUTION, "TEX609", "warning"), (Kind.PACKAGE_WARNING, "TEX613", "warning"),
        (Kind.OTHER_WARNING, "TEX613", "warning"), (Kind.OPEN_GROUP, "TEX614", "error"),
        (Kind.NO_FILE, "TEX603", "error"),
    ],
)  # fmt: skip
def test_warnings_have_codes_and_count_in_the_last_pass(kind: Kind, code: str, severity: str) -> None:
    (found,) = explain(kind, file=SECTION, line=1)
    assert (found.code, found.severity.word) == (code, severity)
    assert explain(kind, file=SECTION, line=1, final=False) == ()


@pytest.mark.parametrize("kind", [Kind.UNDERFULL, Kind.RERUN, Kind.SUMMARY])
def test_some_things_need_no_word(kind: Kind) -> None:
    assert explain(kind) == ()


@pytest.mark.parametrize(("amount", "shown"), [(None, False), (0.5, False), (1.0, False), (1.01, True)])
def test_a_line_may_stick_out_by_the_limit(amount: float | None, *, shown: bool) -> None:
    assert bool(explain(Kind.OVERFULL, amount_pt=amount, file=SECTION, line=1)) is shown


def test_a_package_is_named_with_its_warning() -> None:
    (found,) = explain(Kind.PACKAGE_WARNING, "Token not allowed", source="hyperref", file=SECTION, line=1)
    assert found.message == "hyperref: Token not allowed"


def test_the_column_tells_the_template_from_the_record() -> None:
    assert explain(Kind.ERROR, file=SECTION, line=1, column=3)[0].place == TEMPLATE
    (found,) = explain(Kind.ERROR, file=SECTION, line=1, column=10)
    assert (found.place, found.related) == (TEMPLATE, (Related(message="with the text of this record", place=ROW),))
    assert explain(Kind.ERROR, file=f"./{SECTION}", line=1, column=17)[0].place == LATER
    assert explain(Kind.ERROR, file=SECTION.removesuffix(".tex"), line=1, column=3)[0].place == TEMPLATE


def test_a_macro_inside_an_argument_is_found_on_its_own_line() -> None:
    (found,) = explain(Kind.ERROR, fault=Fault.UNDEFINED_MACRO, name="\\emph", file=SECTION, line=3)
    assert found.message == "TeX does not know the command \\emph"
    assert found.place == LATER  # the nearest mark above


def test_a_fault_of_the_class_is_shown_in_the_projects_file() -> None:
    assert explain(Kind.ERROR, file="briefing.cls", line=12)[0].place == Place(file="report/house.cls", line=12)


def test_a_fault_in_a_file_of_the_installation_is_named_in_the_message() -> None:
    (found,) = explain(Kind.ERROR, file="/texmf/x.sty", line=12)
    assert (found.place, found.message) == (None, "/texmf/x.sty: it broke")


def test_an_unknown_place_stays_unknown() -> None:
    assert explain(Kind.ERROR)[0].place is None
    assert explain(Kind.ERROR, file=SECTION)[0].place == TEMPLATE
    assert explain(Kind.ERROR, file=SECTION, line=99)[0].place is None


def test_a_missing_glyph_is_looked_for_where_it_stands() -> None:
    found = explain(Kind.MISSING_CHARACTER, name="c", page="9")
    assert found[0].place == ROW
    assert explain(Kind.MISSING_CHARACTER, name="鿿")[0].place is None


# --- the line that a person edits, where TeX names another ------------------------------------------

CLASS = """\\ProvidesClass{house}
\\RequirePackage{array,nosuch,
  booktab}
\\RequirePackage[letf=3mm]{geometry} % \\oops in a comment
\\newcommand\\box[1]{\\oops{#1}}
\\RequirePackage{xcolor}
"""
TEXT = """One.
\\begin{quote}
Two \\emph{words that go
on.

\\begin{itemize}
no item here
\\end{itemize}
{\\bfseries Three.
\\include{chapters/nosuch}
\\box{x} and \\oopsy.
"""
HERE = Place(file="report/sections/b.tex.j2", line=1, column=1)


def marked(text: str, file: str) -> str:
    lines = text.split("\n")
    places = (Place(file=file, line=number, column=1) for number in range(1, len(lines) + 1))
    return "\n".join(f"{mark(place, data=False, exact=True)}{line}" for place, line in zip(places, lines, strict=True))


PLACES = TexTree(
    composed={
        "main.tex": unmark(marked("\\documentclass{house}\n\\begin{document}\nx\n", "report/main.tex.j2")),
        "sections/b.tex": unmark(marked(TEXT, "report/sections/b.tex.j2")),
    },
    assets={"house.cls": CLASS.encode(), "reportgen-fonts.tex": b""},
    sources={"house.cls": "report/house.cls"},
)
OPEN_FILES = ("main.tex", "house.cls")


@pytest.mark.parametrize(
    ("event", "place"),
    [
        # A package that is missing: TeX has read the next token by then.
        ({"fault": Fault.MISSING_PACKAGE, "name": "nosuch.sty", "file": "house.cls", "line": 4,
          "through": OPEN_FILES}, "report/house.cls:2:23"),
        ({"fault": Fault.MISSING_PACKAGE, "name": "booktab.sty", "file": "house.cls", "line": 5,
          "through": OPEN_FILES}, "report/house.cls:3:3"),
        # An option is noticed inside the package.
        ({"fault": Fault.OPTION, "name": "letf", "file": "/texmf/geometry.sty", "line": 1005,
          "through": (*OPEN_FILES, "/texmf/geometry.sty")}, "report/house.cls:4:17"),
        ({"fault": Fault.OTHER, "file": "/texmf/color/xcolor.sty", "line": 7,
          "through": (*OPEN_FILES, "/texmf/color/xcolor.sty")}, "report/house.cls:6"),
        # A macro of the class uses it; a longer name is another command.
        ({"fault": Fault.UNDEFINED_MACRO, "name": "\\oops", "file": "sections/b.tex", "line": 11, "column": 1},
         "report/house.cls:5:20"),
        ({"fault": Fault.UNDEFINED_MACRO, "name": "\\oopsy", "file": "sections/b.tex", "line": 11, "column": 13},
         "report/sections/b.tex.j2:11:13"),
        # Something begins here and ends nowhere.
        ({"fault": Fault.RUNAWAY, "name": "\\emph", "file": "sections/b.tex", "line": 5,
          "context": "{words that go on. "}, "report/sections/b.tex.j2:3:11"),
        ({"fault": Fault.MISMATCHED_ENVIRONMENT, "name": "quote", "file": "main.tex", "line": 3},
         "report/sections/b.tex.j2:2:1"),
        ({"fault": Fault.ITEM, "file": "sections/b.tex", "line": 8}, "report/sections/b.tex.j2:7:1"),
        ({"fault": Fault.NO_END, "file": "main.tex"}, "report/main.tex.j2:3:1"),
    ],
)  # fmt: skip
def test_the_line_to_edit(event: dict[str, object], place: str) -> None:
    messages = {
        Fault.MISMATCHED_ENVIRONMENT: "\\begin{quote} on input line 2 ended by \\end{document}",
        Fault.ITEM: "Something's wrong--perhaps a missing \\item",
    }
    fault = event["fault"]
    assert isinstance(fault, Fault)
    found = LogEvent(kind=Kind.ERROR, message=messages.get(fault, "it broke"), **event)  # type: ignore[arg-type]
    (diagnostic,) = explain_log((found,), PLACES, 1.0, final=False)
    assert str(diagnostic.place) == place
    assert "input line" not in diagnostic.message


@pytest.mark.parametrize(
    ("event", "place"),
    [
        ({"kind": Kind.OPEN_GROUP, "line": 9, "name": "{"}, "report/sections/b.tex.j2:9:1"),
        ({"kind": Kind.NO_FILE, "name": "chapters/nosuch.tex", "file": "sections/b.tex", "through": ()},
         "report/sections/b.tex.j2:10:10"),
    ],
)  # fmt: skip
def test_the_line_of_a_warning(event: dict[str, object], place: str) -> None:
    found = LogEvent(message="it broke", **event)  # type: ignore[arg-type]
    (diagnostic,) = explain_log((found,), PLACES, 1.0, final=True)
    assert str(diagnostic.place) == place


def test_a_first_run_may_lack_files_of_its_own() -> None:
    found = LogEvent(kind=Kind.NO_FILE, message="No file main.xyz", name="main.xyz", file="main.tex")
    assert explain_log((found,), PLACES, 1.0, final=True) == ()


def test_a_wrong_end_is_shown_where_it_looks_like_a_slip() -> None:
    message = "\\begin{itemize} on input line 6 ended by \\end{itemzie}"
    event = LogEvent(
        kind=Kind.ERROR, fault=Fault.MISMATCHED_ENVIRONMENT, name="itemize", message=message,
        file="sections/b.tex", line=8, column=3,
    )  # fmt: skip
    assert explain_log((event,), PLACES, 1.0, final=False)[0].place == Place(
        file="report/sections/b.tex.j2", line=8, column=3
    )


@pytest.mark.parametrize("words", ["{a", "{"])
def test_an_argument_of_few_letters_begins_above_an_empty_line(words: str) -> None:
    text = f"\\textbf{{a\nb}} {{ab}}\n{{a}}\n\\textbf{words} % why\n\nmore}}\n"
    tree = TexTree(composed={"sections/b.tex": unmark(marked(text, "report/sections/b.tex.j2"))}, assets={}, sources={})
    event = LogEvent(
        kind=Kind.ERROR, fault=Fault.RUNAWAY, message="Paragraph ended before \\text@command was complete",
        name="\\text@command", file="sections/b.tex", line=6, context=words,
    )  # fmt: skip
    assert str(explain_log((event,), tree, 1.0, final=False)[0].place) == "report/sections/b.tex.j2:4:8"


def test_what_follows_from_an_error_is_left_out() -> None:
    first = LogEvent(kind=Kind.ERROR, fault=Fault.NUMBER, message="Missing number", file=SECTION, line=1)
    second = LogEvent(kind=Kind.ERROR, fault=Fault.NUMBER, message="Illegal unit", file=SECTION, line=1)
    signs = [
        LogEvent(
            kind=Kind.PACKAGE_WARNING, message=f"Token not allowed: {sign}", source="hyperref", file=SECTION, line=3
        )
        for sign in "ab"
    ]
    found = explain_log((first, second, *signs), TREE, 1.0, final=True)
    assert [d.message for d in found] == ["Missing number", "hyperref: Token not allowed: a"]


def test_a_package_to_install_is_named() -> None:
    (found,) = explain(Kind.ERROR, fault=Fault.MISSING_PACKAGE, name="siunitx.sty", file="briefing.cls", line=1)
    assert "apt-get install texlive-science" in str(found.hint)
    assert "tlmgr install siunitx" in str(found.hint)


def test_a_character_is_named() -> None:
    (found,) = explain(Kind.ERROR, fault=Fault.ILLEGAL_CHARACTER, name="U+2028", file=SECTION, line=1)
    assert found.message == "it broke U+2028 (LINE SEPARATOR)"


def test_the_text_beside_tells_the_turn_of_a_loop() -> None:
    (found,) = explain(Kind.ERROR, fault=Fault.MATH, file=SECTION, line=1, column=3)
    assert found.related == (Related(message="beside the text of this record", place=ROW),)


def test_the_macro_that_tex_was_in_is_shown() -> None:
    event = LogEvent(
        kind=Kind.ERROR, fault=Fault.NUMBER, message="it broke", file="sections/b.tex", line=11, inside="\\box"
    )
    (found,) = explain_log((event,), PLACES, 1.0, final=False)
    assert found.related == (
        Related(message="inside \\box, defined here", place=Place(file="report/house.cls", line=5)),
    )


def test_a_generated_file_leads_to_the_settings() -> None:
    event = LogEvent(kind=Kind.ERROR, fault=Fault.FONT, message="it broke", file="reportgen-fonts.tex", line=1)
    (found,) = explain_log((event,), PLACES, 1.0, final=False)
    assert found.place == Place(file="report/report.toml")
    assert "[fonts]" in str(found.hint)


@pytest.mark.parametrize(
    ("context", "line"), [("no item here", 7), ("that go on. []", 6), ("words that go", 3), ("elsewhere", 3)]
)
def test_a_line_that_sticks_out_is_found_by_its_words(context: str, line: int) -> None:
    event = LogEvent(
        kind=Kind.OVERFULL, message="x", amount_pt=9, context=context, file="sections/b.tex", line=3, end_line=9
    )
    (found,) = explain_log((event,), PLACES, 1.0, final=True)
    assert found.place is not None
    assert found.place.line == line
    assert "[]" not in found.message


def test_a_label_that_is_there_twice_is_shown_at_the_second() -> None:
    text = "One\\label{a}.\n% \\label{a}\nTwo \\label{a}.\n"
    tree = TexTree(composed={"sections/b.tex": unmark(marked(text, "report/b.tex.j2"))}, assets={}, sources={})
    event = LogEvent(kind=Kind.MULTIPLY_DEFINED, message="Label `a' multiply defined", name="a")
    (found,) = explain_log((event,), tree, 1.0, final=True)
    assert str(found.place) == "report/b.tex.j2:3:5"
    first = Place(file="report/b.tex.j2", line=1, column=4)
    assert found.related == (Related(message="first defined here", place=first),)


def test_a_reference_is_found_above_where_its_paragraph_ends() -> None:
    event = LogEvent(
        kind=Kind.UNDEFINED_REFERENCE, message="Reference `chapters' undefined", name="chapters",
        file="sections/b.tex", line=11,
    )  # fmt: skip
    assert str(explain_log((event,), PLACES, 1.0, final=True)[0].place) == "report/sections/b.tex.j2:10:10"


def test_what_an_open_group_does_to_the_text_after_it_is_left_out() -> None:
    events = (
        LogEvent(kind=Kind.FONT_SUBSTITUTION, message="Font shape"),
        LogEvent(kind=Kind.OPEN_GROUP, message="\\end occurred inside a group", line=9, name="{"),
    )
    assert [d.code for d in explain_log(events, PLACES, 1.0, final=True)] == ["TEX614"]
