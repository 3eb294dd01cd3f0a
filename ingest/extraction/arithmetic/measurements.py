"""What measured values say of each other: one printed twice, a year and the years up to it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.model.facts import Scope
from ingest.extraction.arithmetic.equations import Testimony, is_exact, is_said_anew, sum_of
from ingest.extraction.draft import Doubt, Figure, Measured, Side, Term, Thing
from ingest.extraction.words.quantities import PERCENT

_SIDES: tuple[Side, ...] = ("target", "actual")


class Series(NamedTuple):
    """Of what, by what, of which stretch of time, when, whose share."""

    subject: Thing
    indicator: Thing
    scope: Scope
    year: int | None
    as_of: str | None
    period_start: str | None
    period_end: str | None
    agency: Thing | None

    @property
    def is_first_year(self) -> bool:
        """Whether the work began in the year."""
        return str(self.subject.attributes.get("period_start") or "")[:4] == str(self.year)


def hear_measurements(measured: Sequence[Measured]) -> Iterator[Testimony]:
    """Every equation between the measured values of a document."""
    by_series: dict[Series, list[Measured]] = defaultdict(list)
    for fact in measured:
        when = fact.scope, fact.year, fact.as_of, fact.period_start, fact.period_end
        by_series[Series(fact.subject, fact.indicator, *when, fact.agency)].append(fact)
    for series, same in by_series.items():
        if len(same) > 1:
            yield from _repetitions(same)
        if series.scope is Scope.ANNUAL and (upto := by_series.get(series._replace(scope=Scope.CUMULATIVE))):
            for year, years in zip(same, upto, strict=False):  # of rows that have one name, each with its own
                yield from _years(year, years, is_first=series.is_first_year)


def _repetitions(same: Sequence[Measured]) -> Iterator[Testimony]:
    """One value that is printed twice; another one is no contradiction, because prose has one name for many things."""
    for side in _SIDES:
        first, *others = (Term(fact, side) for fact in same)
        again = [other for other in others if _are_equal(first, other) and is_said_anew(other, first)]
        if again:
            yield Testimony((first, *again))


def _years(annual: Measured, upto: Measured, *, is_first: bool) -> Iterator[Testimony]:
    """A year and all years up to it: never is it more, and in the first year of a work it is as much.

    Rates of a year and of all years are of different things.
    """
    for side in _SIDES if annual.unit not in PERCENT else ():
        year, years = Term(annual, side), Term(upto, side)
        if is_first and _are_equal(year, years):
            yield Testimony((year, years))
        elif _is_more(year.figure, years.figure) or (is_first and _is_more(years.figure, year.figure)):
            values = [term.figure and term.figure.value for term in (year, years)]
            first = ", though it is the first" if is_first else ""
            message = f"The {side} of the year is {values[0]}, that of all years up to it {values[1]}{first}."
            yield Testimony((year, years), Doubt("witness.years", message, year.place))


def _are_equal(one: Term, other: Term) -> bool:
    """Whether both are one number and not nought, which says little: it is also what an empty form is filled with."""
    here, there = one.figure, other.figure
    if here is None or there is None or not (is_exact(here) and is_exact(there)) or not here.value:
        return False
    if here.unit == there.unit and here.value == there.value:  # as nearly all that are
        return True
    return sum_of(here, one.place.line).is_same_as(sum_of(there, other.place.line))


def _is_more(one: Figure | None, other: Figure | None) -> bool:
    if one is None or other is None or not (is_exact(one) and is_exact(other)):
        return False
    return one.value is not None and other.value is not None and one.value > other.value
