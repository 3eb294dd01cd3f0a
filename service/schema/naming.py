"""What the things of the vocabulary are called in GraphQL."""

from functools import cache

from graph.model.vocabulary import ENTITY_LABELS, FACT_LABELS, TEXT_LABELS, Link, Reach, vocabulary

THINGS = (*ENTITY_LABELS, *FACT_LABELS, *TEXT_LABELS)
"""The labels of what has an id of its own."""


def camel_case(name: str) -> str:
    """A name of the vocabulary as a field's name."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def pascal_case(name: str) -> str:
    """A name of the vocabulary as a type's name."""
    return "".join(word.capitalize() for word in name.split("_"))


def field_name(label: str) -> str:
    """The name of a field that gives one thing of a label."""
    return label[0].lower() + label[1:]


@cache
def list_name(label: str) -> str:
    """The name of a field that lists the things of a label: as its subjects list them, where it is a fact."""
    holders = (link.name for type_ in vocabulary().values() for link in type_.links.values() if _holds(link, label))
    return next(holders, plural(field_name(label)))


def plural(name: str) -> str:
    """The English plural of a name."""
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def type_name(labels: tuple[str, ...]) -> str:
    """The type of what may be of any of these labels: their own, or the interface they share."""
    if len(labels) == 1:
        return labels[0]
    return "Entity" if set(labels) <= set(ENTITY_LABELS) else "Fact"


def _holds(link: Link, label: str) -> bool:
    return link.reach is Reach.HOLDER and link.targets == (label,)
