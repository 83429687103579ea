from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from memory import MemoryTools, failed

from reportgen.documents.limits import DocumentLimits
from reportgen.documents.read import find_files, read_document, read_file
from reportgen.documents.source import SourceFile
from reportgen.tools import LocalTools

FILES = {
    "b.txt": "B", "a.md": "A", "sub/c.HTML": "<p>C", "sub/deep/d.txt": "D", ".hidden.txt": "x", ".git/e.txt": "x",
    "picture.png": "x", "sub/a.md": "A2",
}  # fmt: skip


def names(paths: list[Path], tools: MemoryTools) -> list[str]:
    return [file.name for file in find_files(paths, tools).value]


def test_a_folder_is_searched_and_sorted() -> None:
    tools = MemoryTools.of(FILES)
    assert names([Path("/project")], tools) == ["a.md", "b.txt", "sub/a.md", "sub/c.HTML", "sub/deep/d.txt"]


def test_files_are_taken_as_they_are_named_and_once() -> None:
    tools = MemoryTools.of(FILES)
    root = Path("/project")
    assert names([root / "picture.png", root / "b.txt", root / "b.txt"], tools) == ["picture.png", "b.txt"]
    assert names([root / "b.txt", root], tools)[:2] == ["b.txt", "a.md"]
    assert names([root / "a.md", root / "sub" / "a.md"], tools) == ["/project/a.md", "/project/sub/a.md"]


@pytest.mark.parametrize(
    ("path", "code", "message"),
    [
        ("/project/none.txt", "DOC102", "cannot read /project/none.txt: No such file or directory"),
        ("/project/sub", "DOC117", "/project/sub is neither a file nor a folder with documents in it"),
    ],
)
def test_paths_that_give_nothing(path: str, code: str, message: str) -> None:
    tools = MemoryTools.of({"sub/x.png": ""})
    tools.faults = {Path("/project/sub"): failed(errno.EISDIR)}
    files, (found,) = find_files([Path(path)], tools)
    assert files == ()
    assert (found.code, found.message) == (code, message)


def test_a_folder_that_may_not_be_listed_is_said_and_the_rest_is_read() -> None:
    tools = MemoryTools.of({"a.txt": "A", ".git/x.txt": "x"})
    locked = {Path("/project/locked"), Path("/project/.git")}
    tools.faults = {path: failed(errno.EACCES) for path in locked}
    files, found = find_files([Path("/project")], tools)
    assert [file.name for file in files] == ["a.txt"]
    assert [(d.code, d.message) for d in found] == [
        ("DOC102", "cannot read /project/locked: its files may not be listed")
    ]


def test_folders_that_may_not_be_listed_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("open", "locked", "locked/below"):
        (tmp_path / name).mkdir()
    scan = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)  # who runs the tests may be allowed everything
    assert LocalTools().closed(tmp_path) == (tmp_path / "locked",)
    assert LocalTools().closed(tmp_path / "none") == ()


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    found = find_files([tmp_path], LocalTools())
    assert [file.name for file in found.value] == ["a.txt"]


def test_thousands_of_files_of_which_some_are_broken(tmp_path: Path) -> None:
    for i in range(3000):
        (tmp_path / f"{i:04}.txt").write_bytes(b"\0\1\2" if i % 1000 == 999 else b"Text.")
    tools = LocalTools()
    files = find_files([tmp_path], tools).value
    outcomes = [read_file(file, tools) for file in files]
    assert len(files) == 3000
    assert sum(outcome.value is not None for outcome in outcomes) == 2997
    assert [d.code for outcome in outcomes for d in outcome.diagnostics] == ["DOC111"] * 3


def test_a_large_file_is_refused_before_it_is_read() -> None:
    tools = MemoryTools.of({"a.txt": "x" * 100})
    tools.faults = {Path("/project/a.txt"): failed(errno.EACCES)}
    file = SourceFile(name="a.txt", path=Path("/project/a.txt"))
    (found,) = read_file(file, tools, DocumentLimits(bytes=50)).diagnostics
    assert found.code == "DOC110"
    assert found.hint == "raise the limit with --size-limit"
    (found,) = read_file(file, tools).diagnostics
    assert (found.code, found.message) == ("DOC102", "cannot read a.txt: Permission denied")


def test_what_a_document_knows() -> None:
    outcome = read_document("D7", "sub/a.html", b"<title>T</title><h1>T</h1><p>One &amp; two.", MemoryTools())
    document = outcome.value
    assert outcome.diagnostics == ()
    assert document is not None
    assert (document.id, document.path, document.format, document.encoding) == ("D7", "sub/a.html", "html", "utf-8")
    assert document.text == "T\nOne & two.\n"
    assert document.source_span(2, 12) == (29, 43)
    assert [segment.label for segment in document.segments] == ["p1", "p2"]
