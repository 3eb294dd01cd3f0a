import pytest

from graph.model.entities import EntityType
from graph.model.relations import Role
from ingest.extraction.reading import Reading
from ingest.extraction.tables.figure_tables import read_figure_tables, read_tables_of_one
from ingest.layout.pipe_table import find_pipe_tables
from tests.ingest.tables import budgets, doubts, links, names, reading_of


def read(text: str, *, year: int | None = 2012) -> Reading:
    reading = reading_of(text, speaker="交通部航港局", year=year)
    read_figure_tables(reading, find_pipe_tables(reading.source))
    return reading


AGENCIES = (
    "| 本局主管101年度1-9月執行情形表<br>貨幣單位：千元 | | | |\n|---|---|---|---|\n"
    "| 機關別 | 預算數 | 截至9月底止 | |\n| 分配數 | 執行數 | 執行率（%） | |\n"
    "| 本局主管 | 13,700 | 10,900 | 10,100 | 92.66\n| 本局 | 800 | 580 | 440 | 75.86\n"
    "| 北部航務中心 | 6,600 | 5,100 | － | －\n| 合計 | 13,700 | 10,900 | 10,100 | 92.66\n"
)


def test_each_body_has_its_figures_and_a_sum_is_nobodys() -> None:
    reading = read(AGENCIES)

    assert budgets(reading) == [
        ("交通部航港局", "appropriated", 2012, None, "13700 千元"),
        ("交通部航港局", "allocated", 2012, None, "10900 千元"),
        ("交通部航港局", "executed", 2012, None, "10100 千元"),
        ("交通部航港局", "execution_rate", 2012, None, "92.66 %"),
        ("交通部航港局", "appropriated", 2012, None, "800 千元"),
        ("交通部航港局", "allocated", 2012, None, "580 千元"),
        ("交通部航港局", "executed", 2012, None, "440 千元"),
        ("交通部航港局", "execution_rate", 2012, None, "75.86 %"),
        ("北部航務中心", "appropriated", 2012, None, "6600 千元"),
        ("北部航務中心", "allocated", 2012, None, "5100 千元"),
    ]


def test_a_body_with_all_under_it_is_told_from_the_body_alone() -> None:
    reading = read(AGENCIES)

    assert [b.scope for b in reading.draft.budgeted[::4]] == ["主管", None, None]
    assert links(reading, "PART_OF") == [("北部航務中心", "交通部航港局")]


def test_a_figure_is_said_with_its_row_its_heads_and_its_unit() -> None:
    (allocated,) = [b for b in read(AGENCIES).draft.budgeted if b.amount.text == "580"]

    assert [said.place.quote for said in allocated.evidence] == ["580", "本局", "截至9月底止", "分配數", "單位：千元"]


def test_a_body_that_nobody_knows_is_a_doubt() -> None:
    reading = read("單位：千元\n| 機關別 | 預算數 |\n|---|---|\n| 東區 | 800 |\n")

    assert budgets(reading) == []
    assert doubts(reading) == ["'東區' is no body that is known by its name."]


PROGRAMMES = (
    "單位：新臺幣億元\n| 計畫名稱 | 計畫期程 | 總經費 | 100年度 | | 101年度 | |\n|---|---|---|---|---|---|---|\n"
    "| | | | 預算數 | 決算審定數 | 預算數 | 執行數 |\n| 一、智慧港灣計畫 | 99-104 | 52.3 | 10.2 | 9.8 | 12 | - |\n"
)


def test_each_programme_has_its_figures_of_each_year() -> None:
    reading = read(PROGRAMMES)

    assert budgets(reading) == [
        ("智慧港灣計畫", "total", None, None, "52.3 億元"),
        ("智慧港灣計畫", "appropriated", 2011, None, "10.2 億元"),
        ("智慧港灣計畫", "executed", 2011, "決算審定數", "9.8 億元"),
        ("智慧港灣計畫", "appropriated", 2012, None, "12 億元"),
    ]
    (thing,) = [thing for thing in reading.draft.things if thing.type is EntityType.PROGRAMME]
    assert thing.attributes == {"period_start": "2010", "period_end": "2015"}


