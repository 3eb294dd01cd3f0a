from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extraction.words.numerals import read_number


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,234.5", "1234.5"),
        ("1220,000", "1220000"),
        ("12, 046", "12046"),
        ("72萬3,097", "723097"),
        ("3萬566", "30566"),
        ("137億2,746萬8,000", "13727468000"),
        ("428億5千9百餘萬", "42859000000"),
        ("16億元9,643萬5千", "1696435000"),
        ("27萬4仟", "274000"),
        ("1.84萬", "18400"),
        ("2千", "2000"),
        ("三百二十", "320"),
        ("十五", "15"),
        ("一百零五", "105"),
        ("三點五", "3.5"),
        ("十點零八", "10.08"),
        ("七百二十八點四五億", "72845000000"),
        ("百億", "10000000000"),
        ("1萬億", "1000000000000"),
        ("一億五、○○○萬", "150000000"),
        ("七四億五、一七三萬七千", "7451737000"),
        ("兩", "2"),
        ("六", "6"),
        ("○", "0"),
        ("〇", "0"),
        ("零", "0"),
        ("0萬", "0"),
        ("１２３", "123"),
        ("-147", "-147"),
        ("▲5.2", "-5.2"),
        ("(5.2)", "-5.2"),
        ("（1,200）", "-1200"),
    ],
)
def test_number_is_read_exactly(printed: str, value: str) -> None:
    assert read_number(printed) == Decimal(value)


@pytest.mark.parametrize(
    "printed", ["", " ", "-", "－", "無", "同(A)", "(A)", "1,2a", "2021三", "110.10.28", "、", "約5"]
)
def test_what_is_no_number_reads_as_none(printed: str) -> None:
    assert read_number(printed) is None


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_number_with_separators_reads_as_itself(number: Decimal) -> None:
    assert read_number(f"{number:,}") == number


@given(st.text(alphabet="0123456789,.億萬千百十一二○〇零兩餘元、()-▲ ", max_size=40))
def test_number_reader_never_raises(text: str) -> None:
    assert read_number(text) is None or isinstance(read_number(text), Decimal)
