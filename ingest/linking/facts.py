"""Facts with their ids: what is said twice becomes one fact, what contradicts itself stays two."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.model.evidence import Evidence
from graph.model.facts import BudgetItem, Corroboration, Fact, FactType, Measurement, Outcome
from graph.model.keys import fold, hashed_id
from graph.model.values import Value
from graph.model.vocabulary import vocabulary
from ingest.extraction.draft import Achieved, Budgeted, Measured, Thing
from ingest.linking.attestation import attested
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
        return tuple(map(_attested, _distinct(map(self._measurement, measured), _join_measurements)))

    def budgets(self, budgeted: Iterable[Budgeted]) -> tuple[BudgetItem, ...]:
        """One budget item for each subject, time, figure and part."""
        return tuple(map(_attested, _distinct(map(self._budget, budgeted), _join_budgets)))

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
            corroboration=measured.corroboration,
            evidence=self._passages.evidence(measured.evidence),
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
            corroboration=budgeted.corroboration,
            evidence=self._passages.evidence(budgeted.evidence),
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
            evidence=self._passages.evidence(achieved.evidence),
        )

    def _agency(self, agency: Thing | None) -> str | None:
        return self._keys.id_of(agency) if agency else None


def _attested(fact: F) -> F:
    """The fact with the attributes that each of its places prints."""
    printed = {
        a.name: _printed(getattr(fact, a.name)) for a in vocabulary()[type(fact).__name__].attributes if a.attested
    }
    return fact.model_copy(update={"evidence": attested(fact.evidence, printed)})


def _printed(value: Value | str | None) -> str | None:
    """An attribute in the words of the document."""
    return value.text if isinstance(value, Value) else value


@dataclass(slots=True)
class _Variant(Generic[F]):
    """A fact and all the places that say it."""

    fact: F
    evidence: dict[Evidence, None]

    def whole(self, identity: str) -> F:
        """The fact under an id, with all its evidence."""
        if identity == self.fact.id and len(self.evidence) == len(self.fact.evidence):
            return self.fact  # as nearly all: a copy takes as long as making it did
        return self.fact.model_copy(update={"id": identity, "evidence": tuple(self.evidence)})


def _distinct(facts: Iterable[F], join: Callable[[F, F], F | None]) -> Iterator[F]:
    """Facts with ids of their own: of one key, those that agree are joined, the others told apart by an ordinal."""
    by_key: dict[str, list[_Variant[F]]] = {}
    for fact in facts:
        variants = by_key.setdefault(fact.id, [])
        evidence = dict.fromkeys(fact.evidence)
        for variant in variants[:_COMPARED]:
            if (whole := join(variant.fact, fact)) is not None:
                variant.fact = whole
                variant.evidence |= evidence
                break
        else:
            variants.append(_Variant(fact, evidence))
    for key, (first, *others) in by_key.items():
        yield first.whole(key)
        for ordinal, variant in enumerate(others, 2):
            yield variant.whole(hashed_id(type(variant.fact).__name__, key, ordinal))


_COMPARED = 50
"""What is said of one thing in more ways than these contradicts itself anyway, and is kept as it stands."""


def _join_measurements(one: Measurement, other: Measurement) -> Measurement | None:
    if not (agree(one.target, other.target) and agree(one.actual, other.actual)):
        return None
    values = {"target": fuller(one.target, other.target), "actual": fuller(one.actual, other.actual)}
    return one.model_copy(update={**values, "corroboration": _corroboration(one, other)})


def _join_budgets(one: BudgetItem, other: BudgetItem) -> BudgetItem | None:
    if not agree(one.amount, other.amount):
        return None
    amount = fuller(one.amount, other.amount)
    return one.model_copy(update={"amount": amount, "corroboration": _corroboration(one, other)})


def _corroboration(one: Measurement | BudgetItem, other: Measurement | BudgetItem) -> Corroboration | None:
    """What the arithmetic of the document says of two facts as one: a number is confirmed where one has it so."""
    if Corroboration.CONTRADICTED in {one.corroboration, other.corroboration}:
        return Corroboration.CONTRADICTED
    confirmed = {number for fact in (one, other) if fact.corroboration for number in _numbers(fact)}
    return Corroboration.CONFIRMED if confirmed and confirmed >= _numbers(one) | _numbers(other) else None


def _numbers(fact: Measurement | BudgetItem) -> set[str]:
    """Which of its numbers a fact has."""
    return {name for name, value in fact if isinstance(value, Value) and value.value is not None}


def _join_outcomes(one: Outcome, other: Outcome) -> Outcome | None:
    return one if one.quantities == other.quantities else None
