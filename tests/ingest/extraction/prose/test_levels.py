"""Measurements that prose gives: series, changes, aims beside what came of them, and of which time each is."""

from decimal import Decimal

import pytest

from graph.model.facts import Scope
from ingest.extraction.draft import Measured
from ingest.extraction.prose.measures import read_measures
from ingest.extraction.prose.references import read_references
from ingest.extraction.prose.results import read_results
from ingest.extraction.prose.titles import read_title
from ingest.extraction.reading import Reading
from tests.ingest.documents import read_text

REPORT = "海岸事務部業務報告"
PLAN = "海岸事務部112年度施政計畫"

Row = tuple[str, Scope, int | None, Decimal | None, Decimal | None]


def read(body: str, title: str) -> Reading:
    text = f"{title}\n一、 推動海岸防護：{body}\n"
    return read_text(text, read_title, read_measures, read_references, read_results)


def rows(body: str, title: str = REPORT) -> list[Row]:
    """Indicator, scope, year, target and actual of what a measure 推動海岸防護 with this body gives."""
    return [row(measured) for measured in read(body, title).draft.measured]


def row(measured: Measured) -> Row:
    target, actual = (figure.value if figure else None for figure in (measured.target, measured.actual))
    return measured.indicator.name, measured.scope, measured.year, target, actual


# ---------------------------------------------------------------------------------------------------------- series


def test_series_is_shared_out_among_the_names_before_it() -> None:
    body = (
        "電動漁船、電動渡輪及電動拖船之普及率，於2025年分別為35%、1.4%及7.9%，至2030年則分別達100%、7.3%及16.7%之目標。"
    )

    assert rows(body) == [
        ("電動漁船普及率", Scope.POINT, 2025, Decimal(35), None),
        ("電動渡輪普及率", Scope.POINT, 2025, Decimal("1.4"), None),
        ("電動拖船之普及率", Scope.POINT, 2025, Decimal("7.9"), None),
        ("電動漁船普及率", Scope.POINT, 2030, Decimal(100), None),
        ("電動渡輪普及率", Scope.POINT, 2030, Decimal("7.3"), None),
        ("電動拖船之普及率", Scope.POINT, 2030, Decimal("16.7"), None),
    ]


def test_name_put_together_has_the_words_that_give_it_as_alias() -> None:
    body = "109年電動漁船及電動渡輪之普及率分別為35%及1.4%。"

    first, second = (measured.indicator for measured in read(body, REPORT).draft.measured)

    assert (first.name, first.aliases) == ("電動漁船普及率", ["電動漁船及電動渡輪之普及率"])
    assert (second.name, second.aliases) == ("電動渡輪之普及率", [])


def test_series_without_names_goes_to_those_of_the_one_before() -> None:
    body = "109年電動漁船及渡輪之普及率分別為1.08%及5.07%，而市售比則分別僅8.79%及9.90%。"

    assert [(name, actual) for name, _, _, _, actual in rows(body)] == [
        ("電動漁船普及率", Decimal("1.08")),
        ("渡輪之普及率", Decimal("5.07")),
        ("電動漁船市售比", Decimal("8.79")),
        ("渡輪市售比", Decimal("9.90")),
    ]


def test_year_before_brackets_is_that_of_the_figures_in_them() -> None:
    body = "109年漁船及渡輪之市售比分別為8.79%及9.90%，與2025(10%、20%)及2030(30%、35%)年之目標有落差。"

    assert [(name, year, target) for name, _, year, target, _ in rows(body)[2:]] == [
        ("漁船市售比", 2025, Decimal(10)),
        ("渡輪之市售比", 2025, Decimal(20)),
        ("漁船市售比", 2030, Decimal(30)),
        ("渡輪之市售比", 2030, Decimal(35)),
    ]


