from __future__ import annotations

import datetime
import errno

import pytest
from change import change, shown
from memory import ROOT, MemoryTools, failed
from small_project import small_project

from reportgen.config import CONFIG_FILE, Config, load_config


def load(project: dict[str, str]):  # type: ignore[no-untyped-def]
    return load_config(ROOT, MemoryTools.of(project))


def test_a_valid_file(project: dict[str, str]) -> None:
    config, found = load(project)
    assert config is not None
    assert found == ()
    assert config.report["title"] == "The quay at Tarn"
    assert config.date == datetime.date(2022, 2, 3)
    assert config.pdf == ROOT / "build" / "briefing.pdf"
    assert (config.engine, config.class_file, config.main_template) == (
        "lualatex", "report/briefing.cls", "report/main.tex.j2",
    )  # fmt: skip
    assert (config.quotation_words, config.overfull_pt, config.timeout_s, config.memory_mb) == (8, 1.0, 120.0, 3072)
    assert config.bibliography_files == ("bib/documents.bib", "bib/works.bib")
    assert config.bibliography_lists == {"corpus": "corpus", "works": "cited"}


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        # not TOML
        ("CFG002", '"The quay at Tarn"', "▸The quay"),
        ("CFG002", 'version = "1.0"', 'version = "1.0▸\n'),
        ("CFG002", 'version = "1.0"', 'version = "1.0"\nversion = "2"▸'),
        ("CFG002", 'files = ["bib/documents.bib", "bib/works.bib"]', 'files = ["bib/documents.bib" ▸"x"]'),
        ("CFG002", "quotation_words = 8", "quotation_words = [8,▸▸"),
        # not known
        ("CFG003", "quotation_words", "▸quotationwords"),
        ("CFG003", "[limits]", "[limits]\n  ▸overful_pt = 2"),
        ("CFG003", "[limits]", "▸▸[limit]"),
        ("CFG003", "[build]", '[build]\n▸"colour" = "red"'),
        ("CFG003", "[build]", "[layout]\n▸color = 1\n[build]"),
        # missing, or of the wrong form
        ("CFG004", 'title = "The quay at Tarn"\n', ""),
        ("CFG004", 'title = "The quay at Tarn"', '▸title = " "'),
        ("CFG004", 'version = "1.0"', "▸version = 1.0"),
        ("CFG004", 'date = "2022-02-03"', "▸date = 2022-02-03"),
        ("CFG004", 'date = "2022-02-03"', '▸date = "soon"'),
        ("CFG004", 'date = "2022-02-03"', '▸date = "2022-02-30"'),
        ("CFG004", 'date = "2022-02-03"', '▸date = "1969-02-03"'),
        ("CFG004", 'engine = "lualatex"', '▸engine = "word"'),
        ("CFG004", "[build]", '[layout]\n▸paper = "a5"\n[build]'),
        ("CFG004", "[build]", "[layout]\n▸size = 12\n[build]"),
        ("CFG004", 'engine = "lualatex"', "▸engine = 3"),
        ("CFG004", 'engine = "lualatex"', '▸main = "../main.tex.j2"'),
        ("CFG004", 'engine = "lualatex"', '▸main = "/etc/main.tex.j2"'),
        ("CFG004", 'engine = "lualatex"', '▸class = "texmf/briefing.cls"'),
        ("CFG004", 'engine = "lualatex"', '▸output = "."'),
        ("CFG004", 'engine = "lualatex"', '▸output = "build.json"'),
        ("CFG004", 'engine = "lualatex"', '▸output = "../briefing.pdf"'),
        ("CFG004", 'engine = "lualatex"', '▸html = "../briefing.html"'),
        ("CFG004", 'engine = "lualatex"', '▸html = "build.json"'),
        ("CFG004", 'files = ["bib/documents.bib", "bib/works.bib"]\n', ""),
        ("CFG004", 'files = ["bib/documents.bib", "bib/works.bib"]', '▸files = "bib/works.bib"'),
        ("CFG004", 'files = ["bib/documents.bib", "bib/works.bib"]', "▸files = [1]"),
        ("CFG004", 'files = ["bib/documents.bib", "bib/works.bib"]', '▸files = ["refs/works.bib"]'),
        ("CFG004", 'files = ["bib/documents.bib", "bib/works.bib"]', '▸files = ["~/works.bib"]'),
        ("CFG004", "[bibliography.lists]", "[bibliography.lists]\n▸n = 3"),
        ("CFG004", 'serif-regular = "PTF55F.ttf"', "▸serif-regular = 55"),
        ("CFG004", "quotation_words = 8", "▸quotation_words = true"),
        ("CFG004", "quotation_words = 8", "▸quotation_words = 8.5"),
        ("CFG004", "quotation_words = 8", "▸quotation_words = 0"),
        ("CFG004", "quotation_words = 8", "▸overfull_pt = nan"),
        ("CFG004", "quotation_words = 8", "▸timeout_s = inf"),
        ("CFG004", "quotation_words = 8", "▸timeout_s = -1"),
        ("CFG004", "quotation_words = 8", "▸memory_mb = 1000000000000000000000"),
    ],
)
def test_faults(project: dict[str, str], code: str, old: str, new: str) -> None:
    place = change(project, CONFIG_FILE, old, new)
    config, found = load(project)
    assert [d.code for d in found] == [code]
    if place.line is None:  # what is missing has no line of its own; the section's is shown
        assert found[0].place is not None
        assert project[CONFIG_FILE].split("\n")[(found[0].place.line or 0) - 1].startswith("[")
    else:
        assert shown(found) == [(code, str(place))]
    assert (config is not None) == (code == "CFG003")


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        ("", "CFG004", f"{CONFIG_FILE}:1"),
        ("# no settings\n", "CFG004", f"{CONFIG_FILE}:1"),
        ('a = [\n  "b"\n  "c",\n]\n', "CFG002", f"{CONFIG_FILE}:2:6"),
        ('a = ["b", "c"\n\n[d]\n', "CFG002", f"{CONFIG_FILE}:1:5"),
        ('a = 1\nb = """x\nc = 2\n', "CFG002", f"{CONFIG_FILE}:2"),
        ("[report]\ntitle = 'caf\xe9'".encode("latin-1"), "CFG002", f"{CONFIG_FILE}:2:13"),
        ("a = " + "[" * 5000, "CFG002", CONFIG_FILE),
        ("a = " + "9" * 5000, "CFG002", CONFIG_FILE),
    ],
)
def test_useless_files(data: str | bytes, code: str, place: str) -> None:
    config, found = load_config(ROOT, MemoryTools.of({CONFIG_FILE: data}))
    assert config is None
    assert {d.code for d in found} == {code}
    assert str(found[0].place) == place


