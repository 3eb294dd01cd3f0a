"""The total order of a list, and where in it a cursor stands."""

from dataclasses import dataclass

from graph.model.vocabulary import FACT_LABELS, vocabulary
from graph.plan import Connection, OrderBy
from graph.store.columns import is_nullable
from graph.store.sqlite.conditions import Reached


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a total order: an expression that is never null or compares null-safely, and its direction."""

    expression: str
    descending: bool

    def __str__(self) -> str:
        return f"{self.expression} DESC" if self.descending else self.expression


def terms_of(wanted: Connection, reached: Reached) -> tuple[Term, ...]:
    """The list's order, made total by the id. Absent values come last, whichever way a term runs."""
    terms: list[Term] = []
    for order in wanted.order or _default_order(wanted):
        expression = reached.name if order.property == "name" else f"{reached.thing}.{order.property}"
        if any(_may_be_absent(label, order.property) for label in wanted.labels):
            terms.append(Term(f"{expression} IS NULL", descending=False))
        terms.append(Term(expression, order.descending))
    return (*terms, Term(reached.id, descending=False))


def _default_order(wanted: Connection) -> tuple[OrderBy, ...]:
    return (OrderBy("place"),) if wanted.labels[0] in FACT_LABELS else (OrderBy("name"),)


def _may_be_absent(label: str, name: str) -> bool:
    return is_nullable(vocabulary()[label], name)


def signature_of(terms: tuple[Term, ...]) -> str:
    """What tells one order from another in a cursor; table aliases do not belong to it."""
    return ",".join(f"{term.expression.partition('.')[2]}{'-' if term.descending else ''}" for term in terms)


def after_keys(terms: tuple[Term, ...]) -> str:
    """The predicate of what comes after the keys: one row value where an index can serve that, else alternatives."""
    if not any(term.descending for term in terms) and not any("IS NULL" in term.expression for term in terms):
        expressions, keys = ", ".join(t.expression for t in terms), ", ".join(f":key{i}" for i in range(len(terms)))
        return f"({expressions}) > ({keys})"
    alternatives = []
    for i, term in enumerate(terms):
        equal = [f"({earlier.expression}) IS :key{j}" for j, earlier in enumerate(terms[:i])]
        alternatives.append(" AND ".join([*equal, f"({term.expression}) {'<' if term.descending else '>'} :key{i}"]))
    return f"({' OR '.join(f'({alternative})' for alternative in alternatives)})"
