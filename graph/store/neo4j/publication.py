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
from itertools import chain
from typing import Any

from neo4j import ManagedTransaction
from neo4j.exceptions import DriverError, Neo4jError

from graph.assembly import release_id
from graph.errors import ContradictoryDecisions, StoreBusy
from graph.model.batch import Batch
from graph.model.keys import document_id
from graph.model.vocabulary import FACT_LABELS, TEXT_LABELS
from graph.resolution.decisions import Decisions
from graph.resolution.identity import identified
from graph.store.base import Release
from graph.store.neo4j import statements
from graph.store.neo4j.ahead import ahead
from graph.store.neo4j.assembling import Assembly
from graph.store.neo4j.cleaning import clean_up, set_mark, settle
from graph.store.neo4j.documents import Change, changes, labels_mentioned
from graph.store.neo4j.linkage import Linkage, read_decisions
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
        self._read: dict[str, tuple[bytes | None, ...]] = {}
        self._nodes: set[str] = set()
        self._edges: set[str] = set()
        self._counted: set[str] = set()

    def run(self) -> Release:
        """Apply what is staged; the release stays the same where nothing changes."""
        current = clean_up(self._transactions)
        self._transactions.change(statements.FORGET_UNCHANGED)
        staged = self._transactions.read(statements.STAGED)
        decided = self._transactions.read(statements.STAGED_DECISIONS)
        if current.release and not staged and not decided:
            return current.release
        mark = Mark(current.number, State.LOADING, current.mark.loads + 1)
        set_mark(self._transactions, mark)
        self._release = mark.number + 1
        linkage = Linkage(self._transactions, self._release)
        for steps in ahead(linkage.replacing(*self._said(document)) for document in staged):
            self._write(steps)
        for said in decided:
            linkage.decide(Decisions.model_validate_json(said["content"]))
        moved = self._resolved(linkage, decided) - {document["document"] for document in staged}
        for steps in ahead(
            chain(
                (self._taking(document, linkage) for document in staged),
                (self._moving(code, linkage) for code in sorted(moved)),
            )
        ):
            self._write(steps)
        self._switch(mark, staged, decided, release := self._made())
        clean_up(self._transactions)
        return release

    def _resolved(self, linkage: Linkage, decided: Sequence[Mapping[str, Any]]) -> set[str]:
        """The documents of which things have moved; decisions that cannot hold are forgotten, as they never were."""
        try:
            return linkage.resolve()
        except ContradictoryDecisions:
            for said in decided:  # else they would stop every later load
                self._transactions.run(statements.FORGET_STAGED_DECISIONS, stamp=said["stamp"])
            clean_up(self._transactions)
            raise

    # ---- documents

    def _said(self, staged: Mapping[str, Any]) -> tuple[Batch | None, Batch | None]:
        """What a document said, and what it says now.

        It is read once, because another load may stage the document anew meanwhile, and will publish that.
        """
        document = staged["document"]
        if document not in self._read:
            found = self._transactions.read(statements.CONTENT, document=document, stamp=staged["stamp"])
            self._read[document] = tuple(found[0].values()) if found else (None, None)
        before, after = self._read[document]
        return unpack(before) if before else None, unpack(after) if after else None

    def _taking(self, staged: Mapping[str, Any], linkage: Linkage) -> list[Step]:
        """The statements that write what a document says anew and mark what it no longer says."""
        document, (before, after) = staged["document"], self._said(staged)
        steps: list[Step] = []
        if before is None and after is None:
            return steps
        if before:
            steps.append((statements.drop("Batch"), [{"document": document}]))
        if after:
            said = {"document": document, "fingerprint": staged["fingerprint"], "digest": staged["digest"]}
            steps.append((statements.add("Batch"), [{**said, "content": self._read[document][1]}]))
        self._nodes.add(document_id(document))  # its facts are counted
        return [*self._changed(before, after, linkage), *steps]

    def _moving(self, document: str, linkage: Linkage) -> list[Step]:
        """The statements that change what of a document is part of another node now."""
        (found,) = self._transactions.read(statements.BATCH, document=document)
        said = unpack(found["content"])
        self._nodes.add(document_id(document))
        return self._changed(said, said, linkage)

    def _write(self, steps: Iterable[Step]) -> None:
        self._transactions.write(steps, release=self._release)

    def _changed(self, before: Batch | None, after: Batch | None, linkage: Linkage) -> list[Step]:
        """The statements that make of what a document said, of the nodes of then, what it says of those of now."""
        old = before and identified(before, linkage.nodes(before, before=True))
        new = after and identified(after, linkage.nodes(after))
        changed = list(changes(old, new))
        self._touch(changed)
        return [*_entities(labels_mentioned(new)), *(step for change in changed for step in _steps(change))]

    def _touch(self, changed: Iterable[Change]) -> None:
        """Remember which shared nodes and edges must be assembled anew."""
        for change in changed:
            rows = (*change.dropped, *change.added)
            if change.label == MENTIONS:
                self._nodes.update(str(row["node"]) for row in rows)
            if change.label == "Statement":
                self._edges.update(str(row["edge"]) for row in rows)
            if change.label in FACT_LABELS:
                held = (row[field] for row in rows for field in ("subject", "indicator"))
                self._counted.update(str(identity) for identity in held if identity)

    # ---- the release

    def _made(self) -> Release:
        """The release that the documents make."""
        digests = sorted(
            (record["document"], record["digest"]) for record in self._transactions.read(statements.DIGESTS)
        )
        identity = release_id(digests, read_decisions(self._transactions).digest())
        return Release(identity, datetime.now(UTC).replace(microsecond=0), len(digests))

    def _switch(
        self, mark: Mark, staged: Sequence[Mapping[str, Any]], decided: Sequence[Mapping[str, Any]], release: Release
    ) -> None:
        """Make it the release that readers see."""
        changed = self._assemble()

        def switch(tx: ManagedTransaction) -> None:
            self._transactions.write_in(tx, [(statements.SET_NODES, changed)])
            tx.run(statements.FORGET_STAGED, rows=[{n: s[n] for n in ("document", "stamp")} for s in staged]).consume()
            for said in decided:
                tx.run(statements.FORGET_STAGED_DECISIONS, stamp=said["stamp"]).consume()
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
        assembly.counts(self._nodes | self._counted | ends)
        assembly.partners(ends)
        assembly.plan_names(self._nodes | ends)
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
    by_links: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in change.added:
        by_links[_links(change.label, row)].append(row)
    for fields, rows in by_links.items():
        yield statements.add(change.label, fields), rows


def _links(label: str, row: Row) -> tuple[str, ...]:
    """The fields of a row that hold the ids of things it leads to."""
    leads = label in {*FACT_LABELS, *TEXT_LABELS, "Finding"}
    return tuple(field for field in FACT_FIELDS if row.get(field)) if leads else ()
