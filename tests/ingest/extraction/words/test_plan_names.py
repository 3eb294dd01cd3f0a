from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.entities import EntityType
from ingest.extraction.words.plan_names import find_plan_names


def names(text: str) -> list[str]:
    return [plan.name for plan in find_plan_names(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("持續執行「離岸測站更新計畫」", "離岸測站更新計畫"),
        ("2-1【離島碼頭整建計畫】", "離島碼頭整建計畫"),
        ("「02燈塔修復計畫」原列", "燈塔修復計畫"),
        ("辦理離島碼頭整建計畫", "離島碼頭整建計畫"),
        ("納入海岸復育方案。", "海岸復育方案"),
        ("補助20家燈塔民宿升級計畫", "燈塔民宿升級計畫"),
        ("3.燈塔修復推動計畫93,807千元", "燈塔修復推動計畫"),
        ("（二）測站(SMB)汰換計畫：", "測站(SMB)汰換計畫"),
        ("推動漁村長照計畫2.0", "漁村長照計畫2.0"),
        ("依據行政院海岸復育綱要計畫", "海岸復育綱要計畫"),
        ("本署海岸淨灘推動計畫之擬訂", "海岸淨灘推動計畫"),
        ("「築岸」行動方案", "「築岸」行動方案"),
        ("為推動「開放海洋」政策", "開放海洋"),
        ("編定114年度施政計畫", "114年度施政計畫"),
        ("配合中程施政計畫", "中程施政計畫"),
        ("辦理整體性治山計畫（97-101年）", "整體性治山計畫"),
        ("落實推動海岸第二期（105至108年）綜合發展實施方案", "海岸第二期（105至108年）綜合發展實施方案"),
        ("以「開放海洋」為總政策綱領", "開放海洋"),
    ],
)
def test_name_begins_where_something_opens_it(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "本計畫已完成",
        "各計畫",
        "改善計畫",
        "海岸遊憩解決方案",
        "都市計畫",
        "依核定計畫執行",
        "計畫書",
        "填報「計畫管理資訊網」",
        "「離島航線計畫補助作業要點」",
        "促成10項解決方案",
        "覈實編列計畫預算",
        "並按既有計畫辦理",
    ],
)
def test_generic_words_are_no_name(text: str) -> None:
    assert names(text) == []


def test_name_after_another_begins_there() -> None:
    assert names("包含離岸測站更新計畫29億元、燈塔修復計畫及港灣疏濬計畫") == [
        "離岸測站更新計畫",
        "燈塔修復計畫",
        "港灣疏濬計畫",
    ]


@pytest.mark.parametrize(
    "text", ["「海岸復育方案(110-114年)」", "「海岸復育方案」（110至114年）", "推動海岸復育方案(110-114年)"]
)
def test_period_in_or_after_a_name_is_its_years(text: str) -> None:
    [plan] = find_plan_names(text)

    assert plan.name == "海岸復育方案"
    assert plan.years is not None
    assert (plan.years.first, plan.years.last) == ("2021", "2025")


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("「海岸復育方案」", EntityType.PLAN),
        ("「海岸復育行動計畫」", EntityType.PLAN),
        ("108年度施政計畫", EntityType.PLAN),
        ("「燈塔修復計畫」", EntityType.PROGRAMME),
    ],
)
def test_ending_tells_an_umbrella_from_a_work(text: str, type: EntityType) -> None:
    assert [plan.type for plan in find_plan_names(text)] == [type]


def test_national_policy_is_known_in_its_other_forms() -> None:
    [plan] = find_plan_names("依據行政院前瞻基礎建設")

    assert (plan.name, plan.official, plan.type) == ("前瞻基礎建設", "前瞻基礎建設計畫", EntityType.PLAN)


@given(st.text(alphabet="海岸復育計畫方案推動辦理及、，。「」（）()110-114年本各之改善政策", max_size=60))
def test_names_stand_where_they_say(text: str) -> None:
    found = find_plan_names(text)

    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(plan.name in text[plan.start : plan.end] for plan in found)


@pytest.mark.parametrize(
    ("text", "years", "alias"),
    [
        ("辦理離島碼頭改善計畫（100-104）（以下簡稱碼頭計畫），", ("2011", "2015"), "碼頭計畫"),
        ("「離島碼頭改善計畫」（下稱「碼頭計畫」）", None, "碼頭計畫"),
        ("「離島碼頭改善計畫」（以下簡稱本計畫）", None, None),
    ],
)
def test_brackets_behind_a_name_give_its_period_and_its_short_name(
    text: str, years: tuple[str, str] | None, alias: str | None
) -> None:
    (plan,) = find_plan_names(text)

    assert (plan.years and (plan.years.first, plan.years.last), plan.alias) == (years, alias)
