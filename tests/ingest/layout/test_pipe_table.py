from hypothesis import given
from hypothesis import strategies as st

from ingest.layout.pipe_table import Cell, PipeTable
from tests.ingest.proportion import is_in_proportion
from tests.ingest.tables import source_of, tables_of


def texts(cell: Cell) -> list[str]:
    return ["".join(cell.source.text[a:b].strip() for a, b in paragraph) for paragraph in cell.paragraphs()]


def test_a_table_is_a_run_of_lines_that_open_with_a_pipe_and_have_a_rule() -> None:
    (table,) = tables_of("前言\n| 港 名 | 件數 |\n|---|---|\n| 東港 | 3 |\n結語\n| 這不是表 |\n")

    assert (table.line, table.line_end, table.head, table.width) == (2, 4, 1, 2)
    assert [[cell.words for cell in row.cells] for row in table.rows] == [["港名", "件數"], ["東港", "3"]]


def test_a_row_need_not_be_closed_by_a_pipe() -> None:
    (table,) = tables_of("| 港名 | 件數\n| --- | ---\n| 東港 | 3\n")

    assert [[cell.words for cell in row.cells] for row in table.rows] == [["港名", "件數"], ["東港", "3"]]


def test_a_blank_cell_keeps_its_place() -> None:
    (table,) = tables_of("| 甲 | 乙 | 丙 |\n|---|---|---|\n| | 3 | － |\n")

    assert [cell.words for cell in table.rows[1].cells] == ["", "3", "－"]
    assert [cell.is_blank for cell in table.rows[1].cells] == [True, False, True]


def test_a_table_that_opens_with_an_empty_head_says_so() -> None:
    first, second = tables_of("| 甲 |\n|---|\n| 1 |\n\n| |\n|---|\n| 2 |\n")

    assert not first.is_headless
    assert second.is_headless


def test_tags_part_the_paragraphs_of_a_cell_and_are_no_words() -> None:
    text = '| <p>一、興建 碼頭。</p> <ol style="x: y">二、汰換浮標。<br>三、其他。</ol> |\n|---|\n'
    (table,) = tables_of(text)

    (cell,) = table.rows[0].cells

    assert cell.words == "一、興建碼頭。二、汰換浮標。三、其他。"
    assert texts(cell) == ["一、興建 碼頭。", "二、汰換浮標。", "三、其他。"]


def test_a_smaller_sign_is_no_tag() -> None:
    (table,) = tables_of("| 鹽度<5 且 >3 |\n|---|\n")

    assert table.rows[0].cells[0].words == "鹽度<5且>3"


def test_the_text_of_a_cell_knows_where_each_character_was_printed() -> None:
    source = source_of("| <p>興建 碼頭</p> | 3 |\n|---|---|\n")
    (table,) = tables_of(source.text)

    text = table.rows[0].cells[0].text()

    assert text.text == "興建碼頭"
    assert [place.quote for place in text.places()] == ["興建 碼頭"]


@given(st.lists(st.text(alphabet="|-<p>/ 港1\n", max_size=40), max_size=20))
def test_whatever_is_printed_its_cells_hold_what_stands_between_the_pipes(lines: list[str]) -> None:
    text = "\n".join(lines)

    for table in tables_of(text):
        for row in table.rows:
            for cell in row.cells:
                assert "|" not in text[cell.start : cell.end]
                assert cell.text().text.replace(" ", "") == cell.words


def test_a_long_line_takes_time_in_proportion() -> None:
    def tables(size: int) -> tuple[PipeTable, ...]:
        return tables_of("|" * 2 * size + "\n|---|\n|" + "-" * 2 * size + "x|\n" + "|<p" * size + "\n")

    assert is_in_proportion(tables, 12_500)