def test_each_missing_section_is_reported_once() -> None:
    _, found = load({CONFIG_FILE: "[build]\n"})
    assert [d.message for d in found] == [
        "section [report] is missing", "[bibliography] needs 'files'", "[bibliography] needs 'lists'",
        "section [fonts] is missing",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ('status = "DRAFT"', 'status = "DRAFT"\nsubtitel = "x"', "did you mean 'subtitle'?"),
        ("serif-regular =", "serif-reguler =", "did you mean 'serif-regular'?"),
    ],
)
def test_a_text_or_a_font_role_that_is_nearly_known(
    project: dict[str, str], old: str, new: str, hint: str
) -> None:  # fmt: skip
    place = change(project, CONFIG_FILE, old, new.replace("subtitel", "▸subtitel").replace("serif-reg", "▸serif-reg"))
    config, found = load(project)
    assert config is not None
    assert [(d.code, d.hint) for d in found] == [("CFG003", hint)]
    assert found[0].place == place


def test_texts_of_ones_own_are_free(project: dict[str, str]) -> None:
    change(project, CONFIG_FILE, 'status = "DRAFT"', 'status = "DRAFT"\nfunder = "x"\ncontact = "y"')
    assert load(project)[1] == ()


@pytest.mark.parametrize("file", ["report/briefing.cls", "report/main.tex.j2", "bib/works.bib"])
def test_a_file_that_is_missing_is_told_where_it_is_named(project: dict[str, str], file: str) -> None:
    project.setdefault("report/briefing.cls", "x")
    text = project[CONFIG_FILE].replace(
        "[build]", '[build]\nclass = "report/briefing.cls"\nmain = "report/main.tex.j2"'
    )
    project[CONFIG_FILE] = text
    del project[file]
    config, found = load(project)
    assert config is not None
    assert [d.code for d in found] == ["CFG005"]
    place = found[0].place
    assert place is not None
    assert text.split("\n")[(place.line or 0) - 1][(place.column or 0) - 1 :].startswith(file)
    assert [related.place.file for related in found[0].related] == [file]


def test_all_faults_are_found_at_once(project: dict[str, str]) -> None:
    places = [
        change(project, CONFIG_FILE, 'version = "1.0"', "▸version = 1"),
        change(project, CONFIG_FILE, "quotation_words = 8", "▸quotation_words = 0"),
        change(project, CONFIG_FILE, "[fonts]", "[fonts]\n▸mono = 1"),
    ]
    _, found = load(project)
    assert {str(d.place) for d in found} == {
        # the third change moved the second by a line
        str(places[0]), f"{CONFIG_FILE}:{(places[1].line or 0) + 1}:1", str(places[2]),
    }  # fmt: skip


