import pytest

from ingest.layout.columns import find_all_columns, find_columns, find_title, is_number, read_head, read_labels
from tests.ingest.tables import tables_of

BUDGET = "budget_columns"


def slugs(text: str, lexicon: str = BUDGET) -> list[str | None]:
    (table,) = tables_of(text)
    columns = find_columns(table, lexicon)
    return [column.slug for column in columns.columns] if columns else []


def rows(text: str) -> list[list[str]]:
    (table,) = tables_of(text)
    columns = find_columns(table, BUDGET)
    return [[cell.words for cell in row.cells] for row in columns.body] if columns else []


def test_columns_are_known_by_the_words_of_their_heads() -> None:
    text = "| 機 關 別 | 預 算 數 | 執行率（%） | 顏色 |\n|---|---|---|---|\n| 東港局 | 3 | 90 | 紅 |\n"

    assert slugs(text) == ["agency", "appropriated", "execution_rate", None]
    assert rows(text) == [["東港局", "3", "90", "紅"]]


def test_a_title_over_the_heads_is_no_head() -> None:
    text = "| 港務預算表<br>單位：千元 | | |\n|---|---|---|\n| 機關別 | 預算數 | 執行數 |\n| 東港局 | 3 | 2 |\n"

    assert slugs(text) == ["agency", "appropriated", "executed"]
    assert rows(text) == [["東港局", "3", "2"]]


def test_lower_heads_stand_under_the_upper_head_that_reaches_over_them() -> None:
    text = (
        "| 計畫名稱 | 100年度 | | 101年度 | |\n|---|---|---|---|---|\n| | 預算數 | 執行數 | 預算數 | 執行數 |\n"
        "| 東港計畫 | 1 | 2 | 3 | 4 |\n"
    )
    (table,) = tables_of(text)
    columns = find_columns(table, BUDGET)

    assert columns is not None
    assert [column.words for column in columns.columns] == [
        "計畫名稱",
        "100年度預算數",
        "100年度執行數",
        "101年度預算數",
        "101年度執行數",
    ]


def test_lower_heads_that_lost_their_places_belong_to_the_head_that_leaves_room() -> None:
    text = (
        "| 機關別 | 預算數 | 截至9月底止 | |\n|---|---|---|---|\n| 分配數 | 執行數 | 執行率(%) | |\n"
        "| 東港局 | 9 | 8 | 7 | 87.5\n"
    )

    assert slugs(text) == ["agency", "appropriated", "allocated", "executed", "execution_rate"]


def test_a_head_broken_over_two_rows_is_read_as_one() -> None:
    text = "| 機關別 | 本年度 | 上年度 |\n|---|---|---|\n| | 預算數 | 預算數 |\n| 東港局 | 3 | 2 |\n"

    assert slugs(text) == ["agency", "this_year", "last_year"]


def test_rows_of_words_below_the_heads_are_no_heads() -> None:
    text = "| 工作計畫名稱 | 重要計畫項目 | 實施內容 |\n|---|---|---|\n| 港灣建設 | 智慧港灣 | 推動智慧港灣，提升效率。 |\n"

    assert slugs(text, "plan_columns") == ["work_programme", "item", "content"]
    (table,) = tables_of(text)
    columns = find_columns(table, "plan_columns")
    assert columns is not None
    assert len(columns.body) == 1


def test_a_table_without_a_known_head_has_no_columns() -> None:
    assert slugs("| 顏色 | 大小 |\n|---|---|\n| 紅 | 3 |\n") == []


def test_a_table_that_a_page_break_left_without_heads_has_those_of_the_one_before() -> None:
    tables = tables_of(
        "| 機關別 | 預算數 |\n|---|---|\n| 東港局 | 3 |\n\n港務署\n\n| | |\n|---|---|\n| 西港局 | 4 |\n\n"
        "| 顏色 | 大小 |\n|---|---|\n| 紅 | 3 |\n\n| | |\n|---|---|\n| 藍 | 4 |\n"
    )

    found = [(table.line, columns.slugs) for table, columns in find_all_columns(tables, BUDGET)]

    assert found == [(1, {"agency", "appropriated"}), (7, {"agency", "appropriated"})]


def test_the_labels_of_a_form_have_their_values_right_of_them() -> None:
    (table,) = tables_of("| 工作計畫名稱及編號 | 3126101200 港灣建設 | | 預算金額 | 12,000 |\n|---|---|---|---|---|\n")

    labels = read_labels(table.rows[0], BUDGET)

    assert {slug: cell.words for slug, cell in labels.items()} == {
        "form_programme": "3126101200港灣建設",
        "form_amount": "12,000",
    }


