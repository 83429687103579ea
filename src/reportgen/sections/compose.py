"""Fill in the report: main template -> sections, tables, figures, bibliography lists, by name.

The main template says what the report holds and in which order; each section, table and list becomes
a file of its own, so that the engine's `file:line` names it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from reportgen.bibliography import Library
from reportgen.bibliography.typeset import typeset_list
from reportgen.cache import (
    Cache,
    Plain,
    digest_of,
)
from reportgen.citations import Citations, tex_key
from reportgen.codes import diagnose
from reportgen.config import REPORT_OPTIONAL, Config
from reportgen.dates import print_date
from reportgen.diagnostics import Outcome, Place
from reportgen.documents import Locator
from reportgen.exhibits import Exhibit
from reportgen.figures import Material
from reportgen.markup import Composed, Tex, escape, mark, one_sign_each, unmark, with_sign_defined
from reportgen.records import Records
from reportgen.records.ledger import Ledger
from reportgen.records.registers import REGISTERS
from reportgen.records.share import Share, review_share
from reportgen.sections.built import Tables
from reportgen.sections.composition import MAIN_FILE, Composition
from reportgen.sections.context import Named, Vocabulary, pack_source, sources_of
from reportgen.sections.emptied import emptied
from reportgen.sections.indexes import index_list
from reportgen.sections.kept import Fillings
from reportgen.sections.made import Made
from reportgen.sections.mentions import Mention, find_mentions
from reportgen.sections.placing import Exhibits
from reportgen.sections.typed import check_citations, cited_in
from reportgen.tables import CELLS_TEMPLATE
from reportgen.templating import Templates, fault
from reportgen.views import View

END_FILE = "reportgen-end.tex"
_END_INPUT = r"\input{reportgen-end}"
_LABEL = re.compile(r"\\label\{([^}]*)\}")


@dataclass(slots=True)
class _Composer:
    """Fills in one report."""

    config: Config
    templates: Templates
    records: Records
    library: Library
    table_specs: Mapping[str, Exhibit]
    figure_specs: Mapping[str, Exhibit]
    doubt: Callable[[Locator], str | None]
    cache: Cache | None
    lists: Mapping[str, Composed] | None
    share: Share
    at_work: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.citations = Citations(self.library, self.records, self.doubt)
        material = Material(records=self.records, library=self.library)
        self.sources = sources_of(self.records, self.library, self.citations)
        self.vocabulary = Vocabulary(self.records, self.library, self.citations, self.sources, self.share)
        self.made = Made(citations=self.citations)
        cells = self.templates.macros(CELLS_TEMPLATE, self.cache)
        self.tables = Tables(
            sources=self.sources, templates=self.templates, macros=self.made.keep(cells), citations=self.citations,
            complete=(self.library.complete, self.records.complete), cache=self.cache,
        )  # fmt: skip
        self.exhibits = Exhibits(
            config=self.config, made=self.made, table_specs=self.table_specs, figure_specs=self.figure_specs,
            material=material, tables=self.tables, cells_read=not cells.diagnostics,
            emptied=emptied(self.table_specs, self.figure_specs, self.sources, material, self.cache),
        )  # fmt: skip
        texts = {**dict.fromkeys(REPORT_OPTIONAL, ""), **self.config.report}
        report = {**texts, "date_text": print_date(self.config.report["date"])}
        # What a text is filled in from besides these is asked for in calls.
        self.others = {"report": Named("report", report), "literal": self.vocabulary.literal, "ref": self.exhibits.ref}
        self.fillings = self._fillings(self.cache) if self.cache is not None else None

    citations: Citations = field(init=False)
    sources: Mapping[str, Any] = field(init=False)
    vocabulary: Vocabulary = field(init=False)
    made: Made = field(init=False)
    tables: Tables = field(init=False)
    exhibits: Exhibits = field(init=False)
    others: Mapping[str, Any] = field(init=False)
    fillings: Fillings | None = field(init=False)

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Return every function that a section may call, save those that look at nothing but names."""
        return {
            **{name: function for name, function in self.vocabulary.names().items() if name not in self.others},
            "section": self.section, "see": self.see, "table": self.exhibits.table, "figure": self.exhibits.figure,
            "shows": self.exhibits.shows, "bibliography": self.bibliography, "index": self.index,
            "report_end": self.report_end,
        }  # fmt: skip

    def fill(self, template: str) -> str | None:
        """Fill in a template, or take what it was filled in to before."""
        if self.fillings is None:
            return self.made.keep(self.templates.fill(template, {**self.others, **self.functions()}))
        return self.made.keep(self.fillings.fill(template, self.others))

    def _fillings(self, cache: Cache) -> Fillings:
        names = [*self.table_specs], [*self.figure_specs]
        complete = self.records.complete, self.library.complete
        left_out = [
            (name, str(self.exhibits.elsewhere(name)))
            for group in names
            for name in group
            if self.exhibits.left_out(name)
        ]
        return Fillings(
            cache=cache, templates=self.templates, citations=self.citations, functions=self.functions(),
            result_of=self._result_of, hold=self.made.hold,
            parts=(
                repr(self.others["report"]), names, complete, self.citations.works, self.config.product,
                self.config.whole, left_out,
            ),
        )  # fmt: skip

    def _result_of(self, name: str, arguments: Any, made: Any) -> Plain:
        """Return the plain form of what a function of the context returned."""
        if isinstance(made, View):
            kind = made._record.kind if made._record is not None else ""
            return [kind, digest_of(pack_source(made))]
        # Which records of a kind were chosen follows from all of them.
        return self.tables.digest(str(arguments[0])) if name == "records" else made if type(made) is int else str(made)

    def section(self, name: str) -> Tex:
        """Fill in `report/sections/NAME.tex.j2` and include it here."""
        template = f"report/sections/{name}.tex.j2"
        if not self.templates.has(template):
            self.made.complete = False
            return fault("SEC501", f"there is no section '{name}', no file {template}")
        if name in self.at_work:
            return fault("SEC525", f"the section '{name}' includes itself")
        if name in self.made.labelled:
            return fault("TAB309", f"section '{name}' is included twice, and its labels with it")
        number = 1 + sum(1 for file in self.made.files if file.startswith("sections/"))
        file = f"sections/{number:02d}-{re.sub(r'[^a-z0-9-]', '-', name.lower())}"
        self.at_work.append(name)
        text = self.fill(template)
        self.at_work.pop()
        if text is not None and self.templates.is_blank(template):
            self.made.keep.found.append(
                diagnose("SEC522", f"the section '{name}' is empty", Place(file=template, line=1))
            )
            self.made.complete = False
        if text is not None:
            self.made.files[f"{file}.tex"] = with_sign_defined(unmark(one_sign_each(text)))
            if _LABEL.search(text):
                self.made.labelled.add(name)
        self.made.complete = self.made.complete and text is not None
        return Tex(rf"\input{{{file}}}")

    def bibliography(self, name: str, *, cited: bool = False) -> Tex:
        """Typeset one of the lists of `[bibliography.lists]` and include it here.

        With `cited` it holds only what this product cites, wherever; a list that another program makes holds what
        that program chooses.
        """
        lists = self.config.bibliography_lists
        if name not in lists:
            return self.made.missing("bibliography list", name, lists)
        if self.lists is not None:  # another program makes them; that it could not has been reported
            built = self.lists.get(name) or unmark("")
        elif cited:  # typeset when everything has been filled in
            self.made.selected.append(name)
            built = unmark("")
        else:
            built = self.made.keep(typeset_list(lists[name], self.library, self.templates, tex_key, self.cache))
            if self.library.left_out and r"\bibitem" not in built.text:
                built = unmark("")
        self.made.files[f"bibliography/{name}.bbl"] = built
        return Tex(rf"\input{{bibliography/{name}.bbl}}")

    def index(self, register: str) -> Tex:
        """Include the index of a register of names here; what it lists is known when everything else is composed."""
        if register not in REGISTERS:
            return self.made.missing("register of names", register, dict.fromkeys(REGISTERS))
        if register in self.made.indexes:
            return fault("TAB309", f"the index of '{register}' is included twice")
        self.made.indexes.append(register)
        return Tex(rf"\input{{index/{register}}}")

    def make_indexes(self, main: Composed) -> tuple[Mention, ...]:
        """Compose the indexes that were asked for; return what they list."""
        if not self.made.indexes:
            return ()
        asked = replace(self.records, by_kind={kind: self.records.of(kind) for kind in self.made.indexes})
        mentions = find_mentions({**self.made.files, MAIN_FILE: main}, MAIN_FILE, asked, self.cache)
        mentioned = {mention.id for mention in mentions}
        self.citations.used |= mentioned
        for register in self.made.indexes:
            listed = index_list(self.records.of(register), mentioned)
            self.made.files[f"index/{register}.tex"] = with_sign_defined(listed)
        if self.made.end_line:
            self.report_end()
        return mentions

    def see(self, name: str, word: str = "section") -> Tex:
        """Refer to a section of the report by its number, which `word` stands before.

        Its label is `sec:NAME`. Where a product leaves it out, the text says "the full report" instead; that
        shows only when TeX has read all labels.
        """
        if not self.templates.has(f"report/sections/{name}.tex.j2"):
            self.made.complete = False
            return fault("SEC501", f"there is no section '{name}'")
        if self.config.whole:
            return Tex(rf"{escape(word)}~\ref{{sec:{name}}}")
        instead = "The full report" if word[:1].isupper() else "the full report"
        return Tex(rf"\sectionref{{sec:{name}}}{{{escape(word)}}}{{{instead}}}")

    def typeset_selected(self, main: Composed) -> None:
        """Typeset the lists that hold only what is cited, and tie the closing line to them."""
        keys = {tex_key(key): key for key in self.library.entries}
        typed = {keys[name] for name, *_ in cited_in({**self.made.files, MAIN_FILE: main}) if name in keys}
        cited = frozenset(self.citations.cited | typed)
        for name in dict.fromkeys(self.made.selected):
            keyword = self.config.bibliography_lists[name]
            built = self.made.keep(typeset_list(keyword, self.library, self.templates, tex_key, self.cache, cited))
            self.made.files[f"bibliography/{name}.bbl"] = built if r"\bibitem" in built.text else unmark("")
        if self.made.selected and self.made.end_line:
            self.report_end()

    def report_end(self) -> Tex:
        """Print the closing line; its digest ties it to every file composed before the main file."""
        digest = hashlib.sha256()
        for name, composed in sorted(self.made.files.items()):
            digest.update(f"{name}\0{composed.text}\0".encode())
        self.made.end_line = f"End of report {self.config.report['number']} / {digest.hexdigest()[:12]}"
        # In a file of its own: the main file stays as it is when a section changes, and a warm engine has it open.
        return Tex(_END_INPUT)


