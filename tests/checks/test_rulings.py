"""Levels and silences: what is raised, lowered, switched off and allowed, and what is said of a wrong one."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from change import change
from memory import ROOT, SOURCES, MemoryTools
from small_project import small_project

from reportgen import checks, preparation
from reportgen.checks.allowances import lines_with
from reportgen.checks.keeping import Group
from reportgen.checks.levels import positions
from reportgen.checks.rulings import Rulings, idle_silences, load_rulings
from reportgen.checks.silences import Silence
from reportgen.codes import diagnose, register
from reportgen.config import load_config
from reportgen.diagnostics import Collector, Diagnostic, Outcome, Place, Severity, arrange, silence_of
from reportgen.preparation import prepare

SETTINGS = "report/report.toml"
BODY = "report/sections/body.tex.j2"
LAST = small_project()[SETTINGS].count("\n")
WORK = "@misc{idle,\n  title = {Never read},\n  keywords = {cited},\n}\n"


@pytest.fixture(autouse=True)
def _few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the rules of one module: these tests are about what becomes of a problem, not about finding it."""
    monkeypatch.setattr(checks, "GROUPS", (Group(module="report_rules"),))


def found_in(files: Mapping[str, str], *, documents: bool = True) -> tuple[Diagnostic, ...]:
    """Check a project; what the small one always says of itself is left out."""
    outcome = prepare(ROOT, SOURCES if documents else None, MemoryTools.of(files), lambda _: None)
    return tuple(d for d in outcome.diagnostics if d.code not in {"DOC106", "DOC105"})


