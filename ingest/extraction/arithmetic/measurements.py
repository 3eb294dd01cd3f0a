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
    """Of what, by what, when, whose share."""

    subject: Thing
    indicator: Thing
    year: int | None
    as_of: str | None
    period: tuple[str | None, str | None]
    agency: Thing | None

    @property
    def is_first_year(self) -> bool:
        """Whether the work began in the year."""
        return str(self.subject.attributes.get("period_start") or "")[:4] == str(self.year)


def hear_measurements(measured: Sequence[Measured]) -> Iterator[Testimony]:
    """Every equation between the measured values of a document."""
    by_series: dict[Series, dict[Scope, list[Measured]]] = defaultdict(lambda: defaultdict(list))
    for fact in measured:
        period = fact.period_start, fact.period_end
        by_series[Series(fact.subject, fact.indicator, fact.year, fact.as_of, period, fact.agency)][fact.scope].append(
            fact
        )
    for series, scopes in by_series.items():
        for same in scopes.values():
            yield from _repetitions(same) if len(same) > 1 else ()
        years, uptos = scopes.get(Scope.ANNUAL, []), scopes.get(Scope.CUMULATIVE, [])
        for annual, upto in zip(years, uptos, strict=False):  # of rows that have one name, each with its own
            yield from _years(series, annual, upto)


def _repetitions(same: Sequence[Measured]) -> Iterator[Testimony]:
    """One value that is printed twice; another one is no contradiction, because prose has one name for many things."""
    for side in _SIDES:
        first, *others = (Term(fact, side) for fact in same)
        again = [other for other in others if _are_equal(first, other) and is_said_anew(other, first)]
        if again:
            yield Testimony((first, *again))


def _years(series: Series, annual: Measured, upto: Measured) -> Iterator[Testimony]:
    """A year and all years up to it: never is it more, and in the first year of a work it is as much.

    Rates of a year and of all years are of different things.
    """
    for side in _SIDES if annual.unit not in PERCENT else ():
        year, years = Term(annual, side), Term(upto, side)
        if series.is_first_year and _are_equal(year, years):
            yield Testimony((year, years))
        elif _is_more(year.figure, years.figure) or (series.is_first_year and _is_more(years.figure, year.figure)):
            yield Testimony((year, years), _doubt(series, year, years))


def _doubt(series: Series, year: Term, years: Term) -> Doubt:
    values = [term.figure.value if term.figure else None for term in (year, years)]
    first = ", though it is the first" if series.is_first_year else ""
    message = f"The {year.side} of the year is {values[0]}, that of all years up to it {values[1]}{first}."
    return Doubt("witness.years", message, year.place)


def _are_equal(one: Term, other: Term) -> bool:
    """Whether both are one number and not nought, which says little: it is also what an empty form is filled with."""
    here, there = one.figure, other.figure
    if here is None or there is None or not (is_exact(here) and is_exact(there)) or not here.value:
        return False
    return sum_of(here, one.place.line).agrees_with(sum_of(there, other.place.line))


def _is_more(one: Figure | None, other: Figure | None) -> bool:
    if one is None or other is None or not (is_exact(one) and is_exact(other)):
        return False
    return one.value is not None and other.value is not None and one.value > other.value
