"""One cause, one diagnostic: what only follows from another problem is left out.

It comes back by itself, should it still hold once the cause is mended.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from reportgen.diagnostics import Diagnostic, Place, Related, Severity
from reportgen.records import Records

# What is asked of the whole report: whether something is used, shown, explained, still needed. Of a report of which
# a part is wrong it cannot be told.
_OF_THE_WHOLE = frozenset(
    {"BIB407", "REC226", "CHK812", "CHK813", "CHK814", "CHK815", "CHK817", "CHK819", "CHK823", "CHK841"}
)
# Of these, what a product that shows a part of the records is not asked: the report itself is.
_OF_USE = frozenset({"BIB407", "REC226", "CHK812", "CHK813", "CHK814", "CHK815", "CHK841"})
# And what is asked of all records together, whatever shows them: editions hold a part of them.
_OF_THE_DATA = frozenset({"CHK811", "CHK819", "CHK820", "CHK822", "CHK823", "CHK824", "CHK831", "CHK832", "BIB428"})
# Families whose errors take away something that others may lean on. Errors of `CHK8` take nothing away.
_TAKING = ("CFG", "DOC", "REC", "TAB", "BIB", "SEC")
# What may be said of one field, and says what is wrong with it.
_SPECIFIC = ("REC2", "BIB411", "CHK8")
_DIGIT = re.compile(r"\d")
_TAKING_WARNINGS = frozenset({"SEC527"})
# Anywhere: a code, and those from which it follows.
_ANYWHERE: Mapping[str, frozenset[str]] = {
    "BIB413": frozenset({"BIB428"}),
    "REC234": frozenset({"BIB411"}),
    "BIB411": frozenset({"BIB427", "REC202"}),
    "BIB428": frozenset({"BIB427"}),
    "BIB430": frozenset({"BIB411", "BIB427", "DOC104"}),
    "CHK824": frozenset({"CHK816"}),
    "DOC104": frozenset({"REC233"}),
    "DOC118": frozenset({"DOC104"}),
    "REC226": frozenset({"CHK802"}),
    "SEC511": frozenset({"REC201", "REC203", "REC204", "REC220", "SEC532"}),
    "TAB302": frozenset({"BIB411", "REC208", "REC217"}),
}
# On one line: a code, and those from which it follows.
_ON_A_LINE: Mapping[str, frozenset[str]] = {
    "BIB407": frozenset({"BIB411", "BIB412", "BIB413", "BIB418", "BIB425"}),
    "TAB302": frozenset({"REC217", "BIB411", "REC206", "REC207"}),
    "SEC504": frozenset({"REC206", "REC207", "REC209", "REC210", "REC217", "REC221"}),
    "REC210": frozenset({"REC213", "REC231"}),
    "REC213": frozenset({"REC212"}),
    "REC212": frozenset({"REC206", "REC222", "REC229"}),
    "REC214": frozenset({"REC206", "REC223"}),
    "REC230": frozenset({"REC217"}),
    "REC231": frozenset({"REC217"}),
    "REC234": frozenset({"BIB411"}),
    "BIB430": frozenset(f"BIB4{number:02}" for number in range(1, 30)),
    "CHK816": frozenset({"REC215", "REC228", "BIB430"}),
    "CHK820": frozenset({"REC208"}),
    "CHK822": frozenset({"REC217", "REC231"}),
    "CHK833": frozenset({"BIB421", "REC219"}),
    "TAB301": frozenset({"REC208"}),
    "SEC512": frozenset({"SEC503", "SEC505"}),
    **dict.fromkeys(
        ("CHK801", "CHK802", "CHK805", "CHK815"),
        frozenset({"SEC513", "SEC514", "SEC518", "SEC519", "SEC521", "SEC522", "SEC526"}),
    ),
}
# What leaves a record without evidence, and what is said where it is then cited.
_NO_EVIDENCE = frozenset({"REC206", "REC209", "REC210", "REC221"})
# What is said where a passage is cited that is not as it was: told once, of the document or the passage.
_CHANGED = "is not the passage that was verified"
_UNLOCKED = "has not been locked; it may lead nowhere"
# What is said where a section names what an edition leaves out, how many places of a file are shown, and what to do
# about a section that is full of them.
_LEFT_OUT = "SEC540"
_SHOWN = 3
_WITHOUT_IT = "give the row a main template ('main') or a product without this section, or widen its filter"
_RENAMED = re.compile(r"^the record '.*' was verified as '([^']+)'$")
_NOT_THERE = re.compile(r"^(?:there is no record|nothing to cite under|there is nothing to quote under) '([^'/]+)")
# What is said of notes whose rows could not be read, and of a record that a loop or a macro got none of.
_WITHOUT_ROW = re.compile(r" has no row$|^notes of \S+ lead to no work")
_NO_SUCH = "there is no such record"
_NO_ENTRY = re.compile(r"^no entry has the key '([^']+)'")
# What leaves a name without a bearer, and says which.
_WITHOUT_NAME = {"REC219": _RENAMED, "BIB411": _NO_ENTRY}
_NOTHING_TO_CITE = re.compile(r"'([^']+)' has no evidence")


def without_follow_ups(
    found: Iterable[Diagnostic], damage: Mapping[str, Diagnostic], records: Records | None
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics without those that follow from others; `damage` is what is wrong with whole files."""
    every = tuple(found)
    around = _Around(every, damage, _without_evidence(every, records))
    return tuple(each for each in every if each.severity is Severity.SILENCED or not around.explains(each))


def without_questions_of_use(found: Iterable[Diagnostic], records: Records) -> tuple[Diagnostic, ...]:
    """Return the diagnostics without those that only the report itself, or all records, can answer.

    Whether all is used, cited, shown, explained is asked of neither a product nor an edition; of an edition that
    leaves out records it is not asked either whether these agree with each other.
    """
    unasked = _OF_USE | _OF_THE_DATA if records.left_out else _OF_USE
    return tuple(each for each in found if each.code not in unasked)


