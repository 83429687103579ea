"""What a reviewer sees and does, without a terminal: keys come in as calls of methods, `picture` shows the state."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from reportgen.diagnostics import Diagnostic
from reportgen.records import SCHEMAS, Record
from reportgen.reviewing.editing import check_edit, fields_to_edit
from reportgen.reviewing.referring import referring
from reportgen.reviewing.review import Review, refusal
from reportgen.reviewing.rows import CannotEditError
from reportgen.reviewing.waiting import Filter, waiting

# How many blocks around a passage are shown, one after the other.
_REACHES = (0, 1, 3)
_NAMED = 3


class Mode(StrEnum):
    """What the keys mean at the moment."""

    WALK = "walk"
    EDIT = "edit"
    SAVE = "save"  # an edited record is shown with what is wrong with it
    CONFIRM = "confirm"  # a record that others refer to is to be rejected
    REASON = "reason"
    FILTER = "filter"
    HELP = "help"


@dataclass(slots=True, kw_only=True)
class Form:
    """The fields of a record while they are edited; `at` is the one in hand."""

    names: tuple[str, ...]
    values: dict[str, str]
    at: int = 0
    faults: tuple[Diagnostic, ...] = ()


@dataclass(slots=True, kw_only=True)
class Screen:
    """A reviewer's place in the queue, and what is being done there."""

    review: Review
    wanted: Filter = field(default_factory=Filter)
    mode: Mode = Mode.WALK
    message: str = ""
    form: Form | None = None
    reach: int = 0
    scroll: int = 0
    order: tuple[str, ...] = ()
    at: int = 0
    missed: tuple[str, ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        """Go to the first record that waits."""
        self.order = waiting(self.review.records, self.wanted)

    @property
    def record(self) -> Record | None:
        """The record in hand, `None` when there is none left."""
        found = self.review.record(self.order[self.at]) if self.at < len(self.order) else None
        return found if found is not None and found.proposed else None

    @property
    def done(self) -> int:
        """How many of the queue have been decided on."""
        return sum(not self._waits(id_) for id_ in self.order)

    def _waits(self, id_: str) -> bool:
        record = self.review.record(id_)
        return record is not None and record.proposed

    # --- walking -----------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Go to the next record that waits (`step` 1), or back to the one before (-1); round at the ends."""
        size = len(self.order)
        for distance in range(1, size + 1):
            place = (self.at + step * distance) % size
            if self._waits(self.order[place]):
                self._go(place)
                return
        self._go(size)

    def _go(self, place: int) -> None:
        self.at, self.scroll, self.reach = place, 0, 0

    def skip(self) -> None:
        """Leave the record for later."""
        self.message = f"skipped {self.record.id}" if self.record is not None else ""
        self.move(1)

    def accept(self) -> None:
        """Accept the record as it is."""
        if (record := self.record) is not None and self._try(lambda: self.review.accept(record.id)):
            self.message = f"accepted {record.id}"
            self.move(1)

    def reject(self) -> None:
        """Reject the record, after a question when others refer to it."""
        if (record := self.record) is None:
            return
        if message := refusal(record):
            self.message, self.reason = message, ""
            return
        self.missed = referring(record, self.review.records, self.review.texts)
        if self.missed:
            self.mode = Mode.CONFIRM
        else:
            self.reject_now()

    def reject_now(self) -> None:
        """Reject the record without a question."""
        self.mode, reason, self.reason = Mode.WALK, self.reason, ""
        if (record := self.record) is not None and self._try(lambda: self.review.reject(record.id, reason)):
            self.message = f"rejected {record.id}"
            self.move(1)

    def undo(self) -> None:
        """Take the last decision of this session back, and go to its record."""
        before = len(self.review.steps)
        if not before:
            self.message = "nothing to undo in this session"
            return
        if self._try(self.review.undo) and len(self.review.steps) < before:
            # The step that was taken back is the last that the queue remembers.
            self.order = tuple(dict.fromkeys((*self.order, *waiting(self.review.records, self.wanted))))
            back = next((n for n, id_ in enumerate(self.order) if id_ == self.undone), self.at)
            self._go(back)
            self.message = f"took back the decision on {self.undone}"

    undone: str = ""

    def _try(self, action: object) -> bool:
        """Do what writes files; what goes wrong is the message, and nothing has happened."""
        try:
            made = action() if callable(action) else None
        except CannotEditError as error:
            self.message = str(error)
        except OSError as error:
            self.message = f"not saved: {error.filename or ''} {error.strerror or error}".replace("  ", " ")
        else:
            self.undone = made if isinstance(made, str) else self.undone
            return True
        return False

    # --- looking around -----------------------------------------------------------------------------

    def open_context(self) -> None:
        """Show more of the document around the passages, or only them again."""
        self.reach = _REACHES[(_REACHES.index(self.reach) + 1) % len(_REACHES)]
        self.scroll = 0

    def scroll_by(self, lines: int) -> None:
        """Move the passage; what is too far is put right when it is shown."""
        self.scroll = max(self.scroll + lines, 0)

    def choose(self, text: str) -> None:
        """Show only a kind, a document, or both: `indicators`, `D2`, `events D2`; nothing for all."""
        kind, document, unknown = "", "", list[str]()
        documents = {record.id.casefold(): record.id for record in self.review.records.of("documents")}
        for word in text.split():
            if word.casefold() in SCHEMAS:
                kind = word.casefold()
            elif word.casefold() in documents:
                document = documents[word.casefold()]
            else:
                unknown.append(word)
        self.mode = Mode.WALK
        if unknown:
            self.message = f"'{unknown[0]}' is no kind of record and no document"
            return
        self.wanted = Filter(kind=kind, document=document)
        self.order = waiting(self.review.records, self.wanted)
        self._go(0)
        self.message = f"{len(self.order)} records wait" + (f" among {text}" if text.strip() else "")

    # --- editing -------------------------------------------------------------------------------------

    def edit(self) -> None:
        """Begin to edit the record, field by field."""
        if (record := self.record) is not None:
            names = fields_to_edit(record)
            values = {name: str(record.text(name) or "") for name in names}
            self.form, self.mode, self.message = Form(names=names, values=values), Mode.EDIT, ""

    def field_done(self, text: str, step: int) -> None:
        """Take a field's text, check the record, and go to another field; behind the last one it can be saved."""
        form = self.form
        if form is None:
            return
        name = form.names[form.at]
        if form.values[name] != text:
            form.values[name] = text
            self._check()
        form.at = max(form.at + step, 0)
        if form.at >= len(form.names):
            form.at = len(form.names) - 1
            self.mode = Mode.SAVE

    def save_now(self, text: str) -> None:
        """Take a field's text and save, unless something is wrong: then it is shown first."""
        self.field_done(text, 0)
        self.mode = Mode.SAVE
        if self.form is not None and not self.form.faults:
            self.save()

    def save(self) -> None:
        """Save the edited record, whatever is said of it."""
        form, record = self.form, self.record
        if form is None or record is None:
            return
        if self._try(lambda: self.review.accept(record.id, self._changes(form, record))):
            edited = bool(self._changes(form, record))
            self.message = f"{'edited and accepted' if edited else 'accepted'} {record.id}"
            self.form, self.mode = None, Mode.WALK
            self.move(1)

    def edit_again(self) -> None:
        """Go back to the first field."""
        if self.form is not None:
            self.form.at, self.mode = 0, Mode.EDIT

    def cancel(self) -> None:
        """Leave whatever is being done; nothing is changed."""
        self.form, self.mode, self.missed, self.reason = None, Mode.WALK, (), ""
        self.message = ""

    def _check(self) -> None:
        form, record = self.form, self.record
        if form is not None and record is not None:
            try:
                form.faults = check_edit(self.review, record, self._changes(form, record))
            except (CannotEditError, OSError) as error:
                self.message = str(error)

    @staticmethod
    def _changes(form: Form, record: Record) -> dict[str, str]:
        return {name: text for name, text in form.values.items() if text != str(record.text(name) or "")}

    @property
    def missed_text(self) -> str:
        """Who refers to the record that is to be rejected."""
        more = f" and {len(self.missed) - _NAMED} more" if len(self.missed) > _NAMED else ""
        return ", ".join(self.missed[:_NAMED]) + more
