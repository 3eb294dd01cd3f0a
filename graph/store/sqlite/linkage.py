"""What of documents' things decides which are one node, kept so that a load resolves only what it touches."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from graph.model.batch import Batch
from graph.resolution.decisions import Decisions
from graph.resolution.incremental import affected, touched_by
from graph.resolution.members import Member, members_of
from graph.resolution.resolve import Merge, resolve


class Linkage:
    """The members of all documents, the decisions, and the merges that follow; part of one publication."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._touched: set[str] = set()

    def replace(self, document: str, batch: Batch | None) -> None:
        """Take what a document says of its things in place of what it said before; None: it says nothing any more."""
        self._touched.update(self._column("SELECT id FROM member WHERE document = ?", document))
        for table in ("member", "member_key"):
            self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
        members = members_of(batch) if batch else []
        self._touched.update(member.id for member in members)
        self._many("INSERT INTO member VALUES (?, ?, ?)", ((m.id, document, m.model_dump_json()) for m in members))
        self._many(
            "INSERT INTO member_key VALUES (?, ?, ?)",
            ((key, m.id, document) for m in members for key in m.reached_by()),
        )

    def decide(self, decisions: Decisions) -> None:
        """Take decisions in place of those before."""
        keys, ids = touched_by(read_decisions(self._connection), decisions)
        self._touched.update(ids, self.sharing(keys))
        self._connection.execute("INSERT OR REPLACE INTO decided VALUES (1, ?)", (decisions.model_dump_json(),))

    def resolve(self) -> set[str]:
        """Bring the merges up to date; the codes of the documents that speak of a member whose node changed."""
        decisions = read_decisions(self._connection)
        members = affected(self._touched, self, decisions)
        ids = {member.id for member in members} | self._touched
        before = {merge.member: merge for merge in merges(self._connection, ids)}
        after = resolve(members, decisions)
        changed = [identity for identity in ids if before.get(identity) != after.get(identity)]
        self._many("DELETE FROM merge WHERE member = ?", ((identity,) for identity in changed))
        rows = (after[identity] for identity in changed if identity in after)
        self._many("INSERT INTO merge VALUES (?, ?, ?, ?, ?, ?, ?)", (_row(merge) for merge in rows))
        moved = [i for i in changed if _node(before.get(i)) != _node(after.get(i))]
        return set(self._among("SELECT document FROM member WHERE id IN", moved))

    def nodes(self, document: str) -> dict[str, str]:
        """The nodes that members of a document are part of, where they have an id of their own no longer."""
        sql = "SELECT merge.member, merge.node FROM member JOIN merge ON merge.member = member.id WHERE document = ?"
        return dict(self._connection.execute(sql, (document,)).fetchall())

    # ---- KnownMembers

    def members(self, ids: Iterable[str]) -> Iterator[Member]:
        """What documents say of these members."""
        found = self._among("SELECT content FROM member WHERE id IN", ids)
        return (Member.model_validate_json(content) for content in found)

    def sharing(self, keys: Iterable[str]) -> Iterable[str]:
        """The ids of the members found under these keys."""
        return self._among("SELECT DISTINCT member FROM member_key WHERE key IN", keys)

    def mates(self, ids: Iterable[str]) -> Iterable[str]:
        """The ids of the members that are part of one node with these."""
        wanted = list(ids)
        nodes = {*wanted, *self._among("SELECT node FROM merge WHERE member IN", wanted)}
        return {*nodes, *self._among("SELECT member FROM merge WHERE node IN", nodes)}

    def _among(self, sql: str, values: Iterable[str]) -> list[str]:
        """The first column of what a statement finds for any of the values; there may be any number of them."""
        found = self._connection.execute(f"{sql} (SELECT value FROM json_each(?))", (json.dumps(list(values)),))
        return [row[0] for row in found]

    def _column(self, sql: str, *values: object) -> list[str]:
        return [row[0] for row in self._connection.execute(sql, values)]

    def _many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        self._connection.executemany(sql, rows)


def read_decisions(connection: sqlite3.Connection) -> Decisions:
    """What was decided about the release."""
    row = connection.execute("SELECT content FROM decided").fetchone()
    return Decisions.model_validate_json(row[0]) if row else Decisions()


def merges(connection: sqlite3.Connection, members: Iterable[str]) -> Iterator[Merge]:
    """The merges of these members."""
    sql = (
        'SELECT member, name, node, "to", rule, key, score FROM merge WHERE member IN (SELECT value FROM json_each(?))'
    )
    return (Merge(*row) for row in connection.execute(sql, (json.dumps(sorted(members)),)))


def _row(merge: Merge) -> tuple[object, ...]:
    return merge.member, merge.name, merge.node, merge.to, merge.rule, merge.key, merge.score


def _node(merge: Merge | None) -> str | None:
    return merge.node if merge else None
