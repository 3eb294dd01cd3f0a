"""What the roots of a plan answer once an engine has found it: the same on every engine."""

from collections.abc import Callable, Iterable
from typing import Any

from graph.errors import AmbiguousName, QueryError, UnknownId
from graph.model.vocabulary import ENTITY_LABELS, FACT_LABELS, TEXT_LABELS
from graph.plan import ByName, Property, ReleaseInfo, Statistics
from graph.store.base import Release


def attempt(read: Callable[[], Any]) -> Any:
    """What ``read`` returns, or the error by which it fails, so that the other roots are still answered."""
    try:
        return read()
    except QueryError as error:
        return error


def sorts_of(labels: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The entities, the facts and the texts among labels, apart and none empty: every engine keeps them apart."""
    sorts = (tuple(label for label in labels if label in sort) for sort in (ENTITY_LABELS, FACT_LABELS, TEXT_LABELS))
    return [sort for sort in sorts if sort]


def ambiguous(root: ByName, name: object, candidates: Iterable[tuple[str, str, str | None]]) -> AmbiguousName:
    """The error for a name that several things have; of each candidate its id, its name, and what it is part of."""
    found = tuple({"id": identity, "name": known_as, "parent": parent} for identity, known_as, parent in candidates)
    return AmbiguousName(
        f"{len(found)} things of type {root.label} are known as '{name}': choose one by its id.",
        found,
    )


def unknown_id(identity: object) -> UnknownId:
    """The error for an id that no entity has, nor ever had."""
    return UnknownId(f"No entity has the id '{identity}': take an id from an answer of this release.")


def release_fields(root: ReleaseInfo, release: Release) -> dict[str, Any]:
    """What a plan asks of the release."""
    facts = {
        "id": release.id,
        "hash": release.id,
        "published_at": release.published_at.isoformat(),
        "documents": release.documents,
    }
    return {f.key: facts[f.name] if isinstance(f, Property) else "Release" for f in root.fields}


def type_counts(root: Statistics, totals: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    """What a plan asks of how many things there are of each type; ``totals`` gives them by label."""
    return [
        {f.key: (label if f.name == "type" else total) if isinstance(f, Property) else "TypeCount" for f in root.fields}
        for label, total in totals
    ]
