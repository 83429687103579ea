# ruff: noqa: E501 - one fault a line, to be read as a table
"""Faults of what the records say: values, words, dates, names, places, references to one another."""

from __future__ import annotations

import re

from faults.data_edits import cell, raw_row, row, value, without_key
from faults.edits import misspelt, near, other_digit, other_word, pattern, swap
from faults.fault import Fault
from faults.project import HERE

# A record whose text was changed since it was verified is told by the lock as well, and without the documents
# by nothing else.
_LOCK = "REC219"
_JUDGEMENTS = "data/judgements.yaml"
_CONFLICTS = "data/conflicts.yaml"
_AGREEMENTS = "data/agreements.yaml"
_DOCUMENTS = "data/documents.yaml"
_GAPS = "data/gaps.yaml"
_SUMMARY = "data/summaries/D2.yaml"


def _year_off(text: str) -> str:
    return re.sub(r"^\d{4}", lambda m: str(int(m[0]) + 1), text)


FAULTS = (
    # --- indicators ---
    Fault(name="indicator: value altered", change=cell("indicators.csv", "value", other_digit), codes=("REC212", _LOCK)),
    Fault(name="indicator: value altered, locked again", change=cell("indicators.csv", "value", other_digit), codes=("REC212",), relock=True),
    Fault(name="indicator: digits swapped in the wording", change=cell("indicators.csv", "wording", other_digit, lambda r: any(c.isdigit() for c in r["wording"])), codes=("REC213", _LOCK)),
    Fault(name="indicator: word of the wording changed", change=cell("indicators.csv", "wording", other_word, lambda r: " " in r["wording"]), codes=("REC213", _LOCK)),
    Fault(name="indicator: unit changed", change=cell("indicators.csv", "unit", "USD billion", lambda r: r["unit"] == "percent"), codes=("REC2",), relock=True),
    Fault(name="indicator: value_high below value", change=cell("indicators.csv", "value_high", "1", lambda r: r["value"].isdigit() and int(r["value"]) > 4), codes=("REC2",), follow=("REC212",)),
    Fault(name="indicator: decimal comma", change=cell("indicators.csv", "value", "7,5"), codes=("REC222",)),
    Fault(name="indicator: separators of a spreadsheet", change=cell("indicators.csv", "value", "1,200"), codes=("REC222",)),
    Fault(name="indicator: value with its unit", change=cell("indicators.csv", "value", "70%"), codes=("REC222",)),
    Fault(name="indicator: evidence is another paragraph", change=cell("indicators.csv", "evidence", "D2#p3"), codes=("REC212", "REC213"), follow=("REC213", "REC212"), documents=True),
    Fault(name="indicator: grade off the scale", change=cell("indicators.csv", "grade", "7"), codes=("REC207",)),
    Fault(name="indicator: no evidence", change=cell("indicators.csv", "evidence", ""), codes=("REC221", "REC206")),
    Fault(name="indicator: no unit", change=cell("indicators.csv", "unit", ""), codes=("REC206",)),
    Fault(name="indicator: id twice", change=raw_row("indicators.csv", lambda line: f"{line}\n{HERE}{line}"), codes=("REC208",)),
    # --- events ---
    Fault(name="event: year altered", change=cell("events.csv", "date", _year_off, lambda r: r["basis"] == "explicit" and len(r["date"]) == 4), codes=("REC214", _LOCK), follow=("CHK817",)),
    Fault(name="event: day altered", change=cell("events.csv", "date", lambda d: d[:-1] + ("1" if d[-1] != "1" else "2"), lambda r: r["basis"] == "explicit" and len(r["date"]) == 10), codes=("REC214", _LOCK), follow=("CHK817",)),
    Fault(name="event: month 13", change=cell("events.csv", "date", lambda d: d[:4] + "-13", lambda r: len(r["date"]) == 7), codes=("REC223",), follow=("CHK817",)),
    Fault(name="event: 30 February", change=cell("events.csv", "date", lambda d: d[:4] + "-02-30", lambda r: len(r["date"]) == 10), codes=("REC223",)),
    Fault(name="event: date as a spreadsheet writes it", change=cell("events.csv", "date", lambda d: "/".join(reversed(d.split("-"))), lambda r: len(r["date"]) == 10), codes=("REC223",)),
    Fault(name="event: date with dots", change=cell("events.csv", "date", lambda d: ".".join(reversed(d.split("-"))), lambda r: len(r["date"]) == 10), codes=("REC223",)),
    Fault(name="event: no date", change=cell("events.csv", "date", ""), codes=("REC206",), follow=("CHK817",)),
    Fault(name="event: end before the beginning", change=cell("events.csv", "date_end", "1900", lambda r: len(r["date"]) == 4 and not r["date_end"]), codes=("REC2",), relock=True, follow=("CHK817", "REC214")),
    Fault(name="event: precision finer than the date", change=cell("events.csv", "precision", "day", lambda r: r["precision"] == "year"), codes=("REC2",), relock=True),
    Fault(name="event: precision misspelt", change=cell("events.csv", "precision", misspelt), codes=("REC207",)),
    Fault(name="event: basis misspelt", change=cell("events.csv", "basis", misspelt), codes=("REC207",)),
    Fault(name="event: basis without its reason", change=cell("events.csv", "basis_note", ""), codes=("REC2",), relock=True),
    Fault(name="event: actor misspelt", change=cell("events.csv", "actors", misspelt, lambda r: ";" not in r["actors"] and len(r["actors"]) > 6), codes=("REC215", _LOCK)),
    Fault(name="event: actor who is not in the passage", change=cell("events.csv", "actors", lambda a: f"{a}; Olga Stern", lambda r: r["basis"] == "explicit"), codes=("REC215", _LOCK)),
    Fault(name="event: lane of no figure", change=cell("events.csv", "lane", "nuclaer", lambda r: r["lane"] == "nuclear" and bool(r["label"])), codes=("TAB30", "REC2")),
    Fault(name="event: year in the text altered", change=cell("events.csv", "event", other_digit, lambda r: bool(re.search(r"\d", re.sub(r"\bD\d|[A-Z]+\d+", "", r["event"])))), codes=("REC227", _LOCK)),
    Fault(name="event: text changed since it was locked", change=cell("events.csv", "event", lambda t: t + " It was raining."), codes=(_LOCK,)),
    Fault(name="event: dated after the report", change=cell("events.csv", "date", "2093", lambda r: len(r["date"]) == 4), codes=("REC2",), follow=("CHK817",)),
    # --- locators ---
    Fault(name="locator: paragraph that does not exist", change=cell("events.csv", "evidence", lambda e: re.sub(r"#p\d+", "#p999", e, count=1)), codes=("REC210",), documents=True),
    Fault(name="locator: without its kind", change=cell("events.csv", "evidence", lambda e: e.replace("#p", "#", 1)), codes=("REC209",)),
    Fault(name="locator: joined by a comma", change=cell("events.csv", "evidence", lambda e: e.replace("; ", ", ", 1), lambda r: "; " in r["evidence"]), codes=("REC209",)),
    Fault(name="locator: document that does not exist", change=cell("events.csv", "evidence", lambda e: re.sub(r"^D\d", "D99", e)), codes=("REC217", "REC210", "REC209")),
    Fault(name="locator: next paragraph", change=cell("statements.csv", "evidence", lambda e: re.sub(r"\d+$", lambda m: str(int(m[0]) + 1), e), lambda r: bool(re.fullmatch(r"D\d#p\d+", r["evidence"]) and r["quote"])), codes=("REC213",), follow=("REC215", "REC214", "REC210"), documents=True),
    Fault(name="locator: note that does not exist", change=cell("events.csv", "via", lambda e: re.sub(r"#n\d+", "#n999", e)), codes=("REC210",), documents=True),
    Fault(name="locator: in lower case", change=cell("events.csv", "evidence", str.lower), codes=("REC209", "REC217", "REC210")),
    # --- projects and milestones ---
    Fault(name="project: party misspelt", change=cell("projects.csv", "parties", misspelt), codes=("REC215", _LOCK)),
    Fault(name="project: year of the status altered", change=cell("projects.csv", "status_date", _year_off, lambda r: r["status_date"][:1] == "2"), codes=("REC214",), relock=True, documents=True),
    Fault(name="milestone: plan altered", change=cell("milestones.csv", "planned", _year_off), codes=("REC2",), documents=True, follow=("CHK817",)),
    Fault(name="milestone: end of the plan before its beginning", change=cell("milestones.csv", "planned_end", "1999", lambda r: bool(r["planned_end"])), codes=("REC2",), follow=("REC2",)),
    Fault(name="milestone: project misspelt", change=cell("milestones.csv", "project", misspelt), codes=("REC217",)),
    Fault(name="milestone: of another project, so shown nowhere", change=cell("milestones.csv", "project", "pr-fast-reactors"), codes=("CHK813",), relock=True, follow=("CHK817",)),
    # --- statements ---
    Fault(name="statement: word of the quotation changed", change=cell("statements.csv", "quote", other_word), codes=("REC213", _LOCK)),
    Fault(name="statement: word of the quotation changed, locked again", change=cell("statements.csv", "quote", other_word), codes=("REC213",), relock=True),
    Fault(name="statement: letter of the quotation changed", change=cell("statements.csv", "quote", misspelt), codes=("REC213", _LOCK)),
    Fault(name="statement: negation put into the quotation", change=cell("statements.csv", "quote", lambda q: q.replace(" ", " not ", 1), lambda r: 2 <= r["quote"].count(" ") < 7), codes=("REC213", _LOCK)),
    Fault(name="statement: quotation too long", change=cell("statements.csv", "quote", lambda q: f"{q} and one two three four five six seven", lambda r: bool(r["quote"])), codes=("REC216",), follow=("REC213", _LOCK)),
    Fault(name="statement: speaker misspelt", change=cell("statements.csv", "speaker", misspelt), codes=("REC215", _LOCK)),
    Fault(name="statement: office of a higher rank", change=cell("statements.csv", "office", lambda o: o.replace("Deputy ", ""), lambda r: "Deputy " in r["office"]), codes=("REC236",), relock=True, documents=True),
    Fault(name="statement: office in another government", change=cell("statements.csv", "office", lambda o: o.replace("Chinese President", "Indian President"), lambda r: r["office"] == "Chinese President"), codes=("REC236",), relock=True, documents=True),
    Fault(name="statement: no gist", change=cell("statements.csv", "gist", ""), codes=("REC206",)),
    Fault(name="statement: number put into the gist", change=cell("statements.csv", "gist", lambda g: f"{g[:-1]}, by 83 per cent."), codes=("REC227",), relock=True),
    Fault(name="statement: name put into the gist", change=cell("statements.csv", "gist", lambda g: f"{g[:-1]}, as Quentin Underhill had asked."), codes=("REC228",), relock=True, open_="a name that nothing resembles may be known from elsewhere"),
    Fault(name="statement: year altered", change=cell("statements.csv", "date", _year_off, lambda r: r["basis"] == "explicit"), codes=("REC214", _LOCK)),
    # --- positions, propositions, agreements, conflicts ---
    Fault(name="position: symbol misspelt", change=cell("positions.csv", "symbol", misspelt), codes=("REC207",)),
    Fault(name="position: proposition that does not exist", change=cell("positions.csv", "proposition", "p99"), codes=("REC217",)),
    Fault(name="position: document that does not exist", change=cell("positions.csv", "document", "D99"), codes=("REC217",)),
    Fault(name="position: evidence of another document", change=cell("positions.csv", "document", "D2", lambda r: r["document"] == "D1" and bool(r["phrase"])), codes=("REC2", "CHK8"), follow=("CHK8", "REC2", "TAB3")),
    Fault(name="position: word of the phrase changed", change=cell("positions.csv", "phrase", other_word), codes=("REC213", _LOCK)),
    Fault(name="position: the same twice", change=row("positions.csv", lambda r: {**r, "id": f"{r['id']}-b", "symbol": "denies"}, lambda r: r["symbol"] == "affirms"), codes=("REC2", "CHK8", "TAB3"), relock=True),
    Fault(name="proposition: nobody speaks of it", change=row("propositions.csv", lambda r: {**r, "id": "p99", "proposition": "Ferries pay for themselves"}), codes=("CHK813",)),
    Fault(name="proposition: id changed", change=cell("propositions.csv", "id", "p77"), codes=("REC217", "CHK813"), follow=("REC217", "SEC5", "CHK8", _LOCK)),
    Fault(name="agreement: document without a passage", change=value(_AGREEMENTS, "documents", lambda v: v.split(";")[0]), codes=("REC2", "CHK8"), relock=True),
    Fault(name="agreement: proposition misspelt", change=value(_AGREEMENTS, "proposition", "p99"), codes=("REC217",)),
    Fault(name="conflict: side with the evidence of another document", change=near(value(_CONFLICTS, "document", lambda v: "D2" if v != "D2" else "D3"), 2), codes=("REC2",), relock=True),
    Fault(name="conflict: no evidence", change=swap(_CONFLICTS, pattern(r"^(  - document: .*\n    says: .*\n)    evidence: .*\n"), lambda m: HERE + m[1]), codes=("REC221", "REC206")),
    Fault(name="conflict: year altered", change=value(_CONFLICTS, "says", lambda v: v.replace("2021", "2020")), codes=("REC227", _LOCK)),
    Fault(name="conflict: year altered, locked again", change=value(_CONFLICTS, "says", lambda v: v.replace("2021", "2020")), codes=("REC227",), relock=True),
    # --- judgements ---
    Fault(name="judgement: likelihood off the scale", change=value(_JUDGEMENTS, "likelihood", "highly likely"), codes=("REC207",), follow=("CHK804",)),
    Fault(name="judgement: likelihood other than in the text", change=near(value(_JUDGEMENTS, "likelihood", "unlikely"), -1), codes=("CHK804",)),
    Fault(name="judgement: text other than the likelihood", change=near(value(_JUDGEMENTS, "judgement", lambda v: v.replace("very likely", "likely", 1)), 1), codes=("CHK804",)),
    Fault(name="judgement: text without a likelihood", change=value(_JUDGEMENTS, "judgement", lambda v: v.replace("was very likely", "was", 1)), codes=("CHK804",)),
    Fault(name="judgement: confidence in the text", change=value(_JUDGEMENTS, "judgement", lambda v: v.replace("By 2023", "With high confidence, by 2023", 1)), codes=("CHK803", "CHK804"), follow=("CHK803", "CHK804")),
    Fault(name="judgement: confidence misspelt", change=value(_JUDGEMENTS, "confidence", "moderat"), codes=("REC207",)),
    Fault(name="judgement: no reason", change=without_key(_JUDGEMENTS, "reason"), codes=("REC206",)),
    Fault(name="judgement: word of a quotation changed", change=value(_JUDGEMENTS, "quote", other_word), codes=("REC213", _LOCK)),
    Fault(name="judgement: number of a point altered", change=value(_JUDGEMENTS, "text", lambda v: v.replace("5 per cent", "8 per cent"), nth=2), codes=("REC227", _LOCK)),
    Fault(name="judgement: number of a point altered, locked again", change=value(_JUDGEMENTS, "text", lambda v: v.replace("5 per cent", "8 per cent"), nth=2), codes=("REC227",), relock=True),
    # --- summaries, gaps, glossary, notes, documents ---
    Fault(name="summary: number altered", change=value("data/summaries/D1.yaml", "text", lambda v: v.replace("70", "80"), nth=3), codes=("REC227", _LOCK)),
    Fault(name="summary: word of a quotation changed", change=value("data/summaries/D1.yaml", "quote", other_word), codes=("REC213", _LOCK)),
    Fault(name="summary: of a document that does not exist", change=value(_SUMMARY, "document", "D99"), codes=("REC217",)),
    Fault(name="summary: of another document", change=value(_SUMMARY, "document", "D3"), codes=("REC2", "CHK8"), relock=True),
    Fault(name="gap: no answer", change=without_key(_GAPS, "answer"), codes=("REC206",)),
    Fault(name="gap: locator without its kind", change=value(_GAPS, "evidence", lambda v: v.replace("#p", "p", 1)), codes=("REC209",)),
    Fault(name="glossary: term that nothing uses", change=row("glossary.csv", lambda r: {**dict.fromkeys(r, ""), "id": "gl-zyx", "term": "ZYXW", "meaning": "A thing that is nowhere spoken of."}), codes=("CHK814",), relock=True),
    Fault(name="glossary: term twice", change=row("glossary.csv", lambda r: {**r, "id": "gl-again"}), codes=("CHK8", "REC2"), relock=True),
    Fault(name="glossary: no meaning", change=cell("glossary.csv", "meaning", ""), codes=("REC206",)),
    Fault(name="note: number of another note", change=cell("notes.csv", "number", "2", lambda r: r["number"] == "1"), codes=("BIB411", "REC2"), follow=("BIB411",)),
    Fault(name="note: work misspelt", change=cell("notes.csv", "work", "D3:x"), codes=("REC217", "BIB411"), follow=("BIB407", "BIB411")),
    Fault(name="note: work of another note", change=cell("notes.csv", "work", "D3:1", lambda r: r["work"] == "D3:2"), codes=("BIB411",), follow=("BIB407",)),
    Fault(name="note: relation misspelt", change=cell("notes.csv", "relation", misspelt), codes=("REC207",)),
    Fault(name="note: number beyond the document's", change=cell("notes.csv", "number", "155", lambda r: r["number"] == "55"), codes=("BIB411", "REC2"), follow=("BIB411",)),
    Fault(name="indicator: period of another year", change=cell("indicators.csv", "period", lambda p: p.replace("2022", "2021"), lambda r: r["period"] == "September 2022"), codes=("REC227",), relock=True),
    Fault(name="indicator: period of another month", change=cell("indicators.csv", "period", lambda p: p.replace("August", "October"), lambda r: r["period"] == "August 2022"), codes=("REC227",), relock=True),
    Fault(name="person: role of another office", change=cell("people.csv", "role", lambda r: r.replace("deputy ", ""), lambda r: "deputy" in r["role"]), codes=("REC236",), relock=True),
    Fault(name="person: name misspelt", change=cell("people.csv", "name", lambda n: n.replace("Trenin", "Trennin"), lambda r: r["name"].startswith("Trenin")), codes=("CHK816",), relock=True),
    Fault(name="change: version without its last zero", change=cell("changes.csv", "version", lambda v: v[:-1], lambda r: r["version"].endswith("0")), codes=("CHK831",)),
    Fault(name="change: version with a comma", change=cell("changes.csv", "version", lambda v: v.replace(".", ",")), codes=("CHK831",)),
    Fault(name="document: number of words off by a digit", change=value(_DOCUMENTS, "words", lambda v: v[:-2] + ("7" if v[-2] != "7" else "3") + v[-1]), codes=("DOC118",), documents=True),
    Fault(name="document: grade off the scale", change=value(_DOCUMENTS, "grade", "G"), codes=("REC207",)),
    Fault(name="document: number of words in words", change=value(_DOCUMENTS, "words", "many"), codes=("REC222",)),
    Fault(name="document: digest cut off", change=value(_DOCUMENTS, "sha256", lambda v: v[:-1]), codes=("REC2", "DOC104")),
    Fault(name="document: digest altered", change=value(_DOCUMENTS, "sha256", lambda v: ("0" if v[0] != "0" else "1") + v[1:]), codes=("DOC104",), documents=True),
    Fault(name="document: name of the file misspelt", change=value(_DOCUMENTS, "file", misspelt), codes=("DOC101",), documents=True),
    Fault(name="document: no descriptor", change=without_key(_DOCUMENTS, "descriptor"), codes=("REC206",)),
)  # fmt: skip