def said(files: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Return what is said of the rulings alone, when an entry `idle` is cited nowhere and nothing else is wrong."""
    tools = MemoryTools.of(files)
    settings = load_config(ROOT, tools)
    if settings.value is None:
        return settings.diagnostics
    rulings, wrong = load_rulings(settings.value, tools)
    before, entry, _ = files["bib/works.bib"].partition("@misc{idle")
    fault = diagnose("BIB407", "m", place_of("bib/works.bib", before.count("\n") + 1, 7))
    found = [rulings(fault)] if entry else []
    return arrange((*wrong, *idle_silences(rulings, found, documents=True, built=False)))


def told(found: tuple[Diagnostic, ...]) -> list[str]:
    return [f"{d.place} {d.severity.word} {d.code}" for d in found]


def below(expected: str) -> str:
    """Return a line that is counted from the last of the small project's settings as one of the file."""
    line, rest = re.split(r"\b", expected.removeprefix(" "), maxsplit=2)[1:]
    return f"{SETTINGS}:{int(line) + LAST}{rest}"


def add(files: dict[str, str], name: str, text: str) -> None:
    files[name] = files.get(name, "") + text


@pytest.fixture
def idle_work(project: dict[str, str]) -> dict[str, str]:
    """A project with one warning: an entry at bib/works.bib:22 that nothing cites."""
    add(project, "bib/works.bib", WORK)
    assert told(found_in(project)) == ["bib/works.bib:23:7 warning BIB407"]
    return project


# --- levels ------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["error", "warning", "note"])
def test_a_level_makes_a_problem_better_or_worse(idle_work: dict[str, str], word: str) -> None:
    add(idle_work, SETTINGS, f'\n[checks]\nBIB407 = "{word}"\n')
    assert told(found_in(idle_work)) == [f"bib/works.bib:23:7 {word} BIB407"]


def test_a_code_that_is_off_is_counted_as_silenced(idle_work: dict[str, str]) -> None:
    add(idle_work, SETTINGS, '\n[checks]\nBIB407 = "off"\n')
    (found,) = found_in(idle_work)
    by = silence_of(found)
    assert found.severity is Severity.SILENCED
    assert by is not None
    assert str(by.place) == f"{SETTINGS}:{LAST + 3}:1"


@pytest.mark.parametrize(
    ("setting", "expected", "hint"),
    [
        ('BIB470 = "off"', "3:1 warning CFG003", "did you mean 'BIB407'?"),
        ('bib407 = "off"', "3:1 warning CFG003", "did you mean 'BIB407'?"),
        ('words = "off"', "3:1 warning CFG003", "'reportgen explain all' lists the codes"),
        ('BIB407 = "of"', "3:1 error CFG004", None),
        ("BIB407 = false", "3:1 error CFG004", None),
        ('BIB402 = "warning"', "3:1 error CHK844", "repair what it reports; 'reportgen explain BIB402' says how"),
        ("allow = 3", "3:1 error CFG004", None),
    ],
)
def test_a_level_that_cannot_be_is_reported_at_its_line(
    project: dict[str, str], setting: str, expected: str, hint: str | None
) -> None:
    add(project, SETTINGS, f"\n[checks]\n{setting}\n")
    (found,) = said(project)
    assert told((found,)) == [below(expected)]
    assert found.hint == hint


def test_the_section_must_be_one(project: dict[str, str]) -> None:
    project[SETTINGS] = "checks = 3\n" + project[SETTINGS]
    assert [d.code for d in found_in(project)] == ["CFG004"]


def test_a_fixed_code_may_be_named_as_bad_as_it_is(project: dict[str, str]) -> None:
    add(project, SETTINGS, '\n[checks]\nBIB402 = "error"\n')
    assert not said(project)


def test_what_stops_a_build_follows_the_levels() -> None:
    """A collector judges what comes, and what came before; and it never judges twice."""
    place = Place(file="a", line=1, column=1)
    warning, error = diagnose("BIB407", "m", place), diagnose("REC212", "m", place)
    keep = Collector()
    keep(Outcome(None, (warning, error)))
    assert keep.failed
    levels = {
        "BIB407": Severity.ERROR,
        "REC212": Severity.NOTE,
    }
    rulings = Rulings.of({code: _level(severity) for code, severity in levels.items()}, ())
    keep.judge_by(rulings)
    assert [d.severity for d in keep.found] == [Severity.ERROR, Severity.NOTE]
    keep.judge_by(rulings)
    keep(Outcome(None, (error,)))
    assert [d.severity for d in keep.found] == [Severity.ERROR, Severity.NOTE, Severity.NOTE]
    assert keep.failed
    assert not keep.warned


def _level(severity: Severity):  # type: ignore[no-untyped-def]
    from reportgen.checks.levels import Level

    return Level(severity=severity, place=Place(file=SETTINGS))


def test_a_fixed_code_is_never_made_better_than_its_rule_made_it() -> None:
    rulings = Rulings.of({"CFG003": _level(Severity.NOTE), "BIB402": _level(Severity.WARNING)}, ())
    assert rulings(diagnose("CFG003", "m")).severity is Severity.NOTE
    assert rulings(diagnose("BIB402", "m")).severity is Severity.ERROR


# --- silences in comments ----------------------------------------------------------------------


def test_a_comment_above_silences_the_line_below(idle_work: dict[str, str]) -> None:
    change(idle_work, "bib/works.bib", "@misc{idle", "% reportgen: allow BIB407: kept for later\n@misc{idle")
    (found,) = found_in(idle_work)
    by = silence_of(found)
    assert (found.code, found.severity, found.place) == ("BIB407", Severity.SILENCED, place_of("bib/works.bib", 24, 7))
    assert by is not None
    assert (by.message, by.place) == ("kept for later", place_of("bib/works.bib", 23, 20))


def place_of(file: str, line: int, column: int) -> Place:
    return Place(file=file, line=line, column=column)


MARKED = "A part of it only.\n"


@pytest.mark.parametrize(
    "text",
    [
        "((= reportgen: allow TAB305: it ends here =))\n" + MARKED,
        "  ((=- Reportgen: Allow tab305 it ends here -=))  \n" + MARKED,
        "((= reportgen:allow TAB305, BIB407: it ends\nhere, on purpose =))\n" + MARKED,
        "((= reportgen: allow BIB407 TAB305 — it ends =))\n" + MARKED,
        "% reportgen: allow TAB305: it ends here\n" + MARKED,
        "((= reportgen: allow BIB407: of nothing =))\n((= reportgen: allow TAB305: it ends =))\n" + MARKED,
        MARKED.replace("A part", "((= reportgen: allow TAB305: it ends here =))A part"),
    ],
)
def test_comments_in_templates(project: dict[str, str], monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    change(project, BODY, "Traffic grew", text + "Traffic grew")
    line = project[BODY][: project[BODY].index(MARKED[-20:])].count("\n") + 1
    fault = diagnose("TAB305", "m", place_of(BODY, line, 1))
    monkeypatch.setattr(preparation, "begin_rules", lambda *_: lambda: (fault,))
    found = found_in(project)
    assert [d.code for d in found if d.severity is Severity.SILENCED] == ["TAB305"]
    assert [d.code for d in found if d.severity is not Severity.SILENCED] == ["CHK841"] * text.count("BIB407")


def test_a_comment_of_a_template_does_not_reach_the_text(project: dict[str, str]) -> None:
    def text() -> str:
        report = prepare(ROOT, SOURCES, MemoryTools.of(project), lambda _: None).value
        assert report is not None
        return "".join(composed.text for composed in report.composition.files.values())

    before = text()
    change(project, BODY, "Traffic grew", "((= reportgen: allow CHK841: none =))\nTraffic grew")
    assert text() == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/gaps.yaml", "  question:", "  # reportgen: allow REC216: r is\n  question:"),
        ("data/gaps.yaml", "letter?", "letter? # reportgen: allow REC216: r is"),
        (SETTINGS, "[build]", "[build] # reportgen: allow REC216: r is"),
        ("report/briefing.cls", "\\LoadClass", "%% reportgen: allow REC216: r is\n\\LoadClass"),
        ("report/tables/indicators.yaml", "caption", "# reportgen: allow REC216: r is\ncaption"),
    ],
)
def test_every_kind_of_file_has_its_comments(project: dict[str, str], file: str, old: str, new: str) -> None:
    change(project, file, old, new)
    text = project[file]
    line = text[: text.index("REC216")].count("\n") + 1
    column = text.split("\n")[line - 1].index("REC216") + 1
    assert told(said(project)) == [f"{file}:{line}:{column} warning CHK841"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (BODY, "reportgen: allow REC216: this is text\n"),
        (BODY, "((= reportgen: see the manual =))\n"),
        (BODY, "((= reportgen: ignore what follows =))\n"),
        (BODY, "((= reportgen: allow more room here =))\n"),
        (BODY, "((= reportgen: allowed REC216 here, once =))\n".replace("allowed", "has")),
        (BODY, "((= about reportgen: allow REC216: no =))\n"),
        (BODY, "5\\% reportgen: allow REC216: no\n"),
        ("bib/works.bib", "reportgen: allow REC216: no\n"),
        ("bib/works.bib", "% reportgen checks this\n"),
        ("data/gaps.yaml", "# see reportgen: allow REC216\n"),
        ("data/sources/notes.yaml", "# reportgen: allow REC216\n"),
        ("data/notes.txt", "# reportgen: allow REC216\n"),
    ],
)
def test_what_is_no_order_is_left_alone(project: dict[str, str], file: str, text: str) -> None:
    project[file] = text + project.get(file, "")
    found = [d for d in said(project) if d.code.startswith("CHK84")]
    assert not found


