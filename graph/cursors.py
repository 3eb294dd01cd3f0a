"""Cursors: the place of an item in one list of one release, as an opaque text."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from hashlib import blake2b
from typing import Any

import orjson

from graph.errors import ExpiredCursor, InvalidCursor
from graph.model.vocabulary import Link
from graph.plan import Argument, Connection, Search

Keys = Sequence[str | int | float | None]

_RELEASE_LETTERS = 12  # of its hash, enough to tell one release from another


class Cursors:
    """The cursors of all lists that one answering of a plan reads."""

    def __init__(self, release: str, arguments: Mapping[str, object]) -> None:
        self._release = release[:_RELEASE_LETTERS]
        self._arguments = arguments
        self._described: dict[int, str] = {}

    def of(self, wanted: Connection | Search, start: tuple[str, ...]) -> "ListCursors":
        """Those of one list; ``start`` are the ids of what it hangs on, none where it stands at the root.

        What several things share is one list, whichever of them comes first: their ids are sorted.
        """
        if wanted.shared:
            start = tuple(sorted(start))
        if id(wanted) not in self._described:
            self._described[id(wanted)] = _digest(_plain(_said(wanted), self._arguments))
        return ListCursors(self._release, (self._described[id(wanted)], *start))


@dataclass(frozen=True, slots=True)
class ListCursors:
    """The cursors of one list: a seal in each tells whether it is of this list, and as it was given."""

    release: str
    listed: tuple[str, ...]

    def write(self, keys: Keys) -> str:
        """The cursor of the item with these order keys, its id last."""
        content = orjson.dumps([self.release, _digest([*self.listed, *keys]), *keys])
        return base64.urlsafe_b64encode(content).decode().rstrip("=")

    def read(self, cursor: str) -> Keys:
        """The order keys in a cursor.

        Raises: InvalidCursor for what is no cursor or one of another list, ExpiredCursor for one of another release.
        """
        release, keys = _content(cursor)
        if release != self.release:
            raise ExpiredCursor("The cursor belongs to another release of the data: start again without one.")
        if self.write(keys) != cursor:
            raise InvalidCursor(
                "The cursor belongs to another list, order or filter: pass it on to the list that gave it, unchanged."
            )
        return keys


def keys_at(cursor: str) -> Keys:
    """The order keys that a cursor says it has, read or not; none for what is no cursor."""
    try:
        return _content(cursor)[1]
    except InvalidCursor:
        return ()


def _said(wanted: Connection | Search) -> tuple[object, ...]:
    """All that tells one list from another, but for what it hangs on."""
    if isinstance(wanted, Search):
        return ("search", wanted.text, wanted.labels, *wanted.where.values())
    return (wanted.labels, wanted.link, wanted.where, wanted.via, wanted.order, wanted.pair)


def item_at(cursor: str) -> str | None:
    """The id of the item at which a cursor says it stands, read or not; None for what is no cursor."""
    return next((str(key) for key in reversed(keys_at(cursor))), None)


def _content(cursor: str) -> tuple[str, Keys]:
    """The release and the keys that stand in a cursor."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        content = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except ValueError as exc:
        raise _no_cursor(cursor) from exc
    match content:
        case [str() as release, str(), _, *_] if all(isinstance(key, str | int | float | None) for key in content):
            return release, content[2:]
        case _:
            raise _no_cursor(cursor)


def _no_cursor(cursor: str) -> InvalidCursor:
    return InvalidCursor(f"'{cursor[:80]}' is no cursor: pass on a cursor as a list gave it.")


def _digest(said: object) -> str:
    return blake2b(orjson.dumps(said), digest_size=6).hexdigest()


def _plain(said: Any, arguments: Mapping[str, object]) -> Any:
    """A part of a plan as plain values, its arguments with the values they have."""
    match said:
        case Argument(name):
            return _plain(arguments.get(name), arguments)
        case Link(name=name, targets=targets, relations=relations):
            return [name, *targets, *relations]
        case Enum():
            return said.value
        case tuple() | list():
            return [_plain(item, arguments) for item in said]
        case _ if is_dataclass(said):
            return [type(said).__name__, *(_plain(getattr(said, part.name), arguments) for part in fields(said))]
        case _:
            return said
