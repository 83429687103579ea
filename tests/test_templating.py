"""Templates: what they print, what they refuse, and where each line came from.

Golden cases are the folders `cases/template-*`: `main.tex.j2`, what it includes, and `rows.csv` for
its records, beside the text with the origin of each piece.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from golden import check
from hypothesis import given
from hypothesis import strategies as st
from memory import ROOT, MemoryTools

from reportgen.diagnostics import Diagnostic, Place
from reportgen.markup import Composed, Tex, bare, escape, unmark
from reportgen.records.files import read_csv
from reportgen.templating import Templates, fault
from reportgen.values import Value

CASES = sorted((Path(__file__).parent / "cases").glob("template-*"))
ROW = Place(file="data/x.csv", line=2, column=3)


def templates(**files: str | bytes) -> Templates:
    """Return templates by name; `main` is the file `main.tex.j2`."""
    named = {f"{name.replace('__', '/')}.tex.j2": text for name, text in files.items()}
    return Templates(ROOT, MemoryTools.of(named))


def fill(main: str | bytes, others: dict[str, str] | None = None, **context: Any) -> str:
    """Fill in a template that must not give a diagnostic."""
    text, diagnostics = templates(main=main, **(others or {})).fill("main.tex.j2", context)
    assert diagnostics == ()
    assert text is not None
    return bare(text)


def faults(main: str | bytes, others: dict[str, str] | None = None, **context: Any) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a template that must give one."""
    outcome = templates(main=main, **(others or {})).fill("main.tex.j2", context)
    assert outcome.diagnostics
    return outcome.diagnostics


def one(main: str | bytes, others: dict[str, str] | None = None, **context: Any) -> Diagnostic:
    """Return the only diagnostic of a template."""
    (found,) = faults(main, others, **context)
    return found


def at(found: Diagnostic) -> str:
    """Return code and place of a diagnostic."""
    return f"{found.code} {found.place}"


# --- origins -----------------------------------------------------------------------------------


def show(composed: Composed) -> str:
    """Print each generated line with the columns from which on a place supplied the text."""
    lines = []
    for number, (text, origins) in enumerate(zip(composed.text.split("\n"), composed.origins, strict=True), 1):
        lines.append(f"{number:2} | {text}")
        lines.extend(f"     {o.column:>3} {'record' if o.data else 'template'} {o.place}" for o in origins)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name.removeprefix("template-"))
def test_every_line_knows_its_template_and_record(case: Path) -> None:
    tools = MemoryTools()
    for path in case.iterdir():
        tools.put(ROOT / path.name, path.read_bytes())
    rows = tools.files.get(ROOT / "rows.csv", b"id\n").decode()
    context = {"rows": read_csv(rows, "rows.csv").value.rows}
    text, diagnostics = Templates(ROOT, tools).fill("main.tex.j2", context)
    assert diagnostics == ()
    assert text is not None
    check(case / "expected.txt", show(unmark(text)))


@given(st.lists(st.sampled_from(["text", "  x", "", "((( v )))", "a ((( v ))) b"]), max_size=12))
def test_each_line_of_text_maps_to_the_line_it_was_written_on(lines: list[str]) -> None:
    source = "".join(f"{line}\n" for line in lines)
    text, _ = templates(main=source).fill("main.tex.j2", {"v": Value("y", ROW)})
    composed = unmark(text or "")
    written = composed.text.split("\n")
    assert len(written) == len(lines) + 1  # here a template line gives one line
    for number, line in enumerate(written[:-1], 1):
        if line.strip():
            template, record = composed.places(number)
            assert template is not None
            assert (template.file, template.line) == ("main.tex.j2", number)
            assert record == (ROW if "v" in lines[number - 1] else None)


def test_the_column_of_a_printed_expression_is_that_of_its_brackets() -> None:
    text, _ = templates(main="ab ((( v ))) cd\n").fill("main.tex.j2", {"v": Value("xyz", ROW)})
    composed = unmark(text or "")
    assert composed.text == "ab xyz cd\n"
    assert composed.places(1, 2) == (Place(file="main.tex.j2", line=1, column=2), None)
    assert composed.places(1, 5) == (Place(file="main.tex.j2", line=1, column=4), ROW)
    assert composed.places(1, 9) == (Place(file="main.tex.j2", line=1, column=15), None)


