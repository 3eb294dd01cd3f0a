"""What an operation costs at most: how many things and lists it asks for, if all lists are as long as their pages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from math import prod
from typing import Any

from graph.model.vocabulary import Link
from graph.plan import Argument, Page, QueryPlan, Selection

_SIZES = ("first", "ids", "longest")
"""The arguments that say how often what stands below them can be there, beside the size of a page."""

_Terms = dict[tuple[str, ...], int]
"""A sum of products: how often each product of sizes counts."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a plan, for whatever arguments it is answered with."""

    terms: Mapping[tuple[str, ...], int]

    @classmethod
    def of(cls, plan: QueryPlan) -> "Cost":
        """The cost of a plan."""
        return cls(_Weighing().part(plan))

    def nodes(self, arguments: Mapping[str, Any]) -> int:
        """The cost with these arguments, those of the plan's constants among them."""
        return sum(count * prod(_size(arguments[name]) for name in sizes) for sizes, count in self.terms.items())


def _size(value: Any) -> int:
    return len(value) if isinstance(value, list | tuple) else int(value)


class _Weighing:
    """Weighs the parts of one plan; a part that stands in several places once."""

    def __init__(self) -> None:
        self._known: dict[int, _Terms] = {}

    def part(self, part: Any) -> _Terms:
        """What a part costs with all that is inside."""
        if id(part) not in self._known:
            self._known[id(part)] = self._weigh(part)
        return self._known[id(part)]

    def _weigh(self, part: Any) -> _Terms:
        below: _Terms = {(): 1} if isinstance(part, Selection) else {}  # a thing
        for field in fields(part):
            value = getattr(part, field.name)
            if isinstance(value, Mapping):  # of the types that a thing may be of, it is of one
                _add_to(below, _highest([_total(map(self.part, _parts(inner))) for inner in value.values()]))
            else:
                _add_to(below, _total(map(self.part, _parts(value))))
        sizes = tuple(_sizes(part))
        if not sizes:
            return below
        return {(): 1} | {tuple(sorted((*sizes, *inside))): count for inside, count in below.items()}


def _parts(value: object) -> Iterator[object]:
    """The parts of a plan that a value is or holds."""
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, tuple):
            yield from _parts(item)
        elif is_dataclass(item) and not isinstance(item, Argument | Page | Link):
            yield item


def _total(several: Iterable[_Terms]) -> _Terms:
    total: _Terms = {}
    for terms in several:
        _add_to(total, terms)
    return total


def _add_to(total: _Terms, terms: _Terms) -> None:
    for sizes, count in terms.items():
        total[sizes] = total.get(sizes, 0) + count


def _highest(several: Iterable[_Terms]) -> _Terms:
    highest: _Terms = {}
    for terms in several:
        for sizes, count in terms.items():
            highest[sizes] = max(highest.get(sizes, 0), count)
    return highest


def _sizes(part: Any) -> Iterable[str]:
    if isinstance(page := getattr(part, "page", None), Page):
        yield page.size.name
    for name in _SIZES:
        if isinstance(given := getattr(part, name, None), Argument):
            yield given.name
