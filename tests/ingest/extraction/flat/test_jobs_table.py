from decimal import Decimal

import pytest

from ingest.extraction.flat.flat_tables import read_flat_tables
from tests.ingest.extraction.flat.documents import reading_about_a_plan

CAPTION = "110 年特別預算創造工作機會與帶動公民營企業投資 "


def results(head: str, row: str) -> list[tuple[str, str, int | None, Decimal | None, str | None]]:
    reading = reading_about_a_plan(CAPTION, head, row, "(一)創造就業機會 ")
    read_flat_tables(reading)
    return [
        (achieved.type, achieved.text, achieved.year, figure.value, figure.unit)
        for achieved in reading.draft.achieved
        for figure in achieved.quantities
    ]


def test_the_figures_take_the_units_of_their_columns() -> None:
    assert results("創造工作機會(人年) 帶動公民營企業投資(億元) ", "100 0.5 ") == [
        ("jobs", "創造工作機會100人年", 2021, Decimal(100), "人年"),
        ("investment", "帶動公民營企業投資0.5億元", 2021, Decimal("0.5"), "億元"),
    ]


@pytest.mark.parametrize("row", ["75(人) 22(億元) ", "75人 22億元 "])
def test_a_unit_printed_with_the_figure_comes_first(row: str) -> None:
    assert [found[3:] for found in results("創造工作機會 帶動公民營企業投資(億元) ", row)] == [
        (Decimal(75), "人"),
        (Decimal(22), "億元"),
    ]


@pytest.mark.parametrize("row", ["0 00.00 ", "- 無 ", "本計畫尚在施工 "])
def test_nought_and_dashes_are_no_result(row: str) -> None:
    assert results("創造工作機會 帶動公民營企業投資(億元) ", row) == []


def test_a_second_head_without_a_caption_opens_a_table_of_its_own() -> None:
    head = "創造工作機會(人) 帶動公民營企業投資(億元) "
    reading = reading_about_a_plan(CAPTION, head, head, "2,740 1.22 ", "說明如下 ", head, "309 95.5 ")

    read_flat_tables(reading)

    assert [q.text for achieved in reading.draft.achieved for q in achieved.quantities] == [
        "2,740",
        "1.22",
        "309",
        "95.5",
    ]
