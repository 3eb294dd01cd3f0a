from collections.abc import Callable
from decimal import Decimal

import pytest

from graph.model.entities import EntityType
from graph.model.facts import BudgetFigure, Scope
from graph.model.relations import RelationType
from ingest.extraction.draft import Budgeted, Figure, Link, Measured, Said, Thing
from ingest.extraction.reading import Reading
from ingest.extraction.witnesses import read_witnesses
from ingest.layout.aligned import Place
from tests.ingest.tables import doubts, reading_of

Given = tuple[BudgetFigure, int | None, str, int | None]


def here(line: int) -> tuple[Said, ...]:
    return (Said(Place(line, line, "港灣計畫"), "test.rule"),)


def amount(printed: str) -> Figure:
    number = printed.rstrip("千億元%")
    return Figure(printed, Decimal(number), printed[len(number) :])


@pytest.fixture
def budget() -> Callable[..., list[str]]:
    def check(*given: Given) -> list[str]:
        """What is doubted of these figures of one plan: which, of which year, how much, of which phase."""
        reading = reading_of("港灣計畫\n")
        plan = reading.draft.thing(EntityType.PROGRAMME, "港灣計畫", here(1))
        for line, (figure, year, printed, phase) in enumerate(given, 1):
            reading.draft.budgeted.append(Budgeted(plan, figure, amount(printed), here(line), year, phase))
        read_witnesses(reading)
        return doubts(reading)

    return check


A, S, R, T = (
    BudgetFigure.APPROPRIATED,
    BudgetFigure.EXECUTED,
    BudgetFigure.EXECUTION_RATE,
    BudgetFigure.TOTAL,
)


def test_a_phase_that_its_years_do_not_make_shows_both(budget: Callable[..., list[str]]) -> None:
    assert budget((A, 2020, "300千元", 1), (A, 2021, "200千元", 1), (A, None, "600千元", 1)) == [
        "appropriated: the years add up to 500000 (line 1-2), the total is 600000 (line 3)."
    ]


@pytest.mark.parametrize("total", ["500千元", "501千元", "0.0050億元"])
def test_a_phase_that_its_years_make_within_rounding_is_not_doubted(
    budget: Callable[..., list[str]], total: str
) -> None:
    assert budget((A, 2020, "300千元", 1), (A, 2021, "200千元", 1), (A, None, total, 1)) == []


def test_a_rate_that_no_pair_of_amounts_makes_shows_them(budget: Callable[..., list[str]]) -> None:
    assert budget((A, 2020, "500千元", None), (S, 2020, "300千元", None), (R, 2020, "70%", None)) == [
        "The printed rate is 70 %, the amounts make 60.00 % (executed of appropriated)."
    ]


def test_a_rate_that_one_pair_of_amounts_makes_is_not_doubted(budget: Callable[..., list[str]]) -> None:
    assert budget((A, 2020, "500千元", None), (S, 2020, "300千元", None), (R, 2020, "60.0%", None)) == []


def test_one_figure_printed_twice_and_differing_shows_both(budget: Callable[..., list[str]]) -> None:
    assert budget((A, 2020, "500千元", None), (A, 2020, "7千元", None)) == [
        "appropriated of 2020: 7000 (line 2), but 500000 (line 1)."
    ]


def test_a_rounded_figure_agrees_with_the_exact_one(budget: Callable[..., list[str]]) -> None:
    assert budget((A, 2020, "54200千元", None), (A, 2020, "0.54億元", None)) == []


def test_a_cost_of_all_years_is_no_less_than_what_some_got(budget: Callable[..., list[str]]) -> None:
    assert budget((T, None, "5億元", None), (A, 2020, "4億元", None), (A, 2021, "3億元", None)) == [
        "The appropriations add up to 700000000 (line 2-3), the cost of all years is 500000000 (line 1)."
    ]


def work(reading: Reading, name: str, printed: str, whole: Thing | None = None) -> Thing:
    thing = reading.draft.thing(EntityType.PROGRAMME, name, here(1))
    reading.draft.budgeted.append(Budgeted(thing, A, amount(printed), here(1), 2020))
    if whole:
        reading.draft.links.append(Link(thing, RelationType.PART_OF, whole, here(1)))
    return thing


def test_parts_that_are_more_than_the_whole_are_doubted() -> None:
    reading = reading_of("港灣計畫\n")
    whole = work(reading, "港灣計畫", "500千元")
    work(reading, "航道計畫", "300千元", whole)
    work(reading, "燈塔計畫", "400千元", whole)

    read_witnesses(reading)

    assert doubts(reading) == ["The parts of '港灣計畫' add up to 700000 (line 1), the whole is 500000 (line 1)."]


def test_a_part_of_a_part_is_not_counted_twice() -> None:
    reading = reading_of("港灣計畫\n")
    whole = work(reading, "港灣計畫", "500千元")
    part = work(reading, "航道計畫", "400千元", whole)
    nested = work(reading, "疏浚計畫", "400千元", part)
    reading.draft.links.append(Link(nested, RelationType.PART_OF, whole, here(1)))

    read_witnesses(reading)

    assert doubts(reading) == []


@pytest.mark.parametrize(("unit", "messages"), [("座", 1), ("%", 0)])
def test_one_year_is_no_more_than_all_years_up_to_it_but_for_rates(unit: str, messages: int) -> None:
    reading = reading_of("港灣計畫\n")
    plan = reading.draft.thing(EntityType.PROGRAMME, "港灣計畫", here(1))
    buoys = reading.draft.thing(EntityType.INDICATOR, "浮標數", here(1), unit=unit)
    for scope, value in ((Scope.ANNUAL, 9), (Scope.CUMULATIVE, 7)):
        figure = Figure(str(value), Decimal(value))
        reading.draft.measured.append(Measured(plan, buoys, scope, here(1), 2020, actual=figure))

    read_witnesses(reading)

    assert doubts(reading) == ["The actual of the year is 9, that of all years up to it 7."][:messages]
