"""The shortest ways between two things, from the edges that an engine finds: the same search on every engine.

It grows from both ends in turn, by one step a level and first where less is to be looked at, so that a thing everything
is joined to is met and not passed through, and is over as soon as it has found as many ways as are wanted. An engine is
asked once for the ends and at most once a step of the longest way, whatever lies between; what a search may look at in
all is bounded.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from graph.errors import SearchTooWide
from graph.store.roots import unknown_id

MOST_EDGES = 100_000
"""How many edges one search looks at: some tenths of a second of work."""


class End(NamedTuple):
    """One end of a search: the entity, and how many edges it has that ways may follow."""

    id: str
    edges: int


class Seen(NamedTuple):
    """An edge as seen from one of its ends; ``edge`` is whatever the engine finds it again by."""

    here: str
    edge: str | int
    relation: str
    forward: bool
    there: str


@dataclass(frozen=True, slots=True, order=True)
class PathStep:
    """One step of a way, in the order in which ways of one length are told apart."""

    relation: str
    there: str
    backward: bool
    here: str = field(compare=False)
    edge: str | int = field(compare=False)


Path = tuple[PathStep, ...]


def found_end(asked: object, found: End | None) -> End:
    """The end that was found for an id. Raises: UnknownId where there is none."""
    if found is None:
        raise unknown_id(asked)
    return found


@dataclass(slots=True)
class _Side:
    """What is known from one end: each thing's edges, and the things whose edges come next."""

    frontier: list[str]
    cost: int
    seen: set[str]
    levels: int = 0
    steps: defaultdict[str, list[PathStep]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, end: End) -> "_Side":
        return cls([end.id], end.edges, {end.id})

    def advance(self, reached: Iterable[str]) -> None:
        self.frontier = sorted(set(reached) - self.seen)
        self.seen.update(self.frontier)
        self.cost = len(self.frontier)
        self.levels += 1


class PathSearch:
    """A search under way: ask it for the next ``level``, give it the edges there, until there is none."""

    def __init__(self, start: End, end: End, *, longest: int, first: int, without: Collection[str]) -> None:
        self.start = start.id
        self.found: list[Path] = []
        self._end = end.id
        self._longest, self._first = longest, first
        self._without = frozenset(without)
        self._ahead, self._behind = _Side.of(start), _Side.of(end)
        self._growing = self._ahead
        self._edges: dict[str, list[Seen]] = {}  # of each thing that was looked at, from either end
        self.budget = MOST_EDGES
        """How many more edges may be looked at: one more than these is too many."""
        if {start.id, end.id} & self._without:
            self._longest = 0
        elif start.id == end.id:
            self.found, self._longest = [()], 0

    def level(self) -> Sequence[str]:
        """The things whose edges are wanted next, each only once in a search; none where it is over."""
        while self._length < self._longest and len(self.found) < self._first:
            # a side with nothing more to look at knows all there is, however much the other would still find
            self._growing = min(
                (self._ahead, self._behind), key=lambda side: (bool(side.frontier), side.levels, side.cost)
            )
            if unseen := [thing for thing in self._growing.frontier if thing not in self._edges]:
                return unseen
            self._grow()
        return ()

    def take(self, edges: Sequence[Seen]) -> None:
        """Go on with the edges of the level, each once for every thing of it that it stands at.

        Raises: SearchTooWide where there are more than the budget.
        """
        self.budget -= len(edges)
        if self.budget < 0:
            raise SearchTooWide(
                f"More than {MOST_EDGES:,} relations lie between the two within {self._length + 1} steps: ask for "
                f"fewer steps ('maxLength': {self._length} finds {len(self.found)}), along fewer 'relations', "
                "or leave out what joins everything ('without')."
            )
        self._edges.update((thing, []) for thing in self._growing.frontier if thing not in self._edges)
        for edge in edges:
            if edge.there not in self._without:
                self._edges[edge.here].append(edge)
        self._grow()

    @property
    def _length(self) -> int:
        """Up to which length all ways are known."""
        return self._ahead.levels + self._behind.levels

    def _grow(self) -> None:
        side, reached = self._growing, []
        for here, edge, relation, forward, there in (seen for thing in side.frontier for seen in self._edges[thing]):
            if side is self._ahead:
                side.steps[here].append(PathStep(relation, there, not forward, here, edge))
            else:
                side.steps[there].append(PathStep(relation, here, forward, there, edge))
            reached.append(there)
        side.advance(there for there in reached if there not in {self.start, self._end})
        self.found += islice(self._ways(), self._first - len(self.found))

    # ---- ways of just the length that is known

    def _ways(self) -> Iterator[Path]:
        """The ways of this length in order."""
        return self._onward(self._leading(), (), self.start)

    def _leading(self) -> list[dict[str, list[PathStep]]]:
        """By number of steps done and by thing, the steps that lead to the end in just as many as are left."""
        leading: list[dict[str, list[PathStep]]] = []
        goals = {self._end}
        for done in reversed(range(self._length)):
            sources = self._ahead.steps if done < self._ahead.levels else self._behind.steps
            steps = {}
            for here, onward in sources.items():
                if (here == self.start) is (done == 0) and here != self._end:
                    leads = [step for step in onward if step.there in goals]
                    if leads:
                        steps[here] = leads
            leading.insert(0, steps)
            goals = set(steps)
        return leading

    def _onward(self, leading: list[dict[str, list[PathStep]]], done: Path, here: str) -> Iterator[Path]:
        if len(done) == len(leading):
            yield done
            return
        passed = {step.here for step in done}
        for step in sorted(leading[len(done)].get(here, ())):
            if step.there not in passed:
                yield from self._onward(leading, (*done, step), step.there)
