from decimal import Decimal

import pytest

from graph.model.values import NOT_STATED, Absence, Bound, Quantity, Value
from ingest.extraction.draft import Figure
from ingest.linking.values import agree, fuller, to_quantity, to_value
from tests.ingest.drafts import figure


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        pytest.param(None, NOT_STATED, id="not stated"),
        pytest.param(Figure("-"), Value(absence=Absence.BLANK, text="-", unit="公里"), id="dash"),
        pytest.param(Figure(""), Value(absence=Absence.BLANK, unit="公里"), id="empty cell"),
        pytest.param(
            Figure("不適用", words="不適用"),
            Value(absence=Absence.NOT_APPLICABLE, text="不適用", unit="公里"),
            id="not applicable",
        ),
        pytest.param(Figure("110年底", words="2021-12"), Value(text="110年底", unit="公里", date="2021-12"), id="date"),
        pytest.param(Figure("全線通水", words="全線通水"), Value(text="全線通水", unit="公里"), id="words"),
        pytest.param(
            Figure("8~12", low=Decimal(8), high=Decimal(12)),
            Value(text="8~12", unit="公里", low=Decimal(8), high=Decimal(12)),
            id="range",
        ),
        pytest.param(
            Figure("1,200", Decimal(1200), bound=Bound.MIN, approximate=True),
            Value(
                value=Decimal(1200),
                text="1,200",
                unit="公里",
                normalised=Decimal(1200),
                normalised_unit="公里",
                bound=Bound.MIN,
                approximate=True,
            ),
            id="number",
        ),
    ],
)
def test_a_figure_is_read_as_the_value_it_states(printed: Figure | None, value: Value) -> None:
    assert to_value(printed, unit="公里") == value


@pytest.mark.parametrize(
    ("printed", "normalised", "unit"),
    [
        pytest.param(figure("1.5", "億元"), "150000000", "TWD", id="money"),
        pytest.param(figure("1,234.5678", "千元"), "1234568", "TWD", id="money is whole TWD"),
        pytest.param(figure("2.5", "萬人次"), "25000", "人次", id="magnitude of a unit"),
        pytest.param(figure("99.50", "%"), "99.5", "%", id="base unit already"),
        pytest.param(figure("0", "公里"), "0", "公里", id="zero"),
    ],
)
def test_a_number_is_given_in_its_base_unit_too(printed: Figure, normalised: str, unit: str) -> None:
    value = to_value(printed)

    assert (str(value.normalised), value.normalised_unit) == (normalised, unit)
    assert value.value == printed.value


def test_a_number_without_unit_has_no_base_unit() -> None:
    value = to_value(figure("12"))

    assert (value.normalised, value.normalised_unit) == (None, None)


def test_a_quantity_keeps_its_label() -> None:
    printed = Figure("逾12", Decimal(12), "公里", bound=Bound.MIN, label="疏濬")

    assert to_quantity(printed) == Quantity(label="疏濬", value=Decimal(12), text="逾12", unit="公里", bound=Bound.MIN)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(figure("12"), figure("12.0"), True, id="one number printed twice"),
        pytest.param(figure("1.2", "億元"), figure("120,000", "千元"), True, id="one amount in two units"),
        pytest.param(figure("12"), figure("13"), False, id="two numbers"),
        pytest.param(figure("12"), None, True, id="one is not stated"),
        pytest.param(figure("12"), Figure("-"), True, id="one is blank"),
        pytest.param(Figure("通水", words="通水"), Figure("完工", words="完工"), False, id="different words"),
        pytest.param(figure("12"), Figure("12", Decimal(12), bound=Bound.MIN), False, id="a number and a bound"),
    ],
)
def test_values_agree_unless_they_contradict_each_other(one: Figure, other: Figure | None, expected: bool) -> None:
    assert agree(to_value(one), to_value(other)) is expected


def test_the_fuller_of_two_values_is_kept() -> None:
    stated, blank = to_value(figure("12")), to_value(Figure("-"))

    assert fuller(NOT_STATED, blank) == fuller(blank, NOT_STATED) == blank
    assert fuller(blank, stated) == fuller(stated, blank) == stated
