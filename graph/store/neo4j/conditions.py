"""Where links lead, and conditions of a plan, as Cypher patterns and predicates; every value is a parameter."""

from dataclasses import dataclass, replace

from graph.model.keys import fold
from graph.model.vocabulary import ENTITY_LABELS, FACT_LABELS, Link, Reach
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
)
from graph.store.neo4j.schema import ENTITY, FACT, FACT_FIELDS, KNOWN_AS, MENTIONS
from graph.store.neo4j.select import Names, Run, all_of
from graph.store.points import POINT, contradiction

_OPERATORS = {
    Comparison.EQ: "=",
    Comparison.NE: "<>",
    Comparison.GT: ">",
    Comparison.GTE: ">=",
    Comparison.LT: "<",
    Comparison.LTE: "<=",
    Comparison.IN: "IN",
    Comparison.CONTAINS: "CONTAINS",
    Comparison.STARTS_WITH: "STARTS WITH",
}


# ---- where links lead -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reached:
    """What a link leads to, as a MATCH clause.

    ``thing`` is the variable of the thing, ``edge`` that of the edge and ``path`` that of the way to it, where there is
    one. ``opening`` are clauses that come first, ``key`` the variable that has what a list is ordered by, where that is
    not the thing. ``hint`` names the index that the things are to be taken from.
    """

    thing: str
    pattern: str
    predicates: tuple[str, ...] = ()
    edge: str | None = None
    path: str | None = None
    opening: str = ""
    key: str | None = None
    hint: str = ""

    @property
    def match(self) -> str:
        """The clause with its predicates."""
        return f"{self.opening} MATCH {self.pattern}{self.hint}{all_of(self.predicates)}".lstrip()

    @property
    def found(self) -> tuple[str, ...]:
        """The variables that go on from here."""
        return tuple(name for name in (self.thing, self.edge, self.path, self.key) if name)

    @property
    def ordered(self) -> str:
        """The variable that has what a list is ordered by."""
        return self.key or self.thing

    def narrowed(self, *predicates: str) -> "Reached":
        """The same with more predicates."""
        return replace(self, predicates=(*self.predicates, *predicates))

    def from_all(self, predicate: str) -> "Reached":
        """What is reached from other things as well, as ``predicate`` says, and so on no one edge."""
        return replace(self.narrowed(predicate), edge=None)


def any_of(labels: tuple[str, ...]) -> str:
    """The label expression for one of the vocabulary's labels; the one they share where they are all there are."""
    shared = {ENTITY_LABELS: ENTITY, FACT_LABELS: FACT}
    return shared.get(labels) or "|".join(labels)


def reach(link: Link, here: str, names: Names) -> Reached:
    """What ``link`` leads to from the thing with the variable ``here``."""
    match link.reach:
        case Reach.EDGE:
            return along(link, here, names.fresh(), names)
        case Reach.CLOSURE:
            return _along_closure(link, here, names)
        case Reach.MENTION:
            return _by_mention(link, here, names)
        case Reach.PASSAGE:
            return _by_passage(link, here, names)
        case Reach.ALIAS:
            return _joined(f"({here})-[:{KNOWN_AS}]->({{}}:Alias)", names)
        case Reach.MERGE:
            return _joined(f"({{}}:Merge {{{{node: {here}.id}}}})", names)
        case Reach.EVIDENCE:
            return evidence_of(f"{here}.id", names)
        case Reach.COUNTED:
            return _owned_by("Quantity", f"{here}.id", names)
        case Reach.HOLDER:
            return _joined(f"({here})<-[:{FACT_FIELDS[link.field or '']}]-({{}}:{any_of(link.targets)})", names)
        case Reach.HELD:
            return _joined(f"({{}}:{any_of(link.targets)} {{{{id: {here}.{link.field}}}}})", names)
        case Reach.MATE:
            return _joined(f"({{}}:{any_of(link.targets)} {{{{{link.field}: {here}.{link.field}}}}})", names)
        case Reach.CONFLICT:
            beside = _joined(f"({{}}:{any_of(link.targets)} {{{{{POINT}: {here}.{POINT}}}}})", names)
            return beside.narrowed(*contradiction(here, beside.thing))
        case _:
            raise TypeError(f"{link.name} is related in more ways than a condition can follow")


