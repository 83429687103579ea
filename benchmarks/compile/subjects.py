"""What is built: a generated document, or the repository's own briefing. Both give their sources in several forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from compile.briefing import EDITABLE, appended, naive_briefing, with_settings
from compile.document import Document
from compile.edits import COLD, EDITS, NO_OP, edited, marker_of
from compile.latex import write_latex
from compile.markdown import write_markdown
from compile.project import SOURCE_FILE, source_text, write_project
from compile.typst_source import write_typst
from compile.web import write_html

Files = dict[str, bytes]


class Subject(Protocol):
    """A document in its present state; an edit gives another one."""

    @property
    def name(self) -> str:
        """What tables call it."""

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases that can be measured on it."""

    def sources(self, form: str, folder: Path) -> Files | None:
        """Return the files of a form, to stand in `folder`; `None` when it cannot be written so."""

    def edited(self, case: str, turn: int) -> tuple[Subject, str]:
        """Return the subject after an edit, and a word to look for in the PDF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """A generated document. `report` is the folder with the look, `fonts` are files by role and ending."""

    name: str
    document: Document
    report: Path
    fonts: Mapping[str, bytes]

    @property
    def cases(self) -> tuple[str, ...]:
        """All."""
        return (*COLD, NO_OP, *EDITS)

    def sources(self, form: str, folder: Path) -> Files | None:
        """Return the files of a form."""
        document, fonts = self.document, self.fonts
        family, _, variant = form.partition(":")
        if family in {"project", "tagged"}:
            profile = "archive" if family == "tagged" else "plain"
            made = write_project(document, self.report, engine=variant, profile=profile)
            files = {f"project/{name}": data for name, data in made.items()}
            return files | {f"documents/{SOURCE_FILE}": source_text(document).encode()}
        if family in {"biblatex", "natbib"}:
            return write_latex(document, fonts, bibliography=family, engine=variant)
        if family == "markdown":
            return write_markdown(document, fonts, folder)
        return write_typst(document, fonts) if family == "typst" else write_html(document, fonts)

    def edited(self, case: str, turn: int) -> tuple[Subject, str]:
        """Return the document after an edit."""
        edit = edited(self.document, case, turn)
        return replace(self, document=edit.document), edit.marker


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The repository's own briefing: `project` are its files, `tex` the TeX that reportgen made of them.

    `added` are the words appended so far, by section.
    """

    project: Mapping[str, bytes]
    tex: Mapping[str, bytes]
    added: tuple[tuple[int, str], ...] = ()
    name: str = "briefing"

    @property
    def cases(self) -> tuple[str, ...]:
        """Those that change nothing but a section's text."""
        return (*COLD, NO_OP, *EDITABLE)

    def sources(self, form: str, folder: Path) -> Files | None:  # noqa: ARG002 - the same in every folder
        """Return the project, or the naive variant: the same generated TeX with biblatex."""
        family, _, engine = form.partition(":")
        if family in {"project", "tagged"}:
            profile = "archive" if family == "tagged" else "plain"
            files = with_settings(appended(self.project, self.added), engine=engine, profile=profile)
            return {f"project/{name}": data for name, data in files.items()}
        if form == "biblatex:lualatex":
            return naive_briefing(self.project, appended(self.tex, self.added))
        return None

    def edited(self, case: str, turn: int) -> tuple[Subject, str]:
        """Return the briefing with a word more in a section."""
        marker = marker_of(case, turn)
        return replace(self, added=(*self.added, (EDITABLE.index(case), marker))), marker
