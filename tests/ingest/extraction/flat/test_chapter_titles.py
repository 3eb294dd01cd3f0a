import pytest

from ingest.extraction.flat.chapter_titles import opens_page, read_contents, read_cover
from tests.ingest.drafts import reading_of


def contents(*lines: str) -> dict[int, tuple[str, list[str]]]:
    titles = read_contents(reading_of(*lines).source, len(lines))
    return {number: (title.title.text, [body.name for body in title.agencies]) for number, title in titles.items()}


def cover(*lines: str) -> tuple[str, list[str]] | None:
    found = read_cover(reading_of(*lines, " 壹、執行情形 ").source, len(lines) + 1)
    return (found.title.text, [body.name for body in found.agencies]) if found else None


def test_entries_run_over_lines_up_to_their_page() -> None:
    assert contents(
        "目次。",
        "燈塔更新計畫(交通部航",
        "港局、文化部) 1-1 ",
        "航道浚深計畫（內政部） ",
        "2-1 ",
        "航標計畫(交通部) 3-1 ",
    ) == {
        1: ("燈塔更新計畫", ["交通部航港局", "文化部"]),
        2: ("航道浚深計畫", ["內政部"]),
        3: ("航標計畫", ["交通部"]),
    }


def test_a_divider_is_no_part_of_the_title_below_it() -> None:
    found = contents(
        "燈塔計畫(交通部) 1-1 ", "數位 ", "建設 ", "(15項) ", "智慧港灣計畫(內政部) 2-1 ", "航標計畫(交通部) 3-1 "
    )

    assert found[2] == ("智慧港灣計畫", ["內政部"])


def test_an_entry_that_lost_its_page_at_a_page_end_is_the_next_chapter() -> None:
    found = contents(
        "燈塔計畫(交通部) 7-1 ", "航道計畫(內政部、交通", " 航標計畫(文化部) 10-1 ", "浮標計畫(文化部) 11-1 "
    )

    assert found[8] == ("航道計畫", ["內政部"])
    assert sorted(found) == [7, 8, 10, 11]


def test_an_entry_that_cannot_be_numbered_is_left_out() -> None:
    found = contents(
        "航道計畫(內政部) ", " 燈塔計畫(交通部) 2-1 ", "航標計畫(文化部) ", " 3-1 ", "浮標計畫(文化部) 4-1 "
    )

    assert found == {2: ("燈塔計畫", ["交通部"]), 4: ("浮標計畫", ["文化部"])}


def test_few_pages_are_no_contents_list() -> None:
    assert contents("詳見附件 1-1 ", "航標計畫(文化部) 2-1 ") == {}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("辦理完竣。", " 燈塔更新", "", "計畫 ", "", "交通部、文化部 ", "111 年 1 月 "),
            ("燈塔更新計畫", ["交通部", "文化部"]),
        ),
        (("辦理完竣。", " 燈塔更新計畫 ", " 111 年 1 月 "), ("燈塔更新計畫", [])),
        (("辦理完竣。", " 交通部 ", "111年1月 "), ("", ["交通部"])),
        (("辦理完竣。", "", "7-1", "", "燈塔更新計畫 "), ("燈塔更新計畫", [])),
        (("辦理完竣。", " 燈塔更新計畫 ", "", "7-2"), ("燈塔更新計畫", [])),
    ],
    ids=["whole", "no-body", "no-title", "title-alone", "page-number-below"],
)
def test_a_cover_says_title_and_bodies(lines: tuple[str, ...], expected: tuple[str, list[str]]) -> None:
    assert cover(*lines) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ("一、加強管控。", "二、持續辦理。"),
        ("已完成規劃，", " 並辦理招標作業，", "提高執行率。"),
        ("甲 ", "乙 ", "丙 ", "丁 ", "戊 ", "己 ", "庚 "),
    ],
    ids=["items", "sentence-over-pages", "long-page"],
)
def test_the_end_of_another_chapter_is_no_cover(lines: tuple[str, ...]) -> None:
    assert cover(*lines) is None


def test_a_page_opens_with_a_blank_right_below_another_line() -> None:
    source = reading_of("甲 ", " 乙 ", "", " 丙 ").source

    assert [opens_page(source, line) for line in (1, 2, 3, 4)] == [False, True, False, False]
