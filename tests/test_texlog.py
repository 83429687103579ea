"""Recorded logs in `logs/`, each beside the events it must give.

The logs are of real runs of TeX Live 2022, in a folder with a main.tex that inputs
sections/01-a.tex and sections/02-b.tex:

    max_print_line=10000 error_line=254 half_error_line=238 lualatex -interaction=nonstopmode
    -halt-on-error -file-line-error --no-shell-escape main.tex

(pdflatex for those named so), less the lines about fonts, registers and memory, and with the TeX
installation at /texmf.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from golden import check
from hypothesis import given
from hypothesis import strategies as st

from reportgen.texlog import Fault, Kind, LogEvent, read_log

LOGS = sorted((Path(__file__).parent / "logs").glob("*.log"))
ENGINE = "This is LuaHBTeX\n(./main.tex (./sections/01-a.tex\n"


def show(event: LogEvent) -> str:
    """Print an event on one line, and the offending text on a second."""
    kind = f"{event.kind}[{event.fault}]" if event.fault else str(event.kind)
    place = ":".join(str(part) for part in (event.file or "?", event.line or "?", event.column or "?"))
    page = f" page {event.page}" if event.page else ""
    name = f" {event.name}" if event.name else ""
    amount = f" {event.amount_pt}pt" if event.amount_pt is not None else ""
    source = f" ({event.source})" if event.source else ""
    context = f"\n    {event.context}" if event.context else ""
    return f"{kind} {place}{page}{name}{amount} |{source} {event.message}{context}\n"


@pytest.mark.parametrize("log", LOGS, ids=lambda path: path.stem)
def test_recorded_log(log: Path) -> None:
    """Each log gives the events written beside it."""
    text = log.read_bytes().decode("utf-8", "replace")
    check(log.with_suffix(".expected"), "".join(map(show, read_log(text))) or "nothing\n")


@pytest.mark.parametrize("log", LOGS, ids=lambda path: path.stem)
def test_one_failure_is_one_error(log: Path) -> None:
    """A run that made no PDF has exactly one error, any other none."""
    text = log.read_bytes().decode("utf-8", "replace")
    errors = [event for event in read_log(text) if event.kind is Kind.ERROR]
    assert len(errors) == ("no output PDF" in text)


@pytest.mark.parametrize("log", LOGS, ids=lambda path: path.stem)
def test_carriage_returns_do_not_matter(log: Path) -> None:
    """A log with CR LF gives the same events."""
    text = log.read_bytes().decode("utf-8", "replace")
    assert read_log(text.replace("\n", "\r\n")) == read_log(text)


def test_logs_are_small_and_bare() -> None:
    """Recorded logs stay readable and name no machine."""
    assert len(LOGS) > 60
    for log in LOGS:
        data = log.read_bytes()
        assert len(data) < 20 * 1024
        assert not any(path in data for path in (b"/usr/", b"/tmp/", b"/home/", b"/var/", b"/root/"))


def test_every_fault_is_recorded() -> None:
    """Each kind of event and of error has a log, so that its production is tested."""
    events = [event for log in LOGS for event in read_log(log.read_bytes().decode("utf-8", "replace"))]
    assert {event.kind for event in events} == set(Kind)
    assert {event.fault for event in events} - {None} == set(Fault)


def test_file_comes_from_nesting() -> None:
    """A warning belongs to the file that is open, whatever parentheses the text holds."""
    log = ENGINE + "a) b (c\nsee :) there\n\nLaTeX Warning: odd on input line 7.\n\n) (./sections/02-b.tex\n"
    log += "\nLaTeX Warning: even.\n\n))"
    assert [(e.file, e.line) for e in read_log(log)] == [
        ("sections/01-a.tex", 7),
        ("sections/02-b.tex", None),
    ]


def test_file_resynchronised_by_error() -> None:
    """The place in an error corrects a nesting that went wrong."""
    log = "(./main.tex (./stray.tex\n./main.tex:3: Extra \\fi.\nl.3 \\fi\n\nLaTeX Warning: odd.\n\n"
    assert [event.file for event in read_log(log)] == ["main.tex", "main.tex"]


def test_quoted_file_name() -> None:
    """PdfTeX quotes a name with blanks."""
    (event,) = read_log('(./main.tex ("./my file.tex"\nLaTeX Warning: odd on input line 1.\n')
    assert event.file == "my file.tex"


def test_biblatex_names_the_entry() -> None:
    """The key stands on a line of its own."""
    log = ENGINE + (
        "Package biblatex Warning: The following entry could not be found\n"
        "(biblatex)                in the database:\n"
        "(biblatex)                knuth84\n"
        "(biblatex)                Please verify the spelling and rerun\n"
        "(biblatex)                LaTeX afterwards.\n"
    )
    (event,) = read_log(log)
    assert (event.kind, event.name) == (Kind.UNDEFINED_CITATION, "knuth84")


@pytest.mark.parametrize(
    "text",
    [
        "xdvipdfmx:fatal: Image inclusion failed",
        "! \n",
        "!  ==> Fatal error occurred, no output PDF file produced!",
        "strange words\nno output PDF file written",
    ],
)
def test_unknown_failure_is_quoted(text: str) -> None:
    """What is not understood still is an error."""
    (event,) = read_log(text)
    assert (event.kind, event.fault) == (Kind.ERROR, Fault.OTHER)


def test_errors_without_halting() -> None:
    """A run that goes on gives each error, and none for the stop at the end."""
    log = ENGINE + (
        "./sections/01-a.tex:2: Undefined control sequence.\nl.2 \\aa\n       b\nThe control sequence\n"
        "./sections/01-a.tex:4: Extra \\fi.\nl.4 \\fi\n\n! Emergency stop.\n<*> main.tex\n"
    )
    assert [(e.fault, e.name, e.line, e.column) for e in read_log(log)] == [
        (Fault.UNDEFINED_MACRO, "\\aa", 2, 1),
        (Fault.OTHER, None, 4, 3),
    ]


def test_control_characters_count_once() -> None:
    """TeX prints a control character as `^^A`; it is one character of the file."""
    (event,) = read_log("./a.tex:1: Too many }'s.\nl.1 a^^Ab^^e9}\n          c\n")
    assert event.column == len("a\x01b\xe9}")


LINES = st.sampled_from(
    [
        "./a.tex:2: Undefined control sequence.",
        "./a.tex:0: ",
        "! LaTeX Error: File `x.sty' not found.",
        "./a.tex:3: Emergency stop.",
        "<*> main.tex",
        "l.2 ",
        "l.0 ...x \\y",
        "l.3 ^^A^^",
        "      after] (./b.tex",
        "! Text line contains an invalid character.",
        "Runaway argument?",
        "./a.tex:9: File ended while scanning use of \\x.",
        "(./main.tex",
        ")) ] [1",
        "(./a.tex[\\directlua]:1: words",
        "\tin field",
        "Overfull \\hbox (1.2pt too wide) in paragraph at lines 1--2",
        "Underfull \\vbox (badness 10) has occurred while \\output is active []",
        " []",
        "Missing character: There is no x in font y!",
        ".",
        "(\\end occurred inside a group at level 1)",
        "### simple group (level 1) entered at line 2 ({)",
        "pdfTeX warning (ext4): words",
        "LaTeX Warning: Citation `k' undefined on input line 3.",
        "               more",
        "!  ==> Fatal error occurred, no output PDF file produced!",
    ]
)


@given(st.one_of(st.text(), st.lists(st.one_of(LINES, st.text(max_size=20))).map("\n".join)))
def test_never_raises(text: str) -> None:
    """Any text gives events, with messages on one line and places that count from 1."""
    for event in read_log(text):
        assert "\n" not in event.message
        assert all(number is None or number > 0 for number in (event.line, event.end_line, event.column))
        assert (event.fault is None) == (event.kind is not Kind.ERROR)
