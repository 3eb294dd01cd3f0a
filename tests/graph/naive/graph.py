"""A graph as plain Python objects in one list, found by looking through all of it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.assembly import (
    Said,
    all_facts,
    all_mentions,
    all_statements,
    assemble_edge,
    assemble_node,
    first_place,
    release_id,
    sort_place,
)
from graph.model.batch import Batch
from graph.model.evidence import Evidence
from graph.model.keys import alias_id, document_id, hashed_id
from graph.model.values import Value
from graph.model.vocabulary import Link, Reach, vocabulary
from graph.resolution.decisions import Decisions
from graph.resolution.identity import identified
from graph.resolution.members import members_of
from graph.resolution.resolve import Merge, resolve
from graph.store.points import point_columns, stretch


@dataclass(eq=False)
class Thing:
    """Anything that a link can lead to: its label, its id, and everything that is said of it by name."""

    label: str
    id: str
    said: dict[str, Any]


@dataclass(frozen=True)
class Hop:
    """A thing that was reached, and the edge that led to it; its ``id`` owns the pair's evidence."""

    thing: Thing
    id: str = ""
    edge: Mapping[str, Any] = field(default_factory=dict)


class Graph:
    """Everything that batches say, and where it leads."""

    def __init__(self, batches: Sequence[Batch], decisions: Decisions) -> None:
        members = [member for batch in batches for member in members_of(batch)]
        merges = resolve(members, decisions).values()
        self.nodes = {merge.member: merge.node for merge in merges}
        """The node of each member that is not a node of its own."""
        said = sorted(batches, key=lambda batch: batch.document.code)
        self.release = release_id([(batch.document.code, batch.digest()) for batch in said], decisions.digest())
        self._batches = [identified(batch, self.nodes) for batch in said]
        self.edges = list(self._assembled_edges())
        """Every edge: its id, and what is said of it."""
        self._things = [*self._entities(), *self._facts(), *self._evidence(), *self._texts()]
        self._things += [alias for thing in self._things for alias in _aliases(thing)]
        self._things += [_merge(merge) for merge in merges]
        for thing in self.things(("Programme",)):
            plans = self.hops(vocabulary()["Programme"].links["plan"], thing)
            first = min(plans, key=lambda hop: (hop.edge["depth"], hop.thing.said["place"], hop.thing.id), default=None)
            thing.said["plan_name"] = first and first.thing.said["name"]
        for thing in self._things:
            for count in vocabulary()[thing.label].counts:
                thing.said[count.name] = len(self.hops(vocabulary()[thing.label].links[count.link], thing))

    # ---- what the batches say

    def _entities(self) -> Iterator[Thing]:
        said: dict[str, list[Any]] = {}
        for batch in self._batches:
            for identity, mention in all_mentions(batch).items():
                place = first_place(batch.document.code, mention.evidence)
                said.setdefault(identity, []).append(Said(batch.document.code, place, mention))
        for identity, mentions in said.items():
            node = assemble_node(mentions)
            named = {"id": identity, "name": node.name, "place": node.place, "aliases": node.aliases, "used": node.used}
            documents = {document_id(item.document) for item in mentions if item.content.names}
            yield Thing(node.label, identity, {**node.attributes, **named, "documents": documents})

    def _assembled_edges(self) -> Iterator[tuple[str, Any]]:
        said: dict[str, list[Any]] = {}
        for batch in self._batches:
            for identity, statement in all_statements(batch).items():
                place = first_place(batch.document.code, statement.evidence)
                said.setdefault(identity, []).append(Said(batch.document.code, place, statement))
        return ((identity, assemble_edge(statements)) for identity, statements in said.items())

    def _facts(self) -> Iterator[Thing]:
        for batch in self._batches:
            for fact in all_facts(batch):
                said = {name: getattr(fact, name) for name in type(fact).model_fields}
                parts = {n: part for name, value in said.items() for n, part in _parts(name, value)}
                place = first_place(batch.document.code, fact.evidence)
                said |= {"document": batch.document.id, "place": place, **parts, **dict(point_columns(fact))}
                yield Thing(type(fact).__name__, fact.id, said)

    def _evidence(self) -> Iterator[Thing]:
        for batch in self._batches:
            owners: list[tuple[str, tuple[Evidence, ...]]] = [
                *((identity, mention.evidence) for identity, mention in all_mentions(batch).items()),
                *((identity, statement.evidence) for identity, statement in all_statements(batch).items()),
                *((fact.id, fact.evidence) for fact in all_facts(batch)),
            ]
            for owner, places in owners:
                for number, evidence in enumerate(places):
                    place = sort_place(batch.document.code, number)
                    said = {"owner": owner, "document": batch.document.id, "place": place}
                    yield Thing("Evidence", f"{owner} {place}", {**evidence.model_dump(), **said})

    def _texts(self) -> Iterator[Thing]:
        for batch in self._batches:
            code = batch.document.code
            for passage in batch.passages:
                place = {"document": batch.document.id, "place": sort_place(code, passage.line_start)}
                yield Thing("Passage", passage.id, {**passage.model_dump(), **place})
            for number, finding in enumerate(batch.findings):
                place = {"document": batch.document.id, "place": sort_place(code, finding.line_start)}
                yield Thing(
                    "Finding",
                    identity := hashed_id("Finding", code, number),
                    {**finding.model_dump(), "id": identity, **place},
                )

    # ---- where links lead

    def things(self, labels: tuple[str, ...]) -> list[Thing]:
        """All things of these labels."""
        return [thing for thing in self._things if thing.label in labels]

    def hops(self, link: Link, thing: Thing) -> list[Hop]:
        """Where a link leads from a thing."""
        return [hop for hop in self._reach(link, thing) if hop.thing.label in link.targets]

    def _reach(self, link: Link, thing: Thing) -> list[Hop]:
        match link.reach:
            case Reach.EDGE:
                return [hop for hop in self.along(link, thing.id) if hop.thing.label in link.targets]
            case Reach.CLOSURE:
                return self._closure(link, thing)
            case Reach.HOLDER:
                return self._hops(lambda other: other.label in link.targets and other.said.get(link.field) == thing.id)
            case Reach.HELD:
                return self._hops(lambda other: other.id == thing.said.get(link.field))
            case Reach.MENTION if link.forward:
                return self._hops(lambda other: other.id in thing.said["documents"])
            case Reach.MENTION:
                return self._hops(lambda other: thing.id in other.said.get("documents", ()))
            case Reach.EVIDENCE:
                return self._hops(lambda other: other.label == "Evidence" and other.said["owner"] == thing.id)
            case Reach.MERGE:
                return self._hops(lambda other: other.label == "Merge" and other.said["node"] == thing.id)
            case Reach.PARTNER:
                return self._partners(link, thing)
            case Reach.NEIGHBOUR:
                return self._neighbours(link, thing)
            case Reach.PASSAGE:
                said = {item.said["owner"] for item in self.things(("Evidence",)) if item.said["passage"] == thing.id}
                return self._hops(lambda other: other.id in said)
            case Reach.MATE:
                return self._hops(lambda other: _alike(link.field, thing, other))
            case Reach.CONFLICT:
                return self._hops(lambda other: _contradict(thing, other))
            case Reach.COUNTED:
                return [Hop(Thing("Quantity", "", dict(counted))) for counted in thing.said.get("quantities", ())]
            case Reach.ALIAS:
                return self._hops(lambda other: other.label == "Alias" and other.said["node"] == thing.id)

    def _partners(self, link: Link, thing: Thing) -> list[Hop]:
        """Each body at the end of an edge from the same things, with how many those are."""
        said = [edge for _, edge in self.edges if edge.relation == link.relation]
        mine = {e.source for e in said if e.target == thing.id and self._thing(e.source).label == link.through}
        met = Counter(e.target for e in said if e.source in mine and e.target != thing.id)
        return [Hop(self._thing(other), edge={"shared": count, "ends": (thing, other)}) for other, count in met.items()]

    def _neighbours(self, link: Link, thing: Thing) -> list[Hop]:
        joined: dict[str, set[str]] = {}
        for _, edge in self.edges:
            if (
                edge.relation in link.relations
                and thing.id in {edge.source, edge.target}
                and edge.source != edge.target
            ):
                joined.setdefault(edge.target if edge.source == thing.id else edge.source, set()).add(edge.relation)
        return [Hop(self._thing(other), edge={"relations": sorted(named)}) for other, named in joined.items()]

    def _hops(self, leads: Callable[[Thing], bool]) -> list[Hop]:
        return [Hop(other, other.id) for other in self._things if leads(other)]

    def along(self, link: Link, identity: str) -> list[Hop]:
        return [
            Hop(
                self._thing(there),
                edge,
                {"id": edge, "role": e.role, "part": e.part, "since": e.since, "depth": 1, "of": e},
            )
            for edge, e in self.edges
            for here, there in [(e.source, e.target) if link.forward else (e.target, e.source)]
            if e.relation == link.relation and here == identity
        ]

    def _closure(self, link: Link, thing: Thing) -> list[Hop]:
        found: dict[str, Hop] = {}
        level = [thing.id]
        for depth in range(1, len(self._things) + 1):
            reached = [hop.thing for identity in level for hop in self.along(link, identity)]
            level = list(dict.fromkeys(other.id for other in reached if other.id not in found))
            found |= {other.id: Hop(other, other.id, {"depth": depth}) for other in reached if other.id in level}
        return list(found.values())

    def _thing(self, identity: str) -> Thing:
        return next(thing for thing in self._things if thing.id == identity)


