"""The total order of a list in SQL, and where in it a cursor stands."""

from collections.abc import Iterator, Sequence

from graph.store.order import Term
from graph.store.sqlite.conditions import Reached


def expressions_of(terms: tuple[Term, ...], reached: Reached) -> tuple[str, ...]:
    """The expression of each term; one that tells absence is never null, and no other is compared where it is."""
    return tuple(_expression(term, reached) for term in terms)


def _expression(term: Term, reached: Reached) -> str:
    if term.property in {"name", "id"}:
        return reached.name if term.property == "name" else reached.id
    value = f"{reached.thing}.{term.property}"
    return f"{value} IS NULL" if term.absence else value


def order_by(terms: tuple[Term, ...], expressions: Sequence[str]) -> str:
    """What follows ORDER BY."""
    return ", ".join(f"{e} DESC" if t.descending else e for t, e in zip(terms, expressions, strict=True))


def after_keys(terms: tuple[Term, ...], expressions: Sequence[str]) -> str:
    """The predicate of what comes after the keys: one row value where an index can serve that, else alternatives."""
    if not any(term.descending or term.absence for term in terms):
        return f"({', '.join(expressions)}) > ({', '.join(f':key{i}' for i in range(len(terms)))})"
    return f"({' OR '.join(f'({alternative})' for alternative in _alternatives(terms, expressions))})"


def _alternatives(terms: tuple[Term, ...], expressions: Sequence[str]) -> Iterator[str]:
    """One predicate a term: all before it equal, itself beyond its key."""
    for i, (term, expression) in enumerate(zip(terms, expressions, strict=True)):
        equal = [f"({earlier}) IS :key{j}" for j, earlier in enumerate(expressions[:i])]
        yield " AND ".join([*equal, f"({expression}) {'<' if term.descending else '>'} :key{i}"])
