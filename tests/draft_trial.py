"""A folder of small texts of our own in several languages, and drafts of it without worker processes."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen import workers
from reportgen.diagnostics import Diagnostic, Outcome, Severity
from reportgen.documents.limits import DocumentLimits
from reportgen.documents.read import find_files
from reportgen.drafting.draft import Made, Options, draft
from reportgen.drafting.proposal import Gathered
from reportgen.drafting.reading import gather_file
from reportgen.preparation import prepare
from reportgen.records import Records, load_records
from reportgen.records.ledger import Ledger, load_ledger
from reportgen.tools import LocalTools

if TYPE_CHECKING:
    import pytest

MINUTES = """\
Minutes of the Ferry Board

Written down by Ada Quill, 12 March 2021
The board met on 12 March 2021 in the boat house at Tarn. Ada Quill took the chair.
Traffic has grown by 6 percent since 2019, she said, and the new quay has cost $2.5 million.
“We will not sell the old boat,” the chair told the meeting. An agreement with the Harbour Trust was signed in 2021.
The plan is set out by Olga Stern.[1]

[1] Stern, Olga. Piles and Tides. Tarn: Mole Press, 2020.
"""
PAGE = """\
<!doctype html><html lang="en"><head><title>Quay opens</title></head><body><article><h1>Quay opens</h1>
<p>By Boris Vale, 4 June 2021</p>
<p>The new quay at Tarn opened on 3 June 2021. It cost $2 million, the board said.<sup><a href="#n1">1</a></sup></p>
<p>Traffic has grown by 5 percent since 2019.</p>
<h2>Notes</h2><ol><li id="n1">Olga Stern, <i>Piles and Tides</i>. Tarn: Mole Press, 2020.</li></ol>
</article></body></html>
"""
PORT = """\
# Le port de Saint-Aubin

Le **12 mars 2021**, la ville a signé un accord avec la *Compagnie du Littoral*[^1]. Le coût est de 4,5 millions
d'euros.
« Nous voulons un port vivant », a déclaré la maire Claire Dubois.

[^1]: Durand, Paul, *Les ports du littoral*, Paris, Éditions du Quai, 2017.
"""
BRIDGE = """\
Мост через Белую открыт
Автор: Ирина Соколова
15 июня 2021 года

15 июня 2021 года в городе Бельске открыли мост. Стоимость составила 2,3 млрд рублей, сообщил мэр Алексей Громов.[1]
«Мы ждали этот мост двадцать лет», — сказал Громов.

[1] Громов А. П. Мосты и города. — М.: Дорога, 2019. — 240 с.
"""
HARBOUR = """\
海滨港口扩建工程开工
记者 王小明
2021年3月12日

2021年3月12日，海滨市与远洋集团签署《港口合作协议》，总投资35亿元。[1]
市长李华表示：“新港口将在2025年建成。”目前港口年吞吐量达到120万吨，比2019年增长15%。

[1] 张伟，《中国港口发展研究》，北京：海洋出版社，2018年。
"""
ISLAND = """\
Το νέο λιμάνι της Σύρου

Στις 12 Μαρτίου 2021 ο δήμος Σύρου υπέγραψε σύμβαση. Το έργο κοστίζει 4,5 εκατομμύρια ευρώ.
Το 35% των επισκεπτών έρχεται με πλοίο.
"""
TEXTS: Mapping[str, str] = {
    "bridge.txt": BRIDGE,
    "harbour.txt": HARBOUR,
    "island.txt": ISLAND,
    "minutes.txt": MINUTES,
    "page.html": PAGE,
    "port.md": PORT,
}
DATE = "2024-05-06"


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, which is made."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def gathered(folder: Path, files: Mapping[str, str | bytes]) -> list[Gathered]:
    """Return what files give, read in this process."""
    tools = LocalTools()
    return [gather_file(file, DocumentLimits(), tools) for file in find_files((write(folder, files),), tools).value]


def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have files read without worker processes, which take a while to start."""

    def run(function: Callable[[Any], Any], arguments: Iterable[Any], **_: Any) -> Generator[workers.Result[Any, Any]]:
        for argument in arguments:
            yield workers.Result(argument=argument, value=function(argument))

    monkeypatch.setattr(workers, "run", run)


def make(folder: Path, project: Path, **options: Any) -> Outcome[Made | None]:
    """Draft a project, or bring one up to date."""
    return draft(Options(folder=folder, project=project, date=DATE, **options), LocalTools(), lambda _: None)


def faults(project: Path, sources: Path) -> list[Diagnostic]:
    """Return what `reportgen check --strict` objects to, save for fonts that this machine may not have."""
    found = prepare(project, sources, LocalTools(), lambda _: None).diagnostics
    return [d for d in found if d.severity > Severity.NOTE and not d.code.startswith("TEX")]


def records(project: Path) -> Records:
    """Return the records of a project, which are free of faults."""
    outcome = load_records(project, LocalTools())
    assert outcome.diagnostics == ()
    return outcome.value


def ledger(project: Path) -> Ledger:
    """Return the ledger of a project."""
    outcome = load_ledger(project, LocalTools())
    assert outcome.diagnostics == ()
    return outcome.value


def content(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder by name, save those of builds and locks."""
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    return {name: data for name, data in found.items() if not name.startswith("build/")}
