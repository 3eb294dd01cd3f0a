from ingest.layout.furniture import find_furniture
from tests.ingest.documents import source_of


def pages(*numbers: int, head: str = "", lines: int = 40) -> str:
    """Pages of running text, each closed by its number, with a running head above the number."""
    page = "海岸防護工程持續推動，並完成各項設施改善，提升港區安全。\n"
    return "".join(page * (lines - 2) + f"{head}\n {number} \n" for number in numbers)


def test_page_numbers_that_grow_with_the_lines_are_furniture() -> None:
    assert find_furniture(source_of(pages(1, 2, 3))) == {40, 80, 120}


def test_lone_numbers_of_a_table_are_no_page_numbers() -> None:
    assert find_furniture(source_of("項目\n106\n港口\n12\n漁船\n3\n碼頭\n250\n")) == frozenset()


def test_numbers_that_count_within_a_chapter_are_furniture() -> None:
    assert find_furniture(source_of("甲\n8-1\n乙\n8-2\n丙\n8-3\n")) == {2, 4, 6}


def test_running_head_that_names_a_chapter_is_furniture() -> None:
    text = "壹、港灣 \n" + pages(1, 2, 3, head="港    灣")

    assert {40, 80, 120} < find_furniture(source_of(text))


def test_phrase_that_opens_a_sentence_beside_a_page_number_stays() -> None:
    text = pages(1, 2, 3, head="港灣建設，持續推動")

    assert find_furniture(source_of(text)) == {40, 80, 120}


def test_heads_that_stand_one_under_the_other_again_and_again_are_furniture() -> None:
    head = "海岸事務部港灣署\n中華民國114年度\n"

    assert find_furniture(source_of(f"{head}甲\n\n{head}乙\n\n{head}丙\n")) == {1, 2, 5, 6, 9, 10}