# --- escaping ----------------------------------------------------------------------------------


@given(st.text())
def test_whatever_is_printed_is_escaped_once(text: str) -> None:
    assert fill("((( x )))", x=text) == escape(text)
    assert fill("((( x )))", x=Value(text, ROW)) == escape(text)
    assert fill("((* set y = x *))((( y )))((* set z *))((( x )))((* endset *))((( z )))", x=text) == escape(text) * 2
    assert fill("((* macro m(a) *))((( a )))((* endmacro *))((( m(x) )))", x=text) == escape(text)


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ("'R&D'", r"R\&D"),
        ("'R&D' + '%'", r"R\&D\%"),
        ("tex('\\\\emph{') + x + tex('}')", r"\emph{R\&D}"),
        ("m(x) + ' & ' + x", r"R\&D \& R\&D"),
        ("x + m(x)", r"R\&DR\&D"),
        ("[m(x), x]|join(' & ')", r"R\&D \& R\&D"),
        ("[x, x]|join", r"R\&DR\&D"),
        ("x|upper|lower|replace('r', '$')|capitalize", r"\$\&d"),
        ("x[:2]", r"R\&"),
        ("x if true else ''", r"R\&D"),
        ("[x]|first", r"R\&D"),
        ("'%s & ' % x", r"R\&D \& "),
        ("x|trim", r"R\&D"),
        ("5 * 2.5", "12.5"),
        ("x|length", "3"),
        ("'2023-03-21'|date", "21 March 2023"),
    ],
)
def test_expressions_print_tex(expression: str, printed: str) -> None:
    source = f"((* macro m(a) *))((( a )))((* endmacro *))((( {expression} )))"
    assert fill(source, x="R&D") == printed


def test_a_field_comes_before_a_method_of_the_same_name() -> None:
    class Row(dict[str, str]):
        label = "how messages name it"

    assert fill("((( r.items ))) ((( r.label ))) ((( r['keys'] )))", r=Row(items="3", label="x", keys="k")) == "3 x k"


def test_autoescape_cannot_be_switched_off() -> None:
    assert fill("((* autoescape false *))((( x )))((* endautoescape *))", x="R&D") == r"R\&D"


def test_text_of_the_template_is_trusted_and_tex_brackets_are_left_alone() -> None:
    source = "\\newcommand\\x[1]{{#1}} {{ a }} {% b %} {# c #} ((d)) % comment\n"
    assert fill(source) == source


def test_a_byte_order_mark_is_no_text() -> None:
    assert fill(b"\xef\xbb\xbfx\n") == "x\n"


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "place", "message"),
    [
        ("a\nb ((( nme )))\n", "main.tex.j2:2:3", "'nme' is not defined"),
        ("((( row.nme )))", "main.tex.j2:1:1", "'row a' has no 'nme'"),
        ("((( row['nme'] )))", "main.tex.j2:1:1", "'row a' has no 'nme'"),
        ("x\n((* if nme *))a((* endif *))", "main.tex.j2:2:8", "'nme' is not defined"),
        ("x\n\n((* for r in nme *))a((* endfor *))", "main.tex.j2:3:14", "'nme' is not defined"),
        ("x\n((( nme.field )))", "main.tex.j2:2:5", "'nme' is not defined"),
        ("x\n((( nme|upper )))", "main.tex.j2:2:5", "'nme' is not defined"),
        ("x\n((( nme() )))", "main.tex.j2:2:5", "'nme' is not defined"),
        ("x\n((( 'a' + nme )))", "main.tex.j2:2:11", "'nme' is not defined"),
    ],
)
def test_an_undefined_name_is_an_error_where_it_stands(source: str, place: str, message: str) -> None:
    class Row(dict[str, str]):
        label = "row a"

    found = one(source, row=Row(name="x"))
    assert (found.code, str(found.place), found.message) == ("SEC503", place, message)


