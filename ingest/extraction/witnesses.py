"""Arithmetic as a witness: what the figures of a document say of each other; those that disagree become doubts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph.model.facts import BudgetFigure, Scope
from graph.model.relations import RelationType
from ingest.extraction.draft import Budgeted, Doubt, Draft, Figure, Measured, Thing
from ingest.extraction.reading import Reading
from ingest.extraction.words.quantities import PERCENT, to_base

_ADDED_UP = (BudgetFigure.APPROPRIATED, BudgetFigure.ALLOCATED, BudgetFigure.REALIZED, BudgetFigure.EXECUTED)
_SPENT = (BudgetFigure.EXECUTED, BudgetFigure.REALIZED)
_AVAILABLE = (BudgetFigure.ALLOCATED, BudgetFigure.APPROPRIATED)
_ACCOUNTS = frozenset({"決算數", "決算審定數"})
_RATE_ROUNDING = Decimal("0.02")

Money = tuple[Thing, int | None, str | None, str | None, Thing | None]
"""Whose money, of which phase, which part of it, with subordinates or not, whose share."""


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in its base unit and by how much rounding may have changed it; ``lines`` are where it is printed."""

    value: Decimal
    rounding: Decimal
    lines: tuple[int, ...]

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.value + other.value, self.rounding + other.rounding, (*self.lines, *other.lines))

    def agrees_with(self, other: "Sum") -> bool:
        """Whether rounding explains the difference."""
        return abs(self.value - other.value) <= self.rounding + other.rounding

    def exceeds(self, other: "Sum") -> bool:
        """Whether it is more than the other, by more than rounding explains."""
        return self.value - other.value > self.rounding + other.rounding

    def __str__(self) -> str:
        lines = sorted(set(self.lines))
        shown = f"{lines[0]}-{lines[-1]}" if len(lines) > 1 else str(lines[0])
        return f"{self.value.normalize():f} (line {shown})"


def read_witnesses(reading: Reading) -> None:
    """Record what contradicts itself: sums and their parts, rates and their amounts, a year and the years up to it."""
    draft = reading.draft
    by_key = _by_key(draft.budgeted)
    for check in (_check_twice, _check_phases, _check_costs, _check_rates):
        draft.doubts.extend(check(by_key))
    draft.doubts.extend(_check_parts(draft))
    draft.doubts.extend(_check_years(draft.measured))


Budgets = dict[Money, dict[tuple[BudgetFigure, int | None], list[Budgeted]]]
"""The figures of each sum of money, by what they are and their year."""


def _by_key(budgeted: Iterable[Budgeted]) -> Budgets:
    found: Budgets = defaultdict(lambda: defaultdict(list))
    for budget in budgeted:
        if budget.amount.value is None or budget.through or budget.installment:
            continue
        item = None if budget.item in _ACCOUNTS else budget.item
        key = (budget.subject, budget.phase, item, budget.scope, budget.agency)
        found[key][budget.figure, budget.fiscal_year].append(budget)
    return found


# -------------------------------------------------------------------------------------------------------------- money


def _check_twice(budgets: Budgets) -> Iterator[Doubt]:
    """One figure of one year that is printed twice and differs."""
    for figures in budgets.values():
        for (figure, year), same in figures.items():
            first, *others = map(_sum_of, same)
            differing = next(
                (b for b, other in zip(same[1:], others, strict=True) if not first.agrees_with(other)), None
            )
            if differing and year is not None and differing.item is None:
                yield _doubt(
                    "witness.twice", differing, f"{figure.value} of {year}: {_sum_of(differing)}, but {first}."
                )


def _check_phases(budgets: Budgets) -> Iterator[Doubt]:
    """The total of a phase that its years do not add up to."""
    for (_, phase, *_rest), figures in budgets.items():
        for figure in _ADDED_UP if phase is not None else ():
            totals = figures.get((figure, None), ())
            years = [same[0] for (kind, year), same in figures.items() if kind is figure and year is not None]
            for total in totals if years else ():
                if not (added := _added(years)).agrees_with(_sum_of(total)):
                    message = f"{figure.value}: the years add up to {added}, the total is {_sum_of(total)}."
                    yield _doubt("witness.phase", total, message)


def _check_costs(budgets: Budgets) -> Iterator[Doubt]:
    """A cost of all years that is less than what was appropriated in some."""
    for figures in budgets.values():
        given = [same[0] for (kind, year), same in figures.items() if kind is BudgetFigure.APPROPRIATED and year]
        for cost in figures.get((BudgetFigure.TOTAL, None), ()) if given else ():
            if (added := _added(given)).exceeds(_sum_of(cost)):
                message = f"The appropriations add up to {added}, the cost of all years is {_sum_of(cost)}."
                yield _doubt("witness.cost", cost, message)


