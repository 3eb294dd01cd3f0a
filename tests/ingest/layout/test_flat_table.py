from ingest.layout.flat_table import lines_of, marks_cell_ends, places_of, read_words, text_of
from tests.ingest.drafts import reading_of


def test_a_wrapped_cell_is_one_word() -> None:
    source = reading_of("燈塔更新工", "程發包 ", "件 1 ").source

    words = read_words(source, range(1, 4), joins=True)

    assert [word.text for word in words] == ["燈塔更新工程發包", "件", "1"]
    assert (words[0].line, words[0].line_end, words[0].opens) == (1, 2, True)


def test_lines_stay_apart_where_the_document_does_not_mark_the_ends_of_cells() -> None:
    source = reading_of("燈塔更新工", "程發包").source

    words = read_words(source, (1, 2), joins=False)

    assert not marks_cell_ends(source)
    assert [word.text for word in words] == ["燈塔更新工", "程發包"]


def test_the_top_of_a_page_carries_no_cell_on() -> None:
    source = reading_of("總計 12", " 期 ").source

    words = read_words(source, (1, 2), joins=True)

    assert [word.text for word in words] == ["總計", "12", "期"]


def test_the_blanks_of_empty_cells_are_counted() -> None:
    words = read_words(reading_of("總計 17  18   19 ").source, (1,), joins=True)

    assert [word.blanks for word in words] == [0, 1, 2, 3]


def test_the_words_of_a_line_are_those_that_begin_on_it() -> None:
    words = read_words(reading_of("1 燈塔", "更新 件 ", "3 ").source, (1, 2, 3), joins=True)

    assert [[word.text for word in line] for line in lines_of(words)] == [["1", "燈塔更新"], ["件"], ["3"]]


def test_words_are_running_text_again() -> None:
    source = reading_of("燈塔 LED 更", "新 ").source

    assert text_of(source, read_words(source, (1, 2), joins=True)).text == "燈塔LED更新"


def test_figures_on_both_sides_of_a_line_end_stay_two_in_the_quote() -> None:
    source = reading_of("110 20 ", "30 40 ").source

    (place,) = places_of(source, read_words(source, (1, 2), joins=True)[1:])

    assert (place.line, place.line_end, place.quote) == (1, 2, "20 30 40")


def test_a_page_number_parts_a_place_in_two() -> None:
    source = reading_of("110 20 ", "7-2", "30 40 ").source

    places = places_of(source, read_words(source, (1, 3), joins=True), furniture={2})

    assert [(place.line, place.quote) for place in places] == [(1, "110 20"), (3, "30 40")]


def test_no_words_stand_nowhere() -> None:
    assert places_of(reading_of("").source, []) == ()


def test_a_long_stretch_is_several_places() -> None:
    source = reading_of(*["1 "] * 120).source

    places = places_of(source, read_words(source, range(1, 121), joins=True))

    assert [(place.line, place.line_end) for place in places] == [(1, 50), (51, 100), (101, 120)]
