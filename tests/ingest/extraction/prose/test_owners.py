import pytest

from graph.model.relations import RelationType, Role
from ingest.extraction.prose.measures import read_measures
from ingest.extraction.prose.owners import read_owners
from ingest.extraction.prose.references import read_references
from tests.ingest.documents import read_text


def owners(text: str, **sidecar: str) -> set[tuple[str, str, Role | None]]:
    """Who runs what, in what role."""
    reading = read_text(text, read_measures, read_references, read_owners, **sidecar)
    return {
        (link.source.name, link.target.name, link.role)
        for link in reading.draft.links
        if link.relation is RelationType.EXECUTED_BY
    }


def test_bracket_at_a_headings_end_owns_what_follows() -> None:
    text = "(一)寬頻普及：【交通部、國發會】\n持續提升固網，截至2021年已達38%。\n"

    assert owners(text) == {("寬頻普及", "交通部", None), ("寬頻普及", "國發會", None)}


def test_bracket_at_a_results_end_owns_that_result() -> None:
    text = "一、推動海洋創新\n1. 完成展示平台建置。【國史館】\n2. 促成8家加入。【經濟部技術處】\n"

    assert owners(text) == {("推動海洋創新", "國史館", None), ("推動海洋創新", "經濟部技術處", None)}


def test_label_in_a_bracket_gives_the_role() -> None:
    assert owners("主軸一：數位基盤【召集機關：交通部】\n一、推動寬頻：已完成5座。\n") == {
        ("主軸一：數位基盤", "交通部", Role.CONVENER)
    }


@pytest.mark.parametrize(
    ("sentence", "body", "role"),
    [
        ("由交通部辦理，已完成5座", "交通部", Role.EXECUTING),
        ("由交通部主辦，已完成5座", "交通部", Role.LEAD),
        ("由交通部統籌推動", "交通部", Role.LEAD),
        ("結合國防部開設課程", "國防部", Role.CO),
        ("補助高雄市政府辦理車道", "高雄市政府", Role.EXECUTING),
        ("委託工研院開發技術", "工研院", Role.EXECUTING),
        ("交通部已完成5座", "交通部", None),
        ("與交通部合作開發園區", "交通部", Role.CO),
        ("通知南投縣政府等單位協助辦理測量", "南投縣政府", Role.CO),
        ("協調財政部推動單據電子化", "財政部", Role.EXECUTING),
        ("工研院受託人委託開發技術", "工研院", Role.EXECUTING),
        ("交通部督導", "交通部", Role.SUPERVISOR),
        ("交通部為主辦機關", "交通部", Role.LEAD),
        ("交通部執行率僅61%", "交通部", Role.EXECUTING),
        ("執行機關：交通部", "交通部", Role.EXECUTING),
        ("交通部自98年起辦理", "交通部", None),
    ],
)
def test_words_around_a_body_tell_its_part_in_the_work(sentence: str, body: str, role: Role | None) -> None:
    assert owners(f"一、推動海岸防護：{sentence}。\n") == {("推動海岸防護", body, role)}


def test_body_that_takes_partners_along_leads_them() -> None:
    text = "一、籌建維修技術：經濟部已偕同國防部及交通部籌組團隊。\n"

    assert owners(text) == {
        ("籌建維修技術", "經濟部", Role.LEAD),
        ("籌建維修技術", "國防部", Role.CO),
        ("籌建維修技術", "交通部", Role.CO),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "陳報行政院核定",
        "經行政院核定，已完成5座",
        "由行政院副院長擔任召集人",
        "爰請交通部提出書面報告",
        "請交通部偕同經濟部提出書面報告",
        "交通部應會同經濟部研議",
        "依交通部統計，船舶5艘",
        "獲交通部補助5億元",
        "協助行政院所屬各機關辦理",
        "頻段由交通部與國防部使用",
    ],
)
def test_body_that_only_decides_or_is_asked_or_told_takes_no_part(sentence: str) -> None:
    assert owners(f"一、推動海岸防護：{sentence}。\n") == set()


def test_body_right_before_a_plans_name_owns_the_plan() -> None:
    text = "一、推動航安：依據行政院「資安行動計畫」，已完成5座。\n"

    assert ("資安行動計畫", "行政院", None) in owners(text)


def test_body_before_a_chain_of_budget_titles_runs_the_last() -> None:
    text = "交通部101年度預算第3目「海運業務」項下「離島碼頭改善計畫」，編列5億元。\n"

    assert owners(text) == {("離島碼頭改善計畫", "交通部", None)}


def test_body_named_in_a_plans_name_executes_it() -> None:
    text = "補助「工研院科技專案計畫」編列5億元。\n"

    assert owners(text) == {("工研院科技專案計畫", "工研院", Role.EXECUTING)}


