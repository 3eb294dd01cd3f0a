"""Conditions of a plan as SQL predicates; every value is a parameter."""

from dataclasses import dataclass
from itertools import count

from graph.model.vocabulary import ENTITY_LABELS, FACT_LABELS, TEXT_LABELS, Link, Reach
from graph.plan import (
    Argument,
    Compare,
    CompareAny,
    Comparison,
    Condition,
    Either,
    Every,
    Foremost,
    IsOf,
    KnownAs,
    LinkCount,
    Linked,
    Not,
    Quantifier,
    conjuncts,
)
from graph.store.points import POINT, contradiction

_OPERATORS = {
    Comparison.EQ: "=",
    Comparison.NE: "<>",
    Comparison.GT: ">",
    Comparison.GTE: ">=",
    Comparison.LT: "<",
    Comparison.LTE: "<=",
}
_LAST = "char(1114111)"  # the last code point: what starts with x lies between x and x followed by it


class Aliases:
    """Table aliases that are not yet taken in a statement."""

    def __init__(self) -> None:
        self._numbers = count()

    def fresh(self, letter: str = "t") -> str:
        """A new alias."""
        return f"{letter}{next(self._numbers)}"


@dataclass(frozen=True, slots=True)
class Reached:
    """The rows a link leads to, as parts of a SELECT.

    ``thing`` and ``edge`` are the aliases of the thing's table and of the edge's, if there is one; ``id``, ``name`` and
    ``label`` expressions for the thing that an index of the edges may hold; ``here`` the expression that must equal the
    id of the thing the link starts from. ``ways`` are the predicates of what leads there, and ``kind`` is that of what
    is found, empty where it may be anything; ``on_edge`` says that they need nothing but the edge.
    """

    thing: str
    thing_table: str
    id: str
    name: str
    label: str
    here: str
    ways: tuple[str, ...] = ()
    kind: str = ""
    edge: str | None = None
    edge_table: str = ""
    on: str = ""
    on_edge: bool = False

    @property
    def predicates(self) -> tuple[str, ...]:
        """All that holds for what is reached."""
        return (*self.ways, self.kind) if self.kind else self.ways

    @property
    def tables(self) -> str:
        """The FROM clause that starts from the edges, for what hangs on one thing."""
        return f"{self.edge_table} JOIN {self.thing_table} ON {self.on}" if self.edge_table else self.thing_table

    @property
    def counted(self) -> str:
        """The FROM clause that suffices to count what hangs on one thing."""
        return self.edge_table if self.on_edge else self.tables

    @property
    def from_things(self) -> str:
        """The FROM clause that starts from the things, for conditions on them: their indexes serve those."""
        return f"{self.thing_table} CROSS JOIN {self.edge_table} ON {self.on}" if self.edge_table else self.thing_table


def table_of(labels: tuple[str, ...]) -> str:
    """The table that holds the things of labels of one sort."""
    if labels[0] in ENTITY_LABELS:
        return "node"
    return "fact" if labels[0] in FACT_LABELS else labels[0].lower()


def labels_in(expression: str, labels: tuple[str, ...]) -> str:
    """A predicate that holds for one of the vocabulary's labels."""
    if len(labels) == 1:
        return f"{expression} = '{labels[0]}'"
    listed = ", ".join(f"'{label}'" for label in labels)
    return f"{expression} IN ({listed})"


def reach(link: Link, aliases: Aliases, parent: str) -> Reached:
    """The rows that ``link`` leads to; ``parent`` is the expression of the id it starts from (for closures)."""
    if link.reach is Reach.EDGE:
        return _along_edge(link, aliases)
    if link.reach is Reach.CLOSURE:
        return _along_closure(link, aliases, parent)
    if link.reach is Reach.MENTION:
        return _by_mention(link, aliases)
    if link.reach is Reach.PASSAGE:
        return _by_passage(link, aliases)
    if link.reach in {Reach.MATE, Reach.CONFLICT}:
        return _beside(link, aliases)
    return _by_field(link, aliases)


def of_nodes(rows: str, alias: str, aliases: Aliases, *, id_: str, here: str = "", label: str = "") -> Reached:
    """Nodes by rows that hold the id and the name of each, and may hold what they hang on and their label."""
    thing = aliases.fresh()
    return Reached(
        thing=thing,
        thing_table=f"node AS {thing}",
        id=f"{alias}.{id_}",
        name=f"{alias}.name",
        label=f"{alias}.{label}" if label else f"{thing}.label",
        here=f"{alias}.{here}" if here else "",
        edge=alias,
        edge_table=f"{rows} AS {alias}",
        on=f"{thing}.id = {alias}.{id_}",
        on_edge=True,
    )


