from __future__ import annotations

import errno
import marshal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from memory import ROOT, MemoryTools, failed
from small_project import small_project

from reportgen import cache as module
from reportgen.bibliography import load_library
from reportgen.cache import (
    Cache,
    Plain,
    digest_of,
    pack_composed,
    pack_diagnostics,
    pack_node,
    unpack_composed,
    unpack_diagnostics,
    unpack_node,
)
from reportgen.config import load_config
from reportgen.diagnostics import Diagnostic, Place, Related, Severity
from reportgen.documents import load_documents
from reportgen.documents.read import Wanted
from reportgen.exhibits import load_exhibits
from reportgen.figures import FIGURE_KEYS
from reportgen.markup import Tex, mark, traced, unmark
from reportgen.records import Records, load_records
from reportgen.records.evidence import check_evidence
from reportgen.records.lock import load_lock
from reportgen.sections import Composition, compose
from reportgen.tables import TABLE_KEYS
from reportgen.templating import Templates
from reportgen.values import Tree, Value

FOLDER = ROOT / "build" / "cache"
PATH = FOLDER / "kind" / f"{'k' * 40}.bin"
KEY = "k" * 64


@pytest.fixture
def cache(tools: MemoryTools) -> Cache:
    return Cache(FOLDER, tools)


def fetch(cache: Cache, made: str = "new", key: str = KEY) -> str:
    def unpack(plain: Plain) -> str:
        return str(plain["value"])

    return cache.fetch("kind", key, lambda: made, lambda value: {"value": value}, unpack)


def test_a_value_is_made_once_and_read_by_the_next_process(cache: Cache, tools: MemoryTools) -> None:
    assert fetch(cache, "made") == "made"
    assert fetch(cache) == "made"
    assert fetch(Cache(FOLDER, tools)) == "made"
    assert fetch(cache, key="x" * 64) == "new"


def rewrite(change: Callable[[bytes], bytes]) -> Callable[[MemoryTools], None]:
    return lambda tools: tools.put(PATH, change(tools.read(PATH)))


DAMAGE: dict[str, Callable[[MemoryTools], None]] = {
    "cut": rewrite(lambda data: data[:-3]),
    "empty": rewrite(lambda data: b""),
    "flipped": rewrite(lambda data: data[:-2] + bytes([data[-2] ^ 1]) + data[-1:]),
    "longer": rewrite(lambda data: data + b"0"),
    "other version": rewrite(lambda data: data.replace(b"cache 2", b"cache 1")),
    "no marshal": rewrite(lambda data: module._MAGIC + module._digest(PATH, b"?") + b"?"),
    "another's place": lambda tools: tools.put(PATH, tools.read(PATH.with_name("other.bin"))),
    "other form": lambda tools: put_plain(tools, ("text",)),
    "no form at all": lambda tools: put_plain(tools, 5),
}


def put_plain(tools: MemoryTools, value: Plain) -> None:
    body = marshal.dumps(value, 2)
    tools.put(PATH, module._MAGIC + module._digest(PATH, body) + body)


@pytest.mark.parametrize("name", DAMAGE)
def test_what_is_damaged_is_dropped_and_made_anew(cache: Cache, tools: MemoryTools, name: str) -> None:
    fetch(cache, "made")
    body = marshal.dumps((["made"],), 2)
    other = PATH.with_name("other.bin")
    tools.put(other, module._MAGIC + module._digest(other, body) + body)
    DAMAGE[name](tools)
    assert fetch(Cache(FOLDER, tools), "anew") == "anew"
    assert fetch(Cache(FOLDER, tools)) == "anew"