def test_a_cell_may_print_its_own_unit() -> None:
    reading = read("| 計畫名稱 | 預算數 | 執行數 |\n|---|---|---|\n| 智慧港灣計畫 | 1億2,000萬元 | 9,800千元 |\n")

    assert [row[4] for row in budgets(reading)] == ["120000000 元", "9800 千元"]


def test_a_head_may_print_the_unit_of_its_column() -> None:
    reading = read("| 計畫名稱 | 預算數（千元） |\n|---|---|\n| 智慧港灣計畫 | 1,200 |\n")

    assert [row[4] for row in budgets(reading)] == ["1200 千元"]


def test_an_amount_without_any_unit_is_a_doubt() -> None:
    reading = read("| 計畫名稱 | 預算數 |\n|---|---|\n| 智慧港灣計畫 | 1,200 |\n")

    assert (budgets(reading), doubts(reading)) == ([], ["The amount '1,200' has no unit."])


def test_the_bodies_beside_a_programme_run_it() -> None:
    reading = read(
        "單位：千元\n| 主管機關 | 計畫名稱 | 承辦單位 | 預算數 |\n|---|---|---|---|\n| 交通部 | 智慧港灣計畫 | 航港局 | 12 |\n"
        "| | 綠色港灣計畫 | | 3 |\n"
    )

    assert [(x.source.name, x.target.name, x.role) for x in reading.draft.links] == [
        ("智慧港灣計畫", "交通部", Role.SUPERVISOR),
        ("智慧港灣計畫", "交通部航港局", Role.EXECUTING),
        ("綠色港灣計畫", "交通部", Role.SUPERVISOR),
    ]


def test_programmes_in_two_columns_are_a_whole_and_its_parts() -> None:
    reading = read(
        "單位：千元\n| 工作計畫 | 分支計畫 | 年度 | 預算數 |\n|---|---|---|---|\n| 港灣建設 | 岸電設施 | 100 | 10 |\n"
        "| | | 101 | 12 |\n| | 浮標汰換 | 100 | 3 |\n"
    )

    assert links(reading, "PART_OF") == [("岸電設施", "港灣建設"), ("浮標汰換", "港灣建設")]
    assert [row[:3] for row in budgets(reading)] == [
        ("岸電設施", "appropriated", 2011),
        ("岸電設施", "appropriated", 2012),
        ("浮標汰換", "appropriated", 2011),
    ]


YEARS = "單位：千元\n| 年度 | 預算數 | 執行率(%) |\n|---|---|---|\n| 99 | 1,000 | 90 |\n| 100 | 2,000 | － |\n"


def test_a_table_of_years_is_about_what_the_document_is_about() -> None:
    reading = reading_of(YEARS, plan="智慧港灣方案")
    read_tables_of_one(reading, find_pipe_tables(reading.source))

    assert budgets(reading) == [
        ("智慧港灣方案", "appropriated", 2010, None, "1000 千元"),
        ("智慧港灣方案", "execution_rate", 2010, None, "90 %"),
        ("智慧港灣方案", "appropriated", 2011, None, "2000 千元"),
    ]


def test_a_table_of_years_that_is_about_nothing_says_nothing() -> None:
    reading = reading_of(YEARS)
    read_tables_of_one(reading, find_pipe_tables(reading.source))

    assert budgets(reading) == []


@pytest.mark.parametrize("heads", ["| 顏色 | 預算數 |", "| 機關別 | 顏色 |"])
def test_a_table_without_names_or_without_figures_is_left_alone(heads: str) -> None:
    reading = read(f"單位：千元\n{heads}\n|---|---|\n| 交通部 | 3 |\n")

    assert (budgets(reading), names(reading), reading.taken) == ([], [], set())


def in_context(text: str, *, year: int | None = 2012, plan: str | None = None) -> Reading:
    reading = reading_of(text, speaker="交通部航港局", year=year, plan=plan)
    read_tables_of_one(reading, find_pipe_tables(reading.source))
    return reading


