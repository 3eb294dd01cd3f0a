"""Taking documents in and out, and publishing what that makes of the graph."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from graph.assembly import assemble_edge, assemble_node
from graph.errors import UnknownDocument
from graph.model.batch import Batch, Mention, Statement
from graph.model.facts import Fact
from graph.model.keys import document_id
from graph.model.vocabulary import ENTITY_LABELS, Reach, vocabulary
from graph.store.base import Release
from graph.store.sqlite.conditions import labels_in
from graph.store.sqlite.rows import (
    Row,
    alias_rows,
    all_facts,
    all_mentions,
    all_statements,
    edge_row,
    evidence_rows,
    fact_row,
    node_row,
    passage_rows,
)

_SAID_BY_DOCUMENT = ("mention", "statement", "fact", "evidence", "passage", "alias_document")


class SqliteWriter:
    """Documents are staged one transaction each; publishing applies all that is staged in one more.

    A load that is interrupted leaves its documents staged, unseen by readers; the next publication takes them in.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def fingerprint(self, document: str) -> str | None:
        """What was given with the document when it was last taken in; None for an unknown or removed one."""
        staged = self._one("SELECT fingerprint FROM staged WHERE document = ?", document)
        row = staged or self._one("SELECT fingerprint FROM batch WHERE document = ?", document)
        return row[0] if row else None

    def replace(self, batch: Batch, fingerprint: str) -> None:
        """Stage a document in place of what it said before."""
        self._stage(batch.document.code, fingerprint, batch.to_json())

    def remove(self, document: str) -> None:
        """Stage the removal of a document."""
        if self.fingerprint(document) is None:
            raise UnknownDocument(f"The store holds no document '{document}': see 'documents' for what it holds.")
        self._stage(document, None, None)

    def _stage(self, document: str, fingerprint: str | None, content: str | None) -> None:
        # one statement is one transaction
        self._connection.execute("INSERT OR REPLACE INTO staged VALUES (?, ?, ?)", (document, fingerprint, content))

    def publish(self) -> Release:
        """Apply what is staged and make it the release that readers see."""
        self._connection.execute("PRAGMA analysis_limit = 400")
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            _Publication(self._connection).apply()
            self._connection.execute("ANALYZE")  # the planner chooses between an order's index and a filter's by counts
            release = self._release()
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        return release

    def _release(self) -> Release:
        digests = self._connection.execute("SELECT document, digest FROM batch ORDER BY document").fetchall()
        content = "".join(f"{document}\x1f{digest}\n" for document, digest in digests)
        identity = hashlib.sha256(content.encode()).hexdigest()
        before = self._one("SELECT id, published_at FROM release")
        if before is None or before[0] != identity:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            self._connection.execute(
                "INSERT OR REPLACE INTO release VALUES (1, ?, ?, ?)", (identity, now, len(digests))
            )
        identity, published_at, documents = self._connection.execute(
            "SELECT id, published_at, documents FROM release"
        ).fetchone()
        return Release(identity, datetime.fromisoformat(published_at), documents)

    def _one(self, sql: str, *values: object) -> tuple[str, ...] | None:
        row: tuple[str, ...] | None = self._connection.execute(sql, values).fetchone()
        return row