def told_once_a_file(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Give the diagnostics, of those that a section names what is left out only the first of each file.

    One filter is the cause of all of them. It says how many there are, and where the next ones stand.
    """
    every = tuple(found)
    lost: dict[str, list[Diagnostic]] = defaultdict(list)
    for each in every:
        if each.code == _LEFT_OUT and each.place is not None:
            lost[each.place.file].append(each)
    for each in every:
        others = lost.get(each.place.file, []) if each.code == _LEFT_OUT and each.place is not None else []
        if len(others) < 2:
            yield each
        elif each is others[0]:
            more = f"{len(others) - 1} more place{'s' if len(others) > 2 else ''}"
            near = (
                Related(message=other.message, place=other.place) for other in others[1 : _SHOWN + 1] if other.place
            )
            hint = each.hint if len(others) <= _SHOWN else _WITHOUT_IT
            yield replace(each, message=f"{each.message}, and so in {more} of this file", hint=hint, related=(*near,))


class _Around:
    """All that is said of a report, as far as one diagnostic may follow from another.

    A cause is at least as bad as what follows from it: what stops a report still stops it, whatever is left out.
    What is silenced, or lowered, explains nothing worse.
    """

    def __init__(
        self, every: tuple[Diagnostic, ...], damage: Mapping[str, Diagnostic], lacking: frozenset[str]
    ) -> None:
        self.damage, self.lacking = damage, lacking
        self.worst: dict[str, Severity] = {}
        self.by_line: dict[tuple[str, int | None], dict[str, Severity]] = defaultdict(dict)
        self.taken = Severity.SILENCED
        self.missing: dict[str, Severity] = {}
        renamed = (
            (_WITHOUT_NAME[each.code].search(each.message), each.severity)
            for each in every
            if each.code in _WITHOUT_NAME
        )
        self.renamed = {hit[1]: severity for hit, severity in renamed if hit}
        for each in every:
            places = [self.worst]
            if each.place is not None:
                places.append(self.by_line[each.place.file, each.place.line])
                if each.code == "SEC501":
                    self.missing[each.place.file] = each.severity
            for codes in places:
                codes[each.code] = max(each.severity, codes.get(each.code, Severity.SILENCED))
            if each.code in _TAKING_WARNINGS or (
                each.severity is Severity.ERROR and each.code.startswith(_TAKING) and each.code not in _OF_THE_WHOLE
            ):
                self.taken = max(self.taken, each.severity)

    def explains(self, each: Diagnostic) -> bool:
        """Whether something else that is said, and is as bad, explains this one."""
        return self._anywhere(each) or (
            each.place is not None and (self._in_the_file(each, each.place) or self._on_the_line(each, each.place))
        )

    def _anywhere(self, each: Diagnostic) -> bool:
        if self.taken >= each.severity and (
            each.code in _OF_THE_WHOLE
            or (each.code == "CHK801" and not _DIGIT.search(each.message.partition(" is typed")[0]))
        ):
            return True  # of the latter: "million" after a value that is missing
        causes = set(_ANYWHERE.get(each.code, ()))
        if each.code == "SEC504":
            cited = _NOTHING_TO_CITE.search(each.message)
            if cited and cited[1].partition("/")[0] in self.lacking:
                return True
            causes |= {"REC211", "DOC104"} if each.message.endswith(_CHANGED) else set()
            causes |= {"REC218"} if each.message.endswith(_UNLOCKED) else set()
        if each.code in {"SEC504", "SEC505"}:
            absent = _NOT_THERE.search(each.message)
            if absent and self.renamed.get(absent[1], Severity.SILENCED) >= each.severity:
                return True
            causes |= {"REC202", "REC219"} if each.message == _NO_SUCH else set()
        if each.code == "BIB411" and _WITHOUT_ROW.search(each.message):
            causes |= {"REC202", "REC203", "REC222"}
        return _as_bad(each, self.worst, causes)

    def _in_the_file(self, each: Diagnostic, place: Place) -> bool:
        cause = self.damage.get(place.file)
        if cause is not None and each != cause and cause.severity >= each.severity:
            return True
        return each.code == "SEC522" and self.missing.get(place.file, Severity.SILENCED) >= each.severity

    def _on_the_line(self, each: Diagnostic, place: Place) -> bool:
        here = self.by_line[place.file, place.line]
        # What is wrong with an edit says more than that there was one.
        if each.code == "CHK828":
            return _as_bad(each, here, here.keys() - {"CHK828"})
        if each.code == "REC219":
            return _as_bad(each, here, {c for c in here if c != "REC219" and c.startswith(_SPECIFIC)})
        return _as_bad(each, here, _ON_A_LINE.get(each.code, frozenset()))


def _as_bad(each: Diagnostic, said: Mapping[str, Severity], causes: Collection[str]) -> bool:
    return any(said.get(code, Severity.SILENCED) >= each.severity for code in causes)


def _without_evidence(found: tuple[Diagnostic, ...], records: Records | None) -> frozenset[str]:
    """Return the ids of the records whose evidence is at fault, as an error."""
    if records is None:
        return frozenset()
    starts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for record in records.by_id.values():
        starts[record.place.file].append((record.place.line or 0, record.id))
    lacking: set[str] = set()
    for each in found:
        grave = each.code in _NO_EVIDENCE and each.severity is Severity.ERROR
        if grave and each.place is not None and each.place.file in starts:
            line = each.place.line or 0
            above = [start for start in starts[each.place.file] if start[0] <= line]
            if above:
                lacking.add(max(above)[1])
    return frozenset(lacking)