@pytest.mark.parametrize(
    ("comment", "expected", "hint"),
    [
        ("allow BIB407", "24:20 error CHK842", "say why behind the code"),
        ("allow BIB407:", "24:20 error CHK842", "say why behind the code"),
        ("allow BIB407 -- .", "24:20 error CHK842", "say why behind the code"),
        ("allow BIB470: kept", "24:20 error CHK843", "did you mean 'BIB407'?"),
        ("allow KEPT for later", "24:20 error CHK843", "'reportgen explain all' lists the codes"),
        ("allow BIB4O7: kept", "24:20 error CHK843", "did you mean 'BIB407'?"),
        ("allow: kept", "24:14 error CHK843", "write 'reportgen: allow CODE: reason'"),
        ("allow", "24:14 error CHK843", "write 'reportgen: allow CODE: reason'"),
        ("ignore BIB407: kept", "24:14 error CHK843", "write 'reportgen: allow CODE: reason'"),
        ("allow BIB402: kept", "24:20 error CHK844", "repair what it reports; 'reportgen explain BIB402' says how"),
        ("allow CHK841: kept", "24:20 error CHK844", "repair what it reports; 'reportgen explain CHK841' says how"),
        (
            "allow BIB409: kept",
            "24:20 warning CHK841",
            "remove it, or put it on the line of the problem or right above",
        ),
    ],
)
def test_a_silence_that_cannot_be_is_reported_at_its_line(
    project: dict[str, str], comment: str, expected: str, hint: str
) -> None:
    add(project, "bib/works.bib", f"\n% reportgen: {comment}\n" + WORK)
    found = [d for d in said(project) if d.code != "BIB407"]
    assert [d.hint for d in found] == [hint]
    assert told(tuple(found)) == [f"bib/works.bib:{expected}"]


