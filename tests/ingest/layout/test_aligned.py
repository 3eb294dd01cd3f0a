"""Text that knows where it was printed, however it is cut and put together."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.layout.aligned import Aligned, Place
from tests.ingest.documents import source_of

LINES = st.lists(st.text("海港 a1-\u3000，①Ａ", max_size=8), min_size=1, max_size=6)


def aligned(*lines: str) -> Aligned:
    """Lines as running text."""
    return Aligned.of_lines(source_of("\n".join(lines)), range(1, len(lines) + 1))


def test_text_joins_chinese_words_and_keeps_english_ones_apart() -> None:
    assert aligned("防波 堤", "工程 Smart", "Port 12", "3").text == "防波堤工程Smart Port 123"


def test_place_is_what_the_lines_print_between_the_first_and_the_last_character() -> None:
    text = aligned("興建防波", "堤 工程")

    assert text.places(2, 6) == (Place(1, 2, "防波堤 工"),)
    assert text.line(3) == 1
    assert text.line(4) == 2


def test_text_around_a_line_left_out_has_two_places() -> None:
    source = aligned("興建防波", "第 8 頁", "堤工程").source

    assert Aligned.of_lines(source, [1, 3]).places() == (Place(1, 1, "興建防波"), Place(3, 3, "堤工程"))


@given(LINES, st.data())
def test_part_of_a_text_is_printed_where_the_whole_prints_it(lines: list[str], data: st.DataObject) -> None:
    whole = aligned(*lines)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    part = whole.slice(start, end)

    assert part.text == whole.text[start:end]
    assert part.places() == whole.places(start, end)
    assert [part.line(i) for i in range(len(part))] == [whole.line(i) for i in range(start, end)]


@given(LINES, st.data())
def test_parts_joined_again_are_the_whole(lines: list[str], data: st.DataObject) -> None:
    whole = aligned(*lines)
    cut = data.draw(st.integers(0, len(whole)))
    joined = whole.slice(0, cut).joined(whole.slice(cut, len(whole)))

    assert joined.text == whole.text
    assert joined.places() == whole.places()


def test_gaps_are_what_stands_between_two_words() -> None:
    assert list(aligned("興建 防波\u3000堤").gaps()) == [(2, " "), (4, "\u3000")]
