"""Where a filtered list of all things starts: from what its conditions name, if several of them name something.

A membership is a list that SQLite makes before it looks at the first thing. Of several, only that of the condition
which leads to the fewest is made; the others are looked at for each of its things.
"""

from graph.model.vocabulary import Reach
from graph.plan import Compare, Comparison, Condition, KnownAs, Linked, Quantifier, conjuncts
from graph.store.sqlite.conditions import (
    Aliases,
    Reached,
    follow,
    labels_in,
    leading_here,
    of_nodes,
    predicate,
    starting_there,
)

_COUNTED = 1_000  # edges: among those that lead to more than so many, the first is taken
_NAMING = frozenset({Comparison.EQ, Comparison.IN})


def is_gathered(where: Condition | None) -> bool:
    """Whether the things for which a condition holds are all found before the first in order is known."""
    return len(_named(where)) > 1


def gathered(where: Condition | None, labels: tuple[str, ...], aliases: Aliases) -> Reached:
    """The things of these labels that are linked as ``where`` says, with what edges hold of them."""
    return of_nodes(f"({_linked(_named(where), labels, aliases)})", aliases.fresh("g"), aliases, id_="id")


def remaining(where: Condition, things: Reached, aliases: Aliases) -> str:
    """The predicate of those gathered things for which the rest of ``where`` holds."""
    named = _named(where)
    others = (predicate(one, things.thing, aliases) for one in conjuncts(where) if one not in named)
    return " AND ".join(others) or "TRUE"


def _named(where: Condition | None) -> list[Linked]:
    return [one for one in conjuncts(where) if isinstance(one, Linked) and _names_its_end(one)]


def _names_its_end(condition: Linked) -> bool:
    """Whether it says what a thing is linked to by a value that few things have."""
    said = conjuncts(condition.where)
    return (
        condition.quantifier is Quantifier.SOME
        and condition.link.reach is Reach.EDGE
        and any(isinstance(one, Compare | KnownAs) and one.comparison in _NAMING for one in said)
    )


def _linked(named: list[Linked], labels: tuple[str, ...], aliases: Aliases) -> str:
    """Selects the things for which all the conditions hold, each once, from the one that leads to the fewest."""
    sizes = " UNION ALL ".join(
        f"SELECT {i} AS way, (SELECT count(*) FROM ({leading_here(condition, aliases)} LIMIT {_COUNTED})) AS size"
        for i, condition in enumerate(named)
    )
    chosen = aliases.fresh("c")
    ways = " UNION ALL ".join(
        f"{_way(condition, [one for one in named if one is not condition], labels, aliases)} "
        f"AND (SELECT way FROM {chosen}) = {i}"
        for i, condition in enumerate(named)
    )
    return (
        f"WITH {chosen} AS MATERIALIZED (SELECT way FROM ({sizes}) ORDER BY size, way LIMIT 1) "
        f"SELECT DISTINCT id, name FROM ({ways})"
    )


def _way(condition: Linked, others: list[Linked], labels: tuple[str, ...], aliases: Aliases) -> str:
    """Selects what one condition leads to, where the others hold too."""
    here, rows = starting_there(condition, aliases)
    tests = (labels_in(f"{here}_label", labels), *(follow(other, here, aliases) for other in others))
    return f"SELECT {here} AS id, {here}_name AS name {rows} AND {' AND '.join(tests)}"
