import pytest

from ingest.layout.numbering import Marker, NumberingStack, read_marker, read_unnumbered


@pytest.mark.parametrize(
    ("line", "style", "number", "rest"),
    [
        ("壹、港灣", "壹", 1, "港灣"),
        ("参、漁港", "壹", 3, "漁港"),
        ("拾貳、附則", "壹", 12, "附則"),
        ("二十一、 其他", "一", 21, "其他"),
        ("（一） 岸電", "(一)", 1, "岸電"),
        ("(三)岸電", "(一)", 3, "岸電"),
        (" 12、 名稱：說明", "1", 12, "名稱：說明"),
        ("3. 名稱", "1", 3, "名稱"),
        ("- (10) 其他", "(1)", 10, "其他"),
        ("③促成", "①", 3, "促成"),
        ("B.漁船", "A", 2, "漁船"),
        ("主軸二：智慧港灣", "主軸", 2, "智慧港灣"),
        ("第三款海岸事務部主管", "款", 3, "海岸事務部主管"),
        ("2-4【輔導漁村計畫】", "1-1", 4, "【輔導漁村計畫】"),
    ],
)
def test_marker_is_read_with_its_style_and_number(line: str, style: str, number: int, rest: str) -> None:
    marker = read_marker(line)

    assert marker is not None
    assert (marker.style, marker.number, line[marker.end :]) == (style, number, rest)


@pytest.mark.parametrize(
    "line", ["64個港口", "5,400萬元", "3.5公尺", "2021年起", "U.S. Navy", "一般行政", "A+企業", ""]
)
def test_line_that_only_begins_with_a_number_has_no_marker(line: str) -> None:
    assert read_marker(line) is None


def test_heading_with_owners_and_no_number_has_a_mark_of_its_own() -> None:
    assert read_unnumbered("推動低軌衛星：【航港局】") is not None
    assert read_unnumbered("完成展示平臺建置。【海事博物館】") is None


def place(*lines: str) -> list[int]:
    stack = NumberingStack()
    return [stack.place(marker) for line in lines if (marker := read_marker(line))]


def test_styles_nest_in_their_order_of_rank() -> None:
    assert place("壹、甲", "一、乙", "(一)丙", "1、丁", "(1)戊", "A.己", "2、庚", "二、辛", "貳、壬") == [
        0, 1, 2, 3, 4, 5, 3, 1, 0
    ]  # fmt: skip


def test_higher_style_closes_what_is_open_though_it_is_new() -> None:
    assert place("參、指標", "1. 備註", "2. 備註", "一、成果", "1. 說明") == [0, 1, 1, 1, 2]


def test_stack_expects_the_first_and_the_next_of_a_list() -> None:
    stack = NumberingStack()
    stack.place(Marker("1", "1", 1, 2))

    assert stack.expects(Marker("1", "2", 2, 2))
    assert stack.expects(Marker("(1)", "1", 1, 3))
    assert not stack.expects(Marker("1", "7", 7, 2))
