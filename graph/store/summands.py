"""What of a fact decides which figures may be added up, and its numbers in parts that engines add exactly.

What must be alike for figures to be added (``alike``), and what else tells the figures of one subject apart (``slot``)
are kept on each fact as texts: figures are alike, or prints of one, where the texts are equal. Neither engine adds
decimals, so a number is kept as three integers whose sums are exact.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from graph.model.facts import BudgetFigure, BudgetItem, Fact, Measurement, Scope
from graph.model.values import Value

ALIKE, SLOT = "alike", "slot"
LIMBS = ("high", "low", "fraction")
"""The parts of a number: trillions, what is below a trillion, and trillionths."""

_BASE = 10**12
_MOST = 10**24  # beyond this a sum of nine million numbers might not fit into 64 bits
_MONEY, _PER_CENT = "TWD", "%"
RATES = (_PER_CENT, "％", "‰", "百分點")
"""The units of rates, which are never added."""


# ---- what is stored -------------------------------------------------------------------------------------------------


def unit_column(attribute: str) -> str:
    """The column that holds the unit that a VALUE attribute's number is added up in."""
    return f"{attribute}_unit"


def inexact_column(attribute: str) -> str:
    """The column that says whether a VALUE attribute is about, at least or at most what its number says."""
    return f"{attribute}_inexact"


def limb_columns(attribute: str) -> tuple[str, ...]:
    """The columns that hold the parts of a VALUE attribute's number; null where it has none that can be added."""
    return tuple(f"{attribute}_{limb}" for limb in LIMBS)


def summand_columns(fact: Fact) -> Iterator[tuple[str, object]]:
    """The columns of a fact by which its values are added up, with what they hold; none where it has no values."""
    values = {name: value for name, value in fact if isinstance(value, Value)}
    if not values:
        return
    yield ALIKE, _text(_alike(fact))
    yield SLOT, _text(_slot(fact))
    for name, value in values.items():
        yield unit_column(name), _unit(fact, value, values.values())
        yield inexact_column(name), value.approximate or value.bound is not None
        yield from zip(limb_columns(name), _limbs(value.number), strict=True)


def _alike(fact: Fact) -> dict[str, object]:
    """What keeps the fact's figures from being added to others, by the name under which it is told."""
    match fact:
        case BudgetItem():
            return {
                "figure": fact.figure,
                "phase": fact.phase,
                "item": fact.item,
                "coverage": fact.coverage,
                "through": fact.through,
            }
        case Measurement(scope=Scope.ANNUAL | Scope.WHOLE):
            return {"scope": fact.scope}
        case Measurement():  # a level, or what was reached by then, is not added to that of another time
            return {"scope": fact.scope, "year": fact.year, "as_of": fact.as_of}
        case _:
            return {}


def _slot(fact: Fact) -> dict[str, object]:
    """What tells the figures of one subject apart that are alike."""
    when = {"year": fact.year, "as_of": fact.as_of, "start": fact.period_start, "end": fact.period_end}
    more = {"fiscal_year": fact.fiscal_year, "installment": fact.installment} if isinstance(fact, BudgetItem) else {}
    return {**when, **more}


def _text(said: dict[str, object]) -> str:
    present = {name: value for name, value in said.items() if value is not None}
    return json.dumps(present, ensure_ascii=False, sort_keys=True)


def _unit(fact: Fact, value: Value, values: Iterable[Value]) -> str | None:
    """The base unit where it is known; what has no number stands beside numbers in the unit these have."""
    if value.number is None and isinstance(fact, BudgetItem):
        return _PER_CENT if fact.figure is BudgetFigure.EXECUTION_RATE else _MONEY
    printed = value.unit or (fact.unit if isinstance(fact, Measurement) else None)
    if value.number is not None:
        return value.normalised_unit or printed
    return next((other.normalised_unit for other in values if other.normalised_unit), printed)


def _limbs(number: Decimal | None) -> tuple[int | None, ...]:
    """A number in parts, of which only the first is ever negative; exact to a trillionth, finer than printed."""
    if number is None or number.copy_abs() >= _MOST:  # abs() would round it
        return (None, None, None)
    whole, fraction = divmod(round(Fraction(number) * _BASE), _BASE)
    return (*divmod(whole, _BASE), fraction)


# ---- what is read ---------------------------------------------------------------------------------------------------


def number_of(limbs: Sequence[int]) -> Fraction:
    """The number, or the sum of numbers, whose parts these are."""
    high, low, fraction = limbs
    return Fraction((high * _BASE + low) * _BASE + fraction, _BASE)


def plain_fraction(number: Fraction) -> int | float:
    """A whole number as int, exact whatever its size; any other as the nearest float."""
    return int(number) if number.denominator == 1 else float(number)


def normal_limbs(high: str, low: str, fraction: str) -> tuple[str, str, str]:
    """The expressions of a sum's parts, none but the first below zero or too large, so that sums compare by them.

    They mean the same in SQL and in Cypher, where integers are divided as such and neither part is ever negative.
    """
    carried = f"({low} + {fraction} / {_BASE})"
    return f"{high} + {carried} / {_BASE}", f"{carried} % {_BASE}", f"{fraction} % {_BASE}"


def is_rate(unit: str | None) -> bool:
    """Whether numbers in this unit are rates."""
    return unit in RATES
