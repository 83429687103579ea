"""Registers of names: kinds of record that say how the index prints a name and how texts write it."""

from __future__ import annotations

from reportgen.records.schema import SCHEMAS
from reportgen.values import Tree

# The kinds of record that are registers.
REGISTERS = tuple(kind for kind, schema in SCHEMAS.items() if "variants" in schema.fields)


def forms_of(fields: Tree) -> tuple[str, ...]:
    """Return the forms in which a name stands in texts: in direct order, and as its variants have it."""
    name, variants = fields.text("name"), fields.text("variants")
    forms = [] if name is None else [direct(str(name))]
    forms += [str(part) for part in variants.parts(";")] if variants is not None else []
    return tuple(dict.fromkeys(form for form in (" ".join(form.split()) for form in forms) if form))


def direct(name: str) -> str:
    """Return an inverted name in direct order.

    >>> direct("Putin, Vladimir")
    'Vladimir Putin'
    """
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() else name.strip()
