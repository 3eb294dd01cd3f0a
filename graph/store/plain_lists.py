"""What is read of a list whose things are wanted without it, whichever engine found them."""

from collections.abc import Mapping
from typing import Any

from graph.plan import First, Several


def plain(wanted: Several | First, listed: Mapping[str, Any]) -> Any:
    """The things of a list's page, or the first of them, or one field of that."""
    things = listed[wanted.listed.parts[0].key]
    if isinstance(wanted, Several):
        return things
    first = next(iter(things), None)
    return first if first is None or wanted.field is None else first[wanted.field]
