"""What of a type is stored under which name, whichever engine keeps it."""

from functools import cache

from graph.model.vocabulary import ENTITY_LABELS, Attribute, Type, vocabulary
from graph.plan import Connection


@cache
def columns_of(label: str) -> tuple[Attribute, ...]:
    """The attributes of a type that have a column of their own, beside the ones every thing of its sort has."""
    return tuple(a for a in vocabulary()[label].attributes if a.name not in {"id", "name"})


def counts_of_nodes() -> tuple[str, ...]:
    """The stored counts of all entity types."""
    return tuple(dict.fromkeys(c.name for label in ENTITY_LABELS for c in vocabulary()[label].counts))


def stored_count(wanted: Connection, labels: tuple[str, ...]) -> str | None:
    """The stored count that tells how many things a list holds that starts from things of these labels.

    None where none does, as of a list that is filtered.
    """
    link = wanted.link
    if link is None or wanted.where or wanted.via or wanted.shared or wanted.pair or wanted.labels != link.targets:
        return None
    counts = {_count_of(label, link.name) for label in labels}
    return counts.pop() if len(counts) == 1 else None


def _count_of(label: str, link: str) -> str | None:
    return next((count.name for count in vocabulary()[label].counts if count.link == link), None)


def is_nullable(kind: Type, property_name: str) -> bool:
    """Whether a property of a type can be absent."""
    attribute = kind.attribute(property_name)
    if attribute is not None:
        return not attribute.required
    return property_name not in {"place", "name"} and property_name not in counts_of_nodes()
