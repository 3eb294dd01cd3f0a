"""What became of a load: of each document, of its steps, and of the whole."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from time import perf_counter
from typing import ParamSpec, TypeVar

from graph.errors import DocumentError
from graph.model.batch import Batch
from graph.model.entities import EntityType
from graph.model.facts import Corroboration
from graph.store import Release

P = ParamSpec("P")
T = TypeVar("T")


class Status(StrEnum):
    """What became of a document."""

    TAKEN = "taken"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What became of one document, how much of each kind was found in it, and the seconds each step took."""

    path: Path
    document: str | None
    status: Status
    found: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    error: DocumentError | None = None


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of a load; ``release`` is None where no document could be taken."""

    documents: tuple[DocumentReport, ...]
    release: Release | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[DocumentError, ...]:
        """Why documents were not taken."""
        return tuple(report.error for report in self.documents if report.error)

    def steps(self) -> dict[str, float]:
        """The seconds each step took, over all documents and the load itself."""
        total: dict[str, float] = {}
        for seconds in (*(report.seconds for report in self.documents), self.seconds):
            for step, spent in seconds.items():
                total[step] = total.get(step, 0.0) + spent
        return total


class Clock:
    """Runs steps and keeps how long each took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, step: str, run: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What ``run`` returns."""
        start = perf_counter()
        try:
            return run(*args, **kwargs)
        finally:
            self.seconds[step] = self.seconds.get(step, 0.0) + perf_counter() - start


def count(batch: Batch) -> dict[str, int]:
    """How much of each kind a document says, and of how many of its figures its arithmetic speaks."""
    heard = Counter(fact.corroboration for fact in batch.measurements)
    heard.update(fact.corroboration for fact in batch.budgets)
    types = Counter(mention.entity.type for mention in batch.mentions)
    return {
        "agencies": types[EntityType.AGENCY],
        "plans": types[EntityType.PLAN],
        "programmes": types[EntityType.PROGRAMME],
        "indicators": types[EntityType.INDICATOR],
        "relations": len(batch.statements),
        "measurements": len(batch.measurements),
        "budgets": len(batch.budgets),
        "outcomes": len(batch.outcomes),
        "confirmed": heard[Corroboration.CONFIRMED],
        "contradicted": heard[Corroboration.CONTRADICTED],
        "findings": len(batch.findings),
    }
