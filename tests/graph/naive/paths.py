"""Ways between two things, found by walking every way there is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model.relations import RelationType
from tests.graph.naive.graph import Graph


@dataclass(frozen=True)
class Step:
    """A step of a way: along which edge, in which direction, to which thing."""

    edge: str
    said: Any
    forward: bool
    there: str

    @property
    def key(self) -> tuple[str, str, bool]:
        return (self.said.relation, self.there, not self.forward)


def paths_between(
    graph: Graph, start: str, end: str, relations: Sequence[RelationType], longest: int, without: Sequence[str]
) -> list[tuple[Step, ...]]:
    """All ways from one thing to another in order, none of which meets a thing twice."""
    found = list(_onward(_steps(graph, relations), start, end, longest, {start})) if start not in without else []
    kept = [path for path in found if not any(step.there in without for step in path)]
    return sorted(kept, key=lambda path: (len(path), [step.key for step in path]))


def _steps(graph: Graph, relations: Sequence[RelationType]) -> Mapping[str, list[Step]]:
    steps: dict[str, list[Step]] = {}
    for identity, said in graph.edges:
        if said.relation in relations:
            steps.setdefault(said.source, []).append(Step(identity, said, True, said.target))
            steps.setdefault(said.target, []).append(Step(identity, said, False, said.source))
    return steps


def _onward(
    steps: Mapping[str, list[Step]], here: str, end: str, longest: int, passed: set[str]
) -> Iterator[tuple[Step, ...]]:
    if here == end:
        yield ()
    elif longest:
        for step in steps.get(here, ()):
            if step.there not in passed:
                for onward in _onward(steps, step.there, end, longest - 1, {*passed, step.there}):
                    yield (step, *onward)
