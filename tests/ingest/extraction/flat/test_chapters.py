import pytest

from graph.model.entities import EntityType
from graph.model.relations import RelationType
from ingest.extraction.draft import Thing
from ingest.extraction.flat.chapters import find_chapters, read_chapters
from ingest.extraction.reading import Reading
from ingest.layout.document import lay_out
from tests.ingest.drafts import reading_of

OVERVIEW = "港灣部主辦彙整之燈塔基礎建設計畫計3項，包含航道建設1項、燈塔建設2項。"
CONTENTS = (
    "航道浚深計畫(交通部航港局) 1-1 ",
    "燈塔更新計畫(交通部航港",
    "局、文化部) ",
    "2-1 ",
    "3-1 ",
)


def chapter(number: int, *cover: str) -> tuple[str, ...]:
    """A chapter below the page of its cover; the blank before a line opens a page."""
    return (
        *cover,
        " 壹、特別預算及進度執行情形 ",
        "",
        f"一、計畫期程：10{number}/01/01~11{number}/12/31 ",
        "貳、重要執行成果 ",
        "一、已完成規劃，並辦理招標。",
    )


REPORT = (
    OVERVIEW,
    *CONTENTS,
    *chapter(1, " 航道浚深計畫 ", "", "交通部 ", "111 年 1 月 "),
    *chapter(2),
    *chapter(3),
)


def read(*lines: str) -> Reading:
    source = reading_of(*lines).source
    reading = Reading(source, lay_out(source))
    read_chapters(reading)
    return reading


def programmes(reading: Reading) -> list[Thing]:
    return [thing for thing in reading.draft.things if thing.type is EntityType.PROGRAMME]


def links(reading: Reading, relation: RelationType) -> list[tuple[str, str]]:
    return [(link.source.name, link.target.name) for link in reading.draft.links if link.relation is relation]


def test_each_chapter_is_a_programme_with_its_period_and_kind() -> None:
    found = programmes(read(*REPORT))

    assert [(thing.name, thing.attributes) for thing in found] == [
        ("航道浚深計畫", {"period_start": "2012-01-01", "period_end": "2022-12-31", "category": "航道建設"}),
        ("燈塔更新計畫", {"period_start": "2013-01-01", "period_end": "2023-12-31", "category": "燈塔建設"}),
        (
            "第3項計畫（題名缺）",
            {"period_start": "2014-01-01", "period_end": "2024-12-31", "category": "燈塔建設", "title_missing": True},
        ),
    ]


def test_a_chapter_without_title_stands_for_its_heading() -> None:
    lost = programmes(read(*REPORT))[2]

    assert (lost.evidence[0].place.quote, lost.evidence[0].printed_as) == ("壹、特別預算及進度執行情形",) * 2


def test_the_bodies_of_contents_and_cover_run_the_programme() -> None:
    assert links(read(*REPORT), RelationType.EXECUTED_BY) == [
        ("航道浚深計畫", "交通部航港局"),
        ("航道浚深計畫", "交通部"),
        ("燈塔更新計畫", "交通部航港局"),
        ("燈塔更新計畫", "文化部"),
    ]


def test_the_programmes_are_part_of_the_plan_that_the_report_is_about() -> None:
    umbrella = [target for _, target in links(read(*REPORT), RelationType.PART_OF) if target == "燈塔基礎建設計畫"]

    assert len(umbrella) == 3


def test_counts_that_do_not_fit_the_chapters_say_nothing() -> None:
    reading = read(OVERVIEW.replace("計3項", "計4項"), *REPORT[1:])

    assert not any("category" in thing.attributes for thing in programmes(reading))
    assert not any(thing.type is EntityType.PLAN for thing in reading.draft.things)


def test_every_section_of_a_chapter_is_about_its_programme() -> None:
    reading = read(*REPORT)

    lines = [number for number, line in enumerate(reading.source.lines, 1) if line.startswith("貳")]
    assert [subject.name for line in lines if (subject := reading.subject_at(line))] == [
        "航道浚深計畫",
        "燈塔更新計畫",
        "第3項計畫（題名缺）",
    ]


def test_the_headings_of_the_form_are_about_the_programme() -> None:
    reading = read(*REPORT)

    headings = [s for s in reading.layout.sections if s.opening and s.opening.text.text == "重要執行成果"]
    assert [reading.subjects[section].name for section in headings] == [thing.name for thing in programmes(reading)]


def test_contents_and_covers_are_taken() -> None:
    reading = read(*REPORT)

    assert {2, 3, 4, 7, 9} <= reading.taken


@pytest.mark.parametrize(
    "lines",
    [
        ("壹、前言 ", "一、緣起 ", "貳、結語 "),
        ("壹、前言……1 ", "貳、結語……2 ", "壹、前言 ", "一、本計畫期程順延，將另案報核。"),
    ],
    ids=["plain", "contents"],
)
def test_other_documents_have_no_such_chapters(lines: tuple[str, ...]) -> None:
    assert find_chapters(reading_of(*lines).source) == []


def test_a_chapter_that_lost_its_title_may_name_its_plan_itself() -> None:
    own = ("陸、檢討與建議 ", "一、碼頭改善計畫採全生命週期概念辦理。", "二、參加「全國碼頭改善計畫第三屆金燈獎」。")
    found = programmes(read(*REPORT, *own))

    assert (found[2].name, found[2].aliases) == ("全國碼頭改善計畫", ["碼頭改善計畫"])
    assert "title_missing" not in found[2].attributes


def test_a_part_that_a_heading_gives_to_a_body_is_a_programme_of_its_own() -> None:
    reading = read(
        *REPORT,
        "(一) 文化部「燈塔文物保存計畫」 ",
        "(二) 交通部航港局「航標智慧監控方案」 ",
        "參、檢討 ",
        "(一) 文化部「燈塔文物之保存計畫」： ",
    )

    assert [(t.name, t.aliases) for t in programmes(reading)[3:]] == [
        ("燈塔文物保存計畫", ["燈塔文物之保存計畫"]),
        ("航標智慧監控方案", []),
    ]
    assert ("燈塔文物保存計畫", "第3項計畫（題名缺）") in links(reading, RelationType.PART_OF)
    assert ("航標智慧監控方案", "交通部航港局") in links(reading, RelationType.EXECUTED_BY)
    last = reading.subject_at(len(reading.source.lines))
    assert last is not None
    assert last.name == "燈塔文物保存計畫"
