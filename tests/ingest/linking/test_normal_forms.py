import pytest

from ingest.linking.normal_forms import bare, is_telling, national_policy, normal_form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("辦理「南濱供水改善計畫第三期」", "南濱供水改善計畫第3期"),
        ("臺灣海岸復育計畫（104~109年）", "台灣海岸復育計畫"),
        ("北濱水庫更新改善工程計畫（第一階段）", "北濱水庫更新改善(第一階段)工程計畫"),
        ("南濱-北濱備援管線工程計畫", "南濱北濱備援管線計畫"),
        ("海岸復育計劃", "海岸復育計畫"),
    ],
)
def test_what_does_not_tell_works_apart_is_left_out(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("南濱供水改善計畫第二期", "南濱供水改善計畫第三期"),
        ("108年度海岸復育計畫", "109年度海岸復育計畫"),
        ("防波堤工程（一）", "防波堤工程（二）"),
        ("臺北市海岸復育計畫", "新北市海岸復育計畫"),
        ("智慧港灣2.0計畫", "智慧港灣20計畫"),
        ("海岸復育計畫", "海岸復育方案"),
        ("推動海岸觀光", "海岸觀光"),
    ],
)
def test_numbers_phases_years_places_and_kinds_stay(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


def test_a_bare_name_keeps_what_stands_between_digits() -> None:
    assert bare("「智慧港灣2.0」－108-111計畫") == "智慧港灣2.0108.111計畫"


def test_a_name_of_marks_alone_is_nothing() -> None:
    assert normal_form("「」（）—").core == ""


def test_a_national_policy_is_known_by_all_its_names() -> None:
    assert national_policy("「五加二」產業創新") == national_policy("5+2產業創新") == "5+2產業創新"
    assert national_policy("海岸復育方案") is None


def test_headings_of_every_body_tell_nothing() -> None:
    assert not is_telling("一般行政")
    assert is_telling("南濱港防波堤延伸工程計畫")
