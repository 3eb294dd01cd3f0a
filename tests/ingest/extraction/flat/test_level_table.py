from ingest.extraction.flat.flat_tables import read_flat_tables
from ingest.extraction.reading import Reading
from tests.ingest.extraction.flat.documents import reading_about_a_plan

HEAD = ("年份 ", "項目 ", "2021 ", "(階段達成情形) ", "2025 ", "(總體指標) ")


def read(*rows: str) -> Reading:
    reading = reading_about_a_plan("為推動燈塔更新，設定總體指標如下： ", *HEAD, *rows)
    read_flat_tables(reading)
    return reading


def measured(reading: Reading) -> list[tuple[str, str | None, int | None, str | None, str | None]]:
    return [
        (m.indicator.name, m.unit, m.year, m.target.text if m.target else None, m.actual.text if m.actual else None)
        for m in reading.draft.measured
    ]


def test_each_row_has_a_level_reached_and_one_aimed_at() -> None:
    reading = read("創新航運 ", "航運產值[1] 5.7兆元 6.5兆元 ", "活躍港區 ", "岸電使用率[2] 71.9% 80% ", "備 ", "註 ")

    assert measured(reading) == [
        ("航運產值", "兆元", 2021, None, "5.7"),
        ("航運產值", "兆元", 2025, "6.5", None),
        ("岸電使用率", "%", 2021, None, "71.9%"),
        ("岸電使用率", "%", 2025, "80%", None),
    ]
    assert [link.target.name for link in reading.draft.links] == ["航運產值", "岸電使用率"]


def test_text_below_the_table_is_no_row() -> None:
    reading = read("岸電使用率 71.9% 80% ", "1. 岸電使用率指靠泊船舶中 50% 60% ")

    assert [row[0] for row in measured(reading)] == ["岸電使用率", "岸電使用率"]