def test_one_run_names_every_undefined_name() -> None:
    found = faults("((( one ))) ((( two )))\n((( three )))\n")
    assert [at(d) for d in found] == ["SEC503 main.tex.j2:1:1", "SEC503 main.tex.j2:1:13", "SEC503 main.tex.j2:2:1"]


def test_an_undefined_name_in_an_included_file_is_shown_there() -> None:
    found = one('a\n((* include "part.tex.j2" *))\n', {"part": "b\nc ((( nme )))\n"})
    assert at(found) == "SEC503 part.tex.j2:2:3"


def test_an_undefined_name_in_a_macro_is_shown_in_the_macro() -> None:
    macros = "((= two\nlines =))\n((* macro m(row) *))x ((( row.nme )))((* endmacro *))\n"
    found = one('((* from "macros.tex.j2" import m *))\n\n((( m({}) )))', {"macros": macros})
    assert at(found) == "SEC503 macros.tex.j2:3:23"


def test_an_undefined_name_in_an_expression_of_a_macro_is_shown_in_the_macro() -> None:
    macros = "((* macro m(row) *))\n((* if row.nme *))x((* endif *))((* endmacro *))\n"
    found = one('((* from "macros.tex.j2" import m *))\n\n((( m({}) )))', {"macros": macros})
    assert at(found) == "SEC503 macros.tex.j2:2:12"


@pytest.mark.parametrize(
    ("source", "code", "place"),
    [
        ("a\n((* if x *))\nb", "SEC502", "main.tex.j2:2:1"),
        ("((( x", "SEC502", "main.tex.j2:1:1"),
        ("a\n((( x y )))", "SEC502", "main.tex.j2:2:7"),
        ("a\n((* nosuch *))", "SEC502", "main.tex.j2:2:1"),
        ("a\n\n((( x|nosuch )))", "SEC502", "main.tex.j2:3:7"),
        ("a\n((= open", "SEC502", "main.tex.j2:2:1"),
        ("a\n((( a ~ b )))", "SEC509", "main.tex.j2:2:1"),
        ("((* set x = 'a' ~ 'b' *))", "SEC509", "main.tex.j2:1:1"),
        ('a\n((* include "none.tex.j2" *))', "SEC501", "main.tex.j2:2:14"),
        ('((* from "none.tex.j2" import x *))', "SEC501", "main.tex.j2:1:11"),
        ("a\n((( x )))", "SEC507", "main.tex.j2:2:1"),
        ("((( none )))", "SEC507", "main.tex.j2:1:1"),
        ("((( true )))", "SEC507", "main.tex.j2:1:1"),
        ("((( [1, 2] )))", "SEC507", "main.tex.j2:1:1"),
        ("((( {'a': 1} )))", "SEC507", "main.tex.j2:1:1"),
        ("a\n((( 1 / 0 )))", "SEC512", "main.tex.j2:2:1"),
        ("((( 'a' + 1 )))", "SEC512", "main.tex.j2:1:1"),
        ("((( x[9] )))", "SEC503", "main.tex.j2:1:1"),
        ("((( f() )))", "SEC512", "main.tex.j2:1:1"),
        ("((( 'abc'|truncate(1) )))", "SEC512", "main.tex.j2:1:1"),
        (b"a\nb\xffc", "SEC510", "main.tex.j2:2:2"),
        ("a\n\ue000t:1:1:x\ue001", "SEC502", "main.tex.j2:2"),
        ("((* macro m(a) *))((( a )))((* endmacro *))\n((( m() )))", "SEC523", "main.tex.j2:2:5"),
        ("((( m(1, 2) )))((* macro m(a) *))x((* endmacro *))", "SEC503", "main.tex.j2:1:5"),
        ("((* macro m(a) *))x((* endmacro *))\n((( m(1, 2) )))", "SEC523", "main.tex.j2:2:5"),
    ],
)
def test_a_fault_in_a_template_is_shown_at_its_line(source: str | bytes, code: str, place: str) -> None:
    found = one(source, x=[1], f=lambda a: a)
    assert at(found) == f"{code} {place}"


