"""What decides which figures may be added, and numbers whose sums are exact in integers."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.facts import Fact, Scope
from graph.model.values import Absence, Bound, Value
from graph.store.summands import ALIKE, LIMBS, SLOT, limb_columns, number_of, summand_columns
from tests.graph.builders import Paper, indicator, money, number, programme

WORK, BY = programme("航道疏浚計畫"), indicator("浚深長度", "公里")
NUMBERS = st.decimals(min_value=-(10**23), max_value=10**23, places=12)


def columns(fact: Fact) -> Mapping[str, object]:
    return dict(summand_columns(fact))


def limbs(value: Value) -> list[int]:
    said = columns(Paper("a").budgets_for(WORK, value).budgets[0])
    return [limb for name in limb_columns("amount") if isinstance(limb := said[name], int)]


@given(st.lists(NUMBERS, min_size=1, max_size=9))
def test_the_sums_of_parts_are_the_sum_of_numbers(numbers: list[Decimal]) -> None:
    parts = [limbs(Value(value=one)) for one in numbers]

    assert number_of([sum(same) for same in zip(*parts, strict=True)]) == sum(map(Fraction, numbers))


@given(NUMBERS, NUMBERS)
def test_parts_have_the_order_of_numbers(one: Decimal, other: Decimal) -> None:
    assert (limbs(Value(value=one)) < limbs(Value(value=other))) == (one < other)


def test_millions_of_numbers_can_be_added_in_64_bits() -> None:
    most = max(abs(limb) for limb in limbs(Value(value=Decimal("999999999999999999999999.999999999999"))))

    assert most * 9_000_000 < 2**63


@pytest.mark.parametrize("value", [Value(), Value(absence=Absence.BLANK), Value(value=Decimal(10) ** 24)])
def test_what_is_no_number_or_one_beyond_all_money_has_no_parts(value: Value) -> None:
    assert len(LIMBS) == 3
    assert limbs(value) == []


@pytest.mark.parametrize(
    ("amount", "more", "unit"),
    [
        pytest.param(money(5), {}, "TWD", id="the base unit"),
        pytest.param(number("5", "美元"), {}, "美元", id="the printed one where no other is known"),
        pytest.param(Value(absence=Absence.BLANK, unit="千元"), {}, "TWD", id="money that is missing"),
    ],
)
def test_an_amount_is_added_in_its_unit(amount: Value, more: dict[str, object], unit: str) -> None:
    assert columns(Paper("a").budgets_for(WORK, amount, **more).budgets[0])["amount_unit"] == unit


def test_a_missing_value_stands_beside_the_numbers_of_its_fact() -> None:
    said = columns(Paper("a").measures(WORK, BY, actual=money(5)).measurements[0])

    assert (said["target_unit"], said["actual_unit"]) == ("TWD", "TWD")


def test_a_bound_and_a_rough_number_are_inexact() -> None:
    values = [number("5"), Value(value=Decimal(5), bound=Bound.MIN), Value(value=Decimal(5), approximate=True)]

    said = [columns(Paper("a").measures(WORK, BY, target=value).measurements[0])["target_inexact"] for value in values]

    assert said == [False, True, True]


def test_facts_are_alike_whenever_they_may_be_added() -> None:
    paper = Paper("a")
    for scope in (Scope.ANNUAL, Scope.CUMULATIVE):
        for year in (2020, 2021):
            paper.measures(WORK, BY, scope=scope, year=year)
    annual, later, reached, reached_later = map(columns, paper.measurements)

    assert annual[ALIKE] == later[ALIKE]
    assert annual[SLOT] != later[SLOT]
    assert len({annual[ALIKE], reached[ALIKE], reached_later[ALIKE]}) == 3


def test_a_result_is_nothing_to_add() -> None:
    assert columns(Paper("a").reports(WORK, "完成疏浚").outcomes[0]) == {}
