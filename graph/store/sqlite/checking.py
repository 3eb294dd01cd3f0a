"""What of a SQLite store does not fit together."""

import sqlite3
from collections.abc import Iterator

from graph.model.vocabulary import ENTITY_LABELS, vocabulary
from graph.store.sqlite.partners import partners_among
from graph.store.sqlite.schema import schema_statements
from graph.store.sqlite.writer import count_sql

_COUNTED = partners_among("TRUE")
_FAULTS = {
    "SELECT id FROM node WHERE id NOT IN (SELECT node FROM mention)": "{0} is named by no document.",
    "SELECT id FROM node WHERE label <> 'Document' AND id NOT IN (SELECT owner FROM evidence)": "{0} has no evidence.",
    "SELECT id FROM edge WHERE id NOT IN (SELECT owner FROM evidence)": "Edge {0} has no evidence.",
    "SELECT id FROM edge WHERE id NOT IN (SELECT edge FROM statement)": "Edge {0} is stated by no document.",
    "SELECT id FROM fact WHERE id NOT IN (SELECT owner FROM evidence)": "{0} has no evidence.",
    "SELECT DISTINCT owner FROM evidence WHERE owner NOT IN (SELECT id FROM node UNION ALL SELECT id FROM edge "
    "UNION ALL SELECT id FROM fact)": "There is evidence of {0}, which is not there.",
    "SELECT DISTINCT edge FROM statement WHERE edge NOT IN (SELECT id FROM edge)": "Edge {0} is stated, but not there.",
    f"SELECT node, other FROM (SELECT * FROM partner EXCEPT {_COUNTED} UNION "
    f"SELECT * FROM ({_COUNTED} EXCEPT SELECT * FROM partner))": "{0} shares something else with {1} than is said.",
    'SELECT "table", "parent" FROM pragma_foreign_key_check': "A row of {0} leads to a {1} that is not there.",
    "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'": "The file is damaged: {0}.",
}
"""Statements that find nothing where all is well, each with what a row of it means."""


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """What does not fit together, one sentence each."""
    there = {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master")}
    for sql in schema_statements():
        if sql not in there:
            yield f"'{sql.partition(' (')[0].removeprefix('CREATE ')}' is missing or not as it should be."
    for sql, meaning in (*_FAULTS.items(), *_counts()):
        for row in connection.execute(sql):
            yield meaning.format(*row)


def _counts() -> Iterator[tuple[str, str]]:
    for label in ENTITY_LABELS:
        for count in vocabulary()[label].counts:
            counted = count_sql(label, count.link).replace(":id", "node.id")
            differs = f"SELECT id, {count.name} FROM node WHERE label = '{label}' AND {count.name} <> ({counted})"
            yield differs, f"{{0}} has {{1}} as its {count.name}, which is not what was counted."
