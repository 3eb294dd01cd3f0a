"""Tables and indexes, derived from the vocabulary, and the version they carry."""

from collections.abc import Iterator

from graph.model.vocabulary import (
    ENTITY_LABELS,
    FACT_LABELS,
    PLAN_NAME,
    SAYS,
    TEXT_LABELS,
    Kind,
    part_property,
    said_of,
    vocabulary,
)
from graph.store.columns import columns_of, counts_of_nodes, is_nullable
from graph.store.points import POINT, SERIES, from_column, to_column
from graph.store.sqlite.partners import PARTNER_SCHEMA
from graph.store.sqlite.search_schema import search_statements
from graph.store.summands import ALIKE, SLOT, inexact_column, limb_columns, unit_column

APPLICATION_ID = 0x706C676E  # "plgn": tells our files from other SQLite databases
SCHEMA_VERSION = 9

PLAN = "plan"
"""The column with the id of the nearest plan that a programme is part of: a walk for each row would take long."""

_SQL_TYPES = {Kind.INTEGER: "INTEGER", Kind.BOOLEAN: "INTEGER"}


def schema_statements() -> Iterator[str]:
    """The statements that make an empty store."""
    counts = (f"{name} INTEGER NOT NULL DEFAULT 0" for name in counts_of_nodes())
    yield _table("node", "id TEXT PRIMARY KEY", "label TEXT NOT NULL", "name TEXT NOT NULL", "place TEXT NOT NULL",
                 f"{PLAN} TEXT", f"{PLAN_NAME} TEXT", *_columns(ENTITY_LABELS), *counts)  # fmt: skip
    yield _table("edge", "id TEXT PRIMARY KEY", "relation TEXT NOT NULL",
                 "source TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED",
                 "target TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED",
                 "source_label TEXT NOT NULL", "target_label TEXT NOT NULL",
                 # the ends' names, so that a hub's neighbours are walked in order without touching their nodes
                 "source_name TEXT NOT NULL", "target_name TEXT NOT NULL",
                 "place TEXT NOT NULL", "role TEXT", "part TEXT", "since TEXT")  # fmt: skip
    yield _table("fact", "id TEXT PRIMARY KEY", "label TEXT NOT NULL",
                 "document TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED",
                 "subject TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED",
                 "indicator TEXT REFERENCES node DEFERRABLE INITIALLY DEFERRED",
                 "agency TEXT REFERENCES node DEFERRABLE INITIALLY DEFERRED",
                 "place TEXT NOT NULL", f"{ALIKE} TEXT", f"{SLOT} TEXT", f"{SERIES} TEXT", f"{POINT} TEXT",
                 *_columns(FACT_LABELS))  # fmt: skip
    yield _table("evidence", "owner TEXT NOT NULL", "document TEXT NOT NULL", "place TEXT NOT NULL", "passage TEXT",
                 f"{SAYS.name} TEXT NOT NULL", *_columns(("Evidence",)))  # fmt: skip
    yield _table("quantity", "owner TEXT NOT NULL", "document TEXT NOT NULL", "place TEXT NOT NULL",
                 "label TEXT NOT NULL", "value REAL", "text TEXT", "unit TEXT", "bound TEXT")  # fmt: skip
    yield _table("alias", "id TEXT PRIMARY KEY", "node TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED",
                 "name TEXT NOT NULL", "folded TEXT NOT NULL", "used_from TEXT", "used_until TEXT")  # fmt: skip
    yield _table("alias_document", "alias TEXT NOT NULL", "document TEXT NOT NULL", "PRIMARY KEY (alias, document)",
                 rowid=False)  # fmt: skip
    for label in (*TEXT_LABELS, "Finding"):
        yield _table(label.lower(), "id TEXT PRIMARY KEY", f"label TEXT GENERATED ALWAYS AS ('{label}') VIRTUAL",
                     "document TEXT NOT NULL", "place TEXT NOT NULL", *_columns((label,)))  # fmt: skip
    # how many things there are of each label: to count them takes the longer, the more there are
    yield _table("tally", "label TEXT PRIMARY KEY", "things INTEGER NOT NULL")
    yield from PARTNER_SCHEMA
    yield from search_statements()
    yield from _SAID
    yield from _INDEXES
    yield from _order_indexes()


# What each document says, by document: from these rows nodes and edges are assembled again when a document changes.
_SAID = (
    "CREATE TABLE batch (document TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, digest TEXT NOT NULL, "
    "content BLOB NOT NULL)",
    "CREATE TABLE staged (document TEXT PRIMARY KEY, fingerprint TEXT, content BLOB)",  # content NULL: to be removed
    "CREATE TABLE mention (node TEXT NOT NULL, named INTEGER NOT NULL, document TEXT NOT NULL, code TEXT NOT NULL, "
    "place TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (node, document)) WITHOUT ROWID",
    "CREATE TABLE statement (edge TEXT NOT NULL, document TEXT NOT NULL, code TEXT NOT NULL, place TEXT NOT NULL, "
    "content TEXT NOT NULL, PRIMARY KEY (edge, document)) WITHOUT ROWID",
    # under which keys the things of documents meet, what was decided about them, and the nodes that came of it
    "CREATE TABLE member (id TEXT NOT NULL, document TEXT NOT NULL, content TEXT NOT NULL, "
    "PRIMARY KEY (id, document)) WITHOUT ROWID",
    "CREATE TABLE member_key (key TEXT NOT NULL, member TEXT NOT NULL, document TEXT NOT NULL, "
    "PRIMARY KEY (key, member, document)) WITHOUT ROWID",
    "CREATE TABLE decided (one INTEGER PRIMARY KEY CHECK (one = 1), content TEXT NOT NULL)",
    "CREATE TABLE staged_decisions (one INTEGER PRIMARY KEY CHECK (one = 1), content TEXT NOT NULL)",
    'CREATE TABLE merge (member TEXT PRIMARY KEY, name TEXT NOT NULL, node TEXT NOT NULL, "to" TEXT NOT NULL, '
    "rule TEXT NOT NULL, key TEXT NOT NULL, score REAL NOT NULL, "
    # what readers are shown of it
    "id TEXT AS (member), former_id TEXT AS (member), place TEXT AS (member), reasons TEXT AS (json_array(key))) "
    "WITHOUT ROWID",
    "CREATE TABLE release (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, published_at TEXT NOT NULL, "
    "documents INTEGER NOT NULL)",
)

