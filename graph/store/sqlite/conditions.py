"""Conditions of a plan as SQL predicates; every value is a parameter."""

from dataclasses import dataclass
from itertools import count

from graph.model.vocabulary import Link, Reach
from graph.plan import (
    Argument,
    Compare,
    Comparison,
    Condition,
    Either,
    Every,
    KnownAs,
    LinkCount,
    Linked,
    Not,
    Quantifier,
)

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

    ``tables`` is the FROM clause, ``thing`` the alias of the thing's table, ``id``, ``name`` and ``label`` expressions
    for it that an index may hold without the table; ``edge`` the alias of the edge, if there is one; ``here`` the
    expression that must equal the id of the thing the link starts from.
    """

    tables: str
    thing: str
    id: str
    name: str
    label: str
    here: str
    predicates: tuple[str, ...]
    edge: str | None = None


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
    return _by_field(link, aliases)


def _along_edge(link: Link, aliases: Aliases) -> Reached:
    edge, thing = aliases.fresh("e"), aliases.fresh()
    here, there = ("source", "target") if link.forward else ("target", "source")
    return Reached(
        tables=f"edge AS {edge} JOIN node AS {thing} ON {thing}.id = {edge}.{there}",
        thing=thing,
        id=f"{edge}.{there}",
        name=f"{edge}.{there}_name",
        label=f"{edge}.{there}_label",
        here=f"{edge}.{here}",
        predicates=(f"{edge}.relation = '{link.relation}'", labels_in(f"{edge}.{there}_label", link.targets)),
        edge=edge,
    )


def _along_closure(link: Link, aliases: Aliases, parent: str) -> Reached:
    """Each thing once, at its shortest distance; UNION ends where the relation turns in a circle."""
    walk, thing = aliases.fresh("w"), aliases.fresh()
    here, there = ("source", "target") if link.forward else ("target", "source")
    steps = (
        f"WITH RECURSIVE walk(id, depth) AS ("
        f"SELECT {there}, 1 FROM edge WHERE {here} = {parent} AND relation = '{link.relation}' "
        f"UNION SELECT edge.{there}, walk.depth + 1 FROM walk JOIN edge ON edge.{here} = walk.id "
        f"AND edge.relation = '{link.relation}' WHERE walk.depth < {_DEEPEST}) "
        f"SELECT id, min(depth) AS depth, {parent} AS origin FROM walk GROUP BY id"
    )
    return Reached(
        tables=f"({steps}) AS {walk} JOIN node AS {thing} ON {thing}.id = {walk}.id",
        thing=thing,
        id=f"{thing}.id",
        name=f"{thing}.name",
        label=f"{thing}.label",
        here=f"{walk}.origin",
        predicates=(labels_in(f"{thing}.label", link.targets),),
        edge=walk,
    )


_DEEPEST = 32  # levels of containment; documents print at most eight


def _by_mention(link: Link, aliases: Aliases) -> Reached:
    mention, thing = aliases.fresh("m"), aliases.fresh()
    table, here, there = ("mention", "node", "document") if link.forward else ("mention", "document", "node")
    if link.sources == ("Alias",):
        table, here = "alias_document", "alias"
    return Reached(
        tables=f"{table} AS {mention} JOIN node AS {thing} ON {thing}.id = {mention}.{there}",
        thing=thing,
        id=f"{thing}.id",
        name=f"{thing}.name",
        label=f"{thing}.label",
        here=f"{mention}.{here}",
        predicates=(labels_in(f"{thing}.label", link.targets),),
    )


_FIELD_TABLES = {Reach.HOLDER: "fact", Reach.EVIDENCE: "evidence", Reach.ALIAS: "alias", Reach.HELD: "node"}
_FIELDS = {Reach.EVIDENCE: "owner", Reach.ALIAS: "node"}


def _by_field(link: Link, aliases: Aliases) -> Reached:
    thing = aliases.fresh()
    predicates: tuple[str, ...] = ()
    label = f"'{link.targets[0]}'"
    if link.reach is Reach.HOLDER:
        label = f"{thing}.label"
        predicates = (labels_in(label, link.targets),)
    return Reached(
        tables=f"{_FIELD_TABLES[link.reach]} AS {thing}",
        thing=thing,
        id=f"{thing}.rowid" if link.reach is Reach.EVIDENCE else f"{thing}.id",
        name=f"{thing}.name",
        label=label,
        here=f"{thing}.{_FIELDS.get(link.reach, link.field)}",
        predicates=predicates,
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
            return f"NOT coalesce({predicate(inner, thing, aliases)}, FALSE)"
        case Compare(name, comparison, value):
            return _comparison(f"{thing}.{name}", comparison, value)
        case KnownAs(comparison, value):
            return _known_as(thing, comparison, value)
        case Linked():
            return _linked(condition, thing, aliases)
        case LinkCount():
            return _link_count(condition, thing, aliases)


def _joined(conditions: tuple[Condition, ...], word: str, empty: str, thing: str, aliases: Aliases) -> str:
    parts = [predicate(condition, thing, aliases) for condition in conditions]
    return f"({word.join(parts)})" if parts else empty


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
    """Membership in the list of those linked, so that the planner may start from the rarer side."""
    if condition.quantifier is Quantifier.ALL:
        others = Linked(condition.link, Quantifier.NONE, Not(condition.where), condition.via)
        return _linked(others, thing, aliases)
    word = "IN" if condition.quantifier is Quantifier.SOME else "NOT IN"
    link = condition.link
    if link.reach is Reach.HELD:
        reached = reach(link, aliases, "")
        where = _all_of((*reached.predicates, predicate(condition.where, reached.thing, aliases)))
        return (
            f"coalesce({thing}.{link.field} {word} (SELECT {reached.thing}.id FROM {reached.tables} WHERE {where}), "
            + ("FALSE)" if word == "IN" else "TRUE)")
        )
    if link.reach is Reach.CLOSURE:
        reached = reach(link, aliases, f"{thing}.id")
        exists = "EXISTS" if word == "IN" else "NOT EXISTS"
        return f"{exists} (SELECT 1 FROM {reached.tables} WHERE {_reached_where(condition, reached, aliases)})"
    reached = reach(link, aliases, "")
    where = _reached_where(condition, reached, aliases)
    return f"{thing}.id {word} (SELECT {reached.here} FROM {reached.tables} WHERE {where})"


def _reached_where(condition: Linked | LinkCount, reached: Reached, aliases: Aliases) -> str:
    parts = list(reached.predicates)
    if isinstance(condition, Linked):
        parts.append(predicate(condition.where, reached.thing, aliases))
    if condition.via is not None and reached.edge is not None:
        parts.append(predicate(condition.via, reached.edge, aliases))
    return _all_of(parts)


def _all_of(parts: "list[str] | tuple[str, ...]") -> str:
    return " AND ".join(parts) or "TRUE"


def _link_count(condition: LinkCount, thing: str, aliases: Aliases) -> str:
    reached = reach(condition.link, aliases, f"{thing}.id")
    where = _all_of((f"{reached.here} = {thing}.id", _reached_where(condition, reached, aliases)))
    return _comparison(f"(SELECT count(*) FROM {reached.tables} WHERE {where})", condition.comparison, condition.value)
