"""From the models of a batch, and from what is assembled of many, to the rows that engines store."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum

from graph.assembly import Edge, Node, first_place, sort_place
from graph.model.batch import Batch, Mention, Statement
from graph.model.evidence import Evidence
from graph.model.facts import Fact
from graph.model.keys import alias_id, document_id, fold, hashed_id
from graph.model.values import Quantity, Value
from graph.model.vocabulary import SAYS, Attribute, Kind, attributes_of, part_property
from graph.store.columns import columns_of
from graph.store.points import point_columns
from graph.store.summands import summand_columns

Row = Mapping[str, object]

_PLAIN = frozenset({str, int, bool})  # what is kept as it is, told first because nearly all is


def stored(value: object, attribute: Attribute) -> object:
    """A value as engines keep it: enumerations by value, what has fields of its own as JSON, exact numbers as text."""
    if value is None or type(value) in _PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if attribute.kind is Kind.VALUE and isinstance(value, Value):
        return value.model_dump_json(exclude_defaults=True)
    if isinstance(value, tuple):
        return _listed(value) if attribute.kind is Kind.QUANTITIES else list(value)
    return value


def _listed(quantities: tuple[Quantity, ...]) -> str:
    plain = [quantity.model_dump(mode="json", exclude_defaults=True) for quantity in quantities]
    return json.dumps(plain, ensure_ascii=False)


def said_row(owner: str, item: Mention | Statement, batch: Batch) -> Row:
    """The row that keeps what a document says of a node or an edge; its evidence has rows of its own."""
    said = {
        "document": batch.document.id,
        "code": batch.document.code,
        "place": first_place(batch.document.code, item.evidence),
        "content": item.model_copy(update={"evidence": ()}).model_dump_json(exclude_none=True),
    }
    # what only a table of ours knows of, the document does not speak of
    return {"node": owner, "named": bool(item.names), **said} if isinstance(item, Mention) else {"edge": owner, **said}


def evidence_rows(owner: str, evidence: tuple[Evidence, ...], batch: Batch) -> Iterator[Row]:
    """The rows that say where an entity, an edge or a fact is printed, in the order the batch gives them."""
    for ordinal, item in enumerate(evidence):
        yield {
            "owner": owner,
            "document": batch.document.id,
            "place": sort_place(batch.document.code, ordinal),
            "passage": item.passage,
            SAYS.name: stored(item.says, SAYS),
            **{column.name: stored(getattr(item, column.name), column) for column in columns_of("Evidence")},
        }


def fact_row(fact: Fact, batch: Batch) -> Row:
    """The row of a fact."""
    label = type(fact).__name__
    row: dict[str, object] = {
        "id": fact.id,
        "label": label,
        "document": batch.document.id,
        "subject": fact.subject,
        "indicator": getattr(fact, "indicator", None),
        "agency": fact.agency,
        "place": first_place(batch.document.code, fact.evidence),
    }
    for column in columns_of(label):
        value = getattr(fact, column.name)
        row[column.name] = stored(value, column)
        if isinstance(value, Value):
            row |= _parts(column.name, value)
    return {**row, **dict(summand_columns(fact)), **dict(point_columns(fact))}


def _parts(attribute: str, value: Value) -> Row:
    """The parts of a value that lists are ordered and filtered by."""
    return {
        part_property(attribute, "value"): _real(value.value),
        part_property(attribute, "normalised"): _real(value.number),
        part_property(attribute, "date"): value.date,
        part_property(attribute, "absence"): value.absence and value.absence.value,
    }


def _real(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def quantity_rows(batch: Batch) -> Iterator[Row]:
    """The rows of what is counted in the outcomes of a batch, by which these are found; numbers in the printed unit."""
    for outcome in batch.outcomes:
        for ordinal, item in enumerate(outcome.quantities):
            yield {
                "owner": outcome.id,
                "document": batch.document.id,
                "place": sort_place(batch.document.code, ordinal),
                **{a.name: stored(getattr(item, a.name), a) for a in attributes_of(Quantity)},
                "value": _real(item.value),
            }


def passage_rows(batch: Batch) -> Iterator[Row]:
    """The rows of a document's text."""
    for passage in batch.passages:
        yield {
            "id": passage.id,
            "document": batch.document.id,
            "place": sort_place(batch.document.code, passage.line_start),
            **{column.name: stored(getattr(passage, column.name), column) for column in columns_of("Passage")},
        }


def finding_rows(batch: Batch) -> Iterator[Row]:
    """The rows of what could not be read of a document, numbered: some say the same of one line."""
    for number, finding in enumerate(batch.findings):
        yield {
            "id": hashed_id("Finding", batch.document.code, number),
            "document": batch.document.id,
            "place": sort_place(batch.document.code, finding.line_start),
            **{column.name: stored(getattr(finding, column.name), column) for column in columns_of("Finding")},
        }


def node_row(node: Node) -> Row:
    """The row of a node, without its counts."""
    attributes = {column.name: stored(node.attributes[column.name], column) for column in columns_of(node.label)}
    return {"id": node.id, "label": node.label, "name": node.name, "place": node.place, **attributes}


def alias_rows(node: Node) -> Iterator[Row]:
    """The rows of the names a node is printed under."""
    for name in node.aliases:
        since, until = node.used.get(name, (None, None))
        yield {
            "id": alias_id(node.id, name, since, until),
            "node": node.id,
            "name": name,
            "folded": fold(name),
            "used_from": since,
            "used_until": until,
        }


def alias_document_rows(node: Node) -> Iterator[tuple[str, str]]:
    """Alias and document of each name a document prints."""
    for row, codes in zip(alias_rows(node), node.aliases.values(), strict=True):
        for code in codes:
            yield str(row["id"]), document_id(code)


def edge_row(edge: str, content: Edge, ends: Mapping[str, tuple[str, str]]) -> Row:
    """The row of an edge; ``ends`` gives label and name of both its ends."""
    return {
        "id": edge,
        "relation": content.relation,
        "source": content.source,
        "target": content.target,
        "source_label": ends[content.source][0],
        "target_label": ends[content.target][0],
        "source_name": ends[content.source][1],
        "target_name": ends[content.target][1],
        "place": content.place,
        "role": content.role,
        "part": content.part,
        "since": content.since,
    }
