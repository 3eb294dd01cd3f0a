import pytest

from ingest.extraction.words.labels import Standing, is_level, is_term, label_of, level_before, standing_of
from ingest.extraction.words.quantities import find_quantities


def labels(text: str) -> list[str]:
    return [label_of(text, quantity, 0) for quantity in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("107年至109年已提供1,046家中小企業諮詢診斷服務", "中小企業諮詢診斷服務"),
        ("促成廠商投資2.7億元", "廠商投資"),
        ("衍生產值累計逾5.9億元", "衍生產值"),
        ("109年工業廢棄物再利用率達81.16%", "工業廢棄物再利用率"),
        ("截至2021年網路人口涵蓋率已達90.65%", "網路人口涵蓋率"),
        ("提升個人上網率於100年達72%", "個人上網率"),
        ("預期3年內可為造船業者、裝備業者爭取訂單增加400億元以上", "造船業者、裝備業者爭取訂單增加"),
        ("將建造一條環島的十五公里的自行車道", "自行車道"),
        ("年度目標值「改善道路里程數」僅「80公里」", "改善道路里程數"),
        ("該計畫原訂109年度服務涵蓋率目標為60%", "服務涵蓋率"),
        ("並以121年接管普及率90%為目標", "接管普及率"),
        ("太陽光電以114年20GW為設置目標", "太陽光電"),
        ("「灣區產業園計畫」預計產生營業額84億元", "產生營業額"),
        ("再生能源（太陽光電20GW", "太陽光電"),
        ("新增1億元產值效益", "產值效益"),
        ("105年1至8月竊案破獲率91.6%", "竊案破獲率"),
        ("養成應用人才至少1萬人次", "養成應用人才"),
    ],
)
def test_quantity_is_named_by_the_words_around_it(text: str, label: str) -> None:
    assert labels(text) == [label]


@pytest.mark.parametrize(
    "text",
    [
        "截至2021年已達38.5%",
        "提前達成2025年預期目標85%",
        "未達99年原定目標值94%",
        "103年度目標值卻仍訂為75%",
        "未來目標是121年降至9.77%",
        "較預定進度82.3%落後",
        "實際僅設置98站",
        "與107年80%之目標仍有落差",
    ],
)
def test_words_that_stand_for_something_named_before_name_nothing(text: str) -> None:
    assert labels(text) == [""]


def test_level_named_in_the_clause_before_is_found() -> None:
    text = "持續提升固網、布建等級非偏鄉家戶涵蓋率，截至2021年已達38.5%"

    assert level_before(text, 0, text.index("截至")) == "布建等級非偏鄉家戶涵蓋率"


@pytest.mark.parametrize(
    "name", ["再利用率", "滿意度", "資源再生產業產值", "裝置容量", "普及率", "服務涵蓋率", "執行進度"]
)
def test_rates_shares_and_capacities_are_levels(name: str) -> None:
    assert is_level(name)


@pytest.mark.parametrize(
    "name", ["衍生產值", "岸電設施", "優惠利率", "寬頻速率", "提升效率", "增加就業人數", "影響程度"]
)
def test_effects_and_things_are_no_levels(name: str) -> None:
    assert not is_level(name)


@pytest.mark.parametrize("name", ["中央補助比例", "預算執行率", "年成長率", "達成率"])
def test_shares_of_money_and_growth_over_another_time_say_nothing_of_the_work(name: str) -> None:
    assert is_term(name)


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("目標提升至90%", Standing.AIM),
        ("目標值94%", Standing.AIM),
        ("114年總設置量20GW目標", Standing.AIM),
        ("較預定進度82.3%落後", Standing.AIM),
        ("未達目標，實際僅71.3%", Standing.REAL),
        ("已達38.5%，至2025年目標提升至九成", Standing.REAL),
        ("普及率38.5%，2030年目標為四成", None),
    ],
)
def test_words_around_a_figure_make_it_an_aim_or_real(text: str, standing: Standing | None) -> None:
    quantity = find_quantities(text)[0]

    assert standing_of(text, quantity, 0) is standing


def test_figure_beside_one_that_is_an_aim_is_an_aim() -> None:
    text = "於2025年分別為35%、1.4%，至2030年則分別達100%、7.3%之目標"

    assert {standing_of(text, quantity, 0) for quantity in find_quantities(text)} == {Standing.AIM}
