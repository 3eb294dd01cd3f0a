"""Where a filtered list of all things starts: from what its conditions name, if that is less than all of them.

A predicate is looked at for one thing after the other. Where it says what a thing must be linked to, and an index has
that, the edges from there lead to fewer; of several such conditions the one with the fewest edges is the start.
"""

from dataclasses import dataclass

from graph.model.vocabulary import Reach
from graph.plan import Compare, Comparison, Condition, KnownAs, Linked, Quantifier, conjuncts
from graph.store.neo4j.conditions import Reached, along, any_of, arrow, folded, predicate
from graph.store.neo4j.schema import KNOWN_AS, indexes
from graph.store.neo4j.select import Names, all_of, choice

_INDEXED = {(index.label, index.properties[0]) for index in indexes()}


@dataclass(frozen=True, slots=True)
class Start:
    """A condition to start from: the clauses that find what it names, those that go on from there, and how far."""

    named: str
    onward: str
    edges: str


def starting_from(where: Condition | None, things: Reached, labels: tuple[str, ...], names: Names) -> str | None:
    """The clauses that find what fulfils ``where``, each thing once; None where only all things can be looked at."""
    conditions = tuple(conjuncts(where))
    starts = [_start(condition, conditions, things.thing, labels, names) for condition in conditions]
    usable = [start for start in starts if start is not None]
    if len(usable) < 2:
        return f"{usable[0].named} {usable[0].onward}" if usable else None
    sizes = [names.fresh("n") for _ in usable]
    counted = (
        f"CALL () {{ {start.named} RETURN sum({start.edges}) AS {n} }}" for start, n in zip(usable, sizes, strict=True)
    )
    ways = {_is_least(n, sizes): f"{start.named} {start.onward}" for start, n in zip(usable, sizes, strict=True)}
    return f"{' '.join(counted)} {choice(ways, ', '.join(sizes), things.thing, names)}"


def _start(
    condition: Condition, conditions: tuple[Condition, ...], thing: str, labels: tuple[str, ...], names: Names
) -> Start | None:
    if not isinstance(condition, Linked) or condition.quantifier is not Quantifier.SOME:
        return None
    link, other = condition.link, names.fresh()
    named = _named(condition.where, other, any_of(link.targets), names) if link.reach is Reach.EDGE else None
    if named is None:
        return None
    way = along(link, thing, other, names).narrowed(f"{thing}:{any_of(labels)}")
    if condition.via is not None and way.edge is not None:
        way = way.narrowed(predicate(condition.via, way.edge, names))
    rest = all_of(predicate(c, thing, names) for c in conditions if c is not condition)
    edges = f"COUNT {{ {arrow(link, '()', f'[:{link.relation}]', f'({other})')} }}"
    return Start(named, f"{way.match} WITH DISTINCT {thing}{rest}", edges)


def _named(where: Condition, other: str, label: str, names: Names) -> str | None:
    """The match of what a condition names, where an index has it."""
    for condition in conjuncts(where):
        match condition:
            case Compare(name, Comparison.EQ | Comparison.IN) if (label, name) in _INDEXED:
                found = (predicate(where, other, names), f"{other}.id IS NOT NULL", *names.visible(other))
                return f"MATCH ({other}:{label}){all_of(found)}"
            case KnownAs(Comparison.EQ | Comparison.IN as comparison, value):
                alias = names.fresh("a")
                word = "=" if comparison is Comparison.EQ else "IN"
                said = (f"{alias}.folded {word} {folded(value, names)}", predicate(where, other, names))
                return f"MATCH ({alias}:Alias)<-[:{KNOWN_AS}]-({other}:{label}){all_of((*said, *names.visible(alias)))}"
            case _:
                continue
    return None


def _is_least(size: str, sizes: list[str]) -> str:
    """Whether a size is the first of the least."""
    place = sizes.index(size)
    return " AND ".join(f"{size} {'<' if i < place else '<='} {n}" for i, n in enumerate(sizes) if i != place)
