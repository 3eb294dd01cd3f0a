"""What aggregates answer once an engine has counted and added: the same on every engine."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model.vocabulary import Kind, constant_name, vocabulary
from graph.plan import GroupedBy, Stats
from graph.store.summands import is_rate, number_of, plain_fraction

Tree = dict[str, Any]


# ---- figures --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Summary:
    """What an engine says of figures that are alike: how many of each sort, and the parts of what they come to.

    ``facts`` is how many facts they stand on; ``total``, ``least`` and ``most`` are parts of numbers, null where no
    figure is counted.
    """

    of: str
    alike: str
    of_agencies: bool
    unit: str | None
    facts: int
    counted: int
    missing: int
    excluded: int
    conflicting: int
    inexact: int
    total: Sequence[int | None]
    least: Sequence[int] | None
    most: Sequence[int] | None

    @property
    def place(self) -> tuple[object, ...]:
        """What orders summaries: those of an item after those of whole sums, then those of more facts first."""
        return ("item" in json.loads(self.alike), -self.facts, self.unit or "", self.alike, self.of_agencies)

    def fields(self) -> Mapping[str, Any]:
        """Everything that can be asked of it, by name."""
        return {
            **_traits(self.alike),
            "of": self.of,
            "of_agencies": self.of_agencies,
            "unit": self.unit,
            "counted": self.counted,
            "missing": self.missing,
            "excluded": self.excluded,
            "conflicting": self.conflicting,
            "inexact": self.inexact,
            **self._numbers(),
        }

    def _numbers(self) -> Mapping[str, int | float]:
        if self.least is None or self.most is None:
            return {}
        total = number_of([part or 0 for part in self.total])
        numbers = {"average": total / self.counted, "min": number_of(self.least), "max": number_of(self.most)}
        if not is_rate(self.unit):
            numbers["sum"] = total
        return {name: plain_fraction(number) for name, number in numbers.items()}


def _traits(alike: str) -> Mapping[str, Any]:
    """What must be alike, by name; members of enumerations by their names."""
    said = json.loads(alike)
    return {name: value.upper() if name in {"figure", "scope"} else value for name, value in said.items()}


def read_stats(wanted: Stats, summaries: Sequence[Summary]) -> list[Tree]:
    """What a plan asks of figures, attribute by attribute, as ``summaries`` come."""
    attributes = dict.fromkeys(summary.of for summary in summaries)
    said = [
        summary.fields()
        for attribute in attributes
        for summary in sorted((one for one in summaries if one.of == attribute), key=lambda one: one.place)
    ]
    return [{field.key: fields.get(field.name) for field in wanted.fields} for fields in said]


# ---- groups ---------------------------------------------------------------------------------------------------------


def key_text(by: GroupedBy, labels: tuple[str, ...], key: Any) -> str | None:
    """A key of a group as a text: an enumeration's member or a type by its name, all else as it stands."""
    attribute = vocabulary()[labels[0]].attribute(by.property) if by.property else None
    if key is None:
        return None
    if by.property is None and by.link is None:
        return constant_name(key)
    return str(key).upper() if attribute is not None and attribute.kind is Kind.ENUM else str(key)
