import pytest

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


def test_an_aim_that_a_column_names_is_what_its_indicators_measure() -> None:
    text = (
        "| 關鍵策略目標 | 關鍵績效指標 | 原訂目標值 | 實際達成值 | 達成度 | 燈號\n|---|---|---|---|---|---\n"
        "| 一、推動綠色港灣 | 1.岸電使用率 | 53% | 54.96% | 100 | ★\n| 汰換老舊拖船 | 2艘 | 3艘 | 100 | ★ | 　　\n"
    )
    reading = read(text, year=2013)

    assert measured(reading) == [
        ("岸電使用率", "%", Scope.POINT, 2013, "53", "54.96"),
        ("汰換老舊拖船", "艘", Scope.ANNUAL, 2013, "2", "3"),
    ]
    assert {m.subject.name for m in reading.draft.measured} == {"推動綠色港灣"}
    assert links(reading, "PART_OF") == [("推動綠色港灣", "智慧港灣方案")]


def test_years_may_stand_under_the_head_of_the_targets() -> None:
    text = (
        "| 衡量指標 | 評估方式 | 年度目標值 | | \n|---|---|---|---|---\n| 101 | 102 | 103 | | \n"
        "| 岸電使用率 | 統計數據 | 70% | 72% | 75%以上\n"
    )
    reading = read(text)

    assert measured(reading) == [
        ("岸電使用率", "%", Scope.POINT, 2012, "70", None),
        ("岸電使用率", "%", Scope.POINT, 2013, "72", None),
        ("岸電使用率", "%", Scope.POINT, 2014, "75", None),
    ]
    assert [m.target.bound for m in reading.draft.measured if m.target] == [None, None, "min"]


TURNED = (
    "（1）關鍵績效指標：船舶岸電使用率\n\n| 項目 | 101年度 | 102年度\n|---|---|---\n"
    "| 原訂目標值(%) | -- | 97\n| 實際值(%) | 95 | 98.1\n| 達成度(%) | 100 | 101\n"
)


def test_targets_and_values_in_rows_are_of_the_indicator_named_above() -> None:
    assert measured(read(TURNED)) == [
        ("船舶岸電使用率", "%", Scope.POINT, 2012, None, "95"),
        ("船舶岸電使用率", "%", Scope.POINT, 2013, "97", "98.1"),
    ]


def test_targets_and_values_in_rows_of_no_named_indicator_are_a_doubt() -> None:
    reading = read(TURNED.partition("\n")[2])

    assert measured(reading) == []
    assert doubts(reading) == ["Targets and values by year, but nothing above names the indicator."]


def test_values_in_several_magnitudes_of_a_unit_are_given_in_the_unit() -> None:
    text = "| 衡量指標 | 目標值 | 實際值 |\n|---|---|---|\n| 搭乘渡輪人次 | 10萬人次 | 9萬8,500人次 |\n"
    (fact,) = read(text, year=2012).draft.measured

    assert fact.target is not None
    assert fact.actual is not None
    assert [(f.value, f.unit) for f in (fact.target, fact.actual)] == [(100000, "人次"), (98500, "人次")]


def test_money_by_year_is_no_measure() -> None:
    text = "「智慧港灣計畫」經費編列情形（單位：千元）\n\n| 項目 | 101年 | 102年 |\n|---|---|---|\n| 航道疏浚 | 80 | 85 |\n"

    assert measured(read(text)) == []


def test_rows_may_be_years_and_columns_indicators() -> None:
    text = (
        "| 年度 | 旅運人次（萬人次） | | 岸電使用率 | 成長率 |\n|---|---|---|---|---|\n| 目標值 | 實際值 | | | |\n"
        "| 101 | 12 | 12.5 | 70% | 3 |\n| 102（預估） | 13 | － | 75% | 4 |\n"
    )

    assert measured(read(text, year=2013)) == [
        ("旅運人次", "萬人次", Scope.ANNUAL, 2012, "12", "12.5"),
        ("旅運人次", "萬人次", Scope.ANNUAL, 2013, "13", None),
        ("岸電使用率", "%", Scope.POINT, 2012, None, "70"),
        ("岸電使用率", "%", Scope.POINT, 2013, "75", None),
    ]


def test_two_rows_of_one_name_are_its_sides() -> None:
    text = (
        "| 衡量指標 | 101年度 | 102年度 |\n|---|---|---|\n| 岸電使用率（目標值） | 82% | 83% |\n"
        "| 岸電使用率（實際值） | 86% | 92% |\n"
    )

    assert measured(read(text)) == [
        ("岸電使用率", "%", Scope.POINT, 2012, "82", "86"),
        ("岸電使用率", "%", Scope.POINT, 2013, "83", "92"),
    ]


def test_the_aim_that_a_heading_gives_is_what_is_measured() -> None:
    text = "一、關鍵策略目標：提升港區安全\n\n| 衡量指標 | 102年目標值 |\n|---|---|\n| 事故件數 | 3件 |\n"
    reading = read(text)

    assert [m.subject.name for m in reading.draft.measured] == ["提升港區安全"]
    assert links(reading, "PART_OF") == [("提升港區安全", "智慧港灣方案")]


@pytest.mark.parametrize(("title", "is_aim"), [("港務署101年度施政計畫", True), ("港務署101年度施政績效報告", False)])
def test_a_report_on_a_year_has_its_values_behind_it(title: str, is_aim: bool) -> None:
    (_, second, *_rest) = read(YEARS, year=2012, title=title).draft.measured

    assert (second.target is not None, second.actual is not None) == (is_aim, not is_aim)
