"""What of our part of a database does not fit together."""

from collections.abc import Callable, Iterator
from typing import Any

from graph.model.vocabulary import ENTITY_LABELS, FACT_LABELS, SHARED, vocabulary
from graph.store.neo4j.release import CURRENT, Current, State
from graph.store.neo4j.schema import (
    EDGE_TYPES,
    FACT_FIELDS,
    MENTIONS,
    OURS,
    PRIVATE_LABELS,
    READ_LABELS,
    SAID_IN,
    SHARES_WITH,
    VERSIONED_TYPES,
    missing_indexes,
)
from graph.store.neo4j.statements import SHARING, count_of

Ask = Callable[[str], list[Any]]

_ONLINE = (
    "SHOW INDEXES YIELD name, state, labelsOrTypes, properties, owningConstraint WHERE state = 'ONLINE' "
    "RETURN name, coalesce(labelsOrTypes, []), coalesce(properties, []), owningConstraint IS NOT NULL"
)
LABELS = "|".join((OURS, "Entity", "Fact", *READ_LABELS, *PRIVATE_LABELS))
_EVERY_FACT_HAS = ("subject", "document")
_OWNED = " OR ".join(
    (
        "EXISTS { MATCH (:Entity {id: x.owner}) }",
        *(f"EXISTS {{ MATCH (f:{label} {{id: x.owner}}) WHERE f.added IS NOT NULL }}" for label in FACT_LABELS),
        "EXISTS { MATCH (s:Statement {edge: x.owner}) WHERE s.document IS NOT NULL }",
    )
)
_EVIDENCE = "EXISTS { MATCH (e:Evidence {owner: x.id}) WHERE e.place IS NOT NULL }"


def missing(ask: Ask) -> list[str]:
    """The names of our constraints and indexes that are not there, or not ready."""
    online = ask(_ONLINE)
    return missing_indexes(
        {name: (frozenset(of), tuple(properties), unique) for name, of, properties, unique in online}
    )


def faults(ask: Ask) -> Iterator[str]:
    """What does not fit together, one sentence each; ``ask`` gives the records of a statement."""
    for name in missing(ask):
        yield f"The index {name} is missing or not ready: 'plangraph ingest' makes it."
    if Current.read(ask(CURRENT)[0]).mark.state is not State.CLEAN:
        yield "A load is under way or was killed; the next one repairs what it left."
        return
    for statement, meaning in _statements():
        for record in ask(f"{statement} LIMIT 100"):
            yield meaning.format(*record)


def _statements() -> Iterator[tuple[str, str]]:
    """Statements that find nothing where all is well, each with what a record of it means."""
    yield f"MATCH (x:{LABELS}) WHERE NOT x:{OURS} RETURN labels(x)", "A node of somebody else has a label of ours: {0}."
    yield f"MATCH (x:{OURS}) WHERE x.dropped IS NOT NULL RETURN labels(x), x.id", "{0} {1} was dropped and not deleted."
    for type_ in VERSIONED_TYPES:
        dropped = f"MATCH (s)-[x:{type_}]->(t) WHERE x.dropped IS NOT NULL RETURN s.id, t.id"
        yield dropped, f"{type_} from {{0}} to {{1}} was dropped and not deleted."
    yield f"MATCH (x:Entity) WHERE NOT EXISTS {{ (x)<-[:{MENTIONS}]-() }} RETURN x.id", "{0} is named by no document."
    yield f"MATCH (x:Entity) WHERE NOT x:Document AND NOT {_EVIDENCE} RETURN x.id", "{0} has no evidence."
    yield f"MATCH (x:Fact) WHERE NOT {_EVIDENCE} RETURN x.id", "{0} has no evidence."
    for field, type_ in FACT_FIELDS.items():
        lacks = f"NOT EXISTS {{ (x)-[:{type_}]->({{id: x.{field}}}) }}"
        may = "" if field in _EVERY_FACT_HAS else f"x.{field} IS NOT NULL AND "
        yield f"MATCH (x:Fact) WHERE {may}{lacks} RETURN x.id", f"{{0}} does not lead to its {field}."
    lacks = f"NOT EXISTS {{ (x)-[:{SAID_IN}]->({{id: x.document}}) }}"
    yield f"MATCH (x:Passage|Finding) WHERE {lacks} RETURN x.id", "{0} does not lead to its document."
    yield "MATCH (x:Alias) WHERE NOT EXISTS { (x)<-[:KNOWN_AS]-() } RETURN x.name", "'{0}' is the name of nothing."
    stated = "EXISTS { MATCH (s:Statement {edge: x.id}) WHERE s.document IS NOT NULL }"
    orphans = f"MATCH (x:Evidence) WHERE NOT ({_OWNED}) RETURN DISTINCT x.owner"
    yield orphans, "There is evidence of {0}, which is not there."
    for type_ in EDGE_TYPES:
        edges = f"MATCH ()-[x:{type_}]->() WHERE x.added IS NOT NULL"  # others may use the same word
        yield f"{edges} AND NOT {_EVIDENCE} RETURN x.id", "Edge {0} has no evidence."
        yield f"{edges} AND NOT {stated} RETURN x.id", "Edge {0} is stated by no document."
        # an edge cannot be looked up by its id: that each has a statement is known, so their numbers tell the rest
        statements = f"MATCH (x:Statement) WHERE x.edge STARTS WITH '{type_.lower()}-' AND x.document IS NOT NULL"
        numbers = f"{statements} WITH count(DISTINCT x.edge) AS stated WITH stated, COUNT {{ {edges} }} AS there"
        fewer = f"{numbers} WHERE stated > there RETURN stated, there"
        yield fewer, f"{{0}} edges {type_} are stated, {{1}} are there."
    pairs = f"MATCH {SHARING} WHERE e.added IS NOT NULL AND f.added IS NOT NULL AND a.id < b.id"
    there = f"COLLECT {{ MATCH (a)-[w:{SHARES_WITH}]-(b) WHERE w.added IS NOT NULL RETURN w.{SHARED} }}"
    differs = f"{pairs} WITH a, b, count(y) AS shared WHERE {there} <> [shared] RETURN a.id, b.id"
    yield differs, "{0} shares something else with {1} than is said."
    alone = f"MATCH (a)-[w:{SHARES_WITH}]->(b) WHERE w.added IS NOT NULL AND NOT EXISTS {{ {SHARING} WHERE a <> b }}"
    yield f"{alone} RETURN a.id, b.id", "{0} shares nothing with {1}, and it is said to."
    for label in ENTITY_LABELS:
        for count in vocabulary()[label].counts:
            counted = count_of(vocabulary()[label].links[count.link])
            differs = f"MATCH (x:{label}) WHERE x.{count.name} <> {counted} RETURN x.id, x.{count.name}"
            yield differs, f"{{0}} has {{1}} as its {count.name}, which is not what was counted."
