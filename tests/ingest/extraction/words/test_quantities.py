from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.values import Bound
from ingest.extraction.draft import Figure
from ingest.extraction.words.quantities import find_quantities, to_base


def figures(text: str) -> list[Figure]:
    return [quantity.figure for quantity in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        ("投資5.6億元", "5.6億元", "5.6", "億元"),
        ("補助8,296萬9,212元", "8,296萬9,212元", "82969212", "元"),
        ("共72萬3,097人次", "72萬3,097", "723097", "人次"),
        ("計4.2萬戶", "4.2萬", "4.2", "萬戶"),
        ("編列455,000仟元", "455,000仟元", "455000", "仟元"),
        ("年作業量2千公噸", "2千", "2", "千公噸"),
        ("追加一億五、○○○萬元", "一億五、○○○萬元", "150000000", "元"),
        ("補助1,600萬餘元", "1,600萬餘元", "1600", "萬元"),
        ("產值百億元", "百億元", "100", "億元"),
        ("產值9.8億", "9.8億", "9.8", "億"),
        ("供水5萬噸/日", "5萬", "5", "萬噸/日"),
        ("電價2.5元/度", "2.5元", "2.5", "元/度"),
        ("設置800 kW", "800", "800", "kW"),
        ("涵蓋率38.5%", "38.5", "38.5", "%"),
        ("成長百分之五", "百分之五", "5", "%"),
        ("年增率-5.2%", "-5.2", "-5.2", "%"),
        ("減少 -147千元", "-147千元", "-147", "千元"),
        ("補助14縣市", "14", "14", "縣市"),
        ("辦理攬才團3趟次", "3", "3", "趟次"),
        ("涵蓋3大領域", "3", "3", "領域"),
        ("輔導三家", "三", "3", "家"),
        ("出版90餘種", "90", "90", "種"),
        ("編列16億元9,643萬5千元", "16億元9,643萬5千元", "1696435000", "元"),
    ],
)
def test_quantity_is_read_as_printed(text: str, printed: str, value: str, unit: str) -> None:
    assert figures(text) == [Figure(printed, Decimal(value), unit)]


@pytest.mark.parametrize(
    "text",
    [
        "110年3月",
        "第3項",
        "5G網路",
        "COVID-19疫情",
        "2.0版本",
        "0800-589-168",
        "46-1條",
        "科目5226102200",
        "1.推動",
        "統一場",
        "每一家",
        "百家爭鳴",
        "數十億元",
        "2030則分別",
        "15處理廠",
        "16位元",
        "兩場域",
        "三倍券",
        "二次變電所",
        "2020臺灣",
    ],
)
def test_number_that_counts_nothing_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "bound", "approximate"),
    [
        ("至少51人", Bound.MIN, False),
        ("逾370人次", Bound.MIN, False),
        ("超過新臺幣3億元", Bound.MIN, False),
        ("40億元以上", Bound.MIN, False),
        ("不超過3%", Bound.MAX, False),
        ("20人以下", Bound.MAX, False),
        ("約達30家", None, True),
        ("達30家", None, False),
    ],
)
def test_words_around_a_quantity_make_it_a_bound(text: str, bound: Bound | None, approximate: bool) -> None:
    [figure] = figures(text)

    assert (figure.bound, figure.approximate) == (bound, approximate)


@pytest.mark.parametrize(
    ("text", "printed", "low", "high", "unit"),
    [
        ("8-12家", "8-12", "8", "12", "家"),
        ("200~260萬瓩", "200~260萬", "200", "260", "萬瓩"),
        ("2%至3%", "2%至3", "2", "3", "%"),
        ("10至15億元", "10至15億元", "10", "15", "億元"),
    ],
)
def test_range_has_two_ends_and_no_value(text: str, printed: str, low: str, high: str, unit: str) -> None:
    assert figures(text) == [Figure(printed, None, unit, low=Decimal(low), high=Decimal(high))]


def test_change_from_one_value_to_another_is_two_quantities() -> None:
    assert [figure.value for figure in figures("由5%提高至約30%")] == [Decimal(5), Decimal(30)]


@pytest.mark.parametrize(
    ("value", "unit", "base"),
    [
        ("5.6", "億元", ("560000000", "TWD")),
        ("1200", "新臺幣千元", ("1200000", "TWD")),
        ("7", "元", ("7", "TWD")),
        ("3", "萬人次", ("30000", "人次")),
        ("2", "億美元", ("200000000", "美元")),
    ],
)
def test_magnitude_of_a_unit_is_multiplied_out(value: str, unit: str, base: tuple[str, str]) -> None:
    assert to_base(Decimal(value), unit) == (Decimal(base[0]), base[1])


@pytest.mark.parametrize("unit", ["人次", "%", "美元", ""])
def test_unit_that_is_its_own_base_has_no_other(unit: str) -> None:
    assert to_base(Decimal(1), unit) is None


@given(st.text(alphabet="0123456789,.-~至億萬千百十一二三元家人次%％年月日第約逾以上 （）ABCk", max_size=60))
def test_quantities_stand_where_they_say(text: str) -> None:
    found = find_quantities(text)

    assert all(a.end <= b.start for a, b in pairwise(found))
    for quantity in found:
        assert quantity.figure.text in "".join(text[quantity.start : quantity.end].split())
