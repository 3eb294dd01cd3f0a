"""Scalars: dates as printed, times, and numbers that stay exact."""

from typing import Any, NewType

import strawberry
from graphql import GraphQLFloat, GraphQLScalarType
from strawberry.types.scalar import ScalarDefinition

from graph.model.base import Described, is_partial_date

PartialDate = NewType("PartialDate", str)
Timestamp = NewType("Timestamp", str)


def _read_partial_date(value: Any) -> str:
    if not isinstance(value, str) or not is_partial_date(value):
        raise ValueError(f"{value!r} is no date of the form YYYY, YYYY-MM or YYYY-MM-DD")
    return value


def _write_number(value: Any) -> Any:
    """Leave a whole number whole: as a float, money beyond 2^53 would change."""
    return value if type(value) is int else GraphQLFloat.coerce_output_value(value)


def _exact_float() -> GraphQLScalarType:
    exact = GraphQLScalarType(
        name="Number",
        description=GraphQLFloat.description,
        coerce_output_value=_write_number,
        coerce_input_value=GraphQLFloat.coerce_input_value,
        coerce_input_literal=GraphQLFloat.coerce_input_literal,
        value_to_literal=GraphQLFloat.value_to_literal,
    )
    exact.name = "Float"  # a type of a standard name cannot be made, but it can be given that name
    return exact


SCALARS: dict[object, ScalarDefinition] = {
    PartialDate: strawberry.scalar(
        name="PartialDate",
        description=str(
            Described(
                "A Gregorian date in the precision it was printed with: YYYY, YYYY-MM or YYYY-MM-DD.",
                "西元日期，精度依原文：年、年月或年月日。",
            )
        ),
        serialize=str,
        parse_value=_read_partial_date,
    ),
    Timestamp: strawberry.scalar(
        name="DateTime",
        description=str(Described("A point in time, ISO 8601, UTC.", "時刻，依 ISO 8601，世界協調時間。")),
        serialize=str,
    ),
    float: ScalarDefinition(
        name="Float",
        description=None,
        specified_by_url=None,
        serialize=None,
        parse_value=None,
        parse_literal=None,
        implementation=_exact_float(),
        print_definition=False,
    ),
}
"""Our scalars, each by the type that stands for it in annotations; ``Float`` in place of the standard one."""
