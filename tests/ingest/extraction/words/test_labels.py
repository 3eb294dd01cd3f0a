import pytest

from ingest.extraction.words.labels import is_aim, is_level, label_of, level_before
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
    ],
)
def test_quantity_is_named_by_the_words_around_it(text: str, label: str) -> None:
    assert labels(text) == [label]


@pytest.mark.parametrize("text", ["截至2021年已達38.5%", "提前達成2025年預期目標85%", "未達99年原定目標值94%"])
def test_words_that_stand_for_something_named_before_name_nothing(text: str) -> None:
    assert labels(text) == [""]


def test_level_named_in_the_clause_before_is_found() -> None:
    text = "持續提升固網、布建等級非偏鄉家戶涵蓋率，截至2021年已達38.5%"

    assert level_before(text, 0, text.index("截至")) == "布建等級非偏鄉家戶涵蓋率"


@pytest.mark.parametrize("name", ["再利用率", "滿意度", "資源再生產業產值", "裝置容量", "普及率"])
def test_rates_shares_and_capacities_are_levels(name: str) -> None:
    assert is_level(name)


@pytest.mark.parametrize("name", ["衍生產值", "岸電設施", "優惠利率", "寬頻速率", "提升效率", "增加就業人數"])
def test_effects_and_things_are_no_levels(name: str) -> None:
    assert not is_level(name)


@pytest.mark.parametrize("text", ["目標提升至90%", "目標值94%", "114年總設置量20GW目標"])
def test_words_around_a_figure_make_it_an_aim(text: str) -> None:
    (quantity,) = find_quantities(text)

    assert is_aim(text, quantity, 0)
