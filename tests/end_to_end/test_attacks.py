"""Nothing is leaked: what a person or a document can put into a project reaches nothing outside its build folder."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from light_report import CLASS, SECTION, Bench, bench, light_report, without_sandbox
from projects import needs_tex, read_text

from reportgen.tools import Limits, LocalTools

CANARY = "Canary9b1f"
pytestmark = [pytest.mark.tex, needs_tex]
needs_sandbox = pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A light report that has been built; tests copy its build folder."""
    made = bench(tmp_path_factory.mktemp("good"))
    finished = made.build()
    assert finished.returncode == 0, finished.stderr
    return made


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the project with a secret in it."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("secret.tex", "secret.txt", ".secret"):
        (folder / name).write_text(CANARY, encoding="utf-8")
    return folder


def everything(pdf: Path) -> bytes:
    """Return all bytes of a PDF, its streams unpacked, and its text."""
    with pikepdf.open(pdf) as opened:
        parts = [o.read_bytes() for o in opened.objects if isinstance(o, pikepdf.Stream)]
        parts += [str(o).encode() for o in opened.objects]
    return b"\n".join([pdf.read_bytes(), *parts, read_text(pdf).encode()])


def untouched(folder: Path) -> dict[str, tuple[int, int]]:
    """Return inode and change time of all in a folder but the build's own."""
    return {
        str(path): ((state := path.lstat()).st_ino, state.st_ctime_ns)
        for path in folder.rglob("*")
        if not {"build", "temporary", "programs"} & set(path.relative_to(folder).parts)
    }


LUA = r"""\directlua{
local function probe(what, action)
  local fine, answer = pcall(action)
  local said = fine and answer and " yes " or " no "
  texio.write_nl("log", "PROBE " .. what .. said .. tostring(fine and answer):sub(1, 60))
end
for _, path in ipairs{"@/secret.txt", "@/.secret", "/etc/passwd", "/etc/hostname", "/proc/1/root/etc/passwd"} do
  probe("read " .. path, function() return io.open(path):read("*a") end)
end
local places = {"@/new", "@/secret.txt", "/usr/new", "/texcache/new", "/texformats/new", "/texcache/luatex-cache/new"}
for _, path in ipairs(places) do
  probe("write " .. path, function() return io.open(path, "w"):write("x") end)
end
probe("list", function() return lfs.dir("@") and "listed" end)
probe("size", function() return lfs.attributes("/etc/passwd", "size") end)
probe("move", function() return os.rename("@/secret.txt", "@/moved") end)
probe("remove", function() return os.remove("@/secret.txt") end)
probe("variable", function() return os.getenv("SECRET") end)
probe("execute", function() return os.execute("touch executed") end)
probe("pipe", function() return io.popen("id"):read("*a") end)
probe("spawn", function() return os.spawn{"/usr/bin/touch", "executed"} end)
probe("library", function() return package.loadlib("libc.so.6", "system") end)
probe("socket", function() return require("socket").tcp() end)
}"""


@needs_sandbox
def test_lua_reaches_nothing(good: Bench, tmp_path: Path, outside: Path) -> None:
    made = bench(tmp_path, good.project / "build")
    made = Bench(folder=made.folder, variables={"SECRET": CANARY})
    made.append(LUA.replace("@", str(outside)))
    before = untouched(tmp_path)
    made.build()
    log = (made.project / "build" / "tex" / "main.log").read_text(encoding="utf-8", errors="replace")
    probes = re.findall(r"PROBE (.*)", log)
    assert len(probes) >= 20
    assert [probe for probe in probes if " yes " in probe] == []
    assert CANARY not in log
    assert CANARY.encode() not in everything(made.pdf)
    assert untouched(tmp_path) == before
    assert made.leftovers() == []