def test_a_template_that_does_not_exist_is_an_error() -> None:
    text, (found,) = templates().fill("none.tex.j2", {})
    assert text is None
    assert at(found) == "SEC501 none.tex.j2"


def test_a_macro_that_calls_itself_for_ever_is_stopped() -> None:
    found = one("((* macro m() *))((( m() )))((* endmacro *))((( m() )))")
    assert found.code == "SEC512"
    assert "RecursionError" in found.message


def test_templates_that_include_each_other_are_stopped() -> None:
    assert one('((* include "part.tex.j2" *))', {"part": '((* include "main.tex.j2" *))'}).code == "SEC525"


MACROS = "\n((* macro one(a) *))\nx ((( a )))((* endmacro *))((* macro two(a) *))((( a|upper )))((* endmacro *))\n"
IMPORTS = '((* from "macros.tex.j2" import one, two *))\n'


@pytest.mark.parametrize(
    ("source", "place", "message"),
    [
        ("a\n((( fact('x') and\nmore text\n((( n )))\n", "SEC502 2:1", "'(((' is never closed by ')))'"),
        ("a\n((( n ))\nb ((( n )))\n", "SEC502 2:1", "'(((' is never closed by ')))', but by '))'"),
        ("a\n((( n }}}\n", "SEC502 2:1", "'(((' is never closed by ')))', but by '}}}'"),
        ("a\n((( fact('x)))\nb\n((( fact('y') )))", "SEC502 2:1", 'unexpected char "\'" at 9'),
        ("a\n((* if n\nb\n((* endif *))", "SEC502 2:1", "'((*' is never closed by '*))'"),
        ("a\n((* for r in rows *))\n((* if n *))\nx\n((* endfor *))\n", "SEC502 3:1", "'if' is never ended by 'endif'"),
        ("a\n((* if n *))\nb\n", "SEC502 2:1", "'if' is never ended by 'endif'"),
        ("a\n((* set x *))\nb\n", "SEC502 2:1", "'set' is never ended by 'endset'"),
        ("a\n((* endif *))\n", "SEC502 2:1", "'endif' ends nothing"),
        ("((* if n *))\nx\n((* endfor *))\n", "SEC502 3:1", "'endfor' cannot end 'if'"),
        ("a\n((* else *))\n", "SEC502 2:1", "'else' stands in no 'if'"),
        ("a\n((* fi n *))x((* endif *))\n", "SEC502 2:1", "there is no instruction 'fi'"),
        ("((* if n *))\na\n((* elseif n *))b((* endif *))", "SEC502 3:1", "there is no instruction 'elseif'"),
        ("a ((* if n = 1 *))x((* endif *))", "SEC502 1:12", "expected token '*))', got '='"),
        ("a\n((* for r rows *))x((* endfor *))", "SEC502 2:11", "expected token 'in', got 'rows'"),
        ("a\n((* *))", "SEC502 2:1", "a tag without an instruction"),
        ("x ((( n is foo )))", "SEC502 1:12", "No test named 'foo'."),
        ("a\n((* for r in n *))x((* endfor *))", "SEC507 2:1", "a number is no list, and a loop cannot run over it"),
        ("a\n((* for r in title *))x((* endfor *))", "SEC507 2:1", "a text is no list, and a loop cannot run over it"),
        (f"{IMPORTS}a\n((( one() )))", "SEC523 3:5", "'one' is called without 'a'"),
        (f"{IMPORTS}a\n((( two() )))", "SEC523 3:5", "'two' is called without 'a'"),
        (f"{IMPORTS}a\n((( one(1, 2) )))", "SEC523 3:5", "'one' is given too many arguments"),
        (f"{IMPORTS}a\n((( one(1, b=2) )))", "SEC523 3:5", "'one' has no argument 'b'"),
        ("a\n((( fact() )))", "SEC523 2:5", "'fact' is given too few arguments"),
        ("a\n((( fact('x', 'y') )))", "SEC523 2:5", "'fact' is given too many arguments"),
        ("a\n((( fact('x', id_='y') )))", "SEC523 2:5", "'fact' is given 'id_' twice"),
        ("a\n((( fact(3) )))", "SEC523 2:5", "'fact' cannot work with what it was given"),
        ('a\n((* from "macros.tex.j2" import on *))\n((( on )))\n((( on )))', "SEC524 2:33",
         "'macros.tex.j2' has no macro 'on'"),
        ('a\n((* from "macros.tex.j2" import on *))\n((( on(1) )))', "SEC524 2:33",
         "'macros.tex.j2' has no macro 'on'"),
        ('a\n((* import "macros.tex.j2" as m *))\n((( m.on(1) )))', "SEC524 3:7",
         "the imported template has no macro 'on'"),
        ('a\n((* from "macros.tex.j2" import onne *))\n((( one(1) )))\n((( one )))', "SEC524 2:33",
         "'macros.tex.j2' has no macro 'onne'"),
        ('a\n((* from "macros.tex.j2" import one *))\n((* include "main.tex.j2" *))', "SEC525 3:1",
         "the template includes itself"),
        ('a\n((* include "main.tex.j2" *))', "SEC525 2:1", "the template includes itself"),
    ],
)  # fmt: skip
def test_a_fault_is_shown_where_a_person_mends_it(source: str, place: str, message: str) -> None:
    def fact(id_: str, *, cite: bool = True) -> str:
        return id_.upper() if cite else id_

    found = one(source, {"macros": MACROS}, rows=[1], n=3, title="abc", fact=fact)
    assert (f"{found.code} {str(found.place).removeprefix('main.tex.j2:')}", found.message) == (place, message)


