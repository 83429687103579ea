"""Whatever lies in a folder, a draft of it has nothing that its own checks object to."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest  # noqa: TC002 - hypothesis reads the annotations when the test runs
from draft_trial import faults, in_this_process, ledger, make, records, write
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reportgen.records.ledger import Decision

NAMES = (
    "Olga Stern", "the Harbour Trust", "Алексей Громов", "李华", "Jürgen Weiß", "Νίκος Παππάς",
    "O’Brien & Sons", "AT&T",
)  # fmt: skip
SENTENCES = (
    "{name} said that traffic grew by {n} percent in {year}.",
    "“We will not sell {n} boats_ for ${n} million,” {name} said.[{note}]",
    "An agreement between {name} and the Ferry Company was signed on {day} March {year}.",
    "The quay cost €{n},{n}00 or {n}% of the budget {{sic}} in {year}/{short}.",
    "В {year} году мост обошёлся в {n},5 млрд рублей, сообщил {name}.",
    "{year}年3月{day}日，{name}签署《港口协议》，投资{n}亿元。",
    "Το {n}% των πλοίων ήρθε το {year}.",
    "Am {day}. Mai {year} kostete der Hafen {n},5 Millionen Euro~50 \\textbf{{x}}.",
    "See http://example.org/a_b%20c?x={n}&y=#top and C:\\temp\\{n} for *more* **of** `this`.",
    "مرحبا {n} بالعالم في {year}. שלום {n}.",
    "Two years later, {n} ferries\u200b and \u202e{n} boats came to x^2 = {n}.",
    "| a | {n} |\t$x_{n}$ ~~ ^^ {{ }} # % & \u00ad\ufeff \u2028 end",
)
NOTES = (
    "[{note}] {name}, Piles and Tides. Tarn: Mole Press, {year}.",
    "[{note}] Ibid., p. {n}.",
    "[{note}] http://example.org/{n}",
    "[{note}] Громов А. П. Мосты. — М.: Дорога, {year}. — {n} с.",
    "[{note}] As {{shown}} by \\n & others, 100% {n}_x; see Vale, Boris. Lakes. {year}; Stern, Olga. Bays. {year}.",
)
FILES = ("a.txt", "b.md", "sub/c.txt", "d & e_f%.txt", "ж.txt", "港.html")


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text of a few sentences in any language, perhaps with title, byline and notes."""

    def filled(template: str) -> str:
        year = draw(st.integers(1950, 2030))
        return template.format(
            name=draw(st.sampled_from(NAMES)), n=draw(st.integers(1, 99)), year=year, short=f"{(year + 1) % 100:02}",
            day=draw(st.integers(1, 31)), note=draw(st.integers(1, 4)),
        )  # fmt: skip

    lines: list[str] = []
    if draw(st.booleans()):
        lines.append(draw(st.sampled_from(("A title {of} ferries & 50% more", "Мост", "港口", "# Quay_s", "The quay"))))
    if draw(st.booleans()):
        lines.append(f"By {draw(st.sampled_from(NAMES))}, {draw(st.integers(1, 28))} May 2021")
    for _ in range(draw(st.integers(0, 6))):
        lines.append("")
        lines.append(
            " ".join(filled(one) for one in draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3)))
        )
    lines += ["", *(filled(one) for one in draw(st.lists(st.sampled_from(NOTES), max_size=4)))]
    return "\n".join(lines) + "\n"


@settings(
    max_examples=6,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(files=st.dictionaries(st.sampled_from(FILES), texts(), min_size=1, max_size=4))
def test_a_draft_has_no_faults(files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)
    root = Path(tempfile.mkdtemp(prefix="any-folder-"))
    try:
        folder = write(root / "texts", dict(files))
        outcome = make(folder, root / "p")
        if outcome.value is None:  # all were empty
            assert {d.code for d in outcome.diagnostics} >= {"DOC117"}
            return
        assert [(d.code, d.place, d.message) for d in faults(root / "p", folder)] == []
        proposed = {entry.record for entry in ledger(root / "p").rows if entry.decision is Decision.PROPOSED}
        assert proposed == set(records(root / "p").by_id)
    finally:
        shutil.rmtree(root)
