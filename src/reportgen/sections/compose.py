"""Fill in the report: main template -> sections, tables, figures, bibliography lists, by name.

The main template says what the report holds and in which order; each section, table and list becomes
a file of its own, so that the engine's `file:line` names it.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from reportgen.bibliography import Library
from reportgen.bibliography.typeset import typeset_list
from reportgen.cache import (
    Cache,
    Plain,
    digest_of,
    pack_composed,
    pack_diagnostics,
    unpack_composed,
    unpack_diagnostics,
)
from reportgen.citations import Citations, tex_key
from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE, REPORT_OPTIONAL, Config
from reportgen.dates import print_date
from reportgen.diagnostics import Collector, Outcome, Place, Severity
from reportgen.documents import Locator
from reportgen.exhibits import Exhibit, with_note
from reportgen.figures import Material, check_figure, figure_block, left_out, unseen_in
from reportgen.markup import Composed, Tex, escape, mark, one_sign_each, traced, unmark, with_sign_defined
from reportgen.records import Records
from reportgen.records.ledger import Ledger
from reportgen.records.registers import REGISTERS
from reportgen.records.share import Share, review_share
from reportgen.sections.context import Named, Vocabulary, pack_source, sources_of
from reportgen.sections.emptied import emptied
from reportgen.sections.indexes import index_list
from reportgen.sections.kept import Fillings
from reportgen.sections.mentions import Mention, find_mentions
from reportgen.tables import CELLS_TEMPLATE, Built, Grid, build_table, pack_grid, table_parts, unpack_grid
from reportgen.templating import Templates, fault
from reportgen.views import View

MAIN_FILE = "main.tex"
END_FILE = "reportgen-end.tex"
_END_INPUT = r"\input{reportgen-end}"
_LABEL = re.compile(r"\\label\{([^}]*)\}")
_CITE = re.compile(r"\\(?:no)?cite\s*(?:\[[^\]]*\])*\{([^{}\\#]*)\}")
# What is no text of the page: comments, and text that is printed letter by letter.
_UNREAD = re.compile(r"(?<!\\)%|\\(?:verb|Verb|lstinline)(?![a-zA-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """The generated files by name, and what they refer to.

    `cited` holds bibliography keys, `passages` the segments that sections cite directly, `figures` and
    `tables` the ids of the exhibits used, `used` the ids of the records that sections and tables print or
    cite. `end_line` are the words that close the report: they are
    read back from the PDF to prove that nothing was cut off. `complete` is false when a section or a
    table had to be left out. `mentions` are the places that name somebody of an index, in reading order; the files do
    not hold their marks (`mentions.marked`). `grids` are the computed tables by id, for printers other than TeX.
    `shortened` says, by id, what an exhibit leaves out for want of room.
    `share` says how much of what was extracted has been reviewed.
    """

    files: Mapping[str, Composed]
    cited: frozenset[str]
    passages: frozenset[Locator] = frozenset()
    figures: tuple[str, ...]
    tables: tuple[str, ...]
    end_line: str
    complete: bool
    used: frozenset[str] = frozenset()
    mentions: tuple[Mention, ...] = ()
    grids: Mapping[str, Grid] = field(default_factory=dict)
    shortened: Mapping[str, str] = field(default_factory=dict)
    share: Share | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A built table with the keys that it cites and the records that it shows.

    `asked` is set when it cites passages without a record.
    """

    outcome: Outcome[Built | None]
    cited: frozenset[str]
    asked: bool = False
    used: frozenset[str] = frozenset()


def _pack_table(table: _Table) -> Plain:
    if table.asked:  # whether a passage can be cited depends on more than the table
        return None
    built = table.outcome.value
    parts = (pack_composed(built.tex), pack_grid(built.grid)) if built is not None else None
    return parts, pack_diagnostics(table.outcome.diagnostics), sorted(table.cited), sorted(table.used)