def test_no_file() -> None:
    config, found = load({})
    assert config is None
    assert shown(found) == [("CFG001", "None")]
    assert found[0].hint is not None
    assert "--project" in found[0].hint


def test_a_file_that_cannot_be_read(tools: MemoryTools) -> None:
    tools.faults[ROOT / CONFIG_FILE] = failed(errno.EACCES)
    config, found = load_config(ROOT, tools)
    assert config is None
    assert shown(found) == [("CFG002", CONFIG_FILE)]
    assert found[0].message == f"cannot read {CONFIG_FILE}: Permission denied"


def test_hints_name_what_is_known(project: dict[str, str]) -> None:
    change(project, CONFIG_FILE, "quotation_words = 8", "quotation_word = 8\ncolour = 3")
    _, (near, other) = load(project)
    assert near.hint == "did you mean 'quotation_words'?"
    assert other.hint == "known are: quotation_words, overfull_pt, timeout_s, memory_mb, file_mb"


@pytest.mark.parametrize("form", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t])
def test_line_ends_and_byte_order_marks_do_not_matter(project: dict[str, str], form) -> None:  # type: ignore[no-untyped-def]
    project[CONFIG_FILE] = form(project[CONFIG_FILE].replace('"The quay at Tarn"', '"The\u2028quay"'))
    config, found = load(project)
    assert found == ()
    assert config is not None
    assert config.report["title"] == "The\u2028quay"


def test_another_maker_of_the_lists() -> None:
    files = small_project()
    text = files["report/report.toml"].replace("[bibliography]", '[bibliography]\nbackend = "bibtex"')
    assert settings_of(text).bibliography_style == "plainnat"
    assert settings_of(text.replace('"bibtex"', '"biblatex"')).bibliography_style == "numeric"
    named = text.replace('"bibtex"', '"bibtex"\nstyle = "alpha"')
    assert settings_of(named).bibliography_style == "alpha"


@pytest.mark.parametrize("line", ['backend = "endnote"', 'style = "../x"', 'style = "a,backend=b"', "style = 1"])
def test_a_maker_or_style_that_cannot_be(line: str) -> None:
    text = small_project()["report/report.toml"].replace("[bibliography]", f"[bibliography]\n{line}")
    outcome = load_config(ROOT, MemoryTools.of({"report/report.toml": text}))
    assert outcome.value is None
    assert [(d.code, d.place and d.place.line is not None) for d in outcome.diagnostics] == [("CFG004", True)]


def test_the_page_settings_have_defaults() -> None:
    text = small_project()["report/report.toml"]
    plain, set_ = settings_of(text), settings_of(f'{text}\n[layout]\ncolour = "grey"\n')
    assert (plain.paper, plain.colour, plain.size) == ("a4", "colour", "standard")
    assert (set_.paper, set_.colour, set_.size) == ("a4", "grey", "standard")


def test_an_engine_for_one_build() -> None:
    config = load_config(ROOT, MemoryTools.of(small_project()), "xelatex").value
    assert config is not None
    assert config.engine == "xelatex"


def test_an_engine_for_one_build_that_writes_no_tags_leaves_the_archival_profile_out() -> None:
    text = small_project()["report/report.toml"].replace("[build]", '[build]\nprofile = "archive"')
    config, found = load_config(ROOT, MemoryTools.of({"report/report.toml": text}), "pdflatex")
    assert config is not None
    assert config.profile == "plain"
    assert [d.code for d in found if d.code != "CFG005"] == ["CFG012"]


def settings_of(text: str) -> Config:
    config = load_config(ROOT, MemoryTools.of({**small_project(), "report/report.toml": text})).value
    assert config is not None
    return config


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("CFG004", "[fonts]", "▸▸[fnots]"),
        ("CFG004", "[report]", "▸▸[reprot]"),
        ("CFG004", "[report]\n", "▸"),
        ("CFG004", "[limits]\n", "▸"),
        ("CFG004", "[bibliography.lists]", "▸▸[bibliography.lsts]"),
        ("CFG004", "[bibliography.lists]\n", "▸"),
        ("CFG004", "language =", "▸langauge ="),
        ("CFG004", "files =", "▸flies ="),
        ("CFG004", 'engine = "lualatex"', "▸engine = []"),
        ("CFG004", "serif-regular = ", '▸sans-regular = "x"\nserif-regular = '),
    ],
)
def test_one_slip_is_one_fault(project: dict[str, str], code: str, old: str, new: str) -> None:
    if old == "[limits]\n":
        change(project, CONFIG_FILE, "quotation_words = 8", "quotation_words = 8\noverfull_pt = 2")
    place = change(project, CONFIG_FILE, old, new)
    _, found = load(project)
    assert [(each.code, each.place and each.place.line) for each in found] == [(code, place.line)]