class _Publication:
    """One transaction's work: rows of documents out and in, then the nodes and edges they touch put together anew."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._nodes: set[str] = set()
        self._edges: set[str] = set()

    def apply(self) -> None:
        """Apply all that is staged, in the order of document codes."""
        staged = self._rows("SELECT document, fingerprint, content FROM staged ORDER BY document")
        for code, fingerprint, content in staged:
            self._take_out(code)
            if content is not None:
                self._take_in(Batch.model_validate_json(content), fingerprint, content)
        self._connection.execute("DELETE FROM staged")
        self._assemble_nodes()
        self._assemble_edges()
        self._count()

    def _take_out(self, code: str) -> None:
        document = document_id(code)
        self._nodes.update(self._column("SELECT node FROM mention WHERE document = ?", document))
        self._edges.update(self._column("SELECT edge FROM statement WHERE document = ?", document))
        for table in _SAID_BY_DOCUMENT:
            self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
        self._connection.execute("DELETE FROM batch WHERE document = ?", (code,))

    def _take_in(self, batch: Batch, fingerprint: str, content: str) -> None:
        code, document = batch.document.code, batch.document.id
        mentions, statements, facts = all_mentions(batch), all_statements(batch), tuple(all_facts(batch))
        self._nodes.update(mentions)
        self._edges.update(statements)
        self._insert(
            "batch", [_said_row(document=code, fingerprint=fingerprint, digest=batch.digest(), content=content)]
        )
        origin = {"document": document, "code": code}
        self._insert("mention", ({"node": k, **origin, "content": m.model_dump_json()} for k, m in mentions.items()))
        self._insert(
            "statement", ({"edge": k, **origin, "content": s.model_dump_json()} for k, s in statements.items())
        )
        self._insert("fact", (fact_row(fact, batch) for fact in facts))
        self._insert("passage", passage_rows(batch))
        said: Iterable[tuple[str, Mention | Statement | Fact]] = (
            *mentions.items(),
            *statements.items(),
            *((fact.id, fact) for fact in facts),
        )
        for owner, item in said:
            self._insert("evidence", evidence_rows(owner, item.evidence, batch))

    def _assemble_nodes(self) -> None:
        for identity in sorted(self._nodes):
            said = self._rows("SELECT code, content FROM mention WHERE node = ? ORDER BY code", identity)
            self._connection.execute("DELETE FROM alias WHERE node = ?", (identity,))
            if not said:
                self._connection.execute("DELETE FROM node WHERE id = ?", (identity,))
                continue
            node = assemble_node([(code, Mention.model_validate_json(content)) for code, content in said])
            self._upsert("node", node_row(node))
            self._insert("alias", alias_rows(node))
            for row, codes in zip(alias_rows(node), node.aliases.values(), strict=True):
                documents = ({"alias": row["id"], "document": document_id(code)} for code in codes)
                self._insert("alias_document", documents, replace=True)
            self._connection.execute("UPDATE edge SET source_name = ? WHERE source = ?", (node.name, identity))
            self._connection.execute("UPDATE edge SET target_name = ? WHERE target = ?", (node.name, identity))

    def _assemble_edges(self) -> None:
        for identity in sorted(self._edges):
            said = self._rows("SELECT code, content FROM statement WHERE edge = ? ORDER BY code", identity)
            before = self._rows("SELECT source, target FROM edge WHERE id = ?", identity)
            self._nodes.update(end for ends in before for end in ends)
            if not said:
                self._connection.execute("DELETE FROM edge WHERE id = ?", (identity,))
                continue
            edge = assemble_edge([(code, Statement.model_validate_json(content)) for code, content in said])
            ends = {end: self._end(end) for end in (edge.source, edge.target)}
            self._nodes.update(ends)
            self._upsert("edge", edge_row(identity, edge, ends))

    def _end(self, identity: str) -> tuple[str, str]:
        label, name = self._rows("SELECT label, name FROM node WHERE id = ?", identity)[0]
        return label, name

    def _count(self) -> None:
        """Bring the stored counts of all touched nodes up to date."""
        for label in ENTITY_LABELS:
            for count in vocabulary()[label].counts:
                sql = _count_sql(label, count.link)
                self._connection.executemany(
                    f"UPDATE node SET {count.name} = ({sql}) WHERE id = :id AND label = '{label}'",
                    [{"id": identity} for identity in sorted(self._nodes)],
                )

    def _insert(self, table: str, rows: Iterable[Row], *, replace: bool = False) -> None:
        for row in rows:
            columns, values = ", ".join(row), ", ".join("?" * len(row))
            verb = "INSERT OR REPLACE" if replace else "INSERT"
            self._connection.execute(f"{verb} INTO {table} ({columns}) VALUES ({values})", tuple(row.values()))

    def _upsert(self, table: str, row: Row) -> None:
        columns, values = ", ".join(row), ", ".join("?" * len(row))
        changes = ", ".join(f"{column} = excluded.{column}" for column in row if column != "id")
        self._connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({values}) ON CONFLICT (id) DO UPDATE SET {changes}",
            tuple(row.values()),
        )

    def _rows(self, sql: str, *values: object) -> list[tuple[str, ...]]:
        return self._connection.execute(sql, values).fetchall()

    def _column(self, sql: str, *values: object) -> Iterator[str]:
        return (row[0] for row in self._rows(sql, *values))


def _said_row(**row: object) -> Row:
    return row


def _count_sql(label: str, link_name: str) -> str:
    """How many things a link leads to from the node ``:id``."""
    link = vocabulary()[label].links[link_name]
    if link.reach is Reach.EDGE:
        here, there = ("source", "target") if link.forward else ("target", "source")
        labels = labels_in(f"{there}_label", link.targets)
        return f"SELECT count(*) FROM edge WHERE {here} = :id AND relation = '{link.relation}' AND {labels}"
    if link.reach is Reach.HOLDER:
        return f"SELECT count(*) FROM fact WHERE {link.field} = :id"
    return "SELECT count(*) FROM mention WHERE node = :id"