def test_one_without_a_reason_still_silences(idle_work: dict[str, str]) -> None:
    """One cause, one problem: the missing reason."""
    change(idle_work, "bib/works.bib", "@misc{idle", "% reportgen: allow BIB407\n@misc{idle")
    assert [d.code for d in found_in(idle_work) if d.severity > Severity.SILENCED] == ["CHK842"]


def test_a_silence_takes_away_its_own_line_and_code_only(idle_work: dict[str, str]) -> None:
    """One line too high, and it is as if it were not there."""
    change(idle_work, "bib/works.bib", "@misc{idle", "% reportgen: allow BIB407: kept\n\n@misc{idle")
    assert told(found_in(idle_work)) == ["bib/works.bib:23:20 warning CHK841", "bib/works.bib:25:7 warning BIB407"]


def test_the_second_silence_of_a_problem_has_nothing_to_do(idle_work: dict[str, str]) -> None:
    text = "% reportgen: allow BIB407: kept\n% reportgen: allow BIB407: kept\n@misc{idle"
    change(idle_work, "bib/works.bib", "@misc{idle", text)
    shown = [d for d in found_in(idle_work) if d.severity > Severity.SILENCED]
    assert told(tuple(shown)) == ["bib/works.bib:24:20 warning CHK841"]


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_do_not_matter(idle_work: dict[str, str], end: str) -> None:
    change(idle_work, "bib/works.bib", "@misc{idle", "% reportgen: allow BIB407: kept\n@misc{idle")
    idle_work["bib/works.bib"] = "\ufeff" + idle_work["bib/works.bib"].replace("\n", end)
    (found,) = found_in(idle_work)
    by = silence_of(found)
    assert by is not None
    assert by.message == "kept"


# --- silences in report.toml -------------------------------------------------------------------


def allow(code: str = '"BIB407"', file: str = "bib/works.bib", at: str = "idle", reason: str = "kept") -> str:
    return f'\n[[checks.allow]]\ncode = {code}\nfile = "{file}"\nat = "{at}"\nreason = "{reason}"\n'


def test_a_table_silences_the_lines_that_hold_its_text(idle_work: dict[str, str]) -> None:
    add(idle_work, SETTINGS, allow())
    (found,) = found_in(idle_work)
    by = silence_of(found)
    assert by is not None
    assert (by.message, str(by.place)) == ("kept", f"{SETTINGS}:{LAST + 3}:9")


def test_a_table_for_a_record(project: dict[str, str]) -> None:
    change(project, "data/events.csv", "ev-meeting,2021-03-12", "ev-meeting,2021-03-13")
    before = found_in(project)
    codes = sorted({d.code for d in before})
    assert codes
    if any(register()[code].fixed for code in codes):
        pytest.skip("the fault of this record cannot be allowed")
    add(
        project, SETTINGS, allow("[\n  " + ", ".join(f'"{c}"' for c in codes) + ",\n]", "data/events.csv", "ev-meeting")
    )
    assert [(d.code, d.place) for d in found_in(project)] == [(d.code, d.place) for d in before]
    assert {d.severity for d in found_in(project)} == {Severity.SILENCED}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (allow('"BIB470"'), ["3:9 error CHK843"]),
        (allow('["BIB407", "BIB408"]'), ["3:20 error CHK844"]),
        (allow('["BIB407",\n"BIB409"]'), ["4:2 warning CHK841"]),
        (allow(file="bib/work.bib"), ["4:1 error CHK843"]),
        (allow(file="../works.bib"), ["4:1 error CHK843"]),
        (allow(at="idl"), ["5:1 warning CHK841"]),
        (allow(reason=""), ["3:9 error CHK842"]),
        (allow().replace('reason = "kept"\n', ""), ["3:9 error CHK842"]),
        (allow().replace('at = "idle"\n', ""), ["2 error CFG004"]),
        (allow().replace('at = "idle"\n', "at = 3\n"), ["5:1 error CFG004"]),
        (allow("[]"), ["3:1 error CFG004"]),
        (allow().replace("reason", "raeson"), ["3:9 error CHK842", "6:1 warning CFG003"]),
        (allow() + allow('"BIB470"'), ["9:9 error CHK843"]),
        (
            '\n[checks]\nallow = [{code = "BIB470", file = "bib/works.bib", at = "idle", reason = "kept"}]\n',
            ["3:19 error CHK843"],
        ),
    ],
)
def test_a_table_that_cannot_be_is_reported_at_its_line(
    idle_work: dict[str, str], table: str, expected: list[str]
) -> None:
    add(idle_work, SETTINGS, table)
    assert told(said(idle_work)) == [below(each) for each in expected]


