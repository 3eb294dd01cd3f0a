"""Values and quantities, from the exact text they are stored as to the plain JSON values of an answer."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

from pydantic import BaseModel

from graph.expressions import compiled, written_out
from graph.model.vocabulary import Attribute, Kind, attributes_of
from graph.plan import Label, Property

Parts = dict[str, Any]


def parts_reader(model: type[BaseModel], fields: tuple[Property | Label, ...]) -> Callable[[Mapping[str, Any]], Parts]:
    """The reader of chosen fields of a stored value; what that leaves out has the model's default."""
    kinds = {attribute.name: attribute for attribute in attributes_of(model)}
    values: dict[str, str] = {}
    names: dict[str, Any] = {}
    for field in fields:
        if isinstance(field, Label):
            values[field.key] = repr(model.__name__)
        else:
            plain = names[f"plain_{field.name}"] = _plain(kinds[field.name])
            names[f"default_{field.name}"] = plain(model.model_fields[field.name].default)
            values[field.key] = (
                f"plain_{field.name}(stored[{field.name!r}]) if {field.name!r} in stored else default_{field.name}"
            )
    return compiled("stored", written_out(values), names)


def plain_number(number: Decimal) -> int | float:
    """A whole number as int, exact whatever its size; any other as the nearest float."""
    return int(number) if number == number.to_integral_value() else float(number)


def _plain(attribute: Attribute) -> Callable[[Any], Any]:
    """What makes a stored value of an attribute a plain one."""
    match attribute.kind:
        case Kind.NUMBER:
            return _plain_number
        case Kind.ENUM:
            return _plain_member
        case _:
            return lambda value: value


def _plain_number(stored: str | None) -> int | float | None:
    if stored is None:
        return None
    return int(stored) if stored.isdecimal() else plain_number(Decimal(stored))


def _plain_member(stored: str | Enum | None) -> str | None:
    return None if stored is None else str(stored.value if isinstance(stored, Enum) else stored).upper()
