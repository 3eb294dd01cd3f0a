"""Taking documents in and out, and publishing what that makes of the graph."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.assembly import (
    Said,
    all_facts,
    all_mentions,
    all_statements,
    assemble_edge,
    assemble_node,
    release_id,
)
from graph.errors import ContradictoryDecisions, UnknownDocument
from graph.model.batch import Batch, Mention, Statement
from graph.model.entities import EntityType
from graph.model.keys import document_id
from graph.model.relations import RelationType
from graph.model.vocabulary import ENTITY_LABELS, FACT_LABELS, PLAN_NAME, TEXT_LABELS, Reach, vocabulary
from graph.resolution.decisions import Decisions
from graph.resolution.identity import identified
from graph.store.base import Release
from graph.store.packing import pack, unpack
from graph.store.rows import (
    Row,
    alias_document_rows,
    alias_rows,
    edge_row,
    evidence_rows,
    fact_row,
    finding_rows,
    node_row,
    passage_rows,
    quantity_rows,
    said_row,
)
from graph.store.sqlite.binding import bind
from graph.store.sqlite.conditions import Aliases, labels_in, nearest, table_of
from graph.store.sqlite.linkage import Linkage, read_decisions
from graph.store.sqlite.partners import find_partners
from graph.store.sqlite.release import write_release
from graph.store.sqlite.schema import PLAN

Staged = tuple[str, str | None, bytes | None]
"""A document's code, fingerprint and packed batch; without a batch it is to be taken out."""

_FORGET_ALIAS_DOCUMENTS = "DELETE FROM alias_document WHERE alias IN (SELECT id FROM alias WHERE node = ?)"
_SAID_BY_DOCUMENT = ("mention", "statement", "fact", "quantity", "evidence", "passage", "finding", "alias_document")


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
        self._stage(batch.document.code, fingerprint, pack(batch))

    def remove(self, document: str) -> None:
        """Stage the removal of a document."""
        if self.fingerprint(document) is None:
            raise UnknownDocument(f"The store holds no document '{document}': see 'documents' for what it holds.")
        self._stage(document, None, None)

    def _stage(self, document: str, fingerprint: str | None, content: bytes | None) -> None:
        # one statement is one transaction
        self._connection.execute("INSERT OR REPLACE INTO staged VALUES (?, ?, ?)", (document, fingerprint, content))

    def decide(self, decisions: Decisions) -> None:
        """Stage decisions in place of those before."""
        said = decisions.model_dump_json()
        self._connection.execute("INSERT OR REPLACE INTO staged_decisions VALUES (1, ?)", (said,))

    def publish(self) -> Release:
        """Apply what is staged and make it the release that readers see."""
        self._connection.execute("PRAGMA analysis_limit = 400")
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            _Publication(self._connection).apply()
            self._connection.execute("ANALYZE")  # the planner chooses between an order's index and a filter's by counts
            release = self._release()
            self._connection.execute("COMMIT")
        except BaseException as error:
            if self._connection.in_transaction:  # where the disk is full, SQLite has rolled back by itself
                self._connection.execute("ROLLBACK")
            if isinstance(error, ContradictoryDecisions):  # else they would stop every later load
                self._connection.execute("DELETE FROM staged_decisions")
            raise
        return release

    def _release(self) -> Release:
        digests = self._connection.execute("SELECT document, digest FROM batch ORDER BY document").fetchall()
        identity = release_id(digests, read_decisions(self._connection).digest())
        return write_release(self._connection, identity, len(digests))

    def _one(self, sql: str, *values: object) -> tuple[str, ...] | None:
        row: tuple[str, ...] | None = self._connection.execute(sql, values).fetchone()
        return row


