from decimal import Decimal

from graph.model.facts import Corroboration, Scope
from ingest.extraction.flat.flat_tables import read_flat_tables
from ingest.extraction.reading import Reading
from ingest.extraction.witnesses import read_witnesses
from tests.ingest.extraction.flat.documents import PROGRESS_CAPTION, PROGRESS_HEAD, reading_about_a_plan


def read(*rows: str) -> Reading:
    reading = reading_about_a_plan(*PROGRESS_CAPTION, *PROGRESS_HEAD, *rows)
    read_flat_tables(reading)
    return reading


def test_the_rows_are_the_progress_of_the_year_and_of_the_whole() -> None:
    reading = read("年累計 100 99.8 -0.2 ", "總累計 23.5% 23.5% 0 ")

    assert [
        (
            m.indicator.name,
            m.indicator.aliases,
            m.scope,
            m.year,
            m.as_of,
            m.target and m.target.value,
            m.actual and m.actual.value,
        )
        for m in reading.draft.measured
    ] == [
        ("年累計進度", ["年累計"], Scope.ANNUAL, 2021, "2021-12", Decimal(100), Decimal("99.8")),
        ("總累計進度", ["總累計"], Scope.CUMULATIVE, 2021, "2021-12", Decimal("23.5"), Decimal("23.5")),
    ]
    assert reading.draft.doubts == []


def test_the_printed_difference_speaks_for_both_values_or_shows_all_three() -> None:
    reading = read("年累計 36.49 21.32 -19.68 ", "總累計 90 86.5 -3.5 ")
    read_witnesses(reading)

    assert [m.corroboration for m in reading.draft.measured] == [Corroboration.CONTRADICTED, Corroboration.CONFIRMED]
    assert [doubt.message for doubt in reading.draft.doubts] == [
        "The printed difference is -19.68, its parts make -15.17."
    ]


def test_a_row_of_too_few_figures_is_a_doubt() -> None:
    reading = read("年累計 100 100 ")

    assert (reading.draft.measured, [d.message for d in reading.draft.doubts]) == ([], ["2 figures under 3 columns."])


def test_a_table_without_a_date_takes_the_year_of_the_table_before_it() -> None:
    reading = read("年累計 100 100 0 ", "三、分項進度 ", "單位：% ", *PROGRESS_HEAD, "年累計 90 80 -10 ")

    assert [(m.year, m.as_of) for m in reading.draft.measured] == [(2021, "2021-12"), (2021, None)]
