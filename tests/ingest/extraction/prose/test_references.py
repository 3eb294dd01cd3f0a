import pytest

from graph.model.entities import EntityType
from graph.model.relations import RelationType
from ingest.extraction.prose.measures import read_measures
from ingest.extraction.prose.references import read_references
from ingest.extraction.prose.titles import read_title
from ingest.extraction.words.named_plans import Use
from tests.ingest.documents import links_of, read_text


def uses(text: str) -> list[tuple[str, Use]]:
    reading = read_text(text)
    return [(name.name, name.use) for name in reading.words_of(reading.layout.blocks[0]).plans]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("持續執行為期8年的「離岸測站汰換計畫」，汰換74座。\n", "離岸測站汰換計畫"),
        ("另持續推展「漁民e管家」服務，會員數已突破62萬人。\n", "漁民e管家"),
        ("第3目「海運業務」編列5億元。\n", "海運業務"),
        ("包括「離島碼頭」編列32億元。\n", "離島碼頭"),
        ("減列第三目第四節說明內改善各縣市碼頭設施二億元。\n", "改善各縣市碼頭設施"),
        ("另「離島漁村低碳補助」核定42案。\n", "離島漁村低碳補助"),
        ("包含：(一)離島、偏鄉及漁村碼頭暨強化岸電設備計畫2億元。\n", "離島、偏鄉及漁村碼頭暨強化岸電設備計畫"),
        ("離島碼頭改善計畫5億元，另行編列。\n", "離島碼頭改善計畫"),
    ],
)
def test_quoted_name_that_is_run_or_paid_for_is_work(text: str, name: str) -> None:
    assert uses(text) == [(name, Use.WORK)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("依據「藍色港灣行動計畫(2017-2020年)」，導入航道監測。\n", "藍色港灣行動計畫"),
        ("配合新南向政策，拓展航線。\n", "新南向政策"),
        ("環境部所擬海洋污染防制方案(113至116年)納入目標。\n", "海洋污染防制方案"),
        ("藉由離島碼頭改善計畫提供空間。\n", "離島碼頭改善計畫"),
    ],
)
def test_name_that_the_text_rests_on_is_a_reference(text: str, name: str) -> None:
    assert uses(text) == [(name, Use.REFERENCE)]


def test_plan_that_the_speaker_draws_up_is_made() -> None:
    text = "針對本部未來發展需要，編定108年度施政計畫。\n"

    assert uses(text) == [("108年度施政計畫", Use.MADE)]


def test_names_listed_together_are_used_alike() -> None:
    assert uses("配合「離島碼頭改善計畫」、「漁港更新計畫」。\n") == [
        ("離島碼頭改善計畫", Use.REFERENCE),
        ("漁港更新計畫", Use.REFERENCE),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "訂定「補助作業要點」。\n",
        "發展數位解決方案。\n",
        "辦理相關計畫。\n",
        "辦理「2020海洋節」。\n",
        "依「港灣條例」規定辦理綱要計畫審議。\n",
    ],
)
def test_rules_events_and_generic_words_are_no_plans(text: str) -> None:
    assert uses(text) == []


REPORT = """海岸事務部業務報告
一、 推動智慧港灣
（一） 航道監測：依據「藍色港灣行動計畫」，持續執行「離岸測站汰換計畫」，已汰換74座。
"""


def test_measure_refers_to_plans_and_holds_the_work_it_tells_of() -> None:
    reading = read_text(REPORT, read_title, read_measures, read_references)

    assert links_of(reading, RelationType.REFERENCES) == {
        ("航道監測", "藍色港灣行動計畫"),
        ("海岸事務部業務報告", "藍色港灣行動計畫"),
    }
    assert ("離岸測站汰換計畫", "航道監測") in links_of(reading, RelationType.PART_OF)


def test_title_below_a_budget_title_is_part_of_it() -> None:
    text = "114年度「保護業務」項下「強化海安網第二期計畫」預算編列16億元。\n"
    reading = read_text(text, read_references)

    assert links_of(reading, RelationType.PART_OF) == {("強化海安網第二期計畫", "保護業務")}


