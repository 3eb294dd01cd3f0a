"""Which bodies run the same programmes, and how many: counted when a release is published.

Whoever is asked for the partners of a hub would go through all that it runs; so stored, a page of them is one stretch
of an index.
"""

import json
import sqlite3
from collections.abc import Collection

from graph.model.entities import EntityType
from graph.model.vocabulary import SHARED, vocabulary
from graph.store.sqlite.conditions import labels_in

_LINK = vocabulary()[EntityType.AGENCY].links["partners"]
_TOUCHED = "IN (SELECT value FROM json_each(:touched))"

PARTNER_SCHEMA = (
    f"CREATE TABLE partner (node TEXT NOT NULL, other TEXT NOT NULL, name TEXT NOT NULL, {SHARED} INTEGER NOT NULL, "
    "PRIMARY KEY (node, other)) WITHOUT ROWID",
    f"CREATE INDEX partner_in_order ON partner (node, {SHARED} DESC, name, other)",
)
"""Each body beside each that it shares something with, by the other's name."""


def partners_among(bodies: str) -> str:
    """Selects the rows of the table for bodies that a predicate on ``mine.target`` tells."""
    return (
        f"SELECT mine.target AS node, theirs.target AS other, theirs.target_name AS name, count(*) AS {SHARED} "
        f"FROM edge AS mine CROSS JOIN edge AS theirs ON theirs.source = mine.source "
        f"WHERE {bodies} AND mine.relation = '{_LINK.relation}' AND mine.source_label = '{_LINK.through}' "
        f"AND theirs.relation = '{_LINK.relation}' AND {labels_in('theirs.target_label', _LINK.targets)} "
        f"AND {labels_in('mine.target_label', _LINK.targets)} AND theirs.target <> mine.target "
        f"GROUP BY mine.target, theirs.target"
    )


_FOUND_ANEW = (
    f"DELETE FROM partner WHERE (node, other) IN (SELECT other, node FROM partner WHERE node {_TOUCHED})",
    f"DELETE FROM partner WHERE node {_TOUCHED}",
    f"INSERT INTO partner {partners_among(f'mine.target {_TOUCHED}')}",
    # what one shares with another, the other shares with it
    f"INSERT OR IGNORE INTO partner SELECT other, node.id, node.name, {SHARED} FROM partner "
    f"JOIN node ON node.id = partner.node WHERE partner.node {_TOUCHED}",
)


def find_partners(connection: sqlite3.Connection, touched: Collection[str]) -> None:
    """Bring the partners of all nodes of these ids up to date, and of those that are theirs."""
    for sql in _FOUND_ANEW:
        connection.execute(sql, {"touched": json.dumps(sorted(touched))})
