"""Tables and figures where a report includes, refers to or asks about them."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.config import CONFIG_FILE, Config
from reportgen.diagnostics import Outcome, Place, Severity
from reportgen.exhibits import Exhibit, with_note
from reportgen.figures import Material, check_figure, figure_block, left_out, unseen_in
from reportgen.markup import Tex, escape, traced, unmark, with_sign_defined
from reportgen.sections.built import Tables, is_bare
from reportgen.sections.made import Made
from reportgen.templating import fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibits:
    """The declared tables and figures of a report.

    `emptied` are the ids of those that have nothing to show because records are left out; `cells_read` says whether
    the macros of cells could be read.
    """

    config: Config
    made: Made
    table_specs: Mapping[str, Exhibit]
    figure_specs: Mapping[str, Exhibit]
    material: Material
    tables: Tables
    emptied: frozenset[str]
    cells_read: bool

    def table(self, id_: str) -> Tex:
        """Build a declared table and include it here."""
        exhibit = self.table_specs.get(id_)
        if exhibit is None:
            return self.made.missing("table", id_, self.table_specs)
        if self.left_out(id_):
            return self._none_of(exhibit)
        if id_ in self.made.tables:
            return fault("TAB309", f"table '{id_}' is included twice", "refer to it with ref()")
        outcome = self.tables.build(exhibit)
        if exhibit.switched_on("optional") and is_bare(outcome):
            return Tex("")
        self.made.tables.append(id_)
        if not (self.material.records.whole and self.material.library.complete):
            # Rows that seem to be missing may stand in the file that could not be read, or are left out.
            kept = tuple(d for d in outcome.diagnostics if d.code not in {"TAB302", "TAB305", "TAB310"})
            outcome = Outcome(outcome.value, kept)
        if not self.cells_read:
            # What is wrong with the file of macros has been said.
            kept = tuple(d for d in outcome.diagnostics if d.code != "TAB301" or "has no macro" not in d.message)
            outcome = Outcome(outcome.value, kept)
        built = self.made.keep(outcome)
        # A table that cannot be built keeps its label, so that references to it are not faults as well.
        tex = built.tex if built is not None else unmark(rf"\label{{tab:{id_}}}")
        self.made.files[f"tables/{id_}.tex"] = with_sign_defined(tex)
        if built is not None:
            self.made.grids[id_] = built.grid
            if built.grid.more:
                self.made.shortened[id_] = built.grid.more
        # A filter that is wrong leaves out rows: what they cite and use may seem to be missing, and is not.
        # So does a cell that cannot be printed.
        hidden = any(d.code == "TAB310" or d.severity is Severity.ERROR for d in outcome.diagnostics)
        self.made.complete = self.made.complete and built is not None and self.cells_read and not hidden
        return Tex(rf"\input{{tables/{id_}}}")

    def figure(self, id_: str) -> Tex:
        """Include a declared figure here."""
        exhibit = self.figure_specs.get(id_)
        if exhibit is None:
            return self.made.missing("figure", id_, self.figure_specs)
        if self.left_out(id_):
            return self._none_of(exhibit)
        if id_ in self.made.figures:
            return fault("TAB309", f"figure '{id_}' is included twice", "refer to it with ref()")
        if exhibit.switched_on("optional") and not self.shows(id_):
            return Tex("")
        self.made.figures.append(id_)
        self.made.complete = self.made.complete and exhibit.readable
        more = left_out(exhibit, self.material)
        if more:
            self.made.shortened[id_] = more
        self.made.files[f"figures/{id_}.tex"] = unmark(
            figure_block(with_note(exhibit, more), unseen_in(exhibit, self.material))
        )
        return Tex(rf"\input{{figures/{id_}}}")

    def shows(self, id_: str) -> bool | Tex:
        """Whether a declared table or figure has anything to show here."""
        if id_ in self.table_specs:
            return not self.left_out(id_) and not is_bare(self.tables.build(self.table_specs[id_]))
        if id_ in self.figure_specs:
            exhibit = self.figure_specs[id_]
            return not self.left_out(id_) and bool(check_figure(exhibit, self.material).value)
        return self.made.missing("table or figure", id_, {**self.table_specs, **self.figure_specs})

    def left_out(self, id_: str) -> bool:
        """Whether this product or briefing does without the exhibit."""
        return self._not_listed(id_) or id_ in self.emptied

    def _not_listed(self, id_: str) -> bool:
        return self.config.exhibits is not None and id_ not in self.config.exhibits

    def _none_of(self, exhibit: Exhibit) -> Tex:
        """Print nothing for an exhibit that is left out; note that it is, where only its records are."""
        if not (self._not_listed(exhibit.id) or exhibit.switched_on("optional")):
            message = f"'{exhibit.id}' is left out: this briefing has no record of it"
            self.made.note("TAB320", message, exhibit.place)
        return Tex("")

    def elsewhere(self, id_: str) -> Tex:
        """Name an exhibit that only the report itself has; how, is a matter of the class."""
        kind, exhibit = (
            ("Table", self.table_specs[id_]) if id_ in self.table_specs else ("Figure", self.figure_specs[id_])
        )
        title = exhibit.text("short") or exhibit.text("caption")
        return Tex(rf"\exhibitelsewhere{{{kind}}}{{{traced(escape(title), title.place) if title else escape(id_)}}}")

    def ref(self, id_: str) -> Tex:
        """Refer to a table or figure by its number; to one that this product leaves out, by its name."""
        if (id_ in self.table_specs or id_ in self.figure_specs) and self.left_out(id_):
            return self.elsewhere(id_)
        if id_ in self.table_specs:
            return Tex(rf"\hyperref[tab:{id_}]{{Table~\ref*{{tab:{id_}}}}}")
        if id_ in self.figure_specs:
            return Tex(rf"\hyperref[fig:{id_}]{{Figure~\ref*{{fig:{id_}}}}}")
        return self.made.missing("table or figure", id_, {**self.table_specs, **self.figure_specs})

    def check_selection(self) -> None:
        """Report what `exhibits` of a product lists and the product cannot show, or does not."""
        place = self.config.places.get(("product", "exhibits"), Place(file=CONFIG_FILE))
        known = {**self.table_specs, **self.figure_specs}
        for name in self.config.exhibits or ():
            if name not in known:
                near = difflib.get_close_matches(name, known, 1, 0.6)
                hint = f"did you mean '{near[0]}'?" if near else f"known are: {', '.join(sorted(known))}"
                self.made.note("CFG016", f"there is no table or figure '{name}'", place, hint)
            elif self.made.complete and name not in {*self.made.tables, *self.made.figures, *self.emptied}:
                message = f"no section of the product '{self.config.product}' includes '{name}'"
                self.made.note("CFG016", message, place)