READ = r"""
\newcount\probes
\def\probe#1{\IfFileExists{#1}{\typeout{PROBE found #1}}{\typeout{PROBE not #1}}\openin15="#1"\relax
  \ifeof15 \typeout{PROBE not #1}\else \typeout{PROBE opened #1}\fi \closein15 }
\probe{@/secret.tex}\probe{@/secret.txt}\probe{@/.secret}\probe{/etc/passwd}\probe{../../../../../../etc/passwd}
\probe{\string~/secret.tex}\probe{\string$HOME/secret.tex}\probe{\string$SELFAUTOPARENT/../etc/passwd}
\probe{|id}\probe{|kpsewhich -var-value=SECRET}
\immediate\write18{touch executed}\immediate\write18{kpsewhich -var-value=SECRET}
"""
STOPS = {
    "input": r"\input{@/secret.tex}",
    "characters": r"\input ^^2fetc/passwd ",
    "object": r"\immediate\pdfextension obj stream file{@/secret.txt}",
    "picture": r"\includegraphics{@/secret.pdf}",
    "write above": r"\immediate\openout15=../new.tex \immediate\write15{x}\immediate\closeout15 ",
    "write there": r"\immediate\openout15=@/new.tex \immediate\write15{x}\immediate\closeout15 ",
}


@pytest.mark.parametrize("sandbox", [pytest.param(True, marks=needs_sandbox), False], ids=["sandbox", "bare"])
def test_tex_opens_nothing_outside(good: Bench, tmp_path: Path, outside: Path, *, sandbox: bool) -> None:
    made = bench(tmp_path, good.project / "build")
    bare = {} if sandbox else without_sandbox(tmp_path)
    made = Bench(folder=made.folder, variables={"SECRET": CANARY, **bare})
    made.append(READ.replace("@", str(outside)))
    before = untouched(tmp_path)
    finished = made.build()
    assert finished.returncode == 0, finished.stderr
    assert ("note[CFG011]" in finished.stderr) is not sandbox
    log = (made.project / "build" / "tex" / "main.log").read_text(encoding="utf-8", errors="replace")
    probes = re.findall(r"PROBE (\w+)", log)
    assert len(probes) == 20
    assert set(probes) == {"not"}
    assert CANARY.encode() not in everything(made.pdf) + log.encode()
    assert not list(tmp_path.rglob("executed"))
    assert untouched(tmp_path) == before


@pytest.mark.parametrize("what", STOPS)
def test_an_attempt_stops_the_build(what: str, good: Bench, tmp_path: Path, outside: Path) -> None:
    made = bench(tmp_path, good.project / "build")
    made.append(STOPS[what].replace("@", str(outside)))
    before = untouched(tmp_path)
    finished = made.build()
    assert finished.returncode == 1, finished.stderr
    assert f"{SECTION}:" in finished.stderr
    assert made.published() == good.published()
    assert untouched(tmp_path) == before


def test_links_that_a_program_leaves_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(CANARY, encoding="utf-8")
    machine = LocalTools()
    with machine.scratch() as folder:
        code = (
            "import os, sys; os.symlink(sys.argv[1], 'main.log'); os.symlink(os.path.dirname(sys.argv[1]), 'sub');"
            "os.mkdir('own'); open('own/file', 'w').close(); os.symlink('own', 'within')"
        )
        machine.run(
            [sys.executable, "-c", code, str(tmp_path / "secret")], folder=folder, environment={}, limits=Limits()
        )
        for path in (folder / "main.log", folder / "sub" / "secret"):
            assert path.exists()
            assert machine.state(path) is None
            with pytest.raises(OSError, match="a link that leads out of its folder"):
                machine.read(path)
        assert machine.read(folder / "within" / "file") == b""
    assert (tmp_path / "secret").read_text(encoding="utf-8") == CANARY


