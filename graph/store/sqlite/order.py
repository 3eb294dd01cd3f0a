"""The total order of a list in SQL, and where in it a cursor stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model.vocabulary import SHARED
from graph.store.order import Term, reverse
from graph.store.sqlite.conditions import Reached


def expressions_of(terms: tuple[Term, ...], reached: Reached) -> tuple[str, ...]:
    """The expression of each term; one that tells absence is never null, and no other is compared where it is."""
    return tuple(_expression(term, reached) for term in terms)


def _expression(term: Term, reached: Reached) -> str:
    if term.property == SHARED:
        return f"{reached.edge}.{SHARED}"
    if term.link is not None:
        return f"(SELECT {term.property} FROM node WHERE node.id = {reached.thing}.{term.link.field})"
    if term.property in {"name", "id"}:
        return reached.name if term.property == "name" else reached.id
    value = f"{reached.thing}.{term.property}"
    return f"{value} IS NULL" if term.absence else value


def order_by(terms: tuple[Term, ...], expressions: Sequence[str]) -> str:
    """What follows ORDER BY."""
    return ", ".join(f"{e} DESC" if t.descending else e for t, e in zip(terms, expressions, strict=True))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a list: the predicate of what belongs to it, and what follows ORDER BY in it."""

    predicate: str
    order: str


def stretches_after(terms: tuple[Term, ...], expressions: Sequence[str], keys: Sequence[str]) -> tuple[Stretch, ...]:
    """The stretches of a list, one after the other, that come after the parameters ``keys``.

    Each is a range of an index in this order; all of them at once would be none.
    """
    ways = {term.descending for term in terms}
    if len(ways) == 1 and not any(term.absence for term in terms):
        after = f"({', '.join(expressions)}) {_beyond(terms[0])} ({', '.join(keys)})"
        return (Stretch(after, order_by(terms, expressions)),)
    return tuple(_stretch(terms, expressions, keys, first) for first in reversed(range(len(terms))))


def lies_before(terms: tuple[Term, ...], expressions: Sequence[str], keys: Sequence[str]) -> str:
    """The predicate of what comes before the parameters ``keys``."""
    back = reverse(terms)
    listed = " OR ".join(f"({stretch.predicate})" for stretch in stretches_after(back, expressions, keys))
    return f"({expressions[0]}) {_beyond(back[0])}= {keys[0]} AND ({listed})"


def _stretch(terms: tuple[Term, ...], expressions: Sequence[str], keys: Sequence[str], first: int) -> Stretch:
    """What is equal in all terms before the ``first`` that orders it, and in that one beyond its key.

    The planner does not see by itself that terms which are equal throughout need no sorting.
    """
    equal = (f"({e}) IS {key}" for e, key in zip(expressions[:first], keys, strict=False))
    beyond = f"({expressions[first]}) {_beyond(terms[first])} {keys[first]}"
    return Stretch(" AND ".join((*equal, beyond)), order_by(terms[first:], expressions[first:]))


def _beyond(term: Term) -> str:
    return "<" if term.descending else ">"
