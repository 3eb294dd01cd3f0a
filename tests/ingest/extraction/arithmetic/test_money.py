"""What the figures of a budget say of each other."""

import pytest

from graph.model.entities import EntityType
from graph.model.facts import BudgetFigure
from graph.model.values import Bound
from tests.ingest.extraction.arithmetic.book import ALLOCATED, APPROPRIATED, EXECUTED, RATE, REALIZED, TOTAL, Book

CONFIRMED, CONTRADICTED = "confirmed", "contradicted"
Given = tuple[BudgetFigure, str, int | None, int | None]


def book(*given: Given) -> Book:
    """The book of one plan with these figures: which, how much, of which year, of which phase."""
    book = Book()
    for figure in given:
        book.budget(*figure)
    return book


# ------------------------------------------------------------------------------------------------ the years of a phase


def test_a_phase_that_its_years_do_not_make_shows_both() -> None:
    given = book(
        (APPROPRIATED, "300千元", 2020, 1), (APPROPRIATED, "200千元", 2021, 1), (APPROPRIATED, "600千元", None, 1)
    )

    assert given.heard() == [CONTRADICTED] * 3
    assert [doubt.message for doubt in given.reading.draft.doubts] == [
        "appropriated: the years add up to 500000 (line 1-2), the total is 600000 (line 3)."
    ]


@pytest.mark.parametrize("total", ["500千元", "501千元", "0.0050億元"])
def test_a_phase_that_its_years_make_within_rounding_is_confirmed(total: str) -> None:
    given = book((APPROPRIATED, "300千元", 2020, 1), (APPROPRIATED, "200千元", 2021, 1), (APPROPRIATED, total, None, 1))

    assert given.heard() == [CONFIRMED] * 3
    assert given.reading.draft.doubts == []


def test_a_year_that_states_nothing_of_a_figure_leaves_its_total_open() -> None:
    years = (APPROPRIATED, "300千元", 2020, 1), (APPROPRIATED, "200千元", 2021, 1), (ALLOCATED, "300千元", 2020, 1)

    assert book(*years, (ALLOCATED, "500千元", None, 1)).heard() == [None] * 4
    assert book(*years, (ALLOCATED, "200千元", None, 1)).doubts() == [
        "allocated: the years add up to 300000 (line 3), the total is 200000 (line 4)."
    ]


def test_a_year_speaks_for_the_total_of_its_phase_from_a_line_of_its_own_alone() -> None:
    given = book((APPROPRIATED, "300千元", 2020, 1))
    given.budget(APPROPRIATED, "300千元", None, 1, line=1)
    apart = book((APPROPRIATED, "300千元", 2020, 1), (APPROPRIATED, "300千元", None, 1))

    assert given.heard() == [None, None]
    assert apart.heard() == [CONFIRMED, CONFIRMED]


def test_nought_speaks_for_nothing_but_against_something() -> None:
    nought = (EXECUTED, "0千元", 2020, 1), (EXECUTED, "0千元", 2021, 1)

    assert book(*nought, (EXECUTED, "0千元", None, 1)).heard() == [None, None, None]
    assert book(*nought, (EXECUTED, "7千元", None, 1)).heard() == [CONTRADICTED] * 3


# --------------------------------------------------------------------------------------------------------------- rates


def test_a_rate_that_no_pair_of_amounts_makes_shows_them() -> None:
    given = book((APPROPRIATED, "500千元", 2020, None), (EXECUTED, "300千元", 2020, None), (RATE, "70%", 2020, None))

    assert given.heard() == [CONTRADICTED] * 3
    assert [doubt.message for doubt in given.reading.draft.doubts] == [
        "The printed rate is 70 %, the amounts make 60.00 % (executed of appropriated)."
    ]


def test_a_rate_confirms_the_amounts_that_make_it_and_no_others() -> None:
    given = book(
        (APPROPRIATED, "500千元", 2020, None),
        (ALLOCATED, "400千元", 2020, None),
        (REALIZED, "200千元", 2020, None),
        (EXECUTED, "300千元", 2020, None),
        (RATE, "60.0%", 2020, None),
    )

    assert given.heard() == [CONFIRMED, None, None, CONFIRMED, CONFIRMED]


def test_each_rate_is_of_the_amounts_of_its_own_row() -> None:
    given = Book()
    for line, (whole, rate) in enumerate((("500千元", "60%"), ("400千元", "75%")), 1):
        given.budget(APPROPRIATED, whole, line=line)
        given.budget(EXECUTED, "300千元", line=line)
        given.budget(RATE, rate, line=line)

    assert given.heard() == [CONFIRMED] * 6


def test_a_rate_of_nought_says_nothing_where_nothing_was_spent() -> None:
    amounts = (APPROPRIATED, "500千元", 2020, None), (EXECUTED, "0千元", 2020, None)

    assert book(*amounts, (RATE, "0%", 2020, None)).heard() == [None] * 3
    assert book(*amounts, (RATE, "6.00%", 2020, None)).heard() == [CONTRADICTED] * 3


# --------------------------------------------------------------------------------------------------------- said twice


def test_one_figure_printed_twice_and_differing_shows_both() -> None:
    given = book((APPROPRIATED, "500千元", 2020, None), (APPROPRIATED, "7千元", 2020, None))

    assert given.heard() == [CONTRADICTED, CONTRADICTED]
    assert [doubt.message for doubt in given.reading.draft.doubts] == [
        "appropriated of 2020: 7000 (line 2), but 500000 (line 1)."
    ]


