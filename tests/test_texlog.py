"""Recorded logs in `logs/`, each beside the events it must give.

The logs are of real runs of TeX Live 2022, in a folder with a main.tex that inputs
sections/01-a.tex and sections/02-b.tex:

    max_print_line=10000 error_line=254 half_error_line=238 lualatex -interaction=nonstopmode
    -halt-on-error -file-line-error --no-shell-escape main.tex

(pdflatex for those named so), less the lines about fonts, registers and memory, and with the TeX
installation at /texmf. Those in `logs/plain/` are as most people record them: `-interaction=nonstopmode` and no
other option, so folded at 79 columns, without file names, and going on after each error.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from golden import check
from hypothesis import given
from hypothesis import strategies as st

from reportgen.texlog import Fault, Kind, LogEvent, read_log

LOGS = sorted((Path(__file__).parent / "logs").glob("*.log"))
PLAIN = sorted((Path(__file__).parent / "logs" / "plain").glob("*.log"))
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


@pytest.mark.parametrize("log", PLAIN, ids=lambda path: path.stem)
def test_recorded_plain_log(log: Path) -> None:
    """A folded log gives the same as one that is not, file and line included."""
    check(log.with_suffix(".expected"), "".join(map(show, read_log(log.read_bytes()))) or "nothing\n")


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
    for log in (*LOGS, *PLAIN):
        data = log.read_bytes()
        assert len(data) < 20 * 1024
        assert not any(path in data for path in (b"/usr/", b"/tmp/", b"/home/", b"/var/", b"/root/"))


def test_every_fault_is_recorded() -> None:
    """Each kind of event and of error has a log, so that its production is tested."""
    events = [event for log in (*LOGS, *PLAIN) for event in read_log(log.read_bytes())]
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
        (Fault.CONDITIONAL, "\\fi", 4, 3),
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


# --- as other tools record them ---------------------------------------------------------------------

PDFTEX = "This is pdfTeX, Version 3.141592653-2.6-1.40.24 (TeX Live 2022) (preloaded format=pdflatex)\n"


def places(log: str | bytes) -> list[tuple[str | None, int | None, str]]:
    return [(event.file, event.line, event.message) for event in read_log(log)]


@pytest.mark.parametrize(
    ("opened", "file"),
    [
        (r"(C:\Users\J. Doe\my report\main.tex", "C:/Users/J. Doe/my report/main.tex"),
        ("(c:/texlive/2020/texmf-dist/tex/latex/base/x.sty", "c:/texlive/2020/texmf-dist/tex/latex/base/x.sty"),
        (r'("C:\Program Files\MiKTeX 2.9\tex\x.sty"', "C:/Program Files/MiKTeX 2.9/tex/x.sty"),
        (r"(.\parts\one.tex", "parts/one.tex"),
        ("(./my (old) file.tex", "my (old) file.tex"),
        ("(./données/été.tex", "données/été.tex"),
        ("(/home/a/b.c/d-e_f.tex (./g.tex)", "/home/a/b.c/d-e_f.tex"),
    ],
)
def test_file_names(opened: str, file: str) -> None:
    """Names with blanks, parentheses, drives and letters of any kind."""
    log = f"{PDFTEX}(./main.tex\r\n{opened}\r\n! Undefined control sequence.\r\nl.7 \\foo\r\n        bar\r\n"
    assert places(log) == [(file, 7, "Undefined control sequence")]


@pytest.mark.parametrize(
    ("head", "file"),
    [
        (r"C:\Users\me\main.tex:7: ", "C:/Users/me/main.tex"), ("./main.tex:7: ", "main.tex"),
        ("main.tex:7: ", "main.tex"), ("./my (old) file.tex:7: ", "my (old) file.tex"),
        (r".\parts\one.tex:7: ", "parts/one.tex"),
    ],
)  # fmt: skip
def test_heads_with_file_and_line(head: str, file: str) -> None:
    log = f"{PDFTEX}(./main.tex\n{head}LaTeX Error: Something's wrong--perhaps a missing \\item.\n\nl.7 x\n\n"
    assert places(log) == [(file, 7, "Something's wrong--perhaps a missing \\item")]


def test_messages_of_expl3_in_a_frame() -> None:
    """Before 2021 expl3 drew a frame around its messages."""
    log = (
        f'{PDFTEX}(./main.tex\n{"!" * 48}\n!\n! fontspec error: "font-not-found"\n! \n'
        '! The font "Nowhere" cannot be found.\n! \n! See the fontspec documentation for further information.\n! \n'
        f"! For immediate help type H <return>.\n!{'.' * 47}  \n                                                  \n"
        "l.6 \\setmainfont{Nowhere}\n                        \n"
        f"{'*' * 49}\n* fontspec warning: \"script-not-exist\"\n* \n* Font 'A' does not contain script 'Latin'.\n"
        f"{'*' * 49}\n"
    )
    assert [(e.kind, e.fault, e.file, e.line, e.source, e.name, e.message) for e in read_log(log)] == [
        (Kind.ERROR, Fault.FONT, "main.tex", 6, "fontspec", "Nowhere", 'The font "Nowhere" cannot be found'),
        (
            Kind.PACKAGE_WARNING, None, "main.tex", None, "fontspec", None,
            "Font 'A' does not contain script 'Latin'",
        ),
    ]  # fmt: skip


def test_several_runs_in_one_transcript() -> None:
    """What the last run warns of counts; an error of any run does, once."""
    undefined = "LaTeX Warning: Citation `a' on page 1 undefined on input line 3.\n"
    error = "./main.tex:2: Undefined control sequence.\nl.2 \\oops\n         \n"
    first = f"Latexmk: applying rule 'pdflatex'...\n{PDFTEX}(./main.tex\n{error}\n\n{undefined}\n)\n"
    bibtex = "This is BibTeX, Version 0.99d (TeX Live 2022)\nThe style file: plain.bst\n"
    last = f"{PDFTEX}(./main.tex\n{error}\n)\nLatexmk: All targets (main.pdf) are up-to-date\n"
    assert places(first + bibtex + last) == [("main.tex", 2, "Undefined control sequence")]
    assert len(places(first + bibtex + first)) == 2


def test_help_is_not_read() -> None:
    """The help below a context may have parentheses of any kind."""
    log = (
        f"{PDFTEX}(./main.tex (./a.tex\n! Missing number, treated as zero.\n<to be read again> \n                   a\n"
        "l.2 \\vspace{abc}\n                \nA number should have been here; I inserted `0'.\n"
        "(If you can't figure out why I needed to see a number,\nlook up `weird error' in the index to The TeXbook.)\n"
        "\n! Undefined control sequence.\nl.3 \\foo\n        ) text\nThe control (\n\n)\n"
        "! Extra \\fi.\nl.9 \\fi\n        \n"
    )
    assert [(e.file, e.line) for e in read_log(log)] == [("a.tex", 2), ("a.tex", 3), ("main.tex", 9)]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("No file chapters/one.tex.", Kind.NO_FILE, "chapters/one.tex"),
        ("No file main.bbl.", Kind.NO_FILE, "main.bbl"),
        ("xdvipdfmx:warning: Trying to include PDF file", Kind.OTHER_WARNING, None),
        ("pdfTeX warning (dest): name{a.1} has been referenced but does not exist", Kind.UNDEFINED_REFERENCE, "a.1"),
        ("Package babel Warning: No hyphenation patterns were preloaded for", Kind.PACKAGE_WARNING, None),
        ("LaTeX Warning: Text page 3 contains only floats.", Kind.OTHER_WARNING, None),
    ],
)
def test_words_of_one_line(text: str, kind: Kind, name: str | None) -> None:
    (event,) = read_log(f"{PDFTEX}(./main.tex\n{text}\n")
    assert (event.kind, event.name) == (kind, name)


@pytest.mark.parametrize("name", ["main.aux", "main.toc", "main.lof", "main.out"])
def test_what_a_first_run_has_not_yet_is_no_event(name: str) -> None:
    assert read_log(f"{PDFTEX}(./main.tex\nNo file {name}.\n") == ()


def test_a_line_number_inside_a_message() -> None:
    words = "LaTeX Warning: You have requested, on input line 3, version\n               `2099/01/01' of package x.\n"
    log = f"{PDFTEX}(./main.tex\n{words}"
    assert places(log)[0][:2] == ("main.tex", 3)


def test_bytes_that_are_no_utf_8() -> None:
    (event,) = read_log(
        PDFTEX.encode() + b"(./main.tex\nLaTeX Warning: Reference `caf\xe9' undefined on input line 3.\n"
    )
    assert event.name == "café"


@given(st.sampled_from(PLAIN), st.integers(0, 12_000), st.integers(0, 12_000))
def test_a_damaged_log_is_read_all_the_same(log: Path, start: int, end: int) -> None:
    data = log.read_bytes()
    for event in read_log(data[:start] + data[end:]):
        assert "\n" not in event.message


def test_what_biber_said_between_two_runs_is_told() -> None:
    biber = "INFO - This is Biber 2.18\nWARN - Duplicate entry key: 'k' in file 'a.bib', skipping ...\n"
    (event,) = read_log(f"{PDFTEX}(./main.tex)\n{biber}INFO - WARNINGS: 1\n{PDFTEX}(./main.tex)\n")
    assert (event.kind, event.source, event.name, event.file) == (Kind.PACKAGE_WARNING, "biber", "k", "a.bib")


@pytest.mark.parametrize("width", [79, 100, 132])
def test_a_log_folded_at_another_width(width: int) -> None:
    """The width is told by the lines themselves, once enough of them are full."""
    keys = [f"key-number-{n}-with-a-name-of-its-own-{'x' * n}" for n in range(40)]
    lines = [
        f"LaTeX Warning: Citation `{key}' on page {n} undefined on input line {n + 1}." for n, key in enumerate(keys)
    ]
    folded = [line[at : at + width] for line in lines for at in range(0, len(line), width)]
    events = read_log(PDFTEX + "(./main.tex\n" + "\n".join(folded) + "\n)\n")
    assert [(event.name, event.line) for event in events] == [(key, n + 1) for n, key in enumerate(keys)]


@pytest.mark.parametrize("engine", ["pdfTeX", "XeTeX", "LuaHBTeX"])
def test_characters_of_several_bytes_are_folded_as_the_engine_does(engine: str) -> None:
    """XeTeX counts characters, the others bytes; LuaTeX leaves a character whole."""
    word = "größer-als-das-wort-für-die-straße-nach-überlingen-" * 4
    line = f"LaTeX Warning: Reference `{word}' on page 1 undefined on input line 7."
    pieces: list[bytes] = []
    if engine == "XeTeX":
        pieces = [line[at : at + 79].encode() for at in range(0, len(line), 79)]
    else:
        data = b""
        for c in line:
            size = len(c.encode())
            if engine == "LuaHBTeX" and size > 1 and len(data) + size >= 79:
                pieces.append(data)
                data = b""
            for byte in c.encode():
                data += bytes([byte])
                if len(data) == 79:
                    pieces.append(data)
                    data = b""
        pieces.append(data)
    log = f"This is {engine}, Version 3 (TeX Live 2022)\n(./main.tex\n".encode() + b"\n".join(pieces) + b"\n)\n"
    (event,) = read_log(log)
    assert (event.name, event.line) == (word, 7)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
def test_output_kept_by_a_shell_of_windows(encoding: str) -> None:
    """`pdflatex main > log.txt` in PowerShell gives UTF-16 with its mark."""
    log = f"{PDFTEX}(./main.tex\r\n! Undefined control sequence.\r\nl.7 é\\foo\r\n       \r\n"
    data = ("\ufeff" + log).encode(encoding) if encoding == "utf-16-be" else log.encode(encoding)
    assert places(data) == [("main.tex", 7, "Undefined control sequence")]


def test_lines_that_end_with_a_return_only() -> None:
    log = f"{PDFTEX}(./main.tex\n! Undefined control sequence.\nl.7 \\foo\n       \n"
    assert read_log(log.replace("\n", "\r")) == read_log(log) != ()


def test_boxes_without_their_text() -> None:
    """A log that was filtered for boxes has each of them."""
    log = "".join(f"Overfull \\hbox (1.5pt too wide) in paragraph at lines {n}--{n + 1}\n" for n in (1, 3, 5))
    assert [event.line for event in read_log(log)] == [1, 3, 5]


def test_a_line_number_on_a_line_of_its_own() -> None:
    """Folded by another program, at a width that nothing else tells."""
    log = f"{PDFTEX}(./main.tex\nPackage natbib Warning: Citation `k' on page 1 undefined on input line\n6.\n"
    assert [(event.name, event.line) for event in read_log(log)] == [("k", 6)]


@pytest.mark.parametrize(
    "words",
    ["I can't find the format file `x.fmt'!", "(Fatal format file error; I'm stymied)", "---! x.fmt was written"],
)
def test_a_format_that_cannot_be_read_is_an_error(words: str) -> None:
    (event,) = read_log(f"{PDFTEX} restricted \\write18 enabled.\n{words}\n")
    assert (event.kind, event.fault) == (Kind.ERROR, Fault.OTHER)


def test_a_lua_file_is_named_right_after_a_file_is_closed() -> None:
    """On the terminal, nothing stands between."""
    log = (
        "This is LuaHBTeX\n(./main.tex (./a.fd)code.lua:3: boom here\nstack traceback:\n\t[C]: in function 'error'\n"
        "\tcode.lua:5: in main chunk\n\t[\\directlua]:1: in main chunk.\nl.4 \\directlua{dofile('code.lua')}\n"
    )
    assert places(log) == [("main.tex", 4, "code.lua:3: boom here")]


def test_one_run_and_what_biber_says_after_it() -> None:
    """When biber fails, latexmk does not run TeX again."""
    log = (
        f"{PDFTEX}(./main.tex)\nOutput written on main.pdf (1 page, 1 bytes).\nRunning 'biber \"main.bcf\"'\n"
        "INFO - This is Biber 2.18\nINFO - Found BibTeX data source 'refs.bib'\n"
        'ERROR - BibTeX subsystem: /x/8fe4.utf8, line 9, syntax error: found "title"\nINFO - ERRORS: 1\n'
    )
    assert places(log) == [("refs.bib", 9, 'found "title"')]


def test_the_same_error_again_at_once_is_one() -> None:
    again = '! The font "X" cannot be found.\nl.4 \\setmainfont{X}\n                   \n'
    other = "! Undefined control sequence.\nl.5 \\y\n       \n"
    assert [event.line for event in read_log(f"{PDFTEX}(./main.tex\n{again * 3}{other}{again}")] == [4, 5, 4]


@pytest.mark.parametrize("opened", ["./parts//one.tex", "./parts/deep/../one.tex", "./parts/./one.tex"])
def test_ways_that_packages_write_a_path(opened: str) -> None:
    """`import` and `subfiles` put folders together."""
    log = f"{PDFTEX}(./main.tex\n({opened}\n! Undefined control sequence.\nl.7 \\foo\n       \n"
    assert places(log) == [("parts/one.tex", 7, "Undefined control sequence")]


def test_letters_in_no_font_follow_from_a_font_that_is_missing() -> None:
    lost = "Missing character: There is no x in font nullfont!\n"
    font = "! Font \\x=none not loadable: Metric (TFM) file not found.\nl.3 \\font\\x=none\n       \n\n"
    assert [event.kind for event in read_log(PDFTEX + lost)] == [Kind.MISSING_CHARACTER]
    assert [event.kind for event in read_log(PDFTEX + font + lost * 2)] == [Kind.ERROR]


def test_a_warning_that_begins_on_its_second_line() -> None:
    log = f"{PDFTEX}(./main.tex\nPackage ifplatform Warning: \n    shell escape is disabled.\n\n)"
    assert [event.message for event in read_log(log)] == ["shell escape is disabled"]


def test_files_after_the_prompt() -> None:
    """Somebody has pressed Return: on the terminal TeX goes on after its question mark."""
    error = "! Undefined control sequence.\nl.{} \\x\n        \n"
    log = f"{PDFTEX}(./main.tex\n{error.format(3)}? (./one.tex\n{error.format(1)}? ) (./two.tex\n{error.format(4)}? )\n"
    assert [(event.file, event.line) for event in read_log(log)] == [("main.tex", 3), ("one.tex", 1), ("two.tex", 4)]


def test_two_errors_of_a_long_line_stay_two() -> None:
    error = "! Undefined control sequence.\nl.4 ...words \\x\n                \n"
    assert len(read_log(PDFTEX + error * 2)) == 2
