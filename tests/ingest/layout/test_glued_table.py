import pytest

from ingest.layout.document import lay_out
from ingest.layout.glued_table import GluedTable, find_glued_table
from tests.ingest.proportion import is_in_proportion
from tests.ingest.tables import source_of

CATEGORIES = ("公共建設", "科技發展", "其它")
HEAD = ("工作計畫名稱重要計畫項目計畫", "類別實施內容")
PROSE = "推動港灣智慧化、汰換老舊浮標並建置岸電設施與監測系統"  # as wide as the column

Row = tuple[str | None, str, str, str]


def rows(*lines: str) -> list[Row]:
    table = find_glued_table(lay_out(source_of("\n".join((*HEAD, *lines)))), CATEGORIES)
    return [
        (
            row.work_programme.text if row.work_programme else None,
            row.item.text,
            row.category.text,
            "".join(line.text for line in row.content),
        )
        for row in (table.rows if table else ())
    ]


FIRST = ("港灣建設維護", "推動智慧港灣建設", "發展計畫科技", f"發展{PROSE}，", "提升效率。")
SECOND = ("海岸環境改善", "計畫第二期公共", f"建設一、{PROSE}", "設施。二、養護。")
ROWS: list[Row] = [
    ("港灣建設維護推動", "智慧港灣建設發展計畫", "科技發展", f"{PROSE}，提升效率。"),
    (None, "海岸環境改善計畫第二期", "公共建設", f"一、{PROSE}設施。二、養護。"),
]


def test_cells_are_parted_by_the_width_of_their_columns() -> None:
    assert rows(*FIRST, *SECOND) == ROWS


def test_a_page_break_between_rows_changes_nothing() -> None:
    assert rows(*FIRST, *HEAD, *SECOND) == ROWS


def test_a_page_break_in_the_prose_of_a_row_changes_nothing() -> None:
    assert rows(*FIRST[:4], *HEAD, FIRST[4], *SECOND) == ROWS


def test_the_words_of_a_category_in_a_name_or_in_prose_open_no_row() -> None:
    lines = (
        "推動商港科技",
        "發展（資訊中",
        "心）港灣資料整合",
        "服務計畫科技",
        f"發展{PROSE}科技",
        "發展應用，並促進港灣數位轉型與資料流通之加值服務。",
    )

    found = rows(*FIRST, *lines)

    assert [row[:3] for row in found[1:]] == [("推動商港科技發展（資訊中心）", "港灣資料整合服務計畫", "科技發展")]


def test_a_category_that_fits_its_column_stands_between_name_and_prose() -> None:
    found = rows(*FIRST, "漁港轉型經營", f"及輔導其它{PROSE}", "等。")

    assert found[1] == (None, "漁港轉型經營及輔導", "其它", f"{PROSE}等。")


def test_a_row_whose_cells_a_page_break_cut_is_put_together() -> None:
    lines = (f"海岸環境企劃海岸環境智慧公共{PROSE}", *HEAD, "保育管理系統及監", f"測建置計畫建設及{PROSE}。")

    found = rows(*FIRST, *SECOND, *lines)

    assert found[2] == ("海岸環境企劃保育", "海岸環境智慧管理系統及監測建置計畫", "公共建設", f"{PROSE}及{PROSE}。")


def test_stray_blanks_do_not_widen_a_line() -> None:
    assert rows("港 灣 建 設 維 護", *FIRST[1:], *SECOND)[0][0] == "港灣建設維護推動"


def test_the_next_chapter_ends_the_table() -> None:
    assert rows(*FIRST, *SECOND, "參、附則", "本計畫自公布日施行。") == ROWS


@pytest.mark.parametrize("lines", [(), ("港灣建設",), ("科技", "發展"), ("公共", *HEAD, "建設")])
def test_a_head_without_readable_rows_is_no_table(lines: tuple[str, ...]) -> None:
    assert rows(*lines) == []


def test_a_document_without_the_heads_has_no_table() -> None:
    assert find_glued_table(lay_out(source_of("工作計畫名稱如下\n港灣建設維護")), CATEGORIES) is None


def test_a_long_table_takes_time_in_proportion() -> None:
    def table(rows: int) -> GluedTable | None:
        return find_glued_table(lay_out(source_of("\n".join((*HEAD, *(FIRST + SECOND) * (rows // 2))))), CATEGORIES)

    found = table(4_000)

    assert found is not None
    assert len(found.rows) == 4_000
    assert is_in_proportion(table, 1_000)