def compose(
    config: Config,
    templates: Templates,
    records: Records,
    library: Library,
    tables: Mapping[str, Exhibit],
    figures: Mapping[str, Exhibit],
    doubt: Callable[[Locator], str | None] = lambda _: None,
    cache: Cache | None = None,
    lists: Mapping[str, Composed] | None = None,
    share: Share | None = None,
) -> Outcome[Composition]:
    """Fill in the main template and everything that it names.

    `doubt` says what is wrong with a passage that a section cites, `None` when nothing is. `lists` are the
    printed lists of works, where another program makes them. `share` says how much of what was extracted has been
    reviewed, by default as far as the records tell.
    """
    share = share if share is not None else review_share(records, Ledger())
    composer = _Composer(
        config=config, templates=templates, records=records, library=library,
        table_specs=tables, figure_specs=figures, doubt=doubt, cache=cache, lists=lists, share=share,
    )  # fmt: skip
    made = composer.made
    text = composer.fill(config.main_template)
    mentions: tuple[Mention, ...] = ()
    if text is not None:
        main = with_sign_defined(unmark(one_sign_each(text)))
        composer.typeset_selected(main)
        mentions = composer.make_indexes(main)
        made.files[MAIN_FILE] = main
        if made.end_line:
            made.files[END_FILE] = _closing(main, made.end_line)
        else:
            message = "the main template never calls report_end(), so a cut-off report could not be told"
            place = main.places(1)[0] or Place(file=config.main_template, line=1)
            made.complete = made.complete and not templates.is_blank(config.main_template)
            made.note("SEC506", message, place)
    composer.exhibits.check_selection()
    cited = composer.citations.cited | made.keep(check_citations(made.files, library))
    complete = made.complete and text is not None
    composition = Composition(
        files=made.files,
        cited=frozenset(cited),
        passages=frozenset(composer.citations.asked),
        figures=tuple(made.figures),
        tables=tuple(made.tables),
        end_line=made.end_line,
        complete=complete,
        used=frozenset(composer.citations.used),
        mentions=mentions,
        grids=made.grids,
        shortened=made.shortened,
        share=share,
    )
    return Outcome(composition, made.keep.arranged())


def _closing(main: Composed, end_line: str) -> Composed:
    """Return the file with the closing line; its place is that of the call in the main template."""
    lines = (number for number, line in enumerate(main.text.split("\n"), 1) if _END_INPUT in line)
    place = main.places(next(lines, 1))[0] or Place(file=MAIN_FILE)
    return unmark(mark(place, data=False) + Tex(rf"\reportend{{{end_line}}}"))