def along(link: Link, here: str, thing: str, names: Names) -> Reached:
    """What one edge leads to; ``thing`` is a new variable, or one that has been found already."""
    edge = names.fresh("e")
    pattern = arrow(link, f"({here})", f"[{edge}:{link.relation}]", f"({thing}:{any_of(link.targets)})")
    return Reached(thing, pattern, names.visible(edge), edge=edge)


def evidence_of(owner: str, names: Names) -> Reached:
    """The places that say what has the id ``owner``."""
    return _owned_by("Evidence", owner, names)


def _owned_by(label: str, owner: str, names: Names) -> Reached:
    thing = names.fresh()
    sought = (f"{thing}.owner = {owner}", f"{thing}.place IS NOT NULL")
    return Reached(thing, f"({thing}:{label})", (*sought, *names.visible(thing)))


def _joined(pattern: str, names: Names) -> Reached:
    thing = names.fresh()
    return Reached(thing, pattern.format(thing), names.visible(thing))


def _along_closure(link: Link, here: str, names: Names) -> Reached:
    """Each thing once, at its shortest distance; without a bound, which would cost a state for each step."""
    path, step, thing = names.fresh("w"), names.fresh("e"), names.fresh()
    edge = f"[{step}:{link.relation}{all_of(names.visible(step))}]"
    pattern = arrow(link, f"({here})", edge, f"+({thing}:{any_of(link.targets)})")
    return Reached(thing, f"{path} = SHORTEST 1 {pattern}", names.visible(thing), path=path)


def arrow(link: Link, here: str, edge: str, there: str) -> str:
    """The pattern of a way along a link's relation."""
    return f"{here}-{edge}->{there}" if link.forward else f"{here}<-{edge}-{there}"


def _by_mention(link: Link, here: str, names: Names) -> Reached:
    mention, thing = names.fresh("m"), names.fresh()
    edge, there = f"[{mention}:{MENTIONS}]", f"({thing}:{any_of(link.targets)})"
    if link.sources == ("Alias",):
        printed = f"{here}.name IN {mention}.names"
        return Reached(thing, f"({here})<-[:{KNOWN_AS}]-()<-{edge}-{there}", (printed, *names.visible(mention)))
    pattern = f"({here})<-{edge}-{there}" if link.forward else f"({here})-{edge}->{there}"
    return Reached(thing, pattern, (f"{mention}.named", *names.visible(mention)))


def _by_passage(link: Link, here: str, names: Names) -> Reached:
    """What has evidence there; each thing once, by the first of it."""
    said, thing, before = names.fresh("s"), names.fresh(), names.fresh("s")
    # each label by its own name, because only those have an index by id
    found = f"({said}:Evidence {{passage: {here}.id}}), ({thing}:{'|'.join(link.targets)} {{id: {said}.owner}})"
    earlier = all_of((f"{before}.place < {said}.place", *names.visible(before)))
    same = f"({before}:Evidence {{passage: {here}.id, owner: {said}.owner}})"
    first = f"NOT EXISTS {{ MATCH {same}{earlier} }}"
    return Reached(thing, found, (f"{said}.place IS NOT NULL", first, *names.visible(said, thing)))


# ---- conditions -----------------------------------------------------------------------------------------------------


def fulfilling(reached: Reached, where: Condition | None, via: Condition | None, names: Names) -> Reached:
    """What is reached and fulfils conditions on the thing and on the edge."""
    on_thing = (predicate(where, reached.thing, names),) if where is not None else ()
    on_edge = (predicate(via, reached.edge, names),) if via is not None and reached.edge is not None else ()
    return reached.narrowed(*on_thing, *on_edge)


