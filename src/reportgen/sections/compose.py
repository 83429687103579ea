"""Fill in the report: main template -> sections, tables, figures, bibliography lists, by name.

The main template says what the report holds and in which order; each section, table and list becomes
a file of its own, so that the engine's `file:line` names it.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
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
from reportgen.config import Config
from reportgen.dates import print_date
from reportgen.diagnostics import Collector, Diagnostic, Outcome, Place
from reportgen.documents import Locator
from reportgen.exhibits import Exhibit
from reportgen.figures import figure_block
from reportgen.markup import Composed, Tex, mark, unmark
from reportgen.records import Records
from reportgen.sections.context import Named, Vocabulary, pack_source, sources_of
from reportgen.tables import CELLS_TEMPLATE, build_table, table_parts
from reportgen.templating import Templates, fault

MAIN_FILE = "main.tex"
END_FILE = "reportgen-end.tex"
_END_INPUT = r"\input{reportgen-end}"
_LABEL = re.compile(r"\\label\{([^}]*)\}")
_REF = re.compile(r"\\(?:auto|page|name|eq|v)?ref\*?\{([^}]*)\}")
_END = re.compile(r"(\\end\s*\{\s*document\s*\}|\\(?:endinput|enddocument|stop|bye)(?![a-zA-Z]))")
_PERCENT = re.compile(r"(?<!\\)(?:\\\\)*(%)(?=\s*\S)")
_CITE = re.compile(r"\\(?:no)?cite\s*(?:\[[^\]]*\])*\{([^}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """The generated files by name, and what they refer to.

    `cited` holds bibliography keys, `passages` the segments that sections cite directly, `figures` and
    `tables` the ids of the exhibits used. `end_line` are the words that close the report: they are
    read back from the PDF to prove that nothing was cut off. `complete` is false when a section or a
    table had to be left out.
    """

    files: Mapping[str, Composed]
    cited: frozenset[str]
    passages: frozenset[Locator] = frozenset()
    figures: tuple[str, ...]
    tables: tuple[str, ...]
    end_line: str
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A built table with the keys that it cites; `asked` is set when it cites passages without a record."""

    outcome: Outcome[Composed | None]
    cited: frozenset[str]
    asked: bool = False


def _pack_table(table: _Table) -> Plain:
    if table.asked:  # whether a passage can be cited depends on more than the table
        return None
    return pack_composed(table.outcome.value), pack_diagnostics(table.outcome.diagnostics), sorted(table.cited)


