"""The one node that says which release readers see, and how far a load has come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from graph.errors import NewerStore, OlderStore
from graph.store.base import Release
from graph.store.neo4j.schema import SCHEMA_VERSION, is_ours


class State(StrEnum):
    """How far a load has come, and what that means for readers."""

    CLEAN = "clean"
    """No load is under way: all that is there belongs to the release."""
    LOADING = "loading"
    """What the next release adds and drops is being written; readers must look at what carries which number."""
    SWITCHING = "switching"
    """The next release becomes the one that is seen: for the moment that takes, readers wait."""
    COLLECTING = "collecting"
    """What the new release has dropped is being deleted; readers look at numbers as while loading."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of the release that readers see, the state, and how many loads began: no mark ever comes again.

    It is kept as one property, so that all of it is read as one.
    """

    number: int
    state: State
    loads: int

    def __str__(self) -> str:
        return f"{self.number} {self.state} {self.loads}"

    @classmethod
    def read(cls, text: str) -> "Mark":
        """The mark that a property holds."""
        number, state, loads = text.split(" ")
        return cls(int(number), State(state), int(loads))


@dataclass(frozen=True, slots=True)
class Current:
    """What the release node says: its mark, the release (None before the first), and the number that came with it.

    ``number`` and ``release`` change in the transaction that switches, the mark before and after it. ``is_left`` says
    of a switch that it should have ended long ago: its writer is dead, and ``number`` tells whether it succeeded.
    """

    mark: Mark
    number: int
    release: Release | None
    is_left: bool

    @classmethod
    def read(cls, record: Any) -> "Current":
        """From a record of the statement :data:`CURRENT`. Raises: NewerStore, OlderStore."""
        return _read_current(*record)


@lru_cache(maxsize=8)  # each answer ends with a look, at what is nearly always the same
def _read_current(
    mark: str,
    number: int,
    identity: str | None,
    published_at: str | None,
    documents: int | None,
    is_left: bool | None,
    schema: int,
) -> Current:
    check_schema(schema)
    release = None
    if identity is not None and published_at is not None and documents is not None:
        release = Release(identity, datetime.fromisoformat(published_at), documents)
    return Current(Mark.read(mark), number, release, bool(is_left))


def check_schema(version: int) -> None:
    """Whether a store of this version of the schema is one that we know. Raises: NewerStore, OlderStore."""
    if version > SCHEMA_VERSION:
        raise NewerStore(
            f"The store was written by a newer plangraph (schema {version}, this one knows {SCHEMA_VERSION}): "
            "update this one."
        )
    if version < SCHEMA_VERSION:
        raise OlderStore(
            f"The store was written by an older plangraph (schema {version}, this one needs {SCHEMA_VERSION}): "
            "take out what it wrote ('Starting anew' in docs/cypher.md), or name another database, and ingest again."
        )


RELEASE = f"MATCH (r:Release) WHERE {is_ours('r')}"

CURRENT = (
    f"{RELEASE} RETURN r.mark, r.number, r.id, r.published_at, r.documents, "
    "r.switching_until < timestamp(), coalesce(r.schema, 1)"
)
"""Finds nothing where no store was made."""

SET_MARK = f"{RELEASE} SET r.mark = $mark"
BEGIN_SWITCH = f"{SET_MARK}, r.switching_until = timestamp() + $milliseconds"
SWITCH = (
    f"{RELEASE} AND r.switching_until > timestamp() "  # later, readers take it for a dead one
    "SET r.number = $number, r.id = $id, r.published_at = $published_at, r.documents = $documents "
    "RETURN count(*) AS done"
)
SETTLE = (
    f"{RELEASE} SET r.settled = timestamp() "  # waits for a switch that is still being committed
    "WITH r, split(r.mark, ' ') AS mark WHERE mark[1] = 'switching' "
    "SET r.mark = r.number + CASE toInteger(mark[0]) WHEN r.number THEN ' loading ' ELSE ' collecting ' END + mark[2]"
)
"""Replaces the mark of a switch whose writer is gone by the one that is true."""
