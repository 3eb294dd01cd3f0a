"""What of our part of a database does not fit together."""

from collections.abc import Callable, Iterator
from typing import Any

from graph.model.vocabulary import ENTITY_LABELS, vocabulary
from graph.store.neo4j.release import CURRENT, Current, State
from graph.store.neo4j.schema import EDGE_TYPES, MENTIONS, OURS, PRIVATE_LABELS, READ_LABELS, missing_indexes
from graph.store.neo4j.statements import count_of

Ask = Callable[[str], list[Any]]

_ONLINE = "SHOW INDEXES YIELD name, state, properties WHERE state = 'ONLINE' RETURN name, properties"
LABELS = "|".join((OURS, "Entity", "Fact", *READ_LABELS, *PRIVATE_LABELS))
_EVIDENCE = "EXISTS { MATCH (e:Evidence {owner: x.id}) WHERE e.place IS NOT NULL }"


def missing(ask: Ask) -> list[str]:
    """The names of our constraints and indexes that are not there, or not ready."""
    return missing_indexes({name: tuple(properties or ()) for name, properties in ask(_ONLINE)})


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
    yield f"MATCH (x:Entity) WHERE NOT EXISTS {{ (x)<-[:{MENTIONS}]-() }} RETURN x.id", "{0} is named by no document."
    yield f"MATCH (x:Entity) WHERE NOT x:Document AND NOT {_EVIDENCE} RETURN x.id", "{0} has no evidence."
    yield f"MATCH (x:Fact) WHERE NOT {_EVIDENCE} RETURN x.id", "{0} has no evidence."
    yield "MATCH (x:Fact) WHERE NOT EXISTS { (x)-[:OF_SUBJECT]->() } RETURN x.id", "{0} is said of nothing."
    yield "MATCH (x:Fact|Passage) WHERE NOT EXISTS { (x)-[:SAID_IN]->() } RETURN x.id", "{0} is said by no document."
    yield "MATCH (x:Alias) WHERE NOT EXISTS { (x)<-[:KNOWN_AS]-() } RETURN x.name", "'{0}' is the name of nothing."
    stated = "EXISTS { MATCH (s:Statement {edge: x.id}) WHERE s.document IS NOT NULL }"
    for type_ in EDGE_TYPES:
        edges = f"MATCH ()-[x:{type_}]->() WHERE x.added IS NOT NULL"  # others may use the same word
        yield f"{edges} AND NOT {_EVIDENCE} RETURN x.id", "Edge {0} has no evidence."
        yield f"{edges} AND NOT {stated} RETURN x.id", "Edge {0} is stated by no document."
    for label in ENTITY_LABELS:
        for count in vocabulary()[label].counts:
            counted = count_of(vocabulary()[label].links[count.link])
            differs = f"MATCH (x:{label}) WHERE x.{count.name} <> {counted} RETURN x.id, x.{count.name}"
            yield differs, f"{{0}} has {{1}} as its {count.name}, which is not what was counted."