def test_series_with_respective_owners_is_read_pair_by_pair() -> None:
    text = "劃分為航政推動小組及港務推動小組，分別由交通部、經濟部召集。\n"

    assert owners(text) == {
        ("航政推動小組", "交通部", Role.CONVENER),
        ("港務推動小組", "經濟部", Role.CONVENER),
    }


def test_works_listed_after_a_body_are_each_run_by_it() -> None:
    text = "由交通部推動多項工作，包括辦理「離島碼頭改善計畫」、「航道疏濬計畫」及「岸電推廣計畫」。\n"

    assert {head for head, _, _ in owners(text)} == {"離島碼頭改善計畫", "航道疏濬計畫", "岸電推廣計畫"}


def test_plans_under_a_heading_are_run_by_the_body_its_text_names_once() -> None:
    text = "一、推動藍色港灣：由交通部辦理，已完成5座。\n(一)離島碼頭改善計畫：已完成3座。\n(二)航道疏濬計畫：已完成2座。\n"

    assert {head for head, _, _ in owners(text)} == {"推動藍色港灣", "離島碼頭改善計畫", "航道疏濬計畫"}


def test_plan_that_its_heading_names_with_a_body_is_executed_by_it() -> None:
    text = "一、中油公司第三座接收站投資計畫：已完成80%。\n"

    assert {(body, role) for _, body, role in owners(text)} == {("中油公司", Role.EXECUTING)}


def test_bodies_of_one_series_take_the_same_part() -> None:
    text = "一、推動海岸防護：由交通部、經濟部及國防部等3個部會共同辦理，補助高雄市政府、屏東縣政府施作。\n"

    assert {(body, role) for _, body, role in owners(text)} == {
        ("交通部", Role.CO),
        ("經濟部", Role.CO),
        ("國防部", Role.CO),
        ("高雄市政府", Role.EXECUTING),
        ("屏東縣政府", Role.EXECUTING),
    }


def test_bodies_that_do_each_their_own_are_paired_with_the_works() -> None:
    text = "一、推動海岸防護：\n交通部、經濟部及國防部分別辦理「離島碼頭計畫」、「岸電推廣計畫」及「航道疏濬計畫」。\n"

    assert owners(text) == {
        ("離島碼頭計畫", "交通部", None),
        ("岸電推廣計畫", "經濟部", None),
        ("航道疏濬計畫", "國防部", None),
    }


def test_that_body_is_the_one_last_named_with_such_an_ending() -> None:
    text = "一、離島碼頭計畫：交通部公路總局委託內政部營建署規劃。\n二、岸電推廣計畫：該署已辦理3座，該局負責管理。\n"

    assert {o for o in owners(text) if o[0] == "岸電推廣計畫"} == {
        ("岸電推廣計畫", "內政部營建署", None),
        ("岸電推廣計畫", "交通部公路總局", None),
    }


def test_body_that_has_another_do_the_work_runs_what_it_is_part_of() -> None:
    text = "一、推動藍色港灣：交通部補助高雄市政府辦理「離島碼頭計畫」。\n"

    assert owners(text) >= {("推動藍色港灣", "交通部", None), ("離島碼頭計畫", "高雄市政府", Role.EXECUTING)}


def test_body_that_wrote_a_plan_is_in_charge_of_that_plan() -> None:
    text = "交通部所擬「離島碼頭計畫」之「岸電推廣計畫」，編列5億元。\n"

    assert ("離島碼頭計畫", "交通部", Role.LEAD) in owners(text)


def test_labels_before_bodies_give_their_roles() -> None:
    text = "一、推動海岸防護：已完成5座。\n主辦機關：交通部　協辦機關：經濟部、國防部\n"

    assert {(body, role) for _, body, role in owners(text)} == {
        ("交通部", Role.LEAD),
        ("經濟部", Role.CO),
        ("國防部", Role.CO),
    }


@pytest.mark.parametrize("said", ["由交通部辦理", "係由交通部辦理", "（執行機關：交通部）已完成5座"])
def test_plan_named_right_before_a_body_is_what_it_runs(said: str) -> None:
    text = f"一、海岸防護計畫：已完成5座。\n(一)巡查海堤：「離島碼頭計畫」{said}。\n"

    assert ("離島碼頭計畫", "交通部", Role.EXECUTING) in owners(text)


def test_plan_under_a_heading_that_names_its_own_body_is_not_run_by_the_headings() -> None:
    text = "一、推動藍色港灣：由交通部辦理，已完成5座。\n(一)離島碼頭計畫：國防部完成3座。\n"

    assert {owner for owner in owners(text) if owner[0] == "離島碼頭計畫"} == {("離島碼頭計畫", "國防部", None)}


def test_body_that_says_its_purpose_first_takes_part_by_its_deed() -> None:
    assert owners("一、推動海岸防護：交通部依據「海岸法」，補助業者。\n") == {("推動海岸防護", "交通部", None)}
    assert owners("一、推動海岸防護：交通部依據「海岸法」，表示意見。\n") == set()