@pytest.mark.parametrize("years", ["105至107年度", "105年、106年及107年"])
def test_series_is_shared_out_among_the_years_before_it(years: str) -> None:
    body = f"{years}漁港完善率分別為32.4%、27.6%及36.8%。"

    assert [(name, year, actual) for name, _, year, _, actual in rows(body)] == [
        ("漁港完善率", 2016, Decimal("32.4")),
        ("漁港完善率", 2017, Decimal("27.6")),
        ("漁港完善率", 2018, Decimal("36.8")),
    ]


def test_series_that_nothing_tells_apart_is_a_doubt() -> None:
    draft = read("109年漁港完善率分別為32.4%、27.6%及36.8%。", REPORT).draft

    assert draft.measured == []
    assert [doubt.rule for doubt in draft.doubts] == ["measure.series"] * 3


def test_figures_of_one_thing_year_by_year_are_a_level_though_counted() -> None:
    assert rows("候船亭建置數111年度為312座、112年度為287座。") == [
        ("候船亭建置數", Scope.ANNUAL, 2022, None, Decimal(312)),
        ("候船亭建置數", Scope.ANNUAL, 2023, None, Decimal(287)),
    ]


# --------------------------------------------------------------------------------------------------------- changes


def test_change_gives_the_levels_of_two_years() -> None:
    assert rows("漁民對服務滿意度，從97年56%成長到100年底64%。") == [
        ("漁民對服務滿意度", Scope.POINT, 2008, None, Decimal(56)),
        ("漁民對服務滿意度", Scope.POINT, 2011, None, Decimal(64)),
    ]


def test_change_takes_the_years_before_it() -> None:
    assert [(year, actual) for _, _, year, _, actual in rows("107至109年裸露地面積由1,162公頃降為190公頃。")] == [
        (2018, Decimal(1162)),
        (2020, Decimal(190)),
    ]


def test_level_of_an_unknown_time_that_something_rose_from_is_left_out() -> None:
    assert rows("預計漏水率將由11.52%降至9.77%。") == [("漏水率", Scope.WHOLE, None, Decimal("9.77"), None)]


def test_level_that_one_is_compared_with_is_of_its_own_year() -> None:
    assert rows("截至109年8月底電動渡輪市售比為9.9%，甚低於107年度之11.95%。") == [
        ("電動渡輪市售比", Scope.POINT, 2020, None, Decimal("9.9")),
        ("電動渡輪市售比", Scope.POINT, 2018, None, Decimal("11.95")),
    ]


# -------------------------------------------------------------------------------------------------- aims and actuals


@pytest.mark.parametrize(
    "body",
    [
        "109年度漁港完善率目標值為75%，實際僅達71.3%。",
        "109年度漁港完善率實際達71.3%，未達目標值75%。",
    ],
)
def test_aim_and_what_came_of_it_stand_in_one_measurement(body: str) -> None:
    ((name, _, year, target, actual),) = rows(body)

    assert (name, year, target, actual) == ("漁港完善率", 2020, Decimal(75), Decimal("71.3"))


def test_what_came_of_an_aim_is_measured_though_it_is_no_level() -> None:
    ((name, _, _, target, actual),) = rows("109年度離島旅遊人次目標值為310萬人次，實際值為247萬6千人次。")

    assert (name, target, actual) == ("離島旅遊人次", Decimal(310), Decimal("247.6"))


def test_planned_progress_is_the_aim_of_the_real_one() -> None:
    ((_, _, _, target, actual),) = rows("截至109年底工程進度為68.5%，較預定進度82.3%落後13.8個百分點。")

    assert (target, actual) == (Decimal("82.3"), Decimal("68.5"))


def test_values_take_the_years_of_the_aims_before_them() -> None:
    body = "漁港完善率目標值自107年61%、108年66%至109年71%，實際值分別為59.8%及67.3%。"

    assert [(year, target, actual) for _, _, year, target, actual in rows(body)] == [
        (2018, Decimal(61), Decimal("59.8")),
        (2019, Decimal(66), Decimal("67.3")),
        (2020, Decimal(71), None),
    ]


# ----------------------------------------------------------------------------------------------------------- times