_INDEXES = (
    "CREATE INDEX node_by_name ON node (label, name, id)",
    "CREATE INDEX node_by_code ON node (code) WHERE code IS NOT NULL",
    "CREATE INDEX edge_out ON edge (source, relation, target_label, target_name, target)",
    "CREATE INDEX edge_in ON edge (target, relation, source_label, source_name, source)",
    "CREATE INDEX fact_by_subject ON fact (subject, label, place, id)",
    "CREATE INDEX fact_of_subject ON fact (subject, place, id)",
    "CREATE INDEX fact_by_indicator ON fact (indicator, subject, label, place, id) WHERE indicator IS NOT NULL",
    "CREATE INDEX fact_by_indicator_in_order ON fact (indicator, label, place, id) WHERE indicator IS NOT NULL",
    "CREATE INDEX fact_by_agency ON fact (agency, label, place, id) WHERE agency IS NOT NULL",
    "CREATE INDEX fact_by_document ON fact (document, label, place, id)",
    "CREATE INDEX fact_by_place ON fact (label, place, id)",
    "CREATE INDEX fact_by_series ON fact (series, place, id) WHERE series IS NOT NULL",
    "CREATE INDEX fact_by_point ON fact (point, place, id) WHERE point IS NOT NULL",
    "CREATE INDEX fact_in_order ON fact (place, id)",
    "CREATE INDEX evidence_by_owner ON evidence (owner, place)",
    "CREATE INDEX evidence_by_document ON evidence (document)",
    "CREATE INDEX quantity_by_owner ON quantity (owner)",
    "CREATE INDEX quantity_by_document ON quantity (document)",
    "CREATE INDEX alias_by_node ON alias (node, name, id)",
    "CREATE INDEX alias_by_folded ON alias (folded, node)",
    "CREATE INDEX alias_document_by_document ON alias_document (document)",
    "CREATE INDEX evidence_by_passage ON evidence (passage, owner, place) WHERE passage IS NOT NULL",
    "CREATE INDEX passage_by_document ON passage (document, place, id)",
    "CREATE INDEX passage_by_place ON passage (place, id)",
    "CREATE INDEX finding_by_document ON finding (document, place, id)",
    "CREATE INDEX member_by_document ON member (document)",
    "CREATE INDEX member_key_by_document ON member_key (document)",
    "CREATE INDEX merge_by_node ON merge (node)",
    "CREATE INDEX mention_by_document ON mention (document, node)",
    "CREATE INDEX statement_by_document ON statement (document)",
)


def _order_indexes() -> Iterator[str]:
    """Two indexes for each order of a root list, one a direction: in both, absent values come last and ids ascend."""
    for label in (*ENTITY_LABELS, *FACT_LABELS):
        table, kind = ("node" if label in ENTITY_LABELS else "fact"), vocabulary()[label]
        for order in (order for order in kind.orders if order.link is None):
            absent = f"{order.property} IS NULL, " if is_nullable(kind, order.property) else ""
            for suffix, direction in (("", ""), ("_descending", " DESC")):
                yield (
                    f"CREATE INDEX {label.lower()}_by_{order.property}{suffix} "
                    f"ON {table} (label, {absent}{order.property}{direction}, id) WHERE label = '{label}'"
                )


def _columns(labels: tuple[str, ...]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for label in labels:
        for attribute in columns_of(label):
            declared = f"{attribute.name} {_SQL_TYPES.get(attribute.kind, 'TEXT')}"
            if seen.setdefault(attribute.name, declared) != declared:
                raise TypeError(f"{attribute.name} has two kinds among {labels}")
            if attribute.kind is Kind.VALUE:
                seen |= {name: f"{name} {type_}" for name, type_ in _value_columns(attribute.name)}
    yield from (c for name, c in seen.items() if name != "place")


def _value_columns(attribute: str) -> Iterator[tuple[str, str]]:
    """The columns by which a value is filtered, ordered, added up and held against others, each with its type."""
    yield from ((part_property(attribute, part), "REAL") for part in ("value", "normalised"))
    yield from ((part_property(attribute, part), "TEXT") for part in ("date", "absence"))
    yield unit_column(attribute), "TEXT"
    yield from ((name, "REAL") for name in (from_column(attribute), to_column(attribute)))
    yield said_of(attribute), "INTEGER"
    yield from ((name, "INTEGER") for name in (inexact_column(attribute), *limb_columns(attribute)))


def _table(name: str, *columns: str, rowid: bool = True) -> str:
    declared = dict.fromkeys(columns)
    return f"CREATE TABLE {name} ({', '.join(declared)}){'' if rowid else ' WITHOUT ROWID'}"
