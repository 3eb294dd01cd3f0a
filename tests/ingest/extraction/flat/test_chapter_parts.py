from graph.model.relations import RelationType
from ingest.extraction.draft import Thing
from ingest.extraction.flat.chapter_parts import read_parts
from ingest.extraction.reading import Reading
from tests.ingest.drafts import reading_of
from tests.ingest.extraction.flat.documents import lighthouse_plan


def read(*lines: str) -> tuple[Reading, Thing]:
    reading = reading_of("燈塔更新計畫", *lines)
    programme = lighthouse_plan(reading)
    sections = [section for section in reading.layout.sections if section.marker]
    for section in sections:
        if section.marker and section.marker.style == "壹":
            reading.subjects[section] = programme
    read_parts(reading, programme, sections)
    return reading, programme


def parts(reading: Reading) -> list[str]:
    return [
        link.source.name for link in reading.draft.links if link.relation is RelationType.PART_OF and link.role is None
    ]


def test_a_heading_that_comes_again_in_another_section_names_a_part() -> None:
    reading, programme = read("貳、成果", "一、燈塔無人化", "二、競賽獲獎", "參、目標", "(一)燈塔無人化：", "完成3座。")

    assert [(link.source.name, link.target) for link in reading.draft.links] == [("燈塔無人化", programme)]
    assert reading.subject_at(7) is reading.subject_at(3) is reading.draft.things[1]


def test_headings_repeated_within_one_section_are_no_parts() -> None:
    reading, _ = read("貳、成果", "一、甲平台", "(一)技術亮點", "二、乙平台", "(一)技術亮點", "參、目標")

    assert parts(reading) == []


def test_a_name_before_a_colon_does_not_make_a_part_but_finds_a_known_one() -> None:
    reading, _ = read("貳、成果", "一、甲燈塔工程：已完工。", "參、目標", "(一)甲燈塔工程：達成。")
    assert parts(reading) == []

    reading, _ = read("貳、成果", "一、甲燈塔工程", "參、目標", "(一)甲燈塔工程：達成。", "伍、效益", "1.甲燈塔工程")
    part = reading.draft.things[1]
    assert reading.subject_at(5) is part
    assert [said.place.quote for said in part.evidence] == ["甲燈塔工程", "甲燈塔工程：", "甲燈塔工程"]


def test_the_bodies_in_brackets_behind_a_part_run_it() -> None:
    reading, _ = read("貳、成果", "一、航標監控營造(交通部航港局)", "陸、檢討", "二、航標監控營造(交通部航港局)")

    assert {
        (link.source.name, link.target.name)
        for link in reading.draft.links
        if link.relation is RelationType.EXECUTED_BY
    } == {("航標監控營造", "交通部航港局")}


def test_a_heading_that_is_a_body_is_no_part() -> None:
    reading, _ = read("貳、成果", "一、內政部營建署", "陸、檢討", "一、內政部營建署")

    assert reading.draft.links == []


def test_nearly_the_same_name_with_the_same_number_is_the_same_part() -> None:
    reading, _ = read(
        "貳、成果",
        "(三)文化部「燈塔園區用地升級計畫」",
        "參、目標",
        "(三)文化部「燈塔科技園區用地升級計畫」",
        "(四)文化部「航標展示方案」",
    )

    assert [(thing.name, thing.aliases) for thing in reading.draft.things if thing.name.endswith(("計畫", "方案"))][
        1:
    ] == [
        ("燈塔園區用地升級計畫", ["燈塔科技園區用地升級計畫"]),
        ("航標展示方案", []),
    ]
