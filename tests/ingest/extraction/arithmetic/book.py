"""The figures of a fictitious document, each on a line of its own, and what they say of each other."""

import re
from decimal import Decimal

from graph.model.entities import EntityType
from graph.model.facts import BudgetFigure, Scope
from graph.model.relations import RelationType
from graph.model.values import Bound
from ingest.extraction.draft import Budgeted, Figure, Link, Measured, Said, Thing
from ingest.extraction.reading import Reading
from ingest.extraction.witnesses import read_witnesses
from ingest.layout.aligned import Place
from tests.ingest.tables import doubts, reading_of

APPROPRIATED, ALLOCATED, REALIZED, EXECUTED, RATE, TOTAL = (
    BudgetFigure.APPROPRIATED,
    BudgetFigure.ALLOCATED,
    BudgetFigure.REALIZED,
    BudgetFigure.EXECUTED,
    BudgetFigure.EXECUTION_RATE,
    BudgetFigure.TOTAL,
)
PLAN = "港灣計畫"


def figure(printed: str, bound: Bound | None = None) -> Figure:
    """A number with its unit behind it."""
    number = re.match(r"[\d.]+", printed)[0]  # type: ignore[index]
    return Figure(printed, Decimal(number), printed[len(number) :], bound=bound)


class Book:
    """A document being written; what is of no other thing is of 「港灣計畫」, and stands on the next line."""

    def __init__(self) -> None:
        self.reading: Reading = reading_of("港灣計畫\n")
        self._line = 0

    def thing(self, name: str, type: EntityType = EntityType.PROGRAMME, *, of: str | None = None, **more: str) -> Thing:
        """The thing of this name, part of another one."""
        thing = self.reading.draft.thing(type, name, self._said(1), **more)
        if of:
            self.reading.draft.links.append(Link(thing, RelationType.PART_OF, self.thing(of, type), self._said(1)))
        return thing

    def budget(
        self,
        kind: BudgetFigure,
        printed: str,
        year: int | None = None,
        phase: int | None = None,
        *,
        of: str = PLAN,
        type: EntityType = EntityType.PROGRAMME,
        line: int | None = None,
        quote: str | None = None,
        bound: Bound | None = None,
        **more: object,
    ) -> None:
        said = self._said(line or self._next_line(), quote or printed)
        amount = figure(printed, bound)
        self.reading.draft.budgeted.append(Budgeted(self.thing(of, type), kind, amount, said, year, phase, **more))  # type: ignore[arg-type]

    def measure(
        self,
        scope: Scope,
        *,
        target: str | None = None,
        actual: str | None = None,
        year: int | None = 2020,
        unit: str = "座",
        quote: str | None = None,
    ) -> None:
        said = self._said(self._next_line(), quote or f"{target} {actual}")
        buoys = self.reading.draft.thing(EntityType.INDICATOR, "浮標數", said, unit=unit)
        figures = {"target": target and figure(target), "actual": actual and figure(actual)}
        self.reading.draft.measured.append(Measured(self.thing(PLAN), buoys, scope, said, year, **figures))  # type: ignore[arg-type]

    def doubts(self) -> list[str]:
        """What is doubted of the figures."""
        read_witnesses(self.reading)
        return doubts(self.reading)

    def heard(self) -> list[str | None]:
        """What the figures say of each one, in order."""
        read_witnesses(self.reading)
        facts = (*self.reading.draft.budgeted, *self.reading.draft.measured)
        return [fact.corroboration and fact.corroboration.value for fact in facts]

    def _next_line(self) -> int:
        self._line += 1
        return self._line

    def _said(self, line: int, quote: str = "港灣計畫") -> tuple[Said, ...]:
        return (Said(Place(line, line, quote), "test.rule"),)
