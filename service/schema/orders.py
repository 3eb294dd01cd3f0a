"""The ``orderBy`` inputs: the orders that the vocabulary gives a type."""

from graph.model.base import Described
from graph.model.vocabulary import vocabulary
from service.schema.types import Given, Types


def define_orders(types: Types) -> None:
    """Make the order input of every type that has orders."""
    for label, type_ in vocabulary().items():
        if type_.orders:
            described = Described("What a list can be ordered by.", "可供排序之項目。")
            types.enum(f"{label}OrderField", described, {order.name: order.description for order in type_.orders})
            types.input(
                f"{label}Order",
                Described("One term of an order; absent values come last, either way.", "排序之一項；無值者殿後。"),
                (
                    Given("field", f"{label}OrderField", Described("By what.", "排序項目。")),
                    Given("direction", "Direction", Described("Which way.", "方向。"), default="ASC"),
                ),
            )
