"""What the amounts and rates of a budget say of each other: one printed twice, sums and parts, rates."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, product
from typing import NamedTuple

from graph.model.entities import EntityType
from graph.model.facts import BudgetFigure
from graph.model.relations import RelationType
from ingest.extraction.arithmetic.equations import (
    Sum,
    Testimony,
    added,
    are_apart,
    base_of,
    is_exact,
    is_rate_of,
    is_said_anew,
    sum_of,
)
from ingest.extraction.draft import Budgeted, Doubt, Link, Term, Thing

_ADDED_UP = (BudgetFigure.APPROPRIATED, BudgetFigure.ALLOCATED, BudgetFigure.REALIZED, BudgetFigure.EXECUTED)
_SPENT = (BudgetFigure.EXECUTED, BudgetFigure.REALIZED)
_AVAILABLE = (BudgetFigure.ALLOCATED, BudgetFigure.APPROPRIATED)
_ACCOUNTS = frozenset({"決算數", "決算審定數"})
_SUPERVISED = "主管"
_MONEY = "TWD"


class Purse(NamedTuple):
    """Whose money, of which phase, which part of it, with subordinates or not, whose share."""

    subject: Thing
    phase: int | None
    item: str | None
    scope: str | None
    agency: Thing | None


class Amount(NamedTuple):
    """One figure of a budget and what it comes to."""

    fact: Budgeted
    sum: Sum

    @property
    def term(self) -> Term:
        """The figure as it stands in an equation."""
        return Term(self.fact, "amount")


Figures = dict[tuple[BudgetFigure, int | None], list[Amount]]
"""The figures of a purse, by what they are and their year."""


def hear_money(budgeted: Iterable[Budgeted], links: Iterable[Link]) -> Iterator[Testimony]:
    """Every equation between the amounts and rates of a document."""
    purses = _by_purse(budgeted)
    for purse, figures in purses.items():
        yield from _repetitions(figures)
        yield from _years_of_phase(purse, figures)
        yield from _costs(figures)
        yield from _rates(figures)
    yield from _shares(purses)
    yield from _parts(purses, links)


def _by_purse(budgeted: Iterable[Budgeted]) -> dict[Purse, Figures]:
    """The figures that can be held to their number; what is cumulative or an instalment is of another kind."""
    found: dict[Purse, Figures] = defaultdict(lambda: defaultdict(list))
    for fact in budgeted:
        if fact.through or fact.installment or not fact.evidence or not is_exact(fact.amount):
            continue
        if fact.figure is not BudgetFigure.EXECUTION_RATE and base_of(fact.amount.unit or "")[1] != _MONEY:
            continue
        item = None if fact.item in _ACCOUNTS else fact.item
        purse = Purse(fact.subject, fact.phase, item, fact.scope, fact.agency)
        amount = Amount(fact, sum_of(fact.amount, fact.evidence[0].place.line))
        found[purse][fact.figure, fact.fiscal_year].append(amount)
    return found


def _repetitions(figures: Figures) -> Iterator[Testimony]:
    """One figure of one year that is printed twice; of the parts of money several may have one name."""
    for (figure, year), same in figures.items():
        first, *others = same
        differing = next((other for other in others if not other.sum.is_same_as(first.sum)), None)
        if differing is None:
            again = [other for other in others if is_said_anew(other.term, first.term)]
            if again and first.sum.value and first.fact.item in {None, *_ACCOUNTS}:
                yield _agreement(first, *again)
        elif year is not None and differing.fact.item is None:
            message = f"{figure.value} of {year}: {differing.sum}, but {first.sum}."
            yield _disagreement("witness.twice", differing, message, same)


def _years_of_phase(purse: Purse, figures: Figures) -> Iterator[Testimony]:
    """The total of a phase and the years it is made of; a year that does not state a figure leaves it open."""
    if purse.phase is None:
        return
    years = [year for year in dict.fromkeys(year for _, year in figures) if year is not None]
    for figure in _ADDED_UP:
        given = [figures[figure, year][0] for year in years if (figure, year) in figures]
        if (totals := figures.get((figure, None))) and given:
            words = f"{figure.value}: the years add up to", "the total is"
            yield from _adding_up(given, totals, "witness.phase", words, is_whole=len(given) == len(years))


def _costs(figures: Figures) -> Iterator[Testimony]:
    """The cost of all years, and what was appropriated in some: the others may not be told of."""
    costs = figures.get((BudgetFigure.TOTAL, None))
    given = [same[0] for (kind, year), same in figures.items() if kind is BudgetFigure.APPROPRIATED and year]
    if costs and given:
        words = "The appropriations add up to", "the cost of all years is"
        yield from _adding_up(given, costs, "witness.cost", words)


def _rates(figures: Figures) -> Iterator[Testimony]:
    """A rate, and what was spent of what was there, in whichever of the ways documents count it.

    Where none of them makes it, the rate is held against the first, which is what its name says.
    """
    if not any(figure is BudgetFigure.EXECUTION_RATE for figure, _ in figures):
        return
    in_row = {(*key, amount.term.place.line): amount for key, same in figures.items() for amount in same}
    for (figure, year), rates in figures.items():
        for rate in rates if figure is BudgetFigure.EXECUTION_RATE else ():
            quotients = list(_quotients(figures, in_row, year, rate.term.place.line))
            printed = rate.fact.amount.value or Decimal(0)
            made = [(part, whole) for percent, part, whole in quotients if is_rate_of(printed, percent)]
            if quotients and not made:
                shown = " or ".join(
                    f"{percent:.2f} % ({part.fact.figure.value} of {whole.fact.figure.value})"
                    for percent, part, whole in quotients
                )
                message = f"The printed rate is {printed} %, the amounts make {shown}."
                yield _disagreement("witness.rate", rate, message, (rate, *quotients[0][1:]))
            elif printed and made:
                yield _agreement(rate, *chain(*made))


def _quotients(
    figures: Figures, in_row: Mapping[tuple[BudgetFigure, int | None, int], Amount], year: int | None, line: int
) -> Iterator[tuple[Decimal, Amount, Amount]]:
    """Each way to count a rate, in per cent, with the amounts it is counted from: of its row, else of its year."""
    for spent, available in product(_SPENT, _AVAILABLE):
        part, whole = (
            in_row.get((figure, year, line)) or next(iter(figures.get((figure, year), ())), None)
            for figure in (spent, available)
        )
        if part and whole and whole.sum.value:
            yield part.sum.value / whole.sum.value * 100, part, whole


def _shares(purses: dict[Purse, Figures]) -> Iterator[Testimony]:
    """A whole and its parts by name or by body, where they add up; more may be named, and money beside it."""
    shares: dict[tuple[Purse, BudgetFigure, int | None], list[Amount]] = defaultdict(list)
    for purse, figures in purses.items():
        whole = purse._replace(item=None, agency=None)
        if (purse.item is None) != (purse.agency is None) and whole in purses:
            for (figure, year), same in figures.items():
                shares[whole, figure, year].extend(same)
    for (whole, figure, year), parts in shares.items():
        if totals := purses[whole].get((figure, year)):
            yield from _adding_up(parts, totals)


def _parts(purses: dict[Purse, Figures], links: Iterable[Link]) -> Iterator[Testimony]:
    """A work and the works it is made of, a body with its subordinates and each of them; not all need be told of."""
    below: dict[Thing, set[Thing]] = defaultdict(set)
    for link in links:
        if link.relation is RelationType.PART_OF:
            below[link.target].add(link.source)
    for whole, figures in purses.items():
        if whole.subject not in below or whole != _own(whole.subject, whole.scope):
            continue
        parts = [purses[part] for part in _direct_parts(whole, below) if part in purses]
        for (figure, year), totals in figures.items() if parts else ():
            if figure in _ADDED_UP or figure is BudgetFigure.TOTAL:
                given = [min(same, key=_value) for part in parts if (same := part.get((figure, year)))]
                words = f"The parts of '{whole.subject.name}' add up to", "the whole is"
                rule = "witness.parts" if year is not None else None
                yield from _adding_up(given, totals, rule, words) if given else ()


def _own(subject: Thing, scope: str | None) -> Purse:
    return Purse(subject, None, None, scope, None)


def _direct_parts(whole: Purse, below: dict[Thing, set[Thing]]) -> Iterator[Purse]:
    """The purses that a purse is made of, none of which is part of another."""
    parts = below[whole.subject]
    nested = {part for other in parts for part in below.get(other, ())}
    if whole.subject.type is not EntityType.AGENCY:
        yield from (_own(part, whole.scope) for part in parts - nested)
    elif whole.scope == _SUPERVISED:  # without, it is the money of the body alone
        yield from (_own(part, None) for part in (whole.subject, *(parts - nested)))


def _adding_up(
    parts: Sequence[Amount],
    totals: Sequence[Amount],
    rule: str | None = None,
    words: tuple[str, str] = ("", ""),
    *,
    is_whole: bool = False,
) -> Iterator[Testimony]:
    """That parts make a total; or that they do not, where ``is_whole`` says that no part is left out, or are more.

    Nought does not speak for a total, nor does one part that is printed where the total is. Without ``rule`` parts
    that do not add up are none.
    """
    made = added(part.sum for part in parts)
    if agreeing := [total for total in totals if made.agrees_with(total.sum)]:
        counted = [part for part in parts if part.sum.value]
        if len(counted) > 1 or (counted and are_apart(counted[0].term, agreeing[0].term)):
            yield _agreement(*agreeing, *counted)
    elif rule and (made.exceeds((largest := max(totals, key=_value)).sum) or is_whole):
        message = f"{words[0]} {made}, {words[1]} {largest.sum}."
        yield _disagreement(rule, largest, message, (*totals, *parts))


def _value(amount: Amount) -> Decimal:
    return amount.sum.value


def _agreement(*amounts: Amount) -> Testimony:
    return Testimony(tuple(amount.term for amount in amounts))


def _disagreement(rule: str, amount: Amount, message: str, amounts: Iterable[Amount]) -> Testimony:
    return Testimony(_agreement(*amounts).terms, Doubt(rule, message, amount.term.place))