def _unpack_table(plain: Plain) -> _Table:
    composed, found, cited = plain
    return _Table(outcome=Outcome(unpack_composed(composed), unpack_diagnostics(found)), cited=frozenset(cited))


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
    keep: Collector = field(default_factory=Collector)
    files: dict[str, Composed] = field(default_factory=dict)
    figures: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    end_line: str = ""
    complete: bool = True
    digests: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.citations = Citations(self.library, self.records, self.doubt)
        self.sources = sources_of(self.records, self.library, self.citations)
        self.vocabulary = Vocabulary(self.records, self.library, self.citations, self.sources)
        self.macros = self.keep(self.templates.macros(CELLS_TEMPLATE))

    citations: Citations = field(init=False)
    sources: Mapping[str, Any] = field(init=False)
    vocabulary: Vocabulary = field(init=False)
    macros: frozenset[str] = field(init=False)

    def context(self) -> dict[str, Any]:
        """Return every name that a section may use."""
        report = {**self.config.report, "date_text": print_date(self.config.report["date"])}
        return {
            **self.vocabulary.names(),
            "report": Named("report", report),
            "section": self.section, "table": self.table, "figure": self.figure,
            "bibliography": self.bibliography, "ref": self.ref, "report_end": self.report_end,
        }  # fmt: skip

    def section(self, name: str) -> Tex:
        """Fill in `report/sections/NAME.tex.j2` and include it here."""
        template = f"report/sections/{name}.tex.j2"
        if not self.templates.has(template):
            self.complete = False
            return fault("SEC501", f"there is no section '{name}', no file {template}")
        number = 1 + sum(1 for file in self.files if file.startswith("sections/"))
        file = f"sections/{number:02d}-{re.sub(r'[^a-z0-9-]', '-', name.lower())}"
        text = self.keep(self.templates.fill(template, self.context()))
        if text is not None:
            self.files[f"{file}.tex"] = unmark(text)
        self.complete = self.complete and text is not None
        return Tex(rf"\input{{{file}}}")

    def table(self, id_: str) -> Tex:
        """Build a declared table and include it here."""
        exhibit = self.table_specs.get(id_)
        if exhibit is None:
            return self._missing("table", id_, self.table_specs)
        if f"tables/{id_}.tex" not in self.files:
            self.tables.append(id_)
            outcome = self._built(exhibit)
            if not (self.records.complete and self.library.complete):
                # Rows that seem to be missing may stand in the file that could not be read.
                kept = tuple(d for d in outcome.diagnostics if d.code not in {"TAB302", "TAB305"})
                outcome = Outcome(outcome.value, kept)
            built = self.keep(outcome)
            # A table that cannot be built keeps its label, so that references to it are not faults as well.
            self.files[f"tables/{id_}.tex"] = built or unmark(rf"\label{{tab:{id_}}}")
            self.complete = self.complete and built is not None
        return Tex(rf"\input{{tables/{id_}}}")

    def _built(self, exhibit: Exhibit) -> Outcome[Composed | None]:
        """Build a table, or take the one that was built of the same records; its citations count either way."""

        def build() -> _Table:
            with self.citations.apart():
                outcome = build_table(exhibit, self.sources, self.templates, self.macros)
                return _Table(outcome=outcome, cited=frozenset(self.citations.cited), asked=bool(self.citations.asked))

        if self.cache is None:
            return build().outcome
        parts = table_parts(exhibit, self._digest, self.templates, self.macros)
        key = self.cache.key(parts, self.citations.works, self.library.complete, self.records.complete)
        table = self.cache.fetch("tables", key, build, _pack_table, _unpack_table)
        self.citations.cited |= table.cited
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
        if id_ not in self.figures:
            self.figures.append(id_)
            self.files[f"figures/{id_}.tex"] = unmark(figure_block(exhibit))
        return Tex(rf"\input{{figures/{id_}}}")

    def bibliography(self, name: str) -> Tex:
        """Typeset one of the lists of `[bibliography.lists]` and include it here."""
        lists = self.config.bibliography_lists
        if name not in lists:
            return self._missing("bibliography list", name, lists)
        if self.lists is not None:  # another program makes them; that it could not has been reported
            built = self.lists.get(name) or unmark("")
        else:
            built = self.keep(typeset_list(lists[name], self.library, self.templates, tex_key, self.cache))
        self.files[f"bibliography/{name}.bbl"] = built
        return Tex(rf"\input{{bibliography/{name}.bbl}}")

    def ref(self, id_: str) -> Tex:
        """Refer to a table or figure by its number."""
        if id_ in self.table_specs:
            return Tex(rf"\hyperref[tab:{id_}]{{Table~\ref*{{tab:{id_}}}}}")
        if id_ in self.figure_specs:
            return Tex(rf"\hyperref[fig:{id_}]{{Figure~\ref*{{fig:{id_}}}}}")
        return self._missing("table or figure", id_, {**self.table_specs, **self.figure_specs})

    def report_end(self) -> Tex:
        """Print the closing line; its digest ties it to every file composed before it."""
        digest = hashlib.sha256()
        for name, composed in sorted(self.files.items()):
            digest.update(f"{name}\0{composed.text}\0".encode())
        self.end_line = f"End of report {self.config.report['number']} / {digest.hexdigest()[:12]}"
        # In a file of its own: the main file stays as it is when a section changes, and a warm engine has it open.
        return Tex(_END_INPUT)

    def _missing(self, what: str, name: str, known: Mapping[str, Any]) -> Tex:
        hint = f"known are: {', '.join(sorted(known))}" if known else None
        return fault("SEC506", f"there is no {what} '{name}'", hint)


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
) -> Outcome[Composition]:
    """Fill in the main template and everything that it names.

    `doubt` says what is wrong with a passage that a section cites, `None` when nothing is. `lists` are the
    printed lists of works, where another program makes them.
    """
    composer = _Composer(
        config=config, templates=templates, records=records, library=library,
        table_specs=tables, figure_specs=figures, doubt=doubt, cache=cache, lists=lists,
    )  # fmt: skip
    text = composer.keep(templates.fill(config.main_template, composer.context()))
    if text is not None:
        main = composer.files[MAIN_FILE] = unmark(text)
        if composer.end_line:
            composer.files[END_FILE] = _closing(main, composer.end_line)
        else:
            message = "the main template never calls report_end(), so a cut-off report could not be told"
            place = main.places(1)[0]
            composer.keep.found.append(diagnose("SEC506", message, place))
    cited = composer.citations.cited | _raw_citations(composer)
    complete = composer.complete and text is not None
    composer.keep.found.extend(_cross_references(composer.files, complete=complete))
    composer.keep.found.extend(_early_ends(composer.files))
    composer.keep.found.extend(_bare_percents(composer.files))
    composition = Composition(
        files=composer.files,
        cited=frozenset(cited),
        passages=frozenset(composer.citations.asked),
        figures=tuple(composer.figures),
        tables=tuple(composer.tables),
        end_line=composer.end_line,
        complete=complete,
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
        if name in keys:
            used.add(keys[name])
        else:
            template, record = composed.places(line, column)
            missing.setdefault(name, []).append(record or template)
    for name, places in missing.items() if composer.library.complete else ():
        more = f" (cited {len(places)} times)" if len(places) > 1 else ""
        near = difflib.get_close_matches(name, composer.library.entries, 1, 0.6)
        hint = f"did you mean '{near[0]}'?" if near else None
        composer.keep.found.append(diagnose("SEC504", f"no entry has the key '{name}'{more}", places[0], hint=hint))
    return used


def _cross_references(files: Mapping[str, Composed], *, complete: bool) -> Iterator[Diagnostic]:
    """Check that every label exists once and, unless a part of the report is missing, that it exists at all."""
    labels: dict[str, tuple[Composed, int, int]] = {}
    for name, composed, line, column in _found_in(files, _LABEL):
        if name in labels:
            yield diagnose("TEX607", f"label '{name}' is defined twice", composed.places(line, column)[0])
        labels.setdefault(name, (composed, line, column))
    for name, composed, line, column in _found_in(files, _REF):
        if complete and name not in labels:
            template, record = composed.places(line, column)
            yield diagnose("SEC511", f"no label '{name}'", record or template)


def _early_ends(files: Mapping[str, Composed]) -> Iterator[Diagnostic]:
    r"""Find an `\end{document}` outside the main file: what follows it would be lost without a word."""
    for name, composed in files.items():
        if name != MAIN_FILE:
            for command, _, line, column in _found_in({name: composed}, _END):
                template, record = composed.places(line, column)
                yield diagnose("PDF701", f"{command} in a section cuts the report off", record or template)


def _bare_percents(files: Mapping[str, Composed]) -> Iterator[Diagnostic]:
    """Find a percent sign in the middle of a section's line: TeX would drop the rest of the line."""
    sections = {name: composed for name, composed in files.items() if name.startswith("sections/")}
    for composed in sections.values():
        for number, line in enumerate(composed.text.split("\n"), 1):
            hit = _PERCENT.search(line)
            if hit and line[: hit.start(1)].strip():
                template, record = composed.places(number, hit.start(1) + 1)
                hint = r"write \% for the sign"
                yield diagnose(
                    "SEC513", "a bare % hides the rest of this line", record or template, hint=hint, length=1
                )