def test_years_are_of_the_plan_that_the_title_names() -> None:
    text = (
        "| 「智慧港灣躍升計畫」經費編列情形表<br>單位：千元 | | | \n|---|---|---|---\n| 年度 | 預算數 | 決算數 | 備註\n"
        "| 101 | 120 | 98 | \n| 102（截至8月底） | 135 | － | 續辦\n| 合計 | 255 | 98 | \n"
    )

    assert budgets(in_context(text)) == [
        ("智慧港灣躍升計畫", "appropriated", 2012, None, "120 千元"),
        ("智慧港灣躍升計畫", "executed", 2012, "決算數", "98 千元"),
        ("智慧港灣躍升計畫", "appropriated", 2013, None, "135 千元"),
    ]


SOURCES = (
    "| 經費來源 | 105年度 | 106年度 | 合計\n|---|---|---|---\n| 中央公務預算 | 3.2 | 5.1 | 8.3\n"
    "| 地方自籌 | 0.4 | － | 0.4\n| 合計 | 3.6 | 5.1 | 8.7\n單位：億元\n"
)


def test_the_sources_of_a_plans_money_are_its_items_and_their_sum_is_the_whole() -> None:
    text = f"「智慧港灣躍升計畫」各年度預算編列情形如下：\n\n{SOURCES}"

    assert budgets(in_context(text)) == [
        ("智慧港灣躍升計畫", "appropriated", 2016, "中央公務預算", "3.2 億元"),
        ("智慧港灣躍升計畫", "appropriated", 2017, "中央公務預算", "5.1 億元"),
        ("智慧港灣躍升計畫", "appropriated", 2016, "地方自籌", "0.4 億元"),
        ("智慧港灣躍升計畫", "appropriated", 2016, None, "3.6 億元"),
        ("智慧港灣躍升計畫", "appropriated", 2017, None, "5.1 億元"),
    ]


def test_what_years_are_to_cost_is_only_told_together() -> None:
    text = f"「智慧港灣躍升計畫」分年經費需求如下：\n\n{SOURCES}"

    assert budgets(in_context(text)) == [
        ("智慧港灣躍升計畫", "total", None, "中央公務預算", "8.3 億元"),
        ("智慧港灣躍升計畫", "total", None, "地方自籌", "0.4 億元"),
        ("智慧港灣躍升計畫", "total", None, None, "8.7 億元"),
    ]


def test_accounts_of_nothing_named_are_programmes_but_for_kinds_of_use() -> None:
    text = (
        "單位：千元\n\n| 科目 | 原預算數 | 實現數 |\n|---|---|---|\n| 航道建設 | 1,200 | 1,100 |\n| 人事費 | 5 | 4 |\n"
    )
    reading = in_context(text)

    assert budgets(reading) == [
        ("航道建設", "appropriated", 2012, None, "1200 千元"),
        ("航道建設", "realized", 2012, None, "1100 千元"),
    ]
    assert doubts(reading) == ["Amounts of '人事費', but nothing tells of what it is a part."]


def test_programmes_are_parts_of_the_plan_their_title_opens_with_and_their_sum_is_its() -> None:
    text = (
        "「智慧港灣躍升計畫」經費需求表（單位：千元）\n\n| 工作項目 | 104年 | 105年 | 小計 | 執行單位\n|---|---|---|---|---\n"
        "| 航道疏浚 | 80 | 85 | 165 | 北部航務中心\n| 總計 | 80 | 85 | 165 | \n"
    )
    reading = read(text)

    assert budgets(reading) == [
        ("航道疏浚", "total", None, None, "165 千元"),
        ("智慧港灣躍升計畫", "total", None, None, "165 千元"),
    ]
    assert links(reading, "PART_OF") == [("航道疏浚", "智慧港灣躍升計畫")]
    assert links(reading, "EXECUTED_BY") == [("航道疏浚", "北部航務中心")]


