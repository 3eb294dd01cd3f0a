"""The total order of a list: what it sorts by, whichever engine sorts and whichever way it goes."""

from dataclasses import dataclass, replace

from graph.model.vocabulary import SHARED, Link, Reach, vocabulary
from graph.plan import Connection, OrderBy
from graph.store.columns import is_nullable


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a total order: a stored property, or (``absence``) whether it is absent.

    ``link`` leads to the one thing whose property it is, where it is not the listed thing's own.
    """

    property: str
    descending: bool = False
    absence: bool = False
    link: Link | None = None


def terms_of(wanted: Connection) -> tuple[Term, ...]:
    """The list's order, made total by the id. Absent values come last, whichever way a term runs."""
    terms: list[Term] = []
    for order in wanted.order or _default_order(wanted):
        if _may_be_absent(order, wanted.labels):
            terms.append(Term(order.property, absence=True))
        terms.append(Term(order.property, order.descending, link=order.link))
    return (*terms, Term("id"))


def _may_be_absent(order: OrderBy, labels: tuple[str, ...]) -> bool:
    if order.link is not None or order.property == SHARED:
        return False
    return any(is_nullable(vocabulary()[label], order.property) for label in labels)


def _default_order(wanted: Connection) -> tuple[OrderBy, ...]:
    if wanted.link is not None and wanted.link.reach is Reach.PARTNER:
        return (OrderBy(SHARED, descending=True), OrderBy("name"))
    named = vocabulary()[wanted.labels[0]].attribute("name") is not None
    return (OrderBy("name"),) if named else (OrderBy("place"),)


def reverse(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The same order from its end."""
    return tuple(replace(term, descending=not term.descending) for term in terms)
