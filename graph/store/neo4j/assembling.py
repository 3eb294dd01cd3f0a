"""From what documents say of shared things to one node, one edge and the counts that are kept of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.assembly import Node, Said, assemble_edge, assemble_node
from graph.model.batch import Mention, Statement
from graph.model.relations import RelationType
from graph.model.vocabulary import ENTITY_LABELS, PLAN_NAME, SHARED, vocabulary
from graph.store.neo4j import statements
from graph.store.neo4j.ahead import ahead
from graph.store.neo4j.schema import SHARES_WITH
from graph.store.neo4j.search_text import searched
from graph.store.neo4j.transactions import Step, Transactions
from graph.store.rows import Row, alias_rows, node_row

_THINGS = 500  # at a time: a hub among them brings what a thousand documents say of it
_COUNTED = 5_000

Before = Mapping[str, Row]
Pairs = dict[tuple[str, str], int]
"""How much two bodies share, by their ids; the smaller one first, for each pair is joined once."""


class Assembly:
    """Puts touched nodes and edges together anew for one release.

    ``changes`` are those of entities that readers see already, by id: to be set when the release is switched.
    """

    def __init__(self, transactions: Transactions, release: int) -> None:
        self._transactions = transactions
        self._release = release
        self.changes: defaultdict[str, dict[str, object]] = defaultdict(dict)

    # ---- nodes

    def nodes(self, ids: Iterable[str]) -> None:
        """Assemble the nodes of these ids; one that nothing mentions any more is dropped."""
        for steps in ahead(self._nodes(some) for some in _some(sorted(ids))):
            self._write(*steps)

    def _nodes(self, ids: Sequence[str]) -> list[Step]:
        gone, made, aliases, forgotten = [], [], [], []
        for before, said, known in self._transactions.read(statements.SAID_OF_NODES, ids=ids):
            node = _node(said) if said else None
            names = list(alias_rows(node)) if node else []
            if node is None:
                gone.append({"id": before["id"]})
            elif before["added"] == self._release:
                made.append(_row(node))
            else:
                self._change(before, _row(node))
            shown = {name["id"] for name in names}
            aliases += [{**name, **searched(str(name["name"]))} for name in names if name["id"] not in known]
            forgotten += [{"id": alias} for alias in known if alias not in shown]
        return [
            (statements.DROP_NODES, gone),
            (statements.SET_NODES, made),
            (statements.drop("Alias"), forgotten),
            (statements.ADD_ALIASES, aliases),
        ]

    def _change(self, before: Mapping[str, object], row: Row) -> None:
        changed = {name: value for name, value in row.items() if before.get(name) != value}
        if changed:
            self.changes[str(before["id"])].update(changed)

    # ---- edges

    def edges(self, ids: Iterable[str]) -> set[str]:
        """Assemble the edges of these ids, and give the ids of the nodes at the ends of those that changed."""
        touched: set[str] = set()
        for changes in ahead(self._edges(some) for some in _some(sorted(ids))):
            self._write(*(step for change in changes for step in _edge_steps(*change)))
            touched.update(str(row[end]) for _, _, rows in changes for row in rows for end in ("source", "target"))
        return touched

    def _edges(self, ids: Sequence[str]) -> list[tuple[RelationType, Before, list[Row]]]:
        """What changes of edges, type by type: those that stood there before, by id, and those that change."""
        by_type: defaultdict[RelationType, list[Row]] = defaultdict(list)
        for identity, said, stood in self._transactions.read(statements.SAID_OF_EDGES, ids=ids, release=self._release):
            relation, row = _stated(identity, said)
            by_type[relation].append({**row, "stood": stood})
        return [(relation, *self._changed(relation, rows)) for relation, rows in by_type.items()]

    def _changed(self, relation: RelationType, rows: list[Row]) -> tuple[Before, list[Row]]:
        stood = [row for row in rows if row["stood"]]
        found = self._transactions.read(statements.edges(relation), rows=stood) if stood else []
        before = {edge["id"]: {n: v for n, v in edge.items() if n != "added"} for (edge,) in found}
        return before, [row for row in rows if row["edge"] != before.get(row["id"])]

    # ---- counts

    def counts(self, ids: Iterable[str]) -> None:
        """Bring the stored counts of the nodes of these ids up to date."""
        for some in _some(sorted(ids), at_once=_COUNTED):
            made: list[Row] = []
            for label in ENTITY_LABELS:
                kind = vocabulary()[label]
                if kind.counts:
                    counting = statements.count(label, {c.name: kind.links[c.link] for c in kind.counts})
                    made += self._counts(self._transactions.read(counting, ids=some))
            self._write((statements.SET_NODES, made))

    # ---- partners

    def partners(self, ids: Iterable[str]) -> None:
        """Bring up to date what the bodies among these nodes share with others."""
        for some in _some(sorted(ids), _COUNTED):
            now, before = self._pairs(some)
            self._write(
                (statements.drop_edges(SHARES_WITH), [_pair(*p) for p, n in before.items() if now.get(p) != n]),
                (
                    statements.add_edges(SHARES_WITH),
                    [{**_pair(*p), "edge": {SHARED: n}} for p, n in now.items() if before.get(p) != n],
                ),
            )

    def _pairs(self, ids: Sequence[str]) -> tuple[Pairs, Pairs]:
        """How much pairs of bodies share, and how much is stored."""
        now: Pairs = {}
        before: Pairs = {}
        for identity, *found in self._transactions.read(statements.PARTNERS, ids=ids):
            for pairs, others in zip((now, before), found, strict=True):
                pairs |= {(min(identity, other), max(identity, other)): shared for other, shared in others}
        return now, before

    # ---- the names of plans

    def plan_names(self, ids: Iterable[str]) -> None:
        """Bring the name of its plan up to date on each programme that is one of these, or below one of them."""
        touched = (self._transactions.read(statements.BELOW, ids=some) for some in _some(sorted(ids), _COUNTED))
        programmes = {identity for records in touched for (identity,) in records}
        for some in _some(sorted(programmes), _COUNTED):
            made: list[Row] = []
            for before, plans in self._transactions.read(statements.PLANS, ids=some):
                named = {PLAN_NAME: self._nearest(plans)}
                if before["added"] == self._release:
                    made.append({"id": before["id"], **named})
                else:
                    self._change(before, named)
            self._write((statements.SET_NODES, made))

    def _nearest(self, plans: Sequence[Sequence[Any]]) -> str | None:
        """The name of the nearest plan, as it will be; of several as near that which is printed first."""
        changed = [
            (depth, {"id": identity, "name": name, "place": place, **self.changes.get(identity, {})})
            for depth, identity, name, place in plans
        ]
        found = min(changed, key=lambda plan: (plan[0], plan[1]["place"], plan[1]["id"]), default=None)
        return found and found[1]["name"]

    def _counts(self, records: Sequence[Any]) -> Iterator[Row]:
        """Remember what changes, and give the counts of those that are new."""
        for before, counts in records:
            if before["added"] == self._release:
                yield {"id": before["id"], **counts}
            else:
                self._change(before, counts)

    def _write(self, *steps: Step) -> None:
        self._transactions.write(steps, release=self._release)


def _node(said: Sequence[list[str]]) -> Node:
    """The node of which documents say this: code, place and content of each."""
    return assemble_node([Said(code, place, Mention.model_validate_json(text)) for code, place, text in sorted(said)])


def _row(node: Node) -> dict[str, object]:
    return {name: value for name, value in node_row(node).items() if name != "label"}


def _edge_steps(relation: RelationType, before: Before, changed: Sequence[Row]) -> Iterator[Step]:
    yield statements.drop_edges(relation), [row for row in changed if row["id"] in before]
    yield statements.add_edges(relation), [row for row in changed if row["edge"]]


def _pair(one: str, other: str) -> Row:
    return {"source": one, "target": other}


def _stated(identity: str, said: Sequence[Sequence[Any]]) -> tuple[RelationType, Row]:
    """The type of an edge, and its ends with what stands on it; nothing does where no document states it any more."""
    stated = [(stands, Said(code, place, Statement.model_validate_json(text))) for code, place, text, stands in said]
    first = stated[0][1].content
    standing = sorted((item for stands, item in stated if stands), key=lambda item: item.document)
    properties: dict[str, object] = {}
    if standing:
        edge = assemble_edge(standing)
        role = edge.role and str(edge.role)
        stands_on = {"id": identity, "role": role, "part": edge.part, "since": edge.since, "place": edge.place}
        properties = {name: value for name, value in stands_on.items() if value is not None}
    return first.relation, {"id": identity, "source": first.source, "target": first.target, "edge": properties}


def _some(ids: Sequence[str], at_once: int = _THINGS) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), at_once):
        yield ids[start : start + at_once]