def test_a_text_is_not_found_inside_a_longer_word() -> None:
    text = "id\nev-1,a\nev-10,b\nx-ev-1,c\n“ev-1”\n"
    assert lines_with("ev-1", text) == (2, 5)
    assert lines_with(",b", text) == (3,)
    assert not lines_with("ev", text)


def test_positions_of_settings() -> None:
    text = 'a = """\n[checks]\n"""\n[checks]\n "b" = 1\n[[checks.allow]]\ncode = 1\n[[checks.allow]]\ncode = 2\n'
    found = {key: (place.line, place.column) for key, place in positions(text).items()}
    assert found == {
        ("", 0, "a"): (1, 1), ("checks", 0, ""): (4, None), ("checks", 0, "b"): (5, 2),
        ("checks.allow", 0, ""): (6, None), ("checks.allow", 0, "code"): (7, 1),
        ("checks.allow", 1, ""): (8, None), ("checks.allow", 1, "code"): (9, 1),
    }  # fmt: skip


# --- what cannot be judged ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "documents", "built", "judged"),
    [
        ("TEX604", True, False, False),
        ("PDF711", True, False, False),
        ("BIB415", True, False, False),
        ("TEX604", True, True, True),
        ("REC212", False, True, False),
        ("DOC104", False, True, False),
        ("REC212", True, False, True),
        ("BIB407", False, False, True),
    ],
)
def test_a_silence_is_judged_only_when_its_problem_was_looked_for(
    code: str, *, documents: bool, built: bool, judged: bool
) -> None:
    place = Place(file="a", line=1, column=1)
    silence = Silence(code=code, file="a", lines=(2,), reason="because", place=place)
    found = list(idle_silences(Rulings.of({}, (silence,)), (), documents=documents, built=built))
    assert [d.code for d in found] == ["CHK841"] * judged


def test_nothing_is_said_of_silences_when_a_part_cannot_be_read(project: dict[str, str]) -> None:
    change(project, BODY, "Traffic grew", "% reportgen: allow TAB305: none\nTraffic grew")
    change(project, "data/gaps.yaml", "question: Who wrote the letter?", "question: Who: the letter?")
    assert "CHK841" not in {d.code for d in found_in(project)}


def test_without_the_documents_a_silence_of_evidence_stays(project: dict[str, str]) -> None:
    change(project, "data/gaps.yaml", "- id: gap-author", "# reportgen: allow REC215: r is\n- id: gap-author")
    assert [d.code for d in found_in(project)] == ["CHK841"]
    assert not found_in(project, documents=False)


def test_a_line_with_an_error_is_not_asked_for_its_silences() -> None:
    """The error may stand in the place of what was allowed: one cause, one problem."""
    place = Place(file="a", line=1, column=1)
    rulings = Rulings.of({}, (Silence(code="BIB407", file="a", lines=(2,), reason="because", place=place),))
    error = diagnose("BIB404", "m", Place(file="a", line=2, column=7))
    assert not list(idle_silences(rulings, (error,), documents=True, built=True))


def test_changed_documents_leave_the_silences_of_evidence_alone() -> None:
    place = Place(file="a", line=1, column=1)
    rulings = Rulings.of({}, (Silence(code="REC212", file="a", lines=(2,), reason="because", place=place),))
    changed = diagnose("DOC104", "m", Place(file="b", line=2))
    assert not list(idle_silences(rulings, (changed,), documents=True, built=True))


def test_only_files_that_speak_to_reportgen_are_decoded(tools: MemoryTools) -> None:
    tools.put(ROOT / "report" / "x.tex", b"\xff% reportgen")
    config = load_config(ROOT, tools).value
    assert config is not None
    assert load_rulings(config, tools) == (Rulings(), ())


def test_every_error_that_costs_a_part_is_fixed() -> None:
    """All families of which an error means that there is no right PDF; the rest is decided one by one."""
    always = [code for code in register().values() if re.match("CFG|INT", code.id) and code.severity is Severity.ERROR]
    assert all(code.fixed for code in always)
    assert not [code.id for code in register().values() if code.fixed and code.severity is not Severity.ERROR]
