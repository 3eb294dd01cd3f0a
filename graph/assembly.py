"""From what single documents say to one node, one edge and one release: the same for every engine and every order."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.model.batch import Batch, Mention, Statement
from graph.model.entities import Entity
from graph.model.evidence import Evidence
from graph.model.facts import BudgetItem, Measurement, Outcome
from graph.model.keys import edge_id

_IDENTITY = frozenset({"id", "type", "name"})

Item = TypeVar("Item", Mention, Statement)


@dataclass(frozen=True, slots=True)
class Said(Generic[Item]):
    """What one document (its code) says of a thing or a relation, and the place where it first says it."""

    document: str
    place: str
    content: Item


@dataclass(frozen=True, slots=True)
class Node:
    """A thing as the graph shows it.

    ``aliases`` are the names it is known by, each with the codes of the documents that print it; an official name that
    no document prints has none. ``used`` are the dates between which a name was official, where they are known.
    """

    id: str
    label: str
    name: str
    attributes: Mapping[str, object]
    aliases: Mapping[str, tuple[str, ...]]
    used: Mapping[str, tuple[str | None, str | None]]
    place: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation as the graph shows it: one for each pair and relation."""

    relation: str
    source: str
    target: str
    role: str | None
    part: str | None
    since: str | None
    place: str


def all_mentions(batch: Batch) -> dict[str, Mention]:
    """What a batch says of each entity by id, the document itself among them."""
    own = Mention(entity=batch.document, names=(batch.document.name,), evidence=())
    mentions = {own.entity.id: own}
    for mention in batch.mentions:
        before = mentions.get(mention.entity.id)
        mentions[mention.entity.id] = mention if before is None else _joined(before, mention)
    return mentions


def _joined(first: Mention, second: Mention) -> Mention:
    """Two mentions of one node; what the officially named one says of it counts first."""
    best, other = (second, first) if second.official and not first.official else (first, second)
    said = {**other.entity.model_dump(exclude_defaults=True), **best.entity.model_dump(exclude_defaults=True)}
    return best.model_copy(
        update={
            "entity": type(best.entity)(**said),
            "names": tuple(dict.fromkeys((*first.names, *second.names))),
            "evidence": (*first.evidence, *second.evidence),
        }
    )


def all_statements(batch: Batch) -> dict[str, Statement]:
    """What a batch states of each edge by the edge's id."""
    statements: dict[str, Statement] = {}
    for statement in batch.statements:
        edge = edge_id(statement.relation.value, statement.source, statement.target)
        before = statements.get(edge)
        statements[edge] = statement if before is None else _restated(before, statement)
    return statements


def _restated(first: Statement, second: Statement) -> Statement:
    return first.model_copy(
        update={
            "role": first.role or second.role,
            "part": first.part or second.part,
            "since": first.since or second.since,
            "evidence": (*first.evidence, *second.evidence),
        }
    )


def all_facts(batch: Batch) -> Iterator[Measurement | BudgetItem | Outcome]:
    """The facts of a batch."""
    yield from batch.measurements
    yield from batch.budgets
    yield from batch.outcomes


def release_id(digests: Iterable[tuple[str, str]], decided: str = "") -> str:
    """The id of the release made from these batches (document code, digest; sorted by code): a hash of its content.

    ``decided`` is the digest of the decisions that were taken about it.
    """
    content = "".join(f"{document}\x1f{digest}\n" for document, digest in digests) + decided
    return hashlib.sha256(content.encode()).hexdigest()


def sort_place(document: str, number: int | None) -> str:
    """A text that sorts by document, then by the number of a line or an item, in the order of code points."""
    return f"{document}\x1f{number or 0:08d}"


def first_place(document: str, evidence: Sequence[Evidence]) -> str:
    """The place where a document says something: that of the first piece of evidence, which says the most."""
    return sort_place(document, evidence[0].line_start if evidence else None)


def assemble_node(said: Sequence[Said[Mention]]) -> Node:
    """The node that mentions of it (at least one, sorted by document) speak of.

    Shown is an official name where one is known, else the longest printed one, ties by code points. An attribute is
    what the first document says that says anything.
    """
    mentions = [item.content for item in said]
    name = _shown_name(mentions)
    aliases: dict[str, list[str]] = {name: []}
    for item in said:
        for printed in (n for n in item.content.names if n == name or n not in item.content.spoken):
            aliases.setdefault(printed, []).append(item.document)
    return Node(
        id=mentions[0].entity.id,
        label=mentions[0].entity.type.value,
        name=name,
        attributes=_attributes([mention.entity for mention in mentions]),
        aliases={alias: tuple(codes) for alias, codes in aliases.items()},
        used={m.entity.name: (m.used_from, m.used_until) for m in reversed(mentions) if m.used_from or m.used_until},
        place=min(item.place for item in said),
    )


def assemble_edge(said: Sequence[Said[Statement]]) -> Edge:
    """The edge that statements of it (at least one, sorted by document) state; each field is the first that is said."""
    first = said[0].content

    def stated(field: str) -> str | None:
        return next((value for item in said if (value := getattr(item.content, field)) is not None), None)

    return Edge(
        relation=first.relation.value,
        source=first.source,
        target=first.target,
        role=stated("role"),
        part=stated("part"),
        since=stated("since"),
        place=min(item.place for item in said),
    )


def _shown_name(mentions: Sequence[Mention]) -> str:
    official = sorted(mention.entity.name for mention in mentions if mention.official)
    printed = sorted((mention.entity.name for mention in mentions), key=lambda name: (-len(name), name))
    return (official or printed)[0]


def _attributes(entities: Sequence[Entity]) -> dict[str, object]:
    fields = type(entities[0]).model_fields
    said: dict[str, object] = {}
    for name in sorted(fields.keys() - _IDENTITY):
        default = fields[name].default
        said[name] = next((v for e in entities if (v := getattr(e, name)) != default), getattr(entities[0], name))
    return said
