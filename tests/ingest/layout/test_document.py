"""Sections, blocks and paragraphs, from the shapes in which such documents are printed."""

from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.documents import layout_of

WRAPPED = "".join(
    f"{line}\n"
    for line in (
        " 壹、港灣 ",
        "",
        "一、 強化港埠基礎設施 ",
        "",
        "（一） 南濱港防波堤延伸工程計畫：計畫期程為一百零七年至一百十",
        "",
        "二年，截至本年底已完成防波堤延伸六百四十公尺及沉箱拖放安置",
        "",
        "二十六座。 ",
        " （二） 離島交通船碼頭改善計畫，已完成浮動碼頭二座，服務旅客",
        "",
        "三萬餘人次，並改善候船室四處。 ",
        "",
        "二、 推動智慧港灣 ",
    )
)  # where a line ends in a blank, its paragraph ends
PARAGRAPHS = """一、強化海象觀測：
(一)提升觀測設施效能
持續執行為期8年的「離岸測站汰換計畫」，進行汰換74座測站，並增設3座，以提升海象監測能力及資料品質。
(二)整合海象觀測系統，維運資料浮標站網，強化鄰近海域監測能量，提升資料應用效能；發展波浪預報技術，建置防災資料整合服務系統。
"""


def texts(text: str) -> list[tuple[int, str]]:
    return [(block.section.depth, block.text.text) for block in layout_of(text).blocks]


def test_wrapped_lines_are_joined_over_page_breaks() -> None:
    assert texts(WRAPPED) == [
        (0, "港灣"),
        (1, "強化港埠基礎設施"),
        (2, "南濱港防波堤延伸工程計畫：計畫期程為一百零七年至一百十二年，截至本年底已完成防波堤延伸六百四十公尺及沉箱拖放安置二十六座。"),
        (2, "離島交通船碼頭改善計畫，已完成浮動碼頭二座，服務旅客三萬餘人次，並改善候船室四處。"),
        (1, "推動智慧港灣"),
    ]  # fmt: skip


def test_one_paragraph_a_line_is_not_joined() -> None:
    blocks = layout_of(PARAGRAPHS).blocks

    assert [(block.line, block.line_end) for block in blocks] == [(1, 1), (2, 2), (3, 3), (4, 4)]
    assert blocks[2].section.opening is blocks[1]


def test_section_reaches_to_the_next_of_its_rank() -> None:
    layout = layout_of(PARAGRAPHS)

    assert [(s.line, s.line_end, s.depth) for s in layout.sections] == [(1, 5, -1), (1, 5, 0), (2, 3, 1), (4, 5, 1)]
    assert layout.section_at(3) is layout.sections[2]


def test_rows_of_pipe_tables_are_no_blocks() -> None:
    assert texts("預算如下：\n| 甲 | 1 |\n| 乙 | 2 |\n合計三件。\n") == [(-1, "預算如下："), (-1, "合計三件。")]


def test_heading_without_number_opens_a_section_between_its_neighbours() -> None:
    layout = layout_of("三、衛星通訊\n推動低軌衛星：【航港局】\n1. 完成設計。\n四、其他\n")

    assert [section.depth for section in layout.sections] == [-1, 0, 1, 2, 0]


def test_paragraph_that_opens_with_the_field_it_reports_on_opens_a_section() -> None:
    layout = layout_of("1.推動航運\n在普及測站方面，本署選定4處。\n2.推動漁業\n")

    assert [(section.line, section.depth) for section in layout.sections] == [(1, -1), (1, 0), (2, 0), (3, 0)]


@given(st.text(alphabet="壹一（）(1)、.海港已完成5座。 \n|-【】：", max_size=200))
def test_any_text_is_laid_out_with_all_its_words(text: str) -> None:
    layout = layout_of(text)

    lines = [line for block in layout.blocks for line in range(block.line, block.line_end + 1)]
    assert lines == sorted(lines)
    assert all(section.line <= section.line_end for section in layout.sections)
