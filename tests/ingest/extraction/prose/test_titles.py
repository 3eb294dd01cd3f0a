import pytest

from graph.model.relations import RelationType
from ingest.extraction.prose.titles import read_title
from tests.ingest.documents import links_of, read_text


def test_title_line_gives_document_speaker_publisher_year_and_plan() -> None:
    reading = read_text("海岸事務部108年度施政計畫\n本部掌理全國海岸事務，配合國家政策推動。\n", read_title)

    assert reading.document is not None
    assert reading.document.name == "海岸事務部108年度施政計畫"
    assert reading.speaker is not None
    assert reading.speaker.name == "海岸事務部"
    assert reading.year == 2019
    assert reading.plan is not None
    assert reading.plan.names == ("海岸事務部108年度施政計畫", "108年度施政計畫")
    assert links_of(reading, RelationType.PUBLISHED_BY) == {("海岸事務部108年度施政計畫", "海岸事務部")}
    assert links_of(reading, RelationType.EXECUTED_BY) == {("海岸事務部108年度施政計畫", "海岸事務部")}


def test_letters_spaced_out_are_read_as_words() -> None:
    reading = read_text(" 海 岸 事 務 部 業 務 報 告 \n\n關於109年上半年業務，業向大院提出報告。\n", read_title)

    assert reading.document is not None
    assert reading.document.name == "海岸事務部業務報告"
    assert reading.year is None


def test_cover_lines_above_the_title_belong_to_it() -> None:
    reading = read_text("13—2\n中華民國114年度\n中央政府總預算案\n港灣署單位預算\n港灣署編\n", read_title)

    assert reading.document is not None
    assert reading.document.name == "中華民國114年度中央政府總預算案港灣署單位預算"
    assert reading.plan is not None
    assert reading.plan.name == "港灣署單位預算"
    assert links_of(reading, RelationType.PUBLISHED_BY) == {(reading.document.name, "港灣署")}


def test_first_sentence_names_the_speaker_where_the_title_is_lost() -> None:
    text = "案由\n海岸事務部為加強推動海岸建設，110年主辦計畫計5項，謹就執行情形撰擬本績效檢討報告。\n"

    reading = read_text(text, read_title)

    assert reading.speaker is not None
    assert reading.speaker.name == "海岸事務部"
    assert reading.year == 2021
    assert links_of(reading, RelationType.PUBLISHED_BY) == {("harbour", "海岸事務部")}


def test_sidecar_wins_over_what_is_read() -> None:
    reading = read_text("海岸事務部業務報告\n", read_title, title="第8屆委員會紀錄", speaker="港灣署")

    assert reading.document is not None
    assert reading.document.name == "第8屆委員會紀錄"
    assert reading.speaker is not None
    assert reading.speaker.name == "港灣署"


def test_plan_in_the_title_is_what_the_document_reports_on() -> None:
    text = "智慧港灣方案(2021-2025年)2022年推動成果\n一、智慧港灣方案於2021年核定。\n"

    reading = read_text(text, read_title)

    assert reading.plan is not None
    assert reading.plan.name == "智慧港灣方案"
    assert reading.year == 2022
    assert links_of(reading, RelationType.REFERENCES) == {("智慧港灣方案(2021-2025年)2022年推動成果", "智慧港灣方案")}


def test_plan_named_most_often_is_reported_on_where_the_title_is_lost() -> None:
    text = "壹、背景\n行政院核定「智慧港灣方案」。\n「智慧港灣方案」聚焦三項主軸。\n配合「藍色經濟方案」推動「智慧港灣方案」。\n"

    reading = read_text(text, read_title)

    assert reading.plan is not None
    assert reading.plan.name == "智慧港灣方案"


@pytest.mark.parametrize("text", ["\n \n甲\n", "一、本文沒有題名。\n", "。" * 200])
def test_document_without_title_is_named_by_its_id(text: str) -> None:
    reading = read_text(text, read_title)

    assert reading.document is not None
    assert reading.document.name == "harbour"
    assert reading.speaker is None


def test_year_may_be_printed_in_chinese_numerals() -> None:
    assert read_text("海岸事務部九十三年度工作報告\n本部業務如下。\n", read_title).year == 2004


@pytest.mark.parametrize(
    ("title", "edition"),
    [("智慧港灣方案（核定本）", "核定本"), ("海岸署法定預算", "法定預算"), ("海岸事務部業務報告", None)],
)
def test_title_may_say_which_edition_the_document_is(title: str, edition: str | None) -> None:
    reading = read_text(f"{title}\n本署業務如下。\n", read_title)

    assert reading.document is not None
    assert reading.document.attributes.get("edition") == edition
