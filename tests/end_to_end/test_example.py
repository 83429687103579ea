"""The example in `examples/kelp`: documents to a briefing as `make example` does it, and whether that is true to them.

It is drafted, reviewed and built once for all tests here.
"""

from __future__ import annotations

import csv
import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from projects import (
    REPOSITORY,
    keep_caches,
    lend_caches,
    needs_tex,
    one_at_a_time,
    read_text,
    run,
    shared_folder,
)

from reportgen.documents.limits import DocumentLimits
from reportgen.documents.read import read_document
from reportgen.tools import LocalTools

EXAMPLE = REPOSITORY / "examples" / "kelp"
DOCUMENTS = EXAMPLE / "documents"
DECISIONS = list(csv.DictReader((EXAMPLE / "decisions.csv").read_text(encoding="utf-8").splitlines()))
# Below it the words of a quotation could stand in any document by chance.
LEAST_CHARACTERS = 3

pytestmark = [pytest.mark.tex, needs_tex]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draft, review and build the example; each step must end clean."""
    folder = tmp_path_factory.mktemp("example")
    caches = shared_folder(tmp_path_factory) / "example-caches"
    documents = folder / "documents"
    shutil.copytree(DOCUMENTS, documents)
    made = folder / "made"
    with one_at_a_time(caches.with_suffix(".lock")):
        steps = (
            ("draft", "documents", "--output", "made", "--title", "Kelp in the Orran Isles"),
            ("review", "--project", "made", "--sources", "documents", "--apply", str(EXAMPLE / "decisions.csv")),
            ("build", "--strict", "--project", "made", "--sources", "documents", "--format", "short"),
        )
        for step in steps:
            if step[0] == "build":
                lend_caches(caches, made)
            done = run(*step, folder=folder)
            assert done.returncode == 0, f"{step[0]}: {done.stdout}{done.stderr}"
            assert not re.search(r" (?:warning|error)\[", done.stderr), done.stderr
        keep_caches(made, caches)
    return made


def records(project: Path, kind: str) -> list[dict[str, str]]:
    with (project / "data" / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def letters(text: str) -> str:
    """Return the letters and figures of a text; blanks, hyphens and signs differ in print."""
    return "".join(character for character in text.casefold() if character.isalnum())


@pytest.fixture(scope="module")
def sources() -> str:
    """Return what all documents say, without the numbers of their notes."""
    texts = []
    for path in sorted(DOCUMENTS.iterdir()):
        document = read_document(path.name, path.name, path.read_bytes(), LocalTools(), DocumentLimits()).value
        assert document is not None, path
        text = list(document.text)
        for marker in document.markers:
            text[marker.start : marker.end] = " " * (marker.end - marker.start)
        texts.append(letters("".join(text)))
    return "\n".join(texts)


def quotations(text: str) -> Iterator[str]:
    """Give the outermost quotations of a text."""
    depth = start = 0
    for at, character in enumerate(text):
        if character == "“":
            start = start if depth else at + 1
            depth += 1
        elif character == "”" and depth:
            depth -= 1
            if not depth:
                yield text[start:at]


def test_every_quotation_of_the_report_stands_in_a_document(project: Path, sources: str) -> None:
    page = (project / "build" / "briefing.html").read_text(encoding="utf-8")
    body = re.sub(r"<(style|script|head)\b.*?</\1>", " ", page, flags=re.DOTALL)
    # A quotation does not go on into the next paragraph, cell or item.
    blocks = re.split(r"</?(?:p|td|th|li|h\d|dd|dt|figcaption|caption|div|tr)\b[^>]*>", body)
    found = [quotation for block in blocks for quotation in quotations(html.unescape(re.sub(r"<[^>]+>", "", block)))]
    assert len(found) > 200
    missing = {
        piece
        for quotation in found
        for piece in map(letters, quotation.replace("◊", "").split("…"))
        if len(piece) >= LEAST_CHARACTERS and piece not in sources
    }
    assert missing == set()


def test_the_documents_contradict_each_other_where_their_author_says_so(project: Path) -> None:
    expected = yaml.safe_load((EXAMPLE / "expected.yaml").read_text(encoding="utf-8"))
    conflicts = [row for row in records(project, "comparisons") if row["relation"] == "conflict"]
    for one, other in expected["conflicts found"]:
        assert any({one, other} == {_holds(row["quote"], one, other), _holds(row["against"], one, other)}
                   for row in conflicts), (one, other)  # fmt: skip
    text = letters(read_text(project / "build" / "briefing.pdf"))
    assert "conflict" in text
    assert all(letters(row["quote"])[:20] in text for row in conflicts)


def _holds(text: str, one: str, other: str) -> str:
    return next((words for words in (one, other) if re.search(rf"(?<!\d){re.escape(words)}", text)), "")


def test_what_a_reader_would_take_down_was_found(project: Path) -> None:
    expected = yaml.safe_load((EXAMPLE / "expected.yaml").read_text(encoding="utf-8"))
    fields = {"indicators": "wording", "events": "date", "statements": "gist", "people": "name"}
    for kind, field in fields.items():
        found = " | ".join(row[field] for row in records(project, kind))
        assert [words for words in expected[kind] if str(words) not in found] == []
    works = (project / "bib" / "works.bib").read_text(encoding="utf-8")
    assert [title for title in expected["works, each once"] if works.count(title) != 1] == []


def test_the_cover_says_what_share_was_reviewed(project: Path) -> None:
    status = run("status", "--project", ".", folder=project).stdout
    reviewed, made = re.match(r"(\d+) of (\d+) extracted items reviewed", status).groups()  # type: ignore[union-attr]
    cover = " ".join(read_text(project / "build" / "briefing.pdf").partition("\f")[0].split())
    assert f"{reviewed} of the {made} items" in cover
    assert int(reviewed) == len({row["record"] for row in DECISIONS if row["decision"] != "reject"})


def test_what_was_rejected_is_not_printed(project: Path) -> None:
    rejected = {row["record"] for row in DECISIONS if row["decision"] == "reject"}
    ledger = {row["fingerprint"]: row for row in records(project, "proposals")}
    assert {ledger[mark]["decision"] for mark in rejected} == {"rejected"}
    ids = {row["id"] for kind in ("indicators", "statements", "people") for row in records(project, kind)}
    assert not ids & {ledger[mark]["record"] for mark in rejected}
