from ingest.extraction.tables.unread_tables import doubt_unread_tables
from ingest.layout.pipe_table import find_pipe_tables
from tests.ingest.tables import doubts, reading_of

TABLE = "| 顏色 | 預算數 | 執行數 |\n|---|---|---|\n| 紅 | 3 | 2 |\n"


def test_a_table_with_figures_of_nothing_known_is_a_doubt() -> None:
    reading = reading_of(TABLE)

    doubt_unread_tables(reading, find_pipe_tables(reading.source))

    assert doubts(reading) == ["The table has columns for appropriated, executed, but its rows could not be read."]


def test_a_table_that_was_read_or_tells_of_something_else_is_none() -> None:
    reading = reading_of(f"{TABLE}\n| 顏色 | 大小 |\n|---|---|\n| 紅 | 3 |\n")
    reading.taken.update(range(1, 4))

    doubt_unread_tables(reading, find_pipe_tables(reading.source))

    assert doubts(reading) == []
