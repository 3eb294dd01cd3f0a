from graph.model.relations import Role
from ingest.extraction.reading import Reading
from ingest.extraction.tables.glued_table import read_glued_table
from tests.ingest.tables import links, names, reading_of

HEAD = ("工作計畫名稱重要計畫項目計畫", "類別實施內容")
PROSE = "推動港灣智慧化、汰換老舊浮標並建置岸電設施與監測系統"
FIRST = ("港灣建設維護", "推動智慧港灣建設", "發展計畫科技", f"發展一、智慧浮標計畫：{PROSE}。", "二、養護。")


def read(*lines: str) -> Reading:
    text = "\n".join(("貳、年度重要計畫", *HEAD, *lines))
    reading = reading_of(text, speaker="交通部航港局", plan="交通部航港局108年度施政計畫", year=2019)
    read_glued_table(reading)
    return reading


def test_a_row_is_an_item_of_the_work_programme_above_it() -> None:
    reading = read(*FIRST, "海岸環境改善", "計畫（104~109", "年）公共", f"建設{PROSE}。")

    assert links(reading, "PART_OF") == [
        ("港灣建設維護推動", "交通部航港局108年度施政計畫"),
        ("智慧港灣建設發展計畫", "港灣建設維護推動"),
        ("智慧浮標計畫", "智慧港灣建設發展計畫"),
        ("海岸環境改善計畫（104~109年）", "港灣建設維護推動"),
    ]
    assert [thing.attributes for thing in reading.draft.things[-4:]] == [
        {"level": "工作計畫"},
        {"category": "科技發展"},
        {},
        {"category": "公共建設", "period_start": "2015", "period_end": "2020"},
    ]


def test_the_prose_of_a_row_is_about_its_item() -> None:
    reading = read(*FIRST)

    about = [
        (block.text.text, subject.name) for block in reading.cells if (subject := reading.subject_of(block.section))
    ]

    assert about == [(f"智慧浮標計畫：{PROSE}。", "智慧浮標計畫"), ("養護。", "智慧港灣建設發展計畫")]


def test_a_unit_in_brackets_runs_the_work_programme() -> None:
    lines = ("推動商港資訊", "發展（資訊中", "心）港灣資料整合", "服務計畫科技", f"發展{PROSE}。")
    reading = read(*FIRST, *lines)

    (link,) = [x for x in reading.draft.links if x.relation.value == "EXECUTED_BY"]

    assert (link.source.name, link.target.name, link.role) == ("推動商港資訊發展（資訊中心）", "資訊中心", None)


def test_an_institute_that_a_name_opens_with_executes_it() -> None:
    reading = read(*FIRST, "工研院港灣科", "技專案計畫科技", f"發展{PROSE}。")

    (link,) = [x for x in reading.draft.links if x.relation.value == "EXECUTED_BY"]

    assert (link.source.name, link.target.name, link.role) == ("工研院港灣科技專案計畫", "工研院", Role.EXECUTING)


def test_an_item_with_the_name_of_its_work_programme_is_a_thing_of_its_own() -> None:
    reading = read(*FIRST, "港灣資源科技", "發展港灣資源科技", "發展科技", f"發展{PROSE}。")

    assert names(reading)[-2:] == ["港灣資源科技發展", "港灣資源科技發展"]


def test_the_table_takes_its_lines_and_the_chapter_that_is_nothing_else() -> None:
    assert read(*FIRST).taken == set(range(1, 9))