def predicate(condition: Condition, thing: str, names: Names) -> str:
    """The predicate that holds where ``condition`` does for what has the variable ``thing``."""
    match condition:
        case Every(conditions):
            return _connected(conditions, " AND ", "TRUE", thing, names)
        case Either(conditions):
            return _connected(conditions, " OR ", "FALSE", thing, names)
        case Not(inner):
            # what is unknown of a thing does not make the negation hold less
            return f"NOT coalesce({predicate(inner, thing, names)}, FALSE)"
        case Compare("id", Comparison.EQ | Comparison.IN as comparison, value):
            return _is_any_of(f"{thing}.id", comparison, value, names)
        case Compare(name, comparison, value):
            return _comparison(f"{thing}.{name}", comparison, f"${value.name}")
        case CompareAny(name, comparison, value):
            each = names.fresh("v")
            return f"any({each} IN {thing}.{name} WHERE {_comparison(each, comparison, f'${value.name}')})"
        case IsOf(labels):
            return f"{thing}:{any_of(labels)}" if labels else "FALSE"
        case KnownAs(comparison, value):
            return _known_as(thing, comparison, value, names)
        case Linked():
            return _linked(condition, thing, names)
        case LinkCount(link, comparison, value, via):
            reached = fulfilling(reach(link, thing, names), None, via, names)
            return _comparison(f"COUNT {{ {reached.match} }}", comparison, f"${value.name}")
        case Foremost(link):
            mates = reach(link, thing, names)
            place, other = f"{thing}.place", f"{mates.thing}.place"
            earlier = f"({other} < {place} OR ({other} = {place} AND {mates.thing}.id < {thing}.id))"
            return f"NOT EXISTS {{ {mates.narrowed(earlier).match} }}"


def folded(value: Argument, names: Names) -> str:
    """The parameter that holds an argument's name, or each of its names, folded."""

    def fold_given(run: Run) -> str | list[str]:
        given = run.arguments[value.name]
        return [fold(name) for name in given] if isinstance(given, list | tuple) else fold(given)

    return names.parameter(fold_given)


def _connected(conditions: tuple[Condition, ...], word: str, empty: str, thing: str, names: Names) -> str:
    parts = [predicate(condition, thing, names) for condition in conditions]
    return f"({word.join(parts)})" if parts else empty


def _is_any_of(identity: str, comparison: Comparison, value: Argument, names: Names) -> str:
    """That an id is that of the node to which one id, or each of several, leads: a value that an index is asked for."""
    merge, one = names.fresh("g"), names.fresh("i")
    each = f"[${value.name}]" if comparison is Comparison.EQ else f"${value.name}"
    merged = f"OPTIONAL MATCH ({merge}:Merge {{member: {one}}}){all_of(names.visible(merge))}"
    return f"{identity} IN COLLECT {{ UNWIND {each} AS {one} {merged} RETURN coalesce({merge}.node, {one}) }}"


def _comparison(expression: str, comparison: Comparison, value: str) -> str:
    if comparison is Comparison.IS_NULL:
        return f"({expression} IS NULL) = {value}"
    return f"{expression} {_OPERATORS[comparison]} {value}"


def _known_as(thing: str, comparison: Comparison, value: Argument, names: Names) -> str:
    alias = names.fresh("a")
    excluded, held = ("NOT ", Comparison.EQ) if comparison is Comparison.NE else ("", comparison)
    said = (_comparison(f"{alias}.folded", held, folded(value, names)), *names.visible(alias))
    return f"{excluded}EXISTS {{ MATCH ({thing})-[:{KNOWN_AS}]->({alias}:Alias){all_of(said)} }}"


def _linked(condition: Linked, thing: str, names: Names) -> str:
    link, where, via = condition.link, condition.where, condition.via
    if condition.quantifier is Quantifier.ALL:
        return _linked(Linked(link, Quantifier.NONE, Not(where), via), thing, names)
    found = f"EXISTS {{ {fulfilling(reach(link, thing, names), where, via, names).match} }}"
    return found if condition.quantifier is Quantifier.SOME else f"NOT {found}"
