"""Figures as values: exact, in the printed and in the base unit, and absence that says its kind."""

from decimal import ROUND_HALF_UP, Decimal

from graph.model.base import is_partial_date
from graph.model.values import NOT_STATED, Absence, Quantity, Value
from ingest.extraction.draft import Figure
from ingest.extraction.words.quantities import to_base

_NOT_APPLICABLE = frozenset({"不適用", "無此項目", "N/A"})
MONEY = "TWD"


def to_value(figure: Figure | None, *, unit: str | None = None) -> Value:
    """What a figure says, in its own unit or else in ``unit``; None is not stated, one that says nothing a blank."""
    if figure is None:
        return NOT_STATED
    unit = figure.unit or unit
    if figure.value is None and figure.low is None and figure.high is None:
        return _without_number(figure, unit)
    normalised, base = (None, None) if figure.value is None else normalise(figure.value, unit)
    return Value(
        value=figure.value,
        text=figure.text,
        unit=unit,
        normalised=normalised,
        normalised_unit=base,
        low=figure.low,
        high=figure.high,
        bound=figure.bound,
        approximate=figure.approximate,
    )


def to_quantity(figure: Figure) -> Quantity:
    """One counted thing of a result; a range keeps its printed words."""
    return Quantity(label=figure.label, value=figure.value, text=figure.text, unit=figure.unit, bound=figure.bound)


def normalise(value: Decimal, unit: str | None) -> tuple[Decimal | None, str | None]:
    """The number in the base unit, which the printed one may be already; money in whole TWD."""
    if not unit:
        return None, None
    number, base = to_base(value, unit) or (value, unit)
    if base == MONEY:
        return number.to_integral_value(ROUND_HALF_UP), base
    return (Decimal(int(number)) if number == number.to_integral_value() else number.normalize()), base


def agree(one: Value, other: Value) -> bool:
    """Whether two values do not contradict each other: where one is absent, the other stands."""
    return bool(one.absence or other.absence) or _meaning(one) == _meaning(other)


def fuller(one: Value, other: Value) -> Value:
    """Of two values that agree the one that says more; of two absences the printed one."""
    if one.absence and not other.absence:
        return other
    return other if one == NOT_STATED else one


def _without_number(figure: Figure, unit: str | None) -> Value:
    if not figure.words:
        return Value(absence=Absence.BLANK, text=figure.text or None, unit=unit)
    if figure.words in _NOT_APPLICABLE:
        return Value(absence=Absence.NOT_APPLICABLE, text=figure.text, unit=unit)
    date = figure.words if is_partial_date(figure.words) else None
    return Value(text=figure.text, unit=unit, date=date, bound=figure.bound, approximate=figure.approximate)


def _meaning(value: Value) -> tuple[object, ...]:
    words = value.text if value.number is None and value.low is None and value.high is None else None
    return value.number, value.normalised_unit, value.low, value.high, value.date, value.bound, words
