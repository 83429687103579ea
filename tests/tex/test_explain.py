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
        (None, "TEX601"), (Fault.MATH, "TEX601"), (Fault.UNDEFINED_MACRO, "TEX602"), (Fault.MISSING_FILE, "TEX603"),
        (Fault.MISSING_PACKAGE, "TEX603"), (Fault.IMAGE, "TEX603"), (Fault.MISSING_CHARACTER, "TEX608"),
        (Fault.CAPACITY, "TEX611"),
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