@pytest.mark.parametrize("words", ["3", "1,200", "-147", "(5.2)", "▲5", "93.49%", "1億2,000萬元", "-", "－", "—"])
def test_figures_and_dashes_are_numbers(words: str) -> None:
    assert is_number(words)


@pytest.mark.parametrize("words", ["", "101年", "第3期", "港務局", "-仍照上年度預算數編列。", "5G", "104-109年"])
def test_words_are_no_numbers(words: str) -> None:
    assert not is_number(words)


def test_a_long_text_is_no_head() -> None:
    assert read_head("說明" * 20, BUDGET) is None


def test_lower_heads_may_stand_under_a_known_head_that_reaches_over_them() -> None:
    text = (
        "| 計畫名稱 | 可支用預算數(A) | 累計執行數 | | 執行率(B/A)％\n|---|---|---|---|---\n"
        "| 實現數 | 合計(B) | | | \n| 東港計畫 | 9 | 7 | 8 | 88.9\n"
    )

    (table,) = tables_of(text)
    columns = find_columns(table, BUDGET)

    assert columns is not None
    assert [column.slug for column in columns.columns] == [
        "programme",
        "appropriated",
        "realized",
        "executed",
        "execution_rate",
    ]
    assert columns.columns[2].words == "累計執行數實現數"


def test_numbers_that_count_on_in_the_heads_are_years() -> None:
    text = (
        "| 績效指標 | 單位 | 年度目標值 | | \n|---|---|---|---|---\n| 101 | 102 | 103 | | \n| 岸電 | 座 | 1 | 2 | 3\n"
    )
    (table,) = tables_of(text)
    columns = find_columns(table, "plan_columns")

    assert columns is not None
    assert [column.words for column in columns.columns[2:]] == ["年度目標值101年", "年度目標值102年", "年度目標值103年"]


def test_numbers_that_do_not_count_on_are_no_years() -> None:
    assert slugs("| 衡量指標 | 11 | 20 |\n|---|---|---|\n| 岸電 | 1 | 2 |\n", "plan_columns") == []


def test_a_row_under_a_cell_that_reaches_down_is_moved_to_its_columns() -> None:
    text = (
        "| 計畫名稱 | 機關別 | 預算數 | 執行數\n|---|---|---|---\n| 智慧港灣計畫 | 東港局 | 3 | 2\n"
        "| 西港局 | 4 | 1 | 　　\n| 北港局 | 5億元 | － | 　　\n"
    )

    assert rows(text) == [
        ["智慧港灣計畫", "東港局", "3", "2"],
        ["", "西港局", "4", "1"],
        ["", "北港局", "5億元", "－"],
    ]


def test_a_row_whose_last_cell_is_blank_stays_where_it_is() -> None:
    text = "| 機關別 | 預算數 | 備註 |\n|---|---|---|\n| 東港局 | 3 | 未結 |\n| 西港局 | 4 | |\n"

    assert rows(text)[1] == ["西港局", "4", ""]


def test_a_page_may_open_with_a_row_in_place_of_heads() -> None:
    tables = tables_of(
        "| 機關別 | 預算數 |\n|---|---|\n| 東港局 | 3 |\n\n港務署\n\n| 西港局 | 4 |\n|---|---|\n| 北港局 | 5 |\n\n"
        "| 顏色 | 大小 |\n|---|---|\n| 紅 | 3 |\n"
    )

    found = [[row.cells[0].words for row in columns.body] for _, columns in find_all_columns(tables, BUDGET)]

    assert found == [["東港局"], ["西港局", "北港局"]]


def test_the_title_of_a_table_stands_above_its_heads() -> None:
    (table,) = tables_of("| 港務預算表<br>單位：千元 | |\n|---|---|\n| 機關別 | 預算數 |\n| 東港局 | 3 |\n")

    assert [cell.words for cell in find_title(table, BUDGET)] == ["港務預算表單位：千元"]


def test_a_row_is_moved_where_words_that_recur_tell_its_columns() -> None:
    text = (
        "| 工作計畫名稱 | 重要計畫項目 | 計畫類別 | 實施內容\n|---|---|---|---\n| 港灣建設 | 智慧港灣 | 公共建設 | 建置浮標。\n"
        "| 綠色港灣 | 公共建設 | 推動岸電。 | 　　\n"
    )
    (table,) = tables_of(text)
    columns = find_columns(table, "plan_columns")

    assert columns is not None
    assert [cell.words for cell in columns.body[1].cells] == ["", "綠色港灣", "公共建設", "推動岸電。"]
