"""The statements of the writer. Those over many ``$rows`` return ``done``, how many of them they found or made.

Nodes and relationships are created, never merged, but for entities: where several documents bring the same new one it
is made once. ``$release`` is the number of the release that is being made; what is not ``dropped`` belongs to it.
"""

from collections.abc import Sequence

from graph.model.entities import EntityType
from graph.model.vocabulary import ENTITY_LABELS, SHARED, Link, Reach, vocabulary
from graph.store.neo4j.documents import KEYS
from graph.store.neo4j.schema import (
    FACT_FIELDS,
    LETTERS,
    MENTIONS,
    SAID_IN,
    SEARCHED,
    SHARES_WITH,
    is_ours,
    labels_of,
)

_EACH = "UNWIND $rows AS row"
_DONE = "RETURN count(*) AS done"
MEMBER_LABELS = ("Member", "MemberKey")
KEYS_OF_ALL = {
    **KEYS,
    "Alias": ("id",),
    "Batch": ("document",),
    "Member": ("id", "document"),
    "MemberKey": ("key", "member", "document"),
    "Merge": ("member",),
    "Decided": (),
}

# ---- what is staged -------------------------------------------------------------------------------------------------

# A document may be staged anew meanwhile: setting a property locks it, so that it is not what is forgotten.
FORGET_UNCHANGED = (
    f"MATCH (s:Staged) WHERE {is_ours('s')} SET s.asked = timestamp() "
    "WITH s OPTIONAL MATCH (b:Plangraph:Batch {document: s.document}) "
    "WITH s, b WHERE b.digest = s.digest OR (b IS NULL AND s.digest IS NULL) "
    "SET b.fingerprint = s.fingerprint DELETE s"
)
STAGED = (
    f"MATCH (s:Staged) WHERE {is_ours('s')} RETURN s.document AS document, s.fingerprint AS fingerprint, "
    "s.digest AS digest, s.stamp AS stamp ORDER BY document"
)
CONTENT = (
    "MATCH (s:Plangraph:Staged {document: $document, stamp: $stamp}) "
    "OPTIONAL MATCH (b:Plangraph:Batch {document: $document}) RETURN b.content AS before, s.content AS after"
)
FORGET_STAGED = (
    f"{_EACH} MATCH (s:Plangraph:Staged {{document: row.document}}) SET s.asked = timestamp() "
    "WITH row, s WHERE s.stamp = row.stamp DELETE s"
)
STAGED_DECISIONS = f"MATCH (s:StagedDecisions) WHERE {is_ours('s')} RETURN s.content AS content, s.stamp AS stamp"
FORGET_STAGED_DECISIONS = (
    f"MATCH (s:StagedDecisions) WHERE {is_ours('s')} SET s.asked = timestamp() WITH s WHERE s.stamp = $stamp DELETE s"
)
BATCH = "MATCH (b:Plangraph:Batch {document: $document}) WHERE b.dropped IS NULL RETURN b.content AS content"
DIGESTS = (
    f"MATCH (b:Batch) WHERE {is_ours('b')} AND b.dropped IS NULL RETURN b.document AS document, b.digest AS digest"
)

# ---- what one document says -----------------------------------------------------------------------------------------


def drop(label: str) -> str:
    """Marks what a document no longer says."""
    if label == MENTIONS:
        between = f"(d:Document {{id: row.document}})-[x:{MENTIONS}]->(n:Entity {{id: row.node}})"
        found = f"{between} USING INDEX d:Document(id) USING INDEX n:Entity(id)"  # see _between
    else:
        keys = ", ".join(f"{key}: row.{key}" for key in KEYS_OF_ALL[label])
        found = f"(x:{label} {{{keys}}})"
    return f"{_EACH} MATCH {found} WHERE x.added < $release AND x.dropped IS NULL SET x.dropped = $release {_DONE}"


def add(label: str, fields: Sequence[str] = ()) -> str:
    """Makes what a document newly says, and leads from it to the things whose ids stand in fields of it."""
    if label == MENTIONS:
        return (
            f"{_EACH} MATCH (d:Document {{id: row.document}}) MATCH (n:Entity {{id: row.node}}) "
            f"CREATE (d)-[:{MENTIONS} {{names: row.names, named: row.named, place: row.place, code: row.code, "
            f"content: row.content, added: $release}}]->(n) {_DONE}"
        )
    held = "".join(f"MATCH ({field}:{_held(field)} {{id: row.{field}}}) " for field in fields)
    links = "".join(f", (x)-[:{FACT_FIELDS[field]}]->({field})" for field in fields)
    return f"{_EACH} {held}CREATE (x:{labels_of(label)}){links} SET x = row, x.added = $release {_DONE}"


def _held(field: str) -> str:
    """The label of what a field holds the id of."""
    return "Document" if FACT_FIELDS[field] == SAID_IN else "Entity"


def make_entities(label: str) -> str:
    """Makes the entities that are not there yet, still without anything but their id."""
    return f"{_EACH} MERGE (x:Entity {{id: row.id}}) ON CREATE SET x:{labels_of(label)}, x.added = $release {_DONE}"


# ---- what documents make together -----------------------------------------------------------------------------------

