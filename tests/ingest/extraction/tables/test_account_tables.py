import pytest

from ingest.extraction.reading import Reading
from ingest.extraction.tables.account_tables import read_account_tables
from ingest.extraction.witnesses import read_witnesses
from ingest.layout.pipe_table import find_pipe_tables
from tests.ingest.tables import budgets, doubts, links, names, reading_of

CAPTION = "歲出機關別預算表\n中華民國114年度\n單位：新臺幣千元\n"
HEADS = (
    "| 科 目 | | | | 本年度 預算數 | 上年度 預算數 | 前年度 決算數 | 本年度與 上年度比較 | 說 明 |\n|---|---|---|---|---|---|---|---|---|\n"
    "| 款 | 項 | 目 節 | 名稱及編號 | | | | | |\n"
)
BODIES = ("13 | | | 0021000000 交通部主管 | | | | |", " | 2 | | 0021100000 交通部航港局 | 90 | 80 | 70 | 10 |")


def read(*rows: str, heads: str = HEADS, caption: str = CAPTION) -> Reading:
    text = caption + heads + "".join(f"| {row} |\n" for row in rows)
    reading = reading_of(text, speaker="交通部航港局", plan="交通部航港局單位預算")
    read_account_tables(reading, find_pipe_tables(reading.source))
    return reading


def test_each_programme_has_three_years_of_money() -> None:
    reading = read(" | | 1 | 3121101200 港灣建設 | 60 | 50 | 40 | 10 | 1. 說明。")

    assert budgets(reading) == [
        ("港灣建設", "appropriated", 2025, None, "60 千元"),
        ("港灣建設", "appropriated", 2024, None, "50 千元"),
        ("港灣建設", "executed", 2023, "決算數", "40 千元"),
    ]
    assert links(reading, "PART_OF") == [("港灣建設", "交通部航港局單位預算")]


def test_the_budget_of_the_speaker_is_the_plan_that_the_document_is() -> None:
    reading = read(*BODIES)

    assert [row[:3] for row in budgets(reading)] == [
        ("交通部航港局單位預算", "appropriated", 2025),
        ("交通部航港局單位預算", "appropriated", 2024),
        ("交通部航港局單位預算", "executed", 2023),
    ]
    assert links(reading, "PART_OF") == [("交通部航港局", "交通部")]


def test_a_function_over_programmes_is_no_programme() -> None:
    assert names(read(" | | | 3121100000 交通支出 | 60 | 50 | 40 | 10 | ")) == []


def test_a_part_of_a_programme_is_part_of_it() -> None:
    rows = (
        " | | 4 | 3121108100 非營業特種基金 | 6 | 6 | 6 | - |",
        " | | 1 | 3121108110 航港建設基金 | 6 | 6 | 6 | - |",
    )

    assert links(read(*rows), "PART_OF")[1:] == [("航港建設基金", "非營業特種基金")]


def test_amounts_follow_the_account_wherever_the_row_begins() -> None:
    heads = HEADS.replace("| 款 | 項 | 目 節 | 名稱及編號 | | | | | |", "| 款 | 項 | 目 | 節 | | | | | 名稱及編號 |")
    reading = read(" | | | 1 | 3121101200 港灣建設 | 60 | 50 | 40 | | - 照上年度編列。", heads=heads)

    assert [row[4] for row in budgets(reading)] == ["60 千元", "50 千元", "40 千元"]


def test_a_dash_is_nothing_and_not_zero() -> None:
    assert len(budgets(read(" | | 1 | 3121109800 第一預備金 | 3 | - | - | 3 | "))) == 1


def test_revenue_is_nobodys_programme() -> None:
    reading = read(" | | 1 | 0421100301 一般賠償收入 | 60 | 50 | 40 | 10 | ")

    assert (budgets(reading), names(reading)) == ([], [])


def test_a_part_of_the_money_is_not_taken_for_the_whole() -> None:
    heads = "| 科 目 | | | | 預 算 數 | 內容 |\n|---|---|---|---|---|---|\n| 款 | 項 | 目 | 節 | | |\n"

    assert (
        budgets(read(" | | | 1 | 3121101200 港灣建設 | 60 |", heads=heads, caption="宣導費彙計表\n單位：千元\n")) == []
    )


@pytest.mark.parametrize(
    ("difference", "heard", "shown"),
    [
        ("10", "confirmed", []),
        ("- 照列", None, []),
        ("-", None, []),
        ("12", "contradicted", ["The printed difference is 12, its parts make 10."]),
    ],
)
def test_the_printed_difference_speaks_for_both_years(difference: str, heard: str | None, shown: list[str]) -> None:
    reading = read(f" | | 1 | 3121101200 港灣建設 | 60 | 50 | 40 | {difference} | 1. 說明。")
    read_witnesses(reading)

    assert [b.corroboration and b.corroboration.value for b in reading.draft.budgeted] == [heard, heard, None]
    assert doubts(reading) == shown