def nearest(link: Link, aliases: Aliases, parent: str) -> str:
    """Selects the id of the nearest thing a link leads to from the id ``parent``.

    Of several as near, it is the one whose edge or node was printed first.
    """
    reached = reach(link, aliases, parent)
    where = " AND ".join((f"{reached.here} = {parent}", *reached.predicates))
    first = f"{reached.edge}.depth, {reached.thing}.place" if link.reach is Reach.CLOSURE else f"{reached.edge}.place"
    return f"SELECT {reached.id} FROM {reached.tables} WHERE {where} ORDER BY {first}, {reached.id} LIMIT 1"


def _along_edge(link: Link, aliases: Aliases) -> Reached:
    edge, thing = aliases.fresh("e"), aliases.fresh()
    here, there = ("source", "target") if link.forward else ("target", "source")
    return Reached(
        thing=thing,
        thing_table=f"node AS {thing}",
        id=f"{edge}.{there}",
        name=f"{edge}.{there}_name",
        label=f"{edge}.{there}_label",
        here=f"{edge}.{here}",
        ways=(f"{edge}.relation = '{link.relation}'",),
        kind=labels_in(f"{edge}.{there}_label", link.targets),
        edge=edge,
        edge_table=f"edge AS {edge}",
        on=f"{thing}.id = {edge}.{there}",
        on_edge=True,
    )


def _along_closure(link: Link, aliases: Aliases, parent: str) -> Reached:
    """Each thing once, at its shortest distance; the walk has a last step, so a circle ends it."""
    walk, thing = aliases.fresh("w"), aliases.fresh()
    here, there = ("source", "target") if link.forward else ("target", "source")
    steps = (
        f"WITH RECURSIVE walk(id, depth) AS ("
        f"SELECT {there}, 1 FROM edge WHERE {here} = {parent} AND relation = '{link.relation}' "
        f"UNION SELECT edge.{there}, walk.depth + 1 FROM walk JOIN edge ON edge.{here} = walk.id "
        f"AND edge.relation = '{link.relation}' WHERE likelihood(walk.depth < {_DEEPEST}, {_FEW})) "
        f"SELECT id, min(depth) AS depth, {parent} AS origin FROM walk GROUP BY id"
    )
    between = f"({steps}) AS {walk}"
    return _through(link, thing, "node", between, f"{walk}.origin", f"{thing}.id = {walk}.id", edge=walk)


_DEEPEST = 32  # levels of containment; documents print at most eight
_FEW = 0.0001  # where a walk may be long for all that SQLite knows, it first reads all edges into a Bloom filter


def _by_mention(link: Link, aliases: Aliases) -> Reached:
    mention, thing = aliases.fresh("m"), aliases.fresh()
    table, here, there = ("mention", "node", "document") if link.forward else ("mention", "document", "node")
    named = [f"{mention}.named"]
    if link.sources == ("Alias",):
        table, here, named = "alias_document", "alias", []
    between, on = f"{table} AS {mention}", f"{thing}.id = {mention}.{there}"
    return _through(link, thing, "node", between, f"{mention}.{here}", on, *named)


def _by_passage(link: Link, aliases: Aliases) -> Reached:
    """What has evidence there; each thing once, by the first of it."""
    said, thing, before = aliases.fresh("s"), aliases.fresh(), aliases.fresh("s")
    same = f"{before}.passage = {said}.passage AND {before}.owner = {said}.owner AND {before}.place < {said}.place"
    first = f"NOT EXISTS (SELECT 1 FROM evidence AS {before} WHERE {same})"
    between, on = f"evidence AS {said}", f"{thing}.id = {said}.owner"
    return _through(link, thing, table_of(link.targets), between, f"{said}.passage", on, first)


def _beside(link: Link, aliases: Aliases) -> Reached:
    """The facts that have what one fact has in a field, and contradict it where the link says so."""
    mine, thing = aliases.fresh("m"), aliases.fresh()
    field = link.field or POINT
    contradicted = contradiction(mine, thing) if link.reach is Reach.CONFLICT else ()
    between, on = f"fact AS {mine}", f"{thing}.{field} = {mine}.{field}"
    return _through(link, thing, "fact", between, f"{mine}.id", on, *contradicted)