def test_the_other_end_of_a_block_is_named() -> None:
    found = one("((* if n *))\nx\n((* endfor *))\n", n=1)
    assert [str(r.place) for r in found.related] == ["main.tex.j2:1:1"]
    assert found.hint == "write 'endif'"


def test_a_loop_over_an_empty_text_prints_nothing() -> None:
    assert fill("a((* for r in x *))b((* endfor *))", x=Value("", ROW)) == "a"
    assert fill("((* for c in 'ab' *))((( c )))-((* endfor *))") == "a-b-"


@pytest.mark.parametrize("name", ["capitalize", "lower", "title", "upper", "replace('a', 'b')", "truncate(9)"])
def test_a_filter_that_changes_letters_refuses_tex(name: str) -> None:
    r"""`fact(...)|capitalize` would turn `\cite{D3}` into `\cite{d3}` and lose the place of the record."""
    found = one(f"a\n((( x|{name} )))", x=Tex(r"\cite{D3}"))
    assert at(found) == "SEC512 main.tex.j2:2:1"
    assert found.message == f"'{name.partition('(')[0]}' works on plain text, and this is TeX"


def test_tex_is_no_pattern_for_formatting() -> None:
    """Its percent signs are escaped, so that nothing would be filled in, or the wrong thing."""
    assert one("((( tex('%s') % x )))", x="R&D").code == "SEC512"


@pytest.mark.parametrize(
    "name",
    ["safe", "e", "escape", "forceescape", "attr", "format", "indent", "pprint", "random", "string", "striptags",
     "tojson", "urlencode", "urlize", "wordwrap", "wordcount", "xmlattr", "filesizeformat", "center", "items"],
)  # fmt: skip
def test_filters_that_escape_for_html_or_reach_further_do_not_exist(name: str) -> None:
    found = one(f"((( 'x'|{name} )))")
    assert found.code == "SEC502"
    assert found.message == f"No filter named '{name}'."


class Record:
    """An object with what a record must not give away."""

    label = "record x"
    name = "x"
    _hidden = "hidden"

    def method(self) -> str:
        return "called"