def test_the_unit_of_the_first_page_holds_for_the_next() -> None:
    text = (
        "單位：千元\n\n| 工作計畫 | 預算數 |\n|---|---|\n| 航道業務 | 450 |\n\n航港局\n\n"
        "| | |\n|---|---|\n| 燈塔業務 | 600 |\n"
    )

    assert budgets(read(text)) == [
        ("航道業務", "appropriated", 2012, None, "450 千元"),
        ("燈塔業務", "appropriated", 2012, None, "600 千元"),
    ]


def test_what_counts_up_to_a_year_is_of_no_year() -> None:
    text = (
        "單位：億元\n\n| 計畫名稱 | 投資總額 | 計畫期程 | 截至111年底累計執行數 | 112年度預算\n|---|---|---|---|---\n"
        "| 接收站計畫 | 601.35 | 105~114 | 320.5 | 95.2\n"
    )
    reading = read(text)

    assert [(b.figure.value, b.fiscal_year, b.through) for b in reading.draft.budgeted] == [
        ("total", None, None),
        ("executed", None, 2022),
        ("appropriated", 2023, None),
    ]
    assert reading.draft.budgeted[0].subject.attributes["period_end"] == "2025"


def test_what_a_lower_head_adds_to_money_is_its_part() -> None:
    text = (
        "| 計畫名稱 | 經費（千元） | | | 承辦單位\n|---|---|---|---|---\n| 中央補助 | 縣款 | 合計 | | \n"
        "| 農路計畫 | 80 | 20 | 100 | 農業處\n"
    )

    assert budgets(read(text)) == [
        ("農路計畫", "appropriated", 2012, "中央補助", "80 千元"),
        ("農路計畫", "appropriated", 2012, "縣款", "20 千元"),
        ("農路計畫", "appropriated", 2012, None, "100 千元"),
    ]


def test_a_figure_that_two_columns_hold_is_that_of_the_first() -> None:
    text = (
        "| 機關名稱 | 累計執行數(3) | 執行率 | \n|---|---|---|---\n| 占分配數%(3)/(2) | 占全年度預算數% | | \n"
        "| 北部航務中心 | 880千元 | 97.77 | 70.40\n"
    )

    assert budgets(read(text)) == [
        ("北部航務中心", "executed", 2012, None, "880 千元"),
        ("北部航務中心", "execution_rate", 2012, None, "97.77 %"),
    ]


def test_the_number_of_a_branch_is_its_code() -> None:
    (thing,) = (
        t
        for t in read("單位：千元\n\n| 分支計畫 | 預算數 |\n|---|---|\n| 02 航道管理 | 5 |\n").draft.things
        if t.type is EntityType.PROGRAMME
    )

    assert (thing.name, thing.attributes) == ("航道管理", {"code": "02"})


def test_years_may_stand_in_the_heads_and_the_figures_in_the_rows() -> None:
    text = (
        "「智慧港灣躍升計畫」執行情形：\n\n| 項目 | 99年度 | 100年度\n|---|---|---\n| 預算數（億元） | 20.5 | 35.2\n"
        "| 決算數（億元） | 18.3 | －\n| 執行率 | 89.27% | －\n"
    )

    assert budgets(in_context(text)) == [
        ("智慧港灣躍升計畫", "appropriated", 2010, None, "20.5 億元"),
        ("智慧港灣躍升計畫", "appropriated", 2011, None, "35.2 億元"),
        ("智慧港灣躍升計畫", "executed", 2010, "決算數", "18.3 億元"),
        ("智慧港灣躍升計畫", "execution_rate", 2010, None, "89.27 %"),
    ]


def test_what_an_amount_is_made_of_stands_in_brackets_behind_it() -> None:
    table = "| 計畫名稱 | 預算金額(單位：千元) |\n|---|---|\n| 漁港更新 | 48,000<br>(中央36,000<br>縣款12,000) |\n"

    assert [budget[1:] for budget in budgets(read(table))] == [("appropriated", 2012, None, "48000 千元")]
