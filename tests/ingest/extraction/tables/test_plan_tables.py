from graph.model.entities import EntityType
from graph.model.relations import Role
from ingest.extraction.reading import Reading
from ingest.extraction.tables.plan_tables import read_plan_tables
from ingest.layout.pipe_table import find_pipe_tables
from tests.ingest.tables import links, names, reading_of

PLAN = "| 工作計畫名稱 | 重要計畫項目 | 計畫類別 | 實施內容 |\n|---|---|---|---|\n"
RESULTS = "| 工作計畫 | 實施概況 | 實施成果 |\n|---|---|---|\n"


def read(text: str, *, plan: str = "108年度施政計畫") -> Reading:
    reading = reading_of(text, plan=plan)
    read_plan_tables(reading, find_pipe_tables(reading.source))
    return reading


def about(reading: Reading) -> list[tuple[str, str]]:
    """The running text in the cells, and what each block is about."""
    return [
        (block.text.text, subject.name) for block in reading.cells if (subject := reading.subject_of(block.section))
    ]


def test_items_are_part_of_the_work_programme_above_them() -> None:
    reading = read(
        PLAN + "| 港灣建設 | 1 智慧港灣 | 科技發展 | 建置浮標。 |\n| | 二、綠色港灣 | 公共建設 | 推動岸電。 |\n"
    )

    assert links(reading, "PART_OF") == [
        ("港灣建設", "108年度施政計畫"),
        ("智慧港灣", "港灣建設"),
        ("綠色港灣", "港灣建設"),
    ]
    assert [thing.attributes for thing in reading.draft.things[2:]] == [
        {"level": "工作計畫"},
        {"category": "科技發展"},
        {"category": "公共建設"},
    ]
    assert about(reading) == [("建置浮標。", "智慧港灣"), ("推動岸電。", "綠色港灣")]


def test_prose_goes_on_over_the_page_with_what_it_is_about() -> None:
    continued = "\n港務署\n\n| | | | |\n|---|---|---|---|\n| | | | 標並換岸電。 |\n| 2 | 綠色港灣 | | 減碳。 |\n"
    reading = read(PLAN + "| 港灣建設 | 1 智慧港灣 | 科技發展 | 建置浮 |\n" + continued)

    assert about(reading) == [("建置浮標並換岸電。", "智慧港灣"), ("減碳。", "綠色港灣")]
    assert names(reading) == ["港灣建設", "智慧港灣", "綠色港灣"]


def test_a_table_in_another_document_lists_the_annual_plan_named_above_it() -> None:
    reading = read(
        f"編定 114 年度施政計畫，其重點如下：\n\n{PLAN}| 港灣建設 | 智慧港灣 | | 建置浮標。 |\n", plan="港務署單位預算"
    )

    assert links(reading, "PART_OF")[0] == ("港灣建設", "114年度施政計畫")


def test_owners_in_any_column_run_the_item() -> None:
    heads = "| 重要計畫項目 | 主辦機關 | 實施內容 |\n|---|---|---|\n"
    reading = read(f"{heads}| 智慧港灣 | 交通部航港局、內政部 | 建置浮標。 |\n")

    owners = [x for x in reading.draft.links if x.relation.value == "EXECUTED_BY"]

    assert [(x.source.name, x.target.name, x.role) for x in owners] == [
        ("智慧港灣", "交通部航港局", Role.LEAD),
        ("智慧港灣", "內政部", Role.LEAD),
    ]


def test_programmes_that_the_contents_open_with_or_list_are_parts_of_the_item() -> None:
    content = (
        "<p>一、智慧浮標計畫：建置30座。</p><p>二、汰換航標。</p><p>三、專案類計畫包含岸電計畫及減碳計畫等。</p>"
        "<p>四、港灣風險評估之研究。</p><p>五、推動綠色港灣認證計畫。</p>"
    )
    reading = read(f"{PLAN}| 港灣建設 | 智慧港灣 | 科技發展 | {content} |\n")

    assert links(reading, "PART_OF")[2:] == [
        ("智慧浮標計畫", "智慧港灣"),
        ("專案類計畫", "智慧港灣"),
        ("岸電計畫", "專案類計畫"),
        ("減碳計畫", "專案類計畫"),
        ("港灣風險評估之研究", "智慧港灣"),
        ("綠色港灣認證計畫", "智慧港灣"),
    ]
    assert about(reading)[0] == ("智慧浮標計畫：建置30座。", "智慧浮標計畫")


def test_headings_over_results_have_results_of_their_own() -> None:
    results = (
        "<p>1.港灣轉型：</p><p>(1)智慧港灣：</p><p>①112年完成5座。</p><p>②輔導3家。</p><p>(2)綠色港灣：完成2座。</p>"
    )
    reading = read(f"{RESULTS}| 港灣建設 | 推動港灣創新 | {results} |\n")

    assert links(reading, "PART_OF") == [
        ("推動港灣創新", "港灣建設"),
        ("港灣轉型", "推動港灣創新"),
        ("智慧港灣", "港灣轉型"),
        ("綠色港灣", "港灣轉型"),
    ]
    assert ("112年完成5座。", "智慧港灣") in about(reading)


def test_a_sentence_is_no_heading_over_results() -> None:
    reading = read(f"{RESULTS}| 港灣建設 | 推動港灣創新 | <p>1.112年完成5座。</p><p>2.推動岸電：輔導3家。</p> |\n")

    assert names(reading) == ["港灣建設", "推動港灣創新"]


def test_results_tell_nothing_of_this_years_plan() -> None:
    assert ("港灣建設", "108年度施政計畫") not in links(read(f"{RESULTS}| 港灣建設 | 港灣創新 | 完成。 |\n"), "PART_OF")


def test_a_national_policy_over_results_is_a_plan() -> None:
    reading = read(f"{RESULTS}| 港灣建設 | 港灣創新 | <p>1.新南向政策：</p><p>(1)智慧港灣：</p><p>①完成5座。</p> |\n")

    policy = reading.draft.find(EntityType.PLAN, "新南向政策")

    assert policy is not None
    assert ("智慧港灣", policy.name) in links(reading, "PART_OF")


def test_a_sum_names_no_programme() -> None:
    assert names(read(f"{PLAN}| 合計 | | | 共2項。 |\n")) == []


def test_who_does_what_is_read_with_its_role() -> None:
    reading = read(
        "「綠色運輸推動方案」分工表\n\n| 項次 | 推動策略 | 工作項目 | 主辦機關 | 協辦機關\n|---|---|---|---|---\n"
        "| 1 | 強化公共運輸 | 推廣電動渡輪 | 交通部 | 經濟部、內政部\n| 2 | 　　 | 汰換老舊拖船 | 交通部 | \n"
    )

    assert links(reading, "PART_OF") == [
        ("強化公共運輸", "綠色運輸推動方案"),
        ("推廣電動渡輪", "強化公共運輸"),
        ("汰換老舊拖船", "強化公共運輸"),
    ]
    owners = [link for link in reading.draft.links if link.relation.value == "EXECUTED_BY"]
    assert [(link.source.name, link.target.name, link.role) for link in owners] == [
        ("推廣電動渡輪", "交通部", Role.LEAD),
        ("推廣電動渡輪", "經濟部", Role.CO),
        ("推廣電動渡輪", "內政部", Role.CO),
        ("汰換老舊拖船", "交通部", Role.LEAD),
    ]