PAYLOADS = [
    "x.__class__",
    "x.__class__.__mro__[1].__subclasses__()",
    "''.__class__.__base__.__subclasses__()",
    "x['__class__']",
    "x|attr('__class__')",
    "[x]|map(attribute='__class__')|list",
    "[x]|map(attribute='__class__')|first",
    "[x]|map('attr', '__class__')|first",
    "([x]|groupby('__class__'))[0][0]",
    "[x]|sum(attribute='__class__')",
    "x._hidden",
    "[x]|map(attribute='_hidden')|first",
    "[x]|sort(attribute='_hidden')|first",
    "x.method.__func__.__globals__",
    "x.method.__self__",
    "f.__globals__",
    "f.__code__",
    "f.__closure__",
    "f.__defaults__",
    "self.__init__.__globals__",
    "self._TemplateReference__context",
    "cycler.__init__.__globals__.os.popen('id').read()",
    "lipsum.__globals__['os']",
    "joiner.__init__.__globals__",
    "namespace.__init__",
    "namespace()",
    "dict()",
    "range.__class__",
    "range(1000000)",
    "range(10**9)|list",
    "tex.__globals__",
    "tex.__init__",
    "tex('').__class__",
    "tex('').__html__.__globals__",
    "tex('').escape.__func__",
    "'{0.__class__}'.format(x)",
    "'{0[__class__]}'.format(x)",
    "'{x.__class__}'.format_map({'x': x})",
    "tex('{0.__class__}').format(x)",
    "'%s'|format(x.__class__)",
    "rows.append(1)",
    "rows.pop()",
    "rows.sort()",
    "names.update({'a': 1})",
    "names.pop('a')",
    "names.clear()",
    "names.setdefault('b', 1)",
    "config",
    "request",
    "g",
    "os",
    "__import__('os')",
    "__builtins__",
    "eval('1')",
    "open('/etc/passwd').read()",
    "import('os')",
    "loop",
    "caller()",
    "varargs",
    "''.join.__self__",
    "().__class__",
    "[].__class__",
    "{}.__class__",
    "(1).__class__",
    "true.__class__",
    "none.__class__",
    "m.__globals__",
    "m._func",
    "m._environment",
    "m.name.__class__",
    "(rows|map('list')).gi_frame",
    "generator.gi_frame",
    "generator.gi_code",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_template_cannot_reach_out_of_the_sandbox(payload: str) -> None:
    source = f"((* macro m() *))((* endmacro *))((( {payload} )))"
    rows, names = [1, 2], {"a": 1}
    context = {"x": Record(), "f": lambda: 1, "rows": rows, "names": names, "generator": (c for c in "ab")}
    text, diagnostics = templates(main=source).fill("main.tex.j2", context)
    assert diagnostics
    assert all(d.code in {"SEC502", "SEC503", "SEC507", "SEC508", "SEC512"} for d in diagnostics)
    assert all(d.place is not None and d.place.line == 1 for d in diagnostics)
    assert bare(text or "") == ""
    assert (rows, names) == ([1, 2], {"a": 1})


@pytest.mark.parametrize("payload", ["x.__class__", "x._hidden", "f.__globals__", "''.__class__", "tex.__init__"])
def test_an_attribute_that_is_not_for_templates_is_refused_as_such(payload: str) -> None:
    found = one(f"a\n((( {payload} )))", x=Record(), f=lambda: 1)
    assert at(found) == "SEC508 main.tex.j2:2:1"
    assert "unsafe" in found.message


@pytest.mark.parametrize(
    "source",
    [
        '((* include "/etc/passwd" *))',
        '((* include "../outside.tex.j2" *))',
        '((* include "a/../../outside.tex.j2" *))',
        '((* import "/etc/passwd" as x *))',
        '((* extends "../outside.tex.j2" *))',
        '((* include "" *))',
        '((* include "." *))',
        "((* include x *))",
    ],
)
def test_only_templates_of_the_project_can_be_included(source: str) -> None:
    tools = MemoryTools.of({"main.tex.j2": source, "../outside.tex.j2": "outside", "a/b.tex.j2": "b"})
    tools.put(Path("/etc/passwd"), "root")
    _, diagnostics = Templates(ROOT, tools).fill("main.tex.j2", {"x": "/etc/passwd"})
    assert [d.code for d in diagnostics] == ["SEC501"]


@pytest.mark.parametrize("source", ["((* do x *))", "((* debug *))", "((* break *))", "((* trans *))a((* endtrans *))"])
def test_extensions_of_jinja_are_not_there(source: str) -> None:
    assert one(source).code == "SEC502"


# --- faults left where a value is printed --------------------------------------------------------


def test_a_fault_takes_the_place_of_what_cannot_be_printed() -> None:
    text, (found,) = templates(main="a ((( f() ))) b\n").fill(
        "main.tex.j2", {"f": lambda: fault("SEC505", "there is no 'x'", "did you mean 'y'?")}
    )
    assert bare(text or "") == "a  b\n"
    assert (at(found), found.message, found.hint) == ("SEC505 main.tex.j2:1:3", "there is no 'x'", "did you mean 'y'?")


@pytest.mark.parametrize(
    "text", ["\ue002", "\ue003", "\ue004", "a\ue004b\ue004c\ue003", "\ue002SEC505\ue004x\ue004\ue003"]
)
def test_no_text_can_forge_or_break_a_fault(text: str) -> None:
    found = one("((( f(x) )))", f=lambda x: fault("SEC505", f"no '{x}'", x), x=text)
    assert found.code == "SEC505"
    assert fill("((( x )))", x=text) == escape(text)
    escaped = text.encode("unicode_escape").decode()
    assert "\ue002" not in fill(f'((( tex("{escaped}") )))')


# --- calls and sizes ---------------------------------------------------------------------------


def test_macros_are_listed_and_called() -> None:
    cells = "((* macro a(x) *))((( x )))((* endmacro *))((* macro b() *))b((* endmacro *))\n((* set c = 1 *))"
    book = templates(cells=cells)
    assert book.macros("cells.tex.j2") == (frozenset({"a", "b"}), ())
    assert bare(book.call("cells.tex.j2", "a", "R&D").value or "") == r"R\&D"
    text, (found,) = book.call("cells.tex.j2", "a")
    assert at(found) == "SEC523 cells.tex.j2:1:19"
    assert bare(text or "") == ""


def test_a_faulty_or_missing_file_of_macros_is_reported() -> None:
    assert templates().macros("cells.tex.j2").diagnostics[0].code == "SEC501"
    outcome = templates(cells="\n((* macro a *))").macros("cells.tex.j2")
    assert (outcome.value, at(outcome.diagnostics[0])) == (frozenset(), "SEC502 cells.tex.j2:2:1")


def test_huge_inputs_are_printed_whole() -> None:
    text = "R&D " * 250_000
    assert len(fill("((( x )))", x=text)) == 250_000 * 5
    rows = [Value(f"r{number}", ROW) for number in range(20_000)]
    printed = fill("((* for r in rows *))\n((( r )))\n((* endfor *))\n", rows=rows)
    assert printed.count("\n") == 20_000
    assert fill("x" * 1_000_000) == "x" * 1_000_000


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Karaganov, Sergei A.", "Karaganov, Sergei A."), ("A turnaround?", "A turnaround?"), ("Trenin", "Trenin.")],
)
def test_a_full_stop_is_set_once(text: str, shown: str, tools: MemoryTools) -> None:
    tools.write(ROOT / "a.tex.j2", b"((( name|stop )))")
    filled = Templates(ROOT, tools).fill("a.tex.j2", {"name": Value(text, Place(file="bib/a.bib", line=3))}).value
    assert filled is not None
    composed = unmark(filled)
    assert composed.text == shown
    assert composed.places(1, 1)[1] == Place(file="bib/a.bib", line=3)


def test_a_template_counts_across_a_loop() -> None:
    main = (
        "((* set seen = namespace(n=0) *))((* for x in range(3) *))"
        "((* set seen.n = seen.n + x *))((* endfor *))((* if seen.n == 3 *))three((* endif *))"
    )
    assert fill(main) == "three"
