"""Values and quantities, from the exact text they are stored as to the plain JSON values of an answer."""

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from pydantic import BaseModel

from graph.model.vocabulary import Attribute, Kind, attributes_of
from graph.plan import Label, Property


def read_parts(
    model: type[BaseModel], fields: tuple[Property | Label, ...], stored: Mapping[str, Any]
) -> dict[str, Any]:
    """The chosen fields of a stored value; what it leaves out has the model's default."""
    kinds = _kinds(model)
    return {
        f.key: model.__name__
        if isinstance(f, Label)
        else _plain(stored[f.name], kinds[f.name])
        if f.name in stored
        else _default(model, f.name)
        for f in fields
    }


def _plain(value: Any, attribute: Attribute) -> Any:
    if value is None:
        return None
    if attribute.kind is Kind.NUMBER:
        return plain_number(Decimal(value))
    if attribute.kind is Kind.ENUM:
        return str(value.value if isinstance(value, Enum) else value).upper()
    return value


def plain_number(number: Decimal) -> int | float:
    """A whole number as int, exact whatever its size; any other as the nearest float."""
    return int(number) if number == number.to_integral_value() else float(number)


@cache
def _kinds(model: type[BaseModel]) -> Mapping[str, Attribute]:
    return {attribute.name: attribute for attribute in attributes_of(model)}


@cache
def _default(model: type[BaseModel], name: str) -> Any:
    return _plain(model.model_fields[name].default, _kinds(model)[name])
