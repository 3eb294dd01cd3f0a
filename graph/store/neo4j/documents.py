"""What one document alone brings into the database: its own nodes, and what it says of things that others speak of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.assembly import all_facts, all_mentions, all_statements
from graph.model.batch import Batch
from graph.model.facts import Outcome
from graph.model.vocabulary import FACT_LABELS, TEXT_LABELS
from graph.store.neo4j.schema import MENTIONS
from graph.store.neo4j.search_text import searched
from graph.store.rows import Row, evidence_rows, fact_row, finding_rows, passage_rows, quantity_rows, said_row

KEYS = {
    **dict.fromkeys((*FACT_LABELS, *TEXT_LABELS, "Finding"), ("id",)),
    "Evidence": ("owner", "place"),
    "Quantity": ("owner", "place"),
    "Statement": ("edge", "document"),
    MENTIONS: ("document", "node"),
}
"""What a document says by the label it stands under, or the relationship type: the properties that tell it apart."""

Key = tuple[object, ...]
Rows = Mapping[str, Mapping[Key, Row]]


@dataclass(frozen=True, slots=True)
class Change:
    """What a document no longer says, and what it now says, of one label or type."""

    label: str
    dropped: tuple[Row, ...]
    added: tuple[Row, ...]


def labels_mentioned(batch: Batch | None) -> dict[str, str]:
    """The label of each entity that a batch speaks of, by id; none where there is no batch."""
    return {i: m.entity.type.value for i, m in all_mentions(batch).items()} if batch else {}


def changes(before: Batch | None, after: Batch | None) -> Iterator[Change]:
    """What changes where a document that said ``before`` says ``after``; None: it was or will not be there."""
    old, new = _rows(before), _rows(after)
    for label in KEYS:
        dropped = [row for key, row in old[label].items() if new[label].get(key) != row]
        added = [row for key, row in new[label].items() if old[label].get(key) != row]
        if dropped or added:
            yield Change(label, tuple(dropped), tuple(added))


def _rows(batch: Batch | None) -> Rows:
    rows: dict[str, dict[Key, Row]] = {label: {} for label in KEYS}
    for label, row in _all_rows(batch) if batch else ():
        rows[label][tuple(row[name] for name in KEYS[label])] = row
    return rows


def _all_rows(batch: Batch) -> Iterator[tuple[str, Row]]:
    mentions, statements = all_mentions(batch), all_statements(batch)
    for fact in all_facts(batch):
        row = {n: v for n, v in fact_row(fact, batch).items() if n != "label"}
        yield type(fact).__name__, {**row, **searched(fact.text)} if isinstance(fact, Outcome) else row
        yield from (("Evidence", row) for row in evidence_rows(fact.id, fact.evidence, batch))
    yield from (("Quantity", row) for row in quantity_rows(batch))
    yield from (("Passage", {**row, **searched(str(row["text"]))}) for row in passage_rows(batch))
    yield from (("Finding", row) for row in finding_rows(batch))
    for node, mention in mentions.items():
        yield MENTIONS, {**said_row(node, mention, batch), "names": list(mention.names)}
        yield from (("Evidence", row) for row in evidence_rows(node, mention.evidence, batch))
    for edge, statement in statements.items():
        yield "Statement", said_row(edge, statement, batch)
        yield from (("Evidence", row) for row in evidence_rows(edge, statement.evidence, batch))
