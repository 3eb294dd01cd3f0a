import pytest

from graph.model.search_form import character_forms, search_form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("臺灣", "台湾", id="simplified"),
        pytest.param("計畫", "计划", id="a word that Taiwan spells its own way"),
        pytest.param("規劃", "规划", id="and one that it does not"),
        pytest.param("帳戶", "账户", id="another"),
        pytest.param("後續發展計畫", "后续发展计划", id="simplified, one by one"),
        pytest.param("疏濬", "疏浚", id="of two that are simplified alike"),
        pytest.param("諮詢", "谘询", id="two simplified forms"),
        pytest.param("着手", "著手", id="variant"),
        pytest.param("裏", "裡", id="variant of a variant"),
        pytest.param("５Ｇ　ＡＩ", "5g ai", id="width, capitals and space"),
        pytest.param("é", "e\u0301", id="an accent apart"),
        pytest.param("㎡", "m2", id="one character for two"),
    ],
)
def test_what_is_the_same_when_searched_has_one_form(one: str, other: str) -> None:
    assert search_form(one) == search_form(other)


@pytest.mark.parametrize(("one", "other"), [("壞", "坯"), ("水庫", "水车"), ("甲", "乙")])
def test_what_is_something_else_has_another_form(one: str, other: str) -> None:
    assert search_form(one) != search_form(other)


@pytest.mark.parametrize("text", ["臺灣 5G", "㎡ 乾淨", "𠮷野"])
def test_a_form_is_found_in_itself_again(text: str) -> None:
    assert search_form(search_form(text)) == search_form(text)


def test_the_form_of_a_text_is_that_of_its_characters() -> None:
    assert character_forms("發 ㎡") == ["发", "", "m2"]
    assert "".join(character_forms("發 ㎡")) == search_form("發 ㎡")
