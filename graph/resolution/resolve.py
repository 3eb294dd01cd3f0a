"""From members to nodes: a pure function of what documents say and what was decided, whatever the order."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.errors import ContradictoryDecisions
from graph.model.batch import MatchKey
from graph.model.entities import EntityType
from graph.resolution.decisions import Decisions, Named, Verdict
from graph.resolution.members import Member, joined, name_key
from graph.resolution.similarity import similarity

_ALIKE = 0.5
"""How alike names are that a proposed key joins; the key itself is the second witness."""

_COMPARED = 50  # members of a proposed key: where more have the same figures, the figures tell nothing


@dataclass(frozen=True, slots=True)
class Merge:
    """Why a member is part of a node: the ``key`` it shares with the member ``to``, and the rule that gives the key.

    ``name`` is the member's own.
    """

    member: str
    name: str
    node: str
    to: str
    rule: str
    key: str
    score: float


def resolve(members: Iterable[Member], decisions: Decisions) -> dict[str, Merge]:
    """Why members are part of a node of another id, by member; what is not among them is a node of its own.

    The id of a node is that of its first member: an officially named one before others, then in the order of ids.
    Raises: ContradictoryDecisions.
    """
    return dict(_Resolution(joined(members), decisions).merges())


_Sides = Mapping[str, str | None]
"""The members that share a key, in the order of ids, each with the side it is on."""


@dataclass(frozen=True, slots=True)
class _Join:
    """Two members that share a key."""

    one: str
    other: str
    key: MatchKey


class _Resolution:
    """Members in clusters, each with the traits that all of it has."""

    def __init__(self, said: Mapping[str, Sequence[Member]], decisions: Decisions) -> None:
        self._said = said
        self._above = {identity: identity for identity in said}
        self._cluster: dict[str, list[str]] = {identity: [identity] for identity in said}
        self._traits = {identity: _traits(mentioned) for identity, mentioned in said.items()}
        self._joins: list[_Join] = []
        if any(decisions):
            self._decide(decisions)
        for key, sharing in self._shared():
            self._share(key, sharing)

    def merges(self) -> Iterator[tuple[str, Merge]]:
        """Every merge, by member."""
        neighbours: defaultdict[str, list[tuple[str, MatchKey]]] = defaultdict(list)
        for join in self._joins:
            neighbours[join.one].append((join.other, join.key))
            neighbours[join.other].append((join.one, join.key))
        for cluster in self._cluster.values():
            if len(cluster) > 1:
                for merge in _explained(min(cluster, key=self._rank), neighbours):
                    yield merge.member, replace(merge, name=self._said[merge.member][0].name)

    def _rank(self, identity: str) -> tuple[bool, str]:
        return not any(member.official for member in self._said[identity]), identity

    # ---- decisions

    def _decide(self, decisions: Decisions) -> None:
        """What is to stay apart differs in a trait; what is to be one is joined whatever its traits."""
        meant = _Meant(self._said)
        for decision in decisions.of(Verdict.DISTINCT):
            sides = [meant.by(thing, decision.type) for thing in decision.things]
            for number, side in enumerate(sides):
                for identity in side:
                    values = self._traits[identity].setdefault(decision.label, set())
                    values.add(str(number))
                    if len(values) > 1:
                        name = self._said[identity][0].name
                        raise ContradictoryDecisions(
                            f"{decision}, but a document has one thing under both names ('{name}'), which no decision "
                            "can divide: name other things."
                        )
        for decision in decisions.of(Verdict.SAME):
            one, *others = sorted({i for thing in decision.things for i in meant.by(thing, decision.type)}) or [""]
            key = MatchKey(key=decision.reason, rule=decision.label, score=1.0)
            for other in others:
                self._force(one, other, key, str(decision))

    def _force(self, one: str, other: str, key: MatchKey, decision: str) -> None:
        roots = self._root(one), self._root(other)
        if roots[0] == roots[1]:
            return
        for trait in self._contested(roots):
            if trait in self._decided_apart(roots):
                raise ContradictoryDecisions(f"{decision}, but {trait} keeps them apart: take one of the two out.")
        self._join(one, other, key)

    def _decided_apart(self, roots: Iterable[str]) -> set[str]:
        return {trait for root in roots for trait in self._traits[root] if trait.startswith(Verdict.DISTINCT)}

    # ---- keys

    def _shared(self) -> Iterator[tuple[MatchKey, _Sides]]:
        """The keys that several members have, the surest first, each with those members in the order of ids."""
        sharing: defaultdict[str, dict[str, str | None]] = defaultdict(dict)
        best: dict[str, MatchKey] = {}
        for identity, mentioned in self._said.items():
            for match in (match for member in mentioned for match in member.keys):
                sharing[match.key][identity] = sharing[match.key].get(identity) or match.side
                known = best.setdefault(match.key, match)
                if known.score <= match.score:  # as nearly always the same one
                    best[match.key] = min(known, match, key=_surest)
        for key in sorted((key for key, ids in sharing.items() if len(ids) > 1), key=lambda key: _surest(best[key])):
            yield best[key], sharing[key]

    def _share(self, key: MatchKey, sides: _Sides) -> None:
        """Join the members that share a key, but for those that differ in a trait: which of them is meant is open."""
        if key.proposed:
            for one, other in self._alike(list(sides)):
                self._join_compatible(key, {one: sides[one], other: sides[other]})
        else:
            self._join_compatible(key, sides)

    def _alike(self, sharing: Sequence[str]) -> Iterator[tuple[str, str]]:
        if len(sharing) <= _COMPARED:
            for number, one in enumerate(sharing):
                for other in sharing[number + 1 :]:
                    if similarity(self._said[one][0].name, self._said[other][0].name) >= _ALIKE:
                        yield one, other

    def _join_compatible(self, key: MatchKey, sides: _Sides) -> None:
        roots: dict[str, str] = {}
        for identity in sides:
            roots.setdefault(self._root(identity), identity)
        if len(roots) < 2:
            return
        contested = {root for those in self._contested(roots).values() for root in those}
        if len({side for side in sides.values() if side is not None}) > 1:
            contested |= {self._root(identity) for identity, side in sides.items() if side is not None}
        one, *others = [identity for root, identity in roots.items() if root not in contested] or [""]
        for other in others:
            self._join(one, other, key)

    def _contested(self, roots: Iterable[str]) -> dict[str, list[str]]:
        """The traits in which clusters differ, each with those clusters that have it."""
        having: defaultdict[str, list[str]] = defaultdict(list)
        for root in roots:
            for trait in self._traits[root]:
                having[trait].append(root)
        return {
            trait: those
            for trait, those in having.items()
            if len({frozenset(self._traits[root][trait]) for root in those}) > 1
        }

    def _join(self, one: str, other: str, key: MatchKey) -> None:
        self._joins.append(_Join(one, other, key))
        larger, smaller = sorted((self._root(one), self._root(other)), key=lambda root: -len(self._cluster[root]))
        self._above[smaller] = larger
        self._cluster[larger] += self._cluster.pop(smaller)
        for trait, values in self._traits.pop(smaller).items():
            self._traits[larger].setdefault(trait, set()).update(values)

    def _root(self, identity: str) -> str:
        while self._above[identity] != identity:
            self._above[identity] = identity = self._above[self._above[identity]]
        return identity


class _Meant:
    """Which members a decision means."""

    def __init__(self, said: Mapping[str, Sequence[Member]]) -> None:
        self._said = said
        self._named: defaultdict[str, list[Member]] = defaultdict(list)
        for member in (member for mentioned in said.values() for member in mentioned):
            for key in member.reached_by():
                self._named[key].append(member)

    def by(self, thing: Named, type: EntityType) -> set[str]:
        """The ids of the members of a type that go by a name, in one document or in any."""
        if thing.id is not None:
            return {thing.id} & self._said.keys()
        named = self._named.get(name_key(type, thing.name or ""), ())
        return {member.id for member in named if thing.document in (None, member.document)}


def _traits(mentioned: Sequence[Member]) -> dict[str, set[str]]:
    """What a member is known to be; where documents differ about that it is the first that counts."""
    traits: dict[str, set[str]] = {}
    for member in mentioned:
        for trait, value in member.traits.items():
            traits.setdefault(trait, {value})
    return traits


def _surest(match: MatchKey) -> tuple[float, str, str]:
    return -match.score, match.key, match.rule


def _explained(node: str, neighbours: Mapping[str, Sequence[tuple[str, MatchKey]]]) -> Iterator[Merge]:
    """The merges of a node's members, found from its first one outwards."""
    seen, waiting = {node}, deque([node])
    while waiting:
        known = waiting.popleft()
        for other, match in sorted(neighbours[known], key=lambda found: (_surest(found[1]), found[0])):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
                yield Merge(other, "", node, known, match.rule, match.key, match.score)
