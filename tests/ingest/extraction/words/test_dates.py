from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.base import is_partial_date
from ingest.extraction.words.dates import Date, find_dates, find_periods, read_year


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("110年5月13日", "2021-05-13"),
        ("110 年 5 月 13 日", "2021-05-13"),
        ("110/2/26", "2021-02-26"),
        ("110.10.28", "2021-10-28"),
        ("2021-12-31", "2021-12-31"),
        ("2021年11月15日", "2021-11-15"),
        ("110年12月底", "2021-12"),
        ("110年底", "2021-12"),
        ("110年度", "2021"),
        ("(111.1)", "2022-01"),
        ("113.05", "2024-05"),
        ("本(110)年5月", "2021-05"),
        ("上（100）年度", "2011"),
        ("民國19年", "1930"),
        ("九十三年二月", "2004-02"),
        ("二○二五年", "2025"),
    ],
)
def test_date_keeps_its_precision(text: str, value: str) -> None:
    assert find_dates(text) == [Date(0 if text[0] != "(" else 1, len(text) - (text[0] == "("), value)]


@pytest.mark.parametrize(
    "text",
    [
        "為期8年",
        "近5年",
        "5年前",
        "100年前的碼頭",
        "未來100年",
        "100年期",
        "3個月",
        "1/3",
        "110.5%",
        "110.10億元",
        "第1090037525號",
        "5G",
        "5月",
    ],
)
def test_what_is_no_date_is_left_out(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("預計110年底前完成", ["2021-12"]),
        ("於114年前陸續商轉", ["2025"]),
        ("110至114年前新增5處", ["2021", "2025"]),
        ("自115至124年以每年1處", ["2026", "2035"]),
    ],
)
def test_year_up_to_which_something_is_to_be_done_is_a_date(text: str, values: list[str]) -> None:
    assert [date.value for date in find_dates(text)] == values


def test_month_takes_the_year_printed_before_it() -> None:
    found = find_dates("109年8月28日開工，11月完工，同年12月驗收", year=2021)

    assert [(date.value, date.inherited) for date in found] == [
        ("2020-08-28", False),
        ("2020-11", True),
        ("2020-12", True),
    ]


def test_month_without_year_takes_the_year_that_is_given() -> None:
    assert [date.value for date in find_dates("於7月2日舉行", year=2021)] == ["2021-07-02"]


def test_this_year_and_last_count_from_the_year_that_is_given() -> None:
    assert [date.value for date in find_dates("較去年增加，本年度", year=2021)] == ["2020", "2021"]


@pytest.mark.parametrize("text", ["110/2/26核定，4/27簽約", "110年核定(4/27)", "110年核定，4/27日"])
def test_month_and_day_with_a_slash_are_a_date_where_something_says_so(text: str) -> None:
    assert find_dates(text)[-1].value == "2021-04-27"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("104/4/10~112/12/31", "2015-04-10", "2023-12-31"),
        ("107-114年", "2018", "2025"),
        ("（104~109年）", "2015", "2020"),
        ("計畫（100-104）", "2011", "2015"),
        ("114-114", "2025", "2025"),
        ("110年1月1日至114年8月31日", "2021-01-01", "2025-08-31"),
        ("(2021-2025年)", "2021", "2025"),
        ("113至116年度", "2024", "2027"),
        ("民國97至100年底", "2008", "2011"),
        ("110/01/01 ~ 114/08/31", "2021-01-01", "2025-08-31"),
    ],
)
def test_period_has_two_ends(text: str, first: str, last: str) -> None:
    assert [(period.first, period.last) for period in find_periods(text)] == [(first, last)]


@pytest.mark.parametrize("text", ["110年及111年", "114至110年", "（58-1）"])
def test_two_dates_are_no_period_by_themselves(text: str) -> None:
    assert find_periods(text) == ()


@pytest.mark.parametrize(
    ("text", "year"), [("110年度預算", 2021), ("2021年", 2021), ("民國九十三年", 2004), ("5月", None)]
)
def test_first_year_is_read(text: str, year: int | None) -> None:
    assert read_year(text) == year


@given(st.text(alphabet="0123456789年月日度底/.-~至（）()民國同本去一二三十○、，", max_size=50))
def test_dates_are_valid_and_in_order(text: str) -> None:
    found = find_dates(text, year=2021)

    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(is_partial_date(date.value) for date in found)
    assert all(is_partial_date(p.first) and is_partial_date(p.last) for p in find_periods(text))
