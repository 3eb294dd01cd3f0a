"""The total order of a list: what it sorts by, whichever engine sorts, and what a cursor calls it."""

from dataclasses import dataclass

from graph.model.vocabulary import FACT_LABELS, vocabulary
from graph.plan import Connection, OrderBy
from graph.store.columns import is_nullable


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a total order: a stored property, or (``absence``) whether it is absent, which never descends."""

    property: str
    descending: bool = False
    absence: bool = False

    def __str__(self) -> str:
        return f"{self.property}{' IS NULL' if self.absence else ''}{'-' if self.descending else ''}"


def terms_of(wanted: Connection) -> tuple[Term, ...]:
    """The list's order, made total by the id. Absent values come last, whichever way a term runs."""
    terms: list[Term] = []
    for order in wanted.order or _default_order(wanted):
        if any(is_nullable(vocabulary()[label], order.property) for label in wanted.labels):
            terms.append(Term(order.property, absence=True))
        terms.append(Term(order.property, order.descending))
    return (*terms, Term("id"))


def _default_order(wanted: Connection) -> tuple[OrderBy, ...]:
    return (OrderBy("place"),) if wanted.labels[0] in FACT_LABELS else (OrderBy("name"),)


def signature_of(terms: tuple[Term, ...]) -> str:
    """What tells one order from another in a cursor."""
    return ",".join(map(str, terms))