_BELOW = (
    "WITH RECURSIVE below(id) AS (SELECT value FROM json_each(?) "
    f"UNION SELECT source FROM edge JOIN below ON target = below.id AND relation = '{RelationType.PART_OF}')"
)
_PLAN = nearest(vocabulary()[EntityType.PROGRAMME].links["plan"], Aliases(), "node.id")
_FIND_PLANS = (
    f"{_BELOW} UPDATE node SET ({PLAN}, {PLAN_NAME}) = (SELECT id, name FROM node AS plan WHERE plan.id = ({_PLAN})) "
    f"WHERE label = '{EntityType.PROGRAMME}' AND id IN below"
)


class _Publication:
    """One transaction's work: rows of documents out and in, then the nodes and edges they touch put together anew."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._linkage = Linkage(connection)
        self._nodes: set[str] = set()
        self._edges: set[str] = set()

    def apply(self) -> None:
        """Apply all that is staged, in the order of document codes."""
        staged = self._rows("SELECT document, fingerprint, content FROM staged ORDER BY document")
        decided = self._rows("SELECT content FROM staged_decisions")
        for code, _, content in staged:
            self._linkage.replace(code, unpack(content) if content else None)
        for (said,) in decided:
            self._linkage.decide(Decisions.model_validate_json(said))
        moved = self._linkage.resolve() - {code for code, *_ in staged}
        for code, fingerprint, content in sorted((*staged, *self._as_they_are(moved))):
            self._take_out(code)
            if content is not None:
                self._take_in(unpack(content), fingerprint, content)
        self._connection.execute("DELETE FROM staged")
        self._connection.execute("DELETE FROM staged_decisions")
        self._assemble_nodes()
        self._assemble_edges()
        self._count()
        find_partners(self._connection, self._nodes)
        self._find_plans()
        self._tally()

    def _as_they_are(self, documents: Iterable[str]) -> Iterator[Staged]:
        """Documents that say what they said, of things that have become part of another node."""
        for code in documents:
            yield from self._rows("SELECT document, fingerprint, content FROM batch WHERE document = ?", code)

    def _take_out(self, code: str) -> None:
        document = document_id(code)
        self._touch_held(document)
        self._nodes.update(self._column("SELECT node FROM mention WHERE document = ?", document))
        self._edges.update(self._column("SELECT edge FROM statement WHERE document = ?", document))
        for table in _SAID_BY_DOCUMENT:
            self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
        self._connection.execute("DELETE FROM batch WHERE document = ?", (code,))

    def _take_in(self, said_by: Batch, fingerprint: str, content: bytes) -> None:
        batch = identified(said_by, self._linkage.nodes(said_by.document.code))
        mentions, statements = all_mentions(batch), all_statements(batch)
        self._nodes.update(mentions)
        self._edges.update(statements)
        said = {"document": batch.document.code, "fingerprint": fingerprint, "digest": said_by.digest()}
        self._insert("batch", [{**said, "content": content}])
        self._insert("mention", [said_row(node, mention, batch) for node, mention in mentions.items()])
        self._insert("statement", [said_row(edge, statement, batch) for edge, statement in statements.items()])
        for facts in (batch.measurements, batch.budgets, batch.outcomes):
            self._insert("fact", [fact_row(fact, batch) for fact in facts])
        self._insert("quantity", list(quantity_rows(batch)))
        self._touch_held(batch.document.id)
        self._insert("passage", list(passage_rows(batch)))
        self._insert("finding", list(finding_rows(batch)))
        self._insert("evidence", list(_all_evidence(batch, mentions, statements)))

    def _touch_held(self, document: str) -> None:
        """Remember what a document's facts are about, of which they are counted."""
        self._nodes.update(self._column("SELECT subject FROM fact WHERE document = ?", document))
        self._nodes.update(
            self._column("SELECT indicator FROM fact WHERE document = ? AND indicator IS NOT NULL", document)
        )

    def _assemble_nodes(self) -> None:
        for identity in sorted(self._nodes):
            said = self._rows("SELECT code, place, content FROM mention WHERE node = ? ORDER BY code", identity)
            self._connection.execute(_FORGET_ALIAS_DOCUMENTS, (identity,))
            self._connection.execute("DELETE FROM alias WHERE node = ?", (identity,))
            if not said:
                self._connection.execute("DELETE FROM node WHERE id = ?", (identity,))
                continue
            node = assemble_node([Said(code, place, Mention.model_validate_json(text)) for code, place, text in said])
            self._upsert("node", node_row(node))
            self._insert("alias", list(alias_rows(node)))
            self._connection.executemany(
                "INSERT OR REPLACE INTO alias_document VALUES (?, ?)", alias_document_rows(node)
            )
            self._connection.execute("UPDATE edge SET source_name = ? WHERE source = ?", (node.name, identity))
            self._connection.execute("UPDATE edge SET target_name = ? WHERE target = ?", (node.name, identity))

    def _assemble_edges(self) -> None:
        for identity in sorted(self._edges):
            said = self._rows("SELECT code, place, content FROM statement WHERE edge = ? ORDER BY code", identity)
            before = self._rows("SELECT source, target FROM edge WHERE id = ?", identity)
            self._nodes.update(end for ends in before for end in ends)
            if not said:
                self._connection.execute("DELETE FROM edge WHERE id = ?", (identity,))
                continue
            edge = assemble_edge([Said(code, place, Statement.model_validate_json(text)) for code, place, text in said])
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
                sql = count_sql(label, count.link)
                self._connection.executemany(
                    f"UPDATE node SET {count.name} = ({sql}) WHERE id = :id AND label = '{label}'",
                    [{"id": identity} for identity in sorted(self._nodes)],
                )

    def _find_plans(self) -> None:
        """Bring its plan up to date on each programme that is part of what was touched, at any distance."""
        self._connection.execute(_FIND_PLANS, (json.dumps(sorted(self._nodes)),))

    def _tally(self) -> None:
        """Count the things of each label."""
        tables = sorted({table_of((label,)) for label in (*ENTITY_LABELS, *FACT_LABELS, *TEXT_LABELS)})
        counted = " UNION ALL ".join(f"SELECT label, count(*) FROM {table} GROUP BY label" for table in tables)
        self._connection.execute("DELETE FROM tally")
        self._connection.execute(f"INSERT INTO tally {counted}")

    def _insert(self, table: str, rows: Sequence[Row]) -> None:
        """Insert rows that have the same columns."""
        if rows:
            columns, values = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
            sql = f"INSERT INTO {table} ({columns}) VALUES ({values})"
            self._connection.executemany(sql, (tuple(map(bind, row.values())) for row in rows))

    def _upsert(self, table: str, row: Row) -> None:
        columns, values = ", ".join(row), ", ".join("?" * len(row))
        changes = ", ".join(f"{column} = excluded.{column}" for column in row if column != "id")
        self._connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({values}) ON CONFLICT (id) DO UPDATE SET {changes}",
            tuple(map(bind, row.values())),
        )

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, values).fetchall()

    def _column(self, sql: str, *values: object) -> Iterator[str]:
        return (row[0] for row in self._rows(sql, *values))


def _all_evidence(batch: Batch, mentions: Mapping[str, Mention], statements: Mapping[str, Statement]) -> Iterator[Row]:
    for owner, mention in mentions.items():
        yield from evidence_rows(owner, mention.evidence, batch)
    for owner, statement in statements.items():
        yield from evidence_rows(owner, statement.evidence, batch)
    for fact in all_facts(batch):
        yield from evidence_rows(fact.id, fact.evidence, batch)


def count_sql(label: str, link_name: str) -> str:
    """How many things a link leads to from the node ``:id``."""
    link = vocabulary()[label].links[link_name]
    if link.reach is Reach.EDGE:
        here, there = ("source", "target") if link.forward else ("target", "source")
        labels = labels_in(f"{there}_label", link.targets)
        return f"SELECT count(*) FROM edge WHERE {here} = :id AND relation = '{link.relation}' AND {labels}"
    if link.reach is Reach.HOLDER:
        return f"SELECT count(*) FROM fact WHERE {link.field} = :id AND {labels_in('label', link.targets)}"
    return "SELECT count(*) FROM mention WHERE node = :id AND named"