def _through(
    link: Link, thing: str, table: str, between: str, here: str, on: str, *predicates: str, edge: str | None = None
) -> Reached:
    """Things in rows of their own, over the rows of ``between``, which join them on ``on`` and start from ``here``."""
    label = f"{thing}.label"
    return Reached(
        thing=thing,
        thing_table=f"{table} AS {thing}",
        id=f"{thing}.id",
        name=f"{thing}.name",
        label=label,
        here=here,
        ways=predicates,
        kind=labels_in(label, link.targets),
        edge=edge,
        edge_table=between,
        on=on,
    )


_FIELDS = {
    Reach.HELD: "id",
    Reach.EVIDENCE: "owner",
    Reach.COUNTED: "owner",
    Reach.ALIAS: "node",
    Reach.MERGE: "node",
}


def _by_field(link: Link, aliases: Aliases) -> Reached:
    thing = aliases.fresh()
    labelled = link.reach in {Reach.HOLDER, Reach.HELD}
    label = f"{thing}.label" if labelled else f"'{link.targets[0]}'"
    return Reached(
        thing=thing,
        thing_table=f"{table_of(link.targets)} AS {thing}",
        id=f"{thing}.rowid" if link.reach is Reach.EVIDENCE else f"{thing}.id",
        name=f"{thing}.name",
        label=label,
        here=f"{thing}.{_FIELDS.get(link.reach, link.field)}",
        kind=labels_in(label, link.targets) if labelled else "",
    )


def predicate(condition: Condition, thing: str, aliases: Aliases) -> str:
    """The SQL predicate that holds where ``condition`` does for the row with the alias ``thing``."""
    match condition:
        case Every(conditions):
            return _joined(conditions, " AND ", "TRUE", thing, aliases)
        case Either(conditions):
            return _joined(conditions, " OR ", "FALSE", thing, aliases)
        case Not(inner):
            # what is unknown of a thing does not make the negation hold less
            return f"({predicate(inner, thing, aliases)}) IS NOT TRUE"
        case Compare("id", Comparison.EQ | Comparison.IN as comparison, value):
            return _is_any_of(f"{thing}.id", comparison, value)
        case Compare(name, comparison, value):
            return _comparison(f"{thing}.{name}", comparison, value)
        case CompareAny(name, comparison, value):
            each = aliases.fresh("v")
            test = _comparison(f"{each}.value", comparison, value)
            return f"EXISTS (SELECT 1 FROM json_each({thing}.{name}) AS {each} WHERE {test})"
        case IsOf(labels):
            return labels_in(f"{thing}.label", labels) if labels else "FALSE"
        case KnownAs(comparison, value):
            return _known_as(thing, comparison, value)
        case Linked():
            return _linked(condition, thing, aliases)
        case LinkCount():
            return _link_count(condition, thing, aliases)
        case Foremost(link):
            return _foremost(link, thing, aliases)


def _foremost(link: Link, thing: str, aliases: Aliases) -> str:
    other = aliases.fresh()
    mate = f"{other}.{link.field} = {thing}.{link.field} AND {labels_in(f'{other}.label', link.targets)}"
    earlier = f"({other}.place, {other}.id) < ({thing}.place, {thing}.id)"
    return f"NOT EXISTS (SELECT 1 FROM fact AS {other} WHERE {mate} AND {earlier})"


def _joined(conditions: tuple[Condition, ...], word: str, empty: str, thing: str, aliases: Aliases) -> str:
    parts = [predicate(condition, thing, aliases) for condition in conditions]
    return f"({word.join(parts)})" if parts else empty


def _is_any_of(identity: str, comparison: Comparison, value: Argument) -> str:
    """That an id is that of the node to which one id, or each of several, leads."""
    if comparison is Comparison.EQ:
        return f"{identity} = coalesce((SELECT node FROM merge WHERE member = :{value.name}), :{value.name})"
    node = "coalesce((SELECT node FROM merge WHERE member = value), value)"
    return f"{identity} IN (SELECT {node} FROM json_each(:{value.name}))"


def _comparison(expression: str, comparison: Comparison, value: Argument) -> str:
    parameter = f":{value.name}"
    match comparison:
        case Comparison.IN:
            return f"{expression} IN (SELECT value FROM json_each({parameter}))"
        case Comparison.CONTAINS:
            return f"instr({expression}, {parameter}) > 0"
        case Comparison.STARTS_WITH:
            return f"({expression} >= {parameter} AND {expression} < {parameter} || {_LAST})"
        case Comparison.IS_NULL:
            return f"({expression} IS NULL) = {parameter}"
        case _:
            return f"{expression} {_OPERATORS[comparison]} {parameter}"