def test_another_program_takes_nothing(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.key("a", 1)
    assert cache.key("a", 1) == before != cache.key("a", 2)
    monkeypatch.setattr(module, "program", lambda: "another")
    assert Cache(FOLDER, MemoryTools()).key("a", 1) != before


def test_a_program_of_which_no_file_has_changed_is_not_read_again(
    cache: Cache, tools: MemoryTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = {f"{Path(module.__file__).parent}/a.py": (1, 0, 0, 1, 1, 1)}
    monkeypatch.setattr(module, "survey", lambda _: states)
    before = cache.key("a")
    monkeypatch.setattr(module, "program", lambda: "another")
    assert Cache(FOLDER, tools).key("a") == before
    states["/a/b.py"] = (2, 0, 0, 1, 1, 1)
    assert Cache(FOLDER, tools).key("a") != before


def test_a_cache_that_cannot_be_written_or_read_is_none(cache: Cache, tools: MemoryTools) -> None:
    tools.faults[FOLDER] = failed(errno.ENOSPC)
    assert fetch(cache, "made") == "made"
    assert fetch(Cache(FOLDER, tools), "anew") == "anew"


def test_the_oldest_go_when_there_are_too_many(
    cache: Cache, tools: MemoryTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_ON_DISK", 8)
    monkeypatch.setattr(module, "_IN_MEMORY", 3)
    for number in range(30):
        fetch(cache, str(number), f"{number:064}"[::-1])
        # They are counted at one write in ten, when the name begins with a nought.
        assert len(tools.list(FOLDER, "**/*.bin")) <= 8 + 9
        assert len(cache._kept) <= 3
    assert len(tools.list(FOLDER, "**/*.bin")) < 30
    assert fetch(Cache(FOLDER, tools), key=f"{29:064}"[::-1]) == "29"
    assert fetch(Cache(FOLDER, tools), key=f"{0:064}"[::-1]) == "new"


def test_what_must_not_be_kept_is_made_each_time(cache: Cache, tools: MemoryTools) -> None:
    made = iter("ab")
    found = [cache.fetch("kind", KEY, lambda: next(made), lambda _: None, str) for _ in range(2)]
    assert found == ["a", "b"]
    assert not tools.list(FOLDER, "**/*")


def test_the_last_is_given_again_for_the_same_objects_only(cache: Cache) -> None:
    one, other = [1], [1]
    made = iter(range(9))
    asked = [(one, "a"), (one, "a"), (other, "a"), (other, "b"), (one, "b"), (one,)]
    assert [cache.again("kind", parts, lambda: next(made)) for parts in asked] == [0, 0, 1, 2, 3, 4]


def test_the_digest_of_a_plain_value_does_not_depend_on_how_it_came_about() -> None:
    made, written = str(b"abc", "ascii"), "abc"
    assert made is not written
    assert digest_of([made, made, (written, 1)]) == digest_of([written, made, (str(b"abc", "ascii"), 1)])


# --- plain forms -------------------------------------------------------------------------------


def stored(plain: Plain) -> Plain:
    """Return a plain value as it comes back from the disk."""
    return marshal.loads(marshal.dumps(plain, 2))  # noqa: S302 - written in the same line


def test_diagnostics_come_back_as_they_were() -> None:
    place = Place(file="ü", line=1, column=2)
    full = Diagnostic(
        code="DOC106", severity=Severity.ERROR, message="m", place=place, end_line=1, end_column=5, hint="h",
        related=(Related(message="r", place=Place(file="b")),),
    )  # fmt: skip
    found = (full, Diagnostic(code="CFG001", severity=Severity.NOTE, message="n"))
    assert unpack_diagnostics(stored(pack_diagnostics(found))) == found


def test_a_tree_comes_back_with_its_places() -> None:
    place = Place(file="f", line=3, column=1)
    tree = Tree(
        {"": Value("", place), "a": (Value("ä\n", Place(file="f", line=4)), Tree({}, place, {}))}, place,
        {"": place, "a": Place(file="f", line=5, column=9)},
    )  # fmt: skip
    back = unpack_node(stored(pack_node(tree)), "f")
    assert isinstance(back, Tree)
    assert (dict(back), back.place, back.key_places) == (dict(tree), tree.place, tree.key_places)
    item = back["a"]
    assert isinstance(item, tuple)
    assert isinstance(item[0], Value)
    assert item[0].place == Place(file="f", line=4)


def test_a_composed_text_comes_back_with_its_origins() -> None:
    place = Place(file="t.j2", line=2, column=3)
    text = str(mark(place, data=False, exact=True)) + "a" + str(traced(Tex("b"), Place(file="x.csv", line=1))) + "\n\nc"
    composed = unmark(text)
    assert unpack_composed(stored(pack_composed(composed))) == composed
    assert unpack_composed(pack_composed(None)) is None


# --- stages ------------------------------------------------------------------------------------


def stages(tools: MemoryTools, cache: Cache | None) -> tuple[Records, Composition, tuple[Diagnostic, ...]]:
    """Run every stage that uses the cache."""
    config = load_config(ROOT, tools).value
    assert config is not None
    records = load_records(ROOT, tools, cache)
    wanted = tuple(
        Wanted(id=r.id, file=str(r.text("file")), sha256=str(r.text("sha256")), place=r.place)
        for r in records.value.of("documents")
    )
    documents = load_documents(ROOT / "data" / "sources", wanted, tools, cache)
    lock = load_lock(ROOT, tools, cache)
    library = load_library(ROOT, config.bibliography_files, tools, cache)
    tables = load_exhibits(ROOT, "report/tables", TABLE_KEYS, tools, cache)
    figures = load_exhibits(ROOT, "report/figures", FIGURE_KEYS, tools, cache)
    templates = Templates(ROOT, tools, cache)
    composition = compose(
        config, templates, records.value, library.value, tables.value, figures.value, lambda _: None, cache
    )
    found = [d for o in (records, documents, lock, library, tables, figures, composition) for d in o.diagnostics]
    found += check_evidence(records.value, documents.value, lock.value, 15)
    return records.value, composition.value, tuple(found)


def edit(file: str, old: str, new: str) -> Callable[[MemoryTools], None]:
    def work(tools: MemoryTools) -> None:
        text = tools.read(ROOT / file).decode()
        assert old in text
        tools.put(ROOT / file, text.replace(old, new))

    return work


EDITS: dict[str, Callable[[MemoryTools], None]] = {
    "nothing": lambda tools: None,
    "section": lambda tools: tools.put(ROOT / "report/sections/body.tex.j2", "Nothing (((cite('D1#p4'))))\n"),
    "record": edit("data/indicators.csv", "Growth of traffic", "Growth & fall of traffic"),
    "places of records only": edit("data/indicators.csv", "ind-growth", "\nind-growth"),
    "broken data": edit("data/documents.yaml", "- id: D2", "- id: [D2"),
    "evidence": edit("data/indicators.csv", "D1#p4", "D1#p3"),
    "document": edit("data/sources/minutes.txt", "5 percent", "6 percent"),
    "entry": edit("bib/works.bib", "title", "subtitle"),
    "lock": edit("data/evidence.lock", "D1#p4 ", "D1#p5 "),
    "new file": lambda tools: tools.put(ROOT / "data/more.csv", "id\nx\n"),
}


@pytest.mark.parametrize("name", EDITS)
def test_every_stage_gives_the_same_with_and_without_a_cache(tools: MemoryTools, name: str) -> None:
    kept = Cache(FOLDER, tools)
    stages(tools, kept)
    EDITS[name](tools)
    plain = stages(MemoryTools.of({str(p.relative_to(ROOT)): d for p, d in tools.files.items()}), None)
    for cache in (kept, kept, Cache(FOLDER, tools), Cache(ROOT / "empty", tools)):
        records, composition, found = stages(tools, cache)
        assert composition == plain[1]
        assert found == plain[2]
        assert [(r.id, r.place) for r in records.by_id.values()] == [(r.id, r.place) for r in plain[0].by_id.values()]


def test_every_entry_on_disk_may_be_damaged(tools: MemoryTools) -> None:
    plain = stages(MemoryTools.of(small_project()), None)
    stages(tools, Cache(FOLDER, tools))
    entries = tools.list(FOLDER, "**/*.bin")
    assert {path.parent.name for path in entries} >= {"bibliography", "documents", "lists", "tables", "yaml"}
    for path in entries:
        tools.put(path, tools.read(path)[:-1])
    assert stages(tools, Cache(FOLDER, tools))[1:] == plain[1:]


def test_warm_stages_load_no_parser(tools: MemoryTools, monkeypatch: pytest.MonkeyPatch) -> None:
    stages(tools, Cache(FOLDER, tools))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    for place, name in (
        ("records.yaml_parser", "parse_yaml"), ("bibliography.parse", "read_bib"), ("sections.built", "build_table"),
        ("bibliography.typeset", "_typeset"), ("documents.read", "read_document"),
    ):  # fmt: skip
        monkeypatch.setattr(sys.modules[f"reportgen.{place}"], name, refuse)
    stages(tools, Cache(FOLDER, tools))


def test_a_compiled_template_is_kept_in_memory_and_never_on_disk(tools: MemoryTools) -> None:
    cache = Cache(FOLDER, tools)
    tools.put(ROOT / "report/a.tex.j2", "one")
    first = Templates(ROOT, tools, cache).fill("report/a.tex.j2", {})
    tools.put(ROOT / "report/a.tex.j2", "two")
    second = Templates(ROOT, tools, cache).fill("report/a.tex.j2", {})
    assert (str(first.value)[-3:], str(second.value)[-3:]) == ("one", "two")
    assert not tools.list(FOLDER, "**/*")


def test_pieces_lie_in_one_entry_and_go_when_they_are_outnumbered_by_those_in_use(
    cache: Cache, tools: MemoryTools
) -> None:
    def run(*keys: str) -> list[str]:
        pieces = cache.pieces("small", "k")
        told = [pieces.fetch(key, lambda: "new", lambda _: "kept", lambda plain: plain) for key in keys]
        pieces.keep()
        return [key for key, value in zip(keys, told, strict=True) if value == "new"]

    assert run("a", "b", "c") == ["a", "b", "c"]
    assert run("a", "b", "d") == ["d"]
    assert run("c") == []
    assert run("a", "e") == ["e"]
    assert run("b", "c", "d") == ["b", "c", "d"]
    assert len([path for path in tools.files if path.parent.name == "small"]) == 1


def test_pieces_that_are_damaged_or_may_not_be_kept_are_made_anew(cache: Cache, tools: MemoryTools) -> None:
    pieces = cache.pieces("small", "k")
    assert pieces.fetch("a", lambda: "new", lambda _: None, lambda plain: plain) == "new"
    pieces.keep()
    assert not [path for path in tools.files if path.parent.name == "small"]
    pieces = module.Pieces(known={"a": 5}, write=lambda _: None)
    assert pieces.fetch("a", lambda: "new", lambda found: found, lambda plain: plain[0]) == "new"
