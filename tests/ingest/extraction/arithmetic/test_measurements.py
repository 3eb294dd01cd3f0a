"""What measured values say of each other."""

import pytest

from graph.model.facts import Scope
from tests.ingest.extraction.arithmetic.book import PLAN, Book

CONFIRMED, CONTRADICTED = "confirmed", "contradicted"


def begun_in(year: int) -> Book:
    book = Book()
    book.thing(PLAN, period_start=f"{year}-01")
    return book


@pytest.mark.parametrize(("unit", "messages"), [("座", 1), ("%", 0)])
def test_one_year_is_no_more_than_all_years_up_to_it_but_for_rates(unit: str, messages: int) -> None:
    book = begun_in(2017)
    book.measure(Scope.ANNUAL, actual="9", unit=unit)
    book.measure(Scope.CUMULATIVE, actual="7", unit=unit)

    assert book.doubts() == ["The actual of the year is 9, that of all years up to it 7."][:messages]


def test_the_first_year_of_a_work_is_all_years_up_to_it() -> None:
    book = begun_in(2020)
    for scope in (Scope.ANNUAL, Scope.CUMULATIVE):
        book.measure(scope, target="8", actual="9")

    assert book.heard() == [CONFIRMED, CONFIRMED]


def test_more_up_to_the_first_year_than_in_it_shows_both() -> None:
    book = begun_in(2020)
    book.measure(Scope.ANNUAL, actual="7")
    book.measure(Scope.CUMULATIVE, actual="9")

    assert book.heard() == [CONTRADICTED, CONTRADICTED]
    assert [doubt.message for doubt in book.reading.draft.doubts] == [
        "The actual of the year is 7, that of all years up to it 9, though it is the first."
    ]


@pytest.mark.parametrize("begun", [2017, 2021])
def test_in_any_other_year_equal_values_say_nothing(begun: int) -> None:
    book = begun_in(begun)
    for scope in (Scope.ANNUAL, Scope.CUMULATIVE):
        book.measure(scope, actual="9")

    assert book.heard() == [None, None]


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [("99.8%", CONFIRMED), ("99.9%", None), ("99.84%", CONFIRMED), ("99.86%", None), ("100%", CONFIRMED)],
)
def test_one_value_printed_twice_is_the_same_to_the_last_digit_that_both_print(
    printed: str, verdict: str | None
) -> None:
    book = Book()
    book.measure(Scope.POINT, actual="99.8%", unit="%", quote="合格率為99.8%")
    book.measure(Scope.POINT, actual=printed, unit="%")

    assert book.heard() == [verdict, verdict]


def test_a_measurement_is_confirmed_when_each_of_its_numbers_is() -> None:
    book = begun_in(2020)
    book.measure(Scope.ANNUAL, target="8", actual="9")
    book.measure(Scope.CUMULATIVE, target="8")

    assert book.heard() == [None, CONFIRMED]


def test_a_measurement_is_contradicted_when_one_of_its_numbers_is() -> None:
    book = begun_in(2020)
    book.measure(Scope.ANNUAL, target="8", actual="9")
    book.measure(Scope.CUMULATIVE, target="8", actual="7")

    assert book.heard() == [CONTRADICTED, CONTRADICTED]


def test_nought_of_a_first_year_says_nothing() -> None:
    book = begun_in(2020)
    for scope in (Scope.ANNUAL, Scope.CUMULATIVE):
        book.measure(scope, actual="0")

    assert book.heard() == [None, None]


def test_a_value_printed_twice_confirms_itself_and_a_copied_sentence_does_not() -> None:
    told, copied = Book(), Book()
    for quote in ("浮標達 9 座", "已設 9 座浮標"):
        told.measure(Scope.POINT, actual="9", quote=quote)
        copied.measure(Scope.POINT, actual="9", quote="浮標達 9 座")

    assert told.heard() == [CONFIRMED, CONFIRMED]
    assert copied.heard() == [None, None]


def test_two_values_under_one_name_are_no_contradiction() -> None:
    book = Book()
    book.measure(Scope.POINT, actual="9")
    book.measure(Scope.POINT, actual="7")

    assert book.heard() == [None, None]
