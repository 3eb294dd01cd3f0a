"""Which facts of several documents speak of one point of one series, and which of their figures exclude each other.

Both are kept on each fact: facts are of one series, or of one point, where the texts are equal, and two figures exclude
each other where the stretches of numbers that they can stand for do not overlap.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from graph.model.base import PartialDate
from graph.model.facts import BudgetFigure, BudgetItem, Fact, Measurement, Scope
from graph.model.keys import fold, hashed_id
from graph.model.values import NOT_STATED, Bound, Value
from graph.model.vocabulary import FACT_LABELS, STATED, Kind, said_of, vocabulary

SERIES, POINT = "series", "point"

_MAGNITUDES = {"千": 10**3, "百": 10**2, "萬": 10**4, "億": 10**8, "兆": 10**12}
_ENDS_IN_MAGNITUDE = re.compile(r"(?:\.(\d+))?([千百萬億兆])\D*$")


def from_column(attribute: str) -> str:
    """The column that holds the least number that a VALUE attribute can stand for; null where there is no least."""
    return f"{attribute}_from"


def to_column(attribute: str) -> str:
    """The column that holds what all numbers that a VALUE attribute can stand for are below; null for no such."""
    return f"{attribute}_to"


def point_columns(fact: Fact) -> Iterator[tuple[str, object]]:
    """The columns of a fact that place it, with what they hold; none where it has no values."""
    values = {name: value for name, value in fact if isinstance(value, Value)}
    if not values:
        return
    thing = _thing(fact, next((v.normalised_unit for v in values.values() if v.normalised_unit), None))
    yield SERIES, hashed_id(SERIES, *thing)
    # what is said of no time is about no point that another document could mean
    yield POINT, hashed_id(POINT, *thing, _time(fact) or fact.id)
    for name, value in values.items():
        start, end = stretch(value, is_aim=name == "target")
        yield from_column(name), None if start is None else float(start)
        yield to_column(name), None if end is None else float(end)
        yield said_of(name), STATED if value.absence is None else int(value != NOT_STATED)


def contradiction(one: str, other: str) -> tuple[str, ...]:
    """The predicates, in the words that SQL and Cypher share, by which two facts of one point contradict each other.

    ``one`` and ``other`` are the names under which a statement knows them.
    """
    apart = (_apart(f"{one}.{name}", f"{other}.{name}") for name in _VALUES)
    return f"{one}.document <> {other}.document", f"({' OR '.join(apart)})"


def _apart(one: str, other: str) -> str:
    """That the stretches of two values do not overlap; of numbers beyond a float's digits, nobody can tell."""
    ends = ((from_column(one), to_column(other)), (from_column(other), to_column(one)))
    before, after = (f"coalesce({end} <= {start}, FALSE)" for start, end in ends)
    same = f"coalesce({from_column(one)} = {from_column(other)} AND {to_column(one)} = {to_column(other)}, FALSE)"
    return f"(({before} OR {after}) AND NOT {same})"


_VALUES = tuple(
    dict.fromkeys(a.name for label in FACT_LABELS for a in vocabulary()[label].attributes if a.kind is Kind.VALUE)
)


# ---- points ---------------------------------------------------------------------------------------------------------


def _thing(fact: Fact, base_unit: str | None) -> tuple[object, ...]:
    """What a series is of, whatever the time: of whom, of what, in which base unit, over what stretch."""
    match fact:
        case Measurement():
            unit = base_unit or fact.unit
            return (fact.subject, fact.agency, fact.indicator, fact.scope, unit and fold(unit))
        case BudgetItem():
            part = (fact.item and fold(fact.item), fact.coverage, fact.through, fact.installment)
            return (fact.subject, fact.agency, fact.figure, fact.phase, *part, base_unit and fold(base_unit))
        case _:
            raise TypeError(f"{fact.id} is no figure of a series")


def _time(fact: Fact) -> str | None:
    """The time that a fact is about, in one form however it is printed; None where nobody says."""
    when = (_moment(fact), _day(fact.period_start), _day(fact.period_end))
    if any(when):
        return str(when)
    match fact:
        case Measurement(scope=Scope.WHOLE) | BudgetItem(figure=BudgetFigure.TOTAL):
            return "whole"
        case BudgetItem(phase=int()) | BudgetItem(through=int()):
            return "phase"
        case _:
            return None


def _moment(fact: Fact) -> PartialDate | None:
    """The day it counts up to, else its year: what counts up to the end of a year is that year's."""
    year = fact.fiscal_year if isinstance(fact, BudgetItem) and fact.fiscal_year else fact.year
    return _day(fact.as_of) or (str(year) if year is not None else None)


def _day(printed: PartialDate | None) -> PartialDate | None:
    """A date without what goes without saying: the last day of a month, the last month of a year."""
    if printed is None:
        return None
    year, *rest = map(int, printed.split("-"))
    if len(rest) == 2 and rest[1] >= monthrange(year, rest[0])[1]:
        rest.pop()
    if rest == [12]:
        rest.pop()
    return "-".join((str(year), *(f"{part:02}" for part in rest)))


# ---- figures --------------------------------------------------------------------------------------------------------


def stretch(value: Value, *, is_aim: bool) -> tuple[Decimal | None, Decimal | None]:
    """From which number on, and below which, lie all that could have been printed as a value.

    A figure stands for what is rounded to its last digit, one that is about something for what is rounded to its last
    digit that is no zero, one that is at least something for all from there. Of an aim (``is_aim``) the bound is no
    doubt but part of what is aimed at. A date stands for the days it covers. A range, whose numbers are in the printed
    unit alone, and words stand for anything: (None, None).
    """
    if value.absence is not None:
        return None, None
    if value.number is None:
        return _days(value.date)
    half = _last_place(value) / 2
    start, end = value.number - half, value.number + half
    if is_aim or value.bound is None:
        return start, end
    return (start, None) if value.bound is Bound.MIN else (None, end)


def _last_place(value: Value) -> Decimal:
    """What a step of the last printed digit makes, in the base unit."""
    number = value.number if value.value is None else value.value
    if not number:
        return Decimal(1)
    scale = value.number / number if value.number else Decimal(1)
    digits = (number.normalize() if value.approximate else number).as_tuple()
    exponent = int(digits.exponent)
    step = Decimal(1).scaleb(exponent if value.approximate else min(exponent, 0))
    return abs(scale) * max(step, _spelt_step(value))


def _spelt_step(value: Value) -> Decimal:
    """The same where a figure ends in a word for its magnitude (1億2,000萬) that is not part of its unit."""
    found = _ENDS_IN_MAGNITUDE.search(value.text or "")
    if found is None or found[2] in (value.unit or ""):
        return Decimal(0)
    return Decimal(_MAGNITUDES[found[2]]).scaleb(-len(found[1] or ""))


def _days(printed: PartialDate | None) -> tuple[Decimal | None, Decimal | None]:
    if printed is None:
        return None, None
    year, *rest = map(int, printed.split("-"))
    months = rest[:1] * 2 or [1, 12]
    last = monthrange(year, months[1])[1]
    days = [min(day, last) for day in rest[1:] * 2 or [1, last]]  # 31 June is printed too
    first, end = (date(year, *when).toordinal() for when in zip(months, days, strict=True))
    return Decimal(first), Decimal(end + 1)
