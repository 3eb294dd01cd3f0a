"""Where a filtered list of all things starts: from what its conditions name, if several of them name something.

A membership is a list that SQLite makes before it looks at the first thing. Of several, only that of the condition
which leads to the fewest is made; the others are looked at for each of its things.
"""

from graph.model.vocabulary import Reach
from graph.plan import Compare, Comparison, Condition, KnownAs, Linked, Quantifier, conjuncts
from graph.store.sqlite.conditions import Aliases, Reached, follow, leading_here, predicate

_COUNTED = 1_000  # edges: among those that lead to more than so many, the first is taken
_NAMING = frozenset({Comparison.EQ, Comparison.IN})


def is_gathered(where: Condition | None) -> bool:
    """Whether the things for which a condition holds are all found before the first in order is known."""
    return len(_named(where)) > 1


def filtered(where: Condition, things: Reached, aliases: Aliases) -> str:
    """The predicate of those things for which ``where`` holds."""
    if not is_gathered(where):
        return " AND ".join((*things.predicates, predicate(where, things.thing, aliases)))
    named = _named(where)
    others = [predicate(one, things.thing, aliases) for one in conjuncts(where) if one not in named]
    followed = [follow(condition, things.thing, aliases) for condition in named]
    # a plus keeps an index of all things of the kind from being walked in the list's order
    kind = (f"+{things.kind}",) if things.kind else ()
    return " AND ".join((f"{things.thing}.id IN ({_fewest(named, aliases)})", *kind, *followed, *others))


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


def _fewest(named: list[Linked], aliases: Aliases) -> str:
    """Selects what the condition leads to that leads to the fewest."""
    sizes = " UNION ALL ".join(
        f"SELECT {i} AS way, (SELECT count(*) FROM ({leading_here(condition, aliases)} LIMIT {_COUNTED})) AS size"
        for i, condition in enumerate(named)
    )
    chosen = aliases.fresh("c")
    ways = " UNION ALL ".join(
        f"SELECT * FROM ({leading_here(condition, aliases)}) WHERE (SELECT way FROM {chosen}) = {i}"
        for i, condition in enumerate(named)
    )
    return f"WITH {chosen} AS MATERIALIZED (SELECT way FROM ({sizes}) ORDER BY size, way LIMIT 1) {ways}"
