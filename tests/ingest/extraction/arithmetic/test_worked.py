"""What the columns that a table works out of others say of these."""

from typing import Literal

import pytest

from ingest.extraction.draft import Figure, Printed, Term, Worked
from ingest.layout.aligned import Place
from tests.ingest.extraction.arithmetic.book import APPROPRIATED, EXECUTED, Book, figure

CONFIRMED, CONTRADICTED = "confirmed", "contradicted"


def row(sign: Literal["+", "-", "/"], result: str, *parts: str, is_whole: bool = True) -> Book:
    """A row whose result is worked out of two amounts, which are facts, and further ones, which are none."""
    book = Book()
    book.budget(APPROPRIATED, parts[0], line=1)
    book.budget(EXECUTED, parts[1], line=1)
    terms = [Term(fact, "amount") for fact in book.reading.draft.budgeted]
    facts = [Printed(fact.amount, term) for fact, term in zip(book.reading.draft.budgeted, terms, strict=True)]
    others = [Printed(figure(part)) for part in parts[2:]]
    place = Place(1, 1, " ".join(parts))
    book.reading.draft.worked.append(Worked(Printed(figure(result)), sign, (*facts, *others), place, is_whole))
    return book


@pytest.mark.parametrize(
    ("book", "heard"),
    [
        pytest.param(row("+", "9", "4", "3", "2"), CONFIRMED, id="a sum"),
        pytest.param(row("+", "9", "4", "3", "0"), CONTRADICTED, id="no sum"),
        pytest.param(row("+", "9", "4", "3", is_whole=False), None, id="a sum, but for what is blank"),
        pytest.param(row("+", "5", "4", "3", is_whole=False), CONTRADICTED, id="less than its parts"),
        pytest.param(row("+", "7千元", "4千元", "4千元"), CONFIRMED, id="a sum of rounded amounts"),
        pytest.param(row("+", "7座", "4座", "4座"), CONTRADICTED, id="a sum of what is counted one by one"),
        pytest.param(row("-", "1.4%", "100%", "98.6%"), CONFIRMED, id="a difference to its last digit"),
        pytest.param(row("-", "1.7%", "100%", "98.6%"), CONTRADICTED, id="no difference to its last digit"),
        pytest.param(row("-", "1", "4", "3"), CONFIRMED, id="a difference"),
        pytest.param(row("-", "0", "4", "4"), None, id="a difference of nought"),
        pytest.param(row("-", "3", "4", "3"), CONTRADICTED, id="no difference"),
        pytest.param(row("/", "66.67", "2", "3"), CONFIRMED, id="a rate"),
        pytest.param(row("/", "50", "2", "3"), CONTRADICTED, id="no rate"),
        pytest.param(row("/", "50", "2", "0"), None, id="a rate of nothing"),
    ],
)
def test_a_worked_out_figure_speaks_for_those_it_is_worked_out_of(book: Book, heard: str | None) -> None:
    assert book.heard() == [heard, heard]


def test_a_rate_of_another_whole_speaks_for_the_part_alone() -> None:
    assert row("/", "50.00", "2", "3", "4").heard() == [CONFIRMED, None]


def test_what_does_not_hold_shows_both_sides() -> None:
    assert row("+", "9", "4", "3").doubts() == ["The printed sum is 9, its parts make 7."]
    assert row("/", "50", "2", "3").doubts() == ["The printed rate is 50 %, its amounts make 66.67 %."]


def test_a_figure_without_a_number_is_held_against_nothing() -> None:
    book = row("+", "9", "4", "3")
    (worked,) = book.reading.draft.worked
    book.reading.draft.worked = [worked._replace(result=Printed(Figure("約九", words="約九")))]

    assert book.heard() == [None, None]
