import pytest

from ingest.extraction.words.counting import find_counting
from ingest.extraction.words.quantities import find_quantities


def counting(text: str) -> list[str]:
    return [quantity.figure.text for quantity in find_counting(text, find_quantities(text))]


def test_quantities_that_count_things_and_rates_are_kept() -> None:
    assert counting("輔導45家業者，滿意度達91.5%，促成投資6億元") == ["45", "91.5", "6億元"]


@pytest.mark.parametrize(
    "text", ["為期8年", "2Gbps等級之家戶", "辦理「漁村3處示範點」計畫", "編列5億元，凍結1億2,500萬元"]
)
def test_spans_of_time_descriptions_parts_of_names_and_budgets_count_nothing(text: str) -> None:
    assert counting(text) == []


def test_quantity_that_is_all_that_stands_in_quotation_marks_is_kept() -> None:
    assert counting("年度目標值「改善道路里程數」僅「80公里」") == ["80"]