def test_part_of_a_national_plan_is_named_with_it() -> None:
    reading = read_text("運用前瞻基礎建設計畫-城鄉建設，補助地方。\n", read_references)

    assert links_of(reading, RelationType.PART_OF) == {("前瞻基礎建設計畫-城鄉建設", "前瞻基礎建設計畫")}


def test_period_printed_with_a_name_is_the_plans() -> None:
    reading = read_text("配合「水災防救策進方案（100-104）」，辦理雷達站。\n", read_references)

    (plan,) = reading.draft.things
    assert plan.type is EntityType.PLAN
    assert (plan.attributes["period_start"], plan.attributes["period_end"]) == ("2011", "2015")


def test_document_of_one_work_is_about_it() -> None:
    reading = read_text("一、「環島海景自行車道計畫」將建造車道。\n二、爰要求予以補助。\n", read_references)

    assert reading.plan is not None
    assert reading.plan.name == "環島海景自行車道計畫"


def test_bare_name_right_behind_a_body_is_its_plan() -> None:
    assert uses("促成業者參與交通部離島碼頭補助計畫。\n") == [("離島碼頭補助計畫", Use.REFERENCE)]


def test_verb_behind_a_body_opens_no_name() -> None:
    assert uses("經濟部推動補助計畫。\n") == []
    assert uses("經濟部推動離島碼頭補助計畫。\n") == [("離島碼頭補助計畫", Use.WORK)]


def test_work_right_behind_a_plan_is_part_of_it() -> None:
    text = "主要係補助離島航運發展計畫辦理臺灣離島碼頭整建工程；賸餘數2億元。\n"

    assert links_of(read_text(text, read_references), RelationType.PART_OF) == {
        ("臺灣離島碼頭整建工程", "離島航運發展計畫")
    }


def test_plan_under_a_fund_is_part_of_it() -> None:
    text = "爰針對114年度海洋污染防治基金「海洋污染防治計畫」項下「港區水質管制」預算編列17億元，凍結500萬元。\n"

    assert links_of(read_text(text, read_references), RelationType.PART_OF) == {
        ("海洋污染防治計畫", "海洋污染防治基金"),
        ("港區水質管制", "海洋污染防治計畫"),
    }


def test_plan_of_which_a_part_is_told_of_groups_the_work_of_several() -> None:
    text = "持續執行「水災防救策進計畫（100-104）」之「建置近岸雷達網」部分，處理站房興建。\n"
    reading = read_text(text, read_references)

    assert [(thing.type, thing.name) for thing in reading.draft.things] == [
        (EntityType.PLAN, "水災防救策進計畫"),
        (EntityType.PROGRAMME, "建置近岸雷達網"),
    ]


def test_work_takes_up_the_plan_named_after_it_in_the_sentence() -> None:
    text = "航政部所擬海岸復育方案之推廣岸電管制策略項下亦納入港灣部所統籌「運具無碳化」行動計畫之目標。\n"

    assert links_of(read_text(text, read_references, title="預算提案"), RelationType.REFERENCES) == {
        ("推廣岸電管制策略", "「運具無碳化」行動計畫")
    }


def test_minutes_and_motions_rest_on_no_plan_themselves() -> None:
    text = "依據「藍色港灣行動計畫」，導入航道監測。\n"

    assert (
        links_of(read_text(text, read_title, read_references, title="港灣委員會會議紀錄"), RelationType.REFERENCES)
        == set()
    )
    assert links_of(read_text(text, read_title, read_references, title="港灣部業務報告"), RelationType.REFERENCES) == {
        ("港灣部業務報告", "藍色港灣行動計畫")
    }


def test_work_named_in_one_of_several_items_is_not_what_the_document_is_about() -> None:
    text = "一、農業處執行「離島農業計畫」，已輔導23家。\n二、環保局回收率達42%。\n三、建設處完成5座。\n"

    assert read_text(text, read_references).plan is None
