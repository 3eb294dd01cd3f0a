from decimal import Decimal

import pytest

from ingest.extraction.draft import Budgeted
from ingest.extraction.flat.flat_tables import read_flat_tables
from ingest.extraction.reading import Reading
from ingest.extraction.witnesses import read_witnesses
from tests.ingest.extraction.flat.documents import BUDGET_CAPTION, BUDGET_HEAD, reading_about_a_plan

FULL = "25,000 同(A) 24,000 96.00 500 500 0 25,000 100 同執行率"


def read(*rows: str) -> Reading:
    reading = reading_about_a_plan(*BUDGET_CAPTION, *BUDGET_HEAD, *rows)
    read_flat_tables(reading)
    return reading


def amounts(reading: Reading) -> dict[tuple[int | None, int | None], dict[str, str]]:
    found: dict[tuple[int | None, int | None], dict[str, str]] = {}
    for budgeted in reading.draft.budgeted:
        found.setdefault((budgeted.fiscal_year, budgeted.phase), {})[budgeted.figure.value] = str(budgeted.amount.value)
    return found


def doubts(reading: Reading) -> list[str]:
    return [doubt.message for doubt in reading.draft.doubts]


def test_a_row_gives_the_figures_of_its_year_and_phase() -> None:
    reading = read("1 ", f"108 {FULL} 否 ", f"總計 {FULL} ")

    figures = {
        "appropriated": "25000",
        "allocated": "25000",
        "realized": "24000",
        "executed": "25000",
        "execution_rate": "100",
    }
    assert amounts(reading) == {(2019, 1): figures, (None, 1): figures}
    assert doubts(reading) == []


def test_a_cell_that_points_to_another_is_printed_as_it_stands() -> None:
    allocated = next(b for b in read(f"108 {FULL} ").draft.budgeted if b.figure == "allocated")

    assert (allocated.amount.text, allocated.amount.value, allocated.amount.unit) == ("同(A)", Decimal(25000), "千元")


def test_a_pointer_that_lost_its_bracket_still_points() -> None:
    assert (
        amounts(read("110 144,000 同(A 92,499 64.24 50,091 0 0 142,590 99.02 同執行率 "))[2021, None]["allocated"]
        == "144000"
    )


def test_a_phase_may_lead_its_row() -> None:
    assert list(amounts(read(f"2 108 {FULL} 否 ", f"109 {FULL} "))) == [(2019, 2), (2020, 2)]


def test_the_yes_or_no_of_two_years_belongs_to_no_amount() -> None:
    reading = read(
        "1 ",
        f"106 {FULL} ",
        f"是(108年將 執行完畢) 107 {FULL} ",
        "總計 50,000 同(A) 48,000 96.00 1 1 0 50,000 100 100 ",
    )

    assert list(amounts(reading)) == [(2017, 1), (2018, 1), (None, 1)]
    assert doubts(reading) == []


@pytest.mark.parametrize("end", [" ", ""], ids=["marked", "unmarked"])
def test_a_cell_that_a_line_end_cut_is_whole(end: str) -> None:
    ends = {"3", "110 1,500", "(A)", "257", "99.35 0 0 0 1,500 100", "行率", "否"}
    lines = ("3", "110 1,500", "同", "(A)", "1,490.", "257", "99.35 0 0 0 1,500 100", "同執", "行率", "否")
    head = [line.rstrip() + end if line.endswith(" ") else line for line in (*BUDGET_CAPTION, *BUDGET_HEAD)]
    reading = reading_about_a_plan(*head, *(line + end if line in ends else line for line in lines))

    read_flat_tables(reading)

    assert amounts(reading)[2021, 3]["realized"] == "1490.257"
    assert len(amounts(reading)[2021, 3]) == 5


def test_a_year_to_come_has_its_appropriation_alone() -> None:
    reading = read("111 450,000          ", "112 240,000 同(A)        同執行率 否 ", "113 - - - ", "114 ")

    assert amounts(reading) == {(2022, None): {"appropriated": "450000"}, (2023, None): {"appropriated": "240000"}}


