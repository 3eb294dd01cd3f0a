"""The total order of a list in Cypher, and where in it a cursor stands."""

from collections.abc import Iterator

from graph.store.neo4j.schema import FACT_FIELDS
from graph.store.order import Term


def value_of(term: Term, thing: str) -> str:
    """The expression of what a term orders by."""
    if term.link is None:
        return f"{thing}.{term.property}"
    held = FACT_FIELDS[term.link.field or ""]
    return f"head([({thing})-[:{held}]->(held) | held.{term.property}])"


def order_by(terms: tuple[Term, ...], thing: str) -> str:
    """What follows ORDER BY."""
    return ", ".join(f"{_expression(term, thing)}{' DESC' if term.descending else ''}" for term in terms)


def index_order(terms: tuple[Term, ...], thing: str) -> tuple[str, ...]:
    """The predicates by which an index in this order can be walked; none where there can be no such index."""
    if any(term.absence or term.link for term in terms):
        return ()
    return tuple(f"{thing}.{term.property} IS NOT NULL" for term in terms)


def lies_after(terms: tuple[Term, ...], thing: str, anchor: str) -> tuple[str, ...]:
    """The predicates of what comes after the thing ``anchor``.

    Stored values are compared with stored ones: against a parameter, Neo4j compares texts by UTF-16 units.
    """
    first = terms[0]
    start = (
        ()
        if first.absence
        else (f"{value_of(first, thing)} {'<=' if first.descending else '>='} {value_of(first, anchor)}",)
    )
    return (*start, f"({' OR '.join(f'({alternative})' for alternative in _alternatives(terms, thing, anchor))})")


def _alternatives(terms: tuple[Term, ...], thing: str, anchor: str) -> Iterator[str]:
    """One predicate a term: all before it equal, itself beyond the anchor's."""
    for i, term in enumerate(terms):
        equal = (_are_equal(earlier, thing, anchor) for earlier in terms[:i])
        yield " AND ".join((*equal, _is_beyond(term, thing, anchor)))


def _are_equal(term: Term, thing: str, anchor: str) -> str:
    if term.absence:
        return f"({_expression(term, thing)}) = ({_expression(term, anchor)})"
    return f"coalesce({value_of(term, thing)} = {value_of(term, anchor)}, TRUE)"  # absent only where both are


def _is_beyond(term: Term, thing: str, anchor: str) -> str:
    if term.absence:
        absent, present = (anchor, thing) if term.descending else (thing, anchor)
        return f"{absent}.{term.property} IS NULL AND {present}.{term.property} IS NOT NULL"
    return f"{value_of(term, thing)} {'<' if term.descending else '>'} {value_of(term, anchor)}"


def _expression(term: Term, thing: str) -> str:
    return f"{thing}.{term.property} IS NULL" if term.absence else value_of(term, thing)
