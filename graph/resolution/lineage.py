"""How two nodes stand to each other that are not one: which took the place of which, and which is part of which."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.model.batch import Statement
from graph.model.evidence import Evidence
from graph.model.relations import RelationType

_TOLD = {
    RelationType.SUCCEEDED_BY: "{0} was followed by {1}",
    RelationType.PART_OF: "{0} is part of {1}",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One relation between two nodes, and the document that states it first."""

    source: str
    target: str
    document: str
    statement: Statement

    def told(self, names: Mapping[str, str]) -> str:
        """The relation in words, with its date and where it is said."""
        relation = _TOLD[self.statement.relation].format(names[self.source], names[self.target])
        since = f" from {self.statement.since} on" if self.statement.since else ""
        return f"{relation}{since}: {self._place(self.statement.evidence[0])}."

    def _place(self, evidence: Evidence) -> str:
        if evidence.line_start is None:
            return f"{evidence.authority}"
        return f"{self.document}, line {evidence.line_start}, '{evidence.quote}'"


class Lineage:
    """What documents state of successions and of parts, between nodes."""

    def __init__(self, stated: Iterable[tuple[str, Statement]], nodes: Mapping[str, str]) -> None:
        self._steps: dict[RelationType, defaultdict[str, dict[str, Step]]] = {r: defaultdict(dict) for r in _TOLD}
        for document, statement in stated:
            if statement.relation in _TOLD:
                source, target = (nodes.get(end, end) for end in (statement.source, statement.target))
                step = Step(source, target, document, statement)
                self._steps[statement.relation][source].setdefault(target, step)

    def between(self, one: str, other: str) -> Iterator[Step]:
        """The steps of the shortest ways along one relation from either node to the other."""
        for relation in _TOLD:
            yield from self._way(relation, one, other)
            yield from self._way(relation, other, one)

    def _way(self, relation: RelationType, start: str, end: str) -> list[Step]:
        """A walk that ends whatever goes in circles; no steps where there is no way."""
        steps, ways, waiting = self._steps[relation], {start: list[Step]()}, deque([start])
        while waiting:
            here = waiting.popleft()
            for there, step in sorted(steps.get(here, {}).items()):
                if there not in ways:
                    ways[there] = [*ways[here], step]
                    waiting.append(there)
        return ways.get(end, [])
