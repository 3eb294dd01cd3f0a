"""Which things are compared, whichever engine found them."""

from collections.abc import Sequence
from typing import NamedTuple

from graph.errors import InvalidArgument
from graph.store.roots import unknown_id


class Compared(NamedTuple):
    """One of the things that are compared."""

    id: str
    label: str


def comparable(asked: Sequence[str], found: Sequence[Compared | None]) -> list[Compared]:
    """The things that were found for ids, each once, in their order.

    Raises: UnknownId where there is none for an id, InvalidArgument for things of several types, or only one thing.
    """
    for identity, thing in zip(asked, found, strict=True):
        if thing is None:
            raise unknown_id(identity)
    things = list(dict.fromkeys(thing for thing in found if thing))
    if len(labels := sorted({thing.label for thing in things})) > 1:
        raise InvalidArgument(f"Only things of one type can be compared, not {' and '.join(labels)}.")
    if len(things) == 1:
        raise InvalidArgument(f"All these ids are of one thing, '{things[0].id}': name at least two to compare.")
    return things