def test_nought_is_an_amount_and_a_dash_is_none() -> None:
    reading = read("106 0 同(A) 0 ─ 0 0 0 0 ─ 同執行率 否 ")

    assert amounts(reading) == {(2017, None): {"appropriated": "0", "allocated": "0", "realized": "0", "executed": "0"}}


def test_empty_cells_are_told_by_the_blanks_they_left() -> None:
    reading = read("總計 17,787  17,611 100 0 0 0 17,787 100   ")

    assert amounts(reading) == {
        (None, None): {"appropriated": "17787", "realized": "17611", "executed": "17787", "execution_rate": "100"}
    }


def test_a_row_of_the_form_that_was_never_filled_in_is_left_out() -> None:
    reading = read("106 000,000 同(A) 000,000 00.00 000,000 000,000 000,000 000,000 00.00 同執行率 否 ")

    assert (amounts(reading), doubts(reading)) == ({}, [])


def test_cells_that_do_not_tell_their_columns_are_a_doubt() -> None:
    reading = read("110 5,000 ", "4,000 3,000 ", "60 ")

    assert (amounts(reading), doubts(reading)) == ({}, ["4 cells under 10 columns."])


def test_shares_in_brackets_are_those_of_the_bodies_named() -> None:
    reading = read(
        "110 ",
        "350,000 ",
        "(文化部: ",
        "40,000 ",
        "交通部: ",
        "310,000) ",
        "同",
        "(A) ",
        "341,878 ",
        "97.68 0 0 0 341,878 97.68 97.68 ",
    )

    shares = {b.agency.name: b.amount.value for b in reading.draft.budgeted if b.agency}
    assert shares == {"文化部": Decimal(40000), "交通部": Decimal(310000)}
    assert sum(b.agency is None for b in reading.draft.budgeted) == 5


def test_every_amount_says_its_row_its_head_and_its_unit() -> None:
    budgeted: Budgeted = read(f"108 {FULL} ").draft.budgeted[0]

    quotes = [said.place.quote for said in budgeted.evidence]
    assert quotes[0] == f"108 {FULL}"
    assert quotes[1].startswith("期 別 年 度 法定特別 預算")
    assert quotes[2:] == ["經費單位：千元", "二、特別預算執行情形（截至 110 年 12 月底）"]


def test_amounts_without_a_unit_are_a_doubt() -> None:
    reading = reading_about_a_plan("一、經費 ", *BUDGET_HEAD, f"108 {FULL} ")
    read_flat_tables(reading)

    assert (reading.draft.budgeted, doubts(reading)) == ([], ["Amounts without a printed unit."])


def test_the_lines_of_the_table_are_taken() -> None:
    reading = read(f"108 {FULL} ", "備註：上表為決算前數字。 ")

    assert len(reading.source.lines) not in reading.taken
    assert {4, len(reading.source.lines) - 1} <= reading.taken


def test_the_formulas_of_the_head_speak_for_a_row() -> None:
    reading = read("108 25,000 同(A) 24,000 96.00 500 500 0 25,000 100 同執行率 ")
    read_witnesses(reading)

    assert {b.figure.value: b.corroboration and b.corroboration.value for b in reading.draft.budgeted} == dict.fromkeys(
        ["appropriated", "allocated", "realized", "executed", "execution_rate"], "confirmed"
    )


def test_a_row_that_its_formulas_contradict_is_shown_with_both_sides() -> None:
    reading = read("108 25,000 同(A) 24,000 96.00 500 700 0 25,000 100 同執行率 ")
    read_witnesses(reading)

    assert doubts(reading) == ["The printed sum is 25000, its parts make 25200."]
    assert {b.figure.value for b in reading.draft.budgeted if b.corroboration == "contradicted"} == {
        "realized",
        "executed",
    }