def _known_as(thing: str, comparison: Comparison, value: Argument) -> str:
    parameter = f"fold(:{value.name})"
    match comparison:
        case Comparison.IN:
            test = f"folded IN (SELECT fold(value) FROM json_each(:{value.name}))"
        case Comparison.CONTAINS:
            test = f"instr(folded, {parameter}) > 0"
        case Comparison.STARTS_WITH:
            test = f"folded >= {parameter} AND folded < {parameter} || {_LAST}"
        case Comparison.NE:
            return f"{thing}.id NOT IN (SELECT node FROM alias WHERE folded = {parameter})"
        case _:
            test = f"folded = {parameter}"
    return f"{thing}.id IN (SELECT node FROM alias WHERE {test})"


def _linked(condition: Linked, thing: str, aliases: Aliases) -> str:
    """Membership in the list of those linked, which is made once and from which the planner may start."""
    link = condition.link
    if condition.quantifier is Quantifier.ALL:
        return _linked(Linked(link, Quantifier.NONE, Not(condition.where), condition.via), thing, aliases)
    if _is_followed(link):
        found = follow(condition, _start(link, thing), aliases)
    else:
        found = f"{_start(link, thing)} IN ({leading_here(condition, aliases)})"
    return found if condition.quantifier is Quantifier.SOME else f"({found}) IS NOT TRUE"


def follow(condition: Linked, here: str, aliases: Aliases) -> str:
    """The predicate that holds where the link leads from the id ``here`` to something that fulfils the condition."""
    reached = reach(condition.link, aliases, here)
    start = f"{reached.here} = {here}"
    said = tuple(conjuncts(condition.where))
    names = [one for one in said if isinstance(one, Compare) and one.property == "name"]
    if reached.on_edge and len(names) == len(said):  # which the edge knows
        tables, tests = reached.counted, tuple(_comparison(reached.name, one.comparison, one.value) for one in names)
    else:
        tables, tests = reached.tables, (predicate(condition.where, reached.thing, aliases),)
    where = _all_of((start, *reached.predicates, *tests, *_on_edge(condition.via, reached, aliases)))
    return f"EXISTS (SELECT 1 FROM {tables} WHERE {where})"


def leading_here(condition: Linked, aliases: Aliases) -> str:
    """Selects what the link leads from to something that fulfils the condition, starting there."""
    here, rows = starting_there(condition, aliases)
    return f"SELECT {here} {rows}"


def starting_there(condition: Linked, aliases: Aliases) -> tuple[str, str]:
    """The rows by which the link leads to something that fulfils the condition, and the expression of where from."""
    reached = reach(condition.link, aliases, "")
    # the kind is said of the thing, from which the index of the edges goes on
    kind = (labels_in(f"{reached.thing}.label", condition.link.targets),) if reached.kind else ()
    test = predicate(condition.where, reached.thing, aliases)
    where = _all_of((*reached.ways, *kind, test, *_on_edge(condition.via, reached, aliases)))
    return reached.here, f"FROM {reached.from_things} WHERE {where}"


def _is_followed(link: Link) -> bool:
    """Whether a link is followed from each thing.

    A walk needs its start; of places and texts there are many, and of pairs of facts that have something in common.
    """
    return link.reach in _FOLLOWED or link.targets == TEXT_LABELS


_FOLLOWED = frozenset({Reach.CLOSURE, Reach.EVIDENCE, Reach.MATE, Reach.CONFLICT})


def _start(link: Link, thing: str) -> str:
    """What a link starts from: the id of a thing, or the field of a fact that holds the id of another."""
    return f"{thing}.{link.field if link.reach is Reach.HELD else 'id'}"


def _on_edge(via: Condition | None, reached: Reached, aliases: Aliases) -> tuple[str, ...]:
    return (predicate(via, reached.edge, aliases),) if via is not None and reached.edge is not None else ()


def _all_of(parts: tuple[str, ...]) -> str:
    return " AND ".join(parts) or "TRUE"


def _link_count(condition: LinkCount, thing: str, aliases: Aliases) -> str:
    reached = reach(condition.link, aliases, f"{thing}.id")
    start = f"{reached.here} = {_start(condition.link, thing)}"
    where = _all_of((start, *reached.predicates, *_on_edge(condition.via, reached, aliases)))
    return _comparison(f"(SELECT count(*) FROM {reached.counted} WHERE {where})", condition.comparison, condition.value)