def test_a_rounded_figure_confirms_the_exact_one() -> None:
    given = book((APPROPRIATED, "54200千元", 2020, None), (APPROPRIATED, "0.54億元", 2020, None))

    assert given.heard() == [CONFIRMED, CONFIRMED]


def test_one_place_read_twice_and_a_sentence_copied_confirm_nothing() -> None:
    given = Book()
    given.budget(APPROPRIATED, "5億元", 2020, line=1)
    given.budget(APPROPRIATED, "5億元", 2020, line=1)
    copied = Book()
    copied.budget(APPROPRIATED, "5億元", 2020, line=1, quote="編列 5億元")
    copied.budget(APPROPRIATED, "5億元", 2020, line=9, quote="編列 5億元")

    assert given.heard() == copied.heard() == [None, None]


def test_two_parts_of_the_money_of_one_name_are_two_parts() -> None:
    given = Book()
    given.budget(APPROPRIATED, "5億元", 2020, item="獎勵")
    given.budget(APPROPRIATED, "3億元", 2020, item="獎勵")

    assert given.heard() == [None, None]


@pytest.mark.parametrize(("printed", "bound"), [("5億美元", None), ("5億元", Bound.MIN)])
def test_another_currency_and_a_bound_are_held_against_nothing(printed: str, bound: Bound | None) -> None:
    given = Book()
    given.budget(APPROPRIATED, "3億元", 2020)
    given.budget(APPROPRIATED, printed, 2020, bound=bound)

    assert given.heard() == [None, None]


# ------------------------------------------------------------------------------------------------- wholes and parts


def test_a_cost_of_all_years_is_no_less_than_what_some_got() -> None:
    given = book((TOTAL, "5億元", None, None), (APPROPRIATED, "4億元", 2020, None), (APPROPRIATED, "3億元", 2021, None))

    assert given.doubts() == [
        "The appropriations add up to 700000000 (line 2-3), the cost of all years is 500000000 (line 1)."
    ]


@pytest.mark.parametrize(("cost", "heard"), [("7億元", CONFIRMED), ("9億元", None)])
def test_a_cost_is_confirmed_by_the_years_that_make_all_of_it(cost: str, heard: str | None) -> None:
    given = book((TOTAL, cost, None, None), (APPROPRIATED, "4億元", 2020, None), (APPROPRIATED, "3億元", 2021, None))

    assert given.heard() == [heard] * 3


def works(whole: str, *parts: str, year: int | None = 2020) -> Book:
    """The book of a plan with parts of its own, each with its appropriation."""
    book = Book()
    book.budget(APPROPRIATED, whole, year)
    for number, part in enumerate(parts):
        book.thing(f"航道計畫{number}", of="港灣計畫")
        book.budget(APPROPRIATED, part, year, of=f"航道計畫{number}")
    return book


def test_parts_that_are_more_than_the_whole_are_doubted() -> None:
    assert works("500千元", "300千元", "400千元").doubts() == [
        "The parts of '港灣計畫' add up to 700000 (line 2-3), the whole is 500000 (line 1)."
    ]


@pytest.mark.parametrize("year", [2020, None])
def test_works_that_make_up_the_one_they_are_part_of_are_confirmed(year: int | None) -> None:
    assert works("700千元", "300千元", "400千元", year=year).heard() == [CONFIRMED] * 3


def test_works_that_are_less_than_the_whole_say_nothing() -> None:
    assert works("900千元", "300千元", "400千元").heard() == [None] * 3


def test_a_part_of_a_part_is_not_counted_twice() -> None:
    given = works("400千元", "400千元")
    given.budget(APPROPRIATED, "400千元", 2020, of="疏浚計畫")
    for whole in ("港灣計畫", "航道計畫0"):
        given.thing("疏浚計畫", of=whole)

    assert given.heard() == [CONFIRMED] * 3


def test_a_body_with_its_subordinates_has_what_it_and_they_have() -> None:
    given, agency = Book(), EntityType.AGENCY
    given.thing("港灣署", agency, of="海岸事務部")
    given.budget(APPROPRIATED, "900千元", 2020, of="海岸事務部", type=agency, scope="主管")
    given.budget(APPROPRIATED, "200千元", 2020, of="海岸事務部", type=agency)
    given.budget(APPROPRIATED, "700千元", 2020, of="港灣署", type=agency)

    assert given.heard() == [CONFIRMED] * 3


@pytest.mark.parametrize(("share", "heard"), [("300千元", CONFIRMED), ("100千元", None), ("800千元", None)])
def test_shares_that_make_up_a_sum_are_confirmed_and_others_are_not_all(share: str, heard: str | None) -> None:
    given = Book()
    given.budget(APPROPRIATED, "500千元", 2020)
    given.budget(APPROPRIATED, "200千元", 2020, item="委辦費")
    given.budget(APPROPRIATED, share, 2020, item="捐助")

    assert given.heard() == [heard] * 3


def test_shares_of_bodies_make_up_a_sum() -> None:
    given = Book()
    given.budget(APPROPRIATED, "500千元", 2020)
    for name, share in (("港灣署", "200千元"), ("燈塔署", "300千元")):
        given.budget(APPROPRIATED, share, 2020, agency=given.thing(name, EntityType.AGENCY))

    assert given.heard() == [CONFIRMED] * 3


def test_a_name_with_braces_is_a_name() -> None:
    given = Book()
    given.budget(APPROPRIATED, "1千元", 2020, of="{}{x}")
    given.thing("航道計畫", of="{}{x}")
    given.budget(APPROPRIATED, "5千元", 2020, of="航道計畫")

    assert given.doubts() == ["The parts of '{}{x}' add up to 5000 (line 2), the whole is 1000 (line 1)."]
