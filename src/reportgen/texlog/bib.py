r"""What BibTeX (bibtex, bibtex8, bibtexu) and biber say, as events: their .blg file or terminal output in.

Each program names an entry, a field, a line of a .bib file, or nothing. With the .bib files at hand a message
about an entry gets the line of that entry, or of its field. One cause gives one event: repeats of a message and
what follows from an earlier error are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class BibEvent:
    """One thing said of a bibliography. `message` is one line; `line` is 1-based, in `file`.

    `program` is `BibTeX` or `biber`, `key` the entry, `field` the field in lower case. `error` tells what the
    program counts as an error from a warning.
    """

    error: bool
    message: str
    program: str
    key: str | None = None
    field: str | None = None
    file: str | None = None
    line: int | None = None


# bibtex.web: print_bib_name, aux_err_print, bst_err_print, bib_err_print, bst_ex_warn_print.
_AT_LINE = re.compile(r"^(?P<text>.*?)\s*--(?P<error>-?)line (?P<line>\d{1,9}) of file (?P<file>.+?)$")
_READING = re.compile(r"^(?P<text>.*?)---?(?:while reading file (?P<file>.+)|the limit is .*|this can't happen)$")
_ERROR = re.compile(
    r"^\s*(?P<text>I couldn't open .*|Repeated entry|I was expecting .*|Illegal .*|Too many commas in name .*"
    r"|Unbalanced braces|You're missing .*|You can't .*|You've (?!used \d).*|White space in argument|No \".*|Missing .*"
    r"|Sorry---.*|Name \d+ in .*|A bad cross reference---entry \"[^\"]+\"|I found no .*"
    r"|.* is an unknown function|ptr=.*|Aborted at .*)$"
)
_WHILE = re.compile(r"^while executing---?line \d+ of file (?P<file>.+)$")
_REFERS = re.compile(r"^refers to entry \"(?P<target>[^\"]+)\"")
# What a style or the program says of one entry, the key last; the key may hold anything but blanks.
_NAMED = (
    re.compile(r"\bfor entry (?P<key>\S+)$"),
    re.compile(r"\bentry \"(?P<key>[^\"]+)\""),
    re.compile(r"\bentry for \"(?P<key>[^\"]+)\""),
    re.compile(r"^I'm ignoring (?P<key>\S+)'s extra \"(?P<field>\w+)\" field"),
    re.compile(r"^entry type for \"(?P<key>[^\"]+)\""),
    re.compile(r"^(?:empty|missing) (?P<field>\w+)(?: \w+)* in (?P<key>\S+)$"),
    re.compile(
        r"^(?:can't use both|there's a) .*?\b(?P<field>\w+)(?: fields?)?(?: but no \w+(?: and no \w+)?)?"
        r" in (?P<key>\S+)$"
    ),
    re.compile(r"\bin (?P<key>\S+)$"),
)

# The text of a field that both programs quote, after "Too many commas in name 1 of" or "Name".
_QUOTED = re.compile(r"\b[Nn]ame (?:\d+ in |\d+ of )?\"(?P<text>[^\"]{2,})\"")

_TARGET = re.compile(r"refers to entry \"([^\"]+)\"")
_BROKEN = re.compile(r"^I was expecting|^Unbalanced braces|^Illegal end|^You're missing|^found |skipping entry")
_NO_STRING = re.compile(r"^string name .* is undefined")
_FOLLOWS = re.compile(r"^(?:empty|missing|to sort, need) |cited and found but not created")

# Log4perl in biber: on screen "WARN - text", in the .blg file with a prefix.
_LEVEL = re.compile(r"^(?:\[\d+\] \S+> )?(?P<level>INFO|WARN|ERROR|FATAL|DEBUG) - (?P<text>.*)$")
_TOTAL = re.compile(r"^(?:WARNINGS|ERRORS): \d+")
_SOURCE = re.compile(r"^(?:Looking for|Found) .*?'(?P<file>[^']+\.bib)'")
_TEMPORARY = re.compile(
    r"^BibTeX subsystem: (?P<path>.+?), line (?P<line>\d{1,9}), (?:warning: |syntax error: )?(?P<text>.*)$"
)
_BIBER_KEY = re.compile(r"(?:[Ee]ntry(?: with key)?|[Ee]ntry key:|entry for|key:?) '(?P<key>[^']+)'")
_BIBER_FIELD = re.compile(r"(?:[Ff]ield |one of )'(?P<field>\w+)|^(?P<number>IS[BS]N) '|\blegacy (?P<legacy>\w+) field")
_BIBER_FILE = re.compile(r"\((?P<part>[^()]+\.bib)\):|\bfile '(?P<file>[^']+)'")


def read_blg(log: str | bytes, sources: Mapping[str, str] | None = None) -> tuple[BibEvent, ...]:
    """Return what a run of BibTeX or biber said, each thing once; `sources` are .bib files' texts by name."""
    text = log.decode("utf-8", "replace") if isinstance(log, bytes) else log
    lines = [line.rstrip() for line in text.splitlines()]
    found = _biber(lines) if any(_LEVEL.match(line) for line in lines) else _bibtex(lines)
    return tuple(_causes(dict.fromkeys(_located(event, sources or {}) for event in found)))


