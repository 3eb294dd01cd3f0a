"""All kinds of pipe tables together: on the real documents, and on whatever else may be printed."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extraction.prose.titles import read_title
from ingest.extraction.reading import Reading
from ingest.extraction.tables.glued_table import read_glued_table
from ingest.extraction.tables.pipe_tables import read_pipe_tables, read_tables_in_context
from ingest.layout.document import lay_out
from ingest.readers import read_document
from tests.ingest.proportion import is_in_proportion
from tests.ingest.tables import links, names, reading_of

READERS = (read_title, read_glued_table, read_pipe_tables, read_tables_in_context)
ROWS = (
    "| 工作計畫名稱及編號 | 3126101200 港灣建設 | 預算金額 | 12,000 |",
    "| 分支計畫及用途別科目 | 金額 | 承辦單位 | 說明 |",
    "| 01 智慧港灣 | 4,000 | 航務組、資訊 | 1. 港灣計畫3千元。 |",
    "|---|---|---|---|",
    "| | | | <p>4千元</p> |",
    "| 委辦計畫 | 計畫起訖年度 | 內容 | 委辦 |",
    "| (1) 港灣計畫 | 114-114 | 推動。 | 3 |",
    "| 經費 | 合計 |",
    "| - | 3 |",
    "| 機關別 | 預算數 | 執行率（%） | 說明 |",
    "| 本局主管 | 3 | 99 | |",
    "| 科目 | 本年度預算數 | 上年度預算數 | 名稱及編號 |",
    "| | 3126101200 港灣建設 | 3 | 2 |",
    "| 工作計畫 | 實施概況 | 實施成果 | |",
    "| 決議、附帶決議及注意事項 | 內容 | 辦理情形 |",
    "| 指標 | 100年 | 101年 | 單位 |",
    "單位：新臺幣千元",
    "中華民國114年度",
    "",
    "計畫內容：",
)


def read(path: Path) -> Reading:
    source = read_document(path)
    reading = Reading(source, lay_out(source))
    for reader in READERS:
        reader(reading)
    return reading


@pytest.fixture(scope="session")
def unit_budget(corpus: Path) -> Reading:
    return read(next(corpus.glob("003_*")))


@pytest.fixture(scope="session")
def annual_plan(corpus: Path) -> Reading:
    return read(next(corpus.glob("002_*")))


@pytest.mark.corpus
def test_the_sub_programmes_of_a_real_branch_add_up_to_it(unit_budget: Reading) -> None:
    parts = {part for part, whole in links(unit_budget, "PART_OF") if whole == "發展新興與高科技產業"}
    amounts = {b.subject.name: b.amount.value for b in unit_budget.draft.budgeted if b.item is None and b.fiscal_year}

    assert len(parts) == 25
    assert sum(value for name in parts if (value := amounts[name])) == amounts["發展新興與高科技產業"]


@pytest.mark.corpus
def test_the_shares_of_a_real_budget_add_up_to_the_printed_sums(unit_budget: Reading) -> None:
    sums: Counter[str] = Counter()
    for budgeted in unit_budget.draft.budgeted:
        if budgeted.item and budgeted.amount.value:
            sums[budgeted.item] += int(budgeted.amount.value)

    assert (sums["委辦費"], sums["對國內團體之捐助"], sums["對外之捐助"]) == (6_646_052, 5_576_578, 50_000)


@pytest.mark.corpus
def test_no_page_of_a_real_budget_but_its_revenue_is_left_in_doubt(unit_budget: Reading) -> None:
    lines = unit_budget.source.lines
    unread = [doubt.place.line for doubt in unit_budget.draft.doubts if doubt.rule == "pipe_table.unread"]

    assert [line for line in unread if not any("歲入" in above for above in lines[line - 10 : line])] == []


@pytest.mark.corpus
def test_every_row_of_a_real_glued_table_is_read(annual_plan: Reading) -> None:
    things = [thing for thing in annual_plan.draft.things if "category" in thing.attributes]

    assert Counter(str(thing.attributes["category"]) for thing in things) == {
        "科技發展": 33,
        "公共建設": 32,
        "社會發展": 12,
        "其它": 3,
    }
    assert sum(thing.attributes.get("level") == "工作計畫" for thing in annual_plan.draft.things) == 26


@given(st.lists(st.sampled_from(ROWS), max_size=40))
def test_rows_in_any_order_end_in_facts_and_doubts(rows: list[str]) -> None:
    reading = reading_of("\n".join(rows), speaker="交通部航港局", plan="交通部航港局單位預算")

    for reader in READERS:
        reader(reading)

    assert all(b.amount.value is not None and b.evidence for b in reading.draft.budgeted)


@given(st.lists(st.text(alphabet="|-港灣計畫(1)[0]\n千元 <p>", max_size=60), max_size=20))
def test_any_text_between_pipes_ends_without_an_exception(lines: list[str]) -> None:
    reading = reading_of("\n".join((*ROWS[:4], *lines)), plan="港務署單位預算")

    for reader in READERS:
        reader(reading)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("| 港灣計畫{n} | 114-114 | 推動。 | 3 |", id="shares"),
        pytest.param("| {n:02} 智慧港灣 | 4,000 | 航務組 | 1. 港灣{n}計畫3千元。 |", id="branches"),
    ],
)
def test_ten_thousand_rows_take_time_in_proportion(row: str) -> None:
    def read(rows: int) -> Reading:
        lines = [*ROWS[:2], ROWS[3], *(row.format(n=n) for n in range(rows))]
        reading = reading_of("\n".join(lines), plan="港務署單位預算")
        read_pipe_tables(reading)
        return reading

    assert names(read(10_000))
    assert is_in_proportion(read, 1_000)
