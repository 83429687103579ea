from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory import ROOT, MemoryTools
from visible import visible

from reportgen.cache import Cache
from reportgen.html.nodes import Node
from reportgen.html.outline import plain_text
from reportgen.html.reading import TexReader
from reportgen.html.vocabulary import Meaning, Vocabulary, own_vocabulary
from reportgen.markup import escape

OWN = own_vocabulary()


def read(text: str, vocabulary: Vocabulary = OWN) -> tuple[Node, ...]:
    return TexReader(vocabulary).read(text)


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("plain words", "plain words"),
        (r"50\,\% of \$5 \& more\_", "50 % of $5 & more_"),
        ("``a'' -- b --- c~d", "“a” – b — c\u00a0d"),
        ("it's", "it’s"),
        (r"\textbackslash{}a\textasciitilde{}b\textasciicircum{}c", "\\a~b^c"),
        (r"{[}x{]} {*}", "[x] *"),
        (r"caf\'e, na\"{\i}ve, \ss", "café, naïve, ß"),
        (r"\textless{}script\textgreater{}", "<script>"),
        ("a % a comment\nb", "a b"),
        (r"\emph{a \textbf{b}} c", "a b c"),
        (r"\unheard{of} it", "of it"),
    ],
)
def test_a_text_reads_as_it_prints(tex: str, text: str) -> None:
    assert plain_text(read(tex)).replace("\u2009", " ") == text


@given(st.text(max_size=30))
def test_whatever_is_escaped_reads_as_it_was(text: str) -> None:
    seen = unicodedata.normalize("NFC", text)
    shown = "".join(" " if c.isspace() and c != "\u00a0" else c for c in visible(seen))
    made = plain_text(read(str(escape(text)))).replace("\u00ad", "")
    assert [*made.split()] == [*shown.replace("\u00ad", "").split()]


def test_an_empty_line_ends_a_paragraph() -> None:
    assert [node.kind for node in read("a\n\n  b \\emph{c}\n \nd")] == ["text", "par", "text", "apply", "par", "text"]


def test_a_declaration_takes_in_what_follows_it_in_its_group() -> None:
    (group, after) = read(r"{\bfseries strong words} not")
    (bold,) = group.children
    assert (bold.kind, bold.name, plain_text(bold.children)) == ("apply", "bfseries", "strong words")
    assert plain_text([after]) == " not"


def test_arguments_are_kept_as_they_are_meant() -> None:
    (link,) = read(r"\href{http://a.b/c\%20d\#e}{\emph{here}}")
    assert (link.kind, link.argument(1)) == ("link", "http://a.b/c%20d#e")
    (cite,) = read(r"\cite[{¶4, ¶5}]{D1}")
    assert (cite.argument(), plain_text(cite.head)) == ("D1", "¶4, ¶5")
    (box,) = read(
        r"\begin{box}{A \emph{title}}text\end{box}",
        Vocabulary(commands=OWN.commands, environments={"box": Meaning(arguments="{", title="1")}, words=OWN.words),
    )
    assert (plain_text(box.head), plain_text(box.children)) == ("A title", "text")


def test_what_has_no_meaning_is_noted_where_it_stands() -> None:
    nodes = read("a\n\\keyline{2pt}{b}\n\\begin{odd}c\\end{odd}")
    assert [(node.name, node.at) for node in nodes if node.kind == "unknown"] == [
        ("\\keyline", 2),
        ("\\begin{odd}", 19),
    ]
    assert "b" in plain_text(nodes)
    assert "c" in plain_text(nodes)


def test_what_says_how_a_page_looks_says_nothing() -> None:
    assert plain_text(read(r"a\hspace{1em}\vspace*{2pt}\setlength{\parskip}{3pt}\small b")) == "ab"


def test_nodes_come_back_from_the_cache(tools: MemoryTools, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [r"\emph{a} \cite[x]{b}", "plain", "\\begin{itemize}\\item[1] c\n\n\\end{itemize}"]
    first = TexReader(OWN, Cache(ROOT / "build/cache", tools)).read_all(texts)
    monkeypatch.setattr(TexReader, "read", lambda *_: pytest.fail("read again"))
    assert TexReader(OWN, Cache(ROOT / "build/cache", tools)).read_all(texts) == first
