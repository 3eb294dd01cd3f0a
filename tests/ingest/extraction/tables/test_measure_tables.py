from graph.model.entities import EntityType
from graph.model.facts import Scope
from ingest.extraction.reading import Reading
from ingest.extraction.tables.measure_tables import read_measure_tables
from ingest.layout.pipe_table import find_pipe_tables
from tests.ingest.tables import doubts, links, reading_of

Row = tuple[str, str | None, Scope, int | None, str | None, str | None]


def read(text: str, *, plan: str | None = "智慧港灣方案", year: int | None = None, title: str = "測試文件") -> Reading:
    reading = reading_of(text, plan=plan, year=year)
    reading.document = reading.draft.thing(EntityType.DOCUMENT, title, [])
    read_measure_tables(reading, find_pipe_tables(reading.source))
    return reading


def measured(reading: Reading) -> list[Row]:
    """Indicator, unit, scope, year, target and value reached."""
    return [
        (
            m.indicator.name,
            str(unit) if (unit := m.indicator.attributes.get("unit")) else None,
            m.scope,
            m.year,
            m.target.text if m.target else None,
            m.actual.text if m.actual else None,
        )
        for m in reading.draft.measured
    ]


YEARS = "| 港灣應用 | 99年 | 100年 | 101年 |\n|---|---|---|---|\n| 浮標數（座） | 1,100 | － | 1,300 |\n"


def test_each_year_has_its_value() -> None:
    assert measured(read(YEARS)) == [
        ("浮標數", "座", Scope.ANNUAL, 2010, None, "1,100"),
        ("浮標數", "座", Scope.ANNUAL, 2012, None, "1,300"),
    ]


def test_a_value_of_the_documents_year_or_later_is_a_target() -> None:
    assert [(row[4], row[5]) for row in measured(read(YEARS, year=2012))] == [(None, "1,100"), ("1,300", None)]


def test_the_year_of_a_session_of_parliament_tells_what_is_still_to_come() -> None:
    title = "立法院第8屆第2會期交通委員會會議紀錄"

    assert [(row[4], row[5]) for row in measured(read(YEARS, title=title))] == [(None, "1,100"), ("1,300", None)]


def test_a_target_and_what_was_reached_stand_together() -> None:
    text = (
        "| 衡量指標 | 單位 | 102年度目標值 | 102年度實際值 | 達成率 |\n|---|---|---|---|---|\n"
        "| 岸電使用率 | % | 80 | 85.5 | 106 |\n| 完工日期 | | 102年底 | | |\n"
    )

    assert measured(read(text)) == [
        ("岸電使用率", "%", Scope.POINT, 2013, "80", "85.5"),
        ("完工日期", None, Scope.ANNUAL, 2013, "102年底", None),
    ]


def test_what_is_measured_is_linked_to_its_indicators() -> None:
    assert links(read(YEARS), "MEASURED_BY") == [("智慧港灣方案", "浮標數")]


def test_a_table_that_is_about_nothing_is_a_doubt() -> None:
    reading = read(YEARS, plan=None)

    assert measured(reading) == []
    assert doubts(reading) == ["The table measures something, but the text around it names no programme."]


def test_one_year_alone_makes_no_table_of_measures() -> None:
    assert measured(read("| 港灣應用 | 99年 |\n|---|---|\n| 浮標數 | 11 |\n")) == []