def _causes(events: Iterable[BibEvent]) -> Iterator[BibEvent]:
    """Leave out what follows from an error before it: the rest of a broken entry is not read."""
    broken: set[str] = set()
    unknown: set[str] = set()
    empty: set[tuple[str, str | None]] = set()
    for event in events:
        follows = _FOLLOWS.search(event.message) and (
            event.key in broken or (event.key is not None and event.field and (event.key, event.field) in empty)
        )
        if follows or (event.key in unknown and "find a database entry" in event.message):
            continue
        if event.error and event.key and _BROKEN.search(event.message):
            broken.add(event.key)
        if event.key and _NO_STRING.search(event.message):
            empty.add((event.key, event.field))
        if target := _TARGET.search(event.message):
            unknown.add(target[1])
        yield event


def _bibtex(lines: list[str]) -> Iterator[BibEvent]:
    failed = False
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else ""
        warned = line.startswith("Warning--")
        text = line.removeprefix("Warning--")
        if _WHILE.match(line):
            continue
        place = _AT_LINE.match(text)
        if place is not None and place["text"]:
            text = place["text"]
        elif place is not None:
            continue  # the second line of a message
        elif (below := _AT_LINE.match(after)) and not below["text"]:
            place = below
        reading = _READING.match(text)
        if not warned and place is None and reading is None and _ERROR.match(text) is None:
            continue
        if not warned and failed and re.match(r"\s*I found no |Aborted", text):
            continue  # follows from the file that could not be opened
        if refers := _REFERS.match(after):
            text = f'{text.replace("---", ": ")} refers to entry "{refers["target"]}", which does not exist'
        failed = failed or not warned
        in_style = _WHILE.match(after) is not None
        name = next((hit for known in _NAMED if (hit := known.search(text.strip()))), None)
        yield BibEvent(
            error=not warned,
            message=_clean(text if reading is None else reading["text"]),
            program="BibTeX",
            key=name["key"].strip("'\"") if name else None,
            field=_lower(name.groupdict().get("field")) if name else None,
            file=place["file"] if place and not in_style else reading["file"] if reading else None,
            line=int(place["line"]) if place and not in_style else None,
        )


