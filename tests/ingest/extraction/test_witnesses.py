"""What the equations of a document make of each fact."""

from dataclasses import replace

from tests.ingest.extraction.arithmetic.book import APPROPRIATED, EXECUTED, RATE, Book


def test_a_figure_that_one_equation_confirms_and_another_contradicts_is_contradicted() -> None:
    book = Book()
    book.budget(APPROPRIATED, "500千元", 2020, 1)
    book.budget(EXECUTED, "300千元", 2020, 1)
    book.budget(RATE, "60%", 2020, 1)
    book.budget(EXECUTED, "400千元", None, 1)

    assert book.heard() == ["confirmed", "contradicted", "confirmed", "contradicted"]


def test_no_figure_is_changed_by_what_others_say_of_it() -> None:
    book = Book()
    book.budget(APPROPRIATED, "500千元", 2020)
    book.budget(APPROPRIATED, "7千元", 2020)
    before = list(book.reading.draft.budgeted)

    assert book.heard() == ["contradicted", "contradicted"]
    assert [replace(fact, corroboration=None) for fact in book.reading.draft.budgeted] == before


def test_a_figure_that_stands_alone_has_no_witness() -> None:
    book = Book()
    book.budget(APPROPRIATED, "500千元", 2020)

    assert book.heard() == [None]
