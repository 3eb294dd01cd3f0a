"""Facts with their ids: what is said twice becomes one fact, what contradicts itself stays two."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from graph.model.evidence import Evidence
from graph.model.facts import BudgetItem, Fact, FactType, Measurement, Outcome
from graph.model.keys import fold, hashed_id
from ingest.extraction.draft import Achieved, Budgeted, Measured, Said, Thing
from ingest.linking.keys import Keys
from ingest.linking.passages import Passages
from ingest.linking.values import agree, fuller, to_quantity, to_value

F = TypeVar("F", bound=Fact)


class Facts:
    """Makes the facts of one document."""

    def __init__(self, document: str, keys: Keys, passages: Passages) -> None:
        self._document = document
        self._keys = keys
        self._passages = passages

    def measurements(self, measured: Iterable[Measured]) -> tuple[Measurement, ...]:
        """One measurement for each subject, indicator, scope and time; a target and an actual value meet in it."""
        return tuple(_distinct(map(self._measurement, measured), _join_measurements))

    def budgets(self, budgeted: Iterable[Budgeted]) -> tuple[BudgetItem, ...]:
        """One budget item for each subject, time, figure and part."""
        return tuple(_distinct(map(self._budget, budgeted), _join_budgets))

    def outcomes(self, achieved: Iterable[Achieved]) -> tuple[Outcome, ...]:
        """One outcome for each subject, clause and time."""
        return tuple(_distinct(map(self._outcome, achieved), _join_outcomes))

    def _measurement(self, measured: Measured) -> Measurement:
        subject, indicator = self._keys.id_of(measured.subject), self._keys.id_of(measured.indicator)
        agency, period = self._agency(measured.agency), (measured.period_start, measured.period_end)
        key = (subject, indicator, measured.scope, measured.year, measured.as_of, *period, agency, self._document)
        return Measurement(
            id=hashed_id(FactType.MEASUREMENT, *key),
            subject=subject,
            indicator=indicator,
            agency=agency,
            scope=measured.scope,
            year=measured.year,
            as_of=measured.as_of,
            period_start=measured.period_start,
            period_end=measured.period_end,
            unit=measured.unit,
            target=to_value(measured.target, unit=measured.unit),
            actual=to_value(measured.actual, unit=measured.unit),
            evidence=self._evidence(measured.evidence),
        )

    def _budget(self, budgeted: Budgeted) -> BudgetItem:
        subject, agency = self._keys.id_of(budgeted.subject), self._agency(budgeted.agency)
        part = (budgeted.item and fold(budgeted.item), budgeted.scope, agency, budgeted.through, budgeted.installment)
        key = (subject, budgeted.fiscal_year, budgeted.phase, budgeted.figure, *part, self._document)
        return BudgetItem(
            id=hashed_id(FactType.BUDGET_ITEM, *key),
            subject=subject,
            agency=agency,
            year=budgeted.fiscal_year,
            fiscal_year=budgeted.fiscal_year,
            phase=budgeted.phase,
            figure=budgeted.figure,
            item=budgeted.item,
            coverage=budgeted.scope,
            through=budgeted.through,
            installment=budgeted.installment,
            amount=to_value(budgeted.amount),
            evidence=self._evidence(budgeted.evidence),
        )

    def _outcome(self, achieved: Achieved) -> Outcome:
        subject, agency = self._keys.id_of(achieved.subject), self._agency(achieved.agency)
        key = (subject, achieved.type, fold(achieved.text), achieved.date, achieved.year, agency, self._document)
        return Outcome(
            id=hashed_id(FactType.OUTCOME, *key),
            subject=subject,
            agency=agency,
            type=achieved.type,
            text=achieved.text,
            date=achieved.date,
            year=achieved.year,
            quantities=tuple(map(to_quantity, achieved.quantities)),
            evidence=self._evidence(achieved.evidence),
        )

    def _agency(self, agency: Thing | None) -> str | None:
        return self._keys.id_of(agency) if agency else None

    def _evidence(self, said: Iterable[Said]) -> tuple[Evidence, ...]:
        return tuple(dict.fromkeys(map(self._passages.evidence, said)))


def joined_evidence(one: tuple[Evidence, ...], other: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The evidence of both, each place once."""
    return tuple(dict.fromkeys((*one, *other)))


def _distinct(facts: Iterable[F], join: Callable[[F, F], F | None]) -> Iterator[F]:
    """Facts with ids of their own: of one key, those that agree are joined, the others told apart by an ordinal."""
    by_key: dict[str, list[F]] = {}
    for fact in facts:
        variants = by_key.setdefault(fact.id, [])
        for position, known in enumerate(variants):
            if (whole := join(known, fact)) is not None:
                variants[position] = whole
                break
        else:
            variants.append(fact)
    for key, variants in by_key.items():
        first, *others = variants
        yield first
        for ordinal, fact in enumerate(others, 2):
            yield fact.model_copy(update={"id": hashed_id(type(fact).__name__, key, ordinal)})


def _join_measurements(one: Measurement, other: Measurement) -> Measurement | None:
    if not (agree(one.target, other.target) and agree(one.actual, other.actual)):
        return None
    values = {"target": fuller(one.target, other.target), "actual": fuller(one.actual, other.actual)}
    return one.model_copy(update={**values, "evidence": joined_evidence(one.evidence, other.evidence)})


def _join_budgets(one: BudgetItem, other: BudgetItem) -> BudgetItem | None:
    if not agree(one.amount, other.amount):
        return None
    amount = fuller(one.amount, other.amount)
    return one.model_copy(update={"amount": amount, "evidence": joined_evidence(one.evidence, other.evidence)})


def _join_outcomes(one: Outcome, other: Outcome) -> Outcome | None:
    if one.quantities != other.quantities:
        return None
    return one.model_copy(update={"evidence": joined_evidence(one.evidence, other.evidence)})
