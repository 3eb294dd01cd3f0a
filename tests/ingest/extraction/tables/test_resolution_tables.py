from ingest.extraction.reading import Reading
from ingest.extraction.tables.resolution_tables import read_resolution_tables
from ingest.layout.pipe_table import find_pipe_tables
from tests.ingest.tables import reading_of

HEADS = "| 決議、附帶決議及注意事項 項次 | 內容 | 辦理情形 |\n|---|---|---|\n"


def read(text: str) -> Reading:
    reading = reading_of(text, plan="港務署單位預算")
    read_resolution_tables(reading, find_pipe_tables(reading.source))
    return reading


def texts(reading: Reading) -> list[str]:
    return [block.text.text for block in reading.cells]


def test_resolutions_and_answers_are_texts_of_their_own_without_their_numbers() -> None:
    rows = "| 一 | 請港務署檢討。 | 遵照辦理。 |\n| 十二 | 凍結1,000萬元。 | 已函送報告。 |\n"

    assert texts(read(HEADS + rows)) == ["請港務署檢討。", "遵照辦理。", "凍結1,000萬元。", "已函送報告。"]


def test_a_resolution_goes_on_over_the_page() -> None:
    text = f"{HEADS}| 一 | 請港務署檢 | 遵照 |\n\n港務署\n\n{HEADS}| | 討改善。 | 辦理。 |\n"

    assert texts(read(text)) == ["請港務署檢討改善。", "遵照辦理。"]


def test_it_is_the_document_that_speaks() -> None:
    reading = read(f"{HEADS}| 一 | 請港務署檢討。 | 遵照辦理。 |\n")

    assert {reading.subject_of(block.section) for block in reading.cells} == {reading.document}
    assert reading.taken == {1, 2, 3}
