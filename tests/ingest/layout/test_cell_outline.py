from hypothesis import given
from hypothesis import strategies as st

from ingest.layout.aligned import Aligned
from ingest.layout.cell_outline import join, outline, outline_lines
from ingest.layout.document import Block
from tests.ingest.tables import source_of, tables_of

Item = tuple[int, str | None, str]


def items(blocks: list[Block]) -> list[Item]:
    """Depth, mark and text of each block."""
    return [(b.section.depth, b.marker.printed if b.marker else None, b.text.text) for b in blocks]


def outline_of(*cells: str) -> list[Item]:
    """Cells that stand one under the other, each on a page of its own."""
    tables = tables_of("\n\n港務署\n\n".join(f"| {cell} |\n|---|" for cell in cells))
    return items(outline(tables[0].rows[0].cells[0].source, [t.rows[0].cells[0].paragraphs() for t in tables])[1])


def outline_of_lines(*lines: str) -> list[Item]:
    source = source_of("\n".join(lines))
    return items(outline_lines([Aligned.of_lines(source, [n]) for n in range(1, len(lines) + 1)])[1])


def test_numbered_paragraphs_nest_by_their_marks() -> None:
    assert outline_of("<p>預期成果：</p><p>1. 港灣：</p><p>(1)建碼頭。</p><p>(2)汰換浮標。</p><p>2.航線。</p>") == [
        (-1, None, "預期成果："),
        (0, "1", "港灣："),
        (1, "1", "建碼頭。"),
        (1, "2", "汰換浮標。"),
        (0, "2", "航線。"),
    ]


def test_items_are_parted_where_a_converter_dropped_the_tags() -> None:
    assert outline_of("重點包括： 1. 東港計畫12千元，係建3座。 2. 西港計畫5.5千元。①先建。②後建。") == [
        (-1, None, "重點包括："),
        (0, "1", "東港計畫12千元，係建3座。"),
        (0, "2", "西港計畫5.5千元。"),
        (1, "①", "先建。"),
        (1, "②", "後建。"),
    ]


def test_a_list_of_names_is_parted_where_its_numbers_count_on() -> None:
    assert outline_of("1. 東港計畫 2. 5G港灣計畫 3. 南港2.0計畫 4. 北港計畫") == [
        (0, "1", "東港計畫"),
        (0, "2", "5G港灣計畫"),
        (0, "3", "南港2.0計畫"),
        (0, "4", "北港計畫"),
    ]


def test_a_year_after_a_mark_is_not_taken_for_a_decimal() -> None:
    assert outline_of("<p>1.113 年度論壇。</p><p>2.5+2 產業：</p><p>3.5億元為上限。</p>") == [
        (0, "1", "113年度論壇。"),
        (0, "2", "5+2產業："),
        (0, None, "3.5億元為上限。"),
    ]


def test_what_a_page_break_cut_is_one_block() -> None:
    assert outline_of("<p>1. 東港計畫37,53</p>", "<p>4千元，係建碼頭。</p><p>2. 西港計畫8千元。</p>") == [
        (0, "1", "東港計畫37,534千元，係建碼頭。"),
        (0, "2", "西港計畫8千元。"),
    ]


def test_a_block_that_a_page_break_cut_is_quoted_without_what_lies_between() -> None:
    tables = tables_of("| 1. 東港計畫37,53 |\n|---|\n\n港務署\n\n| 4千元 |\n|---|\n")

    _, blocks = outline(tables[0].rows[0].cells[0].source, [t.rows[0].cells[0].paragraphs() for t in tables])

    assert [(place.line, place.quote) for place in blocks[0].text.places()] == [(1, "東港計畫37,53"), (6, "4千元")]


def test_a_new_sentence_on_the_next_page_is_a_block_of_its_own() -> None:
    assert outline_of("1. 東港計畫。", "總經費3億元。") == [(0, "1", "東港計畫。"), (0, None, "總經費3億元。")]


def test_wrapped_lines_run_on_until_a_mark_carries_the_list_on() -> None:
    assert outline_of_lines(
        "一、推動智慧港", "灣，依第", "三、四條辦理。", "二、汰換：", "（一）浮標。", "（二）岸", "電。"
    ) == [
        (0, "一", "推動智慧港灣，依第三、四條辦理。"),
        (0, "二", "汰換："),
        (1, "一", "浮標。"),
        (1, "二", "岸電。"),
    ]


def test_english_words_are_parted_where_lines_are_joined_and_numbers_are_not() -> None:
    source = source_of("Open\nData 37,53\n4千元")

    parts = [Aligned.of_lines(source, [n]) for n in (1, 2, 3)]

    assert join(join(parts[0], parts[1]), parts[2]).text == "Open Data 37,534千元"


@given(st.lists(st.text(alphabet="1.2(3)①一、。：港計畫 ", min_size=1, max_size=30), min_size=1, max_size=6))
def test_no_word_of_a_cell_is_lost_or_said_twice(cells: list[str]) -> None:
    said = "".join((mark or "") + text for _, mark, text in outline_of(*cells))

    kept = [c for c in said if c in "港計畫"]

    assert kept == [c for c in "".join(cells) if c in "港計畫"]