def _check_rates(budgets: Budgets) -> Iterator[Doubt]:
    """A rate that is not what was spent of what was there, in whichever of the ways documents count it."""
    for figures in budgets.values():
        for (figure, year), (rate, *_) in list(figures.items()):
            quotients = list(_quotients(figures, year)) if figure is BudgetFigure.EXECUTION_RATE else []
            printed = rate.amount.value
            if printed is None or not quotients:
                continue
            rounding = max(_RATE_ROUNDING, _last_digit(printed))
            if all(abs(quotient - printed) > rounding for quotient, _ in quotients):
                shown = " or ".join(f"{quotient:.2f} % ({of})" for quotient, of in quotients)
                yield _doubt("witness.rate", rate, f"The printed rate is {printed} %, the amounts make {shown}.")


def _quotients(
    figures: dict[tuple[BudgetFigure, int | None], list[Budgeted]], year: int | None
) -> Iterator[tuple[Decimal, str]]:
    for spent in _SPENT:
        for available in _AVAILABLE:
            part, whole = figures.get((spent, year)), figures.get((available, year))
            if part and whole and (base := _sum_of(whole[0]).value):
                yield _sum_of(part[0]).value / base * 100, f"{spent.value} of {available.value}"


def _check_parts(draft: Draft) -> Iterator[Doubt]:
    """Appropriations of the parts of a work that are together more than its own."""
    own: dict[tuple[Thing, int | None], list[Budgeted]] = defaultdict(list)
    for budget in draft.budgeted:
        is_whole = budget.item is None and budget.phase is None and budget.agency is None and budget.fiscal_year
        if budget.figure is BudgetFigure.APPROPRIATED and is_whole and budget.amount.value is not None:
            own[budget.subject, budget.fiscal_year].append(budget)
    parts: dict[Thing, set[Thing]] = defaultdict(set)
    for link in draft.links:
        if link.relation is RelationType.PART_OF:
            parts[link.target].add(link.source)
    for (thing, year), whole in list(own.items()):
        nested = {part for other in parts.get(thing, ()) for part in parts.get(other, ())}
        direct = [part for part in parts.get(thing, ()) if part not in nested and (part, year) in own]
        smallest = [min(own[part, year], key=_value) for part in direct]
        largest = max(whole, key=_value)
        if smallest and (added := _added(smallest)).exceeds(_sum_of(largest)):
            message = f"The parts of '{thing.name}' add up to {added}, the whole is {_sum_of(largest)}."
            yield _doubt("witness.parts", largest, message)


# ------------------------------------------------------------------------------------------------------- measurements


def _check_years(measured: Sequence[Measured]) -> Iterator[Doubt]:
    """More in one year than in all years up to it; rates of a year and of all years are of different things."""
    cumulative = {_series(m): m for m in measured if m.scope is Scope.CUMULATIVE}
    for annual in measured:
        total = cumulative.get(_series(annual))
        if annual.scope is not Scope.ANNUAL or total is None or annual.unit in PERCENT:
            continue
        for side in ("target", "actual"):
            year, upto = getattr(annual, side), getattr(total, side)
            if _is_more(year, upto):
                message = f"The {side} of the year is {year.value}, that of all years up to it {upto.value}."
                yield Doubt("witness.years", message, annual.evidence[0].place)


def _series(measured: Measured) -> tuple[Thing, Thing, int | None, Thing | None]:
    return measured.subject, measured.indicator, measured.year, measured.agency


def _is_more(one: Figure | None, other: Figure | None) -> bool:
    values = (one.value if one else None, other.value if other else None)
    return values[0] is not None and values[1] is not None and values[0] > values[1]


# ------------------------------------------------------------------------------------------------------------ amounts


def _added(budgets: Iterable[Budgeted]) -> Sum:
    first, *others = map(_sum_of, budgets)
    for other in others:
        first += other
    return first


def _sum_of(budget: Budgeted) -> Sum:
    """The amount in its base unit, which rounding may have changed by half of one of its last printed digit."""
    value = budget.amount.value or Decimal(0)
    factor, _ = to_base(Decimal(1), budget.amount.unit or "") or (Decimal(1), "")
    return Sum(value * factor, _last_digit(value) * factor / 2, (budget.evidence[0].place.line,))


def _last_digit(value: Decimal) -> Decimal:
    return Decimal((0, (1,), int(value.as_tuple().exponent)))


def _value(budget: Budgeted) -> Decimal:
    return _sum_of(budget).value


def _doubt(rule: str, budget: Budgeted, message: str) -> Doubt:
    return Doubt(rule, message, budget.evidence[0].place)
