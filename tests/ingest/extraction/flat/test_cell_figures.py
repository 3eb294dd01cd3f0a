from decimal import Decimal

import pytest

from ingest.extraction.flat.cell_figures import is_counted, is_figure, is_placeholder, read_cell


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,702", "3702"),
        ("1220,000", "1220000"),
        ("99.83%", "99.83"),
        ("61.12 %", "61.12"),
        ("-0.2", "-0.2"),
        ("0", "0"),
        ("00.00", "0"),
        ("7註", "7"),
        ("1(依工程進度百分比)", "1"),
        ("0.05(5%)", "0.05"),
        ("900家", "900"),
    ],
)
def test_a_number_is_read_without_its_note(text: str, value: str) -> None:
    assert read_cell(text).value == Decimal(value)


@pytest.mark.parametrize("text", ["-", "--", "─", "–", "", "-（無110年目標值）"])
def test_a_dash_has_no_value_and_no_words(text: str) -> None:
    figure = read_cell(text, "件")

    assert (figure.value, figure.words, figure.low) == (None, None, None)


def test_a_range_keeps_both_ends() -> None:
    figure = read_cell("8-12", "項")

    assert (figure.text, figure.value, figure.low, figure.high) == ("8-12", None, Decimal(8), Decimal(12))


@pytest.mark.parametrize(
    ("text", "unit", "printed", "value"),
    [("27萬4仟人次", "人次", "27萬4仟", "274000"), ("12萬人", "萬人", "12萬", "12"), ("900家", "家", "900", "900")],
)
def test_a_number_with_a_unit_is_in_the_magnitude_of_its_row(text: str, unit: str, printed: str, value: str) -> None:
    figure = read_cell(text, unit)

    assert (figure.text, figure.value, figure.unit) == (printed, Decimal(value), unit)


@pytest.mark.parametrize("text", ["250(600)", "智慧港灣37家、智慧燈塔39家", "無"])
def test_other_words_stay_as_printed(text: str) -> None:
    assert read_cell(text).words == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1,200", True), ("-", True), ("8-12", True), ("23.5%", True), ("900家", False), ("同(A)", False)],
)
def test_figures_are_told_from_words(text: str, expected: bool) -> None:
    assert is_figure(text) is expected


def test_what_the_form_left_in_place_of_a_number_is_told() -> None:
    assert is_placeholder("000,000")
    assert not is_placeholder("0")
    assert not is_placeholder("1,000,000")


def test_a_counted_thing_is_nothing_but_number_and_unit() -> None:
    assert is_counted("900家")
    assert not is_counted("家900")
    assert not is_counted("2座燈塔")
