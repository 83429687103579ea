"""The unit after a number: found where the text has one, by the name that the ways to write it share."""

from __future__ import annotations

import re
from functools import lru_cache

from reportgen.extract.unit_forms import ADJECTIVES, EXACT, LOWER, Unit

_ENDING = re.compile(r"(?:[ыи]й|[ая]я|[ое]е|[ыи]е|[ое]го|[ое]й|[ыи]х|[ую]ю|[ое]му|[ыи]ми?|[ое]м)$")

# Up to three words after a number, or one sign; a hyphen may stand before the first ("500-metre").
_AFTER = re.compile(
    r"[ \n]?(?P<sign>[%％﹪‰$€£₽¢℃″×]|°[ ]?[CFС]\b|°)"
    r"|(?P<gap>[ \n]|-[ ]?)?(?P<words>[^\W\d_]+[²³23]?(?:[·/*][^\W\d_]+)?\.?(?:[ \n-][^\W\d_]+\.?){0,2})"
)
_CJK = re.compile(r"[\u4e00-\u9fff]{1,5}")
# The letters that the name of a unit can begin with, in lower case; most words after a number are none of these.
_HEAD = re.compile(r"(?P<gap>[ \n]|-[ ]?)?(?P<word>[^\W\d_]+)")
_FORMS = frozenset(form.lower() for form in (*LOWER, *EXACT))
_HEADS = frozenset(found.group() for form in _FORMS if (found := re.match(r"[^\W\d_]+", form)) is not None)
# Those that no longer name begins with.
_ALONE = _HEADS - {
    found.group() for form in _FORMS if (found := re.match(r"[^\W\d_]+", form)) is not None and found.group() != form
}
_GOES_ON = frozenset("²³23·/*")  # after letters, within the name of a unit
_NO_UNIT = frozenset(".,;:!?()[]'\"”’»–—/")  # directly after a number


def unit_after(view: str, end: int, limit: int) -> tuple[int, Unit, bool] | None:
    """Return where the unit after a number ends, the unit, and whether a hyphen joins them; `None` without one."""
    if view[end : end + 1] in _NO_UNIT:
        return None
    if (head := _HEAD.match(view, end, limit)) and head["word"].isascii():
        word = head["word"].lower()
        if word not in _HEADS:
            return None
        if word in _ALONE and view[head.end() : head.end() + 1] not in _GOES_ON:
            alone = _named(head["word"], tight=not head["gap"])
            return (head.end(), alone, view[end] == "-") if alone else None
    found = _AFTER.match(view, end, limit)
    if not found:
        return None
    if sign := found["sign"]:
        unit = EXACT.get(sign) or LOWER.get(sign.replace(" ", "").lower())
        return (found.end(), unit, False) if unit else None
    words, start = found["words"], found.start("words")
    if "\u4e00" <= words[0] <= "\u9fff":
        return _cjk_unit(view, start, limit)
    tight = not found["gap"]
    joined = bool(found["gap"]) and found["gap"][0] == "-"
    length = len(words)
    while length > 0:
        form = words[:length]
        if (unit := _named(form.rstrip("."), tight=tight)) is not None:
            # The dot of an abbreviation belongs to it ("руб."), that of "5 km." ends the sentence.
            return start + len(form.rstrip(".")), unit, joined
        length = max(form.rfind(" "), form.rfind("\n"), form.rfind("-"))
    return None


@lru_cache(maxsize=4096)
def _named(form: str, *, tight: bool) -> Unit | None:
    """Return the unit of a form; a lone letter must stand as it is written, and not every one with a blank."""
    if form == "s" and tight:
        return None  # "the 80s"
    if len(form) == 1 and not tight and form.lower() in {"d", "x", "p", "р"}:
        return None
    unit = EXACT.get(form)
    if unit is None and not form.isascii() and (ending := _ENDING.search(form)):
        unit = ADJECTIVES.get(form[: ending.start()].lower())
    if unit is None and not (tight and form in {"mt", "MT"}):
        unit = LOWER.get(" ".join(form.lower().split())) or LOWER.get(" ".join(form.lower().replace("-", " ").split()))
    if (
        unit is not None
        and unit.name == "times"
        and form.lower() not in {"x", "×", "fold"}
        and tight
        and form.isascii()
    ):
        return None
    return unit


_NO_TENTHS = frozenset("立功为本员果长都分品绩败熟就人年交效")  # after 成 they make another word of it


def _cjk_unit(view: str, start: int, limit: int) -> tuple[int, Unit, bool] | None:
    found = _CJK.match(view, start, limit)
    text = found.group() if found else ""
    skipped = 1 if text[:1] in {"多", "余"} else 0
    for length in range(len(text), skipped, -1):
        if text[skipped:length] == "成" and text[length : length + 1] in _NO_TENTHS and text[length : length + 1]:
            continue  # "三成员": three members
        if (unit := LOWER.get(text[skipped:length])) is not None:
            return start + length, unit, False
    return None