@needs_sandbox
def test_links_in_place_of_auxiliary_files_bring_nothing_in(good: Bench, tmp_path: Path, outside: Path) -> None:
    made = bench(tmp_path, good.project / "build")
    names = "{'main.lof', 'main.lot', 'main.toc'}"
    made.append(
        rf"\AtEndDocument{{\directlua{{for _, n in ipairs{names} do os.remove(n)"
        rf" lfs.link('{outside}/secret.tex', n, true) end}}}}"
    )
    made.build()
    found = [path for path in (made.project / "build").rglob("*") if path.is_file() and path.suffix != ".pdf"]
    assert [path.name for path in found if CANARY.encode() in path.read_bytes()] == []
    assert CANARY.encode() not in everything(made.pdf)


RC_FILES = (
    "latexmkrc", ".latexmkrc", "biber.conf", "texmf.cnf", "texmfcnf.lua", "luaotfload.conf", "luaotfload-main.lua",
    "hyperref.cfg", "graphics.cfg", "color.cfg", "fontspec.cfg", "ltluatex.lua", "size10.clo",
)  # fmt: skip


def test_files_of_other_programs_and_variables_of_the_caller_change_nothing(good: Bench, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = dict(light_report())
    hostile = "\\errmessage{executed} error('executed') $x = system('touch executed');\n"
    for folder in ("report", "report/sections", "bib", "data"):
        files |= {f"{folder}/{name}": hostile for name in RC_FILES}
    files |= {f"{folder}/{name}": hostile for folder in ("bib", "data") for name in ("article.cls", "fontspec.sty")}
    made = bench(tmp_path, good.project / "build", files)
    evil = str(made.project / "data")
    names = (
        "TEXINPUTS", "LUAINPUTS", "TEXMFCNF", "TEXMFHOME", "TEXMFVAR", "TEXMFCONFIG", "TEXMFCACHE", "TEXFORMATS",
        "TEXMFDOTDIR", "TEXMFOUTPUT", "TEXMF", "TTFONTS", "OPENTYPEFONTS", "TEXPSHEADERS",
    )  # fmt: skip
    variables = dict.fromkeys(names, f"{evil}//:")
    variables |= {
        "openin_any": "a", "openout_any": "a", "shell_escape": "t", "max_print_line": "20", "SOURCE_DATE_EPOCH": "1",
        "LUA_INIT": "error('executed')", "LUA_INIT_5_3": "error('executed')", "BASH_ENV": f"{evil}/latexmkrc",
        "PERL5OPT": "-Mevil",
    }  # fmt: skip
    finished = Bench(folder=made.folder, variables=variables).build()
    assert finished.returncode == 0, finished.stderr
    assert made.published() == good.published()
    assert not list(tmp_path.rglob("executed"))


@needs_sandbox
def test_a_hostile_class_stays_in_its_run_and_spoils_no_cache(good: Bench, tmp_path: Path, outside: Path) -> None:
    made = bench(tmp_path, good.project / "build")
    caches = made.project / "build" / "cache"
    # What later runs execute, read or print; what was found in a report is kept again with each check.
    run = [kind for kind in caches.iterdir() if kind.name.startswith(("fonts", "formats", "figures", "checkpoints"))]
    before = {path: path.read_bytes() for kind in run for path in (kind, *kind.rglob("*")) if path.is_file()}
    assert before
    path = made.project / CLASS
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n{LUA.replace('@', str(outside))}\n", encoding="utf-8")
    (made.project / "report" / "article.cls").write_text(r"\errmessage{shadowed}", encoding="utf-8")
    elsewhere = untouched(tmp_path)
    made.build()
    assert untouched(tmp_path) == elsewhere
    assert {name: name.read_bytes() for name in before if name.exists()} == before
    path.write_text(text, encoding="utf-8")
    (made.project / "report" / "article.cls").unlink()
    assert made.build().returncode == 0
    assert made.published() == good.published()


TEXT = (
    r"\input{/etc/passwd} ^^5cinput{/etc/passwd} \directlua{os.exit()} \write18{id} $x_1^2$ #1 & ~ }{ % \end{document}"
)


def test_commands_in_data_are_text(good: Bench, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = dict(light_report())

    def put(file: str, old: str, new: str) -> None:
        text = str(files[file])
        assert old in text
        files[file] = text.replace(old, new, 1)

    put("data/indicators.csv", "Growth of traffic", f"Growth {TEXT} traffic")
    put("report/report.toml", '"The quay at Tarn"', f"'The quay {TEXT} at Tarn'")
    put("report/tables/indicators.yaml", "caption: Traffic grows", f"caption: 'Caption {TEXT} end'")
    put("bib/works.bib", "Piles and Tides", r"Piles \input{/etc/passwd} ^^5cinput{/etc/passwd} and Tides")
    put("bib/works.bib", "http://example.org/heads", "javascript:app.alert(1)")
    put("bib/works.bib", "@online", '@preamble{"\\immediate\\write18{id}\\errmessage{executed}"}\n@online')
    made = bench(tmp_path, good.project / "build", files)
    finished = made.build()
    assert finished.returncode == 0, finished.stderr
    shown = re.sub(r"\s+", "", read_text(made.pdf))
    assert shown.count(re.sub(r"\s+", "", TEXT)) >= 2
    assert "root:x:" not in shown
    with pikepdf.open(made.pdf) as pdf:
        links = [a.A for page in pdf.pages for a in page.get("/Annots", []) if "/A" in a]
        assert {str(link.S) for link in links} <= {"/GoTo", "/URI"}
        assert not [link for link in links if link.get("/URI") and "javascript" in str(link.URI).lower()]


ACTIONS = {
    "a link": r"\def\a{annot width 1cm height 1cm}\pdfextension\a {/Subtype/Link/A<</S/JavaScript/JS(app.alert(1))>>}",
    "a page": r"\pdfvariable pageattr{/AA<</O<</S/JavaScript/JS(app.alert(1))>>>>}",
    "a program": r"\href{run:calc.exe}{x}",
    "another file": r"\href{file:other.pdf}{x}",
}


@pytest.mark.parametrize("what", ACTIONS)
def test_an_action_is_not_published(what: str, good: Bench, tmp_path: Path) -> None:
    made = bench(tmp_path, good.project / "build")
    made.append(ACTIONS[what])
    finished = made.build()
    assert finished.returncode == 1
    assert "error[PDF705]" in finished.stderr
    assert made.published() == good.published()


@pytest.mark.parametrize(
    "text", [r"\csname @@end\endcsname", r"\iffalse", r"\csname endinput\endcsname\csname @@end\endcsname"]
)
def test_a_report_that_ends_early_is_not_published(text: str, good: Bench, tmp_path: Path) -> None:
    made = bench(tmp_path, good.project / "build")
    made.append(f"{text}\nLost.")
    assert made.build().returncode == 1
    assert made.published() == good.published()


NAMES: Mapping[str, str] = {
    "commands": "a$(touch executed)`touch executed`",
    "TeX": r"a%b#c^^5cd&e~f{g}",
    "options": "--shell-escape",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_name_is_a_name(name: str, good: Bench, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = dict(light_report())
    files[f"report/sections/{NAMES[name]}.tex.j2"] = "Found."
    main = str(files["report/main.tex.j2"])
    quoted = NAMES[name].replace("\\", "\\\\")
    files["report/main.tex.j2"] = main.replace(
        'section("body") )))', f'section("body") )))\n((( section("{quoted}") )))'
    )
    made = bench(tmp_path, good.project / "build", files)
    finished = made.build()
    assert finished.returncode == 0, finished.stderr
    assert "Found." in read_text(made.pdf)
    assert not list(tmp_path.rglob("executed"))


def test_the_published_file_replaces_a_link(good: Bench, tmp_path: Path, outside: Path) -> None:
    made = bench(tmp_path, good.project / "build")
    made.pdf.unlink()
    made.pdf.symlink_to(outside / "secret.txt")
    assert made.build().returncode == 0
    assert stat.S_ISREG(made.pdf.lstat().st_mode)
    assert os.listdir(outside).count("secret.txt") == 1  # noqa: PTH208
    assert (outside / "secret.txt").read_text(encoding="utf-8") == CANARY
