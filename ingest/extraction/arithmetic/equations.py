"""Sums within the rounding of what is printed, and what an equation says of the figures that stand in it."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ingest.extraction.draft import Doubt, Figure, Term
from ingest.extraction.words.quantities import PERCENT, to_base

_RATE_ROUNDING = Decimal("0.02")


class Testimony(NamedTuple):
    """What one equation says of the figures in it: without ``doubt`` they agree, else it shows both sides."""

    terms: tuple[Term, ...]
    doubt: Doubt | None = None


class Sum(NamedTuple):
    """An amount in its base unit and by how much rounding may have changed it; ``lines`` are where it is printed."""

    value: Decimal
    rounding: Decimal
    lines: tuple[int, ...]

    def agrees_with(self, other: "Sum") -> bool:
        """Whether rounding explains the difference of what was worked out."""
        return abs(self.value - other.value) <= self.rounding + other.rounding

    def is_same_as(self, other: "Sum") -> bool:
        """Whether both print one number, the one perhaps to fewer digits."""
        return abs(self.value - other.value) <= max(self.rounding, other.rounding)

    def exceeds(self, other: "Sum") -> bool:
        """Whether it is more than the other, by more than rounding explains."""
        return self.value - other.value > self.rounding + other.rounding

    def __str__(self) -> str:
        lines = sorted(set(self.lines))
        shown = f"{lines[0]}-{lines[-1]}" if len(lines) > 1 else str(lines[0])
        return f"{self.value.normalize():f} (line {shown})"


def sum_of(figure: Figure, line: int) -> Sum:
    """A figure that has a value, as a sum of one."""
    value = figure.value or Decimal(0)
    factor, _ = base_of(figure.unit or "")
    return Sum(value * factor, rounding_of(figure, last_digit(value)) * factor, (line,))


def added(sums: Iterable[Sum]) -> Sum:
    """All of one or several sums."""
    first, *others = sums
    value, rounding, lines = first.value, first.rounding, list(first.lines)
    for other in others:
        value, rounding = value + other.value, rounding + other.rounding
        lines += other.lines
    return Sum(value, rounding, tuple(lines))


def is_exact(figure: Figure | None) -> bool:
    """Whether a figure can be held to its number: it has one, and no words make it a bound or an approximation."""
    return figure is not None and figure.value is not None and figure.bound is None and not figure.approximate


def is_rate_of(printed: Decimal, percent: Decimal) -> bool:
    """Whether a rate is printed as what was worked out; its last digit may have been cut off instead of rounded."""
    return abs(percent - printed) <= max(_RATE_ROUNDING, last_digit(printed))


def rounding_of(figure: Figure, digit: Decimal) -> Decimal:
    """By how much rounding may have changed a figure, in its unit: half of one of the last ``digit`` it is printed to.

    A whole number of what is counted one by one (件, 座, 元) is exact.
    """
    is_whole = figure.value is not None and last_digit(figure.value) >= 1
    return Decimal(0) if is_whole and _counts_one_by_one(figure.unit or "") else digit / 2


@lru_cache(maxsize=1_000)
def _counts_one_by_one(unit: str) -> bool:
    return unit not in PERCENT and base_of(unit)[0] == 1


def last_digit(value: Decimal) -> Decimal:
    """One of the last digit of a number as it is printed: 0.01 of 98.60."""
    return _power_of_ten(int(value.as_tuple().exponent))


@lru_cache(maxsize=100)
def _power_of_ten(exponent: int) -> Decimal:
    return Decimal((0, (1,), exponent))


def are_apart(one: Term, other: Term) -> bool:
    """Whether two figures are printed apart: one place that is read twice agrees with itself."""
    here, there = one.place, other.place
    return here.line_end < there.line or there.line_end < here.line


def is_said_anew(one: Term, other: Term) -> bool:
    """Whether a figure is printed apart from the other, and not in the same sentence over again."""
    words = one.place.quote
    is_copy = words == other.place.quote and one.figure is not None and words != one.figure.text
    return are_apart(one, other) and not is_copy


@lru_cache(maxsize=1_000)
def base_of(unit: str) -> tuple[Decimal, str]:
    """How many of its base unit a unit is, and the base unit."""
    return to_base(Decimal(1), unit) or (Decimal(1), unit)
