"""One load on its way into the graph: from the documents that are staged to the release that readers see.

What a load adds carries the number of the release it will be, what it drops is marked with it, and neither is seen
yet. Then one transaction makes it the release. Entities are never kept in two versions: what changes of those there
are already is set in that transaction too, because a hub may have tens of thousands of relationships.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from neo4j import ManagedTransaction
from neo4j.exceptions import DriverError, Neo4jError

from graph.assembly import release_id
from graph.errors import StoreBusy
from graph.model.keys import document_id
from graph.model.vocabulary import FACT_LABELS
from graph.store.base import Release
from graph.store.neo4j import statements
from graph.store.neo4j.assembling import Assembly
from graph.store.neo4j.cleaning import clean_up, set_mark, settle
from graph.store.neo4j.documents import Change, changes, labels_mentioned
from graph.store.neo4j.release import BEGIN_SWITCH, SWITCH, Mark, State
from graph.store.neo4j.schema import FACT_FIELDS, MENTIONS
from graph.store.neo4j.transactions import Step, Transactions
from graph.store.packing import unpack
from graph.store.rows import Row

_SWITCH_MILLISECONDS = 30_000  # after which readers take a switch that has not ended for a dead one


class Publication:
    """What is staged, applied once; the write lock is held by whoever runs it."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._release = 0
        self._nodes: set[str] = set()
        self._edges: set[str] = set()

    def run(self) -> Release:
        """Apply what is staged; the release stays the same where nothing changes."""
        current = clean_up(self._transactions)
        self._transactions.change(statements.FORGET_UNCHANGED)
        staged = self._transactions.read(statements.STAGED)
        if current.release and not staged:
            return current.release
        mark = Mark(current.number, State.LOADING, current.mark.loads + 1)
        set_mark(self._transactions, mark)
        self._release = mark.number + 1
        for document in staged:
            self._take(document)
        self._switch(mark, staged, release := self._made())
        clean_up(self._transactions)
        return release

    # ---- documents

    def _take(self, staged: Mapping[str, Any]) -> None:
        """Write what a document says anew and mark what it no longer says."""
        document = staged["document"]
        found = self._transactions.read(statements.CONTENT, document=document, stamp=staged["stamp"])
        if not found:  # staged anew by another load, which will publish it
            return
        before, after = (content and unpack(content) for content in found[0].values())
        changed = list(changes(before, after))
        steps = [*_entities(labels_mentioned(after)), *(step for change in changed for step in _steps(change))]
        if before:
            steps.append((statements.drop("Batch"), [{"document": document}]))
        if after:
            said = {"document": document, "fingerprint": staged["fingerprint"], "digest": staged["digest"]}
            steps.append((statements.add("Batch"), [{**said, "content": found[0]["after"]}]))
        self._transactions.write(steps, release=self._release)
        self._touch(changed)
        self._nodes.add(document_id(document))  # its facts are counted

    def _touch(self, changed: Iterable[Change]) -> None:
        """Remember which shared nodes and edges must be assembled anew."""
        for change in changed:
            rows = (*change.dropped, *change.added)
            if change.label == MENTIONS:
                self._nodes.update(str(row["node"]) for row in rows)
            if change.label == "Statement":
                self._edges.update(str(row["edge"]) for row in rows)

    # ---- the release

    def _made(self) -> Release:
        """The release that the documents make."""
        digests = sorted(
            (record["document"], record["digest"]) for record in self._transactions.read(statements.DIGESTS)
        )
        return Release(release_id(digests), datetime.now(UTC).replace(microsecond=0), len(digests))

    def _switch(self, mark: Mark, staged: Sequence[Mapping[str, Any]], release: Release) -> None:
        """Make it the release that readers see."""
        changed = self._assemble()

        def switch(tx: ManagedTransaction) -> None:
            self._transactions.write_in(tx, [(statements.SET_NODES, changed)])
            tx.run(statements.FORGET_STAGED, rows=[{n: s[n] for n in ("document", "stamp")} for s in staged]).consume()
            # From here on readers wait. It is committed aside, before anything of the switch can be seen, and without
            # taking the write lock, which this transaction holds.
            switching = str(replace(mark, state=State.SWITCHING))
            self._transactions.run(BEGIN_SWITCH, mark=switching, milliseconds=_SWITCH_MILLISECONDS)
            switched = tx.run(
                SWITCH,
                number=self._release,
                id=release.id,
                published_at=release.published_at.isoformat(),
                documents=release.documents,
            ).single(strict=True)
            if not switched["done"]:
                raise StoreBusy("The load stood still while it was to become the release that is read: start it again.")

        try:
            self._transactions.together(switch)
        except BaseException:
            with suppress(DriverError, Neo4jError, StoreBusy):  # where the server is gone too, the next load settles it
                settle(self._transactions)
            raise

    def _assemble(self) -> list[Row]:
        """Put together what documents make together, and give what changes of the things readers see already."""
        assembly = Assembly(self._transactions, self._release)
        assembly.nodes(self._nodes)
        ends = assembly.edges(self._edges)
        assembly.counts(self._nodes | ends)
        return [{"id": identity, **changed} for identity, changed in sorted(assembly.changes.items())]


def _entities(labels: Mapping[str, str]) -> Iterator[Step]:
    """Make the entities, given by id with their labels, that are not there yet."""
    by_label: defaultdict[str, list[Row]] = defaultdict(list)
    for identity, label in sorted(labels.items()):
        by_label[label].append({"id": identity})
    for label, rows in by_label.items():
        yield statements.make_entities(label), rows


def _steps(change: Change) -> Iterator[Step]:
    """Mark what a document no longer says, make what it newly says, and link it."""
    yield statements.drop(change.label), change.dropped
    yield statements.add(change.label), change.added
    if change.label in {*FACT_LABELS, "Passage"}:
        for field, type_ in FACT_FIELDS.items():
            yield statements.link(change.label, field, type_), [row for row in change.added if row.get(field)]
