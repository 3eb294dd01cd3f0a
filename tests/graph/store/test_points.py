"""What is one point, whatever the documents' words for it, and which figures cannot be one number."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from graph.model.facts import BudgetFigure, BudgetItem, Fact, Measurement, Scope
from graph.model.values import Absence, Bound, Value
from graph.model.vocabulary import STATED, said_of
from graph.store.points import POINT, SERIES, point_columns, stretch
from tests.graph.builders import Paper, agency, indicator, money, number, programme

WORK, BY = programme("航道疏浚計畫"), indicator("浚深長度", "公里")


def columns(fact: Fact) -> Mapping[str, object]:
    return dict(point_columns(fact))


def measured(code: str = "a", **said: object) -> Measurement:
    """One measurement as a paper prints it; ``as_of`` and ``unit`` may be set besides."""
    more = {name: said.pop(name) for name in ("as_of", "unit", "agency", "period_start") if name in said}
    [fact] = Paper(code).measures(WORK, BY, **{"year": 2021, "actual": number("3"), **said}).measurements
    return fact.model_copy(update=more)


def budgeted(code: str = "a", amount: Value | None = None, **said: object) -> BudgetItem:
    return Paper(code).budgets_for(WORK, amount or money(500), **said).budgets[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(measured(), measured("b", target=number("4")), id="target and actual"),
        pytest.param(measured(), measured("b", as_of="2021-12-31"), id="the last day of the year"),
        pytest.param(measured(as_of="2021-12"), measured("b"), id="the last month of the year"),
        pytest.param(measured(as_of="2021-06"), measured("b", as_of="2021-06-30"), id="the last day of a month"),
        pytest.param(measured(unit="%"), measured("b", unit="％"), id="width of a unit"),
        pytest.param(measured(scope=Scope.WHOLE, year=None), measured("b", scope=Scope.WHOLE, year=None), id="whole"),
        pytest.param(measured(actual=money(3)), measured("b", unit="億元", actual=money(4)), id="magnitude of a unit"),
        pytest.param(budgeted(year=2021), budgeted("b", year=2021), id="budget"),
        pytest.param(budgeted(phase=1), budgeted("b", phase=1), id="phase of a special budget"),
        pytest.param(budgeted(figure=BudgetFigure.TOTAL), budgeted("b", figure=BudgetFigure.TOTAL), id="total cost"),
        pytest.param(budgeted(year=2021, item="資本門"), budgeted("b", year=2021, item="資 本門"), id="item"),
    ],
)
def test_facts_of_one_thing_and_time_are_of_one_point(one: Fact, other: Fact) -> None:
    assert columns(one)[POINT] == columns(other)[POINT]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(measured(), measured("b", year=2020), id="year"),
        pytest.param(measured(), measured("b", as_of="2021-11-30"), id="counted up to a day within the year"),
        pytest.param(measured(), measured("b", period_start="2021-07"), id="a part of the year"),
        pytest.param(measured(year=None), measured("b", year=None), id="no time"),
        pytest.param(budgeted(), budgeted("b"), id="money of no time"),
        pytest.param(budgeted(year=2021), budgeted("b", year=2022), id="fiscal year"),
    ],
)
def test_facts_of_one_thing_at_several_times_are_points_of_one_series(one: Fact, other: Fact) -> None:
    assert columns(one)[SERIES] == columns(other)[SERIES]
    assert columns(one)[POINT] != columns(other)[POINT]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(measured(), measured("b", scope=Scope.CUMULATIVE), id="scope"),
        pytest.param(measured(), measured("b", unit="公尺"), id="unit"),
        pytest.param(measured(), measured("b", agency=agency("港灣署").id), id="an agency's share"),
        pytest.param(budgeted(year=2021), budgeted("b", year=2021, figure=BudgetFigure.EXECUTED), id="figure"),
        pytest.param(budgeted(year=2021), budgeted("b", year=2021, item="資本門"), id="a part of the sum"),
        pytest.param(budgeted(year=2021), budgeted("b", year=2021, coverage="主管"), id="coverage"),
        pytest.param(budgeted(year=2021), budgeted("b", year=2021, installment=2), id="instalment"),
    ],
)
def test_facts_of_several_things_are_of_several_series(one: Fact, other: Fact) -> None:
    assert columns(one)[SERIES] != columns(other)[SERIES]


def hundred_millions(text: str) -> Value:
    """An amount printed in 億元."""
    return Value(value=Decimal(text), text=text, unit="億元", normalised=Decimal(text) * 10**8, normalised_unit="TWD")


def plain(text: str, twd: int, *, approximate: bool = False) -> Value:
    """An amount printed in 元, in words of its own."""
    return Value(
        value=Decimal(twd),
        text=text,
        unit="元",
        normalised=Decimal(twd),
        normalised_unit="TWD",
        approximate=approximate,
    )


@pytest.mark.parametrize(
    ("one", "other", "exclude"),
    [
        pytest.param(number("98.6"), number("98.6"), False, id="equal"),
        pytest.param(number("98.6"), number("98.7"), True, id="one step apart"),
        pytest.param(number("98.6"), number("98.60"), False, id="more digits"),
        pytest.param(number("100"), number("99.6"), False, id="one rounds the other"),
        pytest.param(number("100"), number("99.4"), True, id="one does not round the other"),
        pytest.param(hundred_millions("1.2"), hundred_millions("1.23"), False, id="rounded money"),
        pytest.param(hundred_millions("1.2"), hundred_millions("1.26"), True, id="other money"),
        pytest.param(hundred_millions("1.2"), money(123_456), False, id="rounded in another unit"),
        pytest.param(hundred_millions("1.2"), money(130_000), True, id="other money in another unit"),
        pytest.param(plain("113億8,918萬元", 11_389_180_000), plain("…", 11_389_183_000), False, id="spelt magnitudes"),
        pytest.param(plain("1.2億元", 120_000_000), plain("…", 123_000_000), False, id="a spelt magnitude's decimals"),
        pytest.param(plain("約5,000", 5_000, approximate=True), plain("…", 4_873), False, id="about"),
        pytest.param(plain("約5,000", 5_000, approximate=True), plain("…", 4_400), True, id="not even about"),
        pytest.param(number("5000"), number("4873"), True, id="zeros are digits"),
        pytest.param(Value(value=Decimal(80), bound=Bound.MIN), number("95"), False, id="at least"),
        pytest.param(Value(value=Decimal(80), bound=Bound.MIN), number("75"), True, id="less than the least"),
        pytest.param(Value(value=Decimal(80), bound=Bound.MAX), number("75"), False, id="at most"),
        pytest.param(number("0"), number("0"), False, id="zero"),
        pytest.param(number("0"), number("1"), True, id="zero and one"),
        pytest.param(Value(date="2021-06"), Value(date="2021-06-30"), False, id="a day of the month"),
        pytest.param(Value(date="2021-06"), Value(date="2021-07-01"), True, id="a day of another month"),
        pytest.param(Value(date="2020"), Value(date="2020-02-31"), False, id="a day that is none"),
        pytest.param(Value(absence=Absence.BLANK), number("1"), False, id="a blank"),
        pytest.param(Value(text="完成"), Value(text="未完成"), False, id="words"),
        pytest.param(Value(low=Decimal(1), high=Decimal(2)), number("3"), False, id="a range"),
    ],
)
def test_figures_exclude_each_other_where_no_number_could_be_printed_as_both(
    one: Value, other: Value, exclude: bool
) -> None:
    assert (_ends_before(one, other) or _ends_before(other, one)) is exclude


def _ends_before(one: Value, other: Value) -> bool:
    (_, end), (start, _) = stretch(one, is_aim=False), stretch(other, is_aim=False)
    return end is not None and start is not None and end <= start


def test_a_bound_is_part_of_an_aim() -> None:
    aim = Value(value=Decimal(80), bound=Bound.MIN)

    assert stretch(aim, is_aim=True) == (Decimal("79.5"), Decimal("80.5"))
    assert stretch(aim, is_aim=False) == (Decimal("79.5"), None)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param(number("0"), STATED, id="zero"),
        pytest.param(Value(text="完成"), STATED, id="words"),
        pytest.param(Value(absence=Absence.BLANK), 1, id="blank"),
        pytest.param(Value(absence=Absence.NOT_APPLICABLE, text="無此項目"), 1, id="not applicable"),
        pytest.param(Value(absence=Absence.NOT_STATED), 0, id="nothing"),
    ],
)
def test_how_much_is_said_of_a_value(value: Value, said: int) -> None:
    assert columns(measured(target=value))[said_of("target")] == said


def test_a_result_in_words_is_about_no_point() -> None:
    assert columns(Paper("a").reports(WORK, "完成疏浚").outcomes[0]) == {}
