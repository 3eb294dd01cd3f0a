"""Values and quantities, from the exact text they are stored as to the plain JSON values of an answer."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

from pydantic import BaseModel

from graph.model.vocabulary import Attribute, Kind, attributes_of
from graph.plan import Label, Property

Parts = dict[str, Any]


def parts_reader(model: type[BaseModel], fields: tuple[Property | Label, ...]) -> Callable[[Mapping[str, Any]], Parts]:
    """The reader of chosen fields of a stored value; what that leaves out has the model's default."""
    kinds = {attribute.name: attribute for attribute in attributes_of(model)}
    template: Parts = {}
    stated: list[tuple[str, str, Callable[[Any], Any]]] = []
    for field in fields:
        if isinstance(field, Label):
            template[field.key] = model.__name__
        else:
            plain = _plain(kinds[field.name])
            template[field.key] = plain(model.model_fields[field.name].default)
            stated.append((field.key, field.name, plain))

    def read(stored: Mapping[str, Any]) -> Parts:
        parts = template.copy()
        for key, name, plain in stated:
            if name in stored:
                parts[key] = plain(stored[name])
        return parts

    return read


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