def _unpack_table(plain: Plain) -> _Table:
    parts, found, cited, used = plain
    tex = unpack_composed(parts[0]) if parts is not None else None
    built = Built(tex=tex, grid=unpack_grid(parts[1])) if tex is not None else None
    outcome = Outcome(built, unpack_diagnostics(found))
    return _Table(outcome=outcome, cited=frozenset(cited), used=frozenset(used))


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
    keep: Collector = field(default_factory=Collector)
    files: dict[str, Composed] = field(default_factory=dict)
    figures: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    indexes: list[str] = field(default_factory=list)
    grids: dict[str, Grid] = field(default_factory=dict)
    shortened: dict[str, str] = field(default_factory=dict)
    end_line: str = ""
    complete: bool = True
    digests: dict[str, str] = field(default_factory=dict)
    selected: list[str] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    at_work: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.citations = Citations(self.library, self.records, self.doubt)
        self.material = Material(records=self.records, library=self.library)
        self.sources = sources_of(self.records, self.library, self.citations)
        self.vocabulary = Vocabulary(self.records, self.library, self.citations, self.sources, self.share)
        self.emptied = emptied(self.table_specs, self.figure_specs, self.sources, self.material, self.cache)
        cells = self.templates.macros(CELLS_TEMPLATE, self.cache)
        self.cells_read = not cells.diagnostics
        self.macros = self.keep(cells)
        texts = {**dict.fromkeys(REPORT_OPTIONAL, ""), **self.config.report}
        report = {**texts, "date_text": print_date(self.config.report["date"])}
        # What a text is filled in from besides these is asked for in calls.
        self.others = {"report": Named("report", report), "literal": self.vocabulary.literal, "ref": self.ref}
        self.fillings = self._fillings(self.cache) if self.cache is not None else None

    citations: Citations = field(init=False)
    material: Material = field(init=False)
    sources: Mapping[str, Any] = field(init=False)
    vocabulary: Vocabulary = field(init=False)
    macros: frozenset[str] = field(init=False)
    cells_read: bool = field(init=False)
    others: Mapping[str, Any] = field(init=False)
    emptied: frozenset[str] = field(init=False)
    fillings: Fillings | None = field(init=False)

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Return every function that a section may call, save those that look at nothing but names."""
        return {
            **{name: function for name, function in self.vocabulary.names().items() if name not in self.others},
            "section": self.section, "see": self.see, "table": self.table, "figure": self.figure,
            "shows": self.shows, "bibliography": self.bibliography, "index": self.index, "report_end": self.report_end,
        }  # fmt: skip

    def fill(self, template: str) -> str | None:
        """Fill in a template, or take what it was filled in to before."""
        if self.fillings is None:
            return self.keep(self.templates.fill(template, {**self.others, **self.functions()}))
        return self.keep(self.fillings.fill(template, self.others))

    def _fillings(self, cache: Cache) -> Fillings:
        names = [*self.table_specs], [*self.figure_specs]
        complete = self.records.complete, self.library.complete
        left_out = [(name, str(self._elsewhere(name))) for group in names for name in group if self._left_out(name)]
        return Fillings(
            cache=cache, templates=self.templates, citations=self.citations, functions=self.functions(),
            result_of=self._result_of, hold=self._hold,
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
        return self._digest(str(arguments[0])) if name == "records" else made if type(made) is int else str(made)

    def _hold(self) -> Callable[[], None]:
        """Return what takes back the effects of all calls after this one."""
        made, found = self.citations, len(self.keep.found)
        cited, asked, used = set(made.cited), set(made.asked), set(made.used)
        files, figures, tables = dict(self.files), list(self.figures), list(self.tables)
        indexes, grids, selected = list(self.indexes), dict(self.grids), list(self.selected)
        shortened = dict(self.shortened)
        labelled, end_line, complete = set(self.labelled), self.end_line, self.complete

        def take_back() -> None:
            made.cited, made.asked, made.used = cited, asked, used
            del self.keep.found[found:]
            self.files, self.figures, self.tables = files, figures, tables
            self.indexes, self.grids, self.selected, self.shortened = indexes, grids, selected, shortened
            self.labelled, self.end_line, self.complete = labelled, end_line, complete

        return take_back

    def section(self, name: str) -> Tex:
        """Fill in `report/sections/NAME.tex.j2` and include it here."""
        template = f"report/sections/{name}.tex.j2"
        if not self.templates.has(template):
            self.complete = False
            return fault("SEC501", f"there is no section '{name}', no file {template}")
        if name in self.at_work:
            return fault("SEC525", f"the section '{name}' includes itself")
        if name in self.labelled:
            return fault("TAB309", f"section '{name}' is included twice, and its labels with it")
        number = 1 + sum(1 for file in self.files if file.startswith("sections/"))
        file = f"sections/{number:02d}-{re.sub(r'[^a-z0-9-]', '-', name.lower())}"
        self.at_work.append(name)
        text = self.fill(template)
        self.at_work.pop()
        if text is not None and self.templates.is_blank(template):
            self.keep.found.append(diagnose("SEC522", f"the section '{name}' is empty", Place(file=template, line=1)))
            self.complete = False
        if text is not None:
            self.files[f"{file}.tex"] = with_sign_defined(unmark(one_sign_each(text)))
            if _LABEL.search(text):
                self.labelled.add(name)
        self.complete = self.complete and text is not None
        return Tex(rf"\input{{{file}}}")

    def table(self, id_: str) -> Tex:
        """Build a declared table and include it here."""
        exhibit = self.table_specs.get(id_)
        if exhibit is None:
            return self._missing("table", id_, self.table_specs)
        if self._left_out(id_):
            return self._none_of(exhibit)
        if id_ in self.tables:
            return fault("TAB309", f"table '{id_}' is included twice", "refer to it with ref()")
        outcome = self._built(exhibit)
        if exhibit.switched_on("optional") and _is_bare(outcome):
            return Tex("")
        self.tables.append(id_)
        if not (self.records.whole and self.library.complete):
            # Rows that seem to be missing may stand in the file that could not be read, or are left out.
            kept = tuple(d for d in outcome.diagnostics if d.code not in {"TAB302", "TAB305", "TAB310"})
            outcome = Outcome(outcome.value, kept)
        if not self.cells_read:
            # What is wrong with the file of macros has been said.
            kept = tuple(d for d in outcome.diagnostics if d.code != "TAB301" or "has no macro" not in d.message)
            outcome = Outcome(outcome.value, kept)
        built = self.keep(outcome)
        # A table that cannot be built keeps its label, so that references to it are not faults as well.
        tex = built.tex if built is not None else unmark(rf"\label{{tab:{id_}}}")
        self.files[f"tables/{id_}.tex"] = with_sign_defined(tex)
        if built is not None:
            self.grids[id_] = built.grid
            if built.grid.more:
                self.shortened[id_] = built.grid.more
        # A filter that is wrong leaves out rows: what they cite and use may seem to be missing, and is not.
        # So does a cell that cannot be printed.
        hidden = any(d.code == "TAB310" or d.severity is Severity.ERROR for d in outcome.diagnostics)
        self.complete = self.complete and built is not None and self.cells_read and not hidden
        return Tex(rf"\input{{tables/{id_}}}")

    def _built(self, exhibit: Exhibit) -> Outcome[Built | None]:
        """Build a table, or take the one that was built of the same records; its citations count either way."""

        def build() -> _Table:
            with self.citations.apart():
                outcome = build_table(exhibit, self.sources, self.templates, self.macros, self.cache)
                made = self.citations
                return _Table(
                    outcome=outcome, cited=frozenset(made.cited), asked=bool(made.asked), used=frozenset(made.used)
                )

        if self.cache is None:
            return build().outcome
        parts = table_parts(exhibit, self._digest, self.templates, self.macros)
        key = self.cache.key(parts, self.citations.works, self.library.complete, self.records.complete)
        table = self.cache.fetch("tables", key, build, _pack_table, _unpack_table)
        self.citations.cited |= table.cited
        self.citations.used |= table.used
        return table.outcome

    def _digest(self, kind: str) -> str:
        """Digest all records of a kind."""
        if kind not in self.digests:
            sources = self.sources.get(kind)
            self.digests[kind] = digest_of([kind, None if sources is None else [pack_source(s) for s in sources]])
        return self.digests[kind]

    def figure(self, id_: str) -> Tex:
        """Include a declared figure here."""
        exhibit = self.figure_specs.get(id_)
        if exhibit is None:
            return self._missing("figure", id_, self.figure_specs)
        if self._left_out(id_):
            return self._none_of(exhibit)
        if id_ in self.figures:
            return fault("TAB309", f"figure '{id_}' is included twice", "refer to it with ref()")
        if exhibit.switched_on("optional") and not self.shows(id_):
            return Tex("")
        self.figures.append(id_)
        self.complete = self.complete and exhibit.readable
        more = left_out(exhibit, self.material)
        if more:
            self.shortened[id_] = more
        self.files[f"figures/{id_}.tex"] = unmark(
            figure_block(with_note(exhibit, more), unseen_in(exhibit, self.material))
        )
        return Tex(rf"\input{{figures/{id_}}}")

    def shows(self, id_: str) -> bool | Tex:
        """Whether a declared table or figure has anything to show here."""
        if id_ in self.table_specs:
            return not self._left_out(id_) and not _is_bare(self._built(self.table_specs[id_]))
        if id_ in self.figure_specs:
            exhibit = self.figure_specs[id_]
            return not self._left_out(id_) and bool(check_figure(exhibit, self.material).value)
        return self._missing("table or figure", id_, {**self.table_specs, **self.figure_specs})

    def _left_out(self, id_: str) -> bool:
        return self._not_listed(id_) or id_ in self.emptied

    def _not_listed(self, id_: str) -> bool:
        return self.config.exhibits is not None and id_ not in self.config.exhibits

    def _none_of(self, exhibit: Exhibit) -> Tex:
        """Print nothing for an exhibit that is left out; note that it is, where only its records are."""
        if not (self._not_listed(exhibit.id) or exhibit.switched_on("optional")):
            message = f"'{exhibit.id}' is left out: this briefing has no record of it"
            self.keep.found.append(diagnose("TAB320", message, exhibit.place))
        return Tex("")

    def _elsewhere(self, id_: str) -> Tex:
        """Name an exhibit that only the report itself has; how, is a matter of the class."""
        kind, exhibit = (
            ("Table", self.table_specs[id_]) if id_ in self.table_specs else ("Figure", self.figure_specs[id_])
        )
        title = exhibit.text("short") or exhibit.text("caption")
        return Tex(rf"\exhibitelsewhere{{{kind}}}{{{traced(escape(title), title.place) if title else escape(id_)}}}")

    def bibliography(self, name: str, *, cited: bool = False) -> Tex:
        """Typeset one of the lists of `[bibliography.lists]` and include it here.

        With `cited` it holds only what this product cites, wherever; a list that another program makes holds what
        that program chooses.
        """
        lists = self.config.bibliography_lists
        if name not in lists:
            return self._missing("bibliography list", name, lists)
        if self.lists is not None:  # another program makes them; that it could not has been reported
            built = self.lists.get(name) or unmark("")
        elif cited:  # typeset when everything has been filled in
            self.selected.append(name)
            built = unmark("")
        else:
            built = self.keep(typeset_list(lists[name], self.library, self.templates, tex_key, self.cache))
            if self.library.left_out and r"\bibitem" not in built.text:
                built = unmark("")
        self.files[f"bibliography/{name}.bbl"] = built
        return Tex(rf"\input{{bibliography/{name}.bbl}}")

    def ref(self, id_: str) -> Tex:
        """Refer to a table or figure by its number; to one that this product leaves out, by its name."""
        if (id_ in self.table_specs or id_ in self.figure_specs) and self._left_out(id_):
            return self._elsewhere(id_)
        if id_ in self.table_specs:
            return Tex(rf"\hyperref[tab:{id_}]{{Table~\ref*{{tab:{id_}}}}}")
        if id_ in self.figure_specs:
            return Tex(rf"\hyperref[fig:{id_}]{{Figure~\ref*{{fig:{id_}}}}}")
        return self._missing("table or figure", id_, {**self.table_specs, **self.figure_specs})

    def index(self, register: str) -> Tex:
        """Include the index of a register of names here; what it lists is known when everything else is composed."""
        if register not in REGISTERS:
            return self._missing("register of names", register, dict.fromkeys(REGISTERS))
        if register in self.indexes:
            return fault("TAB309", f"the index of '{register}' is included twice")
        self.indexes.append(register)
        return Tex(rf"\input{{index/{register}}}")

    def make_indexes(self, main: Composed) -> tuple[Mention, ...]:
        """Compose the indexes that were asked for; return what they list."""
        if not self.indexes:
            return ()
        asked = replace(self.records, by_kind={kind: self.records.of(kind) for kind in self.indexes})
        mentions = find_mentions({**self.files, MAIN_FILE: main}, MAIN_FILE, asked, self.cache)
        mentioned = {mention.id for mention in mentions}
        self.citations.used |= mentioned
        for register in self.indexes:
            listed = index_list(self.records.of(register), mentioned)
            self.files[f"index/{register}.tex"] = with_sign_defined(listed)
        if self.end_line:
            self.report_end()
        return mentions

    def see(self, name: str, word: str = "section") -> Tex:
        """Refer to a section of the report by its number, which `word` stands before.

        Its label is `sec:NAME`. Where a product leaves it out, the text says "the full report" instead; that
        shows only when TeX has read all labels.
        """
        if not self.templates.has(f"report/sections/{name}.tex.j2"):
            self.complete = False
            return fault("SEC501", f"there is no section '{name}'")
        if self.config.whole:
            return Tex(rf"{escape(word)}~\ref{{sec:{name}}}")
        instead = "The full report" if word[:1].isupper() else "the full report"
        return Tex(rf"\sectionref{{sec:{name}}}{{{escape(word)}}}{{{instead}}}")

    def typeset_selected(self, main: Composed) -> None:
        """Typeset the lists that hold only what is cited, and tie the closing line to them."""
        keys = {tex_key(key): key for key in self.library.entries}
        typed = {keys[name] for name, *_ in _found_in({**self.files, MAIN_FILE: main}, _CITE) if name in keys}
        cited = frozenset(self.citations.cited | typed)
        for name in dict.fromkeys(self.selected):
            keyword = self.config.bibliography_lists[name]
            built = self.keep(typeset_list(keyword, self.library, self.templates, tex_key, self.cache, cited))
            self.files[f"bibliography/{name}.bbl"] = built if r"\bibitem" in built.text else unmark("")
        if self.selected and self.end_line:
            self.report_end()

    def check_selection(self) -> None:
        """Report what `exhibits` of a product lists and the product cannot show, or does not."""
        place = self.config.places.get(("product", "exhibits"), Place(file=CONFIG_FILE))
        known = {**self.table_specs, **self.figure_specs}
        for name in self.config.exhibits or ():
            if name not in known:
                near = difflib.get_close_matches(name, known, 1, 0.6)
                hint = f"did you mean '{near[0]}'?" if near else f"known are: {', '.join(sorted(known))}"
                self.keep.found.append(diagnose("CFG016", f"there is no table or figure '{name}'", place, hint=hint))
            elif self.complete and name not in {*self.tables, *self.figures, *self.emptied}:
                message = f"no section of the product '{self.config.product}' includes '{name}'"
                self.keep.found.append(diagnose("CFG016", message, place))

    def report_end(self) -> Tex:
        """Print the closing line; its digest ties it to every file composed before the main file."""
        digest = hashlib.sha256()
        for name, composed in sorted(self.files.items()):
            digest.update(f"{name}\0{composed.text}\0".encode())
        self.end_line = f"End of report {self.config.report['number']} / {digest.hexdigest()[:12]}"
        # In a file of its own: the main file stays as it is when a section changes, and a warm engine has it open.
        return Tex(_END_INPUT)

    def _missing(self, what: str, name: str, known: Mapping[str, Any]) -> Tex:
        hint = f"known are: {', '.join(sorted(known))}" if known else None
        # What it was to show or to name is missing as well.
        self.complete = False
        return fault("SEC506", f"there is no {what} '{name}'", hint)


def _is_bare(outcome: Outcome[Built | None]) -> bool:
    """Whether a table has no rows, though nothing is wrong with it."""
    wrong = any(d.severity is Severity.ERROR for d in outcome.diagnostics)
    return not wrong and (outcome.value is None or not outcome.value.grid.rows)


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
    text = composer.fill(config.main_template)
    mentions: tuple[Mention, ...] = ()
    if text is not None:
        main = with_sign_defined(unmark(one_sign_each(text)))
        composer.typeset_selected(main)
        mentions = composer.make_indexes(main)
        composer.files[MAIN_FILE] = main
        if composer.end_line:
            composer.files[END_FILE] = _closing(main, composer.end_line)
        else:
            message = "the main template never calls report_end(), so a cut-off report could not be told"
            place = main.places(1)[0] or Place(file=config.main_template, line=1)
            composer.complete = composer.complete and not templates.is_blank(config.main_template)
            composer.keep.found.append(diagnose("SEC506", message, place))
    composer.check_selection()
    cited = composer.citations.cited | _raw_citations(composer)
    complete = composer.complete and text is not None
    composition = Composition(
        files=composer.files,
        cited=frozenset(cited),
        passages=frozenset(composer.citations.asked),
        figures=tuple(composer.figures),
        tables=tuple(composer.tables),
        end_line=composer.end_line,
        complete=complete,
        used=frozenset(composer.citations.used),
        mentions=mentions,
        grids=composer.grids,
        shortened=composer.shortened,
        share=share,
    )
    return Outcome(composition, composer.keep.arranged())


def _closing(main: Composed, end_line: str) -> Composed:
    """Return the file with the closing line; its place is that of the call in the main template."""
    lines = (number for number, line in enumerate(main.text.split("\n"), 1) if _END_INPUT in line)
    place = main.places(next(lines, 1))[0] or Place(file=MAIN_FILE)
    return unmark(mark(place, data=False) + Tex(rf"\reportend{{{end_line}}}"))


def _found_in(files: Mapping[str, Composed], pattern: re.Pattern[str]) -> Iterator[tuple[str, Composed, int, int]]:
    """Give each comma-separated name that a command takes, with its generated line and column."""
    for composed in files.values():
        for number, line in enumerate(composed.text.split("\n"), 1):
            for hit in pattern.finditer(line):
                for name in hit.group(1).split(","):
                    yield name.strip(), composed, number, hit.start() + 1


def _raw_citations(composer: _Composer) -> set[str]:
    r"""Check the keys of every `\cite` in the text, typed by hand or not.

    A key that is missing is reported once, where it is cited first: an entry that was removed may be
    cited a hundred times.
    """
    keys = {tex_key(key): key for key in composer.library.entries}
    used: set[str] = set()
    missing: dict[str, list[Place | None]] = {}
    for name, composed, line, column in _found_in(composer.files, _CITE):
        before = composed.text.split("\n")[line - 1][: column - 1] if name not in keys else ""
        if name in keys:
            used.add(keys[name])
        elif name not in {"", "*"} and not _UNREAD.search(before):
            template, record = composed.places(line, column)
            missing.setdefault(name, []).append(record or template)
    lost = {tex_key(key): (key, why) for key, why in composer.library.left_out.items()}
    for name, places in missing.items() if composer.library.complete else ():
        if name in lost:
            key, why = lost[name]
            composer.keep.found.append(diagnose("SEC540", f"this briefing leaves out '{key}' ({why})", places[0]))
            continue
        more = f" (cited {len(places)} times)" if len(places) > 1 else ""
        near = difflib.get_close_matches(name, composer.library.entries, 1, 0.6)
        hint = f"did you mean '{near[0]}'?" if near else None
        composer.keep.found.append(diagnose("SEC504", f"no entry has the key '{name}'{more}", places[0], hint=hint))
    return used
