"""What a store holds as bare rows, and the shortest way to load them with the same driver: UNWIND, many at a time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from neo4j import Driver, ManagedTransaction

from graph.store.neo4j.schema import indexes

_ROWS = 5_000

_NODES = "MATCH (x) RETURN labels(x), properties(x)"
_EDGES = (
    "MATCH (s)-[r]->(t) RETURN type(r), labels(s), labels(t), "
    "{s: s {.id, .added}, t: t {.id, .added}, properties: properties(r)}"
)
_EMPTY = f"MATCH (x) CALL (x) {{ DETACH DELETE x }} IN TRANSACTIONS OF {_ROWS} ROWS"

_KEYS = {index.label: index.properties for index in indexes() if index.unique and index.properties[0] == "id"}

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a store that was loaded once, by the statement that makes them; edges after the nodes."""

    by_statement: Mapping[str, list[Row]]

    @classmethod
    def of(cls, driver: Driver, database: str) -> Self:
        """The rows of a database."""
        rows: defaultdict[str, list[Row]] = defaultdict(list)
        for labels, properties in driver.execute_query(_NODES, database_=database).records:
            rows[f"UNWIND $rows AS row CREATE (x:{':'.join(labels)}) SET x = row"].append(properties)
        for type_, source, target, row in driver.execute_query(_EDGES, database_=database).records:
            ends = f"MATCH {_end('s', source)} MATCH {_end('t', target)}"
            rows[f"UNWIND $rows AS row {ends} CREATE (s)-[r:{type_}]->(t) SET r = row.properties"].append(row)
        return cls(rows)

    def __len__(self) -> int:
        return sum(map(len, self.by_statement.values()))

    def load(self, driver: Driver, database: str) -> None:
        """Make them in an empty database, whose indexes are there."""
        with driver.session(database=database) as session:
            for statement, rows in self._portions():
                session.execute_write(_run, statement, rows)

    def _portions(self) -> Iterator[tuple[str, list[Row]]]:
        for statement, rows in self.by_statement.items():
            for start in range(0, len(rows), _ROWS):
                yield statement, rows[start : start + _ROWS]


def empty(driver: Driver, database: str) -> None:
    """Delete all nodes of a database; its indexes stay."""
    with driver.session(database=database) as session:
        session.run(_EMPTY).consume()


def _end(name: str, labels: list[str]) -> str:
    """The pattern that finds an end of an edge by its unique index."""
    label = next(label for label in labels if label in _KEYS)
    return f"({name}:{label} {{{', '.join(f'{key}: row.{name}.{key}' for key in _KEYS[label])}}})"


def _run(tx: ManagedTransaction, statement: str, rows: list[Row]) -> None:
    tx.run(statement, rows=rows).consume()