SAID_OF_NODES = (
    "UNWIND $ids AS id MATCH (x:Entity {id: id}) RETURN x {.*} AS node, "
    f"[(x)<-[m:{MENTIONS}]-() WHERE m.dropped IS NULL | [m.code, m.place, m.content]] AS said, "
    "[(x)-[:KNOWN_AS]->(a) WHERE a.dropped IS NULL | a.id] AS aliases"
)
SET_NODES = f"{_EACH} MATCH (x:Entity {{id: row.id}}) SET x += row {_DONE}"
DROP_NODES = f"{_EACH} MATCH (x:Entity {{id: row.id}}) SET x.dropped = $release {_DONE}"
ADD_ALIASES = (
    f"{_EACH} MATCH (x:Entity {{id: row.node}}) CREATE (x)-[:KNOWN_AS]->(a:{labels_of('Alias')} "
    "{id: row.id, name: row.name, folded: row.folded, used_from: row.used_from, used_until: row.used_until, "
    f"{SEARCHED}: row.{SEARCHED}, {LETTERS}: row.{LETTERS}, added: $release}}) {_DONE}"
)

SAID_OF_EDGES = (
    "UNWIND $ids AS id MATCH (s:Statement {edge: id}) WHERE s.document IS NOT NULL RETURN id, "
    "collect([s.code, s.place, s.content, s.dropped IS NULL]) AS said, min(s.added) < $release AS stood"
)


def edges(type_: str) -> str:
    """Finds the edges between pairs of things."""
    return f"{_EACH} {_between(type_)} WHERE r.dropped IS NULL RETURN r {{.*}} AS edge"


def drop_edges(type_: str) -> str:
    """Marks edges that no document states any more, or that change."""
    return f"{_EACH} {_between(type_)} WHERE r.dropped IS NULL SET r.dropped = $release {_DONE}"


def add_edges(type_: str) -> str:
    """Makes edges."""
    return (
        f"{_EACH} MATCH (s:Entity {{id: row.source}}) MATCH (t:Entity {{id: row.target}}) "
        f"CREATE (s)-[r:{type_}]->(t) SET r = row.edge, r.added = $release {_DONE}"
    )


def _between(type_: str) -> str:
    # else the planner may find one end alone and follow all that leads there, for a hub tens of thousands of times
    ends = "USING INDEX s:Entity(id) USING INDEX t:Entity(id)"
    return f"MATCH (s:Entity {{id: row.source}})-[r:{type_}]->(t:Entity {{id: row.target}}) {ends}"


def count(label: str, links: dict[str, Link]) -> str:
    """Counts what links lead to, by the name of the stored count; finds only things of the label."""
    counted = ", ".join(f"{name}: {count_of(link_)}" for name, link_ in links.items())
    return f"UNWIND $ids AS id MATCH (x:{label} {{id: id}}) RETURN x {{.*}} AS node, {{{counted}}} AS counts"


_PARTNERS = vocabulary()[EntityType.AGENCY].links["partners"]
SHARING = (
    f"(a:{EntityType.AGENCY})<-[e:{_PARTNERS.relation}]-(y:{_PARTNERS.through})"
    f"-[f:{_PARTNERS.relation}]->(b:{'|'.join(_PARTNERS.targets)})"
)
"""The pattern of what two bodies ``a`` and ``b`` share."""
_SHARED_NOW = (
    f"MATCH {SHARING} WHERE e.dropped IS NULL AND f.dropped IS NULL AND a <> b WITH b, count(y) AS shared "
    "RETURN [b.id, shared]"
)
_SHARED_BEFORE = f"MATCH (a)-[w:{SHARES_WITH}]-(b) WHERE w.dropped IS NULL RETURN [b.id, w.{SHARED}]"
PARTNERS = (
    f"UNWIND $ids AS id MATCH (a:{EntityType.AGENCY} {{id: id}}) "
    f"RETURN id, COLLECT {{ {_SHARED_NOW} }} AS now, COLLECT {{ {_SHARED_BEFORE} }} AS before"
)
"""What bodies share with others: how much with which, and how much is stored."""

BELOW = (
    "UNWIND $ids AS id MATCH (x:Entity {id: id}) CALL (x) { "  # of its own, so that it starts from there
    "MATCH SHORTEST 1 (x)(()<-[r:PART_OF WHERE r.dropped IS NULL]-())*(p:Programme) RETURN p.id AS below "
    "} RETURN DISTINCT below AS id"
)
"""The programmes among some things, and below them at any distance."""
PLANS = (
    "UNWIND $ids AS id MATCH (x:Programme {id: id}) RETURN x {.*} AS node, COLLECT { "
    "MATCH w = SHORTEST 1 (x)(()-[r:PART_OF WHERE r.dropped IS NULL]->())+(p:Plan) "
    "RETURN [length(w), p.id, p.name, p.place] } AS plans"
)
"""The plans that programmes are part of at any distance: how far away each is, its id, name and place."""


def count_of(link_: Link) -> str:
    """How many things a link leads to from the entity ``x``, as an expression."""
    if link_.reach is Reach.MENTION:
        return f"COUNT {{ (x)<-[r:{MENTIONS}]-() WHERE r.dropped IS NULL AND r.named }}"
    if link_.reach is Reach.HOLDER:
        held = FACT_FIELDS[link_.field or ""]
        return f"COUNT {{ (x)<-[:{held}]-(y:{'|'.join(link_.targets)}) WHERE y.dropped IS NULL }}"
    labels = "|".join(label for label in ENTITY_LABELS if label in link_.targets)
    left, right = ("-", "->") if link_.forward else ("<-", "-")
    return f"COUNT {{ (x){left}[r:{link_.relation}]{right}(:{labels}) WHERE r.dropped IS NULL }}"
