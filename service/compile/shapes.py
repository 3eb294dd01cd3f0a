"""What variables may decide of a plan: their shape, which is all of them but the free values.

Two requests whose variables have one shape share a plan. Which fields an input object has, which enumeration value or
boolean a value is belong to the shape; texts, numbers, ids and lists of them do not, so that no plan can hold one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Free(Enum):
    """Stands for a value that decides nothing."""

    VALUE = "free"


@dataclass(frozen=True, slots=True)
class Fields:
    """The shape of an input object, or of all variables: its fields that are not null, sorted by name."""

    items: "tuple[tuple[str, Shape], ...]"

    def get(self, name: str) -> "Shape":
        """The shape of a field; None also where it is not given."""
        return dict(self.items).get(name)


Shape = None | bool | Enum | Fields | tuple["Shape", ...]


def shape_of(variables: Mapping[str, Any]) -> Fields:
    """The shape of coerced variables; null is as if left out."""
    return Fields(tuple((name, _shape(value)) for name, value in sorted(variables.items()) if value is not None))


def _shape(value: Any) -> Shape:
    if value is None or isinstance(value, bool | Enum):
        return value
    if isinstance(value, Mapping):
        return shape_of(value)
    if isinstance(value, list):
        shapes = tuple(_shape(item) for item in value)
        return Free.VALUE if shapes and all(shape is Free.VALUE for shape in shapes) else shapes
    return Free.VALUE
