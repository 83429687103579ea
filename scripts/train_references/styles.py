"""The academic styles of the Latin script, as choices that can be drawn anew."""

# ruff: noqa: E501 - a grammar reads best in one piece, and its lists in one line

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The choices by which styles differ; marks hold their blanks."""

    names: str = "inv"
    last: str = ", and "
    between: str = ", "
    etal: int = 6
    after_author: str = ". "
    year_at: str = "end"  # "author": after the author; "end"; "publisher": in brackets with the publisher; "tail": in brackets at the very end
    year_open: str = "("
    year_close: str = "). "
    quote: tuple[str, str] = ("“", "”")  # of articles
    quote_book: tuple[str, str] = ("", "")
    comma_inside: bool = True
    after_title: str = ". "
    within: str = "In "
    volume: str = "{v}({i}): {p}"
    editors: str = "edited by {e}"  # {e}, before or after the title
    editors_first: bool = False
    editor_names: str = "given"
    imprint: str = "{pl}: {pu}"
    edition: str = "{ed} ed."
    end: str = "."
    abbreviated: bool = False
    link: str = "{u}"
    seen: str = ""


_Q: Final = (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("", ""), ("«", "»"), ("„", "“"), ("``", "''"))
STYLES: Final = {
    "apa": Style(names="invini", last=", & ", after_author=" ", year_at="author", quote=("", ""), volume=", {v}({i}), {p}", editors="{e} (Eds.), ", editors_first=True, editor_names="ini", imprint="{pu}", edition="({ed} ed.)", seen="Retrieved {a}, from {u}"),
    "apa6": Style(names="invini", last=", & ", after_author=" ", year_at="author", quote=("", ""), volume=", {v}, {p}", editors="{e} (Ed.), ", editors_first=True, editor_names="ini", edition="({ed} ed.)", seen="Retrieved {a} from {u}", link="Retrieved from {u}"),
    "mla": Style(names="inv+", comma_inside=True, within="", volume=", vol. {v}, no. {i}, {d}, pp. {p}", editors=", edited by {e}", imprint=", {pu}, {d}", edition=", {ed} ed.", seen=", {u}. Accessed {a}", link=", {u}"),
    "note": Style(names="given", last=", and ", after_author=", ", after_title=", ", within="in ", year_at="publisher", volume=" {v}, no. {i} ({d}): {p}", editors=", ed. {e}", imprint=" ({pl}: {pu}, {d})", edition=", {ed} ed.", link=", {u}", seen=", accessed {a}, {u}"),
    "bib": Style(names="inv+", volume=" {v}, no. {i} ({d}): {p}", editors=", edited by {e}", imprint=". {pl}: {pu}, {d}", edition=". {ed} ed.", link=". {u}", seen=". Accessed {a}. {u}"),
    "ad": Style(names="inv+", after_author=". ", year_at="author", year_open="", year_close=". ", volume=" {v} ({i}): {p}", editors=", edited by {e}", imprint=". {pl}: {pu}", edition=". {ed} ed.", link=". {u}", seen=". Accessed {a}. {u}"),
    "ieee": Style(names="ini", after_author=", ", after_title=", ", within="in ", volume=", vol. {v}, no. {i}, pp. {p}, {d}", editors=", {e}, Eds.", editor_names="ini", imprint=". {pl}: {pu}, {d}", edition=", {ed} ed.", link=". [Online]. Available: {u}", seen=", accessed {a}. [Online]. Available: {u}"),
    "harvard": Style(names="invtuck", last=" and ", after_author=" ", year_at="author", year_close=") ", quote=("'", "'"), comma_inside=False, after_title=", ", within="in ", volume=", {v}({i}), pp. {p}", editors="{e} (eds) ", editors_first=True, editor_names="invtuck", imprint=". {pl}: {pu}", edition=". {ed} edn", link=". Available at: {u}", seen=". Available at: {u} (Accessed: {a})"),
    "vancouver": Style(names="vanc", last=", ", quote=("", ""), within="In: ", volume=". {d};{v}({i}):{p}", editors="{e}, editors. ", editors_first=True, editor_names="vanc", imprint=". {pl}: {pu}; {d}", edition=". {ed} ed", abbreviated=True, link=". Available from: {u}", seen=" [cited {a}]. Available from: {u}"),
    "nature": Style(names="invini", last=" & ", quote=("", ""), after_author=" ", within="in ", volume=" {v}, {p} ({d})", editors=" (eds {e})", editor_names="invini", imprint=" ({pu}, {d})", abbreviated=True, link=". {u}", seen=" (accessed {a})"),
    "acs": Style(names="invini", last="; ", between="; ", quote=("", ""), after_author=" ", volume=" {d}, {v} ({i}), {p}", editors=", {e}, Eds.", imprint="; {pu}: {pl}, {d}", edition=", {ed} ed.", abbreviated=True, link=". {u}", seen=". {u} (accessed {a})"),
    "plain": Style(names="given", last=" and ", quote=("", ""), volume=", {v}({i}):{p}, {d}", editors="{e}, editors, ", editors_first=True, imprint=". {pu}, {pl}, {d}", edition=", {ed} edition", link=". URL {u}", seen=". {u}, {d}. Accessed: {a}"),
    "lncs": Style(names="invtuck", last=", ", after_author=": ", quote=("", ""), within="In: ", volume=" {v}({i}), {p} ({d})", editors="{e} (eds.) ", editors_first=True, editor_names="invtuck", imprint=". {pu}, {pl} ({d})", edition=", {ed} edn.", link=". {u}", seen=", {u}, last accessed {a}"),
    "elsevier": Style(names="inituck", last=", ", after_author=", ", quote=("", ""), after_title=", ", within="in: ", volume=" {v} ({d}) {p}", editors="{e} (Eds.), ", editors_first=True, editor_names="inituck", imprint=", {pu}, {pl}, {d}", edition=", {ed} ed.", abbreviated=True, link=". {u}", seen=". {u} (accessed {a})"),
    "oscola": Style(names="given", last=" and ", after_author=", ", quote=("‘", "’"), comma_inside=False, after_title=" ", within="in ", volume=" ({d}) {v} {j} {p}", editors="{e} (eds), ", editors_first=True, imprint=" ({pu} {d})", edition=" ({ed} edn", abbreviated=True, link=" <{u}>", seen=" <{u}> accessed {a}", end=""),
    "bluebook": Style(names="given", last=" & ", after_author=", ", quote=("", ""), after_title=", ", within="in ", volume=" {v} {j} {p} ({d})", editors=" ({e} eds., ", imprint=" ({d})", edition=" ({ed} ed. {d})", abbreviated=True, link=", {u}", seen=", {u} (last visited {a})"),
    "german": Style(names="inv", last="; ", between="; ", after_author=": ", quote=("", ""), within="In: ", volume=", Jg. {v} ({d}), H. {i}, S. {p}", editors="{e} (Hrsg.): ", editors_first=True, editor_names="inv", imprint=". {pl}: {pu} {d}", edition=". {ed} Aufl.", link=", {u}", seen=", {u}, abgerufen am {a}"),
    "french": Style(names="given", last=" et ", after_author=", ", quote=("« ", " »"), comma_inside=False, after_title=", ", within="in ", volume=", vol. {v}, n° {i}, {d}, p. {p}", editors="{e} (dir.), ", editors_first=True, imprint=", {pl}, {pu}, {d}", edition=", {ed} éd.", link=", {u}", seen=", {u}, consulté le {a}"),
    "spanish": Style(names="inv", last=" y ", after_author=", ", quote=("“", "”"), comma_inside=False, after_title=", ", within="en ", volume=", vol. {v}, núm. {i}, {d}, pp. {p}", editors="{e} (eds.), ", editors_first=True, imprint=", {pl}, {pu}, {d}", edition=", {ed} ed.", link=", {u}", seen=", {u} (consultado el {a})"),
    "comma": Style(names="given", last=" and ", after_author=", ", quote=("“", "”"), comma_inside=False, after_title=", ", within="in ", volume=", Vol. {v}, No. {i}, {d}, pp. {p}", editors=", ed. by {e}", imprint=", {pl}, {pu}, {d}", edition=", {ed} edition", link=", {u}", seen=", {u} (accessed {a})"),
    "commaq": Style(names="given", last=" and ", after_author=", ", quote=("“", "”"), quote_book=("“", "”"), comma_inside=False, after_title=", ", within="in ", volume=", {v}, no {i}, {d}", editors=", edited by {e}", imprint=", {pu}, {d}", edition=", {ed} edition", link=", {u}", seen=", {u} [accessed {a}]"),
}  # fmt: skip
_VOLUMES: Final = (
    ", {v}({i}), {p}", ", {v}, {p}", " {v}, no. {i} ({d}): {p}", " {v} ({d}): {p}", " {v}:{i} ({d}), {p}", ", Vol. {v}, No. {i}, pp. {p}", ", Vol. {v} No. {i}, {d}, pp. {p}", ", {v}/{i}, {d}, pp. {p}", " {v}({i}):{p}, {d}",
    ". {d};{v}:{p}", " {d}, {v}, {p}", ", vol. {v}, no. {i} ({d}), p. {p}", ", {v} ({d}), {p}", " {v}.{i} ({d}): {p}", ", no. {i}, {d}, pp. {p}", ", No. {i} ({d})", ", {d}", " ({d})", ", {d}, pp. {p}", ", vol. {v}, {d}", ", {v} ({i}): {p}", ", volume {v}, issue {i}, {d}", ", {v}({i})", ", Issue {i}, {d}", " {i}, {d}", ", Nr. {i}, {d}, S. {p}", " {v} ({d}) {i}, S. {p}", ", p. {p}, {d}", " {d}; {v} ({i}): {p}",
)  # fmt: skip
_IMPRINTS: Final = (". {pl}: {pu}, {d}", ", {pl}: {pu}, {d}", " ({pl}: {pu}, {d})", ", {pu}, {d}", ", {pu}, {pl}, {d}", ", {pl}, {pu}, {d}", ". {pu}, {d}", " ({pu}, {d})", ", {pl} {d}", ", {pl}, {d}", ". {pu}: {pl}, {d}", ". {pl}: {pu}; {d}", " ({pl}, {d})", ". {pu}, {pl}, {d}", " ({pu} {d})", ". {pl} : {pu}, {d}", ", {d}", " ({d})", ". {pl}, {pu}. {d}")  # fmt: skip


def mutated(rng: random.Random, style: Style) -> Style:
    """The style with some of its choices drawn anew."""
    changes: dict[str, object] = {}
    if rng.random() < 0.5:
        quote = rng.choice(_Q)
        changes["quote"] = quote
        if rng.random() < 0.3:
            changes["quote_book"] = quote
    if rng.random() < 0.5:
        changes["volume"] = rng.choice(_VOLUMES)
        changes["imprint"] = rng.choice(_IMPRINTS)
    if rng.random() < 0.4:
        changes["names"] = rng.choice(
            (
                "inv",
                "given",
                "ini",
                "invini",
                "invtuck",
                "inituck",
                "vanc",
                "caps",
                "capsini",
                "famini",
                "famtuck",
                "givencaps",
                "capsnoc",
                "inv+",
                "caps+",
            )
        )
    if rng.random() < 0.3:
        changes["after_author"] = rng.choice((", ", ". ", ": ", " ", " - ", ",", " – "))
    if rng.random() < 0.3:
        changes["after_title"] = rng.choice((", ", ". ", " ", ". ", "; ", " - "))
    if rng.random() < 0.3:
        changes["year_at"] = rng.choice(("author", "end", "end"))
        changes["year_open"], changes["year_close"] = rng.choice(
            (("(", "). "), ("(", ") "), ("", ". "), ("(", "): "), ("(", "), "), ("[", "] "))
        )
    if rng.random() < 0.2:
        changes["within"] = rng.choice(("In ", "in ", "In: ", "in: ", "", "// "))
        changes["comma_inside"] = rng.random() < 0.5
    if rng.random() < 0.2:
        changes["link"] = rng.choice(
            (
                " {u}",
                ". {u}",
                ", {u}",
                ", at {u}",
                ". Available online: {u}",
                " [{u}]",
                " ({u})",
                "; {u}",
                ". Retrieved from {u}",
            )
        )
    return replace(style, **changes)  # type: ignore[arg-type]