def _biber(lines: list[str]) -> Iterator[BibEvent]:
    files: list[str] = []
    number = 0
    while number < len(lines):
        found = _LEVEL.match(lines[number])
        number += 1
        if found is None:
            continue
        level, text = found["level"], found["text"]
        if source := _SOURCE.match(text):
            files = [*(file for file in files if file != source["file"]), source["file"]]
        if level in {"INFO", "DEBUG"} or _TOTAL.match(text):
            continue
        while number < len(lines) and lines[number] and not _LEVEL.match(lines[number]):
            if lines[number].startswith(("This is BibTeX", "Latexmk", "This is pdf")):
                break
            text += f" {lines[number].strip()}"
            number += 1
        # A copy that biber makes of the .bib file has the same lines.
        copy = _TEMPORARY.match(text)
        key, field, named = _BIBER_KEY.search(text), _BIBER_FIELD.search(text), _BIBER_FILE.search(text)
        known = files[-1] if copy and files and (level != "WARN" or len(files) == 1) else None
        yield BibEvent(
            error=level != "WARN",
            message=_clean(copy["text"] if copy else text.removeprefix("Error: ")),
            program="biber",
            key=key["key"] if key else None,
            field=_lower(field["field"] or field["number"] or field["legacy"]) if field else None,
            file=(named["part"] or named["file"]) if named else known,
            line=int(copy["line"]) if copy else None,
        )


def _located(event: BibEvent, sources: Mapping[str, str]) -> BibEvent:
    """Give a message about an entry its line in the file, one about a line the entry there."""
    if event.line is not None and event.key is None and event.file in sources:
        key, field = entry_at(sources[event.file or ""], event.line)
        return replace(event, key=key, field=event.field or field)
    if event.line is not None or event.key is None:
        return event
    quoted = _QUOTED.search(event.message)
    for name in [event.file] if event.file in sources else sources:
        text = sources[name or ""]
        field = event.field or (_quoting(text, event.key, quoted["text"]) if quoted else None)
        line = find_entry(text, event.key, field, last="uplicate" in event.message)
        if line is not None:
            return replace(event, file=name, line=line, field=field)
    return event


def find_entry(text: str, key: str, field: str | None = None, *, last: bool = False) -> int | None:
    """Return the line of an entry in a .bib file, or of its field if it has that; `last` of several equal keys."""
    span = _span(text, key, last=last)
    if span is None:
        return None
    start, body, end = span
    hit = re.search(rf"(?mi)(?:^|,)[ \t]*{re.escape(field)}\s*=", text[body:end]) if field else None
    return text.count("\n", 0, start if hit is None else body + hit.end()) + 1


def _span(text: str, key: str, *, last: bool = False) -> tuple[int, int, int] | None:
    """Return where an entry begins, where its fields do, and where it ends."""
    heads = list(re.finditer(rf"(?m)^[ \t]*@\w+\s*[{{(]\s*{re.escape(key)}\s*,", text))
    if not heads:
        return None
    head = heads[-1 if last else 0]
    after = re.compile(r"(?m)^[ \t]*@\w+\s*[{(]").search(text, head.end())
    return head.start(), head.end(), after.start() if after else len(text)


def _quoting(text: str, key: str, words: str) -> str | None:
    """Return the field of an entry that holds the words; the programs join their blanks."""
    span = _span(text, key)
    if span is None:
        return None
    body = text[span[1] : span[2]]
    hit = re.search(r"\s+".join(map(re.escape, words.split())), body)
    fields = re.findall(r"(?:^\s*|,\s*|\n\s*)(\w+)\s*=", body[: hit.start()]) if hit else []
    return _lower(fields[-1]) if fields else None


def entry_at(text: str, line: int) -> tuple[str | None, str | None]:
    """Return (key, field) of what stands at a line of a .bib file; either may be unknown."""
    lines = text.split("\n")[:line]
    for number in range(len(lines), 0, -1):
        if head := re.match(r"\s*@\w+\s*[{(]\s*([^\s,{}()]+)\s*,", lines[number - 1]):
            fields = [hit[1] for each in lines[number - 1 :] for hit in re.finditer(r"(?:^\s*|,\s*)(\w+)\s*=", each)]
            return head[1], _lower(fields[-1]) if fields else None
    return None, None


def _lower(text: str | None) -> str | None:
    return text.lower() if text else None


def _clean(text: str) -> str:
    text = " ".join(text.split())
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text
