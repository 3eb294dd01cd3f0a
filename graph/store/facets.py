"""Facets of a search, from what an engine counted to what a plan asks of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graph.model.vocabulary import constant_name
from graph.plan import Facets, GroupKeys, KeyEntity, Property, Stats

TYPE, DOCUMENT = "TYPE", "DOCUMENT"


@dataclass(frozen=True, slots=True)
class Facet:
    """One group of what was found: by what, the label or the document's id, and how many."""

    by: str
    key: str
    count: int


ReadEntity = Callable[[KeyEntity, Facet], Any]


def facet_fields(wanted: Facets, facet: Facet, read_entity: ReadEntity) -> dict[str, Any]:
    """What a plan asks of a facet; ``read_entity`` gives what is wanted of its document."""
    return {field.key: _field(field, facet, read_entity) for field in wanted.fields}


def _field(field: Property | GroupKeys | Stats, facet: Facet, read_entity: ReadEntity) -> Any:
    match field:
        case GroupKeys():
            return [{key.key: _key(key, facet, read_entity) for key in field.fields}]
        case Stats():
            return []  # what was found is of many types, whose figures are not added
        case Property():
            return facet.count


def _key(key: Property | KeyEntity, facet: Facet, read_entity: ReadEntity) -> Any:
    if isinstance(key, KeyEntity):
        return read_entity(key, facet) if facet.by == DOCUMENT else None
    if key.name == "by":
        return facet.by
    return constant_name(facet.key) if facet.by == TYPE else facet.key


def entity_keys(wanted: Facets) -> list[KeyEntity]:
    """Where a plan asks for the document of a facet."""
    keys = (key for field in wanted.fields if isinstance(field, GroupKeys) for key in field.fields)
    return [key for key in keys if isinstance(key, KeyEntity)]
