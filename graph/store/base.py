"""The promise of every engine: a store is written through a Writer and read through a View."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from graph.model.batch import Batch
from graph.plan import QueryPlan
from graph.resolution.decisions import Decisions


@dataclass(frozen=True, slots=True)
class Release:
    """One whole, published state of the graph; ``id`` is a hash of its content, ``published_at`` is UTC."""

    id: str
    published_at: datetime
    documents: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a plan found: one value a root under its key, an error in place of the value where a root failed."""

    data: Mapping[str, Any]
    release: Release


@dataclass(frozen=True, slots=True)
class Kept:
    """What a store keeps of a document: what it says, and what was given with it."""

    batch: Batch
    fingerprint: str


class Writer(Protocol):
    """Takes documents in and out; nothing is seen by readers before ``publish``."""

    def fingerprint(self, document: str) -> str | None:
        """What was given with the document (its code) when it was last taken in; None for an unknown one."""

    def replace(self, batch: Batch, fingerprint: str) -> None:
        """Take a document in, in one transaction, in place of what it said before."""

    def remove(self, document: str) -> None:
        """Take a document and all that only it said out again. Raises: UnknownDocument."""

    def decide(self, decisions: Decisions) -> None:
        """Take what was decided about which things are one, in place of what was decided before."""

    def publish(self) -> Release:
        """Make all that was taken in and out the state that readers see, at once.

        What an interrupted load left behind is part of it. The release stays the same where nothing changed.
        Raises: ContradictoryDecisions, and then forgets decisions that were not published before.
        """


class View(Protocol):
    """Answers plans, each from one whole release.

    Every engine gives the same values in the same order. Texts compare by their code points, so that case, width and
    language tell them apart; only folded names do without. Numbers are compared as floats and given exactly. What an
    order leaves open is decided by the id.
    """

    async def answer(self, plan: QueryPlan, arguments: Mapping[str, object], *, seconds: float | None = None) -> Answer:
        """The plan's answer; ``arguments`` holds every value the plan's constants do not.

        A root that fails has the QueryError as its value, so that the others are still answered. Whoever is cancelled
        while waiting leaves nothing running in the store.
        Raises: MissingStore where nothing was ever published; OperationTimeout after so many ``seconds``.
        """

    async def release(self) -> Release | None:
        """The release readers see now; None before the first."""


class Store(Protocol):
    """One graph in one place."""

    @property
    def view(self) -> View:
        """The reader; it may be used by many tasks at once."""

    def writer(self) -> AbstractContextManager[Writer]:
        """The one writer: leaving without ``publish`` leaves the last release as it was. Raises: StoreBusy."""

    def documents(self) -> Mapping[str, str]:
        """The digest of what each document of the release says, by the document's code."""

    def kept(self, document: str) -> Kept:
        """What is kept of a document of the release. Raises: UnknownDocument."""

    def decisions(self) -> Decisions:
        """What was decided about the release."""

    def faults(self) -> Iterator[str]:
        """What of the store does not fit together, one sentence each."""

    def close(self) -> None:
        """Let go of files and connections."""
