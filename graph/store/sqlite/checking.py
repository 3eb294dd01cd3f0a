"""What of a SQLite store does not fit together."""

import sqlite3
from collections.abc import Iterator

_FAULTS = {
    "SELECT id FROM node WHERE id NOT IN (SELECT node FROM mention)": "{0} is named by no document.",
    "SELECT id FROM node WHERE label <> 'Document' AND id NOT IN (SELECT owner FROM evidence)": "{0} has no evidence.",
    "SELECT id FROM edge WHERE id NOT IN (SELECT owner FROM evidence)": "Edge {0} has no evidence.",
    "SELECT id FROM edge WHERE id NOT IN (SELECT edge FROM statement)": "Edge {0} is stated by no document.",
    "SELECT id FROM fact WHERE id NOT IN (SELECT owner FROM evidence)": "{0} has no evidence.",
    'SELECT "table", "parent" FROM pragma_foreign_key_check': "A row of {0} leads to a {1} that is not there.",
    "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'": "The file is damaged: {0}.",
}
"""Statements that find nothing where all is well, each with what a row of it means."""


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """What does not fit together, one sentence each."""
    for sql, meaning in _FAULTS.items():
        for row in connection.execute(sql):
            yield meaning.format(*row)
