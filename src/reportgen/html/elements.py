"""HTML elements: the one place where text becomes markup.

`markupsafe` escapes whatever is no `Markup`; here it is only spared its slow formatter.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

NOTHING = Markup("")


def tag(name: str, body: Markup, /, **attributes: str) -> Markup:
    """Return an element; `name` is one of ours. An attribute is left out when empty; `css` is its class.

    >>> tag("p", escape("a < b"), css="x", aria_label='"')
    Markup('<p class="x" aria-label="&#34;">a &lt; b</p>')
    """
    head = "".join(
        f' {"class" if key == "css" else key.replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value
    )
    text = body if type(body) is Markup else escape(body)
    return Markup(f"<{name}{head}>{text}</{name}>")  # noqa: S704 - all of it is escaped


def joined(pieces: Iterable[str], between: str = "") -> Markup:
    """Join pieces; what is no markup is escaped."""
    safe = [piece if type(piece) is Markup else escape(piece) for piece in pieces]
    if len(safe) == 1:
        return safe[0]
    return Markup(str.join(escape(between), safe))  # noqa: S704 - all of it is escaped