def _aliases(thing: Thing) -> Iterator[Thing]:
    for name, codes in thing.said.get("aliases", {}).items():
        since, until = thing.said["used"].get(name, (None, None))
        identity = alias_id(thing.id, name, since, until)
        said = {"id": identity, "name": name, "node": thing.id, "used_from": since, "used_until": until}
        yield Thing("Alias", identity, {**said, "documents": {document_id(code) for code in codes}})


def _merge(merge: Merge) -> Thing:
    said = {"name": merge.name, "rule": merge.rule, "reasons": (merge.key,), "score": merge.score, "node": merge.node}
    return Thing("Merge", f"Merge {merge.member}", {**said, "former_id": merge.member, "place": merge.member})


def _alike(field: str | None, one: Thing, other: Thing) -> bool:
    """Whether two facts have the same in a field that each has."""
    return field in one.said and field in other.said and bool(one.said[field] == other.said[field])


def _contradict(one: Thing, other: Thing) -> bool:
    """Whether two facts of one point, from two documents, have a value that cannot be one number."""
    if not _alike("point", one, other) or one.said["document"] == other.said["document"]:
        return False
    names = [name for name, value in one.said.items() if isinstance(value, Value)]
    return any(_are_apart(*(_stretch(thing.said[name], name) for thing in (one, other))) for name in names)


def _stretch(value: Value, name: str) -> tuple[float | None, float | None]:
    start, end = stretch(value, is_aim=name == "target")
    return None if start is None else float(start), None if end is None else float(end)


def _are_apart(one: tuple[float | None, float | None], other: tuple[float | None, float | None]) -> bool:
    if one == other:
        return False
    return any(
        end is not None and start is not None and end <= start
        for end, start in ((one[1], other[0]), (other[1], one[0]))
    )


def _parts(name: str, value: object) -> Iterator[tuple[str, Any]]:
    """The parts of a value that lists are ordered and filtered by."""
    if isinstance(value, Value):
        yield f"{name}_value", None if value.value is None else float(value.value)
        yield f"{name}_number", None if value.number is None else float(value.number)
        yield f"{name}_date", value.date
        yield f"{name}_absence", value.absence
