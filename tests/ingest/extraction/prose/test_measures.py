from graph.model.entities import EntityType
from graph.model.relations import RelationType
from ingest.extraction.prose.measures import read_measures
from ingest.extraction.reading import Reading
from tests.ingest.documents import links_of, read_text

REPORT = """壹、港灣
一、 強化港埠基礎設施
（一） 岸電設施設置：截至109年底，完成5座。
（二） 離島碼頭改善
1、 109年9月完成浮動碼頭2座。
二、 推動智慧港灣
（一） 航道監測：已完成雷達站2站。
"""


def programmes(reading: Reading) -> list[str]:
    return [thing.name for thing in reading.draft.things if thing.type is EntityType.PROGRAMME]


def test_headings_with_work_become_programmes_and_chapters_do_not() -> None:
    reading = read_text(REPORT, read_measures)

    assert programmes(reading) == ["強化港埠基礎設施", "岸電設施設置", "離島碼頭改善", "推動智慧港灣", "航道監測"]


def test_programmes_are_part_of_those_above_them() -> None:
    reading = read_text(REPORT, read_measures)

    assert links_of(reading, RelationType.PART_OF) == {
        ("岸電設施設置", "強化港埠基礎設施"),
        ("離島碼頭改善", "強化港埠基礎設施"),
        ("航道監測", "推動智慧港灣"),
    }


def test_text_below_a_heading_is_about_its_programme() -> None:
    reading = read_text(REPORT, read_measures)

    subject = reading.subject_at(5)

    assert subject is not None
    assert subject.name == "離島碼頭改善"


def test_parts_about_something_else_name_no_programmes() -> None:
    text = "貳、組織架構\n一、航政分組：已召開會議5次。\n參、現行法定職掌\n一、港務組：辦理港務。\n"

    assert programmes(read_text(text, read_measures)) == []


def test_bare_headings_without_work_name_no_programmes() -> None:
    assert programmes(read_text("一、海洋產業\n二、漁業展望\n", read_measures)) == []


def test_one_name_for_two_things_is_kept_apart_by_what_is_above() -> None:
    text = (
        "一、推動港埠轉型\n（一） 智慧物流：已完成5座。\n"
        "二、推動漁港再造\n（一） 智慧物流：已完成3座。\n"
    )  # fmt: skip
    reading = read_text(text, read_measures)

    parents = [thing.parent.name for thing in reading.draft.things if thing.name == "智慧物流" and thing.parent]
    assert parents == ["推動港埠轉型", "推動漁港再造"]


def test_scheme_with_measures_below_it_is_a_plan() -> None:
    reading = read_text("2.「築港」行動方案：\n2-1【振興港灣產業計畫】\n(1)辦理情形：已輔導213件。\n", read_measures)

    assert [(thing.type, thing.name) for thing in reading.draft.things] == [
        (EntityType.PLAN, "「築港」行動方案"),
        (EntityType.PROGRAMME, "振興港灣產業計畫"),
    ]
    assert links_of(reading, RelationType.PART_OF) == {("振興港灣產業計畫", "「築港」行動方案")}


def test_titles_of_a_budget_name_organs_that_belong_to_those_above() -> None:
    text = "第二款總統府主管\n第四項中央研究院原列追加預算數一億元，照列。\n"
    reading = read_text(text, read_measures)

    assert links_of(reading, RelationType.PART_OF) == {("中央研究院", "總統府")}


def test_heading_that_says_the_words_of_the_plan_in_its_text_is_about_that_plan() -> None:
    text = "一、 獎勵離島航線 深耕海運服務\n\n109年計有12家業者參與離島航線計畫，較108年增加3家。\n另出版教材9種。\n"
    reading = read_text(text, read_measures)

    (plan,) = reading.draft.things
    assert plan.names == ("離島航線計畫", "獎勵離島航線深耕海運服務", "獎勵離島航線")


def test_phase_of_what_a_heading_names_is_not_the_whole() -> None:
    text = "（一） 離岸風力發電：辦理離岸風力發電第一期計畫，已完成21座。\n"

    assert programmes(read_text(text, read_measures)) == ["離岸風力發電"]


def test_period_in_a_heading_is_the_programmes() -> None:
    (plan,) = read_text("1、 離島碼頭改善計畫（101-104年）\n已完成5座。\n", read_measures).draft.things

    assert (plan.attributes["period_start"], plan.attributes["period_end"]) == ("2012", "2015")


def test_number_of_two_levels_before_a_name_is_its_code() -> None:
    (plan,) = read_text("2-1【振興港灣產業計畫】\n(1)辦理情形：已輔導213件。\n", read_measures).draft.things

    assert plan.attributes["code"] == "2-1"


def test_numbers_under_an_axis_are_the_codes_of_its_measures() -> None:
    text = "主軸一：數位港灣\n一、岸電普及\n(一)碼頭岸電【航港局】\n已完成5座。\n(二)離島岸電【航港局】\n已完成2座。\n"

    measures = read_text(text, read_measures).draft.things

    assert [(thing.name, thing.attributes.get("code")) for thing in measures] == [
        ("主軸一：數位港灣", "主軸一"),
        ("岸電普及", "一"),
        ("碼頭岸電", "一(一)"),
        ("離島岸電", "一(二)"),
    ]


def test_count_behind_a_heading_is_not_part_of_the_name() -> None:
    text = "一、 推動船員培訓：\n（一） 培訓船員數位能力(人數) 1,702人\n已完成課程5場。\n"

    assert "培訓船員數位能力" in programmes(read_text(text, read_measures))


def test_sentence_that_tells_what_was_published_when_is_no_heading() -> None:
    text = "一、 推動船員培訓：\n（一） 委託研究院辦理船員調查，於113年3月21日公布結果：滿意度為80％\n"

    assert programmes(read_text(text, read_measures)) == ["推動船員培訓"]