def test_aim_of_a_plan_is_of_its_year() -> None:
    assert rows("辦理護岸整治3.2公里，護岸完善率達82%。", PLAN) == [
        ("護岸整治", Scope.ANNUAL, 2023, Decimal("3.2"), None),
        ("護岸完善率", Scope.POINT, 2023, Decimal(82), None),
    ]


def test_aim_of_the_finished_work_is_of_the_whole_even_in_a_plan_of_one_year() -> None:
    assert rows("計畫完成後，可增加受益人口30萬人。", PLAN) == [("增加受益人口", Scope.WHOLE, None, Decimal(30), None)]


def test_name_of_the_work_is_no_indicator() -> None:
    assert rows("「護岸改善計畫」109年度目標值60%。") == []


def test_level_that_a_plan_gives_bare_is_an_aim() -> None:
    assert rows("護岸完善率達82%。", PLAN) == [("護岸完善率", Scope.POINT, 2023, Decimal(82), None)]


def test_work_under_a_plan_that_goes_on_is_of_one_year() -> None:
    body = "持續執行為期8年的「測站更新計畫」，進行汰換74座自動站。"

    assert [(scope, year) for _, scope, year, _, _ in rows(body, "海岸委員會第3次會議紀錄")] == [(Scope.ANNUAL, None)]


def test_level_counted_up_to_a_date_after_the_year_of_the_document_is_real() -> None:
    body = "截至112年6月底漁港完善率為85%，114年漁港完善率為90%。"

    assert [(year, target, actual) for _, _, year, target, actual in rows(body, "海岸事務部110年度業務報告")] == [
        (2023, None, Decimal(85)),
        (2025, Decimal(90), None),
    ]


def test_promise_for_a_year_is_annual_and_up_to_its_end_cumulative() -> None:
    assert [scope for _, scope, *_ in rows("113年度預計施設護岸5公里。")] == [Scope.ANNUAL]
    assert [scope for _, scope, *_ in rows("預計113年底施設護岸5公里。")] == [Scope.CUMULATIVE]


def test_aim_of_a_power_is_a_level_of_its_time() -> None:
    assert rows("離岸風電以114年5.7GW為設置目標。") == [("離岸風電", Scope.POINT, 2025, Decimal("5.7"), None)]


# ------------------------------------------------------------------------------------------------ what is no measure


@pytest.mark.parametrize(
    "body",
    [
        "將中央補助比例從原40%提高到70%。",
        "截至109年底預算執行率達48.3%。",
        "109年註冊率低於6成之系所計156個。",
        "109年產值達5億元，年成長率為11.9%。",
        "預計利息補貼約16.6億元。",
        "未來將以四項主軸推動。",
        "109年8項衡量指標未達目標。",
    ],
)
def test_shares_of_money_parts_and_enumerations_are_not_measured(body: str) -> None:
    assert [name for name, *_ in rows(body) if "產值" not in name] == []


# ------------------------------------------------------------------------------------------------------ indicators


def test_target_and_result_are_of_the_indicator_that_heads_their_part_and_of_its_objective() -> None:
    text = (
        "海岸事務部113年度施政績效報告\n一、 關鍵策略目標：優化港灣環境，吸引郵輪停靠\n（一） 關鍵績效指標：郵輪旅客人次\n"
        "1. 原訂目標值：100萬人次\n2. 達成情形：實際值78萬5,000人次，達成度78.5％\n"
    )

    reading = read_text(text, read_title, read_measures, read_references, read_results)

    (measured,) = reading.draft.measured
    assert row(measured) == ("郵輪旅客人次", Scope.ANNUAL, 2024, Decimal(100), Decimal("78.5"))
    assert measured.subject.name == "優化港灣環境，吸引郵輪停靠"
    assert "郵輪旅客人次" in [said.place.quote for said in measured.evidence]


def test_name_of_what_is_counted_opens_neither_with_a_remark_nor_with_a_period() -> None:
    (found,) = {row[0] for row in rows("惟查近三年（110至112年）船舶岸電使用率分別為58.2%、60.1%及61.4%。")}

    assert found == "船舶岸電使用率"
