"""The review in a terminal: keys in, the picture of the screen out (prompt_toolkit, full screen)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, VSplit, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.styles import Style

from reportgen.reviewing.picture import Line, picture
from reportgen.reviewing.screen import Mode, Screen

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding import KeyPressEvent
    from prompt_toolkit.output import Output

_STYLE = Style.from_dict(
    {
        "bar": "reverse", "head": "bold", "name": "fg:ansicyan", "dim": "fg:ansibrightblack",
        "rule": "fg:ansibrightblack",
        "word": "bold underline", "good": "fg:ansigreen", "warning": "fg:ansiyellow", "bad": "fg:ansired",
        "current": "reverse", "changed": "bold fg:ansigreen", "message": "",
    }
)  # fmt: skip
_TYPING = (Mode.EDIT, Mode.REASON, Mode.FILTER)
# Seconds after which an Esc is a key of its own and not the beginning of another.
_ESCAPE_S = 0.05


def walk(screen: Screen, input_: Input | None = None, output: Output | None = None) -> None:
    """Let a person review until he quits. Without `input_` and `output` those of the process are used."""
    line = Buffer(multiline=False)
    app: Application[None] = Application(
        layout=_layout(screen, line), key_bindings=_keys(screen, line), style=_STYLE, full_screen=True,
        input=input_, output=output,
    )  # fmt: skip
    app.ttimeoutlen = _ESCAPE_S
    app.run()


def _layout(screen: Screen, line: Buffer) -> Layout:
    from prompt_toolkit.application import get_app

    typing = Condition(lambda: screen.mode in _TYPING)

    made: dict[int, list[Line]] = {}  # by the number of the rendering

    def lines() -> list[Line]:
        app = get_app()
        if app.render_counter not in made:
            made.clear()
            size = app.output.get_size()
            made[app.render_counter] = picture(screen, size.columns, size.rows - (screen.mode in _TYPING))
        return made[app.render_counter]

    def upper() -> StyleAndTextTuples:
        return _flat(lines()[:-2])

    def lower() -> StyleAndTextTuples:
        return _flat(lines()[-2:])

    def label() -> StyleAndTextTuples:
        return [("class:name", f" {_label(screen)}: ")]

    typed = VSplit(
        [Window(FormattedTextControl(label), dont_extend_width=True), Window(BufferControl(line), height=1)], height=1
    )
    root = HSplit(
        [
            Window(FormattedTextControl(upper, show_cursor=False), always_hide_cursor=True),
            ConditionalContainer(typed, typing),
            Window(FormattedTextControl(lower, show_cursor=False), height=2, always_hide_cursor=True),
        ]
    )
    return Layout(root, focused_element=line)


def _flat(lines: list[Line]) -> StyleAndTextTuples:
    found: StyleAndTextTuples = []
    for number, line in enumerate(lines):
        found += [("", "\n"), *line] if number else line
    return found


def _label(screen: Screen) -> str:
    if screen.mode is Mode.EDIT and screen.form is not None:
        return screen.form.names[screen.form.at]
    return "why (may be empty)" if screen.mode is Mode.REASON else "kind or document (empty: all)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keyboard:
    """What each key does in each mode; `line` is where one types."""

    screen: Screen
    line: Buffer

    def actions(self) -> Mapping[Mode, Mapping[str, Callable[[], None]]]:
        """Return the actions by mode and key."""
        screen = self.screen
        walking: dict[str, Callable[[], None]] = {
            "a": screen.accept, "r": screen.reject, "s": screen.skip, "u": screen.undo, "o": screen.open_context,
            "n": lambda: screen.move(1), "p": lambda: screen.move(-1), "right": lambda: screen.move(1),
            "left": lambda: screen.move(-1), "down": lambda: screen.scroll_by(1), "up": lambda: screen.scroll_by(-1),
            "pagedown": lambda: screen.scroll_by(10), "pageup": lambda: screen.scroll_by(-10), "e": self.edit,
            "R": self.ask_why, "f": self.ask_which, "?": self.help, "h": self.help,
        }  # fmt: skip
        editing = {
            **dict.fromkeys(("enter", "tab", "down"), lambda: self.field(1)),
            **dict.fromkeys(("up", "s-tab"), lambda: self.field(-1)),
            "c-s": lambda: screen.save_now(self.line.text), "escape": screen.cancel,
        }  # fmt: skip
        saving = {"enter": screen.save, "s": screen.save, "e": self.again, "escape": screen.cancel}
        return {
            Mode.WALK: walking,
            Mode.EDIT: editing,
            Mode.SAVE: saving,
            Mode.CONFIRM: {"y": screen.reject_now, "n": screen.cancel, "escape": screen.cancel},
            Mode.REASON: {"enter": self.reject_for, "escape": screen.cancel},
            Mode.FILTER: {"enter": lambda: screen.choose(self.line.text), "escape": screen.cancel},
            Mode.HELP: {"<any>": screen.cancel},
        }

    def show(self, text: str) -> None:
        """Put a text into the line, the cursor behind it."""
        self.line.set_document(Document(text, len(text)), bypass_readonly=True)

    def edit(self) -> None:
        """Begin to edit."""
        self.screen.edit()
        self.field_text()

    def field(self, step: int) -> None:
        """Take the line for the field in hand and go to another."""
        self.screen.field_done(self.line.text, step)
        self.field_text()

    def again(self) -> None:
        """Edit once more, from the first field."""
        self.screen.edit_again()
        self.field_text()

    def field_text(self) -> None:
        """Show the text of the field in hand."""
        form = self.screen.form
        self.show(form.values[form.names[form.at]] if self.screen.mode is Mode.EDIT and form is not None else "")

    def ask_why(self) -> None:
        """Ask for the reason of a rejection."""
        if self.screen.record is not None:
            self.screen.mode = Mode.REASON
            self.show("")

    def reject_for(self) -> None:
        """Reject for the reason in the line."""
        self.screen.reason = self.line.text.strip()
        self.screen.mode = Mode.WALK
        self.screen.reject()

    def ask_which(self) -> None:
        """Ask which records are wanted."""
        self.screen.mode = Mode.FILTER
        self.show(" ".join(filter(None, (self.screen.wanted.kind, self.screen.wanted.document))))

    def help(self) -> None:
        """Show what the keys do."""
        self.screen.mode = Mode.HELP


def _keys(screen: Screen, line: Buffer) -> KeyBindings:
    keys = KeyBindings()

    def bind(key: str, mode: Mode, action: Callable[[], None]) -> None:
        def act(_: KeyPressEvent) -> None:
            screen.message = ""
            action()

        keys.add(key, filter=Condition(lambda: screen.mode is mode), eager=True)(act)

    for mode, actions in _Keyboard(screen=screen, line=line).actions().items():
        for key, action in actions.items():
            bind(key, mode, action)
        if mode not in (*_TYPING, Mode.HELP):  # other keys are kept out of the line
            bind("<any>", mode, lambda: None)
    for key, modes in (("q", (Mode.WALK,)), ("c-c", tuple(Mode)), ("c-d", tuple(Mode))):
        keys.add(key, filter=Condition(lambda modes=modes: screen.mode in modes), eager=True)(_leave)  # type: ignore[misc]
    return keys


def _leave(event: KeyPressEvent) -> None:
    """Leave; every decision has been saved."""
    event.app.exit()
